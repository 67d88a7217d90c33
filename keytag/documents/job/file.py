"""A job read from its file, with all that later stages ask about it.

The one place of this package that opens a file, through `keytag.files.library`.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from keytag.documents.job.allotments import AllotmentTable
from keytag.documents.job.content import EditionContent
from keytag.documents.job.editions import editions_in_force
from keytag.documents.job.model import Job
from keytag.documents.job.offices import write_out_office
from keytag.documents.job.roster import (
    EditionsFrom,
    Read,
    TableFile,
    names_a_table,
    read_named_table,
    table_without_from,
)
from keytag.documents.yaml import MAX_BYTES, Positions, read_document
from keytag.documents.yaml.nodes import MapNode
from keytag.documents.yaml.parse import parse_yaml
from keytag.documents.yaml.source import decode_document
from keytag.documents.yaml.write import blank_out
from keytag.errors import UsageError
from keytag.files import library, reader
from keytag.findings import Finding
from keytag.text.text import Text
from keytag.vietnam.places import PlacesTable, own_table

if TYPE_CHECKING:
    from keytag.documents.job.allotment_table import AllotmentRows


class JobFile(Struct, frozen=True):
    """A job, where it lies, where its nodes stand, and its editions in force."""

    path: Path
    job: Job
    positions: Positions
    editions: tuple[EditionContent, ...]
    digest: str
    """SHA-256 of what of the file and its tables may leave the house, in hexadecimal."""
    tables: tuple[TableFile, ...] = ()
    """The tables from which parts of the job come."""
    notes: tuple[Finding, ...] = ()
    """What is to be said about the tables, none of it an error."""
    receivers: AllotmentRows | None = None
    """Who gets how many, where a table says it."""
    places: PlacesTable = field(default_factory=own_table)
    """The table of places that the job is judged by: keytag's own, or the one that it names."""

    @property
    def office(self) -> str:
        """The job's own office as it prints: short forms written out."""
        return write_out_office(self.job.issuer.name, self.job.as_of or self.places.date)


def read_job(path: Path) -> JobFile:
    """Read the job at ``path``.

    Raises:
        MissingResourceError: there is no such file or table, or it may not be read.
        InvalidDocumentError: it is no job, or its table none of editions; carries every finding.
    """
    return job_of(reader.read_bytes(path, MAX_BYTES), path, tables_beside(path))


def job_of(data: bytes, path: Path, read: Read) -> JobFile:
    """Return the job that ``data`` says, which lies or will lie at ``path``; ``read`` gives the tables it names.

    Raises InvalidDocumentError as `read_job` does, and what ``read`` raises.
    """
    notes: list[Finding] = []
    tables: list[TableFile] = []

    def fill(root: MapNode, positions: Positions) -> tuple[MapNode, tuple[Finding, ...]]:
        if not names_a_table(root):
            return root, table_without_from(root, positions)
        from keytag.documents.job.roster.fill import fill_editions  # noqa: PLC0415 - only jobs with a table pay for it

        whole, found, table = fill_editions(root, positions, read)
        notes.extend(found)
        tables.append(table)
        return whole, found

    job, positions = read_document(data, str(path), Job, fill)
    receivers = None
    if isinstance(job.allotments, AllotmentTable):
        receivers, table = _receivers(job.allotments, positions, read)
        notes.extend(receivers.findings)
        tables.append(table)
    places = own_table()
    if job.places is not None:
        places, table, remarks = _places(job.places, positions, read)
        notes.extend(remarks)
        tables.append(table)
    digest = sha256(without_contacts(data, str(path)))
    for table in tables:
        # As `write_copy` writes them: a package made from a package's own copy has the same name.
        cells = [(cell.sheet, cell.row, cell.column, cell.text) for cell in table.kept if cell.text]
        digest.update(repr(cells).encode("utf-8", "backslashreplace"))
    editions = editions_in_force(job, library.job_name(path), places)
    return JobFile(
        path, job, positions, editions, digest.hexdigest(), tuple(tables), tuple(notes), receivers, places
    )


def find_named_table(path: Path) -> tuple[EditionsFrom, TableFile]:
    """Return how the job at ``path`` names its table of editions, and the table, whatever else is wrong with it.

    Raises:
        UsageError: the job names none.
        MissingResourceError: there is no such file or table, or it may not be read.
        InvalidDocumentError: the job cannot be read so far.
    """
    from keytag.documents.job.roster.fill import editions_source  # noqa: PLC0415 - only jobs with a table pay for it

    positions = Positions(
        str(path), parse_yaml(decode_document(reader.read_bytes(path, MAX_BYTES), str(path)), str(path))
    )
    root = positions.root
    if not isinstance(root, MapNode) or not names_a_table(root):
        raise UsageError(
            Text(f"{path.name} không lấy các mẫu từ bảng.", f"{path.name} takes no editions from a table."),
            Text(
                "Tệp cần có dòng như editions: {from: danh-sach.xlsx}",
                "It needs a line like editions: {from: communes.xlsx}",
            ),
        )
    said = editions_source(root, positions)
    return said, read_named_table(positions.where("editions.from"), said.from_, tables_beside(path))


def _receivers(source: AllotmentTable, positions: Positions, read: Read) -> tuple[AllotmentRows, TableFile]:
    """Read the table of who gets how many; what is wrong with its name is told where the job says it."""
    from keytag.documents.job.allotment_table import read_allotments  # noqa: PLC0415 - only tables pay for it

    file = read_named_table(positions.where("allotments.from"), source.source, read)
    rows = read_allotments(file.data, file.path, source)
    return rows, replace(file, kept=rows.kept)


def _places(name: str, positions: Positions, read: Read) -> tuple[PlacesTable, TableFile, tuple[Finding, ...]]:
    """Read the table of places that the job names, and what is to be said of it."""
    from keytag.documents.places import read_gazetteer  # noqa: PLC0415 - only jobs that name one pay for it

    file = read_named_table(positions.where("places"), name, read)
    found = read_gazetteer(file.data, file.path)
    return found.table, replace(file, kept=found.kept), found.notes


def without_contacts(data: bytes, file: str) -> bytes:
    """Return a job's bytes without who takes the tags over, who signs and whom people ask, and without comments.

    Raises InvalidDocumentError where ``data`` is no document that can be read.
    """
    data = blank_out(data, file, "allotments", "contact")
    for holder, key in (("signatories", "name"), ("contact", "name"), ("contact", "phone")):
        if holder.encode() in data:
            data = blank_out(data, file, holder, key)
    return data


def tables_beside(job: Path) -> Read:
    """Return what reads the tables that the job at ``job`` names: they lie in its folder."""

    def read(name: str) -> TableFile:
        from keytag.documents.tables import MAX_TABLE_BYTES  # noqa: PLC0415 - only jobs with a table pay for it

        path, data = library.read_beside(job, name, MAX_TABLE_BYTES)
        return TableFile(name, str(path), data)

    return read
