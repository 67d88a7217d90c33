"""A table of editions as it counts: its columns, its places with their lines, what is to be said of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.job.content import roles_in
from keytag.documents.job.roster.cell_text import count_of, is_phone
from keytag.documents.job.roster.columns import RosterColumns, columns_of, is_header, is_position, is_second_header
from keytag.documents.job.roster.headers import EditionColumn, is_counter, label_of, speaks_of_phones
from keytag.documents.job.roster.model import MAX_EDITIONS, EditionsFrom, TableFile
from keytag.documents.job.roster.place_lines import PlaceLines, group_by_place, line_findings, settle_cells
from keytag.documents.job.roster.rules import (
    ADD_PLACES,
    ROSTER_HAS_ITS_COLUMNS,
    ROSTER_HEADERS_AGREE,
    ROSTER_ROWS_ARE_PLACES,
)
from keytag.documents.tables import (
    DataRow,
    DataTable,
    RowReading,
    SkipReason,
    describe_skipped,
    drop_hidden,
    drop_skipped,
    find_skipped_rows,
    hidden_finding,
    join_header_lines,
    read_table,
    too_many,
)
from keytag.documents.yaml import quote
from keytag.findings import Finding
from keytag.text.text import Text, fold_name

# House rule: a place has a line for each officer, and no office has more of them on a tag.
_MOST_LINES = 10


class RosterTable(Struct, frozen=True):
    """A table of editions: its columns, its places with every cell as it counts, and its rows of sums."""

    table: DataTable
    columns: RosterColumns
    places: tuple[PlaceLines, ...]
    sums: tuple[DataRow, ...]
    findings: tuple[Finding, ...]
    passed: Mapping[int, SkipReason] = {}
    """Why rows that are no places are none, by their numbers."""


def roster_of(file: TableFile, said: EditionsFrom, most: int = MAX_EDITIONS) -> RosterTable:
    """Return what the table in ``file`` says, which the job names so, with at ``most`` so many places.

    Raises InvalidDocumentError where it cannot be read; whether its columns are clear is for the caller to see.
    """
    read = join_header(read_table(file.data, file.path, sheet=said.sheet, is_header=is_header, named=said.named))
    whole = _bounded(read, file, most)
    table = drop_hidden(whole) if said.hidden == "skip" else whole
    columns = columns_of(table, said.columns)
    passed = find_skipped_rows(table, _reading(table, columns)) if columns.are_clear else {}
    rows = drop_skipped(table, passed)
    if passed:
        # What a column holds is told by its places alone.
        columns = columns_of(replace(table, rows=rows), said.columns)
    if not columns.are_clear:
        return RosterTable(table, _with_example(table, columns), (), (), table.notes)
    places = group_by_place(rows, table, columns)
    if len(places) > most:
        # Before any of them is read, which takes long where there are ten times as many.
        raise too_many(file.path, Text("mẫu", "editions"), most)
    found = settle_cells(places, whole, columns)
    sums = tuple(row for row in table.rows if passed.get(row.number) is SkipReason.SUM)
    findings = (
        *table.notes,
        *describe_skipped(table, passed, ROSTER_ROWS_ARE_PLACES, are_sums_checked=len(sums) == 1),
        *(_unseen(table, found.places, columns, said) if said.hidden is None else ()),
        *_exchanged(table, [row for row in table.rows if passed.get(row.number) is SkipReason.HEADER]),
        *line_findings(found.places, columns),
        *found.findings,
    )
    return RosterTable(table, columns, found.places, sums, findings, passed)


def _bounded(table: DataTable, file: TableFile, most: int) -> DataTable:
    """Return ``table``. Raises InvalidDocumentError where it has more rows than ``most`` editions can have."""
    if len(table.rows) > most * _MOST_LINES:
        raise too_many(file.path, Text("dòng", "rows"), most * _MOST_LINES)
    return table


def _exchanged(table: DataTable, rows: Sequence[DataRow]) -> Iterator[Finding]:
    """Yield an error where one of ``rows``, the header again, has a column's header over another column."""
    known = {fold_name(cell.text) for cell in table.header if cell.text}
    for row in rows:
        pairs = list(zip(table.header, row.cells, strict=True))
        moved = [
            (above, cell)
            for above, cell in pairs
            if fold_name(cell.text) in known and fold_name(above.text) != fold_name(cell.text)
        ]
        if moved:
            above, cell = moved[0]
            message = Text(
                f"Dòng {row.number} lặp lại tiêu đề nhưng cột {cell.place.letters} là {quote(cell.text)}, "
                f"ở tiêu đề đầu là {quote(above.text)}.",
                f"Row {row.number} has the header again, but its column {cell.place.letters} is "
                f"{quote(cell.text)}; in the first header it is {quote(above.text)}.",
            )
            yield ROSTER_HEADERS_AGREE.finding(message, where=cell.where)
            return


def _with_example(table: DataTable, columns: RosterColumns) -> RosterColumns:
    """Return ``columns`` whose findings show a list of officers as it can be read, where the table is one."""
    if not any(is_position(cell.text) for cell in table.header):
        return columns
    findings = tuple(
        (key, replace(each, hint=ADD_PLACES) if each.rule == ROSTER_HAS_ITS_COLUMNS.name else each)
        for key, each in columns.findings
    )
    return replace(columns, findings=findings)


def _unseen(
    table: DataTable, places: Sequence[PlaceLines], columns: RosterColumns, said: EditionsFrom
) -> Iterator[Finding]:
    index = next(
        (columns.single[key] for key in (EditionColumn.NAME, EditionColumn.ID) if key in columns.single), 0
    )
    lines = [(line, place.first.cells[index]) for place in places for line in place.lines]
    used = {*columns.single.values(), *(column.index for column in columns.numbers)}
    found = hidden_finding(table, lines, used, said.named)
    if found is not None:
        yield found


def _reading(table: DataTable, columns: RosterColumns) -> RowReading:
    """Return how rows are told from what is no place."""
    single = columns.single
    names = tuple(single[key] for key in (EditionColumn.NAME, EditionColumn.ID) if key in single)
    numbers = [column.index for column in columns.numbers]
    quantity, link = single.get(EditionColumn.QUANTITY), single.get(EditionColumn.LINK)
    counters = frozenset(
        index for index, cell in enumerate(table.header) if is_counter(cell.text) and index not in single.values()
    )
    used = [*single.values(), *numbers]

    def has_own(row: DataRow) -> bool:
        is_named = any(row.cells[index].text or row.cells[index].span for index in names)
        for index in numbers:
            # "Liên hệ đ/c A: 0769 000 999" beside no name is a remark; at the end of a table it is passed over.
            is_remark = not is_named and sum(map(str.isalpha, row.cells[index].text)) > 2
            if not is_remark and (is_phone(row.cells[index]) or _is_spoiled(row, index)):
                return True
        return link is not None and ("/" in row.cells[link].text or bool(row.cells[link].link))

    def _is_spoiled(row: DataRow, index: int) -> bool:
        cell = row.cells[index]
        figures = sum(map(str.isdigit, cell.text))
        # A date in words has as many figures as a telephone number, but more letters.
        return cell.fault is not None or (figures > 6 and 2 * figures > len(cell.text))

    def count(row: DataRow) -> int | None:
        text = count_of(row.cells[quantity].text) if quantity is not None else ""
        return int(text) if text.isdecimal() else None

    return RowReading(
        names=names,
        counters=counters,
        has_own=has_own,
        count=count,
        is_header=is_header,
        uses=lambda row: any(
            row.cells[index].text or row.cells[index].fault or row.cells[index].is_covered for index in used
        ),
    )


# Kinds of telephone, which say nothing of who answers.
_KINDS = re.compile(r"co-dinh|di-dong|ban|may-ban|so-ban|noi-bo|ca-nhan|nha-rieng|co-quan|dd|cd")


def join_header(table: DataTable) -> DataTable:
    """Return ``table`` with its header's lower lines in it: "Trưởng" below "Số điện thoại" is Trưởng."""
    return join_header_lines(table, is_second_header, _joined)


def _joined(above: str, below: str) -> str:
    """Return a column's header: the lower line, or the upper one where the lower names but a telephone."""
    if not above or not roles_in(above) or roles_in(below):
        return below
    is_kind = _KINDS.fullmatch(fold_name(below)) is not None
    return above if is_kind or (speaks_of_phones(below) and not label_of(below)) else below
