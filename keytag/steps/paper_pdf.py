"""Papers for people, whole: drawn as an office prints them, and read back before anyone may have them.

`keytag.output.pdf.office` writes; PDFium reads: whoever writes a file is no witness for it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache

from keytag import __version__
from keytag.drawing.ink import Ink
from keytag.drawing.paper import PaperPage, TypeLine
from keytag.errors import OutputMismatchError
from keytag.output.pdf.office import OfficeImprint, office_pdf
from keytag.output.pdf.profile import Profile, Rgb, srgb_from_ink
from keytag.steps.progress import Advance, no_progress
from keytag.text.text import Text

ColourOf = Callable[[Ink], Rgb]
# House rule, in mm: no printer prints a page truer.
_SIZE_TOLERANCE = 0.01
# PDFium tells a hyphen at the end of a line by one of these.
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u00ad": "-"})


def write_paper(
    pages: Sequence[PaperPage],
    title: str,
    day: date,
    colour_of: ColourOf,
    advance: Advance = no_progress,
    number: str = "",
) -> bytes:
    """Return a file of ``pages``, as `office_pdf` writes it; ``number`` is the # of the order that it is found by.

    Raises OutputMismatchError where the finished file, read back, has other pages or another character on one.
    """
    from keytag.inspection.sheets.raster import read_texts  # noqa: PLC0415 - only who writes papers pays for it

    keywords = f"# {number}" if number else ""
    imprint = OfficeImprint(title, f"keytag {__version__}", day, keywords=keywords)
    data = office_pdf(pages, imprint, colour_of, advance)
    read = read_texts(data)
    if len(read) != len(pages):
        raise _mismatch(
            Text(f"{len(read)} trang thay vì {len(pages)}", f"{len(read)} pages instead of {len(pages)}")
        )
    for at, (page, (width, height, text)) in enumerate(zip(pages, read, strict=True), start=1):
        if abs(width - page.width) > _SIZE_TOLERANCE or abs(height - page.height) > _SIZE_TOLERANCE:
            raise _mismatch(Text(f"trang {at} sai khổ giấy", f"page {at} is of another size"))
        if _characters((text,)) != _characters(part.run.text for part in page.parts if isinstance(part, TypeLine)):
            raise _mismatch(Text(f"trang {at} sai chữ", f"page {at} has other characters"))
    return data


def colours_of(profile: Profile) -> ColourOf:
    """Return what tells how an ink looks on a screen by ``profile``, each ink asked once."""
    return cache(lambda ink: srgb_from_ink(profile, ink))


def _characters(texts: Iterable[str]) -> Counter[str]:
    """Return how often each character stands in ``texts``, blanks apart."""
    return Counter(unicodedata.normalize("NFC", "".join("".join(texts).translate(_HYPHENS).split())))


def _mismatch(what: Text) -> OutputMismatchError:
    return OutputMismatchError(
        Text(
            f"Giấy tờ vừa tạo không đúng với yêu cầu: {what.vi}.",
            f"The finished paper is not what was asked for: {what.en}.",
        ),
        Text(
            "Đây là lỗi của keytag; chưa ghi tệp nào. Xin báo cho người phát triển.",
            "This is a fault of keytag; no file was written. Please tell its developers.",
        ),
    )
