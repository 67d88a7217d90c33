"""From editions to press sheets: who is printed how often, on which press, and where on the sheet."""

from __future__ import annotations

from math import hypot
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.content import enough_per_artwork, every_edition_gets_tags
from keytag.documents.job import EditionContent
from keytag.documents.layout import find_layout, is_layout_file, name_layout, read_layout
from keytag.documents.shop import Shop
from keytag.drawing.geometry import Path as Outline
from keytag.drawing.lettering import Face, outline, shape
from keytag.errors import InvalidDocumentError, MissingResourceError, UsageError
from keytag.files import library
from keytag.findings import Finding
from keytag.imposition import (
    Backing,
    FreeLayout,
    LayoutAndBacking,
    LayoutKind,
    LineSetter,
    Press,
    WantedMarks,
    backs_are_printed,
    free_field,
    split_count,
    tag_fits,
)
from keytag.imposition.cutter_marks import CutterMarkSet, MarkShape
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
from keytag.imposition.sheet_rules import layout_not_cut, layout_of_another_sheet
from keytag.steps.job_setup import JobSetup, locating_errors
from keytag.steps.order import Order
from keytag.text.text import Text
from keytag.units import to_mm

# House rule: so many ids say enough.
_LISTED = 5
_SLUG_FACE = Face("be-vietnam-pro", 500)

# What is fed without a gripper has an edge by which it enters, or one against which it is laid.
_LAID = Text("cạnh kê", "lay edge")
_EDGES = {
    "digital": Text("cạnh vào máy", "feed edge"),
    **dict.fromkeys(("uv", "screen", "pad", "moulded"), _LAID),
}


class EditionsOnPress(Struct, frozen=True):
    """The editions that get tags, how many each, on which press and how; with what is to be said of it."""

    contents: tuple[EditionContent, ...]
    ordered: tuple[int, ...]
    press: Press
    way: LayoutAndBacking
    findings: tuple[Finding, ...] = ()

    @property
    def counted(self) -> tuple[EditionContent, ...]:
        """The editions with the quantities that are really ordered."""
        return with_counts(self.contents, self.ordered)


def put_on_press(setup: JobSetup, order: Order) -> EditionsOnPress:
    """Return the editions of ``order`` with their counts, on the shop's press.

    Raises UsageError where nobody says how many tags there are.
    """
    contents, ordered, skipped = divide_count(setup, order.count)
    press, way, room = choose_press(setup, order.layout, order.backing, with_counts(contents, ordered))
    return EditionsOnPress(contents, ordered, press, way, (*skipped, *room))


def divide_count(
    setup: JobSetup, count: int | None
) -> tuple[tuple[EditionContent, ...], tuple[int, ...], tuple[Finding, ...]]:
    """Return the editions to print, how many of each, and a finding for each that gets none.

    ``count`` is the total, split in proportion to the editions' quantities; without it those quantities stand.
    Raises UsageError where neither says how many, or where some editions have quantities and others none.
    """
    editions = setup.file.editions
    given = tuple(edition.quantity for edition in editions)
    if count is None:
        if None in given:
            raise UsageError(
                Text("Chưa ghi số lượng in.", "How many tags to print is not said."),
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


def choose_press(
    setup: JobSetup,
    layout: str | None = None,
    backing: str | None = None,
    counted: tuple[EditionContent, ...] | None = None,
) -> tuple[Press, LayoutAndBacking, tuple[Finding, ...]]:
    """Return the shop's press, the way to lay and back up, and findings about it.

    Not one tag may fit the sheet; one-sided printing leaves the backs out; the shop may want more of an artwork
    than the editions' quantities, or those of ``counted`` where a total was divided among them.
    """
    press, way = press_and_way(setup, layout, backing)
    few = enough_per_artwork(counted or setup.file.editions, setup.shop.minimum)
    room = tag_fits(press, setup.shape, way.backing)
    room = room or _sheet_findings(setup, press, way)
    return press, way, (*room, *reverse_is_not_turned(press, way.backing), *backs_are_printed(way.backing), *few)


def press_and_way(
    setup: JobSetup, layout: str | None = None, backing: str | None = None
) -> tuple[Press, LayoutAndBacking]:
    """Return the shop's press, and how tags are laid and backed up: as asked for, else as the shop does."""
    shop = setup.shop
    way = LayoutAndBacking(backing=Backing(backing or shop.backing))
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
        back_offset=(shop.back_offset.x, shop.back_offset.y) if shop.back_offset is not None else (0.0, 0.0),
        edge=_EDGES.get(shop.process or "", GRIPPER),
        reverse=shop.underbase is not None and shop.underbase.order == "last",
    )
    return press, _with_layout(setup, press, way, layout)


def layout_path(setup: JobSetup, press: Press, backing: Backing, layout: str | None = None) -> Path | None:
    """Return the file of the free layout that ``layout``, or else job or shop, ask for; None where rows are asked.

    ``free`` means the layout of just this tag, field and gap, beside the job or built in. Raises
    MissingResourceError where there is none. Where rows are asked, such a layout whose tags all lie is taken for
    them if it holds more: it is cut as rows are.
    """
    asked = layout or setup.file.job.layout or setup.shop.layout
    if is_layout_file(asked):
        return find_layout(asked, setup.file.path, asked=layout is not None)
    name = name_layout(setup.shape, *free_field(press, backing), press.gap)
    if asked == LayoutKind.NESTED:
        return _fuller_than_rows(f"{name}-level", setup, press, backing)
    if asked != LayoutKind.FREE:
        return None
    try:
        return find_layout(name, setup.file.path)
    except MissingResourceError:
        raise MissingResourceError(
            Text(
                f"Chưa có cách xếp tự do cho móc khóa này trên tờ in này ({name}).",
                f"There is no free layout of these tags for this sheet ({name}).",
            ),
            Text("Tìm bằng keytag nest, hoặc xếp hàng: nested.", "Find one by keytag nest, or lay rows: nested."),
        ) from None


def _fuller_than_rows(name: str, setup: JobSetup, press: Press, backing: Backing) -> Path | None:
    """Return the file of the layout ``name`` if its sheets hold more than rows, marks and all."""
    folders = (setup.file.path.parent, library.builtin_folder(library.ResourceKind.LAYOUTS))
    path = next((path for folder in folders if (path := folder / f"{name}.yaml").is_file()), None)
    if path is None:
        return None
    free, marks = _free_layout(path), wanted_marks(setup)
    if free.kind != LayoutKind.NESTED or layout_of_another_sheet(free, press, setup.shape, backing, ""):
        return None
    try:
        level, rows = (
            sheet_layout(press, setup.shape, pattern, backing, marks) for pattern in (free, LayoutKind.NESTED)
        )
    except InvalidDocumentError:
        # What has no room is told of rows.
        return None
    return path if len(level.slots) > len(rows.slots) else None


def _free_layout(path: Path) -> FreeLayout:
    file = read_layout(path)
    return FreeLayout(file.tag.outline, file.field.width, file.field.height, file.gap, file.places)


def _with_layout(setup: JobSetup, press: Press, way: LayoutAndBacking, layout: str | None) -> LayoutAndBacking:
    """Return ``way`` with the layout that is asked for.

    Raises InvalidDocumentError where the shop does not cut it, or where it is of another sheet.
    """
    asked = layout or setup.file.job.layout or setup.shop.layout
    node = "layout" if layout is None and setup.file.job.layout is not None else "shop"
    with locating_errors(setup.file, "" if layout is not None else node):
        if not is_layout_file(asked):
            _require_allowed(setup, LayoutKind(asked), node)
        path = layout_path(setup, press, way.backing, layout)
        if path is None:
            return replace(way, layout=LayoutKind(asked))
        free = _free_layout(path)
        _require_allowed(setup, free.kind, node)
        other = layout_of_another_sheet(free, press, setup.shape, way.backing, node)
        if other is not None:
            raise InvalidDocumentError(other.message, (other,))
    return replace(way, layout=free.kind, free=free)


def _require_allowed(setup: JobSetup, kind: LayoutKind, node: str) -> None:
    """Raise InvalidDocumentError where the shop does not cut such layouts."""
    if kind not in setup.shop.layouts:
        refused = layout_not_cut(kind, setup.shop.layouts, node)
        raise InvalidDocumentError(refused.message, (refused,))


def _unprintable(shop: Shop) -> BareEdges | None:
    bare = shop.sheet.unprintable
    return None if bare is None else BareEdges(bare.gripper, bare.tail, bare.left, bare.right)


def _stray(shop: Shop, backing: Backing) -> float:
    """Return how far the cut may miss the print of the side that it misses most."""
    cut, back = shop.tolerance.cut, shop.tolerance.back
    # House rule: errors that know nothing of each other add up as squares do.
    return hypot(cut, back) if backing.is_two_sided else cut


def _sheet_findings(setup: JobSetup, press: Press, way: LayoutAndBacking) -> tuple[Finding, ...]:
    """Return what is wrong with the sheet as it will be laid: room for slug and cutter's marks, a turned sheet."""
    wanted, shape, backing = wanted_marks(setup), setup.shape, way.backing
    try:
        layout = sheet_layout(press, shape, way.pattern, backing, wanted)
    except InvalidDocumentError as error:
        return error.findings
    marks = place_sheet_marks(Margin(press, shape, layout.slots, backing), wanted)
    unfit = (
        *cutter_marks_fit(press, marks.cutter, wanted.cutter),
        *marks_fit(SheetRequest(press, shape, way.pattern, backing, wanted), LineSetter(letter)),
    )
    if setup.shop.process == "moulded" or (wanted.cutter is None and wanted.slug):
        # What ends at its mould is not cut; who lays a sheet by eye reads the slug.
        return unfit
    stamp, is_by_eye = TagCut(shape, setup.hole, backing), wanted.cutter is None
    seen = marks.registers if is_by_eye else marks.cutter
    return (*unfit, *turned_sheet_is_noticed(press, layout, stamp, seen, is_by_eye=is_by_eye))


def wanted_marks(setup: JobSetup) -> WantedMarks:
    """Return the marks of the job's sheets. A sample's sheets say that they are one, whatever the shop wants."""
    wanted = setup.shop.marks
    return WantedMarks(
        wanted.register_marks,
        wanted.gripper,
        wanted.side_guide,
        wanted.colour_bar,
        wanted.slug or setup.file.job.sample,
        _cutter_marks(setup),
        spots_alone=setup.shop.inks == "spots",
        white=setup.white,
    )


def _cutter_marks(setup: JobSetup) -> CutterMarkSet | None:
    """Return the marks that the shop's file gives itself, or else those of its cutter."""
    own = setup.shop.cutter_marks
    wanted = own if own is not None or setup.cutter is None else setup.cutter.marks
    if wanted is None:
        return None
    return CutterMarkSet(
        MarkShape(wanted.mark),
        wanted.size,
        wanted.line,
        wanted.count,
        wanted.clear,
        SheetSide(wanted.side),
        wanted.key,
        wanted.inset,
        wanted.apart,
        wanted.first,
    )


def letter(text: str, size_pt: float) -> tuple[Outline, float]:
    """Return ``text`` in the face of slugs and measures, as outlines from (0, 0) on, and its length in mm."""
    return letter_in(text, _SLUG_FACE, size_pt)


def letter_in(text: str, face: Face, size_pt: float) -> tuple[Outline, float]:
    """Return ``text`` in ``face``, as `letter` does."""
    run, size = shape(text, face), to_mm(size_pt)
    return outline(run, size), run.advance * size
