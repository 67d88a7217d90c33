"""From editions and counts to plates: which forms there are, how often each is printed, the pages to write.

Goes in: press, cut, editions with their artworks, how they are laid, marks, and what fills each plate. Comes out:
an `Imposition` of plates, figures and pages, as values. Which editions share a plate is decided elsewhere
(`keytag.imposition.gang`). A form is built of tags, then cutting lines, then marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.geometry import Affine, Hole, Rect, Shape, circle, rectangle
from keytag.drawing.ink import Ink
from keytag.imposition.backing_up import back_on_sheet, front_on_sheet, front_slots, turning_instruction
from keytag.imposition.counts import Filling, PlanFigures, assign_slots, count_front_slots, sheets_to_spare
from keytag.imposition.form_inks import FormInks, inks_on
from keytag.imposition.layout import FreeLayout, Layout, LayoutKind, LayoutPattern, Slot
from keytag.imposition.margin import Margin
from keytag.imposition.press import Backing, GuillotinePress, Press
from keytag.imposition.sheet import Form, Page, Placement, Plate, SheetSide
from keytag.imposition.sheet_layout import sheet_layout
from keytag.imposition.sheet_marks import (
    Furniture,
    SheetMarks,
    SheetMarkSet,
    add_marks,
    place_sheet_marks,
    trim_marks,
)
from keytag.imposition.slug import PlacedSlug, Slug
from keytag.imposition.technical_lines import dieline, order_of_visits


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


class LayoutAndBacking(Struct, frozen=True):
    """How tags are laid and backed up; ``free`` are the places of a free layout."""

    layout: LayoutKind = LayoutKind.NESTED
    backing: Backing = Backing.SHEETWISE
    free: FreeLayout | None = None

    @property
    def pattern(self) -> LayoutPattern:
        """What a sheet is laid by."""
        return self.layout if self.free is None else self.free


# House rule, in mm: white round what is read on clear stock; marks keep more than twice that from each other.
_AROUND = 0.3


class Imposition(Struct, frozen=True):
    """The whole answer: layout, plates, figures, and the pages to write."""

    press: Press
    cut: Cut
    way: LayoutAndBacking
    layout: Layout
    plates: tuple[Plate, ...]
    plan: PlanFigures
    furniture: Furniture
    slugs: tuple[tuple[PlacedSlug | None, ...], ...]
    """For each plate, for each of its forms."""
    inks: tuple[tuple[FormInks, ...], ...]
    """As ``slugs``: the inks of each form."""
    marks: SheetMarks
    """The marks of the sheet itself, as its front sees them."""

    def pages(self, *, every_sheet: bool = False, sheets: range | None = None) -> Iterator[Page]:
        """Yield each form once, fronts before their backs; or, with ``every_sheet``, both sides of every sheet.

        Where one form prints both sides, every sheet has it twice. Of every sheet ``sheets`` may name a part, by
        their numbers from 0 over all plates.
        """
        size = self.press.width, self.press.height
        before = 0
        for plate, slugs, inks in zip(self.plates, self.slugs, self.inks, strict=True):
            sides = tuple(zip(plate.forms, slugs, inks, strict=True))
            if not every_sheet:
                yield from (Page(*size, form) for form, *_ in sides)
                continue
            if plate.front.side is SheetSide.BOTH:
                sides += sides
            wanted = range(plate.run_length)
            if sheets is not None:
                wanted = range(max(sheets.start - before, 0), min(sheets.stop - before, plate.run_length))
            before += plate.run_length
            for number in (index + 1 for index in wanted):
                for form, slug, own in sides:
                    counter = self._counter(slug, number, plate.run_length)
                    yield Page(*size, form, tuple(map(own.apply_to, counter)))

    def _counter(self, slug: PlacedSlug | None, number: int, total: int) -> tuple[Placement, ...]:
        if slug is None:
            return ()
        return slug.counter(number, total, self.furniture.setter)


def impose(
    press: Press,
    cut: Cut,
    runs: tuple[EditionRun, ...],
    way: LayoutAndBacking,
    furniture: Furniture,
    fillings: tuple[Filling, ...],
) -> Imposition:
    """Lay the editions' tags on press sheets and return plates, figures and pages.

    ``fillings`` say what each plate carries, ``copies`` in the order of ``runs``. Raises InvalidDocumentError,
    with its finding, where a tag is larger than the printable area.
    """
    layout = sheet_layout(press, cut.shape, way.pattern, way.backing, furniture.marks)
    builder = FormBuilder(press, cut, way, furniture, layout)
    fixed = builder.place_marks()
    made = [_make_plate(builder, fixed, runs, fillings, i) for i in range(len(fillings))]
    plates = tuple(plate for plate, _ in made)
    forms = tuple(each for _, each in made)
    return Imposition(
        press,
        cut,
        way,
        layout,
        plates,
        _count_all(builder, runs, plates, sum(filling.make_ready for filling in fillings)),
        furniture,
        tuple(tuple(form.slug for form in each) for each in forms),
        tuple(tuple(form.inks for form in each) for each in forms),
        fixed,
    )


def _sides_to_print(backing: Backing) -> tuple[SheetSide, ...]:
    """Return the forms that each edition needs."""
    if backing.shares_form:
        return (SheetSide.BOTH,)
    return (SheetSide.FRONT, SheetSide.BACK) if backing.is_two_sided else (SheetSide.FRONT,)


def _make_plate(
    builder: FormBuilder,
    fixed: SheetMarks,
    runs: tuple[EditionRun, ...],
    fillings: tuple[Filling, ...],
    index: int,
) -> tuple[Plate, tuple[FormWithSlug, ...]]:
    """Return a plate with its forms as they were set; the cutter's sheets are printed with the first."""
    filling, layout, sides = fillings[index], builder.layout, _sides_to_print(builder.way.backing)
    tags = tuple(runs[number] for number in assign_slots(layout, filling.copies))
    counted = Counter(run.edition for run in tags)
    copies = tuple((run.edition, counted[run.edition]) for run in runs if run.edition in counted)
    slug = Slug(
        builder.furniture.facts,
        copies,
        sides[0],
        run=index + 1,
        runs=len(fillings),
        run_length=filling.run_length,
        load=filling.run_length + filling.make_ready + (builder.cut.setup_sheets if not index else 0),
        turn=turning_instruction(builder.press, builder.way.backing),
    )
    fronts = tags[: count_front_slots(layout)]
    forms = [builder.build_form(fronts, fixed, replace(slug, side=side)) for side in sides]
    plate = Plate(
        tuple(run.edition for run in tags),
        forms[0].form,
        forms[1].form if len(forms) > 1 else None,
        filling.run_length,
        tuple((edition, count * filling.run_length) for edition, count in copies),
        all(form.has_legend for form in forms),
        filling.make_ready,
    )
    return plate, tuple(forms)


def _count_all(
    builder: FormBuilder, runs: tuple[EditionRun, ...], plates: tuple[Plate, ...], make_ready: int
) -> PlanFigures:
    """Return the figures of all editions together."""
    given = [(plate.run_length, dict(plate.copies)) for plate in plates]
    on_one = [(run, [copies.get(each.edition, 0) // run for each in runs]) for run, copies in given]
    ordered, slots = sum(run.ordered for run in runs), len(builder.layout.slots)
    return PlanFigures(
        ordered=ordered,
        overs=sum(run.wanted for run in runs) - ordered,
        printed=sum(copies for plate in plates for _, copies in plate.copies),
        sheets=sum(plate.run_length for plate in plates),
        slots=slots,
        layout=builder.layout.kind,
        used_area=slots * builder.cut.shape.area / builder.press.sheet.area,
        make_ready=make_ready,
        cutter_setup=builder.cut.setup_sheets,
        sheets_to_spare=sheets_to_spare([run.ordered for run in runs], on_one),
    )


class FormBuilder(Struct, frozen=True):
    """Builds the forms of one job from what they share."""

    press: Press
    cut: Cut
    way: LayoutAndBacking
    furniture: Furniture
    layout: Layout

    def place_marks(self) -> SheetMarks:
        """Return the marks that belong to the sheet, as its front sees them."""
        return place_sheet_marks(self._margin(self.layout.slots), self.furniture.marks)

    def build_form(self, tags: tuple[EditionRun, ...], fixed: SheetMarks, slug: Slug) -> FormWithSlug:
        """Return one form: tags, then cutting lines, then marks; ``fixed`` are as the front sees them.

        ``tags`` are the editions in the slots that carry fronts, one for each.
        """
        side = slug.side
        slots = self.layout.slots
        if side is SheetSide.BACK:
            mirror = self.press.mirror_for(self.way.backing)
            fixed = fixed.through(mirror)
            slots = tuple(slot.through(mirror) for slot in slots)
        own = self._inks(tags, side)
        mark_set = add_marks(self._margin(slots), self.furniture, fixed, slug, own)
        printed = (*trim_marks(self._margin(slots)), *mark_set.placements)
        marks = (*self._white(mark_set, own.white), *map(own.apply_to, printed))
        placed = (*self._tags(tags, side), *self._cuts(side), *marks)
        return FormWithSlug(Form(side, placed, self._clip()), mark_set.slug, mark_set.has_legend, own)

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

    def _white(self, mark_set: SheetMarkSet, white: Ink | None) -> Iterator[Placement]:
        """Yield the white beneath what is read on clear stock, no nearer to the sheet's edge than any ink."""
        room = self._margin(self.layout.slots).inked
        if white is None:
            return
        for box in mark_set.read:
            kept = box.grown(_AROUND).cut_to(room)
            fill = Fill(rectangle(kept), white, Role.UNDERBASE, overprint=True)
            yield Placement(Artwork((fill,), kept), Affine())
        for spot in mark_set.seen:
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
        """Return a die's lines of one side in the order in which they are cut; a guillotine has none."""
        cut, cuts = self.cut, list[Placement]()
        if isinstance(self.press, GuillotinePress):
            return []
        if side is not SheetSide.BACK:
            front = dieline(cut.shape, cut.hole, cut.ink, cut.hole_ink, is_kiss=cut.is_kiss)
            cuts += (Placement(front, matrix) for matrix in self._fronts())
        if side is SheetSide.BOTH or (side is SheetSide.BACK and cut.on_back):
            hole = None if cut.hole is None else cut.hole.mirrored(cut.shape.width)
            back = dieline(cut.shape, hole, cut.ink, cut.hole_ink, is_kiss=cut.is_kiss)
            cuts += (Placement(back, matrix) for matrix in self._backs())
        way = order_of_visits([each.transform.apply(cut.shape.centre) for each in cuts])
        return [cuts[number] for number in way]

    def _fronts(self) -> Iterator[Affine]:
        return (
            front_on_sheet(slot, self.cut.shape, reverse=self.press.reverse) for slot in front_slots(self.layout)
        )

    def _backs(self) -> Iterator[Affine]:
        shape, press, backing = self.cut.shape, self.press, self.way.backing
        return (back_on_sheet(slot, shape, press, backing) for slot in front_slots(self.layout))


class FormWithSlug(Struct, frozen=True):
    """A form with its slug as set, so that a counter can be added sheet by sheet."""

    form: Form
    slug: PlacedSlug | None
    has_legend: bool
    inks: FormInks
