"""How far each ink's plate lies off the others, from tags whose plates are known. Pure.

A plate that moves changes the picture along its own edges alone, in the light that its ink takes away. What of a
photograph differs from its drawing is therefore a sum of the plates' slopes, each times the way it moved; so many
pixels determine those ways (B. Lucas and T. Kanade, IJCAI 1981, for one picture; here one motion for each plate).
Inks are taken to multiply, each letting through its share of red, green and blue.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from keytag.inspection.photographs.compare import FINE, draw, fit_gain
from keytag.inspection.photographs.picture import Pixels
from keytag.inspection.photographs.sheet import ExpectedTag, SideLook

# Slopes tell of ways not much larger than the blur; pictures are blurred so far in mm that 0.3 mm are told.
_BLUR = 0.22
# A plate with so few edges, in pixels of full slope on all tags looked at, tells nothing.
_FEWEST = 400.0


class PlateShift(Struct, frozen=True):
    """How far an ink's plate lies off the whole print, in mm of the side: x to the right, y down."""

    ink: str
    x: float
    y: float


def find_shifts(tags: Sequence[tuple[ExpectedTag, Pixels]], blur: float) -> tuple[PlateShift, ...]:
    """Return how far the plates lie off each other, by straight pieces at `FINE` with so much ``blur`` in mm.

    Those with too little ink on these tags are left out.
    """
    if not tags or len(tags[0][0].look.plates) < 2:
        return ()
    inks = [plate.ink for plate in tags[0][0].look.plates]
    size = 2 * len(inks)
    normal, right, edges = np.zeros((size, size)), np.zeros(size), np.zeros(len(inks))
    slopes: dict[int, PlateSlopes] = {}
    for tag, piece in tags:
        if [plate.ink for plate in tag.look.plates] != inks:
            continue
        if id(tag.look) not in slopes:
            slopes[id(tag.look)] = _slopes(tag.look, hypot(_BLUR, blur))
        own = slopes[id(tag.look)]
        matrix, rest = _equations(piece, own)
        # A way on the side is the turned way on the tag, so slopes turn likewise.
        m = tag.to_sheet
        turn = np.kron(np.eye(len(inks)), np.array([[m.a, m.b], [m.c, m.d]]))
        normal += turn.T @ (matrix.T @ matrix) @ turn
        right += turn.T @ (matrix.T @ rest)
        edges += own.edges
    kept = [index for index in range(len(inks)) if edges[index] >= _FEWEST]
    if len(kept) < 2:
        return ()
    rows = [row for index in kept for row in (2 * index, 2 * index + 1)]
    among = normal[np.ix_(rows, rows)]
    solved = np.linalg.lstsq(among + np.eye(len(rows)) * 1e-6 * float(np.trace(among)), right[rows], rcond=None)[0]
    ways = solved.reshape(-1, 2) / FINE
    # The whole was laid on the drawing; only how the plates lie to each other is known.
    ways -= np.average(ways, axis=0, weights=edges[kept])
    return tuple(PlateShift(inks[index], float(x), float(y)) for index, (x, y) in zip(kept, ways, strict=True))


class PlateSlopes(Struct, frozen=True, eq=False):
    """How a side's picture changes when a plate moves by a pixel: rows and columns of pixels, three channels."""

    model: NDArray[np.float64]
    columns: tuple[NDArray[np.float64], ...]
    """By x and by y for each plate."""
    counts: NDArray[np.bool_]
    edges: NDArray[np.float64]
    """How much edge each plate has here."""


def _slopes(look: SideLook, blur: float) -> PlateSlopes:
    counts = draw(look, blur).counts
    height, width = counts.shape
    blurred = (
        plate.picture.resize((width, height), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(blur * FINE))
        for plate in look.plates
    )
    covers = [np.asarray(picture, dtype=np.float64) / 255.0 for picture in blurred]
    taken = [1.0 - np.array(plate.rgb) for plate in look.plates]
    passed = np.stack([1.0 - cover[..., None] * own for cover, own in zip(covers, taken, strict=True)])
    columns: list[NDArray[np.float64]] = []
    edges = []
    for index, cover in enumerate(covers):
        others = np.delete(passed, index, axis=0).prod(axis=0) * taken[index]
        by_y, by_x = (np.asarray(slope, dtype=np.float64) for slope in np.gradient(cover))
        columns += [by_x[..., None] * others, by_y[..., None] * others]
        edges.append(float(np.hypot(by_x, by_y)[counts].sum()))
    return PlateSlopes(passed.prod(axis=0), tuple(columns), counts, np.array(edges))


def _equations(piece: Pixels, own: PlateSlopes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return slopes (a row a pixel and channel, two columns a plate) and what differs there."""
    counts = own.counts & np.isfinite(piece).all(axis=2)
    # Pictures are blurred over two pixels, so every second row says what the next says.
    counts[1::2] = False
    slopes, rest = [], []
    for channel in range(3):
        # Blurred as its drawing: beside it, the way of a sharp edge comes out nearly half as long again.
        blurred = _blurred(piece[..., channel])
        model, seen = own.model[..., channel][counts], blurred[counts].astype(np.float64)
        gain, offset = fit_gain(seen, model)
        slopes.append(np.column_stack([gain * column[..., channel][counts] for column in own.columns]))
        rest.append(seen - (gain * model + offset))
    return np.concatenate(slopes), np.concatenate(rest)


def _blurred(channel: Pixels) -> Pixels:
    levels = np.nan_to_num(np.clip(channel, 0, 1), nan=1.0) * 255
    soft = Image.fromarray(levels.astype(np.uint8)).filter(ImageFilter.GaussianBlur(_BLUR * FINE))
    return np.asarray(soft, dtype=np.float32) / np.float32(255.0)
