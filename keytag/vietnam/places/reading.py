"""The places that a line of text names: the office's own, its district, its province.

Pure: knows the words for kinds of place and their short forms, not which places there are. What it cannot read for
certain it leaves out: a false "no such commune" stops a right tag.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from keytag.vietnam.places.model import UnitKind
from keytag.vietnam.places.spelling import compose_name, lacks_marks, name_key

_SHORT = {
    "tt": UnitKind.TOWNSHIP,
    "tx": UnitKind.TOWN,
    "tp": UnitKind.CITY,
    "đk": UnitKind.ZONE,
    "p": UnitKind.WARD,
    "x": UnitKind.COMMUNE,
    "q": UnitKind.URBAN_DISTRICT,
    "h": UnitKind.DISTRICT,
    "t": UnitKind.PROVINCE,
}
_BY_KEY = {name_key(kind): kind for kind in UnitKind}
_POLICE = r"công\s+an|cong\s+an|ca(?=[\s.])"
_BARE_WORDS = r"thi\s+tran|thi\s+xa|thanh\s+pho|dac\s+khu|phuong|huyen|quan|tinh|xa"
# Words that begin like a kind of place but name none: xã hội, quận đội, tỉnh lộ. In small letters, or at the end.
_APOSTROPHES = "'\u2019"
_NO_PLACE = r"hội|đội|ủy|uỷ|lộ|viên|đoàn|trưởng|ta|nhà"
_WORD = re.compile(
    rf"""(?<![\w.{_APOSTROPHES}-])(?:
      (?P<full>thị\s+trấn|thị\s+xã|thành\s+phố|đặc\s+khu|phường|huyện|quận|tỉnh|(?<!hợp\ tác\ )xã)
        (?=\s|\d|$)(?!\s+(?-i:{_NO_PLACE})(?!\w))(?!\s+(?:{_NO_PLACE})\s*(?:$|[,;)]))
    | (?P<dotted>tt|tx|tp|đk|p|x|q|h|t)\s*\.(?!\w\s*\.)
    | (?P<spaced>tp|tt|tx)(?=\s+\w)
    | (?P<counted>p|q)(?=\s?\d)
    | (?P<joined>tp)(?=hcm)
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
# What stands before the office's own place: "Công an", "CAP", "CA. P.", "UBND", "Ban Chỉ huy Quân sự".
_OFFICE = re.compile(
    rf"""(?<!\w)(?:(?P<police>{_POLICE})
    | ubnd | uỷ\ ban\ nhân\ dân | ủy\ ban\ nhân\ dân | quân\ sự | đảng\ ủy | đảng\ uỷ | mttq)\.?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTER_POLICE = re.compile(
    rf"(?<!\w)(?:{_POLICE}|ca)\s*\.?\s*(?:(?P<bare>{_BARE_WORDS})(?=\s|\d)|(?P<short>tt|tx|tp|p|x|q|h|t)\s*\.?(?=\s|\d))\s*",
    re.IGNORECASE,
)
_BARE_START = re.compile(
    rf"(?:(?:ubnd|,|-)\s+)?(?:^|(?<=[,-]\ )|(?<=ubnd\ ))(?P<bare>{_BARE_WORDS})\s+", re.IGNORECASE
)
# Before the next office of a heading in two tiers: "CÔNG AN TỈNH GIA LAI – CÔNG AN PHƯỜNG AN KHÊ". Of CAP, the
# P alone begins the next place.
_NEXT_OFFICE = rf"\s[-–—&+]\s+(?=(?:{_POLICE}|ca[ptx]?|ubnd)(?!\w))|\s(?=(?:công\s+an|ubnd)(?!\w))"
# A name ends where an address goes on: at a comma, a bracket, a hamlet.
_HAMLET = r"(?:thôn|ấp|tổ|khu\s+phố|khóm|làng|buôn|bản|khối|khu\s+vực|khu\s+dân\s+cư|kp)"
# Vụ Bản and An Lạc Thôn are communes: a hamlet's word is small, or behind a dash, or has its number.
_END = re.compile(
    rf"{_NEXT_OFFICE}|[,;()|/\n]|\s[-–—]\s*{_HAMLET}(?=[\s.]|\d)|\s(?-i:{_HAMLET})(?=[\s.]|\d)|\s{_HAMLET}\s*\d"
    r"|\s(?:điện\s+thoại|đt|sđt|trực\s+ban|hotline)(?!\w)",
    re.IGNORECASE,
)
_FORMER = re.compile(r"(?<!\w)(?:cũ|trước\s+đây)(?!\w)", re.IGNORECASE)
# House rule: a commune, its district, its province; a line that names more is a list of names.
_MOST_PLACES = 3
# T.X. An Khê, T.T Chư Sê: one short form, not two.
_DOTTED_SHORT = re.compile(r"(?<![\w.])t\.\s?(?P<last>[txp])(?:\.\s*|\s+)", re.IGNORECASE)
_STRIP = f' .,;:-–—"“”\u2018{_APOSTROPHES}'


class PlaceMention(Struct, frozen=True):
    """A place as a text names it: the word for its kind, and its name, which may be empty ("Công an huyện").

    ``leads`` tells that the text begins with it or names an office of it: then it surely is a place.
    """

    kind: UnitKind
    name: str
    police: bool = False
    leads: bool = False

    @property
    def full(self) -> str:
        """The place as it is written in a sentence."""
        return f"{self.kind} {self.name}".strip()


class Reading(Struct, frozen=True):
    """What a text names: places with the word for their kind, and other parts, one of which may be a province."""

    places: tuple[PlaceMention, ...]
    rest: tuple[str, ...]


@lru_cache(maxsize=16384)
def read_places(text: str) -> Reading:
    """Return the places that ``text`` names, in its order."""
    line = _DOTTED_SHORT.sub(r"t\g<last>. ", compose_name(text))
    if _FORMER.search(line):
        return Reading((), ())
    marks = _marks(line)
    places: list[PlaceMention] = []
    rest: list[str] = [] if marks else re.split(r"[,;()]", line)
    for index, (start, end, kind) in enumerate(marks[:_MOST_PLACES]):
        until = marks[index + 1][0] if index + 1 < len(marks) else len(line)
        segment = line[end:until]
        stop = _END.search(segment)
        name = (segment[: stop.start()] if stop is not None else segment).strip(_STRIP)
        if stop is not None:
            rest += re.split(r"[,;()]", segment[stop.start() :])
        before = _OFFICE.search(line[:start]) or _joined_police(line, start)
        police = before is not None and (before.lastgroup == "police" or before.re is _AFTER_POLICE)
        # "xa lo 25" is as likely a road as a commune: without its mark the word alone tells nothing.
        first = not line[:start].strip(_STRIP) and not _BARE_START.match(line, start)
        places.append(PlaceMention(kind, name, police=police, leads=before is not None or first))
    return Reading(tuple(places), tuple(part.strip(_STRIP) for part in rest if part.strip(_STRIP)))


def _marks(line: str) -> list[tuple[int, int, UnitKind]]:
    """Return where each word for a kind of place stands, from, to (its blanks included), and which kind."""
    found: dict[int, tuple[int, int, UnitKind]] = {}
    for match in _AFTER_POLICE.finditer(line):
        group = "bare" if match["bare"] else "short"
        found[match.start(group)] = (match.start(group), match.end(), _kind(match[group]))
    patterns = [_WORD, _BARE_START] if lacks_marks(line) else [_WORD]
    for pattern in patterns:
        for match in pattern.finditer(line):
            word = str(match[str(match.lastgroup)])
            start = match.start(str(match.lastgroup))
            if not any(a <= start < b for a, b, _ in found.values()):
                found[start] = (start, match.end(), _kind(word))
    return [found[start] for start in sorted(found)]


def _joined_police(line: str, start: int) -> re.Match[str] | None:
    """Return the police word that is written in one with the kind at ``start``: CAP, CAX."""
    return next((m for m in _AFTER_POLICE.finditer(line) if start in {m.start("bare"), m.start("short")}), None)


def _kind(word: str) -> UnitKind:
    short = word.lower()
    return _SHORT[short] if short in _SHORT else _BY_KEY[name_key(word)]
