"""The record of handing over: one for each receiver, who signs for boxes, whoever signs later.

A group hands its tags to households and is known by their number; a body such as the Front or a union hands on in
its own way, often tags of several editions, which it signs for together. What the office hands out itself changes
no hands: it has no record.
What is known stands there: who gives and who gets, in which boxes, how many in figures and in words. What only the
day itself knows is left to the pen.
"""

from __future__ import annotations

from itertools import groupby

from keytag.drawing.paper import PaperPage
from keytag.output.document.pages import ABOUT, DOT, GAP, TITLE, Block, Paragraph, Signing, Table, document_pages
from keytag.output.document.wording import (
    UNKNOWN_HEAD,
    capitalize_first,
    century_of,
    head_title,
    in_sentence,
    number_in_words,
    plan_words,
    tie_name,
)
from keytag.output.packing.parcels import GOODS, Box, PackedOrder, Share, boxes_by_share
from keytag.output.packing.receipt import receipt_lengths
from keytag.output.page import Align
from keytag.output.page.table import GridColumn
from keytag.text.figures import format_count
from keytag.text.text import fold_name

COPIES = "Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản."
# House rule: more boxes in a sentence hide the sentence; the packing list has them all.
_MOST_RUNS = 8
_EDITIONS = (
    GridColumn("STT", 14.0, Align.CENTRE),
    GridColumn("Mẫu", 77.0),
    GridColumn("Số lượng (chiếc)", 27.0, Align.RIGHT),
    GridColumn("Số túi", 17.0, Align.RIGHT),
    GridColumn("Thùng số", 30.0, Align.CENTRE),
)


def handover_pages(order: PackedOrder) -> tuple[PaperPage, ...]:
    """Return the record of each receiver but the office itself, in the order of the list."""
    return tuple(page for record in handover_records(order) for page in document_pages(order.head, record))


def handover_records(order: PackedOrder) -> tuple[tuple[Block, ...], ...]:
    """Return what the record of each receiver but the office itself says, in the order of the list."""
    lists = receipt_lengths(order)
    return tuple(
        handover_blocks(order, shares, sum(lists.get(id(share), 0) for share in shares))
        for shares in order.receivers
        if fold_name(order.receiver(shares[0])) != fold_name(order.issuer)
    )


def handover_blocks(order: PackedOrder, shares: tuple[Share, ...], pages: int) -> tuple[Block, ...]:
    """Return what the record of a receiver's ``shares`` says.

    Its lists of who gets a tag have so many ``pages``, 0 without one.
    """
    own, share = boxes_by_share(order.boxes), shares[0]
    goods, name = _common_goods(order, shares), order.receiver(share)
    receiver, century = tie_name(name), century_of(order.date)
    giver = order.signers.hand_over
    programmes = {order.edition(each.edition).programme for each in shares}
    plan = plan_words(
        order.basis, (programmes.pop() if len(programmes) == 1 else "") or order.programme, order.date
    )
    about = f"Về việc cấp phát {in_sentence(goods)} cho {receiver}"
    if share.alone:
        about = f"Về việc giao {in_sentence(goods)} cho {receiver} để cấp phát"
    return (
        Paragraph("BIÊN BẢN GIAO NHẬN", TITLE, centred=True, after=0.6),
        Paragraph(about, ABOUT, centred=True, after=6.0),
        Paragraph(f"Thực hiện {plan};"),
        Paragraph(
            f"Hôm nay, ngày {DOT * 2} tháng {DOT * 2} năm {century}{DOT * 2}, tại {DOT * 14}, chúng tôi gồm:"
        ),
        *_side("Bên giao", order.issuer, giver.name, giver.post),
        *_side("Bên nhận", receiver, "", _post(name)),
        Paragraph("Cùng giao nhận:", keep=True),
        *(
            _several(order, shares, own)
            if len(shares) > 1
            else (
                Paragraph(f"– {_goods(order, share)};"),
                Paragraph(f"– Đóng gói: {_boxes(share, own[id(share)])}, còn nguyên niêm phong;"),
            )
        ),
        Paragraph(f"– Tờ rơi hướng dẫn sử dụng: {DOT * 3} tờ; Danh sách cấp phát: {_list_words(pages)}."),
        Paragraph(_duty(order, shares, century)),
        _contact(order),
        Paragraph(COPIES, keep=True, after=2.0),
        Signing((("BÊN GIAO", "(Ký, ghi rõ họ tên)", giver.name), ("BÊN NHẬN", "(Ký, ghi rõ họ tên)", ""))),
    )


def _list_words(pages: int) -> str:
    return f"{format_count(pages)} trang" if pages else f"{DOT * 3} trang"


def _post(receiver: str) -> str:
    """Return the post of whoever signs for a group, by what it is called: Trưởng thôn; nothing of others."""
    head = head_title(receiver)
    return "" if head == UNKNOWN_HEAD else head.capitalize()


def _side(side: str, name: str, person: str, post: str) -> tuple[Paragraph, Paragraph]:
    """Return a side: its name in bold, and below who stands for it. Officers of both are addressed alike."""
    who = "Đồng chí (ông, bà)" if name.casefold().startswith("công an ") else "Ông (bà)"
    said = f"{who}: {person or DOT * 14}{GAP}Chức\u00a0vụ: {post}"
    return Paragraph(f"**{side}: {name}**", keep=True, after=0.4), Paragraph(said, fill=not post)


def _common_goods(order: PackedOrder, shares: tuple[Share, ...]) -> str:
    """Return what the tags of ``shares`` are called, by the job's programme where editions have others."""
    called = {order.goods_of(share) for share in shares}
    return called.pop() if len(called) == 1 else order.programme or GOODS


def _several(
    order: PackedOrder, shares: tuple[Share, ...], own: dict[int, tuple[Box, ...]]
) -> tuple[Paragraph | Table, ...]:
    """Say what and how many of several editions: the sum in figures and in words, and a row for each."""
    tags = sum(share.tags for share in shares)
    boxes = {box.number for share in shares for box in own[id(share)]}
    bags = [sum(bag.share is share for box in own[id(share)] for bag in box.bags) for share in shares]
    words = capitalize_first(number_in_words(tags))
    rows = tuple(
        (
            str(number),
            tie_name(order.edition(share.edition).name),
            format_count(share.tags),
            format_count(sealed),
            _runs([box.number for box in own[id(share)]]),
        )
        for number, (share, sealed) in enumerate(zip(shares, bags, strict=True), start=1)
    )
    total = ("", "Cộng", format_count(tags), format_count(sum(bags)), f"{format_count(len(boxes))}\u00a0thùng")
    return (
        Paragraph(
            f"– {_common_goods(order, shares)}: **{format_count(tags)}** chiếc (bằng chữ: {words} chiếc), gồm "
            f"{len(shares)} mẫu như bảng dưới đây, đóng túi, đóng thùng, còn nguyên niêm phong;",
            keep=True,
        ),
        Table(_EDITIONS, rows, total),
    )


def _contact(order: PackedOrder) -> Paragraph:
    """Say whom the receiver asks."""
    name, phone = order.contact.name or DOT * 7, order.contact.phone.replace(" ", "\N{NO-BREAK SPACE}")
    said = f"Người liên hệ của Bên giao: {name}{GAP}Điện\u00a0thoại: {phone}"
    return Paragraph(said.rstrip(), fill=not phone)


def _goods(order: PackedOrder, share: Share) -> str:
    """Say what and how many, in figures and in words, and for whom."""
    edition = order.edition(share.edition)
    what = order.goods_of(share)
    if len(order.editions) > 1:
        what = f"{what}, mẫu {tie_name(edition.name)}"
    words = capitalize_first(number_in_words(share.tags))
    said = f"{what}: **{format_count(share.tags)}** chiếc (bằng chữ: {words} chiếc)"
    if share.households is None:
        return said
    spare = share.tags - share.households
    left = f", dự phòng {format_count(spare)}\u00a0chiếc" if 0 < spare < share.households else ""
    return f"{said}, trong đó cấp cho {format_count(share.households)}\u00a0hộ{left}"


def _boxes(share: Share, boxes: tuple[Box, ...]) -> str:
    """Say how many bags there are and in which boxes: 30 túi, thùng số 1 đến 3, 9 (xếp chung)."""
    bags = sum(bag.share is share for box in boxes for bag in box.bags)
    runs = []
    for is_shared, run in groupby(boxes, key=lambda box: len(box.contents) > 1):
        shared = " (xếp chung)" if is_shared else ""
        runs += [f"{said}{shared}" for said in _runs_of([box.number for box in run])]
    if len(runs) > _MOST_RUNS:
        return f"{format_count(bags)} túi, {format_count(len(boxes))} thùng (số thùng theo bảng kê đóng gói)"
    return f"{format_count(bags)} túi, thùng số {', '.join(runs)}".replace("thùng số", "thùng\u00a0số")


def _runs(numbers: list[int]) -> str:
    return ", ".join(_runs_of(numbers))


def _runs_of(numbers: list[int]) -> list[str]:
    """Return numbers that follow each other as the first and the last of them: 1 đến 3."""
    starts = [i for i, number in enumerate(numbers) if not i or number != numbers[i - 1] + 1]
    ends = [(numbers[i], numbers[j - 1]) for i, j in zip(starts, (*starts[1:], len(numbers)), strict=True)]
    return [str(first) if first == last else f"{first} đến {last}" for first, last in ends]


def _duty(order: PackedOrder, shares: tuple[Share, ...], century: str) -> str:
    """Say what the receiver does with the tags, and what comes back by when."""
    has_list = any(map(order.has_list, shares))
    listed = ", cho ký nhận vào Danh sách" if has_list else ""
    back = "Danh sách đã ký" if has_list else "kết quả cấp phát"
    rest = f"số {in_sentence(GOODS)} còn lại"
    kept_apart = ", không để lẫn mẫu" if len(shares) > 1 else ""
    hand_on = f"cấp phát đúng đối tượng{kept_apart}" if shares[0].alone else "phát tận tay từng hộ"
    return (
        f"Bên nhận có trách nhiệm {hand_on}, hướng dẫn cách sử dụng{listed}; gửi lại {back} và {rest} "
        f"cho {order.issuer} trước ngày {DOT * 2}/{DOT * 2}/{century}{DOT * 2}"
    )
