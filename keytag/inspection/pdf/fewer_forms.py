"""A finished file with fewer of its forms placed: a copy, to be looked at in some places and thrown away.

A renderer reads every form of a page before it shows any of it, so that a sheet's hundreds cost most of a look at
a few. Whole lines leave the stream; what stays is drawn as it was, in its order (ISO 32000-1, 8.10.1: a form shows
within its box alone). Of a page that is written in another way nothing leaves. Must not know what lies where.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO

from pikepdf import ObjectStreamMode, Page, Pdf, Stream

from keytag.inspection.pdf import objects

# A page shows one form, and that places others, one a line, and does nothing else.
_SHEET = re.compile(rb"(/\S+) Do\n?")
_PLACED = re.compile(rb"q (?:[-+.\d]+ ){6}cm (/\S+) Do Q")

Placed = Sequence[tuple[int, bool]]
"""What a page places, in order: the number of each form's object, and whether it is to stay."""


def keep_forms(data: bytes, pages: Sequence[Placed]) -> bytes:
    """Return the PDF in ``data`` with those forms left out of its pages that are not to stay.

    A page whose stream does not place exactly these forms stays as it is. Raises pikepdf.PdfError where ``data``
    is no PDF.
    """
    with Pdf.open(BytesIO(data)) as pdf:
        sheets = [_sheet(page) for page in pdf.pages]
        uses = Counter(sheet.objgen for sheet in sheets if sheet is not None)
        for sheet, placed in zip(sheets, pages, strict=True):
            if sheet is None or uses[sheet.objgen] > 1 or all(stays for _, stays in placed):
                continue
            lines = sheet.read_bytes().rstrip(b"\n").split(b"\n")
            if _numbers(sheet, lines) == [number for number, _ in placed]:
                kept = (line for line, (_, stays) in zip(lines, placed, strict=True) if stays)
                sheet.write(b"\n".join(kept))
        buffer = BytesIO()
        pdf.save(buffer, object_stream_mode=ObjectStreamMode.preserve, compress_streams=False)
    return buffer.getvalue()


def _sheet(page: Page) -> Stream | None:
    """Return the one form that a page shows, None where it shows anything else."""
    contents = page.obj.get("/Contents")
    shown = _SHEET.fullmatch(contents.read_bytes()) if isinstance(contents, Stream) else None
    form = page.obj.Resources.XObject.get(shown[1].decode("latin-1")) if shown is not None else None
    return form if isinstance(form, Stream) else None


def _numbers(sheet: Stream, lines: Sequence[bytes]) -> list[int]:
    """Return the number of the form that each of ``lines`` places, 0 for one that does anything else."""
    forms = objects.entries(objects.get(objects.get(sheet, "/Resources"), "/XObject"))
    numbers = {name: objects.number_of(form) for name, form in forms if isinstance(form, Stream)}
    found = (_PLACED.fullmatch(line) for line in lines)
    return [numbers.get(each[1].decode("latin-1"), 0) if each is not None else 0 for each in found]
