"""Colours as a document writes them: a named ink, hex, CMYK or a spot.

Hex stays hex: what it is on paper depends on the output profile, which this module must not know. CMYK and spots
are inks already. Answers to ISO 32000-1, 8.6.6.4 for the names that a Separation must not take.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import AfterValidator, PlainSerializer, PlainValidator, WithJsonSchema

from keytag.documents.yaml.fields import Line
from keytag.documents.yaml.refusal import RefusedValueError, did_you_mean, quote
from keytag.drawing.ink import NAMED_INKS, Cmyk, Ink, spot
from keytag.text.text import Text

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_CMYK = re.compile(r"cmyk\s*\(([^()]*)\)", re.IGNORECASE)
_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*%?", re.ASCII)
_BY_NAME = {ink.name: ink for ink in NAMED_INKS}
# ISO 32000-1, 8.6.6.4 (All, None) and 8.6.6.5, table 71: the process plates.
_RESERVED_SPOTS = frozenset({"all", "none", "cyan", "magenta", "yellow", "black"})
# House rule: a plate's name is written beside the sheet; PDF itself allows 127 bytes (ISO 32000-1, annex C).
_MAX_SPOT_NAME = 60

_WAYS = Text(
    'Viết tên mực, "#DA251D" (có ngoặc kép), [0, 100, 100, 0] hoặc {spot: Tên, cmyk: [0, 100, 100, 0]}.',
    'Write an ink\'s name, "#DA251D" (in quotes), [0, 100, 100, 0] or {spot: NAME, cmyk: [0, 100, 100, 0]}.',
)


class Hex(Struct, frozen=True):
    """A colour as screens mix it; becomes CMYK through the output profile."""

    value: str
    """Upper case, with its hash: ``#DA251D``."""


def parse_colour(value: object) -> Ink | Hex:
    """Read one colour. Raises RefusedValueError where it is none."""
    if isinstance(value, Ink | Hex):
        return value
    if isinstance(value, str):
        return _from_text(value.strip())
    if isinstance(value, list):
        return _process(_cmyk(value))
    if isinstance(value, dict):
        return _spot(value)
    raise RefusedValueError(
        Text(
            "Màu còn trống; sau dấu # không có ngoặc kép là ghi chú.", "No colour; an unquoted # starts a comment."
        ),
        _WAYS,
    )


def colour_text(colour: Ink | Hex) -> object:
    """Return ``colour`` as a document would write it."""
    if isinstance(colour, Hex):
        return colour.value
    amounts = [round(100 * amount, 2) for amount in colour.cmyk]
    if colour.spot:
        return {"spot": colour.name, "cmyk": amounts, "tint": round(100 * colour.tint, 2)}
    return colour.name if _BY_NAME.get(colour.name) == colour else amounts


def _from_text(text: str) -> Ink | Hex:
    if _HEX.fullmatch(text):
        return Hex(text.upper())
    call = _CMYK.fullmatch(text)
    if call is not None:
        return _process(_cmyk(re.split(r"\s*,\s*|\s+", call.group(1).strip())))
    if text in _BY_NAME:
        return _BY_NAME[text]
    message = Text(f"{quote(text)} không phải là màu.", f"{quote(text)} is not a colour.")
    if text.startswith("#") or not text:
        raise RefusedValueError(message, _WAYS)
    guess = did_you_mean(text, tuple(_BY_NAME))
    raise RefusedValueError(message, Text(f"{guess.vi} {_WAYS.vi}", f"{guess.en} {_WAYS.en}"))


def _process(cmyk: Cmyk) -> Ink:
    return Ink("cmyk({})".format(",".join(f"{100 * amount:g}" for amount in cmyk)), cmyk)


def _cmyk(values: list[object]) -> Cmyk:
    if len(values) != 4:
        raise RefusedValueError(
            Text(f"CMYK cần bốn số, ở đây có {len(values)}.", f"CMYK takes four amounts, here are {len(values)}."),
            _WAYS,
        )
    cyan, magenta, yellow, black = (_amount(value) for value in values)
    return (cyan, magenta, yellow, black)


def _amount(value: object) -> float:
    match = _AMOUNT.fullmatch(str(value).strip())
    amount = float(match.group(1)) if match is not None else -1.0
    if not 0 <= amount <= 100:
        raise RefusedValueError(
            Text(f"{quote(value)} không phải là lượng mực.", f"{quote(value)} is not an amount of ink."),
            Text("Viết phần trăm từ 0 đến 100.", "Write per cent, from 0 to 100."),
        )
    return amount / 100


def _spot(value: dict[str, object]) -> Ink:
    keys = ("spot", "cmyk", "tint")
    for key in value:
        if key not in keys:
            raise RefusedValueError(
                Text(f"Mực pha không có từ khóa {quote(key)}.", f"A spot ink has no key {quote(key)}."),
                did_you_mean(key, keys),
                (key,),
            )
    name, cmyk = value.get("spot"), value.get("cmyk")
    if not isinstance(name, str) or not isinstance(cmyk, list):
        raise RefusedValueError(
            Text("Mực pha cần từ khóa spot và cmyk.", "A spot ink takes the keys spot and cmyk."), _WAYS
        )
    return spot(_spot_name(name, at=("spot",)), _cmyk(cmyk), tint=_amount(value.get("tint", "100")))


def _spot_name(name: str, example: str = "PANTONE 485 C", at: tuple[str, ...] = ()) -> str:
    bare = name.strip()
    if bare and len(name) <= _MAX_SPOT_NAME and bare.casefold() not in _RESERVED_SPOTS:
        return bare
    raise RefusedValueError(
        Text(f"Mực pha không thể có tên {quote(name)}.", f"A spot ink cannot be named {quote(name)}."),
        Text(f"Dùng tên nhà in đưa, ví dụ {example}.", f"Use the shop's name for it, like {example}."),
        at,
    )


def _technical_name(name: str) -> str:
    return _spot_name(name, "CutContour")


_AMOUNT_SCHEMA = {"type": ["number", "string"], "minimum": 0, "maximum": 100}
_CMYK_SCHEMA = {"type": "array", "items": _AMOUNT_SCHEMA, "minItems": 4, "maxItems": 4}

_NAME_SCHEMA = {"enum": list(_BY_NAME), "description": "A named ink."}
_MIXED_SCHEMAS = (
    {"type": "string", "pattern": r"^[cC][mM][yY][kK]\s*\([^()]*\)$", "description": "cmyk(0,100,100,0)"},
    {**_CMYK_SCHEMA, "description": "Cyan, magenta, yellow, black in per cent."},
    {
        "type": "object",
        "properties": {"spot": {"type": "string"}, "cmyk": _CMYK_SCHEMA, "tint": _AMOUNT_SCHEMA},
        "required": ["spot", "cmyk"],
        "additionalProperties": False,
        "description": "A spot ink with its CMYK alternate, amounts in per cent.",
    },
)

Colour = Annotated[
    Ink | Hex,
    PlainValidator(parse_colour),
    PlainSerializer(colour_text, when_used="json"),
    WithJsonSchema(
        {
            "anyOf": [
                _NAME_SCHEMA,
                {"type": "string", "pattern": f"^{_HEX.pattern}$", "description": "Hex, in quotes."},
                *_MIXED_SCHEMAS,
            ]
        }
    ),
]
"""A colour in a document: an ink, or a hex value that has yet to become one."""


_STOCK_WAYS = Text(
    "Ghi ground (màu nền của móc khóa), tên mực như flag-red, hoặc [0, 100, 100, 0].",
    "Write ground (the tag's own ground), an ink's name like flag-red, or [0, 100, 100, 0].",
)


def _stock_colour(value: object) -> Ink | Literal["ground"]:
    if value == "ground":
        return "ground"
    try:
        colour = parse_colour(value)
    except RefusedValueError as error:
        raise RefusedValueError(error.message, _STOCK_WAYS, error.at) from None
    if not isinstance(colour, Hex):
        return colour
    message = Text(
        "Màu vật liệu là tên mực hoặc lượng bốn mực, không phải màu màn hình.",
        "A material's colour is a named ink or amounts of four inks, no screen colour.",
    )
    raise RefusedValueError(message, _STOCK_WAYS)


StockColour = Annotated[
    Ink | Literal["ground"],
    PlainValidator(_stock_colour),
    PlainSerializer(lambda said: said if said == "ground" else colour_text(said), when_used="json"),
    WithJsonSchema(
        {"anyOf": [{"const": "ground", "description": "As the tag's own ground."}, _NAME_SCHEMA, *_MIXED_SCHEMAS]}
    ),
]
"""The colour of what is printed on: an ink that is not printed, or that of the tag's own ground."""

_RESERVED_PATTERN = "|".join("".join(f"[{c}{c.upper()}]" for c in name) for name in sorted(_RESERVED_SPOTS))

SpotName = Annotated[
    Line,
    AfterValidator(_technical_name),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": _MAX_SPOT_NAME,
            "not": {"pattern": rf"^\s*({_RESERVED_PATTERN})\s*$"},
        }
    ),
]
"""The name of a technical ink: any that a spot may have."""
