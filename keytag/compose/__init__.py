"""Template × tag → artwork."""

from keytag.compose.attempt import Design
from keytag.compose.frame import Frame
from keytag.compose.share import drawing_slots
from keytag.compose.tag import Tag, compose

__all__ = ["Design", "Frame", "Tag", "compose", "drawing_slots"]
