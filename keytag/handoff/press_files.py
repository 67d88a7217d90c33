"""The parts of a package that a press uses: one-ups, sheets, cut files, each as finished bytes by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.shop import CutterFile
from keytag.drawing.artwork import Role
from keytag.drawing.geometry import IDENTITY
from keytag.drawing.ink import spot
from keytag.imposition import Form, Imposition, Page, Placement, SheetSide
from keytag.imposition.cut_sheet import CutInfo, CutSheet, LayerNames, cut_info, cut_sheet
from keytag.imposition.technical_lines import cut_alone, outline_role, sheets_without_cut
from keytag.output.cutting import write_cut_dxf, write_cut_svg
from keytag.output.pdf.layers import LAYERS
from keytag.output.ticket import cut_depth
from keytag.output.ticket.figures import format_length, format_size
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.export import code_patch, imprint_of, preview_png, with_cut
from keytag.steps.impose import cut_of, face_up
from keytag.steps.job_setup import JobSetup
from keytag.steps.press import letter
from keytag.steps.press_pdf import write_one_ups, write_sheets
from keytag.text.figures import format_count
from keytag.text.text import Text, same_text

# House rule, in mm: no cutter repeats itself so closely.
_TOLERANCE = 0.01
# House rule: the layer of outlines that leave the backing whole, where the cutter's file has no name for it.
_KISS = "KISS"


class OneUpFiles(Struct, frozen=True):
    """An edition's files by name; ``bare`` are its sides without cutting lines, ``cut`` with them.

    ``patch`` has its code, where that is printed apart.
    """

    files: Mapping[str, bytes]
    bare: tuple[bytes, bytes]
    cut: tuple[bytes, bytes] | None
    patch: bytes | None

    def as_printed(self, imposition: Imposition) -> tuple[bytes, bytes]:
        """Return both sides as they lie on a sheet: the cut is on fronts, and on backs that share their form."""
        if self.cut is None:
            return self.bare
        is_cut = imposition.way.backing.shares_form or imposition.cut.on_back
        return self.cut[0], self.cut[1] if is_cut else self.bare[1]


class SheetFiles(Struct, frozen=True):
    """The press sheets: ``whole`` has all of them, ``files`` are what the shop gets.

    ``places`` says for each plate in which of the files its pages are, counted from 1; ``ordered`` how many tags
    of each edition were asked for.
    """

    imposition: Imposition
    ordered: tuple[int, ...]
    whole: bytes
    files: Mapping[str, bytes]
    places: tuple[tuple[str, tuple[int, ...]], ...]


def one_up_names(edition: str) -> tuple[str, ...]:
    """Return the names of what every edition has, whatever the shop wants besides."""
    return tuple(f"1-up/{edition}/{name}" for name in ("front-print.pdf", "back-print.pdf", "preview.png"))


def make_one_ups(setup: JobSetup, edition: ComposedEdition, day: date) -> OneUpFiles:
    """Return an edition's one-ups: both sides with and without cutting lines, and how the tag will look.

    Where the standard keeps the cut out of what is printed, it has a file of its own.
    """
    folder, imprint = f"1-up/{edition.content.id}", imprint_of(setup, edition.content.issuer_name, day)
    front, back = edition.printed
    bare = (write_one_ups((front,), imprint), write_one_ups((back,), imprint))
    files = dict(zip(one_up_names(edition.content.id), (*bare, preview_png(setup, edition)), strict=True))
    patch = code_patch(setup, edition, imprint)
    if patch is not None:
        files[f"{folder}/code.pdf"] = patch
    cut_front, cut_back = with_cut(setup, edition.printed)
    if imprint.standard.cut_apart:
        files[f"{folder}/cut.pdf"] = write_one_ups((cut_alone(cut_front),), imprint)
        return OneUpFiles(files, bare, None, patch)
    cut = (write_one_ups((cut_front,), imprint), write_one_ups((cut_back,), imprint))
    return OneUpFiles({**files, f"{folder}/front.pdf": cut[0], f"{folder}/back.pdf": cut[1]}, bare, cut, patch)


def make_sheets(setup: JobSetup, imposition: Imposition, ordered: tuple[int, ...], day: date) -> SheetFiles:
    """Return the press sheets in as many files as the shop wants: one for all or one for each plate pair.

    A file of more pages than the shop takes is parted between plates.
    """
    imprint = imprint_of(setup, setup.file.office, day)
    pages = tuple(imposition.pages())
    printed = sheets_without_cut(pages) if imprint.standard.cut_apart else pages
    whole = write_sheets(printed, imprint)
    sides = [len(plate.forms) for plate in imposition.plates]
    chunks = list(_chunks(sides, 1 if setup.shop.sheet_files == "plates" else setup.shop.most_pages))
    files: dict[str, bytes] = {}
    places: list[tuple[str, tuple[int, ...]]] = []
    first = 0
    for number, chunk in enumerate(chunks, start=1):
        name = "sheets/sheets.pdf" if len(chunks) == 1 else f"sheets/sheets-{number:03}.pdf"
        taken = printed[first : first + sum(chunk)]
        files[name] = whole if len(chunks) == 1 else write_sheets(taken, imprint)
        first += sum(chunk)
        page = 1
        for many in chunk:
            places.append((name, tuple(range(page, page + many))))
            page += many
    return SheetFiles(imposition, ordered, whole, files, tuple(places))


def _chunks(sides: Sequence[int], most: int) -> Iterator[list[int]]:
    """Yield the plates' pages in runs of at most ``most`` pages, never fewer than one plate."""
    chunk: list[int] = []
    for many in sides:
        if chunk and sum(chunk) + many > most:
            yield chunk
            chunk = []
        chunk.append(many)
    if chunk:
        yield chunk


def make_cut_files(setup: JobSetup, imposition: Imposition, day: date) -> dict[str, bytes]:
    """Return the cut of a sheet as it lies before the cutter, as PDF, SVG and DXF; plates share it.

    Layers bear the names that the cutter's program looks for; where it has its own, so do those of the PDF and
    its spots.
    """
    file = _cutter_file(setup)
    sheet = sheet_to_cut(setup, imposition)
    sheet = replace(sheet, info=_cut_info(setup, imposition, sheet, day))
    title = " – ".join(filter(None, (setup.stamp, setup.file.office, f"# {setup.content_hash}")))
    names, cut = sheet.names, cut_of(setup)
    if names.has_own_inks:
        cut = replace(cut, ink=replace(cut.ink, name=names.cut), hole_ink=replace(_HOLE_INK, name=names.hole))
    form = Form(imposition.plates[0].front.side, (Placement(sheet.artwork(cut, letter), IDENTITY),))
    straight = sheet.as_polylines(_TOLERANCE) if file.curves == "polylines" else sheet
    page = Page(sheet.width, sheet.height, form)
    called = _layer_titles(names, outline_role(is_kiss=cut.is_kiss)) if names.has_own_inks else None
    return {
        "cut/cut.pdf": write_sheets((page,), imprint_of(setup, setup.file.office, day), called),
        "cut/cut.svg": write_cut_svg(sheet, title).encode(),
        "cut/cut.dxf": write_cut_dxf(straight),
    }


# House rule: an alternate of its own (GWG 2022, R0023), where holes have a spot that the shop did not name.
_HOLE_INK = spot("Hole", (1.0, 0.0, 0.0, 0.0), technical=True)


def sheet_to_cut(setup: JobSetup, imposition: Imposition) -> CutSheet:
    """Return what is cut from a sheet, its layers called as the cutter's program wants them."""
    sheet = cut_sheet(imposition, cut_of(setup), face_up(setup))
    return replace(sheet, names=layer_names(_cutter_file(setup), setup.shop.cut))


def _cutter_file(setup: JobSetup) -> CutterFile:
    return setup.cutter.file if setup.cutter is not None else CutterFile()


def _layer_titles(names: LayerNames, outlines: Role) -> dict[str, str]:
    """Return what the layers of the cut's PDF are called, by keytag's own names."""
    roles = {
        outlines: names.cut,
        Role.HOLE: names.hole,
        Role.GUIDE: names.marks,
        Role.INFO: names.info,
    }
    return {LAYERS[role].name: name for role, name in roles.items()}


_FACES = {
    (False, SheetSide.FRONT): Text("MẶT TRƯỚC LÊN TRÊN", "FRONT UP"),
    (False, SheetSide.BACK): Text("MẶT SAU LÊN TRÊN", "BACK UP"),
    (True, SheetSide.FRONT): Text("MẶT IN LÊN TRÊN, ảnh ngược", "PRINTED FACE UP, mirrored"),
}


def layer_names(file: CutterFile, depth: str) -> LayerNames:
    """Return what the cutter's program calls its layers."""
    layers, cut = file.layers, file.layers.cut
    if depth == "kiss":
        # A program that looks for no name of ours is told by it that this line does not go through.
        cut = layers.kiss or (cut if "cut" in layers.model_fields_set else _KISS)
    own = bool(layers.model_fields_set)
    return LayerNames(cut, layers.hole, layers.marks, layers.info, own)


def _cut_info(setup: JobSetup, imposition: Imposition, sheet: CutSheet, day: date) -> CutInfo:
    """Return what the operator at the cutter is told: which job, how the sheet lies, what is cut first."""
    shop, press, stock = setup.shop, imposition.press, setup.shop.stock
    depth, edge, plates = cut_depth(shop.process, shop.cut), press.edge, len(imposition.plates)
    face = _FACES[press.reverse, face_up(setup)]
    runs = f"1\N{EN DASH}{plates}" if plates > 1 else "1"
    order, what, across = (
        describe_cutting(sheet),
        setup.file.job.order.stock,
        format_size(press.width, press.height),
    )
    if what is None and stock is not None:
        thick = format_length(stock.thickness) if stock.thickness is not None else same_text("")
        material = Text(f"{stock.material.vi} {thick.vi}".strip(), f"{stock.material.en} {thick.en}".strip())
    else:
        material = same_text(what or "")
    is_cut = shop.process != "moulded"
    not_cut = Text("KHÔNG BẾ: đường vẽ là mép khuôn", "NOT FOR A DIE: the lines are the mould's edge")
    vi = (
        setup.stamp,
        f"# {setup.content_hash}",
        face.vi,
        f"{edge.vi} ở dưới, mũi tên ở góc dưới bên trái",
        order.vi if is_cut else not_cut.vi,
        depth.vi if is_cut else "",
        material.vi,
        f"bài {runs}",
    )
    en = (
        face.en,
        f"{edge.en} below, the arrow at the lower left",
        order.en if is_cut else not_cut.en,
        depth.en if is_cut else "",
        material.en,
        f"run {runs}",
        f"{shop.name}, {across.en}",
        day.isoformat(),
    )
    return cut_info(sheet, press, (tuple(filter(None, vi)), tuple(filter(None, en))))


def describe_cutting(sheet: CutSheet) -> Text:
    """Say which layers are cut in which order, how many of each, and which are not."""
    names, cuts, holes = sheet.names, len(sheet.cuts), len(sheet.holes)
    never = f"{names.marks}, {names.info}"
    if not holes:
        return Text(
            f"cắt {names.cut}: {format_count(cuts)} viền; không cắt {never}",
            f"cut {names.cut}: {cuts:,} outlines; never {never}",
        )
    return Text(
        f"cắt {names.hole} trước: {format_count(holes)} lỗ, {names.cut} sau: {format_count(cuts)} viền; "
        f"không cắt {never}",
        f"cut {names.hole} first: {holes:,} holes, then {names.cut}: {cuts:,} outlines; never {never}",
    )
