"""The letters by which an office orders: line by line as offices write them, and dots for what nobody knows."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from keytag.output.document.pages import Illustration, words_of_blocks
from keytag.output.document.parties import Contact, Firm, Person
from keytag.output.order import (
    OrderedEdition,
    OrderPapers,
    QuotedWork,
    inquiry_head,
    inquiry_parts,
    order_parts,
)

DOTS = "……"
BARE = OrderPapers(
    orderer="Công an phường An Khê",
    issuer="Công an phường An Khê",
    day=date(2026, 11, 29),
    content_hash="471368007d",
    goods="Móc khóa an ninh",
    specification=(("Sản phẩm", "Móc khóa an ninh, bầu dục 50 × 20 mm"), ("Khoen", "Khoen inox 25 mm")),
    work=(QuotedWork("Khuôn bế", "bộ", 1), QuotedWork("Bế", "chiếc", 3200), QuotedWork("In", "tờ in", None)),
    editions=(OrderedEdition("An Khê", "Công an phường An Khê", 3200),),
    picture=Illustration(108.0, 20.0, lambda _canvas, _x, _y: None, b"", "Mặt trước, mặt sau"),
)
KNOWN = replace(
    BARE,
    programme="Móc khóa an ninh",
    superior="Công an tỉnh Gia Lai",
    signed_in="An Khê",
    firm=Firm("Công ty TNHH In Ví Dụ", person=Person("Giám đốc", "Trần Thị B")),
    contact=Contact("Nguyễn Văn A", "0769 000 101"),
    approve=Person("Trưởng Công an phường", "Nguyễn Văn C"),
    address="02 đường Ví Dụ, Gia Lai",
    tax_code="0000000000",
    deliver_to="Trụ sở Công an phường An Khê",
    due=date(2026, 12, 20),
    quote_by=date(2026, 12, 5),
    budget_line="Ngân sách phường năm 2026",
)
SEVERAL = replace(
    BARE, editions=tuple(OrderedEdition(f"Xã {n}", f"Công an xã {n}", 100 * n) for n in range(1, 18))
)


def _said(parts: tuple[tuple[object, ...], ...], part: int) -> str:
    return words_of_blocks(parts[part]).replace("\u00a0", " ")  # type: ignore[arg-type]


def test_the_letter_asks_what_every_shop_answers() -> None:
    """Subject, to whom, plan and place, four questions, by when and where, whom to ask, closing words, copies."""
    said = _said(inquiry_parts(KNOWN), 0)
    for words in (
        "Kính gửi: Công ty TNHH In Ví Dụ",
        "Thực hiện kế hoạch triển khai mô hình “Móc khóa an ninh” trên địa bàn phường An Khê, Công an phường An ",
        "Khê đề nghị Quý Công ty báo giá in theo quy cách tại Phụ lục kèm theo. Trong báo giá, đề nghị nêu rõ:",
        "1. Đơn giá và thành tiền từng khoản, thuế giá trị gia tăng, chi phí giao hàng;",
        "2. Thời gian in thử, thời gian giao hàng kể từ ngày duyệt bản in thử;",
        "3. Cách xử lý khi hàng thiếu, hỏng, sai nội dung; thời hạn bảo hành mực, khoen;",
        "4. Hiệu lực của báo giá (ít nhất ……… ngày).",
        "gửi về Công an phường An Khê, địa chỉ 02 đường Ví Dụ, Gia Lai, trước …… giờ ngày 05/12/2026.",
        "Người liên hệ: Nguyễn Văn A, điện thoại 0769 000 101.",
        "Rất mong nhận được sự phối hợp của Quý Công ty./.",
        "- Như trên;\n- Lưu: VT.\nTRƯỞNG CÔNG AN PHƯỜNG (Ký, ghi rõ họ tên, đóng dấu) Nguyễn Văn C",
    ):
        assert words in said, words
    head = inquiry_head(KNOWN)
    assert (head.issuer, head.superior, head.place) == (KNOWN.orderer, "Công an tỉnh Gia Lai", "An Khê")
    assert head.subject == "đề nghị báo giá in móc khóa an ninh"


def test_the_appendix_leaves_prices_to_the_shop() -> None:
    """What is wanted, and each kind of work with how many where that is known; no price, tax or sum."""
    said = _said(inquiry_parts(KNOWN), 1).splitlines()
    assert said[:3] == [
        "PHỤ LỤC",
        "Quy cách và bảng báo giá in móc khóa an ninh",
        f"(Kèm theo Công văn số {DOTS}/{DOTS} ngày {DOTS}/{DOTS}/20{DOTS} của Công an phường An Khê)",
    ]
    assert "Nội dung | Yêu cầu" in said
    assert "Sản phẩm | Móc khóa an ninh, bầu dục 50 × 20 mm" in said
    assert "STT | Khoản | Đơn vị tính | Số lượng | Đơn giá (đ) | Thành tiền (đ) | Ghi chú" in said
    assert "1 | Khuôn bế | bộ | 1 |  |  | " in said
    assert "2 | Bế | chiếc | 3.200 |  |  | " in said
    assert "3 | In | tờ in |  |  |  | " in said
    assert said[-1].startswith("ĐẠI DIỆN NHÀ IN")


def test_the_order_says_what_it_must() -> None:
    """Both sides, # and quantity in figures and words, five terms with day, place and money, both signatures."""
    said = _said(order_parts(KNOWN), 0)
    for words in (
        "ĐƠN ĐẶT HÀNG\nIn móc khóa an ninh\n(Theo báo giá ngày",
        "Đơn vị đặt hàng: Công an phường An Khê\nĐịa chỉ: 02 đường Ví Dụ, Gia Lai\nNgười liên hệ: Nguyễn Văn A",
        "Mã số thuế (hoặc mã đơn vị quan hệ ngân sách): 0000000000",
        "theo quy cách tại Phụ lục kèm theo (mã in # 471368007d), như sau:",
        "1 | Móc khóa an ninh | chiếc | 3.200 |  | ",
        "Số lượng bằng chữ: Ba nghìn hai trăm chiếc.",
        "1. Duyệt in: nhà in chỉ in hàng loạt sau khi có bản in thử do lãnh đạo đơn vị ký duyệt",
        "2. Giao hàng: tại Trụ sở Công an phường An Khê, trước ngày 20/12/2026; hai bên kiểm đếm và lập biên bản",
        "3. Sai, hỏng, thiếu: nhà in đổi hoặc in bù trong …… ngày, không tính thêm tiền",
        "sau khi nhận đủ hàng và hóa đơn; nguồn kinh phí: Ngân sách phường năm 2026.",
        "5. Giữ kín tệp in: nhà in không in thêm, không giao tệp hoặc sản phẩm cho người khác",
        "XÁC NHẬN CỦA NHÀ IN (Ký, họ tên, đóng dấu) Trần Thị B",
        "ĐƠN VỊ ĐẶT HÀNG (Ký, họ tên, đóng dấu) Nguyễn Văn C",
    ):
        assert words in said, words
    assert _said(order_parts(KNOWN), 1).startswith(
        "PHỤ LỤC\nQuy cách in móc khóa an ninh\n(Kèm theo Đơn đặt hàng số"
    )


def test_what_nobody_knows_is_a_line_of_dots() -> None:
    """Without any optional key nothing is invented and no word is missing."""
    letter, order = _said(inquiry_parts(BARE), 0), _said(order_parts(BARE), 0)
    assert f"Kính gửi: Công ty {DOTS}" in letter
    assert f"địa chỉ {DOTS}" in letter
    assert f"mô hình “{DOTS}" in letter
    assert f"giờ ngày {DOTS}/{DOTS}/20{DOTS}" in letter
    assert "TRƯỞNG CÔNG AN PHƯỜNG (Ký" in letter
    assert f"tại {DOTS}" in order
    assert f"nguồn kinh phí: {DOTS}" in order
    assert "None" not in letter + order
    unknown = replace(BARE, editions=(OrderedEdition("An Khê", "Công an phường An Khê", None),))
    assert f"Số lượng bằng chữ: {DOTS}" in _said(order_parts(unknown), 0)


@pytest.mark.parametrize("parts", [inquiry_parts, order_parts])
def test_many_editions_are_in_a_list(parts: object) -> None:
    """Seventeen are one row of the order, and each has its own in a list that adds up, in words as well."""
    found = parts(SEVERAL)  # type: ignore[operator]
    said = _said(found, 2).splitlines()
    assert said[0] == "DANH SÁCH MẪU VÀ SỐ LƯỢNG"
    assert "3 | Xã 3 | Công an xã 3 | 300" in said
    assert " | Cộng |  | 15.300" in said
    assert said[-1] == "Bằng chữ: Mười lăm nghìn ba trăm chiếc."
    assert "17 mẫu, số lượng từng mẫu theo danh sách kèm theo" in _said(order_parts(SEVERAL), 0)
    assert len(parts(BARE)) == 2  # type: ignore[operator]


def test_a_committee_orders_by_its_chairman() -> None:
    """Where the people's committee pays, it writes, and its chairman signs in its name."""
    papers = replace(KNOWN, orderer="Ủy ban nhân dân phường An Khê", superior="", approve=Person())
    said = _said(inquiry_parts(papers), 0)
    assert "phường An Khê, Ủy ban nhân dân phường An Khê đề nghị" in said
    assert "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH (Ký" in said
    assert inquiry_head(papers).issuer == "Ủy ban nhân dân phường An Khê"
    other = replace(papers, orderer="Trung tâm Hành chính công")
    assert "THỦ TRƯỞNG ĐƠN VỊ (Ký" in _said(inquiry_parts(other), 0)
