"""The template document: what stands where on the two sides of a tag.

A template says which slots a side has, in what order, and the ranges within which lettering may be set; where a
slot comes to lie follows from the tag's own shape and is worked out by `keytag.compose`. There is no
inheritance, arithmetic or condition in it.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, field_validator, model_validator

from keytag.documents.template.slots import NumbersSlot, QrSlot, Role, Slot, slot_roles
from keytag.documents.yaml import Colour, Document, FormatVersion, RefusedValueError, Title, shown
from keytag.text.text import Text


class Template(Document):
    """A tag's design: named colours and the slots of its two sides."""

    beginning: ClassVar[str] = "keytag show classic --out mine.yaml"

    template: FormatVersion = Field(description="Format version; 1.")
    title: Title
    colours: dict[Role, Colour] = Field(
        max_length=40, description="Roles of colours with their defaults; a job may override them."
    )
    front: tuple[Slot, ...] = Field(
        max_length=20, description="What stands on the front, in the order of painting."
    )
    back: tuple[Slot, ...] = Field(max_length=20, description="What stands on the back, in the order of painting.")

    @model_validator(mode="after")
    def _roles_are_defined(self) -> Template:
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
                        f"Tên {shown(slot.slot)} đã dùng cho chỗ thứ {seen[slot.slot] + 1} của mặt này.",
                        f"The name {shown(slot.slot)} is already that of slot {seen[slot.slot] + 1} of this side.",
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
    def _nothing_is_lost(self) -> Template:
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
    "kind: qr": Text("mã QR của công việc", "a job's QR code"),
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
