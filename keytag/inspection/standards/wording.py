"""How verdicts are put into words: pages and names in a row, not too many of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from keytag.inspection.pdf.facts import FileFacts, SurveyedPage
from keytag.text.text import Text

# House rule: so many say enough.
_LISTED = 8

EXPORT_AGAIN = Text(
    "Xuất lại tệp với thiết lập PDF/X của chương trình đã làm ra nó.",
    "Export the file again with the PDF/X setting of the program that made it.",
)


def pages_where(facts: FileFacts, is_so: Callable[[SurveyedPage], object]) -> tuple[int, ...]:
    """Return the numbers, from 1, of the pages of which something is so."""
    return tuple(number for number, page in enumerate(facts.pages, 1) if is_so(page))


def on_pages(numbers: Sequence[int]) -> Text:
    """Return "page 1" or "pages 1, 3–5" for a sentence."""
    listing = _shortened(_runs(numbers))
    return Text(f"trang {listing}", f"page {listing}" if len(numbers) == 1 else f"pages {listing}")


def join_names(names: Iterable[str]) -> str:
    """Return names in a row, in order, the first of them where they are many."""
    return _shortened(sorted(set(names)))


def _runs(numbers: Sequence[int]) -> list[str]:
    starts = [numbers[0], *(after for before, after in pairwise(numbers) if after != before + 1)]
    ends = [*(before for before, after in pairwise(numbers) if after != before + 1), numbers[-1]]
    return [str(start) if start == end else f"{start}–{end}" for start, end in zip(starts, ends, strict=True)]


def _shortened(names: Sequence[str]) -> str:
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" … (+{more})" if more > 0 else "")
