"""Free layouts: gaps proven, backs met, a sheet upside down noticed, bounds kept, editions and cuts in bands."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import dist, hypot
from pathlib import Path
from random import Random

import numpy as np
import pytest

from keytag.documents.layout import read_layout
from keytag.drawing.geometry import Affine, Hole, Shape, ShapeKind
from keytag.drawing.geometry.separation import TurnedTag, close_pairs, outline_deviation, tag_distance
from keytag.files import library
from keytag.imposition import (
    Backing,
    FreeLayout,
    Layout,
    LayoutKind,
    Press,
    Slot,
    WantedMarks,
    arrange,
    assign_slots,
    free_field,
    layout_field,
)
from keytag.imposition.backing_up import back_on_sheet, front_on_sheet
from keytag.imposition.bands import travel_length
from keytag.imposition.bounds import LayoutBound, layout_bound
from keytag.imposition.nest_search import NestTask, search_nests
from keytag.imposition.press import BareEdges
from keytag.imposition.sheet_checks import TagCut, turned_deviation
from keytag.imposition.sheet_layout import sheet_layout
from keytag.imposition.technical_lines import order_of_visits

OVAL = Shape(ShapeKind.OVAL, 50, 20)
A4 = Press(210, 297, 10, sides=6, tail=6, gap=4, bleed=2, unprintable=BareEdges(4, 4, 4, 4), stray=0.943)
SHIPPED = sorted(library.builtin_folder("layouts").glob("*.yaml"))


def free(path: Path) -> FreeLayout:
    """Return the layout in a file."""
    found = read_layout(path)
    return FreeLayout(found.tag.outline, found.field.width, found.field.height, found.gap, found.places)


NEST = free(library.builtin_folder("layouts") / "oval-50x20-198x281-4.yaml")


def polygon(shape: Shape, tag: TurnedTag, count: int = 4000) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return points on the outline of an oval, by its equation and not by its tangents."""
    turns, lean = np.linspace(0, 2 * np.pi, count, endpoint=False), np.radians(tag.angle_deg)
    x, y = shape.width / 2 * np.cos(turns), shape.height / 2 * np.sin(turns)
    return np.stack(
        [tag.x + x * np.cos(lean) - y * np.sin(lean), tag.y + x * np.sin(lean) + y * np.cos(lean)], axis=1
    )


def nearest(shape: Shape, one: TurnedTag, other: TurnedTag) -> float:
    """Return how near the points of two outlines come; every eighth first, then all about the nearest."""
    first, second = polygon(shape, one), polygon(shape, other)
    apart = ((first[::8, None] - second[None, ::8]) ** 2).sum(axis=2)
    i, j = (8 * int(k) for k in np.unravel_index(int(apart.argmin()), apart.shape))
    near, far = np.arange(i - 12, i + 13) % len(first), np.arange(j - 12, j + 13) % len(second)
    return float(np.sqrt(((first[near][:, None] - second[far][None]) ** 2).sum(axis=2).min()))


def test_the_distance_of_turned_ovals_is_that_of_their_outlines() -> None:
    """Two ovals at any angles are as far apart as the points of their outlines, to a thousandth of a mm."""
    chance, tried = Random(1), 0  # noqa: S311 - no secret
    while tried < 60:
        shape = Shape(ShapeKind.OVAL, chance.uniform(10, 80), chance.uniform(8, 40))
        one = TurnedTag(0, 0, chance.uniform(-90, 90))
        other = TurnedTag(chance.uniform(-70, 70), chance.uniform(-70, 70), chance.uniform(-90, 90))
        found = tag_distance(shape, one, other)
        if found > 0.05:
            tried += 1
            assert found == pytest.approx(nearest(shape, one, other), abs=1e-3)
            assert found <= nearest(shape, one, other) + 1e-9


@pytest.mark.parametrize("kind", ShapeKind)
def test_tags_that_touch_or_overlap_are_not_apart(kind: ShapeKind) -> None:
    """Of tags that share a point no distance is ever proven, whatever their shape."""
    shape, chance = Shape(kind, 50, 50 if kind is ShapeKind.CIRCLE else 20, 3), Random(2)  # noqa: S311 - no secret
    for _ in range(50):
        one, other = (
            TurnedTag(chance.uniform(-9, 9), chance.uniform(-9, 9), chance.uniform(0, 180)) for _ in "ab"
        )
        assert tag_distance(shape, one, other) <= 0
    level = TurnedTag(0, 0, 0), TurnedTag(54, 0, 0)
    assert tag_distance(shape, *level) == pytest.approx(4, abs=1e-9)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_layouts_that_come_with_keytag_hold_by_other_means(path: Path) -> None:
    """Each keeps its gap and its field by its outlines' points, and stays under its bound."""
    nest = free(path)
    tags = [TurnedTag(*place) for place in nest.places]
    if nest.shape.kind in (ShapeKind.OVAL, ShapeKind.CIRCLE):
        points = np.concatenate([polygon(nest.shape, tag, 360) for tag in tags])
        assert points.min() >= -1e-9
        assert points[:, 0].max() <= nest.width + 1e-9
        assert points[:, 1].max() <= nest.height + 1e-9
        pairs = list(close_pairs(nest.shape, tags, nest.gap))
        # Whoever is left out of the pairs is far away.
        far = set(combinations(range(len(tags)), 2)) - set(pairs)
        assert all(
            dist((tags[i].x, tags[i].y), (tags[j].x, tags[j].y)) > nest.shape.width + nest.gap for i, j in far
        )
        assert min(nearest(nest.shape, tags[i], tags[j]) for i, j in pairs[:: 1 + len(pairs) // 60]) >= nest.gap
    assert len(tags) <= layout_bound(nest.shape, nest.width, nest.height, nest.gap).any_turn


@pytest.mark.parametrize(
    ("shape", "field", "gap", "bound"),
    [
        (OVAL, (310, 433), 4, (121, 118)),
        (OVAL, (198, 281), 4, (50, 49)),
        (OVAL, (710, 503), 2, (361, 355)),
        (Shape(ShapeKind.OVAL, 45, 25), (198, 281), 4, (46, 44)),
        (Shape(ShapeKind.OVAL, 60, 30), (310, 433), 4, (72, 70)),
        (Shape(ShapeKind.CIRCLE, 36, 36), (310, 433), 4, (96, 96)),
    ],
)
def test_bounds_are_those_known(
    shape: Shape, field: tuple[float, float], gap: float, bound: tuple[int, int]
) -> None:
    """The most that a field can hold is what was computed of it elsewhere."""
    assert layout_bound(shape, *field, gap) == LayoutBound(*bound)


@pytest.mark.parametrize("backing", [Backing.SHEETWISE, Backing.SINGLE, Backing.TURN, Backing.TUMBLE])
def test_all_images_of_a_layout_are_laid_as_they_are(backing: Backing) -> None:
    """Mirrored or turned, no tag is lost and none comes nearer to another; halves are each other's image."""
    field = free_field(A4, backing)
    small = FreeLayout(OVAL, *field, 4, ((30, 30, 20), (40, 70, -35.5), (70, 34, 90)))
    for image in small.images():
        layout = arrange(A4, OVAL, image, backing)
        assert layout.kind is LayoutKind.FREE
        assert len(layout.slots) == 3 * (2 if backing.shares_form else 1)
        tags = [TurnedTag(slot.x, slot.y, slot.angle_deg) for slot in layout.slots]
        for i, j in combinations(range(3), 2):
            assert tag_distance(OVAL, tags[i], tags[j]) > 2
        for slot in layout.slots[: len(layout.slots) if not backing.shares_form else 3]:
            assert layout_field(A4, backing).grown(1e-5).contains(slot.box(OVAL))
        if layout.mirrored:
            mirror = A4.mirror_for(backing)
            for front, back in zip(layout.slots[:3], layout.slots[3:], strict=True):
                centre = mirror.apply((front.x, front.y))
                assert (back.x, back.y) == pytest.approx(centre, abs=1e-5)
                assert (front.angle_deg + back.angle_deg) % 180 == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("backing", [Backing.SHEETWISE, Backing.PERFECTING, Backing.TURN, Backing.TUMBLE])
def test_a_leaning_back_lies_under_its_front(backing: Backing) -> None:
    """Every point of a tag's front is met by the same point of its back, through the turn of the sheet."""
    slot = Slot(70, 50, -23.456)
    front, back = front_on_sheet(slot, OVAL), back_on_sheet(slot, OVAL, A4, backing)
    for x, y in ((5, 10), (25, 1), (40, 13)):
        through = A4.mirror_for(backing).apply(front.apply((x, y)))
        assert back.apply((OVAL.width - x, y)) == pytest.approx(through, abs=1e-9)
    outline = TurnedTag(0, 0, slot.through(A4.mirror_for(backing)).angle_deg)
    assert back.apply(OVAL.centre) == pytest.approx(A4.mirror_for(backing).apply((70, 50)))
    # The outline that margins reckon with is the one that is printed.
    for nx, ny in ((1, 0), (0, 1), (0.6, 0.8)):
        far = max((back.a * x + back.c * y) * nx + (back.b * x + back.d * y) * ny for x, y in _ring())
        co, si = Affine.rotation(outline.angle_deg).a, Affine.rotation(outline.angle_deg).b
        assert far == pytest.approx(OVAL.support(nx * co + ny * si, -nx * si + ny * co), abs=1e-3)


def _ring() -> list[tuple[float, float]]:
    points = polygon(OVAL, TurnedTag(0, 0, 0), 2000)
    return [(float(x), float(y)) for x, y in points]


def test_the_shipped_layout_keeps_all_its_tags_beside_the_marks() -> None:
    """On A4 it holds more than rows do, with every mark in its place, and the same each time."""
    marks = WantedMarks()
    layout = sheet_layout(A4, OVAL, NEST, Backing.SHEETWISE, marks)
    assert layout == sheet_layout.__wrapped__(A4, OVAL, NEST, Backing.SHEETWISE, marks)
    assert len(layout.slots) == len(NEST.places) >= 47
    assert len(layout.slots) > len(sheet_layout(A4, OVAL, LayoutKind.NESTED, Backing.SHEETWISE, marks).slots)


def test_a_layout_alike_either_way_round_is_noticed() -> None:
    """Turned by half it falls on itself: outlines stray by nothing and holes by far; one bent out of it strays."""
    centre, hole = (105.0, 148.5), Hole(5, 10, 4)
    half = ((60, 80, 20.0), (120, 60, -35.0), (70, 150, 77.0))
    even = [Slot(x, y, a) for x, y, a in half] + [Slot(210 - x, 297 - y, a) for x, y, a in half]
    cut = TagCut(OVAL, hole, Backing.SHEETWISE)
    outlines, holes = turned_deviation(Layout(LayoutKind.FREE, tuple(even)), cut, centre, A4)
    assert (round(outlines, 6), holes > 30) == (0, True)
    bent = (*even[:-1], Slot(even[-1].x, even[-1].y, even[-1].angle_deg + 30))
    outlines, _ = turned_deviation(Layout(LayoutKind.FREE, bent), cut, centre, A4)
    assert outlines > A4.bleed


def test_an_outline_strays_as_far_as_its_points() -> None:
    """The deviation of a tag turned in its place is how far its outline's points come to lie from the other's."""
    one, other = TurnedTag(0, 0, 0), TurnedTag(0.5, 0, 10)
    first, second = polygon(OVAL, one), polygon(OVAL, other)
    far = (
        max(float(np.sqrt(((point - second) ** 2).sum(axis=1).min())) for point in first[::10]),
        max(float(np.sqrt(((point - first) ** 2).sum(axis=1).min())) for point in second[::10]),
    )
    assert outline_deviation(OVAL, one, other) == pytest.approx(max(far), abs=0.01)


def test_editions_and_cuts_follow_bands() -> None:
    """Tags of an edition lie side by side, and the cutter's head does not cross the sheet between two of them."""
    slots = arrange(A4, OVAL, NEST).slots
    layout = Layout(LayoutKind.FREE, slots)
    editions = assign_slots(layout, (20, len(slots) - 20))
    first = [slot for slot, edition in zip(slots, editions, strict=True) if edition == 0]
    # Twenty tags that hang together take less than the upper two thirds of the sheet.
    assert max(slot.y for slot in first) - min(slot.y for slot in first) < 0.66 * A4.height
    places = [(slot.x, slot.y) for slot in slots]
    way = order_of_visits(places)
    assert sorted(way) == list(range(len(places)))
    steps = [dist(places[one], places[other]) for one, other in pairwise(way)]
    assert travel_length([places[number] for number in way]) < 1.6 * len(places) * hypot(50, 20)
    assert max(steps) < 2 * OVAL.width


def test_a_search_finds_more_than_rows_and_the_same_again() -> None:
    """As many descents find the same layout again, with more tags than it began with."""
    task = NestTask(Shape(ShapeKind.OVAL, 60, 30), 140, 110, 4)

    def found() -> list[tuple[tuple[float, float, float], ...]]:
        asked = iter(range(60))
        return list(search_nests(task, ((40, 20, 0.0),), lambda: next(asked, None) is not None))

    first = found()
    assert [len(places) for places in first] == list(range(2, 2 + len(first)))
    assert len(first[-1]) >= 6
    assert found() == first
