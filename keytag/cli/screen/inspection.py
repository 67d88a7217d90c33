"""What `inspect` found, as plain lines for people and as one JSON object for programs.

Says what a file was built to and what is wrong with it, never that it is certified. Knows nothing of rich.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from keytag.cli.screen.objects import answer
from keytag.cli.screen.spelling import TIE, WIDTH, lines, sentence, tie_figures, visible
from keytag.findings import Severity
from keytag.text.figures import format_count, format_decimal, format_percent
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.commands.inspect import Inspection
    from keytag.drawing.geometry import Rect
    from keytag.inspection.pdf.facts import FileFacts, Intent, Picture, SurveyedPage, Use
    from keytag.inspection.separations.coverage import PageInk, Separation
    from keytag.inspection.standards.gwg import Judgement

# House rule: beyond this a list of pages, layers or fonts says nothing more.
_MOST_ROWS = 12
_NONE = Text("không có", "none")
_OUTCOMES = {
    "holds": Text("đạt", "holds"),
    "note": Text("lưu ý", "note"),
    "warning": Text("cảnh báo", "warning"),
    "error": Text("lỗi", "error"),
    "not-applicable": Text("không xét", "not applicable"),
}


def of_inspection(inspection: Inspection, language: Language) -> str:
    """Return the facts, label and fact to a line, and the rules of the set that was asked for."""
    rows = [(label.to(language), visible(fact)) for label, fact in _rows(inspection, language)]
    width = max(len(label) for label, _ in rows) + 2
    shown = [line for label, fact in rows for line in lines(fact, WIDTH, f"{label:<{width}}", " " * width)]
    if inspection.rules is not None:
        shown += ["", inspection.rules.title.to(language), *_rule_lines(inspection.judged, language)]
    return "\n".join(shown)


def closing_line(inspection: Inspection, language: Language) -> str:
    """Return the line that closes an inspection."""
    errors = sum(finding.severity is Severity.ERROR for finding in inspection.findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in inspection.findings)
    held = inspection.standard.title.to(language)
    if inspection.rules is not None:
        held += f", {inspection.rules.title.to(language)}"
    if errors:
        wrong = f"{errors} lỗi" if language == "vi" else f"{errors} error{'s' * (errors > 1)}"
        return Text(f"Không đạt {held}: {wrong}.", f"Not built to {held}: {wrong}.").to(language)
    more = (
        Text(f", {warnings} cảnh báo", f", {warnings} warning{'s' * (warnings > 1)}").to(language)
        if warnings
        else ""
    )
    return Text(
        f"Làm theo {held}: không thấy lỗi nào{more}. Đây không phải chứng nhận.",
        f"Built to {held}: no errors found{more}. This is no certificate.",
    ).to(language)


def inspection_object(command: str, inspection: Inspection, language: Language) -> str:
    """Return an inspection as the one JSON object that ``--json`` prints."""
    facts = inspection.facts
    content: dict[str, object] = {
        "file": str(inspection.path),
        "bytes": facts.size,
        "pdf_version": facts.version,
        "claimed": inspection.claimed.name if inspection.claimed is not None else None,
        "standard": inspection.standard.name,
        "info": {key: entry.text for key, entry in facts.info},
        "xmp": dict(facts.xmp.properties),
        "inks": list(inspection.inks),
        "plates": _plates_object(inspection.plates, language),
        "output_intents": [_intent_object(intent) for intent in facts.intents],
        "layers": [
            {"name": layer.name, "group": layer.group, "step": layer.step, "on": layer.is_on}
            for layer in (facts.layers.layers if facts.layers is not None else ())
        ],
        "fonts": [{"name": name, "kind": kind, "embedded": embedded} for name, kind, embedded in _fonts(facts)],
        "pages": [_page_object(number, page) for number, page in enumerate(facts.pages, 1)],
        "rules": inspection.rules.name if inspection.rules is not None else None,
        "judged": [_judged_object(each, language) for each in inspection.judged],
    }
    return answer(command, inspection.findings, language, **content)


def _rows(inspection: Inspection, language: Language) -> Iterator[tuple[Text, str]]:
    facts = inspection.facts
    none = _NONE.to(language)
    size = f"{format_count(max(1, round(facts.size / 1000)), language)} kB"
    yield Text("Tệp", "File"), f"{inspection.path.name}, {size}, PDF {facts.version}"
    own = inspection.claimed.identification if inspection.claimed is not None else none
    yield Text("Ghi theo chuẩn", "Claims"), own
    yield from _page_rows(facts.pages, language)
    yield Text("Mực", "Inks"), ", ".join(inspection.inks) or none
    yield from _plate_rows(inspection.plates, language)
    spaces = sorted({family for page in facts.pages for use in page.uses for family in use.manner.space.families})
    yield Text("Không gian màu", "Colour spaces"), ", ".join(spaces) or none
    yield Text("Điều kiện in", "Output intent"), "; ".join(map(_intent_line, facts.intents)) or none
    layers = facts.layers.layers if facts.layers is not None else ()
    yield (
        Text("Lớp", "Layers"),
        _some([_layer_line(layer.name, layer.group, layer.step) for layer in layers], none),
    )
    yield Text("Phông chữ", "Fonts"), _some([_font_line(*font, language) for font in _fonts(facts)], none)
    pictures = [picture for page in facts.pages for picture in page.pictures]
    yield Text("Ảnh", "Pictures"), _some([_picture_line(picture) for picture in pictures], none)
    shining = sorted({part for page in facts.pages for part in page.see_through})
    yield Text("Trong suốt", "Transparency"), ", ".join(shining) or none
    thin = [use.thinnest for page in facts.pages for use in page.uses if use.thinnest is not None]
    if thin:
        yield Text("Nét mảnh nhất", "Thinnest line"), f"{format_decimal(min(thin), 3, language)} mm"
    yield Text("Tiêu đề", "Title"), facts.info_text("Title") or none
    yield Text("Chương trình", "Made by"), facts.info_text("Producer") or none
    yield Text("Ngày tạo", "Made on"), _day(facts.info_text("CreationDate") or none, language)


def _plate_rows(plates: Separation | Text, language: Language) -> Iterator[tuple[Text, str]]:
    """Yield what lies on the plates of each page that was measured, pages alike as one row."""
    label = Text("Phủ mực", "On plates")
    if isinstance(plates, Text):
        yield label, Text(f"chưa đo: {plates.vi}", f"not measured: {plates.en}").to(language)
        return
    numbered = groupby(plates.pages, key=lambda page: _ink_line(page, language))
    for row, (line, group) in enumerate(numbered):
        numbers = [page.page for page in group]
        span = f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
        shown = label if not row else Text("", "")
        yield shown, Text(f"tr. {span}: {line}", f"p. {span}: {line}").to(language)
    more = plates.of - len(plates.pages)
    by = Text(f"đo bằng {plates.by.vi}", f"measured by {plates.by.en}")
    left = Text(f", còn {more} trang chưa đo", f", {more} more pages not measured") if more > 0 else Text("", "")
    yield Text("", ""), by.to(language) + left.to(language)


def _ink_line(page: PageInk, language: Language) -> str:
    inks = ", ".join(f"{name} {format_percent(100 * amount, 1, language)}" for name, amount in page.coverage)
    most = Text("nhiều nhất", "at most").to(language)
    mean = Text("trên vùng 15 mm", "over 15 mm").to(language)
    peak, heaviest = (format_percent(100 * amount, 0, language) for amount in (page.peak, page.heaviest))
    return tie_figures(f"{inks or _NONE.to(language)}; {most} {peak}, {heaviest} {mean}")


def _plates_object(plates: Separation | Text, language: Language) -> dict[str, Any]:
    if isinstance(plates, Text):
        return {"measured": False, "why": plates.to(language)}
    return {
        "measured": True,
        "by": plates.by.to(language),
        "pages": [
            {
                "page": page.page,
                "coverage": {name: round(amount, 4) for name, amount in page.coverage},
                "most_ink": round(page.peak, 3),
                "most_ink_15mm": round(page.heaviest, 3),
            }
            for page in plates.pages
        ],
    }


def _page_rows(pages: Sequence[SurveyedPage], language: Language) -> Iterator[tuple[Text, str]]:
    """Yield pages with the same boxes as one row."""
    numbered = groupby(enumerate(pages, 1), key=lambda each: _boxes_line(each[1], language))
    for row, (boxes, group) in enumerate(numbered):
        if row == _MOST_ROWS:
            yield Text("Trang", "Pages"), "…"
            return
        numbers = [number for number, _ in group]
        span = f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
        yield Text(f"Trang {span}", f"Page {span}" if len(numbers) == 1 else f"Pages {span}"), boxes


def _boxes_line(page: SurveyedPage, language: Language) -> str:
    if page.media is None:
        return _NONE.to(language)
    parts = [f"{_size(page.media, language)}{TIE}mm"]
    parts += [f"{name}{TIE}{_size(box, language)}" for name, box in page.boxes if name != "MediaBox"]
    return ", ".join(parts)


def _size(box: Rect, language: Language) -> str:
    width, height = (format_decimal(side, 1, language) for side in (box.width, box.height))
    return f"{width}{TIE}×{TIE}{height}"


def _intent_line(intent: Intent) -> str:
    profile = intent.profile
    if profile is None:
        return intent.condition
    version = ".".join(map(str, profile.version))
    return f"{intent.condition} ({intent.info}; ICC {version}, {profile.kind} {profile.space})"


def _layer_line(name: str, group: str, step: str) -> str:
    step_name = "/".join(filter(None, (group, step)))
    return f"{name} ({step_name})" if step_name else name


def _font_line(name: str, _kind: str, embedded: bool, language: Language) -> str:  # noqa: FBT001 - a fact's own
    missing = Text("chưa nhúng", "not embedded").to(language)
    return name if embedded else f"{name} ({missing})"


def _picture_line(picture: Picture) -> str:
    return f"{picture.width} × {picture.height} px {picture.ppi:.0f} ppi {picture.space.family}".replace(" ", TIE)


def _fonts(facts: FileFacts) -> list[tuple[str, str, bool]]:
    return sorted({(font.name, font.kind, font.is_embedded) for page in facts.pages for font in page.fonts})


def _some(lines: list[str], none: str) -> str:
    distinct = list(dict.fromkeys(lines))
    more = len(distinct) - _MOST_ROWS
    return ", ".join(distinct[:_MOST_ROWS]) + (f" … (+{more})" if more > 0 else "") or none


def _rule_lines(judged: Sequence[Judgement], language: Language) -> Iterator[str]:
    """Yield what each rule asks and how the file does by it, in columns."""
    limit = Text("giới hạn", "limit").to(language)
    outcomes = [_OUTCOMES[each.outcome.value].to(language) for each in judged]
    first = max((len(each.number) for each in judged), default=0) + 2
    second = max(map(len, outcomes), default=0) + 2
    for each, outcome in zip(judged, outcomes, strict=True):
        measured, most = sentence(each.measured, language), sentence(each.limit, language)
        asked = sentence(each.rule.holds, language).rstrip(".")
        said = visible(f"{asked}: {measured} ({limit}: {most})")
        start = f"  {each.number or '–':<{first}}{outcome:<{second}}"
        yield from lines(tie_figures(said), WIDTH, start, " " * len(start))


def _day(written: str, language: Language) -> str:
    """Return a PDF date for people; one that is written otherwise stays as it is."""
    # ISO 32000-1, 7.9.4.
    found = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)\d*)?(?:Z|([+-]\d\d)'(\d\d)'?)?.*", written)
    if found is None:
        return written
    year, month, day, hour, minute, zone, part = found.groups()
    at = f" {hour}:{minute}" if hour else ""
    on = f"{day}/{month}/{year}" if language == "vi" else f"{year}-{month}-{day}"
    return f"{on}{at}" + (f" {zone}:{part}" if zone else "")


def _intent_object(intent: Intent) -> dict[str, Any]:
    profile = intent.profile
    return {
        "subtype": intent.subtype,
        "condition": intent.condition,
        "registry": intent.registry,
        "profile": None
        if profile is None
        else {
            "class": profile.kind,
            "space": profile.space,
            "version": ".".join(map(str, profile.version)),
            "sha256": profile.digest,
        },
    }


def _page_object(number: int, page: SurveyedPage) -> dict[str, Any]:
    return {
        "page": number,
        "media": _rect(page.media),
        "boxes": {name: _rect(box) for name, box in page.boxes},
        "rotate": page.rotate,
        "user_unit": page.user_unit,
        "annotations": list(page.annotations),
        "transparency": sorted(page.see_through),
        "pictures": [
            {
                "width": picture.width,
                "height": picture.height,
                "bits": picture.bits,
                "space": picture.space.family,
                "ppi": round(picture.ppi, 1) if picture.ppi < 1e9 else None,
            }
            for picture in page.pictures
        ],
        "painted": [_use_object(use) for use in page.uses],
    }


def _use_object(use: Use) -> dict[str, Any]:
    manner = use.manner
    return {
        "kind": manner.kind.value,
        "space": manner.space.family,
        "inks": list(manner.space.inks),
        "amounts": list(manner.amounts),
        "overprint": manner.overprint,
        "layer": manner.layer or None,
        "step": manner.step or None,
        "count": use.count,
        "box": _rect(use.box),
        "thinnest_mm": round(use.thinnest, 4) if use.thinnest is not None else None,
        "smallest_mm": round(use.smallest, 4) if use.smallest is not None else None,
    }


def _rect(box: Rect | None) -> list[float] | None:
    return [round(edge, 3) + 0.0 for edge in (box.x0, box.y0, box.x1, box.y1)] if box is not None else None


def _judged_object(each: Judgement, language: Language) -> dict[str, Any]:
    return {
        "number": each.number or None,
        "rule": each.rule.name,
        "outcome": each.outcome.value,
        "limit": sentence(each.limit, language),
        "measured": sentence(each.measured, language),
    }
