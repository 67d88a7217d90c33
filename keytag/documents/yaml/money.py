"""Sums of money as an office writes them: ``18_000_000đ``, ``18.000.000 đ``, ``18 triệu``, ``70 triệu đồng``.

Whole đồng alone. What could be read in two ways ("1.200 triệu", "18.5") is refused. A `Money` is a sum for a whole
order, a `Price` that of one thing in it.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

from keytag.documents.yaml.refusal import RefusedValueError, shown
from keytag.text.text import Text

# House rules: below this a sum was meant in thousands or millions; ten million tags cost less than the most.
MIN_MONEY, MAX_MONEY = 100_000, 1_000_000_000_000
# House rule: a machine's whole day costs less; below one đồng no price is whole.
MAX_PRICE = 1_000_000_000

_DONG = r"(?:đồng|dong|vnđ|vnd|đ|₫|d)"
_WHOLE = r"(?:[0-9]{1,15}|[0-9]{1,3}([._, \u00a0])[0-9]{3}(?:\1[0-9]{3}){0,4})"
# One or two decimals: with three, a dot could as well part thousands.
_AMOUNT = r"([0-9]{1,6}(?:[.,][0-9]{1,2})?)"
_SCALES = {
    "nghìn": 1_000,
    "ngàn": 1_000,
    "nghin": 1_000,
    "ngan": 1_000,
    "k": 1_000,
    "triệu": 1_000_000,
    "trieu": 1_000_000,
    "tr": 1_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
    "ty": 1_000_000_000,
}
_SCALE = rf"(?:{'|'.join(_SCALES)})"
_IN_FULL = re.compile(rf"{_WHOLE}[ \u00a0]*{_DONG}?")
_SCALED = re.compile(rf"{_AMOUNT}[ \u00a0]*({_SCALE})[ \u00a0]*{_DONG}?")

_EXAMPLE = Text(
    "Viết tổng số tiền bằng đồng, ví dụ 18_000_000đ hoặc 18 triệu.",
    "Write the whole sum in đồng, like 18_000_000đ or 18 triệu (18 million).",
)


def parse_money(text: str) -> int | None:
    """Return the sum in ``text`` in đồng, or None where it is none."""
    bare = text.strip().casefold()
    scaled = _SCALED.fullmatch(bare)
    if scaled is not None:
        whole, _, part = scaled.group(1).replace(",", ".").partition(".")
        return (int(whole) * 100 + int(part.ljust(2, "0") or 0)) * _SCALES[scaled.group(2)] // 100
    return int(re.sub(r"[^0-9]", "", bare)) if _IN_FULL.fullmatch(bare) is not None else None


def _money(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = parse_money(value) if isinstance(value, str) else None
    if found is None:
        raise RefusedValueError(
            Text(f"{shown(value)} không phải là số tiền.", f"{shown(value)} is not a sum of money."), _EXAMPLE
        )
    return found


def _in_bounds(value: int) -> int:
    if MIN_MONEY <= value <= MAX_MONEY:
        return value
    raise RefusedValueError(
        Text(
            f"{value:,} đ không thể là kinh phí: cần từ {MIN_MONEY:,} đến {MAX_MONEY:,} đ.".replace(",", "."),
            f"{value:,} đ cannot be a budget: expected {MIN_MONEY:,} to {MAX_MONEY:,} đ.",
        ),
        _EXAMPLE,
    )


_PRICE_EXAMPLE = Text(
    "Viết giá bằng đồng, ví dụ 350_000đ hoặc 1.500đ.", "Write the price in đồng, like 350_000đ or 1.500đ."
)


def _price(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = parse_money(value) if isinstance(value, str) else None
    if found is None:
        raise RefusedValueError(
            Text(f"{shown(value)} không phải là giá tiền.", f"{shown(value)} is not a price."), _PRICE_EXAMPLE
        )
    return found


def _is_a_price(value: int) -> int:
    if 1 <= value <= MAX_PRICE:
        return value
    raise RefusedValueError(
        Text(
            f"{value:,} đ không thể là đơn giá: cần từ 1 đến {MAX_PRICE:,} đ.".replace(",", "."),
            f"{value:,} đ cannot be a price: expected 1 to {MAX_PRICE:,} đ.",
        ),
        _PRICE_EXAMPLE,
    )


def _any_case(pattern: str) -> str:
    """Return ``pattern`` so that its letters match in both cases, for JSON Schema, which has no flag for it."""
    return re.sub(r"[^\W\d_]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", pattern)


def _in_dong(value: int) -> str:
    return f"{value}đ"


_PATTERN = rf"^\s*(?:{_WHOLE}|{_AMOUNT}[ \u00a0]*{_any_case(_SCALE)})[ \u00a0]*(?:{_any_case(_DONG)})?\s*$"

Money = Annotated[
    int,
    BeforeValidator(_money),
    AfterValidator(_in_bounds),
    PlainSerializer(_in_dong, when_used="json", return_type=str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": _PATTERN, "examples": ["18_000_000đ", "18 triệu"]}),
]
"""A sum in đồng."""

Price = Annotated[
    int,
    BeforeValidator(_price),
    AfterValidator(_is_a_price),
    PlainSerializer(_in_dong, when_used="json", return_type=str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": _PATTERN, "examples": ["350_000đ", "1.500đ"]}),
]
"""What one thing costs, in đồng."""
