"""What must hold of a press sheet: the rules, and the findings that say which strip or size stands in the way."""

from __future__ import annotations

from keytag.drawing.geometry import Shape
from keytag.findings import HOUSE_RULE, Finding, Rule, Severity
from keytag.imposition.cutter_marks import CutterMarkSet
from keytag.imposition.margin import SLUG_NEEDS
from keytag.imposition.press import Backing, Press
from keytag.text.text import Text, same

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
        f"Tờ in còn chỗ cho dòng ghi chú cao {SLUG_NEEDS:g} mm.",
        f"The sheet has room for a slug {SLUG_NEEDS:g} mm high.",
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
REVERSE_IS_NOT_TURNED = Rule(
    "reverse-print-is-not-turned",
    Severity.ERROR,
    Text(
        "In lật gương (lót trắng in sau) thì hai mặt in chồng trên một mặt tờ, không lật tờ.",
        "Printed in reverse (white last) both sides go on one face of the sheet, which is not turned.",
    ),
    Text(
        "Lật tờ thì mặt sau nằm che mặt trước, không đọc xuyên tấm được.",
        "On a sheet that is turned the back covers the face through which the front is read.",
    ),
    Text(
        "Dùng --backing sheetwise (hoặc single), hay ghi underbase: {order: first} trong tệp nhà in.",
        "Take --backing sheetwise (or single), or write underbase: {order: first} in the shop's file.",
    ),
    HOUSE_RULE,
)
NO_ROOM_FOR_CUTTER_MARKS = Rule(
    "no-room-for-cutter-marks",
    Severity.ERROR,
    Text("Mọi dấu mà máy cắt tìm đều có chỗ trên tờ in.", "Every mark that the cutter looks for has its place."),
    Text(
        "Thiếu một dấu thì máy cắt không nhận ra tờ in, hoặc cắt lệch.",
        "Without one of them the cutter does not find the print, or cuts beside it.",
    ),
    Text(
        "Trong tệp nhà in: giảm cutter_marks (size, clear, inset), sheet.unprintable, hoặc chọn cutter khác",
        "In the shop's file: lessen cutter_marks (size, clear, inset), sheet.unprintable, or take another cutter",
    ),
    Text("Khổ giấy và dấu trong tệp của nhà in", "Sheet and marks in the shop's file"),
)
TURNED_SHEET_IS_NOTICED = Rule(
    "turned-sheet-is-noticed",
    Severity.WARNING,
    Text(
        "Tờ in đặt ngược đầu vào máy cắt thì máy báo, hoặc ai cũng thấy.",
        "A sheet that lies upside down in the cutter is noticed.",
    ),
    Text(
        "Dấu cân xứng, móc khóa xếp cân xứng thì máy vẫn cắt, mà lỗ thì nằm nhầm đầu.",
        "With marks and tags alike either way round it is cut all the same, and every hole is at the wrong end.",
    ),
    Text(
        "Trong tệp nhà in: dùng ba dấu (cutter_marks: count: 3) hoặc thêm dấu hướng (cutter_marks: key: true)",
        "In the shop's file: take three marks (cutter_marks: count: 3), or add one (cutter_marks: key: true)",
    ),
    HOUSE_RULE,
)
MARKS_FIT = Rule(
    "marks-have-their-place",
    Severity.ERROR,
    Text(
        "Mọi dấu nhà in cần đều có chỗ trên tờ in: ít nhất hai dấu chồng màu, dấu nhíp, dấu tay kê, thanh màu, "
        "dòng ghi chú, số của việc in bên dấu máy cắt. Bảng chú giải và dấu chồng màu thứ ba có chỗ thì mới đặt.",
        "Every mark that the shop wants has its place: two register marks at least, gripper mark, side guide, "
        "colour bar, slug, the job's number by the cutter's mark. Legend and a third register mark stand where "
        "there is room.",
    ),
    Text(
        "Thiếu dấu thì thợ in không canh được màu và hai mặt, thợ bế không biết tờ nào, đầu nào.",
        "Without them nobody can register colours and sides, or tell at the cutter which sheet it is.",
    ),
    Text(
        "Trong tệp nhà in: tăng sides, tail, gripper; giảm sheet.unprintable; hoặc tắt dấu ấy trong marks.",
        "In the shop's file: raise sides, tail, gripper, lower sheet.unprintable, or switch it off (marks).",
    ),
    HOUSE_RULE,
)
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
    halves = Text(" (mỗi mặt một nửa)", " (half of it for each side)") if backing.shares_form else same("")
    return TAG_LARGER_THAN_SHEET.found(
        Text(
            f"Thẻ {tag} lớn hơn vùng in được của tờ in: {area}{halves.vi}",
            f"The tag, {tag}, is larger than the printable area of the sheet: {area}{halves.en}",
        ),
        node="tag",
    )


def no_room_for_slug(press: Press) -> Finding:
    """Return that the strips leave a slug no room."""
    bare = _bare(press)
    return NO_ROOM_FOR_SLUG.found(
        Text(
            f"Tờ in không còn chỗ cho dòng ghi chú cao {SLUG_NEEDS:g} mm{bare.vi}",
            f"The sheet has no room left for a slug {SLUG_NEEDS:g} mm high{bare.en}",
        ),
    )


def no_room_for_cutter_marks(press: Press, found: int, cutter: CutterMarkSet) -> Finding:
    """Return that only ``found`` of the cutter's marks have a place."""
    bare = _bare(press)
    return NO_ROOM_FOR_CUTTER_MARKS.found(
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
        return same("")
    figures = f"{bare.gripper:g}, {bare.tail:g}, {bare.left:g}, {bare.right:g} mm"
    return Text(
        f"; sheet.unprintable (nhíp, đuôi, trái, phải): {figures}",
        f"; sheet.unprintable (gripper, tail, left, right): {figures}",
    )


def _size(width: float, height: float) -> str:
    return f"{width:g} \N{MULTIPLICATION SIGN} {height:g} mm"
