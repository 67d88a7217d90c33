"""What a row's cells say of its name and its office, with what their headers add. Pure.

"Ia Băng" under "Xã" is the commune of that name, "9" under "Tổ" the ninth tổ. What a spreadsheet made of a name is
told by its cause. Which office a line names is `keytag.documents.job.offices`' to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from keytag.documents.job.offices import Scope, is_bare_name, names_the_police, office_of, scope_of, unit_of
from keytag.documents.job.roster.columns import RosterColumns
from keytag.documents.job.roster.headers import EditionColumn, hamlet_word, unit_words
from keytag.documents.job.roster.rules import ROSTER_LINKS_ARE_THERE, ROSTER_NAMES_ARE_NAMES
from keytag.documents.tables import DataCell, DataTable, Stored
from keytag.documents.yaml import shown
from keytag.documents.yaml.nodes import MapNode, Scalar
from keytag.findings import Finding
from keytag.text.text import Text
from keytag.vietnam.places import table

# House rule: more cells than this hide the sentence round them.
_LISTED = 8
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9:]{5,8})?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
    r"|[0-9]{1,2}-[A-Za-z]{3}(?:-[0-9]{2,4})?|[A-Za-z]{3}-[0-9]{2}"
)
_WHOLE = re.compile(r"([0-9]{1,3})[.,]0+")


class RosterOffices:
    """The offices of a table's rows, known by the job's own office and province, and by the headers."""

    def __init__(self, job: MapNode, table_: DataTable, columns: RosterColumns) -> None:
        self.scope = _scope(job)
        self.headers: Mapping[EditionColumn, str] = {
            column: table_.header[index].text for column, index in columns.single.items()
        }

    def office_of(self, cells: Mapping[EditionColumn, DataCell]) -> DataCell | None:
        """Return the cell that names a row's office, with the kind that its header says where it has none."""
        own, name = cells.get(EditionColumn.ISSUER), cells.get(EditionColumn.NAME)
        if own is not None and own.text:
            office = self._named_under(EditionColumn.ISSUER, own, cells)
            if office is None and not names_the_police(own.text):
                office = office_of(own.text, replace(self.scope, is_above=True))
            return replace(own, text=office) if office is not None else own
        office = self._named_under(EditionColumn.NAME, name, cells) if name is not None and name.text else None
        return replace(name, text=office) if office is not None and name is not None else None

    def name_of(self, text: str) -> str:
        """Return a name as people say it: "9" under "Tổ" is "Tổ 9", and "9.0" no more than that."""
        number = without_decimals(text)
        header = self.headers.get(EditionColumn.NAME, "")
        units = unit_words(header)
        word = hamlet_word(header) or (units[0].capitalize() if len(units) == 1 else None)
        return f"{word} {number}" if word is not None and number.isdecimal() else number

    def _named_under(
        self, column: EditionColumn, cell: DataCell, cells: Mapping[EditionColumn, DataCell]
    ) -> str | None:
        """Return the office of a place whose kind the header says; None where the cell does, or nothing."""
        words = unit_words(self.headers.get(column, ""))
        text = self.name_of(cell.text) if column is EditionColumn.NAME else cell.text
        if not words or not is_bare_name(text):
            return None
        code = cells.get(EditionColumn.UNIT)
        unit = unit_of(code.text.zfill(5)) if code is not None and code.text.isdecimal() else None
        known = office_of(text, replace(self.scope, is_above=True, lists_units=True), unit)
        return known or (f"Công an {words[0]} {text}" if len(words) == 1 else None)


def without_decimals(text: str) -> str:
    """Return a name that is a figure as it was typed: a spreadsheet made 9.0 of it."""
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole is not None else text


def date_for_name(cell: DataCell) -> Finding | None:
    """Return what is to be said of a name that a spreadsheet took for a date: the hamlet 3-2."""
    if cell.stored is not Stored.DATE and not _DATE.fullmatch(cell.text):
        return None
    said = shown(cell.text)
    guess = re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", cell.text)
    day, month = (int(guess[3]), int(guess[2])) if guess is not None else (0, 0)
    # Whether the day or the month was typed first, only whoever typed it knows.
    typed = [f"{day}-{month}", f"{month}-{day}"] if 0 < day <= 12 and day != month else [f"{day}-{month}"]
    vi, en = (f" (có lẽ là {' hay '.join(typed)})", f" (perhaps {' or '.join(typed)})") if day else ("", "")
    return ROSTER_NAMES_ARE_NAMES.found(
        Text(f"{said} là ngày tháng, không phải tên{vi}.", f"{said} is a date and no name{en}."), where=cell.where
    )


def link_is_missing(header: DataCell, empty: Sequence[DataCell]) -> Finding:
    """Return the finding of the ``empty`` cells of a column of links."""
    listed = ", ".join(cell.place.name for cell in empty[:_LISTED]) + (" …" if len(empty) > _LISTED else "")
    named = shown(" ".join(header.text.split()) or header.place.letters)
    return ROSTER_LINKS_ARE_THERE.found(
        Text(
            f"Cột {named} trống ở ô {listed}, các dòng khác có đường dẫn.",
            f"The column {named} is empty in cell {listed}; other rows have a link.",
        ),
        where=empty[0].where,
    )


def _scope(job: MapNode) -> Scope:
    """Return by what names are to be known, as far as the job says it; what is wrong in it is told elsewhere."""
    said = job.entries.get("issuer")
    issuer = said[1] if said is not None and isinstance(said[1], MapNode) else None
    day = _text(job, "as_of")
    try:
        on = date.fromisoformat(day) if day else table().date
    except ValueError:
        on = table().date
    if issuer is None:
        return Scope(on)
    return scope_of(_text(issuer, "name"), _text(issuer, "province") or None, on)


def _text(node: MapNode, key: str) -> str:
    said = node.entries.get(key)
    return (said[1].text or "") if said is not None and isinstance(said[1], Scalar) else ""
