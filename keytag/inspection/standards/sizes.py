"""GWG 2022 on sizes: lettering and lines that a press can hold (R0009, R0010, R0015 to R0019).

Lettering that is outlines cannot be told from drawing in a finished file; keytag judges its own on the artwork,
before a file is made.
"""

from __future__ import annotations

from collections.abc import Callable

from keytag.findings import Rule
from keytag.inspection.pdf.facts import ContentKind, FileFacts, Use
from keytag.inspection.standards.judging import Judged, broken, holds, inked, not_applicable, uses
from keytag.rulesets import RuleSet
from keytag.text.text import Text
from keytag.units import MM_PER_POINT

REVERSED_TEXT = Rule.warning("pdf-white-lettering-is-large-enough", __name__)
MULTI_TEXT = Rule.warning("pdf-lettering-in-several-inks-is-large-enough", __name__)
REVERSED_LINE = Rule.warning("pdf-white-lines-are-wide-enough", __name__)
MULTI_LINE = Rule.warning("pdf-lines-in-several-inks-are-wide-enough", __name__)
HAIRLINE = Rule.warning("pdf-lines-are-no-hairlines", __name__)
BLACK_TEXT = Rule.warning("pdf-small-black-lettering-overprints", __name__)
BLACK_LINE = Rule.warning("pdf-thin-black-lines-overprint", __name__)
RICH_TEXT = Rule.warning("pdf-black-lettering-is-not-too-rich", __name__)
RULES = (REVERSED_TEXT, MULTI_TEXT, REVERSED_LINE, MULTI_LINE, HAIRLINE, BLACK_TEXT, BLACK_LINE, RICH_TEXT)

# House rule: the least of all that GWG 2022 asks of offset and digital sheets for white lines.
_HAIRLINE_PT = 0.25
# House rule: rounding of coordinates and matrices stays far within it.
_ROUNDING_PT = 0.001
_NO_TEXT = Text("không có chữ dạng phông", "no live text")
_NO_LINE = Text("không có nét như vậy", "no such line")
_NO_LETTERS = Text("không có chữ như vậy", "no such lettering")


def _is_white(use: Use) -> bool:
    return inked(use) == {}


def _is_multi(use: Use) -> bool:
    return len(inked(use) or ()) > 1


def _is_one_ink(use: Use) -> bool:
    return len(inked(use) or ()) == 1


def _is_black(use: Use) -> bool:
    return inked(use) == {"Black": 1.0}


def judge_sizes(facts: FileFacts, rules: RuleSet) -> tuple[Judged, ...]:
    """Judge lettering and lines by their size."""
    return (
        _least(facts, "R0016", REVERSED_TEXT, ContentKind.TEXT, _is_white, rules.reversed_text_pt),
        _least(facts, "R0017", MULTI_TEXT, ContentKind.TEXT, _is_multi, rules.multi_ink_text_pt),
        _least(facts, "R0018", REVERSED_LINE, ContentKind.STROKE, _is_white, rules.reversed_line_pt),
        _least(facts, "R0019", MULTI_LINE, ContentKind.STROKE, _is_multi, rules.multi_ink_line_pt),
        _least(facts, "", HAIRLINE, ContentKind.STROKE, _is_one_ink, _HAIRLINE_PT),
        _overprints(facts, "R0009", BLACK_TEXT, ContentKind.TEXT, rules.black_text_pt),
        _overprints(facts, "R0010", BLACK_LINE, ContentKind.STROKE, rules.black_line_pt),
        _not_too_rich(facts, rules),
    )


def _size_pt(use: Use) -> float:
    """Return the size of lettering or the width of a line."""
    size = use.smallest if use.manner.kind is ContentKind.TEXT else use.thinnest
    return (size or 0.0) / MM_PER_POINT


def _nothing(facts: FileFacts, kind: ContentKind) -> Text:
    if kind is ContentKind.STROKE:
        return _NO_LINE
    return _NO_LETTERS if any(uses(facts, ContentKind.TEXT)) else _NO_TEXT


def _least(
    facts: FileFacts, number: str, rule: Rule, kind: ContentKind, is_meant: Callable[[Use], bool], least: float
) -> Judged:
    """Judge the smallest of what is meant."""
    limit = Text(f"từ {least:g} pt", f"{least:g} pt or more")
    sizes = [_size_pt(use) for use in uses(facts, kind) if is_meant(use)]
    if not sizes:
        return not_applicable(number, rule, limit, _nothing(facts, kind))
    smallest = Text(f"nhỏ nhất {min(sizes):.2f} pt", f"the least is {min(sizes):.2f} pt")
    return (holds if min(sizes) >= least - _ROUNDING_PT else broken)(number, rule, limit, smallest)


def _overprints(facts: FileFacts, number: str, rule: Rule, kind: ContentKind, below: float) -> Judged:
    """Judge whether what is small and black overprints with OPM 1."""
    limit = Text(f"dưới {below:g} pt in chồng, OPM 1", f"below {below:g} pt it overprints with OPM 1")
    black = [use for use in uses(facts, kind) if _is_black(use)]
    if not black:
        return not_applicable(number, rule, limit, _nothing(facts, kind))
    wrong = [
        _size_pt(use)
        for use in black
        if _size_pt(use) < below - _ROUNDING_PT and not (use.manner.overprint and use.manner.overprint_mode == 1)
    ]
    if not wrong:
        return holds(number, rule, limit, Text("in chồng", "it overprints"))
    least = min(wrong)
    return broken(number, rule, limit, Text(f"khoét nền ở cỡ {least:.2f} pt", f"it knocks out at {least:.2f} pt"))


def _not_too_rich(facts: FileFacts, rules: RuleSet) -> Judged:
    most, black = 100 * rules.rich_total, 100 * rules.rich_black
    limit = Text(
        f"đến {most:.0f} % khi K từ {black:.0f} %", f"up to {most:.0f} % where K is {black:.0f} % or more"
    )
    totals = [
        100 * sum(found.values())
        for use in uses(facts, ContentKind.TEXT)
        if (found := inked(use)) is not None and found.get("Black", 0.0) >= rules.rich_black
    ]
    if not totals:
        return not_applicable("R0015", RICH_TEXT, limit, _nothing(facts, ContentKind.TEXT))
    measured = Text(f"nhiều nhất {max(totals):.0f} %", f"the most is {max(totals):.0f} %")
    return (broken if max(totals) > most else holds)("R0015", RICH_TEXT, limit, measured)
