"""Tables as offices keep them, CSV and XLSX, to cells of text with their places.

What a table's columns mean is said by whoever reads it: a job's editions, a packing list.
"""

from keytag.documents.tables.cells import (
    Spoiling,
    faults_told,
    is_struck_out,
    spoiled_number,
    spoiled_numbers,
    spoiling_of,
    with_zero,
)
from keytag.documents.tables.layout import (
    Anchors,
    anchor_of,
    anchors_of,
    as_its_anchor,
    saying,
    unseen_found,
    with_whole_header,
    without_unseen,
)
from keytag.documents.tables.reader import IsHeader, read_table
from keytag.documents.tables.rules import RULES
from keytag.documents.tables.skipped_rows import (
    Passed,
    RowReading,
    listed_rows,
    passed_over,
    sum_cell,
    told,
    without_passed,
)
from keytag.documents.tables.table import MAX_BYTES as MAX_TABLE_BYTES
from keytag.documents.tables.table import (
    DataCell,
    DataRow,
    DataTable,
    NamedTable,
    Span,
    Stored,
    flow,
    kept_header,
    kept_row,
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
    "Passed",
    "RowReading",
    "Span",
    "Spoiling",
    "Stored",
    "anchor_of",
    "anchors_of",
    "as_its_anchor",
    "faults_told",
    "flow",
    "is_struck_out",
    "kept_header",
    "kept_row",
    "listed_rows",
    "passed_over",
    "read_table",
    "saying",
    "spoiled_number",
    "spoiled_numbers",
    "spoiling_of",
    "sum_cell",
    "told",
    "too_many",
    "unseen_found",
    "with_whole_header",
    "with_zero",
    "without_passed",
    "without_unseen",
]
