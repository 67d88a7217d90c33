"""What a mould holds: by height of letters, thickness of strokes and lines, and the hollows between them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.checks.artwork.relief import MouldLimits, with_relief
from keytag.drawing.artwork import Artwork, Fill, Role, Source, Stroke
from keytag.drawing.geometry import Rect, rectangle
from keytag.drawing.ink import spot
from keytag.drawing.lettering import Face, outline, shape

MOULD = MouldLimits(letter=3.0, line=0.5, gap=0.3, relief=0.5)
GOLD = spot("Gold", (0.0, 0.1, 1.0, 0.0))
TRIM = Rect(0.0, 0.0, 50.0, 20.0)


def lettered(text: str, size: float, weight: int = 800) -> Fill:
    """Return ``text`` in gold, ``size`` mm."""
    path = outline(shape(text, Face("be-vietnam-pro", weight)), size)
    return Fill(path, GOLD, Role.LETTERING, Source("hotline", "numbers.0.number"))


def is_raised(item: Fill | Stroke, mould: MouldLimits = MOULD) -> bool:
    """Tell whether ``item`` alone on a side becomes relief."""
    (made,) = with_relief(Artwork((item,), TRIM), mould).items
    assert isinstance(made, Fill | Stroke)
    assert made.ink.cmyk == item.ink.cmyk
    return made.ink.material


@pytest.mark.parametrize(
    ("text", "size", "weight", "raised"),
    [
        ("0269 3000 113", 5.2, 800, True),
        # Figures of 2.5 mm.
        ("0269 3000 113", 3.5, 800, False),
        # High enough, and strokes of 0.3 mm.
        ("0269 3000 113", 5.2, 300, False),
        # Capitals of 3.7 mm, small letters of 2.7 mm.
        ("Trực ban", 5.2, 800, False),
        ("Trực ban", 12.0, 800, True),
    ],
)
def test_letters_stand_out_where_they_are_large(text: str, size: float, weight: int, *, raised: bool) -> None:
    """Height, strokes and the lowest letters all count."""
    assert is_raised(lettered(text, size, weight)) is raised


def test_what_stands_too_close_is_printed() -> None:
    """Figures that would stand out are print where the mould's walls between them would be too thin."""
    assert not is_raised(lettered("0269 3000 113", 5.2), replace(MOULD, gap=0.8))


@pytest.mark.parametrize(("width", "raised"), [(0.25, False), (0.5, True)])
def test_lines_by_their_thickness(width: float, *, raised: bool) -> None:
    """A line as thick as the mould holds is moulded, a finer one printed."""
    assert is_raised(Stroke(rectangle(TRIM.grown(-2.0)), GOLD, width, Role.RULE)) is raised


def test_codes_and_drawings_are_never_moulded() -> None:
    """A code's squares and a drawing's curves are print, whatever their size."""
    for role in (Role.QR, Role.QR_GROUND, Role.ART):
        assert not is_raised(Fill(rectangle(TRIM), GOLD, role))


def test_lines_of_one_text_are_made_alike() -> None:
    """One line of a text that the mould cannot hold makes print of them all."""
    side = Artwork((lettered("0269 3000 113", 5.2), lettered("0269", 3.0)), TRIM)
    assert with_relief(side, MOULD) is side
