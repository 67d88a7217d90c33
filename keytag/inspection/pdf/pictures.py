"""Pictures: their pixels, bits, colour space and compression, whether objects of their own or within a stream.

Answers to ISO 32000-1, 8.9.
"""

from __future__ import annotations

from pikepdf import Array, Name, Stream

from keytag.inspection.pdf import access
from keytag.inspection.pdf.colours import UNKNOWN, Colours
from keytag.inspection.pdf.facts import Space
from keytag.inspection.pdf.lexing import Operand
from keytag.inspection.pdf.tally import PlacedPicture

# ISO 32000-1, 8.9.5.1: a picture fills the unit square.
_ACROSS = (1.0, 0.0)
_UP = (0.0, 1.0)
# ISO 32000-1, table 94: short names within streams.
_LONG = {"AHx": "ASCIIHexDecode", "A85": "ASCII85Decode", "LZW": "LZWDecode", "Fl": "FlateDecode"}
_LONG |= {"RL": "RunLengthDecode", "CCF": "CCITTFaxDecode", "DCT": "DCTDecode"}


def filters(stream: object) -> tuple[str, ...]:
    """Return the compressions of a stream by name."""
    return tuple(access.name(each) for each in access.items(access.get(stream, "/Filter")))


def picture(stream: Stream, named: object, colours: Colours) -> PlacedPicture:
    """Return the picture that ``stream`` holds, in the unit square."""
    is_stencil = access.get(stream, "/ImageMask") is True
    space = access.get(stream, "/ColorSpace")
    return PlacedPicture(
        int(access.number(access.get(stream, "/Width")) or 0),
        int(access.number(access.get(stream, "/Height")) or 0),
        1 if is_stencil else int(access.number(access.get(stream, "/BitsPerComponent")) or 0),
        colours.read(space, named) if isinstance(space, Name | Array) else UNKNOWN,
        filters(stream),
        is_stencil,
        _ACROSS,
        _UP,
    )


def inline_picture(entries: dict[bytes, Operand], named: object, colours: Colours) -> PlacedPicture:
    """Return the picture that stands within a content stream, in the unit square."""
    is_stencil = _entry(entries, b"/IM", b"/ImageMask") == 1.0
    space = _entry(entries, b"/CS", b"/ColorSpace")
    packed = _entry(entries, b"/F", b"/Filter")
    names = packed if isinstance(packed, list) else [packed]
    return PlacedPicture(
        _whole(_entry(entries, b"/W", b"/Width")),
        _whole(_entry(entries, b"/H", b"/Height")),
        1 if is_stencil else _whole(_entry(entries, b"/BPC", b"/BitsPerComponent")),
        _space(space, named, colours),
        tuple(
            _LONG.get(each[1:].decode("latin-1"), each[1:].decode("latin-1"))
            for each in names
            if isinstance(each, bytes)
        ),
        is_stencil,
        _ACROSS,
        _UP,
    )


def _space(value: Operand | None, named: object, colours: Colours) -> Space:
    """Return an inline picture's space: named, or Indexed over a named one."""
    if isinstance(value, list) and len(value) > 1:
        return Space("Indexed", channels=1, base=_space(value[1], named, colours))
    return colours.named(named, value[1:].decode("latin-1")) if isinstance(value, bytes) else UNKNOWN


def _entry(entries: dict[bytes, Operand], short: bytes, long: bytes) -> Operand | None:
    return entries.get(short, entries.get(long))


def _whole(value: Operand | None) -> int:
    return int(value) if isinstance(value, float) else 0
