"""The search for a free layout: as many tags as can be found on a field, each at an angle of its own.

Goes in: a shape, a field, a gap. Comes out, again and again, a fuller list of places. Tags of a tried number start
from a lattice of ovals, stretched, turned and shifted by chance so that just so many middles lie in the field, or
from a good layout of which some are thrown anew; then the sum of squares of what gaps and edges lack is minimised
over places and angles. The distance of two tags is the greatest of v·u − h₁(u) − h₂(u) over directions u
(`keytag.drawing.geometry.separation`), whose derivatives are u and those of h. What is found is rounded to the
figures of a file, and must be proven there by who reads it: nothing here is a proof.

Chance comes from a fixed seed; how far a search comes in its time depends on the machine, and its last digits on
how it adds. So a search is no part of making a sheet: what it finds is data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil, floor, pi, radians, sqrt

import numpy as np
from msgspec import Struct

from keytag.drawing.geometry import Shape, ShapeKind
from keytag.drawing.geometry.separation import TurnedTag, close_pairs, tag_distance
from keytag.imposition.bounds import layout_bound

Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Places = tuple[tuple[float, float, float], ...]

# More than the gap is asked for, in mm, so that rounding to a file's figures never takes it away.
_MORE = 2e-4
# Sum of squares, in mm², below which a layout is worth a look, and one at which it is given up.
_GOOD, _HOPELESS = 1e-8, 1e-3
# House rules: steps of one descent, how often it is looked whether it still gets anywhere, and the least gain.
_STEPS, _LOOK, _GAIN = 600, 40, 0.9
# How many former steps tell how the energy curves (J. Nocedal, S. Wright, Numerical Optimization, 7.2).
_MEMORY = 12
# Corners of straight-sided shapes are rounded by so much of their length for the search alone, always outwards.
_SOFT = 0.002


class NestTask(Struct, frozen=True):
    """What is to be filled: a field of ``width`` by ``height`` mm, with tags of ``shape``, ``gap`` mm apart."""

    shape: Shape
    width: float
    height: float
    gap: float


def search_nests(task: NestTask, start: Places, may_go_on: Callable[[], bool], seed: int = 1) -> Iterator[Places]:
    """Yield ever fuller layouts of ``task``, each with one tag more; ``start`` is the best that is known.

    Ends where `layout_bound` is reached, or as soon as it may not go on: it asks every some tenths of a second.
    """
    random = np.random.default_rng(seed)
    most = layout_bound(task.shape, task.width, task.height, task.gap).any_turn
    best, near = start, list[Array]()
    while len(best) < most and may_go_on():
        count = len(best) + 1
        state = _start(task, count, best, near, random)
        energy, settled = _descend(task, state, may_go_on)
        if energy < _GOOD:
            places = tidy_places(task, settled)
            if is_sound(task, places):
                best, near = places, []
                yield best
                continue
        # The best misses are where hops begin.
        near = sorted([*near, np.append(settled, energy)], key=lambda each: float(each[-1]))[:_KEPT]


_KEPT = 6
# House rules: of three starts one is a hop from a near miss; so many lattices stand about upright.
_HOPS, _UPRIGHT = 3, 0.8


def _start(task: NestTask, count: int, best: Places, near: list[Array], random: np.random.Generator) -> Array:
    """Return where ``count`` tags begin: on a lattice, or from a near miss, or from the best with one more."""
    chosen = int(random.integers(_HOPS))
    if chosen == 0 and near:
        return _hop(task, near[int(random.integers(len(near)))][:-1], random)
    if chosen == 1 and best:
        more = (*best, (random.uniform(0, task.width), random.uniform(0, task.height), random.uniform(0, 180)))
        state = np.array([(x, y, radians(angle)) for x, y, angle in more]).T.ravel()
        return _hop(task, state, random)
    return _lattice(task, count, random)


def _hop(task: NestTask, state: Array, random: np.random.Generator) -> Array:
    """Return ``state`` with one to three tags thrown anywhere and the rest shaken."""
    x, y, angle = state.reshape(3, -1).copy()
    shaken = random.choice([0.2, 1.0, 3.0])
    x += random.normal(0, shaken, len(x))
    y += random.normal(0, shaken, len(y))
    angle += random.normal(0, shaken / 20, len(angle))
    for number in random.choice(len(x), min(len(x), int(random.integers(1, 4))), replace=False):
        x[number], y[number] = random.uniform(0, task.width), random.uniform(0, task.height)
        angle[number] = random.uniform(0, pi)
    return np.concatenate([x, y, angle])


def _lattice(task: NestTask, count: int, random: np.random.Generator) -> Array:
    """Return ``count`` tags on a hexagonal lattice of ovals, stretched, turned and shifted by chance."""
    shape, grown = task.shape, task.gap / 2
    a, b = shape.width / 2 + grown, shape.height / 2 + grown
    turn = (
        random.choice([0.0, pi / 2]) + random.normal(0, 0.05) if random.random() < 0.8 else random.uniform(0, pi)
    )
    inner = random.uniform(0, pi / 3)
    skew = random.normal(0, 0.05)
    stretch = np.exp(random.normal(0, 0.05))
    reach = 2 * ceil((task.width + task.height) / min(a, b) / 2) + 4
    i, j = np.meshgrid(np.arange(-reach, reach + 1), np.arange(-reach, reach + 1))
    u, v = (2 * i + j).ravel().astype(float), (sqrt(3) * j).ravel()
    u, v = u * np.cos(inner) - v * np.sin(inner), u * np.sin(inner) + v * np.cos(inner)
    u, v = a * (u * stretch + skew * v), b * v / stretch
    x, y = u * np.cos(turn) - v * np.sin(turn), u * np.sin(turn) + v * np.cos(turn)
    x, y = x + random.uniform(-a, a), y + random.uniform(-a, a)
    half = (abs(a * np.cos(turn)) + abs(b * np.sin(turn)), abs(a * np.sin(turn)) + abs(b * np.cos(turn)))
    wide, high = max(task.width / 2 - 0.8 * half[0], 1.0), max(task.height / 2 - 0.8 * half[1], 1.0)
    # The scale at which just so many middles lie in the field: that of the last of them to come in.
    order = np.argsort(np.maximum(np.abs(x) / wide, np.abs(y) / high), kind="stable")[:count]
    x, y = x[order], y[order]
    scale = max(float(np.max(np.abs(x)) / wide), float(np.max(np.abs(y)) / high), 1e-9)
    x, y = x / scale + task.width / 2, y / scale + task.height / 2
    angle = np.full(count, turn) + random.normal(0, random.choice([0.01, 0.1, 0.3]), count)
    return np.concatenate([x, y, angle])


def _descend(task: NestTask, state: Array, may_go_on: Callable[[], bool]) -> tuple[float, Array]:
    """Return the least energy reached from ``state``, and where: limited-memory BFGS (Nocedal, Wright, 7.4 f.)."""
    field = _Field(task, len(state) // 3)
    scale = np.ones(len(state))
    # Radians weigh as the ends of a tag move.
    scale[2 * len(state) // 3 :] = 4 / max(task.shape.width, task.shape.height)
    z = state / scale
    energy, slope = field.energy(z * scale)
    slope = slope * scale
    steps, bends, looked = list[Array](), list[Array](), energy
    for number in range(1, _STEPS + 1):
        way = -_two_loops(slope, steps, bends)
        downhill = float(way @ slope)
        if downhill >= 0:
            way, downhill, steps, bends = -slope, -float(slope @ slope), [], []
        # The first step goes a tenth of a millimetre.
        size = 1.0 if steps else min(1.0, 0.1 / max(float(np.max(np.abs(way))), 1e-12))
        for _ in range(12):
            then = z + size * way
            found, its = field.energy(then * scale)
            if found <= energy + 1e-4 * size * downhill:
                break
            size /= 2
        else:
            break
        its = its * scale
        step, bend = then - z, its - slope
        if float(step @ bend) > 1e-12:
            steps, bends = [*steps, step][-_MEMORY:], [*bends, bend][-_MEMORY:]
        z, energy, slope = then, found, its
        if energy < _GOOD / 100:
            break
        if number % _LOOK == 0:
            if energy > _GAIN * looked and energy > _HOPELESS:
                break
            if not may_go_on():
                break
            looked = energy
    return energy, z * scale


def _two_loops(slope: Array, steps: list[Array], bends: list[Array]) -> Array:
    """Return the slope times what the former steps tell of the inverse of its derivative."""
    way, weights = slope.copy(), []
    for step, bend in zip(reversed(steps), reversed(bends), strict=True):
        weight = float(step @ way) / float(step @ bend)
        weights.append(weight)
        way -= weight * bend
    if steps:
        way *= float(steps[-1] @ bends[-1]) / float(bends[-1] @ bends[-1])
    for step, bend, weight in zip(steps, bends, reversed(weights), strict=True):
        way += (weight - float(bend @ way) / float(step @ bend)) * step
    return way


class _Field:
    """The energy of a state; remembers which tags are near each other, and in which direction each is."""

    def __init__(self, task: NestTask, count: int) -> None:
        self._task = task
        self._support = _support_of(task.shape)
        self._reach = float(np.hypot(task.shape.width, task.shape.height)) + task.gap
        self._count = count
        self._at: Array | None = None
        self._first = self._second = np.zeros(0, dtype=np.intp)
        self._turn: Array = np.zeros(0)

    def energy(self, state: Array) -> tuple[float, Array]:
        """Return the sum of squares of what gaps and edges lack, and its derivatives."""
        x, y, angle = state.reshape(3, -1)
        slope = np.zeros((3, self._count))
        total = self._edges(x, y, angle, slope) + self._gaps(x, y, angle, slope)
        return total, slope.ravel()

    def _edges(self, x: Array, y: Array, angle: Array, slope: Array) -> float:
        wide, wide_by = self._support(-angle)
        high, high_by = self._support(pi / 2 - angle)
        total = 0.0
        for row, place, half, by, end in (
            (0, x, wide, wide_by, self._task.width),
            (1, y, high, high_by, self._task.height),
        ):
            low, far = np.maximum(half + 1e-5 - place, 0.0), np.maximum(place + half + 1e-5 - end, 0.0)
            total += float(low @ low + far @ far)
            slope[row] += 2 * (far - low)
            slope[2] -= 2 * (low + far) * by
        return total

    def _gaps(self, x: Array, y: Array, angle: Array, slope: Array) -> float:
        self._find_pairs(x, y, angle)
        i, j = self._first, self._second
        dx, dy = x[j] - x[i], y[j] - y[i]
        turn, apart, one_by, other_by = self._apart(dx, dy, angle[i], angle[j], self._turn)
        self._turn = turn
        lacks = np.maximum(self._task.gap + _MORE - apart, 0.0)
        co, si = np.cos(turn), np.sin(turn)
        for row, part in ((0, co), (1, si)):
            pull = 2 * lacks * part
            slope[row] += np.bincount(i, pull, self._count) - np.bincount(j, pull, self._count)
        # The support of a tag turned further falls as that of one seen from further round rises.
        slope[2] -= np.bincount(i, 2 * lacks * one_by, self._count) + np.bincount(
            j, 2 * lacks * other_by, self._count
        )
        return float(lacks @ lacks)

    def _apart(
        self, dx: Array, dy: Array, one: Array, other: Array, turn: Array
    ) -> tuple[Array, Array, Array, Array]:
        """Return the directions in which pairs are furthest apart, how far, and both supports' derivatives."""
        step = np.full(len(turn), _BRACKET)
        low, high = turn - step, turn + step
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        at_left, at_right = (self._value(dx, dy, one, other, each)[0] for each in (left, right))
        for _ in range(_NARROWINGS):
            goes_left = at_left > at_right
            high, low = np.where(goes_left, right, high), np.where(goes_left, low, left)
            fresh = np.where(goes_left, high - _GOLDEN * (high - low), low + _GOLDEN * (high - low))
            at_fresh = self._value(dx, dy, one, other, fresh)[0]
            left, right = np.where(goes_left, fresh, right), np.where(goes_left, left, fresh)
            at_left, at_right = np.where(goes_left, at_fresh, at_right), np.where(goes_left, at_left, at_fresh)
        best = (low + high) / 2
        apart, one_by, other_by = self._value(dx, dy, one, other, best)
        return best, apart, one_by, other_by

    def _value(self, dx: Array, dy: Array, one: Array, other: Array, turn: Array) -> tuple[Array, Array, Array]:
        first, first_by = self._support(turn - one)
        second, second_by = self._support(turn - other)
        return dx * np.cos(turn) + dy * np.sin(turn) - first - second, first_by, second_by

    def _find_pairs(self, x: Array, y: Array, angle: Array) -> None:
        """Look anew which tags are near each other, once any has moved far."""
        at = np.stack([x, y])
        if self._at is not None and float(np.max(np.abs(at - self._at))) < _MOVED / 3:
            return
        self._at = at
        near = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2 < (self._reach + _MOVED) ** 2
        self._first, self._second = np.nonzero(np.triu(near, 1))
        dx, dy = x[self._second] - x[self._first], y[self._second] - y[self._first]
        one, other = angle[self._first], angle[self._second]
        tried = np.arctan2(dy, dx) + np.linspace(-pi / 2, pi / 2, _TRIED)[:, None]
        values = np.stack([self._value(dx, dy, one, other, turn)[0] for turn in tried])
        self._turn = tried[np.argmax(values, axis=0), np.arange(len(dx))]


# How far a tag moves until its neighbours are looked for anew, in mm; directions that are tried then; how far
# either side of the last one the best is sought, in radians, and how often that is narrowed.
_MOVED, _TRIED, _BRACKET, _NARROWINGS = 3.0, 37, 0.1, 12
_GOLDEN = (sqrt(5) - 1) / 2


def _support_of(shape: Shape) -> Callable[[Array], tuple[Array, Array]]:
    """Return the support function of ``shape`` by the angle against it, with its derivative."""
    if shape.kind is ShapeKind.OVAL:
        a2, b2 = shape.width**2 / 4, shape.height**2 / 4

        def oval(angle: Array) -> tuple[Array, Array]:
            co, si = np.cos(angle), np.sin(angle)
            value = np.sqrt(a2 * co * co + b2 * si * si)
            return value, (b2 - a2) * si * co / value

        return oval
    r = shape.radius
    p, q = shape.width / 2 - r, shape.height / 2 - r

    def straight(angle: Array) -> tuple[Array, Array]:
        co, si = np.cos(angle), np.sin(angle)
        along, across = np.sqrt(co * co + _SOFT**2), np.sqrt(si * si + _SOFT**2)
        return p * along + q * across + r, (q / across - p / along) * si * co

    return straight


def tidy_places(task: NestTask, state: Array) -> Places:
    """Return ``state`` in the figures of a file, moved into the field where rounding took a tag out of it."""
    places = []
    for x, y, turn in state.reshape(3, -1).T:
        angle = float(np.degrees(turn)) % 180
        angle = round(angle - 180 if angle > 90 else angle, 5) + 0.0
        half_w, half_h = TurnedTag(0.0, 0.0, angle).half_extents(task.shape)
        places.append((_within(float(x), half_w, task.width), _within(float(y), half_h, task.height), angle))
    return tuple(sorted(places, key=lambda place: (place[1], place[0])))


def _within(at: float, half: float, end: float) -> float:
    """Return ``at`` to four decimals, no nearer to either end than ``half``, as far as there is room."""
    low, high = ceil(half * 1e4 - 1e-6) / 1e4, floor((end - half) * 1e4 + 1e-6) / 1e4
    return min(max(round(at, 4), low), high)


def is_sound(task: NestTask, places: Places) -> bool:
    """Tell whether a layout keeps its gap and its field, as who reads its file will look."""
    tags = [TurnedTag(*place) for place in places]
    boxes = (tag.box(task.shape) for tag in tags)
    edges = min(min(box.x0, box.y0, task.width - box.x1, task.height - box.y1) for box in boxes)
    return edges > -1e-9 and all(
        tag_distance(task.shape, tags[i], tags[j], task.gap) >= task.gap
        for i, j in close_pairs(task.shape, tags, task.gap)
    )
