"""Slots lowered to what stands elsewhere."""

from __future__ import annotations

from keytag.compose.design import Frame
from keytag.compose.free_area import open_area
from keytag.compose.middle import Middle
from keytag.compose.rows import text_row
from keytag.compose.side import ComposedSide, SideLayout
from keytag.compose.slot_rows import SideContent, StackPlan, Typesetter
from keytag.compose.stack import PlacedRows, PlannedStack, stack_area
from keytag.compose.tag import cap_sizes
from keytag.compose.type_settings import TypeSettings
from keytag.documents.template import SizeRange, TextSlot, Type
from keytag.drawing.artwork import Source
from keytag.drawing.geometry import Shape, ShapeKind
from keytag.drawing.ink import BLACK

KIND = Type(size=SizeRange(smallest=2.0, largest=4.0), ink="text")
NAME = TextSlot(kind="text", slot="name", says="name", type=KIND)
OTHER = TextSlot(kind="text", slot="caption", says="caption", type=KIND)


def side(scale: float) -> ComposedSide:
    """A side with a name on it, set at ``scale``."""
    types = TypeSettings({"text": BLACK}, {})
    row = text_row("Ấp", types.setting(KIND, scale), "centre", 0.0, Source("name", "name"))
    area = open_area(Frame(Shape(ShapeKind.OVAL, 50.0, 20.0), None, 2.5, 2.0))
    typesetter = Typesetter(SideContent({}, {}, None, "", {}), types)
    placed = PlacedRows((row,), 25.0, (10.0,), scale)
    fitted = PlannedStack(
        typesetter, (NAME,), StackPlan("centre", 1, ()), area, stack_area(area, 25.0, fixed=True), 0, placed
    )
    return ComposedSide((), None, 2.0, layout=SideLayout({}, Middle((fitted,), None)))


def test_a_slot_is_no_larger_than_it_was_and_others_are_as_before() -> None:
    """The largest size is that of the model, at the model's growth; what is not on it keeps its range."""
    name, other = cap_sizes((NAME, OTHER), side(0.5), 1.0)
    assert isinstance(name, TextSlot)
    assert name.type.size.largest == 3.0
    assert other is OTHER
    (grown,) = cap_sizes((NAME,), side(0.5), 1.2)
    assert isinstance(grown, TextSlot)
    assert grown.type.size.largest == 2.5


def test_no_slot_goes_below_its_smallest_size() -> None:
    """Its range never turns round."""
    (name,) = cap_sizes((NAME,), side(0.0), 2.0)
    assert isinstance(name, TextSlot)
    assert name.type.size.largest == name.type.size.smallest == 2.0
