"""The figures of how well a side is set."""

from __future__ import annotations

from math import pi

import pytest
from msgspec.structs import replace

from keytag.checks.artwork import TagSubject
from keytag.checks.artwork.composition import measure_composition, moments, most_height
from keytag.compose import Frame
from keytag.drawing.artwork import Artwork, Fill, Role, Source
from keytag.drawing.geometry import Path, Rect, Shape, ShapeKind, circle, place_hole, rectangle
from keytag.drawing.ink import Ink

BLACK = Ink("black", (0.0, 0.0, 0.0, 1.0))
CARD = Shape(ShapeKind.RECTANGLE, 40.0, 20.0)
BARE = Frame(CARD, None, safe=2.0, bleed=2.0)


def drawn(subject: TagSubject, frame: Frame, *fills: Fill) -> TagSubject:
    """Return ``subject`` with these fills alone on its front, and nothing behind."""
    front = Artwork(fills, frame.shape.trim, frame.bleed)
    return replace(subject, front=front, back=Artwork((), front.trim, 2.0), frame=frame, code=None, code_side="")


def lettering(path: Path, node: str = "slogan") -> Fill:
    """Return ``path`` as lettering of the job's ``node``."""
    return Fill(path, BLACK, Role.LETTERING, Source("words", node))


def test_a_real_tag_has_every_figure_where_it_belongs(good: TagSubject) -> None:
    """The number that is answered is measured in front, the code behind, contrast and text on both."""
    front, back = measure_composition(good)
    assert front.hotline_mm is not None
    assert front.hotline_most_mm is not None
    assert 3.0 <= front.hotline_mm <= front.hotline_most_mm
    assert (front.module_mm, back.hotline_mm) == (None, None)
    assert back.number_mm is not None
    assert 1.0 < back.number_mm < front.hotline_mm
    assert good.code is not None
    assert back.module_mm == good.code.module
    assert back.blur_mm == pytest.approx(0.35 * good.code.module)
    for side in (front, back):
        assert side.contrast is not None
        assert side.contrast > 3
        assert side.smallest_text_pt is not None
        assert 4.9 < side.smallest_text_pt < 7
        assert 0.0 < side.empty_share < 0.6


def test_the_blur_is_what_the_code_was_seen_to_bear(good: TagSubject) -> None:
    """Where a code was tried, its own margin counts in place of the usual."""
    assert good.code is not None
    assert measure_composition(good, 0.2)[1].blur_mm == pytest.approx(0.2 * good.code.module)


def test_nothing_drawn_is_all_empty(good: TagSubject) -> None:
    """A bare side is empty, and has no other figure."""
    front, _ = measure_composition(drawn(good, BARE))
    assert front.empty_share == 1.0
    assert (front.hotline_mm, front.contrast, front.smallest_text_pt, front.off_axis_mm) == (None,) * 4


def test_the_empty_share_is_what_lies_a_millimetre_off(good: TagSubject) -> None:
    """Of 36 × 16 mm, words of 16 × 14 mm with a millimetre round them leave half."""
    front, _ = measure_composition(drawn(good, BARE, lettering(rectangle(Rect(3.0, 3.0, 19.0, 17.0)))))
    assert front.empty_share == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("hole", ["left", None])
def test_balance_is_measured_from_the_axis_of_the_shape(good: TagSubject, hole: str | None) -> None:
    """Two bodies of one area balance between them, wherever the hole lies; the lighter counts for less."""
    frame = replace(BARE, hole=place_hole(CARD, 4.0, 2.5, hole)) if hole else BARE
    left, right = rectangle(Rect(10.0, 8.0, 14.0, 12.0)), rectangle(Rect(26.0, 8.0, 30.0, 12.0))
    front, _ = measure_composition(drawn(good, frame, lettering(left), lettering(right)))
    assert front.off_axis_mm == pytest.approx(0.0)
    wide = rectangle(Rect(26.0, 8.0, 38.0, 12.0))
    front, _ = measure_composition(drawn(good, frame, lettering(left), lettering(wide)))
    assert front.off_axis_mm == pytest.approx((12 * 1 + 32 * 3) / 4 - 20)


def test_a_contour_and_the_other_way_round_weigh_alike() -> None:
    """Which way a contour runs changes the sign of area and moment alone."""
    (points,) = circle(5.0, 3.0, 2.0).flattened(0.001)
    area, moment = moments(points)
    assert abs(area) == pytest.approx(4 * pi, rel=0.01)
    assert moment / area == pytest.approx(5.0)
    assert moments(points[::-1]) == pytest.approx((-area, -moment))


def test_the_most_that_fits_is_the_largest_box_of_its_proportions() -> None:
    """Lettering four times as wide as high comes to 9 mm in 36 × 16 mm, and to less beside a hole."""
    box = Rect(0.0, 0.0, 12.0, 3.0)
    assert most_height(box, 3.0, BARE) == pytest.approx(9.0, abs=0.05)
    holed = replace(BARE, hole=place_hole(CARD, 4.0, 2.5, "left"))
    # The hole's clearance ends 8.5 mm from the left edge, 2 mm from the right one are the safe area.
    assert most_height(box, 3.0, holed) == pytest.approx(29.5 / 4, abs=0.05)
