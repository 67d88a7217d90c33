"""Content streams read for what they paint: in which inks, how thin, over or through what, in which layer.

Reads what any writer may have written; what it cannot make out is noted and passed over. Answers to ISO 32000-1,
7.8.2 (operators), 8.4 (graphics state), 8.5 (paths), 8.6 (colour), 8.10 (forms) and 9.4 (text).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from pikepdf import Stream

from keytag.drawing.geometry import IDENTITY, Rect, bounds
from keytag.inspection.pdf import access, colours, operands, resources
from keytag.inspection.pdf.bounds import DEEPEST, Budget
from keytag.inspection.pdf.colours import Colours
from keytag.inspection.pdf.facts import ContentKind, LayerFacts, PaintManner, Space, Use
from keytag.inspection.pdf.frame import StreamFrame, rounded, shown
from keytag.inspection.pdf.lexing import INLINE, PATH, Operand, operators
from keytag.inspection.pdf.operands import OperandError
from keytag.inspection.pdf.paths import box_of
from keytag.inspection.pdf.pictures import inline_picture, picture
from keytag.inspection.pdf.samples import Samples
from keytag.inspection.pdf.state import CurrentColour, GraphicsState
from keytag.inspection.pdf.tally import PlacedPicture, Tally, clipped

# ISO 32000-1, annex A: operators that neither ink nor change how others do.
_QUIET = frozenset(b"M i j J d ri MP DP BX EX d0 d1 Tc Tw Tz TL Ts Td TD T* ET".split())
# ISO 32000-1, table 60: what ends a path, and what that paints.
_FILLING = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
_STROKING = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))
_DEVICES = {b"g": "DeviceGray", b"rg": "DeviceRGB", b"k": "DeviceCMYK"}
_COUNTS = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
# ISO 32000-1, table 106: text rendering modes that fill, and those that stroke.
_FILLED = frozenset({0, 2, 4, 6})
_STROKED = frozenset({1, 2, 5, 6})
_UNIT = Rect(0.0, 0.0, 1.0, 1.0)


class Painter:
    """Reads the streams of one file, each form once for each state it inherits."""

    def __init__(self, budget: Budget) -> None:
        self.colours = Colours()
        self._budget = budget
        self._forms: dict[Hashable, Tally] = {}
        self._open: set[int] = set()
        self._samples = Samples()
        self._handlers: dict[bytes, Callable[[StreamFrame, bytes, list[Operand]], None]] = {
            PATH: self._build,
            INLINE: self._inline,
            b"q": self._save,
            b"Q": self._restore,
            b"cm": self._move,
            b"w": self._widen,
            b"gs": self._graphics_state,
            b"W": self._clip,
            b"W*": self._clip,
            b"n": self._paint,
            b"sh": self._shade,
            b"Do": self._place,
            b"BT": self._begin_text,
            b"Tf": self._font,
            b"Tm": self._text_matrix,
            b"Tr": self._render,
            b"BMC": self._begin,
            b"BDC": self._begin,
            b"EMC": self._end,
            **dict.fromkeys(_FILLING | _STROKING, self._paint),
            **dict.fromkeys((b"g", b"G", b"rg", b"RG", b"k", b"K"), self._device),
            **dict.fromkeys((b"cs", b"CS"), self._space),
            **dict.fromkeys((b"sc", b"SC", b"scn", b"SCN"), self._tint),
            **dict.fromkeys((b"Tj", b"TJ", b"'", b'"'), self._show),
        }

    def read(
        self, data: bytes, named: object, state: GraphicsState, depth: int = 0, layer: LayerFacts | None = None
    ) -> Tally:
        """Return what a stream paints that looks up its names in ``named``. Raises TooMuchError."""
        self._budget.take_content(len(data))
        frame = StreamFrame(named, resources.listed(named, self.colours), state, depth, [layer])
        for operator, given in operators(data, self._budget.take_token):
            self._budget.take_operators(1)
            handler = self._handlers.get(operator)
            if handler is not None:
                try:
                    handler(frame, operator, given)
                except OperandError:
                    frame.tally.unread.add(f"operands of {shown(operator)}")
            elif operator not in _QUIET:
                frame.tally.unread.add(f"operator {shown(operator)}")
        # ISO 32000-1, 8.4.2 and 14.6.1: within a stream, q and Q balance, and so do BMC and EMC.
        frame.tally.unread |= {"q without Q"} if frame.saved else set()
        frame.tally.unread |= {"BMC without EMC"} if len(frame.layers) > 1 else set()
        return frame.tally

    def _build(self, frame: StreamFrame, _operator: bytes, given: list[Operand]) -> None:
        frame.runs.extend(run for run in given if isinstance(run, bytes))

    def _clip(self, frame: StreamFrame, _operator: bytes, _given: list[Operand]) -> None:
        frame.clips = True

    def _paint(self, frame: StreamFrame, operator: bytes, _given: list[Operand]) -> None:
        """End the path: tell what it paints and, where it clips, narrow the clip."""
        state = frame.state
        box = box_of(frame.runs, state.matrix)
        if operator in _FILLING:
            self._tell(frame, ContentKind.FILL, state.fill, box)
        if operator in _STROKING:
            self._tell(frame, ContentKind.STROKE, state.stroke, box, thin=state.width * state.scale)
        if frame.clips and box is not None:
            state.clip = clipped(box, state.clip) or Rect(box.x0, box.y0, box.x0, box.y0)
        frame.runs, frame.clips = [], False

    def _tell(
        self,
        frame: StreamFrame,
        kind: ContentKind,
        paint: CurrentColour,
        box: Rect | None,
        *,
        thin: float | None = None,
        small: float | None = None,
    ) -> None:
        """Add one paint to the tally; a pattern by what it consists of."""
        state, layer = frame.state, frame.layer
        if paint.pattern is not None:
            self._tell_pattern(frame, paint, box)
            return
        overprint = state.overprint_stroke if kind is ContentKind.STROKE else state.overprint_fill
        step = "/".join(filter(None, (layer.group, layer.step))) if layer is not None else ""
        name = layer.name if layer is not None else ""
        manner = PaintManner(kind, paint.space, paint.amounts, overprint, state.overprint_mode, name, step)
        inside = clipped(box, state.clip) if box is not None else None
        largest = (inside.width, inside.height) if inside is not None else (0.0, 0.0)
        frame.tally.paint(Use(manner, 1, inside, largest, thin, small))

    def _tell_pattern(self, frame: StreamFrame, paint: CurrentColour, box: Rect | None) -> None:
        pattern = paint.pattern
        if isinstance(pattern, Stream):
            tally = self._form(frame, pattern, frame.state.inside())
            self._tell_drawn(frame, tally, box)
            return
        shading = access.get(pattern, "/Shading")
        frame.tally.see_through |= resources.see_through(access.get(pattern, "/ExtGState"))
        self._tell(frame, ContentKind.SHADING, CurrentColour(self._shading_space(frame, shading), ()), box)

    def _shading_space(self, frame: StreamFrame, shading: object) -> Space:
        return self.colours.read(access.get(shading, "/ColorSpace"), frame.resources)

    def _shade(self, frame: StreamFrame, _operator: bytes, given: list[Operand]) -> None:
        shading = self._resource(frame, "/Shading", operands.name(given))
        self._tell(
            frame, ContentKind.SHADING, CurrentColour(self._shading_space(frame, shading), ()), frame.state.clip
        )

    def _save(self, frame: StreamFrame, _operator: bytes, _given: list[Operand]) -> None:
        frame.saved.append(frame.state)
        frame.state = frame.state.copy()

    def _restore(self, frame: StreamFrame, _operator: bytes, _given: list[Operand]) -> None:
        if frame.saved:
            frame.state = frame.saved.pop()
        else:
            frame.tally.unread.add("Q without q")

    def _move(self, frame: StreamFrame, _operator: bytes, given: list[Operand]) -> None:
        frame.state.matrix = operands.matrix(given).then(frame.state.matrix)

    def _widen(self, frame: StreamFrame, _operator: bytes, given: list[Operand]) -> None:
        frame.state.width = operands.number(given)

    def _device(self, frame: StreamFrame, operator: bytes, given: list[Operand]) -> None:
        family = _DEVICES[operator.lower()]
        amounts = operands.numbers(given, _COUNTS[family])
        frame.set(operator, CurrentColour(self._named(frame, family), rounded(amounts)))

    def _space(self, frame: StreamFrame, operator: bytes, given: list[Operand]) -> None:
        space = self._named(frame, operands.name(given))
        if space is colours.UNKNOWN:
            frame.tally.unread.add(f"colour space {operands.name(given)}")
        # ISO 32000-1, 8.6.5 and 8.6.6: a tint begins full, other colours at nothing, black in DeviceCMYK.
        first = 1.0 if space.inks else 0.0
        amounts = (0.0, 0.0, 0.0, 1.0) if space is colours.CMYK else (first,) * space.channels
        frame.set(operator, CurrentColour(space, amounts))

    def _tint(self, frame: StreamFrame, operator: bytes, given: list[Operand]) -> None:
        paint = frame.state.stroke if operator.isupper() else frame.state.fill
        last = given[-1] if given else None
        if isinstance(last, bytes):
            pattern = self._resource(frame, "/Pattern", operands.name(given))
            base = paint.space.base or colours.PATTERN
            frame.set(operator, CurrentColour(paint.space, (), pattern))
            if isinstance(pattern, Stream) and access.number(access.get(pattern, "/PaintType")) == 2:
                self._tell(
                    frame, ContentKind.FILL, CurrentColour(base, rounded(operands.numbers(given[:-1]))), None
                )
            return
        frame.set(operator, CurrentColour(paint.space, rounded(operands.numbers(given))))

    def _named(self, frame: StreamFrame, name: str) -> Space:
        if name not in frame.spaces:
            frame.spaces[name] = self.colours.named(frame.resources, name)
        return frame.spaces[name]

    def _resource(self, frame: StreamFrame, kind: str, name: str) -> object:
        found = access.get(access.get(frame.resources, kind), f"/{name}")
        if found is None:
            frame.tally.unread.add(f"{kind[1:]} {name}")
        return found

    def _graphics_state(self, frame: StreamFrame, _operator: bytes, given: list[Operand]) -> None:
        """Take over overprint and width; ``/OP`` without ``/op`` sets both (ISO 32000-1, table 58)."""
        entries, state = self._resource(frame, "/ExtGState", operands.name(given)), frame.state
        frame.tally.see_through |= resources.see_through(entries)
        frame.tally.states |= resources.curves(entries)
        frame.tally.blends |= self.colours.blending(resources.mask_of(entries), frame.resources)
        stroke, fill = access.get(entries, "/OP"), access.get(entries, "/op")
        if stroke is not None:
            state.overprint_stroke = state.overprint_fill = stroke is True
        if fill is not None:
            state.overprint_fill = fill is True
        mode, width = access.number(access.get(entries, "/OPM")), access.number(access.get(entries, "/LW"))
        state.overprint_mode = int(mode) if mode is not None else state.overprint_mode
        state.width = width if width is not None else state.width

    def _begin(self, frame: StreamFrame, operator: bytes, given: list[Operand]) -> None:
        layer = None
        if operator == b"BDC" and given[:1] == [b"/OC"]:
            group = self._resource(frame, "/Properties", operands.name(given))
            layer = resources.layer_of(group)
        frame.layers.append(layer)

    def _end(self, frame: StreamFrame, _operator: bytes, _given: list[Operand]) -> None:
        if len(frame.layers) > 1:
            frame.layers.pop()
        else:
            frame.tally.unread.add("EMC without BMC")

    def _place(self, frame: StreamFrame, _operator: bytes, given: list[Operand]) -> None:
        found = self._resource(frame, "/XObject", operands.name(given))
        if not isinstance(found, Stream):
            return
        layer = resources.layer_of(access.get(found, "/OC"))
        frame.layers.append(layer)
        kind = access.name(access.get(found, "/Subtype"))
        if kind == "Image":
            if isinstance(access.get(found, "/SMask"), Stream) or access.number(access.get(found, "/SMaskInData")):
                frame.tally.see_through.add("SMask")
            placed = picture(found, frame.resources, self.colours)
            frame.tally.unread |= self._samples.flaws(found, placed)
            self._show_picture(frame, placed)
        elif kind == "Form":
            self._place_form(frame, found)
        else:
            frame.tally.unread.add(f"XObject {kind}")
        frame.layers.pop()

    def _place_form(self, frame: StreamFrame, form: Stream) -> None:
        if access.name(access.get(access.get(form, "/Group"), "/S")) == "Transparency":
            frame.tally.see_through.add("Group")
            frame.tally.blends |= self.colours.blending(form, frame.resources)
        tally = self._form(frame, form, frame.state.inside())
        if tally is None:
            return
        matrix = resources.matrix_of(form).then(frame.state.matrix)
        box = access.numbers(access.get(form, "/BBox"))
        within = frame.state.clip
        if len(box) == 4:
            window = bounds(matrix.apply(corner) for corner in Rect(*box).corners)
            within = clipped(window, within) or Rect(window.x0, window.y0, window.x0, window.y0)
        self._budget.take_operators(len(tally.uses) + len(tally.pictures))
        frame.tally.add(tally, matrix, within)

    def _form(self, frame: StreamFrame, form: Stream, state: GraphicsState) -> Tally | None:
        """Return what a form paints in its own coordinates; None where it holds itself, or is too deep."""
        number, layer = access.number_of(form), frame.layer
        if frame.depth >= DEEPEST or (number and number in self._open):
            frame.tally.unread.add("forms within forms without end")
            return None
        key = (number, state.key(), layer)
        if number and key in self._forms:
            return self._forms[key]
        self._open.add(number)
        named = access.get(form, "/Resources")
        try:
            data = form.read_bytes()
        except access.BROKEN:
            frame.tally.unread.add("a stream that cannot be unpacked")
            data = b""
        tally = self.read(data, named if named is not None else frame.resources, state, frame.depth + 1, layer)
        self._open.discard(number)
        if number:
            self._forms[key] = tally
        return tally

    def _inline(self, frame: StreamFrame, _operator: bytes, given: list[Operand]) -> None:
        entries = given[0]
        if isinstance(entries, dict):
            placed = inline_picture(entries, frame.resources, self.colours)
            frame.tally.states |= {"inline LZW"} if "LZWDecode" in placed.filters else set()
            self._show_picture(frame, placed)

    def _show_picture(self, frame: StreamFrame, placed: PlacedPicture) -> None:
        matrix = frame.state.matrix
        box = bounds(matrix.apply(corner) for corner in _UNIT.corners)
        paint = frame.state.fill if placed.is_stencil else CurrentColour(placed.space, ())
        self._tell(frame, ContentKind.MASK if placed.is_stencil else ContentKind.PICTURE, paint, box)
        frame.tally.place(placed.moved(matrix))

    def _begin_text(self, frame: StreamFrame, _operator: bytes, _given: list[Operand]) -> None:
        frame.text = IDENTITY

    def _text_matrix(self, frame: StreamFrame, _operator: bytes, given: list[Operand]) -> None:
        frame.text = operands.matrix(given)

    def _font(self, frame: StreamFrame, _operator: bytes, given: list[Operand]) -> None:
        frame.state.font = self._resource(frame, "/Font", operands.name(given[:-1]))
        frame.state.size = operands.number(given)

    def _render(self, frame: StreamFrame, _operator: bytes, given: list[Operand]) -> None:
        frame.state.rendering = int(operands.number(given))

    def _show(self, frame: StreamFrame, _operator: bytes, _given: list[Operand]) -> None:
        state = frame.state
        place = frame.text.then(state.matrix)
        size = abs(state.size) * abs(place.determinant) ** 0.5
        box = Rect(place.e, place.f, place.e + size, place.f + size)
        if access.name(access.get(state.font, "/Subtype")) == "Type3":
            self._show_drawn(frame, box)
        elif state.rendering in _FILLED:
            self._tell(frame, ContentKind.TEXT, state.fill, box, small=size)
        if state.rendering in _STROKED:
            self._tell(frame, ContentKind.STROKE, state.stroke, box, thin=state.width * state.scale)

    def _show_drawn(self, frame: StreamFrame, box: Rect) -> None:
        """Tell what the glyphs of a font that is drawn (Type 3) consist of, all of them."""
        state = frame.state.inside()
        for _, glyph in access.entries(access.get(frame.state.font, "/CharProcs")):
            tally = self._form(frame, glyph, state.copy()) if isinstance(glyph, Stream) else None
            self._tell_drawn(frame, tally, box)

    def _tell_drawn(self, frame: StreamFrame, tally: Tally | None, box: Rect | None) -> None:
        """Add what a cell or a glyph consists of, wherever within ``box`` it lies."""
        if tally is not None:
            self._budget.take_operators(len(tally.uses))
            for use in tally.uses.values():
                frame.tally.paint(Use(use.manner, use.count, box))
            frame.tally.note(tally)
