"""What a watched job comes to, run by run: for what was saved, when, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from keytag.cli.screen.spelling import TIE, WIDTH, lines, visible
from keytag.errors import KeytagError
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.commands.watch import FileChange, WatchedRun
    from keytag.steps.report import SideWord

# House rule: so many names are read in passing.
_NAMED = 4
# House rule: more words than these are looked at on the tags themselves.
_MOST_WORDS = 8
_NOTHING = Text("không có", "none")
_STILL = Text(
    "Chưa vẽ lại được; các tệp đã vẽ trước vẫn còn nguyên.", "Not drawn; what was drawn before is still there."
)


def of_changes(run: WatchedRun, at: str, language: Language) -> str:
    """Return the line that begins a run: at what time, and what was saved."""
    said = "; ".join(_change(each, language) for each in run.changes[:_NAMED])
    said += " …" if len(run.changes) > _NAMED else ""
    return "\n".join(lines(visible(said), WIDTH, f"{at}  ", " " * (len(at) + 2)))


def _change(change: FileChange, language: Language) -> str:
    name = change.path.name
    if change.is_gone:
        return Text(f"{name} không còn", f"{name} is gone").to(language)
    if not change.lines:
        return name
    if len(change.lines) == 1:
        return Text(f"{name}: dòng {change.lines[0]}", f"{name}: line {change.lines[0]}").to(language)
    count = len(change.lines)
    return Text(f"{name}: {count} dòng", f"{name}: {count} lines").to(language)


def of_outcome(run: WatchedRun, language: Language) -> str:
    """Return the line that ends a run: how many files were drawn, and where."""
    if isinstance(run.outcome, KeytagError) or not run.is_drawn:
        return _STILL.to(language)
    files = run.outcome.files
    where = _common_folder([file.path for file in files])
    return Text(f"Đã vẽ lại {len(files)} tệp trong {where}.", f"Drawn again: {_count(len(files))} in {where}.").to(
        language
    )


def of_watching(run: WatchedRun, at: str, language: Language) -> str:
    """Return the line that follows the first run: what is watched, and how to stop."""
    names = ", ".join(path.name for path in run.files[:_NAMED]) + (" …" if len(run.files) > _NAMED else "")
    said = Text(f"Đang chờ {names} được lưu; dừng bằng Ctrl-C.", f"Waiting for {names} to be saved; Ctrl-C stops.")
    return "\n".join(lines(visible(said.to(language)), WIDTH, f"{at}  ", " " * (len(at) + 2)))


def of_changed_words(run: WatchedRun, language: Language) -> list[str]:
    """Return what stands otherwise on the tags, a line for each, the first of many."""
    several = len({change.edition for change in run.words}) > 1
    shown: list[str] = []
    for change in run.words[:_MOST_WORDS]:
        was, now = (_NOTHING.to(language) if word is None else _said(word) for word in (change.was, change.now))
        start = f"  {change.edition}: " if several else "  "
        shown += lines(visible(f"{was} → {now}"), WIDTH, visible(start), "    ")
    more = len(run.words) - _MOST_WORDS
    return [*shown, *([f"  … +{more}"] if more > 0 else ())]


def _said(word: SideWord) -> str:
    text = f"{word.text} {word.number}" if word.number else word.text
    return re.sub(r"(?<=\d) (?=\d)", TIE, text)


def _count(files: int) -> str:
    return "1 file" if files == 1 else f"{files} files"


def _common_folder(paths: Sequence[Path]) -> str:
    folders = {path.parent for path in paths}
    return visible(str(folders.pop() if len(folders) == 1 else paths[0].parent.parent))


def changes_object(changes: Sequence[FileChange]) -> list[dict[str, Any]]:
    """Return changes as JSON holds them."""
    return [{"path": str(each.path), "lines": list(each.lines), "gone": each.is_gone} for each in changes]
