"""Bags and boxes: every tag is in one, and nobody's tags are among another's."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keytag.output.packing import Share, Sizes, pack_boxes
from keytag.output.packing.parcels import by_receiver

SHARES = st.lists(
    st.builds(Share, st.just("Tổ"), st.sampled_from("ab"), st.integers(1, 1300), st.none(), st.booleans()),
    min_size=1,
    max_size=20,
).map(lambda shares: tuple(Share(f"Tổ {i}", s.edition, s.tags, None, s.alone) for i, s in enumerate(shares)))
SIZES = st.tuples(st.integers(5, 120), st.integers(1, 12)).map(lambda pair: Sizes(pair[0], pair[0] * pair[1] + 3))


@given(SHARES, SIZES)
def test_every_tag_is_in_one_bag_and_every_bag_in_one_box(shares: tuple[Share, ...], sizes: Sizes) -> None:
    """Counts are conserved, bags are full but the last, boxes hold no more than they do, of one edition each."""
    boxes = pack_boxes(shares, sizes)
    packed = Counter[str]()
    for number, box in enumerate(boxes, start=1):
        assert box.number == number
        assert {bag.share.edition for bag in box.bags} == set(box.editions)
        assert box.tags <= max(sizes.box, sizes.bag)
        assert len({bag.share.name for bag in box.bags}) == 1 or not any(bag.share.alone for bag in box.bags)
        for bag in box.bags:
            assert bag.box == number
            assert bag.tags == sizes.bag or (bag.number == bag.of and 0 < bag.tags < sizes.bag)
            packed[bag.share.name] += bag.tags
    assert packed == {share.name: share.tags for share in shares}


@given(SHARES, SIZES)
def test_bags_of_a_group_are_numbered_through(shares: tuple[Share, ...], sizes: Sizes) -> None:
    """The bags of a group are 1 to n of n, whichever boxes they are in."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for box in pack_boxes(shares, sizes):
        for bag in box.bags:
            seen.setdefault(bag.share.name, []).append((bag.number, bag.of))
    for numbers in seen.values():
        assert sorted(numbers) == [(i, len(numbers)) for i in range(1, len(numbers) + 1)]


def test_small_groups_share_a_box_in_their_order() -> None:
    """Groups go into a box as long as they fit whole; the next begins another."""
    shares = tuple(Share(f"Tổ {i}", "a", tags) for i, tags in enumerate((60, 70, 80, 40), start=1))
    boxes = pack_boxes(shares, Sizes(50, 200))
    assert [[share.name for share, _ in box.contents] for box in boxes] == [["Tổ 1", "Tổ 2"], ["Tổ 3", "Tổ 4"]]
    assert [box.tags for box in boxes] == [130, 120]


@pytest.mark.parametrize(("tags", "boxes"), [(1650, [500, 500, 500, 150]), (500, [500]), (499, [499])])
def test_a_channel_has_boxes_of_its_own(tags: int, boxes: list[int]) -> None:
    """What is fetched by itself is in no box with others, not even its rest."""
    shares = (Share("Công an", "a", tags, None, alone=True), Share("Tổ 1", "a", 60, 60))
    assert [box.tags for box in pack_boxes(shares, Sizes())] == [*boxes, 60]


def test_a_channel_has_its_editions_together() -> None:
    """What one body gets of several editions lies in its own boxes; groups of one name are not one receiver."""
    front = tuple(Share("Mặt trận", edition, 60, None, alone=True) for edition in "abc")
    hamlets = tuple(Share("Ấp 1", edition, 60, 60) for edition in "ab")
    boxes = pack_boxes((*front, *hamlets), Sizes())
    assert [box.tags for box in boxes] == [60, 60, 180]
    assert [box.channel for box in boxes] == ["", "", "Mặt trận"]
    assert [share for share, _ in boxes[-1].contents] == list(front)
    assert by_receiver((*front, *hamlets)) == (front, hamlets[:1], hamlets[1:])
