"""What letters are called that do not belong where they stand."""

from __future__ import annotations

import unicodedata

from keytag.text.text import Text

# With what Unicode's names of letters begin, and what a reader in Viet Nam calls them.
_SCRIPTS = {
    "CYRILLIC": "chữ cái Nga",
    "GREEK": "chữ cái Hy Lạp",
    "COPTIC": "chữ cái Ai Cập cổ",
    "ARMENIAN": "chữ cái Armenia",
    "CHEROKEE": "chữ cái Cherokee",
    "LATIN": "chữ Latinh lạ",
    "FULLWIDTH": "ký tự toàn chiều rộng (full-width)",
    "MATHEMATICAL": "chữ kiểu toán học",
    "CJK": "chữ Hán",
    "HANGUL": "chữ Hàn",
    "HIRAGANA": "chữ Nhật",
    "KATAKANA": "chữ Nhật",
    "THAI": "chữ Thái Lan",
    "LAO": "chữ Lào",
    "KHMER": "chữ Khmer",
    "ARABIC": "chữ Ả Rập",
    "HEBREW": "chữ Do Thái",
}


def describe_letter(letter: str) -> Text:
    """Return a letter with its code point and what it is: (U+0430, chữ cái Nga)."""
    code, name = f"U+{ord(letter):04X}", unicodedata.name(letter, "")
    script = _SCRIPTS.get(name.partition(" ")[0], "")
    if script == _SCRIPTS["LATIN"] and " WITH " in name:
        script = "chữ có dấu"
    vi, en = (", ".join(filter(None, (code, said))) for said in (script, name))
    return Text(f"“{letter}” ({vi})", f"“{letter}” ({en})")


def describe_letters(letters: list[str]) -> Text:
    """Return several letters so, one after the other."""
    described = [describe_letter(letter) for letter in letters]
    return Text(", ".join(each.vi for each in described), ", ".join(each.en for each in described))
