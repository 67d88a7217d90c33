"""Finished bytes are read back into facts: boxes, inks, placements, what a PDF/X file says about itself.

Must not know what the file ought to hold; `keytag.checks.press_file` does. Answers to ISO 32000-1 and to the
entries that ISO 15930-4 and ISO 15930-7 ask for.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from xml.etree import ElementTree as ET

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from keytag.drawing.geometry import Affine, Rect
from keytag.inspection.pdf.content import ContentReader
from keytag.inspection.pdf.press_facts import IntentFacts, PageFacts, PdfFacts
from keytag.units import to_mm

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"

# ISO 32000-1, table 28: what a catalogue may hold here; actions, forms and viewer settings are none of it.
_CATALOGUE = frozenset({"/Type", "/Version", "/Pages", "/Metadata", "/OutputIntents", "/OCProperties"})

# ISO 15930-7:2010, 6.9 and 6.11: a page is not turned or scaled, has no annotations and no actions.
_PAGE = frozenset({"/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/BleedBox", "/TrimBox", "/ArtBox"})
# ISO 32000-1, 7.7.3.4: what a page has from the nodes above it.
_INHERITED = frozenset({"/MediaBox", "/CropBox", "/Rotate", "/Resources"})
# House rule: qpdf's trees of pages have two levels for thousands of pages.
_MOST_NODES = 50
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")


def inspect(data: bytes) -> PdfFacts:
    """Return what the PDF in ``data`` holds. Raises pikepdf.PdfError where it is no PDF."""
    with Pdf.open(BytesIO(data)) as pdf:
        reader = ContentReader(pdf)
        pages = tuple(_page_facts(page, reader) for page in pdf.pages)
        return PdfFacts(
            version=pdf.pdf_version,
            pages=pages,
            paints=frozenset(reader.paints),
            fonts=frozenset(reader.fonts),
            foreign=frozenset(reader.foreign | (set(pdf.Root.keys()) - _CATALOGUE) | set(_switches(pdf))),
            transparency=frozenset(reader.transparency),
            intents=tuple(_intent(intent) for intent in pdf.Root.get("/OutputIntents", ())),
            info=_info(pdf),
            xmp=_xmp(pdf),
            layers=frozenset(_layers(pdf)),
            has_id="/ID" in pdf.trailer,
            is_encrypted=pdf.is_encrypted,
        )


def _page_facts(page: Page, reader: ContentReader) -> PageFacts:
    """Read one page; only its own entries count, since PDF/X does not let boxes be inherited."""
    media = [float(value) for value in page.obj.MediaBox]
    scale = to_mm(1.0)
    door = Affine(scale, 0.0, 0.0, -scale, -media[0] * scale, media[3] * scale)
    contents = page.obj.get("/Contents", Dictionary())
    streams = list(contents) if isinstance(contents, Array) else [contents]
    data = b"\n".join(stream.read_bytes() for stream in streams)
    if "/Group" in page.obj:
        reader.transparency.add("/Group")
    box = _box(page.obj.MediaBox, door)
    placed, drawing, window = reader.read(data, page.obj.get("/Resources", Dictionary()), door, page=box)
    return PageFacts(
        boxes=tuple((name, _box(page.obj[name], door)) for name in _BOXES if name in page.obj),
        placed=placed,
        drawing=drawing,
        window=window,
        oddities=frozenset((set(page.obj.keys()) - _PAGE) | _handed_down(page.obj)),
    )


def _handed_down(page: Object) -> set[str]:
    """Return what a page inherits: PDF/X wants its boxes on the page itself, and a turn comes from there too."""
    found: set[str] = set()
    node, seen = page.get("/Parent"), 0
    while node is not None and seen < _MOST_NODES:
        found |= set(node.keys()) & _INHERITED
        node, seen = node.get("/Parent"), seen + 1
    return found


def _switches(pdf: Pdf) -> Iterator[str]:
    """Yield what may hide a layer: its own usage, and every entry of the configuration beyond name and order."""
    if "/OCProperties" not in pdf.Root:
        return
    properties = pdf.Root.OCProperties
    yield from (f"OCProperties {key}" for key in set(properties.keys()) - {"/OCGs", "/D"})
    yield from (f"OCProperties D {key}" for key in set(properties.D.keys()) - {"/Name", "/Order"})
    for group in properties.OCGs:
        yield from (f"layer {group.Name} {key}" for key in set(group.keys()) - {"/Type", "/Name", "/GTS_Metadata"})
    if {group.objgen for group in properties.OCGs} != {group.objgen for group in properties.D.get("/Order", ())}:
        yield "a layer that is listed but once"


def _box(box: Object, door: Affine) -> Rect:
    x0, y0, x1, y1 = (float(value) for value in box)
    (left, top), (right, bottom) = door.apply((x0, y1)), door.apply((x1, y0))
    return Rect(left, top, right, bottom)


def _intent(intent: Object) -> IntentFacts:
    profile = intent.get("/DestOutputProfile")
    return IntentFacts(
        subtype=str(intent.get("/S", "")),
        condition=str(intent.get("/OutputConditionIdentifier", "")),
        registry=str(intent.get("/RegistryName", "")),
        profile_digest="" if profile is None else sha256(profile.read_bytes()).hexdigest(),
        channels=0 if profile is None else int(profile.get("/N", 0)),
    )


def _info(pdf: Pdf) -> tuple[tuple[str, str], ...]:
    """Return the Info entries; a name keeps its slash, so that ``/Trapped /False`` differs from a string."""
    if "/Info" not in pdf.trailer:
        return ()
    return tuple(sorted((key[1:], str(value)) for key, value in pdf.trailer.Info.items()))


def _xmp(pdf: Pdf) -> tuple[tuple[str, str], ...]:
    """Return the XMP properties by local name; of a list of languages the first, which is the default."""
    if "/Metadata" not in pdf.Root or "/Filter" in pdf.Root.Metadata:
        return ()
    try:
        root = ET.fromstring(pdf.Root.Metadata.read_bytes())  # noqa: S314 - a packet that keytag has just written
    except ET.ParseError:
        return ()
    found = {}
    for description in root.iter(f"{_RDF}Description"):
        for prop in description:
            item = prop.find(f".//{_RDF}li")
            found[prop.tag.rpartition("}")[2]] = (prop if item is None else item).text or ""
    return tuple(sorted(found.items()))


def _layers(pdf: Pdf) -> list[tuple[str, str, str]]:
    """Return the layers that the default configuration orders (ISO 19593-1:2018, 5)."""
    if "/OCProperties" not in pdf.Root:
        return []
    found = []
    for group in pdf.Root.OCProperties.D.get("/Order", ()):
        metadata = group.get("/GTS_Metadata", Dictionary())
        steps = (str(metadata.get(key, Name("/")))[1:] for key in ("/GTS_ProcStepsGroup", "/GTS_ProcStepsType"))
        found.append((str(group.Name), *steps))
    return [(name, group, step) for name, group, step in found]
