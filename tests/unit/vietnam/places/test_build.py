"""The making of the table, from a package of a few lines."""

from __future__ import annotations

import json
import unicodedata
import zlib

import pytest

from keytag.vietnam.places.build import build


def package(*mappings: tuple[str | None, str, str, str]) -> str:
    """The text of a package with one province and two units; each mapping is old, district, new and code."""
    decomposed = unicodedata.normalize("NFD", "Xã Hai")
    provinces = [{"province_code": "52", "name": "Gia Lai"}]
    wards = [
        {"ward_code": "00001", "name": "Phường Một", "province_code": "52"},
        {"ward_code": "00002", "name": decomposed, "province_code": "52"},
    ]
    rows = [
        {
            "id": str(number),
            "old_ward_name": old,
            "old_district_name": district,
            "old_province_name": "Tỉnh Gia Lai",
            "new_ward_code": code,
            "new_ward_name": new,
            "new_province_name": "Gia Lai",
        }
        for number, (old, district, new, code) in enumerate(mappings)
    ]
    tables = {"provinces": provinces, "wards": wards, "ward_mappings": rows}
    return json.dumps([{"type": "header"}, *({"name": name, "data": data} for name, data in tables.items())])


def test_dirt_is_cleaned_and_counted() -> None:
    """Doubled mappings, islands without communes, others' codes and decomposed names are mended and counted."""
    built = build(
        package(
            ("Xã K' Cũ", "Huyện X", "Phường Một", "00001"),
            ("Xã K' Cũ", "Huyện X", "Phường Một", "00001"),
            ("Phường 01", "Huyện X", "Xã Hai", "999"),
            (None, "Huyện X", "Xã Hai", "00002"),
        )
    )
    wanted = {
        "mappings": 4,
        "duplicates": 1,
        "islands": 1,
        "recoded": 1,
        "units": 2,
        "provinces": 1,
        "decomposed": 1,
    }
    assert {name: built.counts[name] for name in wanted} == wanted
    text = zlib.decompress(built.data, 31).decode()
    assert "\nOkcu|xã|K'Cũ|" in text
    assert "\nO1|phường|1|" in text


def test_a_mapping_to_nowhere_is_refused() -> None:
    """A mapping to a unit that is not in the package stops the making."""
    with pytest.raises(ValueError, match="no unit"):
        build(package(("Xã Cũ", "Huyện X", "Xã Ba", "00003")))


def test_a_name_of_no_kind_is_refused() -> None:
    """A name that begins with no known word stops the making."""
    with pytest.raises(ValueError, match="begins with no word"):
        build(package(("Làng Cũ", "Huyện X", "Phường Một", "00001")))
