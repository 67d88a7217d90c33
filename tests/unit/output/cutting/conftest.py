"""Cut sheets for the tests of cutting files."""

from __future__ import annotations

import pytest

from keytag.drawing.geometry import Affine, Shape, ShapeKind, place_hole
from keytag.drawing.geometry.curves import Chain, Circle, hole_of, outline_of
from keytag.imposition.cut_sheet import CutSheet

OVAL = Shape(ShapeKind.OVAL, 50, 20)
PILL = Shape(ShapeKind.PILL, 50, 20)
BOX = Shape(ShapeKind.RECTANGLE, 50, 20, 3)
ROUND = Shape(ShapeKind.CIRCLE, 32, 32)
PLACES = (
    Affine.translation(20.0, 30.0),
    Affine.rotation(90).then(Affine.translation(150.0, 30.0)),
    Affine.rotation(33).then(Affine.translation(200.0, 130.0)),
    Affine.mirror_x(50).then(Affine.translation(20.0, 200.0)),
)
MARKS = (
    Chain(((2.0, 2.0, 0.0), (4.0, 2.0, 0.0), (4.0, 4.0, 0.0), (2.0, 4.0, 0.0))),
    Chain(((300.0, 440.0, 0.0), (310.0, 440.0, 0.0), (310.0, 430.0, 0.0)), closed=False),
    Circle((160.0, 440.0), 2.5),
)


def sheet_of(shape: Shape) -> CutSheet:
    """Return a sheet of 320 by 450 mm with ``shape`` upright, turned, askew and mirrored, and some marks."""
    cuts = tuple(outline_of(shape).through(place) for place in PLACES)
    hole = hole_of(place_hole(shape, 4, 2.5, "left"))
    return CutSheet(320.0, 450.0, cuts, tuple(hole.through(place) for place in PLACES), MARKS)


Sheets = dict[str, tuple[Shape, CutSheet]]


@pytest.fixture(scope="session")
def sheets() -> Sheets:
    """Return each kind of shape with its sheet."""
    return {shape.kind.value: (shape, sheet_of(shape)) for shape in (OVAL, PILL, BOX, ROUND)}


@pytest.fixture(scope="session")
def places() -> tuple[Affine, ...]:
    """Return where the tags stand on those sheets."""
    return PLACES
