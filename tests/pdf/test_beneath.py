"""A copy of a file in which one spot paints nothing."""

from __future__ import annotations

from io import BytesIO

from pikepdf import Name, Pdf

from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.geometry import Affine, Rect, rectangle
from keytag.drawing.ink import Ink, underbase_ink
from keytag.inspection.pdf.without_spot import remove_spot
from keytag.inspection.sheets.raster import open_pages
from keytag.inspection.sheets.slots import slot_picture
from keytag.output.pdf.seal import Imprint
from keytag.steps.press_pdf import write_one_ups

TRIM = Rect(0.0, 0.0, 10.0, 10.0)
RED = Fill(rectangle(TRIM), Ink("red", (0.0, 1.0, 1.0, 0.0)), Role.GROUND)
WHITE = Fill(rectangle(TRIM), underbase_ink(), Role.UNDERBASE, overprint=True)


def pixel(data: bytes) -> tuple[int, ...]:
    """Return the colour in the middle of the first page."""
    with open_pages(data) as (page,):
        found = slot_picture(page, Affine.translation(page.trim.x0, page.trim.y0), TRIM).getpixel((50, 50))
    assert isinstance(found, tuple)
    return found


def test_what_lies_beneath_white_shows(imprint: Imprint) -> None:
    """With the white silenced the page looks as without it; other spots stay."""
    plain = write_one_ups([Artwork((RED,), TRIM, 1.0)], imprint)
    covered = write_one_ups([Artwork((RED, WHITE), TRIM, 1.0)], imprint)
    assert pixel(covered) != pixel(plain)
    assert pixel(remove_spot(covered, "White")) == pixel(plain)
    assert pixel(remove_spot(covered, "Other")) == pixel(covered)


def test_the_file_itself_stays(imprint: Imprint) -> None:
    """Only the copy has lost the name of its spot."""
    data = write_one_ups([Artwork((RED, WHITE), TRIM, 1.0)], imprint)
    for each, name in ((data, "/White"), (remove_spot(data, "White"), "/None")):
        with Pdf.open(BytesIO(each)) as pdf:
            spaces = pdf.pages[0].Resources.ColorSpace.values()
            assert [space[1] for space in spaces if space[0] == Name.Separation] == [Name(name)]
