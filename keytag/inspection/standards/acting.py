"""What a file does: actions, scripts, forms, annotations. A press file does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.findings import Finding, Rule
from keytag.inspection.pdf.facts import FileFacts
from keytag.inspection.standards.wording import join_names, on_pages, pages_where
from keytag.standards import Standard
from keytag.text.text import Text

STILL = Rule.error("pdf-does-nothing", __name__)
NOTES = Rule.error("pdf-has-no-annotations", __name__)
RULES = (STILL, NOTES)


def does_nothing(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the actions, scripts and forms of the file."""
    if facts.active:
        said = join_names(facts.active)
        yield STILL.finding(Text(f"Tệp có: {said}.", f"The file has: {said}."))


def has_no_annotations(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the kinds of annotation on the pages."""
    numbers = pages_where(facts, lambda page: page.annotations)
    if numbers:
        where, said = on_pages(numbers), join_names(kind for page in facts.pages for kind in page.annotations)
        yield NOTES.finding(Text(f"Có {said} ở {where.vi}.", f"There is {said} on {where.en}."))


CHECKS = (does_nothing, has_no_annotations)
