"""What came of every rule: whether it was asked of this package, what it found, its figure nearest to the limit.

Answers come as values; `keytag.handoff.preflight` puts them into the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from keytag.checks.artwork.ink import INK_DRIES
from keytag.checks.catalogue import chapters
from keytag.checks.content import allotments, mark_accepted
from keytag.checks.handoff import FILES_KEEP_THEIR_RULES, SAMPLES_STAY_HERE
from keytag.documents.job import allotment_table
from keytag.findings import Figure, Finding, Measurement, Rule, Severity
from keytag.handoff.evidence import Evidence
from keytag.inspection import standards
from keytag.inspection.codes.verdict import CODE_READS_WHEN_WORN, LEAST_BLUR
from keytag.inspection.sheets.rules import (
    BACK_LIES_UNDER_ITS_FRONT,
    CODE_ON_SHEET_READS,
    SHEETS_GIVE_WHAT_WAS_PLANNED,
    SLOT_SHOWS_ITS_EDITION,
)
from keytag.inspection.standards import gwg
from keytag.inspection.standards.gwg import Judgement, Outcome
from keytag.steps.check_editions import Draft
from keytag.steps.job_setup import JobSetup
from keytag.text.figures import NO_BREAK, amount_with_unit, format_count
from keytag.text.text import Text

_OUTCOMES = (Outcome.ERROR, Outcome.WARNING, Outcome.NOTE, Outcome.HOLDS)


class RuleResult(Struct, frozen=True):
    """A rule, whether it was asked of this package, what it found, and its figure (None: yes or no)."""

    rule: Rule
    has_run: bool
    found: tuple[Finding, ...]
    measured: Measurement | None


def all_findings(draft: Draft, evidence: Evidence) -> tuple[Finding, ...]:
    """Return everything that was found: on the job, on the sheets, in the files."""
    return (*draft.findings, *mark_accepted(evidence.findings, draft.reasons))


def rule_results(
    setup: JobSetup, draft: Draft, measured: Mapping[str, tuple[Measurement, ...]], evidence: Evidence
) -> Iterator[tuple[Text, tuple[RuleResult, ...]]]:
    """Yield every chapter of rules with what came of each."""
    found: dict[str, list[Finding]] = {}
    for finding in all_findings(draft, evidence):
        found.setdefault(finding.rule, []).append(finding)
    figures = {each.rule: each for each in (*_figures(draft, measured, evidence), *_inked(setup, evidence))}
    idle = _idle(setup, draft, evidence)
    for title, rules in chapters():
        yield (
            title,
            tuple(
                RuleResult(rule, rule.name not in idle, tuple(found.get(rule.name, ())), figures.get(rule))
                for rule in rules
            ),
        )


def worst_by_rule(evidence: Evidence) -> dict[str, tuple[str, Judgement]]:
    """Return for each rule of the set the file that does worst by it, and how."""
    worst: dict[str, tuple[str, Judgement]] = {}
    for file in evidence.standards.files:
        for each in file.judged:
            before = worst.get(each.rule.name)
            if before is None or _rank(each) < _rank(before[1]):
                worst[each.rule.name] = (file.name, each)
    return worst


def _rank(judged: Judgement) -> int:
    return _OUTCOMES.index(judged.outcome) if judged.outcome in _OUTCOMES else len(_OUTCOMES)


def _figures(
    draft: Draft, measured: Mapping[str, tuple[Measurement, ...]], evidence: Evidence
) -> Iterator[Measurement]:
    """Yield for each rule with a figure the one of all editions, slots or files that is nearest its limit."""
    nearest: dict[Rule, Measurement] = {}
    for tag in measured.values():
        for figure in tag:
            before = nearest.get(figure.rule)
            if before is None or figure.slack < before.slack:
                nearest[figure.rule] = figure
    yield from nearest.values()
    blurs = [edition.read_back.blur for edition in draft.editions if edition.read_back is not None]
    if blurs:
        limit, worn = amount_with_unit(LEAST_BLUR, "module", 1), Figure(min(blurs), LEAST_BLUR, "module")
        words = Text(f"≥{NO_BREAK}{limit.vi}", f"≥{NO_BREAK}{limit.en}")
        yield Measurement(CODE_READS_WHEN_WORN, amount_with_unit(worn.value, worn.unit, 2), words, worn)
    yield from _counts(evidence)
    yield from (judgement for _, judgement in worst_by_rule(evidence).values())


def _inked(setup: JobSetup, evidence: Evidence) -> Iterator[Measurement]:
    """Yield the most ink that lies on any one-up, as its own plates show it."""
    heaviest = [file.plates.heaviest for file in evidence.standards.files if file.plates is not None]
    if heaviest:
        name, most = Text("mực", "ink"), 100 * setup.shop.most_ink
        yield Measurement.of_number(INK_DRIES, name, 100 * max(heaviest), most, "%", is_most=True)


def _counts(evidence: Evidence) -> Iterator[Measurement]:
    seen, files = evidence.seen, evidence.standards.files
    for rule, side in ((SLOT_SHOWS_ITS_EDITION, "front"), (BACK_LIES_UNDER_ITS_FRONT, "back")):
        count = sum(number for (_, name), number in seen.counts.items() if name == side)
        wrong = sum(finding.rule == rule.name for finding in seen.findings)
        yield _count_of_all(rule, count, count + wrong, Text("vị trí", "slots"))
    tried = sum(sum(code.readings.values()) for code in seen.codes_seen)
    yield _count_of_all(CODE_ON_SHEET_READS, seen.codes, tried, Text("mã", "codes"))
    right = sum(each.found == each.planned for each in seen.counted)
    yield _count_of_all(SHEETS_GIVE_WHAT_WAS_PLANNED, right, len(seen.counted), Text("mẫu", "editions"))
    for rule in standards.RULES:
        wrong = sum(any(finding.rule == rule.name for finding in file.findings) for file in files)
        yield _count_of_all(rule, len(files) - wrong, len(files), Text("tệp", "files"))
    bad = sum(any(f.severity is Severity.ERROR for f in file.findings) for file in files)
    yield _count_of_all(FILES_KEEP_THEIR_RULES, len(files) - bad, len(files), Text("tệp", "files"))


def _count_of_all(rule: Rule, count: int, whole: int, what: Text) -> Measurement:
    return Measurement(rule, _counted(count, what), _counted(whole, what))


def _counted(number: int, what: Text) -> Text:
    return Text(f"{format_count(number)}{NO_BREAK}{what.vi}", f"{number:,}{NO_BREAK}{what.en}")


def _idle(setup: JobSetup, draft: Draft, evidence: Evidence) -> frozenset[str]:
    """Return the rules that were not asked: of what this job has none, and of packages that are opened later."""
    idle: set[str] = set()
    named = {title.en: rules for title, rules in chapters()}
    asked = {SAMPLES_STAY_HERE.name, FILES_KEEP_THEIR_RULES.name}
    idle |= {rule.name for rule in named["The hand-off"]} - asked
    # Of what is printed, before anything is.
    idle |= {rule.name for rule in named["The first sheet"]}
    if setup.file.job.leaflet is None:
        idle |= {rule.name for rule in named["The leaflet"]}
    if setup.is_unapproved:
        idle |= {rule.name for rule in named["The approval"]}
    if evidence.standards.rules is None:
        idle |= {rule.name for rule in gwg.RULES}
    if not setup.file.tables:
        idle |= {rule.name for rule in named["Tables"]}
    if not setup.file.job.allotments:
        idle |= {rule.name for rule in (*allotments.RULES, *allotment_table.RULES)}
    if not setup.arts:
        idle |= {rule.name for rule in named["Drawings"]}
    if all(edition.tag.code is None for edition in draft.editions):
        idle |= {rule.name for rule in named["The code"]} | {CODE_ON_SHEET_READS.name}
    return frozenset(idle)
