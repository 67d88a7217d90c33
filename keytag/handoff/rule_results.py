"""What came of every rule: whether it was asked of this package, what it found, its figure nearest to the limit.

Answers come as values; `keytag.handoff.preflight` puts them into the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from keytag.checks.artwork.figures import Figure
from keytag.checks.artwork.ink import INK_DRIES
from keytag.checks.catalogue import chapters
from keytag.checks.content import allotments, mark_accepted
from keytag.checks.handoff import FILES_KEEP_THEIR_RULES, SAMPLES_STAY_HERE
from keytag.documents.job import allotment_table
from keytag.findings import Finding, Rule, Severity
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
from keytag.inspection.standards.gwg import Judged, Outcome
from keytag.output.page import format_count as count_of
from keytag.steps.check_editions import Draft
from keytag.steps.job_setup import JobSetup
from keytag.text.text import Text

# House rule: what the rounding of outlines may lose, in the figure's unit.
_ROUNDING = 0.002
_UNITS = {"module": "ô"}
# Lines are not broken between a figure and its unit.
_TIED = "\u00a0"
_OUTCOMES = (Outcome.ERROR, Outcome.WARNING, Outcome.NOTE, Outcome.HOLDS)


class MeasuredFigure(Struct, frozen=True):
    """A rule's figure and its limit in words; ``value`` is the figure where it is one number."""

    figure: Text
    limit: Text
    value: Figure | None = None


class RuleResult(Struct, frozen=True):
    """A rule, whether it was asked of this package, what it found, and its figure (None: yes or no)."""

    rule: Rule
    has_run: bool
    found: tuple[Finding, ...]
    measured: MeasuredFigure | None


def all_findings(draft: Draft, evidence: Evidence) -> tuple[Finding, ...]:
    """Return everything that was found: on the job, on the sheets, in the files."""
    return (*draft.findings, *mark_accepted(evidence.findings, draft.reasons))


def rule_results(
    setting: JobSetup, draft: Draft, measured: Mapping[str, tuple[Figure, ...]], evidence: Evidence
) -> Iterator[tuple[Text, tuple[RuleResult, ...]]]:
    """Yield every chapter of rules with what came of each."""
    found: dict[str, list[Finding]] = {}
    for finding in all_findings(draft, evidence):
        found.setdefault(finding.rule, []).append(finding)
    figures = dict((*_figures(draft, measured, evidence), *_inked(setting, evidence)))
    idle = _idle(setting, draft, evidence)
    for title, rules in chapters():
        yield (
            title,
            tuple(
                RuleResult(rule, rule.name not in idle, tuple(found.get(rule.name, ())), figures.get(rule.name))
                for rule in rules
            ),
        )


def is_good(figure: Figure) -> bool:
    """Tell whether a figure keeps its limit."""
    if figure.is_most:
        return figure.measured <= figure.limit + _ROUNDING
    return figure.measured >= figure.limit - _ROUNDING


def amount_with_unit(amount: float, unit: str, places: int | None = None) -> Text:
    """Return an amount with its unit, and so many ``places`` where it has more than its unit is told with."""
    if places is None:
        places = 0 if unit in ("%", "", "module") else 1 if unit == ":1" else 2
    said, tie = f"{amount:.{places}f}", "" if unit in ("", ":1") else _TIED
    return Text(
        f"{said.replace('.', ',')}{'' if unit == '%' else tie}{_UNITS.get(unit, unit)}", f"{said}{tie}{unit}"
    )


def figure_in_words(figure: Figure) -> MeasuredFigure:
    """Return a figure and its limit as they are told."""
    sign = "≤" if figure.is_most else "≥"
    limit = amount_with_unit(figure.limit, figure.unit)
    told = Text(f"{sign}{_TIED}{limit.vi}", f"{sign}{_TIED}{limit.en}")
    return MeasuredFigure(amount_with_unit(figure.measured, figure.unit), told, figure)


def worst_by_rule(evidence: Evidence) -> dict[str, tuple[str, Judged]]:
    """Return for each rule of the set the file that does worst by it, and how."""
    worst: dict[str, tuple[str, Judged]] = {}
    for file in evidence.standards.files:
        for each in file.judged:
            before = worst.get(each.rule.name)
            if before is None or _rank(each) < _rank(before[1]):
                worst[each.rule.name] = (file.name, each)
    return worst


def _rank(judged: Judged) -> int:
    return _OUTCOMES.index(judged.outcome) if judged.outcome in _OUTCOMES else len(_OUTCOMES)


def _figures(
    draft: Draft, measured: Mapping[str, tuple[Figure, ...]], evidence: Evidence
) -> Iterator[tuple[str, MeasuredFigure]]:
    """Yield for each rule with a figure the one of all editions, slots or files that is nearest its limit."""
    nearest: dict[str, Figure] = {}
    for tag in measured.values():
        for figure in tag:
            before = nearest.get(figure.rule)
            if before is None or _slack(figure) < _slack(before):
                nearest[figure.rule] = figure
    yield from ((name, figure_in_words(figure)) for name, figure in nearest.items())
    blurs = [edition.read_back.blur for edition in draft.editions if edition.read_back is not None]
    if blurs:
        worn = Figure(CODE_READS_WHEN_WORN.name, Text("độ mờ", "blur"), min(blurs), LEAST_BLUR, "module")
        limit = f"≥{_TIED}{LEAST_BLUR:g}"
        told = Text(limit.replace(".", ","), limit)
        yield worn.rule, MeasuredFigure(amount_with_unit(worn.measured, worn.unit, 2), told, worn)
    yield from _counts(evidence)
    for name, (_, judged) in worst_by_rule(evidence).items():
        yield name, MeasuredFigure(judged.measured, judged.limit)


def _inked(setting: JobSetup, evidence: Evidence) -> Iterator[tuple[str, MeasuredFigure]]:
    """Yield the most ink that lies on any one-up, as its own plates show it."""
    heaviest = [file.plates.heaviest for file in evidence.standards.files if file.plates is not None]
    if heaviest:
        name, most = Text("mực", "ink"), 100 * setting.shop.most_ink
        yield (
            INK_DRIES.name,
            figure_in_words(Figure(INK_DRIES.name, name, 100 * max(heaviest), most, "%", is_most=True)),
        )


def _slack(figure: Figure) -> float:
    """Return how far a figure keeps from its limit, by the limit."""
    step = figure.limit - figure.measured if figure.is_most else figure.measured - figure.limit
    return step / max(abs(figure.limit), 1e-9)


def _counts(evidence: Evidence) -> Iterator[tuple[str, MeasuredFigure]]:
    seen, files = evidence.seen, evidence.standards.files
    for rule, side in ((SLOT_SHOWS_ITS_EDITION, "front"), (BACK_LIES_UNDER_ITS_FRONT, "back")):
        count = sum(number for (_, name), number in seen.counts.items() if name == side)
        wrong = sum(finding.rule == rule.name for finding in seen.findings)
        yield rule.name, _of(count, count + wrong, Text("vị trí", "slots"))
    tried = sum(sum(code.readings.values()) for code in seen.codes_seen)
    yield CODE_ON_SHEET_READS.name, _of(seen.codes, tried, Text("mã", "codes"))
    right = sum(each.found == each.planned for each in seen.counted)
    yield SHEETS_GIVE_WHAT_WAS_PLANNED.name, _of(right, len(seen.counted), Text("mẫu", "editions"))
    for rule in standards.RULES:
        wrong = sum(any(finding.rule == rule.name for finding in file.findings) for file in files)
        yield rule.name, _of(len(files) - wrong, len(files), Text("tệp", "files"))
    bad = sum(any(f.severity is Severity.ERROR for f in file.findings) for file in files)
    yield FILES_KEEP_THEIR_RULES.name, _of(len(files) - bad, len(files), Text("tệp", "files"))


def _of(count: int, whole: int, what: Text) -> MeasuredFigure:
    return MeasuredFigure(_counted(count, what), _counted(whole, what))


def _counted(number: int, what: Text) -> Text:
    return Text(f"{count_of(number)}{_TIED}{what.vi}", f"{number:,}{_TIED}{what.en}")


def _idle(setting: JobSetup, draft: Draft, evidence: Evidence) -> frozenset[str]:
    """Return the rules that were not asked: of what this job has none, and of packages that are opened later."""
    idle: set[str] = set()
    named = {title.en: rules for title, rules in chapters()}
    asked = {SAMPLES_STAY_HERE.name, FILES_KEEP_THEIR_RULES.name}
    idle |= {rule.name for rule in named["The hand-off"]} - asked
    if evidence.standards.rules is None:
        idle |= {rule.name for rule in gwg.RULES}
    if not setting.file.tables:
        idle |= {rule.name for rule in named["Tables"]}
    if not setting.file.job.allotments:
        idle |= {rule.name for rule in (*allotments.RULES, *allotment_table.RULES)}
    if not setting.arts:
        idle |= {rule.name for rule in named["Drawings"]}
    if all(edition.tag.code is None for edition in draft.editions):
        idle |= {rule.name for rule in named["The code"]} | {CODE_ON_SHEET_READS.name}
    return frozenset(idle)
