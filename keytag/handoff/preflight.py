"""The record of what was checked, with its figures: preflight.json for machines and preflight.pdf for people.

What a reader of the PDF wants first stands first: one verdict, what was seen on sheets and plates, what was
measured. Checks with a figure or a finding have a row each, in words; those of yes and no that hold are counted by
chapters, in one row. Rules are called by their names in preflight.json alone. Nothing here hangs on the machine:
what Ghostscript and zbar say is told on the screen alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from keytag import __version__
from keytag.checks.artwork.figures import measure
from keytag.documents.job.allotment_table import ALLOTMENT_ROWS_ARE_RECEIVERS
from keytag.documents.job.roster.rules import ABOUT_READING
from keytag.findings import Finding, Measurement, Severity
from keytag.handoff.evidence import Evidence
from keytag.handoff.rule_results import (
    RuleResult,
    all_findings,
    rule_results,
)
from keytag.imposition.slug import UNAPPROVED
from keytag.inspection import sheets
from keytag.inspection.separations.coverage import BY_CONTENT
from keytag.inspection.sheets.slots import CodeSeen, SheetsSeen
from keytag.output.page import Column, PaperTable, Section, Signal, table_pages
from keytag.output.ticket.lists import plate_letter
from keytag.steps.check_editions import Draft, judging_day
from keytag.steps.compose_editions import ComposedEdition, tag_subject
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup
from keytag.steps.paper_pdf import colours_of, write_paper
from keytag.text.figures import NO_BREAK, amount_with_unit, format_count, format_day, spell_figures
from keytag.text.text import Text, same_text

_ABOUT_READING = ABOUT_READING | {ALLOTMENT_ROWS_ARE_RECEIVERS.name}
_Row = tuple[str | Text | Signal, ...]
_Chapters = tuple[tuple[Text, tuple[RuleResult, ...]], ...]
_VERDICTS = {Severity.ERROR: Signal.WRONG, Severity.WARNING: Signal.DOUBTFUL, Severity.NOTE: Signal.NOTED}
# What stands at the head of the record already, where nothing was found.
_SEEN = frozenset(rule.name for rule in sheets.RULES)
_ANY_PDF = ("Any PDF", "GWG 2022")
# House rule: more editions than this have a row each.
_AT_LENGTH = 3
# House rule: the plates of so many sides are told one by one; preflight.json has all.
_MOST_SIDES = 12


def preflight_files(setup: JobSetup, draft: Draft, evidence: Evidence, day: date) -> dict[str, bytes]:
    """Return the record of all checks of a job: every rule with its figure, every code, every plate."""
    # A package has its own copy of a table, in which nothing is merged, headed or signed.
    draft = replace(draft, findings=tuple(each for each in draft.findings if each.rule not in _ABOUT_READING))
    measured = {edition.content.id: measure(tag_subject(setup, edition)) for edition in draft.editions}
    chapters = tuple(rule_results(setup, draft, measured, evidence))
    said = _said(setup, draft, measured, evidence, day)
    said["checks"] = [_check(each) for _, every in chapters for each in every]
    table = preflight_table(setup, draft, measured, evidence, chapters, day)
    return {
        "preflight.json": (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode(),
        "preflight.pdf": write_paper(table_pages(table), setup.file.office, day, colours_of(setup.profile)),
    }


def _said(
    setup: JobSetup, draft: Draft, measured: Mapping[str, tuple[Measurement, ...]], evidence: Evidence, day: date
) -> dict[str, Any]:
    return {
        "keytag": __version__,
        "job": setup.file.path.name,
        "content": setup.content_hash,
        **({"approval": "not approved"} if setup.is_unapproved else {}),
        "date": day.isoformat(),
        "as_of": judging_day(setup, day).isoformat(),
        "places": {
            "date": setup.file.places.date.isoformat(),
            "source": setup.file.places.source,
            "file": setup.file.job.places,
        },
        "findings": [_finding(finding) for finding in all_findings(draft, evidence)],
        "editions": [_edition(edition, measured[edition.content.id], evidence) for edition in draft.editions],
        "sheets": _sheets(evidence.seen),
        **({"leaflet": _sheets(evidence.leaflet)} if evidence.leaflet is not None else {}),
        "plates": {
            "measured_by": _both(BY_CONTENT),
            "sides": [
                {
                    "file": ink.file,
                    "page": ink.page,
                    "plates": list(ink.plates),
                    "coverage": _amounts(ink.coverage),
                }
                for ink in evidence.coverage
            ],
        },
        "files": _files(evidence),
    }


def _sheets(seen: SheetsSeen) -> dict[str, Any]:
    """Say what was seen in the slots of finished sheets."""
    return {
        "slots": seen.slots,
        "codes_read": seen.codes,
        "recognised": [
            {"edition": edition, "side": side, "slots": count} for (edition, side), count in seen.counts.items()
        ],
        "tags": [{"edition": each.edition, "planned": each.planned, "found": each.found} for each in seen.counted],
    }


def _files(evidence: Evidence) -> dict[str, Any]:
    """Say of every file for the press how it stands by its standard and by the rules."""
    standards = evidence.standards
    return {
        "standard": standards.standard.name,
        "rules": standards.rules.name if standards.rules is not None else None,
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
            for file in standards.files
        ],
    }


def _check(each: RuleResult) -> dict[str, Any]:
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
        else {"measured": _both(figure.measured), "limit": _both(figure.limit), **_number(each)},
    }


def _number(each: RuleResult) -> dict[str, Any]:
    value = each.measured.figure if each.measured is not None else None
    if value is None:
        return {}
    return {
        "value": round(value.value, 3),
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
        **({"cell": _both(at.description)} if at is not None else {}),
        "accepted": finding.accepted,
    }


def _edition(edition: ComposedEdition, measured: tuple[Measurement, ...], evidence: Evidence) -> dict[str, Any]:
    facts = edition.facts
    return {
        "id": facts.id,
        "size_mm": list(facts.size),
        "smallest_text_pt": round(facts.smallest_text_pt, 2) if facts.smallest_text_pt is not None else None,
        "inks": list(facts.inks),
        "figures": [
            {
                "rule": each.rule.name,
                "measured": round(each.figure.value, 3),
                "limit": round(each.figure.limit, 3),
                "unit": each.figure.unit,
                "limit_is": "most" if each.figure.is_most else "least",
            }
            for each in measured
            if each.figure is not None
        ],
        "qr": _qr(edition, evidence),
    }


def _qr(edition: ComposedEdition, evidence: Evidence) -> dict[str, Any] | None:
    """Say what an edition's code should say, and what it was read as on finished sheets, slot by slot."""
    qr, back = edition.facts.qr, edition.read_back
    if qr is None or back is None:
        return None
    seen = [code for code in evidence.seen.codes_seen if code.edition == edition.content.id]
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


def preflight_table(
    setup: JobSetup,
    draft: Draft,
    measured: Mapping[str, tuple[Measurement, ...]],
    evidence: Evidence,
    chapters: _Chapters,
    day: date,
) -> PaperTable:
    """Return the table; ``measured`` are the figures of each edition by its id."""
    standard = evidence.standards.standard.title
    return PaperTable(
        title=Text("Phiếu kiểm tra tệp in", "Preflight record"),
        about=f"{setup.file.office} · # {setup.content_hash}"
        + (f" · {UNAPPROVED.vi}" if setup.is_unapproved else ""),
        columns=(
            Column(Text("Nội dung kiểm tra", "Check"), 0.47),
            Column(Text("Kết quả đo (giới hạn)", "Figure (limit)"), 0.41),
            Column(Text("Kết luận", "Result"), 0.12),
        ),
        sections=(
            Section(
                Text("Đã xem trên tờ in", "Seen on the sheets"),
                (
                    *_seen_rows(evidence, names_of(setup.file.editions)),
                    *_leaflet_rows(evidence.leaflet),
                ),
            ),
            Section(Text("Phủ mực từng mặt", "Ink on each side"), tuple(_plate_rows(evidence))),
            *_editions(draft.editions, measured, names_of(setup.file.editions), evidence.seen.codes_seen),
            Section(
                Text(f"Tệp theo {standard.vi}", f"Files by {standard.en}"), tuple(_file_rows(evidence, chapters))
            ),
            Section(Text("Kiểm tra có số đo", "Checks with a figure"), tuple(_figure_rows(chapters))),
            Section(Text("Kiểm tra đạt, không đạt", "Yes-or-no checks"), tuple(_yes_rows(chapters))),
        ),
        footer=" · ".join(filter(None, (f"keytag {__version__}", f"# {setup.content_hash}", setup.stamp))),
        verdict=_overall(all_findings(draft, evidence), chapters),
        note=Text(
            f"Phần mềm keytag {__version__} lập tự động ngày {format_day(day)}; không thay việc duyệt của "
            "đơn vị và kiểm tra của nhà in.",
            f"Made by keytag {__version__} on {format_day(day, 'en')}; it stands in for neither the office's "
            "approval nor the shop's own check.",
        ),
    )


def _overall(findings: tuple[Finding, ...], chapters: _Chapters) -> tuple[Signal, Text]:
    """Return what it all comes to, in one line."""
    asked = sum(each.has_run for _, every in chapters for each in every)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = [finding for finding in findings if finding.severity is Severity.WARNING]
    accepted = sum(finding.accepted is not None for finding in warnings)
    left = len(warnings) - accepted
    vi, en = [f"{format_count(errors)} lỗi"] if errors else ["không có lỗi"], [_many(errors, "error")]
    vi.append(f"{format_count(left)} cảnh báo" if left else "không có cảnh báo" if not accepted else "")
    en.append(_many(left, "warning") if left or not accepted else "")
    if accepted:
        vi.append(f"{format_count(accepted)} cảnh báo đơn vị đã chấp nhận")
        en.append(f"{_many(accepted, 'warning')} accepted by the office")
    signal = Signal.WRONG if errors else Signal.DOUBTFUL if left else Signal.GOOD
    said = {
        Signal.GOOD: Text("TỆP IN ĐẠT", "The files pass"),
        Signal.DOUBTFUL: Text("XEM LẠI TRƯỚC KHI IN", "Look before you print"),
        Signal.WRONG: Text("KHÔNG ĐẠT, KHÔNG IN", "Not fit to print"),
    }[signal]
    told = ", ".join(filter(None, vi)), ", ".join(filter(None, en))
    return signal, Text(
        f"{said.vi}: {told[0]} ({format_count(asked)} điều đã kiểm tra).",
        f"{said.en}: {told[1]} ({asked:,} rules asked).",
    )


def _many(number: int, what: str) -> str:
    return f"{f'{number:,}' if number else 'no'} {what}{'' if number == 1 else 's'}"


def _seen_rows(evidence: Evidence, names: Mapping[str, str]) -> Iterator[_Row]:
    seen = evidence.seen
    good = Signal.WRONG if seen.findings else Signal.GOOD
    slots = Text("Vị trí giống hệt bài đơn (1-up)", "Slots that look like their one-up")
    yield slots, _share_of(sum(seen.counts.values()), seen.slots), good
    tried = sum(sum(code.readings.values()) for code in seen.codes_seen)
    yield Text("Mã QR đọc được", "QR codes that were read"), _share_of(seen.codes, tried), good
    tags = sum(each.found for each in seen.counted), sum(each.planned for each in seen.counted)
    yield Text("Số con đếm lại theo mẫu", "Tags counted again by edition"), _share_of(*tags), good
    for code in seen.codes_seen if len(names) <= _AT_LENGTH else ():
        for text, number in code.readings.items():
            times, name = _times(number), names[code.edition]
            who = Text(f"{name}: mã QR đọc ra, {times.vi}", f"{name}: the QR code reads as, {times.en}")
            yield who, text or "–", Signal.GOOD if text == code.payload else Signal.WRONG


def _leaflet_rows(seen: SheetsSeen | None) -> Iterator[_Row]:
    if seen is None:
        return
    good = Signal.WRONG if seen.findings else Signal.GOOD
    slots = Text("Tờ rơi: vị trí giống hệt bài đơn", "Leaflet: slots that look like their one-up")
    yield slots, _share_of(sum(seen.counts.values()), seen.slots), good
    tried = sum(sum(code.readings.values()) for code in seen.codes_seen)
    yield Text("Tờ rơi: mã QR đọc được", "Leaflet: QR codes that were read"), _share_of(seen.codes, tried), good


def _share_of(some: int, whole: int) -> Text:
    return Text(f"{format_count(some)} / {format_count(whole)}", f"{some:,} / {whole:,}")


def _times(number: int) -> Text:
    return Text(f"{format_count(number)}{NO_BREAK}lần", "once" if number == 1 else f"{number:,}{NO_BREAK}times")


def _plate_rows(evidence: Evidence) -> Iterator[_Row]:
    for ink in evidence.coverage[:_MOST_SIDES]:
        amounts = [(plate_letter(name), _share(amount)) for name, amount in ink.coverage]
        said = Text(
            ", ".join(f"{name}{NO_BREAK}{share.vi}" for name, share in amounts) or "–",
            ", ".join(f"{name}{NO_BREAK}{share.en}" for name, share in amounts) or "–",
        )
        yield Text(f"{ink.file}, trang {ink.page}", f"{ink.file}, page {ink.page}"), said, Signal.GOOD
    more = len(evidence.coverage) - _MOST_SIDES
    if more > 0:
        yield (
            Text(f"và {format_count(more)} mặt nữa", f"and {more:,} more sides"),
            "preflight.json",
            Signal.GOOD,
        )


def _share(amount: float) -> Text:
    share = 100 * amount
    if share >= 0.1:
        return amount_with_unit(share, "%", 1)
    return Text(f"<{NO_BREAK}0,1%", f"<{NO_BREAK}0.1{NO_BREAK}%")


def _editions(
    editions: tuple[ComposedEdition, ...],
    measured: Mapping[str, tuple[Measurement, ...]],
    names: Mapping[str, str],
    codes: tuple[CodeSeen, ...],
) -> Iterator[Section]:
    """Yield of many editions their figures, those that measure alike together, and what each code reads as."""
    if len(editions) <= _AT_LENGTH:
        return
    alike: dict[tuple[tuple[Text, Text], ...], list[ComposedEdition]] = {}
    for edition in editions:
        told = tuple((each.name, each.measured) for each in measured[edition.content.id])
        alike.setdefault(told, []).append(edition)
    rows = tuple(_alike_row(told, group, len(editions), measured, names) for told, group in alike.items())
    yield Section(Text("Từng mẫu", "Each edition"), rows)
    read = tuple(_codes_alike(codes, names))
    if read:
        yield Section(Text("Mã QR đọc ra trên tờ in", "What the QR codes read as on the sheets"), read)


def _codes_alike(codes: tuple[CodeSeen, ...], names: Mapping[str, str]) -> Iterator[_Row]:
    """Yield what the codes read as, editions with the same code together."""
    alike: dict[tuple[str, bool], list[tuple[str, int]]] = {}
    for code in codes:
        for text, number in code.readings.items():
            alike.setdefault((text, text == code.payload), []).append((names[code.edition], number))
    for (text, is_right), read in alike.items():
        times = _times(sum(number for _, number in read))
        who = _who([name for name, _ in read], len(codes))
        said = Text(f"{who.vi}, {times.vi}", f"{who.en}, {times.en}")
        yield said, text or "–", Signal.GOOD if is_right else Signal.WRONG


def _who(called: list[str], whole: int) -> Text:
    """Name some editions of so many: one by its name, all by their number."""
    number = len(called)
    if number == 1:
        return same_text(called[0])
    if number == whole:
        return Text(f"Cả {format_count(number)} mẫu", f"All {number:,} editions")
    named = ", ".join(called)
    return Text(f"{format_count(number)} mẫu: {named}", f"{number:,} editions: {named}")


def _alike_row(
    told: tuple[tuple[Text, Text], ...],
    group: list[ComposedEdition],
    whole: int,
    measured: Mapping[str, tuple[Measurement, ...]],
    names: Mapping[str, str],
) -> _Row:
    """Return the editions that measure alike in a row: their figures nearest to their limits."""
    who = _who([names[edition.content.id] for edition in group], whole)
    figures = Text(
        ", ".join(f"{name.vi}{NO_BREAK}{value.vi}" for name, value in told) or "–",
        ", ".join(f"{name.en}{NO_BREAK}{value.en}" for name, value in told) or "–",
    )
    good = all(each.is_kept for edition in group for each in measured[edition.content.id])
    return who, figures, Signal.GOOD if good else Signal.DOUBTFUL


def _file_rows(evidence: Evidence, chapters: _Chapters) -> Iterator[_Row]:
    """Yield what the files' standard and rules come to: one row for all that hold, one for each that does not."""
    for title, every in chapters:
        ran = [each for each in every if each.has_run]
        if title.en not in _ANY_PDF or not ran:
            continue
        wrong = sum(bool(each.found) for each in ran)
        kept, whole, number = len(ran) - wrong, len(ran), len(evidence.standards.files)
        files = Text(
            f"{kept} / {whole} điều đạt, trên {format_count(number)}{NO_BREAK}tệp PDF",
            f"{kept} of {whole} rules hold, in {_many(number, 'PDF file')}",
        )
        yield title, files, Signal.GOOD if not wrong else Signal.DOUBTFUL
        if title.en == _ANY_PDF[1]:
            yield from _rows_of([each for each in ran if each.measured is not None])
    yield from _rows_of(
        [each for title, every in chapters if title.en == _ANY_PDF[0] for each in every if each.found]
    )


def _figure_rows(chapters: _Chapters) -> Iterator[_Row]:
    for title, every in chapters:
        if title.en not in _ANY_PDF:
            asked = (each for each in every if each.has_run and (each.found or each.rule.name not in _SEEN))
            yield from _rows_of([each for each in asked if each.measured or each.found])


def _rows_of(every: list[RuleResult]) -> Iterator[_Row]:
    for each in every:
        said: list[Text] = []
        if each.measured is not None:
            told, limit = each.measured.measured, each.measured.limit
            said.append(Text(f"{told.vi} ({limit.vi})", f"{told.en} ({limit.en})"))
        if each.found:
            said.append(each.found[0].message)
            more, reason = len(each.found) - 1, each.found[0].accepted
            if more:
                said.append(Text(f"và {format_count(more)} chỗ nữa", f"and {more:,} more"))
            if reason is not None:
                said.append(Text(f"Đơn vị đã chấp nhận: {reason}", f"Accepted: {reason}"))
        figure = Text(
            "\n".join(spell_figures(part.vi, "vi") for part in said), "\n".join(part.en for part in said)
        )
        yield Text(spell_figures(each.rule.holds.vi, "vi"), each.rule.holds.en), figure, _verdict(each)


def _verdict(each: RuleResult) -> Signal:
    if not each.found:
        return Signal.GOOD
    return _VERDICTS[next(s for s in Severity if any(finding.severity is s for finding in each.found))]


def _yes_rows(chapters: _Chapters) -> Iterator[_Row]:
    """Yield one row for all questions of yes and no that hold: how many of each chapter."""
    vi, en, whole = [], [], 0
    for title, every in chapters:
        plain = sum(each.has_run and each.measured is None and not each.found for each in every)
        if plain and title.en not in _ANY_PDF:
            whole += plain
            vi.append(f"{title.vi}{NO_BREAK}{plain}/{plain}")
            en.append(f"{title.en}{NO_BREAK}{plain}/{plain}")
    if whole:
        said = Text(", ".join(vi), ", ".join(en))
        yield (
            said,
            Text(f"{format_count(whole)} điều đạt", f"{_many(whole, 'rule')} {'holds' if whole == 1 else 'hold'}"),
            Signal.GOOD,
        )
