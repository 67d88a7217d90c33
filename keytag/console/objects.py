"""The one JSON object that ``--json`` prints.

Its keys are a contract with scripts: they are added to, never renamed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from keytag.console.spelling import sentence
from keytag.findings import Finding, has_errors
from keytag.wording import Language

if TYPE_CHECKING:
    from keytag.workflow import Report
    from keytag.workflow.report import EditionFacts, PlanFacts


def json_object(command: str, report: Report, language: Language) -> str:
    """Return ``report`` as the one JSON object that ``--json`` prints."""
    content = {
        **_nothing_done(command, report.findings, language),
        "ok": not has_errors(report.findings),
        "files": [
            {"path": str(file.path), "kind": file.kind, "pages": file.pages, "sha256": file.sha256}
            for file in report.files
        ],
        "plan": _plan(report.plan) if report.plan is not None else None,
        "editions": [_edition(edition) for edition in report.editions],
    }
    if report.as_of is not None:
        content["as_of"] = report.as_of.isoformat()
    return json.dumps(content, ensure_ascii=False)


def failure_object(command: str, findings: Sequence[Finding], language: Language) -> str:
    """Return the JSON object of a run that could not go on."""
    return json.dumps(_nothing_done(command, findings, language), ensure_ascii=False)


def _nothing_done(command: str, findings: Sequence[Finding], language: Language) -> dict[str, Any]:
    """Return the object with all its keys, in their order, for a run that made nothing."""
    return {
        "command": command,
        "ok": False,
        "files": [],
        "plan": None,
        "editions": [],
        "findings": [finding_object(finding, language) for finding in findings],
    }


def finding_object(finding: Finding, language: Language) -> dict[str, Any]:
    """Return a finding as JSON holds it."""
    where = finding.where
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": sentence(finding.message, language),
        "hint": sentence(finding.hint, language),
        "file": where.file if where is not None else None,
        "line": where.line if where is not None else None,
        "column": where.column if where is not None else None,
    }


def _plan(plan: PlanFacts) -> dict[str, Any]:
    return {
        "ordered": plan.ordered,
        "overs": plan.overs,
        "printed": plan.printed,
        "spare": plan.spare,
        "sheets": plan.sheets,
        "slots": plan.slots,
        "layout": plan.layout,
        "used_area": round(plan.used_area, 4),
        "plates": [
            {
                "file": plate.file,
                "pages": list(plate.pages),
                "run_length": plate.run_length,
                "copies": dict(plate.copies),
            }
            for plate in plan.plates
        ],
    }


def _edition(edition: EditionFacts) -> dict[str, Any]:
    qr = edition.qr
    return {
        "id": edition.id,
        "qr": {
            "version": qr.version,
            "level": qr.level,
            "module_mm": round(qr.module_mm, 4),
            "payload": qr.payload,
        }
        if qr is not None
        else None,
        "smallest_text_pt": round(edition.smallest_text_pt, 3) if edition.smallest_text_pt is not None else None,
    }
