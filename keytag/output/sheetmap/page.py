"""The sheet map on A4: for each plate its front as it leaves the press, and its back as it is seen when turned.

A lying sheet stands beside its list, a standing one above it. Each slot in its true shape and place, in its
edition's colour with its name; in the list a chip, the name, tags on a sheet and in the whole run. Vietnamese
first, English small. Must not know of jobs or shops, only of the `SheetMap`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from math import ceil, floor

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.artwork import Role
from keytag.drawing.badge import Badge, chip
from keytag.drawing.geometry import Rect, Shape, ShapeKind
from keytag.drawing.paper import PaperPage
from keytag.imposition.slug import SPECIMEN, UNAPPROVED_STAMP
from keytag.output.page.canvas import A4, HEAD, LABEL, SECOND, Align, Canvas, Style, shorten_to_fit
from keytag.output.page.table import Column, PaperTable, Section, table_pages
from keytag.output.sheetmap.drawing import draw_sheet
from keytag.output.sheetmap.facts import MapPlate, SheetMap
from keytag.text.figures import format_count, format_day
from keytag.text.text import Text

_SIDE = Style(21.0, 700)
_PLATE = Style(13.0, 700)
_ISSUER = Style(12.0, 600)
# House rules: white between two lines of one row, in mm; the least lettering of a foot, in points.
_APART, _FOOT_PT = 6.0, 7.0
_FRONT = Text("MẶT TRƯỚC", "Front, as it leaves the press")
_BACK = Text("MẶT SAU", "Back, as seen when the sheet is turned")
_BOTH = Text("HAI MẶT", "Both sides, from one form")
# House rule: 12 mm, what an office printer leaves and a thumb needs.
_EDGE = 12.0
# House rules, in mm: what head and foot take, a list's column, what parts columns, and rows: as far apart as reads
# well with a second line, without one, and as near as they may come; the headings above them.
_HEAD, _FOOT = 46.0, 18.0
_COLUMN, _GUTTER = 80.0, 6.0
ROOMY, WIDE, NARROW, HEADING = 8.0, 5.6, 3.6, 10.0
# House rules: columns under a standing sheet, and the part of the page's height that they may take.
_COLUMNS, _SHARE = 3, 0.45
# House rules, in mm: a chip's width, its distance from the name, where columns of figures end from the right.
_CHIP, _BESIDE, _FIGURES = 8.0, 1.8, (14.5, 0.0)
# House rules: lettering in a row of so many mm, smaller in lower ones.
_NAME, _FIGURE, _NUMBER, _FULL = Style(10.5, 600), Style(10.0, 500), Style(8.5, 600), 4.6
_CODE_ROOM, _SHEET_ROOM = 8.0, 11.5
# House rules, in points: names of a list are of one size, not under the first; a longer one not under the second.
_ALIKE, _LEAST = 8.0, 6.0


class MapLayout(Struct, frozen=True):
    """A page of ``width`` by ``height`` mm: where the sheet is drawn, and the columns of the list."""

    width: float
    height: float
    sheet: Rect
    columns: tuple[Rect, ...]
    pitch: float
    """How far apart rows of the list are."""

    @property
    def left(self) -> float:
        """Where lines begin."""
        return _EDGE

    @property
    def right(self) -> float:
        """Where lines end."""
        return self.width - _EDGE

    @property
    def rows(self) -> int:
        """How many rows a column has."""
        return floor((self.columns[0].height - HEADING) / self.pitch + 1e-9)


class EditionList(Struct, frozen=True):
    """A plate's list: its whole names by badge, and whether tags carry codes."""

    plate: MapPlate
    names: Mapping[Badge, str]
    coded: bool

    def draw(self, canvas: Canvas, spread: MapLayout) -> int:
        """List the editions in the columns of ``spread``; return how many found no room."""
        counts = self.plate.counts
        taken = 0
        for column in spread.columns:
            rows = counts[taken : taken + spread.rows]
            if not rows:
                break
            self._headings(canvas, column)
            names = self._name_size(column)
            for i, (badge, slots) in enumerate(rows):
                y = column.y0 + HEADING + i * spread.pitch
                self._row(canvas, badge, slots, Rect(column.x0, y, column.x1, y + spread.pitch), names)
            taken += len(rows)
        return len(counts) - taken

    def _headings(self, canvas: Canvas, column: Rect) -> None:
        y = column.y0 + 2.4
        canvas.pair(Text("Mẫu", "Edition"), column.x0, y, LABEL)
        if self.coded:
            canvas.pair(Text("Mã", "Code"), self._code_at(column), y, LABEL, Align.CENTRE)
        for heading, back in zip((Text("Con/tờ", "Tags"), Text("Cả bài", "In all")), _FIGURES, strict=True):
            canvas.pair(heading, column.x1 - back, y, LABEL, Align.RIGHT)
        canvas.rule(column.y0 + HEADING - 1.8, column.x0, column.x1)

    def _code_at(self, column: Rect) -> float:
        return column.x1 - _FIGURES[0] - _SHEET_ROOM - _CODE_ROOM / 2

    def _names_end(self, column: Rect) -> float:
        return self._code_at(column) - _CODE_ROOM / 2 if self.coded else column.x1 - _FIGURES[0] - 9.0

    def _name_size(self, column: Rect) -> float:
        """Return the size in points at which every name fits ``column``, so that a list looks like one."""
        room = self._names_end(column) - column.x0 - _CHIP - _BESIDE - 0.1
        return min(_NAME.fitted(self._said(badge, room), room, _ALIKE).size_pt for badge, _ in self.plate.counts)

    def _said(self, badge: Badge, room: float) -> str:
        """Return an edition's whole name where it fits ``room`` and can be read there, else its short one."""
        whole = self.names[badge]
        is_fit = Style(_LEAST, _NAME.weight).width(whole) <= room
        return whole if is_fit else badge.name

    def _row(self, canvas: Canvas, badge: Badge, slots: int, row: Rect, names: float) -> None:
        """Set one edition: in a roomy row its whole name below, in a low one all a little smaller.

        Names are ``names`` points large.
        """
        line = Rect(row.x0, row.y0, row.x1, row.y0 + min(row.height, 4.7))
        scale = min(1.0, line.height / _FULL)
        y = line.centre[1] + 1.25 * scale
        self._chip(canvas, badge, line, scale)
        x = line.x0 + _CHIP + _BESIDE
        end = self._names_end(line)
        # What adding up loses must not lose the line.
        roomy = row.height > ROOMY - 0.01
        said = badge.name if roomy else self._said(badge, end - x - 0.2)
        name = Style(names * scale, _NAME.weight).fitted(said, end - x - 0.1, _LEAST)
        canvas.line(shorten_to_fit(said, name, end - x), x, y, name)
        if self.coded:
            code = Style(_FIGURE.size_pt * scale, 600)
            canvas.line(badge.code, self._code_at(line), y, code, Align.CENTRE)
        figure = Style(_FIGURE.size_pt * scale, _FIGURE.weight)
        for back, number in zip(_FIGURES, (slots, slots * self.plate.run_length), strict=True):
            canvas.line(format_count(number), line.x1 - back, y, figure, Align.RIGHT)
        if roomy and self.names[badge] != said:
            canvas.line(shorten_to_fit(self.names[badge], SECOND, line.x1 - x), x, y + 3.5, SECOND)
        canvas.rule(row.y1, row.x0, row.x1)

    def _chip(self, canvas: Canvas, badge: Badge, line: Rect, scale: float) -> None:
        shape = Shape(ShapeKind.RECTANGLE, _CHIP, min(4.2, 0.84 * line.height), 0.6)
        canvas.draw(chip(shape, badge, Role.ART), shape.trim, line.x0, line.centre[1] - shape.height / 2)
        number = Style(_NUMBER.size_pt * scale, _NUMBER.weight, badge.on)
        x, y = line.x0 + _CHIP / 2, line.centre[1] + 0.36 * number.em
        canvas.line(str(badge.number), x, y, number, Align.CENTRE)


def map_pages(of: SheetMap) -> tuple[PaperPage, ...]:
    """Return the map: for each plate its sides, and a list of its editions where the page has no room for it."""
    return tuple(page for plate in of.plates for page in _plate_pages(of, plate))


def _plate_pages(of: SheetMap, plate: MapPlate) -> Iterator[PaperPage]:
    sides = [(_BOTH, False)] if of.backing.shares_form else [(_FRONT, False)]
    if of.backing.is_two_sided and not of.backing.shares_form:
        sides.append((_BACK, True))
    listing = EditionList(plate, _names(of), _is_coded(of))
    lacking = 0
    for title, is_back in sides:
        canvas = Canvas()
        spread = lay_out_page(of.press.width, of.press.height, len(plate.counts))
        _head(canvas, spread, of, (title, plate.number, len(of.plates), plate.run_length, plate.load))
        draw_sheet(canvas, of, plate, spread.sheet, is_back=is_back)
        lacking = listing.draw(canvas, spread)
        _foot(canvas, spread, of, plate, lacking)
        yield replace(canvas.page(), width=spread.width, height=spread.height)
    if lacking:
        yield from _more(of, plate)


def _names(of: SheetMap) -> Mapping[Badge, str]:
    return {edition.badge: edition.name for edition in of.editions}


def _is_coded(of: SheetMap) -> bool:
    return any(edition.marked for edition in of.editions)


def _head(canvas: Canvas, spread: MapLayout, of: SheetMap, plate: tuple[Text, int, int, int, int]) -> None:
    """Say which side of which run it is, how many sheets that takes, how it turns, and whose it is."""
    title, number, runs, run_length, load = plate
    left, right = spread.left, spread.right
    canvas.beside(Text("SƠ ĐỒ TỜ IN", "SHEET MAP"), left, 14.0, Style(10.0, 700, tracking=0.06))
    canvas.line(format_day(date.fromisoformat(of.date)), right, 14.0, HEAD, Align.RIGHT)
    if of.sample:
        canvas.line(f"{SPECIMEN.vi} / {SPECIMEN.en}", (left + right) / 2 + 8.0, 14.0, HEAD, Align.CENTRE)
    canvas.rule(16.6, left, right, heavy=True)
    canvas.line(title.vi, left, 26.5, _SIDE)
    canvas.line(title.en, left, 31.2, SECOND)
    sheets = Text(f"nạp {format_count(load)}, tốt {format_count(run_length)} tờ", "sheets to load, good sheets")
    facts = [(Text(f"Bài {number}/{runs}", "Run"), 62.0, _PLATE), (sheets, 84.0, _PLATE)]
    if of.turn is not None:
        facts.append((of.turn, 133.0, HEAD))
    ends = (*(x - 3.0 for _, x, _ in facts[1:]), right - left)
    for (fact, x, style), end in zip(facts, ends, strict=True):
        canvas.line(fact.vi, left + x, 26.5, style.fitted(fact.vi, end - x, 6.5))
        canvas.line(fact.en, left + x, 31.2, SECOND)
    about = f"{of.job}  ·  {of.shop.vi}"
    room = right - left - SECOND.width(about) - 6.0
    canvas.line(shorten_to_fit(of.issuer, _ISSUER, room), left, 38.6, _ISSUER)
    canvas.line(about, right, 38.6, SECOND, Align.RIGHT)
    canvas.rule(41.6, left, right)


def _foot(canvas: Canvas, spread: MapLayout, of: SheetMap, plate: MapPlate, lacking: int) -> None:
    """Say where the plate's pages are, and what the page has no room for.

    What is of the package stands at the right; where both do not fit side by side, on a line of its own below.
    """
    y = spread.height - 9.0
    canvas.rule(y - 5.0, spread.left, spread.right)
    first, last = plate.pages[0], plate.pages[-1]
    where = [f"{plate.file}, trang / page {first}" + (f"–{last}" if last != first else "")]
    if lacking:
        where.append(f"+ {lacking} mẫu: trang sau / more: next page")
    if not plate.legend:
        where.append("tờ in không có chú giải / no legend on the sheet")
    said, whose = "  ·  ".join(where), f"{_stamp(of)}# {of.content_hash}  ·  keytag {of.version}"
    room = spread.right - spread.left
    if SECOND.width(said) + _APART + SECOND.width(whose) > room:
        y -= 1.2
        small = SECOND.fitted(said, room, _FOOT_PT)
        canvas.line(shorten_to_fit(said, small, room), spread.left, y, small)
        y += 4.0
    else:
        canvas.line(said, spread.left, y, SECOND)
    canvas.line(whose, spread.right, y, SECOND, Align.RIGHT)


def _stamp(of: SheetMap) -> str:
    return f"{UNAPPROVED_STAMP}  ·  " if of.unapproved else ""


def _more(of: SheetMap, plate: MapPlate) -> tuple[PaperPage, ...]:
    """Return all editions of a plate as a table on pages of their own."""
    names = _names(of)
    right = Align.RIGHT
    columns = (
        Column(Text("Số", "Number"), 1.0, right),
        Column(Text("Tên tắt", "Short"), 2.0),
        Column(Text("Mã", "Code"), 1.0),
        Column(Text("Mẫu", "Edition"), 5.0),
        Column(Text("Con / tờ", "Tags per sheet"), 1.8, right),
        Column(Text("Cả bài", "Whole run"), 1.8, right),
    )

    def row(badge: Badge, slots: int) -> tuple[str, ...]:
        cells = (str(badge.number), badge.name, badge.code, names[badge])
        return (*cells, str(slots), format_count(slots * plate.run_length))

    rows = tuple(row(badge, slots) for badge, slots in plate.counts)
    title = Text(f"Bài in {plate.number}: các mẫu", f"Run {plate.number}: its editions")
    footer = f"{_stamp(of)}{of.issuer}  ·  {of.job}  ·  # {of.content_hash}"
    return table_pages(
        PaperTable(title, format_day(date.fromisoformat(of.date)), columns, (Section(None, rows),), footer)
    )


def lay_out_page(width: float, height: float, editions: int) -> MapLayout:
    """Return the page for a sheet of ``width`` by ``height`` mm with so many editions in its list."""
    return _across(editions) if width >= height else _upright(editions)


def _across(editions: int) -> MapLayout:
    body = Rect(_EDGE, _HEAD, A4.height - _EDGE, A4.width - _FOOT)
    column = Rect(body.x1 - _COLUMN, body.y0, body.x1, body.y1)
    pitch = max(NARROW, min(ROOMY, (column.height - HEADING) / editions))
    sheet = Rect(body.x0, body.y0, column.x0 - _GUTTER, body.y1)
    return MapLayout(A4.height, A4.width, sheet, (column,), _settled(pitch))


def _upright(editions: int) -> MapLayout:
    body = Rect(_EDGE, _HEAD, A4.width - _EDGE, A4.height - _FOOT)
    most = body.height * _SHARE - HEADING
    rows = min(ceil(editions / _COLUMNS), floor(most / NARROW))
    pitch = _settled(max(NARROW, min(ROOMY, most / 2 / rows)))
    top = body.y1 - HEADING - rows * pitch
    width = (body.width - _GUTTER * (_COLUMNS - 1)) / _COLUMNS
    lefts = (body.x0 + i * (width + _GUTTER) for i in range(_COLUMNS))
    columns = tuple(Rect(x, top, x + width, body.y1) for x in lefts)
    return MapLayout(A4.width, A4.height, Rect(body.x0, body.y0, body.x1, top - _GUTTER), columns, pitch)


def _settled(pitch: float) -> float:
    """Return a row's height: roomy rows have a second line, all others are no higher than one line wants."""
    return pitch if pitch >= ROOMY else min(pitch, WIDE)
