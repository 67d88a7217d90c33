"""`check` in all its ways, and `explain`: what they say and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keytag.checks import catalogue
from keytag.cli import exit_code

GOOD = """keytag: 1
sample: true
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
"""
ERROR = f"{GOOD}colours: {{grund: flag-red}}\n"
RULE = "acceptance-still-matches"
WARNING = f"{GOOD}accept: [{{rule: {RULE}, reason: Đã xem}}]\n"


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    """A folder of three jobs: one is good, one has an error, one cannot be read."""
    for name, text in (("a-good", GOOD), ("b-error", ERROR), ("c-broken", f"{GOOD}nothing: here\n")):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "compose.yaml").write_text("services: {}\n", encoding="utf-8")
    return tmp_path


def test_a_folder_is_summed_up_in_a_line_a_job(jobs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each job has its figures and a word; one that cannot be read does not stop the others; errors end with 1."""
    assert exit_code(["check", str(jobs), "--summary", "--lang", "en"]) == 1
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if ".yaml" in line]
    assert [(row[0], row[1], " ".join(row[5:])) for row in rows] == [
        ("a-good.yaml", "-", "ready"),
        ("b-error.yaml", "1", "not ready"),
        ("c-broken.yaml", "1", "not ready"),
    ]


def test_a_sample_says_that_it_is_one(jobs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Behind the verdict on a sample stands that it goes to no shop; a real job says nothing of it."""
    for language, words in (("vi", "bản làm thử"), ("en", "is a sample")):
        assert exit_code(["check", str(jobs / "a-good.yaml"), "--lang", language]) == 0
        out = capsys.readouterr().out
        assert any(words in line and len(line) <= 80 for line in out.splitlines())
    real = jobs / "real.yaml"
    real.write_text(GOOD.replace("sample: true\n", ""), encoding="utf-8")
    exit_code(["check", str(real), "--lang", "vi"])
    assert "bản làm thử" not in capsys.readouterr().out


def test_a_summary_is_json_too(jobs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under --json a summary is one object with the same figures."""
    assert exit_code(["check", str(jobs), "--summary", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["command"], said["ok"]) == ("check", False)
    assert [(Path(job["path"]).name, job["ok"], job["errors"]) for job in said["jobs"]] == [
        ("a-good.yaml", True, 0),
        ("b-error.yaml", False, 1),
        ("c-broken.yaml", False, 1),
    ]


def test_a_folder_of_good_jobs_ends_with_0(jobs: Path) -> None:
    """Without an error in any job the summary ends with 0."""
    for name in ("b-error", "c-broken"):
        (jobs / f"{name}.yaml").unlink()
    assert exit_code(["check", str(jobs), "--summary", "--quiet"]) == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("{}/a-good.yaml", "--summary"), 2),
        (("{}/none", "--summary"), 2),
        (("{}/empty", "--summary"), 4),
        (("{}/a-good.yaml", "--format", "xml"), 2),
        (("{}/a-good.yaml", "--format", "sarif", "--json"), 2),
        (("{}", "--format", "sarif", "--summary"), 2),
    ],
)
def test_what_check_cannot_do_is_refused(
    arguments: tuple[str, ...], code: int, jobs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A summary wants a folder with jobs, and an answer has one form."""
    (jobs / "empty").mkdir()
    assert exit_code(["check", *(argument.format(jobs) for argument in arguments)]) == code
    assert "Traceback" not in capsys.readouterr().err


def test_check_answers_in_sarif(jobs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--format sarif prints one log with the findings at their lines; the exit code is that of the findings."""
    path = jobs / "b-error.yaml"
    assert exit_code(["check", str(path), "--format", "sarif", "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    results = json.loads(out)["runs"][0]["results"]
    (result,) = (result for result in results if result["level"] == "error")
    assert result["ruleId"] == "unknown-colour"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 6
    assert err == ""
    assert exit_code(["check", str(jobs / "c-broken.yaml"), "--format=sarif"]) == 3
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"][0]["ruleId"] == "unknown-key"


def test_an_acceptance_is_told_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning that the job accepts is marked so in JSON; one that matches nothing is a warning itself."""
    path = tmp_path / "ward.yaml"
    path.write_text(WARNING, encoding="utf-8")
    assert exit_code(["check", str(path), "--json"]) == 0
    (finding,) = (f for f in json.loads(capsys.readouterr().out)["findings"] if f["severity"] != "note")
    assert (finding["rule"], finding["severity"], finding["accepted"]) == (RULE, "warning", None)


def test_a_part_of_a_job_says_nothing_of_acceptances(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where only some editions are drawn, an acceptance may be for the others."""
    path = tmp_path / "ward.yaml"
    path.write_text(f"{WARNING}editions: [{{id: a}}, {{id: b}}]\n", encoding="utf-8")
    command = ["render", str(path), "--edition", "a", "--format", "svg", "-o", str(tmp_path / "out"), "--json"]
    assert exit_code(command) == 0
    assert RULE not in {finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]}


def test_numbers_to_call_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--called lists each number once with a box to tick, and nothing else."""
    path = tmp_path / "ward.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert exit_code(["check", str(path), "--called", "--lang", "vi"]) == 0
    out = capsys.readouterr().out
    assert out.count("[ ] ") == 1
    assert "[ ] S1  0269 3000 113  Trực ban – cố định Gia Lai" in out


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """`explain` says why, what to do and by whose word, in the language of the run and in JSON."""
    assert exit_code(["explain", RULE, "--lang", "vi"]) == 0
    assert capsys.readouterr().out.startswith(f"{RULE} (cảnh báo)\nQuy tắc ")
    assert exit_code(["explain", RULE, "--json", "--lang", "en"]) == 0
    (rule,) = json.loads(capsys.readouterr().out)["rules"]
    assert rule["rule"] == RULE
    assert rule["source"] == "House rule"


def test_all_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a name `explain` names every rule there is."""
    assert exit_code(["explain", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert tuple(rule["rule"] for rule in said["rules"]) == catalogue.rule_names()
    assert exit_code(["explain"]) == 0
    shown = capsys.readouterr().out
    assert [name for name in catalogue.rule_names() if name not in shown] == []


def test_an_unknown_rule_ends_with_2_and_a_guess(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt rule is answered with the nearest one."""
    assert exit_code(["explain", "acceptance-stil-matches", "--lang", "en"]) == 2
    assert f"Did you mean “{RULE}”?" in capsys.readouterr().err


def test_a_line_with_no_room_inside_the_cut_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A template whose line lies 10 mm inside a tag of 20 is told at the job's template, with what to change."""
    assert exit_code(["show", "classic"]) == 0
    text = capsys.readouterr().out.replace("inset: 1.2mm", "inset: 10mm")
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "ward.yaml").write_text(f"{GOOD}template: own.yaml\n", encoding="utf-8")
    assert exit_code(["check", str(tmp_path / "ward.yaml"), "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert "drawing-does-not-fit" in said
    assert "Lower inset in the template" in said
