"""PDF standards as data: what the writer must put into a file and what a finished file is held against.

Code asks a `Standard` for its values; it never asks which standard it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from keytag.wording import Text


@dataclass(frozen=True, slots=True)
class Standard:
    """One member of the PDF/X family."""

    name: str
    title: Text
    pdf_version: str
    """PDF version of the header."""
    identification: str
    """Value of GTS_PDFXVersion."""
    xmp_identification: bool
    """Whether XMP carries pdfxid:GTS_PDFXVersion."""
    xmp_media_management: bool
    """Whether XMP carries the xmpMM identifiers and the full set of dates."""
    layers: bool
    """Whether optional content (ISO 19593-1 processing steps) is allowed."""


# ISO 15930-7:2010, 6.1 to 6.5: PDF 1.6, identified in XMP, optional content allowed.
PDF_X4 = Standard(
    name="pdf-x4",
    title=Text("PDF/X-4 (ISO 15930-7)", "PDF/X-4 (ISO 15930-7)"),
    pdf_version="1.6",
    identification="PDF/X-4",
    xmp_identification=True,
    xmp_media_management=True,
    layers=True,
)

STANDARDS = {standard.name: standard for standard in (PDF_X4,)}
