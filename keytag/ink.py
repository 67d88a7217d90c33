"""Inks: what is printed, by plate.

Process colours are DeviceCMYK, spots are Separations with a CMYK alternate; there is no RGB in keytag's core.
Knows nothing of profiles or of PDF.
"""

from __future__ import annotations

from dataclasses import dataclass

Cmyk = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black; each 0 to 1."""

# ISO 32000-1, 8.6.6.4: names a Separation must not take for itself. "All" marks every plate, "None" none.
ALL_PLATES = "All"


@dataclass(frozen=True, slots=True)
class Ink:
    """One ink as it is laid down: a process mixture, or a named spot with its alternate.

    ``cmyk`` holds the process amounts, or the alternate of the spot; ``tint`` (0 to 1) applies to spots only.
    ``technical`` inks (dieline, hole) say something to the shop and are never printed.
    """

    name: str
    cmyk: Cmyk
    spot: bool = False
    tint: float = 1.0
    technical: bool = False

    @property
    def total(self) -> float:
        """Total ink laid down, 0 to 4 (1 for a full spot)."""
        return self.tint if self.spot else sum(self.cmyk)

    @property
    def plates(self) -> frozenset[str]:
        """Names of the plates on which this ink leaves something."""
        if self.spot:
            return frozenset({self.name}) if self.tint > 0 else frozenset()
        names = ("Cyan", "Magenta", "Yellow", "Black")
        return frozenset(name for name, amount in zip(names, self.cmyk, strict=True) if amount > 0)


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


def registration() -> Ink:
    """Return the ink of register marks, which prints on every plate (ISO 32000-1, 8.6.6.4)."""
    return Ink(ALL_PLATES, (1.0, 1.0, 1.0, 1.0), spot=True, technical=True)
