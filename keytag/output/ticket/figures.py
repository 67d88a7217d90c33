"""A ticket's facts in words: sizes, stock, cut, hole, standard, how the cutter is run; each with its label.

Numbers are written as a Vietnamese office writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.drawing.geometry import ShapeKind
from keytag.drawing.ink import Ink
from keytag.imposition import Backing, LayoutKind
from keytag.output.ticket.facts import (
    CutLayers,
    Reach,
    Ticket,
    TicketCutting,
    TicketWhite,
    cut_depth,
    opposite_corner,
)
from keytag.text.figures import format_count, format_day, format_measure
from keytag.text.ink_names import INK_TITLES
from keytag.text.text import Text, same_text

SHAPES = {
    ShapeKind.OVAL: Text("bầu dục", "oval"),
    ShapeKind.PILL: Text("viên thuốc", "pill"),
    ShapeKind.RECTANGLE: Text("chữ nhật", "rectangle"),
    ShapeKind.CIRCLE: Text("tròn", "round"),
}
PROCESSES = {
    "digital": Text("in kỹ thuật số", "digital"),
    "offset": Text("in offset", "offset"),
    "uv": Text("in UV", "UV"),
    "screen": Text("in lụa", "screen printing"),
    "pad": Text("in tampon", "pad printing"),
    "moulded": Text("đúc nhựa dẻo", "moulded"),
}
PLATES = {
    "offset": Text("Bản kẽm", "Plates"),
    "screen": Text("Khuôn lưới", "Screens"),
    "pad": Text("Khuôn in tampon", "Pad plates"),
    "moulded": Text("Khuôn đúc", "Moulds"),
}
"""What a process prints from; one that is not named here prints from files alone."""
_TIE = "\N{NO-BREAK SPACE}"
Row = tuple[Text, Text | None]
"""A label and a fact; None leaves a line to fill in by hand."""
# What a stock's own words say of its thickness: a figure in millimetres, micrometres or grams.
_THICKNESS = re.compile(r"\d\s?(?:mm|mic|micron|µm|gsm|g/m2|g/m²)", re.IGNORECASE)


def format_length(mm: float) -> Text:
    """Return a length without needless digits; Vietnamese writes a decimal comma."""
    return format_measure(mm, " mm")


def format_size(width: float, height: float) -> Text:
    """Return a size, width first."""
    across, down = format_measure(width), format_measure(height)
    return Text(
        f"{across.vi}{_TIE}\N{MULTIPLICATION SIGN}{_TIE}{down.vi}{_TIE}mm",
        f"{across.en}{_TIE}\N{MULTIPLICATION SIGN}{_TIE}{down.en}{_TIE}mm",
    )


def press_rows(ticket: Ticket) -> tuple[Row, ...]:
    """Return what the operator sets up by."""
    press, colours, process = ticket.shop.press, ticket.colours, ticket.shop.process
    standard, condition = colours.standard, colours.condition
    sheet, edge = format_size(press.width, press.height), press.edge
    files = (Text("Tệp in", "Files"), Text(f"{standard.vi}, {condition}", f"{standard.en}, {condition}"))
    made = (Text("Cách làm", "Process"), PROCESSES.get(process or ""))
    at = (Text(edge.vi.capitalize(), edge.en.capitalize()), _gripper(ticket))
    if process == "moulded":
        return (
            (Text("Vỉ khuôn", "Mould plate"), sheet),
            at,
            made,
            (Text("Viền ngoài", "Outline"), _cut(ticket)),
            (Text("Thân", "Body"), _body(ticket)),
            (Text("Khuôn", "Moulds"), _moulds(ticket)),
            files,
        )
    knife = process == "uv"
    return (
        (Text("Tờ in", "Sheet"), sheet),
        at,
        (Text("Cách in", "Process"), made[1]),
        (Text("Cắt", "Cut") if knife else Text("Bế", "Cut"), _cut(ticket)),
        (Text("Ngửa khi cắt" if knife else "Ngửa khi bế", "Up on cutter"), face_words(ticket)),
        (
            Text("Máy, dấu cắt", "Cutter, marks") if knife else Text("Máy, dấu bế", "Cutter, marks"),
            _cutter(ticket),
        ),
        *_angles(ticket),
        *_moved_backs(ticket),
        *_whites(ticket),
        files,
    )


def _angles(ticket: Ticket) -> tuple[Row, ...]:
    """Return the row that says that tags lie at all angles; none where they stand in rows."""
    if ticket.plan.layout is not LayoutKind.FREE:
        return ()
    said = Text("tự do: mỗi chiếc một góc", "free: at any angle")
    return ((Text("Cách xếp", "Layout"), said),)


def _moved_backs(ticket: Ticket) -> tuple[Row, ...]:
    """Return the row that says by how much all backs are moved for the machine; none where they are not."""
    (x, y), backing = ticket.shop.press.back_offset, ticket.shop.backing
    if not (x or y) or backing is Backing.SINGLE or backing.shares_form:
        return ()
    moved = [
        Text(f"{way.vi} {far.vi}", f"{way.en} {far.en}")
        for by, way in (
            (x, Text("sang phải", "right") if x > 0 else Text("sang trái", "left")),
            (y, Text("xuống", "down") if y > 0 else Text("lên", "up")),
        )
        if by
        for far in (format_measure(abs(by), " mm"),)
    ]
    return (
        (
            Text("Mặt sau đã dời", "Backs moved"),
            Text(", ".join(each.vi for each in moved), ", ".join(each.en for each in moved)),
        ),
    )


def _whites(ticket: Ticket) -> tuple[Row, ...]:
    """Return the row of the white; a shop that prints none has no such row."""
    if ticket.shop.white is None:
        return ()
    return ((Text("Lót trắng", "White"), white_words(ticket.shop.white)),)


def _body(ticket: Ticket) -> Text:
    """Return the colour of what is moulded; bare soft plastic is white."""
    material = ticket.making.material if ticket.making is not None else None
    return ink_title(material) if material is not None else Text("trắng", "white")


def _moulds(ticket: Ticket) -> Text | None:
    """Return how many moulds there are, and how high what stands out of the body is."""
    making = ticket.making
    if making is None or not making.moulds:
        return None
    number = len(making.moulds)
    relief = format_length(making.relief) if making.relief is not None else None
    high = Text(f", nổi {relief.vi} mỗi tầng", f", {relief.en} a level") if relief is not None else same_text("")
    return Text(f"{format_count(number)} kiểu{high.vi}", f"{number:,} kind{'' if number == 1 else 's'}{high.en}")


def order_rows(ticket: Ticket) -> tuple[Row, ...]:
    """Return what the office orders beside the print, two by two as they stand beside each other on paper."""
    order = ticket.order
    return (
        (Text("Vật liệu, độ dày", "Stock, thickness"), _stock(ticket)),
        (Text("Ngày giao", "Delivery"), same_text(format_day(order.due)) if order.due is not None else None),
        (Text("Gia công sau in", "Finishing"), _said(order.finishing)),
        (Text("Người liên hệ", "Contact"), _said(order.contact)),
        (Text("Khoen", "Ring"), _said(order.ring)),
        (Text("Điện thoại", "Phone"), _said(order.phone)),
        *_patch(ticket),
        *_packing(ticket),
        *_leaflet(ticket),
    )


def _packing(ticket: Ticket) -> tuple[Row, ...]:
    """Return how many go into a bag and a box, and what is kept apart, where job or shop says it."""
    packing = ticket.packing
    if packing is None:
        return ()
    vi, en = [], []
    if packing.bag is not None:
        vi.append(f"túi {format_count(packing.bag)}")
        en.append(f"bags of {packing.bag:,}")
    if packing.box is not None:
        vi.append(f"thùng {format_count(packing.box)}")
        en.append(f"boxes of {packing.box:,}")
    apart = Text("", "")
    if packing.is_allotted:
        apart = Text("; chia theo bảng kê ở packing/", "; by the list in packing/")
    elif len(ticket.editions) > 1:
        apart = Text("; riêng từng mẫu", "; each edition apart")
    said = Text(f"{', '.join(vi)} chiếc{apart.vi}", f"{', '.join(en)}{apart.en}")
    return ((Text("Đóng gói", "Packing"), said),)


def _leaflet(ticket: Ticket) -> tuple[Row, ...]:
    """Return the leaflet that is printed with the tags, and on how many sheets of how many."""
    leaflet = ticket.leaflet
    if leaflet is None:
        return ()
    across = format_size(leaflet.width, leaflet.height)
    sides = Text("hai mặt", "two sides") if leaflet.is_two_sided else Text("một mặt", "one side")
    vi, en = f"{across.vi}, {sides.vi}", f"{across.en}, {sides.en}"
    if leaflet.ordered is not None and leaflet.slots is not None and leaflet.sheets is not None:
        vi += f": {format_count(leaflet.ordered)} tờ, {leaflet.slots} con × {format_count(leaflet.sheets)} tờ in"
        en += f": {leaflet.ordered:,}, {leaflet.slots} up on {leaflet.sheets:,} sheets"
    said = Text(f"{vi}; tệp ở leaflet/", f"{en}; files in leaflet/")
    return ((Text("Tờ rơi", "Leaflet"), said),)


def _said(text: str | None) -> Text | None:
    return same_text(text) if text is not None else None


def _patch(ticket: Ticket) -> tuple[Row, ...]:
    """Return how many patches with codes there are to print apart and put on."""
    patch = ticket.patch
    if patch is None:
        return ()
    across = format_size(round(patch.width, 1), round(patch.height, 1))
    fact = Text(
        f"{format_count(patch.count)}{_TIE}tem {across.vi} (kể cả bù hao), nhà in dán",
        f"{patch.count:,} of {across.en} with overs, shop puts on",
    )
    return ((Text("Tem mã QR", "QR stickers"), fact),)


def white_words(white: TicketWhite) -> Text:
    """Return what an operator has to know of the white."""
    choke = format_length(white.choke)
    side = Text("hai mặt: ", "both sides: ")
    if not (white.on_front and white.on_back):
        side = Text("mặt trước: ", "front: ") if white.on_front else Text("mặt sau: ", "back: ")
    if white.is_first:
        return Text(
            f"{side.vi}in trước màu, đọc ở mặt in, co\N{NO-BREAK SPACE}{choke.vi}",
            f"{side.en}first, read from its face, choke {choke.en}",
        )
    return Text(
        f"{side.vi}in sau, lật gương, đọc xuyên tấm, co\N{NO-BREAK SPACE}{choke.vi}",
        f"{side.en}last, mirrored, read through, choke {choke.en}",
    )


def ink_title(ink: Ink) -> Text:
    """Return a colour's name in both languages; those that the job or the shop named keep their own."""
    return INK_TITLES.get(ink.name, same_text(ink.name))


def ink_mixture(ink: Ink) -> str:
    """Return what a process ink is mixed of, and what a spot looks like: M100 Y100; nothing of bare white."""
    return " ".join(f"{part}{amount * 100:.0f}" for part, amount in zip("CMYK", ink.cmyk, strict=True) if amount)


def _gripper(ticket: Ticket) -> Text:
    press = ticket.shop.press
    along = Text("cạnh dài", "long edge") if press.width >= press.height else Text("cạnh ngắn", "short edge")
    if press.width == press.height:
        along = Text("một cạnh", "one edge")
    if ticket.shop.backing.swaps_gripper:
        along = Text("hai đầu", "both ends")
    deep = format_length(press.gripper)
    return Text(f"{deep.vi}, {along.vi}", f"{deep.en}, {along.en}")


def _stock(ticket: Ticket) -> Text | None:
    """Return what is printed on, in the order's words or else the shop's; a thickness nobody says is a gap."""
    material, thickness, own = ticket.shop.material, ticket.shop.thickness, ticket.order.stock
    if material is not None:
        thick = format_length(thickness) if thickness is not None else Text("dày ……… mm", "thickness")
        colour = _stock_colour(ticket)
        material = Text(f"{material.vi}{colour.vi}, {thick.vi}", f"{material.en}{colour.en}, {thick.en}")
    if own is None:
        return material
    said = own if _THICKNESS.search(own) else f"{own}, dày ……… mm"
    # Where the shop's file says a stock too, a difference is to be seen.
    return Text(said, f"nhà in / shop: {material.vi}") if material is not None else same_text(said)


def _stock_colour(ticket: Ticket) -> Text:
    """Return the colour that the material has by itself, which nobody prints."""
    material = ticket.making.material if ticket.making is not None else None
    if material is None:
        return same_text("")
    title = ink_title(material)
    return Text(f" {title.vi.upper()}", f" {title.en.upper()}")


def _cut(ticket: Ticket) -> Text:
    kind, across = SHAPES[ticket.shape.kind], format_size(ticket.shape.width, ticket.shape.height)
    depth = cut_depth(ticket.shop.process, ticket.shop.cut)
    return Text(f"{depth.vi}, {kind.vi} {across.vi}", f"{depth.en}, {kind.en} {across.en}")


def face_words(ticket: Ticket) -> Text:
    """Return which face of the sheet lies up before the cutter."""
    if ticket.shop.press.reverse:
        return Text("mặt in (ảnh ngược)", "printed face, mirrored")
    return Text("mặt trước", "front") if ticket.shop.face_up == "front" else Text("mặt sau", "back")


def _cutter(ticket: Ticket) -> Text | None:
    """Return the cutter with the file that it opens."""
    cutter = ticket.shop.cutter
    if cutter is None:
        return None
    if cutter.opens is None:
        return cutter.title
    return Text(f"{cutter.title.vi}: {cutter.opens}", f"{cutter.title.en}: {cutter.opens}")


# House rule: what is so thick is burnt or milled, not cut with a knife.
_RIGID = 2.0


def cutting_rows(
    cutting: TicketCutting, content_hash: str, face: Text, edge: Text, *, depth: str, thickness: float | None
) -> Iterator[tuple[Text, Text]]:
    """Yield what to know by its label: ``face`` lies up, ``edge`` is what the shop calls the sheet's lower one."""
    yield Text("Đặt tờ", "Lay the sheet"), _lay_words(cutting, content_hash, face, edge)
    yield Text("Thứ tự", "Order"), _cutting_order(cutting.layers, cutting)
    if cutting.marks:
        yield Text("Dấu", "Marks"), _marks_words(cutting)
    is_rigid = thickness is not None and thickness >= _RIGID
    if cutting.reach is not None and not is_rigid:
        yield from _carrier_rows(cutting, cutting.reach, depth)
    if is_rigid:
        yield Text("Mép cắt", "Edge"), _edge_words(cutting)


def _lay_words(cutting: TicketCutting, content_hash: str, face: Text, edge: Text) -> Text:
    """Say how it is seen that a sheet lies the right way round."""
    seen = Text("", "")
    if cutting.has_key:
        seen = Text(
            f"; dấu phụ (không thuộc khung) nằm cạnh dấu ở {cutting.first.vi}",
            f"; the mark that is one too many stands beside the one at the {cutting.first.en}",
        )
    elif cutting.marks == _THREE:
        seen = Text(
            f"; {opposite_corner(cutting.first).vi} không có dấu",
            f"; there is no mark at the {opposite_corner(cutting.first).en}",
        )
    elif cutting.crosses == _THREE:
        seen = Text(
            "; ba dấu thập trùng cả ba dấu trong tệp (tờ ngược chỉ trùng hai)",
            "; three crosses lie on the three of the file (on two, where it lies upside down)",
        )
    up, number = Text(f"{face.vi.capitalize()} lên trên", f"{face.en.capitalize()} up"), f"“# {content_hash}”"
    return Text(
        f"{up.vi}, {edge.vi} ở dưới. Đúng chiều khi dòng {number} đọc xuôi{seen.vi}.",
        f"{up.en}, {edge.en} below. It lies right where {number} reads upright{seen.en}.",
    )


_THREE = 3


def _cutting_order(names: CutLayers, cutting: TicketCutting) -> Text:
    never = Text(
        f"Không cắt: {names.marks} (dấu để dò), {names.info} (chỉ dẫn, tắt đi).",
        f"Never cut {names.marks} (to find the print) and {names.info} (words; switch it off).",
    )
    if not cutting.holes:
        return Text(
            f"Cắt lớp {names.cut}: {format_count(cutting.cuts)} viền. {never.vi}",
            f"Cut {names.cut}: {cutting.cuts:,} outlines. {never.en}",
        )
    return Text(
        f"1. Lớp {names.hole}: {format_count(cutting.holes)} lỗ. "
        f"2. Lớp {names.cut}: {format_count(cutting.cuts)} viền. {never.vi}",
        f"1. {names.hole}: {cutting.holes:,} holes. 2. {names.cut}: {cutting.cuts:,} outlines. {never.en}",
    )


def _marks_words(cutting: TicketCutting) -> Text:
    across, along = format_measure(round(cutting.across, 2)), format_measure(round(cutting.along, 2))
    return Text(
        f"{cutting.marks} dấu trên khung ngang {across.vi} mm, dọc {along.vi} mm (đo giữa nét)"
        f"{', và 1 dấu phụ' if cutting.has_key else ''}. Dấu đầu: {cutting.first.vi}.",
        f"{cutting.marks} marks on a frame {across.en} mm across, {along.en} mm along (middle of lines)"
        f"{', and one beside the first' if cutting.has_key else ''}. First: {cutting.first.en}.",
    )


def _carrier_rows(cutting: TicketCutting, reach: Reach, depth: str) -> Iterator[tuple[Text, Text]]:
    """Yield that a sheet goes in on a carrier: what is cut through falls out, and edges are out of reach."""
    wide = max(0.0, reach.sides - min(cutting.left, cutting.right))
    near, far = max(0.0, reach.near - cutting.low), max(0.0, reach.far - cutting.high)
    is_out = max(wide, near, far) > 0
    if depth == "kiss" and not is_out:
        return
    vi, en = ["Dán tờ in lên tấm lót (carrier)"], ["Put the sheet on a carrier"]
    if depth != "kiss":
        vi.append(": bế đứt thì con rời ra")
        en.append(": what is cut through falls out")
    if is_out:
        sides, first, last = (format_measure(round(each, 1)) for each in (wide, near, far))
        vi.append(f". Tấm lót rộng hơn tờ: {sides.vi} mm mỗi bên, {first.vi} mm ở đầu vào, {last.vi} mm ở cuối")
        en.append(f". It is larger than the sheet: {sides.en} mm a side, {first.en} in front, {last.en} behind")
    if cutting.beyond > 0:
        beyond = format_measure(round(cutting.beyond, 1))
        vi.append(f". Có viền nằm ngoài khung dấu tới {beyond.vi} mm")
        en.append(f". Outlines reach {beyond.en} mm out of the marks' frame")
    yield Text("Tấm lót", "Carrier"), Text("".join(vi) + ".", "".join(en) + ".")


def _edge_words(cutting: TicketCutting) -> Text:
    """Say on which side of the line a tool goes, and how thick it may be."""
    most = min(cutting.gap, cutting.hole) if cutting.hole is not None else cutting.gap
    tool, gap = format_measure(round(most, 2)), format_measure(round(cutting.gap, 2))
    hole = format_measure(cutting.hole) if cutting.hole is not None else None
    return Text(
        "Đường vẽ là mép thành phẩm: bù bán kính dao (tia) ra ngoài viền"
        + (", vào trong lỗ" if hole is not None else "")
        + f". Dao phay nhỏ hơn Ø {tool.vi} mm: khe giữa hai viền {gap.vi} mm"
        + (f", lỗ Ø {hole.vi} mm." if hole is not None else "."),
        "The line is the finished edge: the tool's radius goes outside of outlines"
        + (" and inside of holes" if hole is not None else "")
        + f". A mill is thinner than {tool.en} mm: outlines are {gap.en} mm apart"
        + (f", holes {hole.en} mm wide." if hole is not None else "."),
    )
