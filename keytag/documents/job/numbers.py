"""What to say of a text that is no telephone number, and how it was most likely meant.

The form itself is `keytag.vietnam.phone`'s. Must not judge whether a number is in use.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from keytag.documents.yaml import shown
from keytag.documents.yaml.refusal import is_invisible
from keytag.text.text import Text
from keytag.vietnam.phone import (
    MAX_DIGITS,
    digits,
    grouped,
    is_number,
    read,
    regrouped,
    with_digits,
    without_trunk_zero,
)

_DASHES = r"[\u2010\u2012-\u2015\u2212_·•]"
_EXTENSION = r"^(.*?)[\s,;(]*(?:máy lẻ|may le|nhánh|số lẻ|ext\b|extension|x(?=\s*\d)|#|\*)"
# House rule: what people put behind a number that belongs in its label: the hours, or words in brackets.
_HOURS = r"^(.*?\d)[\s,;:/(\[-]*(?:trực\s*)?(24\s?/\s?(?:24|7)|24\s?(?:h|giờ))[\s)\]]*$"
_WORDS = r"^([^(\[]*\d)\s*[(\[]([^()\[\]]*[^\W\d_][^()\[\]]*)[)\]]\s*$"
# Circular 22/2014/TT-BTTTT: the shortest numbers of subscribers have seven digits.
_SHORTEST = 7
_SEVERAL = r"[,;/&+|]|\s-\s|\bhoặc\b|\bvà\b|\bor\b|\band\b"
# House rule: what people write before a number, and what word processors put round it.
_NAMED = r"^(?:số\s+)?(?:đ\.?t\.?|s\.?đ\.?t\.?|điện thoại|hotline|tel|phone|số)\s*(?:số)?\s*[:.]?\s*(?=[0-9(+])"
_WRAPPED = " \t\u00a0.,;:\"'“”„‟‘’‚«»"  # noqa: RUF001 - marks that word processors put in place of straight ones
_ILL_PARTED = r"\s*[,/_]\s*|[\s.]+"
# House rule: what is longer was not meant as a number, or not as one.
_LONGEST = 80
_ALONE = Text(
    "Mỗi mục một số, chỉ chữ số và dấu cách hoặc dấu chấm, ví dụ 0269 3000 113.",
    "One number in each entry, digits and spaces or dots only, like 0269 3000 113.",
)


def no_number(value: object) -> tuple[Text, Text]:
    """Return message and hint for ``value``, which is no number."""
    text = " ".join(str(value).split()) if isinstance(value, str | int) else ""
    for judge in (
        (_trunk_zero, _hidden, _extension, _remark, _ill_parted, _several, _letters)
        if len(text) <= _LONGEST
        else ()
    ):
        found = judge(text)
        if found is not None:
            return found
    sure = number_for_sure(value)
    hint = _ALONE if sure is None else _write(sure)
    return _message(value, Text("không phải là một số điện thoại", "is not a telephone number")), hint


def number_for_sure(value: object) -> str | None:
    """Return the number that ``value`` was meant as where that is no guess: its very digits, in groups; else None.

    Quotation marks, a word such as "ĐT:" before it, marks between its groups that are none, and a zero after +84
    go; no digit is changed, and what comes out is a number in use.
    """
    text = " ".join(str(value).split()) if isinstance(value, str) else ""
    if not text or len(text) > _LONGEST:
        return None
    text = "".join(c for c in normalize("NFKC", text) if not is_invisible(c))
    text = re.sub(_NAMED, "", text.strip(_WRAPPED), flags=re.IGNORECASE).strip(_WRAPPED)
    right = without_trunk_zero(text)
    text = right[1] if right is not None else re.sub(_DASHES, " ", text)
    if not is_number(text):
        text = _in_one(text)
    phone = read(text) if is_number(text) else None
    if phone is None or phone.fault is not None or phone.living != phone.national:
        return None
    return regrouped(text) or grouped(text)


def _in_one(text: str) -> str:
    """Return ``text`` with blanks in place of commas and slashes where these may part one number; else nothing.

    A later part that could be a number of its own, with its zero or as one of emergency, is one of several.
    """
    parts = re.split(_ILL_PARTED, text)
    if not all(part.isdecimal() for part in parts):
        return ""
    several = any(part.startswith("0") and len(part) >= _SHORTEST for part in parts[1:])
    return "" if several else " ".join(parts)


def _message(value: object, what: Text) -> Text:
    return Text(f"{shown(value)} {what.vi}.", f"{shown(value)} {what.en}.")


def _write(number: str) -> Text:
    right, before = _living(number)
    if not before:
        return Text(f"Viết {right}.", f"Write {right}.")
    return Text(
        f"Viết {right}: {before} đã hết dùng. Gọi thử trước khi in.",
        f"Write {right}: {before} has ended. Call it before printing.",
    )


def _living(number: str) -> tuple[str, str]:
    """Return the number that is answered today and, where that is another than was meant, the one meant."""
    phone = read(number)
    if phone.living == phone.national:
        return grouped(number), ""
    return grouped(phone.living), grouped(number)


def _trunk_zero(text: str) -> tuple[Text, Text] | None:
    right = without_trunk_zero(text)
    if right is None:
        return None
    message = Text(f"{shown(text)}: sau +84 không có số 0.", f"{shown(text)}: no 0 can stand after +84.")
    if _living(right[1])[1]:
        return message, _write(right[1])
    return (
        message,
        Text(f"Viết {right[0]} hoặc {right[1]}.", f"Write {right[0]} or {right[1]}."),
    )


def _hidden(text: str) -> tuple[Text, Text] | None:
    hidden = next((character for character in text if is_invisible(character)), None)
    if hidden is None:
        return None
    code = f"U+{ord(hidden):04X}"
    message = _message(text, Text(f"có ký tự ẩn {code}", f"has an invisible character, {code}"))
    return message, Text("Gõ lại số, đừng dán.", "Type the number again, do not paste it.")


def _extension(text: str) -> tuple[Text, Text] | None:
    found = re.match(_EXTENSION, text, re.IGNORECASE)
    if found is None or not is_number(found[1].strip()):
        return None
    right = _living(found[1].strip())[0]
    return (
        _message(text, Text("có số máy lẻ", "has an extension")),
        Text(
            f"Viết {right}, ghi máy lẻ ở label; tốt nhất là in số gọi được thẳng.",
            f"Write {right} and put the extension in the label; better, print a number that rings directly.",
        ),
    )


def _remark(text: str) -> tuple[Text, Text] | None:
    hours = re.match(_HOURS, text, re.IGNORECASE)
    words = re.match(_WORDS, text)
    number = hours[1] if hours else words[1] if words else ""
    if not is_number(number) or len(digits(number)) < _SHORTEST or (words and read(number).fault is not None):
        return None
    remark = shown(hours[2] if hours else words[2] if words else "")
    right = _living(number)[0]
    return (
        _message(text, Text(f"có lời ghi chú {remark}", f"has a remark, {remark}")),
        Text(f"Viết {right}, chuyển {remark} sang label.", f"Write {right} and move {remark} to the label."),
    )


def _ill_parted(text: str) -> tuple[Text, Text] | None:
    """Tell of one number whose groups are parted by commas or slashes."""
    right = number_for_sure(_in_one(text)) if re.search(r"[,/_]", text) else None
    if right is None or len(digits(right)) < _SHORTEST:
        return None
    what = Text("có dấu phẩy hoặc gạch chéo giữa các chữ số", "has commas or slashes among its digits")
    return _message(text, what), _write(right)


def _several(text: str) -> tuple[Text, Text] | None:
    parts = [part.strip() for part in re.split(_SEVERAL, text, flags=re.IGNORECASE) if digits(part)]
    crowded = len(digits(text)) > MAX_DIGITS and not re.search(r"[^\W\d]", text)
    # A number of six digits that could be typed is none: 113 114 is two.
    if len(parts) < 2 and not crowded and not re.fullmatch(r"\D*11[1-5]\D+11[1-5]\D*", text):
        return None
    return (
        _message(text, Text("không phải một số mà nhiều số", "is more than one number")),
        Text(
            "Tách ra: mỗi số một mục, có label riêng.", "Part them: an entry for each number, with its own label."
        ),
    )


def _letters(text: str) -> tuple[Text, Text] | None:
    """Tell of signs that look like digits or like the marks between them, where all else is a number."""
    wide = re.sub(_DASHES, " ", normalize("NFKC", text))
    if wide != text and is_number(wide):
        what = Text(
            "có chữ số hoặc dấu không gõ được ở bàn phím thường", "has digits or marks of another alphabet"
        )
        return _message(text, what), _write(wide)
    right = with_digits(wide)
    if right is None:
        return None
    named = ", ".join(dict.fromkeys(f"{c} → {d}" for c, d in zip(wide, right, strict=True) if c != d))
    what = Text(f"có chữ cái ở chỗ chữ số ({named})", f"has letters in place of digits ({named})")
    meant, before = _living(right)
    if before:
        return _message(text, what), _write(right)
    return _message(text, what), Text(
        f"Có phải là {meant}? Gọi thử rồi sửa.", f"Is it {meant}? Call it, then correct it."
    )
