"""Ask whether a weak eye tells the digits apart at arm's length: ``python bench/reading_distance.py``.

Every template on every shape, with three numbers, a code and a slogan. Each of the ten digits is drawn in the
letters, size and inks that the tag has, blurred as the eye blurs it, and taken for the nearest of the ten in
noise. Blur and noise are an eye's that just reads its line of the chart: ISO 8596, 3 and 4, where an eye of acuity
1 tells a ring of 5' with a gap of 1' in eight positions, and one of 6/9 a ring half as large again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from math import radians, tan
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.compositions import composed, jobs
from keytag.checks.artwork.drawn_item import outlines_of
from keytag.checks.artwork.legibility import figure_height
from keytag.checks.artwork.side import drawn_sides
from keytag.compose.rows import Piece
from keytag.compose.tag import Refusal, fit_tag
from keytag.documents.job.content import duty_number_of
from keytag.drawing import qr
from keytag.drawing.artwork import Role
from keytag.drawing.colorimetry import luminance
from keytag.drawing.lettering import Face, outline, shape
from keytag.steps.compose_editions import tag_subject

Picture = np.ndarray[Any, np.dtype[np.float64]]
DISTANCE_MM, MINUTE = 700.0, tan(radians(1 / 60))
# Minutes of arc that an eye of 6/9 resolves. House rule: in poor light, half as much. That acuity falls with the
# light: Shlaer, The relation between visual acuity and illumination, Journal of General Physiology 21, 1937.
EYES = {"6/9": 1.5, "6/9, poor light": 3.0}
# House rules: mm of a pixel; how much finer edges are drawn; the share of its line that an eye reads which just
# reads it; the eye's blur (one sigma) as a share of what it resolves; trials for each digit.
_PIXEL, _FINER, _JUST, _BLUR, _TRIALS = 0.05, 4, 0.6, 0.5, 4000
_RING, _PLACES, _DIGITS = 5.0, 8, "0123456789"


def drawn(contours: Sequence[Sequence[tuple[float, float]]], side: float) -> Picture:
    """Return closed contours, in mm round the middle of a square of ``side`` mm, as coverage from 0 to 1."""
    count = round(side / _PIXEL) * _FINER
    wound = np.zeros((count, count))
    for contour in contours:
        image = Image.new("1", (count, count))
        scaled = [((x + side / 2) / side * count, (y + side / 2) / side * count) for x, y in contour]
        ImageDraw.Draw(image).polygon(scaled, fill=1)
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(contour, (*contour[1:], contour[0]), strict=True))
        wound += np.asarray(image) * np.sign(area)
    small = (wound != 0).astype(float).reshape(count // _FINER, _FINER, count // _FINER, _FINER)
    return np.asarray(small.mean(axis=(1, 3)))


def blurred(picture: Picture, sigma: float) -> Picture:
    """Return a picture as a lens with a Gaussian spread of ``sigma`` mm shows it."""
    reach = np.arange(-round(4 * sigma / _PIXEL), round(4 * sigma / _PIXEL) + 1) * _PIXEL
    kernel = np.exp(-(reach**2) / (2 * sigma**2))
    for axis in (0, 1):
        picture = np.apply_along_axis(np.convolve, axis, picture, kernel / kernel.sum(), mode="same")
    return picture


def share_told(pictures: Sequence[Picture], noise: float) -> float:
    """Return how often each of ``pictures`` is taken for itself, the nearest of all, in white noise."""
    flat = np.array([picture.ravel() for picture in pictures]) * _PIXEL
    alike = flat @ flat.T
    values, vectors = np.linalg.eigh(alike)
    spread = vectors * np.sqrt(np.clip(values, 0.0, None))
    seen = np.random.default_rng(1).standard_normal((_TRIALS, len(pictures))) @ spread.T * noise
    taken = [np.argmax(row + seen - np.diag(alike) / 2, axis=1) for row in alike]
    return float(np.mean([np.mean(each == at) for at, each in enumerate(taken)]))


@cache
def noise_of(minutes: float) -> float:
    """Return the noise with which an eye that resolves ``minutes`` of arc just reads its line of rings."""
    gap = minutes * MINUTE * DISTANCE_MM
    outer, side = _RING / 2 * gap, _RING * gap * 2
    turns = np.arange(0, 2 * np.pi, np.pi / 180)
    rings = []
    for place in range(_PLACES):
        turn = place * 2 * np.pi / _PLACES
        axes = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        circles = [np.stack([np.cos(turns), np.sin(turns)], 1) * radius for radius in (outer, outer - gap)]
        bar = np.array([[0, -gap / 2], [outer * 1.1, -gap / 2], [outer * 1.1, gap / 2], [0, gap / 2]]) @ axes
        ring = drawn([circles[0].tolist()], side) - drawn([circles[1].tolist()], side)
        rings.append(blurred(ring * (1 - drawn([bar.tolist()], side)), _BLUR * gap))
    low, high = 1e-4, 10.0
    for _ in range(40):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if share_told(rings, middle) > _JUST else (low, middle)
    return low


@cache
def share_of_digits(face: Face, size: float, contrast: float, minutes: float) -> float:
    """Return how often a digit of ``size`` mm to the em is told from the other nine; contrast from 0 to 1."""
    sigma = _BLUR * minutes * MINUTE * DISTANCE_MM
    pictures = []
    for digit in _DIGITS:
        run = shape(digit, face)
        middle, half = run.advance * size / 2, run.ink.height * size / 2
        contours = [[(x - middle, y + half) for x, y in each.points] for each in outlines_of(outline(run, size))]
        pictures.append(blurred(drawn(contours, size * 1.2 + 8 * sigma), sigma) * contrast)
    return share_told(pictures, noise_of(minutes))


def measure(job: dict[str, Any]) -> dict[str, tuple[float, ...]] | None:
    """Return height in mm, contrast and shares told by `EYES` of the hotline's digits and the smallest others."""
    with TemporaryDirectory() as folder:
        setup, edition = composed(job, Path(folder))
    if edition is None:
        return None
    content = edition.content
    tag = fit_tag(content, setup.design(content), qr.encode(content.qr.link) if content.qr else None)
    duty = duty_number_of(content)
    if isinstance(tag, Refusal) or duty is None:
        return None
    sides = drawn_sides(tag_subject(setup, edition))
    found: dict[str, tuple[float, ...]] = {}
    for side, own in zip((tag.sides["front"], tag.sides["back"]), sides, strict=True):
        for piece in _figures(side.layout.middle.stacks if side.layout is not None else ()):
            item = next(each for each in own.of(Role.LETTERING) if each.item.source.node == piece.source.node)
            lights = [
                sorted(luminance(setup.look(ink.cmyk)) for ink in (own.paint(item, under), under))
                for under in own.under(item)
            ]
            contrast = round(min(1 - dark / light for dark, light in lights), 3)
            run = piece.run
            if run is None:
                continue
            told = (share_of_digits(run.face, round(piece.size, 2), contrast, each) for each in EYES.values())
            what = "hotline" if piece.source.node == f"{duty.node}.number" else "other"
            figures = (figure_height(item), contrast, *told)
            found[what] = min(found.get(what, figures), figures) if what == "other" else figures
    return found


def _figures(stacks: Sequence[Any]) -> Iterator[Piece]:
    rows = (row for stack in stacks if stack.placed is not None for row in stack.placed.rows)
    return (piece for row in rows for piece in row.pieces if piece.source.node.endswith(".number"))


def main() -> None:
    """Measure, and print for each template the tag whose digits are read worst."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    asked.add_argument("--only", default="/three", help="jobs whose name (template/shape/job) holds this")
    asked.add_argument("--workers", type=int, default=2)
    given = asked.parse_args()
    todo = {name: job for name, job in jobs() if given.only in name}
    with ProcessPoolExecutor(given.workers) as pool:
        every = dict(zip(todo, pool.map(measure, todo.values()), strict=True))
    eyes = " | ".join(EYES)
    print(f"| template | least hotline mm | contrast | {eyes} | least other mm | contrast | {eyes} |")
    print("|---|" + "---:|" * (2 * (2 + len(EYES))))
    for template in dict.fromkeys(name.partition("/")[0] for name in todo):
        tags = [each for name, each in every.items() if each and name.startswith(f"{template}/")]
        cells = []
        for what in ("hotline", "other"):
            worst = min((each[what] for each in tags if what in each), key=lambda each: each[-1], default=())
            cells += [f"{each:.2f}" for each in worst[:2]] + [f"{each:.0%}" for each in worst[2:]]
        print(f"| {template} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
