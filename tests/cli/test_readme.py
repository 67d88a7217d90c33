"""The READMEs and their pages hold what they show: their commands are run in order, in one fresh folder each.

``--update-cases`` writes what came out into them. What a command printed stands in the block after it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from keytag.errors import ExitCode
from keytag.steps.job_setup import load_setup

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```\n", re.DOTALL | re.MULTILINE)
INSTALLED = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/"
# Blocks that no command prints: they show parts of a sample.
FROM_SAMPLE = {"yml", "csv"}
# What is typed on Windows, in PowerShell and in its older Command Prompt alike.
WINDOWS = "bat"
# What is shown and not run: it takes a folder of jobs, or several machines (tests/cli/test_batch.py has both).
EXAMPLES = {"console", "jsonc"}
# A line is folded where it is longer, so that a reader sees what belongs together.
FOLDED_FROM = 60
# 15 January 2026, the day that the READMEs name where they name one.
EPOCH = "1768435200"


# How many blocks of a page show at least what a command printed.
SHOWN = {"README": 1, "docs/officer": 7, "docs/templates-and-shops": 1}
# Each runs in a folder of its own: the two READMEs, and the pages that they lead to.
PAGES = ("README", "docs/officer", "docs/print-shop", "docs/templates-and-shops", "docs/scripts")


@pytest.mark.parametrize("name", [f"{page}{end}" for page in PAGES for end in (".md", ".vi.md")])
def test_a_page_shows_what_keytag_says(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Each command of a page prints what stands under it, in the page's language."""
    assert_is_true(name, tmp_path, request)


def test_every_page_is_reached_in_one_click() -> None:
    """The README of a language links every page in that language, and no link leads nowhere."""
    for end in (".md", ".vi.md"):
        readme = (ROOT / f"README{end}").read_text("utf-8")
        wanted = [*PAGES[1:], "docs/keys", "docs/commands", "docs/checks"]
        assert [page for page in wanted if f"]({page}{end})" not in readme] == []
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
        assert [link for link in links if not (path.parent / link).exists()] == [], path.name


def test_every_exit_code_is_documented() -> None:
    """The pages for scripts say what each exit code means."""
    for end in (".md", ".vi.md"):
        table = (ROOT / f"docs/scripts{end}").read_text("utf-8")
        rows = re.findall(r"^\| ([0-9, ]+) \|", table, flags=re.MULTILINE)
        assert sorted(int(code) for row in rows for code in row.split(",")) == sorted(
            code.value for code in ExitCode
        )


def test_readmes_show_what_a_sample_says(tmp_path: Path) -> None:
    """The lines of a job with a table, and of the table, are those of the sample; what papers take is valid."""
    sample = "".join((ROOT / "configs" / f"dak-doa-bang.{end}").read_text("utf-8-sig") for end in ("yaml", "csv"))
    for name in ("docs/officer.md", "docs/officer.vi.md"):
        shown = [
            block.group(2)
            for block in BLOCK.finditer((ROOT / name).read_text("utf-8"))
            if block.group(1) in FROM_SAMPLE
        ]
        assert shown
        others = [block for block in shown if not set(block.splitlines()) <= set(sample.splitlines())]
        # What else a job may say is shown once each, and a job that says it all is taken.
        papers = "".join(others)
        path = tmp_path / "ward.yaml"
        path.write_text((ROOT / "configs" / "an-phu.yaml").read_text("utf-8") + papers, encoding="utf-8")
        setup, _ = load_setup(path)
        assert setup.file.job.orderer is not None
        assert setup.file.job.orderer in papers


def test_readmes_are_true_on_windows() -> None:
    """What is typed on Windows needs no activation, chains nothing and sends nothing into a file by `>`."""
    for name in ("README.md", "README.vi.md"):
        text = (ROOT / name).read_text("utf-8")
        shown = "".join(block.group(2) for block in BLOCK.finditer(text) if block.group(1) == WINDOWS)
        assert {"py -m venv .venv", "py -m keytag sheet an-phu --count 3200"} <= set(shown.splitlines())
        assert not [sign for sign in ("&&", ">", "activate", "\\\n", "./", "python3") if sign in shown]
        commands = "".join(block.group(2) for block in BLOCK.finditer(text) if block.group(1) == "sh")
        assert not re.findall(r"keytag (?:show|schema)[^\n]*>", commands)
        assert "python.org" in text


def assert_is_true(name: str, folder: Path, request: pytest.FixtureRequest) -> None:
    """Hold the blocks of the README ``name`` against a run of its commands, or rewrite them."""
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    language = "vi" if name.endswith(".vi.md") and name != "README.vi.md" else "en"
    printed = run(script_of(blocks), folder, language)
    assert not [text for text in printed.values() if "KEYTAG_DEBUG" in text], (
        "a bug of keytag's is nothing to show"
    )
    said = shown_by(blocks, printed)
    if request.config.getoption("--update-cases"):
        for block in reversed(blocks):
            if block.start() in said:
                text = text[: block.start(2)] + said[block.start()] + text[block.end(2) :]
        path.write_text(text, encoding="utf-8")
    else:
        assert len(said) >= SHOWN.get(name.partition(".")[0], 0), "most of the commands have their result shown"
        for block in blocks:
            assert without_chance(block.group(2)) == without_chance(said.get(block.start(), block.group(2)))


def script_of(blocks: list[re.Match[str]]) -> str:
    """Return the commands of ``blocks`` as one script that says which block it has come to."""
    lines = []
    for number, block in enumerate(blocks):
        lines.append(f"echo @@{number}")
        if block.group(1) == "sh" and "nox" not in block.group(2):
            lines.append(block.group(2).replace(INSTALLED, "").replace(". .venv/bin/activate\n", ""))
        elif block.group(1) == "yaml":
            lines.append("grep -vE '^(#.*)?$' ward.yaml")
        elif "clasic" in block.group(2):
            lines.append("cp ward.yaml right && sed -i 's/: classic/: clasic/' ward.yaml")
            lines.append("keytag check\nmv right ward.yaml")
    return "\n".join([*lines, "echo @@"])


def run(script: str, folder: Path, language: str) -> dict[int, str]:
    """Return what bash prints for each block, with this keytag on its path, which speaks ``language``."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KEYTAG", "LC_", "LANG"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env={
            **clean,
            "PATH": path,
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "80",
            "SOURCE_DATE_EPOCH": EPOCH,
            "KEYTAG_LANG": language,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
        encoding="utf-8",
    )
    parts = re.split(r"^@@(\d*)\n", done.stdout, flags=re.MULTILINE)
    return {int(number): printed for number, printed in zip(parts[1::2], parts[2::2], strict=True) if number}


def shown_by(blocks: list[re.Match[str]], printed: dict[int, str]) -> dict[int, str]:
    """Return what each block that shows something should hold, by where it starts."""
    said: dict[int, str] = {}
    for number, block in enumerate(blocks):
        kind = block.group(1)
        if kind in {"sh", WINDOWS, *EXAMPLES, *FROM_SAMPLE}:
            continue
        from_command = kind in {"", "json"} and "clasic" not in block.group(2)
        text = printed[number - 1 if from_command else number]
        said[block.start()] = folded(text) if kind == "json" else trimmed(text)
    return said


def trimmed(text: str) -> str:
    """Return ``text`` without blanks at the ends of lines, and without empty lines at its own ends."""
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).strip("\n") + "\n"


def folded(text: str) -> str:
    """Return the one line of ``--json`` with a line for each key, and for each part of what is long."""
    content = json.loads(text)
    lines = []
    for key, value in content.items():
        whole = one_line(value)
        if len(whole) <= FOLDED_FROM:
            lines.append(f'  "{key}": {whole}')
        elif isinstance(value, dict):
            inner = ",\n".join(f'    "{name}": {one_line(part)}' for name, part in value.items())
            lines.append(f'  "{key}": {{\n{inner}\n  }}')
        else:
            inner = ",\n".join(f"    {one_line(part)}" for part in value)
            lines.append(f'  "{key}": [\n{inner}\n  ]')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def without_chance(text: str) -> str:
    """Return ``text`` without SHA-256 sums, which differ by zlib, and without the day on the clock."""
    text = re.sub(r"[0-9a-f]{64}", "…", text)
    return re.sub(r"(the rules of today|quy định hôm nay), [0-9/-]{10}", r"\1, …", text)


def one_line(value: object) -> str:
    """Return ``value`` as keytag writes it."""
    return json.dumps(value, ensure_ascii=False)
