"""The figures of `sheet` and the files of a run as plain lines: what every run shows, without waiting for rich."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from keytag.cli.screen.spelling import TIE, visible
from keytag.text.figures import format_count, format_percent
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.steps.report import PlanFacts, WrittenFile

# House rule: beyond this the list of files says nothing more.
_MAX_FILES = 6
# House rule: of fewer tags one is more than a hundredth: the share would tell of rounding alone.
_HUNDRED = 100
# The names of the layouts in Vietnamese; in English they are their own.
_LAYOUTS = {"nested": "xếp so le", "grid": "xếp thẳng hàng", "free": "xếp tự do"}


def of_plan(plan: PlanFacts, language: Language) -> str:
    """Return the order and the press sheets it takes, label and figure to a line."""
    rows = (
        (Text("Số lượng đặt", "Ordered"), format_count(plan.ordered, language), ""),
        (Text("Bù hao", "Overs"), format_count(plan.overs, language), _share(plan, language)),
        (
            Text("Số con mỗi tờ", "Per sheet"),
            format_count(plan.slots, language),
            _layout(plan.layout, language),
        ),
        (Text("Số tờ in", "Press sheets"), format_count(plan.sheets, language), ""),
        *(
            [(Text("Số tờ canh bài", "Make-ready sheets"), format_count(plan.make_ready, language), "")]
            if plan.make_ready
            else ()
        ),
        *(
            [(Text("Số tờ canh bế", "Cutter set-up sheets"), format_count(plan.cutter_setup, language), "")]
            if plan.cutter_setup
            else ()
        ),
        (Text("Số tờ nạp máy", "Sheets to load"), format_count(plan.sheets_to_load, language), ""),
        (Text("Số tờ được hỏng", "Sheets to spare"), format_count(plan.sheets_to_spare, language), ""),
        (Text("Thực in", "Printed"), format_count(plan.printed, language), ""),
        (Text("Dư (gồm bù hao)", "Spare (overs included)"), format_count(plan.spare, language), ""),
        (Text("Tỷ lệ dùng giấy", "Used area"), format_percent(100 * plan.used_area, 1, language), ""),
    )
    labels = [label.to(language) for label, _, _ in rows]
    first, second = max(map(len, labels)), max(len(value) for _, value, _ in rows)
    return "\n".join(
        f"{label:<{first}}  {value:>{second}}  {remark}".rstrip().replace(TIE, " ")
        for label, (_, value, remark) in zip(labels, rows, strict=True)
    )


def of_files(files: Sequence[WrittenFile], language: Language) -> str:
    """Return which files were written, the first of them by name."""
    written = Text("Đã ghi", "Wrote").to(language)
    # A line that says that there is one more could as well name it.
    named = files if len(files) == _MAX_FILES + 1 else files[:_MAX_FILES]
    lines = [f"{written} {visible(str(file.path))}" for file in named]
    more = len(files) - len(named)
    if more > 0:
        lines.append(Text(f"… và {more} tệp nữa", f"… and {more} more files").to(language))
    return "\n".join(lines)


def _share(plan: PlanFacts, language: Language) -> str:
    """Return the overs in per cent of the order, with a decimal only where it says something."""
    if plan.ordered < _HUNDRED:
        return ""
    per_cent = round(100 * plan.overs / plan.ordered, 1)
    return f"({format_percent(per_cent, 0 if per_cent.is_integer() else 1, language)})"


def _layout(layout: str, language: Language) -> str:
    named = _LAYOUTS.get(layout)
    return f"({layout})" if named is None or language == "en" else f"{named} ({layout})"
