"""Scratches across a symbol: which modules they rub off, until so many codewords are lost.

Scratches are straight, one module wide, from edge to edge, where a hash throws them; ink goes, paper shows.
Finders, timing, alignment and format stay whole, for no correction level speaks of them; so does every module that
is light already. Pure; answers to ISO/IEC 18004:2015, 6.3 (function patterns), 7.7.3 (placement of codewords),
table 8 (what the levels recover) and annex E (alignment patterns).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import shake_128

from keytag.drawing.qr import Symbol

Module = tuple[int, int]
"""Row and column, from 0."""

# ISO/IEC 18004:2015, 7.7.3: a codeword is eight modules.
_BITS = 8
_SEED = b"keytag scratches"
# House rule: more scratches than this have crossed every codeword of any symbol that a tag can carry.
_MOST = 64


def scratched_modules(symbol: Symbol, share: float, throw: int = 0) -> tuple[Module, ...]:
    """Return the dark modules that scratches bare until at most ``share`` of the codewords are spoilt.

    Each ``throw`` has its own scratches.
    """
    owner = codewords(symbol.size)
    most = int(share * (max(owner.values()) + 1))
    lost: dict[Module, int] = {}
    spoilt: set[int] = set()
    for row, column in _scratched(symbol.size, throw):
        word = owner.get((row, column))
        if word is None or not symbol.modules[row][column]:
            continue
        if word not in spoilt and len(spoilt) == most:
            break
        spoilt.add(word)
        lost[row, column] = word
    return tuple(lost)


def _scratched(size: int, throw: int) -> Iterator[Module]:
    """Yield the modules under each scratch in turn, from the left edge to the right."""
    ends = shake_128(_SEED).digest(2 * _MOST * (throw + 1))[-2 * _MOST :]
    for left, right in zip(ends[::2], ends[1::2], strict=True):
        for column in range(size):
            height = left + (right - left) * (column + 0.5) / size
            yield (int(height / 256 * size), column)


@lru_cache(maxsize=8)
def codewords(size: int) -> dict[Module, int]:
    """Return for each data module of a symbol ``size`` modules wide the number of its codeword.

    Function patterns and remainder bits belong to none.
    """
    reserved = _function_modules(size)
    placed = [module for module in _zigzag(size) if module not in reserved]
    whole = len(placed) // _BITS * _BITS
    return {module: index // _BITS for index, module in enumerate(placed[:whole])}


def _zigzag(size: int) -> Iterator[Module]:
    """Yield all modules in pairs of columns from the right, upwards and downwards by turns (figure 19)."""
    upwards = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for row in range(size - 1, -1, -1) if upwards else range(size):
            yield (row, right)
            yield (row, right - 1)
        upwards = not upwards


def _function_modules(size: int) -> frozenset[Module]:
    """Return finders with separators and format information, timing, alignment, version information."""
    version = (size - 17) // 4
    found = {(6, i) for i in range(size)} | {(i, 6) for i in range(size)}
    found |= _block(0, 0, 9, 9) | _block(0, size - 8, 9, 8) | _block(size - 8, 0, 8, 9)
    for row in _alignment(version):
        for column in _alignment(version):
            if not _is_in_finder(row, column, size):
                found |= _block(row - 2, column - 2, 5, 5)
    # 7.10: versions from 7 carry their number beside two finders.
    if version >= 7:
        found |= _block(0, size - 11, 6, 3) | _block(size - 11, 0, 3, 6)
    return frozenset(found)


def _block(row: int, column: int, rows: int, columns: int) -> set[Module]:
    return {(row + i, column + j) for i in range(rows) for j in range(columns)}


def _is_in_finder(row: int, column: int, size: int) -> bool:
    return (row, column) in {(6, 6), (6, size - 7), (size - 7, 6)}


def _alignment(version: int) -> tuple[int, ...]:
    """Return rows and columns of alignment patterns: evenly apart from the far end, the last at 6 (annex E)."""
    if version == 1:
        return ()
    size, count = 17 + 4 * version, version // 7 + 2
    # Annex E, table E.1: steps are even numbers; version 32 alone has a smaller one than its length suggests.
    step = 26 if version == 32 else -(-(size - 13) // (count - 1) // 2) * 2
    return (6, *range(size - 7 - (count - 2) * step, size - 6, step))
