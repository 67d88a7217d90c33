"""The built-in shops, and what a shop's file must hold."""

from __future__ import annotations

import re
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from keytag.documents.shop import Shop, read_cutter, read_shop
from keytag.documents.yaml import json_schema, read_document
from keytag.errors import InvalidDocumentError, MissingResourceError
from keytag.files import library

SHOPS = (
    "digital-330x480",
    "digital-pvc",
    "digital-sra3",
    "moulded-pvc",
    "office-a4",
    "offset-52x72",
    "offset-65x86",
    "offset-79x109",
    "offset-pvc",
    "screen-pvc",
    "uv-acrylic",
)
MM_PER_POINT = 25.4 / 72
OWN_MARKS = "cutter_marks: {mark: square, size: 2mm, count: 4, clear: 1mm}"


def test_the_shops_are_all_there() -> None:
    """Every shop that keytag promises is built in."""
    assert library.document_names("shops") == SHOPS


@pytest.mark.parametrize("name", SHOPS)
def test_built_in_shops_read(name: str) -> None:
    """Each built-in shop bears its file's name, has a profile that exists and room for a tag."""
    shop = read_shop(name)
    assert shop.name == name
    assert library.find("profiles", shop.profile).is_file()
    assert shop.gap >= 2 * shop.bleed


@pytest.mark.parametrize("name", SHOPS)
def test_every_figure_has_its_source(name: str) -> None:
    """Above each line with a figure stands a comment that says where it comes from."""
    lines = (library.builtin_folder("shops") / f"{name}.yaml").read_text(encoding="utf-8").split("\n")
    bare = [
        line
        for above, line in pairwise(lines)
        if re.search(r"\d(mm|pt)", line) and not above.lstrip().startswith("#")
    ]
    assert bare == []


def test_limits_are_held_in_millimetres() -> None:
    """Sizes written in points are held in millimetres like every other length."""
    shop = read_shop("offset-65x86")
    assert shop.smallest_text.reversed == pytest.approx(5 * MM_PER_POINT)
    assert shop.smallest_text.multi_ink == pytest.approx(14 * MM_PER_POINT)
    assert shop.smallest_line.multi_ink == pytest.approx(1.5 * MM_PER_POINT)


def test_marks_for_the_cutter_are_data() -> None:
    """A digital shop names its cutter, which names its marks; a shop that names none has none, and no stock."""
    shop = read_shop("digital-sra3")
    assert (shop.cutter, shop.cutter_marks, shop.cut) == ("plain-squares", None, "through")
    marks = read_cutter(shop.cutter or "").marks
    assert marks is not None
    assert (marks.mark, marks.size, marks.count, marks.clear, marks.side) == ("square", 3, 3, 1, "front")
    offset = read_shop("offset-65x86")
    assert (offset.cutter or offset.cutter_marks, offset.stock, offset.process) == (None, None, "offset")


def test_a_shop_may_say_what_it_prints_on() -> None:
    """The stock has a name in both languages and a thickness in millimetres."""
    text = (library.builtin_folder("shops") / "digital-sra3.yaml").read_text(encoding="utf-8")
    stock = "stock: {material: {vi: Nhựa PVC, en: PVC}, thickness: 0.76mm}\n"
    shop, _ = read_document((text + stock).encode(), "shop.yaml", Shop)
    assert shop.stock is not None
    assert (shop.stock.material.vi, shop.stock.thickness) == ("Nhựa PVC", 0.76)


def test_processes_are_data() -> None:
    """White with its choke, spots alone, codes apart and what one-ups say are data; print shops have none."""
    acrylic = read_shop("uv-acrylic")
    assert acrylic.underbase is not None
    assert (acrylic.underbase.spot, acrylic.underbase.choke, acrylic.underbase.sides) == ("White", 0.2, "both")
    assert (acrylic.bleed_line, acrylic.dimensions, acrylic.inks, acrylic.code) == (
        True,
        True,
        "process",
        "printed",
    )
    moulded = read_shop("moulded-pvc")
    assert (moulded.inks, moulded.code, moulded.smallest_letter) == ("spots", "patch", None)
    assert moulded.mould is not None
    assert (moulded.mould.letter, moulded.mould.line) == (3.0, 0.5)
    assert moulded.stock is not None
    assert moulded.stock.colour == "ground"
    digital = read_shop("digital-sra3")
    assert (digital.underbase, digital.most_inks, digital.smallest_letter) == (None, None, None)
    assert (digital.inks, digital.code, digital.bleed_line, digital.dimensions) == (
        "process",
        "printed",
        False,
        False,
    )


@pytest.mark.parametrize(
    "white", ["{choke: 2mm}", "{choke: 0.2mm, spot: cutcontour}", "{choke: 0.2mm, spot: All}"]
)
def test_impossible_whites_are_refused(white: str) -> None:
    """A white choked beyond a millimetre, or one that has the name of the cut, is refused at its place."""
    text = (library.builtin_folder("shops") / "digital-sra3.yaml").read_text(encoding="utf-8")
    with pytest.raises(InvalidDocumentError) as caught:
        read_document(f"{text}underbase: {white}\n".encode(), "shop.yaml", Shop)
    assert caught.value.findings[0].where is not None
    assert caught.value.findings[0].where.line == text.count("\n") + 1


def test_a_users_shop_comes_first(tmp_path: Path) -> None:
    """A shop beside the job is taken before the built-in one of that name."""
    text = (library.builtin_folder("shops") / "digital-sra3.yaml").read_text(encoding="utf-8")
    (tmp_path / "digital-sra3.yaml").write_text(text.replace("gripper: 12mm", "gripper: 15mm"), encoding="utf-8")
    assert read_shop("digital-sra3", tmp_path).gripper == 15
    assert read_shop("digital-sra3").gripper == 12


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("gap: 4mm", "gap: 3mm", "bleed"),
        ("sides: 5mm", "sides: 161mm", "sides"),
        ("gripper: 12mm", "gripper: 101mm", "gripper"),
        ("standard: pdf-x4", "standard: pdf-x9", "standard"),
        ("layout: nested", "layout: nest", "layout"),
        ("count: 4", "count: 5", "cutter_marks.count"),
        ("mark: square", "mark: sqare", "cutter_marks.mark"),
        ("size: 2mm", "size: 0.1mm", "cutter_marks.size"),
        ("unprintable: 4mm", "unprintable: 4 cây", "sheet.unprintable"),
        ("unprintable: 4mm", "unprintable: 101mm", "sheet.unprintable"),
        ("unprintable: 4mm", "unprintable: {grip: 12mm}", "grip"),
        ("unprintable: 4mm", "unprintable: {left: 90mm, right: 90mm, tail: 90mm, gripper: -1mm}", "gripper"),
        ("cut: through", "cut: thru", "cut"),
        ("process: digital", "process: laser", "process"),
        ("register: true", "registr: true", "marks"),
        ("width: 320mm", "width: 0", "sheet.width"),
        ("dieline: CutContour", "dieline: All", "spots.dieline"),
        ("hole: CutContour", "hole: none", "spots.hole"),
        ("hole: CutContour", "hole: BLACK", "spots.hole"),
        ("hole: CutContour", "hole: cutcontour", "case"),
        ("{dieline: CutContour, hole: CutContour}", "{dieline: CUTCONTOUR}", "case"),
    ],
)
def test_impossible_shops_are_refused(old: str, new: str, message: str) -> None:
    """Figures that cannot be together, and names that do not exist, are refused at their place."""
    text = (library.builtin_folder("shops") / "digital-sra3.yaml").read_text(encoding="utf-8")
    text = text.replace("cutter: plain-squares", OWN_MARKS)
    assert old in text
    with pytest.raises(InvalidDocumentError) as caught:
        read_document(text.replace(old, new).encode(), "shop.yaml", Shop)
    assert message in caught.value.findings[0].message.en


@pytest.mark.parametrize(
    ("name", "is_one"), [("CutContour", True), ("Allergen", True), ("aLL", False), ("Black ", False)]
)
def test_editors_refuse_reserved_spots(name: str, is_one: bool) -> None:  # noqa: FBT001
    """What the schema says of a spot's name in an editor is what keytag says of it."""
    schema = json_schema(Shop)
    spots = {**schema["$defs"]["Spots"], "$schema": schema["$schema"]}
    text = (library.builtin_folder("shops") / "digital-sra3.yaml").read_text(encoding="utf-8")
    document = text.replace("{dieline: CutContour, hole: CutContour}", f"{{dieline: '{name}', hole: '{name}'}}")
    assert Draft202012Validator(spots).is_valid({"dieline": name, "hole": name}) is is_one
    with nullcontext() if is_one else pytest.raises(InvalidDocumentError):
        read_document(document.encode(), "shop.yaml", Shop)


def test_unknown_shops_suggest_the_nearest() -> None:
    """A shop that does not exist is an error with the name that was meant; none is put in its place."""
    with pytest.raises(MissingResourceError) as caught:
        read_shop("digital-sra4")
    assert caught.value.hint is not None
    assert "digital-sra3" in caught.value.hint.en


@pytest.mark.parametrize(
    ("shop", "stock"),
    [
        ("digital-sra3", "{material: {vi: Nhựa, en: Plastic}, colour: flag-red}"),
        ("screen-pvc", '{material: {vi: Nhựa, en: Plastic}, colour: "#DA251D"}'),
        ("screen-pvc", "{material: {vi: Nhựa, en: Plastic}, colour: crimson}"),
    ],
)
def test_impossible_materials_are_refused(shop: str, stock: str) -> None:
    """A coloured material takes flat inks, and its colour is an ink, at its place."""
    text = (library.builtin_folder("shops") / f"{shop}.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("stock:")]
    with pytest.raises(InvalidDocumentError) as caught:
        read_document("\n".join((*lines, f"stock: {stock}")).encode(), "shop.yaml", Shop)
    (finding,) = caught.value.findings
    assert finding.message.en.startswith("stock")
