from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.checks.artwork import TagSubject, check_tag
from keytag.checks.artwork.drawn_item import outlines_of
from keytag.documents.job import NumberRole
from keytag.drawing.artwork import Fill, Role, Source, walk
from keytag.drawing.colorimetry import Lab
from keytag.drawing.geometry import Affine, Path, Rect, circle, rectangle
from keytag.drawing.ink import BLACK, PAPER, ByPolarity, Cmyk, Ink
from keytag.findings import Severity
from keytag.units import MM_PER_POINT

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
    (finding,) = [f for f in check_tag(with_scaled(good, "slogan", 0.4)) if f.rule == "lettering-is-large-enough"]
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


def test_the_hotline_is_not_the_largest_number(good: TagSubject) -> None:
    """However large the chief's number, the duty line's digits are measured, told by role or label."""
    first, *others = good.content.numbers
    numbers = (replace(first, label="Trưởng Công an"), *others)
    duty = tuple(replace(n, role=NumberRole.DUTY if n.node == "numbers.1" else n.role) for n in numbers)
    said = replace(good, content=replace(good.content, numbers=duty))
    (finding,) = check_tag(said)
    assert (finding.rule, finding.node) == ("hotline-digits-are-tall-enough", "numbers.1.number")
    assert numbers[1].display in finding.message.vi
    hotline = tuple(replace(n, role=NumberRole.HOTLINE if n.node == "numbers.0" else n.role) for n in duty)
    assert check_tag(replace(good, content=replace(good.content, numbers=hotline))) == ()


@pytest.mark.parametrize(("size", "fires"), [(4.9, True), (5.05, False)])
def test_figures_are_measured_by_their_own_height(good: TagSubject, size: float, fires: bool) -> None:  # noqa: FBT001
    """Figures are as high as capitals: a number a tenth of a point under the shop's smallest is told as such."""
    # Be Vietnam Pro's figures are 0.76 em high with their overshoot; the lowest of both families are 0.71.
    wanted = size * MM_PER_POINT * 0.71
    items = tuple(
        replace(item, path=scaled(item.path, wanted / max(o.box.height for o in outlines_of(item.path))))
        if item.source.node == "numbers.1.number"
        else item
        for item, _ in walk(good.back.items)
    )
    found = check_tag(replace(good, back=replace(good.back, items=items)))
    assert [(f.rule, f.node) for f in found] == (
        [("lettering-is-large-enough", "numbers.1.number")] if fires else []
    )
    assert all("4.9 pt" in f.message.en for f in found)


def about_contrast(subject: TagSubject) -> set[str]:
    """Return the nodes whose lettering does not stand out at all."""
    return {f.node for f in check_tag(subject) if (f.rule, f.severity) == ("lettering-stands-out", Severity.ERROR)}


def test_every_ground_under_a_line_counts(good: TagSubject) -> None:
    """White lettering that runs from red onto white is lost there, though it begins on red."""
    plate = Fill(rectangle(Rect(30.0, 6.0, 45.0, 14.0)), PAPER, Role.GROUND, Source("plate"))
    items = (good.front.items[0], plate, *good.front.items[1:])
    assert about_contrast(good) == set()
    assert "numbers.0.number" in about_contrast(replace(good, front=replace(good.front, items=items)))


def test_overprinting_black_is_judged_as_it_comes_out(good: TagSubject) -> None:
    """Black over red is darker than black alone: the mixture that is printed counts."""
    seen: list[Cmyk] = []

    def look(cmyk: Cmyk) -> Lab:
        seen.append(cmyk)
        return good.look(cmyk)

    text = Fill(circle(25.0, 10.0, 1.0), BLACK, Role.LETTERING, Source("slogan", "slogan"), overprint=True)
    check_tag(replace(good, look=look, front=replace(good.front, items=(good.front.items[0], text))))
    assert (0.0, 1.0, 1.0, 1.0) in seen


def test_a_colour_of_the_job_is_blamed_once(good: TagSubject) -> None:
    """Where the job gives the colour, its line is named, not that of every text that it makes unreadable."""
    items = tuple(
        replace(item, ink=RED) if item.role is Role.LETTERING else item for item, _ in walk(good.front.items)
    )
    subject = replace(
        good, front=replace(good.front, items=items), colours={"flag-red": "editions.2.colours.text"}
    )
    assert [f.node for f in check_tag(subject)] == ["editions.2.colours.text"]
