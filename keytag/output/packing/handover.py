"""The record of handing over to a group: a page for each receiver, who signs for boxes, whoever signs later.

What is known stands there: who gives and who gets, in which boxes, how many in figures and in words. What only the
day itself knows is left to the pen.
"""

from __future__ import annotations

from itertools import groupby

from keytag.imposition import Page
from keytag.output.packing.document import ABOUT, DOT, GAP, TITLE, Block, Paragraph, Signing, document_pages
from keytag.output.packing.parcels import GOODS, Box, PackedOrder, Share, boxes_by_share
from keytag.output.packing.receipt import receipt_lengths
from keytag.output.packing.wording import (
    UNKNOWN_HEAD,
    capitalize_first,
    century_of,
    head_title,
    in_sentence,
    number_in_words,
    plan_words,
    tie_numbers,
)
from keytag.text.figures import format_count

COPIES = "Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản."
# House rule: more boxes in a sentence hide the sentence; the packing list has them all.
_MOST_RUNS = 8


def handover_pages(order: PackedOrder) -> tuple[Page, ...]:
    """Return the record of each receiver, in the order of the list."""
    own, lists = boxes_by_share(order.boxes), receipt_lengths(order)
    return tuple(
        page
        for share in order.shares
        for page in document_pages(order, handover_blocks(order, share, own[id(share)], lists.get(id(share), 0)))
    )


def handover_blocks(order: PackedOrder, share: Share, boxes: tuple[Box, ...], pages: int) -> tuple[Block, ...]:
    """Return what the record of a share says; its list of households has so many ``pages``, 0 without one."""
    goods, name = order.goods_of(share), order.receiver(share)
    receiver, century = tie_numbers(name), century_of(order.date)
    giver = order.signers.hand_over
    plan = plan_words(order.basis, order.edition(share.edition).programme or order.programme, order.date)
    return (
        Paragraph("BIÊN BẢN GIAO NHẬN", TITLE, centred=True, after=0.6),
        Paragraph(f"Về việc cấp phát {in_sentence(goods)} cho {receiver}", ABOUT, centred=True, after=6.0),
        Paragraph(f"Thực hiện {plan};"),
        Paragraph(
            f"Hôm nay, ngày {DOT * 2} tháng {DOT * 2} năm {century}{DOT * 2}, tại {DOT * 14}, chúng tôi gồm:"
        ),
        *_side("Bên giao", order.issuer, giver.name, giver.post),
        *_side("Bên nhận", receiver, "", _post(name)),
        Paragraph("Cùng giao nhận:", keep=True),
        Paragraph(f"– {_goods(order, share)};"),
        Paragraph(f"– Đóng gói: {_boxes(share, boxes)}, còn nguyên niêm phong;"),
        Paragraph(f"– Tờ rơi hướng dẫn sử dụng: {DOT * 3} tờ; Danh sách cấp phát: {_list_words(pages)}."),
        Paragraph(_duty(order, share, century)),
        _contact(order),
        Paragraph(COPIES, keep=True, after=2.0),
        Signing((("BÊN NHẬN", "(Ký, ghi rõ họ tên)", ""), ("BÊN GIAO", "(Ký, ghi rõ họ tên)", giver.name))),
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


def _contact(order: PackedOrder) -> Paragraph:
    """Say whom the receiver asks."""
    name, phone = order.contact.name or DOT * 7, order.contact.phone
    said = f"Người liên hệ của Bên giao: {name}{GAP}Điện\u00a0thoại: {phone}"
    return Paragraph(said.rstrip(), fill=not phone)


def _goods(order: PackedOrder, share: Share) -> str:
    """Say what and how many, in figures and in words, and for whom."""
    edition = order.edition(share.edition)
    what = order.goods_of(share)
    if len(order.editions) > 1:
        what = f"{what}, mẫu {tie_numbers(edition.name)}"
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
        numbers = [box.number for box in run]
        starts = [i for i, number in enumerate(numbers) if not i or number != numbers[i - 1] + 1]
        for start, end in zip(starts, (*starts[1:], len(numbers)), strict=True):
            first, last = numbers[start], numbers[end - 1]
            said = str(first) if first == last else f"{first} đến {last}"
            runs.append(f"{said} (xếp chung)" if is_shared else said)
    if len(runs) > _MOST_RUNS:
        return f"{format_count(bags)} túi, {format_count(len(boxes))} thùng (số thùng theo bảng kê đóng gói)"
    return f"{format_count(bags)} túi, thùng số {', '.join(runs)}".replace("thùng số", "thùng\u00a0số")


def _duty(order: PackedOrder, share: Share, century: str) -> str:
    """Say what the receiver does with the tags, and what comes back by when."""
    has_list = order.has_list(share)
    listed = ", cho ký nhận vào Danh sách" if has_list else ""
    back = "Danh sách đã ký" if has_list else "kết quả cấp phát"
    rest = f"số {in_sentence(GOODS)} còn lại"
    hand_on = "cấp phát đúng đối tượng" if share.alone else "phát tận tay từng hộ"
    return (
        f"Bên nhận có trách nhiệm {hand_on}, hướng dẫn cách sử dụng{listed}; gửi lại {back} và {rest} "
        f"cho {order.issuer} trước ngày {DOT * 2}/{DOT * 2}/{century}{DOT * 2}"
    )
