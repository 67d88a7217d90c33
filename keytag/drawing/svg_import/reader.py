"""SVG to `Art`: what a browser shows of the file's page as flat filled outlines, all else refused with its lines.

Elements are walked in the order in which they are painted, each with what holds there: style, matrix, viewport and
clips. Answers to SVG 1.1 (Second Edition), 5 (structure), 7 (coordinates), 11 (painting), 14 (clips, masks), and
where programs write it SVG 2, 5.5 (symbol) and 8 (viewports).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import reduce
from math import isfinite
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.geometry import IDENTITY, Affine, Path, Rect, rectangle
from keytag.drawing.svg_import.colour import OPAQUE, read_colour
from keytag.drawing.svg_import.css import GEOMETRY, INHERITED, Cascade, keyword
from keytag.drawing.svg_import.document import Element, SvgDocument, is_drawn_text, read_svg
from keytag.drawing.svg_import.drawing import Art
from keytag.drawing.svg_import.numbers import Viewport, angle_deg, fraction, length, parse_numbers, transform
from keytag.drawing.svg_import.outlines import (
    HEIGHT,
    OutlineBudget,
    StrokePen,
    cut,
    even_odd,
    stroke_outline,
    subtract_path,
    union,
)
from keytag.drawing.svg_import.path_data import close_contours
from keytag.drawing.svg_import.refusal import (
    MAX_COMMANDS,
    MAX_ELEMENTS,
    Refusals,
    RefusedDrawingError,
    bad_number,
    empty,
    lost_reference,
    not_taken,
    too_large,
    too_long,
    unknown_css,
)
from keytag.drawing.svg_import.shapes import SHAPES, at, size

# House rule: the longest tag is thirty times as long as the shortest is high; no drawing on it is longer.
_LONGEST = 30
# House rule: a page that is lower than this, in the drawing's own units, shows nothing.
_SMALLEST = 1e-6
# House rule: what is copied, clipped or masked within each other goes no deeper.
_DEEPEST = 16
# House rule: what is copied is drawn anew each time; an emblem has a wreath of leaves.
_MOST_COPIES = 2_000
# House rule: outlines that were cut and stroked may have this many times the commands that the file has.
_GROWTH = 2

_CONTAINERS = frozenset({"svg", "g", "a", "use", "switch"})
# SVG 1.1, 5.3 to 5.5, 11 to 15: what is never drawn where it stands.
_UNDRAWN = frozenset(
    {"title", "desc", "metadata", "defs", "symbol", "clipPath", "mask", "filter", "marker", "pattern", "style"}
    | {"linearGradient", "radialGradient", "view", "cursor", "font", "font-face", "color-profile", "script"}
)
_ANIMATIONS = frozenset({"animate", "animateMotion", "animateTransform", "animateColor", "set"})
# Attributes that are judged by what they ask for.
_REFERRING = frozenset(
    {"fill", "stroke", "style", "mask", "filter", "clip-path"} | {"marker-start", "marker-mid", "marker-end"}
)
_LOCAL = re.compile(r"""url\(\s*["']?#([^"')]+)["']?\s*\)""", re.IGNORECASE)
_ORIGINS = {"left": "0%", "top": "0%", "center": "50%", "right": "100%", "bottom": "100%"}


class _For(Enum):
    """What a walk is for: to be painted, to be clipped to, or to be measured (which reports nothing)."""

    PAINT = auto()
    CLIP = auto()
    BOX = auto()


class _Scope(Struct, frozen=True):
    """What holds at one place: inherited style, the way to the page, what percentages are of, and what is cut to.

    ``trail`` are the names of what is being copied, clipped to or masked with.
    """

    style: Mapping[str, str]
    matrix: Affine
    of: Viewport
    clips: tuple[Path, ...] = ()
    trail: tuple[str, ...] = ()


class DrawingPage(Struct, frozen=True):
    """What is seen of a drawing: its ``box`` in px, and how its ``view``, the coordinates inside, fits into it."""

    box: Rect
    view: Rect
    fit: Affine


class _Piece(Struct, frozen=True):
    """A filled path on the page, `HEIGHT` high, its ``#RRGGBB``, and the line that it stands on."""

    path: Path
    colour: str
    line: int


def read_art(data: bytes, file: str) -> Art:
    """Read the SVG ``data`` of the drawing called ``file``.

    What lies outside its page is cut off. Raises InvalidDocumentError with a finding for each kind of thing that
    keytag does not print, at its first line.
    """
    refusals = Refusals(file)
    document = read_svg(data, refusals)
    refusals.program = document.program
    if document.root is None or refusals:
        refusals.raise_any()
    root = cast("Element", document.root)
    reader = Reader(document, refusals)
    art = reader.read(root)
    refusals.raise_any()
    return art


class Reader:
    """Walks a document and notes what it refuses."""

    def __init__(self, document: SvgDocument, refusals: Refusals) -> None:
        self._document = document
        self._refusals = refusals
        self._css = Cascade(document, refusals)
        self._budget = OutlineBudget()
        self._commands = self._visited = self._copies = 0
        self._areas: dict[tuple[str, Affine, float, float], Path] = {}

    def read(self, root: Element) -> Art:
        """Return what is to be seen of the page, 1 mm high."""
        for element in self._document.elements:
            if element.tag == "script" or element.tag in _ANIMATIONS:
                self._note(not_taken("script" if element.tag == "script" else "animation"), element)
        try:
            page = self.page(root)
        except RefusedDrawingError as refusal:
            self._note(refusal, root)
            return Art((), 1.0, ())
        scale = HEIGHT / page.box.height
        to_page = Affine(scale, 0.0, 0.0, scale, -page.box.x0 * scale, -page.box.y0 * scale)
        scope = _Scope({}, page.fit.then(to_page), Viewport(page.view.width, page.view.height))
        pieces = self._walk([(root, scope, False)], _For.PAINT)
        return self._seen(pieces, page.box.width / page.box.height, root)

    def page(self, root: Element) -> DrawingPage:
        """Return the page of the drawing. Raises RefusedDrawingError where it is empty or like a thread."""
        own = self._geometry(root, self._css.declared(root))
        view = _view(own["viewBox"]) if "viewBox" in own else None
        width, height = (_absolute(own, name) for name in ("width", "height"))
        if view is not None:
            if width is None:
                width = view.width if height is None else height * view.width / view.height
            if height is None:
                height = width * view.height / view.width
            fit = _fitted(view, Rect(0.0, 0.0, width, height), own.get("preserveAspectRatio", ""))
            page = Rect(0.0, 0.0, width, height)
        elif width is not None and height is not None:
            view, fit, page = Rect(0.0, 0.0, width, height), IDENTITY, Rect(0.0, 0.0, width, height)
        else:
            # SVG 1.1, 7.2, leaves the page open then: it is what is drawn.
            scope = _Scope({}, IDENTITY, Viewport(100.0, 100.0))
            boxes = [p.path.bounds() for p in self._walk([(root, scope, False)], _For.PAINT)]
            self._commands = self._visited = 0
            if not boxes:
                raise empty()
            page = view = reduce(Rect.union, boxes)
            fit = IDENTITY
        if not all(map(isfinite, (page.x0, page.y0, page.x1, page.y1))) or page.height <= _SMALLEST:
            raise empty()
        if not 1 / _LONGEST <= page.width / page.height <= _LONGEST:
            raise too_long()
        return DrawingPage(page, view, fit)

    def _seen(self, pieces: list[_Piece], aspect: float, root: Element) -> Art:
        """Return ``pieces`` cut to the page and brought to its size."""
        page = rectangle(Rect(0.0, 0.0, HEIGHT * aspect, HEIGHT))
        to_size = Affine.scaling(1 / HEIGHT, 1 / HEIGHT)
        shapes: list[tuple[Path, str]] = []
        lines: list[int] = []
        for piece in pieces:
            try:
                path = cut(piece.path, page, self._budget)
            except RefusedDrawingError as refusal:
                self._refusals.note(refusal, piece.line)
                continue
            if not path.is_empty and _has_extent(path):
                shapes.append((path.transformed(to_size), piece.colour))
                lines.append(piece.line)
        if sum(len(path.commands) for path, _ in shapes) > _GROWTH * MAX_COMMANDS:
            self._note(too_large(), root)
        if not shapes and not self._refusals:
            self._refusals.note(empty(), pieces[0].line if pieces else root.line)
        return Art(tuple(shapes), aspect, tuple(lines))

    def _note(self, refusal: RefusedDrawingError, element: Element) -> None:
        self._refusals.note(refusal, element.line, element.column)

    def _walk(self, start: list[tuple[Element, _Scope, bool]], purpose: _For) -> list[_Piece]:
        """Return what ``start`` draws, in paint order; of each element is said whether its own scope is given."""
        pieces: list[_Piece] = []
        stack = start[::-1]
        while stack:
            element, scope, is_entered = stack.pop()
            try:
                self._count(element)
                inner = scope if is_entered else self._entered(element, scope, purpose)
                if inner is None:
                    continue
                if element.tag in SHAPES:
                    pieces += self._drawn(element, inner, purpose)
                else:
                    stack += reversed(self._within(element, inner, purpose))
            except RefusedDrawingError as refusal:
                if purpose is not _For.BOX:
                    self._note(refusal, element)
                if self._visited > MAX_ELEMENTS:
                    return pieces
        return pieces

    def _count(self, element: Element) -> None:
        self._visited += 1
        if self._visited > MAX_ELEMENTS:
            raise too_large()
        if self._commands > MAX_COMMANDS and element.tag in SHAPES:
            raise too_large()

    def _entered(self, element: Element, outer: _Scope, purpose: _For) -> _Scope | None:
        """Return what holds inside ``element``; None where nothing of it is drawn."""
        tag = element.tag
        if tag in _UNDRAWN | _ANIMATIONS and not (tag == "symbol" and outer.trail):
            return None
        declared = self._css.declared(element)
        if keyword(declared, "display", "inline") == "none":
            return None
        if tag not in SHAPES and tag not in _CONTAINERS and tag != "symbol":
            if tag == "text" and not is_drawn_text(element):
                return None
            raise not_taken(tag)
        _refuse_links(element)
        style = _inherited(outer.style, declared)
        of = outer.of
        matrix = element_matrix(declared, of).then(outer.matrix)
        if purpose is _For.BOX:
            return replace(outer, style=style, matrix=matrix)
        if purpose is _For.PAINT and not _is_covering(declared):
            return None
        _refuse_effects(declared)
        scope = replace(outer, style=style, matrix=matrix)
        return replace(scope, clips=(*outer.clips, *self._clips(element, declared, scope)))

    def _within(self, element: Element, scope: _Scope, purpose: _For) -> list[tuple[Element, _Scope, bool]]:
        """Return what is in a container, with what holds there."""
        if element.tag == "use":
            return self._used(element, scope)
        if element.tag == "svg" and element.parent is not None:
            own = self._geometry(element, self._css.declared(element))
            scope = self._viewport(element, own, scope, own)
        if element.tag == "switch":
            fitting = (child for child in element.children if _is_fitting(child))
            return [(child, scope, False) for child in list(fitting)[:1]]
        if purpose is _For.CLIP and element.tag != "use":
            # SVG 1.1, 14.3.5: a clip consists of shapes and copies of them, not of groups.
            return []
        return [(child, scope, False) for child in element.children]

    def _used(self, element: Element, scope: _Scope) -> list[tuple[Element, _Scope, bool]]:
        """Return what a ``use`` copies."""
        name = element.attributes.get("href", "").strip()
        if not name:
            return []
        if not name.startswith("#"):
            raise not_taken("reference")
        self._copies += 1
        if self._copies > _MOST_COPIES:
            raise too_large()
        target = self._document.by_id.get(name[1:])
        if target is None or name in scope.trail or len(scope.trail) > _DEEPEST:
            raise lost_reference(name)
        own = self._geometry(element, self._css.declared(element))
        move = Affine.translation(at(own, "x", scope.of.width), at(own, "y", scope.of.height))
        scope = replace(scope, matrix=move.then(scope.matrix), trail=(*scope.trail, name))
        if target.tag not in {"symbol", "svg"}:
            return [(target, scope, False)]
        self._count(target)
        inner = self._entered(target, scope, _For.PAINT)
        if inner is None:
            return []
        of_target = self._geometry(target, self._css.declared(target))
        given = {name: own[name] for name in ("width", "height") if own.get(name, "auto") != "auto"}
        inner = self._viewport(target, of_target, inner, {**of_target, **given})
        return [(child, inner, False) for child in target.children]

    def _viewport(
        self, element: Element, own: Mapping[str, str], scope: _Scope, sized: Mapping[str, str]
    ) -> _Scope:
        """Return what holds inside a viewport of its own, which cuts off what lies beyond it."""
        of = scope.of
        width = size(sized, "width", of.width, "100%") if sized.get("width", "auto") != "auto" else of.width
        height = size(sized, "height", of.height, "100%") if sized.get("height", "auto") != "auto" else of.height
        box = Rect(0.0, 0.0, width, height).moved(at(own, "x", of.width), at(own, "y", of.height))
        clips = scope.clips
        if keyword(self._css.declared(element), "overflow", "hidden") not in {"visible", "auto"}:
            clips = (*clips, rectangle(box).transformed(scope.matrix))
        view = _view(own["viewBox"]) if "viewBox" in own else None
        if width == 0 or height == 0:
            return replace(scope, clips=(Path(),))
        if view is None:
            return replace(
                scope,
                matrix=Affine.translation(box.x0, box.y0).then(scope.matrix),
                clips=clips,
                of=Viewport(width, height),
            )
        fit = _fitted(view, box, own.get("preserveAspectRatio", ""))
        return replace(scope, matrix=fit.then(scope.matrix), clips=clips, of=Viewport(view.width, view.height))

    def _geometry(self, element: Element, declared: Mapping[str, str]) -> dict[str, str]:
        """Return the attributes of ``element``, over which style sheets decide for those that are geometry."""
        return element.attributes | {name: value for name, value in declared.items() if name in GEOMETRY}

    def _drawn(self, element: Element, scope: _Scope, purpose: _For) -> list[_Piece]:
        """Return what a shape paints: its fill and its stroke, in the order that it asks for."""
        style, matrix = scope.style, scope.matrix
        path = SHAPES[element.tag](self._geometry(element, self._css.declared(element)), scope.of)
        if purpose is _For.BOX:
            outline = path.transformed(matrix)
            return [] if path.is_empty else [_Piece(outline, "", element.line)]
        if keyword(style, "visibility", "visible") != "visible":
            return []
        if purpose is _For.CLIP:
            filled = self._filled(path, matrix, keyword(style, "clip-rule", "nonzero") == "evenodd")
            return self._cut(filled, "#FFFFFF", element, scope)
        if element.tag not in {"rect", "circle", "ellipse"} and any(
            keyword(style, name, "none") != "none"
            for name in ("marker", "marker-start", "marker-mid", "marker-end")
        ):
            raise not_taken("effect")
        pieces: list[_Piece] = []
        fill = self._paint(style, "fill", "#000000")
        if fill is not None and element.tag != "line":
            filled = self._filled(path, matrix, keyword(style, "fill-rule", "nonzero") == "evenodd")
            pieces += self._cut(filled, fill, element, scope)
        stroke = self._paint(style, "stroke", "none")
        if stroke is not None:
            outline = self._stroked(element, path, scope)
            line = self._cut(outline, stroke, element, scope)
            first = next(
                (word for word in keyword(style, "paint-order", "normal").split() if word != "markers"), ""
            )
            pieces = line + pieces if first == "stroke" else pieces + line
        return pieces

    def _filled(self, path: Path, matrix: Affine, is_even_odd: bool) -> Path:  # noqa: FBT001 - one fact
        outline = close_contours(path).transformed(matrix)
        self._commands += len(outline.commands)
        if self._commands > MAX_COMMANDS:
            raise too_large()
        return even_odd(outline, self._budget) if is_even_odd and not outline.is_empty else outline

    def _cut(self, path: Path, colour: str, element: Element, scope: _Scope) -> list[_Piece]:
        for clip in scope.clips:
            path = cut(path, clip, self._budget)
        return [] if path.is_empty else [_Piece(path, colour, element.line)]

    def _stroked(self, element: Element, path: Path, scope: _Scope) -> Path:
        """Return the outline of a shape's stroke on the page."""
        style, of = scope.style, scope.of
        width = size(style, "stroke-width", of.diagonal, "1")
        if width == 0:
            return Path()
        if keyword(self._css.declared(element), "vector-effect", "none") == "non-scaling-stroke":
            raise not_taken("stroke")
        self._commands += len(path.commands)
        if self._commands > MAX_COMMANDS:
            raise too_large()
        dashes: tuple[float, ...] = ()
        if keyword(style, "stroke-dasharray", "none") != "none":
            parts = re.split(r"[\s,]+", style["stroke-dasharray"].strip(" \t\r\n,"), maxsplit=1000)
            dashes = tuple(length("stroke-dasharray", part, of.diagonal) for part in parts)
            # SVG 1.1, 11.4: an odd list is repeated; all zeros are a solid line.
            dashes = dashes if len(dashes) % 2 == 0 else dashes * 2
            if min(dashes) < 0 or "pathLength" in element.attributes:
                raise bad_number("stroke-dasharray", style["stroke-dasharray"])
        pen = StrokePen(
            width,
            keyword(style, "stroke-linecap", "butt"),
            keyword(style, "stroke-linejoin", "miter"),
            length("stroke-miterlimit", style.get("stroke-miterlimit", "4")),
            dashes if sum(dashes) > 0 else (),
            length("stroke-dashoffset", style.get("stroke-dashoffset", "0"), of.diagonal),
        )
        return stroke_outline(path, pen, scope.matrix, self._budget)

    def _paint(self, style: Mapping[str, str], name: str, default: str) -> str | None:
        """Return the flat colour of a ``fill`` or ``stroke``; None for none."""
        value = style.get(name, default)
        cover = fraction(f"{name}-opacity", style.get(f"{name}-opacity", "1"))
        if cover == 0 or keyword(style, name, default) == "none":
            return None
        if name == "stroke" and size(style, "stroke-width", 100.0, "1") == 0:
            return None
        local = _LOCAL.match(value.strip())
        if local is not None:
            return self._flat_gradient(local[1], cover)
        colour = read_colour(value, style.get("color", "#000000"))
        if colour is not None and cover < OPAQUE:
            raise not_taken("opacity")
        return colour

    def _flat_gradient(self, name: str, cover: float) -> str | None:
        """Return the one colour of a gradient whose stops are all alike, as Inkscape keeps its swatches."""
        element = self._document.by_id.get(name)
        for _ in range(_DEEPEST):
            if element is None or element.tag not in {"linearGradient", "radialGradient"}:
                raise not_taken("gradient")
            stops = [child for child in element.children if child.tag == "stop"]
            if stops:
                break
            element = self._document.by_id.get(element.attributes.get("href", "").strip()[1:])
        else:
            raise not_taken("gradient")
        colours = set()
        for stop in stops:
            declared = self._css.declared(stop)
            colours.add(read_colour(declared.get("stop-color", "#000000")))
            cover = min(cover, fraction("stop-opacity", declared.get("stop-opacity", "1")))
        if len(colours) > 1:
            raise not_taken("gradient")
        if cover < OPAQUE:
            raise not_taken("opacity")
        return colours.pop()

    def _clips(self, element: Element, declared: Mapping[str, str], scope: _Scope) -> list[Path]:
        """Return what an element is cut to: its clip, and its mask where that is one."""
        areas = []
        for name, tag, refusal in (("clip-path", "clipPath", "effect"), ("mask", "mask", "mask")):
            value = declared.get(name, "none").strip()
            if value.lower() in {"none", "inherit"}:
                continue
            local = _LOCAL.fullmatch(value)
            if local is None:
                raise not_taken(refusal)
            target = self._document.by_id.get(local[1])
            if target is None or target.tag != tag or local[1] in scope.trail or len(scope.trail) > _DEEPEST:
                raise lost_reference(f"#{local[1]}")
            key = (local[1], scope.matrix, scope.of.width, scope.of.height)
            is_of_box = _is_of_box(target)
            if is_of_box or key not in self._areas:
                inner = _Scope(self._styled(target), scope.matrix, scope.of, (), (*scope.trail, local[1]))
                found = self._area(target, element, inner)
                if is_of_box:
                    areas.append(found)
                    continue
                self._areas[key] = found
            areas.append(self._areas[key])
        return areas

    def _area(self, target: Element, element: Element, scope: _Scope) -> Path:
        """Return the area on the page that a clip or mask leaves of ``element``."""
        own = self._css.declared(target)
        user = scope.matrix
        contents = "clipPathUnits" if target.tag == "clipPath" else "maskContentUnits"
        box = None
        if _is_of_box(target):
            box = self._box(element, scope)
            if box is None:
                return Path()
        if box is not None and target.attributes.get(contents) == "objectBoundingBox":
            scope = replace(
                scope,
                matrix=Affine(box.width, 0.0, 0.0, box.height, box.x0, box.y0).then(scope.matrix),
                of=Viewport(1.0, 1.0),
            )
        if target.tag == "clipPath":
            scope = replace(scope, matrix=element_matrix(own, scope.of).then(scope.matrix))
        scope = replace(scope, clips=tuple(self._clips(target, own, replace(scope, matrix=user))))
        start = [(child, scope, False) for child in target.children]
        area = Path()
        if target.tag == "clipPath":
            for piece in self._walk(start, _For.CLIP):
                area = union(area, piece.path, self._budget)
            return area
        is_alpha = keyword(own, "mask-type", "luminance") == "alpha"
        for piece in self._walk(start, _For.PAINT):
            if is_alpha or piece.colour == "#FFFFFF":
                area = union(area, piece.path, self._budget)
            elif piece.colour == "#000000":
                area = area if area.is_empty else subtract_path(area, piece.path, self._budget)
            else:
                raise not_taken("mask")
        return cut(area, rectangle(_region(target, box, scope.of)).transformed(user), self._budget)

    def _box(self, element: Element, scope: _Scope) -> Rect | None:
        """Return the box round what ``element`` draws, in its own units; None where it draws nothing."""
        of = replace(scope, matrix=IDENTITY, clips=(), style={})
        boxes = [piece.path.bounds() for piece in self._walk([(element, of, True)], _For.BOX)]
        return reduce(Rect.union, boxes) if boxes else None

    def _styled(self, element: Element) -> dict[str, str]:
        """Return the inherited style inside ``element``, where it stands in the file."""
        line: list[Element] = []
        above: Element | None = element
        while above is not None:
            line.append(above)
            above = above.parent
        style: dict[str, str] = {}
        for each in reversed(line):
            style = _inherited(style, self._css.declared(each))
        return style


def _inherited(outer: Mapping[str, str], declared: Mapping[str, str]) -> dict[str, str]:
    own = {name: value for name, value in declared.items() if name in INHERITED}
    if not own:
        return cast("dict[str, str]", outer)
    style = dict(outer)
    for name, value in own.items():
        word = value.strip().lower()
        if word == "initial":
            style.pop(name, None)
        elif word not in {"inherit", "unset"}:
            style[name] = value
    return style


def element_matrix(declared: Mapping[str, str], of: Viewport) -> Affine:
    """Return an element's matrix: ``transform`` and CSS's single movements, about the origin that it names."""
    matrix = IDENTITY
    if keyword(declared, "transform", "none") != "none":
        matrix = transform(declared["transform"], of)
    if keyword(declared, "scale", "none") != "none":
        factors = [length("scale", part, 1.0) for part in declared["scale"].split()]
        if len(factors) > 2:
            raise unknown_css(f"scale: {declared['scale']}")
        matrix = matrix.then(Affine.scaling(factors[0], factors[-1]))
    if keyword(declared, "rotate", "none") != "none":
        matrix = matrix.then(Affine.rotation(angle_deg(declared["rotate"])))
    if keyword(declared, "translate", "none") != "none":
        parts = declared["translate"].split()
        if len(parts) > 2:
            raise unknown_css(f"translate: {declared['translate']}")
        sides = zip(parts, (of.width, of.height), strict=False)
        x, y = (*(length("translate", part, side) for part, side in sides), 0.0)[:2]
        matrix = matrix.then(Affine.translation(x, y))
    if matrix == IDENTITY or "transform-origin" not in declared:
        return matrix
    if keyword(declared, "transform-box", "view-box") != "view-box":
        raise unknown_css(f"transform-box: {declared['transform-box']}")
    words = declared["transform-origin"].split()[:2]
    if words[0] in {"top", "bottom"} or (len(words) == 2 and words[1] in {"left", "right"}):
        words = [*words, "center"][1::-1]
    words = [*words, "center"][:2]
    sides = zip(words, (of.width, of.height), strict=True)
    x, y = (length("transform-origin", _ORIGINS.get(word, word), side) for word, side in sides)
    return Affine.translation(-x, -y).then(matrix).then(Affine.translation(x, y))


def _is_covering(declared: Mapping[str, str]) -> bool:
    """Tell whether an element is to be seen at all. Raises RefusedDrawingError where it is half to be seen."""
    opacity = fraction("opacity", declared.get("opacity", "1"))
    if 0 < opacity < OPAQUE:
        raise not_taken("opacity")
    return opacity > 0


def _refuse_effects(declared: Mapping[str, str]) -> None:
    """Refuse what an element as a whole is put through that flat inks cannot show."""
    if keyword(declared, "filter", "none") != "none":
        raise not_taken("filter")
    if keyword(declared, "mix-blend-mode", "normal") not in {"normal", "inherit"}:
        raise not_taken("opacity")
    if any(name in declared for name in ("animation", "animation-name")):
        raise not_taken("animation")
    for name in ("offset-path", "d"):
        if name in declared:
            raise unknown_css(name)


def _refuse_links(element: Element) -> None:
    for name, value in element.attributes.items():
        if name.startswith("on"):
            raise not_taken("script")
        if name == "xml:base" or (name == "href" and element.tag not in {"use", "a"}):
            raise not_taken("reference")
        if "url(" in value.lower() and name not in _REFERRING:
            raise not_taken("reference")


def _is_fitting(child: Element) -> bool:
    """Tell whether a child of a ``switch`` is the one that is shown. SVG 1.1, 5.8.2."""
    languages = child.attributes.get("systemLanguage")
    return not child.attributes.get("requiredExtensions") and (
        languages is None or any(each.strip().lower().startswith("en") for each in languages.split(","))
    )


def _is_of_box(target: Element) -> bool:
    """Tell whether a clip or mask is measured in what it is put on. SVG 1.1, 14.3.5 and 14.4."""
    if target.tag == "clipPath":
        return target.attributes.get("clipPathUnits") == "objectBoundingBox"
    return (
        target.attributes.get("maskUnits") != "userSpaceOnUse"
        or target.attributes.get("maskContentUnits") == "objectBoundingBox"
    )


def _region(mask: Element, box: Rect | None, of: Viewport) -> Rect:
    """Return the rectangle that a mask keeps to, in the units of what it is put on. SVG 1.1, 14.4."""
    own = mask.attributes
    if mask.attributes.get("maskUnits") == "userSpaceOnUse" or box is None:
        sides = [length(n, own.get(n, d), w) for n, d, w in (("x", "-10%", of.width), ("width", "120%", of.width))]
        ups = [
            length(n, own.get(n, d), w) for n, d, w in (("y", "-10%", of.height), ("height", "120%", of.height))
        ]
        return Rect(sides[0], ups[0], sides[0] + sides[1], ups[0] + ups[1])
    x, y, width, height = (
        length(name, own.get(name, default), 1.0)
        for name, default in (("x", "-10%"), ("y", "-10%"), ("width", "120%"), ("height", "120%"))
    )
    left, top = box.x0 + x * box.width, box.y0 + y * box.height
    return Rect(left, top, left + width * box.width, top + height * box.height)


def _view(text: str) -> Rect:
    values = parse_numbers("viewBox", text)
    if len(values) != 4 or min(values[2:]) <= 0:
        raise bad_number("viewBox", text)
    x, y, width, height = values
    return Rect(x, y, x + width, y + height)


def _absolute(own: Mapping[str, str], name: str) -> float | None:
    """Return a side of the page in px; None where it is left to whoever shows it."""
    text = own.get(name, "auto").strip()
    if text.lower() == "auto" or text.endswith("%"):
        return None
    value = size(own, name, 1.0)
    return value if value > 0 else None


def _fitted(view: Rect, box: Rect, said: str) -> Affine:
    """Return the matrix that shows ``view`` in ``box`` as ``preserveAspectRatio`` says. SVG 1.1, 7.8."""
    words = [word for word in said.split() if word != "defer"] or ["xMidYMid"]
    across, down = box.width / view.width, box.height / view.height
    if words[0] == "none":
        return Affine(across, 0.0, 0.0, down, box.x0 - view.x0 * across, box.y0 - view.y0 * down)
    scale = max(across, down) if words[1:] == ["slice"] else min(across, down)
    places = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
    if re.fullmatch(r"x(Min|Mid|Max)Y(Min|Mid|Max)", words[0]) is None or words[1:] not in (
        [],
        ["meet"],
        ["slice"],
    ):
        raise bad_number("preserveAspectRatio", said)
    x = box.x0 + (box.width - view.width * scale) * places[words[0][1:4]] - view.x0 * scale
    y = box.y0 + (box.height - view.height * scale) * places[words[0][5:8]] - view.y0 * scale
    return Affine(scale, 0.0, 0.0, scale, x, y)


def _has_extent(path: Path) -> bool:
    """Tell whether ``path`` has an inside at all."""
    box = path.bounds()
    return box.width > 0 and box.height > 0
