"""The numbers of a job as people and telephones see them: each once, with the editions that carry it."""

from __future__ import annotations

from keytag.documents.job import EditionContent
from keytag.steps.report import NumberFacts
from keytag.vietnam import phone


def number_facts(editions: tuple[EditionContent, ...]) -> tuple[NumberFacts, ...]:
    """Return every number of ``editions`` with its label, in the order in which they first stand there."""
    carried: dict[tuple[str, str, str], list[str]] = {}
    kinds = {}
    for edition in editions:
        for number in edition.numbers:
            read = phone.read_number(number.written)
            key = (number.label, number.display, read.tel)
            kinds[key] = phone.describe_number(read)
            carried.setdefault(key, []).append(edition.id)
    return tuple(
        NumberFacts(label, display, tel, kinds[label, display, tel], tuple(dict.fromkeys(ids)))
        for (label, display, tel), ids in carried.items()
    )
