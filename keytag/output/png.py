"""The picture of a tag: both sides on a grey ground, cut out, with the ground showing through the hole.

The only module that uses resvg. It takes drawings as SVG elements and must not know what they are drawn from.
Answers to PNG (ISO/IEC 15948), 11.3.5.3, for the resolution in the file.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from math import ceil

from msgspec import Struct

from keytag.drawing.geometry import Rect
from keytag.units import MM_PER_INCH

# House rule: 300 dpi prints at true size on an office printer and reads well on a screen.
DPI = 300

# House rule: a mid grey on which both white and flag red stand out; lit from above.
_GROUND = ("#969694", "#7e7e7c")
_PAPER = ("#fff", "#fff")
_ROOM = 5.0
"""mm of ground round the tags and between them."""

# House rule: a tag lies flat under light from above, so its shadow is short and soft. It is built of ever wider
# faint lines along the cut, because a blur filter takes resvg three times as long as all the rest.
# House rules, in mm: a row's caption with its room, its baseline below the row's top, room within a frame.
_CAPTION, _BASELINE, _FRAME = 5.0, 2.6, 0.6
# House rule, in mm: the baseline of what stands below the tags keeps so far off the picture's edge.
_FOOT = 1.4
# House rule: neither tags nor offices' colours have this magenta.
_MARK = "#ff00c8"
_SHADOW_LINES = 12
_SHADOW_WIDTH = 0.2
_SHADOW_OPACITY = 0.026


class PreviewSide(Struct, frozen=True):
    """One side of a tag: its drawing as SVG elements in mm, and the path data of what is cut (even-odd).

    ``width`` and ``height`` are those of the trim box, which starts at the origin.
    """

    drawing: str
    cut: str
    width: float
    height: float


def write_png(faces: Sequence[PreviewSide], caption: str = "", *, on_paper: bool = False) -> bytes:
    """Return a PNG at `DPI` with ``faces`` side by side, in the order given.

    What stands below them is a ``caption``, path data in mm. On paper, as in a letter, the ground is white.
    """
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - only those who want pictures pay for it

    across = _pixels(sum(face.width for face in faces) + _ROOM * (len(faces) + 1))
    down = _pixels(max(face.height for face in faces) + 2 * _ROOM)
    picture = svg_to_bytes(
        svg_string=_scene(faces, across * MM_PER_INCH / DPI, down * MM_PER_INCH / DPI, caption, on_paper=on_paper),
        width=across,
        height=down,
        skip_system_fonts=True,
    )
    return _with_resolution(bytes(picture), DPI)


def write_comparison(rows: Sequence[tuple[str, Sequence[PreviewSide]]]) -> bytes:
    """Return a PNG at `DPI` with a row of faces for each of ``rows``, under a caption as path data in mm."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - the same

    wide = max(sum(face.width for face in faces) + _ROOM * (len(faces) + 1) for _, faces in rows)
    heights = [max(face.height for face in faces) + _CAPTION + _ROOM for _, faces in rows]
    across, down = _pixels(wide), _pixels(sum(heights) + _ROOM)
    width, height = across * MM_PER_INCH / DPI, down * MM_PER_INCH / DPI
    elements = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.4f} {height:.4f}">',
        f'<rect width="{width:.4f}" height="{height:.4f}" fill="{_GROUND[0]}"/>',
    ]
    top = _ROOM
    for number, ((caption, faces), tall) in enumerate(zip(rows, heights, strict=True)):
        elements.append(f'<path d="{caption}" transform="translate({_ROOM} {top + _BASELINE})" fill="#fff"/>')
        left = _ROOM
        for place, face in enumerate(faces):
            elements.append(f'<g transform="translate({left:.4f} {top + _CAPTION:.4f})">')
            elements += (*_tag(face, f"cut{number}-{place}"), "</g>")
            left += face.width + _ROOM
        top += tall
    picture = svg_to_bytes(
        svg_string="\n".join((*elements, "</svg>")), width=across, height=down, skip_system_fonts=True
    )
    return _with_resolution(bytes(picture), DPI)


def with_differences(
    before: PreviewSide, after: PreviewSide, areas: Sequence[tuple[float, float, float, float]]
) -> PreviewSide:
    """Return ``after`` laid over ``before``, pale but for ``areas``, each of which has a frame.

    The areas are shares of width and height from the top left: left, top, right, bottom.
    """
    width, height = after.width, after.height
    boxes = [
        (
            max(0.0, left * width - _FRAME),
            max(0.0, top * height - _FRAME),
            min(width, right * width + _FRAME),
            min(height, bottom * height + _FRAME),
        )
        for left, top, right, bottom in areas
    ]
    holes = "".join(f"M{x0:.3f} {y0:.3f}H{x1:.3f}V{y1:.3f}H{x0:.3f}Z" for x0, y0, x1, y1 in boxes)
    drawing = (
        f'{after.drawing}<g opacity="0.5">{before.drawing}</g>'
        f'<path d="M0 0H{width:.3f}V{height:.3f}H0Z{holes}" fill-rule="evenodd" fill="#fff" opacity="0.72"/>'
        f'<path d="{holes}" fill="none" stroke="{_MARK}" stroke-width="0.35"/>'
    )
    return PreviewSide(drawing, after.cut, width, height)


def render_view(face: PreviewSide, view: Rect, pixel: float) -> bytes:
    """Return a PNG of what a camera close by sees of ``face`` within ``view``, each pixel ``pixel`` mm wide.

    The ground shows where the tag is cut and punched. The view begins and ends at whole pixels.
    """
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - the same

    box = f"{view.x0:.4f} {view.y0:.4f} {view.width:.4f} {view.height:.4f}"
    outside = "M{0} {1}H{2}V{3}H{0}Z".format(*(f"{value:.4f}" for value in (view.x0, view.y0, view.x1, view.y1)))
    elements = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">',
        face.drawing,
        # Painted over, because a clip path costs resvg more than all the rest.
        f'<path d="{outside}{face.cut}" fill-rule="evenodd" fill="{_GROUND[0]}"/></svg>',
    )
    across, down = (round(side / pixel) for side in (view.width, view.height))
    return bytes(
        svg_to_bytes(
            svg_string="\n".join(elements), width=across, height=down, background="#fff", skip_system_fonts=True
        )
    )


def render_cut_out(face: PreviewSide, across: int) -> bytes:
    """Return a PNG of ``face`` alone, ``across`` pixels wide: nothing where it is cut and punched."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - the same

    elements = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {face.width:.4f} {face.height:.4f}">',
        *_tag(face, "cut"),
        "</svg>",
    )
    down = max(1, round(across * face.height / face.width))
    return bytes(svg_to_bytes(svg_string="\n".join(elements), width=across, height=down, skip_system_fonts=True))


def render_svg(svg: str, width: int, height: int) -> bytes:
    """Return a PNG of an SVG document whose own size is ``width`` × ``height`` pixels, on nothing.

    Raises ValueError where resvg cannot show it.
    """
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - the same

    # SVG 1.1, 7.10, leaves it open how long an inch is; CSS has 96 px, resvg's binding none.
    return bytes(
        svg_to_bytes(
            svg_string=svg,
            width=width,
            height=height,
            dpi=96,
            skip_system_fonts=True,
        )
    )


def _pixels(mm: float) -> int:
    return ceil(mm / MM_PER_INCH * DPI)


def _scene(faces: Sequence[PreviewSide], width: float, height: float, caption: str, *, on_paper: bool) -> str:
    """Return the picture as SVG: ground, on it each face with its shadow and its edge, and a caption below."""
    top, bottom = _PAPER if on_paper else _GROUND
    elements = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.4f} {height:.4f}">',
        '<linearGradient id="ground" x2="0" y2="1">',
        f'<stop stop-color="{top}"/><stop offset="1" stop-color="{bottom}"/></linearGradient>',
        f'<rect width="{width:.4f}" height="{height:.4f}" fill="url(#ground)"/>',
    ]
    left = (width - sum(face.width for face in faces) - _ROOM * (len(faces) - 1)) / 2
    for number, face in enumerate(faces):
        elements.append(f'<g transform="translate({left:.4f} {(height - face.height) / 2:.4f})">')
        elements += (*_shadow(face.cut), *_tag(face, f"cut{number}"), "</g>")
        left += face.width + _ROOM
    if caption:
        place = f"translate({_ROOM} {height - _FOOT:.4f})"
        ink = _GROUND[1] if on_paper else "#fff"
        elements.append(f'<path d="{caption}" transform="{place}" fill="{ink}"/>')
    return "\n".join((*elements, "</svg>"))


def _shadow(cut: str) -> list[str]:
    """Return the lines that together fade from the cut outwards, the wider ones lower."""
    return [
        f'<path d="{cut}" transform="translate(0 {0.1 + 0.065 * i:.2f})" fill="none" stroke="#000"'
        f' stroke-opacity="{_SHADOW_OPACITY}" stroke-width="{_SHADOW_WIDTH * i:.2f}"/>'
        for i in range(1, _SHADOW_LINES + 1)
    ]


def _tag(face: PreviewSide, name: str) -> list[str]:
    """Return one face: white stock, the drawing, and a thin darker edge, all cut out."""
    return [
        f'<clipPath id="{name}"><path d="{face.cut}" clip-rule="evenodd"/></clipPath>',
        f'<g clip-path="url(#{name})"><rect width="{face.width:.4f}" height="{face.height:.4f}" fill="#fff"/>',
        face.drawing,
        f'<path d="{face.cut}" fill="none" stroke="#000" stroke-opacity="0.16" stroke-width="0.16"/></g>',
    ]


def _with_resolution(png: bytes, dpi: int) -> bytes:
    """Return ``png`` with its resolution in a pHYs chunk behind the header (ISO/IEC 15948, 11.3.5.3)."""
    per_metre = round(dpi / MM_PER_INCH * 1000)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    # ISO/IEC 15948, 5.2 and 11.2.2: signature 8 bytes, IHDR 4 + 4 + 13 + 4.
    return png[:33] + chunk + png[33:]
