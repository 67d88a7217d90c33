"""Modules belong to codewords as ISO/IEC 18004 places them."""

from __future__ import annotations

import pytest
from qrcode import base, constants, util

from keytag.inspection.codes.scratches import codewords


@pytest.mark.parametrize("version", range(1, 41))
def test_every_version_has_its_codewords(version: int) -> None:
    """As many codewords of eight modules as the standard's table 1 says, in every version."""
    owner = codewords(17 + 4 * version)
    total = sum(block.total_count for block in base.rs_blocks(version, constants.ERROR_CORRECT_L))
    numbers = list(owner.values())
    assert sorted(set(numbers)) == list(range(total))
    assert {numbers.count(word) for word in (0, total // 2, total - 1)} == {8}


@pytest.mark.parametrize("version", range(2, 41))
def test_alignment_patterns_carry_no_data(version: int) -> None:
    """The middles of all alignment patterns (annex E, as qrcode has it) belong to no codeword."""
    owner = codewords(17 + 4 * version)
    rows = util.PATTERN_POSITION_TABLE[version - 1]
    assert not [(row, column) for row in rows for column in rows if (row, column) in owner]


def test_the_first_codeword_lies_at_the_lower_right() -> None:
    """Placement begins at the lower right corner and goes up in pairs of columns."""
    owner = codewords(25)
    assert [owner[row, column] for row in (24, 23, 22, 21) for column in (24, 23)] == [0] * 8
    assert owner[20, 24] == 1
