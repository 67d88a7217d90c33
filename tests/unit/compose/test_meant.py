"""What a template says it is meant for, it is: the fewest and the most numbers on a usual tag of each shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from keytag.commands.gallery import USUAL_TAGS
from keytag.documents.template import read_template
from keytag.drawing.geometry import ShapeKind
from keytag.files.library import ResourceKind, document_names
from keytag.findings import Severity
from keytag.steps.compose_editions import check_editions, compose_editions
from keytag.steps.job_setup import load_setup
from keytag.steps.progress import no_progress

JOB = """keytag: 1
sample: true
as_of: 2026-01-15
issuer: {{name: Công an phường An Khê, province: Gia Lai}}
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers:
  - {{label: Trực ban 24/24, number: 0269 3000 113, role: duty}}
{numbers}qr: {{link: "https://zalo.me/1000000000000000001", caption: Quét mã để phản ánh}}
tag: {{shape: {shape}, width: {width}mm, height: {height}mm, hole: {{diameter: 4mm, edge: 2.5mm, side: {side}}}}}
template: {template}
"""
LABELS = ("Trưởng Công an", "Phó Trưởng Công an", *(f"Tổ dân phố {number}" for number in range(1, 40)))
# What of fewest fits one shape of a design fits the others; the most is tried on each.
BOUNDS = [
    pytest.param(template, shape, count, id=f"{template}-{shape}-{count}")
    for template in document_names(ResourceKind.TAGS)
    for at, (shape, numbers) in enumerate(read_template(template).meant.items())
    for count in dict.fromkeys((numbers.most,) if at else (numbers.least, numbers.most))
]


def job(folder: Path, template: str, shape: ShapeKind, count: int) -> Path:
    """Return the path of a job with so many numbers, a slogan, a code and a hole."""
    tag = USUAL_TAGS[shape]
    rows = "".join(
        f"  - {{label: {label}, number: 0769 000 {101 + at}, role: other}}\n"
        for at, label in enumerate(LABELS[: count - 1])
    )
    side = "top" if shape is ShapeKind.CIRCLE else "left"
    path = folder / "job.yaml"
    said = {"numbers": rows, "shape": shape, "width": tag.width, "height": tag.height, "side": side}
    path.write_text(JOB.format(template=template, **said), encoding="utf-8")
    return path


def test_every_template_says_what_it_is_meant_for() -> None:
    """Each that comes with keytag names its shapes, and every shape has several designs to choose from."""
    meant = {name: read_template(name).meant for name in document_names(ResourceKind.TAGS)}
    assert all(meant.values())
    for shape in ShapeKind:
        assert sum(shape in shapes for shapes in meant.values()) >= 6


@pytest.mark.parametrize(("template", "shape", "count"), BOUNDS)
def test_a_template_holds_what_it_is_meant_for(
    template: str, shape: ShapeKind, count: int, tmp_path: Path
) -> None:
    """The fewest and the most numbers that it names fit a usual tag of the shape, with slogan, code and hole."""
    setup, found = load_setup(job(tmp_path, template, shape, count))
    composed, misfits = compose_editions(setup, setup.file.editions, no_progress)
    findings = (*found, *misfits, *check_editions(setup, composed))
    assert [each.message.en for each in findings if each.severity is Severity.ERROR] == []
    assert len(composed) == 1
