"""What marks are printed in: the inks that the product on a form needs, and no others.

A plate that carries marks alone costs as much as any and prints nothing. So marks are drawn in the ink of all
plates (ISO 32000-1, 8.6.6.4), and here, where it is known which plates a form has, painted in the inks of those: a
Separation All would also lie on the plates of dieline, white and inks of the other side. Knows nothing of where
marks stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Group, Item, Role, Source, Stroke, walk
from keytag.drawing.ink import ALL_PLATES, BLACK, PROCESS, Cmyk, Ink, spot
from keytag.imposition.sheet import Form, Placement
from keytag.imposition.underbase import keep_white_whole

ON_EVERY_PLATE = Source("every-plate")
"""Where a mark comes from that was drawn in the ink of all plates."""


class FormInks(Struct, frozen=True):
    """The inks of one form's product: its process plates, each spot once and full, its process mixtures."""

    process: tuple[str, ...] = ()
    spots: tuple[Ink, ...] = ()
    mixtures: tuple[Cmyk, ...] = ()
    white: Ink | None = None
    """What lies beneath the marks on stock that is clear."""

    @property
    def solids(self) -> tuple[Ink, ...]:
        """Each plate's ink alone and full, by the name that a separator gives its plate."""
        return (*(Ink(name, _full((name,))) for name in self.process), *self.spots)

    @property
    def plates(self) -> tuple[str, ...]:
        """The plates by name, process plates first."""
        return tuple(ink.name for ink in self.solids)

    def hold(self, inks: Iterable[Ink]) -> bool:
        """Tell whether ``inks`` need no plate beyond these."""
        return all(ink.plates <= set(self.plates) for ink in inks)

    def with_black(self) -> FormInks:
        """Return these inks and black, which a cutter's camera needs."""
        return replace(self, process=tuple(name for name in PROCESS if name in {*self.process, *BLACK.plates}))

    def apply_to(self, placement: Placement) -> Placement:
        """Return a mark as it is printed here."""
        return replace(placement, artwork=_in_form_inks(placement.artwork, self))


def inks_on(artworks: Iterable[Artwork]) -> FormInks:
    """Return the inks of a form that carries ``artworks``; neither what is technical nor what lies under them."""
    drawn = (item for artwork in artworks for item, _ in walk(artwork.items) if item.role is not Role.UNDERBASE)
    used = tuple(dict.fromkeys(item.ink for item in drawn if not item.ink.technical and item.ink.total > 0))
    process = {plate for ink in used if not ink.spot for plate in ink.plates}
    spots = {ink.name: spot(ink.name, ink.cmyk) for ink in used if ink.spot}
    mixtures = dict.fromkeys(ink.cmyk for ink in used if not ink.spot and len(ink.plates) > 1)
    return FormInks(tuple(name for name in PROCESS if name in process), tuple(spots.values()), tuple(mixtures))


def plates_of_form(form: Form) -> tuple[str, ...]:
    """Return the printing plates of ``form``, as a separator finds them: process plates first, then spots."""
    artworks = {id(placed.artwork): placed.artwork for placed in form.placements}.values()
    inks = {item.ink for artwork in artworks for item, _ in walk(artwork.items) if not item.ink.technical}
    names = {plate for ink in inks for plate in ink.plates}
    return (*(name for name in PROCESS if name in names), *sorted(names - set(PROCESS)))


@lru_cache(maxsize=4096)
def _in_form_inks(artwork: Artwork, own: FormInks) -> Artwork:
    items = tuple(_paint(artwork.items, own))
    return replace(artwork, items=items if own.white is None else tuple(keep_white_whole(items, own.white)))


def _paint(items: tuple[Item, ...], own: FormInks) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Group):
            yield replace(item, items=tuple(_paint(item.items, own)))
        elif item.ink.name == ALL_PLATES:
            yield from _on_every_plate(item, own)
        elif item.ink == BLACK and not own.hold((BLACK,)) and own.spots:
            # A shop of spots alone has no black of its own: a camera sees the darkest spot best.
            yield replace(item, ink=max(own.spots, key=lambda ink: sum(ink.cmyk)))
        else:
            yield item


def _on_every_plate(item: Fill | Stroke, own: FormInks) -> Iterator[Item]:
    """Yield ``item`` in all process inks at once, then in each spot, which overprints what is there."""
    item = replace(item, source=ON_EVERY_PLATE)
    if own.process:
        yield replace(item, ink=Ink("every plate", _full(own.process)))
    yield from (replace(item, ink=ink, overprint=True) for ink in own.spots)


def _full(names: tuple[str, ...]) -> Cmyk:
    c, m, y, k = (float(name in names) for name in PROCESS)
    return c, m, y, k
