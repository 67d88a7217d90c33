"""The tag says all that the job says, where the job wants it, and nothing lies over it.

House rules: a number that is silently missing, or hidden, is as bad as a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.artwork.drawn_item import DrawnItem
from keytag.checks.artwork.side import DrawnSide
from keytag.drawing.artwork import Role
from keytag.drawing.geometry import bounds
from keytag.drawing.geometry.contour import distance_to_rect
from keytag.findings import Finding, Rule
from keytag.text.text import Text

_WORDS = (Role.LETTERING, Role.QR)


EVERY_NUMBER = Rule.error("every-number-is-on-the-tag", __name__)
CODE_IS_THERE = Rule.error("code-is-on-the-tag", __name__)
WORDS_ARE_THERE = Rule.note("words-are-on-the-tag", __name__)
NOTHING_OVER = Rule.error("nothing-lies-over-lettering", __name__)
RULES_KEEP_CLEAR = Rule.error("rules-keep-clear-of-lettering", __name__)
RULES = (EVERY_NUMBER, CODE_IS_THERE, WORDS_ARE_THERE, NOTHING_OVER, RULES_KEEP_CLEAR)


def every_number_is_on_the_tag(sides: tuple[DrawnSide, DrawnSide]) -> Iterator[Finding]:
    """Each of the job's numbers stands on the tag, with its label, on the side that the job asks for."""
    content = sides[0].subject.content
    shown = {name: _nodes(side) for name, side in zip(("front", "back"), sides, strict=True)}
    for number in content.numbers:
        wanted = {f"{number.node}.label", f"{number.node}.number"}
        if not any(wanted <= nodes for name, nodes in shown.items() if number.side in (None, name)):
            yield EVERY_NUMBER.finding(
                Text(
                    f"Số {number.display} không có trên móc khóa.",
                    f"The number {number.display} is not on the tag.",
                ),
                node=number.node,
            )


def code_is_on_the_tag(sides: tuple[DrawnSide, DrawnSide]) -> Iterator[Finding]:
    """Where the job gives a link, the tag carries its symbol, on the side that the job asks for."""
    code = sides[0].subject.content.qr
    if code is None:
        return
    found = [
        name
        for name, side in zip(("front", "back"), sides, strict=True)
        if side.code is not None and side.code.symbol.payload == code.link
    ]
    if not found or (code.side is not None and code.side not in found):
        yield CODE_IS_THERE.finding(
            Text("Mã QR không có ở mặt cần có.", "The QR code is not on the side where it should be."),
            node=code.node,
        )


def words_are_on_the_tag(sides: tuple[DrawnSide, DrawnSide]) -> Iterator[Finding]:
    """What the job says in words stands on the tag; a template of the office's own may have no slot for it."""
    content = sides[0].subject.content
    shown = _nodes(sides[0]) | _nodes(sides[1])
    words = [
        (content.issuer_node, content.issuer_name, Text("Tên cơ quan", "The office's name")),
        (content.slogan_node, content.slogan, Text("Khẩu hiệu", "The slogan")),
    ]
    if content.qr is not None:
        words.append((f"{content.qr.node}.caption", content.qr.caption, Text("Lời nhắc quét mã", "The caption")))
    for node, text, what in words:
        if text and node not in shown:
            yield WORDS_ARE_THERE.finding(
                Text(f"{what.vi} “{text}” không có trên móc khóa.", f"{what.en} “{text}” is not on the tag."),
                node=node,
            )


def nothing_lies_over_lettering(side: DrawnSide) -> Iterator[Finding]:
    """No ground, rule or drawing painted later covers lettering or the code."""
    covers = [drawn for drawn in side.items if drawn.item.role not in _WORDS]
    for drawn in side.of(*_WORDS):
        cover = next((c for c in covers if c.order > drawn.order and _lies_over(c, drawn)), None)
        if cover is not None:
            yield drawn.finding(
                NOTHING_OVER,
                Text(
                    f"Ở {side.title.vi}, hình “{cover.item.source.slot}” của kiểu trình bày che chữ hoặc mã QR.",
                    f"On the {side.title.en}, the template's slot “{cover.item.source.slot}” covers text or code.",
                ),
            )


def rules_keep_clear_of_lettering(side: DrawnSide) -> Iterator[Finding]:
    """No rule runs through lettering or the code, whichever was painted first."""
    rules = tuple(side.of(Role.RULE))
    for drawn in side.of(*_WORDS):
        if any(_runs_through(rule, drawn) for rule in rules):
            yield drawn.finding(
                RULES_KEEP_CLEAR,
                Text(
                    f"Một đường kẻ ở {side.title.vi} chạy qua chữ hoặc mã QR.",
                    f"A line on the {side.title.en} runs through letters or the code.",
                ),
            )


def _runs_through(rule: DrawnItem, drawn: DrawnItem) -> bool:
    """Tell whether a rule's ink enters the box of a letter; boxes of whole lines rule most questions out."""
    reach = rule.width / 2
    near = tuple(rule.edges_near(drawn.box.grown(reach)))
    return any(
        distance_to_rect(piece, letter.box) <= reach
        for letter in (drawn.outlines if near else ())
        for piece in near
        if bounds(piece).grown(reach).intersects(letter.box)
    )


def _lies_over(cover: DrawnItem, drawn: DrawnItem) -> bool:
    return cover.item.role is not Role.RULE and cover.overlaps(drawn)


def _nodes(side: DrawnSide) -> frozenset[str]:
    return frozenset(drawn.item.source.node for drawn in side.of(Role.LETTERING))
