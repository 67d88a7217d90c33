"""Tests of keytag's own small drawings."""

from __future__ import annotations

import pytest

from keytag.drawing.geometry.contour import signed_area
from keytag.drawing.signs import SIGNS, SignName, sign_path


@pytest.mark.parametrize("name", SIGNS)
def test_signs_are_one_millimetre_high(name: SignName) -> None:
    """Each begins at the origin and is 1 mm high, so that whoever places it scales it."""
    box = sign_path(name).bounds()
    assert (box.x0, box.y0, box.height) == pytest.approx((0.0, 0.0, 1.0), abs=1e-9)


@pytest.mark.parametrize("name", SIGNS)
def test_signs_are_solid(name: SignName) -> None:
    """A good part of the box is ink: strokes are thick enough to print 2 mm high."""
    box = sign_path(name).bounds()
    area = abs(sum(signed_area(contour) for contour in sign_path(name).flattened()))
    assert area > 0.2 * box.width * box.height
