from __future__ import annotations

from pathlib import Path

import pytest

from keytag.checks.artwork import Misregister, TagSubject
from keytag.compose import Design, Frame, compose
from keytag.documents.job import Code, EditionContent, Number, NumberRole
from keytag.documents.template import read_template
from keytag.documents.yaml import Hex
from keytag.drawing import qr
from keytag.drawing.colorimetry import read_print_table
from keytag.drawing.geometry import Shape, ShapeKind, place_hole
from keytag.drawing.ink import ByPolarity
from keytag.files.library import builtin_folder
from keytag.units import to_mm

_NUMBERS = (
    ("Trực ban", "0269 3000 113"),
    ("Trưởng Công an", "0769 000 101"),
    ("Cảnh sát khu vực", "0769 000 103"),
)
_LINK = "https://zalo.me/1234567890123456789"


@pytest.fixture(scope="session")
def good() -> TagSubject:
    """A tag of the template classic, composed as for a real job; no check has anything to say about it."""
    shape = Shape(ShapeKind.OVAL, 50.0, 20.0)
    frame = Frame(shape, place_hole(shape, 4.0, 2.5, "left"), safe=2.5, bleed=2.0)
    template = read_template("classic", Path("ward.yaml"))
    inks = {role: ink for role, ink in template.colours.items() if not isinstance(ink, Hex)}
    limit = to_mm(5)
    numbers = tuple(
        Number(label, digits, digits, NumberRole.OTHER, None, f"numbers.{i}")
        for i, (label, digits) in enumerate(_NUMBERS)
    )
    content = EditionContent(
        id="an-phu",
        name=None,
        issuer_name="Công an phường An Phú",
        province="Gia Lai",
        slogan="Toàn dân tham gia tố giác tội phạm",
        numbers=numbers,
        qr=Code(_LINK, "Quét mã để phản ánh", None, "qr"),
        template="classic",
        colours=(),
        quantity=None,
        node="",
    )
    design = Design(template, frame, inks, ByPolarity(limit, limit, limit), {})
    tag, _ = compose(content, design, qr.encode(_LINK))
    assert tag is not None
    assert tag.code_side == "back"
    line = to_mm(0.25)
    table = read_print_table((builtin_folder("profiles") / "FOGRA39L_coated.icc").read_bytes())
    assert table is not None
    return TagSubject(
        front=tag.front,
        back=tag.back,
        frame=frame,
        code=tag.code,
        code_side="back",
        smallest_text=ByPolarity(limit, limit, limit),
        smallest_line=ByPolarity(line, line, line),
        most_ink=3.2,
        tolerance=Misregister(plates=0.1, back=0.5, cut=0.8),
        look=table.lab,
        colours={},
        content=content,
    )
