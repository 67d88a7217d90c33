"""Cutting files as SVG: read by resvg, and as XML."""

from __future__ import annotations

from io import BytesIO
from math import ceil
from xml.etree import ElementTree as ET

import pytest
import resvg_py
from PIL import Image

from keytag.drawing.geometry import Affine, Shape
from keytag.imposition.cut_sheet import CutSheet
from keytag.output.cutting import write_cut_svg

SVG = "{http://www.w3.org/2000/svg}"
DPMM = 20
KINDS = ("oval", "pill", "rectangle", "circle")
Sheets = dict[str, tuple[Shape, CutSheet]]


def groups(text: str) -> dict[str, ET.Element]:
    """Return the groups of an SVG by their ids."""
    return {group.attrib["id"]: group for group in ET.fromstring(text).iter(f"{SVG}g")}  # noqa: S314 - our own


@pytest.mark.parametrize("name", KINDS)
def test_lines_alone_in_named_layers(name: str, sheets: Sheets) -> None:
    """The drawing is in millimetres, has one group a layer with as many elements as curves, and fills nothing."""
    sheet = sheets[name][1]
    text = write_cut_svg(sheet, "Móc <khóa>")
    root = ET.fromstring(text)  # noqa: S314 - our own
    assert (root.attrib["width"], root.attrib["height"]) == ("320mm", "450mm")
    assert root.attrib["viewBox"] == "0 0 320 450"
    assert root.findtext(f"{SVG}title") == "Móc <khóa>"
    found = groups(text)
    assert {layer: len(group) for layer, group in found.items()} == {"CUT": 4, "HOLE": 4, "MARKS": 3}
    assert {group.attrib["fill"] for group in found.values()} == {"none"}
    assert len({group.attrib["stroke"] for group in found.values()}) == 3


@pytest.mark.parametrize("name", KINDS)
def test_the_lines_enclose_the_tag(name: str, sheets: Sheets) -> None:
    """Filled by resvg, each cut covers what the printed outline covers, to a thousandth of its area."""
    shape, sheet = sheets[name]
    for cut in sheet.cuts:
        box = cut.path.bounds()
        width, height = ceil(box.width) + 2, ceil(box.height) + 2
        at_origin = cut.through(Affine.translation(1 - box.x0, 1 - box.y0))
        text = write_cut_svg(CutSheet(width, height, (at_origin,), (), ()))
        filled = text.replace('fill="none"', 'fill="#000"').replace('stroke="#ff0000"', "").replace("mm", "")
        png = resvg_py.svg_to_bytes(svg_string=filled, width=width * DPMM, height=height * DPMM)
        with Image.open(BytesIO(bytes(png))) as picture:
            alpha = picture.getchannel("A")
            covered = sum(i * n for i, n in enumerate(alpha.histogram())) / 255
            edges = alpha.getbbox()
        assert covered / DPMM**2 == pytest.approx(shape.area, rel=0.001)
        ends = (DPMM, DPMM, (1 + box.width) * DPMM, (1 + box.height) * DPMM)
        assert edges == pytest.approx(ends, abs=1.5)


def test_layers_without_lines_are_left_out(sheets: Sheets) -> None:
    """A sheet without holes or marks has no empty groups."""
    sheet = sheets["oval"][1]
    assert list(groups(write_cut_svg(CutSheet(320, 450, sheet.cuts, (), ())))) == ["CUT"]


def test_upright_ovals_need_no_turning(sheets: Sheets) -> None:
    """An oval turned by a quarter is written with its radii exchanged, as simple cutters want it."""
    lying, standing, askew, _ = groups(write_cut_svg(sheets["oval"][1]))["CUT"]
    assert (lying.attrib["rx"], lying.attrib["ry"], lying.get("transform")) == ("25", "10", None)
    assert (standing.attrib["rx"], standing.attrib["ry"], standing.get("transform")) == ("10", "25", None)
    assert askew.attrib["transform"].startswith("rotate(33 ")
