"""Plane geometry in millimetres, origin top-left, y down: rectangles, matrices, paths and the tags' shapes."""

from keytag.geometry.affine import IDENTITY, Affine
from keytag.geometry.edge import Edge, edge_line
from keytag.geometry.path import Command, Path, circle, joined, polygon, polyline, rectangle, rounded_rectangle
from keytag.geometry.rect import Point, Rect, bounds
from keytag.geometry.shape import Hole, Shape, ShapeKind, place_hole
from keytag.geometry.silhouettes import Silhouette, clearance, silhouette

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
