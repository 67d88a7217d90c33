"""Bytes of tables as spreadsheet programs write them, for the tests."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from io import BytesIO

from openpyxl import Workbook

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """Return ``text`` as Windows does: letters with hats and horns whole, tones as marks behind them."""
    written = bytearray()
    for character in text:
        try:
            written += character.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", character)
            tones = "".join(part for part in parts if part in _TONES)
            letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
            written += letter.encode("cp1258") + tones.encode("cp1258")
    return bytes(written)


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with its mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "utf-16-le": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16-be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf-16-le without mark": lambda text: text.encode("utf-16-le"),
    "utf-16-be without mark": lambda text: text.encode("utf-16-be"),
    "windows-1258": windows_1258,
}
"""Ways in which offices' programs write text."""


def workbook(
    *rows: tuple[object, ...], title: str = "Danh sách", **others: tuple[tuple[object, ...], ...]
) -> bytes:
    """Return a workbook with ``rows`` on its first sheet, and more sheets by their names."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for name, lines in others.items():
        other = book.create_sheet(name)
        for line in lines:
            other.append(line)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return the bytes of ``book``."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
