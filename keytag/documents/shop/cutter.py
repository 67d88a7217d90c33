"""The cutter document: by which marks a cutting machine finds the print, and what it wants of its file.

Every figure in a cutter's file stands under a comment that names its source. Knows nothing of sheets.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from keytag.documents.yaml import Count, Document, Length, Name, Part, SpotName, Title, within


class CutterMarks(Part):
    """Marks by which the cutter's camera finds the print, printed in black near the corners of the sheet."""

    mark: Literal["cross", "square", "corner", "dot", "target"] = Field(
        examples=["square"], description="What the camera looks for."
    )
    size: Annotated[Length, within(0.5, 30, " mm")] = Field(
        examples=["3mm"], description="Size of a mark, from end to end."
    )
    # House rule: lines that a camera sees and that do not fill in.
    line: Annotated[Length, within(0.05, 5, " mm")] = Field(
        0.25, examples=["0.25mm"], description="Width of the lines of crosses, corners and targets."
    )
    # House rule: three, so that a sheet that lies upside down has none where the camera looks.
    count: Annotated[Count, within(3, 4)] = Field(
        3, examples=["3"], description="How many: with three, none stands at the right end of the tail."
    )
    key: bool = Field(
        False,
        examples=["true"],
        description="Whether one more stands beside the first, which tells a sheet that lies upside down.",
    )
    first: Annotated[Length, within(0.5, 30, " mm")] | None = Field(
        None,
        examples=["5mm"],
        description="Size of the square that stands in the first mark's place.",
    )
    # House rule: a millimetre of white, more where the cutter's maker asks for it.
    clear: Annotated[Length, within(0, 20, " mm")] = Field(
        1.0, examples=["1mm"], description="White on all sides of a mark."
    )
    inset: Annotated[Length, within(0, 100, " mm")] = Field(
        0.0, examples=["10mm"], description="Least distance of a mark from the sheet's edges."
    )
    # House rule: a camera that looks for a mark does not take another one for it at this distance.
    apart: Annotated[Length, within(0, 50, " mm")] = Field(
        5.0, examples=["5mm"], description="Distance that register marks keep from these."
    )
    side: Literal["front", "back"] = Field(
        "front", examples=["front"], description="The side that lies before the camera."
    )


# What AutoCAD refuses in the name of a layer (Autodesk, DXF Reference, symbol table names).
_LAYER = r"^[^<>/\\\":;?*|=`,]{1,60}$"
LayerName = Annotated[str, StringConstraints(pattern=_LAYER)]


class CutterLayers(Part):
    """What the layers of cutting files are called: case counts."""

    cut: LayerName = Field("CUT", examples=["CUT"], description="Outlines that are cut.")
    kiss: LayerName | None = Field(
        None,
        examples=["Kiss Cut"],
        description="Outlines where the backing stays whole; without it the name of cut, else KISS.",
    )
    hole: LayerName = Field("HOLE", examples=["HOLE"], description="What is cut or punched inside a tag.")
    marks: LayerName = Field("MARKS", examples=["MARKS"], description="Marks that the camera looks for.")
    info: LayerName = Field("INFO", examples=["INFO"], description="Words and lines for people, never cut.")


class CutterFile(Part):
    """What the machine's program wants of the file that it cuts from."""

    opens: Literal["dxf", "svg", "pdf"] | None = Field(
        None, examples=["dxf"], description="The file to open; without it, ask: the package has all three."
    )
    curves: Literal["exact", "polylines"] = Field(
        "exact",
        examples=["polylines"],
        description="DXF with ellipses and arcs, or with straight lines within 0.01 mm of them.",
    )
    layers: CutterLayers = Field(CutterLayers.model_construct(), description="Names of the layers.")


class CutterSpots(Part):
    """Names of the cut's spot in PDF files, where the shop's own file gives none."""

    through: SpotName = Field("CutContour", examples=["CutContour"], description="Cut through all.")
    kiss: SpotName = Field("CutContour", examples=["CutContour"], description="The backing stays whole.")


class CutterReach(Part):
    """Strips along a sheet's edges that the machine reaches only where the sheet lies on a larger carrier."""

    near: Annotated[Length, within(0, 200, " mm")] = Field(
        0.0, examples=["15mm"], description="At the end that goes in first, the gripper's."
    )
    far: Annotated[Length, within(0, 200, " mm")] = Field(0.0, examples=["35mm"], description="At the other end.")
    sides: Annotated[Length, within(0, 200, " mm")] = Field(0.0, examples=["15mm"], description="At both sides.")


class Cutter(Document):
    """A cutting machine: its marks, and what its program wants of the file."""

    beginning: ClassVar[str] = "keytag show plain-squares > mine.yaml"

    name: Name = Field(examples=["plain-squares"], description="Name, as a shop writes it.")
    title: Title = Field(description="Name for people.")
    cuts: Literal["both", "through", "kiss"] = Field(
        "both",
        examples=["through"],
        description="What it cuts: through all, the upper layer alone (kiss), or either as the job says.",
    )
    marks: CutterMarks | None = Field(
        None,
        examples=["{mark: square, size: 3mm}"],
        description="Marks for its camera; without them the register marks serve.",
    )
    spots: CutterSpots | None = Field(
        None, examples=["{through: CutContour, kiss: CutContour}"], description="Spots of the cut in PDF files."
    )
    file: CutterFile = Field(
        examples=["{opens: dxf, curves: exact}"], description="What its program wants of the cutting file."
    )
    reach: CutterReach | None = Field(
        None,
        examples=["{near: 15mm, far: 35mm, sides: 15mm}"],
        description="What it reaches only on a carrier; without it the ticket says nothing of one.",
    )
    note: Title | None = Field(None, description="What the operator has to know.")
