"""Imposition: tags on press sheets, backed up, with marks; as values, before any file is written.

The front door is `impose`; `tag_fits` says beforehand whether there is room at all. Margins, gaps and spots come
from the shop, artworks from composition. Knows nothing of YAML, fonts or PDF. Backing-up words follow JDF (CIP4).
"""

from keytag.imposition.assign import Filling, assigned, filled_up, places, yields
from keytag.imposition.cut import dieline
from keytag.imposition.forms import Cut, EditionRun, Way
from keytag.imposition.furniture import Furniture, WantedMarks
from keytag.imposition.layout import Layout, LayoutKind, Slot, arrange, grid, nested
from keytag.imposition.legend import Legend
from keytag.imposition.order import Figures, run_length, split_count, with_overs
from keytag.imposition.placing import MARKS_FIT
from keytag.imposition.plates import Imposition, impose
from keytag.imposition.press import Backing, Press
from keytag.imposition.room import RULES as ROOM_RULES
from keytag.imposition.room import backs_are_printed, tag_fits
from keytag.imposition.sheet import Form, Page, Placement, Plate, SheetSide
from keytag.imposition.slug import SlugFacts
from keytag.imposition.typesetter import Letter, LineSetter

__all__ = [
    "RULES",
    "Backing",
    "Cut",
    "EditionRun",
    "Figures",
    "Filling",
    "Form",
    "Furniture",
    "Imposition",
    "Layout",
    "LayoutKind",
    "Legend",
    "Letter",
    "LineSetter",
    "Page",
    "Placement",
    "Plate",
    "Press",
    "SheetSide",
    "Slot",
    "SlugFacts",
    "WantedMarks",
    "Way",
    "arrange",
    "assigned",
    "backs_are_printed",
    "dieline",
    "filled_up",
    "grid",
    "impose",
    "nested",
    "places",
    "run_length",
    "split_count",
    "tag_fits",
    "with_overs",
    "yields",
]

RULES = (*ROOM_RULES, MARKS_FIT)
"""Every rule of this package."""
