"""Content streams cut into operators with their operands, one by one, whatever a stranger wrote.

Runs of path construction, nearly all of most streams, come as one piece. Keeps nothing and raises nothing of
its own: what makes no sense is passed over. Answers to ISO 32000-1, 7.2 and 7.8.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

PATH = b"<path>"
INLINE = b"<inline picture>"

Operand = float | bytes | list["Operand"] | dict[bytes, "Operand"]
"""A number, a name with its slash, a string (as its bytes, behind a parenthesis), an array, a dictionary."""

# ISO 32000-1, table 59: all operators that build a path, each after its numbers.
_BUILDERS = frozenset((b"m", b"l", b"c", b"v", b"y", b"h", b"re"))
_RUN = re.compile(rb"(?:(?:[-+.\d]++[\0\t\n\f\r ]++){0,6}+(?:[mlcvyh]|re)(?:[\0\t\n\f\r ]++|$))++")
# ISO 32000-1, tables 1 and 2: white space and delimiters.
_TOKEN = re.compile(
    rb"[\0\t\n\f\r ]+|%[^\r\n]*"
    rb"|(?P<number>[-+.\d][-+.\deE]*)"
    rb"|(?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<string>\()"
    rb"|(?P<mark><<|>>|\[|\])"
    rb"|(?P<hex><[^>]*>?)"
    rb"|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+)"
    rb"|.",
    re.DOTALL,
)
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
_CONSTANTS: dict[bytes, Operand] = {b"true": 1.0, b"false": 0.0, b"null": b"null"}


def operators(data: bytes, count: Callable[[], None]) -> Iterator[tuple[bytes, list[Operand]]]:
    """Yield each operator of a content stream with its operands; ``count`` is called for every token.

    A run of path construction is `PATH` with the run's bytes, an inline picture `INLINE` with its dictionary.
    """
    stack: list[Operand] = []
    open_: list[tuple[bytes, list[Operand]]] = []
    at, end = 0, len(data)
    while at < end:
        run = _RUN.match(data, at) if not stack and not open_ else None
        if run is not None:
            at = run.end()
            yield PATH, [run[0]]
            continue
        token = _TOKEN.match(data, at)
        if token is None:
            return
        at = token.end()
        if token.lastgroup == "word" and not open_ and token[0] not in _CONSTANTS:
            if token[0] == b"ID":
                at = _after_picture(data, at, _paired(stack))
            if token[0] != b"BI":
                yield _operation(token[0], stack)
            stack = []
        elif token.lastgroup is not None:
            count()
            stack, at = _taken(data, token, stack, open_)


def _operation(word: bytes, stack: list[Operand]) -> tuple[bytes, list[Operand]]:
    """Return the operator that ends ``stack``; path construction that no run took is made one."""
    if word == b"ID":
        return INLINE, [_paired(stack)]
    if word in _BUILDERS:
        numbers = (b"%f" % number for number in stack if isinstance(number, float))
        return PATH, [b" ".join([*numbers, word])]
    return word, stack


def _taken(
    data: bytes, token: re.Match[bytes], stack: list[Operand], open_: list[tuple[bytes, list[Operand]]]
) -> tuple[list[Operand], int]:
    """Return the operands to go on with after ``token``, and where to go on."""
    kind, at = str(token.lastgroup), token.end()
    if kind == "mark":
        return _opened_or_closed(token[0], stack, open_), at
    if kind == "string":
        at = _after_string(data, at)
    stack.append(_operand(kind, token[0], data[token.start() : at]))
    if len(stack) > _MOST_OPERANDS and not open_:
        del stack[0]
    return stack, at


def _operand(kind: str, token: bytes, whole: bytes) -> Operand:
    if kind == "number":
        try:
            return float(token)
        except ValueError:
            return 0.0
    if kind == "hex":
        return b"(" + token
    return _CONSTANTS.get(token, whole)


def _opened_or_closed(
    mark: bytes, stack: list[Operand], open_: list[tuple[bytes, list[Operand]]]
) -> list[Operand]:
    """Return the operands to go on with after a bracket."""
    if mark in (b"[", b"<<"):
        if len(open_) >= _DEEPEST:
            return stack
        open_.append((mark, stack))
        return []
    if not open_:
        return stack
    opening, outer = open_.pop()
    outer.append(_paired(stack) if opening == b"<<" else stack)
    return outer


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
