"""The record of delivery, from the shop to the office: what came, what was looked at, what was missing.

Without the sum in words and the number of copies a treasurer sends such a record back. The # is that of the proof
that was approved, which stands on the proof of each edition; where it is not known it is left to the pen.
"""

from __future__ import annotations

from keytag.drawing.paper import PaperPage
from keytag.output.document.pages import (
    ABOUT,
    DOT,
    GAP,
    NOTE,
    TITLE,
    Block,
    Paragraph,
    Signing,
    Table,
    document_pages,
)
from keytag.output.document.wording import century_of, in_sentence, tie_name
from keytag.output.packing.parcels import PackedEdition, PackedOrder
from keytag.output.page import Align
from keytag.output.page.ruled import TICK
from keytag.output.page.table import GridColumn
from keytag.text.figures import format_count, format_print

# House rule: pieces that are looked at from each box.
_LOOKED_AT = 10
# House rule: more rows hide the sum; the packing list has them all.
MOST_ROWS = 24
"""So many editions have a row of their own."""
_COUNTS = (
    GridColumn("STT", 12.0, Align.CENTRE),
    GridColumn("Tên hàng, quy cách", 56.0),
    GridColumn("Đơn vị tính", 15.0, Align.CENTRE),
    GridColumn("Số lượng đặt", 19.0, Align.CENTRE),
    GridColumn("Số lượng giao", 19.0, Align.CENTRE),
    GridColumn("Đóng gói", 31.0),
    GridColumn("Ghi chú", 13.0),
)
_LOOKS = (
    GridColumn("Nội dung kiểm tra", 112.0),
    GridColumn("Đạt", 12.0, Align.CENTRE),
    GridColumn("Không\u00a0đạt", 22.0, Align.CENTRE),
    GridColumn("Ghi chú", 19.0),
)
_NOTE = "(Ký, ghi rõ họ tên, đóng dấu nếu có)"


def delivery_pages(order: PackedOrder) -> tuple[PaperPage, ...]:
    """Return the record for the whole order."""
    return document_pages(order.head, delivery_blocks(order))


def delivery_blocks(order: PackedOrder) -> tuple[Block, ...]:
    """Return what the record says."""
    century, firm = century_of(order.date), order.firm
    day = f"{DOT * 2}/{DOT * 2}/{century}{DOT * 2}"
    company, orderer = firm.company or DOT * 12, order.orderer or DOT * 12
    papers = ("Bảng kê đóng gói", "Bản in thử đã duyệt", f"Hóa đơn số {DOT * 4}", "Khuôn bế, tệp in", "Khác:")
    enclosed = GAP.join(f"{TICK}{paper}".replace(" ", "\N{NO-BREAK SPACE}") for paper in papers)
    programme = order.programme or order.goods_of(order.shares[0])
    which = f" (đặt in {format_print(order.number).vi})" if order.number is not None else ""
    return (
        Paragraph("BIÊN BẢN GIAO NHẬN", TITLE, centred=True, after=0.6),
        Paragraph(f"{programme} – {tie_name(order.issuer)}{which}", ABOUT, centred=True, after=5.0),
        Paragraph(f"Căn cứ Hợp đồng (Đơn đặt hàng) số {DOT * 4} ngày {day} giữa {orderer} và {company};"),
        Paragraph(f"Căn cứ bản in thử có mã in #\u00a0{order.content_hash}, đã được duyệt ngày {day};"),
        Paragraph(
            f"Hôm nay, vào hồi {DOT * 2} giờ {DOT * 2} ngày {DOT * 2} tháng {DOT * 2} năm {century}{DOT * 2}, "
            f"tại {order.deliver_to or DOT * 16}, chúng tôi gồm:"
        ),
        Paragraph(f"**BÊN GIAO (Bên A): {firm.company}**", keep=True, fill=not firm.company, after=0.4),
        *_address(order),
        _person(firm.person.name, firm.person.post, firm.phone),
        Paragraph(f"**BÊN NHẬN (Bên B): {tie_name(order.issuer)}**", keep=True, after=0.4),
        _person(order.signers.check.name, order.signers.check.post, ""),
        Paragraph("Hai bên cùng kiểm đếm và thống nhất giao nhận như sau:"),
        Paragraph(f"**1. Số lượng**{_editions(order)}", keep=True),
        _counts(order),
        *_sharing(order),
        Paragraph(
            f"Tổng số lượng giao: {DOT * 4} chiếc (bằng chữ: {DOT * 10} chiếc).",
        ),
        Paragraph(f"**2. Kiểm tra khi nhận** (mỗi thùng lấy ngẫu nhiên {_LOOKED_AT} chiếc)", keep=True),
        _looks(order),
        Paragraph(
            f"**3. Hàng thiếu, hỏng (nếu có):** {DOT * 4} chiếc. Bên A{GAP}{TICK}bổ\u00a0sung{GAP}{TICK}đổi "
            f"trước\u00a0ngày\u00a0{day}"
        ),
        Paragraph(f"**4. Giấy tờ kèm theo:**{GAP}{enclosed}", fill=True),
        Paragraph("**5. Ý kiến khác:**", fill=True),
        Paragraph(
            f"Biên bản lập xong hồi {DOT * 2} giờ {DOT * 2} cùng ngày, gồm {DOT * 2} trang, được lập thành 02 bản "
            "có giá trị như nhau, mỗi bên giữ 01 bản. Hai bên đã đọc lại, nhất trí và ký tên.",
            keep=True,
            after=2.0,
        ),
        Signing(
            (
                ("ĐẠI DIỆN BÊN GIAO", _NOTE, firm.person.name),
                ("ĐẠI DIỆN BÊN NHẬN", _NOTE, order.signers.check.name),
            )
        ),
    )


def _address(order: PackedOrder) -> tuple[Paragraph, ...]:
    """Return where the firm is and its tax code, where the job says either."""
    said = [
        f"{label}: {text}"
        for label, text in (("Địa chỉ", order.firm.address), ("Mã số thuế", order.firm.tax_code))
        if text
    ]
    return (Paragraph("; ".join(said), keep=True, after=0.4),) if said else ()


def _person(name: str, post: str, phone: str) -> Paragraph:
    number = phone.replace(" ", "\N{NO-BREAK SPACE}")
    said = f"Ông (bà): {name or DOT * 8}{GAP}Chức\u00a0vụ: {post or DOT * 5}{GAP}Điện\u00a0thoại: {number}"
    return Paragraph(said.rstrip(), fill=not phone)


def _counts(order: PackedOrder) -> Table:
    """Return what was ordered, an edition a row; what came is left to the pen."""
    editions = _printed(order)
    shown = editions if len(editions) <= MOST_ROWS else []
    rows = [
        (
            str(number),
            _row_name(edition) if len(editions) > 1 else _goods(order),
            "chiếc",
            format_count(_tags(order, edition)),
            "",
            _packed(order, edition),
            "",
        )
        for number, edition in enumerate(shown, start=1)
    ]
    bags = sum(len(box.bags) for box in order.boxes)
    packed = f"{format_count(len(order.boxes))} thùng, {format_count(bags)} túi"
    if not shown:
        about = f"{_goods(order)}; {len(editions)} mẫu theo bảng kê đóng gói"
        rows = [("1", about, "chiếc", format_count(order.tags), "", packed, "")]
    # Boxes that several editions share are counted once.
    return Table(
        _COUNTS, tuple(rows), ("", "Cộng", "", format_count(order.tags), "", packed if order.boxes else "", "")
    )


def _sharing(order: PackedOrder) -> tuple[Paragraph, ...]:
    """Say why the boxes of all rows are more than their sum, where editions share boxes."""
    if not 1 < len(_printed(order)) <= MOST_ROWS or all(len(box.editions) == 1 for box in order.boxes):
        return ()
    said = "(Thùng xếp chung nhiều mẫu được kể ở từng mẫu có trong thùng; dòng Cộng đếm mỗi thùng một lần.)"
    return (Paragraph(said, NOTE),)


def _editions(order: PackedOrder) -> str:
    """Say what all rows are of, where each has its edition alone."""
    number = len(_printed(order))
    return f" ({in_sentence(_goods(order))}; gồm {number} mẫu)" if 1 < number <= MOST_ROWS else ""


def _printed(order: PackedOrder) -> list[PackedEdition]:
    return [edition for edition in order.editions if _tags(order, edition)]


def _row_name(edition: PackedEdition) -> str:
    own = f", mã\u00a0riêng\u00a0{edition.own_number}" if edition.own_number else ""
    return f"Mẫu {tie_name(edition.name)}{own}"


def _goods(order: PackedOrder) -> str:
    return order.specification or order.goods


def _tags(order: PackedOrder, edition: PackedEdition) -> int:
    return sum(share.tags for share in order.shares if share.edition == edition.id)


def _packed(order: PackedOrder, edition: PackedEdition) -> str:
    own = [[bag for bag in box.bags if bag.share.edition == edition.id] for box in order.boxes]
    boxes, bags = sum(map(bool, own)), sum(map(len, own))
    return f"{format_count(boxes)} thùng, {format_count(bags)} túi"


def _looks(order: PackedOrder) -> Table:
    """Return what is looked at, each with a box for yes and for no."""
    links = tuple(dict.fromkeys(edition.link for edition in order.editions if edition.link))
    code = (f"Quét mã QR mở đúng địa chỉ {links[0]}",) if len(links) == 1 else ()
    if len(links) > 1:
        code = ("Quét mã QR mở đúng địa chỉ của từng mẫu",)
    stickers = tuple(dict.fromkeys(edition.sticker for edition in order.editions if edition.sticker))
    stuck = (f"Tem mã QR {', '.join(stickers)} dán đủ, đúng mẫu, ngay ngắn",) if stickers else ()
    looks = (
        "Tên đơn vị, khẩu hiệu, số điện thoại đúng với bản đã duyệt",
        "Đã gọi thử các số in trên móc khóa, đúng người nghe máy",
        *code,
        *stuck,
        "Màu sắc, nét chữ, đường bế, lỗ, khoen",
        "Số lượng từng thùng, từng túi đúng với bảng kê đóng gói",
    )
    return Table(_LOOKS, tuple((look, TICK, TICK, "") for look in looks))
