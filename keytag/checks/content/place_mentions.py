"""Offices that a job mentions in running text: labels of numbers, slogans, captions of codes.

Pure. Only offices of districts and townships are read there, and only as far as their name goes; what follows it
is the sentence's. Must not judge them: that is `keytag.checks.content.offices`' to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from keytag.checks.content.place import NamedPlace, is_province, province_of_office
from keytag.checks.content.subject import JobSubject
from keytag.vietnam.places import PlaceMention, PlacesTable, UnitKind, province_of, read_places

# The longest name is "Văn Miếu - Quốc Tử Giám": five words and a dash.
_MOST_WORDS = 6


def mentioned_places(subject: JobSubject) -> Iterator[NamedPlace]:
    """Yield each office below the province that running text mentions: "Gọi Công an huyện"."""
    for text, node, province in dict.fromkeys(texts(subject)):
        for named in read_places(text).places:
            where = place_of_mention(subject.places, named, node, province)
            if where.place.police and not is_province(subject.places, where.place, subject.as_of):
                yield where


def place_of_mention(places: PlacesTable, named: PlaceMention, node: str, province: str | None) -> NamedPlace:
    """Return what running text names, without the words that follow the name, in the edition's ``province``."""
    home = province_of(places, province) if province else None
    return NamedPlace(replace(named, name=_name(places, named)), node, home)


def is_person_apart(place: PlaceMention, text: str) -> bool:
    """Tell whether a dash parts the kind from what follows: "Trưởng CA phường - Quang Trung" says who he is."""
    return re.search(rf"(?<!\w){re.escape(place.kind)}\s*[-–—:]", text, re.IGNORECASE) is not None


def texts(subject: JobSubject) -> Iterator[tuple[str, str, str | None]]:
    """Yield each label, slogan and caption, its node and the province that its edition or office gives."""
    for content in subject.editions:
        home = content.province or province_of_office(subject.places, content.issuer_name)
        for number in content.numbers:
            yield number.label, f"{number.node}.label", home
        if content.slogan:
            yield content.slogan, content.slogan_node, home
        if content.qr is not None and content.qr.caption:
            yield content.qr.caption, f"{content.qr.node}.caption", home


@lru_cache(maxsize=16384)
def _name(places: PlacesTable, named: PlaceMention) -> str:
    """Return the name at the head of what follows the word for its kind: "Đak Đoa" of "Đak Đoa vì dân"."""
    words = named.name.split()
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        name = " ".join(words[:count])
        if is_known(places, named.kind, name):
            return name
    head = 0
    while head < len(words) and not words[head][0].islower():
        head += 1
    return " ".join(words[:head])


@lru_cache(maxsize=16384)
def is_known(places: PlacesTable, kind: UnitKind, name: str) -> bool:
    """Tell whether there is or was a unit called ``name``; for another ``kind``, a district or province."""
    if kind.is_unit:
        return bool(places.units(name) or places.old_units(name))
    return places.has_district(kind, name) or province_of(places, name) is not None
