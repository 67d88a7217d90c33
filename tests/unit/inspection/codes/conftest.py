from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image

from keytag.drawing import qr
from keytag.drawing.qr import QUIET_MODULES
from keytag.inspection.codes.margin import Sample

Make = Callable[[str, int], Sample]
# Pixels of coloured tag round the white ground.
EDGE = 12


@pytest.fixture(scope="session")
def sample() -> Make:
    """Return what draws a payload's symbol with modules of so many whole pixels, on white, on a dark tag."""

    def make(payload: str, module: int) -> Sample:
        symbol = qr.encode(payload)
        bits = Image.new("L", (symbol.full_size, symbol.full_size), 255)
        for row, cells in enumerate(symbol.modules):
            for column, is_dark in enumerate(cells):
                if is_dark:
                    bits.putpixel((column + QUIET_MODULES, row + QUIET_MODULES), 0)
        side = symbol.full_size * module
        picture = Image.new("L", (side + 2 * EDGE, side + 2 * EDGE), 90)
        picture.paste(bits.resize((side, side), Image.Resampling.NEAREST), (EDGE, EDGE))
        return Sample(picture, symbol, EDGE, EDGE, module)

    return make
