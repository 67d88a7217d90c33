"""Lettering: every Vietnamese letter, figures of one width, marks that are where they should be."""

from __future__ import annotations

import unicodedata
from itertools import combinations, product

import pytest

from keytag.documents.template import NumbersSlot, Slot, TextSlot, read_template
from keytag.drawing.geometry import Path, Shape, ShapeKind, edge_line
from keytag.drawing.geometry.contour import has_crossing
from keytag.drawing.lettering import (
    Face,
    boxes_along,
    line_length,
    missing_characters,
    outline,
    outline_along,
    shape,
)
from keytag.files import library

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = tuple("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")
LETTERS = "".join(unicodedata.normalize("NFC", v + t) for v, t in product(VOWELS, TONES)) + "đĐ"
NARROWED = tuple(Face("roboto", 800, width) for width in (100.0, 87.5, 75.0))


def slots_of_templates() -> list[Slot]:
    """The slots of all built-in templates."""
    return [
        slot
        for name in library.document_names("tags")
        for template in (read_template(name),)
        for slot in (*template.front, *template.back)
    ]


def used_faces() -> tuple[Face, ...]:
    """Every face that a built-in template sets, and Roboto down its width axis."""
    slots = slots_of_templates()
    types = [s.type for s in slots if isinstance(s, TextSlot)]
    types += [t for s in slots if isinstance(s, NumbersSlot) for t in (s.label, s.number)]
    return tuple(dict.fromkeys([*(Face(t.family, t.weight, t.width) for t in types), *NARROWED]))


def edge_faces() -> tuple[Face, ...]:
    """The faces that a built-in template sets along an edge, narrowed ones included."""
    types = [s.type for s in slots_of_templates() if isinstance(s, TextSlot) and s.at != "stack"]
    narrowed = [Face("roboto", t.weight, width) for t in types for width in (100.0, 87.5, 75.0)]
    return tuple(dict.fromkeys([*(Face(t.family, t.weight, t.width) for t in types), *narrowed]))


each_face = pytest.mark.parametrize("face", used_faces(), ids=lambda f: f"{f.family}-{f.weight}-{f.width:g}")


@each_face
def test_every_vietnamese_letter_has_a_glyph(face: Face) -> None:
    """No face that a template uses lacks a Vietnamese letter, a figure or a mark of punctuation in use."""
    assert missing_characters(LETTERS + "0123456789 .,-–:;/()“”&@+", face) == ()
    assert all(ink.width > 0.05 and ink.height > 0.3 for ink in (shape(letter, face).ink for letter in LETTERS))


@pytest.mark.parametrize(
    "face", [f for f in used_faces() if f.family == "roboto"], ids=lambda f: f"{f.weight}-{f.width:g}"
)
def test_figures_have_one_width(face: Face) -> None:
    """In the family of the long lists figures stand under each other; Be Vietnam Pro has no such figures."""
    assert len({round(shape(figure, face).advance, 6) for figure in "0123456789"}) == 1


@each_face
@pytest.mark.parametrize("text", ["Văn Miếu - Quốc Tử Giám", "NGUYỄN ẨU Ữ ậ", "Đường dây nóng"])
def test_decomposed_text_looks_the_same(face: Face, text: str) -> None:
    """Text as macOS writes it (NFD) gives the outline of the same text composed (NFC), to the last point."""
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert composed != decomposed
    assert outline(shape(decomposed, face), 2.0) == outline(shape(composed, face), 2.0)


@each_face
def test_stacked_marks_stay_in_the_ink_that_rows_reserve(face: Face) -> None:
    """The ink by which rows are spaced holds what is painted, stacked marks above and below included."""
    for text in ("Ẫ", "Ữ", "ậ", "Ặ", "ỗ", "ĐỒNG CHÍ ẤY", "Chốt Cầu Tre"):
        run = shape(text, face)
        box, ink = outline(run, 3.0).bounds(), run.ink
        painted = (box.x0, box.y0, box.x1, box.y1)
        assert painted == pytest.approx(tuple(3.0 * v for v in (ink.x0, ink.y0, ink.x1, ink.y1)), abs=0.02)
    assert shape("Ẫ", face).ink.y0 < shape("Â", face).ink.y0 < shape("A", face).ink.y0
    assert shape("ậ", face).ink.y1 > 0.1


def test_shaping_measures_what_it_sets() -> None:
    """Tracking is added between letters and not after the last; nothing to set takes no room."""
    face = Face("be-vietnam-pro", 700)
    assert shape("ABC", face, 0.1).advance == pytest.approx(shape("ABC", face).advance + 0.2)
    assert shape("", face).advance == 0.0
    assert outline(shape("", face), 3.0).is_empty


def test_missing_letters_are_named_once() -> None:
    """What a face cannot set is named in order, each character once."""
    assert missing_characters("a😀b漢😀", Face("be-vietnam-pro", 500)) == ("😀", "漢")


def test_the_width_axis_narrows() -> None:
    """Roboto at 75 % sets the same text in clearly less room, at the same height."""
    wide, narrow = (shape("0269 3000 113", Face("roboto", 800, width)) for width in (100.0, 75.0))
    assert narrow.advance < 0.9 * wide.advance
    assert narrow.ink.height == pytest.approx(wide.ink.height, rel=0.02)


@pytest.mark.parametrize("face", edge_faces(), ids=lambda f: f"{f.family}-{f.weight}-{f.width:g}")
@pytest.mark.parametrize("edge", ["top", "bottom"])
def test_letters_along_a_curve_do_not_touch(face: Face, edge: str) -> None:
    """Bent along an oval's edge no letter runs into a neighbour that it clears on a straight line."""
    line = edge_line(Shape(ShapeKind.OVAL, 50.0, 20.0), "top" if edge == "top" else "bottom", 4.0, 2.5)
    for text in ("CÔNG AN PHƯỜNG ẤP MỸ", "Toàn dân bảo vệ an ninh Tổ quốc"):
        run = shape(text, face)
        start = (line_length(line) - run.advance * 2.0) / 2
        assert start > 0
        assert touching(text, face, outline_along(run, 2.0, line, start)) <= touching(
            text, face, outline(run, 2.0)
        )


@each_face
def test_neighbours_do_not_touch(face: Face) -> None:
    """In names and labels that tags carry no letter or mark runs into the next."""
    for text in ("Hà Tĩnh", "Vĩnh Long", "Cứu nạn", "HỮU NGHỊ", "Chốt Cầu Ngõ"):
        pairs = touching(text, face, outline(shape(text, face), 2.0))
        assert not pairs, f"{text}: letters {pairs}"


def test_boxes_hold_the_letters_on_a_curve() -> None:
    """The leaning boxes by which a line along an edge is judged cover what is painted."""
    line = edge_line(Shape(ShapeKind.OVAL, 50.0, 20.0), "top", 4.0, 2.5)
    run = shape("ẪNG ĐÔ", Face("be-vietnam-pro", 700))
    boxes = boxes_along(run, 2.0, line, 5.0)
    assert len(boxes) == 5
    painted = outline_along(run, 2.0, line, 5.0).bounds()
    corners = [corner for box in boxes for corner in box]
    assert min(x for x, _ in corners) <= painted.x0 + 1e-3
    assert max(x for x, _ in corners) >= painted.x1 - 1e-3
    assert min(y for _, y in corners) <= painted.y0 + 1e-3
    assert max(y for _, y in corners) >= painted.y1 - 1e-3


def touching(text: str, face: Face, path: Path) -> set[tuple[int, int]]:
    """The pairs of letters of ``text`` whose contours cross in ``path``; by their places in the text."""
    owners = [
        place
        for place, letter in enumerate(text)
        for _ in range(len(outline(shape(letter, face), 1.0).flattened()))
    ]
    contours = path.flattened(0.01)
    assert len(owners) == len(contours)
    boxes = [(min(x for x, _ in c), max(x for x, _ in c)) for c in contours]
    return {
        (owners[i], owners[j])
        for i, j in combinations(range(len(contours)), 2)
        if owners[i] != owners[j]
        and boxes[i][0] <= boxes[j][1]
        and boxes[j][0] <= boxes[i][1]
        and has_crossing(contours[i], contours[j])
    }
