"""The numbers of an issue that were written for the desk, on the screen: how many, and where.

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
    from keytag.commands.contacts import ContactFacts, ContactReport


def show_contacts(screen: Screen, command: str, report: ContactReport) -> None:
    """Show how many cards and numbers there are, and the files that have them."""
    language = screen.options.language
    screen.result(
        report.findings,
        lambda: contacts_object(command, report, language),
        lambda: (
            (_figures(report.facts, language), of_files(report.files, language))
            if report.facts is not None
            else ()
        ),
    )


def _figures(facts: ContactFacts, language: Language) -> str:
    rows = (
        (Text("Danh thiếp", "Cards"), facts.cards, Text("(mỗi mẫu một tấm)", "(one an edition)")),
        (Text("Số trên đó", "Numbers on them"), facts.numbers, Text("", "")),
        (Text("Số khác nhau", "Different ones"), facts.different, Text("", "")),
    )
    first = max(len(label.to(language)) for label, _, _ in rows)
    figures = [format_count(value, language) for _, value, _ in rows]
    second = max(map(len, figures))
    return "\n".join(
        f"{label.to(language):<{first}}  {figure:>{second}}  {remark.to(language)}".rstrip()
        for (label, _, remark), figure in zip(rows, figures, strict=True)
    )


def contacts_object(command: str, report: ContactReport, language: Language) -> str:
    """Return a run of `contacts` as the one JSON object that ``--json`` prints."""
    facts = report.facts
    said = None
    if facts is not None:
        said = {"cards": facts.cards, "numbers": facts.numbers, "different": facts.different}
    files = [file_object(file) for file in report.files]
    return answer(command, report.findings, language, files=files, contacts=said)
