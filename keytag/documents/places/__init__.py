"""A table of places that an office names, newer than keytag's own: read from CSV or a workbook, and written.

The form is documented in docs/places-table.md. Must not know of jobs: which of them is judged by which table is
theirs to say.
"""

from keytag.documents.places.columns import write_places
from keytag.documents.places.reader import Gazetteer, read_gazetteer
from keytag.documents.places.rules import RULES

__all__ = ["RULES", "Gazetteer", "read_gazetteer", "write_places"]
