"""What is checked: one edition's tag, with the shop's limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keytag.artwork import Artwork
from keytag.compose import Frame
from keytag.compose.code import PlacedCode
from keytag.ink import ByPolarity
from keytag.job import EditionContent


@dataclass(frozen=True, slots=True)
class TagSubject:
    """A tag as composed: its sides, the front's frame, the code with its side, and the shop's limits.

    ``smallest_text`` are font sizes and ``smallest_line`` widths, in mm. ``content`` is what the tag has to say;
    findings name its nodes.
    """

    front: Artwork
    back: Artwork
    frame: Frame
    code: PlacedCode | None
    code_side: Literal["front", "back", ""]
    smallest_text: ByPolarity
    smallest_line: ByPolarity
    content: EditionContent

    def at(self, node: str) -> str:
        """Return the path of ``node`` of this edition."""
        return f"{self.content.node}.{node}" if self.content.node else node
