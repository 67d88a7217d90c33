"""The job ticket of a package: what the shop is told, gathered from job, shop and imposition.

Its cuts are those of the cutting files: how many, how far from edges and marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import reduce
from hashlib import md5, sha256

from msgspec.structs import replace

from keytag import __version__
from keytag.drawing.artwork import inks
from keytag.drawing.geometry import Rect
from keytag.drawing.ink import Ink
from keytag.files import library
from keytag.handoff.manifest import MANIFEST
from keytag.handoff.press_files import SheetFiles, sheet_to_cut
from keytag.handoff.readme import README, files_by_purpose
from keytag.imposition import Imposition, SheetSide
from keytag.imposition.cutter_marks import CutterMarkSet, mark_anchors
from keytag.imposition.form_inks import plates_of_form
from keytag.imposition.margin import Spot
from keytag.output.ticket import (
    CutLayers,
    Reach,
    Ticket,
    TicketColours,
    TicketContent,
    TicketCutter,
    TicketCutting,
    TicketEdition,
    TicketFile,
    TicketLeaflet,
    TicketMaking,
    TicketOrder,
    TicketPacking,
    TicketPart,
    TicketPatch,
    TicketPicture,
    TicketRun,
    TicketShop,
    TicketWhite,
    ticket_pages,
    write_xjdf,
)
from keytag.output.ticket.facts import corner_title
from keytag.standards import STANDARDS
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.edition_names import badges_of, names_of
from keytag.steps.impose import face_up
from keytag.steps.job_setup import JobSetup
from keytag.steps.making import part_makings, patch_of, sticker_count
from keytag.steps.moulds import mould_drawings
from keytag.steps.paper_pdf import colours_of, write_paper
from keytag.text.figures import write_times
from keytag.text.text import Text


def ticket_files(
    setup: JobSetup,
    editions: tuple[ComposedEdition, ...],
    sheets: SheetFiles,
    files: Mapping[str, bytes],
    day: date,
    leaflet: TicketLeaflet | None = None,
) -> dict[str, bytes]:
    """Return the ticket as a page for people and as XJDF for machines; it names ``files`` with their digests."""
    imposition = sheets.imposition
    names = names_of(setup.file.editions)
    listed = tuple(_numbered(setup, _editions(editions, sheets, names)))
    ticket = Ticket(
        job=library.job_name(setup.file.path),
        issuer=setup.file.office,
        date=day,
        version=__version__,
        content_hash=setup.content_hash,
        editions=listed,
        runs=_runs(listed, sheets),
        plan=imposition.plan,
        slots=imposition.layout.slots,
        shape=setup.shape,
        hole=setup.hole,
        shop=_shop(setup, imposition),
        colours=_colours(setup, editions),
        files=tuple(_file(name, data) for name, data in sorted(files.items())),
        cut_files=tuple(name for name in sorted(files) if name.startswith("cut/")),
        patch=_patch(setup, editions, sheets),
        making=_making(setup, editions),
        order=_order(setup),
        picture=_picture(editions, names),
        cutting=cutting_facts(setup, imposition),
        packing=_packing(setup),
        contents=_contents(files, setup.shop.process),
        unapproved=setup.is_unapproved,
        leaflet=leaflet,
        order_number=setup.file.job.order.number,
    )
    return {
        "ticket.pdf": write_paper(ticket_pages(ticket), setup.file.office, day, colours_of(setup.profile)),
        "ticket.xjdf": write_xjdf(ticket),
    }


# How titles of keytag's own shops and cutters say that their figures are of no shop in particular.
_GENERAL = ("số liệu chung", "general figures")
# What comes into a package after its ticket.
_LATER = ("ticket.pdf", "ticket.xjdf", README, MANIFEST)


def _contents(files: Mapping[str, bytes], process: str | None) -> tuple[TicketContent, ...]:
    """Return all files of the package by what they are for, those too that are made after the ticket."""
    names = (*sorted(files), *_LATER)
    return tuple(TicketContent(name, what, each) for name, what, each in files_by_purpose(names, process))


def _order(setup: JobSetup) -> TicketOrder:
    order = setup.file.job.order
    return TicketOrder(order.stock, order.finishing, order.ring, order.due, order.contact, order.phone)


def _packing(setup: JobSetup) -> TicketPacking | None:
    """Return how many go into a bag and a box by the job's word or else the shop's; None where nobody says it."""
    job, shop = setup.file.job, setup.shop
    bag, box = job.packing.bag or shop.packing.bag, job.packing.box or shop.packing.box
    if bag is None and box is None:
        return None
    return TicketPacking(bag, box, bool(job.allotments))


def _picture(editions: tuple[ComposedEdition, ...], names: Mapping[str, str]) -> TicketPicture | None:
    """Return how the first edition's tag looks."""
    if not editions:
        return None
    first = editions[0]
    name = names[first.content.id] if len(names) > 1 else ""
    return TicketPicture(first.tag.front, first.tag.back, name)


def _editions(
    editions: tuple[ComposedEdition, ...], sheets: SheetFiles, names: Mapping[str, str]
) -> tuple[TicketEdition, ...]:
    printed: dict[str, int] = {}
    for plate in sheets.imposition.plates:
        for edition, copies in plate.copies:
            printed[edition] = printed.get(edition, 0) + copies
    return tuple(
        TicketEdition(edition.content.id, number, printed.get(edition.content.id, 0), names[edition.content.id])
        for edition, number in zip(editions, sheets.ordered, strict=True)
    )


def _numbered(setup: JobSetup, editions: tuple[TicketEdition, ...]) -> Iterator[TicketEdition]:
    """Yield editions with the numbers that they have on the legend of the sheets and on the map."""
    numbers = {
        content.id: badge.number for content, badge in zip(setup.file.editions, badges_of(setup), strict=True)
    }
    yield from (replace(edition, number=numbers[edition.id]) for edition in editions)


def _patch(setup: JobSetup, editions: tuple[ComposedEdition, ...], sheets: SheetFiles) -> TicketPatch | None:
    """Return the patches to be printed apart: one for each tag that is ordered, and overs."""
    patches = {edition.content.id: patch_of(setup, edition.tag) for edition in editions}
    sizes = [patch.trim for patch in patches.values() if patch is not None]
    if not sizes:
        return None
    pieces = tuple(
        (each.id, f"1-up/{each.id}/code.pdf", sticker_count(setup, each.ordered) or 0)
        for each in _editions(editions, sheets, names_of(setup.file.editions))
        if patches[each.id] is not None
    )
    return TicketPatch(max(trim.width for trim in sizes), max(trim.height for trim in sizes), pieces)


def _making(setup: JobSetup, editions: tuple[ComposedEdition, ...]) -> TicketMaking | None:
    """Return how the tags are made, where that is more than ink on white stock."""
    if setup.shop.inks != "spots" or not editions:
        return None
    names = names_of(setup.file.editions)
    alike: dict[tuple[tuple[str, str, Ink, str], ...], tuple[list[str], tuple[TicketPart, ...]]] = {}
    for edition in editions:
        parts = tuple(
            TicketPart(each.side, each.slot, each.ink, each.way, each.nodes)
            for each in part_makings(setup, edition.tag)
        )
        key = tuple((each.side, each.slot, each.colour, each.made) for each in parts)
        alike.setdefault(key, ([], parts))[0].append(names[edition.content.id])
    (called, first), *others = ((tuple(group), parts) for group, parts in alike.values())
    mould = setup.shop.mould
    return TicketMaking(
        setup.stock(editions[0].content),
        first,
        tuple(each.editions for each in mould_drawings(setup, editions)),
        mould.relief if mould is not None else None,
        called,
        tuple(others),
    )


def _runs(editions: tuple[TicketEdition, ...], sheets: SheetFiles) -> tuple[TicketRun, ...]:
    spare = {edition.id: edition.printed - edition.ordered for edition in editions}
    cutter_setup = sheets.imposition.plan.cutter_setup
    return tuple(
        TicketRun(
            file,
            pages,
            plate.run_length,
            plate.editions,
            tuple(plates_of_form(form) for form in plate.forms),
            plate.run_length + plate.make_ready + (cutter_setup if not number else 0),
            min(plate.run_length, *(spare[each] * plate.run_length // copies for each, copies in plate.copies)),
        )
        for number, (plate, (file, pages)) in enumerate(zip(sheets.imposition.plates, sheets.places, strict=True))
    )


def _white(setup: JobSetup) -> TicketWhite | None:
    white, said = setup.white, setup.shop.underbase
    if white is None or said is None:
        return None
    return TicketWhite(white.ink.name, white.choke, white.on_front, white.on_back, said.order == "first")


def _shop(setup: JobSetup, imposition: Imposition) -> TicketShop:
    shop, stock = setup.shop, setup.shop.stock
    title = Text(_bare(shop.title.vi), _bare(shop.title.en))
    return TicketShop(
        title=title,
        press=imposition.press,
        backing=imposition.way.backing,
        process=shop.process,
        material=Text(stock.material.vi, stock.material.en) if stock is not None else None,
        thickness=stock.thickness if stock is not None else None,
        cut=shop.cut,
        cutter=_cutter(setup),
        white=_white(setup),
        is_general=title.vi != write_times(shop.title.vi),
        face_up="back" if face_up(setup) is SheetSide.BACK else "front",
    )


def _bare(title: str) -> str:
    """Return a title without the remark that its figures are general: the shop that reads it confirms them."""
    bare, _, remark = title.partition(" (")
    return write_times(bare if remark.startswith(_GENERAL) else title)


def _cutter(setup: JobSetup) -> TicketCutter | None:
    """Return the cutter that the shop names, with the file of the package that it opens."""
    cutter = setup.cutter
    if cutter is None:
        return None
    opens, note = cutter.file.opens, cutter.note
    return TicketCutter(
        Text(_bare(cutter.title.vi), _bare(cutter.title.en)),
        f"cut/cut.{opens}" if opens is not None else None,
        Text(note.vi, note.en) if note is not None else None,
    )


def _colours(setup: JobSetup, editions: tuple[ComposedEdition, ...]) -> TicketColours:
    artworks = [side for edition in editions for side in edition.printed]
    printed = dict.fromkeys(ink for artwork in artworks for ink in inks(artwork) if ink.total > 0)
    technical: dict[Ink, None] = {setup.dieline: None}
    if setup.hole is not None:
        technical[setup.hole_ink] = None
    standard = STANDARDS[setup.shop.standard]
    return TicketColours(tuple(printed), tuple(technical), standard.title, setup.profile.condition)


def _file(name: str, data: bytes) -> TicketFile:
    return TicketFile(name, sha256(data).hexdigest(), md5(data, usedforsecurity=False).hexdigest())


def cutting_facts(setup: JobSetup, imposition: Imposition) -> TicketCutting:
    """Return what the ticket says of a sheet's cuts."""
    sheet, wanted = sheet_to_cut(setup, imposition), imposition.furniture.marks.cutter
    names, hole = sheet.names, setup.hole
    cuts = reduce(Rect.union, (curve.path.bounds() for curve in sheet.cuts))
    reach = setup.cutter.reach if setup.cutter is not None else None
    spots = _spots(setup, imposition)
    frame = _frame(imposition, wanted, spots)
    first = spots[0] if spots else None
    inside = frame or cuts
    beyond = max(0.0, inside.x0 - cuts.x0, cuts.x1 - inside.x1, inside.y0 - cuts.y0, cuts.y1 - inside.y1)
    return TicketCutting(
        CutLayers(names.cut, names.hole, names.marks, names.info),
        len(sheet.holes),
        len(sheet.cuts),
        left=cuts.x0,
        right=sheet.width - cuts.x1,
        low=sheet.height - cuts.y1,
        high=cuts.y0,
        gap=imposition.press.gap,
        hole=hole.diameter if hole is not None else None,
        marks=wanted.count if wanted is not None else 0,
        has_key=wanted is not None and wanted.key,
        first=corner_title(
            is_right=first is not None and first.x > sheet.width / 2,
            is_low=first is None or first.y > sheet.height / 2,
        ),
        across=frame.width if frame is not None else 0.0,
        along=frame.height if frame is not None else 0.0,
        beyond=beyond,
        crosses=len(imposition.marks.registers) if wanted is None else 0,
        reach=Reach(reach.near, reach.far, reach.sides) if reach is not None else None,
    )


def _spots(setup: JobSetup, imposition: Imposition) -> tuple[Spot, ...]:
    """Return where the cutter's marks stand on the face that lies up, the first first."""
    marks, backing = imposition.marks, imposition.way.backing
    if face_up(setup) is SheetSide.BACK and not backing.shares_form:
        marks = marks.through(imposition.press.mirror_for(backing))
    return marks.cutter


def _frame(imposition: Imposition, wanted: CutterMarkSet | None, spots: tuple[Spot, ...]) -> Rect | None:
    """Return the rectangle on whose corners the cutter's marks stand; None where it has none of its own."""
    if wanted is None or not spots:
        return None
    places = mark_anchors(spots[: wanted.count], wanted, imposition.press)
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return Rect(min(xs), min(ys), max(xs), max(ys))
