"""Inks and the plates they print on."""

from __future__ import annotations

import pytest

from keytag.drawing.ink import BLACK, NAMED_INKS, PAPER, Ink, registration, spot

INKS = {ink.name: ink for ink in NAMED_INKS}


def test_plates_are_those_that_carry_something() -> None:
    """A process ink is on the plates of its amounts, a spot on its own, paper on none."""
    assert INKS["flag-red"].plates == {"Magenta", "Yellow"}
    assert BLACK.plates == {"Black"}
    assert PAPER.plates == frozenset()
    assert spot("CutContour", (0.0, 1.0, 0.0, 0.0)).plates == {"CutContour"}
    assert spot("White", (0.1, 0.0, 0.0, 0.0), tint=0.0).plates == frozenset()


def test_total_ink() -> None:
    """Process amounts add up; a spot is one plate whatever its alternate looks like."""
    assert INKS["flag-red"].total == 2.0
    assert spot("Pantone 485", (0.0, 0.95, 1.0, 0.0), tint=0.5).total == 0.5


def test_yellow_on_red_changes_one_plate() -> None:
    """Flag yellow carries as much yellow as flag red, so that lettering has a one-ink edge and no fringe."""
    red, yellow = INKS["flag-red"].cmyk, INKS["flag-yellow"].cmyk
    assert [i for i in range(4) if red[i] != yellow[i]] == [1]


@pytest.mark.parametrize("ink", NAMED_INKS, ids=lambda ink: ink.name)
def test_named_inks_print_well(ink: Ink) -> None:
    """Every named ink is process, within 0 to 1 on each plate and within the 320 % total of GWG 2022 (R0025)."""
    assert not ink.spot
    assert not ink.technical
    assert all(0.0 <= amount <= 1.0 for amount in ink.cmyk)
    assert ink.total <= 3.2


def test_named_inks_have_names_of_their_own() -> None:
    """No two named inks share a name, also when case is forgotten."""
    assert len({ink.name.lower() for ink in NAMED_INKS}) == len(NAMED_INKS)


def test_registration_is_on_all_plates() -> None:
    """Register marks use the separation All, and are nobody's product colour."""
    assert registration().name == "All"
    assert registration().spot
    assert registration().technical
