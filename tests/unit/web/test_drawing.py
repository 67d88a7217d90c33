"""The tag as the page shows it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from keytag.web.drawing import Sketch, draw_sketch

SAID = "<svg onload=a()>"
WARD = f"""keytag: 1
issuer: {{name: '{SAID}'}}
slogan: '{SAID}'
numbers: [{{label: '{SAID}', number: 0269 3000 113, role: duty}}]
tag: {{shape: oval, width: 50mm, height: 20mm}}
"""


@pytest.mark.parametrize("side", ["front", "back"])
def test_a_picture_of_a_hostile_job_only_draws(tmp_path: Path, side: str) -> None:
    """What a tag says in order to run is letters: each element of its picture is a shape, none leads away."""
    sketch = Sketch(tmp_path / "ward.yaml", WARD.encode(), date(2026, 1, 15), "vi", is_quick=True)
    drawn = draw_sketch(sketch)
    elements = tuple(ET.fromstring(drawn[side]).iter())  # noqa: S314 - our own
    tags = {each.tag.rpartition("}")[2] for each in elements}
    assert {"svg", "path"} <= tags <= {"svg", "g", "path", "clipPath"}
    keys = {key.rpartition("}")[2] for each in elements for key in each.attrib}
    assert [key for key in keys if key.startswith("on") or key == "href"] == []
