"""What was checked, with its figures: preflight.json for machines and preflight.pdf for people.

Nothing here hangs on the machine: what Ghostscript and zbar say is told on the screen alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from keytag import __version__
from keytag.checks.artwork.figures import Figure, measure
from keytag.documents.job.allotment_table import ALLOTMENT_ROWS_ARE_RECEIVERS
from keytag.documents.job.roster.rules import ABOUT_READING
from keytag.findings import Finding
from keytag.handoff.evidence import Checked, Proof, checked, findings_of
from keytag.handoff.preflight_report import preflight_table
from keytag.inspection.separations.coverage import BY_CONTENT
from keytag.output.page import table_pages
from keytag.steps.check_editions import Draft, judging_day
from keytag.steps.compose_editions import ComposedEdition, subject_of
from keytag.steps.export import imprint_of
from keytag.steps.job_setup import JobSetup
from keytag.steps.press_pdf import write_sheets
from keytag.text.text import Text

_ABOUT_READING = ABOUT_READING | {ALLOTMENT_ROWS_ARE_RECEIVERS.name}


def preflight_files(setting: JobSetup, draft: Draft, proof: Proof, day: date) -> dict[str, bytes]:
    """Return the record of all checks of a job: every rule with its figure, every code, every plate."""
    # A package has its own copy of a table, in which nothing is merged, headed or signed.
    draft = replace(draft, findings=tuple(each for each in draft.findings if each.rule not in _ABOUT_READING))
    measured = {edition.content.id: measure(subject_of(setting, edition)) for edition in draft.editions}
    chapters = tuple(checked(setting, draft, measured, proof))
    said = _said(setting, draft, measured, proof, day)
    said["checks"] = [_check(each) for _, every in chapters for each in every]
    imprint = imprint_of(setting, setting.file.office, day)
    table = preflight_table(setting, draft, measured, proof, chapters, day)
    return {
        "preflight.json": (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode(),
        "preflight.pdf": write_sheets(table_pages(table), imprint),
    }


def _said(
    setting: JobSetup, draft: Draft, measured: Mapping[str, tuple[Figure, ...]], proof: Proof, day: date
) -> dict[str, Any]:
    seen = proof.seen
    return {
        "keytag": __version__,
        "job": setting.file.path.name,
        "content": setting.content_hash,
        "date": day.isoformat(),
        "as_of": judging_day(setting, day).isoformat(),
        "places": {
            "date": setting.file.places.date.isoformat(),
            "source": setting.file.places.source,
            "file": setting.file.job.places,
        },
        "findings": [_finding(finding) for finding in findings_of(draft, proof)],
        "editions": [_edition(edition, measured[edition.content.id], proof) for edition in draft.editions],
        "sheets": {
            "slots": seen.slots,
            "codes_read": seen.codes,
            "recognised": [
                {"edition": edition, "side": side, "slots": count}
                for (edition, side), count in seen.counts.items()
            ],
            "tags": [
                {"edition": each.edition, "planned": each.planned, "found": each.found} for each in seen.counted
            ],
        },
        "plates": {
            "measured_by": _both(BY_CONTENT),
            "sides": [
                {
                    "file": ink.file,
                    "page": ink.page,
                    "plates": list(ink.plates),
                    "coverage": _amounts(ink.coverage),
                }
                for ink in proof.inks
            ],
        },
        "files": _files(proof),
    }


def _files(proof: Proof) -> dict[str, Any]:
    """Say of every file for the press how it stands by its standard and by the rules."""
    held = proof.held
    return {
        "standard": held.standard.name,
        "rules": held.rules.name if held.rules is not None else None,
        "held": [
            {
                "file": file.name,
                "found": [finding.rule for finding in file.findings],
                "coverage": _amounts(file.plates.coverage) if file.plates is not None else None,
                "most_ink_15mm": round(file.plates.heaviest, 3) if file.plates is not None else None,
                "judged": [
                    {
                        "number": each.number or None,
                        "rule": each.rule.name,
                        "outcome": each.outcome.value,
                        "measured": _both(each.measured),
                        "limit": _both(each.limit),
                    }
                    for each in file.judged
                ],
            }
            for file in held.files
        ],
    }


def _check(each: Checked) -> dict[str, Any]:
    """Say of one rule what came of it; ``figure`` is null for a question of yes and no."""
    rule, figure = each.rule, each.measured if each.has_run else None
    return {
        "rule": rule.name,
        "severity": rule.severity.value,
        "holds": _both(rule.holds),
        "ran": each.has_run,
        "found": len(each.found),
        "accepted": sum(finding.accepted is not None for finding in each.found),
        "answer": "not asked" if not each.has_run else "figure" if figure is not None else "yes or no",
        "figure": None
        if figure is None
        else {"measured": _both(figure.figure), "limit": _both(figure.limit), **_number(each)},
    }


def _number(each: Checked) -> dict[str, Any]:
    value = each.measured.value if each.measured is not None else None
    if value is None:
        return {}
    return {
        "value": round(value.measured, 3),
        "bound": round(value.limit, 3),
        "unit": value.unit,
        "bound_is": "most" if value.is_most else "least",
    }


def _finding(finding: Finding) -> dict[str, Any]:
    where = finding.where
    # A table's copy in the package has its cells where they were, but not the same bytes before them.
    at = where.cell if where is not None and where.cell is not None else None
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": _both(finding.message),
        "line": at.row if at is not None else where.line if where is not None else None,
        "column": at.column if at is not None else where.column if where is not None else None,
        **({"cell": _both(at.told)} if at is not None else {}),
        "accepted": finding.accepted,
    }


def _edition(edition: ComposedEdition, measured: tuple[Figure, ...], proof: Proof) -> dict[str, Any]:
    facts = edition.facts
    return {
        "id": facts.id,
        "size_mm": list(facts.size),
        "smallest_text_pt": round(facts.smallest_text_pt, 2) if facts.smallest_text_pt is not None else None,
        "inks": list(facts.inks),
        "figures": [
            {
                "rule": figure.rule,
                "measured": round(figure.measured, 3),
                "limit": round(figure.limit, 3),
                "unit": figure.unit,
                "limit_is": "most" if figure.is_most else "least",
            }
            for figure in measured
        ],
        "qr": _qr(edition, proof),
    }


def _qr(edition: ComposedEdition, proof: Proof) -> dict[str, Any] | None:
    """Say what an edition's code should say, and what it was read as on finished sheets, slot by slot."""
    qr, back = edition.facts.qr, edition.read_back
    if qr is None or back is None:
        return None
    seen = [code for code in proof.seen.codes_seen if code.edition == edition.content.id]
    return {
        "version": qr.version,
        "level": qr.level,
        "module_mm": round(qr.module_mm, 4),
        "payload": qr.payload,
        "decoded": [
            {"text": text or None, "times": times} for code in seen for text, times in code.readings.items()
        ],
        "blur_modules": back.blur,
        "dot_gain_px": back.gain,
        "scratched": round(back.scratched, 4),
    }


def _amounts(coverage: tuple[tuple[str, float], ...]) -> dict[str, float]:
    return {name: round(amount, 4) for name, amount in coverage}


def _both(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}
