"""Which rows of an office's table are no places: numbers of columns, headings, sums, signatures. Pure.

A row with a figure of its own is a place, whatever its words say; only sums have figures and are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate, pairwise

from msgspec import Struct

from keytag.documents.tables.table import DataCell, DataRow, DataTable
from keytag.findings import Finding, Rule
from keytag.text.text import Text, fold_name
from keytag.units import parse_whole


class SkipReason(StrEnum):
    """Why a row is no place."""

    NUMBERED = "numbered"
    HEADER = "header"
    HEADING = "heading"
    SUM = "sum"
    FOOT = "foot"
    EMPTY = "empty"

    @property
    def told(self) -> Text:
        """The reason for people."""
        return _TOLD[self]


_TOLD = {
    SkipReason.NUMBERED: Text("đánh số cột", "numbers of columns"),
    SkipReason.HEADER: Text("tiêu đề lặp lại", "the header again"),
    SkipReason.HEADING: Text("tên cụm, nhóm", "headings of groups"),
    SkipReason.SUM: Text("dòng cộng", "sums"),
    SkipReason.FOOT: Text("chữ ký, ghi chú", "signatures and remarks"),
    SkipReason.EMPTY: Text("không có gì để in", "nothing to print"),
}

# "(1)", "1", "A", "(5)=(3)+(4)": what official tables write under their headers.
_LABEL = re.compile(r"\(?\s*([0-9]{1,2}|[A-ZĐa-zđ])\s*\)?\.?(?:\s*=[\s0-9()+x*×:/-]{1,40})?")
_SUM = re.compile(
    r"(?:tong(?:-(?:cong|so|the|luong|hop|chung|toan-\w+))*|cong|toan-(?:huyen|tinh|xa)|(?:grand-)?(?:sub)?total|sum)"
    r"(?:-\d+.*)?"
)
# "Cộng cụm 1", "Tổng khu vực phía Đông": sums of parts; xã Cộng Hòa and xã Tổng Cọt are places.
_PART_SUM = re.compile(
    r"(?:cong|tong(?:-(?:cong|so))?)(?:-(?:cua|theo|rieng))?-(?:cum|khu-vuc|nhom|muc|phan|khoi|huyen|thi-xa|tinh|trang"
    r"|toan|cac|[ivx]+|[abcd])(?:-.*)?"
)
# Told by their marks: "Phần 1" heads a group, Phan Rang is a place. Without marks only by what is no place's name.
_HEADING = re.compile(
    r"(?:(?:[ivx]{1,5}|[a-hđ]|\d{1,2})[ .)/:-]+)?(?:cụm|khu vực|nhóm|phía|vùng|huyện|thị xã|thành phố|tp|quận|tỉnh"
    r"|phần|mục|khối|địa bàn|các (?:xã|phường|thôn|tổ|đơn vị|cụm)"
    r"|công an (?:huyện|tỉnh|thành phố|thị xã|quận))(?!\w).*",
    re.DOTALL,
)
_BARE_HEADING = re.compile(
    r"(?:(?:[ivx]{1,5}|[a-h]|\d{1,2})-)?(?:cum|khu-vuc|nhom|huyen|thi-xa|thanh-pho|dia-ban|cac-(?:xa|phuong|thon|don-vi))"
    r"(?:-.*)?"
)
_ENUMERATED = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])\s*[.)/:-]\s*\S.*|(?:[IVX]{1,5})\s+\S.*", re.DOTALL)
_PART = re.compile(r"\(?(?:[IVX]{1,5}|[A-HĐa-hđ])\)?[.)/]?")
_FOOT = re.compile(
    r"(?:nguoi-(?:lap|tong-hop|ky|thong-ke|kiem-tra|duyet)(?:-.*)?|can-bo-(?:lap|tong-hop|thong-ke)(?:-.*)?"
    r"|lap-(?:bieu|bang)(?:-.*)?|thu-truong(?:-.*)?|chi-huy(?:-.*)?|(?:kt|tm|tl|tuq|q)-(?:truong|pho|chu|uy|giam).*"
    r"|(?:pho-)?(?:truong-(?:cong-an|phong|thon|ban)|giam-doc|chu-tich)(?:-.*)?|xac-nhan(?:-.*)?|thuong-ta-.*|da-ky|ky-(?:ten|ghi).*"
    r"|(?:bang|viet-bang|so-tien-bang|an-dinh)-chu(?:-.*)?|ghi-chu(?:-.*)?|luu-y(?:-.*)?|chu-thich(?:-.*)?"
    r"|noi-nhan(?:-.*)?|dai-dien(?:-.*)?|(?:.*-)?ngay-(?:\d{1,2}-)?thang-(?:\d{1,2}-)?nam(?:-\d{4})?"
    r"|note|notes|prepared-by.*|signed.*)"
)
# House rule: words of a signature or a remark's beginning stand within so many letters.
_WORDS = 120
# House rule: a heading's sum goes over no more groups than this.
_MOST_GROUPS = 50
# House rule: more ranges of rows than this hide the sentence round them.
_LISTED = 8


class RowReading(Struct, frozen=True):
    """How a table's rows are read by whoever knows its columns."""

    names: tuple[int, ...]
    """Columns (from 0) that say which place it is."""
    counters: frozenset[int]
    """Columns that count the rows."""
    has_own: Callable[[DataRow], bool]
    """Tells whether a row says what only a place has: a telephone number, an address."""
    count: Callable[[DataRow], int | None]
    """Returns how many a row says, None where it says nothing that can be read."""
    is_header: Callable[[Sequence[str]], bool]
    uses: Callable[[DataRow], bool]
    """Tells whether a row has anything in a column that is used."""


def find_skipped_rows(table: DataTable, reading: RowReading) -> dict[int, SkipReason]:
    """Return why each row that is no place is none, by the row's number."""
    found: dict[int, SkipReason] = {}
    for number, row in enumerate(table.rows):
        before = table.rows[number - 1] if number else None
        is_below_header = before is None or found.get(before.number) is SkipReason.HEADER
        kind = _kind(table, row, reading, is_below_header=is_below_header)
        if kind is not None:
            found[row.number] = kind
    found.update(_unlabelled_sums(table, reading, found))
    found.update(_feet(table, reading, found))
    found.update(_headings(table, reading, found))
    return found


def drop_skipped(table: DataTable, found: Mapping[int, SkipReason]) -> tuple[DataRow, ...]:
    """Return the rows of ``table`` that are places."""
    return tuple(row for row in table.rows if row.number not in found)


def describe_skipped(
    table: DataTable, found: Mapping[int, SkipReason], rule: Rule, *, are_sums_checked: bool
) -> Iterator[Finding]:
    """Yield one note of ``rule`` about all rows that are passed over.

    Sums that are held against their rows are read; where they are all that there is, nothing was passed over.
    """
    if not found or (are_sums_checked and set(found.values()) == {SkipReason.SUM}):
        return
    kinds = [(kind, [row for row in sorted(found) if found[row] is kind]) for kind in SkipReason]
    said = [(row_ranges(rows), kind.told) for kind, rows in kinds if rows]
    vi = "; ".join(f"dòng {rows} ({why.vi})" for rows, why in said)
    en = "; ".join(f"row {rows} ({why.en})" for rows, why in said)
    first = next(row for row in table.rows if row.number in found)
    where = next((cell.where for cell in first.cells if cell.text), first.cells[0].where)
    yield rule.finding(
        Text(f"Bỏ qua vì không phải một nơi: {vi}.", f"Passed over as no places: {en}."), where=where
    )


def row_ranges(numbers: Iterable[int]) -> str:
    """Return rows' numbers in ranges: "8, 26–31"."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    said = [f"{first}–{last}" if last > first else str(first) for first, last in ranges[:_LISTED]]
    return ", ".join(said) + (" …" if len(ranges) > _LISTED else "")


def sum_cell(row: DataRow) -> DataCell | None:
    """Return the cell that says that ``row`` adds up those above: its first that is no figure."""
    first = next((cell for cell in row.cells if cell.text and not cell.text.isdecimal()), None)
    return first if first is not None and is_sum(first.text) else None


def is_sum(text: str) -> bool:
    """Tell whether a cell heads a row of sums."""
    words = fold_name(text[:_WORDS])
    return _SUM.fullmatch(words) is not None or _PART_SUM.fullmatch(words) is not None


def _kind(table: DataTable, row: DataRow, reading: RowReading, *, is_below_header: bool) -> SkipReason | None:
    if is_below_header and _is_numbered(row):
        return SkipReason.NUMBERED
    if _is_header_again(table, row, reading, is_below_header=is_below_header):
        return SkipReason.HEADER
    if sum_cell(row) is not None and not reading.has_own(row):
        return SkipReason.SUM
    return SkipReason.EMPTY if not reading.uses(row) and not _is_continued(row, reading) else None


def _is_numbered(row: DataRow) -> bool:
    """Tell the line that numbers the columns: labels alone, the figures one after the other from left to right."""
    texts = [cell.text for cell in row.cells if cell.text]
    labels = [_LABEL.fullmatch(text) for text in texts]
    if len(texts) < 3 and not all(text.startswith("(") for text in texts):
        return False
    if len(texts) < 2 or any(label is None for label in labels):
        return False
    figures = [int(label[1]) for label in labels if label is not None and label[1].isdecimal()]
    return all(after == before + 1 for before, after in pairwise(figures)) and (not figures or figures[0] <= 3)


def _is_header_again(table: DataTable, row: DataRow, reading: RowReading, *, is_below_header: bool) -> bool:
    """Tell a header that stands again on the next page, and the lower line of one."""
    named = [(table.header[index], row.cells[index]) for index in reading.names if row.cells[index].text]
    if named and not any(fold_name(above.text) == fold_name(cell.text) for above, cell in named):
        return False
    if not named and (not is_below_header or row.number == table.header[0].place.row + 1):
        return False
    pairs = [
        (fold_name(above.text), fold_name(cell.text))
        for above, cell in zip(table.header, row.cells, strict=True)
        if cell.text
    ]
    same = sum(above == below for above, below in pairs)
    return (same > 1 and not reading.has_own(row)) if named else 0 < same == len(pairs)


def _feet(table: DataTable, reading: RowReading, found: Mapping[int, SkipReason]) -> dict[int, SkipReason]:
    """Return the rows at the end that say who made the table, where and when."""
    rows = table.rows
    last = max((at for at, row in enumerate(rows) if _has_figures(row, reading)), default=-1)
    sums = [at for at, row in enumerate(rows) if found.get(row.number) is SkipReason.SUM]
    tail = range(max(last, *sums, -1) + 1 if sums else last + 1, len(rows))
    first = next(
        (
            at
            for at in tail
            if sums or any(_FOOT.fullmatch(fold_name(cell.text[:_WORDS])) for cell in rows[at].cells)
        ),
        len(rows),
    )
    nameless = {at for at in tail if not any(rows[at].cells[index].text for index in reading.names)}
    return {
        rows[at].number: SkipReason.FOOT
        for at in tail
        if (at >= first or at in nameless)
        and not _is_continued(rows[at], reading)
        and any(cell.text and not cell.text.isdecimal() for cell in rows[at].cells)
    }


def _unlabelled_sums(
    table: DataTable, reading: RowReading, found: Mapping[int, SkipReason]
) -> dict[int, SkipReason]:
    """Return the last row where it has nothing but what all rows above add up to."""
    rows = [row for row in table.rows if row.number not in found and _has_figures(row, reading)]
    if len(rows) < 3:
        return {}
    *above, last = rows
    is_blank = not any(last.cells[index].text or last.cells[index].span for index in reading.names)
    count = reading.count(last)
    says_more = any(cell.text and parse_whole(cell.text) is None for cell in last.cells)
    is_sum = is_blank and not says_more and count is not None and not reading.has_own(last)
    return (
        {last.number: SkipReason.SUM} if is_sum and count == sum(reading.count(row) or 0 for row in above) else {}
    )


def _headings(table: DataTable, reading: RowReading, found: Mapping[int, SkipReason]) -> dict[int, SkipReason]:
    """Return the rows that head a group of places, some with the group's sum."""
    rows = [row for row in table.rows if found.get(row.number) in (None, SkipReason.EMPTY)]
    headings: dict[int, SkipReason] = {}
    groups = [0]
    for at in range(len(rows) - 2, -1, -1):
        groups[-1] += reading.count(rows[at + 1]) or 0 if rows[at + 1].number not in headings else 0
        row = rows[at]
        count = reading.count(row)
        if reading.has_own(row) or _is_continued(row, reading):
            continue
        if not _reads_as_heading(row, reading, is_summed=count is not None):
            continue
        # A heading says nothing, or the sum of its group, or that of the groups below it.
        sums = list(accumulate(reversed(groups[-_MOST_GROUPS:])))
        if count is None or count in sums:
            headings[row.number] = SkipReason.HEADING
            if count is not None:
                groups[-sums.index(count) - 1 :] = [count]
            groups.append(0)
    return headings


def _reads_as_heading(row: DataRow, reading: RowReading, *, is_summed: bool) -> bool:
    words = [
        (index, cell)
        for index, cell in enumerate(row.cells)
        if cell.text
        and not cell.text.isdecimal()
        and not (index in reading.counters and _PART.fullmatch(cell.text))
    ]
    figures = [
        cell for index, cell in enumerate(row.cells) if cell.text.isdecimal() and index not in reading.counters
    ]
    counted = [row.cells[index].text for index in reading.counters if row.cells[index].text]
    is_part = any(_PART.fullmatch(text) for text in counted)
    if len(words) != 1 or any(text.isdecimal() for text in counted):
        return False
    index, cell = words[0]
    is_wide = cell.span is not None and cell.span.right > cell.span.left
    is_before = index < min(reading.names)
    text = cell.text[:_WORDS]
    reads = _is_heading(text) or _ENUMERATED.fullmatch(text) is not None
    if is_summed:
        return is_part or reads
    return not figures and (is_wide or is_before or is_part or reads)


def _is_heading(text: str) -> bool:
    if text.isascii():
        return _BARE_HEADING.fullmatch(fold_name(text)) is not None
    return _HEADING.fullmatch(" ".join(text.split()).casefold()) is not None


def _is_continued(row: DataRow, reading: RowReading) -> bool:
    """Tell whether a row's name is merged with that of the row above; across the row it is a heading's."""
    spans = [row.cells[index].span for index in reading.names if row.cells[index].is_covered]
    return any(span is not None and span.top < row.number for span in spans)


def _has_figures(row: DataRow, reading: RowReading) -> bool:
    return reading.has_own(row) or (reading.count(row) is not None and sum_cell(row) is None)
