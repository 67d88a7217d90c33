"""The closed forms of plane geometry against slow ways to the same answers, on many drawn figures."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from keytag.drawing.geometry import Affine, Path, Shape, ShapeKind
from keytag.drawing.geometry.contour import (
    Segment,
    distance_to_point,
    has_crossing,
    is_crossed,
    segments,
    silhouette,
    silhouette_gap,
)
from keytag.drawing.geometry.shape import MIN_RADIUS, edge_line


@pytest.fixture
def chance() -> Random:
    """What the figures are drawn with, the same in each run."""
    return Random(20)  # noqa: S311 (nothing is secret)


def whole(chance: Random, most: int = 6) -> tuple[float, float]:
    """A corner with whole coordinates, so that touching and lying on each other come about."""
    return float(chance.randint(0, most)), float(chance.randint(0, most))


def crosses(one: Segment, other: Segment) -> bool:
    """Solve for where two lines meet, in fractions, and tell whether that is within both."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = (
        (Fraction(x), Fraction(y)) for x, y in (one[0], one[1], other[0], other[1])
    )
    flat = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if flat == 0:
        return False
    along = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / flat
    beside = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / flat
    return 0 < along < 1 and 0 < beside < 1


def test_segments_cross_where_their_lines_meet_within_both(chance: Random) -> None:
    """`is_crossed` says what solving for the meeting point says."""
    pairs = [((whole(chance), whole(chance)), (whole(chance), whole(chance))) for _ in range(4000)]
    answers = [is_crossed(*pair) for pair in pairs]
    assert answers == [crosses(*pair) for pair in pairs]
    assert 500 < sum(answers) < 3500


def test_contours_cross_where_any_two_sides_do(chance: Random) -> None:
    """Passing over sides that are apart loses none that cross."""
    contours = [tuple(whole(chance, 12) for _ in range(3)) for _ in range(1200)]
    answers = []
    for one, other in zip(contours[::2], contours[1::2], strict=True):
        answers.append(has_crossing(one, other))
        assert answers[-1] is any(crosses(a, b) for a, b in product(segments(one), segments(other)))
    assert 100 < sum(answers) < 500


def test_distance_is_that_of_the_nearest_of_many_points(chance: Random) -> None:
    """No point along a contour's sides lies nearer than `distance_to_point`, and one lies as near."""
    for _ in range(100):
        contour, point = tuple(whole(chance) for _ in range(3)), whole(chance, 9)
        if any(a == b for a, b in segments(contour)):
            continue
        nearest = min(
            abs(complex(x0 + (x1 - x0) * i / 500 - point[0], y0 + (y1 - y0) * i / 500 - point[1]))
            for (x0, y0), (x1, y1) in segments(contour)
            for i in range(501)
        )
        assert distance_to_point(contour, point) == pytest.approx(nearest, abs=0.02)


def test_bounds_are_those_of_many_points(chance: Random) -> None:
    """A path of several curves and lines reaches as far as the points along it."""
    for _ in range(200):
        start = point = whole(chance, 9)
        commands: list[tuple[str, tuple[float, ...]]] = [("M", start)]
        xs, ys = [start[0]], [start[1]]
        for _ in range(3):
            if chance.random() < 0.3:
                point = whole(chance, 9)
                commands.append(("L", point))
                xs.append(point[0])
                ys.append(point[1])
                continue
            one, two, end = whole(chance, 9), whole(chance, 9), whole(chance, 9)
            commands.append(("C", (*one, *two, *end)))
            for i in range(401):
                t, u = i / 400, 1 - i / 400
                weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
                xs.append(sum(w * p[0] for w, p in zip(weights, (point, one, two, end), strict=True)))
                ys.append(sum(w * p[1] for w, p in zip(weights, (point, one, two, end), strict=True)))
            point = end
        bounds = Path(tuple(commands)).bounds()  # type: ignore[arg-type]
        assert (bounds.x0, bounds.y0, bounds.x1, bounds.y1) == pytest.approx(
            (min(xs), min(ys), max(xs), max(ys)), abs=1e-3
        )


def test_one_matrix_after_another_and_back(chance: Random) -> None:
    """A product of matrices moves points as its factors do in turn, and its inverse brings them back."""
    for _ in range(100):
        one, other = (Affine(*(chance.uniform(-3, 3) for _ in range(6))) for _ in range(2))
        point = whole(chance)
        moved = one.then(other).apply(point)
        assert moved == pytest.approx(other.apply(one.apply(point)))
        if abs(one.then(other).determinant) > 0.1:
            assert one.then(other).inverse().apply(moved) == pytest.approx(point, abs=1e-6)


@pytest.mark.parametrize(
    ("turn", "where"),
    [(0, (3.0, 2.0)), (90, (-2.0, 3.0)), (180, (-3.0, -2.0)), (270, (2.0, -3.0)), (-90, (2.0, -3.0))],
)
def test_right_angles_are_exact(turn: float, where: tuple[float, float]) -> None:
    """A quarter turn moves whole millimetres to whole millimetres, clockwise as seen on the page."""
    assert Affine.rotation(turn).apply((3.0, 2.0)) == where


@pytest.mark.parametrize("slices", [-1, 0, 1])
def test_neighbouring_slices_count_for_the_gap(slices: int) -> None:
    """Two silhouettes are as near as where they pass each other by at most one slice."""
    assert silhouette_gap({5: (0.0, 2.0)}, {5 + slices: (3.5, 4.0)}) == 1.5
    assert silhouette_gap({5: (0.0, 2.0)}, {7: (3.5, 4.0), 3: (3.5, 4.0)}) == float("inf")


def test_a_silhouette_reaches_as_far_as_its_path() -> None:
    """Each slice of a triangle is as wide as the triangle is there."""
    triangle = Path((("M", (0.0, 0.0)), ("L", (10.0, 10.0)), ("L", (-20.0, 10.0)), ("Z", ())))
    found = silhouette(triangle, 1.0)
    assert {0, 4, 9} <= found.keys()
    for i in (0, 4, 9):
        low, high = found[i]
        assert low == pytest.approx(-2.0 * (i + 1), abs=1.01)
        assert high == pytest.approx(i + 1, abs=0.51)


def test_a_pointed_body_is_traced_from_end_to_end() -> None:
    """An oval shrunk beyond its curvature keeps its whole height and its chords, both ends included."""
    shape, inset = Shape(ShapeKind.OVAL, 50.0, 20.0), 6.0
    outline = shape.outline(inset)
    corners = outline.flattened(0.01)[0]
    ys = [y for _, y in corners]
    assert (min(ys), max(ys)) == pytest.approx((inset, 20.0 - inset), abs=0.01)
    for x, y in corners[:: len(corners) // 40]:
        chord = shape.chord(y, inset)
        assert chord is not None
        assert min(abs(x - chord[0]), abs(x - chord[1])) < 0.01


def test_a_round_edge_ends_where_letters_would_bend_too_much() -> None:
    """A circle's edge has a bent line down to the least radius, and beyond it none that is tighter."""
    shape = Shape(ShapeKind.CIRCLE, 30.0, 30.0)
    deep = 15.0 - MIN_RADIUS
    bent = edge_line(shape, "top", deep, deep)
    assert len(bent) > 2
    assert all(abs(complex(x - 15.0, y - 15.0)) == pytest.approx(MIN_RADIUS, abs=1e-6) for x, y in bent)
    assert len(edge_line(shape, "top", deep + 0.01, deep)) == 2
