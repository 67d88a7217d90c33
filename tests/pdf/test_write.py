from __future__ import annotations

from io import BytesIO

import pytest
from msgspec.structs import replace
from pikepdf import Name, Pdf, Stream

from keytag.drawing.artwork import Artwork, Fill, Role, Stroke
from keytag.drawing.geometry import Affine, Rect, rectangle
from keytag.drawing.ink import BLACK, Ink, spot
from keytag.imposition.sheet import Form, Page, Placement, SheetSide
from keytag.inspection.pdf.press_facts import PaintKind
from keytag.inspection.pdf.read_back import inspect
from keytag.output.pdf.assemble import sheets_pdf
from keytag.output.pdf.oneup import draw_pages
from keytag.output.pdf.seal import Imprint, seal
from keytag.steps.press_pdf import write_one_ups, write_sheets

LAYERS = {("Dieline", "Structural", "Cutting"), ("Hole", "Structural", "Punching")}
SQUARE = rectangle(Rect(0, 0, 10, 10))


def streams(data: bytes) -> list[bytes]:
    """Every form's content."""
    with Pdf.open(BytesIO(data)) as pdf:
        return [
            item.read_bytes()
            for item in pdf.objects
            if isinstance(item, Stream) and item.get("/Subtype") == Name.Form
        ]


def test_one_up_has_its_boxes(front: Artwork, back: Artwork, imprint: Imprint) -> None:
    """A one-up shows the bleed, and its TrimBox is the tag at true size."""
    facts = inspect(write_one_ups([front, back], imprint))
    assert len(facts.pages) == 2
    for page in facts.pages:
        boxes = dict(page.boxes)
        assert (boxes["/MediaBox"].width, boxes["/MediaBox"].height) == pytest.approx((54.0, 24.0), abs=1e-3)
        assert (boxes["/TrimBox"].x0, boxes["/TrimBox"].y1) == pytest.approx((2.0, 22.0), abs=1e-3)
        assert boxes["/BleedBox"] == boxes["/MediaBox"]


def test_nothing_of_reportlab_is_left(front: Artwork, imprint: Imprint) -> None:
    """No Helvetica, no text operators, no transitions, procedure sets or viewer settings (traps 1 and 6)."""
    data = write_one_ups([front], imprint)
    facts = inspect(data)
    assert facts.fonts == frozenset()
    assert facts.foreign == frozenset()
    for word in (b"Helvetica", b"ProcSet", b"/Trans ", b"PageMode", b"eportLab"):
        assert word not in data


def test_page_streams_open_without_text(front: Artwork) -> None:
    """The raw pages begin with the one matrix that turns millimetres into points, not with a font."""
    with Pdf.open(BytesIO(draw_pages([front]))) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.strip().startswith(b"2.834646 0 0 -2.834646 5.669291 62.3622 cm")
    assert b"BT" not in content.split()


def test_spots_and_overprint_survive_into_nested_forms(pages: tuple[Page, ...], imprint: Imprint) -> None:
    """The dieline on a sheet is a spot stroke that overprints, two forms deep (traps 2 and 5)."""
    facts = inspect(write_sheets(pages, imprint))
    dielines = [paint for paint in facts.paints if paint.colour.spot == "CutContour"]
    assert {(paint.kind, paint.overprint, paint.layer) for paint in dielines} == {
        (PaintKind.STROKE, True, "Dieline"),
        (PaintKind.STROKE, True, "Hole"),
    }
    assert {paint.colour.spot for paint in facts.paints} == {"", "CutContour", "All"}
    assert facts.layers == LAYERS


def test_overprint_ends_with_its_item(imprint: Imprint) -> None:
    """Strokes and fills overprint each for themselves, and what follows knocks out (trap 5)."""
    cut = spot("CutContour", (0.0, 1.0, 0.0, 0.0), technical=True)
    red = Ink("red", (0.0, 1.0, 1.0, 0.0))
    items = (
        Stroke(SQUARE, cut, 0.1, Role.DIELINE, overprint=True),
        Fill(SQUARE, red, Role.ART),
        Fill(SQUARE, BLACK, Role.ART, overprint=True),
        Stroke(SQUARE, red, 0.1, Role.ART),
        Fill(SQUARE, BLACK, Role.ART, overprint=True),
    )
    facts = inspect(write_one_ups([Artwork(items, Rect(0, 0, 10, 10))], imprint))
    found = {(str(paint.colour), paint.kind, paint.overprint) for paint in facts.paints}
    assert found == {
        ("CutContour 100 % (CMYK 0 100 0 0)", PaintKind.STROKE, True),
        ("CMYK 0 100 100 0", PaintKind.FILL, False),
        ("CMYK 0 0 0 100", PaintKind.FILL, True),
        ("CMYK 0 100 100 0", PaintKind.STROKE, False),
    }


def test_bleed_is_not_clipped(pages: tuple[Page, ...], imprint: Imprint) -> None:
    """The form of a tag is as large as its bleed box (trap 3)."""
    placed = inspect(write_sheets(pages, imprint)).pages[0].placed[0]
    (x0, y0), (x1, _), (_, y2) = placed.corners
    assert (x0, y0, x1, y2) == pytest.approx((8.0, 18.0, 62.0, 42.0), abs=1e-3)


def test_turned_tags_lie_where_they_belong(front: Artwork, imprint: Imprint) -> None:
    """A quarter turn about the sheet's origin and a shift land where the plane's y-down geometry says."""
    turn = Affine.rotation(90).then(Affine.translation(100.0, 50.0))
    page = Page(320.0, 450.0, Form(SheetSide.FRONT, (Placement(front, turn),)))
    ((corners),) = [placed.corners for placed in inspect(write_sheets((page,), imprint)).pages[0].placed]
    assert corners[0] == pytest.approx((102.0, 48.0), abs=1e-3)
    assert corners[1] == pytest.approx((102.0, 102.0), abs=1e-3)
    assert corners[2] == pytest.approx((78.0, 48.0), abs=1e-3)


def test_equal_artworks_are_stored_once(pages: tuple[Page, ...], imprint: Imprint) -> None:
    """Six sides of twenty tags hold three tag artworks, one mark, three digits and two forms of the sheet."""
    data = write_sheets(pages, imprint)
    assert len(streams(data)) == 3 + 1 + 3 + 2
    assert [len(page.placed) for page in inspect(data).pages] == [20 * 2 + 1 + 1] * 6


def test_equal_objects_need_not_be_the_same(front: Artwork, imprint: Imprint) -> None:
    """Two artworks made separately from equal parts become one form, and two equal forms one as well."""
    twin = replace(front)
    assert twin is not front
    sheets = tuple(
        Page(320.0, 450.0, Form(SheetSide.FRONT, (Placement(each, Affine.translation(10.0, 10.0)),)))
        for each in (front, twin)
    )
    assert len(streams(write_sheets(sheets, imprint))) == 2


def test_sheet_boxes_are_the_sheet(pages: tuple[Page, ...], imprint: Imprint) -> None:
    """On a press sheet MediaBox, BleedBox and TrimBox are the sheet."""
    for page in inspect(write_sheets(pages, imprint)).pages:
        media = dict(page.boxes)["/MediaBox"]
        assert (media.width, media.height) == pytest.approx((320.0, 450.0), abs=1e-3)
        assert len({box for _, box in page.boxes}) == 1
        assert [name for name, _ in page.boxes] == ["/MediaBox", "/BleedBox", "/TrimBox"]


def test_form_without_placements_is_left_out(front: Artwork, imprint: Imprint) -> None:
    """A page whose form is empty still shows what only this sheet carries."""
    page = Page(320.0, 450.0, Form(SheetSide.BACK, ()), (Placement(front, Affine.translation(9.0, 9.0)),))
    assert len(inspect(write_sheets((page,), imprint)).pages[0].placed) == 1


def test_file_is_small(pages: tuple[Page, ...], imprint: Imprint) -> None:
    """Besides the profile and the tags, sixty pages cost less than half a kilobyte each."""
    few, many = (len(write_sheets(pages * times, imprint)) for times in (1, 10))
    assert (many - few) / 54 < 512


def test_same_input_same_bytes(pages: tuple[Page, ...], imprint: Imprint) -> None:
    """Two runs give the same bytes; another date or another title does not."""
    data = write_sheets(pages, imprint)
    assert write_sheets(pages, imprint) == data
    later = replace(imprint, date=imprint.date.replace(second=6))
    assert write_sheets(pages, later) != data


def test_identifier_follows_the_content(front: Artwork, back: Artwork, imprint: Imprint) -> None:
    """Files of different content have different document identifiers."""
    first, second = (dict(inspect(write_one_ups([each], imprint)).xmp)["DocumentID"] for each in (front, back))
    assert first != second


def test_info_and_xmp_say_the_same(front: Artwork, imprint: Imprint) -> None:
    """Title, dates, program, Trapped and the standard's name stand in Info and again in XMP."""
    facts = inspect(write_one_ups([front], imprint))
    info, xmp = dict(facts.info), dict(facts.xmp)
    assert info["Title"] == xmp["title"] == imprint.title
    assert info["CreationDate"] == info["ModDate"] == "D:20260102030405+07'00'"
    assert xmp["CreateDate"] == xmp["ModifyDate"] == xmp["MetadataDate"] == "2026-01-02T03:04:05+07:00"
    assert info["Producer"] == xmp["Producer"] == info["Creator"] == xmp["CreatorTool"] == "keytag 1.2.3"
    assert (info["Trapped"], xmp["Trapped"]) == ("/False", "False")
    assert info["GTS_PDFXVersion"] == xmp["GTS_PDFXVersion"] == "PDF/X-4"
    assert facts.has_id
    assert not facts.is_encrypted


def test_metadata_and_structure_are_plain(pages: tuple[Page, ...], imprint: Imprint) -> None:
    """XMP is uncompressed, there are no object streams, and the header has the standard's version (trap 4)."""
    data = write_sheets(pages, imprint)
    assert data.startswith(b"%PDF-1.6\n")
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in data
    assert b"/ObjStm" not in data
    assert b"/XRef" not in data
    assert b"/False_" not in data


def test_output_intent_carries_the_profile(front: Artwork, imprint: Imprint) -> None:
    """There is one output intent, for the registered condition, with the profile's own bytes."""
    (intent,) = inspect(write_one_ups([front], imprint)).intents
    assert (intent.subtype, intent.condition, intent.channels) == ("GTS_PDFX", "FOGRA39", 4)
    assert intent.profile is not None
    assert intent.profile.digest == imprint.profile.digest


def test_standard_decides_about_layers_and_identification(pages: tuple[Page, ...], imprint: Imprint) -> None:
    """A standard that allows no layers gets none, and one that wants no XMP identifiers gets none."""
    strict = replace(
        imprint.standard, pdf_version="1.4", layers=False, xmp_identification=False, xmp_media_management=False
    )
    data = write_sheets(pages, replace(imprint, standard=strict))
    facts = inspect(data)
    assert facts.version == "1.4"
    assert facts.layers == frozenset()
    assert {paint.layer for paint in facts.paints} == {""}
    assert b"/OC" not in b"".join(streams(data))
    assert not {"GTS_PDFXVersion", "DocumentID", "MetadataDate"} & {key for key, _ in facts.xmp}


def test_seal_needs_a_zone_and_a_title(pages: tuple[Page, ...], imprint: Imprint) -> None:
    """A date without its zone or an empty title is refused: no PDF/X file may have either."""
    for bad in (replace(imprint, date=imprint.date.replace(tzinfo=None)), replace(imprint, title=" ")):
        with pytest.raises(ValueError, match="time zone and a title"):
            seal(sheets_pdf(pages), bad)
