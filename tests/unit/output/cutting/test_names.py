"""Cut files say the same names in every format, and nothing in them harms who cuts all of it."""

from __future__ import annotations

from datetime import date
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import ezdxf
import pikepdf
import pytest
from ezdxf.entities import LWPolyline

from keytag.drawing.geometry import Point
from keytag.handoff import press_files
from keytag.handoff.ticket_files import cutting_facts
from keytag.imposition import Imposition
from keytag.imposition.cut_sheet import CutSheet, cut_info
from keytag.steps.check_editions import compose_and_check
from keytag.steps.impose import impose_editions
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.order import PlanLimits
from keytag.steps.plate_plan import plan_plates
from keytag.steps.press import EditionsOnPress, choose_press, divide_count, with_counts
from keytag.steps.progress import no_progress
from tests.unit.steps.test_reach import own_shop

DAY = date(2026, 1, 15)
JOB = """
keytag: 1
issuer: {name: Công an xã Glar}
numbers: [{label: Trực ban, number: 0269 3000 113}]
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
quantity: 100
"""
SVG = "{http://www.w3.org/2000/svg}"
LABEL = "{http://www.inkscape.org/namespaces/inkscape}label"


def imposed(folder: Path, shop: str, order: str = "") -> tuple[JobSetup, Imposition]:
    """Return a small order on its sheets."""
    path = folder / "ward.yaml"
    path.write_text(f"{JOB}shop: {shop}\n{order}", encoding="utf-8")
    setup, _ = load_setup(path)
    contents, ordered, _ = divide_count(setup, None)
    counted = with_counts(contents, ordered)
    press, way, _ = choose_press(setup, None, None, counted)
    draft = compose_and_check(setup, contents, DAY, (), no_progress, counted)
    planned = plan_plates(setup, EditionsOnPress(contents, ordered, press, way), PlanLimits())
    return setup, impose_editions(setup, draft.editions, planned, DAY)


def pdf_names(data: bytes) -> tuple[set[str], set[str]]:
    """Return the layers of a PDF and the spots of its forms."""
    with pikepdf.open(BytesIO(data)) as pdf:
        layers = {str(group.Name) for group in pdf.Root.OCProperties.OCGs}
        spots = {
            str(space[1])[1:]
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and "/Resources" in each and "/ColorSpace" in each.Resources
            for space in each.Resources.ColorSpace.values()
        }
    return layers, spots


@pytest.mark.parametrize(
    ("cutter", "order", "cut"),
    [
        ("zund", "", "Thru-cut Exterior"),
        ("zund", "order: {cut: kiss}\n", "Kiss Cut"),
    ],
)
def test_a_cutters_names_are_in_every_file(cutter: str, order: str, cut: str, tmp_path: Path) -> None:
    """What a Zünd looks for are layers of DXF and SVG, and layers and spots of the PDF that it opens."""
    setup, imposition = imposed(tmp_path, own_shop(tmp_path, cutter=f"cutter: {cutter}"), order)
    files = press_files.make_cut_files(setup, imposition, DAY)
    wanted = {cut, "Thru-cut Interior", "Registration", "Reference layer"}
    assert pdf_names(files["cut/cut.pdf"]) == (wanted, wanted)
    document = ezdxf.read(StringIO(files["cut/cut.dxf"].decode()))
    assert {entity.dxf.layer for entity in document.modelspace()} == wanted
    assert {group.get(LABEL) for group in ET.fromstring(files["cut/cut.svg"]).iter(f"{SVG}g")} == wanted  # noqa: S314 - our own file


def test_without_a_cutters_names_the_pdf_keeps_its_own(tmp_path: Path) -> None:
    """A cutter that looks for no name gets the shop's spots and keytag's layers, marks among them."""
    setup, imposition = imposed(tmp_path, "digital-sra3")
    layers, spots = pdf_names(press_files.make_cut_files(setup, imposition, DAY)["cut/cut.pdf"])
    assert layers == {"Dieline", "Hole", "MARKS", "INFO"}
    assert spots == {"CutContour", "Marks", "Info"}


@pytest.mark.parametrize(
    "shop", ["digital-sra3", "offset-52x72", "screen-pvc", "uv-acrylic", "office-a4", "moulded-pvc"]
)
def test_cutting_every_layer_harms_no_tag(shop: str, tmp_path: Path) -> None:
    """Gripper, arrow, words and marks keep off every outline; words are ASCII in DXF and within the sheet."""
    setup, imposition = imposed(tmp_path, shop)
    data = press_files.make_cut_files(setup, imposition, DAY)["cut/cut.dxf"]
    sheet = press_files.sheet_to_cut(setup, imposition)
    info = cut_info(sheet, imposition.press, (("# 0123456789",), ("front up",)))
    lines = [*info.lines[1:], *sheet.marks]
    points = [point for line in lines for point in along(line)]
    for outline in (curve.path for curve in sheet.cuts):
        box, sides = outline.bounds(), outline.flattened()[0]
        near = [(x, y) for x, y in points if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1]
        assert not any(inside(point, sides) for point in near)
    document = ezdxf.read(StringIO(data.decode("ascii")))
    assert document.layers.get("INFO").dxf.plot == 0
    low = sheet.height - max(curve.path.bounds().y1 for curve in sheet.cuts)
    for text in document.modelspace().query("TEXT"):
        x, y, high = text.dxf.insert.x, text.dxf.insert.y, text.dxf.height
        assert x + len(text.dxf.text) * high <= sheet.width
        assert y >= 0
        assert y + high <= low
    (frame, *_) = document.modelspace().query('LWPOLYLINE[layer=="INFO"]')
    assert isinstance(frame, LWPolyline)
    xs, ys = zip(*frame.get_points("xy"), strict=True)
    assert (min(xs), min(ys), max(xs), max(ys)) == (0, 0, sheet.width, sheet.height)


def along(curve: object) -> list[Point]:
    """Return points along a line, one for each millimetre."""
    path = curve.path  # type: ignore[attr-defined]
    found: list[Point] = []
    for points in path.flattened():
        for (x0, y0), (x1, y1) in pairwise(points):
            found += [(x0 + (x1 - x0) * step / 20, y0 + (y1 - y0) * step / 20) for step in range(21)]
    return found


def inside(point: Point, outline: tuple[Point, ...]) -> bool:
    """Tell whether a point lies within a convex outline."""
    x, y = point
    sides = {
        (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) > 0
        for (x0, y0), (x1, y1) in zip(outline, (*outline[1:], outline[0]), strict=True)
        if (x0, y0) != (x1, y1)
    }
    return len(sides) == 1


def test_what_the_ticket_counts_is_what_the_files_have(tmp_path: Path) -> None:
    """Counts, the marks' frame and what lies outside of it are those of the cutting files."""
    setup, imposition = imposed(tmp_path, own_shop(tmp_path, cutter="cutter: graphtec-arms"))
    said = cutting_facts(setup, imposition)
    sheet: CutSheet = press_files.sheet_to_cut(setup, imposition)
    assert (said.holes, said.cuts, said.marks) == (len(sheet.holes), len(sheet.cuts), 3)
    xs = [x for mark in sheet.marks for x, _ in mark.path.flattened()[0]]
    ys = [y for mark in sheet.marks for _, y in mark.path.flattened()[0]]
    assert said.across == pytest.approx(max(xs) - min(xs))
    assert said.along == pytest.approx(max(ys) - min(ys))
    assert said.beyond == pytest.approx(min(xs) - min(curve.path.bounds().x0 for curve in sheet.cuts))
