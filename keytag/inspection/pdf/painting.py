"""Content streams surveyed: what they paint, in which inks, how thin, over or through what, in which layer.

What cannot be made out is noted and passed over. Answers to ISO 32000-1, 8.5 (paths), 8.9 (pictures), 8.10 (forms)
and 9.3 (text state).
"""

from __future__ import annotations

from pikepdf import Stream

from keytag.drawing.geometry import Affine, Rect, bounds
from keytag.inspection.pdf import colours, objects, resources
from keytag.inspection.pdf.bounds import Budget
from keytag.inspection.pdf.colours import Colours
from keytag.inspection.pdf.facts import ContentKind, PaintManner, Space, Use
from keytag.inspection.pdf.interpreter import (
    FILLING,
    STROKING,
    CurrentColour,
    GraphicsState,
    Interpreter,
    StreamFrame,
    Visitor,
    round_amounts,
)
from keytag.inspection.pdf.lexing import Operand
from keytag.inspection.pdf.pictures import Samples, inline_picture, picture
from keytag.inspection.pdf.tally import PlacedPicture, Tally, box_of, clip_box

# ISO 32000-1, table 106: text rendering modes that fill, and those that stroke.
_FILLED = frozenset({0, 2, 4, 6})
_STROKED = frozenset({1, 2, 5, 6})
_UNIT = Rect(0.0, 0.0, 1.0, 1.0)

Frame = StreamFrame[Tally]


class Surveyor(Visitor[Tally]):
    """Counts what the streams of one file paint, by manner."""

    def __init__(self, budget: Budget) -> None:
        self.colours = Colours()
        self._budget = budget
        self._interpreter = Interpreter(self, self.colours, budget)
        self._samples = Samples()
        self._places: dict[int, tuple[Affine, Rect | None, bool]] = {}

    def read(self, data: bytes, named: object) -> Tally:
        """Return what a page's stream paints that looks up its names in ``named``. Raises TooMuchError."""
        return self._interpreter.read(data, named, GraphicsState())

    def begin(self, named: object, _form: Stream | None) -> Tally:
        """Begin with what is listed, used or not."""
        return resources.listed_resources(named, self.colours)

    def unread(self, frame: Frame, what: str) -> None:
        """Note what was passed over."""
        frame.found.unread.add(what)

    def path(self, frame: Frame, operator: bytes) -> None:
        """Tell what a path paints and, where it clips, narrow the clip."""
        state = frame.state
        box = box_of(frame.runs, state.matrix)
        if operator in FILLING:
            self._tell(frame, ContentKind.FILL, state.fill, box)
        if operator in STROKING:
            self._tell(frame, ContentKind.STROKE, state.stroke, box, thin=state.pen.width * state.scale)
        if frame.clips and box is not None:
            state.clip = clip_box(box, state.clip) or Rect(box.x0, box.y0, box.x0, box.y0)

    def shading(self, frame: Frame, shading: object) -> None:
        """Tell a shading, which fills the clip."""
        space = self._shading_space(frame, shading)
        self._tell(frame, ContentKind.SHADING, CurrentColour(space, ()), frame.state.clip)

    def pattern(self, frame: Frame, pattern: object, amounts: tuple[float, ...]) -> None:
        """Tell the colour that a pattern without colours is given."""
        if isinstance(pattern, Stream) and objects.number(objects.get(pattern, "/PaintType")) == 2:
            base = frame.state.fill.space.base or colours.PATTERN
            self._tell(frame, ContentKind.FILL, CurrentColour(base, amounts), None)

    def graphics_state(self, frame: Frame, entries: object) -> None:
        """Note what a graphics state lets shine through, and asks of halftones."""
        frame.found.see_through |= resources.see_through(entries)
        frame.found.states |= resources.curves(entries)
        frame.found.blends |= self.colours.blending(resources.mask_of(entries), frame.resources)

    def picture(self, frame: Frame, found: Stream) -> None:
        """Tell a picture, with what is wrong with its data."""
        if isinstance(objects.get(found, "/SMask"), Stream) or objects.number(objects.get(found, "/SMaskInData")):
            frame.found.see_through.add("SMask")
        placed = picture(found, frame.resources, self.colours)
        frame.found.unread |= self._samples.flaws(found, placed)
        self._show_picture(frame, placed)

    def inline_picture(self, frame: Frame, entries: dict[bytes, Operand]) -> None:
        """Tell a picture that stands within the stream."""
        placed = inline_picture(entries, frame.resources, self.colours)
        frame.found.states |= {"inline LZW"} if "LZWDecode" in placed.filters else set()
        self._show_picture(frame, placed)

    def form(self, frame: Frame, form: Stream) -> None:
        """Add what a form paints where it is placed, as far as its box shows it."""
        number = objects.number_of(form)
        own = self._places.get(number)
        if own is None or not number:
            edges = objects.numbers(objects.get(form, "/BBox"))
            is_group = objects.name(objects.get(objects.get(form, "/Group"), "/S")) == "Transparency"
            own = (resources.matrix_of(form), Rect(*edges) if len(edges) == 4 else None, is_group)
            self._places[number] = own
        by, box, is_group = own
        if is_group:
            frame.found.see_through.add("Group")
            frame.found.blends |= self.colours.blending(form, frame.resources)
        tally = self._interpreter.read_form(frame, form, frame.state)
        if tally is None:
            return
        matrix = by.then(frame.state.matrix)
        within = frame.state.clip
        if box is not None:
            window = bounds(matrix.apply(corner) for corner in box.corners)
            within = clip_box(window, within) or Rect(window.x0, window.y0, window.x0, window.y0)
        self._budget.take_operators(len(tally.uses) + len(tally.pictures))
        frame.found.add(tally, matrix, within)

    def lettering(self, frame: Frame) -> None:
        """Tell lettering by its size and about where it lies."""
        state = frame.state
        place = frame.text.then(state.matrix)
        size = abs(state.size) * abs(place.determinant) ** 0.5
        box = Rect(place.e, place.f, place.e + size, place.f + size)
        if objects.name(objects.get(state.font, "/Subtype")) == "Type3":
            self._show_drawn(frame, box)
        elif state.rendering in _FILLED:
            self._tell(frame, ContentKind.TEXT, state.fill, box, small=size)
        if state.rendering in _STROKED:
            self._tell(frame, ContentKind.STROKE, state.stroke, box, thin=state.pen.width * state.scale)

    def _show_drawn(self, frame: Frame, box: Rect) -> None:
        """Tell what the glyphs of a font that is drawn (Type 3) consist of, all of them."""
        for _, glyph in objects.entries(objects.get(frame.state.font, "/CharProcs")):
            if isinstance(glyph, Stream):
                self._tell_drawn(frame, self._interpreter.read_form(frame, glyph, frame.state), box)

    def _tell(
        self,
        frame: Frame,
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
            self._tell_pattern(frame, paint.pattern, box)
            return
        overprint = state.overprint_stroke if kind is ContentKind.STROKE else state.overprint_fill
        step = "/".join(filter(None, (layer.group, layer.step))) if layer is not None else ""
        name = layer.name if layer is not None else ""
        amounts = round_amounts(paint.amounts)
        manner = PaintManner(kind, paint.space, amounts, overprint, state.overprint_mode, name, step)
        inside = clip_box(box, state.clip) if box is not None else None
        largest = (inside.width, inside.height) if inside is not None else (0.0, 0.0)
        frame.found.paint(Use(manner, 1, inside, largest, thin, small))

    def _tell_pattern(self, frame: Frame, pattern: object, box: Rect | None) -> None:
        if isinstance(pattern, Stream):
            tally = self._interpreter.read_form(frame, pattern, frame.state)
            self._tell_drawn(frame, tally, box)
            return
        frame.found.see_through |= resources.see_through(objects.get(pattern, "/ExtGState"))
        space = self._shading_space(frame, objects.get(pattern, "/Shading"))
        self._tell(frame, ContentKind.SHADING, CurrentColour(space, ()), box)

    def _tell_drawn(self, frame: Frame, tally: Tally | None, box: Rect | None) -> None:
        """Add what a cell or a glyph consists of, wherever within ``box`` it lies."""
        if tally is not None:
            self._budget.take_operators(len(tally.uses))
            for use in tally.uses.values():
                frame.found.paint(Use(use.manner, use.count, box))
            frame.found.note(tally)

    def _shading_space(self, frame: Frame, shading: object) -> Space:
        return self.colours.read(objects.get(shading, "/ColorSpace"), frame.resources)

    def _show_picture(self, frame: Frame, placed: PlacedPicture) -> None:
        matrix = frame.state.matrix
        box = bounds(matrix.apply(corner) for corner in _UNIT.corners)
        paint = frame.state.fill if placed.is_stencil else CurrentColour(placed.space, ())
        self._tell(frame, ContentKind.MASK if placed.is_stencil else ContentKind.PICTURE, paint, box)
        frame.found.place(placed.moved(matrix))
