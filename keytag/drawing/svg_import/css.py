"""Which value each property of an element has: attributes, style sheets and ``style``, by CSS's own order.

Only here and for colours tinycss2 is used. Selectors are by element, class, id and their descendants and children;
what else could change a drawing is refused. Answers to CSS Syntax 3, Selectors 3 (5 to 9), CSS Cascade 3 (6), and
SVG 1.1 (Second Edition), 6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.svg_import.document import Element, SvgDocument
from keytag.drawing.svg_import.refusal import Refusals, RefusedDrawingError, not_taken, too_large, unknown_css

if TYPE_CHECKING:
    from tinycss2.ast import Declaration

# House rules: as much CSS, and as many comparisons of a selector with an element, as take a second.
_MAX_CSS = 150_000
_MAX_MATCHES = 300_000
# House rule: no selector goes deeper.
_MAX_COMPOUNDS = 10

# SVG 1.1, 6.1, of the properties that change what a flat drawing looks like; each may be an attribute.
PROPERTIES = frozenset(
    {"clip-path", "clip-rule", "color", "display", "fill", "fill-opacity", "fill-rule", "filter", "marker"}
    | {"marker-start", "marker-mid", "marker-end", "mask", "mask-type", "mix-blend-mode", "opacity", "overflow"}
    | {"paint-order", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin"}
    | {"stroke-miterlimit", "stroke-opacity", "stroke-width", "transform", "transform-box", "transform-origin"}
    | {"vector-effect", "visibility", "stop-color", "stop-opacity"}
)
# SVG 2, 7.2 and 9; CSS Transforms 2, 5: what only style sheets may hold, or shapes may hold in both.
GEOMETRY = frozenset({"x", "y", "cx", "cy", "r", "rx", "ry", "width", "height"})
_STYLE_ONLY = frozenset({"d", "translate", "rotate", "scale", "offset-path", "animation", "animation-name"})
INHERITED = frozenset(
    {
        "clip-rule",
        "color",
        "fill",
        "fill-opacity",
        "fill-rule",
        "marker",
        "marker-start",
        "marker-mid",
        "marker-end",
    }
    | {"paint-order", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin"}
    | {"stroke-miterlimit", "stroke-opacity", "stroke-width", "visibility"}
)
# CSS Selectors 3, 6.6.1: states that paper is never in.
_NEVER = frozenset({"hover", "active", "focus", "visited", "target", "focus-within", "focus-visible"})
# CSS Cascade 3, 6.4.3: a style attribute is more specific than any selector.
_STYLE_ATTRIBUTE = (1 << 20, 0, 0)


class _Compound(Struct, frozen=True):
    """What one element must be: its tag (any where empty), ids and classes; ``child`` of what stands before it."""

    tag: str
    names: tuple[tuple[str, str], ...]
    child: bool = False


class _Selector(Struct, frozen=True):
    compounds: tuple[_Compound, ...]

    @property
    def specificity(self) -> tuple[int, int, int]:
        names = [kind for compound in self.compounds for kind, _ in compound.names]
        return names.count("id"), names.count("class"), sum(bool(c.tag) for c in self.compounds)


class _Rule(Struct, frozen=True):
    selector: _Selector
    declarations: tuple[tuple[str, str, bool], ...]


class Cascade:
    """The declarations of a document's elements, each as CSS decides between them."""

    def __init__(self, document: SvgDocument, refusals: Refusals) -> None:
        self._rules: dict[tuple[str, str], list[tuple[int, _Rule]]] = {}
        self._styles: dict[str, tuple[tuple[str, str, bool], ...]] = {}
        self._size = self._matches = self._count = 0
        for element in document.elements:
            if element.tag == "style":
                try:
                    self._read_sheet(element)
                except RefusedDrawingError as refusal:
                    refusals.note(refusal, element.line, element.column)

    def declared(self, element: Element) -> dict[str, str]:
        """Return the properties of ``element`` that are declared for it; those it inherits are its parent's."""
        found: list[tuple[bool, tuple[int, int, int], int, str, str]] = []
        for order, rule in self._candidates(element):
            if self._is_matched(rule.selector.compounds, element):
                specificity = rule.selector.specificity
                found += (
                    (important, specificity, order, name, value) for name, value, important in rule.declarations
                )
        own = self.style(element.attributes.get("style", ""))
        if not found and not own:
            return _attributes(element)
        found += ((important, _STYLE_ATTRIBUTE, self._count, name, value) for name, value, important in own)
        found.sort(key=lambda each: each[:3])
        return _attributes(element) | {name: value for *_, name, value in found}

    def style(self, text: str) -> tuple[tuple[str, str, bool], ...]:
        """Return the declarations of a ``style`` attribute: name, value, whether it is ``!important``."""
        if not text.strip():
            return ()
        if text not in self._styles:
            import tinycss2  # noqa: PLC0415 - only those who read drawings pay for it

            self._bound(text)
            self._styles[text] = tuple(_declarations(tinycss2.parse_blocks_contents(text)))
        return self._styles[text]

    def _is_matched(self, compounds: tuple[_Compound, ...], element: Element) -> bool:
        """Tell whether ``element`` is what the last of ``compounds`` says, within what the others say."""
        self._matches += 1
        if self._matches > _MAX_MATCHES:
            raise too_large()
        *outer, last = compounds
        if not _is(last, element):
            return False
        parent = element.parent
        while outer and parent is not None:
            if self._is_matched(tuple(outer), parent):
                return True
            if last.child:
                return False
            parent = parent.parent
        return not outer

    def _bound(self, css: str) -> None:
        self._size += len(css)
        if self._size > _MAX_CSS:
            raise too_large()

    def _read_sheet(self, element: Element) -> None:
        import tinycss2  # noqa: PLC0415 - the same

        if element.attributes.get("type", "text/css").strip().lower() not in {"", "text/css"}:
            raise unknown_css(element.attributes["type"])
        self._bound(element.text)
        for part in tinycss2.parse_stylesheet(element.text, skip_comments=True, skip_whitespace=True):
            if part.type == "at-rule":
                _refuse_at_rule(part.lower_at_keyword, tinycss2.serialize(part.prelude))
            elif part.type == "qualified-rule":
                declarations = tuple(_declarations(tinycss2.parse_blocks_contents(part.content)))
                for selector in _selectors(part.prelude):
                    self._count += 1
                    last = selector.compounds[-1]
                    key = last.names[0] if last.names else ("tag", last.tag)
                    self._rules.setdefault(key, []).append((self._count, _Rule(selector, declarations)))
            else:
                raise unknown_css(element.text.strip())

    def _candidates(self, element: Element) -> Iterator[tuple[int, _Rule]]:
        if not self._rules:
            return
        keys = [("tag", ""), ("tag", element.tag), ("id", element.attributes.get("id", ""))]
        for key in (*keys, *(("class", name) for name in _classes(element))):
            yield from self._rules.get(key, ())


def _attributes(element: Element) -> dict[str, str]:
    return {name: value for name, value in element.attributes.items() if name in PROPERTIES and value.strip()}


def _declarations(parts: Sequence[Any]) -> Iterator[tuple[str, str, bool]]:
    """Yield what is declared; what is no declaration is left out as CSS Syntax 3, 5.4.4, says."""
    from tinycss2 import serialize  # noqa: PLC0415 - the same

    for part in parts:
        if part.type == "declaration":
            declaration: Declaration = part
            name, value = declaration.lower_name, serialize(declaration.value).strip()
            if name in PROPERTIES | GEOMETRY | _STYLE_ONLY and value:
                yield name, value, bool(declaration.important)


def _refuse_at_rule(keyword: str, prelude: str) -> None:
    """Refuse at-rules that could change what is printed: fonts and movements cannot, nor what is for the dark."""
    if keyword == "import":
        raise not_taken("stylesheet")
    is_moot = keyword in {"charset", "font-face", "keyframes", "-webkit-keyframes", "namespace", "page"}
    if not is_moot and not (keyword == "media" and "dark" in prelude):
        raise unknown_css(f"@{keyword} {prelude.strip()}")


def _selectors(prelude: Sequence[Any]) -> Iterator[_Selector]:
    """Yield the selectors of a rule. Raises RefusedDrawingError for kinds that are not followed."""
    tokens: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield from _selector(tokens)
            tokens = []
        elif token.type != "comment":
            tokens.append(token)
    yield from _selector(tokens)


def _selector(tokens: list[Any]) -> Iterator[_Selector]:
    """Yield the selector that ``tokens`` are; none where it is for a state that paper is never in."""
    compounds: list[_Compound] = []
    current: _Compound | None = None
    is_child = False
    while tokens:
        token, tokens = tokens[0], tokens[1:]
        is_greater = token.type == "literal" and token.value == ">"
        if token.type == "whitespace" or is_greater:
            compounds += [current] if current is not None else []
            current, is_child = None, is_child or is_greater
            continue
        begun = current if current is not None else _Compound("", (), child=is_child)
        is_child = False
        named = tokens[0].value if tokens and tokens[0].type == "ident" else ""
        if token.type == "literal" and token.value == ":" and named in _NEVER:
            return
        current = _narrowed(begun, token, named)
        if token.type == "literal" and token.value in {".", ":"}:
            tokens = tokens[1:]
    compounds += [current] if current is not None else []
    if len(compounds) > _MAX_COMPOUNDS:
        raise unknown_css("…")
    if compounds:
        yield _Selector(tuple(compounds))


def _narrowed(compound: _Compound, token: Any, named: str) -> _Compound:  # noqa: ANN401 - tinycss2 has no types
    """Return ``compound`` with what one more token asks for; ``named`` is the name behind it."""
    if token.type == "ident":
        return replace(compound, tag=token.value)
    if token.type == "hash":
        return replace(compound, names=(*compound.names, ("id", token.value)))
    if token.type == "literal" and token.value == "*":
        return compound
    if token.type == "literal" and token.value == "." and named:
        return replace(compound, names=(*compound.names, ("class", named)))
    if token.type == "literal" and token.value == ":" and named == "root":
        return replace(compound, tag="svg")
    raise unknown_css(f":{named}" if named else token.serialize())


def _is(compound: _Compound, element: Element) -> bool:
    if compound.tag and compound.tag != element.tag:
        return False
    return all(
        element.attributes.get("id") == name if kind == "id" else name in _classes(element)
        for kind, name in compound.names
    )


def _classes(element: Element) -> Sequence[str]:
    return element.attributes.get("class", "").split()


def keyword(style: Mapping[str, str], name: str, default: str) -> str:
    """Return the keyword of a property, which CSS reads in capitals or not."""
    return style.get(name, default).strip().lower()
