"""From how far a number can be read, worked out from the height of its figures.

For people with good eyes, in light by which one reads. ISO 9241-3 measures characters by the angle that they fill.
It is of displays; IBM's guide, which quotes it, says that print asks for about the same (Healthy computing,
"Reflection and contrast", "Character size").
"""

from __future__ import annotations

from math import floor, radians, tan

from msgspec import Struct

from keytag.checks.artwork.legibility import figure_height, largest_hotline_item
from keytag.checks.artwork.side import drawn_sides
from keytag.checks.artwork.subject import TagSubject
from keytag.text.figures import amount_with_unit
from keytag.text.text import Text

# ISO 9241-3, as quoted there: 20 to 22 minutes of arc are preferred, the minimum is 16.
_EASILY, _AT_MOST = tan(radians(20 / 60)), tan(radians(16 / 60))
# House rule: nobody holds a tag to the centimetre; always told too near rather than too far.
_STEP_CM = 5


class ReadingDistance(Struct, frozen=True):
    """How high the figures of a number are, in mm."""

    height: float

    @property
    def easily_cm(self) -> int:
        """From how many centimetres they are read with ease."""
        return _whole_steps(self.height / _EASILY)

    @property
    def at_most_cm(self) -> int:
        """From how many centimetres they are read at all, surely."""
        return _whole_steps(self.height / _AT_MOST)

    def told(self, remark: str = "") -> Text:
        """Return the height with a ``remark`` behind it, and both distances."""
        high = amount_with_unit(self.height, "mm", 1)
        return Text(
            f"cao {high.vi}{remark}: đọc dễ cách {self.easily_cm} cm, xa nhất {self.at_most_cm} cm",
            f"{high.en} high{remark}: read with ease at {self.easily_cm} cm, at most at {self.at_most_cm} cm",
        )


def hotline_reading(subject: TagSubject) -> ReadingDistance | None:
    """Return how the number that stands first is read; None where a tag has none."""
    item = largest_hotline_item(drawn_sides(subject))
    return ReadingDistance(figure_height(item)) if item is not None else None


def _whole_steps(distance: float) -> int:
    return floor(distance / 10 / _STEP_CM) * _STEP_CM
