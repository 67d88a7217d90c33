"""What lies inside a tag is cut before its outline: the order is read back from every kind of file."""

from __future__ import annotations

from datetime import date
from io import BytesIO, StringIO
from itertools import pairwise
from math import dist
from pathlib import Path
from xml.etree import ElementTree as ET

import ezdxf
import pikepdf
import pytest

from keytag.drawing.geometry import Affine, Shape, ShapeKind
from keytag.handoff import press_files
from keytag.imposition.bands import travel_length
from keytag.steps.check_editions import compose_and_check
from keytag.steps.export import with_cut
from keytag.steps.impose import impose_editions
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.order import PlanLimits
from keytag.steps.plate_plan import plan_plates
from keytag.steps.press import EditionsOnPress, choose_press, divide_count, with_counts
from keytag.steps.progress import no_progress

DAY = date(2026, 1, 15)
JOB = """
keytag: 1
issuer: {name: Công an xã Glar}
numbers: [{label: Trực ban, number: 0269 3000 113}]
"""
HOLE = "hole: {diameter: 4mm, edge: 2.5mm, side: left}"
TAG = f"tag: {{shape: oval, width: 50mm, height: 20mm, {HOLE}}}\n"
SVG = "{http://www.w3.org/2000/svg}"
POINT = 25.4 / 72
OVAL = Shape(ShapeKind.OVAL, 50, 20)
Cut = tuple[str, float, float]
"""What is cut, HOLE or CUT, and its middle in mm from the sheet's upper left corner."""


@pytest.fixture(scope="module", params=["sheetwise", "turn", "tumble"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the cut files and the sheets of a small order."""
    path: Path = tmp_path_factory.mktemp("order") / "ward.yaml"
    path.write_text(f"{JOB}{TAG}shop: digital-sra3\nquantity: 100\n", encoding="utf-8")
    setup, _ = load_setup(path)
    contents, ordered, _ = divide_count(setup, None)
    counted = with_counts(contents, ordered)
    press, way, _ = choose_press(setup, None, request.param, counted)
    draft = compose_and_check(setup, contents, DAY, (), no_progress, counted)
    order = plan_plates(setup, EditionsOnPress(contents, ordered, press, way), PlanLimits())
    imposition = impose_editions(setup, draft.editions, order, DAY)
    sheets = press_files.make_sheets(setup, imposition, ordered, DAY)
    one_ups = press_files.make_one_ups(setup, draft.editions[0], DAY)
    named = {name.rpartition("/")[2]: data for name, data in one_ups.files.items()}
    return {**sheets.files, **press_files.make_cut_files(setup, imposition, DAY), **named}


def of_dxf(data: bytes) -> list[Cut]:
    """Return what a DXF cuts, in the order of its entities."""
    return [
        (entity.dxf.layer, entity.dxf.center.x, 450 - entity.dxf.center.y)
        for entity in ezdxf.read(StringIO(data.decode())).modelspace()
        if entity.dxf.layer in ("CUT", "HOLE")
    ]


def of_svg(data: bytes) -> list[Cut]:
    """Return what an SVG cuts, in the order of its elements."""
    root = ET.fromstring(data)  # noqa: S314 - our own
    return [
        (group.attrib["id"], float(each.attrib["cx"]), float(each.attrib["cy"]))
        for group in root.iter(f"{SVG}g")
        if group.attrib["id"] in ("CUT", "HOLE")
        for each in group
    ]


def of_pdf(data: bytes) -> list[Cut]:
    """Return what the first page of a PDF strokes in layers of cuts and holes, forms followed, in paint order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0]
        return list(_strokes(page, page.Resources, Affine(), float(page.MediaBox[3])))


def _strokes(  # noqa: C901 - one branch an operator
    content: object, resources: pikepdf.Object, matrix: Affine, height: float
) -> list[Cut]:
    found: list[Cut] = []
    stack: list[Affine] = []
    layers: list[str] = []
    points: list[tuple[float, float]] = []
    for instruction in pikepdf.parse_content_stream(content):  # type: ignore[arg-type]
        operands, operator = list(instruction.operands), instruction.operator
        name = str(operator)
        if name == "q":
            stack.append(matrix)
        elif name == "Q":
            matrix = stack.pop()
        elif name == "cm":
            matrix = Affine(*map(float, operands)).then(matrix)
        elif name == "BDC":
            group = resources.Properties[str(operands[1])] if str(operands[0]) == "/OC" else None
            layers.append(str(group.Name) if group is not None else "")
        elif name == "EMC":
            layers.pop()
        elif name in ("m", "l", "c"):
            points.append(matrix.apply((float(operands[-2]), float(operands[-1]))))
        elif name in ("S", "s", "f", "n", "f*", "W"):
            if name in ("S", "s") and layers and layers[-1] in ("Dieline", "Hole"):
                xs, ys = zip(*points, strict=True)
                x, y = (min(xs) + max(xs)) / 2 * POINT, (height - (min(ys) + max(ys)) / 2) * POINT
                found.append(("HOLE" if layers[-1] == "Hole" else "CUT", x, y))
            points = points if name == "W" else []
        elif name == "Do":
            form = resources.XObject[str(operands[0])]
            own = Affine(*map(float, form.get("/Matrix", (1, 0, 0, 1, 0, 0))))
            found += _strokes(form, form.get("/Resources", resources), own.then(matrix), height)
    return found


def tags(cuts: list[Cut]) -> list[tuple[float, float]]:
    """Return the middles of the outlines in the order in which they are cut."""
    return [(x, y) for kind, x, y in cuts if kind == "CUT"]


def is_inside_first(cuts: list[Cut]) -> bool:
    """Tell whether each outline has a hole near its middle that was cut before it."""
    holes: list[tuple[float, float]] = []
    for kind, x, y in cuts:
        if kind == "HOLE":
            holes.append((x, y))
        elif not any(dist((x, y), hole) < OVAL.width / 2 for hole in holes):
            return False
    return len(holes) * 2 == len(cuts)


@pytest.mark.parametrize("name", ["cut/cut.dxf", "cut/cut.pdf", "sheets/sheets.pdf"])
def test_tag_by_tag(name: str, made: dict[str, bytes]) -> None:
    """Hole and outline of a tag follow each other, along a way that never crosses the sheet for nothing."""
    cuts = of_dxf(made[name]) if name.endswith("dxf") else of_pdf(made[name])
    assert len(cuts) > 200
    assert [kind for kind, _, _ in cuts] == ["HOLE", "CUT"] * (len(cuts) // 2)
    assert is_inside_first(cuts)
    # From one tag to the next at most across one tag and its gap, up or along.
    places = tags(cuts)
    assert max(dist(one, other) for one, other in pairwise(places)) < 110
    assert travel_length(places) < 1.25 * 54 * len(places)


def test_layer_by_layer(made: dict[str, bytes]) -> None:
    """SVG has its layers one by one: all holes, then all outlines, both along the same way as the DXF's."""
    cuts = of_svg(made["cut/cut.svg"])
    assert [kind for kind, _, _ in cuts] == ["HOLE"] * (len(cuts) // 2) + ["CUT"] * (len(cuts) // 2)
    assert is_inside_first(cuts)
    near = zip(tags(cuts), tags(of_dxf(made["cut/cut.dxf"])), strict=True)
    assert all(dist(one, other) < 0.01 for one, other in near)


@pytest.mark.parametrize("name", ["front.pdf", "back.pdf"])
def test_one_ups_have_the_hole_first(name: str, made: dict[str, bytes]) -> None:
    """A one-up's technical artwork has its hole before its outline."""
    assert [kind for kind, _, _ in of_pdf(made[name])] == ["HOLE", "CUT"]


def test_other_shapes_are_cut_alike(tmp_path: Path) -> None:
    """Whatever the shape, the drawing with its cut ends with hole and outline, in that order."""
    for shape in ("oval", "pill", "rectangle", "circle"):
        path = tmp_path / f"{shape}.yaml"
        path.write_text(f"{JOB}tag: {{shape: {shape}, width: 40mm, height: 40mm, {HOLE}}}\n", encoding="utf-8")
        setup: JobSetup = load_setup(path)[0]
        draft = compose_and_check(setup, setup.file.editions, DAY, (), no_progress)
        for side in with_cut(setup, draft.editions[0].printed):
            assert [item.role.value for item in side.items[-2:]] == ["hole", "dieline"]  # type: ignore[union-attr]
