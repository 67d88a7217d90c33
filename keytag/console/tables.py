"""The results of `render` and `sheet` as tables that fit 80 columns.

Knows rich, and of the results their types alone: nothing is computed here but sums of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import RenderableType
from rich.table import Table

from keytag.console.spelling import count, decimal, visible
from keytag.wording import Language, Text

if TYPE_CHECKING:
    from keytag.workflow import Report
    from keytag.workflow.report import EditionFacts, PlateFacts

# House rule: beyond this the table is longer than a screen; the rest is counted.
_MAX_ROWS = 60

# The letters of ISO 12647-2 for the process plates; spots keep their names.
_PLATE_LETTERS = {"Cyan": "C", "Magenta": "M", "Yellow": "Y", "Black": "K"}


def of_report(report: Report, language: Language) -> Iterator[RenderableType]:
    """Yield the tables that ``report`` asks for: of its editions, or of its plates where there are several."""
    if report.editions and report.plan is None:
        yield _editions(report.editions, language)
    if report.plan is not None and len(report.plan.plates) > 1:
        yield _plates(report.plan.plates, language)


def _editions(editions: Sequence[EditionFacts], language: Language) -> Table:
    table = _table(
        language,
        (Text("Mẫu", "Edition"), "left"),
        (Text("Cỡ mm", "Size mm"), "right"),
        (Text("QR", "QR"), "left"),
        (Text("Ô QR mm", "Module mm"), "right"),
        (Text("Chữ nhỏ nhất", "Smallest text"), "right"),
        (Text("Mực", "Inks"), "left"),
    )
    for edition in editions[:_MAX_ROWS]:
        qr, smallest = edition.qr, edition.smallest_text_pt
        table.add_row(
            edition.id,
            "{:g} x {:g}".format(*edition.size),
            f"v{qr.version} {qr.level}" if qr is not None else "-",
            decimal(qr.module_mm, 3, language) if qr is not None else "-",
            f"{decimal(smallest, 1, language)} pt" if smallest is not None else "-",
            visible(" ".join(_PLATE_LETTERS.get(ink, ink) for ink in edition.inks)),
        )
    _rest(table, len(editions) - _MAX_ROWS)
    return table


def _plates(plates: Sequence[PlateFacts], language: Language) -> Table:
    table = _table(
        language,
        (Text("Trang", "Pages"), "right"),
        (Text("Số tờ", "Run"), "right"),
        (Text("Mẫu", "Editions"), "left"),
    )
    for plate in plates[:_MAX_ROWS]:
        copies = ", ".join(f"{edition} x {number}" for edition, number in plate.copies.items())
        pages = ", ".join(str(page) for page in plate.pages[:4])
        table.add_row(pages, count(plate.run_length, language), visible(copies))
    _rest(table, len(plates) - _MAX_ROWS)
    return table


def _table(language: Language, *columns: tuple[Text, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, justify in columns:
        table.add_column(heading.to(language), justify="right" if justify == "right" else "left", overflow="fold")
    return table


def _rest(table: Table, more: int) -> None:
    if more > 0:
        table.add_row(f"… +{more}")
