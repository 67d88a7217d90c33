"""The one JSON object that ``--json`` prints.

Its keys are a contract with scripts: they are added to, never renamed, and each command has all of its own
whatever came of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from keytag.cli.screen.approvals import approval_object, stale_object
from keytag.cli.screen.spelling import json_text, sentence
from keytag.findings import Finding, TableCell, each_place, has_errors
from keytag.text.text import Language

if TYPE_CHECKING:
    from keytag.checks.artwork.composition import SideFigures
    from keytag.inspection.codes import ReadBack
    from keytag.steps.report import (
        EditionFacts,
        EditionWords,
        JobSummary,
        MendedValue,
        NumberFacts,
        PlanFacts,
        ProofSummary,
        Report,
        SideWord,
        Today,
        WrittenFile,
    )


# What every object has, and what is in it where nothing came of a run; findings stand last.
_COMMON: dict[str, object] = {"files": (), "plan": None, "editions": ()}
# What the objects of one command have besides.
_OWN: dict[str, dict[str, object]] = {
    "open": {"url": None},
    "check": {
        "words": (),
        "numbers": (),
        "as_of": None,
        "places": None,
        "today": None,
        "jobs": (),
        "fixed": (),
        "approval": None,
    },
    "approve": {"numbers": (), "accept": (), "approval": None, "withdrawn": ()},
    "gallery": {"edition": None, "designs": ()},
    "proof": {"proof": None, "today": None},
    "share": {"proof": None, "today": None},
    "render": {"words": (), "today": None, "stale": ()},
    "preview": {"words": ()},
    "watch": {"words": (), "today": None, "changes": ()},
    "sheet": {"today": None, "stale": ()},
    "leaflet": {"today": None},
    "diff": {"was": None, "now": None, "equal": None, "shared": (), "tags": (), "order": ()},
    "lock": {"lock": None, "changes": ()},
    "handoff": {"accept": (), "today": None, "approval": None, "stale": ()},
    "editions": {"words": (), "quantity": None, "as_of": None, "repairs": ()},
    "explain": {"rules": ()},
    "plan": {"options": (), "terms": None, "at_most": None},
    "nest": {"nest": None},
    "packing": {"packing": None},
    "contacts": {"contacts": None},
    "cost": {"cost": None},
    "verify": {
        **dict.fromkeys(("file", "package", "signature", "approval", "judged_as_of", "today")),
        **dict.fromkeys(("answers", "litter", "newer", "packages"), ()),
    },
    "list": {"items": ()},
    "show": {"text": None},
    "version": {"text": None},
    "help": {"text": None},
    "units": {
        **dict.fromkeys(("name", "date", "source", "table")),
        **dict.fromkeys(("provinces", "today", "before"), ()),
        "counts": {},
    },
    "batch": {"jobs": (), "passed_over": (), "together": ()},
    "firstsheet": {"sides": (), "cut_tags": (), "unrecognised": (), "back_offset": None},
    "doctor": {"host": None, "checks": (), "programs": ()},
    "inspect": {
        **dict.fromkeys(("file", "bytes", "pdf_version", "claimed", "standard", "plates", "rules")),
        **dict.fromkeys(("inks", "output_intents", "layers", "fonts", "pages", "judged"), ()),
        "info": {},
        "xmp": {},
    },
}


def answer(command: str, findings: Sequence[Finding], language: Language, **content: object) -> str:
    """Return the object of ``command``, with all its keys whatever came of it.

    It is ``ok`` where no finding is an error, unless ``content`` says it itself. Raises KeyError for a key that
    the command's objects do not always have.
    """
    said = {**_COMMON, **_OWN.get(command, {})}
    ok = content.pop("ok", not has_errors(findings))
    for key, value in content.items():
        if key not in said:
            raise KeyError(key)
        said[key] = value
    told = [finding_object(finding, language) for finding in each_place(findings)]
    return json_text({"command": command, "ok": ok, **said, "findings": told})


def json_object(command: str, report: Report, language: Language, **more: object) -> str:
    """Return ``report`` as the one JSON object that ``--json`` prints, with ``more`` that its command says."""
    content: dict[str, object] = {
        **more,
        "files": [file_object(file) for file in report.files],
        "plan": plan_object(report.plan) if report.plan is not None else None,
        "editions": [_edition(edition) for edition in report.editions],
    }
    if report.words:
        content["words"] = words_object(report.words)
    if report.numbers:
        content["numbers"] = [_number(number, language) for number in report.numbers]
    if report.mended:
        content["fixed"] = [_mended(each) for each in report.mended]
    if report.refusal is not None:
        content |= {"accept": list(report.refusal.rules), "ok": False}
    if report.as_of is not None:
        content["as_of"] = report.as_of.isoformat()
    if report.places is not None:
        places = report.places
        content["places"] = {"date": places.date.isoformat(), "source": places.source, "file": places.file}
    content |= _people_and_past(report, language)
    if report.proof is not None:
        content["proof"] = proof_object(report.proof)
    if report.today is not None:
        content["today"] = today_object(report.today, language)
    return answer(command, report.findings, language, **content)


def proof_object(proof: ProofSummary) -> dict[str, Any]:
    """Return what an office is to look at as JSON holds it; ``page`` is None where there is no paper."""
    return {
        "hash": proof.content_hash,
        "editions": [
            {
                "id": each.id,
                "name": each.name,
                "hash": each.artwork_hash,
                "numbers": each.numbers,
                "page": each.page,
            }
            for each in proof.editions
        ],
    }


def _people_and_past(report: Report, language: Language) -> dict[str, object]:
    """Return who approved what, and what earlier runs left behind, where that was asked."""
    approval = {"approval": approval_object(report.approval, language)} if report.approval is not None else {}
    return {**approval, **({"stale": stale_object(report.stale, language)} if report.stale else {})}


def _mended(value: MendedValue) -> dict[str, Any]:
    where = value.where
    return {
        "rule": value.rule,
        "file": where.file,
        "line": where.line,
        "column": where.column,
        "was": value.was,
        "becomes": value.becomes,
    }


def today_object(today: Today, language: Language) -> dict[str, Any]:
    """Return what the rules of today add to those of the day by which a job was judged."""
    errors = len(today.errors)
    return {
        "date": today.date.isoformat(),
        "judged_as_of": today.judged.isoformat(),
        "errors": errors,
        "warnings": len(today.findings) - errors,
        "findings": [finding_object(finding, language) for finding in today.findings],
    }


def failure_object(command: str, findings: Sequence[Finding], language: Language) -> str:
    """Return the JSON object of a run that could not go on."""
    return answer(command, findings, language, ok=False)


def summaries_object(command: str, summaries: Sequence[JobSummary], language: Language) -> str:
    """Return the JSON object of how each job of a folder came out."""
    jobs = [
        {
            "path": str(job.path),
            "ok": not job.errors,
            "errors": job.errors,
            "warnings": job.warnings,
            "notes": job.notes,
            "accepted": job.accepted,
        }
        for job in summaries
    ]
    return answer(command, (), language, ok=not any(job.errors for job in summaries), jobs=jobs)


def file_object(file: WrittenFile) -> dict[str, Any]:
    """Return a written file as JSON holds it; ``pages`` is None for what has none."""
    return {"path": str(file.path), "kind": file.kind, "pages": file.pages, "sha256": file.sha256}


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
        **({"cell": _cell(where.cell)} if where is not None and where.cell is not None else {}),
        "accepted": finding.accepted,
        "becomes": finding.becomes,
        "guess": finding.guess,
    }


def _cell(cell: TableCell) -> dict[str, Any]:
    """Return a table's cell as its spreadsheet names it."""
    return {
        "sheet": cell.sheet,
        "row": cell.row,
        "column": cell.letters,
        "name": cell.name,
        "header": cell.header,
        "text": cell.text,
    }


def words_object(every: Sequence[EditionWords]) -> list[dict[str, Any]]:
    """Return the words of each edition as JSON holds them."""
    return [
        {
            "edition": edition.id,
            "name": edition.name,
            "quantity": edition.quantity,
            "drawn": edition.is_drawn,
            "front": [_word_object(word) for word in edition.words if word.side == "front"],
            "back": [_word_object(word) for word in edition.words if word.side == "back"],
        }
        for edition in every
    ]


def _word_object(word: SideWord) -> dict[str, str]:
    if word.what == "number":
        return {"what": word.what, "label": word.text, "number": word.number}
    if word.what == "code":
        return {"what": word.what, "link": word.text, "host": word.link[1]}
    return {"what": word.what, "text": word.text}


def plan_object(plan: PlanFacts) -> dict[str, Any]:
    """Return a plan as JSON holds it; plates that are in no file yet have none."""
    return {
        "ordered": plan.ordered,
        "overs": plan.overs,
        "printed": plan.printed,
        "spare": plan.spare,
        "sheets": plan.sheets,
        "slots": plan.slots,
        "layout": plan.layout.value,
        "used_area": round(plan.used_area, 4),
        "make_ready": plan.make_ready,
        "cutter_setup": plan.cutter_setup,
        "sheets_to_load": plan.sheets_to_load,
        "sheets_to_spare": plan.sheets_to_spare,
        "plates": [
            {
                "file": plate.file or None,
                "pages": list(plate.pages),
                "run_length": plate.run_length,
                "copies": dict(plate.copies),
                "inks": [list(side) for side in plate.inks] or None,
            }
            for plate in plan.plates
        ],
    }


def _number(number: NumberFacts, language: Language) -> dict[str, Any]:
    return {
        "id": number.id,
        "label": number.label,
        "display": number.display,
        "tel": number.tel,
        "kind": number.kind.to(language),
        "editions": list(number.editions),
    }


def _readback(back: ReadBack) -> dict[str, Any]:
    return {
        "reads": back.is_read,
        "blur_modules": back.blur,
        "spread_px": round(back.gain, 2),
        "shrink_px": round(back.loss, 2),
        "noise": back.grain,
        "tilt_deg": back.tilt_deg,
        "faded": back.faded,
        "scratched": round(back.scratched, 4),
        "promise": back.promise,
        "reads_worn": back.is_read_worn,
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
            "distance_mm": round(qr.distance_mm),
            "readback": _readback(qr.read_back) if qr.read_back is not None else None,
        }
        if qr is not None
        else None,
        "smallest_text_pt": round(edition.smallest_text_pt, 3) if edition.smallest_text_pt is not None else None,
        **({"sides": [_side_figures(side) for side in edition.sides]} if edition.sides else {}),
    }


def _side_figures(side: SideFigures) -> dict[str, Any]:
    figures = {name: getattr(side, name) for name in side.__struct_fields__}
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in figures.items()}
