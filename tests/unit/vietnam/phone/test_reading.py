"""What a number is: kind, area, how it is dialled, what is wrong with it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keytag.vietnam.phone import DigitFault, NumberKind, describe_number, digits, read_number, reading
from keytag.vietnam.phone.areas import AREAS
from keytag.vietnam.phone.metadata import LineType, line_type
from keytag.vietnam.phone.reading import NEW_PREFIXES, OLD_PREFIXES_END


@pytest.mark.parametrize(
    ("written", "kind", "tel"),
    [
        ("0269 3000 113", NumberKind.LANDLINE, "tel:+842693000113"),
        ("024 3000 0113", NumberKind.LANDLINE, "tel:+842430000113"),
        ("+84 28 3000 0113", NumberKind.LANDLINE, "tel:+842830000113"),
        ("0084 269 3000 113", NumberKind.LANDLINE, "tel:+842693000113"),
        ("0769 000 113", NumberKind.MOBILE, "tel:+84769000113"),
        ("069 300 0113", NumberKind.POLICE, "tel:+84693000113"),
        ("069 100 0113", NumberKind.FORCES, "tel:+84691000113"),
        ("113", NumberKind.EMERGENCY, "tel:113"),
        ("115", NumberKind.EMERGENCY, "tel:115"),
        ("112", NumberKind.RESCUE, "tel:112"),
        ("111", NumberKind.SHORT, "tel:111"),
        ("1800 0113", NumberKind.FREE, "tel:18000113"),
        ("+84 1800 0113", NumberKind.FREE, "tel:18000113"),
        ("1900 000 113", NumberKind.PREMIUM, "tel:1900000113"),
        ("0672 000 113", NumberKind.SATELLITE, "tel:+84672000113"),
        ("0169 3000 113", NumberKind.OLD_MOBILE, "tel:+841693000113"),
        ("060 3000 113", NumberKind.FORMER_LANDLINE, "tel:+84603000113"),
        ("+855 12 000 113", NumberKind.FOREIGN, "tel:+85512000113"),
        ("0000 000", NumberKind.UNKNOWN, "tel:0000000"),
    ],
)
def test_kinds_and_their_uri(written: str, kind: NumberKind, tel: str) -> None:
    """Each kind of number is known, and dialled by RFC 3966."""
    assert (read_number(written).kind, read_number(written).tel) == (kind, tel)


@pytest.mark.parametrize(
    ("written", "fault", "instead"),
    [
        ("0269 3000 11", DigitFault.LENGTH, None),
        ("0269 3000 1133", DigitFault.LENGTH, None),
        ("024 3000 113", DigitFault.LENGTH, None),
        ("0769 000 11", DigitFault.LENGTH, None),
        ("0769 000 1131", DigitFault.LENGTH, None),
        ("069 300 01133", DigitFault.LENGTH, None),
        ("069 30011", DigitFault.LENGTH, None),
        ("069 300 011", DigitFault.LENGTH, None),
        ("0269 0000 113", DigitFault.SUBSCRIBER, None),
        ("024 1000 0113", DigitFault.SUBSCRIBER, None),
        ("0950 000 113", DigitFault.PREFIX, None),
        ("1800 011", DigitFault.LENGTH, None),
        ("1900 00113", DigitFault.UNUSUAL, None),
        ("2693000113", DigitFault.NO_ZERO, "02693000113"),
        ("769000113", DigitFault.NO_ZERO, "0769000113"),
        ("842693000113", DigitFault.NO_ZERO, "02693000113"),
        ("3000 113", DigitFault.NO_AREA, None),
        ("0267 3000 113", DigitFault.AREA, None),
        ("066 000 113", DigitFault.OPENING, None),
        ("0710 000 113", DigitFault.PREFIX, None),
        ("024 9000 0113", DigitFault.PREFIX, None),
        ("911", DigitFault.UNUSUAL, None),
        ("99", None, None),
        ("12345", None, None),
        ("123456", DigitFault.LENGTH, None),
        ("3000 0113", DigitFault.NO_AREA, None),
        ("300 0113", DigitFault.NO_AREA, None),
        ("300 011", DigitFault.LENGTH, None),
        ("123456789", DigitFault.LENGTH, None),
        ("69300011", DigitFault.NO_AREA, None),
        ("1800 0113", None, None),
        ("1900 000 113", None, None),
        ("1900 000 1131", DigitFault.LENGTH, None),
        ("0084269300", DigitFault.OPENING, None),
        ("00842693000", DigitFault.LENGTH, None),
        ("+855 1", DigitFault.LENGTH, None),
        ("+999 123 456", DigitFault.LENGTH, None),
        ("0269 3000 113", None, None),
        ("1022", None, None),
    ],
)
def test_faults(written: str, fault: DigitFault | None, instead: str | None) -> None:
    """What is wrong with the digits is told apart, and the right number given where it is certain."""
    assert (read_number(written).fault, read_number(written).instead) == (fault, instead)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("0120 3000 113", "0703000113"),
        ("0129 3000 113", "0823000113"),
        ("0162 3000 113", "0323000113"),
        ("01693000113", "0393000113"),
        ("0188 3000 113", "0583000113"),
        ("0199 3000 113", "0593000113"),
        ("+84 169 3000 113", "0393000113"),
    ],
)
def test_old_mobiles_have_their_new_number(written: str, instead: str) -> None:
    """A mobile number of eleven digits is given with the prefix of 2018."""
    assert (read_number(written).kind, read_number(written).instead) == (NumberKind.OLD_MOBILE, instead)


@pytest.mark.parametrize(
    ("written", "kind", "instead"),
    [
        ("060 3000 113", NumberKind.FORMER_LANDLINE, "02603000113"),
        ("04 3000 0113", NumberKind.FORMER_LANDLINE, "02430000113"),
        ("0650 3000 113", NumberKind.FORMER_LANDLINE, "02743000113"),
        ("0240 3000 113", NumberKind.FORMER_LANDLINE, "02043000113"),
        ("026 3000 113", NumberKind.FORMER_LANDLINE, "02063000113"),
        ("0263 000 113", NumberKind.UNKNOWN, None),
        ("0263000113", NumberKind.FORMER_LANDLINE, "02063000113"),
        ("0269000113", NumberKind.UNKNOWN, None),
        ("059 3000 113", NumberKind.MOBILE, "02693000113"),
        ("08 3000 0113", NumberKind.MOBILE, "02830000113"),
    ],
)
def test_landlines_of_before_2017(written: str, kind: NumberKind, instead: str | None) -> None:
    """A former area code is known by its groups; what is a mobile today says what it would have been."""
    assert (read_number(written).kind, read_number(written).instead) == (kind, instead)


@pytest.mark.parametrize(
    ("written", "living"),
    [
        ("0169 3000 113", "0393000113"),
        ("060 3000 113", "02603000113"),
        # A mobile number that was a landline's before 2017 rings where it is today.
        ("08 3000 0113", "0830000113"),
        ("0269 3000 113", "02693000113"),
        ("2693000113", "2693000113"),
        ("+84 1900 000 113", "1900000113"),
        ("113", "113"),
    ],
)
def test_where_a_number_rings_today(written: str, living: str) -> None:
    """Only a number that has ended is reached under another one."""
    assert read_number(written).living == living


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("0269 3000 11", 11),
        ("0769 000 11", 10),
        ("069 30011", 10),
        ("069 300 0113", None),
        ("0269 3000 113", None),
        ("0267 3000 113", None),
    ],
)
def test_how_many_digits_there_should_be(written: str, wanted: int | None) -> None:
    """Of a number of the wrong length its right one is said, of every other nothing."""
    assert read_number(written).wanted == wanted


def test_the_days_of_the_new_prefixes() -> None:
    """As the ministry's plan of 2018 says: dialled side by side from 15 September until 14 November."""
    assert (date(2018, 9, 15), date(2018, 11, 14)) == (NEW_PREFIXES, OLD_PREFIXES_END)


def test_ordinary_numbers_are_told_by_their_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Landlines of every area and mobiles are told without asking the library for one of them."""
    monkeypatch.setattr(reading, "line_type", lambda number: pytest.fail(f"the library was asked for {number}"))
    numbers = [area.code + "3456789123"[: area.digits] for area in AREAS]
    numbers += ["0769000199", "0912000199", "0323000199"]
    kinds = {read_number.__wrapped__(number).kind for number in numbers}
    assert kinds == {NumberKind.LANDLINE, NumberKind.MOBILE}


def test_a_number_is_shown_as_it_was_written() -> None:
    """Groups of the writer stay, digits without any get those of their kind."""
    assert read_number("0769.04.04.04").display == "0769.04.04.04"
    assert read_number("02693000113").display == "0269 3000 113"


@pytest.mark.parametrize(
    ("written", "vi", "en"),
    [
        ("0269 3000 113", "cố định Gia Lai", "landline, Gia Lai"),
        ("0256 3000 113", "cố định Bình Định (nay là Gia Lai)", "landline, Bình Định (now Gia Lai)"),
        ("0234 3000 113", "cố định Huế", "landline, Huế"),
        ("060 3000 113", "cố định Kon Tum (nay là Quảng Ngãi), mã vùng cũ", None),
        ("0769 000 113", "di động", "mobile"),
        ("069 200 0113", "đường dây Công an, miền Bắc", "police line, north"),
        ("069 300 0113", "đường dây Công an, miền Nam", "police line, south"),
        ("069 400 0113", "đường dây Công an, miền Trung", "police line, centre"),
        ("069 500 0113", "069, dùng chung nhiều lực lượng", "069, shared by several forces"),
        ("113", "Công an (khẩn cấp)", None),
        ("0269 3000 11", "không rõ", "unknown"),
    ],
)
def test_numbers_in_words(written: str, vi: str, en: str | None) -> None:
    """Beside a number stands what it is, in words that anybody knows."""
    text = describe_number(read_number(written))
    assert text.vi == vi
    assert en is None or text.en == en


@given(st.from_regex(r"\+?[0-9]{3,15}", fullmatch=True))
def test_every_number_is_read(written: str) -> None:
    """No digits at all make the reader fail or lose one, and only what is known has no fault."""
    number = read_number(written)
    assert digits(number.display) == digits(written)
    assert number.fault is not None or number.kind is not NumberKind.UNKNOWN
    assert number.tel.startswith("tel:")
    assert describe_number(number).vi


@given(st.from_regex(r"0[2-9][0-9]{8,9}", fullmatch=True))
def test_the_tables_agree_with_the_library(home: str) -> None:
    """What is told without the library is what the library says, whatever the number."""
    kinds = {
        NumberKind.LANDLINE: LineType.LANDLINE,
        NumberKind.MOBILE: LineType.MOBILE,
        NumberKind.SATELLITE: LineType.SATELLITE,
    }
    number = read_number(home)
    # What begins behind its area code as no telephone does, and 095, which nobody operates, the library lets pass.
    is_stricter = number.fault is DigitFault.SUBSCRIBER or home.startswith("095")
    if number.kind not in {NumberKind.POLICE, NumberKind.FORCES} and not is_stricter:
        assert kinds.get(number.kind) is line_type(home)


def test_ordinary_numbers_need_no_library() -> None:
    """Landlines, the usual mobiles and emergency numbers are told without the library's import."""
    code = (
        "import sys; from keytag.vietnam.phone import read_number; "
        "[read_number(n) for n in ('0269 3000 113', '024 3000 0113', '0769 000 113', '0912 000 113', '113')]; "
        "sys.exit('phonenumbers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_library_knows_every_area() -> None:
    """Each code of the table is a landline's for libphonenumber, and none that it knows is missing."""
    for area in AREAS:
        assert line_type(area.code + "3000113000"[: area.digits]) is LineType.LANDLINE
    codes = {area.code for area in AREAS}
    known = {f"02{n:02}" for n in range(100) if line_type(f"02{n:02}3000113") is LineType.LANDLINE}
    assert {code for code in known if code not in codes and code[:3] not in codes} == set()


def test_areas_of_the_merger() -> None:
    """63 codes serve 34 provinces; a merged one keeps its own code and expects the others to follow."""
    assert len(AREAS) == 63
    assert len({area.today for area in AREAS}) == 34
    planned = {area.province: area.planned.code for area in AREAS if area.planned is not None}
    assert len(planned) == 63 - 34
    assert (planned["Bình Định"], planned["Long An"], planned["Yên Bái"]) == ("0269", "0276", "0214")


@pytest.mark.parametrize(
    ("code", "province", "day", "serves"),
    [
        ("0269", "Gia Lai", date(2022, 12, 15), True),
        ("0269", "tỉnh Gia Lai", date(2026, 1, 1), True),
        ("0269", "gia lai", date(2026, 1, 1), True),
        ("0256", "Gia Lai", date(2025, 6, 30), False),
        ("0256", "Gia Lai", date(2025, 7, 1), True),
        ("0256", "Bình Định", date(2026, 1, 1), True),
        ("0254", "TP.HCM", date(2026, 1, 1), True),
        ("028", "Thành phố Hồ Chí Minh", date(2026, 1, 1), True),
        ("0254", "Bà Rịa-Vũng Tàu", date(2020, 5, 15), True),
        ("0234", "Thừa Thiên - Huế", date(2020, 1, 1), True),
        ("0262", "Đăk Lăk", date(2020, 1, 1), True),
        ("0269", "Lào Cai", date(2026, 1, 1), False),
        ("0269", "Gia-Lay", date(2026, 1, 1), None),
    ],
)
def test_an_area_serves_its_province_of_the_day(code: str, province: str, day: date, serves: bool | None) -> None:  # noqa: FBT001
    """Before the merger a code is its old province's alone, afterwards the new one's too, however spelt."""
    area = next(area for area in AREAS if area.code == code)
    assert area.serves(province, day) is serves
