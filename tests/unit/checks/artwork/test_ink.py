from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.checks.artwork import TagSubject, check_tag
from keytag.drawing.artwork import Fill, Group, Role, Source, Stroke
from keytag.drawing.geometry import Affine, Rect, circle, rectangle
from keytag.drawing.ink import ByPolarity, Cmyk, Ink, amounts_after, limit_for, plate_changes, spot
from keytag.findings import Severity

RED, YELLOW = Ink("flag-red", (0.0, 1.0, 1.0, 0.0)), Ink("flag-yellow", (0.0, 0.0, 1.0, 0.0))
WHITE, BLACK = Ink("white", (0.0, 0.0, 0.0, 0.0)), Ink("black", (0.0, 0.0, 0.0, 1.0))
GOLD = spot("PANTONE 871 C", (0.2, 0.3, 0.7, 0.1), tint=0.8)
LIMITS = ByPolarity(positive=1.0, reversed_out=2.0, multi_ink=3.0)


@pytest.mark.parametrize(
    ("ink", "ground", "limit"),
    [
        (BLACK, None, 1.0),
        (YELLOW, WHITE, 1.0),
        (GOLD, WHITE, 1.0),
        (WHITE, RED, 2.0),
        (YELLOW, RED, 2.0),
        (BLACK, RED, 2.0),
        (GOLD, RED, 2.0),
        (RED, WHITE, 3.0),
        (RED, YELLOW, 1.0),
    ],
)
def test_limits_follow_the_plates(ink: Ink, ground: Ink | None, limit: float) -> None:
    """One plate on top is positive, one that ends is reversed, two that begin must register."""
    assert limit_for(ink, ground, LIMITS) == limit


def test_same_ink_changes_nothing() -> None:
    """An ink on itself leaves no edge on any plate, whatever the two are called."""
    assert plate_changes(RED, Ink("#DA251D", RED.cmyk)) == {}
    assert plate_changes(GOLD, GOLD) == {}
    assert plate_changes(WHITE, None) == {}


def with_line(good: TagSubject, width: float, scale: float = 1.0) -> TagSubject:
    """Return ``good`` with its front's line another thickness, drawn within a scaled group."""
    ground, line, *rest = good.front.items
    assert isinstance(line, Stroke)
    path = line.path.transformed(Affine.scaling(1 / scale, 1 / scale))
    group = Group((replace(line, width=width, path=path),), Affine.scaling(scale, scale))
    return replace(good, front=replace(good.front, items=(ground, group, *rest)))


def test_lines_are_thick_enough(good: TagSubject) -> None:
    """A line under the shop's limit is a warning that names both; the scale it is drawn at counts."""
    (finding,) = check_tag(with_line(good, 0.08))
    assert (finding.rule, finding.severity) == ("lines-are-thick-enough", Severity.WARNING)
    assert "0.23 pt" in finding.message.en
    assert "0.25 pt" in finding.message.en
    (finding,) = check_tag(with_line(good, 0.1, 0.5))
    assert finding.rule == "lines-are-thick-enough"
    assert check_tag(with_line(good, 0.1)) == ()


def test_limits_of_lines_follow_their_polarity(good: TagSubject) -> None:
    """The classic's yellow line on red is reversed out of the magenta: that limit counts, no other."""
    assert not check_tag(replace(good, smallest_line=ByPolarity(9.0, 0.1, 9.0)))
    found = check_tag(replace(good, smallest_line=ByPolarity(0.1, 9.0, 0.1)))
    assert {finding.rule for finding in found} == {"lines-are-thick-enough"}


def test_total_ink_is_printable(good: TagSubject) -> None:
    """A colour over 320 % is a warning; 320 % is not, nor is a technical ink, which never prints."""
    heavy, just = Ink("brown", (0.8, 0.9, 0.9, 0.7)), Ink("brown", (0.8, 0.9, 0.9, 0.6))
    ground, *rest = good.front.items
    assert not isinstance(ground, Group)

    def inked(ink: Ink) -> TagSubject:
        return replace(good, front=replace(good.front, items=(replace(ground, ink=ink), *rest)))

    (finding,) = check_tag(inked(heavy))
    assert (finding.rule, finding.severity) == ("total-ink-is-printable", Severity.WARNING)
    assert "330 %" in finding.message.en
    assert finding.node == "template"
    given = replace(inked(heavy), colours={"brown": "colours.ground"})
    assert [finding.node for finding in check_tag(given)] == ["colours.ground"]
    assert check_tag(inked(just)) == ()
    technical = replace(ground, ink=spot("All", (1.0, 1.0, 1.0, 1.0), tint=4.0, technical=True))
    assert check_tag(replace(good, front=replace(good.front, items=(*good.front.items, technical)))) == ()


def painted(good: TagSubject, *items: Fill | Stroke, ground: Ink = RED) -> TagSubject:
    """Return ``good`` with nothing on its front but a ground and these."""
    under = Fill(good.frame.shape.outline(-2.0), ground, Role.GROUND, Source("ground"))
    return replace(good, front=replace(good.front, items=(under, *items)))


def rules(subject: TagSubject) -> set[str]:
    """Return the rules that are broken."""
    return {finding.rule for finding in check_tag(subject)}


MIXED = Ink("mixed", (0.7, 0.6, 0.6, 1.0))


def block(ink: Ink, side: float, *, overprint: bool = False) -> Fill:
    """Return a square block of lettering in the middle."""
    box = Rect(25 - side / 2, 10 - side / 2, 25 + side / 2, 10 + side / 2)
    return Fill(rectangle(box), ink, Role.LETTERING, Source("slogan", "slogan"), overprint)


def test_a_little_too_much_ink_is_only_noted(good: TagSubject) -> None:
    """Over a few square millimetres too much ink is a note, over most of a 15 mm square a warning."""
    heavy = Ink("heavy", (1.0, 1.0, 1.0, 0.5))
    for side, severity, mean in ((3.0, Severity.NOTE, "206 %"), (14.5, Severity.WARNING, "34")):
        found = [f for f in check_tag(painted(good, block(heavy, side))) if f.rule == "total-ink-is-printable"]
        assert [f.severity for f in found] == [severity]
        assert f"is {mean}" in found[0].message.en


def test_overprinted_ink_adds_up(good: TagSubject) -> None:
    """Black that overprints a ground of 300 % comes to 400 %, knocked out to 100 %."""
    ground = Ink("ground", (1.0, 1.0, 1.0, 0.0))
    assert "total-ink-is-printable" in rules(painted(good, block(BLACK, 2.0, overprint=True), ground=ground))
    assert "total-ink-is-printable" not in rules(painted(good, block(BLACK, 2.0), ground=ground))


@pytest.mark.parametrize(
    ("cmyk", "fires"),
    [((0.7, 0.6, 0.6, 1.0), True), ((0.7, 0.6, 0.6, 0.84), False), ((0.6, 0.6, 0.6, 1.0), False)],
)
def test_mixed_black_is_no_lettering(good: TagSubject, cmyk: Cmyk, fires: bool) -> None:  # noqa: FBT001
    """From 85 % black and over 280 % in all, lettering is in a mixed black (GWG R0015)."""
    subject = painted(good, block(Ink("mixed", cmyk), 5.0), ground=WHITE)
    assert ("black-lettering-is-one-ink" in rules(subject)) is fires


@pytest.mark.parametrize(
    ("item", "ground", "fires"),
    [
        (block(BLACK, 2.0), RED, True),
        (block(BLACK, 2.0, overprint=True), RED, False),
        (block(BLACK, 3.1), RED, False),
        (block(BLACK, 2.0), WHITE, False),
        (block(MIXED, 2.0), RED, False),
        (Stroke(circle(25, 10, 5), BLACK, 0.5, Role.RULE, Source("line")), RED, True),
        (Stroke(circle(25, 10, 5), BLACK, 0.5, Role.RULE, Source("line"), overprint=True), RED, False),
        (Stroke(circle(25, 10, 5), BLACK, 0.8, Role.RULE, Source("line")), RED, False),
    ],
)
def test_small_black_overprints(good: TagSubject, item: Fill | Stroke, ground: Ink, fires: bool) -> None:  # noqa: FBT001
    """Black text under 12 pt and lines under 2 pt overprint colour (GWG R0009, R0010); on paper it is all one."""
    assert ("small-black-overprints" in rules(painted(good, item, ground=ground))) is fires


def test_white_does_not_overprint(good: TagSubject) -> None:
    """White that overprints would vanish and is an error (GWG R0007)."""
    assert "white-does-not-overprint" in rules(painted(good, block(WHITE, 3.0, overprint=True)))
    assert "white-does-not-overprint" not in rules(painted(good, block(WHITE, 3.0)))


@pytest.mark.parametrize(("high", "fires"), [(0.07, True), (0.1, False)])
def test_strokes_of_a_drawing_are_lines(good: TagSubject, high: float, fires: bool) -> None:  # noqa: FBT001
    """A filled shape as thin as a line is held to the finest line that the shop prints."""
    sliver = Fill(rectangle(Rect(20, 10, 30, 10 + high)), WHITE, Role.ART, Source("emblem"))
    assert ("lines-are-thick-enough" in rules(painted(good, sliver))) is fires


def test_overprinting_follows_opm_1() -> None:
    """Plates that an ink names are replaced, those it gives nothing go on; a spot leaves process plates alone."""
    red = {"Cyan": 0.0, "Magenta": 1.0, "Yellow": 1.0, "Black": 0.0}
    assert amounts_after(BLACK, red, overprint=True) == {**red, "Black": 1.0}
    assert amounts_after(BLACK, red, overprint=False) == {"Cyan": 0.0, "Magenta": 0.0, "Yellow": 0.0, "Black": 1.0}
    assert amounts_after(GOLD, red, overprint=True) == {**red, GOLD.name: 0.8}
    assert amounts_after(GOLD, red, overprint=False) == {GOLD.name: 0.8}
