from __future__ import annotations

import pytest

from keytag.drawing.geometry import Affine
from keytag.drawing.svg_import import Art, read_art
from keytag.errors import InvalidDocumentError
from keytag.steps.drawing_guard import refuse_difference

NS = 'xmlns="http://www.w3.org/2000/svg"'
DRAWING = f"""<svg {NS} viewBox="0 0 100 50">
<rect width="100" height="50" fill="#fff"/>
<circle cx="30" cy="25" r="20" fill="#da251d"/>
<path d="M60 10L90 40" stroke="#000" stroke-width=".6"/>
</svg>""".encode()


def read(data: bytes = DRAWING) -> Art:
    """Return what is read of a drawing."""
    return read_art(data, "emblem.svg")


def without(art: Art, index: int) -> Art:
    """Return ``art`` without one of its shapes."""
    kept = [i for i in range(len(art.shapes)) if i != index]
    return Art(tuple(art.shapes[i] for i in kept), art.aspect, tuple(art.lines[i] for i in kept))


def refused(data: bytes, art: Art) -> str:
    """Return where ``art`` is said to differ from ``data``."""
    with pytest.raises(InvalidDocumentError) as caught:
        refuse_difference(data, art, "emblem.svg")
    (finding,) = caught.value.findings
    assert finding.rule == "art-differs"
    return f"{finding.where}: {finding.message.en}"


def test_what_was_read_rightly_passes() -> None:
    """Strokes, masks that fall together with what they cut, and white on nothing look alike."""
    refuse_difference(DRAWING, read(), "emblem.svg")
    masked = f"""<svg {NS} viewBox="0 0 100 100"><mask id="a"><circle cx="50" cy="50" r="50" fill="#fff"/></mask>
    <g mask="url(#a)"><rect width="100" height="100" fill="#fff"/><rect width="100" height="50" fill="#d80027"/>
    <rect width="50" height="100" fill="#338af3"/></g></svg>""".encode()
    refuse_difference(masked, read(masked), "emblem.svg")


@pytest.mark.parametrize(
    ("index", "at"), [(0, "50\u00a0% × 50\u00a0%"), (1, "30\u00a0% × 50\u00a0%"), (2, "75\u00a0% × 50\u00a0%")]
)
def test_a_lost_shape_is_noticed(index: int, at: str) -> None:
    """A shape that is lost, white on nothing or a hairline, is an error that says where."""
    assert at in refused(DRAWING, without(read(), index))


def test_another_colour_is_noticed() -> None:
    """A colour that is only a little another is an error at the shape's line."""
    art = read()
    shapes = tuple((path, "#DA5A1D" if colour == "#DA251D" else colour) for path, colour in art.shapes)
    assert refused(DRAWING, Art(shapes, art.aspect, art.lines)).startswith("emblem.svg:3:")


def test_a_moved_shape_is_noticed() -> None:
    """A shape that lies a hundredth of the page beside its place is an error."""
    art = read()
    (path, colour), *others = art.shapes[1:]
    moved = (art.shapes[0], (path.transformed(Affine.translation(0.02, 0.0)), colour), *others)
    assert "emblem.svg" in refused(DRAWING, Art(moved, art.aspect, art.lines))


def test_what_resvg_cannot_show_is_not_vouched_for() -> None:
    """A drawing that the other program cannot open is refused, not taken on trust."""
    assert "50\u00a0% × 50\u00a0%" in refused(b'<svg xmlns="urn:other"/>', read())
