"""Which layout an order is laid by: rows, the free one of just such a sheet, or the file that is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from keytag.documents.layout import layout_text
from keytag.drawing.geometry import Shape, ShapeKind
from keytag.errors import InvalidDocumentError, MissingResourceError
from keytag.imposition import LayoutKind
from keytag.imposition.sheet_layout import sheet_layout
from keytag.steps.content_hash import with_content_hash
from keytag.steps.job_setup import load_setup
from keytag.steps.press import press_and_way, wanted_marks
from keytag.text.text import same_text

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
tag: {shape: oval, width: 50mm, height: 20mm}
quantity: 90
shop: office-a4
"""


def job(folder: Path, more: str = "", old: str = "", new: str = "") -> Path:
    """Return the path of a job, with ``more`` or otherwise."""
    path = folder / "ward.yaml"
    path.write_text(JOB.replace(old, new) + more, encoding="utf-8")
    return path


def nest(width: float = 198, height: float = 281, gap: float = 4, tag: tuple[float, float] = (50, 20)) -> str:
    """Return a layout's file of two tags."""
    shape = Shape(ShapeKind.OVAL, *tag)
    return layout_text(shape, (width, height), gap, ((40, 40, 10.0), (120, 90, -30.0)), same_text("made up"))


def test_free_is_the_layout_of_just_such_a_sheet(tmp_path: Path) -> None:
    """It comes with keytag, and one of that name beside the job goes before it."""
    setup, _ = load_setup(job(tmp_path, "layout: free\n"))
    _, way = press_and_way(setup)
    assert way.layout is LayoutKind.FREE
    assert way.free is not None
    assert len(way.free.places) >= 47
    (tmp_path / "oval-50x20-198x281-4.yaml").write_text(nest(), encoding="utf-8")
    _, way = press_and_way(setup)
    assert way.free is not None
    assert len(way.free.places) == 2


def test_the_command_goes_before_the_job_and_the_job_before_the_shop(tmp_path: Path) -> None:
    """Rows by the command, though the job names a layout's file; without the command that file."""
    (tmp_path / "mine.yaml").write_text(nest(190, 270, 5), encoding="utf-8")
    setup, _ = load_setup(job(tmp_path, "layout: mine.yaml\n"))
    assert press_and_way(setup, "grid")[1].layout is LayoutKind.GRID
    _, way = press_and_way(setup)
    assert way.free is not None
    assert (way.free.width, way.free.gap) == (190, 5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (nest(tag=(45, 20)), "oval 45 × 20 mm; oval 50 × 20 mm is wanted"),
        (nest(gap=3), "a gap 3 mm; 4 mm is wanted"),
        (nest(199), "a field 199 × 281 mm; 198 × 281 mm is wanted"),
    ],
    ids=["tag", "gap", "field"],
)
def test_a_layout_of_another_sheet_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Other tags, a narrower gap, a larger field: the job's line is told, and nothing is laid."""
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    setup, _ = load_setup(job(tmp_path, "layout: mine.yaml\n"))
    with pytest.raises(InvalidDocumentError) as refused:
        press_and_way(setup)
    (finding,) = refused.value.findings
    assert finding.rule == "layout-is-of-this-sheet"
    assert said in finding.message.en
    assert finding.where is not None
    assert finding.where.line == 7


def test_a_shop_has_to_allow_free_layouts(tmp_path: Path) -> None:
    """A shop that says nothing of them cuts rows alone."""
    setup, _ = load_setup(job(tmp_path, "layout: free\n", "office-a4", "screen-pvc"))
    with pytest.raises(InvalidDocumentError) as refused:
        press_and_way(setup)
    assert [finding.rule for finding in refused.value.findings] == ["shop-cuts-the-layout"]
    assert press_and_way(setup, "nested")[1].free is None


def test_tags_that_all_lie_are_cut_by_whoever_cuts_rows(tmp_path: Path) -> None:
    """A layout without a leaning tag is nested to every shop, and holds one more on A4 than rows do."""
    name = "oval-50x20-198x281-4-level"
    setup, _ = load_setup(job(tmp_path, f"layout: {name}.yaml\n"))
    shop = setup.shop.model_copy(update={"layouts": ("nested", "grid")})
    press, way = press_and_way(replace(setup, shop=shop))
    assert way.layout is LayoutKind.NESTED
    assert way.free is not None
    layout = sheet_layout(press, setup.shape, way.pattern, way.backing, wanted_marks(setup))
    assert (layout.kind, len(layout.slots)) == (LayoutKind.NESTED, 45)


def test_rows_give_way_to_tags_that_all_lie(tmp_path: Path) -> None:
    """Who asks for rows gets a layout without a leaning tag that holds more, where one of the size is built in."""
    setup, _ = load_setup(job(tmp_path, "layout: nested\n"))
    press, way = press_and_way(setup)
    assert way.layout is LayoutKind.NESTED
    layout = sheet_layout(press, setup.shape, way.pattern, way.backing, wanted_marks(setup))
    assert (layout.kind, len(layout.slots)) == (LayoutKind.NESTED, 45)
    assert press_and_way(setup, "grid")[1].free is None
    other, _ = load_setup(job(tmp_path, "", "width: 50mm", "width: 49mm"))
    assert press_and_way(other)[1].free is None


def test_nothing_takes_the_place_of_a_layout_that_is_not_there(tmp_path: Path) -> None:
    """No rows are laid where free was asked for and nobody has found one: the hint says how to."""
    setup, _ = load_setup(job(tmp_path, "layout: free\n", "width: 50mm", "width: 51mm"))
    with pytest.raises(MissingResourceError) as refused:
        press_and_way(setup)
    assert "oval-51x20-198x281-4" in refused.value.message.en
    assert refused.value.hint is not None
    assert "keytag nest" in refused.value.hint.en


def test_the_layout_is_part_of_the_number_of_an_order(tmp_path: Path) -> None:
    """Rows, the free layout, and the same name with other places: three numbers; comments in its file: none."""
    setup, _ = load_setup(job(tmp_path, "layout: free\n"))
    rows, _ = load_setup(job(tmp_path))
    numbers = [with_content_hash(rows, ()).content_hash, with_content_hash(setup, ()).content_hash]
    own = tmp_path / "oval-50x20-198x281-4.yaml"
    own.write_text(nest(), encoding="utf-8")
    numbers.append(with_content_hash(setup, ()).content_hash)
    assert len(set(numbers)) == 3
    own.write_text(f"# mine\n{nest()}", encoding="utf-8")
    assert with_content_hash(setup, ()).content_hash == numbers[-1]
