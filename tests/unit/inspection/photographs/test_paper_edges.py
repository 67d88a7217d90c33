"""Edges of paper in straightened pictures: measured wherever they show, and nowhere else."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from keytag.inspection.photographs.paper_edges import PaperEdges, find_edges
from keytag.inspection.photographs.picture import read_photographs
from keytag.inspection.photographs.plane import Plane
from keytag.inspection.photographs.sheet import ExpectedSide
from keytag.inspection.photographs.straighten import Straightened

# A sheet of 60 × 40 mm at ten pixels a millimetre.
PER_MM, WIDTH, HEIGHT = 10, 60, 40


def _edges(lid: float, aside: float) -> PaperEdges:
    """Return the edges of a scan with ``lid`` mm of grey round the paper, printed ``aside`` mm to the right."""
    size = round((WIDTH + 2 * lid) * PER_MM), round((HEIGHT + 2 * lid) * PER_MM)
    scan = Image.new("RGB", size, (200, 200, 200))
    paper = Image.new("RGB", (WIDTH * PER_MM, HEIGHT * PER_MM), "white")
    scan.paste(paper, (round(lid * PER_MM), round(lid * PER_MM)))
    stream = BytesIO()
    scan.save(stream, "PNG")
    (picture,) = read_photographs(stream.getvalue(), "scan.png")
    side = ExpectedSide(0, 0, False, WIDTH, HEIGHT, Image.new("RGB", (2 * WIDTH, 2 * HEIGHT), "white"), ())
    place = np.array([[PER_MM, 0, (lid + aside) * PER_MM], [0, PER_MM, lid * PER_MM], [0, 0, 1]])
    return find_edges(Straightened(picture, side, Plane(place), (), ()))


@pytest.mark.parametrize("lid", [12.0, 3.0])
def test_edges_are_measured_by_however_little_shows_outside(lid: float) -> None:
    """Edges lie where they lie, whether a centimetre of the scanner's lid shows beside them or 3 mm."""
    edges = _edges(lid, 0.6)
    assert edges.left == pytest.approx(0.6, abs=0.06)
    assert edges.right == pytest.approx(-0.6, abs=0.06)
    assert edges.top == pytest.approx(0.0, abs=0.06)


def test_edges_outside_the_picture_are_not_guessed() -> None:
    """Paper that fills the picture has no edges."""
    assert _edges(0.0, 0.0) == PaperEdges(None, None, None, None)
