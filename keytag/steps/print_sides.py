"""What is printed of a tag at a shop: its sides with the shop's white, and its code where that is printed apart.

A tag as composed shows how it will look. What its plates print is more where colours stand on white, and less
where the code is a patch that is put on, and where a colour is that of the material or of what is moulded of it.
"""

from __future__ import annotations

from msgspec.structs import replace

from keytag.compose import ComposedTag
from keytag.drawing.artwork import Artwork, Fill, Group, Item, Role, Stroke
from keytag.drawing.geometry import Affine, Rect, rounded_rectangle
from keytag.drawing.ink import PAPER, on_plate
from keytag.imposition.technical_lines import CUT_WIDTH
from keytag.imposition.underbase import with_underbase
from keytag.steps.job_setup import Setting


def printed_sides(setting: Setting, tag: ComposedTag) -> tuple[Artwork, Artwork]:
    """Return both sides of ``tag`` as the shop's plates print them."""
    sides = (tag.front, tag.back)
    if has_patch(setting, tag):
        sides = (_without_code(tag.front), _without_code(tag.back))
    if setting.shop.inks == "spots":
        sides = (_as_plates(sides[0]), _as_plates(sides[1]))
    return with_underbase(sides, setting.shape, setting.hole, setting.white)


def has_patch(setting: Setting, tag: ComposedTag) -> bool:
    """Tell whether the code of ``tag`` is printed apart, on a patch."""
    return setting.shop.code == "patch" and tag.code is not None


def patch_of(setting: Setting, tag: ComposedTag) -> Artwork | None:
    """Return the patch with the code of ``tag`` on its white ground, cut out; None where there is none.

    Its trim box is the ground, quiet zone included; what it is cut by stands last.
    """
    if tag.code is None or not has_patch(setting, tag):
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
    bleed = replace(ground, path=rounded_rectangle(trim.grown(setting.shop.bleed), setting.shop.bleed))
    cut = Stroke(ground.path, setting.dieline, CUT_WIDTH, Role.DIELINE, overprint=True)
    return Artwork((bleed, *(item for item in items if item is not ground), cut), trim, setting.shop.bleed)


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
            ink = on_plate(item.ink)
            items.append(item if ink == item.ink else replace(item, ink=ink))
    return side if tuple(items) == side.items else replace(side, items=tuple(items))
