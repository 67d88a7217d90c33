"""The form of a table of places: its columns by their headers in either language, a row, a first one to change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from keytag.documents.places.rules import PLACES_TABLE_IS_WHOLE
from keytag.documents.tables import DataCell, DataTable
from keytag.documents.tables.write import Workbook, write_csv, write_xlsx
from keytag.documents.yaml import did_you_mean, quote
from keytag.findings import Finding
from keytag.text.text import Text, fold_name
from keytag.vietnam.places import PlacesTable, UnitKind


class PlaceColumn(StrEnum):
    """What a column says; the value is its header in Vietnamese."""

    CODE = "mã"
    KIND = "loại"
    NAME = "tên"
    PROVINCE = "tỉnh"
    SINCE = "từ ngày"
    INTO = "nhập vào"

    @property
    def english(self) -> str:
        """Its header in English."""
        return self.name.lower()


_BY_HEADER = {fold_name(header): column for column in PlaceColumn for header in (column.value, column.english)}
# What a table cannot be without.
_NEEDED = (PlaceColumn.CODE, PlaceColumn.KIND, PlaceColumn.NAME, PlaceColumn.PROVINCE)


def is_places_header(texts: Sequence[str]) -> bool:
    """Tell whether a row of texts is the header: it names codes and names."""
    return {PlaceColumn.CODE, PlaceColumn.NAME} <= {_BY_HEADER.get(fold_name(text)) for text in texts}


def place_columns(table: DataTable) -> Mapping[PlaceColumn, int]:
    """Return where each column is, from 0; of those that stand there twice, the first."""
    found: dict[PlaceColumn, int] = {}
    for index, cell in enumerate(table.header):
        column = _BY_HEADER.get(fold_name(cell.text))
        if column is not None:
            found.setdefault(column, index)
    return found


def header_faults(table: DataTable) -> Iterator[Finding]:
    """Yield what is wrong with the header: unknown, doubled and missing columns."""
    seen: set[PlaceColumn] = set()
    for cell in table.header:
        column = _BY_HEADER.get(fold_name(cell.text))
        if cell.text and column is None:
            message = Text(f"Không có cột {quote(cell.text)}.", f"There is no column {quote(cell.text)}.")
            hint = did_you_mean(
                cell.text, [header for each in PlaceColumn for header in (each.value, each.english)]
            )
            yield PLACES_TABLE_IS_WHOLE.finding(message, hint, where=cell.where)
        elif column is not None and column in seen:
            message = Text(f"Cột “{column}” có hai lần.", f"The column “{column.english}” stands there twice.")
            yield PLACES_TABLE_IS_WHOLE.finding(message, where=cell.where)
        elif column is not None:
            seen.add(column)
    for column in _NEEDED:
        if column not in seen:
            message = Text(f"Thiếu cột “{column}”.", f"The column “{column.english}” is missing.")
            yield PLACES_TABLE_IS_WHOLE.finding(message, where=table.header[0].where)


class RowContent(Struct, frozen=True):
    """What a row says; of a unit that is no more, ``into`` what it went into, and ``since`` on which day."""

    code: str
    kind: UnitKind
    name: str
    since: date | None
    into: tuple[str, ...]


class PlaceRow(Struct, frozen=True):
    """A row whose cells are right by themselves."""

    cells: Mapping[PlaceColumn, DataCell]
    said: RowContent

    @property
    def is_province(self) -> bool:
        """Whether it is a province's or a city's of that rank."""
        return self.said.kind in {UnitKind.PROVINCE, UnitKind.CITY}


def write_places(table: PlacesTable, *, as_csv: bool) -> bytes:
    """Return ``table`` as a file: every province, then every unit in the order of their codes."""
    units = sorted(
        (unit for province in table.provinces for unit in table.units_in(province)), key=lambda u: u.code
    )
    rows: list[tuple[str, ...]] = [
        ("ngày", "", table.date.isoformat(), "", "", ""),
        ("nguồn", "", table.source, "", "", ""),
    ]
    rows += [(p.code, p.kind, p.name, "", p.since.isoformat() if p.since else "", "") for p in table.provinces]
    rows += [(u.code, u.kind, u.name, u.province.name, u.since.isoformat() if u.since else "", "") for u in units]
    book = Workbook("places", tuple(column.value for column in PlaceColumn), tuple(rows), has_sums=False)
    return write_csv(book) if as_csv else write_xlsx(book, table.date)
