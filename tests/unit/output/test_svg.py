from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from keytag.drawing.artwork import Artwork, Fill, Group, Role, Source, Stroke
from keytag.drawing.geometry import Affine, Path, Rect, circle, rectangle
from keytag.drawing.ink import BLACK, Ink, spot
from keytag.output.svg import draw_elements, path_data, write_svg

SVG = "{http://www.w3.org/2000/svg}"
TRIM = Rect(0.0, 0.0, 50.0, 20.0)
RED = Ink("flag-red", (0.0, 1.0, 1.0, 0.0))
CUT = spot("Cut & crease", (0.0, 1.0, 0.0, 0.0), technical=True)
SQUARE = rectangle(Rect(1.0, 2.0, 3.00049, 4.12345))


def colour_of(ink: Ink) -> tuple[int, int, int]:
    """A made-up screen: black is black, all else red."""
    return (0, 0, 0) if ink == BLACK else (218, 37, 29)


def parse(text: str) -> ET.Element:
    """Parse a document that this test has made."""
    return ET.fromstring(text.encode())  # noqa: S314 - the text is the test's own


def test_document_has_true_size() -> None:
    """The root is as large as the trim in mm, and its user unit is the millimetre."""
    root = parse(write_svg(Artwork((), TRIM, 2.0), colour_of))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("50mm", "20mm", "0 0 50 20")


def test_items_say_what_they_are() -> None:
    """Each element carries its role, slot, node and ink, escaped, and its colour."""
    fill = Fill(SQUARE, RED, Role.LETTERING, Source('say "hi" & <go>', "numbers.0"))
    (element,) = parse(write_svg(Artwork((fill,), TRIM), colour_of)).iter(f"{SVG}path")
    assert element.attrib == {
        "data-role": "lettering",
        "data-slot": 'say "hi" & <go>',
        "data-node": "numbers.0",
        "data-ink": "flag-red",
        "fill": "#da251d",
        "d": "M1 2L3 2L3 4.123L1 4.123Z",
    }


def test_strokes_keep_width_and_dash() -> None:
    """A stroke is drawn with its width in mm, round joins and its dashes."""
    stroke = Stroke(SQUARE, BLACK, 0.3, Role.RULE, dash=(1.0, 0.5))
    (element,) = parse(write_svg(Artwork((stroke,), TRIM), colour_of)).iter(f"{SVG}path")
    assert (element.get("stroke"), element.get("fill")) == ("#000000", "none")
    assert (element.get("stroke-width"), element.get("stroke-dasharray")) == ("0.3", "1 0.5")
    assert element.get("stroke-linejoin") == "round"


@pytest.mark.parametrize("item", [Fill(SQUARE, CUT, Role.HOLE), Stroke(SQUARE, CUT, 2.0, Role.DIELINE)])
def test_technical_inks_are_hairlines(item: Fill | Stroke) -> None:
    """Whatever a technical item is, it is shown as a line of a quarter point, or left out."""
    artwork = Artwork((item,), TRIM)
    (element,) = parse(write_svg(artwork, colour_of)).iter(f"{SVG}path")
    assert (element.get("fill"), element.get("stroke-width")) == ("none", "0.088")
    assert element.get("data-ink") == "Cut & crease"
    assert draw_elements(artwork, colour_of, technical=False) == ""


def test_groups_move_and_clip() -> None:
    """A group becomes a moved group with its clip path in the group's own coordinates."""
    group = Group((Fill(SQUARE, BLACK, Role.ART),), Affine.rotation(90), circle(0.0, 0.0, 1.0))
    root = parse(write_svg(Artwork((group, group), TRIM), colour_of))
    groups, clips = list(root.iter(f"{SVG}g")), list(root.iter(f"{SVG}clipPath"))
    assert [each.get("transform") for each in groups] == ["matrix(0 1 -1 0 0 0)"] * 2
    assert [each.get("clip-path") for each in groups] == [f"url(#{clip.get('id')})" for clip in clips]
    assert clips[0].get("id") != clips[1].get("id")
    assert clips[0][0].get("d") == path_data(circle(0.0, 0.0, 1.0))


def test_outline_cuts_what_prints_but_not_the_dieline() -> None:
    """What prints is cut to the outline; the line along it keeps its full width."""
    items = (Fill(SQUARE, RED, Role.GROUND), Stroke(SQUARE, CUT, 0.1, Role.DIELINE))
    root = parse(write_svg(Artwork(items, TRIM), colour_of, outline=circle(2.0, 3.0, 1.0)))
    (group,) = root.iter(f"{SVG}g")
    assert [element.get("data-role") for element in group] == ["ground"]
    assert [element.get("data-role") for element in root.findall(f"{SVG}path")] == ["dieline"]


def test_prefix_keeps_ids_apart() -> None:
    """Two drawings in one document do not share clip paths."""
    group = Group((Fill(SQUARE, BLACK, Role.ART),), clip=SQUARE)
    first, second = (
        draw_elements(Artwork((group,), TRIM), colour_of, prefix=prefix) for prefix in ("front-", "back-")
    )
    assert 'id="front-clip1"' in first
    assert 'id="back-clip1"' in second


def test_title_is_escaped() -> None:
    """A title with markup in it stays text."""
    root = parse(write_svg(Artwork((), TRIM), colour_of, title="Công an <xã> & phường"))
    assert root.findtext(f"{SVG}title") == "Công an <xã> & phường"


def test_numbers_are_short() -> None:
    """Path data holds no more than a thousandth of a millimetre, no exponents and no negative zero."""
    path = Path((("M", (-0.0001, 1e-9)), ("C", (1.0, 2.5, 1234.56789, 0.1, 0.30004, -7.0))))
    assert path_data(path) == "M0 0C1 2.5 1234.568 0.1 0.3 -7"


def test_empty_paths_are_left_out() -> None:
    """An item without a path leaves no element."""
    assert draw_elements(Artwork((Fill(Path(), BLACK, Role.ART),), TRIM), colour_of) == ""
