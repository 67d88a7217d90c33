"""The tag says all that the job says, where the job wants it, and nothing lies over it.

House rules: a number that is silently missing, or hidden, is as bad as a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.artwork import Role
from keytag.findings import Finding, Severity
from keytag.geometry import bounds
from keytag.geometry.contour import distance_to_rect, segments
from keytag.preflight.side import Mark, Side
from keytag.wording import Text

_WORDS = (Role.LETTERING, Role.QR)


def every_number_is_on_the_tag(sides: tuple[Side, Side]) -> Iterator[Finding]:
    """Each of the job's numbers stands on the tag, with its label, on the side that the job asks for."""
    content = sides[0].subject.content
    shown = {name: _nodes(side) for name, side in zip(("front", "back"), sides, strict=True)}
    for number in content.numbers:
        wanted = {f"{number.node}.label", f"{number.node}.number"}
        if not any(wanted <= nodes for name, nodes in shown.items() if number.side in (None, name)):
            yield _missing(
                "every-number-is-on-the-tag",
                Text(f"Số {number.display} không có trên thẻ.", f"The number {number.display} is not on the tag."),
                number.node,
            )


def code_is_on_the_tag(sides: tuple[Side, Side]) -> Iterator[Finding]:
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
        yield _missing(
            "code-is-on-the-tag",
            Text("Mã QR không có trên mặt thẻ cần có.", "The QR code is not on the side where it should be."),
            code.node,
        )


def nothing_lies_over_lettering(side: Side) -> Iterator[Finding]:
    """No ground, rule or drawing painted later covers lettering or the code."""
    covers = [mark for mark in side.marks if mark.item.role not in _WORDS]
    for mark in side.of(*_WORDS):
        cover = next((c for c in covers if c.order > mark.order and _lies_over(c, mark)), None)
        if cover is not None:
            yield mark.finding(
                "nothing-lies-over-lettering",
                Text(
                    f"Ở {side.title.vi}, ô {cover.item.source.slot} của kiểu trình bày che mất nội dung.",
                    f"On the {side.title.en}, the template's slot {cover.item.source.slot} covers what is there.",
                ),
                Text("Đặt ô đó trước trong kiểu trình bày.", "Put that slot earlier in the template."),
            )


def rules_keep_clear_of_lettering(side: Side) -> Iterator[Finding]:
    """No rule runs through lettering or the code, whichever was painted first."""
    rules = tuple(side.of(Role.RULE))
    for mark in side.of(*_WORDS):
        if any(_runs_through(rule, mark) for rule in rules):
            yield mark.finding(
                "rules-keep-clear-of-lettering",
                Text(
                    f"Một đường kẻ ở {side.title.vi} chạy qua chữ.",
                    f"A rule on the {side.title.en} crosses letters.",
                ),
                Text("Giảm inset của đường kẻ trong kiểu trình bày.", "Lower the rule's inset in the template."),
            )


def _runs_through(rule: Mark, mark: Mark) -> bool:
    """Tell whether a rule's ink enters the box of a letter; boxes of whole lines rule most questions out."""
    reach = rule.width / 2
    near = [piece for outline in rule.outlines for piece in segments(outline.points)]
    near = [piece for piece in near if bounds(piece).grown(reach).intersects(mark.box)]
    return any(
        distance_to_rect(piece, letter.box) <= reach
        for letter in (mark.outlines if near else ())
        for piece in near
        if bounds(piece).grown(reach).intersects(letter.box)
    )


def _lies_over(cover: Mark, mark: Mark) -> bool:
    return cover.item.role is not Role.RULE and cover.overlaps(mark)


def _nodes(side: Side) -> frozenset[str]:
    return frozenset(mark.item.source.node for mark in side.of(Role.LETTERING))


def _missing(rule: str, message: Text, node: str) -> Finding:
    return Finding(
        rule,
        Severity.ERROR,
        message,
        Text("Chọn kiểu trình bày khác, hoặc báo lỗi này.", "Take another template, or report this as a bug."),
        node=node,
    )
