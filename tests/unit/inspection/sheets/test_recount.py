"""Tags counted again: which editions a picture may be of, and how counts are held against the plan."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from keytag.inspection.sheets import one_ups
from keytag.inspection.sheets.one_ups import OneUp, OneUpIndex, index_one_ups, mask_of
from keytag.inspection.sheets.recount import EditionCount, TagSeen, count_findings, count_tags

SIZE = (160, 64)
MASK = mask_of(SIZE, ((0, 0), (159, 0), (159, 63), (0, 63)), ())


def picture(*boxes: tuple[int, int, int, int]) -> Image.Image:
    """Return a red picture with yellow boxes."""
    image = Image.new("RGB", SIZE, (218, 37, 29))
    for box in boxes:
        ImageDraw.Draw(image).rectangle(box, fill=(255, 255, 0))
    return image


COMMON, ONE, OTHER = picture((9, 9, 40, 30)), picture((50, 9, 60, 30)), picture((50, 9, 60, 29))
SIDES = (
    OneUp("a", "front", COMMON, None),
    OneUp("b", "front", COMMON.copy(), None),
    OneUp("a", "back", ONE, "https://zalo.me/1"),
    OneUp("b", "back", OTHER, "https://zalo.me/1"),
    OneUp("c", "back", ONE.copy(), "https://zalo.me/2"),
)


def gallery() -> OneUpIndex:
    """Return the sides of three editions: a and b share a front, a and c look alike behind."""
    return index_one_ups(SIDES, MASK)


def test_every_side_that_looks_so_is_shown() -> None:
    """A picture that editions share is of all of them; one line more or less is another picture."""
    shown = [{one.edition for one in gallery().showing(seen)} for seen in (COMMON, ONE, OTHER, picture())]
    assert shown == [{"a", "b"}, {"a", "c"}, {"b"}, set()]


@pytest.mark.parametrize("likely", [None, *SIDES])
def test_what_was_planned_changes_no_answer(likely: OneUp | None) -> None:
    """Which side is compared first hastens the answer, and is no part of it; a slight shift of tone is none."""
    every = gallery()
    for seen in (COMMON, ONE, OTHER, picture(), ONE.point(lambda value: min(255, value + 20))):
        assert every.showing(seen, likely) == every.showing(seen)
    assert every.showing(ONE.point(lambda value: min(255, value + 20))) == every.showing(ONE)


def test_few_of_many_editions_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slot that shows what was planned for it is not held against all the editions there are."""
    sides = tuple(OneUp(str(i), "front", picture((8 * i, 8, 8 * i + 7, 15)), None) for i in range(18))
    every, compared = index_one_ups(sides, MASK), 0
    plain = one_ups.differ_by

    def counting(one: Image.Image, other: Image.Image) -> int:
        nonlocal compared
        compared += 1
        return plain(one, other)

    monkeypatch.setattr("keytag.inspection.sheets.one_ups.differ_by", counting)
    every.showing(sides[7].picture, sides[7])
    compared = 0
    for _ in range(10):
        assert every.showing(sides[7].picture, sides[7]) == (sides[7],)
    assert compared <= 2 * 10


def test_what_lies_outside_the_cut_does_not_count() -> None:
    """A neighbour's bleed in a corner of the picture changes nothing."""
    mask = mask_of(SIZE, ((20, 0), (159, 0), (159, 63), (20, 63)), ())
    sides = (OneUp("a", "front", ONE, None),)
    seen = picture((50, 9, 60, 30), (0, 0, 12, 12))
    assert index_one_ups(sides, mask).showing(seen) == sides
    assert index_one_ups(sides, MASK).showing(seen) == ()


def test_the_code_tells_editions_apart_that_look_alike() -> None:
    """Of those that a slot looks like only they remain whose code it is; without a code to read, none of them."""
    every = gallery()
    shown = every.showing(ONE)
    assert every.editions_of(shown, "back", [b"https://zalo.me/2"]) == {"c"}
    assert every.editions_of(shown, "back", []) == frozenset()
    assert every.editions_of(every.showing(COMMON), "front", []) == {"a", "b"}
    assert (every.has_codes("back"), every.has_codes("front")) == (True, False)


def test_tags_count_for_what_they_are() -> None:
    """A tag of one edition counts for it whatever was planned; one that may be of two, for the planned one."""
    tags = (
        TagSeen(frozenset({"a"}), "a", 10),
        TagSeen(frozenset({"a"}), "b", 10),
        TagSeen(frozenset({"a", "b"}), "b", 5),
        TagSeen(frozenset({"b", "c"}), "a", 3),
        TagSeen(frozenset(), "c", 7),
    )
    counted = count_tags(tags, {"a": 20, "b": 10, "c": 7})
    assert counted == (EditionCount("a", 20, 20), EditionCount("b", 10, 8), EditionCount("c", 7, 0))


def test_each_edition_that_differs_is_told_up_to_a_few() -> None:
    """Found and planned are both in the message; beyond five editions the rest is counted."""
    assert list(count_findings((EditionCount("a", 5, 5),))) == []
    (finding,) = count_findings((EditionCount("a", 5, 4), EditionCount("b", 5, 5)))
    assert finding.message.en == "Edition a: the sheets give 4 tags, planned were 5."
    many = list(count_findings(tuple(EditionCount(f"e{i}", 5, 4) for i in range(8))))
    assert len(many) == 6
    assert many[-1].message.en == "… and 3 more editions come out otherwise."
