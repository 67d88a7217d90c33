"""A table of editions put into the job's tree: one node for each cell, with the cell as its place.

What the job names is read by whoever calls; nothing here opens a file. A name says its place with what its header
adds: "Ia Băng" under "Xã" is the commune of that name, "9" under "Tổ" the ninth tổ; which office a line names is
`keytag.documents.job.offices`' to say. What is wrong is told once for a column, not once for each of its cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace
from pydantic import ValidationError

from keytag.documents.job.content import roles_in
from keytag.documents.job.ids import ids_of
from keytag.documents.job.offices import Scope, is_bare_name, names_the_police, office_of, scope_of, unit_of
from keytag.documents.job.roster.cell_text import count_of, is_nothing, numbers_in
from keytag.documents.job.roster.columns import NumberColumn, RosterColumns
from keytag.documents.job.roster.headers import EditionColumn, hamlet_word, unit_words
from keytag.documents.job.roster.model import MAX_EDITIONS, EditionsFrom, Read, TableFile, read_named_table
from keytag.documents.job.roster.place_lines import PlaceLines, label_at
from keytag.documents.job.roster.rules import (
    ROSTER_LINKS_ARE_THERE,
    ROSTER_NAMES_ARE_NAMES,
    ROSTER_NUMBERS_ARE_THERE,
    ROSTER_ROWS_DIFFER,
    ROSTER_ROWS_HAVE_NAMES,
    ROSTER_ROWS_SAY_MORE,
    ROSTER_TOTAL_ADDS_UP,
)
from keytag.documents.job.roster.table import RosterTable, roster_of
from keytag.documents.tables import (
    DataCell,
    DataRow,
    DataTable,
    Spoiling,
    Stored,
    describe_faults,
    is_struck_out,
    row_ranges,
    shareable_header,
    shareable_row,
    spoiled_number_findings,
    spoiling_of,
    sum_cell,
    with_zero,
)
from keytag.documents.tables.rules import TABLE_IS_READABLE
from keytag.documents.yaml import Part, quote
from keytag.documents.yaml.model_errors import explain_errors
from keytag.documents.yaml.nodes import ListNode, MapNode, Node, Place, Positions, Scalar, plain_content
from keytag.documents.yaml.refusal import invalid_document, visible_text
from keytag.findings import Finding, Severity, TableCell, Where, has_errors
from keytag.text.text import Text
from keytag.vietnam.places import own_table

_NO_EDITION = Text("Bảng chỉ có tiêu đề, không có mẫu nào.", "The table has a header and no edition.")
_ADD_ROWS = Text("Ghi mỗi mẫu một dòng dưới tiêu đề.", "Write a row for each edition under the header.")


class _Said(Part):
    """As much of a job as says where its editions are."""

    editions: EditionsFrom


def fill_editions(
    root: MapNode, positions: Positions, read: Read
) -> tuple[MapNode, tuple[Finding, ...], TableFile]:
    """Return ``root`` with its editions from the table that it names, what is to be said of that, and the table.

    Raises InvalidDocumentError where what names the table is wrong, or the table cannot be read.
    """
    key, node = root.entries["editions"]
    rows, file = _rows_of(root, positions, read)
    editions = ListNode(tuple(rows.nodes()), node.mark, 1)
    findings = rows.told
    if not editions.items and not has_errors(findings):
        findings += (TABLE_IS_READABLE.finding(_NO_EDITION, _ADD_ROWS, where=rows.table.header[0].where),)
    file = replace(file, kept=(*shareable_header(rows.table.header), *rows.kept()))
    return MapNode({**root.entries, "editions": (key, editions)}, root.mark, root.size), findings, file


class RowTable(Struct, frozen=True):
    """One place of a table as a table of its own: its id, what it is called, its row, its cells and the header's.

    Every cell stands where it stood: what is said of it leads to the whole table's cell.
    """

    id: str
    name: str
    row: int
    cells: tuple[TableCell, ...]


def part_table(
    root: MapNode, positions: Positions, read: Read, most: int
) -> tuple[tuple[RowTable, ...], tuple[Finding, ...], TableFile]:
    """Return the table that ``root`` names, of at ``most`` so many places, parted into one for each of them.

    With what is to be said of the whole table, and the table. Raises InvalidDocumentError as `fill_editions` does.
    """
    rows, file = _rows_of(root, positions, read, most)
    named = {
        where.cell.row: (_text(node, "id"), _text(node, "name"))
        for node in rows.nodes()
        if isinstance(node, MapNode)
        and isinstance(where := node.entries["id"][0], Where)
        and where.cell is not None
    }
    header, sums = tuple(shareable_header(rows.table.header)), {row.number for row in rows.sums}
    cells: dict[int, list[TableCell]] = {}
    for cell in rows.kept():
        cells.setdefault(cell.row, []).append(cell)
    firsts = [place.first.number for place in rows.places]
    parted = []
    for first, following in zip(firsts, (*firsts[1:], max(cells, default=0) + 1), strict=False):
        if first in named:
            own = [cell for row in range(first, following) if row not in sums for cell in cells.get(row, ())]
            parted.append(RowTable(*named[first], first, (*header, *own)))
    findings = rows.told
    if not parted and not has_errors(findings):
        findings += (TABLE_IS_READABLE.finding(_NO_EDITION, _ADD_ROWS, where=rows.table.header[0].where),)
    return tuple(parted), findings, file


def _rows_of(
    root: MapNode, positions: Positions, read: Read, most: int = MAX_EDITIONS
) -> tuple[RosterRows, TableFile]:
    """Return the rows of the table that ``root`` names, and the table."""
    said = _said(root.entries["editions"][1], positions)
    file = read_named_table(positions.where("editions.from"), said.from_, read)
    roster = roster_of(file, said, most)
    columns = roster.columns
    if not columns.are_clear:
        raise invalid_document(positions.file, _placed(columns, positions))
    code = root.entries.get("qr")
    mend = _mend(positions.file, said.from_)
    code_node = code[1] if code is not None else None
    offices = RosterOffices(root, roster.table, columns)
    rows = RosterRows(roster, code_node, offices, mend)
    rows.found = (*roster.findings, *_placed(columns, positions))
    return rows, file


def editions_source(root: MapNode, positions: Positions) -> EditionsFrom:
    """Return how the job ``root`` names its table. Raises InvalidDocumentError where that is wrong."""
    return _said(root.entries["editions"][1], positions)


def _mend(job: str, table: str) -> Text:
    """Return the quickest way to get lost zeros back."""
    copy = f"{PurePath(table).stem}-da-sua.xlsx"
    line = f"keytag editions {_argument(visible_text(job))} --mend {_argument(visible_text(copy))}"
    return Text(
        f"Nhanh nhất: chạy {line} (bản sao của bảng, đã thêm số 0, tô màu chỗ sửa), gọi thử từng số rồi "
        "dùng bản đó. Hoặc trong Excel chọn cột, Format Cells (Định dạng ô), Text (Văn bản), "
        "gõ lại số kể cả số 0 đầu.",
        f"Quickest: run {line} (a copy of the table with its zeros, each changed cell coloured), call every "
        "number and use that copy. Or in Excel select the column, Format Cells, Text, and "
        "type the numbers with their 0.",
    )


def _argument(text: str) -> str:
    return f'"{text}"' if re.search(r"[^\w./\\:-]", text) else text


def _said(node: Node, positions: Positions) -> EditionsFrom:
    try:
        return _Said.model_validate({"editions": plain_content(node)}).editions
    except ValidationError as error:
        found = explain_errors(error.errors(include_url=False), _Said, positions)
    raise invalid_document(positions.file, found)


def _placed(columns: RosterColumns, positions: Positions) -> Iterator[Finding]:
    for key, finding in columns.findings:
        yield replace(finding, where=positions.where(f"editions.columns.{key}")) if key else finding


# House rule: more rows than this hide the sentence round them.
_LISTED = 8


class RosterRows:
    """Turns places into nodes, and collects what is wrong with them."""

    def __init__(
        self, roster: RosterTable, code: Node | None, offices: RosterOffices, mend: Text | None = None
    ) -> None:
        self.table, self.columns, self.places, self.sums = (
            roster.table,
            roster.columns,
            roster.places,
            roster.sums,
        )
        self.offices = offices
        # A row says where its code leads; caption, side and hosts are the job's.
        self.code = dict(code.entries) if isinstance(code, MapNode) else {}
        self.found: tuple[Finding, ...] = ()
        """What was found before its rows were read."""
        self.findings: list[Finding] = []
        self._mend = mend
        self._used: dict[int, list[DataCell]] = {}
        self._nameless: list[tuple[DataRow, DataCell]] = []
        named = self.columns.single.get(EditionColumn.NAME)
        # Where ids alone stand in every row, no row lacks its name.
        self._is_named = named is not None and any(place.first.cells[named].text for place in self.places)
        cells = (self._naming(place.first) for place in self.places)
        self._ids = ids_of(without_decimals(cell.text) for cell in cells if cell is not None)

    @property
    def told(self) -> tuple[Finding, ...]:
        """What is to be said of the table, once its nodes are made."""
        return (*self.found, *self.findings)

    def nodes(self) -> Iterator[Node]:
        """Yield a node for each edition."""
        quantities: list[str] = []
        ids: dict[str, int] = {}
        for place in self.places:
            node = self._node(place)
            if node is not None:
                quantities.append(_text(node, "quantity"))
                first = ids.setdefault(_text(node, "id"), place.first.number)
                if first != place.first.number:
                    self._again(node, first)
                yield node
        for column in self.columns.numbers:
            self._judge_gaps(column)
        self._judge_links()
        self._judge_cells()
        self._judge_names()
        # Of several each is the sum of some rows, and nobody says of which.
        if len(self.sums) == 1:
            self._judge_total(self.sums[0], quantities)

    def kept(self) -> Iterator[TableCell]:
        """Yield of every row what makes it an edition or the total; what stands below is not for others."""
        single = self.columns.single
        numbers = [column.index for column in self.columns.numbers]
        position = self.columns.position
        used = {*single.values(), *numbers, *([position] if position is not None else [])}
        for place in self.places:
            lines = place.lines if position is not None else (_in_one_line(place, numbers),)
            for line in lines:
                yield from shareable_row(line, used)
        for row in self.sums:
            total = sum_cell(row)
            of_sum = {row.cells.index(total)} if total is not None else set[int]()
            yield from shareable_row(row, {*of_sum, single.get(EditionColumn.QUANTITY, -1)})

    def _again(self, node: MapNode, first: int) -> None:
        said = quote(_text(node, "name") or _text(node, "id"))
        message = Text(f"{said} đã có ở dòng {first}.", f"{said} stands in row {first} already.")
        place = node.entries["id"][0]
        if isinstance(place, Where):
            self.findings.append(ROSTER_ROWS_DIFFER.finding(message, where=place))

    def _judge_total(self, row: DataRow, quantities: Sequence[str]) -> None:
        index = self.columns.single.get(EditionColumn.QUANTITY)
        cell = row.cells[index] if index is not None else None
        text = count_of(cell.text) if cell is not None else ""
        # Rows without a figure of their own have the job's; a wrong one is told by itself.
        if cell is None or not all(map(str.isdecimal, (text, *quantities))):
            return
        count = sum(map(int, quantities))
        total = sum_cell(row)
        if int(text) != count and total is not None:
            message = Text(
                f"Dòng {quote(total.text)} ghi {quote(cell.text)}, các dòng trên cộng lại là {count}.",
                f"The row {quote(total.text)} says {quote(cell.text)}, the rows above add up to {count}.",
            )
            self.findings.append(ROSTER_TOTAL_ADDS_UP.finding(message, where=cell.where))

    def _judge_gaps(self, column: NumberColumn) -> None:
        """Tell of empty cells among filled ones; of a desk's number it is a warning, of an officer's a note."""
        said = [(place, [line.cells[column.index] for line in place.lines]) for place in self.places]
        empty = [place for place, cells in said if not any(cell.text or cell.fault for cell in cells)]
        # House rule: where most rows have none, those that have one are the exception.
        if not empty or 2 * len(empty) > len(said):
            return
        listed = ", ".join(str(place.first.number) for place in empty[:_LISTED])
        listed += " …" if len(empty) > _LISTED else ""
        header = quote(" ".join(self.table.header[column.index].text.split()) or column.label)
        message = Text(
            f"Cột {header} trống ở dòng {listed}, các dòng khác có số.",
            f"The column {header} is empty in row {listed}; other rows have a number.",
        )
        severity = Severity.WARNING if column.role is not None and column.role.is_desk else Severity.NOTE
        where = empty[0].first.cells[column.index].where
        self.findings.append(ROSTER_NUMBERS_ARE_THERE.finding(message, where=where, severity=severity))

    def _judge_links(self) -> None:
        """Tell of empty cells among the links of the others: that row's tag has the job's code, or none."""
        index = self.columns.single.get(EditionColumn.LINK)
        rows = [place.first for place in self.places if self._naming(place.first) is not None]
        empty = [row.cells[index] for row in rows if not row.cells[index].text] if index is not None else []
        # House rule: where most rows have none, those that have one are the exception; but what stands in the
        # first of three or more rows alone was mostly meant for all of them.
        is_first_alone = len(rows) > 2 and len(empty) == len(rows) - 1 and bool(rows[0].cells[index or 0].text)
        if not empty or (2 * len(empty) > len(rows) and not is_first_alone):
            return
        self.findings.append(missing_links(self.table.header[empty[0].place.column - 1], empty))

    def _id_of(self, text: str) -> str:
        return self._ids.get(without_decimals(text), "")

    def _naming(self, row: DataRow) -> DataCell | None:
        """Return the cell that makes a row's id: the id's own, else the name's."""
        columns = (self.columns.single.get(key) for key in (EditionColumn.ID, EditionColumn.NAME))
        cells = (row.cells[index] for index in columns if index is not None)
        return next((cell for cell in cells if cell.text), None)

    def _judge_cells(self) -> None:
        """Tell of cells that cannot be relied on, once for each column."""
        numbers = {column.index for column in self.columns.numbers}
        # A place that was given up is struck out in all its columns.
        struck = [cell for cells in self._used.values() for cell in cells if is_struck_out(cell)]
        self.findings += describe_faults(sorted(struck, key=lambda cell: cell.place.row))
        for index, cells in self._used.items():
            self.findings += describe_faults([cell for cell in cells if not is_struck_out(cell)])
            if index in numbers:
                self.findings += spoiled_number_findings(
                    [cell for cell in cells if cell.fault is None], self._mend
                )

    def _judge_names(self) -> None:
        """Tell of rows without a name, all at once."""
        if not self._nameless:
            return
        row, cell = self._nameless[0]
        rows = row_ranges(each.number for each, _ in self._nameless)
        said = quote(next((each.text for each in row.cells if each.text), ""))
        message = Text(f"Dòng {rows} không có tên: {said}.", f"Row {rows} has no name: {said}.")
        self.findings.append(ROSTER_ROWS_HAVE_NAMES.finding(message, where=cell.where))

    def _node(self, place: PlaceLines) -> MapNode | None:
        row = place.first
        single = {column: row.cells[index] for column, index in self.columns.single.items()}
        name, own = single.get(EditionColumn.NAME), single.get(EditionColumn.ID)
        named = next((cell for cell in (name, own) if cell is not None and cell.text), None)
        phones = [line.cells[column.index] for line in place.lines for column in self.columns.numbers]
        used = [*single.values(), *phones]
        if not any(cell.text or cell.fault for cell in used):
            return None
        for index in (*self.columns.single.values(), *(column.index for column in self.columns.numbers)):
            lines = place.lines if index not in self.columns.single.values() else (row,)
            self._used.setdefault(index, []).extend(line.cells[index] for line in lines)
        if named is None:
            missing = name or own
            if missing is None or missing.fault is None:
                self._nameless.append((row, missing or row.cells[0]))
            return None
        if len(used) > 1 and not any(cell.text or cell.fault for cell in used if cell is not named):
            message = Text(
                f"Dòng chỉ có tên: {quote(named.text)}.", f"The row has only a name: {quote(named.text)}."
            )
            self.findings.append(ROSTER_ROWS_SAY_MORE.finding(message, where=named.where))
            return None
        if name is not None and not name.text and self._is_named and name.fault is None:
            self._nameless.append((row, name))
        entries = _Entries(named.where)
        self.findings += [
            found for cell in (name, own) if cell is not None and (found := date_instead_of_name(cell))
        ]
        entries.put("id", own if own is not None and own.text else named, self._id_of)
        entries.put("name", name, self.offices.name_of)
        # What a faulty cell says is told once for its column, and not judged again.
        single = {key: cell if cell.fault is None else replace(cell, text="") for key, cell in single.items()}
        entries.put("quantity", single.get(EditionColumn.QUANTITY), count_of)
        entries.put("slogan", single.get(EditionColumn.SLOGAN))
        entries.put("programme", single.get(EditionColumn.PROGRAMME))
        entries.put("template", single.get(EditionColumn.TEMPLATE))
        entries.group(
            "issuer",
            name=self.offices.office_of(single),
            province=single.get(EditionColumn.PROVINCE),
            unit=single.get(EditionColumn.UNIT),
        )
        link = single.get(EditionColumn.LINK)
        if link is not None and not is_nothing(link.text):
            entries.group("qr", self.code, link=link, caption=single.get(EditionColumn.CAPTION))
        numbers = tuple(
            node for line in place.lines for column in self.columns.numbers for node in self._numbers(line, column)
        )
        if numbers:
            entries.nodes["extra_numbers"] = (named.where, ListNode(numbers, numbers[0].mark, 1))
        return MapNode(entries.nodes, named.where, 1)

    def _numbers(self, row: DataRow, column: NumberColumn) -> Iterator[MapNode]:
        cell = row.cells[column.index]
        if is_nothing(cell.text) or cell.fault is not None:
            return
        spoiling = spoiling_of(cell)
        if spoiling in (Spoiling.DATE, Spoiling.SHORTENED):
            return
        headed = label_at(row, column, self.columns)
        for label, number in numbers_in(with_zero(cell) if spoiling is not None else cell.text):
            said = {"label": label or headed, "number": number, "side": column.side}
            own = label or (headed if headed != column.label else "")
            role = next(iter(roles_in(own)), None) if own else column.role
            entries = {
                key: text for key, text in {**said, "role": role and role.value}.items() if text is not None
            }
            yield MapNode(
                {k: (cell.where, Scalar(text, cell.where)) for k, text in entries.items()}, cell.where, 1
            )


def _in_one_line(place: PlaceLines, numbers: Sequence[int]) -> DataRow:
    """Return a place's lines as one, the numbers of a column in one cell."""
    if len(place.lines) == 1:
        return place.first
    cells = list(place.first.cells)
    for index in numbers:
        text = "; ".join(line.cells[index].text for line in place.lines if not is_nothing(line.cells[index].text))
        where = cells[index].where
        cells[index] = replace(
            cells[index], text=text, where=replace(where, cell=replace(cells[index].place, text=text))
        )
    return replace(place.first, cells=tuple(cells))


class _Entries:
    """The keys of one edition, as they are found in its row."""

    def __init__(self, where: Where) -> None:
        self.where = where
        self.nodes: dict[str, tuple[Place, Node]] = {}

    def put(self, key: str, cell: DataCell | None, of: Callable[[str], str] = str) -> None:
        """Put the text of ``cell`` under ``key``, unless there is none."""
        if cell is not None and cell.text:
            self.nodes[key] = (cell.where, Scalar(of(cell.text), cell.where))

    def group(
        self, key: str, common: Mapping[str, tuple[Place, Node]] | None = None, **cells: DataCell | None
    ) -> None:
        """Put the texts of ``cells`` under ``key`` as a group, unless there are none, with what they share."""
        within = _Entries(self.where)
        for name, cell in cells.items():
            within.put(name, cell)
        if within.nodes:
            place = next(iter(within.nodes.values()))[0]
            self.nodes[key] = (place, MapNode({**(common or {}), **within.nodes}, place, 1))


def _text(node: MapNode, key: str) -> str:
    """Return what an edition says under ``key``, or nothing."""
    said = node.entries.get(key)
    return (said[1].text or "") if said is not None and isinstance(said[1], Scalar) else ""


_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9:]{5,8})?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
    r"|[0-9]{1,2}-[A-Za-z]{3}(?:-[0-9]{2,4})?|[A-Za-z]{3}-[0-9]{2}"
)
_WHOLE = re.compile(r"([0-9]{1,3})[.,]0+")


class RosterOffices:
    """The offices of a table's rows, known by the job's own office and province, and by the headers."""

    def __init__(self, job: MapNode, table_: DataTable, columns: RosterColumns) -> None:
        self.scope = _scope(job)
        self.headers: Mapping[EditionColumn, str] = {
            column: table_.header[index].text for column, index in columns.single.items()
        }

    def office_of(self, cells: Mapping[EditionColumn, DataCell]) -> DataCell | None:
        """Return the cell that names a row's office, with the kind that its header says where it has none."""
        own, name = cells.get(EditionColumn.ISSUER), cells.get(EditionColumn.NAME)
        if own is not None and own.text:
            office = self._named_under(EditionColumn.ISSUER, own, cells)
            if office is None and not names_the_police(own.text):
                office = office_of(own.text, replace(self.scope, is_above=True))
            return replace(own, text=office) if office is not None else own
        office = self._named_under(EditionColumn.NAME, name, cells) if name is not None and name.text else None
        return replace(name, text=office) if office is not None and name is not None else None

    def name_of(self, text: str) -> str:
        """Return a name as people say it: "9" under "Tổ" is "Tổ 9", and "9.0" no more than that."""
        number = without_decimals(text)
        header = self.headers.get(EditionColumn.NAME, "")
        units = unit_words(header)
        word = hamlet_word(header) or (units[0].capitalize() if len(units) == 1 else None)
        return f"{word} {number}" if word is not None and number.isdecimal() else number

    def _named_under(
        self, column: EditionColumn, cell: DataCell, cells: Mapping[EditionColumn, DataCell]
    ) -> str | None:
        """Return the office of a place whose kind the header says; None where the cell does, or nothing."""
        words = unit_words(self.headers.get(column, ""))
        text = self.name_of(cell.text) if column is EditionColumn.NAME else cell.text
        if not words or not is_bare_name(text):
            return None
        code = cells.get(EditionColumn.UNIT)
        unit = unit_of(code.text.zfill(5)) if code is not None and code.text.isdecimal() else None
        known = office_of(text, replace(self.scope, is_above=True, lists_units=True), unit)
        return known or (f"Công an {words[0]} {text}" if len(words) == 1 else None)


def without_decimals(text: str) -> str:
    """Return a name that is a figure as it was typed: a spreadsheet made 9.0 of it."""
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole is not None else text


def date_instead_of_name(cell: DataCell) -> Finding | None:
    """Return what is to be said of a name that a spreadsheet took for a date: the hamlet 3-2."""
    if cell.stored is not Stored.DATE and not _DATE.fullmatch(cell.text):
        return None
    said = quote(cell.text)
    guess = re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", cell.text)
    day, month = (int(guess[3]), int(guess[2])) if guess is not None else (0, 0)
    # Whether the day or the month was typed first, only whoever typed it knows.
    typed = [f"{day}-{month}", f"{month}-{day}"] if 0 < day <= 12 and day != month else [f"{day}-{month}"]
    vi, en = (f" (có lẽ là {' hay '.join(typed)})", f" (perhaps {' or '.join(typed)})") if day else ("", "")
    return ROSTER_NAMES_ARE_NAMES.finding(
        Text(f"{said} là ngày tháng, không phải tên{vi}.", f"{said} is a date and no name{en}."), where=cell.where
    )


def missing_links(header: DataCell, empty: Sequence[DataCell]) -> Finding:
    """Return the finding of the ``empty`` cells of a column of links."""
    listed = ", ".join(cell.place.name for cell in empty[:_LISTED]) + (" …" if len(empty) > _LISTED else "")
    named = quote(" ".join(header.text.split()) or header.place.letters)
    return ROSTER_LINKS_ARE_THERE.finding(
        Text(
            f"Cột {named} trống ở ô {listed}, các dòng khác có đường dẫn.",
            f"The column {named} is empty in cell {listed}; other rows have a link.",
        ),
        where=empty[0].where,
    )


def _scope(job: MapNode) -> Scope:
    """Return by what names are to be known, as far as the job says it; what is wrong in it is told elsewhere."""
    said = job.entries.get("issuer")
    issuer = said[1] if said is not None and isinstance(said[1], MapNode) else None
    day = _text(job, "as_of")
    try:
        on = date.fromisoformat(day) if day else own_table().date
    except ValueError:
        on = own_table().date
    if issuer is None:
        return Scope(on)
    return scope_of(_text(issuer, "name"), _text(issuer, "province") or None, on)
