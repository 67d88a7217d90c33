"""The paper of one edition: what its office reads word by word, calls, scans and signs, on A4.

In Vietnamese alone, under the office's name alone: it is a working paper. Must not know how pages of many editions
are put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.geometry import Affine, Rect
from keytag.drawing.ink import BLACK, Ink
from keytag.output.page.canvas import (
    A4,
    GREY,
    LEFT,
    RIGHT,
    RULE,
    SECOND,
    WARNING,
    Align,
    Canvas,
    Style,
    shorten_to_fit,
    wrap,
    wrap_at_most,
)
from keytag.output.page.ruled import CELL_PAD, TICK, RuledRow, ruled_row
from keytag.output.page.table import GridColumn
from keytag.output.proof.drawings import (
    draw_bar,
    draw_code,
    draw_cut_tag,
    draw_legend,
    draw_measured_tag,
    draw_ruler,
    draw_specimen,
)
from keytag.output.proof.facts import (
    SIDE_TITLES,
    SPECIMEN,
    Proof,
    ProofCode,
    ProofEdition,
    ProofFact,
    ProofSide,
    ProofSigner,
    SideName,
)
from keytag.text.figures import format_count, format_day, format_measure, spell_figures

WIDE = RIGHT - LEFT
BOTTOM = A4.height - 13.5
_OFFICE, _TITLE, _ABOUT, _HASH = Style(10.5, 700), Style(17.0, 700), Style(11.0, 600), Style(12.0, 700)
SECTION = Style(10.0, 700)
NOTE = Style(8.5, 400, GREY)
CAPTION = Style(8.0, 400, GREY)
_HEADING, _CELL, _PRINTED = Style(8.0, 600, GREY), Style(9.5, 400), Style(10.5, 600)
_DIGITS, _LEAST_DIGITS = Style(19.0, 700), 12.0
_FACT = Style(9.5, 500)
_TICK = Style(12.0, 400)
GRID = Ink("proof grid", (0.0, 0.0, 0.0, 0.45))
# House rules, in mm: between blocks, between tags, the code as it stands alone, the panel in which it stands.
_GAP, _BETWEEN = 2.8, 4.0
_CODE, _PANEL = 26.0, 65.0
# What is left beside the panel.
_ASIDE = WIDE - _PANEL - 6.0
# House rules: an enlarged picture is twice as large where there is room for it, and at most so high in mm.
_ENLARGED, _HIGHEST, _LOW = 2.0, 62.0, 40.0
_TEXT_ROW, _NUMBER_ROW, _ROOMY_ROW = 6.2, 9.6, 12.0
# The same where that lets an edition stand on one page: digits are still the largest of it.
_LOW_ROW, _LOW_DIGITS = 7.4, 15.0


class Block(Struct, frozen=True):
    """What is never parted: its height in mm, what draws it below a y, whether it stays with the next."""

    height: float
    draw: Callable[[Canvas, float], None]
    keep: bool = False
    again: Block | None = None
    """What comes before it where it begins a page."""


TURN = Block(0.0, lambda _canvas, _y: None)
"""What follows begins a page."""


def edition_pages(proof: Proof, edition: ProofEdition) -> tuple[Canvas, ...]:
    """Return an edition's pages without their foot: one where it has room, else one to look at and one to sign."""

    def begin(canvas: Canvas, *, is_first: bool) -> float:
        return _set_head(canvas, proof, edition) if is_first else _set_short_head(canvas, proof, edition)

    of, signers = _signed_number(proof, edition), _own_signers(proof, edition)
    content, warned, signed = _content(proof, edition), _warnings(edition), decision_blocks(of, signers)
    looked = (*_true_size(edition), *_enlarged(edition))
    room = BOTTOM - _set_head(Canvas(), proof, edition)
    for blocks in (
        (*looked, *content, *_code(edition), *_ordered(edition), *warned, *signed),
        (
            *_true_size(edition),
            *_enlarged_with_strays(edition),
            *content,
            *_code(edition, with_strays=False),
            *warned,
            *_ordered_and_decided(edition, of, signers),
        ),
        (
            *_true_size(edition),
            *_enlarged_with_strays(edition),
            *_content(proof, edition, least=_LOW_ROW),
            *_code(edition, with_strays=False),
            *warned,
            *_ordered_and_decided(edition, of, signers),
        ),
    ):
        if sum(block.height for block in blocks) <= room:
            return fill_pages(proof, blocks, begin)
    first = (*looked, *_code(edition), *_ordered(edition, 2), *warned)
    return fill_pages(proof, (*first, TURN, *_content(proof, edition, 3, _ROOMY_ROW), *signed), begin)


def _signed_number(proof: Proof, edition: ProofEdition) -> str:
    """Return by which number a page holds that somebody signs: among several editions by its own."""
    if not proof.has_own_numbers:
        return proof.number
    return (
        f"mẫu có mã riêng {edition.artwork_hash} (mã in #\u00a0{proof.content_hash} là của cả đơn, "
        "đổi cả khi mẫu khác đổi)"
    )


def fill_pages(proof: Proof, blocks: Iterable[Block], begin: Callable[..., float]) -> tuple[Canvas, ...]:
    """Return pages with ``blocks`` from top to bottom; ``begin`` sets a page's head and returns where it ends."""
    groups: list[list[Block]] = [[]]
    for block in blocks:
        groups[-1].append(block)
        if not block.keep:
            groups.append([])
    canvases: list[Canvas] = []
    y = BOTTOM
    for group in filter(None, groups):
        if group[0] is TURN:
            y = BOTTOM
            continue
        if not canvases or y + sum(block.height for block in group) > BOTTOM:
            canvas = Canvas()
            if proof.is_sample:
                draw_specimen(canvas)
            y = begin(canvas, is_first=not canvases)
            canvases.append(canvas)
            if group[0].again is not None:
                group.insert(0, group[0].again)
        for block in group:
            block.draw(canvases[-1], y)
            y += block.height
    return tuple(canvases)


def set_office(canvas: Canvas, proof: Proof, office: str) -> None:
    """Set the name of the office, the day, and what says that a sample is none to print by."""
    said = f"Ngày in: {format_day(proof.day)}"
    room = WIDE - NOTE.width(said) - 6.0
    style = _OFFICE.fitted(office.upper(), room, 8.5)
    canvas.line(shorten_to_fit(office.upper(), style, room), LEFT, 14.2, style)
    canvas.line(said, RIGHT, 14.2, NOTE, Align.RIGHT)
    canvas.rule(16.4, heavy=True)
    if proof.is_sample:
        canvas.line(SPECIMEN, RIGHT, 9.6, WARNING, Align.RIGHT)


def _set_head(canvas: Canvas, proof: Proof, edition: ProofEdition) -> float:
    set_office(canvas, proof, edition.office)
    room = WIDE - 46.0
    canvas.line("BẢN IN THỬ TRÌNH DUYỆT", LEFT, 24.6, _TITLE)
    canvas.line("Mã in", RIGHT, 20.4, CAPTION, Align.RIGHT)
    canvas.line(f"# {proof.content_hash}", RIGHT, 25.4, _HASH, Align.RIGHT)
    goods = edition.programme or proof.goods
    name = goods if edition.name == edition.office else f"{goods} – mẫu {edition.name}"
    lines = wrap_at_most(name, _ABOUT, room, 2)
    y = 30.6
    for line in lines:
        canvas.line(line, LEFT, y, _ABOUT)
        y += 4.8
    own = f"Mã riêng của mẫu: {edition.artwork_hash}  ·  " if proof.has_own_numbers else ""
    canvas.line(f"{own}Bản lần thứ: ………", RIGHT, 30.6, NOTE, Align.RIGHT)
    return y - 2.2


def _set_short_head(canvas: Canvas, proof: Proof, edition: ProofEdition) -> float:
    set_office(canvas, proof, edition.office)
    canvas.line(f"# {proof.content_hash}", RIGHT, 23.0, _ABOUT, Align.RIGHT)
    said = f"Bản in thử trình duyệt – {edition.name} (tiếp theo)"
    canvas.line(shorten_to_fit(said, _ABOUT, WIDE - 40.0), LEFT, 23.0, _ABOUT)
    return 27.0


def heading(title: str, note: str = "") -> Block:
    """Return the heading of a section, which stays with what follows."""

    def draw(canvas: Canvas, y: float) -> None:
        canvas.line(title, LEFT, y + 4.4, SECTION)
        if note:
            x = LEFT + SECTION.width(title) + 3.0
            canvas.line(shorten_to_fit(note, NOTE, RIGHT - x), x, y + 4.4, NOTE)

    return Block(6.2, draw, keep=True)


def space(height: float = _GAP) -> Block:
    """Return room between two blocks."""
    return Block(height, lambda _canvas, _y: None)


# ---- 1. pictures


def _true_size(edition: ProofEdition) -> tuple[Block, ...]:
    """Return both sides at true size with what to measure, and the code to scan where it has room beside them."""
    title = heading("1. Hình đúng cỡ thật", "cắt, đục lỗ như thành phẩm")
    if _has_panel_aside(edition):
        return (title, _measured_beside_code(edition), space(2.0))
    return (title, *_both_sides(edition), space(1.0), _rulers(WIDE), space(2.0))


def _has_panel_aside(edition: ProofEdition) -> bool:
    """Tell whether the code stands beside the tag at true size."""
    return edition.code is not None and 2 * edition.shape.width + _BETWEEN <= _ASIDE


def _measured_beside_code(edition: ProofEdition) -> Block:
    """Return both sides with what to measure below, and the code at the right."""
    code, high = edition.code, edition.shape.height + 5.4
    rulers = _rulers(_ASIDE)
    panel = _panel_height(code) if code is not None else 0.0
    room = max(0.0, panel - high - rulers.height)

    def draw(canvas: Canvas, y: float) -> None:
        _beside(canvas, edition, y, 1.0)
        rulers.draw(canvas, y + high + room / 2)
        if code is not None:
            _draw_panel(canvas, code, RIGHT - _PANEL, y)

    return Block(max(panel, high + rulers.height), draw)


def _both_sides(edition: ProofEdition) -> Iterator[Block]:
    """Yield both sides as large as they will be, beside each other or one by one."""
    wide, high = edition.shape.width, edition.shape.height
    scale = min(1.0, WIDE / wide, (BOTTOM - 66.0) / high)
    if 2 * wide * scale + _BETWEEN <= WIDE:
        yield Block(high * scale + 5.4, lambda canvas, y: _beside(canvas, edition, y, scale))
    else:
        for side in edition.sides:
            yield _alone(edition, side, scale)


def _beside(canvas: Canvas, edition: ProofEdition, y: float, scale: float) -> None:
    """Draw both sides beside each other."""
    wide, high = edition.shape.width * scale, edition.shape.height * scale
    for number, side in enumerate(edition.sides):
        x = LEFT + number * (wide + _BETWEEN)
        draw_cut_tag(canvas, edition.shape, side, Affine(scale, 0.0, 0.0, scale, x, y))
        _caption(canvas, side, x + wide / 2, y + high + 3.8, scale)


def _caption(canvas: Canvas, side: ProofSide, x: float, y: float, scale: float = 1.0) -> None:
    said = SIDE_TITLES[side.name].vi
    if side.is_blank:
        said += ": không in"
    if scale < 1.0:
        said += f" (lớn hơn khổ giấy: thu nhỏ còn {format_measure(round(100 * scale), '%').vi})"
    canvas.line(said, x, y, CAPTION, Align.CENTRE)


def _alone(edition: ProofEdition, side: ProofSide, scale: float) -> Block:
    """Return one side by itself, where two have no room beside each other."""
    wide, high = edition.shape.width * scale, edition.shape.height * scale

    def draw(canvas: Canvas, y: float) -> None:
        draw_cut_tag(canvas, edition.shape, side, Affine(scale, 0.0, 0.0, scale, LEFT, y))
        _caption(canvas, side, LEFT + wide / 2, y + high + 3.8, scale)

    return Block(high + 6.4, draw)


_SCALING = (
    "Thanh này phải dài đúng 100 mm; 97 mm là máy in đã thu nhỏ. In lại ở tỷ lệ 100%: chọn “Kích thước thật” "
    "(Actual size), tắt “Vừa trang” (Fit to page)."
)


def _rulers(room: float) -> Block:
    """Return a ruler of 50 mm and a bar of 100 mm, with what to do where it is shorter."""
    is_wide = room >= _BAR + _RULER
    x, down = (LEFT + _RULER, 1.8) if is_wide else (LEFT, 10.2)
    lines = wrap(_SCALING, CAPTION, room - (x - LEFT))

    def draw(canvas: Canvas, y: float) -> None:
        draw_ruler(canvas, LEFT, y + 1.8)
        canvas.line("thước 50 mm", LEFT + 53.0, y + 4.6, CAPTION) if not is_wide else None
        draw_bar(canvas, x, y + down)
        canvas.line("100 mm", x + 101.6, y + down + 2.8, CAPTION)
        for number, line in enumerate(lines):
            canvas.line(line, x, y + down + 6.8 + number * 3.5, CAPTION)

    return Block(down + 4.8 + len(lines) * 3.5, draw)


_RULER, _BAR = 62.0, 112.0


def _enlarged(edition: ProofEdition, room: float = WIDE, highest: float = _HIGHEST) -> tuple[Block, ...]:
    """Return both sides with their lines: twice as large, or as large as there is ``room`` beside each other."""
    wide, high = edition.shape.width, edition.shape.height
    scale = min(_ENLARGED, (room - _BETWEEN) / 2 / wide, highest / high)

    def draw(canvas: Canvas, y: float) -> None:
        for number, side in enumerate(edition.sides):
            x = LEFT + number * (wide * scale + _BETWEEN)
            draw_measured_tag(canvas, edition, side, Affine(scale, 0.0, 0.0, scale, x, y + 0.6))
        foot = y + high * scale + 4.8
        title = f"Cỡ {format_measure(round(scale, 2)).vi} lần:"
        canvas.line(title, LEFT, foot, CAPTION)
        draw_legend(canvas, LEFT + CAPTION.width(title) + 3.0, foot, CAPTION)

    return (Block(high * scale + 6.0, draw), space())


def _enlarged_with_strays(edition: ProofEdition) -> tuple[Block, ...]:
    """Return both sides with their lines, and beside them how they look off the cut, one under the other."""
    wide, high = edition.shape.width, edition.shape.height
    large, gap = _enlarged(edition, WIDE - _COLUMN - 6.0, _LOW)
    scale = min(1.0, _COLUMN / wide, _HIGHEST_STACKED / high)

    def draw(canvas: Canvas, y: float) -> None:
        large.draw(canvas, y)
        for number, side in enumerate(edition.sides):
            place = Affine(scale, 0.0, 0.0, scale, RIGHT - _COLUMN, y + 0.6 + number * (high * scale + 1.6))
            draw_cut_tag(canvas, edition.shape, side, place, is_off=True)
        canvas.line(f"Bên phải: {_stray_words(edition)}", LEFT, y + large.height + 2.2, CAPTION)

    return (Block(max(large.height + 3.6, 2 * high * scale + 3.0), draw), gap)


_COLUMN, _HIGHEST_STACKED = 40.0, 16.0


def _strays(edition: ProofEdition, room: float) -> Block:
    """Return how the tag looks where the cut strays as far as it may, in ``room`` at the right end of the line."""
    wide, high = edition.shape.width, edition.shape.height
    scale = min(1.0, (room - 3.0) / 2 / wide, _HIGHEST_STRAY / high)
    said = _stray_words(edition)
    notes = wrap(f"{said[:1].upper()}{said[1:]}", CAPTION, room)

    def draw(canvas: Canvas, y: float) -> None:
        x = RIGHT - room
        for number, side in enumerate(edition.sides):
            place = Affine(scale, 0.0, 0.0, scale, x + number * (wide * scale + 3.0), y)
            draw_cut_tag(canvas, edition.shape, side, place, is_off=True)
        for number, line in enumerate(notes):
            canvas.line(line, x, y + high * scale + 3.8 + number * 3.4, CAPTION)

    return Block(high * scale + 1.6 + len(notes) * 3.4, draw)


_STRAYS, _HIGHEST_STRAY = 84.0, 28.0


def _stray_words(edition: ProofEdition) -> str:
    stray = edition.misregister
    cut, back, plates = (format_measure(each, " mm").vi for each in (stray.cut, stray.back, stray.plates))
    return f"khi bế lệch nhiều nhất: {cut}, mặt sau thêm {back}; các màu lệch nhau đến {plates}."


# ---- the code


_ADDRESS, _HOST = Style(9.0, 400), Style(9.5, 700)


def _quiet(code: ProofCode) -> float:
    """Return what is left free round the code, in mm: four modules (ISO/IEC 18004) and a little more."""
    return 4 * _CODE / code.symbol.size + 0.4


def _panel_height(code: ProofCode) -> float:
    return max(_CODE + 2 * _quiet(code), _SCANNED) + 1.2 + len(_address_lines(code, _PANEL - 6.0)) * 4.8 + 1.4


# House rule, in mm: how high stands what the pen writes beside the code.
_SCANNED = 33.0


def _draw_panel(canvas: Canvas, code: ProofCode, x: float, y: float) -> None:
    """Draw the code to be scanned from paper, what the scan showed, and the address that it opens."""
    canvas.framed(Rect(x, y, x + _PANEL, y + _panel_height(code)), GRID)
    quiet = _quiet(code)
    draw_code(canvas, code, x + quiet, y + quiet, _CODE)
    left, end = x + _CODE + 2 * quiet, x + _PANEL - 2.4
    what = f"{'Tem mã' if code.is_sticker else 'Mã'} QR, mặt {_short(code.side)}"
    canvas.line(what, left, y + 5.4, _FACT.fitted(what, end - left, 7.0))
    canvas.line("quét thử từ giấy này", left, y + 8.9, CAPTION)
    for said, at in (("Quét ngày, giờ:", 13.4), ("Tên trang hiện ra:", 22.0)):
        canvas.line(said, left, y + at, CAPTION)
        canvas.rule(y + at + 5.2, left, end)
    canvas.line("Đúng địa chỉ", end - 4.8, y + 32.2, CAPTION, Align.RIGHT)
    canvas.framed(Rect(end - 3.4, y + 29.3, end, y + 32.7), BLACK)
    at = y + max(_CODE + 2 * quiet, _SCANNED) + 4.4
    for parts in _address_lines(code, _PANEL - 6.0):
        _draw_address(canvas, parts, x + 3.5, at)
        at += 4.8


_Parts = tuple[tuple[str, Style], ...]


def _address_lines(code: ProofCode, room: float) -> tuple[_Parts, ...]:
    """Return the address in lines of at most ``room`` mm, letter for letter; the host whole where it fits."""
    lines: list[list[tuple[str, Style]]] = [[]]
    used = 0.0
    for text, style in ((code.before, _ADDRESS), (code.host, _HOST), (code.after, _ADDRESS)):
        rest = text
        # Whole where it can be: a host that is parted is read past.
        if used and used + style.width(text) > room >= style.width(text):
            lines.append([])
            used = 0.0
        while rest:
            fitting = _fitting(rest, style, room - used)
            if used and fitting < min(len(rest), _FEWEST):
                lines.append([])
                used = 0.0
                continue
            lines[-1].append((rest[:fitting], style))
            used += style.width(rest[:fitting])
            rest = rest[fitting:]
            if rest:
                lines.append([])
                used = 0.0
    return tuple(tuple(line) for line in lines if line)


# House rule: a beginning shorter than this is no reason to part an address.
_FEWEST = 6
_JOINTS = "/?&=-."


def _fitting(text: str, style: Style, room: float) -> int:
    """Return how many letters of an address fit ``room``, at least one: up to a joint where one is near."""
    count = len(text)
    while count > 1 and style.width(text[:count]) > room:
        count -= 1
    if count == len(text):
        return count
    joint = max(text.rfind(sign, 0, count) for sign in _JOINTS) + 1
    return joint if 2 * joint > count else count


def _draw_address(canvas: Canvas, parts: _Parts, x: float, y: float) -> None:
    for text, style in parts:
        wide = style.width(text)
        if style is _HOST:
            canvas.framed(Rect(x - 0.5, y - 3.5, x + wide + 0.5, y + 1.2), BLACK, 1.4 * RULE)
        canvas.line(text, x, y, style)
        x += wide + 0.5


# ---- 2. words and numbers


def _short(side: SideName) -> str:
    return {"front": "trước", "back": "sau"}[side]


_COLUMNS = (
    GridColumn("Mặt", 14.0, Align.CENTRE),
    GridColumn("Nội dung", 39.0),
    GridColumn("Chữ, số in trên móc khóa", 58.0),
    GridColumn("Gọi thử ngày, giờ", 30.0),
    GridColumn("Ai nghe máy", 26.0),
    GridColumn("Đúng", 11.0, Align.CENTRE),
)
_MOST_LABEL, _MOST_DIGITS = (_COLUMNS[number].width - 2.9 for number in (1, 2))
# A text needs no call: it has the room of these columns.
_OF_TEXT = (*_COLUMNS[:2], GridColumn("", sum(column.width for column in _COLUMNS[2:5])), _COLUMNS[5])


def _content(
    proof: Proof, edition: ProofEdition, section: int = 2, least: float = _NUMBER_ROW
) -> tuple[Block, ...]:
    """Return all that is printed, side by side: each text, and each number large, with room for who called it."""
    head = ruled_row(_COLUMNS, [column.heading for column in _COLUMNS], _HEADING, centred=True, grid=GRID)
    again = Block(head.height, lambda canvas, y: head.draw(canvas, LEFT, y), keep=True)
    number = len({each.called for each in edition.numbers})
    called = f"gọi thử cả {format_count(number)} số, ghi ai nghe máy" if number > 1 else "gọi thử, ghi ai nghe máy"
    if proof.is_sample:
        called = "số là số giả, xin đừng gọi"
    title = heading(f"{section}. Nội dung in", f"đọc lại từng chữ; {called}" if number else "đọc lại từng chữ")
    rows = tuple(Block(row.height, partial(_draw_row, row), again=again) for row in _rows(edition, least))
    return (title, again, *rows, space(_GAP if least >= _NUMBER_ROW else 1.0))


def _draw_row(row: RuledRow, canvas: Canvas, y: float) -> None:
    row.draw(canvas, LEFT, y)


def _rows(edition: ProofEdition, least: float) -> Iterator[RuledRow]:
    """Yield the rows of both sides, texts before numbers; what stands on both alike has one."""
    largest = _DIGITS if least >= _NUMBER_ROW else Style(_LOW_DIGITS, _DIGITS.weight)
    texts = [(line.side, (line.what.vi, line.as_printed)) for line in edition.lines]
    numbers = [(each.side, (f"{each.called}. {each.label}", each.as_printed)) for each in edition.numbers]
    for side in edition.sides:
        for on, (what, printed) in _of_side(texts, side.name):
            of_text = (_CELL, _CELL, _PRINTED, _TICK)
            yield _lowered(
                ruled_row(_OF_TEXT, (on, what, printed, TICK), of_text, least=_TEXT_ROW, grid=GRID), least
            )
        for on, (what, printed) in _of_side(numbers, side.name):
            digits = largest.fitted(printed, _MOST_DIGITS, _LEAST_DIGITS)
            label = _CELL if least >= _NUMBER_ROW else _CELL.fitted(what, _MOST_LABEL, 8.5)
            cells, styles = (on, what, printed, "", "", TICK), (_CELL, label, digits, _CELL, _CELL, _TICK)
            yield _lowered(ruled_row(_COLUMNS, cells, styles, least=least, grid=GRID), least)


def _lowered(row: RuledRow, least: float) -> RuledRow:
    """Return a row as low as its lines are where rows are to be low."""
    return replace(row, height=row.height - CELL_PAD) if least < _NUMBER_ROW else row


_Said = tuple[str, str]


def _of_side(said: Sequence[tuple[SideName, _Said]], side: SideName) -> Iterator[tuple[str, _Said]]:
    """Yield what is said on ``side``, each with where it stands; what both sides say stands with the front."""
    elsewhere = {each for on, each in said if on != side}
    for on, each in said:
        if on == side and not (side == "back" and each in elsewhere):
            yield "cả\u00a0hai" if each in elsewhere else _short(side), each


# ---- 3. the code, where it has no room beside the tag


def _code(edition: ProofEdition, *, with_strays: bool = True) -> tuple[Block, ...]:
    """Return the code, and beside it how the tag looks off the cut; nothing where it stands beside the tag."""
    code = edition.code
    if code is None or _has_panel_aside(edition):
        return ()
    strays = _strays(edition, WIDE - _PANEL - 8.0)

    def draw(canvas: Canvas, y: float) -> None:
        _draw_panel(canvas, code, LEFT, y)
        if with_strays:
            strays.draw(canvas, y)

    height = max(_panel_height(code), strays.height if with_strays else 0.0)
    return (heading("Mã QR", "quét thử từ giấy này"), Block(height, draw), space())


# ---- 4. what is ordered, and the worst misregister


def _ordered(edition: ProofEdition, section: int = 3) -> tuple[Block, ...]:
    """Return the specification, and how the tag looks where the cut strays, unless that stands beside the code."""
    if edition.code is not None and not _has_panel_aside(edition):
        return (heading(f"{section}. Quy cách"), _specification(edition, WIDE), space(1.6))
    facts, strays = _specification(edition, WIDE - _STRAYS - 6.0), _strays(edition, _STRAYS)

    def draw(canvas: Canvas, y: float) -> None:
        facts.draw(canvas, y)
        strays.draw(canvas, y + 0.4)

    return (heading(f"{section}. Quy cách"), Block(max(facts.height, strays.height), draw), space(1.6))


_WHAT, _FACT_LINE, _TWO_COLUMNS = 22.4, 4.2, 150.0


def _specification(edition: ProofEdition, room: float) -> Block:
    """Return the specification at the left, in two columns where there is ``room`` for them."""
    across = 2 if room >= _TWO_COLUMNS else 1
    wide = (room - 8.0 * (across - 1)) / across
    facts = [_fact(fact, wide) for fact in edition.specification]
    half = -(-len(facts) // across)
    columns = [facts[start : start + half] for start in range(0, len(facts), half)]

    def draw(canvas: Canvas, y: float) -> None:
        for number, column in enumerate(columns):
            x, at = LEFT + number * (wide + 8.0), y + 3.8
            for what, lines in column:
                canvas.line(what, x, at, NOTE)
                if not lines:
                    canvas.rule(at + 0.6, x + _WHAT, x + wide)
                for row, line in enumerate(lines):
                    canvas.line(line, x + _WHAT, at + row * _FACT_LINE, _FACT)
                at += _fact_height(lines)

    return Block(max(sum(_fact_height(lines) for _, lines in column) for column in columns) + 0.6, draw)


def _fact_height(lines: tuple[str, ...]) -> float:
    return max(1, len(lines)) * _FACT_LINE + 0.4


def _fact(fact: ProofFact, wide: float) -> tuple[str, tuple[str, ...]]:
    """Return what it is, and its fact in lines; none is left to the pen."""
    return fact.what.vi, wrap_at_most(fact.fact.vi, _FACT, wide - _WHAT, 3) if fact.fact is not None else ()


# ---- 5. warnings


def _warnings(edition: ProofEdition) -> tuple[Block, ...]:
    """Return what the job accepts, with its reason, and what nobody has accepted yet."""
    return tuple(_warning_blocks(edition))


def _warning_blocks(edition: ProofEdition) -> Iterator[Block]:
    if edition.accepted:
        yield heading("Cảnh báo đã chấp nhận", "đọc lý do")
        for warning in edition.accepted:
            yield _remark(spell_figures(warning.message.vi, "vi"), f"Lý do: {warning.reason}")
        yield space(2.0)
    if edition.open_warnings:
        yield heading("Cảnh báo chưa chấp nhận", "phải sửa, hoặc ghi lý do chấp nhận, trước khi giao nhà in")
        for left_open in edition.open_warnings:
            message, hint = (spell_figures(text.vi, "vi") for text in (left_open.message, left_open.hint))
            yield _remark(message, hint)
        yield space(2.0)


def _remark(message: str, more: str) -> Block:
    """Return one warning: what was found, and under it why it is accepted or what to do."""
    first, second = wrap(message, _CELL, WIDE - 5.0), wrap(more, NOTE, WIDE - 5.0) if more else ()
    step, small = _CELL.em * 1.3, NOTE.em * 1.3

    def draw(canvas: Canvas, y: float) -> None:
        canvas.filled(Rect(LEFT + 0.6, y + 2.0, LEFT + 1.8, y + 3.2), GREY)
        at = y + 3.4
        for line in first:
            canvas.line(line, LEFT + 4.0, at, _CELL)
            at += step
        for line in second:
            canvas.line(line, LEFT + 4.0, at, NOTE)
            at += small

    return Block(len(first) * step + len(second) * small + 1.4, draw)


# ---- 6. decision and signatures


def _own_signers(proof: Proof, edition: ProofEdition) -> tuple[ProofSigner, ProofSigner]:
    """Return who checks and who approves, where the edition's office is the job's own."""
    own = edition.office == proof.office
    return (proof.checker, proof.approver) if own else (ProofSigner(), ProofSigner())


_DECISIONS = (
    ("Đồng ý in.", ""),
    ("Đồng ý in sau khi sửa:", "(in thử lại: ☐có ☐không)"),
    ("Chưa đồng ý, in thử lại. Lý do:", ""),
)


def decision_blocks(
    of: str, signers: tuple[ProofSigner, ProofSigner], title: str = "4. Ý kiến duyệt"
) -> tuple[Block, ...]:
    """Return the boxes of the decision, what it holds for, and who signs: together on one page."""
    notes = wrap(_holding(of), CAPTION, WIDE)

    def draw(canvas: Canvas, y: float) -> None:
        _draw_decisions(canvas, LEFT, y, RIGHT)
        _draw_notes(canvas, notes, LEFT, y + _DECIDING)

    height = _DECIDING + len(notes) * 3.5 + 2.0
    return (heading(title), Block(height, draw, keep=True), _signatures(*signers))


_DECIDING = 17.4


def _holding(of: str) -> str:
    return (
        "Màu trên bản in thử chỉ để tham khảo; màu thật do vật liệu và máy in quyết định. Bản này chỉ có giá trị "
        f"với đúng {of}. Sửa dù một chữ số cũng phải in thử và duyệt lại."
    )


def _ordered_and_decided(
    edition: ProofEdition, of: str, signers: tuple[ProofSigner, ProofSigner]
) -> tuple[Block, ...]:
    """Return the specification beside the boxes of the decision and what it holds for, then who signs."""
    half = (WIDE - 8.0) / 2
    facts, notes = _specification(edition, half), wrap(_holding(of), CAPTION, half)
    right = LEFT + half + 8.0

    def draw(canvas: Canvas, y: float) -> None:
        canvas.line("3. Quy cách", LEFT, y + 4.4, SECTION)
        canvas.line("4. Ý kiến duyệt", right, y + 4.4, SECTION)
        facts.draw(canvas, y + 6.2)
        _draw_decisions(canvas, right, y + 6.2, RIGHT, is_narrow=True)
        _draw_notes(canvas, notes, right, y + 6.2 + _DECIDING + 5.8)

    height = 6.2 + max(facts.height, _DECIDING + 5.8 + len(notes) * 3.5 + 1.0)
    return (Block(height, draw, keep=True), _signatures(*signers))


def _draw_notes(canvas: Canvas, lines: tuple[str, ...], x: float, y: float) -> None:
    for number, line in enumerate(lines):
        canvas.line(line, x, y + 3.4 + number * 3.5, CAPTION)


def _draw_decisions(canvas: Canvas, x: float, y: float, end: float, *, is_narrow: bool = False) -> None:
    """Draw the boxes of the decision from ``x`` to ``end``, what is to be printed again on a line of its own."""
    at = y + 4.0
    for number, (said, more) in enumerate(_DECISIONS):
        canvas.framed(Rect(x + 0.4, at - 3.2, x + 4.0, at + 0.4), BLACK, 1.4 * RULE)
        canvas.line(said, x + 6.4, at, _FACT)
        start = x + 8.4 + _FACT.width(said)
        taken = 0.0
        if more and is_narrow:
            canvas.rule(at + 0.6, start, end)
            at += 5.8
            canvas.rule(at + 0.6, x + 6.4, end - _draw_more(canvas, more, end, at) - 2.0)
        else:
            taken = _draw_more(canvas, more, end, at) + 2.0 if more else 0.0
            if number:
                canvas.rule(at + 0.6, start, end - taken)
        at += 5.8


def _draw_more(canvas: Canvas, said: str, end: float, y: float) -> float:
    """Set words with boxes to tick up to ``end``; return how wide they are."""
    parts = said.split(TICK)
    wide = sum(NOTE.width(part) for part in parts) + 4.6 * (len(parts) - 1)
    x = end - wide
    for number, part in enumerate(parts):
        if number:
            canvas.framed(Rect(x + 0.4, y - 2.8, x + 3.4, y + 0.2), BLACK)
            x += 4.6
        canvas.line(part, x, y, NOTE)
        x += NOTE.width(part)
    return wide


_SIGNERS = (
    ("NGƯỜI LẬP", "(Ký, ghi rõ họ tên)"),
    ("NGƯỜI KIỂM TRA", "(Ký, ghi rõ họ tên)"),
    ("LÃNH ĐẠO DUYỆT", "(Ký, ghi rõ họ tên, chức vụ; đóng dấu nếu có)"),
    ("NHÀ IN NHẬN", "(Ký, ghi rõ họ tên)"),
)
_POST, _HINT, _NAME = Style(8.8, 700), Style(7.4, 400, GREY), Style(9.5, 600)
_SIGNING, _MOST_SIGNING = 23.8, 44.0


def _signatures(checker: ProofSigner, approver: ProofSigner) -> Block:
    known = (ProofSigner(), checker, approver, ProofSigner())
    wide = WIDE / len(_SIGNERS)

    def draw(canvas: Canvas, y: float) -> None:
        # What the page leaves free is room for a stamp.
        end = min(BOTTOM - 1.0, y + _MOST_SIGNING)
        for number, ((title, hint), signer) in enumerate(zip(_SIGNERS, known, strict=True)):
            x = LEFT + wide * (number + 0.5)
            canvas.line(title, x, y + 4.0, _POST, Align.CENTRE)
            at = y + 7.6
            for line in wrap(hint, _HINT, wide - 3.0):
                canvas.line(line, x, at, _HINT, Align.CENTRE)
                at += 3.1
            if signer.post:
                canvas.line(shorten_to_fit(signer.post, _HINT, wide - 3.0), x, at + 0.6, _HINT, Align.CENTRE)
            if signer.name:
                canvas.line(shorten_to_fit(signer.name, _NAME, wide - 3.0), x, end - 4.8, _NAME, Align.CENTRE)
            canvas.line("ngày …… / …… / 20……", x, end, _HINT, Align.CENTRE)

    return Block(_SIGNING, draw)


def number_pages(proof: Proof, canvases: Iterable[tuple[Canvas, str]]) -> None:
    """Set the foot of all pages: program, what each page is about with its hash, and its number of all."""
    pages = list(canvases)
    for number, (canvas, about) in enumerate(pages, start=1):
        y = A4.height - 8.0
        canvas.rule(A4.height - 12.0)
        said = f"keytag {proof.version}  ·  {proof.job}  ·  {about}"
        canvas.line(shorten_to_fit(said, CAPTION, WIDE - 30.0), LEFT, y, CAPTION)
        canvas.line(f"{number} / {len(pages)}", RIGHT, y, SECOND, Align.RIGHT)
