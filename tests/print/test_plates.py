"""Plates of finished files, taken apart by their content and by Ghostscript, which must come to the same."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from keytag.drawing.geometry import Rect
from keytag.inspection.pdf import survey
from keytag.inspection.separations import ghostscript
from keytag.inspection.separations.coverage import Separation, measure_ink
from keytag.inspection.separations.ghostscript import Window
from keytag.inspection.separations.separate import InseparableError
from keytag.inspection.standards.gwg import judge
from keytag.standards import SHEET_SPOT
from keytag.steps.separations import separate_plates
from keytag.units import to_mm

SIDE = 200
PAGE = Rect(0.0, 0.0, to_mm(SIDE), to_mm(SIDE))
NO_INKS: frozenset[str] = frozenset()


def made(content: bytes, fill: Callable[[Pdf, Object], None] = lambda _pdf, _own: None) -> bytes:
    """Return a page of 200 by 200 points with ``content``; ``fill`` adds to its resources."""
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(SIDE, SIDE))
        page = pdf.pages[0].obj
        tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1)
        page.Resources = Dictionary(
            ColorSpace=Dictionary(Cut=Array([Name.Separation, Name.CutContour, Name.DeviceCMYK, tint])),
            ExtGState=Dictionary(
                On=Dictionary(OP=True, op=True, OPM=1),
                Plain=Dictionary(OP=True, op=True, OPM=0),
                Off=Dictionary(OP=False),
            ),
        )
        fill(pdf, page.Resources)
        page.Contents = Stream(pdf, content)
        buffer = BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def inked(content: bytes, fill: Callable[[Pdf, Object], None] = lambda _pdf, _own: None) -> dict[str, float]:
    """Return the share of the page that is inked on each plate, by the file's content."""
    return dict(measure_ink(made(content, fill), NO_INKS, 1).pages[0].coverage)


HALF = b"0 0 100 200 re f "
WHOLE = b"0 0 200 200 re f "
CASES = {
    "process inks": (b"1 .5 0 .25 k " + HALF, {"Cyan": 0.5, "Magenta": 0.25, "Black": 0.125}),
    "a spot": (b"/Cut cs .8 scn " + HALF, {"CutContour": 0.4}),
    "a spot knocks out": (
        b"0 1 1 0 k " + WHOLE + b"/Cut cs 1 scn " + HALF,
        {"Magenta": 0.5, "Yellow": 0.5, "CutContour": 0.5},
    ),
    "a spot overprints": (
        b"0 1 1 0 k " + WHOLE + b"/On gs /Cut cs 1 scn " + HALF,
        {"Magenta": 1.0, "Yellow": 1.0, "CutContour": 0.5},
    ),
    "black overprints with OPM 1": (
        b"0 1 0 0 k " + WHOLE + b"/On gs 0 0 0 1 k " + HALF,
        {"Magenta": 1.0, "Black": 0.5},
    ),
    "black with OPM 0 knocks out": (
        b"0 1 0 0 k " + WHOLE + b"/Plain gs 0 0 0 1 k " + HALF,
        {"Magenta": 0.5, "Black": 0.5},
    ),
    "white knocks out": (b"0 1 0 0 k " + WHOLE + b"0 g 1 g " + HALF, {"Magenta": 0.5}),
    "grey is black": (b".5 g " + WHOLE, {"Black": 0.5}),
    "q brings overprint back": (
        b"0 1 0 0 k " + WHOLE + b"q /On gs Q 0 0 0 1 k " + HALF,
        {"Magenta": 0.5, "Black": 0.5},
    ),
    "fill and stroke each on their own": (
        b"1 0 0 0 k 0 0 1 0 K 20 w /On gs 50 50 100 100 re B",
        {"Cyan": 0.25, "Yellow": 0.2},
    ),
    "a clip": (b"0 0 100 100 re W n 0 0 1 0 k " + WHOLE, {"Yellow": 0.25}),
}


@pytest.mark.parametrize("name", CASES)
def test_paint_falls_on_its_plates(name: str) -> None:
    """Each way of painting inks the plates that ISO 32000 says, and leaves or clears the others."""
    content, wanted = CASES[name]
    found = inked(content)
    assert set(found) == set(wanted)
    assert found == pytest.approx(wanted, abs=0.02)


@pytest.mark.print
@pytest.mark.parametrize("name", CASES)
def test_ghostscript_agrees(name: str) -> None:
    """Ghostscript, which shares no code with keytag, comes to the same plates."""
    if ghostscript.find_ghostscript() is None:
        pytest.skip("Ghostscript is not installed")
    content, wanted = CASES[name]
    found = ghostscript.separate_by_ghostscript([made(content)], [Window(PAGE, PAGE)], NO_INKS)
    assert found is not None
    coverage = {name: amount for name, amount in found[0].coverage if amount > 0.0005}
    assert coverage == pytest.approx(wanted, abs=0.03)


def picture(space: object, data: bytes, **entries: object) -> Callable[[Pdf, Object], None]:
    """Return what adds a picture ``X`` of two by two pixels."""

    def fill(pdf: Pdf, own: Object) -> None:
        about = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 2, "Height": 2, "BitsPerComponent": 8}
        own.XObject = Dictionary(X=pdf.make_indirect(Stream(pdf, data, ColorSpace=space, **about, **entries)))

    return fill


@pytest.mark.parametrize(
    ("fill", "wanted"),
    [
        (picture(Name.DeviceCMYK, b"\xff\0\0\x80" * 4), {"Cyan": 1.0, "Black": 0.5}),
        (picture(Name.DeviceGray, b"\0\xff\xff\xff"), {"Black": 0.25}),
        (picture(Name.DeviceCMYK, b"\0\xff\xff\xff" * 4, Decode=Array([1, 0] * 4)), {"Cyan": 1.0}),
        (
            picture(Array([Name.Indexed, Name.DeviceCMYK, 1, b"\0\xff\0\0\0\0\xff\0"]), b"\0\1\1\1"),
            {"Magenta": 0.25, "Yellow": 0.75},
        ),
    ],
)
def test_pictures_fall_on_their_plates(fill: Callable[[Pdf, Object], None], wanted: dict[str, float]) -> None:
    """Pictures in CMYK, in grey, turned round and in a palette are inked channel by channel."""
    assert inked(b"200 0 0 200 0 0 cm /X Do", fill) == pytest.approx(wanted, abs=0.03)


def test_total_ink_is_that_of_what_lies_over_what() -> None:
    """Two paints within the limit are too much together where the second overprints, not where it knocks out."""
    below, above = b"1 1 0 0 k " + WHOLE, b"0 0 1 1 k " + WHOLE
    for between, heaviest, outcome in ((b"/On gs ", 4.0, "warning"), (b"", 2.0, "holds")):
        data = made(below + between + above)
        facts = survey(data)
        found = measure_ink(data, NO_INKS, 1)
        assert found.heaviest == pytest.approx(heaviest, abs=0.01)
        (judged,) = (each for each in judge(facts, SHEET_SPOT, found.heaviest) if each.number == "R0025/R0026")
        assert judged.outcome.value == outcome
    # The heaviest single paint has 200 %: by that alone nothing would be told.
    (alone,) = (each for each in judge(facts, SHEET_SPOT) if each.number == "R0025/R0026")
    assert alone.outcome.value == "holds"


def test_the_mean_over_fifteen_millimetres_counts() -> None:
    """A small area of much ink weighs by its share of a square of 15 mm; one as large as that weighs in full."""
    side = 15 / to_mm(1.0)
    small = measure_ink(made(b"1 1 1 1 k 50 50 %f %f re f" % (side / 2, side / 2)), NO_INKS, 1).pages[0]
    large = measure_ink(made(b"1 1 1 1 k 20 20 %f %f re f" % (1.4 * side, 1.4 * side)), NO_INKS, 1).pages[0]
    assert small.heaviest == pytest.approx(1.0, abs=0.08)
    assert small.peak == pytest.approx(4.0, abs=0.01)
    assert large.heaviest == pytest.approx(4.0, abs=0.01)


def test_technical_inks_are_no_ink_to_dry() -> None:
    """What is cut and not printed is measured, and left out of the total."""
    page = measure_ink(made(b"/Cut cs 1 scn " + WHOLE), frozenset({"CutContour"}), 1).pages[0]
    assert dict(page.coverage)["CutContour"] == pytest.approx(1.0)
    assert (page.heaviest, page.peak) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"1 0 0 rg " + WHOLE, "DeviceRGB"),
        (b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI", "picture within the content"),
        (b"/S sh", "shading"),
        (b"1 k " + WHOLE, "operator"),
    ],
)
def test_what_needs_a_colour_engine_is_said(content: bytes, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where keytag cannot separate a file itself and there is no Ghostscript, it says why, and what would help."""
    with pytest.raises(InseparableError, match=why):
        measure_ink(made(content), NO_INKS, 1)
    monkeypatch.setattr(ghostscript, "which", lambda _name: None)
    said = separate_plates(made(content), survey(made(content)))
    assert not isinstance(said, Separation)
    assert "install Ghostscript" in said.en


def test_without_ghostscript_the_content_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Ghostscript still says what lies on the plates, and by what it was measured."""
    monkeypatch.setattr(ghostscript, "which", lambda _name: None)
    data = made(b"0 1 0 0 k " + HALF)
    found = separate_plates(data, survey(data))
    assert isinstance(found, Separation)
    assert found.by.en == "the file's content, PDFium"
    assert dict(found.pages[0].coverage) == pytest.approx({"Magenta": 0.5}, abs=0.01)


@pytest.mark.print
def test_a_ghostscript_that_fails_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that takes too long gives no plates and no crash."""
    if ghostscript.find_ghostscript() is None:
        pytest.skip("Ghostscript is not installed")
    monkeypatch.setattr(ghostscript, "_SECONDS", 0.001)
    assert ghostscript.separate_by_ghostscript([made(HALF)], [Window(PAGE, PAGE)], NO_INKS) is None


def test_pages_are_measured_up_to_a_bound() -> None:
    """Of a long file the first pages are measured, and how many there are is said."""
    with Pdf.open(BytesIO(made(b"0 0 1 0 k " + WHOLE))) as pdf:
        for _ in range(4):
            pdf.pages.append(pdf.pages[0])
        buffer = BytesIO()
        pdf.save(buffer)
    found = measure_ink(buffer.getvalue(), NO_INKS, 3)
    assert ([page.page for page in found.pages], found.of) == ([1, 2, 3], 5)
    assert all(one.coverage == other.coverage for one, other in pairwise(found.pages))
