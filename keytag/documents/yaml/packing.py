"""How many tags go into a bag and into a box, as a job or a shop says it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from keytag.documents.yaml.fields import Count, Part, within
from keytag.documents.yaml.refusal import RefusedValueError
from keytag.text.text import Text

# House rules: what an office would ever pack by; a bag of thousands is a box, and fewer than five tags are no bag.
LEAST_BAG, MAX_BAG, MAX_BOX = 5, 2_000, 20_000
_BAG, _BOX = within(LEAST_BAG, MAX_BAG), within(LEAST_BAG, MAX_BOX)


class PackingSizes(Part):
    """How many tags go into a bag and into a box."""

    bag: Annotated[Count, _BAG] | None = Field(
        None, examples=["50"], description="Tags in a bag; a bag holds one group's."
    )
    box: Annotated[Count, _BOX] | None = Field(
        None, examples=["500"], description="Tags in a box; a box holds one edition's."
    )

    @field_validator("box")
    @classmethod
    def _holds_a_bag(cls, box: int | None, info: ValidationInfo) -> int | None:
        bag = info.data.get("bag")
        if box is not None and bag is not None and box < bag:
            raise RefusedValueError(
                Text(
                    f"Thùng {box} thẻ không chứa nổi túi {bag} thẻ.", f"A box of {box} holds no bag of {bag} tags."
                ),
                Text(f"Chọn box từ {bag} trở lên.", f"Choose a box of {bag} or more."),
            )
        return box
