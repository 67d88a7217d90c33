"""Every slot of every form, front and back: does it look like its one-up, and does its code read?

The fronts' places are those of the imposition. Where each back must be seen follows from its front and from how
the sheet turns, whatever the back's own form says; so a back out of register, or of another edition, shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from keytag.drawing.geometry import Affine, Rect
from keytag.findings import Finding
from keytag.inspection.codes.reader import payloads_in
from keytag.inspection.sheets.alike import AlikePlaces
from keytag.inspection.sheets.one_ups import Mask, OneUp, OneUpIndex, index_one_ups
from keytag.inspection.sheets.raster import Raster, count_pages, open_all_pages
from keytag.inspection.sheets.recount import EditionCount, TagSeen
from keytag.inspection.sheets.rules import (
    BACK_LIES_UNDER_ITS_FRONT,
    CODE_ON_SHEET_READS,
    RULES,
    SLOT_SHOWS_ITS_EDITION,
)
from keytag.text.text import Text
from keytag.units import MM_PER_INCH

if TYPE_CHECKING:
    from PIL.Image import Image


# Measured (bench/planted_faults.py): at 200 dpi every fault is found that is found at 300, at half the cost.
DPI = 200
SCALE = DPI / MM_PER_INCH
# Measured: zxing-cpp finds every symbol of 0.4 mm modules at 300 dpi.
READING_DPI = 300
READING_SCALE = READING_DPI / MM_PER_INCH
# House rule: so many findings of one rule say enough of a spoilt file.
_MOST = 5
# House rule: after so many slots, some tenths of a second, whoever waits is told how far it is.
_TOLD = 50
_BY_NAME = {rule.name: rule for rule in RULES}


class SlotView(Struct, frozen=True):
    """A place on a page where one side of an edition must be seen: ``to_sheet`` takes the tag to the page's mm.

    ``plate`` and ``number`` name its tag, of which the whole run gives ``tags``.
    """

    plate: int
    page: int
    number: int
    to_sheet: Affine
    one_up: OneUp
    is_back: bool
    tags: int


class CodeSeen(Struct, frozen=True, eq=False):
    """An edition's code as sheets show it: what it should say, one picture of it, how often it read as what."""

    edition: str
    payload: str
    picture: Image
    readings: Mapping[str, int]
    """How often each text was read; "" where nothing was."""


class SheetsSeen(Struct, frozen=True):
    """What was seen: slots looked at, codes read, and how often each edition's sides were recognised."""

    slots: int
    codes: int
    counts: Mapping[tuple[str, str], int]
    findings: tuple[Finding, ...]
    codes_seen: tuple[CodeSeen, ...] = ()
    tags: tuple[TagSeen, ...] = ()
    counted: tuple[EditionCount, ...] = ()
    """The tags of each edition over all sheets, once they were held against the plan."""


class SlotLook(Struct, frozen=True, eq=False):
    """What was seen in a slot: the one-ups that it looks like, what its codes read as, the picture of those."""

    alike: tuple[OneUp, ...]
    read: tuple[bytes, ...]
    picture: Image | None


def back_in_view(front: Affine, width: float, turn: Affine) -> Affine:
    """Return where a back must be seen whose front lies at ``front``, on a sheet that is turned by ``turn``.

    The tag is ``width`` mm wide; its back is drawn as its reader sees it, turned left to right.
    """
    return Affine.mirror_x(width / 2).then(front).then(turn)


def slot_picture(page: Raster, to_sheet: Affine, trim: Rect, scale: float = SCALE) -> Image:
    """Return what lies inside ``trim`` of a tag that is placed by ``to_sheet``, upright, ``scale`` pixels a mm."""
    to_piece = to_sheet.inverse().then(Affine.translation(-trim.x0, -trim.y0)).then(Affine.scaling(scale, scale))
    return page.piece(to_piece, *picture_size(trim, scale))


def picture_size(trim: Rect, scale: float = SCALE) -> tuple[int, int]:
    """Return the width and height of a tag's picture."""
    return round(trim.width * scale), round(trim.height * scale)


def inspect_slots(
    files: Sequence[bytes],
    views: Sequence[SlotView],
    trim: Rect,
    mask: Mask,
    advance: Callable[[int, int], None] = lambda _done, _total: None,
) -> SheetsSeen:
    """Look at every slot of ``views`` on the pages of ``files``, and say what is not as it must be.

    ``mask`` says which pixels count: those inside the cut. Of places that are alike and must show the same one-up
    the first is looked at for all, and only what lies on and around such places is drawn. ``advance`` is told how
    many are done. Raises pypdfium2.PdfiumError where a file cannot be opened.
    """
    count = count_pages(files)
    places = AlikePlaces(files, count)
    there = [view for view in views if view.page < count]
    looked_at = ((view.page, view.to_sheet) for view in _first_of_alike(there, trim, places))
    with open_all_pages(places.only(looked_at, trim)) as pages:
        return _inspect(pages, there, trim, mask, places, advance)


def _first_of_alike(views: Sequence[SlotView], trim: Rect, places: AlikePlaces) -> Iterable[SlotView]:
    """Return those of ``views`` that are looked at."""
    first: dict[Hashable, SlotView] = {}
    for number, view in enumerate(views):
        place = places.key(view.page, view.to_sheet, trim)
        first.setdefault((place, id(view.one_up)) if place is not None else number, view)
    return first.values()


def _inspect(
    pages: Sequence[Raster],
    views: Sequence[SlotView],
    trim: Rect,
    mask: Mask,
    places: AlikePlaces,
    advance: Callable[[int, int], None],
) -> SheetsSeen:
    gallery = index_one_ups(tuple({id(view.one_up): view.one_up for view in views}.values()), mask)
    tags: dict[tuple[int, int], TagSeen] = {}
    counts: Counter[tuple[str, str]] = Counter()
    findings: list[Finding] = []
    codes: dict[str, CodeSeen] = {}
    looks: dict[tuple[Hashable, int], SlotLook] = {}
    for done, view in enumerate(views):
        if done % _TOLD == 0:
            advance(done, len(views))
        place = places.key(view.page, view.to_sheet, trim)
        look = looks.get((place, id(view.one_up))) if place is not None else None
        if look is None:
            look = _look(pages[view.page], view, trim, gallery, is_first=view.one_up.edition not in codes)
            looks[place, id(view.one_up)] = SlotLook(look.alike, look.read, None)
        shown = view.one_up if view.one_up in look.alike else next(iter(look.alike), None)
        if shown is not None:
            counts[shown.edition, shown.side] += 1
        if shown is not view.one_up:
            findings.append(_wrong(view, shown))
        tag = gallery.editions_of(look.alike, view.one_up.side, look.read)
        tags[view.plate, view.number] = _narrowed(tags.get((view.plate, view.number)), view, tag)
        if view.one_up.payload is not None:
            codes[view.one_up.edition] = add_reading(
                codes.get(view.one_up.edition), view.one_up, look.picture, look.read
            )
            findings += _misread(view, look.read)
    good = sum(code.readings.get(code.payload, 0) for code in codes.values())
    return SheetsSeen(
        len(views), good, dict(counts), tuple(_some(findings)), tuple(codes.values()), tuple(tags.values())
    )


def _look(page: Raster, view: SlotView, trim: Rect, gallery: OneUpIndex, *, is_first: bool) -> SlotLook:
    seen = slot_picture(page, view.to_sheet, trim)
    alike = gallery.showing(seen, view.one_up)
    if not gallery.has_codes(view.one_up.side):
        return SlotLook(alike, (), seen)
    picture, read = _read_code(page, view, trim, seen, is_first=is_first)
    return SlotLook(alike, read, picture)


def _read_code(
    page: Raster, view: SlotView, trim: Rect, seen: Image, *, is_first: bool
) -> tuple[Image, tuple[bytes, ...]]:
    """Return what the codes of a slot read as, and the picture that was read.

    The first of each edition is kept for other decoders, and is as fine as they want it; so is one that does not
    read as it must: nothing is told of it before it was looked at more closely.
    """
    if not is_first:
        read = view.one_up.own_codes(payloads_in(seen.convert("L")))
        if read == (() if view.one_up.payload is None else (view.one_up.payload.encode(),)):
            return seen, read
    fine = slot_picture(page, view.to_sheet, trim, READING_SCALE)
    return fine, view.one_up.own_codes(payloads_in(fine.convert("L")))


def add_reading(before: CodeSeen | None, one: OneUp, seen: Image | None, read: tuple[bytes, ...]) -> CodeSeen:
    """Return what is known of a side's code once it was ``read`` from one more picture of it.

    The first is kept, and must be given.
    """
    said = " ".join(each.decode("utf-8", "replace") for each in read)
    readings = Counter(before.readings if before is not None else ())
    readings[said] += 1
    picture = before.picture if before is not None else seen
    assert picture is not None  # noqa: S101 - a place is alike only to one that was looked at
    return CodeSeen(one.edition, one.payload or "", picture, dict(readings))


def _narrowed(before: TagSeen | None, view: SlotView, editions: frozenset[str]) -> TagSeen:
    """Return what a tag may be once one more side of it was seen."""
    return TagSeen(editions & before.editions if before is not None else editions, view.one_up.edition, view.tags)


def _wrong(view: SlotView, shown: OneUp | None) -> Finding:
    wanted = view.one_up
    rule = BACK_LIES_UNDER_ITS_FRONT if view.is_back else SLOT_SHOWS_ITS_EDITION
    place = _place(view)
    if shown is None:
        return rule.finding(
            Text(
                f"{place.vi} khác với {_side(wanted).vi} của mẫu {wanted.edition}.",
                f"{place.en} does not look like the {_side(wanted).en} of edition {wanted.edition}.",
            )
        )
    return rule.finding(
        Text(
            f"{place.vi} là {_side(shown).vi} của mẫu {shown.edition}, lẽ ra là của mẫu {wanted.edition}.",
            f"{place.en} shows the {_side(shown).en} of edition {shown.edition} in place of {wanted.edition}.",
        )
    )


def _misread(view: SlotView, read: tuple[bytes, ...]) -> Iterator[Finding]:
    if view.one_up.payload is None or read == (view.one_up.payload.encode(),):
        return
    place = _place(view)
    said = read[0].decode("utf-8", "replace") if read else ""
    yield CODE_ON_SHEET_READS.finding(
        Text(f"{place.vi}: mã QR đọc ra “{said}”.", f"{place.en}: the QR code reads as “{said}”.")
        if read
        else Text(f"{place.vi}: không đọc được mã QR.", f"{place.en}: the QR code cannot be read.")
    )


def _place(view: SlotView) -> Text:
    return Text(f"Trang {view.page + 1}, vị trí {view.number}", f"Page {view.page + 1}, slot {view.number}")


def _side(one: OneUp) -> Text:
    return Text("mặt trước", "front") if one.side == "front" else Text("mặt sau", "back")


def _some(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the first findings of each rule, and how many more there are."""
    told: Counter[str] = Counter()
    totals = Counter(finding.rule for finding in findings)
    for finding in findings:
        told[finding.rule] += 1
        if told[finding.rule] <= _MOST:
            yield finding
        elif told[finding.rule] == _MOST + 1:
            more = totals[finding.rule] - _MOST
            yield _BY_NAME[finding.rule].finding(
                Text(f"… và {more} vị trí nữa cũng vậy.", f"… and {more} more slots likewise.")
            )
