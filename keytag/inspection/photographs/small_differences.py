"""Small figures and accents: tags laid on their drawing and on each other, more exactly than a map of the sheet.

A tag's way, turn and blur of its own are fitted from its slopes (B. Lucas and T. Kanade, IJCAI 1981) before it is
compared. Where a sheet has the same tag many times, the camera has drawn it many times as well: what one tag has
and its siblings have not stands out against how much they differ among themselves, whatever lens and light did to
all of them. What all of them have shows against the drawing alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from keytag.inspection.photographs.compare import (
    FINE,
    SIBLINGS,
    DifferingPlace,
    Drawn,
    least_and_most,
    places_over,
)
from keytag.inspection.photographs.picture import Pixels, grey_of_values

AT_A_TIME = 60
"""So many tags are held against each other at a time: more say nothing new, and take their memory."""
# Strokes of accents are a quarter of a millimetre wide; differences are averaged so far, as a Gaussian in mm.
_STROKE = 0.11
# How much siblings differ in a place is taken from so far round it, in mm: of few tags a place alone says little.
_AROUND = 0.3
# House rule, measured (bench/first_sheet.py): how often what siblings differ by themselves, and how much of the
# contrast, another accent is at least. Good tags reach 7 times, an accent begins at 10.
_TIMES, _SHARE = 8.5, 0.05
# House rule: however still a picture is, tags differ by so much of the contrast.
_LEAST_USUAL = 0.01
# House rule, measured on scans without noise at 150 and 200 dpi: where edges are sharper than so many pixels, tags
# differ by how pixels fall on them, twice as much (by once 4 and 1 of 113 good backs were told, by twice none).
_SHARP, _LEAST_OF_SHARP = 0.7, 0.02
# How restless a tag is itself is taken from so far round a place in mm, of differences up to so many times the
# usual; the mean of what is spread normally is such a share of its deviation.
_OWN, _TOLD, _RESTLESS = 2.0, 4.0, 0.8
# It changes slowly: every fourth pixel tells it.
_EVERY = 4
# After fitting, edges lie so far aside in mm: ink spreads.
_ASIDE = 0.06
# House rule, measured likewise: of the contrast, against the drawing. Good tags reach 0.09 alone, another figure
# of 1.5 mm begins at 0.18.
_ALONE = 0.14
# House rule, measured likewise: how often what a camera leaves unlike its drawing beside such edges, and how
# much of the contrast, is another figure in all slots. An accent of 0.3 mm has 0.14 to 0.18, good sheets 0.02.
_TIMES_DRAWN, _SHARE_DRAWN = 8.0, 0.06
# So far in pixels a camera's blur reaches, and over so many mm an edge counts as near.
_KERNEL, _NEAR_EDGE = 3, 0.15
# Of so many pixels one determines the camera.
_SOME = 3
# Light is blurred, by some of these in mm, before a camera gives it tones: what is blurred is bent as well.
# Without it 0.28 of the contrast was left beside large figures of good sheets, with it less than 0.02.
_SOFT = (0.06, 0.12)
# What is left unlike is never less, as a share of the contrast.
_LEAST_LEFT = 0.002
# Less contrast between a tag's tones tells nothing.
_LEAST_CONTRAST = 0.08
# Differences so many times the usual one have no say in how a tag lies.
_FAR = 3.0


def find_small_differences(greys: Pixels, drawn: Drawn, blur: float) -> tuple[tuple[DifferingPlace, ...], ...]:
    """Return for each of ``greys`` where it is not as ``drawn``, or not as its siblings are; worst first.

    ``blur`` is how far the photograph is blurred, in its own pixels;
    ``greys`` are straight pictures of tags of one look: tag, row, column; as `drawn`, at `FINE`.
    """
    return tuple(_of_some(greys, drawn, _LEAST_OF_SHARP if blur < _SHARP else _LEAST_USUAL))


def _of_some(greys: Pixels, drawn: Drawn, least_usual: float) -> Iterator[tuple[DifferingPlace, ...]]:
    counts = drawn.counts & np.isfinite(greys).all(axis=0)
    wanted = grey_of_values(drawn.rgb)
    contrast = _contrast(wanted, counts)
    if contrast < _LEAST_CONTRAST:
        yield from ((),) * len(greys)
        return
    seen = greys[:, counts]
    levels: Pixels = wanted[counts] + _rest(seen, wanted, counts)
    least, most = (limit[counts] for limit in least_and_most(wanted, _ASIDE))
    alone = _whole(np.maximum(levels - most, 0), counts), _whole(np.maximum(least - levels, 0), counts)
    softened = (_smooth(each, _STROKE) for each in alone)
    excess = np.asarray(np.maximum(*softened) / contrast, dtype=np.float32)
    common: tuple[DifferingPlace, ...] = ()
    score: Pixels = np.zeros_like(excess)
    camera = _Camera(drawn, counts, contrast)
    if len(greys) >= SIBLINGS:
        # Ink spreads and telephones sharpen: what all siblings have alike says nothing against one of them.
        excess -= _median(excess)
        shared = camera.unlike(_median(levels))
        common = tuple(places_over(shared, shared > 0))
        score = _oddness(seen, counts, least_usual * contrast, contrast)
    else:
        score = np.stack([camera.unlike(own) for own in levels])
    for own, odd in zip(excess, score, strict=True):
        places = [*places_over(np.maximum(own, odd), (own > _ALONE) | (odd > 0)), *common]
        yield tuple(sorted(places, key=lambda place: -place.excess))


class _Camera:
    """What a camera may make of a drawing, against which tags are held; made once for all tags of a look.

    It is taken to be any blur of each of the drawing's colours, of the same shape all over, with a way, a
    sharpness and a light that change over the tag: all of them are the solution of one system of equations.
    What it leaves unlike grows with the edges nearby; so much more than usual is none of the camera's doing.
    """

    def __init__(self, drawn: Drawn, counts: NDArray[np.bool_], contrast: float) -> None:
        self._counts, self._contrast = counts, contrast
        grey = grey_of_values(drawn.rgb)
        by_y, by_x = (np.asarray(slope) for slope in np.gradient(grey))
        self._every = _terms(drawn.rgb, grey, (by_x, by_y), counts)
        # A third of the pixels determines so few numbers as well.
        self._some = np.ascontiguousarray(self._every[:, ::_SOME])
        squares, rows = self._some @ self._some.T, len(self._every)
        squares[np.diag_indices(rows)] += 1e-4 * float(np.trace(squares)) / rows
        self._inverse = np.linalg.inv(squares.astype(np.float64))
        edges = (np.hypot(by_x, by_y) * counts)[None].astype(np.float32)
        self._edges = _smooth(edges, _NEAR_EDGE)[0] / contrast

    def unlike(self, levels: Pixels) -> Pixels:
        """Return by what share of the contrast these levels are unlike the drawing, 0 where they may be."""
        kept = levels
        for _ in range(3):
            fit = ((self._inverse @ (self._some @ kept[::_SOME])).astype(np.float32)) @ self._every
            rest = levels - fit
            usual = 1.48 * float(np.median(np.abs(rest[::7])))
            kept = fit + np.clip(rest, -_FAR * usual, _FAR * usual)
        counts, edges = self._counts, self._edges
        left = np.abs(_smooth(_whole(rest[None], counts), _STROKE)[0]) / self._contrast
        own, near = left[counts], edges[counts]
        # Of a design with large flat parts more than these have no edge near them at all.
        is_even = near <= np.quantile(near, 0.4)
        base = max(1.48 * float(np.median(own[is_even])), _LEAST_LEFT)
        slope = 0.0 if is_even.all() else 1.48 * float(np.median(own[~is_even] / np.maximum(near[~is_even], 1e-6)))
        is_unlike = (left > _TIMES_DRAWN * (base + slope * edges)) & (left > _SHARE_DRAWN) & counts
        return np.asarray(np.where(is_unlike, left, 0.0), dtype=np.float32)


def _terms(rgb: Pixels, grey: Pixels, slopes: tuple[Pixels, Pixels], counts: NDArray[np.bool_]) -> Pixels:
    """Return what a camera's picture is a sum of: a row a number to be found, a column a pixel that counts."""
    height, width = counts.shape
    shifts = [(y, x) for y in range(2 * _KERNEL + 1) for x in range(2 * _KERNEL + 1)]
    terms = []
    for channel in np.moveaxis(rgb, 2, 0):
        if np.ptp(channel) > _LEAST_CONTRAST:
            framed = np.pad(channel, _KERNEL, mode="edge")
            terms += [framed[y : y + height, x : x + width][counts] for y, x in shifts]
    for channel in (grey, *np.moveaxis(rgb, 2, 0)):
        if np.ptp(channel) > _LEAST_CONTRAST:
            soft = (_smooth(channel[None], deviation)[0][counts] for deviation in _SOFT)
            terms += [level**power for level in soft for power in (2, 3)]
    ys, xs = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    x, y = xs[counts], ys[counts]
    changes = [x, y, x * x, x * y, y * y]
    by_x, by_y = slopes
    bend = np.gradient(by_x, axis=1) + np.gradient(by_y, axis=0)
    terms += [np.ones_like(x), *changes]
    terms += [values[counts] * change for values in (grey, by_x, by_y, bend) for change in changes]
    return np.stack(terms).astype(np.float32)


def _oddness(seen: Pixels, counts: NDArray[np.bool_], least: float, contrast: float) -> Pixels:
    """Return by what share of the contrast each tag is unlike its siblings, 0 where they differ by as much.

    They differ by ``least`` in any case.
    """
    middle = _whole(_median(seen)[None], counts)[0]
    # Siblings lie aside by a part of a pixel: their median is drawn again once they are laid on each other.
    middle[counts] += _median(_rest(seen, middle, counts))
    rest = _smooth(_whole(_rest(seen, middle, counts), counts), _STROKE)
    rest = np.abs(rest - _median(rest))
    # 1.48 times the median is the deviation of what is spread normally.
    usual = np.asarray(1.48 * _median(rest) * counts, dtype=np.float32)
    weight = np.maximum(_smooth(counts[None].astype(np.float32), _AROUND)[0], 1e-3)
    usual = np.maximum(_smooth(usual[None], _AROUND)[0] / weight, np.median(usual[counts]))
    usual = np.maximum(usual, np.float32(least))[None]
    usual = usual * _restlessness(rest, usual * counts)
    is_odd = (rest > _TIMES * usual) & (rest > _SHARE * contrast) & counts
    return np.asarray(np.where(is_odd, rest / contrast, 0.0), dtype=np.float32)


def _restlessness(rest: Pixels, usual: Pixels) -> Pixels:
    """Return how many times more than ``usual`` each tag is unlike its siblings all round a place, 1 at least.

    Where paper bends most and the lens is least sharp, all edges lie a little otherwise.
    """
    few = (slice(None), slice(None, None, _EVERY), slice(None, None, _EVERY))
    own, others = np.minimum(rest, _TOLD * usual)[few], usual[few]
    times = _smooth(own, _OWN / _EVERY) / np.maximum(_smooth(others, _OWN / _EVERY), 1e-6)
    height, width = rest.shape[1:]
    whole = np.repeat(np.repeat(times, _EVERY, axis=1), _EVERY, axis=2)[:, :height, :width]
    return np.maximum(whole / _RESTLESS, 1)


def _rest(seen: Pixels, model: Pixels, counts: NDArray[np.bool_]) -> Pixels:
    """Return what of ``seen`` (tag, pixel) is left when each is fitted to ``model``: light, way and blur."""
    by_y, by_x = (np.asarray(slope) for slope in np.gradient(model))
    bend = np.gradient(by_x, axis=1) + np.gradient(by_y, axis=0)
    height, width = model.shape
    ys, xs = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    x, y = xs[counts], ys[counts]
    plane = np.stack([np.ones_like(x), x, y])
    own, across, down, blur = (values[counts] * plane for values in (model, by_x, by_y, bend))
    light = np.concatenate([plane, np.stack([x * x, x * y, y * y])])
    terms = np.concatenate([own, light, across, down, blur]).astype(np.float32)
    # Sums of so few terms over so many pixels are no work for threads, which only wait for each other.
    squares = np.linalg.pinv(np.einsum("ip,jp->ij", terms, terms))
    kept = seen
    for _ in range(2):
        found = np.einsum("np,ip->ni", kept, terms) @ squares
        fit = np.einsum("ni,ip->np", found, terms)
        rest = seen - fit
        usual = 1.48 * np.median(np.abs(rest[:, ::7]), axis=1, keepdims=True)
        kept = fit + np.clip(rest, -_FAR * usual, _FAR * usual)
    gain = np.maximum(found[:, :1], 0.2)
    return np.asarray(rest / gain, dtype=np.float32)


def _whole(values: Pixels, counts: NDArray[np.bool_]) -> Pixels:
    """Return ``values`` (tag, pixel that counts) as pictures, 0 where nothing counts."""
    pictures = np.zeros((len(values), *counts.shape), dtype=np.float32)
    pictures[:, counts] = values
    return pictures


def _smooth(pictures: Pixels, deviation: float) -> Pixels:
    """Return ``pictures`` blurred by a Gaussian of so many mm; beyond them all is 0."""
    reach = int(np.ceil(2.5 * deviation * FINE))
    weights = np.exp(-0.5 * (np.arange(reach + 1) / (deviation * FINE)) ** 2)
    weights = (weights / (2 * weights.sum() - 1)).astype(np.float32)
    found = np.empty_like(pictures)
    height, width = pictures.shape[1:]
    above, beside = (np.zeros((height + 2 * reach, width + 2 * reach), dtype=np.float32) for _ in range(2))
    # One picture after the other: it stays at hand, where all of them would not.
    for own, soft in zip(pictures, found, strict=True):
        above[reach : reach + height, reach : reach + width] = own
        columns = beside[:, reach : reach + width][reach : reach + height]
        _mean_of_rows(above[:, reach : reach + width], weights, columns)
        _mean_of_rows(beside[reach : reach + height].T, weights, soft.T)
    return found


def _mean_of_rows(padded: Pixels, weights: Pixels, found: Pixels) -> None:
    """Put the weighted mean of each row with those above and below it into ``found``."""
    size, reach = len(found), len(weights) - 1
    np.multiply(padded[reach : reach + size], weights[0], out=found)
    both = np.empty_like(found)
    for away, weight in enumerate(weights[1:], start=1):
        np.add(padded[reach - away :][:size], padded[reach + away :][:size], out=both)
        np.multiply(both, weight, out=both)
        np.add(found, both, out=found)


def _median(values: Pixels) -> Pixels:
    """Return the median over the first axis: sorting so few numbers a place is sooner done than choosing one."""
    ordered, middle = np.sort(values, axis=0), len(values) // 2
    return np.asarray((ordered[(len(values) - 1) // 2] + ordered[middle]) / 2, dtype=np.float32)


def _contrast(grey: Pixels, counts: NDArray[np.bool_]) -> float:
    if not counts.any():
        return 0.0
    low, high = np.quantile(grey[counts], (0.02, 0.98))
    return float(high - low)
