"""Types of field that every kind of document uses: lines of text, lengths, percentages, counts, dates, money.

Each takes the text that stands in the file, refuses it in both languages, and describes itself in JSON Schema so
that editors accept exactly what keytag accepts. Knows nothing of jobs, templates or shops.
"""

import re
from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializationInfo,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from keytag.documents.yaml.outline import PRINTED
from keytag.documents.yaml.refusal import RefusedValueError, did_you_mean, quote
from keytag.documents.yaml.rules import NEWER_FORMAT
from keytag.text.figures import format_count
from keytag.text.text import Text, same_text
from keytag.units import WHOLE_PATTERN, parse_length, parse_percent, parse_whole, spell_length

# House rule: nobody reads half as much on a tag 50 mm wide; composition says by how much a line is too long. The
# work of breaking a text into lines, and of looking for places in it, grows with the square of its length.
MAX_TEXT = 200
# House rule: more is no paragraph that people read standing.
MAX_PARAGRAPH = 400
# House rule: the longest address that a browser's bar gives to copy, with all that a network hangs on it.
MAX_LINE = 500

FORMAT = 1
"""The format version that this program reads."""

IN_POINTS = "in points"
"""The context of serializing in which lengths that are round in points are written in these."""

PERCENT = " %"
"""The unit of ratios that are told in per cent."""

_LENGTH_PATTERN = r"^\s*[+-]?(\d+([.,]\d+)?|[.,]\d+)\s*([mM][mM]|[cC][mM]|[iI][nN]|[pP][tT])?\s*$"
_PERCENT_PATTERN = r"^\s*\d+([.,]\d+)?\s*%\s*$"
_COUNT_PATTERN = rf"^\s*{WHOLE_PATTERN}\s*$"
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Part(BaseModel):
    """Base of every group of keys: frozen, unknown keys refused."""

    # Parts are validated within their document: a validator of their own would be built for nothing. So are the
    # defaults of keys that hold a part: they are constructed (`model_construct`), being right as they are.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


class Document(Part):
    """Base of what a whole file says."""

    beginning: ClassVar[str] = "keytag init"
    """The command that makes a first one."""


def _line(value: object) -> object:
    """Fold the line breaks and runs of blanks that YAML's long forms leave; inside, no-break spaces stay."""
    return re.sub(r"[ \t\n]+", " ", value).strip() if isinstance(value, str) else value


def _length(value: object) -> object:
    if isinstance(value, int | float):
        return float(value)
    if not isinstance(value, str):
        raise _no_length(value)
    try:
        return parse_length(value)
    except ValueError:
        raise _no_length(value) from None


def _no_length(value: object) -> RefusedValueError:
    return RefusedValueError(
        Text(f"{quote(value)} không phải là độ dài.", f"{quote(value)} is not a length."),
        Text(
            "Viết 40, 40mm, 1.5in hoặc 6pt (không ghi đơn vị thì là mm).",
            "Write 40, 40mm, 1.5in or 6pt (no unit means mm).",
        ),
    )


def _percent(value: object) -> object:
    if isinstance(value, float):
        return value
    try:
        return parse_percent(value if isinstance(value, str) else "")
    except ValueError:
        raise RefusedValueError(
            Text(f"{quote(value)} không phải là phần trăm.", f"{quote(value)} is not a percentage."),
            Text("Viết kèm dấu %, ví dụ 3%.", "Write it with its sign, like 3%."),
        ) from None


# What people write behind a number of tags, households and the like.
_COUNTED = re.compile(
    r"\s*(\d[\d.,\s]*?)\s*(?:chiếc|cái|con|thẻ|móc khóa|móc|bộ|hộ|tờ|tags?|pcs)\s*", re.IGNORECASE
)


def _count(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = parse_whole(value) if isinstance(value, str) else None
    if found is not None:
        return found
    counted = _COUNTED.fullmatch(value) if isinstance(value, str) else None
    meant = parse_whole(counted[1]) if counted else None
    raise RefusedValueError(
        Text(f"{quote(value)} không phải là số nguyên.", f"{quote(value)} is not a whole number."),
        Text(f"Chỉ viết chữ số, ví dụ {meant or 3200}.", f"Write digits only, like {meant or 3200}."),
        becomes=str(meant) if meant is not None else None,
    )


def _number(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?\d{1,9}([.,]\d{1,9})?\s*", value, re.ASCII):
        return float(value.replace(",", "."))
    raise RefusedValueError(
        Text(f"{quote(value)} không phải là số.", f"{quote(value)} is not a number."),
        Text("Viết một số, ví dụ 1.5.", "Write a number, like 1.5."),
    )


def _date(value: object) -> object:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            pass
    raise RefusedValueError(
        Text(f"{quote(value)} không phải là ngày.", f"{quote(value)} is not a date."),
        Text("Viết năm-tháng-ngày, ví dụ 2026-01-15.", "Write year-month-day, like 2026-01-15."),
    )


def _format(value: object) -> object:
    found = int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value.strip()) else value
    if isinstance(found, int) and found > FORMAT:
        raise RefusedValueError(
            Text(
                f"Tệp theo định dạng keytag {found}; chương trình này chỉ đọc định dạng {FORMAT}.",
                f"The file is in keytag's format {found}; this program reads format {FORMAT}.",
            ),
            Text("Cập nhật keytag lên bản mới hơn.", "Install a newer keytag."),
            rule=NEWER_FORMAT,
        )
    if found != FORMAT:
        raise RefusedValueError(
            Text(f"Không có định dạng keytag {quote(found)}.", f"There is no keytag format {quote(found)}."),
            Text(f"Viết {FORMAT}.", f"Write {FORMAT}."),
        )
    return found


def within(low: float, high: float, unit: str = "") -> AfterValidator:
    """Return a validator that refuses a number outside ``low`` to ``high``; ``unit`` is named in the message.

    With `PERCENT` as unit, a ratio is told as it is written: 5 as 500 %.
    """

    def check(value: float) -> float:
        if not (isfinite(value) and low <= value <= high):
            raise out_of_range(value, low, high, unit)
        return value

    return AfterValidator(check)


def out_of_range(value: float, low: float, high: float, unit: str, at: tuple[str, ...] = ()) -> RefusedValueError:
    """Return the refusal of ``value``, which is not between ``low`` and ``high``; ``at`` leads to its node."""
    if unit == PERCENT:
        value, low, high = value * 100, low * 100, high * 100
    got, least, most = (_spell_number(number) for number in (value, low, high))
    return RefusedValueError(
        Text(
            f"{got.vi}{unit} nằm ngoài khoảng từ {least.vi} đến {most.vi}{unit}.",
            f"{got.en}{unit} is not between {least.en} and {most.en}{unit}.",
        ),
        Text(f"Chọn từ {least.vi} đến {most.vi}{unit}.", f"Choose between {least.en} and {most.en}{unit}."),
        at,
    )


def _spell_number(number: float) -> Text:
    """Return a number as a sentence has it, the thousands of a whole one parted."""
    if isfinite(number) and number == int(number):
        return Text(format_count(int(number)), format_count(int(number), "en"))
    return same_text(f"{number:.10g}")


def one_of(names: Sequence[str]) -> AfterValidator:
    """Return a validator that refuses a name that is none of ``names``, with did-you-mean."""

    def check(value: str) -> str:
        if value in names:
            return value
        raise RefusedValueError(
            Text(f"Không có {quote(value)}.", f"There is no {quote(value)}."), did_you_mean(value, tuple(names))
        )

    return AfterValidator(check)


def _percent_text(ratio: float) -> str:
    return f"{ratio * 100:.6g}%"


def _length_text(mm: float, info: SerializationInfo) -> str:
    return spell_length(mm) if info.context == IN_POINTS else f"{mm:.6g}mm"


LENGTH_SCHEMA: dict[str, Any] = {
    "type": ["number", "string"],
    "pattern": _LENGTH_PATTERN,
    "examples": ["40mm", "1.5in", "6pt"],
}
"""What an editor takes for a length."""

Line = Annotated[str, BeforeValidator(_line), StringConstraints(min_length=1, max_length=MAX_TEXT), PRINTED]
"""One line of text."""

Paragraph = Annotated[
    str, BeforeValidator(_line), StringConstraints(min_length=1, max_length=MAX_PARAGRAPH), PRINTED
]
"""A few sentences, as a leaflet has them."""

BlankLine = Annotated[
    str,
    BeforeValidator(lambda value: "" if value is None else _line(value)),
    StringConstraints(max_length=MAX_TEXT),
]
"""One line of text that may still be to be written; what is asked for then is a check's to say."""

Name = Annotated[str, BeforeValidator(_line), StringConstraints(min_length=1, max_length=200)]
"""The name of a document, or the path of one."""

Length = Annotated[
    float,
    BeforeValidator(_length),
    PlainSerializer(_length_text, when_used="json"),
    WithJsonSchema(LENGTH_SCHEMA),
]
"""Millimetres, from ``40``, ``40mm``, ``4cm``, ``1.5in`` or ``6pt``."""

Percent = Annotated[
    float,
    BeforeValidator(_percent),
    PlainSerializer(_percent_text, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": _PERCENT_PATTERN, "examples": ["3%"]}),
]
"""A ratio (0.03), from ``3%``."""

Count = Annotated[
    int,
    BeforeValidator(_count),
    WithJsonSchema({"type": ["integer", "string"], "pattern": _COUNT_PATTERN, "examples": ["3200", "3_200"]}),
]
"""A whole number, its thousands parted or not: ``3200``, ``3_200``, ``3.200``."""

Number = Annotated[float, BeforeValidator(_number)]
"""A plain number without a unit."""

Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A calendar day, from ``2026-01-15``."""

FormatVersion = Annotated[
    Literal[1], BeforeValidator(_format), WithJsonSchema({"const": FORMAT, "description": "Format version."})
]
"""The first key of a job."""


class Title(Part):
    """A document's name for people, in both languages."""

    vi: Line = Field(description="In Vietnamese.")
    en: Line = Field(description="In English.")


# House rules: below this a sum was meant in thousands or millions; ten million tags cost less than the most.
MIN_MONEY, MAX_MONEY = 100_000, 1_000_000_000_000
# House rule: a machine's whole day costs less; below one đồng no price is whole.
MAX_PRICE = 1_000_000_000

_DONG = r"(?:đồng|dong|vnđ|vnd|đ|₫|d)"
_WHOLE = r"(?:[0-9]{1,15}|[0-9]{1,3}([._, \u00a0])[0-9]{3}(?:\1[0-9]{3}){0,4})"
# One or two decimals: with three, a dot could as well part thousands.
_AMOUNT = r"([0-9]{1,6}(?:[.,][0-9]{1,2})?)"
_SCALES = {
    "nghìn": 1_000,
    "ngàn": 1_000,
    "nghin": 1_000,
    "ngan": 1_000,
    "k": 1_000,
    "triệu": 1_000_000,
    "trieu": 1_000_000,
    "tr": 1_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
    "ty": 1_000_000_000,
}
_SCALE = rf"(?:{'|'.join(_SCALES)})"
_IN_FULL = re.compile(rf"{_WHOLE}[ \u00a0]*{_DONG}?")
_SCALED = re.compile(rf"{_AMOUNT}[ \u00a0]*({_SCALE})[ \u00a0]*{_DONG}?")

_EXAMPLE = Text(
    "Viết tổng số tiền bằng đồng, ví dụ 18_000_000đ hoặc 18 triệu.",
    "Write the whole sum in đồng, like 18_000_000đ or 18 triệu (18 million).",
)


def parse_money(text: str) -> int | None:
    """Return the sum in ``text`` in đồng, or None where it is none."""
    bare = text.strip().casefold()
    scaled = _SCALED.fullmatch(bare)
    if scaled is not None:
        whole, _, part = scaled.group(1).replace(",", ".").partition(".")
        return (int(whole) * 100 + int(part.ljust(2, "0") or 0)) * _SCALES[scaled.group(2)] // 100
    return int(re.sub(r"[^0-9]", "", bare)) if _IN_FULL.fullmatch(bare) is not None else None


def _money(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = parse_money(value) if isinstance(value, str) else None
    if found is None:
        raise RefusedValueError(
            Text(f"{quote(value)} không phải là số tiền.", f"{quote(value)} is not a sum of money."), _EXAMPLE
        )
    return found


def _in_bounds(value: int) -> int:
    if MIN_MONEY <= value <= MAX_MONEY:
        return value
    raise RefusedValueError(
        Text(
            f"{format_count(value)} đ không thể là kinh phí: cần từ {format_count(MIN_MONEY)} đến "
            f"{format_count(MAX_MONEY)} đ.",
            f"{value:,} đ cannot be a budget: expected {MIN_MONEY:,} to {MAX_MONEY:,} đ.",
        ),
        _EXAMPLE,
    )


_PRICE_EXAMPLE = Text(
    "Viết giá bằng đồng, ví dụ 350_000đ hoặc 1.500đ.", "Write the price in đồng, like 350_000đ or 1.500đ."
)


def _price(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = parse_money(value) if isinstance(value, str) else None
    if found is None:
        raise RefusedValueError(
            Text(f"{quote(value)} không phải là giá tiền.", f"{quote(value)} is not a price."), _PRICE_EXAMPLE
        )
    return found


def _is_a_price(value: int) -> int:
    if 1 <= value <= MAX_PRICE:
        return value
    raise RefusedValueError(
        Text(
            f"{format_count(value)} đ không thể là đơn giá: cần từ 1 đến {format_count(MAX_PRICE)} đ.",
            f"{value:,} đ cannot be a price: expected 1 to {MAX_PRICE:,} đ.",
        ),
        _PRICE_EXAMPLE,
    )


def _any_case(pattern: str) -> str:
    """Return ``pattern`` so that its letters match in both cases, for JSON Schema, which has no flag for it."""
    return re.sub(r"[^\W\d_]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", pattern)


def _in_dong(value: int) -> str:
    return f"{value}đ"


_PATTERN = rf"^\s*(?:{_WHOLE}|{_AMOUNT}[ \u00a0]*{_any_case(_SCALE)})[ \u00a0]*(?:{_any_case(_DONG)})?\s*$"

Money = Annotated[
    int,
    BeforeValidator(_money),
    AfterValidator(_in_bounds),
    PlainSerializer(_in_dong, when_used="json", return_type=str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": _PATTERN, "examples": ["18_000_000đ", "18 triệu"]}),
]
"""A sum in đồng."""

Price = Annotated[
    int,
    BeforeValidator(_price),
    AfterValidator(_is_a_price),
    PlainSerializer(_in_dong, when_used="json", return_type=str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": _PATTERN, "examples": ["350_000đ", "1.500đ"]}),
]
"""What one thing costs, in đồng."""


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
                    f"Thùng {box} chiếc không chứa được túi {bag} chiếc.",
                    f"A box of {box} holds no bag of {bag} tags.",
                ),
                Text(f"Chọn box từ {bag} trở lên.", f"Choose a box of {bag} or more."),
            )
        return box
