"""A finished file taken apart into its plates: a copy for each ink, in which grey says how much of it lies where.

The copies are to be rasterised, measured and thrown away. Every colour becomes the grey of its ink; where a paint
leaves a plate as it is, it is left out there, so that overprint comes out on viewers that know none. Knows how
paint falls on plates, not what a file ought to hold; what cannot be told without a colour engine is refused with
its reason. Answers to ISO 32000-1, 7.7.3 (pages), 8.5.3 (painting), 8.6.6 (Separation, Indexed), 8.6.7 (overprint,
table 149), 8.9.5 (images), 8.10 (forms) and 9.3.6 (text rendering).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from msgspec import Struct, field
from pikepdf import Array, Name, Object, ObjectStreamMode, Pdf, Stream, StreamDecodeLevel, String

from keytag.drawing.ink import ALL_PLATES, PROCESS
from keytag.inspection.pdf import lexing, objects
from keytag.inspection.pdf.bounds import Budget, TooMuchError
from keytag.inspection.pdf.colours import CMYK, GREY, Colours
from keytag.inspection.pdf.facts import Space, plates
from keytag.inspection.pdf.interpreter import (
    CLOSING,
    FILLING,
    STROKING,
    CurrentColour,
    GraphicsState,
    Interpreter,
    StreamFrame,
    Visitor,
)
from keytag.inspection.pdf.lexing import PATH, Operand
from keytag.inspection.pdf.objects import open_pdf
from keytag.inspection.pdf.surveyor import leaves
from keytag.text.text import Text

_DEVICES = {4: CMYK, 1: GREY}
# ISO 32000-1, table 60: what each operator that ends a path fills with, and what fills and strokes in one.
_FILLS = {
    **dict.fromkeys((b"f", b"F", b"B", b"b"), b"f"),
    **dict.fromkeys((b"f*", b"B*", b"b*"), b"f*"),
}
_PATHS = frozenset((PATH, b"W", b"W*", b"n", *FILLING, *STROKING))
_TINTING = frozenset((b"sc", b"SC", b"scn", b"SCN"))
_COLOURING = _TINTING | {b"g", b"G", b"rg", b"RG", b"k", b"K", b"cs", b"CS"}
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))
_JOINED = {(b"f", True): b"B", (b"f*", True): b"B*", (b"", True): b"S", (b"", False): b"n"}
_HIDDEN = 3
# What decides about plates: where one of these cannot be read, nothing can be said of what follows.
_DECIDING = _COLOURING | {b"gs", b"Do", b"Tr"}
_INVERTED = bytes(255 - value for value in range(256))
_WHITE = b"\xff"


class Plates(Struct, frozen=True):
    """A file taken apart: how many pages it has, and its copies by plate, process inks first."""

    pages: int
    files: tuple[tuple[str, bytes], ...]


class InseparableError(Exception):
    """A file holds what only a colour engine can turn into plates; ``why`` says what."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def separate(data: bytes) -> Plates:
    """Return the plates of the PDF in ``data``.

    Raises InseparableError where it holds what only a colour engine can separate, or too much of anything, and
    UnreadableFileError where it cannot be read at all.
    """
    with open_pdf(data) as pdf:
        try:
            return _separate(pdf)
        except TooMuchError:
            raise InseparableError(Text("quá nhiều nội dung", "there is too much in it")) from None
        except objects.BROKEN:
            raise InseparableError(Text("có phần bị hỏng", "part of it is broken")) from None


def _separate(pdf: Pdf) -> Plates:
    colours, budget, held = Colours(), Budget(), _Held()
    pages = 0
    for page, given in leaves(objects.get(pdf.Root, "/Pages"), budget):
        pages += 1
        named = given.get("/Resources")
        joined = Stream(pdf, b"\n".join(_contents(page)))
        page.Contents = pdf.make_indirect(joined)
        held.streams[objects.number_of(page.Contents)] = (page.Contents, named)
        _gather(named, held, colours)
    names = _names_of(tuple(colours.seen))
    interpreter = Interpreter(_Rewriter(names), colours, budget)
    rewritten = [
        (stream, tuple(map(b"\n".join, interpreter.read(stream.read_bytes(), named, GraphicsState()))))
        for stream, named in held.streams.values()
    ]
    pictures = [_Separable(stream, named, colours) for stream, named in held.pictures.values()]
    return Plates(pages, tuple(_files(pdf, names, rewritten, pictures)))


def _files(
    pdf: Pdf, names: tuple[str, ...], rewritten: list[tuple[Stream, tuple[bytes, ...]]], pictures: list[_Separable]
) -> Iterator[tuple[str, bytes]]:
    for index, name in enumerate(names):
        for stream, contents in rewritten:
            stream.write(contents[index])
        for picture in pictures:
            picture.put(name)
        buffer = BytesIO()
        pdf.save(buffer, object_stream_mode=ObjectStreamMode.preserve, compress_streams=False)
        yield name, buffer.getvalue()


class _Held(Struct):
    """What is written anew: streams with what they look their names up in, pictures, and the pages' own."""

    streams: dict[int, tuple[Stream, object]] = field(default_factory=dict)
    pictures: dict[int, tuple[Stream, object]] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)


def _contents(page: Object) -> Iterator[bytes]:
    for each in objects.items(objects.get(page, "/Contents")):
        if isinstance(each, Stream):
            yield each.read_bytes()


def _gather(named: object, held: _Held, colours: Colours) -> None:
    """Find every form, pattern and picture that ``named`` lists, and those that these list in turn."""
    waiting = [named]
    while waiting:
        resources = waiting.pop()
        for _, space in objects.entries(objects.get(resources, "/ColorSpace")):
            colours.read(space, depth=1)
        for kind in ("/XObject", "/Pattern"):
            for _, each in objects.entries(objects.get(resources, kind)):
                number = objects.number_of(each) if isinstance(each, Stream) else 0
                if not isinstance(each, Stream) or number in held.seen:
                    continue
                held.seen.add(number)
                waiting += _taken(each, resources, held, colours)


def _taken(each: Stream, resources: object, held: _Held, colours: Colours) -> list[object]:
    """Note one stream; return the resources that it has of its own."""
    number = objects.number_of(each)
    if objects.name(objects.get(each, "/Subtype")) == "Image":
        if objects.get(each, "/ImageMask") is not True:
            held.pictures[number] = (each, resources)
            colours.read(objects.get(each, "/ColorSpace"), resources)
        return []
    own = objects.get(each, "/Resources")
    held.streams[number] = (each, own if own is not None else resources)
    return [own] if own is not None else []


Lines = tuple[list[bytes], ...]
"""A stream's new lines, for each plate."""


class _Rewriter(Visitor[Lines]):
    """Writes streams anew for each of some plates."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._plates = names

    def begin(self, _named: object, _form: Stream | None) -> Lines:
        """Begin a stream for each plate."""
        return tuple([] for _ in self._plates)

    def operator(self, frame: StreamFrame[Lines], operator: bytes, given: list[Operand]) -> None:
        """Write a colour as the grey of each plate, what is painted where it is laid on, all else as it is."""
        state, line = frame.state, _line(given, operator)
        if operator in _PATHS:
            return
        if operator in _COLOURING:
            self._colour(frame, operator, given)
        elif operator == b"Do":
            found = objects.get(objects.get(frame.resources, "/XObject"), f"/{lexing.name(given)}")
            is_stencil = objects.get(found, "/ImageMask") is True
            for plate, lines in zip(self._plates, frame.found, strict=True):
                if not is_stencil or _is_laid(state, plate, of_stroke=False):
                    lines.append(line)
        elif operator in _SHOWING:
            of_stroke = state.rendering in {1, 5}
            for plate, lines in zip(self._plates, frame.found, strict=True):
                is_seen = state.rendering == _HIDDEN or _is_laid(state, plate, of_stroke=of_stroke)
                lines.append(line if is_seen else b"%d Tr %s %d Tr" % (_HIDDEN, line, state.rendering))
        else:
            _write_all(frame, line)

    def unknown(self, frame: StreamFrame[Lines], operator: bytes, given: list[Operand]) -> None:
        """Leave an operator that is none to who looks at the plates."""
        _write_all(frame, _line(given, operator))

    def broken(self, frame: StreamFrame[Lines], operator: bytes, given: list[Operand]) -> None:
        """Refuse what decides about plates; leave the rest to who looks at them."""
        if operator in _DECIDING:
            raise InseparableError(Text("có lệnh vẽ không đọc được", "an operator cannot be read"))
        _write_all(frame, _line(given, operator))

    def path(self, frame: StreamFrame[Lines], operator: bytes) -> None:
        """Write a path with what of its painting falls on each plate."""
        filled, strokes = _FILLS.get(operator, b""), operator in STROKING
        path = b" ".join([*frame.runs, frame.clips] if frame.clips else frame.runs)
        path += b" h " if operator in CLOSING else b" "
        for plate, lines in zip(self._plates, frame.found, strict=True):
            kept = filled if filled and _is_laid(frame.state, plate, of_stroke=False) else b""
            also = strokes and _is_laid(frame.state, plate, of_stroke=True)
            lines.append(path + _JOINED.get((kept, also), kept))

    def shading(self, _frame: StreamFrame[Lines], _shading: object) -> None:
        """Refuse a shading."""
        raise InseparableError(Text("có mảng chuyển màu", "there is a shading"))

    def inline_picture(self, _frame: StreamFrame[Lines], _entries: dict[bytes, Operand]) -> None:
        """Refuse a picture within the stream."""
        raise InseparableError(Text("có ảnh nằm trong lệnh vẽ", "there is a picture within the content"))

    def _colour(self, frame: StreamFrame[Lines], operator: bytes, given: list[Operand]) -> None:
        """Say a colour as the grey of each plate; of patterns only those that are drawn in their own colours."""
        is_stroke = operator.isupper()
        paint = frame.state.stroke if is_stroke else frame.state.fill
        if operator in _TINTING and isinstance(given[-1], bytes):
            if len(given) > 1 or not isinstance(paint.pattern, Stream):
                raise InseparableError(Text("có hoa văn hay mảng chuyển màu", "there is a pattern or a shading"))
            _write_all(frame, b"/Pattern " + (b"CS " if is_stroke else b"cs ") + _line(given, operator))
        elif paint.space.family == "Pattern":
            _write_all(frame, _line(given, operator))
        else:
            word = b"G" if is_stroke else b"g"
            for plate, lines in zip(self._plates, frame.found, strict=True):
                amount = _amount_on(plate, paint, overprint=False, mode=0)
                if amount is not None:
                    lines.append(_number(1.0 - amount) + b" " + word)


def _write_all(frame: StreamFrame[Lines], line: bytes) -> None:
    for lines in frame.found:
        lines.append(line)


def _is_laid(state: GraphicsState, plate: str, *, of_stroke: bool) -> bool:
    paint, over = (state.stroke, state.overprint_stroke) if of_stroke else (state.fill, state.overprint_fill)
    return _amount_on(plate, paint, overprint=over, mode=state.overprint_mode) is not None


def _line(given: list[Operand], operator: bytes) -> bytes:
    return b" ".join([*map(_operand, given), operator])


def _operand(value: Operand) -> bytes:
    """Return an operand as a stream has it; the reader puts a parenthesis before strings in hexadecimal."""
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, bytes):
        return value[1:] if value.startswith(b"(<") and not value.endswith(b")") else value
    if isinstance(value, list):
        return b"[" + b" ".join(map(_operand, value)) + b"]"
    return b"<<" + b" ".join(key + b" " + _operand(held) for key, held in value.items()) + b">>"


def _number(value: float) -> bytes:
    return (b"%.6f" % value).rstrip(b"0").rstrip(b".") or b"0"


def _device(space: Space) -> Space:
    """Return ``space``, a profile's of one or four channels being taken for the device's own."""
    return _DEVICES.get(space.channels, space) if space.family == "ICCBased" else space


def _amounts_of(space: Space, amounts: tuple[float, ...]) -> dict[str, float]:
    """Return what ``amounts`` of ``space`` lay on each plate they name. Raises InseparableError."""
    found = plates(_device(space), amounts)
    if found is None:
        raise InseparableError(Text(f"có màu {space.family}", f"there is {space.family} colour"))
    return found


def _amount_on(plate: str, paint: CurrentColour, *, overprint: bool, mode: int) -> float | None:
    """Return how much ``paint`` lays on ``plate``, from 0 to 1; None where it leaves what is there.

    Raises InseparableError where that hangs on a profile.
    """
    if paint.pattern is not None:
        return 1.0
    named = _amounts_of(paint.space, paint.amounts)
    if ALL_PLATES in named:
        return named[ALL_PLATES]
    if plate in named:
        is_process = _device(paint.space).family in (CMYK.family, GREY.family)
        # ISO 32000-1, table 149: with OPM 1 a process ink of nothing leaves its plate alone.
        return None if overprint and mode == 1 and is_process and not named[plate] else named[plate]
    # The ink None is painted on no plate, and knocks out of none.
    return None if overprint or not named else 0.0


def _names_of(spaces: Sequence[Space]) -> tuple[str, ...]:
    """Return the plates of a file: the process plates, then every spot that its colour spaces name."""
    spots = {ink for space in spaces for ink in space.spots} - {"None", ALL_PLATES, *PROCESS}
    return (*PROCESS, *sorted(spots))


class _Separable:
    """A picture's samples, kept so that each plate can be taken from them. Raises InseparableError."""

    def __init__(self, stream: Stream, named: object, colours: Colours) -> None:
        self.stream = stream
        space = colours.read(objects.get(stream, "/ColorSpace"), named)
        if (
            objects.number(objects.get(stream, "/BitsPerComponent")) != 8
            or objects.get(stream, "/Mask") is not None
        ):
            raise _inseparable()
        is_indexed = space.family == "Indexed"
        self._base = _device(space.base if is_indexed and space.base is not None else space)
        self._table = _table(objects.get(stream, "/ColorSpace"), named) if is_indexed else None
        self._inverts = _is_inverted(stream, self._base)
        try:
            self._data = stream.read_bytes(StreamDecodeLevel.all)
        except objects.BROKEN:
            raise _inseparable() from None
        width, height = (objects.number(objects.get(stream, key)) or 0 for key in ("/Width", "/Height"))
        self._count = int(width * height)
        channels = 1 if self._table is not None else max(self._base.channels, 1)
        if len(self._data) < self._count * channels:
            raise _inseparable()

    def grey(self, plate: str) -> bytes:
        """Return the samples of ``plate`` as greys, 0 being full ink."""
        found = _channel(self._base, plate)
        if found is None:
            return _WHITE * self._count
        index, adds = found
        if self._table is not None:
            entries = self._table[index :: max(self._base.channels, 1)]
            look_up = bytes(entries[i] if i < len(entries) else 255 for i in range(256))
            samples = self._data[: self._count].translate(look_up)
        else:
            samples = self._data[index :: max(self._base.channels, 1)][: self._count]
        # What counts ink (CMYK, spots) is turned into light; what Decode turns round is turned once more.
        return samples.translate(_INVERTED) if adds is not self._inverts else samples

    def put(self, plate: str) -> None:
        """Make the picture that of ``plate``."""
        stream = self.stream
        stream.write(self.grey(plate))
        stream.ColorSpace = Name.DeviceGray
        for key in ("/Decode", "/Intent"):
            if key in stream:
                del stream[key]


def _channel(space: Space, plate: str) -> tuple[int, bool] | None:
    """Return which channel of ``space`` is ``plate``, and whether more of it is more ink."""
    if space.family == "DeviceGray":
        return (0, False) if plate == "Black" else None
    names = PROCESS if space.family == "DeviceCMYK" else space.inks
    if not names:
        raise _inseparable()
    if ALL_PLATES in names:
        return 0, True
    return (names.index(plate), True) if plate in names else None


def _table(space: object, named: object) -> bytes:
    """Return the colours of an Indexed space, one after another."""
    array = objects.get(objects.get(named, "/ColorSpace"), str(space)) if isinstance(space, Name) else space
    held = list(objects.items(array))[3:4] if isinstance(array, Array) else []
    if held and isinstance(held[0], Stream):
        return held[0].read_bytes()
    if held and isinstance(held[0], String):
        return bytes(held[0])
    raise _inseparable()


def _is_inverted(stream: Object, space: Space) -> bool:
    decode = objects.numbers(objects.get(stream, "/Decode"))
    plain, turned = (0.0, 1.0) * max(space.channels, 1), (1.0, 0.0) * max(space.channels, 1)
    if decode and decode not in (plain, turned):
        raise _inseparable()
    return decode == turned


def _inseparable() -> InseparableError:
    return InseparableError(
        Text("có ảnh kiểu khó tách", "there is a picture of a kind that is hard to take apart")
    )
