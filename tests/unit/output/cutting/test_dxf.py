"""DXF files: read back by ezdxf, and by a reader of a few lines that shares nothing with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from math import cos, pi, sin, tan
from pathlib import Path

import ezdxf
import numpy as np
import numpy.typing as npt
import pytest
from ezdxf.document import Drawing
from ezdxf.entities import Circle, Ellipse, LWPolyline
from msgspec.structs import replace

from keytag.drawing.geometry import Affine, Shape, place_hole
from keytag.imposition import Press
from keytag.imposition.cut_sheet import CutSheet, LayerNames, cut_info
from keytag.output.cutting import write_cut_dxf

ROOT = Path(__file__).parents[4]
KINDS = {"oval": "ELLIPSE", "pill": "LWPOLYLINE", "rectangle": "LWPOLYLINE", "circle": "CIRCLE"}
Polygon = list[tuple[float, float]]
Numbers = npt.NDArray[np.float64]
Sheets = dict[str, tuple[Shape, CutSheet]]

# A sheet built from next to nothing, for another process.
PROBE = """
from hashlib import sha256
from keytag.output.cutting import write_cut_dxf
from keytag.drawing.geometry.curves import Circle, Ellipse
from keytag.imposition.cut_sheet import CutSheet
sheet = CutSheet(320.0, 450.0, (Ellipse((50, 50), (25, 0), 0.4),), (Circle((30, 50), 2),), ())
print(sha256(write_cut_dxf(sheet)).hexdigest())
"""


def read(data: bytes) -> Drawing:
    """Return the document as ezdxf reads it."""
    return ezdxf.read(StringIO(data.decode()))


def entities(data: bytes) -> Iterator[list[tuple[int, str]]]:
    """Yield the group codes and values of each entity of the ENTITIES section."""
    lines = data.decode("ascii").splitlines()
    groups = [(int(code), value) for code, value in zip(lines[::2], lines[1::2], strict=True)]
    start = groups.index((2, "ENTITIES")) + 1
    entity: list[tuple[int, str]] = []
    for code, value in groups[start:]:
        if code == 0:
            if entity:
                yield entity
            if value == "ENDSEC":
                return
            entity = []
        entity.append((code, value))


def outline(entity: list[tuple[int, str]], steps: int = 720) -> Polygon:
    """Return an entity as a fine polygon, by the formulas of the DXF Reference."""
    one = dict(entity)
    if one[0] == "LWPOLYLINE":
        return chain(entity, closed=one[70] == "1", steps=steps)
    x, y = float(one[10]), float(one[20])
    if one[0] == "CIRCLE":
        r = float(one[40])
        return [(x + r * cos(2 * pi * i / steps), y + r * sin(2 * pi * i / steps)) for i in range(steps)]
    assert (float(one[41]), float(one[42])) == pytest.approx((0.0, 2 * pi))
    ax, ay, ratio = float(one[11]), float(one[21]), float(one[40])
    angles = [2 * pi * i / steps for i in range(steps)]
    return [(x + ax * cos(t) - ay * ratio * sin(t), y + ay * cos(t) + ax * ratio * sin(t)) for t in angles]


def chain(entity: list[tuple[int, str]], *, closed: bool, steps: int) -> Polygon:
    """Return a polyline with its arcs: a point of an arc sees the chord under half the arc's angle."""
    vertices: list[list[float]] = []
    for code, value in entity:
        if code == 10:
            vertices.append([float(value), 0.0, 0.0])
        elif code in (20, 42) and vertices:
            vertices[-1][1 if code == 20 else 2] = float(value)
    points: Polygon = []
    for (x0, y0, bulge), (x1, y1, _) in zip(vertices, vertices[1:] + vertices[: int(closed)], strict=False):
        points.append((x0, y0))
        if not bulge:
            continue
        # The centre lies left of the chord by its half over tan(θ/2), with tan(θ/4) the bulge.
        half = 2 * bulge / (1 - bulge * bulge)
        cx, cy = (x0 + x1) / 2 - (y1 - y0) / 2 / half, (y0 + y1) / 2 + (x1 - x0) / 2 / half
        turn = 4 * _atan(bulge) / steps
        for i in range(1, steps):
            co, si = cos(turn * i), sin(turn * i)
            points.append((cx + (x0 - cx) * co - (y0 - cy) * si, cy + (x0 - cx) * si + (y0 - cy) * co))
    return points if closed else [*points, (vertices[-1][0], vertices[-1][1])]


def _atan(value: float) -> float:
    low, high = -pi / 2, pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if tan(middle) < value else (low, middle)
    return low


def area(points: Polygon) -> float:
    """Return the area of a polygon."""
    ends = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in ends)) / 2


def farthest(points: Polygon, polygon: Polygon) -> float:
    """Return how far a point of ``points`` is from the closed ``polygon`` at most."""
    corners = np.array([*polygon, polygon[0]])
    a, along = corners[:-1], np.diff(corners, axis=0)
    length = np.maximum((along**2).sum(axis=1), 1e-30)
    return max(_distance(np.array(point), a, along, length) for point in points)


def _distance(point: Numbers, a: Numbers, along: Numbers, length: Numbers) -> float:
    t = np.clip(((point - a) * along).sum(axis=1) / length, 0.0, 1.0)
    return float(np.linalg.norm(point - a - t[:, None] * along, axis=1).min())


@pytest.mark.parametrize("name", KINDS)
def test_the_cut_is_the_printed_outline(name: str, sheets: Sheets, places: tuple[Affine, ...]) -> None:
    """Every cut lies within 0.01 mm of the outline in its slot, with its area and its kind of curve."""
    shape, sheet = sheets[name]
    cuts = [entity for entity in entities(write_cut_dxf(sheet)) if (8, "CUT") in entity]
    assert [dict(entity)[0] for entity in cuts] == [KINDS[name]] * len(places)
    for entity, place in zip(cuts, places, strict=True):
        found = outline(entity)
        (printed,) = shape.outline().transformed(place).flattened(0.002)
        assert farthest([(x, 450 - y) for x, y in printed], found) < 0.01
        assert area(found) == pytest.approx(shape.area, rel=1e-4)


@pytest.mark.parametrize("name", KINDS)
def test_the_hole_is_where_it_is_punched(name: str, sheets: Sheets, places: tuple[Affine, ...]) -> None:
    """Every hole is a circle with the centre and diameter of the hole in its slot."""
    shape: Shape = sheets[name][0]
    hole = place_hole(shape, 4, 2.5, "left")
    found = [dict(entity) for entity in entities(write_cut_dxf(sheets[name][1])) if (8, "HOLE") in entity]
    assert {one[0] for one in found} == {"CIRCLE"}
    for one, place in zip(found, places, strict=True):
        x, y = place.apply((hole.cx, hole.cy))
        assert (float(one[10]), float(one[20]), float(one[40])) == pytest.approx((x, 450 - y, 2), abs=1e-3)


@pytest.mark.parametrize("name", KINDS)
def test_ezdxf_reads_it_without_complaint(name: str, sheets: Sheets) -> None:
    """The file is DXF R2010 in millimetres, its layers are CUT, HOLE and MARKS, and an audit finds nothing."""
    document = read(write_cut_dxf(sheets[name][1]))
    audit = document.audit()
    assert (audit.errors, audit.fixes) == ([], [])
    assert document.dxfversion == "AC1024"
    assert (document.header["$INSUNITS"], document.header["$MEASUREMENT"]) == (4, 1)
    assert {"CUT", "HOLE", "MARKS"} <= {layer.dxf.name for layer in document.layers}
    space = document.modelspace()
    counts = {layer: len(space.query(f'*[layer=="{layer}"]')) for layer in ("CUT", "HOLE", "MARKS")}
    assert counts == {"CUT": 4, "HOLE": 4, "MARKS": 3}
    assert len(space) == 11
    assert tuple(document.header["$EXTMAX"])[:2] == (320, 450)


def test_ezdxf_sees_the_same_curves(sheets: Sheets) -> None:
    """What ezdxf makes of an ellipse, a circle and a polyline is what was asked for."""
    space = read(write_cut_dxf(sheets["oval"][1])).modelspace()
    ellipse = space.query("ELLIPSE").first
    assert isinstance(ellipse, Ellipse)
    points = list(ellipse.flattening(0.001))
    xs, ys = [p.x for p in points], [p.y for p in points]
    assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx((20, 400, 70, 420), abs=0.005)
    circle = space.query('CIRCLE[layer=="MARKS"]').first
    assert isinstance(circle, Circle)
    assert (tuple(circle.dxf.center)[:2], circle.dxf.radius) == ((160, 10), 2.5)
    square, corner = space.query("LWPOLYLINE")
    assert isinstance(square, LWPolyline)
    assert isinstance(corner, LWPolyline)
    assert (square.closed, corner.closed) == (True, False)
    assert [tuple(point) for point in corner.get_points("xy")] == [(300, 10), (310, 10), (310, 20)]


def test_same_sheet_same_bytes_on_any_machine(tmp_path: Path) -> None:
    """Neither clock, nor hash order, nor a first run change a byte, and no file is left in the home."""
    digests = set()
    for seed in ("0", "4", "7"):
        env = {**os.environ, "HOME": str(tmp_path), "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"}
        env.pop("XDG_CACHE_HOME", None)
        done = subprocess.run(
            [sys.executable, "-c", PROBE], cwd=ROOT, env=env, check=True, capture_output=True, text=True
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1
    assert list(tmp_path.iterdir()) == []


def test_ezdxf_is_left_as_it_was(sheets: Sheets) -> None:
    """Whoever else uses ezdxf in the same process finds its settings and the environment untouched."""
    before = (ezdxf.options.write_fixed_meta_data_for_testing, os.environ.get("XDG_CACHE_HOME"))
    write_cut_dxf(sheets["circle"][1])
    assert (ezdxf.options.write_fixed_meta_data_for_testing, os.environ.get("XDG_CACHE_HOME")) == before


@pytest.mark.parametrize("name", KINDS)
def test_polylines_stay_within_a_hundredth(name: str, sheets: Sheets) -> None:
    """As polylines every cut and hole is straight lines, nowhere further than 0.01 mm from its exact curve."""
    sheet = sheets[name][1]
    exact = [outline(entity) for entity in entities(write_cut_dxf(sheet)) if (8, "MARKS") not in entity]
    straight = [
        entity for entity in entities(write_cut_dxf(sheet.as_polylines(0.01))) if (8, "MARKS") not in entity
    ]
    assert {dict(entity)[0] for entity in straight} == {"LWPOLYLINE"}
    assert not any(code == 42 for entity in straight for code, _ in entity)
    for curve, entity in zip(exact, straight, strict=True):
        found = outline(entity)
        assert farthest(found, curve) < 0.002
        assert farthest(curve, found) < 0.0101


def test_what_is_said_is_not_cut(sheets: Sheets) -> None:
    """Words, edge, gripper and arrow are on a layer of their own that does not plot, in plain ASCII."""
    sheet = sheets["oval"][1]
    press = Press(320, 450, gripper=12, sides=5, tail=5, gap=4, bleed=2)
    said = replace(
        sheet,
        info=cut_info(sheet, press, (("# 0123abcd", "bế đứt"), ("cut through",))),
        names=LayerNames(cut="Thru-cut"),
    )
    data = write_cut_dxf(said)
    document = read(data)
    assert document.layers.get("INFO").dxf.plot == 0
    assert [entity.dxf.layer for entity in document.modelspace()].count("Thru-cut") == 4
    texts = list(document.modelspace().query('TEXT[layer=="INFO"]'))
    assert [text.dxf.text for text in texts] == ["# 0123abcd  -  be dut", "cut through"]
    assert data.decode("ascii")
    assert b"\\U+" not in data
    assert len(document.modelspace().query('LWPOLYLINE[layer=="INFO"]')) == 4
    audit = document.audit()
    assert (audit.errors, audit.fixes) == ([], [])
