"""Reading content streams: what they paint, how, and which forms they place, nested forms included.

Reads what any writer may have written and must not rely on how keytag writes. Answers to ISO 32000-1, 7.8.2
(operators), 8.4 (graphics state), 8.6 (colour) and 8.10 (forms).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable

from msgspec import Struct, field
from msgspec.structs import replace
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Pdf,
    PdfError,
    Stream,
    parse_content_stream,
)

from keytag.drawing.geometry import IDENTITY, Affine, Point, Rect, bounds
from keytag.inspection.pdf.construction import cut_out, outline
from keytag.inspection.pdf.press_facts import (
    Colour,
    Drawing,
    DrawnPath,
    PaintKind,
    PaintOperation,
    PaintWay,
    Pen,
    PlacedForm,
    colour,
)
from keytag.units import to_mm

# ISO 32000-1, table 57: without effect on what is inked where, as long as joins are round. Flatness (i) has one:
# with enough of it a curve is a polygon.
_HARMLESS = frozenset({"M"})
# ISO 32000-1, 8.6.5.6: a space by such a name takes the place of a device's own.
_DEFAULTS = frozenset({"/DefaultGray", "/DefaultRGB", "/DefaultCMYK"})
# ISO 32000-1, table 95: what a form may say of itself; /OC would hide it, /Ref and /OPI put another in its place.
_FORM = frozenset(
    {
        "/Type",
        "/Subtype",
        "/FormType",
        "/BBox",
        "/Matrix",
        "/Resources",
        "/Group",
        "/Length",
        "/Filter",
        "/DecodeParms",
    }
)
_NESTED = "a form that places others within another one"
# House rule: a hundredth of a millimetre, which is a plate setter's dot.
_TOLERANCE = 0.01

# ISO 32000-1, table 60: what ends a path, and what that paints. The even-odd rule (f*, B*, b*, W*) is left out:
# keytag never asks for it, and it opens holes where outlines overlap.
_PAINTING: dict[str, tuple[PaintKind, ...]] = {
    "n": (),
    **dict.fromkeys(("f", "F"), (PaintKind.FILL,)),
    **dict.fromkeys(("S", "s"), (PaintKind.STROKE,)),
    **dict.fromkeys(("B", "b"), (PaintKind.FILL, PaintKind.STROKE)),
}
_CLOSING = frozenset({"s", "b"})
# ISO 32000-1, table 58: the entries of a graphics state dictionary that switch overprint.
_OVERPRINT_KEYS = frozenset({"/Type", "/OP", "/op", "/OPM"})

# ISO 32000-1, 8.6.3: the colour at the start of a page is black in DeviceGray, which keytag never paints with.
_INITIAL = Colour("DeviceGray", (0.0,))


class InkingState(Struct, frozen=True):
    """The part of the graphics state that decides how a path is inked."""

    fill: Colour = _INITIAL
    stroke: Colour = _INITIAL
    fill_overprint: bool = False
    stroke_overprint: bool = False
    # ISO 32000-1, table 52: the mode at the start of a page.
    overprint_mode: int = 0
    layers: tuple[str, ...] = ()
    pen: Pen = Pen()
    clips: tuple[DrawnPath, ...] = ()


class _Reading(Struct):
    """Where one stream's reading stands."""

    resources: Object
    state: InkingState
    matrix: Affine
    box: Affine
    runs: tuple[bytes, ...]
    page: Rect | None = None
    window: Rect | None = None
    path: DrawnPath | None = None
    clips_next: bool = False
    saved: list[tuple[InkingState, Affine]] = field(default_factory=list)
    spaces: dict[PaintKind, tuple[str, tuple[float, ...]]] = field(default_factory=dict)
    forms: dict[str, tuple[Stream, int]] = field(default_factory=dict)
    placed: list[PlacedForm] = field(default_factory=list)
    marks: list[PaintOperation] = field(default_factory=list)


_START = InkingState()
_FormKey = tuple[int, int]
"""A form's object number and the number of the state that it inherits."""
_Handler = Callable[[_Reading, str, list[Object]], None]


class ContentReader:
    """Reads the streams of one file, each form once for each state it inherits, and gathers what they hold."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._forms: dict[_FormKey, tuple[PlacedForm, ...]] = {}
        self._moved: dict[tuple[_FormKey, Affine], tuple[PlacedForm, ...]] = {}
        self._windows: dict[int, tuple[Point, Point]] = {}
        self._states: dict[InkingState, int] = {_START: 0}
        self._last: tuple[InkingState, int] = (_START, 0)
        self._layers = {group.objgen for group in _listed(pdf)}
        self.paints: set[PaintWay] = set()
        self.fonts: set[str] = set()
        self.foreign: set[str] = set()
        self.transparency: set[str] = set()
        self._handlers: dict[str, _Handler] = {
            "q": self._save,
            "Q": self._restore,
            "cm": self._move,
            "m": self._build,
            "W": self._clip,
            "gs": self._set_graphics_state,
            "Do": self._place,
            "EMC": self._end_marked,
            **dict.fromkeys(("k", "K"), self._set_process),
            **dict.fromkeys(("cs", "CS"), self._set_space),
            **dict.fromkeys(("sc", "SC", "scn", "SCN"), self._set_tint),
            **dict.fromkeys(("w", "j", "J", "d"), self._set_pen),
            **dict.fromkeys(("BDC", "BMC"), self._begin_marked),
        }

    def read(
        self,
        data: bytes,
        resources: Object,
        matrix: Affine,
        state: InkingState | None = None,
        box: Affine = IDENTITY,
        page: Rect | None = None,
    ) -> tuple[tuple[PlacedForm, ...], Drawing, Rect | None]:
        """Read a stream and return the forms that paint and what it paints itself, each in order.

        The last is the part of the ``page`` in which forms that but place others show them, where that is not all.

        ``matrix`` takes the stream's coordinates to those in which forms are placed, ``box`` those on to the
        coordinates in which the stream's own painting is told; ``page`` is the page's box, where it is a page's.
        """
        self._note_resources(resources)
        rest, runs = cut_out(data)
        reading = _Reading(resources, state or _START, matrix, box, runs, page)
        stream = Stream(self._pdf, rest)
        for instruction in self._parse(stream):
            self._apply(reading, str(instruction.operator), list(instruction.operands))
        return tuple(reading.placed), tuple(reading.marks), reading.window

    def _parse(self, stream: Stream) -> Iterable[ContentStreamInstruction | ContentStreamInlineImage]:
        """Return the operators of ``stream``; what pikepdf only warns of counts as unreadable too."""
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                return parse_content_stream(stream)
            except (PdfError, UserWarning):
                self.foreign.add("content that cannot be read")
                return ()

    def _note_resources(self, resources: Object) -> None:
        """Note fonts whether or not text uses them: a font that is only listed already breaks PDF/X."""
        for name, font in _entries(resources, "/Font"):
            self.fonts.add(str(font.get("/BaseFont", name)))
        for kind in ("/Shading", "/Pattern"):
            self.foreign.update(f"{kind}{name}" for name, _ in _entries(resources, kind))
        self.foreign.update(name for name, _ in _entries(resources, "/ColorSpace") if name in _DEFAULTS)

    def _apply(self, reading: _Reading, operator: str, operands: list[Object]) -> None:
        if operator in _PAINTING:
            self._paint(reading, operator)
        elif operator in self._handlers:
            self._handlers[operator](reading, operator, operands)
        elif operator not in _HARMLESS:
            self.foreign.add(operator)

    def _paint(self, reading: _Reading, operator: str) -> None:
        """End the path: note what is painted and, where it clips, take it over."""
        state, path = reading.state, reading.path or DrawnPath("", (), reading.matrix)
        if operator in _CLOSING:
            path = replace(path, operators=f"{path.operators}h")
        layer = next((name for name in reversed(state.layers) if name), "")
        for kind in _PAINTING[operator]:
            is_fill = kind is PaintKind.FILL
            overprint = state.fill_overprint if is_fill else state.stroke_overprint
            paint = PaintWay(
                state.fill if is_fill else state.stroke,
                kind,
                overprint,
                layer,
                state.overprint_mode if overprint else 0,
            )
            mark = PaintOperation(paint, path, None if is_fill else state.pen, state.clips)
            self.paints.add(mark.paint)
            reading.marks.append(mark)
        if reading.clips_next:
            reading.state = replace(state, clips=(*state.clips, path))
        reading.path, reading.clips_next = None, False

    def _build(self, reading: _Reading, _operator: str, operands: list[Object]) -> None:
        """Take over the path that was cut out here."""
        if len(operands) != 1 or reading.path is not None:
            self.foreign.add("a path that cannot be read")
            return
        try:
            reading.path = outline(reading.runs[int(operands[0])], reading.matrix.then(reading.box))
        except ValueError:
            self.foreign.add("a path that cannot be read")

    def _clip(self, reading: _Reading, _operator: str, _operands: list[Object]) -> None:
        reading.clips_next = True

    def _set_pen(self, reading: _Reading, operator: str, operands: list[Object]) -> None:
        pen = reading.state.pen
        if operator == "d":
            lengths, phase = operands
            dash = tuple(float(length) for length in lengths)
            pen = replace(pen, dash=dash, phase=float(phase))
        elif operator == "w":
            pen = replace(pen, width=float(operands[0]))
        else:
            style = int(operands[0])
            pen = replace(pen, join=style) if operator == "j" else replace(pen, cap=style)
        reading.state = replace(reading.state, pen=pen)

    def _save(self, reading: _Reading, _operator: str, _operands: list[Object]) -> None:
        reading.saved.append((reading.state, reading.matrix))

    def _restore(self, reading: _Reading, operator: str, _operands: list[Object]) -> None:
        if reading.saved:
            state, reading.matrix = reading.saved.pop()
            # Marked content does not nest with q and Q.
            layers = reading.state.layers
            reading.state = state if state.layers == layers else replace(state, layers=layers)
        else:
            self.foreign.add(f"{operator} without q")

    def _move(self, reading: _Reading, _operator: str, operands: list[Object]) -> None:
        reading.matrix = Affine(*(float(value) for value in operands)).then(reading.matrix)

    def _set_process(self, reading: _Reading, operator: str, operands: list[Object]) -> None:
        kind = PaintKind.STROKE if operator == "K" else PaintKind.FILL
        _set_colour(reading, kind, colour("", tuple(float(value) for value in operands)))

    def _set_space(self, reading: _Reading, operator: str, operands: list[Object]) -> None:
        kind = PaintKind.STROKE if operator == "CS" else PaintKind.FILL
        space = _lookup(reading.resources, "/ColorSpace", operands[0])
        if isinstance(space, Array) and space[0] == Name.Separation and space[2] == Name.DeviceCMYK:
            spot, alternate = str(space[1])[1:], _alternate(space[3])
            if not alternate:
                self.foreign.add(f"a tint transform of {spot} that bends")
            reading.spaces[kind] = (spot, alternate)
        else:
            family = space[0] if isinstance(space, Array) else operands[0]
            self.foreign.add(f"{operator} {family}")
            reading.spaces[kind] = (str(family), ())
        # ISO 32000-1, 8.6.6.4: a Separation begins at its full tint.
        _set_colour(reading, kind, colour(reading.spaces[kind][0], (1.0,), reading.spaces[kind][1]))

    def _set_tint(self, reading: _Reading, operator: str, operands: list[Object]) -> None:
        kind = PaintKind.STROKE if operator.isupper() else PaintKind.FILL
        if all(isinstance(value, Name) for value in operands):
            self.foreign.add(f"{operator} with a pattern")
            return
        spot, alternate = reading.spaces.get(kind, ("?", ()))
        _set_colour(reading, kind, colour(spot, tuple(float(value) for value in operands), alternate))

    def _set_graphics_state(self, reading: _Reading, _operator: str, operands: list[Object]) -> None:
        """Take overprint over; ``/OP`` without ``/op`` sets both (ISO 32000-1, table 58)."""
        entries = _lookup(reading.resources, "/ExtGState", operands[0])
        if not isinstance(entries, Dictionary):
            self.foreign.add(f"gs {operands[0]}")
            return
        self.transparency.update(f"gs {key}" for key in set(entries.keys()) - _OVERPRINT_KEYS)
        if "/OP" in entries:
            both = bool(entries.OP)
            reading.state = replace(reading.state, stroke_overprint=both, fill_overprint=both)
        if "/OPM" in entries:
            reading.state = replace(reading.state, overprint_mode=int(entries.OPM))
        if "/op" in entries:
            reading.state = replace(reading.state, fill_overprint=bool(entries["/op"]))

    def _begin_marked(self, reading: _Reading, operator: str, operands: list[Object]) -> None:
        layer = ""
        if operator == "BDC" and operands[0] == Name.OC:
            group = _lookup(reading.resources, "/Properties", operands[1])
            if isinstance(group, Dictionary) and group.objgen in self._layers:
                layer = str(group.get("/Name", "?"))
            else:
                self.foreign.add(f"layer {operands[1]} that is not listed")
        reading.state = replace(reading.state, layers=(*reading.state.layers, layer))

    def _end_marked(self, reading: _Reading, _operator: str, _operands: list[Object]) -> None:
        reading.state = replace(reading.state, layers=reading.state.layers[:-1])

    def _place(self, reading: _Reading, _operator: str, operands: list[Object]) -> None:
        name = str(operands[0])
        # A page of text places few forms very often.
        if name not in reading.forms:
            found = _lookup(reading.resources, "/XObject", operands[0])
            if not isinstance(found, Stream) or found.get("/Subtype") != Name.Form:
                self.foreign.add(f"Do {name}")
                return
            reading.forms[name] = (found, found.objgen[0])
        form, number = reading.forms[name]
        key = (number, self._numbered(reading.state))
        moved = self._moved.get((key, reading.matrix))
        if moved is None:
            if key not in self._forms:
                self._forms[key] = self._read_form(form, reading.state)
            moved = tuple(_moved(placed, reading.matrix) for placed in self._forms[key])
            self._moved[key, reading.matrix] = moved
        if number in self._windows:
            self._look_through(reading, number)
        reading.placed.extend(moved)

    def _look_through(self, reading: _Reading, number: int) -> None:
        """Note through which part of the page a form that but places others shows them."""
        if reading.page is None:
            # keytag has one such form on a page: what is clipped within another cannot be told by its window.
            self.foreign.add(_NESTED)
            return
        window = bounds(reading.matrix.apply(corner) for corner in self._windows[number])
        if not window.contains(reading.page, _TOLERANCE):
            reading.window = window.cut_to(reading.window or reading.page)

    def _numbered(self, state: InkingState) -> int:
        """Return one number for all states that are equal: forms placed in a row share theirs."""
        if state is not self._last[0]:
            self._last = (state, self._states.setdefault(state, len(self._states)))
        return self._last[1]

    def _read_form(self, form: Stream, state: InkingState) -> tuple[PlacedForm, ...]:
        """Return what ``form`` places; a form that paints, or places nothing, is itself placed before that."""
        if "/Group" in form:
            self.transparency.add("/Group")
        self.foreign.update(f"a form's {key}" for key in set(form.keys()) - _FORM)
        matrix = Affine(*(float(value) for value in form.Matrix)) if "/Matrix" in form else IDENTITY
        x0, y0, x1, y1 = (float(value) for value in form.BBox)
        scale = to_mm(1.0)
        # What a form paints is told in the millimetres of its own box, wherever it is placed.
        box = matrix.inverse().then(Affine(scale, 0.0, 0.0, -scale, -x0 * scale, y1 * scale))
        resources = form.get("/Resources", Dictionary())
        placed, drawing, _ = self.read(form.read_bytes(), resources, matrix, state, box)
        if placed and not drawing:
            self._windows[form.objgen[0]] = (matrix.apply((x0, y0)), matrix.apply((x1, y1)))
            return placed
        corners = (matrix.apply((x0, y1)), matrix.apply((x1, y1)), matrix.apply((x0, y0)))
        return (PlacedForm(form.objgen[0], corners, drawing), *placed)


def _alternate(function: Object) -> tuple[float, ...]:
    """Return the CMYK of a full tint, where tints run straight to it from paper; nothing where they do not."""
    if not isinstance(function, Dictionary) or function.get("/FunctionType") != 2 or function.get("/N") != 1:
        return ()
    if set(function.keys()) != {"/FunctionType", "/Domain", "/C0", "/C1", "/N"}:
        return ()
    domain, start, end = ([float(value) for value in function[key]] for key in ("/Domain", "/C0", "/C1"))
    return tuple(end) if (domain, start, len(end)) == ([0.0, 1.0], [0.0] * 4, 4) else ()


def _listed(pdf: Pdf) -> list[Object]:
    """Return the layers that the file lists."""
    return list(pdf.Root.OCProperties.get("/OCGs", ())) if "/OCProperties" in pdf.Root else []


def _set_colour(reading: _Reading, kind: PaintKind, value: Colour) -> None:
    if kind is PaintKind.FILL:
        reading.state = replace(reading.state, fill=value)
    else:
        reading.state = replace(reading.state, stroke=value)


def _moved(placed: PlacedForm, matrix: Affine) -> PlacedForm:
    first, along, down = placed.corners
    moved: tuple[Point, Point, Point] = (matrix.apply(first), matrix.apply(along), matrix.apply(down))
    return PlacedForm(placed.form, moved, placed.drawing)


def _entries(resources: Object, kind: str) -> list[tuple[str, Object]]:
    return list(resources[kind].items()) if kind in resources else []


def _lookup(resources: Object, kind: str, name: Object) -> Object | None:
    return resources[kind].get(str(name)) if kind in resources else None
