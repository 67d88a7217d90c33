"""The editions composed: contents become tags, or findings that say what does not fit."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.artwork import Craft, Misregister, TagSubject, check_tag
from keytag.checks.artwork.composition import measure_composition
from keytag.checks.content import MAX_MISFITS, every_edition_is_drawn
from keytag.compose import ComposedTag, Work, compose_series
from keytag.compose.edition_code import add_edition_code
from keytag.documents.job import EditionContent
from keytag.drawing import qr
from keytag.drawing.artwork import Artwork, inks
from keytag.drawing.ink import PROCESS, ByPolarity
from keytag.drawing.qr import Symbol
from keytag.findings import Finding
from keytag.inspection.codes import ReadBack
from keytag.steps.job_setup import JobSetup
from keytag.steps.making import printed_sides, with_material
from keytag.steps.progress import Advance
from keytag.steps.report import EditionFacts, QrFacts
from keytag.units import to_pt


class ComposedEdition(Struct, frozen=True):
    """An edition with its two sides, as they will look and as the shop's plates print them."""

    content: EditionContent
    tag: ComposedTag
    printed: tuple[Artwork, Artwork]
    read_back: ReadBack | None = None
    """How its code reads, once that was tried."""

    @property
    def facts(self) -> EditionFacts:
        """What is reported of it."""
        code = self.tag.code
        front = self.tag.front
        return EditionFacts(
            id=self.content.id,
            size=(front.trim.width, front.trim.height),
            qr=QrFacts(code.symbol.version, code.symbol.level, code.module, code.symbol.payload, self.read_back)
            if code
            else None,
            smallest_text_pt=to_pt(self.tag.smallest_text) if self.tag.smallest_text else None,
            inks=plate_names(self.printed),
        )


def compose_editions(
    setup: JobSetup,
    contents: tuple[EditionContent, ...],
    advance: Advance,
    among: tuple[EditionContent, ...] = (),
) -> tuple[tuple[ComposedEdition, ...], tuple[Finding, ...]]:
    """Compose ``contents``; those that do not fit are missing from the first result and named in the second.

    ``among`` are the editions that they are to look like, where those are more. After `MAX_MISFITS` that do not
    fit the others are left: each takes the longest of all to try.
    """
    composed: list[ComposedEdition] = []
    findings: list[Finding] = []
    encoded = {content: _encoded(content) for content in dict.fromkeys((*among, *contents))}
    works = {
        content: Work(content, setup.design(content), symbol)
        for content, symbol in encoded.items()
        if not isinstance(symbol, Finding)
    }
    tags = compose_series([works[each] for each in contents if each in works], tuple(works.values()))
    for done, content in enumerate(contents):
        symbol = encoded[content]
        advance(done, len(contents))
        if done - len(composed) >= MAX_MISFITS:
            findings += every_edition_is_drawn(done, contents)
            break
        tag, found = (None, (symbol,)) if isinstance(symbol, Finding) else next(tags)
        findings += found
        if tag is not None:
            tag, found = add_edition_code(tag, content, setup.design(content), setup.shop.smallest_letter or 0.0)
            findings += found
            tag = with_material(setup, tag, setup.stock(content))
            composed.append(ComposedEdition(content, tag, printed_sides(setup, tag)))
    advance(len(contents), len(contents))
    return tuple(composed), tuple(dict.fromkeys(findings))


def check_editions(setup: JobSetup, editions: tuple[ComposedEdition, ...]) -> tuple[Finding, ...]:
    """Hold every composed edition against the shop's limits; a fact that all share is told once."""
    return tuple(dict.fromkeys(f for edition in editions for f in check_tag(tag_subject(setup, edition))))


def tag_subject(setup: JobSetup, edition: ComposedEdition) -> TagSubject:
    """Return an edition's tag with the shop's limits, as preflight sees it."""
    text, line, stray = setup.shop.smallest_text, setup.shop.smallest_line, setup.shop.tolerance
    tag = edition.tag
    return TagSubject(
        front=tag.front,
        back=tag.back,
        frame=setup.frame,
        code=tag.code,
        code_side=tag.code_side,
        smallest_text=ByPolarity(text.positive, text.reversed, text.multi_ink),
        smallest_line=ByPolarity(line.positive, line.reversed, line.multi_ink),
        most_ink=setup.shop.most_ink,
        tolerance=Misregister(stray.plates, stray.back, stray.cut),
        look=setup.look,
        colours=setup.colour_nodes(edition.content),
        content=edition.content,
        craft=_craft(setup, edition.content),
    )


def measured_facts(setup: JobSetup, edition: ComposedEdition) -> EditionFacts:
    """Return what is reported of an edition, with the figures of how well its sides are set."""
    back = edition.read_back
    sides = measure_composition(
        tag_subject(setup, edition), back.blur if back is not None and back.is_read else None
    )
    return replace(edition.facts, sides=sides)


def _craft(setup: JobSetup, content: EditionContent) -> Craft:
    shop = setup.shop
    return Craft(
        spots_alone=shop.inks == "spots",
        most_inks=shop.most_inks,
        smallest_letter=shop.smallest_letter,
        code_apart=shop.code == "patch",
        is_poured=shop.process == "moulded" or shop.mould is not None,
        stock=setup.stock(content),
        inks=tuple(setup.inks(content).items()),
    )


def _encoded(content: EditionContent) -> Symbol | Finding | None:
    """Return an edition's code, or why there can be none."""
    if content.qr is None:
        return None
    try:
        return qr.encode(content.qr.link)
    except qr.PayloadTooLongError as error:
        return qr.LINK_TOO_LONG.finding(error.message, error.hint, node=f"{content.qr.node}.link")


def plate_names(artworks: tuple[Artwork, ...]) -> tuple[str, ...]:
    """Return the plates that ``artworks`` need: process plates first, then spots."""
    used = dict.fromkeys(plate for art in artworks for ink in inks(art) for plate in sorted(ink.plates))
    process = [name for name in PROCESS if name in used]
    return (*process, *(name for name in used if name not in process))
