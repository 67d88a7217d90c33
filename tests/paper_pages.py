"""What stands on a page of paper: its lines as they read, and the boxes of all that is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from keytag.drawing.artwork import Fill, Role, Stroke, walk
from keytag.drawing.geometry import Affine, Rect
from keytag.drawing.lettering import Face, GlyphRun, outline
from keytag.drawing.paper import PaperPage, PlacedArtwork, TypeLine
from keytag.output.page.canvas import Style


def type_lines(page: PaperPage) -> tuple[TypeLine, ...]:
    """Return the lines of type of a page, in paint order."""
    return tuple(part for part in page.parts if isinstance(part, TypeLine))


def placed_artworks(page: PaperPage) -> tuple[PlacedArtwork, ...]:
    """Return what is drawn on a page, in paint order."""
    return tuple(part for part in page.parts if isinstance(part, PlacedArtwork))


def drawn_items(page: PaperPage) -> Iterator[tuple[Fill | Stroke, Affine]]:
    """Yield all that is drawn on a page with the matrix that takes it there."""
    for placed in placed_artworks(page):
        yield from walk(placed.artwork.items, placed.transform)


def says(page: PaperPage, text: str, style: Style | None = None) -> bool:
    """Tell whether ``text`` stands on a page, broken over lines or not; as one line in ``style`` where given."""
    lines = type_lines(page)
    if style is not None:
        return any(line.run == style.run(text) and line.em == style.em for line in lines)
    return "".join(text.split()) in "".join("".join(line.run.text.split()) for line in lines)


def boxes(page: PaperPage, *roles: Role) -> list[Rect]:
    """Return the boxes in mm of all that a page shows, each letter by itself, or of what has one of ``roles``."""
    found = [
        item.path.transformed(matrix).bounds()
        for item, matrix in drawn_items(page)
        if not roles or item.role in roles
    ]
    if not roles or Role.LETTERING in roles:
        found += [box for line in type_lines(page) for box in _letters(line)]
    return found


def _letters(line: TypeLine) -> Iterator[Rect]:
    em = line.em
    for glyph, x, y in line.run.glyphs:
        box = _letter(glyph, line.run.face)
        if box is not None:
            left, base = line.x + x * em, line.y + y * em
            yield Rect(left + box.x0 * em, base + box.y0 * em, left + box.x1 * em, base + box.y1 * em)


@lru_cache(maxsize=4096)
def _letter(glyph: int, face: Face) -> Rect | None:
    """Return the box of a glyph in ems, None for a blank."""
    path = outline(GlyphRun("", face, ((glyph, 0.0, 0.0),), 0.0, Rect(0.0, 0.0, 0.0, 0.0)), 1.0)
    return None if path.is_empty else path.bounds()
