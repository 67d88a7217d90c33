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

from keytag.inspection.photographs.picture import Pixels, bent_piece, grey_of, numbers_of
from keytag.inspection.photographs.plane import Plane, Points
from keytag.inspection.photographs.sheet import PER_MM, SideLook

# From far to near: how far tags are blurred in mm, pixels a millimetre, and how often they are laid.
_STEPS = ((0.7, 2.5, 2), (0.35, 4.0, 2), (0.18, 5.0, 3))
# A piece is taken in squares of so many mm, of which the corners are mapped; in larger ones while it is laid.
_SQUARE, _SQUARE_LAYING = 4.0, 7.0
# So many pixels of a blurred picture say what all of them do.
_ENOUGH = 5000
# Of its deviation: so far a blur mixes what lies beside each other.
_REACHES = 1.5
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

    def piece(self, picture: Image.Image, per_mm: float, square: float = _SQUARE) -> Pixels:
        """Return the tag straight, at so many pixels a mm: rows, columns, channels; outside the picture is NaN."""
        across, down = (round(side * per_mm) for side in self.size)
        columns, rows = (
            np.linspace(0, pixels, max(1, round(side / square)) + 1).round().astype(np.int64)
            for pixels, side in zip((across, down), self.size, strict=True)
        )
        at = np.stack(np.meshgrid(columns, rows), axis=-1)
        places = self.apply(at.reshape(-1, 2) / per_mm).reshape(at.shape)
        return bent_piece(picture, at, places)


def flat(plane: Plane, look: SideLook) -> Bent:
    """Return a tag as ``plane`` has it: from the tag's mm to the photograph."""
    width, height = (side / PER_MM for side in look.picture.size)
    return Bent(plane, (width, height), np.zeros((2, 10)))


class DrawnSlopes:
    """Lays tags of one look on their drawing; made once, since all that is solved depends on the drawing alone."""

    def __init__(self, look: SideLook) -> None:
        self._levels = [(_Level.of(look, blur, per_mm), count) for blur, per_mm, count in _STEPS]

    def lay(self, picture: Image.Image, start: Bent) -> Bent:
        """Return how a tag lies on the greys of a photograph, from a ``start`` not a millimetre off."""
        bent = start
        for level, count in self._levels:
            for _ in range(count):
                piece = bent.piece(picture, level.per_mm, _SQUARE_LAYING)
                bent = Bent(bent.plane, bent.size, bent.ways - level.step(piece))
        return bent


class _Level(Struct, frozen=True, eq=False):
    """A drawing at one blur, and what a picture's pixels say of way and light: rows of numbers to be found."""

    per_mm: float
    blur: float
    places: NDArray[np.int64]
    terms: Pixels
    squares: Pixels

    @classmethod
    def of(cls, look: SideLook, blur: float, per_mm: float) -> _Level:
        width, height = (round(side / PER_MM * per_mm) for side in look.picture.size)
        picture = look.picture.resize((width, height), Image.Resampling.BOX)
        drawn = grey_of(picture.filter(ImageFilter.GaussianBlur(blur * per_mm)))
        reach = round(_REACHES * blur * per_mm)
        mask = ImageOps.expand(look.mask.convert("L").resize((width, height), Image.Resampling.BOX), reach)
        inside = np.asarray(mask.filter(ImageFilter.MinFilter(2 * reach + 1))) > _INSIDE
        counts = inside[reach : reach + height, reach : reach + width]
        (places,) = np.nonzero(counts.ravel())
        places = places[:: max(1, len(places) // _ENOUGH)]
        by_y, by_x = (np.asarray(slope) * per_mm for slope in np.gradient(drawn))
        ys, xs = ((np.arange(pixels) + 0.5) * 2.0 / pixels - 1.0 for pixels in (height, width))
        powers = _powers(*(values.ravel()[places] for values in np.meshgrid(xs, ys)))
        across, down, own = (values.ravel()[places] for values in (by_x, by_y, drawn))
        terms = np.concatenate([across * powers, down * powers, own * powers[:3], powers[:6]]).astype(np.float32)
        squares = np.einsum("ip,jp->ij", terms, terms, dtype=np.float64)
        # Of pixels as blurred as these, some lie so near each other that they say the same.
        squares[np.arange(20), np.arange(20)] += (_CHANCE / _BENT) ** 2 * max(1.0, (blur * per_mm) ** 2)
        return cls(per_mm, blur, places, terms, np.linalg.pinv(squares).astype(np.float32))

    def step(self, piece: Pixels) -> NDArray[np.float64]:
        """Return the ways by which a straight ``piece`` lies off its drawing, in mm."""
        levels = np.nan_to_num(np.clip(piece, 0, 1), nan=0.5) * 255
        soft = numbers_of(
            Image.fromarray(levels.astype(np.uint8)).filter(ImageFilter.GaussianBlur(self.blur * self.per_mm))
        ).ravel()[self.places]
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
