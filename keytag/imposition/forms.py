"""One form: tags with their cutting lines in the slots of one side, and the marks round them.

Knows nothing of how many sheets are printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.geometry import Affine, Hole, Rect, Shape, circle, rectangle
from keytag.drawing.ink import Ink
from keytag.imposition.backup import back_on_sheet, front_on_sheet, fronts_of
from keytag.imposition.cut import dieline
from keytag.imposition.cutway import short_way
from keytag.imposition.furniture import Dressing, Furniture, SheetMarks, dress, sheet_marks
from keytag.imposition.inking import FormInks, inks_on
from keytag.imposition.layout import Layout, LayoutKind, Slot
from keytag.imposition.margin import Margin
from keytag.imposition.press import Backing, Press
from keytag.imposition.sheet import Form, Placement, SheetSide
from keytag.imposition.slug import SetSlug, Slug

# House rule, in mm: white round what is read on clear stock; marks keep more than twice that from each other.
_AROUND = 0.3


class Cut(Struct, frozen=True):
    """What the die does to a tag, with the shop's technical spots; ``on_back`` shows it on the back form too.

    ``setup_sheets`` printed sheets are spoiled while it is set up. Where it ``is_kiss``, the backing stays whole.
    """

    shape: Shape
    hole: Hole | None
    ink: Ink
    hole_ink: Ink | None = None
    on_back: bool = False
    setup_sheets: int = 0
    is_kiss: bool = False


class EditionRun(Struct, frozen=True):
    """One edition: its sides, how many tags are ordered, and how many are to be printed at least."""

    edition: str
    front: Artwork
    back: Artwork
    ordered: int
    wanted: int


class Way(Struct, frozen=True):
    """How tags are laid and backed up."""

    layout: LayoutKind = LayoutKind.NESTED
    backing: Backing = Backing.SHEETWISE


class SetForm(Struct, frozen=True):
    """A form with its slug as set, so that a counter can be added sheet by sheet."""

    form: Form
    slug: SetSlug | None
    has_legend: bool
    inks: FormInks


class Setup(Struct, frozen=True):
    """All that the forms of one job share."""

    press: Press
    cut: Cut
    way: Way
    furniture: Furniture
    layout: Layout

    def sheet_marks(self) -> SheetMarks:
        """Return the marks that belong to the sheet, as its front sees them."""
        return sheet_marks(self._margin(self.layout.slots), self.furniture.marks)

    def form(self, tags: tuple[EditionRun, ...], fixed: SheetMarks, slug: Slug) -> SetForm:
        """Return one form: tags, then cutting lines, then marks; ``fixed`` are as the front sees them.

        ``tags`` are the editions in the slots that carry fronts, one for each.
        """
        side = slug.side
        slots = self.layout.slots
        if side is SheetSide.BACK:
            mirror = self.press.turned(self.way.backing)
            fixed = fixed.through(mirror)
            slots = tuple(slot.through(mirror) for slot in slots)
        own = self._inks(tags, side)
        dressing = dress(self._margin(slots), self.furniture, fixed, slug, own)
        marks = (*self._white(dressing, own.white), *map(own.printed, dressing.placements))
        placed = (*self._tags(tags, side), *self._cuts(side), *marks)
        return SetForm(Form(side, placed, self._clip()), dressing.slug, dressing.has_legend, own)

    def _inks(self, tags: tuple[EditionRun, ...], side: SheetSide) -> FormInks:
        """Return the inks that this side needs: of what is printed on it, and the black of the cutter's marks."""
        editions = {run.edition: run for run in tags}.values()
        fronts = [run.front for run in editions if side is not SheetSide.BACK]
        backs = [run.back for run in editions if side is not SheetSide.FRONT]
        own, marks = inks_on((*fronts, *backs)), self.furniture.marks
        if marks.white is not None and marks.white.is_on(side):
            own = replace(own, white=marks.white.ink)
        needs_black = marks.cutter is not None and marks.cutter.are_on(side) and not marks.spots_alone
        return own.with_black() if needs_black else own

    def _white(self, dressing: Dressing, white: Ink | None) -> Iterator[Placement]:
        """Yield the white beneath what is read on clear stock, no nearer to the sheet's edge than any ink."""
        room = self._margin(self.layout.slots).inked
        if white is None:
            return
        for box in dressing.read:
            kept = box.grown(_AROUND).cut_to(room)
            fill = Fill(rectangle(kept), white, Role.UNDERBASE, overprint=True)
            yield Placement(Artwork((fill,), kept), Affine())
        for spot in dressing.seen:
            # Round, as the place is that tags leave: the corners of a square would lie over their bleed.
            fill = Fill(circle(spot.x, spot.y, spot.diameter / 2), white, Role.UNDERBASE, overprint=True)
            yield Placement(Artwork((fill,), spot.box), Affine())

    def _clip(self) -> Rect | None:
        """Return what of the sheet takes ink, where the outermost tags' bleed reaches beyond it."""
        inked = self.press.inked_for(self.way.backing)
        product = self.layout.box(self.cut.shape).grown(self.press.bleed)
        return None if inked is None or inked.contains(product) else inked

    def _margin(self, slots: tuple[Slot, ...]) -> Margin:
        return Margin(self.press, self.cut.shape, slots, self.way.backing)

    def _tags(self, tags: tuple[EditionRun, ...], side: SheetSide) -> Iterator[Placement]:
        if side is not SheetSide.BACK:
            fronts = zip(tags, self._fronts(), strict=True)
            yield from (Placement(run.front, matrix) for run, matrix in fronts)
        if side is not SheetSide.FRONT:
            backs = zip(tags, self._backs(), strict=True)
            yield from (Placement(run.back, matrix) for run, matrix in backs)

    def _cuts(self, side: SheetSide) -> list[Placement]:
        """Return the cutting lines of one side in the order in which they are cut."""
        cut, cuts = self.cut, list[Placement]()
        if side is not SheetSide.BACK:
            front = dieline(cut.shape, cut.hole, cut.ink, cut.hole_ink, is_kiss=cut.is_kiss)
            cuts += (Placement(front, matrix) for matrix in self._fronts())
        if side is SheetSide.BOTH or (side is SheetSide.BACK and cut.on_back):
            hole = None if cut.hole is None else cut.hole.mirrored(cut.shape.width)
            back = dieline(cut.shape, hole, cut.ink, cut.hole_ink, is_kiss=cut.is_kiss)
            cuts += (Placement(back, matrix) for matrix in self._backs())
        way = short_way([each.transform.apply(cut.shape.centre) for each in cuts])
        return [cuts[number] for number in way]

    def _fronts(self) -> Iterator[Affine]:
        return (
            front_on_sheet(slot, self.cut.shape, reverse=self.press.reverse) for slot in fronts_of(self.layout)
        )

    def _backs(self) -> Iterator[Affine]:
        shape, press, backing = self.cut.shape, self.press, self.way.backing
        return (back_on_sheet(slot, shape, press, backing) for slot in fronts_of(self.layout))
