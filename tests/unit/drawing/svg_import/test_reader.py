# ruff: noqa: E501 - a drawing reads best in one line
from __future__ import annotations

import io

import pytest
import resvg_py
from PIL import Image, ImageChops

from keytag.drawing.svg_import import Art, read_art
from keytag.errors import InvalidDocumentError
from keytag.output.svg import path_data

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(body: str, view: str = "0 0 100 100") -> bytes:
    """Return ``body`` as an SVG document."""
    return f'<svg {NS} viewBox="{view}">{body}</svg>'.encode()


def findings(data: bytes) -> dict[str, str]:
    """Return rule and place of what is refused in ``data``."""
    with pytest.raises(InvalidDocumentError) as caught:
        read_art(data, "emblem.svg")
    return {finding.rule: str(finding.where) for finding in caught.value.findings}


def picture(svg: str) -> Image.Image:
    """Return what resvg makes of ``svg``, on white."""
    data = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=400, height=400, dpi=96))
    image = Image.open(io.BytesIO(data)).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def redrawn(art: Art) -> str:
    """Return ``art`` as plain paths under the non-zero rule."""
    paths = "".join(f'<path fill="{colour}" d="{path_data(path)}"/>' for path, colour in art.shapes)
    return f'<svg {NS} viewBox="0 0 {art.aspect} 1" shape-rendering="geometricPrecision">{paths}</svg>'


def differing(body: str) -> int:
    """Return the number of pixels (of 160,000) that clearly differ between the drawing and what was read of it."""
    data = drawing(body)
    difference = ImageChops.difference(picture(data.decode()), picture(redrawn(read_art(data, "emblem.svg"))))
    return sum(difference.convert("L").point(lambda level: level > 96).histogram()[1:])


SQUARES = "M10 10H90V90H10Z M30 30H70V70H30Z M45 45H55V55H45Z"


@pytest.mark.parametrize(
    "body",
    [
        '<rect x="10" y="20" width="60" height="30" fill="#da251d"/>',
        '<rect x="10" y="20" width="60" height="30" rx="12" fill="red"/>',
        '<rect x="10" y="20" width="60" height="30" rx="40" ry="6" fill="#00f"/>',
        '<circle cx="50" cy="50" r="40" fill="yellow"/><circle cx="50" cy="40" r="20"/>',
        '<ellipse cx="50" cy="50" rx="45" ry="20" fill="rgb(218, 37, 29)"/>',
        '<polygon points="50,5 61,40 98,40 68,62 79,96 50,75 21,96 32,62 2,40 39,40" fill="#FF0"/>',
        '<polyline points="10 10 90 20 50 90" style="fill:navy;stroke:none"/>',
        '<g fill="green"><g transform="translate(20 10) rotate(30)"><rect width="40" height="20"/></g></g>',
        '<path transform="rotate(45 50 50) scale(.5,-.25) translate(100,-100)" d="M0 0h60v60z"/>',
        '<path transform="skewX(20) skewY(-10) matrix(.9 0 .1 .8 5 10)" d="M10 20h50v50h-50z" fill="teal"/>',
        '<path d="M10,80 C40,10 65,10 95,80 S 150 150 10 80" transform="scale(.6)"/>',
        '<path d="m10 60q20-50 40 0t40 0v35h-80z" fill="maroon"/>',
        '<path d="M10 50T50 20 90 50 50 80Z"/>',
        '<path d="M20 30S30 10 50 30c5 5 20-10 30 0v40h-60z"/>',
        '<path d="M50 50L50 10A40 40 0 1 1 20 76.5Z" fill="purple"/>',
        '<path d="M30 50a20 10 30 1040 0a20 10-30 01-40 0zM10 90l5-5 5 5z"/>',
        '<path d="M10 50A5 5 0 0 0 90 50" fill="orange"/><path d="M20 20A0 5 0 0 0 40 30L20 40"/>',
        '<path d="M10 10h20v20zm40 0h20v20zl-30 60 60 0"/>',
        '<path d="M1e1,1.0E1L.5e2.5e2 9e+1-0 90 90"/>',
        f'<path fill-rule="evenodd" d="{SQUARES}"/>',
        f'<path style="fill-rule:evenodd;fill:#abc" transform="scale(-1 1) translate(-100 0)" d="{SQUARES}"/>',
        f'<path d="{SQUARES}"/>',
        '<path fill-rule="evenodd" d="M50 10A40 40 0 1 0 50.1 10ZM50 30a20 20 0 1 0 .1 0z"/>',
        '<path fill-rule="evenodd" d="M10 10h40v40h-40zM50 10h40v40h-40zM10 10v40h40v-40z"/>',
        '<g fill="red" visibility="hidden"><path d="M0 0h50v50z"/><path d="M50 0h5v9z" visibility="visible"/></g>',
        '<g style="display:none"><text>x</text></g><rect width="9" height="9" stroke="red" stroke-width="0"/>',
        '<circle cx="300" cy="50" r="20" fill="red"/><circle cx="50" cy="50" r="20"/>',
        '<a href="https://example.com"><rect x="5" width="50" height="50"/></a>',
        '<path fill-rule="evenodd" d="M50 5L79 96 2 40H98L21 96Z" fill="red"/>',
        '<path fill-rule="evenodd" d="M10 10h40v40h-40zM30 10L70 30 30 50 25 30z"/>',
        '<rect x="70" y="-20" width="60" height="80" fill="red"/>',
        '<path d="M10 10L90 50 10 90" fill="none" stroke="red" stroke-width="9"/>',
        '<path d="M10 10L90 50 10 90z" fill="#ff0" stroke="red" stroke-width="9" paint-order="stroke"/>',
        '<path d="M15 15L50 20 15 40" fill="none" stroke="red" stroke-width="9" stroke-linejoin="round" stroke-linecap="round"/>',
        '<path d="M15 15L80 20 15 40" fill="none" stroke="red" stroke-width="9" stroke-miterlimit="20" stroke-linecap="square"/>',
        '<path d="M15 15L80 20 15 40" fill="none" stroke="red" stroke-width="9" stroke-linejoin="bevel"/>',
        '<circle cx="50" cy="50" r="30" fill="none" stroke="teal" stroke-width="8" stroke-dasharray="12 5 3" stroke-dashoffset="4"/>',
        '<g transform="scale(3 1)"><circle cx="16" cy="50" r="10" fill="none" stroke="teal" stroke-width="3"/></g>',
        '<path d="M20 20h0M60 60z" stroke="red" stroke-width="20" stroke-linecap="round"/>',
        '<line x1="10%" y1="50%" x2="90%" y2="5mm" stroke="black" stroke-width="2pt"/>',
        '<g color="red"><rect width="50" height="50" fill="currentColor"/></g><circle cx="70" cy="70" r="20" fill="currentcolor"/>',
        '<clipPath id="c"><circle cx="50" cy="50" r="30"/></clipPath><rect width="90" height="50" fill="red" clip-path="url(#c)"/>',
        '<clipPath id="c" clipPathUnits="objectBoundingBox"><circle cx=".5" cy=".5" r=".5"/></clipPath><g clip-path="url(#c)"><rect x="20" y="10" width="60" height="50"/></g>',
        '<clipPath id="c"><path clip-rule="evenodd" d="M10 10h60v60h-60zM30 30h20v20h-20z"/></clipPath><g clip-path="url(#c)" transform="rotate(10)"><rect width="90" height="90" fill="red"/></g>',
        '<clipPath id="d"><rect width="50" height="100"/></clipPath><clipPath id="c" clip-path="url(#d)"><circle cx="50" cy="50" r="30"/></clipPath><rect width="100" height="100" clip-path="url(#c)"/>',
        '<mask id="m"><rect width="100" height="100" fill="#fff"/><circle cx="50" cy="50" r="20"/></mask><rect x="10" y="10" width="80" height="80" fill="red" mask="url(#m)"/>',
        '<mask id="m" style="mask-type:alpha" maskUnits="userSpaceOnUse" x="0" y="0" width="60" height="60"><circle cx="50" cy="50" r="40" fill="#d9d9d9"/></mask><g mask="url(#m)"><rect width="100" height="100" fill="red"/></g>',
        '<defs><g id="a" fill="red"><rect width="20" height="20"/></g></defs><use href="#a" x="10"/><use xlink:href="#a" transform="translate(50 50) rotate(30)"/>',
        '<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="7"/></symbol><use href="#s" x="10" y="20" width="60" height="30" fill="red"/>',
        '<svg x="10" y="10" width="50" height="80" viewBox="0 0 10 10" preserveAspectRatio="xMaxYMin slice"><circle cx="5" cy="5" r="5"/></svg>',
        '<svg width="50" height="80" viewBox="0 0 10 10" preserveAspectRatio="none" overflow="visible"><circle cx="5" cy="5" r="8" fill="red"/></svg>',
        '<style>.a{fill:red} g .a{fill:lime} #b{fill:navy!important} rect{fill:gold}</style><g><rect class="a" width="40" height="40"/></g><rect id="b" style="fill:red" x="50" width="40" height="40"/><rect y="50" width="40" height="40"/>',
        '<style>g>rect,circle{fill:red} @media (prefers-color-scheme:dark){rect{fill:#fff}} rect:hover{fill:blue}</style><g><rect width="40" height="40"/></g><circle cx="70" cy="70" r="20"/>',
        '<linearGradient id="g"><stop stop-color="#0a0"/></linearGradient><linearGradient id="h" xlink:href="#g"/><rect width="60" height="50" fill="url(#h)"/>',
        '<switch><foreignObject requiredExtensions="x"/><g><rect width="50" height="50" fill="red"/></g></switch>',
        '<g opacity="0"><text>x</text></g><rect width="50" height="50" fill-opacity="0" stroke="red" stroke-width="5"/>',
        '<rect width="50%" height="25%" fill="hsl(120,50%,50%)"/><rect x="1cm" y=".5in" width="1pc" height="4mm"/>',
        '<ellipse cx="50" cy="50" rx="30" ry="20"/><path d="M10 80a5 5 0 0\n1 30 0z"/>',
        '<defs><linearGradient id="g"/></defs><title>x</title><rect width="50" height="50" fill-opacity="100%"/>',
        '<rect width="50" height="50" fill="transparent"/><rect x="20" width="50" height="50" opacity="1"/>',
    ],
)
def test_drawing_is_read_as_it_looks(body: str) -> None:
    """Redrawn from what was read, under the non-zero rule alone, a drawing is the same picture."""
    assert differing(body) <= 4


def test_movements_in_css_are_those_of_attributes() -> None:
    """Whether a shape is moved by CSS, with units, or by an attribute makes no difference."""
    css = "transform:translate(20px,10px) rotate(20deg);transform-origin:10px 25%;scale:50%;translate:5px"
    attribute = "translate(5 0) translate(10 25) scale(.5) translate(20 10) rotate(20) translate(-10 -25)"
    one = read_art(drawing(f'<rect style="{css}" width="40" height="30"/>'), "emblem.svg").shapes[0][0].bounds()
    two = read_art(drawing(f'<rect transform="{attribute}" width="40" height="30"/>'), "emblem.svg")
    other = two.shapes[0][0].bounds()
    assert (one.x0, one.y0, one.x1, one.y1) == pytest.approx((other.x0, other.y0, other.x1, other.y1))


def test_a_wrong_picture_would_be_noticed() -> None:
    """The comparison itself tells an even-odd ring from the full disc that the non-zero rule makes of it."""
    ring = drawing(f'<path fill-rule="evenodd" d="{SQUARES}"/>').decode()
    disc = drawing(f'<path d="{SQUARES}"/>').decode()
    difference = ImageChops.difference(picture(ring), picture(disc))
    assert sum(difference.convert("L").point(lambda level: level > 96).histogram()[1:]) > 1000


def test_view_is_one_millimetre_high() -> None:
    """The viewBox becomes 1 mm high with its corner at the origin, whatever its own corner and units."""
    art = read_art(drawing('<rect x="-10" y="-20" width="200" height="50"/>', "-10 -20 200 100"), "emblem.svg")
    box = art.shapes[0][0].bounds()
    assert art.aspect == pytest.approx(2.0)
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((0.0, 0.0, 2.0, 0.5))


def test_without_a_view_the_shapes_make_it() -> None:
    """Where there is no viewBox, the box round all shapes is the view."""
    art = read_art(f'<svg {NS}><rect x="5" y="5" width="30" height="10"/></svg>'.encode(), "emblem.svg")
    assert art.aspect == pytest.approx(3.0)
    assert art.shapes[0][0].bounds().centre == pytest.approx((1.5, 0.5))


def test_shapes_keep_their_order_and_colours() -> None:
    """Paint order is document order, and colours are written one way, short, long or by name."""
    body = "".join(f'<rect width="9" height="9" fill="{fill}"/>' for fill in ("#f00", "#00ff00", "red", "White"))
    art = read_art(drawing(body + '<rect width="9" height="9"/>'), "emblem.svg")
    assert [colour for _, colour in art.shapes] == ["#FF0000", "#00FF00", "#FF0000", "#FFFFFF", "#000000"]
    assert tuple(art.colours) == ("#FF0000", "#00FF00", "#FFFFFF", "#000000")


def test_drawing_programs_own_elements_are_passed_over() -> None:
    """What Inkscape keeps in a namespace of its own does not disturb, and missing SVG namespaces are forgiven."""
    data = b"""<?xml version="1.0"?>
<svg xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 10 10" inkscape:label="x">
<inkscape:grid><inkscape:text/></inkscape:grid><rect width="5" height="5" inkscape:href="x"/></svg>"""
    assert len(read_art(data, "emblem.svg").shapes) == 1


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<text>113</text>", "art-text"),
        ('<image href="x.png" width="5" height="5"/>', "art-picture"),
        ('<use href="#a"/>', "art-reference"),
        ('<rect xlink:href="x" width="5" height="5"/>', "art-reference"),
        ('<g cursor="url(x.cur)"/>', "art-reference"),
        ('<rect width="5" height="5" fill="url(#g)"/>', "art-gradient"),
        ('<rect width="5" height="5" style="fill: url(#g)"/>', "art-gradient"),
        ('<g style="stroke:url(#g)"><rect width="5" height="5"/></g>', "art-gradient"),
        ('<g opacity=".5"><rect width="5" height="5"/></g>', "art-transparency"),
        ('<rect width="5" height="5" style="fill-opacity:50%"/>', "art-transparency"),
        ('<rect width="5" height="5" style="mix-blend-mode:multiply"/>', "art-transparency"),
        ('<g clip-path="url(#c)"/>', "art-reference"),
        ('<g mask="url(#c)"/>', "art-reference"),
        ('<g clip-path="circle(5px)"/>', "art-transparency"),
        (
            '<mask id="m"><rect width="9" height="9" fill="#888"/></mask><rect width="9" height="9" mask="url(#m)"/>',
            "art-transparency",
        ),
        ('<rect width="5" height="5" fill="rgba(1,2,3,.5)"/>', "art-transparency"),
        ('<use href="other.svg#a"/>', "art-reference"),
        ('<g id="a"><use href="#a"/></g>', "art-reference"),
        (
            '<clipPath id="c"><rect clip-path="url(#c)" width="9" height="9"/></clipPath><rect width="9" height="9" clip-path="url(#c)"/>',
            "art-reference",
        ),
        ('<style>@import "a.css";</style>', "art-stylesheet"),
        ("<style>rect[width]{fill:red}</style>", "art-stylesheet"),
        ("<style>rect:nth-child(2){fill:red}</style>", "art-stylesheet"),
        ("<style>@media print{rect{fill:red}}</style>", "art-stylesheet"),
        ('<rect width="5" height="5" stroke="red" vector-effect="non-scaling-stroke"/>', "art-stroke"),
        (
            '<linearGradient id="g"><stop stop-color="red"/><stop stop-color="blue"/></linearGradient><rect width="5" height="5" fill="url(#g)"/>',
            "art-gradient",
        ),
        ('<rect width="5" height="5" fill="var(--main)"/>', "art-bad-colour"),
        ('<rect width="5em" height="5"/>', "art-bad-value"),
        ('<g style="filter:url(#c)"/>', "art-transparency"),
        ('<path d="M0 0h9v9z" style="marker-end:url(#m)"/>', "art-transparency"),
        ("<script>alert(1)</script>", "art-script"),
        ('<rect onclick="x()" width="5" height="5"/>', "art-script"),
        ('<rect width="5" height="5"><animate/></rect>', "art-script"),
        ("<foreignObject/>", "art-element"),
        ('<rect width="5" height="5" fill="reddish"/>', "art-bad-colour"),
        ('<rect width="-5" height="5"/>', "art-bad-value"),
        ('<circle r="1e10"/>', "art-bad-value"),
        ('<path d="L5 5"/>', "art-bad-value"),
        ('<path d="M5"/>', "art-bad-value"),
        ('<path d="M5 5Z5"/>', "art-bad-value"),
        ('<path d="M5 5X5"/>', "art-bad-value"),
        ('<path d="M5 5a5 5 0 2 0 5 5"/>', "art-bad-value"),
        ('<polygon points="1 2 3"/>', "art-bad-value"),
        ('<g transform="turn(5)"/>', "art-bad-value"),
        ('<g transform="rotate(1 2)"/>', "art-bad-value"),
        ('<g transform="scale(2) nonsense"/>', "art-bad-value"),
        ('<rect width="5" height="5" fill="none"/>', "art-empty"),
        ('<rect x="200" width="5" height="5"/>', "art-empty"),
        ('<g transform="scale(0)"><rect width="5" height="5"/></g>', "art-empty"),
        ('<path d=""/>', "art-empty"),
    ],
)
def test_what_cannot_be_printed_is_refused(body: str, rule: str) -> None:
    """Each thing that is not a flat fill is refused under its own rule."""
    assert rule in findings(drawing(body))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<svg>",
        b"<html/>",
        b'<svg xmlns="urn:other"/>',
        b"\x89PNG\r\n\x1a\n",
        b'<?xml version="1.0" encoding="utf-7"?><svg/>',
        b'<?xml version="1.0" encoding="shift-jis"?><svg/>',
        b"<svg>&nbsp;</svg>",
    ],
)
def test_other_files_are_refused(data: bytes) -> None:
    """What is not XML, or not SVG, is said to be so."""
    assert set(findings(data)) == {"art-not-svg"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_grow_are_refused_before_they_are_read(encoding: str) -> None:
    """Entities that hold others end the reading in any encoding, so that they can neither explode nor fetch."""
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>'
    assert set(findings(bomb.encode(encoding))) == {"art-doctype"}


def test_stylesheet_links_are_refused() -> None:
    """A style sheet named before the drawing is refused like one inside it."""
    assert "art-stylesheet" in findings(
        b'<?xml-stylesheet href="a.css"?>' + drawing('<rect width="5" height="5"/>')
    )


def test_findings_name_file_line_and_column() -> None:
    """Each kind of problem is reported once, at its first line."""
    data = drawing('\n<text>1</text>\n  <image width="5" height="5"/>\n<text>3</text>')
    assert findings(data) == {"art-text": "emblem.svg:2:1", "art-picture": "emblem.svg:3:3"}


def test_all_lines_are_told() -> None:
    """Whoever mends a drawing learns every line at once, and where to click in the program that it comes from."""
    data = b"<!-- Generator: Adobe Illustrator 27 -->" + drawing(
        "\n<text>1</text>\n<text>2</text>\n<text>3</text>"
    )
    with pytest.raises(InvalidDocumentError) as caught:
        read_art(data, "emblem.svg")
    (finding,) = caught.value.findings
    assert "3, 4" in finding.message.en
    assert finding.hint is not None
    assert "Type > Create Outlines" in finding.hint.vi
    assert "Inkscape" not in finding.hint.vi


def test_heavy_drawings_are_refused() -> None:
    """More than 2 MB or 10,000 commands are refused."""
    heavy = drawing(f'<path d="M0 0{"h1v1" * 5_000}"/>')
    assert set(findings(heavy)) == {"art-too-large"}
    assert set(findings(b"<svg/>" + b" " * 2_000_000)) == {"art-too-large"}
