"""An order of 57 groups and a channel, in two editions, made without any file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from keytag.drawing.badge import badges
from keytag.output.packing import PackedEdition, PackedOrder, Share, Sizes, pack_boxes

LONG = "Tổ dân phố Nguyễn Trung Trực – khu phố 12"
CONTACT = "Bà Lan, 0769 000 113"


def _order_of(shares: tuple[Share, ...]) -> PackedOrder:
    sizes = Sizes()
    names = {"a": "Xã Glar", "b": "Thị trấn Đak Đoa"}
    marks = badges(tuple(names.items()))
    return PackedOrder(
        job="ward",
        issuer="Công an phường An Khê",
        date=date(2026, 1, 15),
        version="1",
        content_hash="0123456789",
        sample=False,
        editions=tuple(PackedEdition(key, names[key], mark) for key, mark in zip(names, marks, strict=True)),
        shares=shares,
        boxes=pack_boxes(shares, sizes),
        sizes=sizes,
    )


@pytest.fixture
def made() -> Callable[[tuple[Share, ...]], PackedOrder]:
    """Make an order of shares in the editions a and b."""
    return _order_of


@pytest.fixture
def order() -> PackedOrder:
    """57 groups of some 60 households in two editions, one with a long name, and a channel."""
    groups = tuple(
        Share(LONG if i == 3 else f"Tổ dân phố {i}", "a" if i < 30 else "b", 50 + i, 48 + i, contact=CONTACT)
        for i in range(1, 58)
    )
    return _order_of((*groups, Share("Công đoàn", "a", 1300, None, alone=True)))
