"""From the editions to plates: which forms there are, how often each is printed, and the pages to write.

Which editions share a plate is decided elsewhere (`keytag.imposition.gang`). Knows nothing of PDF; pages come out
as values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from keytag.imposition.assign import Filling, assigned, places
from keytag.imposition.forms import Cut, EditionRun, SetForm, Setup, Way
from keytag.imposition.furniture import Furniture, SheetMarks
from keytag.imposition.inking import FormInks
from keytag.imposition.layout import Layout
from keytag.imposition.order import Figures, sheets_to_spare
from keytag.imposition.placing import sheet_layout
from keytag.imposition.press import Backing, Press
from keytag.imposition.sheet import Page, Placement, Plate, SheetSide
from keytag.imposition.slug import SetSlug, Slug
from keytag.imposition.turning import turning


class Imposition(Struct, frozen=True):
    """The whole answer: layout, plates, figures, and the pages to write."""

    press: Press
    cut: Cut
    way: Way
    layout: Layout
    plates: tuple[Plate, ...]
    plan: Figures
    furniture: Furniture
    slugs: tuple[tuple[SetSlug | None, ...], ...]
    """For each plate, for each of its forms."""
    inks: tuple[tuple[FormInks, ...], ...]
    """As ``slugs``: the inks of each form."""
    marks: SheetMarks
    """The marks of the sheet itself, as its front sees them."""

    def pages(self, *, every_sheet: bool = False) -> Iterator[Page]:
        """Yield each form once, fronts before their backs; or, with ``every_sheet``, both sides of every sheet.

        Where one form prints both sides, every sheet has it twice.
        """
        size = self.press.width, self.press.height
        for plate, slugs, inks in zip(self.plates, self.slugs, self.inks, strict=True):
            sides = tuple(zip(plate.forms, slugs, inks, strict=True))
            if not every_sheet:
                yield from (Page(*size, form) for form, *_ in sides)
                continue
            if plate.front.side is SheetSide.BOTH:
                sides += sides
            for number in range(1, plate.run_length + 1):
                for form, slug, own in sides:
                    counter = self._counter(slug, number, plate.run_length)
                    yield Page(*size, form, tuple(map(own.printed, counter)))

    def _counter(self, slug: SetSlug | None, number: int, total: int) -> tuple[Placement, ...]:
        if slug is None:
            return ()
        return slug.counter(number, total, self.furniture.setter)


def impose(
    press: Press,
    cut: Cut,
    runs: tuple[EditionRun, ...],
    way: Way,
    furniture: Furniture,
    fillings: tuple[Filling, ...],
) -> Imposition:
    """Lay the editions' tags on press sheets and return plates, figures and pages.

    ``fillings`` say what each plate carries, ``copies`` in the order of ``runs``. Raises InvalidDocumentError,
    with its finding, where a tag is larger than the printable area.
    """
    layout = sheet_layout(press, cut.shape, way.layout, way.backing, furniture.marks)
    setup = Setup(press, cut, way, furniture, layout)
    fixed = setup.sheet_marks()
    made = [_made(setup, fixed, runs, fillings, i) for i in range(len(fillings))]
    plates = tuple(plate for plate, _ in made)
    forms = tuple(each for _, each in made)
    return Imposition(
        press,
        cut,
        way,
        layout,
        plates,
        _plan(setup, runs, plates, sum(filling.make_ready for filling in fillings)),
        furniture,
        tuple(tuple(form.slug for form in each) for each in forms),
        tuple(tuple(form.inks for form in each) for each in forms),
        fixed,
    )


def _sides(backing: Backing) -> tuple[SheetSide, ...]:
    """Return the forms that each edition needs."""
    if backing.shares_form:
        return (SheetSide.BOTH,)
    return (SheetSide.FRONT, SheetSide.BACK) if backing.is_two_sided else (SheetSide.FRONT,)


def _made(
    setup: Setup, fixed: SheetMarks, runs: tuple[EditionRun, ...], fillings: tuple[Filling, ...], index: int
) -> tuple[Plate, tuple[SetForm, ...]]:
    """Return a plate with its forms as they were set; the cutter's sheets are printed with the first."""
    filling, layout, sides = fillings[index], setup.layout, _sides(setup.way.backing)
    tags = tuple(runs[number] for number in assigned(layout, filling.copies))
    counted = Counter(run.edition for run in tags)
    copies = tuple((run.edition, counted[run.edition]) for run in runs if run.edition in counted)
    slug = Slug(
        setup.furniture.facts,
        copies,
        sides[0],
        run=index + 1,
        runs=len(fillings),
        run_length=filling.run_length,
        load=filling.run_length + filling.make_ready + (setup.cut.setup_sheets if not index else 0),
        turn=turning(setup.press, setup.way.backing),
    )
    fronts = tags[: places(layout)]
    forms = [setup.form(fronts, fixed, replace(slug, side=side)) for side in sides]
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


def _plan(setup: Setup, runs: tuple[EditionRun, ...], plates: tuple[Plate, ...], make_ready: int) -> Figures:
    """Return the figures of all editions together."""
    given = [(plate.run_length, dict(plate.copies)) for plate in plates]
    on_one = [(run, [copies.get(each.edition, 0) // run for each in runs]) for run, copies in given]
    ordered, slots = sum(run.ordered for run in runs), len(setup.layout.slots)
    return Figures(
        ordered=ordered,
        overs=sum(run.wanted for run in runs) - ordered,
        printed=sum(copies for plate in plates for _, copies in plate.copies),
        sheets=sum(plate.run_length for plate in plates),
        slots=slots,
        layout=setup.layout.kind,
        used_area=slots * setup.cut.shape.area / setup.press.sheet.area,
        make_ready=make_ready,
        cutter_setup=setup.cut.setup_sheets,
        sheets_to_spare=sheets_to_spare([run.ordered for run in runs], on_one),
    )
