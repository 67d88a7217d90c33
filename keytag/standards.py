"""PDF standards as data: what the writer must put into a file and what a finished file is held against.

Code asks a `Standard` for its values; it never asks which standard it is.
"""

from __future__ import annotations

from msgspec import Struct

from keytag.text.text import Text


class Standard(Struct, frozen=True):
    """One member of the PDF/X family: what it asks for, what it allows."""

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
    transparency: bool = False
    """Whether anything may be seen through."""
    packed_structure: bool = False
    """Whether objects and the cross-reference table may be packed into streams (PDF 1.5)."""
    icc_colour: bool = False
    """Whether colours may be device-independent; DeviceRGB is never allowed, for keytag prints in CMYK."""
    modern_pictures: bool = False
    """Whether pictures may be JPEG 2000 or have 16 bits a channel (PDF 1.5)."""
    newest_profile: int = 2
    """Highest major version of the output profile's ICC format."""
    needs_profile: bool = False
    """Whether the output profile must be embedded, even where the condition is registered."""
    binds_version: bool = False
    """Whether a newer version in the header is wrong by itself."""
    cut_apart: bool = False
    """Whether the dieline goes into a file of its own, since no layer can tell it from what is printed."""


# ISO 15930-7:2010: PDF 1.6, identified in XMP, optional content and transparency allowed.
PDF_X4 = Standard(
    name="pdf-x4",
    title=Text("PDF/X-4 (ISO 15930-7)", "PDF/X-4 (ISO 15930-7)"),
    pdf_version="1.6",
    identification="PDF/X-4",
    xmp_identification=True,
    xmp_media_management=True,
    layers=True,
    transparency=True,
    packed_structure=True,
    icc_colour=True,
    modern_pictures=True,
    # ISO 32000-1, table 67: PDF 1.6 refers to ICC.1:2003-09, which is version 4.
    newest_profile=4,
    needs_profile=True,
)

# ISO 15930-4:2003: PDF 1.4, identified in Info; DeviceCMYK, DeviceGray and spots alone, all of it opaque.
PDF_X1A = Standard(
    name="pdf-x1a",
    title=Text("PDF/X-1a:2003 (ISO 15930-4)", "PDF/X-1a:2003 (ISO 15930-4)"),
    pdf_version="1.4",
    identification="PDF/X-1a:2003",
    xmp_identification=False,
    xmp_media_management=False,
    layers=False,
    # ISO 32000-1, table 67: PDF 1.4 refers to ICC.1:1998-09, which is version 2.
    newest_profile=2,
    binds_version=True,
    cut_apart=True,
)

STANDARDS = {standard.name: standard for standard in (PDF_X4, PDF_X1A)}

BY_IDENTIFICATION = {standard.identification: standard for standard in STANDARDS.values()}
"""The standards by what a file says of itself."""
