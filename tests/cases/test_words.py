"""Words that mislead whoever reads the tag, and words that offices write by right: each alone in a clean job."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from keytag.checks.content import (
    JobSubject,
    captions,
    issuers,
    number_bodies,
    number_letters,
    other_places,
    vet,
    word_requests,
    words,
)
from keytag.checks.content.number_entries import number_subject
from keytag.documents.job import EditionContent, Job, Number, NumberRole, editions_in_force
from keytag.documents.job.content import Code
from keytag.documents.yaml import read_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Severity
from keytag.vietnam.places import UnitKind, name_key, own_table

FOLDER = Path(__file__).parent / "words"
DAY = date(2026, 11, 29)
Case = tuple[str, str, str]


def cases(name: str) -> list[Case]:
    """Return verdict, key and value of each line of a table."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    found = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(verdict, key, value) for verdict, key, value in found]


def job(key: str, value: str) -> str:
    """Return a clean job of Công an phường An Khê in which ``key`` says ``value``.

    A key may name what stands beside it: ``numbers[1].label+chief``, ``qr.caption+facebook``.
    """
    where, _, beside = key.partition("+")
    said = {
        "issuer.name": "Công an phường An Khê",
        "slogan": "Toàn dân bảo vệ an ninh Tổ quốc",
        "numbers[0].label": "Trực ban",
        "numbers[1].label": "Trưởng Công an",
        "numbers[1].number": "0769 000 101",
        "qr.caption": "Quét mã để phản ánh",
        "qr.link": {
            "facebook": "https://www.facebook.com/congan.phuong.ankhe",
            "group": "https://zalo.me/g/abcdef123",
            "gov": "https://congan.gialai.gov.vn",
        }.get(beside, "https://zalo.me/1000000000000000001"),
    }
    assert where in said
    quoted = {each: _quoted(text) for each, text in (said | {where: value}).items()}
    role = beside if where.startswith("numbers") else ""
    role = role or ("chief" if where != "numbers[1].label" else "")
    return "\n".join(
        [
            "keytag: 1\nsample: true",
            f"issuer: {{name: {quoted['issuer.name']}, province: Gia Lai}}",
            f"slogan: {quoted['slogan']}",
            "numbers:",
            f"  - {{label: {quoted['numbers[0].label']}, number: 0269 3000 113, role: duty}}",
            f"  - {{label: {quoted['numbers[1].label']}, number: {quoted['numbers[1].number']}"
            + (f", role: {role}}}" if role else "}"),
            f"qr: {{link: {quoted['qr.link']}, caption: {quoted['qr.caption']}}}",
            "quantity: 1200\novers: 5%",
            "template: group" if beside == "group" else "",
        ]
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def found(key: str, value: str) -> Sequence[Finding]:
    """Return what is found above a note in that job."""
    try:
        document, _ = read_document(job(key, value).encode(), "ward.yaml", Job)
    except InvalidDocumentError as error:
        return error.findings
    findings = vet(JobSubject(document, editions_in_force(document, "ward"), DAY, DAY))
    return [finding for finding in findings if finding.severity is not Severity.NOTE]


@pytest.mark.parametrize(("verdict", "key", "value"), cases("misleading.tsv"))
def test_what_misleads_is_noticed(verdict: str, key: str, value: str) -> None:
    """A misleading value gets a warning at least, or an error where it is misread or never right."""
    findings = found(key, value)
    assert findings
    if verdict == "error":
        assert Severity.ERROR in {finding.severity for finding in findings}
    assert all(finding.hint.vi and finding.hint.en for finding in findings)


@pytest.mark.parametrize(("verdict", "key", "value"), cases("clean.tsv"))
def test_what_is_right_is_left_alone(verdict: str, key: str, value: str) -> None:
    """What offices write by right gets nothing above a note."""
    assert verdict == "fine"
    assert [(finding.rule, finding.message.en) for finding in found(key, value)] == []


def test_the_tables_have_no_line_twice() -> None:
    """Each case stands once, and in one of the tables."""
    lines = [case[1:] for name in ("misleading.tsv", "clean.tsv") for case in cases(name)]
    assert len(lines) == len(set(lines))


def office(name: str, province: str, page: str, caption: str) -> EditionContent:
    """Return a tag of the police of a place, with the labels, the page and the caption that such offices have."""
    numbers = (
        Number("Trực ban 24/24", "0269 3000 113", "0269 3000 113", NumberRole.DUTY, None, "numbers.0"),
        Number(f"Công an {name}", "0269 3000 114", "0269 3000 114", NumberRole.OTHER, None, "numbers.1"),
        Number(f"Trưởng CA {name}", "0769 000 101", "0769 000 101", NumberRole.CHIEF, None, "numbers.2"),
        Number("Công an tỉnh", "0269 3000 115", "0269 3000 115", NumberRole.OTHER, None, "numbers.3"),
    )
    return EditionContent(
        id="tag",
        name=None,
        issuer_name=f"Công an {name}",
        province=province,
        slogan=f"Công an {name} vì nước quên thân, vì dân phục vụ",
        numbers=numbers,
        qr=Code(f"https://www.facebook.com/{page}", caption, None, "qr"),
        template="classic",
        colours=(),
        quantity=1200,
        node="",
    )


def test_no_unit_of_today_is_taken_for_another() -> None:
    """All 3,321 wards, communes and zones may put their own names everywhere, in any spelling of their page."""
    document, _ = read_document(job("slogan", "Vì dân").encode(), "ward.yaml", Job)
    letter = {UnitKind.WARD: "p", UnitKind.COMMUNE: "x", UnitKind.ZONE: "dackhu"}
    units = [unit for province in own_table().provinces for unit in own_table().units_in(province)]
    offices = []
    for at, unit in enumerate(units):
        full, own = unit.full(DAY), name_key(unit.name)
        # Two spellings, each for every other unit: all of both would take as long as all other cases together.
        offices.append(
            office(
                full, unit.province.name, f"congan.{name_key(unit.kind)}.{own}", f"Facebook Công an {unit.name}"
            )
            if at % 2
            else office(
                full.upper(), unit.province.name, f"ca{letter[unit.kind]}{own}", f"FACEBOOK {full.upper()}"
            )
        )
    subject = JobSubject(document, tuple(offices), DAY, DAY)
    checks = (issuers, captions, other_places, word_requests, number_letters, words)
    found = [finding for module in checks for check in module.CHECKS for finding in check(subject)]
    found += [finding for check in number_bodies.CHECKS for finding in check(number_subject(subject))]
    assert [finding.message.vi for finding in found if finding.severity is not Severity.NOTE] == []
