"""Composition as a whole: who goes where, what is said of what does not fit."""

from __future__ import annotations

from collections import Counter

import pytest
from msgspec.structs import replace

from keytag import qr
from keytag.artwork import Artwork, Role, walk
from keytag.compose import ComposedTag, Design, Frame, compose
from keytag.findings import Finding, Severity
from keytag.geometry import Shape, ShapeKind, place_hole
from keytag.ink import ByPolarity, Ink
from keytag.job import EditionContent, Number
from keytag.job.content import Code, NumberRole, SideName
from keytag.template import read_template

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
    content: EditionContent, limits: ByPolarity = LIMITS, hole: str = "left"
) -> tuple[ComposedTag | None, tuple[Finding, ...]]:
    """Compose on the oval with a hole, at the left where no other side is given."""
    template = read_template(content.template)
    inks = {role: colour for role, colour in template.colours.items() if isinstance(colour, Ink)}
    frame = Frame(OVAL, place_hole(OVAL, 4.0, 2.5, hole), 2.5, 2.0)
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
def test_a_line_is_parted_by_a_hole_in_its_way(hole: str) -> None:
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
