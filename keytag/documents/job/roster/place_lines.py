"""Lines of a table put together to places, their cells as they count: merged ones filled, hyperlinks read. Pure.

Most places have one line, some one for each officer. A line goes on with the place above it where its name is
merged with it or left blank, and nothing in it begins another; or where it repeats the name beside another
position. What a spreadsheet shows in one cell for many rows is put into each; whatever cannot be meant for sure is
told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.job.roster.cell_text import count_of, is_nothing, numbers_in, position_in, without_persons
from keytag.documents.job.roster.columns import NO_LABEL, NumberColumn, RosterColumns
from keytag.documents.job.roster.headers import EditionColumn, is_counter
from keytag.documents.job.roster.rules import (
    ROSTER_LINES_AGREE,
    ROSTER_LINES_ARE_TOLD,
    ROSTER_LINKS_ARE_READ,
    ROSTER_LINKS_LEAD_WHERE_THEY_SAY,
    ROSTER_MERGED_CELLS_REACH_ALL,
    ROSTER_MERGED_QUANTITIES_ARE_SHARED_OUT,
    ROSTER_PERSONS_STAY_OFF,
    ROSTER_PLACES_ARE_PUT_TOGETHER,
)
from keytag.documents.tables import (
    DataCell,
    DataRow,
    DataTable,
    Span,
    anchor_of,
    anchors_of,
    fill_from_anchor,
    row_ranges,
    with_text,
)
from keytag.documents.yaml import quote
from keytag.findings import Finding
from keytag.text.text import Text, fold_name


class PlaceLines(Struct, frozen=True):
    """The lines of a table that say what one edition is."""

    lines: tuple[DataRow, ...]

    @property
    def first(self) -> DataRow:
        """The line that names it."""
        return self.lines[0]


def group_by_place(rows: Sequence[DataRow], table: DataTable, columns: RosterColumns) -> tuple[PlaceLines, ...]:
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


def line_findings(places: Sequence[PlaceLines], columns: RosterColumns) -> Iterator[Finding]:
    """Yield what is to be said of places with several lines: that they are one, or whose numbers nobody knows."""
    several = [place for place in places if len(place.lines) > 1]
    if not several:
        return
    name = next(
        (columns.single[key] for key in (EditionColumn.NAME, EditionColumn.ID) if key in columns.single), 0
    )
    unclear = [place for place in several if any(_is_unclear(line, columns) for line in place.lines)]
    if unclear:
        rows = row_ranges(line.number for place in unclear for line in place.lines)
        message = Text(
            f"Mỗi nơi ghi nhiều dòng (dòng {rows}), nhưng không biết mỗi số điện thoại là của ai.",
            f"Places have several lines (row {rows}), and nothing says whose each number is.",
        )
        yield ROSTER_LINES_ARE_TOLD.finding(message, where=unclear[0].first.cells[name].where)
        return
    rows = row_ranges(line.number for place in several for line in place.lines)
    message = Text(
        f"{len(several)} nơi ghi nhiều dòng, mỗi nơi thành một mẫu: dòng {rows}.",
        f"Places with several lines, each of them one edition ({len(several)}): row {rows}.",
    )
    yield ROSTER_PLACES_ARE_PUT_TOGETHER.finding(message, where=several[0].first.cells[name].where)


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
            fold_name(row.cells[index].text) == fold_name(first.cells[index].text) and row.cells[index].text
            for index in self._names
        )
        quantity = self._columns.single.get(EditionColumn.QUANTITY)
        counts = {text for each in (first, row) if quantity is not None and (text := each.cells[quantity].text)}
        return (
            same and len(counts) < 2 and bool(self._position(row)) and self._position(row) != self._position(first)
        )

    def _position(self, row: DataRow) -> str:
        position = self._columns.position
        return fold_name(row.cells[position].text) if position is not None else ""


# What is one place's alone, so that no other can have it from a merged cell.
_OWN = frozenset({EditionColumn.ID, EditionColumn.NAME, EditionColumn.UNIT, EditionColumn.QUANTITY})
# House rule: more cells than this hide the sentence round them.
_LISTED = 8
_SCHEMES = ("https://", "http://")


class SettledPlaces(Struct, frozen=True):
    """Places with their cells as they count, and what is to be said of that."""

    places: tuple[PlaceLines, ...]
    findings: tuple[Finding, ...]


def settle_cells(places: Sequence[PlaceLines], whole: DataTable, columns: RosterColumns) -> SettledPlaces:
    """Return ``places`` with every cell as it counts; ``whole`` has all rows, those too that nobody sees."""
    settling = _Settling(places, whole, columns)
    return SettledPlaces(tuple(settling.places()), tuple(settling.findings()))


class _Settling:
    """Settles cell by cell, and remembers of each column what was done."""

    def __init__(self, places: Sequence[PlaceLines], whole: DataTable, columns: RosterColumns) -> None:
        self._places, self._columns = places, columns
        self._anchors = anchors_of(whole)
        self._kinds = {index: key for key, index in columns.single.items()}
        self._numbers = {column.index for column in columns.numbers}
        self._filled: dict[Span, int] = {}
        self._shared: dict[Span, DataCell] = {}
        self._linked: list[DataCell] = []
        self._misled: list[DataCell] = []
        self._named: dict[int, list[DataCell]] = {}
        self._differing: list[tuple[DataCell, DataCell]] = []

    def places(self) -> Iterator[PlaceLines]:
        """Yield every place with its cells as they count."""
        for place in self._places:
            lines = [
                replace(line, cells=tuple(self._cell(place, line, index) for index in range(len(line.cells))))
                for line in place.lines
            ]
            yield PlaceLines(tuple(self._joined(lines)))

    def _cell(self, place: PlaceLines, line: DataRow, index: int) -> DataCell:
        cell = self._uncovered(place, line, index)
        if self._kinds.get(index) is EditionColumn.LINK:
            return self._where_it_leads(cell)
        if index == self._columns.position and "ten" in fold_name(cell.place.header or "").split("-"):
            # Beside persons' names only what surely is a position may be printed.
            return with_text(cell, position_in(" ".join(cell.text.split())) or "")
        if index in self._numbers:
            said = without_persons(cell.text)
            if said is not None:
                self._named.setdefault(index, []).append(cell)
                return with_text(cell, said)
        return cell

    def _uncovered(self, place: PlaceLines, line: DataRow, index: int) -> DataCell:
        """Return a cell with the text of the one merged over it, where that is meant for this place too."""
        cell = line.cells[index]
        anchor, span = anchor_of(cell, self._anchors), cell.span
        if anchor is None or span is None:
            return cell
        is_inside = any(row.number == span.top for row in place.lines)
        key = self._kinds.get(index)
        is_number = index in self._numbers
        if anchor.place.column != cell.place.column:
            # Across, a cell reaches only what is of its kind: one number for two officers.
            is_meant = is_number and anchor.place.column in {line.cells[at].place.column for at in self._numbers}
            is_meant = is_meant and (line.number == span.top or not is_inside)
        elif is_inside or (key is None and not is_number):
            is_meant = False
        elif key is EditionColumn.QUANTITY:
            self._shared[span] = anchor
            is_meant = False
        else:
            is_meant = line is place.first and key not in _OWN
        if not is_meant:
            return cell
        self._filled[span] = self._filled.get(span, 0) + 1
        return fill_from_anchor(cell, anchor)

    def _where_it_leads(self, cell: DataCell) -> DataCell:
        if not cell.link.casefold().startswith(_SCHEMES):
            return cell
        if not _is_address(cell.text):
            self._linked.append(cell)
            return replace(with_text(cell, cell.link), fault=None)
        if _as_read(cell.text) != _as_read(cell.link):
            self._misled.append(cell)
        return cell

    def _joined(self, lines: Sequence[DataRow]) -> Iterator[DataRow]:
        """Yield lines whose first has all that the place says once."""
        first, *others = lines
        cells = list(first.cells)
        for key, index in self._columns.single.items():
            for line in others if key not in (EditionColumn.NAME, EditionColumn.ID) else ():
                cell = line.cells[index]
                if not cell.text:
                    continue
                if not cells[index].text:
                    cells[index] = cell
                elif " ".join(cells[index].text.split()) != " ".join(cell.text.split()):
                    self._differing.append((cells[index], cell))
        yield replace(first, cells=tuple(cells))
        yield from others

    def findings(self) -> Iterator[Finding]:
        """Yield what is to be said of what was done, one finding of a kind."""
        if self._shared:
            yield self._shared_quantities()
        if self._differing:
            yield self._differences()
        if self._misled:
            yield self._misleading()
        if self._filled:
            yield self._fillings()
        if self._linked:
            yield self._leading()
        for cells in self._named.values():
            yield _naming(cells)

    def _shared_quantities(self) -> Finding:
        said = _several([f"{span.name} ({quote(cell.text)})" for span, cell in self._shared.items()])
        message = Text(
            f"Số lượng nằm trong ô gộp của nhiều nơi: {said}. Không biết đó là tổng hay là số của mỗi nơi.",
            f"A quantity is merged over several places: {said}. It may be their sum or what each gets.",
        )
        return ROSTER_MERGED_QUANTITIES_ARE_SHARED_OUT.finding(
            message, where=next(iter(self._shared.values())).where
        )

    def _differences(self) -> Finding:
        said = _several(
            [
                f"{one.place.name} {quote(one.text)}, {two.place.name} {quote(two.text)}"
                for one, two in self._differing
            ]
        )
        message = Text(f"Các dòng của một nơi ghi khác nhau: {said}.", f"Lines of one place differ: {said}.")
        return ROSTER_LINES_AGREE.finding(message, where=self._differing[0][1].where)

    def _misleading(self) -> Finding:
        said = _several([f"{cell.place.name}: {quote(cell.text)} → {quote(cell.link)}" for cell in self._misled])
        message = Text(
            f"Ô ghi một địa chỉ nhưng liên kết dẫn tới địa chỉ khác: {said}.",
            f"A cell shows one address and its hyperlink leads to another: {said}.",
        )
        return ROSTER_LINKS_LEAD_WHERE_THEY_SAY.finding(message, where=self._misled[0].where)

    def _fillings(self) -> Finding:
        anchors = [(span, self._anchors[span.top, span.left], count) for span, count in self._filled.items()]
        vi = _several([f"{span.name} {quote(cell.text or cell.link)}" for span, cell, _ in anchors])
        places = sum(count for *_, count in anchors)
        message = Text(
            f"Ô gộp, tính cho mọi ô mà nó phủ (thêm {places} ô): {vi}.",
            f"Merged cells count for all that they cover (cells filled: {places}): {vi}.",
        )
        return ROSTER_MERGED_CELLS_REACH_ALL.finding(message, where=anchors[0][1].where)

    def _leading(self) -> Finding:
        said = _several([f"{cell.place.name} {quote(cell.text or cell.link)}" for cell in self._linked])
        message = Text(
            f"Lấy địa chỉ mà liên kết trong ô dẫn tới: {said}.",
            f"Taken from cells is the address to which their hyperlinks lead: {said}.",
        )
        return ROSTER_LINKS_ARE_READ.finding(message, where=self._linked[0].where)


def _naming(cells: Sequence[DataCell]) -> Finding:
    said = _several([cell.place.name for cell in cells])
    message = Text(
        f"Cạnh số điện thoại có tên người, không in: ô {said}.",
        f"Persons' names beside their numbers are not printed: cell {said}.",
    )
    return ROSTER_PERSONS_STAY_OFF.finding(message, where=cells[0].where)


def _several(parts: Sequence[str]) -> str:
    return ", ".join(parts[:_LISTED]) + (f" … ({len(parts)})" if len(parts) > _LISTED else "")


def _is_address(text: str) -> bool:
    head = text.casefold()
    return "://" in head or ("." in head and "/" in head and " " not in head)


def _as_read(address: str) -> str:
    """Return an address as it is compared: without scheme, escapes, capitals and a last slash."""
    said = unquote(address).casefold().strip()
    for scheme in _SCHEMES:
        said = said.removeprefix(scheme)
    return said.rstrip("/")
