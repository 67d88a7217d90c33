"""Any file held against a standard: own files are clean, and each way of spoiling one is told by its rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zlib import compress

import pytest
from msgspec.structs import replace
from pikepdf import (
    Array,
    Dictionary,
    Encryption,
    Name,
    ObjectStreamMode,
    Pdf,
    Permissions,
    Stream,
    String,
)
from PIL import Image

from keytag.drawing.artwork import Artwork
from keytag.imposition.sheet import Page
from keytag.inspection.pdf import survey
from keytag.inspection.standards import RULES, claimed_standard, standard_findings
from keytag.output.pdf.seal import Imprint
from keytag.standards import PDF_X1A, PDF_X4, STANDARDS, Standard
from keytag.steps.press_pdf import write_one_ups, write_sheets

Spoil = Callable[[Pdf], None]
RGB_PROFILE = b"\0\0\0\x84" + bytes(4) + b"\x02\x20\0\0" + b"mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(92)


@pytest.fixture(scope="module")
def tag(front: Artwork, cut: Artwork) -> Artwork:
    """A front with its dieline."""
    return replace(front, items=(*front.items, *cut.items))


@pytest.fixture(scope="module")
def files(tag: Artwork, imprint: Imprint) -> dict[str, bytes]:
    """A one-up for each standard, by the standard's name."""
    return {
        standard.name: write_one_ups([tag], replace(imprint, standard=standard)) for standard in STANDARDS.values()
    }


def resaved(data: bytes, spoil: Spoil, **options: Any) -> bytes:  # noqa: ANN401 - the options of another library
    """Return ``data`` after ``spoil`` has been at it; ``options`` are those of saving."""
    settings: dict[str, Any] = {"object_stream_mode": ObjectStreamMode.disable, "static_id": True, **options}
    with Pdf.open(BytesIO(data)) as pdf:
        spoil(pdf)
        buffer = BytesIO()
        pdf.save(buffer, fix_metadata_version=False, **settings)
    return buffer.getvalue()


def updated(data: bytes, number: int, entries: bytes, stream: bytes) -> bytes:
    """Return ``data`` with one object set by an update (ISO 32000-1, 7.5.6): saving would tidy it."""
    trailer = re.findall(rb"trailer <<(.*?)>>\nstartxref\n(\d+)", data, re.DOTALL)[-1]
    size = max(number + 1, int(re.findall(rb"/Size (\d+)", trailer[0])[0]))
    kept = re.sub(rb"/Size \d+", b"/Size %d" % size, trailer[0])
    body = b"%d 0 obj\n<< %s /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        entries,
        len(stream),
        stream,
    )
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(data))
    end = b"trailer <<%s/Prev %s >>\nstartxref\n%d\n%%%%EOF\n" % (kept, trailer[1], len(data) + len(body))
    return data + body + table + end


def told(data: bytes, standard: Standard) -> dict[str, str]:
    """Return the rules that are broken, each with how grave that is."""
    return {finding.rule: finding.severity.value for finding in standard_findings(survey(data), standard)}


def nothing(_pdf: Pdf) -> None:
    """Leave the file alone."""


def edit(old: bytes, new: bytes) -> Spoil:
    """Replace ``old``, which must be there, in the page's content."""

    def spoil(pdf: Pdf) -> None:
        content = pdf.pages[0].obj.Contents
        data = content.read_bytes()
        assert old in data
        content.write(data.replace(old, new, 1))

    return spoil


def put(key: str, value: object) -> Spoil:
    """Set an entry of the page."""
    return lambda pdf: pdf.pages[0].obj.__setitem__(key, value)


def drop(key: str) -> Spoil:
    """Delete an entry of the page."""
    return lambda pdf: pdf.pages[0].obj.__delitem__(key)


def state(**entries: Any) -> Spoil:  # noqa: ANN401 - the same
    """Add a graphics state with ``entries`` and use it."""

    def spoil(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources.ExtGState["/Odd"] = Dictionary(**entries)
        edit(b"cm", b"cm /Odd gs")(pdf)

    return spoil


def info(key: str, value: object) -> Spoil:
    """Set an Info entry."""
    return lambda pdf: pdf.trailer.Info.__setitem__(key, value)


def intent(key: str, value: object) -> Spoil:
    """Set an entry of the output intent."""
    return lambda pdf: pdf.Root.OutputIntents[0].__setitem__(key, value)


def catalogue(key: str, value: object) -> Spoil:
    """Set an entry of the catalogue."""
    return lambda pdf: pdf.Root.__setitem__(key, value)


def profile(change: Callable[[bytes], bytes]) -> Spoil:
    """Change the embedded profile's bytes."""

    def spoil(pdf: Pdf) -> None:
        stream = pdf.Root.OutputIntents[0].DestOutputProfile
        stream.write(change(stream.read_bytes()))

    return spoil


def xmp(old: bytes, new: bytes) -> Spoil:
    """Replace something in the XMP packet."""

    def spoil(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        pdf.Root.Metadata.write(data.replace(old, new))

    return spoil


def no_xmp(pdf: Pdf) -> None:
    """Drop the XMP packet."""
    del pdf.Root["/Metadata"]


def no_intent(pdf: Pdf) -> None:
    """Drop the output intent."""
    del pdf.Root["/OutputIntents"]


def two_intents(pdf: Pdf) -> None:
    """Give the output intent twice."""
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def no_profile(pdf: Pdf) -> None:
    """Take the profile out of the output intent."""
    del pdf.Root.OutputIntents[0]["/DestOutputProfile"]


def no_trapped(pdf: Pdf) -> None:
    """Drop Trapped from Info."""
    del pdf.trailer.Info["/Trapped"]


def no_claim(pdf: Pdf) -> None:
    """Take every name of a standard out."""
    del pdf.trailer.Info["/GTS_PDFXVersion"]
    if b"pdfxid:GTS" in (data := pdf.Root.Metadata.read_bytes()):
        pdf.Root.Metadata.write(data.replace(b"pdfxid:GTS_PDFXVersion>", b"pdfxid:Other>"))


def font(pdf: Pdf) -> None:
    """List a font that is not embedded."""
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources.Font = Dictionary(F1=helvetica)


def font_in_a_form(pdf: Pdf) -> None:
    """List a font that is not embedded in the resources of a form within the page."""
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources = Dictionary(Font=Dictionary(F1=helvetica))
    place(pdf, Stream(pdf, b"", Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Resources=resources))


def place(pdf: Pdf, stream: Stream) -> None:
    """Place an external object on the page."""
    pdf.pages[0].obj.Resources.XObject = Dictionary(X1=pdf.make_indirect(stream))
    edit(b"cm", b"cm q 10 0 0 10 0 0 cm /X1 Do Q")(pdf)


def picture(**entries: object) -> Spoil:
    """Place a picture with ``entries``."""

    def spoil(pdf: Pdf) -> None:
        given = {
            "Subtype": Name.Image,
            "Width": 100,
            "Height": 100,
            "BitsPerComponent": 8,
            "ColorSpace": Name.DeviceCMYK,
            **entries,
        }
        given = {key: value(pdf) if callable(value) else value for key, value in given.items()}
        place(pdf, Stream(pdf, bytes(40_000), **given))

    return spoil


def jpeg(change: Callable[[bytes], bytes] = bytes, *, mode: str = "CMYK", wide: int = 100) -> Spoil:
    """Place a picture in JPEG, said to be CMYK and 100 pixels wide, its bytes changed."""
    buffer = BytesIO()
    Image.new(mode, (wide, 100), "white").save(buffer, "JPEG")
    data = change(buffer.getvalue())

    def spoil(pdf: Pdf) -> None:
        picture()(pdf)
        pdf.pages[0].obj.Resources.XObject["/X1"].write(data, filter=Name.DCTDecode)

    return spoil


def empty_font(pdf: Pdf) -> None:
    """List a font whose program is an empty stream."""
    font(pdf)
    program = Dictionary(Type=Name.FontDescriptor, FontFile=pdf.make_indirect(Stream(pdf, b"")))
    pdf.pages[0].obj.Resources.Font.F1.FontDescriptor = program


def group_in_rgb(pdf: Pdf) -> None:
    """Let the page blend in CMYK, and a form on it in RGB."""
    put("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))(pdf)
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    place(pdf, Stream(pdf, b"", Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Group=group))


def mask_in_rgb(pdf: Pdf) -> None:
    """Mask by the lightness of a group that blends in RGB."""
    put("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))(pdf)
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    form = pdf.make_indirect(Stream(pdf, b"", Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Group=group))
    state(SMask=Dictionary(S=Name.Luminosity, G=form))(pdf)


def two_colours(pdf: Pdf) -> None:
    """Show one spot in cyan and in magenta."""
    for number, full in enumerate(([1, 0, 0, 0], [0, 1, 0, 0])):
        tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array(full), N=1)
        space = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, tint])
        pdf.pages[0].obj.Resources.ColorSpace[f"/Gold{number}"] = space


def empty_layer(pdf: Pdf) -> None:
    """Draw nothing in the dieline's layer."""
    content = pdf.pages[0].obj.Contents
    data = re.sub(rb"/OC /Dieline BDC.*?EMC", b"", content.read_bytes(), flags=re.DOTALL)
    content.write(data)


def rgb_form(pdf: Pdf) -> None:
    """Paint in RGB two forms deep."""
    inner = pdf.make_indirect(Stream(pdf, b"1 0 0 RG 0 0 m 1 1 l S", Subtype=Name.Form, BBox=Array([0, 0, 1, 1])))
    resources = Dictionary(XObject=Dictionary(In=inner))
    outer = Stream(pdf, b"/In Do", Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Resources=resources)
    place(pdf, outer)


def icc(pdf: Pdf) -> None:
    """Paint in an ICC-based colour."""
    space = Array([Name.ICCBased, pdf.Root.OutputIntents[0].DestOutputProfile])
    pdf.pages[0].obj.Resources.ColorSpace["/Icc"] = space
    edit(b"0 1 1 0 k", b"/Icc cs 0 1 1 0 sc")(pdf)


def indexed_rgb(pdf: Pdf) -> None:
    """Paint in a palette of RGB."""
    space = Array([Name.Indexed, Name.DeviceRGB, 0, String(b"\1\2\3")])
    pdf.pages[0].obj.Resources.ColorSpace["/Pal"] = space
    edit(b"0 1 1 0 k", b"/Pal cs 0 sc")(pdf)


def default_rgb(pdf: Pdf) -> None:
    """Let DeviceCMYK stand for an ICC-based colour."""
    space = Array([Name.ICCBased, pdf.Root.OutputIntents[0].DestOutputProfile])
    pdf.pages[0].obj.Resources.ColorSpace["/DefaultCMYK"] = space


def rgb_spot(pdf: Pdf) -> None:
    """Give the dieline's spot an alternate in RGB."""
    space = pdf.pages[0].obj.Resources.ColorSpace["/CutContour"]
    space[2] = Name.DeviceRGB


def shading(pdf: Pdf) -> None:
    """Shade in RGB."""
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0]), C1=Array([1, 1, 1]), N=1)
    pdf.pages[0].obj.Resources.Shading = Dictionary(
        S1=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 1]), Function=function)
    )
    edit(b"cm", b"cm /S1 sh")(pdf)


def tiling(pdf: Pdf) -> None:
    """Fill with a pattern whose cell is in RGB."""
    cell = Stream(
        pdf, b"1 0 0 rg 0 0 1 1 re f", PatternType=1, PaintType=1, BBox=Array([0, 0, 2, 2]), Resources=Dictionary()
    )
    pdf.pages[0].obj.Resources.Pattern = Dictionary(P1=pdf.make_indirect(cell))
    edit(b"0 1 1 0 k", b"/Pattern cs /P1 scn")(pdf)


def drawn_font(pdf: Pdf) -> None:
    """Set a line in a font whose glyphs are drawn in RGB."""
    glyph = pdf.make_indirect(Stream(pdf, b"10 0 d0 1 0 0 rg 0 0 9 9 re f"))
    type3 = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 9, 9]),
        FontMatrix=Array([1, 0, 0, 1, 0, 0]),
        CharProcs=Dictionary(a=glyph),
    )
    pdf.pages[0].obj.Resources.Font = Dictionary(F1=type3)
    edit(b"cm", b"cm BT /F1 1 Tf (a) Tj ET")(pdf)


def knock_out(pdf: Pdf) -> None:
    """Let every graphics state knock out."""
    for each in pdf.pages[0].obj.Resources.ExtGState.values():
        if "/OP" in each:
            each.OP = False


def case_of_spot(pdf: Pdf) -> None:
    """Name a second spot like the dieline's but for its case, and paint with it."""
    spaces = pdf.pages[0].obj.Resources.ColorSpace
    other = Array(list(spaces["/CutContour"]))
    other[1] = Name("/CUTCONTOUR")
    spaces["/Other"] = other
    edit(b"0 1 1 0 k", b"/Other cs 1 scn")(pdf)


def off_layer(pdf: Pdf) -> None:
    """Take the dieline out of its layer."""
    edit(b"/OC /Dieline BDC", b"/Span <<>> BDC")(pdf)


def cmyk_dieline(pdf: Pdf) -> None:
    """Draw the dieline in magenta."""
    edit(b"/CutContour CS 1 SCN", b"0 1 0 0 K")(pdf)


def filled_dieline(pdf: Pdf) -> None:
    """Fill the dieline."""
    head, mark, tail = pdf.pages[0].obj.Contents.read_bytes().rpartition(b"/Dieline BDC")
    assert mark
    tail = tail.replace(b"CS", b"cs", 1).replace(b"SCN", b"scn", 1).replace(b" S\n", b" f\n", 1)
    pdf.pages[0].obj.Contents.write(head + mark + tail)


def step_as_string(pdf: Pdf) -> None:
    """Write a processing step as a string."""
    pdf.Root.OCProperties.OCGs[0].GTS_Metadata.GTS_ProcStepsType = String("Cutting")


def step_missing(pdf: Pdf) -> None:
    """Name a processing step's group alone."""
    del pdf.Root.OCProperties.OCGs[0].GTS_Metadata["/GTS_ProcStepsType"]


def unlisted_layer(pdf: Pdf) -> None:
    """Leave a layer out of the order."""
    pdf.Root.OCProperties.D.Order = Array([pdf.Root.OCProperties.OCGs[0]])


def layer_list(**entries: object) -> Spoil:
    """Add entries to the default configuration of the layers."""

    def spoil(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.Root.OCProperties.D[f"/{key}"] = value

    return spoil


def hidden_layer(pdf: Pdf) -> None:
    """Switch a layer off."""
    pdf.Root.OCProperties.D.OFF = Array([pdf.Root.OCProperties.OCGs[0]])


def a_layer(pdf: Pdf) -> None:
    """Add a layer."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
    order = Array([group])
    pdf.Root.OCProperties = Dictionary(OCGs=order, D=Dictionary(Name=String("x"), Order=order))


def knocking_white(pdf: Pdf) -> None:
    """Paint a white underbase over everything without overprint."""
    own = pdf.pages[0].obj.Resources
    white = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0.2, 0, 0, 0], N=1)
    own.ColorSpace["/W"] = Array([Name.Separation, Name.White, Name.DeviceCMYK, white])
    step = Dictionary(GTS_ProcStepsGroup=Name.White)
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("White"), GTS_Metadata=step))
    own.Properties["/White"] = group
    pdf.Root.OCProperties.OCGs.append(group)
    pdf.Root.OCProperties.D.Order.append(group)
    content = pdf.pages[0].obj.Contents
    content.write(content.read_bytes() + b" /OC /White BDC /W cs 1 scn 0 0 100 40 re f EMC")


def no_bleed(pdf: Pdf) -> None:
    """Let the bleed end at the trim, which the print runs over."""
    page = pdf.pages[0].obj
    page.BleedBox = page.TrimBox


def annotation(pdf: Pdf) -> None:
    """Put a link on the page."""
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def hidden_text(pdf: Pdf) -> None:
    """Set a line that nobody sees, in a font that is not embedded."""
    pdf.pages[0].obj.Resources.Font = Dictionary(
        F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    content = pdf.pages[0].obj.Contents
    content.write(content.read_bytes() + b" BT /F 12 Tf 3 Tr (hidden) Tj ET")


def attachment(pdf: Pdf) -> None:
    """Attach a file."""
    pdf.attachments["note.txt"] = b"x"


def alternate_picture(pdf: Pdf) -> None:
    """Place a picture that has another one for print."""
    entries = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 1, "Height": 1, "BitsPerComponent": 8}
    other = pdf.make_indirect(Stream(pdf, b"x", ColorSpace=Name.DeviceGray, **entries))
    listed = Array([Dictionary(Image=other, DefaultForPrinting=True)])
    shown = Stream(pdf, b"x", ColorSpace=Name.DeviceGray, Alternates=listed, **entries)
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=pdf.make_indirect(shown))
    content = pdf.pages[0].obj.Contents
    content.write(content.read_bytes() + b" q 9 0 0 9 0 0 cm /X Do Q")


def script(pdf: Pdf) -> None:
    """Add a script to the name tree."""
    action = Dictionary(S=Name.JavaScript, JS=String("1"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), pdf.make_indirect(action)])))


def inline_lzw(pdf: Pdf) -> None:
    """Compress a picture within the content by LZW."""
    edit(b"cm", b"cm BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID \x80\x0b\x60\x50\x10 EI")(pdf)


def elsewhere(pdf: Pdf) -> None:
    """Let a stream's data lie in another file."""
    pdf.Root.Odd = pdf.make_indirect(Stream(pdf, b"", F=String("other.bin")))


def inherited_trim(pdf: Pdf) -> None:
    """Give the TrimBox to the node above the page."""
    page = pdf.pages[0].obj
    pdf.Root.Pages.TrimBox = page.TrimBox
    del page["/TrimBox"]


def inherited_crop(pdf: Pdf) -> None:
    """Give a CropBox to the node above the page."""
    pdf.Root.Pages.CropBox = Array([5, 5, 50, 50])


def bleed_outside(pdf: Pdf) -> None:
    """Let the BleedBox stick out of the MediaBox."""
    pdf.pages[0].obj.BleedBox = Array([-20, -20, 500, 500])


def no_page(pdf: Pdf) -> None:
    """Lose the page."""
    pdf.Root.Pages.Kids = Array([])


EVERY: list[tuple[Spoil, str]] = [
    (no_claim, "pdf-names-its-standard"),
    (info("/GTS_PDFXVersion", String("PDF/X-3:2003")), "pdf-names-its-standard"),
    (info("/Title", String("")), "pdf-info-is-complete"),
    (info("/ModDate", String("yesterday")), "pdf-info-is-complete"),
    (info("/Title", String("Another")), "pdf-info-and-metadata-agree"),
    (info("/CreationDate", String("D:20200102030405Z")), "pdf-info-and-metadata-agree"),
    (no_trapped, "pdf-says-whether-it-is-trapped"),
    (info("/Trapped", String("False")), "pdf-says-whether-it-is-trapped"),
    (info("/Trapped", Name.Unknown), "pdf-says-whether-it-is-trapped"),
    (no_xmp, "pdf-metadata-is-plain"),
    (xmp(b"</rdf:RDF>", b""), "pdf-metadata-is-plain"),
    (no_intent, "pdf-has-one-output-intent"),
    (two_intents, "pdf-has-one-output-intent"),
    (intent("/S", Name.GTS_PDFA1), "pdf-has-one-output-intent"),
    (intent("/OutputConditionIdentifier", String("")), "pdf-output-condition-is-named"),
    (profile(lambda _: RGB_PROFILE), "pdf-output-profile-fits"),
    (profile(lambda data: data[:5000]), "pdf-output-profile-fits"),
    (profile(lambda data: data[:8] + b"\x05" + data[9:]), "pdf-output-profile-fits"),
    (drop("/TrimBox"), "pdf-pages-have-a-trim-box"),
    (inherited_trim, "pdf-pages-have-a-trim-box"),
    (put("/ArtBox", Array([10, 10, 50, 50])), "pdf-pages-have-a-trim-box"),
    (put("/TrimBox", Array([9, 9, 9, 9])), "pdf-pages-have-a-trim-box"),
    (bleed_outside, "pdf-boxes-lie-within-each-other"),
    (put("/TrimBox", Array([-9, 0, 20, 20])), "pdf-boxes-lie-within-each-other"),
    (put("/BleedBox", Array([9, 9, 20, 20])), "pdf-boxes-lie-within-each-other"),
    (put("/CropBox", Array([0, 0, 100, 60])), "pdf-crop-box-is-the-media-box"),
    (inherited_crop, "pdf-crop-box-is-the-media-box"),
    (put("/Rotate", 90), "pdf-pages-are-upright-and-full-size"),
    (put("/UserUnit", 2), "pdf-pages-are-upright-and-full-size"),
    (edit(b"0 1 1 0 k", b"1 0 0 rg"), "pdf-colours-are-the-press-own"),
    (rgb_form, "pdf-colours-are-the-press-own"),
    (indexed_rgb, "pdf-colours-are-the-press-own"),
    (rgb_spot, "pdf-colours-are-the-press-own"),
    (shading, "pdf-colours-are-the-press-own"),
    (tiling, "pdf-colours-are-the-press-own"),
    (drawn_font, "pdf-colours-are-the-press-own"),
    (picture(ColorSpace=Name.DeviceRGB), "pdf-colours-are-the-press-own"),
    (edit(b"cm", b"cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI"), "pdf-colours-are-the-press-own"),
    (font, "pdf-fonts-are-embedded"),
    (font_in_a_form, "pdf-fonts-are-embedded"),
    (state(TR=Dictionary(FunctionType=2)), "pdf-has-no-curves-of-its-own"),
    (state(HTP=Array([0, 0])), "pdf-has-no-curves-of-its-own"),
    (inline_lzw, "pdf-streams-are-not-lzw"),
    (elsewhere, "pdf-is-whole-in-itself"),
    (picture(OPI=Dictionary()), "pdf-is-whole-in-itself"),
    (case_of_spot, "pdf-spot-names-differ-by-more-than-case"),
    (knock_out, "pdf-dieline-overprints"),
    (annotation, "pdf-has-no-annotations"),
    (script, "pdf-does-nothing"),
    (catalogue("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1"))), "pdf-does-nothing"),
    (catalogue("/AcroForm", Dictionary(Fields=Array([]))), "pdf-does-nothing"),
    (put("/AA", Dictionary(O=Dictionary(S=Name.URI))), "pdf-does-nothing"),
    (edit(b"cm", b"cm /Nowhere Do"), "pdf-can-be-read-whole"),
    (edit(b"cm", b"cm Q"), "pdf-can-be-read-whole"),
    (edit(b"cm", b"cm q"), "pdf-can-be-read-whole"),
    (edit(b"cm", b"cm /Art BMC"), "pdf-can-be-read-whole"),
    (no_bleed, "pdf-print-runs-into-the-bleed"),
    (intent("/OutputConditionIdentifier", String("JC200103")), "pdf-profile-is-of-its-condition"),
    (intent("/OutputConditionIdentifier", String("FOGRA51")), "pdf-profile-is-of-its-condition"),
    (info("/Trapped", Name("/True")), "pdf-info-and-metadata-agree"),
    (put("/MediaBox", Array([20, 20, 60, 60])), "pdf-boxes-lie-within-each-other"),
    (hidden_text, "pdf-fonts-are-embedded"),
    (attachment, "pdf-does-nothing"),
    (alternate_picture, "pdf-is-whole-in-itself"),
    (edit(b"cm", b"cm 1 2 xyz"), "pdf-can-be-read-whole"),
    (no_page, "pdf-can-be-read-whole"),
    (picture(Width=101), "pdf-can-be-read-whole"),
    (picture(Filter=Name.FlateDecode), "pdf-can-be-read-whole"),
    (jpeg(lambda data: data[:-40]), "pdf-can-be-read-whole"),
    (jpeg(lambda data: data[2:]), "pdf-can-be-read-whole"),
    (jpeg(lambda _: b""), "pdf-can-be-read-whole"),
    (jpeg(mode="RGB"), "pdf-can-be-read-whole"),
    (jpeg(wide=90), "pdf-can-be-read-whole"),
    (empty_font, "pdf-fonts-are-embedded"),
    (two_colours, "pdf-spot-has-one-colour"),
    (edit(b"/CutContour CS 1 SCN", b"/CutContour CS 0.4 SCN"), "pdf-dieline-is-solid"),
    (edit(b"/CutContour CS 1 SCN", b"/CutContour CS 1 SCN 1 0 0 1 1 0 cm"), "pdf-dieline-lies-within-the-trim"),
    (profile(lambda data: data[:128] + bytes(4) + data[132:]), "pdf-output-profile-fits"),
    (profile(lambda data: data[:400] + bytes(len(data) - 400)), "pdf-output-profile-fits"),
    (profile(lambda data: data[:20] + b"XXXX" + data[24:]), "pdf-output-profile-fits"),
    (catalogue("/Names", Dictionary(AlternatePresentations=Dictionary(Names=Array([])))), "pdf-does-nothing"),
]
X4_ONLY: list[tuple[Spoil, str]] = [
    (xmp(b"PDF/X-4", b"PDF/X-5g"), "pdf-names-its-standard"),
    (xmp(b"<xmpMM:VersionID>1</xmpMM:VersionID>", b""), "pdf-metadata-is-complete"),
    (no_profile, "pdf-output-profile-fits"),
    (off_layer, "pdf-dieline-is-in-its-layer"),
    (knocking_white, "pdf-white-underbase-overprints"),
    (layer_list(BaseState=Name.OFF), "pdf-layers-are-the-standards"),
    (cmyk_dieline, "pdf-dieline-is-a-spot"),
    (filled_dieline, "pdf-dieline-is-a-line"),
    (step_as_string, "pdf-processing-steps-are-named"),
    (step_missing, "pdf-processing-steps-are-named"),
    (unlisted_layer, "pdf-layers-are-the-standards"),
    (hidden_layer, "pdf-layers-are-the-standards"),
    (layer_list(Name=String("")), "pdf-layers-are-the-standards"),
    (layer_list(AS=Array([Dictionary()])), "pdf-layers-are-the-standards"),
    (
        put("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
        "pdf-transparency-blends-in-cmyk",
    ),
    (state(ca=0.5), "pdf-transparency-blends-in-cmyk"),
    (group_in_rgb, "pdf-transparency-blends-in-cmyk"),
    (mask_in_rgb, "pdf-transparency-blends-in-cmyk"),
    (empty_layer, "pdf-dieline-is-in-its-layer"),
]
X1A_ONLY: list[tuple[Spoil, str]] = [
    (info("/GTS_PDFXConformance", String("PDF/X-1a:2001")), "pdf-names-its-standard"),
    (profile(lambda data: data[:8] + b"\x04" + data[9:]), "pdf-output-profile-fits"),
    (icc, "pdf-colours-are-the-press-own"),
    (default_rgb, "pdf-colours-are-the-press-own"),
    (state(ca=0.5), "pdf-nothing-is-transparent"),
    (state(BM=Name.Multiply), "pdf-nothing-is-transparent"),
    (state(SMask=Dictionary(S=Name.Alpha)), "pdf-nothing-is-transparent"),
    (put("/Group", Dictionary(S=Name.Transparency)), "pdf-nothing-is-transparent"),
    (
        picture(SMask=lambda pdf: Stream(pdf, bytes(9), Subtype=Name.Image, Width=3, Height=3)),
        "pdf-nothing-is-transparent",
    ),
    (a_layer, "pdf-layers-are-the-standards"),
    (picture(BitsPerComponent=16), "pdf-pictures-are-the-standards"),
    (picture(Filter=Name.JPXDecode), "pdf-pictures-are-the-standards"),
]
CASES = [
    pytest.param(standard, spoil, rule, id=f"{standard.name}-{rule}-{number}")
    for standard, cases in ((PDF_X4, (*EVERY, *X4_ONLY)), (PDF_X1A, (*EVERY, *X1A_ONLY)))
    for number, (spoil, rule) in enumerate(cases)
]


@pytest.mark.parametrize("standard", STANDARDS.values(), ids=STANDARDS)
def test_own_files_are_clean(
    files: dict[str, bytes], pages: tuple[Page, ...], imprint: Imprint, standard: Standard
) -> None:
    """One-ups and press sheets are what they claim to be: nothing at all is found, not even a note."""
    for data in (files[standard.name], write_sheets(pages, replace(imprint, standard=standard))):
        facts = survey(data)
        assert claimed_standard(facts) is standard
        assert standard_findings(facts, standard) == ()


@pytest.mark.parametrize("standard", STANDARDS.values(), ids=STANDARDS)
def test_saving_alone_spoils_nothing(files: dict[str, bytes], standard: Standard) -> None:
    """The spoiling tests fire because of what they spoil, not because the file was saved again."""
    assert told(resaved(files[standard.name], nothing), standard) == {}


@pytest.mark.parametrize(("standard", "spoil", "rule"), CASES)
def test_each_way_of_spoiling_is_told(
    files: dict[str, bytes], standard: Standard, spoil: Spoil, rule: str
) -> None:
    """A file spoiled in one way breaks the rule that watches over it."""
    assert rule in told(resaved(files[standard.name], spoil), standard)


def test_structure_is_told(files: dict[str, bytes]) -> None:
    """Object streams, a newer version, encryption and a missing ID are told; PDF/X-4 may have object streams."""
    x1a, x4 = files["pdf-x1a"], files["pdf-x4"]
    packed = {"object_stream_mode": ObjectStreamMode.generate}
    assert "pdf-structure-is-not-packed" in told(resaved(x1a, nothing, **packed), PDF_X1A)
    assert "pdf-structure-is-not-packed" not in told(resaved(x4, nothing, **packed), PDF_X4)
    newer = {"force_version": "1.7"}
    assert told(resaved(x1a, nothing, **newer), PDF_X1A) == {"pdf-version-is-the-standards": "error"}
    assert told(resaved(x4, nothing, **newer), PDF_X4) == {"pdf-version-is-the-standards": "warning"}
    locked = {"encryption": Encryption(owner="x", user="", R=4, allow=Permissions(extract=False))}
    assert "pdf-is-not-encrypted" in told(resaved(x4, nothing, **locked), PDF_X4)
    assert "pdf-has-an-identifier" in told(x4.replace(b"/ID", b"/XD"), PDF_X4)
    assert "pdf-needs-no-repair" in told(x4[:-200], PDF_X4)


def test_compressions_are_told(files: dict[str, bytes]) -> None:
    """Compressed metadata, which still says the right things, and a stream packed by LZW are told, each alone."""
    for name, standard in STANDARDS.items():
        data = files[name]
        with Pdf.open(BytesIO(data)) as pdf:
            number, packet = pdf.Root.Metadata.objgen[0], pdf.Root.Metadata.read_bytes()
            free = len(pdf.objects) + 1
        plain = updated(data, number, b"/Type /Metadata /Subtype /XML", packet)
        packed = updated(data, number, b"/Type /Metadata /Subtype /XML /Filter /FlateDecode", compress(packet))
        lzw = updated(data, free, b"/Filter /LZWDecode", b"\x80\x0b\x60\x50\x10")
        assert told(plain, standard) == {}
        assert told(packed, standard) == {"pdf-metadata-is-plain": "error"}
        assert told(lzw, standard) == {"pdf-streams-are-not-lzw": "error"}
        locked = updated(data, free, b"/Filter /Crypt", b"0 g")
        assert told(locked, standard) == {"pdf-is-not-encrypted": "error"}


def test_a_newer_catalogue_version_counts(files: dict[str, bytes]) -> None:
    """The version in the catalogue is the one that holds where it is the later."""
    spoiled = resaved(files["pdf-x1a"], catalogue("/Version", Name("/1.7")))
    assert "pdf-version-is-the-standards" in told(spoiled, PDF_X1A)


def test_each_file_fails_the_other_standard(files: dict[str, bytes]) -> None:
    """A PDF/X-4 is no PDF/X-1a, nor the other way round: each is told by its claim at least."""
    as_x1a, as_x4 = told(files["pdf-x4"], PDF_X1A), told(files["pdf-x1a"], PDF_X4)
    assert {"pdf-names-its-standard", "pdf-layers-are-the-standards"} <= set(as_x1a)
    assert {"pdf-names-its-standard", "pdf-metadata-is-complete"} <= set(as_x4)


def test_a_registered_condition_needs_no_profile_in_x1a(files: dict[str, bytes]) -> None:
    """PDF/X-1a takes a condition of the registry without a profile; one that is not registered needs it."""
    data = resaved(files["pdf-x1a"], no_profile)
    assert told(data, PDF_X1A) == {}
    unregistered = resaved(data, intent("/RegistryName", String("http://example.org")))
    assert told(unregistered, PDF_X1A) == {"pdf-output-profile-fits": "error"}


@pytest.mark.parametrize(
    "spoil",
    [
        put("/CropBox", Array([0, 0, 153.0709, 68.0315])),
        put("/Rotate", 0),
        put("/UserUnit", 1),
        state(ca=1, CA=1, BM=Name.Normal, SMask=Name("/None")),
        state(TR2=Name.Default),
        catalogue("/Names", Dictionary()),
        catalogue("/PageMode", Name.UseNone),
        edit(b"cm", b"cm % a comment with ( and <<\n"),
        edit(b"cm", b"cm /Span <</MCID 0>> BDC EMC"),
        picture(),
        jpeg(),
        jpeg(lambda data: data + b"\0\n"),
    ],
    ids=[
        *("crop", "rotate", "unit", "opaque", "curve", "names", "mode", "comment", "marked"),
        *("picture", "jpeg", "padded"),
    ],
)
def test_what_is_allowed_is_not_told(files: dict[str, bytes], spoil: Spoil) -> None:
    """What looks like a fault and is none stays silent in both standards."""
    for name, standard in STANDARDS.items():
        assert told(resaved(files[name], spoil), standard) == {}


def test_every_rule_has_a_case() -> None:
    """No rule of a standard is without a file that breaks it."""
    shown = {rule for _, rule in (*EVERY, *X4_ONLY, *X1A_ONLY)}
    elsewhere_ = {"pdf-version-is-the-standards", "pdf-structure-is-not-packed", "pdf-has-an-identifier"}
    elsewhere_ |= {"pdf-is-not-encrypted", "pdf-needs-no-repair"}
    assert shown | elsewhere_ == {rule.name for rule in RULES}
