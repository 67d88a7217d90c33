"""Which column of a table is what: by the job's ``columns``, else by its header, and numbers by their cells.

Pure: a table in, the columns out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from keytag.documents.job.content import NumberRole, SideName, roles_in
from keytag.documents.job.offices import is_unit_code, names_a_place
from keytag.documents.job.roster.cell_text import is_nothing, is_phone
from keytag.documents.job.roster.headers import (
    EditionColumn,
    column_meanings,
    is_counter,
    is_no_phone,
    is_of_hamlets,
    is_of_papers,
    is_of_places,
    is_of_police,
    label_of,
    side_of,
    speaks_of_phones,
    unit_words,
)
from keytag.documents.job.roster.model import ColumnNames
from keytag.documents.job.roster.rules import (
    ROSTER_COLUMNS_ARE_CLEAR,
    ROSTER_COLUMNS_ARE_USED,
    ROSTER_HAS_ITS_COLUMNS,
    ROSTER_NUMBERS_ARE_THERE,
)
from keytag.documents.tables import DataCell, DataTable, quote_in_braces
from keytag.documents.yaml import quote
from keytag.documents.yaml.refusal import visible_text
from keytag.findings import Finding, Severity, has_errors
from keytag.text.suggest import guess_before
from keytag.text.text import Text, fold_name

# House rule: more headers than this hide the sentence round them.
_LISTED = 12
# What says which place a row is of; an office does where nothing else is there.
_NAMING = frozenset({EditionColumn.ID, EditionColumn.NAME, EditionColumn.ISSUER})
# House rule: what holds of four cells of five holds of the column; the fifth may be a slip, or a signature below.
_MOST = 0.8
NO_LABEL = "Điện thoại"
"""What stands before a number of which nothing says whose it is."""
# Who has a number without being the chief, his deputy or the desk.
_OFFICER = re.compile(
    r"(?:canh-sat|cs)-khu-vuc|cskv|cong-an-vien|(?:cong-an|can-bo|chien-si|dong-chi)-phu-trach(?:-(?:xa|thon|dia-ban))?"
    r"|bi-thu(?:-chi-bo)?|to-vien|(?:luc-luong-|to-)?(?:bao-ve-)?an-ninh(?:-trat-tu)?(?:-co-so)?|dan-phong"
)
# What stands beside a telephone in the lower line of a header.
_PERSON = re.compile(r"(?:ho-)?(?:va-)?ten(?:-(?:va-)?cap-bac)?|cap-bac(?:-(?:va-)?ho-(?:va-)?ten)?|can-bo")
# The header of a column that says who has which number, a line for each.
_POSITION = re.compile(
    r"(?:chuc-(?:vu|danh)|vai-tro|nhiem-vu|vi-tri|bo-phan|don-vi-truc|role|position|title)"
    r"(?:-(?:chuc-danh|chuc-vu|nhiem-vu|hien-nay|cong-tac))*|(?:ho-)?(?:va-)?ten-(?:cap-bac-)?(?:va-)?chuc-(?:vu|danh)"
)


class NumberColumn(Struct, frozen=True):
    """A column of telephone numbers: which one, and what stands before them on the tag."""

    index: int
    label: str
    role: NumberRole | None
    side: SideName | None


class RosterColumns(Struct, frozen=True):
    """Where in a row each thing stands, and what is to be said about that."""

    single: dict[EditionColumn, int]
    numbers: tuple[NumberColumn, ...]
    findings: tuple[tuple[str, Finding], ...]
    """Each with the key of ``columns`` that it is about, or nothing."""
    position: int | None = None
    """Where each line says which officer's number it has."""

    @property
    def are_clear(self) -> bool:
        """Whether rows can be read by them."""
        return not has_errors(finding for _, finding in self.findings)


def is_header(texts: Sequence[str]) -> bool:
    """Tell a header from the titles above it: one cell says what an edition is, another something else."""
    named = [
        text for text in texts if text and (column_meanings(text) or speaks_of_phones(text) or is_counter(text))
    ]
    known = {column for text in texts for column, _ in column_meanings(text)}
    return len(named) > 1 and bool(known & _NAMING)


def is_position(header: str) -> bool:
    """Tell whether a column so headed says who has which number: "Chức vụ", "Họ tên, chức vụ"."""
    return _POSITION.fullmatch(fold_name(header)) is not None


def is_second_header(table: DataTable) -> bool:
    """Tell whether the first row says more of the header's merged cells: "Trưởng" below "Số điện thoại"."""
    if not table.rows:
        return False
    pairs = list(zip(table.header, table.rows[0].cells, strict=True))
    below = [cell.text for _, cell in pairs if cell.text]
    own = [cell.text for above, cell in pairs if _NAMING & {each for each, _ in column_meanings(above.text)}]
    if any(own) or not any(map(speaks_of_phones, below)):
        return False
    is_said = [speaks_of_phones(text) or _PERSON.fullmatch(fold_name(text)) for text in below]
    return all(is_said) and not any(re.search(r"[0-9]{4}", text) for text in below)


def columns_of(table: DataTable, wanted: ColumnNames) -> RosterColumns:
    """Return what the columns of ``table`` are, ``wanted`` before what their headers say."""
    choice = _Choice(table, wanted)
    choice.take_wanted()
    choice.take_numbers()
    choice.take_known()
    choice.take_addresses()
    choice.take_other_numbers()
    choice.take_position()
    choice.judge()
    numbers = tuple(
        _number_column(table, index, choice.numbers) for index in sorted(choice.numbers, key=choice.rank)
    )
    return RosterColumns(choice.single, numbers, tuple(choice.findings), choice.position)


class _Choice:
    """Takes columns one after the other, the surest first; no column is taken twice."""

    def __init__(self, table: DataTable, wanted: ColumnNames) -> None:
        self.table = table
        self.wanted = wanted
        self.headers = [" ".join(cell.text.split()) for cell in table.header]
        self.single: dict[EditionColumn, int] = {}
        self.numbers: list[int] = []
        self.findings: list[tuple[str, Finding]] = []
        self.position: int | None = None

    def rank(self, index: int) -> int:
        """Return where a column of numbers stands: as ``columns`` lists them, else as the table does."""
        return self.numbers.index(index) if self.wanted.numbers is not None else index

    def take_wanted(self) -> None:
        """Take the columns that the job names."""
        for column in EditionColumn:
            header = getattr(self.wanted, column.value)
            index = self._found(header, column.value) if header is not None else None
            if index is not None:
                self.single[column] = index
        for number, header in enumerate(self.wanted.numbers or ()):
            index = self._found(header, f"numbers.{number}")
            if index is not None:
                self.numbers.append(index)

    def take_numbers(self) -> None:
        """Take what names telephones or who answers them and holds numbers."""
        if self.wanted.numbers is None:
            self.numbers += [
                i
                for i in self._free()
                if speaks_of_phones(self.headers[i])
                and not is_of_papers(self.headers[i])
                and (self._holds_phones(i, 0) or self._is_faulty(i))
            ]

    def take_known(self) -> None:
        """Take the columns whose headers name a key."""
        free = {index: dict(self._meanings(index)) for index in self._free()}
        for column in EditionColumn:
            if getattr(self.wanted, column.value) is not None:
                continue
            ranked = sorted((said[column], index) for index, said in free.items() if column in said)
            best = [index for rank, index in ranked if rank == ranked[0][0]]
            # "TT" is a township alone, and beside another name what counts the rows.
            best = [index for index in best if not is_counter(self.headers[index])] or best
            if column is EditionColumn.NAME and self._has_hamlets(best, free):
                # "Thôn" beside "Xã": the hamlet is whose tag it is, its commune's office stands on it.
                best = sorted(best, key=lambda index: not is_of_hamlets(self.headers[index]))
                self.single[EditionColumn.ISSUER] = best.pop()
                free.pop(self.single[EditionColumn.ISSUER])
            if len(best) > 1:
                self.findings.append(("", self._unclear(column, best)))
            if best:
                self.single[column] = best[0]
                # What says the same less well says nothing else, but is not lost without a word.
                free.pop(best[0])
        if not {EditionColumn.NAME, EditionColumn.ID} & set(self.single) and EditionColumn.ISSUER in self.single:
            # "Công an xã" alone says whose each row is.
            self.single[EditionColumn.NAME] = self.single.pop(EditionColumn.ISSUER)

    def take_addresses(self) -> None:
        """Take the one column that no header tells, but whose cells are addresses."""
        if EditionColumn.LINK in self.single or self.wanted.link is not None:
            return
        found = [i for i in self._free() if (cells := list(self._cells(i))) and all(map(_leads, cells))]
        if len(found) == 1:
            self.single[EditionColumn.LINK] = found[0]

    def take_other_numbers(self) -> None:
        """Take what no header tells but the cells: every one of them a telephone number."""
        if self.wanted.numbers is None:
            self.numbers += [
                index
                for index in self._free()
                if self.headers[index] and not is_no_phone(self.headers[index]) and self._holds_phones(index, 9)
            ]

    def take_position(self) -> None:
        """Take the column that says of each line which officer's number it has."""
        found = (i for i in self._free() if is_position(self.headers[i]) and any(self._cells(i)))
        self.position = next(found, None) if self.numbers else None

    def judge(self) -> None:
        """Say what is missing, and what is left."""
        if not {EditionColumn.NAME, EditionColumn.ID} & set(self.single) and not any(
            key == "name" for key, _ in self.findings
        ):
            self.findings.append(("", self._no_names()))
        left = [
            index
            for index in self._free()
            if not is_counter(self.headers[index]) and (self.headers[index] or any(self._cells(index)))
        ]
        empty = [index for index in left if self._is_empty_of_numbers(index)]
        self.findings += [("", self._empty(index)) for index in empty]
        left = [index for index in left if index not in empty]
        if left and not has_errors(finding for _, finding in self.findings):
            self.findings.append(("", self._unused(left)))

    def _has_hamlets(self, indices: Sequence[int], free: Mapping[int, Mapping[EditionColumn, int]]) -> bool:
        """Tell whether of two columns of names one heads hamlets, the other their communes, and none offices."""
        if len(indices) != 2 or self.wanted.issuer is not None:
            return False
        if any(EditionColumn.ISSUER in said for said in free.values()):
            return False
        headers = [self.headers[index] for index in indices]
        return sum(map(is_of_hamlets, headers)) == 1 and all(
            is_of_hamlets(each) or unit_words(each) for each in headers
        )

    def _meanings(self, index: int) -> tuple[tuple[EditionColumn, int], ...]:
        """Return what a column's header can say, as far as its cells bear it out."""
        header = self.headers[index]
        said = column_meanings(header)
        if is_counter(header) and all(cell.text.isdecimal() for cell in self._cells(index)):
            # "TT" is a township alone, and counts the rows where it has figures.
            return ()
        if any(column is EditionColumn.ID for column, _ in said) and self._holds_codes(index):
            return ((EditionColumn.UNIT, 1),)
        if {EditionColumn.NAME, EditionColumn.UNIT} <= {column for column, _ in said} and self._is_of_codes(index):
            # "unit" is what keytag itself calls a code that tells two places of one name apart.
            return tuple((column, rank) for column, rank in said if column is EditionColumn.UNIT)
        if self._holds_phones(index, 9):
            # "Cơ quan" beside "Di động" heads telephones.
            return tuple((column, rank) for column, rank in said if column is not EditionColumn.ISSUER)
        if any(column is EditionColumn.ISSUER for column, _ in said) and is_of_police(header):
            # "Công an huyện" may head telephone numbers, "Công an" the officers' names.
            cells = [cell.text for cell in self._cells(index)]
            if sum(map(names_a_place, cells)) < _MOST * len(cells):
                return tuple((column, rank) for column, rank in said if column is not EditionColumn.ISSUER)
        return said

    def _holds_codes(self, index: int) -> bool:
        """Tell whether the cells are codes of units, five digits each, of which Excel drops the zeros in front."""
        codes = [cell.text for cell in self._cells(index)]
        if not codes or not all(re.fullmatch(r"[0-9]{3,5}", code) for code in codes):
            return False
        known = sum(is_unit_code(code) for code in codes)
        if is_of_places(self.headers[index]):
            return known > 0 or all(len(code) == 5 for code in codes)
        return known >= _MOST * len(codes) and self.headers[index].casefold() not in {"id", "edition"}

    def _is_of_codes(self, index: int) -> bool:
        """Tell whether no cell has a word: codes where one is needed, or nothing as yet."""
        return all(re.fullmatch(r"[0-9]{3,5}", cell.text) for cell in self._cells(index))

    def _is_empty_of_numbers(self, index: int) -> bool:
        """Tell whether a column is headed by who answers, and has nobody's number."""
        is_blank = not any(row.cells[index].text or row.cells[index].fault for row in self.table.rows)
        return is_blank and bool(self.table.rows) and bool(roles_in(self.headers[index]))

    def _empty(self, index: int) -> Finding:
        header = self.table.header[index]
        message = Text(
            f"Cột {header.place.letters} ({visible_text(header.text)}) không có số nào.",
            f"The column {header.place.letters} ({visible_text(header.text)}) has no number at all.",
        )
        is_desk = roles_in(self.headers[index])[0].is_desk
        severity = Severity.WARNING if is_desk else Severity.NOTE
        return ROSTER_NUMBERS_ARE_THERE.finding(message, where=header.where, severity=severity)

    def _free(self) -> Iterator[int]:
        taken = {*self.single.values(), *self.numbers, self.position}
        return (index for index in range(len(self.headers)) if index not in taken)

    def _cells(self, index: int) -> Iterator[DataCell]:
        cells = (row.cells[index] for row in self.table.rows)
        return (cell for cell in cells if not is_nothing(cell.text))

    def _is_faulty(self, index: int) -> bool:
        """Tell whether a column says nothing, but would if its cells could be relied on."""
        cells = [row.cells[index] for row in self.table.rows]
        return any(cell.fault for cell in cells) and not any(cell.text or cell.link for cell in cells)

    def _holds_phones(self, index: int, least: int) -> bool:
        """Tell whether cells hold numbers: one at least, or with ``least`` digits wanted every one of them."""
        cells = list(self._cells(index))
        if any(map(_is_address, cells)):
            return False
        digits = [sum(map(str.isdigit, cell.text)) for cell in cells]
        if not least:
            return any(is_phone(cell) or count > 3 for cell, count in zip(cells, digits, strict=True))
        return bool(cells) and all(is_phone(cell) and n >= least for cell, n in zip(cells, digits, strict=True))

    def _found(self, header: str, key: str) -> int | None:
        found = [index for index, text in enumerate(self.headers) if text == header]
        found = found or [
            index for index, text in enumerate(self.headers) if text and fold_name(text) == fold_name(header)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            named = self._listed(found)
            message = Text(
                f"Có {len(found)} cột tên {quote(header)}: {named}.",
                f"{len(found)} columns are headed {quote(header)}: {named}.",
            )
            hint = Text("Đổi tên một cột trong bảng.", "Give one of them another header.")
            self.findings.append((key, ROSTER_COLUMNS_ARE_CLEAR.finding(message, hint)))
            return None
        message = Text(f"Bảng không có cột {quote(header)}.", f"The table has no column {quote(header)}.")
        known = [text for text in self.headers if text]
        quoted = ", ".join(quote(text) for text in known[:_LISTED])
        hint = guess_before(header, known, Text(f"Bảng có: {quoted}.", f"The table has: {quoted}."))
        self.findings.append((key, ROSTER_HAS_ITS_COLUMNS.finding(message, hint)))
        return None

    def _listed(self, indices: Iterable[int]) -> str:
        cells = [self.table.header[index] for index in indices]
        named = [
            f"{cell.place.letters} ({visible_text(cell.text)})" if cell.text else cell.place.letters
            for cell in cells
        ]
        return ", ".join(named[:_LISTED]) + (" …" if len(named) > _LISTED else "")

    def _unclear(self, column: EditionColumn, indices: list[int]) -> Finding:
        named = self._listed(indices)
        message = Text(
            f"Nhiều cột có thể là {column.value}: {named}.", f"Several columns may be the {column.value}: {named}."
        )
        where = self.table.header[indices[1]].where
        if fold_name(self.headers[indices[0]]) == fold_name(self.headers[indices[1]]):
            return ROSTER_COLUMNS_ARE_CLEAR.finding(message, _ONE_BELOW_THE_OTHER, where=where)
        said = f"columns: {{{column.value}: {visible_text(quote_in_braces(self.headers[indices[0]]))}}}"
        hint = Text(f"Chọn một, ví dụ {said}", f"Choose one, like {said}")
        return ROSTER_COLUMNS_ARE_CLEAR.finding(message, hint, where=where)

    def _no_names(self) -> Finding:
        headers = [index for index, text in enumerate(self.headers) if text]
        message = Text(
            f"Không có cột tên xã, phường hay mã. Dòng tiêu đề: {self._listed(headers)}.",
            f"There is no column of names or ids. The header: {self._listed(headers)}.",
        )
        return ROSTER_HAS_ITS_COLUMNS.finding(message, _LOOKED_FOR, where=self.table.header[0].where)

    def _unused(self, indices: list[int]) -> Finding:
        message = Text(
            f"Cột của bảng không dùng tới: {self._listed(indices)}.",
            f"Columns of the table that are not used: {self._listed(indices)}.",
        )
        return ROSTER_COLUMNS_ARE_USED.finding(message, where=self.table.header[indices[0]].where)


def _is_address(cell: DataCell) -> bool:
    """Tell whether a cell was meant as an address: with its scheme, or as people shorten it."""
    return re.search(r"://|[a-z]\.[a-z]{2,}/", cell.text, re.IGNORECASE) is not None


def _leads(cell: DataCell) -> bool:
    """Tell whether a cell is an address, or leads to one when it is clicked."""
    return _is_address(cell) or cell.link.startswith(("http://", "https://"))


def _number_column(table: DataTable, index: int, taken: Sequence[int]) -> NumberColumn:
    header = " ".join(table.header[index].text.split())
    label = label_of(header) or _label_before(table, index, taken) or NO_LABEL
    return NumberColumn(index, label, next(iter(roles_in(label)), None), side_of(header))


def _label_before(table: DataTable, index: int, taken: Sequence[int]) -> str:
    """Return the label of "SĐT" behind "Trưởng Công an": the column before, where it names people, not numbers."""
    if index == 0 or index - 1 in taken:
        return ""
    before = " ".join(table.header[index - 1].text.split())
    return label_of(before) if roles_in(before) or _OFFICER.fullmatch(fold_name(before)) else ""


_ONE_BELOW_THE_OTHER = Text(
    "Hai bảng nằm cạnh nhau thì chuyển bảng bên phải xuống dưới; không phải thì đổi tên một cột.",
    "Move the right one of two tables side by side below the other; else give one column another header.",
)
_LOOKED_FOR = Text(
    "Cần một cột tên Tên xã, Đơn vị, Phường, Thôn, Tên hoặc Mã; tên khác thì ghi columns: {name: …}.",
    "One column must be headed Name, Commune, Ward, Place or Id; for another name say columns: {name: …}.",
)
