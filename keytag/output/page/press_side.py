"""One side of a press sheet drawn small on paper: the edge that the gripper bites, and the corner that is marked.

Answers to `keytag.imposition.backing_up`: the corner lies at the gripper's left on the front, and the back shows
where it has come to. The job ticket and the sheet map draw it alike.
"""

from __future__ import annotations

from msgspec import Struct

from keytag.drawing.artwork import Fill, Role
from keytag.drawing.geometry import IDENTITY, Affine, Rect, polygon
from keytag.drawing.ink import BLACK, Ink
from keytag.imposition import Backing, Press
from keytag.imposition.backing_up import lay_corner
from keytag.output.page.canvas import SECOND, Canvas

# House rule: the one warning colour says where the gripper bites.
GRIPPER_RED = Ink("flag-red", (0.0, 1.0, 1.0, 0.0))


class SmallSheet(Struct, frozen=True):
    """A press sheet drawn small: ``place`` takes its millimetres to those of the page."""

    press: Press
    place: Affine
    thinnest: float
    """How thick the gripper's edge is drawn at least, in mm on the page."""
    leg: float
    """How long the legs of the marked corner's triangle are, in mm on the page."""

    @property
    def box(self) -> Rect:
        """Where it lies on the page."""
        scale, left, top = self.place.a, self.place.e, self.place.f
        return Rect(left, top, left + self.press.width * scale, top + self.press.height * scale)

    @property
    def gripper(self) -> float:
        """How deep the gripper's edge is drawn, in mm on the page."""
        return max(self.thinnest, self.press.gripper * self.place.a)


def draw_gripper_edge(canvas: Canvas, sheet: SmallSheet) -> None:
    """Draw the edge that the gripper bites: the bottom of each side as the press sees it."""
    deep, box = sheet.gripper, sheet.box
    canvas.filled(Rect(box.x0, box.y1 - deep, box.x1, box.y1), GRIPPER_RED)


def draw_marked_corner(canvas: Canvas, sheet: SmallSheet, to_side: Affine = IDENTITY) -> None:
    """Draw the paper's corner that is at the gripper's left on the front, wherever ``to_side`` brings it."""
    press, leg = sheet.press, sheet.leg
    x, y = to_side.apply((0.0, press.height))
    px, py = sheet.place.apply((x, min(y, press.height - sheet.gripper / sheet.place.a)))
    inward_x = leg if x < press.width / 2 else -leg
    inward_y = leg if y < press.height / 2 else -leg
    triangle = polygon(((px, py), (px + inward_x, py), (px, py + inward_y)))
    canvas.draw((Fill(triangle, BLACK, Role.ART),), triangle.bounds())


def draw_corner_key(canvas: Canvas, press: Press, backing: Backing, x: float, y: float, words: float) -> None:
    """Draw the triangle once more at ``x``, and say ``words`` mm from there how the corner is laid."""
    corner = polygon(((x, y), (x + 3.2, y), (x, y - 3.2)))
    canvas.draw((Fill(corner, BLACK, Role.ART),), corner.bounds())
    canvas.line(lay_corner(press, backing), x + words, y, SECOND)
