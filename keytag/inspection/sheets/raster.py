"""Finished PDF pages as pixels and as text, by code that had no part in writing them. The only user of PDFium.

Knows pages and matrices, not what should be on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from ctypes import c_char
from io import BytesIO

import pypdfium2
from msgspec import Struct
from PIL import Image
from pypdfium2 import PdfiumError, raw

from keytag.drawing.geometry import Affine, Rect
from keytag.units import to_mm, to_pt

__all__ = ["PdfiumError", "Raster", "count_pages", "open_all_pages", "open_pages", "png_of_page", "read_texts"]


class Raster(Struct):
    """A page that can be looked at piece by piece, in any direction."""

    _page: pypdfium2.PdfPage

    @property
    def trim(self) -> Rect:
        """The TrimBox in the page's millimetres; the page itself where it has none."""
        left, _, _, top = self._page.get_mediabox()
        x0, y0, x1, y1 = self._page.get_trimbox()
        return Rect(to_mm(x0 - left), to_mm(top - y1), to_mm(x1 - left), to_mm(top - y0))

    @property
    def media(self) -> Rect:
        """The page itself, in its own millimetres."""
        width, height = self._page.get_size()
        return Rect(0.0, 0.0, to_mm(width), to_mm(height))

    def piece(self, to_piece: Affine, width: int, height: int) -> Image.Image:
        """Return ``width`` by ``height`` pixels of the page on white.

        ``to_piece`` takes the page's millimetres (origin top-left, y down) to pixels of the piece.
        """
        # PDFium's matrix starts from the page in points, origin top-left, y down.
        m = Affine.scaling(1 / to_pt(1.0), 1 / to_pt(1.0)).then(to_piece)
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGRx)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        matrix = raw.FS_MATRIX(m.a, m.b, m.c, m.d, m.e, m.f)
        clip = raw.FS_RECTF(0.0, 0.0, float(width), float(height))
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, self._page.raw, matrix, clip, raw.FPDF_ANNOT)
        pixels = bytes((c_char * (bitmap.stride * height)).from_buffer(bitmap.buffer))
        return Image.frombuffer("RGB", (width, height), pixels, "raw", "BGRX", bitmap.stride, 1)


def count_pages(files: Sequence[bytes]) -> int:
    """Return how many pages ``files`` have together. Raises pypdfium2.PdfiumError where one cannot be opened."""
    count = 0
    for data in files:
        pdf = pypdfium2.PdfDocument(data)
        count += len(pdf)
        pdf.close()
    return count


@contextmanager
def open_all_pages(files: Sequence[bytes]) -> Iterator[tuple[Raster, ...]]:
    """Give the pages of several PDFs one after another, as `open_pages` does of one."""
    with ExitStack() as stack:
        yield tuple(page for data in files for page in stack.enter_context(open_pages(data)))


@contextmanager
def open_pages(data: bytes) -> Iterator[tuple[Raster, ...]]:
    """Give the pages of the PDF in ``data``. Raises pypdfium2.PdfiumError where PDFium cannot open it."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        pages = [pdf[number] for number in range(len(pdf))]
        try:
            yield tuple(Raster(page) for page in pages)
        finally:
            for page in pages:
                page.close()
    finally:
        pdf.close()


def read_texts(data: bytes) -> tuple[tuple[float, float, str], ...]:
    """Return the width and height in mm and the text of each page of the PDF in ``data``."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        found = []
        for number in range(len(pdf)):
            page = pdf[number]
            width, height = page.get_size()
            found.append((to_mm(width), to_mm(height), page.get_textpage().get_text_range()))
            page.close()
        return tuple(found)
    finally:
        pdf.close()


def png_of_page(data: bytes, number: int, width: int) -> bytes:
    """Return the page ``number`` (from 0) of the PDF in ``data`` as a PNG of ``width`` pixels."""
    with open_pages(data) as pages:
        page = pages[number]
        scale = width / page.media.width
        picture = page.piece(Affine.scaling(scale, scale), width, max(1, round(page.media.height * scale)))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
