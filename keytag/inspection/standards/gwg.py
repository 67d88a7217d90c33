"""A set of rules (GWG 2022) held against a file: every rule with its limit, what was measured, what came of it.

Number of pages, pictures and processing steps; inks and how much of them; the least sizes of lettering and lines.
Lettering that is outlines cannot be told from drawing in a finished file; keytag judges its own on the artwork.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from keytag.drawing.ink import ALL_PLATES
from keytag.findings import Finding, Measurement, Rule, Severity
from keytag.inspection.pdf.facts import ContentKind, FileFacts, Picture, Space, SurveyedPage, Use, ink_amounts
from keytag.inspection.standards.painted import PRESS_FAMILIES, SPOTS, families, same_but_for_case
from keytag.inspection.standards.processing_steps import CUTTING, PARTIAL_CUTTING
from keytag.inspection.standards.wording import join_names
from keytag.standards import Ppi, RuleSet
from keytag.text.text import Text
from keytag.units import MM_PER_POINT


class Outcome(StrEnum):
    """What came of a rule."""

    HOLDS = "holds"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"
    NOT_APPLICABLE = "not-applicable"


class Judgement(Measurement, frozen=True, kw_only=True):
    """What a file measures by a rule of a set, and the outcome; ``number`` is the rule's (R0031, "" without)."""

    number: str
    outcome: Outcome
    finding: Finding | None = None


def holds(number: str, rule: Rule, limit: Text, measured: Text) -> Judgement:
    """Return that a rule holds."""
    return Judgement(rule, measured, limit, number=number, outcome=Outcome.HOLDS)


def not_applicable(number: str, rule: Rule, limit: Text, why: Text) -> Judgement:
    """Return that there is nothing for a rule to judge, and why."""
    return Judgement(rule, why, limit, number=number, outcome=Outcome.NOT_APPLICABLE)


def broken(number: str, rule: Rule, limit: Text, measured: Text, severity: Severity | None = None) -> Judgement:
    """Return that a rule is broken, with the finding that says so."""
    message = Text(f"{measured.vi}; giới hạn {limit.vi}.", f"{measured.en}; the limit is {limit.en}.")
    finding = rule.finding(_capital(message), severity=severity)
    outcome = Outcome(finding.severity.value)
    return Judgement(rule, measured, limit, number=number, outcome=outcome, finding=finding)


def uses(facts: FileFacts, *kinds: ContentKind) -> Iterator[Use]:
    """Yield what is painted in these kinds, technical layers left out; of all kinds without any."""
    for page in facts.pages:
        for use in page.uses:
            if (not kinds or use.manner.kind in kinds) and not use.manner.step:
                yield use


def _capital(text: Text) -> Text:
    return Text(text.vi[:1].upper() + text.vi[1:], text.en[:1].upper() + text.en[1:])


ONE_PAGE = Rule.error("pdf-has-one-page", __name__)
SHARP = Rule.error("pdf-pictures-are-sharp-enough", __name__)
PRESS_COLOURS = Rule.error("pdf-colours-need-no-profile", __name__)
STEPS_THERE = Rule.error("pdf-has-its-processing-steps", __name__)
STEPS_FIT = Rule.error("pdf-has-no-foreign-processing-steps", __name__)
_PIECES_RULES = (ONE_PAGE, SHARP, PRESS_COLOURS, STEPS_THERE, STEPS_FIT)


def _judge_pieces(facts: FileFacts, rules: RuleSet) -> tuple[Judgement, ...]:
    """Judge pages, pictures, colour spaces and processing steps."""
    return (
        *_pages(facts, rules),
        _pictures(facts, "R0031", rules.picture_ppi, is_stencil=False),
        _pictures(facts, "R0032", rules.stencil_ppi, is_stencil=True),
        _colours(facts),
        *_steps(facts, rules),
    )


def _pages(facts: FileFacts, rules: RuleSet) -> tuple[Judgement, ...]:
    if not rules.is_one_page:
        return ()
    count = len(facts.pages)
    limit, measured = (
        Text("1 trang", "1 page"),
        Text(f"{count} trang", f"{count} pages" if count != 1 else "1 page"),
    )
    return ((holds if count == 1 else broken)("R0006", ONE_PAGE, limit, measured),)


def _is_stencil(picture: Picture) -> bool:
    return picture.is_stencil or picture.bits == 1


def _pictures(facts: FileFacts, number: str, ppi: Ppi, *, is_stencil: bool) -> Judgement:
    """Judge the coarsest picture; one of a single pixel is a tint, not a picture."""
    limit = Text(
        f"từ {ppi.warning:g} ppi, ít nhất {ppi.error:g}", f"{ppi.warning:g} ppi, at the least {ppi.error:g}"
    )
    found = [
        picture.ppi
        for page in facts.pages
        for picture in page.pictures
        if _is_stencil(picture) is is_stencil and picture.width * picture.height > 1
    ]
    if not found:
        return not_applicable(number, SHARP, limit, Text("không có ảnh như vậy", "no such picture"))
    coarsest = min(found)
    measured = Text(f"thô nhất {coarsest:.0f} ppi", f"the coarsest is {coarsest:.0f} ppi")
    if coarsest < ppi.error:
        return broken(number, SHARP, limit, measured)
    return (
        broken(number, SHARP, limit, measured, Severity.WARNING)
        if coarsest < ppi.warning
        else holds(number, SHARP, limit, measured)
    )


def _colours(facts: FileFacts) -> Judgement:
    limit = Text("CMYK, xám, màu pha", "CMYK, grey and spots")
    used = frozenset[str]().union(*(families(page) for page in facts.pages))
    foreign = join_names(used - PRESS_FAMILIES)
    if foreign:
        return broken("", PRESS_COLOURS, limit, Text(f"có {foreign}", f"there is {foreign}"))
    said = join_names(used)
    return holds("", PRESS_COLOURS, limit, Text(said or "không có", said or "none"))


def _steps(facts: FileFacts, rules: RuleSet) -> tuple[Judgement, ...]:
    there = {use.manner.step for page in facts.pages for use in page.uses if use.manner.step}
    measured = Text(join_names(there) or "không có", join_names(there) or "none")
    judged: list[Judgement] = []
    if rules.required_steps:
        limit = Text(", ".join(rules.required_steps), ", ".join(rules.required_steps))
        # House rule: a label that stays on its backing is cut in part; it has its cutting step all the same.
        cut = there | {CUTTING} if PARTIAL_CUTTING in there else there
        is_there = cut >= set(rules.required_steps)
        judged.append((holds if is_there else broken)("", STEPS_THERE, limit, measured))
    if rules.forbidden_steps:
        named = ", ".join(rules.forbidden_steps)
        is_foreign = bool(there & set(rules.forbidden_steps))
        limit = Text(f"không có {named}", f"no {named}")
        judged.append((broken if is_foreign else holds)("", STEPS_FIT, limit, measured))
    return tuple(judged)


WHITE_TEXT = Rule.error("pdf-white-lettering-knocks-out", __name__)
WHITE_PATHS = Rule.warning("pdf-white-areas-knock-out", __name__)
ALIKE = Rule.error("pdf-spots-do-not-look-alike", __name__)
ALL_INSIDE = Rule.warning("pdf-registration-stays-outside", __name__)
MOST_INK = Rule.warning("pdf-total-ink-is-printable", __name__)
_INKS_RULES = (WHITE_TEXT, WHITE_PATHS, ALIKE, ALL_INSIDE, MOST_INK)

_NONE = Text("không có", "none")


def _judge_inks(facts: FileFacts, rules: RuleSet, heaviest: float | None) -> tuple[Judgement, ...]:
    """Judge white, spots and total ink."""
    return (
        _white(facts, "R0007", WHITE_TEXT, (ContentKind.TEXT,)),
        _white(facts, "R0008", WHITE_PATHS, (ContentKind.FILL, ContentKind.STROKE)),
        _spot_names(facts),
        _alternates(facts),
        _registration(facts),
        _on_plates(heaviest, rules) if heaviest is not None else _total(facts, rules),
    )


def _white(facts: FileFacts, number: str, rule: Rule, kinds: tuple[ContentKind, ...]) -> Judgement:
    limit = Text("không in chồng", "it does not overprint")
    white = [use for use in uses(facts, *kinds) if ink_amounts(use) == {}]
    if not white:
        return not_applicable(number, rule, limit, Text("không có màu trắng như vậy", "nothing of this is white"))
    wrong = sum(use.count for use in white if use.manner.overprint)
    if wrong:
        return broken(number, rule, limit, Text(f"{wrong} chỗ in chồng", f"it overprints {wrong} times"))
    return holds(number, rule, limit, Text("khoét nền", "it knocks out"))


def _spot_names(facts: FileFacts) -> Judgement:
    limit = Text("khác nhau hơn chữ hoa, chữ thường", "they differ by more than case")
    groups = same_but_for_case(facts.spots)
    if groups:
        said = join_names(name for names in groups for name in names)
        return broken("R0022", SPOTS, limit, Text(said, said))
    return holds("R0022", SPOTS, limit, _spots(facts))


def _spots(facts: FileFacts) -> Text:
    said = join_names(ink for space in facts.spots for ink in space.inks)
    return Text(said, said) if said else _NONE


def _alternates(facts: FileFacts) -> Judgement:
    limit = Text("mỗi màu pha một màu thay thế", "each spot has its own")
    looks: dict[object, set[str]] = {}
    for space in facts.spots:
        if space.family == "Separation" and space.inks not in (("None",), (ALL_PLATES,)):
            looks.setdefault(_look(space), set()).update(space.inks)
    alike = [names for names in looks.values() if len(names) > 1]
    if alike:
        said = join_names(name for names in alike for name in names)
        return broken("R0023", ALIKE, limit, Text(f"giống nhau: {said}", f"alike: {said}"))
    return holds("R0023", ALIKE, limit, _spots(facts))


def _look(space: Space) -> object:
    """Return what a full tint looks like, or where that cannot be said, how it is worked out."""
    base = space.base.family if space.base is not None else ""
    return (base, space.alternate or space.tinting or space.inks)


def _registration(facts: FileFacts) -> Judgement:
    limit = Text("chỉ ngoài thành phẩm", "outside the trim only")
    inside = [number for number, page in enumerate(facts.pages, 1) if _has_registration_inside(page)]
    if not any(ALL_PLATES in space.inks for space in facts.spots):
        return not_applicable("R0024", ALL_INSIDE, limit, _NONE)
    if all(page.is_sheet for page in facts.pages):
        why = Text("tờ in: thành phẩm là cả tờ", "press sheets: the trim is the whole sheet")
        return not_applicable("R0024", ALL_INSIDE, limit, why)
    if inside:
        said = join_names(map(str, inside))
        return broken("R0024", ALL_INSIDE, limit, Text(f"“All” ở trang {said}", f"“All” on page {said}"))
    return holds("R0024", ALL_INSIDE, limit, Text("nằm ngoài", "it stays outside"))


def _has_registration_inside(page: SurveyedPage) -> bool:
    trim = page.box("TrimBox") or page.box("ArtBox")
    used = [use.box for use in page.uses if ALL_PLATES in use.manner.space.inks]
    return trim is not None and any(box is not None and box.intersects(trim) for box in used)


def _ink_limit(rules: RuleSet) -> Text:
    most, square = 100 * rules.most_ink, rules.ink_square
    return Text(
        f"đến {most:.0f}%, trung bình trên vùng vuông {square:g} mm",
        f"up to {most:.0f} %, mean over a square of {square:g} mm",
    )


def _on_plates(heaviest: float, rules: RuleSet) -> Judgement:
    """Judge what was measured on the plates, whatever lies over what."""
    limit, total = _ink_limit(rules), 100 * heaviest
    measured = Text(f"nặng nhất {total:.0f}%", f"the heaviest has {total:.0f} %")
    # House rule: half a per cent is the rounding of pixels.
    return (holds if total <= 100 * rules.most_ink + 0.5 else broken)("R0025/R0026", MOST_INK, limit, measured)


def _total(facts: FileFacts, rules: RuleSet) -> Judgement:
    """Judge the heaviest single paint; what lies over what is for plates to tell."""
    most, square = 100 * rules.most_ink, rules.ink_square
    limit = _ink_limit(rules)
    heaviest = max(_weights(facts), default=None)
    if heaviest is None:
        return not_applicable(
            "R0025/R0026", MOST_INK, limit, Text("không đo được màu nào", "no colour can be measured")
        )
    total, side = heaviest
    measured = Text(f"một mảng {total:.0f}%", f"one area has {total:.0f} %")
    if total <= most + 1e-6:
        return holds("R0025/R0026", MOST_INK, limit, measured)
    size = Text(f"{measured.vi}, rộng {side:.1f} mm", f"{measured.en}, {side:.1f} mm wide")
    if side >= square:
        return broken("R0025/R0026", MOST_INK, limit, size)
    return broken("R0025/R0026", MOST_INK, limit, size, Severity.NOTE)


def _weights(facts: FileFacts) -> Iterator[tuple[float, float]]:
    """Yield the total ink of each paint, in per cent, with the lesser side of its largest area, in mm."""
    for use in uses(facts):
        found = ink_amounts(use)
        if found is not None and ALL_PLATES not in found:
            yield 100 * sum(found.values()), min(use.largest)


REVERSED_TEXT = Rule.warning("pdf-white-lettering-is-large-enough", __name__)
MULTI_TEXT = Rule.warning("pdf-lettering-in-several-inks-is-large-enough", __name__)
REVERSED_LINE = Rule.warning("pdf-white-lines-are-wide-enough", __name__)
MULTI_LINE = Rule.warning("pdf-lines-in-several-inks-are-wide-enough", __name__)
HAIRLINE = Rule.warning("pdf-lines-are-no-hairlines", __name__)
BLACK_TEXT = Rule.warning("pdf-small-black-lettering-overprints", __name__)
BLACK_LINE = Rule.warning("pdf-thin-black-lines-overprint", __name__)
RICH_TEXT = Rule.warning("pdf-black-lettering-is-not-too-rich", __name__)
_SIZES_RULES = (REVERSED_TEXT, MULTI_TEXT, REVERSED_LINE, MULTI_LINE, HAIRLINE, BLACK_TEXT, BLACK_LINE, RICH_TEXT)

# House rule: the least of all that GWG 2022 asks of offset and digital sheets for white lines.
_HAIRLINE_PT = 0.25
# House rule: rounding of coordinates and matrices stays far within it.
_ROUNDING_PT = 0.001
_NO_TEXT = Text("không có chữ dạng phông", "no live text")
_NO_LINE = Text("không có nét như vậy", "no such line")
_NO_LETTERS = Text("không có chữ như vậy", "no such lettering")


def _is_white(use: Use) -> bool:
    return ink_amounts(use) == {}


def _is_multi(use: Use) -> bool:
    return len(ink_amounts(use) or ()) > 1


def _is_one_ink(use: Use) -> bool:
    return len(ink_amounts(use) or ()) == 1


def _is_black(use: Use) -> bool:
    return ink_amounts(use) == {"Black": 1.0}


def _judge_sizes(facts: FileFacts, rules: RuleSet) -> tuple[Judgement, ...]:
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
) -> Judgement:
    """Judge the smallest of what is meant."""
    limit = Text(f"từ {least:g} pt", f"{least:g} pt or more")
    sizes = [_size_pt(use) for use in uses(facts, kind) if is_meant(use)]
    if not sizes:
        return not_applicable(number, rule, limit, _nothing(facts, kind))
    smallest = Text(f"nhỏ nhất {min(sizes):.2f} pt", f"the least is {min(sizes):.2f} pt")
    return (holds if min(sizes) >= least - _ROUNDING_PT else broken)(number, rule, limit, smallest)


def _overprints(facts: FileFacts, number: str, rule: Rule, kind: ContentKind, below: float) -> Judgement:
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


def _not_too_rich(facts: FileFacts, rules: RuleSet) -> Judgement:
    most, black = 100 * rules.rich_total, 100 * rules.rich_black
    limit = Text(f"đến {most:.0f}% khi K từ {black:.0f}%", f"up to {most:.0f} % where K is {black:.0f} % or more")
    totals = [
        100 * sum(found.values())
        for use in uses(facts, ContentKind.TEXT)
        if (found := ink_amounts(use)) is not None and found.get("Black", 0.0) >= rules.rich_black
    ]
    if not totals:
        return not_applicable("R0015", RICH_TEXT, limit, _nothing(facts, ContentKind.TEXT))
    measured = Text(f"nhiều nhất {max(totals):.0f}%", f"the most is {max(totals):.0f} %")
    return (broken if max(totals) > most else holds)("R0015", RICH_TEXT, limit, measured)


RULES: tuple[Rule, ...] = (*_PIECES_RULES, *_INKS_RULES, *_SIZES_RULES)
"""Every rule of a set that is not also a standard's."""


def judge(facts: FileFacts, rules: RuleSet, heaviest: float | None = None) -> tuple[Judgement, ...]:
    """Return how each of ``rules`` comes out on ``facts``, by number; those without one come last.

    ``heaviest`` is the most ink that was measured on the plates, all inks together, mean over the rules' square;
    without it the heaviest single paint is judged.
    """
    judged = (
        *_judge_pieces(facts, rules),
        *_judge_inks(facts, rules, heaviest),
        *_judge_sizes(facts, rules),
    )
    return tuple(sorted(judged, key=lambda each: each.number or "~"))
