"""Another place's name on the tag: in a label, a caption, a slogan, in the name of the code's page.

Pure. Who copies last year's file or a neighbour's leaves its name behind. A place is meant only where a word for
its kind or the police stands before it: "bình yên", "hòa bình", "đoàn kết" are wishes as well as communes. Dated:
before 1-7-2025 there were more places than the table holds.

The name of a page speaks of a place, too: congan.phuong.anbinh, capanbinh, an-binh.gialai.gov.vn. It counts only
where nothing of it is left over, so that no syllable of another word is taken for a commune.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from msgspec import Struct

from keytag.checks.content import link_hosts as hosts
from keytag.checks.content.place import is_province, todays_unit
from keytag.checks.content.place_agreement import EDITION_SPEAKS_OF_ONE_PLACE, on_anothers_tag
from keytag.checks.content.place_mentions import is_person_apart, place_of_mention
from keytag.checks.content.printed import PrintedText, TextKind, printed_texts_by_edition
from keytag.checks.content.subject import JobSubject
from keytag.documents.browser import open_as_browser
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

# What pages of offices begin with, each part perhaps left out, and what they end with.
_FIRST = ("trang", "page", "fanpage", "fb", "facebook", "zalo", "oa", "official", "tintuc", "tuoitre", "")
_OFFICES = ("congan", "ca", "police", "canhsat", "ubnd", "antt", "")
_KINDS_IN_NAMES = (
    *("phuong", "xa", "dackhu", "thitran", "thixa", "thanhpho", "huyen", "quan", "tinh"),
    *("tt", "tx", "tp", "p", "x", "h", "q", ""),
)
_ENDS = ("official", "page", "fanpage", "oa", "zalo", "online", "antt", "vn", "police", "congan")
# House rule: shorter keys are syllables of other words; where no office stands before it, a place's is longer.
_SHORTEST, _SHORTEST_ALONE = 3, 6
_LONGEST = 60
_DISTRICTS = (UnitKind.DISTRICT, UnitKind.URBAN_DISTRICT, UnitKind.TOWN, UnitKind.CITY)


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
    for each in printed_texts_by_edition(subject):
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
        yield EDITION_SPEAKS_OF_ONE_PLACE.finding(
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
    for each in printed_texts_by_edition(subject):
        if each.kind not in {TextKind.LABEL, TextKind.CAPTION} or _is_elsewhere(each):
            continue
        lines = (each.content.issuer_name, each.content.name or "")
        own = {
            place.kind for line in lines for place in read_places(line).places if place.name and place.kind.is_unit
        }
        said = [place.kind for place in read_places(each.text).places if place.police and not place.name]
        other = next((kind for kind in said if kind in _COUNTERPARTS and kind not in own), None)
        if other is not None and _COUNTERPARTS[other] in own:
            yield EDITION_SPEAKS_OF_ONE_PLACE.finding(
                Text(
                    f"{quote(each.text)} ghi {other}, mà móc khóa này của {quote(each.content.issuer_name)}.",
                    f"{quote(each.text)} says {other}, but this tag is of {quote(each.content.issuer_name)}.",
                ),
                node=each.node,
                severity=Severity.NOTE,
            )


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
    coded = todays_unit(table, code)
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


def _is_elsewhere(each: PrintedText) -> bool:
    return each.number is not None and role_of(each.number) in _ELSEWHERE


@lru_cache(maxsize=4096)
def _named_in(table: PlacesTable, line: str, day: date, *, is_slogan: bool) -> tuple[str, ...]:
    """Return the name of each known place that a text names."""
    text = compose_name(line)
    found: dict[str, str] = {}
    for named in read_places(text).places:
        place = place_of_mention(table, named, "", None).place
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


@lru_cache(maxsize=4096)
def place_in_page(table: PlacesTable, link: str, behind: frozenset[str]) -> tuple[str, ...]:
    """Return the keys of the places that the page at ``link`` may be named after.

    ``behind`` are keys that can follow a place: its province, its former district.
    """
    page = open_as_browser(link)
    if page is None:
        return ()
    host = page.host.rstrip(".")
    segments = [part for part in page.path.split("/") if part]
    if host == hosts.ZALO or host in hosts.FACEBOOK_FACES or host in hosts.FACEBOOK_DOORS:
        names = segments[:1] if segments and segments[0] not in {"g", "s", "groups", "people", "pages"} else []
    elif host.endswith(f".{hosts.GOVERNMENT}"):
        names = host.removesuffix(f".{hosts.GOVERNMENT}").split(".")[:1]
    else:
        names = []
    return tuple(dict.fromkeys(place for name in names for place in _places_in(table, name, behind)))


def province_in_host(table: PlacesTable, link: str) -> Province | None:
    """Return the province of today whose pages of state ``link`` is among: congan.daklak.gov.vn."""
    page = open_as_browser(link)
    host = page.host.rstrip(".") if page is not None else ""
    if not host.endswith(f".{hosts.GOVERNMENT}"):
        return None
    return province_of(table, host.removesuffix(f".{hosts.GOVERNMENT}").rpartition(".")[2])


def _places_in(table: PlacesTable, name: str, behind: frozenset[str]) -> Iterator[str]:
    """Yield each place that the whole of ``name`` can be read as."""
    letters = re.sub(r"[^a-z0-9]", "", name.lower())[:_LONGEST]
    for start in _starts(letters):
        rest = letters[start:]
        tails = {rest, *(rest.removesuffix(end) for end in _ENDS), rest.rstrip("0123456789")}
        for place in sorted(
            {each for tail in tails for each in (tail, *(tail.removesuffix(last) for last in behind))}
        ):
            if len(place) >= (_SHORTEST if start else _SHORTEST_ALONE) and _is_place(
                table, place, is_alone=not start
            ):
                yield place


def _starts(letters: str) -> list[int]:
    """Return where a place can begin: behind each reading of what stands before it."""
    found = {0}
    for first in _FIRST:
        for office in _OFFICES if letters.startswith(first) else ():
            for kind in _KINDS_IN_NAMES if letters.startswith(first + office) else ():
                # Two letters are a kind only behind an office.
                if letters.startswith(first + office + kind) and (office or len(kind) > len("tp")):
                    found.add(len(first + office + kind))
    return sorted(found)


@lru_cache(maxsize=4096)
def _is_place(table: PlacesTable, place: str, *, is_alone: bool) -> bool:
    """Tell whether ``place`` is or was one; alone, without an office before it, only what is one today."""
    known = bool(table.units(place)) or table.province(place) is not None
    return known or (
        not is_alone
        and (
            bool(table.old_units(place))
            or table.old_province(place) is not None
            or any(table.has_district(kind, place) for kind in _DISTRICTS)
        )
    )


CHECKS = (words_name_the_own_place, police_are_of_the_own_kind, page_is_of_the_own_place)
