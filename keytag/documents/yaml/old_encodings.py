"""Vietnamese that is no Unicode: TCVN3 and VNI text, text read in a wrong encoding, letters lost in saving.

Known by words that stand in every such file and cannot be Unicode Vietnamese. Pure: texts in, an answer out.
Answers to TCVN 5712:1993 and to IANA's windows-1258.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from unicodedata import normalize

# Each list: công an, trưởng, trực, xã, phường, tỉnh, huyện, thôn, tổ, số, tên, đơn vị, điện thoại as the font
# codes them (TCVN 5712:1993 VN3; VNI-Windows), seen through Windows-1252.
_TCVN3 = (
    "c«ng an|tr\u00adëng|trëng|trùc|x·|ph\u00adêng|phêng|tØnh|huyÖn|th«n|tæ|sè|tªn"
    "|®¬n vÞ|§¬n vÞ|®iÖn tho¹i|§iÖn tho¹i|®\u00adêng|l\u00adîng"
)
_VNI = "coâng an|tröôûng|tröïc|xaõ|phöôøng|tænh|huyeän|thoân|toå|soá|teân|ñôn vò|ñieän thoaïi|ñöôøng|löôïng"
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SMALL = "".join(normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES) + "đ"
LETTERS = frozenset(letter for letter in _SMALL + _SMALL.upper() if not letter.isascii())
"""All letters of Vietnamese beyond ASCII."""
# As what programs misread UTF-8: by the code pages of Windows, there and here, of its terminal, of old Macs.
_PAGES = ("cp1252", "latin-1", "cp1258", "cp437", "cp850", "mac_roman")
# Two of them are letters of Vietnamese themselves, with what stands behind them then: XÃ” closes a quotation.
_CAPITALS = frozenset("ÃĂ")
_BEHIND = frozenset("\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u00bb\u2026")
# How all of those begin; seldom met in what is not misread, and quicker looked for.
_SUSPECT = re.compile("[ÃÄÆĂ├─╞ß√ƒ∆][^\x00-\x7f]|á[º»]|ã[░í]|·[ªº∫]")
# Letters as web pages (HTML 5, 13.1.4), programs (JSON, RFC 8259, 7) and addresses (RFC 3986, 2.1) write them.
_ESCAPED = re.compile(
    r"&(?:#\d{2,5}|#[xX][0-9a-fA-F]{2,4}|[a-zA-Z](?:grave|acute|circ|tilde));"
    r"|\\u[0-9a-fA-F]{4}|(?:%C[34]|%C6|%E1%B[AB])%[89ABab][0-9A-Fa-f]"
)
_WORDS = {
    name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    for name, words in (("TCVN3", _TCVN3), ("VNI", _VNI))
}
# TCVN 5712:1993: signs that stand for letters; in Unicode none of them stands between two letters.
_SIGN_IN_WORD = re.compile("[^\\W\\d_][©¸¹µ¶¨ª®¬¾¼½¡¢£§¦¥¤][^\\W\\d_]")  # noqa: RUF001 - these are meant
# VNI-Windows writes a letter and its mark one behind the other (Toaøn); once, it may be a foreign name.
_TWO_LETTERS = re.compile("(?i:[aeiouyöô][øûïäåëæ]|ñ[aeiouyöôâê])")
# Within a word, before one (Đak is ?ak), or behind consonants alone (Thọ is Th?); behind a whole word it asks.
_LOST = re.compile(
    r"[^\W\d_]\?+[^\W\d_]|(?<!\w)[bcdđghklmnpqrstvx]+\?|(?:^|(?<=[ (]))\?[^\W\d_]|\ufffd", re.IGNORECASE
)
# A blank that was forgotten behind a question: “Cần giúp?Gọi 113”.
_ASKED = re.compile(r"([^\W\d_]{2}\?)([^\W\d_])")


_SIGNS = frozenset("–—…•·°“”\u2018\u2019«»₫×©®\u00a0\u00ad")
_WORD = re.compile(r"[^\W\d_]+")


def decode_vietnamese(data: bytes, encoding: str) -> str | None:
    """Return ``data`` read by ``encoding`` where every letter and every word can be Vietnamese."""
    try:
        text = normalize("NFC", data.decode(encoding))
    except UnicodeDecodeError:
        return None
    if any(not c.isascii() and c not in LETTERS and c not in _SIGNS for c in set(text)):
        return None
    return text if all(_can_be_said(word) for word in set(_WORD.findall(text)) if not word.isascii()) else None


def _can_be_said(word: str) -> bool:
    """Tell whether a word has one tone at most, and no marked capital after a small letter."""
    tones = [mark for mark in normalize("NFD", word) if mark in _TONES[1:]]
    odd = any(before.islower() and after.isupper() and not after.isascii() for before, after in pairwise(word))
    return len(tones) <= 1 and not odd


def legacy_font(text: str) -> str | None:
    """Return "TCVN3" or "VNI" where ``text`` is typed for such fonts, else None."""
    if text.isascii():
        return None
    found = next((name for name, words in _WORDS.items() if words.search(text)), None)
    if found is not None or is_misread(text):
        return found
    if _SIGN_IN_WORD.search(text) is not None:
        return "TCVN3"
    return "VNI" if len(_TWO_LETTERS.findall(text)) > 1 else None


def is_misread(text: str) -> bool:
    """Tell whether ``text`` is UTF-8 that some program took for another encoding and saved again."""
    return not text.isascii() and _SUSPECT.search(text) is not None and _misread().search(text) is not None


def undo_misreading(text: str) -> str | None:
    """Return what a misread ``text`` said, where all of it can be told."""
    for page in _PAGES:
        try:
            said = b"".join(_byte(character, page) for character in text).decode()
        except UnicodeError:
            continue
        if said != text and any(letter in LETTERS for letter in said):
            return normalize("NFC", said)
    return None


@cache
def _misread() -> re.Pattern[str]:
    """Return what finds Vietnamese letters, of two or three bytes each in UTF-8, as other encodings show them."""
    parts: set[str] = set()
    for page in _PAGES:
        following = {_letter(byte, page) for byte in range(0x80, 0xC0)}
        ends: dict[str, set[str]] = {}
        for lead, second, *third in (letter.encode() for letter in sorted(LETTERS)):
            begin = _letter(lead, page) + (_letter(second, page) if third else "")
            ends.setdefault(begin, set()).update(following if third else (_letter(second, page),))
        for begin, behind in ends.items():
            doubtful = behind & _BEHIND if begin in _CAPITALS else set()
            sure = behind - doubtful
            parts.add(f"{re.escape(begin)}[{re.escape(''.join(sorted(sure)))}]")
            if doubtful:
                # A capital after a small letter stands in no word.
                parts.add(f"(?<=[a-z]){re.escape(begin)}[{re.escape(''.join(sorted(doubtful)))}]")
    return re.compile("|".join(sorted(parts)))


def _letter(byte: int, page: str) -> str:
    """Return how ``page`` shows ``byte``; what it leaves open is a control character (as browsers read it)."""
    try:
        return bytes((byte,)).decode(page)
    except UnicodeDecodeError:
        return chr(byte)


def _byte(character: str, page: str) -> bytes:
    try:
        return character.encode(page)
    except UnicodeEncodeError:
        return character.encode("latin-1")


def is_escaped(text: str) -> bool:
    """Tell whether letters of ``text`` stand as web pages, programs or addresses write them (&ocirc;, %C3%B4)."""
    return "://" not in text and _ESCAPED.search(text) is not None


def has_lost_letters(text: str) -> bool:
    """Tell whether letters of ``text`` became "?" (or U+FFFD); a question mark in an address is none of these."""
    if "\ufffd" in text:
        return True
    if "?" not in text or "://" in text:
        return False
    return any(_LOST.search(word) for word in _ASKED.sub(_parted, text).split() if not _is_address(word))


def _parted(asked: re.Match[str]) -> str:
    end, begin = asked.groups()
    return f"{end} {begin}" if end[1].islower() and begin.isupper() else asked[0]


def _is_address(word: str) -> bool:
    return "/" in word or "=" in word
