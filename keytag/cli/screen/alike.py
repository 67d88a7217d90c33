"""Findings of one cause over many rows or editions, as one: what a person reads once and mends once.

Of one rule, in one column of a table or one document, with one message and one remedy but for the names and
figures in them. Programs get each finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from keytag.findings import Finding, Where
from keytag.text.pattern import pattern
from keytag.text.text import Text, same_text

# House rules: from so many of a kind on they are one, and two where nothing in them differs; so many places are
# named, and so many remedies where each place has its own, with so many letters of what stands there.
_KIND, _TWINS, _PLACES, _REMEDIES, _TEXT = 3, 2, 8, 12, 30
_QUOTED = pattern(r"“[^”]*”|\"[^\"]*\"|\([^()]*\)")
# What tells one place or edition from another stands in capitals, figures or ids; so may the kind of a place.
_WORD = pattern(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*", re.UNICODE)  # noqa: RUF001 - apostrophes of names
_KINDS = frozenset(
    word
    for kind in (
        "xã",
        "phường",
        "thị trấn",
        "đặc khu",
        "thôn",
        "ấp",
        "tổ dân phố",
        "khu phố",
        "làng",
        "buôn",
        "bản",
    )
    for word in kind.split()
)


class Alike(Struct, frozen=True):
    """Findings of one cause, the first of them to be shown whole."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one that is shown for all."""
        return self.findings[0]

    @property
    def more(self) -> tuple[Text, ...]:
        """How many more there are and where; a line for each where each has a remedy of its own."""
        others = self.findings[1:]
        if not others:
            return ()
        count = len(others)
        said = Text(f"và {count} chỗ nữa như vậy", f"and {count} more like it")
        if all(finding.hint == self.first.hint for finding in others):
            places = _places(others, self.first.where)
            return (Text(f"{said.vi}: {places.vi}", f"{said.en}: {places.en}") if places.vi else said,)
        told = [_remedy(finding) for finding in others[:_REMEDIES]]
        rest = others[_REMEDIES:]
        if rest:
            places = _places(rest, self.first.where)
            told.append(Text(f"… +{len(rest)}: {places.vi}", f"… +{len(rest)}: {places.en}"))
        return (Text(f"{said.vi}:", f"{said.en}:"), *told)


def alike(findings: Sequence[Finding]) -> list[Alike]:
    """Return ``findings`` with those of one cause together, each where the first of them stands."""
    kinds: dict[object, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(_kind(finding), []).append(finding)
    found: list[Alike] = []
    told: set[object] = set()
    for finding in findings:
        kind = _kind(finding)
        if kind in told:
            continue
        group = kinds[kind]
        is_same = len({(each.message, each.hint) for each in group}) == 1
        if len(group) >= (_TWINS if is_same else _KIND):
            told.add(kind)
            found.append(Alike(tuple(group)))
        else:
            found.append(Alike((finding,)))
    return found


def _kind(finding: Finding) -> object:
    where = finding.where
    cell = where.cell if where is not None else None
    place = (where.file if where else "", cell.sheet if cell else None, cell.column if cell else None)
    said = (_skeleton(finding.message.vi), _skeleton(finding.hint.vi))
    return finding.rule, finding.severity, finding.accepted, place, said


def _skeleton(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` that are neither quoted nor a name nor a figure."""
    words = _WORD.findall(_QUOTED.sub(" ", text))
    return tuple(word for word in words if word.islower() and "-" not in word and word not in _KINDS)


def _remedy(finding: Finding) -> Text:
    """Return what to do at a place, after the place and what stands there."""
    place = _places((finding,), None)
    cell = finding.where.cell if finding.where is not None else None
    if cell is not None and cell.text:
        text = cell.text if len(cell.text) <= _TEXT else f"{cell.text[:_TEXT].rstrip()}…"
        place = same_text(f"{place.vi} “{text}”")
    return Text(f"{place.vi}: {finding.hint.vi}", f"{place.en}: {finding.hint.en}") if place.vi else finding.hint


def _places(findings: Sequence[Finding], first: Where | None) -> Text:
    """Return where findings are: cells or lines, those in a row as from … to; nothing where all are one place."""
    places = [finding.where for finding in findings if finding.where is not None]
    cells = [place.cell for place in places if place.cell is not None]
    if cells:
        letters = cells[0].letters
        rows = sorted({cell.row for cell in cells})
        return same_text(_listed([_span(f"{letters}{low}", f"{letters}{high}") for low, high in _runs(rows)]))
    lines = {place.line for place in places if place.line is not None}
    rows = sorted(lines - {first.line} if first is not None else lines)
    if not rows:
        return same_text("")
    told = _listed([_span(str(low), str(high)) for low, high in _runs(rows)])
    return Text(f"dòng {told}", f"lines {told}" if len(rows) > 1 else f"line {told}")


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of numbers that follow each other."""
    start = rows[0]
    for low, high in pairwise(rows):
        if high - low > 1:
            yield start, low
            start = high
    yield start, rows[-1]


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"


def _listed(spans: Sequence[str]) -> str:
    more = len(spans) - _PLACES
    return ", ".join(spans[:_PLACES]) + (f" … +{more}" if more > 0 else "")
