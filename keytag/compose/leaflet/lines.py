"""Lines of type on a leaflet: wrapped to a width, set, measured. Millimetres, y down, origin top-left.

A line's box is as high as its leading; its capitals stand in the middle of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.overprint import overprints
from keytag.documents.leaflet.model import Align, LeafletType
from keytag.drawing.artwork import Fill, Group, Item, Role, Source
from keytag.drawing.geometry import Affine
from keytag.drawing.ink import Ink
from keytag.drawing.lettering import Face, GlyphRun, outline, shape

_FAMILY = "be-vietnam-pro"
# Be Vietnam Pro, OS/2 sCapHeight, in ems: half of it lies above the middle of a line.
_HALF_CAP = 0.355
# The same table: heights of small letters and of capitals, in ems.
_SMALL_LETTERS, _CAPITALS = 0.53, 0.74
# House rules, as shares of a line: a last line that is shorter looks like a slip; the steps by which all lines are
# made shorter until it is not.
_SHORT = 0.4
_NARROWER = tuple(1 - step / 40 for step in range(1, 21))
SHARE = {"left": 0.0, "centre": 0.5, "right": 1.0}
"""Which part of what is over lies before a line."""


class Setting(Struct, frozen=True):
    """Type at one size: ``size`` and ``leading`` in mm, ``tracking`` in ems."""

    face: Face
    size: float
    leading: float
    tracking: float
    is_upper: bool
    ink: Ink

    def run(self, text: str) -> GlyphRun:
        """Return ``text`` shaped."""
        return shape(text.upper() if self.is_upper else text, self.face, self.tracking)

    def width(self, text: str) -> float:
        """Return how long ``text`` is in mm."""
        return self.run(text).advance * self.size

    def at(self, size: float) -> Setting:
        """Return the same type at another size in mm."""
        return Setting(self.face, size, self.leading / self.size * size, self.tracking, self.is_upper, self.ink)


def setting_of(type_: LeafletType, scale: float, ink: Ink) -> Setting:
    """Return ``type_`` at ``scale`` between its smallest size (0) and its largest (1)."""
    size = type_.size.smallest + scale * (type_.size.largest - type_.size.smallest)
    return Setting(
        Face(_FAMILY, type_.weight), size, size * type_.leading, type_.tracking / 100, type_.case == "upper", ink
    )


class Line(Struct, frozen=True):
    """A line of type whose box begins at its place; its outlines are made once it is known that it stays."""

    text: str
    setting: Setting
    source: Source

    @property
    def letters(self) -> float:
        """How high its small letters are in mm; its capitals and figures where there is nothing else."""
        has_small = not self.setting.is_upper and any(letter.islower() for letter in self.text)
        return self.setting.size * (_SMALL_LETTERS if has_small else _CAPITALS)

    def fill(self, x: float, y: float) -> Fill:
        """Return it drawn, its box's corner at (x, y)."""
        setting = self.setting
        baseline = y + setting.leading / 2 + _HALF_CAP * setting.size
        path = outline(setting.run(self.text), setting.size).transformed(Affine.translation(x, baseline))
        return Fill(
            path,
            setting.ink,
            Role.LETTERING,
            self.source,
            overprint=overprints(setting.ink, setting.size),
            said=self.text.upper() if setting.is_upper else self.text,
        )


class Placed(Struct, frozen=True):
    """Something with its place in a block, or on the page."""

    what: Line | Item
    x: float = 0.0
    y: float = 0.0

    def drawn(self) -> Item:
        """Return it drawn where it is."""
        if isinstance(self.what, Line):
            return self.what.fill(self.x, self.y)
        move = Affine.translation(self.x, self.y)
        if isinstance(self.what, Group):
            return replace(self.what, transform=self.what.transform.then(move))
        return replace(self.what, path=self.what.path.transformed(move))


class TypeBlock(Struct, frozen=True):
    """What stands in a cell: its height and what there is, from (0, 0) down."""

    height: float
    items: tuple[Placed, ...]

    def moved(self, dx: float, dy: float) -> tuple[Placed, ...]:
        """Return what there is, moved."""
        return tuple(Placed(each.what, each.x + dx, each.y + dy) for each in self.items)


@lru_cache(maxsize=4096)
def wrap_words(text: str, setting: Setting, room: float) -> tuple[str, ...] | None:
    """Return ``text`` in lines of at most ``room`` mm; None where a word alone is longer.

    A no-break space ties words. A last line that would be short is filled from those above, if no line is added.
    """
    lines = _filled_lines(text, setting, room)
    if lines is None or len(lines) == 1:
        return lines
    for share in _NARROWER:
        if setting.width(lines[-1]) >= room * _SHORT:
            break
        narrower = _filled_lines(text, setting, room * share)
        if narrower is None or len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _filled_lines(text: str, setting: Setting, room: float) -> tuple[str, ...] | None:
    """Return ``text`` with as much on each line as ``room`` mm hold."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and setting.width(longer) <= room:
            lines[-1] = longer
        elif setting.width(word) <= room:
            lines.append(word)
        else:
            return None
    return tuple(lines)


def set_lines(
    lines: tuple[str, ...], setting: Setting, room: float, source: Source, align: Align = "left"
) -> TypeBlock:
    """Return ``lines`` set one under the other."""
    items = (
        Placed(Line(line, setting, source), (room - setting.width(line)) * SHARE[align], index * setting.leading)
        for index, line in enumerate(lines)
    )
    return TypeBlock(setting.leading * len(lines), tuple(items))


def stack(blocks: Sequence[TypeBlock], gap: float) -> TypeBlock:
    """Return ``blocks`` one under the other, ``gap`` mm apart."""
    items: list[Placed] = []
    y = 0.0
    for block in blocks:
        items += block.moved(0.0, y)
        y += block.height + gap
    return TypeBlock(max(y - gap, 0.0), tuple(items))
