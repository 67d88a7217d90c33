"""What is printed and what is cut, apart: for standards without layers, and for packages that want both.

The cut goes by its role, not by its ink; what stands on every plate belongs to both. Groups whose items all go, go
with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Group, Item, Role, Stroke
from keytag.drawing.ink import BLACK
from keytag.imposition.inking import ON_EVERY_PLATE
from keytag.imposition.sheet import Page, Placement

CUT_ROLES = frozenset({Role.DIELINE, Role.KISS_CUT, Role.HOLE, Role.BLEED_LINE, Role.DIMENSION})
"""What tells the cutter or the die maker something and is never printed."""


def without_cut(artwork: Artwork) -> Artwork:
    """Return ``artwork`` as it is printed, without dieline, hole and what else is only said."""
    return _kept(artwork, lambda item: item.role not in CUT_ROLES)


def cut_alone(artwork: Artwork) -> Artwork:
    """Return the dieline, the hole and what else is only said of ``artwork``, and nothing that is printed."""
    return _kept(artwork, _is_cut)


def sheets_without_cut(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return ``pages`` as they are printed; pages that shared a form share one still."""
    return tuple(_parted(pages, cache(without_cut)))


def sheets_of_cut(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return one page for each form of ``pages``, with its cut and the marks by which it registers."""
    firsts = {id(page.form): replace(page, extras=()) for page in reversed(pages)}
    ordered = (firsts[number] for number in dict.fromkeys(id(page.form) for page in pages))
    return tuple(_parted(tuple(ordered), cache(lambda artwork: _kept(artwork, _is_with_the_cut))))


def _is_cut(item: Fill | Stroke) -> bool:
    return item.role in CUT_ROLES


def _is_with_the_cut(item: Fill | Stroke) -> bool:
    """Tell whether an item goes with the cut: it, what stands on every plate, and the cutter's own black marks."""
    return _is_cut(item) or (item.role is Role.MARK and (item.source == ON_EVERY_PLATE or item.ink == BLACK))


def _parted(pages: Sequence[Page], part: Callable[[Artwork], Artwork]) -> Iterator[Page]:
    forms = {id(page.form): page.form for page in pages}
    parted = {
        number: replace(form, placements=tuple(_placements(form.placements, part)))
        for number, form in forms.items()
    }
    for page in pages:
        yield replace(page, form=parted[id(page.form)], extras=tuple(_placements(page.extras, part)))


def _placements(placements: Sequence[Placement], part: Callable[[Artwork], Artwork]) -> Iterator[Placement]:
    for placement in placements:
        artwork = part(placement.artwork)
        if artwork.items:
            yield replace(placement, artwork=artwork)


def _kept(artwork: Artwork, is_kept: Callable[[Fill | Stroke], bool]) -> Artwork:
    return replace(artwork, items=_items(artwork.items, is_kept))


def _items(items: tuple[Item, ...], is_kept: Callable[[Fill | Stroke], bool]) -> tuple[Item, ...]:
    kept: list[Item] = []
    for item in items:
        if not isinstance(item, Group):
            if is_kept(item):
                kept.append(item)
        elif inner := _items(item.items, is_kept):
            kept.append(replace(item, items=inner))
    return tuple(kept)
