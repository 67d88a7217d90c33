"""A job's table of editions as it was read: every column and cell, what was passed over, and why. Writes nothing.

What a column is and which row is no place is the reader's to say (`documents.job.roster`); this puts it side by
side, so that an office can hold it against its own sheet. What a machine can mend stands with its cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from keytag.commands.list_editions import list_editions
from keytag.documents.job.file import find_named_table
from keytag.errors import KeytagError, error_findings
from keytag.findings import Finding, has_errors
from keytag.text.text import Text


class ReadColumn(Struct, frozen=True):
    """A column: as its spreadsheet calls it, its header, and what it was taken for; None where it is not used.

    ``key`` is what ``columns`` of the job calls it, ``numbers`` for each of telephone numbers.
    """

    letters: str
    header: str
    use: Text | None
    key: str = ""


class ReadCell(Struct, frozen=True):
    """What a cell counts as; what stands in the file where that differs; what would mend it, and why."""

    text: str
    was: str = ""
    becomes: str | None = None
    why: Text | None = None
    is_guess: bool = False
    findings: tuple[Finding, ...] = ()


class ReadRow(Struct, frozen=True):
    """A row by its number in the spreadsheet; ``passed`` says why it is no edition."""

    number: int
    cells: tuple[ReadCell, ...]
    passed: Text | None = None


class TableReading(Struct, frozen=True):
    """A table as it was read; ``header`` is the number of its header's row, above which nothing is read."""

    name: str
    sheet: str | None
    header: int
    columns: tuple[ReadColumn, ...]
    rows: tuple[ReadRow, ...]
    findings: tuple[Finding, ...]
    repairs: int = 0

    @property
    def is_clear(self) -> bool:
        """Whether it has no error."""
        return not has_errors(self.findings)


def read_named(path: Path, day: date) -> TableReading:
    """Return how the table that the job at ``path`` names is read, with all that is found of its editions.

    Raises:
        UsageError: the job names no table.
        InvalidDocumentError: the table cannot be read at all.
    """
    said, file = find_named_table(path)
    from keytag.documents.job.roster.mending import repairs_of  # noqa: PLC0415 - only tables pay for it
    from keytag.documents.job.roster.table import roster_of  # noqa: PLC0415 - the same

    roster = roster_of(file, said)
    table, columns = roster.table, roster.columns
    findings = (*_found(path, day), *(finding for _, finding in columns.findings), *roster.findings)
    told = {(each.rule, each.message): each for each in reversed(findings)}
    about = _by_cell(tuple(reversed(tuple(told.values()))))
    _, repairs, _ = repairs_of(file, said) if columns.are_clear else (None, (), None)
    mended = {(each.cell.row, each.cell.column): each for each in repairs}
    settled = {
        (row.number, index): cell
        for place in roster.places
        for row in place.lines
        for index, cell in enumerate(row.cells)
    }
    keys = {index: key.value for key, index in columns.single.items()}
    keys |= {each.index: "numbers" for each in columns.numbers}
    uses: dict[int, Text] = {index: COLUMN_USES[key.value] for key, index in columns.single.items()}
    uses |= {each.index: Text(f"số của: {each.label}", f"number of: {each.label}") for each in columns.numbers}
    if columns.position is not None:
        uses[columns.position] = _POSITION
    rows = []
    for row in table.rows:
        cells = []
        for index, cell in enumerate(row.cells):
            at = (cell.place.row, cell.place.column)
            text = settled[row.number, index].text if (row.number, index) in settled else cell.text
            was = cell.text if cell.raw is None else cell.raw
            repair = mended.get(at)
            cells.append(
                ReadCell(
                    text,
                    was if was != text else "",
                    repair.becomes if repair is not None else None,
                    repair.why if repair is not None else None,
                    repair is not None and repair.is_guess,
                    about.get(at, ()),
                )
            )
        reason = roster.passed.get(row.number)
        rows.append(ReadRow(row.number, tuple(cells), reason.told if reason is not None else None))
    return TableReading(
        file.name,
        table.sheet,
        table.header[0].place.row,
        tuple(
            ReadColumn(cell.place.letters, " ".join(cell.text.split()), uses.get(index), keys.get(index, ""))
            for index, cell in enumerate(table.header)
        ),
        tuple(rows),
        tuple(reversed(tuple(told.values()))),
        len(repairs),
    )


def _found(path: Path, day: date) -> tuple[Finding, ...]:
    """Return what is found of the editions, as far as they can be read."""
    try:
        return list_editions(path, day).findings
    except KeytagError as error:
        return tuple(error_findings(error))


def _by_cell(findings: tuple[Finding, ...]) -> Mapping[tuple[int, int], tuple[Finding, ...]]:
    found: dict[tuple[int, int], tuple[Finding, ...]] = {}
    for finding in findings:
        for where in (finding.where, *finding.also):
            if where is not None and where.cell is not None:
                at = (where.cell.row, where.cell.column)
                found[at] = (*found.get(at, ()), finding)
    return found


COLUMN_USES = {
    "id": Text("mã mẫu", "id"),
    "name": Text("tên nơi", "name of the place"),
    "issuer": Text("tên đơn vị", "name of the office"),
    "province": Text("tỉnh, thành phố", "province"),
    "unit": Text("mã đơn vị hành chính", "code of the unit"),
    "quantity": Text("số lượng", "quantity"),
    "link": Text("địa chỉ mã QR", "address of the code"),
    "caption": Text("chữ cạnh mã", "text beside the code"),
    "slogan": Text("khẩu hiệu", "slogan"),
    "programme": Text("tên chương trình", "programme"),
    "template": Text("kiểu trình bày", "design"),
}
"""What a column can be, beside one of telephone numbers, by its key in ``columns``."""
_POSITION = Text("số của ai", "whose number it is")
