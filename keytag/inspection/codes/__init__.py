"""Codes read back from pixels, as a phone would, clean and worn.

Must not know of artworks or templates: it is given a picture and what should be in it. What reads and wears
pictures is in `margin` and `reader`, imported where it is used; the rules, which are always at hand, are here.
Answers to ISO/IEC 18004:2015.
"""

from keytag.inspection.codes.verdict import RULES, ReadBack, code_findings

__all__ = ["RULES", "ReadBack", "code_findings"]
