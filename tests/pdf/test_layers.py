"""Processing steps: each role that says something to the shop has its layer, where the standard has layers."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.checks.press_file.compare import expect_one_ups, mismatches
from keytag.drawing.artwork import Artwork, Fill, Item, Role, Stroke
from keytag.drawing.geometry import Rect, rectangle
from keytag.drawing.ink import Ink, spot, underbase_ink
from keytag.inspection.pdf import survey
from keytag.inspection.pdf.read_back import inspect
from keytag.inspection.standards import standard_findings
from keytag.inspection.standards.gwg import Outcome, judge
from keytag.output.pdf.layers import LAYERS
from keytag.output.pdf.seal import Imprint
from keytag.standards import LABEL, PDF_X1A, PDF_X4
from keytag.steps.press_pdf import write_one_ups

SQUARE = rectangle(Rect(0, 0, 10, 10))
CUT = spot("CutContour", (0.0, 1.0, 0.0, 0.0), technical=True)


@pytest.fixture(scope="module")
def acrylic() -> Artwork:
    """A tag on clear stock: white below, colours on it, and everything that is only said."""
    said = (Role.DIELINE, Role.HOLE, Role.BLEED_LINE, Role.DIMENSION)
    items: tuple[Item, ...] = (
        Fill(SQUARE, underbase_ink(), Role.UNDERBASE, overprint=True),
        Fill(SQUARE, Ink("red", (0.0, 1.0, 1.0, 0.0)), Role.GROUND, overprint=True),
        *(Stroke(SQUARE, CUT, 0.0882, role, overprint=True) for role in said),
    )
    return Artwork(items, Rect(0, 0, 10, 10), 1.0)


def test_every_role_has_its_step(acrylic: Artwork, imprint: Imprint) -> None:
    """PDF/X-4 has the layers of ISO 19593-1: Structural with its types, White and Dimensions without."""
    data = write_one_ups([acrylic], imprint)
    assert mismatches(inspect(data), expect_one_ups([acrylic], imprint)) == ()
    facts = survey(data)
    assert facts.layers is not None
    assert {(layer.name, layer.group, layer.step) for layer in facts.layers.layers} == {
        ("White", "White", ""),
        ("Dieline", "Structural", "Cutting"),
        ("Hole", "Structural", "Punching"),
        ("Bleed", "Structural", "Bleed"),
        ("Dimensions", "Dimensions", ""),
    }
    # What is only said to a cutter's operator stands in cut files alone; a tag is cut either way, not both.
    names = {layer.name for layer in LAYERS.values()} - {"INFO", "MARKS", "KissCut"}
    assert {layer.name for layer in facts.layers.layers} == names
    assert standard_findings(facts, PDF_X4) == ()


def test_a_kiss_cut_is_a_partial_one(acrylic: Artwork, imprint: Imprint) -> None:
    """What stays on its backing is Structural/PartialCutting, its hole goes through; GWG's rules are kept."""
    first, second, *said = acrylic.items
    items = tuple(
        replace(each, role=Role.KISS_CUT) if isinstance(each, Stroke) and each.role is Role.DIELINE else each
        for each in said
    )
    kissed = replace(acrylic, items=(first, second, *items))
    data = write_one_ups([kissed], imprint)
    assert mismatches(inspect(data), expect_one_ups([kissed], imprint)) == ()
    assert mismatches(inspect(data), expect_one_ups([acrylic], imprint)) != ()
    facts = survey(data)
    assert facts.layers is not None
    steps = {(layer.group, layer.step) for layer in facts.layers.layers}
    assert {("Structural", "PartialCutting"), ("Structural", "Punching")} <= steps
    assert ("Structural", "Cutting") not in steps
    assert standard_findings(facts, PDF_X4) == ()
    assert {each.outcome for each in judge(facts, LABEL)} <= {Outcome.HOLDS, Outcome.NOT_APPLICABLE}


def test_a_partial_cut_beyond_the_trim_is_told(imprint: Imprint) -> None:
    """A kiss cut is a cut as well: one that runs beyond what is delivered is noticed."""
    line = Stroke(rectangle(Rect(-2, -2, 12, 12)), CUT, 0.0882, Role.KISS_CUT, overprint=True)
    found = standard_findings(survey(write_one_ups([Artwork((line,), Rect(0, 0, 10, 10), 3.0)], imprint)), PDF_X4)
    assert "pdf-dieline-lies-within-the-trim" in {each.rule for each in found}


def test_white_has_an_alternate_of_its_own(acrylic: Artwork, imprint: Imprint) -> None:
    """White and the dieline do not look alike, and white without a type breaks no rule of labels (R0023)."""
    found = judge(survey(write_one_ups([acrylic], imprint)), LABEL)
    assert {each.outcome for each in found} <= {Outcome.HOLDS, Outcome.NOT_APPLICABLE}


def test_without_layers_spots_remain(acrylic: Artwork, imprint: Imprint) -> None:
    """PDF/X-1a has the same spots and no layer at all."""
    data = write_one_ups([acrylic], replace(imprint, standard=PDF_X1A))
    facts = survey(data)
    assert facts.layers is None
    assert {ink for space in facts.spots for ink in space.inks} == {"White", "CutContour"}
    assert {use.manner.layer for page in facts.pages for use in page.uses} == {""}
    assert standard_findings(facts, PDF_X1A) == ()
    assert b"/OC" not in data


def test_print_in_process_inks_has_no_layer(imprint: Imprint) -> None:
    """An item of a technical role that is not in a spot is merely printed: a cutter would not look for it."""
    line = Stroke(SQUARE, Ink("red", (0.0, 1.0, 1.0, 0.0)), 0.1, Role.DIELINE)
    assert survey(write_one_ups([Artwork((line,), Rect(0, 0, 10, 10), 1.0)], imprint)).layers is None
