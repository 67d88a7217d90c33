"""No ink lies where the machine cannot print, as a rasterised page shows."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from keytag.cli import exit_code

WARD = Path(__file__).parents[2] / "configs" / "ward.yaml"
DPI = 100
# A pixel that the edge runs through is grey.
PIXEL = 25.4 / DPI


def pages_of(folder: Path, shop: str, backing: str) -> list[Image.Image]:
    """Return the press sheets of a sample as grey pictures, ink dark."""
    command = ["sheet", str(WARD), "--shop", shop, "--backing", backing, "--count", "500", "--date", "2026-01-15"]
    assert exit_code([*command, "--quiet", "-o", str(folder)]) == 0
    (path,) = folder.rglob("sheets.pdf")
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in pdf]


@pytest.mark.parametrize(
    ("shop", "backing", "bare"),
    [
        ("digital-330x480", "sheetwise", (4, 4, 4, 4)),
        ("digital-330x480", "perfecting", (4, 4, 4, 4)),
        ("office-a4", "turn", (5, 5, 5, 5)),
        ("offset-79x109", "sheetwise", (0, 0, 0, 12)),
        ("offset-65x86", "turn", (0, 0, 0, 12)),
    ],
)
def test_nothing_is_printed_on_bare_edges(
    tmp_path: Path, shop: str, backing: str, bare: tuple[float, float, float, float]
) -> None:
    """The strips that the shop's file calls unprintable stay white on both sides."""
    for picture in pages_of(tmp_path, shop, backing):
        white = Image.new("L", picture.size, 255)
        box = ImageChops.difference(picture, white).getbbox()
        assert box is not None
        left, top, right, bottom = bare
        wide, high = picture.width * PIXEL, picture.height * PIXEL
        assert box[0] * PIXEL >= left - PIXEL
        assert box[1] * PIXEL >= top - PIXEL
        assert box[2] * PIXEL <= wide - right + PIXEL
        assert box[3] * PIXEL <= high - bottom + PIXEL
