"""Finished bytes are read back into facts: what each page and form draws, exactly, and all else that is there.

The strict visitor of content streams: whatever keytag never writes is told as foreign, also what a survey would
only note, or pass over. Must not know what the file ought to hold (`keytag.checks.press_file` does), nor how
keytag writes. Answers to ISO 32000-1 and to the entries that ISO 15930-4 and ISO 15930-7 ask for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Object, Page, Pdf, Stream

from keytag.drawing.geometry import IDENTITY, Affine, Point, Rect, bounds
from keytag.inspection.pdf import colours, document, objects, resources
from keytag.inspection.pdf.bounds import MOST_CONTENT, MOST_OPERATORS, MOST_TOKENS, Budget, TooMuchError
from keytag.inspection.pdf.colours import Colours
from keytag.inspection.pdf.document import Contents, xmp
from keytag.inspection.pdf.interpreter import (
    CLOSING,
    FILLING,
    STROKING,
    CurrentColour,
    GraphicsState,
    Interpreter,
    StreamFrame,
    Visitor,
    operator_name,
)
from keytag.inspection.pdf.lexing import PATH, Operand
from keytag.inspection.pdf.press_facts import (
    Colour,
    DrawnPath,
    PageFacts,
    PaintKind,
    PaintOperation,
    PaintWay,
    PdfFacts,
    PlacedForm,
    colour,
)
from keytag.units import to_mm

# What keytag writes besides paths, and how many operands each has; all else is foreign. The even-odd rule (f*, W*)
# is left out: it opens holes where outlines overlap. So is flatness (i): with enough of it a curve is a polygon.
_OPERANDS = {
    **dict.fromkeys((b"q", b"Q", b"W", b"n", b"f", b"F", b"S", b"s", b"B", b"b", b"EMC"), 0),
    **dict.fromkeys((b"gs", b"Do", b"cs", b"CS", b"sc", b"SC", b"scn", b"SCN", b"w", b"j", b"J", b"M", b"BMC"), 1),
    **dict.fromkeys((b"BDC", b"d"), 2),
    **dict.fromkeys((b"k", b"K"), 4),
    b"cm": 6,
}
_TINTING = frozenset((b"sc", b"SC", b"scn", b"SCN"))
_SPACES = frozenset((b"cs", b"CS"))
# ISO 32000-1, 8.6.5.6: a space by such a name takes the place of a device's own.
_DEFAULTS = frozenset({"/DefaultGray", "/DefaultRGB", "/DefaultCMYK"})
# ISO 32000-1, table 58: the entries of a graphics state dictionary that switch overprint.
_OVERPRINT_KEYS = frozenset({"/Type", "/OP", "/op", "/OPM"})
# ISO 32000-1, table 95: what a form may say of itself; /OC would hide it, /Ref and /OPI put another in its place.
_FORM = frozenset(
    "/Type /Subtype /FormType /BBox /Matrix /Resources /Group /Length /Filter /DecodeParms".split()  # noqa: SIM905
)
# ISO 32000-1, table 28: what a catalogue may hold here; actions, forms and viewer settings are none of it.
_CATALOGUE = frozenset({"/Type", "/Version", "/Pages", "/Metadata", "/OutputIntents", "/OCProperties"})
# ISO 15930-7:2010, 6.9 and 6.11: a page is not turned or scaled, has no annotations and no actions.
_PAGE = frozenset({"/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/BleedBox", "/TrimBox", "/ArtBox"})
# ISO 32000-1, 7.7.3.4: what a page has from the nodes above it.
_INHERITED = frozenset({"/MediaBox", "/CropBox", "/Rotate", "/Resources"})
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
_UNREADABLE = "a path that cannot be read"
# House rule: qpdf's trees of pages have two levels for thousands of pages.
_MOST_NODES = 50
# House rule: keytag's own file may be so many times what a survey reads of a stranger's.
_TIMES = 100
# House rule: a hundredth of a millimetre, which is a plate setter's dot.
_TOLERANCE = 0.01
# ISO 32000-1, table 59: how many numbers each operator of a path takes.
_ARITY = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "h": 0, "re": 4}
_NUMERALS = b"0123456789+-. \0\t\r\n\f"
_SPACED = bytes.maketrans(b"mlcvyhre\0", b" " * 9)


# Sheets are read where they are written and where their slots are looked at; only a cut is written between.
@lru_cache(maxsize=2)
def inspect(data: bytes) -> PdfFacts:
    """Return what the PDF in ``data`` holds. Raises pikepdf.PdfError where it is no PDF."""
    with Pdf.open(BytesIO(data)) as pdf:
        reader, contents = _Reader(pdf), Contents()
        pages = tuple(_page_facts(page, reader) for page in pdf.pages)
        contents.look(pdf)
        foreign = reader.foreign | contents.active | contents.outside | set(map(str, pdf.get_warnings()))
        found, metadata = document.layers(pdf), xmp(pdf)
        return PdfFacts(
            version=pdf.pdf_version,
            pages=pages,
            paints=frozenset(reader.paints),
            fonts=frozenset(reader.fonts),
            foreign=frozenset(foreign | (set(pdf.Root.keys()) - _CATALOGUE) | set(_switches(pdf))),
            transparency=frozenset(reader.transparency),
            intents=document.intents(pdf),
            info=tuple((key, entry.text) for key, entry in document.info(pdf)),
            xmp=tuple((key.rpartition(":")[2], text) for key, text in metadata.properties if metadata.is_plain),
            layers=frozenset((each.name, each.group, each.step) for each in found.layers if each.is_listed)
            if found is not None
            else frozenset(),
            has_id="/ID" in pdf.trailer,
            is_encrypted=pdf.is_encrypted,
        )


def _page_facts(page: Page, reader: _Reader) -> PageFacts:
    """Read one page; only its own entries count, since PDF/X does not let boxes be inherited."""
    media = [float(value) for value in page.obj.MediaBox]
    scale = to_mm(1.0)
    door = Affine(scale, 0.0, 0.0, -scale, -media[0] * scale, media[3] * scale)
    contents = page.obj.get("/Contents", Dictionary())
    streams = list(contents) if isinstance(contents, Array) else [contents]
    data = b"\n".join(stream.read_bytes() for stream in streams)
    if "/Group" in page.obj:
        reader.transparency.add("/Group")
    drawn = reader.read_page(data, page.obj.get("/Resources", Dictionary()), door, _box(page.obj.MediaBox, door))
    return PageFacts(
        boxes=tuple((name, _box(page.obj[name], door)) for name in _BOXES if name in page.obj),
        placed=tuple(drawn.placed),
        drawing=tuple(drawn.marks),
        window=drawn.window,
        oddities=frozenset((set(page.obj.keys()) - _PAGE) | _handed_down(page.obj)),
    )


def _handed_down(page: Object) -> set[str]:
    """Return what a page inherits: PDF/X wants its boxes on the page itself, and a turn comes from there too."""
    found: set[str] = set()
    node, seen = page.get("/Parent"), 0
    while node is not None and seen < _MOST_NODES:
        found |= set(node.keys()) & _INHERITED
        node, seen = node.get("/Parent"), seen + 1
    return found


def _switches(pdf: Pdf) -> Iterator[str]:
    """Yield what may hide a layer: its own usage, and every entry of the configuration beyond name and order."""
    if "/OCProperties" not in pdf.Root:
        return
    properties = pdf.Root.OCProperties
    yield from (f"OCProperties {key}" for key in set(properties.keys()) - {"/OCGs", "/D"})
    yield from (f"OCProperties D {key}" for key in set(properties.D.keys()) - {"/Name", "/Order"})
    for group in properties.OCGs:
        yield from (f"layer {group.Name} {key}" for key in set(group.keys()) - {"/Type", "/Name", "/GTS_Metadata"})
    if {group.objgen for group in properties.OCGs} != {group.objgen for group in properties.D.get("/Order", ())}:
        yield "a layer that is listed but once"


def _box(box: Object, door: Affine) -> Rect:
    x0, y0, x1, y1 = (float(value) for value in box)
    (left, top), (right, bottom) = door.apply((x0, y1)), door.apply((x1, y0))
    return Rect(left, top, right, bottom)


class _Drawn(Struct):
    """What one stream draws itself and which forms it places, in order, in its own coordinates.

    ``to_box`` takes these to those in which its own drawing is told: of a form the millimetres of its box,
    wherever it is placed. ``page`` is the box of a page, ``window`` the part of it in which forms that but place
    others show them, where that is not all.
    """

    to_box: Affine = IDENTITY
    page: Rect | None = None
    window: Rect | None = None
    placed: list[PlacedForm] = field(default_factory=list)
    marks: list[PaintOperation] = field(default_factory=list)


class _Placeable(Struct, frozen=True):
    """A form as it is placed: itself where it paints, or places nothing, then what it places.

    ``corners`` of one that but places others are two of the window through which it shows them.
    """

    matrix: Affine
    forms: tuple[PlacedForm, ...]
    corners: tuple[Point, Point] | None


Frame = StreamFrame[_Drawn]


class _Reader(Visitor[_Drawn]):
    """Draws the streams of one file anew, as values, and gathers what is foreign in them."""

    def __init__(self, pdf: Pdf) -> None:
        budget = Budget(MOST_CONTENT * _TIMES, MOST_OPERATORS * _TIMES, MOST_TOKENS * _TIMES)
        self._colours = Colours()
        self._interpreter = Interpreter(self, self._colours, budget)
        self._page: Rect | None = None
        self._placeable: dict[int, _Placeable] = {}
        self._moved: dict[tuple[int, Affine], tuple[PlacedForm, ...]] = {}
        listed = pdf.Root.OCProperties.get("/OCGs", ()) if "/OCProperties" in pdf.Root else ()
        self._layers = {group.objgen for group in listed}
        self.paints: set[PaintWay] = set()
        self.fonts: set[str] = set()
        self.foreign: set[str] = set()
        self.transparency: set[str] = set()

    def read_page(self, data: bytes, named: object, door: Affine, box: Rect) -> _Drawn:
        """Return what a page's stream draws, ``door`` leading to the page's millimetres."""
        self._page = box
        try:
            return self._interpreter.read(data, named, GraphicsState(matrix=door))
        except TooMuchError:
            self.foreign.add("content beyond all measure")
            return _Drawn()

    def begin(self, named: object, form: Stream | None) -> _Drawn:
        """Note what is listed, used or not: a font that is only listed already breaks PDF/X."""
        listed = resources.listed_resources(named, self._colours)
        self.fonts |= {font.name for font in listed.fonts}
        self.transparency |= listed.see_through | listed.states
        for kind in ("/Shading", "/Pattern"):
            self.foreign |= {f"{kind}{name}" for name, _ in objects.entries(objects.get(named, kind))}
        spaces = objects.entries(objects.get(named, "/ColorSpace"))
        self.foreign |= {name for name, _ in spaces if name in _DEFAULTS}
        if form is None:
            return _Drawn(page=self._page)
        self.foreign |= {f"a form's {key}" for key, _ in objects.entries(form) if key not in _FORM}
        if objects.get(form, "/Group") is not None:
            self.transparency.add("/Group")
        x0, _, _, y1 = self._form_box(form)
        scale = to_mm(1.0)
        return _Drawn(to_box=Affine(scale, 0.0, 0.0, -scale, -x0 * scale, y1 * scale))

    def unread(self, _frame: Frame, what: str) -> None:
        """Take what cannot be made out for foreign."""
        self.foreign.add(what)

    def nonsense(self, _frame: Frame) -> None:
        """Take nonsense for foreign, too."""
        self.foreign.add("content that cannot be read")

    def operator(self, frame: Frame, operator: bytes, given: list[Operand]) -> None:
        """Look whether keytag writes such an operator, with such operands, in such a place."""
        if operator == PATH:
            return
        if _OPERANDS.get(operator) != len(given):
            self.foreign.add(
                operator_name(operator) if operator not in _OPERANDS else f"operands of {operator_name(operator)}"
            )
        elif operator in _TINTING and isinstance(given[0], bytes):
            self.foreign.add(f"{operator_name(operator)} with a pattern")
        elif operator in _SPACES:
            paint = frame.state.stroke if operator.isupper() else frame.state.fill
            if paint.space.family != "Separation" or paint.space.base != colours.CMYK:
                self.foreign.add(f"{operator_name(operator)} {paint.space.family}")
            elif not paint.space.is_linear:
                self.foreign.add(f"a tint transform of {paint.space.inks[0]} that bends")
        # ISO 32000-1, 8.5.2.1: nothing but a clip stands between a path and what paints it.
        if frame.runs and operator != b"W":
            self.foreign.add(_UNREADABLE)

    def path(self, frame: Frame, operator: bytes) -> None:
        """Take over what a path paints and, where it clips, the clip."""
        state, drawn = frame.state, frame.found
        try:
            outline = _outline(frame.runs, state.matrix.then(drawn.to_box), is_closed=operator in CLOSING)
        except ValueError:
            self.foreign.add(_UNREADABLE)
            return
        layer = frame.layer.name if frame.layer is not None else ""
        for kind, paint, overprint in (
            (PaintKind.FILL, state.fill, state.overprint_fill),
            (PaintKind.STROKE, state.stroke, state.overprint_stroke),
        ):
            if operator not in (FILLING if kind is PaintKind.FILL else STROKING):
                continue
            way = PaintWay(_colour(paint), kind, overprint, layer, state.overprint_mode if overprint else 0)
            self.paints.add(way)
            pen = state.pen if kind is PaintKind.STROKE else None
            drawn.marks.append(PaintOperation(way, outline, pen, state.clips))
        if frame.clips:
            state.clips = (*state.clips, outline)

    def shading(self, _frame: Frame, _shading: object) -> None:
        """Leave a shading to `operator`, which takes it for foreign."""

    def graphics_state(self, _frame: Frame, entries: object) -> None:
        """Take all that a graphics state sets, but overprint, for transparency."""
        self.transparency |= {f"gs {key}" for key, _ in objects.entries(entries) if key not in _OVERPRINT_KEYS}

    def layer(self, _frame: Frame, group: object) -> None:
        """Take a layer that the file does not list for foreign."""
        if not isinstance(group, Dictionary) or group.objgen not in self._layers:
            self.foreign.add("a layer that is not listed")

    def picture(self, _frame: Frame, _picture: Stream) -> None:
        """Take a picture for foreign."""
        self.foreign.add("a picture")

    def inline_picture(self, _frame: Frame, _entries: dict[bytes, Operand]) -> None:
        """Take a picture within the stream for foreign."""
        self.foreign.add("a picture")

    def form(self, frame: Frame, form: Stream) -> None:
        """Take over a form where it is placed, with all that it places in turn."""
        inner = self._interpreter.read_form(frame, form, frame.state)
        if inner is None:
            return
        number, matrix = id(inner), frame.state.matrix
        if number not in self._placeable:
            self._placeable[number] = self._placed(form, inner)
        own = self._placeable[number]
        if (number, matrix) not in self._moved:
            to_frame = own.matrix.then(matrix)
            self._moved[number, matrix] = tuple(
                _moved(placed, to_frame, is_clipped=bool(frame.state.clips)) for placed in own.forms
            )
        frame.found.placed += self._moved[number, matrix]
        if own.corners is not None:
            self._look_through(frame, [own.matrix.then(matrix).apply(corner) for corner in own.corners])

    def _placed(self, form: Stream, drawn: _Drawn) -> _Placeable:
        matrix, (x0, y0, x1, y1) = resources.matrix_of(form), self._form_box(form)
        if drawn.placed and not drawn.marks:
            return _Placeable(matrix, tuple(drawn.placed), ((x0, y0), (x1, y1)))
        whole = PlacedForm(objects.number_of(form), ((x0, y1), (x1, y1), (x0, y0)), tuple(drawn.marks))
        return _Placeable(matrix, (whole, *drawn.placed), None)

    def _form_box(self, form: Stream) -> tuple[float, ...]:
        edges = objects.numbers(objects.get(form, "/BBox"))
        if len(edges) != 4:
            self.foreign.add("a form without a box")
        return edges if len(edges) == 4 else (0.0, 0.0, 0.0, 0.0)

    def _look_through(self, frame: Frame, corners: list[Point]) -> None:
        """Note through which part of the page a form that but places others shows them."""
        page = frame.found.page
        if page is None:
            # keytag has one such form on a page: what is clipped within another cannot be told by its window.
            self.foreign.add("a form that places others within another one")
            return
        window = bounds(corners)
        if not window.contains(page, _TOLERANCE):
            frame.found.window = window.cut_to(frame.found.window or page)


def _outline(runs: list[bytes], matrix: Affine, *, is_closed: bool) -> DrawnPath:
    """Return what ``runs`` build under ``matrix``. Raises ValueError where that cannot be told.

    In bulk: paths are nearly all of a stream. Outlines built in two ways (``re`` or ``m l l l h``) are two.
    """
    (run,) = runs or [b""]
    operators, numbers = _built(run)
    return DrawnPath(f"{operators}h" if is_closed else operators, numbers, matrix)


# A side's lettering is in its one-ups, with the cut and without, and on the sheets.
@lru_cache(maxsize=512)
def _built(run: bytes) -> tuple[str, tuple[float, ...]]:
    """Return the operators of a run as one word, and all their numbers. Raises ValueError."""
    operators = run.translate(None, _NUMERALS).decode("ascii")
    numbers = tuple(map(float, run.translate(_SPACED).split()))
    if sum(operators.count(operator) * count for operator, count in _ARITY.items()) != len(numbers):
        raise ValueError(operators)
    return operators, numbers


def _colour(paint: CurrentColour) -> Colour:
    space = paint.space
    if space.family == "DeviceCMYK":
        return colour("", paint.amounts)
    return colour(space.inks[0] if space.inks else space.family, paint.amounts, space.alternate or ())


def _moved(placed: PlacedForm, matrix: Affine, *, is_clipped: bool) -> PlacedForm:
    first, along, down = placed.corners
    moved: tuple[Point, Point, Point] = (matrix.apply(first), matrix.apply(along), matrix.apply(down))
    return PlacedForm(placed.form, moved, placed.drawing, placed.is_clipped or is_clipped)
