"""A ticket's facts in words: sizes, stock, cut, hole, standard, each with its label.

Numbers are written so that neither language misreads them: a space between thousands, a point never.
"""

from __future__ import annotations

from keytag.geometry import ShapeKind
from keytag.ink import Ink
from keytag.paper.figures import count
from keytag.ticket.facts import Ticket, TicketWhite
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

_INKS = {
    "white": Text("trắng", "white"),
    "black": Text("đen", "black"),
    "grey": Text("xám", "grey"),
    "flag-red": Text("đỏ cờ", "flag red"),
    "flag-yellow": Text("vàng cờ", "flag yellow"),
    "deep-red": Text("đỏ đậm", "deep red"),
    "gold": Text("vàng kim", "gold"),
    "navy": Text("xanh hải quân", "navy"),
    "police-green": Text("xanh công an", "police green"),
    "sky": Text("xanh da trời", "sky blue"),
    "orange": Text("cam", "orange"),
}

Row = tuple[Text, Text | None]
"""A label and a fact; None leaves a line to fill in by hand."""


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
        *_patch(ticket),
        *_white(ticket),
        (Text("Chuẩn tệp", "Standard"), colours.standard),
        (Text("Điều kiện in", "Condition"), same(colours.condition)),
    )


def _patch(ticket: Ticket) -> tuple[Row, ...]:
    """Return how many patches with codes there are to print apart and put on."""
    patch = ticket.patch
    if patch is None:
        return ()
    across = size(round(patch.width, 1), round(patch.height, 1))
    fact = Text(f"{count(patch.count)} miếng {across.vi}", f"{count(patch.count)} pieces {across.en}")
    return ((Text("Mã QR rời", "QR patch"), fact),)


def _white(ticket: Ticket) -> tuple[Row, ...]:
    """Return when white is printed, from which face the tag is read, and how far white stays inside the cut."""
    white = ticket.shop.white
    return ((Text("Lót trắng", "White"), white_words(white)),) if white is not None else ()


def white_words(white: TicketWhite) -> Text:
    """Return what an operator has to know of the white."""
    choke = length(white.choke)
    side = same("")
    if not (white.on_front and white.on_back):
        side = Text("mặt trước: ", "front: ") if white.on_front else Text("mặt sau: ", "back: ")
    if white.is_first:
        return Text(
            f"{side.vi}in trước màu, đọc ở mặt in, thu {choke.vi}",
            f"{side.en}first, read from the printed face, choke {choke.en}",
        )
    return Text(
        f"{side.vi}in sau màu, đọc xuyên tấm, in lật gương, thu {choke.vi}",
        f"{side.en}last, read through the stock, print mirrored, choke {choke.en}",
    )


def ink_title(ink: Ink) -> Text:
    """Return an ink's name in both languages; those that the job or the shop named keep their own."""
    return _INKS.get(ink.name, same(ink.name)) if not ink.spot else same(ink.name)


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
