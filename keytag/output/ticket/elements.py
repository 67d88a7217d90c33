"""Pieces of XJDF: resources, amounts, files, and the forms of lengths, boxes and names.

Answers to CIP4's XJDF Specification 2.1, data types: NMTOKEN, rectangle, XYPair; units are points.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from keytag.drawing.geometry import Rect
from keytag.imposition import Slot
from keytag.output.ticket.facts import TicketFile
from keytag.units import to_pt

_MIME = {"pdf": "application/pdf", "svg": "image/svg+xml", "dxf": "image/vnd.dxf"}


def resource(root: ET.Element, name: str, **attributes: str) -> ET.Element:
    """Add a set of one resource that goes in, and return the resource."""
    return ET.SubElement(ET.SubElement(root, "ResourceSet", Name=name, Usage="Input"), "Resource", attributes)


def amount(parent: ET.Element, number: int) -> None:
    """Say of a resource how many there are."""
    ET.SubElement(ET.SubElement(parent, "AmountPool"), "PartAmount", Amount=str(number))


def digest(parent: ET.Element, file: TicketFile | None) -> None:
    """Say a file's SHA-256 as an identifier, for want of a place of its own."""
    if file is not None:
        ET.SubElement(parent, "GeneralID", IDUsage="SHA-256", IDValue=file.sha256)


def file_spec(parent: ET.Element, name: str, file: TicketFile | None) -> None:
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


def token(name: str) -> str:
    """Return a separation's name as an NMTOKEN, in which no space can be; `Color` says the real one."""
    return "".join(c if c.isalnum() or c in "-._" else "_" for c in name)


def orientation(slot: Slot) -> str:
    """Return XJDF's word: its angles count against the clock."""
    return f"Rotate{-slot.angle_deg % 360}"


def box_of(box: Rect, height: float) -> str:
    """Return ``box`` in points, y up from the lower edge of a sheet ``height`` mm high."""
    return f"{points(box.x0, height - box.y1)} {points(box.x1, height - box.y0)}"


def points(*lengths: float) -> str:
    """Return lengths in points, apart by spaces."""
    return " ".join(f"{round(to_pt(length), 3) + 0.0:.9g}" for length in lengths)
