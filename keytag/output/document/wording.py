"""Words as an office's papers set them: names that do not break, numbers spelt out, who signs for a place.

In Vietnamese, whoever reads them.
"""

from __future__ import annotations

import re
from datetime import date

from keytag.text.text import Text

SPECIMEN = Text("BẢN LÀM THỬ \N{EN DASH} KHÔNG SỬ DỤNG", "SPECIMEN")
"""What every paper of a sample says."""
_NUMBER = re.compile(r" (?=(?:số )?\d)")
_NAMED = re.compile(
    r"(?<!\w)((?:phường|xã|thị trấn|đặc khu|thị xã|huyện|quận|tỉnh|thành phố|thôn|ấp|làng|plei|buôn|bản|xóm|khóm|"
    r"tổ dân phố|khu phố) )(\w[^\s,;]*(?: (?:- )?\w[^\s,;]*)+)",
    re.IGNORECASE,
)


def tie_name(name: str) -> str:
    """Return ``name`` with what no line may part: a place's name proper, a number and the words before it.

    Công an xã Đông Thạnh keeps Đông Thạnh together, khu phố 12 all of it.
    """
    tied = _NAMED.sub(lambda found: found[1] + _tied_capitals(found[2]), name)
    return _NUMBER.sub("\N{NO-BREAK SPACE}", tied)


def _tied_capitals(words: str) -> str:
    """Return the first of ``words`` that have a capital tied together, the rest as it is.

    A hyphen between two of them is part of the name: Văn Miếu - Quốc Tử Giám.
    """
    said = words.split(" ")
    is_own = [word[:1].isupper() for word in said]
    is_own = [
        own or (word == "-" and 0 < place < len(said) - 1 and is_own[place - 1] and is_own[place + 1])
        for place, (word, own) in enumerate(zip(said, is_own, strict=True))
    ]
    own = is_own.index(False) if False in is_own else len(said)
    return " ".join(filter(None, ("\N{NO-BREAK SPACE}".join(said[:own]), " ".join(said[own:]))))


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
UNKNOWN_HEAD = "ĐẠI DIỆN ĐƠN VỊ NHẬN"
"""Who signs where the name does not say what the place is."""


def head_title(name: str) -> str:
    """Return the post of whoever signs for the place called ``name``: TRƯỞNG THÔN of a thôn."""
    said = name.casefold()
    return next((head for words, head in _HEADS if re.match(words, said)), UNKNOWN_HEAD)


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu", "tỷ")


def number_in_words(number: int) -> str:
    """Return ``number``, 0 to 999,999,999,999, in words.

    Raises ValueError for any other.
    """
    if not 0 <= number < 1000 ** len(_GROUPS):
        raise ValueError(number)
    if number == 0:
        return _DIGITS[0]
    groups = []
    rest = number
    while rest:
        rest, group = divmod(rest, 1000)
        groups.append(group)
    said = []
    for place in range(len(groups) - 1, -1, -1):
        if groups[place]:
            said.append(_group(groups[place], leads=place == len(groups) - 1))
            said.append(_GROUPS[place])
    return " ".join(word for word in said if word)


def _group(number: int, *, leads: bool) -> str:
    """Return a group of three digits in words; one that does not lead says its noughts, too."""
    hundreds, rest = divmod(number, 100)
    words = [] if leads and not hundreds else [_DIGITS[hundreds], "trăm"]
    return " ".join((*words, *_below_100(rest, after=bool(words))))


def _below_100(number: int, *, after: bool) -> tuple[str, ...]:
    tens, ones = divmod(number, 10)
    if tens == 0:
        linking = ("linh",) if after else ()
        return (*linking, _DIGITS[ones]) if ones else ()
    words = ("mười",) if tens == 1 else (_DIGITS[tens], "mươi")
    if ones == 0:
        return words
    # Hai mươi mốt, but mười một; mười lăm, hai mươi lăm.
    one = "mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 else _DIGITS[ones]
    return (*words, one)


_PLACE = re.compile(
    r"^(?:công an|ủy ban nhân dân|uỷ ban nhân dân)\s+(phường|xã|thị trấn|đặc khu|thị xã|huyện|quận)\s+(.+)$",
    re.IGNORECASE,
)


def seat_of(office: str) -> str:
    """Return the place before the date of an office's papers: An Khê, Phường 7; nothing where none is told."""
    found = _PLACE.match(office.strip())
    if found is None:
        return ""
    kind, name = found.groups()
    return f"{kind.capitalize()} {name}" if name.strip().isdigit() else name.strip()


def area_served_by(office: str) -> str:
    """Return the area that an office serves, as sentences say it: phường An Khê; nothing where none is told."""
    found = _PLACE.match(office.strip())
    return f"{found[1].lower()} {found[2]}" if found is not None else ""


def leader_title(office: str) -> str:
    """Return the post of whoever signs for an office, by what it is called; nothing where that does not say it."""
    found = _PLACE.match(office.strip())
    if found is None:
        return ""
    if office.casefold().startswith("công an "):
        return f"TRƯỞNG CÔNG AN {found[1].upper()}"
    # Of a body that decides together its chairman signs in its name (TM.).
    return "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"


def place_line(place: str, day: date) -> str:
    """Return place and day as they stand under the motto, the day left to the pen."""
    return f"{place or '……………'}, ngày …… tháng …… năm {century_of(day)}……"


def century_of(day: date) -> str:
    """Return the first two digits of a day's year, which forms print before the dots."""
    return f"{day.year:04}"[:2]


def plan_words(basis: str, programme: str, day: date) -> str:
    """Return the plan that papers carry out: as the job says it, else with room for the pen."""
    century = century_of(day)
    plan = basis or f"Kế hoạch số ……/KH-……, ngày ……/……/{century}…… của ……………………"
    return f"{plan} về triển khai mô hình “{programme or '…………………………'}”"


def in_sentence(name: str) -> str:
    """Return the name of goods or of a programme as it stands within a sentence: móc khóa an ninh."""
    return name[:1].lower() + name[1:]


def capitalize_first(text: str) -> str:
    """Return ``text`` with a capital at its beginning."""
    return text[:1].upper() + text[1:]
