"""Tables as offices keep them, CSV and XLSX, to cells of text with their places.

What a table's columns mean is said by whoever reads it: a job's editions, a packing list.
"""

from keytag.documents.tables.body import (
    Passed,
    RowReading,
    listed_rows,
    passed_over,
    sum_cell,
    told,
    without_passed,
)
from keytag.documents.tables.bounds import MAX_BYTES as MAX_TABLE_BYTES
from keytag.documents.tables.bounds import too_many
from keytag.documents.tables.cells import faults_told, is_struck_out
from keytag.documents.tables.heading import with_whole_header
from keytag.documents.tables.kept import kept_header, kept_row
from keytag.documents.tables.named import NamedTable, flow
from keytag.documents.tables.reader import IsHeader, read_table
from keytag.documents.tables.rules import RULES
from keytag.documents.tables.spans import Anchors, anchor_of, anchors_of, as_its_anchor, saying
from keytag.documents.tables.table import DataCell, DataRow, DataTable, Span, Stored
from keytag.documents.tables.telephone import Spoiling, spoiled_number, spoiled_numbers, spoiling_of, with_zero
from keytag.documents.tables.unseen import unseen_found, without_unseen

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
