"""Plane geometry in millimetres, origin top-left, y down: rectangles, matrices, paths and the tags' shapes."""

from keytag.drawing.geometry.affine import IDENTITY, Affine
from keytag.drawing.geometry.edge import Edge, edge_line
from keytag.drawing.geometry.path import (
    Command,
    Path,
    circle,
    joined,
    polygon,
    polyline,
    rectangle,
    rounded_rectangle,
)
from keytag.drawing.geometry.rect import Point, Rect, bounds
from keytag.drawing.geometry.shape import Hole, Shape, ShapeKind, place_hole
from keytag.drawing.geometry.silhouettes import Silhouette, clearance, silhouette

__all__ = [
    "IDENTITY",
    "Affine",
    "Command",
    "Edge",
    "Hole",
    "Path",
    "Point",
    "Rect",
    "Shape",
    "ShapeKind",
    "Silhouette",
    "bounds",
    "circle",
    "clearance",
    "edge_line",
    "joined",
    "place_hole",
    "polygon",
    "polyline",
    "rectangle",
    "rounded_rectangle",
    "silhouette",
]
