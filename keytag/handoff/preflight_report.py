"""preflight.pdf as a table: one verdict, what was seen on sheets and plates, what was measured, then every check.

What a reader wants first stands first. Checks with a figure or a finding have a row each, in words; those of yes
and no that hold are counted, a chapter to a row. Rules are called by their names in preflight.json alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from keytag import __version__
from keytag.checks.artwork.figures import Figure
from keytag.findings import Finding, Severity
from keytag.handoff.evidence import Checked, Proof, findings_of, in_words, is_good, value_of
from keytag.inspection import sheets
from keytag.inspection.sheets.slots import CodeSeen
from keytag.output.page import Column, PaperTable, Section, Signal, count
from keytag.output.page.figures import day as day_of
from keytag.output.ticket.lists import letter
from keytag.steps.check_editions import Draft
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup
from keytag.text.text import Text, with_decimal_commas

_Row = tuple[str | Text | Signal, ...]
_Chapters = tuple[tuple[Text, tuple[Checked, ...]], ...]

_VERDICTS = {Severity.ERROR: Signal.WRONG, Severity.WARNING: Signal.DOUBTFUL, Severity.NOTE: Signal.NOTED}
# What stands at the head of the record already, where nothing was found.
_SEEN = frozenset(rule.name for rule in sheets.RULES)
_ANY_PDF = ("Any PDF", "GWG 2022")
# House rule: more editions than this have a row each.
_AT_LENGTH = 3
# House rule: the plates of so many sides are told one by one; preflight.json has all.
_MOST_SIDES = 12
# Lines are not broken between a figure and its unit.
_TIED = "\u00a0"


def preflight_table(
    setting: JobSetup,
    draft: Draft,
    measured: Mapping[str, tuple[Figure, ...]],
    proof: Proof,
    chapters: _Chapters,
    day: date,
) -> PaperTable:
    """Return the table; ``measured`` are the figures of each edition by its id."""
    standard = proof.held.standard.title
    return PaperTable(
        title=Text("Phiếu kiểm tra tệp in", "Preflight record"),
        about=f"{setting.file.office} · # {setting.content_hash}",
        columns=(
            Column(Text("Kiểm tra", "Check"), 0.36),
            Column(Text("Số đo (giới hạn)", "Figure (limit)"), 0.5),
            Column(Text("Kết quả", "Result"), 0.14),
        ),
        sections=(
            Section(
                Text("Đã xem trên tờ in", "Seen on the sheets"),
                tuple(_seen_rows(proof, names_of(setting.file.editions))),
            ),
            Section(Text("Phủ mực từng mặt", "Ink on each side"), tuple(_plate_rows(proof))),
            *_editions(draft.editions, measured, names_of(setting.file.editions), proof.seen.codes_seen),
            Section(
                Text(f"Tệp theo {standard.vi}", f"Files by {standard.en}"), tuple(_file_rows(proof, chapters))
            ),
            Section(Text("Kiểm tra có số đo", "Checks with a figure"), tuple(_figure_rows(chapters))),
            Section(Text("Kiểm tra đạt, không đạt", "Yes-or-no checks"), tuple(_yes_rows(chapters))),
        ),
        footer=f"keytag {__version__} lập tự động ngày {day_of(day)}; không thay việc duyệt của đơn vị, "
        "kiểm tra của nhà in",
        verdict=_overall(findings_of(draft, proof), chapters),
    )


def _overall(findings: tuple[Finding, ...], chapters: _Chapters) -> tuple[Signal, Text]:
    """Return what it all comes to, in one line."""
    asked = sum(each.has_run for _, every in chapters for each in every)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = [finding for finding in findings if finding.severity is Severity.WARNING]
    accepted = sum(finding.accepted is not None for finding in warnings)
    left = len(warnings) - accepted
    vi, en = [f"{count(errors)} lỗi"] if errors else ["không có lỗi"], [_many(errors, "error")]
    vi.append(f"{count(left)} cảnh báo" if left else "không có cảnh báo" if not accepted else "")
    en.append(_many(left, "warning") if left or not accepted else "")
    if accepted:
        vi.append(f"{count(accepted)} cảnh báo đơn vị đã chấp nhận")
        en.append(f"{_many(accepted, 'warning')} accepted by the office")
    signal = Signal.WRONG if errors else Signal.DOUBTFUL if left else Signal.GOOD
    said = {
        Signal.GOOD: Text("TỆP IN ĐẠT", "The files pass"),
        Signal.DOUBTFUL: Text("XEM LẠI TRƯỚC KHI IN", "Look before you print"),
        Signal.WRONG: Text("KHÔNG ĐẠT, KHÔNG IN", "Not fit to print"),
    }[signal]
    told = ", ".join(filter(None, vi)), ", ".join(filter(None, en))
    return signal, Text(
        f"{said.vi}: {told[0]} ({count(asked)} điều đã kiểm tra).",
        f"{said.en}: {told[1]} ({asked:,} rules asked).",
    )


def _many(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _seen_rows(proof: Proof, names: Mapping[str, str]) -> Iterator[_Row]:
    seen = proof.seen
    good = Signal.WRONG if seen.findings else Signal.GOOD
    slots = Text("Vị trí giống hệt bài đơn (1-up)", "Slots that look like their one-up")
    yield slots, _share_of(sum(seen.counts.values()), seen.slots), good
    tried = sum(sum(code.readings.values()) for code in seen.codes_seen)
    yield Text("Mã QR đọc được", "QR codes that were read"), _share_of(seen.codes, tried), good
    tags = sum(each.found for each in seen.counted), sum(each.planned for each in seen.counted)
    yield Text("Số con đếm lại theo mẫu", "Tags counted again by edition"), _share_of(*tags), good
    for code in seen.codes_seen if len(names) <= _AT_LENGTH else ():
        for name, said, verdict in _code_rows(code, names[code.edition]):
            yield Text(f"{name}: mã QR đọc ra", "the QR code reads as"), said, verdict


def _share_of(some: int, whole: int) -> str:
    return f"{count(some)} / {count(whole)}"


def _code_rows(code: CodeSeen, name: str) -> Iterator[tuple[str, str, Signal]]:
    for text, times in code.readings.items():
        verdict = Signal.GOOD if text == code.payload else Signal.WRONG
        yield name, f"{text or '–'} ({count(times)}{_TIED}lần)", verdict


def _plate_rows(proof: Proof) -> Iterator[_Row]:
    for ink in proof.inks[:_MOST_SIDES]:
        amounts = ", ".join(f"{letter(name)}{_TIED}{_share(amount)}" for name, amount in ink.coverage)
        yield Text(f"{ink.file}, trang {ink.page}", f"{ink.file}, page {ink.page}"), amounts or "–", Signal.GOOD
    more = len(proof.inks) - _MOST_SIDES
    if more > 0:
        yield Text(f"và {more} mặt nữa", f"and {more} more sides"), "preflight.json", Signal.GOOD


def _share(amount: float) -> str:
    share = 100 * amount
    return value_of(share, "%", 1).vi if share >= 0.1 else f"<{_TIED}0,1%"


def _editions(
    editions: tuple[ComposedEdition, ...],
    measured: Mapping[str, tuple[Figure, ...]],
    names: Mapping[str, str],
    codes: tuple[CodeSeen, ...],
) -> Iterator[Section]:
    """Yield of many editions their figures, those that measure alike together, and what each code reads as."""
    if len(editions) <= _AT_LENGTH:
        return
    alike: dict[tuple[tuple[Text, Text], ...], list[ComposedEdition]] = {}
    for edition in editions:
        told = tuple((figure.name, in_words(figure).figure) for figure in measured[edition.content.id])
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
        for text, times in code.readings.items():
            alike.setdefault((text, text == code.payload), []).append((names[code.edition], times))
    for (text, is_right), read in alike.items():
        called, times = [name for name, _ in read], sum(number for _, number in read)
        verdict = Signal.GOOD if is_right else Signal.WRONG
        yield _who(called, len(codes)), f"{text or '–'} ({count(times)}{_TIED}lần)", verdict


def _who(called: list[str], whole: int) -> str | Text:
    """Name some editions of so many: one by its name, all by their number."""
    number = len(called)
    if number == 1:
        return called[0]
    if number == whole:
        return Text(f"Cả {count(number)} mẫu", f"all {number:,} editions")
    return Text(f"{count(number)} mẫu: {', '.join(called)}", f"{number:,} editions")


def _alike_row(
    told: tuple[tuple[Text, Text], ...],
    group: list[ComposedEdition],
    whole: int,
    measured: Mapping[str, tuple[Figure, ...]],
    names: Mapping[str, str],
) -> _Row:
    """Return the editions that measure alike in a row: their figures nearest to their limits."""
    who = _who([names[edition.content.id] for edition in group], whole)
    figures = tuple(f"{name.vi}{_TIED}{value.vi}" for name, value in told)
    good = all(is_good(figure) for edition in group for figure in measured[edition.content.id])
    return who, ", ".join(figures) or "–", Signal.GOOD if good else Signal.DOUBTFUL


def _file_rows(proof: Proof, chapters: _Chapters) -> Iterator[_Row]:
    """Yield what the files' standard and rules come to: one row for all that hold, one for each that does not."""
    for title, every in chapters:
        ran = [each for each in every if each.has_run]
        if title.en not in _ANY_PDF or not ran:
            continue
        wrong = sum(bool(each.found) for each in ran)
        files = f"{len(ran) - wrong} / {len(ran)} điều, trên {len(proof.held.files)}{_TIED}tệp PDF"
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


def _rows_of(every: list[Checked]) -> Iterator[_Row]:
    for each in every:
        said: list[Text] = []
        if each.measured is not None:
            told, limit = each.measured.figure, each.measured.limit
            said.append(Text(f"{told.vi} ({limit.vi})", f"{told.en} ({limit.en})"))
        if each.found:
            said.append(each.found[0].message)
            more, reason = len(each.found) - 1, each.found[0].accepted
            if more:
                said.append(Text(f"và {count(more)} chỗ nữa", f"and {more:,} more"))
            if reason is not None:
                said.append(Text(f"Đơn vị đã chấp nhận: {reason}", f"Accepted: {reason}"))
        figure = Text(
            "\n".join(with_decimal_commas(part.vi) for part in said), "\n".join(part.en for part in said)
        )
        yield Text(with_decimal_commas(each.rule.holds.vi), each.rule.holds.en), figure, _verdict(each)


def _verdict(each: Checked) -> Signal:
    if not each.found:
        return Signal.GOOD
    return _VERDICTS[next(s for s in Severity if any(finding.severity is s for finding in each.found))]


def _yes_rows(chapters: _Chapters) -> Iterator[_Row]:
    for title, every in chapters:
        plain = sum(each.has_run and each.measured is None and not each.found for each in every)
        if plain and title.en not in _ANY_PDF:
            yield title, Text(f"{plain} / {plain} đạt", f"all {plain} hold"), Signal.GOOD
