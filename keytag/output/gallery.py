"""The sheet from which a chief chooses a design: one job in every design that fits, each with what it changes.

In Vietnamese alone, under the office's name: it is a working paper. Nobody prints by it, and it says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from math import ceil

from msgspec import Struct

from keytag.drawing.artwork import Artwork, Fill, Group, Item, Role
from keytag.drawing.geometry import Affine, Rect, Shape, rectangle
from keytag.drawing.ink import BLACK, PAPER
from keytag.drawing.paper import PaperPage
from keytag.output.page.canvas import (
    A4,
    GREY,
    LEFT,
    RIGHT,
    WARNING,
    Align,
    Canvas,
    Style,
    shorten_to_fit,
    wrap,
)
from keytag.output.page.outlines import outline_page
from keytag.output.proof.drawings import draw_cut_tag, draw_specimen
from keytag.output.proof.facts import SPECIMEN, ProofSide
from keytag.text.figures import format_day, format_percent

_WIDE, _TOP, _BOTTOM = RIGHT - LEFT, 33.0, A4.height - 14.0
_OFFICE, _TITLE, _ABOUT = Style(10.5, 700), Style(16.0, 700), Style(9.0, 400, GREY)
_NAME, _OWN, _LINE, _SMALL = Style(10.0, 700), Style(8.0, 600, GREY), Style(7.3, 400), Style(7.2, 400, GREY)
_GROUP = Style(10.0, 700)
# House rules, in mm: between columns, rows and two sides of a tag; a line of what is said; the box to tick.
_COLUMN_GAP, _ROW_GAP, _BETWEEN, _STEP, _BOX = 7.0, 5.0, 2.5, 3.3, 3.6
_HEAD, _GROUP_HEAD, _REASON_STEP = 6.4, 7.0, 3.4
# House rule: in a smaller picture nobody judges a tag; what has no room then goes to another page.
_SMALLEST = 0.55
_MOST_COLUMNS = 4


class GalleryTag(Struct, frozen=True):
    """A design: its name as a job names it, a word about it, the tag's size, both sides, what is said of it."""

    name: str
    about: str
    size: str
    shape: Shape
    front: ProofSide
    back: ProofSide
    lines: tuple[str, ...]
    is_own: bool = False

    @property
    def sides(self) -> tuple[ProofSide, ProofSide]:
        """Front and back."""
        return (self.front, self.back)


class GallerySheet(Struct, frozen=True):
    """A gallery: whose it is and of which day, its designs, and those that do not fit, each with the reason."""

    office: str
    day: date
    is_sample: bool
    tags: tuple[GalleryTag, ...]
    misfits: tuple[tuple[str, str], ...]


class _Grid(Struct, frozen=True):
    """How the designs of a page stand: columns, the scale of their tags, the width and height of a cell."""

    columns: int
    scale: float
    width: float
    height: float


def gallery_pages(sheet: GallerySheet) -> tuple[PaperPage, ...]:
    """Return the sheet: a page for the tags of each shape, or several where they would come out too small."""
    groups = [tuple(tags) for _, tags in groupby(sheet.tags, key=lambda tag: tag.shape)]
    parts = [part for group in groups for part in _parts(group, sheet.misfits)]
    pages = []
    for number, (tags, grid) in enumerate(parts, start=1):
        canvas = Canvas()
        if sheet.is_sample:
            draw_specimen(canvas)
        _set_head(canvas, sheet, tags[0].size, grid.scale)
        for place, tag in enumerate(tags):
            row, column = divmod(place, grid.columns)
            x, y = LEFT + column * (grid.width + _COLUMN_GAP), _TOP + row * (grid.height + _ROW_GAP)
            _set_tag(canvas, tag, grid, x, y)
        if number == len(parts):
            _set_misfits(canvas, sheet.misfits)
        said = f"{number}/{len(parts)}" if len(parts) > 1 else ""
        canvas.line(said, RIGHT, A4.height - 8.0, _SMALL, Align.RIGHT)
        pages.append(canvas.page())
    return tuple(pages)


def gallery_picture(pages: Sequence[PaperPage]) -> Artwork:
    """Return ``pages`` as one picture, each below the other, on white."""
    items: list[Item] = []
    down = 0.0
    for page in pages:
        items.append(Fill(rectangle(Rect(0.0, down, page.width, down + page.height)), PAPER, Role.ART))
        items.append(Group(outline_page(page), Affine.translation(0.0, down)))
        down += page.height
    return Artwork(tuple(items), Rect(0.0, 0.0, max(page.width for page in pages), down))


def _parts(
    tags: tuple[GalleryTag, ...], misfits: Sequence[tuple[str, str]]
) -> Iterator[tuple[tuple[GalleryTag, ...], _Grid]]:
    """Yield what stands on each page: all designs, or as many as are not too small there."""
    room = _BOTTOM - _TOP - _misfits_height(misfits)
    grid = max(
        (_grid(tags, columns, room) for columns in range(1, _MOST_COLUMNS + 1)), key=lambda each: each.scale
    )
    if grid.scale < _SMALLEST and len(tags) > 1:
        middle = ceil(len(tags) / 2)
        yield from _parts(tags[:middle], misfits)
        yield from _parts(tags[middle:], misfits)
    else:
        yield tags, grid


def _grid(tags: Sequence[GalleryTag], columns: int, room: float) -> _Grid:
    """Return how ``tags`` of one shape stand in so many columns on ``room`` mm, as large as they can."""
    shape, rows = tags[0].shape, ceil(len(tags) / columns)
    width = (_WIDE - (columns - 1) * _COLUMN_GAP) / columns
    said = _HEAD + 1.2 + max(len(_lines(tag, width)) for tag in tags) * _STEP
    high = (room + _ROW_GAP) / rows - _ROW_GAP - said
    scale = min(1.0, (width - _BETWEEN) / 2 / shape.width, high / shape.height)
    return _Grid(columns, scale, width, said + max(scale, 0.0) * shape.height)


def _lines(tag: GalleryTag, width: float) -> list[str]:
    return [part for line in tag.lines for part in wrap(line, _LINE, width)]


def _set_head(canvas: Canvas, sheet: GallerySheet, size: str, scale: float) -> None:
    said = f"Ngày in: {format_day(sheet.day)}"
    room = _WIDE - _SMALL.width(said) - 6.0
    style = _OFFICE.fitted(sheet.office.upper(), room, 8.5)
    canvas.line(shorten_to_fit(sheet.office.upper(), style, room), LEFT, 13.2, style)
    canvas.line(said, RIGHT, 13.2, _SMALL, Align.RIGHT)
    if sheet.is_sample:
        canvas.line(SPECIMEN, RIGHT, 8.8, WARNING, Align.RIGHT)
    canvas.rule(15.4, heavy=True)
    canvas.line("CHỌN KIỂU TRÌNH BÀY", LEFT, 22.6, _TITLE)
    canvas.line(
        f"{size[:1].upper()}{size[1:]}; hình bằng {format_percent(100 * scale)} cỡ thật.",
        RIGHT,
        22.6,
        _ABOUT,
        Align.RIGHT,
    )
    canvas.line(
        "Đánh dấu vào ô của kiểu được chọn. Bản này chỉ để chọn: duyệt in theo bản in thử.", LEFT, 27.6, _ABOUT
    )


def _set_tag(canvas: Canvas, tag: GalleryTag, grid: _Grid, x: float, y: float) -> None:
    """Set a design below ``y``: box and name, both sides, what is said of it."""
    end = x + grid.width
    canvas.framed(Rect(x, y + 0.6, x + _BOX, y + 0.6 + _BOX), BLACK)
    left = x + _BOX + 1.8
    canvas.line(tag.name, left, y + 3.6, _NAME)
    left += _NAME.width(tag.name) + 2.2
    note = "đang dùng" if tag.is_own else tag.about
    canvas.line(
        shorten_to_fit(note, _OWN if tag.is_own else _SMALL, end - left),
        left,
        y + 3.6,
        _OWN if tag.is_own else _SMALL,
    )
    wide, high = tag.shape.width * grid.scale, tag.shape.height * grid.scale
    at = y + _HEAD
    for number, side in enumerate(tag.sides):
        place = Affine(grid.scale, 0.0, 0.0, grid.scale, x + number * (wide + _BETWEEN), at)
        draw_cut_tag(canvas, tag.shape, side, place)
    at += high + 1.2 + _STEP * 0.8
    for line in _lines(tag, grid.width):
        canvas.line(line, x, at, _LINE)
        at += _STEP


def _misfits_height(misfits: Sequence[tuple[str, str]]) -> float:
    return _GROUP_HEAD + sum(len(_reason(*each)) for each in misfits) * _REASON_STEP if misfits else 0.0


def _reason(name: str, why: str) -> tuple[str, ...]:
    return wrap(f"{name}: {why}", _LINE, _WIDE)


def _set_misfits(canvas: Canvas, misfits: Sequence[tuple[str, str]]) -> None:
    """Name at the foot what does not fit."""
    if not misfits:
        return
    y = _BOTTOM - _misfits_height(misfits) + _GROUP_HEAD - 2.0
    canvas.line("Không vừa với nội dung này:", LEFT, y, _GROUP)
    for line in (line for each in misfits for line in _reason(*each)):
        y += _REASON_STEP
        canvas.line(line, LEFT, y + 0.8, _LINE)
