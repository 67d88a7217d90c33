"""What must hold of a first printed sheet as photographs show it. Quick to import, since `explain` lists them."""

from __future__ import annotations

from keytag.findings import Rule

FIRST_SHEET_IS_RECOGNISED = Rule.error("first-sheet-is-recognised", __name__)
FIRST_SHEET_IS_SEEN = Rule.warning("first-sheet-is-seen", __name__)
FIRST_SHEET_SHOWS_ITS_TAGS = Rule.error("first-sheet-shows-its-tags", __name__)
FIRST_SHEET_CODES_READ = Rule.error("first-sheet-codes-read", __name__)
FIRST_SHEET_BACKS_MEET_FRONTS = Rule.warning("first-sheet-backs-meet-fronts", __name__)
FIRST_SHEET_PLATES_MEET = Rule.warning("first-sheet-plates-meet", __name__)
FIRST_SHEET_HAS_ITS_SIZE = Rule.warning("first-sheet-has-its-size", __name__)
FIRST_SHEET_COLOURS_ARE_NEAR = Rule.warning("first-sheet-colours-are-near", __name__)
RULES = (
    FIRST_SHEET_IS_RECOGNISED,
    FIRST_SHEET_IS_SEEN,
    FIRST_SHEET_SHOWS_ITS_TAGS,
    FIRST_SHEET_CODES_READ,
    FIRST_SHEET_BACKS_MEET_FRONTS,
    FIRST_SHEET_PLATES_MEET,
    FIRST_SHEET_HAS_ITS_SIZE,
    FIRST_SHEET_COLOURS_ARE_NEAR,
)
