"""A tag laid on its drawing as exactly as it can be seen: paper is bent, lenses bend lines, light falls unevenly.

A map of the whole sheet leaves each tag a tenth of a millimetre aside, more in a corner of a sheet that lies
hollow. So each tag has a way of its own, of the third degree in the tag's mm, found from the slopes of its drawing
(B. Lucas and T. Kanade, IJCAI 1981; all slopes are the drawing's, as S. Baker and I. Matthews have it, IJCV 56,
2004), from a blurred picture to a sharper one.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps

from keytag.inspection.photographs.picture import Pixels, bent_piece, grey_of, sample
from keytag.inspection.photographs.plane import Plane, Points
from keytag.inspection.photographs.sheet import PER_MM, SideLook

# From far to near: how far tags are blurred in mm, pixels a millimetre, and how often they are laid.
_STEPS = ((0.7, 2.5, 2), (0.35, 4.0, 2), (0.18, 5.0, 3))
# A piece is taken in squares of so many mm, of which the corners are mapped.
_SQUARE = 4.0
# So many pixels of a blurred picture say what all of them do.
_ENOUGH = 5000
# Of its deviation: so far a blur mixes what lies beside each other.
_REACHES = 2.0
# Of 255: how white a mask is inside the cut.
_INSIDE = 250
# What a pixel is off by chance, and how far in mm tags are bent: without edges they lie as their map says.
_CHANCE, _BENT = 0.2, 0.3
# Differences so many times the usual one have no say in how a tag lies.
_FAR = 3.0
_LEAST_GAIN = 0.05


class Bent(Struct, frozen=True, eq=False):
    """Where in a photograph each point of a tag lies."""

    plane: Plane
    """From the tag's mm to the photograph, before it is bent."""
    size: tuple[float, float]
    """Width and height of the tag in mm."""
    ways: NDArray[np.float64]
    """How far each point is moved first: for x and y in mm the ten coefficients of `_powers`."""

    def apply(self, points: Points) -> Points:
        """Return where ``points`` in the tag's mm lie in the photograph."""
        x, y = (2.0 * points / np.array(self.size) - 1.0).T
        return self.plane.apply(points + (self.ways @ _powers(x, y)).T)

    def piece(self, picture: Image.Image, per_mm: float) -> Pixels:
        """Return the tag straight, at so many pixels a mm: rows, columns, channels; outside the picture is NaN."""
        across, down = (round(side * per_mm) for side in self.size)
        columns, rows = (
            np.linspace(0, pixels, max(1, round(side / _SQUARE)) + 1).round().astype(np.int64)
            for pixels, side in zip((across, down), self.size, strict=True)
        )
        at = np.stack(np.meshgrid(columns, rows), axis=-1)
        places = self.apply(at.reshape(-1, 2) / per_mm).reshape(at.shape)
        return bent_piece(picture, at, places)


def flat(plane: Plane, look: SideLook) -> Bent:
    """Return a tag as ``plane`` has it: from the tag's mm to the photograph."""
    width, height = (side / PER_MM for side in look.picture.size)
    return Bent(plane, (width, height), np.zeros((2, 10)))


class SoftGreys:
    """A photograph's greys blurred as drawings are while tags are laid on them; made once for all its tags."""

    def __init__(self, grey: Image.Image, per_mm: float) -> None:
        """Take the greys of a photograph with ``per_mm`` of its pixels a millimetre of paper."""
        self._of = [_softened(grey, per_mm, blur, least) for blur, least, _ in _STEPS]

    def at(self, step: int, places: Points) -> Pixels:
        """Return the greys, 0 to 1, at ``places`` in the photograph's pixels, blurred for a step; grey outside."""
        pixels, smaller = self._of[step]
        return np.nan_to_num(sample(pixels, places / smaller - 0.5), nan=0.5)


def _softened(grey: Image.Image, per_mm: float, blur: float, least: float) -> tuple[NDArray[np.uint8], int]:
    """Return greys blurred by so many mm, with at least so many pixels a mm, and how many times smaller."""
    smaller = max(1, int(per_mm / least))
    soft = grey.reduce(smaller).filter(ImageFilter.GaussianBlur(blur * per_mm / smaller))
    return np.asarray(soft), smaller


class DrawnSlopes:
    """Lays tags of one look on their drawing; made once, since all that is solved depends on the drawing alone."""

    def __init__(self, look: SideLook) -> None:
        self._levels = [_Level.of(look, blur, per_mm) for blur, per_mm, _ in _STEPS]

    def lay(self, greys: SoftGreys, start: Bent) -> Bent:
        """Return how a tag lies on the greys of a photograph, from a ``start`` not a millimetre off."""
        bent = start
        for step, (level, (*_, count)) in enumerate(zip(self._levels, _STEPS, strict=True)):
            for _ in range(count):
                places = bent.plane.apply(level.points + (bent.ways @ level.powers).T)
                bent = Bent(bent.plane, bent.size, bent.ways - level.ways_off(greys.at(step, places)))
        return bent


class _Level(Struct, frozen=True, eq=False):
    """A drawing at one blur, and what its pixels say of way and light: rows of numbers to be found."""

    points: Points
    """Where on the tag these pixels lie, in its mm."""
    powers: NDArray[np.float64]
    terms: Pixels
    squares: Pixels

    @classmethod
    def of(cls, look: SideLook, blur: float, per_mm: float) -> _Level:
        width, height = (round(side / PER_MM * per_mm) for side in look.picture.size)
        size = width, height
        picture = look.picture.resize(size, Image.Resampling.BOX)
        drawn = grey_of(picture.filter(ImageFilter.GaussianBlur(blur * per_mm)))
        reach = round(_REACHES * blur * per_mm)
        mask = ImageOps.expand(look.mask.convert("L").resize(size, Image.Resampling.BOX), reach)
        inside = np.asarray(mask.filter(ImageFilter.MinFilter(2 * reach + 1))) > _INSIDE
        rows, columns = np.nonzero(inside[reach : reach + height, reach : reach + width])
        some = slice(None, None, max(1, round(len(rows) / _ENOUGH)))
        rows, columns = rows[some], columns[some]
        by_y, by_x = (np.asarray(slope) * per_mm for slope in np.gradient(drawn))
        shares = np.stack([(columns + 0.5) / width, (rows + 0.5) / height], axis=1)
        powers = _powers(*(2.0 * shares.T - 1.0))
        across, down, own = (values[rows, columns] for values in (by_x, by_y, drawn))
        terms = np.concatenate([across * powers, down * powers, own * powers[:3], powers[:6]]).astype(np.float32)
        squares = np.einsum("ip,jp->ij", terms, terms, dtype=np.float64)
        # Of pixels as blurred as these, some lie so near each other that they say the same.
        squares[np.arange(20), np.arange(20)] += (_CHANCE / _BENT) ** 2 * max(1.0, (blur * per_mm) ** 2)
        points = shares * np.array(look.picture.size) / PER_MM
        return cls(points, powers, terms, np.linalg.pinv(squares).astype(np.float32))

    def ways_off(self, soft: Pixels) -> NDArray[np.float64]:
        """Return the ways, in mm, by which these greys of a photograph lie off their drawing."""
        kept = soft
        for _ in range(2):
            found = self.squares @ np.einsum("ip,p->i", self.terms, kept)
            fit = np.einsum("i,ip->p", found, self.terms)
            rest = soft - fit
            usual = 1.48 * float(np.median(np.abs(rest)))
            kept = fit + np.clip(rest, -_FAR * usual, _FAR * usual)
        gain = float(found[20])
        ways = found[:20].reshape(2, 10).astype(np.float64)
        return ways / gain if gain > _LEAST_GAIN else np.zeros((2, 10))


def _powers(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the ten powers of two numbers up to the third degree, the lower first."""
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y, x**3, x * x * y, x * y * y, y**3])
