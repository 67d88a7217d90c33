"""What would give a code wider modules, in figures: link, side, hole, shape, size of the tag.

By the true shapes: the widest white square at a place, less hole and safe distance. Only what truly helps is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from msgspec.structs import replace

from keytag.compose.bisection import first_count
from keytag.compose.code_place import WANTED_MODULE, PlacedCode, widest_module
from keytag.compose.design import Frame
from keytag.drawing.geometry import Point, ShapeKind, place_hole
from keytag.drawing.qr import QUIET_MODULES, Symbol, version_for
from keytag.text.text import Text

# House rule: places along the tag's length at which a code of its own is tried.
_PLACES = 33
# House rule: a tag is named in whole millimetres, and a larger one is larger by half of one at least.
_STEP = 0.5
# House rule: beyond twice its size it is another product.
_LARGEST = 2.0


def square_at(code: PlacedCode, frame: Frame) -> float:
    """Return the side in mm of the largest white square that the tag has room for where ``code`` lies."""
    size = code.symbol.full_size
    return size * widest_module(size, code.inset, frame, (code.cx, code.cy))


def roomiest_code(symbol: Symbol, inset: float, frame: Frame) -> PlacedCode:
    """Return the largest code that a side with nothing else on it could carry.

    Along the tag's length, or, beside a hole in the middle of a long edge, across it.
    """
    cx, cy = frame.shape.centre
    across, along = frame.shape.height / (_PLACES + 1), frame.shape.width / (_PLACES + 1)
    ways = [(along * i, cy) for i in range(1, _PLACES + 1)]
    if frame.wing is not None:
        ways += [
            (x, across * i)
            for i in range(1, _PLACES + 1)
            for x in (cx, *(along * n for n in range(1, _PLACES + 1, 4)))
        ]
    centres: list[Point] = sorted(ways, key=lambda centre: abs(centre[0] - cx) + abs(centre[1] - cy))
    module, centre = max(
        ((widest_module(symbol.full_size, inset, frame, centre), centre) for centre in centres),
        key=lambda found: found[0],
    )
    return PlacedCode(symbol, *centre, module, inset)


def what_helps(code: PlacedCode, frame: Frame, *, is_alone: bool) -> Text:
    """Return what would bring the modules of ``code`` to the wanted width, each with the width it brings.

    ``is_alone`` tells that nothing else stands on the code's side.
    """
    ways = tuple(_what_would_help(code, frame, is_alone=is_alone))
    if not ways:
        return Text(
            "Rút ngắn đường dẫn nhiều, hoặc bỏ mã QR: móc khóa này quá nhỏ cho nó.",
            "Shorten the link a great deal, or drop the QR code: this tag is too small for it.",
        )
    return Text(
        f"Cách sửa: {_listed(w.vi for w in ways)}.",
        f"What helps: {_listed(w.en for w in ways)}.",
    )


def _listed(ways: Iterator[str]) -> str:
    return "; ".join(ways)


def _what_would_help(code: PlacedCode, frame: Frame, *, is_alone: bool) -> Iterator[Text]:
    yield from _shorter_link(code)
    own = roomiest_code(code.symbol, code.inset, frame)
    if not is_alone and own.module >= WANTED_MODULE:
        yield Text(
            f"dành riêng một mặt cho mã, đặt giữa ({own.module:.2f} mm)",
            f"give the code a side of its own, in its middle ({own.module:.2f} mm)",
        )
    yield from _hole_at_end(code, frame)
    # Where the oval has room already it is the neighbours that are in the way.
    has_room = square_at(code, frame) >= code.symbol.full_size * WANTED_MODULE
    if frame.shape.kind is ShapeKind.OVAL and not has_room:
        pill = replace(frame, shape=replace(frame.shape, kind=ShapeKind.PILL))
        width = widest_module(code.symbol.full_size, code.inset, pill, (code.cx, code.cy))
        if width >= WANTED_MODULE:
            yield Text(
                f"dùng hình viên thuốc, pill (đến {width:.2f} mm)", f"use the shape pill (up to {width:.2f} mm)"
            )
    yield from _larger_tag(code, frame)


def _hole_at_end(code: PlacedCode, frame: Frame) -> Iterator[Text]:
    """Yield the hole at a narrow end, where it lies in the middle of an edge and takes the code's room."""
    if (
        frame.hole is None
        or frame.wing is None
        or roomiest_code(code.symbol, code.inset, frame).module >= WANTED_MODULE
    ):
        return
    edge = frame.shape.depth((frame.hole.cx, frame.hole.cy)) - frame.hole.radius
    moved = replace(frame, hole=place_hole(frame.shape, frame.hole.diameter, edge, "left"))
    width = roomiest_code(code.symbol, code.inset, moved).module
    if width >= WANTED_MODULE:
        yield Text(
            f"đặt lỗ ở cạnh trái, side: left (đến {width:.2f} mm)",
            f"put the hole at the left, side: left (up to {width:.2f} mm)",
        )


def _shorter_link(code: PlacedCode) -> Iterator[Text]:
    """Yield by how many characters the link must be shorter for a version whose modules are wide enough."""
    side = code.symbol.full_size * code.module
    version = code.symbol.version
    while version > 1 and side / _full_size(version) < WANTED_MODULE:
        version -= 1
    module = side / _full_size(version)
    link = code.symbol.payload
    # What must stay: the scheme, the host, and a name of some characters.
    least = link.find("/", len("https://")) + 6
    surplus = _surplus(link, version, len(link) - least)
    if module >= WANTED_MODULE and version < code.symbol.version and surplus is not None:
        yield Text(
            f"bớt {surplus} trong {len(link)} ký tự của đường dẫn (phiên bản {version}, {module:.2f} mm)",
            f"cut {surplus} of the link's {len(link)} characters (version {version}, {module:.2f} mm)",
        )


def _surplus(link: str, version: int, most: int) -> int | None:
    """Return the least number of characters, below ``most``, without which a link fits the version."""
    if most <= 1 or version_for(link[: 1 - most]) > version:
        return None
    return first_count(lambda n: version_for(link[:-n]) <= version, 0, most - 1)


def _larger_tag(code: PlacedCode, frame: Frame) -> Iterator[Text]:
    """Yield the least size of a tag of about the same proportions with room enough at the same place.

    Hole and safe area keep their size, so that the room grows faster than the tag.
    """
    here = widest_module(code.symbol.full_size, code.inset, frame, (code.cx, code.cy))
    if not 0 < code.module < WANTED_MODULE:
        return
    # What the neighbours take of the room they take of the larger tag's too.
    wanted = WANTED_MODULE * max(here / code.module, 1.0)
    narrow = frame.shape.width
    for width in range(ceil(narrow + _STEP), int(narrow * _LARGEST) + 1):
        grown = _enlarge_frame(frame, width, ceil(frame.shape.height * width / narrow))
        if grown is None:
            continue
        place = (code.cx * width / narrow, code.cy * grown.shape.height / frame.shape.height)
        inset = code.inset + grown.inset - frame.inset
        if widest_module(code.symbol.full_size, inset, grown, place) >= wanted:
            size = f"{width} × {grown.shape.height:g} mm"
            yield Text(f"dùng móc khóa {size}", f"take a tag of {size}")
            return


def _enlarge_frame(frame: Frame, width: float, height: float) -> Frame | None:
    """Return the side of a larger tag with the same hole as far from the cut; None where it has no room."""
    hole = frame.hole
    shape = replace(frame.shape, width=width, height=height)
    if hole is None:
        return replace(frame, shape=shape)
    (cx, cy), edge = frame.shape.centre, frame.shape.depth((hole.cx, hole.cy)) - hole.radius
    dx, dy = hole.cx - cx, hole.cy - cy
    side = ("left" if dx < 0 else "right") if abs(dx) > abs(dy) else ("top" if dy < 0 else "bottom")
    try:
        return replace(frame, shape=shape, hole=place_hole(shape, hole.diameter, edge, side))
    except ValueError:
        return None


def _full_size(version: int) -> int:
    # ISO/IEC 18004:2015, 6.3.1: 21 modules for version 1, four more for each version.
    return 17 + 4 * version + 2 * QUIET_MODULES
