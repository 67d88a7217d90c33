"""From editions to press sheets: who is printed how often, on which press, and where on the sheet."""

from __future__ import annotations

from datetime import date
from math import hypot

from msgspec.structs import replace

from keytag.checks.content import enough_per_artwork, every_edition_gets_tags
from keytag.documents.job import EditionContent
from keytag.documents.shop import Shop
from keytag.drawing.geometry import Path
from keytag.drawing.lettering import Face, outline, shape
from keytag.errors import InvalidDocumentError, UsageError
from keytag.findings import Finding
from keytag.imposition import (
    Backing,
    Cut,
    EditionRun,
    Furniture,
    Imposition,
    LayoutAndBacking,
    LayoutKind,
    LineSetter,
    Press,
    SlugFacts,
    backs_are_printed,
    impose,
    split_count,
    tag_fits,
)
from keytag.imposition.margin import Margin
from keytag.imposition.press import GRIPPER, BareEdges
from keytag.imposition.sheet import SheetSide
from keytag.imposition.sheet_checks import (
    SheetRequest,
    TagCut,
    cutter_marks_fit,
    marks_fit,
    reverse_is_not_turned,
    turned_sheet_is_noticed,
)
from keytag.imposition.sheet_layout import sheet_layout
from keytag.imposition.sheet_marks import place_sheet_marks
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.edition_names import legend_of, names_of
from keytag.steps.job_setup import JobSetup
from keytag.steps.marks import wanted_marks
from keytag.steps.plate_plan import PlatePlan
from keytag.text.text import Text
from keytag.units import to_mm

# House rule: so many ids say enough.
_LISTED = 5
_SLUG_FACE = Face("be-vietnam-pro", 500)
# House rule: the face of what a slug must not let anybody overlook.
_HEAVY_FACE = Face("be-vietnam-pro", 800)


# What is fed without a gripper has an edge by which it enters, or one against which it is laid.
_LAID = Text("cạnh kê", "lay edge")
_EDGES = {
    "digital": Text("cạnh vào máy", "feed edge"),
    **dict.fromkeys(("uv", "screen", "pad", "moulded"), _LAID),
}


def divide_count(
    setting: JobSetup, count: int | None
) -> tuple[tuple[EditionContent, ...], tuple[int, ...], tuple[Finding, ...]]:
    """Return the editions to print, how many of each, and a finding for each that gets none.

    ``count`` is the total, split in proportion to the editions' quantities; without it those quantities stand.
    Raises UsageError where neither says how many, or where some editions have quantities and others none.
    """
    editions = setting.file.editions
    given = tuple(edition.quantity for edition in editions)
    if count is None:
        if None in given:
            raise UsageError(
                Text("Chưa biết in bao nhiêu thẻ.", "How many tags to print is not said."),
                Text("Thêm --count 3200, hoặc quantity: 3200 trong tệp.", "Add --count 3200, or quantity: 3200."),
            )
        numbers = tuple(quantity or 0 for quantity in given)
    else:
        numbers = split_count(count, _weights(editions))
    kept = [(edition, number) for edition, number in zip(editions, numbers, strict=True) if number]
    skipped = tuple(every_edition_gets_tags(editions, numbers))
    return tuple(edition for edition, _ in kept), tuple(number for _, number in kept), skipped


def _weights(editions: tuple[EditionContent, ...]) -> tuple[int, ...]:
    """Return the editions' quantities; equal shares where none of them has one."""
    without = [edition.id for edition in editions if edition.quantity is None]
    if len(without) == len(editions):
        return (1,) * len(editions)
    if without:
        listed = ", ".join(without[:_LISTED])
        raise UsageError(
            Text(
                f"Không chia được --count: {len(without)} mẫu chưa có quantity ({listed}).",
                f"--count cannot be divided: {len(without)} editions have no quantity ({listed}).",
            ),
            Text("Ghi quantity cho mọi mẫu, hoặc không mẫu nào.", "Give every edition a quantity, or none."),
        )
    return tuple(edition.quantity or 0 for edition in editions)


def with_counts(contents: tuple[EditionContent, ...], ordered: tuple[int, ...]) -> tuple[EditionContent, ...]:
    """Return ``contents`` with the quantities that are really ordered."""
    return tuple(replace(each, quantity=number) for each, number in zip(contents, ordered, strict=True))


def press_of(
    setting: JobSetup,
    layout: str | None = None,
    backing: str | None = None,
    counted: tuple[EditionContent, ...] | None = None,
) -> tuple[Press, LayoutAndBacking, tuple[Finding, ...]]:
    """Return the shop's press, the way to lay and back up, and findings about it.

    Not one tag may fit the sheet; one-sided printing leaves the backs out; the shop may want more of an artwork
    than the editions' quantities, or those of ``counted`` where a total was divided among them.
    """
    shop = setting.shop
    way = LayoutAndBacking(LayoutKind(layout or shop.layout), Backing(backing or shop.backing))
    press = Press(
        width=shop.sheet.width,
        height=shop.sheet.height,
        gripper=shop.gripper,
        sides=shop.sides,
        tail=shop.tail,
        gap=shop.gap,
        bleed=shop.bleed,
        unprintable=_unprintable(shop),
        stray=_stray(shop, way.backing),
        edge=_EDGES.get(shop.process or "", GRIPPER),
        reverse=shop.underbase is not None and shop.underbase.order == "last",
    )
    few = enough_per_artwork(counted or setting.file.editions, shop.minimum)
    room = tag_fits(press, setting.shape, way.backing)
    room = room or _sheet_findings(setting, press, way)
    return press, way, (*room, *reverse_is_not_turned(press, way.backing), *backs_are_printed(way.backing), *few)


def _unprintable(shop: Shop) -> BareEdges | None:
    bare = shop.sheet.unprintable
    return None if bare is None else BareEdges(bare.gripper, bare.tail, bare.left, bare.right)


def _stray(shop: Shop, backing: Backing) -> float:
    """Return how far the cut may miss the print of the side that it misses most."""
    cut, back = shop.tolerance.cut, shop.tolerance.back
    # House rule: errors that know nothing of each other add up as squares do.
    return hypot(cut, back) if backing.is_two_sided else cut


def _sheet_findings(setting: JobSetup, press: Press, way: LayoutAndBacking) -> tuple[Finding, ...]:
    """Return what is wrong with the sheet as it will be laid: room for slug and cutter's marks, a turned sheet."""
    wanted, shape, backing = wanted_marks(setting), setting.shape, way.backing
    try:
        layout = sheet_layout(press, shape, way.layout, backing, wanted)
    except InvalidDocumentError as error:
        return error.findings
    marks = place_sheet_marks(Margin(press, shape, layout.slots, backing), wanted)
    unfit = (
        *cutter_marks_fit(press, marks.cutter, wanted.cutter),
        *marks_fit(SheetRequest(press, shape, way.layout, backing, wanted), LineSetter(letter)),
    )
    if setting.shop.process == "moulded" or (wanted.cutter is None and wanted.slug):
        # What ends at its mould is not cut; who lays a sheet by eye reads the slug.
        return unfit
    stamp, is_by_eye = TagCut(shape, setting.hole, backing), wanted.cutter is None
    seen = marks.registers if is_by_eye else marks.cutter
    return (*unfit, *turned_sheet_is_noticed(press, layout, stamp, seen, is_by_eye=is_by_eye))


def with_print_run(setting: JobSetup, order: PlatePlan, day: date) -> JobSetup:
    """Return ``setting`` with the order as it goes to press, so that its # is that of this very package.

    The same job on another sheet, backed up or laid otherwise, in another number or shared out otherwise over
    plates is another package; whether all that was asked for or is the shop's own makes no difference.
    """
    said = (order.press, order.way, order.ordered, order.wanted, order.chosen.fillings, day.isoformat())
    return replace(setting, order=repr(said))


def impose_editions(
    setting: JobSetup, editions: tuple[ComposedEdition, ...], order: PlatePlan, day: date
) -> Imposition:
    """Lay the editions on sheets as planned, marks and slugs included."""
    job, shop = setting.file.job, setting.shop
    cut = cut_of(setting)
    runs = tuple(
        EditionRun(edition.content.id, *edition.printed, ordered, wanted)
        for edition, ordered, wanted in zip(editions, order.ordered, order.wanted, strict=True)
    )
    marks = wanted_marks(setting)
    legend = legend_of(setting)
    facts = SlugFacts(
        setting.file.office,
        shop.name,
        day.isoformat(),
        setting.content_hash,
        job.sample,
        legend.short if legend is not None else (),
        tuple(names_of(setting.file.editions).items()) if legend is not None else (),
        castings=shop.process == "moulded",
    )
    setter = LineSetter(letter, heavy=_heavy)
    return impose(
        order.press, cut, runs, order.way, Furniture(marks, facts, setter, legend), order.chosen.fillings
    )


def cut_of(setting: JobSetup) -> Cut:
    """Return what the die does to each tag, in the shop's technical inks."""
    shop = setting.shop
    return Cut(
        setting.shape,
        setting.hole,
        setting.dieline,
        setting.hole_ink,
        setup_sheets=shop.cutter_setup,
        is_kiss=shop.cut == "kiss",
        on_back=face_up(setting) is SheetSide.BACK,
    )


def face_up(setting: JobSetup) -> SheetSide:
    """Return the side of the sheet that lies up before the cutter: the one with the marks that its camera sees.

    What is printed in reverse has but one printed face.
    """
    cutter, underbase = wanted_marks(setting).cutter, setting.shop.underbase
    is_reverse = underbase is not None and underbase.order == "last"
    return SheetSide.FRONT if cutter is None or is_reverse else cutter.side


def letter(text: str, size_pt: float) -> tuple[Path, float]:
    """Return ``text`` in the face of slugs and measures, as outlines from (0, 0) on, and its length in mm."""
    return _lettered(text, _SLUG_FACE, size_pt)


def _heavy(text: str, size_pt: float) -> tuple[Path, float]:
    return _lettered(text, _HEAVY_FACE, size_pt)


def _lettered(text: str, face: Face, size_pt: float) -> tuple[Path, float]:
    run, size = shape(text, face), to_mm(size_pt)
    return outline(run, size), run.advance * size
