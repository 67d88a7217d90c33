"""A page of paper that is being filled: lines of type, rules, boxes; then a value for the PDF writer.

Must not know what stands on it. ISO 216: A4 is 210 by 297 mm.
"""

from __future__ import annotations

from collections.abc import Iterable

from keytag.drawing.artwork import Artwork, Fill, Item, Role, Stroke
from keytag.drawing.geometry import Affine, Path, Rect, rectangle
from keytag.drawing.ink import Ink
from keytag.imposition import Form, Page, Placement, SheetSide
from keytag.output.page.letters import GREY, Align, Style, set_line, set_whole
from keytag.text.text import Text
from keytag.units import to_mm

# ISO 216: A4.
A4 = Rect(0.0, 0.0, 210.0, 297.0)
# House rule: 16 mm, room for a punch and for a thumb.
MARGIN = 16.0
LEFT, RIGHT = MARGIN, A4.width - MARGIN
# House rule: hairlines that an office printer still draws.
RULE = to_mm(0.5)
RULE_INK = Ink("rule", (0.0, 0.0, 0.0, 0.35))

# House rules: what matters is read at arm's length, the rest on the desk.
HEAD = Style(10.0, 600)
BODY = Style(10.5, 500)
SECOND = Style(9.0, 400, GREY)
"""The second language, and small print."""
LABEL = Style(9.0, 600, GREY)
# House rule: the ink of what nobody may overlook.
WARNING_INK = Ink("specimen", (0.0, 0.9, 0.9, 0.1))
WARNING = Style(10.0, 700, WARNING_INK)
"""What says that a paper is none to go by."""


class Board:
    """Collects what stands on one page, A4 unless said otherwise; mm, y down, baselines for type."""

    def __init__(self, size: Rect = A4) -> None:
        self._size = size
        self._placed: list[Placement] = []

    def page(self) -> Page:
        """Return the page as it is now."""
        return Page(self._size.width, self._size.height, Form(SheetSide.FRONT, tuple(self._placed)))

    def line(self, text: str, x: float, y: float, style: Style, align: Align = Align.LEFT) -> None:
        """Set one line of type."""
        self._placed += set_line(text, x, y, style, align)

    def fixed(self, text: str, x: float, y: float, style: Style, align: Align = Align.LEFT) -> None:
        """Set a line that stands on many pages: it is kept once, as a whole."""
        self._placed += set_whole(text, x, y, style, align)

    def pair(self, text: Text, x: float, y: float, style: Style = BODY, align: Align = Align.LEFT) -> None:
        """Set both languages one under the other; names and figures that are the same in both, once."""
        self.line(text.vi, x, y, style, align)
        if text.en != text.vi:
            self.line(text.en, x, y + SECOND.em * 1.3, SECOND, align)

    def beside(self, text: Text, x: float, y: float, style: Style) -> None:
        """Set both languages on one line, the second small and grey."""
        self.line(text.vi, x, y, style)
        self.line(text.en, x + style.width(text.vi) + 2.0, y, SECOND)

    def rule(self, y: float, x0: float = LEFT, x1: float = RIGHT, *, heavy: bool = False) -> None:
        """Draw a level rule."""
        thick = 3 * RULE if heavy else RULE
        ink = Ink("rule", (0.0, 0.0, 0.0, 1.0)) if heavy else RULE_INK
        box = Rect(0.0, 0.0, x1 - x0, thick)
        self.draw((Fill(rectangle(box), ink, Role.RULE),), box, x0, y - thick / 2)

    def filled(self, box: Rect, ink: Ink) -> None:
        """Fill a box."""
        self.draw((Fill(rectangle(box), ink, Role.ART),), box)

    def framed(self, box: Rect, ink: Ink = RULE_INK, width: float = RULE, dash: tuple[float, ...] = ()) -> None:
        """Draw the outline of a box."""
        self.draw((Stroke(rectangle(box), ink, width, Role.RULE, dash=dash),), box.grown(width))

    def stroked(self, path: Path, ink: Ink, width: float, dash: tuple[float, ...] = ()) -> None:
        """Draw a line."""
        self.draw((Stroke(path, ink, width, Role.ART, dash=dash),), path.bounds().grown(width))

    def place(self, artwork: Artwork, transform: Affine) -> None:
        """Place an artwork, which is kept once however often it is placed."""
        self._placed.append(Placement(artwork, transform))

    def draw(self, items: Iterable[Item], box: Rect, x: float = 0.0, y: float = 0.0) -> None:
        """Add a drawing that lies within ``box``, moved by (x, y)."""
        self.place(Artwork(tuple(items), box), Affine.translation(x, y))
