from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from keytag.checks.press_file.compare import expect_one_ups, expect_sheets, mismatches
from keytag.drawing.artwork import Artwork, Fill, Group, Role, Stroke
from keytag.drawing.geometry import Affine, Path, Rect, circle, rectangle
from keytag.drawing.ink import BLACK
from keytag.errors import OutputMismatchError
from keytag.imposition.sheet import Form, Page, Placement, SheetSide
from keytag.inspection.pdf import read_back
from keytag.inspection.pdf.read_back import inspect
from keytag.output.pdf.assemble import sheets_pdf
from keytag.output.pdf.seal import Imprint, seal
from keytag.steps import press_pdf
from keytag.steps.press_pdf import write_one_ups, write_sheets

Spoil = Callable[[Pdf], None]


def spoiled(data: bytes, spoil: Spoil) -> bytes:
    """Return ``data`` after ``spoil`` has been at it."""
    with Pdf.open(BytesIO(data)) as pdf:
        spoil(pdf)
        buffer = BytesIO()
        pdf.save(buffer, object_stream_mode=ObjectStreamMode.disable, fix_metadata_version=False, static_id=True)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def sheets(pages: tuple[Page, ...], imprint: Imprint) -> bytes:
    """A finished file of press sheets."""
    return write_sheets(pages, imprint)


def sheet_form(pdf: Pdf) -> Stream:
    """The form that all fronts share."""
    found = pdf.pages[0].obj.Resources.XObject["/S0"]
    assert isinstance(found, Stream)
    return found


def form(pdf: Pdf, name: str) -> Stream:
    """The artwork of this name, as the sheet's form calls it."""
    found = sheet_form(pdf).Resources.XObject[name]
    assert isinstance(found, Stream)
    return found


def edit(stream: Stream, old: bytes, new: bytes) -> None:
    """Replace ``old``, which must be there, once."""
    data = stream.read_bytes()
    assert old in data
    stream.write(data.replace(old, new, 1))


def test_whole_files_have_no_mismatch(
    sheets: bytes, front: Artwork, back: Artwork, pages: tuple[Page, ...], imprint: Imprint
) -> None:
    """What keytag writes is what was asked for, sheets and one-ups alike."""
    assert mismatches(inspect(sheets), expect_sheets(pages, imprint)) == ()
    one_ups = write_one_ups([front, back], imprint)
    assert mismatches(inspect(one_ups), expect_one_ups([front, back], imprint)) == ()


def test_a_sheet_shows_what_takes_ink_and_no_less(pages: tuple[Page, ...], imprint: Imprint) -> None:
    """A form is clipped where the machine's printing ends, and a file that is not, or elsewhere, is found out."""
    inked = Rect(4.0, 4.0, pages[0].width - 4.0, pages[0].height - 4.0)
    forms = {id(page.form): replace(page.form, clip=inked) for page in pages}
    clipped = tuple(replace(page, form=forms[id(page.form)]) for page in pages)
    data = write_sheets(clipped, imprint)
    assert mismatches(inspect(data), expect_sheets(clipped, imprint)) == ()
    for other in (None, inked.grown(0.5), inked.grown(-0.5)):
        forms = {id(page.form): replace(page.form, clip=other) for page in pages}
        asked = tuple(replace(page, form=forms[id(page.form)]) for page in pages)
        found = mismatches(inspect(data), expect_sheets(asked, imprint))
        assert {each.rule for each in found} == {"pdf-placements"}


def font(pdf: Pdf) -> None:
    """List an unembedded font."""
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    form(pdf, "/A0").Resources.Font = Dictionary(F1=helvetica)


def text(pdf: Pdf) -> None:
    """Show a line of text."""
    edit(form(pdf, "/A0"), b"cm", b"cm BT (a rg) Tj ET")


def rgb_fill(pdf: Pdf) -> None:
    """Paint in DeviceRGB."""
    edit(form(pdf, "/A0"), b"0 1 1 0 k", b"1 0 0 rg")


def other_cmyk(pdf: Pdf) -> None:
    """Paint in another process colour."""
    edit(form(pdf, "/A0"), b"0 1 1 0 k", b"0 1 .9 0 k")


def icc_space(pdf: Pdf) -> None:
    """Paint the dieline in an ICC-based space."""
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    form(pdf, "/A1").Resources.ColorSpace["/CutContour"] = Array([Name.ICCBased, profile])


def other_spot(pdf: Pdf) -> None:
    """Rename the spot."""
    form(pdf, "/A1").Resources.ColorSpace["/CutContour"][1] = Name("/cutcontour")


def knock_out(pdf: Pdf) -> None:
    """Let the dieline knock out."""
    for state in form(pdf, "/A1").Resources.ExtGState.values():
        if "/OP" in state:
            state.OP = False


def lose_the_mode(pdf: Pdf) -> None:
    """Take the overprint mode away, so that black lettering knocks the other plates out."""
    for name in ("/A0", "/A1"):
        for state in form(pdf, name).Resources.ExtGState.values():
            if "/OPM" in state:
                del state["/OPM"]


def see_through(pdf: Pdf) -> None:
    """Make something transparent."""
    form(pdf, "/A0").Resources.ExtGState["/gRLs0"].ca = 0.5


def group(pdf: Pdf) -> None:
    """Make a page a transparency group."""
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


def picture(pdf: Pdf) -> None:
    """Place a picture."""
    image = Stream(pdf, b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    form(pdf, "/A0").Resources.XObject = Dictionary(Im0=image)
    edit(form(pdf, "/A0"), b"cm", b"cm /Im0 Do")


def inline_picture(pdf: Pdf) -> None:
    """Place a picture within the stream."""
    edit(form(pdf, "/A0"), b"cm", b"cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI")


def listed_shading(pdf: Pdf) -> None:
    """List a shading that nothing uses."""
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([0, 0, 1, 1]))
    form(pdf, "/A0").Resources.Shading = Dictionary(Sh0=shading)


def listed_pattern(pdf: Pdf) -> None:
    """List a pattern that nothing uses."""
    form(pdf, "/A0").Resources.Pattern = Dictionary(P0=Dictionary(PatternType=2))


def no_intent(pdf: Pdf) -> None:
    """Drop the output intent."""
    del pdf.Root["/OutputIntents"]


def two_intents(pdf: Pdf) -> None:
    """Give two output intents."""
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def other_profile(pdf: Pdf) -> None:
    """Embed another profile under the same name."""
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes()[:-1] + b"x")


def swap_boxes(pdf: Pdf) -> None:
    """Set a TrimBox smaller than asked."""
    pdf.pages[1].obj.TrimBox = Array([10, 10, 100, 100])


def no_trim(pdf: Pdf) -> None:
    """Drop a TrimBox."""
    del pdf.pages[2].obj["/TrimBox"]


def crop(pdf: Pdf) -> None:
    """Add a CropBox."""
    pdf.pages[0].obj.CropBox = Array([0, 0, 500, 500])


def rotate(pdf: Pdf) -> None:
    """Turn a page."""
    pdf.pages[0].obj.Rotate = 180


def drop_page(pdf: Pdf) -> None:
    """Lose a page."""
    del pdf.pages[-1]


def lose_tag(pdf: Pdf) -> None:
    """Lose one tag of a sheet."""
    sheet = sheet_form(pdf)
    sheet.write(sheet.read_bytes().partition(b"\n")[2])


def shift_tag(pdf: Pdf) -> None:
    """Move one tag by a twentieth of a millimetre."""
    edit(sheet_form(pdf), b"q 1 0 0 1 22.6772", b"q 1 0 0 1 22.8189")


def mirror_tag(pdf: Pdf) -> None:
    """Turn one tag upside down."""
    edit(sheet_form(pdf), b"q 1 0 0 1", b"q 1 0 0 -1")


def other_tag(pdf: Pdf) -> None:
    """Put a dieline where one tag belongs."""
    edit(sheet_form(pdf), b"/A0 Do", b"/A1 Do")


def string_trapped(pdf: Pdf) -> None:
    """Write Trapped as a string."""
    pdf.trailer.Info.Trapped = String("False")


def other_title(pdf: Pdf) -> None:
    """Let Info and XMP disagree."""
    pdf.trailer.Info.Title = String("Something else")


def no_xmp(pdf: Pdf) -> None:
    """Drop the XMP."""
    del pdf.Root["/Metadata"]


def broken_xmp(pdf: Pdf) -> None:
    """Break the XMP."""
    pdf.Root.Metadata.write(b"<x:xmpmeta")


def no_layer_list(pdf: Pdf) -> None:
    """Drop the list of layers."""
    del pdf.Root["/OCProperties"]


def off_layer(pdf: Pdf) -> None:
    """Take the dieline out of its layer."""
    edit(form(pdf, "/A1"), b"/OC /Dieline BDC", b"/Span <<>> BDC")


def action(pdf: Pdf) -> None:
    """Open with an action."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("1"))


def space(pdf: Pdf) -> Array:
    """The colour space of the dieline's spot."""
    found = form(pdf, "/A1").Resources.ColorSpace["/CutContour"]
    assert isinstance(found, Array)
    return found


def other_alternate(pdf: Pdf) -> None:
    """Let the spot look like another colour."""
    space(pdf)[3].C1 = Array([0, 0, 1, 0])


def bent_tint(pdf: Pdf) -> None:
    """Let half a tint look like a quarter."""
    space(pdf)[3].N = 2


def tint_from_colour(pdf: Pdf) -> None:
    """Let no tint look like something."""
    space(pdf)[3].C0 = Array([0, 0, 0, 0.2])


def computed_tint(pdf: Pdf) -> None:
    """Let a program say what a tint looks like."""
    program = Stream(pdf, b"{pop 0 1 0 0}", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 4))
    space(pdf)[3] = pdf.make_indirect(program)


def default_space(pdf: Pdf) -> None:
    """Put a profile in the place of the device's own CMYK."""
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    form(pdf, "/A0").Resources.ColorSpace = Dictionary(DefaultCMYK=Array([Name.ICCBased, profile]))


def coarse_curves(pdf: Pdf) -> None:
    """Let curves be drawn as polygons."""
    edit(form(pdf, "/A0"), b"cm", b"cm 100 i")


def hidden_layer(pdf: Pdf) -> None:
    """Switch the dieline's layer off."""
    pdf.Root.OCProperties.D.OFF = Array([pdf.Root.OCProperties.OCGs[0]])


def layers_begin_hidden(pdf: Pdf) -> None:
    """Let all layers begin switched off."""
    pdf.Root.OCProperties.D.BaseState = Name.OFF


def layer_not_printed(pdf: Pdf) -> None:
    """Say of a layer that printers leave it out."""
    usage = Dictionary(Print=Dictionary(PrintState=Name.OFF))
    pdf.Root.OCProperties.OCGs[0].Usage = usage


def other_layer(pdf: Pdf) -> None:
    """Put the dieline into a layer of the same name that is listed nowhere."""
    held = form(pdf, "/A1").Resources.Properties
    held["/Dieline"] = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Dieline")))


def form_in_a_layer(pdf: Pdf) -> None:
    """Hang a whole tag on the dieline's layer."""
    form(pdf, "/A0").OC = pdf.Root.OCProperties.OCGs[0]


def narrow_sheet(pdf: Pdf) -> None:
    """Let the sheet's form clip half of the sheet away."""
    box = sheet_form(pdf).BBox
    sheet_form(pdf).BBox = Array([0, 0, float(box[2]) / 2, box[3]])


def nested_window(pdf: Pdf) -> None:
    """Put between the sheet's form and the page another one, which clips half of the sheet away."""
    inner = pdf.make_indirect(sheet_form(pdf))
    box = inner.BBox
    half = Array([0, 0, float(box[2]) / 2, box[3]])
    middle = Stream(
        pdf,
        b"/S0 Do",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=half,
        Resources=Dictionary(XObject=Dictionary(S0=inner)),
    )
    outer = Stream(
        pdf,
        b"/M Do",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=box,
        Resources=Dictionary(XObject=Dictionary(M=pdf.make_indirect(middle))),
    )
    pdf.pages[0].obj.Resources.XObject["/S0"] = pdf.make_indirect(outer)


def turned_from_above(pdf: Pdf) -> None:
    """Turn all pages by what they inherit."""
    pdf.Root.Pages.Rotate = 180


def thin_line(pdf: Pdf) -> None:
    """Take the width of the dieline away, which leaves a point."""
    edit(form(pdf, "/A1"), b" w", b" w 1 w")


def mitred_line(pdf: Pdf) -> None:
    """Let the dieline's corners shoot out."""
    edit(form(pdf, "/A1"), b"1 j", b"0 j")


def squared_line(pdf: Pdf) -> None:
    """Let the dieline's ends stand out."""
    edit(form(pdf, "/A1"), b"0 J", b"2 J")


def unreadable(pdf: Pdf) -> None:
    """Break a content stream."""
    edit(form(pdf, "/A0"), b"cm", b"cm << /a")


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (font, "pdf-foreign"),
        (text, "pdf-foreign"),
        (rgb_fill, "pdf-foreign"),
        (other_cmyk, "pdf-inks"),
        (icc_space, "pdf-foreign"),
        (other_spot, "pdf-inks"),
        (knock_out, "pdf-inks"),
        (lose_the_mode, "pdf-inks"),
        (see_through, "pdf-foreign"),
        (group, "pdf-foreign"),
        (picture, "pdf-foreign"),
        (inline_picture, "pdf-foreign"),
        (listed_shading, "pdf-foreign"),
        (listed_pattern, "pdf-foreign"),
        (no_intent, "pdf-output-intent"),
        (two_intents, "pdf-output-intent"),
        (other_profile, "pdf-output-intent"),
        (swap_boxes, "pdf-boxes"),
        (no_trim, "pdf-boxes"),
        (crop, "pdf-boxes"),
        (rotate, "pdf-boxes"),
        (drop_page, "pdf-pages"),
        (lose_tag, "pdf-placements"),
        (shift_tag, "pdf-placements"),
        (mirror_tag, "pdf-placements"),
        (other_tag, "pdf-placements"),
        (other_tag, "pdf-drawings"),
        (string_trapped, "pdf-identity"),
        (other_title, "pdf-identity"),
        (no_xmp, "pdf-identity"),
        (broken_xmp, "pdf-identity"),
        (no_layer_list, "pdf-layers"),
        (off_layer, "pdf-inks"),
        (action, "pdf-foreign"),
        (unreadable, "pdf-foreign"),
        (other_alternate, "pdf-inks"),
        (bent_tint, "pdf-foreign"),
        (tint_from_colour, "pdf-foreign"),
        (computed_tint, "pdf-foreign"),
        (default_space, "pdf-foreign"),
        (coarse_curves, "pdf-foreign"),
        (hidden_layer, "pdf-foreign"),
        (layers_begin_hidden, "pdf-foreign"),
        (layer_not_printed, "pdf-foreign"),
        (other_layer, "pdf-foreign"),
        (form_in_a_layer, "pdf-foreign"),
        (narrow_sheet, "pdf-placements"),
        (nested_window, "pdf-foreign"),
        (turned_from_above, "pdf-boxes"),
        (thin_line, "pdf-drawings"),
        (mitred_line, "pdf-drawings"),
        (squared_line, "pdf-drawings"),
    ],
)
def test_spoiled_files_are_noticed(
    sheets: bytes, pages: tuple[Page, ...], imprint: Imprint, spoil: Spoil, rule: str
) -> None:
    """Each way of spoiling a finished file fires the rule that watches over it."""
    found = mismatches(inspect(spoiled(sheets, spoil)), expect_sheets(pages, imprint))
    assert rule in {finding.rule for finding in found}


def surplus_operand(pdf: Pdf) -> None:
    """Give an operator that is no part of a path one number more than it takes, of no effect."""
    edit(form(pdf, "/A1"), b"0 J", b"0 0 J")


def matrix_within_a_path(pdf: Pdf) -> None:
    """Set a matrix, of no effect, between a path and what paints it."""
    edit(form(pdf, "/A0"), b"h f", b"h 1 0 0 1 0 0 cm f")


def save_without_restore(pdf: Pdf) -> None:
    """Save a graphics state at the end and never bring it back."""
    stream = form(pdf, "/A0")
    stream.write(stream.read_bytes() + b"\nq")


def restore_without_save(pdf: Pdf) -> None:
    """Bring a graphics state back that was never saved."""
    stream = form(pdf, "/A0")
    stream.write(stream.read_bytes() + b"\nQ")


def listed_transparency(pdf: Pdf) -> None:
    """List a graphics state with a transparency with which nothing is painted."""
    form(pdf, "/A0").Resources.ExtGState["/Unused"] = Dictionary(ca=0.5)


def hidden_script(pdf: Pdf) -> None:
    """Put a script among the objects, where nothing calls it and no entry of page or catalogue tells of it."""
    script = Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String("1"))
    form(pdf, "/A0").Resources["/Hidden"] = pdf.make_indirect(script)


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (surplus_operand, "operands of J"),
        (matrix_within_a_path, "a path that cannot be read"),
        (save_without_restore, "q without Q"),
        (restore_without_save, "Q without q"),
        (listed_transparency, "ca 0.5"),
        (hidden_script, "JavaScript"),
    ],
)
def test_what_shows_nothing_on_paper_is_noticed_too(
    sheets: bytes, pages: tuple[Page, ...], imprint: Imprint, spoil: Spoil, named: str
) -> None:
    """What keytag never writes is refused, and named, also where the sheets look the same with it."""
    (finding,) = mismatches(inspect(spoiled(sheets, spoil)), expect_sheets(pages, imprint))
    assert finding.rule == "pdf-foreign"
    assert named in finding.message.en


def shift_origins(pdf: Pdf) -> None:
    """Let every page begin elsewhere, its boxes and all that it draws alike."""
    for page in pdf.pages:
        for name in ("/MediaBox", "/TrimBox", "/BleedBox", "/CropBox", "/ArtBox"):
            if name in page.obj:
                x0, y0, x1, y1 = (float(value) for value in page.obj[name])
                page.obj[name] = Array([x0 + 10, y0 + 20, x1 + 10, y1 + 20])
        moved = b"q 1 0 0 1 10 20 cm\n" + page.obj.Contents.read_bytes() + b"\nQ"
        page.obj.Contents = Stream(pdf, moved)


def test_where_a_page_begins_says_nothing(sheets: bytes, pages: tuple[Page, ...], imprint: Imprint) -> None:
    """Boxes and drawings are measured from their page's own corner."""
    assert mismatches(inspect(spoiled(sheets, shift_origins)), expect_sheets(pages, imprint)) == ()


def test_content_without_end_is_foreign(
    sheets: bytes, pages: tuple[Page, ...], imprint: Imprint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stream that draws more than anybody reads is given up, and refused."""
    monkeypatch.setattr(read_back, "_TIMES", 0)
    found = mismatches(inspect(sheets), expect_sheets(pages, imprint))
    assert any(each.rule == "pdf-foreign" and "beyond all measure" in each.message.en for each in found)


def test_saving_alone_spoils_nothing(sheets: bytes, pages: tuple[Page, ...], imprint: Imprint) -> None:
    """The spoiling tests fire because of what they spoil, not because the file was saved again."""
    assert mismatches(inspect(spoiled(sheets, lambda _: None)), expect_sheets(pages, imprint)) == ()


@pytest.fixture(scope="module")
def editions(front: Artwork) -> tuple[Artwork, Artwork]:
    """Two editions' fronts, of the same inks and size, whose lettering alone differs."""
    other = Fill(circle(37.0, 10.0, 2.0), BLACK, Role.LETTERING, overprint=True)
    return front, replace(front, items=(*front.items[:3], other, *front.items[4:]))


@pytest.fixture(scope="module")
def gang(editions: tuple[Artwork, Artwork]) -> tuple[Page, ...]:
    """One press sheet with a tag of each edition."""
    places = (Affine.translation(10.0, 20.0), Affine.translation(80.0, 20.0))
    return (Page(320.0, 450.0, Form(SheetSide.FRONT, tuple(map(Placement, editions, places)))),)


def swap_editions(pdf: Pdf) -> None:
    """Let each edition's form hold the other's drawing."""
    first, second = form(pdf, "/A0"), form(pdf, "/A1")
    held = first.read_bytes()
    first.write(second.read_bytes())
    second.write(held)


def lose_a_line(pdf: Pdf) -> None:
    """Take one curve out of an outline."""
    stream = form(pdf, "/A1")
    lines = stream.read_bytes().split(b"\n")
    curve = next(number for number, line in enumerate(lines) if line.endswith(b" c"))
    stream.write(b"\n".join(lines[:curve] + lines[curve + 1 :]))


def move_a_point(pdf: Pdf) -> None:
    """Move one point of an outline by two hundredths of a millimetre."""
    edit(form(pdf, "/A0"), b"35 8 m", b"35.02 8 m")


def move_a_group(pdf: Pdf) -> None:
    """Move a group by half a millimetre."""
    edit(form(pdf, "/A0"), b"1 0 0 1 25 10 cm", b"1 0 0 1 25.5 10 cm")


def lose_a_clip(pdf: Pdf) -> None:
    """Let a clipped group show whole."""
    edit(form(pdf, "/A0"), b" W n", b" n")


def even_odd(pdf: Pdf) -> None:
    """Fill by the rule that opens holes where outlines overlap."""
    edit(form(pdf, "/A0"), b" f\n", b" f*\n")


def paint_nothing(pdf: Pdf) -> None:
    """Paint once more without a path."""
    edit(form(pdf, "/A0"), b" f\n", b" f f\n")


def widen_a_line(pdf: Pdf) -> None:
    """Draw a line wider."""
    edit(form(pdf, "/A0"), b".3 w", b".5 w")


def solid_line(pdf: Pdf) -> None:
    """Draw a dashed line solid."""
    edit(form(pdf, "/A0"), b"[1 .5] 0 d", b"[] 0 d")


def other_order(pdf: Pdf) -> None:
    """Paint the white before the black that it should cover."""
    stream = form(pdf, "/A0")
    head, mark, tail = stream.read_bytes().rpartition(b"0 0 0 0 k")
    ground = head.index(b"0 1 1 0 k")
    stream.write(head[:ground] + mark + tail + b"\n" + head[ground:])


def paint_the_sheet(pdf: Pdf) -> None:
    """Paint once more, beside the artworks, in an ink that they use too."""
    edit(sheet_form(pdf), b"q", b"0 0 0 1 k 0 0 m 9 0 l 9 9 l h f q")


def paint_the_page(pdf: Pdf) -> None:
    """Paint once more on the page itself."""
    content = pdf.pages[0].obj.Contents
    content.write(content.read_bytes() + b"0 0 0 1 k 0 0 m 9 0 l 9 9 l h f")


def broken_number(pdf: Pdf) -> None:
    """Break a number within an outline."""
    edit(form(pdf, "/A0"), b"35 8 m", b"3-5 8 m")


def too_many_numbers(pdf: Pdf) -> None:
    """Give an operator more numbers than it takes."""
    edit(form(pdf, "/A0"), b"35 8 m", b"1 2 3 4 5 35 8 m")


@pytest.mark.parametrize(("artwork", "key"), [("/A0", "/op"), ("/A0", "/OPM"), ("/A1", "/OP"), ("/A1", "/OPM")])
def test_every_key_of_overprint_is_read_back(
    key: str, artwork: str, sheets: bytes, pages: tuple[Page, ...], imprint: Imprint
) -> None:
    """Fills by /op, strokes by /OP, both by the mode: each is noticed where it says something else."""
    turned: list[bytes] = []
    with Pdf.open(BytesIO(sheets)) as pdf:
        states = [name for name, state in form(pdf, artwork).Resources.ExtGState.items() if key in state]
    for name in states:

        def turn(pdf: Pdf, name: str = name) -> None:
            state = form(pdf, artwork).Resources.ExtGState[name]
            state[key] = 1 - int(state[key]) if key == "/OPM" else not bool(state[key])

        turned.append(spoiled(sheets, turn))
    found = [mismatches(inspect(data), expect_sheets(pages, imprint)) for data in turned]
    # A state that nothing is painted with may say what it likes.
    assert any(found)


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (swap_editions, "pdf-drawings"),
        (lose_a_line, "pdf-drawings"),
        (move_a_point, "pdf-drawings"),
        (move_a_group, "pdf-drawings"),
        (lose_a_clip, "pdf-drawings"),
        (even_odd, "pdf-foreign"),
        (paint_nothing, "pdf-drawings"),
        (widen_a_line, "pdf-drawings"),
        (solid_line, "pdf-drawings"),
        (other_order, "pdf-drawings"),
        (paint_the_sheet, "pdf-placements"),
        (paint_the_page, "pdf-drawings"),
        (broken_number, "pdf-foreign"),
        (too_many_numbers, "pdf-foreign"),
    ],
)
def test_other_drawings_are_noticed(gang: tuple[Page, ...], imprint: Imprint, spoil: Spoil, rule: str) -> None:
    """An artwork that is drawn otherwise in the same inks, or that another took the place of, is noticed."""
    data = write_sheets(gang, imprint)
    found = mismatches(inspect(spoiled(data, spoil)), expect_sheets(gang, imprint))
    assert rule in {finding.rule for finding in found}


def test_swapped_one_ups_are_noticed(editions: tuple[Artwork, Artwork], imprint: Imprint) -> None:
    """Each page of one-ups shows its own artwork: swapped pages, or one edition's for another's, do not pass."""
    first, second = editions
    for written, numbers in (((second, first), "1 2"), ((first, first), "2"), ((second, second), "1")):
        found = mismatches(inspect(write_one_ups(written, imprint)), expect_one_ups(editions, imprint))
        assert [(finding.rule, finding.message.en) for finding in found] == [
            ("pdf-drawings", f"Page {number} does not show its artwork as it was designed.")
            for number in numbers.split()
        ]


def test_artworks_on_the_same_place_are_told_apart(gang: tuple[Page, ...], imprint: Imprint) -> None:
    """A sheet on which one edition fills both places does not pass for the sheet of two."""
    (page,) = gang
    first = page.form.placements[0].artwork
    alone = tuple(replace(each, artwork=first) for each in page.form.placements)
    data = write_sheets((replace(page, form=replace(page.form, placements=alone)),), imprint)
    found = mismatches(inspect(data), expect_sheets(gang, imprint))
    assert [(finding.rule, finding.message.vi) for finding in found] == [
        ("pdf-drawings", "Trang 1 có hình không đúng như thiết kế.")
    ]


def test_drawings_of_any_size_pass(front: Artwork, imprint: Imprint) -> None:
    """Turned and nested groups, empty paths and coordinates beyond a metre are read as they were drawn."""
    line = Stroke(
        rectangle(Rect(1234.5678, -0.0004, 1300.1235, 2.0005)), BLACK, 0.12345, Role.MARK, dash=(1.23456,)
    )
    inner = Group((line, Fill(Path(), BLACK, Role.ART), *front.items), Affine.rotation(33.3), circle(3, 3, 40))
    outer = Group(
        (inner, *front.items), Affine(0.1234567, 0.7, -0.7, 0.1234567, 1 / 3, 1000 / 7), circle(0, 0, 90)
    )
    artwork = Artwork((outer, line), Rect(0, 0, 1350, 200), 3.0)
    assert write_one_ups([artwork], imprint)


def test_other_order_is_noticed(sheets: bytes, pages: tuple[Page, ...], imprint: Imprint) -> None:
    """A file is not taken for one in which a digit lies elsewhere, or the standard is another."""
    moved = (Placement(pages[0].extras[0].artwork, Affine.translation(30.0, 440.0)),)
    others = (replace(pages[0], extras=moved), *pages[1:])
    assert {finding.rule for finding in mismatches(inspect(sheets), expect_sheets(others, imprint))} == {
        "pdf-placements"
    }
    other = replace(imprint, standard=replace(imprint.standard, pdf_version="1.7"))
    assert {finding.rule for finding in mismatches(inspect(sheets), expect_sheets(pages, other))} == {
        "pdf-identity"
    }


def test_spoiled_file_is_never_handed_out(
    pages: tuple[Page, ...], imprint: Imprint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the writer errs, the read-back raises with what is wrong, in both languages."""

    def forget_a_page(pages: tuple[Page, ...], *, layers: bool) -> Pdf:
        return sheets_pdf(pages[:-1], layers=layers)

    monkeypatch.setattr(press_pdf, "sheets_pdf", forget_a_page)
    with pytest.raises(OutputMismatchError, match="5 pages instead of 6") as caught:
        write_sheets(pages, imprint)
    assert "5 trang, cần 6" in caught.value.message.vi


def test_sealing_is_needed(pages: tuple[Page, ...], imprint: Imprint) -> None:
    """A sealed file without the dieline's layers is not what a standard with layers asks for."""
    data = seal(sheets_pdf(pages, layers=False), imprint)
    rules = {finding.rule for finding in mismatches(inspect(data), expect_sheets(pages, imprint))}
    assert rules == {"pdf-drawings", "pdf-inks", "pdf-layers"}
