"""Jobs that break one rule each, and jobs that break none: the job, and under it all that `keytag check` says.

A file is named after the rule that must fire on it; those called ``clean-…`` must get nothing above a note.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keytag.checks import approval, handoff, leaflet
from keytag.checks.artwork import finish
from keytag.checks.catalogue import rule_names
from keytag.commands.check import check
from keytag.compose.leaflet import page
from keytag.documents import places
from keytag.documents.job.roster import rules as roster
from keytag.documents.tables import rules as tabular
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Severity
from keytag.inspection import sheets, standards
from keytag.inspection.standards import gwg

FOLDER = Path(__file__).parent / "checks"
CASES = sorted(FOLDER.glob("*.yaml"))
MARK = "# ---- expected: line:column severity rule, message (en), hint (en), message (vi), hint (vi)\n"
# The day of jobs that name none of their own.
DAY = date(2026, 11, 21)

TESTS = Path(__file__).parents[1]
# What no small job of `check` can break: a finished file, a sheet as it is ordered, bytes that are no text.
_COMPARED = "pdf/test_compare.py"
ELSEWHERE = {
    **dict.fromkeys(
        ("pdf-pages", "pdf-boxes", "pdf-placements", "pdf-drawings", "pdf-inks", "pdf-foreign"), _COMPARED
    ),
    **dict.fromkeys(("pdf-layers", "pdf-output-intent", "pdf-identity"), _COMPARED),
    # Only the layout with its marks tells.
    "no-room-for-slug": "unit/imposition/test_plates.py",
    # Only the command line says these.
    "reverse-print-is-not-turned": "print/test_reverse.py",
    "backs-are-left-out": "unit/steps/test_press.py",
    "edition-gets-none": "unit/steps/test_press.py",
    # A built-in shop moulds; its editions are drawn to know it.
    "editions-share-a-mould": "unit/steps/test_making.py",
    "order-bears-a-lost-sheet": "unit/steps/test_sparing.py",
    # Only photographs of a printed sheet break these.
    **dict.fromkeys(
        (
            "first-sheet-is-recognised",
            "first-sheet-is-seen",
            "first-sheet-shows-its-tags",
            "first-sheet-codes-read",
            "first-sheet-backs-meet-fronts",
            "first-sheet-plates-meet",
            "first-sheet-has-its-size",
            "first-sheet-colours-are-near",
        ),
        "unit/inspection/photographs/test_first_look.py",
    ),
    # A case file is text, and short.
    "not-utf-8": "unit/documents/yaml/test_kinds.py",
    "file-is-text": "unit/documents/yaml/test_kinds.py",
    "document-too-large": "unit/documents/yaml/test_parse.py",
    # A job's address ends at 500 characters, where the largest code still holds it.
    "link-too-long": "unit/steps/test_editions.py",
    # Only a fault in keytag itself breaks these: no job shows them, spoiled tags do.
    **dict.fromkeys(
        ("every-number-is-on-the-tag", "code-is-on-the-tag", "nothing-lies-over-lettering"),
        "unit/checks/artwork/test_complete.py",
    ),
    **dict.fromkeys(("code-shows-its-symbol", "code-has-its-quiet-zone"), "unit/checks/artwork/test_code.py"),
    **dict.fromkeys(
        ("lettering-is-inside-safe-area", "lettering-clears-the-hole", "marks-of-lines-do-not-touch"),
        "unit/checks/artwork/test_lettering.py",
    ),
    **dict.fromkeys(("white-does-not-overprint", "small-black-overprints"), "unit/checks/artwork/test_ink.py"),
    # What the composer accepts has a gap for two characters somewhere; a back filled by hand has none.
    "edition-code-has-room": "unit/compose/test_edition_code.py",
    # A case names a built-in shop, whose standard holds all that it asks.
    **dict.fromkeys((rule.name for rule in finish.RULES), "unit/checks/artwork/test_finish.py"),
    # A case is one file; a lock stands beside its job.
    "job-keeps-its-lock": "cli/test_lock.py",
    # The day of the cases is one on which the table is fresh.
    "places-table-is-recent": "unit/checks/content/test_offices.py",
    # It takes more editions than a case should draw.
    "every-edition-is-drawn": "unit/checks/content/test_drawn.py",
    # A case is one file; tables stand beside theirs.
    **dict.fromkeys((rule.name for rule in tabular.RULES), "unit/documents/tables/test_csv.py"),
    **dict.fromkeys(
        ("table-is-wholly-seen", "table-nothing-is-struck-out"), "unit/documents/job/test_office_tables.py"
    ),
    "table-numbers-are-text": "unit/documents/tables/test_telephone.py",
    **dict.fromkeys((rule.name for rule in roster.RULES), "unit/documents/job/test_roster.py"),
    **dict.fromkeys(
        (
            "roster-lines-are-told",
            "roster-merged-quantities-are-shared-out",
            "roster-links-lead-where-they-say",
            "roster-places-are-put-together",
            "roster-merged-cells-reach-all",
            "roster-links-are-read",
            "roster-lines-agree",
            "roster-persons-stay-off",
        ),
        "unit/documents/job/test_office_tables.py",
    ),
    **dict.fromkeys(
        ("roster-links-are-there", "roster-names-are-names", "roster-headers-agree"),
        "unit/documents/job/test_roster_meaning.py",
    ),
    # `check` draws no leaflet.
    **dict.fromkeys((rule.name for rule in (*leaflet.RULES, *page.RULES)), "unit/checks/test_leaflet.py"),
    # A case is one file; a layout stands beside its job.
    "layout-is-of-this-sheet": "unit/steps/test_free_layouts.py",
    # Sheets are spoiled, and packages, after they were made.
    **dict.fromkeys((rule.name for rule in sheets.RULES), "print/test_readback.py"),
    **dict.fromkeys((rule.name for rule in handoff.RULES), "cli/test_deliver.py"),
    **dict.fromkeys((rule.name for rule in approval.RULES), "cli/test_approve.py"),
    "package-is-sound": "unit/handoff/test_container.py",
    "package-is-packed-as-made": "forgery/test_containers.py",
    "package-has-its-own-name": "forgery/test_folders_and_names.py",
    "signature-names-its-package": "forgery/test_signatures.py",
    **dict.fromkeys(("files-keep-their-standard", "other-programs-agree"), "print/test_opinions.py"),
    # A case is one file; a table of places stands beside its job.
    **dict.fromkeys((rule.name for rule in places.RULES), "unit/documents/places/test_reader.py"),
    # Only `cost` knows a shop's prices.
    **dict.fromkeys(("prices-are-known", "budget-covers-the-cost"), "unit/checks/content/test_cost.py"),
    # Any finished PDF is spoiled in each way by the tests of `inspect`.
    **dict.fromkeys((rule.name for rule in standards.RULES), "pdf/test_verdicts.py"),
    **dict.fromkeys((rule.name for rule in gwg.RULES), "pdf/test_gwg.py"),
}
"""Rules whose firing example stands in a test of its own, and in which file."""


def _said(finding: Finding) -> str:
    where = finding.where
    place = f"{where.line}:{where.column}" if where is not None and where.line is not None else "-"
    accepted = f" (accepted: {finding.accepted})" if finding.accepted else ""
    texts = (finding.message.en, finding.hint.en, finding.message.vi, finding.hint.vi)
    return "\n".join(
        [f"# {place} {finding.severity} {finding.rule}{accepted}", *(f"#   {text}" for text in texts)]
    )


def _found(path: Path) -> tuple[Finding, ...]:
    try:
        return check(path, DAY, lambda _done, _total: None).findings
    except InvalidDocumentError as error:
        return error.findings


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_each_job_gets_what_its_name_says(path: Path, request: pytest.FixtureRequest) -> None:
    """A job gets exactly the findings written under it: its rule among them, or nothing above a note."""
    job, _, expected = path.read_text(encoding="utf-8").partition(MARK)
    findings = _found(path)
    if path.stem.startswith("clean-"):
        assert [finding.rule for finding in findings if finding.severity is not Severity.NOTE] == []
    else:
        # A second case of a rule has its own word after a dot: area-code.closed.yaml.
        assert path.stem.partition(".")[0] in {finding.rule for finding in findings}
    said = "".join(f"{_said(finding)}\n" for finding in findings)
    if request.config.getoption("--update-cases"):
        path.write_text(job + MARK + said, encoding="utf-8")
    else:
        assert said == expected


def test_every_rule_has_a_job_that_breaks_it() -> None:
    """No rule of the catalogue is without a case, or a named test elsewhere, that shows it firing."""
    cases = {path.stem.partition(".")[0] for path in CASES}
    assert sorted(set(rule_names()) - cases - set(ELSEWHERE)) == []
    for rule, place in ELSEWHERE.items():
        assert rule not in cases
        assert f'"{rule}"' in (TESTS / place).read_text(encoding="utf-8"), place
