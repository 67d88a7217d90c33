"""Pages of paper for people: lines of type from shared letters, rules and boxes, tables over many pages.

What stands on them is for others to say: the job ticket, preflight's record, the papers of packing. Pages are
values for the writer of PDFs, in the same display list as everything else.
"""

from keytag.output.page.canvas import (
    A4,
    Align,
    Canvas,
    Style,
    serif,
    set_line,
    shorten_to_fit,
    wrap,
    wrap_at_most,
)
from keytag.output.page.table import Column, PaperTable, Section, Signal, table_pages

__all__ = [
    "A4",
    "Align",
    "Canvas",
    "Column",
    "PaperTable",
    "Section",
    "Signal",
    "Style",
    "serif",
    "set_line",
    "shorten_to_fit",
    "table_pages",
    "wrap",
    "wrap_at_most",
]
