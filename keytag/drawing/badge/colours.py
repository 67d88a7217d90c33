"""The colours of editions: few enough and far enough apart to be told, each with lettering that reads on it.

Found by taking, of a raster of CMYK mixtures without black lettering's or paper's own neighbourhood, the mixture
farthest from all taken before: any two of the table differ by 15 or more (CIEDE2000, FOGRA39), and lettering in
black or paper has 4.5:1 on each (WCAG 2.2, 1.4.3). The first few differ most.
"""

from __future__ import annotations

from keytag.drawing.ink import BLACK, PAPER, Cmyk, Ink

# Amounts, and whether paper-white reads better on it than black.
_TABLE: tuple[tuple[Cmyk, bool], ...] = (
    ((0.0, 0.15, 0.75, 0.0), False),
    ((1.0, 1.0, 0.0, 0.25), True),
    ((0.75, 0.0, 0.0, 0.0), False),
    ((0.15, 0.5, 0.0, 0.0), False),
    ((0.75, 0.0, 1.0, 0.45), True),
    ((0.0, 0.75, 1.0, 0.45), True),
    ((1.0, 0.15, 0.0, 0.45), True),
    ((0.15, 1.0, 0.0, 0.25), True),
    ((0.5, 0.0, 0.5, 0.0), False),
    ((0.0, 0.15, 0.3, 0.45), False),
    ((1.0, 0.0, 0.5, 0.25), True),
    ((0.0, 0.5, 0.75, 0.0), False),
    ((0.5, 0.0, 1.0, 0.25), False),
    ((0.3, 0.15, 0.0, 0.25), False),
    ((0.5, 0.3, 0.0, 0.45), True),
    ((0.3, 0.5, 0.0, 0.45), True),
    ((0.0, 0.3, 0.3, 0.0), False),
    ((0.0, 0.5, 0.3, 0.25), False),
    ((0.0, 0.3, 1.0, 0.25), False),
    ((1.0, 0.75, 0.0, 0.0), True),
)

COLOURS: tuple[tuple[Ink, Ink], ...] = tuple(
    (Ink(f"badge {number}", cmyk), PAPER if light else BLACK)
    for number, (cmyk, light) in enumerate(_TABLE, start=1)
)
"""Each colour with the ink of the lettering on it."""
