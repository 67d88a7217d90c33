"""The packing list: every group with its tags, bags and boxes, to be ticked off; and the same as a plain table.

The list on paper is the one place where contacts stand. The table for spreadsheets has none: it is sent around.
"""

from __future__ import annotations

import re

from msgspec import Struct

from keytag.drawing.paper import PaperPage
from keytag.output.document.wording import SPECIMEN, number_in_words, tie_name
from keytag.output.packing.parcels import PackedEdition, PackedOrder, Share, by_receiver
from keytag.output.page import Align, Column, PaperTable, Section, shorten_to_fit, table_pages
from keytag.output.page.canvas import SECOND
from keytag.text.figures import format_count, format_day, format_print
from keytag.text.text import Text, same_text

Value = str | int
"""A cell of the summary."""

_NUMBER = Column(Text("STT", "No."), 0.05, Align.RIGHT)
_HOUSEHOLDS = Column(Text("Số hộ", "Homes"), 0.09, Align.RIGHT)
_COLUMNS = (
    Column(Text("Số lượng", "Pieces"), 0.11, Align.RIGHT),
    Column(Text("Số túi", "Bags"), 0.07, Align.RIGHT),
    Column(Text("Thùng số", "Boxes"), 0.11, Align.RIGHT),
)
_RECEIVER = Column(Text("Người nhận", "Received by"), 0.24)
_SIGNATURE = Column(Text("Ký nhận", "Signature"), 0.14)
_SIGNERS = (
    Text("NGƯỜI ĐÓNG GÓI", "(ký, ghi rõ họ tên) / packed by"),
    Text("NGƯỜI KIỂM ĐẾM", "(ký, ghi rõ họ tên) / counted by"),
    Text("NGƯỜI NHẬN", "(ký, ghi rõ họ tên) / received by"),
)
# Beside the title, which takes the left third.
_ABOUT = 114.0
HEADINGS = (
    Text("STT", "No."),
    Text("Đơn vị nhận", "Recipient"),
    Text("Mã mẫu", "Edition"),
    Text("Mẫu", "Edition's name"),
    Text("Số hộ", "Households"),
    Text("Số lượng (chiếc)", "Pieces"),
    Text("Số túi", "Bags"),
    Text("Từ thùng", "First box"),
    Text("Đến thùng", "Last box"),
)


class ListLine(Struct, frozen=True):
    """A share with its place in the list, its bags, and the first and the last of its boxes."""

    number: int
    share: Share
    edition: PackedEdition
    bags: int
    first: int
    last: int


def list_lines(order: PackedOrder) -> tuple[ListLine, ...]:
    """Return a line for each share, in the order of the list."""
    bags: dict[int, list[int]] = {}
    for box in order.boxes:
        for bag in box.bags:
            bags.setdefault(id(bag.share), []).append(box.number)
    return tuple(
        ListLine(n, share, order.edition(share.edition), len(at := bags[id(share)]), min(at), max(at))
        for n, share in enumerate(order.shares, start=1)
    )


def packing_list_pages(order: PackedOrder) -> tuple[PaperPage, ...]:
    """Return the list on A4 pages, a section for each edition where several receivers share one."""
    listed = list_lines(order)
    # There is a column for households only where anybody counted them.
    counted = any(line.share.households is not None for line in listed)
    table = PaperTable(
        title=Text("Bảng kê đóng gói", "Packing list"),
        about=shorten_to_fit(f"{order.goods} · {order.issuer}", SECOND, _ABOUT),
        columns=_columns(counted=counted),
        sections=(
            *_sections(order, listed, counted=counted),
            *_sums(order, listed, counted=counted),
        ),
        footer=_footer(order),
        warning=f"{SPECIMEN.vi} / {SPECIMEN.en}" if order.sample else "",
        signers=_SIGNERS,
    )
    return table_pages(table)


def _columns(*, counted: bool) -> tuple[Column, ...]:
    """Return the columns; whoever receives stands apart from the signature, also where nobody is named."""
    households = (_HOUSEHOLDS,) if counted else ()
    return (_NUMBER, Column(Text("Đơn vị nhận", "Recipient"), 0.24), *households, *_COLUMNS, _RECEIVER, _SIGNATURE)


def _sections(order: PackedOrder, listed: tuple[ListLine, ...], *, counted: bool) -> tuple[Section, ...]:
    if order.by_edition or len(order.editions) == 1:
        return (Section(None, tuple(_row(line, counted=counted) for line in listed)),)
    channels = [{id(share) for share in shares} for shares in by_receiver(order.shares) if len(shares) > 1]
    apart = set[int]().union(*channels)
    by_edition = [
        (edition, own)
        for edition in order.editions
        if (own := [line for line in listed if line.edition == edition and id(line.share) not in apart])
    ]
    if all(len(own) == 1 for _, own in by_edition):
        # A heading for each row says less than the row.
        rows = (
            _row(own[0], counted=counted, called=f"{own[0].share.name} ({edition.badge.code})")
            for edition, own in by_edition
        )
        groups = [Section(None, tuple(rows))]
    else:
        groups = [
            Section(
                same_text(f"Mẫu {edition.name} ({edition.badge.code})"),
                tuple(_row(line, counted=counted) for line in own),
            )
            for edition, own in by_edition
        ]
    return (
        *groups,
        *(_channel([line for line in listed if id(line.share) in own], counted=counted) for own in channels),
    )


def _channel(own: list[ListLine], *, counted: bool) -> Section:
    """Return the lines of a channel that gets several editions, with what they come to."""
    name = own[0].share.name
    households = (format_count(sum(line.share.households or 0 for line in own)),) if counted else ()
    tags, bags = sum(line.share.tags for line in own), sum(line.bags for line in own)
    boxes = _box_numbers(min(line.first for line in own), max(line.last for line in own))
    return Section(
        same_text(name),
        tuple(_row(line, counted=counted, called=f"Mẫu {line.edition.name}") for line in own),
        total=("", Text("Cộng", "Sum"), *households, format_count(tags), format_count(bags), boxes, "", ""),
    )


def _sums(order: PackedOrder, listed: tuple[ListLine, ...], *, counted: bool) -> tuple[Section, ...]:
    """Return the last sections: the sums, and the tags in words."""
    households = (format_count(sum(line.share.households or 0 for line in listed)),) if counted else ()
    bags, boxes = format_count(sum(line.bags for line in listed)), f"{format_count(len(order.boxes))}\u00a0thùng"
    row = ("", Text("Tổng cộng", "Total"), *households, format_count(order.tags), bags, boxes, "", "")
    words = number_in_words(order.tags)
    return (Section(None, (), total=row), Section(Text(f"Bằng chữ: {words[0].upper()}{words[1:]} chiếc", ""), ()))


def _footer(order: PackedOrder) -> str:
    sizes = f"túi {format_count(order.sizes.bag)} chiếc, thùng {format_count(order.sizes.box)} chiếc"
    which = f"đặt in {format_print(order.number).vi} · " if order.number is not None else ""
    return f"Ngày lập: {format_day(order.date)} · {which}{order.reference} · {sizes} · keytag {order.version}"


def _row(line: ListLine, *, counted: bool, called: str = "") -> tuple[str | Text, ...]:
    """Return the cells of a line; what it is ``called`` is the receiver's name unless said otherwise."""
    share = line.share
    households = (format_count(share.households) if share.households is not None else "–",) if counted else ()
    # A telephone number is read in one piece.
    person = re.sub(r"(?<=[0-9]) (?=[0-9])", "\u00a0", share.contact or "")
    return (
        str(line.number),
        same_text(tie_name(called or share.name)),
        *households,
        format_count(share.tags),
        format_count(line.bags),
        _box_numbers(line.first, line.last),
        person,
        "",
    )


def _box_numbers(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def packing_rows(order: PackedOrder) -> tuple[tuple[Value, ...], ...]:
    """Return the rows of the summary under `HEADINGS`, the last of them the sums; without contacts."""
    listed = list_lines(order)
    rows: list[tuple[Value, ...]] = [
        (
            line.number,
            line.share.name,
            line.edition.id,
            line.edition.name,
            line.share.households if line.share.households is not None else "",
            line.share.tags,
            line.bags,
            line.first,
            line.last,
        )
        for line in listed
    ]
    households, bags = sum(line.share.households or 0 for line in listed), sum(line.bags for line in listed)
    rows.append(("", "Cộng", "", "", households, order.tags, bags, "", len(order.boxes)))
    return tuple(rows)
