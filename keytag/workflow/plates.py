"""The plates that a job asks for: names of spots that a shop's software could confuse.

GWG 2022: R0022 (names that differ by case alone), R0023 (one name, two alternates); and a printed colour that
takes the name of the shop's dieline would be cut along.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.findings import Finding, Severity
from keytag.ink import Ink
from keytag.job import EditionContent
from keytag.wording import Text
from keytag.workflow.setting import Setting


def check_plates(setting: Setting) -> tuple[Finding, ...]:
    """Return a finding for each colour whose spot clashes with the shop's technical inks or with another spot."""
    technical = {ink.name.casefold(): ink.name for ink in (setting.dieline, setting.hole_ink)}
    seen: dict[str, Ink] = {}
    findings: list[Finding] = []
    for ink, node in _spots(setting):
        folded = ink.name.casefold()
        other = seen.setdefault(folded, ink)
        if folded in technical:
            findings.append(_clash(ink.name, technical[folded], node, is_technical=True))
        elif (other.name, other.cmyk) != (ink.name, ink.cmyk):
            findings.append(_clash(ink.name, other.name, node, is_technical=False))
    return tuple(dict.fromkeys(findings))


def _spots(setting: Setting) -> Iterator[tuple[Ink, str]]:
    for content in setting.file.editions:
        template = setting.templates[content.template]
        given = dict(content.colours)
        for role, colour in {**template.colours, **given}.items():
            if isinstance(colour, Ink) and colour.spot:
                yield colour, _node(setting, content, role) if role in given else "template"


def _node(setting: Setting, content: EditionContent, role: str) -> str:
    own = f"{content.node}.colours.{role}"
    return own if content.node and setting.file.positions.has(own) else f"colours.{role}"


def _clash(name: str, other: str, node: str, *, is_technical: bool) -> Finding:
    if is_technical:
        message = Text(
            f"Màu pha “{name}” trùng tên với mực kỹ thuật “{other}” của nhà in: máy sẽ bế theo màu này.",
            f"The spot “{name}” has the name of the shop's technical ink “{other}”: it would be cut along.",
        )
    else:
        message = Text(
            f"Màu pha “{name}” và “{other}” trùng tên hoặc chỉ khác chữ hoa, mà không cùng một màu.",
            f"The spots “{name}” and “{other}” share a name, or differ by case alone, but are not one colour.",
        )
    return Finding(
        "spot-names-clash",
        Severity.ERROR,
        message,
        Text("Đặt tên khác cho màu pha này.", "Give this spot another name."),
        node=node,
    )
