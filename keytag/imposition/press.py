"""The press: a sheet, its strips that no tag may enter, and the ways of backing a sheet up.

The gripper edge is the bottom edge of the sheet (y = height), the tail is the top. Knows nothing of tags.
Backing-up words follow JDF 1.7 (CIP4), LayoutPreparationParams/@Sides and @WorkStyle.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from keytag.drawing.geometry import Affine, Rect
from keytag.text.text import Text

GRIPPER = Text("nhíp", "gripper")
"""The edge at which a sheet goes into a press that grips it, by the trade's word."""
# House rule, in mm: what is left of a bleed is wider than the cut strays by this much.
_WIDER = 0.05


class Backing(StrEnum):
    """How the second side is printed. In JDF: WorkAndBack, Perfecting, WorkAndTurn, WorkAndTumble, Simplex."""

    SHEETWISE = "sheetwise"
    PERFECTING = "perfecting"
    TURN = "turn"
    TUMBLE = "tumble"
    SINGLE = "single"

    @property
    def swaps_gripper(self) -> bool:
        """Whether the second side is gripped at the edge that was the tail of the first."""
        return self in (Backing.PERFECTING, Backing.TUMBLE)

    @property
    def shares_form(self) -> bool:
        """Whether one form prints both sides."""
        return self in (Backing.TURN, Backing.TUMBLE)

    @property
    def is_two_sided(self) -> bool:
        """Whether there is a second side at all."""
        return self is not Backing.SINGLE


class BareEdges(Struct, frozen=True):
    """The strips along a sheet's edges that take no ink at all, as the side sees them that is printed."""

    gripper: float = 0.0
    tail: float = 0.0
    left: float = 0.0
    right: float = 0.0

    def for_backing(self, backing: Backing) -> BareEdges:
        """Return what takes no ink on either side, as both see it: a turned sheet shows its other edges."""
        if not backing.is_two_sided:
            return self
        sides = max(self.left, self.right)
        if not backing.swaps_gripper:
            return BareEdges(self.gripper, self.tail, sides, sides)
        end = max(self.gripper, self.tail)
        return BareEdges(end, end, sides, sides)


class Press(Struct, frozen=True):
    """A shop's sheet: ``width`` runs along the gripper edge.

    ``gripper``, ``tail`` and ``sides`` are the strips that no tag's cut may enter, ``gap`` the least distance
    between two cuts, ``bleed`` how far a tag's ground reaches over its cut (also into the strips).
    ``unprintable`` are the strips that take no ink, neither bleed nor marks; None where the shop does not say.
    ``stray`` is how far the cut may miss the print of either side: as much bleed must be printed at least, the
    rest may be lost in those strips. None where all of it must be printed. What is printed in ``reverse`` is read
    through the stock: fronts in mirror image, and backs on top of them, on the one face of a sheet never turned.
    """

    width: float
    height: float
    gripper: float
    sides: float
    tail: float
    gap: float
    bleed: float
    unprintable: BareEdges | None = None
    stray: float | None = None
    edge: Text = GRIPPER
    """What the shop calls its bottom edge: not every machine has a gripper there."""
    reverse: bool = False
    back_offset: tuple[float, float] = (0.0, 0.0)
    """How far backs are moved on their form, in mm to the right and down: the machine prints them aside."""

    @property
    def sheet(self) -> Rect:
        """The whole sheet."""
        return Rect(0.0, 0.0, self.width, self.height)

    @property
    def printable(self) -> Rect:
        """Where the tags' cuts may lie when the sheet is gripped at one end only."""
        return self.printable_for(Backing.SHEETWISE)

    def printable_for(self, backing: Backing) -> Rect:
        """Return where the tags' cuts may lie; gripper-deep at both ends where ``backing`` swaps the gripper.

        As much of their bleed as the cut may stray stays off what the machine cannot print.
        """
        head = max(self.gripper, self.tail) if backing.swaps_gripper else self.tail
        foot = head if backing.swaps_gripper else self.gripper
        left = right = self.sides
        if self.unprintable is not None:
            bare, kept = self.unprintable.for_backing(backing), self._kept
            left, right = max(left, bare.left + kept), max(right, bare.right + kept)
            head, foot = max(head, bare.tail + kept), max(foot, bare.gripper + kept)
        return Rect(left, head, self.width - right, self.height - foot)

    @property
    def _kept(self) -> float:
        """How much of a bleed is printed at least."""
        return self.bleed if self.stray is None else min(self.bleed, self.stray + _WIDER)

    def inked_for(self, backing: Backing) -> Rect | None:
        """Return what of the sheet takes ink, as both sides see it; None where the shop does not say."""
        if self.unprintable is None:
            return None
        bare = self.unprintable.for_backing(backing)
        return Rect(bare.left, bare.tail, self.width - bare.right, self.height - bare.gripper)

    def mirror_for(self, backing: Backing) -> Affine:
        """Return the mirror that takes a point of the front to the place of the same point on the back's form.

        A sheet is turned left to right about its vertical centre line, or head to tail about the horizontal one
        where the gripper edge is swapped. What is printed in reverse stays as it lies. A form of the backs alone
        is moved by `back_offset`; one that prints both sides cannot be.
        """
        if self.reverse:
            mirror = Affine()
        elif backing.swaps_gripper:
            mirror = Affine.mirror_y(self.height / 2)
        else:
            mirror = Affine.mirror_x(self.width / 2)
        return mirror if backing.shares_form else mirror.then(Affine.translation(*self.back_offset))


class GuillotinePress(Press, frozen=True):
    """A press whose product is trimmed by straight cuts, along lines beside it, and not by a die."""


def for_guillotine(press: Press) -> GuillotinePress:
    """Return ``press`` for what is trimmed by straight cuts."""
    return GuillotinePress(**{name: getattr(press, name) for name in press.__struct_fields__})
