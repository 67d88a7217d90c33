"""What must hold of finished sheets as they are seen. Quick to import, since `explain` lists them."""

from __future__ import annotations

from keytag.findings import Rule

SLOT_SHOWS_ITS_EDITION = Rule.error("slot-shows-its-edition", __name__)
BACK_LIES_UNDER_ITS_FRONT = Rule.error("back-lies-under-its-front", __name__)
CODE_ON_SHEET_READS = Rule.error("code-on-sheet-reads", __name__)
SHEETS_GIVE_WHAT_WAS_PLANNED = Rule.error("sheets-give-what-was-planned", __name__)
RULES = (
    SLOT_SHOWS_ITS_EDITION,
    BACK_LIES_UNDER_ITS_FRONT,
    CODE_ON_SHEET_READS,
    SHEETS_GIVE_WHAT_WAS_PLANNED,
)
