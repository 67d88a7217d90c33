"""What was checked, with its figures: preflight.json for machines and preflight.pdf for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec.structs import replace

from keytag import __version__
from keytag.catalogue import chapters
from keytag.findings import Finding, Rule
from keytag.pdf.write import write_sheets
from keytag.preflight.figures import TagFigures, coverage, measure
from keytag.readback.slots import SheetsSeen
from keytag.ticket import table_pages
from keytag.workflow.draft import Draft, as_of
from keytag.workflow.editions import ComposedEdition, subject_of
from keytag.workflow.export import imprint_of
from keytag.workflow.prooftable import preflight_table
from keytag.workflow.setting import Setting


def preflight_files(setting: Setting, draft: Draft, seen: SheetsSeen, day: date) -> dict[str, bytes]:
    """Return the record of all checks of a job: every rule, what was measured on each edition, what was seen."""
    measured = {edition.content.id: _measured(setting, edition) for edition in draft.editions}
    said = _said(setting, draft, measured, seen, day)
    imprint = imprint_of(setting, setting.file.job.issuer.name, day)
    return {
        "preflight.json": (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode(),
        "preflight.pdf": write_sheets(table_pages(preflight_table(setting, draft, measured, seen, day)), imprint),
    }


def _measured(setting: Setting, edition: ComposedEdition) -> TagFigures:
    """Return what was measured on a tag, and the ink on its plates, the shop's white among them."""
    subject, (front, back) = subject_of(setting, edition), edition.printed
    measured = measure(subject)
    if (front, back) == (edition.tag.front, edition.tag.back):
        return measured
    return replace(measured, coverage=coverage(replace(subject, front=front, back=back)))


def _said(
    setting: Setting, draft: Draft, measured: dict[str, TagFigures], seen: SheetsSeen, day: date
) -> dict[str, Any]:
    findings = (*draft.findings, *seen.findings)
    return {
        "keytag": __version__,
        "job": setting.file.path.name,
        "content": setting.content_hash,
        "date": day.isoformat(),
        "as_of": as_of(setting, day).isoformat(),
        "checks": [_check(rule, found) for rule, found in _by_rule(findings)],
        "findings": [_finding(finding) for finding in findings],
        "editions": [_edition(edition, measured[edition.content.id]) for edition in draft.editions],
        "sheets": {
            "slots": seen.slots,
            "codes_read": seen.codes,
            "recognised": [
                {"edition": edition, "side": side, "slots": count}
                for (edition, side), count in seen.counts.items()
            ],
        },
    }


def _by_rule(findings: tuple[Finding, ...]) -> Iterator[tuple[Rule, list[Finding]]]:
    """Yield every rule there is, with what was found of it."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.rule, []).append(finding)
    for _, rules in chapters():
        for rule in rules:
            yield rule, found.get(rule.name, [])


def _check(rule: Rule, found: list[Finding]) -> dict[str, Any]:
    return {
        "rule": rule.name,
        "severity": rule.severity.value,
        "holds": {"vi": rule.holds.vi, "en": rule.holds.en},
        "found": len(found),
        "accepted": sum(finding.accepted is not None for finding in found),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    where = finding.where
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": {"vi": finding.message.vi, "en": finding.message.en},
        "line": where.line if where is not None else None,
        "column": where.column if where is not None else None,
        "accepted": finding.accepted,
    }


def _edition(edition: ComposedEdition, measured: TagFigures) -> dict[str, Any]:
    facts = edition.facts
    qr, back = facts.qr, edition.read_back
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
            for figure in measured.figures
        ],
        "plates": [
            {"side": side, "plate": plate, "coverage": round(amount, 4)}
            for side, plates in measured.coverage
            for plate, amount in plates.items()
        ],
        "qr": None
        if qr is None or back is None
        else {
            "version": qr.version,
            "level": qr.level,
            "module_mm": round(qr.module_mm, 4),
            "payload": qr.payload,
            "decoded": qr.payload if back.is_read else None,
            "blur_modules": back.blur,
            "dot_gain_px": back.gain,
            "scratched": round(back.scratched, 4),
        },
    }
