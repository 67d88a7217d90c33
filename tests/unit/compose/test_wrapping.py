"""Texts broken into lines between words."""

from __future__ import annotations

import pytest

from keytag.compose.wrapping import unbreakable_words, wrap_text


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("Toàn dân tham gia tố giác tội phạm", 1, ("Toàn dân tham gia tố giác tội phạm",)),
        ("Toàn dân tham gia tố giác tội phạm", 2, ("Toàn dân tham gia", "tố giác tội phạm")),
        ("Quét mã để phản ánh", 3, ("Quét mã để", "phản ánh")),
        ("Quét để vào nhóm Zalo", 3, ("Quét để", "vào nhóm", "Zalo")),
        ("Cơ quan, doanh nghiệp", 3, ("Cơ quan,", "doanh", "nghiệp")),
        ("Quét mã Zalo", 2, ("Quét mã", "Zalo")),
        ("Ấp Phước Sơn", 2, ("Ấp", "Phước Sơn")),
        ("An", 3, ("An",)),
    ],
)
def test_text_breaks_between_words_into_even_lines(text: str, lines: int, expected: tuple[str, ...]) -> None:
    """Lines are as even as the words let them be, none a widow or a short beginning, and no word is lost."""
    found = wrap_text(text, lines)
    assert found == expected
    assert " ".join(found) == text


def test_a_name_keeps_its_figure() -> None:
    """No line ends before a figure: "Ấp 36" is one name."""
    assert unbreakable_words("Tổ dân phố 9 phường 12") == ("Tổ", "dân", "phố 9", "phường 12")
    assert wrap_text("Ấp 36", 2) == ("Ấp 36",)
