"""The job: what a user's YAML says, and what each of its editions says in force."""

from keytag.documents.job.content import Code, EditionContent, Number, NumberRole, SideName, role_of, roles_in
from keytag.documents.job.editions import editions_in_force, slug
from keytag.documents.job.fields import is_link, no_link
from keytag.documents.job.file import JobFile, job_of, read_job
from keytag.documents.job.model import Acceptance, Edition, HoleSpec, Issuer, Job, NumberEntry, Qr, Tag
from keytag.documents.job.starter import FILL_IN, Starter, starter_table, starter_text

__all__ = [
    "FILL_IN",
    "Acceptance",
    "Code",
    "Edition",
    "EditionContent",
    "HoleSpec",
    "Issuer",
    "Job",
    "JobFile",
    "Number",
    "NumberEntry",
    "NumberRole",
    "Qr",
    "SideName",
    "Starter",
    "Tag",
    "editions_in_force",
    "is_link",
    "job_of",
    "no_link",
    "read_job",
    "role_of",
    "roles_in",
    "slug",
    "starter_table",
    "starter_text",
]
