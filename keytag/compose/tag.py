"""Template × tag → artwork: the two sides of one edition, or findings that say what does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from keytag.artwork import Artwork, Fill
from keytag.compose.code import PlacedCode
from keytag.compose.frame import Frame
from keytag.compose.middle import Misfit
from keytag.compose.misfits import misfit_finding, missing_glyphs
from keytag.compose.rows import Setter
from keytag.compose.share import SIDES, Share, can_spill, others_of, share_out, slots_by_side
from keytag.compose.side import Composer, Side
from keytag.compose.typeset import Content
from keytag.findings import Finding
from keytag.ink import Ink
from keytag.job import EditionContent, Number
from keytag.qr import Symbol
from keytag.template import GroundSlot, Slot, Template, slot_roles


@dataclass(frozen=True, slots=True)
class TypeLimits:
    """The smallest font sizes, in mm, that the shop prints safely, by polarity."""

    positive: float
    reversed_out: float
    multi_ink: float


@dataclass(frozen=True, slots=True)
class Design:
    """Everything but the words: template, frame of the front, inks by role, limits, drawings by slot."""

    template: Template
    frame: Frame
    inks: Mapping[str, Ink]
    limits: TypeLimits
    drawings: Mapping[str, tuple[Fill, ...]]


@dataclass(frozen=True, slots=True)
class Tag:
    """One edition's two sides as artworks, with the facts that are reported of them."""

    front: Artwork
    back: Artwork
    code: PlacedCode | None
    code_side: str
    smallest_text: float
    """Smallest font size in mm."""


def compose(content: EditionContent, design: Design, symbol: Symbol | None) -> tuple[Tag | None, tuple[Finding, ...]]:
    """Compose one edition. The tag is None where a finding of severity error says what does not fit."""
    glyphs = missing_glyphs(content, design.template)
    if glyphs:
        return None, glyphs
    sides = slots_by_side(design.template, content)
    others = others_of(sides, content)
    movable = [number for number in others if number.side is None] if can_spill(sides) else []
    composers: dict[str, Composer] = {}
    first_misfit: tuple[str, Misfit] | None = None
    for spill in range(len(movable) + 1):
        spilled = movable[len(movable) - spill :]
        kept = [number for number in others if number not in spilled]
        composers = _composers(design, content, symbol, share_out(sides, content, kept, spilled))
        results = _compose_sides(composers)
        if isinstance(results, dict):
            return _tag(design, results), ()
        first_misfit = first_misfit or results
        if not _is_list(results[1]):
            break
    if first_misfit is None:
        raise AssertionError("a tag is composed or a slot is to blame")
    side, misfit = first_misfit
    fitting = _most_numbers(design, content, symbol) if _is_list(misfit) else None
    return None, (misfit_finding(misfit, composers[side], content, fitting),)


def _is_list(misfit: Misfit) -> bool:
    return misfit.slot.kind == "numbers"


def _composers(
    design: Design, content: EditionContent, symbol: Symbol | None, shares: Mapping[str, Share]
) -> dict[str, Composer]:
    frames = {"front": design.frame, "back": design.frame.turned()}
    return {
        side: Composer(
            shares[side].slots,
            frames[side],
            Content(
                _texts(content),
                shares[side].numbers,
                symbol if shares[side].has_code else None,
                content.qr.node if content.qr else "",
                design.drawings,
            ),
            _setter(design, shares[side].slots),
        )
        for side in SIDES
    }


def _compose_sides(composers: Mapping[str, Composer]) -> dict[str, Side] | tuple[str, Misfit]:
    # The back first: it holds the code and the long list, and so is the one that fails.
    done: dict[str, Side] = {}
    for side in reversed(SIDES):
        result = composers[side].compose()
        if isinstance(result, Misfit):
            return side, result
        done[side] = result
    return done


def _texts(content: EditionContent) -> dict[str, tuple[str, str]]:
    node = f"{content.node}." if content.node else ""
    texts = {
        "issuer": (content.issuer_name, f"{node}issuer.name"),
        "province": (content.province, f"{node}issuer.province"),
        "slogan": (content.slogan or "", f"{node}slogan"),
        "name": (content.name or "", f"{node}name"),
        "caption": ((content.qr.caption or "") if content.qr else "", f"{content.qr.node}.caption" if content.qr else ""),
    }
    return {says: (text, where) for says, (text, where) in texts.items() if text}


def _setter(design: Design, slots: tuple[Slot, ...]) -> Setter:
    """Resolve how small lettering may become: by its polarity against the ground that lies under it."""
    ground = next((design.inks[s.ink] for s in reversed(slots) if isinstance(s, GroundSlot)), None)
    roles = {role for slot in slots for role in slot_roles(slot)}
    smallest = {role: _smallest(design.inks[role], ground, design.limits) for role in roles}
    return Setter(design.inks, smallest)


def _smallest(ink: Ink, ground: Ink | None, limits: TypeLimits) -> float:
    """Return the limit for lettering in ``ink``: a plate that runs through unchanged has no edge to miss."""
    under = dict(_amounts(ground)) if ground else {}
    over = dict(_amounts(ink))
    edges = {plate for plate in under.keys() | over.keys() if under.get(plate, 0.0) != over.get(plate, 0.0)}
    printed = {plate for plate in edges if over.get(plate, 0.0) > under.get(plate, 0.0)}
    if len(printed) > 1:
        return limits.multi_ink
    return limits.reversed_out if edges - printed else limits.positive


def _amounts(ink: Ink) -> tuple[tuple[str, float], ...]:
    if ink.spot:
        return ((ink.name, ink.tint),)
    return tuple((p, a) for p, a in zip(("C", "M", "Y", "K"), ink.cmyk, strict=True) if a > 0)


def _most_numbers(design: Design, content: EditionContent, symbol: Symbol | None) -> int:
    """Return how many of the job's numbers, from the first on, the design has room for (by bisection)."""
    low, high = 0, len(content.numbers)
    while high - low > 1:
        middle = (low + high) // 2
        if _fits(design, replace(content, numbers=content.numbers[:middle]), symbol):
            low = middle
        else:
            high = middle
    return low


def _fits(design: Design, content: EditionContent, symbol: Symbol | None) -> bool:
    sides = slots_by_side(design.template, content)
    others = others_of(sides, content)
    movable: list[Number] = [n for n in others if n.side is None] if can_spill(sides) else []
    for spill in range(len(movable) + 1):
        spilled = movable[len(movable) - spill :]
        kept = [number for number in others if number not in spilled]
        if isinstance(_compose_sides(_composers(design, content, symbol, share_out(sides, content, kept, spilled))), dict):
            return True
    return False


def _tag(design: Design, sides: Mapping[str, Side]) -> Tag:
    trim, bleed = design.frame.shape.trim, design.frame.bleed
    code_side = next((side for side in SIDES if sides[side].code is not None), "")
    return Tag(
        front=Artwork(sides["front"].items, trim, bleed),
        back=Artwork(sides["back"].items, trim, bleed),
        code=sides[code_side].code if code_side else None,
        code_side=code_side,
        smallest_text=min((s.smallest for s in sides.values() if s.smallest > 0), default=0.0),
    )
