"""Findings in SARIF 2.1.0, which code hosts and editors show beside the lines they are about.

Answers to OASIS SARIF 2.1.0; its clauses are named where they decide something. Knows nothing of how findings
came about. The severities are SARIF's own levels (3.27.10).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from keytag import __version__
from keytag.cli.screen.spelling import json_text, sentence
from keytag.findings import Finding, Rule, Where, each_place
from keytag.text.text import Language

# SARIF 2.1.0, 3.13.3: where the schema of this version lies.
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(findings: Sequence[Finding], rules: Mapping[str, Rule], language: Language) -> str:
    """Return ``findings`` as one SARIF log with one run.

    ``rules`` are all that are known by their names; those that fired are described in the log.
    """
    findings = tuple(each_place(findings))
    fired = tuple(dict.fromkeys(finding.rule for finding in findings))
    described = [_rule(name, rules.get(name), language) for name in fired]
    results = [_result(finding, fired.index(finding.rule), language) for finding in findings]
    return _log({"tool": _tool(described), "language": language, **_COLUMNS, "results": results})


def failure(findings: Sequence[Finding], language: Language) -> str:
    """Return a SARIF log that says why nothing could be checked (3.20.21): that is no result about the work."""
    said = [
        {"level": finding.severity.value, "message": {"text": _message(finding, language)}} for finding in findings
    ]
    invocation = {"executionSuccessful": False, "toolExecutionNotifications": said}
    return _log({"tool": _tool([]), "language": language, "invocations": [invocation], **_COLUMNS, "results": []})


# SARIF 2.1.0, 3.14.17: columns count characters, as the YAML reader does.
_COLUMNS = {"columnKind": "unicodeCodePoints"}


def _log(run: Mapping[str, Any]) -> str:
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _tool(rules: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"driver": {"name": "keytag", "version": __version__, "rules": list(rules)}}


def _message(finding: Finding, language: Language) -> str:
    return f"{sentence(finding.message, language)} {sentence(finding.hint, language)}".strip()


def _rule(name: str, rule: Rule | None, language: Language) -> dict[str, Any]:
    if rule is None:
        return {"id": name}
    return {
        "id": name,
        "shortDescription": {"text": sentence(rule.holds, language)},
        "fullDescription": {"text": sentence(rule.why, language)},
        "help": {"text": f"{sentence(rule.mend, language)} ({sentence(rule.source, language)})"},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(finding: Finding, index: int, language: Language) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": _message(finding, language)},
    }
    if finding.where is not None:
        result["locations"] = [_location(finding.where)]
    if finding.accepted is not None:
        # SARIF 2.1.0, 3.35.2: the job itself says that it is known, and why.
        result["suppressions"] = [{"kind": "inSource", "justification": finding.accepted}]
    return result


def _location(where: Where) -> dict[str, Any]:
    """Return a place (3.28): line and column of a text, the cell of a table; a workbook has no lines."""
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(where.file)}}
    if where.line is not None and not (where.cell is not None and where.cell.sheet is not None):
        region = {"startLine": where.line, "startColumn": where.column}
        place["region"] = {key: value for key, value in region.items() if value is not None}
    if where.cell is None:
        return {"physicalLocation": place}
    sheet = f"{where.cell.sheet}!" if where.cell.sheet is not None else ""
    # 3.33: a name of its own kind, as formulas have it.
    cell = {"name": where.cell.name, "fullyQualifiedName": f"{sheet}{where.cell.name}", "kind": "cell"}
    return {"physicalLocation": place, "logicalLocations": [cell]}


def _uri(file: str) -> str:
    """Return ``file`` as a URI reference (3.4.3): absolute with its scheme, relative escaped."""
    from urllib.parse import quote  # noqa: PLC0415 - costs time that other runs need not spend

    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
