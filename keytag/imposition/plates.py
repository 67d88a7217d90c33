"""From the editions to plates: which forms there are, how often each is printed, and the pages to write.

Each edition has plates of its own for now. Knows nothing of PDF; pages come out as values.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from keytag.imposition.forms import Cut, Run, SetForm, Setup, Way
from keytag.imposition.furniture import Furniture, SheetMarks
from keytag.imposition.layout import Layout
from keytag.imposition.order import Figures, run_length
from keytag.imposition.press import Backing, Press
from keytag.imposition.room import layout_with_margin
from keytag.imposition.sheet import Page, Placement, Plate, Side
from keytag.imposition.slug import SetSlug, Slug
from keytag.imposition.turning import turning


class Imposition(Struct, frozen=True):
    """The whole answer: layout, plates, figures, and the pages to write."""

    press: Press
    way: Way
    layout: Layout
    plates: tuple[Plate, ...]
    plan: Figures
    furniture: Furniture
    slugs: tuple[tuple[SetSlug | None, ...], ...]
    """For each plate, for each of its forms."""
    marks: SheetMarks
    """The marks of the sheet itself, as its front sees them."""

    def pages(self, *, every_sheet: bool = False) -> Iterator[Page]:
        """Yield each form once, fronts before their backs; or, with ``every_sheet``, both sides of every sheet.

        Where one form prints both sides, every sheet has it twice.
        """
        size = self.press.width, self.press.height
        for plate, slugs in zip(self.plates, self.slugs, strict=True):
            sides = tuple(zip(plate.forms, slugs, strict=True))
            if not every_sheet:
                yield from (Page(*size, form) for form, _ in sides)
                continue
            if plate.front.side is Side.BOTH:
                sides += sides
            for number in range(1, plate.run_length + 1):
                for form, slug in sides:
                    yield Page(*size, form, self._counter(slug, number, plate.run_length))

    def _counter(self, slug: SetSlug | None, number: int, total: int) -> tuple[Placement, ...]:
        if slug is None:
            return ()
        return slug.counter(number, total, self.furniture.setter)


def impose(press: Press, cut: Cut, runs: tuple[Run, ...], way: Way, furniture: Furniture) -> Imposition:
    """Lay each edition's tags on press sheets and return plates, figures and pages.

    Without a back on any edition the work is one-sided, whatever ``way`` says; an edition that wants no tags gets
    no plates. Raises InvalidDocumentError, with its finding, where a tag is larger than the printable area.
    """
    runs = tuple(run for run in runs if run.wanted > 0)
    if all(run.back is None for run in runs):
        way = replace(way, backing=Backing.SINGLE)
    layout = layout_with_margin(press, cut.shape, way.layout, way.backing, slug=furniture.marks.slug)
    setup = Setup(press, cut, way, furniture, layout)
    fixed = setup.sheet_marks()
    sides = _sides(way.backing)
    made = [_forms(setup, fixed, runs, i, sides) for i in range(len(runs))]
    plates = tuple(_plate(run, forms, len(layout.slots)) for run, forms in zip(runs, made, strict=True))
    slugs = tuple(tuple(one.slug for one in forms) for forms in made)
    return Imposition(press, way, layout, plates, _plan(setup, runs, plates), furniture, slugs, fixed)


def _sides(backing: Backing) -> tuple[Side, ...]:
    """Return the forms that each edition needs."""
    if backing.shares_form:
        return (Side.BOTH,)
    return (Side.FRONT, Side.BACK) if backing.is_two_sided else (Side.FRONT,)


def _forms(
    setup: Setup, fixed: SheetMarks, runs: tuple[Run, ...], index: int, sides: tuple[Side, ...]
) -> tuple[SetForm, ...]:
    """Return the forms of one edition; plates are counted through all editions."""
    run = runs[index]
    slug = Slug(
        setup.furniture.facts,
        run.edition,
        sides[0],
        plate=index * len(sides),
        plates=len(runs) * len(sides),
        run_length=run_length(run.wanted, len(setup.layout.slots)),
        turn=turning(setup.press, setup.way.backing),
    )
    return tuple(
        setup.form(run, fixed, replace(slug, side=side, plate=slug.plate + i))
        for i, side in enumerate(sides, start=1)
    )


def _plate(run: Run, forms: tuple[SetForm, ...], slots: int) -> Plate:
    sheets = run_length(run.wanted, slots)
    back = forms[1].form if len(forms) > 1 else None
    return Plate(run.edition, forms[0].form, back, sheets, ((run.edition, sheets * slots),))


def _plan(setup: Setup, runs: tuple[Run, ...], plates: tuple[Plate, ...]) -> Figures:
    """Return the figures of all editions together."""
    ordered, slots = sum(run.ordered for run in runs), len(setup.layout.slots)
    return Figures(
        ordered=ordered,
        overs=sum(run.wanted for run in runs) - ordered,
        printed=sum(copies for plate in plates for _, copies in plate.copies),
        sheets=sum(plate.run_length for plate in plates),
        slots=slots,
        layout=setup.layout.kind,
        used_area=slots * setup.cut.shape.area / setup.press.sheet.area,
    )
