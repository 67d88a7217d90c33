"""Things that lie apart on an even ground, found by their colour, and which of them have a tag's outline.

The ground is the colour that most of the picture has, or most of its rim; light falls on it unevenly, so that its
colour is a surface of the second degree. What is of another colour and hangs together is a thing. A camera that
looks at a small flat thing sees it stretched and turned, which its moments undo (M.-K. Hu, IRE Trans. IT 8, 1962):
so a thing has a tag's outline where the two, laid on each other by their moments, cover the same.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from keytag.inspection.photographs.masks import Mask, dilate, erode, pieces, without_holes, without_rim
from keytag.inspection.photographs.picture import Photograph, Pixels
from keytag.inspection.photographs.plane import Plane, Points

# Pixels along the longer side at which things are looked for.
_LOOKED_AT = 1000
# So small a share of the picture is dust; a thing larger than that may be a paper on which others lie.
_LEAST, _PAPER = 0.0006, 0.12
# House rule: another colour is so far off in the root of squares (1: black to white), so often the noise.
_OTHER, _NOISE = 0.07, 5.0
# A shadow keeps its ground's colour, so far, and takes away up to so much of the light.
_SHADE, _DARKEST = 0.025, 0.35
# House rule: so much of a tag's outline and a thing's is common to both.
_COMMON = 0.88
# Where height and width are so near, no axis tells how a thing is turned; steps in degrees in which it is tried.
_ROUND, _TURN = 1.15, 7.5
# Pixels a millimetre at which outlines are laid on each other, and what is looked at round them in mm.
_PER_MM, _AROUND = 2.0, 3.0


class TagOutline(Struct, frozen=True, eq=False):
    """The outline of a job's tags as a mask without its hole, ``per_mm`` pixels a millimetre."""

    mask: Mask
    per_mm: float


class Thing(Struct, frozen=True, eq=False):
    """A thing on the ground; ``turns`` are maps from a tag's mm to the photograph, if it has a tag's outline."""

    centre: tuple[float, float]
    """In pixels of the photograph."""
    reach: float
    """How far its ends are from its centre, in pixels."""
    area: float
    """In pixels of the photograph."""
    turns: tuple[Plane, ...]


def find_things(photograph: Photograph, outline: TagOutline) -> tuple[Thing, ...]:
    """Return what lies on the ground of a photograph, from the ground by which most things are tags."""
    scale = min(1.0, _LOOKED_AT / max(photograph.size))
    size = round(photograph.size[0] * scale), round(photograph.size[1] * scale)
    small = photograph.picture.resize(size, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(1.0))
    rgb = np.asarray(small, dtype=np.float32) / np.float32(255.0)
    moments = _Moments.of(outline.mask, 1.0 / outline.per_mm)
    best: tuple[Thing, ...] = ()
    for is_rim in (True, False):
        for takes_shade in (True, False):
            region = np.ones(rgb.shape[:2], dtype=np.bool_)
            found = tuple(_things_on(rgb, region, is_rim, takes_shade, moments, outline, scale, depth=2))
            if _worth(found) > _worth(best):
                best = found
    return best


def _worth(things: tuple[Thing, ...]) -> tuple[int, int]:
    """Return how much a way to tell things from their ground is worth: tags first, and then few other things."""
    tags = sum(bool(thing.turns) for thing in things)
    return tags, tags - len(things)


class _Moments(Struct, frozen=True, eq=False):
    """A shape's area, middle, axes (columns, the longer first) and how far it is spread along them."""

    area: float
    middle: Points
    axes: NDArray[np.float64]
    spread: NDArray[np.float64]

    @classmethod
    def of(cls, mask: Mask, unit: float) -> _Moments:
        ys, xs = np.nonzero(mask)
        points = (np.column_stack([xs, ys]) + 0.5) * unit
        middle = points.mean(axis=0)
        values, vectors = np.linalg.eigh(np.cov((points - middle).T))
        axes = vectors[:, ::-1]
        if np.linalg.det(axes) < 0:
            axes = axes * np.array([1.0, -1.0])
        return cls(len(points) * unit * unit, middle, axes, np.sqrt(np.maximum(values[::-1], 1e-9)))


def _things_on(  # noqa: PLR0913, PLR0917 - one picture, one ground, one outline
    rgb: Pixels,
    region: Mask,
    is_rim: bool,  # noqa: FBT001 - one of two ways
    takes_shade: bool,  # noqa: FBT001 - likewise
    wanted: _Moments,
    outline: TagOutline,
    scale: float,
    depth: int,
) -> Iterator[Thing]:
    """Yield the things within a region; of a large one that is no tag, the things that lie on it."""
    if region.sum() < _LEAST * region.size:
        return
    is_other = _is_other(rgb, region, is_rim, takes_shade)
    for top, left, piece in pieces(is_other, _LEAST * is_other.size):
        whole = without_holes(piece)
        seen = _Moments.of(whole, 1.0)
        middle = seen.middle + np.array([left, top])
        turns = tuple(_turns(whole, seen, wanted, outline))
        if not turns and depth and whole.sum() > _PAPER * is_other.size:
            inner = np.zeros_like(region)
            inner[top : top + whole.shape[0], left : left + whole.shape[1]] = without_rim(whole)
            yield from _things_on(rgb, inner & region, is_rim, takes_shade, wanted, outline, scale, depth - 1)
            continue
        to_photograph = Plane(
            np.array([[1 / scale, 0.0, left / scale], [0.0, 1 / scale, top / scale], [0, 0, 1.0]])
        )
        yield Thing(
            (float(middle[0]) / scale, float(middle[1]) / scale),
            2.0 * float(seen.spread[0]) / scale,
            seen.area / scale**2,
            tuple(turn.then(to_photograph) for turn in turns),
        )


def _turns(whole: Mask, seen: _Moments, wanted: _Moments, outline: TagOutline) -> Iterator[Plane]:
    """Yield the maps from a tag's mm to a thing's pixels by which both outlines agree; none where none does."""
    long, wide = seen.spread[0] / seen.spread[1], wanted.spread[0] / wanted.spread[1]
    # A slant view makes a thing shorter by some tenth.
    if not 1 / 1.3 < long / wide < 1.3:
        return
    is_round = wide < _ROUND
    turns = np.arange(0.0, 360.0, _TURN) if is_round else np.array([0.0, 180.0])
    maps = [_map(seen, wanted, float(np.radians(turn))) for turn in turns]
    # Half a turn covers the same; of round things and squares the best turn counts.
    tried = maps[: len(maps) // 4 + 1] if is_round else maps[:1]
    if max(_common(whole, each, outline) for each in tried) >= _COMMON:
        yield from maps


def _map(seen: _Moments, wanted: _Moments, turn: float) -> Plane:
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    if wanted.spread[0] / wanted.spread[1] < _ROUND:
        # No axis of either means anything: what is round is stretched as it was seen, and only then turned.
        stretched = seen.axes @ np.diag(seen.spread / wanted.spread.mean()) @ seen.axes.T
        linear = stretched @ turned
    else:
        linear = seen.axes @ np.diag(seen.spread) @ turned @ np.diag(1 / wanted.spread) @ wanted.axes.T
    shift = seen.middle - linear @ wanted.middle
    return Plane(np.array([[*linear[0], shift[0]], [*linear[1], shift[1]], [0.0, 0.0, 1.0]]))


def _common(whole: Mask, to_thing: Plane, outline: TagOutline) -> float:
    """Return what a thing and a tag's outline have in common, as a share of what either covers."""
    height, width = (side / outline.per_mm for side in outline.mask.shape)
    ys = np.arange(-_AROUND, height + _AROUND, 1 / _PER_MM)
    xs = np.arange(-_AROUND, width + _AROUND, 1 / _PER_MM)
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    one = _at(outline.mask, grid * outline.per_mm)
    other = _at(whole, to_thing.apply(grid))
    return float((one & other).sum() / max(1, (one | other).sum()))


def _at(mask: Mask, points: Points) -> Mask:
    columns, rows = np.floor(points).astype(np.int64).T
    is_inside = (columns >= 0) & (rows >= 0) & (columns < mask.shape[1]) & (rows < mask.shape[0])
    found = np.zeros(len(points), dtype=np.bool_)
    found[is_inside] = mask[rows[is_inside], columns[is_inside]]
    return found


def _is_other(rgb: Pixels, region: Mask, is_rim: bool, takes_shade: bool) -> Mask:  # noqa: FBT001 - as above
    """Return which pixels of a region have another colour than its ground."""
    height, width = region.shape
    ys, xs = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    terms = np.stack([np.ones_like(xs), xs, ys, xs * xs, xs * ys, ys * ys], axis=-1).astype(np.float32)
    rows, columns = np.nonzero(region)
    step = max(1, len(rows) // 20_000)
    some, known = terms[rows[::step], columns[::step]], rgb[rows[::step], columns[::step]]
    if is_rim:
        inner = without_rim(region, max(3, round(0.03 * max(height, width))))[rows[::step], columns[::step]]
        first = np.median(known[~inner], axis=0) if (~inner).any() else np.median(known, axis=0)
    else:
        first = _most_frequent(known)
    ground = np.broadcast_to(first.astype(np.float32), known.shape)
    solved = np.zeros((6, 3), dtype=np.float32)
    for reach, degree in ((0.25, 3), (0.15, 6), (0.1, 6), (0.1, 6)):
        off = np.sqrt(((known - ground) ** 2).mean(axis=1))
        kept = off < max(reach, 3.0 * float(np.median(off[off < reach])) if (off < reach).any() else reach)
        solved[:] = 0.0
        solved[:degree] = np.linalg.lstsq(some[kept][:, :degree], known[kept], rcond=None)[0]
        ground = some @ solved
    off = np.sqrt(((known - ground) ** 2).mean(axis=1))
    noise = float(np.median(off[off < _OTHER])) if (off < _OTHER).any() else 0.0
    limit = max(_OTHER, _NOISE * noise)
    surface = terms @ solved
    apart = np.sqrt(((rgb - surface) ** 2).mean(axis=2))
    is_other = (apart > limit) & region
    if takes_shade:
        light = (rgb * surface).sum(axis=2) / np.maximum((surface * surface).sum(axis=2), 1e-4)
        off_hue = np.sqrt(((rgb - light[..., None] * surface) ** 2).mean(axis=2))
        is_other &= ~((light > _DARKEST) & (light < 1.0) & (off_hue < max(_SHADE, 2.0 * noise)))
    # Specks and threads go, gaps of lettering that has the ground's colour are closed.
    return erode(dilate(dilate(erode(is_other, 1), 1), 2), 2)


def _most_frequent(colours: Pixels) -> Pixels:
    tones = (np.clip(colours, 0, 1) * 11.99).astype(np.int64) @ np.array([144, 12, 1])
    return np.asarray(colours[tones == np.bincount(tones).argmax()].mean(axis=0), dtype=np.float32)
