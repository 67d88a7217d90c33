"""Places that labels, slogans and captions name beside the office's own: that they are still there.

Pure. A warning, since running text can mean what was: "Trực ban huyện" on a tag of 2026 names a desk that is no
more, an anniversary's slogan may name a district by right. Offices of the police in such text are `offices`' to
judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from keytag.checks.content.place import NamedPlace, is_province, list_units, on_day, status_of_place
from keytag.checks.content.place_mentions import is_person_apart, place_of_mention, texts
from keytag.checks.content.subject import JobSubject
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule
from keytag.text.text import Text
from keytag.vietnam.places import TWO_TIERS_SINCE, Province, Unit, UnitKind, UnitVerdict, read_places

WORDS_NAME_TODAYS_PLACES = Rule.warning("words-name-todays-places", __name__)

_DISTRICTS = frozenset({UnitKind.DISTRICT, UnitKind.URBAN_DISTRICT, UnitKind.TOWN, UnitKind.CITY})
# CAH, CAQ, CATX: the police of a district, a town; CATP may be that of a city of a province's rank.
_SHORT_OFFICE = re.compile(r"(?<!\w)CA(?:H|Q|TX)(?!\w)")


def words_name_todays_places(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each label, slogan or caption that names what the reform ended."""
    if subject.as_of < TWO_TIERS_SINCE:
        return
    for text, node, province in dict.fromkeys(texts(subject)):
        short = _SHORT_OFFICE.search(text)
        if short is not None:
            yield _found(short[0], node, None)
        for named in read_places(text).places:
            where = place_of_mention(subject.places, named, node, province)
            if not _is_named(where, text):
                continue
            if is_province(subject.places, where.place, subject.as_of):
                yield from _province(where, subject)
            elif where.place.kind in _DISTRICTS:
                yield from _district(where, subject)
            elif where.place.name:
                yield from _unit(where, subject)


CHECKS = (words_name_todays_places,)
RULES = (WORDS_NAME_TODAYS_PLACES,)


def _is_named(where: NamedPlace, text: str) -> bool:
    """Tell whether a place is named, or a desk by its kind: neither "vì xã bình yên" nor "anh Quận" does that.

    In capitals alone only a label is sure to name one: a slogan's words may be anything.
    """
    place, is_label = where.place, where.node.endswith(".label")
    if text.isupper():
        return is_label or place.police
    if is_person_apart(place, text):
        return False
    return place.name[0].isupper() if place.name else f" {place.kind}" in f" {text}"


def _district(where: NamedPlace, subject: JobSubject) -> Iterator[Finding]:
    """Yield what is to be said of a district: in a label the word alone is enough, else a known name."""
    place = where.place
    is_known = bool(place.name) and subject.places.has_district(place.kind, place.name)
    is_desk = not place.name and where.node.endswith(".label") and place.kind is not UnitKind.CITY
    if not place.police and (is_known or is_desk):
        yield _found(place.full, where.node, None)


def _province(where: NamedPlace, subject: JobSubject) -> Iterator[Finding]:
    """Yield what is to be said of a province that was merged into another, or is a city now."""
    name = where.place.name
    today, old = subject.places.province(name), subject.places.old_province(name)
    if today is not None:
        yield from _of_its_kind(where, today, subject)
    elif old is not None:
        yield _found(where.place.full, where.node, old.successor.full(subject.as_of))


def _unit(where: NamedPlace, subject: JobSubject) -> Iterator[Finding]:
    """Yield what is to be said of a former ward or commune; a township's police is told of as an office."""
    place = where.place
    found = status_of_place(where, subject)
    if found.verdict is UnitVerdict.OTHER_KIND:
        yield from _of_its_kind(where, found.units[0], subject)
    elif found.verdict is UnitVerdict.GONE and not (place.kind is UnitKind.TOWNSHIP and place.police):
        yield _found(place.full, where.node, list_units(found.units, subject.as_of), found.old[0].until)


def _of_its_kind(where: NamedPlace, now: Unit | Province, subject: JobSubject) -> Iterator[Finding]:
    """Yield what is to be said of a place called by the kind that it had until a resolution changed it."""
    if now.since is not None and now.was_until(subject.as_of) is where.place.kind:
        said, since, name = quote(where.place.full), on_day(now.since), now.full(subject.as_of)
        yield WORDS_NAME_TODAYS_PLACES.finding(
            Text(f"{said} là {name} từ {since.vi}.", f"{said} is {name} since {since.en}."), node=where.node
        )


def _found(said: str, node: str, now: str | None, since: date = TWO_TIERS_SINCE) -> Finding:
    day = on_day(since)
    return WORDS_NAME_TODAYS_PLACES.finding(
        Text(
            f"{quote(said)} không còn từ {day.vi}" + (f"; nay thuộc: {now}." if now else "."),
            f"{quote(said)} is no more since {day.en}" + (f"; it is now part of: {now}." if now else "."),
        ),
        node=node,
    )
