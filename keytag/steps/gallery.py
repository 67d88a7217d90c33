"""One job in another design: composed, checked, measured, held against the job as it is; and all on a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.artwork import check_work
from keytag.checks.artwork.reading import ReadingDistance, hotline_reading
from keytag.documents.job import EditionContent
from keytag.documents.template import is_meant_for
from keytag.drawing.artwork import visible_items
from keytag.drawing.geometry import Hole, Shape
from keytag.errors import KeytagError
from keytag.findings import Finding, Severity
from keytag.output.gallery import GallerySheet, GalleryTag, gallery_pages, gallery_picture
from keytag.output.png import render_svg
from keytag.output.proof.facts import ProofSide
from keytag.output.svg import write_svg
from keytag.output.ticket.figures import SHAPES, format_size
from keytag.steps.compose_editions import ComposedEdition, check_editions, compose_editions, tag_subject
from keytag.steps.export import Product
from keytag.steps.job_setup import JobSetup, with_design
from keytag.steps.paper_pdf import colours_of, write_paper
from keytag.steps.progress import no_progress
from keytag.steps.report import SideWord
from keytag.steps.side_words import words_of
from keytag.text.figures import format_decimal
from keytag.text.text import Text

GALLERY, GALLERY_PICTURE = "gallery.pdf", "gallery.png"
# House rule: wide enough for a telephone to show a label, small enough to be sent.
_PIXELS_PER_MM = 8
_LOST = {
    "issuer": Text("tên đơn vị", "the office"),
    "province": Text("tên tỉnh", "the province"),
    "name": Text("tên trên móc khóa", "the name"),
    "slogan": Text("khẩu hiệu", "the slogan"),
    "caption": Text("dòng chữ bên mã", "the caption of the code"),
    "code": Text("mã QR", "the QR code"),
}
_SIDES = {"front": Text("mặt trước", "the front"), "back": Text("mặt sau", "the back")}


class TriedDesign(Struct, frozen=True):
    """A job's edition in a template on a tag, and how it came out.

    Where ``composed`` is None it does not fit, for ``reason``. ``changes`` are against the job as it is,
    ``warnings`` the rules by which the checks warn and which the job does not accept.
    """

    template: str
    shape: Shape
    title: Text
    is_own: bool = False
    is_meant: bool = True
    """Whether the template says that it is for this shape and so many numbers."""
    setup: JobSetup | None = None
    composed: ComposedEdition | None = None
    words: tuple[SideWord, ...] = ()
    reading: ReadingDistance | None = None
    changes: tuple[Text, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: Text | None = None
    refusal: Finding | None = None
    """The finding that refuses it, where it is one."""

    @property
    def module(self) -> float | None:
        """How wide a module of its code is, in mm."""
        code = self.composed.tag.code if self.composed is not None else None
        return code.module if code is not None else None


def design_of(
    setup: JobSetup, edition: EditionContent, template: str, tag: tuple[Shape, Hole | None]
) -> TriedDesign:
    """Return ``edition`` of the job in ``template`` on ``tag``, or why it cannot be had."""
    shape, hole = tag
    is_own = template == edition.template and shape == setup.shape
    try:
        other = setup if is_own else with_design(setup, template, shape, hole)
    except KeytagError as error:
        return TriedDesign(template, shape, Text("", ""), is_own, reason=error.message)
    said = other.templates[template]
    title, is_meant = (
        Text(said.title.vi, said.title.en),
        is_meant_for(said.meant, shape.kind, len(edition.numbers)),
    )
    (content,) = (each for each in other.file.editions if each.id == edition.id)
    composed, misfits = compose_editions(other, (content,), no_progress)
    findings = (*check_work(other.work), *misfits, *check_editions(other, composed))
    refused = next((each for each in findings if each.severity is Severity.ERROR), None)
    if refused is not None or not composed:
        return TriedDesign(
            template,
            shape,
            title,
            is_own,
            is_meant,
            reason=refused.message if refused is not None else None,
            refusal=refused,
        )
    (words,) = words_of(other, (content,), composed)
    accepted = {entry.rule for entry in setup.file.job.accept}
    warned = (each.rule for each in findings if each.severity is Severity.WARNING)
    return TriedDesign(
        template,
        shape,
        title,
        is_own,
        is_meant,
        other,
        composed[0],
        words.words,
        hotline_reading(tag_subject(other, composed[0])),
        tuple(_left_out(edition, content)),
        tuple(dict.fromkeys(rule for rule in warned if rule not in accepted)),
    )


def _left_out(edition: EditionContent, content: EditionContent) -> Iterator[Text]:
    """Yield the job's own colours that a template has no use for."""
    roles = [role for role, colour in edition.colours if (role, colour) not in content.colours]
    if roles:
        said = ", ".join(roles)
        yield Text(f"không dùng màu {said} của tệp", f"colours of the job that are not used: {said}")


def with_changes(design: TriedDesign, own: TriedDesign) -> TriedDesign:
    """Return ``design`` with what changes where it takes the place of the job's ``own``."""
    if design.composed is None or own.composed is None or design.is_own:
        return design
    return replace(design, changes=(*_moved(own.words, design.words), *design.changes))


def _moved(before: Sequence[SideWord], after: Sequence[SideWord]) -> Iterator[Text]:
    """Yield what goes to the other side, and what is lost."""
    was, now = _places(before), _places(after)
    for side, name in _SIDES.items():
        numbers = sum(key[0] == "number" and side in now.get(key, ()) and side not in was[key] for key in was)
        if numbers:
            yield Text(f"{numbers} số sang {name.vi}", f"numbers that go to {name.en}: {numbers}")
        if ("code", "") in was and side in now.get(("code", ""), ()) and side not in was["code", ""]:
            yield Text(f"mã QR sang {name.vi}", f"the QR code goes to {name.en}")
    lost = [_LOST[what] for what, said in was if not said and (what, said) not in now and what in _LOST]
    if lost:
        vi, en = ", ".join(each.vi for each in lost), ", ".join(each.en for each in lost)
        yield Text(f"không có {vi}", f"without {en}")


def _places(words: Sequence[SideWord]) -> dict[tuple[str, str], set[str]]:
    """Return on which sides each thing stands: each number by its digits, all others by what they are."""
    places: dict[tuple[str, str], set[str]] = {}
    for word in words:
        places.setdefault((word.what, word.number), set()).add(word.side)
    return places


def gallery_products(
    setup: JobSetup, edition: EditionContent, designs: Sequence[TriedDesign], day: date
) -> list[Product]:
    """Return the sheet on paper, and the same as one picture."""
    fitting = [each for each in designs if each.setup is not None and each.composed is not None]
    own = next((each for each in fitting if each.is_own), None)
    tags = tuple(_tag(each, own) for each in fitting)
    sheet = GallerySheet(
        office=edition.issuer_name,
        day=day,
        is_sample=setup.file.job.sample,
        tags=tags,
        misfits=tuple(
            (f"{each.template} ({SHAPES[each.shape.kind].vi})", each.reason.vi if each.reason is not None else "")
            for each in designs
            if each.composed is None
        ),
    )
    pages, colour_of = gallery_pages(sheet), colours_of(setup.profile)
    title = f"Chọn kiểu trình bày – {edition.issuer_name}"
    paper = write_paper(pages, title, day, colour_of)
    picture = gallery_picture(pages)
    svg = write_svg(picture, colour_of)
    across, down = (round(side * _PIXELS_PER_MM) for side in (picture.trim.width, picture.trim.height))
    return [
        Product(GALLERY, "gallery", len(pages), paper),
        Product(GALLERY_PICTURE, "gallery-picture", None, render_svg(svg, across, down)),
    ]


def _tag(design: TriedDesign, own: TriedDesign | None) -> GalleryTag:
    """Return a design as the sheet shows it."""
    setup, composed = design.setup, design.composed
    if setup is None or composed is None:
        raise ValueError(f"{design.template} was not composed")
    front, back, hole = composed.tag.front, composed.tag.back, setup.hole
    if setup.shop.backing == "single":
        back = replace(back, items=())
    shown = [replace(side, items=tuple(visible_items(side.items))) for side in (front, back)]
    turned = hole.mirrored(setup.shape.width) if hole is not None else None
    return GalleryTag(
        name=design.template,
        # What a title explains behind its colon the picture shows.
        about=design.title.vi.partition(":")[0],
        size=f"{SHAPES[setup.shape.kind].vi} {format_size(setup.shape.width, setup.shape.height).vi}",
        shape=setup.shape,
        front=ProofSide("front", shown[0], hole),
        back=ProofSide("back", shown[1], turned),
        lines=tuple(_said(design, own)),
        is_own=design.is_own,
    )


def _said(design: TriedDesign, own: TriedDesign | None) -> Iterator[str]:
    """Yield what stands under a design: whether it is for such a job, its measures, changes and warnings."""
    if not design.is_meant:
        yield "Kiểu này không dành cho hình hoặc số lượng số này."
    if design.reading is not None:
        was = own.reading.height if own is not None and own.reading is not None else None
        yield f"Số trực {design.reading.told(_was(design.reading.height, was, 1)).vi}."
    if design.module is not None:
        was = own.module if own is not None else None
        yield f"Ô mã QR {format_decimal(design.module, 2)} mm{_was(design.module, was, 2)}."
    if design.changes:
        told = "; ".join(each.vi for each in design.changes)
        yield f"{told[:1].upper()}{told[1:]}."
    if design.warnings:
        yield f"Cảnh báo: {', '.join(design.warnings)}."


def _was(now: float, was: float | None, places: int) -> str:
    """Return what a figure is in the job as it is, where it reads otherwise."""
    if was is None or format_decimal(now, places) == format_decimal(was, places):
        return ""
    return f" (nay {format_decimal(was, places)})"
