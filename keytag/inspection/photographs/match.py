"""Tags found near where they must lie, by their pictures: how far off, and how like their drawing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from PIL import Image

from keytag.inspection.photographs.picture import Photograph, Pixels, grey_of, straight_piece
from keytag.inspection.photographs.plane import Plane
from keytag.inspection.photographs.sheet import PER_MM, ExpectedTag, SideLook

# Pixels a millimetre at which tags are looked for: letters are then some 8 pixels high.
_FINE = 5.0
# So much of a tag must be within the picture.
_VISIBLE = 0.95


class Match(Struct, frozen=True):
    """A tag as it was found: its centre's place on the side in mm, and in the photograph in pixels."""

    wanted: tuple[float, float]
    found: tuple[float, float]
    off: tuple[float, float]
    """How far it lies from where the map has it, in mm along the tag's own x and y."""
    likeness: float
    """Correlation with its drawing: 1 the same."""


def match_tags(
    photograph: Photograph, tags: Sequence[ExpectedTag], plane: Plane, reach: float
) -> tuple[Match | None, ...]:
    """Return where each of ``tags`` lies within ``reach`` mm of where ``plane`` has it."""
    templates: dict[int, tuple[Pixels, Pixels]] = {}
    found = []
    for tag in tags:
        template = templates.setdefault(id(tag.look), _template(tag.look))
        found.append(_match(photograph, tag, plane, reach, template))
    return tuple(found)


def tag_plane(tag: ExpectedTag, plane: Plane, per_mm: float, margin: float) -> Plane:
    """Return the map from pixels of a tag's straight picture, ``margin`` mm round its trim, to the photograph."""
    m = tag.to_sheet
    placed = np.array([[m.a, m.c, m.e], [m.b, m.d, m.f], [0.0, 0.0, 1.0]])
    to_tag = np.array([[1 / per_mm, 0.0, -margin], [0.0, 1 / per_mm, -margin], [0.0, 0.0, 1.0]])
    return Plane(placed @ to_tag).then(plane)


def _template(look: SideLook) -> tuple[Pixels, Pixels]:
    """Return a tag's greys and mask at `_FINE`."""
    width, height = look.picture.size
    size = round(width / PER_MM * _FINE), round(height / PER_MM * _FINE)
    grey = grey_of(look.picture.resize(size, Image.Resampling.BOX))
    mask = np.asarray(look.mask.convert("L").resize(size, Image.Resampling.BOX), dtype=np.float32) / np.float32(
        255
    )
    return grey, mask


def _match(
    photograph: Photograph, tag: ExpectedTag, plane: Plane, reach: float, template: tuple[Pixels, Pixels]
) -> Match | None:
    grey, mask = template
    height, width = grey.shape
    pad = round(reach * _FINE)
    to_photograph = tag_plane(tag, plane, _FINE, pad / _FINE)
    seen = straight_piece(photograph.grey, to_photograph, width + 2 * pad, height + 2 * pad)
    is_known = np.isfinite(seen)
    if is_known.mean() < _VISIBLE:
        return None
    seen = np.where(is_known, seen, seen[is_known].mean())
    scores = _correlate(seen.astype(np.float64), grey, mask)
    row, column = np.unravel_index(int(scores.argmax()), scores.shape)
    likeness = float(scores[row, column])
    dx, dy = column + _vertex(scores[row, :], int(column)), row + _vertex(scores[:, column], int(row))
    centre = width / 2, height / 2
    (found,) = to_photograph.apply([(centre[0] + dx, centre[1] + dy)])
    m = tag.to_sheet
    wanted = m.apply((centre[0] / _FINE, centre[1] / _FINE))
    return Match(
        (float(wanted[0]), float(wanted[1])),
        (float(found[0]), float(found[1])),
        ((dx - pad) / _FINE, (dy - pad) / _FINE),
        likeness,
    )


def _correlate(seen: NDArray[np.float64], grey: Pixels, mask: Pixels) -> NDArray[np.float64]:
    """Return the normalised correlation of a masked template at every place within ``seen``."""
    rows, columns = seen.shape[0] - grey.shape[0] + 1, seen.shape[1] - grey.shape[1] + 1
    total = float(mask.sum())
    template = (grey - float((grey * mask).sum()) / total) * mask
    norm = float((template * template).sum())
    spectrum, squared = np.fft.rfft2(seen), np.fft.rfft2(seen * seen)

    def sums(kernel: Pixels, of: NDArray[np.complex128]) -> NDArray[np.float64]:
        found = np.fft.irfft2(of * np.conj(np.fft.rfft2(kernel, s=seen.shape)), s=seen.shape)
        return np.asarray(found[:rows, :columns])

    cross, mean, square = sums(template, spectrum), sums(mask, spectrum), sums(mask, squared)
    spread = np.maximum(square - mean * mean / total, 1e-9)
    return cross / np.sqrt(spread * max(norm, 1e-9))


def _vertex(line: NDArray[np.float64], at: int) -> float:
    """Return how far the top of a parabola through three values lies from the highest of them."""
    if not 0 < at < len(line) - 1:
        return 0.0
    before, top, after = line[at - 1 : at + 2]
    bend = before - 2 * top + after
    return float(0.5 * (before - after) / bend) if bend < 0 else 0.0
