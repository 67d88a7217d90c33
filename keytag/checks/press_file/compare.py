"""Facts of a finished file are held against what was asked for; whatever differs is a finding.

What is expected comes from artworks and pages as they were handed over, not from the code that wrote the file.
Must not read PDF itself. A difference is keytag's own fault, so the hint is the same for all
(`keytag.checks.press_file.rules`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.press_file import rules
from keytag.checks.press_file.drawing import drawing_of, is_drawn
from keytag.drawing.artwork import Artwork
from keytag.drawing.geometry import Affine, Point, Rect
from keytag.findings import Finding, Rule
from keytag.imposition.sheet import Page
from keytag.inspection.pdf.press_facts import Drawing, PageFacts, PaintWay, PdfFacts
from keytag.output.pdf.forms import ArtworkNumbers
from keytag.output.pdf.layers import LAYERS
from keytag.output.pdf.seal import REGISTRY, Imprint
from keytag.text.text import Text

# House rule: a hundredth of a millimetre, which is a plate setter's dot.
_TOLERANCE = 0.01

Corners = tuple[Point, Point, Point]


class ExpectedPage(Struct, frozen=True):
    """A page's size, bleed and trim in its own mm, and what it shows.

    ``placed`` is each placed artwork's number and corners, in order; ``drawing`` is what the page itself paints.
    ``window`` is the part of it that takes ink, None where that is all of it.
    """

    size: tuple[float, float]
    bleed: Rect
    trim: Rect
    placed: tuple[tuple[int, Corners], ...] = ()
    drawing: Drawing = ()
    window: Rect | None = None


class Expected(Struct, frozen=True):
    """What a file has to hold; ``drawings`` are those of the placed artworks, by number.

    ``called`` are the names of layers that have others than keytag's own.
    """

    imprint: Imprint
    pages: tuple[ExpectedPage, ...]
    drawings: tuple[Drawing, ...] = ()
    called: Mapping[str, str] = {}

    @property
    def paints(self) -> frozenset[PaintWay]:
        """Every way in which something has to be painted."""
        drawings = (*self.drawings, *(page.drawing for page in self.pages))
        return frozenset(mark.paint for drawing in drawings for mark in drawing)


def expect_one_ups(artworks: Sequence[Artwork], imprint: Imprint) -> Expected:
    """Return what a file with a page for each of ``artworks`` has to hold."""
    pages = []
    for artwork in artworks:
        page = artwork.page_box
        bleed, trim = (box.moved(-page.x0, -page.y0) for box in (artwork.bleed_box, artwork.trim))
        drawing = drawing_of(artwork, layers=imprint.standard.layers)
        pages.append(ExpectedPage((page.width, page.height), bleed, trim, drawing=drawing))
    return Expected(imprint, tuple(pages))


def expect_sheets(pages: Sequence[Page], imprint: Imprint, called: Mapping[str, str] | None = None) -> Expected:
    """Return what a file with the press sheets ``pages`` has to hold, its layers ``called`` as said."""
    names = called or {}
    forms = {id(page.form): page.form.placements for page in pages}
    shared = [placement for placements in forms.values() for placement in placements]
    census = ArtworkNumbers(
        each.artwork for each in (*shared, *(extra for page in pages for extra in page.extras))
    )
    placed = {
        key: tuple((census.number(each.artwork), _corners(each.artwork, each.transform)) for each in placements)
        for key, placements in forms.items()
    }
    expected = []
    for page in pages:
        sheet = Rect(0.0, 0.0, page.width, page.height)
        extras = ((census.number(each.artwork), _corners(each.artwork, each.transform)) for each in page.extras)
        everything = (*placed[id(page.form)], *extras)
        expected.append(ExpectedPage((page.width, page.height), sheet, sheet, everything, window=page.form.clip))
    drawings = tuple(_called(drawing_of(each, layers=imprint.standard.layers), names) for each in census.distinct)
    return Expected(imprint, tuple(expected), drawings, names)


def _called(drawing: Drawing, names: Mapping[str, str]) -> Drawing:
    """Return ``drawing`` with its layers called by ``names``."""
    if not names:
        return drawing
    return tuple(
        replace(mark, paint=replace(mark.paint, layer=names.get(mark.paint.layer, mark.paint.layer)))
        for mark in drawing
    )


def mismatches(facts: PdfFacts, expected: Expected) -> tuple[Finding, ...]:
    """Return a finding for each way in which ``facts`` are not what was ``expected``; none when all is well."""
    return tuple(rule.finding(message) for rule, check in _CHECKS for message in check(facts, expected))


def _corners(artwork: Artwork, transform: Affine) -> Corners:
    box = artwork.page_box
    first, along, down = (box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1)
    return (transform.apply(first), transform.apply(along), transform.apply(down))


def _has_its_pages(facts: PdfFacts, expected: Expected) -> Iterator[Text]:
    found, asked = len(facts.pages), len(expected.pages)
    if found != asked:
        yield Text(f"Tệp có {found} trang, cần {asked}.", f"The file has {found} pages instead of {asked}.")


def _has_its_boxes(facts: PdfFacts, expected: Expected) -> Iterator[Text]:
    for number, (page, asked) in enumerate(zip(facts.pages, expected.pages, strict=False), 1):
        media = Rect(0.0, 0.0, *asked.size)
        wanted = {"/MediaBox": media, "/BleedBox": asked.bleed, "/TrimBox": asked.trim}
        found = dict(page.boxes)
        if set(found) != set(wanted) or not all(_is_near(found[name], box) for name, box in wanted.items()):
            yield Text(f"Khung của trang {number} bị sai.", f"The boxes of page {number} are wrong.")
        if page.oddities:
            yield _listed(Text(f"Trang {number} có thừa", f"Page {number} carries"), page.oddities)


def _is_near(found: Rect, asked: Rect) -> bool:
    return found.contains(asked, _TOLERANCE) and asked.contains(found, _TOLERANCE)


def _places_every_artwork(facts: PdfFacts, expected: Expected) -> Iterator[Text]:
    pairs: set[tuple[int, int]] = set()
    judged: dict[tuple[int, int], bool] = {}
    for number, (page, asked) in enumerate(zip(facts.pages, expected.pages, strict=False), 1):
        if len(page.placed) != len(asked.placed):
            found, wanted = len(page.placed), len(asked.placed)
            yield Text(
                f"Trang {number} đặt {found} hình, cần {wanted}.",
                f"Page {number} places {found} artworks instead of {wanted}.",
            )
        elif not _is_placed(page, asked, pairs, judged):
            yield Text(f"Trang {number} có hình đặt sai chỗ.", f"Page {number} has an artwork in the wrong place.")
    if len(pairs) != len({asked for asked, _ in pairs}):
        yield Text(
            "Cùng một hình nhưng không dùng chung một bản vẽ ở mọi chỗ.",
            "One artwork is not drawn from the same form everywhere.",
        )


def _shows_what_takes_ink(facts: PdfFacts, expected: Expected) -> Iterator[Text]:
    for number, (page, asked) in enumerate(zip(facts.pages, expected.pages, strict=False), 1):
        found, wanted = (window or Rect(0.0, 0.0, *asked.size) for window in (page.window, asked.window))
        if not _is_near(found, wanted):
            yield Text(
                f"Trang {number} cắt mất hình, hoặc in ra cả mép không in được.",
                f"Page {number} clips its artworks elsewhere than where the machine's printing ends.",
            )


def _is_placed(
    page: PageFacts, asked: ExpectedPage, pairs: set[tuple[int, int]], judged: dict[tuple[int, int], bool]
) -> bool:
    """Tell whether all corners are where they belong, noting which form stands for which artwork.

    Sheets of one plate share their corners as objects, so a pair of corners is compared once.
    """
    seen = set(zip(map(id, page.placed), map(id, map(itemgetter(1), asked.placed)), strict=True))
    if seen <= judged.keys():
        return all(map(judged.__getitem__, seen))
    for placed, (number, corners) in zip(page.placed, asked.placed, strict=True):
        key = (id(placed), id(corners))
        if key not in judged:
            judged[key] = all(
                abs(found - wanted) <= _TOLERANCE
                for point, target in zip(placed.corners, corners, strict=True)
                for found, wanted in zip(point, target, strict=True)
            )
            pairs.add((number, placed.form))
        if not judged[key]:
            return False
    return True


def _draws_as_asked(facts: PdfFacts, expected: Expected) -> Iterator[Text]:
    """Hold what each page and each form on it paints against its artwork.

    A form placed often is one drawing, and is compared once with each artwork that it has to show.
    """
    judged: dict[tuple[int, int], bool] = {}
    for number, (page, asked) in enumerate(zip(facts.pages, expected.pages, strict=False), 1):
        if not is_drawn(page.drawing, asked.drawing):
            yield (
                Text(
                    f"Trang {number} không đúng với hình đã thiết kế.",
                    f"Page {number} does not show its artwork as it was designed.",
                )
                if asked.drawing
                else Text(
                    f"Trang {number} có nét in nằm ngoài các hình.",
                    f"Page {number} paints something beside its artworks.",
                )
            )
        pairs = dict(zip(_drawn(page, asked), page.placed, strict=False))
        for key in pairs.keys() - judged.keys():
            judged[key] = is_drawn(pairs[key].drawing, expected.drawings[key[1]])
        if len(page.placed) == len(asked.placed) and not all(judged[key] for key in pairs):
            yield Text(
                f"Trang {number} có hình không đúng như thiết kế.",
                f"Page {number} has an artwork that is not as it was designed.",
            )


def _drawn(page: PageFacts, asked: ExpectedPage) -> Iterator[tuple[int, int]]:
    """Yield for each placement which drawing stands there, and which artwork should; without a loop in Python."""
    drawings = map(id, map(attrgetter("drawing"), page.placed))
    return zip(drawings, map(itemgetter(0), asked.placed), strict=False)


def _paints_as_asked(facts: PdfFacts, expected: Expected) -> Iterator[Text]:
    extra, missing = facts.paints - expected.paints, expected.paints - facts.paints
    if extra:
        yield _listed(Text("Màu in không có trong thiết kế", "Painted but not asked for"), map(str, extra))
    if missing:
        yield _listed(Text("Màu trong thiết kế không được in", "Asked for but not painted"), map(str, missing))


def _holds_nothing_foreign(facts: PdfFacts, _expected: Expected) -> Iterator[Text]:
    for label, found in (
        (Text("Tệp có phông chữ", "The file refers to fonts"), facts.fonts),
        (Text("Tệp có độ trong suốt", "The file has transparency"), facts.transparency),
        (Text("Tệp có thành phần lạ", "The file holds what keytag never writes"), facts.foreign),
    ):
        if found:
            yield _listed(label, found)


def _lists_its_layers(facts: PdfFacts, expected: Expected) -> Iterator[Text]:
    used = {paint.layer for paint in expected.paints if paint.layer}
    named = ((expected.called.get(layer.name, layer.name), layer) for layer in LAYERS.values())
    asked = {(name, layer.group, layer.step) for name, layer in named if name in used}
    if facts.layers != asked:
        yield Text("Danh sách lớp bị sai.", "The list of layers is wrong.")


def _has_its_output_intent(facts: PdfFacts, expected: Expected) -> Iterator[Text]:
    profile = expected.imprint.profile
    registry = REGISTRY if profile.is_registered else ""
    wanted = ("GTS_PDFX", profile.condition, registry, profile.digest, 4)
    found = [
        (each.subtype, each.condition, each.registry, each.profile.digest if each.profile else "", each.channels)
        for each in facts.intents
    ]
    if found != [wanted]:
        yield Text("Điều kiện in (output intent) bị sai.", "The output intent is wrong.")


def _says_what_it_is(facts: PdfFacts, expected: Expected) -> Iterator[Text]:
    imprint, info, xmp = expected.imprint, dict(facts.info), dict(facts.xmp)
    standard = imprint.standard
    date = imprint.date.isoformat(timespec="seconds")
    zone = imprint.date.strftime("%z")
    stamp = f"D:{imprint.date.strftime('%Y%m%d%H%M%S')}{zone[:3]}'{zone[3:5]}'"
    wanted = {
        "version": (facts.version, standard.pdf_version),
        "Info GTS_PDFXVersion": (info.get("GTS_PDFXVersion"), standard.identification),
        "Info Trapped": (info.get("Trapped"), "/False"),
        "XMP Trapped": (xmp.get("Trapped"), "False"),
        **{f"Info {key}": (info.get(key), stamp) for key in ("CreationDate", "ModDate")},
        **{f"XMP {key}": (xmp.get(key), date) for key in ("CreateDate", "ModifyDate")},
        **{f"Info {key}": (info.get(key), imprint.creator) for key in ("Creator", "Producer")},
        **{f"XMP {key}": (xmp.get(key), imprint.creator) for key in ("CreatorTool", "Producer")},
        "Info Title": (info.get("Title"), imprint.title),
        "XMP title": (xmp.get("title"), imprint.title),
        "/ID": (facts.has_id, True),
        "/Encrypt": (facts.is_encrypted, False),
    }
    if standard.xmp_identification:
        wanted["XMP GTS_PDFXVersion"] = (xmp.get("GTS_PDFXVersion"), standard.identification)
    if standard.xmp_media_management:
        wanted["XMP MetadataDate"] = (xmp.get("MetadataDate"), date)
        wanted["XMP DocumentID"] = (bool(xmp.get("DocumentID")), True)
        wanted["XMP VersionID"] = (xmp.get("VersionID"), "1")
        wanted["XMP RenditionClass"] = (xmp.get("RenditionClass"), "default")
    wrong = [name for name, (found, asked) in wanted.items() if found != asked]
    if wrong:
        yield _listed(Text("Thông tin trong tệp bị sai", "The file says something wrong about itself"), wrong)


def _listed(label: Text, names: Iterable[str]) -> Text:
    listing = ", ".join(sorted(names))
    return Text(f"{label.vi}: {listing}.", f"{label.en}: {listing}.")


_CHECKS: tuple[tuple[Rule, Callable[[PdfFacts, Expected], Iterator[Text]]], ...] = (
    (rules.PDF_PAGES, _has_its_pages),
    (rules.PDF_BOXES, _has_its_boxes),
    (rules.PDF_PLACEMENTS, _places_every_artwork),
    (rules.PDF_PLACEMENTS, _shows_what_takes_ink),
    (rules.PDF_DRAWINGS, _draws_as_asked),
    (rules.PDF_INKS, _paints_as_asked),
    (rules.PDF_FOREIGN, _holds_nothing_foreign),
    (rules.PDF_LAYERS, _lists_its_layers),
    (rules.PDF_OUTPUT_INTENT, _has_its_output_intent),
    (rules.PDF_IDENTITY, _says_what_it_is),
)
