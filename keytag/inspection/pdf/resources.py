"""What a page's resources name, used or not: fonts, graphics states, layers.

Answers to ISO 32000-1, 8.4.5 (graphics states), 8.11 (optional content) and 9.6 to 9.9 (fonts).
"""

from __future__ import annotations

from pikepdf import Dictionary, Stream

from keytag.drawing.geometry import IDENTITY, Affine
from keytag.inspection.pdf import objects
from keytag.inspection.pdf.colours import Colours
from keytag.inspection.pdf.facts import Font, LayerFacts
from keytag.inspection.pdf.tally import Tally

# ISO 32000-1, table 126: where a font program is embedded.
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
# ISO 32000-1, table 58, and 11.3.5: blend modes that show nothing through; "Compatible" is the old name of Normal.
_OPAQUE_MODES = frozenset({"Normal", "Compatible"})
# ISO 32000-1, table 58: transfer functions, and the values that ask for none of one's own.
_CURVES = ("/TR", "/TR2")
_NO_CURVE = frozenset({"Identity", "Default"})


def listed_resources(resources: object, colours: Colours) -> Tally:
    """Return a tally with what ``resources`` list, used or not: a font only listed already breaks PDF/X."""
    tally = Tally(fonts=set(fonts(resources)))
    for _, state in objects.entries(objects.get(resources, "/ExtGState")):
        tally.see_through |= see_through(state)
        tally.states |= curves(state)
    for _, space in objects.entries(objects.get(resources, "/ColorSpace")):
        colours.read(space, depth=1)
    return tally


def fonts(resources: object) -> frozenset[Font]:
    """Return the fonts that ``resources`` list."""
    return frozenset(_font(key, value) for key, value in objects.entries(objects.get(resources, "/Font")))


def _font(key: str, font: object) -> Font:
    kind = objects.name(objects.get(font, "/Subtype"))
    named = objects.name(objects.get(font, "/BaseFont")) or key[1:]
    if kind == "Type3":
        return Font(named, kind, is_embedded=True)
    holder = font
    if kind == "Type0":
        holder = next(objects.items(objects.get(font, "/DescendantFonts")), None)
        kind = f"Type0 {objects.name(objects.get(holder, '/Subtype'))}".strip()
    descriptor = objects.get(holder, "/FontDescriptor")
    is_embedded = any(_holds_any(objects.get(descriptor, program)) for program in _PROGRAMS)
    return Font(named, kind, is_embedded)


def _holds_any(program: object) -> bool:
    """Tell whether a font program is a stream with anything in it."""
    try:
        return isinstance(program, Stream) and bool(program.read_raw_bytes())
    except objects.BROKEN:
        return False


def see_through(state: object) -> frozenset[str]:
    """Return what a graphics state dictionary lets shine through."""
    found: set[str] = set()
    for key in ("/ca", "/CA"):
        alpha = objects.number(objects.get(state, key))
        if alpha is not None and alpha < 1:
            found.add(f"{key[1:]} {alpha:g}")
    modes = [objects.name(mode) for mode in objects.items(objects.get(state, "/BM"))]
    if modes and modes[0] not in _OPAQUE_MODES:
        found.add(f"BM {modes[0]}")
    if isinstance(objects.get(state, "/SMask"), Dictionary):
        found.add("SMask")
    return frozenset(found)


def mask_of(state: object) -> object:
    """Return the form that a graphics state dictionary masks by, or None."""
    return objects.get(objects.get(state, "/SMask"), "/G")


def matrix_of(form: object) -> Affine:
    """Return what a form is placed by beside the matrix in force."""
    own = objects.numbers(objects.get(form, "/Matrix"))
    return Affine(*own) if len(own) == 6 else IDENTITY


def curves(state: object) -> frozenset[str]:
    """Return the transfer curves and halftone phases that a graphics state dictionary asks for."""
    found: set[str] = set()
    for key in _CURVES:
        value = objects.get(state, key)
        if value is not None and objects.name(value) not in _NO_CURVE:
            found.add(key[1:])
    # PDF 1.2's halftone phase: ISO 15930 forbids it.
    if objects.get(state, "/HTP") is not None:
        found.add("HTP")
    halftone = objects.get(state, "/HT")
    if objects.name(objects.get(halftone, "/TransferFunction")) not in ("", "Identity"):
        found.add("HT")
    return frozenset(found)


def layer_of(group: object) -> LayerFacts | None:
    """Return the layer that an optional content group or a membership dictionary stands for."""
    if objects.name(objects.get(group, "/Type")) == "OCMD":
        group = next(objects.items(objects.get(group, "/OCGs")), None)
    if not isinstance(group, Dictionary):
        return None
    step = objects.get(group, "/GTS_Metadata")
    named, kind = objects.get(step, "/GTS_ProcStepsGroup"), objects.get(step, "/GTS_ProcStepsType")
    # ISO 19593-1: both values are names; what is there and is none cannot be found by a cutter.
    return LayerFacts(
        objects.text(objects.get(group, "/Name")) or "?",
        "" if named is None else objects.name(named) or "?",
        "" if kind is None else objects.name(kind) or "?",
    )
