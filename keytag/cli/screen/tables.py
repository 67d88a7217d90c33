"""The results of `check`, `render` and `sheet` as tables that fit 80 columns.

Knows rich, and of the results their types alone: nothing is computed here but sums of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text as RichText

from keytag.cli.screen.columns import INDENT, TextColumn, table, widths_of
from keytag.cli.screen.no_break import NoBreakText
from keytag.cli.screen.spelling import TIE, visible
from keytag.text.figures import format_count, format_decimal
from keytag.text.ink_names import INK_TITLES
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.steps.report import EditionFacts, JobSummary, PlateFacts, QrFacts

# House rule: beyond this the table is longer than a screen; the rest is counted.
_MAX_ROWS = 60
# House rule: from so many on, editions in a row are named by the first and the last of them.
_MANY = 5
# House rules: so many plates are shown, and so many entries of editions on all of them, on each a few at least.
_PLATES, _ENTRIES, _FEW = 20, 40, 3
# House rules: so many of the editions that came out alike are named, in so many lines; no figure is wider.
_NAMED, _FOLDS, _WIDEST = 3, (1, 2, 4, 8), 12

# The letters of ISO 12647-2 for the process plates; spots keep their names.
_PLATE_LETTERS = {"Cyan": "C", "Magenta": "M", "Yellow": "Y", "Black": "K"}

_HEADINGS = (
    Text("Cỡ mm", "Size mm"),
    Text("QR", "QR"),
    Text("Ô QR mm", "Module mm"),
    Text("Quét xa", "Scans from"),
    Text("Quét khi nhòe", "Reads blurred"),
    Text("Chữ nhỏ nhất", "Smallest text"),
    Text("Mực", "Inks"),
)
_RIGHT = (*_HEADINGS[:1], *_HEADINGS[2:4], _HEADINGS[5])


def of_summaries(summaries: Sequence[JobSummary], language: Language) -> Table:
    """Return a table of a folder's jobs: how many findings of each kind, and whether it can be printed."""
    shown = _table(
        language,
        (Text("Tệp đặt in", "Job"), "left"),
        (Text("Lỗi", "Errors"), "right"),
        (Text("Cảnh báo", "Warnings"), "right"),
        (Text("Lưu ý", "Notes"), "right"),
        (Text("Đã chấp nhận", "Accepted"), "right"),
        (Text("", ""), "left"),
    )
    ready, not_ready = Text("in được", "ready"), Text("chưa in được", "not ready")
    for job in summaries:
        figures = (job.errors, job.warnings, job.notes, job.accepted)
        verdict = (not_ready if job.errors else ready).to(language)
        shown.add_row(visible(job.path.name), *(str(figure) if figure else "-" for figure in figures), verdict)
    return shown


def of_figures(
    editions: Sequence[EditionFacts], names: Mapping[str, str], language: Language, width: int
) -> Iterator[RichText]:
    """Yield a table of how editions came out; those that came out alike are one row."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for edition in editions:
        name = visible(names.get(edition.id, edition.id))
        rows.setdefault(_figures(edition, language), []).append(name)
    shown = list(rows.items())[:_MAX_ROWS]
    called = tuple(_called(group, len(editions), len(names), language) for _, group in shown)
    columns = [TextColumn(Text("Mẫu", "Edition").to(language), called, folds=True)] if len(editions) > 1 else []
    for place, heading in enumerate(_HEADINGS):
        cells = tuple(figures[place] for figures, _ in shown)
        is_last = place == len(_HEADINGS) - 1
        columns.append(TextColumn(heading.to(language), cells, folds=is_last, right=heading in _RIGHT))
    found = (widths_of(columns, width, most) for most in _FOLDS)
    widths = next((each for each in found if each is not None), [_WIDEST] * len(columns))
    yield from table(columns, widths)
    more = len(rows) - len(shown)
    if more > 0:
        yield RichText(f"{INDENT}… +{more}")


def _figures(edition: EditionFacts, language: Language) -> tuple[str, ...]:
    qr, smallest = edition.qr, edition.smallest_text_pt
    return (
        " x ".join(_plain(side, language) for side in edition.size).replace(" ", TIE),
        f"v{qr.version}{TIE}{qr.level}" if qr is not None else "-",
        format_decimal(qr.module_mm, 3, language) if qr is not None else "-",
        f"{round(qr.distance_mm / 10)}{TIE}cm" if qr is not None else "-",
        _readback(qr, language),
        f"{format_decimal(smallest, 1, language)}{TIE}pt" if smallest is not None else "-",
        visible(_inks(edition.inks, language)),
    )


def _inks(plates: Sequence[str], language: Language) -> str:
    """Return the plates as people say them: process plates by their letters, spots by their colours."""
    letters = " ".join(_PLATE_LETTERS[plate] for plate in plates if plate in _PLATE_LETTERS)
    titles = [
        INK_TITLES[plate.lower()].to(language).replace(" ", TIE) if plate.lower() in INK_TITLES else plate
        for plate in plates
        if plate not in _PLATE_LETTERS
    ]
    return ", ".join([*([letters] if letters else []), *titles])


def _called(names: Sequence[str], drawn: int, every: int, language: Language) -> str:
    """Return which editions came out alike: all that were ``drawn``, or the first by name and how many more."""
    if len(names) == drawn > 1:
        said = (
            Text(f"cả {drawn} mẫu", f"all {drawn}")
            if drawn >= every
            else Text(f"{drawn} mẫu vẽ thử", f"{drawn} drawn")
        )
        return said.to(language).replace(" ", TIE)
    more = f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _plain(length: float, language: Language) -> str:
    """Return a length with as many decimals as it needs."""
    text = f"{length:g}"
    return text.replace(".", ",") if language == "vi" else text


def _readback(qr: QrFacts | None, language: Language) -> str:
    """Say how a code reads back: not at all, when new, or also when worn; and to what blur, in modules."""
    back = qr.read_back if qr is not None else None
    if back is None:
        return "-"
    if not back.is_read:
        return Text("không", "no").to(language)
    word = Text("tốt", "well") if back.is_read_worn else Text("yếu", "weak")
    return f"{word.to(language)}{TIE}{format_decimal(back.blur, 2, language)}"


def of_plates(plates: Sequence[PlateFacts], names: Mapping[str, str], language: Language) -> Table:
    """Return a table of plates: their pages in the file, their sheets, and the slots of each edition on them.

    Of many plates the first are shown, and of many editions on a plate those with the most slots.
    """
    shown = _table(
        language,
        (Text("Bài in", "Run"), "right"),
        *([(Text("Trang", "Pages"), "right")] if any(plate.pages for plate in plates) else []),
        (Text("Số tờ", "Sheets"), "right"),
        (Text("Mẫu", "Editions"), "left"),
    )
    most = max(_FEW, _ENTRIES // len(plates)) if plates else 0
    for number, plate in enumerate(plates[:_PLATES], start=1):
        pages = [_pages(plate.pages)] if plate.pages else []
        run = format_count(plate.run_length, language)
        shown.add_row(str(number), *pages, run, NoBreakText(visible(_slots(plate, names, language, most))))
    _rest(shown, len(plates) - _PLATES)
    return shown


def _pages(pages: tuple[int, ...]) -> str:
    return ", ".join(map(str, pages)) if len(pages) < 3 else f"{pages[0]}–{pages[-1]}"


def _slots(plate: PlateFacts, names: Mapping[str, str], language: Language, most: int) -> str:
    """Say which editions are on a plate, in how many slots; many in a row with equally many as from … to.

    Beyond ``most`` entries those with the most slots are named, and the other editions counted.
    """
    entries: list[tuple[int, int, str]] = []
    for slots, group in groupby(plate.copies.items(), key=itemgetter(1)):
        called = [names.get(edition, edition).replace(" ", TIE) for edition, _ in group]
        if len(called) < _MANY:
            entries += [(slots, 1, f"{name}{TIE}×{TIE}{slots}") for name in called]
        else:
            many = Text(f"{len(called)}{TIE}mẫu", f"{len(called)}{TIE}editions").to(language)
            said = f"{called[0]}{TIE}… {called[-1]}{TIE}({many}){TIE}×{TIE}{slots}"
            entries.append((slots, len(called), said))
    if len(entries) <= most:
        return ", ".join(said for _, _, said in entries)
    entries.sort(key=itemgetter(0), reverse=True)
    more = sum(editions for _, editions, _ in entries[most:])
    rest = Text(f"… và{TIE}{more} mẫu nữa (--json)", f"… and{TIE}{more} more (--json)").to(language)
    return f"{', '.join(said for _, _, said in entries[:most])} {rest}"


def _table(language: Language, *columns: tuple[Text, str]) -> Table:
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, justify in columns:
        shown.add_column(heading.to(language), justify="right" if justify == "right" else "left", overflow="fold")
    return shown


def _rest(shown: Table, more: int) -> None:
    if more > 0:
        shown.add_row(f"… +{more}")
