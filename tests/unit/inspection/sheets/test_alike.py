"""Places that are alike: which slots of finished pages one picture may stand for."""

from __future__ import annotations

from io import BytesIO

import pytest
from pikepdf import Name, Pdf, Stream

from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.geometry import Affine, Rect, rectangle
from keytag.drawing.ink import BLACK, PAPER
from keytag.imposition import Form, Page, Placement
from keytag.imposition.sheet import SheetSide
from keytag.inspection.pdf.fewer_forms import keep_forms
from keytag.inspection.pdf.read_back import inspect
from keytag.inspection.sheets.alike import AlikePlaces
from keytag.inspection.sheets.raster import open_pages
from keytag.inspection.sheets.slots import slot_picture
from keytag.output.pdf.assemble import sheets_pdf

TRIM = Rect(0, 0, 10, 10)
PLACES = tuple(Affine.translation(20 * column + 5, 5) for column in range(4))


def tag(x: float = 2) -> Artwork:
    """Return a tag with one mark."""
    return Artwork((Fill(rectangle(Rect(x, 2, x + 3, 4)), BLACK, Role.ART),), TRIM, 0)


def sheet(*placements: Placement) -> bytes:
    """Return a page of four tags, with ``placements`` upon them."""
    tags = tuple(Placement(tag(), place) for place in PLACES)
    stream = BytesIO()
    sheets_pdf((Page(90, 20, Form(SheetSide.FRONT, (*tags, *placements))),)).save(stream)
    return stream.getvalue()


def keys(data: bytes) -> list[object]:
    """Return what each of the four places is known by."""
    places = AlikePlaces((data,), 1)
    return [places.key(0, place, TRIM) for place in PLACES]


def test_places_that_show_the_same_are_one() -> None:
    """Where the same drawing lies in the same way, and nothing else, one place stands for all."""
    found = keys(sheet())
    assert found[0] is not None
    assert len(set(found)) == 1


@pytest.mark.parametrize(
    ("artwork", "at"),
    [
        (tag(2.05), PLACES[1]),
        (tag(), Affine.translation(25.05, 5)),
        (Artwork((Fill(rectangle(Rect(0, 0, 0.1, 0.1)), PAPER, Role.ART),), Rect(0, 0, 0.1, 0.1), 0), PLACES[1]),
    ],
    ids=["another drawing", "a twentieth of a millimetre aside", "a speck of paper"],
)
def test_what_lies_upon_a_place_sets_it_apart(artwork: Artwork, at: Affine) -> None:
    """A place with anything more upon it is looked at by itself, and the others are not."""
    first, second, third, fourth = keys(sheet(Placement(artwork, at)))
    assert second != first
    assert first == third == fourth


@pytest.mark.parametrize(
    "content",
    [b"%b 0 0 5 5 re f", b"/G gs %b", b"0 0 40 80 re W n %b", b"BT (x) Tj ET %b"],
    ids=["painted by the page itself", "a state that is not there", "clipped", "lettering"],
)
def test_of_a_page_that_does_more_nothing_is_known(content: bytes) -> None:
    """A page that does anything but place forms is looked at slot by slot."""
    with Pdf.open(BytesIO(sheet())) as pdf:
        page = pdf.pages[0]
        page.Contents = Stream(pdf, content % page.Contents.read_bytes())
        stream = BytesIO()
        pdf.save(stream)
    assert keys(stream.getvalue()) == [None] * 4


def test_of_a_turned_page_nothing_is_known() -> None:
    """What else a page says of itself may move all that it shows."""
    with Pdf.open(BytesIO(sheet())) as pdf:
        pdf.pages[0].obj[Name.Rotate] = 180
        stream = BytesIO()
        pdf.save(stream)
    assert keys(stream.getvalue()) == [None] * 4


def test_of_files_that_two_readers_read_otherwise_nothing_is_known() -> None:
    """Pages are counted by both readers; what is no PDF has none."""
    assert AlikePlaces((sheet(),), 2).key(0, PLACES[0], TRIM) is None
    assert AlikePlaces((b"none",), 1).key(0, PLACES[0], TRIM) is None


def picture(data: bytes, number: int) -> bytes:
    """Return what shows in one of the four places of the page."""
    with open_pages(data) as (page,):
        return slot_picture(page, PLACES[number], TRIM).tobytes()


def test_what_is_not_looked_at_is_not_drawn() -> None:
    """The copy to be looked at shows what lies on the places asked for as the file does, and nothing elsewhere."""
    speck = Artwork((Fill(rectangle(Rect(0, 0, 0.1, 0.1)), PAPER, Role.ART),), Rect(0, 0, 0.1, 0.1), 0)
    whole = sheet(Placement(speck, Affine.translation(28, 8)), Placement(speck, Affine.translation(48, 8)))
    (copy,) = AlikePlaces((whole,), 1).only([(0, PLACES[0]), (0, PLACES[1])], TRIM)
    blank = bytes([255]) * len(picture(copy, 0))
    assert [picture(copy, number) for number in (0, 1)] == [picture(whole, number) for number in (0, 1)]
    assert blank not in {picture(whole, number) for number in range(4)}
    assert [picture(copy, number) for number in (2, 3)] == [blank, blank]


@pytest.mark.parametrize(
    "content", [b"q %b Q", b"%b\n%%", b"%b\nq 1 0 0 1 0 0 cm /A0 Do Q"], ids=["nested", "a comment", "once more"]
)
def test_of_a_sheet_that_is_written_otherwise_nothing_is_left_out(content: bytes) -> None:
    """Forms leave a stream only where each has its line there, and these are the ones that were read."""
    with Pdf.open(BytesIO(sheet())) as pdf:
        form = next(iter(pdf.pages[0].Resources.XObject.values()))
        form.write(content % form.read_bytes())
        stream = BytesIO()
        pdf.save(stream)
    data = stream.getvalue()
    placed = _all_of(data)[:4]
    assert picture(keep_forms(data, [placed]), 3) == picture(data, 3)
    assert picture(keep_forms(sheet(), [_all_of(sheet())]), 3) != picture(data, 3)


def _all_of(data: bytes) -> list[tuple[int, bool]]:
    return [(each.form, False) for each in inspect(data).pages[0].placed]
