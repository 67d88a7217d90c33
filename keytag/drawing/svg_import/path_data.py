"""The data of a ``path`` element as a path of lines and cubics. SVG 1.1, 8.3."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.drawing.geometry import Command, Path, Point
from keytag.drawing.svg_import.arc import arc
from keytag.drawing.svg_import.numbers import NUMBER_AND_SEPARATOR, SEPARATOR, bounded
from keytag.drawing.svg_import.refusal import MAX_COMMANDS, bad_number, too_large

_VALUES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
# SVG 1.1, 8.3.8: the fourth and fifth value of an arc are flags, one digit each, with or without blanks.
_FLAGS = (3, 4)


def read_path(data: str) -> Path:
    """Return ``data`` as closed contours, for a fill closes them anyway. Raises RefusedDrawingError."""
    pen = _Pen()
    for count, (letter, values) in enumerate(_segments(data)):
        if count > MAX_COMMANDS:
            raise too_large()
        pen.draw(letter, values)
    return pen.finished()


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
    return bounded("d", match[1]), match.end()


def _skip(data: str, position: int) -> int:
    separator = SEPARATOR.match(data, position)
    return separator.end() if separator is not None else position


class _Pen:
    """Draws absolute lines and cubics from whatever commands it is given."""

    def __init__(self) -> None:
        self._commands: list[Command] = []
        self._contour: list[Command] = []
        self._start: Point = (0.0, 0.0)
        self._at: Point = (0.0, 0.0)
        # The last control point, for the smooth commands, and the kind of curve it belongs to.
        self._control: Point = (0.0, 0.0)
        self._curve = ""

    def finished(self) -> Path:
        """Return what was drawn."""
        self._close()
        return Path(tuple(self._commands))

    def draw(self, letter: str, values: tuple[float, ...]) -> None:
        """Carry out one command; small letters are relative to the current point."""
        op = letter.upper()
        x, y = self._at if letter.islower() else (0.0, 0.0)
        curve = ""
        match op:
            case "M":
                self._close()
                self._start = self._at = (x + values[0], y + values[1])
            case "Z":
                self._close()
            case "L":
                self._line((x + values[0], y + values[1]))
            case "H":
                self._line((x + values[0], self._at[1]))
            case "V":
                self._line((self._at[0], y + values[0]))
            case "C" | "S":
                pairs = _pairs(values, x, y)
                self._cubic(*(pairs if op == "C" else (self._mirrored("cubic"), *pairs)))
                curve = "cubic"
            case "Q" | "T":
                pairs = _pairs(values, x, y)
                self._quadratic(*(pairs if op == "Q" else (self._mirrored("quadratic"), *pairs)))
                curve = "quadratic"
            case _:
                rx, ry, angle_deg, large, sweep, end_x, end_y = values
                cubics = arc(self._at, (rx, ry), angle_deg, (large == 1, sweep == 1), (x + end_x, y + end_y))
                for a, b, c, d, e, f in cubics:
                    self._cubic((a, b), (c, d), (e, f))
        self._curve = curve

    def _close(self) -> None:
        if self._contour:
            self._commands += (("M", self._start), *self._contour, ("Z", ()))
            self._contour = []
        self._at = self._start

    def _line(self, end: Point) -> None:
        self._contour.append(("L", end))
        self._at = end

    def _cubic(self, first: Point, second: Point, end: Point) -> None:
        self._contour.append(("C", (*first, *second, *end)))
        self._control, self._at = second, end

    def _quadratic(self, control: Point, end: Point) -> None:
        (x, y), (cx, cy), (ex, ey) = self._at, control, end
        first = (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3)
        self._cubic(first, (ex + (cx - ex) * 2 / 3, ey + (cy - ey) * 2 / 3), end)
        self._control = control

    def _mirrored(self, curve: str) -> Point:
        """Return the reflection of the last control point, or the current point after another kind of command."""
        if self._curve != curve:
            return self._at
        return (2 * self._at[0] - self._control[0], 2 * self._at[1] - self._control[1])


def _pairs(values: tuple[float, ...], x: float, y: float) -> tuple[Point, ...]:
    return tuple((x + values[i], y + values[i + 1]) for i in range(0, len(values), 2))
