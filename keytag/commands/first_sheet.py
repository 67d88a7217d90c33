"""The command `firstsheet`: photographs of the first printed sheet held against the job it was printed from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from msgspec import Struct

from keytag.files import reader
from keytag.files.font_files import font_bytes
from keytag.files.writer import refuse_occupied, temporary_files
from keytag.findings import Finding
from keytag.handoff.record import files_of_job, read_record
from keytag.handoff.remake import open_package, recorded_order
from keytag.inspection.photographs.cut_tags import CutTag, look_at_cut_tags
from keytag.inspection.photographs.first_look import SideSeen, look_at
from keytag.inspection.photographs.marked_places import (
    PageWords,
    draw_cut_tags,
    draw_page,
    draw_unrecognised,
    write_pages,
)
from keytag.inspection.photographs.picture import MAX_BYTES, Photograph, read_photographs
from keytag.inspection.photographs.states import State
from keytag.inspection.photographs.verdict import (
    Allowed,
    Offset,
    back_offset,
    findings_of,
    findings_of_cut_tags,
    findings_of_unrecognised,
    scale_of,
    side_name,
)
from keytag.steps.export import Product, write_products
from keytag.steps.first_sheet import ImposedJob, expected_sides, impose_job
from keytag.steps.order import Order
from keytag.steps.progress import ShowStep
from keytag.steps.report import WrittenFile
from keytag.text.figures import format_day
from keytag.text.text import Language, Text

PAGES = "first-sheet.pdf"


class SideResult(Struct, frozen=True):
    """What one photograph shows: of which side, how many slots are in which state, what was measured."""

    photograph: str
    side: Text
    plate: int
    is_back: bool
    counts: dict[State, int]
    places: tuple[tuple[int, State], ...]
    """The slots that are not good, by number."""
    per_mm: float
    scale: float | None
    plates: dict[str, tuple[float, float]]
    """How far each ink's plate lies off the others: mm to the right and down."""


class CutTagsResult(Struct, frozen=True):
    """What a photograph of loose tags shows: each tag by its number, its edition, how it was found."""

    photograph: str
    tags: tuple[CutTag, ...]


class FirstSheet(Struct, frozen=True):
    """What photographs of a first sheet show, the pages with what to look at, how backs are to be moved."""

    findings: tuple[Finding, ...]
    sides: tuple[SideResult, ...] = ()
    cut_tags: tuple[CutTagsResult, ...] = ()
    unrecognised: tuple[str, ...] = ()
    """The names of pictures that show nothing of the job."""
    offset: Offset | None = None
    files: tuple[WrittenFile, ...] = ()


def look_at_first_sheet(
    photographs: Sequence[Path], source: Path, order: Order, out: Path, language: Language, step: ShowStep
) -> FirstSheet:
    """Hold ``photographs`` against the sheets of the job or package at ``source``; write what to look at.

    A package is of its own order; ``order`` then says nothing.

    Raises UnreadableFileError where a photograph is none.
    """
    refuse_occupied(out)
    pictures = [
        picture
        for path in photographs
        for picture in read_photographs(reader.read_within(path, MAX_BYTES), path.name)
    ]
    step(Text("Đang dựng tờ in để so", "Drawing the sheets"), 0, 1)
    with _imposed(source, order) as imposed:
        if imposed.imposition is None:
            return FirstSheet(imposed.findings)
        sides = expected_sides(imposed.setup, imposed.editions, imposed.imposition, order.date)
        press, backing = imposed.imposition.press, imposed.imposition.way.backing
        tolerance = imposed.setup.shop.tolerance
        allowed = Allowed(tolerance.plates, tolerance.back, Offset(*press.back_offset))
        office, number = imposed.setup.file.office, imposed.setup.content_hash
    seen: list[SideSeen] = []
    unrecognised: list[Photograph] = []
    loose: list[tuple[Photograph, tuple[CutTag, ...]]] = []
    for picture in pictures:
        found = look_at(
            picture, sides, partial(step, Text(f"Đang so {picture.name}", f"Comparing {picture.name}"))
        )
        tags = look_at_cut_tags(picture, sides) if found is None else ()
        if found is not None:
            seen.append(found)
        elif any(tag.edition for tag in tags):
            loose.append((picture, tags))
        else:
            unrecognised.append(picture)
    tumbles = backing.swaps_gripper and not press.reverse
    # Whoever photographs cut tags alone does not owe every side of the sheets.
    owed = sides if seen else ()
    findings = (
        *findings_of_unrecognised([picture.name for picture in unrecognised], sides),
        *findings_of(seen, owed, allowed, tumbles=tumbles),
        *(finding for picture, tags in loose for finding in findings_of_cut_tags(picture.name, tags)),
    )
    font = font_bytes("be-vietnam-pro", 500)
    about = f"{office} · # {number} · {format_day(order.date, language)}"
    pages = [draw_page(each, _words(each, about, language), font) for each in seen]
    words = [_words_of(Text("móc khóa rời", "loose tags"), each.name, about, language) for each, _ in loose]
    pages += [draw_cut_tags(*each, said, font) for each, said in zip(loose, words, strict=True)]
    nothing = Text("không nhận ra gì trong ảnh", "nothing is recognised")
    # So that nobody takes an earlier run's page for an answer to these pictures.
    pages += [
        draw_unrecognised(each, _words_of(nothing, each.name, about, language), font) for each in unrecognised
    ]
    product = Product(PAGES, "first-sheet", len(pages), write_pages(pages, order.date))
    files = write_products(out, [product], (PAGES,))
    results = tuple(_result(each) for each in seen)
    cut = tuple(CutTagsResult(picture.name, tags) for picture, tags in loose)
    names = tuple(picture.name for picture in unrecognised)
    return FirstSheet(findings, results, cut, names, back_offset(seen, tumbles=tumbles), files)


@contextmanager
def _imposed(source: Path, order: Order) -> Iterator[ImposedJob]:
    """Give the sheets of a job, or of the job within a package as it was ordered."""
    if source.suffix.lower() in {".yaml", ".yml"}:
        yield impose_job(source, order)
        return
    files = open_package(source).files
    record = read_record(files, source.name)
    with temporary_files(files_of_job(files, source.name)) as folder:
        yield impose_job(folder / record.job, recorded_order(record, folder))


def _words(seen: SideSeen, about: str, language: Language) -> PageWords:
    return _words_of(side_name(seen.side), seen.straightened.photograph.name, about, language)


def _words_of(shown: Text, photograph: str, about: str, language: Language) -> PageWords:
    title = Text("Tờ in đầu", "First sheet")
    return PageWords(
        f"{title.to(language)} – {shown.to(language)}",
        f"{photograph} · {about}",
        Text("khác bản vẽ: xem tận mắt", "differs: look at it").to(language),
        Text("không thấy rõ trong ảnh", "not seen well").to(language),
    )


def _result(seen: SideSeen) -> SideResult:
    counts: dict[State, int] = {}
    for tag in seen.tags:
        counts[tag.state] = counts.get(tag.state, 0) + 1
    return SideResult(
        seen.straightened.photograph.name,
        side_name(seen.side),
        seen.side.plate + 1,
        seen.side.is_back,
        counts,
        tuple((tag.number, tag.state) for tag in seen.tags if tag.state != "good"),
        seen.per_mm,
        scale_of(seen),
        {shift.ink: (shift.x, shift.y) for shift in seen.shifts},
    )
