from __future__ import annotations

from dataclasses import replace

import pytest

from keytag.artwork import Role, walk
from keytag.findings import Severity
from keytag.geometry import Affine, Path
from keytag.ink import ByPolarity, Ink
from keytag.preflight import TagSubject, check_tag

RED = Ink("flag-red", (0.0, 1.0, 1.0, 0.0))


def scaled(path: Path, factor: float) -> Path:
    """Return ``path`` made smaller or larger about its middle."""
    x, y = path.bounds().centre
    about = Affine.translation(-x, -y).then(Affine.scaling(factor, factor)).then(Affine.translation(x, y))
    return path.transformed(about)


def with_scaled(good: TagSubject, node: str, factor: float) -> TagSubject:
    """Return ``good`` with the lettering of one node of its front scaled in place."""
    items = tuple(
        replace(item, path=scaled(item.path, factor)) if item.source.node == node else item
        for item, _ in walk(good.front.items)
    )
    return replace(good, front=replace(good.front, items=items))


def hotline_height(good: TagSubject) -> float:
    """Return the height of the hotline's digits as composed."""
    (path,) = (item.path for item, _ in walk(good.front.items) if item.source.node == "numbers.0.number")
    return path.bounds().height


@pytest.mark.parametrize(("height", "fires"), [(2.9, True), (3.01, False)])
def test_hotline_digits_are_tall_enough(good: TagSubject, height: float, fires: bool) -> None:  # noqa: FBT001
    """Where even the largest number is under 3 mm, that is an error at its node; other numbers may be smaller."""
    found = check_tag(with_scaled(good, "numbers.0.number", height / hotline_height(good)))
    expected = [("hotline-digits-are-tall-enough", Severity.ERROR, "numbers.0.number")] if fires else []
    assert [(finding.rule, finding.severity, finding.node) for finding in found] == expected
    assert all("2.9 mm" in finding.message.en for finding in found)


def test_a_tag_without_numbers_has_no_digits_to_measure(good: TagSubject) -> None:
    """Where no number is painted the check has nothing to say."""
    front, back = (
        tuple(item for item, _ in walk(side.items) if not item.source.node.endswith(".number"))
        for side in (good.front, good.back)
    )
    said = replace(good.content, numbers=())
    bare = replace(good, front=replace(good.front, items=front), back=replace(good.back, items=back), content=said)
    assert check_tag(bare) == ()


def test_lettering_is_large_enough(good: TagSubject) -> None:
    """Letters shrunk below the shop's smallest are a warning; as composed they pass."""
    (finding,) = check_tag(with_scaled(good, "slogan", 0.4))
    assert (finding.rule, finding.severity, finding.node) == (
        "lettering-is-large-enough",
        Severity.WARNING,
        "slogan",
    )
    assert "5.0 pt" in finding.message.en


def test_limits_of_lettering_follow_their_polarity(good: TagSubject) -> None:
    """On the classic all lettering is reversed out of red: that limit counts, no other."""
    assert not check_tag(replace(good, smallest_text=ByPolarity(9.0, 1.0, 9.0)))
    rules = {finding.rule for finding in check_tag(replace(good, smallest_text=ByPolarity(1.0, 9.0, 1.0)))}
    assert rules == {"lettering-is-large-enough"}


def test_lettering_stands_out(good: TagSubject) -> None:
    """Lettering recoloured to its ground's colour is an error at its node, however the two are called."""
    same = Ink("#DA251D", RED.cmyk)
    items = tuple(
        replace(item, ink=same) if item.source.node == "issuer.name" else item
        for item, _ in walk(good.front.items)
    )
    (finding,) = check_tag(replace(good, front=replace(good.front, items=items)))
    assert (finding.rule, finding.severity, finding.node) == (
        "lettering-stands-out",
        Severity.ERROR,
        "issuer.name",
    )


def test_white_lettering_needs_a_ground(good: TagSubject) -> None:
    """Without the red under it, white lettering is paper on paper, and yellow is hardly more."""
    items = tuple(item for item, _ in walk(good.front.items) if item.role is not Role.GROUND)
    found = check_tag(replace(good, front=replace(good.front, items=items)))
    assert {f.rule for f in found} == {"lettering-stands-out"}
    assert {f.severity for f in found} == {Severity.ERROR}
    assert {f.node for f in found} == {"issuer.name", "slogan", "numbers.0.label", "numbers.0.number"}
