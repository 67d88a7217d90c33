"""How much of each ink a paint lays down, and which plates it leaves as they are.

Answers to ISO 32000-1, 8.6.6.4 (Separation) and 8.6.7 (overprint, table 149).
"""

from __future__ import annotations

from collections.abc import Sequence

from keytag.drawing.ink import ALL_PLATES, PROCESS
from keytag.inspection.pdf.facts import Space
from keytag.inspection.pdf.inking import plates
from keytag.inspection.pdf.state import CurrentColour
from keytag.text.text import Text

_CMYK, _GREY = Space("DeviceCMYK", channels=4), Space("DeviceGray", channels=1)
_DEVICES = {4: _CMYK, 1: _GREY}


class InseparableError(Exception):
    """A file holds what only a colour engine can turn into plates; ``why`` says what."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def device(space: Space) -> Space:
    """Return ``space``, a profile's of one or four channels being taken for the device's own."""
    return _DEVICES.get(space.channels, space) if space.family == "ICCBased" else space


def amounts_of(space: Space, amounts: tuple[float, ...]) -> dict[str, float]:
    """Return what ``amounts`` of ``space`` lay on each plate they name. Raises InseparableError."""
    found = plates(device(space), amounts)
    if found is None:
        raise InseparableError(Text(f"có màu {space.family}", f"there is {space.family} colour"))
    return found


def laid(paint: CurrentColour, plate: str, *, overprint: bool, mode: int) -> float | None:
    """Return how much ``paint`` lays on ``plate``, from 0 to 1; None where it leaves what is there.

    Raises InseparableError where that hangs on a profile.
    """
    if paint.pattern is not None:
        return 1.0
    named = amounts_of(paint.space, paint.amounts)
    if ALL_PLATES in named:
        return named[ALL_PLATES]
    if plate in named:
        is_process = device(paint.space).family in (_CMYK.family, _GREY.family)
        # ISO 32000-1, table 149: with OPM 1 a process ink of nothing leaves its plate alone.
        return None if overprint and mode == 1 and is_process and not named[plate] else named[plate]
    # The ink None is painted on no plate, and knocks out of none.
    return None if overprint or not named else 0.0


def first(space: Space) -> CurrentColour:
    """Return the paint that choosing ``space`` alone sets (ISO 32000-1, 8.6.3)."""
    kind = device(space)
    if kind.family == _CMYK.family:
        return CurrentColour(space, (0.0, 0.0, 0.0, 1.0))
    tints = kind.family in ("Separation", "DeviceN")
    return CurrentColour(space, (1.0 if tints else 0.0,) * max(kind.channels, 1))


def names_of(spaces: Sequence[Space]) -> tuple[str, ...]:
    """Return the plates of a file: the process plates, then every spot that its colour spaces name."""
    spots = {ink for space in spaces for ink in space.spots} - {"None", ALL_PLATES, *PROCESS}
    return (*PROCESS, *sorted(spots))
