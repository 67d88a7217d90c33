"""A job read from its file, with all that later stages ask about it.

The one place of this package that opens a file, through `keytag.library`.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from keytag import library
from keytag.document import MAX_BYTES, Positions, read_document
from keytag.job.content import EditionContent
from keytag.job.editions import editions_in_force
from keytag.job.model import Job


class JobFile(Struct, frozen=True):
    """A job, where it lies, where its nodes stand, and its editions in force."""

    path: Path
    job: Job
    positions: Positions
    editions: tuple[EditionContent, ...]
    digest: str
    """SHA-256 of the file's bytes, in hexadecimal."""


def read_job(path: Path) -> JobFile:
    """Read the job at ``path``.

    Raises:
        MissingResourceError: there is no such file, or it may not be read.
        InvalidDocumentError: it is no job; carries every finding.
    """
    data = library.read_bytes(path, MAX_BYTES)
    job, positions = read_document(data, str(path), Job)
    return JobFile(path, job, positions, editions_in_force(job, path.stem), sha256(data).hexdigest())
