"""The papers by which a job is ordered, as values: what is wanted, by whom, and how the tag looks.

What is wanted is told as the proof tells it, so that letter, proof and ticket say the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.drawing.geometry import Affine
from keytag.output.document.docx import write_docx
from keytag.output.document.pages import DOT, WIDE, Block, Illustration, Letterhead, set_document
from keytag.output.document.parties import Contact, Person
from keytag.output.document.wording import seat_of, tie_name
from keytag.output.order import (
    OrderedEdition,
    OrderPapers,
    QuotedWork,
    inquiry_head,
    inquiry_parts,
    order_parts,
)
from keytag.output.page import Canvas
from keytag.output.proof.drawings import draw_cut_tag
from keytag.output.proof.facts import Proof
from keytag.output.ticket.figures import PROCESSES, SHAPES, format_size
from keytag.standards import STANDARDS
from keytag.steps.check_editions import Draft, judging_day
from keytag.steps.edition_names import names_of
from keytag.steps.export import Product, preview_png
from keytag.steps.job_setup import JobSetup
from keytag.steps.leaflet import leaflet_words
from keytag.steps.making import sticker_count, sticker_size
from keytag.steps.packing import firm_of, person_of, sizes_of, superior_of
from keytag.steps.paper_pdf import write_paper
from keytag.steps.proof import ink_words, material_titles, stock_words
from keytag.text.figures import format_count, format_day, format_measure, format_percent
from keytag.text.text import fold_name

FOLDER = "order"
STALE = tuple(f"{FOLDER}/{name}.{kind}" for name in ("inquiry", "order") for kind in ("pdf", "docx"))
# House rule, in mm: what parts front and back.
_BETWEEN = 8.0


def order_papers(
    setup: JobSetup,
    draft: Draft,
    proof: Proof,
    work: tuple[QuotedWork, ...],
    *,
    is_chosen: bool,
    approved: str = "",
) -> OrderPapers:
    """Return the papers for all editions of a job, with the ``work`` that shops are to price.

    ``proof`` is of the first edition; ``is_chosen`` tells whether the office has chosen its shop, whose press and
    process are then named. ``approved`` says who approved all of it, and when.
    """
    job, file = setup.file.job, setup.file
    names = names_of(file.editions)
    orderer = job.orderer or file.office
    is_own = fold_name(orderer) == fold_name(file.office)
    return OrderPapers(
        orderer=orderer,
        issuer=file.office,
        day=proof.day,
        content_hash=proof.content_hash,
        goods=proof.goods,
        specification=tuple(_specification(setup, draft, proof, is_chosen=is_chosen)),
        work=work,
        editions=tuple(OrderedEdition(names[each.id], each.issuer_name, each.quantity) for each in file.editions),
        picture=_picture(setup, draft, proof),
        programme=job.programme or "",
        basis=job.basis or "",
        # What stands above another body than the issuer nobody has said.
        superior=superior_of(setup, judging_day(setup, proof.day)) if is_own else "",
        signed_in=job.signed_in or seat_of(orderer),
        is_sample=job.sample,
        firm=firm_of(job.printer),
        contact=Contact(job.order.contact or "", job.order.phone or ""),
        approve=person_of(job.signatories.approve) if is_own else Person(),
        address=job.order.address or "",
        tax_code=job.order.tax_code or "",
        deliver_to=job.order.deliver_to or "",
        due=job.order.due,
        quote_by=job.order.quote_by,
        budget_line=job.order.budget_line or "",
        number=job.order.number,
        approved=approved,
    )


def _specification(setup: JobSetup, draft: Draft, proof: Proof, *, is_chosen: bool) -> Iterator[tuple[str, str]]:
    """Yield what is wanted, a row each: what it is, and how."""
    job, shape, hole, wishes = setup.file.job, setup.shape, setup.hole, setup.file.job.order
    size = format_size(shape.width, shape.height).vi
    piece = f"{proof.goods}, {SHAPES[shape.kind].vi} {size}"
    if hole is None:
        yield "Sản phẩm", f"{piece}, không đục lỗ"
    else:
        left = format_measure(round(shape.depth((hole.cx, hole.cy)) - hole.radius, 2), " mm").vi
        yield "Sản phẩm", f"{piece}, lỗ móc {format_measure(hole.diameter, ' mm').vi}, cách mép {left}"
    stock = stock_words(setup)
    yield "Vật liệu, độ dày", f"{stock.vi if stock is not None else DOT * 12} hoặc tương đương, ghi rõ: {DOT * 8}"
    process = PROCESSES.get(setup.shop.process or "")
    inks = ink_words(draft.editions[0].printed)
    told = f"; {process.vi}" if process is not None and is_chosen else ""
    yield "Màu in", f"{inks.vi[:1].upper()}{inks.vi[1:]}{told}"
    if materials := material_titles(draft.editions[0].tag):
        yield "Màu vật liệu", ", ".join(each.vi for each in materials)
    yield "Gia công sau in", wishes.finishing or DOT * 12
    if wishes.cut is not None:
        yield "Bế", "bế đứt" if wishes.cut == "through" else "bế demi, còn nằm trên đế"
    quantities = [each.quantity for each in setup.file.editions]
    number = len(quantities)
    total = f"{DOT * 5 if None in quantities else format_count(sum(filter(None, quantities)))} chiếc"
    by_list = ", số lượng từng mẫu theo danh sách kèm theo" if number > 1 else ""
    yield "Số mẫu (nội dung), số lượng", f"{number:02} mẫu, {total}{by_list}"
    codes = [each.qr for each in draft.facts if each.qr is not None]
    if codes:
        module = format_measure(round(min(code.module_mm for code in codes), 2), " mm").vi
        yield (
            "Mã QR",
            f"ô vuông từ {module}, đậm trên nền sáng, quét được trên mọi sản phẩm{_stickers(setup, draft)}",
        )
    if hole is not None:
        yield "Khoen", wishes.ring or f"{DOT * 8}; lắp sẵn hay giao rời: {DOT * 5}"
    leaflet = leaflet_words(setup, setup.file.editions)
    if leaflet is not None:
        yield "Tờ rơi", f"{leaflet.vi}, theo tệp của bên đặt"
    sizes = sizes_of(setup)
    bag, box = format_count(sizes.bag), format_count(sizes.box)
    yield "Đóng gói", f"{bag} chiếc một túi, {box} chiếc một thùng, nhãn theo tệp của bên đặt"
    press = setup.shop.sheet
    sheet = f" {format_size(press.width, press.height).vi}" if is_chosen else " của nhà in"
    yield (
        "Tệp in",
        f"{STANDARDS[setup.shop.standard].title.vi} đã bình bài theo khổ máy{sheet}, có đường bế; bên đặt giao",
    )
    yield "In thử", "01 bộ đủ các mẫu, giao duyệt trước khi in hàng loạt"
    yield "Bù hao", f"{format_percent(100 * job.overs, 0, 'vi')}, nhà in chịu; giao đủ số lượng đặt"
    due = (
        format_day(wishes.due)
        if wishes.due is not None
        else f"{DOT * 2}/{DOT * 2}/{proof.day.year // 100}{DOT * 2}"
    )
    yield "Giao hàng", f"tại {tie_name(wishes.deliver_to or DOT * 10)}, trước ngày {due}"
    yield "Mã in", f"#\N{NO-BREAK SPACE}{proof.content_hash}, như trên bản in thử và phiếu sản xuất"


def _stickers(setup: JobSetup, draft: Draft) -> str:
    """Say which stickers bear the codes and who puts them on; nothing where the tags themselves do."""
    sizes = {size for each in draft.editions if (size := sticker_size(setup, each.tag)) is not None}
    if not sizes:
        return ""
    with_code = [
        sticker_count(setup, each.content.quantity) for each in draft.editions if each.tag.code is not None
    ]
    many = DOT * 3 if None in with_code else format_count(sum(filter(None, with_code)))
    return (
        f"; in riêng trên {many} tem {format_size(*max(sizes)).vi} (kể cả bù hao), nhà in dán sẵn lên móc khóa, "
        "mỗi chiếc một tem"
    )


def _picture(setup: JobSetup, draft: Draft, proof: Proof) -> Illustration:
    """Return how the first edition's tag looks: front and back side by side, at true size where there is room."""
    edition = proof.editions[0]
    width, height = setup.shape.width, setup.shape.height
    scale = min(1.0, (WIDE - _BETWEEN) / (2 * width))

    def draw(canvas: Canvas, x: float, y: float) -> None:
        for number, side in enumerate(edition.sides):
            at = x + number * (width * scale + _BETWEEN)
            draw_cut_tag(canvas, edition.shape, side, Affine(scale, 0.0, 0.0, scale, at, y))

    size = "đúng cỡ" if scale == 1.0 else "thu nhỏ"
    which = f" mẫu {tie_name(edition.name)}," if len(setup.file.editions) > 1 else ""
    caption = f"Mặt trước, mặt sau{which} {size}; màu chỉ để tham khảo".replace("sau ", "sau, ", not which)
    return Illustration(
        2 * width * scale + _BETWEEN,
        height * scale,
        draw,
        preview_png(setup, draft.editions[0], on_paper=True),
        caption,
    )


def order_products(papers: OrderPapers, proof: Proof) -> list[Product]:
    """Return inquiry and order, each as PDF and for Word."""
    written = (
        ("inquiry", inquiry_head(papers), inquiry_parts(papers), "Đề nghị báo giá"),
        ("order", papers.head(), order_parts(papers), "Đơn đặt hàng"),
    )
    return [
        product
        for name, head, parts, title in written
        for product in _both(name, head, parts, f"{title} \N{EN DASH} {papers.orderer}", proof)
    ]


def _both(
    name: str, head: Letterhead, parts: tuple[tuple[Block, ...], ...], title: str, proof: Proof
) -> Iterator[Product]:
    pages = tuple(canvas.page() for canvas in set_document(head, parts))
    pdf = write_paper(pages, title, proof.day, proof.colour_of, number=proof.content_hash)
    yield Product(f"{FOLDER}/{name}.pdf", name, len(pages), pdf)
    yield Product(f"{FOLDER}/{name}.docx", f"{name}-docx", None, write_docx(head, parts, title))
