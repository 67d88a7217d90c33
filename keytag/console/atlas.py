"""What a name is and was, as `keytag units` shows it: two tables that fit 80 columns, or an object.

Knows rich, and places by their values alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.table import Table

from keytag.console.spelling import TIE, lines
from keytag.console.tied import Tied
from keytag.places import OldProvince, OldUnit, PlaceAnswer, Province, Unit, UnitKind
from keytag.wording import Language, Text

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
            table.add_row(unit.full(day), unit.province.name, unit.code, _made_of(parts[unit.code]))
        yield table
        code = answer.today[0].code
        yield Text(
            f"Tên dễ lẫn thì ghi thêm mã vào tệp: issuer: {{unit: {code}}}\n",
            f"Where a name can be mistaken, a job says the code: issuer: {{unit: {code}}}\n",
        ).to(language)
    if answer.before:
        table = _table(Text("Trước 1-7-2025", "Before 1-7-2025"), Text("Ở", "In"), language=language)
        table.add_column(Text("Nay thuộc", "Now part of").to(language), ratio=1)
        for old in answer.before:
            now = "\n".join(f"{unit.full(day)}, {unit.province.name}" for unit in old.successors)
            table.add_row(old.full, f"{old.district},\n{old.province.name}", now)
        yield table


def origin(day: date, source: str, language: Language) -> str:
    """Return of which day and from where keytag knows its places, in lines that fit."""
    said = Text(f"Dữ liệu ngày {day.isoformat()}; nguồn: {source}", f"Data of {day.isoformat()}: {source}")
    return "\n".join(lines(said.to(language)))


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


def _made_of(old: tuple[OldUnit, ...]) -> Tied:
    """Say which units went into one, no name broken over lines."""
    names = [unit.full for unit in old[:_MOST_PARTS]]
    more = len(old) - len(names)
    districts = ", ".join(dict.fromkeys(unit.district.replace(" ", TIE) for unit in old))
    listed = ", ".join(name.replace(" ", TIE) for name in names) + (f" … (+{more})" if more > 0 else "")
    return Tied(f"{listed} ({districts})" if old else "-")


def _province(province: Province | OldProvince, day: date) -> Text:
    if isinstance(province, Province):
        kind = "city" if province.kind_on(day) is UnitKind.CITY else "province"
        return Text(f"{province.full(day)}: một trong 34 tỉnh, thành phố.", f"{province.name}: {kind}, one of 34.")
    now = province.successor.full(day)
    return Text(f"{province.full}: từ 1-7-2025 thuộc {now}.", f"{province.full}: part of {now} since 1 July 2025.")


def _province_object(province: Province | OldProvince, day: date) -> dict[str, str | None]:
    if isinstance(province, Province):
        return {"kind": province.kind_on(day).value, "name": province.name, "successor": None}
    return {"kind": province.kind.value, "name": province.name, "successor": province.successor.name}


def _unit(unit: Unit, day: date) -> dict[str, str]:
    return {"code": unit.code, "kind": unit.kind_on(day).value, "name": unit.name, "province": unit.province.name}


def _old(old: OldUnit) -> dict[str, str]:
    return {"kind": old.kind.value, "name": old.name, "district": old.district, "province": old.province.name}
