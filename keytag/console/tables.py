"""The results of `render` and `sheet` as tables that fit 80 columns.

Knows rich, and of the results their types alone: nothing is computed here but sums of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as RichText

from keytag.wording import Language, Text

if TYPE_CHECKING:
    from keytag.workflow import Report
    from keytag.workflow.report import EditionFacts, PlanFacts, PlateFacts, WrittenFile

# House rule: beyond these the table is longer than a screen; the rest is counted.
_MAX_ROWS = 60
_MAX_FILES = 6

# The letters of ISO 12647-2 for the process plates; spots keep their names.
_PLATE_LETTERS = {"Cyan": "C", "Magenta": "M", "Yellow": "Y", "Black": "K"}


def of_report(report: Report, language: Language) -> Iterator[RenderableType]:
    """Yield what there is to show of ``report``: editions, plan, plates, files."""
    if report.editions and report.plan is None:
        yield _editions(report.editions, language)
    if report.plan is not None:
        yield _plan(report.plan, language)
        if len(report.plan.plates) > 1:
            yield _plates(report.plan.plates, language)
    if report.files:
        yield _files(report.files, language)


def _editions(editions: Sequence[EditionFacts], language: Language) -> Table:
    table = _table(
        language,
        (Text("Mẫu", "Edition"), "left"),
        (Text("Cỡ mm", "Size mm"), "right"),
        (Text("QR", "QR"), "left"),
        (Text("Ô mm", "Module mm"), "right"),
        (Text("Chữ nhỏ nhất", "Smallest text"), "right"),
        (Text("Mực", "Inks"), "left"),
    )
    for edition in editions[:_MAX_ROWS]:
        qr, smallest = edition.qr, edition.smallest_text_pt
        table.add_row(
            edition.id,
            "{:g} x {:g}".format(*edition.size),
            f"v{qr.version} {qr.level}" if qr is not None else "-",
            _decimal(qr.module_mm, 3, language) if qr is not None else "-",
            f"{_decimal(smallest, 1, language)} pt" if smallest is not None else "-",
            _plain(" ".join(_PLATE_LETTERS.get(ink, ink) for ink in edition.inks)),
        )
    _rest(table, len(editions) - _MAX_ROWS)
    return table


def _plan(plan: PlanFacts, language: Language) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(justify="left")
    table.add_column(justify="right")
    rows = (
        (Text("Đặt", "Ordered"), _count(plan.ordered, language)),
        (Text("Bù hao", "Overs"), _count(plan.overs, language)),
        (Text("Số thẻ mỗi tờ", "Slots a sheet"), f"{_count(plan.slots, language)} ({plan.layout})"),
        (Text("Số tờ in", "Press sheets"), _count(plan.sheets, language)),
        (Text("In ra", "Printed"), _count(plan.printed, language)),
        (Text("Dư", "Spare"), _count(plan.spare, language)),
        (Text("Diện tích dùng", "Used area"), f"{_decimal(100 * plan.used_area, 1, language)} %"),
    )
    for label, value in rows:
        table.add_row(label.to(language), value)
    return table


def _plates(plates: Sequence[PlateFacts], language: Language) -> Table:
    table = _table(
        language,
        (Text("Trang", "Pages"), "right"),
        (Text("Số tờ", "Run"), "right"),
        (Text("Mẫu", "Editions"), "left"),
    )
    for plate in plates[:_MAX_ROWS]:
        copies = ", ".join(f"{edition} x {count}" for edition, count in plate.copies.items())
        pages = ", ".join(str(page) for page in plate.pages[:4])
        table.add_row(pages, _count(plate.run_length, language), _plain(copies))
    _rest(table, len(plates) - _MAX_ROWS)
    return table


def _files(files: Sequence[WrittenFile], language: Language) -> RichText:
    shown = RichText()
    written = Text("Đã ghi", "Wrote").to(language)
    for index, file in enumerate(files[:_MAX_FILES]):
        shown.append("\n" if index else "")
        shown.append(f"{written} ", style="green")
        shown.append(_plain(str(file.path)))
    if len(files) > _MAX_FILES:
        more = len(files) - _MAX_FILES
        shown.append(Text(f"\n… và {more} tệp nữa", f"\n… and {more} more files").to(language))
    return shown


def _table(language: Language, *columns: tuple[Text, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, justify in columns:
        table.add_column(heading.to(language), justify="right" if justify == "right" else "left", overflow="fold")
    return table


def _rest(table: Table, more: int) -> None:
    if more > 0:
        table.add_row(f"… +{more}")


def _count(value: int, language: Language) -> str:
    """Return a whole number with its thousands parted as the language does it."""
    return f"{value:,}".replace(",", "." if language == "vi" else ",")


def _decimal(value: float, places: int, language: Language) -> str:
    text = f"{value:.{places}f}"
    return text.replace(".", ",") if language == "vi" else text


def _plain(text: str) -> str:
    return "".join(character for character in text if character.isprintable())
