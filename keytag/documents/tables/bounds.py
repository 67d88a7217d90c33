"""How large a table may be, and the refusal of what is larger."""

from __future__ import annotations

from keytag.documents.tables.rules import TABLE_IS_BOUNDED
from keytag.documents.yaml.refusal import invalid_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Where
from keytag.text.text import Text

# House rule: a province's 3,000 hamlets with ten columns are under 1 MB.
MAX_BYTES = 2_000_000
# House rule: what a workbook unpacks to; its parts repeat themselves some ten times.
MAX_UNPACKED = 20_000_000
# House rule: three times those hamlets.
MAX_ROWS = 10_000
# House rule: an office's list has a dozen.
MAX_COLUMNS = 200
# House rule: twice those 3,000 hamlets with ten columns; reading as many takes a second.
MAX_CELLS = 60_000
# House rule: three for each place of the longest list, where each takes several lines.
MAX_SPANS = 20_000
# House rule: six for each of the most cells, in all parts of a workbook together: blank cells with a border, too.
MAX_ELEMENTS = 400_000
# House rule: as much as a file may have bytes; a workbook says one text of many cells.
MAX_TEXT = 2_000_000
# House rule: eight times the longest address for a QR code.
MAX_CELL = 4_000


def too_many(file: str, what: Text, limit: int, line: int | None = None) -> InvalidDocumentError:
    """Return the refusal of a table that has more than ``limit`` of ``what``."""
    message = Text(
        f"Bảng có hơn {limit:,} {what.vi}.".replace(",", "."), f"The table has more than {limit:,} {what.en}."
    )
    return invalid_document(file, (TABLE_IS_BOUNDED.found(message, where=Where(file, line)),))
