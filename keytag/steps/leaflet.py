"""The leaflet that goes with a tag: its template and shop, each edition composed, checked and read back.

What it says of numbers and link is the tag's own value; what it looks like comes from the tag as it was composed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.leaflet import LeafletSubject, check_leaflet, contact_code, head_contact_code
from keytag.compose.leaflet import ComposedLeaflet, LeafletParts, TagLook, compose_leaflet, palette_of
from keytag.documents.job import EditionContent
from keytag.documents.job.leaflet import LeafletContent, LeafletSize, LeafletSpec, leaflet_content
from keytag.documents.leaflet import Leaflet, read_leaflet_template
from keytag.documents.shop import Shop, read_shop
from keytag.documents.yaml import Hex
from keytag.drawing.geometry import Shape, ShapeKind
from keytag.drawing.ink import Ink
from keytag.errors import UsageError
from keytag.findings import Finding
from keytag.output.pdf.profile import cmyk_from_hexes
from keytag.steps.artwork_hash import hash_of, ink_value
from keytag.steps.compose_editions import ComposedEdition, plate_names
from keytag.steps.job_setup import JobSetup, load_setup, locating_errors
from keytag.steps.progress import Advance, no_progress
from keytag.steps.report import EditionFacts, QrFacts
from keytag.text.figures import format_count
from keytag.text.text import Text
from keytag.units import to_pt

LEAFLETS = "leaflet"
"""The folder of a job's leaflets, and of those in a package."""
# House rule: what shops ask of paper that is trimmed; more where the shop does.
BLEED = 3.0
# House rule: nothing that is read comes nearer to a guillotine's cut.
SAFE = 3.0
# How a shop prints on paper: toner, offset, or a desk printer, which has no process at all.
_ON_PAPER = ("digital", "offset", None)
_TEMPLATES: dict[tuple[LeafletSize, int], str] = {
    ("a5", 2): "leaflet-a5",
    ("a5", 1): "leaflet-a5-single",
    ("a6", 2): "leaflet-a6",
    ("a6", 1): "leaflet-a6-single",
    ("a4", 1): "poster-a4",
}


class LeafletWishes(Struct, frozen=True):
    """What the command says of a leaflet, in place of the job; None where it says nothing."""

    size: LeafletSize | None = None
    sides: int | None = None


class LeafletSetup(Struct, frozen=True):
    """A leaflet's template by its name, and the job set up for the paper: its shop, its shape, no hole."""

    name: str
    template: Leaflet
    paper: JobSetup
    is_poster: bool
    folder: str = LEAFLETS
    """Where its files go: of another size than the job's own, a folder that says so."""

    @property
    def bleed(self) -> float:
        """How far its grounds run over the cut of a one-up."""
        return max(BLEED, self.paper.shop.bleed)


class LeafletEdition(Struct, frozen=True):
    """One edition's leaflet, with what it says."""

    content: EditionContent
    said: LeafletContent
    composed: ComposedLeaflet


def leaflet_setup(
    setup: JobSetup, wishes: LeafletWishes, shop: str | None, editions: tuple[EditionContent, ...]
) -> LeafletSetup:
    """Return the template and the paper of the leaflets of ``editions``, with how many there are of each.

    Raises UsageError where no such leaflet is built in, or where the shop does not print on paper.
    """
    spec = setup.file.job.leaflet or LeafletSpec()
    name = leaflet_template_name(spec, wishes)
    with locating_errors(setup.file, "leaflet.template"):
        template = read_leaflet_template(name, setup.file.path)
    said = shop or spec.shop or setup.file.job.shop
    with locating_errors(setup.file, "leaflet.shop" if spec.shop and shop is None else "shop"):
        found = read_shop(said, setup.file.path, asked=shop is not None)
    _refuse_other_than_paper(found)
    paper, _ = load_setup(setup.file.path, said)
    size = template.paper
    counted = tuple(replace(each, quantity=_content(setup, each).quantity or each.quantity) for each in editions)
    paper = replace(
        paper,
        file=replace(paper.file, editions=counted),
        shop=paper.shop.model_copy(
            update={
                "cutter": None,
                "cutter_marks": None,
                "layout": "grid",
                "layouts": ("grid",),
                "minimum": None,
                "cutter_setup": 0,
            }
        ),
        cutter=None,
        shape=Shape(ShapeKind.RECTANGLE, size.width, size.height, 0.0),
        hole=None,
    )
    folder = LEAFLETS if wishes.size in (None, spec.size) else f"{LEAFLETS}-{wishes.size}"
    return LeafletSetup(name, template, paper, is_poster=min(size.width, size.height) > 200, folder=folder)


def leaflet_hashes(setup: JobSetup, contents: Iterable[EditionContent]) -> dict[str, str]:
    """Return for each of ``contents``, by its id, ten hexadecimal digits of its leaflet; nothing without leaflets.

    They change with what the leaflet says, its template, its colours, the shop that prints it and how many there
    are: not with how that comes to be set, which takes a quarter of a second each to see.

    Raises as `leaflet_setup` does where the template is not there.
    """
    spec = setup.file.job.leaflet
    if spec is None:
        return {}
    with locating_errors(setup.file, "leaflet.template"):
        template = read_leaflet_template(leaflet_template_name(spec, LeafletWishes()), setup.file.path)
    made_by = [template.model_dump(mode="json", exclude_defaults=True), spec.shop or setup.shop.name]
    return {each.id: hash_of([*made_by, *_words_of(setup, each)]) for each in contents}


def leaflet_words(setup: JobSetup, contents: Iterable[EditionContent]) -> Text | None:
    """Return which leaflets go with ``contents`` and how many; None where the job asks for none."""
    spec = setup.file.job.leaflet
    if spec is None:
        return None
    size, number = spec.size.upper(), leaflet_count(setup, contents)
    if number is None:
        return Text(f"tờ {size}", size)
    return Text(f"{format_count(number)} tờ {size}", f"{number:,}, {size}")


def leaflet_count(setup: JobSetup, contents: Iterable[EditionContent]) -> int | None:
    """Return how many leaflets go with ``contents``; None where nobody says it."""
    counts = [_content(setup, each).quantity or each.quantity for each in contents]
    return None if None in counts else sum(each or 0 for each in counts)


def _words_of(setup: JobSetup, content: EditionContent) -> Iterator[object]:
    """Yield what one edition's leaflet says, in which colours, and how many there are."""
    said = _content(setup, content)
    yield sorted(said.words.items())
    yield [[each.label, each.display] for each in (said.hotline, *said.others)]
    yield said.link
    yield said.quantity
    yield sorted((role, ink_value(ink)) for role, ink in setup.inks(content).items())


def leaflet_template_name(spec: LeafletSpec, wishes: LeafletWishes) -> str:
    """Return which template is meant: what was typed, else the job's own, else that of its size and sides.

    Raises UsageError where there is none of that size and so many sides.
    """
    if spec.template is not None and wishes == LeafletWishes():
        return spec.template
    size = wishes.size or spec.size
    sides = wishes.sides or (spec.sides if wishes.size is None else None) or (1 if size == "a4" else 2)
    name = _TEMPLATES.get((size, sides))
    if name is None:
        raise UsageError(
            Text(f"Không có kiểu {size.upper()} in {sides} mặt.", f"There is no {size.upper()} of {sides} sides."),
            Text("A4 là áp phích một mặt: --sides 1.", "A4 is a poster of one side: --sides 1."),
        )
    return name


def _refuse_other_than_paper(shop: Shop) -> None:
    if shop.process in _ON_PAPER and shop.inks == "process" and shop.stock is None and shop.underbase is None:
        return
    raise UsageError(
        Text(
            f"Nhà in {shop.name} không in trên giấy nên không in được tờ rơi.",
            f"The shop {shop.name} does not print on paper, and so no leaflet.",
        ),
        Text(
            "Thêm --shop digital-sra3, hoặc ghi leaflet: {shop: digital-sra3}.",
            "Add --shop digital-sra3, or write leaflet: {shop: digital-sra3}.",
        ),
    )


def compose_leaflets(
    setup: JobSetup,
    leaflet: LeafletSetup,
    editions: Sequence[ComposedEdition],
    advance: Advance = no_progress,
) -> tuple[tuple[LeafletEdition, ...], tuple[Finding, ...]]:
    """Compose and check the leaflet of each of ``editions``; what does not fit is named in the second result."""
    composed: list[LeafletEdition] = []
    findings: list[Finding] = []
    for done, edition in enumerate(editions):
        advance(done, len(editions))
        said = _content(setup, edition.content)
        contact = contact_code(said)
        if isinstance(contact, Finding):
            findings.append(contact)
            continue
        said = head_contact_code(said)
        inks = {**palette_of(setup.inks(edition.content), leaflet.paper.look), **_own_inks(leaflet)}
        look = TagLook(edition.tag.front, edition.tag.back, setup.shape, setup.hole)
        drawn, misfits = compose_leaflet(leaflet.template, LeafletParts(said, inks, contact, look), leaflet.bleed)
        findings += misfits
        if drawn is not None:
            each = LeafletEdition(edition.content, said, drawn)
            composed.append(each)
            findings += check_leaflet(leaflet_subject(leaflet, each))
    return tuple(composed), tuple(dict.fromkeys(findings))


def _content(setup: JobSetup, content: EditionContent) -> LeafletContent:
    job = setup.file.job
    index = int(content.node.removeprefix("editions.")) if content.node else None
    own = job.editions[index].leaflet if index is not None else None
    return leaflet_content(job.leaflet, own, content, is_sample=job.sample)


def _own_inks(leaflet: LeafletSetup) -> dict[str, Ink]:
    """Return the inks that the template gives itself."""
    given = leaflet.template.colours
    screen = tuple(colour.value for colour in given.values() if isinstance(colour, Hex))
    mixtures = cmyk_from_hexes(leaflet.paper.profile, screen) if screen else {}
    return {
        role: colour if isinstance(colour, Ink) else Ink(colour.value, mixtures[colour.value])
        for role, colour in given.items()
    }


def leaflet_subject(leaflet: LeafletSetup, edition: LeafletEdition) -> LeafletSubject:
    """Return a leaflet with the limits of the shop that prints it, as its checks see it."""
    return LeafletSubject(
        edition.said,
        edition.composed,
        leaflet.paper.shape,
        max(SAFE, leaflet.paper.shop.safe),
        leaflet.bleed,
        leaflet.paper.shop,
        leaflet.paper.look,
    )


def leaflet_facts(leaflets: Iterable[LeafletEdition]) -> tuple[EditionFacts, ...]:
    """Return what is reported of each: its size, its code, its smallest lettering, its plates."""
    facts: list[EditionFacts] = []
    for each in leaflets:
        code, trim = each.composed.contact, each.composed.front.trim
        qr = QrFacts(code.symbol.version, code.symbol.level, code.module, code.symbol.payload) if code else None
        sides = (each.composed.front, each.composed.back)
        size = to_pt(each.composed.smallest_text)
        facts.append(EditionFacts(each.content.id, (trim.width, trim.height), qr, size, plate_names(sides)))
    return tuple(facts)
