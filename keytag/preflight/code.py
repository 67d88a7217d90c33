"""Checks of the QR code as it is drawn: the right modules, wide enough, black on white, with room round them."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from keytag.artwork import Role
from keytag.compose.code import WANTED_MODULE
from keytag.findings import Finding, Severity
from keytag.geometry import Rect
from keytag.geometry.contour import segments
from keytag.ink import BLACK
from keytag.preflight.side import Mark, Side
from keytag.qr import QUIET_MODULES, Symbol
from keytag.wording import Text

# House rule, from DENSO's four printer dots to a module at 300 dpi (0.339 mm) and GS1's 0.396 mm.
NARROWEST_MODULE = 0.33
# House rule: what rounding may lose, in mm.
_ROUNDING = 0.002


def code_shows_its_symbol(side: Side) -> Iterator[Finding]:
    """What is painted is the symbol, module by module."""
    drawn = _drawn(side)
    if side.code is not None and (drawn is None or _modules(drawn, side.code.symbol) != side.code.symbol.modules):
        yield _finding(
            "code-shows-its-symbol",
            side,
            Text(
                f"Mã QR ở {side.title.vi} bị thiếu hoặc vẽ sai.",
                f"The QR code of the {side.title.en} is not whole.",
            ),
            Text("Đây là lỗi của keytag; xin báo lại.", "This is a fault in keytag; please report it."),
        )


def code_modules_are_wide_enough(side: Side) -> Iterator[Finding]:
    """A module is at least 0.33 mm wide, and better 0.40 mm."""
    drawn = _drawn(side)
    if side.code is None or drawn is None:
        return
    symbol = side.code.symbol
    module = drawn.box.width / symbol.size
    if module < WANTED_MODULE - _ROUNDING:
        is_error = module < NARROWEST_MODULE - _ROUNDING
        limit = NARROWEST_MODULE if is_error else WANTED_MODULE
        yield _finding(
            "code-modules-are-wide-enough",
            side,
            Text(
                f"Ô nhỏ của mã QR rộng {module:.2f} mm (phiên bản {symbol.version}), cần từ {limit:.2f} mm.",
                f"A module of the QR code is {module:.2f} mm wide (version {symbol.version}); it should be "
                f"{limit:.2f} mm or more.",
            ),
            Text(
                "Rút ngắn đường dẫn, dành riêng một mặt cho mã, dùng thẻ lớn hơn hoặc hình pill.",
                "Shorten the link, give the code a side of its own, take a larger tag or the shape pill.",
            ),
            Severity.ERROR if is_error else Severity.WARNING,
        )


def code_has_its_quiet_zone(side: Side) -> Iterator[Finding]:
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
        yield _quiet(side, Text("mã quá sát mép hoặc lỗ", "it is too near the cut or the hole"))
    first = ground.order if ground is not None else drawn.order
    for mark in side.marks:
        if (
            mark.order > first
            and mark is not drawn
            and mark.distance_to_rect(drawn.box, quiet) < quiet - _ROUNDING
        ):
            slot = mark.item.source.slot
            yield _quiet(side, Text(f"“{slot}” đè lên", f"“{slot}” lies over it"))


def code_is_black_on_white(side: Side) -> Iterator[Finding]:
    """The symbol is pure black and its ground bare paper: scanners light with red, and red reads as white."""
    hint = Text("Bỏ màu này khỏi colours, hoặc đặt lại: {0}.", "Take it out of colours, or set it back: {0}.")
    for mark in side.of(Role.QR):
        if mark.item.ink.spot or mark.item.ink.cmyk != BLACK.cmyk:
            yield _recoloured(side, "qr", Text("không phải mực đen (K)", "not black (K) alone"), hint, "black")
    for mark in side.of(Role.QR_GROUND):
        if mark.item.ink.total > 0:
            yield _recoloured(side, "qr-ground", Text("không trắng", "not white"), hint, "white")


def _recoloured(side: Side, role: str, what: Text, hint: Text, ink: str) -> Finding:
    name = {"qr": Text("Mã QR", "The QR code"), "qr-ground": Text("Nền mã QR", "The QR code's ground")}[role]
    setting = f"{role}: {ink}"
    return Finding(
        "code-is-black-on-white",
        Severity.ERROR,
        Text(
            f"{name.vi} {what.vi}; máy quét sẽ không đọc được.",
            f"{name.en} is {what.en}; scanners will not read it.",
        ),
        Text(hint.vi.format(setting), hint.en.format(setting)),
        node=side.subject.at(f"colours.{role}"),
    )


def _quiet(side: Side, reason: Text) -> Finding:
    return _finding(
        "code-has-its-quiet-zone",
        side,
        Text(
            f"Mã QR thiếu viền trắng {QUIET_MODULES} ô: {reason.vi}.",
            f"The QR code lacks its quiet zone of {QUIET_MODULES} modules: {reason.en}.",
        ),
        Text(
            "Rút ngắn đường dẫn, chuyển mã sang mặt kia (qr.side) hoặc dùng thẻ lớn hơn.",
            "Shorten the link, move the code to the other side (qr.side) or take a larger tag.",
        ),
    )


def _finding(rule: str, side: Side, message: Text, hint: Text, severity: Severity = Severity.ERROR) -> Finding:
    drawn = _drawn(side)
    node = drawn.item.source.node if drawn is not None else side.subject.at("qr")
    return Finding(rule, severity, message, hint, node=f"{node}.link")


def _drawn(side: Side) -> Mark | None:
    return next(side.of(Role.QR), None)


def _room_on_tag(side: Side, symbol: Rect) -> float:
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


def _modules(drawn: Mark, symbol: Symbol) -> tuple[tuple[bool, ...], ...]:
    """Read the modules back: in the middle of each, the outlines wind round it or not."""
    box, size = drawn.box, symbol.size
    step = box.width / size
    sides = [s for outline in drawn.outlines for s in segments(outline.points)]
    rows: list[tuple[bool, ...]] = []
    for row in range(size):
        y = box.y0 + (row + 0.5) * box.height / size
        turns = [
            (p[0] + (q[0] - p[0]) * (y - p[1]) / (q[1] - p[1]), 1 if q[1] > p[1] else -1)
            for p, q in sides
            if (p[1] <= y) != (q[1] <= y)
        ]
        middles = (box.x0 + (column + 0.5) * step for column in range(size))
        rows.append(tuple(sum(turn for x, turn in turns if x > middle) != 0 for middle in middles))
    return tuple(rows)
