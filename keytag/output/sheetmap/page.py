"""The sheet map on A4: for each plate its front as it leaves the press, and its back as it is seen when turned.

Each slot in its true shape and place, in its edition's colour with its name; beside it how many there are of each.
Vietnamese first, English small. Must not know of jobs or shops, only of the `SheetMap`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from keytag.drawing.badge import Badge
from keytag.imposition import Page
from keytag.imposition.slug import SPECIMEN
from keytag.output.page.board import HEAD, SECOND, Board
from keytag.output.page.figures import count, day
from keytag.output.page.letters import Align, Style, shortened
from keytag.output.page.table import Column, PaperTable, Section, table_pages
from keytag.output.sheetmap.drawing import draw_sheet
from keytag.output.sheetmap.facts import MapPlate, SheetMap
from keytag.output.sheetmap.listing import Listing
from keytag.output.sheetmap.spread import Spread, spread_for
from keytag.text.text import Text

_SIDE = Style(21.0, 700)
_PLATE = Style(13.0, 700)
_ISSUER = Style(12.0, 600)
# House rules: white between two lines of one row, in mm; the least lettering of a foot, in points.
_APART, _LEAST_PT = 6.0, 7.0

_FRONT = Text("MẶT TRƯỚC", "Front, as it leaves the press")
_BACK = Text("MẶT SAU", "Back, as seen when the sheet is turned")
_BOTH = Text("HAI MẶT", "Both sides, from one form")


def map_pages(of: SheetMap) -> tuple[Page, ...]:
    """Return the map: for each plate its sides, and a list of its editions where the page has no room for it."""
    return tuple(page for plate in of.plates for page in _plate_pages(of, plate))


def _plate_pages(of: SheetMap, plate: MapPlate) -> Iterator[Page]:
    sides = [(_BOTH, False)] if of.backing.shares_form else [(_FRONT, False)]
    if of.backing.is_two_sided and not of.backing.shares_form:
        sides.append((_BACK, True))
    listing = Listing(plate, _names(of), _is_coded(of))
    lacking = 0
    for title, is_back in sides:
        board = Board()
        spread = spread_for(of.press.width, of.press.height, len(plate.counts))
        _head(board, spread, of, (title, plate.number, len(of.plates), plate.run_length, plate.load))
        draw_sheet(board, of, plate, spread.sheet, is_back=is_back)
        lacking = listing.draw(board, spread)
        _foot(board, spread, of, plate, lacking)
        yield replace(board.page(), width=spread.width, height=spread.height)
    if lacking:
        yield from _more(of, plate)


def _names(of: SheetMap) -> Mapping[Badge, str]:
    return {edition.badge: edition.name for edition in of.editions}


def _is_coded(of: SheetMap) -> bool:
    return any(edition.marked for edition in of.editions)


def _head(board: Board, spread: Spread, of: SheetMap, plate: tuple[Text, int, int, int, int]) -> None:
    """Say which side of which run it is, how many sheets that takes, how it turns, and whose it is."""
    title, number, runs, run_length, load = plate
    left, right = spread.left, spread.right
    board.beside(Text("SƠ ĐỒ TỜ IN", "SHEET MAP"), left, 14.0, Style(10.0, 700, tracking=0.06))
    board.line(day(date.fromisoformat(of.date)), right, 14.0, HEAD, Align.RIGHT)
    if of.sample:
        board.line(f"{SPECIMEN.vi} / {SPECIMEN.en}", (left + right) / 2 + 8.0, 14.0, HEAD, Align.CENTRE)
    board.rule(16.6, left, right, heavy=True)
    board.line(title.vi, left, 26.5, _SIDE)
    board.line(title.en, left, 31.2, SECOND)
    sheets = Text(f"nạp {count(load)}, tốt {count(run_length)} tờ", "sheets to load, good sheets")
    facts = [(Text(f"Bài {number}/{runs}", "Run"), 62.0, _PLATE), (sheets, 84.0, _PLATE)]
    if of.turn is not None:
        facts.append((of.turn, 133.0, HEAD))
    ends = (*(x - 3.0 for _, x, _ in facts[1:]), right - left)
    for (fact, x, style), end in zip(facts, ends, strict=True):
        board.line(fact.vi, left + x, 26.5, style.fitted(fact.vi, end - x, 6.5))
        board.line(fact.en, left + x, 31.2, SECOND)
    about = f"{of.job}  ·  {of.shop.vi}"
    room = right - left - SECOND.width(about) - 6.0
    board.line(shortened(of.issuer, _ISSUER, room), left, 38.6, _ISSUER)
    board.line(about, right, 38.6, SECOND, Align.RIGHT)
    board.rule(41.6, left, right)


def _foot(board: Board, spread: Spread, of: SheetMap, plate: MapPlate, lacking: int) -> None:
    """Say where the plate's pages are, and what the page has no room for.

    What is of the package stands at the right; where both do not fit side by side, on a line of its own below.
    """
    y = spread.height - 9.0
    board.rule(y - 5.0, spread.left, spread.right)
    first, last = plate.pages[0], plate.pages[-1]
    where = [f"{plate.file}, trang / page {first}" + (f"–{last}" if last != first else "")]
    if lacking:
        where.append(f"+ {lacking} mẫu: trang sau / more: next page")
    if not plate.legend:
        where.append("tờ in không có chú giải / no legend on the sheet")
    said, whose = "  ·  ".join(where), f"# {of.content_hash}  ·  keytag {of.version}"
    room = spread.right - spread.left
    if SECOND.width(said) + _APART + SECOND.width(whose) > room:
        y -= 1.2
        small = SECOND.fitted(said, room, _LEAST_PT)
        board.line(shortened(said, small, room), spread.left, y, small)
        y += 4.0
    else:
        board.line(said, spread.left, y, SECOND)
    board.line(whose, spread.right, y, SECOND, Align.RIGHT)


def _more(of: SheetMap, plate: MapPlate) -> tuple[Page, ...]:
    """Return all editions of a plate as a table on pages of their own."""
    names = _names(of)
    right = Align.RIGHT
    columns = (
        Column(Text("Số", "Number"), 1.0, right),
        Column(Text("Tên tắt", "Short"), 2.0),
        Column(Text("Mã", "Code"), 1.0),
        Column(Text("Mẫu", "Edition"), 5.0),
        Column(Text("Con / tờ", "Tags a sheet"), 1.8, right),
        Column(Text("Cả bài", "Whole run"), 1.8, right),
    )

    def row(badge: Badge, slots: int) -> tuple[str, ...]:
        cells = (str(badge.number), badge.name, badge.code, names[badge])
        return (*cells, str(slots), count(slots * plate.run_length))

    rows = tuple(row(badge, slots) for badge, slots in plate.counts)
    title = Text(f"Bài in {plate.number}: các mẫu", f"Run {plate.number}: its editions")
    footer = f"{of.issuer}  ·  {of.job}  ·  # {of.content_hash}"
    return table_pages(
        PaperTable(title, day(date.fromisoformat(of.date)), columns, (Section(None, rows),), footer)
    )
