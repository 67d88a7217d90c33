"""The packing list: every group with its tags, bags and boxes, to be ticked off; and the same as a plain table.

The list on paper is the one place where contacts stand. The table for spreadsheets has none: it is sent around.
"""

from __future__ import annotations

import re

from msgspec import Struct

from keytag.imposition import Page
from keytag.packing.facts import SPECIMEN, Order, PackedEdition
from keytag.packing.parcels import Share
from keytag.paper import Align, Column, PaperTable, Section, count, shortened, table_pages
from keytag.paper.board import SECOND
from keytag.wording import Text, same

Value = str | int
"""A cell of the summary."""

_COLUMNS = (
    Column(Text("STT", "No."), 0.055, Align.RIGHT),
    Column(Text("Nơi nhận", "Receiver"), 0.36),
    Column(Text("Số hộ", "Households"), 0.11, Align.RIGHT),
    Column(Text("Số thẻ", "Tags"), 0.09, Align.RIGHT),
    Column(Text("Số túi", "Bags"), 0.08, Align.RIGHT),
    Column(Text("Thùng", "Boxes"), 0.11, Align.RIGHT),
    Column(Text("Người nhận, ký", "Taken over by"), 0.3),
)
# Beside the title, which takes the left half.
_ABOUT = 100.0
HEADINGS = (
    Text("STT", "No."),
    Text("Nơi nhận", "Receiver"),
    Text("Mã mẫu", "Edition"),
    Text("Mẫu", "Edition's name"),
    Text("Số hộ", "Households"),
    Text("Số thẻ", "Tags"),
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


def lines(order: Order) -> tuple[ListLine, ...]:
    """Return a line for each share, in the order of the list."""
    bags: dict[int, list[int]] = {}
    for box in order.boxes:
        for bag in box.bags:
            bags.setdefault(id(bag.share), []).append(box.number)
    return tuple(
        ListLine(n, share, order.edition(share.edition), len(at := bags[id(share)]), min(at), max(at))
        for n, share in enumerate(order.shares, start=1)
    )


def packing_list(order: Order) -> tuple[Page, ...]:
    """Return the list on A4 pages, a section for each edition where there are several."""
    listed = lines(order)
    sections = [
        Section(_heading(edition, order), tuple(_row(line) for line in listed if line.edition == edition))
        for edition in order.editions
        if any(line.edition == edition for line in listed)
    ]
    households = sum(line.share.households or 0 for line in listed)
    bags = sum(line.bags for line in listed)
    total = (
        "",
        Text("Cộng", "Total"),
        count(households),
        count(order.tags),
        count(bags),
        count(len(order.boxes)),
        "",
    )
    sizes = f"túi (bag) {order.sizes.bag}, thùng (box) {order.sizes.box}"
    table = PaperTable(
        title=Text("Bảng kê đóng gói", "Packing list"),
        about=shortened(order.issuer, SECOND, _ABOUT),
        columns=_COLUMNS,
        sections=(*sections, Section(Text("Cả đơn", "The whole order"), (total,))),
        footer=f"keytag {order.version} · {order.date.isoformat()} · # {order.content_hash} · {sizes}",
        warning=f"{SPECIMEN.vi} / {SPECIMEN.en}" if order.sample else "",
    )
    return table_pages(table)


def _heading(edition: PackedEdition, order: Order) -> Text | None:
    if len(order.editions) == 1:
        return None
    return Text(f"Mẫu {edition.name}", f"edition {edition.id}, {edition.badge.code}")


def _row(line: ListLine) -> tuple[str | Text, ...]:
    share = line.share
    boxes = str(line.first) if line.first == line.last else f"{line.first}–{line.last}"
    return (
        str(line.number),
        same(share.name),
        count(share.households) if share.households is not None else "–",
        count(share.tags),
        count(line.bags),
        boxes,
        # A telephone number is read in one piece.
        re.sub(r"(?<=[0-9]) (?=[0-9])", "\u00a0", share.contact or ""),
    )


def summary(order: Order) -> tuple[tuple[Value, ...], ...]:
    """Return the rows of the summary under `HEADINGS`, the last of them the sums; without contacts."""
    listed = lines(order)
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
