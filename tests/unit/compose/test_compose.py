"""Composition as a whole: who goes where, what is said of what does not fit."""

from __future__ import annotations

from collections import Counter

import pytest
from msgspec.structs import replace

from keytag.compose import ComposedTag, Design, Frame, compose
from keytag.documents.job import EditionContent, Number
from keytag.documents.job.content import Code, NumberRole, SideName
from keytag.documents.template import read_template
from keytag.drawing import qr
from keytag.drawing.artwork import Artwork, Role, walk
from keytag.drawing.geometry import Rect, Shape, ShapeKind, place_hole
from keytag.drawing.ink import ByPolarity, Ink
from keytag.findings import Finding, Severity

OVAL = Shape(ShapeKind.OVAL, 50.0, 20.0)
LIMITS = ByPolarity(1.4, 1.76, 1.76)


def number(index: int, side: SideName | None = None, label: str = "Trực ban") -> Number:
    """A number of the job."""
    return Number(label, f"026930000{index}", f"0269 3000 00{index}", NumberRole.DUTY, side, f"numbers.{index}")


def said(*numbers: Number, template: str = "classic", code: Code | None = None, **texts: str) -> EditionContent:
    """What an edition says."""
    return EditionContent(
        id="x",
        name=texts.get("name"),
        issuer_name=texts.get("issuer", "Công an xã Glar"),
        province=None,
        slogan=texts.get("slogan"),
        numbers=numbers,
        qr=code,
        template=template,
        colours=(),
        quantity=None,
        node="",
    )


def composed(
    content: EditionContent, limits: ByPolarity = LIMITS, hole: str = "left", outer: Shape = OVAL
) -> tuple[ComposedTag | None, tuple[Finding, ...]]:
    """Compose on the oval or another shape with a hole, at the left where no other side is given."""
    template = read_template(content.template)
    inks = {role: colour for role, colour in template.colours.items() if isinstance(colour, Ink)}
    frame = Frame(outer, place_hole(outer, 4.0, 2.5, hole), 2.5, 2.0)
    symbol = qr.encode(content.qr.link) if content.qr else None
    return compose(content, Design(template, frame, inks, limits, {}), symbol)


def tag_of(content: EditionContent) -> ComposedTag:
    """Compose what is known to fit."""
    tag, findings = composed(content)
    assert tag is not None, findings
    assert findings == ()
    return tag


def nodes(side: Artwork) -> set[str]:
    """The job's nodes that a side shows."""
    return {item.source.node for item, _ in walk(side.items)}


CODE = Code("https://zalo.me/1000000000000000001", "Quét mã", None, "qr")


def test_the_hotline_is_in_front_and_the_others_behind() -> None:
    """The first number stands on the front, those that name no side on the back."""
    tag = tag_of(said(number(0), number(1), number(2)))
    assert "numbers.0.number" in nodes(tag.front)
    assert {"numbers.1.number", "numbers.2.number"} <= nodes(tag.back)
    assert "numbers.0.number" not in nodes(tag.back)


def test_a_number_keeps_the_side_it_names() -> None:
    """A number that asks for a side is on that side and no other."""
    tag = tag_of(said(number(0, "back"), number(1, "front"), number(2, "back")))
    assert "numbers.1.number" in nodes(tag.front)
    assert {"numbers.0.number", "numbers.2.number"} <= nodes(tag.back)
    assert not {"numbers.0.number", "numbers.2.number"} & nodes(tag.front)


@pytest.mark.parametrize(("side", "expected"), [(None, "back"), ("back", "back"), ("front", "front")])
def test_the_code_is_where_the_job_asks(side: SideName | None, expected: str) -> None:
    """The template has the code on the back; a job may ask for the front, and the caption goes with it."""
    tag = tag_of(said(number(0), number(1), code=Code(CODE.link, CODE.caption, side, "qr")))
    assert tag.code_side == expected
    with_code, without = (tag.front, tag.back) if expected == "front" else (tag.back, tag.front)
    assert {"qr", "qr.caption"} <= nodes(with_code)
    assert not {"qr", "qr.caption"} & nodes(without)


def test_no_side_is_blank() -> None:
    """With one number and no code the back shows the hotline again."""
    tag = tag_of(said(number(0)))
    assert "numbers.0.number" in nodes(tag.front) & nodes(tag.back)
    assert tag.code is None
    assert tag.code_side == ""


@pytest.mark.parametrize("template", ["hotline", "classic", "directory"])
@pytest.mark.parametrize("hole", ["left", "right", "top"])
def test_two_like_sides_are_set_alike(template: str, hole: str) -> None:
    """Where the back says again what the front says, each line is as large there, and lies the other way round."""
    numbers = (number(0, label="Đường dây nóng 24/24"),)
    slogan = "Vì nước quên thân, vì dân phục vụ"
    tag, findings = composed(
        said(*numbers, template=template, issuer="Công an xã Trì Quang", slogan=slogan), hole=hole
    )
    assert tag is not None, findings
    front, back = (
        {item.source.node: item.path.bounds() for item, _ in walk(side.items) if item.role is Role.LETTERING}
        for side in (tag.front, tag.back)
    )
    assert front.keys() == back.keys()
    for node in ("numbers.0.label", "numbers.0.number"):
        one, other = front[node], back[node]
        assert (one.width, one.height, one.y0) == pytest.approx((other.width, other.height, other.y0), abs=0.01)
    ahead, behind = (side["numbers.0.label"].union(side["numbers.0.number"]).centre[0] for side in (front, back))
    assert behind == pytest.approx(ahead if hole == "top" else OVAL.width - ahead, abs=0.05)
    for node in ("issuer.name", "slogan"):
        assert front[node].width == pytest.approx(back[node].width, abs=0.2)


def test_grounds_reach_the_bleed() -> None:
    """The ground lies under everything and reaches over the cut as far as the shop's bleed."""
    tag = tag_of(said(number(0)))
    for side in (tag.front, tag.back):
        first = next(item for item, _ in walk(side.items))
        assert first.role is Role.GROUND
        box = first.path.bounds()
        assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((-2.0, -2.0, 52.0, 22.0), abs=1e-6)
        assert side.bleed == 2.0


def test_the_smallest_size_is_reported() -> None:
    """The smallest font size lies between the shop's limit and what the template has at most."""
    tag = tag_of(said(number(0), number(1), slogan="Vì nước quên thân, vì dân phục vụ", code=CODE))
    assert 1.76 <= tag.smallest_text <= 3.0


def test_the_shops_limit_is_kept() -> None:
    """A shop that prints no reversed lettering under 2.1 mm gets none under it."""
    tag, _ = composed(said(number(0)), ByPolarity(1.4, 2.1, 2.1))
    assert tag is not None
    assert tag.smallest_text >= 2.1 - 1e-9


def test_letters_that_no_font_has_are_named() -> None:
    """An emoji is a finding that names the field and the character, and there is no tag."""
    tag, findings = composed(said(number(0, label="Trực 😀"), slogan="An 漢 ninh"))
    assert tag is None
    assert {(f.rule, f.node) for f in findings} == {
        ("glyph-missing", "slogan"),
        ("glyph-missing", "numbers.0.label"),
    }
    assert any("U+1F600" in f.message.vi for f in findings)


@pytest.mark.parametrize(
    ("content", "rule", "node"),
    [
        (said(number(0), slogan="Toàn dân " * 44), "text-too-long", "slogan"),
        (said(number(0), issuer="Công an phường " * 15), "text-too-long", "issuer.name"),
        (said(*(number(i) for i in range(20))), "numbers-do-not-fit", "numbers."),
    ],
    ids=["slogan", "issuer", "numbers"],
)
def test_what_does_not_fit_is_named(content: EditionContent, rule: str, node: str) -> None:
    """What has no room is one error that names the field, says by how much and what to do."""
    tag, findings = composed(content)
    assert tag is None
    assert [(f.rule, f.severity) for f in findings] == [(rule, Severity.ERROR)]
    assert findings[0].node.startswith(node)
    assert any(figure.isdigit() for figure in findings[0].message.vi)
    assert findings[0].hint.vi


def test_a_refusal_says_what_truly_helps() -> None:
    """Eight numbers and a code leave no room under a hole at the top; what the hint offers makes the tag fit."""
    content = said(*(number(i) for i in range(8)), slogan="Vì nước quên thân, vì dân phục vụ", code=CODE)
    tag, (finding,) = composed(content, hole="top")
    assert tag is None
    assert finding.hint.en == "It fits if you put the hole at the left (side: left); or drop the QR code."
    assert composed(content)[0] is not None
    assert composed(replace(content, qr=None), hole="top")[0] is not None
    assert composed(replace(content, slogan=None), hole="top")[0] is None


@pytest.mark.parametrize("hole", ["top", "bottom"])
def test_a_line_is_around_hole_by_a_hole_in_its_way(hole: str) -> None:
    """The issuer goes on beyond a hole at the top, the slogan beyond one at the bottom; the other is one line."""
    tag, _ = composed(said(number(0), slogan="Vì nước quên thân, vì dân phục vụ"), hole=hole)
    assert tag is not None
    shown = Counter(item.source.node for item, _ in walk(tag.front.items))
    parted, whole = ("issuer.name", "slogan") if hole == "top" else ("slogan", "issuer.name")
    assert (shown[parted], shown[whole]) == (2, 1)


def shown(side: Artwork, kind: str = "number") -> set[str]:
    """The numbers that a side shows, by their nodes."""
    return {node for node in nodes(side) if node.startswith("numbers.") and node.endswith(kind)}


def test_a_group_shares_its_numbers_out() -> None:
    """Where the hotline's side would be crammed and the other nearly empty, numbers move."""
    tag = tag_of(said(*(number(i) for i in range(4)), template="group", name="Ấp 3"))
    assert shown(tag.front)
    assert "numbers.0.number" in shown(tag.back)
    assert not shown(tag.front) & shown(tag.back)
    assert len(shown(tag.front) | shown(tag.back)) == 4


def test_a_name_stands_between_the_columns_round_a_hole() -> None:
    """A list too long for the room under the hole stands left and right of it, the name between."""
    content = said(*(number(i) for i in range(6)), template="group", name="Ấp 3")
    tag, findings = composed(content, hole="top")
    assert tag is not None, findings
    boxes = {
        item.source.node: item.path.transformed(matrix).bounds()
        for item, matrix in walk(tag.front.items)
        if item.role is Role.LETTERING
    }
    name = boxes.pop("name")
    assert all(box.x1 < name.x0 or box.x0 > name.x1 for box in boxes.values())
    assert {box.x0 > name.x1 for box in boxes.values()} == {True, False}


def test_a_caption_has_no_line_of_one_word_where_two_fit() -> None:
    """Beside a code a caption of three words stands in two lines."""
    three = tag_of(said(number(0), number(1), number(2), number(3), code=replace(CODE, caption="Quét mã Zalo")))
    lines = [item for item, _ in walk(three.back.items) if item.source.node == "qr.caption"]
    assert len(lines) <= 2


def lettered(side: Artwork) -> dict[str, Rect]:
    """The boxes round a side's lettering by the job's nodes; of several lines, the one round all."""
    boxes: dict[str, Rect] = {}
    for item, matrix in walk(side.items):
        if item.role is Role.LETTERING:
            box, node = item.path.transformed(matrix).bounds(), item.source.node
            boxes[node] = boxes[node].union(box) if node in boxes else box
    return boxes


def test_a_caption_has_no_stump_between_two_lines() -> None:
    """Beside two officers and a code no line of a caption is one short word."""
    labels = ("Trực ban 24/24", "Trưởng Công an", "Phó Trưởng Công an")
    code = replace(CODE, caption="Quét mã để phản ánh")
    tag = tag_of(said(*(number(i, label=label) for i, label in enumerate(labels)), code=code))
    lines = [item.path.bounds().width for item, _ in walk(tag.back.items) if item.source.node == "qr.caption"]
    assert min(lines) > max(lines) / 2


@pytest.mark.parametrize("template", ["classic", "directory", "group", "hotline"])
@pytest.mark.parametrize("side", ["front", "back"])
def test_the_hotline_is_large_beside_a_code(template: str, side: SideName) -> None:
    """Where the job puts hotline and code on one side, its figures are 3 mm high there on a tag of 54 × 24 mm."""
    code = Code(CODE.link, "Quét mã để phản ánh", side, "qr")
    others = (number(1, label="Trưởng Công an"), number(2, label="Phó Trưởng Công an"))
    job = said(number(0, side), *others, template=template, code=code, slogan="Vì nước quên thân, vì dân phục vụ")
    tag, findings = composed(job, outer=Shape(ShapeKind.OVAL, 54.0, 24.0))
    assert tag is not None, findings
    assert tag.code_side == side
    boxes = lettered(tag.front if side == "front" else tag.back)
    assert boxes["numbers.0.number"].height >= 3.0


@pytest.mark.parametrize("count", [3, 4, 5, 6])
@pytest.mark.parametrize("template", ["classic", "directory", "hotline"])
def test_a_list_lies_in_the_middle(template: str, count: int) -> None:
    """A list that has a side to itself hangs neither high nor low."""
    names = ("Trực ban huyện", "Trực ban", "Trưởng Công an", "Phó Trưởng Công an", "Cảnh sát khu vực", "Tổ bảo vệ")
    tag = tag_of(said(*(number(i, label=names[i]) for i in range(count)), template=template))
    boxes = lettered(tag.back).values()
    middle = (min(box.y0 for box in boxes) + max(box.y1 for box in boxes)) / 2
    assert middle == pytest.approx(OVAL.height / 2, abs=0.5)


@pytest.mark.parametrize("hole", ["left", "right"])
def test_a_caption_under_a_code_is_near_it(hole: str) -> None:
    """On a round tag code and caption lie together in the middle, not one at the top and one at the bottom."""
    circle = Shape(ShapeKind.CIRCLE, 32.0, 32.0)
    tag, findings = composed(said(number(0), code=CODE), hole=hole, outer=circle)
    assert tag is not None, findings
    assert tag.code is not None
    caption, ground = lettered(tag.back)["qr.caption"], tag.code.ground
    assert max(caption.y0 - ground.y1, ground.y0 - caption.y1) == pytest.approx(1.6, abs=0.3)
    whole = caption.union(ground)
    assert whole.centre[1] == pytest.approx(16.0, abs=1.0)


def test_a_long_list_fills_a_wide_oval() -> None:
    """Eleven numbers behind a hotline do not stand in one narrow column: they take two thirds of the width."""
    labels = ("Trực ban", "Trưởng Công an", "Phó Trưởng Công an", "Cảnh sát khu vực", *("Chốt cầu Nổi",) * 8)
    numbers = (number(index, label=label) for index, label in enumerate(labels))
    tag, findings = composed(said(*numbers, template="directory"), outer=Shape(ShapeKind.OVAL, 70.0, 36.0))
    assert tag is not None, findings
    boxes = lettered(tag.back).values()
    assert max(box.x1 for box in boxes) - min(box.x0 for box in boxes) > 2 / 3 * 70
