"""What would make a refused tag fit, found by composing it so: only what truly helps is said.

A refusal costs a few more attempts; a tag that fits costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from msgspec.structs import replace

from keytag.compose.attempt import Design
from keytag.compose.frame import Frame
from keytag.documents.job import EditionContent
from keytag.drawing.geometry import Hole, Shape, place_hole
from keytag.text.text import Text

# House rule: with more numbers than this no change of the tag is the answer; fewer numbers are.
MOST_NUMBERS = 12
# House rules: by how much the next larger tags are larger.
_LARGER = (1.2, 1.4)
# House rule: so many ways out are a choice.
_ENOUGH = 2

_Change = tuple[Text, EditionContent, Design]
Trial = Callable[[EditionContent, Design], bool]
"""Tells whether a content fits a design."""


def what_fits(content: EditionContent, design: Design, trial: Trial) -> Text | None:
    """Return what would make the tag fit as a hint, or None where nothing that is tried does."""
    if len(content.numbers) > MOST_NUMBERS:
        return None
    ways: list[Text] = []
    for trials, most in (
        (_aside(design, content), 1),
        (_without(design, content), 2),
        (_larger(design, content), 1),
    ):
        fitting = (way for way, said, drawn in trials if trial(said, drawn))
        ways += islice(fitting, min(most, _ENOUGH - len(ways)))
    if not ways:
        return None
    return Text(
        f"Sẽ vừa nếu: {'; hoặc '.join(way.vi for way in ways)}.",
        f"It fits if you {'; or '.join(way.en for way in ways)}.",
    )


def _aside(design: Design, content: EditionContent) -> Iterator[_Change]:
    """Yield the hole at a narrow end, where it parts no line."""
    frame = design.frame
    if frame.hole is not None and frame.wing is not None:
        moved = replace(frame, hole=_placed(frame, frame.shape, "left"))
        way = Text("đặt lỗ ở cạnh trái (side: left)", "put the hole at the left (side: left)")
        yield way, content, replace(design, frame=moved)


def _without(design: Design, content: EditionContent) -> Iterator[_Change]:
    """Yield what may be left out of the job."""
    if content.slogan:
        yield Text("bỏ khẩu hiệu", "drop the slogan"), replace(content, slogan=None), design
    if content.qr is not None:
        yield Text("bỏ mã QR", "drop the QR code"), replace(content, qr=None), design


def _larger(design: Design, content: EditionContent) -> Iterator[_Change]:
    """Yield larger tags of the same proportions, the least first."""
    frame = design.frame
    for factor in _LARGER:
        width, height = round(frame.shape.width * factor), round(frame.shape.height * factor)
        shape = replace(frame.shape, width=width, height=height)
        grown = replace(frame, shape=shape, hole=_placed(frame, shape, _side(frame)))
        size = f"{width} × {height} mm"
        yield Text(f"dùng thẻ {size}", f"take a tag of {size}"), content, replace(design, frame=grown)


def _placed(frame: Frame, shape: Shape, side: str) -> Hole | None:
    """Return the frame's hole in another shape or at another side, as far from the cut as it is."""
    if frame.hole is None:
        return None
    edge = frame.shape.depth((frame.hole.cx, frame.hole.cy)) - frame.hole.radius
    try:
        return place_hole(shape, frame.hole.diameter, round(edge, 2), side)
    except ValueError:
        return frame.hole


def _side(frame: Frame) -> str:
    if frame.hole is None:
        return "left"
    (cx, cy), hole = frame.shape.centre, frame.hole
    if frame.wing is not None:
        return "top" if hole.cy < cy else "bottom"
    return "left" if hole.cx < cx else "right"
