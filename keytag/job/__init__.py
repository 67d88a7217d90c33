"""The job: what a user's YAML says, and what each of its editions says in force."""

from keytag.job.content import Code, EditionContent, Number, NumberRole, SideName
from keytag.job.editions import editions_in_force, slug
from keytag.job.file import JobFile, read_job
from keytag.job.links import is_link, no_link
from keytag.job.model import Edition, HoleSpec, Issuer, Job, NumberEntry, Qr, Tag
from keytag.job.numbers import digits, grouped, is_number
from keytag.job.starter import Starter, starter_text

__all__ = [
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
    "digits",
    "editions_in_force",
    "grouped",
    "is_link",
    "is_number",
    "no_link",
    "read_job",
    "slug",
    "starter_text",
]
