"""Lines of a table put together to places: most have one, some one for each officer. Pure.

A line goes on with the place above it where its name is merged with it or left blank, and nothing in it begins
another; or where it repeats the name beside another position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from keytag.documents.job.roster.columns import NO_LABEL, NumberColumn, RosterColumns
from keytag.documents.job.roster.entries import count_of, is_nothing, numbers_in
from keytag.documents.job.roster.headers import EditionColumn, is_counter
from keytag.documents.job.roster.rules import ROSTER_LINES_ARE_TOLD, ROSTER_PLACES_ARE_PUT_TOGETHER
from keytag.documents.tables import DataRow, DataTable, listed_rows
from keytag.findings import Finding
from keytag.text.text import Text, bare


class PlaceLines(Struct, frozen=True):
    """The lines of a table that say what one edition is."""

    lines: tuple[DataRow, ...]

    @property
    def first(self) -> DataRow:
        """The line that names it."""
        return self.lines[0]


def places_of(rows: Sequence[DataRow], table: DataTable, columns: RosterColumns) -> tuple[PlaceLines, ...]:
    """Return the places of which ``rows`` are the lines."""
    reader = _Reader(table, columns)
    places: list[list[DataRow]] = []
    for row in rows:
        if places and reader.goes_on(row, places[-1][0]):
            places[-1].append(row)
        else:
            places.append([row])
    return tuple(PlaceLines(tuple(lines)) for lines in places)


def label_at(row: DataRow, column: NumberColumn, columns: RosterColumns) -> str:
    """Return what stands before a number of ``row``: the officer's position, else what heads its column."""
    if columns.position is None or column.label != NO_LABEL:
        return column.label
    return " ".join(row.cells[columns.position].text.split()) or column.label


def lines_found(places: Sequence[PlaceLines], columns: RosterColumns) -> Iterator[Finding]:
    """Yield what is to be said of places with several lines: that they are one, or whose numbers nobody knows."""
    several = [place for place in places if len(place.lines) > 1]
    if not several:
        return
    name = next(
        (columns.single[key] for key in (EditionColumn.NAME, EditionColumn.ID) if key in columns.single), 0
    )
    unclear = [place for place in several if any(_is_unclear(line, columns) for line in place.lines)]
    if unclear:
        rows = listed_rows(line.number for place in unclear for line in place.lines)
        message = Text(
            f"Mỗi nơi ghi nhiều dòng (dòng {rows}), nhưng không biết mỗi số điện thoại là của ai.",
            f"Places have several lines (row {rows}), and nothing says whose each number is.",
        )
        yield ROSTER_LINES_ARE_TOLD.found(message, where=unclear[0].first.cells[name].where)
        return
    rows = listed_rows(line.number for place in several for line in place.lines)
    message = Text(
        f"{len(several)} nơi ghi nhiều dòng, mỗi nơi thành một mẫu: dòng {rows}.",
        f"Places with several lines, each of them one edition ({len(several)}): row {rows}.",
    )
    yield ROSTER_PLACES_ARE_PUT_TOGETHER.found(message, where=several[0].first.cells[name].where)


def _is_unclear(line: DataRow, columns: RosterColumns) -> bool:
    """Tell whether a line has a number for which nobody is named."""
    for column in columns.numbers:
        text = line.cells[column.index].text
        if is_nothing(text) or label_at(line, column, columns) != NO_LABEL:
            continue
        if any(not label for label, _ in numbers_in(text)):
            return True
    return False


class _Reader:
    """Tells of a row whether it goes on with the place above."""

    def __init__(self, table: DataTable, columns: RosterColumns) -> None:
        single = columns.single
        self._columns = columns
        self._names = [single[key] for key in (EditionColumn.NAME, EditionColumn.ID) if key in single]
        self._counters = [
            index
            for index, cell in enumerate(table.header)
            if is_counter(cell.text) and index not in single.values()
        ]

    def goes_on(self, row: DataRow, first: DataRow) -> bool:
        """Tell whether ``row`` says more of the place that ``first`` names."""
        names = [row.cells[index] for index in self._names]
        said = [cell for cell in names if cell.text]
        if said:
            return self._repeats(row, first)
        if not self._names or not any(first.cells[index].text for index in self._names):
            return False
        if any(row.cells[index].text for index in self._counters):
            return False
        if any(cell.is_covered and cell.span is not None and cell.span.top == first.number for cell in names):
            return True
        quantity = self._columns.single.get(EditionColumn.QUANTITY)
        is_counted = quantity is not None and count_of(row.cells[quantity].text).isdecimal()
        return not is_counted and bool(self._position(row))

    def _repeats(self, row: DataRow, first: DataRow) -> bool:
        """Tell whether a row names the same place again, for another officer."""
        same = all(
            bare(row.cells[index].text) == bare(first.cells[index].text) and row.cells[index].text
            for index in self._names
        )
        quantity = self._columns.single.get(EditionColumn.QUANTITY)
        counts = {text for each in (first, row) if quantity is not None and (text := each.cells[quantity].text)}
        return (
            same and len(counts) < 2 and bool(self._position(row)) and self._position(row) != self._position(first)
        )

    def _position(self, row: DataRow) -> str:
        position = self._columns.position
        return bare(row.cells[position].text) if position is not None else ""
