"""The shop document: what a print shop's press, cutter and software expect.

Every figure in a shop's file stands under a comment that names its source. Knows nothing of jobs or of how tags
are placed.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator

from keytag.document import Document, Length, Name, Part, RefusedValueError, SpotName, Title, one_of, shown, within
from keytag.standards import STANDARDS
from keytag.wording import Text

LayoutName = Literal["nested", "grid"]
BackingName = Literal["sheetwise", "perfecting", "turn", "tumble", "single"]

# House rule: beyond these no press, margin or gap exists.
_SHEET = within(50, 2000, " mm")
_STRIP = within(0, 100, " mm")
_GAP = within(0, 50, " mm")
_SIZE = within(0, 50, " mm")


class Sheet(Part):
    """The press sheet; its gripper edge runs along the width."""

    width: Annotated[Length, _SHEET] = Field(
        examples=["320mm"], description="Length of the edge that the gripper takes."
    )
    height: Annotated[Length, _SHEET] = Field(examples=["450mm"], description="The other edge.")


class Spots(Part):
    """Names of the technical inks, as the shop's software looks for them: case counts."""

    dieline: SpotName = Field("CutContour", examples=["CutContour"], description="Spot of the cut.")
    hole: SpotName = Field(
        "CutContour", validate_default=True, examples=["CutContour"], description="Spot of the hole."
    )

    @field_validator("hole")
    @classmethod
    def _names_differ_in_more_than_case(cls, hole: str, info: ValidationInfo) -> str:
        dieline: str = info.data.get("dieline", hole)
        if hole != dieline and hole.casefold() == dieline.casefold():
            raise RefusedValueError(
                Text(
                    f"Tên mực {shown(hole)} và {shown(dieline)} chỉ khác chữ hoa, chữ thường.",
                    f"The spots {shown(hole)} and {shown(dieline)} differ in case alone.",
                ),
                Text(
                    f"Viết giống nhau, ví dụ hole: {dieline}, hoặc đặt tên khác hẳn.",
                    f"Write them alike, like hole: {dieline}, or give another name.",
                ),
            )
        return hole


class Marks(Part):
    """Which marks are put beside the product."""

    register_marks: bool = Field(True, alias="register", description="Register marks.")
    gripper: bool = Field(True, description="Mark of the gripper edge.")
    side_guide: bool = Field(True, description="Mark of the side guide.")
    colour_bar: bool = Field(True, description="Colour bar.")
    slug: bool = Field(True, description="Line of text that says what the sheet is.")


class SmallestText(Part):
    """Smallest font sizes that print cleanly (written in pt, held in mm)."""

    positive: Annotated[Length, _SIZE] = Field(examples=["4pt"], description="One ink on paper.")
    reversed: Annotated[Length, _SIZE] = Field(examples=["5pt"], description="White on a ground.")
    multi_ink: Annotated[Length, _SIZE] = Field(examples=["8pt"], description="In more than one ink.")


class SmallestLine(Part):
    """Finest lines that print cleanly (written in pt, held in mm)."""

    positive: Annotated[Length, _SIZE] = Field(examples=["0.25pt"], description="One ink on paper.")
    reversed: Annotated[Length, _SIZE] = Field(examples=["0.3pt"], description="White on a ground.")
    multi_ink: Annotated[Length, _SIZE] = Field(examples=["1.5pt"], description="In more than one ink.")


class Shop(Document):
    """A print shop: sheet, margins, distances, backing up, spots, marks and limits."""

    beginning: ClassVar[str] = "keytag show digital-sra3 > mine.yaml"

    name: Name = Field(examples=["digital-sra3"], description="Name, as a job writes it.")
    title: Title = Field(description="Name for people.")
    sheet: Sheet = Field(examples=["{width: 320mm, height: 450mm}"], description="Press sheet.")
    gripper: Annotated[Length, _STRIP] = Field(
        examples=["12mm"], description="Strip that the gripper takes: nothing of the product is there."
    )
    sides: Annotated[Length, _STRIP] = Field(examples=["5mm"], description="Strips at the left and the right.")
    tail: Annotated[Length, _STRIP] = Field(examples=["5mm"], description="Strip opposite the gripper.")
    gap: Annotated[Length, _GAP] = Field(examples=["4mm"], description="Least distance between two cuts.")
    bleed: Annotated[Length, _GAP] = Field(examples=["2mm"], description="Ink beyond the cut.")
    safe: Annotated[Length, _GAP] = Field(
        examples=["2.5mm"], description="Distance from the cut within which nothing that matters stands."
    )
    layout: LayoutName = Field(
        "nested", examples=["nested"], description="How tags are placed unless the command says otherwise."
    )
    backing: BackingName = Field(
        "sheetwise",
        examples=["sheetwise"],
        description="How the back is printed unless the command says otherwise.",
    )
    spots: Spots = Field(Spots(), description="Technical inks.")
    marks: Marks = Field(Marks(), description="Marks beside the product.")
    standard: Annotated[Name, one_of(tuple(STANDARDS))] = Field(
        "pdf-x4", examples=["pdf-x4"], description="PDF standard of finished files."
    )
    profile: Name = Field(
        "FOGRA39L_coated", examples=["FOGRA39L_coated"], description="ICC profile of the printing condition."
    )
    smallest_text: SmallestText = Field(description="Smallest lettering.")
    smallest_line: SmallestLine = Field(description="Finest lines.")

    @field_validator("bleed")
    @classmethod
    def _bleeds_do_not_meet(cls, bleed: float, info: ValidationInfo) -> float:
        given: dict[str, float] = info.data
        gap = given.get("gap")
        if gap is not None and 2 * bleed > gap + 1e-9:
            raise RefusedValueError(
                Text(
                    f"Phần chừa xén {bleed:g} mm hai bên không lọt khe {gap:g} mm.",
                    f"A bleed of {bleed:g} mm on both sides is more than the gap of {gap:g} mm.",
                ),
                Text(
                    f"Chọn bleed từ {gap / 2:g} mm trở xuống, hoặc gap rộng hơn.",
                    f"Choose a bleed up to {gap / 2:g} mm, or a wider gap.",
                ),
            )
        return bleed

    @field_validator("tail")
    @classmethod
    def _sheet_has_room(cls, tail: float, info: ValidationInfo) -> float:
        given: dict[str, object] = info.data
        sheet, gripper, sides = given.get("sheet"), given.get("gripper"), given.get("sides")
        if not isinstance(sheet, Sheet) or not isinstance(gripper, float) or not isinstance(sides, float):
            return tail
        if sheet.width <= 2 * sides or sheet.height <= gripper + tail:
            raise RefusedValueError(
                Text("Các lề lấy hết tờ in.", "The margins take the whole sheet."),
                Text("Giảm gripper, sides hoặc tail.", "Make gripper, sides or tail smaller."),
            )
        return tail
