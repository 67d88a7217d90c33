"""What a file says about itself, and what in it acts: Info, XMP, output intents, layers, actions, compressions.

Entities in XMP are refused: it needs none, and a few lines of them can be made to fill any memory. Answers to
ISO 32000-1, 7.7.2 (catalogue), 8.11.4 (layers), 12.6 (actions), 14.3.3 (Info) and 14.11.5 (output intents), and to
the XMP specification, part 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from xml.etree import ElementTree as ET

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from keytag.drawing.icc import OUTPUT_CLASS, has_print_tables, read_header, read_title
from keytag.inspection.pdf import objects, resources
from keytag.inspection.pdf.bounds import MOST_OBJECTS
from keytag.inspection.pdf.facts import IccProfile, InfoEntry, Intent, LayerFacts, Layers, Xmp
from keytag.inspection.pdf.pictures import filters

# ISO 32000-1, table 101: what a default configuration may hold that changes which layers are seen, or by whom.
_SWITCHES = ("/AS", "/RBGroups", "/Locked")
# ISO 32000-1, table 31: the name trees of scripts, attachments and slide shows.
_TREES = {key: key[1:] for key in ("/JavaScript", "/EmbeddedFiles", "/AlternatePresentations")}
# ISO 32000-1, 8.10.4 (reference XObjects) and 14.11.7 (OPI): what lies in another file.
_ELSEWHERE = {"/Ref": "Ref", "/OPI": "OPI"}


def info(pdf: Pdf) -> tuple[tuple[str, InfoEntry], ...]:
    """Return the Info entries by key."""
    return tuple(
        (key[1:], InfoEntry(_kind(value), objects.text(value)))
        for key, value in objects.entries(objects.get(pdf.trailer, "/Info"))
    )


def _kind(value: object) -> str:
    if isinstance(value, Name):
        return "name"
    return "string" if isinstance(value, String) else "other"


def intents(pdf: Pdf) -> tuple[Intent, ...]:
    """Return the output intents."""
    return tuple(_intent(each) for each in objects.items(objects.get(pdf.Root, "/OutputIntents")))


def _intent(intent: object) -> Intent:
    stream = objects.get(intent, "/DestOutputProfile")
    profile = None
    if isinstance(stream, Stream):
        try:
            profile = _icc_profile(stream.read_bytes())
        except objects.BROKEN:
            profile = IccProfile(is_whole=False)
    return Intent(
        subtype=objects.name(objects.get(intent, "/S")),
        condition=objects.text(objects.get(intent, "/OutputConditionIdentifier")),
        registry=objects.text(objects.get(intent, "/RegistryName")),
        info=objects.text(objects.get(intent, "/Info")),
        channels=int(objects.number(objects.get(stream, "/N")) or 0),
        profile=profile,
    )


# One profile is in all files of a package.
@lru_cache(maxsize=4)
def _icc_profile(data: bytes) -> IccProfile:
    """Return what an embedded profile says of itself, and whether it is one that can be printed through."""
    header = read_header(data)
    if header is None or header.length > len(data) or (header.kind == OUTPUT_CLASS and not has_print_tables(data)):
        return IccProfile(is_whole=False)
    return IccProfile(True, header.kind, header.space, header.version, sha256(data).hexdigest(), read_title(data))


def layers(pdf: Pdf) -> Layers | None:
    """Return the optional content; None where the file has none."""
    properties = objects.get(pdf.Root, "/OCProperties")
    if properties is None:
        return None
    default = objects.get(properties, "/D")
    listed = set(_numbers_within(objects.get(default, "/Order")))
    off = {
        objects.number_of(each)
        for each in objects.items(objects.get(default, "/OFF"))
        if isinstance(each, Dictionary)
    }
    starts_off = objects.name(objects.get(default, "/BaseState")) == "OFF"
    found: list[LayerFacts] = []
    for group in objects.items(objects.get(properties, "/OCGs")):
        layer = resources.layer_of(group)
        if layer is not None and isinstance(group, Dictionary):
            number = objects.number_of(group)
            is_on = number not in off and not starts_off
            found.append(LayerFacts(layer.name, layer.group, layer.step, number in listed, is_on))
    extras = [key[1:] for key in _SWITCHES if tuple(objects.items(objects.get(default, key)))]
    if tuple(objects.items(objects.get(properties, "/Configs"))):
        extras.append("Configs")
    return Layers(tuple(found), objects.text(objects.get(default, "/Name")), tuple(extras))


def _numbers_within(order: object, depth: int = 0) -> Iterator[int]:
    """Yield the numbers of the groups in ``order``, whose arrays nest."""
    for each in objects.items(order):
        if isinstance(each, Array) and depth < 16:
            yield from _numbers_within(each, depth + 1)
        elif isinstance(each, Dictionary):
            yield objects.number_of(each)


def active(pdf: Pdf) -> tuple[str, ...]:
    """Return what the catalogue lets the file do: actions, scripts, forms, attachments."""
    found: set[str] = set()
    opening = objects.get(pdf.Root, "/OpenAction")
    if isinstance(opening, Dictionary):
        found.add(f"OpenAction {objects.name(objects.get(opening, '/S'))}".strip())
    if objects.get(pdf.Root, "/AA") is not None:
        found.add("AA")
    form = objects.get(pdf.Root, "/AcroForm")
    if isinstance(form, Dictionary):
        found.add("XFA" if objects.get(form, "/XFA") is not None else "AcroForm")
    names = objects.get(pdf.Root, "/Names")
    found |= {label for key, label in _TREES.items() if objects.get(names, key) is not None}
    return tuple(sorted(found))


class Contents:
    """What the objects of a file are made of, looked at one by one."""

    def __init__(self) -> None:
        self.filters: set[str] = set()
        self.outside: set[str] = set()
        self.active: set[str] = set()
        self.has_packed_objects = False
        self.has_packed_table = False
        self.is_partial = False

    def look(self, pdf: Pdf) -> None:
        """Look at every object, up to a bound."""
        for count, each in enumerate(_objects(pdf)):
            if count >= MOST_OBJECTS:
                self.is_partial = True
                return
            if isinstance(each, Stream):
                self._stream(each)
            if isinstance(each, Dictionary | Stream):
                self._dictionary(each)

    def _stream(self, stream: Stream) -> None:
        kind = objects.name(objects.get(stream, "/Type"))
        self.has_packed_objects |= kind == "ObjStm"
        self.has_packed_table |= kind == "XRef"
        self.filters.update(filters(stream))
        if objects.get(stream, "/F") is not None:
            self.outside.add("F")
        if (
            objects.name(objects.get(stream, "/Subtype")) == "PS"
            or objects.name(objects.get(stream, "/Subtype2")) == "PS"
        ):
            self.outside.add("PS")
        for key, label in _ELSEWHERE.items():
            if objects.get(stream, key) is not None:
                self.outside.add(label)
        for each in objects.items(objects.get(stream, "/Alternates")):
            if objects.get(each, "/DefaultForPrinting") is True:
                self.outside.add("Alternates")

    def _dictionary(self, holder: Dictionary | Stream) -> None:
        if objects.get(holder, "/JS") is not None:
            self.active.add("JavaScript")
        for key in ("/A", "/AA"):
            action = objects.get(holder, key)
            if isinstance(action, Dictionary) and (key == "/AA" or objects.name(objects.get(action, "/S"))):
                self.active.add(f"{key[1:]} {objects.name(objects.get(action, '/S'))}".strip())


def _objects(pdf: Pdf) -> Iterator[object]:
    """Yield the file's objects; of those that cannot be read, nothing."""
    try:
        listed = iter(pdf.objects)
    except objects.BROKEN:
        return
    while True:
        try:
            yield next(listed)
        except StopIteration:
            return
        except objects.BROKEN:
            continue


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
    stream = objects.get(pdf.Root, "/Metadata")
    if not isinstance(stream, Stream):
        return Xmp()
    is_plain = not filters(stream)
    try:
        data = stream.read_bytes()
    except objects.BROKEN:
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
