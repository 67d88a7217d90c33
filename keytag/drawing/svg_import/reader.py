"""SVG to `Art`: elements walked in document order, everything that is not a flat fill refused with its line.

Nothing outside the file is ever fetched and no entity is expanded: a DOCTYPE ends the reading. Answers to SVG 1.1
(Second Edition), 5 (structure) and 7.7 (viewBox).
"""

from __future__ import annotations

# Expat itself rather than ElementTree: it tells lines, and a DOCTYPE is refused before its entities are read.
from xml.parsers import expat

from msgspec import Struct

from keytag.drawing.geometry import IDENTITY, Affine, Path, Rect
from keytag.drawing.svg_import.drawing import Art
from keytag.drawing.svg_import.fit import FilledPath, fitted
from keytag.drawing.svg_import.numbers import numbers, transform
from keytag.drawing.svg_import.paint import ArtPaint, is_undisplayed, painted
from keytag.drawing.svg_import.refusal import (
    MAX_BYTES,
    MAX_COMMANDS,
    RefusedDrawingError,
    bad_number,
    invalid_drawing,
    not_svg,
    not_taken,
    not_xml,
    too_large,
)
from keytag.drawing.svg_import.shapes import SHAPES
from keytag.findings import Finding, Where

# House rule: no reader wants to be told more at once.
_MAX_FINDINGS = 20
# House rule: ten for each of the most commands; an element draws two or more.
_MAX_ELEMENTS = 10 * MAX_COMMANDS

_SVG = "http://www.w3.org/2000/svg"
_LINKS = frozenset({"href", "http://www.w3.org/1999/xlink href", "http://www.w3.org/XML/1998/namespace base"})
_CONTAINERS = frozenset({"svg", "g"})
# SVG 1.1, 5.3 to 5.5, 11 to 15: what is never drawn where it stands. Whatever refers to it is refused.
_UNDRAWN = frozenset(
    {"title", "desc", "metadata", "defs", "symbol", "clipPath", "mask", "filter", "marker", "pattern"}
    | {"linearGradient", "radialGradient"}
)
_ACTIVE = frozenset({"script", "style"})
_ANIMATIONS = frozenset({"animate", "animateMotion", "animateTransform", "animateColor", "set"})
# Attributes that are judged by what they ask for.
_REFERRING = frozenset({"fill", "stroke", "style", "mask", "filter", "clip-path"})


class _Scope(Struct, frozen=True):
    """What holds inside an element: how it is painted, its matrix, whether it is drawn at all."""

    paint: ArtPaint
    matrix: Affine
    drawn: bool = True


_UNDRAWN_SCOPE = _Scope(ArtPaint(), IDENTITY, drawn=False)


def read_art(data: bytes, file: str) -> Art:
    """Read the SVG ``data`` of the drawing called ``file``.

    What lies outside the viewBox is left out. Raises InvalidDocumentError with a finding for each kind of thing
    that keytag does not print, at its first line.
    """
    if len(data) > MAX_BYTES:
        raise invalid_drawing(file, (too_large(len(data)).at(Where(file)),))
    reader = _Reader(file)
    reader.read(data)
    if reader.findings:
        raise invalid_drawing(file, tuple(reader.findings.values()))
    return fitted(reader.shapes, reader.view, file)


class _Reader:
    """Collects shapes and findings while Expat walks the file."""

    def __init__(self, file: str) -> None:
        self.shapes: list[FilledPath] = []
        self.view: Rect | None = None
        self.findings: dict[str, Finding] = {}
        self._file = file
        self._scopes = [_Scope(ArtPaint(), IDENTITY)]
        self._commands = self._elements = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, data: bytes) -> None:
        """Walk ``data`` from its first element to its last."""
        try:
            self._parser.Parse(data, True)
        except RefusedDrawingError as refusal:
            self._note(refusal)
        except (expat.ExpatError, ValueError, LookupError):
            # ValueError and LookupError: encodings that Expat or Python does not know.
            self._note(not_xml())

    def _note(self, refusal: RefusedDrawingError) -> None:
        if len(self.findings) < _MAX_FINDINGS:
            line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
            self.findings.setdefault(refusal.message.en, refusal.at(Where(self._file, line, column)))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > _MAX_ELEMENTS:
            raise too_large()
        outer = self._scopes[-1]
        space, _, tag = name.rpartition(" ")
        if len(self._scopes) == 1 and (tag != "svg" or space not in {"", _SVG}):
            raise not_svg()
        inner = outer
        try:
            inner = self._scope(tag, attributes, outer) if space in {"", _SVG} else _UNDRAWN_SCOPE
        except RefusedDrawingError as refusal:
            self._note(refusal)
        self._scopes.append(inner)

    def _end(self, _name: str) -> None:
        self._scopes.pop()

    def _scope(self, tag: str, attributes: dict[str, str], outer: _Scope) -> _Scope:
        """Return what holds inside an element, having drawn it. Raises RefusedDrawingError."""
        if tag in _ACTIVE:
            raise not_taken(tag)
        if self._commands > MAX_COMMANDS:
            # It is refused already; the rest is looked through for what else is wrong.
            return _UNDRAWN_SCOPE
        if not outer.drawn or tag in _UNDRAWN or is_undisplayed(attributes):
            return _UNDRAWN_SCOPE
        if tag in _ANIMATIONS:
            raise not_taken("animation")
        if tag not in SHAPES and (tag not in _CONTAINERS or (tag == "svg" and len(self._scopes) > 1)):
            # Nothing inside it is looked at: one refusal is enough.
            self._note(not_taken(tag))
            return _UNDRAWN_SCOPE
        _refuse_links(attributes)
        paint = painted(attributes, outer.paint)
        matrix = transform(attributes.get("transform", "")).then(outer.matrix)
        if len(self._scopes) == 1 and "viewBox" in attributes:
            self.view = _view(attributes["viewBox"])
        if tag in SHAPES:
            self._draw(SHAPES[tag](attributes).transformed(matrix), paint)
        return _Scope(paint, matrix)

    def _draw(self, path: Path, paint: ArtPaint) -> None:
        if paint.hidden:
            return
        if paint.stroke and not paint.hairless:
            raise not_taken("stroke")
        if paint.fill is None or path.is_empty:
            return
        self._commands += len(path.commands)
        if self._commands > MAX_COMMANDS:
            raise too_large()
        self.shapes.append(FilledPath(path, paint.fill, paint.even_odd, self._parser.CurrentLineNumber))

    def _doctype(self, *_declared: object) -> None:
        raise not_taken("doctype")

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            raise not_taken("style")


def _refuse_links(attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        if name in _LINKS:
            raise not_taken("reference")
        if name.startswith("on"):
            raise not_taken("script")
        if "url(" in value.lower() and name not in _REFERRING:
            raise not_taken("reference")


def _view(text: str) -> Rect:
    values = numbers("viewBox", text)
    if len(values) != 4 or min(values[2:]) <= 0:
        raise bad_number("viewBox", text)
    x, y, width, height = values
    return Rect(x, y, x + width, y + height)
