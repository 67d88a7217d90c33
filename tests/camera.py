"""A camera for tests and measurements: pictures of finished sheets as somebody takes them on a table.

Perspective, uneven and coloured light, blur, noise and JPEG; the same seed gives the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from msgspec import Struct
from PIL import Image, ImageDraw, ImageFilter

from keytag.drawing.geometry import Affine
from keytag.inspection.photographs.sheet import PER_MM, ExpectedSide
from keytag.inspection.sheets.raster import Raster

PRINT = 16.0
"""Pixels a millimetre of printed sheets: presses have more, cameras fewer."""
_TABLE = (0.36, 0.28, 0.22)


class Camera(Struct, frozen=True):
    """How a picture is taken. ``size`` in pixels; blur in pixels; noise and light as shares of white."""

    size: tuple[int, int] = (1400, 1100)
    tilt: float = 0.03
    turned: float = 1.5
    blur: float = 0.8
    noise: float = 0.012
    light: float = 0.2
    cast: tuple[float, float, float] = (1.0, 0.97, 0.9)
    quality: int = 88
    seed: int = 1
    table: tuple[float, float, float] = _TABLE
    bend: float = 0.0
    """How far in mm paper that does not lie flat seems aside."""
    shadow: float = 0.0
    """The share of light that a hand or a head takes away from a part of the picture."""


def print_page(page: Raster) -> Image.Image:
    """Return a page as a press would print it, at `PRINT`."""
    media = page.media
    return page.piece(Affine.scaling(PRINT, PRINT), round(media.width * PRINT), round(media.height * PRINT))


def with_slot(sheet: Image.Image, side: ExpectedSide, number: int, other: Image.Image) -> Image.Image:
    """Return a printed ``sheet`` with one slot as ``other`` prints it."""
    tag = next(tag for tag in side.tags if tag.number == number)
    width, height = (size / PER_MM for size in tag.look.picture.size)
    corners = [tag.to_sheet.apply(point) for point in ((0, 0), (width, 0), (width, height), (0, height))]
    mask = Image.new("L", sheet.size)
    ImageDraw.Draw(mask).polygon([(x * PRINT, y * PRINT) for x, y in corners], fill=255)
    return Image.composite(other, sheet, mask)


def strew_tags(
    tags: Sequence[Image.Image],
    masks: Sequence[Image.Image],
    seed: int,
    ground: tuple[float, float, float] = _TABLE,
) -> Image.Image:
    """Return cut tags, at `PRINT`, strewn over a table in rows, each turned anyhow, with its shadow."""
    chance = np.random.default_rng(seed)
    cell = max(max(tag.size) for tag in tags) + 80
    across = int(np.ceil(np.sqrt(len(tags))))
    size = cell * across + 160, cell * int(np.ceil(len(tags) / across)) + 160
    grain = chance.normal(0.0, 0.02, (size[1], size[0], 1)) + np.array(ground)
    table = _picture(grain)
    for number, (tag, mask) in enumerate(zip(tags, masks, strict=True)):
        degrees = float(chance.uniform(0, 360))
        turned = tag.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
        cut = mask.resize(tag.size).rotate(degrees, Image.Resampling.BICUBIC, expand=True)
        x, y = 80 + cell * (number % across), 80 + cell * (number // across)
        at = x + (cell - turned.width) // 2, y + (cell - turned.height) // 2
        shadow = cut.filter(ImageFilter.GaussianBlur(12)).point(lambda level: level // 2)
        table.paste((20, 15, 12), (at[0] + 12, at[1] + 16), shadow)
        table.paste(turned, at, cut)
    return table


def photograph(sheet: Image.Image, camera: Camera) -> bytes:
    """Return a JPEG of a ``sheet`` on a dark table."""
    chance = np.random.default_rng(camera.seed)
    across, down = camera.size
    width, height = sheet.size
    scale = min(across / width, down / height) * 0.88
    half = np.array([width * scale / 2, height * scale / 2])
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half * (1 - chance.uniform(0, camera.tilt, (4, 2)))
    turn = np.radians(camera.turned)
    corners = corners @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) + (
        across / 2,
        down / 2,
    )
    way = _perspective(corners, np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=float))
    soft = sheet.filter(ImageFilter.GaussianBlur(0.4 / scale)) if scale < 1 else sheet
    if camera.bend:
        soft = _bent(soft, camera.bend * PRINT)
    how = (camera.size, Image.Transform.PERSPECTIVE, way, Image.Resampling.BICUBIC)
    paper = np.asarray(Image.new("L", sheet.size, 255).transform(*how), dtype=np.float32)[..., None] / 255
    seen = np.asarray(soft.transform(*how), dtype=np.float32) / 255
    picture = (0.02 + 0.94 * seen) * paper + np.array(camera.table, dtype=np.float32) * (1 - paper)
    ys, xs = np.mgrid[-0.5 : 0.5 : down * 1j, -0.5 : 0.5 : across * 1j]
    from_left, from_top = chance.uniform(-1, 1, 2)
    lit = 1 + 2 * camera.light * (xs * from_left + ys * from_top)
    picture = picture * np.array(camera.cast, dtype=np.float32) * lit[..., None]
    if camera.shadow:
        picture *= 1 - camera.shadow / (1 + np.exp((xs + 0.6 * ys)[..., None] * -60))
    blurred = _picture(picture).filter(ImageFilter.GaussianBlur(camera.blur))
    noisy = np.asarray(blurred, dtype=np.float32) / 255 + chance.normal(0, camera.noise, (down, across, 3))
    stream = BytesIO()
    _picture(noisy).save(stream, "JPEG", quality=camera.quality)
    return stream.getvalue()


def _bent(sheet: Image.Image, pixels: float) -> Image.Image:
    """Return a sheet whose middle lies so many pixels aside, and parts of it half as much the other way."""
    across, down = 16, 12
    xs, ys = (np.linspace(0, side, count + 1) for side, count in zip(sheet.size, (across, down), strict=True))
    at = np.stack(np.meshgrid(xs, ys), axis=-1)
    x, y = at[..., 0] / sheet.width, at[..., 1] / sheet.height
    lifted = pixels * np.sin(2.5 * np.pi * x + 0.4) * np.sin(1.7 * np.pi * y)
    places = at + np.stack([lifted, 0.7 * lifted * np.cos(3 * x)], axis=-1)
    boxes = [
        (
            (*at[row, column].round().astype(int).tolist(), *at[row + 1, column + 1].round().astype(int).tolist()),
            tuple(
                float(value)
                for corner in ((row, column), (row + 1, column), (row + 1, column + 1), (row, column + 1))
                for value in places[corner]
            ),
        )
        for row in range(down)
        for column in range(across)
    ]
    return sheet.transform(sheet.size, Image.Transform.MESH, boxes, Image.Resampling.BILINEAR, fillcolor="white")


def _picture(values: np.ndarray[tuple[int, ...], np.dtype[np.floating]]) -> Image.Image:
    return Image.fromarray((np.clip(values, 0, 1) * 255).astype(np.uint8))


def _perspective(
    corners: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    sheet: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> tuple[float, ...]:
    """Return Pillow's eight numbers, by which each pixel of the picture finds its place on the sheet."""
    rows, right = [], []
    for (x, y), (u, v) in zip(corners, sheet, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return tuple(float(value) for value in np.linalg.solve(np.array(rows), np.array(right)))
