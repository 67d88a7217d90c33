"""The cutting line: one stroke per tag and one for its hole, in the shop's technical spot.

Spot, weight and overprint follow docs of ISO 19593-1 users (GWG 2022, Label & Leaflet): the stroke is centred on
the cut and overprints, so that the ground beneath it is not knocked out.
"""

from __future__ import annotations

from keytag.drawing.artwork import Artwork, Role, Stroke
from keytag.drawing.geometry import Hole, Path, Shape
from keytag.drawing.ink import Ink
from keytag.units import to_mm

# Die makers' custom: 0.25 pt, stroke only.
CUT_WIDTH = to_mm(0.25)


def dieline(
    shape: Shape, hole: Hole | None, ink: Ink, hole_ink: Ink | None = None, *, is_kiss: bool = False
) -> Artwork:
    """Return the ``hole`` and then the outline of ``shape`` as cutting strokes: an outline cut first lets go.

    ``ink`` is the shop's technical spot; the hole takes ``hole_ink`` where the shop punches by another name. The
    outline of what ``is_kiss`` cut leaves its backing whole; the hole goes through it.
    """
    strokes = [] if hole is None else [_stroke(hole.outline(), hole_ink or ink, Role.HOLE)]
    strokes.append(_stroke(shape.outline(), ink, outline_role(is_kiss=is_kiss)))
    # The bleed holds the outer half of the stroke, or the exporters would clip it.
    return Artwork(tuple(strokes), shape.trim, CUT_WIDTH)


def outline_role(*, is_kiss: bool) -> Role:
    """Return what the outline of a tag says to the cutter."""
    return Role.KISS_CUT if is_kiss else Role.DIELINE


def _stroke(path: Path, ink: Ink, role: Role) -> Stroke:
    return Stroke(path, ink, CUT_WIDTH, role, overprint=True)
