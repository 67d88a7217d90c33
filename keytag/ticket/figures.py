"""A ticket's facts in words: sizes, stock, cut, hole, standard, each with its label.

Numbers are written so that neither language misreads them: a space between thousands, a point never.
"""

from __future__ import annotations

from keytag.geometry import ShapeKind
from keytag.ticket.facts import Ticket
from keytag.wording import Text, same

_KINDS = {
    ShapeKind.OVAL: Text("bầu dục", "oval"),
    ShapeKind.PILL: Text("viên thuốc", "pill"),
    ShapeKind.RECTANGLE: Text("chữ nhật", "rectangle"),
    ShapeKind.CIRCLE: Text("tròn", "round"),
}
PROCESSES = {
    "digital": Text("máy in số", "digital"),
    "offset": Text("offset", "offset"),
    "uv": Text("in UV", "UV"),
    "screen": Text("in lụa", "screen printing"),
    "pad": Text("in tampon", "pad printing"),
    "moulded": Text("nhựa dẻo đúc", "moulded"),
}

Row = tuple[Text, Text | None]
"""A label and a fact; None leaves a line to fill in by hand."""


def count(number: int) -> str:
    """Return a whole number with a space between thousands (ISO 80000-1, 7.3.1)."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def length(mm: float) -> Text:
    """Return a length without needless digits; Vietnamese writes a decimal comma."""
    return _both(f"{mm:g} mm")


def size(width: float, height: float) -> Text:
    """Return a size, width first."""
    return _both(f"{width:g} \N{MULTIPLICATION SIGN} {height:g} mm")


def _both(figure: str) -> Text:
    return Text(figure.replace(".", ","), figure)


def facts_of(ticket: Ticket) -> tuple[Row, ...]:
    """Return what the operator sets up by."""
    press, colours = ticket.shop.press, ticket.colours
    return (
        (Text("Tờ in", "Sheet"), size(press.width, press.height)),
        (Text("Nhíp", "Gripper"), _gripper(ticket)),
        (Text("Vật liệu", "Stock"), _stock(ticket)),
        (Text("Cách in", "Process"), PROCESSES.get(ticket.shop.process or "")),
        (Text("Bế", "Cut"), _cut(ticket)),
        (Text("Lỗ móc", "Hole"), _hole(ticket)),
        (Text("Chuẩn tệp", "Standard"), colours.standard),
        (Text("Điều kiện in", "Condition"), same(colours.condition)),
    )


def _gripper(ticket: Ticket) -> Text:
    press = ticket.shop.press
    along = Text("cạnh dài", "long edge") if press.width >= press.height else Text("cạnh ngắn", "short edge")
    if ticket.shop.backing.swaps_gripper:
        along = Text("hai đầu", "both ends")
    deep = length(press.gripper)
    return Text(f"{deep.vi}, {along.vi}", f"{deep.en}, {along.en}")


def _stock(ticket: Ticket) -> Text | None:
    material, thickness = ticket.shop.material, ticket.shop.thickness
    if material is None:
        return None
    if thickness is None:
        return material
    thick = length(thickness)
    return Text(f"{material.vi}, {thick.vi}", f"{material.en}, {thick.en}")


def _cut(ticket: Ticket) -> Text:
    kind, across = _KINDS[ticket.shape.kind], size(ticket.shape.width, ticket.shape.height)
    return Text(f"{kind.vi} {across.vi}", f"{kind.en} {across.en}")


def _hole(ticket: Ticket) -> Text:
    if ticket.hole is None:
        return Text("không", "none")
    across = length(ticket.hole.diameter)
    return Text(f"Ø {across.vi}", f"Ø {across.en}")
