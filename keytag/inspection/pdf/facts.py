"""Facts of any PDF, a stranger's too: what a survey found, as values.

Lengths are millimetres; boxes and places have their origin at the top-left corner of the page's MediaBox, y down.
Knows neither how a file is read nor what it ought to hold.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from keytag.drawing.geometry import Rect
from keytag.drawing.ink import PROCESS


class ContentKind(StrEnum):
    """What is painted."""

    FILL = "fill"
    STROKE = "stroke"
    TEXT = "text"
    PICTURE = "picture"
    MASK = "mask"
    SHADING = "shading"


class Space(Struct, frozen=True):
    """A colour space: its family, the inks it names, and what it is built on.

    ``alternate`` is what a full tint becomes in the base, and ``is_linear`` where tints run straight to it from
    paper; ``tinting`` tells tint transforms apart.
    """

    family: str
    inks: tuple[str, ...] = ()
    channels: int = 0
    base: Space | None = None
    alternate: tuple[float, ...] | None = None
    tinting: str = ""
    is_linear: bool = False

    @property
    def families(self) -> frozenset[str]:
        """The families of this space and of all that it is built on."""
        below = self.base.families if self.base is not None else frozenset[str]()
        return below | {self.family}

    @property
    def spots(self) -> tuple[str, ...]:
        """The inks named here or below."""
        return (*self.inks, *(self.base.spots if self.base is not None else ()))


class Pen(Struct, frozen=True):
    """How a line is drawn, in the units of its path; the join and cap by their numbers in ISO 32000-1, 8.4.3."""

    # ISO 32000-1, table 52: the values at the start of a page.
    width: float = 1.0
    join: int = 0
    cap: int = 0
    dash: tuple[float, ...] = ()
    phase: float = 0.0


class PaintManner(Struct, frozen=True):
    """One way of painting: what, in which colour, over what or through it, in which layer."""

    kind: ContentKind
    space: Space
    amounts: tuple[float, ...] = ()
    overprint: bool = False
    overprint_mode: int = 0
    layer: str = ""
    step: str = ""
    """The layer's processing step (``Structural/Cutting``; ISO 19593-1), or nothing."""


class Use(Struct, frozen=True):
    """How often and where something is painted in one manner.

    ``box`` holds all of it, ``largest`` is the widest and highest single one (by its lesser side). ``thinnest`` is
    the least width of a line, ``smallest`` the least size of lettering, each None where there is none.
    """

    manner: PaintManner
    count: int = 1
    box: Rect | None = None
    largest: tuple[float, float] = (0.0, 0.0)
    thinnest: float | None = None
    smallest: float | None = None


class Picture(Struct, frozen=True):
    """A picture as placed: pixels, bits a channel, colour space, and pixels an inch (the lesser of both ways)."""

    width: int
    height: int
    bits: int
    space: Space
    ppi: float
    filters: tuple[str, ...] = ()
    is_stencil: bool = False


class Font(Struct, frozen=True):
    """A font that a page names."""

    name: str
    kind: str
    is_embedded: bool


class SurveyedPage(Struct, frozen=True):
    """One page. ``boxes`` are its own; ``media`` and ``crop`` may be inherited, and are None where there are none.

    ``see_through`` lists what is transparent, ``blends`` the families in which groups of forms blend, ``states``
    what the graphics state asks of halftones and transfer curves, ``unread`` what could not be read.
    """

    media: Rect | None
    crop: Rect | None = None
    boxes: tuple[tuple[str, Rect], ...] = ()
    rotate: float = 0.0
    user_unit: float = 1.0
    group_space: str | None = None
    annotations: tuple[str, ...] = ()
    fonts: frozenset[Font] = frozenset()
    uses: tuple[Use, ...] = ()
    pictures: tuple[Picture, ...] = ()
    see_through: frozenset[str] = frozenset()
    blends: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    def box(self, name: str) -> Rect | None:
        """Return the page's own box of this name (``TrimBox``)."""
        return dict(self.boxes).get(name)

    @property
    def is_sheet(self) -> bool:
        """Tell whether the trim is the whole page, as it is of a press sheet: nothing lies outside it."""
        trim = self.box("TrimBox")
        return trim is not None and self.media is not None and trim.contains(self.media, 0.01)


class InfoEntry(Struct, frozen=True):
    """A value of the Info dictionary: its text, and whether it is a string or a name."""

    kind: str
    text: str


class Xmp(Struct, frozen=True):
    """The metadata stream: whether it is there, stored plain and readable, and its properties by prefixed name."""

    is_there: bool = False
    is_plain: bool = False
    is_readable: bool = False
    properties: tuple[tuple[str, str], ...] = ()


class IccProfile(Struct, frozen=True):
    """The header of an ICC profile with its title, and whether the bytes are one at all."""

    is_whole: bool
    kind: str = ""
    space: str = ""
    version: tuple[int, int] = (0, 0)
    digest: str = ""
    title: str = ""


class Intent(Struct, frozen=True):
    """An output intent; ``profile`` is None where none is embedded."""

    subtype: str
    condition: str
    registry: str
    info: str
    channels: int
    profile: IccProfile | None


class LayerFacts(Struct, frozen=True):
    """A layer, its processing step (ISO 19593-1), and whether the default order lists it."""

    name: str
    group: str = ""
    step: str = ""
    is_listed: bool = False
    is_on: bool = True


class Layers(Struct, frozen=True):
    """The optional content: its layers, the name of the default configuration, and what else it has."""

    layers: tuple[LayerFacts, ...] = ()
    default_name: str = ""
    extras: tuple[str, ...] = ()


class FileFacts(Struct, frozen=True):
    """All that a survey tells of a file.

    ``active`` lists actions, scripts, forms and attachments; ``filters`` every compression in use; ``outside``
    streams and pictures that lie elsewhere; ``repaired`` what had to be mended to read the file at all; ``unread``
    what was left out, for it is broken or too much.
    """

    size: int
    version: str
    pages: tuple[SurveyedPage, ...]
    has_id: bool
    is_encrypted: bool
    has_packed_objects: bool
    has_packed_table: bool
    info: tuple[tuple[str, InfoEntry], ...]
    xmp: Xmp
    intents: tuple[Intent, ...]
    layers: Layers | None
    active: tuple[str, ...]
    filters: frozenset[str]
    outside: frozenset[str]
    spots: tuple[Space, ...] = ()
    repaired: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def info_text(self, key: str) -> str:
        """Return the text of an Info entry, or nothing."""
        entry = dict(self.info).get(key)
        return entry.text if entry is not None else ""


def plates(space: Space, amounts: tuple[float, ...]) -> dict[str, float] | None:
    """Return how much of each ink ``amounts`` of ``space`` lay down; None where that hangs on a profile."""
    if space.family == "DeviceCMYK" and len(amounts) == 4:
        return dict(zip(PROCESS, amounts, strict=True))
    if space.family == "DeviceGray" and len(amounts) == 1:
        return {"Black": 1.0 - amounts[0]}
    if space.family in ("Separation", "DeviceN") and len(amounts) == len(space.inks):
        return {ink: amount for ink, amount in zip(space.inks, amounts, strict=True) if ink != "None"}
    return None


def ink_amounts(use: Use) -> dict[str, float] | None:
    """Return how much lies on each plate that a use inks; None where that hangs on a profile or a picture."""
    found = plates(use.manner.space, use.manner.amounts)
    return None if found is None else {ink: amount for ink, amount in found.items() if amount > 0}
