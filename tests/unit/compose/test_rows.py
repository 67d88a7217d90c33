"""Rows: alignment, and lists of numbers before they are placed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from keytag.compose.number_rows import Arrangement, GroupedNumber, arrangements, number_rows
from keytag.compose.rows import Align, Row, centre_list, equalize_heights, join_rows, text_row
from keytag.compose.type_settings import TypeSettings
from keytag.documents.template import NumbersSlot, SizeRange, Type
from keytag.drawing.artwork import Source
from keytag.drawing.ink import BLACK

KIND = Type(size=SizeRange(smallest=2.0, largest=4.0), ink="text", tracking=10)
TYPES = TypeSettings({"text": BLACK}, {"text": 1.5})
SOURCE = Source("slot", "node")
SLOT = NumbersSlot(kind="numbers", slot="list", take="rest", columns=3, label=KIND, number=KIND)
ENTRIES = tuple(GroupedNumber(f"Tổ {i}", f"0269 3000 00{i}", f"numbers.{i}") for i in range(5))


def row(text: str, align: Align = "centre") -> Row:
    """A line of text at 2 mm."""
    return text_row(text, TYPES.setting(KIND, 0.0), align, 0.5, SOURCE)


def listed(how: Arrangement, scale: float, air: float = 0.0) -> tuple[Row, ...]:
    """The entries as rows, at ``scale``."""
    setting = TYPES.setting(KIND, scale)
    return number_rows(ENTRIES, SLOT.slot, how, (setting, setting), scale, air)


def painted(one: Row) -> tuple[float, float, float, float]:
    """Where the row's ink lies when its axis and baseline are at 0."""
    boxes = [fill.path.bounds() for piece in one.pieces for fill in piece.fills(0.0, 0.0)]
    return (
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


@pytest.mark.parametrize("align", ["centre", "left", "right"])
def test_a_row_reaches_as_far_as_its_ink(align: Align) -> None:
    """What a row says of its reach is where its ink is painted, however it is aligned."""
    one = row("Ẫy g", align)
    x0, y0, x1, y1 = painted(one)
    assert (-one.left, -one.above, one.right, one.below) == pytest.approx((x0, y0, x1, y1), abs=0.02)
    assert {"centre": one.left - one.right, "left": one.left, "right": one.right}[align] == pytest.approx(0.0)


def test_marks_take_room_above() -> None:
    """A line with stacked marks or with marks below is higher than a line without."""
    assert row("Ẫ").above > row("A").above + 0.5
    assert row("ậ").below > row("a").below + 0.1


def test_sizes_follow_the_scale_and_the_shops_limit() -> None:
    """Scale 0 is the smallest size that template and shop allow, 1 the largest, grown on a larger tag."""
    assert [TYPES.setting(KIND, scale).size for scale in (0.0, 0.5, 1.0)] == [2.0, 3.0, 4.0]
    careful = replace(TYPES, smallest={"text": 3.0})
    assert [careful.setting(KIND, scale).size for scale in (0.0, 1.0)] == [3.0, 4.0]
    assert replace(TYPES, smallest={"text": 9.0}).setting(KIND, 0.0).size == 9.0
    assert replace(TYPES, growth=2.0).setting(KIND, 1.0).size == 8.0


def test_letters_narrow_before_they_are_tracked() -> None:
    """Tracking opens with the size; narrowed steps have none and are set in the family with a width axis."""
    assert TYPES.setting(KIND, 1.0).tracking == pytest.approx(0.1)
    assert TYPES.setting(KIND, 0.0).tracking == 0.0
    narrow = TYPES.setting(KIND, 1.0, 3)
    assert (narrow.tracking, narrow.face.family, narrow.face.width) == (0.0, "roboto", 75.0)


def test_capitals_are_made_of_composed_letters() -> None:
    """Upper case of decomposed text is the upper case of the text."""
    upper = TYPES.setting(KIND.model_copy(update={"case": "upper"}), 0.0)
    assert upper.run("phường ẩn".replace("ẩ", "a\u0302\u0309")) == upper.run("PHƯỜNG ẨN")


def test_even_rows_have_one_pitch() -> None:
    """A list keeps its pitch whatever marks its lines carry."""
    rows = equalize_heights((row("Ẫ"), row("a"), row("g")))
    assert len({(one.above, one.below) for one in rows}) == 1
    assert rows[0].above == row("Ẫ").above


def test_beside_puts_one_row_next_to_the_other() -> None:
    """The joined row reaches as far as both and is as high as the higher."""
    number, label = row("0269", "left"), row("Ẫ", "left")
    both = join_rows(number, label, number.right + 1.0, 0.3)
    assert both.right == pytest.approx(number.right + 1.0 + label.right)
    assert (both.left, both.above) == (number.left, label.above)


def test_a_spine_aligned_list_is_centred_as_a_whole() -> None:
    """Labels to the left and numbers to the right of a spine: their common box lies round the axis."""
    rows = centre_list((join_rows(row("0269", "left"), row("Trưởng Công an", "right"), -0.5, 0.0),), "centre")
    assert rows[0].left == pytest.approx(rows[0].right)
    x0, _, x1, _ = painted(rows[0])
    assert (x0, x1) == pytest.approx((-rows[0].left, rows[0].right), abs=0.02)


@pytest.mark.parametrize("align", ["centre", "left", "right"])
def test_every_arrangement_sets_every_entry_whole(align: Align) -> None:
    """However a list is arranged, each label and number is set once, unbroken, in the job's order."""
    ways = arrangements(SLOT, len(ENTRIES), align)
    assert len({(how.style, how.columns) for how in ways}) == len(ways) > 3
    for how in ways:
        rows = listed(how, 0.0)
        texts = sorted(piece.run.text for one in rows for piece in one.pieces if piece.run is not None)
        assert texts == sorted([entry.label for entry in ENTRIES] + [entry.display for entry in ENTRIES])
        for one in rows:
            x0, _, x1, _ = painted(one)
            assert -one.left - 0.02 <= x0
            assert x1 <= one.right + 0.02


def test_entries_of_a_row_keep_apart() -> None:
    """In every arrangement the pieces of a row stand clear of each other."""
    for how in arrangements(SLOT, len(ENTRIES), "centre"):
        for one in listed(how, 1.0):
            boxes = sorted((p.run.ink.x0 * p.size + p.x, p.run.ink.x1 * p.size + p.x) for p in one.pieces if p.run)
            assert all(right[0] - left[1] > 0.3 for left, right in pairwise(boxes))


def test_a_label_stands_nearer_to_its_number_than_to_the_one_above() -> None:
    """The space within a pair is clearly smaller than that between pairs, and air goes between them only."""
    for scale in (0.0, 1.0):
        rows = listed(Arrangement("stacked", 1, "centre"), scale)
        airy = listed(Arrangement("stacked", 1, "centre"), scale, 1.0)
        assert all(2 * number.lead < label.lead for label, number in zip(rows[::2], rows[1::2], strict=True))
        assert [row.lead for row in airy[1::2]] == [row.lead for row in rows[1::2]]
        assert airy[2].lead > 1.5 * rows[2].lead


@pytest.mark.parametrize("align", ["centre", "left", "right"])
def test_an_inline_label_stands_before_its_number(align: Align) -> None:
    """On whichever side of a code a list stands, its lines read label first, and the numbers line up."""
    rows = listed(Arrangement("inline", 1, align), 0.0)
    starts = [{p.source.node.rpartition(".")[2]: p.x for p in one.pieces} for one in rows]
    assert all(start["label"] < start["number"] for start in starts)
    lined = [one.right if align == "right" else start["number"] for one, start in zip(rows, starts, strict=True)]
    assert max(lined) == pytest.approx(min(lined), abs=0.1)


def test_columns_read_downwards() -> None:
    """The first column holds the first numbers, the most important on top."""
    rows = listed(Arrangement("inline", 2, "centre"), 0.0)
    firsts = [min((p.x, p.source.node) for p in one.pieces)[1] for one in rows]
    assert firsts == ["numbers.0.label", "numbers.1.label", "numbers.2.label"]


def test_a_middle_column_may_be_longer() -> None:
    """Eleven entries stand in columns of three, five and three, read downwards, the longer one higher."""
    entries = tuple(GroupedNumber(f"Tổ {i}", f"0269 3000 00{i}", f"numbers.{i}") for i in range(11))
    (how,) = [how for how in arrangements(SLOT, 11, "centre") if how.bulge and how.style == "stacked"]
    setting = TYPES.setting(KIND, 0.0)
    rows = number_rows(entries, SLOT.slot, how, (setting, setting), 0.0, 0.0)
    lines = [[int(piece.source.node.split(".")[1]) for piece in line.pieces] for line in rows[::2]]
    assert lines == [[3], [0, 4, 8], [1, 5, 9], [2, 6, 10], [7]]
    assert not any(how.bulge for how in arrangements(SLOT, 12, "centre"))


def test_one_number_has_no_columns() -> None:
    """A slot for the hotline offers one column in each of its styles."""
    first = SLOT.model_copy(update={"take": "first"})
    assert [(how.style, how.columns) for how in arrangements(first, 1, "centre")] == [
        ("stacked", 1),
        ("inline", 1),
    ]


def test_a_parted_list_leaves_the_hole_between_its_columns() -> None:
    """Two columns read down, flush with what is kept clear round the axis, labels above their numbers."""
    how = Arrangement("around-hole", 2, "centre", apart=4.0)
    rows = listed(how, 0.0)
    assert [[piece.source.node for piece in line.pieces] for line in rows[::2]] == [
        ["numbers.0.label", "numbers.3.label"],
        ["numbers.1.label", "numbers.4.label"],
        ["numbers.2.label"],
    ]
    for line in rows:
        boxes = [fill.path.bounds() for piece in line.pieces for fill in piece.fills(0.0, 0.0)]
        assert boxes[0].x1 == pytest.approx(-4.0, abs=0.02)
        assert [box.x0 for box in boxes[1:]] == pytest.approx([4.0] * (len(boxes) - 1), abs=0.02)
