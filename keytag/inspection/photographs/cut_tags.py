"""Tags already cut, strewn over a table: each found by its code, laid straight, held against its own edition.

A code says where a tag lies and how it is turned, but is a quarter of its length: from there the tag's own picture
is laid on it step by step (B. Lucas and T. Kanade, IJCAI 1981). Sides without a code, and tags that lie on their
code, are not looked at; whoever asks is told so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from keytag.drawing.geometry import Affine
from keytag.inspection.codes.reader import CodeInPicture, codes_in
from keytag.inspection.photographs.compare import (
    DifferingPlace,
    Drawn,
    draw,
    find_differences,
    fit_blur_of_pieces,
    piece_of,
)
from keytag.inspection.photographs.match import Match, tag_plane
from keytag.inspection.photographs.picture import Photograph, Pixels, grey_of, grey_of_values, straight_piece
from keytag.inspection.photographs.plane import Plane, fit_affine
from keytag.inspection.photographs.sheet import PER_MM, ExpectedSide, ExpectedTag, SideLook
from keytag.inspection.photographs.small_differences import find_small_differences
from keytag.inspection.photographs.states import State

# From far to near: how far tags are blurred in mm while they are laid on their drawing, and how often each.
_STEPS = ((0.8, 4), (0.4, 4), (0.2, 4))
# Pixels a millimetre at which they are laid.
_LAID = 5.0
# House rule: a tag that is like its drawing so far is that edition's, whatever else is on it.
_LIKE = 0.6
_DIFFERENCES = 6


class CutTag(Struct, frozen=True):
    """One loose tag: its number from the top of the picture, its edition, where it differs, its place in pixels.

    ``edition`` is empty where its code is none of the job's, or where it is like no edition with that code.
    """

    number: int
    edition: str
    payload: str
    differences: tuple[DifferingPlace, ...]
    centre: tuple[float, float]
    reach: float
    """How far its ends are from its centre, in pixels."""

    @property
    def state(self) -> State:
        """How it was found."""
        if not self.edition:
            return "other-code"
        return "differs" if self.differences else "good"


class _Laid(Struct, frozen=True, eq=False):
    """A look laid on a code's place: the map from the tag's mm to the photograph, and how like it is."""

    tag: ExpectedTag
    plane: Plane
    likeness: float


def look_at_cut_tags(photograph: Photograph, sides: Sequence[ExpectedSide]) -> tuple[CutTag, ...]:
    """Return the loose tags whose codes a photograph shows, from top to bottom; none where there is no code."""
    looks = {id(tag.look): tag.look for side in sides for tag in side.tags if tag.look.code is not None}
    codes = sorted(codes_in(photograph.picture), key=lambda code: _centre(code)[::-1])
    laid = [_best(photograph, code, tuple(looks.values())) for code in codes]
    seen = [each for each in laid if each is not None]
    pieces = [(each.tag.look, piece_of(photograph, each.tag, _there(each), each.plane)) for each in seen]
    blur = fit_blur_of_pieces(pieces[:6])
    drawings = {key: draw(look, blur) for key, look in looks.items()}
    sharpness = blur * float(np.median([each.plane.scale_at(0.0, 0.0) for each in seen])) if seen else 0.0
    small = _small(photograph, seen, drawings, sharpness)
    tags = []
    for number, (code, each) in enumerate(zip(codes, laid, strict=True), start=1):
        centre, reach = _centre(code), _size(code)
        edition = ""
        differences: tuple[DifferingPlace, ...] = ()
        if each is not None:
            width, height = (size / PER_MM for size in each.tag.look.picture.size)
            ((x, y),) = each.plane.apply([(width / 2, height / 2)])
            centre, reach = (float(x), float(y)), width / 2 * each.plane.scale_at(width / 2, height / 2)
            piece = piece_of(photograph, each.tag, _there(each), each.plane)
            edition = each.tag.look.edition
            differences = (*find_differences(piece, drawings[id(each.tag.look)]), *small[id(each)])[:_DIFFERENCES]
        tags.append(CutTag(number, edition, code.payload, differences, centre, reach))
    return tuple(tags)


def _best(photograph: Photograph, code: CodeInPicture, looks: Sequence[SideLook]) -> _Laid | None:
    """Return the look with this code that is most like the tag round it; None where none is."""
    found = [_lay(photograph, code, look) for look in looks if look.payload == code.payload]
    best = max(found, key=lambda each: each.likeness, default=None)
    return best if best is not None and best.likeness >= _LIKE else None


def _lay(photograph: Photograph, code: CodeInPicture, look: SideLook) -> _Laid:
    """Lay a look on the tag whose ``code`` was read."""
    assert look.code is not None  # noqa: S101 - asked for before
    plane = fit_affine(look.code, np.array(code.corners, dtype=np.float64))
    tag = ExpectedTag(0, look, Affine())
    likeness = 0.0
    for blur, count in _STEPS:
        drawn, counts = _template(look, blur)
        for _ in range(count):
            to_photograph = tag_plane(tag, plane, _LAID, 0.0)
            seen = straight_piece(photograph.grey, to_photograph, drawn.shape[1], drawn.shape[0])
            step, likeness = _step(_blurred(seen, blur), drawn, counts & np.isfinite(seen))
            # The step is in pixels of the straight picture; the map is in the tag's mm.
            scale = np.diag([_LAID, _LAID, 1.0])
            plane = Plane(np.linalg.inv(scale) @ step @ scale).then(plane)
    return _Laid(tag, plane, likeness)


def _template(look: SideLook, blur: float) -> tuple[Pixels, NDArray[np.bool_]]:
    size = tuple(round(side / PER_MM * _LAID) for side in look.picture.size)
    picture = look.picture.resize((size[0], size[1]), Image.Resampling.BOX)
    mask = np.asarray(look.mask.convert("L").resize((size[0], size[1]), Image.Resampling.BOX)) > 250
    return grey_of(picture.filter(ImageFilter.GaussianBlur(blur * _LAID))), mask


def _blurred(seen: Pixels, blur: float) -> Pixels:
    levels = np.nan_to_num(np.clip(seen, 0, 1), nan=0.5) * 255
    picture = Image.fromarray(levels.astype(np.uint8)).filter(ImageFilter.GaussianBlur(blur * _LAID))
    return np.asarray(picture, dtype=np.float32) / np.float32(255.0)


def _step(seen: Pixels, drawn: Pixels, counts: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    """Return the map by which a straight picture comes nearer to its drawing, and how like both are now."""
    unmoved = np.eye(3)
    if counts.sum() < 100:
        return unmoved, 0.0
    by_y, by_x = (np.asarray(slope) for slope in np.gradient(drawn))
    height, width = drawn.shape
    ys, xs = np.mgrid[0:height, 0:width]
    x, y = (xs[counts] + 0.5) / width, (ys[counts] + 0.5) / width
    one = np.ones_like(x)
    across, down = by_x[counts], by_y[counts]
    terms = np.stack(
        [one, x, y, drawn[counts], *(across * t for t in (one, x, y)), *(down * t for t in (one, x, y))]
    )
    wanted = seen[counts].astype(np.float64)
    solved = np.linalg.lstsq(
        np.einsum("ip,jp->ij", terms, terms), np.einsum("ip,p->i", terms, wanted), rcond=None
    )[0]
    likeness = float(np.corrcoef(wanted, drawn[counts])[0, 1])
    gain = float(solved[3])
    if gain < 0.05:
        return unmoved, likeness
    # Seen is drawn with a shift u: seen(p) = drawn(p + u), so the drawing's p lies at p - u.
    u, v = solved[4:7] / gain, solved[7:10] / gain
    step = np.array(
        [
            [1.0 - u[1] / width, -u[2] / width, -u[0]],
            [-v[1] / width, 1.0 - v[2] / width, -v[0]],
            [0.0, 0.0, 1.0],
        ]
    )
    return step, likeness


def _small(
    photograph: Photograph, seen: Sequence[_Laid], drawings: Mapping[int, Drawn], blur: float
) -> dict[int, tuple[DifferingPlace, ...]]:
    """Return by tags' identity where each is unlike its drawing or its siblings in small.

    The photograph is blurred by ``blur`` of its pixels.
    """
    alike: dict[int, list[_Laid]] = {}
    for each in seen:
        alike.setdefault(id(each.tag.look), []).append(each)
    found: dict[int, tuple[DifferingPlace, ...]] = {}
    for key, group in alike.items():
        greys = np.stack(
            [grey_of_values(piece_of(photograph, each.tag, _there(each), each.plane)) for each in group]
        )
        places = find_small_differences(greys, drawings[key], blur)
        found.update((id(each), own) for each, own in zip(group, places, strict=True))
    return found


def _there(laid: _Laid) -> Match:
    """Return a tag as found exactly where its map has it."""
    return Match((0.0, 0.0), (0.0, 0.0), (0.0, 0.0), laid.likeness)


def _centre(code: CodeInPicture) -> tuple[float, float]:
    xs, ys = zip(*code.corners, strict=True)
    return sum(xs) / 4, sum(ys) / 4


def _size(code: CodeInPicture) -> float:
    (x0, y0), _, (x1, y1), _ = code.corners
    return float(np.hypot(x1 - x0, y1 - y0))
