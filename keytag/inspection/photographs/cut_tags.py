"""Tags already cut, strewn over a table: each found by its outline, laid straight, held against its own edition.

Whatever lies on an even ground and has a tag's outline is laid on each side of each edition, and the one that is
most alike counts: words and figures tell which it is, and its code where it has one. An outline tells where a tag
lies to a millimetre, a code likewise; from there the tag's own picture is laid on it step by step (B. Lucas and
T. Kanade, IJCAI 1981). A tag whose outline does not stand out from what it lies on is found by its code alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps

from keytag.drawing.geometry import Affine
from keytag.inspection.codes.reader import CodeInPicture, codes_in
from keytag.inspection.photographs.bent_paper import DrawnSlopes, SoftGreys, flat
from keytag.inspection.photographs.compare import (
    FINE,
    DifferingPlace,
    Drawn,
    draw,
    find_group_differences,
    fit_blur,
    fit_gain,
    lit_evenly,
    read_closely,
)
from keytag.inspection.photographs.match import tag_plane
from keytag.inspection.photographs.outlines import TagOutline, Thing, find_things
from keytag.inspection.photographs.picture import Photograph, Pixels, grey_of, grey_of_values, straight_piece
from keytag.inspection.photographs.plane import Plane, fit_affine
from keytag.inspection.photographs.sheet import PER_MM, ExpectedSide, ExpectedTag, SideLook
from keytag.inspection.photographs.small_differences import find_small_differences
from keytag.inspection.photographs.states import State
from keytag.inspection.photographs.straighten import LaidTag

# From far to near: how far tags are blurred in mm while they are laid on their drawing, and how often each.
_STEPS = ((0.8, 4), (0.4, 4), (0.2, 4))
# Pixels a millimetre at which they are laid.
_LAID = 5.0
# Pixels along a tag's longer side at which the sides that it may be are weighed; how many of them are laid on it.
_WEIGHED, _TRIED = 64, 3
# House rule: a tag that is like its drawing so far is that edition's, whatever else is on it.
_LIKE = 0.6
# House rule: of the squares by which two drawings differ, one must be nearer by so large a share to be told.
_NEARER = 0.3
# Drawings that differ by less than this in the mean of squares look the same.
_SAME = 1e-5
_DIFFERENCES = 6
# Two tags are not so near each other, as a share of how far their ends reach.
_SAME_PLACE = 0.2
# What is so much larger or smaller than tags, by its area, lies there by chance.
_LIKE_SIZE = 2.5


class CutTag(Struct, frozen=True, eq=False):
    """One loose tag: its number from the top of the picture, what it shows, where it differs, its place in pixels.

    It has no ``look`` where its code is none of the job's, or where it is like none of its sides.
    """

    number: int
    look: SideLook | None
    editions: tuple[str, ...]
    """Those whose side looks as this one does; several where they have it in common or cannot be told apart."""
    payload: str
    """What its code says; empty where none was read."""
    differences: tuple[DifferingPlace, ...]
    centre: tuple[float, float]
    reach: float
    """How far its ends are from its centre, in pixels."""
    plane: Plane | None = None
    """From its mm to the photograph."""
    is_unsure: bool = False
    """Whether drawings of its editions differ by less than this picture shows."""

    @property
    def edition(self) -> str:
        """Its edition; empty where it is none of the job's, or may be several."""
        return self.editions[0] if len(self.editions) == 1 else ""

    @property
    def state(self) -> State:
        """How it was found."""
        if self.look is None:
            return "other-code" if self.payload else "unseen"
        if self.differences:
            return "differs"
        return "unread-code" if self.look.payload is not None and not self.payload else "good"


class _Laid(Struct, frozen=True, eq=False):
    """A look laid on a tag's place: the map from the tag's mm to the photograph, and how like it is."""

    tag: ExpectedTag
    plane: Plane
    likeness: float


class _Found(Struct, frozen=True, eq=False):
    """A place where a tag lies, as its outline or its code has it."""

    centre: tuple[float, float]
    reach: float
    payload: str
    laid: _Laid | None


class _Looks:
    """Each side that looks otherwise, and what it is weighed and laid with; no value, since it learns."""

    def __init__(self, sides: Sequence[ExpectedSide]) -> None:
        self.looks = tuple({id(tag.look): tag.look for side in sides for tag in side.tags}.values())
        width, height = self.looks[0].picture.size
        scale = _WEIGHED / max(width, height)
        self.size = max(8, round(width * scale)), max(8, round(height * scale))
        self._weights = [self._weigh(look) for look in self.looks]
        self._templates: dict[tuple[int, float], tuple[Pixels, NDArray[np.bool_]]] = {}

    def likenesses(self, seen: Pixels) -> list[float]:
        """Return how like each look a straight picture of `size` is: 1 the same."""
        return [float(weights @ _weight(seen, inside)) for weights, inside in self._weights]

    def template(self, look: SideLook, blur: float) -> tuple[Pixels, NDArray[np.bool_]]:
        """Return a look blurred by so many mm, and which of its pixels count."""
        key = id(look), blur
        if key not in self._templates:
            self._templates[key] = _template(look, blur)
        return self._templates[key]

    def _weigh(self, look: SideLook) -> tuple[Pixels, NDArray[np.bool_]]:
        soft = look.picture.resize(self.size, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(0.7))
        inside = np.asarray(look.mask.convert("L").resize(self.size, Image.Resampling.BOX)) > _INSIDE
        return _weight(np.asarray(soft, dtype=np.float32) / np.float32(255.0), inside), inside


def look_at_cut_tags(photograph: Photograph, sides: Sequence[ExpectedSide]) -> tuple[CutTag, ...]:
    """Return the loose tags that a photograph shows, from top to bottom; none where nothing is like a tag."""
    looks = _Looks(sides)
    codes = codes_in(photograph.grey)
    things = find_things(photograph, _outline(looks.looks[0]))
    found = [_recognise(photograph, thing, looks, codes) for thing in things if thing.turns]
    reaches = [each.reach for each in found if each.laid is not None]
    # A tag that lies among others of its colour, or half outside, may show its code alone.
    for code in codes:
        near = (np.hypot(*np.subtract(_centre(code), each.centre)) < each.reach for each in found if each.payload)
        if not any(near):
            laid = _by_code(photograph, code, looks)
            reach = max(reaches, default=_size(code)) if laid is not None else _size(code)
            found.append(_Found(_middle(laid) if laid is not None else _centre(code), reach, code.payload, laid))
    found = list(_each_once(found))
    seen = [each for each in found if each.laid is not None]
    if not seen:
        return ()
    found = [each for each in found if each.laid is not None or each.payload or _is_as_large(each.reach, seen)]
    found += (_Found(thing.centre, thing.reach, "", None) for thing in _unlike(things, found, seen))
    return tuple(_compare(photograph, sorted(found, key=lambda each: each.centre[::-1]), looks.looks))


def laid_tags(tags: Iterable[CutTag]) -> tuple[LaidTag, ...]:
    """Return those tags that were recognised, by which a sheet is found on which they are not cut yet."""
    return tuple(
        LaidTag(tag.look, tag.editions, tag.plane)
        for tag in tags
        if tag.look is not None and tag.plane is not None
    )


def _each_once(found: Iterable[_Found]) -> Iterator[_Found]:
    """Yield each tag once: two parts of it may have been laid on the same place."""
    kept: list[_Found] = []
    for each in sorted(found, key=lambda one: -(one.laid.likeness if one.laid is not None else 0.0)):
        if each.laid is None or all(
            np.hypot(*np.subtract(each.centre, other.centre)) > _SAME_PLACE * each.reach for other in kept
        ):
            yield each
            if each.laid is not None:
                kept.append(each)


def _is_as_large(reach: float, seen: Sequence[_Found]) -> bool:
    usual = float(np.median([each.reach for each in seen]))
    return 1 / _LIKE_SIZE < (reach / usual) ** 2 < _LIKE_SIZE


def _unlike(things: Iterable[Thing], found: Sequence[_Found], seen: Sequence[_Found]) -> Iterator[Thing]:
    """Yield what may be tags that touch each other or lie half hidden: as large as tags, of another outline."""
    for thing in things:
        is_known = any(np.hypot(*np.subtract(thing.centre, each.centre)) < each.reach for each in found)
        if not thing.turns and not is_known and _is_as_large(thing.reach, seen):
            yield thing


def _compare(photograph: Photograph, found: Sequence[_Found], looks: Sequence[SideLook]) -> Iterator[CutTag]:
    """Yield each tag as it was found, held against its drawing and its siblings."""
    laid = [each.laid for each in found if each.laid is not None]
    slopes = {key: DrawnSlopes(look) for key, look in {id(each.tag.look): each.tag.look for each in laid}.items()}
    per_mm = float(np.median([each.plane.scale_at(0.0, 0.0) for each in laid]))
    greys = SoftGreys(photograph.grey, per_mm)
    pieces = {}
    for each in laid:
        look = each.tag.look
        bent = slopes[id(look)].lay(greys, flat(each.plane, look))
        pieces[id(each)] = bent.piece(photograph.picture, FINE)
    blur = fit_blur([(each.tag.look, pieces[id(each)]) for each in laid[:6]])
    drawings = {id(look): draw(look, blur) for look in looks}
    told = {id(each): _tell_edition(each, pieces[id(each)], looks, drawings) for each in laid}
    sharpness = blur * per_mm
    alike: dict[int, list[_Laid]] = {}
    for each in laid:
        alike.setdefault(id(told[id(each)][0]), []).append(each)
    differing: dict[int, tuple[DifferingPlace, ...]] = {}
    for key, group in alike.items():
        even = [lit_evenly(pieces[id(each)], drawings[key]) for each in group]
        large = find_group_differences(even, drawings[key])
        small = find_small_differences(np.stack([grey_of_values(each) for each in even]), drawings[key], sharpness)
        for each, *places in zip(group, large, small, strict=True):
            differing[id(each)] = tuple(place for own in places for place in own)[:_DIFFERENCES]
    for number, tag in enumerate(found, start=1):
        if tag.laid is None:
            yield CutTag(number, None, (), tag.payload, (), tag.centre, tag.reach)
            continue
        piece, (look, editions, is_unsure) = pieces[id(tag.laid)], told[id(tag.laid)]
        differences = differing[id(tag.laid)]
        payload = tag.payload
        if look.payload is not None and not payload:
            payload = min(read_closely(piece), default="")
        is_others = payload and look.payload is not None and payload != look.payload
        yield CutTag(
            number,
            None if is_others else look,
            () if is_others else editions,
            payload,
            () if is_others else differences,
            tag.centre,
            tag.reach,
            tag.laid.plane,
            is_unsure,
        )


def _tell_edition(
    laid: _Laid, piece: Pixels, looks: Sequence[SideLook], drawings: Mapping[int, Drawn]
) -> tuple[SideLook, tuple[str, ...], bool]:
    """Return the look that a straight piece shows, the editions that it may be, whether they are drawn apart."""
    own = laid.tag.look
    alike = [look for look in looks if look.side == own.side and look.payload == own.payload]
    counts = drawings[id(own)].counts & np.isfinite(piece).all(axis=2)
    seen = grey_of_values(piece)[counts]
    drawn = {id(look): grey_of_values(drawings[id(look)].rgb)[counts] for look in alike}
    fits = {key: fit_gain(seen, values) for key, values in drawn.items()}
    off = {
        key: float(((seen - fits[key][0] * values - fits[key][1]) ** 2).mean()) for key, values in drawn.items()
    }
    best = min(alike, key=lambda look: off[id(look)])
    gain = max(fits[id(best)][0], 0.05)
    told: dict[str, None] = {}
    is_unsure = False
    for look in alike:
        apart = float(((drawn[id(look)] - drawn[id(best)]) ** 2).mean())
        is_near = off[id(look)] - off[id(best)] < _NEARER * gain * gain * apart
        if apart < _SAME or is_near:
            told[look.edition] = None
            is_unsure |= apart >= _SAME
    return best, tuple(told), is_unsure


# Of 255: how white a mask is inside the cut.
_INSIDE = 250


def _weight(rgb: Pixels, inside: NDArray[np.bool_]) -> Pixels:
    """Return colours inside the cut as one row of mean 0 and length 1, each channel by itself; 0 elsewhere."""
    found = np.zeros_like(rgb)
    found[inside] = rgb[inside] - rgb[inside].mean(axis=0)
    return np.asarray(found.ravel() / max(float(np.sqrt((found * found).sum())), 1e-6), dtype=np.float32)


def _outline(look: SideLook) -> TagOutline:
    """Return the outline of a job's tags; all have the same."""
    # What lies between the hole and the rim is within the tag.
    width, height = look.mask.size
    scale = 4.0 / PER_MM
    small = np.asarray(look.mask.convert("L").resize((round(width * scale), round(height * scale)))) > _HALF
    inside = np.maximum.accumulate(small, axis=1) & np.maximum.accumulate(small[:, ::-1], axis=1)[:, ::-1]
    return TagOutline(inside, 4.0)


_HALF = 127


def _recognise(photograph: Photograph, thing: Thing, looks: _Looks, codes: Sequence[CodeInPicture]) -> _Found:
    """Return what a thing with a tag's outline shows: the side that is most like it, laid on it."""
    within = (code for code in codes if np.hypot(*np.subtract(_centre(code), thing.centre)) < thing.reach)
    code = next(within, None)
    if code is not None:
        laid = _by_code(photograph, code, looks)
        # Which is a tag of the job, or a tag with a code that is none of the job's.
        return _Found(_middle(laid) if laid is not None else thing.centre, thing.reach, code.payload, laid)
    width = looks.looks[0].picture.width / PER_MM
    to_tag = Plane(np.diag([width / looks.size[0], width / looks.size[0], 1.0]))
    scores = []
    for turn in thing.turns:
        seen = straight_piece(photograph.picture, to_tag.then(turn), *looks.size)
        seen = np.where(np.isfinite(seen), seen, np.float32(0.5))
        scores.append(looks.likenesses(seen))
    order = np.argsort(-np.array(scores), axis=None)
    best: _Laid | None = None
    tried: set[tuple[int, str]] = set()
    for turn, index in zip(*np.unravel_index(order, (len(thing.turns), len(looks.looks))), strict=True):
        look = looks.looks[int(index)]
        if (int(turn), look.side) in tried:
            continue
        tried.add((int(turn), look.side))
        laid = _lay(photograph, look, thing.turns[int(turn)], looks)
        if best is None or laid.likeness > best.likeness:
            best = laid
        if len(tried) == _TRIED or best.likeness > _SURE:
            break
    if best is None or best.likeness < _LIKE:
        return _Found(thing.centre, thing.reach, "", None)
    return _Found(_middle(best), thing.reach, "", best)


# Nothing else is so like a tag.
_SURE = 0.85


def _by_code(photograph: Photograph, code: CodeInPicture, looks: _Looks) -> _Laid | None:
    """Return the look with this code that is most like the tag round it; None where none is."""
    corners = np.array(code.corners, dtype=np.float64)
    found = [
        _lay(photograph, look, fit_affine(look.code, corners), looks)
        for look in looks.looks
        if look.code is not None and look.payload == code.payload
    ]
    best = max(found, key=lambda each: each.likeness, default=None)
    return best if best is not None and best.likeness >= _LIKE else None


def _middle(laid: _Laid) -> tuple[float, float]:
    width, height = (size / PER_MM for size in laid.tag.look.picture.size)
    ((x, y),) = laid.plane.apply([(width / 2, height / 2)])
    return float(x), float(y)


def _lay(photograph: Photograph, look: SideLook, plane: Plane, looks: _Looks) -> _Laid:
    """Lay a look on the tag that lies where ``plane`` has it, to a millimetre or so."""
    tag = ExpectedTag(0, look, Affine())
    likeness = 0.0
    for blur, count in _STEPS:
        drawn, counts = looks.template(look, blur)
        for _ in range(count):
            to_photograph = tag_plane(tag, plane, _LAID, 0.0)
            seen = straight_piece(photograph.grey, to_photograph, drawn.shape[1], drawn.shape[0])
            step, likeness = _step(_blurred(seen, blur), drawn, counts & np.isfinite(seen))
            # The step is in pixels of the straight picture; the map is in the tag's mm.
            scale = np.diag([_LAID, _LAID, 1.0])
            plane = Plane(np.linalg.inv(scale) @ step @ scale).then(plane)
    return _Laid(tag, plane, likeness)


def _template(look: SideLook, blur: float) -> tuple[Pixels, NDArray[np.bool_]]:
    """Return a look's greys blurred by so many mm, and which pixels count: those that no blurred table reaches."""
    size = tuple(round(side / PER_MM * _LAID) for side in look.picture.size)
    picture = look.picture.resize((size[0], size[1]), Image.Resampling.BOX)
    reach = round(_REACHES * blur * _LAID)
    mask = ImageOps.expand(look.mask.convert("L").resize((size[0], size[1]), Image.Resampling.BOX), reach)
    inside = np.asarray(mask.filter(ImageFilter.MinFilter(2 * reach + 1))) > _INSIDE
    counts = inside[reach : reach + size[1], reach : reach + size[0]]
    return grey_of(picture.filter(ImageFilter.GaussianBlur(blur * _LAID))), counts


# Of its deviation: so far a blur mixes what lies beside each other.
_REACHES = 1.5


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


def _centre(code: CodeInPicture) -> tuple[float, float]:
    xs, ys = zip(*code.corners, strict=True)
    return sum(xs) / 4, sum(ys) / 4


def _size(code: CodeInPicture) -> float:
    (x0, y0), _, (x1, y1), _ = code.corners
    return float(np.hypot(x1 - x0, y1 - y0))
