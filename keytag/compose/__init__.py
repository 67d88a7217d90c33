"""Template × tag → artwork."""

from keytag.compose.attempt import Design
from keytag.compose.frame import Frame
from keytag.compose.series import Work, compose_series
from keytag.compose.share import drawing_slots
from keytag.compose.tag import ComposedTag, compose

__all__ = ["ComposedTag", "Design", "Frame", "Work", "compose", "compose_series", "drawing_slots"]
