"""How each part of a tag is made at a shop: of the material itself, moulded, printed, or put on as a patch.

A job says what a tag looks like; this is what the shop's file makes of it. Nothing here changes the look.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.artwork.craft import editions_share_a_mould
from keytag.checks.artwork.relief import MouldLimits, lowest_letter, with_relief
from keytag.compose import ComposedTag
from keytag.documents.job import EditionContent
from keytag.drawing.artwork import NOWHERE, Artwork, Fill, Group, Item, Role, Stroke, walk
from keytag.drawing.geometry import Affine, Rect, rounded_rectangle
from keytag.drawing.ink import PAPER, Ink, as_material, plate_ink
from keytag.findings import Finding
from keytag.imposition.counts import with_overs
from keytag.imposition.technical_lines import CUT_WIDTH
from keytag.imposition.underbase import with_underbase
from keytag.steps.job_setup import JobSetup

WHITE_BODY = as_material(Ink("white", (0.0, 0.0, 0.0, 0.0)))
"""What a mould's body is made of where its material has no colour of its own."""
# House rule, in mm: a limit in the shop's file is told no finer.
_STEP = 0.1

MakingMethod = Literal["material", "moulded", "printed", "patch"]


class PartMaking(Struct, frozen=True):
    """A part of a tag: a slot of its template on one side, its ink, how it is made, the job's nodes it shows."""

    side: Literal["front", "back"]
    slot: str
    ink: Ink
    way: MakingMethod
    nodes: tuple[str, ...]


def with_material(setup: JobSetup, tag: ComposedTag, stock: Ink | None) -> ComposedTag:
    """Return ``tag`` on its material, black on top, what the shop's mould holds as relief of its own colour."""
    mould = mould_of(setup)
    front, back = (_on_stock(setup, side, stock) for side in (tag.front, tag.back))
    if setup.shop.inks == "spots":
        front, back = _black_on_top(front), _black_on_top(back)
    if mould is not None:
        front, back = with_relief(front, mould), with_relief(back, mould)
    return tag if (front, back) == (tag.front, tag.back) else replace(tag, front=front, back=back)


def mould_of(setup: JobSetup) -> MouldLimits | None:
    """Return what the shop's mould can hold; None where it moulds nothing, or nothing but whole goods."""
    said = setup.shop.mould
    return MouldLimits(said.letter, said.line, said.gap, said.relief) if said is not None else None


def _on_stock(setup: JobSetup, side: Artwork, stock: Ink | None) -> Artwork:
    """Return ``side`` with its material under it, unless the template's own ground is that already."""
    first = next(iter(side.items), None)
    is_there = isinstance(first, Fill) and first.role is Role.GROUND and first.ink.material
    if stock is None or is_there:
        return side
    ground = Fill(setup.shape.outline(-setup.shop.bleed), stock, Role.GROUND)
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


def part_makings(setup: JobSetup, tag: ComposedTag) -> tuple[PartMaking, ...]:
    """Return how each part of ``tag`` is made, front first, each once."""
    is_patch = setup.shop.code == "patch"
    body = next(iter(tag.front.items), None)
    stock = body.ink if isinstance(body, Fill) and body.ink.material else None
    sides: tuple[tuple[Literal["front", "back"], Artwork], ...] = (("front", tag.front), ("back", tag.back))
    found: dict[tuple[Literal["front", "back"], str, Ink, MakingMethod], dict[str, None]] = {}
    for side, artwork in sides:
        for item, _ in walk(artwork.items):
            if not item.ink.technical:
                key = (side, item.source.slot, item.ink, _way(item, stock, is_patch=is_patch))
                found.setdefault(key, {}).update({item.source.node: None} if item.source.node else {})
    return tuple(PartMaking(*key, tuple(nodes)) for key, nodes in found.items())


def _way(item: Fill | Stroke, stock: Ink | None, *, is_patch: bool) -> MakingMethod:
    if item.role in (Role.QR, Role.QR_GROUND):
        return "patch" if is_patch else "printed"
    if not item.ink.material:
        return "printed"
    return "material" if item.role is Role.GROUND and item.ink == stock else "moulded"


def mould_findings(setup: JobSetup, tags: tuple[tuple[EditionContent, ComposedTag], ...]) -> tuple[Finding, ...]:
    """Return what is to be said of how many moulds the editions take."""
    if setup.shop.mould is None or len(tags) < 2:
        return ()
    reliefs = [frozenset(_relief(setup, *each)) for each in tags]
    count, differing = len(set(reliefs)), frozenset.union(*reliefs) - frozenset.intersection(*reliefs)
    letter, items = None, [item for _, item in differing]
    if items and all(item.role is Role.LETTERING for item in items):
        letter = round((floor(max(map(lowest_letter, items)) / _STEP) + 1) * _STEP, 1)
    return tuple(editions_share_a_mould(count, len(tags), letter))


def _relief(setup: JobSetup, content: EditionContent, tag: ComposedTag) -> Iterator[tuple[str, Fill | Stroke]]:
    """Yield what stands out of each side; its colour is no matter of the mould's."""
    body = setup.stock(content) or WHITE_BODY
    for side, artwork in (("front", tag.front), ("back", tag.back)):
        for item in raised_items(artwork, body):
            yield side, replace(item, ink=WHITE_BODY, source=NOWHERE)


def raised_items(artwork: Artwork, body: Ink) -> Iterator[Fill | Stroke]:
    """Yield what of a side is moulded on its body."""
    for item in artwork.items:
        if not isinstance(item, Fill | Stroke) or not item.ink.material:
            continue
        if item.role is not Role.GROUND or item.ink != body:
            yield item


def printed_sides(setup: JobSetup, tag: ComposedTag) -> tuple[Artwork, Artwork]:
    """Return both sides of ``tag`` as the shop's plates print them."""
    sides = (tag.front, tag.back)
    if has_patch(setup, tag):
        sides = (_without_code(tag.front), _without_code(tag.back))
    if setup.shop.inks == "spots":
        sides = (_as_plates(sides[0]), _as_plates(sides[1]))
    return with_underbase(sides, setup.shape, setup.hole, setup.white)


def has_patch(setup: JobSetup, tag: ComposedTag) -> bool:
    """Tell whether the code of ``tag`` is printed apart, on a patch."""
    return setup.shop.code == "patch" and tag.code is not None


def sticker_size(setup: JobSetup, tag: ComposedTag) -> tuple[float, float] | None:
    """Return how large the sticker with the code of ``tag`` is, in mm; None where the tag bears it."""
    if tag.code is None or not has_patch(setup, tag):
        return None
    return round(tag.code.ground.width, 1), round(tag.code.ground.height, 1)


def sticker_count(setup: JobSetup, ordered: int | None) -> int | None:
    """Return how many stickers go with so many ``ordered`` tags, overs included; None where nobody says how many.

    Every paper counts them so: a tag that is spoiled takes its sticker with it.
    """
    return None if ordered is None else with_overs(ordered, setup.file.job.overs)


def patch_of(setup: JobSetup, tag: ComposedTag) -> Artwork | None:
    """Return the patch with the code of ``tag`` on its white ground, cut out; None where there is none.

    Its trim box is the ground, quiet zone included; what it is cut by stands last.
    """
    if tag.code is None or not has_patch(setup, tag):
        return None
    side = tag.front if tag.code_side == "front" else tag.back
    box = tag.code.ground
    to_corner = Affine.translation(-box.x0, -box.y0)
    items: list[Item] = [
        replace(_blank(item), path=item.path.transformed(to_corner))
        for item in side.items
        if isinstance(item, Fill) and item.role in (Role.QR_GROUND, Role.QR)
    ]
    trim = box.moved(-box.x0, -box.y0)
    ground = next(item for item in items if isinstance(item, Fill) and item.role is Role.QR_GROUND)
    bleed = replace(ground, path=rounded_rectangle(trim.grown(setup.shop.bleed), setup.shop.bleed))
    cut = Stroke(ground.path, setup.dieline, CUT_WIDTH, Role.DIELINE, overprint=True)
    return Artwork((bleed, *(item for item in items if item is not ground), cut), trim, setup.shop.bleed)


def _without_code(side: Artwork) -> Artwork:
    """Return ``side`` with the code's ground left blank, for the patch to lie on."""
    kept = tuple(_blank(item) for item in side.items if not (isinstance(item, Fill) and item.role is Role.QR))
    return side if len(kept) == len(side.items) else replace(side, items=kept)


def _blank(item: Item) -> Item:
    if isinstance(item, Fill) and item.role is Role.QR_GROUND and item.ink.spot:
        return replace(item, ink=PAPER)
    return item


def _as_plates(side: Artwork) -> Artwork:
    """Return ``side`` as plates have it: what is material leaves nothing, and bares what is printed under it."""
    items: list[Item] = []
    printed: list[Rect] = []
    for item in side.items:
        if isinstance(item, Group):
            printed.append(side.bleed_box)
            items.append(item)
        elif item.ink.material:
            # Fine lines are drawn round lettering and not under it.
            is_over = any(item.path.bounds().intersects(box) for box in printed)
            items += (replace(item, ink=PAPER),) if is_over else ()
        else:
            printed += (item.path.bounds(),) if isinstance(item, Fill) and item.ink.total > 0 else ()
            ink = plate_ink(item.ink)
            items.append(item if ink == item.ink else replace(item, ink=ink))
    return side if tuple(items) == side.items else replace(side, items=tuple(items))
