"""Template × tag → artwork: the two sides of one edition, or findings that say what does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.attempt import Attempt, Design, FittingTag, Refusal
from keytag.compose.code import PlacedCode
from keytag.compose.misfits import misfit_finding, missing_glyphs
from keytag.compose.share import SIDES, slots_by_side
from keytag.compose.trials import what_fits
from keytag.documents.job import EditionContent
from keytag.drawing.artwork import Artwork
from keytag.drawing.qr import Symbol
from keytag.findings import Finding

# What is wanting is room on the tag; other refusals say by themselves what is too long or too small.
_OF_ROOM = ("numbers-do-not-fit", "side-too-full")


class ComposedTag(Struct, frozen=True):
    """One edition's two sides as artworks, with the facts that are reported of them."""

    front: Artwork
    back: Artwork
    code: PlacedCode | None
    code_side: Literal["front", "back", ""]
    smallest_text: float
    """Smallest font size in mm."""


def compose(
    content: EditionContent, design: Design, symbol: Symbol | None
) -> tuple[ComposedTag | None, tuple[Finding, ...]]:
    """Compose one edition. The tag is None where a finding of severity error says what does not fit."""
    glyphs = missing_glyphs(content, design.template)
    if glyphs:
        return None, glyphs
    found = composed(content, design, symbol)
    if not isinstance(found, Refusal):
        return tag_of(found), ()
    return None, refused(found, content, design, symbol)


def refused(found: Refusal, content: EditionContent, design: Design, symbol: Symbol | None) -> tuple[Finding, ...]:
    """Return what is said of a refusal: what does not fit, by how much, and what would help."""
    finding = misfit_finding(found.misfit, found.composer, content, found.fitting)
    if finding.rule in _OF_ROOM:
        fitting = what_fits(content, design, lambda said, drawn: _fits(said, drawn, symbol))
        finding = replace(finding, hint=fitting or finding.hint)
    return (finding,)


def composed(
    content: EditionContent,
    design: Design,
    symbol: Symbol | None,
    *,
    is_counted: bool = True,
    peers: Mapping[str, tuple[str, ...]] | None = None,
    lead: FittingTag | None = None,
) -> FittingTag | Refusal:
    """Return both sides, shared out in the first way that fits well, else at all, or why the first does not."""
    found: list[FittingTag | Refusal] = []
    ways = slots_by_side(design.template, content) if lead is None else (lead.attempt.sides,)
    for sides in ways:
        ceiling = inf if lead is None else lead.attempt.ceiling
        attempt = Attempt(design, content, symbol, sides, ceiling, is_counted, peers or {}, lead)
        outcome = attempt.compose()
        if not isinstance(outcome, Refusal) and outcome.is_scannable:
            return outcome
        found.append(outcome)
    return next((outcome for outcome in found if not isinstance(outcome, Refusal)), found[0])


def _fits(content: EditionContent, design: Design, symbol: Symbol | None) -> bool:
    found = composed(content, design, symbol if content.qr else None, is_counted=False)
    return not isinstance(found, Refusal)


def tag_of(outcome: FittingTag) -> ComposedTag:
    """Return a tag that fits as its two artworks."""
    sides, frame = outcome.sides, outcome.attempt.design.frame
    trim, bleed = frame.shape.trim, frame.bleed
    code_side: Literal["front", "back", ""] = next((side for side in SIDES if sides[side].code is not None), "")
    return ComposedTag(
        front=Artwork(sides["front"].items, trim, bleed),
        back=Artwork(sides["back"].items, trim, bleed),
        code=sides[code_side].code if code_side else None,
        code_side=code_side,
        smallest_text=min((s.smallest for s in sides.values() if s.smallest > 0), default=0.0),
    )
