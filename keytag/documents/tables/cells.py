"""One cell's text: as every encoding gives it, and what makes it unreliable. Pure.

Knows nothing of what a column means; a telephone number's own mishaps are `telephone`'s.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from keytag.documents.tables.rules import (
    TABLE_CELLS_ARE_VALUES,
    TABLE_HIDES_NOTHING,
    TABLE_LETTERS_ARE_WHOLE,
    TABLE_NOTHING_IS_STRUCK_OUT,
)
from keytag.documents.tables.table import DataCell, Stored
from keytag.documents.tables.taming import untamed
from keytag.documents.yaml import shown
from keytag.documents.yaml.legacy import has_lost_letters
from keytag.documents.yaml.refusal import is_invisible, visible
from keytag.findings import Finding, TableCell, Where
from keytag.text.text import Text

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
        text = untamed(text)
    here = where if where.cell is None else _with_text(where, where.cell, text)
    return DataCell(text, here, stored, fault or _fault(text, here), raw=raw if raw != text else None)


def plain_text(raw: str) -> str:
    """Return ``raw`` in NFC, its line ends those of Unix, its blanks plain ones, without any round it."""
    text = _ESCAPED_END.sub("", raw).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).translate(_BLANKS).strip()


def _with_text(where: Where, cell: TableCell, text: str) -> Where:
    return Where(
        where.file, where.line, where.column, TableCell(cell.row, cell.column, cell.sheet, cell.header, text)
    )


def _fault(text: str, where: Where) -> Finding | None:
    if _ERROR.fullmatch(text):
        message = Text(
            f"Ô là lỗi của bảng tính: {shown(text)}.", f"The cell is a spreadsheet's error: {shown(text)}."
        )
        return TABLE_CELLS_ARE_VALUES.found(message, where=where)
    if _FORMULA.match(text):
        return no_result(where, text)
    # Most cells are one printable line, which one look tells.
    signs = "" if text.isprintable() else text
    hidden = next((sign for sign in signs if is_invisible(sign) and sign not in "\n\t"), None)
    if hidden is not None:
        code = f"U+{ord(hidden):04X}"
        message = Text(
            f"{shown(text)} có ký tự ẩn {code}.", f"{shown(text)} has a character that does not show, {code}."
        )
        return TABLE_HIDES_NOTHING.found(message, where=where)
    if has_lost_letters(text):
        message = Text(
            f"{shown(text)}: có chữ đã mất dấu thành “?”.", f"{shown(text)}: letters were lost and became “?”."
        )
        return TABLE_LETTERS_ARE_WHOLE.found(message, where=where)
    return None


def no_result(where: Where, formula: str = "") -> Finding:
    """Return the finding about a formula whose result the file does not hold."""
    said = f" {shown(formula)}" if formula else ""
    message = Text(f"Ô là công thức{said} chưa có kết quả.", f"The cell is a formula{said} without its result.")
    return TABLE_CELLS_ARE_VALUES.found(message, _COMPUTE, where=where)


def struck_out(*cells: DataCell) -> Finding:
    """Return the finding about cells whose text has a line through it."""
    listed = ", ".join(f"{cell.place.name} {shown(cell.text)}" for cell in cells[:_LISTED])
    more = f" … ({len(cells)})" if len(cells) > _LISTED else ""
    return TABLE_NOTHING_IS_STRUCK_OUT.found(
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


def faults_told(cells: Sequence[DataCell]) -> Iterator[Finding]:
    """Yield what is wrong with a column's ``cells``, one finding for each rule and remedy."""
    struck = [cell for cell in cells if is_struck_out(cell)]
    if struck:
        yield struck_out(*struck)
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
        header = f" ({visible(cell.place.header)})" if cell.place.header else ""
        yield replace(
            fault,
            message=Text(
                f"Cột {cell.place.letters}{header}: {len(found)} ô như vậy: {names}. {fault.message.vi}",
                f"Column {cell.place.letters}{header}: {len(found)} such cells: {names}. {fault.message.en}",
            ),
            also=tuple(each.where for each, _ in found[1:]),
        )
