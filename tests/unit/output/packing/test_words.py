"""What the office's papers say, word by word: each in its customary form, and dots where the job says nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from keytag.output.document.pages import BOTTOM, Paragraph, widest_blank, words_of_blocks
from keytag.output.document.wording import tie_name
from keytag.output.packing import (
    UNALLOTTED,
    Contact,
    Firm,
    PackedOrder,
    Person,
    Share,
    Signers,
    delivery_blocks,
    delivery_pages,
    handover_blocks,
    handover_pages,
    pack_boxes,
    packing_rows,
    seat_of,
)
from keytag.output.packing.listing import packing_list_pages
from keytag.output.packing.receipt import page_counts, receipt_lengths, receipt_pages, receipt_words
from tests.paper_pages import placed_artworks, says, type_lines

Made = Callable[[tuple[Share, ...]], PackedOrder]
DOTS = "……"
GROUP = Share("Tổ dân phố 9", "a", 358, 347)
NAMED = {
    "programme": "Móc khóa an ninh",
    "orderer": "Ủy ban nhân dân phường An Khê",
    "basis": "Kế hoạch số 01/KH-CAP, ngày 05/01/2026 của Công an phường An Khê",
    "signed_in": "An Khê",
    "deliver_to": "Trụ sở Công an phường An Khê",
    "firm": Firm(
        "Công ty TNHH In Ví Dụ", "01 đường Ví Dụ", "0000000000", "0269 3000 900", Person("Giám đốc", "B")
    ),
    "signers": Signers(Person("", "Ông A"), Person("Cán bộ", "Bà C"), Person("Cảnh sát khu vực", "Ông D")),
}


def _of_one_edition(order: PackedOrder) -> PackedOrder:
    return replace(order, editions=order.editions[:1])


def _record(order: PackedOrder, share: Share, pages: int = 14) -> str:
    said = words_of_blocks(handover_blocks(order, (share,), pages))
    return said.replace("\u00a0", " ")


def test_the_record_for_a_group_says_what_it_must(made: Made) -> None:
    """Plan, both sides with posts, pieces in figures and words, bags and boxes, pages, duty, copies, signers."""
    order = replace(_of_one_edition(made((GROUP,))), **NAMED)
    lines = _record(order, GROUP).splitlines()
    assert lines[:3] == [
        "BIÊN BẢN GIAO NHẬN",
        "Về việc cấp phát móc khóa an ninh cho Tổ dân phố 9",
        f"Thực hiện {NAMED['basis']} về triển khai mô hình “Móc khóa an ninh”;",
    ]
    assert "Bên giao: Công an phường An Khê" in lines
    assert any("Ông D" in line and line.endswith("Chức vụ: Cảnh sát khu vực") for line in lines)
    assert any(line.endswith("Chức vụ: Tổ trưởng tổ dân phố") for line in lines)
    assert (
        "– Móc khóa an ninh: 358 chiếc (bằng chữ: Ba trăm năm mươi tám chiếc), trong đó cấp cho 347 hộ, "
        "dự phòng 11 chiếc;"
    ) in lines
    assert "– Đóng gói: 8 túi, thùng số 1, còn nguyên niêm phong;" in lines
    assert f"– Tờ rơi hướng dẫn sử dụng: {DOTS}… tờ; Danh sách cấp phát: 14 trang." in lines
    assert "cho ký nhận vào Danh sách; gửi lại Danh sách đã ký và số móc khóa còn lại" in "\n".join(lines)
    assert "Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản." in lines
    assert lines[-2:] == ["BÊN GIAO (Ký, ghi rõ họ tên) Ông D", "BÊN NHẬN (Ký, ghi rõ họ tên)"]


def test_what_a_job_does_not_say_is_left_to_the_pen(made: Made) -> None:
    """Without any of the new keys each paper has dots in their place, and the noun for the programme."""
    order = _of_one_edition(made((GROUP,)))
    record = _record(order, GROUP)
    assert f"Thực hiện Kế hoạch số {DOTS}/KH-{DOTS}, ngày {DOTS}/{DOTS}/20{DOTS} của {DOTS}" in record
    assert f"mô hình “{DOTS}" in record
    assert "cấp phát móc khóa cho Tổ dân phố 9" in record
    delivery = words_of_blocks(delivery_blocks(order)).replace("\u00a0", " ")
    assert f"giữa {DOTS}" in delivery
    assert f"và {DOTS}" in delivery
    assert "BÊN GIAO (Bên A): \n" in delivery
    assert f"Ông (bà): {DOTS}" in delivery
    assert "Địa chỉ" not in delivery
    sheet = "\n".join(receipt_words(order, GROUP))
    assert f"(Kèm theo Kế hoạch số {DOTS}/{DOTS}, ngày {DOTS}/{DOTS}/20{DOTS} của {DOTS}" in sheet


def test_the_record_of_delivery_says_what_it_must(made: Made) -> None:
    """Contract, proof, both sides, pieces ordered and dots for those that came, five looks, copies, signatures."""
    order = replace(_of_one_edition(made((GROUP,))), **NAMED, specification="Móc khóa an ninh, bầu dục 50 × 20 mm")
    own = replace(order.editions[0], link="zalo.me/1000000000000000001")
    order = replace(order, editions=(own,), content_hash="471368007d")
    said = words_of_blocks(delivery_blocks(order)).replace("\u00a0", " ")
    for words in (
        "BIÊN BẢN GIAO NHẬN\nMóc khóa an ninh – Công an phường An Khê\n",
        "giữa Ủy ban nhân dân phường An Khê và Công ty TNHH In Ví Dụ;",
        f"Căn cứ bản in thử có mã in # 471368007d, đã được duyệt ngày {DOTS}/{DOTS}/20{DOTS};",
        "tại Trụ sở Công an phường An Khê, chúng tôi gồm:",
        "BÊN GIAO (Bên A): Công ty TNHH In Ví Dụ\nĐịa chỉ: 01 đường Ví Dụ; Mã số thuế: 0000000000\nÔng (bà): B",
        "Điện thoại: 0269 3000 900",
        "BÊN NHẬN (Bên B): Công an phường An Khê\nÔng (bà): Bà C",
        "STT | Tên hàng, quy cách | Đơn vị tính | Số lượng đặt | Số lượng giao | Đóng gói | Ghi chú",
        "1 | Móc khóa an ninh, bầu dục 50 × 20 mm | chiếc | 358 |  | 1 thùng, 8 túi | ",
        " | Cộng |  | 358 |  | 1 thùng, 8 túi | ",
        f"Tổng số lượng giao: {DOTS}{DOTS} chiếc (bằng chữ: {DOTS}",
        "2. Kiểm tra khi nhận (mỗi thùng lấy ngẫu nhiên 10 chiếc)",
        "Quét mã QR mở đúng địa chỉ zalo.me/1000000000000000001 | ☐ | ☐ | ",
        "3. Hàng thiếu, hỏng (nếu có):",
        "☐Bảng kê đóng gói",
        "5. Ý kiến khác:",
        "được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản.",
        "ĐẠI DIỆN BÊN GIAO (Ký, ghi rõ họ tên, đóng dấu nếu có) B",
        "ĐẠI DIỆN BÊN NHẬN (Ký, ghi rõ họ tên, đóng dấu nếu có) Bà C",
    ):
        assert words in said, words
    # An order of one edition has one number.
    assert "mã riêng" not in said


def test_the_record_of_delivery_counts_what_was_ordered(made: Made) -> None:
    """What is ordered and allotted to nobody is packed and delivered, too; nobody signs for it."""
    spare = Share(UNALLOTTED, "a", 61, alone=True, is_unallotted=True)
    order = replace(_of_one_edition(made((GROUP, spare))), lists=True)
    assert " | Cộng |  | 419 |  | 2 thùng, 10 túi | " in words_of_blocks(delivery_blocks(order))
    assert [share.name for own in order.receivers for share in own] == [GROUP.name]
    assert set(receipt_lengths(order)) == {id(GROUP)}
    assert [row[1:7] for row in packing_rows(order)[1:]] == [
        (UNALLOTTED, "a", "Xã Glar", "", 61, 2),
        ("Cộng", "", "", 347, 419, 10),
    ]


def test_the_record_says_how_shared_boxes_are_counted(made: Made) -> None:
    """Where editions share boxes a note says why the rows' boxes are more than their sum; else there is none."""
    shared = words_of_blocks(delivery_blocks(made(FRONT)))
    assert "2 thùng, 14 túi" in shared
    assert "dòng Cộng đếm mỗi thùng một lần" in shared
    apart = made((Share("Tổ 1", "a", 60), Share("Tổ 2", "b", 60)))
    assert "dòng Cộng" not in words_of_blocks(delivery_blocks(apart))


def test_every_edition_has_its_row_in_the_record_of_delivery(order: PackedOrder) -> None:
    """With several editions each has a row with its pieces, and the rows add up to the total."""
    said = words_of_blocks(delivery_blocks(order)).replace("\u00a0", " ").replace(".", "").splitlines()
    rows = [line.split(" | ") for line in said if " | chiếc | " in line]
    assert [row[1] for row in rows] == ["Mẫu Xã Glar", "Mẫu Thị trấn Đak Đoa"]
    assert sum(int(row[3]) for row in rows) == order.tags
    assert len(delivery_pages(order)) == 1


def test_the_record_of_delivery_names_the_proof_by_the_orders_number(order: PackedOrder) -> None:
    """The # stands in the sentence; of several editions each row has its own number too, where that is known."""
    known = replace(order, editions=tuple(replace(each, own_number=each.id * 10) for each in order.editions))
    for some, row in ((known, "Mẫu Xã Glar, mã riêng aaaaaaaaaa | chiếc"), (order, "Mẫu Xã Glar | chiếc")):
        said = words_of_blocks(delivery_blocks(some)).replace("\u00a0", " ")
        assert "Căn cứ bản in thử có mã in # 0123456789, đã được duyệt ngày" in said
        assert row in said


def test_papers_say_whom_to_ask(made: Made) -> None:
    """The record for a group names who answers questions, or leaves that to the pen."""
    order = _of_one_edition(made((GROUP,)))
    assert f"Người liên hệ của Bên giao: {DOTS}" in _record(order, GROUP)
    named = replace(order, contact=Contact("Lê Văn Mẫu", "0769 000 103"))
    said = _record(named, GROUP).replace("\u2003", "")
    assert "Người liên hệ của Bên giao: Lê Văn Mẫu Điện thoại: 0769 000 103" in said
    assert receipt_pages(named) != receipt_pages(order)


def test_no_line_is_drawn_wide_for_the_pen(order: PackedOrder) -> None:
    """Blanks of a line that dots or a long word end are at most twice as wide as others."""
    for block in (*delivery_blocks(order), *handover_blocks(order, order.shares[:1], 0)):
        if isinstance(block, Paragraph):
            assert widest_blank(block) <= 2 * block.style.width(" ") + 1e-6


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Tổ dân phố 9", "TỔ TRƯỞNG TỔ DÂN PHỐ"),
        ("Thôn Hạ", "TRƯỞNG THÔN"),
        ("Ấp 3", "TRƯỞNG ẤP"),
        ("Khu phố 12", "TRƯỞNG KHU PHỐ"),
        ("Buôn Ma", "TRƯỞNG BUÔN"),
        ("Số 7", "ĐẠI DIỆN ĐƠN VỊ NHẬN"),
    ],
)
def test_the_head_of_each_kind_of_group_signs_by_his_post(made: Made, name: str, head: str) -> None:
    """List and record name the true post by the kind of group, and none where the name says no kind."""
    share = Share(name, "a", 60, 60)
    order = _of_one_edition(made((share,)))
    assert head in receipt_words(order, share)
    said = _record(order, share)
    assert head == "ĐẠI DIỆN ĐƠN VỊ NHẬN" or f"Chức vụ: {head.capitalize()}" in said


def test_a_list_claims_nothing_before_it_happened(made: Made) -> None:
    """What was planned stands in figures, what was handed out and what is left in dots; no national head."""
    order = replace(_of_one_edition(made((GROUP,))), **NAMED)
    words = receipt_words(order, GROUP)
    assert words == (
        "CÔNG AN PHƯỜNG AN KHÊ",
        "DANH SÁCH CẤP PHÁT MÓC KHÓA AN NINH",
        "Tổ dân phố\u00a09",
        "(Kèm theo Kế hoạch số 01/KH-CAP, ngày 05/01/2026 của Công an phường An Khê)",
        "Theo kế hoạch: 347 hộ, 347 chiếc; dự phòng 11 chiếc.",
        "Thực phát: ……… hộ, ……… chiếc (bằng chữ: ……………………………… chiếc).",
        "Còn lại giao nộp: ……… chiếc.",
        "NGƯỜI CẤP PHÁT",
        "TỔ TRƯỞNG TỔ DÂN PHỐ",
        "XÁC NHẬN CỦA CÔNG AN PHƯỜNG AN KHÊ",
        "Danh sách chỉ dùng để cấp phát và quyết toán; không sao chụp, không đưa lên mạng.",
    )


def test_an_office_receives_what_is_its_own(order: PackedOrder) -> None:
    """Where editions are the receivers, the record names the office, its officers as officers."""
    share = Share("Xã Glar", "a", 90, None)
    glar = replace(order.editions[0], office="Công an xã Glar")
    given = replace(
        order,
        shares=(share,),
        boxes=pack_boxes((share,), order.sizes),
        by_edition=True,
        editions=(glar, order.editions[1]),
    )
    said = _record(given, share, 0)
    assert "Về việc cấp phát móc khóa cho Công an xã Glar" in said
    assert "Bên nhận: Công an xã Glar\nĐồng chí (ông, bà):" in said
    assert "\nÔng (bà):" not in said
    assert "Danh sách cấp phát: ……… trang." in said


def test_an_editions_own_programme_is_named(order: PackedOrder) -> None:
    """The papers of whoever gets an edition with a programme of its own call it by that."""
    own = replace(order.editions[0], programme="Móc khóa tố giác tội phạm")
    given = replace(order, editions=(own, order.editions[1]), programme="Móc khóa an ninh")
    share = given.shares[0]
    assert "cấp phát móc khóa tố giác tội phạm cho" in _record(given, share)
    assert "mô hình “Móc khóa tố giác tội phạm”" in _record(given, share)
    assert receipt_words(given, share)[1] == "DANH SÁCH CẤP PHÁT MÓC KHÓA TỐ GIÁC TỘI PHẠM"
    assert "móc khóa an ninh" in _record(given, given.shares[40])


@pytest.mark.parametrize("rows", range(1, 120))
def test_no_list_ends_on_a_page_of_a_line_or_two(rows: int) -> None:
    """Pages hold what they have room for, all lines are there, and the last has six where there are as many."""
    first, later, closing = 23, 25, 8
    counts = page_counts(rows, first, later, closing)
    assert sum(counts) == rows
    assert counts[-1] >= min(6, rows)
    rooms = [first, *[later] * (len(counts) - 1)]
    rooms[-1] -= closing
    assert all(count <= room for count, room in zip(counts, rooms, strict=True))


def test_the_record_counts_the_pages_of_the_list(order: PackedOrder) -> None:
    """What the record says of the list's pages is what the list has."""
    assert sum(receipt_lengths(order).values()) == len(receipt_pages(order))


@pytest.mark.parametrize(
    ("office", "seat"),
    [
        ("Công an phường An Khê", "An Khê"),
        ("Công an phường 7", "Phường 7"),
        ("Ủy ban nhân dân xã Glar", "Glar"),
        ("Công an huyện Đak Đoa", "Đak Đoa"),
        ("Công an tỉnh Gia Lai", ""),
        ("Mặt trận Tổ quốc", ""),
    ],
)
def test_papers_are_dated_at_the_offices_seat(office: str, seat: str) -> None:
    """The place before the date is the unit's bare name, a numbered one in full, none where it is not told."""
    assert seat_of(office) == seat


def test_nothing_stands_below_the_margin(made: Made) -> None:
    """Long names of office, firm and groups turn pages, and nothing runs into the lower margin."""
    share = Share("Thôn " + "Văn Miếu - Quốc Tử Giám " * 8, "a", 1200, 1100)
    order = replace(made((share,)), **NAMED)
    order = replace(order, issuer="Công an phường Văn Miếu - Quốc Tử Giám", superior="Công an thành phố Hà Nội")
    for page in (*delivery_pages(order), *handover_pages(order)):
        assert all(line.y <= BOTTOM for line in type_lines(page))
        assert all(placed.transform.f <= BOTTOM for placed in placed_artworks(page))


FRONT = tuple(
    Share("Ủy ban Mặt trận Tổ quốc xã", edition, tags, None, True) for edition, tags in (("a", 700), ("b", 300))
)


def test_a_body_signs_once_for_all_its_editions(made: Made) -> None:
    """One record with a row for each edition, the sum in words, and no word of households or their heads."""
    order = replace(made((GROUP, *FRONT)), **NAMED)
    said = words_of_blocks(handover_blocks(order, FRONT, 0)).replace("\u00a0", " ")
    for words in (
        "Về việc giao móc khóa an ninh cho Ủy ban Mặt trận Tổ quốc xã để cấp phát",
        "Bên nhận: Ủy ban Mặt trận Tổ quốc xã\nÔng (bà): ",
        "– Móc khóa an ninh: 1.000 chiếc (bằng chữ: Một nghìn chiếc), gồm 2 mẫu như bảng dưới đây",
        "STT | Mẫu | Số lượng (chiếc) | Số túi | Thùng số",
        "1 | Xã Glar | 700 | 14 | 2 đến 3",
        "2 | Thị trấn Đak Đoa | 300 | 6 | 3",
        " | Cộng | 1.000 | 20 | 2 thùng",
        "cấp phát đúng đối tượng, không để lẫn mẫu",
        "gửi lại kết quả cấp phát",
    ):
        assert words in said, words
    assert not any(word in said.casefold() for word in (" hộ", "trưởng"))
    assert len(handover_pages(order)) == 2


def test_what_an_office_hands_out_itself_changes_no_hands(made: Made) -> None:
    """Its own share is packed, and has no record between the office and itself."""
    own = Share("Công an phường An Khê", "a", 1650, None, alone=True)
    order = made((own, GROUP))
    assert len(handover_pages(order)) == 1
    assert handover_pages(order) == handover_pages(replace(order, shares=(GROUP,)))


def test_the_list_of_a_body_is_of_people(made: Made) -> None:
    """Where a list was asked for of a union's tags, nobody on it is the head of a household."""
    order = replace(made(FRONT), lists=True)
    assert "Thực phát: ……… chiếc (bằng chữ: ……………………………… chiếc)." in receipt_words(order, FRONT[0])
    assert not any("hộ" in words for words in receipt_words(order, FRONT[0]))


def test_stickers_are_looked_at_on_delivery(made: Made) -> None:
    """Where codes are stickers, whoever receives the goods looks whether each tag has its own."""
    order = _of_one_edition(made((GROUP,)))
    assert "tem" not in words_of_blocks(delivery_blocks(order))
    stuck = replace(order, editions=(replace(order.editions[0], sticker="13,2 × 13,2 mm"),))
    said = words_of_blocks(delivery_blocks(stuck))
    assert "Tem mã QR 13,2 × 13,2 mm dán đủ, đúng mẫu, ngay ngắn | ☐ | ☐ | " in said


def test_a_reprint_is_named_on_list_and_record(made: Made) -> None:
    """Papers of a second run cannot be taken for those of the first."""
    order = replace(_of_one_edition(made((GROUP,))), number=2)
    assert "(đặt in lần 2)" in words_of_blocks(delivery_blocks(order)).replace("\u00a0", " ")
    assert says(packing_list_pages(order)[0], "đặt in lần 2")


def test_a_record_of_one_edition_is_signed_on_its_page(made: Made) -> None:
    """Lines of a record stand closer where that saves a page; of a short one they do not."""
    order = _of_one_edition(made((GROUP,)))
    assert len(delivery_pages(order)) == len(handover_pages(order)) == 1


@pytest.mark.parametrize(
    ("name", "tied"),
    [
        ("Công an xã Đông Thạnh", "Công an xã Đông_Thạnh"),
        ("Xã Phước Vĩnh Đông, số 3", "Xã Phước_Vĩnh_Đông, số_3".replace(", số_3", ",_số_3")),
        ("Ủy ban Mặt trận Tổ quốc huyện Cần Giuộc", "Ủy ban Mặt trận Tổ quốc huyện Cần_Giuộc"),
        ("Tổ dân phố 9", "Tổ dân phố_9"),
        ("Công an phường Văn Miếu - Quốc Tử Giám)", "Công an phường Văn_Miếu_-_Quốc_Tử_Giám)"),
        ("phường An Phú - tổ 3", "phường An_Phú - tổ_3"),
    ],
)
def test_names_of_places_are_not_parted(name: str, tied: str) -> None:
    """A place's name proper stays on one line, and so does a number with its word."""
    assert tie_name(name) == tied.replace("_", "\u00a0")
