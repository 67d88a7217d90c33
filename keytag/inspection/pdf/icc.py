"""An ICC profile that somebody embedded: class, colour space, version, title, and whether it is one.

Answers to ICC.1:2001-04, 6.1 (header), 6.2 (tags) and 6.3.3 (output profiles).
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from keytag.inspection.pdf.facts import IccProfile

# ICC.1:2001-04, 6.1: the header is 128 bytes, the count of tags follows.
_LEAST = 132
# House rule: profiles have some ten to thirty tags, and titles of a line.
_MOST_TAGS, _LONGEST = 200, 2_000
# ICC.1:2001-04, 6.1.4: the space through which profiles meet.
_MEETING = frozenset({b"XYZ ", b"Lab "})
# ICC.1:2001-04, 6.3.3.3: an output profile for four inks has these tables; 6.5 and ICC.1:2010, 10: their types.
_TABLES = (b"A2B0", b"B2A0")
_TABLE_TYPES = frozenset({b"mft1", b"mft2", b"mAB ", b"mBA "})
_OUTPUT = "prtr"


def icc_profile(data: bytes) -> IccProfile:
    """Return what the header of the profile in ``data`` says."""
    # ICC.1:2001-04, 6.1: size at byte 0, version at 8, class at 12, space at 16, signature at 36.
    is_whole = len(data) >= _LEAST and data[36:40] == b"acsp" and int.from_bytes(data[:4], "big") <= len(data)
    if not is_whole:
        return IccProfile(is_whole=False)
    kind, space = (data[at : at + 4].decode("latin-1").strip() for at in (12, 16))
    version = (data[8], data[9] >> 4)
    if kind == _OUTPUT and not _has_tables(data):
        return IccProfile(is_whole=False)
    return IccProfile(True, kind, space, version, sha256(data).hexdigest(), _title(data))


def _title(data: bytes) -> str:
    """Return what the profile calls itself, where that can be read.

    ICC.1:2001-04, 6.2 and 6.5.17 (textDescriptionType); ICC.1:2010, 10.13 (multiLocalizedUnicodeType).
    """
    start, size = dict(_tags(data)).get(b"desc", (0, 0))
    tag = data[start : start + min(size, _LONGEST)]
    if tag[:4] == b"desc":
        return tag[12 : 12 + int.from_bytes(tag[8:12], "big")].decode("latin-1").strip("\0 ")
    if tag[:4] == b"mluc":
        length, offset = (int.from_bytes(tag[i : i + 4], "big") for i in (20, 24))
        return tag[offset : offset + length].decode("utf-16-be", "replace").strip("\0 ")
    return ""


def _has_tables(data: bytes) -> bool:
    """Tell whether an output profile has its tables within its bytes, and meets others in a known space."""
    tags = dict(_tags(data))
    places = [tags.get(name, (0, 0)) for name in _TABLES]
    return data[20:24] in _MEETING and all(
        size and start + size <= len(data) and data[start : start + 4] in _TABLE_TYPES for start, size in places
    )


def _tags(data: bytes) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Yield each tag's name with where its data begin and how long they are."""
    count = min(int.from_bytes(data[128:132], "big"), _MOST_TAGS)
    for at in range(132, 132 + 12 * count, 12):
        start, size = (int.from_bytes(data[at + i : at + i + 4], "big") for i in (4, 8))
        yield data[at : at + 4], (start, size)
