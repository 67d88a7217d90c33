"""How many of each edition, on which press."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keytag.errors import UsageError
from keytag.imposition import Backing, LayoutKind
from keytag.imposition.cutter_marks import CutterMarkSet, MarkShape
from keytag.imposition.sheet import SheetSide
from keytag.steps.check_editions import compose_and_check
from keytag.steps.impose import impose_editions
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.order import PlanLimits
from keytag.steps.plate_plan import plan_plates
from keytag.steps.press import EditionsOnPress, choose_press, divide_count, with_counts
from keytag.steps.progress import no_progress

SHOPS = Path(__file__).parents[3] / "templates" / "shops"
DAY = date(2026, 1, 15)
JOB = """
keytag: 1
issuer: {name: Công an xã Glar}
numbers: [{label: Trực ban, number: 0269 3000 113}]
"""


def setting_of(folder: Path, more: str = "") -> JobSetup:
    """The job with more lines, gathered."""
    path = folder / "ward.yaml"
    path.write_text(JOB + more, encoding="utf-8")
    setup, findings = load_setup(path)
    assert findings == ()
    return setup


@pytest.mark.parametrize(
    ("quantities", "count", "expected"),
    [
        ((1000, 500, 333), None, (1000, 500, 333)),
        ((1000, 500, 333), 100, (55, 27, 18)),
        ((1, 1, 1), 100, (34, 33, 33)),
        ((500, 300, 1), 227, (142, 85)),
        ((1, 1, 1), 2, (1, 1)),
    ],
)
def test_counts_are_split(
    quantities: tuple[int, ...], count: int | None, expected: tuple[int, ...], tmp_path: Path
) -> None:
    """A total is divided by largest remainder, ties to the earlier; without it each edition's quantity stands."""
    editions = ", ".join(f"{{id: e{i}, quantity: {q}}}" for i, q in enumerate(quantities))
    contents, numbers, skipped = divide_count(setting_of(tmp_path, f"editions: [{editions}]\n"), count)
    assert numbers == expected
    assert sum(numbers) == (sum(quantities) if count is None else count)
    assert len(contents) == len(expected)
    assert [(f.rule, f.node) for f in skipped] == [
        ("edition-gets-none", f"editions.{i}") for i in range(len(expected), len(quantities))
    ]


def test_without_quantities_a_total_is_split_evenly(tmp_path: Path) -> None:
    """Editions that say no quantity share alike; without a total that is an error."""
    setup = setting_of(tmp_path, "editions: [{id: a}, {id: b}]\n")
    assert divide_count(setup, 7)[1] == (4, 3)
    with pytest.raises(UsageError):
        divide_count(setup, None)


def test_a_total_is_not_divided_by_half_the_quantities(tmp_path: Path) -> None:
    """Where some editions have quantities and others none, nobody can say what their shares are."""
    setup = setting_of(tmp_path, "editions: [{id: a, quantity: 10}, {id: b}]\n")
    with pytest.raises(UsageError, match="b"):
        divide_count(setup, 7)


def test_the_command_overrides_the_shop(tmp_path: Path) -> None:
    """Layout and backing are the shop's unless the command names them."""
    setup = setting_of(tmp_path)
    press, way, findings = choose_press(setup)
    assert (press.width, press.height, press.gap) == (320.0, 450.0, 4.0)
    assert (way.layout, way.backing, findings) == (LayoutKind.NESTED, Backing.SHEETWISE, ())
    _, way, _ = choose_press(setup, "grid", "tumble")
    assert (way.layout, way.backing) == (LayoutKind.GRID, Backing.TUMBLE)


def test_a_tag_larger_than_the_sheet_is_a_finding(tmp_path: Path) -> None:
    """Where not one tag fits the sheet it is said before anything is composed."""
    path = tmp_path / "poster.yaml"
    path.write_text(f"{JOB}tag: {{shape: rectangle, width: 300mm, height: 300mm}}\n", encoding="utf-8")
    setup, _ = load_setup(path, "office-a4")
    assert len(choose_press(setup)[2]) == 1


@pytest.mark.parametrize(("backing", "told"), [("single", ["backs-are-left-out"]), ("sheetwise", [])])
def test_one_sided_printing_says_that_backs_are_left_out(backing: str, told: list[str], tmp_path: Path) -> None:
    """Nobody loses the back of a tag without being told."""
    _, _, findings = choose_press(setting_of(tmp_path), backing=backing)
    assert [finding.rule for finding in findings] == told


def test_the_shops_cutter_marks_reach_the_sheet(tmp_path: Path) -> None:
    """Every field of the shop's marks is that of the marks on the sheet, and each of them finds a place."""
    shop = (SHOPS / "digital-sra3.yaml").read_text(encoding="utf-8")
    given = "cutter: plain-squares"
    assert given in shop
    wanted = "cutter_marks: {mark: corner, size: 6mm, line: 0.4mm, count: 3, clear: 1.5mm, side: back}"
    (tmp_path / "own.yaml").write_text(shop.replace(given, wanted), encoding="utf-8")
    setup = setting_of(tmp_path, "shop: own.yaml\nquantity: 100\n")
    contents, ordered, _ = divide_count(setup, None)
    counted = with_counts(contents, ordered)
    press, way, _ = choose_press(setup, None, None, counted)
    draft = compose_and_check(setup, contents, DAY, (), no_progress, counted)
    order = plan_plates(setup, EditionsOnPress(contents, ordered, press, way), PlanLimits())
    imposition = impose_editions(setup, draft.editions, order, DAY)
    marks = CutterMarkSet(MarkShape.CORNER, 6.0, 0.4, 3, 1.5, SheetSide.BACK, apart=5.0)
    assert imposition.furniture.marks.cutter == marks
    assert len(imposition.marks.cutter) == 3
