"""Drawings that are made to hang the reader are refused in good time; what looks alike and is not, is read."""

from __future__ import annotations

from time import process_time

import pytest

from keytag.drawing.svg_import import Art, read_art
from keytag.errors import InvalidDocumentError

# The promise is two seconds for all of `check`.
SECONDS = 2.0


def read(body: str, view: str = "0 0 100 100") -> Art:
    """Read ``body`` as an SVG document."""
    return read_art(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{body}</svg>'.encode(), "emblem.svg"
    )


def rules(body: str, view: str = "0 0 100 100") -> list[str]:
    """Return by which rules a drawing is refused, which takes less than two seconds."""
    start = process_time()
    with pytest.raises(InvalidDocumentError) as caught:
        read(body, view)
    assert process_time() - start < SECONDS
    return [finding.rule for finding in caught.value.findings]


def shape(contours: str) -> str:
    """Return one path with ``contours``, filled by the even-odd rule."""
    return f'<path fill-rule="evenodd" d="{contours}"/>'


@pytest.mark.parametrize(
    "body",
    [
        f'<rect width="10" height="10" x="{"1" * 300_000}x"/>',
        f'<path d="M{"1" * 900_000} 0z"/>',
        f'<rect width="1" height="1" fill="#000" transform="{"a" * 900_000}"/>',
        f'<rect width="1e400" height="1" x="{"0" * 900_000}"/>',
    ],
    ids=["digits of an attribute", "digits in a path", "letters of a transform", "figures without end"],
)
def test_endless_figures_are_no_value(body: str) -> None:
    """A figure or a word that does not end is refused at once."""
    assert rules(body) == ["art-bad-value"]


def test_a_width_of_endless_zeros_is_still_no_stroke_to_wait_for() -> None:
    """A stroke's width of very many digits is judged at once."""
    assert rules(f'<rect width="1" height="1" stroke="red" stroke-width="{"0" * 500_000}x"/>') == ["art-bad-value"]


@pytest.mark.parametrize(
    "body",
    [
        f'<polygon points="{"1 1 " * 240_000}"/>',
        '<path d="M0 0' + "A1 1 0 0 1 1 1A1 1 0 0 1 0 0" * 20_001 + 'z"/>',
        '<rect width="1" height="1"/>' * 5_000,
        "<g/>" * 200_000,
    ],
    ids=["points", "arcs", "shapes", "elements"],
)
def test_more_commands_than_a_drawing_needs_are_refused(body: str) -> None:
    """Points, arcs and shapes are counted together, and counting stops at the limit."""
    assert rules(body) == ["art-too-large"]


@pytest.mark.parametrize(
    "contours",
    [
        "".join(f"M{i / 99} {i / 99}H{100 - i / 99}V{100 - i / 99}H{i / 99}z" for i in range(1_950)),
        "".join(f"M0 {i / 50}L100 {i / 50}L100 {i / 50 + 0.01}z" for i in range(2_450)),
        "M0 0" + "".join(f"L100 {i / 99}L0 {i / 99 + 0.005}" for i in range(4_500)) + "z",
        "M0 0" + "C0 100 100 100 100 0 100 100 0 100 0 0" * 4_500 + "z",
    ],
    ids=["nested", "side by side", "one comb", "curves"],
)
def test_outlines_that_take_too_long_to_compare_are_refused(contours: str) -> None:
    """Outlines are compared up to a bound, whatever their arrangement."""
    assert rules(shape(contours)) == ["art-too-tangled"]


@pytest.mark.parametrize("view", ["0 0 1e9 0.00001", "0 0 3001 100", "0 0 100 3001"])
def test_a_drawing_far_longer_than_high_is_refused(view: str) -> None:
    """What would be a kilometre long at the height of a tag is not followed curve by curve."""
    assert rules(shape("M0 0C1e5 0.00001 2e5 0 1e9 0.000009z"), view) == ["art-too-long"]


@pytest.mark.parametrize("end", ["1e-300", "1e-12", "0"])
def test_an_arc_to_next_to_its_start_divides_by_nothing(end: str) -> None:
    """An arc whose ends are all but one is a line, not a crash; SVG 1.1, F.6.2."""
    art = read(f'<path d="M0 0H50V50A1 1 0 0 1 {end} 50A99 99 0 0 0 0 {end}z"/>')
    assert all(abs(figure) < 2 for path, _ in art.shapes for _, xy in path.commands for figure in xy)


def test_deep_groups_are_walked_without_recursion() -> None:
    """Ninety thousand groups in each other are read like one."""
    assert len(read("<g>" * 90_000 + '<rect width="9" height="9"/>' + "</g>" * 90_000).shapes) == 1


def test_copies_of_copies_are_counted() -> None:
    """A drawing that copies itself ten times, nine times over, is refused instead of drawn a milliard times."""
    levels = "".join(f'<g id="a{i}">' + f'<use href="#a{i - 1}"/>' * 10 + "</g>" for i in range(1, 10))
    assert rules(f'<defs><rect id="a0" width="1" height="1"/>{levels}</defs><use href="#a9"/>') == [
        "art-too-large"
    ]


def test_dashes_without_end_are_refused() -> None:
    """A line of a million dashes is not drawn dash by dash."""
    assert rules('<path d="M0 0H100" stroke="red" stroke-dasharray=".0001"/>') == ["art-too-tangled"]


def test_style_sheets_are_compared_up_to_a_bound() -> None:
    """Selectors that every element would have to be compared with for ever are refused."""
    sheet = "<style>" + "g g g g g g g rect{fill:red}" * 500 + "</style>"
    assert rules(sheet + "<g>" * 500 + '<rect width="1" height="1"/>' * 500 + "</g>" * 500) == ["art-too-large"]


@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY a SYSTEM "/etc/passwd">', '<!ENTITY % a "x">', f'<!ENTITY a "{"x" * 300}">'],
    ids=["of a file", "of parameters", "long"],
)
def test_entities_are_short_texts_or_refused(entity: str) -> None:
    """Entities stand for a few letters; what could fetch a file or grow is refused."""
    data = f'<!DOCTYPE svg [{entity}]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    with pytest.raises(InvalidDocumentError) as caught:
        read_art(data.encode(), "emblem.svg")
    assert [finding.rule for finding in caught.value.findings] == ["art-doctype"]
