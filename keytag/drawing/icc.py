"""The header and the tags of an ICC profile: the one reader of them, whoever made the profile.

Bytes in, values out; nothing a damaged profile says is believed beyond its own bytes. What littlecms makes of a
profile is `keytag.output.pdf.profile`'s; its table of colours is `keytag.drawing.colorimetry`'s. Answers to
ICC.1:2001-04, 6.1 (header), 6.2 (tags) and 6.3.3 (output profiles), and to ICC.1:2010 for version 4.
"""

from __future__ import annotations

from msgspec import Struct

# ICC.1:2001-04, 6.1: the header is 128 bytes; the count of tags follows, then 12 bytes for each tag.
_HEADER, _COUNT, _ENTRY = 128, 4, 12
# House rule: profiles have some ten to thirty tags, and titles of a line.
_MOST_TAGS, _LONGEST_TITLE = 200, 2_000
# ICC.1:2001-04, 6.1.4: the spaces through which profiles meet.
_CONNECTION_SPACES = frozenset({b"XYZ ", b"Lab "})
# ICC.1:2001-04, 6.3.3.3: an output profile for four inks has these tables; 6.5 and ICC.1:2010, 10: their types.
PRINT_TABLES = ("A2B0", "B2A0")
_TABLE_TYPES = frozenset({b"mft1", b"mft2", b"mAB ", b"mBA "})
# ICC.1:2001-04, 6.1.5: the class of an output profile.
OUTPUT_CLASS = "prtr"


class IccHeader(Struct, frozen=True):
    """What a profile's header says: its length in bytes, class (``prtr``), space (``CMYK``) and ICC version."""

    length: int
    kind: str
    space: str
    version: tuple[int, int]


def read_header(data: bytes) -> IccHeader | None:
    """Return the header of the profile in ``data``, or None where that is no ICC profile."""
    # ICC.1:2001-04, 6.1: size at byte 0, version at 8, class at 12, colour space at 16, signature at 36.
    if len(data) < _HEADER + _COUNT or data[36:40] != b"acsp":
        return None
    kind, space = (data[at : at + 4].decode("latin-1").strip() for at in (12, 16))
    return IccHeader(_number(data, 0), kind, space, (data[8], data[9] >> 4))


def read_tag(data: bytes, name: str) -> bytes:
    """Return what stands under a tag (``desc``); nothing without it, or where it points beyond the profile."""
    count = min(_number(data, _HEADER), _MOST_TAGS)
    first = _HEADER + _COUNT
    for at in range(first, first + _ENTRY * count, _ENTRY):
        if data[at : at + 4] == name.encode("latin-1"):
            start, length = _number(data, at + 4), _number(data, at + 8)
            return data[start : start + length] if start + length <= len(data) else b""
    return b""


def read_title(data: bytes) -> str:
    """Return what the profile calls itself, "" where that cannot be read.

    ICC.1:2001-04, 6.5.17 (textDescriptionType); ICC.1:2010, 10.13 (multiLocalizedUnicodeType).
    """
    tag = read_tag(data, "desc")[:_LONGEST_TITLE]
    if tag[:4] == b"desc":
        return tag[12 : 12 + _number(tag, 8)].partition(b"\0")[0].decode("latin-1").strip()
    if tag[:4] == b"mluc":
        length, start = _number(tag, 20), _number(tag, 24)
        return tag[start : start + length].decode("utf-16-be", "replace").strip("\0 ")
    return ""


def has_print_tables(data: bytes) -> bool:
    """Tell whether an output profile's two tables lie within it, between its inks and a space known to others."""
    return data[20:24] in _CONNECTION_SPACES and all(
        read_tag(data, name)[:4] in _TABLE_TYPES for name in PRINT_TABLES
    )


def _number(data: bytes, at: int) -> int:
    """Return the four bytes at ``at`` as a number; fewer of them where the data end."""
    return int.from_bytes(data[at : at + 4], "big")
