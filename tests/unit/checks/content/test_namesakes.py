"""Names that went over to another place, and the codes, landlines and provinces that tell which is meant."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from keytag.checks.content import JobSubject, number_areas, place_names, place_numbers, place_units
from keytag.checks.content.number_entries import number_subject
from keytag.documents.job import Job, editions_in_force
from keytag.documents.yaml import read_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Severity
from keytag.vietnam.places import (
    Likeness,
    PlaceMention,
    UnitStatus,
    is_written_alike,
    likeness,
    own_table,
    unit_status,
)

DAY = date(2026, 1, 15)
CHECKS = (
    place_names.name_means_the_same_place,
    place_names.name_is_one_place,
    *place_numbers.CHECKS,
    *place_units.CHECKS,
)
LANDLINE = "0269 3000 113"
MOBILE = "0769 000 113"


def job(issuer: str, *numbers: str, editions: str = "[]", day: date = DAY) -> JobSubject:
    """A job whose issuer is written as a YAML group, with these numbers."""
    each = ", ".join(f"{{label: Trực ban {i}, number: {number}}}" for i, number in enumerate(numbers))
    text = f"keytag: 1\nsample: true\nissuer: {issuer}\nnumbers: [{each}]\nquantity: 100\neditions: {editions}\n"
    document, _ = read_document(text.encode(), "ward.yaml", Job)
    return JobSubject(document, editions_in_force(document, "ward"), day, day)


def findings(subject: JobSubject) -> list[Finding]:
    """What the checks of namesakes, landlines and codes find, each once."""
    return list(dict.fromkeys(finding for check in CHECKS for finding in check(subject)))


def found(subject: JobSubject) -> list[tuple[str, Severity, str]]:
    """The rule, severity and node of each finding."""
    return [(finding.rule, finding.severity, finding.node) for finding in findings(subject)]


NAMESAKE = "name-means-the-same-place"
CODE = "unit-code-is-of-the-place"
AN_PHU = "name: Công an phường An Phú, province: Gia Lai"


def test_a_name_that_went_over_to_another_place_is_an_error() -> None:
    """An Phú of today is not An Phú of An Khê, which was written just so: both are said, and both ways out."""
    subject = job(f"{{{AN_PHU}}}", LANDLINE)
    assert found(subject) == [(NAMESAKE, Severity.ERROR, "issuer.name")]
    (finding,) = findings(subject)
    text = f"{finding.message.vi} {finding.hint.vi}"
    for part in ("thành phố Pleiku", "thị xã An Khê", "ghi phường An Khê", "unit: 23602 vào issuer"):
        assert part in text


@pytest.mark.parametrize("code", ["23602", '"23602"'])
def test_the_units_code_tells_which_is_meant(code: str) -> None:
    """With today's code nothing is in doubt."""
    assert found(job(f"{{{AN_PHU}, unit: {code}}}", LANDLINE)) == []


def test_a_code_needs_no_province() -> None:
    """An Phú of six provinces is one by its code, and so is its province."""
    assert found(job("{name: Công an phường An Phú, unit: 23602}", MOBILE)) == []


def test_the_code_of_another_place_is_told_alone() -> None:
    """The code of An Khê beside the name of An Phú: the code or the name is wrong, and both remedies are said."""
    subject = job(f"{{{AN_PHU}, unit: 23617}}", LANDLINE)
    assert found(subject) == [(CODE, Severity.ERROR, "issuer.unit")]
    (finding,) = findings(subject)
    assert "23617" in finding.message.en
    assert finding.hint.en == "Write unit: 23602, or the name phường An Khê (Gia Lai)."


def test_a_code_of_another_province_is_told() -> None:
    """The name fits, the province does not: either may be wrong, and the code that the name has there is said."""
    subject = job("{name: Công an phường An Phú, province: Hồ Chí Minh, unit: 23602}", MOBILE)
    assert found(subject) == [(CODE, Severity.ERROR, "issuer.unit")]
    assert findings(subject)[0].hint.en == "Correct the province to Gia Lai, or write unit: 25975."


def test_a_code_that_nobody_has_is_told() -> None:
    """A slip in the code is an error while the table is fresh, a warning later."""
    last = own_table().date + timedelta(365)
    for day, severity in ((last, Severity.ERROR), (last + timedelta(1), Severity.WARNING)):
        subject = job("{name: Công an phường An Khê, province: Gia Lai, unit: 99999}", LANDLINE, day=day)
        assert found(subject) == [(CODE, severity, "issuer.unit")]


def test_a_code_is_not_judged_before_the_reform() -> None:
    """The table has the codes of today only, and says so."""
    subject = job(f"{{{AN_PHU}, unit: 23602}}", LANDLINE, day=date(2022, 12, 1))
    assert found(subject) == [(CODE, Severity.NOTE, "issuer.unit")]


def test_leading_zeros_are_kept_or_put_back() -> None:
    """Đại Mỗ is 00637, also where YAML or a spreadsheet would read a number."""
    for code in ("00637", "637", '"00637"'):
        subject = job(f"{{name: Công an phường Đại Mỗ, province: Hà Nội, unit: {code}}}", MOBILE)
        assert subject.editions[0].unit_code == "00637"
        assert found(subject) == []


@pytest.mark.parametrize("code", ["23", "236021", "2360a", "An Phú", "true"])
def test_what_is_no_code_is_refused(code: str) -> None:
    """A code has five digits; the message says where codes are found."""
    with pytest.raises(InvalidDocumentError) as raised:
        job(f"{{{AN_PHU}, unit: {code}}}", LANDLINE)
    (finding,) = raised.value.findings
    assert "keytag units" in finding.hint.en


def test_an_editions_code_speaks_for_its_name_too() -> None:
    """An edition called like its office's ward is not asked for the code that its issuer has."""
    edition = "{id: a, name: Phường An Phú, issuer: {name: Công an phường An Phú, unit: 23602}}"
    subject = job("{name: Công an tỉnh Gia Lai, province: Gia Lai}", LANDLINE, editions=f"[{edition}]")
    assert found(subject) == []


def test_an_editions_code_is_its_own() -> None:
    """An edition named after a place has no use of the job's code; its own is told at its own line."""
    editions = "[{id: a, name: Phường An Phú}, {id: b, name: Phường An Phú, issuer: {unit: 23602}}]"
    subject = job("{name: Công an phường An Khê, province: Gia Lai, unit: 23617}", LANDLINE, editions=editions)
    assert found(subject) == [(NAMESAKE, Severity.ERROR, "editions.0.name")]
    assert "issuer: {unit: 23602}" in findings(subject)[0].hint.vi


@pytest.mark.parametrize(
    ("number", "told"),
    [("028 3000 1130", []), ("0274 3000 113", [Severity.ERROR]), (MOBILE, [Severity.NOTE])],
)
def test_an_area_code_tells_which_of_two_places(number: str, told: list[Severity]) -> None:
    """Tân Bình with a landline of the city is the city's, not the one of Bình Dương; a mobile tells nothing."""
    subject = job("{name: Công an phường Tân Bình, province: Hồ Chí Minh}", number)
    assert [severity for rule, severity, _ in found(subject) if rule == NAMESAKE] == told


@pytest.mark.parametrize(("number", "told"), [("0274 3000 113", 0), ("028 3000 1130", 1), (MOBILE, 1)])
def test_the_whole_address_of_before_counts(number: str, told: int) -> None:
    """An Phú, Hồ Chí Minh was Thủ Đức's until the reform and is Thuận An's now: in doubt but for its landline."""
    subject = job("{name: Công an phường An Phú, province: Hồ Chí Minh}", number)
    assert [(rule, sev) for rule, sev, _ in found(subject) if rule == NAMESAKE] == [
        (NAMESAKE, Severity.ERROR)
    ] * told


def test_without_a_province_the_area_code_gives_it() -> None:
    """An Phú of two provinces with a landline of Gia Lai is Gia Lai's, whose former An Phú went elsewhere."""
    told = found(job("{name: Công an phường An Phú}", LANDLINE))
    assert (NAMESAKE, Severity.ERROR, "issuer.name") in told


def test_names_in_doubt_are_few() -> None:
    """Of 3,321 units, few must say which they are, none for a name with other marks."""
    grave = noted = 0
    for province in own_table().provinces:
        for unit in own_table().units_in(province):
            was: UnitStatus = unit_status(
                own_table(), PlaceMention(unit.kind, unit.name), province, own_table().date
            )
            alike = [is_written_alike(unit, old) for old in was.old]
            grave += any(alike)
            noted += bool(alike) and not any(alike)
            assert {likeness(unit.name, old.name) for old in was.old} <= {Likeness.SAME}
            assert not any(unit in old.successors for old in was.old)
    assert (grave, noted) == (65, 34)


@pytest.mark.parametrize(("number", "told"), [("0256 3000 113", 0), (LANDLINE, 1), (MOBILE, 0)])
def test_a_landline_of_elsewhere_in_a_merged_province_is_noted(number: str, told: int) -> None:
    """Quy Nhơn was Bình Định's: 0256 still serves it, 0269 serves Pleiku."""
    subject = job("{name: Công an phường Quy Nhơn, province: Gia Lai}", number)
    assert found(subject) == [("area-code-serves-the-place", Severity.NOTE, "numbers.0.number")] * told


def test_the_provinces_own_number_may_be_elsewhere() -> None:
    """The province's police is in Pleiku, and its landline on Quy Nhơn's tag is right."""
    subject = job("{name: Công an phường Quy Nhơn, province: Gia Lai}", LANDLINE)
    (number,) = subject.job.numbers
    wider = subject.job.model_copy(update={"numbers": (number.model_copy(update={"label": "Công an tỉnh"}),)})
    assert found(JobSubject(wider, editions_in_force(wider, "ward"), DAY, DAY)) == []


@pytest.mark.parametrize("issuer", ["{name: Công an phường Pleiku}", "{name: Công an phường An Phú, unit: 23602}"])
def test_area_codes_are_judged_without_a_province(issuer: str) -> None:
    """A place that only one province has, or a code, says of which province the landlines must be."""
    for number, told in ((LANDLINE, []), ("0263 3000 113", ["area-code-matches-province"])):
        numbers = number_subject(job(issuer, number))
        assert [
            f.rule for check in number_areas.CHECKS for f in check(numbers) if f.severity > Severity.NOTE
        ] == told
