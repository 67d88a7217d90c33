from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.checks.artwork import TagSubject, check_tag
from keytag.drawing.artwork import Fill, Role, Stroke
from keytag.drawing.geometry import Path, Rect, circle, place_hole, polygon, rectangle
from keytag.drawing.ink import PAPER, Ink
from keytag.findings import Finding, Severity

RED = Ink("flag-red", (0.0, 1.0, 1.0, 0.0))


def about(rule: str, subject: TagSubject) -> list[Finding]:
    """Return the findings of one rule."""
    return [finding for finding in check_tag(subject) if finding.rule == rule]


@pytest.mark.parametrize(("edge", "fires"), [(1.9, True), (2.0, False), (3.0, False)])
def test_hole_has_plastic_round_it(good: TagSubject, edge: float, fires: bool) -> None:  # noqa: FBT001
    """Less than 2 mm between hole and cut is an error at the hole's own node; 2 mm are enough."""
    frame = replace(good.frame, hole=place_hole(good.frame.shape, 4.0, edge, "right"))
    found = about("hole-has-plastic-round-it", replace(good, frame=frame))
    assert [(f.severity, f.node) for f in found] == ([(Severity.ERROR, "tag.hole")] if fires else [])
    assert all("1.9 mm" in finding.message.en for finding in found)


def test_a_tag_without_a_hole_has_no_hole_to_check(good: TagSubject) -> None:
    """Where there is no hole nothing is said."""
    assert not about("hole-has-plastic-round-it", replace(good, frame=replace(good.frame, hole=None)))


def with_ground(good: TagSubject, path: Path, ink: Ink) -> TagSubject:
    """Return ``good`` with another ground on its front."""
    first, *rest = good.front.items
    assert isinstance(first, Fill)
    assert first.role is Role.GROUND
    return replace(good, front=replace(good.front, items=(replace(first, path=path, ink=ink), *rest)))


def test_ground_covers_the_bleed(good: TagSubject) -> None:
    """A ground that ends at the cut, short of the bleed, or bleeds on some sides only is an error."""
    shape = good.frame.shape
    diamond = polygon(((25, -7), (57, 10), (25, 27), (-7, 10)))
    beside = rectangle(Rect(60, -2, 120, 22))
    for path in (shape.outline(), shape.outline(-1.5), shape.outline(0.5), rectangle(shape.trim), diamond, beside):
        (finding,) = about("ground-covers-the-bleed", with_ground(good, path, RED))
        assert finding.severity is Severity.ERROR
        assert "“ground”" in finding.message.en


def test_grounds_that_bleed_or_stay_inside_pass(good: TagSubject) -> None:
    """Past the bleed in any form, or well inside the cut, or without ink, a ground is as it should be."""
    shape = good.frame.shape
    for path in (shape.outline(-2.0), rectangle(shape.trim.grown(2.0)), circle(25, 10, 40), shape.outline(1.2)):
        assert not about("ground-covers-the-bleed", with_ground(good, path, RED))
    assert not about("ground-covers-the-bleed", with_ground(good, shape.outline(), PAPER))


def test_the_bleed_outlasts_the_cut(good: TagSubject) -> None:
    """A bleed that the cut may stray beyond is a warning at the shop, unless no colour reaches the cut."""
    (finding,) = about("bleed-outlasts-the-cut", replace(good, tolerance=replace(good.tolerance, cut=1.95)))
    assert (finding.severity, finding.node) == (Severity.WARNING, "shop")
    assert "miss the back by 2.0 mm" in finding.message.en
    far = replace(good.tolerance, cut=1.9)
    assert not about("bleed-outlasts-the-cut", replace(good, tolerance=far))
    bare = replace(good, front=replace(good.front, items=()), back=replace(good.back, items=()))
    assert not about("bleed-outlasts-the-cut", replace(bare, tolerance=replace(good.tolerance, cut=5.0)))


@pytest.mark.parametrize(
    ("inset", "weight", "fires"), [(0.7, 0.2, True), (0.9, 0.2, False), (0.0, 0.3, True), (0.0, 4.2, False)]
)
def test_lines_keep_off_the_cut(good: TagSubject, inset: float, weight: float, fires: bool) -> None:  # noqa: FBT001
    """A line nearer than the cut strays is a warning at the template; a rim that runs over the bleed is none."""
    ground, line, *rest = good.front.items
    assert isinstance(line, Stroke)
    moved = replace(line, path=good.frame.shape.outline(inset), width=weight)
    found = about("lines-keep-off-the-cut", replace(good, front=replace(good.front, items=(ground, moved, *rest))))
    assert [(f.severity, f.node) for f in found] == ([(Severity.WARNING, "template")] if fires else [])


def test_the_back_strays_further(good: TagSubject) -> None:
    """The back misses the front as well: a line that is far enough in on the front is not on the back."""
    path = good.frame.shape.outline(0.9)
    for side, fires in (("front", False), ("back", True)):
        ground, line, *rest = getattr(good, side).items
        changed = replace(getattr(good, side), items=(ground, replace(line, path=path), *rest))
        subject = replace(good, front=changed) if side == "front" else replace(good, back=changed)
        assert bool(about("lines-keep-off-the-cut", subject)) is fires
