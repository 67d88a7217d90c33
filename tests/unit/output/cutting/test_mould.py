"""The drawing of a mould: its layers, measures and heights in DXF, and its page."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import StringIO

import ezdxf
import pytest
from ezdxf.entities import LWPolyline

from keytag.drawing.geometry import Rect, Shape, ShapeKind, place_hole, rectangle
from keytag.drawing.ink import Ink, spot
from keytag.output.cutting.mould import MouldDrawing, ReliefLevel, TitleBlock, mould_dxf, mould_page

SHAPE = Shape(ShapeKind.OVAL, 50, 20)
RED, GOLD = Ink("flag-red", (0.0, 1.0, 1.0, 0.0)), spot("Vàng óng", (0.0, 0.1, 1.0, 0.0))
BAR = rectangle(Rect(20.0, 8.0, 30.0, 12.0))
DRAWING = MouldDrawing(
    1,
    1,
    SHAPE,
    place_hole(SHAPE, 4, 2.5, "left"),
    RED,
    3.0,
    0.5,
    (ReliefLevel("front", 2, GOLD, (BAR,)),),
    ("to-1",),
)


def grey(_ink: Ink) -> tuple[int, int, int]:
    """Show any ink as grey."""
    return (90, 90, 90)


def test_the_dxf_has_outline_hole_levels_and_measures() -> None:
    """Each level and colour is a layer of plain letters, at true size; heights and measures are written beside."""
    document = ezdxf.read(StringIO(mould_dxf(DRAWING, grey).decode()))
    assert document.audit().errors == []
    entities = list(document.modelspace())
    found = Counter((entity.dxftype(), entity.dxf.layer) for entity in entities)
    assert found["ELLIPSE", "OUTLINE"] == found["CIRCLE", "HOLE"] == 2
    assert found["LWPOLYLINE", "FRONT-2-V-NG--NG"] == 1
    said = {entity.dxf.text for entity in entities if entity.dxftype() == "TEXT"}
    assert {"50", "20", "dia. 4 mm, edge 2.5 mm"} <= said
    assert any(text.startswith("LO / HOLE: dia. 4 mm, X 4.5") for text in said)
    assert "THAN / BODY: flag-red / flag-red, 3 mm; tat ca / in all 4 mm" in said
    assert "FRONT-2-V-NG--NG: +1 mm, Vang ong / Vang ong" in said
    assert any("cavity is their mirror image" in text for text in said)
    extent = document.header["$EXTMAX"][0]
    assert all(
        entity.dxf.insert.x + len(entity.dxf.text) * entity.dxf.height <= extent
        for entity in entities
        if entity.dxftype() == "TEXT" and len(entity.dxf.text) > 30
    )
    (bar,) = (entity for entity in entities if entity.dxf.layer == "FRONT-2-V-NG--NG")
    assert isinstance(bar, LWPolyline)
    xs = [point[0] for point in bar.get_points()]
    assert max(xs) - min(xs) == pytest.approx(10.0)


def test_holes_stand_before_outlines() -> None:
    """Who engraves in the file's order makes what lies inside first."""
    document = ezdxf.read(StringIO(mould_dxf(DRAWING, grey).decode()))
    layers = [entity.dxf.layer for entity in document.modelspace()]
    assert layers.index("OUTLINE") > layers.index("HOLE")


def test_the_dxf_is_the_same_each_time() -> None:
    """No clock and no chance is in it."""
    assert mould_dxf(DRAWING, grey) == mould_dxf(DRAWING, grey)


def test_the_page_is_a4() -> None:
    """A mould is drawn on one page, whether anything stands out or not."""
    paper = TitleBlock("Công an phường An Khê", "ward", date(2026, 11, 21), "0123456789")
    page = mould_page(DRAWING, paper)
    assert (page.width, page.height) == (210.0, 297.0)
