"""What a cell says of telephone numbers and quantities, as a job's YAML would write it. Pure.

Several numbers in one cell are parted by ``;`` ``,`` ``/`` or a new line, each perhaps with its own label before a
colon.
"""

from __future__ import annotations

import re

from keytag.documents.tables import DataCell, spoiled_number
from keytag.units import parse_whole
from keytag.vietnam.phone import digits, is_number

# What offices write where there is none.
_NONE = re.compile(r"[-–—./]+|x|0|không(?: có)?|khong(?: co)?|chưa(?: có)?|chua(?: co)?|none|n/?a", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:[;,/|\n]+|(?<=\d)\s+-\s+(?=[0(+]))\s*")
_LABELLED = re.compile(r"([^:=0-9+][^:=]{0,80}?)\s*[:=]\s*([0-9(+].*)", re.DOTALL)
# Circular 22/2014/TT-BTTTT: the shortest numbers of subscribers have seven digits.
_SHORTEST = 7


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is none."""
    return not text or _NONE.fullmatch(text) is not None


def is_phone(cell: DataCell) -> bool:
    """Tell whether a cell was meant as telephone numbers, also where a spreadsheet spoiled them."""
    if spoiled_number(cell) is not None:
        return True
    return any(is_number(number) and len(digits(number)) >= 3 for _, number in numbers_in(cell.text))


def numbers_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return the numbers in a cell, each with its own label or none; what are no numbers is one, as it stands."""
    parts = [part for part in _PARTED.split(text) if part]
    found = tuple(_entry(part) for part in parts)
    several = all(is_number(number) and (len(digits(number)) >= _SHORTEST or label) for label, number in found)
    return found if len(found) > 1 and several else (_entry(text),)


def _entry(text: str) -> tuple[str, str]:
    labelled = _LABELLED.fullmatch(text.strip())
    return (labelled[1].strip(), labelled[2].strip()) if labelled is not None else ("", text.strip())


def count_of(text: str) -> str:
    """Return a quantity without the marks that part its thousands: a tag cannot be divided."""
    count = parse_whole(text)
    return text if count is None else str(count)
