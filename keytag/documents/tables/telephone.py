"""What spreadsheets do to telephone numbers: the 0 dropped, 2.69E+08, a date. Pure.

Whether a text is a number at all is `keytag.documents.job`'s to say, whether it is in use
`keytag.checks.content`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from msgspec.structs import replace

from keytag.documents.tables.body import listed_rows
from keytag.documents.tables.rules import TABLE_NUMBERS_ARE_TEXT
from keytag.documents.tables.table import DataCell, Stored
from keytag.documents.yaml import shown
from keytag.documents.yaml.refusal import visible
from keytag.findings import Finding
from keytag.text.text import Text
from keytag.vietnam.phone import digits, grouped

_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
_DATE = re.compile(
    r"[0-9]{1,4}[/-][0-9]{1,2}[/-][0-9]{2,4}|[0-9]{1,2}-[A-Za-z]{3}(?:-[0-9]{2,4})?|[A-Za-z]{3}-[0-9]{2}"
)
_DIGITS = re.compile(r"[2-9][0-9 .\u00a0-]*")
# House rule: a number with all its separators is shorter.
_LONGEST = 40
# Circular 22/2014/TT-BTTTT: 10 digits with their 0 for mobiles and the police's 069, 11 for landlines.
_WITHOUT_ZERO = (9, 10)


class Spoiling(Enum):
    """What a spreadsheet made of a telephone number, and what that means."""

    DATE = Text(" là ngày tháng, không còn là số điện thoại", " is a date and no telephone number any more")
    SHORTENED = Text(
        ": Excel đã rút gọn số điện thoại, các chữ số sau đã mất",
        ": Excel shortened the telephone number, its other digits are lost",
    )
    NO_ZERO = Text(" mất số 0 ở đầu", " lost its leading 0")


def spoiling_of(cell: DataCell) -> Spoiling | None:
    """Return what the spreadsheet has made of the telephone number in ``cell``; None where it left it alone."""
    text = cell.text
    if len(text) > _LONGEST:
        return None
    if cell.stored is Stored.DATE or _DATE.fullmatch(text):
        return Spoiling.DATE
    if _SCIENTIFIC.fullmatch(text):
        return Spoiling.SHORTENED
    if _DIGITS.fullmatch(text) and len(digits(text)) in _WITHOUT_ZERO:
        return Spoiling.NO_ZERO
    return None


def spoiled_number(cell: DataCell) -> Finding | None:
    """Return the finding about the spoiled telephone number in ``cell``; None where there is none."""
    return next(spoiled_numbers((cell,)), None)


def with_zero(cell: DataCell) -> str:
    """Return the number of a cell that lost its 0, as people write it."""
    return grouped(f"0{digits(cell.text)}")


def spoiled_numbers(cells: Sequence[DataCell], mend: Text | None = None) -> Iterator[Finding]:
    """Yield one finding for each way in which the numbers of a column's ``cells`` were spoiled.

    ``mend`` is the quickest way to get lost zeros back.
    """
    for kind in Spoiling:
        spoiled = [cell for cell in cells if spoiling_of(cell) is kind]
        if not spoiled:
            continue
        said = kind.value
        if len(spoiled) == 1:
            text = shown(spoiled[0].text)
            right = with_zero(spoiled[0]) if kind is Spoiling.NO_ZERO else ""
            vi, en = (f" (có lẽ là {right})", f" (perhaps {right})") if right else ("", "")
            message = Text(f"{text}{said.vi}{vi}.", f"{text}{said.en}{en}.")
        else:
            message = _of_many(spoiled, kind)
        hint = mend if kind is Spoiling.NO_ZERO else None
        found = TABLE_NUMBERS_ARE_TEXT.found(message, hint, where=spoiled[0].where)
        yield replace(found, also=tuple(cell.where for cell in spoiled[1:]))


def _of_many(cells: Sequence[DataCell], kind: Spoiling) -> Text:
    first, column = cells[0], cells[0].place.letters
    right = f" → {with_zero(first)}" if kind is Spoiling.NO_ZERO else ""
    rows = listed_rows(cell.place.row for cell in cells)
    example = f"{first.place.name} {visible(first.text)}{right}"
    header = f" ({visible(first.place.header)})" if first.place.header else ""
    said, count = kind.value, len(cells)
    return Text(
        f"Cột {column}{header}, dòng {rows}: {count} số{said.vi}. Ví dụ {example}.",
        f"Column {column}{header}, row {rows}: {count} numbers, each{said.en}. For example {example}.",
    )
