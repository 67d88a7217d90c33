"""Sets of rules for finished files, as data: the variants of GWG 2022 by which a shop's prepress judges.

Code asks a `RuleSet` for its limits; it never asks which one it is. Sizes of lettering and lines are in points, as
the Ghent Workgroup gives them; below them a file is warned of.
"""

from __future__ import annotations

from msgspec import Struct

from keytag.text.text import Text


class Ppi(Struct, frozen=True):
    """Pixels an inch: below ``error`` a picture is too coarse, below ``warning`` it may be."""

    error: float
    warning: float


class RuleSet(Struct, frozen=True):
    """One variant: its limits, and what it requires or forbids."""

    name: str
    title: Text
    reversed_text_pt: float
    """R0016: white lettering."""
    multi_ink_text_pt: float
    """R0017: lettering in more than one ink."""
    reversed_line_pt: float
    """R0018: white lines."""
    multi_ink_line_pt: float
    """R0019: lines in more than one ink."""
    picture_ppi: Ppi
    """R0031: pictures in colours or greys."""
    stencil_ppi: Ppi
    """R0032: pictures of one bit."""
    most_ink: float
    """R0025, R0026: all inks together, 1 for one full ink, mean over a square of ``ink_square`` mm."""
    ink_square: float = 15.0
    is_one_page: bool = False
    """R0006: one page to a file."""
    required_steps: tuple[str, ...] = ()
    """Processing steps (ISO 19593-1) that must be there."""
    forbidden_steps: tuple[str, ...] = ()
    # R0009, R0010: black lettering and lines smaller than this overprint.
    black_text_pt: float = 12.0
    black_line_pt: float = 2.0
    # R0015: lettering with so much black, and so much ink in all, is rich black.
    rich_black: float = 0.85
    rich_total: float = 2.8


# GWG 2022, variant Sheet Spot: R0016 to R0019, R0025, R0026, R0031, R0032.
SHEET_SPOT = RuleSet(
    name="gwg2022-sheet-spot",
    title=Text("GWG 2022 Sheet Spot", "GWG 2022 Sheet Spot"),
    reversed_text_pt=8.0,
    multi_ink_text_pt=8.0,
    reversed_line_pt=0.25,
    multi_ink_line_pt=0.25,
    picture_ppi=Ppi(149.0, 224.0),
    stencil_ppi=Ppi(549.0, 799.0),
    most_ink=3.2,
)

# GWG 2022, variant Label & Leaflet: the same rules, R0006, and the processing steps of die-cut work.
LABEL = RuleSet(
    name="gwg2022-label",
    title=Text("GWG 2022 Label & Leaflet", "GWG 2022 Label & Leaflet"),
    reversed_text_pt=5.0,
    multi_ink_text_pt=14.0,
    reversed_line_pt=0.3,
    multi_ink_line_pt=1.5,
    picture_ppi=Ppi(199.0, 239.0),
    stencil_ppi=Ppi(549.0, 799.0),
    most_ink=3.2,
    is_one_page=True,
    required_steps=("Structural/Cutting",),
    forbidden_steps=("Structural/Drilling",),
)

RULE_SETS = {rules.name: rules for rules in (SHEET_SPOT, LABEL)}
