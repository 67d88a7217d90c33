"""Area codes and mergers of provinces, held against a second transcription that was made from other texts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from keytag.text.text import fold_name
from keytag.vietnam.phone.areas import AREAS

SOURCE = Path(__file__).parents[3] / "sources" / "provinces.tsv"

Row = tuple[str, str, str, str, str]


def second() -> set[Row]:
    """Return the second transcription: code, former code, phase, province before the mergers, province today."""
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    rows: set[Row] = set()
    for line in lines:
        if not line.startswith("#"):
            code, former, phase, province, today = line.split("\t")
            rows.add((code, former, phase, plain(province), plain(today)))
    return rows


def plain(name: str) -> str:
    """Return a province's name as both transcriptions have it: without diacritics, title, hyphens and blanks."""
    plain = fold_name(name).replace("-", "").removeprefix("tp.").removeprefix("tp")
    return {"hue": "thuathienhue"}.get(plain, plain)


def test_codes_and_mergers_are_those_of_a_second_transcription() -> None:
    """Each code, the one before it, its phase, its province and that one's successor are the same in both."""
    ours = {
        (
            area.code.removeprefix("0"),
            (area.former or "-").removeprefix("0"),
            str(area.phase),
            plain(area.province),
            plain(area.today),
        )
        for area in AREAS
    }
    assert ours == second()


def test_each_phase_has_the_days_that_the_press_gave() -> None:
    """Each phase of 2017 began on its day, and for about a month both codes could be dialled."""
    # baokhanhhoa.vn, 11-2016 (to dial both: up to 13-3, 14-5 and 16-7), and the same on vi.qtcs.com.vn.
    days = {
        1: (date(2017, 2, 11), date(2017, 3, 13)),
        2: (date(2017, 4, 15), date(2017, 5, 14)),
        3: (date(2017, 6, 17), date(2017, 7, 16)),
    }
    changes = {area.phase: area.change for area in AREAS}
    assert changes.pop(0) is None
    assert {phase: (change.first, change.last) for phase, change in changes.items() if change is not None} == days


def test_the_second_transcription_adds_up() -> None:
    """It has 63 codes, the numbers of provinces that its sources give for each phase, and 34 provinces today."""
    rows = second()
    assert len(rows) == 63
    # nld.com.vn, 18-1-2017, after VNPT: 13, 23 and 23 provinces change, four keep their codes.
    assert Counter(phase for _, _, phase, _, _ in rows) == {"0": 4, "1": 13, "2": 23, "3": 23}
    provinces = {today for *_, today in rows}
    assert len(provinces) == 34
    # znews.vn, 1-7-2025: 23 provinces are new, 11 stay as they were.
    parts = Counter(today for *_, today in rows)
    assert sum(count > 1 for count in parts.values()) == 23
