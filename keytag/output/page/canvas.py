"""A page of paper that is being filled: lines of type, rules, boxes; then a value for the PDF writer.

Type is shaped, kerned and placed glyph by glyph, and stays text. What stands on a sheet for the press is type as
well, but as outlines (`set_line`). Sizes of type are in points, places in millimetres; figures are
written as a Vietnamese office writes them. Must not know what stands on the page. ISO 216: A4 is 210 by 297 mm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Item, Role, Stroke
from keytag.drawing.geometry import Affine, Path, Rect, rectangle
from keytag.drawing.ink import BLACK, Ink
from keytag.drawing.lettering import Face, GlyphRun, missing_characters, outline, shape
from keytag.drawing.paper import PaperPage, PlacedArtwork, TypeLine
from keytag.imposition import Placement
from keytag.text.figures import tie_units
from keytag.text.text import Text
from keytag.units import MM_PER_POINT, to_mm

# ISO 216: A4.
A4 = Rect(0.0, 0.0, 210.0, 297.0)
# House rule: 16 mm, room for a punch and for a thumb.
MARGIN = 16.0
LEFT, RIGHT = MARGIN, A4.width - MARGIN
# House rule: hairlines that an office printer still draws.
RULE = to_mm(0.5)
RULE_INK = Ink("rule", (0.0, 0.0, 0.0, 0.35))
# House rule: second language and small print, light enough to stand back and dark enough to read.
GREY = Ink("grey", (0.0, 0.0, 0.0, 0.62))
# Large enough that a thousandth of a millimetre, to which exporters round, is nothing once scaled down.
_REFERENCE = 10.0
_FAMILY = "be-vietnam-pro"
# House rule: a last line no longer than so many letters looks like a slip, and is read over.
_ORPHAN = 4
# Where a word that is too long for its line may be parted, in turn: between what a no-break space ties, but for a
# figure and its sign; after hyphens; anywhere.
_BLANKS = (" ", "\N{NO-BREAK SPACE}")
_JOINTS = (
    re.compile("(?<=[^×]\u00a0)"),
    re.compile("(?<=/)"),
    re.compile("(?<=-)"),
    re.compile(r"(?<=.)", re.DOTALL),
)


class Align(Enum):
    """Which end of a line its x is, as the part of its length that lies before it."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


class Style(Struct, frozen=True):
    """How a line is set: ``size_pt``, weight (100 to 900), ink, ems added between letters, family of letters."""

    size_pt: float
    weight: int = 400
    ink: Ink = BLACK
    tracking: float = 0.0
    family: str = _FAMILY

    @property
    def em(self) -> float:
        """The size in mm."""
        return self.size_pt * MM_PER_POINT

    def run(self, text: str) -> GlyphRun:
        """Return ``text`` shaped in this style."""
        return _shape_shown(text, Face(self.family, self.weight), self.tracking)

    def width(self, text: str) -> float:
        """Return how long ``text`` is in mm."""
        return self.run(text).advance * self.em

    def fitted(self, text: str, room: float, least_pt: float) -> Style:
        """Return the style with its size cut down until ``text`` fits ``room`` mm, but not below ``least_pt``."""
        wanted = min(1.0, room / max(self.width(text), 1e-9))
        return replace(self, size_pt=max(least_pt, self.size_pt * wanted))


# House rule: what stands on thousands of pages, and is measured before it is set.
@lru_cache(4096)
def _shape_shown(text: str, face: Face, tracking: float) -> GlyphRun:
    """Return ``text`` shaped; a box would say nothing: a question mark says that a character is not shown."""
    lacking = str.maketrans(dict.fromkeys(missing_characters(text, face), "?"))
    return shape(text.translate(lacking), face, tracking)


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


def serif(size_pt: float, weight: int = 400, ink: Ink = BLACK, *, italic: bool = False) -> Style:
    """Return the style of administrative papers, as wide as Times New Roman."""
    family = "liberation-serif-italic" if italic else "liberation-serif"
    return Style(size_pt, weight, ink, family=family)


class Canvas:
    """Collects what stands on one page, A4 unless said otherwise; mm, y down, baselines for type."""

    def __init__(self, size: Rect = A4) -> None:
        self._size = size
        self._parts: list[TypeLine | PlacedArtwork] = []

    def page(self) -> PaperPage:
        """Return the page as it is now."""
        return PaperPage(self._size.width, self._size.height, tuple(self._parts))

    def line(self, text: str, x: float, y: float, style: Style, align: Align = Align.LEFT) -> None:
        """Set one line of type."""
        run = style.run(text)
        if run.glyphs:
            self._parts.append(TypeLine(run, x - run.advance * style.em * align.value, y, style.em, style.ink))

    def pair(self, text: Text, x: float, y: float, style: Style = BODY, align: Align = Align.LEFT) -> None:
        """Set both languages one under the other; names and figures that are the same in both, once."""
        self.line(text.vi, x, y, style, align)
        if text.en != text.vi:
            self.line(text.en, x, y + SECOND.em * 1.3, SECOND, align)

    def beside(self, text: Text, x: float, y: float, style: Style) -> None:
        """Set both languages on one line, the second small and grey; what is the same in both, once."""
        self.line(text.vi, x, y, style)
        if text.en != text.vi:
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
        self._parts.append(PlacedArtwork(artwork, transform))

    def place_clipped(self, artwork: Artwork, transform: Affine, clip: Path) -> None:
        """Place what of an artwork lies within ``clip``, which is in millimetres of the page."""
        self._parts.append(PlacedArtwork(artwork, transform, clip))

    def draw(self, items: Iterable[Item], box: Rect, x: float = 0.0, y: float = 0.0) -> None:
        """Add a drawing that lies within ``box``, moved by (x, y)."""
        self.place(Artwork(tuple(items), box), Affine.translation(x, y))


def set_line(text: str, x: float, y: float, style: Style, align: Align = Align.LEFT) -> Iterator[Placement]:
    """Yield the glyphs of ``text`` with the baseline at ``y``."""
    run, scale = style.run(text), style.em / _REFERENCE
    left = x - run.advance * style.em * align.value
    for glyph, glyph_x, glyph_y in run.glyphs:
        artwork = _artwork(glyph, run.face, style.ink)
        if artwork is not None:
            place = Affine(scale, 0.0, 0.0, scale, left + glyph_x * style.em, y + glyph_y * style.em)
            yield Placement(artwork, place)


def wrap(text: str, style: Style, room: float) -> tuple[str, ...]:
    """Return ``text`` in lines of at most ``room`` mm.

    What a no-break space ties together is one word, and so is a figure with its unit. One that is longer by itself
    is parted at such spaces, but for a figure and its sign ("× 11"), then after hyphens, and only then anywhere.
    """
    words = re.split(r"[ \t\n]+", tie_units(text.strip()))
    whole = " ".join(words)
    # Most cells of a table are one line: to measure that costs less than to measure each of its beginnings.
    if style.width(whole) <= room:
        return (whole,)
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if style.width(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *parts, line = _broken(word, style, room)
        lines += (part.rstrip("\u00a0") for part in parts)
    return _without_orphan((*lines, line) if line or not lines else tuple(lines), style, room)


def _without_orphan(lines: tuple[str, ...], style: Style, room: float) -> tuple[str, ...]:
    """Return ``lines`` with a last one of a single short word lengthened by the word before it."""
    if len(lines) < 2 or len(lines[-1]) > _ORPHAN or " " not in lines[-2]:
        return lines
    before, _, word = lines[-2].rpartition(" ")
    last = f"{word} {lines[-1]}"
    return (*lines[:-2], before, last) if style.width(last) <= room else lines


def wrap_at_most(text: str, style: Style, room: float, most: int) -> tuple[str, ...]:
    """Return ``text`` in at most so many lines of ``room`` mm; what goes beyond them ends in an ellipsis."""
    lines = wrap(text, style, room)
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], shorten_to_fit(" ".join(lines[most - 1 :]), style, room))


def shorten_to_fit(text: str, style: Style, room: float) -> str:
    """Return ``text``, cut after a word and ended by an ellipsis where it is longer than ``room`` mm.

    Where that would leave less than half of what fits, it is cut within the word.
    """
    if style.width(text) <= room:
        return text
    kept = text
    while kept and style.width(f"{kept}…") > room:
        kept = kept[:-1]
    within = len(kept) < len(text) and text[len(kept)] not in _BLANKS and kept[-1:] not in (*_BLANKS, "")
    words = re.split(r"[ \u00a0]", kept)
    if within and len(words) > 1 and 2 * (len(kept) - len(words[-1])) > len(kept):
        kept = kept[: len(kept) - len(words[-1])]
    return kept.rstrip(" \u00a0,·") + "…"


def _broken(word: str, style: Style, room: float, joint: int = 0) -> list[str]:
    lines = [""]
    for part in _JOINTS[joint].split(word):
        if style.width((lines[-1] + part).rstrip("\u00a0")) <= room:
            lines[-1] += part
        elif style.width(part.rstrip("\u00a0")) <= room or joint == len(_JOINTS) - 1:
            lines.append(part)
        else:
            first, *rest = _broken(part, style, room, joint + 1)
            lines += [first, *rest]
    return [line for line in lines if line]


@lru_cache(maxsize=4096)
def _artwork(glyph: int, face: Face, ink: Ink) -> Artwork | None:
    """Return one glyph at the reference size, None for a space."""
    path = outline(GlyphRun("", face, ((glyph, 0.0, 0.0),), 0.0, Rect(0.0, 0.0, 0.0, 0.0)), _REFERENCE)
    if path.is_empty:
        return None
    return Artwork((Fill(path, ink, Role.LETTERING),), path.bounds())
