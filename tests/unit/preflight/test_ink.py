from __future__ import annotations

from dataclasses import replace

import pytest

from keytag.artwork import Group, Stroke
from keytag.findings import Severity
from keytag.geometry import Affine
from keytag.ink import ByPolarity, Ink, changes, limit_for, spot
from keytag.preflight import TagSubject, check_tag

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
    assert changes(RED, Ink("#DA251D", RED.cmyk)) == {}
    assert changes(GOLD, GOLD) == {}
    assert changes(WHITE, None) == {}


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
    assert "330%" in finding.message.en
    assert finding.node == "colours"
    assert check_tag(inked(just)) == ()
    technical = replace(ground, ink=spot("All", (1.0, 1.0, 1.0, 1.0), tint=4.0, technical=True))
    assert check_tag(replace(good, front=replace(good.front, items=(*good.front.items, technical)))) == ()
