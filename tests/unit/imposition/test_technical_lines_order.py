"""The way of a cutter's head."""

from __future__ import annotations

import pytest

from keytag.drawing.geometry import Shape, ShapeKind
from keytag.imposition import Backing, LayoutKind, Press, arrange
from keytag.imposition.bands import travel_length
from keytag.imposition.technical_lines import order_of_visits

OVAL = Shape(ShapeKind.OVAL, 50, 20)
PRESSES = {
    "sra3": Press(320, 450, gripper=12, sides=5, tail=5, gap=4, bleed=2),
    "offset": Press(860, 650, gripper=12, sides=5, tail=5, gap=4, bleed=2),
}


@pytest.mark.parametrize("kind", LayoutKind)
@pytest.mark.parametrize("backing", [Backing.SHEETWISE, Backing.TURN, Backing.TUMBLE])
@pytest.mark.parametrize("name", PRESSES)
def test_the_way_is_short(name: str, backing: Backing, kind: LayoutKind) -> None:
    """Every tag is visited once, by a way that is a good deal shorter than that of the layout's own order."""
    places = [(slot.x, slot.y) for slot in arrange(PRESSES[name], OVAL, kind, backing).slots]
    way = order_of_visits(places)
    assert sorted(way) == list(range(len(places)))
    # Row by row from the same end each time, the head goes back over the whole sheet once a row.
    assert travel_length([places[i] for i in way]) < 0.75 * travel_length(places)


def test_the_way_does_not_depend_on_the_order_of_the_places() -> None:
    """The same places have the same way, however they come."""
    places = [(slot.x, slot.y) for slot in arrange(PRESSES["sra3"], OVAL, LayoutKind.NESTED).slots]
    mixed = places[1::2] + places[::2][::-1]
    assert [places[i] for i in order_of_visits(places)] == [mixed[i] for i in order_of_visits(mixed)]


def test_nothing_has_no_way() -> None:
    """No tags and one tag are no trouble."""
    assert order_of_visits([]) == ()
    assert order_of_visits([(1.0, 2.0)]) == (0,)
