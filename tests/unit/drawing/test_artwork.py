"""The display list: walking it and what it is made of."""

from __future__ import annotations

from keytag.drawing.artwork import Artwork, Fill, Group, Role, Stroke, inks, walk
from keytag.drawing.geometry import IDENTITY, Affine, Rect, rectangle
from keytag.drawing.ink import BLACK, PAPER

BOX = Rect(0.0, 0.0, 10.0, 5.0)
PATH = rectangle(Rect(1.0, 1.0, 2.0, 2.0))
GROUND = Fill(rectangle(BOX), PAPER, Role.GROUND)
LETTER = Fill(PATH, BLACK, Role.LETTERING)
LINE = Stroke(PATH, BLACK, 0.25, Role.RULE)


def test_walking_keeps_paint_order() -> None:
    """What is painted first is met first, inside groups as outside."""
    items = (GROUND, Group((LINE, Group((LETTER,)))), LINE)
    assert [item for item, _ in walk(items)] == [GROUND, LINE, LETTER, LINE]


def test_nested_groups_apply_the_inner_matrix_first() -> None:
    """An item met on the walk comes with the matrix that takes it to the artwork's coordinates."""
    inner, outer = Affine.scaling(2.0, 2.0), Affine.translation(10.0, 0.0)
    (_, whole), (_, plain) = walk((Group((Group((LETTER,), inner),), outer), LINE))
    assert whole.apply((1.0, 1.0)) == (12.0, 2.0)
    assert plain == IDENTITY


def test_inks_are_named_once_in_order_of_use() -> None:
    """Each ink appears once, in the order in which it is first laid down."""
    assert inks(Artwork((LETTER, GROUND, LINE), BOX)) == (BLACK, PAPER)
    assert inks(Artwork((), BOX)) == ()


def test_bleed_goes_round_the_trim() -> None:
    """The bleed box is the trim box grown on every side."""
    assert Artwork((), BOX, 2.0).bleed_box == Rect(-2.0, -2.0, 12.0, 7.0)


def test_equal_artworks_are_one() -> None:
    """Artworks are compared by what they hold, so that exporters can draw equal ones once."""
    assert Artwork((GROUND, Group((LETTER,))), BOX, 2.0) == Artwork((GROUND, Group((LETTER,))), BOX, 2.0)
    assert hash(Artwork((GROUND,), BOX)) == hash(Artwork((GROUND,), BOX))
    assert Artwork((GROUND,), BOX) != Artwork((LETTER,), BOX)
