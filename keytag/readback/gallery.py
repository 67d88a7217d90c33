"""All approved one-ups side by side: which of them a slot of a sheet shows, by its picture and by its code.

What was planned for the slot has no part in it. Editions may share a side, or differ by one digit: a small picture
of each is compared first, and only what may be alike is compared in full.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PIL import Image, ImageChops

from keytag.readback.alike import STEP, Mask, unlike


class OneUp(Struct, frozen=True, eq=False):
    """An approved side of an edition: how it looks, and what its code says (None without one)."""

    edition: str
    side: str
    picture: Image.Image
    payload: str | None


# Small pictures are an eighth as wide and high: quick to compare, and large enough to tell most editions apart.
_SHRINK = 8


class Look(Struct, frozen=True, eq=False):
    """A picture, small too, with all sides that look exactly so: editions often share one."""

    small: Image.Image
    sides: tuple[OneUp, ...]


class Gallery(Struct, frozen=True, eq=False):
    """Every approved side by its look; ``mask`` says which pixels count."""

    mask: Mask
    looks: tuple[Look, ...]

    def showing(self, seen: Image.Image) -> tuple[OneUp, ...]:
        """Return all sides that ``seen`` looks like: several where editions share one, none where it is spoilt."""
        small = _small(seen, self.mask)
        return tuple(
            one
            for look in self.looks
            if _may_be_alike(small, look.small) and unlike(seen, look.sides[0].picture, self.mask) is None
            for one in look.sides
        )

    def has_codes(self, side: str) -> bool:
        """Tell whether any edition has a code on ``side``."""
        return any(one.payload is not None for look in self.looks for one in look.sides if one.side == side)

    def editions_of(self, shown: Sequence[OneUp], side: str, read: Sequence[bytes]) -> frozenset[str]:
        """Return the editions that a slot's ``side`` may be of, by what it shows and the codes ``read``."""
        said = [text.decode("utf-8", "replace") for text in read]
        return frozenset(
            one.edition
            for one in shown
            if one.side == side and said == ([] if one.payload is None else [one.payload])
        )


def gallery_of(one_ups: Sequence[OneUp], mask: Mask) -> Gallery:
    """Return ``one_ups`` ready to be searched; ``mask`` says which pixels count."""
    same: dict[bytes, list[OneUp]] = {}
    for one in one_ups:
        same.setdefault(one.picture.tobytes(), []).append(one)
    return Gallery(mask, tuple(Look(_small(sides[0].picture, mask), tuple(sides)) for sides in same.values()))


def _small(picture: Image.Image, mask: Mask) -> Image.Image:
    """Return the mean colours of what counts in ``picture``, a square of pixels each."""
    black = Image.new("RGB", picture.size)
    return Image.composite(picture, black, mask).reduce(_SHRINK)


def _may_be_alike(small: Image.Image, other: Image.Image) -> bool:
    """Tell whether no mean differs by what a single pixel may not differ by."""
    red, green, blue = ImageChops.difference(small, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return not any(most.histogram()[STEP + 1 :])
