"""The ticket on paper: what stands on it, that all of it stays on the page and can be read."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from keytag.drawing.artwork import Role
from keytag.drawing.geometry import Shape, ShapeKind, place_hole
from keytag.drawing.ink import ALL_PLATES
from keytag.files import library
from keytag.imposition import Backing, PlanFigures, Press, arrange
from keytag.output.page.canvas import A4
from keytag.output.pdf.profile import read_profile
from keytag.output.ticket import Ticket, ticket_pages
from keytag.output.ticket.figures import ink_title, order_rows, press_rows
from keytag.output.ticket.lists import edition_rows, edition_total, file_rows, plate_title, run_rows, run_total
from keytag.steps.paper_pdf import colours_of, write_paper
from keytag.text.figures import format_count, format_day, format_measure
from keytag.text.text import Text
from keytag.units import to_pt
from tests.paper_pages import boxes, drawn_items, says, type_lines

KINDS = ("sheetwise", "perfecting", "turn", "tumble", "single", "offset", "many", "shared", "ordered", "sparse")


@pytest.mark.parametrize("kind", KINDS)
def test_everything_stays_on_the_page(kind: str, tickets: dict[str, Ticket]) -> None:
    """Nothing stands nearer to the paper's edge than 5 mm, on any page."""
    for page in ticket_pages(tickets[kind]):
        assert (page.width, page.height) == (210, 297)
        assert all(A4.grown(-5).contains(box) for box in boxes(page))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_large_enough_to_read(kind: str, tickets: dict[str, Ticket]) -> None:
    """No lettering is smaller than 9 pt, and there is some of 26 pt and more."""
    sizes = {round(to_pt(line.em), 3) for page in ticket_pages(tickets[kind]) for line in type_lines(page)}
    assert min(sizes) >= 9
    assert max(sizes) >= 26


@pytest.mark.parametrize("kind", KINDS)
def test_lines_do_not_run_into_each_other(kind: str, tickets: dict[str, Ticket]) -> None:
    """No two letters lie on one another by more than a kern's width."""
    for page in ticket_pages(tickets[kind]):
        letters = sorted(boxes(page, Role.LETTERING), key=lambda box: box.x0)
        for i, box in enumerate(letters):
            for other in letters[i + 1 :]:
                if other.x0 > box.x1 - 0.5:
                    break
                assert not box.grown(-0.3).intersects(other.grown(-0.3)), (box, other)


def test_a_reprint_is_named_at_its_head(tickets: dict[str, Ticket]) -> None:
    """The ticket of a second run says so beside its number, which still stands there."""
    page = ticket_pages(replace(tickets["ordered"], order_number=2))[0]
    assert says(page, "đặt in lần 2 · mã in #")


def test_the_ruler_leaves_room_for_the_editions_name(tickets: dict[str, Ticket]) -> None:
    """However long the name of the edition that is shown, the words beside the ruler end before it."""
    ticket = tickets["ordered"]
    assert ticket.picture is not None
    for name in ("Phường Pleiku", "Xã Văn Miếu – Quốc Tử Giám thuộc huyện cũ"):
        shown = replace(ticket, picture=replace(ticket.picture, edition=name))
        lines = type_lines(ticket_pages(shown)[0])
        ruler = next(line for line in lines if line.run.text.startswith("50 mm khi") or line.run.text == "50 mm")
        edition = next(line for line in lines if line.run.text.startswith("Mẫu trong hình"))
        assert ruler.x + ruler.run.advance * ruler.em < edition.x - 3.0


@pytest.mark.parametrize("kind", KINDS)
def test_what_matters_is_said(kind: str, tickets: dict[str, Ticket]) -> None:
    """Issuer, counts, slots, sheets to load, hash, date, inks and facts stand on the first page, in Vietnamese."""
    ticket = tickets[kind]
    plan, page = ticket.plan, ticket_pages(ticket)[0]
    figures = [format_count(n) for n in (ticket.sheets_to_load, plan.slots, plan.ordered, ticket.sheets_to_spare)]
    rows = [fact.vi for _, fact in press_rows(ticket) if fact is not None]
    inks = [ink_title(ink).vi for ink in (*ticket.colours.printed, *ticket.colours.technical)]
    wrapped = rows.pop()
    for text in (ticket.issuer, f"# {ticket.content_hash}", "15/01/2026", "con / tờ", *figures, *rows, *inks):
        assert says(page, text), text
    assert all(says(page, part) for part in wrapped.split())
    if len(ticket.runs) == 2:
        assert says(page, "Ký duyệt tờ in đầu, bài 1")
        assert says(page, "Ký duyệt tờ in đầu, bài 2")
    elif len(ticket.runs) == 1:
        assert says(page, "Ký duyệt tờ in đầu: họ tên")
    assert says(page, "Người lập phiếu")


def test_runs_beyond_two_lines_are_signed_for_side_by_side(tickets: dict[str, Ticket]) -> None:
    """Each of four runs has its line on the first page, and all of them stay above its foot."""
    run = tickets["shared"].runs[0]
    page = ticket_pages(replace(tickets["shared"], runs=(run,) * 4))[0]
    assert all(says(page, f"Tờ in đầu, bài {number}") for number in (1, 2, 3, 4))
    lettering = boxes(page, Role.LETTERING)
    assert not [box for box in lettering if box.y0 < A4.height - 14.0 < box.y1]


def test_many_runs_are_signed_for_in_a_list(tickets: dict[str, Ticket]) -> None:
    """Runs for which the first page has no line have each a row for name, day and hour behind it."""
    run = tickets["shared"].runs[0]
    first, *lists = ticket_pages(replace(tickets["shared"], runs=(run,) * 6))
    assert says(first, "Ký duyệt tờ in đầu: họ tên")
    assert any(says(page, "Ký duyệt từng bài") for page in lists)
    assert not any(says(page, "Ký duyệt từng bài") for page in ticket_pages(tickets["shared"]))


def test_a_lay_corner_is_said_in_words(tickets: dict[str, Ticket]) -> None:
    """The corner by which sheets are laid is named as it lies on the front and on the back."""
    assert says(ticket_pages(tickets["offset"])[0], "góc kê: trước bên trái, sau bên phải / lay corner")
    assert says(ticket_pages(tickets["tumble"])[0], "góc kê: trước ở dưới trái, sau ở trên trái / lay corner")


def test_a_spot_is_named_by_its_colour_and_by_its_plate() -> None:
    """A pressman reads the colour, a separator the name in the files; process plates keep their letters."""
    assert [
        plate_title(name).replace("\N{NO-BREAK SPACE}", " ")
        for name in ("Black", "flag-red", "White", "Vàng nghệ")
    ] == [
        "K",
        "đỏ cờ (flag-red)",
        "trắng (White)",
        "Vàng nghệ",
    ]


def test_what_an_order_says_stands_on_the_page(tickets: dict[str, Ticket]) -> None:
    """Stock, finishing, ring, day of delivery and contact stand on the page; a missing thickness has a gap."""
    page = ticket_pages(tickets["ordered"])[0]
    for text in ("Nhựa PVC trắng sữa, dày ……… mm", "Khoen inox 25 mm, lắp sẵn", "05/02/2026", "Nguyễn Văn Mẫu"):
        assert any(says(page, part) for part in (text, text.rpartition(" ")[0])), text
    assert says(page, "0769 000 101")


def test_what_nobody_said_is_left_for_the_pen(tickets: dict[str, Ticket]) -> None:
    """An order that says nothing has a fact for none of its rows but, where the shop tells its stock, for that."""
    assert [fact for _, fact in order_rows(tickets["sparse"])] == [None] * 6
    stock, *others = (fact for _, fact in order_rows(tickets["sheetwise"]))
    assert stock is not None
    assert stock.vi == "Nhựa PVC trắng, 0,76 mm"
    assert others == [None] * 5


def test_a_stock_of_the_order_stands_beside_that_of_the_shop(tickets: dict[str, Ticket]) -> None:
    """Where both say a stock, both are to be read, so that a difference is seen before the run."""
    order = replace(tickets["ordered"].order, stock="Mica trong 1,5 mm")
    _, stock = order_rows(replace(tickets["ordered"], order=order))[0]
    assert stock is not None
    assert stock.vi == "Mica trong 1,5 mm"
    assert "Nhựa PVC trắng ĐỎ CỜ, 0,76 mm" in stock.en


def test_the_tag_is_pictured_at_true_size(tickets: dict[str, Ticket]) -> None:
    """A tag of 50 by 20 mm stands twice on the first page as large as it is, with its measures beside it."""
    page = ticket_pages(tickets["ordered"])[0]
    cuts = [item.path.transformed(matrix).bounds() for item, matrix in drawn_items(page) if item.ink.name == "cut"]
    tags = [box for box in cuts if box.width > 10]
    assert [(round(box.width, 6), round(box.height, 6)) for box in tags] == [(50, 20)] * 2
    for text in ("50 mm", "20 mm", "lỗ Ø 4 mm, cách mép 2,5 mm", "chừa xén 2 mm", "khe 4 mm", "Mặt sau, đúng cỡ"):
        assert says(page, text), text


def test_a_large_tag_has_a_page_of_its_own(tickets: dict[str, Ticket]) -> None:
    """What has no room at true size on the first page is small there, says so, and is true on the second."""
    shape = Shape(ShapeKind.RECTANGLE, 86, 54, 3)
    ticket = replace(tickets["ordered"], shape=shape, hole=place_hole(shape, 4, 2.5, "top"))
    first, second, *_ = ticket_pages(ticket)
    assert says(first, "Hình đúng cỡ: trang 2 / true size: page 2")
    assert not says(first, "Mặt trước, đúng cỡ")
    assert says(second, "Mặt trước, đúng cỡ")
    assert says(second, "Mặt sau, đúng cỡ")
    for page in (first, second):
        assert all(A4.grown(-5).contains(box) for box in boxes(page))


@pytest.mark.parametrize("kind", KINDS)
def test_every_edition_has_its_own_line(kind: str, tickets: dict[str, Ticket]) -> None:
    """Each edition's name, figures and runs stand on a page, none broken over lines; the sum stands below."""
    ticket = tickets[kind]
    _, *more = ticket_pages(ticket)
    rows = edition_rows(ticket)
    assert len(rows) == len(ticket.editions)
    for edition, (_, name, ordered, printed, runs, folder) in zip(ticket.editions, rows, strict=True):
        assert (name, folder) == (edition.name or edition.id, edition.id)
        assert (ordered, printed) == (format_count(edition.ordered), format_count(edition.printed))
        assert isinstance(runs, str)
        for text in (str(name), str(ordered), str(printed), *runs.split("\n")):
            assert any(says(page, text) for page in more), text
    if len(rows) > 1:
        assert edition_total(ticket)[2] == format_count(sum(edition.ordered for edition in ticket.editions))


def test_every_run_and_every_file_is_listed(tickets: dict[str, Ticket]) -> None:
    """Runs with their sheets and plates, files with what they are for and how their digests begin."""
    ticket = tickets["many"]
    _, *more = ticket_pages(ticket)
    assert run_rows(ticket)[1] == (
        "Bài\xa02", "6", "6", "", "1", "M, Y, K, PANTONE 871 C", "sheets/sheets.pdf, trang\xa03–4"
    )  # fmt: skip
    assert run_total(ticket)[:3] == ("Cộng", format_count(ticket.sheets_to_load), format_count(ticket.plan.sheets))
    assert all(any(says(page, f"Bài\xa0{number}") for page in more) for number in range(1, 38))
    files = file_rows(ticket)
    assert [row[0] for row in files] == [file.name for file in ticket.files]
    assert [row[2] for row in files] == [file.sha256[:16] for file in ticket.files]


def test_the_drawing_turns_as_the_press_does(tickets: dict[str, Ticket]) -> None:
    """The black corner lies at the gripper's left on the front, and on the back where turning brings it."""
    found = {}
    for kind in ("sheetwise", "turn", "perfecting", "tumble", "single"):
        page = ticket_pages(tickets[kind])[0]
        corners = [
            box
            for item, matrix in drawn_items(page)
            if item.role is Role.ART and item.ink.name == "black" and len(item.path.commands) == 4
            if (box := item.path.transformed(matrix).bounds()).width == pytest.approx(7)
        ]
        found[kind] = corners
    assert [len(corners) for corners in found.values()] == [2, 2, 2, 2, 1]
    for kind, (front, *backs) in found.items():
        for back in backs:
            swapped = kind in ("perfecting", "tumble")
            assert (back.y0 < front.y0 - 10) is swapped, kind
            assert (back.y0 == pytest.approx(front.y0)) is not swapped
    # Turned left to right, the corner changes its side: the sheets' left edges lie 38 mm and a gap apart.
    (front, back), (_, tumbled) = found["sheetwise"], found["tumble"]
    assert back.x0 - front.x0 > tumbled.x0 - front.x0 + 8


def test_half_of_a_shared_form_is_fronts(tickets: dict[str, Ticket]) -> None:
    """Where one form prints both sides, each side of the drawing shows as many fronts as backs."""
    for kind, share in (("turn", 0.5), ("tumble", 0.5), ("sheetwise", 1.0)):
        page = ticket_pages(tickets[kind])[0]
        shown = [item.ink.name for item, _ in drawn_items(page) if item.ink.name in ("front", "back")]
        half = shown[: len(shown) // 2]
        assert half.count("front") == share * len(half)


def test_extremes_still_fit(tickets: dict[str, Ticket]) -> None:
    """A long issuer, a lying sheet, huge counts, many inks and odd letters leave the page in order."""
    ticket = tickets["offset"]
    press = Press(1090, 790, gripper=12, sides=5, tail=5, gap=4, bleed=2)
    layout = arrange(press, ticket.shape, ticket.plan.layout)
    colours = replace(ticket.colours, printed=ticket.colours.printed * 3)
    plan = PlanFigures(1_000_000, 50_000, 1_234_567, 10_000, 714, ticket.plan.layout, 0.7)
    worst = replace(
        ticket,
        issuer="Công an thị trấn Nguyễn Việt Khái – Phòng Cảnh sát quản lý hành chính, tỉnh Cà Mau ▲",
        job="a" * 200,
        plan=plan,
        slots=layout.slots,
        shop=replace(ticket.shop, press=press, backing=Backing.SHEETWISE),
        colours=colours,
        runs=(replace(ticket.runs[0], file="sheets/" + "b" * 90 + ".pdf", slots=("c" * 90,) * len(layout.slots)),),
    )
    pages = ticket_pages(worst)
    out = [(n, box) for n, page in enumerate(pages) for box in boxes(page) if not A4.grown(-5).contains(box)]
    assert not out
    assert says(pages[0], format_count(1_000_000))


def test_spots_are_shown_in_process_colours(tickets: dict[str, Ticket]) -> None:
    """A ticket needs no plates of its own: nothing on it is a spot."""
    inks = {item.ink for page in ticket_pages(tickets["offset"]) for item, _ in drawn_items(page)}
    assert not any(ink.spot for ink in inks)
    assert ALL_PLATES not in {ink.name for ink in inks}


@pytest.mark.parametrize("kind", ["many", "sparse"])
def test_it_becomes_a_pdf(kind: str, tickets: dict[str, Ticket]) -> None:
    """The PDF writer takes the pages, reads them back without a difference, and makes the same bytes again."""
    colour_of = colours_of(read_profile(library.profile_bytes("FOGRA39L_coated")))
    first, again = (write_paper(ticket_pages(tickets[kind]), "Phiếu", date(2026, 1, 15), colour_of) for _ in "12")
    assert first == again
    assert len(first) < 150_000


def test_thousands_have_a_point_between() -> None:
    """Figures, days and measures are written as a Vietnamese office writes them."""
    assert [format_count(number) for number in (5, 1620, 1_000_000)] == ["5", "1.620", "1.000.000"]
    assert format_day(date(2026, 11, 9)) == "09/11/2026"
    assert format_measure(0.4, " mm") == Text("0,4 mm", "0.4 mm")


def test_shared_runs_are_told_by_edition(tickets: dict[str, Ticket]) -> None:
    """What a run takes, and what each edition gets from which run, are on paper."""
    ticket = tickets["shared"]
    slots = len(ticket.slots)
    first, more = ticket_pages(ticket)
    assert says(first, "17 tốt, 100 canh bài")
    assert [row[4] for row in run_rows(ticket)] == ["2", "2"]
    assert edition_rows(ticket)[2] == (
        "3",
        "glar",
        "580",
        format_count(ticket.editions[2].printed),
        f"Bài\xa01:\xa0{slots - 60}\xa0con\xa0×\xa010\xa0tờ\nBài\xa02:\xa013\xa0con\xa0×\xa07\xa0tờ",
        "glar",
    )
    assert says(more, "Run: tags × sheets")


def test_backs_that_are_moved_for_the_machine_are_told(tickets: dict[str, Ticket]) -> None:
    """Who sees backs aside on the plate reads why, so that nobody moves them again; else nothing speaks of it."""
    ticket = tickets["sheetwise"]
    press = replace(ticket.shop.press, back_offset=(0.4, -0.25))
    moved = replace(ticket, shop=replace(ticket.shop, press=press))
    page = ticket_pages(moved)[0]
    assert says(page, "Mặt sau đã dời")
    assert says(page, "sang phải 0,4 mm, lên 0,25 mm")
    assert says(page, "right 0.4 mm, up 0.25 mm")
    assert all(A4.grown(-5).contains(box) for box in boxes(page))
    assert not says(ticket_pages(ticket)[0], "Mặt sau đã dời")
    turned = replace(tickets["turn"], shop=replace(tickets["turn"].shop, press=press))
    assert not says(ticket_pages(turned)[0], "Mặt sau đã dời")


def test_cut_white_and_making_are_told(tickets: dict[str, Ticket]) -> None:
    """How deep is cut, with which file, when white is printed, and how each part is made stand on paper."""
    first, *more = ticket_pages(tickets["ordered"])
    for text in (
        "bế demi, bầu dục 50\xa0×\xa020\xa0mm",
        "Summa OPOS: cut/cut.dxf",
        "mặt trước: in sau, lật gương,",
    ):
        assert says(first, text), text
    for text in ("Đặt dấu", "màu của vật liệu, không in", "tem dán rời", "Khuôn 1"):
        assert any(says(page, text) for page in more), text


def test_moulded_goods_have_the_words_of_a_moulder(tickets: dict[str, Ticket]) -> None:
    """Castings, body, moulds and the outline stand in place of sheets, gripper and die."""
    plain = tickets["ordered"]
    ticket = replace(plain, shop=replace(plain.shop, process="moulded", cutter=None, white=None))
    first, *more = ticket_pages(ticket)
    for text in ("lần đúc", "con / lần", "Thân", "Vỉ khuôn", "đỏ cờ", "Ký duyệt mẫu đầu: họ tên"):
        assert says(first, text), text
    for text in ("tờ nạp máy", "Bế", "In AB", "Máy, dấu bế"):
        assert not says(first, text), text
    assert any(says(page, "Số lần đúc") for page in more)


def test_editions_that_are_made_otherwise_have_parts_of_their_own(tickets: dict[str, Ticket]) -> None:
    """Each group of editions has its parts under its names, and each mould those that it serves."""
    plain = tickets["ordered"]
    assert plain.making is not None
    other = replace(plain.making.parts[1], side="front", slot="hotline", nodes=("numbers.0.label",))
    making = replace(
        plain.making,
        editions=("Xã Glar",),
        others=((("Xã Trang",), (other,)),),
        moulds=(("Xã Glar",), ("Xã Trang",)),
    )
    _, *more = ticket_pages(replace(plain, making=making))
    for text in ("Cách làm từng phần – mẫu Xã Glar", "Cách làm từng phần – mẫu Xã Trang", "nhãn của số chính"):
        assert any(says(page, text) for page in more), text
    for text in ("Khuôn\xa01", "Khuôn\xa02", "mould/mould-2.dxf"):
        assert any(says(page, text) for page in more), text


def test_what_several_runs_bear_is_told_once(tickets: dict[str, Ticket]) -> None:
    """Sheets that each run could lose alone are no sum: of several runs only the total says how many."""
    rows = run_rows(tickets["shared"])
    assert [row[3] for row in rows] == ["", ""]
    assert run_total(tickets["shared"])[3] == format_count(tickets["shared"].sheets_to_spare)
