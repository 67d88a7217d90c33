"""The tags on sheets: editions laid as planned, with marks and slugs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from keytag.drawing.artwork import Artwork
from keytag.drawing.geometry import Path
from keytag.drawing.lettering import Face
from keytag.imposition import Cut, EditionRun, Furniture, Imposition, LineSetter, SlugFacts, impose
from keytag.imposition.sheet import SheetSide
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.edition_names import legend_of, names_of
from keytag.steps.job_setup import JobSetup
from keytag.steps.plate_plan import PlatePlan
from keytag.steps.press import letter, letter_in, wanted_marks
from keytag.text.figures import format_day

# House rule: the face of what a slug must not let anybody overlook.
_HEAVY_FACE = Face("be-vietnam-pro", 800)


def impose_editions(
    setup: JobSetup, editions: tuple[ComposedEdition, ...], planned: PlatePlan, day: date
) -> Imposition:
    """Lay the editions on sheets as planned, marks and slugs included."""
    sides = {edition.content.id: edition.printed for edition in editions}
    return impose_sides(setup, sides, planned, day, setup.file.office)


def impose_sides(
    setup: JobSetup, sides: Mapping[str, tuple[Artwork, Artwork]], planned: PlatePlan, day: date, title: str
) -> Imposition:
    """Lay what is printed of each edition, by its id, on sheets as planned; ``title`` is what slugs call it."""
    job, shop = setup.file.job, setup.shop
    cut = cut_of(setup)
    runs = tuple(
        EditionRun(edition, *printed, ordered, wanted)
        for (edition, printed), ordered, wanted in zip(sides.items(), planned.ordered, planned.wanted, strict=True)
    )
    marks = wanted_marks(setup)
    legend = legend_of(setup)
    facts = SlugFacts(
        title,
        shop.name,
        format_day(day),
        setup.content_hash,
        job.sample,
        legend.short if legend is not None else (),
        tuple(names_of(setup.file.editions).items()) if legend is not None else (),
        castings=shop.process == "moulded",
        unapproved=setup.is_unapproved,
    )
    setter = LineSetter(letter, heavy=_heavy)
    return impose(
        planned.press, cut, runs, planned.way, Furniture(marks, facts, setter, legend), planned.chosen.fillings
    )


def cut_of(setup: JobSetup) -> Cut:
    """Return what the die does to each tag, in the shop's technical inks."""
    shop = setup.shop
    return Cut(
        setup.shape,
        setup.hole,
        setup.dieline,
        setup.hole_ink,
        setup_sheets=shop.cutter_setup,
        is_kiss=shop.cut == "kiss",
        on_back=face_up(setup) is SheetSide.BACK,
    )


def face_up(setup: JobSetup) -> SheetSide:
    """Return the side of the sheet that lies up before the cutter: the one with the marks that its camera sees.

    What is printed in reverse has but one printed face.
    """
    cutter, underbase = wanted_marks(setup).cutter, setup.shop.underbase
    is_reverse = underbase is not None and underbase.order == "last"
    return SheetSide.FRONT if cutter is None or is_reverse else cutter.side


def _heavy(text: str, size_pt: float) -> tuple[Path, float]:
    return letter_in(text, _HEAVY_FACE, size_pt)
