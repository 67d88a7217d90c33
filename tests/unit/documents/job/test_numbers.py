"""What is said of a text that is no telephone number, and that a number's own text counts."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from keytag.documents.job import Job
from keytag.documents.job.fields import no_number
from keytag.documents.yaml import json_schema, read_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding
from keytag.vietnam.phone import is_number, read_number

JOB = "keytag: 1\nissuer: {{name: A}}\nnumbers:\n  - {{label: X, number: {}}}\n"


def job(number: str) -> Job:
    """Return a job whose number is written so in YAML, without quotation marks."""
    return read_document(JOB.format(number).encode(), "f.yaml", Job)[0]


def refused(number: str) -> Finding:
    """Return the finding that refuses such a number."""
    with pytest.raises(InvalidDocumentError) as caught:
        job(number)
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize(
    ("written", "national"),
    [
        ("02143000000", "02143000000"),
        ("0269.3000.113", "02693000113"),
        ("0769000113", "0769000113"),
        ("+84269 3000 113", "02693000113"),
        ("+842693000113", "02693000113"),
        ("0269\u00a03000\u00a0113", "02693000113"),
        ("0269\u20093000\u2009113", "02693000113"),
        ("113", "113"),
        ("0o1130000", None),
        ("0x1130000", None),
    ],
)
def test_an_unquoted_number_keeps_every_digit(written: str, national: str | None) -> None:
    """YAML's own notions of octal, hexadecimal and decimal numbers change nothing of a telephone number."""
    if national is None:
        assert refused(written).where is not None
    else:
        assert read_number(job(written).numbers[0].number).national == national


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("'+84 (0)769 040 405'", "+84 769 040 405"),
        ("'+8402693825113'", "+84 269 3825 113"),
        ("'(+84) 0269.3825.113'", "+84 269 3825 113"),
    ],
)
def test_a_zero_after_the_country_is_told_the_right_form(written: str, right: str) -> None:
    """A number that nobody can dial because of the zero after +84 is refused with both of its right forms."""
    finding = refused(written)
    for text in (finding.hint.en, finding.hint.vi):
        assert right in text
        assert right.replace("+84 ", "0") in text
    assert is_number(right)


@pytest.mark.parametrize(
    ("written", "says", "right"),
    [
        ("O269 3000 113", "O → 0", "0269 3000 113"),
        ("0269 3000 l13", "l → 1", "0269 3000 113"),
        ("О269 3OOO 1I3", "О → 0, O → 0, I → 1", "0269 3000 113"),  # noqa: RUF001 - the first letter is Cyrillic
        ("０２６９ ３０００ １１３", "another alphabet", "0269 3000 113"),  # noqa: RUF001 - full-width digits
        ("0269–3000–113", "another alphabet", "0269 3000 113"),
        ("0269·3000·113", "another alphabet", "0269 3000 113"),
    ],
)
def test_signs_that_look_like_digits_are_named(written: str, says: str, right: str) -> None:
    """A letter or a sign of another alphabet in a number is refused by name, with the number as it is meant."""
    finding = refused(f"'{written}'")
    assert says in finding.message.en
    # What letters stood for is a guess, to be called; other marks are certain.
    is_guess = "→" in says
    assert finding.hint.en == (f"Is it {right}? Call it, then correct it." if is_guess else f"Write {right}.")
    assert right in finding.hint.vi


@pytest.mark.parametrize(
    "written",
    ["0269 3000 113 máy lẻ 12", "0269 3000 113 (máy lẻ 12)", "0269 3000 113 ext. 12", "0269 3000 113x12"],
)
def test_an_extension_is_refused_with_the_way_out(written: str) -> None:
    """An extension, which no tag can dial, is named as such; the number alone is given."""
    finding = refused(f"'{written}'")
    assert "extension" in finding.message.en
    assert "máy lẻ" in finding.message.vi
    assert "0269 3000 113 " in finding.hint.en


@pytest.mark.parametrize(
    ("written", "remark"),
    [
        ("0269 3000 113 (24/7)", "24/7"),
        ("0269 3000 113 - 24/24", "24/24"),
        ("0269 3000 113 trực 24h", "24h"),
        ("0269 3000 113 (chị A)", "chị A"),
        ("(0269) 3000 113 24/7", "24/7"),
    ],
)
def test_a_remark_belongs_in_the_label(written: str, remark: str) -> None:
    """Words or hours behind a number are called a remark, not another number."""
    finding = refused(f"'{written}'")
    assert f"has a remark, “{remark}”" in finding.message.en
    assert "3000 113" in finding.hint.en
    assert f"“{remark}” sang label" in finding.hint.vi


@pytest.mark.parametrize("written", ["０１６９3000113", "O169 3000 113", "+84 0169 3000 113"])  # noqa: RUF001 - full-width digits
def test_a_hint_never_gives_a_number_that_ended(written: str) -> None:
    """The number to write is one that is answered; the one that ended is named as such."""
    finding = refused(f"'{written}'")
    assert finding.hint.en == "Write 0393 000 113: 0169 3000 113 has ended. Call it before printing."
    assert "0393 000 113" in finding.hint.vi


@pytest.mark.parametrize(
    "written",
    [
        *("0269 3000 113 / 0769 000 101", "0269 3000 113 - 0769 000 101", "0269 3000 113, 114", "113 / 114"),
        *("113 114", "0269 3000 113 hoặc 0769 000 101", "0269 3000 113; 0769 000 101", "02693000113 0769000101"),
    ],
)
def test_two_numbers_are_told_apart(written: str) -> None:
    """Two numbers in one entry are refused as two, not as a number mistyped."""
    finding = refused(f"'{written}'")
    assert "more than one number" in finding.message.en
    assert "mỗi số một mục" in finding.hint.vi


@pytest.mark.parametrize("written", ["0269 x", "abc", "''", "'0269 3000'", "'(0269 3000 113'", "[1, 2]"])
def test_anything_else_is_told_the_form(written: str) -> None:
    """What is no number at all is refused with an example; 0269 3000, too short a one, is left to the checks."""
    if written == "'0269 3000'":
        assert job(written).numbers[0].number == "0269 3000"
    else:
        assert "telephone number" in refused(written).message.en


def test_an_invisible_character_is_named() -> None:
    """A direction mark that came with a number from an address book is named by its code."""
    message, hint = no_number("\u202a0269 3000 113\u202c")
    assert "U+202A" in message.en
    assert "type" in hint.en.lower()


@pytest.mark.parametrize("size", [10_000, 1_000_000])
def test_long_nonsense_is_refused_at_once(size: int) -> None:
    """However long what stands there, the refusal is short."""
    message, _ = no_number("0 " * size + "x")
    assert len(message.en) < 200


@pytest.mark.parametrize(
    "text",
    [
        *("0269 3825 113", "(0269) 3825 113", "(+84) 269 3825 113", "0840 404 113", "0269 (3825) 113", "113 114"),
        *(
            "0269 (3825 113",
            "0269) 3825 113",
            "0269 () 3825 113",
            "+84 (0)769 040 404",
            "+8402693825113",
            "113.000",
        ),
    ],
)
def test_editors_accept_the_same_numbers(text: str) -> None:
    """What the schema says of a number in an editor is what keytag says of it."""
    schema = json_schema(Job)
    phone = {**schema["$defs"]["NumberEntry"]["properties"]["number"], "$schema": schema["$schema"]}
    assert Draft202012Validator(phone).is_valid(text) is is_number(text)
