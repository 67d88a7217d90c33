"""Write docs/checks.md and its Vietnamese twin from rules and cases: ``uv run --locked python docs/checks.py``.

What a rule says of itself stands beside its check in the code; the example is the case of its name in
``tests/cases/checks``, with what keytag answers to it. A test holds both pages against the code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from keytag.checks.catalogue import chapters
from keytag.findings import Rule, Severity
from keytag.text.text import Language, Text

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases" / "checks"
PAGES: dict[Language, Path] = {"en": ROOT / "docs" / "checks.md", "vi": ROOT / "docs" / "checks.vi.md"}
MARK = "# ---- expected:"

SEVERITIES = {
    Severity.ERROR: Text("lỗi", "error"),
    Severity.WARNING: Text("cảnh báo", "warning"),
    Severity.NOTE: Text("lưu ý", "note"),
}
TITLE = Text("Những gì keytag kiểm tra", "What keytag checks")
INTRODUCTION = Text(
    "Trang này được viết ra từ mã nguồn bằng `docs/checks.py`; đừng sửa tay. Mỗi quy tắc có tên, mức độ, lý do, "
    "cách sửa, căn cứ và một ví dụ. Lỗi chặn `sheet` và bàn giao; cảnh báo có thể chấp nhận trong tệp bằng "
    "`accept: [{rule: …, reason: …}]`; lưu ý chỉ để biết. Trên máy: `keytag explain TÊN`.",
    "This page is written from the code by `docs/checks.py`; do not edit it. Each rule has its name, severity, "
    "reason, remedy, source and an example. An error blocks `sheet` and hand-off; a warning can be accepted by "
    "`accept: [{rule: …, reason: …}]`; a note is only to know. On the machine: `keytag explain NAME`.",
)
WHY, MEND, SOURCE = Text("Vì sao", "Why"), Text("Cách sửa", "What to do"), Text("Căn cứ", "Source")
EXAMPLE, SAID = Text("Ví dụ", "Example"), Text("keytag nói", "keytag says")
ELSEWHERE = Text("Không có tệp công việc nào gây ra được; xem phép thử.", "No job can cause it; see its test.")


def page(language: Language) -> str:
    """Return the page in ``language``."""
    lines = [f"# {TITLE.to(language)}", "", INTRODUCTION.to(language), ""]
    for title, rules in chapters():
        lines += [f"- [{title.to(language)}](#{_anchor(title.to(language))}): {len(rules)}"]
    for title, rules in chapters():
        lines += ["", f"## {title.to(language)}"]
        for rule in rules:
            lines += ["", *_entry(rule, language)]
    return "\n".join(lines) + "\n"


def _entry(rule: Rule, language: Language) -> Iterator[str]:
    yield f"### `{rule.name}` ({SEVERITIES[rule.severity].to(language)})"
    yield ""
    yield rule.holds.to(language)
    yield ""
    for label, text in ((WHY, rule.why), (MEND, rule.mend), (SOURCE, rule.source)):
        yield f"- {label.to(language)}: {text.to(language)}"
    yield from _example(rule, language)


def _example(rule: Rule, language: Language) -> Iterator[str]:
    """Yield the line of the case's job that breaks the rule, and what is said to it."""
    paths = sorted(CASES.glob(f"{rule.name}.yaml")) or sorted(CASES.glob(f"{rule.name}.*.yaml"))
    if not paths:
        yield f"- {EXAMPLE.to(language)}: {ELSEWHERE.to(language)}"
        return
    job, _, expected = paths[0].read_text(encoding="utf-8").partition(MARK)
    said = re.search(
        rf"^# (\d+|-)\S* \w+ {re.escape(rule.name)}\b.*\n((?:#   .*\n?){{4}})", expected, re.MULTILINE
    )
    if said is None:
        raise SystemExit(f"{paths[0]}: {rule.name} does not fire; run pytest tests/cases --update-cases")
    texts = [line.removeprefix("#   ") for line in said[2].splitlines()]
    message, hint = texts[2:] if language == "vi" else texts[:2]
    lines = job.splitlines()
    if said[1] != "-" and int(said[1]) <= len(lines):
        yield f"- {EXAMPLE.to(language)}: `{lines[int(said[1]) - 1].strip().removeprefix('- ')}`"
    yield f"- {SAID.to(language)}: “{message}” {hint}"


def _anchor(title: str) -> str:
    return re.sub(r"[^\w-]", "", title.lower().replace(" ", "-"))


if __name__ == "__main__":
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8")
        print(path.relative_to(ROOT))
