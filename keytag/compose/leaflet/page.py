"""A leaflet's sides: all rows at the largest scale at which they fit, what is left over shared out between them.

Goes in: template, content, colours, code, the tag's look. Comes out: two artworks, or a finding that says by how
much the smallest sizes are too large.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from msgspec import Struct

from keytag.compose.bisection import largest_fitting
from keytag.compose.code_place import PlacedCode
from keytag.compose.leaflet.blocks import LeafletParts, make_block, placed_code
from keytag.compose.leaflet.lines import Line, Placed, TypeBlock, stack
from keytag.documents.leaflet import Leaflet, LeafletRow, LeafletSlot
from keytag.drawing.artwork import Artwork, Fill, Item, Role, Source, walk
from keytag.drawing.geometry import Rect, rectangle, rounded_rectangle
from keytag.drawing.ink import Ink
from keytag.findings import Finding, Rule
from keytag.text.text import Text
from keytag.units import format_against

FITS = Rule.error("leaflet-holds-its-words", __name__)
CODE_FITS = Rule.error("leaflet-code-has-room", __name__)
RULES = (FITS, CODE_FITS)
"""Every rule of this module."""
# House rules, in mm: between slots of a cell, as a share of the room between rows; corners of panels.
_SLOT_GAP, _CORNER = 0.4, 2.0
# House rule: beyond so many times the largest gap a side is not stretched; what is left stays below.
_STRETCH = 2.2


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


def compose_leaflet(
    template: Leaflet, parts: LeafletParts, bleed: float
) -> tuple[ComposedLeaflet | None, tuple[Finding, ...]]:
    """Return both sides, or what does not fit."""
    findings: list[Finding] = []
    sides: list[Artwork] = []
    scales: list[float] = []
    smallest = inf
    for rows in (template.front, template.back):
        empty = _DrawnRows(Artwork((), _trim(template), bleed), 0.0, inf)
        composed = _compose_side(template, rows, parts, bleed) if rows else empty
        if isinstance(composed, Finding):
            findings.append(composed)
        else:
            sides.append(composed.artwork)
            scales.append(composed.scale)
            smallest = min(smallest, composed.smallest)
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
    return ComposedLeaflet(sides[0], sides[1], two, contact, side, tuple(scales[: 1 + two]), smallest), ()


def _trim(template: Leaflet) -> Rect:
    return Rect(0.0, 0.0, template.paper.width, template.paper.height)


def _compose_side(
    template: Leaflet, rows: tuple[LeafletRow, ...], parts: LeafletParts, bleed: float
) -> _DrawnRows | Finding:
    least = _attempt(template, rows, parts, 0.0)
    for rank in _ranks(rows):
        if not isinstance(least, Finding):
            break
        rows = _without(rows, rank)
        least = _attempt(template, rows, parts, 0.0)
    if isinstance(least, Finding):
        return least

    def attempt(scale: float) -> _Side | None:
        found = _attempt(template, rows, parts, scale)
        return None if isinstance(found, Finding) else found

    best = attempt(1.0) or largest_fitting(attempt, 0.0, 1.0, least)
    placed = [each.what for _, block in best.rows for each in block.items]
    sizes = [each.setting.size for each in placed if isinstance(each, Line)]
    return _DrawnRows(_draw(template, best, bleed, parts.inks), best.scale, min(sizes, default=inf))


def _ranks(rows: tuple[LeafletRow, ...]) -> tuple[int, ...]:
    """Return in which order slots give way."""
    slots = (slot for row in rows for cell in row.cells for slot in cell.slots)
    return tuple(sorted({rank for slot in slots if (rank := _rank(slot)) is not None}))


def _rank(slot: LeafletSlot) -> int | None:
    return getattr(slot, "gives_way", None)


def _without(rows: tuple[LeafletRow, ...], rank: int) -> tuple[LeafletRow, ...]:
    """Return ``rows`` without the slots of ``rank``; the grid stays."""
    return tuple(
        row.model_copy(
            update={
                "cells": tuple(
                    cell.model_copy(update={"slots": tuple(s for s in cell.slots if _rank(s) != rank)})
                    for cell in row.cells
                )
            }
        )
        for row in rows
    )


class _DrawnRows(Struct, frozen=True):
    """A side drawn, at which scale, with the size of its smallest lettering."""

    artwork: Artwork
    scale: float
    smallest: float


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
    """Place the rows from the top, what is left over shared out between them."""
    trim = _trim(template)
    between = max(len(side.rows) - 1, 1)
    gap = side.gap + min(side.left / between, template.gap.largest * _STRETCH)
    grounds: list[Item] = []
    items: list[Item] = []
    first, last = side.rows[0][0], side.rows[-1][0]
    y = 0.0 if first.full and first.ground else template.margin
    for index, (row, block) in enumerate(side.rows):
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
