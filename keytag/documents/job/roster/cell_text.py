"""What a cell says of telephone numbers and quantities, as a job's YAML would write it. Pure.

Several numbers in one cell are parted by ``;`` ``,`` ``/`` or a new line, each perhaps with its own label before a
colon. Names of persons beside them are read past, so that the tag bears the number and nobody's name: "Nguyễn Văn
A: 0769 000 101" and "0769 000 101 (Đ/c A)" are that number. What might be more than a name is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from keytag.documents.job.content import roles_in
from keytag.documents.tables import DataCell, spoiled_number_finding
from keytag.units import parse_whole
from keytag.vietnam.phone import digits, is_number

# What offices write where there is none.
_NONE = re.compile(r"[-–—./]+|x|0|không(?: có)?|khong(?: co)?|chưa(?: có)?|chua(?: co)?|none|n/?a", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:[;,/|\n]+|(?<=\d)\s+-\s+(?=[0(+]))\s*")
_LABELLED = re.compile(r"([^:=0-9+][^:=]{0,80}?)\s*[:=]\s*([0-9(+].*)", re.DOTALL)
# Circular 22/2014/TT-BTTTT: the shortest numbers of subscribers have seven digits.
_SHORTEST = 7


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is none."""
    return not text or _NONE.fullmatch(text) is not None


def is_phone(cell: DataCell) -> bool:
    """Tell whether a cell was meant as telephone numbers, also where a spreadsheet spoiled them."""
    if spoiled_number_finding(cell) is not None:
        return True
    return any(is_number(number) and len(digits(number)) >= 3 for _, number in numbers_in(cell.text))


def numbers_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return the numbers in a cell, each with its own label or none; what are no numbers is one, as it stands."""
    parts = [part for part in _PARTED.split(text) if part]
    found = tuple(_entry(part) for part in parts)
    several = all(is_number(number) and (len(digits(number)) >= _SHORTEST or label) for label, number in found)
    return found if len(found) > 1 and several else (_entry(text),)


def _entry(text: str) -> tuple[str, str]:
    labelled = _LABELLED.fullmatch(text.strip())
    return (labelled[1].strip(), labelled[2].strip()) if labelled is not None else ("", text.strip())


def count_of(text: str) -> str:
    """Return a quantity without the marks that part its thousands: a tag cannot be divided."""
    count = parse_whole(text)
    return text if count is None else str(count)


# A number as people write it: never in the middle of a word or of a longer figure.
_NUMBER = re.compile(r"(?<![\w.])(?:\+84|\(?0)[0-9 .()-]{5,20}[0-9](?![\w])")
# House rule: an office's cell has no more.
_LONGEST = 400
_RANKS = (
    r"(?:đại|thượng|trung|thiếu)\s+(?:tá|úy|uý|tướng)|(?:thượng|trung|hạ)\s+sĩ|đồng chí|đ/c|đ\.c|đc|ông|bà|anh|chị"
    r"|cán bộ|cb"
)
_RANK = re.compile(rf"^\s*(?:{_RANKS})(?:[\s.:]+|(?=[A-ZĐ]))", re.IGNORECASE)
# House rule: the surnames of nineteen in twenty, and those of the Central Highlands' peoples.
_SURNAMES = frozenset(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh trương lâm mai cao hà tô
    tạ châu phùng vương đào lưu thái chu tống quách lương nông lò vi hứa la quang kiều bạch triệu doãn nghiêm
    ksor rơ rcom r'com siu kpă kpa rmah rơchâm rahlan nay hiao y h'
    """.split()  # noqa: SIM905 - a list of a hundred quoted words reads worse
)
_NO_NAMES = re.compile(
    r"(?<!\w)(?:xã|phường|thôn|tổ|ấp|buôn|bản|làng|khu|huyện|tỉnh|công an|ca|chốt|trạm|đội|ban|phòng|đồn|trực|nóng"
    r"|cố định|di động|máy|zalo|số|tel|hotline|hồ chí minh)(?!\w)"
)
# Behind these a name is a place's.
_PLACES = frozenset(
    ("xã", "phường", "trấn", "thôn", "tổ", "ấp", "buôn", "bản", "làng", "khu", "phố", "tỉnh", "đường")
)
_WORD = r"[^\W\d_][^\W\d_'\u2019.]{0,14}"
_NAME = re.compile(rf"{_WORD}(?:\s+{_WORD}){{0,5}}")
_PIECES = re.compile(r"\s*[,:;()–—]\s*|\s+-\s+")
_EDGES = " \t\n:;,.–—-()[]/|=+"


def without_persons(text: str) -> str | None:
    """Return a cell's numbers, each with its label, without names of persons; None where there are surely none."""
    if len(text) > _LONGEST or not any(map(str.isalpha, text)):
        return None
    found = [match for match in _NUMBER.finditer(text) if is_number(match[0].strip()) and _is_whole(match[0])]
    beside = _beside(text, found)
    labels = [_label(part) for part in beside]
    if not beside or all(label == part for label, part in zip(labels, beside, strict=True)) or None in labels:
        return None
    return "; ".join(
        f"{label}: {match[0].strip()}" if label else match[0].strip()
        for label, match in zip(labels, found, strict=True)
    )


def _is_whole(number: str) -> bool:
    # Circular 22/2014/TT-BTTTT: ten or eleven digits, and with +84 in place of the 0 one more.
    return 10 <= len(digits(number)) <= 12


def _beside(text: str, found: Sequence[re.Match[str]]) -> list[str]:
    """Return what stands beside each number: before all of them, or behind all; nothing where it is both."""
    if not found:
        return []
    ends = [0, *(match.end() for match in found)]
    parts = [text[end : match.start()] for end, match in zip(ends, found, strict=False)]
    parts = [" ".join(part.split()).strip(_EDGES) for part in (*parts, text[ends[-1] :])]
    if not parts[-1]:
        return parts[:-1]
    if parts[0]:
        return []
    # Behind a number nothing but a person is passed over.
    return parts[1:] if not any(map(_label, parts[1:])) else []


def _label(said: str) -> str | None:
    """Return what of ``said`` is no person's name: nothing where all of it is, None where that cannot be told."""
    pieces = [piece for piece in _PIECES.split(said) if piece]
    kept = [piece for piece in pieces if not is_person(piece)]
    if len(kept) == len(pieces):
        return _without_holder(said)
    return kept[0] if len(kept) == 1 else None if kept else ""


def position_in(said: str) -> str | None:
    """Return the position in "Nguyễn Văn A - Trưởng Công an xã"; None where not exactly one is named."""
    held = [piece for piece in _PIECES.split(said) if roles_in(piece)]
    return _without_holder(held[0]) if len(held) == 1 else None


def _without_holder(said: str) -> str:
    """Return an officer's title without the name behind it: "Trưởng CA Nguyễn Văn A" is Trưởng CA."""
    words = said.split(" ")
    for at in range(1, len(words) - 1):
        title, name = " ".join(words[:at]), " ".join(words[at:])
        is_officer = any(role.is_officer for role in roles_in(title))
        if is_officer and words[at - 1].casefold() not in _PLACES and is_person(name):
            return title.strip(_EDGES)
    return said


def is_person(text: str) -> bool:
    """Tell whether ``text`` surely is a person: by a rank or a form of address, or by surname and given names."""
    said = text.strip(_EDGES)
    ranked = said
    for _ in range(3):
        ranked = _RANK.sub("", ranked, count=1)
    if roles_in(said) or _NO_NAMES.search(said.casefold()) or _NAME.fullmatch(ranked or "A") is None:
        return False
    if ranked != said:
        return True
    words = said.split()
    is_named = len(words) > 2 and all(word[0].isupper() for word in words)
    return is_named and words[0].casefold() in _SURNAMES
