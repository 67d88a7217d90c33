"""A table of places as a workbook or CSV, in the form in which it is read: a first one to change. Pure."""

from __future__ import annotations

from keytag.documents.places.columns import PlaceColumn
from keytag.documents.tables.write import Workbook, write_csv, write_xlsx
from keytag.vietnam.places import PlacesTable


def written(table: PlacesTable, *, as_csv: bool) -> bytes:
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
