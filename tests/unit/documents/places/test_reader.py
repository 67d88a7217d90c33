"""A table of places that an office names: what is read, what is refused, and what the table then knows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from time import process_time

import pytest

from keytag.documents.places import read_gazetteer, write_places
from keytag.errors import InvalidDocumentError
from keytag.findings import Severity
from keytag.vietnam.places import PlaceMention, PlacesTable, UnitKind, UnitVerdict, look_up, own_table, unit_status

Rows = list[list[str]]
FIRST = date(2026, 12, 1)
EVE = FIRST - timedelta(1)


@cache
def _own() -> str:
    return write_places(own_table(), as_csv=True).decode("utf-8-sig")


def rows() -> Rows:
    """Keytag's own table as rows, dated a little later."""
    found = list(csv.reader(io.StringIO(_own())))
    found[1][2], found[2][2] = "2026-12-05", "Nghị quyết thử"
    return found


def row_of(found: Rows, code: str) -> list[str]:
    """The row of a code."""
    return next(row for row in found if row[0] == code)


def read(found: Rows) -> PlacesTable:
    """What the rows are read as."""
    text = io.StringIO()
    csv.writer(text).writerows(found)
    return read_gazetteer(text.getvalue().encode(), "places.csv").table


def refused(found: Rows) -> list[tuple[str, int | None, int | None, str]]:
    """The rule, line, column and English message of everything that is wrong."""
    with pytest.raises(InvalidDocumentError) as caught:
        read(found)
    return [
        (f.rule, f.where.line if f.where else None, f.where.column if f.where else None, f.message.en)
        for f in caught.value.findings
    ]


@pytest.mark.parametrize("as_csv", [True, False])
def test_keytags_own_table_reads_back_as_it_is(*, as_csv: bool) -> None:
    """What is exported, as a workbook or as CSV, is the same table when it is read again, line for line."""
    found = read_gazetteer(write_places(own_table(), as_csv=as_csv), "places")
    lines = [[x for x in t.text.splitlines() if not x.startswith("#")] for t in (own_table(), found.table)]
    assert lines[0] == lines[1]
    assert (found.table.date, found.table.source, found.notes) == (own_table().date, own_table().source, ())
    assert write_places(found.table, as_csv=as_csv) == write_places(own_table(), as_csv=as_csv)


def test_headers_in_english_lost_zeros_and_other_apostrophes_are_read() -> None:
    """Headers are known in both languages; lost zeros are put back; apostrophes are evened out."""
    found = rows()
    found[0] = ["code", "kind", "name", "province", "since", "into"]
    found[1][0], found[2][0] = "date", "source"
    row_of(found, "00004")[0] = "4"
    row_of(found, "01")[0] = "1"
    row_of(found, "24184")[2] = "Ea H\u2019Leo"
    assert read(found).text == read(rows()).text


def test_a_commune_becomes_a_ward_on_its_day() -> None:
    """With the day in the column since, the unit is what it was before that day, and a ward after it."""
    found = rows()
    row = row_of(found, "23677")
    row[1], row[4] = "phường", FIRST.isoformat()
    newer = read(found)
    (dak_doa,) = newer.units("Đak Đoa")
    assert [dak_doa.full(day) for day in (EVE, FIRST)] == ["xã Đak Đoa", "phường Đak Đoa"]
    assert own_table().units("Đak Đoa")[0].full(FIRST) == "xã Đak Đoa"


def test_what_went_into_another_leads_there_with_its_day() -> None:
    """A unit that ended stands until its day, and is gone since; former units lead on to what it went into."""
    found = rows()
    row = row_of(found, "23701")
    row[4], row[5] = FIRST.isoformat(), "23677"
    newer = read(found)
    gia_lai, place = newer.province("Gia Lai"), PlaceMention(UnitKind.COMMUNE, "Kon Gang")
    before, after = (unit_status(newer, place, gia_lai, day) for day in (EVE, FIRST))
    assert (before.verdict, before.official) == (UnitVerdict.STANDS, "Kon Gang")
    assert (after.verdict, [unit.name for unit in after.units]) == (UnitVerdict.GONE, ["Đak Đoa"])
    assert [old.until for old in after.old] == [FIRST]
    # The commune Đak Krong had gone into Kon Gang in 2025.
    assert ["Đak Đoa"] in [[unit.name for unit in old.successors] for old in newer.old_units("Đak Krong")]
    assert [old.code for old in look_up(newer, "kon gang").before if old.code] == ["23701"]


def test_a_renamed_unit_keeps_a_row_with_its_old_name() -> None:
    """The old name stands until its day and leads to the new one since; without that row the name is a slip."""
    found = rows()
    row = row_of(found, "23701")
    found.append(["23701", "xã", "Kon Gang", "Gia Lai", FIRST.isoformat(), "23701"])
    row[2] = "Kon Gang Mới"
    newer = read(found)
    gia_lai, place = newer.province("Gia Lai"), PlaceMention(UnitKind.COMMUNE, "Kon Gang")
    assert [unit_status(newer, place, gia_lai, day).verdict for day in (EVE, FIRST)] == [
        UnitVerdict.STANDS,
        UnitVerdict.GONE,
    ]
    assert unit_status(newer, place, gia_lai, FIRST).official == "Kon Gang"
    assert [said[0] for said in refused(found[:-1])] == ["places-changes-are-dated"]


def change(code: str, column: int, text: str) -> Callable[[Rows], None]:
    """A change of one cell in the row of ``code``."""

    def changed(found: Rows) -> None:
        row_of(found, code)[column] = text

    return changed


@pytest.mark.parametrize(
    ("spoil", "rule", "column"),
    [
        (change("23677", 0, "2367"), "places-table-is-whole", None),
        (change("23677", 0, "236777"), "places-cells-are-right", 1),
        (change("23677", 0, "2367a"), "places-cells-are-right", 1),
        (change("23677", 1, "phuong"), "places-cells-are-right", 7),
        (change("23677", 1, "thị trấn"), "places-cells-are-right", 7),
        (change("23677", 2, "xã Đak Đoa"), "places-cells-are-right", 10),
        (change("23677", 2, "Đak|Đoa"), "places-cells-are-right", 10),
        (change("23677", 2, "đak đoa"), "places-cells-are-right", 10),
        (change("23677", 2, ""), "places-cells-are-right", 10),
        (change("23677", 2, "Dak Doa"), "places-changes-are-dated", 10),
        (change("23677", 2, "Đak Đoà"), "places-changes-are-dated", 10),
        (change("23677", 3, "Gia Lia"), "places-cells-are-right", 18),
        (change("23677", 3, "Gia Lài"), "places-cells-are-right", 18),
        (change("23677", 3, ""), "places-cells-are-right", 18),
        (change("23677", 4, "20/9/2026"), "places-cells-are-right", 26),
        (change("23677", 4, "2026-09-31"), "places-cells-are-right", 26),
        (change("23677", 4, "2024-09-30"), "places-cells-are-right", 26),
        (change("23677", 4, "2026-09-30"), "places-changes-are-dated", 26),
        (change("23677", 5, "23701"), "places-cells-are-right", 27),
        (change("23677", 1, "phường"), "places-changes-are-dated", 7),
        (change("26368", 4, ""), "places-changes-are-dated", None),
        (change("52", 3, "Gia Lai"), "places-cells-are-right", None),
        (change("24", 1, "tỉnh"), "places-changes-are-dated", None),
    ],
)
def test_a_wrong_cell_is_told_at_its_place(spoil: Callable[[Rows], None], rule: str, column: int | None) -> None:
    """Codes, kinds, names, provinces and days each have their form; the finding names line and column."""
    found = rows()
    at = found.index(row_of(found, "23677")) + 1
    spoil(found)
    said = refused(found)
    assert rule in {each[0] for each in said}
    if column is not None:
        assert [(line, start) for _, line, start, _ in said] == [(at, column)]


def test_codes_that_no_row_has_are_told() -> None:
    """What a unit went into stands in the table, and the day on which it did beside it."""
    found = rows()
    row = row_of(found, "23677")
    row[4], row[5] = FIRST.isoformat(), "99999"
    assert [said[3] for said in refused(found)] == ["No row has the code 99999."]


def test_nothing_may_be_lost() -> None:
    """A row that was deleted is told of by code and name; a province as well."""
    without = [row for row in rows() if row[0] != "23677"]
    (said,) = refused(without)
    assert said[0] == "places-table-is-whole"
    assert said[3] == "1 places of keytag's own table are missing: 23677 xã Đak Đoa."
    assert any("Gia Lai" in each[3] for each in refused([row for row in rows() if row[0] != "52"]))


def test_rows_differ() -> None:
    """No two rows have one code, and no two places of a province one kind and name."""
    found = rows()
    found.append(["23677", "xã", "Khác", "Gia Lai", "", ""])
    found.append(["99998", "xã", "Kon Gang", "Gia Lai", "", ""])
    assert {said[0] for said in refused(found)} == {"places-rows-differ"}
    assert len(refused(found)) == 2


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda found: found.pop(1), "The table has no row with its date."),
        (lambda found: found.pop(2), "The table has no row with its source."),
        (lambda found: found[0].__setitem__(1, "màu"), "There is no column “màu”."),
        (lambda found: found[0].__setitem__(4, "tên"), "The column “name” stands there twice."),
        (lambda found: found[1].__setitem__(2, "hôm nay"), "“hôm nay” is no day since 2025-07-01."),
        (lambda found: found[2].__setitem__(2, "n" * 200), "The source has over 160 letters."),
    ],
)
def test_a_table_has_its_columns_date_and_source(spoil: Callable[[Rows], object], message: str) -> None:
    """Without them nobody knows what it says, or of which day."""
    found = rows()
    spoil(found)
    assert message in [said[3] for said in refused(found)]


def test_what_a_whole_column_says_wrong_is_told_once() -> None:
    """One cause is one message with how many cells have it, and what is full of mistakes is read quickly."""
    found = rows()
    for row in found:
        row[1] = row[1].replace("phường", "phuong")
    (said,) = refused(found)
    assert said[3] == "There is no kind “phuong”. (and 708 more cells)"
    hostile = [found[0], *([f"{i:05}", "xã", f"Tên {i}", f"Tỉnh{i}" + "x" * 150, "", ""] for i in range(8000))]
    start = process_time()
    assert len(refused(hostile)) == 101
    assert process_time() - start < 5


def test_a_province_may_have_its_kind_before_it() -> None:
    """“Tỉnh Gia Lai” and “TP. Hồ Chí Minh” in the column of provinces are those provinces."""
    found = rows()
    for row in found[3:]:
        if row[3]:
            row[3] = f"TP. {row[3]}" if row[3] == "Hồ Chí Minh" else f"Tỉnh {row[3]}"
    assert read(found).text == read(rows()).text


def test_a_table_of_something_else_is_refused() -> None:
    """A list of communes with telephones is no table of places."""
    with pytest.raises(InvalidDocumentError) as caught:
        read_gazetteer("Tên xã,Trực ban\nGlar,0269 3000 113\n".encode(), "communes.csv")
    assert {finding.rule for finding in caught.value.findings} == {"places-table-is-whole"}


def test_an_older_table_is_a_warning() -> None:
    """A table older than keytag's own is read, with the advice to use keytag's."""
    found = rows()
    found[1][2] = "2026-08-01"
    for row in found:
        if row[0] in {"24", "22"}:
            row[1], row[4] = "tỉnh", ""
    text = io.StringIO()
    csv.writer(text).writerows(found)
    older = read_gazetteer(text.getvalue().encode(), "places.csv")
    assert [(note.rule, note.severity) for note in older.notes] == [("places-table-is-newest", Severity.WARNING)]
    bac_ninh = older.table.province("Bắc Ninh")
    assert bac_ninh is not None
    assert bac_ninh.full(date(2026, 10, 10)) == "tỉnh Bắc Ninh"


def test_the_example_of_the_documentation_is_read() -> None:
    """The rows that docs/places-table.md shows, in place of keytag's own, are a table that says what it says."""
    page = (Path(__file__).parents[4] / "docs" / "places-table.md").read_text(encoding="utf-8")
    example = list(csv.reader(io.StringIO(page.partition("```csv\n")[2].partition("```")[0])))
    codes = {row[0] for row in example}
    newer = read([example[0], *(row for row in rows()[1:] if row[0] not in codes), *example[1:]])
    gia_lai, day = newer.province("Gia Lai"), date(2026, 12, 1)
    said = {
        name: unit_status(newer, PlaceMention(UnitKind.COMMUNE, name), gia_lai, day)
        for name in ("Đak Đoa", "Kon Gang", "Đak Sơmei", "Đak Sơmei Mới")
    }
    assert {name: (found.verdict, found.units[0].full(day)) for name, found in said.items()} == {
        "Đak Đoa": (UnitVerdict.OTHER_KIND, "phường Đak Đoa"),
        "Kon Gang": (UnitVerdict.GONE, "phường Đak Đoa"),
        "Đak Sơmei": (UnitVerdict.GONE, "xã Đak Sơmei Mới"),
        "Đak Sơmei Mới": (UnitVerdict.STANDS, "xã Đak Sơmei Mới"),
    }
