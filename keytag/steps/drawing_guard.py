"""A drawing that was read held against its file as another program shows it.

A shape that is lost or painted black in silence is printed by the thousand. So each drawing is drawn twice: the
file by resvg, and what was read of it by keytag's own writer. Where they differ by more than how edges are
smoothed, nothing is made of it.
"""

from __future__ import annotations

from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.geometry import Affine, Rect
from keytag.drawing.ink import Ink
from keytag.drawing.svg_import import Art
from keytag.drawing.svg_import.refusal import differs, invalid_drawing
from keytag.drawing.svg_import.witness import write_witness
from keytag.findings import Where
from keytag.inspection.pictures import find_difference
from keytag.output.png import render_svg
from keytag.output.svg import draw_elements

# House rule: the longer side in pixels; a 12 mm emblem shows what is 0.03 mm wide.
_PIXELS = 480
# keytag's writer rounds to a thousandth of a millimetre; a drawing 100 mm high is written exactly enough.
_HEIGHT = 100.0


def refuse_difference(data: bytes, art: Art, file: str) -> None:
    """Raise InvalidDocumentError where ``art``, read from the SVG ``data``, looks different from it."""
    try:
        original, flat = pictures(data, art)
    except ValueError:
        # What resvg cannot show at all, it cannot vouch for.
        raise invalid_drawing(file, (differs(0.5, 0.5).at(Where(file, 1)),)) from None
    difference = find_difference(original, flat)
    if difference is None:
        return
    x, y = difference.across * art.aspect, difference.down
    there = [
        line
        for (path, _), line in zip(art.shapes, art.lines, strict=True)
        if (box := path.bounds()).x0 <= x <= box.x1 and box.y0 <= y <= box.y1
    ]
    refusal = differs(difference.across, difference.down)
    raise invalid_drawing(file, (refusal.at(Where(file, there[-1] if there else 1)),))


def pictures(data: bytes, art: Art) -> tuple[bytes, bytes]:
    """Return the SVG ``data`` and what was read of it as PNG of one size.

    Raises ValueError where resvg cannot show one of them.
    """
    width = max(1, round(_PIXELS * min(1.0, art.aspect)))
    height = max(1, round(_PIXELS / max(1.0, art.aspect)))
    original = render_svg(write_witness(data, width, height), width, height)
    return original, render_svg(_flat(art, width, height), width, height)


def _flat(art: Art, width: int, height: int) -> str:
    to_size = Affine.scaling(_HEIGHT, _HEIGHT)
    inks = {colour: Ink(colour, (0.0, 0.0, 0.0, 1.0)) for colour in art.colours}
    items = tuple(Fill(path.transformed(to_size), inks[colour], Role.ART) for path, colour in art.shapes)
    page = Rect(0.0, 0.0, _HEIGHT * art.aspect, _HEIGHT)
    elements = draw_elements(Artwork(items, page), _colour)
    view = f'viewBox="0 0 {page.width!r} {page.height!r}" preserveAspectRatio="none"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" {view}>{elements}</svg>'


def _colour(ink: Ink) -> tuple[int, int, int]:
    red, green, blue = (int(ink.name[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue
