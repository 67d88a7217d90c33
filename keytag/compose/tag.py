"""Template × tag → artwork: the two sides of one edition, or findings that say what does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from keytag.artwork import Artwork
from keytag.compose.attempt import Attempt, Design, Refusal
from keytag.compose.code import PlacedCode
from keytag.compose.misfits import misfit_finding, missing_glyphs
from keytag.compose.share import SIDES, slots_by_side
from keytag.compose.side import Side
from keytag.findings import Finding
from keytag.job import EditionContent
from keytag.qr import Symbol


@dataclass(frozen=True, slots=True)
class Tag:
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
    refusal: Refusal | None = None
    for sides in slots_by_side(design.template, content):
        found = Attempt(design, content, symbol, sides).compose()
        if not isinstance(found, Refusal):
            return _tag(design, found), ()
        refusal = refusal or found
    if refusal is None:
        raise AssertionError("a tag is composed or a slot is to blame")
    return None, (misfit_finding(refusal.misfit, refusal.composer, content, refusal.fitting),)


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
