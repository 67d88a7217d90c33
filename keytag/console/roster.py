"""The editions of a job in a list of 80 columns, and as an object for programs.

Knows rich, and of a roster its types alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table

from keytag.console import naming
from keytag.console.objects import answer
from keytag.console.spelling import count, visible
from keytag.findings import has_errors
from keytag.wording import Language, Text

if TYPE_CHECKING:
    from keytag.job import EditionContent, Number
    from keytag.workflow.roster import ListedEdition, Roster

# House rule: the end of an address tells most; more of it breaks the line.
_LINK = 12


def of_roster(roster: Roster, language: Language) -> Table:
    """Return a table with a row for each edition."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    contents = [listed.content for listed in roster.editions]
    # An office that is named after its place needs no column, nor one that all have in common.
    has_offices = len({each.issuer_name for each in contents if not _is_of_its_place(each)}) > 1
    headings = (
        (Text("Mẫu", "Edition"), "left"),
        (Text("Tên", "Name"), "left"),
        *(((Text("Đơn vị", "Office"), "left"),) if has_offices else ()),
        (Text("Số thẻ", "Tags"), "right"),
        (Text("Số điện thoại", "Numbers"), "left"),
        (Text("QR", "QR"), "left"),
    )
    for heading, side in headings:
        table.add_column(heading.to(language), justify="right" if side == "right" else "left", overflow="fold")
    for content in contents:
        table.add_row(
            content.id,
            visible(content.name or content.issuer_name),
            *((visible(content.issuer_name),) if has_offices else ()),
            count(content.quantity, language) if content.quantity is not None else "-",
            _numbers(content),
            _link(content),
        )
    return table


def _is_of_its_place(content: EditionContent) -> bool:
    return content.name is not None and content.issuer_name.casefold().endswith(content.name.casefold())


def summed(roster: Roster, language: Language) -> str:
    """Return what stands below the table: how many editions, tags in all, and what to do next."""
    number = len(roster.editions)
    tags = count(roster.quantity, language) if roster.quantity is not None else None
    said = Text(f"{number} mẫu", f"{number} {'edition' if number == 1 else 'editions'}")
    more = Text(f", {tags} thẻ", f", {tags} tags") if tags is not None else Text("", "")
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
        quantity=roster.quantity,
        as_of=roster.as_of.isoformat(),
    )


def _numbers(content: EditionContent) -> str:
    """Return an edition's first number, its own before the job's, and how many more it has."""
    if not content.numbers:
        return "-"
    own = next((n for n in content.numbers if content.node and n.node.startswith(f"{content.node}.")), None)
    first = own or content.numbers[0]
    more = len(content.numbers) - 1
    return f"{first.display} +{more}" if more else first.display


def _link(content: EditionContent) -> str:
    if content.qr is None:
        return "-"
    link = visible(content.qr.link)
    return f"…{link[-_LINK:]}" if len(link) > _LINK else link


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
