"""What a process asks of a tag beyond its inks: a white underbase, a material's colour, a mould.

Parts of the shop document.

Knows nothing of how the white is drawn; `keytag.imposition.underbase` does.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema

from keytag.document import Hex, Length, Part, RefusedValueError, SpotName, colour_text, parse_colour, within
from keytag.ink import NAMED_INKS, Ink
from keytag.wording import Text

# House rule: a white smaller than the print by more than this leaves a rim without white that anybody sees.
_CHOKE = within(0, 1, " mm")

# House rule: what is finer no steel mould holds, what is larger no tag has.
_HELD = within(0.1, 20, " mm")


def _stock_colour(value: object) -> Ink | Literal["ground"]:
    if value == "ground":
        return "ground"
    colour = parse_colour(value)
    if not isinstance(colour, Hex):
        return colour
    raise RefusedValueError(
        Text(
            "Màu vật liệu là tên mực hoặc lượng bốn mực, không phải màu màn hình.",
            "A material's colour is a named ink or amounts of four inks, no screen colour.",
        ),
        Text(
            "Ghi ground (màu nền của móc khóa), tên mực như flag-red, hoặc [0, 100, 100, 0].",
            "Write ground (the tag's own ground), an ink's name like flag-red, or [0, 100, 100, 0].",
        ),
    )


StockColour = Annotated[
    Ink | Literal["ground"],
    PlainValidator(_stock_colour),
    PlainSerializer(lambda colour: colour if colour == "ground" else colour_text(colour), when_used="json"),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["ground", *(ink.name for ink in NAMED_INKS)]},
                {"type": "array", "items": {"type": ["number", "string"]}, "minItems": 4, "maxItems": 4},
                {"type": "object"},
            ]
        }
    ),
]
"""The colour of what is printed on: an ink that is not printed, or that of the tag's own ground."""


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
    sides: Literal["both", "front", "back"] = Field(
        "both", examples=["both"], description="The sides that have it."
    )
