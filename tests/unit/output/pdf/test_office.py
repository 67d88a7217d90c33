"""Papers of an office: their text is read back letter for letter, and what is clipped stays within its clip."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.geometry import Affine, Rect, rectangle
from keytag.drawing.ink import Ink
from keytag.drawing.lettering import Face, embed_font, shape, texts_of_glyphs
from keytag.output.page import serif
from keytag.output.page.canvas import Align, Canvas, Style
from keytag.output.pdf.office import OfficeImprint, office_pdf

IMPRINT = OfficeImprint("Bản in thử", "keytag", date(2026, 1, 15))
LINES = (
    "CÔNG AN PHƯỜNG VĂN MIẾU – QUỐC TỬ GIÁM",
    "Tĩnh Gia, nghĩa vụ: 0269 3000 113 (fi, ffi, AVAVA)",
    "https://zalo.me/1000000000000000001?x=1&y=2",
)


def seen(ink: Ink) -> tuple[int, int, int]:
    """An ink as its plain complement."""
    cyan, magenta, yellow, black = ink.cmyk
    red, green, blue = (round(255 * (1 - amount) * (1 - black)) for amount in (cyan, magenta, yellow))
    return red, green, blue


@pytest.mark.parametrize("style", [Style(11.0, 400), Style(16.0, 700, tracking=0.05), serif(12.0)])
def test_lines_are_read_as_they_were_set(style: Style) -> None:
    """Marks, ligatures, kerned and tracked letters: PDFium reads the very characters, each line by itself."""
    canvas = Canvas()
    for number, line in enumerate(LINES):
        canvas.line(line, 16.0, 30.0 + 12.0 * number, style)
    data = office_pdf([canvas.page()], IMPRINT, seen)
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    assert page.get_text_bounded().splitlines() == list(LINES)


def test_a_line_is_as_long_on_paper_as_it_was_measured() -> None:
    """What a layout reckons with is what is printed: to a twentieth of a millimetre, wherever the line ends."""
    style, text = Style(14.0, 600), "AVAVA Tĩnh Gia 0269 3000 113"
    canvas = Canvas()
    canvas.line(text, 190.0, 30.0, style, Align.RIGHT)
    page = pypdfium2.PdfDocument(office_pdf([canvas.page()], IMPRINT, seen))[0].get_textpage()
    boxes = [page.get_charbox(i) for i in range(page.count_chars())]
    ink, em = style.run(text).ink, style.em
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    assert (right - left) * 25.4 / 72 == pytest.approx((ink.x1 - ink.x0) * em, abs=0.05)


def test_what_is_clipped_stays_within_its_clip() -> None:
    """A picture that is larger than its clip shows within it alone, in the colour that it is seen in."""
    box = Rect(0.0, 0.0, 40.0, 40.0)
    red = Artwork((Fill(rectangle(box), Ink("red", (0.0, 1.0, 1.0, 0.0)), Role.ART),), box)
    canvas = Canvas()
    canvas.place_clipped(red, Affine.translation(20.0, 20.0), rectangle(Rect(30.0, 30.0, 40.0, 40.0)))
    picture = pypdfium2.PdfDocument(office_pdf([canvas.page()], IMPRINT, seen))[0].render(scale=72 / 25.4).to_pil()
    scale = picture.width / 210
    for (x, y), colour in {(35, 35): (255, 0, 0), (25, 35): (255, 255, 255), (45, 35): (255, 255, 255)}.items():
        assert picture.getpixel((int(x * scale), int(y * scale))) == colour


def test_a_picture_is_kept_once_and_printers_are_asked_not_to_scale() -> None:
    """However often it is placed; and a viewer that heeds the file prints it at 100 %."""
    box = Rect(0.0, 0.0, 5.0, 5.0)
    red = Artwork((Fill(rectangle(box), Ink("red", (0.0, 1.0, 1.0, 0.0)), Role.ART),), box)
    canvas = Canvas()
    for number in range(9):
        canvas.place(red, Affine.translation(10.0 * number, 20.0))
    with pikepdf.open(BytesIO(office_pdf([canvas.page()], IMPRINT, seen))) as pdf:
        assert len(pdf.pages[0].Resources.XObject) == 1
        assert str(pdf.Root.ViewerPreferences.PrintScaling) == "/None"
        assert str(pdf.Root.Lang) == "vi"


def test_a_font_keeps_the_ids_of_its_glyphs() -> None:
    """A subset is far smaller than its font and holds each glyph under its own id, with its width."""
    run = shape("Công an", Face("be-vietnam-pro", 700))
    glyphs = frozenset(glyph for glyph, *_ in run.glyphs)
    font = embed_font(run.face, glyphs)
    assert len(font.data) < 20_000
    assert {glyph for glyph, _ in font.widths} == glyphs
    assert "".join(texts_of_glyphs(run)) == "Công an"
