"""Rules and calls as people read them: within 80 columns, in both languages."""

from __future__ import annotations

import pytest

from keytag import findings
from keytag.checks import catalogue
from keytag.cli.screen.calls import of_calls
from keytag.cli.screen.rulebook import of_chapters, of_rule, rule_object
from keytag.findings import Rule, Severity
from keytag.steps.report import NumberFacts
from keytag.text.rule_texts import RuleTexts
from keytag.text.text import Language, Text, same_text

TEXTS = RuleTexts(same_text("Must."), same_text("Why not."), same_text("Do."), same_text("ISO 1"))


def test_a_rule_says_all_that_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name, severity, what must hold, why, what to do and the source stand one below the other."""
    monkeypatch.setattr(findings, "rule_texts", lambda *_: TEXTS)
    assert of_rule(Rule.warning("a-b", __name__), "en").splitlines() == [
        "a-b (warning)",
        "The rule    Must.",
        "Why         Why not.",
        "What to do  Do.",
        "Source      ISO 1",
        "Accepting   Where it is known and meant, write: accept: [{rule: a-b, reason: …}]",
    ]


@pytest.mark.parametrize("severity", Severity)
def test_only_warnings_are_said_to_be_acceptable(severity: Severity, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error's page says that it must be mended, a note's says nothing of accepting."""
    monkeypatch.setattr(findings, "rule_texts", lambda *_: TEXTS)
    said = of_rule(Rule("a", severity, __name__), "en")
    assert ("accept: [" in said) == (severity is Severity.WARNING)
    assert ("cannot be accepted" in said) == (severity is Severity.ERROR)
    # A rule may warn below its gravest: then what it says can be accepted all the same.
    assert ("where it only warns" in " ".join(said.split())) == (severity is Severity.ERROR)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_rule_fits_the_terminal(language: Language) -> None:
    """No page of a rule, and not the list of all, is wider than 80 columns; none has an empty part."""
    pages = [of_chapters(catalogue.chapters(), language)]
    for _, rules in catalogue.chapters():
        pages += [of_rule(rule, language) for rule in rules]
        assert all(all(rule_object(rule, language).values()) for rule in rules)
    assert len(pages) > 1
    # The name of a rule with its example of accepting cannot be broken.
    assert [line for page in pages for line in page.splitlines() if len(line) > 80] == []


def test_calls_are_lines_to_tick() -> None:
    """Each number has a box, its printed form, label and kind; several editions go by their names."""
    kind = Text("cố định, Gia Lai", "landline, Gia Lai")
    numbers = (
        NumberFacts("Trực ban", "0269 3000 113", "tel:+842693000113", kind, ("ward",)),
        NumberFacts("Công an", "113", "tel:113", same_text("x"), tuple(f"xa-{n}" for n in range(9))),
    )
    names = {"ward": "Phường An Khê", **{f"xa-{n}": f"Xã {n}" for n in range(9)}}
    lines = of_calls(numbers, names, "vi").splitlines()
    assert lines[-4] == "[ ] 0269 3000 113  Trực ban – cố định, Gia Lai"
    assert lines[-3].strip() == "Phường An Khê"
    assert lines[-2] == "[ ] 113            Công an – x"
    assert lines[-1].strip() == "Xã 0, Xã 1, Xã 2, Xã 3, Xã 4, Xã 5, … +3"
    assert max(map(len, lines)) <= 80
    alone = of_calls(numbers[:1], {"ward": "Phường An Khê"}, "vi").splitlines()
    assert alone[-1] == "[ ] 0269 3000 113  Trực ban – cố định, Gia Lai"
