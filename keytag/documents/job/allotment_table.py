"""Allotments from a table: an office's list of groups, as it lies in their spreadsheet, to entries with places.

Columns are known by their Vietnamese or English header, with or without marks, or by ``columns``; those that say
nothing of an allotment are passed over, and so is the row of sums, once it was added up. What cells hold of
contacts is never repeated in a message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.job.allotments import (
    MAX_ALLOTMENTS,
    MAX_HOUSEHOLDS,
    AllotmentEntry,
    AllotmentKind,
    AllotmentTable,
    kind_by_name,
)
from keytag.documents.job.fields import MAX_QUANTITY
from keytag.documents.tables import (
    Anchors,
    DataCell,
    DataRow,
    DataTable,
    RowReading,
    SkipReason,
    anchor_of,
    anchors_of,
    describe_skipped,
    drop_hidden,
    fill_from_anchor,
    find_skipped_rows,
    hidden_finding,
    join_header_lines,
    read_table,
    shareable_header,
    shareable_row,
    sum_cell,
)
from keytag.documents.yaml import did_you_mean, quote
from keytag.documents.yaml.refusal import invalid_document
from keytag.findings import Finding, Rule, TableCell, Where
from keytag.text.figures import format_count
from keytag.text.text import Text, fold_name
from keytag.units import parse_whole

_FIGURES = ("households", "quantity")
_COUNTERS = frozenset({"stt", "tt", "so-tt", "so-thu-tu", "thu-tu", "no"})
_CHANNELS = frozenset({"kenh", "channel", "don-vi", "co-quan", "to-chuc", "doan-the", "nganh", "luc-luong"})
# House rule: a longer name fits no label.
_LONGEST_NAME = 160

ALLOTMENT_COLUMNS_ARE_KNOWN = Rule.error("allotment-columns-are-known", __name__)
ALLOTMENT_CELLS_ARE_READ = Rule.error("allotment-cells-are-read", __name__)
ALLOTMENT_SUM_AGREES = Rule.warning("allotment-sum-agrees", __name__)
ALLOTMENT_ROWS_ARE_RECEIVERS = Rule.note("allotment-rows-are-receivers", __name__)
RULES = (
    ALLOTMENT_COLUMNS_ARE_KNOWN,
    ALLOTMENT_CELLS_ARE_READ,
    ALLOTMENT_SUM_AGREES,
    ALLOTMENT_ROWS_ARE_RECEIVERS,
)
"""Every rule of this module."""


class AllotmentRows(Struct, frozen=True):
    """What a table says: its entries, the place of each, what is odd about it, and which cells may travel."""

    entries: tuple[AllotmentEntry, ...]
    places: tuple[Where, ...]
    findings: tuple[Finding, ...]
    kept: tuple[TableCell, ...] = ()


def read_allotments(data: bytes, file: str, source: AllotmentTable) -> AllotmentRows:
    """Return the allotments of the table in ``data``.

    Raises InvalidDocumentError with every cell that cannot be read.
    """
    named = {fold_name(header): column for column, header in source.columns.items()}
    read = read_table(
        data,
        file,
        sheet=source.sheet,
        is_header=lambda texts: _is_header(texts, named),
        named=source.named,
    )
    whole = join_header_lines(read, lambda _: False, _joined)
    table = drop_hidden(whole) if source.hidden == "skip" else whole
    places = _columns(table, named)
    faults = tuple(_missing(table, places, source))
    if faults:
        raise invalid_document(file, faults)
    passed = find_skipped_rows(table, _reading(table, places))
    reader = _Reader(places, anchors_of(whole))
    for row in table.rows:
        if passed.get(row.number, SkipReason.SUM) is SkipReason.SUM:
            reader.take(row, is_sum=row.number in passed)
    entries = reader.entries
    faults = (*reader.faults, *reader.shared_figures())
    if source.hidden is None:
        faults += tuple(_hidden(table, reader.names, places, source))
    if len(entries) > MAX_ALLOTMENTS:
        faults += (_too_many(len(entries), table),)
    if not entries and not faults:
        faults += (ALLOTMENT_CELLS_ARE_READ.finding(_NO_ROWS, _ADD_ROWS, where=Where(file)),)
    if faults:
        raise invalid_document(file, faults)
    kept = (*shareable_header(table.header), *reader.kept)
    odd = (
        *table.notes,
        *describe_skipped(table, passed, ALLOTMENT_ROWS_ARE_RECEIVERS, are_sums_checked=True),
        *reader.odd,
    )
    return AllotmentRows(tuple(entries), tuple(reader.where), odd, kept)


def _joined(above: str, below: str) -> str:
    """Return the header of a column under a merged one: its own words where they say what it is."""
    return below if not above or allotment_column(below) is not None else f"{above} {below}"


def _reading(table: DataTable, places: Mapping[str, tuple[int, ...]]) -> RowReading:
    """Return how rows are told from what receives nothing."""
    figures = [at for column in _FIGURES for at in places.get(column, ())]
    name = places["name"][0]
    counters = frozenset(
        at for at, cell in enumerate(table.header) if at != name and fold_name(cell.text) in _COUNTERS
    )

    def count(row: DataRow) -> int | None:
        return next((found for at in figures if (found := parse_whole(row.cells[at].text)) is not None), None)

    return RowReading(
        names=(name,),
        counters=counters,
        has_own=lambda row: any(
            row.cells[at].text
            and parse_whole(row.cells[at].text) is None
            and fold_name(row.cells[at].text) != fold_name(table.header[at].text)
            for at in figures
        ),
        count=count,
        is_header=lambda _: False,
        uses=lambda row: any(row.cells[at].text or row.cells[at].fault for at in (name, *figures)),
    )


def _hidden(
    table: DataTable,
    names: Sequence[tuple[DataRow, DataCell]],
    places: Mapping[str, tuple[int, ...]],
    source: AllotmentTable,
) -> Iterator[Finding]:
    used = {at for column, at_all in places.items() if column != "contact" for at in at_all}
    found = hidden_finding(table, names, used, source.named)
    if found is not None:
        yield found


_NO_ROWS = Text("Bảng không có nơi nhận nào.", "The table names nobody.")
_SAY_HOW_MANY = Text(
    "Ghi số hộ hay số lượng ở dòng này (thiếu cột thì thêm cột “Số lượng”); dòng chỉ là tên khu thì xóa.",
    "Give its households or tags (add a column “Số lượng” if need be); take out a row that is a mere heading.",
)
_ADD_ROWS = Text("Ghi mỗi nơi nhận một dòng dưới tiêu đề.", "Write a row for each under the header.")


def _is_header(texts: Sequence[str], named: Mapping[str, str]) -> bool:
    found = {named.get(fold_name(text)) or allotment_column(text) for text in texts if text}
    return "name" in found and bool(found & {*_FIGURES})


def _columns(table: DataTable, named: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """Return the places of each column; what ``columns`` names goes before what the header seems to say."""
    found: dict[str, list[int]] = {}
    given = set(named.values())
    for index, cell in enumerate(table.header):
        text = fold_name(cell.text)
        column = named.get(text) or allotment_column(cell.text)
        if column is not None and (text in named or column not in given):
            found.setdefault(column, []).append(index)
    return {column: tuple(at) for column, at in found.items()}


def _missing(table: DataTable, places: Mapping[str, tuple[int, ...]], source: AllotmentTable) -> Iterator[Finding]:
    headers = tuple(cell.text for cell in table.header if cell.text)
    where = table.header[0].where
    for header in source.columns.values():
        if fold_name(header) not in {fold_name(text) for text in headers}:
            message = Text(f"Bảng không có cột {quote(header)}.", f"The table has no column {quote(header)}.")
            yield ALLOTMENT_COLUMNS_ARE_KNOWN.finding(message, did_you_mean(header, headers), where=where)
    listed = ", ".join(quote(text) for text in headers[:8])
    if "name" not in places:
        message = Text(
            f"Không có cột tên nơi nhận; có: {listed}.", f"No column has the names; there are {listed}."
        )
        yield ALLOTMENT_COLUMNS_ARE_KNOWN.finding(message, where=where)
    if not places.keys() & {*_FIGURES}:
        message = Text(
            f"Không có cột số hộ hay số lượng; có: {listed}.",
            f"No column has households or tags; there are {listed}.",
        )
        yield ALLOTMENT_COLUMNS_ARE_KNOWN.finding(message, where=where)
    for column, at in places.items():
        if len(at) > 1 and column != "contact":
            again = table.header[at[1]]
            first = table.header[at[0]].place.letters
            message = Text(
                f"Hai cột cùng là {quote(again.text)}: cột {first} và {again.place.letters}.",
                f"Two columns are the {column}: {first} and {again.place.letters}.",
            )
            hint = Text(f"Ghi columns: {{{column}: …}}.", f"Write columns: {{{column}: …}}.")
            yield ALLOTMENT_COLUMNS_ARE_KNOWN.finding(message, hint, where=again.where)


def _too_many(number: int, table: DataTable) -> Finding:
    return ALLOTMENT_CELLS_ARE_READ.finding(
        Text(
            f"Bảng có {number} nơi nhận, quá {MAX_ALLOTMENTS}.",
            f"The table has {number} rows, more than {MAX_ALLOTMENTS}.",
        ),
        Text("Chia bảng thành nhiều tệp đặt in.", "Part it into several jobs."),
        where=Where(table.file),
    )


class _Reader:
    """Takes rows from the top: entries, sums of them, and under the sums whatever offices write there."""

    def __init__(self, places: Mapping[str, tuple[int, ...]], anchors: Anchors) -> None:
        self._places = places
        self._anchors = anchors
        self._shared: dict[str, DataCell] = {}
        self.names: list[tuple[DataRow, DataCell]] = []
        self._summed = 0
        self._is_below = False
        self.entries: list[AllotmentEntry] = []
        self.where: list[Where] = []
        self.faults: list[Finding] = []
        self.odd: list[Finding] = []
        self.kept: list[TableCell] = []

    def take(self, row: DataRow, *, is_sum: bool = False) -> None:
        """Take one row."""
        read = _Row(self._uncovered(row), self._places)
        if is_sum or read.is_sum:
            self.odd += read.sum_of(self.entries, self.entries[self._summed :])
            self._summed, self._is_below = len(self.entries), True
            self.kept += read.kept(_FIGURES)
        elif not read.is_empty and (read.has_figures or not self._is_below):
            self.entries.append(read.entry())
            self.where.append(read.name.where)
            self.names.append((row, read.name))
            self.faults += read.faults
            self.kept += read.kept(("name", "kind", "edition", *_FIGURES))

    def shared_figures(self) -> Iterator[Finding]:
        """Yield what is wrong with figures that are merged over several rows."""
        if self._shared:
            said = ", ".join(f"{name} ({quote(cell.text)})" for name, cell in list(self._shared.items())[:8])
            message = Text(
                f"Một số nằm trong ô gộp của nhiều nơi: {said}. Không biết đó là tổng hay là số của mỗi nơi.",
                f"A figure is merged over several rows: {said}. It may be their sum or what each gets.",
            )
            hint = Text("Bỏ gộp ô, ghi số cho từng nơi.", "Unmerge the cell and write each row's figure.")
            where = next(iter(self._shared.values())).where
            yield ALLOTMENT_CELLS_ARE_READ.finding(message, hint, where=where)

    def _uncovered(self, row: DataRow) -> DataRow:
        """Return ``row`` with what cells merged down over it say of its edition, kind and contact."""
        if not self._anchors:
            return row
        cells = list(row.cells)
        for column, places in self._places.items():
            for at in places:
                anchor = anchor_of(cells[at], self._anchors)
                if anchor is None or anchor.place.column != cells[at].place.column:
                    continue
                if column in _FIGURES:
                    self._shared[anchor.span.name if anchor.span is not None else ""] = anchor
                elif column != "name":
                    cells[at] = fill_from_anchor(cells[at], anchor)
        return replace(row, cells=tuple(cells))


class _Row:
    """One row: what its cells say, and what is wrong with them."""

    def __init__(self, row: DataRow, places: Mapping[str, tuple[int, ...]]) -> None:
        self._row, self._places = row, places
        self.faults: list[Finding] = []
        self.name = row.cells[places["name"][0]]
        self._label = group_label(self.name.place.header or "")

    @property
    def is_sum(self) -> bool:
        """Whether the row adds up those above."""
        return sum_cell(self._row) is not None

    def kept(self, columns: Sequence[str]) -> Iterator[TableCell]:
        """Yield what may travel: what stands in ``columns``, and the word that says that this is a sum."""
        used = {at for column in columns for at in self._places.get(column, ())}
        first = next((at for at, cell in enumerate(self._row.cells) if cell.text), 0)
        return shareable_row(self._row, used | {first} if self.is_sum else used)

    @property
    def has_figures(self) -> bool:
        """Whether the row says how many."""
        return any(cell.text for column in _FIGURES for cell in self._cells(column))

    @property
    def is_empty(self) -> bool:
        """Whether no cell that is read says anything."""
        return not (self.name.text or self.has_figures)

    def entry(self) -> AllotmentEntry:
        """Return the row's allotment; whatever cannot be read is a fault."""
        households = self._count("households", MAX_HOUSEHOLDS)
        quantity = self._count("quantity", MAX_QUANTITY)
        name = " ".join(self._text("name").split())
        if not name:
            self._refuse(self.name, Text("Thiếu tên nơi nhận.", "The name is missing."))
        elif name.isdecimal() and self._label:
            # In a column "Tổ dân phố" offices write 9.
            name = f"{self._label} {name}"
        elif len(name) > _LONGEST_NAME:
            said = Text(
                f"dài {len(name)} chữ, quá {_LONGEST_NAME}", f"has {len(name)} characters, over {_LONGEST_NAME}"
            )
            self._refuse(self.name, Text(f"{quote(name)} {said.vi}.", f"{quote(name)} {said.en}."))
        if households is None and quantity is None and not self.faults:
            said = Text("chưa ghi số hộ hay số lượng", "neither households nor tags are given")
            self._refuse(
                self.name, Text(f"{quote(name)}: {said.vi}.", f"{quote(name)}: {said.en}."), _SAY_HOW_MANY
            )
        return AllotmentEntry.model_construct(
            name=name,
            kind=self._kind(),
            households=households,
            quantity=quantity,
            edition=self._text("edition") or None,
            contact=self._contact(),
        )

    def sum_of(self, entries: Sequence[AllotmentEntry], latest: Sequence[AllotmentEntry]) -> Iterator[Finding]:
        """Yield what is wrong with a row of sums under ``entries``, or under the ``latest`` of them."""
        for column in _FIGURES:
            for cell in self._cells(column):
                said = parse_whole(cell.text)
                added, part = (sum(getattr(entry, column) or 0 for entry in each) for each in (entries, latest))
                if said is not None and said not in (added, part):
                    message = Text(
                        f"Dòng cộng ghi {format_count(said)}, các dòng trên cộng lại là {format_count(added)}.",
                        f"The row of sums says {said:,}, the rows above add up to {added:,}.",
                    )
                    yield ALLOTMENT_SUM_AGREES.finding(message, where=cell.where)

    def _cells(self, column: str) -> tuple[DataCell, ...]:
        return tuple(self._row.cells[at] for at in self._places.get(column, ()))

    def _text(self, column: str) -> str:
        """Return a column's text; a fault of the cell is a fault of the row."""
        cells = self._cells(column)
        self.faults += [cell.fault for cell in cells if cell.fault is not None]
        return cells[0].text.strip() if cells else ""

    def _count(self, column: str, most: int) -> int | None:
        text = self._text(column)
        if not text:
            return None
        cell, found = self._cells(column)[0], parse_whole(text)
        if found is None:
            said = Text("không phải là số nguyên", "is not a whole number")
        elif not 1 <= found <= most:
            said = Text(f"cần từ 1 đến {format_count(most)}", f"must be 1 to {most:,}")
        else:
            return found
        self._refuse(cell, Text(f"{quote(text)} {said.vi}.", f"{quote(text)} {said.en}."))
        return None

    def _kind(self) -> AllotmentKind | None:
        text = self._text("kind")
        if not text:
            return None
        plain = fold_name(text)
        if plain in {kind.value for kind in AllotmentKind}:
            return AllotmentKind(plain)
        kind = AllotmentKind.CHANNEL if plain in _CHANNELS else kind_by_name(text)
        if kind is None:
            self._refuse(
                self._cells("kind")[0],
                Text(f"Không có loại {quote(text)}.", f"There is no kind {quote(text)}."),
                Text("Ghi: tổ dân phố, thôn, hoặc đơn vị phối hợp.", "Write: group, hamlet or channel."),
            )
        return kind

    def _contact(self) -> str | None:
        """Return all that is said of who takes the tags over; a fault is told without what the cell holds."""
        for cell in self._cells("contact"):
            if cell.fault is not None:
                message = Text("Ô liên hệ không đọc được.", "The contact cannot be read.")
                self.faults.append(ALLOTMENT_CELLS_ARE_READ.finding(message, where=_unseen(cell.where)))
        texts = [" ".join(cell.text.split()) for cell in self._cells("contact") if cell.text]
        return ", ".join(texts)[:_LONGEST_NAME] or None

    def _refuse(self, cell: DataCell, message: Text, hint: Text | None = None) -> None:
        self.faults.append(ALLOTMENT_CELLS_ARE_READ.finding(message, hint, where=cell.where))


def _unseen(where: Where) -> Where:
    return replace(where, cell=replace(where.cell, text="") if where.cell is not None else None)


_PLACE = (
    r"(?:to-dan-pho|tdp|to-nhan-dan|to-dan-cu|to|thon|ap|buon|lang|ban|xom|khom|khoi-pho|khoi|khu-pho|kp|khu-dan-cu"
    r"|dia-ban-dan-cu|dia-ban|don-vi)"
)
_HOUSEHOLD = r"ho(?:-(?:dan|gia-dinh|gd|khau|thuong-tru|dan-cu))*"
_TAG = r"(?:the|moc-khoa|moc-chia-khoa|chia-khoa|moc|cai|chiec|cap|phat|nhan)"
# House rule: what offices head these columns with, by letters alone.
_WORDS = {
    "name": rf"(?:ten-)?{_PLACE}(?:-{_PLACE})*(?:-nhan)?|ten|noi-nhan|(?:ten-)?kenh|name|group|hamlet|receiver",
    "kind": r"loai|hinh-thuc|kind|type",
    "households": rf"(?:tong-)?(?:so-luong-|so-|sl-)?{_HOUSEHOLD}|households",
    "quantity": rf"(?:so-luong|so|sl)(?:-{_TAG})+|so-luong|sl|the|quantity|tags",
    "edition": r"mau|ma-mau|mau-the|xa|phuong|xa-phuong|edition",
    "contact": (
        r"lien-he|nguoi-nhan|(?:ho-ten-|ho-va-ten-|ten-)?(?:to-truong|truong-thon|truong-ap)(?:-dan-pho)?"
        r"|nguoi-phu-trach|(?:so-)?(?:dien-thoai|may|dt|dd)|sdt|di-dong|contact|phone"
    ),
}


def allotment_column(header: str) -> str | None:
    """Return what a column so headed says of an allotment: a key of `AllotmentEntry`, or None."""
    words = fold_name(re.sub(r"[(\[].*?[)\]]", " ", header)) or fold_name(header)
    return next((column for column, pattern in _WORDS.items() if re.fullmatch(pattern, words)), None)


def group_label(header: str) -> str:
    """Return what goes before a group's number: "Tổ dân phố" of the header "Tên tổ dân phố"."""
    text = re.sub(r"[(\[].*?[)\]]", " ", " ".join(header.split()))
    text = re.sub(r"^(?:tên|ten|số|so)\s+", "", text.strip(), flags=re.IGNORECASE).strip()
    return text[:1].upper() + text[1:]
