"""The proof of a job as a value: what its editions say and look like, gathered from job, shop and drawing.

The paper, the page for a browser and the pictures to send are drawn from what comes out here alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from math import hypot
from pathlib import Path as FilePath

from msgspec import Struct
from msgspec.structs import replace

from keytag import __version__
from keytag.checks.artwork.reading import hotline_reading
from keytag.compose import ComposedTag
from keytag.documents.job import EditionContent
from keytag.documents.job.model import Signer
from keytag.drawing.artwork import Artwork, Fill, Role, Stroke, inks, visible_items, walk
from keytag.drawing.geometry import Affine, Hole, Path, Point, Shape
from keytag.drawing.ink import Ink
from keytag.files import library
from keytag.files.writer import refuse_occupied
from keytag.findings import Finding, Severity, has_errors
from keytag.output.packing import GOODS
from keytag.output.pdf.profile import srgb_from_ink
from keytag.output.png import render_svg
from keytag.output.proof.facts import (
    AcceptedWarning,
    OpenWarning,
    Proof,
    ProofCode,
    ProofEdition,
    ProofFact,
    ProofLine,
    ProofMisregister,
    ProofNumber,
    ProofSide,
    ProofSigner,
    SideName,
)
from keytag.output.proof.pages import proof_pages
from keytag.output.proof.share import PIXELS_PER_MM, preview_page, share_message
from keytag.output.svg import write_svg
from keytag.output.ticket.figures import PROCESSES, SHAPES, format_size, ink_mixture, ink_title
from keytag.steps.artwork_hash import artwork_hash
from keytag.steps.check_editions import Draft, compose_and_check, judge_today
from keytag.steps.compose_editions import ComposedEdition, plate_names, tag_subject
from keytag.steps.content_hash import with_content_hash
from keytag.steps.edition_names import choose_editions, names_of
from keytag.steps.export import PROOF, PROOF_PAGE, SHARED, Product
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.leaflet import leaflet_words
from keytag.steps.making import has_patch, sticker_count, sticker_size
from keytag.steps.order import Order
from keytag.steps.paper_pdf import write_paper
from keytag.steps.progress import Advance, ShowStep, no_progress, no_step
from keytag.steps.report import EditionWords, ProofSummary, ProvedEdition, Report, SideWord, What
from keytag.steps.side_words import number_facts, words_of
from keytag.text.figures import NO_BREAK, format_count, format_day, format_measure, write_times
from keytag.text.text import Language, Text, same_text
from keytag.vietnam import phone

_WHAT: dict[What, Text] = {
    "issuer": Text("Tên đơn vị", "Office"),
    "province": Text("Tỉnh, thành phố", "Province"),
    "name": Text("Tên trên móc khóa", "Name"),
    "slogan": Text("Khẩu hiệu", "Slogan"),
    "caption": Text("Chữ bên mã QR", "Words beside the code"),
    "mark": Text("Ký hiệu mẫu", "Edition's code"),
}
# House rule: more colours are a picture's, and named on the ticket.
_MOST_COLOURS = 6
# How titles of keytag's own shops say that their figures are of no shop in particular.
_GENERAL = ("số liệu chung", "general figures")
# House rule, in mm: what lies nearer to the cut than this was drawn to run into it.
_RUNS_OUT = 0.05


class ProofDraft(Struct, frozen=True):
    """What `proof` and `share` begin with: editions composed and checked; no proof where a finding is an error."""

    setup: JobSetup
    draft: Draft
    chosen: tuple[EditionContent, ...]
    report: Report
    proof: Proof | None


def draft_proof(path: FilePath, order: Order, out: FilePath, step: ShowStep) -> ProofDraft:
    """Return the proof of the order's editions of the job at ``path``, or of all, for which ``out`` has room."""
    refuse_occupied(out)
    setup, found = load_setup(path, order.shop)
    chosen = choose_editions(setup.file.editions, order.editions)
    draft = compose_and_check(setup, chosen, order.date, found, partial(step, _DRAWING))
    report = Report(
        draft.findings,
        names=names_of(setup.file.editions),
        today=judge_today(setup, order.date, order.today),
    )
    if has_errors(draft.findings):
        return ProofDraft(setup, draft, chosen, report, None)
    setup = with_content_hash(setup, draft.editions)
    return ProofDraft(setup, draft, chosen, report, proof_of(setup, draft, order, partial(step, _READING)))


_DRAWING = Text("Đang vẽ móc khóa", "Drawing the tags")
_READING = Text("Đang xem từng mẫu", "Looking at each edition")
_LAYING_OUT = Text("Đang ghi các trang", "Writing the pages")
_PICTURING = Text("Đang làm ảnh", "Making pictures")


def proof_summary(proof: Proof, pages: Mapping[str, int] | None = None, number: int | None = None) -> ProofSummary:
    """Return what is reported of a proof; of paper also on which of its ``pages`` each edition is."""
    found = pages or {}
    editions = tuple(
        ProvedEdition(each.id, each.name, each.artwork_hash, len(each.numbers), found.get(each.id))
        for each in proof.editions
    )
    return ProofSummary(proof.content_hash, editions, number)


def proof_of(setup: JobSetup, draft: Draft, order: Order, advance: Advance = no_progress) -> Proof:
    """Return the proof of the editions that ``draft`` holds, as of the order's day."""
    job = setup.file.job
    contents = tuple(edition.content for edition in draft.editions)
    words = {each.id: each for each in words_of(setup, contents, draft.editions)}
    called = {(each.label, each.display): each.id for each in number_facts(setup.file.editions)}
    every = {content.node for content in setup.file.editions if content.node}
    editions: list[ProofEdition] = []
    for done, composed in enumerate(draft.editions):
        advance(done, len(draft.editions))
        found = tuple(_of_edition(draft.findings, composed.content, every))
        editions.append(_edition(setup, composed, words[composed.content.id], called, found))
    quantities = [content.quantity for content in contents]
    title, is_general = setup.shop.title, is_general_shop(setup)
    return Proof(
        job=library.job_name(setup.file.path),
        office=setup.file.office,
        programme=job.programme or "",
        day=order.date,
        content_hash=setup.content_hash,
        version=__version__,
        is_sample=job.sample,
        shop=Text(*(_sized(each, is_general=is_general) for each in (title.vi, title.en))),
        goods=job.programme or GOODS,
        size=(setup.shape.width, setup.shape.height),
        quantity=None if None in quantities else sum(each or 0 for each in quantities),
        editions=tuple(editions),
        open_warnings=tuple(_open(draft.findings)),
        colours={
            ink: srgb_from_ink(setup.profile, ink)
            for edition in editions
            for side in edition.sides
            for ink in inks(side.look)
        },
        checker=_signer(job.signatories.check),
        approver=_signer(job.signatories.approve),
        is_general_shop=is_general,
        has_own_numbers=len(setup.file.editions) > 1,
    )


def _signer(signer: Signer | None) -> ProofSigner:
    return ProofSigner(signer.post or "", signer.name or "") if signer is not None else ProofSigner()


def _edition(
    setup: JobSetup,
    composed: ComposedEdition,
    words: EditionWords,
    called: Mapping[tuple[str, str], str],
    findings: tuple[Finding, ...],
) -> ProofEdition:
    content, tag, tolerance = composed.content, composed.tag, setup.shop.tolerance
    said: tuple[SideWord, ...] = words.words
    printed: tuple[Artwork, ...] = composed.printed
    if setup.shop.backing == "single":
        # What stands on a back that nobody prints is not on the tag.
        tag, printed = replace(tag, back=replace(tag.back, items=())), printed[:1]
        said = tuple(word for word in said if word.side == "front")
    stray = ProofMisregister(tolerance.plates, tolerance.back, tolerance.cut)
    turned = setup.hole.mirrored(setup.shape.width) if setup.hole is not None else None
    return ProofEdition(
        id=content.id,
        name=words.name,
        number=setup.file.editions.index(content) + 1,
        office=content.issuer_name,
        programme=content.programme or "",
        quantity=content.quantity,
        artwork_hash=artwork_hash(setup, composed),
        shape=setup.shape,
        safe=setup.shop.safe,
        front=_side("front", tag.front, setup.shape, setup.hole, stray),
        back=_side("back", tag.back, setup.shape, turned, stray),
        lines=tuple(ProofLine(w.side, _WHAT[w.what], w.text) for w in said if w.what in _WHAT),
        numbers=tuple(_numbers(content, said, called)),
        code=_code(setup, composed, said),
        specification=tuple(_specification(setup, composed, printed, material_titles(tag))),
        accepted=tuple(_accepted(findings)),
        open_warnings=tuple(_open(findings)),
        misregister=stray,
    )


def _side(name: SideName, drawn: Artwork, shape: Shape, hole: Hole | None, stray: ProofMisregister) -> ProofSide:
    look = replace(drawn, items=tuple(visible_items(drawn.items)))
    return ProofSide(name, look, hole, _worst_way(look, shape, hole, stray.worst(name)))


def _worst_way(look: Artwork, shape: Shape, hole: Hole | None, by: float) -> Point:
    """Return ``by`` mm in the direction in which print comes nearest to the cut, or to the hole, of all.

    What runs into the cut on purpose does not count.
    """
    nearest, way = float("inf"), (1.0, 0.0)
    for item, matrix in walk(look.items):
        if item.role is Role.GROUND or by == 0:
            continue
        points = _hull_of(item, matrix)
        if not points:
            continue
        margin, direction = _nearest_cut(points, shape)
        if hole is not None:
            x, y = min(points, key=lambda point: hypot(point[0] - hole.cx, point[1] - hole.cy))
            away = hypot(x - hole.cx, y - hole.cy)
            if _RUNS_OUT < away - hole.radius < margin:
                margin, direction = away - hole.radius, ((hole.cx - x) / away, (hole.cy - y) / away)
        if _RUNS_OUT < margin < nearest:
            nearest, way = margin, direction
    return (way[0] * by, way[1] * by)


def _nearest_cut(points: tuple[Point, ...], shape: Shape) -> tuple[float, Point]:
    """Return how far ``points`` keep inside the cut at least, and the normal of the cut there."""
    cx, cy = shape.centre
    moved = [(x - cx, y - cy) for x, y in points]
    margin, nx, ny = min((h - max(nx * x + ny * y for x, y in moved), nx, ny) for nx, ny, h in shape.supports())
    return margin, (nx, ny)


def _hull_of(item: Fill | Stroke, matrix: Affine) -> tuple[Point, ...]:
    """Return the corners of the least convex body round an item."""
    if not isinstance(item, Stroke):
        return _hull(item.path, matrix)
    corners = _hull(item.path, matrix)
    half = item.width / 2
    return tuple((x + dx, y + dy) for x, y in corners for dx in (-half, half) for dy in (-half, half))


@lru_cache(maxsize=4096)
def _hull(path: Path, matrix: Affine) -> tuple[Point, ...]:
    points = sorted({matrix.apply((xy[-2], xy[-1])) for _, xy in path.commands if xy})
    if len(points) < 3:
        return tuple(points)
    halves = []
    for ordered in (points, points[::-1]):
        half: list[Point] = []
        for point in ordered:
            while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves += half[:-1]
    return tuple(halves)


def _turn(a: Point, b: Point, c: Point) -> float:
    """Return whether a, b, c turn one way (above 0) or the other."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _numbers(
    content: EditionContent, words: Iterable[SideWord], called: Mapping[tuple[str, str], str]
) -> Iterator[ProofNumber]:
    """Yield the numbers as they are drawn, each with how it is dialled; ``called`` are ids by label and number."""
    counted: dict[str, int] = {}
    for word in words:
        if word.what != "number":
            continue
        figures = phone.digits(word.number)
        alike = [number for number in content.numbers if phone.digits(number.display) == figures]
        number = next((each for each in alike if each.label.casefold() == word.text.casefold()), alike[0])
        read = phone.read_number(number.written)
        key = f"{content.id}-{figures}"
        counted[key] = counted.get(key, 0) + 1
        yield ProofNumber(
            id=key if counted[key] == 1 else f"{key}-{counted[key]}",
            side=word.side,
            label=word.text,
            as_printed=word.number,
            tel=read.tel,
            kind=phone.describe_number(read),
            called=called[number.label, number.display],
        )


def _code(setup: JobSetup, composed: ComposedEdition, words: Iterable[SideWord]) -> ProofCode | None:
    code = composed.tag.code
    word = next((each for each in words if each.what == "code"), None)
    if code is None or word is None:
        return None
    return ProofCode(word.side, *word.link, code.symbol, code.module, has_patch(setup, composed.tag))


def _of_edition(findings: Iterable[Finding], content: EditionContent, every: set[str]) -> Iterator[Finding]:
    """Yield the findings that are about an edition, or about the job as a whole."""
    for finding in findings:
        parts = finding.node.split(".")
        nodes = {".".join(parts[:length]) for length in range(1, len(parts) + 1)} & every
        if not nodes or content.node in nodes:
            yield finding


def _accepted(findings: Iterable[Finding]) -> Iterator[AcceptedWarning]:
    for finding in findings:
        if finding.severity is Severity.WARNING and finding.accepted is not None:
            yield AcceptedWarning(finding.rule, finding.message, finding.accepted)


def _open(findings: Iterable[Finding]) -> Iterator[OpenWarning]:
    for finding in findings:
        if finding.severity is Severity.WARNING and finding.accepted is None:
            yield OpenWarning(finding.rule, finding.message, finding.hint)


def _specification(
    setup: JobSetup, composed: ComposedEdition, printed: tuple[Artwork, ...], materials: tuple[Text, ...]
) -> Iterator[ProofFact]:
    """Yield what is ordered, as a leader signs it."""
    shape, hole, order = setup.shape, setup.hole, setup.file.job.order
    content, sticker = composed.content, sticker_size(setup, composed.tag)
    kind, across = SHAPES[shape.kind], format_size(shape.width, shape.height)
    yield ProofFact(
        Text("Hình, cỡ", "Shape, size"),
        Text(f"{kind.vi}, {across.vi}", f"{kind.en}, {across.en}"),
    )
    if hole is not None:
        wide = format_measure(hole.diameter, " mm")
        left = format_measure(round(shape.depth((hole.cx, hole.cy)) - hole.radius, 2), " mm")
        said = Text(f"Ø {wide.vi}, cách mép {left.vi}", f"Ø {wide.en}, {left.en} from the cut")
    else:
        said = Text("không đục lỗ", "none")
    yield ProofFact(Text("Lỗ móc", "Hole"), said)
    reading = hotline_reading(tag_subject(setup, composed))
    if reading is not None:
        yield ProofFact(Text("Số trực", "Duty number"), reading.told())
    yield ProofFact(Text("Vật liệu", "Stock"), stock_words(setup))
    yield ProofFact(Text("Màu in", "Inks"), ink_words(printed))
    if materials:
        vi, en = ", ".join(each.vi for each in materials), ", ".join(each.en for each in materials)
        yield ProofFact(Text("Màu vật liệu", "Material"), Text(vi, en))
    if sticker is not None:
        across, number = format_size(*sticker), sticker_count(setup, content.quantity)
        many = (
            Text(f"{format_count(number)} tem", f"{number:,}") if number is not None else Text("tem", "stickers")
        )
        yield ProofFact(
            Text("Tem mã QR", "QR stickers"),
            Text(
                f"{many.vi} {across.vi} (kể cả bù hao), in riêng, nhà in dán lên",
                f"{many.en} with overs, {across.en}, put on by the shop",
            ),
        )
    if order.finishing is not None:
        yield ProofFact(Text("Gia công", "Finishing"), same_text(order.finishing))
    if order.ring is not None:
        yield ProofFact(Text("Khoen", "Ring"), same_text(order.ring))
    number = content.quantity
    tags = Text(f"{format_count(number)} chiếc", f"{number:,} tags") if number is not None else None
    yield ProofFact(Text("Số lượng đặt", "Quantity"), tags)
    if order.due is not None:
        yield ProofFact(Text("Ngày giao", "Delivery"), Text(format_day(order.due), format_day(order.due, "en")))
    leaflet = leaflet_words(setup, (content,))
    if leaflet is not None:
        yield ProofFact(
            Text("Tờ rơi", "Leaflet"),
            Text(f"{leaflet.vi}, duyệt cùng bản này", f"{leaflet.en}, approved with this"),
        )
    yield ProofFact(Text("Nhà in", "Print shop"), _print_shop(setup))


def material_titles(tag: ComposedTag) -> tuple[Text, ...]:
    """Return the colours of what the goods are made of, where that is not bare white stock."""
    found = dict.fromkeys(ink for side in (tag.front, tag.back) for ink in inks(side) if ink.material)
    return tuple(ink_title(ink) for ink in found)


def _print_shop(setup: JobSetup) -> Text | None:
    """Return the firm that the job names, else the shop's title; a process where its figures are nobody's own."""
    company, shop = setup.file.job.printer.company, setup.shop
    if company is not None:
        return same_text(company)
    if is_general_shop(setup):
        process = PROCESSES.get(shop.process or "")
        return Text(f"……………… ({process.vi})", f"……… ({process.en})") if process is not None else None
    return Text(*map(write_times, (shop.title.vi, shop.title.en)))


def _sized(title: str, *, is_general: bool) -> str:
    """Return a shop's title without the remark that its figures are general, its size with a sign for times."""
    return write_times(title.partition(" (")[0] if is_general else title)


def is_general_shop(setup: JobSetup) -> bool:
    """Tell whether the shop's figures are keytag's own, of no shop in particular."""
    return setup.shop.title.vi.partition(" (")[2].startswith(_GENERAL)


def stock_words(setup: JobSetup) -> Text | None:
    """Return what the tags are made of, as the job says it or else the shop; None where neither does."""
    own, stock = setup.file.job.order.stock, setup.shop.stock
    if own is not None:
        return same_text(own)
    if stock is None:
        return None
    thick = format_measure(stock.thickness, " mm") if stock.thickness is not None else same_text("")
    parts = ((stock.material.vi, thick.vi), (stock.material.en, thick.en))
    vi, en = (", ".join(filter(None, part)) for part in parts)
    return Text(vi, en)


def ink_words(printed: tuple[Artwork, ...]) -> Text:
    """Return which of the ``printed`` sides have ink, and their colours, named and mixed as on the ticket."""
    inked = [bool(plate_names((side,))) for side in printed]
    colours = [_colour(ink) for ink in dict.fromkeys(i for side in printed for i in inks(side) if i.total > 0)]
    if not any(inked):
        return Text("không in", "nothing is printed")
    sides = Text("hai mặt", "both sides")
    if sum(inked) == 1:
        sides = Text("mặt trước", "front") if inked[0] else Text("mặt sau", "back")
    if len(colours) > _MOST_COLOURS:
        return Text(f"{sides.vi}, nhiều màu (theo phiếu sản xuất)", f"{sides.en}, many colours (see the ticket)")
    vi, en = ", ".join(each.vi for each in colours), ", ".join(each.en for each in colours)
    return Text(f"{sides.vi}, {len(colours)} màu: {vi}", f"{sides.en}, {len(colours)}: {en}")


def _colour(ink: Ink) -> Text:
    """Return what people call a colour; of a process mixture also what it is mixed of."""
    title, mixed = ink_title(ink), "" if ink.spot else ink_mixture(ink)
    said = f" ({mixed})".replace(" ", NO_BREAK) if mixed else ""
    return Text(f"{title.vi}{said}", f"{title.en}{said}")


def proof_paper(proof: Proof, step: ShowStep = no_step) -> tuple[Product, dict[str, int]]:
    """Return the paper of a proof, and on which page each edition's own begins."""
    pages, first = proof_pages(proof)
    title = f"Bản in thử trình duyệt – {proof.office}"
    data = write_paper(pages, title, proof.day, proof.colour_of, partial(step, _LAYING_OUT))
    return Product(PROOF, "proof", len(pages), data), first


def proof_page(proof: Proof, language: Language, *, is_whole: bool, shop: str | None) -> Product:
    """Return the page of a proof for a browser, as `html_of` has it."""
    from keytag.output.proof.html import html_of  # noqa: PLC0415 - only a proof pays for it

    return Product(PROOF_PAGE, "proof-page", None, html_of(proof, language, is_whole=is_whole, shop=shop))


def share_products(
    proof: Proof, approved: frozenset[str] = frozenset(), step: ShowStep = no_step
) -> list[Product]:
    """Return for each edition a picture of both its sides, and the words to send with it.

    Of those that are ``approved``, by their ids, neither says that they are not.
    """
    products: list[Product] = []
    for done, edition in enumerate(proof.editions):
        step(_PICTURING, done, len(proof.editions))
        picture = preview_page(proof, edition, is_approved=edition.id in approved)
        svg = write_svg(picture, proof.colour_of)
        data = render_svg(
            svg, *(round(side * PIXELS_PER_MM) for side in (picture.trim.width, picture.trim.height))
        )
        products.append(Product(f"{SHARED}/{edition.id}.png", "share-png", None, data))
        message = share_message(proof, edition, is_approved=edition.id in approved).encode()
        products.append(Product(f"{SHARED}/{edition.id}.txt", "share-text", None, message))
    return products
