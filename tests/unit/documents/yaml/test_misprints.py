"""Quotation marks round a value, and those that belong to it."""

from __future__ import annotations

import time

import pytest

from keytag.documents.yaml.misprints import strip_quotes


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("“A b”", "A b"),
        ('"A b"', "A b"),
        ("‘A b’", "A b"),  # noqa: RUF001 - the marks are meant
        ("«A b»", "A b"),
        ("„A b“", "A b"),
        ("“A b", "A b"),
        ("A b”", "A b"),
        ('A b"', "A b"),
        ('“A b"', "A b"),
        ("““A b””", "A b"),
        ("''A b''", "A b"),
        ("`A b`", "A b"),
        (" “ A b ” ", "A b"),
        ("“A b”.", "A b."),
        ("“A b”,", "A b"),
        ('\\"A b\\"', "A b"),
        ("&quot;A b&quot;", "A b"),
        ("'0269 3000 113", "0269 3000 113"),
        ("0269 3000 113”", "0269 3000 113"),
        ("“Nói “không” với ma túy”", "Nói “không” với ma túy"),
        ("‘Krông H’Năng’", "Krông H’Năng"),  # noqa: RUF001 - the marks are meant
        ("'Công an xã K'Dang'", "Công an xã K'Dang"),
        ("“”", ""),
    ],
)
def test_marks_round_a_value_are_taken_off(text: str, bare: str) -> None:
    """Whatever marks wrap a value, or stand alone at an end of it, are no part of what is meant."""
    assert strip_quotes(text) == bare


@pytest.mark.parametrize(
    "text",
    [
        "K'Dang",
        "Krông H’Năng",  # noqa: RUF001 - the mark is meant
        "Ea H'leo",
        "“Toàn dân” bảo vệ an ninh",
        "Phong trào “Toàn dân bảo vệ an ninh Tổ quốc”",
        '"Vì nước quên thân, vì dân phục vụ" (Bác Hồ)',
        "“Có” và “không”",
        '2"',
        "Có mặt sau 5'",
        "Nói “không” với ma túy",
        "Ngày hội 'Toàn dân'",
        "",
    ],
)
def test_marks_within_a_value_are_its_own(text: str) -> None:
    """Apostrophes, measures and quotations within a sentence stay."""
    assert strip_quotes(text) is None


@pytest.mark.parametrize("text", ['"', "'a", "“ ", 'a"', "a' ", "\\", " ", "&quot;"])
def test_a_long_value_costs_no_time(text: str) -> None:
    """Twenty thousand characters of marks are read in a moment."""
    before = time.perf_counter()
    strip_quotes(text * (20_000 // len(text)))
    assert time.perf_counter() - before < 1
