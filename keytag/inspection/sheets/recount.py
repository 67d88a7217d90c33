"""The tags of each edition counted again on finished sheets, by what they show, and held against the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from keytag.findings import Finding
from keytag.inspection.sheets.rules import SHEETS_GIVE_WHAT_WAS_PLANNED
from keytag.text.text import Text

# House rule: so many editions with other counts say enough of a spoilt file.
_MOST = 5


class EditionCount(Struct, frozen=True):
    """An edition's tags over all sheets: as planned, and as found on the finished sheets."""

    edition: str
    planned: int
    found: int


class TagSeen(Struct, frozen=True):
    """A tag of a sheet, its sides seen: the editions it may be of, the one planned, how many the run gives."""

    editions: frozenset[str]
    planned: str
    count: int


def count_tags(tags: Sequence[TagSeen], planned: Mapping[str, int]) -> tuple[EditionCount, ...]:
    """Return the tags of each edition of ``planned``, counted again.

    A tag that looks like two editions on every side and leads to the same address is of either: it counts for the
    one that was planned, where that is one of them. One that is no edition's counts for none.
    """
    found: Counter[str] = Counter()
    for tag in tags:
        if tag.planned in tag.editions:
            found[tag.planned] += tag.count
        elif tag.editions:
            found[min(tag.editions)] += tag.count
    return tuple(EditionCount(edition, number, found[edition]) for edition, number in planned.items())


def count_findings(counted: Sequence[EditionCount]) -> Iterator[Finding]:
    """Yield a finding for each edition of which the sheets give another number of tags than planned."""
    differing = [each for each in counted if each.found != each.planned]
    for each in differing[:_MOST]:
        yield SHEETS_GIVE_WHAT_WAS_PLANNED.finding(
            Text(
                f"Mẫu {each.edition}: đếm trên các tờ in được {each.found} con, theo kế hoạch là {each.planned}.",
                f"Edition {each.edition}: the sheets give {each.found} tags, planned were {each.planned}.",
            )
        )
    more = len(differing) - _MOST
    if more > 0:
        yield SHEETS_GIVE_WHAT_WAS_PLANNED.finding(
            Text(f"… và {more} mẫu nữa cũng sai số.", f"… and {more} more editions come out otherwise.")
        )
