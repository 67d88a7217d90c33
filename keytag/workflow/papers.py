"""What was checked, with its figures: preflight.json for machines and preflight.pdf for people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from keytag import __version__
from keytag.catalogue import chapters
from keytag.findings import Finding, Rule, Severity
from keytag.pdf.write import write_sheets
from keytag.preflight.figures import TagFigures, measure
from keytag.readback.slots import SheetsSeen
from keytag.ticket import Column, Section, Table, Verdict, table_pages
from keytag.wording import Text
from keytag.workflow.draft import Draft, as_of
from keytag.workflow.editions import ComposedEdition, subject_of
from keytag.workflow.export import imprint_of
from keytag.workflow.setting import Setting

_VERDICTS = {Severity.ERROR: Verdict.WRONG, Severity.WARNING: Verdict.DOUBTFUL, Severity.NOTE: Verdict.NOTED}
_NOTHING = Text("–", "–")


def preflight_files(setting: Setting, draft: Draft, seen: SheetsSeen, day: date) -> dict[str, bytes]:
    """Return the record of all checks of a job: every rule, what was measured on each edition, what was seen."""
    measured = {edition.content.id: measure(subject_of(setting, edition)) for edition in draft.editions}
    said = _said(setting, draft, measured, seen, day)
    imprint = imprint_of(setting, setting.file.job.issuer.name, day)
    return {
        "preflight.json": (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode(),
        "preflight.pdf": write_sheets(table_pages(_table(setting, draft, measured, seen, day)), imprint),
    }


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


def _table(setting: Setting, draft: Draft, measured: dict[str, TagFigures], seen: SheetsSeen, day: date) -> Table:
    findings = (*draft.findings, *seen.findings)
    sections = [
        Section(Text("Đã xem trên tờ in", "Seen on the sheets"), tuple(_seen_rows(seen))),
        *(
            Section(
                Text(f"Mẫu {edition.content.id}", f"Edition {edition.content.id}"), tuple(_figure_rows(edition, m))
            )
            for edition in draft.editions
            for m in (measured[edition.content.id],)
        ),
        *(
            Section(title, tuple(_rule_row(rule, [f for f in findings if f.rule == rule.name]) for rule in rules))
            for title, rules in chapters()
        ),
    ]
    return Table(
        title=Text("Biên bản kiểm tra", "Preflight record"),
        about=f"{setting.file.job.issuer.name} · # {setting.content_hash}",
        columns=(
            Column(Text("Kiểm tra", "Check"), 0.58),
            Column(Text("Số đo", "Figure"), 0.27),
            Column(Text("Kết quả", "Verdict"), 0.15),
        ),
        sections=tuple(sections),
        footer=f"keytag {__version__} · {day.isoformat()}",
    )


def _seen_rows(seen: SheetsSeen) -> Iterator[tuple[str | Text | Verdict, ...]]:
    wrong = Counter(finding.rule for finding in seen.findings)
    good = Verdict.WRONG if wrong else Verdict.GOOD
    yield (
        Text("Ô trên tờ in, so với mẫu đã duyệt", "Slots of the sheets, held against the one-ups"),
        str(seen.slots),
        good,
    )
    yield Text("Mã QR đọc lại được trên tờ in", "QR codes read on the sheets"), str(seen.codes), good
    for (edition, side), count in seen.counts.items():
        name = Text("mặt trước", "front") if side == "front" else Text("mặt sau", "back")
        yield Text(f"{edition}, {name.vi}", f"{edition}, {name.en}"), str(count), Verdict.GOOD


def _figure_rows(edition: ComposedEdition, measured: TagFigures) -> Iterator[tuple[str | Text | Verdict, ...]]:
    rules = {rule.name: rule for _, listed in chapters() for rule in listed}
    for figure in measured.figures:
        is_good = figure.measured <= figure.limit if figure.is_most else figure.measured >= figure.limit - 0.002
        sign = "≤" if figure.is_most else "≥"
        value = f"{figure.measured:.2f} {figure.unit} ({sign} {figure.limit:g} {figure.unit})"
        yield rules[figure.rule].holds, value, Verdict.GOOD if is_good else Verdict.DOUBTFUL
    if edition.tag.code is not None and edition.read_back is not None:
        payload = edition.tag.code.symbol.payload
        yield Text("Mã QR đọc ra", "The QR code reads as"), payload, Verdict.GOOD
    for side, plates in measured.coverage:
        name = (
            Text("Phủ mực mặt trước", "Ink on the front")
            if side == "front"
            else Text("Phủ mực mặt sau", "Ink on the back")
        )
        amounts = ", ".join(f"{plate} {100 * amount:.0f} %" for plate, amount in plates.items())
        yield name, amounts or "–", Verdict.GOOD


def _rule_row(rule: Rule, found: list[Finding]) -> tuple[str | Text | Verdict, ...]:
    if not found:
        return rule.holds, "0", Verdict.GOOD
    worst = next(s for s in Severity if any(finding.severity is s for finding in found))
    accepted = [finding.accepted for finding in found if finding.accepted is not None]
    said = f"{len(found)}"
    if accepted:
        said = f"{len(found)} · {accepted[0]}"
    return rule.holds, said, _VERDICTS[worst]
