"""What is printed and what is cut, apart."""

from __future__ import annotations

from keytag.drawing.artwork import Artwork, Fill, Group, Role, Stroke, walk
from keytag.drawing.geometry import Affine, Rect, rectangle
from keytag.drawing.ink import BLACK, Ink, spot
from keytag.imposition.form_inks import ON_EVERY_PLATE
from keytag.imposition.sheet import Form, Page, Placement, SheetSide
from keytag.imposition.technical_lines import cut_alone, sheets_of_cut, sheets_without_cut, without_cut

CUT = spot("CutContour", (0.0, 1.0, 0.0, 0.0), technical=True)
SQUARE = rectangle(Rect(0, 0, 5, 5))
TRIM = Rect(0, 0, 10, 10)
RED = Ink("red", (0.0, 1.0, 1.0, 0.0))
GROUND = Fill(SQUARE, RED, Role.GROUND)
LINE = Stroke(SQUARE, CUT, 0.1, Role.DIELINE, overprint=True)
HOLE = Stroke(SQUARE, CUT, 0.1, Role.HOLE, overprint=True)
CROSS = Stroke(SQUARE, BLACK, 0.1, Role.MARK, ON_EVERY_PLATE)
SLUG = Fill(SQUARE, BLACK, Role.MARK)
PATCH = Fill(SQUARE, RED, Role.MARK)


def artwork(*items: Fill | Stroke | Group) -> Artwork:
    """An artwork of these items."""
    return Artwork(items, TRIM, 2.0)


def test_every_item_is_on_one_side() -> None:
    """Cut and print together are the whole artwork, and nothing is in both; groups left empty are gone."""
    whole = artwork(GROUND, Group((LINE,), Affine.translation(1, 1)), Group((HOLE, SLUG)), CROSS)
    printed, cut = without_cut(whole), cut_alone(whole)
    assert [item for item, _ in walk(printed.items)] == [GROUND, SLUG, CROSS]
    assert [item for item, _ in walk(cut.items)] == [LINE, HOLE]
    assert cut.items[0] == Group((LINE,), Affine.translation(1, 1))
    assert len(printed.items) == 3
    assert (printed.trim, printed.bleed) == (cut.trim, cut.bleed) == (TRIM, 2.0)


def page(form: Form, *extras: Artwork) -> Page:
    """A sheet with this form."""
    return Page(100.0, 80.0, form, tuple(Placement(each, Affine()) for each in extras))


def test_sheets_are_parted_as_tags_are() -> None:
    """Printed sheets lose the cut and share forms still; the cut has a page for each form, with its marks."""
    place = Affine.translation(20, 20)
    placed = tuple(Placement(artwork(each), place) for each in (GROUND, LINE, CROSS, SLUG, PATCH))
    fronts, backs = Form(SheetSide.FRONT, placed), Form(SheetSide.BACK, placed[:2])
    pages = (page(fronts, artwork(SLUG)), page(backs), page(fronts), page(backs))
    printed = sheets_without_cut(pages)
    assert len(printed) == 4
    assert printed[0].form is printed[2].form
    assert [each.artwork.items for each in printed[0].form.placements] == [(GROUND,), (CROSS,), (SLUG,), (PATCH,)]
    assert printed[0].extras == pages[0].extras
    first, second = sheets_of_cut(pages)
    assert [each.artwork.items for each in first.form.placements] == [(LINE,), (CROSS,), (SLUG,)]
    assert [each.transform for each in second.form.placements] == [place]
    assert first.extras == ()
