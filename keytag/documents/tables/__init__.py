"""Tables as offices keep them, CSV and XLSX, to cells of text with their places.

What a table's columns mean is said by whoever reads it: a job's editions, a packing list.
"""

from keytag.documents.tables.cells import (
    Spoiling,
    describe_faults,
    is_struck_out,
    spoiled_number_finding,
    spoiled_number_findings,
    spoiling_of,
    with_zero,
)
from keytag.documents.tables.layout import (
    Anchors,
    anchor_of,
    anchors_of,
    drop_hidden,
    fill_from_anchor,
    hidden_finding,
    join_header_lines,
    with_text,
)
from keytag.documents.tables.reader import IsHeader, read_table
from keytag.documents.tables.rules import RULES
from keytag.documents.tables.skipped_rows import (
    RowReading,
    SkipReason,
    describe_skipped,
    drop_skipped,
    find_skipped_rows,
    row_ranges,
    sum_cell,
)
from keytag.documents.tables.table import MAX_BYTES as MAX_TABLE_BYTES
from keytag.documents.tables.table import (
    DataCell,
    DataRow,
    DataTable,
    NamedTable,
    Span,
    Stored,
    quote_in_braces,
    shareable_header,
    shareable_row,
    too_many,
)

__all__ = [
    "MAX_TABLE_BYTES",
    "RULES",
    "Anchors",
    "DataCell",
    "DataRow",
    "DataTable",
    "IsHeader",
    "NamedTable",
    "RowReading",
    "SkipReason",
    "Span",
    "Spoiling",
    "Stored",
    "anchor_of",
    "anchors_of",
    "describe_faults",
    "describe_skipped",
    "drop_hidden",
    "drop_skipped",
    "fill_from_anchor",
    "find_skipped_rows",
    "hidden_finding",
    "is_struck_out",
    "join_header_lines",
    "quote_in_braces",
    "read_table",
    "row_ranges",
    "shareable_header",
    "shareable_row",
    "spoiled_number_finding",
    "spoiled_number_findings",
    "spoiling_of",
    "sum_cell",
    "too_many",
    "with_text",
    "with_zero",
]
