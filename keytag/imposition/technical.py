"""What is only said to a shop, never printed: the spots of cut and hole, the bleed's end and a tag's measures.

Each spot has an alternate of its own, so that no two look alike on a screen (GWG 2022, R0023). Processing steps as
ISO 19593-1 names them: Structural/Bleed, Dimensions. Measures stand outside the bleed, on the one-up alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Item, Role, Stroke
from keytag.drawing.geometry import Affine, Hole, Path, Point, Shape, polyline
from keytag.drawing.ink import Cmyk, Ink, spot
from keytag.imposition.cut import CUT_WIDTH
from keytag.imposition.typesetter import Letter
from keytag.units import to_mm

# GWG 2022, Label & Leaflet: a dieline is shown in magenta. House rules: the others, in colours that hardly any
# colour of a tag has to the last per cent.
_ALTERNATES: dict[Role, Cmyk] = {
    Role.DIELINE: (0.0, 1.0, 0.0, 0.0),
    Role.HOLE: (1.0, 0.0, 0.0, 0.0),
    Role.BLEED_LINE: (0.0, 0.5, 1.0, 0.0),
    Role.DIMENSION: (0.6, 0.0, 0.9, 0.0),
}
_NAMES = {Role.BLEED_LINE: "Bleed", Role.DIMENSION: "Dimensions"}

# House rules, in mm: how far beyond the bleed a measure's line runs, its ticks, and the figures, which a prepress
# operator reads on a screen.
_APART, _TICK = 1.5, 0.5
_SIZE_PT = 6.0
_CLEAR = 0.5
# Lines, figures and what is clear round them; the outer half of a line alone.
_ROOM = {Role.DIMENSION: _APART + 2 * _CLEAR + to_mm(_SIZE_PT), Role.BLEED_LINE: 1.0}


def technical_ink(role: Role, name: str = "") -> Ink:
    """Return the spot of what ``role`` says, by the shop's ``name`` or by keytag's own."""
    return spot(name or _NAMES[role], _ALTERNATES[role], technical=True)


def with_said(side: Artwork, shape: Shape, hole: Hole | None, roles: frozenset[Role], letter: Letter) -> Artwork:
    """Return ``side`` with what ``roles`` say on top, and room for it round the bleed.

    ``shape`` and ``hole`` are as this side sees them.
    """
    items: list[Item] = []
    if Role.BLEED_LINE in roles and side.bleed > 0:
        path = shape.outline(-side.bleed)
        items.append(_line(path, Role.BLEED_LINE))
    if Role.DIMENSION in roles:
        items += _measures(shape, hole, side.bleed + _APART, letter)
    room = max((_ROOM[role] for role in roles), default=0.0)
    return replace(side, items=(*side.items, *items), room=room)


def _measures(shape: Shape, hole: Hole | None, away: float, letter: Letter) -> Iterator[Item]:
    """Yield the width below, the height at the right, the hole above: lines ``away`` mm off, and figures."""
    width, height = shape.width, shape.height
    below, right = height + away, width + away
    yield from _measure((0.0, below), (width, below), (0.0, _TICK))
    yield _figures(f"{width:g} mm", letter, Affine.translation(width / 2, below + _CLEAR), hangs=True)
    yield from _measure((right, 0.0), (right, height), (_TICK, 0.0))
    turned = Affine.rotation(-90).then(Affine.translation(right + _CLEAR, height / 2))
    yield _figures(f"{height:g} mm", letter, turned, hangs=True)
    if hole is not None:
        yield _line(polyline(((hole.cx, -away), (hole.cx, _APART - _CLEAR - away))), Role.DIMENSION)
        place = Affine.translation(hole.cx, -away - _CLEAR)
        yield _figures(f"Ø {hole.diameter:g} mm", letter, place, hangs=False)


def _measure(start: Point, end: Point, tick: Point) -> Iterator[Item]:
    """Yield a line with a tick across each of its ends."""
    yield _line(polyline((start, end)), Role.DIMENSION)
    for x, y in (start, end):
        yield _line(polyline(((x - tick[0], y - tick[1]), (x + tick[0], y + tick[1]))), Role.DIMENSION)


def _line(path: Path, role: Role) -> Stroke:
    return Stroke(path, technical_ink(role), CUT_WIDTH, role, overprint=True)


def _figures(text: str, letter: Letter, place: Affine, *, hangs: bool) -> Fill:
    """Return ``text`` centred on the origin of ``place``, hanging from its x-axis or standing on it."""
    path, _ = letter(text, _SIZE_PT)
    box = path.bounds()
    centred = Affine.translation(-box.centre[0], -box.y0 if hangs else -box.y1)
    moved = path.transformed(centred.then(place))
    return Fill(moved, technical_ink(Role.DIMENSION), Role.DIMENSION, overprint=True)
