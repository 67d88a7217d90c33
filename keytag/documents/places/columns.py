"""The columns of a table of places, by their headers in either language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from keytag.documents.places.rules import PLACES_TABLE_IS_WHOLE
from keytag.documents.tables import DataTable
from keytag.documents.yaml import did_you_mean, shown
from keytag.findings import Finding
from keytag.text.text import Text, bare


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


_BY_HEADER = {bare(header): column for column in PlaceColumn for header in (column.value, column.english)}
# What a table cannot be without.
_NEEDED = (PlaceColumn.CODE, PlaceColumn.KIND, PlaceColumn.NAME, PlaceColumn.PROVINCE)


def is_header(texts: Sequence[str]) -> bool:
    """Tell whether a row of texts is the header: it names codes and names."""
    return {PlaceColumn.CODE, PlaceColumn.NAME} <= {_BY_HEADER.get(bare(text)) for text in texts}


def columns_of(table: DataTable) -> Mapping[PlaceColumn, int]:
    """Return where each column is, from 0; of those that stand there twice, the first."""
    found: dict[PlaceColumn, int] = {}
    for index, cell in enumerate(table.header):
        column = _BY_HEADER.get(bare(cell.text))
        if column is not None:
            found.setdefault(column, index)
    return found


def what_is_wrong(table: DataTable) -> Iterator[Finding]:
    """Yield what is wrong with the header: unknown, doubled and missing columns."""
    seen: set[PlaceColumn] = set()
    for cell in table.header:
        column = _BY_HEADER.get(bare(cell.text))
        if cell.text and column is None:
            message = Text(f"Không có cột {shown(cell.text)}.", f"There is no column {shown(cell.text)}.")
            hint = did_you_mean(
                cell.text, [header for each in PlaceColumn for header in (each.value, each.english)]
            )
            yield PLACES_TABLE_IS_WHOLE.found(message, hint, where=cell.where)
        elif column is not None and column in seen:
            message = Text(f"Cột “{column}” có hai lần.", f"The column “{column.english}” stands there twice.")
            yield PLACES_TABLE_IS_WHOLE.found(message, where=cell.where)
        elif column is not None:
            seen.add(column)
    for column in _NEEDED:
        if column not in seen:
            message = Text(f"Thiếu cột “{column}”.", f"The column “{column.english}” is missing.")
            yield PLACES_TABLE_IS_WHOLE.found(message, where=table.header[0].where)
