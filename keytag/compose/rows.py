"""Lettering that has been set but not yet placed: types at a size, texts broken into lines, lines as rows.

A row hangs on an axis, a vertical line to be found later: it reaches ``left`` mm to one side of it and ``right``
mm to the other. Centred, flush and spine-aligned rows differ only in these two figures.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from math import inf
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.template import Type
from keytag.drawing.artwork import Fill, Role, Source
from keytag.drawing.geometry import Affine, Path
from keytag.drawing.ink import Ink
from keytag.drawing.lettering import Face, GlyphRun, outline, shape
from keytag.units import to_mm

# House rule: a line twice as thick as it was drawn is still the same line; beyond, the template has to change.
_MOST_THICKER = 2.0
Align = Literal["centre", "left", "right"]
"""Where a row lies to its axis: round it, or flush with its left or right end."""
# House rule: the last step squeezes the narrowest letters by a tenth; beyond that strokes grow uneven to the eye.
NARROWER = (None, 100.0, 87.5, 75.0, 67.5)
"""Steps of narrowing: the type's own face, then Roboto down its width axis, then narrower than its narrowest."""


class TypeSetting(Struct, frozen=True):
    """A type at one point of its ranges: face, font size in mm, tracking in ems, ink."""

    face: Face
    size: float
    tracking: float
    ink: Ink
    upper: bool

    def run(self, text: str) -> GlyphRun:
        """Shape ``text`` in this setting."""
        composed = unicodedata.normalize("NFC", text)
        return shape(composed.upper() if self.upper else composed, self.face, round(self.tracking, 4))


# GWG 2022, R0009: black text under 12 pt overprints.
_OVERPRINT_BELOW = to_mm(12.0)
# GWG 2022, R0010: black lines under 2 pt overprint.
_FINE_LINE = to_mm(2.0)


def overprints(ink: Ink, size: float) -> bool:
    """Tell whether lettering of font ``size`` (mm) in ``ink`` overprints: black alone, where it is small."""
    return _is_black(ink) and size < _OVERPRINT_BELOW


def line_overprints(ink: Ink, width: float) -> bool:
    """Tell whether a line ``width`` mm wide in ``ink`` overprints: black alone, where it is fine."""
    return _is_black(ink) and width < _FINE_LINE


def _is_black(ink: Ink) -> bool:
    return ink.plates == {"Black"} and not ink.spot


class Piece(Struct, frozen=True):
    """A run, or a drawing that is given 1 mm high from (0, 0) down, at an offset from a row's axis and baseline.

    ``size`` is the font size or the height that the drawing comes to, in mm.
    """

    x: float
    y: float
    size: float
    ink: Ink
    source: Source
    run: GlyphRun | None = None
    art: tuple[Fill, ...] = ()

    def shift(self, dx: float, dy: float = 0.0) -> Piece:
        """Return this piece shifted."""
        return Piece(self.x + dx, self.y + dy, self.size, self.ink, self.source, self.run, self.art)

    def fills(self, x: float, baseline: float) -> tuple[Fill, ...]:
        """Return what is painted when the row's axis is at ``x`` and its baseline at ``baseline``."""
        place = Affine.translation(x + self.x, baseline + self.y)
        if self.run is None:
            stand = Affine(self.size, 0.0, 0.0, self.size, 0.0, -self.size)
            return tuple(replace(f, path=f.path.transformed(stand).transformed(place)) for f in self.art)
        path: Path = outline(self.run, self.size).transformed(place)
        overprint = overprints(self.ink, self.size)
        return (Fill(path, self.ink, Role.LETTERING, self.source, overprint, self.run.text),)


class Row(Struct, frozen=True):
    """Pieces with one baseline, their reach to both sides of the axis, and their ink above and below.

    ``lead`` is the clear space wanted above the row, after another row.
    """

    pieces: tuple[Piece, ...]
    left: float
    right: float
    above: float
    below: float
    lead: float

    @property
    def width(self) -> float:
        """Full width in mm."""
        return self.left + self.right

    def with_lead(self, lead: float) -> Row:
        """Return this row with another ``lead``."""
        return Row(self.pieces, self.left, self.right, self.above, self.below, lead)


class TypeSettings(Struct, frozen=True):
    """Resolves types: the inks by role, how small the shop lets lettering become, how large the tag lets it."""

    inks: Mapping[str, Ink]
    smallest: Mapping[str, float]
    """Smallest font size in mm by role of colour."""
    growth: float = 1.0
    """What the largest sizes are multiplied by on tags larger than the one they were drawn for."""
    ceiling: float = inf
    """The largest font size in mm that the hotline leaves to all other lettering."""
    hotline: Type | None = None
    """The type of the hotline's figures, which know no ceiling."""
    finest: Mapping[str, float] = {}
    """Finest line in mm by role of colour, where the template's may be too fine for the shop."""

    def line_weight(self, ink: str, wanted: float) -> float:
        """Return how thick a line in ``ink`` is: as ``wanted``, or as the shop holds it, up to twice that."""
        return min(max(wanted, self.finest.get(ink, 0.0)), _MOST_THICKER * wanted)

    def setting(self, kind: Type, scale: float, step: int = 0) -> TypeSetting:
        """Return ``kind`` at ``scale`` (0 smallest to 1 largest) and a step of narrowing."""
        low = max(kind.size.smallest, self.smallest.get(kind.ink, 0.0))
        ceiling = inf if kind is self.hotline else self.ceiling
        high = max(min(kind.size.largest * self.growth, ceiling), low)
        width = NARROWER[step]
        face = Face(kind.family, kind.weight, kind.width) if width is None else Face("roboto", kind.weight, width)
        # Tracking opens up only where there is room to spare.
        tracking = kind.tracking / 100 * (scale if step == 0 else 0.0)
        return TypeSetting(face, low + (high - low) * scale, tracking, self.inks[kind.ink], kind.case == "upper")


def text_row(
    text: str, setting: TypeSetting, align: Align, lead: float, source: Source, peers: Sequence[str] = ()
) -> Row:
    """Return one line of text as a row; its ink counts, not its advance, and above and below that of ``peers``."""
    row = row_of_pieces((_run_piece(setting.run(text), setting, source),), align, lead)
    if not peers:
        return row
    inks = [setting.run(peer).ink for peer in peers]
    above = max(row.above, *(-ink.y0 * setting.size for ink in inks))
    return replace(row, above=above, below=max(row.below, *(ink.y1 * setting.size for ink in inks)))


def row_of_pieces(pieces: tuple[Piece, ...], align: Align, lead: float) -> Row:
    """Return pieces set from x = 0 on as a row aligned to its axis by its ink."""
    x0, x1, top, bottom = _ink(pieces)
    shift = {"centre": -(x0 + x1) / 2, "left": -x0, "right": -x1}[align]
    return Row(
        tuple(piece.shift(shift) for piece in pieces),
        left=-(x0 + shift),
        right=x1 + shift,
        above=-top,
        below=max(bottom, 0.0),
        lead=lead,
    )


def _run_piece(run: GlyphRun, setting: TypeSetting, source: Source, x: float = 0.0) -> Piece:
    return Piece(x, 0.0, setting.size, setting.ink, source, run)


def text_piece(text: str, setting: TypeSetting, source: Source, x: float = 0.0) -> Piece:
    """Return ``text`` set from ``x`` on."""
    return _run_piece(setting.run(text), setting, source, x)


def _ink(pieces: tuple[Piece, ...]) -> tuple[float, float, float, float]:
    """Return the left, right, top and bottom of the ink of lettering."""
    boxes = [
        (
            p.x + p.run.ink.x0 * p.size,
            p.x + p.run.ink.x1 * p.size,
            p.y + p.run.ink.y0 * p.size,
            p.y + p.run.ink.y1 * p.size,
        )
        for p in pieces
        if p.run is not None
    ]
    if len(boxes) == 1:
        return boxes[0]
    lefts, rights, tops, bottoms = zip(*boxes, strict=True)
    return min(lefts), max(rights), min(tops), max(bottoms)


def join_rows(row: Row, other: Row, offset: float, lead: float) -> Row:
    """Return ``row`` with ``other``, its axis moved by ``offset``, on the same baseline."""
    pieces = (*row.pieces, *(item.shift(offset) for item in other.pieces))
    left, right = max(row.left, other.left - offset), max(row.right, other.right + offset)
    return Row(pieces, left, right, max(row.above, other.above), max(row.below, other.below), lead)


def equalize_heights(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give ``rows`` one common ink height, so that a list keeps a regular pitch whatever marks its lines carry."""
    above, below = max(row.above for row in rows), max(row.below for row in rows)
    return tuple(Row(row.pieces, row.left, row.right, above, below, row.lead) for row in rows)


def centre_list(rows: tuple[Row, ...], align: Align) -> tuple[Row, ...]:
    """Move a list whose rows hang on a spine so that it lies round its axis as a whole; flush lists stay."""
    if align != "centre":
        return rows
    shift = (max(row.left for row in rows) - max(row.right for row in rows)) / 2
    return tuple(
        replace(
            row,
            pieces=tuple(item.shift(shift) for item in row.pieces),
            left=row.left - shift,
            right=row.right + shift,
        )
        for row in rows
    )


# House rules, in letters: by how much the longest line may grow for no widow among two lines, and for no stump
# among three or more, where there is a way in fewer.
_WIDOW_COST = 1.5
_STUMP_COST = 4.5
_FEW_LINES = 2


def unbreakable_words(text: str) -> tuple[str, ...]:
    """Split ``text`` where a line may end: between words, but not before a figure ("Ấp 36" is one name)."""
    words: list[str] = []
    for word in text.split():
        if words and word[0].isdigit():
            words[-1] += f" {word}"
        else:
            words.append(word)
    return tuple(words)


@lru_cache(maxsize=256)
def wrap_text(text: str, lines: int) -> tuple[str, ...]:
    """Split ``text`` between words into at most ``lines`` lines, the longest as short as can be.

    A last line under half the longest (a widow) is avoided where that costs little. Of three lines none is a
    stump: "Quét / mã để / phản ánh" stumbles at the start, "Quét mã / để / phản ánh" has a hole in the middle,
    "Quét mã / để phản / ánh" parts a word. Of two ways that are alike the one with the longer first line reads
    better.
    """
    return min(_all_wrappings(text, lines), key=_unevenness)


@lru_cache(maxsize=256)
def narrowest_wrapping(text: str, lines: int) -> tuple[str, ...]:
    """Split ``text`` as `wrap_text` does, but let the middle be a stump where the longest line is then shorter."""
    return min(_all_wrappings(text, lines), key=_breadth)


def _all_wrappings(text: str, lines: int) -> Iterator[tuple[str, ...]]:
    """Yield every way to split ``text`` between words into at most ``lines`` lines."""
    words = unbreakable_words(text)
    for count in range(1, min(lines, len(words)) + 1):
        for cuts in combinations(range(1, len(words)), count - 1):
            yield tuple(" ".join(words[a:b]) for a, b in pairwise((0, *cuts, len(words))))


def _unevenness(lines: tuple[str, ...]) -> tuple[float, float, float]:
    longest = max(map(len, lines))
    mean = sum(map(len, lines)) / len(lines)
    is_widow = len(lines[-1]) < longest / 2
    # A kind of place stands well above its name ("Ấp / Phước Sơn"): two lines may begin with a short one.
    cost = _WIDOW_COST * is_widow
    if len(lines) > _FEW_LINES:
        hollows = sum(len(line) <= longest / 2 for line in lines[1:-1])
        cost = _STUMP_COST * (is_widow + hollows + (" " not in lines[0]))
    return longest + cost, sum((len(line) - mean) ** 2 for line in lines), -len(lines[0])


def _breadth(lines: tuple[str, ...]) -> tuple[float, float]:
    longest = max(map(len, lines))
    stumps = (len(lines[-1]) < longest / 2) + (len(lines) > _FEW_LINES and len(lines[0]) <= longest / 2)
    return longest + _WIDOW_COST * stumps, _unevenness(lines)[1]


Scales = tuple[float, ...]
"""Where in its range each size of a stack lies, 0 (smallest) to 1 (largest)."""


class StackRows(Struct, frozen=True):
    """A stack's rows with what decides where they fit: full height, reach to both sides of the axis, width."""

    rows: tuple[Row, ...]
    height: float
    left: float
    right: float
    width: float


def measure_rows(rows: tuple[Row, ...]) -> StackRows:
    """Return ``rows`` as measured; the first row's lead does not count."""
    return StackRows(
        rows,
        sum(row.above + row.below + row.lead for row in rows) - rows[0].lead,
        max(row.left for row in rows),
        max(row.right for row in rows),
        max(row.width for row in rows),
    )
