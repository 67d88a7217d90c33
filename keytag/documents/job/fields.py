"""Types of field that only a job has: a telephone number, an address, an edition's id, a quantity.

Judges their form and says how a wrong one was most likely meant; whether a number is in use and an address leads
to somebody to be trusted is `keytag.checks.content`'s to say. The form of a number itself is
`keytag.vietnam.phone`'s. Answers to the WHATWG's URL Standard.
"""

from __future__ import annotations

import re
from typing import Annotated
from unicodedata import normalize

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from keytag.documents.browser import open_as_browser, parse_address
from keytag.documents.job.ids import MAX_ID, RESERVED_IDS, id_of
from keytag.documents.yaml import Count, RefusedValueError, quote, within
from keytag.documents.yaml.fields import MAX_LINE
from keytag.documents.yaml.refusal import is_invisible
from keytag.text.text import Text
from keytag.vietnam.phone import (
    MAX_DIGITS,
    PHONE_PATTERN,
    digits,
    group_digits,
    is_number,
    read_number,
    regroup_digits,
    with_digits,
    without_trunk_zero,
)

LINK_PATTERN = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s]+$"
"""What editors hold an address against."""

EXAMPLE = "https://zalo.me/1234567890123456789"

# RFC 1123, 2.1: labels of letters, digits and hyphens, at most 63 characters; here two or more, the last a word.
HOST_PATTERN = r"^([A-Za-z0-9]([A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9\-]{0,61}[A-Za-z0-9]$"
"""What editors hold a host against."""

# What word processors put in place of straight quotation marks, and the blanks inside them.
_CURLY = "“”„‟‘’‚‛«» \u00a0\u202f"  # noqa: RUF001 - they are meant
# RFC 6335, 6: ports end here.
_LAST_PORT = 65535
# What a telephone does with addresses that are none of the web. RFC 3966 (tel), 5724 (sms), 6068 (mailto), 2397
# (data).
_DOINGS = {
    "tel": Text("bật bàn phím gọi", "dials"),
    "sms": Text("soạn tin nhắn", "writes a message"),
    "smsto": Text("soạn tin nhắn", "writes a message"),
    "mailto": Text("soạn thư", "writes a mail"),
    "javascript": Text("chạy mã lệnh", "runs a program"),
    "data": Text("mở nội dung nằm ngay trong đường dẫn", "shows what the link itself holds"),
    "intent": Text("mở một ứng dụng", "starts an app"),
    "zalo": Text("mở ứng dụng Zalo, nếu máy có", "starts Zalo's app where there is one"),
    "fb": Text("mở ứng dụng Facebook, nếu máy có", "starts Facebook's app where there is one"),
    "file": Text("mở tệp trên chính máy của người quét", "opens a file of whoever scans it"),
    "ftp": Text("không mở được", "opens nothing"),
    "wifi": Text("nối vào một mạng Wi-Fi", "joins a Wi-Fi network"),
}


def is_link(text: str) -> bool:
    """Tell whether ``text`` is an address on the web: https or http, a host, and neither blanks nor what hides."""
    if re.fullmatch(LINK_PATTERN, text) is None or any(is_invisible(character) for character in text):
        return False
    parts = parse_address(text)
    if parts is None or parts.slashes != "//" or parts.host.startswith("[") is not parts.host.endswith("]"):
        return False
    # RFC 1035, 2.3.1: no label is empty but the root's, behind the last dot.
    labels = parts.host.removesuffix(".").split(".")
    return all(labels) and _is_port(parts.port)


def _is_port(text: str) -> bool:
    return not text or (text.isascii() and text.isdigit() and len(text) <= 9 and 0 < int(text) <= _LAST_PORT)


def no_link(text: str) -> tuple[Text, Text]:
    """Return message and hint for ``text``, which is no address."""
    hidden = next((character for character in text if is_invisible(character)), None)
    read = open_as_browser(text) if _is_readable(text) else None
    host = read.host if read is not None and read.address.startswith("http") else ""
    opening = Text(f" Điện thoại sẽ mở: {host}.", f" A telephone will open: {host}.") if host else Text("", "")
    if hidden is not None:
        code = f"U+{ord(hidden):04X}"
        return (
            Text(
                f"{quote(text)} có ký tự ẩn {code}.{opening.vi}",
                f"{quote(text)} has an invisible character, {code}.{opening.en}",
            ),
            Text("Gõ lại đường dẫn, đừng dán.", "Type the address again, do not paste it."),
        )
    bare = text.strip(_CURLY)
    if bare != text and re.match(r"https?://", bare, re.IGNORECASE):
        return Text(f"{quote(text)} không phải là đường dẫn web.", f"{quote(text)} is not a web address."), Text(
            f'Bỏ dấu ngoặc cong quanh đường dẫn, hoặc dùng ngoặc thẳng: "{quote(bare)[1:-1]}"',
            f'Take the curly quotation marks away, or use straight ones: "{quote(bare)[1:-1]}"',
        )
    doing = _DOINGS.get(text.partition(":")[0].lower()) if ":" in text else None
    if doing is not None:
        return Text(
            f"{quote(text)} không phải là đường dẫn web: điện thoại {doing.vi}.",
            f"{quote(text)} is not a web address: a telephone {doing.en}.",
        ), Text(
            f"Dùng trang của đơn vị, bắt đầu bằng https://, ví dụ {EXAMPLE}; số điện thoại thì ghi ở numbers.",
            f"Use the office's page, which begins with https://, like {EXAMPLE}; numbers belong under numbers.",
        )
    message = Text(
        f"{quote(text)} không phải là đường dẫn web.{opening.vi}",
        f"{quote(text)} is not a web address.{opening.en}",
    )
    if is_link(f"https://{text}") and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", text):
        return message, Text(
            f"Thêm https:// ở đầu: {quote(f'https://{text}')}",
            f"Begin it with https://: {quote(f'https://{text}')}",
        )
    joined = re.sub(r"\s+", "", text)
    if joined != text and is_link(joined):
        return Text(
            f"{quote(text)} có dấu cách.{opening.vi}", f"{quote(text)} has a blank in it.{opening.en}"
        ), Text(f"Bỏ dấu cách: {quote(joined)}", f"Take the blank out: {quote(joined)}")
    return message, Text(
        f"Bắt đầu bằng https://, không có dấu cách, ví dụ {EXAMPLE}",
        f"Begin with https://, without spaces, like {EXAMPLE}",
    )


def _is_readable(text: str) -> bool:
    """Tell whether a browser can be given ``text``: short enough for a job, and no half of a character in it."""
    return len(text) <= MAX_LINE and not any("\ud800" <= character <= "\udfff" for character in text)


def is_host(text: str) -> bool:
    """Tell whether ``text`` is the name of a host alone, in plain letters."""
    return re.fullmatch(HOST_PATTERN, text) is not None


def no_host(text: str) -> tuple[Text, Text]:
    """Return message and hint for ``text``, which is no host."""
    message = Text(f"{quote(text)} không phải là tên miền.", f"{quote(text)} is not the name of a host.")
    parts = parse_address(text) if is_link(text) else None
    host = parts.host if parts is not None else ""
    if is_host(host):
        return message, Text(f"Chỉ ghi tên miền: {quote(host)}", f"Write the host alone: {quote(host)}")
    return message, Text(
        "Ghi tên miền không dấu, mỗi mục một tên, không có *, ví dụ congan.example.vn",
        "Write one host in each entry, in plain letters and without *, like congan.example.vn",
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
    phone = read_number(text) if is_number(text) else None
    if phone is None or phone.fault is not None or phone.living != phone.national:
        return None
    return regroup_digits(text) or group_digits(text)


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
    return Text(f"{quote(value)} {what.vi}.", f"{quote(value)} {what.en}.")


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
    phone = read_number(number)
    if phone.living == phone.national:
        return group_digits(number), ""
    return group_digits(phone.living), group_digits(number)


def _trunk_zero(text: str) -> tuple[Text, Text] | None:
    right = without_trunk_zero(text)
    if right is None:
        return None
    message = Text(f"{quote(text)}: sau +84 không có số 0.", f"{quote(text)}: no 0 can stand after +84.")
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
            f"Viết {right}, ghi máy lẻ ở label; tốt nhất là dùng số gọi được thẳng.",
            f"Write {right} and put the extension in the label; better, print a number that rings directly.",
        ),
    )


def _remark(text: str) -> tuple[Text, Text] | None:
    hours = re.match(_HOURS, text, re.IGNORECASE)
    words = re.match(_WORDS, text)
    number = hours[1] if hours else words[1] if words else ""
    if (
        not is_number(number)
        or len(digits(number)) < _SHORTEST
        or (words and read_number(number).fault is not None)
    ):
        return None
    remark = quote(hours[2] if hours else words[2] if words else "")
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


# House rule: ten million tags are more than any province has households.
MAX_QUANTITY = 10_000_000

# Decision 19/2025/QĐ-TTg, annex: codes of communes have five digits.
_UNIT_DIGITS = 5
_UNIT_CODE = re.compile(r"[0-9]{3,5}")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _edition_id(value: str) -> str:
    if value.casefold() in RESERVED_IDS:
        raise RefusedValueError(
            Text(
                f"{quote(value)} không dùng làm mã được: Windows giữ tên này, không tạo được thư mục.",
                f"{quote(value)} cannot be an id: Windows keeps this name, no folder can be called so.",
            ),
            Text(f"Đặt mã khác, ví dụ {id_of(value)}.", f"Give another id, like {id_of(value)}."),
        )
    if _ID.fullmatch(value) and len(value) <= MAX_ID:
        return value
    raise RefusedValueError(
        Text(f"{quote(value)} không dùng làm mã được.", f"{quote(value)} cannot be an id."),
        Text(
            "Mã là tên thư mục: chỉ chữ thường không dấu, chữ số và gạch nối, ví dụ xa-glar.",
            "An id names a folder: only small letters a to z, digits and hyphens, like xa-glar.",
        ),
    )


def _phone(value: object) -> object:
    text = " ".join(str(value).split()) if isinstance(value, str | int) else ""
    if not is_number(text):
        raise RefusedValueError(*no_number(value), becomes=number_for_sure(value))
    return text


def _link(value: object) -> object:
    text = value.strip() if isinstance(value, str) else value
    if isinstance(text, str) and text and not is_link(text):
        raise RefusedValueError(*no_link(text), becomes=_link_for_sure(text))
    return text


def _link_for_sure(text: str) -> str | None:
    """Return the address that ``text`` lacks but its beginning of, where the site is known to answer at it."""
    parts = parse_address(f"https://{text}") if is_link(f"https://{text}") else None
    known = parts is not None and re.fullmatch(
        r"(?:(?:www|m)\.)?(?:zalo\.me|facebook\.com)|(?:[\w-]+\.)+gov\.vn", parts.host, re.IGNORECASE
    )
    return f"https://{text}" if known else None


def _host(value: object) -> object:
    text = value.strip() if isinstance(value, str) else value
    if isinstance(text, str) and not is_host(text):
        raise RefusedValueError(*no_host(text))
    return text


def _unit_code(value: object) -> object:
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not _UNIT_CODE.fullmatch(text):
        raise RefusedValueError(
            Text(f"{quote(value)} không phải mã đơn vị hành chính.", f"{quote(value)} is no unit's code."),
            Text(
                'Mã gồm 5 chữ số, ví dụ 23617; tra bằng: keytag units "tên".',
                'A code has 5 digits, like 23617; look it up with: keytag units "name".',
            ),
        )
    # A spreadsheet drops the zeros in front.
    return text.zfill(_UNIT_DIGITS)


Phone = Annotated[
    str,
    BeforeValidator(_phone),
    WithJsonSchema({"type": ["string", "integer"], "pattern": PHONE_PATTERN}),
]
Link = Annotated[
    str,
    BeforeValidator(_link),
    StringConstraints(min_length=1, max_length=MAX_LINE),
    WithJsonSchema({"type": "string", "pattern": LINK_PATTERN, "maxLength": MAX_LINE}),
]
# RFC 1035, 2.3.4: a name has at most 255 octets, 253 as it is written.
Host = Annotated[
    str,
    BeforeValidator(_host),
    StringConstraints(min_length=1, max_length=253),
    WithJsonSchema({"type": "string", "pattern": HOST_PATTERN, "maxLength": 253}),
]
UnitCode = Annotated[
    str,
    BeforeValidator(_unit_code),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_UNIT_CODE.pattern}$"}),
]
EditionId = Annotated[str, AfterValidator(_edition_id)]
Quantity = Annotated[Count, within(1, MAX_QUANTITY)]
