"""Facts of a finished PDF: what a reader found in the bytes, as values.

Lengths are millimetres, origin at the top-left corner of the page's MediaBox, y down, so that facts compare with
what was asked for. Knows neither how a file is read nor what it ought to hold.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from keytag.drawing.geometry import Affine, Point, Rect
from keytag.drawing.ink import Ink
from keytag.inspection.pdf.facts import Intent, Pen

# Four decimals of an ink's amount are a hundredth of a per cent.
_DECIMALS = 4


class PaintKind(StrEnum):
    """How paint is laid down."""

    FILL = "fill"
    STROKE = "stroke"


class Colour(Struct, frozen=True):
    """What the file says an ink is: a spot with its tint, or DeviceCMYK where ``spot`` is empty.

    ``alternate`` is what a spot's full tint looks like in CMYK; lesser tints are parts of it.
    """

    spot: str
    amounts: tuple[float, ...]
    alternate: tuple[float, ...] = ()

    def __str__(self) -> str:
        amounts, like = _per_cent(self.amounts), _per_cent(self.alternate)
        return f"{self.spot} {amounts} % (CMYK {like})" if self.spot else f"CMYK {amounts}"


def _per_cent(amounts: tuple[float, ...]) -> str:
    return " ".join(f"{amount * 100:g}" for amount in amounts)


class PaintWay(Struct, frozen=True):
    """One way in which something is painted: colour, fill or stroke, overprint, and the layer or nothing.

    ``mode`` is the overprint mode (ISO 32000-1, 8.6.7) of what overprints, 1 where a process ink of nothing leaves
    its plate alone; of what knocks out it says nothing, and is 0.
    """

    colour: Colour
    kind: PaintKind
    overprint: bool
    layer: str = ""
    mode: int = 0

    def __str__(self) -> str:
        overprint = f"overprint (mode {self.mode})" if self.overprint else ""
        return " ".join(filter(None, (str(self.colour), self.kind.value, overprint, self.layer)))


class DrawnPath(Struct, frozen=True):
    """A path: its operators as one word (``mlch``), all their numbers, and the matrix to its drawing's box."""

    operators: str
    numbers: tuple[float, ...]
    matrix: Affine


class PaintOperation(Struct, frozen=True):
    """One paint operation: how, what, with which pen where it is a stroke, and within which clips."""

    paint: PaintWay
    outline: DrawnPath
    pen: Pen | None = None
    clips: tuple[DrawnPath, ...] = ()


Drawing = tuple[PaintOperation, ...]
"""What one form or page paints itself, in order."""


class PlacedForm(Struct, frozen=True):
    """A form that paints, where it lies on the page: three corners of its box (first, along x, along y).

    ``is_clipped`` where something else than its own box clips it.
    """

    form: int
    corners: tuple[Point, Point, Point]
    drawing: Drawing
    is_clipped: bool = False


class PageFacts(Struct, frozen=True):
    """One page: its boxes by name, what is placed on it in paint order, and what it paints itself.

    ``oddities`` are entries that a press page must not have, such as ``/Rotate``. ``window`` is the part of the
    page through which forms that but place others show them; None where no such form shows less than the page.
    """

    boxes: tuple[tuple[str, Rect], ...]
    placed: tuple[PlacedForm, ...]
    drawing: Drawing
    oddities: frozenset[str] = frozenset()
    window: Rect | None = None


class PdfFacts(Struct, frozen=True):
    """What the read-back of a file for the press finds."""

    version: str
    pages: tuple[PageFacts, ...]
    paints: frozenset[PaintWay]
    fonts: frozenset[str]
    foreign: frozenset[str]
    """Operators, colour spaces, pictures and catalogue entries that keytag never writes."""
    transparency: frozenset[str]
    intents: tuple[Intent, ...]
    info: tuple[tuple[str, str], ...]
    xmp: tuple[tuple[str, str], ...]
    layers: frozenset[tuple[str, str, str]]
    """Name, processing step group and type of each layer that is listed in the default order."""
    has_id: bool
    is_encrypted: bool


def colour(spot: str, amounts: tuple[float, ...], alternate: tuple[float, ...] = ()) -> Colour:
    """Return a `Colour` whose amounts are rounded, so that what was asked for and what was read compare."""
    rounded = (tuple(round(amount, _DECIMALS) for amount in each) for each in (amounts, alternate))
    return Colour(spot, *rounded)


def colour_of(ink: Ink) -> Colour:
    """Return the colour that ``ink`` becomes in a file."""
    return colour(ink.name, (ink.tint,), ink.cmyk) if ink.spot else colour("", ink.cmyk)
