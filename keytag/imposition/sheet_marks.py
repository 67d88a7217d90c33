"""The marks of one side put in their places: slug and colour bar at one end, register and guide marks round it.

Goes in: the margin that the tags leave, the marks wanted, what slug and legend say. Comes out: a `SheetMarkSet`.
Register marks and the side guide belong to the sheet, so on the back they stand where the front's would show
through; slug, colour bar and gripper mark are set anew for each side.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Role, Stroke
from keytag.drawing.geometry import Affine, Rect, bounds, circle, polygon, polyline, rectangle
from keytag.drawing.ink import Ink, registration
from keytag.drawing.ink import spot as spot_ink
from keytag.imposition.cutter_marks import CutterMarkSet, find_mark_spots, mark_placements
from keytag.imposition.form_inks import FormInks
from keytag.imposition.layout import Slot
from keytag.imposition.legend import Legend, legend_spaces, set_legend
from keytag.imposition.line_setter import LineSetter
from keytag.imposition.margin import Margin, SheetEdge, Spot, slug_edge
from keytag.imposition.sheet import Placement, SheetSide
from keytag.imposition.slug import PlacedSlug, Slug, SlugFacts, set_slug
from keytag.imposition.underbase import White
from keytag.units import to_mm

# House rule: register marks of 5 mm, smaller where strip and hollows leave less.
_REGISTER = (5.0, 4.0, 3.0, 2.2)
_ARROW = (3.0, 2.2)
# House rule: marks in one band keep this distance.
_APART = 2.0
# House rules: the job's number by the cutter's first mark in mm, what it keeps clear of it, and its height in ems.
_LABEL_EMS, _LABEL_CLEAR = (1.8, 1.5, 1.2), 0.5
_LABEL_HEIGHT, _LABEL_ASCENT = 1.3, 1.05
# House rule: two register marks tell shift and turn; a third stands where there is room for it.
_LEAST_REGISTERS = 2
# House rule: the colour bar takes at most this part of its band; what is shorter, in mm, cannot be measured.
_BAR_SHARE, _SHORTEST_BAR = 0.35, 4.0
# House rule, in mm: on a shorter line a slug cannot be read.
_SHORTEST_SLUG = 40.0
# House rule: a lower bar cannot be measured, nor seen.
_LOWEST_BAR = 1.0
# Trade custom: hairlines of 0.25 pt in marks.
HAIRLINE = to_mm(0.25)
# House rule: patches of 4 mm, the smallest aperture of common densitometers (3.5 mm) with room to aim.
PATCH = 4.0
# House rule: more mixtures than these say nothing more to a press.
_MIXTURES = 3


class MarkName(StrEnum):
    """A mark that a shop wants, by its key in ``marks``; the job's number stands by the cutter's first mark."""

    REGISTER = "register"
    GRIPPER = "gripper"
    SIDE_GUIDE = "side_guide"
    COLOUR_BAR = "colour_bar"
    SLUG = "slug"
    JOB_NUMBER = "job_number"


class MissingMark(Struct, frozen=True):
    """A mark that finds no room, and the tags that stand in its place, as its side sees them."""

    mark: MarkName
    in_its_place: tuple[Slot, ...] = ()


class WantedMarks(Struct, frozen=True):
    """The marks a shop wants on its sheets; ``spots_alone`` says that it prints no process inks.

    ``white`` is what it prints beneath colours on clear stock.
    """

    register: bool = True
    gripper: bool = True
    side_guide: bool = True
    colour_bar: bool = True
    slug: bool = True
    cutter: CutterMarkSet | None = None
    spots_alone: bool = False
    white: White | None = None


class Furniture(Struct, frozen=True):
    """Marks wanted, what the slug says, who sets it, and the legend, where there are several editions."""

    marks: WantedMarks
    facts: SlugFacts
    setter: LineSetter
    legend: Legend | None = None


class SheetMarkSet(Struct, frozen=True):
    """The marks of one side, the slug as set (None where the shop wants none), and whether there is a legend.

    ``read`` are the boxes of what somebody has to read, ``seen`` the round places of what a camera looks
    for: clear stock has white beneath both.
    """

    placements: tuple[Placement, ...]
    slug: PlacedSlug | None
    has_legend: bool
    read: tuple[Rect, ...]
    seen: tuple[Spot, ...] = ()


class SheetMarks(Struct, frozen=True):
    """Marks that belong to the sheet itself, as its front sees them, and the end that is left to the slug."""

    registers: tuple[Spot, ...]
    guide: Spot | None
    slug_edge: SheetEdge
    cutter: tuple[Spot, ...] = ()
    missing: tuple[MissingMark, ...] = ()

    def through(self, mirror: Affine) -> SheetMarks:
        """Return the same marks as the back sees them."""
        guide = None if self.guide is None else self.guide.through(mirror)
        edge = self.slug_edge
        if mirror.d < 0:
            edge = SheetEdge.TAIL if edge is SheetEdge.GRIPPER else SheetEdge.GRIPPER
        registers = tuple(spot.through(mirror) for spot in self.registers)
        return SheetMarks(registers, guide, edge, tuple(spot.through(mirror) for spot in self.cutter))

    @property
    def boxes(self) -> list[Rect]:
        """The squares these marks fill."""
        return [spot.box for spot in (*self.registers, *([self.guide] if self.guide else ()), *self.cutter)]


def place_sheet_marks(margin: Margin, marks: WantedMarks) -> SheetMarks:
    """Find room for the cutter's marks, the register marks (the slug has the fourth edge) and the side guide."""
    for_slug = slug_edge(margin)
    free = SheetEdge.TAIL if for_slug is SheetEdge.GRIPPER else SheetEdge.GRIPPER
    inked = margin.inked
    middle_x, middle_y = margin.press.width / 2, (inked.y0 + inked.y1) / 2
    slug = margin.band(for_slug)
    cutter = find_mark_spots(margin, marks.cutter) if marks.cutter is not None else ()
    apart = _kept_from_cutter_marks(marks.cutter)
    taken = [slug, *(spot.box.grown(apart) for spot in cutter)]
    missing: list[MissingMark] = []
    wanted = ((free, middle_x), (SheetEdge.LEFT, middle_y), (SheetEdge.RIGHT, middle_y)) if marks.register else ()
    found = [(margin.find_spot(edge, along, _REGISTER, taken), edge, along) for edge, along in wanted]
    registers = tuple(spot for spot, *_ in found if spot is not None)
    if marks.register and len(registers) < _LEAST_REGISTERS:
        without = ((edge, along) for spot, edge, along in found if spot is None)
        blocking = [margin.tags_to_clear(edge, along, _REGISTER[-1], taken) for edge, along in without]
        missing.append(MissingMark(MarkName.REGISTER, min(filter(None, blocking), key=len, default=())))
    low = inked.y0 + inked.height * 0.75
    taken += [spot.box for spot in registers]
    guide = margin.find_spot(SheetEdge.LEFT, low, _ARROW, taken) if marks.side_guide else None
    if marks.side_guide and guide is None:
        in_its_place = margin.tags_to_clear(SheetEdge.LEFT, low, _ARROW[-1], taken)
        missing.append(MissingMark(MarkName.SIDE_GUIDE, in_its_place))
    return SheetMarks(registers, guide, for_slug, cutter, tuple(missing))


class MarkPlaces(Struct, frozen=True):
    """The places of what one side has beside the sheet's own marks, and what finds none.

    ``band`` is the end of the sheet for colour bar and slug, free from ``left`` to ``right``; ``bar`` is what the
    colour bar may take of it, ``beside`` is left to a form that is printed on top. A legend keeps off ``taken``.
    """

    band: Rect
    left: float
    right: float
    bar: Rect | None
    beside: Rect | None
    arrow: Spot | None
    label: JobNumberLabel
    taken: tuple[Rect, ...]
    missing: tuple[MissingMark, ...]


def reserve_places(
    margin: Margin,
    marks: WantedMarks,
    fixed: SheetMarks,
    side: SheetSide,
    number: str = "",
    setter: LineSetter | None = None,
) -> MarkPlaces:
    """Find room for the gripper's arrow, the job's ``number`` by the cutter's first mark, colour bar and slug.

    ``fixed`` are the sheet's own marks as this ``side`` sees them.
    """
    missing: list[MissingMark] = []
    sides, band = margin.press.sides, margin.band(fixed.slug_edge)
    band = Rect(sides, band.y0, margin.press.width - sides, band.y1)
    # Patches of the colour bar stand at the right: the camera must not take one of them for a mark.
    seen = marks.cutter is not None and marks.cutter.are_on(side)
    left, right = _free_between(band, fixed.cutter, _kept_from_cutter_marks(marks.cutter) if seen else 0.0)
    taken = fixed.boxes
    arrow: Spot | None = None
    is_on_top, beside = _is_on_top(margin, side), None
    if margin.press.reverse and margin.backing.is_two_sided:
        # Both forms are printed on one face: each has its own half of the band.
        middle = band.centre[0]
        beside = None if is_on_top else Rect(middle + _APART, band.y0, right, band.y1)
        left, right = (max(left, middle + _APART), right) if is_on_top else (left, min(right, middle))
    if marks.gripper and not is_on_top:
        along = left + _ARROW[0] / 2
        arrow = margin.find_spot(SheetEdge.GRIPPER, along, _ARROW, fixed.boxes)
        if arrow is None:
            in_its_place = margin.tags_to_clear(SheetEdge.GRIPPER, along, _ARROW[-1], taken)
            missing.append(MissingMark(MarkName.GRIPPER, in_its_place))
        else:
            taken.append(arrow.box)
            left = max(left, arrow.box.x1 + _APART) if arrow.box.intersects(band) else left
    label = JobNumberLabel()
    if marks.cutter is not None and marks.cutter.are_on(side) and fixed.cutter and setter is not None and number:
        label = _set_job_number(margin, number, fixed.cutter, arrow, taken, setter)
        missing += [] if label.boxes else [MissingMark(MarkName.JOB_NUMBER)]
        taken += label.boxes
        left, right = label.beside(band, left, right)
    bar = Rect(left, band.y0, left + (right - left) * _BAR_SHARE, band.y1)
    has_bar = marks.colour_bar and bar.height >= _LOWEST_BAR and bar.width >= _SHORTEST_BAR
    missing += [MissingMark(MarkName.COLOUR_BAR)] if marks.colour_bar and not has_bar else []
    missing += [MissingMark(MarkName.SLUG)] if marks.slug and right - left < _SHORTEST_SLUG else []
    return MarkPlaces(
        band, left, right, bar if has_bar else None, beside, arrow, label, tuple(taken), tuple(missing)
    )


def _is_on_top(margin: Margin, side: SheetSide) -> bool:
    """Tell whether a form is printed on top of another one, which has arrow and legend already."""
    return margin.press.reverse and side is SheetSide.BACK


def add_marks(margin: Margin, furniture: Furniture, fixed: SheetMarks, slug: Slug, own: FormInks) -> SheetMarkSet:
    """Return all marks of one side.

    ``fixed`` are the sheet's own marks as this side sees them; ``own`` the inks of its product.
    """
    marks = furniture.marks
    placed = [_place_mark(register_mark(spot.diameter), spot) for spot in fixed.registers]
    read: list[Rect] = []
    seen: tuple[Spot, ...] = ()
    if fixed.guide is not None:
        placed.append(_place_arrow(fixed.guide, -90 if fixed.guide.x > margin.press.width / 2 else 90))
    if marks.cutter is not None and marks.cutter.are_on(slug.side):
        placed += mark_placements(fixed.cutter, marks.cutter, margin.press)
        seen = fixed.cutter
    places = reserve_places(margin, marks, fixed, slug.side, slug.facts.content_hash, furniture.setter)
    band, left, right = places.band, places.left, places.right
    placed += [_place_arrow(places.arrow, 0)] if places.arrow is not None else []
    placed += places.label.placements
    read += places.label.boxes
    if places.beside is not None:
        read.append(places.beside)
    if places.bar is not None:
        bar = colour_bar(own, places.bar, spots_alone=marks.spots_alone)
        right -= bar.trim.width
        placed.append(Placement(bar, Affine.translation(right, band.centre[1] - bar.trim.height / 2)))
        read.append(_box_round(placed[-1:]))
        right -= _APART
    is_on_top = _is_on_top(margin, slug.side)
    legend = () if is_on_top else _set_legend(margin, furniture, fixed.slug_edge, slug, list(places.taken), own)
    has_legend = bool(legend) or is_on_top
    placed += legend
    read += [_box_round(legend)] if legend else []
    if not marks.slug:
        return SheetMarkSet(tuple(placed), None, has_legend, tuple(read), seen)
    lines = set_slug(replace(slug, inks=own.solids), Rect(left, band.y0, right, band.y1), furniture.setter)
    return SheetMarkSet((*placed, *lines.placements), lines, has_legend, (*read, lines.box), seen)


class JobNumberLabel(Struct, frozen=True):
    """The job's number as set by the first of the cutter's marks, in one box, or nothing in none."""

    placements: tuple[Placement, ...] = ()
    boxes: tuple[Rect, ...] = ()

    def beside(self, band: Rect, left: float, right: float) -> tuple[float, float]:
        """Return from where to where the ``band`` that was free from ``left`` to ``right`` is free still."""
        for box in self.boxes:
            if box.intersects(band) and box.x1 < band.centre[0]:
                left = max(left, box.x1 + _APART)
            elif box.intersects(band):
                right = min(right, box.x0 - _APART)
        return left, right


def _set_job_number(
    margin: Margin,
    number: str,
    cutter: tuple[Spot, ...],
    gripper: Spot | None,
    taken: list[Rect],
    setter: LineSetter,
) -> JobNumberLabel:
    """Set the job's ``number`` beside the first of the ``cutter``'s marks, or above it.

    It has an arrow to the gripper of its own where the ``gripper`` mark is not beside it. Nothing where there is
    no mark, no number or no room.
    """
    if not cutter or not number:
        return JobNumberLabel()
    first = cutter[0].box
    words = f"# {number}"
    is_marked = gripper is not None and gripper.box.intersects(first.grown(_LABEL_CLEAR + 1.0))
    beside = first.union(gripper.box) if gripper is not None and is_marked else first
    for em in _LABEL_EMS:
        head = 0.0 if is_marked else em * _LABEL_HEIGHT
        width, height = head + setter.width(words) * em, em * _LABEL_HEIGHT
        across = (beside.x1 + _LABEL_CLEAR, beside.x0 - _LABEL_CLEAR - width)
        level = [(x, y) for x in across for y in (first.y1 - height, first.centre[1] - height / 2, first.y0)]
        above = [(x, first.y0 - height - _LABEL_CLEAR) for x in (first.x0, first.x1 - width)]
        for x, y in (*level, *above):
            box = Rect(x, y, x + width, y + height)
            if margin.can_hold(box) and not any(box.intersects(each) for each in taken):
                pointing = () if is_marked else (_place_arrow(Spot(x + head / 2, y + height / 2, head), 0),)
                return JobNumberLabel(
                    (*pointing, *setter.place(words, x + head, y + _LABEL_ASCENT * em, em)), (box,)
                )
    return JobNumberLabel()


def _set_legend(
    margin: Margin, furniture: Furniture, edge: SheetEdge, slug: Slug, taken: list[Rect], own: FormInks
) -> tuple[Placement, ...]:
    """Return the legend of one side, set where slug and marks leave room; nothing where there is none wanted.

    Its chips are left out where their colours would need a plate that the product does not.
    """
    legend = furniture.legend
    if legend is None:
        return ()
    legend = replace(legend, chips=legend.chips and own.hold(legend.inks(slug.editions)))
    return set_legend(legend, slug.editions, legend_spaces(margin, edge, taken), furniture.setter)


def _kept_from_cutter_marks(marks: CutterMarkSet | None) -> float:
    """Return how far other marks keep off the places of the cutter's, whose white they have round them."""
    return 0.0 if marks is None else max(0.0, marks.apart - marks.clear)


def _free_between(band: Rect, spots: tuple[Spot, ...], apart: float) -> tuple[float, float]:
    """Return from where to where ``band`` is free of ``spots``, which stand near its ends; the right ``apart``."""
    left, right = band.x0, band.x1
    for spot in spots:
        is_left = spot.x < band.centre[0]
        if not spot.box.grown(0.0 if is_left else apart).intersects(band):
            continue
        if is_left:
            left = max(left, spot.box.x1)
        else:
            right = min(right, spot.box.x0 - apart)
    return left, right


def _box_round(placed: Iterable[Placement]) -> Rect:
    return bounds(each.transform.apply(corner) for each in placed for corner in each.artwork.trim.corners)


def _place_mark(artwork: Artwork, spot: Spot) -> Placement:
    return Placement(artwork, Affine.translation(spot.box.x0, spot.box.y0))


def _place_arrow(spot: Spot, angle_deg: float) -> Placement:
    """Return an arrow in ``spot``, turned clockwise from pointing down."""
    r = spot.diameter / 2
    turn = Affine.translation(-r, -r).then(Affine.rotation(angle_deg))
    return Placement(arrow_mark(spot.diameter), turn.then(Affine.translation(spot.x, spot.y)))


def register_mark(diameter: float) -> Artwork:
    """Return a crosshair in a circle of two thirds of ``diameter``, on every plate."""
    middle, ink = diameter / 2, registration()
    strokes = (
        Stroke(circle(middle, middle, diameter / 3), ink, HAIRLINE, Role.MARK),
        Stroke(polyline(((0.0, middle), (diameter, middle))), ink, HAIRLINE, Role.MARK),
        Stroke(polyline(((middle, 0.0), (middle, diameter))), ink, HAIRLINE, Role.MARK),
    )
    return Artwork(strokes, Rect(0.0, 0.0, diameter, diameter))


def trim_marks(margin: Margin) -> tuple[Placement, ...]:
    """Return the lines along which a guillotine cuts, on every plate; nothing for what a die cuts."""
    lines = margin.trim_lines
    if not lines:
        return ()
    strokes = tuple(Stroke(polyline(line), registration(), HAIRLINE, Role.MARK) for line in lines)
    return (Placement(Artwork(strokes, margin.press.sheet), Affine()),)


def arrow_mark(diameter: float) -> Artwork:
    """Return a solid triangle that points down, on every plate; turned, it points to the side guide."""
    low = diameter * 0.85
    triangle = polygon(
        ((diameter * 0.15, low - diameter * 0.6), (diameter * 0.85, low - diameter * 0.6), (diameter / 2, low))
    )
    return Artwork((Fill(triangle, registration(), Role.MARK),), Rect(0.0, 0.0, diameter, diameter))


def colour_bar(own: FormInks, room: Rect, *, spots_alone: bool = False) -> Artwork:
    """Return solids and half tints of the inks that a form has, and its mixtures: nothing on another plate.

    The patches are as large as ``room`` lets them be. Where a shop prints ``spots_alone``, there are their solids
    alone, for a spot has no tints there.
    """
    solids = [spot_ink(ink.name, ink.cmyk) for ink in own.spots]
    if spots_alone and solids:
        patches = solids
    else:
        tints = (spot_ink(ink.name, ink.cmyk, tint=tint) for ink in solids for tint in (1.0, 0.5))
        # What the press is to match is printed beside the product.
        mixed = (Ink("mixture", cmyk) for cmyk in own.mixtures[:_MIXTURES])
        patches = [*_process_patches(own), *mixed, *tints]
    width = min(PATCH, room.width / max(len(patches), 1))
    height = min(PATCH, room.height)
    fills = tuple(
        Fill(rectangle(Rect(i * width, 0.0, (i + 1) * width, height)), ink, Role.MARK)
        for i, ink in enumerate(patches)
    )
    return Artwork(fills, Rect(0.0, 0.0, len(patches) * width, height))


def _process_patches(own: FormInks) -> list[Ink]:
    inks: list[Ink] = []
    for solid in own.solids:
        if not solid.spot:
            for amount in (1.0, 0.5):
                c, m, y, k = (amount * full for full in solid.cmyk)
                inks.append(Ink(f"{solid.name} {amount:.0%}", (c, m, y, k)))
    return inks
