"""Imposition: tags on press sheets, backed up, with marks; as values, before any file is written.

Goes in: artworks from composition; margins, gaps and spots from the shop; counts. Comes out: plates and pages. To
follow one order, read in this order: `counts` and `gang` (how many, on which plates), `sheet_layout` over `layout`
and `nesting` (where tags stand), `plates` (forms, plates, pages: `impose`), `backing_up` (where backs go),
`sheet_marks` with `slug`, `legend` and `cutter_marks`, last `technical_lines` and `cut_sheet` (what is cut). Knows
nothing of YAML, fonts or PDF. Backing-up words follow JDF (CIP4).
"""

from keytag.imposition.counts import (
    Filling,
    PlanFigures,
    assign_slots,
    count_front_slots,
    fill_up,
    run_length,
    split_count,
    tags_per_slot,
    with_overs,
)
from keytag.imposition.layout import Layout, LayoutKind, Slot, arrange, grid_layout, nested_layout
from keytag.imposition.legend import Legend
from keytag.imposition.line_setter import Letter, LineSetter
from keytag.imposition.plates import Cut, EditionRun, Imposition, LayoutAndBacking, impose
from keytag.imposition.press import Backing, Press
from keytag.imposition.sheet import Form, Page, Placement, Plate, SheetSide
from keytag.imposition.sheet_checks import backs_are_printed, tag_fits
from keytag.imposition.sheet_marks import Furniture, WantedMarks
from keytag.imposition.sheet_rules import RULES
from keytag.imposition.slug import SlugFacts
from keytag.imposition.technical_lines import dieline

__all__ = [
    "RULES",
    "Backing",
    "Cut",
    "EditionRun",
    "Filling",
    "Form",
    "Furniture",
    "Imposition",
    "Layout",
    "LayoutAndBacking",
    "LayoutKind",
    "Legend",
    "Letter",
    "LineSetter",
    "Page",
    "Placement",
    "PlanFigures",
    "Plate",
    "Press",
    "SheetSide",
    "Slot",
    "SlugFacts",
    "WantedMarks",
    "arrange",
    "assign_slots",
    "backs_are_printed",
    "count_front_slots",
    "dieline",
    "fill_up",
    "grid_layout",
    "impose",
    "nested_layout",
    "run_length",
    "split_count",
    "tag_fits",
    "tags_per_slot",
    "with_overs",
]
