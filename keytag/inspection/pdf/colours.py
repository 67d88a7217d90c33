"""Colour spaces read into values: family, inks, what they are built on, and what a full tint becomes.

Answers to ISO 32000-1, 8.6 (colour spaces) and 7.10 (functions).
"""

from __future__ import annotations

from hashlib import sha256

from pikepdf import Array, Dictionary, Name, Object, Stream

from keytag.inspection.pdf import objects
from keytag.inspection.pdf.facts import Space

GREY = Space("DeviceGray", channels=1)
RGB = Space("DeviceRGB", channels=3)
CMYK = Space("DeviceCMYK", channels=4)
PATTERN = Space("Pattern")
UNKNOWN = Space("?")

# ISO 32000-1, 8.6.4 and table 94: device spaces by name, with the short names of inline pictures.
_NAMED = {
    "DeviceGray": GREY,
    "G": GREY,
    "DeviceRGB": RGB,
    "RGB": RGB,
    "DeviceCMYK": CMYK,
    "CMYK": CMYK,
    "Pattern": PATTERN,
}
_CHANNELS = {"CalGray": 1, "CalRGB": 3, "Lab": 3}
# ISO 32000-1, 8.6.5.6: device colours are taken for what these resources say.
_DEFAULTS = {"DeviceGray": "/DefaultGray", "DeviceRGB": "/DefaultRGB", "DeviceCMYK": "/DefaultCMYK"}
# House rule: spaces are built on others three or four deep.
_DEEPEST = 8


class Colours:
    """Reads colour spaces, each indirect one once."""

    def __init__(self) -> None:
        self._known: dict[int, Space] = {}
        self.seen: dict[Space, None] = {}

    def named(self, resources: object, name: str) -> Space:
        """Return the space called ``name`` where it is used: a device's own, or one of ``resources``."""
        listed = objects.get(resources, "/ColorSpace")
        device = _NAMED.get(name)
        if device is not None:
            default = objects.get(listed, _DEFAULTS.get(device.family, "/"))
            return device if default is None else self.read(default, depth=1)
        found = objects.get(listed, f"/{name}")
        return UNKNOWN if found is None else self.read(found, depth=1)

    def read(self, value: object, resources: object = None, depth: int = 0) -> Space:
        """Return the space that ``value`` describes; a name alone is looked up in ``resources``."""
        if isinstance(value, Name):
            return (
                _NAMED.get(objects.name(value), UNKNOWN) if depth else self.named(resources, objects.name(value))
            )
        if not isinstance(value, Array) or not len(value) or depth > _DEEPEST:
            return UNKNOWN
        number = objects.number_of(value)
        if number and number in self._known:
            return self._known[number]
        space = self._array(list(objects.items(value)), depth)
        if number:
            self._known[number] = space
        if space.inks:
            self.seen.setdefault(space)
        return space

    def blending(self, form: object, resources: object) -> set[str]:
        """Return the family of the space in which a form's own group blends, where it names one."""
        space = objects.get(objects.get(form, "/Group"), "/CS")
        return {self.read(space, resources).family} if space is not None else set()

    def _array(self, parts: list[object], depth: int) -> Space:
        family = objects.name(parts[0])
        if family in _NAMED and len(parts) == 1:
            return _NAMED[family]
        second = parts[1] if len(parts) > 1 else None
        if family == "ICCBased":
            return Space("ICCBased", channels=int(objects.number(objects.get(second, "/N")) or 0))
        if family in ("Separation", "DeviceN") and len(parts) > 3:
            return self._tinted(family, parts, depth)
        if family in ("Indexed", "I"):
            return Space("Indexed", channels=1, base=self.read(second, depth=depth + 1))
        if family == "Pattern":
            return Space("Pattern", base=self.read(second, depth=depth + 1))
        return Space(family, channels=_CHANNELS[family]) if family in _CHANNELS else UNKNOWN

    def _tinted(self, family: str, parts: list[object], depth: int) -> Space:
        inks = tuple(objects.name(ink) for ink in objects.items(parts[1]))
        base = self.read(parts[2], depth=depth + 1)
        full = full_tint(parts[3], len(inks))
        return Space(family, inks, len(inks), base, full, signature(parts[3]), _is_linear(parts[3]))


def _is_linear(function: object) -> bool:
    """Tell whether a tint transform runs straight from no ink to its full tint (ISO 32000-1, 7.10.3)."""
    if not isinstance(function, Dictionary) or objects.number(objects.get(function, "/FunctionType")) != 2:
        return False
    start = objects.numbers(objects.get(function, "/C0"))
    return (
        {key for key, _ in objects.entries(function)} == {"/FunctionType", "/Domain", "/C0", "/C1", "/N"}
        and objects.number(objects.get(function, "/N")) == 1
        and objects.numbers(objects.get(function, "/Domain")) == (0.0, 1.0)
        and not any(start)
        and len(start) == len(objects.numbers(objects.get(function, "/C1"))) > 0
    )


def full_tint(function: object, inputs: int) -> tuple[float, ...] | None:
    """Return what a tint transform gives for 1 in every ink, where that can be said without running it."""
    kind = objects.number(objects.get(function, "/FunctionType"))
    if kind == 2:
        return objects.numbers(objects.get(function, "/C1")) or (1.0,)
    if kind == 0 and inputs == 1 and isinstance(function, Stream):
        return _last_sample(function)
    return None


def _last_sample(function: Stream) -> tuple[float, ...] | None:
    """Return the last sample of a function of one input with samples of 8 or 16 bits."""
    reach = objects.numbers(objects.get(function, "/Decode")) or objects.numbers(objects.get(function, "/Range"))
    bits = objects.number(objects.get(function, "/BitsPerSample"))
    outputs = len(reach) // 2
    if bits not in (8, 16) or not outputs:
        return None
    width = int(bits) // 8
    try:
        data = function.read_bytes()[-outputs * width :]
    except objects.BROKEN:
        return None
    if len(data) < outputs * width:
        return None
    raw = [int.from_bytes(data[i * width : (i + 1) * width], "big") / (256**width - 1) for i in range(outputs)]
    return tuple(round(reach[2 * i] + raw[i] * (reach[2 * i + 1] - reach[2 * i]), 4) for i in range(outputs))


def signature(function: object) -> str:
    """Return a word that differs where two tint transforms are not written alike."""
    if not isinstance(function, Dictionary | Stream):
        return ""
    digest = sha256()
    for key, value in objects.entries(function):
        if key not in ("/Length", "/Filter", "/DecodeParms"):
            digest.update(f"{key} {value.unparse().decode() if isinstance(value, Object) else value};".encode())
    if isinstance(function, Stream):
        try:
            digest.update(function.read_bytes())
        except objects.BROKEN:
            return ""
    return digest.hexdigest()[:12]
