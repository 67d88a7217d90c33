"""Checks of the plates that a job asks for: names of spots that a shop's software could confuse.

A printed colour that takes the name of the shop's dieline would be cut along. The name ``All`` (GWG 2022, R0024)
never comes this far: `keytag.documents.yaml` refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.artwork.subject import WorkSubject
from keytag.drawing.ink import Ink
from keytag.findings import Finding, Rule
from keytag.text.text import Text

NAMES_DIFFER = Rule.error("spot-names-clash", __name__)
LOOKS_DIFFER = Rule.error("spot-alternates-differ", __name__)
RULES = (NAMES_DIFFER, LOOKS_DIFFER)


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
            yield NAMES_DIFFER.found(_taken(ink, technical[folded]), node=colour.node)
        elif (other.name, other.cmyk) != (ink.name, ink.cmyk):
            yield NAMES_DIFFER.found(
                Text(
                    f"Màu pha “{ink.name}” và “{other.name}” trùng tên hoặc chỉ khác chữ hoa, mà không cùng một "
                    "màu.",
                    f"The spots “{ink.name}” and “{other.name}” share a name, or differ by case alone, but are "
                    "not one colour.",
                ),
                node=colour.node,
            )


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


def spot_alternates_differ(subject: WorkSubject) -> Iterator[Finding]:
    """No two spots of different names look the same to a program that shows them in process colours."""
    seen = {(ink.cmyk, ink.tint): ink.name for ink in subject.technical}
    for colour in subject.colours:
        ink = colour.ink
        if not ink.spot:
            continue
        other = seen.setdefault((ink.cmyk, ink.tint), ink.name)
        if other.casefold() != ink.name.casefold():
            yield LOOKS_DIFFER.found(
                Text(
                    f"Màu pha “{ink.name}” và “{other}” có cùng cmyk.",
                    f"The spots “{ink.name}” and “{other}” have the same cmyk.",
                ),
                node=colour.node,
            )
