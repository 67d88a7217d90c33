"""All of a file surveyed, in order: what it says of itself, its pages, its objects.

The tree of pages is walked as it stands: it may loop, nest without end, or hold what is no page. Answers to
ISO 32000-1, 7.7.3 (page tree), 12.5 (annotations) and 14.11.2 (boxes).
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Pdf, PdfError, QpdfRuntimeError, Stream

from keytag.drawing.geometry import Affine, Rect, bounds
from keytag.inspection.pdf import document, objects
from keytag.inspection.pdf.bounds import MOST_PAGES, Budget, TooMuchError, unreadable_file
from keytag.inspection.pdf.document import Contents, xmp
from keytag.inspection.pdf.facts import FileFacts, SurveyedPage
from keytag.inspection.pdf.objects import open_pdf
from keytag.inspection.pdf.painting import Surveyor
from keytag.inspection.pdf.tally import Tally, move_use
from keytag.text.text import Text
from keytag.units import MM_PER_INCH, to_mm

_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
# ISO 32000-1, table 30: what a page takes over from the nodes above it.
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_DEEPEST = 64

Given = dict[str, object]


def pages_of(pdf: Pdf, surveyor: Surveyor, budget: Budget) -> Iterator[SurveyedPage]:
    """Yield every page that can be found, at most `MOST_PAGES`."""
    for count, (page, given) in enumerate(leaves(objects.get(pdf.Root, "/Pages"), budget)):
        if count >= MOST_PAGES:
            budget.notes.add(f"pages after {MOST_PAGES}")
            return
        yield _page(page, given, surveyor, budget)


def leaves(root: object, budget: Budget) -> Iterator[tuple[Dictionary, Given]]:
    """Yield the pages in order, each with what it inherits."""
    stack: list[tuple[object, Given, int]] = [(root, {}, 0)]
    seen: set[int] = set()
    while stack:
        node, given, depth = stack.pop()
        if not isinstance(node, Dictionary):
            budget.notes.add("a page that is none")
            continue
        number = objects.number_of(node)
        if (number and number in seen) or depth > _DEEPEST:
            budget.notes.add("a tree of pages that loops")
            continue
        seen.add(number)
        own = {key: objects.get(node, key) for key in _INHERITED}
        below = {**given, **{key: value for key, value in own.items() if value is not None}}
        kids = objects.get(node, "/Kids")
        if kids is None:
            yield node, below
        else:
            stack += [(kid, below, depth + 1) for kid in reversed(list(objects.items(kids)))]


def _page(page: Dictionary, given: Given, surveyor: Surveyor, budget: Budget) -> SurveyedPage:
    unit = objects.number(objects.get(page, "/UserUnit")) or 1.0
    scale = to_mm(1.0) * unit
    media = _upright(given.get("/MediaBox"))
    left, top = (media.x0, media.y1) if media is not None else (0.0, 0.0)
    door = Affine(scale, 0.0, 0.0, -scale, -left * scale, top * scale)
    tally = _tally(page, given.get("/Resources"), surveyor, budget)
    boxes = ((key[1:], _box(objects.get(page, key), door)) for key in _BOXES)
    return SurveyedPage(
        media=_box(given.get("/MediaBox"), door),
        crop=_box(given.get("/CropBox"), door),
        boxes=tuple((key, box) for key, box in boxes if box is not None),
        rotate=objects.number(given.get("/Rotate")) or 0.0,
        user_unit=unit,
        group_space=_group_space(page, given.get("/Resources"), surveyor),
        annotations=_annotations(page),
        fonts=frozenset(tally.fonts),
        uses=tuple(move_use(use, door) for use in tally.uses.values()),
        pictures=tuple(placed.told(MM_PER_INCH / scale) for placed in tally.pictures),
        see_through=frozenset(tally.see_through),
        blends=frozenset(tally.blends),
        states=frozenset(tally.states),
        unread=frozenset(tally.unread),
    )


def _tally(page: Dictionary, named: object, surveyor: Surveyor, budget: Budget) -> Tally:
    """Return what a page paints, in its points; what is too much, or cannot be unpacked, is noted."""
    broken: set[str] = set()
    try:
        data = b"\n".join(_unpacked(page, broken))
        tally = surveyor.read(data, named)
    except TooMuchError:
        budget.notes.add("content beyond all measure")
        tally = Tally()
    tally.unread |= broken
    return tally


def _unpacked(page: Dictionary, broken: set[str]) -> Iterator[bytes]:
    """Yield the page's content streams; of one that cannot be unpacked, a note in ``broken``."""
    for each in objects.items(objects.get(page, "/Contents")):
        if not isinstance(each, Stream):
            broken.add("content that is no stream")
            continue
        try:
            yield each.read_bytes()
        except objects.BROKEN:
            broken.add("a stream that cannot be unpacked")


def _group_space(page: Dictionary, named: object, surveyor: Surveyor) -> str | None:
    """Return the family of the space in which the page blends, "" where it has none; None without a group."""
    group = objects.get(page, "/Group")
    if objects.name(objects.get(group, "/S")) != "Transparency":
        return None
    space = objects.get(group, "/CS")
    return surveyor.colours.read(space, named).family if space is not None else ""


def _annotations(page: Dictionary) -> tuple[str, ...]:
    kinds = (
        objects.name(objects.get(each, "/Subtype")) or "?" for each in objects.items(objects.get(page, "/Annots"))
    )
    return tuple(sorted(set(kinds)))


def _upright(value: object) -> Rect | None:
    """Return a box in points, its corners in order; None where it is none."""
    edges = objects.numbers(value)
    return bounds((edges[:2], edges[2:])) if len(edges) == 4 else None


def _box(value: object, door: Affine) -> Rect | None:
    box = _upright(value)
    return bounds(door.apply(corner) for corner in box.corners) if box is not None else None


# House rule: what qpdf had to mend is told by its first words only.
_MOST_REPAIRS = 5


def survey_within(data: bytes, budget: Budget) -> FileFacts:
    """Return what the PDF in ``data`` holds, as far as ``budget`` goes.

    Raises UnreadableFileError where it cannot be read at all.
    """
    try:
        with open_pdf(data) as pdf:
            return _surveyed(pdf, len(data), budget)
    except (PdfError, QpdfRuntimeError):
        raise unreadable_file(
            Text("Tệp PDF bị hỏng, không đọc được.", "The PDF is broken and cannot be read.")
        ) from None
    except MemoryError:
        raise unreadable_file(Text("Tệp PDF cần quá nhiều bộ nhớ.", "The PDF takes too much memory.")) from None


def _surveyed(pdf: Pdf, size: int, budget: Budget) -> FileFacts:
    contents = Contents()
    surveyor = Surveyor(budget)
    pages = tuple(pages_of(pdf, surveyor, budget))
    contents.look(pdf)
    if contents.is_partial:
        budget.notes.add("objects beyond all measure")
    return FileFacts(
        size=size,
        # ISO 32000-1, 7.5.2: the catalogue's version counts where it is the later one.
        version=max(pdf.pdf_version, objects.name(objects.get(pdf.Root, "/Version"))),
        pages=pages,
        has_id=len(tuple(objects.items(objects.get(pdf.trailer, "/ID")))) == 2,
        is_encrypted=pdf.is_encrypted,
        has_packed_objects=contents.has_packed_objects,
        has_packed_table=contents.has_packed_table,
        info=document.info(pdf),
        xmp=xmp(pdf),
        intents=document.intents(pdf),
        layers=document.layers(pdf),
        active=tuple(sorted({*document.active(pdf), *contents.active})),
        filters=frozenset(contents.filters),
        outside=frozenset(contents.outside),
        spots=tuple(surveyor.colours.seen),
        repaired=tuple(str(warning) for warning in pdf.get_warnings())[:_MOST_REPAIRS],
        unread=tuple(sorted(budget.notes)),
    )
