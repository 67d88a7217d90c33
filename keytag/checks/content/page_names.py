"""Which place the name of a page speaks of: congan.phuong.anbinh, capanbinh, an-binh.gialai.gov.vn.

Pure: letters and the table of places. A name counts only where nothing of it is left over, so that no syllable of
another word is taken for a commune.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from keytag.checks.content import link_hosts as hosts
from keytag.documents.browser import open_as_browser
from keytag.vietnam.places import PlacesTable, Province, UnitKind, province_of

# What pages of offices begin with, each part perhaps left out, and what they end with.
_FIRST = ("trang", "page", "fanpage", "fb", "facebook", "zalo", "oa", "official", "tintuc", "tuoitre", "")
_OFFICES = ("congan", "ca", "police", "canhsat", "ubnd", "antt", "")
_KINDS = (
    *("phuong", "xa", "dackhu", "thitran", "thixa", "thanhpho", "huyen", "quan", "tinh"),
    *("tt", "tx", "tp", "p", "x", "h", "q", ""),
)
_ENDS = ("official", "page", "fanpage", "oa", "zalo", "online", "antt", "vn", "police", "congan")
# House rule: shorter keys are syllables of other words; where no office stands before it, a place's is longer.
_SHORTEST, _SHORTEST_ALONE = 3, 6
_LONGEST = 60
_DISTRICTS = (UnitKind.DISTRICT, UnitKind.URBAN_DISTRICT, UnitKind.TOWN, UnitKind.CITY)


@lru_cache(maxsize=4096)
def place_in_page(table: PlacesTable, link: str, behind: frozenset[str]) -> tuple[str, ...]:
    """Return the keys of the places that the page at ``link`` may be named after.

    ``behind`` are keys that can follow a place: its province, its former district.
    """
    page = open_as_browser(link)
    if page is None:
        return ()
    host = page.host.rstrip(".")
    segments = [part for part in page.path.split("/") if part]
    if host == hosts.ZALO or host in hosts.FACEBOOK_FACES or host in hosts.FACEBOOK_DOORS:
        names = segments[:1] if segments and segments[0] not in {"g", "s", "groups", "people", "pages"} else []
    elif host.endswith(f".{hosts.GOVERNMENT}"):
        names = host.removesuffix(f".{hosts.GOVERNMENT}").split(".")[:1]
    else:
        names = []
    return tuple(dict.fromkeys(place for name in names for place in _places_in(table, name, behind)))


def province_in_host(table: PlacesTable, link: str) -> Province | None:
    """Return the province of today whose pages of state ``link`` is among: congan.daklak.gov.vn."""
    page = open_as_browser(link)
    host = page.host.rstrip(".") if page is not None else ""
    if not host.endswith(f".{hosts.GOVERNMENT}"):
        return None
    return province_of(table, host.removesuffix(f".{hosts.GOVERNMENT}").rpartition(".")[2])


def _places_in(table: PlacesTable, name: str, behind: frozenset[str]) -> Iterator[str]:
    """Yield each place that the whole of ``name`` can be read as."""
    letters = re.sub(r"[^a-z0-9]", "", name.lower())[:_LONGEST]
    for start in _starts(letters):
        rest = letters[start:]
        tails = {rest, *(rest.removesuffix(end) for end in _ENDS), rest.rstrip("0123456789")}
        for place in sorted(
            {each for tail in tails for each in (tail, *(tail.removesuffix(last) for last in behind))}
        ):
            if len(place) >= (_SHORTEST if start else _SHORTEST_ALONE) and _is_place(
                table, place, is_alone=not start
            ):
                yield place


def _starts(letters: str) -> list[int]:
    """Return where a place can begin: behind each reading of what stands before it."""
    found = {0}
    for first in _FIRST:
        for office in _OFFICES if letters.startswith(first) else ():
            for kind in _KINDS if letters.startswith(first + office) else ():
                # Two letters are a kind only behind an office.
                if letters.startswith(first + office + kind) and (office or len(kind) > len("tp")):
                    found.add(len(first + office + kind))
    return sorted(found)


@lru_cache(maxsize=4096)
def _is_place(table: PlacesTable, place: str, *, is_alone: bool) -> bool:
    """Tell whether ``place`` is or was one; alone, without an office before it, only what is one today."""
    known = bool(table.units(place)) or table.province(place) is not None
    return known or (
        not is_alone
        and (
            bool(table.old_units(place))
            or table.old_province(place) is not None
            or any(table.has_district(kind, place) for kind in _DISTRICTS)
        )
    )
