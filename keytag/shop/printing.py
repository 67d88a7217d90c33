"""What a process asks of a tag beyond its colours: a white underbase. A part of the shop document.

Knows nothing of how the white is drawn; `keytag.imposition.underbase` does.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from keytag.document import Length, Part, SpotName, within

# House rule: a white smaller than the print by more than this leaves a rim without white that anybody sees.
_CHOKE = within(0, 1, " mm")


class Underbase(Part):
    """The white that is printed under the colours on clear or coloured stock, in the shape of the tag."""

    spot: SpotName = Field(
        "White", examples=["White"], description="Spot of the white, as the shop's software looks for it."
    )
    choke: Annotated[Length, _CHOKE] = Field(
        examples=["0.2mm"], description="How far the white stays inside the cut, and outside the hole."
    )
    # The usual way round on a flatbed: white, then colours on it, read from the face that is printed.
    order: Literal["first", "last"] = Field(
        "first",
        examples=["first"],
        description="Whether white is printed before the colours, which are then read from their own face, or "
        "after them, to be read through clear stock.",
    )
    sides: Literal["both", "front", "back"] = Field(
        "both", examples=["both"], description="The sides that have it."
    )
