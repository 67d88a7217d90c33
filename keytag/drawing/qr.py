"""QR symbols: payload to modules to one compound path. The only user of qrcode.

Answers to ISO/IEC 18004:2015. Segments are chosen so that the symbol is as small as can be (7.4.1), then the
correction level is raised as far as the version allows (7.5.1). What is not ASCII says that it is UTF-8 (7.4.2.2,
ECI 26) and is one segment: readers that guess do so for each segment alone (docs/adr/0049).
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby
from typing import Literal

import qrcode
from msgspec import Struct
from qrcode import base, constants, util

from keytag.drawing.geometry import Command, Path
from keytag.errors import KeytagError
from keytag.findings import Rule
from keytag.text.text import Text

Level = Literal["L", "M", "Q", "H"]

# ISO/IEC 18004:2015, 6.3.8: the quiet zone is four modules wide on all sides.
QUIET_MODULES = 4
# ISO/IEC 18004:2015, table 3: bits of the character count indicator in versions 1-9, 10-26, 27-40.
_COUNT_BITS = {"numeric": (10, 12, 14), "alphanumeric": (9, 11, 13), "byte": (8, 16, 16)}
# ISO/IEC 18004:2015, table 2: a mode indicator is four bits long; that of an ECI, whose number follows in eight
# (7.4.2.2, table 4). AIM ECI assignments: 26 is UTF-8.
_MODE_BITS, _ECI_MODE, _ECI_BITS, _UTF_8 = 4, 0b0111, 8, 26
# ISO/IEC 18004:2015, 7.4.9: at most four zero bits end the data; the codewords behind it.
_TERMINATOR_BITS, _PADS = 4, (util.PAD0, util.PAD1)
# Bits of one character in each mode, times six (7.4.3 to 7.4.5: 10 bits for 3 digits, 11 for 2 characters).
_SIXTHS = {"numeric": 20, "alphanumeric": 33, "byte": 48}
_ALPHANUMERIC = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
_MODES = {"numeric": util.MODE_NUMBER, "alphanumeric": util.MODE_ALPHA_NUM, "byte": util.MODE_8BIT_BYTE}
_LEVELS: dict[Level, int] = {
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}
"""House rule: never L; a tag on a keyring is scratched within weeks."""


LINK_TOO_LONG = Rule.error("link-too-long", __name__)
RULES = (LINK_TOO_LONG,)
"""Every rule of this module."""


class PayloadTooLongError(KeytagError):
    """No QR symbol of version 1 to 40 holds the payload."""


class Symbol(Struct, frozen=True):
    """A QR symbol: rows of modules (True is dark), quiet zone not included."""

    payload: str
    version: int
    level: Level
    modules: tuple[tuple[bool, ...], ...]

    @property
    def size(self) -> int:
        """Modules along one side without the quiet zone."""
        return len(self.modules)

    @property
    def full_size(self) -> int:
        """Modules along one side with the quiet zone."""
        return self.size + 2 * QUIET_MODULES


# House rule: editions of a ward share their code; of a whole province each has its own.
@lru_cache(1024)
def encode(payload: str) -> Symbol:
    """Return the smallest symbol for ``payload`` at level M or better, at the highest level of that version.

    Raises PayloadTooLongError.
    """
    data = payload.encode("utf-8")
    version = _smallest_version(data)
    segments = _segments(data, version)
    try:
        return _make_symbol(payload, segments, version)
    except ValueError:
        # qrcode cannot divide a block of nothing but zero bits, which hundreds of zeros in a row would be.
        return _make_symbol(payload, [("byte", data)], _smallest_version(data, split=False))


def _make_symbol(payload: str, segments: list[tuple[str, bytes]], version: int) -> Symbol:
    bits = _bits(segments, version)
    level: Level = "M"
    for candidate, constant in _LEVELS.items():
        if bits <= _capacity(version, constant):
            level = candidate
    code = qrcode.QRCode(version=version, error_correction=_LEVELS[level], border=0)
    code.data_cache = util.create_bytes(_data(segments, version, level), base.rs_blocks(version, _LEVELS[level]))
    code.make(fit=False)
    modules = tuple(tuple(bool(cell) for cell in row) for row in code.modules)
    return Symbol(payload, version, level, modules)


def _data(segments: list[tuple[str, bytes]], version: int, level: Level) -> util.BitBuffer:
    """Return the data codewords of a symbol: what the bytes are, each segment behind its header, padding."""
    data, room = util.BitBuffer(), _capacity(version, _LEVELS[level])
    if _says_utf_8(segments):
        data.put(_ECI_MODE, _MODE_BITS)
        data.put(_UTF_8, _ECI_BITS)
    for mode, chunk in segments:
        data.put(_MODES[mode], _MODE_BITS)
        data.put(len(chunk), _count_bits(mode, version))
        util.QRData(chunk, mode=_MODES[mode], check_data=False).write(data)
    data.put(0, min(_TERMINATOR_BITS, room - len(data)))
    data.put(0, -len(data) % 8)
    for number in range((room - len(data)) // 8):
        data.put(_PADS[number % 2], 8)
    return data


def _says_utf_8(segments: list[tuple[str, bytes]]) -> bool:
    return not all(chunk.isascii() for _, chunk in segments)


def trace(symbol: Symbol, x: float, y: float, module: float) -> Path:
    """Return one compound path round the dark modules, the first module's corner at ``(x, y)``.

    Every contour keeps the dark side on its right, so the non-zero rule fills exactly the dark modules and
    there are no seams between them at any zoom.
    """
    commands: list[Command] = []
    for loop in _loops(symbol.modules):
        points = [(x + i * module, y + j * module) for i, j in loop]
        commands.append(("M", points[0]))
        commands += [("L", point) for point in points[1:]]
        commands.append(("Z", ()))
    return Path(tuple(commands))


def _loops(modules: tuple[tuple[bool, ...], ...]) -> list[list[tuple[int, int]]]:
    """Return the corner points of every boundary, in module units, collinear points dropped."""
    edges = _edges(modules)
    loops: list[list[tuple[int, int]]] = []
    while edges:
        start = min(edges)
        at, heading, loop = start, (0, 0), []
        while True:
            step = _turn(edges, at, heading)
            if step != heading:
                loop.append(at)
            at, heading = (at[0] + step[0], at[1] + step[1]), step
            if at == start:
                break
        loops.append(loop)
    return loops


def _edges(modules: tuple[tuple[bool, ...], ...]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Return the unit steps along the boundary by the corner they start at, the dark module on their right."""
    blank = (False,) * (len(modules) + 2)
    grid = (blank, *((False, *row, False) for row in modules), blank)
    edges: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for j, row in enumerate(modules):
        above, here, below = grid[j : j + 3]
        for i, is_dark in enumerate(row):
            if not is_dark:
                continue
            if not above[i + 1]:
                edges.setdefault((i, j), []).append((1, 0))
            if not here[i + 2]:
                edges.setdefault((i + 1, j), []).append((0, 1))
            if not below[i + 1]:
                edges.setdefault((i + 1, j + 1), []).append((-1, 0))
            if not here[i]:
                edges.setdefault((i, j + 1), []).append((0, -1))
    return edges


def _turn(
    edges: dict[tuple[int, int], list[tuple[int, int]]], at: tuple[int, int], heading: tuple[int, int]
) -> tuple[int, int]:
    """Take the next edge out of ``at``; where two dark modules touch by a corner, keep them two contours."""
    steps = edges[at]
    right = (-heading[1], heading[0])
    step = right if right in steps else steps[0]
    steps.remove(step)
    if not steps:
        del edges[at]
    return step


def version_for(payload: str) -> int:
    """Return the version of the symbol that `encode` makes of ``payload``. Raises PayloadTooLongError."""
    return _smallest_version(payload.encode("utf-8"))


def _smallest_version(data: bytes, *, split: bool = True) -> int:
    for version in range(1, 41):
        segments = _segments(data, version) if split else [("byte", data)]
        if _bits(segments, version) <= _capacity(version, _LEVELS["M"]):
            return version
    raise PayloadTooLongError(
        Text(f"Mã QR không chứa nổi {len(data)} byte", f"no QR code holds {len(data)} bytes"),
        LINK_TOO_LONG.mend,
    )


def _capacity(version: int, level: int) -> int:
    return 8 * int(sum(block.data_count for block in base.rs_blocks(version, level)))


def _count_bits(mode: str, version: int) -> int:
    return _COUNT_BITS[mode][_size(version)]


def _size(version: int) -> int:
    """Return which of the three sizes of count indicators the symbols of ``version`` have."""
    return 0 if version < 10 else 1 if version < 27 else 2


def _bits(segments: list[tuple[str, bytes]], version: int) -> int:
    eci = _MODE_BITS + _ECI_BITS if _says_utf_8(segments) else 0
    return eci + sum(
        _MODE_BITS + _count_bits(mode, version) + -(-len(chunk) * _SIXTHS[mode] // 6) for mode, chunk in segments
    )


def _segments(data: bytes, version: int) -> list[tuple[str, bytes]]:
    """Split ``data`` into the modes with the fewest bits; what is not ASCII is one segment."""
    if not data.isascii():
        return [("byte", data)]
    segments: list[tuple[str, bytes]] = []
    start = 0
    for mode, run in groupby(_modes(data, _size(version))):
        end = start + len(tuple(run))
        segments.append((mode, data[start:end]))
        start = end
    return segments


@lru_cache(maxsize=64)
def _modes(data: bytes, size: int) -> tuple[str, ...]:
    """Return the mode of each byte for the fewest bits: a shortest path over (position, mode), in sixths of bits.

    Of equal ways the first in the order of their modes' names, so that a link always gives the same symbol.
    """
    headers = {mode: 6 * (_MODE_BITS + bits[size]) for mode, bits in _COUNT_BITS.items()}
    # By the last byte's mode: the sixths of bits so far, and the way's rank among the others.
    ways: dict[str, tuple[int, int]] = {}
    befores: list[dict[str, str]] = []
    for byte in data:
        best = {
            mode: min(
                # A finished segment is rounded up to whole bits before the next one starts.
                (total if mode == before else -(-total // 6) * 6 + headers[mode], rank, before)
                for before, (total, rank) in ways.items()
            )
            if ways
            else (headers[mode], 0, "")
            for mode in _allowed(byte)
        }
        ranked = sorted(best, key=lambda mode: (best[mode][1], mode))
        ways = {mode: (best[mode][0] + _SIXTHS[mode], rank) for rank, mode in enumerate(ranked)}
        befores.append({mode: before for mode, (_, _, before) in best.items()})
    mode = min(ways, key=lambda each: ways[each], default="")
    modes: list[str] = []
    for before in reversed(befores):
        modes.append(mode)
        mode = before[mode]
    return tuple(reversed(modes))


@cache
def _allowed(byte: int) -> tuple[str, ...]:
    """Return the modes that can hold ``byte``."""
    is_digit = 0x30 <= byte <= 0x39
    return ("byte", *(("alphanumeric",) if byte in _ALPHANUMERIC else ()), *(("numeric",) if is_digit else ()))
