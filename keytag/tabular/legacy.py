"""Vietnamese that is no Unicode: TCVN3 and VNI text, text read in a wrong encoding, letters lost in saving.

Known by words that stand in every such table and cannot be Unicode Vietnamese. Pure: texts in, an answer out.
"""

from __future__ import annotations

import re

# Each list: công an, trưởng, trực, xã, phường, tỉnh, huyện, thôn, tổ, số, tên, đơn vị, điện thoại as the font
# codes them (TCVN 5712:1993 VN3; VNI-Windows), seen through Windows-1252.
_TCVN3 = (
    "c«ng an|tr\u00adëng|trëng|trùc|x·|ph\u00adêng|phêng|tØnh|huyÖn|th«n|tæ|sè|tªn"
    "|®¬n vÞ|§¬n vÞ|®iÖn tho¹i|§iÖn tho¹i|®\u00adêng|l\u00adîng"
)
_VNI = "coâng an|tröôûng|tröïc|xaõ|phöôøng|tænh|huyeän|thoân|toå|soá|teân|ñôn vò|ñieän thoaïi|ñöôøng|löôïng"
# UTF-8 read as Windows-1252: what becomes of ạ…ỹ, ư ơ, đ, ă, and of à á â ã è é ê ì í ò ó ô õ ù ú ý.
_TWICE = re.compile("á[º»][\u00a0-\u02ff\u2010-\u2122]|Æ[°¡]|Ä[\u2018\u0090\u0192]|Ã[\u00a0-\u00bf]")
_WORDS = {
    name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    for name, words in (("TCVN3", _TCVN3), ("VNI", _VNI))
}
# Within a word, before one (Đak is ?ak), or behind consonants alone (Thọ is Th?); behind a whole word it asks.
_LOST = re.compile(
    r"[^\W\d_]\?+[^\W\d_]|(?<!\w)[bcdđghklmnpqrstvx]+\?|(?:^|(?<=[ (]))\?[^\W\d_]|\ufffd", re.IGNORECASE
)


def legacy_font(text: str) -> str | None:
    """Return "TCVN3" or "VNI" where ``text`` is typed for such fonts, else None."""
    return next((name for name, words in _WORDS.items() if words.search(text)), None)


def is_misread(text: str) -> bool:
    """Tell whether ``text`` is UTF-8 that some program took for Windows-1252 and saved again."""
    return _TWICE.search(text) is not None


def has_lost_letters(text: str) -> bool:
    """Tell whether letters of ``text`` became "?" (or U+FFFD); a question mark in an address is none of these."""
    is_marked = "?" in text or "\ufffd" in text
    return is_marked and "://" not in text and _LOST.search(text) is not None
