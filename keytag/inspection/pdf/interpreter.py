"""The one interpreter of content streams: it keeps the graphics state, and tells a visitor what is painted.

Reads what any writer may have written, within the bounds of a `Budget`; what it cannot make out it tells the
visitor, and passes over. It knows what operators do, and nothing of what a visitor wants to know: how much of each
ink there is, whether a file shows what was asked for, what falls on one plate. Answers to ISO 32000-1, 7.8.2
(operators), 8.4 (graphics state), 8.5 (paths), 8.6 (colour), 8.10 (forms) and 9.3 (text state).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy
from math import sqrt
from operator import is_
from typing import Generic, TypeVar

from msgspec import Struct, field
from pikepdf import Stream

from keytag.drawing.geometry import IDENTITY, Affine, Rect
from keytag.inspection.pdf import colours, lexing, objects, resources
from keytag.inspection.pdf.bounds import DEEPEST, Budget
from keytag.inspection.pdf.colours import Colours
from keytag.inspection.pdf.facts import LayerFacts, Pen, Space
from keytag.inspection.pdf.lexing import INLINE, NONSENSE, PATH, Operand, OperandError
from keytag.inspection.pdf.press_facts import DrawnPath

# ISO 32000-1, annex A: operators that neither ink nor change how others do, as far as is looked at here.
_QUIET = frozenset(b"M i ri MP DP BX EX d0 d1 Tc Tw Tz TL Ts Td TD T* ET".split())
# ISO 32000-1, table 60: what ends a path, and what that paints.
FILLING = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
STROKING = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))
CLOSING = frozenset((b"s", b"b", b"b*"))
_DEVICES = {b"g": "DeviceGray", b"rg": "DeviceRGB", b"k": "DeviceCMYK"}
_COUNTS = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}


class CurrentColour(Struct):
    """A colour as it stands: its space, its amounts, the pattern where there is one."""

    space: Space = colours.GREY
    amounts: tuple[float, ...] = (0.0,)
    pattern: object = None


class GraphicsState(Struct):
    """What ``q`` saves and ``Q`` brings back; ``clips`` are a visitor's own, ``clip`` the box of all of them."""

    matrix: Affine = IDENTITY
    clip: Rect | None = None
    clips: tuple[DrawnPath, ...] = ()
    fill: CurrentColour = field(default_factory=CurrentColour)
    stroke: CurrentColour = field(default_factory=CurrentColour)
    overprint_fill: bool = False
    overprint_stroke: bool = False
    # ISO 32000-1, table 52: the mode at the start of a page.
    overprint_mode: int = 0
    pen: Pen = Pen()
    font: object = None
    size: float = 0.0
    rendering: int = 0

    @property
    def scale(self) -> float:
        """How much larger a line comes out than it is asked for."""
        return sqrt(abs(self.matrix.determinant))

    def copy(self) -> GraphicsState:
        """Return a state that can be changed without changing this one."""
        return copy(self)

    def key(self) -> Hashable:
        """Return what a form inherits and can show, its place aside."""
        return (
            self.fill.space,
            round_amounts(self.fill.amounts),
            self.stroke.space,
            round_amounts(self.stroke.amounts),
            self.overprint_fill,
            self.overprint_stroke,
            self.overprint_mode,
            self.pen,
            self.clips,
        )

    def inside(self) -> GraphicsState:
        """Return the state with which a form begins, in its own coordinates."""
        state = self.copy()
        state.matrix, state.clip = IDENTITY, None
        return state


class NamedState(Struct, frozen=True):
    """A graphics state dictionary, what of it changes the state as it is kept here read once."""

    entries: object
    overprint_stroke: bool | None
    overprint_fill: bool | None
    mode: int | None
    width: float | None


R = TypeVar("R")


class StreamFrame(Struct, Generic[R]):
    """Where the reading of one stream stands; ``found`` is what the visitor makes of it."""

    resources: object
    found: R
    state: GraphicsState
    depth: int
    layers: list[LayerFacts | None]
    saved: list[GraphicsState] = field(default_factory=list)
    runs: list[bytes] = field(default_factory=list)
    """The path so far, in runs of operators with their numbers."""
    clips: bytes = b""
    """``W`` or ``W*`` where the path is to clip."""
    text: Affine = IDENTITY
    spaces: dict[str, Space] = field(default_factory=dict)
    named: dict[tuple[str, str], object] = field(default_factory=dict)
    placed: dict[str, tuple[str, LayerFacts | None]] = field(default_factory=dict)
    graphics: dict[str, NamedState] = field(default_factory=dict)

    @property
    def layer(self) -> LayerFacts | None:
        """The innermost layer."""
        for layer in reversed(self.layers):
            if layer is not None:
                return layer
        return None


class Visitor(Generic[R]):
    """Is told what a stream paints. What a visitor does not look at it leaves as it is here: without effect."""

    def begin(self, named: object, form: Stream | None) -> R:
        """Return what is to be filled for a ``form``, or a page, that looks up its names in ``named``."""
        raise NotImplementedError

    def operator(self, frame: StreamFrame[R], operator: bytes, given: list[Operand]) -> None:
        """Look at any operator that the interpreter understands, after the graphics state has changed by it."""

    def unread(self, frame: StreamFrame[R], what: str) -> None:
        """Take note of what was passed over."""

    def nonsense(self, frame: StreamFrame[R]) -> None:
        """Take note of what is no PDF, and was passed over."""

    def unknown(self, frame: StreamFrame[R], operator: bytes, _given: list[Operand]) -> None:
        """Take note of an operator that is none."""
        self.unread(frame, f"operator {operator_name(operator)}")

    def broken(self, frame: StreamFrame[R], operator: bytes, _given: list[Operand]) -> None:
        """Take note of an operator without the operands that it needs; the graphics state is as it was."""
        self.unread(frame, f"operands of {operator_name(operator)}")

    def path(self, frame: StreamFrame[R], operator: bytes) -> None:
        """Look at a path that ends: ``frame.runs``, painted by ``operator``, and a clip by ``frame.clips``."""

    def shading(self, frame: StreamFrame[R], shading: object) -> None:
        """Look at a shading that fills the clip."""

    def pattern(self, frame: StreamFrame[R], pattern: object, amounts: tuple[float, ...]) -> None:
        """Look at a pattern that becomes the current colour, with the amounts of one without colours."""

    def graphics_state(self, frame: StreamFrame[R], entries: object) -> None:
        """Look at a dictionary by which the graphics state has just changed for the first time in this stream."""

    def layer(self, frame: StreamFrame[R], group: object) -> None:
        """Look at the group of a layer that begins."""

    def picture(self, frame: StreamFrame[R], picture: Stream) -> None:
        """Look at a picture that fills the unit square."""

    def inline_picture(self, frame: StreamFrame[R], entries: dict[bytes, Operand]) -> None:
        """Look at a picture within the stream that fills the unit square."""

    def form(self, frame: StreamFrame[R], form: Stream) -> None:
        """Look at a form that is placed; `Interpreter.read_form` reads it."""

    def lettering(self, frame: StreamFrame[R]) -> None:
        """Look at lettering that is shown where ``frame.text`` says."""


class Interpreter(Generic[R]):
    """Reads the streams of one file for one visitor, each form once for each state it inherits."""

    def __init__(self, visitor: Visitor[R], colour_spaces: Colours, budget: Budget) -> None:
        self.colours = colour_spaces
        self.budget = budget
        self._visitor = visitor
        self._forms: dict[Hashable, R] = {}
        self._states: dict[Hashable, int] = {}
        self._latest: tuple[tuple[object, ...], int] = ((), 0)
        self._open: set[int] = set()
        self._handlers: dict[bytes, Callable[[StreamFrame[R], bytes, list[Operand]], object]] = {
            PATH: self._build,
            INLINE: self._inline,
            b"q": self._save,
            b"Q": self._restore,
            b"cm": self._move,
            b"gs": self._graphics_state,
            b"sh": self._shade,
            b"Do": self._place,
            b"BT": self._begin_text,
            b"Tf": self._font,
            b"Tm": self._text_matrix,
            b"Tr": self._render,
            b"EMC": self._end,
            **dict.fromkeys((b"BMC", b"BDC"), self._begin),
            **dict.fromkeys((b"w", b"J", b"j", b"d"), self._pen),
            **dict.fromkeys((b"W", b"W*"), self._clip),
            **dict.fromkeys(FILLING | STROKING | {b"n"}, self._paint),
            **dict.fromkeys((b"g", b"G", b"rg", b"RG", b"k", b"K"), self._device),
            **dict.fromkeys((b"cs", b"CS"), self._space),
            **dict.fromkeys((b"sc", b"SC", b"scn", b"SCN"), self._tint),
            **dict.fromkeys((b"Tj", b"TJ", b"'", b'"'), self._show),
            **dict.fromkeys(_QUIET, _pass_over),
        }

    def read(self, data: bytes, named: object, state: GraphicsState) -> R:
        """Return what the visitor makes of a stream that looks up its names in ``named``. Raises TooMuchError."""
        return self._read(data, StreamFrame(named, self._visitor.begin(named, None), state, 0, [None]))

    def _read(self, data: bytes, frame: StreamFrame[R]) -> R:
        self.budget.take_content(len(data))
        visitor, handlers = self._visitor, self._handlers
        looks = type(visitor).operator is not Visitor.operator
        for operator, given in lexing.operators(data, self.budget.take_tokens):
            self.budget.take_operators(1)
            handler = handlers.get(operator)
            if handler is None:
                if operator == NONSENSE:
                    visitor.nonsense(frame)
                else:
                    visitor.unknown(frame, operator, given)
                continue
            try:
                is_passed_over = handler(frame, operator, given) is False
            except OperandError:
                visitor.broken(frame, operator, given)
            else:
                if looks and not is_passed_over:
                    visitor.operator(frame, operator, given)
        # ISO 32000-1, 8.4.2 and 14.6.1: within a stream, q and Q balance, and so do BMC and EMC.
        if frame.saved:
            visitor.unread(frame, "q without Q")
        if len(frame.layers) > 1:
            visitor.unread(frame, "BMC without EMC")
        return frame.found

    def read_form(self, frame: StreamFrame[R], form: Stream, state: GraphicsState) -> R | None:
        """Return what a form placed in ``state`` is to the visitor, in its coordinates; None without an end."""
        number, layer = objects.number_of(form), frame.layer
        if frame.depth >= DEEPEST or (number and number in self._open):
            self._visitor.unread(frame, "forms within forms without end")
            return None
        key = (number, self._number_of_state(state), layer)
        if number and key in self._forms:
            return self._forms[key]
        self._open.add(number)
        own = objects.get(form, "/Resources")
        named = own if own is not None else frame.resources
        try:
            data = form.read_bytes()
        except objects.BROKEN:
            self._visitor.unread(frame, "a stream that cannot be unpacked")
            data = b""
        inner = StreamFrame(named, self._visitor.begin(named, form), state.inside(), frame.depth + 1, [layer])
        found = self._read(data, inner)
        self._open.discard(number)
        if number:
            self._forms[key] = found
        return found

    def _number_of_state(self, state: GraphicsState) -> int:
        """Return a number that all states share which a form cannot tell apart.

        A page of text places thousands of forms in one state, whose parts are then the same objects.
        """
        parts = (state.fill, state.stroke, state.pen, state.clips)
        flags = (state.overprint_fill, state.overprint_stroke, state.overprint_mode)
        latest, number = self._latest
        if len(latest) == len(parts) + 1 and latest[-1] == flags and all(map(is_, latest, parts)):
            return number
        number = self._states.setdefault(state.key(), len(self._states))
        self._latest = (*parts, flags), number
        return number

    def resource(self, frame: StreamFrame[R], kind: str, name: str) -> object:
        """Return what resources have of this kind (``/XObject``) under ``name``; None and a note without it."""
        if (kind, name) not in frame.named:
            found = objects.get(objects.get(frame.resources, kind), f"/{name}")
            if found is None:
                self._visitor.unread(frame, f"{kind[1:]} {name}")
                return None
            frame.named[kind, name] = found
        return frame.named[kind, name]

    def _build(self, frame: StreamFrame[R], _operator: bytes, given: list[Operand]) -> None:
        frame.runs.extend(run for run in given if isinstance(run, bytes))

    def _clip(self, frame: StreamFrame[R], operator: bytes, _given: list[Operand]) -> None:
        frame.clips = operator

    def _paint(self, frame: StreamFrame[R], operator: bytes, _given: list[Operand]) -> None:
        self._visitor.path(frame, operator)
        frame.runs, frame.clips = [], b""

    def _shade(self, frame: StreamFrame[R], _operator: bytes, given: list[Operand]) -> None:
        self._visitor.shading(frame, self.resource(frame, "/Shading", lexing.name(given)))

    def _save(self, frame: StreamFrame[R], _operator: bytes, _given: list[Operand]) -> None:
        frame.saved.append(frame.state)
        frame.state = frame.state.copy()

    def _restore(self, frame: StreamFrame[R], _operator: bytes, _given: list[Operand]) -> bool:
        if not frame.saved:
            self._visitor.unread(frame, "Q without q")
            return False
        frame.state = frame.saved.pop()
        return True

    def _move(self, frame: StreamFrame[R], _operator: bytes, given: list[Operand]) -> None:
        frame.state.matrix = lexing.matrix(given).then(frame.state.matrix)

    def _pen(self, frame: StreamFrame[R], operator: bytes, given: list[Operand]) -> None:
        pen = frame.state.pen
        width, join, cap, dash, phase = pen.width, pen.join, pen.cap, pen.dash, pen.phase
        if operator == b"w":
            width = lexing.number(given)
        elif operator == b"j":
            join = int(lexing.number(given))
        elif operator == b"J":
            cap = int(lexing.number(given))
        else:
            phase = lexing.number(given)
            lengths = given[-2] if len(given) > 1 else None
            if not isinstance(lengths, list):
                raise OperandError
            dash = lexing.numbers(lengths)
        frame.state.pen = Pen(width, join, cap, dash, phase)

    def _device(self, frame: StreamFrame[R], operator: bytes, given: list[Operand]) -> None:
        family = _DEVICES[operator.lower()]
        amounts = lexing.numbers(given, _COUNTS[family])
        self._set(frame, operator, CurrentColour(self._named(frame, family), amounts))

    def _space(self, frame: StreamFrame[R], operator: bytes, given: list[Operand]) -> None:
        space = self._named(frame, lexing.name(given))
        if space is colours.UNKNOWN:
            self._visitor.unread(frame, f"colour space {lexing.name(given)}")
        # ISO 32000-1, 8.6.5 and 8.6.6: a tint begins full, other colours at nothing, black in DeviceCMYK.
        first = 1.0 if space.inks else 0.0
        amounts = (0.0, 0.0, 0.0, 1.0) if space is colours.CMYK else (first,) * space.channels
        self._set(frame, operator, CurrentColour(space, amounts))

    def _tint(self, frame: StreamFrame[R], operator: bytes, given: list[Operand]) -> None:
        paint = frame.state.stroke if operator.isupper() else frame.state.fill
        last = given[-1] if given else None
        if isinstance(last, bytes):
            pattern = self.resource(frame, "/Pattern", lexing.name(given))
            self._set(frame, operator, CurrentColour(paint.space, (), pattern))
            uncoloured = isinstance(pattern, Stream) and objects.number(objects.get(pattern, "/PaintType")) == 2
            self._visitor.pattern(frame, pattern, lexing.numbers(given[:-1]) if uncoloured else ())
            return
        self._set(frame, operator, CurrentColour(paint.space, lexing.numbers(given)))

    def _set(self, frame: StreamFrame[R], operator: bytes, paint: CurrentColour) -> None:
        """Take over a colour: for strokes where the operator is in capitals, else for fills."""
        if operator.isupper():
            frame.state.stroke = paint
        else:
            frame.state.fill = paint

    def _named(self, frame: StreamFrame[R], name: str) -> Space:
        if name not in frame.spaces:
            frame.spaces[name] = self.colours.named(frame.resources, name)
        return frame.spaces[name]

    def _graphics_state(self, frame: StreamFrame[R], _operator: bytes, given: list[Operand]) -> None:
        """Take over overprint and width; ``/OP`` without ``/op`` sets both (ISO 32000-1, table 58)."""
        name, state = lexing.name(given), frame.state
        is_first = name not in frame.graphics
        if is_first:
            frame.graphics[name] = _named_state(self.resource(frame, "/ExtGState", name))
        named = frame.graphics[name]
        if named.overprint_stroke is not None:
            state.overprint_stroke = state.overprint_fill = named.overprint_stroke
        if named.overprint_fill is not None:
            state.overprint_fill = named.overprint_fill
        if named.mode is not None:
            state.overprint_mode = named.mode
        if named.width is not None:
            state.pen = Pen(named.width, state.pen.join, state.pen.cap, state.pen.dash, state.pen.phase)
        if is_first:
            self._visitor.graphics_state(frame, named.entries)

    def _begin(self, frame: StreamFrame[R], operator: bytes, given: list[Operand]) -> None:
        layer = None
        if operator == b"BDC" and given[:1] == [b"/OC"]:
            group = self.resource(frame, "/Properties", lexing.name(given))
            layer = resources.layer_of(group)
            self._visitor.layer(frame, group)
        frame.layers.append(layer)

    def _end(self, frame: StreamFrame[R], _operator: bytes, _given: list[Operand]) -> None:
        if len(frame.layers) > 1:
            frame.layers.pop()
        else:
            self._visitor.unread(frame, "EMC without BMC")

    def _place(self, frame: StreamFrame[R], _operator: bytes, given: list[Operand]) -> None:
        named = lexing.name(given)
        found = self.resource(frame, "/XObject", named)
        if not isinstance(found, Stream):
            return
        # A page of text places few forms very often.
        if named not in frame.placed:
            layer = resources.layer_of(objects.get(found, "/OC"))
            frame.placed[named] = objects.name(objects.get(found, "/Subtype")), layer
        kind, layer = frame.placed[named]
        frame.layers.append(layer)
        if kind == "Image":
            self._visitor.picture(frame, found)
        elif kind == "Form":
            self._visitor.form(frame, found)
        else:
            self._visitor.unread(frame, f"XObject {kind}")
        frame.layers.pop()

    def _inline(self, frame: StreamFrame[R], _operator: bytes, given: list[Operand]) -> None:
        entries = given[0]
        if isinstance(entries, dict):
            self._visitor.inline_picture(frame, entries)

    def _begin_text(self, frame: StreamFrame[R], _operator: bytes, _given: list[Operand]) -> None:
        frame.text = IDENTITY

    def _text_matrix(self, frame: StreamFrame[R], _operator: bytes, given: list[Operand]) -> None:
        frame.text = lexing.matrix(given)

    def _font(self, frame: StreamFrame[R], _operator: bytes, given: list[Operand]) -> None:
        frame.state.font = self.resource(frame, "/Font", lexing.name(given[:-1]))
        frame.state.size = lexing.number(given)

    def _render(self, frame: StreamFrame[R], _operator: bytes, given: list[Operand]) -> None:
        frame.state.rendering = int(lexing.number(given))

    def _show(self, frame: StreamFrame[R], _operator: bytes, _given: list[Operand]) -> None:
        self._visitor.lettering(frame)


def _named_state(entries: object) -> NamedState:
    stroke, fill = objects.get(entries, "/OP"), objects.get(entries, "/op")
    mode, width = objects.number(objects.get(entries, "/OPM")), objects.number(objects.get(entries, "/LW"))
    return NamedState(
        entries,
        None if stroke is None else stroke is True,
        None if fill is None else fill is True,
        None if mode is None else int(mode),
        width,
    )


def _pass_over(_frame: object, _operator: bytes, _given: list[Operand]) -> None:
    """Do nothing for an operator that is known and of no matter."""


def round_amounts(amounts: tuple[float, ...]) -> tuple[float, ...]:
    """Return ``amounts`` so that equal colours are one: a hundredth of a per cent is nothing."""
    return tuple(round(amount, 4) for amount in amounts)


def operator_name(operator: bytes) -> str:
    """Return an operator as it can be told."""
    return operator[:12].decode("latin-1")
