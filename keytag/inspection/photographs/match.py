"""Tags found near where they must lie, by their pictures: how far off, and how like their drawing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from PIL import Image

from keytag.inspection.photographs.picture import Photograph, Pixels, grey_of, straight_piece
from keytag.inspection.photographs.plane import Plane
from keytag.inspection.photographs.sheet import PER_MM, ExpectedTag, SideLook

COARSE, FINE = 2.5, 5.0
"""Pixels a millimetre at which tags are looked for: letters are then some 4 and 8 pixels high."""
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

    def plane(self, tag: ExpectedTag, to_photograph: Plane) -> Plane:
        """Return the map from the tag's mm, by a map of the whole side from which it lies off."""
        x, y = self.off
        moved = Plane(np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]]))
        return moved.then(tag_plane(tag, to_photograph, 1.0, 0.0))


def match_tags(
    photograph: Photograph, tags: Sequence[ExpectedTag], plane: Plane, reach: float, per_mm: float = FINE
) -> tuple[Match | None, ...]:
    """Return where each of ``tags`` lies within ``reach`` mm of where ``plane`` has it."""
    templates: dict[int, _Template] = {}
    found = []
    for tag in tags:
        if id(tag.look) not in templates:
            templates[id(tag.look)] = _template(tag.look, per_mm, round(reach * per_mm))
        found.append(_match(photograph, tag, plane, templates[id(tag.look)]))
    return tuple(found)


def off_by(match: Match, tag: ExpectedTag, plane: Plane) -> Match:
    """Return a match as it lies off another ``plane`` than that by which it was found."""
    (place,) = plane.inverse().apply([match.found])
    back = tag.to_sheet.inverse()
    (x, y), (x0, y0) = back.apply((float(place[0]), float(place[1]))), back.apply(match.wanted)
    return Match(match.wanted, match.found, (x - x0, y - y0), match.likeness)


def tag_plane(tag: ExpectedTag, plane: Plane, per_mm: float, margin: float) -> Plane:
    """Return the map from pixels of a tag's straight picture, ``margin`` mm round its trim, to the photograph."""
    m = tag.to_sheet
    placed = np.array([[m.a, m.c, m.e], [m.b, m.d, m.f], [0.0, 0.0, 1.0]])
    to_tag = np.array([[1 / per_mm, 0.0, -margin], [0.0, 1 / per_mm, -margin], [0.0, 0.0, 1.0]])
    return Plane(placed @ to_tag).then(plane)


class _Template(Struct, frozen=True, eq=False):
    """A look to be found: its size in pixels, how much is looked at round it, and what sums are taken with."""

    per_mm: float
    size: tuple[int, int]
    """Columns and rows."""
    pad: int
    shape: tuple[int, int]
    """Rows and columns of the spectra."""
    norm: float
    total: float
    spectrum: NDArray[np.complexfloating]
    mask_spectrum: NDArray[np.complexfloating]


def _template(look: SideLook, per_mm: float, pad: int) -> _Template:
    width, height = look.picture.size
    size = round(width / PER_MM * per_mm), round(height / PER_MM * per_mm)
    grey = grey_of(look.picture.resize(size, Image.Resampling.BOX))
    mask = np.asarray(look.mask.convert("L").resize(size, Image.Resampling.BOX), dtype=np.float32)
    mask = mask / np.float32(255.0)
    total = float(mask.sum())
    template = (grey - float((grey * mask).sum()) / total) * mask
    shape = _soon_transformed(size[1] + 2 * pad), _soon_transformed(size[0] + 2 * pad)
    spectra = (np.conj(np.fft.rfft2(kernel, s=shape)) for kernel in (template, mask))
    return _Template(per_mm, size, pad, shape, float((template * template).sum()), total, *spectra)


def _soon_transformed(size: int) -> int:
    """Return ``size`` or the next number that is a product of 2, 3 and 5: others are transformed slowly."""
    return next(number for number in count(size) if 30 ** number.bit_length() % number == 0)


def _match(photograph: Photograph, tag: ExpectedTag, plane: Plane, template: _Template) -> Match | None:
    (width, height), pad, per_mm = template.size, template.pad, template.per_mm
    to_photograph = tag_plane(tag, plane, per_mm, pad / per_mm)
    seen = straight_piece(photograph.grey, to_photograph, width + 2 * pad, height + 2 * pad)
    is_known = np.isfinite(seen)
    if is_known.mean() < _VISIBLE:
        return None
    level = seen[is_known].mean()
    scores = _correlate(np.where(is_known, seen - level, np.float32(0.0)), template)
    row, column = np.unravel_index(int(scores.argmax()), scores.shape)
    likeness = float(scores[row, column])
    dx, dy = column + _vertex(scores[row, :], int(column)), row + _vertex(scores[:, column], int(row))
    centre = width / 2, height / 2
    (found,) = to_photograph.apply([(centre[0] + dx, centre[1] + dy)])
    m = tag.to_sheet
    wanted = m.apply((centre[0] / per_mm, centre[1] / per_mm))
    return Match(
        (float(wanted[0]), float(wanted[1])),
        (float(found[0]), float(found[1])),
        ((dx - pad) / per_mm, (dy - pad) / per_mm),
        likeness,
    )


def _correlate(seen: Pixels, template: _Template) -> Pixels:
    """Return the normalised correlation of a masked template at every place within ``seen``."""
    rows, columns = (2 * template.pad + 1,) * 2
    spectrum, squared = (np.fft.rfft2(each, s=template.shape) for each in (seen, seen * seen))

    def sums(kernel: NDArray[np.complexfloating], of: NDArray[np.complexfloating]) -> Pixels:
        return np.asarray(np.fft.irfft2(of * kernel, s=template.shape)[:rows, :columns])

    cross, mean = sums(template.spectrum, spectrum), sums(template.mask_spectrum, spectrum)
    square = sums(template.mask_spectrum, squared)
    spread = np.maximum(square - mean * mean / template.total, 1e-6)
    return np.asarray(cross / np.sqrt(spread * max(template.norm, 1e-6)), dtype=np.float32)


def _vertex(line: Pixels, at: int) -> float:
    """Return how far the top of a parabola through three values lies from the highest of them."""
    if not 0 < at < len(line) - 1:
        return 0.0
    before, top, after = line[at - 1 : at + 2]
    bend = before - 2 * top + after
    return float(0.5 * (before - after) / bend) if bend < 0 else 0.0
