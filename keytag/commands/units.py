"""The command `units`: what a ward, commune or province is and was, by keytag's table of places or another."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from keytag.commands.init import refuse_taken
from keytag.errors import MissingResourceError, UsageError
from keytag.files import reader
from keytag.files.writer import write_files
from keytag.findings import Finding
from keytag.text.text import Text
from keytag.vietnam.places import OldUnit, PlaceAnswer, PlacesTable, look_up, own_table

_PLACES = Text(
    "Gõ tên, có dấu hay không cũng được, ví dụ: keytag units an-khe",
    "Type a name, with marks or without, like: keytag units an-khe",
)


class PlaceTable(Struct, frozen=True):
    """The table that a name is looked up in; ``file`` where it is not keytag's own, ``notes`` remarks on it."""

    table: PlacesTable
    file: str | None = None
    notes: tuple[Finding, ...] = ()


def load_places(file: str | None) -> PlaceTable:
    """Return keytag's own table of places, or the one in ``file``.

    Raises MissingResourceError where there is no such file, InvalidDocumentError where it is no table of places.
    """
    if file is None:
        return PlaceTable(own_table())
    from keytag.documents.places import read_gazetteer  # noqa: PLC0415 - only --table pays for it
    from keytag.documents.tables import MAX_TABLE_BYTES  # noqa: PLC0415 - the same

    found = read_gazetteer(reader.read_bytes(Path(file), MAX_TABLE_BYTES), file)
    return PlaceTable(found.table, file, found.notes)


def export_places(places: PlacesTable, path: Path) -> tuple[Path, ...]:
    """Write the table as a workbook or CSV, as the file's name says; never over a file.

    Raises UsageError where the name is of neither, CannotWriteError where something has it already.
    """
    from keytag.documents.places import write_places  # noqa: PLC0415 - only --export pays for it

    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise UsageError(
            Text(
                f"--export {path}: tên cần kết thúc bằng .xlsx hoặc .csv.",
                f"--export {path}: the name must end in .xlsx or .csv.",
            ),
            Text("Ví dụ: keytag units --export places.xlsx", "Example: keytag units --export places.xlsx"),
        )
    refuse_taken(path, "keytag units --export")
    return write_files(path.parent, {path.name: write_places(places, as_csv=ending == ".csv")})


def find_place(query: str, table: PlacesTable) -> tuple[PlaceAnswer, dict[str, tuple[OldUnit, ...]]]:
    """Return what ``query`` is and was, and what each unit of today was made of, by its code.

    Raises MissingResourceError where the table knows nothing of that name, with what may have been meant.
    """
    answer = look_up(table, query)
    if not answer.is_known:
        day = table.date
        meant = ", ".join(f"{unit.full(day)} ({unit.province.called})" for unit in answer.similar_units)
        raise MissingResourceError(
            Text(
                f"Không có xã, phường, tỉnh nào tên “{reader.shorten_name(query)}”.",
                f"There is no ward, commune or province called “{reader.shorten_name(query)}”.",
            ),
            Text(f"Có phải {meant} không?", f"Did you mean {meant}?") if meant else _PLACES,
        )
    return answer, {unit.code: table.made_of(unit) for unit in answer.today}
