"""What a sheet hides: left out where the job wishes it, else named. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from keytag.documents.tables.named import NamedTable
from keytag.documents.tables.rules import TABLE_IS_WHOLLY_SEEN
from keytag.documents.tables.table import DataCell, DataRow, DataTable, Unseen
from keytag.documents.yaml import shown
from keytag.documents.yaml.refusal import visible
from keytag.findings import Finding, Where
from keytag.text.text import Text

# House rule: more places than this hide the sentence round them.
_LISTED = 8


def without_unseen(table: DataTable) -> DataTable:
    """Return ``table`` as its reader sees it: without the rows and columns that are hidden."""
    unseen = table.unseen
    seen = [index for index, cell in enumerate(table.header) if cell.place.column not in unseen.columns]
    if not seen:
        return table
    rows = (
        DataRow(row.number, tuple(row.cells[index] for index in seen))
        for row in table.rows
        if row.number not in unseen.rows
    )
    filled = tuple(row for row in rows if any(cell.text or cell.span for cell in row.cells))
    return replace(table, header=tuple(table.header[index] for index in seen), rows=filled, unseen=Unseen())


def unseen_found(
    table: DataTable, places: Iterable[tuple[DataRow, DataCell]], used: Collection[int], named: NamedTable
) -> Finding | None:
    """Return what is to be said of what is hidden of the rows of ``places`` and the columns ``used`` (from 0).

    Each row of a place comes with the cell that names it.
    """
    unseen = table.unseen
    rows = [(row.number, name) for row, name in places if row.number in unseen.rows]
    columns = [
        cell for index, cell in enumerate(table.header) if index in used and cell.place.column in unseen.columns
    ]
    if not rows and not columns and not unseen.sheets:
        return None
    vi, en = list[str](), list[str]()
    if rows:
        listed = _listed([f"{row} ({visible(name.text)})" if name.text else str(row) for row, name in rows])
        vi.append(f"dòng {listed}")
        en.append(f"row {listed}")
    if columns:
        listed = _listed([f"{cell.place.letters} ({visible(cell.text)})" for cell in columns])
        vi.append(f"cột {listed}")
        en.append(f"column {listed}")
    if unseen.sheets:
        listed = _listed([shown(title) for title in unseen.sheets])
        vi.append(f"trang {listed}")
        en.append(f"sheet {listed}")
    message = Text(f"Bảng ẩn hoặc lọc mất: {'; '.join(vi)}.", f"The table hides or filters out: {'; '.join(en)}.")
    skip, read = (visible(named.line(hidden=wish)) for wish in ("skip", "read"))
    hint = Text(
        f"Bỏ ẩn, bỏ lọc trong Excel rồi lưu lại. Muốn giữ ẩn: không in những chỗ đó thì ghi {skip}; "
        f"vẫn in thì ghi {read}",
        f"Unhide it in Excel and save. To keep it hidden: write {skip} so that it is not printed, "
        f"or {read} so that it is",
    )
    where = rows[0][1].where if rows else columns[0].where if columns else Where(table.file)
    return TABLE_IS_WHOLLY_SEEN.found(message, hint, where=where)


def _listed(parts: list[str]) -> str:
    return ", ".join(parts[:_LISTED]) + (f" … ({len(parts)})" if len(parts) > _LISTED else "")
