"""The code on the back: beside the hole, in nobody's way, legible; or a finding that there is no area."""

from __future__ import annotations

from math import hypot

import pytest
from msgspec.structs import replace

from keytag.compose import ComposedTag, Design, Frame
from keytag.compose.design import HOLE_CLEARANCE, ring
from keytag.compose.edition_code import add_edition_code
from keytag.documents.job import EditionContent
from keytag.documents.template import read_template
from keytag.drawing.artwork import Artwork, Fill, Role, Source, Stroke
from keytag.drawing.geometry import Hole, Rect, Shape, ShapeKind, place_hole, rectangle
from keytag.drawing.geometry.contour import winding
from keytag.drawing.ink import BLACK, PAPER, ByPolarity, Ink, spot
from keytag.findings import Severity
from keytag.units import to_mm

OVAL = Shape(ShapeKind.OVAL, 50.0, 20.0)
SHAPES = (
    OVAL,
    Shape(ShapeKind.PILL, 50.0, 20.0),
    Shape(ShapeKind.RECTANGLE, 45.0, 25.0, 3.0),
    Shape(ShapeKind.CIRCLE, 32.0, 32.0),
)
RED = Ink("flag-red", (0.0, 1.0, 1.0, 0.0))
NAVY = Ink("navy", (1.0, 0.8, 0.0, 0.4))
YELLOW = Ink("flag-yellow", (0.0, 0.0, 1.0, 0.0))
SMALL = ByPolarity(to_mm(4.0), to_mm(5.0), to_mm(5.0))
SAYS = EditionContent("xa-glar", "Xã Glar", "", None, None, (), None, "classic", (), None, "", mark="F6")


def design(shape: Shape = OVAL, hole: str | None = "left", limits: ByPolarity = SMALL) -> Design:
    """Return a design on ``shape``; the hole's side as the front sees it."""
    punched = place_hole(shape, 4.0, 2.5, hole) if hole is not None else None
    return Design(read_template("classic"), Frame(shape, punched, 2.5, 2.0), {}, limits, {})


def tag(shape: Shape, *items: Fill | Stroke, ground: Ink | None = None) -> ComposedTag:
    """Return a tag whose back has these items on its ground."""
    painted = () if ground is None else (Fill(shape.outline(-2.0), ground, Role.GROUND, Source("ground")),)
    back = Artwork((*painted, *items), shape.trim, 2.0)
    return ComposedTag(Artwork((), shape.trim, 2.0), back, None, "", 0.0)


def words(ink: Ink, *boxes: Rect) -> tuple[Fill, ...]:
    """Return lettering that fills boxes."""
    return tuple(Fill(rectangle(box), ink, Role.LETTERING, Source("numbers", "numbers.0")) for box in boxes)


def code_of(found: ComposedTag) -> Fill:
    """Return the code on a tag's back, painted last."""
    item = found.back.items[-1]
    assert isinstance(item, Fill)
    assert item.source == Source("mark", "mark")
    return item


def away(hole: Hole, box: Rect) -> float:
    """Return how far a box is from a hole's edge."""
    x, y = max(box.x0 - hole.cx, hole.cx - box.x1, 0.0), max(box.y0 - hole.cy, hole.cy - box.y1, 0.0)
    return hypot(x, y) - hole.radius


def test_without_a_code_the_tag_is_as_it_was() -> None:
    """A job that asks for none gets none."""
    bare = tag(OVAL, ground=RED)
    assert add_edition_code(bare, replace(SAYS, mark=""), design()) == (bare, ())


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.kind.value)
@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_the_code_is_beside_the_hole(shape: Shape, side: str) -> None:
    """It keeps the safe area, the hole's clearance and the ring's place, and is as near as they let it."""
    asked = design(shape, side)
    found, findings = add_edition_code(tag(shape, ground=RED), SAYS, asked)
    assert findings == ()
    box, hole = code_of(found).path.bounds(), asked.frame.other_side().hole
    assert hole is not None
    assert all(shape.depth(corner) >= asked.frame.safe for corner in box.corners)
    assert HOLE_CLEARANCE - 1e-6 <= away(hole, box) < HOLE_CLEARANCE + 3.0
    assert not any(winding((ring(shape, hole),), corner) for corner in box.corners)


def test_it_is_not_under_the_ring() -> None:
    """A hole far from the edge has room between the two, where the ring lies: the code is not there."""
    shape = SHAPES[2]
    hole = place_hole(shape, 4.0, 9.0, "top")
    asked = design(shape)
    asked = replace(asked, frame=replace(asked.frame, hole=hole))
    below = words(PAPER, Rect(10.0, 14.0, 35.0, 20.0))
    found, _ = add_edition_code(tag(shape, *below, ground=RED), SAYS, asked)
    box = code_of(found).path.bounds()
    assert away(hole, box) < HOLE_CLEARANCE + 1.0
    assert not any(winding((ring(shape, hole),), point) for point in (*box.corners, box.centre))


def test_without_a_hole_it_is_at_the_lower_edge() -> None:
    """Where there is no hole it stands in the middle, as low as the safe area lets it."""
    found, _ = add_edition_code(tag(OVAL, ground=RED), SAYS, design(hole=None))
    box = code_of(found).path.bounds()
    assert box.centre[0] == pytest.approx(25.0, abs=0.05)
    assert OVAL.depth((25.0, box.y1)) == pytest.approx(2.5, abs=0.2)


def test_nothing_else_is_in_its_way() -> None:
    """Lettering, the lines round the tag and the edge of a ground keep clear of it."""
    near = Rect(33.0, 5.0, 41.0, 15.0)
    line = Stroke(OVAL.outline(2.2), YELLOW, 0.3, Role.RULE, Source("rule"))
    field = Fill(rectangle(Rect(0.0, 0.0, 31.5, 20.0)), NAVY, Role.GROUND, Source("field"))
    found, findings = add_edition_code(tag(OVAL, field, line, *words(PAPER, near), ground=RED), SAYS, design())
    assert findings == ()
    box = code_of(found).path.bounds()
    assert not box.grown(0.55).intersects(near)
    assert box.x1 < 31.5 - 0.55 or box.x0 > 31.5 + 0.55
    assert all(OVAL.depth(corner) > 2.2 + 0.15 for corner in box.corners)


def test_it_keeps_more_distance_where_there_is_more_room() -> None:
    """Beside a number it stands 2 mm off, so that it is not read on from it."""
    number = Rect(10.0, 8.0, 37.5, 12.0)
    found, _ = add_edition_code(tag(OVAL, *words(PAPER, number), ground=RED), SAYS, design())
    assert not code_of(found).path.bounds().grown(1.95).intersects(number)


def test_it_is_crowded_nowhere_where_there_is_room_elsewhere() -> None:
    """Where numbers leave it no 1.5 mm beside the hole it stands farther off, with more."""
    beside = Rect(25.0, 4.5, 39.6, 15.5)
    found, findings = add_edition_code(tag(OVAL, *words(PAPER, beside), ground=RED), SAYS, design())
    assert findings == ()
    assert not code_of(found).path.bounds().grown(1.45).intersects(beside)


@pytest.mark.parametrize(
    ("ground", "lettering", "ink"),
    [
        (RED, PAPER, PAPER),
        (RED, YELLOW, YELLOW),
        (YELLOW, BLACK, BLACK),
        (None, RED, RED),
        (NAVY, RED, PAPER),
        (YELLOW, PAPER, BLACK),
        (None, None, BLACK),
    ],
)
def test_its_ink_is_read_on_its_ground(ground: Ink | None, lettering: Ink | None, ink: Ink) -> None:
    """It takes the lettering's ink where that is read there, else paper or black, whichever is."""
    said = words(lettering, Rect(20.0, 9.0, 24.0, 11.0)) if lettering is not None else ()
    found, _ = add_edition_code(tag(OVAL, *said, ground=ground), SAYS, design())
    assert code_of(found).ink == ink


@pytest.mark.parametrize(
    ("ground", "lettering", "limits", "size_pt"),
    [
        (None, BLACK, SMALL, 4.0),
        (RED, PAPER, SMALL, 5.0),
        (None, BLACK, ByPolarity(to_mm(6.0), to_mm(7.0), to_mm(8.0)), 6.0),
        (None, RED, ByPolarity(to_mm(6.0), to_mm(7.0), to_mm(8.0)), 8.0),
    ],
)
def test_it_is_as_large_as_the_shop_prints(
    ground: Ink | None, lettering: Ink, limits: ByPolarity, size_pt: float
) -> None:
    """4 pt, or the shop's smallest size for its ink on its ground where that is larger."""
    said = words(lettering, Rect(20.0, 9.0, 24.0, 11.0))
    found, _ = add_edition_code(tag(OVAL, *said, ground=ground), SAYS, design(limits=limits))
    # Be Vietnam Pro: capitals are 0.71 em high; the figure beside one rises and falls a little beyond it.
    assert code_of(found).path.bounds().height == pytest.approx(0.76 * to_mm(size_pt), rel=0.01)


def test_letters_are_as_tall_as_a_mould_makes_them() -> None:
    """Where the shop says how low letters may be, the code's are as tall."""
    found, _ = add_edition_code(tag(OVAL, ground=RED), SAYS, design(), 2.0)
    assert code_of(found).path.bounds().height >= 2.0


def test_spots_alone_get_no_process_black() -> None:
    """Where lettering is in a spot that is not read on its ground, the code is left in the stock's own colour."""
    gold, deep = spot("GOLD", (0.2, 0.3, 0.7, 0.1)), spot("DEEP", (1.0, 0.8, 0.0, 0.4))
    found, _ = add_edition_code(tag(OVAL, *words(deep, Rect(20.0, 9.0, 24.0, 11.0)), ground=deep), SAYS, design())
    assert code_of(found).ink == PAPER
    found, _ = add_edition_code(tag(OVAL, *words(gold, Rect(20.0, 9.0, 24.0, 11.0)), ground=deep), SAYS, design())
    assert code_of(found).ink == gold


def test_small_black_overprints() -> None:
    """Black lettering that small overprints, as all of it does."""
    found, _ = add_edition_code(
        tag(OVAL, *words(BLACK, Rect(20.0, 9.0, 24.0, 11.0)), ground=YELLOW), SAYS, design()
    )
    assert code_of(found).overprint


def test_a_full_back_is_named() -> None:
    """Without room for it the tag stays as it is, and a warning names edition, code and size."""
    full = tag(OVAL, *words(BLACK, Rect(2.0, 2.0, 48.0, 18.0)))
    found, (finding,) = add_edition_code(full, SAYS, design())
    assert found == full
    assert (finding.rule, finding.severity, finding.node) == ("edition-code-has-room", Severity.WARNING, "mark")
    assert "F6" in finding.message.vi
    assert "4 pt" in finding.message.en
