"""The job ticket for machines: XJDF, which a shop's management system reads instead of retyping.

Says what the files say and nothing that keytag cannot know. Where every sheet carries one edition all share one
layout and one bindery signature; where editions share sheets each run has a layout of its own, and each position
says whose tag stands there. Must not know of YAML or PDF. Answers to CIP4's XJDF Specification 2.1; lengths are
points from the lower left corner, thicknesses micrometres, and a checksum is MD5.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from xml.etree import ElementTree as ET

from keytag.drawing.geometry import Affine, Rect, ShapeKind
from keytag.drawing.ink import PROCESS, Ink
from keytag.imposition import Backing, Slot
from keytag.imposition.slug import UNAPPROVED_STAMP
from keytag.output.ticket.facts import Ticket, TicketFile
from keytag.text.text import fold_name
from keytag.units import to_pt

NAMESPACE = "http://www.CIP4.org/JDFSchema_2_0"
VERSION = "2.1"
# XJDF 2.1, WorkStyle.
WORK_STYLES = {
    Backing.SHEETWISE: "WorkAndBack",
    Backing.PERFECTING: "Perfecting",
    Backing.TURN: "WorkAndTurn",
    Backing.TUMBLE: "WorkAndTumble",
    Backing.SINGLE: "Simplex",
}
# XJDF 2.1, ShapeCut/@CutDepth.
_DEPTHS = {"through": "Full", "kiss": "Partial"}
_DIGITAL = ("digital", "uv")
_SHAPES = {
    ShapeKind.OVAL: "Path",
    ShapeKind.PILL: "RoundedRectangle",
    ShapeKind.RECTANGLE: "RoundedRectangle",
    ShapeKind.CIRCLE: "Round",
}
_MIME = {"pdf": "application/pdf", "svg": "image/svg+xml", "dxf": "image/vnd.dxf"}
_ONE = "tag"


def write_xjdf(ticket: Ticket) -> bytes:
    """Return ``ticket`` as an XJDF document in UTF-8; the same ticket gives the same bytes."""
    digital = ticket.shop.process in _DIGITAL
    printing = ("DigitalPrinting",) if digital else ("ImageSetting", "ConventionalPrinting")
    root = ET.Element(
        "XJDF",
        {
            "xmlns": NAMESPACE,
            "JobID": fold_name(ticket.job),
            "JobPartID": "print",
            "Types": " ".join(("Interpreting", "Rendering", *printing, "ShapeCutting")),
            "Version": VERSION,
            "DescriptiveName": ticket.issuer,
        },
    )
    _audit(root, ticket)
    ET.SubElement(root, "GeneralID", IDUsage="keytag.content", IDValue=ticket.content_hash)
    if ticket.unapproved:
        ET.SubElement(root, "GeneralID", IDUsage="keytag.approval", IDValue=UNAPPROVED_STAMP)
    for usage, said in (("finishing", ticket.order.finishing), ("ring", ticket.order.ring)):
        if said is not None:
            ET.SubElement(root, "GeneralID", IDUsage=f"keytag.{usage}", IDValue=said)
    _products(root, ticket)
    _node(root, ticket)
    _media(root, ticket)
    _add_layouts(root, ticket, _work_style(ticket))
    _run_lists(root, ticket)
    _params(root, ticket, digital=digital)
    _colours(root, ticket)
    _die(root, ticket)
    _components(root, ticket)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _work_style(ticket: Ticket) -> str:
    """Return how the sheet is backed up; what is printed in reverse has all its forms on one face."""
    return WORK_STYLES[Backing.SINGLE if ticket.shop.press.reverse else ticket.shop.backing]


def _audit(root: ET.Element, ticket: Ticket) -> None:
    created = ET.SubElement(ET.SubElement(root, "AuditPool"), "AuditCreated")
    moment = datetime.combine(ticket.date, time(), tzinfo=UTC).isoformat()
    ET.SubElement(
        created, "Header", AgentName="keytag", AgentVersion=ticket.version, DeviceID="keytag", Time=moment
    )


def _products(root: ET.Element, ticket: Ticket) -> None:
    products = ET.SubElement(root, "ProductList")
    for number, edition in enumerate(ticket.editions, start=1):
        product = ET.SubElement(
            products,
            "Product",
            ID=f"P{number}",
            ExternalID=fold_name(edition.id),
            DescriptiveName=edition.id,
            IsRoot="true",
            Amount=str(edition.ordered),
            MinAmount=str(edition.ordered),
            ProductTypeDetails="Keyring tag",
        )
        _intents(product, ticket)


def _intents(product: ET.Element, ticket: Ticket) -> None:
    """Say of a product what it is: size, sides, cut and hole."""
    shape, shop = ticket.shape, ticket.shop
    sides = "TwoSidedHeadToHead" if shop.backing.is_two_sided else "OneSided"
    finished = f"{_points(shape.width, shape.height)} {_points(shop.thickness or 0.0)}"
    ET.SubElement(
        _intent(product, "LayoutIntent"),
        "LayoutIntent",
        Bleed=_points(shop.press.bleed),
        Dimensions=_points(shape.width, shape.height),
        FinishedDimensions=finished,
        Sides=sides,
    )
    ET.SubElement(
        ET.SubElement(_intent(product, "ShapeCuttingIntent"), "ShapeCuttingIntent"),
        "ShapeCut",
        CutBox=_box_in_points(shape.trim, shape.height),
        CutDepth=_DEPTHS[shop.cut],
        CutType="Cut",
        ShapeType=_SHAPES[shape.kind],
        ShapeTypeDetails=shape.kind.value,
    )
    if ticket.hole is None:
        return
    ET.SubElement(
        ET.SubElement(_intent(product, "HoleMakingIntent"), "HoleMakingIntent"),
        "HolePattern",
        Center=_points(ticket.hole.cx, shape.height - ticket.hole.cy),
        Extent=_points(ticket.hole.diameter, ticket.hole.diameter),
        HoleCount="1",
        Shape="Round",
    )


def _intent(product: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(product, "Intent", Name=name)


def _node(root: ET.Element, ticket: Ticket) -> None:
    customer = _add_resource(root, "CustomerInfo")
    ET.SubElement(customer, "CustomerInfo", CustomerJobName=f"{ticket.issuer} ({ticket.job})")
    node = {"NaturalLang": "vi", "Status": "Waiting"}
    if ticket.order.due is not None:
        node["LastEnd"] = datetime.combine(ticket.order.due, time(), tzinfo=UTC).isoformat()
    ET.SubElement(_add_resource(root, "NodeInfo"), "NodeInfo", node)
    _contact(root, ticket)


def _contact(root: ET.Element, ticket: Ticket) -> None:
    """Say whom the shop asks, where the order names somebody."""
    name, phone = ticket.order.contact, ticket.order.phone
    if name is None and phone is None:
        return
    one = _add_resource(root, "Contact")
    ET.SubElement(one, "Part", ContactType="Customer")
    contact = ET.SubElement(one, "Contact")
    if phone is not None:
        ET.SubElement(contact, "ComChannel", ChannelType="Phone", Locator="tel:" + "".join(phone.split()))
    if name is not None:
        ET.SubElement(contact, "Person", FamilyName=name)


def _media(root: ET.Element, ticket: Ticket) -> None:
    """Name the stock and how many sheets of it; a stock that the shop's file does not say is of type Other."""
    shop = ticket.shop
    media = _add_resource(root, "Media", ID="paper")
    if ticket.order.stock is not None:
        media.set("DescriptiveName", ticket.order.stock)
    elif shop.material is not None:
        media.set("DescriptiveName", f"{shop.material.vi} / {shop.material.en}")
    _add_amount(media, ticket.sheets_to_load)
    ET.SubElement(media, "GeneralID", IDUsage="keytag.sheets-to-spare", IDValue=str(ticket.sheets_to_spare))
    about = {"Dimension": _points(shop.press.width, shop.press.height), "MediaType": "Other", "MediaUnit": "Sheet"}
    if shop.thickness is not None:
        # XJDF 2.1, Media/@Thickness: micrometres.
        about["Thickness"] = f"{shop.thickness * 1000:g}"
    ET.SubElement(media, "Media", about)


def _run_lists(root: ET.Element, ticket: Ticket) -> None:
    """Point at the imposed pages of each run, and say how many sheets it has."""
    files = {file.name: file for file in ticket.files}
    runs = ET.SubElement(root, "ResourceSet", Name="RunList", Usage="Input")
    for number, run in enumerate(ticket.runs, start=1):
        one = ET.SubElement(runs, "Resource", DescriptiveName=", ".join(run.editions))
        _add_amount(one, run.run_length)
        _add_digest(one, files.get(run.file))
        ET.SubElement(one, "GeneralID", IDUsage="keytag.sheets-to-load", IDValue=str(run.sheets_to_load))
        ET.SubElement(one, "GeneralID", IDUsage="keytag.sheets-to-spare", IDValue=str(run.sheets_to_spare))
        ET.SubElement(one, "Part", SheetName=f"S{number}")
        first, last = min(run.pages) - 1, max(run.pages) - 1
        pages = ET.SubElement(one, "RunList", NPage=str(len(run.pages)), Pages=f"{first} {last}")
        _add_file_spec(pages, run.file, files.get(run.file))


def _params(root: ET.Element, ticket: Ticket, *, digital: bool) -> None:
    if digital:
        sides = "OneSidedFront" if _work_style(ticket) == "Simplex" else "TwoSided"
        ET.SubElement(_add_resource(root, "DigitalPrintingParams"), "DigitalPrintingParams", Sides=sides)
    else:
        params = _add_resource(root, "ConventionalPrintingParams")
        style = _work_style(ticket)
        ET.SubElement(params, "ConventionalPrintingParams", FirstSurface="Front", WorkStyle=style)
    ET.SubElement(_add_resource(root, "ShapeCuttingParams"), "ShapeCuttingParams", DieLayoutRef="die")


def _colours(root: ET.Element, ticket: Ticket) -> None:
    """List the plates of each side, in the order in which they print, and what each spot looks like."""
    spots = {ink.name: ink for ink in ticket.colours.printed if ink.spot}
    controls = ET.SubElement(root, "ResourceSet", Name="ColorantControl", Usage="Input")
    for part, plates in _plates(ticket):
        one = ET.SubElement(controls, "Resource")
        if part:
            ET.SubElement(one, "Part", part)
        control = {"ColorantOrder": " ".join(map(_token, plates)), "ProcessColorModel": "DeviceCMYK"}
        if own := [_token(name) for name in plates if name not in PROCESS]:
            control["ColorantParams"] = " ".join(own)
        ET.SubElement(one, "ColorantControl", control)
    technical = {ink.name: ink for ink in ticket.colours.technical}
    if not spots and not technical:
        return
    colours = ET.SubElement(root, "ResourceSet", Name="Color", Usage="Input")
    for kind, inks in (("Normal", spots), ("DieLine", technical)):
        for ink in inks.values():
            one = ET.SubElement(colours, "Resource")
            ET.SubElement(one, "Part", Separation=_token(ink.name))
            _colour(one, ink, kind)


def _plates(ticket: Ticket) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """Yield parts of the work with their plates: all of it, each side, or each side of each sheet, as need be."""
    every = {run.plates for run in ticket.runs}
    if len({side for plates in every for side in plates}) == 1:
        yield {}, ticket.in_print_order(ticket.sides[0])
        return
    for number, run in enumerate(ticket.runs if len(every) > 1 else ticket.runs[:1], start=1):
        for side, plates in zip(("Front", "Back"), run.plates, strict=False):
            named = {"SheetName": f"S{number}"} if len(every) > 1 else {}
            yield {**named, "Side": side}, ticket.in_print_order(plates)


def _colour(one: ET.Element, ink: Ink, kind: str) -> None:
    cmyk = " ".join(f"{amount:g}" for amount in ink.cmyk)
    ET.SubElement(one, "Color", ActualColorName=ink.name, CMYK=cmyk, ColorType=kind)


def _die(root: ET.Element, ticket: Ticket) -> None:
    """Point at the cutting files and name the separations that are cut, not printed."""
    files = {file.name: file for file in ticket.files}
    sheet = ticket.shop.press.sheet
    one = _add_resource(root, "DieLayout", ID="die")
    lines = dict.fromkeys(_token(ink.name) for ink in ticket.colours.technical)
    about = {
        "CutBox": _box_in_points(sheet, sheet.height),
        "DieSide": "Up",
        "MediaSide": ticket.shop.face_up.capitalize(),
    }
    if lines:
        about["CutLines"] = " ".join(lines)
    layout = ET.SubElement(one, "DieLayout", about)
    for name in ticket.cut_files:
        _add_file_spec(layout, name, files.get(name))
    names = tuple(dict.fromkeys(_signature_names(ticket).values()))
    ET.SubElement(layout, "Station", BinderySignatureIDs=" ".join(names), StationName="tag")


def _patches(root: ET.Element, ticket: Ticket) -> None:
    """Say which codes are printed apart and put on: so many patches of each edition, from which file."""
    if ticket.patch is None:
        return
    files = {file.name: file for file in ticket.files}
    size = f"{_points(ticket.patch.width, ticket.patch.height)} 0"
    patches = ET.SubElement(root, "ResourceSet", Name="Component", Usage="Input")
    for edition, name, number in ticket.patch.pieces:
        one = ET.SubElement(patches, "Resource", DescriptiveName=f"QR patch {edition}: {name}")
        _add_amount(one, number)
        _add_digest(one, files.get(name))
        ET.SubElement(one, "Part", Product=_product(ticket, edition))
        ET.SubElement(one, "Component", Dimensions=size)


def _product(ticket: Ticket, edition: str) -> str:
    return f"P{[each.id for each in ticket.editions].index(edition) + 1}"


def _components(root: ET.Element, ticket: Ticket) -> None:
    """Say what comes out: so many tags of each edition."""
    thickness = ticket.shop.thickness or 0.0
    dimensions = f"{_points(ticket.shape.width, ticket.shape.height)} {_points(thickness)}"
    _patches(root, ticket)
    components = ET.SubElement(root, "ResourceSet", Name="Component", Usage="Output")
    for number, edition in enumerate(ticket.editions, start=1):
        one = ET.SubElement(components, "Resource", DescriptiveName=edition.id)
        _add_amount(one, edition.printed)
        ET.SubElement(one, "Part", Product=f"P{number}")
        ET.SubElement(one, "Component", Dimensions=dimensions, MediaRef="paper")


def _signature_names(ticket: Ticket) -> dict[str, str]:
    """Return the bindery signature of each edition's tags: one for all, unless editions share sheets."""
    shared = ticket.is_shared
    return {each.id: f"{_ONE}{number}" if shared else _ONE for number, each in enumerate(ticket.editions, start=1)}


def _add_layouts(root: ET.Element, ticket: Ticket, work_style: str) -> None:
    """Say where the tags stand, and of which edition they are where sheets differ in that."""
    layouts = ET.SubElement(root, "ResourceSet", Name="Layout", Usage="Input")
    named = _signature_names(ticket)
    if not ticket.is_shared:
        _layout(ET.SubElement(layouts, "Resource"), ticket, work_style, [_ONE] * len(ticket.slots))
    else:
        for number, run in enumerate(ticket.runs, start=1):
            one = ET.SubElement(layouts, "Resource")
            ET.SubElement(one, "Part", SheetName=f"S{number}")
            signatures = [named[edition] for edition in run.slots]
            _layout(one, ticket, work_style, signatures, f"sheet{number}-slot")
    bindery = ET.SubElement(root, "ResourceSet", Name="BinderySignature", Usage="Input")
    for name in dict.fromkeys(named.values()):
        _signature(bindery, ticket, name)


def _layout(one: ET.Element, ticket: Ticket, work_style: str, named: list[str], prefix: str = "slot") -> None:
    press = ticket.shop.press
    layout = ET.SubElement(
        one,
        "Layout",
        PaperRef="paper",
        SurfaceContentsBox=_box_in_points(press.sheet, press.height),
        WorkStyle=work_style,
    )
    turned = not all(slot.is_level for slot in ticket.slots)
    # Positions know right angles alone. What leans is an object placed by a matrix in the box of its position.
    ids = [f"{prefix}{number}" for number in range(1, len(ticket.slots) + 1)]
    for slot, its in zip(ticket.slots, ids, strict=True) if turned else ():
        placed = ET.SubElement(
            layout,
            "PlacedObject",
            CTM=_matrix_in_points(slot.to_sheet(ticket.shape), ticket.shape.height, press.height),
            PositionRef=its,
            TrimSize=_points(ticket.shape.width, ticket.shape.height),
        )
        ET.SubElement(placed, "ContentObject")
    for slot, name, its in zip(ticket.slots, named, ids, strict=True):
        turn = {"ID": its} if turned else {"Orientation": _orientation(slot)}
        about = {
            "AbsoluteBox": _box_in_points(slot.box(ticket.shape), press.height),
            "BinderySignatureID": name,
            **turn,
        }
        ET.SubElement(layout, "Position", about)


def _signature(bindery: ET.Element, ticket: Ticket, name: str) -> None:
    one = ET.SubElement(bindery, "Resource")
    ET.SubElement(one, "Part", BinderySignatureID=name)
    signature = ET.SubElement(one, "BinderySignature", BinderySignatureType="Die", DieLayoutRef="die")
    bleed = _points(ticket.shop.press.bleed)
    ET.SubElement(
        signature,
        "SignatureCell",
        {f"Bleed{edge}": bleed for edge in ("Face", "Foot", "Head", "Spine")},
        Sides="TwoSidedHeadToHead" if ticket.shop.backing.is_two_sided else "OneSided",
        TrimSize=_points(ticket.shape.width, ticket.shape.height),
    )


def _add_resource(root: ET.Element, name: str, **attributes: str) -> ET.Element:
    """Add a set of one resource that goes in, and return the resource."""
    return ET.SubElement(ET.SubElement(root, "ResourceSet", Name=name, Usage="Input"), "Resource", attributes)


def _add_amount(parent: ET.Element, number: int) -> None:
    """Say of a resource how many there are."""
    ET.SubElement(ET.SubElement(parent, "AmountPool"), "PartAmount", Amount=str(number))


def _add_digest(parent: ET.Element, file: TicketFile | None) -> None:
    """Say a file's SHA-256 as an identifier, for want of a place of its own."""
    if file is not None:
        ET.SubElement(parent, "GeneralID", IDUsage="SHA-256", IDValue=file.sha256)


def _add_file_spec(parent: ET.Element, name: str, file: TicketFile | None) -> None:
    """Point at a file of the package, with its MD5, which alone XJDF's checksums are."""
    about = {"MimeType": _MIME.get(name.rpartition(".")[2], "application/octet-stream"), "URL": _url(name)}
    if file is not None:
        about["CheckSum"] = file.md5.upper()
    ET.SubElement(parent, "FileSpec", about)


def _url(name: str) -> str:
    """Return a file's name as a relative reference (RFC 3986): the ticket lies beside its folders."""
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "/-._~") else _escaped(c) for c in name)
    return kept if ":" not in kept else f"./{kept}"


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def _token(name: str) -> str:
    """Return a separation's name as an NMTOKEN, in which no space can be; `Color` says the real one."""
    return "".join(c if c.isalnum() or c in "-._" else "_" for c in name)


def _orientation(slot: Slot) -> str:
    """Return XJDF's word: its angles count against the clock."""
    return f"Rotate{int(-slot.angle_deg) % 360}"


def _matrix_in_points(place: Affine, tag_height: float, sheet_height: float) -> str:
    """Return what takes a tag to the sheet, both with y up from their lower left corner, in points."""
    # Down to up on the tag, its place, and down to up on the sheet.
    m = Affine.mirror_y(tag_height / 2).then(place).then(Affine.mirror_y(sheet_height / 2))
    turn = " ".join(f"{round(part, 9) + 0.0:.9g}" for part in (m.a, m.b, m.c, m.d))
    return f"{turn} {_points(m.e, m.f)}"


def _box_in_points(box: Rect, height: float) -> str:
    """Return ``box`` in points, y up from the lower edge of a sheet ``height`` mm high."""
    return f"{_points(box.x0, height - box.y1)} {_points(box.x1, height - box.y0)}"


def _points(*lengths: float) -> str:
    """Return lengths in points, apart by spaces."""
    return " ".join(f"{round(to_pt(length), 3) + 0.0:.9g}" for length in lengths)
