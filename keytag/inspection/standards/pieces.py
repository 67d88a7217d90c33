"""GWG 2022 on pages, pictures, colour spaces and processing steps (R0006, R0031, R0032)."""

from __future__ import annotations

from keytag.findings import Rule, Severity
from keytag.inspection.pdf.facts import FileFacts, Picture
from keytag.inspection.standards.judging import Judged, broken, holds, not_applicable
from keytag.inspection.standards.painted import PRESS_FAMILIES, families
from keytag.inspection.standards.steps import CUTTING, PARTIAL_CUTTING
from keytag.inspection.standards.telling import listed
from keytag.rulesets import Ppi, RuleSet
from keytag.text.text import Text

ONE_PAGE = Rule.error("pdf-has-one-page", __name__)
SHARP = Rule.error("pdf-pictures-are-sharp-enough", __name__)
PRESS_COLOURS = Rule.error("pdf-colours-need-no-profile", __name__)
STEPS_THERE = Rule.error("pdf-has-its-processing-steps", __name__)
STEPS_FIT = Rule.error("pdf-has-no-foreign-processing-steps", __name__)
RULES = (ONE_PAGE, SHARP, PRESS_COLOURS, STEPS_THERE, STEPS_FIT)


def judge_pieces(facts: FileFacts, rules: RuleSet) -> tuple[Judged, ...]:
    """Judge pages, pictures, colour spaces and processing steps."""
    return (
        *_pages(facts, rules),
        _pictures(facts, "R0031", rules.picture_ppi, is_stencil=False),
        _pictures(facts, "R0032", rules.stencil_ppi, is_stencil=True),
        _colours(facts),
        *_steps(facts, rules),
    )


def _pages(facts: FileFacts, rules: RuleSet) -> tuple[Judged, ...]:
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


def _pictures(facts: FileFacts, number: str, ppi: Ppi, *, is_stencil: bool) -> Judged:
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


def _colours(facts: FileFacts) -> Judged:
    limit = Text("CMYK, xám, màu pha", "CMYK, grey and spots")
    used = frozenset[str]().union(*(families(page) for page in facts.pages))
    foreign = listed(used - PRESS_FAMILIES)
    if foreign:
        return broken("", PRESS_COLOURS, limit, Text(f"có {foreign}", f"there is {foreign}"))
    said = listed(used)
    return holds("", PRESS_COLOURS, limit, Text(said or "không có", said or "none"))


def _steps(facts: FileFacts, rules: RuleSet) -> tuple[Judged, ...]:
    there = {use.manner.step for page in facts.pages for use in page.uses if use.manner.step}
    measured = Text(listed(there) or "không có", listed(there) or "none")
    judged: list[Judged] = []
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
