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
from keytag.inspection.photographs.cut_tags import CutTag, laid_tags, look_at_cut_tags
from keytag.inspection.photographs.first_look import SideSeen, look_at
from keytag.inspection.photographs.marked_places import (
    PageFonts,
    PageWords,
    draw_cut_tags,
    draw_page,
    draw_unrecognised,
    write_pages,
)
from keytag.inspection.photographs.picture import MAX_BYTES, Photograph, read_photographs
from keytag.inspection.photographs.states import State, states_in_words
from keytag.inspection.photographs.unrecognised import Appearance, appearance
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
    unrecognised: list[tuple[Photograph, Appearance]] = []
    loose: list[tuple[Photograph, tuple[CutTag, ...]]] = []
    for picture in pictures:
        advance = partial(step, Text(f"Đang so {picture.name}", f"Comparing {picture.name}"))
        found = look_at(picture, sides, advance)
        tags = look_at_cut_tags(picture, sides) if found is None else ()
        # Where neither codes nor the paper's edges show, tags in rows still say that it is a sheet.
        if laid := laid_tags(tags):
            found = look_at(picture, sides, advance, laid)
        if found is not None:
            seen.append(found)
        elif tags:
            loose.append((picture, tags))
        else:
            unrecognised.append((picture, appearance(picture, sides)))
    tumbles = backing.swaps_gripper and not press.reverse
    # Whoever photographs cut tags alone does not owe every side of the sheets.
    owed = sides if seen else ()
    findings = (
        *findings_of_unrecognised(unrecognised, sides),
        *findings_of(seen, owed, allowed, tumbles=tumbles),
        *(finding for picture, tags in loose for finding in findings_of_cut_tags(picture, tags)),
    )
    fonts = PageFonts(font_bytes("be-vietnam-pro", 500), font_bytes("be-vietnam-pro", 700))
    words = PageWriter(f"{office} · # {number} · {format_day(order.date, language)}", language)
    pages = [draw_page(each, words.of_side(each), fonts) for each in seen]
    pages += [draw_cut_tags(*each, words.of_cut_tags(*each), fonts) for each in loose]
    # So that nobody takes an earlier run's page for an answer to these pictures.
    pages += [draw_unrecognised(each, words.of_nothing(each, why), fonts) for each, why in unrecognised]
    title = _TITLE.to(language)
    product = Product(PAGES, "first-sheet", len(pages), write_pages(pages, f"{title}: {office}", order.date))
    files = write_products(out, [product], (PAGES,))
    results = tuple(_result(each) for each in seen)
    cut = tuple(CutTagsResult(picture.name, tags) for picture, tags in loose)
    names = tuple(picture.name for picture, _ in unrecognised)
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


class PageWriter(Struct, frozen=True):
    """The words of a run's pages, in one language; ``about`` is the office, the order's number and the day."""

    about: str
    language: Language

    def of_side(self, seen: SideSeen) -> PageWords:
        """Return the words of a page with a side of a sheet."""
        counted = states_in_words(tag.state for tag in seen.tags)
        slots = Text(f"{len(seen.tags)} vị trí: {counted.vi}.", f"{len(seen.tags)} slots: {counted.en}.")
        close_up = Text("Vị trí {}", "Slot {}")
        return self._words(side_name(seen.side), seen.straightened.photograph.name, slots, close_up)

    def of_cut_tags(self, photograph: Photograph, tags: Sequence[CutTag]) -> PageWords:
        """Return the words of a page with loose tags."""
        counted = states_in_words(tag.state for tag in tags)
        many = Text(f"{len(tags)} chiếc: {counted.vi}.", f"{len(tags)} tags: {counted.en}.")
        return self._words(Text("móc khóa rời", "loose tags"), photograph.name, many, Text("Chiếc {}", "Tag {}"))

    def of_nothing(self, photograph: Photograph, why: Appearance) -> PageWords:
        """Return the words of a page with a picture in which nothing is recognised."""
        said = Text(
            f"Chưa so được gì. {why.looks.vi}.\n{why.remedy.vi}",
            f"Nothing was compared. {why.looks.en}.\n{why.remedy.en}",
        )
        return self._words(Text("không nhận ra", "not recognised"), photograph.name, said, Text("", ""))

    def _words(self, shown: Text, photograph: str, counted: Text, close_up: Text) -> PageWords:
        said = (
            Text("khác bản vẽ: xem tận mắt", "differs: look at it yourself"),
            Text("không thấy rõ trong ảnh", "not seen well"),
            close_up,
            Text("trong ảnh", "photograph"),
            Text("bản vẽ", "drawing"),
        )
        return PageWords(
            f"{_TITLE.to(self.language)}: {shown.to(self.language)}",
            f"{photograph} · {self.about}",
            counted.to(self.language),
            *(each.to(self.language) for each in said),
        )


_TITLE = Text("Tờ in đầu", "First sheet")


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
