"""What a gang plan is asked for and what it answers, as values. Knows nothing of how plans are found."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct


class GangPlate(Struct, frozen=True):
    """One plate of a gang plan: how often it is printed, and how many slots each edition has on it."""

    run_length: int
    """Good sheets; what is spoiled while the plate is made ready comes on top."""
    copies: tuple[int, ...]
    """Slots of each edition, in the order of the demands; none is below 0, their sum is at most the slots."""


class GangPlan(Struct, frozen=True):
    """Plates that together give every edition its demand."""

    plates: tuple[GangPlate, ...]
    """The longest run first."""
    impressions: int
    """All sheets through the press: run lengths and, for each plate, the make-ready sheets."""
    waste: int
    """Slots printed on good sheets that carry no tag asked for: spare tags and empty slots."""
    cost: float
    """``cost_per_impression * impressions + cost_per_plate * len(plates)``."""
    lower_bound: float
    """No plan under the same conditions costs less; in the unit of ``cost``."""
    proven: bool
    """Whether nothing cheaper exists: the cost is the bound."""

    @property
    def gap(self) -> float:
        """Part of the cost that a better plan could save at most, 0 to 1."""
        return (self.cost - self.lower_bound) / self.cost if self.cost else 0.0


class GangOption(Struct, frozen=True):
    """A row of the table of 1, 2, 3 … plates; bound and proof are for plans of exactly that many plates."""

    plan: GangPlan
    saves: float
    """What its cost is below that of the row before; negative where the further plate does not pay."""


class GangTask(Struct, frozen=True):
    """The conditions of a plan, checked; ``demands`` are above 0 here, the largest first."""

    demands: tuple[int, ...]
    slots: int
    min_run: int = 1
    split: bool = True

    @property
    def total(self) -> int:
        """All tags asked for."""
        return sum(self.demands)

    @property
    def fewest_plates(self) -> int:
        """Below this number of plates there is no slot for every edition."""
        return -(-len(self.demands) // self.slots)

    @property
    def fewest_sheets(self) -> int:
        """Good sheets below which not even full plates give all tags."""
        return -(-self.total // self.slots)


class Tariff(Struct, frozen=True):
    """What plates and sheets cost."""

    impression: float
    plate: float
    make_ready: int

    def impressions(self, sheets: int, plates: int) -> int:
        """Return the sheets through the press for ``sheets`` good ones."""
        return sheets + self.make_ready * plates

    def cost(self, sheets: int, plates: int) -> float:
        """Return what ``sheets`` good sheets from ``plates`` plates cost; in decimals, as money is counted."""
        sheet, plate = Decimal(repr(self.impression)), Decimal(repr(self.plate))
        return float(sheet * self.impressions(sheets, plates) + plate * plates)
