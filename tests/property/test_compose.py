"""Whatever composes is right: inside the true shape, clear of hole and code, every number there, hotline first.

Measured on the painted outlines with nothing of what composition measures by: no rooms, boxes or rows.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from keytag.compose import ComposedTag, Design, Frame, compose
from keytag.documents.job import EditionContent, Number
from keytag.documents.job.content import Code, NumberRole
from keytag.documents.shop import read_shop
from keytag.documents.template import NumbersSlot, read_template
from keytag.drawing import qr
from keytag.drawing.artwork import Artwork, Fill, Role, walk
from keytag.drawing.geometry import Affine, Command, Hole, Path, Point, Shape, ShapeKind, bounds, place_hole
from keytag.drawing.geometry.contour import distance_to_point, distance_to_rect, has_crossing, winding
from keytag.drawing.ink import ByPolarity, Ink
from keytag.drawing.lettering import Face, outline, shape
from keytag.findings import Finding

TEMPLATES = ("classic", "hotline", "directory", "group")
SHAPES = {
    "oval-50x20": Shape(ShapeKind.OVAL, 50.0, 20.0),
    "circle-32": Shape(ShapeKind.CIRCLE, 32.0, 32.0),
    "pill-60x20": Shape(ShapeKind.PILL, 60.0, 20.0),
    "card-50x30": Shape(ShapeKind.RECTANGLE, 50.0, 30.0, 3.0),
    "card-30x50": Shape(ShapeKind.RECTANGLE, 30.0, 50.0, 3.0),
    "oval-40x25": Shape(ShapeKind.OVAL, 40.0, 25.0),
}
LINK = "https://zalo.me/1000000000000000001"
OFFICERS = ("Trực ban", "Trưởng CA", "Phó CA 1", "Phó CA 2", "CSKV tổ 1", "CSKV tổ 2")
LABELS = (*OFFICERS, "Chốt cầu", "Cứu nạn", "Xã bên", "Bảo vệ", "Y tế", "Cứu hoả")
# House rule: what a leaning letter's corner may take of the safe area, with the flattening's own error.
TOLERANCE = 0.15
# Domain: the hole tears first; no lettering in the 2 mm round it.
HOLE_CLEARANCE = 2.0
# Domain: the hotline's digits are at least 3 mm high.
HOTLINE = 3.0
# House rule, from GS1 and DENSO: no module under 0.33 mm.
MODULE = 0.33
SAFE = read_shop("digital-sra3").safe
read_template_once = cache(read_template)


class Plan(Struct, frozen=True):
    """One place in the matrix of jobs."""

    template: str
    shape: str
    hole: str | None
    has_code: bool
    has_slogan: bool
    count: int

    def __str__(self) -> str:
        extras = "-qr" * self.has_code + "-slogan" * self.has_slogan
        return f"{self.template}-{self.shape}-{self.hole or 'no'}-hole{extras}-{self.count}"


def matrix(shapes: tuple[str, ...], holes: tuple[str | None, ...]) -> list[Plan]:
    """Every combination of the four templates with these shapes and holes."""
    parts = (TEMPLATES, shapes, holes, (False, True), (False, True), range(1, 9))
    return [Plan(*combination) for combination in product(*parts)]


# The same few on every run: the whole matrix takes a quarter of an hour.
SAMPLE = random.Random(20260115).sample(matrix(tuple(SHAPES), (None, "left", "right", "top", "bottom")), 20)  # noqa: S311
# Every count where all there is must share the room, a few where something is left out.
ON_THE_OVAL = [
    plan
    for plan in matrix(("oval-50x20",), ("left",))
    if (plan.has_code and plan.has_slogan) or plan.count in (1, 5, 8)
]
# A hole above or below takes the room of a line, but neither the issuer nor the slogan.
ROUND_THE_HOLE = [
    plan
    for plan in matrix(("oval-50x20",), ("top", "bottom"))
    if plan.has_slogan and ((plan.template != "group" and plan.count in (1, 4)) or plan.count == 2)
]


def is_tried_always(plan: Plan) -> bool:
    """Tell whether ``plan`` is the fullest of its kind, or a short or middling one where all share the room."""
    if plan.hole != "left":
        return plan.count == (2 if plan.template == "group" else 4)
    return plan.count in ((1, 5, 8) if plan.has_code and plan.has_slogan else (8,))


def rows(plans: list[Plan]) -> list[object]:
    """Return a test's rows, marked `more` beside one of each kind."""
    return [
        pytest.param(plan, marks=() if is_tried_always(plan) else pytest.mark.more, id=str(plan)) for plan in plans
    ]


DOZENS = [Plan("directory", "oval-50x20", "left", has_code=False, has_slogan=s, count=12) for s in (False, True)]


def content(plan: Plan, labels: tuple[str, ...] = LABELS, issuer: str = "Công an phường An Khê") -> EditionContent:
    """What a tag of ``plan`` says."""
    numbers = tuple(
        Number(
            labels[i % len(labels)],
            f"02693000{i:03d}",
            f"0269 3000 {i:03d}",
            NumberRole.OTHER,
            None,
            f"numbers.{i}",
        )
        for i in range(plan.count)
    )
    code = Code(LINK, "Quét mã để phản ánh", None, "qr") if plan.has_code else None
    slogan = "Toàn dân bảo vệ an ninh Tổ quốc" if plan.has_slogan else None
    name = "Tổ dân phố 9" if plan.template == "group" else None
    return EditionContent("x", name, issuer, "Gia Lai", slogan, numbers, code, plan.template, (), None, "")


def design(plan: Plan) -> Design:
    """The design of ``plan`` at a digital press."""
    template, outer = read_template_once(plan.template), SHAPES[plan.shape]
    hole = place_hole(outer, 4.0, 2.5, plan.hole) if plan.hole else None
    shop = read_shop("digital-sra3")
    limits = ByPolarity(shop.smallest_text.positive, shop.smallest_text.reversed, shop.smallest_text.multi_ink)
    inks = {role: colour for role, colour in template.colours.items() if isinstance(colour, Ink)}
    return Design(template, Frame(outer, hole, SAFE, shop.bleed), inks, limits, {})


def composed(plan: Plan, said: EditionContent | None = None) -> tuple[ComposedTag | None, tuple[Finding, ...]]:
    """Compose ``plan``, or other words in its design."""
    said = said or content(plan)
    return compose(said, design(plan), qr.encode(LINK) if said.qr else None)


def sides(tag: ComposedTag, plan: Plan) -> Iterator[tuple[Artwork, Frame]]:
    """Both sides with their frames, the back's hole mirrored."""
    frame = design(plan).frame
    hole = frame.hole
    behind = Hole(frame.shape.width - hole.cx, hole.cy, hole.diameter) if hole else None
    yield tag.front, frame
    yield tag.back, replace(frame, hole=behind)


def lettering(side: Artwork) -> list[Fill]:
    """What is lettered on a side, as it is painted."""
    return [
        replace(item, path=item.path.transformed(matrix))
        for item, matrix in walk(side.items)
        if isinstance(item, Fill) and item.role is Role.LETTERING
    ]


def hull(points: list[Point]) -> list[Point]:
    """The convex hull, by Andrew's chain: depth is concave, so its least value over points is over their hull."""
    half: list[list[Point]] = []
    for ordered in (sorted(set(points)), sorted(set(points), reverse=True)):
        chain: list[Point] = []
        for p in ordered:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2:]
                if (bx - ax) * (p[1] - ay) > (by - ay) * (p[0] - ax):
                    break
                chain.pop()
            chain.append(p)
        half.append(chain[:-1])
    return half[0] + half[1]


def assert_clear(side: Artwork, frame: Frame) -> None:
    """All lettering is in the safe area and clear of the hole, the code's ground and other lettering."""
    fills = lettering(side)
    flat = [fill.path.flattened(0.01) for fill in fills]
    boxes = [[bounds(contour) for contour in contours] for contours in flat]
    grounds = [item.path.bounds() for item, _ in walk(side.items) if item.role is Role.QR_GROUND]
    for fill, contours in zip(fills, flat, strict=True):
        depth = min(frame.shape.depth(p) for p in hull([p for contour in contours for p in contour]))
        assert depth >= frame.safe - TOLERANCE, f"{fill.source} is {depth:.2f} mm from the cut"
        for contour in contours:
            if frame.hole is not None:
                clear = distance_to_point(contour, (frame.hole.cx, frame.hole.cy)) - frame.hole.radius
                assert clear >= HOLE_CLEARANCE - TOLERANCE, f"{fill.source} is {clear:.2f} mm from the hole"
            for ground in grounds:
                assert distance_to_rect(contour, ground) > 0.3, f"{fill.source} is on the code"
    for one, other in combinations(range(len(fills)), 2):
        for i, j in product(range(len(boxes[one])), range(len(boxes[other]))):
            if boxes[one][i].intersects(boxes[other][j]):
                pair = f"{fills[one].source} and {fills[other].source} overlap"
                assert not has_crossing(flat[one][i], flat[other][j]), pair
                assert not winding(flat[other], flat[one][i][0]), pair
                assert not winding(flat[one], flat[other][j][0]), pair


def assert_numbers(tag: ComposedTag, said: EditionContent) -> None:
    """Every number and its label is on the tag, digit by digit, and none is there that the job has not."""
    fills = [*lettering(tag.front), *lettering(tag.back)]
    shown = Counter(fill.source.node for fill in fills)
    nodes = [number.node for number in said.numbers]
    assert {n for n in shown if n.startswith("numbers.")} == {
        f"{n}.{part}" for n in nodes for part in ("label", "number")
    }
    assert all(shown[f"{node}.label"] == shown[f"{node}.number"] for node in nodes)
    # A side without anything else repeats the hotline; no other number is there twice.
    assert [node for node in nodes if shown[f"{node}.number"] > 1] in ([], nodes[:1])
    for fill in fills:
        number = next((n for n in said.numbers if f"{n.node}.number" == fill.source.node), None)
        if number is not None:
            assert is_lettered(fill.path, number.display, said.template), f"{number.display} is misprinted"
    texts = {"issuer.name": True, "slogan": said.slogan, "qr.caption": said.qr, "name": said.name}
    assert all(shown[node] for node, wanted in texts.items() if wanted)


def is_lettered(path: Path, text: str, template: str) -> bool:
    """Whether ``path`` is ``text`` set in one of the faces that the template's numbers may have."""
    box = path.bounds()
    for face in number_faces(template):
        model = outline(shape(text, face), 1.0)
        frame = model.bounds()
        wide, high = box.width / frame.width, box.height / frame.height
        place = Affine(wide, 0.0, 0.0, high, box.x0 - frame.x0 * wide, box.y0 - frame.y0 * high)
        wanted = model.transformed(place).commands
        # Figures may be squeezed by a tenth, not more, and are never stretched.
        if not 0.89 < wide / high < 1.001 or len(wanted) != len(path.commands):
            continue
        if all(map(is_same, wanted, path.commands)):
            return True
    return False


def is_same(one: Command, other: Command) -> bool:
    """Whether two commands of paths draw the same, to a micrometre."""
    return one[0] == other[0] and all(abs(a - b) < 1e-3 for a, b in zip(one[1], other[1], strict=True))


@cache
def number_faces(template: str) -> tuple[Face, ...]:
    """The faces of a template's numbers, as drawn and narrowed."""
    found = read_template_once(template)
    types = [slot.number for slot in (*found.front, *found.back) if isinstance(slot, NumbersSlot)]
    faces = [Face(kind.family, kind.weight, kind.width) for kind in types]
    faces += [Face("roboto", kind.weight, width) for kind in types for width in (100.0, 87.5, 75.0)]
    return tuple(dict.fromkeys(faces))


def assert_hierarchy(tag: ComposedTag) -> None:
    """The hotline's digits are 3 mm high or more, and no other letter is taller than they are."""
    fills = [*lettering(tag.front), *lettering(tag.back)]
    hotline = max(fill.path.bounds().height for fill in fills if fill.source.node == "numbers.0.number")
    assert hotline >= HOTLINE
    for fill in fills:
        tallest = max(bounds(contour).height for contour in fill.path.flattened(0.02))
        assert tallest <= hotline + 0.01, (
            f"{fill.source} has letters of {tallest:.2f} mm, the hotline {hotline:.2f}"
        )


def assert_code(tag: ComposedTag, plan: Plan) -> None:
    """The code is there once where asked for, its modules wide enough, its ground clear of cut and hole."""
    codes = [
        (side, frame, item)
        for side, frame in sides(tag, plan)
        for item, _ in walk(side.items)
        if item.role is Role.QR
    ]
    assert len(codes) == (1 if plan.has_code else 0)
    assert (tag.code is not None) == plan.has_code
    for side, frame, item in codes:
        assert tag.code is not None
        size = item.path.bounds()
        module = size.width / tag.code.symbol.size
        assert module == pytest.approx(tag.code.module)
        assert module >= MODULE - 1e-9
        ground = next(other.path for other, _ in walk(side.items) if other.role is Role.QR_GROUND)
        assert ground.bounds().contains(size.grown(4 * module), 1e-6)
        contour = ground.flattened()[0]
        assert min(frame.shape.depth(point) for point in contour) >= 1.0
        if frame.hole is not None:
            assert distance_to_point(contour, (frame.hole.cx, frame.hole.cy)) >= frame.hole.radius + 1.0


@pytest.mark.parametrize("plan", SAMPLE, ids=str)
def test_what_composes_is_right(plan: Plan) -> None:
    """Any job of the matrix gives a tag that keeps every rule, or findings and no tag."""
    tag, findings = composed(plan)
    if tag is None:
        assert findings
        return
    for side, frame in sides(tag, plan):
        assert_clear(side, frame)
    assert_numbers(tag, content(plan))
    assert_hierarchy(tag)
    assert_code(tag, plan)


@pytest.mark.parametrize("plan", [*rows([*ON_THE_OVAL, *ROUND_THE_HOLE]), *DOZENS], ids=str)
def test_the_oval_takes_what_it_must(plan: Plan) -> None:
    """The tag of the five programmes takes up to eight numbers in every combination, a directory a dozen."""
    tag, findings = composed(plan)
    assert tag is not None, findings[0].message.en
    assert_numbers(tag, content(plan))
    for side, frame in sides(tag, plan):
        assert_clear(side, frame)


@pytest.mark.parametrize("template", TEMPLATES)
def test_long_lines_wrap_without_touching(template: str) -> None:
    """A name too long for one line along the edge is set in two, clear of each other and of everything."""
    plan = Plan(template, "oval-50x20", "left", has_code=True, has_slogan=True, count=2)
    said = content(plan, issuer="Công an phường Văn Miếu - Quốc Tử Giám, quận Đống Đa, Hà Nội")
    tag, findings = composed(plan, said)
    assert tag is not None, findings
    lines = Counter(fill.source.node for side in (tag.front, tag.back) for fill in lettering(side))
    assert lines["issuer.name"] == 2
    for side, frame in sides(tag, plan):
        assert_clear(side, frame)
    assert_numbers(tag, said)


def test_composing_twice_gives_the_same_tag() -> None:
    """Nothing in composition depends on chance or on what was composed before."""
    plan = Plan("classic", "oval-50x20", "left", has_code=True, has_slogan=True, count=4)
    first = composed(plan)
    composed(replace(plan, template="group", count=2))
    assert composed(plan) == first


words = st.sampled_from(
    [
        "xã Ea",
        "phường Văn Miếu - Quốc Tử Giám",
        "xã Ẳng Nưa",
        "Ữ ậ Ẫ",
        "Trưởng Công an",
        "TB",
        "Tổ 9",
        "Chốt Ngã Ba",
        "Đội CS QLHC",
    ]
)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(
    st.sampled_from(TEMPLATES),
    st.sampled_from(["oval-50x20", "circle-32", "card-50x30"]),
    words,
    st.lists(words, min_size=1, max_size=4),
)
def test_names_long_and_short(template: str, outer: str, issuer: str, labels: list[str]) -> None:
    """Whatever the office and its numbers are called, what composes is clear and complete."""
    plan = Plan(template, outer, "left", has_code=template == "group", has_slogan=False, count=len(labels))
    said = content(plan, tuple(labels), f"Công an {issuer}")
    tag, findings = composed(plan, said)
    if tag is None:
        assert findings
        return
    for side, frame in sides(tag, plan):
        assert_clear(side, frame)
    assert_numbers(tag, said)
