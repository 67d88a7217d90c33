"""Each slot of a leaflet as a block of so many millimetres: words, numbers, codes, the address, the picture.

A block is made for one width and one scale between a template's smallest and largest sizes. None means that it
does not fit that width; an empty block that there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import sqrt

from msgspec import Struct

from keytag.compose.code_place import PlacedCode
from keytag.compose.leaflet.lines import (
    SHARE,
    Line,
    Placed,
    Setting,
    TypeBlock,
    set_lines,
    setting_of,
    stack,
    wrap_words,
)
from keytag.compose.leaflet.picture import TagLook
from keytag.documents.job import Number
from keytag.documents.job.leaflet import LeafletContent
from keytag.documents.leaflet import (
    AddressSlot,
    CodeSlot,
    EmergencySlot,
    HotlineSlot,
    LeafletSlot,
    NumberListSlot,
    PictureSlot,
    PointsSlot,
    SaidSlot,
)
from keytag.documents.leaflet.model import Align, LeafletType
from keytag.drawing.artwork import Fill, Role, Source
from keytag.drawing.geometry import Affine, Path, Rect, Shape, circle, polygon, rectangle, rounded_rectangle
from keytag.drawing.ink import BLACK, PAPER, Ink
from keytag.drawing.qr import QUIET_MODULES, Symbol, trace

EMPTY = TypeBlock(0.0, ())
CONTACT = Source("contact", "numbers")
"""Where the code that saves the numbers says it comes from."""
# House rules, in mm or in sizes of the lettering: between columns, between rows of a list, beside a mark.
_COLUMN_GAP = 5.0
_ROW_GAP = 0.34
_MARK, _MARK_GAP = 0.62, 0.42
# Domain: the tag of the five programmes, in mm².
_MODEL = 50.0 * 20.0
# Behind which an address is broken, rather than within a word.
_SIGNS = "./-_?=&"
_PANEL_PAD, _PANEL_CORNER, _PANEL_EDGE = 3.0, 1.6, 1.4


class LeafletParts(Struct, frozen=True):
    """All that blocks are made of but their width and scale: words and numbers, inks by role, code, picture."""

    content: LeafletContent
    inks: Mapping[str, Ink]
    symbol: Symbol
    look: TagLook

    def setting(self, type_: LeafletType, scale: float) -> Setting:
        """Return type at a scale."""
        return setting_of(type_, scale, self.inks[type_.ink])

    def source(self, sentence: str) -> Source:
        """Return where a sentence stands in the job."""
        return Source(sentence.replace("_", "-"), self.content.node_of(sentence))


def make_block(  # noqa: PLR0911 - one for each kind of slot
    slot: LeafletSlot, parts: LeafletParts, room: float, scale: float
) -> TypeBlock | None:
    """Return ``slot`` in ``room`` mm; empty where it has nothing to say, None where it does not fit."""
    match slot:
        case SaidSlot():
            return _said(slot.says, slot.type, slot.align, parts, room, scale)
        case HotlineSlot():
            return _hotline(slot, parts, room, scale)
        case NumberListSlot():
            return _number_list(slot, parts, room, scale)
        case EmergencySlot():
            return _emergency(slot, parts, room, scale)
        case PointsSlot():
            return _points(slot, parts, room, scale)
        case PictureSlot():
            return _picture(slot, parts, room, scale)
        case CodeSlot():
            return _contact(slot, parts, room, scale)
        case AddressSlot():
            return _address(slot, parts, room, scale)


def _said(
    sentence: str, type_: LeafletType, align: Align, parts: LeafletParts, room: float, scale: float
) -> TypeBlock | None:
    text = parts.content.words.get(sentence)
    if text is None:
        return EMPTY
    setting = parts.setting(type_, scale)
    lines = wrap_words(text, setting, room)
    return set_lines(lines, setting, room, parts.source(sentence), align) if lines is not None else None


def _hotline(slot: HotlineSlot, parts: LeafletParts, room: float, scale: float) -> TypeBlock | None:
    """Set the label, and the number as large as its range and the width let it be."""
    number, setting = parts.content.hotline, parts.setting(slot.number, scale)
    largest = room / setting.run(number.display).advance
    if largest < slot.number.size.smallest:
        return None
    setting = setting.at(min(setting.size, largest))
    label = _label(number, slot.label, slot.align, parts, room, scale)
    if label is None:
        return None
    source = Source("hotline", f"{number.node}.number")
    return stack([label, set_lines((number.display,), setting, room, source, slot.align)], 0.0)


def _label(
    number: Number, type_: LeafletType, align: Align, parts: LeafletParts, room: float, scale: float
) -> TypeBlock | None:
    setting = parts.setting(type_, scale)
    lines = wrap_words(number.label, setting, room)
    source = Source("label", f"{number.node}.label")
    return set_lines(lines, setting, room, source, align) if lines is not None else None


def _number_list(slot: NumberListSlot, parts: LeafletParts, room: float, scale: float) -> TypeBlock | None:
    """Set the other numbers in the number of columns that takes the least height."""
    numbers = parts.content.others
    if not numbers:
        return EMPTY
    found = [
        block
        for columns in range(1, min(slot.columns, len(numbers)) + 1)
        if (block := _in_columns(numbers, columns, slot, parts, room, scale)) is not None
    ]
    return min(found, key=lambda block: block.height, default=None)


def _in_columns(
    numbers: tuple[Number, ...], columns: int, slot: NumberListSlot, parts: LeafletParts, room: float, scale: float
) -> TypeBlock | None:
    wide = (room - _COLUMN_GAP * (columns - 1)) / columns
    cells = []
    for number in numbers:
        cell = _beside(number, slot, parts, wide, scale) if columns == 1 else None
        cell = cell or _above(number, slot, parts, wide, scale)
        if cell is None:
            return None
        cells.append(cell)
    gap = slot.number.size.smallest * _ROW_GAP
    return _rows(cells, columns, wide, gap, at_foot=True)


def _rows(cells: list[TypeBlock], columns: int, wide: float, gap: float, *, at_foot: bool = False) -> TypeBlock:
    """Return ``cells`` row by row in columns ``wide`` mm wide, from the head of their row or ``at_foot`` of it."""
    items: list[Placed] = []
    y = 0.0
    for start in range(0, len(cells), columns):
        row = cells[start : start + columns]
        height = max(cell.height for cell in row)
        for index, cell in enumerate(row):
            items += cell.moved(index * (wide + _COLUMN_GAP), y + (height - cell.height if at_foot else 0.0))
        y += height + gap
    return TypeBlock(y - gap, tuple(items))


def _above(
    number: Number, slot: NumberListSlot, parts: LeafletParts, wide: float, scale: float
) -> TypeBlock | None:
    """Set a label over its number."""
    setting = parts.setting(slot.number, scale)
    label = _label(number, slot.label, "left", parts, wide, scale)
    if label is None or setting.width(number.display) > wide:
        return None
    source = Source("numbers", f"{number.node}.number")
    return stack([label, set_lines((number.display,), setting, wide, source)], 0.0)


def _beside(
    number: Number, slot: NumberListSlot, parts: LeafletParts, wide: float, scale: float
) -> TypeBlock | None:
    """Set a label and its number on one line, the number at the right."""
    figures, words = parts.setting(slot.number, scale), parts.setting(slot.label, scale)
    if words.width(number.label) + figures.width(number.display) + _COLUMN_GAP > wide:
        return None
    height = max(figures.leading, words.leading)
    label = Line(number.label, words, Source("label", f"{number.node}.label"))
    said = Line(number.display, figures, Source("numbers", f"{number.node}.number"))
    right = wide - figures.width(number.display)
    return TypeBlock(
        height,
        (
            Placed(label, 0.0, (height - words.leading) / 2),
            Placed(said, right, (height - figures.leading) / 2),
        ),
    )


def _emergency(slot: EmergencySlot, parts: LeafletParts, room: float, scale: float) -> TypeBlock | None:
    figures, words = parts.setting(slot.number, scale), parts.setting(slot.text, scale)
    words_of = parts.content.words
    said = [(number, words_of[f"when_{number}"]) for number in slot.shows if f"when_{number}" in words_of]
    if not said:
        return EMPTY
    columns = min(slot.columns, len(said))
    wide = (room - _COLUMN_GAP * (columns - 1)) / columns
    indent = max(figures.width(number) for number, _ in said) + figures.size * 0.45
    cells = []
    for number, text in said:
        lines = wrap_words(text, words, wide - indent)
        if lines is None:
            return None
        block = set_lines(lines, words, wide - indent, parts.source(f"when_{number}"))
        height = max(figures.leading, block.height)
        drawn = Line(number, figures, Source("emergency", parts.content.node))
        top, beside = (height - figures.leading) / 2, (height - block.height) / 2
        cells.append(TypeBlock(height, (Placed(drawn, 0.0, top), *block.moved(indent, beside))))
    return _rows(cells, columns, wide, words.size * _ROW_GAP)


def _points(slot: PointsSlot, parts: LeafletParts, room: float, scale: float) -> TypeBlock | None:
    setting, ink = parts.setting(slot.type, scale), parts.inks[slot.mark_ink]
    said = [name for name in slot.says if name in parts.content.words]
    if not said:
        return EMPTY
    columns = min(slot.columns, len(said))
    wide = (room - _COLUMN_GAP * (columns - 1)) / columns
    indent = setting.size * (_MARK + _MARK_GAP)
    cells = []
    for name in said:
        lines = wrap_words(parts.content.words[name], setting, wide - indent)
        if lines is None:
            return None
        block = set_lines(lines, setting, wide - indent, parts.source(name))
        mark = _mark(slot.mark, setting.size * _MARK, setting.leading / 2, ink)
        cells.append(TypeBlock(block.height, (Placed(mark), *block.moved(indent, 0.0))))
    return _rows(cells, columns, wide, setting.size * _ROW_GAP)


def _mark(kind: str, size: float, middle: float, ink: Ink) -> Fill:
    """Return a cross or a dot in a square of ``size`` mm, its middle ``middle`` mm down."""
    r, source = size / 2, Source("mark")
    if kind == "dot":
        return Fill(circle(r, middle, r * 0.5), ink, Role.ART, source)
    half, arm = r * 0.28, r
    arms = ((-half, -arm), (half, -arm), (half, -half), (arm, -half), (arm, half), (half, half))
    other = ((half, arm), (-half, arm), (-half, half), (-arm, half), (-arm, -half), (-half, -half))
    turned = Affine.rotation(45).then(Affine.translation(r, middle))
    return Fill(polygon((*arms, *other)).transformed(turned), ink, Role.ART, source)


def _picture(slot: PictureSlot, parts: LeafletParts, room: float, scale: float) -> TypeBlock | None:
    """Draw the sides beside each other or one under the other, as large as the width lets them be."""
    look, names = parts.look, ("front", "back") if slot.sides == "both" else (slot.sides,)
    across = 1 if slot.stacked else len(names)
    widest = (room - _COLUMN_GAP * (across - 1)) / across / look.shape.width
    size = slot.scale.smallest + scale * (slot.scale.largest - slot.scale.smallest)
    size = min(size * _share_of_model(look.shape), widest)
    wide, high = look.shape.width * size, look.shape.height * size
    cells = [TypeBlock(high, (Placed(look.side(name, size)),)) for name in names]
    left = (room - across * wide - (across - 1) * _COLUMN_GAP) / 2
    rows = _rows(cells, across, wide, _COLUMN_GAP * 0.8)
    return TypeBlock(rows.height, rows.moved(left, 0.0))


def _share_of_model(shape: Shape) -> float:
    """Return how much smaller a tag is drawn that is larger than the model: to about its area."""
    return min(1.0, sqrt(_MODEL / (shape.width * shape.height)))


def _contact(slot: CodeSlot, parts: LeafletParts, room: float, scale: float) -> TypeBlock | None:
    """Draw the code with its quiet zone, as large as its range and the width let it be."""
    symbol = parts.symbol
    module = slot.module.smallest + scale * (slot.module.largest - slot.module.smallest)
    module = min(module, room / symbol.full_size)
    if module < slot.module.smallest - 1e-9:
        return None
    side, quiet = symbol.full_size * module, QUIET_MODULES * module
    ground = Fill(rectangle(Rect(0.0, 0.0, side, side)), PAPER, Role.QR_GROUND, CONTACT)
    path = _traced(symbol).transformed(Affine(module, 0.0, 0.0, module, quiet, quiet))
    code = Fill(path, BLACK, Role.QR, CONTACT)
    # At an edge its modules stand where the words do; the quiet zone goes into the margin.
    left = (room - side) * SHARE[slot.align] + (2 * SHARE[slot.align] - 1) * quiet
    return TypeBlock(side, (Placed(ground, left), Placed(code, left)))


@lru_cache(maxsize=8)
def _traced(symbol: Symbol) -> Path:
    """Return a symbol's path, a module being 1 mm: it is asked for at many sizes before one fits."""
    return trace(symbol, 0.0, 0.0, 1.0)


def _address(slot: AddressSlot, parts: LeafletParts, room: float, scale: float) -> TypeBlock | None:
    """Set the address in a panel, its host in the strong colour; a long one over several lines, the host whole."""
    link = parts.content.link
    if link is None:
        return EMPTY
    plain = parts.setting(slot.type, scale)
    strong = Setting(plain.face, plain.size, plain.leading, plain.tracking, plain.is_upper, parts.inks["strong"])
    plain = Setting(plain.face, plain.size, plain.leading, plain.tracking, plain.is_upper, parts.inks["ink"])
    inner = room - 2 * _PANEL_PAD - _PANEL_EDGE
    before, host, rest = link
    if plain.width(before) + strong.width(host) > inner:
        return None
    source = Source("address", f"{parts.content.edition.qr.node}.link" if parts.content.edition.qr else "")
    items: list[Placed] = []
    x, y, left = 0.0, 0.0, _PANEL_PAD + _PANEL_EDGE
    if before:
        items.append(Placed(Line(before, plain, source), left, _PANEL_PAD))
        x = plain.width(before)
    items.append(Placed(Line(host, strong, source), left + x, _PANEL_PAD))
    x += strong.width(host)
    for index, part in enumerate(_parts(rest, plain, inner, x)):
        if index:
            x, y = 0.0, y + plain.leading
        if part:
            items.append(Placed(Line(part, plain, source), left + x, _PANEL_PAD + y))
    height = y + plain.leading + 2 * _PANEL_PAD
    panel = Fill(
        rounded_rectangle(Rect(0.0, 0.0, room, height), _PANEL_CORNER),
        parts.inks[slot.ground],
        Role.GROUND,
        Source("address"),
    )
    edge = Fill(rectangle(Rect(0.0, 0.0, _PANEL_EDGE, height)), parts.inks["strong"], Role.ART, Source("address"))
    return TypeBlock(height, (Placed(panel), Placed(edge), *items))


def _parts(text: str, setting: Setting, room: float, taken: float) -> list[str]:
    """Break ``text`` where a line is full, behind a sign where one is near; the first has ``taken`` mm less."""
    parts = [""]
    for letter in text:
        left = room - (taken if len(parts) == 1 else 0.0)
        if setting.width(parts[-1] + letter) <= left:
            parts[-1] += letter
            continue
        kept = max(parts[-1].rfind(sign) for sign in _SIGNS) + 1
        if 2 * kept < len(parts[-1]):
            kept = len(parts[-1])
        rest = parts[-1][kept:]
        parts[-1] = parts[-1][:kept]
        parts.append(rest + letter)
    return parts


def placed_code(symbol: Symbol, ground: Rect) -> PlacedCode:
    """Return the code whose white ground is ``ground``, for the checks."""
    cx, cy = ground.centre
    return PlacedCode(symbol, cx, cy, ground.width / symbol.full_size, 0.0)
