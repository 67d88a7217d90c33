"""Path construction: the operators and numbers that build outlines, taken out of a content stream in bulk.

Paths are nearly all of a stream, and a parser that looks at each operator takes many times as long. Must not know
what the paths are for. One outline built in two ways (``re`` or ``m l l l h``) counts as two. Answers to
ISO 32000-1, 8.5.2 (path construction operators).
"""

from __future__ import annotations

import re

from keytag.drawing.geometry import Affine
from keytag.inspection.pdf.press_facts import DrawnPath

# ISO 32000-1, table 59: all operators that build a path, each after its numbers.
_RUN = re.compile(rb"(?<!\S)(?:(?:[-+.\d]+\s+){0,6}(?:[mlcvyh]|re)(?:\s+|$))+")
_NUMERALS = b"0123456789+-. \t\r\n\f\v"
_SPACED = bytes.maketrans(b"mlcvyhre", b" " * 8)


def cut_out(stream: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """Return ``stream`` without its runs of path construction, and those runs.

    In the place of each run stands ``<n> m`` with the run's number. No such operator can be left of the stream's
    own, since whatever ends in ``m`` was cut out.
    """
    runs: list[bytes] = []

    def keep(found: re.Match[bytes]) -> bytes:
        runs.append(found[0])
        return b"%d m\n" % (len(runs) - 1)

    return _RUN.sub(keep, stream), tuple(runs)


def outline(run: bytes, matrix: Affine) -> DrawnPath:
    """Return what ``run`` builds under ``matrix``. Raises ValueError where a number is none."""
    numbers = map(float, run.translate(_SPACED).split())
    return DrawnPath(run.translate(None, _NUMERALS).decode("ascii"), tuple(numbers), matrix)
