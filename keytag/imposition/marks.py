"""The marks that a press operator reads, drawn as artworks: register, gripper and side guide, colour bar.

Register and guide marks use the ink of all plates, which `keytag.imposition.inking` turns into those that a form
has. Knows nothing of where they go.
"""

from __future__ import annotations

from keytag.drawing.artwork import Artwork, Fill, Role, Stroke
from keytag.drawing.geometry import Rect, circle, polygon, polyline, rectangle
from keytag.drawing.ink import Ink, registration, spot
from keytag.imposition.inking import FormInks
from keytag.units import to_mm

# Trade custom: hairlines of 0.25 pt in marks.
HAIRLINE = to_mm(0.25)
# House rule: patches of 4 mm, the smallest aperture of common densitometers (3.5 mm) with room to aim.
PATCH = 4.0


def register_mark(diameter: float) -> Artwork:
    """Return a crosshair in a circle of two thirds of ``diameter``, on every plate."""
    middle, ink = diameter / 2, registration()
    strokes = (
        Stroke(circle(middle, middle, diameter / 3), ink, HAIRLINE, Role.MARK),
        Stroke(polyline(((0.0, middle), (diameter, middle))), ink, HAIRLINE, Role.MARK),
        Stroke(polyline(((middle, 0.0), (middle, diameter))), ink, HAIRLINE, Role.MARK),
    )
    return Artwork(strokes, Rect(0.0, 0.0, diameter, diameter))


def arrow_mark(diameter: float) -> Artwork:
    """Return a solid triangle that points down, on every plate; turned, it points to the side guide."""
    low = diameter * 0.85
    triangle = polygon(
        ((diameter * 0.15, low - diameter * 0.6), (diameter * 0.85, low - diameter * 0.6), (diameter / 2, low))
    )
    return Artwork((Fill(triangle, registration(), Role.MARK),), Rect(0.0, 0.0, diameter, diameter))


# House rule: more mixtures than these say nothing more to a press.
_MIXTURES = 3


def colour_bar(own: FormInks, room: Rect, *, spots_alone: bool = False) -> Artwork:
    """Return solids and half tints of the inks that a form has, and its mixtures: nothing on another plate.

    The patches are as large as ``room`` lets them be. Where a shop prints ``spots_alone``, there are their solids
    alone, for a spot has no tints there.
    """
    solids = [spot(ink.name, ink.cmyk) for ink in own.spots]
    if spots_alone and solids:
        patches = solids
    else:
        tints = (spot(ink.name, ink.cmyk, tint=tint) for ink in solids for tint in (1.0, 0.5))
        # What the press is to match is printed beside the product.
        mixed = (Ink("mixture", cmyk) for cmyk in own.mixtures[:_MIXTURES])
        patches = [*_process_patches(own), *mixed, *tints]
    width = min(PATCH, room.width / max(len(patches), 1))
    height = min(PATCH, room.height)
    fills = tuple(
        Fill(rectangle(Rect(i * width, 0.0, (i + 1) * width, height)), ink, Role.MARK)
        for i, ink in enumerate(patches)
    )
    return Artwork(fills, Rect(0.0, 0.0, len(patches) * width, height))


def _process_patches(own: FormInks) -> list[Ink]:
    inks: list[Ink] = []
    for solid in own.solids:
        if not solid.spot:
            for amount in (1.0, 0.5):
                c, m, y, k = (amount * full for full in solid.cmyk)
                inks.append(Ink(f"{solid.name} {amount:.0%}", (c, m, y, k)))
    return inks
