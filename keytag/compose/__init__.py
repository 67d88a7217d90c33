"""Template × contents → artwork: the two sides of each edition, as values in millimetres.

To follow one edition, read in this order: `series` (all editions), `tag` (one edition), `side_shares` (what is on
which side), `side`, `edge_lettering` and `middle` (all that is on a side), `slot_rows`, `number_rows` and `rows`
(words as rows, with `type_settings` and `wrapping`), `stack` (rows in their places), `code_place` (the QR code).
What does not fit becomes a finding in `overflow_findings`; `edition_code` comes last.
"""

from keytag.compose.design import Design, Frame
from keytag.compose.series import Work, compose_series
from keytag.compose.side_shares import drawing_slots
from keytag.compose.tag import ComposedTag, compose

__all__ = ["ComposedTag", "Design", "Frame", "Work", "compose", "compose_series", "drawing_slots"]
