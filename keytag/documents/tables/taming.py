"""Text that no spreadsheet takes for a formula, whichever sign it parts cells by; and the same text again. Pure.

A CSV file says nothing about its separator: Excel takes that of the country. What stands after a semicolon within
a cell begins a cell of its own in Viet Nam, where lists are parted by it. An apostrophe before what would begin a
formula makes it text, there as in a cell's beginning; whoever reads the table takes it off again.
Answers to OWASP, "CSV Injection", whose full-width signs are those of East Asian keyboards.
"""

from __future__ import annotations

import re

_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
# A cell's beginning, or what some country parts cells by; a few blanks and quotation marks are passed over.
_BEGINS = r"(?:^|[,;|\t\r\n])[ \u00a0\"]{0,8}"
_APOSTROPHE = r"['\u2019]"

_DANGEROUS = re.compile(rf"({_BEGINS})(?={_APOSTROPHE}*[{_SIGNS}])")
# What is read without one apostrophe; a cell may begin with one before digits, too, which Excel is to leave alone.
_TAMED = re.compile(rf"({_BEGINS}){_APOSTROPHE}(?={_APOSTROPHE}*[{_SIGNS}])")
_DIGITS = re.compile(rf"{_APOSTROPHE}(?={_APOSTROPHE}*[0-9])")
_WITH_APOSTROPHE = r"\1'"
# What stands for "nothing" in a column begins no formula.
_DASHES = re.compile(r"[-\u2013\u2014 ]{1,8}")


def tamed(text: str) -> str:
    """Return ``text`` as a cell of a CSV file that is a formula under no separator, and is read as ``text``."""
    if _DASHES.fullmatch(text):
        return text
    if text.startswith(("\t", "\r")) or _DIGITS.match(text):
        return f"'{_DANGEROUS.sub(_WITH_APOSTROPHE, text)}"
    return _DANGEROUS.sub(_WITH_APOSTROPHE, text)


def kept(text: str) -> str:
    """Return ``text`` as a cell of a workbook that is read as ``text``: an apostrophe that is meant is doubled."""
    twice = _TAMED.sub(lambda found: f"{found[1]}'{found[0][len(found[1]) :]}", text)
    return f"'{twice}" if _DIGITS.match(text) else twice


def untamed(text: str) -> str:
    """Return what a cell means: without the apostrophes that only keep a spreadsheet from computing."""
    shown = _TAMED.sub(r"\1", text)
    return shown[1:] if _DIGITS.match(text) else shown
