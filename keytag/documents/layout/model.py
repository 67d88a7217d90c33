"""The layout document: tags of one size on a field, each with its middle and its angle, verified as it is read.

Nothing in it is taken on trust: two tags that stand nearer than the gap, or one that leaves the field, are
refused, by `keytag.drawing.geometry.separation`. Knows nothing of shops and sheets.
"""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from keytag.documents.yaml import (
    Document,
    FormatVersion,
    Length,
    Name,
    Part,
    RefusedValueError,
    Title,
    did_you_mean,
    quote,
    within,
)
from keytag.drawing.geometry import Shape, ShapeKind
from keytag.drawing.geometry.separation import TurnedTag, close_pairs, tag_distance
from keytag.text.text import Text

# House rules: the sizes of a job's tags, of a shop's sheets and gaps, and more tags than any sheet holds.
_SIDE = within(5, 200, " mm")
_FIELD = within(5, 2000, " mm")
_GAP = within(0, 50, " mm")
_MOST = 5000
# Absorbs binary rounding: a nanometre.
_ROUNDING = 1e-6
_FIGURE = r"[+-]?[0-9]{1,4}(?:\.[0-9]{1,9})?"
_PLACE = re.compile(rf"({_FIGURE})\s+({_FIGURE})\s+({_FIGURE})", re.ASCII)

Places = tuple[tuple[float, float, float], ...]

LAYOUT_KINDS = ("nested", "grid", "free")
"""How tags are laid: in rows that reach into each other, in straight rows, or each at an angle of its own."""


def is_layout_file(name: str) -> bool:
    """Tell whether ``name`` is that of a layout's file, and no kind of layout."""
    return name.lower().endswith(".yaml")


def _known_layout(value: str) -> str:
    return value if is_layout_file(value) else _one_kind(value)


def _one_kind(value: str) -> str:
    if value in LAYOUT_KINDS:
        return value
    raise RefusedValueError(
        Text(f"Không có {quote(value)}.", f"There is no {quote(value)}."),
        did_you_mean(value, LAYOUT_KINDS),
    )


LayoutName = Annotated[
    Name,
    AfterValidator(_known_layout),
    WithJsonSchema(
        {"anyOf": [{"enum": list(LAYOUT_KINDS)}, {"type": "string", "pattern": r"\.[yY][aA][mM][lL]$"}]}
    ),
]
"""A kind of layout, or the file of a free one."""


def _parse_place(value: object) -> object:
    """Read a tag's middle, in mm from the field's top left corner, and its angle in degrees."""
    found = _PLACE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise RefusedValueError(
            Text(f"{quote(value)} không phải là ba số.", f"{quote(value)} is not three numbers."),
            Text("Viết x y góc, ví dụ 25.1 10.05 -12.5.", "Write x y angle, like 25.1 10.05 -12.5."),
        )
    x, y, angle = map(float, found.groups())
    return (x, y, angle)


def _place_text(place: tuple[float, float, float]) -> str:
    """Return a place as a file has it: to a ten-thousandth of a millimetre, a hundred-thousandth of a degree."""
    x, y, angle = place
    return f"{x:.4f} {y:.4f} {angle + 0.0:.5f}"


Place = Annotated[
    tuple[float, float, float],
    BeforeValidator(_parse_place),
    PlainSerializer(_place_text, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": rf"^\s*{_FIGURE}\s+{_FIGURE}\s+{_FIGURE}\s*$"}),
]


class LayoutTag(Part):
    """The tags that are laid: all of one shape and size."""

    shape: Literal["oval", "pill", "rectangle", "circle"] = Field(examples=["oval"], description="Their outline.")
    width: Annotated[Length, _SIDE] = Field(examples=["50mm"], description="Their width.")
    height: Annotated[Length, _SIDE] = Field(examples=["20mm"], description="Their height.")
    corner: Annotated[Length, within(0, 100, " mm")] = Field(
        0.0, examples=["3mm"], description="Radius of the corners of rectangles."
    )

    @property
    def outline(self) -> Shape:
        """The shape itself."""
        return Shape(ShapeKind(self.shape), self.width, self.height, self.corner)


class LayoutField(Part):
    """Where the cuts lie: the part of a sheet that its strips leave."""

    width: Annotated[Length, _FIELD] = Field(examples=["310mm"], description="Along the gripper edge.")
    height: Annotated[Length, _FIELD] = Field(examples=["433mm"], description="Across it.")


class Nest(Document):
    """A free layout: tags on a field, each at an angle of its own."""

    beginning: ClassVar[str] = "keytag nest"

    layout: FormatVersion = Field(examples=["1"], description="Version of this format; write 1.")
    name: Name = Field(examples=["oval-50x20-310x433-4"], description="Name: of the file, without its ending.")
    source: Title = Field(description="Where it comes from, for people.")
    tag: LayoutTag = Field(
        examples=["{shape: oval, width: 50mm, height: 20mm}"], description="The tags that are laid."
    )
    field: LayoutField = Field(
        examples=["{width: 310mm, height: 433mm}"], description="The field on which they lie."
    )
    gap: Annotated[Length, _GAP] = Field(examples=["4mm"], description="Least distance between two cuts.")
    places: Annotated[tuple[Place, ...], Field(min_length=1, max_length=_MOST)] = Field(
        examples=["[25.1 10.05 -12.5]"],
        description="Each tag: its middle in mm from the field's top left corner, and its angle in degrees "
        "clockwise.",
    )

    @field_validator("places")
    @classmethod
    def _tags_keep_gap_and_field(cls, places: Places, info: ValidationInfo) -> Places:
        tag, field, gap = (info.data.get(key) for key in ("tag", "field", "gap"))
        if not (isinstance(tag, LayoutTag) and isinstance(field, LayoutField) and isinstance(gap, float)):
            return places
        shape, tags = tag.outline, [TurnedTag(*place) for place in places]
        for number, one in enumerate(tags):
            box = one.box(shape)
            if min(box.x0, box.y0, field.width - box.x1, field.height - box.y1) < -_ROUNDING:
                raise RefusedValueError(
                    Text(
                        f"Móc khóa thứ {number + 1} ra ngoài vùng {field.width:g} × {field.height:g} mm.",
                        f"Tag {number + 1} leaves the field of {field.width:g} × {field.height:g} mm.",
                    ),
                    _FIND_ANOTHER,
                    (number,),
                )
        for first, second in close_pairs(shape, tags, gap):
            apart = tag_distance(shape, tags[first], tags[second], gap)
            if apart < gap - _ROUNDING:
                raise RefusedValueError(
                    Text(
                        f"Móc khóa thứ {first + 1} và {second + 1} cách nhau {max(apart, 0.0):.4f} mm, "
                        f"cần {gap:g} mm.",
                        f"Tags {first + 1} and {second + 1} are {max(apart, 0.0):.4f} mm apart; "
                        f"{gap:g} mm are wanted.",
                    ),
                    _FIND_ANOTHER,
                    (second,),
                )
        return places


_FIND_ANOTHER = Text("Tìm lại bằng keytag nest, đừng sửa tay.", "Find it again by keytag nest; do not edit it.")


def name_layout(shape: Shape, width: float, height: float, gap: float) -> str:
    """Return the name under which the layout of tags of ``shape`` on a field is looked for: ``free`` means it."""
    corner = f"r{shape.radius:g}" if shape.kind is ShapeKind.RECTANGLE and shape.radius else ""
    return f"{shape.kind.value}-{shape.width:g}x{shape.height:g}{corner}-{width:g}x{height:g}-{gap:g}"


def layout_text(
    shape: Shape, field: tuple[float, float], gap: float, places: Places, source: Text, remark: str = ""
) -> str:
    """Return the file of a layout as text: what it is of, where it comes from, and a line for each tag."""
    width, height = field
    corner = f", corner: {shape.corner:g}mm" if shape.kind is ShapeKind.RECTANGLE else ""
    lines = "".join(f"  - {_place_text(place)}\n" for place in places)
    return (
        f"# {len(places)} × {shape.width:g} × {shape.height:g} mm: {width:g} × {height:g} mm, {gap:g} mm\n"
        f"{remark}"
        "layout: 1\n"
        f"name: {name_layout(shape, width, height, gap)}\n"
        "source:\n"
        f"  vi: {source.vi}\n"
        f"  en: {source.en}\n"
        f"tag: {{shape: {shape.kind.value}, width: {shape.width:g}mm, height: {shape.height:g}mm{corner}}}\n"
        f"field: {{width: {width:g}mm, height: {height:g}mm}}\n"
        f"gap: {gap:g}mm\n"
        "# x y (mm), góc / angle (°)\n"
        f"places:\n{lines}"
    )
