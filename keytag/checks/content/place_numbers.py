"""Where an office lies, by its landlines: which of two places of one name is meant, and whether they agree.

Pure. Provinces that were merged on 1-7-2025 keep their area codes side by side for now, so a code still tells in
which of them an office lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum, auto

from msgspec.structs import replace

from keytag.checks.content.number_repeats import is_wider
from keytag.checks.content.place import NamedPlace, units_named
from keytag.checks.content.subject import JobSubject
from keytag.documents.job import EditionContent, Number, NumberRole, role_of
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule
from keytag.text.text import Text
from keytag.vietnam.phone import MERGER, Area, read_number
from keytag.vietnam.places import Unit, UnitStatus, UnitVerdict, province_of

_EVE: date = MERGER - timedelta(days=1)

CODE_SERVES_THE_PLACE = Rule.note("area-code-serves-the-place", __name__)


def area_code_serves_the_place(subject: JobSubject) -> Iterator[Finding]:
    """Yield a note for each landline whose code is another former province's than the office's place was in."""
    said_at: dict[str, list[EditionContent]] = {}
    for content in subject.editions:
        for node in _nodes(content):
            said_at.setdefault(node, []).append(content)
    for where, found in units_named(subject):
        if found.verdict is UnitVerdict.STANDS and len(found.units) == 1 and not found.old:
            unit = found.units[0]
            own = {part.province.name for part in subject.places.made_of(unit)}
            for number, area in _landlines(said_at.get(where.node, ())):
                today = province_of(subject.places, area.today.removeprefix("TP. "))
                if own and today == unit.province and not _serves(area, own) and not _is_wider(number):
                    yield _of_elsewhere(number, area, unit, own, subject.as_of)


CHECKS = (area_code_serves_the_place,)
RULES = (CODE_SERVES_THE_PLACE,)


class LandlineOrigin(Enum):
    """Of which place landlines speak: the one of today, the former one of that name, or of neither alone."""

    NOW = auto()
    THEN = auto()
    NEITHER = auto()


def origin_by_landlines(where: NamedPlace, found: UnitStatus, subject: JobSubject) -> LandlineOrigin:
    """Return of which provinces all landlines are: those that today's unit was made of, or the former unit's."""
    now = {part.province.name for part in subject.places.made_of(found.units[0])}
    then = {old.province.name for old in found.old}
    areas = {area for _, area in _landlines(_saying(where, subject))}
    for told, own, other in ((LandlineOrigin.NOW, now, then), (LandlineOrigin.THEN, then, now)):
        if areas and all(_serves(area, own) and not _serves(area, other) for area in areas):
            return told
    return LandlineOrigin.NEITHER


def with_province(where: NamedPlace, subject: JobSubject) -> NamedPlace:
    """Return the place with the province that its landlines are of, where the job gives none and they agree."""
    if where.province is not None or where.says_province:
        return where
    areas = [area for _, area in _landlines(_saying(where, subject))]
    homes = {province_of(subject.places, area.today.removeprefix("TP. ")) for area in areas}
    return replace(where, province=homes.pop()) if len(homes) == 1 else where


def _serves(area: Area, provinces: set[str]) -> bool:
    return any(area.serves(province, _EVE) for province in provinces)


def _nodes(content: EditionContent) -> set[str]:
    """Return where an edition's office is named."""
    return {content.issuer_node, f"{content.node}.name"}


def _saying(where: NamedPlace, subject: JobSubject) -> Iterator[EditionContent]:
    """Yield each edition that names the place."""
    return (content for content in subject.editions if where.node in _nodes(content))


def _landlines(contents: Iterable[EditionContent]) -> Iterator[tuple[Number, Area]]:
    """Yield the landlines of ``contents``, neighbours' left out."""
    for content in contents:
        for number in content.numbers:
            area = read_number(number.written).area
            if area is not None and number.role is not NumberRole.NEIGHBOUR:
                yield number, area


def _is_wider(number: Number) -> bool:
    return role_of(number).is_elsewhere or is_wider(number.label)


def _of_elsewhere(number: Number, area: Area, unit: Unit, own: set[str], day: date) -> Finding:
    home = min(own)
    return CODE_SERVES_THE_PLACE.finding(
        Text(
            f"{quote(number.label)} {number.display}: mã {area.code} là của {area.province} cũ; "
            f"{unit.full(day)} ở vùng {home} cũ.",
            f"{quote(number.label)} {number.display}: the code {area.code} is the former {area.province}'s; "
            f"{unit.full(day)} was in {home}.",
        ),
        node=f"{number.node}.number",
    )
