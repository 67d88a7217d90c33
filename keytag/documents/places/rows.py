"""One row of a table of places: what it says, and its cells for whoever finds fault with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from keytag.documents.places.columns import PlaceColumn
from keytag.documents.tables import DataCell
from keytag.vietnam.places import UnitKind


class Said(Struct, frozen=True):
    """What a row says; of a unit that is no more, ``into`` what it went into, and ``since`` on which day."""

    code: str
    kind: UnitKind
    name: str
    since: date | None
    into: tuple[str, ...]


class PlaceRow(Struct, frozen=True):
    """A row whose cells are right by themselves."""

    cells: Mapping[PlaceColumn, DataCell]
    said: Said

    @property
    def is_province(self) -> bool:
        """Whether it is a province's or a city's of that rank."""
        return self.said.kind in {UnitKind.PROVINCE, UnitKind.CITY}
