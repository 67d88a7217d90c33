"""What must hold of a press sheet: the rules, and the findings that say which strip or size stands in the way."""

from __future__ import annotations

from keytag.drawing.geometry import Shape
from keytag.findings import Finding, Rule
from keytag.imposition.cutter_marks import CutterMarkSet
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
RULES = (
    TAG_LARGER_THAN_SHEET,
    NO_ROOM_FOR_SLUG,
    NO_ROOM_FOR_CUTTER_MARKS,
    TURNED_SHEET_IS_NOTICED,
    BACKS_ARE_LEFT_OUT,
    REVERSE_IS_NOT_TURNED,
    MARKS_FIT,
)
"""Every rule of this package."""


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
