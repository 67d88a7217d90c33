"""All 3,321 units and 34 provinces as offices write them: no right name is doubted, on either side of a change."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from keytag.checks.content import (
    JobSubject,
    offices,
    place_agreement,
    place_before,
    place_labels,
    place_names,
    place_units,
    place_words,
)
from keytag.documents.job import Job, editions_in_force
from keytag.documents.yaml import read_document
from keytag.findings import Finding, Severity
from keytag.vietnam.places import Province, Unit, UnitKind, own_table

CHECKS = (
    *offices.CHECKS,
    *place_words.CHECKS,
    *place_names.CHECKS,
    *place_units.CHECKS,
    *place_agreement.CHECKS,
    *place_labels.CHECKS,
    *place_before.CHECKS,
)
BEFORE, TODAY = date(2026, 8, 1), date(2026, 11, 29)
DAYS = (BEFORE, TODAY)
_SHORT = {UnitKind.WARD: "P.", UnitKind.COMMUNE: "X.", UnitKind.ZONE: "đặc khu"}
# Both places of a tone are Vietnamese: hòa and hoà, thủy and thuỷ.
_OTHER_TONES = {"òa": "oà", "óa": "oá", "ủy": "uỷ", "úy": "uý"}

Write = Callable[[Unit, date], str]


def _other_tones(text: str) -> str:
    for usual, other in _OTHER_TONES.items():
        text = text.replace(usual, other)
    return text


SPELLINGS: tuple[Write, ...] = (
    lambda unit, day: f"Công an {unit.full(day)}",
    lambda unit, day: f"CÔNG AN {unit.full(day)}".upper(),
    lambda unit, day: f"CA {_SHORT[unit.kind_on(day)]} {unit.name}",
    lambda unit, day: unicodedata.normalize("NFD", f"Công an {unit.full(day)}"),
    lambda unit, day: f"Công an {_other_tones(unit.full(day))}".replace("'", "\u2019"),
    lambda unit, day: f"Công an {unit.full(day)}, {unit.province.full(day)}",
    lambda unit, day: f"CÔNG AN {unit.province.full(day)} – CÔNG AN {unit.full(day)}".upper(),
)


def subject(offices_named: Sequence[tuple[str, Unit]], province: Province, day: date) -> JobSubject:
    """A job of many editions, each of an office of that name with its unit's code."""
    editions = "".join(
        f'  - {{id: e{index}, issuer: {{name: "{name}", unit: "{unit.code}"}}}}\n'
        for index, (name, unit) in enumerate(offices_named)
    )
    text = (
        f'keytag: 1\nissuer: {{name: "Công an {province.full(day)}", province: "{province.name}"}}\n'
        f"slogan: Giữ gìn trật tự\nnumbers: [{{label: Trực ban, number: 113}}]\nquantity: 9\neditions:\n{editions}"
    )
    job, _ = read_document(text.encode(), "province.yaml", Job)
    return JobSubject(job, editions_in_force(job, "province"), day, TODAY)


def alarms(judged: JobSubject) -> list[Finding]:
    """What is found above a note, but for the two special zones that seem to have no police."""
    found = (f for check in CHECKS for f in check(judged) if f.severity is not Severity.NOTE)
    return [f for f in found if f.rule != "special-zone-has-police"]


@pytest.mark.parametrize("day", DAYS)
def test_no_unit_is_doubted_by_its_right_name(day: date) -> None:
    """Every unit passes, each in one of the spellings in turn, on the first day and the last of the changes."""
    for province in own_table().provinces:
        units = own_table().units_in(province)
        named = [(SPELLINGS[index % len(SPELLINGS)](unit, day), unit) for index, unit in enumerate(units)]
        assert alarms(subject(named, province, day)) == []


@pytest.mark.parametrize("day", DAYS)
def test_no_unit_that_changed_is_doubted_in_any_spelling(day: date) -> None:
    """The wards of 2026 pass as communes before their day and as wards after it, however they are written."""
    for province in own_table().provinces:
        changed = [unit for unit in own_table().units_in(province) if unit.since is not None]
        named = [(write(unit, day), unit) for unit in changed for write in SPELLINGS]
        if named:
            assert alarms(subject(named, province, day)) == []


def test_every_unit_that_changed_is_told_by_its_other_kind() -> None:
    """By the kind of the other day each of them is an error that names the right one."""
    for day, other in ((BEFORE, TODAY), (TODAY, BEFORE)):
        for province in own_table().provinces:
            for unit in own_table().units_in(province):
                if unit.kind_on(day) is not unit.kind_on(other):
                    found = alarms(subject([(f"Công an {unit.full(other)}", unit)], province, day))
                    assert "unit-has-its-kind" in {f.rule for f in found}, unit
                    assert f"Ghi {unit.full(day)}." in {f.hint.vi for f in found}, unit
