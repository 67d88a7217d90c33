"""Where on a side of a sheet each point of a photograph lies: by codes or the paper's edges, then by tags.

Codes say which tags they may be, and each one has a direction. A sheet has the same code a hundred times: from one
of them the map grows over its neighbours, and of all places where it may begin the one counts from which most
codes and the whole picture agree. Where there is no code, the paper stands out from what it lies on; where it does
not, the map grows from tags that were recognised one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from PIL import Image, ImageChops

from keytag.inspection.codes.reader import CodeInPicture, codes_in
from keytag.inspection.photographs.match import COARSE, FINE, Match, match_tags, off_by
from keytag.inspection.photographs.paper import paper_corners
from keytag.inspection.photographs.picture import Photograph, Pixels, grey_of, straight_piece
from keytag.inspection.photographs.plane import Plane, Points, fit_affine, fit_most, fit_plane
from keytag.inspection.photographs.sheet import PER_MM, WHOLE, ExpectedSide, SideLook

# A code is its neighbour's image where it lies this near, as a share of its own size.
_NEAR = 0.35
# First maps that are tried by some tags.
_TRIED = 5
# Pixels a millimetre at which first maps are weighed.
_COARSE = 0.6
# Light varies over so many mm.
_LIGHT = 25.0
# House rule: tags that match their drawing so well on average are not there by chance (measured: 0.1 beside them).
_MATCHES = 0.45
_FEWEST_CODES = 4
# So many codes that agree, and so large a share of all, need no other witness.
_SURE_CODES, _SURE_SHARE = 6, 0.56
# House rule: so many tags in a sheet's rows, and so large a share of all, are a sheet.
_FEWEST_TAGS, _SHARE_OF_TAGS = 4, 0.5
# House rule: where the whole side is so like, no other way of laying it is tried (measured: 0.94 and more where it
# lies right, 0.85 and less where it lies a row of tags aside).
_SURELY = 0.92
# Maps whose corners are so near each other, in mm, lead to the same place.
_SAME = 4.0
# So many tags show whether a map is the right one, each looked for so far away in mm.
_SAMPLE, _FAR = 12, 5.0


class LaidTag(Struct, frozen=True, eq=False):
    """A tag that was recognised by itself: its look, the editions it may be, where its mm lie in the picture."""

    look: SideLook
    editions: tuple[str, ...]
    plane: Plane


class Straightened(Struct, frozen=True, eq=False):
    """A photograph with the side it shows; ``to_photograph`` takes the side's mm to its pixels."""

    photograph: Photograph
    side: ExpectedSide
    to_photograph: Plane
    matches: tuple[Match | None, ...]
    """How each tag of the side was found; None where it is outside the picture or not there."""
    codes: tuple[CodeInPicture, ...]


def straighten(
    photograph: Photograph, sides: Sequence[ExpectedSide], tags: Sequence[LaidTag] = ()
) -> Straightened | None:
    """Return which of ``sides`` a photograph shows, and how it lies on it; None where it shows none.

    Where ``tags`` were recognised already, it is looked for by their rows, else by codes and the paper's edges.
    """
    codes = codes_in(photograph.grey)
    best: tuple[float, ExpectedSide, Plane] | None = None
    known: list[tuple[ExpectedSide, Plane]] = []
    sure: set[int] = set()
    for side, start in _starts_by_tags(photograph, sides, tags) if tags else _starts(photograph, sides, codes):
        if id(side) in sure or any(side is other and _is_near(side, start, plane) for other, plane in known):
            continue
        tried = _try(photograph, side, start)
        known.append((side, tried[2] if tried is not None else start))
        if tried is None:
            continue
        likeness, whole, plane = tried
        if whole > _SURELY:
            sure.add(id(side))
        if best is None or likeness + whole > best[0]:
            best = likeness + whole, side, plane
    return _settle(photograph, *best[1:], codes) if best is not None else None


def _starts(
    photograph: Photograph, sides: Sequence[ExpectedSide], codes: Sequence[CodeInPicture]
) -> list[tuple[ExpectedSide, Plane]]:
    """Return first maps from a side's mm to pixels, those first by which the whole picture looks most alike."""
    grown = [(count, side, plane) for side in sides for count, plane in _grow_from_codes(side, codes)]
    enough = 0.7 * max((count for count, *_ in grown), default=0)
    starts = [(side, plane) for count, side, plane in grown if count >= enough]
    # Codes that agree need no paper: it may lie half outside the picture.
    if enough < _SURE_CODES or enough < _SURE_SHARE * len(codes):
        starts += _by_paper(photograph, sides)
    return _likest(photograph, sides, starts)


def _starts_by_tags(
    photograph: Photograph, sides: Sequence[ExpectedSide], tags: Sequence[LaidTag]
) -> list[tuple[ExpectedSide, Plane]]:
    """Return first maps by which so many tags lie as on a sheet that they are not strewn so by chance."""
    grown = [(count, side, plane) for side in sides for count, plane in _grow_from_tags(side, tags)]
    enough = max(_FEWEST_TAGS, _SHARE_OF_TAGS * len(tags), 0.7 * max((count for count, *_ in grown), default=0))
    return _likest(photograph, sides, [(side, plane) for count, side, plane in grown if count >= enough])


def _likest(
    photograph: Photograph, sides: Sequence[ExpectedSide], starts: Sequence[tuple[ExpectedSide, Plane]]
) -> list[tuple[ExpectedSide, Plane]]:
    """Return those few maps by which the whole picture looks most alike, the best first."""
    wholes = {id(side): _drawn(side, _COARSE) for side in sides}
    ranked = sorted(starts, key=lambda each: -_whole_likeness(photograph, each[0], each[1], wholes[id(each[0])]))
    return ranked[:_TRIED]


def _is_near(side: ExpectedSide, one: Plane, other: Plane) -> bool:
    """Return whether two maps lay a side's paper on the same corners, to a few millimetres of paper."""
    paper = np.array([(0.0, 0.0), (side.width, 0.0), (side.width, side.height), (0.0, side.height)])
    apart = np.linalg.norm(one.apply(paper) - other.apply(paper), axis=1).max()
    return bool(apart < _SAME * other.scale_at(side.width / 2, side.height / 2))


def _by_paper(photograph: Photograph, sides: Sequence[ExpectedSide]) -> list[tuple[ExpectedSide, Plane]]:
    """Return first maps by the paper's corners, or by those of the whole picture."""
    width, height = photograph.size
    # A scanner shows the paper to its edges, a camera what lies round it.
    frame: Points = np.array([(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)])
    # Paper under saturated inks stands out from a table by its brightest channel, from a coloured one by its grey,
    # from pale wood, which lacks blue but is no darker than inks, by its darkest.
    red, green, blue = photograph.small.split()
    brightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    starts: list[tuple[ExpectedSide, Plane]] = []
    grow = np.array(photograph.size) / np.array(photograph.small.size)
    grey = photograph.small.convert("L")
    # In a screenshot the picture's table is bright, too, against the black round it. A lamp leaves one corner of
    # the paper darker than the middle between paper and table.
    for corners in (
        paper_corners(brightest, grow),
        paper_corners(grey, grow),
        paper_corners(darkest, grow, "paper brightest"),
        paper_corners(grey, grow, "paper brightest"),
        paper_corners(grey, grow, "paper shaded"),
        frame,
    ):
        if corners is not None:
            starts += [(side, plane) for side in sides for plane in _by_corners(side, corners)]
    return starts


def _by_corners(side: ExpectedSide, corners: Points) -> Iterator[Plane]:
    """Yield the four maps that lay a side's paper on these corners."""
    paper = np.array([(0.0, 0.0), (side.width, 0.0), (side.width, side.height), (0.0, side.height)])
    for turn in range(4):
        try:
            yield fit_plane(paper, np.roll(corners, turn, axis=0))
        except np.linalg.LinAlgError:
            continue


def _grow_from_codes(side: ExpectedSide, codes: Sequence[CodeInPicture]) -> list[tuple[int, Plane]]:
    """Return maps with the number of codes that agree on each, one for each place where the first may lie."""
    places = [
        (tag.look.payload, np.array([tag.to_sheet.apply((x, y)) for x, y in tag.look.code]))
        for tag in side.tags
        if tag.look.code is not None and tag.look.payload is not None
    ]
    known = {payload for payload, _ in places}
    # Where no code is one of the side's, all of them may be wrong: their places are as good.
    seen = [code for code in codes if code.payload in known] or (list(codes) if places else [])
    if not seen:
        return []
    corners = np.array([code.corners for code in seen])
    centres = corners.mean(axis=1)
    nearest = int(np.linalg.norm(centres - np.median(centres, axis=0), axis=1).argmin())
    seed = seen[nearest]
    quads = np.array([quad for _, quad in places])
    alike = np.array([[code.payload not in known - {payload} for payload, _ in places] for code in seen])
    grown = []
    for payload, quad in places:
        if payload == seed.payload or seed.payload not in known:
            try:
                grown.append(_grow(quad, corners[nearest], corners, quads, alike))
            except np.linalg.LinAlgError:
                continue
    return grown


def _grow_from_tags(side: ExpectedSide, tags: Sequence[LaidTag]) -> list[tuple[int, Plane]]:
    """Return maps with the number of tags that agree on each, for each place where one in the middle may lie."""
    # A square in its middle says where a tag lies and how it is turned, as a code does.
    own, quads = (
        [_square(tag.look) for tag in tags],
        np.array([[tag.to_sheet.apply((x, y)) for x, y in _square(tag.look)] for tag in side.tags]),
    )
    corners = np.array([tag.plane.apply(square) for tag, square in zip(tags, own, strict=True)])
    alike = np.array(
        [
            [tag.look.side == place.look.side and place.look.edition in tag.editions for place in side.tags]
            for tag in tags
        ]
    )
    centres = corners.mean(axis=1)
    seed = int(np.linalg.norm(centres - np.median(centres, axis=0), axis=1).argmin())
    grown = []
    for place in np.flatnonzero(alike[seed]):
        try:
            grown.append(_grow(quads[place], corners[seed], corners, quads, alike))
        except np.linalg.LinAlgError:
            continue
    return grown


def _square(look: SideLook) -> Points:
    """Return the corners of a square in a tag's middle, as high or wide as it is, in its mm."""
    width, height = (size / PER_MM for size in look.picture.size)
    x, y, half = width / 2, height / 2, min(width, height) / 2
    return np.array([(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)])


def _grow(
    quad: Points, first: Points, corners: NDArray[np.float64], quads: NDArray[np.float64], alike: NDArray[np.bool_]
) -> tuple[int, Plane]:
    """Return the map that begins with one code or tag, and how many agree on it."""
    plane, count = fit_affine(quad, first), 0
    size = float(np.linalg.norm(first[0] - first[2])) / np.sqrt(2.0)
    seen = corners.mean(axis=1)
    # The first steps reach over the next neighbours only: a map from one code is wrong far from it.
    reach = 3.0 * size
    origin = first.mean(axis=0)
    for _ in range(14):
        wanted = plane.apply(quads.reshape(-1, 2)).reshape(-1, 4, 2)
        centres = wanted.mean(axis=1)
        apart = np.linalg.norm(seen[:, None, :] - centres[None, :, :], axis=2)
        apart[~alike] = np.inf
        apart[np.linalg.norm(seen - origin, axis=1) > reach] = np.inf
        nearest = apart.argmin(axis=1)
        is_pair = apart[np.arange(len(seen)), nearest] < _NEAR * size
        pairs = np.flatnonzero(is_pair)
        if len(pairs) == 0:
            break
        given, images = quads[nearest[pairs]].reshape(-1, 2), corners[pairs].reshape(-1, 2)
        plane = fit_affine(given, images) if len(pairs) < _FEWEST_CODES else fit_plane(given, images)
        if len(pairs) == count and np.isinf(reach):
            break
        count = len(pairs)
        reach = reach * 1.6 if reach < 40.0 * size else np.inf
    return count, plane


def _try(photograph: Photograph, side: ExpectedSide, start: Plane) -> tuple[float, float, Plane] | None:
    """Return how well some tags and the whole of a side agree with a photograph near ``start``; the better map."""
    tags = side.tags[:: max(1, len(side.tags) // _SAMPLE)]
    found = _found(match_tags(photograph, tags, start, _FAR, COARSE))
    if not found:
        return None
    likeness = float(np.mean([match.likeness for match in found]))
    good = [match for match in found if match.likeness > _MATCHES]
    if likeness < _MATCHES / 2 or not good:
        return None
    try:
        plane = _through(good, start)
    except np.linalg.LinAlgError:
        return None
    return likeness, _whole_likeness(photograph, side, plane, _drawn(side, WHOLE)), plane


def _settle(
    photograph: Photograph, side: ExpectedSide, plane: Plane, codes: Sequence[CodeInPicture]
) -> Straightened | None:
    """Return a photograph as it lies on ``side``; None where the two do not agree."""
    matches: tuple[Match | None, ...] = ()
    try:
        for reach, per_mm in ((2.0, COARSE), (1.0, FINE)):
            matches = match_tags(photograph, side.tags, plane, reach, per_mm)
            good = [each for each in _found(matches) if each.likeness > _MATCHES]
            if not good:
                return None
            plane = _through(good, plane)
        matches = tuple(
            off_by(match, tag, plane) if match is not None else None
            for match, tag in zip(matches, side.tags, strict=True)
        )
    except np.linalg.LinAlgError:
        return None
    seen = [match.likeness for match in matches if match is not None]
    if not seen or float(np.median(seen)) < _MATCHES:
        return None
    return Straightened(photograph, side, plane, matches, tuple(codes))


def _found(matches: Sequence[Match | None]) -> list[Match]:
    return [match for match in matches if match is not None]


def _through(good: Sequence[Match], plane: Plane) -> Plane:
    """Return the map through tags as they were found; through few of them the old one is only moved."""
    points = np.array([match.wanted for match in good])
    found = np.array([match.found for match in good])
    if len(good) < 9:
        images = plane.apply(points)
        return plane.then(fit_affine(images, found)) if len(good) >= 4 else _moved(plane, images, found)
    size = plane.scale_at(*points.mean(axis=0))
    fitted, _ = fit_most(points, found, 0.15 * size)
    return fitted


def _moved(plane: Plane, images: Points, found: Points) -> Plane:
    dx, dy = (found - images).mean(axis=0)
    return plane.then(Plane(np.array([[1.0, 0.0, dx], [0.0, 1.0, dy], [0.0, 0.0, 1.0]])))


def _drawn(side: ExpectedSide, per_mm: float) -> Pixels:
    """Return the greys of the whole side at so many pixels a mm."""
    size = round(side.width * per_mm), round(side.height * per_mm)
    return grey_of(side.whole if size == side.whole.size else side.whole.resize(size, Image.Resampling.BOX))


def _whole_likeness(photograph: Photograph, side: ExpectedSide, plane: Plane, drawn: Pixels) -> float:
    """Return how like the whole side is, marks and slug included: 1 the same, 0 nothing alike."""
    size, per_mm = (drawn.shape[1], drawn.shape[0]), drawn.shape[1] / side.width
    to_sheet = Plane(np.diag([1 / per_mm, 1 / per_mm, 1.0]))
    seen = straight_piece(photograph.grey, to_sheet.then(plane), *size)
    return correlation_of(seen, drawn, round(_LIGHT * per_mm))


def correlation_of(seen: NDArray[np.float32], drawn: NDArray[np.float32], slow: int) -> float:
    """Return the correlation of two pictures where both are known, without what varies over ``slow`` pixels."""
    is_known = np.isfinite(seen)
    if is_known.mean() < 0.2:
        return 0.0
    level = float(seen[is_known].mean())
    first, second = _flat(np.where(is_known, seen, level), slow), _flat(drawn, slow)
    a, b = first[is_known], second[is_known]
    a, b = a - a.mean(), b - b.mean()
    norm = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / norm if norm > 0 else 0.0


def _flat(grey: NDArray[np.float32], slow: int) -> NDArray[np.float32]:
    """Return ``grey`` without the light that varies slowly over it."""
    height, width = grey.shape
    small = Image.fromarray(grey).resize((max(1, width // slow), max(1, height // slow)), Image.Resampling.BOX)
    slowly = np.asarray(small.resize((width, height), Image.Resampling.BILINEAR), dtype=np.float32)
    return np.asarray(grey - slowly)
