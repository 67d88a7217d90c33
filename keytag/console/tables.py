"""The results of `check`, `render` and `sheet` as tables that fit 80 columns.

Knows rich, and of the results their types alone: nothing is computed here but sums of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from rich import box
from rich.console import RenderableType
from rich.table import Table

from keytag.console.spelling import TIE, count, decimal, visible
from keytag.console.tied import Tied
from keytag.wording import Language, Text

if TYPE_CHECKING:
    from keytag.workflow import Report
    from keytag.workflow.report import EditionFacts, JobSummary, NumberFacts, PlateFacts, QrFacts

# House rule: beyond this the table is longer than a screen; the rest is counted.
_MAX_ROWS = 60
# House rule: from so many on, editions in a row are named by the first and the last of them.
_MANY = 5
# House rule: so many numbers are checked at a glance; the list to call has all of them.
_MAX_NUMBERS = 12

# The letters of ISO 12647-2 for the process plates; spots keep their names.
_PLATE_LETTERS = {"Cyan": "C", "Magenta": "M", "Yellow": "Y", "Black": "K"}


def of_report(report: Report, language: Language) -> Iterator[RenderableType]:
    """Yield the tables that ``report`` asks for: of its editions, or of its plates where editions share them."""
    if report.numbers:
        yield _numbers(report.numbers, language)
    if report.editions and report.plan is None:
        yield _editions(report.editions, language)
    if report.plan is not None and report.plan.is_shared:
        yield of_plates(report.plan.plates, language)


def of_summaries(summaries: Sequence[JobSummary], language: Language) -> Table:
    """Return a table of a folder's jobs: how many findings of each kind, and whether it can be printed."""
    table = _table(
        language,
        (Text("Công việc", "Job"), "left"),
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
        table.add_row(visible(job.path.name), *(str(figure) if figure else "-" for figure in figures), verdict)
    return table


def _numbers(numbers: Sequence[NumberFacts], language: Language) -> Table:
    table = _table(
        language,
        (Text("Nhãn", "Label"), "left"),
        (Text("In trên thẻ", "As printed"), "left"),
        (Text("Máy gọi", "As dialled"), "left"),
        (Text("Loại", "Kind"), "left"),
    )
    for number in numbers[:_MAX_NUMBERS]:
        table.add_row(visible(number.label), number.display, number.tel, number.kind.to(language))
    more = len(numbers) - _MAX_NUMBERS
    if more > 0:
        table.caption = Text(
            f"… và {more} số nữa; xem đủ bằng: keytag check --called",
            f"… and {more} more; see them all with: keytag check --called",
        ).to(language)
        table.caption_justify = "left"
    return table


def _editions(editions: Sequence[EditionFacts], language: Language) -> Table:
    table = _table(
        language,
        (Text("Mẫu", "Edition"), "left"),
        (Text("Cỡ mm", "Size mm"), "right"),
        (Text("QR", "QR"), "left"),
        (Text("Ô QR mm", "Module mm"), "right"),
        (Text("Đọc khi mờ", "Reads blurred"), "left"),
        (Text("Chữ nhỏ nhất", "Smallest text"), "right"),
        (Text("Mực", "Inks"), "left"),
    )
    for edition in editions[:_MAX_ROWS]:
        qr, smallest = edition.qr, edition.smallest_text_pt
        table.add_row(
            edition.id,
            " x ".join(_plain(side, language) for side in edition.size),
            f"v{qr.version} {qr.level}" if qr is not None else "-",
            decimal(qr.module_mm, 3, language) if qr is not None else "-",
            _readback(qr, language),
            f"{decimal(smallest, 1, language)} pt" if smallest is not None else "-",
            visible(" ".join(_PLATE_LETTERS.get(ink, ink) for ink in edition.inks)),
        )
    _rest(table, len(editions) - _MAX_ROWS)
    return table


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
    return f"{word.to(language)} {decimal(back.blur, 2, language)}"


def of_plates(plates: Sequence[PlateFacts], language: Language) -> Table:
    """Return a table of plates: their pages in the file, their sheets, and the slots of each edition on them."""
    table = _table(
        language,
        (Text("Bộ kẽm", "Plates"), "right"),
        *([(Text("Trang", "Pages"), "right")] if any(plate.pages for plate in plates) else []),
        (Text("Số tờ", "Run"), "right"),
        (Text("Mẫu", "Editions"), "left"),
    )
    for number, plate in enumerate(plates[:_MAX_ROWS], start=1):
        pages = [_pages(plate.pages)] if plate.pages else []
        run = count(plate.run_length, language)
        table.add_row(str(number), *pages, run, Tied(visible(_slots(plate, language))))
    _rest(table, len(plates) - _MAX_ROWS)
    return table


def _pages(pages: tuple[int, ...]) -> str:
    return ", ".join(map(str, pages)) if len(pages) < 3 else f"{pages[0]}–{pages[-1]}"


def _slots(plate: PlateFacts, language: Language) -> str:
    """Say which editions are on a plate, in how many slots; many in a row with equally many as from … to."""
    said = []
    for slots, group in groupby(plate.copies.items(), key=itemgetter(1)):
        names = [edition for edition, _ in group]
        if len(names) < _MANY:
            said += [f"{name}{TIE}×{TIE}{slots}" for name in names]
        else:
            many = Text(f"{len(names)}{TIE}mẫu", f"{len(names)}{TIE}editions").to(language)
            said.append(f"{names[0]}{TIE}… {names[-1]} ({many}){TIE}×{TIE}{slots}")
    return ", ".join(said)


def _table(language: Language, *columns: tuple[Text, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, justify in columns:
        table.add_column(heading.to(language), justify="right" if justify == "right" else "left", overflow="fold")
    return table


def _rest(table: Table, more: int) -> None:
    if more > 0:
        table.add_row(f"… +{more}")
