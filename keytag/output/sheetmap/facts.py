"""What a sheet map says: plates with their slots, each with its edition and its place on both sides of the sheet.

Places are as the press sees each side, the gripper at the bottom: a back is where the turned sheet has it. Answers
to `keytag.imposition.backing_up`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import atan2, degrees

from msgspec import Struct

from keytag.drawing.badge import Badge
from keytag.drawing.geometry import Affine, Hole, Shape
from keytag.imposition import Backing, Imposition, Press
from keytag.imposition.backing_up import back_on_sheet, front_on_sheet, front_slots
from keytag.text.text import Text

# House rule: a thousandth of a millimetre is more than any cutter keeps.
_DIGITS = 3


class Place(Struct, frozen=True):
    """A tag's centre on one side of the sheet, in mm from its top left corner, the gripper at the bottom.

    ``rotation`` is in degrees clockwise from upright, as that side is read; ``shows_front`` tells which side
    of the tag is seen.
    """

    x: float
    y: float
    rotation: int
    shows_front: bool


class MapSlot(Struct, frozen=True):
    """One slot, numbered from 1 in the layout's order: its edition, and where it is on front and back.

    ``back`` is None where the sheet is printed on one side only.
    """

    number: int
    badge: Badge
    front: Place
    back: Place | None


class MapPlate(Struct, frozen=True):
    """A plate with its slots; ``pages`` count from 1 in ``file``; ``legend`` says whether its sheets carry one."""

    number: int
    file: str
    pages: tuple[int, ...]
    run_length: int
    slots: tuple[MapSlot, ...]
    legend: bool
    load: int = 0
    """Its good sheets, and those that are spoiled while it is made ready and the cutter is set up."""

    @property
    def counts(self) -> tuple[tuple[Badge, int], ...]:
        """The editions on the plate in the job's order, each with its slots."""
        found: dict[Badge, int] = {}
        for slot in self.slots:
            found[slot.badge] = found.get(slot.badge, 0) + 1
        return tuple(sorted(found.items(), key=lambda pair: pair[0].number))


class MapEdition(Struct, frozen=True):
    """An edition: its badge, its whole name, how many are printed in all, and whether tags carry the code."""

    badge: Badge
    name: str
    printed: int
    marked: bool


class SheetMap(Struct, frozen=True):
    """All that a sheet map says."""

    job: str
    issuer: str
    date: str
    version: str
    content_hash: str
    sample: bool
    shop: Text
    press: Press
    backing: Backing
    turn: Text | None
    shape: Shape
    hole: Hole | None
    editions: tuple[MapEdition, ...]
    plates: tuple[MapPlate, ...]


def plates_of(
    imposition: Imposition, badges: Sequence[Badge], files: Sequence[tuple[str, tuple[int, ...]]]
) -> Iterator[MapPlate]:
    """Yield each plate with its slots; ``files`` say for each plate in which file its pages are."""
    known = {badge.edition: badge for badge in badges}
    places = tuple(_places(imposition))
    for number, (plate, (file, pages)) in enumerate(zip(imposition.plates, files, strict=True), start=1):
        slots = tuple(
            MapSlot(i, known[edition], front, back)
            for i, (edition, (front, back)) in enumerate(zip(plate.editions, places, strict=True), start=1)
        )
        setup = imposition.cut.setup_sheets if number == 1 else 0
        load = plate.run_length + plate.make_ready + setup
        yield MapPlate(number, file, pages, plate.run_length, slots, plate.has_legend, load)


def _places(imposition: Imposition) -> Iterator[tuple[Place, Place | None]]:
    """Yield where each slot of the layout is on both sides; all plates share it.

    Where one form prints both sides, a tag whose back is seen on the sheet's front shows its front behind it.
    """
    shape, press, backing = imposition.cut.shape, imposition.press, imposition.way.backing
    fronts = [
        front_on_sheet(slot, shape, reverse=imposition.press.reverse) for slot in front_slots(imposition.layout)
    ]
    if not backing.is_two_sided:
        yield from ((_place(matrix, shape, shows_front=True), None) for matrix in fronts)
        return
    backs = [back_on_sheet(slot, shape, press, backing) for slot in front_slots(imposition.layout)]
    both = [
        (_place(front, shape, shows_front=True), _place(back, shape, shows_front=False))
        for front, back in zip(fronts, backs, strict=True)
    ]
    yield from both
    if backing.shares_form:
        yield from ((back, front) for front, back in both)


def _place(matrix: Affine, shape: Shape, *, shows_front: bool) -> Place:
    x, y = matrix.apply(shape.centre)
    turned = round(degrees(atan2(matrix.b, matrix.a))) % 360
    return Place(round(x, _DIGITS), round(y, _DIGITS), turned, shows_front)
