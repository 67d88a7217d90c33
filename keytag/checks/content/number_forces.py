"""Numbers that begin with 069: which are the police's, and of which part of the country.

Notes alone: what the ranges mean is known from the numbers that offices publish, not from a law; whoever calls the
number knows better.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.content.number_entries import EditionNumber, NumberSubject
from keytag.findings import Finding, Rule
from keytag.text.text import Text, fold_name
from keytag.vietnam.phone import NumberKind, Region
from keytag.vietnam.places import Province, province_of

LINE_IS_THE_POLICES = Rule.note("police-line-is-in-a-police-range", __name__)
LINE_IS_OF_ITS_REGION = Rule.note("police-line-is-of-its-region", __name__)
RULES = (LINE_IS_THE_POLICES, LINE_IS_OF_ITS_REGION)

# House rule, by the codes of provinces: those that surely lie in the north (Hà Nội to Ninh Bình) or in the south
# (Đồng Nai to Cà Mau). Where the police's regions part between them is not published, so those are not judged.
_NORTH, _SOUTH = range(1, 38), frozenset({75, 79, 80, 82, 86, 91, 92, 96})
_REGIONS = {
    Region.NORTH: Text("miền Bắc", "the north"),
    Region.SOUTH: Text("miền Nam", "the south"),
    Region.CENTRE: Text("miền Trung", "the centre"),
}
# Bodies of the whole country, whose lines stand on tags anywhere.
_NATIONAL = frozenset({"bo", "cuc", "c02", "c04", "a05"})


def police_line_is_in_a_police_range(subject: NumberSubject) -> Iterator[Finding]:
    """Numbers of 069 are of a range that is the police's alone."""
    for entry in subject.each:
        if entry.phone.kind is NumberKind.FORCES and entry.phone.fault is None and not entry.role.is_elsewhere:
            start = entry.phone.national[:4]
            yield LINE_IS_THE_POLICES.found(
                Text(
                    f"{entry.name.vi}: dải {start} dùng chung với lực lượng khác, không riêng Công an.",
                    f"{entry.name.en}: the range {start} is shared with other forces, not the police's alone.",
                ),
                node=entry.node,
            )


def police_line_is_of_its_region(subject: NumberSubject) -> Iterator[Finding]:
    """Police lines are of the office's part of the country, where it surely lies in the north or the south."""
    for entry in (entry for entries in subject.editions for entry in entries):
        region = entry.phone.region
        if region is None or entry.phone.fault is not None or _is_elsewhere(entry):
            continue
        home = province_of(subject.places, entry.province) if entry.province else None
        own = _region_of(home) if home is not None else None
        if home is not None and own is not None and own is not region:
            there, here = _REGIONS[region], _REGIONS[own]
            yield LINE_IS_OF_ITS_REGION.found(
                Text(
                    f"{entry.name.vi} là đường dây Công an {there.vi}; {home.name} ở {here.vi}.",
                    f"{entry.name.en} is a police line of {there.en}; {home.name} is in {here.en}.",
                ),
                node=entry.node,
            )


CHECKS = (police_line_is_in_a_police_range, police_line_is_of_its_region)


def _region_of(province: Province) -> Region | None:
    code = int(province.code)
    return Region.NORTH if code in _NORTH else Region.SOUTH if code in _SOUTH else None


def _is_elsewhere(entry: EditionNumber) -> bool:
    return entry.role.is_elsewhere or not _NATIONAL.isdisjoint(fold_name(entry.number.label).split("-"))
