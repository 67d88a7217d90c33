"""Imposition: tags on press sheets, backed up, with marks; as values, before any file is written.

Goes in: artworks from composition; margins, gaps and spots from the shop; counts. Comes out: plates and pages.
Knows nothing of YAML, fonts or PDF. Backing-up words follow JDF (CIP4). To follow one order, read in this order:

- `press`: a sheet, its margins, the ways of backing it up; `sheet`: what lies on it, as values;
- `layout`, with `nesting` and `bands`: where tags stand; `sheet_layout`: as many as leave the marks their places;
- `counts` and `gang`: how many sheets, and which editions on which plates;
- `plates`: forms, plates, pages (`impose`); `backing_up`: where the back of a slot goes; `underbase`: white below
  it;
- `sheet_marks`: all marks of a side, each in its place; `margin`: the room for them; `form_inks`: what they print
  in;
- `slug`, `legend`, `cutter_marks`: marks by themselves; `line_setter`: their lettering;
- `technical_lines`: what is said and not printed; `cut_sheet`: what the cutter follows;
- `sheet_checks` and `sheet_rules`: what must hold before a sheet is laid.
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
from keytag.imposition.layout import FreeLayout, Layout, LayoutKind, Slot, arrange, free_field, layout_field
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
    "FreeLayout",
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
    "free_field",
    "impose",
    "layout_field",
    "run_length",
    "split_count",
    "tag_fits",
    "tags_per_slot",
    "with_overs",
]
