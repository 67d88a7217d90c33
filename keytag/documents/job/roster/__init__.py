"""Editions from a spreadsheet: one row an edition, each column known by its header.

A table becomes the very nodes that a job's YAML would have, with its cells as their places: whatever is then said
of an edition points at its cell. Only a job that names a table imports `fill`.
"""

from keytag.documents.job.roster.model import (
    MAX_EDITIONS,
    EditionsFrom,
    Read,
    TableFile,
    names_a_table,
    or_from_a_table,
    read_named_table,
    table_without_from,
)

__all__ = [
    "MAX_EDITIONS",
    "EditionsFrom",
    "Read",
    "TableFile",
    "names_a_table",
    "or_from_a_table",
    "read_named_table",
    "table_without_from",
]
