"""A template's slots with lettering no larger than it came out elsewhere, so that two tags look of one kind."""

from __future__ import annotations

from collections.abc import Mapping

from keytag.compose.side import ComposedSide
from keytag.documents.template import Slot, Type


def no_larger(slots: tuple[Slot, ...], model: ComposedSide, growth: float) -> tuple[Slot, ...]:
    """Return ``slots`` with lettering at most as large as it is on ``model``; ``growth`` is its frame's."""
    sizes: dict[tuple[str, str], float] = {}
    if model.cast is not None:
        for name, edge in model.cast.edges.items():
            if edge is not None:
                sizes[name, "type"] = edge.size
        rows = (row for stack in model.cast.middle.placed for row in stack.rows)
        for piece in (piece for row in rows for piece in row.pieces if piece.run):
            part = piece.source.node.rpartition(".")[2]
            sizes[piece.source.slot, part if part in ("label", "number") else "type"] = piece.size
    return tuple(_lowered(slot, sizes, growth) for slot in slots)


def _lowered(slot: Slot, sizes: Mapping[tuple[str, str], float], growth: float) -> Slot:
    changed: dict[str, Type] = {}
    for part in ("type", "label", "number"):
        kind, size = getattr(slot, part, None), sizes.get((slot.slot, part))
        if kind is not None and size is not None:
            largest = max(min(kind.size.largest, size / growth), kind.size.smallest)
            range_ = kind.size.model_copy(update={"largest": largest})
            changed[part] = kind.model_copy(update={"size": range_})
    return slot.model_copy(update=changed) if changed else slot
