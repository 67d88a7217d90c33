"""Which editions of a very large job are drawn when it is only checked: the fullest, and some of each kind.

A file of 500 editions may come by e-mail; drawing each takes a minute, and whoever checks it waits two seconds.
What is to be printed is always drawn whole: `render` and `sheet` leave nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from keytag.documents.job import EditionContent
from keytag.findings import Finding, Rule
from keytag.text.text import Text

# House rule: the largest programme known had 40 editions; as many are drawn, unless they are too much work.
MAX_WHOLE = 40
# House rules, measured: drawing a number costs 1, a code 4, words that no edition before has 6. The five
# programmes known come to 238 (Đak Đoa) and less; two seconds are enough for 250. So many path commands of a
# drawing cost as much as a number; a code costs as its link is longer than an official account's.
MAX_WORK = 250
_CODE_WORK, _WORDS_WORK, _COMMANDS = 4, 6, 80
_USUAL_LINK = 50
# House rules, from two seconds' work: what is drawn of more than that, and how many of the fullest by each
# measure, before kinds and the rest.
MAX_DRAWN = 7
_FULLEST = 1
# House rule: who has mended three that do not fit looks again; each takes longer than ten that fit.
MAX_MISFITS = 3

EVERY_EDITION_IS_DRAWN = Rule.note("every-edition-is-drawn", __name__)
RULES = (EVERY_EDITION_IS_DRAWN,)
"""Every rule of this module."""


def fullest(editions: tuple[EditionContent, ...], drawings: Mapping[str, int]) -> tuple[EditionContent, ...]:
    """Return ``editions``; of more than `MAX_WHOLE` or `MAX_WORK`, the fullest `MAX_DRAWN` or less, in order.

    ``drawings`` tells how many path commands the drawings of each template have.
    """
    if len(editions) <= MAX_WHOLE and _work(editions, drawings) <= MAX_WORK:
        return editions
    ranked = [sorted(editions, key=measure, reverse=True) for measure in _MEASURES]
    kinds = {_kind(edition): edition for edition in reversed(ranked[0])}
    wanted = chain(*(rank[:_FULLEST] for rank in ranked), kinds.values(), ranked[0])
    chosen = list({edition.id: edition for edition in wanted}.values())[:MAX_DRAWN]
    while len(chosen) > 1 and _work(chosen, drawings) > MAX_WORK:
        chosen.pop()
    ids = {edition.id for edition in chosen}
    return tuple(edition for edition in editions if edition.id in ids)


def every_edition_is_drawn(drawn: int, editions: Sequence[EditionContent]) -> Iterator[Finding]:
    """All of ``editions`` were drawn, not only some."""
    if drawn < len(editions):
        yield EVERY_EDITION_IS_DRAWN.finding(
            Text(
                f"Đã vẽ thử {drawn} mẫu trong {len(editions)} mẫu.",
                f"{drawn} of {len(editions)} editions were drawn.",
            ),
            node="editions",
        )


def _work(editions: Sequence[EditionContent], drawings: Mapping[str, int]) -> float:
    """Return how much work it is to draw ``editions``: what those before have drawn costs little."""
    commands = sum(drawings.get(edition.template, 0) for edition in editions)
    words = {(edition.template, edition.colours, edition.slogan, edition.issuer_name) for edition in editions}
    numbers = sum(len(edition.numbers) for edition in editions)
    codes = sum(max(1.0, len(edition.qr.link) / _USUAL_LINK) for edition in editions if edition.qr is not None)
    return numbers + _CODE_WORK * codes + _WORDS_WORK * len(words) + commands / _COMMANDS


def _characters_of_numbers(edition: EditionContent) -> int:
    return sum(len(number.label) + len(number.display) for number in edition.numbers)


_MEASURES: tuple[Callable[[EditionContent], int], ...] = (
    _characters_of_numbers,
    lambda edition: len(edition.issuer_name),
    lambda edition: len(edition.name or ""),
    lambda edition: len(edition.slogan or ""),
    lambda edition: len(edition.qr.link) if edition.qr else 0,
)


def _kind(edition: EditionContent) -> object:
    """Return what makes an edition another design: template, colours, sides and roles."""
    numbers = tuple((number.role, number.side) for number in edition.numbers)
    side = (edition.qr.side,) if edition.qr else None
    return (edition.template, edition.colours, side, edition.slogan is None, numbers)
