"""The ticket as XJDF: against CIP4's schema where there is one, and against the job."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from keytag.output.ticket import Ticket, TicketWhite, write_xjdf
from keytag.units import to_mm

X = "{http://www.CIP4.org/JDFSchema_2_0}"
# Point this at CIP4's xjdf.xsd of release 2.1; without it the schema is asked of CIP4 itself.
SCHEMA = "KEYTAG_XJDF_SCHEMA"
PUBLISHED = "https://raw.githubusercontent.com/cip4/XJDF-Schema/release/JDF_2.1/xjdf.xsd"
# House rule: whoever has a network waits no longer.
SECONDS = 10
KINDS = (
    "sheetwise",
    "perfecting",
    "turn",
    "tumble",
    "single",
    "offset",
    "many",
    "shared",
    "patch",
    "ordered",
    "sparse",
)
STYLES = {
    "sheetwise": "WorkAndBack",
    "perfecting": "Perfecting",
    "turn": "WorkAndTurn",
    "tumble": "WorkAndTumble",
    "single": "Simplex",
}


def read(ticket: Ticket) -> ET.Element:
    """Return the root of a ticket's XJDF."""
    return ET.fromstring(write_xjdf(ticket))  # noqa: S314 - our own


def resources(root: ET.Element, name: str) -> list[ET.Element]:
    """Return the resources of the one set called ``name``; of components those that come out."""
    (found,) = (
        each
        for each in root.iter(f"{X}ResourceSet")
        if each.attrib["Name"] == name and (name != "Component" or each.attrib["Usage"] == "Output")
    )
    return list(found.iter(f"{X}Resource"))


@pytest.fixture(scope="session")
def schema() -> Any:  # noqa: ANN401 - lxml has no types
    """CIP4's schema, found or fetched; its licence forbids shipping it, so without a network there is none."""
    etree = pytest.importorskip("lxml.etree")
    named = os.environ.get(SCHEMA)
    if named is not None and Path(named).is_file():
        return etree.XMLSchema(etree.parse(named))
    try:
        with urlopen(PUBLISHED, timeout=SECONDS) as answer:
            return etree.XMLSchema(etree.fromstring(answer.read()))
    except (OSError, etree.LxmlError) as error:
        pytest.skip(f"CIP4's schema is not to be had ({type(error).__name__}); {SCHEMA} can name a copy")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_what_cip4s_schema_says(kind: str, tickets: dict[str, Ticket], schema: Any) -> None:  # noqa: ANN401
    """Every kind of ticket validates against CIP4's schema of version 2.1."""
    etree = pytest.importorskip("lxml.etree")
    assert schema.validate(etree.fromstring(write_xjdf(tickets[kind]))), schema.error_log


@pytest.mark.parametrize("kind", KINDS)
def test_references_meet(kind: str, tickets: dict[str, Ticket]) -> None:
    """Each name that is referred to is given once, no set comes twice, and all are in CIP4's namespace."""
    root = read(tickets[kind])
    names = [element.attrib["ID"] for element in root.iter() if "ID" in element.attrib]
    assert len(names) == len(set(names))
    wanted = {value for element in root.iter() for key, value in element.attrib.items() if key.endswith("Ref")}
    assert wanted <= set(names)
    assert all(element.tag.startswith(X) for element in root.iter())
    sets = [(each.attrib["Name"], each.attrib["Usage"]) for each in root.iter(f"{X}ResourceSet")]
    assert len(sets) == len(set(sets))
    assert root.attrib["Version"] == "2.1"


@pytest.mark.parametrize("kind", STYLES)
def test_it_says_how_the_sheet_is_backed_up(kind: str, tickets: dict[str, Ticket]) -> None:
    """The layout's work style is CIP4's word for the backing."""
    (layout,) = resources(read(tickets[kind]), "Layout")
    assert layout[0].attrib["WorkStyle"] == STYLES[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_counts_are_those_of_the_job(kind: str, tickets: dict[str, Ticket]) -> None:
    """Ordered and printed tags, sheets and run lengths are the ticket's."""
    ticket = tickets[kind]
    root = read(ticket)
    ordered = [int(product.attrib["Amount"]) for product in root.iter(f"{X}Product")]
    assert ordered == [edition.ordered for edition in ticket.editions]

    def amounts(name: str) -> list[int]:
        found = (next(resource.iter(f"{X}PartAmount")) for resource in resources(root, name))
        return [int(each.attrib["Amount"]) for each in found]

    assert amounts("Component") == [edition.printed for edition in ticket.editions]
    assert amounts("RunList") == [run.run_length for run in ticket.runs]
    assert amounts("Media") == [ticket.plan.sheets + ticket.plan.make_ready]


@pytest.mark.parametrize("kind", KINDS)
def test_tags_stand_where_they_are_printed(kind: str, tickets: dict[str, Ticket]) -> None:
    """There is a position for each slot, in points from the lower left, inside the sheet, turned the right way."""
    ticket = tickets[kind]
    layouts = resources(read(ticket), "Layout")
    assert len(layouts) == (len(ticket.runs) if kind == "shared" else 1)
    positions = [position for layout in layouts for position in layout.iter(f"{X}Position")]
    assert len(positions) == len(ticket.slots) * len(layouts)
    for position, slot in zip(positions, ticket.slots * len(layouts), strict=True):
        x0, y0, x1, y1 = (to_mm(float(value)) for value in position.attrib["AbsoluteBox"].split())
        box = slot.box(ticket.shape)
        assert (x0, 450 - y1, x1, 450 - y0) == pytest.approx((box.x0, box.y0, box.x1, box.y1), abs=0.001)
        turned: dict[float, str] = {0: "Rotate0", 90: "Rotate270"}
        assert position.attrib["Orientation"] == turned[slot.angle_deg]


def test_tags_that_lean_are_placed_by_a_matrix(tickets: dict[str, Ticket]) -> None:
    """A position knows right angles alone: its box holds the leaning tag, whose corners the matrix puts there."""
    ticket = tickets["shared"]
    leaning = replace(ticket, slots=tuple(replace(slot, angle_deg=-12.5) for slot in ticket.slots))
    width, height = ticket.shape.width, ticket.shape.height
    for layout in resources(read(leaning), "Layout"):
        objects, positions = (list(layout.iter(f"{X}{name}")) for name in ("PlacedObject", "Position"))
        assert len(objects) == len(positions) == len(ticket.slots)
        for placed, position, slot in zip(objects, positions, leaning.slots, strict=True):
            assert placed.attrib["PositionRef"] == position.attrib["ID"]
            assert "Orientation" not in position.attrib
            a, b, c, d, e, f = map(float, placed.attrib["CTM"].split())
            # The tag's middle, and the end of its long axis, with y up.
            for x, y in ((width / 2, height / 2), (width, height / 2)):
                on_sheet = slot.to_sheet(ticket.shape).apply((x, y))
                found = (
                    to_mm(a * x / to_mm(1) + c * y / to_mm(1) + e),
                    to_mm(b * x / to_mm(1) + d * y / to_mm(1) + f),
                )
                assert found == pytest.approx((on_sheet[0], 450 - on_sheet[1]), abs=0.002)
    ids = [one.attrib["ID"] for one in read(leaning).iter(f"{X}Position")]
    assert len(ids) == len(set(ids))


def test_shared_sheets_say_whose_tag_stands_where(tickets: dict[str, Ticket]) -> None:
    """Each run has a layout that names the edition of each position; each edition has its own signature."""
    ticket = tickets["shared"]
    root = read(ticket)
    names = {f"tag{number}": edition.id for number, edition in enumerate(ticket.editions, start=1)}
    for number, (layout, run) in enumerate(zip(resources(root, "Layout"), ticket.runs, strict=True), start=1):
        assert [part.attrib["SheetName"] for part in layout.iter(f"{X}Part")] == [f"S{number}"]
        stands = tuple(names[each.attrib["BinderySignatureID"]] for each in layout.iter(f"{X}Position"))
        assert stands == run.slots
    signed = [
        part.attrib["BinderySignatureID"]
        for r in resources(root, "BinderySignature")
        for part in r.iter(f"{X}Part")
    ]
    assert signed == list(names)
    (station,) = root.iter(f"{X}Station")
    assert station.attrib["BinderySignatureIDs"].split() == signed


def test_files_are_found_and_checked(tickets: dict[str, Ticket]) -> None:
    """The run lists point at the imposed pages, counted from 0, with MD5 as XJDF wants it, and SHA-256."""
    root = read(tickets["offset"])
    first, second = resources(root, "RunList")
    (spec,) = second.iter(f"{X}FileSpec")
    (pages,) = second.iter(f"{X}RunList")
    digest, load, spare = first.iter(f"{X}GeneralID")
    assert spec.attrib["URL"] == "sheets/sheets.pdf"
    assert spec.attrib["CheckSum"] == f"{10:032X}"
    assert (pages.attrib["Pages"], pages.attrib["NPage"]) == ("2 3", "2")
    assert (digest.attrib["IDUsage"], digest.attrib["IDValue"]) == ("SHA-256", f"{10:064x}")
    assert (load.attrib["IDUsage"], spare.attrib["IDUsage"]) == ("keytag.sheets-to-load", "keytag.sheets-to-spare")
    (die,) = resources(root, "DieLayout")
    urls = [spec.attrib["URL"] for spec in die.iter(f"{X}FileSpec")]
    assert urls == ["cut/sheet.dxf", "cut/sheet.svg", "cut/sheet.pdf"]


def test_spots_have_their_real_names(tickets: dict[str, Ticket]) -> None:
    """A spot with spaces is a token where tokens are wanted and itself in its colour; the dieline is no plate."""
    root = read(tickets["offset"])
    (control,) = resources(root, "ColorantControl")
    assert control[0].attrib["ColorantOrder"] == "Magenta Yellow Black PANTONE_871_C"
    colours = {next(r.iter(f"{X}Part")).attrib["Separation"]: r[1].attrib for r in resources(root, "Color")}
    assert colours["PANTONE_871_C"]["ActualColorName"] == "PANTONE 871 C"
    assert colours["PANTONE_871_C"]["CMYK"] == "0.2 0.3 0.7 0.1"
    assert colours["CutContour"]["ColorType"] == "DieLine"


def test_the_press_decides_the_process(tickets: dict[str, Ticket]) -> None:
    """A digital press gets digital parameters, any other conventional ones."""
    names = {kind: {s.attrib["Name"] for s in read(tickets[kind]).iter(f"{X}ResourceSet")} for kind in KINDS}
    assert "DigitalPrintingParams" in names["sheetwise"]
    assert "DigitalPrintingParams" not in names["offset"]
    assert "ConventionalPrintingParams" in names["offset"]


def test_patches_are_counted(tickets: dict[str, Ticket]) -> None:
    """Codes that are printed apart come in as a component of their own: how many, how large, from which file."""
    patch = tickets["patch"].patch
    assert patch is not None
    root = read(tickets["patch"])
    (given,) = (
        s for s in root.iter(f"{X}ResourceSet") if (s.get("Name"), s.get("Usage")) == ("Component", "Input")
    )
    (one,) = given.iter(f"{X}Resource")
    assert one.attrib["DescriptiveName"] == "QR patch an-phu: 1-up/an-phu/code.pdf"
    assert [each.attrib["Amount"] for each in one.iter(f"{X}PartAmount")] == [str(patch.count)]
    (component,) = one.iter(f"{X}Component")
    width, height, _ = map(float, component.attrib["Dimensions"].split())
    assert (to_mm(width), to_mm(height)) == pytest.approx((16.0, 16.0), abs=0.001)
    assert not any(
        s.get("Usage") == "Input"
        for s in read(tickets["offset"]).iter(f"{X}ResourceSet")
        if s.get("Name") == "Component"
    )


def test_same_ticket_same_bytes(tickets: dict[str, Ticket]) -> None:
    """Nothing but the ticket goes in: no clock, no order of hashes."""
    assert write_xjdf(tickets["many"]) == write_xjdf(tickets["many"])
    assert b'Time="2026-01-15T00:00:00+00:00"' in write_xjdf(tickets["many"])


@pytest.mark.parametrize(("cut", "depth"), [("through", "Full"), ("kiss", "Partial")])
def test_the_depth_of_the_cut_is_said(cut: str, depth: str, tickets: dict[str, Ticket], schema: Any) -> None:  # noqa: ANN401
    """Tags that stay on their backing are cut in part, in CIP4's words."""
    etree = pytest.importorskip("lxml.etree")
    ticket = tickets["sheetwise"]
    told = write_xjdf(replace(ticket, shop=replace(ticket.shop, cut=cut)))
    assert schema.validate(etree.fromstring(told)), schema.error_log
    root = ET.fromstring(told)  # noqa: S314 - our own
    assert {each.attrib["CutDepth"] for each in root.iter(f"{X}ShapeCut")} == {depth}


def test_plates_are_told_by_side_where_they_differ(tickets: dict[str, Ticket]) -> None:
    """Fronts in magenta and yellow and backs with black too are two lists; where all agree there is one."""
    (control,) = resources(read(tickets["sheetwise"]), "ColorantControl")
    assert [child.tag for child in control] == [f"{X}ColorantControl"]
    ticket = tickets["sheetwise"]
    runs = tuple(
        replace(run, plates=(("Magenta", "Yellow"), ("Magenta", "Yellow", "Black"))) for run in ticket.runs
    )
    told = resources(read(replace(ticket, runs=runs)), "ColorantControl")
    assert [(one[0].attrib, one[1].attrib["ColorantOrder"]) for one in told] == [
        ({"Side": "Front"}, "Magenta Yellow"),
        ({"Side": "Back"}, "Magenta Yellow Black"),
    ]


@pytest.mark.parametrize(("is_first", "order"), [(True, "White Magenta Black"), (False, "Magenta Black White")])
def test_white_is_first_or_last_of_the_plates(tickets: dict[str, Ticket], *, is_first: bool, order: str) -> None:
    """The plates stand in the order in which they print, as the shop lays its white."""
    ticket = tickets["sheetwise"]
    runs = tuple(replace(run, plates=(("Magenta", "Black", "White"),)) for run in ticket.runs)
    shop = replace(ticket.shop, white=TicketWhite("White", 0.2, on_front=True, on_back=True, is_first=is_first))
    (control,) = resources(read(replace(ticket, runs=runs, shop=shop)), "ColorantControl")
    assert control[0].attrib["ColorantOrder"] == order


def test_the_media_are_all_sheets_that_are_loaded(tickets: dict[str, Ticket]) -> None:
    """Good sheets, those to make ready and those for the cutter; how many may be lost stands beside them."""
    ticket = tickets["sheetwise"]
    plan = replace(ticket.plan, make_ready=50, cutter_setup=10, sheets_to_spare=3)
    (media,) = resources(read(replace(ticket, plan=plan)), "Media")
    (amount,) = media.iter(f"{X}PartAmount")
    (spare,) = media.iter(f"{X}GeneralID")
    assert amount.attrib["Amount"] == str(ticket.plan.sheets + 60)
    assert spare.attrib["IDValue"] == "3"


def test_it_says_what_the_office_orders(tickets: dict[str, Ticket]) -> None:
    """Stock, day of delivery, contact, finishing and ring of an order are in the XJDF; of none, nothing."""
    root = read(tickets["ordered"])
    order = tickets["ordered"].order
    (media,) = resources(root, "Media")
    assert media.attrib["DescriptiveName"] == order.stock
    (node,) = root.iter(f"{X}NodeInfo")
    assert node.attrib["LastEnd"] == "2026-02-05T00:00:00+00:00"
    (person,), (channel,) = root.iter(f"{X}Person"), root.iter(f"{X}ComChannel")
    assert person.attrib["FamilyName"] == order.contact
    assert channel.attrib["Locator"] == "tel:0769000101"
    said = {each.attrib["IDUsage"]: each.attrib["IDValue"] for each in root.findall(f"{X}GeneralID")}
    assert said["keytag.finishing"] == order.finishing
    assert said["keytag.ring"] == order.ring
    plain = read(tickets["sheetwise"])
    assert not list(plain.iter(f"{X}Person"))
    assert "LastEnd" not in next(plain.iter(f"{X}NodeInfo")).attrib
