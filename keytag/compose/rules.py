"""What cannot be composed: the rules, beside the findings made of them in `keytag.compose.overflow_findings`."""

from __future__ import annotations

from keytag.findings import Rule

NUMBERS_FIT = Rule.error("numbers-do-not-fit", __name__)
CODE_FITS = Rule.error("code-does-not-fit", __name__)
TEXT_FITS = Rule.error("text-too-long", __name__)
SIDE_HAS_ROOM = Rule.error("side-too-full", __name__)
DRAWING_FITS = Rule.error("drawing-does-not-fit", __name__)
GLYPHS_EXIST = Rule.error("glyph-missing", __name__)
RULES = (NUMBERS_FIT, CODE_FITS, TEXT_FITS, SIDE_HAS_ROOM, DRAWING_FITS, GLYPHS_EXIST)
"""Every rule of this package."""
