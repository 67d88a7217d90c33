"""How an order was packed, on the screen: figures and files, never who takes them over.

Plain lines of at most 80 columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from keytag.cli.screen.figures import of_files
from keytag.cli.screen.objects import answer, file_object
from keytag.text.figures import format_count
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.cli.screen.screen import Screen
    from keytag.commands.packing import PackingFacts, PackingReport


def show_packing(screen: Screen, command: str, report: PackingReport) -> None:
    """Show how an order was packed; who takes the tags over is on paper alone."""
    language = screen.options.language
    screen.result(
        report.findings,
        lambda: packing_object(command, report, language),
        lambda: (of_packing(report, language),) if report.facts is not None else (),
    )


def of_packing(report: PackingReport, language: Language) -> str:
    """Return the figures of an order that was packed, and its files."""
    parts = [] if report.facts is None else [_figures(report.facts, language)]
    return "\n".join([*parts, *([of_files(report.files, language)] if report.files else [])])


def _figures(facts: PackingFacts, language: Language) -> str:
    rows = (
        (Text("Đơn vị nhận", "Recipients"), facts.receivers, Text("", "")),
        *([(Text("Số hộ", "Households"), facts.households, Text("", ""))] if facts.households else []),
        (Text("Số lượng", "Tags"), facts.tags, Text("", "")),
        (Text("Túi", "Bags"), facts.bags, Text(f"(túi đầy {facts.bag} chiếc)", f"(full at {facts.bag} tags)")),
        (
            Text("Thùng", "Boxes"),
            facts.boxes,
            Text(f"(thùng đầy {facts.box} chiếc)", f"(full at {facts.box} tags)"),
        ),
    )
    first = max(len(label.to(language)) for label, _, _ in rows)
    figures = [format_count(value, language) for _, value, _ in rows]
    second = max(map(len, figures))
    return "\n".join(
        f"{label.to(language):<{first}}  {figure:>{second}}  {remark.to(language)}".rstrip()
        for (label, _, remark), figure in zip(rows, figures, strict=True)
    )


def packing_object(command: str, report: PackingReport, language: Language) -> str:
    """Return a run of `packing` as the one JSON object that ``--json`` prints; it names no people."""
    facts = report.facts
    files = [file_object(file) for file in report.files]
    names = ("receivers", "households", "tags", "bags", "boxes", "bag", "box")
    packed = {name: getattr(facts, name) for name in names} if facts is not None else None
    return answer(command, report.findings, language, files=files, packing=packed)
