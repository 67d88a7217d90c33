"""The proof of a job: pages for each edition, and before many of them a list to sign and all tags at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate

from keytag.drawing.geometry import Affine
from keytag.drawing.paper import PaperPage
from keytag.output.page.canvas import LEFT, RIGHT, Align, Canvas, Style, shorten_to_fit, wrap_at_most
from keytag.output.page.ruled import RuledRow, ruled_row
from keytag.output.page.table import GridColumn
from keytag.output.proof.drawings import draw_cut_tag
from keytag.output.proof.facts import Proof, ProofEdition
from keytag.output.proof.page import (
    BOTTOM,
    CAPTION,
    GRID,
    NOTE,
    WIDE,
    Block,
    decision_blocks,
    edition_pages,
    fill_pages,
    heading,
    number_pages,
    set_office,
    space,
)
from keytag.text.figures import format_count

_TITLE, _ABOUT, _HASH = Style(17.0, 700), Style(11.0, 600), Style(12.0, 700)
_HEADING, _CELL, _STRONG = Style(8.0, 600, CAPTION.ink), Style(9.5, 400), Style(9.5, 600)
_NAME, _NUMBER = Style(8.5, 700), Style(8.5, 600)
_COLUMNS = (
    GridColumn("STT", 11.0, Align.CENTRE),
    GridColumn("Mẫu", 66.0),
    GridColumn("Số điện thoại", 23.0, Align.RIGHT),
    GridColumn("Số lượng", 20.0, Align.RIGHT),
    GridColumn("Mã riêng", 29.0, Align.CENTRE),
    GridColumn("Trang", 12.0, Align.CENTRE),
    GridColumn("Ký nháy", 17.0),
)
# House rules, in mm: between cells of the overview, and what stands over and under the tags of one.
_APART, _LINE = 5.0, 4.0
_DIGITS = 25.0


def proof_pages(proof: Proof) -> tuple[tuple[PaperPage, ...], dict[str, int]]:
    """Return all pages of a proof, numbered, and by its id the page on which each edition's own begin."""
    each = [(edition, edition_pages(proof, edition)) for edition in proof.editions]
    pages = [(canvas, f"{proof.number}{_own_number(proof, edition)}") for edition, own in each for canvas in own]
    before: tuple[Canvas, ...] = ()
    starts = list(accumulate((len(own) for _, own in each), initial=1))[: len(each)]
    if len(each) > 1:
        seen = _overview(proof)
        # As many pages, whichever numbers stand in the list.
        shift = len(_contents(proof, starts)) + len(seen)
        starts = [start + shift for start in starts]
        before = (*_contents(proof, starts), *seen)
    number_pages(proof, [*((canvas, proof.number) for canvas in before), *pages])
    papers = tuple(canvas.page() for canvas in (*before, *(canvas for canvas, _ in pages)))
    return papers, {edition.id: start for (edition, _), start in zip(each, starts, strict=True)}


def _own_number(proof: Proof, edition: ProofEdition) -> str:
    """Return by what an edition is told among several; one alone has the order's # and no other."""
    return f"  ·  mã riêng {edition.artwork_hash}" if proof.has_own_numbers else ""


def _set_head(proof: Proof, title: str, canvas: Canvas, *, is_first: bool) -> float:
    """Set the head of a page about the whole job; return where it ends."""
    set_office(canvas, proof, proof.office)
    hash_said = f"# {proof.content_hash}"
    if not is_first:
        canvas.line(f"{title} (tiếp theo)", LEFT, 22.4, _ABOUT)
        canvas.line(hash_said, RIGHT, 22.4, _ABOUT, Align.RIGHT)
        return 26.0
    canvas.line(title, LEFT, 24.6, _TITLE)
    canvas.line("Mã in", RIGHT, 20.4, CAPTION, Align.RIGHT)
    canvas.line(hash_said, RIGHT, 25.4, _HASH, Align.RIGHT)
    count = f"{format_count(len(proof.editions))} mẫu"
    ordered = f", {format_count(proof.quantity)} chiếc" if proof.quantity is not None else ""
    said = f"{proof.goods} – {count}{ordered}"
    canvas.line(shorten_to_fit(said, _ABOUT, WIDE - 46.0), LEFT, 30.6, _ABOUT)
    canvas.line("Bản lần thứ: ………", RIGHT, 30.6, NOTE, Align.RIGHT)
    return 33.0


# ---- the list


def _contents(proof: Proof, first: Sequence[int]) -> tuple[Canvas, ...]:
    """Return the list of editions, each with the page on which its own begins, and who signs for all."""
    head = ruled_row(_COLUMNS, [column.heading for column in _COLUMNS], _HEADING, centred=True, grid=GRID)
    again = Block(head.height, partial(_draw_row, head), keep=True)
    rows = [Block(row.height, partial(_draw_row, row), again=again) for row in map(_listed, proof.editions, first)]
    numbers = len(proof.numbers)
    total = ruled_row(
        _COLUMNS,
        (
            "",
            "Cộng",
            format_count(numbers),
            format_count(proof.quantity) if proof.quantity is not None else "",
            "",
            "",
            "",
        ),
        _STRONG,
        least=6.6,
        grid=GRID,
    )
    *others, last = rows
    blocks = (
        heading(
            "Danh mục mẫu",
            "mỗi đơn vị ký bản của mình, mã riêng chỉ đổi theo mẫu ấy; ai duyệt chung thì ký nháy từng dòng",
        ),
        again,
        *others,
        # A total never stands without a row above it.
        Block(last.height, last.draw, keep=True, again=again),
        Block(total.height, partial(_draw_row, total)),
        space(3.0),
        *decision_blocks(
            f"{proof.number} và các mã riêng ghi ở trên", (proof.checker, proof.approver), "Ý kiến duyệt"
        ),
    )
    return fill_pages(proof, blocks, partial(_set_head, proof, "BẢN IN THỬ TRÌNH DUYỆT"))


def _listed(edition: ProofEdition, page: int) -> RuledRow:
    own = edition.office if edition.office != edition.name else ""
    name = f"{edition.name} – {own}" if own and edition.name.casefold() not in own.casefold() else edition.name
    quantity = format_count(edition.quantity) if edition.quantity is not None else ""
    count = format_count(len(edition.numbers))
    cells = (str(edition.number), name, count, quantity, edition.artwork_hash, str(page), "")
    styles = (_CELL, _STRONG, _CELL, _CELL, _CELL, _CELL, _CELL)
    return ruled_row(_COLUMNS, cells, styles, least=6.6, grid=GRID)


def _draw_row(row: RuledRow, canvas: Canvas, y: float) -> None:
    row.draw(canvas, LEFT, y)


# ---- all tags at a glance


def _overview(proof: Proof) -> tuple[Canvas, ...]:
    """Return all tags at true size, each with its name and its numbers."""
    wide, high = proof.size
    scale = min(1.0, WIDE / wide, (BOTTOM - 60.0) / 2 / high)
    across = max(1, int((WIDE + _APART) / (max(wide * scale, 40.0) + _APART)))
    cell = (WIDE - _APART * (across - 1)) / across
    blocks: list[Block] = []
    for start in range(0, len(proof.editions), across):
        row = proof.editions[start : start + across]
        lines = max(sum(len(said) for _, said in _number_lines(edition, cell)) for edition in row)
        height = 2 * _LINE + 2 * high * scale + 6.0 + lines * _LINE + 4.0
        blocks.append(Block(height, partial(_draw_cells, row, cell, scale)))
    shown = "đúng cỡ" if scale >= 1.0 else "thu nhỏ"
    return fill_pages(proof, blocks, partial(_set_head, proof, f"CÁC MẪU, {shown.upper()}"))


def _draw_cells(row: Sequence[ProofEdition], cell: float, scale: float, canvas: Canvas, y: float) -> None:
    for number, edition in enumerate(row):
        _draw_cell(canvas, edition, LEFT + number * (cell + _APART), y, cell, scale)


def _draw_cell(canvas: Canvas, edition: ProofEdition, x: float, y: float, room: float, scale: float) -> None:
    """Draw one edition of the overview: its name, both sides, its numbers."""
    for number, line in enumerate(_name_lines(edition, room)):
        canvas.line(line, x, y + 3.4 + number * _LINE, _NAME)
    top = y + 2 * _LINE + 1.0
    for number, side in enumerate(edition.sides):
        down = top + number * (edition.shape.height * scale + 1.4)
        draw_cut_tag(canvas, edition.shape, side, Affine(scale, 0.0, 0.0, scale, x, down))
    at = top + 2 * edition.shape.height * scale + 5.0
    for digits, lines in _number_lines(edition, room):
        canvas.line(digits, x, at, _NUMBER)
        for line in lines:
            canvas.line(line, x + _DIGITS, at, CAPTION)
            at += _LINE


def _number_lines(edition: ProofEdition, room: float) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each number with the lines of its label."""
    for number in edition.numbers:
        yield number.as_printed, wrap_at_most(number.label, CAPTION, room - _DIGITS, 3)


def _name_lines(edition: ProofEdition, room: float) -> Iterator[str]:
    """Yield an edition's name with its number, in two lines at most, the last of them next to the tag."""
    lines = wrap_at_most(f"{edition.number}. {edition.name}", _NAME, room, 2)
    yield from ("",) * (2 - len(lines))
    yield from lines
