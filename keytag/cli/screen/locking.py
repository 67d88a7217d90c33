"""What `lock` says: whether a job is as it was locked, and what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keytag.cli.screen.objects import answer, finding_object
from keytag.cli.screen.spelling import visible
from keytag.findings import has_errors
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.cli.screen.screen import Screen
    from keytag.commands.lock import Locking


def show_lock(screen: Screen, command: str, locking: Locking) -> None:
    """Show what came of locking a job."""
    language = screen.options.language

    def as_json() -> str:
        path = str(locking.path)
        return answer(
            command,
            locking.findings,
            language,
            lock=path,
            files=[{"path": path}] if locking.is_written else [],
            changes=[finding_object(change, language) for change in locking.changes],
        )

    screen.result(locking.findings, as_json, lambda: _lines(locking, language))


def _lines(locking: Locking, language: Language) -> list[str]:
    name, count = visible(str(locking.path)), locking.editions
    if has_errors(locking.findings):
        said = Text("", "") if count else Text("Chưa chốt mẫu được.", "Not locked.")
    elif not locking.is_written:
        said = Text(
            f"{count} mẫu vẫn y như trong {name}.",
            f"{_editions(count)} as in {name}.",
        )
    else:
        said = Text(f"Đã ghi {name}: {count} mẫu.", f"Wrote {name}: {count} {_plural(count)}.")
    changes = [visible(change.message.to(language)) for change in locking.changes]
    return [*changes, *([said.to(language)] if said.en else [])]


def _editions(count: int) -> str:
    return f"{count} {_plural(count)} {'is' if count == 1 else 'are'}"


def _plural(count: int) -> str:
    return "edition" if count == 1 else "editions"
