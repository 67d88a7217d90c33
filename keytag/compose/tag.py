"""Template × tag → artwork: the two sides of one edition, or findings that say what does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.artwork import Artwork
from keytag.compose.attempt import Attempt, Design, Refusal
from keytag.compose.code import WANTED_MODULE, PlacedCode
from keytag.compose.misfits import misfit_finding, missing_glyphs
from keytag.compose.share import SIDES, slots_by_side
from keytag.compose.side import Side
from keytag.compose.trials import what_fits
from keytag.findings import Finding
from keytag.job import EditionContent
from keytag.qr import Symbol

# What is wanting is room on the tag; other refusals say by themselves what is too long or too small.
_OF_ROOM = ("numbers-do-not-fit", "side-too-full")


class Tag(Struct, frozen=True):
    """One edition's two sides as artworks, with the facts that are reported of them."""

    front: Artwork
    back: Artwork
    code: PlacedCode | None
    code_side: Literal["front", "back", ""]
    smallest_text: float
    """Smallest font size in mm."""


def compose(
    content: EditionContent, design: Design, symbol: Symbol | None
) -> tuple[Tag | None, tuple[Finding, ...]]:
    """Compose one edition. The tag is None where a finding of severity error says what does not fit."""
    glyphs = missing_glyphs(content, design.template)
    if glyphs:
        return None, glyphs
    found = _composed(content, design, symbol)
    if not isinstance(found, Refusal):
        return _tag(design, found), ()
    finding = misfit_finding(found.misfit, found.composer, content, found.fitting)
    if finding.rule in _OF_ROOM:
        fitting = what_fits(content, design, lambda said, drawn: _fits(said, drawn, symbol))
        finding = replace(finding, hint=fitting or finding.hint)
    return None, (finding,)


def _composed(
    content: EditionContent, design: Design, symbol: Symbol | None, *, is_counted: bool = True
) -> Mapping[str, Side] | Refusal:
    """Return both sides, shared out in the first way that fits well, else at all, or why the first does not."""
    found: list[Mapping[str, Side] | Refusal] = []
    for sides in slots_by_side(design.template, content):
        found.append(Attempt(design, content, symbol, sides, is_counted=is_counted).compose())
        if _is_scannable(found[-1]):
            return found[-1]
    return next((sides for sides in found if not isinstance(sides, Refusal)), found[0])


def _is_scannable(sides: Mapping[str, Side] | Refusal) -> bool:
    """Tell whether a tag fits, the modules of its code as wide as phones want them."""
    if isinstance(sides, Refusal):
        return False
    codes = [side.code for side in sides.values() if side.code is not None]
    return all(code.module >= WANTED_MODULE - 1e-9 for code in codes)


def _fits(content: EditionContent, design: Design, symbol: Symbol | None) -> bool:
    found = _composed(content, design, symbol if content.qr else None, is_counted=False)
    return not isinstance(found, Refusal)


def _tag(design: Design, sides: Mapping[str, Side]) -> Tag:
    trim, bleed = design.frame.shape.trim, design.frame.bleed
    code_side: Literal["front", "back", ""] = next((side for side in SIDES if sides[side].code is not None), "")
    return Tag(
        front=Artwork(sides["front"].items, trim, bleed),
        back=Artwork(sides["back"].items, trim, bleed),
        code=sides[code_side].code if code_side else None,
        code_side=code_side,
        smallest_text=min((s.smallest for s in sides.values() if s.smallest > 0), default=0.0),
    )
