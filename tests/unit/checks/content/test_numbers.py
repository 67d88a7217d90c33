"""The checks of numbers: what each fires on, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from keytag.checks.content.numbers import NUMBER_CHECKS, RULES, numbers_are_right
from keytag.checks.content.subject import JobSubject
from keytag.documents.job import Job, editions_in_force
from keytag.documents.yaml import read_document
from keytag.findings import Finding, Severity

TODAY = date(2026, 11, 21)
DUTY = "Trực ban: 0269 3000 113 duty"
OWN = "Trực ban: 0269 3000 101 duty"
# One landline of before 2017, in all the ways in which people and telephones write it.
GIA_LAI_ONCE = (
    *("0593 000 113", "0593.000.113", "059.3000.113", "059-3000-113", "(059)3000113", "+84 59 3000 113"),
    *(
        "+84593000113",
        "+8459 3000113",
        "+84 593 000 113",
        "(+84) 59 3000 113",
        "0084 59 3000 113",
        "(+84 59) 3000113",
    ),
)
E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def entry(text: str) -> str:
    """Return ``Trực ban: 0269 3000 113 duty`` as a YAML entry; the role may be missing."""
    label, _, rest = text.partition(": ")
    number, _, last = rest.rpartition(" ")
    role = last if last.isalpha() else ""
    return f"{{label: {label}, number: {number if role else rest}" + (f", role: {role}}}" if role else "}")


def listed(numbers: Iterable[str]) -> str:
    """Return entries as a YAML list."""
    return f"[{', '.join(map(entry, numbers))}]"


def found(
    *numbers: str, province: str | None = "Gia Lai", as_of: date = TODAY, editions: str = "", issuer: str = "A"
) -> tuple[Finding, ...]:
    """Return what the checks find in a job with these numbers, each fact once."""
    place = f", province: {province}" if province else ""
    text = f"keytag: 1\nissuer: {{name: {issuer}{place}}}\nnumbers: {listed(numbers)}\n{editions}"
    job, _ = read_document(text.encode(), "f.yaml", Job)
    return tuple(dict.fromkeys(numbers_are_right(JobSubject(job, editions_in_force(job, "f"), as_of, as_of))))


def told(findings: Iterable[Finding]) -> list[tuple[str, Severity, str]]:
    """Return rule, severity and node of each finding."""
    return [(finding.rule, finding.severity, finding.node) for finding in findings]


def edition(name: str, numbers: Iterable[str], key: str = "numbers") -> str:
    """Return one edition of a commune as YAML."""
    return f"  - {{id: {name.lower()}, name: Xã {name}, {key}: {listed(numbers)}}}\n"


@pytest.mark.parametrize(
    ("number", "rule", "severity"),
    [
        ("0269 3000 11", "number-has-all-its-digits", E),
        ("0269 3000 1134", "number-has-all-its-digits", E),
        ("0769 000 11", "number-has-all-its-digits", E),
        ("024 3000 113", "number-has-all-its-digits", E),
        ("2693000113", "number-has-all-its-digits", E),
        ("3000 1134", "number-has-all-its-digits", E),
        ("069 300 01134", "number-has-all-its-digits", E),
        ("+855 1", "number-has-all-its-digits", E),
        ("0169 3000 113", "mobile-number-has-ten-digits", E),
        ("066 000 113", "number-prefix-is-in-use", E),
        ("0710 000 113", "number-prefix-is-in-use", W),
        ("024 9000 0113", "number-prefix-is-in-use", W),
        ("911", "number-is-of-a-known-kind", W),
        ("069 30 011", "number-has-all-its-digits", E),
        ("069 300 011", "number-has-all-its-digits", E),
        ("0269 0000 113", "number-prefix-is-in-use", W),
        ("+84 269 0825 113", "number-prefix-is-in-use", W),
        ("024 1000 0113", "number-prefix-is-in-use", W),
        ("0950 000 113", "number-prefix-is-in-use", W),
        ("1900 00113", "number-is-of-a-known-kind", W),
        ("1900 0113", "call-costs-no-extra", W),
        ("0267 3000 113", "area-code-is-in-use", E),
        ("060 3000 113", "area-code-is-in-use", E),
        ("0262 3000 113", "area-code-matches-province", W),
        ("0256 3000 113", "area-code-stays", N),
    ],
)
def test_a_wrong_number_is_told_at_its_place(number: str, rule: str, severity: Severity) -> None:
    """A number that cannot be right is told at its own node."""
    assert (rule, severity, "numbers.1.number") in told(found(DUTY, f"Công an: {number}"))


@pytest.mark.parametrize(
    "number",
    [
        *("0269 3000 114", "02693000114", "+84 269 3000 114", "(0269) 3000 114", "0769.04.04.05", "0593 000 113"),
        *("069 300 0113", "113", "111", "1022", "1800 0113", "1800 000 113", "0912 000 113", "0559 000 113"),
    ],
)
def test_a_right_number_is_left_alone(number: str) -> None:
    """Landlines, mobiles, police lines, free and short numbers pass, however they are parted."""
    assert told(found(DUTY, f"Liên hệ: {number}")) == []


def test_a_foreign_number_is_a_warning() -> None:
    """A checkpoint at the border may have a number of the other side, which somebody should look at."""
    assert told(found(DUTY, "Chốt: +855 12 000 113")) == [("number-is-vietnamese", W, "numbers.1.number")]


@pytest.mark.parametrize(
    ("number", "day", "severity"),
    [
        ("0169 3000 113", date(2018, 9, 14), None),
        ("0169 3000 113", date(2018, 9, 15), W),
        ("0169 3000 113", date(2018, 11, 14), W),
        ("0169 3000 113", date(2018, 11, 15), E),
        ("060 3000 113", date(2017, 6, 16), None),
        ("060 3000 113", date(2017, 6, 17), W),
        ("060 3000 113", date(2017, 7, 16), W),
        ("060 3000 113", date(2017, 7, 17), E),
        ("026 3000 113", date(2017, 5, 14), W),
        ("026 3000 113", date(2017, 5, 15), E),
        ("0510 3000 113", date(2017, 3, 13), W),
        ("0510 3000 113", date(2017, 3, 14), E),
    ],
)
def test_changes_have_their_days(number: str, day: date, severity: Severity | None) -> None:
    """What changed in 2017 and 2018 is right before its first day, a warning in parallel use, an error after."""
    findings = found("Trực ban: 113 duty", f"Công an: {number}", province=None, as_of=day)
    assert [finding.severity for finding in findings] == ([severity] if severity else [])


def test_what_ended_is_given_anew() -> None:
    """What is said of a number that ended names the number that took its place."""
    (old,) = found(DUTY, "Trưởng Công an: 0169 3000 113")
    (former,) = found(DUTY, "Công an: 0650 3000 113", province=None)
    assert ("0393 000 113" in old.hint.vi, "0274 3000 113" in former.message.vi) == (True, True)


@pytest.mark.parametrize(
    ("text", "province", "fires"),
    [
        ("Trực ban: 059 3000 113 duty", "Gia Lai", True),
        ("Trực ban: 0593000113 duty", "Gia Lai", True),
        ("Trực ban: 059 3000 113", None, True),
        ("Trực ban: (059) 3000 113 duty", "Lào Cai", True),
        ("Trực ban: 08 3000 0113 duty", "Gia Lai", True),
        ("Trưởng Công an: 059 3000 113 chief", "Gia Lai", True),
        ("Trực ban: 056 3000 113 duty", "Gia Lai", True),
        *((f"Trực ban: {number} duty", "Gia Lai", True) for number in GIA_LAI_ONCE),
        ("Công an: +84 59 3000 113", None, True),
        ("Trực ban: 059 3000 113 duty", "Lào Cai", False),
        ("Trưởng Công an: 0593000113 chief", "Gia Lai", False),
        ("Trưởng Công an: 059 3000 113 chief", None, False),
        ("Trực ban: 059 9000 113 duty", "Gia Lai", False),
        ("Trực ban: 0838 000 113 duty", "TP. Hồ Chí Minh", False),
        ("Trực ban: +84 838 000 113 duty", "TP. Hồ Chí Minh", False),
        ("Trực ban: 076 3000 113 duty", "Gia Lai", False),
    ],
)
def test_landlines_that_read_as_mobiles(text: str, province: str | None, fires: bool) -> None:  # noqa: FBT001
    """Groups, place and label together tell a landline of before 2017 from a mobile of today."""
    rules = [finding.rule for finding in found("Hotline: 113 hotline", text, province=province)]
    assert ("landline-does-not-read-as-mobile" in rules) is fires


@pytest.mark.parametrize(
    ("text", "node", "rules"),
    [
        ("slogan: Gọi 01693000113 khi cần", "slogan", {"mobile-number-has-ten-digits"}),
        ("slogan: Gọi 0269 0000 113", "slogan", {"number-prefix-is-in-use"}),
        ("slogan: Gọi 02693000999", "slogan", set()),
        ("slogan: Gọi +84 269 3000 999 khi cần", "slogan", set()),
        ("slogan: Gọi ０２６９ ３０００ ９９９", "slogan", set()),  # noqa: RUF001 - full-width digits
        ("slogan: Zalo 0769–000–999.", "slogan", set()),
        ("slogan: Gọi 069 300 011", "slogan", {"number-has-all-its-digits"}),
        ("slogan: 0269 3000 999/0269 3000 998", "slogan", set()),
        ("slogan: 0269 3000 999 - 0769 09 09 09 0269 3000 998", "slogan", set()),
        ("slogan: ĐT0269.3000.999 24/7", "slogan", set()),
        ("slogan: Gọi (0269) 3000 999 (24 giờ)", "slogan", set()),
        ("slogan: Gọi 2693000999", "slogan", {"number-has-all-its-digits"}),
        ("qr: {link: 'https://a.gov.vn/', caption: Gọi 0269 3000 999}", "qr.caption", set()),
        ("editions: [{id: a, name: Xã A (0269 3000 999)}]", "editions.0.name", set()),
        ("editions: [{id: a, slogan: Gọi 0269 3000 999}]", "editions.0.slogan", set()),
    ],
)
def test_a_number_in_words_is_vetted_there(text: str, node: str, rules: set[str]) -> None:
    """What words say to call is told where it stands, with all that is wrong with it."""
    assert {(rule, at) for rule, _, at in told(found(DUTY, editions=text))} == {
        (rule, node) for rule in (*rules, "number-in-words-is-listed")
    }


def test_a_number_in_a_label_is_vetted_there() -> None:
    """A second number in brackets behind a label is printed as well."""
    assert told(found(DUTY, "Trực Zalo (0769 000 999): 0269 3000 114")) == [
        ("number-in-words-is-listed", W, "numbers.1.label")
    ]


@pytest.mark.parametrize(
    "slogan",
    [
        *("Gọi 02693000113 hoặc 113", "Gọi +84 269 3000 113", "19-08-1945 và 02.09.1945", "Nhiệm kỳ 2025 - 2030"),
        *("Giải thưởng 300.000.000 đồng", "Kế hoạch 01/2026, 12345678 thẻ", "80 năm 1945-2025", "Gọi 1022"),
    ],
)
def test_other_digits_in_words_are_left_alone(slogan: str) -> None:
    """Numbers that are listed, short ones, days, years and sums pass."""
    assert told(found(DUTY, editions=f"slogan: {slogan}")) == []


def test_a_number_in_words_is_told_once() -> None:
    """What several editions inherit is one fault of the job."""
    first = edition("A", ["Trực ban xã: 0269 3000 101 duty"], "extra_numbers")
    second = edition("B", ["Trực ban xã: 0269 3000 102 duty"], "extra_numbers")
    editions = f"slogan: Gọi 0269 3000 999\neditions:\n{first}{second}"
    assert told(found(DUTY, editions=editions)) == [("number-in-words-is-listed", W, "slogan")]


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("84 169 3000 113", "0393 000 113"),
        ("1693000113", "0393 000 113"),
        ("84 60 3000 113", "0260 3000 113"),
        ("84 269 3000 113", "0269 3000 113"),
    ],
)
def test_a_hint_gives_a_number_that_is_answered(number: str, right: str) -> None:
    """A number without its zero is given back with today's prefix and area code."""
    (finding,) = found("Trực ban: 113 duty", f"Công an: {number}", province=None)
    assert finding.rule == "number-has-all-its-digits"
    assert f"Is it {right}" in finding.hint.en
    assert right in finding.hint.vi
    assert (finding.guess, finding.becomes) == (right, None)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (f"{DUTY}, 'Công an: 0169 3000 113'", "0393 000 113"),
        (f"{DUTY}, 'Công an: 060 3000 113'", "0260 3000 113"),
    ],
)
def test_a_guess_is_for_a_number_alone(text: str, right: str) -> None:
    """What may be meant can be written where a number stands, never over the words round it."""
    duty, typed = text.split(", ")
    (finding,) = (each for each in found(duty, typed.strip("'"), province=None) if each.guess)
    assert (finding.guess, finding.node) == (right, "numbers.1.number")
    number = typed.strip("'").partition(": ")[2]
    assert {each.guess for each in found(duty, editions=f"slogan: Gọi {number} khi cần")} == {None}


def test_a_hint_keeps_to_the_day() -> None:
    """Before 2018 the number of eleven digits was the one to call."""
    (finding,) = found(DUTY, "Công an: 1693000113", as_of=date(2018, 3, 20))
    assert finding.hint.en.startswith("Is it 0169 3000 113?")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Chốt giáp ranh: 0769 000 113 hotline", "a checkpoint"),
        ("Chốt giáp ranh: 0769 000 113 duty", "a checkpoint"),
        ("Chốt kiểm soát: 0769 000 113 hotline", "a checkpoint"),
        ("PTCA: 0769 000 113 chief", "a deputy"),
        ("P.TCA xã: 0769 000 113 chief", "a deputy"),
        ("TCA: 0769 000 113 hotline", "the chief"),
        ("Đường dây nóng: 0769 000 113 other", "a hotline"),
        ("Trực ban 24/24: 0769 000 113 other", "the duty desk"),
        ("Chốt giáp ranh: 0769 000 113 checkpoint", None),
        ("Chốt giáp ranh: 0769 000 113 neighbour", None),
        ("PTCA: 0769 000 113 deputy", None),
        ("Đường dây nóng: 0769 000 113", None),
        ("Đường dây nóng y tế: 0769 000 113 other", None),
        ("Trưởng thôn: 0769 000 113 other", None),
    ],
)
def test_a_label_that_says_another_is_told(text: str, says: str | None) -> None:
    """A label that names somebody else than the role is told with who it names; a role left out is none."""
    messages = [f.message.en for f in found(DUTY, text) if f.rule == "label-and-role-agree"]
    assert [message.partition(" is ")[2].partition(",")[0] for message in messages] == ([says] if says else [])


def test_an_officer_is_not_reached_at_113() -> None:
    """A label that names an officer contradicts an emergency number even where no role is given."""
    assert told(found(DUTY, "Trưởng ban: 113")) == [("emergency-number-matches-its-label", W, "numbers.1.label")]


def test_a_landline_of_its_day_is_no_mobile() -> None:
    """In 2016 the digits were a landline's."""
    assert told(found("Trực ban: 059 3000 113 duty", as_of=date(2016, 5, 1))) == []


@pytest.mark.parametrize(
    ("text", "province", "day", "fires"),
    [
        ("Trực ban: 0256 3000 113 duty", "Gia Lai", date(2025, 6, 30), True),
        ("Trực ban: 0256 3000 113 duty", "Gia Lai", date(2025, 7, 1), False),
        ("Trực ban: 0256 3000 113 duty", "Bình Định", TODAY, False),
        ("Trực ban: 0256 3000 113 duty", "Nowhere", TODAY, False),
        ("Trực ban: 0256 3000 113 duty", None, TODAY, False),
        ("Trực ban: 0262 3000 113 duty", "Gia Lai", TODAY, True),
        ("Xã giáp ranh: 0262 3000 113", "Gia Lai", TODAY, False),
        ("Xã bên: 0262 3000 113 neighbour", "Gia Lai", TODAY, False),
        ("Chốt: 0262 3000 113 checkpoint", "Gia Lai", TODAY, False),
        ("Công an Đắk Lắk: 0262 3000 113", "Gia Lai", TODAY, False),
        ("Bộ Công an: 024 3000 0113", "Gia Lai", TODAY, False),
    ],
)
def test_areas_and_provinces(text: str, province: str | None, day: date, fires: bool) -> None:  # noqa: FBT001
    """A code is held against the province of its day, unless role or label make the number another place's."""
    rules = [finding.rule for finding in found("Công an: 113 emergency", text, province=province, as_of=day)]
    assert ("area-code-matches-province" in rules) is fires


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Trưởng Công an: 0769 000 101 duty", "label-and-role-agree"),
        ("Trực ban: 0269 3000 101 chief", "label-and-role-agree"),
        ("Phó Trưởng Công an: 0769 000 101 chief", "label-and-role-agree"),
        ("Trưởng Công an: 0769 000 101 deputy", "label-and-role-agree"),
        ("Trưởng Công an: 0769 000 101 hotline", "label-and-role-agree"),
        ("Đường dây nóng: 0769 000 101 deputy", "label-and-role-agree"),
        ("Xã giáp ranh: 0269 3000 101 duty", "label-and-role-agree"),
        ("Truong Cong an: 0769 000 101 duty", "label-and-role-agree"),
        ("PCCC: 113 emergency", "emergency-number-matches-its-label"),
        ("Cứu hỏa: 113", "emergency-number-matches-its-label"),
        ("Công an: 114", "emergency-number-matches-its-label"),
        ("Cấp cứu: 114", "emergency-number-matches-its-label"),
        ("Chữa cháy: 115 emergency", "emergency-number-matches-its-label"),
        ("Công an 113: 114", "emergency-number-matches-its-label"),
        ("Cấp cứu: 112", "emergency-number-matches-its-label"),
        ("Liên hệ: 113 chief", "emergency-number-matches-its-label"),
        ("Công an: 111", "emergency-number-matches-its-label"),
        ("Bảo vệ trẻ em: 113", "emergency-number-matches-its-label"),
        ("Trực ban: 0769 000 101 checkpoint", "label-and-role-agree"),
        ("Trực ban: 0769 000 101 emergency", "label-and-role-agree"),
        ("Đường dây nóng: 0769 000 101 neighbour", "label-and-role-agree"),
        ("Trưởng Công an: 0769 000 101 emergency", "label-and-role-agree"),
        ("Công an: 112", "rescue-line-is-not-police"),
        ("Trực ban: 112 duty", "rescue-line-is-not-police"),
    ],
)
def test_labels_that_contradict(text: str, rule: str) -> None:
    """A label that names another than the role or the number is a warning."""
    assert [finding.rule for finding in found(DUTY, text)] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        *("Trưởng Công an: 0769 000 101 chief", "Trưởng Công an: 0769 000 101", "Trực ban: 0269 3000 101 hotline"),
        *("Trực chỉ huy (Trưởng Công an): 0769 000 101 duty", "Đường dây nóng Giám đốc: 0769 000 101 hotline"),
        *("Trực ban xã giáp ranh: 0269 3000 101 neighbour", "Trực ban chốt: 0269 3000 101 checkpoint"),
        *(
            "Xã Trường Bình: 0269 3000 101 duty",
            "Cảnh sát PCCC: 114 emergency",
            "Cứu hỏa cứu nạn: 114",
            "Cứu nạn: 112",
        ),
        *("Công an - Cứu hỏa: 113", "Khẩn cấp: 113 emergency", "Cấp cứu: 115", "Trạm y tế: 0269 3000 101"),
        *("Công an 113: 0269 3000 101", "Trực ban: 113 duty", "Trực ban: 113 emergency"),
        *("Tổng đài bảo vệ trẻ em: 111", "Trực chốt Cầu Đá: 0769 000 101 checkpoint"),
    ],
)
def test_labels_that_agree(text: str) -> None:
    """A label that says the same, or says nothing of who answers, is left alone."""
    assert told(found(DUTY, text)) == []


@pytest.mark.parametrize(
    ("numbers", "rule", "severity"),
    [
        (("Trưởng CA: 0769 000 101 chief",), "tag-has-a-duty-line", W),
        (("Trưởng CA: 0769 000 101", "Phó CA: 0769 000 102"), "tag-has-a-duty-line", W),
        (("CSKV: 0769 000 101",), "tag-has-a-duty-line", W),
        (("Trưởng CA: 0769 000 101 chief", "Trực ban xã bên: 0269 3000 101 neighbour"), "tag-has-a-duty-line", W),
        (("Trưởng CA: 0769 000 101 chief", "Tiếp dân: 0269 3000 101"), "number-answers-day-and-night", W),
        (("Trực ban (giờ hành chính): 0269 3000 101 duty",), "number-answers-day-and-night", W),
        (("Trưởng CA: 0269 3000 101 chief",), "number-answers-day-and-night", W),
        (("Trực ban (7h-17h): 0269 3000 101 duty",), "number-answers-day-and-night", W),
        (("Trực ban 7g30 – 16g30: 0269 3000 101 duty",), "number-answers-day-and-night", W),
        (("Trực ban ban ngày: 0269 3000 101 duty",), "number-answers-day-and-night", W),
        (("Đội cấp căn cước: 0269 3000 101",), "number-answers-day-and-night", W),
        (("Công an xã: 0269 3000 101",), "number-answers-day-and-night", N),
    ],
)
def test_nobody_answers_at_night(numbers: tuple[str, ...], rule: str, severity: Severity) -> None:
    """Only officers' mobiles, or nothing that is answered day and night, is told once and by one rule."""
    assert [(finding.rule, finding.severity) for finding in found(*numbers)] == [(rule, severity)]


@pytest.mark.parametrize(
    "text",
    [
        *("Trực ban: 0269 3000 101", "Công an xã: 0269 3000 101 duty", "Đường dây nóng: 0769 000 101"),
        *("Trực ban ngày đêm: 0269 3000 101", "Trực ban (ban ngày và ban đêm): 0269 3000 101"),
        *("Trực ban 0h – 24h: 0269 3000 101", "Trực ban 7h–7h: 0269 3000 101", "Trực ban 24h/24h: 0269 3000 101"),
        *(
            "Công an: 113",
            "Công an tỉnh: 069 300 0101",
            "Công an xã 24/24: 0269 3000 103",
            "CA 24/7: 0269 3000 101",
        ),
    ],
)
def test_somebody_answers_at_night(text: str) -> None:
    """Role, label or the kind of the number say that somebody answers."""
    assert told(found(text, "Trưởng Công an: 0769 000 102 chief")) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Công an xã 24/24: 0769 000 101", W),
        ("CA 24/7: 0769 000 101", W),
        ("Trực đêm: 0769 000 101", W),
        ("Truc ban ngay dem: 0769 000 101", W),
        ("Trực ban 24/24: 0769 000 101 duty", N),
    ],
)
def test_a_mobile_is_no_night_line(text: str, severity: Severity) -> None:
    """A label that promises day and night by a mobile is doubted; that the desk keeps it is only asked."""
    findings = [f for f in found(text, OWN) if f.rule == "night-line-is-no-private-mobile"]
    assert [finding.severity for finding in findings] == [severity]


def test_the_edition_without_a_duty_line_is_named() -> None:
    """An edition that replaces the job's numbers is told at its own list, one that inherits them at the job's."""
    own = edition("Ia A", ["Trưởng CA: 0769 000 101 chief"]).replace("ia a", "ia-a")
    assert told(found(DUTY, editions="editions:\n" + own)) == [("tag-has-a-duty-line", W, "editions.0.numbers")]
    two = "editions:\n  - {id: a}\n  - {id: b}\n"
    assert told(found("Trưởng CA: 0769 000 101", editions=two)) == [("tag-has-a-duty-line", W, "numbers")]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Trực ban: 0269 3000 113 duty", [("entry-stands-once", E, "numbers.1.number")]),
        ("TRỰC BAN: 02693000113 duty", [("entry-stands-once", E, "numbers.1.number")]),
        ("Trực ban: +84 269 3000 113", [("entry-stands-once", E, "numbers.1.number")]),
        ("Công an: 0269 3000 113", [("number-has-one-role", W, "numbers.1.number")]),
        ("Trực ban: 0269 3000 114 duty", []),
    ],
)
def test_the_same_number_twice_on_one_tag(second: str, expected: list[tuple[str, Severity, str]]) -> None:
    """A whole entry twice is an error, a number under two labels a warning, however the number is written."""
    assert told(found(DUTY, second)) == expected


def test_one_entry_on_each_side_is_meant() -> None:
    """A hotline that the job puts on the front and again on the back is no slip."""
    text = "keytag: 1\nissuer: {name: A}\nnumbers:\n" + "".join(
        f"  - {{label: Trực ban, number: 0269 3000 113, side: {side}}}\n" for side in ("front", "back")
    )
    job, _ = read_document(text.encode(), "f.yaml", Job)
    assert not list(numbers_are_right(JobSubject(job, editions_in_force(job, "f"), TODAY, TODAY)))


def communes(*editions: tuple[str, list[str]], key: str = "numbers") -> str:
    """Return editions of communes by their names."""
    return "editions:\n" + "".join(edition(name, numbers, key) for name, numbers in editions)


def test_two_offices_with_one_number() -> None:
    """One duty number of two communes is told at the second."""
    jobs = communes(("Alu", ["Trực ban: 0269 3000 101 duty"]), ("Blu", ["Trực ban: 0269 3000 101 duty"]))
    findings = found(editions=jobs)
    assert told(findings) == [("own-number-belongs-to-one-office", W, "editions.1.numbers.0.number")]
    assert "Công an xã Alu" in findings[0].message.vi


@pytest.mark.parametrize(
    "jobs",
    [
        communes(
            ("Alu", ["Trực ban: 0269 3000 101 duty", "Xã Blu: 0269 3000 102 neighbour"]),
            ("Blu", ["Trực ban: 0269 3000 102 duty", "Xã Alu: 0269 3000 101 neighbour"]),
        ),
        communes(
            ("Alu", ["Trực ban: 0269 3000 101", "Trực ban xã Blu: 0269 3000 102"]),
            ("Blu", ["Trực ban: 0269 3000 102", "Trực ban xã Alu: 0269 3000 101"]),
        ),
        communes(
            ("Alu", ["Trực ban huyện: 0269 3000 101 duty"]),
            ("Blu", ["Trực ban huyện: 0269 3000 101 duty"]),
        ),
        communes(*((name, ["Trực ban: 0269 3000 101 duty"]) for name in ("Alu", "Blu", "Clu"))),
        communes(("Alu", ["Công an: 113 emergency"]), ("Blu", ["Công an: 113 emergency"])),
        "editions:\n" + "".join(f"  - {{id: to-{i}, numbers: {listed([OWN])}}}\n" for i in (1, 2)),
    ],
)
def test_numbers_that_editions_share_by_right(jobs: str) -> None:
    """Neighbours', districts' and common numbers, and those of one office's several editions, are left alone."""
    assert told(found(editions=jobs)) == []


def test_inherited_numbers_are_told_once() -> None:
    """A fault of the job's own numbers is told once, however many editions inherit it."""
    jobs = communes(
        *((name, ["Trưởng CA: 0769 000 10" + str(i)]) for i, name in enumerate("ABC")), key="extra_numbers"
    )
    assert told(found("Trực ban: 0269 3000 11 duty", editions=jobs)) == [
        ("number-has-all-its-digits", E, "numbers.0.number")
    ]


def test_every_rule_speaks_both_languages() -> None:
    """Each rule of numbers has its texts in both languages, and each check its sentence."""
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(text.vi and text.en for rule in RULES for text in (rule.holds, rule.why, rule.mend, rule.source))
    assert all(check.__doc__ for check in NUMBER_CHECKS)
