"""What must hold of a table of places that an office names."""

from __future__ import annotations

from keytag.findings import Rule

PLACES_TABLE_IS_WHOLE = Rule.error("places-table-is-whole", __name__)
PLACES_CELLS_ARE_RIGHT = Rule.error("places-cells-are-right", __name__)
PLACES_ROWS_DIFFER = Rule.error("places-rows-differ", __name__)
PLACES_CHANGES_ARE_DATED = Rule.error("places-changes-are-dated", __name__)
PLACES_TABLE_IS_NEWEST = Rule.warning("places-table-is-newest", __name__)
RULES = (
    PLACES_TABLE_IS_WHOLE,
    PLACES_CELLS_ARE_RIGHT,
    PLACES_ROWS_DIFFER,
    PLACES_CHANGES_ARE_DATED,
    PLACES_TABLE_IS_NEWEST,
)
"""Every rule of this package."""
