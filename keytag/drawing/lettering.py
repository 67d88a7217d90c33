"""Text into outlines: shaping by HarfBuzz, glyphs as paths. The only user of uharfbuzz.

A RIP can lose no diacritic of what is already an outline, and nothing needs embedding. Everything here is
measured in ems (1 = the font size), y down, baseline at 0; `outline` scales to millimetres.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import atan2, degrees, hypot

import uharfbuzz as hb
from msgspec import Struct

from keytag.drawing.geometry import (
    Affine,
    Command,
    Path,
    Point,
    Rect,
    Silhouette,
    join_paths,
    silhouette,
    silhouette_gap,
)
from keytag.files import font_files

# House rules, in ems: how near a letter with marks may come to its neighbour, and how finely that is measured.
_LEAST_GAP = 0.03
# Roboto's width axis ends at 75 % (fvar table, wdth).
_NARROWEST = 75.0
_SLICE = 0.03


class Face(Struct, frozen=True):
    """One cut of a family: ``weight`` 100 to 900, ``width`` in per cent for families with a width axis.

    Where ``width`` lies beyond the axis's end, the narrowest letters are squeezed by what is left.
    """

    family: str
    weight: int = 400
    width: float = 100.0

    @property
    def squeeze(self) -> float:
        """What the letters' x is multiplied by beyond the width axis."""
        return min(self.width / _NARROWEST, 1.0)


class GlyphRun(Struct, frozen=True):
    """A shaped line in ems: glyph ids with their pen positions, its advance and the box of its ink."""

    text: str
    face: Face
    glyphs: tuple[tuple[int, float, float], ...]
    advance: float
    ink: Rect


@lru_cache(maxsize=32)
def _font(face: Face) -> hb.Font:
    blob = hb.Blob(font_files.font_bytes(face.family, face.weight))
    font = hb.Font(hb.Face(blob))
    if font.face.axis_infos:
        font.set_variations({"wght": float(face.weight), "wdth": max(float(face.width), _NARROWEST)})
    return font


@lru_cache(maxsize=4096)
def shape(text: str, face: Face, tracking: float = 0.0) -> GlyphRun:
    """Shape one line of ``text``; ``tracking`` ems are added between glyphs.

    The text is composed to NFC first, so that stacked Vietnamese marks come from the font's own glyphs. Figures
    are tabular where the font has such. Letters with marks stand clear of their neighbours: a font's spacing is
    drawn for bare letters, and lets the tilde of "Tĩ" run into the T.
    """
    font = _font(face)
    upem = font.face.upem
    composed = unicodedata.normalize("NFC", text)
    buffer = hb.Buffer()
    buffer.add_str(composed)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"tnum": True, "kern": True})
    infos = buffer.glyph_infos
    glyphs: list[tuple[int, float, float]] = []
    pen = 0.0
    corners: list[tuple[float, float, float, float]] = []
    for i, (info, position) in enumerate(zip(infos, buffer.glyph_positions or (), strict=True)):
        x, y = pen + position.x_offset / upem * face.squeeze, -position.y_offset / upem
        glyphs.append((info.codepoint, x, y))
        ink = _glyph_box(face, info.codepoint)
        if ink is not None:
            corners.append((ink.x0 + x, ink.y0 + y, ink.x1 + x, ink.y1 + y))
        advance = position.x_advance / upem * face.squeeze
        if i + 1 < len(infos) and not composed[info.cluster : infos[i + 1].cluster + 1].isascii():
            advance += max(0.0, _LEAST_GAP - advance - _clearance(face, info.codepoint, infos[i + 1].codepoint))
        pen += advance + tracking
    width = pen - tracking if glyphs else 0.0
    if not corners:
        return GlyphRun(text, face, tuple(glyphs), width, Rect(0.0, 0.0, width, 0.0))
    lefts, tops, rights, bottoms = zip(*corners, strict=True)
    return GlyphRun(text, face, tuple(glyphs), width, Rect(min(lefts), min(tops), max(rights), max(bottoms)))


@lru_cache(maxsize=4096)
def _clearance(face: Face, left: int, right: int) -> float:
    """Return how far apart two glyphs stand when set on one spot, in ems (mostly negative)."""
    return silhouette_gap(_silhouette(face, left), _silhouette(face, right))


@lru_cache(maxsize=4096)
def _silhouette(face: Face, glyph: int) -> Silhouette:
    return silhouette(_glyph(face, glyph), _SLICE)


def missing_characters(text: str, face: Face) -> tuple[str, ...]:
    """Return the characters of ``text`` for which ``face`` has no glyph, each once, in order."""
    font = _font(face)
    wanted = dict.fromkeys(unicodedata.normalize("NFC", text))
    return tuple(c for c in wanted if font.get_nominal_glyph(ord(c)) is None)


def outline(run: GlyphRun, size: float) -> Path:
    """Return the outlines of ``run`` at ``size`` mm to the em, its baseline starting at (0, 0)."""
    placed = (
        _glyph(run.face, glyph).transformed(Affine(size, 0.0, 0.0, size, x * size, y * size))
        for glyph, x, y in run.glyphs
    )
    return join_paths(placed)


# Editions share most of their lines; one path is then known everywhere without being compared.
@lru_cache(maxsize=256)
def placed_outline(run: GlyphRun, size: float, x: float, baseline: float) -> Path:
    """Return `outline` with its baseline starting at ``x`` and ``baseline``, in mm."""
    return outline(run, size).transformed(Affine.translation(x, baseline))


@lru_cache(maxsize=64)
def outline_along(run: GlyphRun, size: float, line: tuple[Point, ...], start: float) -> Path:
    """Set ``run`` along the polyline ``line``, from ``start`` mm on, as one path.

    Each glyph stands upright on the tangent under the middle of its advance.
    """
    return join_paths(
        _glyph(run.face, glyph).transformed(matrix) for glyph, matrix in _along(run, size, line, start)
    )


def boxes_along(
    run: GlyphRun, size: float, line: tuple[Point, ...], start: float
) -> tuple[tuple[Point, Point, Point, Point], ...]:
    """Return the corners of the box round the ink of each glyph that `outline_along` would set."""
    return tuple(
        (
            matrix.apply((box.x0, box.y0)),
            matrix.apply((box.x1, box.y0)),
            matrix.apply((box.x1, box.y1)),
            matrix.apply((box.x0, box.y1)),
        )
        for glyph, matrix in _along(run, size, line, start)
        if (box := _glyph_box(run.face, glyph)) is not None
    )


def _along(run: GlyphRun, size: float, line: tuple[Point, ...], start: float) -> Iterator[tuple[int, Affine]]:
    """Yield each glyph with the matrix that takes it from ems to its place on the line."""
    ends = [x for _, x, _ in run.glyphs[1:]] + [run.advance]
    walker = _Walker(line)
    for (glyph, x, y), end in zip(run.glyphs, ends, strict=True):
        middle = (x + end) / 2
        (px, py), angle_deg = walker.at(start + middle * size)
        upright = Affine(size, 0.0, 0.0, size, (x - middle) * size, y * size)
        yield glyph, upright.then(Affine.rotation(angle_deg)).then(Affine.translation(px, py))


@lru_cache(maxsize=4096)
def _glyph_box(face: Face, glyph: int) -> Rect | None:
    """Return the box of a glyph's ink in ems, y down; None where it has none."""
    font = _font(face)
    upem = font.face.upem
    extents = font.get_glyph_extents(glyph)
    if extents is None or not extents.width:
        return None
    x_scale = face.squeeze / upem
    left, top = extents.x_bearing * x_scale, -extents.y_bearing / upem
    return Rect(left, top, left + extents.width * x_scale, top - extents.height / upem)


def line_length(line: tuple[Point, ...]) -> float:
    """Return the length of a polyline in mm."""
    return sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(line))


class _Walker:
    """Finds points and directions along a polyline, for distances that only grow."""

    def __init__(self, line: tuple[Point, ...]) -> None:
        self._line = line
        self._index = 0
        self._passed = 0.0

    def at(self, distance: float) -> tuple[Point, float]:
        """Return the point ``distance`` mm along the line and the direction there in degrees."""
        while True:
            p, q = self._line[self._index], self._line[self._index + 1]
            step = hypot(q[0] - p[0], q[1] - p[1])
            if self._passed + step >= distance or self._index + 2 == len(self._line):
                share = (distance - self._passed) / step
                point = (p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share)
                return point, degrees(atan2(q[1] - p[1], q[0] - p[0]))
            self._passed += step
            self._index += 1


@lru_cache(maxsize=4096)
def _glyph(face: Face, glyph: int) -> Path:
    """Return a glyph's contours in ems, y down."""
    font = _font(face)
    pen = _PathPen(1.0 / font.face.upem)
    font.draw_glyph_with_pen(glyph, pen)
    path = Path(tuple(pen.commands))
    return path if face.squeeze == 1.0 else path.transformed(Affine.scaling(face.squeeze, 1.0))


class _PathPen:
    """Collects what HarfBuzz draws (the segment pen protocol), quadratics raised to cubics."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._at: Point = (0.0, 0.0)
        self.commands: list[Command] = []

    def _point(self, xy: Point) -> Point:
        return (xy[0] * self._scale, -xy[1] * self._scale)

    def moveTo(self, xy: Point) -> None:  # noqa: N802 - the protocol's name
        self._at = self._point(xy)
        self.commands.append(("M", self._at))

    def lineTo(self, xy: Point) -> None:  # noqa: N802 - the protocol's name
        self._at = self._point(xy)
        self.commands.append(("L", self._at))

    def curveTo(self, c1: Point, c2: Point, xy: Point) -> None:  # noqa: N802 - the protocol's name
        end = self._point(xy)
        self.commands.append(("C", (*self._point(c1), *self._point(c2), *end)))
        self._at = end

    def qCurveTo(self, control: Point, xy: Point) -> None:  # noqa: N802 - the protocol's name
        (x0, y0), (x1, y1), (x2, y2) = self._at, self._point(control), self._point(xy)
        first = (x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3)
        second = (x2 + (x1 - x2) * 2 / 3, y2 + (y1 - y2) * 2 / 3)
        self.commands.append(("C", (*first, *second, x2, y2)))
        self._at = (x2, y2)

    def closePath(self) -> None:  # noqa: N802 - the protocol's name
        self.commands.append(("Z", ()))

    def endPath(self) -> None:  # noqa: N802 - the protocol's name
        """End an open contour; fonts have none that are filled."""


class EmbeddedFont(Struct, frozen=True):
    """A font file with some glyphs of a face, for files that keep text as text; in thousandths of an em.

    Glyph ids are those of a `GlyphRun`. ``box`` is left, bottom, right and top, y up.
    """

    data: bytes
    widths: tuple[tuple[int, int], ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    capital: int


def embed_font(face: Face, glyphs: frozenset[int]) -> EmbeddedFont:
    """Return the font file of ``face`` with these glyphs alone, for families without axes."""
    font = _font(face)
    scale = 1000 / font.face.upem
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    extents = font.get_font_extents("ltr")
    boxes = [box for glyph in glyphs if (box := _glyph_box(face, glyph)) is not None]
    left, bottom = min((b.x0 for b in boxes), default=0.0), min((-b.y1 for b in boxes), default=0.0)
    right, top = max((b.x1 for b in boxes), default=0.0), max((-b.y0 for b in boxes), default=0.0)
    capital = _glyph_box(face, font.get_nominal_glyph(ord("H")) or 0)
    return EmbeddedFont(
        hb.subset(font.face, wanted).blob.data,
        tuple((glyph, round(font.get_glyph_h_advance(glyph) * scale)) for glyph in sorted(glyphs)),
        (round(left * 1000), round(bottom * 1000), round(right * 1000), round(top * 1000)),
        round(extents.ascender * scale),
        round(extents.descender * scale),
        round(capital.height * 1000) if capital is not None else 700,
    )


@lru_cache(maxsize=4096)
def texts_of_glyphs(run: GlyphRun) -> tuple[str, ...]:
    """Return what each glyph of ``run`` stands for, so that the line can be searched and copied.

    Of several glyphs for one cluster of characters the first has them all.
    """
    composed = unicodedata.normalize("NFC", run.text)
    buffer = hb.Buffer()
    buffer.add_str(composed)
    buffer.guess_segment_properties()
    hb.shape(_font(run.face), buffer, {"tnum": True, "kern": True})
    starts = [info.cluster for info in buffer.glyph_infos]
    ends = sorted({*starts, len(composed)})
    found: list[str] = []
    for at, start in enumerate(starts):
        is_first = not at or starts[at - 1] != start
        found.append(composed[start : ends[ends.index(start) + 1]] if is_first else "")
    return tuple(found)
