"""What a colour lays on each plate. Reads nothing: a colour is a space and amounts."""

from __future__ import annotations

from keytag.drawing.ink import PROCESS
from keytag.inspection.pdf.facts import Space


def plates(space: Space, amounts: tuple[float, ...]) -> dict[str, float] | None:
    """Return how much of each ink ``amounts`` of ``space`` lay down; None where that hangs on a profile."""
    if space.family == "DeviceCMYK" and len(amounts) == 4:
        return dict(zip(PROCESS, amounts, strict=True))
    if space.family == "DeviceGray" and len(amounts) == 1:
        return {"Black": 1.0 - amounts[0]}
    if space.family in ("Separation", "DeviceN") and len(amounts) == len(space.inks):
        return {ink: amount for ink, amount in zip(space.inks, amounts, strict=True) if ink != "None"}
    return None
