"""Inks at a shop of flat inks: named ones are spots, and what the material has by itself is none."""

from __future__ import annotations

import pytest

from keytag.drawing.ink import (
    BLACK,
    NAMED_INKS,
    PAPER,
    Ink,
    amounts,
    as_material,
    flat_ink,
    plate_changes,
    plate_ink,
    spot,
)

INKS = {ink.name: ink for ink in NAMED_INKS}
RED = INKS["flag-red"]


@pytest.mark.parametrize("name", ["flag-red", "flag-yellow", "navy", "gold", "grey"])
def test_a_named_ink_is_a_spot_of_its_own_name(name: str) -> None:
    """Its plate bears the ink's name, and shows its process mixture."""
    assert flat_ink(INKS[name], None) == spot(name, INKS[name].cmyk)
    assert flat_ink(INKS[name], None).is_flat


def test_black_is_the_black_plate() -> None:
    """No spot may be called black, and solid black is one flat ink."""
    assert flat_ink(BLACK, RED) == BLACK
    assert BLACK.is_flat
    assert not Ink("cmyk(0,0,0,60)", (0.0, 0.0, 0.0, 0.6)).is_flat


def test_white_is_an_ink_where_the_material_is_not_white() -> None:
    """White stock needs none; on red it is printed, and a file shows it as it shows an underbase."""
    assert flat_ink(INKS["white"], None).total == 0
    white = flat_ink(INKS["white"], RED)
    assert white.plates == {"white"}
    assert white.is_white
    assert plate_ink(white).cmyk != white.cmyk
    assert plate_ink(spot("Gold", (0.0, 0.1, 1.0, 0.0))).cmyk == (0.0, 0.1, 1.0, 0.0)


def test_the_material_is_no_ink() -> None:
    """Its colour looks as it does, and lies on no plate; lettering on it begins on its own plate alone."""
    ground = flat_ink(RED, RED)
    assert (ground.cmyk, ground.total, ground.plates) == (RED.cmyk, 0.0, frozenset())
    assert not any(amounts(ground).values())
    assert plate_changes(spot("flag-yellow", (0.0, 0.0, 1.0, 0.0)), ground) == {"flag-yellow": 1.0}
    assert flat_ink(PAPER, RED).cmyk == RED.cmyk
    assert flat_ink(spot("PANTONE 485 C", RED.cmyk), RED) == as_material(spot("PANTONE 485 C", RED.cmyk))


def test_a_mixture_stays_a_mixture() -> None:
    """What has no name of its own is for the job to name: nothing is invented."""
    mixed = Ink("cmyk(0,15,60,0)", (0.0, 0.15, 0.6, 0.0))
    assert flat_ink(mixed, None) == mixed
    assert not mixed.is_flat
