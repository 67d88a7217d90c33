"""Which side shows what: the job's numbers, texts and code given to the slots of the two sides.

Goes in: a template and an edition's content. Comes out: the slots of each side and the numbers of each slot.
The first number is the hotline. A number that names its side keeps to it; the others follow the template. A side
is never blank: where nothing is left for it, it shows the hotline again.
"""

from __future__ import annotations

from msgspec import Struct

from keytag.compose.number_rows import GroupedNumber
from keytag.documents.job import EditionContent, Number, NumberRole, SideName, role_of
from keytag.documents.template import (
    ArtSlot,
    GroundSlot,
    NumbersSlot,
    QrSlot,
    RuleSlot,
    Slot,
    Template,
    TextSlot,
)

SIDES: tuple[SideName, SideName] = ("front", "back")
Sides = dict[str, tuple[Slot, ...]]
"""The slots of both sides by their names."""


class SideShare(Struct, frozen=True):
    """What one side gets: its slots and the numbers of each."""

    slots: tuple[Slot, ...]
    numbers: dict[str, tuple[GroupedNumber, ...]]
    has_code: bool

    def repeats(self, other: SideShare) -> bool:
        """Tell whether this side says just what ``other`` says."""
        own, others = ({slot: n for slot, n in share.numbers.items() if n} for share in (self, other))
        return self.slots == other.slots and own == others and not self.has_code


def slots_by_side(template: Template, content: EditionContent) -> tuple[Sides, ...]:
    """Return the slots of both sides: as the template has them, or with the code where the job asks for it.

    To bring the code there, it and its caption are moved; where that does not fit, the sides change places. The
    hotline's slot goes with a hotline that names its side.
    """
    sides: Sides = {"front": template.front, "back": template.back}
    ways = _with_code(sides, content.qr.side if content.qr else None)
    return tuple(way for own in ways for way in (*_with_hotline(own, content), own))


def _with_code(sides: Sides, wanted: SideName | None) -> tuple[Sides, ...]:
    if wanted is None or any(isinstance(slot, QrSlot) for slot in sides[wanted]):
        return (sides,)
    other = _other(wanted)
    moving = tuple(slot for slot in sides[other] if _goes_with_code(slot))
    staying = tuple(slot for slot in sides[other] if not _goes_with_code(slot))
    return (
        {wanted: (*sides[wanted], *moving), other: staying},
        {wanted: sides[other], other: sides[wanted]},
    )


def _with_hotline(sides: Sides, content: EditionContent) -> tuple[Sides, ...]:
    """Return the slots with the hotline's on the side that it names, where that is another; else nothing."""
    answered = (n for n in content.numbers if role_of(n) in (NumberRole.DUTY, NumberRole.HOTLINE))
    hotline = next(answered, next(iter(content.numbers), None))
    wanted = hotline.side if hotline is not None else None
    if wanted is None or _slot(sides[wanted], "first") is not None:
        return ()
    other = _other(wanted)
    first = _slot(sides[other], "first")
    if first is None:
        return ()
    own = sides[wanted]
    at = next((i for i, slot in enumerate(own) if isinstance(slot, NumbersSlot)), len(own))
    return ({wanted: (*own[:at], first, *own[at:]), other: tuple(s for s in sides[other] if s is not first)},)


def _other(side: SideName) -> SideName:
    return "back" if side == "front" else "front"


def share_out(sides: Sides, content: EditionContent, moved_count: int) -> dict[str, SideShare]:
    """Return each side's share, with the last ``moved_count`` of the numbers that may move in the other's slot."""
    movable = movable_numbers(sides, content)
    moved = movable[len(movable) - min(moved_count, len(movable)) :]
    kept = [number for number in numbers_but_hotline(sides, content) if number not in moved]
    hotline = hotline_of(sides, content)
    shares: dict[str, SideShare] = {}
    for side in SIDES:
        numbers: dict[str, tuple[GroupedNumber, ...]] = {}
        slots = sides[side]
        for slot in slots:
            if isinstance(slot, NumbersSlot):
                taken = {
                    "first": [hotline] if hotline else [],
                    "rest": [n for n in kept if n.side in (None, side)],
                    "overflow": [*(n for n in kept if n.side == side), *moved],
                }[slot.take]
                if slot.take == "overflow" and any(isinstance(s, NumbersSlot) and s.take == "rest" for s in slots):
                    taken = list(moved)
                numbers[slot.slot] = tuple(GroupedNumber(n.label, n.display, n.node) for n in taken)
        has_code = content.qr is not None and any(isinstance(slot, QrSlot) for slot in slots)
        if hotline and not has_code and not any(numbers.values()):
            slots, numbers = _repeat_hotline(sides, side, hotline, content)
        shares[side] = SideShare(slots, numbers, has_code)
    return shares


def hotline_of(sides: Sides, content: EditionContent) -> Number | None:
    """Return the number that stands largest: the first that may stand where the template puts the first."""
    side = next((s for s in SIDES if _slot(sides[s], "first")), None)
    fitting = [n for n in content.numbers if n.side in (None, side)]
    return next(iter(fitting or content.numbers), None)


def numbers_but_hotline(sides: Sides, content: EditionContent) -> tuple[Number, ...]:
    """Return all numbers but the hotline, in the job's order; all of them where no slot takes the first."""
    side = next((s for s in SIDES if _slot(sides[s], "first")), None)
    hotline = hotline_of(sides, content) if side else None
    return tuple(n for n in content.numbers if n is not hotline or n.side not in (None, side))


def side_of_list(sides: Sides) -> str:
    """Return the side whose list takes the rest of the numbers; the back where there is none."""
    return next((side for side in SIDES if _slot(sides[side], "rest")), "back")


def can_move_numbers(sides: Sides) -> bool:
    """Tell whether the template has a slot for numbers that the other side has no room for."""
    return any(_slot(sides[side], "overflow") for side in SIDES)


def movable_numbers(sides: Sides, content: EditionContent) -> tuple[Number, ...]:
    """Return the numbers that may move to the other side, in the job's order."""
    if not can_move_numbers(sides):
        return ()
    return tuple(number for number in numbers_but_hotline(sides, content) if number.side is None)


def _slot(slots: tuple[Slot, ...], take: str) -> NumbersSlot | None:
    return next((slot for slot in slots if isinstance(slot, NumbersSlot) and slot.take == take), None)


def _goes_with_code(slot: Slot) -> bool:
    if isinstance(slot, GroundSlot | RuleSlot):
        return (slot.part if isinstance(slot, GroundSlot) else slot.along) == "code"
    return isinstance(slot, QrSlot) or (isinstance(slot, TextSlot) and slot.says in ("caption", "host"))


def _repeat_hotline(
    sides: Sides, side: str, hotline: Number, content: EditionContent
) -> tuple[tuple[Slot, ...], dict[str, tuple[GroupedNumber, ...]]]:
    """Return a side that shows the hotline again, set as large as where it stands first.

    A side with words or a drawing of its own keeps them; one with nothing becomes the side of the hotline.
    """
    entry = GroupedNumber(hotline.label, hotline.display, hotline.node)
    own = sides[side]
    first = next((found for slots in (own, *sides.values()) if (found := _slot(slots, "first"))), None)
    numbers = next((slot for slot in own if isinstance(slot, NumbersSlot)), None)
    has_own = any(_has_words(slot, content) or isinstance(slot, ArtSlot) for slot in own)
    if first is None or (numbers is None and has_own):
        return own, {}
    if numbers is not None and has_own:
        again = first.model_copy(update={"slot": numbers.slot})
        return tuple(again if slot is numbers else slot for slot in own), {numbers.slot: (entry,)}
    return next(slots for slots in (own, *sides.values()) if _slot(slots, "first")), {first.slot: (entry,)}


def _has_words(slot: Slot, content: EditionContent) -> bool:
    said = {"issuer": content.issuer_name, "slogan": content.slogan, "name": content.name}
    return isinstance(slot, TextSlot) and bool(said.get(slot.says))


def drawing_slots(template: Template) -> tuple[ArtSlot, ...]:
    """Return the slots for drawings of both sides."""
    return tuple(slot for slot in (*template.front, *template.back) if isinstance(slot, ArtSlot))
