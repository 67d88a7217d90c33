"""Who gets how many: households become tags, and every allotment finds its edition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from keytag.documents.job import Job, editions_in_force
from keytag.documents.job.allotments import Allotment, AllotmentTable, allot, kind_by_name, with_spare
from keytag.documents.yaml import json_schema, read_document, yaml_text
from keytag.errors import InvalidDocumentError

HEAD = "keytag: 1\nissuer: {name: A}\nnumbers: [{label: a, number: 113}]\n"
TWO = "editions: [{id: to-1, name: Tổ dân phố 1}, {id: xa-glar, name: Xã Glar}]\n"


def _read(text: str) -> Job:
    job, _ = read_document((HEAD + text).encode(), "ward.yaml", Job)
    return job


def _allotted(text: str) -> tuple[Allotment, ...]:
    job = _read(text)
    assert not isinstance(job.allotments, AllotmentTable)
    return allot(job.allotments, job.spare, editions_in_force(job, "ward"))


@pytest.mark.parametrize(
    ("households", "spare", "tags"), [(62, 0.0, 62), (62, 0.03, 64), (100, 0.07, 107), (1, 1.0, 2)]
)
def test_spare_rounds_up_to_a_whole_tag(households: int, spare: float, tags: int) -> None:
    """A tag for each household and the spare ones; binary rounding of a percentage adds none."""
    assert with_spare(households, spare) == tags


@given(st.integers(1, 20_000), st.integers(0, 100))
def test_spare_is_never_short(households: int, percent: int) -> None:
    """There are at least the tags that the percentage asks for, and less than one more."""
    tags = with_spare(households, percent / 100)
    assert households * percent <= (tags - households) * 100 < households * percent + 100


def test_what_is_given_goes_before_households() -> None:
    """A quantity stands as it is written; without one households and spare decide."""
    found = _allotted(
        "spare: 10%\nallotments: [{name: Tổ 1, households: 50}, {name: Tổ 2, households: 50, quantity: 51}]\n"
    )
    assert [each.quantity for each in found] == [55, 51]


def test_names_that_differ_by_tone_find_their_own_editions() -> None:
    """Thôn Đồng never gets the tags of Thôn Đông; typed without marks nobody knows which is meant."""
    found = _allotted(
        "editions: [{id: thon-dong, name: Thôn Đông}, {id: thon-ddoongf, name: Thôn Đồng}]\n"
        "allotments:\n"
        "  - {name: Thôn Đồng, quantity: 3}\n"
        "  - {name: THÔN ĐÔNG, quantity: 3}\n"
        "  - {name: Thon dong, quantity: 3}\n"
    )
    assert [each.edition for each in found] == ["thon-ddoongf", "thon-dong", None]


def test_an_allotment_finds_its_edition() -> None:
    """It is the one named, by id or by name, or the one that has the allotment's own name; else it is open."""
    found = _allotted(
        TWO + "allotments:\n"
        "  - {name: Mặt trận, quantity: 3, edition: xa-glar}\n"
        "  - {name: to dan pho 1, quantity: 3}\n"
        "  - {name: Công đoàn, quantity: 3}\n"
        "  - {name: Tổ 2, quantity: 3, edition: xa-gla}\n"
    )
    assert [each.edition for each in found] == ["xa-glar", "to-1", None, None]
    assert [each.wanted for each in found] == ["xa-glar", None, None, "xa-gla"]
    assert _allotted("allotments: [{name: X, quantity: 3}]\n")[0].edition == "ward"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tổ dân phố 9", "group"),
        ("TDP 9", "group"),
        ("to 9", "group"),
        ("Khu phố 3", "group"),
        ("Khóm 4", "group"),
        ("Thôn Kon Sơ Lăng", "hamlet"),
        ("Ấp 3", "hamlet"),
        ("Bản Mường", "hamlet"),
        ("BUÔN EA SÚP", "hamlet"),
        ("Ban chỉ huy quân sự", None),
        ("Tổ công đoàn nhà máy", None),
        ("Khối cơ quan", None),
        ("Làng văn hóa", None),
        ("Công an xã", None),
    ],
)
def test_a_name_says_its_kind(name: str, kind: str | None) -> None:
    """Hamlets and groups are known by how their names begin; a staff or a union is neither."""
    assert kind_by_name(name) == kind


def test_contacts_are_in_no_document_that_is_written() -> None:
    """What `show` and packages write has every key of an allotment but the contact."""
    job = _read('allotments: [{name: Tổ 1, households: 3, contact: "Ông Ba"}]\n')
    assert "Tổ 1" in yaml_text(job)
    assert "Ba" not in yaml_text(job)
    # What the job itself may have under that name is empty here.
    assert "contact" not in yaml_text(job).replace("contact: {}\n", "")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("allotments: [{name: Tổ 1}]", (4, 14), "Neither households nor tags"),
        ("allotments: [{name: Tổ 1, households: 0}]", (4, 39), "not between 1 and 20,000"),
        ("allotments: [{name: Tổ 1, households: 1.2}]", (4, 39), "not a whole number"),
        ("allotments: [{nam: Tổ 1, households: 3}]", (4, 15), "no key “nam”"),
        ("allotments: [{name: Tổ 1, kind: ward, households: 3}]", (4, 33), "“ward”"),
        ("allotments: {from: a.csv, columns: {hộ: Số hộ}}", (4, 41), "no column “hộ”"),
        ("allotments: {form: a.csv}", (4, 14), "no key “form”"),
        ("allotments: 347", (4, 13), "expected a list"),
        ("packing: {bag: 600, box: 500}", (4, 26), "holds no bag of 600"),
        ("packing: {bag: 1}", (4, 16), "not between 5 and 2,000"),
        ("spare: 3", (4, 8), "not a percentage"),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(text: str, place: tuple[int, int], words: str) -> None:
    """A wrong key or value is told with its line and column."""
    with pytest.raises(InvalidDocumentError) as caught:
        _read(text)
    findings = caught.value.findings
    assert [(f.where.line, f.where.column) for f in findings if f.where] == [place]
    assert words in findings[0].message.en


def test_two_thousand_and_one_are_too_many() -> None:
    """A hostile list is refused by its length."""
    entries = "\n".join(f"  - {{name: T{i}, households: 3}}" for i in range(2001))
    with pytest.raises(InvalidDocumentError, match="cannot be used"):
        _read(f"allotments:\n{entries}")


@pytest.mark.parametrize(
    ("allotments", "is_good"),
    [
        ([{"name": "Tổ 1", "households": 3}], True),
        ({"from": "a.csv", "columns": {"name": "Tổ"}}, True),
        ({"columns": {}}, False),
        ([{"households": 3}], False),
        ("a.csv", False),
    ],
)
def test_the_schema_knows_both_forms(allotments: object, is_good: bool) -> None:  # noqa: FBT001
    """Editors accept a list or a table, and nothing else."""
    job = {"keytag": 1, "issuer": {"name": "A"}, "numbers": [{"label": "a", "number": "113"}]}
    assert Draft202012Validator(json_schema(Job)).is_valid({**job, "allotments": allotments}) is is_good
