"""How the approvals of a job's editions stand, in a line or a row for each; and what earlier runs left behind.

Plain lines of at most 80 columns; knows nothing of rich.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from keytag.cli.screen.spelling import WIDTH, lines, tie_figures, visible
from keytag.text.figures import format_day
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.cli.screen.screen import Screen
    from keytag.commands.approve import Withdrawal
    from keytag.steps.report import ApprovalFacts, EditionApprovalFacts, StaleFile

_TITLE = Text("Phê duyệt", "Approval")
_STATES = {
    "none": Text("chưa duyệt", "not approved"),
    "called": Text("chưa duyệt", "not approved"),
    "checked": Text("đã kiểm tra, chưa duyệt", "checked, not approved"),
    "approved": Text("đã duyệt", "approved"),
    "changed": Text("đổi sau khi duyệt", "changed since"),
}
_NUMBER = Text("Mã in", "Content hash")
_WAIVED = Text(
    "CHƯA DUYỆT (--unapproved): để xem và báo giá, đừng in",
    "NOT APPROVED (--unapproved): for a look and a price, not to be printed",
)
# House rules: so many rows, and so many changes of one edition, say enough.
_MAX_ROWS, _MAX_CHANGES = 60, 3
# House rules, in characters: a name and a state in a row.
_NAME, _STATE = 24, 24


def of_approval(facts: ApprovalFacts, language: Language, *, each: bool) -> str:
    """Return how the approvals stand in a line; with several editions that differ, also a row for ``each``."""
    return "\n".join((_of_states(facts, language, each=each), *_number(facts, language)))


def _number(facts: ApprovalFacts, language: Language) -> Iterator[str]:
    """Yield the order's #, by which what was approved is matched with proof and package."""
    if facts.content_hash:
        leaflet = Text(", cả tờ rơi", ", the leaflet included") if facts.with_leaflet else Text("", "")
        yield f"{_NUMBER.to(language)}: # {facts.content_hash}{leaflet.to(language)}"


def _of_states(facts: ApprovalFacts, language: Language, *, each: bool) -> str:
    title = f"{_TITLE.to(language)}: "
    if facts.is_waived:
        return "\n".join(lines(title + _WAIVED.to(language), WIDTH, "", "  "))
    if facts.unreadable is not None:
        return "\n".join(lines(visible(title + facts.unreadable.to(language))))
    if len(facts.editions) == 1:
        return "\n".join(lines(title + tie_figures(_said(facts.editions[0], language)), WIDTH, "", "  "))
    counts = Counter(_STATES[edition.state].to(language) for edition in facts.editions)
    counted = "; ".join(f"{count} {state}" for state, count in counts.items())
    head = Text(f"{len(facts.editions)} mẫu: {counted}", f"{len(facts.editions)} editions: {counted}")
    shown = lines(title + head.to(language), WIDTH, "", "  ")
    if each and {edition.state for edition in facts.editions} != {"none"}:
        shown += _rows(facts.editions, language)
    return "\n".join(shown)


def _rows(editions: Sequence[EditionApprovalFacts], language: Language) -> Iterator[str]:
    width = min(max(len(visible(edition.name)) for edition in editions), _NAME)
    for edition in editions[:_MAX_ROWS]:
        name = visible(edition.name)
        first = f"  {name:<{width}}  "
        yield from lines(tie_figures(_said(edition, language)), WIDTH, first, " " * (width + 4))
    if len(editions) > _MAX_ROWS:
        more = len(editions) - _MAX_ROWS
        yield Text(f"  … và {more} mẫu nữa", f"  … and {more} more").to(language)


def _said(edition: EditionApprovalFacts, language: Language) -> str:
    state = _STATES[edition.state].to(language)
    if edition.state in ("none", "called"):
        left = len(edition.uncalled)
        if edition.state == "none" or not left:
            return Text("chưa duyệt (keytag approve)", "not approved yet (keytag approve)").to(language)
        return Text(f"chưa duyệt, còn {left} số chưa gọi", f"not approved yet, {left} to be called").to(language)
    who = ", ".join(visible(part) for part in (edition.by, edition.position) if part)
    day = format_day(edition.date, language) if edition.date is not None else ""
    if edition.state == "changed":
        changes = [visible(change.to(language)) for change in edition.changes]
        told = "; ".join(changes[:_MAX_CHANGES])
        more = f" (+{len(changes) - _MAX_CHANGES})" if len(changes) > _MAX_CHANGES else ""
        return f"{state} ({who}, {day}): {told}{more}"
    told = f"{who}, {day}"
    if edition.state == "approved" and edition.checked_by:
        checked = Text("kiểm tra", "checked by").to(language)
        told += f"; {checked}: {visible(edition.checked_by)}"
    if edition.key:
        told += f"; {Text('khóa ký', 'key').to(language)} {edition.key}"
    return f"{state} ({told})"


def of_stale(stale: Sequence[StaleFile], language: Language) -> str:
    """Return a note for each cause: which files of earlier runs are behind the job now."""
    causes: dict[str, list[str]] = {}
    for file in stale:
        causes.setdefault(file.why.to(language), []).append(visible(str(file.path)))
    shown: list[str] = []
    note = Text("lưu ý", "note").to(language)
    for why, names in causes.items():
        more = f", … +{len(names) - _MAX_CHANGES}" if len(names) > _MAX_CHANGES else ""
        shown += lines(f"{note}: {why}: {', '.join(names[:_MAX_CHANGES])}{more}", WIDTH, "", "  ")
    return "\n".join(shown)


def show_withdrawal(screen: Screen, command: str, withdrawal: Withdrawal) -> None:
    """Show whose approval was taken back, and what follows from that."""
    from keytag.cli.screen.objects import answer  # noqa: PLC0415 - it takes approvals from here

    language, name = screen.options.language, visible(str(withdrawal.file))
    screen.result(
        (),
        lambda: answer(
            command,
            (),
            language,
            withdrawn=[entry.edition for entry in withdrawal.entries],
            files=[{"path": str(withdrawal.file)}],
        ),
        lambda: [
            *_withdrawn(withdrawal, language),
            Text(f"Đã ghi {name}", f"Wrote {name}").to(language),
            "\n".join(lines(_AFTERWARDS.to(language))),
        ],
    )


def _withdrawn(withdrawal: Withdrawal, language: Language) -> Iterator[str]:
    entries = withdrawal.entries
    title = Text(
        f"Đã rút phê duyệt, cả các số đã gọi, của {len(entries)} mẫu:",
        f"Approvals withdrawn, with their calls: {len(entries)}",
    )
    yield title.to(language)
    for entry in entries[:_MAX_ROWS]:
        signed = entry.approved or entry.checked
        calls = Text(f"đã gọi {len(entry.called)} số", f"{len(entry.called)} called").to(language)
        who = f"{signed.by}, {format_day(signed.date, language)}" if signed is not None else calls
        yield "\n".join(lines(visible(f"{entry.of.name or entry.of.issuer} ({who})"), WIDTH, "  ", "    "))
    if len(entries) > _MAX_ROWS:
        more = len(entries) - _MAX_ROWS
        yield Text(f"  … và {more} mẫu nữa", f"  … and {more} more").to(language)


_AFTERWARDS = Text(
    "Từ nay keytag handoff từ chối cho đến khi duyệt lại. Gói đã gửi vẫn mang phê duyệt cũ: báo nhà in dừng.",
    "From now on keytag handoff refuses until it is approved again. A package that was sent still says that it "
    "was approved: tell the shop to stop.",
)


def approval_object(facts: ApprovalFacts, language: Language) -> dict[str, Any]:
    """Return how the approvals stand as JSON holds it."""
    return {
        "hash": facts.content_hash or None,
        "waived": facts.is_waived,
        "unreadable": facts.unreadable.to(language) if facts.unreadable is not None else None,
        "editions": [
            {
                "edition": edition.id,
                "name": edition.name,
                "state": edition.state,
                "by": edition.by,
                "position": edition.position,
                "date": edition.date.isoformat() if edition.date is not None else None,
                "checked_by": edition.checked_by,
                "key": edition.key or None,
                "changes": [change.to(language) for change in edition.changes],
                "uncalled": list(edition.uncalled),
                "called": [
                    {"label": call.label, "number": call.number, "by": call.by, "date": call.date.isoformat()}
                    for call in edition.called
                ],
            }
            for edition in facts.editions
        ],
    }


def stale_object(stale: Sequence[StaleFile], language: Language) -> list[dict[str, str]]:
    """Return what earlier runs left behind as JSON holds it."""
    return [{"path": str(file.path), "why": file.why.to(language)} for file in stale]
