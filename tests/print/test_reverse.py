"""What is printed in reverse on clear stock, white last: it reads right through the stock, and is cut so."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import ezdxf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from keytag.cli import exit_code
from keytag.files import library
from tests.packages import files_in, hand_off

DAY = "2026-01-15"
JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
qr: {link: "https://zalo.me/1000000000000000001", side: front}
tag: {hole: {diameter: 4mm}}
quantity: 60
shop: mine.yaml
"""
XJDF = "{http://www.CIP4.org/JDFSchema_2_0}"
DPI = 200
# Half of what of a tag is looked at, in mm: no neighbour is in it.
_MIDDLE = 7
# A quarter of the shop's own sheet has the same work in it: its height in mm.
_HIGH = 200


def acrylic(order: str) -> str:
    """Return a shop that prints clear acrylic, its white first or last, on a small sheet."""
    shop = (library.builtin_folder("shops") / "uv-acrylic.yaml").read_text(encoding="utf-8")
    small = shop.replace("{width: 600mm, height: 400mm}", f"{{width: 300mm, height: {_HIGH}mm}}")
    assert small != shop
    return small.replace("order: first", f"order: {order}")


def made(folder: Path, order: str, *options: str) -> dict[str, bytes]:
    """Return the package of a job on clear acrylic whose white is printed first or last."""
    (folder / "mine.yaml").write_text(acrylic(order), encoding="utf-8")
    (folder / "ward.yaml").write_text(JOB, encoding="utf-8")
    package = hand_off(folder / "ward.yaml", folder / "out", "--date", DAY, *options)
    assert exit_code(["verify", str(package), "--quiet"]) == 0
    return files_in(package)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The package whose white is printed last."""
    return made(tmp_path_factory.mktemp("last"), "last")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The package whose white is printed first."""
    return made(tmp_path_factory.mktemp("first"), "first")


def pages_of(data: bytes) -> list[Image.Image]:
    """Return the pages of a PDF as grey pictures."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in pdf]


def tags_on(page: Image.Image, files: dict[str, bytes]) -> list[tuple[Image.Image, bool]]:
    """Return the middles of some tags on a page, and whether these tags stand upright."""
    space = ezdxf.read(io.StringIO(files["cut/cut.dxf"].decode())).modelspace()
    found = []
    for cut in list(space.query("ELLIPSE"))[:5]:
        stands = abs(cut.dxf.major_axis.y) > abs(cut.dxf.major_axis.x)
        x, y = cut.dxf.center.x, _HIGH - cut.dxf.center.y
        box = (x - _MIDDLE, y - _MIDDLE, x + _MIDDLE, y + _MIDDLE)
        found.append((page.crop(tuple(round(each * DPI / 25.4) for each in box)), stands))
    return found


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Return how much two pictures differ, 0 to 255, where they lie on each other best: cropping rounds."""
    other = other.resize(one.size)
    moved = (ImageChops.offset(other, x, y) for x in range(-2, 3) for y in range(-2, 3))
    return min(ImageStat.Stat(ImageChops.difference(one, each)).mean[0] for each in moved)


def holes(files: dict[str, bytes]) -> set[tuple[float, float]]:
    """Return where the DXF has its holes, y down."""
    space = ezdxf.read(io.StringIO(files["cut/cut.dxf"].decode())).modelspace()
    return {
        (round(each.dxf.center.x, 2), round(_HIGH - each.dxf.center.y, 2))
        for each in space.query("CIRCLE")
        if each.dxf.layer == "HOLE"
    }


def cuts(files: dict[str, bytes]) -> set[tuple[float, float]]:
    """Return the middles of the DXF's outlines, y down."""
    space = ezdxf.read(io.StringIO(files["cut/cut.dxf"].decode())).modelspace()
    return {
        (round(each.dxf.center.x, 2), round(_HIGH - each.dxf.center.y, 2))
        for each in space.query("ELLIPSE")
        if each.dxf.layer == "CUT"
    }


def test_fronts_are_mirrored_and_backs_are_not(files: dict[str, bytes], plain: dict[str, bytes]) -> None:
    """Each front is the mirror image of how it lies otherwise, each back reads as its reader sees it."""
    front, back = pages_of(files["sheets/sheets.pdf"])
    fronts = tags_on(pages_of(plain["sheets/sheets.pdf"])[0], plain)
    for (mirrored, stands), (upright, _) in zip(tags_on(front, files), fronts, strict=True):
        turned_over = ImageOps.flip(mirrored) if stands else ImageOps.mirror(mirrored)
        assert unlike(mirrored, upright) > 2 * unlike(turned_over, upright)
    name = next(each for each in files if each.endswith("back.pdf"))
    with pypdfium2.PdfDocument(files[name]) as pdf:
        seen = pdf[0].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    x, y, half = seen.width / 2, seen.height / 2, _MIDDLE * DPI / 25.4
    seen = seen.crop((round(x - half), round(y - half), round(x + half), round(y + half)))
    for tag, stands in tags_on(back, files):
        lying = tag.transpose(Image.Transpose.ROTATE_90) if stands else tag
        assert unlike(ImageOps.mirror(lying), seen) > 2 * unlike(lying, seen)


def test_one_ups_show_the_tag_as_it_is_read(files: dict[str, bytes], plain: dict[str, bytes]) -> None:
    """The approved one-up is not mirrored: it shows what its reader sees."""
    name = next(each for each in files if each.endswith("front-print.pdf"))
    (one,), (other,) = pages_of(files[name]), pages_of(plain[name])
    assert unlike(one, other) < 1


def test_holes_are_cut_where_they_are_seen(files: dict[str, bytes], plain: dict[str, bytes]) -> None:
    """The printed face lies up on the cutter: outlines are where they were, each hole at its tag's other end."""
    assert cuts(files) == cuts(plain)
    middles, one, other = sorted(cuts(files)), holes(files), holes(plain)
    assert len(one) == len(other) == len(middles)
    mirrored = set()
    for x, y in other:
        mid = min(middles, key=lambda at: abs(at[0] - x) + abs(at[1] - y))
        mirrored.add((round(2 * mid[0] - x, 2), round(y if abs(mid[1] - y) < 0.02 else 2 * mid[1] - y, 2)))
    assert all(min(abs(x - a) + abs(y - b) for a, b in mirrored) < 0.05 for x, y in one)
    assert "MẶT IN LÊN TRÊN" in files["cut/cut.svg"].decode()


def test_both_forms_go_on_one_face(files: dict[str, bytes]) -> None:
    """Backs are printed upon fronts: each under its own hole, marks upon marks, the slugs beside each other."""
    with pypdfium2.PdfDocument(files["sheets/sheets.pdf"]) as pdf:
        assert len(pdf) == 2
    root = ET.fromstring(files["ticket.xjdf"])  # noqa: S314 - our own
    assert {each.attrib["WorkStyle"] for each in root.iter(f"{XJDF}Layout")} == {"Simplex"}
    assert {each.attrib["Sides"] for each in root.iter(f"{XJDF}DigitalPrintingParams")} == {"OneSidedFront"}
    orders = [each.attrib["ColorantOrder"].split() for each in root.iter(f"{XJDF}ColorantControl")]
    assert orders[0][-1] == "White"
    assert all("White" not in order for order in orders[1:])


@pytest.mark.parametrize("backing", ["perfecting", "turn", "tumble"])
def test_a_sheet_in_reverse_is_not_turned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], backing: str
) -> None:
    """A way of backing up that turns the sheet is refused, with what to take instead."""
    (tmp_path / "mine.yaml").write_text(acrylic("last"), encoding="utf-8")
    (tmp_path / "ward.yaml").write_text(JOB, encoding="utf-8")
    command = ["sheet", str(tmp_path / "ward.yaml"), "--backing", backing, "--json", "-o", str(tmp_path / "out")]
    assert exit_code(command) != 0
    said = json.loads(capsys.readouterr().out)
    (found,) = [each for each in said["findings"] if each["rule"] == "reverse-print-is-not-turned"]
    assert re.search("sheetwise", found["hint"])
    assert not (tmp_path / "out").exists()
