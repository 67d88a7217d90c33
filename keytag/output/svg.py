"""An artwork as SVG, true to size: for screens, for a ward's approval, and as the drawing behind the preview.

Must not know of profiles: what an ink looks like is asked of the caller. Answers to SVG 1.1 (Second Edition), 7.10
(units) and 8.3 (path data); colours are sRGB, so this is never a file for the press.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from html import escape
from itertools import count

from keytag.drawing.artwork import Artwork, Fill, Item, Stroke
from keytag.drawing.geometry import IDENTITY, Affine, Path
from keytag.drawing.ink import Ink
from keytag.units import to_mm

ColourOf = Callable[[Ink], tuple[int, int, int]]
"""What an ink looks like on a screen, each channel 0 to 255."""

# Cutters read 0.25 pt lines; whatever a technical item is cut with, it is shown as one.
_HAIRLINE = to_mm(0.25)


def write_svg(
    artwork: Artwork,
    colour_of: ColourOf,
    *,
    outline: Path | None = None,
    title: str = "",
) -> str:
    """Return ``artwork`` as an SVG document whose user unit is the millimetre.

    The view is the trim box. Where an ``outline`` is given, what prints is cut
    to it. Items carry their role and source as ``data-`` attributes; technical inks are hairlines.
    """
    box = artwork.trim
    view = " ".join(_number(value) for value in (box.x0, box.y0, box.width, box.height))
    size = f'width="{_number(box.width)}mm" height="{_number(box.height)}mm"'
    named = f"<title>{escape(title)}</title>\n" if title else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{view}">\n'
        f"{named}{draw_elements(artwork, colour_of, outline=outline)}\n</svg>\n"
    )


def draw_elements(
    artwork: Artwork,
    colour_of: ColourOf,
    *,
    outline: Path | None = None,
    technical: bool = True,
    prefix: str = "",
) -> str:
    """Return the elements that draw ``artwork`` in mm, without a document round them.

    ``technical`` inks can be left out; ``prefix`` keeps the ids of several drawings in one document apart.
    """
    pen = _Pen(colour_of, prefix)
    printed = pen.draw(artwork.items, technical=False)
    if outline is not None:
        printed = pen.clipped(printed, outline, IDENTITY)
    lines = pen.draw(artwork.items, technical=True) if technical else []
    return "\n".join((*printed, *lines))


# Editions share their grounds, lines and codes, and so do the pictures of one tag.
@lru_cache(maxsize=64)
def path_data(path: Path) -> str:
    """Return ``path`` as the ``d`` of an SVG path, rounded to a thousandth of a millimetre."""
    return "".join([op + " ".join(map(_number, xy)) for op, xy in path.commands])


class _Pen:
    """Draws items as elements and hands out ids for clip paths."""

    def __init__(self, colour_of: ColourOf, prefix: str) -> None:
        self._colour_of = colour_of
        self._prefix = prefix
        self._ids = count(1)

    def draw(self, items: tuple[Item, ...], *, technical: bool) -> list[str]:
        """Return the elements for those of ``items`` that are technical, or for those that are not."""
        elements: list[str] = []
        for item in items:
            if isinstance(item, Fill | Stroke):
                if item.ink.technical == technical and not item.path.is_empty:
                    elements.append(self._element(item))
            elif inner := self.draw(item.items, technical=technical):
                elements += self.clipped(inner, item.clip, item.transform)
        return elements

    def clipped(self, elements: list[str], clip: Path | None, transform: Affine) -> list[str]:
        """Return ``elements`` as a group, moved by ``transform`` and cut to ``clip``."""
        attributes = ""
        definition = []
        if transform != IDENTITY:
            attributes += f' transform="{_matrix(transform)}"'
        if clip is not None:
            name = f"{self._prefix}clip{next(self._ids)}"
            definition = [f'<clipPath id="{name}"><path d="{path_data(clip)}"/></clipPath>']
            attributes += f' clip-path="url(#{name})"'
        return [*definition, f"<g{attributes}>", *elements, "</g>"]

    def _element(self, item: Fill | Stroke) -> str:
        red, green, blue = self._colour_of(item.ink)
        colour = f"#{red:02x}{green:02x}{blue:02x}"
        if isinstance(item, Fill) and not item.ink.technical:
            paint = f'fill="{colour}"'
        else:
            width = item.width if isinstance(item, Stroke) and not item.ink.technical else _HAIRLINE
            paint = f'fill="none" stroke="{colour}" stroke-width="{_number(width)}" stroke-linejoin="round"'
            if isinstance(item, Stroke) and item.dash:
                paint += f' stroke-dasharray="{" ".join(_number(length) for length in item.dash)}"'
        return f'<path {_data(item)} {paint} d="{path_data(item.path)}"/>'


def _data(item: Fill | Stroke) -> str:
    """Return what the item is and where it comes from, for whoever styles or tests the drawing."""
    facts = {"role": item.role.value, "slot": item.source.slot, "node": item.source.node, "ink": item.ink.name}
    return " ".join(f'data-{key}="{escape(value)}"' for key, value in facts.items() if value)


def _matrix(matrix: Affine) -> str:
    values = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
    return f"matrix({' '.join(f'{value + 0.0:.6g}' for value in values)})"


# A code's outlines go to and fro between few lines.
@lru_cache(maxsize=4096)
def _number(value: float) -> str:
    return f"{round(value, 3) + 0.0:.7g}"
