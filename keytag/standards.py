"""PDF standards and rule sets as data: what a writer must put into a file, what a finished file is held against.

A `Standard` is a member of the PDF/X family. A `RuleSet` has limits of size, line and ink for one kind of print,
as the Ghent Workgroup gives them; below them a file is warned of. Code asks either for its values, never which one
it is.
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


class Ppi(Struct, frozen=True):
    """Pixels an inch: below ``error`` a picture is too coarse, below ``warning`` it may be."""

    error: float
    warning: float


class RuleSet(Struct, frozen=True):
    """One variant: its limits, and what it requires or forbids."""

    name: str
    title: Text
    reversed_text_pt: float
    """R0016: white lettering."""
    multi_ink_text_pt: float
    """R0017: lettering in more than one ink."""
    reversed_line_pt: float
    """R0018: white lines."""
    multi_ink_line_pt: float
    """R0019: lines in more than one ink."""
    picture_ppi: Ppi
    """R0031: pictures in colours or greys."""
    stencil_ppi: Ppi
    """R0032: pictures of one bit."""
    most_ink: float
    """R0025, R0026: all inks together, 1 for one full ink, mean over a square of ``ink_square`` mm."""
    ink_square: float = 15.0
    is_one_page: bool = False
    """R0006: one page to a file."""
    required_steps: tuple[str, ...] = ()
    """Processing steps (ISO 19593-1) that must be there."""
    forbidden_steps: tuple[str, ...] = ()
    # R0009, R0010: black lettering and lines smaller than this overprint.
    black_text_pt: float = 12.0
    black_line_pt: float = 2.0
    # R0015: lettering with so much black, and so much ink in all, is rich black.
    rich_black: float = 0.85
    rich_total: float = 2.8


# GWG 2022, variant Sheet Spot: R0016 to R0019, R0025, R0026, R0031, R0032.
SHEET_SPOT = RuleSet(
    name="gwg2022-sheet-spot",
    title=Text("GWG 2022 Sheet Spot", "GWG 2022 Sheet Spot"),
    reversed_text_pt=8.0,
    multi_ink_text_pt=8.0,
    reversed_line_pt=0.25,
    multi_ink_line_pt=0.25,
    picture_ppi=Ppi(149.0, 224.0),
    stencil_ppi=Ppi(549.0, 799.0),
    most_ink=3.2,
)

# GWG 2022, variant Label & Leaflet: the same rules, R0006, and the processing steps of die-cut work.
LABEL = RuleSet(
    name="gwg2022-label",
    title=Text("GWG 2022 Label & Leaflet", "GWG 2022 Label & Leaflet"),
    reversed_text_pt=5.0,
    multi_ink_text_pt=14.0,
    reversed_line_pt=0.3,
    multi_ink_line_pt=1.5,
    picture_ppi=Ppi(199.0, 239.0),
    stencil_ppi=Ppi(549.0, 799.0),
    most_ink=3.2,
    is_one_page=True,
    required_steps=("Structural/Cutting",),
    forbidden_steps=("Structural/Drilling",),
)

RULE_SETS = {rules.name: rules for rules in (SHEET_SPOT, LABEL)}
