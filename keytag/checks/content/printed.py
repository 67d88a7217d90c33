"""The words that a job prints: issuers, names, slogans, labels, captions, each with its node and its edition.

Pure. What editions share is told once, with the first of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from unicodedata import normalize

from msgspec import Struct

from keytag.checks.content.subject import JobSubject
from keytag.documents.job import EditionContent, Number


class TextKind(Enum):
    """What a text is on the tag."""

    ISSUER = "issuer"
    NAME = "name"
    SLOGAN = "slogan"
    LABEL = "label"
    CAPTION = "caption"


class PrintedText(Struct, frozen=True):
    """One text as an edition prints it; a label has its ``number``."""

    kind: TextKind
    text: str
    node: str
    content: EditionContent
    number: Number | None = None


def printed_texts(subject: JobSubject) -> Iterator[PrintedText]:
    """Yield each text that the job prints once, with the first edition that prints it."""
    seen: set[tuple[str, str]] = set()
    for each in printed_texts_by_edition(subject):
        if (each.node, each.text) not in seen:
            seen.add((each.node, each.text))
            yield each


def printed_texts_by_edition(subject: JobSubject) -> Iterator[PrintedText]:
    """Yield all that each edition prints, what it shares with others as well."""
    for content in subject.editions:
        yield PrintedText(TextKind.ISSUER, content.issuer_name, content.issuer_node, content)
        if content.name and content.issuer_node != f"{content.node}.name":
            yield PrintedText(TextKind.NAME, content.name, f"{content.node}.name", content)
        if content.slogan:
            yield PrintedText(TextKind.SLOGAN, content.slogan, content.slogan_node, content)
        for number in content.numbers:
            yield PrintedText(TextKind.LABEL, number.label, f"{number.node}.label", content, number)
        if content.qr is not None and content.qr.caption:
            yield PrintedText(TextKind.CAPTION, content.qr.caption, f"{content.qr.node}.caption", content)


@lru_cache(maxsize=4096)
def fold_phrase(text: str) -> str:
    """Return ``text`` in small letters, composed, words parted by single blanks: for phrases with their marks."""
    return " ".join(normalize("NFKC", text).casefold().split())


def cite_phrase(text: str, start: int, end: int) -> str:
    """Return what stands at ``start`` to ``end`` of `fold_phrase`, with the capitals that ``text`` has there."""
    whole = " ".join(normalize("NFKC", text).split())
    # Few letters of the world are longer in small; Vietnamese has none of them.
    return (whole if len(whole) == len(fold_phrase(text)) else fold_phrase(text))[start:end]
