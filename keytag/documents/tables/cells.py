"""One cell's text, and what makes it unreliable: formulas, errors, lost letters, a telephone number's lost 0.

A CSV file says nothing about its separator: Excel takes that of the country. What stands after a semicolon within
a cell begins a cell of its own in Viet Nam, where lists are parted by it. An apostrophe before what would begin a
formula makes it text, there as in a cell's beginning; whoever reads the table takes it off again. Answers to
OWASP, "CSV Injection", whose full-width signs are those of East Asian keyboards. Pure; knows nothing of what a
column means: whether a text is a number at all is `keytag.documents.job`'s to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import Enum

from msgspec.structs import replace

from keytag.documents.tables.rules import (
    TABLE_CELLS_ARE_VALUES,
    TABLE_HIDES_NOTHING,
    TABLE_LETTERS_ARE_WHOLE,
    TABLE_NOTHING_IS_STRUCK_OUT,
    TABLE_NUMBERS_ARE_TEXT,
)
from keytag.documents.tables.skipped_rows import row_ranges
from keytag.documents.tables.table import DataCell, Stored
from keytag.documents.yaml import quote
from keytag.documents.yaml.old_encodings import has_lost_letters
from keytag.documents.yaml.refusal import is_invisible, visible_text
from keytag.findings import Finding, TableCell, Where
from keytag.text.text import Text
from keytag.vietnam.phone import digits, group_digits

_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
# A cell's beginning, or what some country parts cells by; a few blanks and quotation marks are passed over.
_BEGINS = r"(?:^|[,;|\t\r\n])[ \u00a0\"]{0,8}"
_APOSTROPHE = r"['\u2019]"

_DANGEROUS = re.compile(rf"({_BEGINS})(?={_APOSTROPHE}*[{_SIGNS}])")
# What is read without one apostrophe; a cell may begin with one before digits, too, which Excel is to leave alone.
_TAMED = re.compile(rf"({_BEGINS}){_APOSTROPHE}(?={_APOSTROPHE}*[{_SIGNS}])")
_KEPT_DIGITS = re.compile(rf"{_APOSTROPHE}(?={_APOSTROPHE}*[0-9])")
_WITH_APOSTROPHE = r"\1'"
# What stands for "nothing" in a column begins no formula.
_DASHES = re.compile(r"[-\u2013\u2014 ]{1,8}")


def defuse_formulas(text: str) -> str:
    """Return ``text`` as a cell of a CSV file that is a formula under no separator, and is read as ``text``."""
    if _DASHES.fullmatch(text):
        return text
    if text.startswith(("\t", "\r")) or _KEPT_DIGITS.match(text):
        return f"'{_DANGEROUS.sub(_WITH_APOSTROPHE, text)}"
    return _DANGEROUS.sub(_WITH_APOSTROPHE, text)


def keep_apostrophes(text: str) -> str:
    """Return ``text`` as a cell of a workbook that is read as ``text``: an apostrophe that is meant is doubled."""
    twice = _TAMED.sub(lambda found: f"{found[1]}'{found[0][len(found[1]) :]}", text)
    return f"'{twice}" if _KEPT_DIGITS.match(text) else twice


def undo_defusing(text: str) -> str:
    """Return what a cell means: without the apostrophes that only keep a spreadsheet from computing."""
    if "'" not in text and "\u2019" not in text:
        return text
    shown = _TAMED.sub(r"\1", text)
    return shown[1:] if _KEPT_DIGITS.match(text) else shown


# ECMA-376-1, 18.17.3: the errors that a cell can show; "####" is what Excel saves of too narrow a column.
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)")
# What people type so that Excel leaves digits alone.
_LITERAL = re.compile(r'="((?:[^"]|"")*)"')
_FORMULA = re.compile(r"=.")
# ECMA-376-1, 22.9.2.19: how a workbook writes a control character; those of line ends are common and harmless.
_ESCAPED_END = re.compile(r"_x000[dD]_")

# House rule: more cells than this hide the sentence round them.
_LISTED = 8
# Blanks that nobody sees or means: what is copied from web pages and mail, and what parts thousands.
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"), " ")


def cell_of(raw: str, where: Where, stored: Stored = Stored.TEXT, fault: Finding | None = None) -> DataCell:
    """Return the cell that says ``raw`` at ``where``; a ``fault`` that its reader found goes before others."""
    text = plain_text(raw)
    literal = _LITERAL.fullmatch(text)
    if literal is not None:
        text = literal[1].replace('""', '"').strip()
    if stored is Stored.TEXT:
        text = undo_defusing(text)
    here = where if where.cell is None else _with_text(where, where.cell, text)
    return DataCell(text, here, stored, fault or _fault(text, here), raw=raw if raw != text else None)


def plain_text(raw: str) -> str:
    """Return ``raw`` in NFC, its line ends those of Unix, its blanks plain ones, without any round it."""
    text = _ESCAPED_END.sub("", raw) if "_x000" in raw else raw
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).translate(_BLANKS).strip()


def _with_text(where: Where, cell: TableCell, text: str) -> Where:
    return Where(
        where.file, where.line, where.column, TableCell(cell.row, cell.column, cell.sheet, cell.header, text)
    )


def _fault(text: str, where: Where) -> Finding | None:
    # A table has tens of thousands of cells, and nearly all are one printable line without such a sign.
    if not text:
        return None
    if text[0] == "#" and _ERROR.fullmatch(text):
        message = Text(
            f"Ô là lỗi của bảng tính: {quote(text)}.", f"The cell is a spreadsheet's error: {quote(text)}."
        )
        return TABLE_CELLS_ARE_VALUES.finding(message, where=where)
    if _FORMULA.match(text):
        return no_result_finding(where, text)
    signs = "" if text.isprintable() else text
    hidden = next((sign for sign in signs if is_invisible(sign) and sign not in "\n\t"), None)
    if hidden is not None:
        code = f"U+{ord(hidden):04X}"
        message = Text(
            f"{quote(text)} có ký tự ẩn {code}.", f"{quote(text)} has a character that does not show, {code}."
        )
        return TABLE_HIDES_NOTHING.finding(message, where=where)
    if has_lost_letters(text):
        message = Text(
            f"{quote(text)}: có chữ đã mất dấu thành “?”.", f"{quote(text)}: letters were lost and became “?”."
        )
        return TABLE_LETTERS_ARE_WHOLE.finding(message, where=where)
    return None


def no_result_finding(where: Where, formula: str = "") -> Finding:
    """Return the finding about a formula whose result the file does not hold."""
    said = f" {quote(formula)}" if formula else ""
    message = Text(f"Ô là công thức{said} chưa có kết quả.", f"The cell is a formula{said} without its result.")
    return TABLE_CELLS_ARE_VALUES.finding(message, _COMPUTE, where=where)


def struck_out_finding(*cells: DataCell) -> Finding:
    """Return the finding about cells whose text has a line through it."""
    listed = ", ".join(f"{cell.place.name} {quote(cell.text)}" for cell in cells[:_LISTED])
    more = f" … ({len(cells)})" if len(cells) > _LISTED else ""
    return TABLE_NOTHING_IS_STRUCK_OUT.finding(
        Text(f"Chữ bị gạch ngang: {listed}{more}.", f"Struck out: {listed}{more}."), where=cells[0].where
    )


def is_struck_out(cell: DataCell) -> bool:
    """Tell whether a line goes through the cell's text."""
    return cell.fault is not None and cell.fault.rule == TABLE_NOTHING_IS_STRUCK_OUT.name


_COMPUTE = Text(
    "Mở bảng bằng Excel rồi lưu lại: Excel tính và lưu kết quả. Vẫn còn thì chép ô, dán giá trị (Paste Special, "
    "Values).",
    "Open the table in Excel and save it: Excel computes and stores the results. If it stays, copy the cell and "
    "paste it as a value (Paste Special, Values).",
)


def describe_faults(cells: Sequence[DataCell]) -> Iterator[Finding]:
    """Yield what is wrong with a column's ``cells``, one finding for each rule and remedy."""
    struck = [cell for cell in cells if is_struck_out(cell)]
    if struck:
        yield struck_out_finding(*struck)
    kinds: dict[tuple[str, Text], list[tuple[DataCell, Finding]]] = {}
    for cell in cells:
        if cell.fault is not None and not is_struck_out(cell):
            kinds.setdefault((cell.fault.rule, cell.fault.hint), []).append((cell, cell.fault))
    for found in kinds.values():
        cell, fault = found[0]
        if len(found) == 1:
            yield fault
            continue
        names = ", ".join(each.place.name for each, _ in found[:_LISTED]) + (" …" if len(found) > _LISTED else "")
        header = f" ({visible_text(cell.place.header)})" if cell.place.header else ""
        yield replace(
            fault,
            message=Text(
                f"Cột {cell.place.letters}{header}: {len(found)} ô như vậy: {names}. {fault.message.vi}",
                f"Column {cell.place.letters}{header}: {len(found)} such cells: {names}. {fault.message.en}",
            ),
            also=tuple(each.where for each, _ in found[1:]),
        )


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


def spoiled_number_finding(cell: DataCell) -> Finding | None:
    """Return the finding about the spoiled telephone number in ``cell``; None where there is none."""
    return next(spoiled_number_findings((cell,)), None)


def with_zero(cell: DataCell) -> str:
    """Return the number of a cell that lost its 0, as people write it."""
    return group_digits(f"0{digits(cell.text)}")


def spoiled_number_findings(cells: Sequence[DataCell], mend: Text | None = None) -> Iterator[Finding]:
    """Yield one finding for each way in which the numbers of a column's ``cells`` were spoiled.

    ``mend`` is the quickest way to get lost zeros back.
    """
    for kind in Spoiling:
        spoiled = [cell for cell in cells if spoiling_of(cell) is kind]
        if not spoiled:
            continue
        said = kind.value
        if len(spoiled) == 1:
            text = quote(spoiled[0].text)
            right = with_zero(spoiled[0]) if kind is Spoiling.NO_ZERO else ""
            vi, en = (f" (có lẽ là {right})", f" (perhaps {right})") if right else ("", "")
            message = Text(f"{text}{said.vi}{vi}.", f"{text}{said.en}{en}.")
        else:
            message = _of_many(spoiled, kind)
        hint = mend if kind is Spoiling.NO_ZERO else None
        found = TABLE_NUMBERS_ARE_TEXT.finding(message, hint, where=spoiled[0].where)
        yield replace(found, also=tuple(cell.where for cell in spoiled[1:]))


def _of_many(cells: Sequence[DataCell], kind: Spoiling) -> Text:
    first, column = cells[0], cells[0].place.letters
    right = f" → {with_zero(first)}" if kind is Spoiling.NO_ZERO else ""
    rows = row_ranges(cell.place.row for cell in cells)
    example = f"{first.place.name} {visible_text(first.text)}{right}"
    header = f" ({visible_text(first.place.header)})" if first.place.header else ""
    said, count = kind.value, len(cells)
    return Text(
        f"Cột {column}{header}, dòng {rows}: {count} số{said.vi}. Ví dụ {example}.",
        f"Column {column}{header}, row {rows}: {count} numbers, each{said.en}. For example {example}.",
    )
