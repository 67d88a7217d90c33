"""Badges: what tells one edition from another at a glance, on sheet maps, legends, tags and boxes.

An edition's number, short name, code and colour follow from its place in the job and its name alone: editions that
are added at the end change nothing for those before. Knows nothing of sheets or tags.
"""

from keytag.drawing.badge.badge import COLOURS, Badge, Pattern, badges, chip
from keytag.drawing.badge.names import CODES, LONGEST, code_of, short_names, split_kind

__all__ = [
    "CODES",
    "COLOURS",
    "LONGEST",
    "Badge",
    "Pattern",
    "badges",
    "chip",
    "code_of",
    "short_names",
    "split_kind",
]
