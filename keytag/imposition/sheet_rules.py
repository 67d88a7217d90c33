"""What must hold of a press sheet: the rules, and the findings that say which strip or size stands in the way."""

from __future__ import annotations

from keytag.drawing.geometry import Shape, ShapeKind
from keytag.findings import Finding, Rule
from keytag.imposition.cutter_marks import CutterMarkSet
from keytag.imposition.layout import FreeLayout, LayoutKind, layout_field
from keytag.imposition.margin import SLUG_NEEDS
from keytag.imposition.press import Backing, Press
from keytag.text.text import Text, same_text

TAG_LARGER_THAN_SHEET = Rule.error("tag-larger-than-sheet", __name__)
NO_ROOM_FOR_SLUG = Rule.error("no-room-for-slug", __name__)
BACKS_ARE_LEFT_OUT = Rule.warning("backs-are-left-out", __name__)
REVERSE_IS_NOT_TURNED = Rule.error("reverse-print-is-not-turned", __name__)
NO_ROOM_FOR_CUTTER_MARKS = Rule.error("no-room-for-cutter-marks", __name__)
TURNED_SHEET_IS_NOTICED = Rule.warning("turned-sheet-is-noticed", __name__)
MARKS_FIT = Rule.error("marks-have-their-place", __name__)
SHOP_CUTS_THE_LAYOUT = Rule.error("shop-cuts-the-layout", __name__)
LAYOUT_IS_OF_THIS_SHEET = Rule.error("layout-is-of-this-sheet", __name__)
RULES = (
    TAG_LARGER_THAN_SHEET,
    NO_ROOM_FOR_SLUG,
    NO_ROOM_FOR_CUTTER_MARKS,
    TURNED_SHEET_IS_NOTICED,
    BACKS_ARE_LEFT_OUT,
    REVERSE_IS_NOT_TURNED,
    MARKS_FIT,
    SHOP_CUTS_THE_LAYOUT,
    LAYOUT_IS_OF_THIS_SHEET,
)
"""Every rule of this package."""


def layout_not_cut(kind: LayoutKind, allowed: tuple[str, ...], node: str) -> Finding:
    """Return that the shop does not cut layouts of ``kind``."""
    listed = ", ".join(allowed)
    return SHOP_CUTS_THE_LAYOUT.finding(
        Text(
            f"Nhà in không cắt được cách xếp {kind.value}; cắt được: {listed}.",
            f"The shop does not cut layouts that are {kind.value}; it cuts: {listed}.",
        ),
        Text(
            f"Hỏi nhà in; nếu cắt được thì thêm {kind.value} vào layouts trong tệp nhà in.",
            f"Ask the shop; where it can, add {kind.value} to layouts in the shop's file.",
        ),
        node=node,
    )


def layout_of_another_sheet(
    free: FreeLayout, press: Press, shape: Shape, backing: Backing, node: str
) -> Finding | None:
    """Return how a free layout differs from what is to be laid by it; None where it is of just such a sheet."""
    field = layout_field(press, backing)
    if not _are_alike(free.shape, shape):
        has, wants = _size(free.shape.width, free.shape.height), _size(shape.width, shape.height)
        has, wants = f"{free.shape.kind.value} {has}", f"{shape.kind.value} {wants}"
        what = Text("của móc khóa", "of tags")
    elif free.gap < press.gap - _ROUNDING:
        has, wants, what = f"{free.gap:g} mm", f"{press.gap:g} mm", Text("có khe", "with a gap")
    elif free.width > field.width + _ROUNDING or free.height > field.height + _ROUNDING:
        has, wants = _size(free.width, free.height), _size(field.width, field.height)
        what = Text("cho vùng", "for a field")
    else:
        return None
    return LAYOUT_IS_OF_THIS_SHEET.finding(
        Text(f"Cách xếp {what.vi} {has}; cần {wants}.", f"The layout is {what.en} {has}; {wants} is wanted."),
        Text("Tìm cách xếp khác bằng keytag nest.", "Find another one by keytag nest."),
        node=node,
    )


# Absorbs binary rounding.
_ROUNDING = 1e-6


def _are_alike(one: Shape, other: Shape) -> bool:
    """Tell whether two shapes have the same outline."""
    corners = one.radius == other.radius if one.kind is ShapeKind.RECTANGLE else True
    return (one.kind, one.width, one.height) == (other.kind, other.width, other.height) and corners


def tag_too_large(press: Press, shape: Shape, backing: Backing) -> Finding:
    """Return that not one tag fits the printable area."""
    room = press.printable_for(backing)
    tag, area = _size(shape.width, shape.height), _size(room.width, room.height)
    halves = Text(" (mỗi mặt một nửa)", " (half of it for each side)") if backing.shares_form else same_text("")
    return TAG_LARGER_THAN_SHEET.finding(
        Text(
            f"Móc khóa {tag} lớn hơn vùng in được của tờ in: {area}{halves.vi}",
            f"The tag, {tag}, is larger than the printable area of the sheet: {area}{halves.en}",
        ),
        node="tag",
    )


def no_room_for_slug(press: Press) -> Finding:
    """Return that the strips leave a slug no room."""
    bare = _bare(press)
    return NO_ROOM_FOR_SLUG.finding(
        Text(
            f"Tờ in không còn chỗ cho dòng ghi chú cao {SLUG_NEEDS:g} mm{bare.vi}",
            f"The sheet has no room left for a slug {SLUG_NEEDS:g} mm high{bare.en}",
        ),
    )


def no_room_for_cutter_marks(press: Press, found: int, cutter: CutterMarkSet) -> Finding:
    """Return that only ``found`` of the cutter's marks have a place."""
    bare = _bare(press)
    return NO_ROOM_FOR_CUTTER_MARKS.finding(
        Text(
            f"Tờ in chỉ có chỗ cho {found} trong {cutter.wanted} dấu của máy cắt{bare.vi}",
            f"The sheet has room for {found} of the cutter's {cutter.wanted} marks{bare.en}",
        ),
        node="shop",
    )


def _bare(press: Press) -> Text:
    """Name the strips that take no ink, where the shop has some."""
    bare = press.unprintable
    if bare is None:
        return same_text("")
    figures = f"{bare.gripper:g}, {bare.tail:g}, {bare.left:g}, {bare.right:g} mm"
    return Text(
        f"; sheet.unprintable (nhíp, đuôi, trái, phải): {figures}",
        f"; sheet.unprintable (gripper, tail, left, right): {figures}",
    )


def _size(width: float, height: float) -> str:
    return f"{width:g} \N{MULTIPLICATION SIGN} {height:g} mm"
