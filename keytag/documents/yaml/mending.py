"""What slip of typing made a document unreadable: found by mending each suspect and reading again.

A sign that looks like another is no fault where it stands in a text. So nothing is judged by its look alone: a
suspect counts where the document is read further with it mended than without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from keytag.documents.yaml.lookalikes import (
    Finder,
    Slip,
    answered_lines,
    colons_without_blank,
    dashes_without_blank,
    fences,
    odd_spaces,
    pasted_words,
    wide_signs,
    wrong_colons,
    wrong_dashes,
)
from keytag.documents.yaml.quoting import crossed_quotes, hashes_in_braces, wrong_escapes
from keytag.documents.yaml.rules import YAML_SYNTAX
from keytag.findings import Finding, Where
from keytag.text.text import Text

Rank = tuple[int, ...]
"""How far a text can be read; the more, the greater."""

# In this order: what stands round a line is mended before what stands in it.
_FINDERS: tuple[Finder, ...] = (
    fences,
    answered_lines,
    odd_spaces,
    wide_signs,
    pasted_words,
    wrong_dashes,
    dashes_without_blank,
    wrong_colons,
    colons_without_blank,
    crossed_quotes,
    wrong_escapes,
    hashes_in_braces,
)
# House rules: the largest sample job has 10 kB; beyond so much, and so many suspects, trying takes too long.
_MAX_TEXT = 100_000
_MAX_TRIED_TEXT = 12_000
_MAX_TRIED = 40
# House rule: more lines than these are no help.
_LISTED = 12

_Suspect = tuple[int, int]
"""The finder, and the row that it suspects."""


class MendedText(Struct, frozen=True):
    """The slips that stood in the way, and the text without them."""

    slips: tuple[tuple[Finder, Slip], ...]
    text: str


def mended(
    text: str, rank: Callable[[str], Rank], rows: Callable[[int], bool] = lambda _: True
) -> MendedText | None:
    """Return what of ``text`` is mistyped, only ``rows`` looked at; None where no mending helps."""
    if len(text) > _MAX_TEXT:
        return None
    lines = text.split("\n")
    all_slips, whole = _apply(lines, lambda suspect: rows(suspect[1]))
    if not all_slips:
        return None
    best = rank(whole)
    if best <= rank(text):
        return None
    kept = set(all_slips)
    if len(kept) <= _MAX_TRIED and len(text) <= _MAX_TRIED_TEXT:
        for suspect in sorted(all_slips, reverse=True):
            _, tried = _apply(lines, (kept - {suspect}).__contains__)
            if rank(tried) >= best:
                kept.discard(suspect)
    slips, whole = _apply(lines, kept.__contains__)
    return MendedText(tuple((_FINDERS[finder], slip) for (finder, _), slip in slips.items()), whole)


def _apply(lines: Sequence[str], counts: Callable[[_Suspect], bool]) -> tuple[dict[_Suspect, Slip], str]:
    """Return the suspects that count, and the text with them mended one after the other."""
    found: dict[_Suspect, Slip] = {}
    now = list(lines)
    for index, finder in enumerate(_FINDERS):
        for slip in tuple(finder(now)):
            if counts((index, slip.row)):
                found[index, slip.row] = slip
                now[slip.row] = slip.mended
    return found, "\n".join(now)


def findings_of(what: MendedText, file: str) -> Iterator[Finding]:
    """Yield one finding for each kind of slip, at the first of its lines; it names the others."""
    by_finder: dict[Finder, list[Slip]] = {}
    for finder, slip in what.slips:
        by_finder.setdefault(finder, []).append(slip)
    for slips in by_finder.values():
        first, *rest = sorted(slips, key=lambda slip: (slip.row, slip.column))
        message, hint = first.words
        if rest:
            others = ", ".join(str(slip.row + 1) for slip in rest[:_LISTED])
            others += " …" if len(rest) > _LISTED else ""
            message = Text(
                f"{message.vi} Dòng {others} cũng vậy.",
                f"{message.en} Also on {'line' if len(rest) == 1 else 'lines'} {others}.",
            )
        yield YAML_SYNTAX.found(message, hint, where=Where(file, first.row + 1, first.column + 1))
