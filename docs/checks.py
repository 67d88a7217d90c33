"""Write docs/checks.md, its Vietnamese twin and a page for each rule: ``uv run --locked python docs/checks.py``.

What a rule says of itself stands beside its check; the example is the case of its name in ``tests/cases/checks``,
with what keytag answers to it and what `keytag check --fix` makes of it. A test holds the pages against both.
"""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import Any

from keytag.checks.catalogue import chapters
from keytag.commands.fix import fix_job
from keytag.errors import KeytagError
from keytag.findings import Rule, Severity
from keytag.text.text import Language, Text

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases" / "checks"
CASE_TEST = ROOT / "tests" / "cases" / "test_checks.py"
RULES = ROOT / "docs" / "rules"
INDEX: dict[Language, Path] = {"en": ROOT / "docs" / "checks.md", "vi": ROOT / "docs" / "checks.vi.md"}
MARK = "# ---- expected:"

SEVERITIES = {
    Severity.ERROR: Text("lỗi", "error"),
    Severity.WARNING: Text("cảnh báo", "warning"),
    Severity.NOTE: Text("lưu ý", "note"),
}
TITLE = Text("Những gì keytag kiểm tra", "What keytag checks")
INTRODUCTION = Text(
    "Trang này và trang của từng quy tắc được viết ra từ mã nguồn bằng `docs/checks.py`; đừng sửa tay. Lỗi chặn "
    "`sheet` và việc gửi nhà in; cảnh báo có thể chấp nhận trong tệp bằng `accept: [{rule: …, reason: …}]`; "
    "lưu ý chỉ để biết. Lý do, cách sửa, căn cứ và ví dụ ở trang của mỗi quy tắc; trên máy: `keytag explain TÊN`.",
    "This page and the page of each rule are written from the code by `docs/checks.py`; do not edit them. An "
    "error blocks `sheet` and hand-off; a warning can be accepted by `accept: [{rule: …, reason: …}]`; a note is "
    "for information. Reason, remedy, source and example are on each rule's page; on the machine: "
    "`keytag explain NAME`.",
)
HEADING = {"vi": "Tiếng Việt", "en": "English"}
ANCHOR = {"vi": "tiếng-việt", "en": "english"}
WHY, MEND, SOURCE = Text("Vì sao", "Why"), Text("Cách sửa", "What to do"), Text("Căn cứ", "Source")
ELSEWHERE = (
    "Không một tệp đặt in nào tự gây ra được; xem phép thử [`{0}`](../../tests/{0}).\n\n"
    "No job file alone can cause it; see the test [`{0}`](../../tests/{0})."
)
LINE = "Dòng / line {}:"
# House rules: of a long drawing so many lines are shown, and so many letters of a line.
_WHOLE, _WIDEST = 12, 200
NOT_MENDED = (
    "Ở ví dụ này, phải sửa bằng tay: `keytag check --fix` không đoán.\n\n"
    "This example is to be mended by hand: `keytag check --fix` does not guess."
)


def pages() -> dict[Path, str]:
    """Return every page that is made, by its path."""
    made = {path: index(language) for language, path in INDEX.items()}
    for title, rules in chapters():
        made.update({RULES / f"{rule.name}.md": page(rule, title) for rule in rules})
    return made


def index(language: Language) -> str:
    """Return the list of all rules in ``language``, chapter by chapter."""
    lines = [f"# {TITLE.to(language)}", "", INTRODUCTION.to(language), ""]
    for title, rules in chapters():
        lines += [f"- [{title.to(language)}](#{_anchor(title.to(language))}): {len(rules)}"]
    for title, rules in chapters():
        lines += ["", f"## {title.to(language)}", ""]
        for rule in rules:
            link = f"[`{rule.name}`](rules/{rule.name}.md#{ANCHOR[language]})"
            lines.append(f"- {link} ({SEVERITIES[rule.severity].to(language)}): {rule.holds.to(language)}")
    return "\n".join(lines) + "\n"


def page(rule: Rule, chapter: Text) -> str:
    """Return the page of ``rule``: what it says in both languages, an example, and the example mended."""
    severity = SEVERITIES[rule.severity]
    languages: tuple[Language, ...] = ("vi", "en")
    up = " / ".join(
        f"[{chapter.to(language)}](../{INDEX[language].name}#{_anchor(chapter.to(language))})"
        for language in languages
    )
    lines = [f"# {rule.name}", "", f"**{severity.vi} / {severity.en}** · {up}"]
    for language in languages:
        lines += ["", f"## {HEADING[language]}", "", rule.holds.to(language), ""]
        for label, text in ((WHY, rule.why), (MEND, rule.mend), (SOURCE, rule.source)):
            lines += _item(label.to(language), text.to(language))
    lines += ["", "## Ví dụ / Example", "", *_example(rule)]
    return "\n".join(lines) + "\n"


def _item(label: str, text: str) -> list[str]:
    """Return what is said under ``label``; a small table within it stays as it is on the screen."""
    first, _, table = text.partition("\n")
    shown = ["", "  ```text", *(f"  {line}" for line in dedent(table).splitlines()), "  ```", ""] if table else []
    return [f"- **{label}**: {first}", *shown]


def _example(rule: Rule) -> Iterator[str]:
    """Yield a job that breaks the rule, what keytag says to it, and what becomes of it."""
    paths = sorted(CASES.glob(f"{rule.name}.yaml")) or sorted(CASES.glob(f"{rule.name}.*.yaml"))
    if not paths:
        yield ELSEWHERE.format(_elsewhere()[rule.name])
        return
    job, _, expected = paths[0].read_text(encoding="utf-8").partition(MARK)
    said = re.search(
        rf"^# (\d+|-)\S* (\w+) {re.escape(rule.name)}\b.*\n((?:#   .*\n?){{4}})", expected, re.MULTILINE
    )
    if said is None:
        raise SystemExit(f"{paths[0]}: {rule.name} does not fire; run pytest tests/cases --update-cases")
    drawing = CASES / "with" / f"{rule.name}.svg"
    if drawing.is_file():
        yield from _drawing(drawing, 0 if said[1] == "-" else int(said[1]))
    else:
        yield from ("```yaml", *job.rstrip("\n").split("\n"), "```", "")
        if said[1] != "-":
            yield from (LINE.format(said[1]), "")
    severity = SEVERITIES[Severity(said[2])]
    en, hint_en, vi, hint_vi = (line.removeprefix("#   ") for line in said[3].splitlines())
    yield from (f"> {severity.vi}: {vi} {hint_vi}", "", f"> {severity.en}: {en} {hint_en}", "")
    mended = next(filter(None, (_mended(path, rule) for path in _of_rule(rule))), None)
    yield from mended or NOT_MENDED.split("\n")


def _drawing(path: Path, number: int) -> Iterator[str]:
    """Yield a drawing that breaks a rule: the file, or the lines round ``number`` where the file is long."""
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    first = max(0, number - 3) if len(lines) > _WHOLE else 0
    shown = [line if len(line) <= _WIDEST else f"{line[:_WIDEST]}…" for line in lines[first : first + _WHOLE]]
    yield from ("```xml", *shown, "```", "")
    if number:
        yield from (f"{path.name}, {LINE.format(number)[0].lower()}{LINE.format(number)[1:]}", "")


def _of_rule(rule: Rule) -> list[Path]:
    return [*CASES.glob(f"{rule.name}.yaml"), *sorted(CASES.glob(f"{rule.name}.*.yaml"))]


def _mended(path: Path, rule: Rule) -> list[str] | None:
    """Return the lines of a case that `keytag check --fix` changes for ``rule``, before and after."""
    before = path.read_text(encoding="utf-8").partition(MARK)[0]
    with TemporaryDirectory() as folder:
        job = Path(folder, "ward.yaml")
        job.write_text(before, encoding="utf-8")
        try:
            values = [value for value in fix_job(job, _case_test()["DAY"]) if value.rule == rule.name]
        except KeytagError:
            return None
        after = job.read_text(encoding="utf-8")
    if not values:
        return None
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    changed = [line for was, now in pairs if was != now for line in (f"- {was}", f"+ {now}")]
    return ["`keytag check --fix`:", "", "```diff", *changed, "```"]


@cache
def _case_test() -> dict[str, Any]:
    return runpy.run_path(str(CASE_TEST))


def _elsewhere() -> dict[str, str]:
    """Return the tests that break a rule which no case can, by the rules' names."""
    places: dict[str, str] = _case_test()["ELSEWHERE"]
    return places


def _anchor(title: str) -> str:
    return re.sub(r"[^\w-]", "", title.lower().replace(" ", "-"))


if __name__ == "__main__":
    RULES.mkdir(exist_ok=True)
    made = pages()
    for left_over in set(RULES.glob("*.md")) - made.keys():
        left_over.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    print(f"{len(made)} pages")
