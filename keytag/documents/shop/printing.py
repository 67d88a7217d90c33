"""What a process asks of a tag beyond its inks: a white underbase, a mould.

Parts of the shop document.

Knows nothing of how the white is drawn; `keytag.imposition.underbase` does.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from keytag.documents.yaml import Length, Part, RefusedValueError, SpotName, within
from keytag.text.text import Text

# House rule: a white smaller than the print by more than this leaves a rim without white that anybody sees.
_CHOKE = within(0, 1, " mm")

# House rule: what is finer no steel mould holds, what is larger no tag has.
_HELD = within(0.1, 20, " mm")


class Mould(Part):
    """What a mould can hold as relief. All that is finer is printed on the moulded body."""

    letter: Annotated[Length, _HELD] = Field(examples=["3mm"], description="Least height of raised letters.")
    line: Annotated[Length, _HELD] = Field(examples=["0.5mm"], description="Finest raised line or stroke.")
    gap: Annotated[Length, _HELD] = Field(examples=["0.5mm"], description="Narrowest hollow between raised parts.")
    relief: Annotated[Length, _HELD] = Field(examples=["0.5mm"], description="How high each level stands.")


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
        "both", examples=["both"], description="The sides that have it; printed last, it lies between both."
    )

    @field_validator("sides")
    @classmethod
    def _last_is_on_fronts(cls, sides: str, info: ValidationInfo) -> str:
        if sides == "back" and info.data.get("order") == "last":
            raise RefusedValueError(
                Text(
                    "Lót trắng in sau (order: last) thì nằm trên mặt trước, không ở riêng mặt sau.",
                    "White that is printed last (order: last) lies on fronts, never on backs alone.",
                ),
                Text("Ghi sides: both, hoặc order: first.", "Write sides: both, or order: first."),
            )
        return sides
