"""Findings as a SARIF log: what a code host or an editor reads of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from keytag import findings
from keytag.cli.screen import OutputOptions, Screen
from keytag.cli.screen.sarif import sarif
from keytag.errors import InvalidDocumentError, UsageError
from keytag.findings import Finding, Rule, Severity, Where
from keytag.steps.report import Report
from keytag.text.rule_texts import HOUSE_RULE, RuleTexts
from keytag.text.text import Text, same_text

RULE = Rule.warning("rows-are-straight", __name__)
TEXTS = RuleTexts(
    Text("Hàng thẳng", "Rows are straight"),
    Text("Cho đẹp", "For looks"),
    Text("Nắn lại", "Straighten"),
    HOUSE_RULE,
)


@pytest.fixture(autouse=True)
def _told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every rule say the same."""
    monkeypatch.setattr(findings, "rule_texts", lambda *_: TEXTS)


def _run(found: tuple[Finding, ...], rules: dict[str, Rule] | None = None) -> dict[str, Any]:
    log = json.loads(sarif(found, {RULE.name: RULE} if rules is None else rules, "en"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_a_finding_is_a_result_at_its_place() -> None:
    """Rule, level, text, line and column of a finding are those of its result, columns counted in characters."""
    run = _run((RULE.finding(same_text("Row 2 leans."), where=Where("jobs/xã Glar.yaml", 3, 7)),))
    (result,) = run["results"]
    assert (result["ruleId"], result["level"]) == ("rows-are-straight", "warning")
    assert result["message"]["text"] == "Row 2 leans. Straighten"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "jobs/x%C3%A3%20Glar.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_each_rule_that_fired_is_described_once() -> None:
    """Two findings of a rule share its description; a rule that nobody knows has its name alone."""
    twice = (
        RULE.finding(same_text("a")),
        RULE.finding(same_text("b")),
        Finding("strange", Severity.ERROR, same_text("c"), same_text("")),
    )
    rules = _run(twice)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["rows-are-straight", "strange"]
    assert rules[0]["defaultConfiguration"] == {"level": "warning"}
    assert rules[0]["shortDescription"] == {"text": "Rows are straight"}
    assert set(rules[1]) == {"id"}


def test_an_absolute_path_keeps_its_scheme(tmp_path: Path) -> None:
    """A file named by its whole path becomes a file URI."""
    (result,) = _run((RULE.finding(same_text("a"), where=Where(str(tmp_path / "w.yaml"))),))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].startswith("file:///")
    assert "region" not in place


def test_an_accepted_warning_is_suppressed_with_its_reason() -> None:
    """What the job accepts stays in the log, as suppressed in the source."""
    finding = Finding(RULE.name, Severity.WARNING, same_text("a"), same_text(""), accepted="Đã in thử")
    (result,) = _run((finding,))["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "Đã in thử"}]


def test_a_screen_that_speaks_sarif_says_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    """Under --format sarif, reports and refused documents are logs on standard output alone."""
    screen = Screen(OutputOptions("vi", as_sarif=True))
    finding = RULE.finding(same_text("a"))
    screen.report("check", Report((finding,)))
    screen.failure("check", InvalidDocumentError(same_text("no"), (finding,)))
    out, err = capsys.readouterr()
    decoder, logs = json.JSONDecoder(), []
    while out.strip():
        log, end = decoder.raw_decode(out.lstrip())
        logs.append(log)
        out = out.lstrip()[end:]
    assert [len(log["runs"][0]["results"]) for log in logs] == [1, 1]
    assert logs[0]["runs"][0]["language"] == "vi"
    assert err == ""


def test_what_stops_the_tool_is_no_result(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong command line is told as a failed invocation, not as a finding about the work."""
    Screen(OutputOptions("en", as_sarif=True)).failure("check", UsageError(same_text("no"), same_text("yes")))
    run = json.loads(capsys.readouterr().out)["runs"][0]
    assert run["results"] == []
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "no yes"
