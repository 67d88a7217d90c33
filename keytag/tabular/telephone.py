"""What spreadsheets do to telephone numbers: the 0 dropped, 2.69E+08, a date. Pure.

Whether a text is a number at all is `keytag.job`'s to say, whether it is in use `keytag.vetting`'s.
"""

from __future__ import annotations

import re

from keytag.document import shown
from keytag.findings import Finding
from keytag.phone import digits, grouped
from keytag.tabular.rules import TABLE_NUMBERS_ARE_TEXT
from keytag.tabular.table import DataCell, Stored
from keytag.wording import Text

_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
_DATE = re.compile(
    r"[0-9]{1,4}[/-][0-9]{1,2}[/-][0-9]{2,4}|[0-9]{1,2}-[A-Za-z]{3}(?:-[0-9]{2,4})?|[A-Za-z]{3}-[0-9]{2}"
)
_DIGITS = re.compile(r"[2-9][0-9 .\u00a0-]*")
# Circular 22/2014/TT-BTTTT: 10 digits with their 0 for mobiles and the police's 069, 11 for landlines.
_WITHOUT_ZERO = (9, 10)


def spoiled_number(cell: DataCell) -> Finding | None:
    """Return what the spreadsheet has made of the telephone number in ``cell``; None where it left it alone."""
    text = cell.text
    if cell.stored is Stored.DATE or _DATE.fullmatch(text):
        message = Text(
            f"{shown(text)} là ngày tháng, không còn là số điện thoại.",
            f"{shown(text)} is a date and no telephone number any more.",
        )
        return TABLE_NUMBERS_ARE_TEXT.found(message, where=cell.where)
    if _SCIENTIFIC.fullmatch(text):
        message = Text(
            f"{shown(text)}: Excel đã rút gọn số điện thoại, các chữ số sau đã mất.",
            f"{shown(text)}: Excel shortened the telephone number, its other digits are lost.",
        )
        return TABLE_NUMBERS_ARE_TEXT.found(message, where=cell.where)
    if _DIGITS.fullmatch(text) and len(digits(text)) in _WITHOUT_ZERO:
        return _no_zero(cell)
    return None


def _no_zero(cell: DataCell) -> Finding:
    right = grouped(f"0{digits(cell.text)}")
    message = Text(
        f"{shown(cell.text)} mất số 0 ở đầu (có lẽ là {right}).",
        f"{shown(cell.text)} lost its leading 0 (perhaps {right}).",
    )
    return TABLE_NUMBERS_ARE_TEXT.found(message, where=cell.where)
