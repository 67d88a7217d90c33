"""Tables out: a workbook and a CSV that open as they should in spreadsheets, the same bytes for the same table.

So too the copy of a table that was read, with as many of its cells as may leave the house.
Answers to ECMA-376 through openpyxl, and to RFC 4180. The date is given: neither a clock nor the order of a zip's
entries may change the bytes. Must not know what the tables say.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from msgspec import Struct

from keytag.documents.tables.cells import defuse_formulas, keep_apostrophes
from keytag.files.office_zip import CORE, FIRST_YEAR, date_entries
from keytag.files.staging import scratch
from keytag.findings import TableCell

if TYPE_CHECKING:
    from openpyxl import Workbook as OpenWorkbook

Value = str | int
# House rule: no column wider than this, so that a table fits a screen.
_WIDEST = 48


class Workbook(Struct, frozen=True):
    """A table of its own: what the file is called inside, its headings, its rows; the last may have sums."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    remark: str = ""
    """A line above the table."""
    has_sums: bool = True
    texts: tuple[str, ...] = ()
    """The headings of columns whose cells stay text when somebody edits them, like telephone numbers."""


def write_csv(book: Workbook, separator: str = ",") -> bytes:
    """Return the table as CSV in UTF-8 with a mark at its beginning, without which Excel misreads Vietnamese.

    Where the decimal sign is a comma, as in Viet Nam, Excel parts columns at semicolons alone.
    """
    text = StringIO(newline="")
    # With every cell quoted nobody can take another sign for the separator.
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([_tame(value) for value in row] for row in (book.headings, *book.rows))
    return text.getvalue().encode("utf-8-sig")


def write_copy(cells: Sequence[TableCell]) -> bytes:
    """Return a table of ``cells``, each in its row and column: a workbook where they name a sheet, else CSV."""
    title = next((cell.sheet for cell in cells if cell.sheet is not None), None)
    texts = {
        (cell.row, cell.column): defuse_formulas(cell.text) if title is None else keep_apostrophes(cell.text)
        for cell in cells
    }
    rows, columns = (max(place, default=0) for place in zip(*texts, strict=True)) if texts else (0, 0)
    lines = [[texts.get((row, column), "") for column in range(1, columns + 1)] for row in range(1, rows + 1)]
    if title is not None:
        return _copied_workbook(title, lines)
    text = StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def _copied_workbook(title: str, lines: Sequence[Sequence[str]]) -> bytes:
    import openpyxl  # noqa: PLC0415 - 690 ms, for those alone who write one

    file = openpyxl.Workbook()
    sheet = file.active
    if sheet is None:
        raise TypeError("a new workbook has a sheet")
    sheet.title = title
    for row, line in enumerate(lines, 1):
        for column, text in enumerate(line, 1):
            if text:
                sheet.cell(row, column).value = text
                sheet.cell(row, column).data_type = "s"
    moment = datetime(FIRST_YEAR, 1, 1)  # noqa: DTZ001 - a workbook's dates have no zone
    file.properties.created, file.properties.creator = moment, "keytag"
    return save_workbook(file, moment)


def _tame(value: Value) -> Value:
    return defuse_formulas(value) if isinstance(value, str) else value


def write_xlsx(book: Workbook, day: date) -> bytes:
    """Return the table as a workbook of one sheet, dated ``day``."""
    import openpyxl  # noqa: PLC0415 - 690 ms, for those alone who write one
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415 - the same

    file = openpyxl.Workbook()
    sheet = file.active
    if sheet is None:
        raise TypeError("a new workbook has a sheet")
    sheet.title = book.title
    if book.remark:
        sheet.append([book.remark])
        sheet.cell(1, 1).font = Font(bold=True, color="C00000")
    sheet.append(list(book.headings))
    first = sheet.max_row
    for cell in sheet[first]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E7E6E6")
    for row in book.rows:
        sheet.append(list(row))
    for cells in sheet.iter_rows(min_row=first + 1):
        for cell in cells:
            # openpyxl takes a text that begins with = for a formula.
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
            # As an apostrophe that was typed: it stays text when somebody edits the cell.
            cell.quotePrefix = isinstance(cell.value, str) and defuse_formulas(cell.value) != cell.value
            if book.headings[cell.column - 1] in book.texts:
                # ECMA-376, part 1, 18.8.30: format 49 is text.
                cell.number_format = "@"
    for cell in sheet[sheet.max_row] if book.has_sums else ():
        cell.font = Font(bold=True)
    for index, heading in enumerate(book.headings):
        longest = max(len(str(row[index])) for row in ((heading,) * len(book.headings), *book.rows))
        sheet.column_dimensions[sheet.cell(first, index + 1).column_letter].width = min(_WIDEST, longest + 3)
    sheet.freeze_panes = sheet.cell(first + 1, 1)
    moment = datetime.combine(day, time())
    file.properties.created, file.properties.creator, file.properties.title = moment, "keytag", book.title
    return save_workbook(file, moment)


def save_workbook(file: OpenWorkbook, moment: datetime) -> bytes:
    """Return the bytes of a workbook, dated ``moment`` throughout.

    openpyxl writes each sheet into a temporary file. Raises OSError, which names their folder, where it is full.
    """
    from openpyxl.xml.functions import tostring  # noqa: PLC0415 - the same

    buffer, before = BytesIO(), tempfile.tempdir
    with scratch() as folder:
        tempfile.tempdir = str(folder)
        try:
            file.save(buffer)
        finally:
            tempfile.tempdir = before
    file.properties.modified = moment
    return date_entries(buffer.getvalue(), moment, {CORE: bytes(tostring(file.properties.to_tree()))})
