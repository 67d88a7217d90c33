"""The job ticket for machines: XJDF, which a shop's management system reads instead of retyping.

Says what the files say and nothing that keytag cannot know. Must not know of YAML or PDF. Answers to CIP4's XJDF
Specification 2.1; lengths are points from the lower left corner, thicknesses micrometres, and a checksum is MD5.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from xml.etree import ElementTree as ET

from keytag.drawing.geometry import ShapeKind
from keytag.drawing.ink import PROCESS, Ink
from keytag.imposition import Backing
from keytag.output.ticket.elements import amount, box_of, digest, file_spec, points, resource, token
from keytag.output.ticket.facts import Ticket
from keytag.output.ticket.positions import add_layouts, signatures
from keytag.text.text import fold_name

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
    for usage, said in (("finishing", ticket.order.finishing), ("ring", ticket.order.ring)):
        if said is not None:
            ET.SubElement(root, "GeneralID", IDUsage=f"keytag.{usage}", IDValue=said)
    _products(root, ticket)
    _node(root, ticket)
    _media(root, ticket)
    add_layouts(root, ticket, _work_style(ticket))
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
    finished = f"{points(shape.width, shape.height)} {points(shop.thickness or 0.0)}"
    ET.SubElement(
        _intent(product, "LayoutIntent"),
        "LayoutIntent",
        Bleed=points(shop.press.bleed),
        Dimensions=points(shape.width, shape.height),
        FinishedDimensions=finished,
        Sides=sides,
    )
    ET.SubElement(
        ET.SubElement(_intent(product, "ShapeCuttingIntent"), "ShapeCuttingIntent"),
        "ShapeCut",
        CutBox=box_of(shape.trim, shape.height),
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
        Center=points(ticket.hole.cx, shape.height - ticket.hole.cy),
        Extent=points(ticket.hole.diameter, ticket.hole.diameter),
        HoleCount="1",
        Shape="Round",
    )


def _intent(product: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(product, "Intent", Name=name)


def _node(root: ET.Element, ticket: Ticket) -> None:
    customer = resource(root, "CustomerInfo")
    ET.SubElement(customer, "CustomerInfo", CustomerJobName=f"{ticket.issuer} ({ticket.job})")
    node = {"NaturalLang": "vi", "Status": "Waiting"}
    if ticket.order.due is not None:
        node["LastEnd"] = datetime.combine(ticket.order.due, time(), tzinfo=UTC).isoformat()
    ET.SubElement(resource(root, "NodeInfo"), "NodeInfo", node)
    _contact(root, ticket)


def _contact(root: ET.Element, ticket: Ticket) -> None:
    """Say whom the shop asks, where the order names somebody."""
    name, phone = ticket.order.contact, ticket.order.phone
    if name is None and phone is None:
        return
    one = resource(root, "Contact")
    ET.SubElement(one, "Part", ContactType="Customer")
    contact = ET.SubElement(one, "Contact")
    if phone is not None:
        ET.SubElement(contact, "ComChannel", ChannelType="Phone", Locator="tel:" + "".join(phone.split()))
    if name is not None:
        ET.SubElement(contact, "Person", FamilyName=name)


def _media(root: ET.Element, ticket: Ticket) -> None:
    """Name the stock and how many sheets of it; a stock that the shop's file does not say is of type Other."""
    shop = ticket.shop
    media = resource(root, "Media", ID="paper")
    if ticket.order.stock is not None:
        media.set("DescriptiveName", ticket.order.stock)
    elif shop.material is not None:
        media.set("DescriptiveName", f"{shop.material.vi} / {shop.material.en}")
    amount(media, ticket.sheets_to_load)
    ET.SubElement(media, "GeneralID", IDUsage="keytag.sheets-to-spare", IDValue=str(ticket.sheets_to_spare))
    about = {"Dimension": points(shop.press.width, shop.press.height), "MediaType": "Other", "MediaUnit": "Sheet"}
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
        amount(one, run.run_length)
        digest(one, files.get(run.file))
        ET.SubElement(one, "GeneralID", IDUsage="keytag.sheets-to-load", IDValue=str(run.sheets_to_load))
        ET.SubElement(one, "GeneralID", IDUsage="keytag.sheets-to-spare", IDValue=str(run.sheets_to_spare))
        ET.SubElement(one, "Part", SheetName=f"S{number}")
        first, last = min(run.pages) - 1, max(run.pages) - 1
        pages = ET.SubElement(one, "RunList", NPage=str(len(run.pages)), Pages=f"{first} {last}")
        file_spec(pages, run.file, files.get(run.file))


def _params(root: ET.Element, ticket: Ticket, *, digital: bool) -> None:
    if digital:
        sides = "OneSidedFront" if _work_style(ticket) == "Simplex" else "TwoSided"
        ET.SubElement(resource(root, "DigitalPrintingParams"), "DigitalPrintingParams", Sides=sides)
    else:
        params = resource(root, "ConventionalPrintingParams")
        style = _work_style(ticket)
        ET.SubElement(params, "ConventionalPrintingParams", FirstSurface="Front", WorkStyle=style)
    ET.SubElement(resource(root, "ShapeCuttingParams"), "ShapeCuttingParams", DieLayoutRef="die")


def _colours(root: ET.Element, ticket: Ticket) -> None:
    """List the plates of each side, in the order in which they print, and what each spot looks like."""
    spots = {ink.name: ink for ink in ticket.colours.printed if ink.spot}
    controls = ET.SubElement(root, "ResourceSet", Name="ColorantControl", Usage="Input")
    for part, plates in _plates(ticket):
        one = ET.SubElement(controls, "Resource")
        if part:
            ET.SubElement(one, "Part", part)
        control = {"ColorantOrder": " ".join(map(token, plates)), "ProcessColorModel": "DeviceCMYK"}
        if own := [token(name) for name in plates if name not in PROCESS]:
            control["ColorantParams"] = " ".join(own)
        ET.SubElement(one, "ColorantControl", control)
    technical = {ink.name: ink for ink in ticket.colours.technical}
    if not spots and not technical:
        return
    colours = ET.SubElement(root, "ResourceSet", Name="Color", Usage="Input")
    for kind, inks in (("Normal", spots), ("DieLine", technical)):
        for ink in inks.values():
            one = ET.SubElement(colours, "Resource")
            ET.SubElement(one, "Part", Separation=token(ink.name))
            _colour(one, ink, kind)


def _plates(ticket: Ticket) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """Yield parts of the work with their plates: all of it, each side, or each side of each sheet, as need be."""
    every = {run.plates for run in ticket.runs}
    if len({side for plates in every for side in plates}) == 1:
        yield {}, _in_order(ticket, ticket.sides[0])
        return
    for number, run in enumerate(ticket.runs if len(every) > 1 else ticket.runs[:1], start=1):
        for side, plates in zip(("Front", "Back"), run.plates, strict=False):
            named = {"SheetName": f"S{number}"} if len(every) > 1 else {}
            yield {**named, "Side": side}, _in_order(ticket, plates)


def _in_order(ticket: Ticket, plates: tuple[str, ...]) -> tuple[str, ...]:
    """Return plates in the order in which they print: white before all others, or after them."""
    white = ticket.shop.white
    if white is None or white.spot not in plates:
        return plates
    colours = tuple(name for name in plates if name != white.spot)
    return (white.spot, *colours) if white.is_first else (*colours, white.spot)


def _colour(one: ET.Element, ink: Ink, kind: str) -> None:
    cmyk = " ".join(f"{amount:g}" for amount in ink.cmyk)
    ET.SubElement(one, "Color", ActualColorName=ink.name, CMYK=cmyk, ColorType=kind)


def _die(root: ET.Element, ticket: Ticket) -> None:
    """Point at the cutting files and name the separations that are cut, not printed."""
    files = {file.name: file for file in ticket.files}
    sheet = ticket.shop.press.sheet
    one = resource(root, "DieLayout", ID="die")
    lines = dict.fromkeys(token(ink.name) for ink in ticket.colours.technical)
    about = {"CutBox": box_of(sheet, sheet.height), "DieSide": "Up", "MediaSide": ticket.shop.face_up.capitalize()}
    if lines:
        about["CutLines"] = " ".join(lines)
    layout = ET.SubElement(one, "DieLayout", about)
    for name in ticket.cut_files:
        file_spec(layout, name, files.get(name))
    names = tuple(dict.fromkeys(signatures(ticket).values()))
    ET.SubElement(layout, "Station", BinderySignatureIDs=" ".join(names), StationName="tag")


def _patches(root: ET.Element, ticket: Ticket) -> None:
    """Say which codes are printed apart and put on: so many patches of each edition, from which file."""
    if ticket.patch is None:
        return
    files = {file.name: file for file in ticket.files}
    size = f"{points(ticket.patch.width, ticket.patch.height)} 0"
    patches = ET.SubElement(root, "ResourceSet", Name="Component", Usage="Input")
    for edition, name, number in ticket.patch.pieces:
        one = ET.SubElement(patches, "Resource", DescriptiveName=f"QR patch {edition}: {name}")
        amount(one, number)
        digest(one, files.get(name))
        ET.SubElement(one, "Part", Product=_product(ticket, edition))
        ET.SubElement(one, "Component", Dimensions=size)


def _product(ticket: Ticket, edition: str) -> str:
    return f"P{[each.id for each in ticket.editions].index(edition) + 1}"


def _components(root: ET.Element, ticket: Ticket) -> None:
    """Say what comes out: so many tags of each edition."""
    thickness = ticket.shop.thickness or 0.0
    dimensions = f"{points(ticket.shape.width, ticket.shape.height)} {points(thickness)}"
    _patches(root, ticket)
    components = ET.SubElement(root, "ResourceSet", Name="Component", Usage="Output")
    for number, edition in enumerate(ticket.editions, start=1):
        one = ET.SubElement(components, "Resource", DescriptiveName=edition.id)
        amount(one, edition.printed)
        ET.SubElement(one, "Part", Product=f"P{number}")
        ET.SubElement(one, "Component", Dimensions=dimensions, MediaRef="paper")
