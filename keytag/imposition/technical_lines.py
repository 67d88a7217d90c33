"""What is only said to a shop and never printed: cut and hole, the bleed's end, a tag's measures.

Here such lines are drawn, put into the order in which they are cut, and taken apart from what is printed (for
standards without layers, and for packages that want both).

Spot, weight and overprint follow docs of ISO 19593-1 users (GWG 2022, Label & Leaflet): a stroke is centred on the
cut and overprints, so that the ground beneath it is not knocked out. Each spot has an alternate of its own, so
that no two look alike on a screen (GWG 2022, R0023). Processing steps as ISO 19593-1 names them: Structural/Bleed,
Dimensions. Measures stand outside the bleed, on the one-up alone. Where print and cut are taken apart, the cut
goes by its role, not by its ink; what stands on every plate belongs to both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Group, Item, Role, Stroke
from keytag.drawing.geometry import Affine, Hole, Path, Point, Shape, polyline
from keytag.drawing.ink import BLACK, Cmyk, Ink, spot
from keytag.imposition.bands import back_and_forth, in_bands, travel_length
from keytag.imposition.form_inks import ON_EVERY_PLATE
from keytag.imposition.line_setter import Letter
from keytag.imposition.sheet import Page, Placement
from keytag.units import to_mm

# Die makers' custom: 0.25 pt, stroke only.
CUT_WIDTH = to_mm(0.25)
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
_MEASURE_APART, _TICK = 1.5, 0.5
_SIZE_PT = 6.0
_FIGURES_CLEAR = 0.5
# Lines, figures and what is clear round them; the outer half of a line alone.
_ROOM = {Role.DIMENSION: _MEASURE_APART + 2 * _FIGURES_CLEAR + to_mm(_SIZE_PT), Role.BLEED_LINE: 1.0}
# Places of one row share their coordinate across it, but for rounding.
_DECIMALS = 3
CUT_ROLES = frozenset({Role.DIELINE, Role.KISS_CUT, Role.HOLE, Role.BLEED_LINE, Role.DIMENSION})
"""What tells the cutter or the die maker something and is never printed."""


def dieline(
    shape: Shape, hole: Hole | None, ink: Ink, hole_ink: Ink | None = None, *, is_kiss: bool = False
) -> Artwork:
    """Return the ``hole`` and then the outline of ``shape`` as cutting strokes: an outline cut first lets go.

    ``ink`` is the shop's technical spot; the hole takes ``hole_ink`` where the shop punches by another name. The
    outline of what ``is_kiss`` cut leaves its backing whole; the hole goes through it.
    """
    strokes = [] if hole is None else [_stroke(hole.outline(), hole_ink or ink, Role.HOLE)]
    strokes.append(_stroke(shape.outline(), ink, outline_role(is_kiss=is_kiss)))
    # The bleed holds the outer half of the stroke, or the exporters would clip it.
    return Artwork(tuple(strokes), shape.trim, CUT_WIDTH)


def outline_role(*, is_kiss: bool) -> Role:
    """Return what the outline of a tag says to the cutter."""
    return Role.KISS_CUT if is_kiss else Role.DIELINE


def _stroke(path: Path, ink: Ink, role: Role) -> Stroke:
    return Stroke(path, ink, CUT_WIDTH, role, overprint=True)


def order_of_visits(places: Sequence[Point]) -> tuple[int, ...]:
    """Return the numbers of ``places`` in the order in which a head visits them.

    Row by row from the first, each from the end at which the one before it stopped; or column by column, where
    that is shorter; where there are neither, band by band. What lies inside a tag is cut before its outline, since
    a part that has come loose moves (Luban #1758 and #2266, jscut #43 and #60, dxfplotter #9: programs that cut in
    the order of their file).
    """
    level, upright = _rows(places, across=1), _rows(places, across=0)
    if min(len(level), len(upright)) > max(len(places) / 2, _FEW):
        return back_and_forth(in_bands(places), places)
    ways = (back_and_forth(level, places), back_and_forth(upright, places))
    return min(ways, key=lambda way: travel_length(tuple(places[number] for number in way)))


# House rule: so few places need no bands.
_FEW = 6


def _rows(places: Sequence[Point], *, across: int) -> list[list[int]]:
    """Return the numbers of ``places`` that share their coordinate ``across`` rows, row by row."""
    rows: dict[float, list[int]] = {}
    for number, place in enumerate(places):
        rows.setdefault(round(place[across], _DECIMALS), []).append(number)
    return [sorted(row, key=lambda number: places[number][1 - across]) for _, row in sorted(rows.items())]


def technical_ink(role: Role, name: str = "") -> Ink:
    """Return the spot of what ``role`` says, by the shop's ``name`` or by keytag's own."""
    return spot(name or _NAMES[role], _ALTERNATES[role], technical=True)


def with_technical_lines(
    side: Artwork, shape: Shape, hole: Hole | None, roles: frozenset[Role], letter: Letter
) -> Artwork:
    """Return ``side`` with what ``roles`` say on top, and room for it round the bleed.

    ``shape`` and ``hole`` are as this side sees them.
    """
    items: list[Item] = []
    if Role.BLEED_LINE in roles and side.bleed > 0:
        path = shape.outline(-side.bleed)
        items.append(_line(path, Role.BLEED_LINE))
    if Role.DIMENSION in roles:
        items += _measures(shape, hole, side.bleed + _MEASURE_APART, letter)
    room = max((_ROOM[role] for role in roles), default=0.0)
    return replace(side, items=(*side.items, *items), room=room)


def _measures(shape: Shape, hole: Hole | None, away: float, letter: Letter) -> Iterator[Item]:
    """Yield the width below, the height at the right, the hole above: lines ``away`` mm off, and figures."""
    width, height = shape.width, shape.height
    below, right = height + away, width + away
    yield from _measure((0.0, below), (width, below), (0.0, _TICK))
    yield _figures(f"{width:g} mm", letter, Affine.translation(width / 2, below + _FIGURES_CLEAR), hangs=True)
    yield from _measure((right, 0.0), (right, height), (_TICK, 0.0))
    turned = Affine.rotation(-90).then(Affine.translation(right + _FIGURES_CLEAR, height / 2))
    yield _figures(f"{height:g} mm", letter, turned, hangs=True)
    if hole is not None:
        yield _line(
            polyline(((hole.cx, -away), (hole.cx, _MEASURE_APART - _FIGURES_CLEAR - away))), Role.DIMENSION
        )
        place = Affine.translation(hole.cx, -away - _FIGURES_CLEAR)
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


def without_cut(artwork: Artwork) -> Artwork:
    """Return ``artwork`` as it is printed, without dieline, hole and what else is only said."""
    return _keep(artwork, lambda item: item.role not in CUT_ROLES)


def cut_alone(artwork: Artwork) -> Artwork:
    """Return the dieline, the hole and what else is only said of ``artwork``, and nothing that is printed."""
    return _keep(artwork, _is_cut)


def sheets_without_cut(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return ``pages`` as they are printed; pages that shared a form share one still."""
    return tuple(_take_apart(pages, cache(without_cut)))


def sheets_of_cut(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return one page for each form of ``pages``, with its cut and the marks by which it registers."""
    firsts = {id(page.form): replace(page, extras=()) for page in reversed(pages)}
    ordered = (firsts[number] for number in dict.fromkeys(id(page.form) for page in pages))
    return tuple(_take_apart(tuple(ordered), cache(lambda artwork: _keep(artwork, _is_with_the_cut))))


def _is_cut(item: Fill | Stroke) -> bool:
    return item.role in CUT_ROLES


def _is_with_the_cut(item: Fill | Stroke) -> bool:
    """Tell whether an item goes with the cut: it, what stands on every plate, and the cutter's own black marks."""
    return _is_cut(item) or (item.role is Role.MARK and (item.source == ON_EVERY_PLATE or item.ink == BLACK))


def _take_apart(pages: Sequence[Page], part: Callable[[Artwork], Artwork]) -> Iterator[Page]:
    forms = {id(page.form): page.form for page in pages}
    parted = {
        number: replace(form, placements=tuple(_keep_placements(form.placements, part)))
        for number, form in forms.items()
    }
    for page in pages:
        yield replace(page, form=parted[id(page.form)], extras=tuple(_keep_placements(page.extras, part)))


def _keep_placements(placements: Sequence[Placement], part: Callable[[Artwork], Artwork]) -> Iterator[Placement]:
    for placement in placements:
        artwork = part(placement.artwork)
        if artwork.items:
            yield replace(placement, artwork=artwork)


def _keep(artwork: Artwork, is_kept: Callable[[Fill | Stroke], bool]) -> Artwork:
    return replace(artwork, items=_keep_items(artwork.items, is_kept))


def _keep_items(items: tuple[Item, ...], is_kept: Callable[[Fill | Stroke], bool]) -> tuple[Item, ...]:
    kept: list[Item] = []
    for item in items:
        if not isinstance(item, Group):
            if is_kept(item):
                kept.append(item)
        elif inner := _keep_items(item.items, is_kept):
            kept.append(replace(item, items=inner))
    return tuple(kept)
