"""The colours that a job gives: the template has their roles, the press can print them, their plates stay apart.

A printed colour that takes the name of the shop's dieline would be cut along. The name ``All`` (GWG 2022, R0024)
never comes this far: `keytag.documents.yaml` refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.artwork.subject import GivenColour, WorkSubject
from keytag.documents.yaml import did_you_mean
from keytag.documents.yaml.refusal import what_can_stand
from keytag.drawing.colorimetry import colour_difference, lab_of_screen
from keytag.drawing.ink import Ink
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text

ROLE_EXISTS = Rule.error("unknown-colour", __name__)
IS_PRINTABLE = Rule.warning("screen-colour-is-printable", __name__)
NAMES_DIFFER = Rule.error("spot-names-clash", __name__)
LOOKS_DIFFER = Rule.error("spot-alternates-differ", __name__)
RULES = (ROLE_EXISTS, IS_PRINTABLE, NAMES_DIFFER, LOOKS_DIFFER)

# ISO 12647-7:2016 lets a twentieth of a contract proof's patches differ by more than 5 ΔE00 (as reported at
# packagingdesignacademy.com, "Quality Assurance for Print"): up to there two colours pass for one.
NOTED_DIFFERENCE = 5.0
# House rule: twice that, and people say that it is another colour.
WARNED_DIFFERENCE = 10.0
# House rule: who has read forty looks again; to guess at thousands more takes seconds.
_GUESSED = 40


def colours_are_the_templates(subject: WorkSubject) -> Iterator[Finding]:
    """Every colour that the job gives has a role in the edition's template."""
    seen: set[str] = set()
    for colour in subject.colours:
        if colour.role not in colour.roles and colour.node not in seen:
            is_guessed = len(seen) < _GUESSED
            seen.add(colour.node)
            yield ROLE_EXISTS.finding(
                Text(
                    f"Kiểu trình bày {colour.template} không có màu tên “{colour.role}”.",
                    f"The template {colour.template} has no colour called “{colour.role}”.",
                ),
                did_you_mean(colour.role, colour.roles) if is_guessed else what_can_stand(colour.roles),
                node=colour.node,
            )


def screen_colours_are_printable(subject: WorkSubject) -> Iterator[Finding]:
    """No screen colour lies far outside what the shop's inks can show; greys print in black and are let be."""
    for colour in dict.fromkeys(subject.colours):
        if colour.screen is None or colour.role not in colour.roles:
            continue
        off = _difference(subject, colour, colour.screen)
        if off > NOTED_DIFFERENCE:
            amounts = [f"{amount * 100:.0f}" for amount in colour.ink.cmyk]
            inks = " ".join(f"{name}{amount}" for name, amount in zip("CMYK", amounts, strict=True))
            given = f"{colour.role}: [{', '.join(amounts)}]"
            yield IS_PRINTABLE.finding(
                Text(
                    f"Màu {colour.screen} in ra thành {inks}, khác trên màn hình: độ lệch {off:.1f} (ΔE00), mắt "
                    f"thấy khác từ {NOTED_DIFFERENCE:g}.",
                    f"The colour {colour.screen} prints as {inks}, off by {off:.1f} ΔE00; above "
                    f"{NOTED_DIFFERENCE:g} it looks different.",
                ),
                Text(
                    f"Chọn màu bớt rực hơn; nếu chấp nhận màu in ra thì ghi {given}.",
                    f"Choose a calmer colour; if what prints will do, write {given}.",
                ),
                node=colour.node,
                severity=Severity.WARNING if off > WARNED_DIFFERENCE else Severity.NOTE,
            )


def spot_names_do_not_clash(subject: WorkSubject) -> Iterator[Finding]:
    """No spot is called like the shop's technical inks, or like another spot of another colour."""
    technical = {ink.name.casefold(): ink for ink in subject.technical}
    seen: dict[str, Ink] = {}
    for colour in subject.colours:
        ink = colour.ink
        if not ink.spot:
            continue
        folded = ink.name.casefold()
        other = seen.setdefault(folded, ink)
        if folded in technical:
            yield NAMES_DIFFER.finding(_taken(ink, technical[folded]), node=colour.node)
        elif (other.name, other.cmyk) != (ink.name, ink.cmyk):
            yield NAMES_DIFFER.finding(
                Text(
                    f"Màu pha “{ink.name}” và “{other.name}” trùng tên hoặc chỉ khác chữ hoa, mà không cùng một "
                    "màu.",
                    f"The spots “{ink.name}” and “{other.name}” share a name, or differ by case alone, but are "
                    "not one colour.",
                ),
                node=colour.node,
            )


def spot_alternates_differ(subject: WorkSubject) -> Iterator[Finding]:
    """No two spots of different names look the same to a program that shows them in process colours."""
    seen = {(ink.cmyk, ink.tint): ink.name for ink in subject.technical}
    for colour in subject.colours:
        ink = colour.ink
        if not ink.spot:
            continue
        other = seen.setdefault((ink.cmyk, ink.tint), ink.name)
        if other.casefold() != ink.name.casefold():
            yield LOOKS_DIFFER.finding(
                Text(
                    f"Màu pha “{ink.name}” và “{other}” có cùng cmyk.",
                    f"The spots “{ink.name}” and “{other}” have the same cmyk.",
                ),
                node=colour.node,
            )


def _difference(subject: WorkSubject, colour: GivenColour, screen: str) -> float:
    red, green, blue = bytes.fromhex(screen.removeprefix("#"))
    if red == green == blue:
        return 0.0
    return colour_difference(lab_of_screen(red, green, blue), subject.look(colour.ink.cmyk))


def _taken(ink: Ink, other: Ink) -> Text:
    if other.technical:
        return Text(
            f"Màu pha “{ink.name}” trùng tên với mực kỹ thuật “{other.name}” của nhà in: máy sẽ cắt theo màu này.",
            f"The spot “{ink.name}” has the name of the shop's technical ink “{other.name}”: "
            "it would be cut along.",
        )
    return Text(
        f"Màu pha “{ink.name}” trùng tên với mực lót trắng “{other.name}” của nhà in: sẽ bị in làm lớp lót.",
        f"The spot “{ink.name}” has the name of the shop's white “{other.name}”: it would print as that.",
    )
