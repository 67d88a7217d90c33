"""Another place's name on the tag: in a label, a caption, a slogan, in the name of the code's page.

Pure. Who copies last year's file or a neighbour's leaves its name behind. A place is meant only where a word for
its kind or the police stands before it: "bình yên", "hòa bình", "đoàn kết" are wishes as well as communes. Dated:
before 1-7-2025 there were more places than the table holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from msgspec import Struct

from keytag.checks.content.page_names import place_in_page, province_in_host
from keytag.checks.content.place import is_province, unit_of
from keytag.checks.content.place_agreement import EDITION_SPEAKS_OF_ONE_PLACE, on_anothers_tag
from keytag.checks.content.place_mentions import is_person_apart, mentioned_in
from keytag.checks.content.printed import Printed, TextKind, printed_by_each
from keytag.checks.content.subject import JobSubject
from keytag.documents.job import EditionContent, NumberRole, role_of
from keytag.documents.yaml import quote
from keytag.findings import Finding, Severity
from keytag.text.text import Text
from keytag.vietnam.places import (
    TWO_TIERS_SINCE,
    PlacesTable,
    Province,
    UnitKind,
    compose_name,
    name_key,
    province_of,
    read_places,
    split_province,
)

_FORMER_PAGE = Text(
    "Mở thử xem trang còn do đơn vị quản lý không; trang đổi tên thì chép lại đường dẫn.",
    "Open it and see that the page is still the office's; if it was renamed, copy its address again.",
)

# "Công an An Bình", without a word for the kind.
_WORD = r"\w[\w'’-]{0,20}"  # noqa: RUF001 - as names have it
_POLICE_OF = re.compile(rf"(?<!\w)(?:(?i:công\s+an)|CA)\s+(?P<name>{_WORD}(?:\s+{_WORD}){{1,4}})")
# House rule: names of places that follow the police as common words: "Công an Nhân dân", "Công an Việt Nam".
_COMMON = frozenset({"nhandan", "vietnam", "cachmang", "anninh", "trungthanh", "danphong"})
# Words for kinds, which are read with the name behind them.
_KINDS = frozenset({"phuong", "xa", "dac", "thi", "thanh", "huyen", "quan", "tinh", "khu"})
_COUNTERPARTS = {UnitKind.WARD: UnitKind.COMMUNE, UnitKind.COMMUNE: UnitKind.WARD}
_ELSEWHERE = (NumberRole.NEIGHBOUR, NumberRole.CHECKPOINT, NumberRole.EMERGENCY)
_RUNNING = (TextKind.LABEL, TextKind.CAPTION, TextKind.SLOGAN)


class Home(Struct, frozen=True):
    """What an edition may name: the keys of its own places, of what they were, and its province of today.

    ``units`` is empty for a province's own office, which may name every unit there.
    """

    province: Province
    units: frozenset[str]
    former: frozenset[str]


def words_name_the_own_place(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each place in words that is neither the edition's own nor a neighbour's by its role."""
    if subject.as_of < TWO_TIERS_SINCE:
        return
    places = subject.places
    for each in printed_by_each(subject):
        home = home_of(places, each.content)
        if home is None or each.kind not in _RUNNING or _is_elsewhere(each):
            continue
        for name in _named_in(places, each.text, subject.as_of, is_slogan=each.kind is TextKind.SLOGAN):
            if not (_is_own(places, name, home, each.text) or _is_within_own(name, each.text, home)):
                yield on_anothers_tag(each.text, each.node, each.content)


def page_is_of_the_own_place(subject: JobSubject) -> Iterator[Finding]:
    """Yield a finding for each page whose name is another place's; that of a former name of the own is a note."""
    if subject.as_of < TWO_TIERS_SINCE:
        return
    for content in subject.editions:
        home = home_of(subject.places, content)
        if content.qr is None or home is None:
            continue
        own = home.units | home.former | {name_key(home.province.name)}
        found = place_in_page(subject.places, content.qr.link, own)
        host_of = province_in_host(subject.places, content.qr.link)
        is_elsewhere = host_of not in {None, home.province}
        is_own = not found or any(_is_pages(subject.places, place, home) for place in found)
        if is_own and not is_elsewhere:
            continue
        is_former = not is_elsewhere and any(place in home.former for place in found)
        yield EDITION_SPEAKS_OF_ONE_PLACE.found(
            Text(
                f"Tên trang {quote(content.qr.link)} là tên cũ hay tên huyện cũ của {quote(content.issuer_name)}.",
                f"The page {quote(content.qr.link)} has a former name of {quote(content.issuer_name)} or its "
                f"district.",
            )
            if is_former
            else Text(
                f"Tên trang {quote(content.qr.link)} là của nơi khác, không phải của "
                f"{quote(content.issuer_name)}.",
                f"The page {quote(content.qr.link)} is named after another place than "
                f"{quote(content.issuer_name)}.",
            ),
            _FORMER_PAGE if is_former else None,
            node=f"{content.qr.node}.link",
            severity=Severity.NOTE if is_former else None,
        )


def police_are_of_the_own_kind(subject: JobSubject) -> Iterator[Finding]:
    """Yield a note for each label or caption with “Công an xã” on a ward's tag, or the other way round."""
    if subject.as_of < TWO_TIERS_SINCE:
        return
    for each in printed_by_each(subject):
        if each.kind not in {TextKind.LABEL, TextKind.CAPTION} or _is_elsewhere(each):
            continue
        lines = (each.content.issuer_name, each.content.name or "")
        own = {
            place.kind for line in lines for place in read_places(line).places if place.name and place.kind.is_unit
        }
        said = [place.kind for place in read_places(each.text).places if place.police and not place.name]
        other = next((kind for kind in said if kind in _COUNTERPARTS and kind not in own), None)
        if other is not None and _COUNTERPARTS[other] in own:
            yield EDITION_SPEAKS_OF_ONE_PLACE.found(
                Text(
                    f"{quote(each.text)} ghi {other}, mà móc khóa này của {quote(each.content.issuer_name)}.",
                    f"{quote(each.text)} says {other}, but this tag is of {quote(each.content.issuer_name)}.",
                ),
                node=each.node,
                severity=Severity.NOTE,
            )


CHECKS = (words_name_the_own_place, police_are_of_the_own_kind, page_is_of_the_own_place)


def home_of(table: PlacesTable, content: EditionContent) -> Home | None:
    """Return what the edition's office may name; None where it is not known which place it is."""
    return _home(table, content.issuer_name, content.name or "", content.province or "", content.unit_code)


@lru_cache(maxsize=4096)
def _home(table: PlacesTable, issuer: str, name: str, province: str, code: str | None) -> Home | None:
    places = [place for line in (issuer, name) for place in read_places(line).places if place.name]
    own = [split_province(table, place.name) for place in places if place.kind.is_unit]
    home = _province_of(table, issuer, name, province)
    home = home or next((found for _, found in own if found is not None), None)
    units = [unit for called, _ in own for unit in table.units(called) if home in {None, unit.province}]
    coded = unit_of(table, code)
    units += [coded] if coded is not None else []
    if home is None and len({unit.province for unit in units}) == 1:
        home = units[0].province
    is_provinces = not own and any(province_of(table, place.name) == home for place in places)
    if home is None or not (own or is_provinces):
        return None
    former = [old for unit in units for old in table.made_of(unit)]
    districts = [place.name for old in former for place in read_places(old.district).places]
    return Home(
        home,
        frozenset(map(name_key, (*(called for called, _ in own), *(unit.name for unit in units)))),
        frozenset(map(name_key, (*(old.name for old in former), *districts))),
    )


def _province_of(table: PlacesTable, issuer: str, name: str, province: str) -> Province | None:
    """Return the province of today that an edition's lines give."""
    lines = [read_places(line) for line in (province, issuer, name)]
    names = [part for line in lines for part in (*(p.name for p in line.places if not p.kind.is_unit), *line.rest)]
    return next((found for found in (province_of(table, each) for each in names if each) if found), None)


def _is_elsewhere(each: Printed) -> bool:
    return each.number is not None and role_of(each.number) in _ELSEWHERE


@lru_cache(maxsize=4096)
def _named_in(table: PlacesTable, line: str, day: date, *, is_slogan: bool) -> tuple[str, ...]:
    """Return the name of each known place that a text names."""
    text = compose_name(line)
    found: dict[str, str] = {}
    for named in read_places(text).places:
        place = mentioned_in(table, named, "", None).place
        is_wish = text.isupper() and is_slogan and not place.police
        # "Công an phường 24/24" has hours, no name.
        if (
            not place.name
            or name_key(place.name).isdigit()
            or is_wish
            or is_person_apart(named, text)
            or not _is_proper(place.name)
        ):
            continue
        is_unit = place.kind.is_unit and bool(table.units(place.name) or table.old_units(place.name))
        if is_unit or is_province(table, place, day):
            found.setdefault(name_key(place.name), place.name)
    for match in _POLICE_OF.finditer(text):
        words = match["name"].split()
        if name_key(words[0]) in _KINDS:
            continue
        heads = (" ".join(words[:count]) for count in range(len(words), 1, -1))
        name = next((head for head in heads if _is_proper(head) and table.units(head)), None)
        if name is None or name_key(name) in _COMMON or (text.isupper() and not text.endswith(name)):
            continue
        found.setdefault(name_key(name), name)
    return tuple(found.values())


def _is_proper(name: str) -> bool:
    """Tell whether each word of ``name`` begins as names do: "phường Văn minh" is no place."""
    return all(word[0].isupper() or not word[0].isalpha() for word in name.split())


def _is_own(table: PlacesTable, name: str, home: Home, text: str) -> bool:
    wanted = name_key(name)
    is_home = province_of(table, name) == home.province
    # "Phường An Phú" was where An Khê is, and is another ward of the same province now.
    said = compose_name(text).casefold()
    is_anothers_now = any(
        unit.province == home.province and f"{unit.kind} {unit.name}".casefold() in said
        for unit in table.units(name)
    )
    is_former = wanted in home.former and not is_anothers_now
    return wanted in home.units or is_former or is_home or _is_in_province(table, wanted, home)


def _is_within_own(name: str, text: str, home: Home) -> bool:
    """Tell whether ``name`` is a part of the own name that stands in ``text``: Xa Dung is no xã Dung."""
    return any(name_key(name) in own and own in name_key(text) for own in home.units)


def _is_pages(table: PlacesTable, place: str, home: Home) -> bool:
    """Tell whether a page of that name is the office's or its province's today."""
    return place in home.units or province_of(table, place) == home.province or _is_in_province(table, place, home)


def _is_in_province(table: PlacesTable, wanted: str, home: Home) -> bool:
    """Tell whether a province's own office names a place of its province."""
    if home.units:
        return False
    now = {unit.province for unit in table.units(wanted)}
    before = {unit.province.successor for unit in table.old_units(wanted)}
    return home.province in now | before
