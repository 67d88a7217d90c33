"""Artificial artworks, sheets and an imprint for the tests of finished files."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from keytag.drawing.artwork import Artwork, Fill, Group, Role, Stroke
from keytag.drawing.geometry import Affine, Rect, Shape, ShapeKind, circle, place_hole, rectangle
from keytag.drawing.ink import BLACK, PAPER, Ink, registration, spot
from keytag.imposition.sheet import Form, Page, Placement, SheetSide
from keytag.output.pdf.profile import read_profile
from keytag.output.pdf.seal import Imprint
from keytag.standards import PDF_X4

FOGRA39 = Path(__file__).parents[2] / "templates" / "profiles" / "FOGRA39L_coated.icc"
OVAL = Shape(ShapeKind.OVAL, 50.0, 20.0)
RED = Ink("flag-red", (0.0, 1.0, 1.0, 0.0))
YELLOW = Ink("flag-yellow", (0.0, 0.0, 1.0, 0.0))
CUT = spot("CutContour", (0.0, 1.0, 0.0, 0.0), technical=True)
SHEET = (320.0, 450.0)
PLACES = tuple(Affine.translation(10 + 60 * (i % 5), 20 + 30 * (i // 5)) for i in range(20))


@pytest.fixture(scope="session")
def imprint() -> Imprint:
    """What the files of these tests say about themselves."""
    return Imprint(
        title="Thử: móc khóa & <an ninh>",
        creator="keytag 1.2.3",
        date=datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=7))),
        standard=PDF_X4,
        profile=read_profile(FOGRA39.read_bytes()),
    )


@pytest.fixture(scope="session")
def front() -> Artwork:
    """A red oval with a yellow line, a clipped and moved group, and black that overprints."""
    group = Group(
        (Fill(circle(0.0, 0.0, 3.0), YELLOW, Role.ART),),
        Affine.translation(25.0, 10.0),
        rectangle(Rect(-3, -3, 3, 0)),
    )
    items = (
        Fill(OVAL.outline(-2.0), RED, Role.GROUND),
        Stroke(OVAL.outline(1.2), YELLOW, 0.3, Role.RULE, dash=(1.0, 0.5)),
        group,
        Fill(rectangle(Rect(35.0, 8.0, 40.0, 12.0)), BLACK, Role.LETTERING, overprint=True),
        Fill(rectangle(Rect(36.0, 9.0, 37.0, 10.0)), PAPER, Role.LETTERING),
    )
    return Artwork(items, OVAL.trim, 2.0)


@pytest.fixture(scope="session")
def back() -> Artwork:
    """A red oval with a black square on white."""
    items = (
        Fill(OVAL.outline(-2.0), RED, Role.GROUND),
        Fill(rectangle(Rect(17.0, 2.0, 33.0, 18.0)), PAPER, Role.QR_GROUND),
        Fill(rectangle(Rect(20.0, 5.0, 30.0, 15.0)), BLACK, Role.QR),
    )
    return Artwork(items, OVAL.trim, 2.0)


@pytest.fixture(scope="session")
def cut() -> Artwork:
    """The dieline and the hole, overprinting."""
    hole = place_hole(OVAL, 4.0, 2.5, "left").outline()
    items = (
        Stroke(OVAL.outline(), CUT, 0.0882, Role.DIELINE, overprint=True),
        Stroke(hole, CUT, 0.0882, Role.HOLE, overprint=True),
    )
    return Artwork(items, OVAL.trim, 2.0)


@pytest.fixture(scope="session")
def pages(front: Artwork, back: Artwork, cut: Artwork) -> tuple[Page, ...]:
    """Three press sheets of twenty tags, front and back, each with digits of its own and shared marks."""
    mark = Artwork((Stroke(circle(2.0, 2.0, 1.5), registration(), 0.0882, Role.MARK),), Rect(0, 0, 4, 4))

    def form(side: SheetSide, artwork: Artwork) -> Form:
        tags = [Placement(each, place) for place in PLACES for each in (artwork, cut)]
        return Form(side, (*tags, Placement(mark, Affine.translation(158.0, 2.0))))

    forms = (form(SheetSide.FRONT, front), form(SheetSide.BACK, back))
    return tuple(
        Page(*SHEET, each, (Placement(digit(number), Affine.translation(20.0, 440.0)),))
        for number in range(3)
        for each in forms
    )


def digit(number: int) -> Artwork:
    """A stand-in for a digit of the slug, made afresh so that equal ones are not the same object."""
    return Artwork((Fill(circle(1.0, 1.0, 0.5 + number / 10), BLACK, Role.MARK),), Rect(0, 0, 2, 3))
