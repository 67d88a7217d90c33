"""The editions of a job: what stands below their list, and an object for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from keytag.cli.screen import naming
from keytag.cli.screen.objects import answer, words_object
from keytag.cli.screen.spelling import visible
from keytag.findings import has_errors
from keytag.text.figures import format_count
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.commands.list_editions import ListedEdition, Roster
    from keytag.documents.job import Number


def totals(roster: Roster, language: Language) -> str:
    """Return what stands below the table: how many editions, tags in all, and what to do next."""
    number = len(roster.editions)
    tags = format_count(roster.quantity, language) if roster.quantity is not None else None
    said = Text(f"{number} mẫu", f"{number} {'edition' if number == 1 else 'editions'}")
    more = Text(f", {tags} chiếc", f", {tags} tags") if tags is not None else Text("", "")
    following = Text(
        "Tiếp theo: keytag check {0}, rồi keytag sheet {0}", "Next: keytag check {0}, then keytag sheet {0}"
    )
    then = (
        ""
        if has_errors(roster.findings)
        else f"\n{following.to(language).format(visible(naming.job(roster.path)))}"
    )
    return f"{said.to(language)}{more.to(language)}.{then}"


def roster_object(command: str, roster: Roster, language: Language) -> str:
    """Return the JSON object of a roster."""
    return answer(
        command,
        roster.findings,
        language,
        editions=[_edition(listed) for listed in roster.editions],
        words=words_object(roster.words),
        quantity=roster.quantity,
        as_of=roster.as_of.isoformat(),
    )


def _edition(listed: ListedEdition) -> dict[str, Any]:
    content, where = listed.content, listed.where
    return {
        "id": content.id,
        "name": content.name,
        "issuer": content.issuer_name,
        "province": content.province,
        "quantity": content.quantity,
        "numbers": [_number(number) for number in content.numbers],
        "link": content.qr.link if content.qr is not None else None,
        "slogan": content.slogan,
        "template": content.template,
        "file": where.file,
        "line": where.line,
        "row": where.cell.row if where.cell is not None else None,
        "sheet": where.cell.sheet if where.cell is not None else None,
    }


def _number(number: Number) -> dict[str, Any]:
    return {"label": number.label, "number": number.display, "role": number.role.value, "side": number.side}
