"""Checks of what the finished files are asked to be: can the standard hold all that shop and rules want of it?

Asked before anything is drawn. A standard and a set of rules are values; nothing here knows which ones there are.
Answers to ISO 15930 (what a member of PDF/X may hold) and ISO 19593-1 (processing steps, which are layers).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from keytag.findings import Finding, Rule, Severity
from keytag.standards import RuleSet, Standard
from keytag.text.text import Text

STANDARD_HOLDS_WISHES = Rule.warning("standard-holds-what-the-shop-asks", __name__)
STANDARD_HOLDS_RULES = Rule.error("standard-holds-what-the-rules-ask", __name__)
LIMITS_HOLD = Rule.warning("shop-is-no-looser-than-its-rules", __name__)
RULES = (STANDARD_HOLDS_WISHES, STANDARD_HOLDS_RULES, LIMITS_HOLD)


class FinishSubject(Struct, frozen=True):
    """What finished files are to be: their standard, the rules they are judged by, the layers they want.

    ``wishes`` are what one-ups say beyond the cut; ``white`` is the underbase's spot, or nothing; ``most_ink``
    is the shop's, 1 for one full ink.
    """

    standard: Standard
    rules: RuleSet | None
    wishes: tuple[Text, ...]
    white: str
    most_ink: float


def check_finish(subject: FinishSubject) -> tuple[Finding, ...]:
    """Return what the standard cannot hold of what is asked, nothing where it holds all."""
    return tuple(finding for check in CHECKS for finding in check(subject))


def standard_holds_wishes(subject: FinishSubject) -> Iterator[Finding]:
    """What the shop wants to be told in layers has a standard with layers; a white needs none, but a word."""
    if subject.standard.layers:
        return
    title = subject.standard.title
    if subject.wishes:
        vi, en = (", ".join(wish.to(language) for wish in subject.wishes) for language in ("vi", "en"))
        yield STANDARD_HOLDS_WISHES.finding(
            Text(
                f"Nhà in muốn {vi} trong tệp, nhưng chuẩn {title.vi} không cho lớp nào.",
                f"The shop wants {en} in its files, but {title.en} allows no layers.",
            ),
            node="shop",
        )
    if subject.white:
        yield STANDARD_HOLDS_WISHES.finding(
            Text(
                f"Trong {title.vi} lót trắng chỉ nhận ra nhờ tên mực “{subject.white}”, không có lớp White.",
                f"In {title.en} the underbase is told by its spot “{subject.white}” alone, for want of a layer.",
            ),
            Text("Báo nhà in tên mực này.", "Tell the shop the name of this ink."),
            node="shop",
            severity=Severity.NOTE,
        )


def standard_holds_rules(subject: FinishSubject) -> Iterator[Finding]:
    """The steps that the set of rules requires can be layers of the standard."""
    rules, standard = subject.rules, subject.standard
    if rules is None or standard.layers or not rules.required_steps:
        return
    steps = ", ".join(rules.required_steps)
    yield STANDARD_HOLDS_RULES.finding(
        Text(
            f"{rules.title.vi} đòi lớp {steps}, nhưng {standard.title.vi} không có lớp.",
            f"{rules.title.en} requires the layer {steps}, but {standard.title.en} has none.",
        ),
        node="shop",
    )


def shop_is_no_looser(subject: FinishSubject) -> Iterator[Finding]:
    """The shop's most ink is not above that of its rules."""
    rules = subject.rules
    if rules is not None and subject.most_ink > rules.most_ink + 1e-6:
        yield LIMITS_HOLD.finding(
            Text(
                f"Nhà in nhận {subject.most_ink:.0%} mực, {rules.title.vi} chỉ {rules.most_ink:.0%}.",
                f"The shop takes {100 * subject.most_ink:.0f} % of ink, {rules.title.en} only "
                f"{100 * rules.most_ink:.0f} %.",
            ),
            node="shop",
        )


CHECKS = (standard_holds_wishes, standard_holds_rules, shop_is_no_looser)
"""Every check, in the order in which its findings are told."""
