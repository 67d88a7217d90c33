"""The ticket on paper: what stands on it, that all of it stays on the page and can be read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from keytag import library
from keytag.artwork import Role, walk
from keytag.geometry import Rect
from keytag.imposition import Backing, Figures, Page, Press, arrange
from keytag.ink import ALL_PLATES
from keytag.paper.board import A4
from keytag.paper.figures import count
from keytag.paper.letters import Style, set_line
from keytag.pdf.seal import Imprint
from keytag.pdf.write import write_sheets
from keytag.profile import read_profile
from keytag.standards import PDF_X4
from keytag.ticket import Ticket, ticket_pages
from keytag.ticket.figures import facts_of, ink_title
from keytag.ticket.runs import edition_rows, run_rows
from keytag.units import to_pt

KINDS = ("sheetwise", "perfecting", "turn", "tumble", "single", "offset", "many", "shared", "sparse")


def boxes(page: Page) -> list[tuple[Rect, Role]]:
    """Return the box and role of everything on a page."""
    return [
        (item.path.transformed(matrix).bounds(), item.role)
        for placement in page.form.placements
        for item, matrix in walk(placement.artwork.items, placement.transform)
    ]


def says(page: Page, text: str) -> bool:
    """Tell whether ``text`` stands on a page in one line, in any style: its glyphs one after the other."""
    for weight in (400, 500, 600, 700):
        style = Style(10.0, weight)
        wanted = [placement.artwork.items[0].path for placement in set_line(text, 0, 0, style)]  # type: ignore[union-attr]
        there = [getattr(placement.artwork.items[0], "path", None) for placement in page.form.placements]
        if any(there[i : i + len(wanted)] == wanted for i in range(len(there))):
            return True
    return False


@pytest.mark.parametrize("kind", KINDS)
def test_everything_stays_on_the_page(kind: str, tickets: dict[str, Ticket]) -> None:
    """Nothing stands nearer to the paper's edge than 5 mm, on any page."""
    for page in ticket_pages(tickets[kind]):
        assert (page.width, page.height) == (210, 297)
        assert all(A4.grown(-5).contains(box) for box, _ in boxes(page))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_large_enough_to_read(kind: str, tickets: dict[str, Ticket]) -> None:
    """No lettering is smaller than 9 pt, and there is some of 26 pt and more."""
    sizes = {
        round(to_pt(placement.transform.a * 10), 3)
        for page in ticket_pages(tickets[kind])
        for placement in page.form.placements
        if getattr(placement.artwork.items[0], "role", None) is Role.LETTERING
    }
    assert min(sizes) >= 9
    assert max(sizes) >= 26


@pytest.mark.parametrize("kind", KINDS)
def test_lines_do_not_run_into_each_other(kind: str, tickets: dict[str, Ticket]) -> None:
    """No two letters lie on one another by more than a kern's width."""
    for page in ticket_pages(tickets[kind]):
        letters = sorted((box for box, role in boxes(page) if role is Role.LETTERING), key=lambda box: box.x0)
        for i, box in enumerate(letters):
            for other in letters[i + 1 :]:
                if other.x0 > box.x1 - 0.5:
                    break
                assert not box.grown(-0.3).intersects(other.grown(-0.3)), (box, other)


@pytest.mark.parametrize("kind", KINDS)
def test_what_matters_is_said(kind: str, tickets: dict[str, Ticket]) -> None:
    """Issuer, counts, slots, sheets, hash, date, inks and facts stand on the first page, in Vietnamese."""
    ticket = tickets[kind]
    plan, page = ticket.plan, ticket_pages(ticket)[0]
    figures = [count(number) for number in (plan.sheets, plan.slots, plan.ordered, plan.spare)]
    facts = [fact.vi for _, fact in facts_of(ticket) if fact is not None]
    inks = [ink_title(ink).vi for ink in (*ticket.colours.printed, *ticket.colours.technical)]
    run = ticket.runs[0]
    for text in (
        ticket.issuer,
        f"# {ticket.content_hash}",
        "2026-01-15",
        *figures,
        *facts,
        *inks,
        run.editions[0],
    ):
        assert says(page, text), text
    for file in ticket.files:
        assert says(page, file.name)
        assert says(page, f"{file.sha256[:16]} {file.sha256[16:32]} …")


def test_every_run_is_listed(tickets: dict[str, Ticket]) -> None:
    """The first page says how many runs follow, and the pages behind it list every one with its counts."""
    ticket = tickets["many"]
    first, *more = ticket_pages(ticket)
    assert says(first, "+ 33 lượt nữa: trang sau")
    assert len(more) == 2
    for edition in ticket.editions:
        assert any(says(page, edition.id) and says(page, count(edition.ordered)) for page in more), edition.id


def test_the_drawing_turns_as_the_press_does(tickets: dict[str, Ticket]) -> None:
    """The black corner lies at the gripper's left on the front, and on the back where turning brings it."""
    found = {}
    for kind in ("sheetwise", "turn", "perfecting", "tumble", "single"):
        page = ticket_pages(tickets[kind])[0]
        corners = [
            box
            for placement in page.form.placements
            for item, matrix in walk(placement.artwork.items, placement.transform)
            if item.role is Role.ART and item.ink.name == "black" and len(item.path.commands) == 4
            if (box := item.path.transformed(matrix).bounds()).width == pytest.approx(7)
        ]
        found[kind] = corners
    assert [len(corners) for corners in found.values()] == [2, 2, 2, 2, 1]
    for kind, (front, *backs) in found.items():
        for back in backs:
            swapped = kind in ("perfecting", "tumble")
            assert (back.y0 < front.y0 - 20) is swapped, kind
            assert (back.y0 == pytest.approx(front.y0)) is not swapped
    # Turned left to right, the corner changes its side: the sheets' left edges lie 38 mm and a gap apart.
    (front, back), (_, tumbled) = found["sheetwise"], found["tumble"]
    assert back.x0 - front.x0 > tumbled.x0 - front.x0 + 15


def test_half_of_a_shared_form_is_fronts(tickets: dict[str, Ticket]) -> None:
    """Where one form prints both sides, each side of the drawing shows as many fronts as backs."""
    for kind, share in (("turn", 0.5), ("tumble", 0.5), ("sheetwise", 1.0)):
        page = ticket_pages(tickets[kind])[0]
        shown = [
            item.ink.name
            for placement in page.form.placements
            for item, _ in walk(placement.artwork.items, placement.transform)
            if item.ink.name in ("front", "back")
        ]
        half = shown[: len(shown) // 2]
        assert half.count("front") == share * len(half)


def test_extremes_still_fit(tickets: dict[str, Ticket]) -> None:
    """A long issuer, a lying sheet, huge counts, many inks and odd letters leave the page in order."""
    ticket = tickets["offset"]
    press = Press(1090, 790, gripper=12, sides=5, tail=5, gap=4, bleed=2)
    layout = arrange(press, ticket.shape, ticket.plan.layout)
    colours = replace(ticket.colours, printed=ticket.colours.printed * 3)
    plan = Figures(1_000_000, 50_000, 1_234_567, 10_000, 714, ticket.plan.layout, 0.7)
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
    (page,) = ticket_pages(worst)
    assert all(A4.grown(-5).contains(box) for box, _ in boxes(page))
    assert says(page, count(1_000_000))


def test_spots_are_shown_in_process_colours(tickets: dict[str, Ticket]) -> None:
    """A ticket needs no plates of its own: nothing on it is a spot."""
    inks = {
        item.ink
        for page in ticket_pages(tickets["offset"])
        for placement in page.form.placements
        for item, _ in walk(placement.artwork.items)
    }
    assert not any(ink.spot for ink in inks)
    assert ALL_PLATES not in {ink.name for ink in inks}


@pytest.mark.parametrize("kind", ["many", "sparse"])
def test_it_becomes_a_pdf(kind: str, tickets: dict[str, Ticket]) -> None:
    """The PDF writer takes the pages, reads them back without a difference, and makes the same bytes again."""
    profile = read_profile(library.profile_bytes("FOGRA39L_coated"))
    imprint = Imprint("Phiếu", "keytag", datetime(2026, 1, 15, tzinfo=UTC), PDF_X4, profile)
    data = write_sheets(ticket_pages(tickets[kind]), imprint)
    assert data == write_sheets(ticket_pages(tickets[kind]), imprint)
    assert len(data) < 400_000


def test_thousands_have_a_space_between() -> None:
    """Neither a point nor a comma is between thousands: one of the two languages would misread it."""
    assert [count(number) for number in (5, 1620, 1_000_000)] == ["5", "1\u00a0620", "1\u00a0000\u00a0000"]


def test_shared_runs_are_told_by_edition(tickets: dict[str, Ticket]) -> None:
    """What a run gives, who is on it in how many slots, and what each edition gets from which run are on paper."""
    ticket = tickets["shared"]
    slots = len(ticket.slots)
    first, more = ticket_pages(ticket)
    assert says(first, "sheets + 100 to make ready")
    rows, editions = run_rows(ticket), edition_rows(ticket)
    assert rows[0][1:4] == (f"an-phu\xa0×\xa060, glar\xa0×\xa0{slots - 60}", "–", count(10 * slots))
    assert rows[1][1:4] == (f"bình-tú\xa0×\xa0{slots - 13}, glar\xa0×\xa013", "–", count(7 * slots))
    assert editions[2] == (
        "",
        "glar",
        "580",
        count(ticket.editions[2].printed),
        f"1: {slots - 60} × 10, 2: 13 × 7",
        "",
    )
    assert says(more, "By edition (run: slots × sheets)")
    assert says(more, editions[2][4])
