"""Raw pages become parts: the content, the spots and the overprint of each artwork, and nothing else.

Knows how reportlab's pages look and what has to be taken out of them; must not know of sheets or of PDF/X. Answers
to ISO 32000-1, 8.10 (form XObjects) and 8.11 (optional content).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from keytag.drawing.artwork import Artwork, inks, walk
from keytag.drawing.ink import Ink
from keytag.output.pdf.layers import Layer, layer_of_item
from keytag.output.pdf.oneup import draw_pages


class FormContent(Struct, frozen=True):
    """One artwork inside a file: its content stream and the resources that the content names."""

    artwork: Artwork
    content: bytes
    resources: Dictionary


def draw_parts(artworks: Sequence[Artwork], *, layers: bool) -> tuple[Pdf, tuple[FormContent, ...]]:
    """Return a file without pages and, in the order of ``artworks``, the parts to fill pages with."""
    pdf = Pdf.open(BytesIO(draw_pages(artworks, layers=layers)))
    groups = _register_layers(pdf, artworks) if layers else {}
    parts = tuple(
        FormContent(artwork, page.Contents.read_bytes().strip(), _resources(page.Resources, artwork, groups))
        for artwork, page in zip(artworks, pdf.pages, strict=True)
    )
    del pdf.pages[:]
    # reportlab asks viewers for an outline pane and signs itself; nothing of either belongs to a press sheet.
    for key in set(pdf.Root.keys()) - {"/Type", "/Pages", "/OCProperties"}:
        del pdf.Root[key]
    _forget_identity(pdf)
    return pdf, parts


def _forget_identity(pdf: Pdf) -> None:
    """Remove reportlab's Info and ID, which it takes from the clock or SOURCE_DATE_EPOCH.

    The Info is emptied before it is let go: it stays among the objects until the file is saved.
    """
    info = pdf.trailer["/Info"]
    for key in tuple(info.keys()):
        del info[key]
    del pdf.trailer["/Info"]
    if "/ID" in pdf.trailer:
        del pdf.trailer["/ID"]


def _resources(raw: Object, artwork: Artwork, groups: dict[Layer, Object]) -> Dictionary:
    """Keep overprint states, name spots anew, add layers; fonts and procedure sets go."""
    resources = Dictionary()
    if "/ExtGState" in raw:
        resources.ExtGState = raw.ExtGState
    if "/ColorSpace" in raw:
        spots = {ink.name: ink for ink in inks(artwork) if ink.spot}
        spaces = {name: _separation(space, spots) for name, space in raw.ColorSpace.items()}
        resources.ColorSpace = Dictionary(spaces)
    used = {layer.name: groups[layer] for layer in _layers(artwork) if layer in groups}
    if used:
        resources.Properties = Dictionary({f"/{name}": group for name, group in used.items()})
    return resources


def _separation(space: Object, spots: Mapping[str, Ink]) -> Array:
    """Return a spot's colour space, whose tints run straight from paper to its alternate.

    ISO 32000-1, 7.10.3: a function of type 2 says so in figures, which any reader can hold against the ink.
    """
    ink = spots[str(space[1])[1:]]
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array(_figures(ink)), N=1)
    return Array([Name.Separation, space[1], Name.DeviceCMYK, tint])


def _figures(ink: Ink) -> list[float]:
    return [round(amount, 6) for amount in ink.cmyk]


def _layers(artwork: Artwork) -> Iterator[Layer]:
    return (layer for item, _ in walk(artwork.items) if (layer := layer_of_item(item)) is not None)


def _register_layers(pdf: Pdf, artworks: Sequence[Artwork]) -> dict[Layer, Object]:
    """Make an optional content group for each layer in use and list all of them in the catalogue.

    ISO 19593-1:2018, 5: ``/GTS_Metadata`` of the group names the processing step. ISO 15930-7:2010, 6.15: the
    default configuration has a name and orders every group.
    """
    used = dict.fromkeys(layer for artwork in artworks for layer in _layers(artwork))
    groups: dict[Layer, Object] = {layer: pdf.make_indirect(_group(layer)) for layer in used}
    if groups:
        listed = Array(groups.values())
        pdf.Root.OCProperties = Dictionary(
            OCGs=listed, D=Dictionary(Name=String("Processing steps"), Order=listed)
        )
    return groups


def name_layers(pdf: Pdf, called: Mapping[str, str]) -> None:
    """Give the layers of ``pdf`` the names that they are ``called`` by; what they stand for stays as it is."""
    for group in pdf.Root.OCProperties.OCGs if "/OCProperties" in pdf.Root else ():
        group.Name = String(called.get(str(group.Name), str(group.Name)))


def _group(layer: Layer) -> Dictionary:
    step = Dictionary(GTS_ProcStepsGroup=Name(f"/{layer.group}"))
    if layer.step:
        step.GTS_ProcStepsType = Name(f"/{layer.step}")
    return Dictionary(Type=Name.OCG, Name=String(layer.name), GTS_Metadata=step)


def form_xobject(pdf: Pdf, content: bytes, resources: Dictionary, box: Array) -> Stream:
    """Return a form XObject that shows what lies in ``box`` (ISO 32000-1, 8.10.1: all else is clipped away)."""
    return Stream(
        pdf,
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=box,
        Resources=resources,
    )


class ArtworkNumbers:
    """The distinct artworks among those given.

    Comparing artworks in full is slow, so each object is looked at once and then known by its identity; the
    census holds on to every object it was given, so that no identity is ever reused.
    """

    def __init__(self, artworks: Iterable[Artwork]) -> None:
        numbers: dict[Artwork, int] = {}
        self._held: dict[int, tuple[Artwork, int]] = {}
        for artwork in artworks:
            if id(artwork) not in self._held:
                self._held[id(artwork)] = (artwork, numbers.setdefault(artwork, len(numbers)))
        self.distinct = tuple(numbers)

    def number(self, artwork: Artwork) -> int:
        """Return the number of one of the artworks given, an index of ``distinct``."""
        return self._held[id(artwork)][1]
