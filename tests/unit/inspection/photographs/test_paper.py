"""The paper's corners in a picture, also where something lies over one of them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from keytag.inspection.photographs.paper import paper_corners

CORNERS = [(48, 16), (364, 42), (338, 272), (40, 256)]


def _corners(over: list[tuple[int, int]], tone: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None:
    """Return the corners found in a picture of paper on a dark table, with a thing of some tone ``over`` it."""
    picture = Image.new("L", (400, 300), 40)
    draw = ImageDraw.Draw(picture)
    draw.polygon(CORNERS, fill=235)
    if over:
        draw.polygon(over, fill=tone)
    return paper_corners(picture, np.ones(2))


@pytest.mark.parametrize(
    ("over", "tone"),
    [
        ([], 0),
        # A finger from the picture's lower right over the paper's corner, as bright as paper; and its shadow.
        ([(318, 250), (332, 240), (400, 282), (400, 299), (370, 299)], 200),
        ([(300, 276), (345, 228), (345, 276)], 40),
    ],
)
def test_corners_are_found_under_a_finger_and_in_a_shadow(over: list[tuple[int, int]], tone: int) -> None:
    """Each corner lies within two pixels of where the sides meet, though a finger or a shadow covers it."""
    found = _corners(over, tone)
    assert found is not None
    assert np.abs(found - np.array(CORNERS)).max() < 2.5


def test_something_round_has_no_corners() -> None:
    """A plate on a table is no paper."""
    picture = Image.new("L", (400, 300), 40)
    ImageDraw.Draw(picture).ellipse((60, 20, 340, 280), fill=235)
    assert paper_corners(picture, np.ones(2)) is None


def test_paper_on_a_bright_table_within_black_is_found() -> None:
    """In a screenshot of a photograph the paper is found, not the photograph."""
    picture = Image.new("L", (185, 400), 0)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 120, 184, 260), fill=120)
    corners = [(30, 138), (150, 142), (148, 240), (26, 236)]
    draw.polygon(corners, fill=235)
    found = paper_corners(picture, np.ones(2), "paper brightest")
    assert found is not None
    assert np.abs(found - np.array(corners)).max() < 2.5


def test_paper_of_which_a_corner_lies_in_the_shade_is_found() -> None:
    """A corner that a lamp leaves darker than the middle of picture and paper is a corner of the paper still."""
    picture = Image.new("L", (400, 300), 40)
    draw = ImageDraw.Draw(picture)
    draw.polygon(CORNERS, fill=235)
    # Below half of the way from the table to the paper.
    draw.polygon([CORNERS[0], (190, 28), (150, 120), (44, 140)], fill=120)
    found = paper_corners(picture, np.ones(2), "paper shaded")
    assert found is not None
    assert np.abs(found - np.array(CORNERS)).max() < 2.5
