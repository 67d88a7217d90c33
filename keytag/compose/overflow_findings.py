"""What does not fit, said as findings: the field, by how much it is too long, and what would help.

What would make a refused tag fit is found by composing it so: only what truly helps is said. A refusal costs a few
more attempts; a tag that fits costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from math import ceil

from msgspec.structs import replace

from keytag.compose.code_advice import roomiest_code, square_at, what_helps
from keytag.compose.design import Design, Frame
from keytag.compose.middle import NoRoom
from keytag.compose.rules import CODE_FITS, DRAWING_FITS, GLYPHS_EXIST, NUMBERS_FIT, SIDE_HAS_ROOM, TEXT_FITS
from keytag.compose.side import SideComposer
from keytag.compose.type_settings import NARROWER
from keytag.documents.job import EditionContent
from keytag.documents.template import GroundSlot, NumbersSlot, QrSlot, RuleSlot, Template, TextSlot, Type
from keytag.drawing.geometry import Edge, Hole, Shape, edge_line, place_hole
from keytag.drawing.lettering import Face, line_length, missing_characters
from keytag.findings import Finding
from keytag.text.text import Text
from keytag.units import to_pt

_FIELDS = {
    "issuer": Text("Tên đơn vị", "The issuer's name"),
    "slogan": Text("Khẩu hiệu", "The slogan"),
    "name": Text("Tên", "The name"),
    "caption": Text("Lời nhắc quét mã", "The caption"),
    "province": Text("Tên tỉnh", "The province"),
}
# House rule: how much of a tag's width a label has, as its number needs a line above or below.
_LABEL_LINE = 0.8
_A_NUMBER = Text("Số điện thoại", "A number")


def overflow_finding(misfit: NoRoom, composer: SideComposer, content: EditionContent, fitting: int) -> Finding:
    """Turn a slot without room into a finding; ``fitting`` is how many numbers would fit, where it is a list."""
    if isinstance(misfit.slot, NumbersSlot):
        # Where fewer numbers would not help either, it is the side that is too full, not the list too long.
        is_list = 0 < fitting < len(content.numbers)
        too_long = _label_finding(misfit.slot, composer, content)
        if too_long is not None:
            return too_long
        return _numbers_finding(misfit, content, fitting) if is_list else _side_full_finding(misfit, _A_NUMBER)
    if isinstance(misfit.slot, QrSlot):
        return _code_finding(misfit, misfit.slot, composer)
    if isinstance(misfit.slot, TextSlot):
        return _text_finding(misfit, misfit.slot, composer)
    if isinstance(misfit.slot, GroundSlot | RuleSlot):
        return _too_deep_finding(misfit.slot, content)
    return DRAWING_FITS.finding(
        Text(
            f"Hình “{misfit.slot.slot}” không có chỗ.", f"There is no room for the drawing “{misfit.slot.slot}”."
        ),
        node=f"{content.node}.template" if content.node else "template",
    )


def _too_deep_finding(slot: GroundSlot | RuleSlot, content: EditionContent) -> Finding:
    return DRAWING_FITS.finding(
        Text(
            f"“{slot.slot}” lùi vào trong đường bế {slot.inset:g} mm: không còn gì của móc khóa.",
            f"“{slot.slot}” lies {slot.inset:g} mm inside the cut: nothing of the tag is left.",
        ),
        Text("Giảm inset trong kiểu trình bày, ví dụ 1.2mm.", "Lower inset in the template, like 1.2mm."),
        node=f"{content.node}.template" if content.node else "template",
    )


def missing_glyphs(content: EditionContent, template: Template) -> tuple[Finding, ...]:
    """Return a finding for each text with characters that the template's letters lack."""
    types = {kind.family: kind for kind in _types(template)}
    faces = [Face(kind.family, kind.weight) for kind in types.values()] + [Face("roboto", 400)]
    findings = []
    for node, text in _all_texts(content):
        lacking = dict.fromkeys(c for face in faces for c in missing_characters(text, face))
        if lacking:
            shown = " ".join(f"“{c}” (U+{ord(c):04X})" for c in lacking)
            message = Text(f"Phông chữ không có: {shown}.", f"The lettering has no {shown}.")
            findings.append(GLYPHS_EXIST.finding(message, node=node))
    return tuple(findings)


def _types(template: Template) -> Iterator[Type]:
    for slot in (*template.front, *template.back):
        if isinstance(slot, TextSlot):
            yield slot.type
        elif isinstance(slot, NumbersSlot):
            yield slot.label
            yield slot.number


def _all_texts(content: EditionContent) -> Iterator[tuple[str, str]]:
    node = f"{content.node}." if content.node else ""
    yield content.issuer_node, content.issuer_name
    if content.slogan:
        yield content.slogan_node, content.slogan
    if content.name:
        yield f"{node}name", content.name
    if content.qr and content.qr.caption:
        yield f"{content.qr.node}.caption", content.qr.caption
    for number in content.numbers:
        yield f"{number.node}.label", number.label
        yield f"{number.node}.number", number.display


def _numbers_finding(misfit: NoRoom, content: EditionContent, fitting: int) -> Finding:
    count = len(content.numbers)
    return NUMBERS_FIT.finding(
        Text(
            f"{count} số điện thoại không vừa: ở cỡ chữ nhỏ nhất, kiểu trình bày này đủ chỗ cho {fitting} số.",
            f"{count} numbers do not fit: this design has room for {fitting} at the smallest size of lettering.",
        ),
        node=misfit.node,
    )


def _label_finding(slot: NumbersSlot, composer: SideComposer, content: EditionContent) -> Finding | None:
    """Return that a label is longer than a line of the tag, at the smallest and narrowest; None where none is."""
    setting = composer.types.setting(slot.label, 0.0, len(NARROWER) - 1 if slot.label.narrow != "never" else 0)
    longest = max(content.numbers, key=lambda number: setting.run(number.label).advance)
    needed = setting.run(longest.label).advance * setting.size
    room = composer.frame.shape.width * _LABEL_LINE
    if needed <= room:
        return None
    field = Text(f"Nhãn “{longest.label}”", f"The label “{longest.label}”")
    return _too_long_finding(field, longest.label, setting.size, (needed, room), f"{longest.node}.label")


def _code_finding(misfit: NoRoom, slot: QrSlot, composer: SideComposer) -> Finding:
    symbol = composer.content.symbol
    if symbol is None:
        raise AssertionError("a side without a code does not lack room for one")
    best = roomiest_code(symbol, slot.inset, composer.frame)
    size, square = symbol.full_size * slot.module.smallest, square_at(best, composer.frame)
    return CODE_FITS.finding(
        Text(
            f"Mã QR của đường dẫn {len(symbol.payload)} ký tự cần vùng trắng ít nhất {size:.1f} mm (ô vuông "
            f"{slot.module.smallest:.2f} mm); chỗ rộng nhất trên móc khóa là {square:.1f} mm.",
            f"The QR code of a link of {len(symbol.payload)} characters needs a white square of {size:.1f} mm at "
            f"least (modules of {slot.module.smallest:.2f} mm); the tag's largest is {square:.1f} mm.",
        ),
        what_helps(best, composer.frame, is_alone=size > square),
        node=f"{misfit.node}.link",
    )


def _text_finding(misfit: NoRoom, slot: TextSlot, composer: SideComposer) -> Finding:
    text, _ = composer.content.texts[slot.says]
    setting = composer.types.setting(slot.type, 0.0, len(NARROWER) - 1 if slot.type.narrow != "never" else 0)
    needed = setting.run(text).advance * setting.size
    depth = composer.frame.safe + setting.size
    edge: Edge = "bottom" if slot.at == "bottom-edge" else "top"
    line = edge_line(composer.frame.shape, edge, depth, composer.frame.safe)
    room = line_length(line) if line and slot.at != "stack" else composer.frame.shape.width * 0.6
    room *= slot.lines
    field = _FIELDS[slot.says]
    if needed <= room:
        return _side_full_finding(misfit, field)
    return _too_long_finding(field, text, setting.size, (needed, room), misfit.node)


def _too_long_finding(field: Text, text: str, size: float, lengths: tuple[float, float], node: str) -> Finding:
    """Return that ``text`` needs the first of ``lengths``, where there is only the second."""
    needed, room = lengths
    surplus = max(1, ceil(len(text) * (needed - room) / needed))
    return TEXT_FITS.finding(
        Text(
            f"{field.vi} quá dài: ở cỡ nhỏ nhất {to_pt(size):.1f} pt cần {needed:.1f} mm, chỉ có {room:.1f} mm.",
            f"{field.en} is too long: at the smallest {to_pt(size):.1f} pt it needs {needed:.1f} mm, "
            f"there are {room:.1f} mm.",
        ),
        Text(
            f"Bớt khoảng {surplus} ký tự, hoặc dùng móc khóa lớn hơn.",
            f"Take out about {surplus} characters, or use a larger tag.",
        ),
        node=node,
    )


def _side_full_finding(misfit: NoRoom, field: Text) -> Finding:
    return SIDE_HAS_ROOM.finding(
        Text(
            f"{field.vi} không còn chỗ: mặt này đã đầy ở cỡ chữ nhỏ nhất.",
            f"{field.en} finds no room: this side is full at the smallest size of lettering.",
        ),
        node=misfit.node,
    )


# House rule: with more numbers than this no change of the tag is the answer; fewer numbers are.
MOST_NUMBERS = 12
# House rules: by how much the next larger tags are larger.
_LARGER_BY = (1.2, 1.4)
# House rule: so many ways out are a choice.
_MOST_WAYS = 2
_Change = tuple[Text, EditionContent, Design]
Trial = Callable[[EditionContent, Design], bool]
"""Tells whether a content fits a design."""


def what_would_fit(content: EditionContent, design: Design, trial: Trial) -> Text | None:
    """Return what would make the tag fit as a hint, or None where nothing that is tried does."""
    if len(content.numbers) > MOST_NUMBERS:
        return None
    ways: list[Text] = []
    for trials, most in (
        (_hole_at_end(design, content), 1),
        (_less_content(design, content), 2),
        (_larger_tags(design, content), 1),
    ):
        fitting = (way for way, said, drawn in trials if trial(said, drawn))
        ways += islice(fitting, min(most, _MOST_WAYS - len(ways)))
    if not ways:
        return None
    return Text(
        f"Sẽ vừa nếu: {'; hoặc '.join(way.vi for way in ways)}.",
        f"It fits if you {'; or '.join(way.en for way in ways)}.",
    )


def _hole_at_end(design: Design, content: EditionContent) -> Iterator[_Change]:
    """Yield the hole at a narrow end, where it parts no line."""
    frame = design.frame
    if frame.hole is not None and frame.wing is not None:
        moved = replace(frame, hole=_place_hole_like(frame, frame.shape, "left"))
        way = Text("đặt lỗ ở cạnh trái (side: left)", "put the hole at the left (side: left)")
        yield way, content, replace(design, frame=moved)


def _less_content(design: Design, content: EditionContent) -> Iterator[_Change]:
    """Yield what may be left out of the job."""
    if content.slogan:
        yield Text("bỏ khẩu hiệu", "drop the slogan"), replace(content, slogan=None), design
    if content.qr is not None:
        yield Text("bỏ mã QR", "drop the QR code"), replace(content, qr=None), design


def _larger_tags(design: Design, content: EditionContent) -> Iterator[_Change]:
    """Yield larger tags of the same proportions, the least first."""
    frame = design.frame
    for factor in _LARGER_BY:
        width, height = round(frame.shape.width * factor), round(frame.shape.height * factor)
        shape = replace(frame.shape, width=width, height=height)
        grown = replace(frame, shape=shape, hole=_place_hole_like(frame, shape, _side_of_hole(frame)))
        size = f"{width} × {height} mm"
        yield Text(f"dùng móc khóa {size}", f"take a tag of {size}"), content, replace(design, frame=grown)


def _place_hole_like(frame: Frame, shape: Shape, side: str) -> Hole | None:
    """Return the frame's hole in another shape or at another side, as far from the cut as it is."""
    if frame.hole is None:
        return None
    edge = frame.shape.depth((frame.hole.cx, frame.hole.cy)) - frame.hole.radius
    try:
        return place_hole(shape, frame.hole.diameter, round(edge, 2), side)
    except ValueError:
        return frame.hole


def _side_of_hole(frame: Frame) -> str:
    if frame.hole is None:
        return "left"
    (cx, cy), hole = frame.shape.centre, frame.hole
    if frame.wing is not None:
        return "top" if hole.cy < cy else "bottom"
    return "left" if hole.cx < cx else "right"
