"""A table of places from its bytes: every cell held against its form, then the whole against keytag's own table.

Pure: it opens no file. Whatever is wrong is found at once and refuses the whole table: half a table would call
right names wrong. A row that was deleted by mistake, and a name with a slip, look like news; so nothing may be
lost or changed without a day that says it on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.places.columns import (
    PlaceColumn,
    PlaceRow,
    RowContent,
    header_faults,
    is_places_header,
    place_columns,
)
from keytag.documents.places.rules import (
    PLACES_CELLS_ARE_RIGHT,
    PLACES_CHANGES_ARE_DATED,
    PLACES_ROWS_DIFFER,
    PLACES_TABLE_IS_NEWEST,
    PLACES_TABLE_IS_WHOLE,
)
from keytag.documents.tables import (
    DataCell,
    DataRow,
    DataTable,
    Stored,
    read_table,
    shareable_header,
    shareable_row,
)
from keytag.documents.yaml import did_you_mean, quote
from keytag.documents.yaml.refusal import MAX_FINDINGS, invalid_document
from keytag.findings import Finding, Rule, TableCell, Where
from keytag.text.figures import format_day
from keytag.text.text import Text, fold_name
from keytag.vietnam.places import (
    TWO_TIERS_SINCE,
    Ended,
    Likeness,
    Places,
    PlacesTable,
    Province,
    Unit,
    UnitKind,
    compose_name,
    likeness,
    name_key,
    own_table,
    with_places,
)

_PROVINCES = (UnitKind.PROVINCE, UnitKind.CITY)
_UNITS = (UnitKind.WARD, UnitKind.COMMUNE, UnitKind.ZONE)
_KINDS = {kind.value: kind for kind in (*_PROVINCES, *_UNITS)}
# Decision 19/2025/QĐ-TTg: two digits for a province, five for a unit.
_PROVINCE_DIGITS, _UNIT_DIGITS = 2, 5
# House rule: letters of any language, digits, and what stands in the 3,321 names; the longest has 23 of them.
_NAME = re.compile(r"[^\W_](?:[^\W_]|[ '.-]){0,59}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DIGITS = re.compile(r"\d{1,5}", re.ASCII)
# "Tỉnh Gia Lai" is said as often as "Gia Lai".
_KIND_BEFORE = re.compile(r"^(?:tỉnh|thành phố|tp\.?)\s+", re.IGNORECASE)
_PARTS = re.compile(r"[\s,;]+")
_DATE_WORDS, _SOURCE_WORDS = ("ngay", "date"), ("nguon", "source")
# House rule: there are 3,321 units; so many have gone or come in no year.
_FEWEST, _MOST = 2_500, 5_000
# House rule: as much of a source as stands in two lines of a screen.
_LONGEST_SOURCE = 160


class Gazetteer(Struct, frozen=True):
    """A table of places that somebody named: its file, the table, the cells that go into packages, remarks."""

    file: str
    table: PlacesTable
    kept: tuple[TableCell, ...]
    notes: tuple[Finding, ...] = ()


def read_gazetteer(data: bytes, file: str) -> Gazetteer:
    """Return the table of places in ``data``, which is CSV or a workbook.

    Raises InvalidDocumentError with everything that is wrong, each with its cell.
    """
    table = read_table(data, file, is_header=is_places_header)
    wrong = tuple(header_faults(table))
    if wrong:
        raise invalid_document(file, wrong)
    reader = _Reader(table)
    places = reader.places()
    if reader.wrong or places is None:
        raise invalid_document(file, reader.wrong)
    base = own_table()
    notes: tuple[Finding, ...] = ()
    if places.date < base.date:
        notes = (_older(places.date, base, file),)
    else:
        wrong = tuple(compare_with_own(base, places, reader.rows, Where(file)))
        if wrong:
            raise invalid_document(file, wrong)
    kept = (
        *shareable_header(table.header),
        *(cell for row in table.rows for cell in shareable_row(row, reader.used)),
    )
    return Gazetteer(file, with_places(base, places), kept, notes)


class _Reader:
    """Takes the rows of a table apart: the date and the source, provinces, units, and what has ended."""

    def __init__(self, table: DataTable) -> None:
        self._file = table.file
        self._at: Mapping[PlaceColumn, int] = place_columns(table)
        self._said: dict[str, DataCell] = {}
        self._places: list[DataRow] = []
        self._wrong: dict[tuple[str, str, int | None], list[Finding]] = {}
        self._refused = 0
        self.rows: list[PlaceRow] = []
        self.used = frozenset(self._at.values())
        for row in table.rows:
            word = fold_name(self._cell(row, PlaceColumn.CODE).text)
            name = next(
                (n for n, words in (("date", _DATE_WORDS), ("source", _SOURCE_WORDS)) if word in words), None
            )
            if name is None:
                self._places.append(row)
            else:
                self._said[name] = self._cell(row, PlaceColumn.NAME)

    def places(self) -> Places | None:
        """Return what the table says; None where its date is wrong, everything wrong being in ``wrong``."""
        day, source = self._table_date(), self._source()
        for each in self._places:
            found = self._row(each) if not self._is_full else None
            if found is not None:
                self.rows.append(found)
        provinces = {row.said.code: self._province(row) for row in self.rows if row.is_province}
        by_name = {name_key(province.name): province for province in provinces.values()}
        units: list[Unit] = []
        ended: list[Ended] = []
        for row in self.rows:
            if not row.is_province and not self._is_full:
                self._take(row, by_name, units, ended)
        self._repeated()
        self._plausible(provinces, units)
        self._leads_somewhere(units)
        return Places(day, source, tuple(provinces.values()), tuple(units), tuple(ended)) if day else None

    def _cell(self, row: DataRow, column: PlaceColumn) -> DataCell:
        """Return a cell; where the table has no such column, an empty one at the row's beginning."""
        at = self._at.get(column)
        return row.cells[at] if at is not None else DataCell("", row.cells[0].where)

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """What is wrong: what many cells of a column say alike is told once, with how many they are."""
        return tuple(_told_once(found) for found in self._wrong.values())

    @property
    def _is_full(self) -> bool:
        """Whether so much is wrong that nobody reads more of it."""
        return len(self._wrong) > MAX_FINDINGS

    def _refuse(self, rule: Rule, where: Where, message: Text, hint: Text | None = None) -> None:
        self._take_fault(rule.finding(message, hint, where=where))

    def _take_fault(self, fault: Finding) -> None:
        cell = fault.where.cell if fault.where is not None else None
        alike = (fault.rule, fault.message.en, cell.column if cell is not None else None)
        self._wrong.setdefault(alike, []).append(fault)
        self._refused += 1

    def _table_date(self) -> date | None:
        cell = self._said.get("date")
        if cell is None or not cell.text:
            message = Text("Bảng chưa có dòng ngày.", "The table has no row with its date.")
            hint = Text(
                "Thêm một dòng dưới tiêu đề: ngày ở cột mã, 2026-10-10 ở cột tên (ngày của danh mục).",
                "Add a row under the header: date in the column code, 2026-10-10 in the column name.",
            )
            self._refuse(PLACES_TABLE_IS_WHOLE, cell.where if cell else Where(self._file), message, hint)
            return None
        return self._day(cell)

    def _source(self) -> str:
        cell = self._said.get("source")
        text = compose_name(cell.text) if cell is not None else ""
        if cell is None or not text or len(text) > _LONGEST_SOURCE:
            message = (
                Text("Bảng chưa có dòng nguồn.", "The table has no row with its source.")
                if not text
                else Text(
                    f"Nguồn dài quá {_LONGEST_SOURCE} chữ.", f"The source has over {_LONGEST_SOURCE} letters."
                )
            )
            hint = Text(
                "Ghi nguồn ở cột mã, tên danh mục hay số nghị quyết ở cột tên.",
                "Write source in the column code, the list's name or the resolution in the column name.",
            )
            self._refuse(PLACES_TABLE_IS_WHOLE, cell.where if cell else Where(self._file), message, hint)
        return text

    def _row(self, row: DataRow) -> PlaceRow | None:
        """Return what a row says; None where a cell is wrong."""
        cells = {column: self._cell(row, column) for column in PlaceColumn}
        before = self._refused
        for cell in cells.values():
            if cell.fault is not None:
                self._take_fault(cell.fault)
        kind = self._kind(cells[PlaceColumn.KIND])
        code = self._code(cells[PlaceColumn.CODE], kind) if kind is not None else ""
        name = self._name(cells[PlaceColumn.NAME], kind)
        since = self._day(cells[PlaceColumn.SINCE]) if cells[PlaceColumn.SINCE].text else None
        into = self._into(cells[PlaceColumn.INTO])
        if self._refused > before or kind is None:
            return None
        return PlaceRow(cells, RowContent(code, kind, name, since, into))

    def _kind(self, cell: DataCell) -> UnitKind | None:
        kind = _KINDS.get(compose_name(cell.text).casefold())
        if kind is None:
            message = Text(f"Không có loại {quote(cell.text)}.", f"There is no kind {quote(cell.text)}.")
            self._refuse(PLACES_CELLS_ARE_RIGHT, cell.where, message, did_you_mean(cell.text, tuple(_KINDS)))
        return kind

    def _code(self, cell: DataCell, kind: UnitKind) -> str:
        """Return a code; a spreadsheet drops the zeros in front, and how many there were is known."""
        wanted = _PROVINCE_DIGITS if kind in _PROVINCES else _UNIT_DIGITS
        if _DIGITS.fullmatch(cell.text) and len(cell.text) <= wanted and int(cell.text):
            return cell.text.zfill(wanted)
        message = Text(
            f"Mã {quote(cell.text)} sai dạng: {kind} cần {wanted} chữ số.",
            f"The code {quote(cell.text)} is wrong: a {kind} has {wanted} digits.",
        )
        self._refuse(PLACES_CELLS_ARE_RIGHT, cell.where, message)
        return ""

    def _name(self, cell: DataCell, kind: UnitKind | None) -> str:
        name = compose_name(cell.text).replace("\u2019", "'")
        if not _NAME.fullmatch(name) or name[0].islower():
            message = Text(f"Tên {quote(cell.text)} sai dạng.", f"The name {quote(cell.text)} is wrong.")
            hint = Text(
                "Tên viết hoa chữ đầu, chỉ có chữ, số, khoảng trắng, gạch nối và dấu '.",
                "A name has a capital first, letters, digits, blanks, hyphens and ' alone.",
            )
            self._refuse(PLACES_CELLS_ARE_RIGHT, cell.where, message, hint)
        elif kind is not None and name.casefold().startswith(f"{kind} "):
            rest = name[len(kind) + 1 :]
            message = Text(f"{quote(name)} có cả chữ {kind}.", f"{quote(name)} has the word {kind} with it.")
            hint = Text(f"Chỉ ghi {rest}; {kind} ở cột loại.", f"Write {rest} alone; {kind} is the column kind's.")
            self._refuse(PLACES_CELLS_ARE_RIGHT, cell.where, message, hint)
        return name

    def _day(self, cell: DataCell) -> date | None:
        if cell.stored in (Stored.DATE, Stored.TEXT) and _DAY.fullmatch(cell.text):
            try:
                day = date.fromisoformat(cell.text)
            except ValueError:
                pass
            else:
                if day >= TWO_TIERS_SINCE:
                    return day
        message = Text(
            f"{quote(cell.text)} không phải một ngày từ 2025-07-01.",
            f"{quote(cell.text)} is no day since 2025-07-01.",
        )
        hint = Text("Viết năm-tháng-ngày, ví dụ 2026-09-20.", "Write year-month-day, like 2026-09-20.")
        self._refuse(PLACES_CELLS_ARE_RIGHT, cell.where, message, hint)
        return None

    def _into(self, cell: DataCell) -> tuple[str, ...]:
        codes = tuple(part for part in _PARTS.split(cell.text) if part)
        if all(_DIGITS.fullmatch(code) for code in codes):
            return tuple(code.zfill(_UNIT_DIGITS) for code in codes)
        message = Text(
            f"{quote(cell.text)} không phải những mã 5 chữ số.",
            f"{quote(cell.text)} is no list of codes of 5 digits.",
        )
        self._refuse(PLACES_CELLS_ARE_RIGHT, cell.where, message)
        return ()

    def _province(self, row: PlaceRow) -> Province:
        said = row.said
        for column in (PlaceColumn.PROVINCE, PlaceColumn.INTO):
            if row.cells[column].text:
                message = Text(
                    f"Dòng của {said.kind} {said.name} không có ô “{column}”.",
                    f"The row of {said.kind} {said.name} has no cell “{column.english}”.",
                )
                self._refuse(PLACES_CELLS_ARE_RIGHT, row.cells[column].where, message, _LEAVE_EMPTY)
        return Province(said.code, said.kind, said.name, said.since)

    def _take(
        self, row: PlaceRow, provinces: Mapping[str, Province], units: list[Unit], ended: list[Ended]
    ) -> None:
        said, cell = row.said, row.cells[PlaceColumn.PROVINCE]
        name = _KIND_BEFORE.sub("", compose_name(cell.text))
        home = provinces.get(name_key(name))
        if home is None or likeness(name, home.name) is not Likeness.SAME:
            message = Text(
                f"Bảng không có tỉnh {quote(cell.text)}.", f"The table has no province {quote(cell.text)}."
            )
            names = [province.name for province in provinces.values()]
            self._refuse(PLACES_CELLS_ARE_RIGHT, cell.where, message, did_you_mean(cell.text, names))
            return
        if said.into and said.since is None:
            message = Text(
                f"{said.kind} {said.name} nhập vào nơi khác mà chưa có ngày.",
                f"{said.kind} {said.name} went into another and has no day.",
            )
            hint = Text("Ghi ngày ở cột từ ngày.", "Write the day in the column since.")
            self._refuse(PLACES_CELLS_ARE_RIGHT, row.cells[PlaceColumn.INTO].where, message, hint)
        elif said.into and said.since is not None:
            ended.append(Ended(Unit(said.code, said.kind, said.name, home), said.since, said.into))
        else:
            units.append(Unit(said.code, said.kind, said.name, home, said.since))

    def _repeated(self) -> None:
        """Tell of codes that two rows have, and of places of one kind and name in a province."""
        codes: dict[str, PlaceRow] = {}
        names: dict[tuple[str, ...], PlaceRow] = {}
        for row in self.rows:
            if row.said.into:
                continue
            first = codes.setdefault(row.said.code, row)
            if first is not row:
                where, line = row.cells[PlaceColumn.CODE].where, first.cells[PlaceColumn.CODE].place.row
                message = Text(
                    f"Mã {row.said.code} đã có ở dòng {line}.",
                    f"The code {row.said.code} is that of row {line} too.",
                )
                self._refuse(PLACES_ROWS_DIFFER, where, message)
            home = name_key(_KIND_BEFORE.sub("", compose_name(row.cells[PlaceColumn.PROVINCE].text)))
            named = (row.said.kind.value, row.said.name.casefold(), home)
            first = names.setdefault(named, row)
            if first is not row and row.said.code != first.said.code:
                line = first.cells[PlaceColumn.CODE].place.row
                message = Text(
                    f"{row.said.kind} {row.said.name} đã có ở dòng {line}.",
                    f"{row.said.kind} {row.said.name} stands in row {line} too.",
                )
                self._refuse(PLACES_ROWS_DIFFER, row.cells[PlaceColumn.NAME].where, message)

    def _plausible(self, provinces: Mapping[str, Province], units: list[Unit]) -> None:
        """Tell of a table that has too little or too much to be the whole country's, once its rows are right."""
        if self.wrong:
            return
        lacking = [each for each in own_table().provinces if each.code not in provinces]
        if lacking:
            listed = ", ".join(f"{each.code} {each.name}" for each in lacking[:4])
            more = f" … (+{len(lacking) - 4})" if len(lacking) > 4 else ""
            message = Text(f"Thiếu tỉnh, thành phố: {listed}{more}.", f"Provinces are missing: {listed}{more}.")
            self._refuse(PLACES_TABLE_IS_WHOLE, Where(self._file), message)
        elif not _FEWEST <= len(units) <= _MOST:
            message = Text(
                f"Bảng có {len(units)} xã, phường, đặc khu; cả nước có hơn 3.300.",
                f"The table has {len(units)} units; the country has more than 3,300.",
            )
            self._refuse(PLACES_TABLE_IS_WHOLE, Where(self._file), message)

    def _leads_somewhere(self, units: list[Unit]) -> None:
        """Tell of codes in the column into that no unit has."""
        known = {unit.code for unit in units}
        for row in self.rows:
            unknown = [code for code in row.said.into if code not in known]
            if unknown and not self.wrong:
                message = Text(f"Không có mã {unknown[0]} trong bảng.", f"No row has the code {unknown[0]}.")
                self._refuse(PLACES_CELLS_ARE_RIGHT, row.cells[PlaceColumn.INTO].where, message)


_LEAVE_EMPTY = Text("Xóa ô ấy.", "Leave that cell empty.")


def _told_once(found: list[Finding]) -> Finding:
    first, more = found[0], len(found) - 1
    if not more:
        return first
    message = Text(f"{first.message.vi} (và {more} ô nữa)", f"{first.message.en} (and {more} more cells)")
    return replace(first, message=message)


def _older(day: date, base: PlacesTable, file: str) -> Finding:
    message = Text(
        f"Bảng địa danh này ngày {format_day(day)}, bảng kèm keytag ngày {format_day(base.date)}.",
        f"This table of places is of {day.isoformat()}, keytag's own of {base.date.isoformat()}.",
    )
    return PLACES_TABLE_IS_NEWEST.finding(message, where=Where(file))


# House rule: a message names this many places and counts the rest.
_NAMED_PLACES = 4


def compare_with_own(
    base: PlacesTable, places: Places, rows: Sequence[PlaceRow], file: Where
) -> Iterator[Finding]:
    """Yield what ``places``, which ``rows`` say, lacks or changes without saying so, beside the older ``base``."""
    known: dict[str, Unit | Province] = {unit.code: unit for p in base.provinces for unit in base.units_in(p)}
    known |= {province.code: province for province in base.provinces}
    said = {row.said.code for row in rows}
    lacking = [place for code, place in known.items() if code not in said]
    if lacking:
        yield _lacks(lacking, places.date, file)
    kept: dict[tuple[str, str], set[UnitKind]] = {}
    for row in rows:
        if row.said.into:
            kept.setdefault((row.said.code, name_key(row.said.name)), set()).add(row.said.kind)
    for row in rows:
        was = known.get(row.said.code)
        if was is not None and not row.said.into:
            yield from _changes(row, was, kept.get((was.code, name_key(was.name)), set()))


def _lacks(lacking: Sequence[Unit | Province], day: date, file: Where) -> Finding:
    names = ", ".join(f"{place.code} {place.full(day)}" for place in lacking[:_NAMED_PLACES])
    more = f" … (+{len(lacking) - _NAMED_PLACES})" if len(lacking) > _NAMED_PLACES else ""
    return PLACES_TABLE_IS_WHOLE.finding(
        Text(
            f"Thiếu {len(lacking)} nơi có trong bảng kèm keytag: {names}{more}.",
            f"{len(lacking)} places of keytag's own table are missing: {names}{more}.",
        ),
        Text(
            "Nơi nào đã nhập vào nơi khác thì giữ dòng của nó, ghi ngày ở cột từ ngày và mã mới ở cột nhập vào.",
            "Of what went into another place keep the row, with the day in since and the new codes in into.",
        ),
        where=file,
    )


def _changes(row: PlaceRow, was: Unit | Province, kept: set[UnitKind]) -> Iterator[Finding]:
    """Yield what a row changes of ``was`` without its day; ``kept`` are kinds of rows that keep its old name."""
    said = row.said
    if likeness(said.name, was.name) is not Likeness.SAME or name_key(said.name) != name_key(was.name):
        if not kept:
            yield PLACES_CHANGES_ARE_DATED.finding(
                Text(
                    f"Mã {said.code} là {was.name} trong bảng kèm keytag, ở đây là {said.name}.",
                    f"The code {said.code} is {was.name} in keytag's own table, and {said.name} here.",
                ),
                where=row.cells[PlaceColumn.NAME].where,
            )
    elif said.kind is not was.kind and said.since in {None, was.since} and was.kind not in kept:
        yield PLACES_CHANGES_ARE_DATED.finding(
            Text(
                f"{was.name} là {was.kind} trong bảng kèm keytag, ở đây là {said.kind} mà chưa có ngày đổi.",
                f"{was.name} is a {was.kind} in keytag's own table, and a {said.kind} here, with no day for it.",
            ),
            where=row.cells[PlaceColumn.KIND].where,
        )
    elif said.kind is was.kind and said.since != was.since:
        day = was.since.isoformat() if was.since is not None else None
        yield PLACES_CHANGES_ARE_DATED.finding(
            Text(
                f"{said.kind} {said.name} có từ {day} theo bảng kèm keytag."
                if day
                else f"{said.kind} {said.name} không đổi loại theo bảng kèm keytag.",
                f"{said.kind} {said.name} is one since {day} in keytag's own table."
                if day
                else f"{said.kind} {said.name} has not changed its kind in keytag's own table.",
            ),
            Text(f"Ghi {day} ở cột từ ngày.", f"Write {day} in the column since.") if day else _NO_DAY,
            where=row.cells[PlaceColumn.SINCE].where,
        )


_NO_DAY = Text("Để trống cột từ ngày.", "Leave the column since empty.")
