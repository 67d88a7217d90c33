"""An SVG file as a tree of elements, each with its line.

Nothing outside the file is fetched. Of a DOCTYPE, which old programs write, only names of plain text are taken
(Illustrator keeps its namespaces in such entities); entities that hold others or stand for files are refused.
Answers to XML 1.0 (Fifth Edition), 4, and SVG 1.1 (Second Edition), 5.
"""

from __future__ import annotations

# Expat itself rather than ElementTree: it tells lines, and entities are refused where they are declared.
from xml.parsers import expat

from keytag.drawing.svg_import.programs import Program
from keytag.drawing.svg_import.refusal import (
    MAX_BYTES,
    MAX_ELEMENTS,
    Refusals,
    RefusedDrawingError,
    not_svg,
    not_taken,
    not_xml,
    too_large,
)

_SVG = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink href"
_BASE = "http://www.w3.org/XML/1998/namespace base"
# House rule: longer than any namespace.
_MAX_ENTITY = 200

# What programs leave in a file that tells them apart; the first that is found counts.
_TRACES: tuple[tuple[Program, str], ...] = (
    (Program.INKSCAPE, "inkscape"),
    (Program.ILLUSTRATOR, "adobe illustrator"),
    (Program.ILLUSTRATOR, "ns.adobe.com"),
    (Program.COREL, "coreldraw"),
    (Program.COREL, "corel.com"),
    (Program.FIGMA, "figma"),
    (Program.CANVA, "canva"),
)
# The names that Figma gives to clips, paints and filters: clip0_12_345.
_FIGMA_IDS = ("clip0_", "paint0_linear_", "paint0_radial_", "filter0_", "mask0_")


class Element:
    """One element: its ``tag`` and ``attributes`` without namespaces, where it stands, and what is in it.

    It is made while the file is read and not changed after.
    """

    __slots__ = ("attributes", "children", "column", "line", "parent", "tag", "text")

    def __init__(
        self, tag: str, attributes: dict[str, str], line: int, column: int, parent: Element | None
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.line = line
        self.column = column
        self.parent = parent
        self.children: list[Element] = []
        self.text = ""


class SvgDocument:
    """A drawing's elements by id, in order, and the program that wrote it where the file tells."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.elements: list[Element] = []
        self.by_id: dict[str, Element] = {}
        self.program = Program.UNKNOWN


def read_svg(data: bytes, refusals: Refusals) -> SvgDocument:
    """Return the elements of ``data``; what is no part of a drawing at all is noted among ``refusals``."""
    reader = _Reader(data, refusals)
    reader.read()
    return reader.document


def is_drawn_text(element: Element) -> bool:
    """Tell whether ``element`` holds letters."""
    stack = [element]
    while stack:
        each = stack.pop()
        if each.text.strip():
            return True
        stack += each.children
    return False


class _Reader:
    """Builds a document while Expat walks the file."""

    def __init__(self, data: bytes, refusals: Refusals) -> None:
        self.document = SvgDocument()
        self._data = data
        self._refusals = refusals
        self._open: list[Element | None] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._entity
        self._parser.CommentHandler = self._recognise
        self._parser.StartNamespaceDeclHandler = self._namespace
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self) -> None:
        """Walk the file from its first element to its last."""
        try:
            if len(self._data) > MAX_BYTES:
                raise too_large(len(self._data))
            self._parser.Parse(self._data, True)
        except RefusedDrawingError as refusal:
            self._note(refusal)
        except (expat.ExpatError, ValueError, LookupError):
            # ValueError and LookupError: encodings that Expat or Python does not know.
            self._note(not_xml())

    def _note(self, refusal: RefusedDrawingError) -> None:
        self._refusals.note(refusal, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        outer = self._open[-1] if self._open else None
        if not self._open and (tag != "svg" or space not in {"", _SVG}):
            raise not_svg()
        if space not in {"", _SVG} or (self._open and outer is None):
            self._open.append(None)
            return
        own = {key: value for key, value in attributes.items() if " " not in key}
        if _LINK in attributes:
            own.setdefault("href", attributes[_LINK])
        if _BASE in attributes:
            own["xml:base"] = attributes[_BASE]
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        element = Element(tag, own, line, column, outer)
        if outer is None:
            self.document.root = element
            if own.get("zoomAndPan") == "magnify" and "preserveAspectRatio" in own:
                self._found(Program.CANVA)
        else:
            outer.children.append(element)
        self.document.elements.append(element)
        if len(self.document.elements) > MAX_ELEMENTS:
            raise too_large()
        if own.get("id"):
            self.document.by_id.setdefault(own["id"], element)
            if own["id"].startswith(_FIGMA_IDS):
                self._found(Program.FIGMA)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open and self._open[-1] is not None:
            self._open[-1].text += text

    def _entity(self, *declared: object) -> None:
        """Take an entity that is a short plain text; refuse all others."""
        _, is_parameter, value, _, system, _, _ = declared
        if is_parameter or system is not None or not isinstance(value, str):
            raise not_taken("doctype")
        # However often it is named, it makes the file no longer than a file may be.
        named = self._data.count(b"&")
        if len(value) > _MAX_ENTITY or "&" in value or "%" in value or len(value) * named > MAX_BYTES:
            raise not_taken("doctype")

    def _namespace(self, _prefix: str | None, uri: str | None) -> None:
        self._recognise(uri or "")

    def _recognise(self, text: str) -> None:
        said = text[:200].lower()
        for program, trace in _TRACES:
            if trace in said:
                self._found(program)
                return

    def _found(self, program: Program) -> None:
        if self.document.program is Program.UNKNOWN:
            self.document.program = program

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            self._note(not_taken("stylesheet"))


def write_element(element: Element, attributes_of: dict[int, dict[str, str]]) -> str:
    """Return ``element`` as SVG; ``attributes_of`` replaces an element's attributes, by its ``id()``."""
    from xml.sax.saxutils import escape, quoteattr  # noqa: PLC0415 - it loads what opens addresses: for drawings alone

    parts: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            parts.append(part)
            continue
        attributes = attributes_of.get(id(part), part.attributes)
        written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
        space = f' xmlns="{_SVG}"' if part is element else ""
        parts.append(f"<{part.tag}{space}{written}>")
        if part.tag == "style":
            parts.append(escape(part.text))
        stack.append(f"</{part.tag}>")
        stack.extend(reversed(part.children))
    return "".join(parts)
