"""Names, figures and days as the papers of packing set them: in Vietnamese, whoever reads them."""

from __future__ import annotations

import re
from datetime import date

_NUMBER = re.compile(r" (?=(?:số )?\d)")


def tied(name: str) -> str:
    """Return ``name`` with its numbers tied to the words before them: khu phố 12."""
    return _NUMBER.sub("\N{NO-BREAK SPACE}", name)


def figure(number: int) -> str:
    """Return a whole number as Vietnamese papers have it: 3.200."""
    return f"{number:,}".replace(",", ".")


def on_paper(day: date) -> str:
    """Return a day as Vietnamese papers have it: 15/01/2026."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


# Who stands at the head of a place, by the word that its name begins with (Circular 04/2012/TT-BNV for hamlets and
# residential groups).
_HEADS = (
    (r"tổ (?:dân phố|nhân dân|tự quản|\d)|tdp\b", "TỔ TRƯỞNG TỔ DÂN PHỐ"),
    (r"khu phố\b|kp\b", "TRƯỞNG KHU PHỐ"),
    (r"thôn\b", "TRƯỞNG THÔN"),
    (r"ấp\b", "TRƯỞNG ẤP"),
    (r"làng\b|plei\b", "TRƯỞNG LÀNG"),
    (r"buôn\b", "TRƯỞNG BUÔN"),
    (r"bản\b(?! chỉ)", "TRƯỞNG BẢN"),
    (r"xóm\b", "TRƯỞNG XÓM"),
    (r"khóm\b", "TRƯỞNG KHÓM"),
)


NOBODY_KNOWN = "ĐẠI DIỆN NƠI NHẬN"
"""Who signs where the name does not say what the place is."""


def head_of(name: str) -> str:
    """Return the post of whoever signs for the place called ``name``: TRƯỞNG THÔN of a thôn."""
    said = name.casefold()
    return next((head for words, head in _HEADS if re.match(words, said)), NOBODY_KNOWN)
