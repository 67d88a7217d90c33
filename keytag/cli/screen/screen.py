"""The screen: the only place from which keytag speaks, to people in their language or to programs in JSON.

What came from a file is stripped of control characters before it is shown. rich is imported only when something
is to be shown.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from keytag.cli.output_options import OutputOptions
from keytag.cli.screen.figures import of_files, of_plan
from keytag.errors import InvalidDocumentError, KeytagError, error_findings
from keytag.findings import Finding, Rule, Severity, has_errors
from keytag.text.text import Text

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text as RichText

    from keytag.cli.screen.place_tables import Parts
    from keytag.commands.inspect import Inspection
    from keytag.commands.list_editions import Roster
    from keytag.commands.mend_table import Mending
    from keytag.commands.units import PlaceTable
    from keytag.commands.watch import WatchedRun
    from keytag.handoff.verify import Verification
    from keytag.steps.progress import Advance, ShowStep
    from keytag.steps.report import EditionWords, HandoffRefusal, JobSummary, MendedValue, Report
    from keytag.vietnam.places import PlaceAnswer

# House rule: no terminal is narrower, whatever it says.
_NARROWEST = 20


class Screen:
    """Speaks in one `OutputOptions`: results on standard output, everything else on standard error."""

    def __init__(self, options: OutputOptions) -> None:
        self.options = options
        self.is_heard = True
        """Whether anybody still reads standard output, as far as is known."""

    def say(self, text: Text) -> None:
        """Show one line of a result to people; silent under ``--json`` and ``--quiet``."""
        if not self.options.as_json and not self.options.quiet:
            self._print(_clean(text.to(self.options.language)))

    def aside(self, text: Text) -> None:
        """Say one line on standard error, also where results are silent."""
        sys.stderr.write(f"{_clean(text.to(self.options.language))}\n")

    def remark(self, text: Text) -> None:
        """Say on standard error what is odd about what was typed; silent under ``--quiet``."""
        if not self.options.quiet:
            self.aside(Text(f"lưu ý: {text.vi}", f"note: {text.en}"))

    def rows(self, command: str, rows: Sequence[tuple[str, str]]) -> None:
        """Show names with a word about each."""
        if self.options.as_json:
            self._object(command, items=[{"name": name, "about": about} for name, about in rows])
            return
        width = max((len(name) for name, _ in rows), default=0)
        self.write("\n".join(_clean(f"{name:<{width}}  {about}".rstrip()) for name, about in rows))

    def places(self, command: str, places: PlaceTable, found: tuple[PlaceAnswer, Parts] | None) -> None:
        """Show what a name is and was, or without one what the table holds; and of which day it is."""
        from keytag.cli.screen import place_tables as told  # noqa: PLC0415 - costs time that others need not spend
        from keytag.cli.screen.objects import answer as object_of  # noqa: PLC0415 - the same

        language = self.options.language
        if self.options.as_json:
            content = told.answer_object(*found, places.table.date) if found is not None else {}
            self.write(object_of(command, places.notes, language, **content, **told.table_object(places)))
            return
        if found is None:
            self.write(told.of_table(places.table, language))
        for shown in told.of_answer(*found, places.table.date, language) if found is not None else ():
            self._print(shown)
        self._print(told.origin(places, language))
        self._findings([finding for finding in places.notes if self._is_told(finding, judging=True)])

    def document(self, command: str, text: str) -> None:
        """Show a text that is itself the result."""
        if self.options.as_json:
            self._object(command, text=text)
        else:
            self.write(text)

    def written(self, command: str, paths: Sequence[Path]) -> None:
        """Say which files were written."""
        if self.options.as_json:
            self._object(command, files=[{"path": str(path)} for path in paths])
        for path in paths:
            self.say(Text(f"Đã ghi {path}", f"Wrote {path}"))

    def opened(self, command: str, path: Path, address: str) -> None:
        """Say where the page of the job at ``path`` is, and how it ends."""
        if self.options.as_json:
            self._object(command, url=address)
            return
        # Whoever asked for silence still needs the address: without it there is nothing.
        self.write(address)
        self.say(
            Text(
                f"Trang của {path.name} chỉ mở được trên máy này, một lần. Đóng trang hoặc Ctrl-C: dừng.",
                f"The page of {path.name}: for this computer, opened once. Close it or press Ctrl-C to end.",
            )
        )

    def write(self, text: str) -> None:
        """Write ``text`` as it is: a document or a JSON object, which is the result itself."""
        try:
            sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
            sys.stdout.flush()
        except BrokenPipeError:
            # A reader that goes away (``keytag schema | head -1``) is no error: the run goes on to its exit code.
            self.let_go()

    def let_go(self) -> None:
        """Send what standard output still holds, and all that follows, nowhere."""
        self.is_heard = False
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def report(self, command: str, report: Report) -> None:
        """Show what a run found and made."""
        if self.options.as_sarif:
            self._sarif(report.findings)
            return
        if self.options.as_json:
            from keytag.cli.screen.objects import json_object  # noqa: PLC0415 - costs time that others need not spend

            self.write(json_object(command, report, self.options.language))
            return
        language = self.options.language
        if not self.options.quiet:
            self._figures(report)
            if report.approval is not None:
                self._approval(report, command)
        self._close(report)
        if not self.options.quiet and report.files:
            self.write(of_files(report.files, language))
        if not self.options.quiet and report.stale:
            from keytag.cli.screen.approvals import of_stale  # noqa: PLC0415 - the same

            sys.stderr.write(f"{of_stale(report.stale, language)}\n")

    def _approval(self, report: Report, command: str) -> None:
        """Show how the approvals stand; a row for each edition only where that is what was asked."""
        from keytag.cli.screen.approvals import of_approval  # noqa: PLC0415 - the same

        if report.approval is not None:
            self.write(of_approval(report.approval, self.options.language, each=command != "check"))

    def watched(self, command: str, run: WatchedRun, at: str, *, goes_on: bool) -> None:
        """Show one run of a watched job: the first as `render` is shown, each later one for what was saved."""
        from keytag.cli.screen import watching  # noqa: PLC0415 - costs time that others need not spend

        language, outcome = self.options.language, run.outcome
        if self.options.as_json:
            from keytag.cli.screen.objects import answer, json_object  # noqa: PLC0415 - the same

            changes = watching.changes_object(run.changes)
            if isinstance(outcome, KeytagError):
                self.write(answer(command, error_findings(outcome), language, ok=False, changes=changes))
            else:
                self.write(json_object(command, outcome, language, changes=changes))
            return
        is_first, quiet = not run.changes, self.options.quiet
        if not (is_first or quiet):
            self.write(watching.of_changes(run, at, language))
        if isinstance(outcome, KeytagError):
            self.failure(command, outcome)
        else:
            self.report(command, outcome if is_first else replace(outcome, words=(), editions=(), files=()))
        if run.words and not quiet:
            self.write("\n".join(watching.of_changed_words(run, language)))
        if not quiet and not (is_first and run.is_drawn):
            self.write(watching.of_outcome(run, language))
        if is_first and goes_on and not quiet:
            self.write(watching.of_watching(run, at, language))

    def mended(self, job: Path, values: Sequence[MendedValue]) -> None:
        """Say what was written anew in a job, value by value; a program is told in the report."""
        if self.options.as_json or self.options.as_sarif or self.options.quiet:
            return
        from keytag.cli.screen.listing import of_mended  # noqa: PLC0415 - the same

        self._print(of_mended(job, values, self.options.language))

    def calls(self, command: str, report: Report) -> None:
        """Show the numbers of a run to be called, in place of its tables."""
        if self.options.as_json or self.options.as_sarif:
            self.report(command, report)
            return
        from keytag.cli.screen.calls import of_calls  # noqa: PLC0415 - the same

        self.write(of_calls(report.numbers, report.names, self.options.language, report.approval))
        errors = tuple(f for f in report.findings if f.severity is Severity.ERROR)
        self._close(replace(report, findings=errors, open_rules=None))

    def summaries(self, command: str, summaries: Sequence[JobSummary]) -> None:
        """Show how each job of a folder came out."""
        if self.options.as_json:
            from keytag.cli.screen.objects import summaries_object  # noqa: PLC0415 - the same

            self.write(summaries_object(command, summaries, self.options.language))
        elif not self.options.quiet:
            from keytag.cli.screen import tables  # noqa: PLC0415 - the same

            self._print(tables.of_summaries(summaries, self.options.language))

    def roster(self, command: str, roster: Roster) -> None:
        """Show a job's editions in a list, and what is wrong with what they say."""
        from keytag.cli.screen import listing  # noqa: PLC0415 - the same
        from keytag.cli.screen import roster as told  # noqa: PLC0415 - the same

        language, quiet = self.options.language, self.options.quiet
        if self.options.as_json:
            self.write(told.roster_object(command, roster, language))
            return
        if not quiet:
            self._words(roster.words, with_ids=True)
            self.write(told.totals(roster, language))
        shown = [f for f in roster.findings if self._is_told(f, judging=True)]
        self._findings(shown)
        if shown:
            self._print(listing.verdict_line(shown, None, language), error=True)

    def mending(self, command: str, job: Path, mending: Mending) -> None:
        """Show what was mended in a table, and where the copy lies."""
        from keytag.cli.screen import mending as told  # noqa: PLC0415 - the same

        language = self.options.language
        if self.options.as_json:
            self.write(told.mending_object(command, mending, language))
            return
        if not self.options.quiet:
            self.write(told.of_mending(job, mending, language))

    def inspection(self, command: str, inspection: Inspection) -> None:
        """Show what an inspected file holds, what is wrong with it, and by what it was judged."""
        from keytag.cli.screen import inspection as told  # noqa: PLC0415 - the same

        language, quiet = self.options.language, self.options.quiet
        if self.options.as_json:
            self.write(told.inspection_object(command, inspection, language))
            return
        if not quiet:
            self.write(told.of_inspection(inspection, language))
        self._findings([f for f in inspection.findings if not quiet or f.severity is Severity.ERROR])
        is_fine = not has_errors(inspection.findings)
        if not (quiet and is_fine):
            self._print(told.closing_line(inspection, language), error=not is_fine)

    def rulebook(self, command: str, chapters: Sequence[tuple[Text, Sequence[Rule]]], rule: Rule | None) -> None:
        """Show one rule at length; without one, all of them by name."""
        from keytag.cli.screen import rulebook  # noqa: PLC0415 - the same

        language = self.options.language
        if self.options.as_json:
            rules = [rule] if rule is not None else [r for _, listed in chapters for r in listed]
            self._object(command, rules=[rulebook.rule_object(r, language) for r in rules])
        else:
            self.write(rulebook.of_rule(rule, language) if rule else rulebook.of_chapters(chapters, language))

    def _figures(self, report: Report) -> None:
        """Show the plan as plain lines, and tables only where there is something to tabulate."""
        language = self.options.language
        if report.plan is not None:
            self.write(of_plan(report.plan, language))
            if report.plan.is_shared:
                from keytag.cli.screen.tables import of_plates  # noqa: PLC0415 - the same

                self._print(of_plates(report.plan.plates, report.names, language))
            return
        if report.words:
            self._words(report.words)
        if report.editions:
            from keytag.cli.screen.tables import of_figures  # noqa: PLC0415 - the same

            self._lines(of_figures(report.editions, report.names, language, self.width))

    def _words(self, words: Sequence[EditionWords], *, with_ids: bool = False) -> None:
        """Show what will stand on the tags."""
        from keytag.cli.screen.sidewords import of_words  # noqa: PLC0415 - the same

        self._lines(of_words(words, self.options.language, self.width, with_ids=with_ids))

    def _lines(self, shown: Iterable[RichText]) -> None:
        """Show lines that fit, as one paragraph."""
        from rich.text import Text as RichText  # noqa: PLC0415 - the same

        self._print(RichText("\n").join([*shown, RichText()]))

    @property
    def width(self) -> int:
        """Columns of the terminal."""
        return _console(error=False).width

    @property
    def pixels_across(self) -> Callable[[float, float], int] | None:
        """How many pixels wide a tag of a width and height in mm is shown; None where no picture is to be seen."""
        if self.options.as_json or self.options.quiet:
            return None
        from keytag.cli.screen.pictures import pixels_across  # noqa: PLC0415 - the same

        return pixels_across(_console(error=False))

    def _close(self, report: Report) -> None:
        """Show the findings and the verdict: those of errors on standard error, also under ``--quiet``."""
        quiet, refusal = self.options.quiet, report.refusal
        judging = report.as_of is not None
        shown = [f for f in report.findings if self._is_told(f, judging=judging) or _is_open(f, refusal)]
        is_old = report.today is not None and bool(report.today.findings) and not quiet
        if not shown and not is_old and (quiet or not judging):
            return
        from keytag.cli.screen import listing  # noqa: PLC0415 - the same

        language = self.options.language
        self._findings(shown)
        if refusal is not None:
            self._print(listing.refusal_verdict(shown, refusal, language), error=True)
            return
        is_result = judging and not has_errors(shown)
        if shown or judging:
            verdict = listing.verdict_line(shown, report.as_of, language, report.places)
            self._print(verdict, error=not is_result)
        if report.is_sample and judging and not quiet:
            self._print(listing.of_sample(language), error=not is_result)
        if report.open_rules is not None and is_result and not quiet:
            self._print(listing.open_warnings(report.open_rules, language))
        if report.today is not None and is_old:
            self._print(listing.by_today(report.today, language), error=not is_result)

    def _is_told(self, finding: Finding, *, judging: bool) -> bool:
        """Tell whether to show ``finding``: notes are for those who ask for a check, not for each run."""
        if self.options.quiet:
            return finding.severity is Severity.ERROR
        return judging or finding.severity is not Severity.NOTE

    def _findings(self, findings: Sequence[Finding], *, named: bool = True) -> None:
        from keytag.cli.screen import listing  # noqa: PLC0415 - the same
        from keytag.cli.screen.alike import alike  # noqa: PLC0415 - the same

        for group in alike(findings):
            self._print(listing.of_findings(group, self.options.language, named=named), error=True)
        offer = listing.offer_to_fix(findings, self.options.language)
        if offer:
            self._print(offer, error=True)

    def failure(self, command: str, error: KeytagError) -> None:
        """Show why keytag could not go on."""
        findings, language = error_findings(error), self.options.language
        if self.options.as_sarif:
            self._sarif(findings, could_check=isinstance(error, InvalidDocumentError))
            return
        if self.options.as_json:
            from keytag.cli.screen.objects import failure_object  # noqa: PLC0415 - the same

            self.write(failure_object(command, findings, language))
            return
        self._findings(findings, named=isinstance(error, InvalidDocumentError))
        if isinstance(error, InvalidDocumentError):
            from keytag.cli.screen import listing  # noqa: PLC0415 - the same

            self._print(listing.refusal(findings, language), error=True)

    def _sarif(self, findings: Sequence[Finding], *, could_check: bool = True) -> None:
        from keytag.checks.catalogue import rule_named  # noqa: PLC0415 - knows every rule there is
        from keytag.cli.screen.sarif import failure, sarif  # noqa: PLC0415 - seldom asked for

        if not could_check:
            self.write(failure(findings, self.options.language))
            return

        rules = {finding.rule: rule_named(finding.rule) for finding in findings}
        known = {name: rule for name, rule in rules.items() if rule is not None}
        self.write(sarif(findings, known, self.options.language))

    @contextmanager
    def progress(self, text: Text) -> Iterator[Advance]:
        """Show a bar for long work, on a terminal only; gives a function to call with (done, total)."""
        with self._bar(text) as show:
            yield lambda done, total: show(None, done, total)

    @contextmanager
    def steps(self) -> Iterator[ShowStep]:
        """Show a bar that says what is being done; gives a function to call with (what, done, total)."""
        with self._bar(Text("Đang chuẩn bị", "Preparing")) as show:
            yield show

    @contextmanager
    def _bar(self, text: Text) -> Iterator[Callable[[Text | None, int, int], None]]:
        options = self.options
        if options.as_json or options.as_sarif or options.quiet or not sys.stderr.isatty():
            yield _nothing
            return
        from rich.progress import Progress  # noqa: PLC0415 - the same

        with Progress(console=_console(error=True), transient=True) as progress:
            task = progress.add_task(text.to(options.language), total=None)

            def show(what: Text | None, done: int, total: int) -> None:
                title = (what or text).to(options.language)
                progress.update(task, completed=done, total=total, description=title)

            yield show

    def verification(self, command: str, verification: Verification) -> None:
        """Show how a package stands, question by question."""
        from keytag.cli.screen import delivery  # noqa: PLC0415 - the same

        language = self.options.language
        if self.options.as_json:
            self.write(delivery.verification_object(command, verification, language))
            return
        self._findings([f for f in verification.findings_with_today if self._is_told(f, judging=True)])
        if not self.options.quiet:
            self.write(delivery.of_verification(verification, language))

    def verifications(self, command: str, standing: Sequence[tuple[Path, Verification | KeytagError]]) -> None:
        """Show how several packages stand: what is wrong with each, then a line for each."""
        from keytag.cli.screen import delivery  # noqa: PLC0415 - the same

        language = self.options.language
        found = [error_findings(each) if isinstance(each, KeytagError) else each.findings for _, each in standing]
        read = [(path, None if isinstance(each, KeytagError) else each) for path, each in standing]
        if self.options.as_json:
            self.write(delivery.several_object(command, read, found, language))
            return
        for findings in found:
            self._findings([finding for finding in findings if self._is_told(finding, judging=True)])
        if not self.options.quiet:
            self.write(delivery.of_several(read, language))

    def result(
        self,
        findings: Sequence[Finding],
        as_json: Callable[[], str],
        shown: Callable[[], Sequence[RenderableType]],
    ) -> None:
        """Show a result as one JSON object, or as what ``shown`` returns; then what was found."""
        if self.options.as_json:
            self.write(as_json())
            return
        if not self.options.quiet:
            for part in shown():
                self._print(part)
        self._findings([finding for finding in findings if self._is_told(finding, judging=True)])

    def _object(self, command: str, **content: object) -> None:
        from keytag.cli.screen.objects import answer  # noqa: PLC0415 - the same

        self.write(answer(command, (), self.options.language, **content))

    def _print(self, content: RenderableType, *, error: bool = False) -> None:
        from rich.text import Text as RichText  # noqa: PLC0415 - the same

        from keytag.cli.screen.no_break import fit_to_terminal  # noqa: PLC0415 - the same

        console = _console(error=error)
        # Where the reader of a pipe has gone, rich leaves the program; the run goes on to its exit code instead.
        try:
            console.print(fit_to_terminal(content, console), soft_wrap=isinstance(content, str | RichText))
        except SystemExit:
            self.is_heard = error and self.is_heard


def _console(*, error: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 - costs time that `--help` need not spend

    console = Console(stderr=error, highlight=False, markup=False, emoji=False)
    # A terminal that does not know its width says 0 (COLUMNS=0, a window that is not open yet).
    console.width = max(console.width, _NARROWEST)
    return console


def _is_open(finding: Finding, refusal: HandoffRefusal | None) -> bool:
    """Tell whether ``finding`` is a warning for which a run was refused: that is told to everybody."""
    return refusal is not None and finding.severity is Severity.WARNING and finding.accepted is None


def _clean(text: str) -> str:
    """Return ``text`` without what would act on a terminal."""
    return "".join(character for character in text if character.isprintable() or character in "\n\u00a0")


def _nothing(_what: Text | None, _done: int, _total: int) -> None:
    """Show nothing of the progress."""
