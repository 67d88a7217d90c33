"""Room for the tags and their marks: the layout that is printed, or a finding that says why there is none.

Knows nothing of editions.
"""

from __future__ import annotations

from msgspec.structs import replace

from keytag.errors import InvalidDocumentError
from keytag.findings import HOUSE_RULE, Finding, Rule, Severity
from keytag.geometry import Shape
from keytag.imposition.layout import Layout, LayoutKind, arrange
from keytag.imposition.margin import CLEAR, Edge, Margin
from keytag.imposition.press import Backing, Press
from keytag.wording import Text, same

# House rules: the height a slug wants for its largest letters, and the least that it can be read in.
_SLUG_WANTS, _SLUG_NEEDS = 3.6, 2.0


TAG_LARGER_THAN_SHEET = Rule(
    "tag-larger-than-sheet",
    Severity.ERROR,
    Text("Ít nhất một thẻ nằm gọn trong vùng in được.", "At least one tag fits the printable area."),
    Text("Không thì không có gì để in.", "Otherwise there is nothing to print."),
    Text(
        "Chọn khổ giấy lớn hơn (--shop) hoặc giảm kích thước thẻ (tag: width, height)",
        "Choose a shop with a larger sheet (--shop) or make the tag smaller (tag: width, height)",
    ),
    Text("Khổ giấy và lề trong tệp của nhà in", "Sheet and margins in the shop's file"),
)
NO_ROOM_FOR_SLUG = Rule(
    "no-room-for-slug",
    Severity.ERROR,
    Text(
        f"Tờ in còn chỗ cho dòng ghi chú cao {_SLUG_NEEDS:g} mm.",
        f"The sheet has room for a slug {_SLUG_NEEDS:g} mm high.",
    ),
    Text(
        "Không có dòng ghi chú thì không phân biệt được tờ này với tờ khác, bản mẫu với bản in thật.",
        "Without a slug one sheet cannot be told from another, nor a sample from the order.",
    ),
    Text(
        "Chọn khổ giấy lớn hơn (--shop) hoặc tắt dòng ghi chú trong tệp xưởng in (marks: slug: false)",
        "Choose a shop with a larger sheet (--shop) or switch the slug off in its file (marks: slug: false)",
    ),
    HOUSE_RULE,
)
BACKS_ARE_LEFT_OUT = Rule(
    "backs-are-left-out",
    Severity.WARNING,
    Text("Mặt sau của thẻ cũng được in.", "The backs of the tags are printed too."),
    Text("Số và mã QR ở mặt sau sẽ mất.", "Numbers and code on the back would be lost."),
    Text("Dùng --backing sheetwise để in hai mặt.", "Take --backing sheetwise to print both sides."),
    HOUSE_RULE,
)
RULES = (TAG_LARGER_THAN_SHEET, NO_ROOM_FOR_SLUG, BACKS_ARE_LEFT_OUT)
"""Every rule of this module."""


def tag_fits(press: Press, shape: Shape, backing: Backing) -> tuple[Finding, ...]:
    """Return a finding where not one tag fits the printable area for ``backing``."""
    if arrange(press, shape, LayoutKind.GRID, backing).slots:
        return ()
    return (_too_large(press, shape, backing),)


def backs_are_printed(backing: Backing) -> tuple[Finding, ...]:
    """Return a finding where ``backing`` leaves the backs out, with all that is on them."""
    if backing.is_two_sided:
        return ()
    message = Text(
        "In một mặt (single): mặt sau, với mọi thứ trên đó, không được in.",
        "Printed on one side (single): the backs, with all that is on them, are left out.",
    )
    return (BACKS_ARE_LEFT_OUT.found(message, node="shop"),)


def layout_with_margin(press: Press, shape: Shape, kind: LayoutKind, backing: Backing, *, slug: bool) -> Layout:
    """Return the fullest layout whose margins leave room for a slug, moved to where that room is largest.

    What the tags leave over goes to the gripper end first, where the slug stands. Only where even that is too
    little is the printable area cut down. Raises InvalidDocumentError where not one tag fits, or none with a slug:
    a sheet without one cannot be told from another, nor a sample from the order.
    """
    layout = arrange(press, shape, kind, backing)
    if not layout.slots:
        finding = _too_large(press, shape, backing)
        raise InvalidDocumentError(finding.message, (finding,))
    if not slug:
        return layout
    layout = _raised(press, shape, layout, backing)
    margin = Margin(press, shape, layout.slots, backing.swaps_gripper)
    if margin.band(slug_edge(margin)).height >= _SLUG_NEEDS:
        return layout
    deeper = press.height - margin.inked.y1 + _SLUG_NEEDS + CLEAR + press.bleed
    layout = arrange(replace(press, gripper=deeper), shape, kind, backing)
    if not layout.slots:
        finding = _no_room_for_slug()
        raise InvalidDocumentError(finding.message, (finding,))
    return _raised(press, shape, layout, backing)


def slug_edge(margin: Margin) -> Edge:
    """Return the end of the sheet for the slug: the gripper end where it is high enough, else the higher one."""
    heights = {edge: margin.band(edge).height for edge in (Edge.GRIPPER, Edge.TAIL)}
    if heights[Edge.GRIPPER] >= _SLUG_NEEDS:
        return Edge.GRIPPER
    return max(heights, key=lambda edge: heights[edge])


def _raised(press: Press, shape: Shape, layout: Layout, backing: Backing) -> Layout:
    """Move ``layout`` off the gripper edge as far as the slug wants and the tail allows."""
    if backing is Backing.TUMBLE:
        return layout
    spare = layout.box(shape).y0 - press.printable_for(backing).y0
    wanted = _SLUG_WANTS - Margin(press, shape, layout.slots).band(Edge.GRIPPER).height
    return layout.moved(0.0, -max(0.0, min(spare, wanted)))


def _too_large(press: Press, shape: Shape, backing: Backing) -> Finding:
    room = press.printable_for(backing)
    tag, area = _size(shape.width, shape.height), _size(room.width, room.height)
    halves = Text(" (mỗi mặt một nửa)", " (half of it for each side)") if backing.shares_form else same("")
    return TAG_LARGER_THAN_SHEET.found(
        Text(
            f"Thẻ {tag} lớn hơn vùng in được của tờ in: {area}{halves.vi}",
            f"The tag, {tag}, is larger than the printable area of the sheet: {area}{halves.en}",
        ),
        node="tag",
    )


def _no_room_for_slug() -> Finding:
    return NO_ROOM_FOR_SLUG.found(
        Text(
            f"Tờ in không còn chỗ cho dòng ghi chú cao {_SLUG_NEEDS:g} mm",
            f"The sheet has no room left for a slug {_SLUG_NEEDS:g} mm high",
        ),
    )


def _size(width: float, height: float) -> str:
    return f"{width:g} \N{MULTIPLICATION SIGN} {height:g} mm"
