"""Pictures in which nothing is recognised: what they look like, and how to take them better."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from keytag.drawing import qr
from keytag.inspection.photographs.picture import Photograph, read_photographs
from keytag.inspection.photographs.unrecognised import appearance

_SIZE = (1600, 1200)
_WOOD, _PAPER = (92, 71, 56), (236, 236, 232)


def _taken(picture: Image.Image) -> Photograph:
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=90)
    (photograph,) = read_photographs(stream.getvalue(), "a.jpg")
    return photograph


def _paper(box: tuple[int, int, int, int], ground: tuple[int, int, int] = _WOOD) -> Image.Image:
    """Return a paper with dark lines that are no tag's, on a ground."""
    picture = Image.new("RGB", _SIZE, ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle(box, fill=_PAPER)
    x0, y0, x1, y1 = box
    for y in range(y0 + 60, y1 - 60, 40):
        draw.line((x0 + 60, y, x1 - 60, y), fill=(30, 30, 30), width=6)
    grain = np.random.default_rng(1).normal(0, 2, (*_SIZE[::-1], 3))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))


_WHOLE = (200, 150, 1400, 1050)


def _paper_with_a_code(payload: str) -> Image.Image:
    """Return a paper with a code in its middle."""
    modules = np.pad(np.array(qr.encode(payload).modules), qr.QUIET_MODULES)
    code = Image.fromarray(np.where(modules, 20, 236).astype(np.uint8)).resize(
        (300, 300), Image.Resampling.NEAREST
    )
    picture = _paper(_WHOLE)
    picture.paste(code.convert("RGB"), (650, 450))
    return picture


@pytest.mark.parametrize(
    ("picture", "looks", "remedy"),
    [
        (_paper(_WHOLE).point(lambda level: level // 5), "too dark", "light"),
        (Image.new("RGB", _SIZE, (230, 229, 225)), "nearly of one colour", "something dark"),
        (_paper(_WHOLE).resize((800, 600)), "small, 800 × 600 pixels", "screenshot"),
        (_paper(_WHOLE).filter(ImageFilter.GaussianBlur(12)), "blurred", "hold still"),
        (_paper((0, 0, 1600, 1200), _PAPER), "as bright as paper", "all four edges"),
        (_paper((-300, -200, 1300, 1000)), "cut off by the picture's edge (top, left)", "four corners"),
        (
            _paper_with_a_code("https://zalo.me/2"),
            "reads “https://zalo.me/2”, which is not this job's",
            "right job",
        ),
        (_paper(_WHOLE), "like no side of this job", "right job"),
    ],
    ids=["dark", "even", "small", "blurred", "no-edges", "cut-off", "other-code", "other-print"],
)
def test_a_picture_says_what_it_looks_like(picture: Image.Image, looks: str, remedy: str) -> None:
    """What spoils a picture is named in both languages, with how to take it."""
    seen = appearance(_taken(picture), ())
    assert looks in seen.looks.en
    assert remedy in seen.remedy.en
    assert seen.looks.vi
    assert seen.remedy.vi
