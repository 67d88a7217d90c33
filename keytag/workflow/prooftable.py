"""preflight.pdf as a table: what was seen on the sheets, what was measured on each edition, then every check.

What a reader wants first stands first; many editions have a row each, few have a section each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from keytag import __version__
from keytag.catalogue import chapters
from keytag.findings import Finding, Rule, Severity
from keytag.preflight.figures import Figure, TagFigures
from keytag.readback.slots import SheetsSeen
from keytag.ticket import Column, Section, Table, Verdict
from keytag.wording import Text
from keytag.workflow.draft import Draft
from keytag.workflow.editions import ComposedEdition
from keytag.workflow.setting import Setting

_Row = tuple[str | Text | Verdict, ...]

_VERDICTS = {Severity.ERROR: Verdict.WRONG, Severity.WARNING: Verdict.DOUBTFUL, Severity.NOTE: Verdict.NOTED}
_NOTHING = Text("không lỗi", "none")
# House rule: more editions than this have a row each.
_AT_LENGTH = 3
# House rule: what the rounding of outlines may lose, in the figure's unit.
_ROUNDING = 0.002
# Lines are not broken between a figure and its unit.
_TIED = "\u00a0"


def preflight_table(
    setting: Setting, draft: Draft, measured: Mapping[str, TagFigures], seen: SheetsSeen, day: date
) -> Table:
    """Return the table; ``measured`` are the figures of each edition by its id."""
    findings = (*draft.findings, *seen.findings)
    rules = (
        Section(title, tuple(_rule_row(rule, [f for f in findings if f.rule == rule.name]) for rule in listed))
        for title, listed in chapters()
    )
    return Table(
        title=Text("Biên bản kiểm tra", "Preflight record"),
        about=f"{setting.file.job.issuer.name} · # {setting.content_hash}",
        columns=(
            Column(Text("Kiểm tra", "Check"), 0.52),
            Column(Text("Số đo", "Figure"), 0.33),
            Column(Text("Kết quả", "Verdict"), 0.15),
        ),
        sections=(
            Section(Text("Đã xem trên tờ in", "Seen on the sheets"), tuple(_seen_rows(seen))),
            *_editions(draft.editions, measured),
            *rules,
        ),
        footer=f"keytag {__version__} · {day.isoformat()}",
    )


def _seen_rows(seen: SheetsSeen) -> Iterator[_Row]:
    good = Verdict.WRONG if seen.findings else Verdict.GOOD
    slots = Text("Ô trên tờ in, so với mẫu đã duyệt", "Slots of the sheets, held against the one-ups")
    yield slots, str(seen.slots), good
    yield Text("Mã QR đọc được trên tờ in", "QR codes read on the sheets"), str(seen.codes), good
    if len(seen.counts) > 2 * _AT_LENGTH:
        many = Text("Mẫu nhận ra, mặt trước và mặt sau", "Editions recognised, fronts and backs")
        fronts, backs = (sum(side == name for _, side in seen.counts) for name in ("front", "back"))
        yield many, f"{fronts} + {backs}", good
        return
    for (edition, side), count in seen.counts.items():
        name = Text("mặt trước", "front") if side == "front" else Text("mặt sau", "back")
        yield Text(f"{edition}, {name.vi}", f"{edition}, {name.en}"), str(count), good


def _editions(editions: tuple[ComposedEdition, ...], measured: Mapping[str, TagFigures]) -> Iterator[Section]:
    if len(editions) <= _AT_LENGTH:
        for edition in editions:
            title = Text(f"Mẫu {edition.content.id}", f"Edition {edition.content.id}")
            yield Section(title, tuple(_figure_rows(edition, measured[edition.content.id])))
        return
    rows = tuple(_edition_row(edition, measured[edition.content.id]) for edition in editions)
    yield Section(Text("Từng mẫu", "Each edition"), rows)


def _edition_row(edition: ComposedEdition, measured: TagFigures) -> _Row:
    """Return one edition in a row: what its code reads as, its figures, and whether all keep their limits."""
    code = edition.tag.code
    said = f"{edition.content.id}: {code.symbol.payload}" if code is not None else edition.content.id
    named = [(figure.name, _value(figure)) for figure in measured.figures]
    figures = Text(
        ", ".join(f"{name.vi}{_TIED}{value}" for name, value in named),
        ", ".join(f"{name.en}{_TIED}{value}" for name, value in named),
    )
    is_good = all(_is_good(figure) for figure in measured.figures)
    return said, figures, Verdict.GOOD if is_good else Verdict.DOUBTFUL


def _figure_rows(edition: ComposedEdition, measured: TagFigures) -> Iterator[_Row]:
    rules = {rule.name: rule for _, listed in chapters() for rule in listed}
    for figure in measured.figures:
        sign = "≤" if figure.is_most else "≥"
        limit = f"({sign}{_TIED}{figure.limit:g}{_TIED}{figure.unit})"
        verdict = Verdict.GOOD if _is_good(figure) else Verdict.DOUBTFUL
        yield rules[figure.rule].holds, f"{_value(figure)} {limit}", verdict
    if edition.tag.code is not None and edition.read_back is not None:
        verdict = Verdict.GOOD if edition.read_back.is_read else Verdict.WRONG
        yield Text("Mã QR đọc ra", "The QR code reads as"), edition.tag.code.symbol.payload, verdict
    for side, plates in measured.coverage:
        front, back = Text("Phủ mực mặt trước", "Ink on the front"), Text("Phủ mực mặt sau", "Ink on the back")
        amounts = ", ".join(f"{plate}{_TIED}{100 * amount:.0f}{_TIED}%" for plate, amount in plates.items())
        yield front if side == "front" else back, amounts or "–", Verdict.GOOD


def _is_good(figure: Figure) -> bool:
    if figure.is_most:
        return figure.measured <= figure.limit + _ROUNDING
    return figure.measured >= figure.limit - _ROUNDING


def _value(figure: Figure) -> str:
    places = 0 if figure.unit == "%" else 2
    return f"{figure.measured:.{places}f}{_TIED}{figure.unit}"


def _rule_row(rule: Rule, found: list[Finding]) -> _Row:
    if not found:
        return rule.holds, _NOTHING, Verdict.GOOD
    worst = next(s for s in Severity if any(finding.severity is s for finding in found))
    accepted = next((finding.accepted for finding in found if finding.accepted is not None), None)
    said = f"{len(found)}" if accepted is None else f"{len(found)} · {accepted}"
    return rule.holds, said, _VERDICTS[worst]
