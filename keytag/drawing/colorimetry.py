"""Colours as eyes see them: CIELAB of printed inks and of screen colours, their difference and their contrast.

Reads an output profile's table itself: littlecms as Pillow offers it gives CIELAB in steps of 8 bits, which move a
contrast by up to 0.07, and costs every command 45 ms in place of 1. Must not know of tags, files or checks.
Answers to ICC.1:2001-04 (lut16Type, lut8Type), IEC 61966-2-1 (sRGB), ISO/CIE 11664-6 (CIEDE2000) and
WCAG 2.2 (1.4.3).
"""

from __future__ import annotations

import struct
from functools import lru_cache
from itertools import product
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from msgspec import Struct

from keytag.drawing.icc import read_tag
from keytag.drawing.ink import Cmyk

Lab = tuple[float, float, float]
"""CIELAB under D50, relative to the paper: bare paper is (100, 0, 0)."""

# ICC.1:2001-04, A2B1 and A2B0: device to colours as measured, and its stand-in where it is missing.
_TABLES = ("A2B1", "A2B0")
# IEC 61966-2-1: sRGB to XYZ, adapted to D50 by the Bradford method.
_SRGB = ((0.43607, 0.38515, 0.14307), (0.22249, 0.71687, 0.06061), (0.01392, 0.09708, 0.71410))
# ICC.1:2001-04, lut16Type and lut8Type: the largest numbers of a table.
_WIDE, _NARROW = 0xFFFF, 0xFF
# ICC.1:2001-04: the illuminant of the connection space.
_D50 = (0.9642, 1.0, 0.8249)
# WCAG 2.2, relative contrast: what stray light adds to both.
_FLARE = 0.05


class PrintTable(Struct, frozen=True):
    """A profile's table from amounts of four inks to colours, read by `read_print_table`.

    ``values`` are its numbers as they stand, up to ``top``: the curves of ``entries`` steps for each ink, the
    colours of ``grid``⁴ nodes, the curves of ``exits`` steps for each axis. Few nodes are ever asked for.
    """

    values: tuple[int, ...]
    top: int
    entries: int
    grid: int
    exits: int

    def lab(self, cmyk: Cmyk) -> Lab:
        """Return the colour of a process mixture on this paper, by linear steps between the table's nodes."""
        steps = []
        for ink, amount in enumerate(cmyk):
            at = self._curve(ink * self.entries, self.entries, min(max(amount, 0.0), 1.0)) * (self.grid - 1)
            low = min(int(at), self.grid - 2)
            steps.append((low, at - low))
        sums = [0.0, 0.0, 0.0]
        for corner in product((0, 1), repeat=4):
            weight, place = 1.0, 0
            for (low, rest), up in zip(steps, corner, strict=True):
                weight *= rest if up else 1 - rest
                place = place * self.grid + low + up
            if weight > 0:
                first = 4 * self.entries + 3 * place
                sums = [
                    s + weight * v / self.top for s, v in zip(sums, self.values[first : first + 3], strict=True)
                ]
        lightness, a, b = (
            self._curve(len(self.values) - (3 - i) * self.exits, self.exits, sums[i]) for i in range(3)
        )
        # ICC.1:2001-04, CIELAB: 16 bits reach L* = 100 at 0xFF00, 8 bits at 0xFF; a* and b* are 0 at 0x80(00).
        scale = 0xFFFF / 0xFF00 if self.top == _WIDE else 1.0
        return (100 * lightness * scale, 255 * a * scale - 128, 255 * b * scale - 128)

    def _curve(self, first: int, length: int, at: float) -> float:
        """Return the value at ``at`` (0 to 1) of the curve that begins at ``first``, 0 to 1."""
        place = at * (length - 1)
        low = min(int(place), length - 2)
        before, after = self.values[first + low : first + low + 2]
        return (before + (after - before) * (place - low)) / self.top


@lru_cache(maxsize=4)
def read_print_table(profile: bytes) -> PrintTable | None:
    """Return the table in an ICC output ``profile`` for CMYK, or None where it holds none of 8 or 16 bits."""
    try:
        return _read_table(next(filter(None, (read_tag(profile, name) for name in _TABLES)), b""))
    except struct.error:
        return None


def _read_table(tag: bytes) -> PrintTable | None:
    """Read a lut8Type or lut16Type; None for other types, and for other than four inks to three axes."""
    if tag[:4] not in {b"mft1", b"mft2"} or len(tag) < 52 or tag[8:10] != b"\4\3" or tag[10] < 2:
        return None
    grid = tag[10]
    wide = tag[:4] == b"mft2"
    entries, exits = struct.unpack_from(">HH", tag, 48) if wide else (256, 256)
    if min(entries, exits) < 2:
        return None
    total = 4 * entries + 3 * grid**4 + 3 * exits
    values = struct.unpack_from(f">{total}{'H' if wide else 'B'}", tag, 52 if wide else 48)
    return PrintTable(values, _WIDE if wide else _NARROW, entries, grid, exits)


def lab_of_screen(red: int, green: int, blue: int) -> Lab:
    """Return an sRGB colour (0 to 255 each) in CIELAB, its white as the paper."""
    linear = [_linear(value / 255) for value in (red, green, blue)]
    xyz = (sum(m * v for m, v in zip(row, linear, strict=True)) for row in _SRGB)
    x, y, z = (_root(value / white) for value, white in zip(xyz, _D50, strict=True))
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def luminance(lab: Lab) -> float:
    """Return how much light a colour reflects beside the paper, 0 to 1 (CIE 15, the inverse of L*)."""
    rise = (lab[0] + 16) / 116
    return rise**3 if rise > 6 / 29 else lab[0] / 903.3


def contrast(one: Lab, other: Lab) -> float:
    """Return the ratio of two colours' luminances by WCAG 2.2's formula, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + _FLARE) / (dark + _FLARE)


def colour_difference(one: Lab, other: Lab) -> float:
    """Return CIEDE2000 between two colours (ISO/CIE 11664-6, all weights 1); eyes begin to see it at about 1."""
    lightness, chroma, hue, mean = _primes(one, other)
    level, strength, turn = mean
    t = (
        1
        - 0.17 * cos(radians(turn - 30))
        + 0.24 * cos(radians(2 * turn))
        + 0.32 * cos(radians(3 * turn + 6))
        - 0.20 * cos(radians(4 * turn - 63))
    )
    weight_l = 1 + 0.015 * (level - 50) ** 2 / sqrt(20 + (level - 50) ** 2)
    weight_c, weight_h = 1 + 0.045 * strength, 1 + 0.015 * strength * t
    bend = radians(60 * exp(-(((turn - 275) / 25) ** 2)))
    twist = -2 * sqrt(strength**7 / (strength**7 + 25**7)) * sin(bend)
    dl, dc, dh = lightness / weight_l, chroma / weight_c, hue / weight_h
    return sqrt(max(dl * dl + dc * dc + dh * dh + twist * dc * dh, 0.0))


def _primes(one: Lab, other: Lab) -> tuple[float, float, float, tuple[float, float, float]]:
    """Return ΔL', ΔC', ΔH' and the means of L', C', h' (ISO/CIE 11664-6)."""
    mean = (hypot(one[1], one[2]) + hypot(other[1], other[2])) / 2
    stretch = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    (c1, h1), (c2, h2) = (_polar(lab[1] * stretch, lab[2]) for lab in (one, other))
    turn, sum_h = h2 - h1, h1 + h2
    if c1 * c2 == 0:
        turn, mean_h = 0.0, sum_h
    elif abs(turn) <= 180:
        mean_h = sum_h / 2
    else:
        turn += -360 if turn > 0 else 360
        mean_h = (sum_h + (360 if sum_h < 360 else -360)) / 2
    hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    return other[0] - one[0], c2 - c1, hue, ((one[0] + other[0]) / 2, (c1 + c2) / 2, mean_h)


def _polar(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360 if a or b else 0.0


def _linear(value: float) -> float:
    """Undo sRGB's transfer curve (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _root(value: float) -> float:
    """Return CIE 15's f(t)."""
    return float(value ** (1 / 3)) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29
