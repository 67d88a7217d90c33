"""The plates of a finished file, measured: by Ghostscript where it is installed, else by its own content."""

from __future__ import annotations

from keytag.inspection.pdf.facts import FileFacts
from keytag.inspection.separations import ghostscript
from keytag.inspection.separations.coverage import Separation, measure_ink
from keytag.inspection.separations.ghostscript import Window
from keytag.inspection.separations.separate import InseparableError
from keytag.inspection.sheets.raster import PdfiumError
from keytag.inspection.standards.processing_steps import technical_inks
from keytag.text.text import Text

# House rule: four plate pairs say how a file is inked, and take some seconds.
MOST_PAGES = 8


def separate_plates(data: bytes, facts: FileFacts) -> Separation | Text:
    """Return what lies on the plates of the first pages of a file, or why that cannot be said."""
    windows = windows_of(facts)
    if not windows:
        return Text("trang không có khung dùng được", "its pages have no boxes to go by")
    technical = technical_inks(facts)
    found = ghostscript.separation(data, windows, len(facts.pages), technical)
    if found is not None:
        return found
    try:
        return measure_ink(data, technical, MOST_PAGES)
    except InseparableError as error:
        return Text(
            f"{error.why.vi}; muốn tách bản kẽm thì cài Ghostscript",
            f"{error.why.en}; to separate it, install Ghostscript",
        )
    except PdfiumError:
        return Text("PDFium không mở được tệp", "PDFium cannot open the file")


def windows_of(facts: FileFacts) -> tuple[Window, ...]:
    """Return the boxes of the first pages; none where one of them is turned, scaled or cropped."""
    found: list[Window] = []
    for page in facts.pages[:MOST_PAGES]:
        media = page.media
        if media is None or page.rotate or page.user_unit != 1 or media.area <= 0:
            return ()
        trim = page.box("TrimBox") or page.box("ArtBox") or media
        found.append(Window(media, trim if trim.area > 0 and media.contains(trim, 0.01) else media))
    return tuple(found)
