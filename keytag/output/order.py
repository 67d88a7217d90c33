"""The papers by which an office orders: the letter that asks shops for a price, and the order itself.

Both go out with the same appendix, so that several shops quote the same thing and the one that prints knows what
was quoted. What the job does not say is a line of dots for the pen; prices are the shop's to write. In Vietnamese
alone.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from keytag.output.document.pages import (
    ABOUT,
    DOT,
    GAP,
    NOTE,
    TEXT,
    TITLE,
    Block,
    Illustration,
    Letterhead,
    Paragraph,
    Signing,
    Table,
)
from keytag.output.document.parties import Contact, Firm, Person
from keytag.output.document.wording import (
    area_served_by,
    capitalize_first,
    century_of,
    in_sentence,
    leader_title,
    number_in_words,
    plan_words,
    tie_name,
)
from keytag.output.page import Align
from keytag.output.page.table import GridColumn
from keytag.text.figures import format_count, format_day, format_print

# House rule: so many editions have a row each in the order itself, more are in the list that goes with it.
_MOST_ROWS = 12
# House rule: terms stand close, so that an order of one edition is signed on its first page; in mm.
_CLOSE = 0.4
_UNKNOWN_POST = "THỦ TRƯỞNG ĐƠN VỊ"
_SPECIFICATION = (GridColumn("Nội dung", 42.0), GridColumn("Yêu cầu", 123.0))
_PRICES = (
    GridColumn("STT", 12.0, Align.CENTRE),
    GridColumn("Khoản", 47.0),
    GridColumn("Đơn vị tính", 17.0, Align.CENTRE),
    GridColumn("Số lượng", 20.0, Align.RIGHT),
    GridColumn("Đơn giá (đ)", 21.0),
    GridColumn("Thành tiền (đ)", 26.0),
    GridColumn("Ghi chú", 22.0),
)
_ORDERED = (
    GridColumn("STT", 12.0, Align.CENTRE),
    GridColumn("Tên hàng", 66.0),
    GridColumn("Đơn vị tính", 17.0, Align.CENTRE),
    GridColumn("Số lượng", 20.0, Align.RIGHT),
    GridColumn("Đơn giá (đ)", 22.0),
    GridColumn("Thành tiền (đ)", 28.0),
)
_EDITIONS = (
    GridColumn("STT", 14.0, Align.CENTRE),
    GridColumn("Mẫu", 60.0),
    GridColumn("Đơn vị ghi trên móc khóa", 63.0),
    GridColumn("Số lượng (chiếc)", 28.0, Align.RIGHT),
)


class OrderedEdition(Struct, frozen=True):
    """An edition, the office on its tags, and how many are ordered; None where nobody says it."""

    name: str
    office: str
    quantity: int | None


class QuotedWork(Struct, frozen=True):
    """A kind of work to be priced: its unit, and how many where that is known."""

    name: str
    unit: str
    count: int | None


class OrderPapers(Struct, frozen=True):
    """All that is ordered, by whom and of whom; whatever is empty is left to the pen.

    ``orderer`` writes and pays, ``issuer`` is the office on the tags, ``specification`` says what is wanted.
    """

    orderer: str
    issuer: str
    day: date
    content_hash: str
    goods: str
    specification: tuple[tuple[str, str], ...]
    work: tuple[QuotedWork, ...]
    editions: tuple[OrderedEdition, ...]
    picture: Illustration
    programme: str = ""
    basis: str = ""
    superior: str = ""
    signed_in: str = ""
    is_sample: bool = False
    firm: Firm = Firm()
    contact: Contact = Contact()
    approve: Person = Person()
    address: str = ""
    tax_code: str = ""
    deliver_to: str = ""
    due: date | None = None
    quote_by: date | None = None
    budget_line: str = ""
    number: int | None = None
    """The order's running number: 2 of a reprint."""
    approved: str = ""
    """Who approved the tags, and when; empty where nobody has, or not all of them."""

    @property
    def quantity(self) -> int | None:
        """All tags; None where an edition does not say how many."""
        counts = [edition.quantity for edition in self.editions]
        return None if None in counts else sum(count or 0 for count in counts)

    def head(self, subject: str = "") -> Letterhead:
        """Return the head of a letter about ``subject``."""
        return Letterhead(self.orderer, self.day, self.superior, self.signed_in, subject, self.is_sample)


def inquiry_head(papers: OrderPapers) -> Letterhead:
    """Return the head of the letter that asks for a price."""
    return papers.head(f"đề nghị báo giá in {in_sentence(papers.goods)}")


def inquiry_parts(papers: OrderPapers) -> tuple[tuple[Block, ...], ...]:
    """Return the letter that asks for a price; its appendix with a table to fill in; the list of editions."""
    orderer, century = tie_name(papers.orderer), century_of(papers.day)
    area = area_served_by(papers.issuer)
    plan = f"kế hoạch triển khai mô hình “{papers.programme or DOT * 9}”"
    plan = plan_words(papers.basis, papers.programme, papers.day) if papers.basis else plan
    where = f" trên địa bàn {tie_name(area)}" if area else ""
    by, asked_at = _written_day(papers.quote_by, papers.day), _tied(papers.contact.phone) or DOT * 8
    asked = (
        "Đơn giá và thành tiền từng khoản, thuế giá trị gia tăng, chi phí giao hàng;",
        "Thời gian in thử, thời gian giao hàng kể từ ngày duyệt bản in thử;",
        "Cách xử lý khi hàng thiếu, hỏng, sai nội dung; thời hạn bảo hành mực, khoen;",
        f"Hiệu lực của báo giá (ít nhất {DOT * 3} ngày).",
    )
    letter: tuple[Block, ...] = (
        _addressed_to(papers),
        Paragraph(
            f"Thực hiện {plan}{where}, {orderer} đề nghị Quý Công ty báo giá in theo quy cách tại Phụ lục kèm "
            "theo. Trong báo giá, đề nghị nêu rõ:"
        ),
        *(Paragraph(f"{number}. {each}") for number, each in enumerate(asked, start=1)),
        Paragraph(
            f"Báo giá (có ký tên, đóng dấu) gửi về {orderer}, địa chỉ {papers.address or DOT * 14}, "
            f"trước {DOT * 2} giờ ngày {by}{_stop(papers.quote_by)}"
        ),
        Paragraph(f"Người liên hệ: {papers.contact.name or DOT * 8}, điện\u00a0thoại {asked_at}."),
        Paragraph("Rất mong nhận được sự phối hợp của Quý Công ty./.", keep=True),
        Signing((_leader(papers),), copies=("- Như trên;", "- Lưu: VT.")),
    )
    attached = f"(Kèm theo Công văn số {DOT * 2}/{DOT * 2} ngày {_written_day(None, papers.day)} của {orderer})"
    appendix: tuple[Block, ...] = (
        *_appendix_title(papers, "Quy cách và bảng báo giá in", attached),
        *_specification(papers, numeral="I. "),
        Paragraph("**II. Bảng báo giá**", keep=True),
        _price_table(papers),
        Paragraph("Tổng cộng bằng chữ:", keep=True, fill=True),
        Paragraph(
            f"Thời gian in thử: {DOT * 2} ngày; giao hàng: {DOT * 2} ngày kể từ ngày duyệt in. "
            f"Báo giá có hiệu lực đến ngày {_written_day(None, papers.day)}",
            keep=True,
        ),
        Signing(
            (("", "", ""), ("ĐẠI DIỆN NHÀ IN", "(Ký, ghi rõ họ tên, đóng dấu)", papers.firm.person.name)),
            dated=f"{DOT * 4}, ngày {DOT * 2} tháng {DOT * 2} năm {century}{DOT * 2}",
        ),
    )
    return (letter, appendix, *_edition_list(papers, attached))


def order_parts(papers: OrderPapers) -> tuple[tuple[Block, ...], ...]:
    """Return the order; its appendix of what is wanted; the list of editions."""
    orderer, firm = tie_name(papers.orderer), papers.firm
    undated = _written_day(None, papers.day)
    place = papers.deliver_to or DOT * 10
    letter: tuple[Block, ...] = (
        Paragraph("ĐƠN ĐẶT HÀNG", TITLE, centred=True, after=0.6),
        Paragraph(f"In {in_sentence(papers.goods)}{_which(papers)}", ABOUT, centred=True, after=0.6),
        Paragraph(f"(Theo báo giá ngày {undated} của Quý Công ty)", NOTE, centred=True, after=2.0),
        _addressed_to(papers, after=2.0),
        *_parties(papers),
        Paragraph(
            f"{orderer} đặt in theo quy cách tại Phụ lục kèm theo (mã\u00a0in\u00a0#\u00a0{papers.content_hash}), "
            "như sau:",
            keep=True,
        ),
        _ordered_table(papers),
        Paragraph(
            f"Số lượng bằng chữ: {_in_words(papers.quantity)} chiếc. Tổng số tiền, đã gồm thuế giá trị gia "
            f"tăng: {DOT * 6} đồng (bằng chữ: {DOT * 14} đồng)."
        ),
        Paragraph(
            "**1. Duyệt in:** nhà in chỉ in hàng loạt sau khi có bản in thử do lãnh đạo đơn vị ký duyệt, mang "
            f"đúng mã in nói trên.{f' Đã duyệt: {papers.approved}.' if papers.approved else ''}",
            after=_CLOSE,
        ),
        Paragraph(
            f"**2. Giao hàng:** tại {place}, trước ngày {_written_day(papers.due, papers.day)}; hai bên kiểm đếm "
            "và lập biên bản giao nhận.",
            after=_CLOSE,
        ),
        Paragraph(
            f"**3. Sai, hỏng, thiếu:** nhà in đổi hoặc in bù trong {DOT * 2} ngày, không tính thêm tiền, nếu khác "
            "bản đã duyệt.",
            after=_CLOSE,
        ),
        Paragraph(
            f"**4. Thanh toán:** chuyển khoản trong {DOT * 2} ngày sau khi nhận đủ hàng và hóa đơn; nguồn kinh "
            f"phí: {papers.budget_line or DOT * 10}{_stop(papers.budget_line)}",
            after=_CLOSE,
        ),
        Paragraph(
            "**5. Giữ kín tệp in:** nhà in không in thêm, không giao tệp hoặc sản phẩm cho người khác; tiêu hủy "
            "sản phẩm hỏng, giao lại hoặc xóa tệp sau khi xong việc.",
            keep=True,
        ),
        Signing(
            (
                ("XÁC NHẬN CỦA NHÀ IN", "(Ký, họ tên, đóng dấu)", firm.person.name),
                ("ĐƠN VỊ ĐẶT HÀNG", "(Ký, họ tên, đóng dấu)", papers.approve.name),
            )
        ),
    )
    attached = f"(Kèm theo Đơn đặt hàng số {DOT * 2}/{DOT * 2} ngày {undated} của {orderer})"
    appendix: tuple[Block, ...] = (
        *_appendix_title(papers, "Quy cách in", attached),
        *_specification(papers, numeral=""),
    )
    return (letter, appendix, *_edition_list(papers, attached))


def _which(papers: OrderPapers) -> str:
    """Return which order of these goods it is, where the job says it."""
    return f" – {format_print(papers.number).vi}" if papers.number is not None else ""


def _addressed_to(papers: OrderPapers, after: float = 4.0) -> Paragraph:
    return Paragraph(f"Kính gửi: {papers.firm.company or f'Công ty {DOT * 12}'}", TEXT, centred=True, after=after)


def _parties(papers: OrderPapers) -> tuple[Block, ...]:
    """Return who orders of whom, line by line; dots go on to the margin where the pen has to."""
    code = "Mã số thuế (hoặc mã đơn vị quan hệ ngân sách)"
    name, phone = papers.contact.name or DOT * 8, _tied(papers.contact.phone)
    lines = [
        (f"**Đơn vị đặt hàng:** {tie_name(papers.orderer)}", False),
        (f"Địa chỉ: {papers.address}", not papers.address),
        (f"Người liên hệ: {name}{GAP}Điện\u00a0thoại: {phone}", not phone),
        (f"{code}: {papers.tax_code}", not papers.tax_code),
    ]
    return tuple(Paragraph(text.rstrip(), fill=is_open, after=_CLOSE) for text, is_open in lines)


def _leader(papers: OrderPapers) -> tuple[str, str, str]:
    """Return who signs for whoever orders: by the job, else by what the office is called."""
    post = papers.approve.post.upper() or leader_title(papers.orderer) or _UNKNOWN_POST
    return post, "(Ký, ghi rõ họ tên, đóng dấu)", papers.approve.name


def _appendix_title(papers: OrderPapers, about: str, attached: str) -> tuple[Block, ...]:
    """Return the head of an appendix: that it is one, of what, and to which document it belongs."""
    return (
        Paragraph("PHỤ LỤC", TITLE, centred=True, after=0.6),
        Paragraph(f"{about} {in_sentence(papers.goods)}", ABOUT, centred=True, after=0.6),
        Paragraph(attached, NOTE, centred=True, after=4.0),
    )


def _specification(papers: OrderPapers, *, numeral: str) -> tuple[Block, ...]:
    return (
        Paragraph(f"**{numeral}Quy cách**", keep=True),
        Table(_SPECIFICATION, tuple((what, capitalize_first(how)) for what, how in papers.specification)),
        papers.picture,
    )


def _price_table(papers: OrderPapers) -> Table:
    """Return what is to be priced; sums, tax and the whole in words are the shop's to write."""
    rows = [
        (str(number), each.name, each.unit, _figure(each.count), "", "", "")
        for number, each in enumerate(papers.work, start=1)
    ]
    rows += [
        ("", "Cộng trước thuế", "", "", "", "", ""),
        ("", f"Thuế giá trị gia tăng {DOT * 2}%", "", "", "", "", ""),
    ]
    total = ("", "Tổng cộng", "", "", "", "", "")
    return Table(_PRICES, tuple(rows), total, whole=True)


def _ordered_table(papers: OrderPapers) -> Table:
    """Return what is ordered, an edition a row; many are one row, and a list that goes with the order."""
    goods = capitalize_first(papers.goods)
    rows = [
        (str(number), f"{goods}, mẫu {tie_name(edition.name)}", "chiếc", _figure(edition.quantity), "", "")
        for number, edition in enumerate(papers.editions, start=1)
    ]
    if len(papers.editions) == 1:
        rows = [("1", goods, "chiếc", _figure(papers.quantity), "", "")]
    elif len(rows) > _MOST_ROWS:
        about = f"{goods}, {len(rows)} mẫu, số lượng từng mẫu theo danh sách kèm theo"
        rows = [("1", about, "chiếc", _figure(papers.quantity), "", "")]
    total = f"Cộng, gồm thuế GTGT {DOT * 2}%"
    return Table(_ORDERED, tuple(rows), ("", total, "", _figure(papers.quantity), "", ""))


def _edition_list(papers: OrderPapers, attached: str) -> tuple[tuple[Block, ...], ...]:
    """Return the list of editions as a part of its own; nothing for a job of one."""
    if len(papers.editions) == 1:
        return ()
    rows = tuple(
        (str(number), tie_name(edition.name), tie_name(edition.office), _figure(edition.quantity))
        for number, edition in enumerate(papers.editions, start=1)
    )
    said = (
        Paragraph("DANH SÁCH MẪU VÀ SỐ LƯỢNG", TITLE, centred=True, after=0.6),
        Paragraph(attached, NOTE, centred=True, after=4.0),
        Table(_EDITIONS, rows, ("", "Cộng", "", _figure(papers.quantity))),
        Paragraph(f"Bằng chữ: {_in_words(papers.quantity)} chiếc."),
    )
    return (said,)


def _figure(count: int | None) -> str:
    return format_count(count) if count is not None else ""


def _in_words(count: int | None) -> str:
    return capitalize_first(number_in_words(count)) if count is not None else DOT * 10


def _written_day(day: date | None, today: date) -> str:
    """Return a day as papers write it; one that is not known with room for the pen."""
    return format_day(day) if day is not None else f"{DOT * 2}/{DOT * 2}/{century_of(today)}{DOT * 2}"


def _stop(said: object) -> str:
    """Return what ends a sentence; after a line of dots nothing does."""
    return "." if said else ""


def _tied(phone: str) -> str:
    """Return a number that no line parts."""
    return phone.replace(" ", "\N{NO-BREAK SPACE}")
