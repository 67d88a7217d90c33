"""How each part of a tag is made at a shop: of the material itself, moulded, printed, or put on as a patch.

A job says what a tag looks like; this is what the shop's file makes of it. Nothing here changes the look.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.artwork import Artwork, Fill, Role, Stroke, walk
from keytag.compose import ComposedTag
from keytag.ink import Ink
from keytag.preflight.relief import MouldLimits, with_relief
from keytag.workflow.setting import Setting

Way = Literal["material", "moulded", "printed", "patch"]


class Made(Struct, frozen=True):
    """A part of a tag: a slot of its template on one side, its ink, how it is made, the job's nodes it shows."""

    side: Literal["front", "back"]
    slot: str
    ink: Ink
    way: Way
    nodes: tuple[str, ...]


def as_made(setting: Setting, tag: ComposedTag, stock: Ink | None) -> ComposedTag:
    """Return ``tag`` on its material, black on top, what the shop's mould holds as relief of its own colour."""
    mould = mould_of(setting)
    front, back = (_on_stock(setting, side, stock) for side in (tag.front, tag.back))
    if setting.shop.inks == "spots":
        front, back = _black_on_top(front), _black_on_top(back)
    if mould is not None:
        front, back = with_relief(front, mould), with_relief(back, mould)
    return tag if (front, back) == (tag.front, tag.back) else replace(tag, front=front, back=back)


def mould_of(setting: Setting) -> MouldLimits | None:
    """Return what the shop's mould can hold; None where it moulds nothing, or nothing but whole goods."""
    said = setting.shop.mould
    return MouldLimits(said.letter, said.line, said.gap, said.relief) if said is not None else None


def _on_stock(setting: Setting, side: Artwork, stock: Ink | None) -> Artwork:
    """Return ``side`` with its material under it, unless the template's own ground is that already."""
    first = next(iter(side.items), None)
    is_there = isinstance(first, Fill) and first.role is Role.GROUND and first.ink.material
    if stock is None or is_there:
        return side
    ground = Fill(setting.shape.outline(-setting.shop.bleed), stock, Role.GROUND)
    return replace(side, items=(ground, *side.items))


def _black_on_top(side: Artwork) -> Artwork:
    """Return ``side`` with all its black on top of what lies under it: flat inks cover, and need not register."""
    items = tuple(
        replace(item, overprint=True)
        if isinstance(item, Fill | Stroke) and item.ink.plates == {"Black"} and item.ink.is_flat
        else item
        for item in side.items
    )
    return side if items == side.items else replace(side, items=items)


def makings(setting: Setting, tag: ComposedTag) -> tuple[Made, ...]:
    """Return how each part of ``tag`` is made, front first, each once."""
    is_patch = setting.shop.code == "patch"
    body = next(iter(tag.front.items), None)
    stock = body.ink if isinstance(body, Fill) and body.ink.material else None
    sides: tuple[tuple[Literal["front", "back"], Artwork], ...] = (("front", tag.front), ("back", tag.back))
    found: dict[tuple[Literal["front", "back"], str, Ink, Way], dict[str, None]] = {}
    for side, artwork in sides:
        for item, _ in walk(artwork.items):
            if not item.ink.technical:
                key = (side, item.source.slot, item.ink, _way(item, stock, is_patch=is_patch))
                found.setdefault(key, {}).update({item.source.node: None} if item.source.node else {})
    return tuple(Made(*key, tuple(nodes)) for key, nodes in found.items())


def _way(item: Fill | Stroke, stock: Ink | None, *, is_patch: bool) -> Way:
    if item.role in (Role.QR, Role.QR_GROUND):
        return "patch" if is_patch else "printed"
    if not item.ink.material:
        return "printed"
    return "material" if item.role is Role.GROUND and item.ink == stock else "moulded"
