"""All approved one-ups side by side: which of them a slot of a sheet shows, by its picture and by its code.

What was planned for the slot has no part in it. Two renderings of one drawing differ by the rounding of a matrix:
a trace at the edges; what has moved or is gone differs strongly. Editions may share a side, or differ by a digit:
a small picture of each is compared first, and only what may be alike is compared in full.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from msgspec import Struct
from PIL import Image, ImageChops, ImageDraw

from keytag.drawing.geometry import Point

Mask = Image.Image
"""White where pixels count, black elsewhere."""

# House rule, measured at 200 dpi: the same drawing differs from its one-up by at most 2 of 255 in most slots, by
# 18 where large curves are flattened otherwise (figures 12 mm high), and by 27 where it lies 0.02 mm aside.
STEP = 24
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)


class OneUp(Struct, frozen=True, eq=False):
    """An approved side of an edition: how it looks, and what its code says (None without one).

    ``pictured`` is what a code says that may be read beside it, in a picture of something else.
    """

    edition: str
    side: str
    picture: Image.Image
    payload: str | None
    pictured: str | None = None

    def own_codes(self, read: Sequence[bytes]) -> tuple[bytes, ...]:
        """Return which of the codes ``read`` are no part of a picture."""
        return tuple(each for each in read if self.pictured is None or each != self.pictured.encode())


# Small pictures are an eighth as wide and high: quick to compare, and large enough to tell most editions apart.
_SHRINK = 8


class OneUpSignature(Struct, frozen=True, eq=False):
    """What counts in a picture, small too, with all sides that look exactly so: editions often share one."""

    picture: Image.Image
    small: Image.Image
    sides: tuple[OneUp, ...]


class OneUpIndex(Struct, frozen=True, eq=False):
    """Every approved side by its look; ``mask`` says which pixels count, ``coded`` which sides have codes."""

    mask: Mask
    looks: tuple[OneUpSignature, ...]
    coded: frozenset[str]
    by_side: Mapping[int, OneUpSignature]
    """Each side's look, by the identity of the side."""
    _near: dict[int, tuple[OneUpSignature, ...]] = {}

    def showing(self, seen: Image.Image, likely: OneUp | None = None) -> tuple[OneUp, ...]:
        """Return all sides that ``seen`` looks like: several where editions share one, none where it is spoilt.

        The answer hangs on ``seen`` alone. Where it looks like the ``likely`` side, what differs from that by more
        than two steps cannot look like it as well, and need not be compared: of some hundred editions, nearly all.
        """
        shown = inside(seen, self.mask)
        small = shown.reduce(_SHRINK)
        first = self.by_side.get(id(likely))
        is_found = first is not None and _is_alike(shown, small, first)
        among = self._around(first) if first is not None and is_found else self.looks
        return tuple(
            one
            for look in among
            if (is_found if look is first else _is_alike(shown, small, look))
            for one in look.sides
        )

    def _around(self, look: OneUpSignature) -> tuple[OneUpSignature, ...]:
        """Return the looks that one picture may have besides ``look``, and itself, in their order."""
        if id(look) not in self._near:
            near = (other for other in self.looks if differ_by(look.small, other.small) <= 2 * STEP)
            self._near[id(look)] = tuple(near)
        return self._near[id(look)]

    def has_codes(self, side: str) -> bool:
        """Tell whether any edition has a code on ``side``."""
        return side in self.coded

    def editions_of(self, shown: Sequence[OneUp], side: str, read: Sequence[bytes]) -> frozenset[str]:
        """Return the editions that a slot's ``side`` may be of, by what it shows and the codes ``read``."""
        said = [text.decode("utf-8", "replace") for text in read]
        return frozenset(
            one.edition
            for one in shown
            if one.side == side and said == ([] if one.payload is None else [one.payload])
        )


def index_one_ups(one_ups: Sequence[OneUp], mask: Mask) -> OneUpIndex:
    """Return ``one_ups`` ready to be searched; ``mask`` says which pixels count."""
    same: dict[bytes, list[OneUp]] = {}
    for one in one_ups:
        same.setdefault(one.picture.tobytes(), []).append(one)
    looks = tuple(_look(inside(sides[0].picture, mask), sides) for sides in same.values())
    coded = frozenset(one.side for one in one_ups if one.payload is not None)
    return OneUpIndex(mask, looks, coded, {id(one): look for look in looks for one in look.sides})


def _look(picture: Image.Image, sides: Sequence[OneUp]) -> OneUpSignature:
    return OneUpSignature(picture, picture.reduce(_SHRINK), tuple(sides))


def _is_alike(shown: Image.Image, small: Image.Image, look: OneUpSignature) -> bool:
    """Tell whether ``shown`` looks so: no mean of a square may differ by what a single pixel may not differ by."""
    return differ_by(small, look.small) <= STEP and not is_different(shown, look.picture)


def mask_of(size: tuple[int, int], outline: Sequence[Point], holes: Sequence[Sequence[Point]]) -> Mask:
    """Return the mask of what lies inside ``outline`` and outside ``holes``, in pixels."""
    mask = Image.new("RGB", size)
    draw = ImageDraw.Draw(mask)
    draw.polygon(list(outline), fill=_WHITE)
    for hole in holes:
        draw.polygon(list(hole), fill=_BLACK)
    return mask


def inside(picture: Image.Image, mask: Mask) -> Image.Image:
    """Return what counts in ``picture``, all else black: how two of them differ is then seen at once."""
    return ImageChops.multiply(picture, mask)


def is_different(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures, each as `inside` gives it, differ anywhere by more than rounding."""
    return differ_by(one, other) >= STEP


def differ_by(one: Image.Image, other: Image.Image) -> int:
    """Return by how much two pictures differ where they differ most, in the ink that differs most."""
    # Pillow gives a pair for each ink of a picture that has several.
    extrema = cast("tuple[tuple[int, int], ...]", ImageChops.difference(one, other).getextrema())
    return max(most for _, most in extrema)
