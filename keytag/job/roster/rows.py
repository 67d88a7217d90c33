"""Rows of a table to nodes of a job's tree, each with its cell as its place.

Neither the row of totals nor what stands below it is an edition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from keytag.document import shown
from keytag.document.nodes import ListNode, MapNode, Node, Place, Scalar
from keytag.findings import Finding, Severity, TableCell, Where
from keytag.job.ids import ids_of
from keytag.job.labels import roles_in
from keytag.job.roster.columns import NumberColumn, RosterColumns
from keytag.job.roster.entries import count_of, is_nothing, is_phone, numbers_in
from keytag.job.roster.headers import EditionColumn
from keytag.job.roster.naming import RosterOffices, date_for_name, link_is_missing, without_decimals
from keytag.job.roster.rules import (
    ROSTER_NUMBERS_ARE_THERE,
    ROSTER_ROWS_DIFFER,
    ROSTER_ROWS_HAVE_NAMES,
    ROSTER_ROWS_SAY_MORE,
    ROSTER_TOTAL_ADDS_UP,
)
from keytag.tabular import DataCell, DataRow, DataTable, kept_row, spoiled_number
from keytag.wording import Text, bare

_TOTAL = re.compile(
    r"(?:tong(?:-(?:cong|so|the|luong|hop|toan-\w+))*|cong|toan-(?:huyen|tinh|xa)|(?:grand-)?total|sum)(?:-\d+.*)?"
)
# House rule: more rows than this hide the sentence round them.
_LISTED = 8


class RosterRows:
    """Turns rows into nodes, and collects what is wrong with them."""

    def __init__(
        self, table: DataTable, columns: RosterColumns, code: Node | None, offices: RosterOffices
    ) -> None:
        self.table = table
        self.columns = columns
        self.offices = offices
        # A row says where its code leads; caption, side and hosts are the job's.
        self.code = dict(code.entries) if isinstance(code, MapNode) else {}
        self.findings: list[Finding] = []
        named = columns.single.get(EditionColumn.NAME)
        # Where ids alone stand in every row, no row lacks its name.
        self._is_named = named is not None and any(row.cells[named].text for row in table.rows)
        cells = (self._naming(row) for row in self._body())
        self._ids = ids_of(without_decimals(cell.text) for cell in cells if cell is not None)

    def nodes(self) -> Iterator[Node]:
        """Yield a node for each edition."""
        quantities: list[str] = []
        ids: dict[str, int] = {}
        totals: list[tuple[DataRow, DataCell]] = []
        for row in self._body():
            total = self._total(row)
            node = self._node(row) if total is None else None
            if total is not None:
                totals.append((row, total))
            if node is not None:
                quantities.append(_text(node, "quantity"))
                first = ids.setdefault(_text(node, "id"), row.number)
                if first != row.number:
                    self._again(node, first)
                yield node
        for column in self.columns.numbers:
            self._judge_gaps(column)
        self._judge_links()
        # Of several each is the sum of some rows, and nobody says of which.
        if len(totals) == 1:
            self._judge_total(*totals[0], quantities)

    def kept(self) -> Iterator[TableCell]:
        """Yield of every row what makes it an edition or the total; what stands below is not for others."""
        single = self.columns.single
        numbers = {column.index for column in self.columns.numbers}
        for row in self._body():
            total = self._total(row)
            used = {*single.values(), *numbers}
            if total is not None:
                used = {row.cells.index(total), single.get(EditionColumn.QUANTITY, -1)}
            yield from kept_row(row, used)

    def _body(self) -> tuple[DataRow, ...]:
        """Return the rows without those at the end that say who made the table, where and when."""
        names = [
            self.columns.single[column]
            for column in (EditionColumn.NAME, EditionColumn.ID)
            if column in self.columns.single
        ]
        rows = list(self.table.rows)
        has_total = any(self._total(row) is not None for row in rows)
        while rows and self._total(rows[-1]) is None and not self._has_figures(rows[-1]):
            if not has_total and any(rows[-1].cells[index].text for index in names):
                break
            rows.pop()
        return tuple(rows)

    def _has_figures(self, row: DataRow) -> bool:
        quantity = self.columns.single.get(EditionColumn.QUANTITY)
        phones = any(is_phone(row.cells[column.index]) for column in self.columns.numbers)
        return phones or (quantity is not None and count_of(row.cells[quantity].text).isdecimal())

    def _total(self, row: DataRow) -> DataCell | None:
        """Return the cell that says that this row is the total: the first with text, or the name's."""
        first = next((cell for cell in row.cells if cell.text and not cell.text.isdecimal()), None)
        return first if first is not None and _TOTAL.fullmatch(bare(first.text)) else None

    def _again(self, node: MapNode, first: int) -> None:
        said = shown(_text(node, "name") or _text(node, "id"))
        message = Text(f"{said} đã có ở dòng {first}.", f"{said} stands in row {first} already.")
        place = node.entries["id"][0]
        if isinstance(place, Where):
            self.findings.append(ROSTER_ROWS_DIFFER.found(message, where=place))

    def _judge_total(self, row: DataRow, total: DataCell, quantities: Sequence[str]) -> None:
        index = self.columns.single.get(EditionColumn.QUANTITY)
        cell = row.cells[index] if index is not None else None
        text = count_of(cell.text) if cell is not None else ""
        # Rows without a figure of their own have the job's; a wrong one is told by itself.
        if cell is None or not all(map(str.isdecimal, (text, *quantities))):
            return
        count = sum(map(int, quantities))
        if int(text) != count:
            message = Text(
                f"Dòng {shown(total.text)} ghi {shown(cell.text)}, các dòng trên cộng lại là {count}.",
                f"The row {shown(total.text)} says {shown(cell.text)}, the rows above add up to {count}.",
            )
            self.findings.append(ROSTER_TOTAL_ADDS_UP.found(message, where=cell.where))

    def _judge_gaps(self, column: NumberColumn) -> None:
        """Tell of empty cells among filled ones; of a desk's number it is a warning, of an officer's a note."""
        rows = [row for row in self._body() if self._total(row) is None and any(cell.text for cell in row.cells)]
        empty = [row for row in rows if not row.cells[column.index].text]
        # House rule: where most rows have none, those that have one are the exception.
        if not empty or 2 * len(empty) > len(rows):
            return
        listed = ", ".join(str(row.number) for row in empty[:_LISTED]) + (" …" if len(empty) > _LISTED else "")
        header = shown(" ".join(self.table.header[column.index].text.split()) or column.label)
        message = Text(
            f"Cột {header} trống ở dòng {listed}, các dòng khác có số.",
            f"The column {header} is empty in row {listed}; other rows have a number.",
        )
        severity = Severity.WARNING if column.role is not None and column.role.is_desk else Severity.NOTE
        where = empty[0].cells[column.index].where
        self.findings.append(ROSTER_NUMBERS_ARE_THERE.found(message, where=where, severity=severity))

    def _judge_links(self) -> None:
        """Tell of empty cells among the links of the others: that row's tag has the job's code, or none."""
        index = self.columns.single.get(EditionColumn.LINK)
        rows = [row for row in self._body() if self._total(row) is None and self._naming(row) is not None]
        empty = [row.cells[index] for row in rows if not row.cells[index].text] if index is not None else []
        # House rule: where most rows have none, those that have one are the exception.
        if not empty or 2 * len(empty) > len(rows):
            return
        self.findings.append(link_is_missing(self.table.header[empty[0].place.column - 1], empty))

    def _id_of(self, text: str) -> str:
        return self._ids.get(without_decimals(text), "")

    def _naming(self, row: DataRow) -> DataCell | None:
        """Return the cell that makes a row's id: the id's own, else the name's."""
        columns = (self.columns.single.get(key) for key in (EditionColumn.ID, EditionColumn.NAME))
        cells = (row.cells[index] for index in columns if index is not None)
        return next((cell for cell in cells if cell.text), None)

    def _node(self, row: DataRow) -> MapNode | None:
        single = {column: row.cells[index] for column, index in self.columns.single.items()}
        name, own = single.get(EditionColumn.NAME), single.get(EditionColumn.ID)
        named = next((cell for cell in (name, own) if cell is not None and cell.text), None)
        used = [*single.values(), *(row.cells[column.index] for column in self.columns.numbers)]
        if not any(cell.text for cell in used):
            return None
        self.findings += [cell.fault for cell in used if cell.fault is not None]
        if named is None:
            self._no_name(row, name or own)
            return None
        if len(used) > 1 and not any(cell.text for cell in used if cell is not named):
            message = Text(
                f"Dòng chỉ có tên: {shown(named.text)}.", f"The row has only a name: {shown(named.text)}."
            )
            self.findings.append(ROSTER_ROWS_SAY_MORE.found(message, where=named.where))
            return None
        if name is not None and not name.text and self._is_named:
            self._no_name(row, name)
        entries = _Entries(named.where)
        self.findings += [found for cell in (name, own) if cell is not None and (found := date_for_name(cell))]
        entries.put("id", own if own is not None and own.text else named, self._id_of)
        entries.put("name", name, self.offices.name_of)
        entries.put("quantity", single.get(EditionColumn.QUANTITY), count_of)
        entries.put("slogan", single.get(EditionColumn.SLOGAN))
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
        numbers = tuple(node for column in self.columns.numbers for node in self._numbers(row, column))
        if numbers:
            entries.nodes["extra_numbers"] = (named.where, ListNode(numbers, numbers[0].mark, 1))
        return MapNode(entries.nodes, named.where, 1)

    def _numbers(self, row: DataRow, column: NumberColumn) -> Iterator[MapNode]:
        cell = row.cells[column.index]
        if is_nothing(cell.text):
            return
        spoiled = spoiled_number(cell)
        if spoiled is not None:
            self.findings.append(spoiled)
        for label, number in numbers_in(cell.text):
            said = {"label": label or column.label, "number": number, "side": column.side}
            role = next(iter(roles_in(label)), None) if label else column.role
            entries = {
                key: text for key, text in {**said, "role": role and role.value}.items() if text is not None
            }
            yield MapNode(
                {k: (cell.where, Scalar(text, cell.where)) for k, text in entries.items()}, cell.where, 1
            )

    def _no_name(self, row: DataRow, cell: DataCell | None) -> None:
        filled_cells = [each.text for each in row.cells if each.text]
        message = Text(
            f"Dòng {row.number} không có tên: {shown(filled_cells[0])}.",
            f"Row {row.number} has no name: {shown(filled_cells[0])}.",
        )
        where = cell.where if cell is not None else row.cells[0].where
        self.findings.append(ROSTER_ROWS_HAVE_NAMES.found(message, where=where))


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
