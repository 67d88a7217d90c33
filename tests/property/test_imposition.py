"""What holds for every sheet, tag and way of backing up that a shop could think of."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import dist, hypot
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keytag.drawing.artwork import Artwork, Fill, Role, walk
from keytag.drawing.geometry import IDENTITY, Affine, Path, Point, Rect, Shape, ShapeKind, rectangle
from keytag.drawing.ink import BLACK, spot
from keytag.errors import InvalidDocumentError
from keytag.imposition import (
    Backing,
    Cut,
    EditionRun,
    Filling,
    Form,
    Furniture,
    Layout,
    LayoutAndBacking,
    LayoutKind,
    LineSetter,
    Plate,
    Press,
    SlugFacts,
    WantedMarks,
    arrange,
    count_front_slots,
    fill_up,
    impose,
    run_length,
    split_count,
    tags_per_slot,
)
from keytag.imposition.backing_up import back_on_sheet, front_on_sheet
from keytag.imposition.sheet_layout import sheet_layout
from keytag.units import to_mm

CUT = spot("CutContour", (0.0, 1.0, 0.0, 0.0), technical=True)
FEW = settings(max_examples=40, deadline=None)


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    """Draw a tag of any kind; corners from sharp to round."""
    kind = draw(st.sampled_from(list(ShapeKind)))
    width = draw(st.floats(15, 70))
    height = width if kind is ShapeKind.CIRCLE else draw(st.floats(12, 50))
    return Shape(kind, width, height, draw(st.floats(0, 8)) if kind is ShapeKind.RECTANGLE else 0.0)


@st.composite
def presses(draw: st.DrawFn) -> Press:
    """Draw a sheet from a hand's width to SRA3, with strips and bleed as shops have them."""
    bleed = draw(st.floats(0, 3))
    return Press(
        width=draw(st.floats(140, 330)),
        height=draw(st.floats(140, 460)),
        gripper=draw(st.floats(6, 15)),
        sides=draw(st.floats(4, 12)),
        tail=draw(st.floats(4, 12)),
        gap=2 * bleed + draw(st.floats(0, 3)),
        bleed=bleed,
    )


def letter(text: str, size_pt: float) -> tuple[Path, float]:
    """Stand in for lettering: each text one box, half an em a character, with ascender and descender."""
    em = to_mm(size_pt)
    if text.isspace():
        return Path(), 0.3 * em
    width = 0.5 * em * len(text)
    return rectangle(Rect(0.0, -0.95 * em, width, 0.22 * em)), width


def drawn(shape: Shape, bleed: float) -> Artwork:
    """Return a tag whose ground fills its outline and bleed."""
    return Artwork((Fill(shape.outline(-bleed), BLACK, Role.GROUND),), shape.trim, bleed)


def outlines(layout: Layout, shape: Shape) -> list[tuple[Point, ...]]:
    """Return each slot's cut as a polygon on the sheet, within 0.01 mm of the curve."""
    contour = shape.outline().flattened(0.01)[0]
    return [tuple(map(slot.to_sheet(shape).apply, contour)) for slot in layout.slots]


def apart(first: tuple[Point, ...], second: tuple[Point, ...]) -> float:
    """Return the least distance of two polygons' edges, point against segment both ways."""
    return min(
        _to_segment(point, a, b)
        for points, other in ((first, second), (second, first))
        for a, b in pairwise(other)
        for point in points
    )


def _to_segment(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length)) if length else 0.0
    return hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def nearest_pair(layout: Layout, shape: Shape, gap: float) -> float:
    """Return the least distance of any two cuts; equal relative places are measured once."""
    reach = max(shape.width, shape.height) + gap + 1
    polygons = outlines(layout, shape)
    seen: dict[tuple[float, float, float, float], float] = {}
    for i, one in enumerate(layout.slots):
        for j, other in enumerate(layout.slots[:i]):
            dx, dy = one.x - other.x, one.y - other.y
            key = (round(dx, 4), round(dy, 4), one.angle_deg, other.angle_deg)
            if hypot(dx, dy) < reach and key not in seen:
                seen[key] = apart(polygons[i], polygons[j])
    return min(seen.values(), default=reach)


@given(shapes(), presses(), st.sampled_from(list(LayoutKind)), st.sampled_from(list(Backing)))
@settings(max_examples=25, deadline=None)
def test_no_two_cuts_come_nearer_than_the_gap(
    shape: Shape, press: Press, kind: LayoutKind, backing: Backing
) -> None:
    """Measured from point to edge on the outlines themselves, all tags keep the shop's gap."""
    small = Press(min(press.width, 220), min(press.height, 200), *_strips(press))
    layout = arrange(small, shape, kind, backing)
    assert nearest_pair(layout, shape, small.gap) >= small.gap - 0.01


def _strips(press: Press) -> tuple[float, float, float, float, float]:
    return (press.gripper, press.sides, press.tail, press.gap, press.bleed)


@pytest.mark.parametrize("gap", [2.0, 4.0])
def test_nested_ovals_stand_exactly_the_gap_apart(gap: float) -> None:
    """The measure that guards the gap finds no slack in the densest layout: it would notice a nearer pair."""
    oval = Shape(ShapeKind.OVAL, 50, 20)
    layout = arrange(Press(320, 230, gripper=12, sides=5, tail=5, gap=gap, bleed=gap / 2), oval, LayoutKind.NESTED)
    assert nearest_pair(layout, oval, gap) == pytest.approx(gap, abs=0.01)


@given(shapes(), presses(), st.sampled_from(list(LayoutKind)), st.sampled_from(list(Backing)))
@FEW
def test_all_cuts_lie_in_the_printable_area(
    shape: Shape, press: Press, kind: LayoutKind, backing: Backing
) -> None:
    """No cut enters a side strip, the tail or the gripper, and where the gripper changes ends neither end's."""
    end = press.gripper if backing in (Backing.PERFECTING, Backing.TUMBLE) else press.tail
    for polygon in outlines(arrange(press, shape, kind, backing), shape):
        for x, y in polygon:
            assert press.sides - 1e-5 <= x <= press.width - press.sides + 1e-5
            assert max(end, press.tail) - 1e-5 <= y <= press.height - press.gripper + 1e-5


@given(shapes(), presses())
@FEW
def test_nesting_never_costs_a_tag(shape: Shape, press: Press) -> None:
    """The nested layout holds at least as many tags as the better grid."""
    assert len(arrange(press, shape, LayoutKind.NESTED).slots) >= len(arrange(press, shape, LayoutKind.GRID).slots)


@given(presses(), st.sampled_from(list(Backing)), st.floats(-500, 500), st.floats(-500, 500))
@FEW
def test_turning_twice_changes_nothing(press: Press, backing: Backing, x: float, y: float) -> None:
    """A sheet turned and turned again lies as it lay."""
    twice = press.mirror_for(backing).then(press.mirror_for(backing))
    assert twice.apply((x, y)) == pytest.approx((x, y), abs=1e-9)


@given(shapes(), presses(), st.sampled_from([backing for backing in Backing if backing.is_two_sided]))
@FEW
def test_backs_cover_their_fronts_when_turned(shape: Shape, press: Press, backing: Backing) -> None:
    """Every point of a tag, taken to the sheet from its front and from its back, is the same piece of plastic."""
    for slot in arrange(press, shape, LayoutKind.NESTED, backing).slots:
        front = front_on_sheet(slot, shape)
        back = back_on_sheet(slot, shape, press, backing)
        assert back.determinant == pytest.approx(1.0)
        for x, y in ((0.0, 0.0), (shape.width, 0.0), (shape.width / 3, shape.height)):
            under = press.mirror_for(backing).apply(front.apply((x, y)))
            assert dist(back.apply((shape.width - x, y)), under) < 1e-6


@given(st.integers(0, 10_000_000), st.lists(st.integers(0, 100_000), min_size=1, max_size=60))
def test_splitting_conserves_the_total(total: int, weights: list[int]) -> None:
    """The parts sum to the total, each within one tag of its exact share."""
    if sum(weights) == 0:
        weights[0] = 1
    parts = split_count(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


@given(shapes(), presses(), st.sampled_from(list(Backing)), st.lists(st.integers(1, 5000), min_size=1, max_size=3))
@FEW
def test_marks_never_touch_a_tag_and_counts_are_kept(
    shape: Shape, press: Press, backing: Backing, wanted: list[int]
) -> None:
    """Marks lie on the sheet and off every tag's bleed; editions get what they want and under a sheet more."""
    if not arrange(press, shape, LayoutKind.NESTED, backing).slots:
        return
    furniture = Furniture(WantedMarks(), SlugFacts("job", "shop", "2026-01-15", "3fa81c20"), LineSetter(letter))
    art = drawn(shape, press.bleed)
    runs = tuple(EditionRun(f"e{i}", art, art, count, count) for i, count in enumerate(wanted))
    try:
        layout = sheet_layout(press, shape, LayoutKind.NESTED, backing, WantedMarks())
        fillings = tuple(
            Filling(
                run_length(count, len(layout.slots)),
                tuple(count_front_slots(layout) * (i == j) for j in range(len(wanted))),
            )
            for i, count in enumerate(wanted)
        )
        result = impose(
            press, Cut(shape, None, CUT), runs, LayoutAndBacking(LayoutKind.NESTED, backing), furniture, fillings
        )
    except InvalidDocumentError as error:
        refused = [finding.rule for finding in error.findings]
    else:
        refused = []
    if refused:
        assert refused == ["no-room-for-slug"]
        return
    assert all(slug is not None for slugs in result.slugs for slug in slugs)
    slots = len(result.layout.slots)
    for plate, run in zip(result.plates, runs, strict=True):
        assert set(plate.editions) == {run.edition}
        assert run.wanted <= dict(plate.copies)[run.edition] < run.wanted + slots
        assert sum(_tags(form, art) for form in plate.forms) == slots * (2 if plate.back else 1)
    assert result.plan.printed == result.plan.sheets * slots
    for page in result.pages():
        _check_marks(press, shape, page.form, art)


@given(
    shapes(),
    presses(),
    st.sampled_from(list(Backing)),
    st.lists(st.integers(1, 900), min_size=2, max_size=9),
    st.randoms(use_true_random=False),
)
@FEW
def test_shared_plates_keep_counts_and_editions_through_the_turn(
    shape: Shape, press: Press, backing: Backing, wanted: list[int], chance: Random
) -> None:
    """However editions share plates, each gets its tags, and each back lies under the front of its own edition."""
    if not arrange(press, shape, LayoutKind.NESTED, backing).slots:
        return
    layout = sheet_layout(press, shape, LayoutKind.NESTED, backing, WantedMarks(slug=False))
    arts = [(drawn(shape, press.bleed + 1e-3 * i), drawn(shape, press.bleed + 1e-3 * i + 5e-4)) for i in range(9)]
    runs = tuple(EditionRun(f"e{i}", *arts[i], count, count) for i, count in enumerate(wanted))
    furniture = Furniture(WantedMarks(slug=False), SlugFacts("job", "shop", "2026-01-15", ""), LineSetter(letter))
    fillings = tuple(_filling(wanted, count_front_slots(layout), chance) for _ in range(2))
    way = LayoutAndBacking(LayoutKind.NESTED, backing)
    result = impose(
        press, Cut(shape, None, CUT), runs, way, furniture, fill_up(fillings, wanted, count_front_slots(layout))
    )
    for plate, filling in zip(result.plates, fillings, strict=True):
        assert Counter(plate.editions) == {name: n // plate.run_length for name, n in plate.copies}
        for (name, copies), count in zip(_every(plate, runs), filling.copies, strict=True):
            assert copies >= plate.run_length * count * tags_per_slot(layout), name
        turned = _seen(plate.forms[-1], {back: i for i, (_, back) in enumerate(arts)}, press.mirror_for(backing))
        fronts = _seen(plate.front, {front: i for i, (front, _) in enumerate(arts)}, IDENTITY)
        assert len(fronts) == count_front_slots(layout)
        assert not backing.is_two_sided or turned == fronts
    assert result.plan.printed == sum(n for plate in result.plates for _, n in plate.copies)
    assert result.plan.printed == sum(len(layout.slots) * plate.run_length for plate in result.plates)


def _filling(wanted: list[int], slots: int, chance: Random) -> Filling:
    """Return a plate with some of the editions in some of its slots, one slot at least."""
    copies = [0] * len(wanted)
    for _ in range(chance.randint(1, slots)):
        copies[chance.randrange(len(wanted))] += 1
    return Filling(chance.randint(1, 50), tuple(copies))


def _every(plate: Plate, runs: tuple[EditionRun, ...]) -> list[tuple[str, int]]:
    return [(run.edition, dict(plate.copies).get(run.edition, 0)) for run in runs]


def _seen(form: Form, of: dict[Artwork, int], mirror: Affine) -> set[tuple[float, ...]]:
    """Return which editions' artworks have their centres where, on the sheet as the other side sees it."""
    return {
        (of[p.artwork], *(round(v, 3) + 0.0 for v in mirror.apply(p.transform.apply(p.artwork.trim.centre))))
        for p in form.placements
        if p.artwork in of
    }


def _tags(form: Form, art: Artwork) -> int:
    return sum(placement.artwork == art for placement in form.placements)


def _check_marks(press: Press, shape: Shape, form: Form, art: Artwork) -> None:
    tags = [placement.transform for placement in form.placements if placement.artwork == art]
    to_tag = [transform.inverse() for transform in tags]
    for placement in form.placements:
        for item, matrix in walk(placement.artwork.items, placement.transform):
            if item.role is not Role.MARK:
                continue
            path = item.path.transformed(matrix)
            assert press.sheet.contains(path.bounds())
            for point in _points(path):
                for inverse in to_tag:
                    x, y = inverse.apply(point)
                    near = Rect(x, y, x, y).intersects(shape.trim.grown(press.bleed + 1))
                    assert not near or shape.depth((x, y)) < -press.bleed


def _points(path: Path) -> list[Point]:
    """Return points along a path, no further apart than 2 mm."""
    points: list[Point] = []
    for contour in path.flattened(0.05):
        for a, b in pairwise(contour):
            steps = int(dist(a, b) / 2) + 1
            points += [(a[0] + (b[0] - a[0]) * i / steps, a[1] + (b[1] - a[1]) * i / steps) for i in range(steps)]
    return points


def test_points_follow_a_path() -> None:
    """The sampler that guards the marks walks long edges too."""
    path = rectangle(Rect(0, 0, 9, 1)).transformed(IDENTITY.then(Affine()))
    assert (3.6, 0.0) in [(round(x, 6), round(y, 6)) for x, y in _points(path)]
