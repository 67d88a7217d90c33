"""Misspelt words of offices, days that cannot be, editions of one name, places of before the reform."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from keytag.checks.content import JobSubject, day, edition_names, place_before, place_words
from keytag.documents.job import Job, editions_in_force
from keytag.documents.yaml import read_document
from keytag.findings import Severity
from keytag.vietnam.places import own_table

DAY = date(2026, 1, 15)


def job(issuer: str, as_of: date = DAY, editions: str = "", slogan: str = "Giữ gìn trật tự") -> JobSubject:
    """A job of that issuer in Gia Lai, judged by ``as_of``."""
    text = (
        f'keytag: 1\nsample: true\nissuer: {{name: "{issuer}", province: Gia Lai}}\nquantity: 9\n'
        f'slogan: "{slogan}"\nnumbers: [{{label: Trực ban, number: 0269 3000 113}}]\n{editions}'
    )
    document, _ = read_document(text.encode(), "ward.yaml", Job)
    return JobSubject(document, editions_in_force(document, "ward"), as_of, DAY)


@pytest.mark.parametrize(
    ("issuer", "meant", "severity"),
    [
        ("Công an phuờng An Phú", "Công an phường An Phú", Severity.ERROR),
        ("Công An phừơng An Khê", "Công an phường An Khê", Severity.ERROR),
        ("Cộng an phường An Khê", "Công an phường An Khê", Severity.ERROR),
        ("CA phưòng An Khê", "Công an phường An Khê", Severity.ERROR),
        ("Công an phuog An Khê", "Công an phường An Khê", Severity.ERROR),
        ("Công an xả Đak Đoa", "Công an xã Đak Đoa", Severity.ERROR),
        ("Công an xa Đak Đoa", "Công an xã Đak Đoa", Severity.WARNING),
        ("Công an thi tran Đak Đoa", "Công an thị trấn Đak Đoa", Severity.WARNING),
        ("CÔNG AN PHUỜNG AN KHÊ", "Công an phường AN KHÊ", Severity.ERROR),
        ("Phuờng An Khê", "phường An Khê", Severity.ERROR),
    ],
)
def test_a_misspelt_word_is_asked_about(issuer: str, meant: str, severity: Severity) -> None:
    """A wrong word is an error at its node with what was meant; one that only lacks marks is a warning."""
    (finding,) = place_words.office_words_are_spelt_right(job(issuer))
    assert (finding.node, finding.severity) == ("issuer.name", severity)
    assert finding.hint.en == f"Did you mean {meant}?"


def test_a_misspelt_word_is_found_in_a_slogan() -> None:
    """Running text is read as well, at its own node."""
    subject = job("Công an phường An Khê", slogan="Gọi ngay Công an phuờng An Khê")
    assert [f.node for f in place_words.office_words_are_spelt_right(subject)] == ["slogan"]


@pytest.mark.parametrize(
    "issuer",
    [
        "Công an phường An Khê",
        "CÔNG AN PHƯỜNG AN KHÊ",
        "Cong an phuong An Khe",
        "Công an Xa Dung",
        "Công an Phương Canh",
        "Công an Tĩnh Gia",
        "Công an quân sự",
        "Công an Quân khu 5",
        "Công an Phương Nam",
        "Phòng Cảnh sát quản lý hành chính về trật tự xã hội",
        "CÔNG AN QUẢN LÝ HÀNH CHÍNH",
        "Công an phường, “Công an xã”: (Công an phường)",
        "Có công ăn việc làm",
        "Phưởng Nguyễn",
    ],
)
def test_other_words_of_those_letters_pass(issuer: str) -> None:
    """Names and words that only share their letters with a kind of place are left alone."""
    assert list(place_words.office_words_are_spelt_right(job(issuer))) == []


def test_no_unit_is_taken_for_a_misspelt_word() -> None:
    """No name of today, with its word or without, is asked about."""
    for province in own_table().provinces:
        for start in range(0, len(own_table().units_in(province)), 40):
            units = own_table().units_in(province)[start : start + 40]
            for form in ("Thôn {}", "Công an {}"):
                lines = "".join(f'\n  - {{id: e{i}, name: "{form.format(u.name)}"}}' for i, u in enumerate(units))
                subject = job("Công an tỉnh Gia Lai", editions=f"editions:{lines}\n")
                assert list(place_words.office_words_are_spelt_right(subject)) == []


@pytest.mark.parametrize("as_of", [date(1, 1, 1), date(1990, 1, 1), date(2006, 1, 15), date(2017, 12, 31)])
def test_a_day_before_any_tag_is_doubted(as_of: date) -> None:
    """A mistyped year switches rules off, so it is warned of at as_of."""
    (finding,) = day.day_is_plausible(job("Công an huyện Đak Đoa", as_of))
    assert (finding.node, finding.severity) == ("as_of", Severity.WARNING)


def test_days_of_known_programmes_pass() -> None:
    """From 2018 on a day is taken as it is."""
    for as_of in (date(2018, 1, 1), date(2018, 3, 20), DAY):
        assert list(day.day_is_plausible(job("Công an huyện Đak Đoa", as_of))) == []


@pytest.mark.parametrize(
    ("as_of", "told"), [(date(2027, 1, 16), 0), (date(2027, 1, 17), 1), (date(2062, 1, 15), 1)]
)
def test_a_day_of_more_than_a_year_from_now_is_doubted(as_of: date, told: int) -> None:
    """A programme is made ready in the year before it; a later day is a slip, told with today's."""
    found = list(day.day_is_plausible(job("Công an phường An Khê", as_of)))
    assert [(f.node, f.severity) for f in found] == told * [("as_of", Severity.WARNING)]
    assert all("15/01/2026" in f.message.vi for f in found)


def test_editions_of_one_office_have_their_own_names() -> None:
    """The later of two editions of one name is warned of, unless another office issues it."""
    same = "editions: [{id: a, name: Thôn 1}, {id: b, name: thôn  1}, {id: c, name: Thôn 2}]\n"
    found = list(edition_names.editions_have_their_own_names(job("Công an phường An Khê", editions=same)))
    assert [(f.node, f.severity) for f in found] == [("editions.1.name", Severity.WARNING)]
    apart = "editions: [{id: a, name: Thôn 1}, {id: b, name: Thôn 1, issuer: {name: Công an xã Đak Đoa}}]\n"
    subject = job("Công an phường An Khê", editions=apart)
    assert list(edition_names.editions_have_their_own_names(subject)) == []


@pytest.mark.parametrize(
    ("issuer", "as_of"),
    [("Công an phường Hàng Kẽm", date(2022, 1, 1)), ("Công an huyện Từ Liêm", date(2018, 3, 20))],
)
def test_a_former_place_that_the_table_lacks_is_noted(issuer: str, as_of: date) -> None:
    """What the table cannot judge is noted, no more: it may have been right in its day."""
    (finding,) = place_before.former_place_is_known(job(f"{issuer}, Hà Nội", as_of))
    assert (finding.node, finding.severity) == ("issuer.name", Severity.NOTE)


def test_former_places_of_the_table_pass() -> None:
    """Units and districts that the table has are not told of, nor any after the reform."""
    eve = date(2025, 7, 1) - timedelta(1)
    for issuer in ("Công an huyện Đak Đoa", "Công an xã Glar", "Công an thành phố Pleiku"):
        assert list(place_before.former_place_is_known(job(issuer, eve))) == []
    assert list(place_before.former_place_is_known(job("Công an phường Hoàn Kiếm", eve + timedelta(1)))) == []


@pytest.mark.parametrize(
    "issuer",
    ["Công an phường Hoàn Kiếm, Hà Nội", "Công an đặc khu Phú Quốc, An Giang", "Công an đặc khu Phú Quốc"],
)
def test_a_place_of_today_was_not_there_before_the_reform(issuer: str) -> None:
    """A name that only today's table has is warned of, once, in a job of before 1-7-2025: name or day is wrong."""
    subject = job(issuer, date(2020, 10, 15))
    (finding,) = place_before.place_existed_then(subject)
    assert (finding.node, finding.severity) == ("issuer.name", Severity.WARNING)
    assert list(place_before.former_place_is_known(subject)) == []
    assert list(place_before.place_existed_then(job(issuer, date(2025, 7, 1)))) == []


def test_a_province_was_there_before_the_reform() -> None:
    """Hà Tây ended in 2008: an error; the 63 of before the reform pass, by each of their names."""
    (finding,) = place_before.place_existed_then(job("Công an tỉnh Hà Tây", date(2024, 1, 1)))
    assert (finding.node, finding.severity) == ("issuer.name", Severity.ERROR)
    for name in ("Bình Định", "Bà Rịa-Vũng Tàu", "Thừa Thiên Huế", "Bắc Kạn", "Đăk Lăk"):
        assert list(place_before.place_existed_then(job(f"Công an tỉnh {name}", date(2024, 1, 1)))) == []
