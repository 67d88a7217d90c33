"""The leaflet template: rows from top to bottom on one side or two, cells in a grid of columns, slots in cells.

It gives ranges of sizes; how large things are, and how far rows stand apart, is worked out by
`keytag.compose.leaflet` so that a side is full and nothing is lost. Words are the job's (`leaflet: {words: …}`),
numbers and link those of the tag. A slot whose words are not there vanishes; there are no conditions.
"""

from typing import Annotated, ClassVar, Literal, Self, get_args

from pydantic import Field, model_validator

from keytag.documents.template import SizeRange
from keytag.documents.template.model import ModuleSizes, Sizes
from keytag.documents.yaml import (
    Colour,
    Count,
    Document,
    FormatVersion,
    Length,
    Number,
    Part,
    RefusedValueError,
    Title,
    within,
)
from keytag.text.text import Text

Sentence = Literal[
    "office",
    "title",
    "subtitle",
    "intro",
    "when_office",
    "when_113",
    "when_114",
    "when_115",
    "when_112",
    "when_111",
    "call_title",
    "call",
    "contact_title",
    "contact",
    "contact_holds",
    "code_title",
    "scan",
    "page",
    "host",
    "page_use",
    "sticker",
    "never_title",
    "never",
    "never_money",
    "never_codes",
    "never_apps",
    "never_gifts",
    "callback",
    "vneid_title",
    "vneid",
    "keep",
    "footer",
]
"""What a leaflet can say: the keys of the job's ``leaflet.words``, and lines made of what the job says anyway."""
Emergency = Literal["113", "114", "115", "112", "111"]
Paint = Literal["band", "on-band", "highlight", "strong", "tint", "ink", "muted", "paper"]
"""Roles of colours: a ``band`` in the tag's own colour with what is read ``on-band`` and its ``highlight``; on
paper what is ``strong``, a ``tint`` under panels, ``ink`` for what is read, ``muted`` for what stands back."""


class LeafletType(Part):
    """How lettering is set: weight, range of sizes, distance of lines, case and the role of its colour."""

    weight: Annotated[Count, within(100, 900)] = Field(
        500, description="Weight of the strokes, 100 (thin) to 900 (black)."
    )
    size: Sizes = Field(description="Range of font sizes.")
    leading: Annotated[Number, within(0.9, 2)] = Field(
        1.32, description="Distance of lines, in sizes of the lettering."
    )
    tracking: Annotated[Number, within(-5, 30)] = Field(
        0, description="Extra space between letters, in per cent of the size."
    )
    case: Literal["upper", "as-written"] = Field("as-written", description="Capitals, or as the job writes it.")
    ink: Paint = Field("ink", description="Role of the colour.")


Align = Literal["left", "centre", "right"]


class _Slot(Part):
    """What all slots have."""

    gives_way: Annotated[Count, within(1, 20)] | None = Field(
        None,
        description="Left out where a side does not hold all at its smallest: 1 goes first; without it, never.",
    )
    fills: bool = Field(
        False, description="There only where a side would have room to spare: left out without a word."
    )


class SaidSlot(_Slot):
    """A text, over as many lines as it takes."""

    kind: Literal["text"] = Field(description="What kind of slot it is.")
    says: Sentence = Field(description="Which of the leaflet's texts.")
    type: LeafletType = Field(description="How the line is set.")
    align: Align = Field("left", description="Where its lines stand.")


class HotlineSlot(Part):
    """The number that is answered day and night, as large as the page lets it be, with its label."""

    kind: Literal["hotline"] = Field(description="What kind of slot it is.")
    label: LeafletType = Field(description="How labels are set.")
    number: LeafletType = Field(description="How numbers are set.")
    align: Align = Field("left", description="Where its lines stand.")


class NumberListSlot(Part):
    """The office's other numbers with their labels."""

    kind: Literal["numbers"] = Field(description="What kind of slot it is.")
    columns: Annotated[Count, within(1, 4)] = Field(3, description="Most columns.")
    label: LeafletType = Field(description="How labels are set.")
    number: LeafletType = Field(description="How numbers are set.")


class EmergencySlot(_Slot):
    """Emergency numbers, each with when it is called."""

    kind: Literal["emergency"] = Field(description="What kind of slot it is.")
    shows: tuple[Emergency, ...] = Field(
        ("113", "114", "115"), min_length=1, max_length=5, description="Which numbers, in their order."
    )
    columns: Annotated[Count, within(1, 3)] = Field(1, description="Columns.")
    number: LeafletType = Field(description="How numbers are set.")
    text: LeafletType = Field(description="How the text beside them is set.")


class PointsSlot(_Slot):
    """Short sentences one under the other, each behind a mark."""

    kind: Literal["points"] = Field(description="What kind of slot it is.")
    says: tuple[Sentence, ...] = Field(min_length=1, max_length=12, description="Which of the leaflet's texts.")
    mark: Literal["cross", "dot"] = Field("dot", description="The mark: a cross for what never happens, or a dot.")
    mark_ink: Paint = Field("strong", description="Role of the mark's colour.")
    columns: Annotated[Count, within(1, 3)] = Field(1, description="Columns.")
    type: LeafletType = Field(description="How the line is set.")


class PictureSlot(_Slot):
    """The tag itself, both sides."""

    kind: Literal["tag"] = Field(description="What kind of slot it is.")
    scale: SizeRange = Field(
        description="Range of its size: 1 is true for 50 × 20 mm; what is larger is drawn smaller."
    )
    sides: Literal["both", "front", "back"] = Field("both", description="Which sides are shown.")
    stacked: bool = Field(False, description="Whether the sides stand one under the other.")


class CodeSlot(Part):
    """A QR code that saves the office's numbers as one contact."""

    kind: Literal["contact"] = Field(description="What kind of slot it is.")
    module: ModuleSizes = Field(description="Range of the width of one module.")
    align: Align = Field("centre", description="Where it stands.")


class AddressSlot(_Slot):
    """The address that the tag's code leads to, its host set apart."""

    kind: Literal["address"] = Field(description="What kind of slot it is.")
    ground: Paint = Field("paper", description="Role of the ground's colour.")
    type: LeafletType = Field(description="How the line is set.")


LeafletSlot = Annotated[
    SaidSlot | HotlineSlot | NumberListSlot | EmergencySlot | PointsSlot | PictureSlot | CodeSlot | AddressSlot,
    Field(discriminator="kind"),
]


class Cell(Part):
    """Slots one under the other, over so many columns of the grid."""

    span: Annotated[Count, within(1, 24)] = Field(description="How many columns it takes.")
    slots: tuple[LeafletSlot, ...] = Field(min_length=1, max_length=12, description="What stands in it.")
    middle: bool = Field(False, description="Whether it stands in the middle of its row's height.")


class LeafletRow(Part):
    """Cells beside each other, on a ground of their own where that is wanted."""

    ground: Paint | None = Field(None, description="Role of the ground's colour; without it, paper.")
    full: bool = Field(
        False,
        description="Whether the ground runs over the paper's edges; else it is a panel between the margins.",
    )
    pad: Annotated[Length, within(0, 30, " mm")] = Field(0.0, description="Room within the ground.")
    cells: tuple[Cell, ...] = Field(min_length=1, max_length=12, description="From left to right.")


class PaperSize(Part):
    """The cut size of the paper."""

    # House rule: ISO 216 A7 and A3, within which a leaflet or a poster lies.
    width: Annotated[Length, within(70, 450, " mm")] = Field(description="Width of the cut.")
    height: Annotated[Length, within(70, 450, " mm")] = Field(description="Height of the cut.")


class Leaflet(Document):
    """A leaflet's design: paper, margins, a grid, and the rows of its sides."""

    beginning: ClassVar[str] = "keytag show leaflet-a5 --out mine.yaml"

    leaflet: FormatVersion = Field(description="Format version; 1.")
    title: Title
    paper: PaperSize = Field(description="Cut size.")
    margin: Annotated[Length, within(3, 60, " mm")] = Field(description="From the cut to what is read.")
    columns: Annotated[Count, within(1, 24)] = Field(12, description="Columns of the grid.")
    gutter: Annotated[Length, within(0, 30, " mm")] = Field(4.0, description="Between two columns.")
    gap: SizeRange = Field(description="Range of the room between two rows.")
    colours: dict[Paint, Colour] = Field(
        default_factory=dict, description="In place of the colours that the tag's own give."
    )
    front: tuple[LeafletRow, ...] = Field(
        min_length=1, max_length=20, description="Rows of the front, from the top."
    )
    back: tuple[LeafletRow, ...] = Field(
        (), max_length=20, description="Rows of the back; without any it is not printed."
    )

    @model_validator(mode="after")
    def _rows_fill_the_grid(self) -> Self:
        for side, rows in (("front", self.front), ("back", self.back)):
            for index, row in enumerate(rows):
                taken = sum(cell.span for cell in row.cells)
                if taken > self.columns:
                    raise RefusedValueError(
                        Text(
                            f"Hàng này dùng {taken} cột, lưới chỉ có {self.columns}.",
                            f"This row takes {taken} columns, and the grid has {self.columns}.",
                        ),
                        Text("Giảm span của một ô.", "Give a cell a smaller span."),
                        (side, index, "cells"),
                    )
        return self

    @model_validator(mode="after")
    def _nothing_is_lost(self) -> Self:
        kinds = {slot.kind for slot in self.slots()}
        for needed in ("hotline", "numbers", "emergency"):
            if needed not in kinds:
                raise RefusedValueError(
                    Text(f"Không có chỗ nào kind: {needed}.", f"There is no slot of kind: {needed}."),
                    Text(f"Thêm một chỗ kind: {needed}.", f"Add a slot of kind: {needed}."),
                )
        for kind in ("hotline", "numbers", "contact"):
            found = sum(slot.kind == kind for slot in self.slots())
            if found > 1:
                raise RefusedValueError(
                    Text(f"Có {found} chỗ kind: {kind}.", f"There are {found} slots of kind: {kind}."),
                    Text("Chỉ giữ một chỗ.", "Keep one of them."),
                )
        return self

    def slots(self) -> tuple[LeafletSlot, ...]:
        """Return every slot, the front's first."""
        return tuple(slot for row in (*self.front, *self.back) for cell in row.cells for slot in cell.slots)


SENTENCES: tuple[str, ...] = get_args(Sentence)
"""Every text that a slot can say."""
