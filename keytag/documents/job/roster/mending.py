"""What of a table of editions can be mended by machine, cell by cell. Pure: values in, values out.

Nothing is guessed but a leading 0, which is said. What needs somebody who knows the places is left as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec.structs import replace

from keytag.documents.job.roster.columns import RosterColumns
from keytag.documents.job.roster.headers import EditionColumn
from keytag.documents.job.roster.model import EditionsFrom, TableFile
from keytag.documents.job.roster.table import roster_of
from keytag.documents.tables import DataCell, Spoiling, spoiling_of, with_zero
from keytag.documents.tables.mend import BLANKS, HIDDEN, LINKED, MERGED, QUOTES, ZERO, Repair
from keytag.documents.tables.rules import TABLE_HIDES_NOTHING
from keytag.documents.yaml.refusal import is_invisible
from keytag.text.text import Text
from keytag.vietnam.phone import digits

# What people and programs set round a text: each mark with the one that closes it.
_QUOTES = {'"': '"', "'": "'", "\u201c": "\u201d", "\u2018": "\u2019", "\u00ab": "\u00bb", "\u201e": "\u201c"}
# Unicode 15, UAX #9, 2.2: overrides show digits in another order than they stand in.
_TURNING = frozenset("\u202d\u202e")
# Circular 22/2014/TT-BTTTT: mobiles, the police's 069 and landlines (02…) without their 0.
_SURE = re.compile(r"[35789][0-9]{8}|69[0-9]{7}|2[0-9]{9}")


Computed = dict[tuple[int, int], str]
"""What cells say that are used, by row and column."""


def repairs_of(file: TableFile, said: EditionsFrom) -> tuple[RosterColumns, tuple[Repair, ...], Computed]:
    """Return the columns of the table in ``file``, which the job names so, what can be mended, and what is used.

    Raises InvalidDocumentError where the table cannot be read.
    """
    # What nobody sees is mended like the rest: it may be shown again.
    roster = roster_of(file, said if said.hidden is not None else said.model_copy(update={"hidden": "read"}))
    columns = roster.columns
    if not columns.are_clear:
        return columns, (), {}
    originals = {(cell.place.row, cell.place.column): cell for row in roster.table.rows for cell in row.cells}
    kinds: dict[int, EditionColumn | None] = {index: key for key, index in columns.single.items()}
    kinds.update({column.index: None for column in columns.numbers})
    repairs: list[Repair] = []
    used: Computed = {}
    for place in roster.places:
        for line in place.lines:
            for index, key in kinds.items():
                settled = line.cells[index]
                original = originals[settled.place.row, settled.place.column]
                if settled.place.row == line.number:
                    repairs += _repair(original, settled, key)
                    used[original.place.row, original.place.column] = original.text
    return columns, tuple(repairs), used


def _repair(original: DataCell, settled: DataCell, key: EditionColumn | None) -> Iterator[Repair]:
    was = original.text if original.raw is None else unicodedata.normalize("NFC", original.raw)
    if original.fault is not None:
        if original.fault.rule == TABLE_HIDES_NOTHING.name:
            yield from _unhidden(original, was)
        return
    becomes, why, is_guess = _mended(original, settled, key)
    if why is not None and becomes != was:
        yield Repair(replace(original.place, text=was), was, becomes, why, is_guess)


def _unhidden(original: DataCell, was: str) -> Iterator[Repair]:
    """Yield the repair of a cell with signs that nobody sees, where none of them changes how it is read."""
    hidden = {sign for sign in was if is_invisible(sign) and sign not in "\n\t"}
    if not hidden & _TURNING and all(unicodedata.category(sign) == "Cf" for sign in hidden):
        shown = "".join(sign for sign in original.text if sign not in hidden)
        yield Repair(replace(original.place, text=was), was, " ".join(shown.split()), HIDDEN)


def _mended(original: DataCell, settled: DataCell, key: EditionColumn | None) -> tuple[str, Text | None, bool]:
    """Return what a cell becomes, why, and whether that is a guess."""
    is_filled = not original.text and bool(settled.text) and original.is_covered
    text = settled.text if is_filled or key is EditionColumn.LINK else original.text
    if key is None and spoiling_of(settled if is_filled else original) is Spoiling.NO_ZERO:
        if _SURE.fullmatch(digits(text)):
            return with_zero(replace(original, text=text)), ZERO, True
        return original.text, None, False
    inner = _unquoted(text)
    one_line = " ".join(inner.split()) if key is not None else inner
    if is_filled:
        return one_line, MERGED, False
    if key is EditionColumn.LINK and original.text != settled.text:
        return one_line, LINKED, False
    if inner != text:
        return one_line, QUOTES, False
    is_kept = original.raw is None or original.raw.strip().startswith(("=", "'", "\u2019"))
    return one_line, None if is_kept and one_line == text else BLANKS, False


def _unquoted(text: str) -> str:
    """Return ``text`` without marks that are set round the whole of it."""
    closing = _QUOTES.get(text[:1])
    inner = text[1:-1]
    if closing is None or len(text) < 3 or text[-1] != closing or text[0] in inner or closing in inner:
        return text
    return inner.strip()
