"""Figures and texts as readers of one language write them."""

from __future__ import annotations

import json

import pytest

from keytag.cli.screen.spelling import json_text, sentence, visible
from keytag.text.figures import format_count, format_decimal
from keytag.text.text import same_text


@pytest.mark.parametrize(
    ("text", "vietnamese"),
    [
        ("Chữ cao 1.75 mm, cần từ 2.0 mm.", "Chữ cao 1,75 mm, cần từ 2,0 mm."),
        ("Thẻ 50.5 × 20.5 mm", "Thẻ 50,5 × 20,5 mm"),
        ("từ 0.5 đến 2.5 pt", "từ 0,5 đến 2,5 pt"),
        ("dùng 61.6 % tờ", "dùng 61,6% tờ"),
        ("tương phản khoảng 2.6:1, nên từ 4.5:1.", "tương phản khoảng 2,6:1, nên từ 4,5:1."),
        ("độ lệch 14.4 (ΔE00)", "độ lệch 14,4 (ΔE00)"),
        ("mở ward.yaml:2.6:12", "mở ward.yaml:2.6:12"),
        ("Viết 1.5in hoặc 2.5mm", "Viết 1.5in hoặc 2.5mm"),
        ("“2.5 mm” không phải là số", "“2.5 mm” không phải là số"),
        ("keytag 0.1.0, ward.yaml:2.5 mm", "keytag 0.1.0, ward.yaml:2.5 mm"),
        ("0769.04.04.04", "0769.04.04.04"),
        ("PDF 1.6", "PDF 1.6"),
    ],
)
def test_measures_take_the_comma_in_vietnamese(text: str, vietnamese: str) -> None:
    """A measure with its unit has a decimal comma; what must be typed as it stands keeps its point."""
    assert sentence(same_text(text), "vi") == vietnamese
    assert sentence(same_text(text), "en") == text


def test_figures_are_parted_as_the_language_does() -> None:
    """Thousands and decimals have the language's own signs."""
    assert (format_count(15000, "vi"), format_count(15000, "en")) == ("15.000", "15,000")
    assert (format_decimal(0.4037, 3, "vi"), format_decimal(0.4037, 3, "en")) == ("0,404", "0.404")


def test_what_would_act_on_a_terminal_goes() -> None:
    """Control characters and line breaks go; no-break spaces stay."""
    assert visible("a\x1b[2J\u00a0b\nc") == "a[2J\u00a0bc"


def test_json_escapes_what_does_not_show() -> None:
    """Letters stay letters; control, direction and private characters are escaped, and read back as they were."""
    text = "Đất Đỏ \u00a0\x9b31m\u202e\u2028\ue000\U0010ffff\x7f"
    said = json_text({"name": text})
    assert "Đất Đỏ" in said
    assert said.replace("\u00a0", " ").isprintable()
    assert json.loads(said) == {"name": text}
