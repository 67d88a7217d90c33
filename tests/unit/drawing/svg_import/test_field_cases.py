# ruff: noqa: E501 - a drawing reads best in one line
"""Drawings as programs and people really write them: each is read as a browser shows it."""

from __future__ import annotations

import pytest

from keytag.drawing.svg_import import Art, read_art
from keytag.errors import InvalidDocumentError

STAR = "M24 4L30 18H44L33 27L37 42L24 33L11 42L15 27L4 18H18z"
YELLOW, BLUE = "#FFCD00", "#1DA1F3"


def read(body: str, view: str = 'viewBox="0 0 48 48"') -> Art:
    """Read ``body`` as an SVG document whose root has ``view``."""
    return read_art(f'<svg xmlns="http://www.w3.org/2000/svg" {view}>{body}</svg>'.encode(), "emblem.svg")


def boxes(art: Art) -> list[tuple[str, tuple[float, ...]]]:
    """Return each shape's colour and box, rounded, in heights of the page."""
    found = []
    for path, colour in art.shapes:
        box = path.bounds()
        found.append((colour, tuple(round(value, 3) for value in (box.x0, box.y0, box.x1, box.y1))))
    return found


@pytest.mark.parametrize(
    "body",
    [
        f'<path style="fill:rgb(100%,80.392157%,0%);fill-opacity:1;stroke:none;" d="{STAR}"/>',
        f'<path style="fill:#ffcd00!important;fill:#1da1f3" d="{STAR}"/>',
        f"<path fill='#ffcd00' style='fill:;stroke:none' d='{STAR}'/>",
        f'<path style="fill:#ffcd00 icc-color(FOGRA39L-coated, 0, 0.2, 1, 0)" d="{STAR}"/>',
        f'<g style="display:None"><rect width="48" height="48" fill="#1da1f3"/></g><path fill="#ffcd00" d="{STAR}"/>',
        f'<g display="NONE"><rect width="48" height="48"/></g><path fill="#FFCD00" d="{STAR}"/>',
        f'<style type="text/css"><![CDATA[ .fil0 {{fill:#FFCD00}} ]]></style><path class="fil0" d="{STAR}"/>',
        f'<g clip-path="url(#c)"><path fill-rule="evenodd" d="{STAR}" fill="#FFCD00"/></g><clipPath id="c"><rect width="48" height="48" fill="white"/></clipPath>',
        f'<path fill="hsl(48.24 100% 50%)" d="{STAR}"/>',
    ],
)
def test_a_star_is_a_star_however_it_is_written(body: str) -> None:
    """Percentages, !important, empty values, colours for a profile, capitals, classes and page clips are read."""
    assert boxes(read(body)) == [(YELLOW, (0.083, 0.083, 0.917, 0.875))]


def test_nearly_closed_contours_are_read() -> None:
    """A disc by the even-odd rule whose arcs miss their start by a hair is a disc."""
    data = "M16 4a12 12 0 018.485 20.485 12 12 0 01-16.97 0A12 12 0 0116.002 4z"
    art = read(f'<path fill="#ffcd00" fill-rule="evenodd" d="{data}"/>', 'viewBox="0 0 32 32"')
    assert boxes(art) == [(YELLOW, (0.125, 0.125, 0.875, 0.875))]


def test_what_lies_off_the_page_does_not_print() -> None:
    """Without a viewBox the page is width × height: what lies beyond is not there, what reaches beyond is cut."""
    body = '<rect fill="#1da1f3" x="120" y="2" width="60" height="44"/><rect fill="#ffcd00" x="24" width="48" height="24"/>'
    art = read(body, 'width="48" height="48"')
    assert art.aspect == 1
    assert boxes(art) == [(YELLOW, (0.5, 0.0, 1.0, 0.5))]


def test_lengths_are_of_the_page() -> None:
    """Percentages are of the page's width and height."""
    body = '<rect width="100%" height="100%" fill="#fff"/><circle cx="50%" cy="50" r="30" fill="#ffcd00"/>'
    art = read(body, 'width="200" height="100" viewBox="0 0 200 100"')
    assert boxes(art) == [("#FFFFFF", (0.0, 0.0, 2.0, 1.0)), (YELLOW, (0.7, 0.2, 1.3, 0.8))]


def test_geometry_and_movements_in_css_are_read() -> None:
    """Width, height and single movements that stand in style count."""
    body = (
        "<rect x='14' y='14' style='width:20px;height:20px;fill:#ffcd00'/>"
        f"<path fill='#1da1f3' style='scale:0.5;translate:12px 12px' d='{STAR}'/>"
    )
    assert boxes(read(body)) == [(YELLOW, (0.292, 0.292, 0.708, 0.708)), (BLUE, (0.292, 0.292, 0.708, 0.688))]


def test_illustrators_entities_are_read() -> None:
    """Old Illustrator keeps its namespaces in entities of a DOCTYPE."""
    data = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" '
        '[<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>'
        f'<svg xmlns="&ns_svg;" viewBox="0 0 48 48"><path fill="#ffcd00" d="{STAR}"/></svg>'
    )
    assert boxes(read_art(data.encode(), "emblem.svg")) == [(YELLOW, (0.083, 0.083, 0.917, 0.875))]


@pytest.mark.parametrize(
    ("trace", "menu"),
    [
        ("<!-- Created with Inkscape (http://www.inkscape.org/) -->", "Path > Object to Path"),
        ("<!-- Generator: Adobe Illustrator 27.0 -->", "Type > Create Outlines"),
        ("<!-- Creator: CorelDRAW X7 -->", "Object > Convert to Curves"),
        ('<clipPath id="clip0_1_2"/>', "Outline text"),
    ],
)
def test_the_way_out_is_told_for_the_program_at_hand(trace: str, menu: str) -> None:
    """Where the file says which program wrote it, the hint names that program's menu and no other's."""
    with pytest.raises(InvalidDocumentError) as caught:
        read(trace + "<text>113</text>")
    hint = caught.value.findings[0].hint
    assert hint is not None
    assert menu in hint.en
    assert hint.en.count(":") == 1
