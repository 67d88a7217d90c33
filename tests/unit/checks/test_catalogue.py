"""The catalogue of rules: whole, without doubles, and the pages made from it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import runpy
from pathlib import Path
from types import ModuleType

import pytest

import keytag
from keytag.checks import catalogue
from keytag.findings import Rule, Severity
from keytag.text.text import Text, same_text

ROOT = Path(__file__).parents[3]
SOURCES = sorted((ROOT / "keytag").rglob("*.py"))


def _modules() -> list[ModuleType]:
    names = [info.name for info in pkgutil.walk_packages(keytag.__path__, "keytag.")]
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def test_every_rule_of_the_code_is_in_the_catalogue() -> None:
    """No module has a rule that `keytag explain` does not know, and none is there twice."""
    in_code = {value.name for module in _modules() for value in vars(module).values() if isinstance(value, Rule)}
    named = catalogue.rule_names()
    listed = [rule.name for _, rules in catalogue.chapters() for rule in rules]
    assert sorted(in_code) == sorted(named)
    assert len(listed) == len(set(listed))


def test_findings_are_made_by_rules_alone() -> None:
    """Only `Rule.finding`, what stopped a run, and what a batch remembers make findings: no name is unknown."""
    makers = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding"
    }
    assert makers == {"keytag/findings.py", "keytag/errors.py", "keytag/commands/batch/records.py"}


def test_a_finding_is_never_graver_than_its_rule() -> None:
    """A rule that warns cannot yield an error: `accept` and the exit code rely on what the catalogue says."""
    rule = Rule.warning("a", __name__)
    assert rule.finding(same_text("x"), same_text("y"), severity=Severity.NOTE).severity is Severity.NOTE
    with pytest.raises(ValueError, match="a"):
        rule.finding(same_text("x"), same_text("y"), severity=Severity.ERROR)


def test_every_rule_speaks_both_languages() -> None:
    """Each sentence of a rule exists in Vietnamese and in English, and they are not the same."""
    for _, rules in catalogue.chapters():
        for rule in rules:
            texts: tuple[Text, ...] = (rule.holds, rule.why, rule.mend)
            assert [text for text in texts if not (text.vi and text.en) or text.vi == text.en] == [], rule.name
            assert rule.source.vi, rule.name
            assert rule.source.en, rule.name


def test_the_pages_of_checks_are_those_of_the_code(request: pytest.FixtureRequest) -> None:
    """docs/checks.md, its twin and each rule's page say what the rules and cases say, and none is left over."""
    tool = runpy.run_path(str(ROOT / "docs" / "checks.py"))
    made: dict[Path, str] = tool["pages"]()
    assert made.keys() == {*tool["INDEX"].values(), *(ROOT / "docs" / "rules").glob("*.md")}
    for path, text in made.items():
        if request.config.getoption("--update-cases"):
            path.write_text(text, encoding="utf-8")
        else:
            assert path.read_text(encoding="utf-8") == text, path


def test_a_rule_that_keytag_mends_shows_it() -> None:
    """Where a finding can say what mends it, the page of its rule shows a case before and after."""
    made = [
        node.func.value.id
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "finding"
        and isinstance(node.func.value, ast.Name)
        and any(word.arg == "becomes" for word in node.keywords)
    ]
    names = {
        rule.name
        for module in _modules()
        for name in made
        if isinstance(rule := getattr(module, name, None), Rule)
    }
    assert len(names) > 5
    assert all("```diff" in (ROOT / "docs" / "rules" / f"{name}.md").read_text(encoding="utf-8") for name in names)
