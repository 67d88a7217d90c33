"""Matrices in PDF's order."""

from __future__ import annotations

import pytest

from keytag.drawing.geometry import IDENTITY, Affine


def test_then_applies_the_first_matrix_first() -> None:
    """Scaled and then moved is not moved and then scaled."""
    scale, move = Affine.scaling(2.0, 3.0), Affine.translation(10.0, 20.0)
    assert scale.then(move).apply((1.0, 1.0)) == (12.0, 23.0)
    assert move.then(scale).apply((1.0, 1.0)) == (22.0, 63.0)


@pytest.mark.parametrize(
    ("angle_deg", "point"),
    [(90, (0.0, 1.0)), (180, (-1.0, 0.0)), (270, (0.0, -1.0)), (-90, (0.0, -1.0)), (360, (1.0, 0.0))],
)
def test_right_angles_are_exact(angle_deg: float, point: tuple[float, float]) -> None:
    """A quarter turn is clockwise on the page and leaves no rounding dust in a file."""
    assert Affine.rotation(angle_deg).apply((1.0, 0.0)) == point


def test_rotation_keeps_lengths() -> None:
    """A turn by any angle has determinant 1."""
    assert Affine.rotation(37.0).determinant == pytest.approx(1.0)


def test_mirrors_undo_themselves_and_change_handedness() -> None:
    """A reflection done twice is nothing done; done once, its determinant is negative."""
    for mirror in (Affine.mirror_x(7.0), Affine.mirror_y(7.0)):
        assert mirror.then(mirror) == IDENTITY
        assert mirror.determinant == -1.0
    assert Affine.mirror_x(7.0).apply((1.0, 2.0)) == (13.0, 2.0)
    assert Affine.mirror_y(7.0).apply((1.0, 2.0)) == (1.0, 12.0)


def test_a_matrix_that_flattens_the_plane_has_no_inverse() -> None:
    """There is nothing to undo a scaling to zero."""
    with pytest.raises(ZeroDivisionError):
        Affine.scaling(1.0, 0.0).inverse()
