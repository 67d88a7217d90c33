"""Tables as offices keep them, CSV and XLSX, to cells of text with their places.

What a table's columns mean is said by whoever reads it: a job's editions, a packing list.
"""

from keytag.tabular.bounds import MAX_BYTES as MAX_TABLE_BYTES
from keytag.tabular.heading import with_whole_header
from keytag.tabular.kept import kept_header, kept_row
from keytag.tabular.named import NamedTable
from keytag.tabular.reader import IsHeader, read_table
from keytag.tabular.rules import RULES
from keytag.tabular.table import DataCell, DataRow, DataTable, Span, Stored
from keytag.tabular.telephone import spoiled_number

__all__ = [
    "MAX_TABLE_BYTES",
    "RULES",
    "DataCell",
    "DataRow",
    "DataTable",
    "IsHeader",
    "NamedTable",
    "Span",
    "Stored",
    "kept_header",
    "kept_row",
    "read_table",
    "spoiled_number",
    "with_whole_header",
]
