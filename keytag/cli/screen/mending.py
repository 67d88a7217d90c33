"""What was mended in a table: a line for each column and reason, and an object for programs.

Knows of a mending its types alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from keytag.cli.screen import naming
from keytag.cli.screen.objects import answer, file_object
from keytag.cli.screen.spelling import visible
from keytag.documents.tables.skipped_rows import row_ranges
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from pathlib import Path

    from keytag.commands.mend_table import Mending
    from keytag.documents.tables.mend import Repair


def of_mending(job: Path, mending: Mending, language: Language) -> str:
    """Return what was mended, for people, and what to do with the copy."""
    if mending.written is None:
        said = Text(
            f"{mending.table}: không có gì sửa được bằng máy; không ghi tệp nào.",
            f"{mending.table}: nothing can be mended by machine; no file was written.",
        )
        return visible(said.to(language))
    count, copy = len(mending.repairs), mending.written.path
    guesses = sum(repair.is_guess for repair in mending.repairs)
    lines = [
        Text(
            f"Đã ghi {copy}: sửa {count} ô của {mending.table}.",
            f"Wrote {copy}: {count} cells of {mending.table}.",
        )
    ]
    groups: dict[tuple[str, Text], list[Repair]] = {}
    for repair in mending.repairs:
        groups.setdefault((repair.cell.letters, repair.why), []).append(repair)
    for (column, why), repairs in groups.items():
        rows, first = row_ranges(sorted(repair.cell.row for repair in repairs)), repairs[0]
        example = f"{first.cell.name} {_short(first.was)} → {_short(first.becomes)}"
        if _short(first.was) == _short(first.becomes):
            example = first.cell.name
        lines.append(
            Text(
                f"  Cột {column}, dòng {rows}: {why.vi} {example}",
                f"  Column {column}, row {rows}: {why.en} {example}",
            )
        )
    if guesses:
        lines.append(
            Text(
                f"{guesses} số là đoán (ô màu cam): gọi thử từng số trước khi in.",
                f"{guesses} numbers are guesses (orange cells): call each before printing.",
            )
        )
    if mending.lost:
        lost = Text(", ".join(each.vi for each in mending.lost), ", ".join(each.en for each in mending.lost))
        lines.append(Text(f"Bản sao không giữ được: {lost.vi}.", f"What the copy lacks: {lost.en}."))
    name = visible(naming.job(job))
    lines.append(
        Text(
            f"Tiếp theo: trong {name} ghi {mending.line} rồi chạy keytag editions {name}",
            f"Next: in {name} write {mending.line} then run keytag editions {name}",
        )
    )
    return "\n".join(visible(line.to(language)) for line in lines)


def _short(text: str) -> str:
    # House rule: more of a cell hides the line round it.
    said = " ".join(text.split()) or "∅"
    return f"{said[:30]}…" if len(said) > 30 else said


def mending_object(command: str, mending: Mending, language: Language) -> str:
    """Return the JSON object of a mending, every cell that was changed in it."""
    files = [file_object(mending.written)] if mending.written is not None else []
    return answer(
        command, (), language, files=files, repairs=[_repair(repair, language) for repair in mending.repairs]
    )


def _repair(repair: Repair, language: Language) -> dict[str, Any]:
    return {
        "sheet": repair.cell.sheet,
        "cell": repair.cell.name,
        "was": repair.was,
        "becomes": repair.becomes,
        "why": repair.why.to(language),
        "guess": repair.is_guess,
    }
