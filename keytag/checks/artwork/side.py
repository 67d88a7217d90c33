"""One side of a tag as the checks see it: everything drawn, in paint order, and what lies under each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from math import hypot

from msgspec import Struct, field

from keytag.checks.artwork.clip import clipped_fill, clipped_line, hull
from keytag.checks.artwork.drawn_item import DrawnItem, control_box, outlines_of
from keytag.checks.artwork.paint import Paint, over, paint_of_layers
from keytag.checks.artwork.subject import TagSubject
from keytag.compose import Frame
from keytag.compose.code_place import PlacedCode
from keytag.drawing.artwork import Artwork, Fill, Group, Item, Role, Stroke
from keytag.drawing.geometry import IDENTITY, Affine, Point
from keytag.drawing.geometry.contour import Contour
from keytag.drawing.ink import Ink
from keytag.text.text import Text

_TITLES = {"front": Text("mặt trước", "front"), "back": Text("mặt sau", "back")}


class DrawnSide(Struct, frozen=True, eq=False):
    """A side: its items, its own frame, the code it carries, and the whole tag it belongs to.

    ``wander`` is how far the cut may miss this side's print, in mm.
    """

    title: Text
    items: tuple[DrawnItem, ...]
    frame: Frame
    code: PlacedCode | None
    subject: TagSubject
    wander: float
    _under: dict[int, tuple[Paint, ...]] = field(default_factory=dict)

    def of(self, *roles: Role) -> Iterator[DrawnItem]:
        """Yield the items of these roles, in paint order."""
        return (drawn for drawn in self.items if drawn.item.role in roles)

    def under(self, drawn: DrawnItem) -> tuple[Paint, ...]:
        """Return what lies under ``drawn``: one paint, or several where it runs over the edge of a ground."""
        if drawn.order not in self._under:
            grounds = [
                ground
                for ground in self.of(Role.GROUND, Role.QR_GROUND, Role.ART)
                if ground.order < drawn.order and ground.box.intersects(drawn.box) and not ground.width
            ]
            is_split = any(ground.enters(drawn.box) for ground in grounds)
            outlines = drawn.outlines if is_split else tuple(islice(outlines_of(drawn.path), 1))
            starts = (outline.commands[0][1] for outline in outlines)
            found = (paint_of_layers(_layers(grounds, (x, y))) for x, y in starts)
            self._under[drawn.order] = tuple(dict.fromkeys(found))
        return self._under[drawn.order]

    def paint(self, drawn: DrawnItem, under: Paint) -> Paint:
        """Return what ``drawn`` comes to on what lies under it."""
        return over(drawn.item.ink, under, overprint=drawn.item.overprint)

    def paint_at(self, point: Point) -> Paint:
        """Return what lies at ``point`` when all fills are painted."""
        return paint_of_layers(_layers([drawn for drawn in self.items if not drawn.width], point))


def _layers(items: list[DrawnItem], point: Point) -> Iterator[tuple[Ink, bool]]:
    return ((drawn.item.ink, drawn.item.overprint) for drawn in items if drawn.holds(point))


def drawn_sides(subject: TagSubject) -> tuple[DrawnSide, DrawnSide]:
    """Return front and back of ``subject``, each in its own coordinates."""
    frames = {"front": subject.frame, "back": subject.frame.other_side()}
    artworks = {"front": subject.front, "back": subject.back}
    front, back = (
        DrawnSide(
            _TITLES[name],
            tuple(_drawn_items(artworks[name])),
            frames[name],
            subject.code if subject.code_side == name else None,
            subject,
            # House rule: errors that know nothing of each other add up as squares do.
            hypot(subject.tolerance.cut, subject.tolerance.back) if name == "back" else subject.tolerance.cut,
        )
        for name in ("front", "back")
    )
    return front, back


def _drawn_items(artwork: Artwork) -> Iterator[DrawnItem]:
    """Yield what will print, cut to the groups it stands in."""
    for order, (item, matrix, windows) in enumerate(_walk(artwork.items, IDENTITY, ())):
        path = item.path if matrix == IDENTITY else item.path.transformed(matrix)
        for window in windows:
            path = clipped_line(path, window) if isinstance(item, Stroke) else clipped_fill(path, window)
        if item.ink.technical or path.is_empty:
            continue
        width = item.width * abs(matrix.determinant) ** 0.5 if isinstance(item, Stroke) else 0.0
        yield DrawnItem(item, order, path, control_box(path.commands), width)


def _walk(
    items: tuple[Item, ...], matrix: Affine, windows: tuple[Contour, ...]
) -> Iterator[tuple[Fill | Stroke, Affine, tuple[Contour, ...]]]:
    """Yield fills and strokes in paint order with their matrix and the windows through which they show."""
    for item in items:
        if isinstance(item, Group):
            place = item.transform.then(matrix)
            seen = item.clip.transformed(place).flattened() if item.clip is not None else ()
            window = (hull(point for contour in seen for point in contour),) if item.clip is not None else ()
            yield from _walk(item.items, place, (*windows, *window))
        else:
            yield item, matrix, windows
