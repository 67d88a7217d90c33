"""Scratches spoil so many codewords and no more."""

from __future__ import annotations

import pytest

from keytag.drawing import qr
from keytag.inspection.codes.scratches import codewords, scratched_modules

LINKS = ("https://zalo.me/1000000000000000001", "https://congan.gialai.gov.vn/phuong-an-khe/tiep-nhan-tin")


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("share", [0.0, 0.07, 0.15, 0.30])
def test_the_share_of_codewords_is_kept(link: str, share: float) -> None:
    """The modules bared are dark, hold data, and belong to the share of codewords rounded down."""
    symbol = qr.encode(link)
    owner = codewords(symbol.size)
    bared = scratched_modules(symbol, share)
    assert all(symbol.modules[row][column] for row, column in bared)
    assert len({owner[module] for module in bared}) == int(share * (max(owner.values()) + 1))


def test_scratches_are_always_the_same() -> None:
    """Chance comes from a hash: two runs scratch the same modules."""
    symbol = qr.encode(LINKS[0])
    assert scratched_modules(symbol, 0.15) == scratched_modules(symbol, 0.15)


@pytest.mark.parametrize("link", LINKS)
def test_each_throw_falls_elsewhere(link: str) -> None:
    """Throws differ, are repeatable, and spoil as many codewords as the first."""
    symbol = qr.encode(link)
    owner = codewords(symbol.size)
    throws = [scratched_modules(symbol, 0.15, throw) for throw in range(4)]
    assert throws[0] == scratched_modules(symbol, 0.15)
    assert len(set(throws)) == 4
    assert len({len({owner[module] for module in bared}) for bared in throws}) == 1
