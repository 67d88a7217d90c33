"""What must hold of a finished file, read back: the rules by which `keytag.checks.press_file.compare` judges it.

Imports nothing that reads PDF, so that a list of all rules costs no time.
"""

from __future__ import annotations

from keytag.findings import Rule

PDF_PAGES = Rule.error("pdf-pages", __name__)
PDF_BOXES = Rule.error("pdf-boxes", __name__)
PDF_PLACEMENTS = Rule.error("pdf-placements", __name__)
PDF_DRAWINGS = Rule.error("pdf-drawings", __name__)
PDF_INKS = Rule.error("pdf-inks", __name__)
PDF_FOREIGN = Rule.error("pdf-foreign", __name__)
PDF_LAYERS = Rule.error("pdf-layers", __name__)
PDF_OUTPUT_INTENT = Rule.error("pdf-output-intent", __name__)
PDF_IDENTITY = Rule.error("pdf-identity", __name__)
RULES = (
    PDF_PAGES,
    PDF_BOXES,
    PDF_PLACEMENTS,
    PDF_DRAWINGS,
    PDF_INKS,
    PDF_FOREIGN,
    PDF_LAYERS,
    PDF_OUTPUT_INTENT,
    PDF_IDENTITY,
)
"""Every rule of this package."""
