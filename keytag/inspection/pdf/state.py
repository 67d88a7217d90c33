"""The graphics state, as far as it decides what is inked, where and how.

Answers to ISO 32000-1, 8.4 and 9.3.
"""

from __future__ import annotations

from copy import copy
from math import sqrt
from typing import TYPE_CHECKING

from msgspec import Struct, field

from keytag.drawing.geometry import IDENTITY, Affine, Rect
from keytag.inspection.pdf import colours
from keytag.inspection.pdf.facts import Space

if TYPE_CHECKING:
    from collections.abc import Hashable


class CurrentColour(Struct):
    """A colour as it stands: its space, its amounts, the pattern where there is one."""

    space: Space = colours.GREY
    amounts: tuple[float, ...] = (0.0,)
    pattern: object = None


class GraphicsState(Struct):
    """What ``q`` saves and ``Q`` brings back."""

    matrix: Affine = IDENTITY
    clip: Rect | None = None
    fill: CurrentColour = field(default_factory=CurrentColour)
    stroke: CurrentColour = field(default_factory=CurrentColour)
    overprint_fill: bool = False
    overprint_stroke: bool = False
    overprint_mode: int = 0
    # ISO 32000-1, table 52: the width of a line at the start of a page.
    width: float = 1.0
    font: object = None
    size: float = 0.0
    rendering: int = 0

    @property
    def scale(self) -> float:
        """How much larger a line comes out than it is asked for."""
        return sqrt(abs(self.matrix.determinant))

    def copy(self) -> GraphicsState:
        """Return a state that can be changed without changing this one."""
        return copy(self)

    def key(self) -> Hashable:
        """Return what a form inherits, its place aside."""
        return (
            self.fill.space,
            self.fill.amounts,
            self.stroke.space,
            self.stroke.amounts,
            self.overprint_fill,
            self.overprint_stroke,
            self.overprint_mode,
            round(self.width, 4),
        )

    def inside(self) -> GraphicsState:
        """Return the state with which a form begins, in its own coordinates."""
        state = self.copy()
        state.matrix, state.clip = IDENTITY, None
        return state
