"""The ticket as XJDF: against CIP4's schema where there is one, and against the job."""

from __future__ import annotations

import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from keytag.ticket import Ticket, write_xjdf
from keytag.units import to_mm

X = "{http://www.CIP4.org/JDFSchema_2_0}"
# Point this at CIP4's xjdf.xsd of release 2.1 (github.com/cip4/XJDF-Schema, branch release/JDF_2.1).
SCHEMA = "KEYTAG_XJDF_SCHEMA"
KINDS = ("sheetwise", "perfecting", "turn", "tumble", "single", "offset", "many", "sparse")
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
    """Return the resources of the one set called ``name``."""
    (found,) = (each for each in root.iter(f"{X}ResourceSet") if each.attrib["Name"] == name)
    return list(found.iter(f"{X}Resource"))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_what_cip4s_schema_says(kind: str, tickets: dict[str, Ticket]) -> None:
    """Every kind of ticket validates against CIP4's schema of version 2.1."""
    path = os.environ.get(SCHEMA)
    if path is None or not Path(path).is_file():
        pytest.skip(f"{SCHEMA} does not name CIP4's xjdf.xsd, whose licence forbids shipping it")
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(path))
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
    sets = [each.attrib["Name"] for each in root.iter(f"{X}ResourceSet")]
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
    assert amounts("Media") == [ticket.plan.sheets]


@pytest.mark.parametrize("kind", KINDS)
def test_tags_stand_where_they_are_printed(kind: str, tickets: dict[str, Ticket]) -> None:
    """There is a position for each slot, in points from the lower left, inside the sheet, turned the right way."""
    ticket = tickets[kind]
    (layout,) = resources(read(ticket), "Layout")
    positions = list(layout.iter(f"{X}Position"))
    assert len(positions) == len(ticket.slots)
    for position, slot in zip(positions, ticket.slots, strict=True):
        x0, y0, x1, y1 = (to_mm(float(value)) for value in position.attrib["AbsoluteBox"].split())
        box = slot.box(ticket.shape)
        assert (x0, 450 - y1, x1, 450 - y0) == pytest.approx((box.x0, box.y0, box.x1, box.y1), abs=0.001)
        assert position.attrib["Orientation"] == {0: "Rotate0", 90: "Rotate270"}[slot.angle_deg]


def test_files_are_found_and_checked(tickets: dict[str, Ticket]) -> None:
    """The run lists point at the imposed pages, counted from 0, with MD5 as XJDF wants it, and SHA-256."""
    root = read(tickets["offset"])
    first, second = resources(root, "RunList")
    (spec,) = second.iter(f"{X}FileSpec")
    (pages,) = second.iter(f"{X}RunList")
    (digest,) = first.iter(f"{X}GeneralID")
    assert spec.attrib["URL"] == "sheets/sheets.pdf"
    assert spec.attrib["CheckSum"] == f"{10:032X}"
    assert (pages.attrib["Pages"], pages.attrib["NPage"]) == ("2 3", "2")
    assert (digest.attrib["IDUsage"], digest.attrib["IDValue"]) == ("SHA-256", f"{10:064x}")
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


def test_same_ticket_same_bytes(tickets: dict[str, Ticket]) -> None:
    """Nothing but the ticket goes in: no clock, no order of hashes."""
    assert write_xjdf(tickets["many"]) == write_xjdf(tickets["many"])
    assert b'Time="2026-01-15T00:00:00+00:00"' in write_xjdf(tickets["many"])
