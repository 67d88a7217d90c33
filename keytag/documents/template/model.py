"""The template document: what stands where on the two sides of a tag.

A template says which slots a side has, in what order, and the ranges within which lettering may be set; where a
slot comes to lie follows from the tag's own shape and is worked out by `keytag.compose`. There is no inheritance,
arithmetic or condition in it.
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, field_validator, model_validator

from keytag.documents.yaml import (
    Colour,
    Count,
    Document,
    FormatVersion,
    Length,
    Name,
    Number,
    Part,
    RefusedValueError,
    Title,
    out_of_range,
    quote,
    within,
)
from keytag.drawing.geometry import ShapeKind
from keytag.drawing.signs import SignName
from keytag.text.text import Text

Role = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
Said = Literal["issuer", "slogan", "name", "caption", "province", "host"]
PartName = Literal["field", "disc", "code"]
"""A part of a divided ground: between head and foot, within a ring of lettering, or where the code lies."""


class SizeRange(Part):
    """The smallest and the largest size of lettering, a drawing or a code's module."""

    smallest: Length = Field(description="Smallest size.")
    largest: Length = Field(description="Largest size.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.smallest > self.largest:
            raise RefusedValueError(
                Text("smallest lớn hơn largest.", "smallest is larger than largest."),
                Text("Đổi chỗ hai giá trị.", "Swap the two values."),
            )
        return self


def _sizes_within(low: float, high: float) -> AfterValidator:
    def check(sizes: SizeRange) -> SizeRange:
        for key, size in (("smallest", sizes.smallest), ("largest", sizes.largest)):
            if not low <= size <= high:
                raise out_of_range(size, low, high, " mm", (key,))
        return sizes

    return AfterValidator(check)


# House rule: below 0.5 mm no letter is one, and nothing on a tag is higher than 200 mm.
Sizes = Annotated[SizeRange, _sizes_within(0.5, 200)]
# House rule: no press prints a module of less than 0.1 mm, and above 5 mm the code is a poster's.
ModuleSizes = Annotated[SizeRange, _sizes_within(0.1, 5)]


class Type(Part):
    """How lettering is set: family, weight, range of sizes, tracking, case and the role of its colour."""

    family: Literal["be-vietnam-pro", "roboto"] = Field(
        "be-vietnam-pro", description="Family of the lettering; roboto has a width axis."
    )
    weight: Annotated[Count, within(100, 900)] = Field(
        500, description="Weight of the strokes, 100 (thin) to 900 (black)."
    )
    width: Annotated[Number, within(75, 100)] = Field(
        100, description="Width in per cent, for families with a width axis."
    )
    narrow: Literal["last", "freely", "never"] = Field(
        "last",
        description="Narrower letters: after the smallest size, whenever they come out larger, or never.",
    )
    size: Sizes = Field(description="Range of font sizes.")
    tracking: Annotated[Number, within(-5, 30)] = Field(
        0, description="Extra space between letters at most, in per cent of the size."
    )
    case: Literal["upper", "as-written"] = Field("as-written", description="Capitals, or as the job writes it.")
    ink: Role = Field(description="Role of the colour.")


class GroundSlot(Part):
    """A flat colour over the whole side, over its shape shrunk by an inset, or over a part of the side."""

    kind: Literal["ground"] = Field(description="What kind of slot it is.")
    slot: Role = Field(description="Name of the slot, as messages call it.")
    ink: Role = Field(description="Role of the colour.")
    inset: Annotated[Length, within(0, 100)] | None = Field(
        None, description="Distance inside the cut; without it, out to the bleed."
    )
    part: PartName | None = Field(
        None,
        description=(
            "A part of the side alone: field (between head and foot), disc (within a ring of lettering) or code "
            "(the part on which the code lies). It follows what stands on it."
        ),
    )
    least: Annotated[Length, within(0.5, 50)] = Field(
        2.0, description="Of field and disc: the least width of what is left round it."
    )
    bowed: bool = Field(default=False, description="Of a field: its edges follow the curve of a round tag.")
    words: Role | None = Field(
        None, description="Of a part: the colour of words that come to stand on it without having a place there."
    )

    @model_validator(mode="after")
    def _parts_are_whole(self) -> Self:
        if self.part is not None and self.inset is not None:
            raise RefusedValueError(
                Text("part và inset không đi cùng nhau.", "part and inset do not go together."),
                Text(
                    "Bỏ inset: phần nền tự theo nội dung trên đó.",
                    "Leave out inset: a part follows what is on it.",
                ),
                ("inset",),
            )
        return self


class RuleSlot(Part):
    """A fine line that follows the shape, or the edge of a part of the ground."""

    kind: Literal["rule"] = Field(description="What kind of slot it is.")
    slot: Role = Field(description="Name of the slot, as messages call it.")
    ink: Role = Field(description="Role of the colour.")
    inset: Annotated[Length, within(0, 100)] = Field(
        description="Distance of the line's middle inside the cut, or outside the edge of a part."
    )
    weight: Annotated[Length, within(0.05, 10)] = Field(description="Thickness of the line.")
    along: PartName | None = Field(None, description="The part whose edge it follows; without it, the cut.")


class SignSlot(Part):
    """One of keytag's own small drawings, as large as the lettering beside it; it takes no room from any other."""

    kind: Literal["sign"] = Field(description="What kind of slot it is.")
    slot: Role = Field(description="Name of the slot, as messages call it.")
    sign: SignName = Field(description="Which drawing.")
    ink: Role = Field(description="Role of the colour.")
    at: Literal["before", "above", "ends"] = Field(
        "before",
        description="Before the first line of the slot named in by, above it, or at both ends of a ring.",
    )
    by: Role | None = Field(None, description="The slot beside which it stands.")


class TextSlot(Part):
    """A line of text from the job: along an edge of the shape, or in the stack in the middle."""

    kind: Literal["text"] = Field(description="What kind of slot it is.")
    slot: Role = Field(description="Name of the slot, as messages call it.")
    says: Said = Field(description="Which of the job's texts.")
    at: Literal["top-edge", "bottom-edge", "stack"] = Field(
        "stack", description="Follow the shape's upper or lower edge, or stand in the stack."
    )
    straight: bool = Field(
        default=False, description="Along an edge: in straight lines, also where the edge is a curve."
    )
    round: bool = Field(default=False, description="On a circle: it may run further round, as on a seal.")
    lines: Annotated[Count, within(1, 4)] = Field(1, description="Most lines it may be wrapped to.")
    type: Type = Field(description="How the line is set.")


class NumbersSlot(Part):
    """Telephone numbers with their labels, in the job's order."""

    kind: Literal["numbers"] = Field(description="What kind of slot it is.")
    slot: Role = Field(description="Name of the slot, as messages call it.")
    take: Literal["first", "rest", "overflow"] = Field(
        description="The first number, all others, or those for which the other side has no room."
    )
    styles: tuple[Literal["stacked", "inline"], ...] = Field(
        ("stacked", "inline"), min_length=1, description="Label above its number, or before it."
    )
    columns: Annotated[Count, within(1, 4)] = Field(2, description="Most columns.")
    label: Type = Field(description="How labels are set.")
    number: Type = Field(description="How numbers are set.")


class QrSlot(Part):
    """The QR symbol on its ground, as large as the shape and the lettering beside it allow."""

    kind: Literal["qr"] = Field(description="What kind of slot it is.")
    slot: Role = Field(description="Name of the slot, as messages call it.")
    ink: Role = Field("qr", description="Role of the code's colour.")
    ground: Role = Field("qr-ground", description="Role of its ground's colour.")
    inset: Annotated[Length, within(0, 20)] = Field(1.5, description="Distance of the white ground from the cut.")
    module: ModuleSizes = Field(description="Range of the width of one module.")
    weight: Annotated[Number, within(0, 5)] = Field(
        1.0, description="How much its size counts against that of the lettering."
    )


class ArtSlot(Part):
    """A drawing in SVG with flat fills, each mapped to the role of a colour."""

    kind: Literal["art"] = Field(description="What kind of slot it is.")
    slot: Role = Field(description="Name of the slot, as messages call it.")
    file: Name = Field(description="SVG file, found beside the job.")
    inks: dict[str, Role] = Field(
        max_length=40, description="The drawing's fills (#RRGGBB) and the roles of colours they print in."
    )
    height: Sizes = Field(description="Range of heights.")


Slot = Annotated[
    GroundSlot | RuleSlot | SignSlot | TextSlot | NumbersSlot | QrSlot | ArtSlot, Field(discriminator="kind")
]


def slot_roles(slot: Slot) -> tuple[str, ...]:
    """Return the roles of colours that ``slot`` uses."""
    match slot:
        case GroundSlot():
            return (slot.ink,) if slot.words is None else (slot.ink, slot.words)
        case RuleSlot() | SignSlot():
            return (slot.ink,)
        case TextSlot():
            return (slot.type.ink,)
        case NumbersSlot():
            return (slot.label.ink, slot.number.ink)
        case QrSlot():
            return (slot.ink, slot.ground)
        case ArtSlot():
            return tuple(slot.inks.values())


class NumberRange(Part):
    """For how many telephone numbers a design is meant."""

    least: Annotated[Count, within(1, 40)] = Field(1, description="Fewest numbers.")
    most: Annotated[Count, within(1, 40)] = Field(description="Most numbers, with a slogan, a code and a hole.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            raise RefusedValueError(
                Text("least lớn hơn most.", "least is larger than most."),
                Text("Đổi chỗ hai giá trị.", "Swap the two values."),
            )
        return self


def is_meant_for(meant: Mapping[ShapeKind, NumberRange], shape: ShapeKind, count: int) -> bool:
    """Tell whether a design is meant for so many numbers on this shape; so is one that says nothing of it."""
    numbers = meant.get(shape)
    return not meant or (numbers is not None and numbers.least <= count <= numbers.most)


class Template(Document):
    """A tag's design: named colours and the slots of its two sides."""

    beginning: ClassVar[str] = "keytag show classic --out mine.yaml"

    template: FormatVersion = Field(description="Format version; 1.")
    title: Title
    meant: dict[ShapeKind, NumberRange] = Field(
        default_factory=dict,
        description="For which shapes of tag the design is meant, and for how many numbers on a usual one.",
    )
    colours: dict[Role, Colour] = Field(
        max_length=40, description="Roles of colours with their defaults; a job may override them."
    )
    front: tuple[Slot, ...] = Field(
        max_length=20, description="What stands on the front, in the order of painting."
    )
    back: tuple[Slot, ...] = Field(max_length=20, description="What stands on the back, in the order of painting.")

    @model_validator(mode="after")
    def _roles_are_defined(self) -> Self:
        for side, slots in (("front", self.front), ("back", self.back)):
            for index, slot in enumerate(slots):
                for role in slot_roles(slot):
                    if role not in self.colours:
                        raise _undefined(slot, role, (side, index))
        return self

    @field_validator("front", "back")
    @classmethod
    def _names_are_unique(cls, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        seen: dict[str, int] = {}
        for index, slot in enumerate(slots):
            if slot.slot in seen:
                raise RefusedValueError(
                    Text(
                        f"Tên {quote(slot.slot)} đã dùng cho chỗ thứ {seen[slot.slot] + 1} của mặt này.",
                        f"The name {quote(slot.slot)} is already that of slot {seen[slot.slot] + 1} of this side.",
                    ),
                    Text("Mỗi chỗ trên một mặt cần một tên riêng.", "Give each slot of a side a name of its own."),
                    (index, "slot"),
                )
            seen[slot.slot] = index
        return slots

    @field_validator("front", "back")
    @classmethod
    def _content_stands_once_on_a_side(cls, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        seen: set[str] = set()
        for index, slot in enumerate(slots):
            carried = _carried(slot)
            if carried in seen:
                raise _second(carried, (index,))
            seen.update((carried,) if carried is not None else ())
        return slots

    @model_validator(mode="after")
    def _nothing_is_lost(self) -> Self:
        carried = [_carried(slot) for slot in (*self.front, *self.back)]
        for needed, lost in _NEEDED.items():
            if needed not in carried:
                raise RefusedValueError(
                    Text(
                        f"Không mặt nào có chỗ {needed}: {lost.vi} sẽ mất mà không ai hay.",
                        f"Neither side has a slot with {needed}: {lost.en} would vanish without a word.",
                    ),
                    Text(
                        f"Thêm một chỗ {needed} vào front hoặc back.",
                        f"Add a slot with {needed} to front or back.",
                    ),
                )
        if carried.count(_FIRST) > 1:
            raise _second(_FIRST, ("back", [_carried(slot) for slot in self.back].index(_FIRST)))
        return self


_FIRST = "kind: numbers, take: first"
# What no job may lose: a template is made for jobs that it does not know.
_NEEDED = {
    _FIRST: Text("số quan trọng nhất", "the most important number"),
    "kind: numbers, take: rest": Text("các số còn lại", "the other numbers"),
    "kind: qr": Text("mã QR của tệp đặt in", "a job's QR code"),
}


def _carried(slot: Slot) -> str | None:
    """Return what of the job's only one slot of a side can carry, as a template writes it."""
    match slot:
        case NumbersSlot():
            return f"kind: numbers, take: {slot.take}"
        case QrSlot():
            return "kind: qr"
        case _:
            return None


def _second(carried: str | None, at: tuple[str | int, ...]) -> RefusedValueError:
    return RefusedValueError(
        Text(
            f"Đã có một chỗ {carried}; chỗ này sẽ lặp lại nội dung đó.",
            f"There is a slot with {carried} already; this one would repeat what it says.",
        ),
        Text("Xóa một trong hai chỗ.", "Remove one of the two slots."),
        at,
    )


def _undefined(slot: Slot, role: str, at: tuple[str, int]) -> RefusedValueError:
    return RefusedValueError(
        Text(
            f"Chỗ {slot.slot} dùng màu {role}, chưa có trong colours.",
            f"Slot {slot.slot} uses the colour {role}, which colours does not define.",
        ),
        Text(f"Sửa tên màu, hoặc thêm {role} vào colours.", f"Correct the name, or add {role} to colours."),
        at,
    )
