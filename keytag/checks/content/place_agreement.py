"""Names that one edition says of its place: that its own name, its office and its labels are of one.

Pure. What was copied from another commune's row is told, whatever day the job is of.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.content.place_mentions import is_known, is_person_apart, place_of_mention
from keytag.checks.content.subject import JobSubject
from keytag.documents.job import EditionContent, role_of
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule
from keytag.text.text import Text
from keytag.vietnam.places import (
    TWO_TIERS_SINCE,
    PlaceMention,
    PlacesTable,
    UnitKind,
    compose_name,
    name_key,
    province_of,
    read_places,
)

_PROVINCES = (UnitKind.PROVINCE, UnitKind.CITY)

EDITION_SPEAKS_OF_ONE_PLACE = Rule.warning("edition-speaks-of-one-place", __name__)
PROVINCES_AGREE = Rule.warning("provinces-agree", __name__)


def provinces_agree(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each province that is another than the office's name says; merged ones are one."""
    offices = dict.fromkeys((each.issuer_name, each.province, each.province_node) for each in subject.editions)
    for issuer, given, node in offices:
        home = province_of(subject.places, given) if given else None
        places = (place.name for place in read_places(issuer).places if place.kind in _PROVINCES)
        said = {found for name in places if (found := province_of(subject.places, name)) is not None}
        if home is not None and said and home not in said:
            yield PROVINCES_AGREE.finding(
                Text(
                    f"province: {given}, mà cơ quan là {quote(issuer)}.",
                    f"province: {given}, but the office is {quote(issuer)}.",
                ),
                node=node,
            )


def edition_speaks_of_one_place(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each name and label that is of another commune than the office.

    Labels of today are `other_places`', which knows what their places were.
    """
    is_told = subject.as_of >= TWO_TIERS_SINCE
    for content in subject.editions:
        own = _units(subject.places, content.issuer_name)
        if not own:
            continue
        if content.name and content.issuer_node != f"{content.node}.name":
            yield from _other(subject.places, content.name, f"{content.node}.name", own, content)
        for number in () if is_told else content.numbers:
            if role_of(number).is_own:
                yield from _other(subject.places, number.label, f"{number.node}.label", own, content)


CHECKS = (provinces_agree, edition_speaks_of_one_place)
RULES = (PROVINCES_AGREE, EDITION_SPEAKS_OF_ONE_PLACE)


def _units(known: PlacesTable, text: str) -> frozenset[tuple[str, str]]:
    """Return the communes and wards that a text names, with their kinds."""
    places = (place for place in read_places(compose_name(text)).places if not is_person_apart(place, text))
    named = (place_of_mention(known, place, "", None).place for place in places)
    return frozenset((place.kind.value, name_key(place.name)) for place in named if _is_unit(known, place))


def _is_unit(known: PlacesTable, place: PlaceMention) -> bool:
    # "P. Trưởng CA" is a deputy, not a ward: what nobody knows says nothing.
    return place.kind.is_unit and bool(place.name) and is_known(known, place.kind, place.name)


def _other(
    known: PlacesTable, text: str, node: str, own: frozenset[tuple[str, str]], content: EditionContent
) -> Iterator[Finding]:
    said = _units(known, text)
    if said and not said & own:
        yield on_anothers_tag(text, node, content)


def on_anothers_tag(text: str, node: str, content: EditionContent) -> Finding:
    """Return the finding for words that name another place than that of their edition's office."""
    return EDITION_SPEAKS_OF_ONE_PLACE.finding(
        Text(
            f"{quote(text)} nhắc tên nơi khác: móc khóa này của {quote(content.issuer_name)}.",
            f"{quote(text)} names another place: this tag is of {quote(content.issuer_name)}.",
        ),
        node=node,
    )
