"""What a name is and was, as `keytag units` shows it: two tables that fit 80 columns, or an object.

Knows rich, and places by their values alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import RenderableType
from rich.table import Table

from keytag.cli.screen.no_break import NoBreakText
from keytag.cli.screen.spelling import TIE, lines, visible
from keytag.text.figures import format_count, format_day
from keytag.text.text import Language, Text
from keytag.vietnam.places import (
    TWO_TIERS_SINCE,
    OldProvince,
    OldUnit,
    PlaceAnswer,
    PlacesTable,
    Province,
    Unit,
    UnitKind,
)

if TYPE_CHECKING:
    from keytag.commands.units import PlaceTable

# House rule: a unit was made of three or four others; cities' wards of up to ten.
_MOST_PARTS = 6

Parts = dict[str, tuple[OldUnit, ...]]
"""What each unit of today was made of, by its code."""


def of_answer(answer: PlaceAnswer, parts: Parts, day: date, language: Language) -> Iterator[RenderableType]:
    """Yield what ``answer`` says: provinces, units of today, former units."""
    for province in answer.provinces:
        yield _province(province, day).to(language)
    if answer.today:
        table = _table(Text("Hiện nay", "Today"), Text("Tỉnh", "Province"), Text("Mã", "Code"), language=language)
        table.add_column(Text("Lập từ", "Made of").to(language), ratio=1)
        for unit in answer.today:
            table.add_row(unit.full(day), unit.province.called, unit.code, _made_of(parts[unit.code]))
        yield table
        code = answer.today[0].code
        yield Text(
            f"Tên dễ lẫn thì ghi mã của đơn vị mình vào tệp, ví dụ issuer: {{unit: {code}}}\n",
            f"Where a name can be mistaken, a job says the code, like issuer: {{unit: {code}}}\n",
        ).to(language)
    if answer.before:
        table = _table(Text("Trước 01/07/2025", "Before 2025-07-01"), Text("Ở", "In"), language=language)
        table.add_column(Text("Nay thuộc", "Now part of").to(language), ratio=1)
        for old in answer.before:
            now = "\n".join(f"{unit.full(day)}, {unit.province.called}" for unit in old.successors)
            table.add_row(_until(old, language), _where(old), now)
        yield table


def origin(places: PlaceTable, language: Language) -> str:
    """Return of which day and from where the places are, in lines that fit."""
    day, source = format_day(places.table.date, language), visible(places.table.source)
    file = f" {visible(places.file)}" if places.file is not None else ""
    said = Text(f"Dữ liệu{file} ngày {day}; nguồn: {source}", f"Data{file} of {day}: {source}")
    return "\n".join(lines(said.to(language)))


def of_table(table: PlacesTable, language: Language) -> str:
    """Return what a table holds: how many of each kind on its day, and what has changed since the reform."""
    counts = _counts(table)
    listed = ", ".join(f"{format_count(number, language)} {kind}" for kind, number in counts.items())
    changed: dict[date, list[Province | Unit]] = {}
    for place in _places(table):
        if place.since is not None:
            changed.setdefault(place.since, []).append(place)
    said = [*lines(f"{listed}.")]
    for day, places in sorted(changed.items()):
        names = ", ".join(place.full(day).replace(" ", TIE) for place in places)
        since = Text("Từ", "Since").to(language) + f" {format_day(day, language)}"
        said += lines(f"{since}: {names}.", hanging="  ")
    return "\n".join(said)


def table_object(places: PlaceTable) -> dict[str, Any]:
    """Return what is said of the table itself, as JSON holds it."""
    table = places.table
    counts = {kind.value: number for kind, number in _counts(table).items()}
    return {"date": table.date.isoformat(), "source": table.source, "table": places.file, "counts": counts}


def _counts(table: PlacesTable) -> Counter[UnitKind]:
    """Return how many provinces and units of each kind there are on the table's day."""
    return Counter(place.kind_on(table.date) for place in _places(table))


def _places(table: PlacesTable) -> tuple[Province | Unit, ...]:
    units = (unit for province in table.provinces for unit in table.units_in(province))
    return (*table.provinces, *units)


def answer_object(answer: PlaceAnswer, parts: Parts, day: date) -> dict[str, Any]:
    """Return what ``answer`` says as JSON holds it."""
    return {
        "name": answer.name,
        "provinces": [_province_object(province, day) for province in answer.provinces],
        "today": [
            {**_unit(unit, day), "made_of": [_old(old) for old in parts[unit.code]]} for unit in answer.today
        ],
        "before": [
            {**_old(old), "successors": [_unit(unit, day) for unit in old.successors]} for old in answer.before
        ],
    }


def _table(*headings: Text, language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    for heading in headings:
        table.add_column(heading.to(language), overflow="fold")
    return table


def _where(old: OldUnit) -> str:
    return f"{old.district},\n{old.province.name}" if old.district else old.province.name


def _until(old: OldUnit, language: Language) -> str:
    """Return a former unit's name, with its day where that is not the reform's."""
    return old.full if old.until == TWO_TIERS_SINCE else f"{old.full} (…{format_day(old.until, language)})"


def _made_of(old: tuple[OldUnit, ...]) -> NoBreakText:
    """Say which units went into one, no name broken over lines."""
    names = [unit.full for unit in old[:_MOST_PARTS]]
    more = len(old) - len(names)
    districts = ", ".join(dict.fromkeys(unit.district.replace(" ", TIE) for unit in old))
    listed = ", ".join(name.replace(" ", TIE) for name in names) + (f" … (+{more})" if more > 0 else "")
    return NoBreakText(f"{listed} ({districts})" if old else "-")


def _province(province: Province | OldProvince, day: date) -> Text:
    if isinstance(province, Province):
        kind = "city" if province.kind_on(day) is UnitKind.CITY else "province"
        return Text(f"{province.full(day)}: một trong 34 tỉnh, thành phố.", f"{province.name}: {kind}, one of 34.")
    now = province.successor.full(day)
    return Text(
        f"{province.full}: từ 01/07/2025 thuộc {now}.", f"{province.full}: part of {now} since 2025-07-01."
    )


def _province_object(province: Province | OldProvince, day: date) -> dict[str, str | None]:
    if isinstance(province, Province):
        return {"kind": province.kind_on(day).value, "name": province.name, "successor": None}
    return {"kind": province.kind.value, "name": province.name, "successor": province.successor.name}


def _unit(unit: Unit, day: date) -> dict[str, str]:
    return {"code": unit.code, "kind": unit.kind_on(day).value, "name": unit.name, "province": unit.province.name}


def _old(old: OldUnit) -> dict[str, str]:
    return {"kind": old.kind.value, "name": old.name, "district": old.district, "province": old.province.name}
