"""Everything a job names is found, or the line that names it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from keytag.errors import InvalidDocumentError, MissingResourceError
from keytag.files import library
from keytag.steps.job_setup import load_setup, with_locations

JOB = """keytag: 1
issuer: {name: Công an xã Glar}
numbers: [{label: Trực ban, number: 0269 3000 113}]
"""


def written(folder: Path, more: str = "") -> Path:
    """The job with more lines."""
    path = folder / "ward.yaml"
    path.write_text(JOB + more, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "more",
    [
        "shop: digital-sra4\n",
        "template: clasic\n",
        "editions: [{id: a, template: clasic}]\n",
    ],
)
def test_a_missing_resource_names_its_line(more: str, tmp_path: Path) -> None:
    """Nothing else is put in its place; the error points at the line of the job."""
    with pytest.raises(MissingResourceError) as caught:
        load_setup(written(tmp_path, more))
    assert caught.value.where is not None
    assert caught.value.where.line == 4
    assert caught.value.hint is not None


def test_a_shop_named_on_the_command_line_is_not_the_jobs_fault(tmp_path: Path) -> None:
    """The command's shop comes before the job's, and no line of the job is blamed for it."""
    job = written(tmp_path, "shop: digital-330x480\n")
    assert load_setup(job)[0].shop.name == "digital-330x480"
    assert load_setup(job, "office-a4")[0].shop.name == "office-a4"
    with pytest.raises(MissingResourceError) as caught:
        load_setup(job, "office-a5")
    assert caught.value.where is None


def test_a_faulty_template_beside_the_job_is_told(tmp_path: Path) -> None:
    """The user's own template comes first, and its faults are its own."""
    (tmp_path / "mine.yaml").write_text("template: 1\ntitle: {vi: a, en: b}\nfont: x\n", encoding="utf-8")
    with pytest.raises(InvalidDocumentError) as caught:
        load_setup(written(tmp_path, "template: mine\n"))
    places = [finding.where for finding in caught.value.findings]
    assert places
    assert all(where is not None and where.file.endswith("mine.yaml") for where in places)


def test_findings_get_their_line_and_column(tmp_path: Path) -> None:
    """What the core knows as a node becomes a place in the file."""
    job = written(tmp_path, "tag: {hole: {diameter: 8mm, edge: 7mm}}\ncolours: {grund: navy, text: white}\n")
    setup, findings = load_setup(job)
    found = {finding.rule: finding.where for finding in with_locations(setup, findings)}
    assert set(found) == {"hole-does-not-fit", "unknown-colour"}
    assert [(w.line, w.file) for w in found.values() if w is not None] == [(4, str(job)), (5, str(job))]
    assert setup.hole is None


def test_colours_of_a_job_replace_the_templates(tmp_path: Path) -> None:
    """A hex value is converted through the profile to process inks; roles that are not named keep theirs."""
    setup, _ = load_setup(written(tmp_path, 'colours: {ground: "#0b3d2e", accent: gold}\n'))
    inks = setup.design(setup.file.editions[0]).inks
    assert not inks["ground"].spot
    assert inks["ground"].cmyk[0] > inks["ground"].cmyk[1]
    assert inks["accent"].name == "gold"
    assert inks["text"].name == "white"


def test_the_hole_is_where_the_job_puts_it(tmp_path: Path) -> None:
    """Shape and hole are the job's tag; without a hole there is none."""
    setup, _ = load_setup(written(tmp_path, "tag: {shape: circle, width: 32mm, hole: {side: top}}\n"))
    assert setup.shape.trim.height == 32.0
    assert setup.hole is not None
    assert (setup.hole.cx, setup.hole.cy) == pytest.approx((16.0, 4.5), abs=1e-3)
    assert load_setup(written(tmp_path))[0].hole is None


def test_many_templates_are_refused_where_the_first_too_many_is_named(tmp_path: Path) -> None:
    """Each takes its time to read: the edition that names the twenty-first is told of."""
    classic = (library.builtin_folder("tags") / "classic.yaml").read_text(encoding="utf-8")
    for number in range(21):
        (tmp_path / f"t{number}.yaml").write_text(classic, encoding="utf-8")
    editions = "".join(f"  - {{id: a{number}, template: t{number}.yaml}}\n" for number in range(21))
    with pytest.raises(InvalidDocumentError) as caught:
        load_setup(written(tmp_path, "editions:\n" + editions))
    (finding,) = caught.value.findings
    assert finding.rule == "too-long"
    assert finding.where is not None
    assert finding.where.line == 25


def test_many_drawings_are_refused_together(tmp_path: Path) -> None:
    """Three drawings that each may be are too much for one job."""
    classic = (library.builtin_folder("tags") / "classic.yaml").read_text(encoding="utf-8").rstrip("\n")
    steps = "".join(f"L{i % 97} {i % 89}" for i in range(9_000))
    for name in "abc":
        classic += (
            f'\n  - {{kind: art, slot: {name}, file: {name}.svg, inks: {{"#000000": text}}, '
            "height: {smallest: 3mm, largest: 9mm}}"
        )
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99"><path d="M0 0{steps}z"/></svg>'
        (tmp_path / f"{name}.svg").write_text(drawing, encoding="utf-8")
    (tmp_path / "own.yaml").write_text(classic + "\n", encoding="utf-8")
    with pytest.raises(InvalidDocumentError) as caught:
        load_setup(written(tmp_path, "template: own.yaml\n"))
    (finding,) = caught.value.findings
    assert "20,000 commands" in finding.message.en
    assert finding.where is not None
    assert finding.where.line == 4
