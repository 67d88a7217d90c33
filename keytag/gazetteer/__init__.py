"""A table of places that an office names, newer than keytag's own: read from CSV or a workbook, and written.

The form is documented in docs/places-table.md. Must not know of jobs: which of them is judged by which table is
theirs to say.
"""

from keytag.gazetteer.reader import Gazetteer, read_gazetteer
from keytag.gazetteer.rules import RULES
from keytag.gazetteer.writing import written

__all__ = ["RULES", "Gazetteer", "read_gazetteer", "written"]
