"""A picture's data held against what its dictionary says of them: enough samples, as many channels.

Answers to ISO 32000-1, 8.9.5.2 (samples) and 7.4.8 (DCTDecode), and to ISO/IEC 10918-1, annex B (JPEG).
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Stream

from keytag.inspection.pdf import access
from keytag.inspection.pdf.tally import PlacedPicture

# House rule: larger ones take long to unpack, and are believed.
_MOST_BYTES = 16_000_000
_JPEG = "DCTDecode"
# Qpdf unpacks these, and no others, without a colour engine.
_UNPACKED = frozenset({"FlateDecode", "LZWDecode", "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode"})
# ISO/IEC 10918-1, table B.1: frames, without the three markers in between that are something else.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BEGIN, _END, _SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA


class Samples:
    """Looks at the data of pictures, of each once."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def flaws(self, stream: Stream, placed: PlacedPicture) -> set[str]:
        """Return what is wrong with the data of a picture, or nothing."""
        number = access.number_of(stream)
        if number not in self._known:
            self._known[number] = _flaw(stream, placed)
        return {self._known[number]} - {""}


def _flaw(stream: Stream, placed: PlacedPicture) -> str:
    channels = 1 if placed.is_stencil or placed.space.family == "Indexed" else placed.space.channels
    try:
        if placed.filters[-1:] == (_JPEG,):
            return _flaw_of_jpeg(stream, placed, channels)
        if not _UNPACKED.issuperset(placed.filters) or not channels:
            return ""
        wanted = placed.height * ((placed.width * channels * placed.bits + 7) // 8)
        if wanted <= _MOST_BYTES and len(stream.read_bytes()) < wanted:
            return "a picture that lacks data"
    except access.BROKEN:
        return "a picture that cannot be unpacked"
    return ""


def _flaw_of_jpeg(stream: Stream, placed: PlacedPicture, channels: int) -> str:
    # What is compressed twice is taken for sound.
    data = stream.read_raw_bytes() if len(placed.filters) == 1 else b""
    if not data:
        return "" if len(placed.filters) > 1 else "a picture that lacks data"
    frame = next(_frames(data), None)
    if frame is None or data.rstrip(b"\0\r\n ")[-2:] != _END:
        return "a JPEG picture that is cut short"
    width, height, own = frame
    if channels and own != channels:
        return f"a JPEG picture of {own} channels called {placed.space.family}"
    if (width, height) != (placed.width, placed.height):
        return "a JPEG picture of another size than it says"
    return ""


def _frames(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield width, height and channels of each frame before the first scan."""
    at = len(_BEGIN) if data[:2] == _BEGIN else len(data)
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _FRAMES and at + 10 <= len(data):
            height, width = (int.from_bytes(data[at + i : at + i + 2], "big") for i in (5, 7))
            yield width, height, data[at + 9]
        if marker == _SCAN:
            return
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
