"""The metadata stream: whether it is stored plain, whether it can be read, and what it says.

Answers to the XMP specification, part 1 (RDF within a packet). Entities are refused: XMP needs none, and a few
lines of them can be made to fill any memory.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from pikepdf import Pdf, Stream

from keytag.inspection.pdf import access
from keytag.inspection.pdf.facts import Xmp
from keytag.inspection.pdf.pictures import filters

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
# XMP specification, part 1, and ISO 15930-7: the schemas that PDF/X speaks of.
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
}
# House rule: a packet with every history a program writes has some hundred kilobytes.
_MOST_BYTES = 4_000_000
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def xmp(pdf: Pdf) -> Xmp:
    """Return what the file's metadata stream holds."""
    stream = access.get(pdf.Root, "/Metadata")
    if not isinstance(stream, Stream):
        return Xmp()
    is_plain = not filters(stream)
    try:
        data = stream.read_bytes()
    except access.BROKEN:
        return Xmp(is_there=True, is_plain=is_plain)
    properties = _properties(data)
    return Xmp(True, is_plain, properties is not None, properties or ())


def _properties(data: bytes) -> tuple[tuple[str, str], ...] | None:
    """Return the properties by prefixed name, of a list the first; None where the packet cannot be read."""
    # A packet in UTF-16 hides the marks from the pattern, so that only UTF-8 is read, as PDF/X files have it.
    if len(data) > _MOST_BYTES or b"\0" in data or _ENTITIES.search(data):
        return None
    try:
        root = ET.fromstring(data.strip())  # noqa: S314 - entities and size are bounded just above
    except ET.ParseError:
        return None
    found: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        for key, value in description.attrib.items():
            if not key.startswith(_RDF):
                found.setdefault(_prefixed(key), value)
        for child in description:
            item = child.find(f".//{_RDF}li")
            found.setdefault(_prefixed(child.tag), ((child if item is None else item).text or "").strip())
    return tuple(sorted(found.items()))


def _prefixed(tag: str) -> str:
    space, _, local = tag.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(space, space)}:{local}"
