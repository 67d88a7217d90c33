"""Codes of units: that the table has them, and that they are of the place that the office is named after.

Pure. The table's codes are those of today: a job of before 1-7-2025 is not judged by them.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from keytag.checks.content.place import (
    NamedPlace,
    add_table_doubt,
    gravity,
    named_places,
    status_of_place,
    todays_unit,
)
from keytag.checks.content.subject import JobSubject
from keytag.documents.job import EditionContent
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text
from keytag.vietnam.places import TWO_TIERS_SINCE, Unit, UnitVerdict, is_called, province_of

UNIT_CODE_IS_OF_THE_PLACE = Rule.error("unit-code-is-of-the-place", __name__)


def unit_code_is_of_the_place(subject: JobSubject) -> Iterator[Finding]:
    """Yield a finding for each unit's code that the table lacks, or that is not of the office's place."""
    coded = tuple(content for content in subject.editions if content.unit_code is not None)
    places = _places(subject) if coded else {}
    for content in coded:
        unit = todays_unit(subject.places, content.unit_code)
        if subject.as_of < TWO_TIERS_SINCE:
            message = Text(
                f"Mã {content.unit_code} không được xét: bảng chỉ có mã từ 01/07/2025.",
                f"The code {content.unit_code} is not judged: the table has the codes since 2025-07-01.",
            )
            yield UNIT_CODE_IS_OF_THE_PLACE.finding(message, node=content.unit_node, severity=Severity.NOTE)
        elif unit is None:
            code = content.unit_code
            message = Text(f"Không có mã đơn vị {code}.", f"There is no unit of the code {code}.")
            yield UNIT_CODE_IS_OF_THE_PLACE.finding(
                add_table_doubt(message, subject), node=content.unit_node, severity=gravity(subject)
            )
        else:
            yield from _differs(content, unit, places.get(content.issuer_node, ()), subject)


CHECKS = (unit_code_is_of_the_place,)
RULES = (UNIT_CODE_IS_OF_THE_PLACE,)


def _places(subject: JobSubject) -> dict[str, tuple[NamedPlace, ...]]:
    """Return the units that are named at each node."""
    found: dict[str, tuple[NamedPlace, ...]] = {}
    for where in named_places(subject):
        if where.place.kind.is_unit:
            found[where.node] = (*found.get(where.node, ()), where)
    return found


def _differs(
    content: EditionContent, unit: Unit, named: tuple[NamedPlace, ...], subject: JobSubject
) -> Iterator[Finding]:
    day = subject.as_of
    home = province_of(subject.places, content.province) if content.province else None
    is_of_it = any(is_called(unit, where.place, day) for where in named)
    if is_of_it and home in {None, unit.province}:
        return
    said = quote(content.province if is_of_it else content.issuer_name)
    alone = [status_of_place(replace(where, unit=None), subject) for where in named]
    own = {each.code for found in alone if found.verdict is UnitVerdict.STANDS for each in found.units}
    code = next(iter(own)) if len(own) == 1 else None
    name = f"{unit.full(day)} ({unit.province.called})"
    if is_of_it:
        right, right_en = (f"ghi unit: {code}", f"write unit: {code}") if code else ("bỏ unit", "remove unit")
        hint = Text(
            f"Sửa tỉnh (province) thành {unit.province.name}, hoặc {right}.",
            f"Correct the province to {unit.province.name}, or {right_en}.",
        )
    elif code is not None and code != unit.code:
        hint = Text(f"Ghi unit: {code}, hoặc ghi tên {name}.", f"Write unit: {code}, or the name {name}.")
    else:
        hint = Text(f"Ghi tên {name}, hoặc bỏ unit.", f"Write the name {name}, or remove unit.")
    yield UNIT_CODE_IS_OF_THE_PLACE.finding(
        Text(
            f"Mã {unit.code} là của {name}, không phải của {said}.",
            f"The code {unit.code} is that of {name}, not of {said}.",
        ),
        hint,
        node=content.unit_node,
    )
