"""Content streams cut into operators with their operands, one by one, whatever a stranger wrote.

Runs of path construction, nearly all of most streams, come as one piece. Keeps nothing and raises nothing of
its own: what makes no sense is passed over, and said. Answers to ISO 32000-1, 7.2, 7.3.5 and 7.8.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from keytag.drawing.geometry import Affine

PATH = b"<path>"
INLINE = b"<inline picture>"
NONSENSE = b"<nonsense>"
"""What stands where something was passed over that no writer of PDF means."""

Operand = float | bytes | list["Operand"] | dict[bytes, "Operand"]
"""A number, a name with its slash, a string (as its bytes, behind a parenthesis), an array, a dictionary.

A Boolean is `True` or `False`, which are no floats.
"""


class OperandError(Exception):
    """An operator has not the operands that it needs."""


# ISO 32000-1, table 59: all operators that build a path, each after its numbers.
_BUILDERS = frozenset((b"m", b"l", b"c", b"v", b"y", b"h", b"re"))
_RUN = re.compile(rb"(?:(?:[-+.\d]++[\0\t\n\f\r ]++){0,6}+(?:[mlcvyh]|re)(?:[\0\t\n\f\r ]++|$))++")
# ISO 32000-1, tables 1 and 2: white space and delimiters.
_TOKEN = re.compile(
    rb"(?P<blank>[\0\t\n\f\r ]+|%[^\r\n]*)"
    rb"|(?P<number>[-+.\d][-+.\deE]*)"
    rb"|(?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<string>\()"
    rb"|(?P<mark><<|>>|\[|\])"
    rb"|(?P<hex><[^>]*>?)"
    rb"|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+)"
    rb"|.",
    re.DOTALL,
)
# Nearly all operators: numbers and names, then the operator; what is otherwise goes token by token.
_PLAIN = re.compile(
    rb"((?:(?:[-+]?(?:\d++(?:\.\d*+)?|\.\d++)|/[^\0\t\n\v\f\r ()<>\[\]{}/%]++)[\t\n\f\r ]++){0,8}+)"
    rb"([A-Za-z]++\*?)(?:[\t\n\f\r ]++|$)"
)
# What sheets and pages of lettering are nearly all made of: something placed, and nothing else done.
_PLACED = re.compile(
    rb"q[\t\n\f\r ]++((?:[-+]?(?:\d++(?:\.\d*+)?|\.\d++)[\t\n\f\r ]++){6}+)cm[\t\n\f\r ]++"
    rb"(/[^\0\t\n\v\f\r ()<>\[\]{}/%]++)[\t\n\f\r ]++Do[\t\n\f\r ]++Q(?:[\t\n\f\r ]++|$)"
)
_HEXADECIMAL = re.compile(rb"<[\0\t\n\f\r 0-9A-Fa-f]*>")
_NUMBER = re.compile(rb"[-+]?(?:\d+\.?\d*|\.\d+)")
_PARENTHESES = re.compile(rb"\\.|[()]", re.DOTALL)
_END_OF_PICTURE = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|$)")
# House rule: no operator takes as many operands; more is rubbish.
_MOST_OPERANDS = 64
# House rule: arrays and dictionaries within a content stream nest two or three deep.
_DEEPEST = 16
# ISO 32000-1, table 94: the names of colour spaces in inline pictures that have more than one channel.
_CHANNELS = {
    str(name): count
    for count, names in ((3, (b"/RGB", b"/DeviceRGB")), (4, (b"/CMYK", b"/DeviceCMYK")))
    for name in names
}
# House rule: a string within a content stream is a line of text; one that never ends takes the rest with it.
_LONGEST = 1_000_000
_CONSTANTS: dict[bytes, Operand] = {b"true": True, b"false": False, b"null": b"null"}
_NOT_PLAIN = _BUILDERS | _CONSTANTS.keys() | {b"BI", b"ID"}
_SLASH, _SAVE = ord("/"), ord("q")


def operators(data: bytes, count: Callable[[int], None]) -> Iterator[tuple[bytes, list[Operand]]]:
    """Yield each operator of a content stream with its operands; ``count`` is told how many tokens were read.

    A run of path construction is `PATH` with the run's bytes, an inline picture `INLINE` with its dictionary;
    `NONSENSE` stands before an operator among whose operands something was passed over.
    """
    at, end = 0, len(data)
    lexer = _Lexer(data)
    while at < end:
        plain = _plain(data, at, count) if not lexer.stack and not lexer.open else None
        if plain is not None:
            together, at = plain
            yield from together
            continue
        found = _TOKEN.match(data, at)
        if found is None:
            break
        at = found.end()
        if found.lastgroup == "word" and not lexer.open and found[0] not in _CONSTANTS:
            if found[0] == b"ID":
                at = _after_picture(data, at, _paired(lexer.stack))
            if lexer.is_nonsense:
                yield NONSENSE, []
            if found[0] != b"BI":
                yield _operation(found[0], lexer.stack)
            lexer = _Lexer(data)
        elif found.lastgroup != "blank":
            count(1)
            at = lexer.take(found)
    if lexer.is_nonsense or lexer.stack or lexer.open:
        yield NONSENSE, []


def _plain(
    data: bytes, at: int, count: Callable[[int], None]
) -> tuple[tuple[tuple[bytes, list[Operand]], ...], int] | None:
    """Return what nearly always stands ``at`` a place, and where it ends.

    A run of a path, an operator after numbers and names, or the four by which something is placed.
    """
    placed = _PLACED.match(data, at) if data[at] == _SAVE else None
    if placed is not None:
        count(7)
        matrix: list[Operand] = [float(number) for number in placed[1].split()]
        return ((b"q", []), (b"cm", matrix), (b"Do", [placed[2]]), (b"Q", [])), placed.end()
    run = _RUN.match(data, at)
    if run is not None:
        return ((PATH, [run[0]]),), run.end()
    found = _PLAIN.match(data, at)
    if found is None or found[2] in _NOT_PLAIN:
        return None
    operands: list[Operand] = [token if token[0] == _SLASH else float(token) for token in found[1].split()]
    count(len(operands))
    return ((found[2], operands),), found.end()


def _operation(word: bytes, stack: list[Operand]) -> tuple[bytes, list[Operand]]:
    """Return the operator that ends ``stack``; path construction that no run took is made one."""
    if word == b"ID":
        return INLINE, [_paired(stack)]
    if word in _BUILDERS:
        numbers = (b"%f" % number for number in stack if isinstance(number, float))
        return PATH, [b" ".join([*numbers, word])]
    return word, stack


class _Lexer:
    """The operands before one operator: those at hand, and the arrays and dictionaries that are still open."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.stack: list[Operand] = []
        self.open: list[tuple[bytes, list[Operand]]] = []
        self.is_nonsense = False

    def take(self, token: re.Match[bytes]) -> int:
        """Take one token; return where to go on."""
        kind, at, whole = token.lastgroup, token.end(), token[0]
        if kind is None:
            self.is_nonsense = True
            return at
        if kind == "mark":
            self._bracket(whole)
            return at
        if kind == "string":
            at = _after_string(self._data, at)
            whole = self._data[token.start() : at]
            self.is_nonsense |= not whole.endswith(b")")
        self.stack.append(self._operand(kind, whole))
        if len(self.stack) > _MOST_OPERANDS and not self.open:
            del self.stack[0]
            self.is_nonsense = True
        return at

    def _operand(self, kind: str, token: bytes) -> Operand:
        if kind == "number":
            self.is_nonsense |= _NUMBER.fullmatch(token) is None
            try:
                return float(token)
            except ValueError:
                return 0.0
        if kind == "hex":
            self.is_nonsense |= _HEXADECIMAL.fullmatch(token) is None
            return b"(" + token
        self.is_nonsense |= kind == "word" and token not in _CONSTANTS
        return _CONSTANTS.get(token, token)

    def _bracket(self, mark: bytes) -> None:
        if mark in (b"[", b"<<"):
            if len(self.open) >= _DEEPEST:
                self.is_nonsense = True
                return
            self.open.append((mark, self.stack))
            self.stack = []
            return
        if not self.open:
            self.is_nonsense = True
            return
        opening, outer = self.open.pop()
        self.is_nonsense |= (opening, mark) not in ((b"[", b"]"), (b"<<", b">>"))
        outer.append(_paired(self.stack) if opening == b"<<" else self.stack)
        self.stack = outer


def _paired(stack: list[Operand]) -> dict[bytes, Operand]:
    pairs = zip(stack[::2], stack[1::2], strict=False)
    return {key: value for key, value in pairs if isinstance(key, bytes)}


def _after_string(data: bytes, at: int) -> int:
    """Return where a string ends whose parenthesis opens before ``at``; parentheses within it nest."""
    depth = 1
    for found in _PARENTHESES.finditer(data, at, min(len(data), at + _LONGEST)):
        if found[0] in b"()":
            depth += 1 if found[0] == b"(" else -1
            if depth == 0:
                return found.end()
    return len(data)


def _after_picture(data: bytes, at: int, picture: dict[bytes, Operand]) -> int:
    """Return where an inline ``picture`` ends whose data begin one byte after ``at``."""
    found = _END_OF_PICTURE.search(data, min(at + _plain_bytes(picture), len(data)))
    return found.end() if found is not None else len(data)


def _plain_bytes(picture: dict[bytes, Operand]) -> int:
    """Return how many bytes the data of an uncompressed picture has at least (ISO 32000-1, 8.9.7)."""
    if b"/F" in picture or b"/Filter" in picture:
        return 0
    width, height = (
        picture.get(short, picture.get(long)) for short, long in ((b"/W", b"/Width"), (b"/H", b"/Height"))
    )
    bits = picture.get(b"/BPC", picture.get(b"/BitsPerComponent", 1.0))
    channels = _CHANNELS.get(str(picture.get(b"/CS", picture.get(b"/ColorSpace"))), 1)
    if not (isinstance(width, float) and isinstance(height, float) and isinstance(bits, float)):
        return 0
    return int((abs(width * bits) * channels + 7) // 8 * abs(height))


def numbers(operands: list[Operand], count: int | None = None) -> tuple[float, ...]:
    """Return the last ``count`` operands, all of them without; raises OperandError where one is no number."""
    wanted = operands if count is None else operands[len(operands) - count :]
    found = tuple(value for value in wanted if isinstance(value, float))
    if len(found) != len(wanted) or (count is not None and len(found) != count):
        raise OperandError
    return found


def number(operands: list[Operand]) -> float:
    """Return the last operand; raises OperandError where it is no number."""
    return numbers(operands, 1)[0]


def matrix(operands: list[Operand]) -> Affine:
    """Return the matrix that six numbers are; raises OperandError where they are not."""
    return Affine(*numbers(operands, 6))


def name(operands: list[Operand]) -> str:
    """Return the last operand, a name, without its slash; raises OperandError where it is none."""
    last = operands[-1] if operands else None
    if not isinstance(last, bytes) or not last.startswith(b"/"):
        raise OperandError
    return unescape_name(last[1:])


def unescape_name(raw: bytes) -> str:
    """Return a name as objects have it: ``A#20B`` is ``A B`` (ISO 32000-1, 7.3.5)."""
    if b"#" in raw:
        parts = raw.split(b"#")
        decoded = bytearray(parts[0])
        for part in parts[1:]:
            try:
                decoded += bytes([int(part[:2], 16)]) + part[2:]
            except ValueError:
                decoded += b"#" + part
        raw = bytes(decoded)
    return raw.decode("utf-8", errors="replace")
