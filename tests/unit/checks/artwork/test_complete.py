"""What the job says is on the tag, and nothing lies over it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.checks.artwork import TagSubject, check_tag
from keytag.drawing.artwork import Artwork, Fill, Role, Source, Stroke, walk
from keytag.drawing.geometry import Rect, polyline, rectangle
from keytag.drawing.ink import BLACK, PAPER
from keytag.findings import Finding


def rules(subject: TagSubject) -> set[str]:
    """The rules that fire."""
    return {finding.rule for finding in check_tag(subject)}


def about(rule: str, subject: TagSubject) -> list[Finding]:
    """What one rule finds."""
    return [finding for finding in check_tag(subject) if finding.rule == rule]


def without(artwork: Artwork, node: str) -> Artwork:
    """The artwork less what shows one node of the job."""
    return replace(artwork, items=tuple(item for item, _ in walk(artwork.items) if item.source.node != node))


@pytest.mark.parametrize("part", ["label", "number"])
def test_every_number_is_on_the_tag(good: TagSubject, part: str) -> None:
    """A number that lost its digits, or its label, is an error at its node."""
    lost = replace(good, back=without(good.back, f"numbers.1.{part}"))
    (finding,) = about("every-number-is-on-the-tag", lost)
    assert (finding.severity, finding.node) == ("error", "numbers.1")
    assert not about("every-number-is-on-the-tag", good)


def test_a_number_stands_on_the_side_that_was_asked_for(good: TagSubject) -> None:
    """A number that wants the front is missing where it is only on the back."""
    numbers = tuple(replace(n, side="front" if n.node == "numbers.1" else None) for n in good.content.numbers)
    moved = replace(good, content=replace(good.content, numbers=numbers))
    assert [f.node for f in about("every-number-is-on-the-tag", moved)] == ["numbers.1"]


def test_the_code_is_on_the_tag(good: TagSubject) -> None:
    """No code, another link's code and a code on the wrong side are errors; a job without a link wants none."""
    code = good.content.qr
    assert code is not None
    for content, changed in (
        (good.content, replace(good, code=None, code_side="")),
        (replace(good.content, qr=replace(code, link="https://zalo.me/another")), good),
        (replace(good.content, qr=replace(code, side="front")), good),
    ):
        assert [f.node for f in about("code-is-on-the-tag", replace(changed, content=content))] == ["qr"]
    assert not about("code-is-on-the-tag", good)


def test_nothing_lies_over_lettering(good: TagSubject) -> None:
    """A plate painted after the hotline hides it; painted before, it is a ground."""
    plate = Fill(rectangle(Rect(10.0, 5.0, 45.0, 15.0)), PAPER, Role.GROUND, Source("plate"))
    over = replace(good, front=replace(good.front, items=(*good.front.items, plate)))
    assert "numbers.0.number" in {f.node for f in about("nothing-lies-over-lettering", over)}
    under = replace(good, front=replace(good.front, items=(plate, *good.front.items)))
    assert not about("nothing-lies-over-lettering", under)


def test_rules_keep_clear_of_lettering(good: TagSubject) -> None:
    """A rule through the hotline is an error whether it is painted first or last; the tag's own rule is not."""
    line = Stroke(polyline(((10.0, 10.0), (45.0, 10.0))), BLACK, 0.3, Role.RULE, Source("line"))
    for items in ((*good.front.items, line), (line, *good.front.items)):
        crossed = replace(good, front=replace(good.front, items=items))
        assert "numbers.0.number" in {f.node for f in about("rules-keep-clear-of-lettering", crossed)}
    assert "rules-keep-clear-of-lettering" not in rules(good)
