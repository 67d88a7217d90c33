"""A newer table of places held against keytag's own: nothing is lost, and nothing changed without a day.

Pure. A row that was deleted by mistake, and a name with a slip, look like news; so each must be said on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from keytag.documents.places.columns import PlaceColumn
from keytag.documents.places.rows import PlaceRow
from keytag.documents.places.rules import PLACES_CHANGES_ARE_DATED, PLACES_TABLE_IS_WHOLE
from keytag.findings import Finding, Where
from keytag.text.text import Text
from keytag.vietnam.places import Likeness, Places, PlacesTable, Province, Unit, UnitKind, key, likeness

# House rule: a message names this many places and counts the rest.
_MOST = 4


def held_against(base: PlacesTable, places: Places, rows: Sequence[PlaceRow], file: Where) -> Iterator[Finding]:
    """Yield what ``places``, which ``rows`` say, lacks or changes without saying so, beside the older ``base``."""
    known: dict[str, Unit | Province] = {unit.code: unit for p in base.provinces for unit in base.units_in(p)}
    known |= {province.code: province for province in base.provinces}
    said = {row.said.code for row in rows}
    lacking = [place for code, place in known.items() if code not in said]
    if lacking:
        yield _lacks(lacking, places.date, file)
    kept: dict[tuple[str, str], set[UnitKind]] = {}
    for row in rows:
        if row.said.into:
            kept.setdefault((row.said.code, key(row.said.name)), set()).add(row.said.kind)
    for row in rows:
        was = known.get(row.said.code)
        if was is not None and not row.said.into:
            yield from _changes(row, was, kept.get((was.code, key(was.name)), set()))


def _lacks(lacking: Sequence[Unit | Province], day: date, file: Where) -> Finding:
    names = ", ".join(f"{place.code} {place.full(day)}" for place in lacking[:_MOST])
    more = f" … (+{len(lacking) - _MOST})" if len(lacking) > _MOST else ""
    return PLACES_TABLE_IS_WHOLE.found(
        Text(
            f"Thiếu {len(lacking)} nơi có trong bảng kèm keytag: {names}{more}.",
            f"{len(lacking)} places of keytag's own table are missing: {names}{more}.",
        ),
        Text(
            "Nơi nào đã nhập vào nơi khác thì giữ dòng của nó, ghi ngày ở cột từ ngày và mã mới ở cột nhập vào.",
            "Of what went into another place keep the row, with the day in since and the new codes in into.",
        ),
        where=file,
    )


def _changes(row: PlaceRow, was: Unit | Province, kept: set[UnitKind]) -> Iterator[Finding]:
    """Yield what a row changes of ``was`` without its day; ``kept`` are kinds of rows that keep its old name."""
    said = row.said
    if likeness(said.name, was.name) is not Likeness.SAME or key(said.name) != key(was.name):
        if not kept:
            yield PLACES_CHANGES_ARE_DATED.found(
                Text(
                    f"Mã {said.code} là {was.name} trong bảng kèm keytag, ở đây là {said.name}.",
                    f"The code {said.code} is {was.name} in keytag's own table, and {said.name} here.",
                ),
                where=row.cells[PlaceColumn.NAME].where,
            )
    elif said.kind is not was.kind and said.since in {None, was.since} and was.kind not in kept:
        yield PLACES_CHANGES_ARE_DATED.found(
            Text(
                f"{was.name} là {was.kind} trong bảng kèm keytag, ở đây là {said.kind} mà chưa có ngày đổi.",
                f"{was.name} is a {was.kind} in keytag's own table, and a {said.kind} here, with no day for it.",
            ),
            where=row.cells[PlaceColumn.KIND].where,
        )
    elif said.kind is was.kind and said.since != was.since:
        day = was.since.isoformat() if was.since is not None else None
        yield PLACES_CHANGES_ARE_DATED.found(
            Text(
                f"{said.kind} {said.name} có từ {day} theo bảng kèm keytag."
                if day
                else f"{said.kind} {said.name} không đổi loại theo bảng kèm keytag.",
                f"{said.kind} {said.name} is one since {day} in keytag's own table."
                if day
                else f"{said.kind} {said.name} has not changed its kind in keytag's own table.",
            ),
            Text(f"Ghi {day} ở cột từ ngày.", f"Write {day} in the column since.") if day else _NO_DAY,
            where=row.cells[PlaceColumn.SINCE].where,
        )


_NO_DAY = Text("Để trống cột từ ngày.", "Leave the column since empty.")
