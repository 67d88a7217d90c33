"""The plan as people read it and as scripts do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from keytag.cli import exit_code
from keytag.errors import ExitCode

JOB = """
keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113}]
editions:
  - {id: mot, quantity: 400}
  - {id: hai, quantity: 300}
  - {id: ba, quantity: 75}
"""


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """A job of three editions."""
    path = tmp_path / "ward.yaml"
    path.write_text(JOB, encoding="utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    """Return the object that ``keytag plan`` prints."""
    assert exit_code(["plan", *map(str, arguments), "--json"]) == ExitCode.FINE
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_table_adds_up(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Costs are recomputed from sheets and plates, savings from the row before, and one row is chosen."""
    found = said(capsys, job, "--plate-cost", "30_000đ", "--sheet-cost", "6.000đ", "--make-ready", "4")
    terms, plan = found["terms"], found["plan"]
    assert (terms["unit"], terms["plate_cost"], terms["sheet_cost"], terms["make_ready"]) == (
        "dong",
        30000,
        6000,
        4,
    )
    before = found["options"][0]["cost"]
    for row in found["options"]:
        assert row["sheets"] == sum(row["run_lengths"])
        assert (row["plates"], row["make_ready"]) == (len(row["run_lengths"]), 4 * row["plates"])
        assert row["impressions"] == row["sheets"] + row["make_ready"]
        assert row["cost"] == 30000 * row["plates"] + 6000 * row["impressions"]
        assert row["printed"] == row["sheets"] * plan["slots"]
        assert row["waste"] == row["printed"] - plan["ordered"] - plan["overs"] >= 0
        assert row["saves"] == before - row["cost"]
        assert row["proven"] == (row["gap"] == 0)
        before = row["cost"]
    (chosen,) = [row for row in found["options"] if row["chosen"]]
    assert chosen["cost"] == min(row["cost"] for row in found["options"])
    assert [plate["run_length"] for plate in plan["plates"]] == chosen["run_lengths"]


@pytest.mark.parametrize("shop", ["digital-sra3", "offset-52x72"])
def test_sheet_prints_what_was_planned(shop: str, job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without wishes of its own the plan is the one that `sheet` carries out, figure by figure."""
    planned = said(capsys, job, "--shop", shop)["plan"]
    assert exit_code(["sheet", str(job), "--shop", shop, "-o", str(job.parent / "out"), "--json"]) == ExitCode.FINE
    printed = json.loads(capsys.readouterr().out)["plan"]
    for plan in (planned, printed):
        for plate in plan["plates"]:
            assert sum(plate["copies"].values()) == plan["slots"]
            # What is not drawn yet has neither a file nor inks.
            del plate["file"], plate["pages"], plate["inks"]
    assert planned == printed


def test_nothing_is_written(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plan leaves the folder as it was."""
    said(capsys, job)
    assert list(job.parent.iterdir()) == [job]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_screen_has_room_in_80_columns(
    language: str, job: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Table, terms and plates stay within a narrow terminal; the row that is taken is marked."""
    monkeypatch.setenv("COLUMNS", "80")
    assert exit_code(["plan", str(job), "--shop", "offset-65x86", "--lang", language]) == ExitCode.FINE
    lines = capsys.readouterr().out.split("\n")
    assert max(map(len, lines)) <= 80
    assert sum(line.startswith(" *") for line in lines) == 1
    assert any("mot × " in line for line in lines)


def test_quiet_says_nothing(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is wrong there is nothing to say."""
    assert exit_code(["plan", str(job), "--quiet"]) == ExitCode.FINE
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "wish",
    [
        ("--max-plates", "0"),
        ("--plate-cost", "cheap"),
        ("--plate-cost", "800_000đ"),
        ("--sheet-cost", "0"),
        ("--make-ready", "-1"),
        ("--min-run", "1.5"),
        ("--time-limit", "0"),
        ("--count", "0"),
        ("--max-plates", ""),
    ],
)
def test_wishes_that_cannot_be_are_usage_errors(
    wish: tuple[str, str], job: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each names the option and gives an example."""
    assert exit_code(["plan", str(job), *wish, "--lang", "en"]) == ExitCode.USAGE
    assert wish[0] in capsys.readouterr().err


def test_a_time_limit_still_gives_a_plan(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The shortest search has the best plan so far."""
    assert said(capsys, job, "--time-limit", "1")["plan"]["printed"] >= 775


def test_an_error_in_the_job_has_no_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A tag that does not fit the sheet is said, and nothing is planned."""
    path = tmp_path / "ward.yaml"
    path.write_text(JOB + "tag: {shape: rectangle, width: 300mm, height: 300mm}\n", encoding="utf-8")
    assert exit_code(["plan", str(path), "--shop", "office-a4", "--json"]) == ExitCode.FINDINGS
    found = json.loads(capsys.readouterr().out)
    assert (found["ok"], found["plan"], found["options"]) == (False, None, [])
    assert "tag-larger-than-sheet" in {finding["rule"] for finding in found["findings"]}


def test_sheet_keeps_to_as_many_plates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --max-plates `sheet` prints the plan that `plan` shows for it, on more sheets than without it."""
    path = tmp_path / "ward.yaml"
    more = "".join(f"  - {{id: to-{number}, quantity: {90 + 37 * number}}}\n" for number in range(9))
    path.write_text(JOB + more, encoding="utf-8")
    free, one = (said(capsys, path, *wish)["plan"] for wish in ((), ("--max-plates", "1")))
    assert len(one["plates"]) == 1 < len(free["plates"])
    assert one["sheets"] > free["sheets"]
    arguments = ["sheet", str(path), "--max-plates", "1", "-o", str(tmp_path / "out"), "--json"]
    assert exit_code(arguments) == ExitCode.FINE
    (plate,) = json.loads(capsys.readouterr().out)["plan"]["plates"]
    assert plate["copies"] == one["plates"][0]["copies"]


@pytest.mark.parametrize(
    ("wish", "said_so"),
    [
        ("--make-ready", "A run costs but the 5 sheets spoiled for it."),
        ("--min-run", "Each runs 5 sheets or more."),
    ],
)
def test_the_screen_says_what_a_plate_takes(
    wish: str, said_so: str, job: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where plates are free but not their first sheets, or none runs shorter than asked, the screen says so."""
    assert exit_code(["plan", str(job), wish, "5", "--lang", "en"]) == ExitCode.FINE
    assert said_so in " ".join(capsys.readouterr().out.split())
