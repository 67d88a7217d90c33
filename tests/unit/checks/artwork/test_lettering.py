from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.checks.artwork import TagSubject, check_tag
from keytag.drawing.artwork import Fill, Role, Source, walk
from keytag.drawing.geometry import Affine, Hole, Path, Rect, Shape, ShapeKind, circle, join_paths, rectangle
from keytag.drawing.ink import BLACK, PAPER
from keytag.findings import Severity

MIDDLE = (25.0, 10.0)


def added(good: TagSubject, *paths: Path) -> TagSubject:
    """Return ``good`` with black lettering added to its front, at the node ``slogan``."""
    fills = tuple(Fill(path, BLACK, Role.LETTERING, Source("slogan", "slogan"), True) for path in paths)
    return replace(good, front=replace(good.front, items=(*good.front.items, *fills)))


def nudged(good: TagSubject, node: str, dx: float, dy: float) -> TagSubject:
    """Return ``good`` with the lettering of one node of its front moved."""
    items = tuple(
        replace(item, path=item.path.transformed(Affine.translation(dx, dy))) if item.source.node == node else item
        for item, _ in walk(good.front.items)
    )
    return replace(good, front=replace(good.front, items=items))


def rules(subject: TagSubject) -> set[str]:
    """Return the rules that are broken."""
    return {finding.rule for finding in check_tag(subject)}


@pytest.mark.parametrize(("node", "dx", "dy"), [("issuer.name", 0, -0.3), ("slogan", 0, 0.3), ("slogan", 9, 0)])
def test_lettering_is_inside_safe_area(good: TagSubject, node: str, dx: float, dy: float) -> None:
    """A line pushed towards the cut is an error at its own node, measured on its outlines."""
    found = [f for f in check_tag(nudged(good, node, dx, dy)) if f.rule == "lettering-is-inside-safe-area"]
    assert [(finding.severity, finding.node) for finding in found] == [(Severity.ERROR, node)]


def test_depth_is_measured_to_the_true_shape(good: TagSubject) -> None:
    """A dot near the oval's shoulder counts by its distance from the curve, far inside the trim box as it is."""
    shape = good.frame.shape
    left, _ = shape.chord(5.0) or (0.0, 0.0)
    (finding,) = check_tag(added(good, rectangle(Rect(left + 3, 5, left + 3.9, 5.9))))
    assert finding.rule == "lettering-is-inside-safe-area"
    depth = shape.depth((left + 3, 5.0))
    assert f"{depth:.1f} mm" in finding.message.en


def test_lettering_at_the_limit_passes(good: TagSubject) -> None:
    """What stands exactly on the safe area's edge, or leans into it by less than the tolerance, is left alone."""
    assert "lettering-is-inside-safe-area" not in rules(added(good, good.frame.shape.outline(2.5)))
    assert "lettering-is-inside-safe-area" not in rules(added(good, good.frame.shape.outline(2.4)))
    assert "lettering-is-inside-safe-area" in rules(added(good, good.frame.shape.outline(2.3)))


def test_lettering_off_the_tag_is_outside(good: TagSubject) -> None:
    """Lettering wholly beyond the trim box is found like any other."""
    assert "lettering-is-inside-safe-area" in rules(added(good, rectangle(Rect(10, -30, 20, -25))))


@pytest.mark.parametrize(("gap", "fires"), [(1.9, True), (2.0, False)])
def test_lettering_clears_the_hole(good: TagSubject, gap: float, fires: bool) -> None:  # noqa: FBT001
    """A letter nearer than 2 mm to the hole's edge is an error; one at 2 mm is not."""
    hole = good.frame.hole
    assert hole is not None
    x = hole.cx + hole.radius + gap
    found = check_tag(added(good, rectangle(Rect(x, hole.cy - 0.5, x + 0.4, hole.cy + 0.5))))
    assert [f.node for f in found if f.rule == "lettering-clears-the-hole"] == (["slogan"] if fires else [])
    assert not fires or "1.9 mm" in found[0].message.en


def test_lettering_over_the_hole_is_found(good: TagSubject) -> None:
    """A letter so large that its edges are far from the hole still lies over it."""
    hole = good.frame.hole
    assert hole is not None
    assert "lettering-clears-the-hole" in rules(added(good, circle(hole.cx, hole.cy, hole.radius + 8)))


def test_back_is_judged_by_its_own_hole(good: TagSubject) -> None:
    """On the back the hole is seen mirrored: lettering at the front's place is clear, at the mirrored one not."""
    hole = good.frame.hole
    assert hole is not None
    for x, fires in ((hole.cx, False), (50 - hole.cx, True)):
        dot = Fill(circle(x, hole.cy, 0.5), BLACK, Role.LETTERING, Source("caption", "qr.caption"))
        found = rules(replace(good, back=replace(good.back, items=(*good.back.items, dot))))
        assert ("lettering-clears-the-hole" in found) is fires


def test_marks_of_lines_do_not_touch(good: TagSubject) -> None:
    """The hotline's label pushed onto its number is an error that names both."""
    (finding,) = check_tag(nudged(good, "numbers.0.label", 0, 1.0))
    assert (finding.rule, finding.severity) == ("marks-of-lines-do-not-touch", Severity.ERROR)
    assert "numbers.0.label" in finding.message.en
    assert "numbers.0.number" in finding.message.en


def test_overlaps_are_those_of_ink(good: TagSubject) -> None:
    """Touching is told by ink: inside a letter, on top of its twin, but not within its counter or beside it."""
    x, y = MIDDLE
    blank = replace(good, front=replace(good.front, items=good.front.items[:1]))
    disc, dot, beside = circle(x, y, 3), circle(x, y, 1), circle(x + 5, y, 1.9)
    ring = join_paths((circle(x, y, 3), circle(x, y, 2).transformed(Affine.mirror_x(x))))
    for paths, touch in (((disc, dot), True), ((disc, disc), True), ((ring, dot), False), ((disc, beside), False)):
        assert ("marks-of-lines-do-not-touch" in rules(added(blank, *paths))) is touch


def test_only_lettering_is_asked(good: TagSubject) -> None:
    """Grounds and lines may run anywhere."""
    everywhere = Fill(rectangle(Rect(-2, -2, 52, 22)), PAPER, Role.GROUND, Source("ground"))
    assert rules(replace(good, front=replace(good.front, items=(everywhere, *good.front.items)))) == set()


def test_drawings_are_asked_like_lettering(good: TagSubject) -> None:
    """An emblem over the safe area's edge, or by the hole, is an error that names its slot."""
    hole = good.frame.hole
    assert hole is not None
    for x, rule in ((48.5, "lettering-is-inside-safe-area"), (hole.cx + 3.5, "lettering-clears-the-hole")):
        emblem = Fill(circle(x, 10.0, 0.5), PAPER, Role.ART, Source("emblem"))
        found = check_tag(replace(good, front=replace(good.front, items=(*good.front.items, emblem))))
        assert [f.rule for f in found] == [rule]
        assert "The drawing “emblem”" in found[0].message.en


def test_a_cut_that_strays_past_the_safe_area_is_told(good: TagSubject) -> None:
    """Where the shop's safe distance is less than its cut strays, letters at its edge are a warning."""
    tight = replace(good, frame=replace(good.frame, safe=0.5))
    left, _ = good.frame.shape.chord(10.0) or (0.0, 0.0)
    for depth, fires in ((0.7, True), (0.9, False)):
        x = 50 - left - depth
        found = check_tag(added(tight, rectangle(Rect(x - 0.3, 9.9, x, 10.1))))
        assert ("lettering-outlasts-the-cut" in {f.rule for f in found}) is fires
        assert "lettering-is-inside-safe-area" not in {f.rule for f in found}


@pytest.mark.parametrize(("x", "y", "fires"), [(30.0, 5.0, True), (24.0, 5.0, False), (30.0, 18.0, False)])
def test_lettering_clears_the_ring(good: TagSubject, x: float, y: float, fires: bool) -> None:  # noqa: FBT001
    """Between hole and nearest edge the ring lies; beside it and on the hole's other side it does not."""
    shape = Shape(ShapeKind.RECTANGLE, 60.0, 40.0, 3.0)
    frame = replace(good.frame, shape=shape, hole=Hole(30.0, 12.0, 4.0))
    dot = Fill(circle(x, y, 0.5), BLACK, Role.LETTERING, Source("slogan", "slogan"), overprint=True)
    front, back = replace(good.front, items=(dot,)), replace(good.back, items=())
    found = check_tag(replace(good, frame=frame, front=front, back=back))
    assert [f.node for f in found if f.rule == "lettering-clears-the-ring"] == (["slogan"] if fires else [])
