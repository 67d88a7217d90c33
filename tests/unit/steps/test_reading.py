"""Composed codes are read back from their pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.geometry import Rect, rectangle
from keytag.drawing.ink import Ink
from keytag.files import library
from keytag.steps.code_reading import read_codes
from keytag.steps.compose_editions import ComposedEdition, compose_editions
from keytag.steps.job_setup import JobSetup, load_setup

Ward = tuple[JobSetup, ComposedEdition]


def composed(path: Path) -> tuple[JobSetup, tuple[ComposedEdition, ...]]:
    """Return a job's setting and editions."""
    setup, _ = load_setup(path)
    editions, _ = compose_editions(setup, setup.file.editions, lambda _done, _total: None)
    return setup, editions


@pytest.fixture(scope="module")
def ward() -> Ward:
    """The sample of today's ward; its code is on the back."""
    setup, (edition,) = composed(library.find("configs", "ward"))
    return setup, edition


def painted(edition: ComposedEdition, item: Fill) -> ComposedEdition:
    """Return ``edition`` with one more item on its back."""
    back = edition.tag.back
    items = Artwork((*back.items, item), back.trim, back.bleed)
    return replace(edition, tag=replace(edition.tag, back=items))


@pytest.mark.parametrize("name", ["ward", "an-phu", "tri-quang"])
def test_the_samples_read_also_when_worn(name: str) -> None:
    """Every sample's code reads clean and worn; a sample without a code has no reading."""
    setup, editions = composed(library.find("configs", name))
    read, findings = read_codes(setup, editions)
    assert findings == ()
    for edition in read:
        back = edition.read_back
        assert (back is None) is (edition.tag.code is None)
        assert back is None or (back.is_read and back.is_read_worn)
        facts = edition.facts.qr
        assert facts is None or facts.read_back is back


def test_what_covers_the_code_is_found(ward: Ward) -> None:
    """Paint over a finder makes the composed side unreadable, and that is an error at the link."""
    setup, edition = ward
    code = edition.tag.code
    assert code is not None
    box = code.ground
    blot = Rect(box.x0 + 1.5, box.y0 + 1.5, box.x0 + 4.0, box.y0 + 4.0)
    _, (finding,) = read_codes(setup, (painted(edition, Fill(rectangle(blot), Ink("x", (0, 0, 0, 1)), Role.ART)),))
    assert (finding.rule, finding.node) == ("code-reads-back", "qr.link")


def test_the_cut_is_part_of_the_picture(ward: Ward) -> None:
    """A code that hangs over the cut cannot be read, though it is painted whole."""
    setup, edition = ward
    assert edition.tag.code is not None
    # The cut goes through the code's middle.
    moved = replace(setup, shape=replace(setup.shape, width=edition.tag.code.cx))
    _, findings = read_codes(moved, (edition,))
    assert "code-reads-back" in {finding.rule for finding in findings}


def test_distance_is_ten_times_the_symbol(ward: Ward) -> None:
    """A phone reads from ten times the width of the symbol without its quiet zone."""
    _, edition = ward
    code, facts = edition.tag.code, edition.facts.qr
    assert code is not None
    assert facts is not None
    assert facts.distance_mm == pytest.approx(10 * code.symbol.size * code.module)
