"""Labels, list and receipts as pages: counted, inside their paper, and with nobody's name where it must not be."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

import pytest
from msgspec.structs import replace

from keytag.drawing.artwork import Role
from keytag.drawing.badge import badges, split_kind
from keytag.drawing.geometry import Rect
from keytag.drawing.paper import PaperPage
from keytag.output.document.wording import number_in_words, tie_name
from keytag.output.packing import (
    BAGS_A4,
    BAGS_ROLL,
    BOXES_A4,
    BOXES_ROLL,
    LabelStock,
    PackedOrder,
    Share,
    Sizes,
    bag_labels,
    box_labels,
    delivery_pages,
    handover_pages,
    pack_boxes,
    packing_list_pages,
    packing_rows,
    receipt_pages,
)
from keytag.output.packing.labels import set_name
from keytag.output.packing.receipt import HOUSEHOLDS, NUMBER, ROW, TITLE
from keytag.output.page import A4, Canvas, Style, serif
from keytag.output.page.canvas import WARNING_INK
from tests.paper_pages import boxes, drawn_items, placed_artworks, says, type_lines

STOCKS = {"boxes": (BOXES_A4, BOXES_ROLL), "bags": (BAGS_A4, BAGS_ROLL)}


def papers(order: PackedOrder) -> dict[str, tuple[PaperPage, ...]]:
    """Return all pages of an order by what they are."""
    return {
        "list": packing_list_pages(order),
        "receipts": receipt_pages(order),
        "handover": handover_pages(order),
        "delivery": delivery_pages(order),
        **{f"boxes-{stock.name}": box_labels(order, stock) for stock in STOCKS["boxes"]},
        **{f"bags-{stock.name}": bag_labels(order, stock) for stock in STOCKS["bags"]},
    }


def test_nothing_leaves_its_paper(order: PackedOrder) -> None:
    """All that is drawn lies on its page, lettering 4 mm and more from the edge."""
    for name, pages in papers(order).items():
        # The first have the long names and the longest lists; to measure all takes too long.
        for page in pages[:4]:
            paper = Rect(0.0, 0.0, page.width, page.height)
            assert all(paper.grown(0.4).contains(box) for box in boxes(page)), name
            assert all(paper.grown(-4.0).contains(box) for box in boxes(page, Role.LETTERING)), name


@pytest.mark.parametrize("kind", ["boxes", "bags"])
@pytest.mark.parametrize("number", [0, 1])
def test_there_is_a_label_for_each(order: PackedOrder, kind: str, number: int) -> None:
    """Every box and every bag has one label, as many to a page as the stock has."""
    stock = STOCKS[kind][number]
    draw = box_labels if kind == "boxes" else bag_labels
    things = len(order.boxes) if kind == "boxes" else sum(len(box.bags) for box in order.boxes)
    pages = draw(order, stock)
    assert len(pages) == ceil(things / stock.a_page)
    inks = {mark.ink for mark in badges((("a", "Xã Glar"), ("b", "Thị trấn Đak Đoa")))}
    chips = [item for page in pages for item, _ in drawn_items(page) if item.ink in inks]
    assert len(chips) == things


@pytest.mark.parametrize("stock", [BOXES_A4, BOXES_ROLL, BAGS_A4, BAGS_ROLL])
def test_labels_lie_apart_on_their_stock(stock: LabelStock) -> None:
    """The labels of a page are on it and do not overlap."""
    places = [stock.place(index) for index in range(stock.a_page)]
    page = Rect(0.0, 0.0, *stock.page)
    assert all(page.contains(place) for place in places)
    for index, place in enumerate(places):
        assert not any(place.grown(-0.01).intersects(other) for other in places[index + 1 :])


def test_a_places_name_is_set_smaller_before_it_is_parted() -> None:
    """On a label Văn Miếu - Quốc Tử Giám stands on one line, though in larger letters it would be two."""
    canvas = Canvas()
    set_name(canvas, "Công an phường Văn Miếu - Quốc Tử Giám", Rect(0.0, 0.0, 66.0, 22.0), 20.0)
    assert [line.run.text for line in type_lines(canvas.page())] == [
        "Công an phường",
        "Văn\u00a0Miếu\u00a0-\u00a0Quốc\u00a0Tử\u00a0Giám",
    ]


def test_every_household_has_a_line(order: PackedOrder) -> None:
    """A group's receipt has a numbered line for each household, and begins on a page of its own."""
    pages = receipt_pages(order)
    first = [page for page in pages if says(page, "DANH SÁCH CẤP PHÁT MÓC KHÓA", TITLE)]
    assert len(first) == sum(share.households is not None for share in order.shares)
    assert all(says(page, "Ký nhận", HOUSEHOLDS.heading) for page in pages)


@pytest.mark.parametrize("households", [1, 17, 18, 22, 23, 24, 62, 347])
def test_lines_are_numbered_through(households: int, made: Callable[[tuple[Share, ...]], PackedOrder]) -> None:
    """The grids of a receipt's pages have a row for each household, however the pages break."""
    pages = receipt_pages(made((Share("Tổ", "a", households, households),)))
    grids = [
        placed.artwork
        for page in pages
        for placed in placed_artworks(page)
        if placed.artwork.trim.width > 150 and placed.artwork.trim.height > 15
    ]
    assert len(grids) == len(pages)
    rows = [round((grid.trim.height - HOUSEHOLDS.head) / ROW, 1) for grid in grids]
    assert sum(rows) == pytest.approx(households, abs=0.2)
    assert min(rows) >= 1


def test_the_last_page_of_a_receipt_is_never_empty(made: Callable[[tuple[Share, ...]], PackedOrder]) -> None:
    """However many households there are, those who sign for all stand under at least one line."""
    for households in range(1, 80):
        pages = receipt_pages(made((Share("Tổ 1", "a", households, households),)))
        assert says(pages[-1], str(households), NUMBER), households


def test_contacts_stand_on_the_list_alone(order: PackedOrder) -> None:
    """Only the packing list changes with who takes the tags over."""
    other = replace(order, shares=tuple(replace(share, contact="Ông Ba") for share in order.shares))
    bags = {id(old): new for old, new in zip(order.shares, other.shares, strict=True)}
    changed = tuple(
        replace(box, bags=tuple(replace(bag, share=bags[id(bag.share)]) for bag in box.bags))
        for box in order.boxes
    )
    other = replace(other, boxes=changed)
    mine, theirs = papers(order), papers(other)
    same = {name for name in mine if mine[name] == theirs[name]}
    assert same == set(mine) - {"list"}
    assert packing_rows(order) == packing_rows(other)
    assert "0769" not in repr(packing_rows(order))


@pytest.mark.parametrize("sample", [True, False])
def test_papers_of_a_sample_say_so(order: PackedOrder, sample: bool) -> None:  # noqa: FBT001
    """Each page of whatever paper of a sample has the warning, and no other has it."""
    for name, pages in papers(replace(order, sample=sample)).items():
        for page in pages:
            assert (WARNING_INK in {line.ink for line in type_lines(page)}) is sample, name


def test_everybody_who_takes_boxes_signs_a_record(order: PackedOrder) -> None:
    """Each receiver has a page with the national head: a channel, and a group whose households sign later."""
    pages = handover_pages(order)
    assert len(pages) == len(order.shares)
    assert all(says(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", serif(12.0, 700)) for page in pages)
    assert all(says(page, "BẢN", serif(14.0, 700)) for page in pages)
    assert says(pages[-1], "1.300", serif(13.0, 700))
    assert all(page.height == A4.height and len(boxes(page)) > 50 for page in pages)


def test_papers_name_the_order_as_proof_and_package_do(order: PackedOrder) -> None:
    """Lists and labels bear the order's #, with its name, whichever command wrote them."""
    assert order.reference == "mã in # 0123456789"


def test_the_large_number_of_a_box_is_that_of_the_list(made: Callable[[tuple[Share, ...]], PackedOrder]) -> None:
    """A box has one number everywhere; which of its receiver's boxes it is stands below, in words."""
    order = made((Share("Xã Glar", "a", 900), Share("Thị trấn Đak Đoa", "b", 900)))
    for each in (order, replace(order, by_edition=True)):
        pages = box_labels(each, BOXES_ROLL)
        assert [says(page, str(n), Style(44.0, 700)) for n, page in enumerate(pages, start=1)] == [True] * 4
    assert says(pages[2], "Thùng 1/2 của đơn vị nhận.", Style(11.0, 500))


def test_lists_are_made_where_they_are_asked_for(order: PackedOrder) -> None:
    """With lists asked for a channel has one, too, a line for each tag."""
    more = len(receipt_pages(replace(order, lists=True))) - len(receipt_pages(order))
    assert more == pytest.approx(1300 / 25, abs=4)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (105, "một trăm linh năm"),
        (358, "ba trăm năm mươi tám"),
        (1005, "một nghìn không trăm linh năm"),
        (3200, "ba nghìn hai trăm"),
        (13260, "mười ba nghìn hai trăm sáu mươi"),
        (1000000, "một triệu"),
    ],
)
def test_numbers_are_said_in_words(number: int, words: str) -> None:
    """A sum stands in words as a treasurer writes it."""
    assert number_in_words(number) == words


def test_small_editions_share_boxes() -> None:
    """Where editions are the receivers, those that fill no bag share boxes; the others have their own."""
    shares = (
        Share("Xã Glar", "a", 600),
        Share("Ấp 1", "b", 27),
        Share("Ấp 2", "c", 28),
        Share("Xã Trang", "d", 60),
    )
    boxes = pack_boxes(shares, Sizes(), pooled=True)
    assert [(box.editions, box.tags) for box in boxes] == [
        (("a",), 500),
        (("a",), 100),
        (("d",), 60),
        (("b", "c"), 55),
    ]
    assert [box.tags for box in pack_boxes(shares, Sizes())] == [500, 100, 27, 28, 60]


def test_a_name_breaks_after_the_word_for_its_kind() -> None:
    """Where a place's name needs two lines, the second has all of the name proper."""
    kind, name = split_kind("Thị trấn Cần Giuộc")
    assert (kind, name) == ("Thị trấn", "Cần Giuộc")
    assert split_kind("Cơ quan, doanh nghiệp") == ("", "Cơ quan, doanh nghiệp")


def test_the_summary_adds_up(order: PackedOrder) -> None:
    """The last row of the summary has the sums of those above."""
    *rows, total = packing_rows(order)
    assert len(rows) == 58
    for column in (4, 5, 6):
        assert total[column] == sum(value for row in rows if isinstance(value := row[column], int))


def test_numbers_stay_with_their_words() -> None:
    """A line never begins with a group's bare number."""
    assert tie_name("Khu phố 12, tổ số 3") == "Khu phố\u00a012, tổ\u00a0số\u00a03"


def test_names_of_any_length_stay_on_their_paper(made: Callable[[tuple[Share, ...]], PackedOrder]) -> None:
    """Five hundred letters without a blank, long words by the dozen, letters no font has: nothing runs over."""
    names = ("X" * 500, "Tổ dân phố rất dài " * 26, "\U0001f600 Tổ")
    order = made(tuple(Share(name, "a", 120, 60) for name in names))
    order = replace(order, issuer="Công an phường " + "Rất Dài " * 30)
    for name, pages in papers(order).items():
        for page in pages:
            paper = Rect(0.0, 0.0, page.width, page.height)
            assert all(paper.grown(-4.0).contains(box) for box in boxes(page, Role.LETTERING)), name


def test_labels_name_an_edition_with_its_kind(order: PackedOrder) -> None:
    """On the chip of a bag and of a box stands xã Glar, not Glar alone."""
    for page in (bag_labels(order, BAGS_ROLL)[0], box_labels(order, BOXES_ROLL)[0]):
        lines = [line.run.text for line in type_lines(page)]
        assert lines[lines.index("Xã") + 1] == "Glar"
