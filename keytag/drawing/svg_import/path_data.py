"""The data of a ``path`` element as a path of lines and cubics. SVG 1.1 (Second Edition), 8.3 and appendix F.6.

fontTools draws; what it is given has been split into numbers here, because it passes over what it cannot read.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from keytag.drawing.geometry import Command, Path, Point
from keytag.drawing.svg_import.numbers import NUMBER_AND_SEPARATOR, SEPARATOR, bounded_number
from keytag.drawing.svg_import.refusal import MAX_COMMANDS, bad_number, too_large

_VALUES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
# SVG 1.1, 8.3.8: the fourth and fifth value of an arc are flags, one digit each, with or without blanks.
_FLAGS = (3, 4)
# House rule: a radius below this is none (F.6.2 says so of 0), nor is an arc that is so short for its radius:
# neither ever divides.
_POINT = 1e-9


def read_path(data: str) -> Path:
    """Return ``data`` as contours, closed (Z) where they are. Raises RefusedDrawingError."""
    from fontTools.svgLib.path import parse_path  # noqa: PLC0415 - only those who read drawings pay for it

    spelt: list[str] = []
    for letter, values in _segments(data):
        if len(spelt) > MAX_COMMANDS:
            raise too_large()
        # fontTools takes the two flags of an arc as one digit each.
        written = (
            f"{value:.0f}" if letter in "Aa" and i in _FLAGS else repr(value) for i, value in enumerate(values)
        )
        spelt.append(letter + " ".join(written))
    pen = _Pen()
    parse_path("".join(spelt), pen)
    return Path(tuple(pen.commands))


def close_contours(path: Path) -> Path:
    """Return ``path`` as a fill sees it: every contour closed, and none that is a point or a line."""
    commands: list[Command] = []
    contour: list[Command] = []
    for command in (*path.commands, ("M", (0.0, 0.0))):
        if command[0] == "M":
            if (
                len(contour) > 3
                or any(op == "C" for op, _ in contour)
                or (len(contour) > 2 and contour[-1][0] != "Z")
            ):
                commands += contour if contour[-1][0] == "Z" else (*contour, ("Z", ()))
            contour = []
        if command[0] != "Z" or len(contour) > 1:
            contour.append(command)
    return Path(tuple(commands))


def _segments(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield each command with its values, repeated commands spelt out."""
    position = len(data) - len(data.lstrip())
    letter = ""
    # SVG 1.1, 8.3.2: path data begins with a moveto.
    if data[position : position + 1] not in {"", "M", "m"}:
        raise bad_number("d", data[position:])
    while position < len(data):
        if data[position].isalpha():
            letter = data[position]
            position = _skip(data, position + 1)
        elif letter in "Zz":
            raise bad_number("d", data[position:])
        count = _VALUES.get(letter.upper())
        if count is None:
            raise bad_number("d", data[position - 1 :])
        values: list[float] = []
        for index in range(count):
            value, position = _value(data, position, is_flag=letter in "Aa" and index in _FLAGS)
            values.append(value)
        yield letter, tuple(values)
        # SVG 1.1, 8.3.2: more pairs after a moveto are linetos.
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _value(data: str, position: int, *, is_flag: bool) -> tuple[float, int]:
    if is_flag:
        if data[position : position + 1] not in {"0", "1"}:
            raise bad_number("d", data[position:])
        return float(data[position]), _skip(data, position + 1)
    match = NUMBER_AND_SEPARATOR.match(data, position)
    if match is None:
        raise bad_number("d", data[position:])
    return bounded_number("d", match[1]), match.end()


def _skip(data: str, position: int) -> int:
    separator = SEPARATOR.match(data, position)
    return separator.end() if separator is not None else position


class _Pen:
    """Takes down, in fontTools' protocol of pens, what is drawn."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self._start: Point = (0.0, 0.0)
        self._at: Point = (0.0, 0.0)

    def moveTo(self, point: Point) -> None:  # noqa: N802 - fontTools' names
        """Begin a contour."""
        self.commands.append(("M", point))
        self._start = self._at = point

    def lineTo(self, point: Point) -> None:  # noqa: N802 - the same
        """Draw a line."""
        self.commands.append(("L", point))
        self._at = point

    def curveTo(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802 - the same
        """Draw a cubic."""
        self.commands.append(("C", (*first, *second, *end)))
        self._at = end

    def qCurveTo(self, control: Point, end: Point) -> None:  # noqa: N802 - the same
        """Draw a quadratic as the cubic that it is."""
        (x, y), (cx, cy), (ex, ey) = self._at, control, end
        self.curveTo(
            (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3), (ex + (cx - ex) * 2 / 3, ey + (cy - ey) * 2 / 3), end
        )

    def arcTo(self, rx: float, ry: float, turn_deg: float, large: bool, sweep: bool, end: Point) -> None:  # noqa: FBT001, N802 - the same
        """Draw an elliptical arc; one without a radius, or to next to its start, is a line (F.6.2)."""
        from fontTools.svgLib.path.arc import EllipticalArc  # noqa: PLC0415 - as above

        x, y = self._at
        far = hypot(end[0] - x, end[1] - y)
        if far == 0:
            return
        if min(rx, ry) < _POINT or far < _POINT * max(rx, ry):
            self.lineTo(end)
            return
        before = len(self.commands)
        EllipticalArc(complex(x, y), rx, ry, turn_deg, large, sweep, complex(*end)).draw(self)
        if len(self.commands) == before:
            self.lineTo(end)
            return
        # It ends where the file says, whatever its sines and cosines came to.
        op, xy = self.commands[-1]
        self.commands[-1] = (op, (*xy[:-2], *end))
        self._at = end

    def closePath(self) -> None:  # noqa: N802 - the same
        """Close the contour."""
        if self.commands[-1] == ("L", self._start):
            # fontTools draws the closing side as well.
            self.commands.pop()
        self.commands.append(("Z", ()))

    def endPath(self) -> None:  # noqa: N802 - the same
        """Leave the contour open."""
