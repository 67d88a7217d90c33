"""Scratches across a symbol: which modules they rub off, until so many codewords are lost.

Scratches are straight, one module wide, from edge to edge, where a hash throws them; ink goes, paper shows.
Finders, timing, alignment and format stay whole, for no correction level speaks of them; so does every module that
is light already. Pure; answers to ISO/IEC 18004:2015, table 8.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import shake_128

from keytag.drawing.qr import Symbol
from keytag.inspection.codes.placement import Module, codewords

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
