"""Which other templates have room for what finds none in its own: those meant for so much, and tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from keytag.compose import compose
from keytag.documents.job import EditionContent
from keytag.documents.template import is_meant_for, read_template
from keytag.drawing import qr
from keytag.errors import KeytagError
from keytag.files.library import ResourceKind, document_names
from keytag.findings import Finding
from keytag.steps.job_setup import JobSetup, with_design
from keytag.text.text import Text

# What another design may have room for; other refusals say by themselves what is too long or too small.
_OF_ROOM = ("numbers-do-not-fit", "side-too-full")
# House rules: so many are a choice, and so many are tried for it: each takes as long as the tag that was refused.
_MOST_NAMED, _MOST_TRIED = 2, 3


def with_roomier_templates(
    setup: JobSetup, refused: Sequence[EditionContent], misfits: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Return why editions were ``refused``, each hint with templates that have room for the fullest."""
    if not refused or not any(finding.rule in _OF_ROOM for finding in misfits):
        return misfits
    fullest = max(refused, key=lambda content: len(content.numbers))
    tried = islice(_meant_for_more(setup, fullest), _MOST_TRIED)
    names = list(islice((name for name in tried if _fits_in(name, setup, fullest)), _MOST_NAMED))
    if not names:
        return misfits
    said = Text(
        f"Kiểu {' và '.join(names)} có đủ chỗ (template: {names[0]}).",
        f"There is room in {' and '.join(names)} (template: {names[0]}).",
    )
    return tuple(
        replace(each, hint=Text(f"{each.hint.vi} {said.vi}", f"{each.hint.en} {said.en}"))
        if each.rule in _OF_ROOM
        else each
        for each in misfits
    )


def _meant_for_more(setup: JobSetup, content: EditionContent) -> Iterator[str]:
    """Yield the other templates that say they are for the tag's shape and so many numbers, the roomiest first."""
    shape, count, found = setup.shape.kind, len(content.numbers), list[tuple[int, str]]()
    for name in document_names(ResourceKind.TAGS, setup.file.path):
        try:
            meant = read_template(name, setup.file.path).meant
        except KeytagError:
            continue
        if name != content.template and shape in meant and is_meant_for(meant, shape, count):
            found.append((-meant[shape].most, name))
    yield from (name for _, name in sorted(found))


def _fits_in(template: str, setup: JobSetup, content: EditionContent) -> bool:
    try:
        other = with_design(setup, template, setup.shape, setup.hole)
        symbol = qr.encode(content.qr.link) if content.qr is not None else None
    except (KeytagError, qr.PayloadTooLongError):
        return False
    edition = next(each for each in other.file.editions if each.id == content.id)
    tag, _ = compose(edition, other.design(edition), symbol)
    return tag is not None
