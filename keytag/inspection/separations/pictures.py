"""Pictures as they fall on plates: of each, the grey picture of one ink.

Answers to ISO 32000-1, 8.9.5 (images) and 8.6.6.3 (Indexed). Only pictures of 8 bits a channel are taken apart.
"""

from __future__ import annotations

from pikepdf import Array, Name, Object, Stream, StreamDecodeLevel, String

from keytag.drawing.ink import ALL_PLATES, PROCESS
from keytag.inspection.pdf import access
from keytag.inspection.pdf.colours import Colours
from keytag.inspection.pdf.facts import Space
from keytag.inspection.separations.laying import InseparableError, device
from keytag.text.text import Text

_INVERTED = bytes(255 - value for value in range(256))
_WHITE = b"\xff"


class Separable:
    """A picture's samples, kept so that each plate can be taken from them. Raises InseparableError."""

    def __init__(self, stream: Stream, named: object, colours: Colours) -> None:
        self.stream = stream
        space = colours.read(access.get(stream, "/ColorSpace"), named)
        if access.number(access.get(stream, "/BitsPerComponent")) != 8 or access.get(stream, "/Mask") is not None:
            raise _inseparable()
        self._base = device(space.base) if space.family == "Indexed" and space.base is not None else device(space)
        self._table = _table(access.get(stream, "/ColorSpace"), named) if space.family == "Indexed" else None
        self._inverts = _is_inverted(stream, self._base)
        try:
            self._data = stream.read_bytes(StreamDecodeLevel.all)
        except access.BROKEN:
            raise _inseparable() from None
        width, height = (access.number(access.get(stream, key)) or 0 for key in ("/Width", "/Height"))
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
    array = access.get(access.get(named, "/ColorSpace"), str(space)) if isinstance(space, Name) else space
    held = list(access.items(array))[3:4] if isinstance(array, Array) else []
    if held and isinstance(held[0], Stream):
        return held[0].read_bytes()
    if held and isinstance(held[0], String):
        return bytes(held[0])
    raise _inseparable()


def _is_inverted(stream: Object, space: Space) -> bool:
    decode = access.numbers(access.get(stream, "/Decode"))
    plain, turned = (0.0, 1.0) * max(space.channels, 1), (1.0, 0.0) * max(space.channels, 1)
    if decode and decode not in (plain, turned):
        raise _inseparable()
    return decode == turned


def _inseparable() -> InseparableError:
    return InseparableError(
        Text("có ảnh kiểu khó tách", "there is a picture of a kind that is hard to take apart")
    )
