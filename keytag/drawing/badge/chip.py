"""A badge drawn: an outline filled with an edition's colour, with the ring or the bars that tell colours apart."""

from __future__ import annotations

from keytag.drawing.artwork import Fill, Group, Item, Role, Stroke
from keytag.drawing.badge.badge import Badge, Pattern
from keytag.drawing.geometry import Rect, Shape, rectangle

# House rules, as parts of the smaller side: a ring's distance from the outline and its width; of the width: where
# bars begin and end.
_INSET, _RING = 0.1, 0.06
_BAR = (0.05, 0.09)


def chip(shape: Shape, badge: Badge, role: Role) -> tuple[Item, ...]:
    """Return ``shape``, its trim box from (0, 0), in the colour and pattern of ``badge``."""
    outline = shape.outline()
    body = Fill(outline, badge.ink, role)
    least = min(shape.width, shape.height)
    if badge.pattern is Pattern.RING:
        return (body, Stroke(shape.outline(_INSET * least), badge.on, _RING * least, role))
    if badge.pattern is Pattern.BARS:
        first, last = (part * shape.width for part in _BAR)
        spans = ((first, last), (shape.width - last, shape.width - first))
        bars = tuple(Fill(rectangle(Rect(x0, 0.0, x1, shape.height)), badge.on, role) for x0, x1 in spans)
        return (body, Group(bars, clip=outline))
    return (body,)
