"""A cutting file, judged by GDAL's reader of DXF, which shares nothing with the writer."""

from __future__ import annotations

import json
import shutil
import subprocess
from math import pi
from pathlib import Path

import pytest

from keytag.drawing.geometry import Affine, Shape, ShapeKind, place_hole
from keytag.drawing.geometry.curves import hole_of, outline_of
from keytag.imposition.cut_sheet import CutSheet
from keytag.output.cutting import write_cut_dxf

pytestmark = pytest.mark.print

PLACES = (Affine.translation(20.0, 30.0), Affine.rotation(90).then(Affine.translation(150.0, 30.0)))
Ring = list[list[float]]


def rings(folder: Path, sheet: CutSheet) -> dict[str, list[Ring]]:
    """Return the lines of each layer as GDAL sees them, arcs as fine polylines."""
    if shutil.which("ogr2ogr") is None:
        pytest.skip("GDAL's ogr2ogr is not installed")
    (folder / "sheet.dxf").write_bytes(write_cut_dxf(sheet))
    options = ("-f", "GeoJSON", "/vsistdout/", "sheet.dxf", "--config", "OGR_ARC_STEPSIZE", "0.5")
    done = subprocess.run(["ogr2ogr", *options], cwd=folder, check=True, capture_output=True, text=True)
    found: dict[str, list[Ring]] = {}
    for feature in json.loads(done.stdout)["features"]:
        ring = feature["geometry"]["coordinates"]
        found.setdefault(feature["properties"]["Layer"], []).append(
            ring[0] if feature["geometry"]["type"] == "Polygon" else ring
        )
    return found


def area(ring: Ring) -> float:
    """Return the area inside a ring."""
    ends = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(p[0] * q[1] - q[0] * p[1] for p, q in ends)) / 2


@pytest.mark.parametrize(
    "shape",
    [
        Shape(ShapeKind.OVAL, 50, 20),
        Shape(ShapeKind.PILL, 50, 20),
        Shape(ShapeKind.RECTANGLE, 50, 20, 3),
        Shape(ShapeKind.CIRCLE, 32, 32),
    ],
    ids=lambda shape: shape.kind,
)
def test_gdal_sees_the_tags(tmp_path: Path, shape: Shape) -> None:
    """GDAL finds each cut and each hole, with the area and the extent that the layout gives them."""
    hole = hole_of(place_hole(shape, 4, 2.5, "left"))
    cuts = tuple(outline_of(shape).through(place) for place in PLACES)
    found = rings(tmp_path, CutSheet(320, 450, cuts, tuple(hole.through(place) for place in PLACES), ()))
    assert {layer: len(lines) for layer, lines in found.items()} == {"CUT": 2, "HOLE": 2}
    assert [area(ring) for ring in found["HOLE"]] == pytest.approx([4 * pi] * 2, rel=1e-3)
    for ring, cut in zip(found["CUT"], cuts, strict=True):
        box = cut.path.bounds()
        assert area(ring) == pytest.approx(shape.area, rel=1e-3)
        xs, ys = [point[0] for point in ring], [450 - point[1] for point in ring]
        assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx((box.x0, box.y0, box.x1, box.y1), abs=0.01)
