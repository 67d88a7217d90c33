"""Checks of the QR code as it is drawn: the right modules, wide enough, black on white, with room round them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from math import atan2, degrees, hypot

from msgspec.structs import replace

from keytag.checks.artwork.drawn_item import DrawnItem, Outline
from keytag.checks.artwork.side import DrawnSide
from keytag.compose.code_advice import square_at, what_helps
from keytag.compose.code_place import WANTED_MODULE, PlacedCode
from keytag.drawing.artwork import Role
from keytag.drawing.colorimetry import Lab
from keytag.drawing.geometry import Rect
from keytag.drawing.geometry.contour import segments
from keytag.drawing.ink import BLACK
from keytag.drawing.qr import QUIET_MODULES, Symbol
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text
from keytag.units import format_against

# House rule, from DENSO's four printer dots to a module at 300 dpi (0.339 mm) and GS1's 0.396 mm.
NARROWEST_MODULE = 0.33
# House rule: what rounding may lose, in mm.
_ROUNDING = 0.002

CODE_SHOWS_ITS_SYMBOL = Rule.error("code-shows-its-symbol", __name__)
CODE_MODULES_ARE_WIDE_ENOUGH = Rule.error("code-modules-are-wide-enough", __name__)
CODE_HAS_ITS_QUIET_ZONE = Rule.error("code-has-its-quiet-zone", __name__)
CODE_IS_BLACK_ON_WHITE = Rule.error("code-is-black-on-white", __name__)
CODE_IS_NOT_ON_YELLOW = Rule.note("code-does-not-stand-on-yellow", __name__)
RULES = (
    CODE_SHOWS_ITS_SYMBOL,
    CODE_MODULES_ARE_WIDE_ENOUGH,
    CODE_HAS_ITS_QUIET_ZONE,
    CODE_IS_BLACK_ON_WHITE,
    CODE_IS_NOT_ON_YELLOW,
)

# House rule, in CIELAB: what people call yellow, from gold to lemon; cream is too pale and orange too red.
_YELLOW_HUES, _YELLOW_CHROMA, _YELLOW_LIGHTNESS = (72.0, 112.0), 40.0, 60.0


def code_shows_its_symbol(side: DrawnSide) -> Iterator[Finding]:
    """What is painted is the symbol, module by module."""
    drawn = _drawn(side)
    if side.code is not None and (drawn is None or _modules(drawn, side.code.symbol) != side.code.symbol.modules):
        message = Text(
            f"Mã QR ở {side.title.vi} bị thiếu hoặc vẽ sai.",
            f"The QR code of the {side.title.en} is not whole.",
        )
        yield CODE_SHOWS_ITS_SYMBOL.finding(message, node=_node(side))


def code_modules_are_wide_enough(side: DrawnSide) -> Iterator[Finding]:
    """A module is at least 0.33 mm wide, and better 0.40 mm."""
    drawn = _drawn(side)
    if side.code is None or drawn is None:
        return
    module = drawn.box.width / side.code.symbol.size
    if module < WANTED_MODULE - _ROUNDING:
        code = replace(side.code, module=module)
        is_error = module < NARROWEST_MODULE - _ROUNDING
        yield CODE_MODULES_ARE_WIDE_ENOUGH.finding(
            _narrow(side, code, NARROWEST_MODULE if is_error else WANTED_MODULE),
            what_helps(code, side.frame, is_alone=not any(side.of(Role.LETTERING, Role.ART, Role.SIGN))),
            node=_node(side),
            severity=Severity.ERROR if is_error else Severity.WARNING,
        )


def _narrow(side: DrawnSide, code: PlacedCode, limit: float) -> Text:
    version, square = code.symbol.version, square_at(code, side.frame)
    module = format_against(code.module, limit, 2)
    return Text(
        f"Ô vuông của mã QR chỉ rộng {module} mm, cần từ {limit:.2f} mm: đường dẫn dài "
        f"{len(code.symbol.payload)} ký tự (mã phiên bản {version}), mà chỗ trống cho mã rộng {square:.1f} mm.",
        f"The QR code's squares are {module} mm wide, and should be {limit:.2f} mm: the link has "
        f"{len(code.symbol.payload)} characters (version {version}), and the room for it is {square:.1f} mm wide.",
    )


def code_has_its_quiet_zone(side: DrawnSide) -> Iterator[Finding]:
    """Four modules round the symbol are white ground, on the tag, with nothing painted over them."""
    drawn = _drawn(side)
    if side.code is None or drawn is None:
        return
    # ISO/IEC 18004:2015, 6.3.8: four modules on all sides.
    quiet = QUIET_MODULES * drawn.box.width / side.code.symbol.size
    ground = next((g for g in side.of(Role.QR_GROUND) if g.order < drawn.order), None)
    if (
        ground is None
        or not ground.holds(drawn.box.centre)
        or ground.edge_to_rect(drawn.box, quiet) < quiet - _ROUNDING
    ):
        yield _quiet(side, Text("nền trắng quá nhỏ", "its white ground is too small"))
    if _room_on_tag(side, drawn.box) < quiet - _ROUNDING:
        yield _quiet(side, Text("mã quá sát mép móc khóa hoặc lỗ", "it is too near the edge or the hole"))
    first = ground.order if ground is not None else drawn.order
    for other in side.items:
        if (
            other.order > first
            and other is not drawn
            and other.distance_to_rect(drawn.box, quiet) < quiet - _ROUNDING
        ):
            slot = other.item.source.slot
            yield _quiet(side, Text(f"hình “{slot}” đè lên", f"“{slot}” lies over it"))


def code_is_black_on_white(side: DrawnSide) -> Iterator[Finding]:
    """The symbol is pure black and its ground bare paper: scanners light with red, and red reads as white."""
    hint = Text("Bỏ màu này khỏi colours, hoặc đặt lại: {0}.", "Take it out of colours, or set it back: {0}.")
    for drawn in side.of(Role.QR):
        if drawn.item.ink.spot or drawn.item.ink.cmyk != BLACK.cmyk:
            yield _recoloured(side, "qr", Text("không phải mực đen (K)", "not black (K) alone"), hint, "black")
    for drawn in side.of(Role.QR_GROUND):
        if not drawn.item.ink.is_white:
            yield _recoloured(side, "qr-ground", Text("không trắng", "not white"), hint, "white")


def code_does_not_stand_on_yellow(side: DrawnSide) -> Iterator[Finding]:
    """What lies round the code's white ground is not yellow."""
    ground = next(side.of(Role.QR_GROUND), _drawn(side))
    unders = side.under(ground) if ground is not None else ()
    if any(_is_yellow(side.subject.look(under.cmyk)) for under in unders):
        yield CODE_IS_NOT_ON_YELLOW.finding(
            Text(
                f"Mã QR nằm trên {side.title.vi} màu vàng.",
                f"The QR code stands on the {side.title.en}, which is yellow.",
            ),
            node=_node(side),
        )


def _is_yellow(look: Lab) -> bool:
    lightness, red, yellow = look
    low, high = _YELLOW_HUES
    is_strong = lightness >= _YELLOW_LIGHTNESS and hypot(red, yellow) >= _YELLOW_CHROMA
    return is_strong and low <= degrees(atan2(yellow, red)) <= high


def _recoloured(side: DrawnSide, role: str, what: Text, hint: Text, ink: str) -> Finding:
    name = {"qr": Text("Mã QR", "The QR code"), "qr-ground": Text("Nền mã QR", "The QR code's ground")}[role]
    setting = f"{role}: {ink}"
    return CODE_IS_BLACK_ON_WHITE.finding(
        Text(
            f"{name.vi} {what.vi}; máy quét sẽ không đọc được.",
            f"{name.en} is {what.en}; scanners will not read it.",
        ),
        Text(hint.vi.format(setting), hint.en.format(setting)),
        node=side.subject.at(f"colours.{role}"),
    )


def _quiet(side: DrawnSide, reason: Text) -> Finding:
    message = Text(
        f"Mã QR thiếu viền trắng rộng {QUIET_MODULES} ô vuông: {reason.vi}.",
        f"The QR code lacks its white border of {QUIET_MODULES} squares: {reason.en}.",
    )
    return CODE_HAS_ITS_QUIET_ZONE.finding(message, node=_node(side))


def _node(side: DrawnSide) -> str:
    drawn = _drawn(side)
    return f"{drawn.item.source.node if drawn is not None else side.subject.at('qr')}.link"


def _drawn(side: DrawnSide) -> DrawnItem | None:
    return next(side.of(Role.QR), None)


def _room_on_tag(side: DrawnSide, symbol: Rect) -> float:
    """Return how far the symbol stays from the cut and from the hole, in mm.

    The tag is convex, so a corner of the symbol is what comes nearest to the cut.
    """
    room = min(side.frame.shape.depth(corner) for corner in symbol.corners)
    hole = side.frame.hole
    if hole is None:
        return room
    dx = max(symbol.x0 - hole.cx, hole.cx - symbol.x1, 0.0)
    dy = max(symbol.y0 - hole.cy, hole.cy - symbol.y1, 0.0)
    return min(room, hypot(dx, dy) - hole.radius)


def _modules(drawn: DrawnItem, symbol: Symbol) -> tuple[tuple[bool, ...], ...]:
    """Read the modules back: in the middle of each, the outlines wind round it or not."""
    return _modules_within(drawn.outlines, drawn.box, symbol.size)


# Editions of a ward share their code.
@lru_cache(maxsize=8)
def _modules_within(outlines: tuple[Outline, ...], box: Rect, size: int) -> tuple[tuple[bool, ...], ...]:
    """Read a square of ``size`` modules each way that ``outlines`` draw in ``box``."""
    ys = [box.y0 + (row + 0.5) * box.height / size for row in range(size)]
    middles = [box.x0 + (column + 0.5) * (box.width / size) for column in range(size)]
    crossings: list[list[tuple[float, int]]] = [[] for _ in ys]
    for outline in outlines:
        for (x0, y0), (x1, y1) in segments(outline.points):
            # Of each side, the rows whose middles it passes.
            for row in range(bisect_left(ys, min(y0, y1)), bisect_left(ys, max(y0, y1))):
                crossings[row].append((x0 + (x1 - x0) * (ys[row] - y0) / (y1 - y0), 1 if y1 > y0 else -1))
    return tuple(_wound(sorted(row, reverse=True), middles) for row in crossings)


def _wound(crossings: list[tuple[float, int]], middles: list[float]) -> tuple[bool, ...]:
    """Tell for each of ``middles`` whether ``crossings``, the rightmost first, wind round it."""
    wound: list[bool] = []
    turns = passed = 0
    for middle in reversed(middles):
        while passed < len(crossings) and crossings[passed][0] > middle:
            turns += crossings[passed][1]
            passed += 1
        wound.append(turns != 0)
    return tuple(reversed(wound))
