"""Template × tag → artwork."""

from keytag.compose.frame import Frame
from keytag.compose.tag import Design, Tag, TypeLimits, compose

__all__ = ["Design", "Frame", "Tag", "TypeLimits", "compose"]
