"""The boxes of each page: what is delivered, and the bleed round it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from keytag.drawing.geometry import Rect
from keytag.findings import Finding, Rule
from keytag.inspection.pdf.facts import ContentKind, FileFacts, SurveyedPage, ink_amounts
from keytag.inspection.standards.wording import on_pages, pages_where
from keytag.standards import Standard
from keytag.text.text import Text
from keytag.units import format_against

TRIM = Rule.error("pdf-pages-have-a-trim-box", __name__)
NESTED = Rule.error("pdf-boxes-lie-within-each-other", __name__)
CROP = Rule.error("pdf-crop-box-is-the-media-box", __name__)
UPRIGHT = Rule.error("pdf-pages-are-upright-and-full-size", __name__)
BLED = Rule.warning("pdf-print-runs-into-the-bleed", __name__)
RULES = (TRIM, NESTED, CROP, UPRIGHT, BLED)

# House rule: a hundredth of a millimetre, which is a plate setter's dot.
_TOLERANCE = 0.01
# House rule: in mm, the least that shops ask for.
_LEAST_BLEED = 1.0
# ISO 15930-7: which box holds which.
_NESTS = (("MediaBox", "BleedBox"), ("MediaBox", "TrimBox"), ("BleedBox", "TrimBox"), ("MediaBox", "ArtBox"))


def pages_have_a_trim_box(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the pages with neither TrimBox nor ArtBox, and those with both."""
    for is_wrong, message in (
        (lambda page: not _finals(page), Text("Không có TrimBox ở {}.", "There is no TrimBox on {}.")),
        (
            lambda page: len(_finals(page)) > 1,
            Text("Có cả TrimBox và ArtBox ở {}.", "TrimBox and ArtBox are both on {}."),
        ),
        (lambda page: page.media is None, Text("Không có MediaBox ở {}.", "There is no MediaBox on {}.")),
    ):
        numbers = pages_where(facts, is_wrong)
        if numbers:
            where = on_pages(numbers)
            yield TRIM.finding(Text(message.vi.format(where.vi), message.en.format(where.en)))


def boxes_lie_within_each_other(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the pages on which a box sticks out of the one that must hold it."""
    for outer, inner in _NESTS:
        numbers = pages_where(facts, partial(_sticks_out, outer, inner))
        if numbers:
            where = on_pages(numbers)
            yield NESTED.finding(
                Text(
                    f"{inner} lọt ra ngoài {outer} ở {where.vi}.", f"{inner} sticks out of {outer} on {where.en}."
                )
            )


def crop_box_is_the_media_box(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the pages whose CropBox, own or inherited, is another than the MediaBox."""
    numbers = pages_where(facts, lambda page: page.crop and page.media and not _is_same(page.crop, page.media))
    if numbers:
        where = on_pages(numbers)
        yield CROP.finding(Text(f"CropBox khác MediaBox ở {where.vi}.", f"CropBox is not MediaBox on {where.en}."))


def pages_are_upright(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the pages that are turned or scaled."""
    turned, scaled = (
        pages_where(facts, lambda page: page.rotate),
        pages_where(facts, lambda page: page.user_unit != 1),
    )
    if turned:
        where = on_pages(turned)
        angle = facts.pages[turned[0] - 1].rotate
        yield UPRIGHT.finding(Text(f"Xoay {angle:g}° ở {where.vi}.", f"Turned by {angle:g}° on {where.en}."))
    if scaled:
        where = on_pages(scaled)
        unit = facts.pages[scaled[0] - 1].user_unit
        yield UPRIGHT.finding(Text(f"UserUnit {unit:g} ở {where.vi}.", f"UserUnit {unit:g} on {where.en}."))


def print_runs_into_the_bleed(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the pages whose print reaches the trim, and that have too little bleed there."""
    short = {number: _bleed(page) for number, page in enumerate(facts.pages, 1) if _lacks_bleed(page)}
    if short:
        where, least = on_pages(tuple(short)), min(short.values())
        bleed = format_against(least, _LEAST_BLEED)
        yield BLED.finding(
            Text(
                f"Phần chừa xén {bleed} mm ở {where.vi}, cần từ {_LEAST_BLEED:g} mm.",
                f"The bleed is {bleed} mm on {where.en}; {_LEAST_BLEED:g} mm are needed.",
            )
        )


def _bleed(page: SurveyedPage) -> float:
    """Return how far the BleedBox reaches beyond the trim on the side where it reaches least."""
    trim, bleed = page.box("TrimBox"), page.box("BleedBox")
    if trim is None:
        return 0.0
    outer = bleed or trim
    return min(trim.x0 - outer.x0, trim.y0 - outer.y0, outer.x1 - trim.x1, outer.y1 - trim.y1)


def _lacks_bleed(page: SurveyedPage) -> bool:
    trim = page.box("TrimBox")
    if trim is None or page.is_sheet or _bleed(page) >= _LEAST_BLEED - _TOLERANCE:
        return False
    inner = trim.grown(-_TOLERANCE)
    printed = [
        use.box
        for use in page.uses
        if use.manner.kind is ContentKind.FILL and not use.manner.step and ink_amounts(use) != {}
    ]
    return any(box is not None and not inner.contains(box, 0.0) for box in printed)


def _finals(page: SurveyedPage) -> list[str]:
    return [name for name, box in page.boxes if name in ("TrimBox", "ArtBox") and box.area > 0]


def _sticks_out(outer: str, inner: str, page: SurveyedPage) -> bool:
    holder = page.media if outer == "MediaBox" else page.box(outer)
    held = page.box(inner)
    return holder is not None and held is not None and not holder.contains(held, _TOLERANCE)


def _is_same(one: Rect, other: Rect) -> bool:
    return one.contains(other, _TOLERANCE) and other.contains(one, _TOLERANCE)


CHECKS = (
    pages_have_a_trim_box,
    boxes_lie_within_each_other,
    crop_box_is_the_media_box,
    pages_are_upright,
    print_runs_into_the_bleed,
)
