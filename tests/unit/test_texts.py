"""The workbook of all texts: what is corrected in it comes into the source, and nothing else."""

from __future__ import annotations

import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).parents[2]
TOOL: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "texts.py"))
RULE = "Từ 15/11/2018 số cũ không gọi được."
MESSAGE = "{entry.name.en} is a mobile number of eleven digits, which ended on 2018-11-14."
HELP = "Bình bài lên tờ in."


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of some of keytag with its workbook, ``texts.xlsx``, beside it."""
    folder = tmp_path_factory.mktemp("source")
    for part in ("checks/content", "cli"):
        shutil.copytree(ROOT / "keytag" / part, folder / "keytag" / part)
    assert TOOL["write"](folder, folder / "texts.xlsx") > 1000
    return folder


def _corrected(source: Path, target: Path, corrections: dict[str, str]) -> dict[str, str]:
    """Write the workbook with parts of its cells replaced; return the cells' names by what was replaced."""
    book = load_workbook(source / "texts.xlsx")
    cells = {}
    for line in book.active.iter_rows(min_row=2):
        for cell in line[1:3]:
            for was, becomes in corrections.items():
                if was in str(cell.value):
                    cell.value = cell.value.replace(was, becomes)
                    cells[was] = cell.coordinate
    book.save(target)
    return cells


def _files(source: Path) -> dict[str, str]:
    return {
        path.relative_to(source).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((source / "keytag").rglob("*"))
        if path.suffix in (".py", ".toml", ".yaml")
    }


def test_three_corrections_change_three_places(source: Path, tmp_path: Path) -> None:
    """A rule's text, a message with figures and a help text go in, and keytag still runs."""
    before = _files(source)
    longer = MESSAGE.replace("a mobile number", "a number of a mobile phone, as they were given out until then,")
    corrections = {RULE: 'Từ ngày 15/11/2018, số "cũ" không gọi được.', MESSAGE: longer, HELP: "Bình bài lên tờ."}
    assert _corrected(source, tmp_path / "texts.xlsx", corrections).keys() == corrections.keys()
    told = TOOL["take_back"](source, tmp_path / "texts.xlsx")
    after = _files(source)
    changed = [file for file in before if before[file] != after[file]]
    assert (len(told), len(changed)) == (3, 3)
    texts = [TOOL["_text"](said) for row in TOOL["rows"](source) for said in (row.vi, row.en)]
    assert all(any(becomes in text for text in texts) for becomes in corrections.values())
    assert not any(was in text for was in corrections for text in texts)
    modules = [file.removesuffix(".py").replace("/", ".") for file in changed if file.endswith(".py")]
    probe = f"import {', '.join(modules)}; from keytag.checks.catalogue import rule_named as r; "
    probe += "print(ascii(r('mobile-number-has-ten-digits').why.vi))"
    shutil.copytree(ROOT / "keytag", tmp_path / "keytag")
    for file in changed:
        shutil.copy(source / file, tmp_path / file)
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=tmp_path, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.stdout.strip() == ascii(corrections[RULE])
    # The same workbook a second time: the source is not what it was.
    with pytest.raises(TOOL["RefusedError"], match="the source has changed"):
        TOOL["take_back"](source, tmp_path / "texts.xlsx")
    for file in changed:
        (source / file).write_text(before[file], encoding="utf-8")


def test_an_untouched_workbook_changes_nothing(source: Path) -> None:
    """What was only looked at is no correction."""
    before = _files(source)
    assert TOOL["take_back"](source, source / "texts.xlsx") == []
    assert _files(source) == before


@pytest.mark.parametrize(
    "becomes",
    [
        MESSAGE.replace("{entry.name.en}", "It"),
        MESSAGE.replace("{entry.name.en}", "{entry.name}"),
        MESSAGE + " {entry.name.en}",
        MESSAGE + " {",
        "",
    ],
)
def test_a_correction_that_loses_or_adds_a_figure_is_refused(source: Path, tmp_path: Path, becomes: str) -> None:
    """The refusal names the cell, and nothing is written, the good corrections beside it neither."""
    before = _files(source)
    cells = _corrected(source, tmp_path / "texts.xlsx", {MESSAGE: becomes, HELP: "Bình bài lên tờ."})
    with pytest.raises(TOOL["RefusedError"], match=rf"^{cells[MESSAGE]}: ") as caught:
        TOOL["take_back"](source, tmp_path / "texts.xlsx")
    assert cells[HELP] not in str(caught.value)
    assert _files(source) == before


def test_texts_of_every_kind_are_in_the_workbook() -> None:
    """Messages, help, papers, what a new job says, rules and keys: each has rows, in the tongues that it has."""
    kinds: dict[str, list[Any]] = {}
    for row in TOOL["rows"](ROOT):
        part = "/".join(row.file.split("/")[1:3]) if not row.file.endswith(".toml") else "rules"
        part = "cli" if part.startswith("cli/") else part
        kinds.setdefault(part, []).append(row)
    for part in ("checks/content", "cli", "output/packing", "output/ticket", "documents/job", "rules"):
        assert len(kinds[part]) > 10, part
    assert len(kinds["documents/keys.vi.yaml"]) > 100


def test_text_of_rules_is_read_as_it_was_written() -> None:
    """Quotes, backslashes, letters that cannot be seen and several lines come back as they were."""
    for text in ('a "b" c', "it's", "a\\b", 'it\'s "so"', "a\u00a0b", "a\n  b\n", 'a\n"""b"""\n\\c', "\u202ea"):
        read = TOOL["tomllib"].loads(f"text = {TOOL['toml_string'](text)}\n")
        assert read == {"text": text}


def test_sentences_of_leaflets_are_in_the_workbook() -> None:
    """What a leaflet says where the job says nothing can be corrected as every other text."""
    path = ROOT / "keytag" / "documents" / "job" / "leaflet.py"
    found = TOOL["_rows_of_python"]("keytag/documents/job/leaflet.py", path.read_bytes())
    texts = {row.vi.text for row in found}
    assert "Mỗi nhà một chiếc – có việc, gọi ngay" in texts
    assert "nhận quà, nhận thưởng" in texts
