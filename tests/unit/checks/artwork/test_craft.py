"""What a shop's craft can do, at the edges of each figure."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.checks.artwork import Craft, TagSubject
from keytag.checks.artwork.craft import (
    code_is_printed_with_the_tag,
    inks_are_few_enough,
    inks_are_flat_spots,
    letters_are_tall_enough,
)
from keytag.checks.artwork.side import drawn_sides
from keytag.drawing.artwork import Artwork, Fill, Item, Role, Stroke
from keytag.drawing.ink import BLACK, Ink, spot
from keytag.findings import Finding, Severity

RED = spot("Red", (0.0, 1.0, 1.0, 0.0))
GOLD = spot("Gold", (0.0, 0.1, 1.0, 0.0))


def painted(subject: TagSubject, inks: dict[str, Ink], craft: Craft) -> TagSubject:
    """Return ``subject`` with its inks exchanged by name, at a shop that can do what ``craft`` says."""

    def exchanged(side: Artwork) -> Artwork:
        items: list[Item] = []
        for item in side.items:
            assert isinstance(item, Fill | Stroke)
            items.append(replace(item, ink=inks.get(item.ink.name, item.ink)))
        return replace(side, items=tuple(items))

    return replace(subject, front=exchanged(subject.front), back=exchanged(subject.back), craft=craft)


def spots(subject: TagSubject, craft: Craft) -> TagSubject:
    """Return ``subject`` in two spots."""
    return painted(subject, {"flag-red": RED, "flag-yellow": GOLD}, craft)


def flat(subject: TagSubject) -> list[Finding]:
    """Return what is found of inks that are no flat spots."""
    return list(inks_are_flat_spots(drawn_sides(subject)))


def test_process_inks_are_refused_where_spots_alone_are_taken(good: TagSubject) -> None:
    """Each mixture is named with the parts it colours and the line that makes a spot of it; the code is exempt."""
    craft = Craft(spots_alone=True, inks=(("ground", Ink("flag-red", (0.0, 1.0, 1.0, 0.0))),))
    found = flat(replace(good, craft=craft))
    assert {finding.severity for finding in found} == {Severity.ERROR}
    (red,) = [finding for finding in found if "flag-red" in finding.message.en]
    assert "(ground)" in red.message.vi
    assert "ground: {spot: flag-red, cmyk: [0, 100, 100, 0]}" in red.hint.en
    assert not any("black" in finding.message.en for finding in found)


def test_spots_and_other_shops_are_fine(good: TagSubject) -> None:
    """A tag in solid spots gets nothing, nor does any tag where process inks are printed."""
    assert flat(good) == []
    assert flat(spots(good, Craft(spots_alone=True))) == []


def test_tints_are_not_flat(good: TagSubject) -> None:
    """A spot of less than 100 % is a screen of dots: refused, and its look is offered as a solid."""
    pink = spot("Red", RED.cmyk, tint=0.5)
    found = flat(painted(good, {"flag-red": pink, "flag-yellow": GOLD}, Craft(spots_alone=True)))
    assert [finding.message.en for finding in found] == [
        "The colour Red (Red) is a tint of 50 %; the shop takes solid ones (100 %)."
    ]
    assert "cmyk: [0, 50, 50, 0]" in found[0].hint.en


@pytest.mark.parametrize(("most", "count"), [(None, 0), (3, 0), (2, 0), (1, 1)])
def test_inks_are_counted_by_plates(good: TagSubject, most: int | None, count: int) -> None:
    """Two spots are two inks, whatever the code is printed in."""
    subject = spots(good, Craft(spots_alone=True, most_inks=most))
    assert len(list(inks_are_few_enough(drawn_sides(subject)))) == count


@pytest.mark.parametrize(("least", "is_low"), [(None, False), (1.0, False), (2.0, True)])
def test_letters_are_measured(good: TagSubject, least: float | None, is_low: bool) -> None:  # noqa: FBT001
    """Letters of 5 to 7 pt are over 1 mm and under 2 mm high; the hotline's figures are taller."""
    subject = replace(good, craft=Craft(smallest_letter=least))
    found = [finding for side in drawn_sides(subject) for finding in letters_are_tall_enough(side)]
    assert bool(found) is is_low
    assert not any(finding.node == "numbers.0.number" for finding in found)


def test_a_patch_is_told(good: TagSubject) -> None:
    """Where the shop prints codes apart a tag with a code gets a note at its link."""
    _, back = drawn_sides(replace(good, craft=Craft(code_apart=True)))
    (found,) = code_is_printed_with_the_tag(back)
    assert (found.severity, found.node) == (Severity.NOTE, "qr.link")
    assert list(code_is_printed_with_the_tag(drawn_sides(good)[1])) == []


def test_the_code_stays_black(good: TagSubject) -> None:
    """The good tag has a code in process black, so that its exemption is no accident."""
    assert any(isinstance(item, Fill) and item.role is Role.QR and item.ink == BLACK for item in good.back.items)
