"""preflight.pdf as a table: what was seen on sheets and plates, what was measured, then every check.

What a reader wants first stands first. Checks with a figure or a finding have a row each; those of yes and no that
hold stand together, a chapter to a row, by the names that `keytag explain` takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from keytag import __version__
from keytag.findings import Severity
from keytag.paper import Column, PaperTable, Section, Signal
from keytag.preflight.figures import Figure
from keytag.readback.slots import CodeSeen
from keytag.wording import Text
from keytag.workflow.draft import Draft
from keytag.workflow.editions import ComposedEdition
from keytag.workflow.proof import Checked, Proof, in_words, is_good
from keytag.workflow.setting import Setting

_Row = tuple[str | Text | Signal, ...]
_Chapters = tuple[tuple[Text, tuple[Checked, ...]], ...]

_VERDICTS = {Severity.ERROR: Signal.WRONG, Severity.WARNING: Signal.DOUBTFUL, Severity.NOTE: Signal.NOTED}
_ANY_PDF = ("Any PDF", "GWG 2022")
# House rule: more editions than this have a row each.
_AT_LENGTH = 3
# House rule: the plates of so many sides are told one by one; preflight.json has all.
_MOST_SIDES = 12
# House rule: so many names to a row, so that pages fill up.
_NAMES = 16
# Lines are not broken between a figure and its unit.
_TIED = "\u00a0"


def preflight_table(
    setting: Setting,
    draft: Draft,
    measured: Mapping[str, tuple[Figure, ...]],
    proof: Proof,
    chapters: _Chapters,
    day: date,
) -> PaperTable:
    """Return the table; ``measured`` are the figures of each edition by its id."""
    standard = proof.held.standard.title
    return PaperTable(
        title=Text("Biên bản kiểm tra", "Preflight record"),
        about=f"{setting.file.office} · # {setting.content_hash}",
        columns=(
            Column(Text("Kiểm tra", "Check"), 0.36),
            Column(Text("Số đo (giới hạn)", "Figure (limit)"), 0.5),
            Column(Text("Kết quả", "Result"), 0.14),
        ),
        sections=(
            Section(Text("Đã xem trên tờ in", "Seen on the sheets"), tuple(_seen_rows(proof))),
            Section(Text("Phủ mực từng bản kẽm", "Ink on each plate"), tuple(_plate_rows(proof))),
            *_editions(draft.editions, measured),
            Section(
                Text(f"Tệp theo {standard.vi}", f"Files by {standard.en}"), tuple(_file_rows(proof, chapters))
            ),
            Section(Text("Kiểm tra có số đo", "Checks with a figure"), tuple(_figure_rows(chapters))),
            Section(Text("Kiểm tra có hay không", "Checks of yes and no"), tuple(_yes_rows(chapters))),
        ),
        footer=f"keytag {__version__} · {day.isoformat()}",
    )


def _seen_rows(proof: Proof) -> Iterator[_Row]:
    seen = proof.seen
    good = Signal.WRONG if seen.findings else Signal.GOOD
    slots = Text("Ô giống hệt mẫu đã duyệt", "Slots that look like their one-up")
    yield slots, f"{sum(seen.counts.values())} / {seen.slots}", good
    tried = sum(sum(code.readings.values()) for code in seen.codes_seen)
    yield Text("Mã QR đọc được", "QR codes that were read"), f"{seen.codes} / {tried}", good
    tags = sum(each.found for each in seen.counted), sum(each.planned for each in seen.counted)
    yield Text("Thẻ đếm lại theo mẫu", "Tags counted again by edition"), "{} / {}".format(*tags), good
    for code in seen.codes_seen if len(seen.codes_seen) <= _AT_LENGTH else ():
        yield from _code_rows(code)


def _code_rows(code: CodeSeen) -> Iterator[_Row]:
    for text, times in code.readings.items():
        verdict = Signal.GOOD if text == code.payload else Signal.WRONG
        label = Text(f"{code.edition}: mã QR đọc ra", f"{code.edition}: the QR code reads as")
        yield label, f"{text or '–'} ({times}{_TIED}×)", verdict


def _plate_rows(proof: Proof) -> Iterator[_Row]:
    for ink in proof.inks[:_MOST_SIDES]:
        amounts = ", ".join(f"{name}{_TIED}{_share(amount)}" for name, amount in ink.coverage)
        yield Text(f"{ink.file}, trang {ink.page}", f"{ink.file}, page {ink.page}"), amounts or "–", Signal.GOOD
    more = len(proof.inks) - _MOST_SIDES
    if more > 0:
        yield Text(f"và {more} mặt kẽm nữa", f"and {more} more sides"), "preflight.json", Signal.GOOD


def _share(amount: float) -> str:
    share = 100 * amount
    return f"{share:.1f}{_TIED}%" if share >= 0.1 else f"<{_TIED}0.1{_TIED}%"


def _editions(
    editions: tuple[ComposedEdition, ...], measured: Mapping[str, tuple[Figure, ...]]
) -> Iterator[Section]:
    """Yield the figures of many editions, a row each; of few they are those of the checks."""
    if len(editions) > _AT_LENGTH:
        rows = tuple(_edition_row(edition, measured[edition.content.id]) for edition in editions)
        yield Section(Text("Từng mẫu", "Each edition"), rows)


def _edition_row(edition: ComposedEdition, measured: tuple[Figure, ...]) -> _Row:
    """Return one edition in a row: what its code says, and its figures nearest to their limits."""
    code, name = edition.tag.code, edition.content.name or edition.content.id
    said = f"{name}: {code.symbol.payload}" if code is not None else name
    figures = [(figure.name.vi, in_words(figure).figure.vi) for figure in measured]
    told = ", ".join(f"{name}{_TIED}{value}" for name, value in figures)
    good = all(is_good(figure) for figure in measured)
    return said, told, Signal.GOOD if good else Signal.DOUBTFUL


def _file_rows(proof: Proof, chapters: _Chapters) -> Iterator[_Row]:
    """Yield what the files' standard and rules come to: one row for all that hold, one for each that does not."""
    for title, every in chapters:
        ran = [each for each in every if each.has_run]
        if title.en not in _ANY_PDF or not ran:
            continue
        wrong = sum(bool(each.found) for each in ran)
        files = f"{len(ran) - wrong} / {len(ran)} · {len(proof.held.files)}{_TIED}PDF"
        yield title, files, Signal.GOOD if not wrong else Signal.DOUBTFUL
        if title.en == _ANY_PDF[1]:
            yield from _rows_of([each for each in ran if each.measured is not None])
    yield from _rows_of(
        [each for title, every in chapters if title.en == _ANY_PDF[0] for each in every if each.found]
    )


def _figure_rows(chapters: _Chapters) -> Iterator[_Row]:
    for title, every in chapters:
        if title.en not in _ANY_PDF:
            yield from _rows_of([each for each in every if each.has_run and (each.measured or each.found)])


def _rows_of(every: list[Checked]) -> Iterator[_Row]:
    for each in every:
        figure: str | Text = ""
        if each.measured is not None:
            told, limit = each.measured.figure, each.measured.limit
            figure = Text(f"{told.vi} ({limit.vi})", f"{told.en} ({limit.en})")
        elif each.found:
            figure = each.found[0].message
        yield each.rule.holds, figure, _verdict(each)


def _verdict(each: Checked) -> Signal:
    if not each.found:
        return Signal.GOOD
    return _VERDICTS[next(s for s in Severity if any(finding.severity is s for finding in each.found))]


def _yes_rows(chapters: _Chapters) -> Iterator[_Row]:
    for title, every in chapters:
        plain = [each.rule.name for each in every if each.has_run and each.measured is None and not each.found]
        if not plain or title.en in _ANY_PDF:
            continue
        count = Text(f"{title.vi}: {len(plain)} điều, đều đạt", f"{title.en}: all {len(plain)} hold")
        for first in range(0, len(plain), _NAMES):
            yield count if not first else "", ", ".join(plain[first : first + _NAMES]), Signal.GOOD
