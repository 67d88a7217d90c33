"""What is said of designs: what each is for (`list templates`), how a job came out in them (`gallery`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from keytag.cli.screen.figures import of_files
from keytag.cli.screen.objects import answer, file_object
from keytag.cli.screen.spelling import WIDTH, lines, visible
from keytag.output.ticket.figures import SHAPES, format_size
from keytag.text.figures import format_decimal
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from keytag.cli.screen.screen import Screen
    from keytag.commands.gallery import Gallery
    from keytag.documents.template import NumberRange
    from keytag.drawing.geometry import ShapeKind
    from keytag.steps.gallery import TriedDesign


def show_templates(
    screen: Screen, rows: Sequence[tuple[str, str]], meant: Mapping[str, Mapping[ShapeKind, NumberRange]]
) -> None:
    """Show templates with a word about each, and below it what it is meant for."""
    language = screen.options.language
    items = [
        {"name": name, "about": about, "meant": [_range_object(*each) for each in meant[name].items()]}
        for name, about in rows
    ]
    if screen.options.as_json:
        screen.write(answer("list", (), language, items=items))
        return
    width = max((len(name) for name, _ in rows), default=0)
    for name, about in rows:
        screen.write("\n".join(_hung(name, width, (visible(about), use_of(meant[name]).to(language)))))


def use_of(meant: Mapping[ShapeKind, NumberRange]) -> Text:
    """Return for which shapes and numbers a design is meant, as one line; nothing where its file does not say."""
    if not meant:
        return Text("", "")
    ranges = [f"{each.least}–{each.most}" if each.least < each.most else f"{each.most}" for each in meant.values()]
    shapes = [SHAPES[kind] for kind in meant]
    vi = ", ".join(f"{shape.vi} {said} số" for shape, said in zip(shapes, ranges, strict=True))
    en = ", ".join(f"{shape.en} {said}" for shape, said in zip(shapes, ranges, strict=True))
    return Text(vi, f"numbers: {en}")


def _hung(name: str, width: int, texts: Sequence[str]) -> list[str]:
    """Return ``texts`` behind a name, each beginning a line, none wider than a screen."""
    broken = [line for text in texts for line in lines(text, WIDTH - width - 2)]
    return [f"{name if not at else '':<{width}}  {line}" for at, line in enumerate(broken)]


def _range_object(kind: ShapeKind, numbers: NumberRange) -> dict[str, Any]:
    return {"shape": kind.value, "least": numbers.least, "most": numbers.most}


def show_gallery(screen: Screen, gallery: Gallery) -> None:
    """Show how a job came out in each design, and where the sheet lies."""
    language = screen.options.language

    def as_json() -> str:
        return answer(
            "gallery",
            gallery.findings,
            language,
            files=[file_object(file) for file in gallery.files],
            edition=gallery.edition.id if gallery.designs else None,
            designs=[_design_object(design, language) for design in gallery.designs],
        )

    screen.result(gallery.findings, as_json, lambda: list(_gallery_lines(gallery, language)))


def _gallery_lines(gallery: Gallery, language: Language) -> Iterator[str]:
    """Yield a line or more for each design that fits, by the shape of its tag; then those that do not."""
    width = max((len(design.template) for design in gallery.designs), default=0)
    shape = None
    for design in (each for each in gallery.designs if each.composed is not None):
        if design.shape != shape:
            shape = design.shape
            kind, size = SHAPES[shape.kind].to(language), format_size(shape.width, shape.height).to(language)
            yield f"{kind[:1].upper()}{kind[1:]} {size}"
        yield from _hung(design.template, width, [text.to(language) for text in _design_lines(design)])
    misfits = [design for design in gallery.designs if design.composed is None]
    if misfits:
        yield Text("Không vừa:", "Does not fit:").to(language)
    for design in misfits:
        kind = SHAPES[design.shape.kind].to(language)
        why = design.reason.to(language) if design.reason is not None else ""
        yield from _hung(design.template, width, [visible(f"{kind}: {why}")])
    if gallery.files:
        yield of_files(gallery.files, language)


def _design_lines(design: TriedDesign) -> Iterator[Text]:
    """Yield what a design measures and whether it is the job's own, then what it changes."""
    facts = [Text("đang dùng", "as it is now")] if design.is_own else []
    if design.reading is not None:
        high, near = design.reading.height, design.reading.easily_cm
        facts.append(
            Text(
                f"số trực cao {format_decimal(high, 1)} mm, đọc dễ cách {near} cm",
                f"hotline {high:.1f} mm high, read with ease at {near} cm",
            )
        )
    if design.module is not None:
        facts.append(Text(f"ô mã QR {format_decimal(design.module, 2)} mm", f"code module {design.module:.2f} mm"))
    yield Text("; ".join(each.vi for each in facts), "; ".join(each.en for each in facts))
    if not design.is_meant:
        yield Text(
            "kiểu này không dành cho hình hoặc số lượng số này", "not meant for this shape or so many numbers"
        )
    if design.changes:
        yield Text("; ".join(each.vi for each in design.changes), "; ".join(each.en for each in design.changes))
    if design.warnings:
        rules = ", ".join(design.warnings)
        yield Text(f"cảnh báo: {rules}", f"warnings: {rules}")


def _design_object(design: TriedDesign, language: Language) -> dict[str, Any]:
    """Return a design as JSON holds it: lengths in mm, distances in cm."""
    reading = design.reading
    return {
        "template": design.template,
        "shape": design.shape.kind.value,
        "width_mm": design.shape.width,
        "height_mm": design.shape.height,
        "fits": design.composed is not None,
        "current": design.is_own,
        "meant": design.is_meant,
        "digits_mm": round(reading.height, 2) if reading is not None else None,
        "read_easily_cm": reading.easily_cm if reading is not None else None,
        "read_at_most_cm": reading.at_most_cm if reading is not None else None,
        "module_mm": round(design.module, 3) if design.module is not None else None,
        "changes": [each.to(language) for each in design.changes],
        "warnings": list(design.warnings),
        "reason": design.reason.to(language) if design.reason is not None else None,
    }
