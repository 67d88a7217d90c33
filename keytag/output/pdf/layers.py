"""Processing steps as layers: which technical items say what to the cutter (ISO 19593-1:2018).

Data for the three modules that write, register and read layers. Whether a file may have layers at all is the
business of its `keytag.standards.Standard`.
"""

from __future__ import annotations

from msgspec import Struct

from keytag.drawing.artwork import Fill, Role, Stroke


class Layer(Struct, frozen=True):
    """An optional content group with the processing step it stands for; some groups have no ``step``."""

    name: str
    group: str
    step: str = ""


# ISO 19593-1: the cut is Structural/Cutting, one that leaves the backing whole PartialCutting (the list of
# types: callas, "Introduction to Processing Steps"). The keyring hole goes through all of it either way; it is
# Structural/Punching, since GWG 2022 Label & Leaflet forbids Drilling. White, Dimensions and Legend
# are groups without types.
LAYERS = {
    Role.DIELINE: Layer("Dieline", "Structural", "Cutting"),
    Role.KISS_CUT: Layer("KissCut", "Structural", "PartialCutting"),
    Role.HOLE: Layer("Hole", "Structural", "Punching"),
    Role.UNDERBASE: Layer("White", "White"),
    Role.BLEED_LINE: Layer("Bleed", "Structural", "Bleed"),
    Role.DIMENSION: Layer("Dimensions", "Dimensions"),
    Role.INFO: Layer("INFO", "Legend"),
    Role.GUIDE: Layer("MARKS", "Legend"),
}


def layer_of_item(item: Fill | Stroke) -> Layer | None:
    """Return the layer of what says something to the shop by a spot, or None for what is merely printed."""
    return LAYERS.get(item.role) if item.ink.spot else None
