"""Content streams written anew, once for each plate: every colour becomes the grey of its ink.

Where a paint leaves a plate as it is, it is left out there; so overprint comes out on viewers that know none.
Answers to ISO 32000-1, 8.5.3 (painting), 8.6.8 (colour operators) and 9.3.6 (text rendering).
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy

from msgspec import Struct, field
from pikepdf import Stream

from keytag.inspection.pdf import access, operands
from keytag.inspection.pdf.bounds import Budget
from keytag.inspection.pdf.colours import Colours
from keytag.inspection.pdf.lexing import INLINE, PATH, Operand, operators
from keytag.inspection.pdf.operands import OperandError
from keytag.inspection.pdf.state import CurrentColour
from keytag.inspection.separations.laying import InseparableError, first, laid
from keytag.text.text import Text

_DEVICES = {b"g": ("DeviceGray", 1), b"rg": ("DeviceRGB", 3), b"k": ("DeviceCMYK", 4)}
# ISO 32000-1, table 60: each operator that ends a path, as closing, filling and stroking.
_ENDS = {
    b"n": (False, b"", False),
    b"S": (False, b"", True),
    b"s": (True, b"", True),
    b"f": (False, b"f", False),
    b"F": (False, b"f", False),
    b"f*": (False, b"f*", False),
    b"B": (False, b"f", True),
    b"B*": (False, b"f*", True),
    b"b": (True, b"f", True),
    b"b*": (True, b"f*", True),
}
_JOINED = {(b"f", True): b"B", (b"f*", True): b"B*", (b"", True): b"S", (b"", False): b"n"}
_SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))
_HIDDEN = 3


class _Stand(Struct):
    """What ``q`` saves of that which decides about plates."""

    fill: CurrentColour = field(default_factory=CurrentColour)
    stroke: CurrentColour = field(default_factory=CurrentColour)
    over_fill: bool = False
    over_stroke: bool = False
    mode: int = 0
    rendering: int = 0


class Rewriter:
    """Writes streams anew for some ``plates``; each is read once."""

    def __init__(self, colours: Colours, plates: tuple[str, ...], budget: Budget) -> None:
        self._colours = colours
        self._plates = plates
        self._budget = budget

    def rewritten(self, data: bytes, named: object) -> tuple[bytes, ...]:
        """Return a stream that looks its names up in ``named``, for each plate. Raises InseparableError."""
        self._budget.take_content(len(data))
        run = _Run(self._colours, self._plates, named)
        for operator, given in operators(data, self._budget.take_token):
            self._budget.take_operators(1)
            try:
                run.take(operator, given)
            except OperandError:
                why = Text("có lệnh vẽ không đọc được", "an operator cannot be read")
                raise InseparableError(why) from None
        return tuple(b"\n".join(lines) for lines in run.lines)


class _Run:
    """One stream on its way."""

    def __init__(self, colours: Colours, plates: tuple[str, ...], named: object) -> None:
        self.lines: tuple[list[bytes], ...] = tuple([] for _ in plates)
        self._colours, self._plates, self._named = colours, plates, named
        self._stand = _Stand()
        self._saved: list[_Stand] = []
        self._path: list[bytes] = []
        self._by: dict[bytes, Callable[[bytes, list[Operand]], None]] = {
            PATH: self._build,
            INLINE: self._refuse,
            b"sh": self._refuse,
            b"q": self._save,
            b"Q": self._restore,
            b"W": self._clip,
            b"W*": self._clip,
            b"gs": self._state,
            b"Do": self._place,
            b"Tr": self._render,
            **dict.fromkeys(_ENDS, self._end),
            **dict.fromkeys(_SHOWS, self._show),
            **dict.fromkeys((b"g", b"G", b"rg", b"RG", b"k", b"K"), self._device),
            **dict.fromkeys((b"cs", b"CS"), self._space),
            **dict.fromkeys((b"sc", b"SC", b"scn", b"SCN"), self._tint),
        }

    def take(self, operator: bytes, given: list[Operand]) -> None:
        """Take one operator."""
        handler = self._by.get(operator)
        if handler is None:
            self._all(_line(given, operator))
        else:
            handler(operator, given)

    def _all(self, line: bytes) -> None:
        for lines in self.lines:
            lines.append(line)

    def _build(self, _operator: bytes, given: list[Operand]) -> None:
        self._path += [run for run in given if isinstance(run, bytes)]

    def _clip(self, operator: bytes, _given: list[Operand]) -> None:
        self._path.append(operator)

    def _refuse(self, operator: bytes, _given: list[Operand]) -> None:
        raise InseparableError(
            Text("có mảng chuyển màu", "there is a shading")
            if operator == b"sh"
            else Text("có ảnh nằm trong lệnh vẽ", "there is a picture within the content")
        )

    def _end(self, operator: bytes, _given: list[Operand]) -> None:
        closes, filled, strokes = _ENDS[operator]
        path = b" ".join(self._path)
        for plate, lines in zip(self._plates, self.lines, strict=True):
            kept = filled if filled and self._lays(plate, of_stroke=False) else b""
            also = strokes and self._lays(plate, of_stroke=True)
            end = _JOINED.get((kept, also), kept)
            lines.append(path + (b" h " if closes else b" ") + end)
        self._path = []

    def _lays(self, plate: str, *, of_stroke: bool) -> bool:
        stand = self._stand
        paint, over = (stand.stroke, stand.over_stroke) if of_stroke else (stand.fill, stand.over_fill)
        return laid(paint, plate, overprint=over, mode=stand.mode) is not None

    def _save(self, operator: bytes, _given: list[Operand]) -> None:
        self._saved.append(copy(self._stand))
        self._all(operator)

    def _restore(self, operator: bytes, _given: list[Operand]) -> None:
        if self._saved:
            self._stand = self._saved.pop()
            self._all(operator)

    def _device(self, operator: bytes, given: list[Operand]) -> None:
        family, count = _DEVICES[operator.lower()]
        space = self._colours.named(self._named, family)
        self._set(operator.isupper(), CurrentColour(space, operands.numbers(given, count)))

    def _space(self, operator: bytes, given: list[Operand]) -> None:
        space = self._colours.named(self._named, operands.name(given))
        if space.family == "Pattern":
            self._all(_line(given, operator))
            return
        self._set(operator.isupper(), first(space))

    def _tint(self, operator: bytes, given: list[Operand]) -> None:
        stand, is_stroke = self._stand, operator.isupper()
        last = given[-1] if given else None
        if isinstance(last, bytes) and last.startswith(b"/"):
            self._pattern(operator, given, is_stroke=is_stroke)
            return
        space = (stand.stroke if is_stroke else stand.fill).space
        self._set(is_stroke, CurrentColour(space, operands.numbers(given)))

    def _pattern(self, operator: bytes, given: list[Operand], *, is_stroke: bool) -> None:
        found = access.get(access.get(self._named, "/Pattern"), f"/{operands.name(given)}")
        if len(given) > 1 or not isinstance(found, Stream):
            raise InseparableError(Text("có hoa văn hay mảng chuyển màu", "there is a pattern or a shading"))
        self._keep(is_stroke, CurrentColour(pattern=found))
        self._all(b"/Pattern " + (b"CS " if is_stroke else b"cs ") + _line(given, operator))

    def _set(self, is_stroke: bool, paint: CurrentColour) -> None:  # noqa: FBT001 - of the operator
        """Take over a colour, and say it as the grey of each plate."""
        self._keep(is_stroke, paint)
        word = b"G" if is_stroke else b"g"
        for plate, lines in zip(self._plates, self.lines, strict=True):
            amount = laid(paint, plate, overprint=False, mode=0)
            if amount is not None:
                lines.append(_number(1.0 - amount) + b" " + word)

    def _keep(self, is_stroke: bool, paint: CurrentColour) -> None:  # noqa: FBT001 - the same
        if is_stroke:
            self._stand.stroke = paint
        else:
            self._stand.fill = paint

    def _state(self, operator: bytes, given: list[Operand]) -> None:
        entries = access.get(access.get(self._named, "/ExtGState"), f"/{operands.name(given)}")
        stroke, fill = access.get(entries, "/OP"), access.get(entries, "/op")
        mode = access.number(access.get(entries, "/OPM"))
        stand = self._stand
        if stroke is not None:
            stand.over_stroke = stand.over_fill = stroke is True
        if fill is not None:
            stand.over_fill = fill is True
        stand.mode = int(mode) if mode is not None else stand.mode
        self._all(_line(given, operator))

    def _place(self, operator: bytes, given: list[Operand]) -> None:
        found = access.get(access.get(self._named, "/XObject"), f"/{operands.name(given)}")
        is_stencil = access.get(found, "/ImageMask") is True
        for plate, lines in zip(self._plates, self.lines, strict=True):
            if not is_stencil or self._lays(plate, of_stroke=False):
                lines.append(_line(given, operator))

    def _render(self, operator: bytes, given: list[Operand]) -> None:
        self._stand.rendering = int(operands.number(given))
        self._all(_line(given, operator))

    def _show(self, operator: bytes, given: list[Operand]) -> None:
        """Show lettering; where it leaves a plate alone, unseen."""
        stand = self._stand
        line, hidden = _line(given, operator), b"%d Tr " % _HIDDEN
        of_stroke = stand.rendering in {1, 5}
        for plate, lines in zip(self._plates, self.lines, strict=True):
            seen = stand.rendering == _HIDDEN or self._lays(plate, of_stroke=of_stroke)
            lines.append(line if seen else hidden + line + b" %d Tr" % stand.rendering)


def _line(given: list[Operand], operator: bytes) -> bytes:
    return b" ".join([*map(_operand, given), operator])


def _operand(value: Operand) -> bytes:
    """Return an operand as a stream has it; the reader puts a parenthesis before strings in hexadecimal."""
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, bytes):
        return value[1:] if value.startswith(b"(<") and not value.endswith(b")") else value
    if isinstance(value, list):
        return b"[" + b" ".join(map(_operand, value)) + b"]"
    return b"<<" + b" ".join(key + b" " + _operand(held) for key, held in value.items()) + b">>"


def _number(value: float) -> bytes:
    return (b"%.6f" % value).rstrip(b"0").rstrip(b".") or b"0"
