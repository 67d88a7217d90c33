"""Inks: what is printed, by plate.

Process colours are DeviceCMYK, spots are Separations with a CMYK alternate; there is no RGB in keytag's core.
Knows nothing of profiles or of PDF.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

Cmyk = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black; each 0 to 1."""

# ISO 32000-1, 8.6.6.4: names a Separation must not take for itself. "All" marks every plate, "None" none.
ALL_PLATES = "All"
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
"""The process plates, in the order of a `Cmyk`."""


class Ink(Struct, frozen=True):
    """One ink as it is laid down: a process mixture, or a named spot with its alternate.

    ``cmyk`` holds the process amounts, or the alternate of the spot; ``tint`` (0 to 1) applies to spots only.
    ``technical`` inks (dieline, hole) say something to the shop and are never printed. ``material`` is no ink at
    all: the goods are made of something of that colour, and nothing is laid down.
    """

    name: str
    cmyk: Cmyk
    spot: bool = False
    tint: float = 1.0
    technical: bool = False
    material: bool = False

    @property
    def total(self) -> float:
        """Total ink laid down, 0 to 4 (1 for a full spot)."""
        if self.material:
            return 0.0
        return self.tint if self.spot else sum(self.cmyk)

    @property
    def look(self) -> Cmyk:
        """How it looks in process colours: a spot by its alternate at its tint."""
        tint = self.tint if self.spot else 1.0
        cyan, magenta, yellow, black = (amount * tint for amount in self.cmyk)
        return cyan, magenta, yellow, black

    @property
    def plates(self) -> frozenset[str]:
        """Names of the plates on which this ink leaves something."""
        if self.material:
            return frozenset()
        if self.spot:
            return frozenset({self.name}) if self.tint > 0 else frozenset()
        return frozenset(name for name, amount in zip(PROCESS, self.cmyk, strict=True) if amount > 0)

    @property
    def is_white(self) -> bool:
        """Whether it looks white: bare stock, a white ink or a white material."""
        return not any(self.cmyk)

    @property
    def is_flat(self) -> bool:
        """Whether a screen or a pad lays it down as it is: a solid spot, solid black, or nothing."""
        solid_black = not self.spot and self.cmyk == (0.0, 0.0, 0.0, 1.0)
        return self.total == 0 or solid_black or (self.spot and self.tint == 1)


PAPER = Ink("paper", (0.0, 0.0, 0.0, 0.0))
BLACK = Ink("black", (0.0, 0.0, 0.0, 1.0))

# House rule: flag red and yellow as two full process inks and one, so that yellow lettering on red knocks out
# the magenta alone and shows no fringe. The flag's own values (DA251D, FFFF00) come out within 7 % of these
# through FOGRA39.
NAMED_INKS: tuple[Ink, ...] = (
    PAPER,
    Ink("white", (0.0, 0.0, 0.0, 0.0)),
    BLACK,
    Ink("grey", (0.0, 0.0, 0.0, 0.6)),
    Ink("flag-red", (0.0, 1.0, 1.0, 0.0)),
    Ink("flag-yellow", (0.0, 0.0, 1.0, 0.0)),
    Ink("deep-red", (0.0, 1.0, 1.0, 0.25)),
    Ink("gold", (0.0, 0.2, 1.0, 0.0)),
    Ink("navy", (1.0, 0.8, 0.0, 0.4)),
    Ink("police-green", (0.9, 0.3, 0.95, 0.3)),
    Ink("sky", (0.7, 0.15, 0.0, 0.0)),
    Ink("orange", (0.0, 0.6, 1.0, 0.0)),
)


def spot(name: str, alternate: Cmyk, *, tint: float = 1.0, technical: bool = False) -> Ink:
    """Return a spot ink with its CMYK ``alternate``."""
    return Ink(name, alternate, spot=True, tint=tint, technical=technical)


def as_material(ink: Ink) -> Ink:
    """Return ``ink`` as the colour of what something is made of: it looks so, and nothing is printed."""
    return Ink(ink.name, ink.cmyk, spot=ink.spot, tint=ink.tint, material=True)


def flat_ink(ink: Ink, stock: Ink | None) -> Ink:
    """Return how a shop of flat inks lays ``ink`` on a material of the colour ``stock`` (None: white).

    What the material has already is not printed. A named ink is a spot of its own name, black the black plate, for
    a spot must not take that name (ISO 32000-1, 8.6.6.5). White is an ink where the material is not white.
    """
    if ink.spot or ink.technical:
        is_stock = stock is not None and ink.cmyk == stock.cmyk and ink.tint == stock.tint
        return as_material(ink) if is_stock else ink
    if stock is not None and (ink == PAPER or ink.cmyk == stock.cmyk):
        return as_material(Ink(ink.name, stock.cmyk))
    if ink.is_white:
        return ink if stock is None else spot("white", ink.cmyk)
    return spot(ink.name, ink.cmyk) if ink in NAMED_INKS and ink != BLACK else ink


def plate_ink(ink: Ink) -> Ink:
    """Return ``ink`` as a file names it: white is shown by the alternate of an underbase, else nobody sees it."""
    return underbase_ink(ink.name) if ink.spot and ink.is_white and not ink.technical else ink


def underbase_ink(name: str = "White") -> Ink:
    """Return the white that is printed under colours on clear or coloured stock; its alternate only shows it.

    GWG 2022, R0023: an alternate of its own, other than the dieline's; a light cyan can be told from paper.
    """
    return spot(name, (0.2, 0.0, 0.0, 0.0))


def registration() -> Ink:
    """Return the ink of register marks, which prints on every plate (ISO 32000-1, 8.6.6.4)."""
    return Ink(ALL_PLATES, (1.0, 1.0, 1.0, 1.0), spot=True, technical=True)


class ByPolarity(Struct, frozen=True):
    """A limit in mm for each way in which something can stand on what lies under it."""

    positive: float
    """One ink on a lighter ground."""
    reversed_out: float
    """Lighter than its ground."""
    multi_ink: float
    """More than one ink that must register."""


def plate_changes(ink: Ink, ground: Ink | None) -> dict[str, float]:
    """Return by how much each plate that changes rises or falls from ``ground`` (None: paper) to ``ink``."""
    return amount_changes(amounts(ink), amounts(ground) if ground is not None else {})


def amount_changes(over: Mapping[str, float], under: Mapping[str, float]) -> dict[str, float]:
    """Return by how much each plate that changes rises or falls from the amounts ``under`` to those ``over``."""
    rises = {plate: over.get(plate, 0.0) - under.get(plate, 0.0) for plate in over.keys() | under.keys()}
    return {plate: step for plate, step in rises.items() if abs(step) > 1e-6}


def limit_for(ink: Ink, ground: Ink | None, limits: ByPolarity) -> float:
    """Return the limit that holds for ``ink`` on ``ground``."""
    return limit_of(plate_changes(ink, ground), limits)


def limit_of(changed: Mapping[str, float], limits: ByPolarity) -> float:
    """Return the limit that holds where plates change by ``changed`` at an edge.

    Two plates that both begin at an edge have to register (GWG 2022, R0017 and R0019); one that ends there lets
    the ground close in on what is reversed out of it (R0016, R0018).
    """
    if sum(step > 0 for step in changed.values()) > 1:
        return limits.multi_ink
    return limits.reversed_out if any(step < 0 for step in changed.values()) else limits.positive


def amounts(ink: Ink) -> dict[str, float]:
    """Return how much ``ink`` lays on each plate it knows of: all four process plates, or the spot's own."""
    if ink.material:
        return dict.fromkeys(PROCESS, 0.0)
    return {ink.name: ink.tint} if ink.spot else dict(zip(PROCESS, ink.cmyk, strict=True))


def amounts_after(ink: Ink, under: Mapping[str, float], *, overprint: bool) -> dict[str, float]:
    """Return what lies on each plate after ``ink`` is painted on ``under``.

    Overprinting leaves alone the plates it does not name and, with OPM 1, the process plates it gives nothing
    (ISO 32000-1, 8.6.7, table 149).
    """
    own = amounts(ink)
    if not overprint:
        return own
    return {**under, **{plate: amount for plate, amount in own.items() if ink.spot or amount > 0}}
