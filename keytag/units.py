"""Lengths. Every bare number in keytag is a millimetre; other units have them in the name (``size_pt``)."""

from __future__ import annotations

import re
from math import inf, isclose, isfinite

# ISO 32000-1, 8.3.2.3: the default user space unit is 1/72 inch; ISO 31-1: an inch is 25.4 mm.
POINTS_PER_INCH = 72.0
MM_PER_INCH = 25.4
MM_PER_POINT = MM_PER_INCH / POINTS_PER_INCH

# House rule: a ten-thousandth of a millimetre is less than anything a press or a knife can hold.
_MOST_DECIMALS = 4
_MM_PER_UNIT = {"": 1.0, "mm": 1.0, "cm": 10.0, "in": MM_PER_INCH, "pt": MM_PER_POINT}
_LENGTH = re.compile(r"([+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+))\s*([A-Za-z]*)", re.ASCII)
# House rule: more digits are no count, and Python refuses to read them at length.
WHOLE_PATTERN = (
    r"(?:[+-]?[0-9]{1,18}|[1-9][0-9]{0,2}(?:(?:_[0-9]{3})+|(?:\.[0-9]{3})+|(?:,[0-9]{3})+|(?:[ \u00a0][0-9]{3})+))"
)
"""What editors hold a whole number against."""
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%", re.ASCII)


def to_pt(mm: float) -> float:
    """Convert millimetres to PDF points."""
    return mm / MM_PER_POINT


def to_mm(pt: float) -> float:
    """Convert PDF points to millimetres."""
    return pt * MM_PER_POINT


def format_against(value: float, limit: float, decimals: int = 1) -> str:
    """Return ``value`` with ``decimals``, or with as many more as tell it from ``limit``: never "0.4, not 0.4"."""
    text = f"{value:.{decimals}f}"
    while value != limit and float(text) == round(limit, decimals) and decimals < _MOST_DECIMALS:
        decimals += 1
        text = f"{value:.{decimals}f}"
    return text


def parse_whole(text: str) -> int | None:
    """Read ``3200``, ``3.200``, ``3,200``, ``3 200`` or ``3_200``; None where it is no whole number.

    What is counted cannot be divided, so that three digits behind a mark are thousands.
    """
    bare = text.strip()
    return int(re.sub(r"[^0-9+-]", "", bare)) if re.fullmatch(WHOLE_PATTERN, bare) else None


def parse_length(text: str) -> float:
    """Read ``40``, ``40mm``, ``1.5in`` or ``6pt`` and return millimetres.

    A decimal comma is taken as Vietnamese writers use it. Raises ValueError with what was expected.
    """
    match = _LENGTH.fullmatch(text.strip())
    if match is None or match.group(2).lower() not in _MM_PER_UNIT:
        raise ValueError(f"{text!r} is not a length: write 40, 40mm, 1.5in or 6pt")
    value = float(match.group(1).replace(",", ".")) * _MM_PER_UNIT[match.group(2).lower()]
    if not isfinite(value):
        raise ValueError(f"{text!r} is not a length: it is too large")
    return value


def spell_length(mm: float) -> str:
    """Return ``mm`` as `parse_length` reads it: in points where it is round in these and not in millimetres."""
    decimals = 2
    for value, unit in ((mm, "mm"), (to_pt(mm), "pt")):
        if isclose(value, round(value, decimals), rel_tol=1e-12):
            return f"{round(value, decimals):.6g}{unit}"
    return f"{mm:.6g}mm"


def parse_percent(text: str) -> float:
    """Read ``3%`` or ``2,5%`` and return the ratio (0.03). Raises ValueError with what was expected."""
    match = _PERCENT.fullmatch(text.strip())
    ratio = float(match.group(1).replace(",", ".")) / 100.0 if match is not None else inf
    if not isfinite(ratio):
        raise ValueError(f"{text!r} is not a percentage: write it like 3%")
    return ratio
