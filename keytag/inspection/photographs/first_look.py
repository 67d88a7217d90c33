"""Photographs of a first printed sheet held against what it must show: tags, codes, register, size, colour.

What was seen is told place by place; what could not be seen is told as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from msgspec import Struct

from keytag.inspection.codes.reader import CodeInPicture
from keytag.inspection.photographs.bent_paper import Bent, DrawnSlopes, SoftGreys, flat
from keytag.inspection.photographs.compare import (
    FINE,
    DifferingPlace,
    Drawn,
    Rgb,
    distance,
    draw,
    find_differences,
    find_group_differences,
    fit_blur,
    ground_colours,
    lit_evenly,
    read_closely,
)
from keytag.inspection.photographs.match import Match
from keytag.inspection.photographs.paper_edges import PaperEdges, find_edges
from keytag.inspection.photographs.paper_white import paper_white
from keytag.inspection.photographs.picture import Photograph, Pixels, grey_of_values
from keytag.inspection.photographs.plate_register import PlateShift, find_shifts
from keytag.inspection.photographs.sheet import PER_MM, ExpectedSide, ExpectedTag, SideLook
from keytag.inspection.photographs.small_differences import AT_A_TIME, find_small_differences
from keytag.inspection.photographs.states import State
from keytag.inspection.photographs.straighten import LaidTag, Straightened, straighten

# So many tags, evenly chosen, tell how sharp the photograph is and how the plates lie.
_FOR_BLUR, _FOR_PLATES = 6, 16
# House rule: below so many pixels a millimetre even the large number is a guess.
FEWEST_PER_MM = 5.0
# House rule, measured (bench/first_sheet.py): an accent in one slot is missed at 5.9 pixels a mm, found at 7.9.
FEWEST_FOR_ACCENTS = 7.5
# House rule: so many differences of a tag say enough.
_DIFFERENCES = 6


class PhotographedTag(Struct, frozen=True):
    """One place of a side as a photograph shows it."""

    number: int
    edition: str
    state: State
    differences: tuple[DifferingPlace, ...] = ()
    shown: str = ""
    """The edition that is there instead, or what the code says."""
    ground: tuple[Rgb, Rgb] | None = None
    """The colour of its ground as it was seen, paper being white, and as it is drawn; 0 to 1."""


class SideSeen(Struct, frozen=True, eq=False):
    """A photograph with the side it shows, and all that was measured on it."""

    straightened: Straightened
    tags: tuple[PhotographedTag, ...]
    laid: Mapping[int, Bent]
    """How each tag lies in the photograph, by its number."""
    edges: PaperEdges
    shifts: tuple[PlateShift, ...]
    per_mm: float
    """Pixels of the photograph a millimetre of paper."""

    @property
    def side(self) -> ExpectedSide:
        """The side that is shown."""
        return self.straightened.side

    @property
    def upright(self) -> float:
        """The direction of the side's top in the photograph, in degrees clockwise from upwards."""
        plane, side = self.straightened.to_photograph, self.side
        bottom, top = plane.apply([(side.width / 2, side.height * 0.6), (side.width / 2, side.height * 0.4)])
        dx, dy = top - bottom
        return float(np.degrees(np.arctan2(dx, -dy)))


def look_at(
    photograph: Photograph,
    sides: Sequence[ExpectedSide],
    advance: Callable[[int, int], None],
    tags: Sequence[LaidTag] = (),
) -> SideSeen | None:
    """Return what a photograph shows of a sheet with these ``sides``; None where none of them is on it.

    Where ``tags`` were recognised one by one, the sheet is looked for by their rows.
    """
    found = straighten(photograph, sides, tags)
    if found is None:
        return None
    plane, side = found.to_photograph, found.side
    per_mm = plane.scale_at(side.width / 2, side.height / 2)
    seen = [(tag, match) for tag, match in zip(side.tags, found.matches, strict=True) if match is not None]
    greys = SoftGreys(photograph.grey, per_mm)
    slopes: dict[int, DrawnSlopes] = {}
    laid: dict[int, Bent] = {}
    for tag, match in seen:
        advance(len(laid), len(side.tags))
        if id(tag.look) not in slopes:
            slopes[id(tag.look)] = DrawnSlopes(tag.look)
        laid[tag.number] = slopes[id(tag.look)].lay(greys, flat(match.plane(tag, plane), tag.look))

    straight = {tag.number: laid[tag.number].piece(photograph.picture, FINE) for tag in _some(seen, _FOR_PLATES)}
    some = [(tag, straight[tag.number]) for tag in side.tags if tag.number in straight]
    blur = fit_blur([(tag.look, piece) for tag, piece in some[:: max(1, len(some) // _FOR_BLUR)]])
    shifts = find_shifts(some, blur)
    looks = {id(tag.look): tag.look for each in sides for tag in each.tags if each.is_back == side.is_back}

    @cache
    def drawn_as(look: int) -> Drawn:
        return draw(looks[look], blur)

    codes, white = _codes_by_tag(found), paper_white(found)
    shown = {tag.number: PhotographedTag(tag.number, tag.look.edition, "unseen") for tag in side.tags}
    for group in _groups([tag for tag, _ in seen]):
        drawn = drawn_as(id(group[0].look))
        pieces = [
            straight[tag.number] if tag.number in straight else laid[tag.number].piece(photograph.picture, FINE)
            for tag in group
        ]
        even = [lit_evenly(piece, drawn) for piece in pieces]
        large = find_group_differences(even, drawn)
        small = find_small_differences(np.stack([grey_of_values(each) for each in even]), drawn, blur * per_mm)
        for tag, piece, lit, *places in zip(group, pieces, even, large, small, strict=True):
            differences = tuple(place for own in places for place in own)[:_DIFFERENCES]
            other = _edition_shown(lit, tag.look, differences, looks, drawn_as) if differences else None
            state, said = _state(tag.look, other, lit, differences, codes.get(tag.number))
            width, height = (size / PER_MM for size in tag.look.picture.size)
            ground = ground_colours(piece, drawn, white.at(*tag.to_sheet.apply((width / 2, height / 2))))
            shown[tag.number] = PhotographedTag(tag.number, tag.look.edition, state, differences, said, ground)
    return SideSeen(found, tuple(shown.values()), laid, find_edges(found), shifts, per_mm)


def _some(seen: Sequence[tuple[ExpectedTag, Match]], count: int) -> list[ExpectedTag]:
    """Return some of the tags that were found well, evenly chosen."""
    level = float(np.median([match.likeness for _, match in seen])) - 0.05 if seen else 0.0
    good = [tag for tag, match in seen if match.likeness >= level]
    return good[:: max(1, len(good) // count)][:count]


def _groups(seen: Sequence[ExpectedTag]) -> Iterator[list[ExpectedTag]]:
    """Yield tags that look alike, not too many at a time, those of each group from all over the side."""
    alike: dict[int, list[ExpectedTag]] = {}
    for tag in seen:
        alike.setdefault(id(tag.look), []).append(tag)
    for group in alike.values():
        parts = max(1, round(len(group) / AT_A_TIME))
        yield from (group[part::parts] for part in range(parts))


def _state(
    look: SideLook,
    other: SideLook | None,
    piece: Pixels,
    differences: Sequence[DifferingPlace],
    code: CodeInPicture | None,
) -> tuple[State, str]:
    """Return how a straight ``piece`` is found, and the ``other`` edition that it shows or what its code says."""
    if other is not None:
        return "other-edition", other.edition
    if look.payload is not None:
        said = {code.payload} if code is not None else set()
        # What reads otherwise, or not at all, is read once more by itself: a speck may be taken for a small code.
        if look.payload not in said:
            said = read_closely(piece) or said
        if said and look.payload not in said:
            return "other-code", min(said)
        if not said and not differences:
            return "unread-code", ""
    return ("differs" if differences else "good"), ""


# Another edition is shown where its drawing is so much nearer in the places that differ.
_NEARER = 0.5


def _edition_shown(
    piece: Pixels,
    own: SideLook,
    differences: Sequence[DifferingPlace],
    looks: Mapping[int, SideLook],
    drawn_as: Callable[[int], Drawn],
) -> SideLook | None:
    """Return the look of another edition that a straight ``piece`` shows in place of its ``own``."""
    limit = _NEARER * distance(piece, drawn_as(id(own)), differences)
    near = [
        (distance(piece, drawn_as(key), differences), key)
        for key, look in looks.items()
        if look is not own and not find_differences(piece, drawn_as(key))
    ]
    apart, key = min(near, default=(limit, 0))
    return looks[key] if apart < limit else None


def _codes_by_tag(found: Straightened) -> dict[int, CodeInPicture]:
    """Return the code that was read on each tag, by the tag's number."""
    if not found.codes:
        return {}
    tags = [tag for tag in found.side.tags if tag.look.code is not None]
    if not tags:
        return {}
    centres = np.array([tag.to_sheet.apply(_centre(tag)) for tag in tags])
    places = found.to_photograph.inverse().apply([_mean(code) for code in found.codes])
    answer = {}
    for code, place in zip(found.codes, places, strict=True):
        apart = np.linalg.norm(centres - place, axis=1)
        nearest = int(apart.argmin())
        if apart[nearest] < _size(tags[nearest]) / 2:
            answer[tags[nearest].number] = code
    return answer


def _centre(tag: ExpectedTag) -> tuple[float, float]:
    assert tag.look.code is not None  # noqa: S101 - asked for before
    x, y = tag.look.code.mean(axis=0)
    return float(x), float(y)


def _size(tag: ExpectedTag) -> float:
    assert tag.look.code is not None  # noqa: S101 - asked for before
    return float(np.linalg.norm(tag.look.code[0] - tag.look.code[2]))


def _mean(code: CodeInPicture) -> tuple[float, float]:
    xs, ys = zip(*code.corners, strict=True)
    return sum(xs) / 4, sum(ys) / 4
