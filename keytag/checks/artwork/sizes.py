"""Sizes that no keyring tag has: a slip of the unit, or of the keyboard, which is still a legal length.

Asked once of a job, of what it says; what fits where is composition's to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.artwork.subject import WorkSubject
from keytag.findings import Finding, Rule
from keytag.text.text import Text

# House rule: two turns of a split ring's wire go through 2.5 mm; punches make holes of 3 to 6 mm, and beyond 8 mm
# a hole takes the room of the text.
_RING = (2.5, 8.0)
# House rule: the largest tags that shops list are cards of 85.6 by 54 mm; what is longer goes in no pocket.
_LONGEST = 120.0


HOLE_TAKES_A_RING = Rule.warning("hole-takes-a-ring", __name__)
TAG_GOES_IN_A_POCKET = Rule.warning("tag-goes-in-a-pocket", __name__)
RULES = (HOLE_TAKES_A_RING, TAG_GOES_IN_A_POCKET)


def hole_takes_a_ring(subject: WorkSubject) -> Iterator[Finding]:
    """The hole that the job wants is neither too narrow for a ring nor wider than any."""
    least, most = _RING
    if subject.hole is not None and not least <= subject.hole.diameter <= most:
        width = subject.hole.diameter
        yield HOLE_TAKES_A_RING.found(
            Text(
                f"Lỗ móc rộng {width:g} mm; lỗ thường rộng {least:g} mm đến {most:g} mm.",
                f"The hole is {width:g} mm wide; holes are usually {least:g} to {most:g} mm.",
            ),
            node="tag.hole.diameter",
        )


def tag_goes_in_a_pocket(subject: WorkSubject) -> Iterator[Finding]:
    """No side of the tag is longer than a pocket takes."""
    shape = subject.shape
    length, node = max((shape.width, "tag.width"), (shape.height, "tag.height"))
    if length > _LONGEST:
        yield TAG_GOES_IN_A_POCKET.found(
            Text(
                f"Thẻ {shape.width:g} × {shape.height:g} mm dài quá {_LONGEST:g} mm: có phải nhầm đơn vị?",
                f"{shape.width:g} × {shape.height:g} mm is longer than {_LONGEST:g} mm: a slip of the unit?",
            ),
            node=node,
        )
