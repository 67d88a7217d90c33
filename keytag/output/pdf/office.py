"""PDF for office printers and for the screen: text stays text in embedded fonts, colours are as one sees them.

Never a file for the press: all its colours are sRGB. What an ink looks like is asked of the caller. Answers to ISO
32000-1, 8.5 (paths), 8.10 (forms), 9.7 (composite fonts: glyphs by their ids, Identity-H), 9.10.3 (ToUnicode).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from io import BytesIO

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from pikepdf import Page as PdfPage

from keytag.drawing.artwork import Artwork, Fill, Item, Stroke
from keytag.drawing.geometry import IDENTITY, Affine, Path, Rect
from keytag.drawing.ink import Ink
from keytag.drawing.lettering import EmbeddedFont, Face, GlyphRun, embed_font, texts_of_glyphs
from keytag.drawing.paper import PaperPage, PlacedArtwork, TypeLine
from keytag.output.pdf.forms import ArtworkNumbers, form_xobject
from keytag.units import to_pt

ColourOf = Callable[[Ink], tuple[int, int, int]]
"""What an ink looks like on a screen, each channel 0 to 255."""
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
# ISO 32000-1, table 123: symbolic, since glyphs are named by their ids.
_SYMBOLIC = 4
# ISO 32000-1, 9.10.3 and Adobe technical note 5411: at most a hundred entries in a block.
_BLOCK = 100


class OfficeImprint(Struct, frozen=True):
    """What such a file says about itself; it is of the first moment of its ``day``."""

    title: str
    creator: str
    day: date
    language: str = "vi"
    keywords: str = ""
    """What the file is found by, in ASCII: the # of its order; nothing where it has none."""


class _PdfFont(Struct, frozen=True):
    """A font in the file: its name on pages, and how far each glyph moves the pen, in thousandths of an em."""

    name: str
    object: Object
    widths: Mapping[int, int]


def office_pdf(
    pages: Sequence[PaperPage],
    imprint: OfficeImprint,
    colour_of: ColourOf,
    advance: Callable[[int, int], None] = lambda _done, _total: None,
) -> bytes:
    """Return a file of ``pages``; equal input gives equal bytes.

    ``advance`` takes how many drawings are written, and of how many.
    """
    pdf = Pdf.new()
    parts = [part for page in pages for part in page.parts]
    numbers = ArtworkNumbers(part.artwork for part in parts if isinstance(part, PlacedArtwork))
    distinct = tuple(numbers.distinct)
    forms = []
    for done, artwork in enumerate(distinct):
        advance(done, len(distinct))
        forms.append(_form(pdf, artwork, colour_of))
    fonts = _embedded_fonts(pdf, [part for part in parts if isinstance(part, TypeLine)])
    # A name stands on thousands of labels.
    distinct_runs = {part.run for part in parts if isinstance(part, TypeLine)}
    runs = {run: (fonts[run.face], _shown(run, fonts[run.face])) for run in distinct_runs}
    for page in pages:
        pdf.pages.append(PdfPage(pdf.make_indirect(_page(pdf, page, numbers, forms, runs, colour_of))))
    pdf.Root.Lang = String(imprint.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))
    date = String(f"D:{imprint.day:%Y%m%d}000000Z")
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(imprint.title),
            Creator=String(imprint.creator),
            Producer=String(imprint.creator),
            CreationDate=date,
            ModDate=date,
        )
    )
    if imprint.keywords:
        pdf.trailer.Info.Keywords = String(imprint.keywords)
    buffer = BytesIO()
    pdf.save(buffer, compress_streams=True, deterministic_id=True)
    return buffer.getvalue()


def _page(
    pdf: Pdf,
    page: PaperPage,
    numbers: ArtworkNumbers,
    forms: Sequence[Stream],
    runs: Mapping[GlyphRun, tuple[_PdfFont, str]],
    colour_of: ColourOf,
) -> Dictionary:
    """Return a page; ``runs`` say of each run its font and what shows it."""
    content, used, faces = [], {}, {}
    for part in page.parts:
        if isinstance(part, PlacedArtwork):
            number = numbers.number(part.artwork)
            used[f"/A{number}"] = forms[number]
            clipped = "" if part.clip is None else f"{_clip(part.clip, page.height)} "
            matrix = _matrix(part.transform, part.artwork.page_box, page.height)
            content.append(f"q {clipped}{matrix} cm /A{number} Do Q")
        else:
            font, shown = runs[part.run]
            faces[f"/{font.name}"] = font.object
            content.append(
                f"BT /{font.name} {to_pt(part.em):.4f} Tf {_rgb(colour_of(part.ink))} rg "
                f"{to_pt(part.x):.3f} {to_pt(page.height - part.y):.3f} Td [{shown}] TJ ET"
            )
    width, height = to_pt(page.width), to_pt(page.height)
    return Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(width, 4), round(height, 4)]),
        Resources=Dictionary(XObject=Dictionary(used), Font=Dictionary(faces)),
        Contents=Stream(pdf, "\n".join(content).encode()),
    )


def _shown(run: GlyphRun, font: _PdfFont) -> str:
    """Return what shows a run, each glyph where it was shaped to stand."""
    shown = []
    ends = [x for _, x, _ in run.glyphs[1:]] + [run.advance]
    for (glyph, x, _), end in zip(run.glyphs, ends, strict=True):
        shown.append(f"<{glyph:04X}>")
        # What a font's own width does not say: kerning, tracking, letters that keep clear of their neighbours.
        drift = font.widths[glyph] - (end - x) * 1000
        if abs(drift) > 0.5:
            shown.append(f"{drift:.0f}")
    return " ".join(shown)


def _form(pdf: Pdf, artwork: Artwork, colour_of: ColourOf) -> Stream:
    """Return an artwork as a form in millimetres of its own page box, y up."""
    box = artwork.page_box
    operators = "\n".join(_painted(artwork.items, colour_of))
    content = f"1 0 0 -1 {-box.x0:.4f} {box.y1:.4f} cm\n{operators}".encode()
    bounds = Array([0, 0, round(box.width, 4), round(box.height, 4)])
    return form_xobject(pdf, content, Dictionary(), bounds)


def _painted(items: Iterable[Item], colour_of: ColourOf) -> Iterator[str]:
    """Yield what paints ``items`` in order."""
    for item in items:
        if isinstance(item, Fill):
            if not item.path.is_empty:
                yield f"{_rgb(colour_of(item.ink))} rg\n{_operations(item.path)} f"
        elif isinstance(item, Stroke):
            if not item.path.is_empty:
                dash = " ".join(f"{length:.3f}" for length in item.dash)
                # Round joins, as elsewhere.
                yield (
                    f"q {_rgb(colour_of(item.ink))} RG {item.width:.4f} w 1 j [{dash}] 0 d\n"
                    f"{_operations(item.path)} S Q"
                )
        else:
            yield "q"
            if item.transform != IDENTITY:
                m = item.transform
                yield " ".join(f"{value:.6g}" for value in (m.a, m.b, m.c, m.d, m.e, m.f)) + " cm"
            if item.clip is not None:
                yield f"{_operations(item.clip)} W n"
            yield from _painted(item.items, colour_of)
            yield "Q"


@lru_cache(maxsize=4096)
def _operations(path: Path) -> str:
    return "\n".join(
        " ".join([*(f"{round(value, 3) + 0.0:.7g}" for value in xy), _OPERATORS[op]]) for op, xy in path.commands
    )


def _clip(path: Path, height: float) -> str:
    """Return what lets through what lies within ``path``, which is in millimetres of a page ``height`` mm high."""
    scale = to_pt(1.0)
    placed = path.transformed(Affine(scale, 0.0, 0.0, -scale, 0.0, height * scale))
    return f"{_operations(placed)} W n"


def _rgb(colour: tuple[int, int, int]) -> str:
    return " ".join(f"{channel / 255:.4g}" for channel in colour)


def _matrix(transform: Affine, box: Rect, height: float) -> str:
    """Return the matrix from an artwork's box (mm, y up) to a page ``height`` mm high (points, y up)."""
    scale = to_pt(1.0)
    to_artwork = Affine(1.0, 0.0, 0.0, -1.0, box.x0, box.y1)
    m = to_artwork.then(transform).then(Affine(scale, 0.0, 0.0, -scale, 0.0, height * scale))
    return " ".join(f"{round(value, 5) + 0.0:.10g}" for value in (m.a, m.b, m.c, m.d, m.e, m.f))


def _embedded_fonts(pdf: Pdf, lines: Sequence[TypeLine]) -> dict[Face, _PdfFont]:
    """Return a font for each face that ``lines`` are set in, with the glyphs that stand there."""
    texts: dict[Face, dict[int, str]] = {}
    for run in dict.fromkeys(line.run for line in lines):
        known = texts.setdefault(run.face, {})
        for (glyph, *_), text in zip(run.glyphs, texts_of_glyphs(run), strict=True):
            known.setdefault(glyph, text)
    fonts: dict[Face, _PdfFont] = {}
    for number, (face, known) in enumerate(texts.items()):
        embedded = embed_font(face, frozenset(known))
        fonts[face] = _PdfFont(f"F{number}", _font(pdf, face, embedded, known), dict(embedded.widths))
    return fonts


def _font(pdf: Pdf, face: Face, font: EmbeddedFont, texts: Mapping[int, str]) -> Object:
    """Return a composite font whose codes are glyph ids."""
    # ISO 32000-1, 9.6.4: six letters before the name say that it is a subset.
    name = Name(f"/KEYTAG+{face.family}-{face.weight}")
    file = Stream(pdf, font.data, Length1=len(font.data))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_SYMBOLIC,
        FontBBox=Array(font.box),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.capital,
        StemV=80,
        FontFile2=pdf.make_indirect(file),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        DW=1000,
        W=Array([each for glyph, width in font.widths for each in (glyph, Array([width]))]),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=Stream(pdf, _unicode_map(texts).encode()),
        )
    )


def _unicode_map(texts: Mapping[int, str]) -> str:
    known = sorted((glyph, text.encode("utf-16-be").hex()) for glyph, text in texts.items() if text)
    entries = [f"<{glyph:04X}> <{text}>" for glyph, text in known]
    blocks = [entries[i : i + _BLOCK] for i in range(0, len(entries), _BLOCK)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return _UNICODE_MAP.format(mapped)


_UNICODE_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
