"""All of a file surveyed, in order: what it says of itself, its pages, its objects."""

from __future__ import annotations

from pikepdf import Pdf, PdfError, QpdfRuntimeError

from keytag.inspection.pdf import access, document
from keytag.inspection.pdf.bounds import Budget, refused
from keytag.inspection.pdf.document import Contents
from keytag.inspection.pdf.facts import FileFacts
from keytag.inspection.pdf.metadata import xmp
from keytag.inspection.pdf.opening import opened
from keytag.inspection.pdf.pages import pages_of
from keytag.inspection.pdf.painting import Surveyor
from keytag.text.text import Text

# House rule: what qpdf had to mend is told by its first words only.
_MOST_REPAIRS = 5


def surveyed(data: bytes, budget: Budget) -> FileFacts:
    """Return what the PDF in ``data`` holds, as far as ``budget`` goes.

    Raises UnreadableFileError where it cannot be read at all.
    """
    try:
        with opened(data) as pdf:
            return _surveyed(pdf, len(data), budget)
    except (PdfError, QpdfRuntimeError):
        raise refused(Text("Tệp PDF bị hỏng, không đọc được.", "The PDF is broken and cannot be read.")) from None
    except MemoryError:
        raise refused(Text("Tệp PDF cần quá nhiều bộ nhớ.", "The PDF takes too much memory.")) from None


def _surveyed(pdf: Pdf, size: int, budget: Budget) -> FileFacts:
    contents = Contents()
    surveyor = Surveyor(budget)
    pages = tuple(pages_of(pdf, surveyor, budget))
    contents.look(pdf)
    if contents.is_partial:
        budget.notes.add("objects beyond all measure")
    return FileFacts(
        size=size,
        # ISO 32000-1, 7.5.2: the catalogue's version counts where it is the later one.
        version=max(pdf.pdf_version, access.name(access.get(pdf.Root, "/Version"))),
        pages=pages,
        has_id=len(tuple(access.items(access.get(pdf.trailer, "/ID")))) == 2,
        is_encrypted=pdf.is_encrypted,
        has_packed_objects=contents.has_packed_objects,
        has_packed_table=contents.has_packed_table,
        info=document.info(pdf),
        xmp=xmp(pdf),
        intents=document.intents(pdf),
        layers=document.layers(pdf),
        active=tuple(sorted({*document.active(pdf), *contents.active})),
        filters=frozenset(contents.filters),
        outside=frozenset(contents.outside),
        spots=tuple(surveyor.colours.seen),
        repaired=tuple(str(warning) for warning in pdf.get_warnings())[:_MOST_REPAIRS],
        unread=tuple(sorted(budget.notes)),
    )
