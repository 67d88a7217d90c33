"""A leaflet's sides: all rows at the largest scale at which they fit, what is left over shared out between them.

Goes in: template, content, colours, code, the tag's look. Comes out: two artworks, or a finding that says by how
much the smallest sizes are too large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import inf

from msgspec import Struct

from keytag.compose.bisection import largest_fitting
from keytag.compose.code_place import PlacedCode
from keytag.compose.leaflet.blocks import EMPTY, LeafletParts, make_block, placed_code
from keytag.compose.leaflet.lines import Line, Placed, TypeBlock, stack
from keytag.documents.leaflet import (
    AddressSlot,
    EmergencySlot,
    Leaflet,
    LeafletRow,
    LeafletSlot,
    PictureSlot,
    PointsSlot,
    SaidSlot,
)
from keytag.documents.yaml import quote
from keytag.drawing.artwork import Artwork, Fill, Item, Role, Source, walk
from keytag.drawing.geometry import Rect, rectangle, rounded_rectangle
from keytag.drawing.ink import Ink
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text
from keytag.units import format_against

FITS = Rule.error("leaflet-holds-its-words", __name__)
CODE_FITS = Rule.error("leaflet-code-has-room", __name__)
NOTHING_GAVE_WAY = Rule.warning("leaflet-has-all-its-sentences", __name__)
RULES = (FITS, CODE_FITS, NOTHING_GAVE_WAY)
"""Every rule of this module."""
# House rules, in mm: between slots of a cell, as a share of the room between rows; corners of panels.
_SLOT_GAP, _CORNER = 0.4, 2.0
# House rule: beyond so many times the largest gap a side is not stretched; what is left stays below.
_STRETCH = 2.2
# House rule: what only fills a side is there where this much of the way to the largest sizes is left.
_TO_SPARE = 0.35
# House rule: so much of a sentence says which one it is, in letters.
_QUOTED = 48


class ComposedLeaflet(Struct, frozen=True):
    """A leaflet's sides; the back is empty where one side is printed. ``contact`` is its code, on that side."""

    front: Artwork
    back: Artwork
    has_back: bool
    contact: PlacedCode | None
    contact_side: str
    scale: tuple[float, ...]
    """How far each side's sizes lie between the template's smallest (0) and largest (1)."""
    smallest_text: float = 0.0
    """The smallest font size, in mm."""
    smallest_read: float = inf
    """The lowest letters of all that is read but the line at the foot, in mm; of capitals alone, their height."""


def compose_leaflet(
    template: Leaflet, parts: LeafletParts, bleed: float
) -> tuple[ComposedLeaflet | None, tuple[Finding, ...]]:
    """Return both sides, or what does not fit; with both sides, what was left out of them."""
    findings: list[Finding] = []
    given_up: list[LeafletSlot] = []
    sides: list[Artwork] = []
    scales: list[float] = []
    smallest = read = inf
    for rows in (template.front, template.back):
        empty = _DrawnRows(Artwork((), _trim(template), bleed), 0.0, inf, inf, ())
        composed = _compose_side(template, rows, parts, bleed) if rows else empty
        if isinstance(composed, Finding):
            findings.append(composed)
        else:
            sides.append(composed.artwork)
            scales.append(composed.scale)
            smallest, read = min(smallest, composed.smallest), min(read, composed.read)
            given_up += composed.given_up
    if findings:
        return None, tuple(findings)
    contact, side = None, ""
    for name, artwork in zip(("front", "back"), sides, strict=True):
        ground = next(
            (item.path.transformed(m).bounds() for item, m in walk(artwork.items) if item.role is Role.QR_GROUND),
            None,
        )
        if ground is not None:
            contact, side = placed_code(parts.symbol, ground), name
    two = bool(template.back)
    drawn = ComposedLeaflet(sides[0], sides[1], two, contact, side, tuple(scales[: 1 + two]), smallest, read)
    return drawn, tuple(_left_out(given_up, parts))


def _trim(template: Leaflet) -> Rect:
    return Rect(0.0, 0.0, template.paper.width, template.paper.height)


def _compose_side(
    template: Leaflet, rows: tuple[LeafletRow, ...], parts: LeafletParts, bleed: float
) -> _DrawnRows | Finding:
    if isinstance(_attempt(template, rows, parts, _TO_SPARE), Finding):
        rows = _without(rows, lambda slot: getattr(slot, "fills", False))
    least = _attempt(template, rows, parts, 0.0)
    everything, ranks = rows, _ranks(rows)
    out: frozenset[int] = frozenset()
    for rank in ranks:
        if not isinstance(least, Finding):
            break
        out |= {rank}
        rows, least = _attempt_without(template, everything, out, parts)
    # What gave way last may have left room for what gave way before it.
    for rank in sorted(out, reverse=True)[1:]:
        more, found = _attempt_without(template, everything, out - {rank}, parts)
        if not isinstance(found, Finding):
            out, rows, least = out - {rank}, more, found
    if isinstance(least, Finding):
        return least
    given_up = tuple(slot for slot in _slots(everything) if _rank(slot) in out)

    def attempt(scale: float) -> _Side | None:
        found = _attempt(template, rows, parts, scale)
        return None if isinstance(found, Finding) else found

    best = attempt(1.0) or largest_fitting(attempt, 0.0, 1.0, least)
    placed = [each.what for _, block in best.rows for each in block.items]
    lines = [each for each in placed if isinstance(each, Line)]
    return _DrawnRows(
        _draw(template, best, bleed, parts.inks),
        best.scale,
        min((line.setting.size for line in lines), default=inf),
        min((line.letters for line in lines if line.source.slot != "footer"), default=inf),
        given_up,
    )


def _attempt_without(
    template: Leaflet, rows: tuple[LeafletRow, ...], out: frozenset[int], parts: LeafletParts
) -> tuple[tuple[LeafletRow, ...], _Side | Finding]:
    """Return ``rows`` without the slots of the ranks ``out``, and how they are at their smallest."""
    rows = _without(rows, lambda slot: _rank(slot) in out)
    return rows, _attempt(template, rows, parts, 0.0)


def _left_out(slots: Iterable[LeafletSlot], parts: LeafletParts) -> Iterator[Finding]:
    """Yield what gave way so that the rest can be read: graver where the job itself wrote the sentence."""
    own: list[Text] = []
    ours: list[Text] = []
    for slot in slots:
        match slot:
            case PictureSlot():
                ours.append(Text("hình móc khóa", "the picture of the tag"))
            case AddressSlot() if parts.content.link is not None:
                ours.append(Text("địa chỉ mã QR dẫn tới", "the address that the code leads to"))
            case _:
                for name in _sentences_of(slot):
                    text = parts.content.words.get(name)
                    if text is not None:
                        told = text if len(text) <= _QUOTED else f"{text[:_QUOTED].rpartition(' ')[0]} …"
                        (own if name in parts.content.own else ours).append(Text(quote(told), quote(told)))
    for said, severity in ((own, Severity.WARNING), (ours, Severity.NOTE)):
        if said:
            vi, en = ", ".join(each.vi for each in said), ", ".join(each.en for each in said)
            yield NOTHING_GAVE_WAY.finding(
                Text(
                    f"Tờ rơi không đủ chỗ ở cỡ chữ ai cũng đọc được nên bỏ: {vi}.",
                    f"At a size that everybody can read the leaflet has no room for: {en}.",
                ),
                node=parts.content.node,
                severity=severity,
            )


def _sentences_of(slot: LeafletSlot) -> tuple[str, ...]:
    """Return which of the leaflet's sentences a slot says."""
    match slot:
        case SaidSlot():
            return (slot.says,)
        case PointsSlot():
            return slot.says
        case EmergencySlot():
            return tuple(f"when_{number}" for number in slot.shows)
        case _:
            return ()


def _ranks(rows: tuple[LeafletRow, ...]) -> tuple[int, ...]:
    """Return in which order slots give way."""
    return tuple(sorted({rank for slot in _slots(rows) if (rank := _rank(slot)) is not None}))


def _slots(rows: tuple[LeafletRow, ...]) -> Iterator[LeafletSlot]:
    return (slot for row in rows for cell in row.cells for slot in cell.slots)


def _rank(slot: LeafletSlot) -> int | None:
    return getattr(slot, "gives_way", None)


def _without(rows: tuple[LeafletRow, ...], is_out: Callable[[LeafletSlot], bool]) -> tuple[LeafletRow, ...]:
    """Return ``rows`` without the slots that are out; the grid stays."""
    return tuple(
        row.model_copy(
            update={
                "cells": tuple(
                    cell.model_copy(update={"slots": tuple(s for s in cell.slots if not is_out(s))})
                    for cell in row.cells
                )
            }
        )
        for row in rows
    )


class _DrawnRows(Struct, frozen=True):
    """A side drawn, at which scale, its smallest size, its lowest letters that are read, and what gave way."""

    artwork: Artwork
    scale: float
    smallest: float
    read: float
    given_up: tuple[LeafletSlot, ...]


class _Side(Struct, frozen=True):
    """Rows with their blocks, measured; ``left`` mm are over."""

    rows: tuple[tuple[LeafletRow, TypeBlock], ...]
    gap: float
    left: float
    scale: float


def _attempt(
    template: Leaflet, rows: tuple[LeafletRow, ...], parts: LeafletParts, scale: float
) -> _Side | Finding:
    """Measure all rows at ``scale``; a finding where they are too wide or too high."""
    gap = template.gap.smallest + scale * (template.gap.largest - template.gap.smallest)
    made: list[tuple[LeafletRow, TypeBlock]] = []
    for row in rows:
        block = _row_block(template, row, parts, scale, gap)
        if isinstance(block, Finding):
            return block
        if block.height > 0:
            made.append((row, block))
    ends = sum(0.0 if row.full and row.ground else template.margin for row, _ in (made[0], made[-1]))
    height = sum(block.height for _, block in made) + gap * (len(made) - 1)
    left = template.paper.height - ends - height
    if left < -1e-9:
        room = template.paper.height - ends
        told = format_against(height, room)
        return FITS.finding(
            Text(
                f"Chữ của tờ rơi ở cỡ nhỏ nhất cần cao {told} mm, trang chỉ có {room:.1f} mm.",
                f"The leaflet's words at their smallest need {told} mm of height; the page has {room:.1f} mm.",
            ),
            node=parts.content.node,
        )
    return _Side(tuple(made), gap, left, scale)


def _row_block(
    template: Leaflet, row: LeafletRow, parts: LeafletParts, scale: float, gap: float
) -> TypeBlock | Finding:
    """Return a row's cells beside each other, within its pad."""
    pad = row.pad if row.ground is not None else 0.0
    inset = pad if row.ground is not None and not row.full else 0.0
    row = _alone(template, row, parts, scale)
    wide = template.paper.width - 2 * template.margin - 2 * inset
    column = (wide - template.gutter * (template.columns - 1)) / template.columns
    cells: list[tuple[float, bool, TypeBlock]] = []
    x = inset
    for cell in row.cells:
        room = column * cell.span + template.gutter * (cell.span - 1)
        blocks: list[TypeBlock] = []
        for slot in cell.slots:
            block = make_block(slot, parts, room, scale)
            if block is None:
                return _too_wide(slot.kind, room, parts)
            if block.height > 0:
                blocks.append(block)
        if blocks:
            cells.append((x, cell.middle, stack(blocks, gap * _SLOT_GAP)))
        x += room + template.gutter
    if not cells:
        return TypeBlock(0.0, ())
    height = max(block.height for *_, block in cells)
    items: list[Placed] = []
    for at, is_middle, block in cells:
        items += block.moved(at, pad + ((height - block.height) / 2 if is_middle else 0.0))
    return TypeBlock(height + 2 * pad, tuple(items))


def _alone(template: Leaflet, row: LeafletRow, parts: LeafletParts, scale: float) -> LeafletRow:
    """Return ``row`` with its only cell that has anything to say over its whole width."""
    if len(row.cells) == 1:
        return row
    wide = template.paper.width
    filled = [cell for cell in row.cells if any(make_block(s, parts, wide, scale) != EMPTY for s in cell.slots)]
    if len(filled) != 1:
        return row
    (cell,) = filled
    return row.model_copy(update={"cells": (cell.model_copy(update={"span": template.columns}),)})


def _too_wide(kind: str, room: float, parts: LeafletParts) -> Finding:
    if kind == "contact":
        need = parts.symbol.full_size
        return CODE_FITS.finding(
            Text(
                f"Mã QR lưu {1 + len(parts.content.others)} số rộng {need} ô vuông, không vừa chỗ {room:.0f} mm.",
                f"The code for {1 + len(parts.content.others)} numbers has {need} squares and does not fit "
                f"{room:.0f} mm.",
            ),
            node="numbers",
        )
    return FITS.finding(
        Text(
            f"Tờ rơi có dòng không vừa chỗ rộng {room:.0f} mm dù ở cỡ nhỏ nhất (chỗ {kind}).",
            f"A line of the leaflet does not fit {room:.0f} mm even at its smallest (slot {kind}).",
        ),
        node=parts.content.node,
    )


def _draw(template: Leaflet, side: _Side, bleed: float, inks: Mapping[str, Ink]) -> Artwork:
    """Place the rows from the top, what is left over shared out between them.

    Between a head and a foot that run over the paper's edges they stand in the middle.
    """
    trim = _trim(template)
    between = max(len(side.rows) - 1, 1)
    stretch = min(side.left / between, template.gap.largest * _STRETCH)
    gap, spare = side.gap + stretch, side.left - stretch * between
    grounds: list[Item] = []
    items: list[Item] = []
    first, last = side.rows[0][0], side.rows[-1][0]
    y = 0.0 if first.full and first.ground else template.margin
    is_framed = last.full and last.ground is not None
    for index, (row, block) in enumerate(side.rows):
        is_head = row.full and row.ground is not None and index == 0
        if is_framed and not is_head:
            y, spare = y + spare / 2, 0.0
        is_last = index == len(side.rows) - 1
        if is_last and row.full and row.ground:
            y = max(y, trim.height - block.height)
        if row.ground is not None:
            box = Rect(template.margin, y, trim.width - template.margin, y + block.height)
            if row.full:
                top = -bleed if row is first and index == 0 else y
                bottom = trim.height + bleed if row is last and is_last else y + block.height
                box = Rect(-bleed, top, trim.width + bleed, bottom)
            path = rectangle(box) if row.full else rounded_rectangle(box, _CORNER)
            grounds.append(Fill(path, inks[row.ground], Role.GROUND, Source("ground")))
        items += (each.drawn() for each in block.moved(template.margin, y))
        y += block.height + gap
    return Artwork((*grounds, *items), trim, bleed)
