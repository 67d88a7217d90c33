"""Offices and places of a job, on the days before and after they changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from keytag.checks.content import JobSubject, offices, place_names
from keytag.documents.job import Job, editions_in_force
from keytag.documents.yaml import read_document
from keytag.findings import Finding, Severity
from keytag.vietnam.places import own_table

REFORM = date(2025, 7, 1)
DAY = date(2026, 1, 15)
CHECKS = (*offices.CHECKS, *place_names.CHECKS)
Check = Callable[[JobSubject], Iterator[Finding]]


def job(
    issuer: str,
    province: str | None = "Gia Lai",
    *editions: str,
    label: str = "Trực ban",
    day: date = DAY,
) -> JobSubject:
    """A job of that issuer, with one edition of each name."""
    home = f', province: "{province}"' if province else ""
    named = "".join(f'\n  - {{id: e{i}, name: "{name}"}}' for i, name in enumerate(editions))
    text = (
        f'keytag: 1\nsample: true\nissuer: {{name: "{issuer}"{home}}}\nquantity: 100\n'
        f'numbers: [{{label: "{label}", number: 0269 3000 113}}]\n' + (f"editions:{named}\n" if named else "")
    )
    document, _ = read_document(text.encode(), "ward.yaml", Job)
    return JobSubject(document, editions_in_force(document, "ward"), day, day)


def found(subject: JobSubject) -> list[tuple[str, Severity, str]]:
    """What all checks of offices and places find: rule, severity, node."""
    each = dict.fromkeys(finding for check in CHECKS for finding in check(subject))
    return [(finding.rule, finding.severity, finding.node) for finding in each]


def said(check: Check, subject: JobSubject) -> str:
    """The one Vietnamese message and hint of ``check``."""
    (finding,) = check(subject)
    return f"{finding.message.vi} {finding.hint.vi}"


@pytest.mark.parametrize("kind", ["huyện Đak Đoa", "thị xã An Khê", "thành phố Pleiku", "TP. Pleiku", "quận 1"])
def test_district_police_ended_on_1_march_2025(kind: str) -> None:
    """The police of a district is right on 28 February 2025 and an error on 1 March."""
    name = f"Công an {kind}"
    assert found(job(name, day=date(2025, 2, 28))) == []
    assert found(job(name, day=date(2025, 3, 1))) == [("no-district-police", Severity.ERROR, "issuer.name")]


@pytest.mark.parametrize("city", ["Hà Nội", "Huế", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh"])
def test_the_police_of_a_central_city_is_right(city: str) -> None:
    """The six cities of a province's rank have their police before and after, under short forms too."""
    for day in (date(2024, 1, 1), date(2025, 5, 1), DAY, date(2026, 11, 21)):
        for name in (f"Công an thành phố {city}", f"CATP {city}", f"Công an TP. {city}"):
            assert found(job(name, city, day=day)) == []
    assert found(job("Công an TP.HCM", "TP.HCM")) == []


def test_a_city_named_like_its_province_was_a_districts() -> None:
    """Thái Nguyên's police of the city is gone; that of the province is not."""
    assert found(job("Công an thành phố Thái Nguyên", "Thái Nguyên")) == [
        ("no-district-police", Severity.ERROR, "issuer.name")
    ]
    assert found(job("Công an tỉnh Thái Nguyên", "Thái Nguyên")) == []
    # Once the table is old such a city may be one of a province's rank: no error that cannot be accepted.
    later = found(job("Công an thành phố Thái Nguyên", "Thái Nguyên", day=own_table().date + timedelta(366)))
    assert later[0] == ("no-district-police", Severity.WARNING, "issuer.name")


def test_a_label_can_name_a_districts_police() -> None:
    """The label of a number is read as well, at its own node."""
    assert found(job("Công an phường An Khê", label="Công an huyện")) == [
        ("no-district-police", Severity.ERROR, "numbers.0.label")
    ]
    assert found(job("Công an phường An Khê", label="Trực ban huyện")) == []


def test_a_district_behind_the_ward_ended_with_the_districts() -> None:
    """An address with a district is right until 30 June 2025, and is told what became of the district."""
    name = "Công an phường An Khê, thị xã An Khê"
    assert found(job(name, day=REFORM - timedelta(1))) == []
    assert found(job(name, day=REFORM)) == [("no-district", Severity.ERROR, "issuer.name")]
    assert "phường An Khê" in said(offices.place_is_no_district, job(name))


def test_townships_ended_with_the_reform() -> None:
    """A township is right until 30 June 2025; after it, what it is today is said."""
    name = "Công an thị trấn Đak Đoa"
    assert found(job(name, day=REFORM - timedelta(1))) == []
    assert found(job(name, day=REFORM)) == [("no-township", Severity.ERROR, "issuer.name")]
    assert "nay là xã Đak Đoa (Gia Lai)" in said(offices.place_is_no_township, job(name))


def test_a_former_unit_is_told_its_successor() -> None:
    """A unit that was merged is an error at the line that names it, with today's name."""
    subject = job("Công an phường An Khê", "Gia Lai", "Xã Glar", "Xã Đak Đoa")
    assert found(subject) == [("unit-still-exists", Severity.ERROR, "editions.0.name")]
    assert "Ghi xã Đak Đoa." in said(place_names.unit_still_exists, subject)
    assert found(job("Công an phường An Khê", "Gia Lai", "Xã Glar", day=REFORM - timedelta(1))) == []


def test_a_merged_province_is_told_its_successor() -> None:
    """A province that was merged is an error at its own node, and the ward is looked for in today's."""
    subject = job("Công an phường Quy Nhơn", "Bình Định")
    assert found(subject) == [("province-still-exists", Severity.ERROR, "issuer.province")]
    assert "Gia Lai" in said(offices.province_still_exists, subject)
    assert found(job("Công an phường Quy Nhơn", "Bình Định", day=REFORM - timedelta(1))) == []
    assert found(job("Công an tỉnh Bình Định", None)) == [("province-still-exists", Severity.ERROR, "issuer.name")]


def test_dong_nai_is_a_city_since_30_april_2026() -> None:
    """The province's and its new wards' words change on the day of the resolution, not before."""
    eve, then = date(2026, 4, 29), date(2026, 4, 30)
    old, new = ("Công an tỉnh Đồng Nai", "Xã Long Thành"), ("Công an thành phố Đồng Nai", "Phường Long Thành")
    assert found(job(old[0], "Đồng Nai", old[1], day=eve)) == []
    assert found(job(new[0], "Đồng Nai", new[1], day=then)) == []
    assert [rule for rule, _, _ in found(job(old[0], "Đồng Nai", day=then))] == ["province-still-exists"]
    assert [rule for rule, _, _ in found(job("Công an xã Long Thành", "Đồng Nai", day=then))] == [
        "unit-has-its-kind"
    ]


@pytest.mark.parametrize(
    ("issuer", "rule"),
    [
        ("Công an phường Vũng Tàu", "unit-is-in-its-province"),
        ("Công an xã An Khê", "unit-has-its-kind"),
        ("Công an phường Ân Khế", "place-is-known"),
        ("Công an phường An Kkhê", "place-is-known"),
    ],
)
def test_a_wrong_name_is_an_error_while_the_table_is_sure(issuer: str, rule: str) -> None:
    """A name that a table of up to a year lacks is wrong; later the unit may be new, and the warning says why."""
    last = own_table().date + timedelta(365)
    assert found(job(issuer, day=last))[0] == (rule, Severity.ERROR, "issuer.name")
    later = job(issuer, day=last + timedelta(1))
    assert found(later)[0] == (rule, Severity.WARNING, "issuer.name")
    (finding,) = (f for check in CHECKS for f in check(later) if f.rule == rule)
    assert "bảng địa danh ngày 10/10/2026 đã quá một năm" in finding.message.vi


def test_an_unknown_province_is_asked_about() -> None:
    """A misspelt province is found at its node, with what was meant."""
    subject = job("Công an phường Quy Nhơn", "Gia Lia")
    assert found(subject) == [("place-is-known", Severity.ERROR, "issuer.province")]
    assert "“Gia Lai”" in said(place_names.place_is_known, subject)


def test_a_province_with_wrong_marks_is_asked_about() -> None:
    """Other marks make another word, which would print; other ways to write the same name pass."""
    subject = job("Công an phường Quy Nhơn", "Gia Lài")
    assert found(subject) == [("place-is-known", Severity.ERROR, "issuer.province")]
    assert "“Gia Lai”" in said(place_names.place_is_known, subject)
    for name in ("Khánh Hoà", "Đăk Lăk", "Thanh Hoá", "TP.HCM"):
        assert list(place_names.place_is_known(job("Công an", name))) == []


def test_missing_marks_are_told_of() -> None:
    """A name typed without marks would print so; one that has none is fine as it is."""
    assert found(job("Cong an phuong An Khe")) == [("place-name-has-its-marks", Severity.WARNING, "issuer.name")]
    assert found(job("Công an phường Buôn Hồ", "Dak Lak")) == [
        ("place-name-has-its-marks", Severity.WARNING, "issuer.province")
    ]
    assert found(job("Công an xã KDang", "gia lai")) == []
    assert found(job("Công an xã Ha Bau", day=date(2020, 1, 1))) == [
        ("place-name-has-its-marks", Severity.WARNING, "issuer.name")
    ]


@pytest.mark.parametrize(
    ("issuer", "province"),
    [
        ("Công an phường Thuận Hóa", "Huế"),
        ("Công an phường THUẬN HOÁ", "Huế"),
        ("Công an xã Thạch Hà", "Hà Tĩnh"),
        ("Công an xã Vụ Bản", "Ninh Bình"),
        ("Công an xã Tân Thanh", "Ninh Bình"),
    ],
)
def test_a_name_with_other_marks_is_no_other_places(issuer: str, province: str) -> None:
    """Thuận Hóa was never called Thuận Hòa: a name is compared with its marks where it has them."""
    assert found(job(issuer, province)) == []


def test_a_misspelt_province_is_asked_about_alone() -> None:
    """That the name needs its province is not said of a job that gives one, misspelt."""
    assert found(job("Công an phường An Khê", "Gia Lay")) == [
        ("place-is-known", Severity.ERROR, "issuer.province")
    ]


@pytest.mark.parametrize("island", ["Phú Quốc", "Côn Đảo", "Bạch Long Vĩ", "Lý Sơn"])
def test_an_island_district_became_a_zone(island: str) -> None:
    """The police of an island's district is told the special zone, whatever the district was called."""
    subject = job(f"Công an huyện {island}", None)
    assert [rule for rule, _, _ in found(subject)] == ["no-district-police"]
    assert f"địa bàn đó: đặc khu {island}" in said(offices.office_is_of_no_district, subject)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Zalo Công an huyện Đak Đoa", "no-district-police"),
        ("Công an huyện Đak Đoa vì nhân dân phục vụ", "no-district-police"),
        ("CA thị trấn", "no-township"),
        ("GỌI CA THỊ TRẤN ĐAK ĐOA", "no-township"),
        ("Công an thành phố Pleiku", "no-district-police"),
    ],
)
def test_running_text_names_no_former_office(text: str, rule: str) -> None:
    """Slogan, caption and label are read for offices of districts and townships, each at its node, by date."""
    for node in ("slogan", "qr.caption", "numbers.0.label"):
        for day, expected in ((DAY, [(rule, Severity.ERROR, node)]), (date(2025, 2, 28), [])):
            assert found(worded(node, text, day)) == expected


@pytest.mark.parametrize(
    "text",
    ["Công an thành phố Huế vì dân", "Công an thành phố", "Thị trấn xanh, huyện đẹp", "Công an xã, phường"],
)
def test_running_text_may_name_what_there_is(text: str) -> None:
    """Offices of today pass in running text, and so do districts that are no office."""
    for node in ("slogan", "qr.caption", "numbers.0.label"):
        assert found(worded(node, text, DAY)) == []


def test_a_former_office_is_named_without_the_sentence_after_it() -> None:
    """Only the office is quoted, not what a slogan goes on to say."""
    text = said(
        offices.office_is_of_no_district, worded("slogan", "Công an huyện Đak Đoa vì nhân dân phục vụ", DAY)
    )
    assert "“Công an huyện Đak Đoa” đã kết thúc hoạt động" in text


def worded(node: str, text: str, day: date) -> JobSubject:
    """A job of a ward of today that says ``text`` at ``node``."""
    words = {"slogan": "Giữ gìn trật tự", "qr.caption": "Quét mã", "numbers.0.label": "Trực ban", node: text}
    document, _ = read_document(
        (
            "keytag: 1\nsample: true\nissuer: {name: Công an tỉnh Gia Lai, province: Gia Lai}\nquantity: 9\n"
            f'slogan: "{words["slogan"]}"\n'
            f'qr: {{link: "https://gialai.gov.vn", caption: "{words["qr.caption"]}"}}\n'
            f'numbers: [{{label: "{words["numbers.0.label"]}", number: 0269 3000 113}}]\n'
        ).encode(),
        "ward.yaml",
        Job,
    )
    return JobSubject(document, editions_in_force(document, "ward"), day, day)


def test_a_name_of_several_places_needs_its_province() -> None:
    """Without a province a name that several have is noted; with one it is not."""
    assert found(job("Công an phường An Khê", None)) == [("name-is-one-place", Severity.NOTE, "issuer.name")]
    for issuer in ("Công an phường An Khê, Gia Lai", "Công an phường An Khê (tỉnh Gia Lai)"):
        assert found(job(issuer, None)) == []


@pytest.mark.parametrize("zone", ["Hoàng Sa", "Trường Sa"])
def test_a_zone_without_police_is_asked_about(zone: str) -> None:
    """The police of a zone of which none is known is a warning; its people's committee is none."""
    home = {"Hoàng Sa": "Đà Nẵng", "Trường Sa": "Khánh Hòa"}[zone]
    assert found(job(f"Công an đặc khu {zone}", home)) == [
        ("special-zone-has-police", Severity.WARNING, "issuer.name")
    ]
    assert found(job(f"UBND đặc khu {zone}", home)) == []
    assert found(job("Công an đặc khu Phú Quốc", "An Giang")) == []


@pytest.mark.parametrize(
    ("age", "severity"), [(183, None), (184, Severity.NOTE), (365, Severity.NOTE), (366, Severity.WARNING)]
)
def test_an_old_table_is_told_of(age: int, severity: Severity | None) -> None:
    """A table over half a year old is noted by every check of today's places, one over a year is warned of."""
    today = own_table().date + timedelta(age)
    expected = [] if severity is None else [("places-table-is-recent", severity, "issuer.name")]
    for as_of in (today, date(2026, 1, 15)):
        for issuer in ("Công an phường An Khê", "Đồn Công an khu công nghiệp"):
            assert found(replace(job(issuer, day=as_of), today=today)) == expected
    eve_of_the_reform = replace(job("Công an huyện Đak Đoa", day=date(2020, 4, 1)), today=today)
    assert found(eve_of_the_reform) == []


@pytest.mark.parametrize(
    "issuer",
    [
        "Công an tỉnh Gia Lai",
        "Đồn Công an khu công nghiệp Trà Đa",
        "Ban Chỉ huy Quân sự phường An Khê",
        "UBND phường An Khê",
        "Phòng Cảnh sát quản lý hành chính về trật tự xã hội",
        "Bộ Công an",
        "CAP An Khê",
        "CA P. An Khê",
    ],
)
def test_other_offices_pass(issuer: str) -> None:
    """Offices of the province, the army and the committees pass, and so do short forms."""
    assert found(job(issuer)) == []


def test_hamlets_and_groups_pass() -> None:
    """Editions named after hamlets, groups, firms or former places are never told of."""
    names = (
        "Thôn 3",
        "Ấp 01",
        "Tổ 9",
        "Nhóm 1",
        "Cơ quan, doanh nghiệp",
        "Khu vực Glar cũ",
        "Làng Dơk, xã Đak Đoa",
    )
    assert found(job("Công an phường An Khê", "Gia Lai", *names)) == []


def test_a_fault_of_the_job_is_told_once() -> None:
    """What three editions inherit yields the same finding from each, and is told once."""
    names = ("Thôn 1", "Thôn 2", "Thôn 3")
    assert found(job("Công an xã Glar", "Gia Lai", *names)) == [
        ("unit-still-exists", Severity.ERROR, "issuer.name")
    ]


def test_an_editions_own_province_is_told_at_its_node() -> None:
    """Where an edition gives a province of its own, that is the line to change."""
    text = (
        "keytag: 1\nsample: true\nissuer: {name: Công an phường An Khê, province: Gia Lai}\nquantity: 9\n"
        "numbers: [{label: Trực ban, number: 0269 3000 113}]\n"
        "editions: [{id: a, issuer: {name: Công an phường Quy Nhơn, province: Bình Định}}]\n"
    )
    document, _ = read_document(text.encode(), "ward.yaml", Job)
    subject = JobSubject(document, editions_in_force(document, "ward"), DAY, DAY)
    assert found(subject) == [("province-still-exists", Severity.ERROR, "editions.0.issuer.province")]
