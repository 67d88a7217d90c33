"""Plates that miss each other: what opens, what closes, what stays clean."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.checks.artwork import TagSubject, check_tag
from keytag.checks.artwork.drawn_item import DrawnItem, control_box
from keytag.drawing.artwork import Fill, Role, Source, Stroke
from keytag.drawing.geometry import Affine, Rect, circle, rectangle
from keytag.drawing.ink import BLACK, PAPER, Ink, spot
from keytag.drawing.lettering import Face, outline, shape
from keytag.findings import Finding, Severity

RED, YELLOW = Ink("flag-red", (0.0, 1.0, 1.0, 0.0)), Ink("flag-yellow", (0.0, 0.0, 1.0, 0.0))
PETROL, ORANGE = Ink("petrol", (1.0, 0.0, 0.0, 0.7)), Ink("orange", (0.0, 0.6, 1.0, 0.0))
NAVY = Ink("navy", (1.0, 0.8, 0.0, 0.4))
MIDDLE = rectangle(Rect(22.0, 8.0, 28.0, 12.0))


def about(rule: str, subject: TagSubject) -> list[Finding]:
    """Return what one rule finds."""
    return [finding for finding in check_tag(subject) if finding.rule == rule]


def plain(good: TagSubject, ground: Ink, *items: Fill | Stroke) -> TagSubject:
    """Return ``good`` with nothing on its front but a ground and these."""
    under = Fill(good.frame.shape.outline(-2.0), ground, Role.GROUND, Source("ground"))
    return replace(good, front=replace(good.front, items=(under, *items)))


def letter(ink: Ink, *, overprint: bool = False, role: Role = Role.LETTERING) -> Fill:
    """Return a block of lettering in the middle."""
    return Fill(MIDDLE, ink, role, Source("slogan", "slogan"), overprint)


@pytest.mark.parametrize(
    ("ink", "ground", "severity"),
    [
        (PETROL, ORANGE, Severity.WARNING),
        (YELLOW, RED, None),
        (PAPER, RED, None),
        (YELLOW, NAVY, None),
        (RED, YELLOW, None),
        (RED, PAPER, None),
        (BLACK, YELLOW, None),
        (BLACK, RED, Severity.NOTE),
        (spot("Green", (0.9, 0.2, 0.9, 0.2)), ORANGE, Severity.WARNING),
    ],
)
def test_only_visible_gaps_are_told(good: TagSubject, ink: Ink, ground: Ink, severity: Severity | None) -> None:
    """A plate that begins where another ends opens a gap; it is told where it differs from both its neighbours."""
    found = about("abutting-inks-leave-no-gap", plain(good, ground, letter(ink)))
    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_overprinting_black_leaves_no_gap(good: TagSubject) -> None:
    """What is painted over a ground that goes on underneath cannot part from it."""
    assert not about("abutting-inks-leave-no-gap", plain(good, RED, letter(BLACK, overprint=True)))


def test_a_shop_that_traps_has_no_gaps(good: TagSubject) -> None:
    """Plates that miss by less than an eye sees open nothing."""
    exact = replace(good, tolerance=replace(good.tolerance, plates=0.04))
    assert not about("abutting-inks-leave-no-gap", plain(exact, ORANGE, letter(PETROL)))


def test_shapes_of_a_drawing_are_held_against_their_neighbours(good: TagSubject) -> None:
    """Two shapes side by side abut, though neither lies under the other; apart they do not."""
    left = Fill(rectangle(Rect(20.0, 8.0, 25.0, 12.0)), PETROL, Role.ART, Source("emblem"))
    right = Fill(rectangle(Rect(25.0, 8.0, 30.0, 12.0)), ORANGE, Role.ART, Source("emblem"))
    assert about("abutting-inks-leave-no-gap", plain(good, PAPER, left, right))
    apart = replace(right, path=right.path.transformed(Affine.translation(0.5, 0.0)))
    assert not about("abutting-inks-leave-no-gap", plain(good, PAPER, left, apart))


def test_a_colour_of_the_job_is_named(good: TagSubject) -> None:
    """The line of the job that gives one of the two colours is the one to change, told once."""
    subject = replace(
        plain(good, ORANGE, letter(PETROL), letter(PETROL)), colours={"orange": "editions.1.colours.ground"}
    )
    assert [f.node for f in about("abutting-inks-leave-no-gap", subject)] == ["editions.1.colours.ground"]


@pytest.mark.parametrize(("width", "fires"), [(0.09, True), (0.11, False)])
def test_strokes_stay_open_on_several_inks(good: TagSubject, width: float, fires: bool) -> None:  # noqa: FBT001
    """White lines thinner than the shift fill in on red; yellow ones are formed by the magenta alone."""
    for ink, expected in ((PAPER, fires), (YELLOW, False)):
        line = Stroke(circle(25.0, 10.0, 5.0), ink, width, Role.RULE, Source("line"))
        assert bool(about("reversed-strokes-stay-open", plain(good, RED, line))) is expected


def test_letters_are_measured_by_their_strokes(good: TagSubject) -> None:
    """A bar of lettering is as thick as it is, however long; the message tells both figures."""
    for high, fires in ((0.08, True), (0.12, False)):
        bar = replace(letter(PAPER), path=rectangle(Rect(20.0, 10.0, 30.0, 10.0 + high)))
        found = about("reversed-strokes-stay-open", plain(good, RED, bar))
        assert bool(found) is fires
        assert all("0.08 mm" in f.message.en and "0.1 mm" in f.message.en for f in found)


@pytest.mark.parametrize("text", ["Toàn dân tham gia", "0269 3000 113", "OÔỒQUẢ"])
@pytest.mark.parametrize(("weight", "low", "high"), [(100, 0.032, 0.036), (500, 0.096, 0.112)])
def test_strokes_of_letters_are_measured_with_their_counters(
    text: str, weight: int, low: float, high: float
) -> None:
    """A few letters tell how thick a face's strokes are, whatever they are: bowls are outlines, not blots."""
    path = outline(shape(text, Face("be-vietnam-pro", weight)), 1.0)
    drawn = DrawnItem(Fill(path, PAPER, Role.LETTERING), 0, path, control_box(path.commands), 0.0)
    assert low < drawn.thickness < high


def test_doubled_outlines_have_a_thickness() -> None:
    """Two outlines on one spot, as drawing programs leave them, do not count as nothing."""
    path = rectangle(Rect(0, 0, 10, 0.5)) + rectangle(Rect(0, 0, 10, 0.5))
    assert DrawnItem(Fill(path, PAPER, Role.ART), 0, path, control_box(path.commands), 0.0).thickness > 0.4
