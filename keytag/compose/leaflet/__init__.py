"""Leaflets composed: a template's rows with an edition's words, numbers, code and picture become two artworks."""

from keytag.compose.leaflet.blocks import LeafletParts
from keytag.compose.leaflet.page import ComposedLeaflet, compose_leaflet
from keytag.compose.leaflet.palette import palette_of
from keytag.compose.leaflet.picture import TagLook

__all__ = ["ComposedLeaflet", "LeafletParts", "TagLook", "compose_leaflet", "palette_of"]
