"""Plane geometry in millimetres, origin top-left, y down: rectangles, matrices, paths and the tags' shapes."""

from keytag.drawing.geometry.contour import Silhouette, silhouette, silhouette_gap
from keytag.drawing.geometry.path import (
    Command,
    Path,
    circle,
    join_paths,
    polygon,
    polyline,
    rectangle,
    rounded_rectangle,
)
from keytag.drawing.geometry.plane import IDENTITY, Affine, Point, Rect, bounds
from keytag.drawing.geometry.shape import Edge, Hole, Shape, ShapeKind, edge_line, place_hole

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
    "edge_line",
    "join_paths",
    "place_hole",
    "polygon",
    "polyline",
    "rectangle",
    "rounded_rectangle",
    "silhouette",
    "silhouette_gap",
]
