"""Which places of finished pages are alike: the same drawings lie on and around them in the same way and order.

What is alike looks alike, so one of many such places is looked at as a picture, and stands for all. Known only of
pages that place forms whole and do nothing else, as keytag's are; of any other page nothing is known, and each
place is looked at by itself. Knows nothing of what ought to be there. Answers to ISO 32000-1, 8.10.1: a form shows
within its box alone, and a matrix moves all of it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from keytag.drawing.geometry import Affine, Rect, bounds
from keytag.inspection.pdf.fewer_forms import keep_forms
from keytag.inspection.pdf.objects import BROKEN
from keytag.inspection.pdf.press_facts import PageFacts, PdfFacts, PlacedForm
from keytag.inspection.pdf.read_back import inspect

# House rule, in mm: a pixel and a half at 200 dpi, for edges that a picture smooths.
_AROUND = 0.2
# House rule, in mm: a matrix is written to 0.00004; of what has moved by more every slot is looked at.
_STEP = 0.002


class AlikePlaces:
    """The pages of some files, in order, by what is painted where.

    ``count`` is how many another reader finds in them: where these find others, nothing is known of any.
    """

    def __init__(self, files: Sequence[bytes], count: int) -> None:
        self._files = tuple(files)
        found = [tuple(_pages(number, data)) for number, data in enumerate(files)]
        self._is_known = sum(map(len, found)) == count
        self._of_files = found
        self._pages = [page for pages in found for page in pages] if self._is_known else []
        self._keys: dict[tuple[int, Affine, Rect], Hashable | None] = {}

    def key(self, page: int, to_sheet: Affine, trim: Rect) -> Hashable | None:
        """Return what is equal for all places that look alike; None where nothing is known of this one.

        ``trim`` is what lies there, ``to_sheet`` takes it to the millimetres of the page of that number.
        """
        where = (page, to_sheet, trim)
        if where not in self._keys:
            found = self._pages[page] if page < len(self._pages) else None
            self._keys[where] = found.key(to_sheet, trim) if found is not None else None
        return self._keys[where]

    def only(self, places: Iterable[tuple[int, Affine]], trim: Rect) -> tuple[bytes, ...]:
        """Return the files with those forms alone that show on or around ``places``, where that is known."""
        if not self._is_known:
            return self._files
        seen: list[list[Rect]] = [[] for _ in self._pages]
        for page, to_sheet in places:
            seen[page].append(_area(to_sheet, trim))
        files: list[bytes] = []
        for data, pages in zip(self._files, self._of_files, strict=True):
            areas, seen = seen[: len(pages)], seen[len(pages) :]
            plain = [page.staying(near) for page, near in zip(pages, areas, strict=True) if page is not None]
            files.append(keep_forms(data, plain) if len(plain) == len(pages) else data)
        return tuple(files)


class _PlainPage:
    """A page that does nothing but place forms: where each lies, in the order in which they are painted."""

    def __init__(self, file: int, facts: PageFacts) -> None:
        self._file, self._window = file, facts.window
        boxes = ((bounds(_corners(placed)), placed) for placed in facts.placed)
        self._boxes = [(box.x0, box.y0, box.x1, box.y1, placed) for box, placed in boxes]

    def key(self, to_sheet: Affine, trim: Rect) -> Hashable | None:
        area = _area(to_sheet, trim)
        left, top, right, bottom = area.x0, area.y0, area.x1, area.y1
        # In bulk: some hundred boxes for each of some hundred places.
        there = [
            placed
            for x0, y0, x1, y1, placed in self._boxes
            if x0 < right and left < x1 and y0 < bottom and top < y1
        ]
        is_cut = self._window is not None and not self._window.contains(area)
        if is_cut or any(placed.is_clipped for placed in there):
            return None
        back = to_sheet.inverse()
        return (self._file, *((id(placed.drawing), placed.form, _rounded(placed, back)) for placed in there))

    def staying(self, areas: Sequence[Rect]) -> tuple[tuple[int, bool], ...]:
        """Return what is placed: the number of each form, and whether it shows in any of ``areas``."""
        return tuple(
            (placed.form, any(x0 < a.x1 and a.x0 < x1 and y0 < a.y1 and a.y0 < y1 for a in areas))
            for x0, y0, x1, y1, placed in self._boxes
        )


def _area(to_sheet: Affine, trim: Rect) -> Rect:
    """Return where on its page a tag lies, and a little around it."""
    return bounds(to_sheet.apply(corner) for corner in trim.corners).grown(_AROUND)


def _pages(number: int, data: bytes) -> Iterator[_PlainPage | None]:
    try:
        facts = inspect(data)
    except BROKEN:
        return
    for page in facts.pages:
        yield _PlainPage(number, page) if _is_plain(facts) and not page.drawing and not page.oddities else None


def _is_plain(facts: PdfFacts) -> bool:
    return not (facts.foreign or facts.fonts or facts.transparency)


def _corners(placed: PlacedForm) -> Iterator[tuple[float, float]]:
    (x, y), (right, up), (left, down) = placed.corners
    yield from placed.corners
    yield (right + left - x, up + down - y)


def _rounded(placed: PlacedForm, by: Affine) -> tuple[int, ...]:
    return tuple(round(value / _STEP) for corner in placed.corners for value in by.apply(corner))
