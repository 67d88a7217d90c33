"""What lies on a press sheet: placements, forms, plates and pages, as values for every exporter.

A form is whatever is the same on each sheet of a plate; a page is one side of one press sheet, a form plus the
little that varies. Exporters draw each distinct artwork and each distinct form once. Knows nothing of how the
slots were found, and nothing of PDF.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from keytag.drawing.artwork import Artwork
from keytag.drawing.geometry import Affine, Rect


class SheetSide(StrEnum):
    """The side of the press sheet that a form prints."""

    FRONT = "front"
    BACK = "back"
    BOTH = "both"
    """One form that prints both sides: work-and-turn, work-and-tumble."""


class Placement(Struct, frozen=True):
    """An artwork laid on the sheet: ``transform`` takes its millimetres to the sheet's."""

    artwork: Artwork
    transform: Affine


class Form(Struct, frozen=True):
    """Everything that one plate prints on every sheet, in paint order; within ``clip``, where that is given."""

    side: SheetSide
    placements: tuple[Placement, ...]
    clip: Rect | None = None


class Plate(Struct, frozen=True):
    """A front form with its back (None for one-sided work, and where one form prints both sides)."""

    editions: tuple[str, ...]
    """The edition in each slot of the layout, in the layout's order: the tag whose front lies there.

    Where one form prints both sides, its second half are the images of the first: backs of the same tags.
    """
    front: Form
    back: Form | None
    run_length: int
    """Press sheets to print."""
    copies: tuple[tuple[str, int], ...]
    """Edition ids, in the job's order, with the tags of each that the whole run gives: slots by sheets."""
    has_legend: bool = False
    """Whether its sheets say which editions are on them; where there is no room they do not."""
    make_ready: int = 0
    """Sheets beyond ``run_length`` that are spoiled while it is made ready."""

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms in the order of their pages."""
        return (self.front,) if self.back is None else (self.front, self.back)


class Page(Struct, frozen=True):
    """One side of one press sheet: ``width`` by ``height`` mm, its form, and what only this sheet carries."""

    width: float
    height: float
    form: Form
    extras: tuple[Placement, ...] = ()
