"""What must hold of a table's form, whatever its columns mean."""

from __future__ import annotations

from keytag.findings import Rule

TABLE_IS_BOUNDED = Rule.error("table-is-bounded", __name__)
TABLE_IS_READABLE = Rule.error("table-is-readable", __name__)
TABLE_ENCODING_IS_KNOWN = Rule.error("table-encoding-is-known", __name__)
TABLE_LETTERS_ARE_UNICODE = Rule.error("table-letters-are-unicode", __name__)
TABLE_LETTERS_ARE_WHOLE = Rule.error("table-letters-are-whole", __name__)
TABLE_ROWS_ARE_WHOLE = Rule.error("table-rows-are-whole", __name__)
TABLE_QUOTES_ARE_CLOSED = Rule.error("table-quotes-are-closed", __name__)
TABLE_SHEET_IS_KNOWN = Rule.error("table-sheet-is-known", __name__)
TABLE_CELLS_ARE_VALUES = Rule.error("table-cells-are-values", __name__)
TABLE_NUMBERS_ARE_TEXT = Rule.error("table-numbers-are-text", __name__)
TABLE_HIDES_NOTHING = Rule.error("table-hides-nothing", __name__)
TABLE_IS_WHOLLY_SEEN = Rule.error("table-is-wholly-seen", __name__)
TABLE_NOTHING_IS_STRUCK_OUT = Rule.error("table-nothing-is-struck-out", __name__)
RULES = (
    TABLE_IS_READABLE,
    TABLE_IS_BOUNDED,
    TABLE_ENCODING_IS_KNOWN,
    TABLE_LETTERS_ARE_UNICODE,
    TABLE_LETTERS_ARE_WHOLE,
    TABLE_ROWS_ARE_WHOLE,
    TABLE_QUOTES_ARE_CLOSED,
    TABLE_SHEET_IS_KNOWN,
    TABLE_CELLS_ARE_VALUES,
    TABLE_NUMBERS_ARE_TEXT,
    TABLE_HIDES_NOTHING,
    TABLE_IS_WHOLLY_SEEN,
    TABLE_NOTHING_IS_STRUCK_OUT,
)
"""Every rule of this package."""
