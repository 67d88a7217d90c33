"""A tag in a photograph held against its drawing: where on it something is printed that ought not to be, or not.

The drawing is blurred as the photograph is, and laid on the tag as it was found. Light falls unevenly and inks
look otherwise to each camera, so every channel of the drawing is first fitted to the photograph. What is then
brighter or darker than everything that the drawing has nearby is no edge a little aside: it is another figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from keytag.drawing.geometry import Rect
from keytag.inspection.codes.reader import codes_in
from keytag.inspection.photographs.picture import Pixels, extreme, numbers_of
from keytag.inspection.photographs.sheet import PER_MM, SideLook

FINE = 8.0
"""Pixels a millimetre at which tags are compared."""
# Edges may lie so far aside in mm: what is left when a tag is found, and how ink spreads.
_ASIDE = 0.13
# Over so large a square in mm what differs is averaged: about a stroke of figures 2 mm high.
_SQUARE = 0.35
# House rule, measured (bench/first_sheet.py): the mean excess (1: paper for solid ink) of another figure.
_EXCESS = 0.28
# How far a photograph may be blurred, as the deviation of a Gaussian in mm.
_BLURS = (0.0, 0.05, 0.08, 0.11, 0.15, 0.2, 0.26)
# What lies so near to the cut in mm is not compared: paper begins there.
_RIM = 0.4


Rgb = tuple[float, float, float]
"""Red, green and blue of a screen, 0 to 1."""


Values = NDArray[np.float32] | NDArray[np.float64]


class DifferingPlace(Struct, frozen=True):
    """A place on a tag that differs: its box in the tag's mm, and by how much (1: paper for solid ink)."""

    box: Rect
    excess: float


class Drawn(Struct, frozen=True, eq=False):
    """A tag's drawing at `FINE`, blurred: what it is, and the least and most of what lies nearby."""

    rgb: Pixels
    least: Pixels
    most: Pixels
    """Channel, row, column."""
    counts: NDArray[np.bool_]
    """Where pixels count: inside the cut, off its rim."""


def fit_blur(pieces: Sequence[tuple[SideLook, Pixels]]) -> float:
    """Return how far straight ``pieces`` are blurred, in mm, against what they must show; 0 without any."""
    if not pieces:
        return 0.0
    best = (-2.0, 0.0)
    looks = {id(look): look for look, _ in pieces}
    counts = {key: _counts(look) for key, look in looks.items()}
    # Every eighth pixel tells as much.
    few = (slice(None, None, 4), slice(None, None, 2))
    greys = [(id(look), piece[few].mean(axis=2)) for look, piece in pieces]
    for blur in _BLURS:
        drawn = {key: numbers_of(_blurred(look, blur))[few].mean(axis=2) for key, look in looks.items()}
        scores = [_likeness(grey, drawn[key], counts[key][few]) for key, grey in greys]
        best = max(best, (float(np.mean(scores)), blur))
    return best[1]


def draw(look: SideLook, blur: float) -> Drawn:
    """Return a tag's drawing as a photograph with so much ``blur`` in mm would show it."""
    rgb = numbers_of(_blurred(look, blur))
    limits = [least_and_most(rgb[..., channel], _ASIDE) for channel in range(3)]
    least, most = (np.stack(limit) for limit in zip(*limits, strict=True))
    return Drawn(rgb, least, most, _counts(look))


def _size(look: SideLook) -> tuple[int, int]:
    """Return a look's columns and rows at `FINE`."""
    width, height = look.picture.size
    return round(width / PER_MM * FINE), round(height / PER_MM * FINE)


def _blurred(look: SideLook, blur: float) -> Image.Image:
    return look.picture.resize(_size(look), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(blur * FINE))


def _counts(look: SideLook) -> NDArray[np.bool_]:
    """Return which pixels count: inside the cut, off its rim. The picture's own edge is outside."""
    inside = np.asarray(look.mask.convert("L").resize(_size(look), Image.Resampling.BOX), dtype=np.float32)
    reach = round(_RIM * FINE)
    least = extreme(np.minimum, np.pad(inside, reach), reach)[reach:-reach, reach:-reach]
    return np.asarray(least > _INSIDE, dtype=np.bool_)


# Of 255: how white the mask is where a pixel lies inside the cut.
_INSIDE = 250


def least_and_most(values: Pixels, aside: float) -> tuple[Pixels, Pixels]:
    """Return the least and the most of what ``values`` (row, column) have within ``aside`` mm."""
    reach = max(1, round(aside * FINE))
    return extreme(np.minimum, values, reach), extreme(np.maximum, values, reach)


def read_closely(piece: Pixels) -> set[str]:
    """Return what the code of a straight piece says when it is looked at alone, twice as large."""
    levels = np.nan_to_num(np.clip(piece, 0, 1), nan=1.0) * 255
    picture = Image.fromarray(levels.astype(np.uint8))
    return {code.payload for code in codes_in(picture.resize((picture.width * 2, picture.height * 2)))}


def find_differences(piece: Pixels, drawn: Drawn) -> tuple[DifferingPlace, ...]:
    """Return the places of a straight ``piece`` that are not as ``drawn``, worst first."""
    return _places(_excess(piece, drawn))


def find_group_differences(pieces: Sequence[Pixels], drawn: Drawn) -> tuple[tuple[DifferingPlace, ...], ...]:
    """Return for each of ``pieces`` of one look where it is not as ``drawn``, worst first.

    What most of them have alike is told of all only where it is much; the others' excess is the camera's.
    """
    excess = np.stack([_excess(piece, drawn) for piece in pieces])
    usual = np.median(excess, axis=0) if len(pieces) >= SIBLINGS else np.zeros_like(excess[0])
    usual = np.where(usual > _EXCESS, np.float32(0.0), usual)
    return tuple(_places(own - usual) for own in excess)


SIBLINGS = 6
"""With fewer tags of one look nobody can say which of them is the odd one."""


def _places(excess: Pixels) -> tuple[DifferingPlace, ...]:
    return tuple(places_over(excess, excess > _EXCESS))


def _excess(piece: Pixels, drawn: Drawn) -> Pixels:
    """Return by how much a straight ``piece`` is brighter or darker than all that is drawn nearby."""
    counts = drawn.counts & np.isfinite(piece).all(axis=2)
    excess = np.zeros(counts.shape, dtype=np.float32)
    if not counts.any():
        return excess
    few = (slice(None, None, 3), slice(None, None, 2))
    some, same = (each[few][counts[few]] for each in (piece, drawn.rgb))
    fits = [fit_gain(some[:, channel], same[:, channel]) for channel in range(3)]
    most = max(gain for gain, _ in fits)
    for channel, (gain, offset) in enumerate(fits):
        # A channel that hardly changes is mostly noise, and what is left of it counts as little.
        if most <= 0.0 or gain < _FLAT * most:
            continue
        level = (piece[..., channel] - np.float32(offset)) * np.float32(1 / gain)
        over = np.maximum(level - drawn.most[channel], drawn.least[channel] - level)
        np.maximum(excess, over * np.float32(gain / most), out=excess)
    excess[~counts] = 0.0
    radius = max(1, round(_SQUARE * FINE / 2))
    levels = Image.fromarray((np.clip(excess, 0, 1) * 255).astype(np.uint8))
    return numbers_of(levels.filter(ImageFilter.BoxBlur(radius)))


def lit_evenly(piece: Pixels, drawn: Drawn) -> Pixels:
    """Return a straight ``piece`` as if light fell evenly on it, by what it is beside ``drawn``.

    Light is a factor that changes over some millimetres; what differs much has no say in it.
    """
    # Every sixteenth pixel: light changes slowly.
    few = (slice(1, None, _BLOCK), slice(1, None, _BLOCK))
    seen, rgb = piece[few], drawn.rgb[few]
    counts = drawn.counts[few] & np.isfinite(seen).all(axis=2)
    if counts.sum() < _ENOUGH:
        return piece
    light: Pixels = np.ones(counts.shape, dtype=np.float32)
    for _ in range(3):
        even = seen / light[..., None]
        fits = [fit_gain(even[..., channel][counts], rgb[..., channel][counts]) for channel in range(3)]
        gains, offsets = np.array(fits, dtype=np.float32).T
        model = np.maximum(gains * rgb + offsets, np.float32(0.02))
        kept = counts & (np.abs(even - model).max(axis=2) < _OTHER_LIGHT)
        of_seen, of_model = (_soft(np.where(kept, (each * model).sum(axis=2), 0.0)) for each in (seen, model))
        light = np.where(of_model > 0, of_seen / np.maximum(of_model, 1e-6), 1.0).astype(np.float32)
        light = np.clip(light / max(float(light[counts].mean()), 1e-3), 0.2, 5.0)
    whole = Image.fromarray(light).resize(piece.shape[1::-1], Image.Resampling.BILINEAR)
    return np.asarray(piece / np.asarray(whole)[..., None], dtype=np.float32)


# Pixels between those by which light is measured, and over how many of these steps it changes.
_BLOCK, _SLOWLY = 4, 5.25
# What is so far off is no light (1: paper for solid ink).
_OTHER_LIGHT = 0.25


def _soft(values: Values) -> Values:
    """Return ``values`` blurred by a Gaussian of `_SLOWLY` pixels; what lies outside is 0."""
    rows, columns = values.shape
    return np.asarray(_slow(rows) @ values @ _slow(columns), dtype=np.float32)


@cache
def _slow(size: int) -> Pixels:
    """Return the matrix that blurs a line of so many pixels."""
    apart = np.arange(size)[:, None] - np.arange(size)
    return np.exp(-0.5 * (apart / _SLOWLY) ** 2).astype(np.float32)


def distance(piece: Pixels, drawn: Drawn, places: Sequence[DifferingPlace]) -> float:
    """Return how far a straight ``piece`` is from a drawing within some of its ``places``, in the mean."""
    counts = drawn.counts & np.isfinite(piece).all(axis=2)
    apart = []
    for channel in range(3):
        gain, offset = fit_gain(piece[..., channel][counts], drawn.rgb[..., channel][counts])
        off = np.abs(piece[..., channel] - (gain * drawn.rgb[..., channel] + offset))
        for place in places:
            box = place.box
            rows = slice(round(box.y0 * FINE), round(box.y1 * FINE) + 1)
            columns = slice(round(box.x0 * FINE), round(box.x1 * FINE) + 1)
            apart.append(float(off[rows, columns].mean()))
    return sum(apart)


# So many pixels of a tone are enough for a mean.
_ENOUGH = 60


def ground_colours(piece: Pixels, drawn: Drawn, white: Rgb) -> tuple[Rgb, Rgb] | None:
    """Return a tag's most frequent colour as it was seen beside ``white`` paper, and as it is drawn.

    None where the tag has no even ground.
    """
    # Every ninth pixel: a ground is wide.
    few = (slice(None, None, 3), slice(None, None, 3))
    piece, rgb = piece[few], drawn.rgb[few]
    counts = drawn.counts[few] & np.isfinite(piece).all(axis=2)
    # Off edges alone: there a pixel is what its neighbours are.
    counts &= (drawn.most - drawn.least)[:, ::3, ::3].max(axis=0) < _EVEN
    if counts.sum() < _ENOUGH:
        return None
    tones = (rgb[counts] * 15.99).astype(np.int64) @ np.array([256, 16, 1])
    kept = tones == np.bincount(tones).argmax()
    seen = piece[counts][kept].mean(axis=0) / np.maximum(np.array(white), 0.05)
    return _rgb(np.clip(seen, 0, 1)), _rgb(rgb[counts][kept].mean(axis=0))


# Pixels whose neighbours differ by so little lie on an even ground.
_EVEN = 0.05


def _rgb(values: Pixels) -> Rgb:
    red, green, blue = (float(value) for value in values)
    return red, green, blue


# Of the strongest channel's gain: one that is weaker tells nothing.
_FLAT = 0.1


# So many pixels tell two numbers.
_FOR_GAIN = 1500


def fit_gain(seen: Values, wanted: Values) -> tuple[float, float]:
    """Return gain and offset that take ``wanted`` to ``seen``; what differs most is left out the second time.

    It stays where it is most of what ``wanted`` has: small black lettering alone shows in the red of a red design.
    """
    few = max(1, len(seen) // _FOR_GAIN)
    b, a = seen[::few].astype(np.float64), wanted[::few].astype(np.float64)
    most = min(len(a) - 1, int(0.9 * len(a)))
    kept_a, kept_b, whole = a, b, float(a.var())
    gain, offset = 0.0, float(b.mean())
    for _ in range(3):
        middle, level = float(kept_a.mean()), float(kept_b.mean())
        aside = kept_a - middle
        spread = float(aside @ aside) / len(aside)
        if spread < max(1e-4, whole / 2):
            break
        gain = float(aside @ kept_b) / len(aside) / spread
        offset = level - gain * middle
        off = np.abs(b - (gain * a + offset))
        kept = off <= max(0.02, float(np.partition(off, most)[most]))
        kept_a, kept_b = a[kept], b[kept]
    return gain, offset


def places_over(excess: Pixels, is_over: NDArray[np.bool_]) -> Iterator[DifferingPlace]:
    """Yield boxes round what hangs together of the pixels where ``excess`` is too much, worst first."""
    found = is_over.copy()
    while found.any():
        row, column = np.unravel_index(int(np.where(found, excess, 0).argmax()), excess.shape)
        box = _grown_box(found, int(row), int(column))
        top, left, bottom, right = box
        yield DifferingPlace(
            Rect(left / FINE, top / FINE, (right + 1) / FINE, (bottom + 1) / FINE), float(excess[row, column])
        )
        found[top : bottom + 1, left : right + 1] = False


def _grown_box(found: NDArray[np.bool_], row: int, column: int) -> tuple[int, int, int, int]:
    """Return the box round ``found`` pixels near one of them, as long as more lie within half a millimetre."""
    reach = round(0.5 * FINE)
    top, left, bottom, right = row, column, row, column
    while True:
        y0, x0 = max(0, top - reach), max(0, left - reach)
        ys, xs = np.nonzero(found[y0 : bottom + reach + 1, x0 : right + reach + 1])
        box = y0 + int(ys.min()), x0 + int(xs.min()), y0 + int(ys.max()), x0 + int(xs.max())
        if box == (top, left, bottom, right):
            return box
        top, left, bottom, right = box


def _likeness(grey: Pixels, drawn: Pixels, counts: NDArray[np.bool_]) -> float:
    counts = counts & np.isfinite(grey)
    if not counts.any():
        return 0.0
    return float(np.corrcoef(grey[counts], drawn[counts])[0, 1])
