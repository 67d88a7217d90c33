"""Names of persons beside their numbers: read past, so that the tag bears the number and nobody's name. Pure.

"Nguyễn Văn A: 0769 000 101" and "0769 000 101 (Đ/c A)" are that number. What might be more than a name is left as
it stands, for whoever reads the number to judge.
"""

from __future__ import annotations

import re

from keytag.job.labels import roles_in
from keytag.phone import digits, is_number

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
    [
        "nguyễn",
        "trần",
        "lê",
        "phạm",
        "hoàng",
        "huỳnh",
        "phan",
        "vũ",
        "võ",
        "đặng",
        "bùi",
        "đỗ",
        "hồ",
        "ngô",
        "dương",
        "lý",
        "đinh",
        "đoàn",
        "trịnh",
        "trương",
        "lâm",
        "mai",
        "cao",
        "hà",
        "tô",
        "tạ",
        "châu",
        "phùng",
        "vương",
        "đào",
        "lưu",
        "thái",
        "chu",
        "tống",
        "quách",
        "lương",
        "nông",
        "lò",
        "vi",
        "hứa",
        "la",
        "quang",
        "ksor",
        "rơ",
        "rcom",
        "r'com",
        "siu",
        "kpă",
        "kpa",
        "rmah",
        "rơchâm",
        "rahlan",
        "nay",
        "hiao",
        "y",
        "h'",
        "đào",
        "kiều",
        "bạch",
        "triệu",
        "doãn",
        "nghiêm",
    ]
)
_NO_NAMES = re.compile(
    r"(?<!\w)(?:xã|phường|thôn|tổ|ấp|buôn|bản|làng|khu|huyện|tỉnh|công an|ca|chốt|trạm|đội|ban|phòng|đồn|trực|nóng"
    r"|cố định|di động|máy|zalo|số|tel|hotline|hồ chí minh)(?!\w)"
)
# Behind these a name is a place's.
_PLACES = frozenset(
    ["xã", "phường", "trấn", "thôn", "tổ", "ấp", "buôn", "bản", "làng", "khu", "phố", "huyện", "tỉnh", "đường"]
)
_NAME = re.compile(r"[^\W\d_][^\W\d_'’.]{0,14}(?:\s+[^\W\d_][^\W\d_'’.]{0,14}){0,5}")
_EDGES = " \t\n:;,.–—-()[]/|=+"


def without_persons(text: str) -> str | None:
    """Return a cell's numbers, each with its label, without names of persons; None where there are none for sure."""
    if len(text) > _LONGEST or not any(map(str.isalpha, text)):
        return None
    found = [
        match for match in _NUMBER.finditer(text) if is_number(match[0].strip()) and 9 < len(digits(match[0])) < 13
    ]
    if not found:
        return None
    ends = [0, *(match.end() for match in found)]
    before = [text[end : match.start()] for end, match in zip(ends, found, strict=False)]
    after = text[ends[-1] :]
    bounds = [*before, after]
    # Names stand all before their numbers, or all behind them.
    if not bounds[0].strip(_EDGES):
        bounds = [*bounds[1:]]
        behind = True
    else:
        if after.strip(_EDGES):
            return None
        bounds, behind = before, False
    labels = [_label(part) for part in bounds]
    if any(label is None for label in labels) or not any(part.strip(_EDGES) for part in bounds):
        return None
    if all(label == part.strip(_EDGES) for label, part in zip(labels, bounds, strict=True)):
        return None
    if behind and any(labels):
        return None
    return "; ".join(
        f"{label}: {match[0].strip()}" if label else match[0].strip()
        for label, match in zip(labels, found, strict=True)
    )


def _label(part: str) -> str | None:
    """Return what of ``part`` is no person's name: nothing where all of it is, None where that cannot be told."""
    said = " ".join(part.split()).strip(_EDGES)
    if not said:
        return ""
    if not _is_marked(said):
        return _without_holder(said)
    rest = [piece for piece in re.split(r"\s*[,:;()–—]\s*|\s+-\s+", said) if piece]
    kept = [piece for piece in rest if not is_person(piece)]
    return kept[0] if len(kept) == 1 else None if kept else ""


def _without_holder(said: str) -> str:
    """Return an officer's title without the name behind it: "Trưởng CA Nguyễn Văn A" is Trưởng CA."""
    words = said.split(" ")
    for at in range(1, len(words) - 1):
        title, name = " ".join(words[:at]), " ".join(words[at:])
        is_officer = any(role.is_officer for role in roles_in(title))
        if is_officer and words[at - 1].casefold() not in _PLACES and is_person(name):
            return title.strip(_EDGES)
    return said


def _is_marked(said: str) -> bool:
    return any(map(is_person, (piece for piece in re.split(r"\s*[,:;()–—]\s*|\s+-\s+", said) if piece)))


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
