"""A photograph or a scan as numbers, and pieces of it seen straight. Bounded, since it comes from anybody."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TypeVar
from warnings import catch_warnings, simplefilter

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from PIL import Image, ImageOps

from keytag.drawing.geometry import Affine
from keytag.errors import UnreadableFileError
from keytag.inspection.photographs.plane import Plane, Points
from keytag.inspection.sheets.raster import PdfiumError, open_pages
from keytag.text.text import Text
from keytag.units import MM_PER_INCH

_Level = TypeVar("_Level", np.float32, np.uint8)
Pixels = NDArray[np.float32]
"""Rows of pixels: red, green, blue from 0 to 1; or one grey."""

# House rule: telephones of 2026 take 50 megapixels, an A3 scan of 600 dpi has 70.
MAX_PIXELS = 120_000_000
MAX_BYTES = 150_000_000
# More than this is read no better: 12 pixels a millimetre over 450 mm.
_ENOUGH = 30_000_000
# House rule: so many pages of a scan are looked at: both sides of ten plates.
MAX_PAGES = 20
# Pixels a millimetre at which pages of a PDF are looked at, some 200 dpi.
_SCANNED = 8.0
# Scanners have at least so many dots an inch.
_LEAST_DPI = 120.0
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP")
SMALL = 400
"""Pixels along the longer side of a picture made small."""
_LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)


class Photograph(Struct, frozen=True, eq=False):
    """A picture of a sheet, upright as its camera says, with the pixels of each inch where it is a scan."""

    name: str
    picture: Image.Image
    grey: Image.Image
    small: Image.Image
    """The picture with `SMALL` pixels along its longer side, in which paper and table are told from each other."""
    dpi: float | None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.picture.size


def read_photographs(data: bytes, name: str) -> tuple[Photograph, ...]:
    """Return the pictures in ``data``: a photograph, or the pages of a PDF as office scanners write them.

    Raises UnreadableFileError where there is none, or where it is too large.
    """
    if data[4:8] == b"ftyp":
        raise _not_kept_so(name)
    if data.startswith(b"%PDF"):
        return tuple(_pages_of_pdf(data, name))
    try:
        # Pillow warns of large pictures before anybody can look at their size.
        with catch_warnings():
            simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(data), formats=_FORMATS)
        with opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise _too_large(name)
            across, down = (float(value) for value in opened.info.get("dpi", (0, 0)))
            picture = _colours(ImageOps.exif_transpose(opened))
    except (OSError, SyntaxError, ValueError, TypeError, Image.DecompressionBombError) as error:
        raise _refused(name, Text("không đọc được ảnh", "it is no picture that can be read")) from error
    # Cameras write 72 or 96 where they know nothing.
    return (_photograph(picture, name, across if abs(across - down) < 1.0 and across > _LEAST_DPI else None),)


def _colours(picture: Image.Image) -> Image.Image:
    """Return red, green and blue of a picture of any kind; what it lets through is paper."""
    if picture.mode.startswith(("I", "F")):
        # Scanners that write 16 bits; Pillow would cut off what is above 255.
        values = np.asarray(picture, dtype=np.float32)
        most = np.float32(65535.0 if values.max() > _BYTE else _BYTE)
        return Image.fromarray((np.clip(values / most, 0, 1) * _BYTE).astype(np.uint8)).convert("RGB")
    if picture.has_transparency_data:
        with_alpha = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(paper, with_alpha).convert("RGB")
    return picture.convert("RGB")


_BYTE = 255


def _pages_of_pdf(data: bytes, name: str) -> Iterator[Photograph]:
    try:
        with open_pages(data) as pages:
            for number, page in enumerate(pages[:MAX_PAGES], start=1):
                size = page.media
                width, height = round(size.width * _SCANNED), round(size.height * _SCANNED)
                if width * height > MAX_PIXELS or not width * height:
                    raise _too_large(name)
                picture = page.piece(Affine.scaling(_SCANNED, _SCANNED), width, height)
                yield _photograph(picture, f"{name}, {number}", _SCANNED * MM_PER_INCH)
    except PdfiumError as error:
        raise _refused(name, Text("không mở được PDF", "the PDF cannot be opened")) from error


def _photograph(picture: Image.Image, name: str, dpi: float | None) -> Photograph:
    shrink = (picture.width * picture.height / _ENOUGH) ** 0.5
    if shrink > 1.0:
        size = round(picture.width / shrink), round(picture.height / shrink)
        picture, dpi = picture.resize(size, Image.Resampling.BOX), dpi / shrink if dpi is not None else None
    scale = SMALL / max(picture.size)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    small = picture.resize(size, Image.Resampling.BOX)
    return Photograph(name, picture, picture.convert("L"), small, dpi)


def grey_of(picture: Image.Image) -> Pixels:
    """Return the greys of a drawing's picture, 0 to 1."""
    return grey_of_values(np.asarray(picture.convert("RGB"), dtype=np.float32) / np.float32(255.0))


def grey_of_values(rgb: Pixels) -> Pixels:
    """Return the greys of pixels of red, green and blue, as JPEG and Pillow weigh them."""
    return np.asarray(rgb @ _LUMA, dtype=np.float32)


def straight_piece(picture: Image.Image, to_photograph: Plane, width: int, height: int) -> Pixels:
    """Return ``width`` by ``height`` pixels of a picture as ``to_photograph`` finds them; outside it is NaN."""
    channels = len(picture.getbands())
    shape = (height, width) if channels == 1 else (height, width, channels)
    matrix = to_photograph.matrix
    if not np.isfinite(matrix).all() or abs(matrix[2, 2]) < _NOTHING:
        return np.full(shape, np.nan, dtype=np.float32)
    numbers = tuple(float(value) for value in (matrix / matrix[2, 2]).ravel()[:8])
    how = Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BILINEAR
    values = np.asarray(picture.transform((width, height), *how), dtype=np.float32) / np.float32(255.0)
    corners: Points = np.array([(0.5, 0.5), (width - 0.5, 0.5), (width - 0.5, height - 0.5), (0.5, height - 0.5)])
    if not _is_within(to_photograph.apply(corners), picture.size).all():
        ys, xs = np.mgrid[0:height, 0:width]
        points: Points = np.column_stack([xs.ravel() + 0.5, ys.ravel() + 0.5])
        values[~_is_within(to_photograph.apply(points), picture.size).reshape(height, width)] = np.nan
    return values


def bent_piece(picture: Image.Image, at: NDArray[np.int64], places: Points) -> Pixels:
    """Return the pixels of a picture laid out in boxes, each by the places of its corners; outside it is NaN.

    ``at`` are the boxes' corners (row, column, x and y) in pixels of what is returned, ``places`` in its own.
    """
    rows, columns = at.shape[0] - 1, at.shape[1] - 1
    width, height = (int(side) for side in at[-1, -1])
    boxes = [
        (
            (*at[row, column].tolist(), *at[row + 1, column + 1].tolist()),
            (
                *places[row, column].tolist(),
                *places[row + 1, column].tolist(),
                *places[row + 1, column + 1].tolist(),
                *places[row, column + 1].tolist(),
            ),
        )
        for row in range(rows)
        for column in range(columns)
    ]
    values = numbers_of(picture.transform((width, height), Image.Transform.MESH, boxes, Image.Resampling.BILINEAR))
    values = values.copy()
    is_within = _is_within(places.reshape(-1, 2), picture.size).reshape(at.shape[:2])
    for row in range(rows):
        for column in range(columns):
            # Of a box that reaches out of the picture nothing is known.
            if not is_within[row : row + 2, column : column + 2].all():
                (x0, y0), (x1, y1) = at[row, column], at[row + 1, column + 1]
                values[y0:y1, x0:x1] = np.nan
    return values


def numbers_of(picture: Image.Image) -> Pixels:
    """Return a picture's pixels, 0 to 1."""
    return np.asarray(picture, dtype=np.float32) / np.float32(255.0)


def extreme(choose: np.ufunc, values: NDArray[_Level], reach: int) -> NDArray[_Level]:
    """Return the least or most of the square that reaches so many pixels from each one; edges are repeated."""
    for axis in (0, 1):
        found = values.copy()
        for step in range(1, reach + 1):
            here: list[slice] = [slice(None)] * values.ndim
            there = list(here)
            here[axis], there[axis] = slice(step, None), slice(None, -step)
            choose(found[tuple(here)], values[tuple(there)], out=found[tuple(here)])
            choose(found[tuple(there)], values[tuple(here)], out=found[tuple(there)])
        values = found
    return values


# A map whose last number is so small has no scale.
_NOTHING = 1e-12


def _is_within(points: Points, size: tuple[int, int]) -> NDArray[np.bool_]:
    """Return which points have four pixels round them."""
    return np.asarray(((points >= 0.5) & (points <= np.array(size) - 0.5)).all(axis=1), dtype=np.bool_)


def sample(pixels: NDArray[np.uint8], points: Points) -> Pixels:
    """Return greys, 0 to 1, of ``pixels`` at ``points``, between four neighbours each; NaN outside."""
    height, width = pixels.shape
    x, y = points[:, 0], points[:, 1]
    is_inside = (x >= 0) & (y >= 0) & (x <= width - 1) & (y <= height - 1)
    x, y = np.where(is_inside, x, 0.0), np.where(is_inside, y, 0.0)
    x0 = np.minimum(x.astype(np.int64), max(width - 2, 0))
    y0 = np.minimum(y.astype(np.int64), max(height - 2, 0))
    fx, fy = (x - x0).astype(np.float32), (y - y0).astype(np.float32)
    x1, y1 = np.minimum(x0 + 1, width - 1), np.minimum(y0 + 1, height - 1)
    above = pixels[y0, x0] * (1 - fx) + pixels[y0, x1] * fx
    below = pixels[y1, x0] * (1 - fx) + pixels[y1, x1] * fx
    found = (above * (1 - fy) + below * fy) / np.float32(255.0)
    found[~is_inside] = np.nan
    return np.asarray(found, dtype=np.float32)


def _too_large(name: str) -> UnreadableFileError:
    most = MAX_PIXELS // 1_000_000
    return _refused(name, Text(f"ảnh có hơn {most} triệu điểm ảnh", f"it has more than {most} million pixels"))


def _not_kept_so(name: str) -> UnreadableFileError:
    """Return why pictures as iPhones keep them (ISO/IEC 23008-12, an ``ftyp`` box first) are not read."""
    return UnreadableFileError(
        Text(
            f"{name}: ảnh kiểu HEIC/AVIF của điện thoại, keytag không đọc được.",
            f"{name}: a HEIC or AVIF picture of a telephone, which keytag cannot read.",
        ),
        Text(
            "Trên iPhone: Cài đặt > Camera > Định dạng > Tương thích nhất rồi chụp lại; hoặc xuất ảnh ra JPEG.",
            "On an iPhone: Settings > Camera > Formats > Most Compatible, then take it again; or export a JPEG.",
        ),
    )


def _refused(name: str, why: Text) -> UnreadableFileError:
    return UnreadableFileError(
        Text(f"{name}: {why.vi}.", f"{name}: {why.en}."),
        Text("Chụp lại, lưu thành JPEG hoặc PNG.", "Take it again, as JPEG or PNG."),
    )
