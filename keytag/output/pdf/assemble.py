"""Artworks become the pages of one-ups and press sheets; each is stored once, however often it is placed.

A page of a sheet calls one form that all sheets of a plate share, and the form calls the artworks. Must not know
of PDF/X: `keytag.output.pdf.seal` makes a file of these pages. Answers to ISO 32000-1, 8.10 and 14.11.2 (boxes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from pikepdf import Page as PdfPage

from keytag.drawing.artwork import Artwork
from keytag.drawing.geometry import Affine, Rect
from keytag.imposition.sheet import Form, Page, Placement, SheetSide
from keytag.output.pdf.forms import ArtworkNumbers, FormContent, draw_parts, form_xobject
from keytag.units import to_pt

# House rule: a ten-thousandth of a point is 0.04 µm, far below any plate setter, and keeps matrices short.
_DECIMALS = 4
# House rules, in mm: what is measured on a contact sheet lies apart, in rows of about this width.
_APART, _SHEET_WIDTH = 1.0, 1000.0


def one_up_pdf(artworks: Sequence[Artwork], *, layers: bool = False) -> Pdf:
    """Return a file with one page for each of ``artworks``, at full size with its bleed.

    The page is the artwork's page box; BleedBox and TrimBox are its own. ``layers`` marks technical items as
    ISO 19593-1 processing steps.
    """
    pdf, parts = draw_parts(artworks, layers=layers)
    for part in parts:
        page = part.artwork.page_box
        boxes = (_box(box, page) for box in (page, part.artwork.bleed_box, part.artwork.trim))
        _add_page(pdf, part.content, part.resources, *boxes)
    return pdf


def sheets_pdf(pages: Sequence[Page], *, layers: bool = False) -> Pdf:
    """Return a file with one page for each of ``pages``: one side of one press sheet.

    The TrimBox of an imposed sheet is the sheet itself: it holds many products, so no one product's trim can
    stand there, and PDF/X wants a box that says what is delivered, which is the sheet.
    """
    census = ArtworkNumbers(placement.artwork for placement in _placements(pages))
    pdf, parts = draw_parts(census.distinct, layers=layers)
    artworks = [_form_of(pdf, part) for part in parts]
    forms = _number_forms(pages, census)
    varying: dict[int, set[int]] = {}
    for page in pages:
        varying.setdefault(forms[_key(page)], set()).update(_numbers(page.extras, census))
    resources: dict[int, Object] = {}
    for page in pages:
        form, placements = forms[_key(page)], page.form.placements
        if form not in resources:
            sheet = Rect(0.0, 0.0, page.width, page.height)
            window = _box(sheet if page.form.clip is None else page.form.clip, sheet)
            used = _xobjects(_numbers(placements, census), artworks)
            # Pages of one form share their resources: what any of them adds is named for all.
            named = _xobjects(varying[form], artworks)
            named.XObject[f"/S{form}"] = form_xobject(
                pdf, _operators(placements, census, page.height), used, window
            )
            resources[form] = pdf.make_indirect(named)
        content = f"/S{form} Do\n".encode() if placements else b""
        content += _operators(page.extras, census, page.height)
        box = _box(sheet := Rect(0.0, 0.0, page.width, page.height), sheet)
        _add_page(pdf, content, resources[form], box, box, box)
    return pdf


def unsealed_one_ups(artworks: Sequence[Artwork]) -> bytes:
    """Return a bare file with one page for each of ``artworks``, to be measured and thrown away."""
    return _saved(one_up_pdf(artworks))


def contact_sheet(artworks: Sequence[Artwork]) -> tuple[bytes, tuple[Rect, ...]]:
    """Return a bare file of one page with all ``artworks`` apart from each other, and where each lies, in mm.

    To be measured and thrown away: a reader loads one page much sooner than hundreds.
    """
    x = y = deep = _APART
    wide = _APART
    places: list[Rect] = []
    for artwork in artworks:
        box = artwork.page_box
        if x > _APART and x + box.width > _SHEET_WIDTH:
            x, y = _APART, deep + _APART
        places.append(Rect(x, y, x + box.width, y + box.height))
        x += box.width + _APART
        wide, deep = max(wide, x), max(deep, y + box.height)
    placed = tuple(
        Placement(artwork, Affine.translation(place.x0 - artwork.page_box.x0, place.y0 - artwork.page_box.y0))
        for artwork, place in zip(artworks, places, strict=True)
    )
    page = Page(wide, deep + _APART, Form(SheetSide.FRONT, placed))
    return _saved(sheets_pdf((page,))), tuple(places)


def _saved(pdf: Pdf) -> bytes:
    buffer = BytesIO()
    with pdf:
        pdf.save(buffer, compress_streams=False)
    return buffer.getvalue()


def _placements(pages: Sequence[Page]) -> Iterator[Placement]:
    """Yield all placements of ``pages``, those of a shared form once, forms before what varies."""
    for form in {id(page.form): page.form for page in pages}.values():
        yield from form.placements
    for page in pages:
        yield from page.extras


def _key(page: Page) -> tuple[int, float, float]:
    return (id(page.form), page.width, page.height)


def _number_forms(pages: Sequence[Page], census: ArtworkNumbers) -> dict[tuple[int, float, float], int]:
    """Return one number for all pages whose sheet and placements are equal, by `_key`."""
    numbers: dict[tuple[object, ...], int] = {}
    found: dict[tuple[int, float, float], int] = {}
    for page in pages:
        if _key(page) not in found:
            placed = tuple((census.number(each.artwork), each.transform) for each in page.form.placements)
            alike = (page.width, page.height, page.form.clip, placed)
            found[_key(page)] = numbers.setdefault(alike, len(numbers))
    return found


def _numbers(placements: Iterable[Placement], census: ArtworkNumbers) -> frozenset[int]:
    return frozenset(census.number(placement.artwork) for placement in placements)


def _operators(placements: Iterable[Placement], census: ArtworkNumbers, height: float) -> bytes:
    """Return what paints ``placements`` on a sheet ``height`` mm high."""
    return "\n".join(
        f"q {_matrix(placement, height)} cm /A{census.number(placement.artwork)} Do Q" for placement in placements
    ).encode()


def _matrix(placement: Placement, height: float) -> str:
    """Return the matrix from the artwork's page (points, y up) to that of a sheet ``height`` mm high."""
    box, scale = placement.artwork.page_box, to_pt(1.0)
    to_artwork = Affine(1 / scale, 0.0, 0.0, -1 / scale, box.x0, box.y1)
    to_page = Affine(scale, 0.0, 0.0, -scale, 0.0, height * scale)
    m = to_artwork.then(placement.transform).then(to_page)
    return " ".join(f"{_round(value):.10g}" for value in (m.a, m.b, m.c, m.d, m.e, m.f))


def _round(value: float) -> float:
    return round(value, _DECIMALS) + 0.0


def _form_of(pdf: Pdf, part: FormContent) -> Stream:
    """Return the artwork as a form whose box is the page box; the trim box would clip the bleed away."""
    box = part.artwork.page_box
    return form_xobject(pdf, part.content, part.resources, _box(box, box))


def _xobjects(numbers: Iterable[int], artworks: Sequence[Stream]) -> Dictionary:
    """Return resources that name the ``artworks`` of these ``numbers``."""
    return Dictionary(XObject=Dictionary({f"/A{number}": artworks[number] for number in sorted(numbers)}))


def _box(box: Rect, page: Rect) -> Array:
    """Return ``box`` in the points of ``page``, y up."""
    left, bottom = box.x0 - page.x0, page.y1 - box.y1
    edges = (left, bottom, left + box.width, bottom + box.height)
    return Array([_round(to_pt(edge)) for edge in edges])


def _add_page(pdf: Pdf, content: bytes, resources: Object, media: Array, bleed: Array, trim: Array) -> None:
    """Append a page (ISO 15930-7:2010, 6.9: MediaBox ⊇ BleedBox ⊇ TrimBox)."""
    page = Dictionary(
        Type=Name.Page,
        MediaBox=media,
        BleedBox=bleed,
        TrimBox=trim,
        Resources=resources,
        Contents=Stream(pdf, content),
    )
    pdf.pages.append(PdfPage(pdf.make_indirect(page)))
