"""Names without their marks."""

from __future__ import annotations

import pytest

from keytag.text.text import fold_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã Đak Sơmei", "xa-dak-somei"),
        ("BÀ RỊA – VŨNG TÀU", "ba-ria-vung-tau"),
        ("Hoà Bi\u0300nh", "hoa-binh"),
        ("  P. 1/24 ", "p-1-24"),
        ("北", ""),
    ],
)
def test_bare_names(text: str, expected: str) -> None:
    """Marks, capitals, signs and the way of composing letters do not count."""
    assert fold_name(text) == expected
