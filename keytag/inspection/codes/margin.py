"""How much wear a code bears before it no longer reads: measured, not assumed.

A `Sample` is what will be printed, as pixels, with what it must say. Each kind of wear is done to it by steps; the
widest from which the payload still comes back byte for byte is the margin, less a reserve for what chance decides.
The steps, and the figures that they were chosen from, are in ``docs/adr/0012-codes-are-read-back.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from keytag.drawing.qr import QUIET_MODULES, Level, Symbol
from keytag.inspection.codes import wear
from keytag.inspection.codes.reader import payloads_in
from keytag.inspection.codes.scratches import Module, scratched_modules
from keytag.inspection.codes.verdict import ReadBack

if TYPE_CHECKING:
    from PIL.Image import Image

# ISO/IEC 18004:2015, table 8: share of the codewords that each level recovers.
_PROMISES: dict[Level, float] = {"M": 0.15, "Q": 0.25, "H": 0.30}

# House rules: the steps in which each wear is raised. Blur, fading and grain end where five other decoders still
# read nearly every sound code, though zxing-cpp goes on to 0.45 modules, four fifths and three quarters: a margin
# that is told has to hold for whichever decoder is in a telephone.
_BLURS = (0.1, 0.2, 0.3, 0.35)
_EDGES = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
_FADINGS = (0.25, 0.5, 0.7)
_GRAINS = (0.1, 0.25)
_TILTS = (15, 30)
_SHARES = (0.5, 0.75, 1.0)
# Measured: where a symbol lies on the pixels decides about a quarter of one at its edges, so that is not told.
_EDGE_IN_RESERVE = 0.25
# House rule: so many times scratches are thrown, and each time the code must read. One throw can be lucky: it may
# spare the one of two blocks that could bear no more.
THROWS = 4

# House rules: a tag after a year on a ring, read in a hurry. Ink spread by one pixel of 300 dpi (0.085 mm at every
# edge), an eye slightly out of focus (in modules), half of the contrast, grain, 15° from straight on and from
# upright, and half of what the level promises to bear scratched off.
_WORN_SPREAD, _WORN_BLUR, _WORN_CONTRAST, _WORN_GRAIN, _WORN_TILT, _WORN_SHARE = 1.0, 0.1, 0.5, 0.1, 15, 0.5


class Sample(Struct, frozen=True):
    """A code and what lies round it: where its white ground begins and how wide a module is, in pixels."""

    picture: Image
    symbol: Symbol
    left: float
    top: float
    module: float

    def is_read(self, picture: Image) -> bool:
        """Tell whether ``picture`` holds exactly this symbol's payload, byte for byte."""
        return payloads_in(picture) == (self.symbol.payload.encode(),)

    def scratched(self, share: float, throw: int = 0) -> Image:
        """Return the picture with ``share`` of the symbol's codewords rubbed off, elsewhere at each ``throw``."""
        return wear.rub_off(self.picture, map(self._box, scratched_modules(self.symbol, share, throw)))

    def worn(self) -> Image:
        """Return the picture after all wear at once."""
        used = self.scratched(_WORN_SHARE * _PROMISES[self.symbol.level])
        used = wear.blur(wear.spread_ink(used, _WORN_SPREAD), _WORN_BLUR * self.module)
        return wear.add_grain(wear.fade(wear.tilt(used, _WORN_TILT), _WORN_CONTRAST), _WORN_GRAIN)

    def _box(self, module: Module) -> wear.Box:
        x = self.left + (module[1] + QUIET_MODULES) * self.module
        y = self.top + (module[0] + QUIET_MODULES) * self.module
        return (x, y, x + self.module, y + self.module)


def read_back(sample: Sample) -> ReadBack:
    """Return how ``sample`` reads, clean and worn."""
    picture = sample.picture
    if not sample.is_read(picture):
        return ReadBack(is_read=False)
    promise = _PROMISES[sample.symbol.level]

    def most(levels: Sequence[float], *worn: Callable[[float], Image]) -> float:
        # From the worst down: sound codes bear most of it, so that this asks the decoder least often.
        return next((level for level in reversed(levels) if all(sample.is_read(one(level)) for one in worn)), 0.0)

    def edge(sign: int) -> float:
        return max(most(_EDGES, lambda pixels: wear.spread_ink(picture, sign * pixels)) - _EDGE_IN_RESERVE, 0.0)

    def scratches(throw: int) -> Callable[[float], Image]:
        return lambda share: sample.scratched(share * promise, throw)

    return ReadBack(
        is_read=True,
        blur=most(_BLURS, lambda blur: wear.blur(picture, blur * sample.module)),
        gain=edge(1),
        loss=edge(-1),
        faded=most(_FADINGS, lambda lost: wear.fade(picture, 1 - lost)),
        grain=most(_GRAINS, lambda amount: wear.add_grain(picture, amount)),
        tilt_deg=int(most(_TILTS, lambda angle: wear.tilt(picture, angle))),
        scratched=promise * most(_SHARES, *map(scratches, range(THROWS))),
        promise=promise,
        is_read_worn=sample.is_read(sample.worn()),
    )
