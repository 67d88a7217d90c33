"""The parts of a package that a press uses: one-ups, sheets, cut files, each as finished bytes by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from keytag.cutting import write_dxf, write_svg
from keytag.geometry import IDENTITY
from keytag.imposition import Form, Imposition, Page, Placement
from keytag.imposition.cutsheet import CutInfo, CutSheet, LayerNames, cut_info, cut_sheet
from keytag.imposition.parting import cut_alone, sheets_without_cut
from keytag.pdf.write import write_one_ups, write_sheets
from keytag.shop import CutterFile
from keytag.ticket import CUT_DEPTHS
from keytag.workflow.editions import ComposedEdition
from keytag.workflow.export import code_patch, imprint_of, preview, with_cut
from keytag.workflow.press import cut_of, letter
from keytag.workflow.setting import Setting

# House rule, in mm: no cutter repeats itself so closely.
_TOLERANCE = 0.01


class OneUps(Struct, frozen=True):
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
        return self.cut[0], self.cut[1] if imposition.way.backing.shares_form else self.bare[1]


class Sheets(Struct, frozen=True):
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


def one_ups(setting: Setting, edition: ComposedEdition, day: date) -> OneUps:
    """Return an edition's one-ups: both sides with and without cutting lines, and how the tag will look.

    Where the standard keeps the cut out of what is printed, it has a file of its own.
    """
    folder, imprint = f"1-up/{edition.content.id}", imprint_of(setting, edition.content.issuer_name, day)
    front, back = edition.printed
    bare = (write_one_ups((front,), imprint), write_one_ups((back,), imprint))
    files = dict(zip(one_up_names(edition.content.id), (*bare, preview(setting, edition)), strict=True))
    patch = code_patch(setting, edition, imprint)
    if patch is not None:
        files[f"{folder}/code.pdf"] = patch
    cut_front, cut_back = with_cut(setting, edition.printed)
    if imprint.standard.cut_apart:
        files[f"{folder}/cut.pdf"] = write_one_ups((cut_alone(cut_front),), imprint)
        return OneUps(files, bare, None, patch)
    cut = (write_one_ups((cut_front,), imprint), write_one_ups((cut_back,), imprint))
    return OneUps({**files, f"{folder}/front.pdf": cut[0], f"{folder}/back.pdf": cut[1]}, bare, cut, patch)


def sheets(setting: Setting, imposition: Imposition, ordered: tuple[int, ...], day: date) -> Sheets:
    """Return the press sheets in as many files as the shop wants: one for all or one for each plate pair.

    A file of more pages than the shop takes is parted between plates.
    """
    imprint = imprint_of(setting, setting.file.office, day)
    pages = tuple(imposition.pages())
    printed = sheets_without_cut(pages) if imprint.standard.cut_apart else pages
    whole = write_sheets(printed, imprint)
    sides = [len(plate.forms) for plate in imposition.plates]
    chunks = list(_chunks(sides, 1 if setting.shop.sheet_files == "plates" else setting.shop.most_pages))
    files: dict[str, bytes] = {}
    places: list[tuple[str, tuple[int, ...]]] = []
    first = 0
    for number, chunk in enumerate(chunks, start=1):
        name = "sheets/sheets.pdf" if len(chunks) == 1 else f"sheets/sheets-{number:03}.pdf"
        taken = printed[first : first + sum(chunk)]
        files[name] = whole if len(chunks) == 1 else write_sheets(taken, imprint)
        first += sum(chunk)
        page = 1
        for count in chunk:
            places.append((name, tuple(range(page, page + count))))
            page += count
    return Sheets(imposition, ordered, whole, files, tuple(places))


def _chunks(sides: Sequence[int], most: int) -> Iterator[list[int]]:
    """Yield the plates' pages in runs of at most ``most`` pages, never fewer than one plate."""
    chunk: list[int] = []
    for count in sides:
        if chunk and sum(chunk) + count > most:
            yield chunk
            chunk = []
        chunk.append(count)
    if chunk:
        yield chunk


def cuts(setting: Setting, imposition: Imposition, day: date) -> dict[str, bytes]:
    """Return the cut of a sheet, as its front lies before the cutter, as PDF, SVG and DXF; plates share it."""
    cut, file = cut_of(setting), setting.cutter.file if setting.cutter is not None else CutterFile()
    sheet = replace(cut_sheet(imposition, cut), names=_names(file, setting.shop.cut))
    sheet = replace(sheet, info=_info(setting, imposition, sheet, day))
    title = f"{setting.file.office} – {setting.content_hash}"
    form = Form(imposition.plates[0].front.side, (Placement(sheet.artwork(cut, letter), IDENTITY),))
    straight = sheet.as_polylines(_TOLERANCE) if file.curves == "polylines" else sheet
    return {
        "cut/cut.pdf": write_sheets(
            (Page(sheet.width, sheet.height, form),), imprint_of(setting, setting.file.office, day)
        ),
        "cut/cut.svg": write_svg(sheet, title).encode(),
        "cut/cut.dxf": write_dxf(straight),
    }


def _names(file: CutterFile, depth: str) -> LayerNames:
    """Return what the cutter's program calls its layers."""
    layers = file.layers
    cut = layers.kiss if depth == "kiss" and layers.kiss is not None else layers.cut
    return LayerNames(cut, layers.hole, layers.marks, layers.info)


def _info(setting: Setting, imposition: Imposition, sheet: CutSheet, day: date) -> CutInfo:
    """Return what the operator at the cutter is told: which job and plates, how deep, and where the gripper is."""
    depth = CUT_DEPTHS[setting.shop.cut]
    plates = sum(len(plate.forms) for plate in imposition.plates)
    words = (
        f"# {setting.content_hash}",
        f"kẽm / plates 1\N{EN DASH}{plates}" if plates > 1 else "kẽm / plate 1",
        f"{depth.vi} / {depth.en}",
        setting.shop.name,
        day.isoformat(),
        "nhíp ở dưới / gripper below",
    )
    return cut_info(sheet, imposition.press, "  \N{MIDDLE DOT}  ".join(words))
