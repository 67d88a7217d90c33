"""Facts of any file: what a stranger wrote is told as it is, and nothing it holds brings keytag down."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from time import process_time
from zlib import compress

import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream, String

from keytag.drawing.geometry import Rect
from keytag.errors import UnreadableFileError
from keytag.inspection.pdf import survey
from keytag.inspection.pdf.bounds import MOST_BYTES, Budget, TooMuchError
from keytag.inspection.pdf.facts import ContentKind, SurveyedPage
from keytag.inspection.pdf.lexing import operators
from keytag.inspection.pdf.surveyor import survey_within

INCH = 72
# House rule: what a machine ten times slower than the one that this was measured on needs for the worst of these.
PATIENCE = 10


def saved(fill: Callable[[Pdf], None], **options: object) -> bytes:
    """Return a file of one page, two inches wide and one high, after ``fill`` has been at it."""
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(2 * INCH, INCH))
        fill(pdf)
        buffer = BytesIO()
        pdf.save(buffer, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def page(content: bytes, **resources: object) -> SurveyedPage:
    """Return the facts of a page with ``content``."""

    def fill(pdf: Pdf) -> None:
        given = {key: value(pdf) if callable(value) else value for key, value in resources.items()}
        pdf.pages[0].obj.Resources = Dictionary(given and {f"/{key}": value for key, value in given.items()})
        pdf.pages[0].obj.Contents = Stream(pdf, content)

    return survey(saved(fill)).pages[0]


def form(content: bytes, **entries: object) -> Callable[[Pdf], Dictionary]:
    """Return resources with one form ``X``."""
    return lambda pdf: Dictionary(
        X=pdf.make_indirect(Stream(pdf, content, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), **entries))
    )


def test_lines_and_boxes_are_measured_where_they_land() -> None:
    """A line in a scaled form has the width and the place that it has on the page, in millimetres, y down."""
    shown = page(b"q 2 0 0 2 36 18 cm /X Do Q", XObject=form(b"0 0 0 1 K 1 w 1 1 m 5 1 l S"))
    (use,) = shown.uses
    assert use.manner.kind is ContentKind.STROKE
    assert use.thinnest == pytest.approx(2 / INCH * 25.4)
    assert use.box is not None
    assert (use.box.x0, use.box.y0) == pytest.approx((38 / INCH * 25.4, (INCH - 20) / INCH * 25.4))
    assert use.box.width == pytest.approx(8 / INCH * 25.4)


def test_what_is_clipped_counts_as_far_as_it_shows() -> None:
    """An area beyond its clip, its form's box or both is only as large as what is left of it."""
    for content in (b"0 0 10 10 re W n 1 g -500 -500 2000 2000 re f",):
        (use,) = page(content).uses
        assert use.largest == pytest.approx((10 / INCH * 25.4, 10 / INCH * 25.4))
    (use,) = page(b"/X Do", XObject=form(b"-500 -500 2000 2000 re f")).uses
    assert use.largest == pytest.approx((9 / INCH * 25.4, 9 / INCH * 25.4))


def test_overprint_and_its_mode_are_those_of_the_paint() -> None:
    """OP alone sets both, op takes fills back, and Q brings the old state again."""
    states = Dictionary(A=Dictionary(OP=True, OPM=1), B=Dictionary(op=False))
    shown = page(b"0 0 0 1 k 0 0 0 .5 K q /A gs 0 0 1 1 re B /B gs 0 0 1 1 re B Q 0 0 1 1 re B", ExtGState=states)
    found = {(use.manner.kind, use.manner.overprint, use.manner.overprint_mode) for use in shown.uses}
    assert found == {
        (ContentKind.FILL, True, 1),
        (ContentKind.STROKE, True, 1),
        (ContentKind.FILL, False, 1),
        (ContentKind.FILL, False, 0),
        (ContentKind.STROKE, False, 0),
    }


@pytest.mark.parametrize("inherited", [b"1 0 0 rg", b"0 1 0 rg"])
def test_a_form_takes_over_the_colour_it_is_called_with(inherited: bytes) -> None:
    """A form that sets no colour paints in that of its caller, also where another caller came before."""
    shown = page(b"0 0 1 rg /X Do " + inherited + b" /X Do", XObject=form(b"0 0 1 1 re f"))
    assert [use.manner.amounts for use in shown.uses] == [
        (0.0, 0.0, 1.0),
        tuple(float(part) for part in inherited.split()[:3]),
    ]


def test_pictures_are_measured_as_placed() -> None:
    """A picture's pixels an inch are the lesser of both ways, whatever turns and scales it; inline ones too."""
    image = lambda pdf: Dictionary(  # noqa: E731 - a page's resources in a word
        X=pdf.make_indirect(
            Stream(
                pdf,
                bytes(300 * 100),
                Subtype=Name.Image,
                Width=300,
                Height=100,
                BitsPerComponent=8,
                ColorSpace=Name.DeviceGray,
            )
        )
    )
    (upright,) = page(b"72 0 0 72 0 0 cm /X Do", XObject=image).pictures
    assert (upright.width, upright.height, upright.bits) == (300, 100, 8)
    assert upright.ppi == pytest.approx(100)
    (turned,) = page(b"0 36 -72 0 72 0 cm /X Do", XObject=image).pictures
    assert turned.ppi == pytest.approx(100)
    (inline,) = page(b"q 72 0 0 72 0 0 cm BI /W 8 /H 8 /IM true ID 12345678 EI Q").pictures
    assert inline.ppi == pytest.approx(8)
    assert (inline.is_stencil, inline.bits) == (True, 1)


def test_binary_data_within_a_stream_are_passed_over() -> None:
    """What looks like operators inside an inline picture or a string is neither."""
    shown = page(
        b"BI /W 4 /H 2 /BPC 8 /CS /RGB ID a EI b 1 0 0 rg f xyzabc EI ( ) BT (1 0 0 rg \\) Q) Tj ET 0 0 1 1 re f"
    )
    assert {use.manner.kind for use in shown.uses} == {ContentKind.PICTURE, ContentKind.TEXT, ContentKind.FILL}
    assert shown.unread == frozenset()


def test_lettering_has_its_size_on_the_page() -> None:
    """The size is the font's, times the text matrix, times the page's; invisible lettering is none."""
    fonts = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Odd Font")))
    shown = page(b"2 0 0 2 0 0 cm BT /F 5 Tf 3 0 0 3 0 0 Tm (a) Tj 3 Tr (b) Tj ET", Font=fonts)
    (use,) = shown.uses
    assert use.smallest == pytest.approx(30 / INCH * 25.4)
    assert {(font.name, font.is_embedded) for font in shown.fonts} == {("Odd Font", False)}


def test_spots_have_their_alternates() -> None:
    """A full tint is told from an exponential and from a sampled function; colours are those of the operands."""
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 0, 0]), N=1)

    def spaces(pdf: Pdf) -> Dictionary:
        sampled = Stream(
            pdf,
            b"\0\0\0\0\xff\0\0\x33",
            FunctionType=0,
            Domain=Array([0, 1]),
            Range=Array([0, 1] * 4),
            Size=Array([2]),
            BitsPerSample=8,
        )
        return Dictionary(
            A=Array([Name.Separation, Name("/Cut Contour"), Name.DeviceCMYK, tint]),
            B=Array([Name.Separation, Name.White, Name.DeviceCMYK, pdf.make_indirect(sampled)]),
        )

    shown = page(b"/A cs .5 scn 0 0 1 1 re f /B CS 1 SCN 0 0 m 1 1 l S", ColorSpace=spaces)
    (fill, stroke) = shown.uses
    assert (fill.manner.space.inks, fill.manner.amounts) == (("Cut Contour",), (0.5,))
    assert fill.manner.space.alternate == (0.0, 1.0, 0.0, 0.0)
    assert stroke.manner.space.alternate == (1.0, 0.0, 0.0, 0.2)


def test_boxes_come_from_above_where_they_may() -> None:
    """MediaBox and CropBox are inherited, TrimBox is not; corners in any order make one box; UserUnit scales."""

    def fill(pdf: Pdf) -> None:
        own, above = pdf.pages[0].obj, pdf.Root.Pages
        above.MediaBox, above.TrimBox = Array([144, 72, 0, 0]), Array([0, 0, 9, 9])
        del own["/MediaBox"]
        own.UserUnit = 2

    (facts,) = survey(saved(fill)).pages
    assert facts.media is not None
    assert (facts.media.width, facts.media.height) == pytest.approx((101.6, 50.8))
    assert facts.boxes == ()
    assert facts.user_unit == 2


@pytest.mark.parametrize(
    "value", [String("x"), Array([]), Array([1, 2, 3]), Array([Name.a, 1, 2, 3]), 7, Dictionary(), Name.A4]
)
def test_boxes_that_are_none_are_none(value: object) -> None:
    """A box of the wrong kind counts as missing."""
    (facts,) = survey(saved(lambda pdf: pdf.pages[0].obj.__setitem__("/MediaBox", value))).pages
    assert facts.media is None


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "not a PDF"),
        (b"GIF89a" * 300, "not a PDF"),
        (b"%PDF-1.4\n", "broken"),
        (b"%PDF-1.4\n" + b"\xff" * 5000, "broken"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF", "broken"),
    ],
    ids=["empty", "gif", "header", "rubbish", "bare"],
)
def test_what_is_no_pdf_is_refused(data: bytes, word: str) -> None:
    """What is no PDF, or holds nothing that can be read, ends in one clear error in both languages."""
    with pytest.raises(UnreadableFileError, match=word) as caught:
        survey(data)
    assert caught.value.message.vi
    assert caught.value.hint is not None


def test_locked_and_huge_files_are_refused() -> None:
    """A file that wants a password, and one beyond the bound, are refused with the reason."""
    locked = saved(lambda _: None, encryption=Encryption(owner="x", user="y"))
    with pytest.raises(UnreadableFileError, match="password"):
        survey(locked)
    with pytest.raises(UnreadableFileError, match="larger than 200 MB"):
        survey(b"%PDF-1.4" + bytes(MOST_BYTES))


def content(data: bytes) -> Callable[[Pdf], None]:
    """Fill a page with what unpacks to ``data``."""

    def fill(pdf: Pdf) -> None:
        stream = Stream(pdf, b"")
        stream.write(compress(data), filter=Name.FlateDecode)
        pdf.pages[0].obj.Contents = pdf.make_indirect(stream)

    return fill


def nested_forms(pdf: Pdf) -> None:
    """Call a form fifty times from one that is called fifty times, and so on, twenty deep."""
    inner = pdf.make_indirect(Stream(pdf, b"0 0 1 1 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9])))
    for _ in range(20):
        named = Dictionary(XObject=Dictionary(X=inner))
        outer = Stream(pdf, b"/X Do " * 50, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Resources=named)
        inner = pdf.make_indirect(outer)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=inner))
    pdf.pages[0].obj.Contents = Stream(pdf, b"/X Do")


def form_in_itself(pdf: Pdf) -> None:
    """Let a form call itself."""
    own = pdf.make_indirect(Stream(pdf, b"/X Do", Subtype=Name.Form, BBox=Array([0, 0, 9, 9])))
    own.Resources = Dictionary(XObject=Dictionary(X=own))
    pdf.pages[0].obj.Resources = own.Resources
    pdf.pages[0].obj.Contents = Stream(pdf, b"/X Do")


def looping_tree(pdf: Pdf) -> None:
    """Let the tree of pages hold itself."""
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def page_that_is_none(pdf: Pdf) -> None:
    """Put a number among the pages."""
    pdf.Root.Pages.Kids.append(5)


def laughs(pdf: Pdf) -> None:
    """Let a few lines of metadata stand for gigabytes."""
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghijkl"))
    text = f'<!DOCTYPE x [<!ENTITY a "ha">{entities}]><x>&l;</x>'
    pdf.Root.Metadata = Stream(pdf, text.encode(), Type=Name.Metadata, Subtype=Name.XML)


@pytest.mark.parametrize(
    ("fill", "note"),
    [
        (content(b"q Q " * 20_000_000), "unpacked"),
        (content(b"0 0 m 1 1 l S " * 20_000), "beyond"),
        (content(b"[" * 200_000), "beyond"),
        (content(b"(" * 3_000_000), ""),
        (content(b"1 " * 200_000), "beyond"),
        (content(b"0 0 m 1 1 l " * 500_000), ""),
        (nested_forms, ""),
        (form_in_itself, "without end"),
        (looping_tree, "loops"),
        (page_that_is_none, "is none"),
        (laughs, ""),
    ],
    ids=[
        "bomb",
        "operators",
        "brackets",
        "strings",
        "numbers",
        "path",
        "nested",
        "itself",
        "tree",
        "number",
        "laughs",
    ],
)
def test_files_made_to_be_too_much_end_soon(fill: Callable[[Pdf], None], note: str) -> None:
    """A file of some kilobytes that would take hours is read within bounds, and told is what is left out."""
    data = saved(fill)
    began = process_time()
    facts = survey_within(data, Budget(tokens=100_000, operators=10_000))
    assert process_time() - began < PATIENCE
    left_out = {*facts.unread, *(part for each in facts.pages for part in each.unread)}
    assert bool(left_out) is bool(note)
    assert all(note in part for part in left_out)


def test_equal_colours_by_the_thousand_are_told_together() -> None:
    """Beyond a bound colours are told by their space alone, and none is lost."""
    shown = page(b"".join(b".%04d 0 0 0 k 0 0 1 1 re f " % number for number in range(5_000)))
    assert sum(use.count for use in shown.uses) == 5_000
    assert len(shown.uses) < 5_000
    assert shown.unread == frozenset()


def test_page_box_by_name() -> None:
    """A page tells its own boxes by name, and that a press sheet's trim is the whole page."""
    sheet = SurveyedPage(Rect(0, 0, 9, 9), boxes=(("TrimBox", Rect(0, 0, 9, 9)),))
    assert sheet.box("TrimBox") == Rect(0, 0, 9, 9)
    assert sheet.box("ArtBox") is None
    assert sheet.is_sheet
    assert not SurveyedPage(Rect(0, 0, 10, 9), boxes=sheet.boxes).is_sheet


def test_lexing_stops_where_it_is_told() -> None:
    """Whoever counts the tokens can stop the reading."""

    def stop(_count: int) -> None:
        raise TooMuchError("tokens")

    with pytest.raises(TooMuchError):
        list(operators(b"1 0 0 rg", stop))
    assert list(operators(b"/a#20b [1 (x)] << /K -.5 >> op", lambda _count: None)) == [
        (b"op", [b"/a#20b", [1.0, b"(x)"], {b"/K": -0.5}])
    ]
