"""The SVG of a tag in a real browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keytag.commands.render import render
from keytag.inspection.codes.reader import payloads_in, picture_of
from keytag.steps.order import Order
from keytag.steps.progress import no_progress
from keytag.units import MM_PER_INCH

from .conftest import Opener

pytestmark = pytest.mark.browser

JOB = """keytag: 1
sample: true
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân tham gia tố giác tội phạm
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
qr: {link: "https://zalo.me/1000000000000000001"}
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
"""
# CSS Values and Units 4, 6.2: one inch is 96 px.
PX_PER_MM = 96 / MM_PER_INCH


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Both sides of a tag."""
    folder = tmp_path_factory.mktemp("svg")
    (folder / "ward.yaml").write_text(JOB, encoding="utf-8")
    report = render(folder / "ward.yaml", Order(date(2026, 1, 15)), folder / "out", ("svg",), no_progress)
    front, back = (file.path for file in report.files)
    return front, back


def test_a_side_is_shown_at_true_size(sides: tuple[Path, Path], show: Opener) -> None:
    """A browser at 100 % shows the tag as wide and as high as it will be cut."""
    for file in sides:
        box = show(file).locator("svg").bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == pytest.approx((50 * PX_PER_MM, 20 * PX_PER_MM), abs=0.1)


def test_a_phone_reads_the_code_from_the_screen(sides: tuple[Path, Path], show: Opener) -> None:
    """What the browser shows of the code leads where the job says."""
    read = [payloads_in(picture_of(show(file, scale=4).locator("svg").screenshot())) for file in sides]
    assert b"".join(payload for payloads in read for payload in payloads) == b"https://zalo.me/1000000000000000001"
