"""A leaflet and a sheet of leaflets before the judges of the tags' own files: plates, PDFBox, the GWG's limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from keytag.cli import exit_code
from keytag.inspection.pdf import survey
from keytag.inspection.separations import ghostscript
from keytag.inspection.separations.coverage import measure_ink
from keytag.inspection.standards import standard_findings
from keytag.inspection.standards.gwg import judge
from keytag.standards import PDF_X4, SHEET_SPOT
from keytag.steps.separations import windows_of
from tests.print.test_pdfbox import judged, nothing, relabelled

pytestmark = pytest.mark.print

FILES = ("1-up/ward.pdf", "sheets.pdf")


@pytest.fixture(scope="module")
def leaflets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The leaflet of a sample, A6 on two sides, alone and eight to a sheet."""
    out = tmp_path_factory.mktemp("leaflets")
    command = [
        "leaflet",
        "ward",
        "--size",
        "a6",
        "--count",
        "80",
        "--date",
        "2026-01-15",
        "-o",
        str(out),
        "--quiet",
    ]
    assert exit_code(command) == 0
    return {name: (out / "leaflet-a6" / name).read_bytes() for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_plates_come_apart_alike(name: str, leaflets: dict[str, bytes]) -> None:
    """Ghostscript lays as much on each plate as the file's content says: three inks, none of them technical."""
    data = leaflets[name]
    facts = survey(data)
    own = measure_ink(data, frozenset(), len(facts.pages))
    others = ghostscript.separate_by_ghostscript((data,), windows_of(facts), frozenset())
    if others is None:
        pytest.skip("Ghostscript is not installed")
    for mine, other in zip(own.pages, others, strict=True):
        assert {ink for ink, _ in mine.coverage} == {ink for ink, _ in other.coverage}
        assert {ink for ink, _ in mine.coverage} == {"Magenta", "Yellow", "Black"}
        for ink, share in mine.coverage:
            # Ghostscript inks every pixel that a letter touches; small letters come out fatter there.
            assert share == pytest.approx(dict(other.coverage)[ink], abs=0.02)


@pytest.mark.parametrize("name", FILES)
def test_pdfbox_finds_nothing_wrong_in_a_leaflet(name: str, leaflets: dict[str, bytes], tmp_path: Path) -> None:
    """A judge of PDF/A that knows nothing of keytag finds no fault in a copy that claims to be one."""
    assert judged(relabelled(leaflets[name], tmp_path / "leaflet.pdf", nothing)) == ""


@pytest.mark.parametrize("name", FILES)
def test_the_standard_finds_nothing_in_a_leaflet(name: str, leaflets: dict[str, bytes]) -> None:
    """PDF/X-4 is kept, without a font, a picture or a spot."""
    facts = survey(leaflets[name])
    assert not standard_findings(facts, PDF_X4)
    assert not any(page.fonts or page.pictures for page in facts.pages)


def test_a_leaflet_keeps_the_limits_of_sheetfed_print(leaflets: dict[str, bytes]) -> None:
    """What GWG 2022 asks of lettering, lines and ink on sheets holds for the one-up; it has no die."""
    data = leaflets[FILES[0]]
    facts = survey(data)
    heaviest = measure_ink(data, frozenset(), 2).heaviest
    broken = {each.rule.name for each in judge(facts, SHEET_SPOT, heaviest) if each.finding}
    assert {rule for rule in broken if "dieline" not in rule and "one-page" not in rule} == set()
