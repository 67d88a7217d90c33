"""A press sheet's cuts as DXF R2010. The only user of ezdxf.

Ellipses and circles are themselves, rounded boxes are LWPOLYLINEs with arcs; millimetres, the origin at the
sheet's lower left corner, y up. The same sheet gives the same bytes: what ezdxf takes from clock, chance and hash
order is pinned. Answers to Autodesk's DXF Reference: $INSUNITS (4: millimetres), CIRCLE, ELLIPSE, LWPOLYLINE (42:
bulge).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from io import StringIO
from math import dist
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from msgspec import Struct

from keytag.drawing.artwork import Role
from keytag.drawing.geometry import Point
from keytag.drawing.geometry.curves import Circle, Curve, Ellipse
from keytag.imposition.cut_sheet import CutInfo, CutSheet

if TYPE_CHECKING:
    from ezdxf.document import Drawing
    from ezdxf.layouts import Modelspace

# House rule: layers by what the cutter does; AutoCAD's colour indices red, blue, black or white, and grey.
_CUT, _HOLE, _MARKS, _INFO = 1, 5, 7, 8
_MILLIMETRES = 4
# House rule: a tenth of a micrometre; binary rounding would write 17 digits.
_DECIMALS = 4
# A list of fonts, of which a cutting file needs none, where ezdxf looks for the one it made earlier.
_NO_FONTS = Path(__file__).parent / "no-fonts"


def write_cut_dxf(sheet: CutSheet) -> bytes:
    """Return ``sheet`` as a DXF R2010 file with a layer for outlines, holes, marks and what is only said.

    Entities come in the order in which they are cut: many programs know no other.
    """
    with _pinned_ezdxf():
        document = _new()
        names = sheet.names
        for name, colour in ((names.cut, _CUT), (names.hole, _HOLE), (names.marks, _MARKS)):
            document.layers.add(name, color=colour)
        space = document.modelspace()
        for role, curve in sheet.in_order:
            _draw(space, curve, sheet.height, names.hole if role is Role.HOLE else names.cut)
        for curve in sheet.marks:
            _draw(space, curve, sheet.height, names.marks)
        if sheet.info is not None:
            document.layers.add(names.info, color=_INFO).dxf.plot = 0
            _say(space, sheet.info, sheet.height, names.info)
        return _file_of(document, space, sheet.width, sheet.height)


def _new() -> Drawing:
    """Return an empty document; its classes are sorted, since ezdxf lists them in the order of a set."""
    import ezdxf  # noqa: PLC0415 - only a hand-off pays for it

    document = ezdxf.new("R2010", units=_MILLIMETRES)
    classes = document.classes
    classes.add_required_classes(document.dxfversion)
    classes.classes = dict(sorted(classes.classes.items()))
    return document


def _file_of(document: Drawing, space: Modelspace, width: float, height: float) -> bytes:
    """Return ``document`` as a file whose view is a field of ``width`` by ``height`` mm."""
    # ezdxf copies the space's extents to the header, but only where no corner of them is the origin.
    space.reset_extents((0, 0, 0), (width, height, 0))
    document.header["$EXTMIN"], document.header["$EXTMAX"] = (0, 0, 0), (width, height, 0)
    space.reset_limits((0, 0), (width, height))
    document.set_modelspace_vport(height, (width / 2, height / 2))
    text = StringIO()
    document.write(text)
    return text.getvalue().encode()


def _draw(space: Modelspace, curve: Curve, height: float, layer: str) -> None:
    """Add ``curve``, y turned up. Bulges count as they are seen, so that they stay as they are."""
    attributes = {"layer": layer}
    if isinstance(curve, Circle):
        x, y = curve.centre
        space.add_circle((_round(x), _round(height - y)), _round(curve.radius), attributes)
    elif isinstance(curve, Ellipse):
        (x, y), (major_x, major_y) = curve.centre, curve.major
        space.add_ellipse(
            (_round(x), _round(height - y)),
            (_round(major_x), _round(-major_y)),
            round(curve.ratio, 9),
            dxfattribs=attributes,
        )
    else:
        points = [(_round(x), _round(height - y), round(bulge, 9) + 0.0) for x, y, bulge in curve.vertices]
        space.add_lwpolyline(points, format="xyb", close=curve.closed, dxfattribs=attributes)


def _say(space: Modelspace, info: CutInfo, height: float, layer: str) -> None:
    """Add the words and lines that are not cut."""
    for line in info.lines:
        _draw(space, line, height, layer)
    for words, (x, y) in info.words:
        text = space.add_text(to_ascii(words), height=_round(info.size), dxfattribs={"layer": layer})
        text.dxf.insert = (_round(x), _round(height - y))


# What is left of signs and letters that have no mark to take away.
_PLAIN = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "đ": "d",
        "Đ": "D",
        "Ø": "dia.",
        "×": "x",
        "·": "-",
        "–": "-",
        "…": "...",
        "“": '"',
        "”": '"',
    }
)


def to_ascii(words: str) -> str:
    """Return ``words`` in ASCII: programs of cutters read neither AutoCAD's escapes nor UTF-8 alike.

    Vietnamese without its marks is read by who reads Vietnamese; an escape for a letter is read by nobody.
    """
    bare = "".join(c for c in normalize("NFD", words.translate(_PLAIN)) if not combining(c))
    return bare.encode("ascii", "replace").decode()


@contextmanager
def _pinned_ezdxf() -> Iterator[None]:
    """Have ezdxf write the same date, identifiers and version on any day, and its settings back afterwards."""
    with _without_fonts():
        from ezdxf import options  # noqa: PLC0415 - only a hand-off pays for it
    before = options.write_fixed_meta_data_for_testing
    options.write_fixed_meta_data_for_testing = True
    try:
        yield
    finally:
        options.write_fixed_meta_data_for_testing = before


@contextmanager
def _without_fonts() -> Iterator[None]:
    """Have ezdxf, on its first import, neither search the machine for fonts nor write down what it found.

    That takes seconds where there are many, and leaves a file in the user's home. Nor does it read its settings,
    from the home, from variables or from beside the job: a drawing must not depend on them.
    """
    before = dict(os.environ)
    for name in before:
        if name.startswith("EZDXF_"):
            del os.environ[name]
    os.environ["XDG_CACHE_HOME"] = os.environ["XDG_CONFIG_HOME"] = str(_NO_FONTS)
    read = ConfigParser.read
    ConfigParser.read = _nothing  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        ConfigParser.read = read  # type: ignore[method-assign]
        for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            del os.environ[name]
        os.environ.update(before)


def _nothing(*_: object, **__: object) -> list[str]:
    """Read no file of settings."""
    return []


def _round(value: float) -> float:
    return round(value, _DECIMALS) + 0.0


class DxfLayer(Struct, frozen=True):
    """A layer of a drawing: its name, its colour on a screen, curves, and lines of text with where they begin."""

    name: str
    rgb: tuple[int, int, int]
    curves: tuple[Curve, ...]
    texts: tuple[tuple[str, Point], ...] = ()


# AutoCAD's plain colours by their indices, for programs that know no other.
_INDICES = {
    1: (255, 0, 0),
    2: (255, 255, 0),
    3: (0, 255, 0),
    4: (0, 255, 255),
    5: (0, 0, 255),
    6: (255, 0, 255),
    7: (0, 0, 0),
    8: (128, 128, 128),
}


def _index(rgb: tuple[int, int, int]) -> int:
    """Return the index of the plain colour nearest to ``rgb``; white is shown as black is."""
    if min(rgb) > _WHITE:
        return 7
    return min(_INDICES, key=lambda index: dist(rgb, _INDICES[index]))


# House rule: what no screen tells from white.
_WHITE = 230


def write_drawing_dxf(layers: tuple[DxfLayer, ...], width: float, height: float, text_height: float) -> bytes:
    """Return ``layers`` on a field of ``width`` by ``height`` mm as DXF R2010; texts are ``text_height`` high."""
    with _pinned_ezdxf():
        document = _new()
        space = document.modelspace()
        for layer in layers:
            true = int.from_bytes(bytes(layer.rgb), "big")
            document.layers.add(layer.name, color=_index(layer.rgb), true_color=true)
            for curve in layer.curves:
                _draw(space, curve, height, layer.name)
            for text, (x, y) in layer.texts:
                place = (_round(x), _round(height - y))
                space.add_text(
                    to_ascii(text), height=text_height, dxfattribs={"layer": layer.name, "insert": place}
                )
        return _file_of(document, space, width, height)
