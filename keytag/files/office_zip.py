"""Workbooks and documents as zips: the same bytes for the same content, whatever library packed them.

Answers to ECMA-376, part 2. Libraries write the moment of saving into the zip and into the core properties; here
the date is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CORE = "docProps/core.xml"
"""The part that has a document's dates."""
# PKWARE's APPNOTE, 4.4.6: the years of a zip begin with 1980 and have seven bits.
FIRST_YEAR, _LAST_YEAR = 1980, 2107


def date_entries(data: bytes, moment: datetime, parts: Mapping[str, bytes]) -> bytes:
    """Return a zip with its entries in the order of their names, all of ``moment``; ``parts`` replace its own."""
    stamp = (min(max(FIRST_YEAR, moment.year), _LAST_YEAR), moment.month, moment.day, 0, 0, 0)
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        # ECMA-376, part 2: the content types are looked for first by simple readers.
        for name in sorted(old.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            entry = ZipInfo(name, stamp)
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(entry, parts[name] if name in parts else old.read(name))
    return out.getvalue()
