"""What a job ticket says, gathered from job, shop and imposition; the same for people and for machines.

Counts and distances of cuts are those of the cutting files. Knows nothing of how it is set or written.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Literal

from msgspec import Struct

from keytag.drawing.artwork import Artwork
from keytag.drawing.geometry import Hole, Shape
from keytag.drawing.ink import PROCESS, Ink
from keytag.imposition import Backing, PlanFigures, Press, Slot
from keytag.text.text import Text


class TicketEdition(Struct, frozen=True):
    """An edition with its tags: ordered, and printed with what is over."""

    id: str
    ordered: int
    printed: int
    name: str = ""
    """What people call it; machines take the id."""
    number: int = 0
    """Its number on the press sheets' legend and on the map; 0 where the job is one design."""


class TicketRun(Struct, frozen=True):
    """One layout that goes through the press: where its pages are, how often, and what is on it.

    ``pages`` count from 1 in ``file``; ``slots`` are the editions in the slots of its sheet, one for each.
    """

    file: str
    pages: tuple[int, ...]
    run_length: int
    slots: tuple[str, ...]
    plates: tuple[tuple[str, ...], ...] = ()
    """The printing plates of each of its pages, as a separator finds them: process plates first, then spots."""
    sheets_to_load: int = 0
    """Its good sheets and those to make its plates ready; the first run's, those for the cutter as well."""
    sheets_to_spare: int = 0
    """Good sheets of this run that may be lost, and of no other, before an edition is short."""

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions in its slots."""
        return tuple(self.copies)

    @property
    def copies(self) -> dict[str, int]:
        """The tags of each edition that the whole run gives."""
        return {edition: slots * self.run_length for edition, slots in Counter(self.slots).items()}


class TicketFile(Struct, frozen=True):
    """A file of the package with its digests: SHA-256 for people, MD5 where XJDF wants no other."""

    name: str
    sha256: str
    md5: str


CUT_DEPTHS = {"through": Text("bế đứt", "cut through"), "kiss": Text("bế demi", "kiss cut")}
"""How deep a cut goes, by the shop's word for it."""
_CUT_BY_LIGHT = {"through": Text("cắt đứt", "cut through"), "kiss": Text("cắt demi", "kiss cut")}
_NO_DIE = Text("theo khuôn, không bế", "as moulded, no die")


def cut_depth(process: str | None, cut: str) -> Text:
    """Return how deep a cut goes in the words of the process: no die cuts acrylic, and none what is moulded."""
    if process == "moulded":
        return _NO_DIE
    return (_CUT_BY_LIGHT if process == "uv" else CUT_DEPTHS)[cut]


class TicketCutter(Struct, frozen=True):
    """The shop's cutter: its name for people, the cutting file that it opens, and what its operator has to know.

    ``opens`` is one of the ticket's cut files; what is None is for the shop to say.
    """

    title: Text
    opens: str | None = None
    note: Text | None = None


class TicketWhite(Struct, frozen=True):
    """The white under colours: its spot, how far it stays inside the cut, and which sides have it.

    ``is_first`` where it is printed before the colours and the print is read from its own face; else it comes
    last, and is read through the stock.
    """

    spot: str
    choke: float
    on_front: bool
    on_back: bool
    is_first: bool = True


class TicketContent(Struct, frozen=True):
    """Files of the package that are for one thing: their name (``*`` for an edition's folder), what for, which."""

    name: str
    what: Text
    files: tuple[str, ...]


class TicketOrder(Struct, frozen=True):
    """What the office orders beside the print, in its own words; what is None is left to fill in by hand."""

    stock: str | None = None
    finishing: str | None = None
    ring: str | None = None
    due: date | None = None
    contact: str | None = None
    phone: str | None = None


class TicketPacking(Struct, frozen=True):
    """How many go into a bag and a box; ``is_allotted`` where a packing list says who gets which."""

    bag: int | None
    box: int | None
    is_allotted: bool = False


class TicketLeaflet(Struct, frozen=True):
    """The leaflet that goes with the tags: its cut size in mm, its sides, how many; on sheets of so many slots."""

    width: float
    height: float
    is_two_sided: bool
    ordered: int | None = None
    slots: int | None = None
    sheets: int | None = None


class TicketPicture(Struct, frozen=True):
    """How a finished tag looks, front and back with their bleed, and whose it is where there are several."""

    front: Artwork
    back: Artwork
    edition: str = ""


class TicketShop(Struct, frozen=True):
    """Where, how and on what it is printed; what is None is left to fill in. ``cut`` is through or kiss."""

    title: Text
    press: Press
    backing: Backing
    process: str | None = None
    material: Text | None = None
    thickness: float | None = None
    cut: str = "through"
    cutter: TicketCutter | None = None
    white: TicketWhite | None = None
    is_general: bool = False
    """Whether its figures are nobody's own, so that the shop has to confirm them before it prints."""
    face_up: Literal["front", "back"] = "front"
    """The side of the sheet that lies up before the cutter."""


class TicketPatch(Struct, frozen=True):
    """QR codes that are printed apart and put on: how many of each edition, how large, and the files of each.

    ``width`` and ``height`` are mm; ``pieces`` are edition, file and number, as many as the edition's tags.
    """

    width: float
    height: float
    pieces: tuple[tuple[str, str, int], ...]

    @property
    def count(self) -> int:
        """How many there are in all."""
        return sum(number for _, _, number in self.pieces)


class TicketColours(Struct, frozen=True):
    """Printed inks, technical ones (dieline, hole), and the printing condition."""

    printed: tuple[Ink, ...]
    technical: tuple[Ink, ...]
    standard: Text
    condition: str


class TicketPart(Struct, frozen=True):
    """A part of the tags (a slot of the template, on one side), its colour, and how it is made.

    ``made``: of the material's own colour, moulded in a colour of its own, printed, or put on as a patch.
    ``nodes`` say what of the job stands there, like ``numbers.0.number``.
    """

    side: Literal["front", "back"]
    slot: str
    colour: Ink
    made: Literal["material", "moulded", "printed", "patch"]
    nodes: tuple[str, ...] = ()


class TicketMaking(Struct, frozen=True):
    """How the tags are made: colour of the material (None: white, or as the paper is), parts, moulds.

    ``moulds`` are the editions that share one, a tuple for each; ``relief`` is how high a level is in mm.
    ``editions`` are those that have these parts, ``others`` the rest of them with theirs.
    """

    material: Ink | None
    parts: tuple[TicketPart, ...]
    moulds: tuple[tuple[str, ...], ...] = ()
    relief: float | None = None
    editions: tuple[str, ...] = ()
    others: tuple[tuple[tuple[str, ...], tuple[TicketPart, ...]], ...] = ()


class CutLayers(Struct, frozen=True):
    """What the cutting files call outlines, holes, marks, and what is only said."""

    cut: str
    hole: str
    marks: str
    info: str


class Reach(Struct, frozen=True):
    """How wide are the strips, in mm, that a machine reaches only with the sheet on a larger carrier."""

    near: float
    far: float
    sides: float


_CORNERS = {
    (False, False): Text("góc trên bên trái", "upper left"),
    (True, False): Text("góc trên bên phải", "upper right"),
    (False, True): Text("góc dưới bên trái", "lower left"),
    (True, True): Text("góc dưới bên phải", "lower right"),
}


def corner_title(*, is_right: bool, is_low: bool) -> Text:
    """Name a corner of the sheet as it lies before the cutter."""
    return _CORNERS[is_right, is_low]


def opposite_corner(corner: Text) -> Text:
    """Return the corner across from another."""
    right, low = next(each for each, name in _CORNERS.items() if name == corner)
    return _CORNERS[not right, not low]


class TicketCutting(Struct, frozen=True):
    """A sheet's cuts in figures. Lengths are mm.

    ``marks`` are those that a camera looks for, 0 where crosses are laid by eye; ``across`` and ``along`` how far
    they stand apart, ``first`` the corner of the first of them. ``beyond`` is how far cuts reach out of the marks'
    frame. ``left``, ``right``, ``low`` and ``high`` are what is left between the cuts and the sheet's edges;
    ``gap`` what lies between two outlines.
    """

    layers: CutLayers
    holes: int
    cuts: int
    left: float
    right: float
    low: float
    high: float
    gap: float
    hole: float | None = None
    marks: int = 0
    has_key: bool = False
    first: Text = Text("góc dưới bên trái", "lower left")
    across: float = 0.0
    along: float = 0.0
    beyond: float = 0.0
    crosses: int = 0
    reach: Reach | None = None


class Ticket(Struct, frozen=True):
    """All that a job ticket says. ``slots`` are those of one press sheet, as its front sees them."""

    job: str
    issuer: str
    date: date
    version: str
    content_hash: str
    editions: tuple[TicketEdition, ...]
    runs: tuple[TicketRun, ...]
    plan: PlanFigures
    slots: tuple[Slot, ...]
    shape: Shape
    hole: Hole | None
    shop: TicketShop
    colours: TicketColours
    files: tuple[TicketFile, ...]
    cut_files: tuple[str, ...]
    """Those of ``files`` that say what is cut."""
    patch: TicketPatch | None = None
    making: TicketMaking | None = None
    order: TicketOrder = TicketOrder()
    picture: TicketPicture | None = None
    cutting: TicketCutting | None = None
    packing: TicketPacking | None = None
    contents: tuple[TicketContent, ...] = ()
    """All files of the package, by what they are for."""
    unapproved: bool = False
    """Whether it is handed off though nobody has approved it."""
    leaflet: TicketLeaflet | None = None
    order_number: int | None = None
    """The order's running number: 2 of a reprint; None where the job does not say it."""

    @property
    def sides(self) -> tuple[tuple[str, ...], ...]:
        """The printing plates of fronts and of backs, all runs together; one tuple where one form has both."""
        count = max((len(run.plates) for run in self.runs), default=0)
        every = [[run.plates[side] for run in self.runs if side < len(run.plates)] for side in range(count)]
        names = [{name for plates in one for name in plates} for one in every]
        return tuple((*(name for name in PROCESS if name in one), *sorted(one - set(PROCESS))) for one in names)

    def in_print_order(self, plates: tuple[str, ...]) -> tuple[str, ...]:
        """Return plates in the order in which they print: white before all others, or after them."""
        white = self.shop.white
        if white is None or white.spot not in plates:
            return plates
        colours = tuple(name for name in plates if name != white.spot)
        return (white.spot, *colours) if white.is_first else (*colours, white.spot)

    @property
    def sheets_to_load(self) -> int:
        """All sheets that the press is given: good ones, those to make ready, those for the cutter."""
        return self.plan.sheets_to_load

    @property
    def sheets_to_spare(self) -> int:
        """Good sheets that may be lost, whichever they are, before any edition is short of its order."""
        return self.plan.sheets_to_spare

    @property
    def is_shared(self) -> bool:
        """Whether any sheet carries several editions."""
        return any(len(run.editions) > 1 for run in self.runs)
