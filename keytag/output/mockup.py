"""A picture of what people will hold: both sides as soft plastic, on a key ring with a key.

Drawn as SVG, without a photograph; equal tags give equal pictures. It shows how a tag feels, not how it prints:
light and gloss lie over its colours. Takes drawings as SVG elements and must not know what they are drawn from.
Lengths, angles and tones here are house rules, tried until they looked right.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, hypot, radians, sin

from msgspec import Struct

from keytag.drawing.geometry import Affine, Hole, Point, Rect, Shape
from keytag.output.svg import path_data

Tone = tuple[int, int, int]
# Degrees by which the sides lie on the table, mm of plastic that are seen below their edge, of table round all.
_FRONT_DEG, _BACK_DEG, _THICK, _ROOM = -7.0, 5.0, 1.15, 8.0
# The ring and its wire, the key's bow; how far the ring's middle is turned from the tag's own axis.
_RING, _WIRE, _BOW, _RING_DEG, _KEY_DEG = 8.4, 1.5, 7.0, -24.0, 38.0
_WIDE = 1.25


class MockupSide(Struct, frozen=True):
    """One side: its drawing as SVG elements in mm, its hole as it sees it, the colour of its edge."""

    drawing: str
    hole: Hole | None
    edge: Tone


class _Placed(Struct, frozen=True):
    """A side on the table: where its middle lies, how it is turned, and its name in the document."""

    side: MockupSide
    shape: Shape
    middle: Point
    angle_deg: float
    name: str

    @property
    def matrix(self) -> Affine:
        """What takes the side's own millimetres to the table's."""
        cx, cy = self.shape.centre
        turned = Affine.translation(-cx, -cy).then(Affine.rotation(self.angle_deg))
        return turned.then(Affine.translation(*self.middle))

    @property
    def cut(self) -> str:
        """Path data of what is plastic: its outline, and the hole (even-odd)."""
        hole = path_data(self.side.hole.outline()) if self.side.hole is not None else ""
        return path_data(self.shape.outline()) + hole

    @property
    def box(self) -> Rect:
        """What it covers of the table."""
        return self.shape.outline().transformed(self.matrix).bounds()


class Mockup(Struct, frozen=True):
    """The picture as an SVG document, and its size in mm."""

    svg: str
    width: float
    height: float


def draw_mockup(shape: Shape, front: MockupSide, back: MockupSide) -> Mockup:
    """Return the picture of a tag of ``shape``: its front on the ring, its back beside or below."""
    wide, high = shape.width, shape.height
    step = (wide * 0.09, high + 5.5 + wide * 0.06) if wide > _WIDE * high else (wide + 6.5, high * 0.05)
    upper = _Placed(front, shape, (0.0, 0.0), _FRONT_DEG, "front")
    lower = _Placed(back, shape, step, _BACK_DEG, "back")
    ring = _ring_of(upper)
    boxes = [upper.box, lower.box]
    if ring is not None:
        boxes.append(Rect(ring[0] - _RING, ring[1] - _RING, ring[0] + _RING, ring[1] + _RING))
    x0, y0 = min(box.x0 for box in boxes) - _ROOM, min(box.y0 for box in boxes) - _ROOM
    x1, y1 = max(box.x1 for box in boxes) + _ROOM, max(box.y1 for box in boxes) + _ROOM + _THICK
    view = Rect(x0, y0, x1, y1)
    elements = [*_table(view), *_shadows(lower), *_plastic(lower)]
    if ring is not None:
        elements += [*_key(ring, upper), *_ring_shadow(ring), *_ring(ring)]
    elements += [*_shadows(upper), *_plastic(upper)]
    if ring is not None and front.hole is not None:
        elements += _ring_above(ring, upper, front.hole)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{view.width:.3f}" height="{view.height:.3f}" '
        f'viewBox="{x0:.3f} {y0:.3f} {view.width:.3f} {view.height:.3f}">'
    )
    return Mockup("\n".join((head, *_tones(view, shape), *elements, "</svg>")), view.width, view.height)


def _ring_of(placed: _Placed) -> Point | None:
    """Return the middle of the ring that goes through the hole of ``placed``; None where there is no hole."""
    hole = placed.side.hole
    if hole is None:
        return None
    (hx, hy), (cx, cy) = placed.matrix.apply((hole.cx, hole.cy)), placed.middle
    away = max(hypot(hx - cx, hy - cy), 1e-9)
    ux, uy = (hx - cx) / away, (hy - cy) / away
    turn = radians(_RING_DEG)
    vx, vy = ux * cos(turn) - uy * sin(turn), ux * sin(turn) + uy * cos(turn)
    return hx + vx * _RING, hy + vy * _RING


def _tones(view: Rect, shape: Shape) -> Iterator[str]:
    """Yield the gradients and blurs that all share."""
    # Shadows are blurred in the table's millimetres, light on a face in that side's own.
    own = shape.trim.grown(6.0)
    for name, blur, box in (("soft", 2.4, view), ("near", 0.7, view), ("fine", 0.28, own), ("thin", 0.12, own)):
        region = f'x="{box.x0:.2f}" y="{box.y0:.2f}" width="{box.width:.2f}" height="{box.height:.2f}"'
        yield (
            f'<filter id="{name}" filterUnits="userSpaceOnUse" {region}>'
            f'<feGaussianBlur stdDeviation="{blur}"/></filter>'
        )
    yield _gradient("table", (("#f4f1ec", 0.0), ("#e4dfd7", 0.55), ("#cfc8bd", 1.0)), "0 0 1 1")
    steel = (("#fbfcfd", 0.0), ("#9ca2aa", 0.3), ("#eef0f2", 0.52), ("#6f757d", 0.8), ("#d5d8dc", 1.0))
    yield _gradient("steel", steel, "0 0 1 1")
    yield _gradient("brass", (("#f7ecc9", 0.0), ("#d9bd74", 0.35), ("#f3e3b0", 0.6), ("#a98a45", 1.0)), "0 0 0 1")
    for name, stops in _LIGHT.items():
        inner = "".join(
            f'<stop offset="{at}" stop-color="{colour}" stop-opacity="{dense}"/>' for at, colour, dense in stops
        )
        yield f'<linearGradient id="{name}" x2="0" y2="1">{inner}</linearGradient>'


# Light from above on a face: its dome, the gloss over its upper half, a glint along its edge.
_LIGHT = {
    "dome": ((0, "#fff", 0.20), (0.42, "#fff", 0), (0.62, "#000", 0), (1, "#000", 0.16)),
    "gloss": ((0, "#fff", 0.46), (1, "#fff", 0.05)),
    "glint": ((0, "#fff", 0.95), (0.4, "#fff", 0.12), (0.75, "#fff", 0), (1, "#fff", 0.28)),
}


def _gradient(name: str, stops: tuple[tuple[str, float], ...], line: str) -> str:
    x1, y1, x2, y2 = line.split()
    inner = "".join(f'<stop offset="{at}" stop-color="{colour}"/>' for colour, at in stops)
    return f'<linearGradient id="{name}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">{inner}</linearGradient>'


def _table(view: Rect) -> Iterator[str]:
    # Beyond the picture's edge, where its size is no whole number of pixels.
    wide = view.grown(1.0)
    box = f'x="{wide.x0:.3f}" y="{wide.y0:.3f}" width="{wide.width:.3f}" height="{wide.height:.3f}"'
    yield f'<rect {box} fill="url(#table)"/>'


def _moved(dx: float, dy: float, placed: _Placed, inner: str) -> str:
    """Return ``inner`` as ``placed`` lies, moved on the table."""
    matrix = placed.matrix.then(Affine.translation(dx, dy))
    values = " ".join(f"{value:.5f}" for value in (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f))
    return f'<g transform="matrix({values})">{inner}</g>'


def _shadows(placed: _Placed) -> Iterator[str]:
    """Yield the shadows on the table: a wide faint one, and a dark one where plastic meets it."""
    shape = f'<path d="{placed.cut}" fill-rule="evenodd"/>'
    yield f'<g filter="url(#soft)" fill="#3b3022" opacity="0.42">{_moved(1.6, 3.1, placed, shape)}</g>'
    yield f'<g filter="url(#near)" fill="#2b2118" opacity="0.5">{_moved(0.4, _THICK + 0.35, placed, shape)}</g>'


def _plastic(placed: _Placed) -> Iterator[str]:
    """Yield the edge, the face, and the light on it."""
    steps = 9
    for step in range(steps, 0, -1):
        tone = _shaded(placed.side.edge, 0.5 + 0.26 * (1 - step / steps))
        path = f'<path d="{placed.cut}" fill-rule="evenodd" fill="{tone}"/>'
        yield _moved(0.0, _THICK * step / steps, placed, path)
    name, shape = placed.name, placed.shape
    wide, high = shape.width, shape.height
    cut, inner = placed.cut, path_data(shape.outline(0.75))
    yield f'<clipPath id="{name}-cut"><path d="{cut}" clip-rule="evenodd"/></clipPath>'
    yield f'<clipPath id="{name}-in"><path d="{inner}"/></clipPath>'
    face = (
        f'<rect width="{wide}" height="{high}" fill="#fff"/>{placed.side.drawing}'
        f'<rect width="{wide}" height="{high}" fill="url(#dome)"/>'
        f'<g filter="url(#fine)" fill="none" stroke-width="1.1">'
        f'<path d="{cut}" stroke="#000" stroke-opacity="0.5" transform="translate(-0.18 -0.5)"/>'
        f'<path d="{cut}" stroke="#fff" stroke-opacity="0.75" transform="translate(0.15 0.42)"/></g>'
        f'<g clip-path="url(#{name}-in)"><ellipse cx="{0.44 * wide:.3f}" cy="{-0.5 * high:.3f}" '
        f'rx="{0.72 * wide:.3f}" ry="{0.9 * high:.3f}" fill="url(#gloss)" opacity="0.5"/></g>'
        f'<path d="{path_data(shape.outline(0.85))}" fill="none" stroke="url(#glint)" stroke-width="0.28" '
        'filter="url(#thin)"/>'
    )
    yield _moved(0.0, 0.0, placed, f'<g clip-path="url(#{name}-cut)">{face}</g>')


def _shaded(tone: Tone, share: float) -> str:
    return "#{:02x}{:02x}{:02x}".format(*(round(channel * share) for channel in tone))


def _circle(middle: Point, radius: float, paint: str) -> str:
    return f'<circle cx="{middle[0]:.3f}" cy="{middle[1]:.3f}" r="{radius:.3f}" {paint}/>'


def _ring_shadow(ring: Point) -> Iterator[str]:
    at = (ring[0] + 0.7, ring[1] + 1.3)
    paint = f'fill="none" stroke="#2b2118" stroke-width="{_WIRE}" stroke-opacity="0.42"'
    yield _circle(at, _RING, f'{paint} filter="url(#near)"')


def _ring(ring: Point) -> Iterator[str]:
    """Yield the ring: two turns of wire beside each other, each lit from above."""
    yield _circle(ring, _RING, f'fill="none" stroke="#4d5259" stroke-width="{_WIRE + 0.16}"')
    for part in (-0.25, 0.25):
        yield _circle(
            ring, _RING + part * _WIRE, f'fill="none" stroke="url(#steel)" stroke-width="{0.46 * _WIRE:.3f}"'
        )
        yield _circle(
            ring, _RING + part * _WIRE + 0.1, 'fill="none" stroke="#fff" stroke-opacity="0.7" stroke-width="0.13"'
        )


def _ring_above(ring: Point, placed: _Placed, hole: Hole) -> Iterator[str]:
    """Yield the part of the ring that lies over the plastic between hole and edge, with its shadow there."""
    hx, hy = placed.matrix.apply((hole.cx, hole.cy))
    # Of the two ways out of the hole the shorter goes over the plastic, where it hides less: the half plane there.
    dx, dy = (ring[0] - hx) / _RING, (ring[1] - hy) / _RING
    nx, ny = -dy, dx
    far = 4 * _RING
    corners = (
        (hx - dx * far, hy - dy * far),
        (hx + dx * far, hy + dy * far),
        (hx + dx * far + nx * far, hy + dy * far + ny * far),
        (hx - dx * far + nx * far, hy - dy * far + ny * far),
    )
    path = "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in corners) + "Z"
    yield f'<clipPath id="over"><path d="{path}"/></clipPath>'
    paint = f'fill="none" stroke="#000" stroke-opacity="0.38" stroke-width="{_WIRE}"'
    shadow = _circle((ring[0] + 0.35, ring[1] + 0.6), _RING, paint)
    inner = f'<g clip-path="url(#front-cut)">{_inverse(placed, shadow)}</g>'
    blurred = f'<g filter="url(#thin)">{inner}</g>'
    yield f'<g clip-path="url(#over)">{_moved(0.0, 0.0, placed, blurred)}'
    yield from _ring(ring)
    yield "</g>"


def _inverse(placed: _Placed, inner: str) -> str:
    """Return ``inner``, which is in the table's millimetres, within a group that has those of ``placed``."""
    cx, cy = placed.shape.centre
    x, y = placed.middle
    back = f"translate({cx:.4f} {cy:.4f}) rotate({-placed.angle_deg}) translate({-x:.4f} {-y:.4f})"
    return f'<g transform="{back}">{inner}</g>'


def _key(ring: Point, placed: _Placed) -> Iterator[str]:
    """Yield a key that hangs from the ring, away from the tag; its blade may leave the picture."""
    hole = placed.side.hole
    if hole is None:
        return
    hx, hy = placed.matrix.apply((hole.cx, hole.cy))
    dx, dy = (ring[0] - hx) / _RING, (ring[1] - hy) / _RING
    turn = radians(_KEY_DEG)
    vx, vy = dx * cos(turn) + dy * sin(turn), -dx * sin(turn) + dy * cos(turn)
    at = (ring[0] + vx * _RING, ring[1] + vy * _RING)
    matrix = f"matrix({vx:.4f} {vy:.4f} {-vy:.4f} {vx:.4f} {at[0]:.3f} {at[1]:.3f})"
    # Along x: bow, blade with bits, and against them the hole.
    bow, middle = _BOW, _BOW - 2.9
    path = (
        f"M{middle - bow:.2f} 0A{bow} {bow} 0 0 1 {middle + bow:.2f} 0A{bow} {bow} 0 0 1 {middle - bow:.2f} 0Z"
        f"M{middle + bow - 1.4:.2f} -2.1H34L36 0L34 2.1H33L31.9 1L30.6 2.1H29.5"
        "L28 0.5L26.6 2.1H24.4L23.1 1.1L22 2.1"
        f"H{middle + bow - 1.4:.2f}Z"
        "M2.1 0A2.1 2.1 0 1 0 -2.1 0A2.1 2.1 0 1 0 2.1 0Z"
    )
    groove = f"M{middle + bow + 0.2:.2f} -0.65H34"
    yield '<g filter="url(#near)" opacity="0.45"><g transform="translate(0.9 1.7)">'
    yield f'<g transform="{matrix}"><path d="{path}" fill="#2b2118"/></g></g></g>'
    for down in (0.5, 0.3, 0.15):
        lower = f'<g transform="{matrix}"><path d="{path}" fill="#7d642c"/></g>'
        yield f'<g transform="translate(0 {down})">{lower}</g>'
    yield f'<g transform="{matrix}" fill="none"><path d="{path}" fill="url(#brass)"/>'
    for shift, colour, dense, width in ((0.0, "#8c7236", 0.5, 0.32), (0.13, "#fff", 0.5, 0.2)):
        paint = f'stroke="{colour}" stroke-opacity="{dense}" stroke-width="{width}"'
        yield f'<circle cx="{middle + shift:.2f}" cy="{shift}" r="{bow - 1.3:.2f}" {paint}/>'
        yield f'<path d="{groove}" transform="translate(0 {2.8 * shift:.3f})" {paint}/>'
    yield "</g>"
