"""What to do in which drawing program about what a drawing cannot hold.

Menus are named as the programs show them; Inkscape, which is free and has everything needed, in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from keytag.text.text import Text


class Program(StrEnum):
    """A program that SVG files come from."""

    INKSCAPE = "Inkscape"
    ILLUSTRATOR = "Illustrator"
    COREL = "CorelDRAW"
    FIGMA = "Figma"
    CANVA = "Canva"
    UNKNOWN = ""


_Mends = Mapping[Program, Text]

_OUTLINES: _Mends = {
    Program.INKSCAPE: Text("Đường nét > Đối tượng thành đường nét", "Path > Object to Path"),
    Program.ILLUSTRATOR: Text("Type > Create Outlines", "Type > Create Outlines"),
    Program.COREL: Text("Object > Convert to Curves", "Object > Convert to Curves"),
    Program.FIGMA: Text("Export > SVG, chọn Outline text", "Export > SVG with Outline text"),
    Program.CANVA: Text(
        "không có lệnh này: mở tệp bằng Inkscape, Đường nét > Đối tượng thành đường nét",
        "has no such command: open the file in Inkscape, Path > Object to Path",
    ),
}
_FLAT: _Mends = {
    Program.INKSCAPE: Text("Đối tượng > Tô và nét > Màu phẳng", "Object > Fill and Stroke > Flat colour"),
    Program.ILLUSTRATOR: Text(
        "Window > Color, chọn một màu thay cho chuyển sắc", "Window > Color: one colour in place of the gradient"
    ),
    Program.COREL: Text("Uniform Fill thay cho Fountain Fill", "Uniform Fill in place of Fountain Fill"),
    Program.FIGMA: Text("Fill > Solid thay cho Gradient", "Fill > Solid in place of Gradient"),
    Program.CANVA: Text("chọn màu đơn thay cho màu chuyển sắc", "a solid colour in place of the gradient"),
}
_OPAQUE: _Mends = {
    Program.INKSCAPE: Text(
        "Đối tượng > Tô và nét, độ đục 100%, chế độ hòa trộn Bình thường",
        "Object > Fill and Stroke: opacity 100%, blend mode Normal",
    ),
    Program.ILLUSTRATOR: Text(
        "Window > Transparency, Opacity 100%, Normal", "Window > Transparency: Opacity 100%, Normal"
    ),
    Program.COREL: Text("công cụ Transparency > No Transparency", "the Transparency tool > No Transparency"),
    Program.FIGMA: Text("Appearance: 100%, Normal", "Appearance: 100%, Normal"),
    Program.CANVA: Text("Độ trong suốt: 100", "Transparency: 100"),
}
_NO_FILTER: _Mends = {
    Program.INKSCAPE: Text("Bộ lọc > Gỡ bộ lọc", "Filters > Remove Filters"),
    Program.ILLUSTRATOR: Text("Window > Appearance, xóa hiệu ứng", "Window > Appearance: delete the effect"),
    Program.COREL: Text("Effects > Clear Effect", "Effects > Clear Effect"),
    Program.FIGMA: Text("mục Effects, xóa hiệu ứng", "the Effects panel: remove the effect"),
    Program.CANVA: Text("Hiệu ứng > Không", "Effects > None"),
}
_TRACED: _Mends = {
    Program.INKSCAPE: Text("Đường nét > Đồ lại ảnh bitmap", "Path > Trace Bitmap"),
    Program.ILLUSTRATOR: Text("Object > Image Trace > Make and Expand", "Object > Image Trace > Make and Expand"),
    Program.COREL: Text("Bitmaps > Outline Trace", "Bitmaps > Outline Trace"),
    Program.FIGMA: Text(
        "không có lệnh này: mở tệp bằng Inkscape, Đường nét > Đồ lại ảnh bitmap",
        "has no such command: open the file in Inkscape, Path > Trace Bitmap",
    ),
    Program.CANVA: Text(
        "không có lệnh này: mở tệp bằng Inkscape, Đường nét > Đồ lại ảnh bitmap",
        "has no such command: open the file in Inkscape, Path > Trace Bitmap",
    ),
}
_EXPANDED: _Mends = {
    Program.INKSCAPE: Text(
        "chọn hình, Đường nét > Đối tượng thành đường nét, rồi Đường nét > Hợp nhất",
        "select it, Path > Object to Path, then Path > Union",
    ),
    Program.ILLUSTRATOR: Text("Object > Expand Appearance, Object > Expand", "Object > Expand Appearance, Expand"),
    Program.COREL: Text("Object > Convert to Curves", "Object > Convert to Curves"),
    Program.FIGMA: Text("chọn hình, Flatten", "select it, Flatten"),
    Program.CANVA: Text(
        "không có lệnh này: mở tệp bằng Inkscape và lưu dạng Plain SVG",
        "has no such command: open the file in Inkscape and save it as Plain SVG",
    ),
}
_PLAIN: _Mends = {
    Program.INKSCAPE: Text("Tệp > Lưu bản sao > Plain SVG", "File > Save a Copy > Plain SVG"),
    Program.ILLUSTRATOR: Text(
        "File > Export As > SVG, Styling: Presentation Attributes",
        "File > Export As > SVG, Styling: Presentation Attributes",
    ),
    Program.COREL: Text(
        "File > Export > SVG, Styling: Presentation attributes",
        "File > Export > SVG, Styling: Presentation attributes",
    ),
    Program.FIGMA: Text("chọn hình, Flatten, Export > SVG", "select it, Flatten, Export > SVG"),
    Program.CANVA: Text("mở tệp bằng Inkscape và lưu dạng Plain SVG", "open it in Inkscape, save as Plain SVG"),
}
MENDS: Mapping[str, _Mends] = {
    "text": _OUTLINES,
    "image": _TRACED,
    "gradient": _FLAT,
    "opacity": _OPAQUE,
    "mask": _OPAQUE,
    "filter": _NO_FILTER,
    "effect": _EXPANDED,
    "element": _EXPANDED,
    "stroke": _EXPANDED,
    "stylesheet": _PLAIN,
    "differs": _PLAIN,
}
"""By what was refused: what to do in each program."""


def advise(kind: str, program: Program, mend: Text) -> Text | None:
    """Return ``mend`` with the menu of ``program``, or of all where that is not known; None where none is."""
    ways = MENDS.get(kind)
    if ways is None:
        return None
    named = ways if program is Program.UNKNOWN else {program: ways[program]}
    vi, en = ("; ".join(f"{name}: {getattr(way, of)}" for name, way in named.items()) for of in ("vi", "en"))
    return Text(f"{mend.vi.rstrip('.')} ({vi}).", f"{mend.en.rstrip('.')} ({en}).")
