"""The drawing as another program shall show it, to hold what was read against.

It is the file's own elements, attributes and style sheets. Only what CSS allows and resvg does not read is written
in the older way: keywords in capitals, colours for a profile, empty values, geometry and movements in ``style``.
"""

from __future__ import annotations

from keytag.drawing.geometry import Affine
from keytag.drawing.svg_import.colour import ICC
from keytag.drawing.svg_import.css import GEOMETRY, Cascade
from keytag.drawing.svg_import.document import Element, read_svg, write_element
from keytag.drawing.svg_import.numbers import Viewport
from keytag.drawing.svg_import.reader import Reader, element_matrix
from keytag.drawing.svg_import.refusal import Refusals

_KEYWORDS = frozenset({"display", "visibility", "fill-rule", "clip-rule", "overflow", "mask-type", "paint-order"})
_KEYWORDS |= {"stroke-linecap", "stroke-linejoin"}
_COLOURS = frozenset({"fill", "stroke", "color", "stop-color"})
_MOVEMENTS = frozenset({"transform", "translate", "rotate", "scale", "transform-origin", "transform-box"})


def write_witness(data: bytes, width: int, height: int) -> str:
    """Return the drawing ``data``, which was read, as SVG whose page is ``width`` × ``height`` pixels."""
    refusals = Refusals("")
    document = read_svg(data, refusals)
    root = document.root
    if root is None:
        return ""
    css = Cascade(document, refusals)
    page = Reader(document, refusals).page(root)
    of = Viewport(page.view.width, page.view.height)
    written = {id(element): _attributes(element, css, of) for element in document.elements}
    view = page.view
    own = written[id(root)]
    own |= {
        "width": str(width),
        "height": str(height),
        "viewBox": f"{view.x0!r} {view.y0!r} {view.width!r} {view.height!r}",
    }
    if abs(page.box.width / page.box.height * view.height / view.width - 1) < 1e-3:
        own["preserveAspectRatio"] = "none"
    return write_element(root, written)


def _attributes(element: Element, css: Cascade, of: Viewport) -> dict[str, str]:
    """Return the attributes of ``element`` as resvg reads them."""
    own = dict(element.attributes)
    own.pop("shape-rendering", None)
    for name in _KEYWORDS & own.keys():
        own[name] = own[name].strip().lower()
    for name in _COLOURS & own.keys():
        own[name] = ICC.sub("", own[name])
    said = css.style(own.pop("style", ""))
    declarations = []
    for name, value, important in sorted(said, key=lambda each: each[2]):
        if name in GEOMETRY:
            own[name] = value
        elif name not in _MOVEMENTS:
            plain = value.lower() if name in _KEYWORDS else ICC.sub("", value)
            declarations.append(f"{name}:{plain}" + ("!important" if important else ""))
    if any(name in _MOVEMENTS for name, _, _ in said):
        matrix: Affine = element_matrix(css.declared(element), of)
        for name in ("transform", "transform-origin"):
            own.pop(name, None)
        figures = " ".join(map(repr, (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)))
        own["transform"] = f"matrix({figures})"
    if declarations:
        own["style"] = ";".join(declarations)
    return own
