"""Layers and processing steps: whether the standard allows them, whether a cutter finds what it looks for."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.findings import Finding, Rule, Severity
from keytag.inspection.pdf.facts import ContentKind, FileFacts, SurveyedPage, Use
from keytag.inspection.standards.wording import EXPORT_AGAIN, join_names, on_pages
from keytag.standards import Standard
from keytag.text.text import Text
from keytag.units import format_against

LAYERS = Rule.error("pdf-layers-are-the-standards", __name__)
STEPS = Rule.error("pdf-processing-steps-are-named", __name__)
OVERPRINTS = Rule.error("pdf-dieline-overprints", __name__)
SPOT = Rule.error("pdf-dieline-is-a-spot", __name__)
STROKED = Rule.warning("pdf-dieline-is-a-line", __name__)
LAYERED = Rule.warning("pdf-dieline-is-in-its-layer", __name__)
WHITE = Rule.warning("pdf-white-underbase-overprints", __name__)
SOLID = Rule.warning("pdf-dieline-is-solid", __name__)
ASTRAY = Rule.warning("pdf-dieline-lies-within-the-trim", __name__)
RULES = (LAYERS, STEPS, OVERPRINTS, SPOT, STROKED, LAYERED, SOLID, ASTRAY, WHITE)

# Names of the dieline's spot that shops and cutters use, in small letters (their documents; see the shops' files).
_DIELINES = frozenset({"cutcontour", "cutcontur", "dieline", "die line", "stanze", "cutting", "cutpath"})
_STRUCTURAL, _WHITE = "Structural", "White"
CUTTING, PARTIAL_CUTTING = f"{_STRUCTURAL}/Cutting", f"{_STRUCTURAL}/PartialCutting"
# House rule: in mm; the box of a curve's points may be a little larger than the curve.
_STRAYS = 0.5
_SPOT_FAMILIES = frozenset({"Separation", "DeviceN"})


def layers_are_the_standards(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield layers where there may be none; else what their list lacks, or has too much."""
    used = any(use.manner.layer for page in facts.pages for use in page.uses)
    if not standard.layers:
        if facts.layers is not None or used:
            names = join_names(layer.name for layer in facts.layers.layers) if facts.layers is not None else ""
            yield LAYERS.finding(
                Text(
                    f"Chuẩn không cho lớp, tệp có: {names}.", f"The standard allows no layers; there are: {names}."
                )
            )
        return
    if facts.layers is None:
        if used:
            yield LAYERS.finding(Text("Lớp không được liệt kê.", "Layers are used and not listed."))
        return
    yield from _list_is_whole(facts)


def _list_is_whole(facts: FileFacts) -> Iterator[Finding]:
    layers = facts.layers
    assert layers is not None  # noqa: S101 - the caller has looked
    known = {layer.name for layer in layers.layers}
    unlisted = {layer.name for layer in layers.layers if not layer.is_listed}
    unlisted |= {use.manner.layer for page in facts.pages for use in page.uses if use.manner.layer} - known
    if unlisted:
        said = join_names(unlisted)
        yield LAYERS.finding(Text(f"Lớp thiếu trong danh sách: {said}.", f"Missing in the list (Order): {said}."))
    if not layers.default_name:
        yield LAYERS.finding(Text("Danh sách lớp không có tên.", "The list of layers has no name."))
    if layers.extras:
        said = join_names(layers.extras)
        yield LAYERS.finding(Text(f"Danh sách lớp có thừa: {said}.", f"The list of layers has more: {said}."))
    off = {layer.name for layer in layers.layers if not layer.is_on}
    if off:
        said = join_names(off)
        yield LAYERS.finding(
            Text(f"Lớp bị tắt: {said}.", f"Layers that are off: {said}."), severity=Severity.WARNING
        )


def processing_steps_are_named(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the layers whose processing step is half named, or not by names."""
    layers = facts.layers.layers if facts.layers is not None else ()
    wrong = {
        layer.name
        for layer in layers
        if "?" in (layer.group, layer.step)
        or (layer.group == _STRUCTURAL and not layer.step)
        or (layer.step and not layer.group)
    }
    if wrong:
        said = join_names(wrong)
        yield STEPS.finding(
            Text(f"Lớp ghi sai bước gia công: {said}.", f"The processing step is wrong in: {said}."), EXPORT_AGAIN
        )


def dieline_overprints(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the technical inks that knock out what lies beneath."""
    wrong = {_named(use) for use in _technical(facts) if not use.manner.overprint and _is_spot(use)}
    if wrong:
        said = join_names(wrong)
        yield OVERPRINTS.finding(Text(f"Khoét nền: {said}.", f"These knock out: {said}."))


def dieline_is_a_spot(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield what is painted in process inks within a layer for cutting."""
    wrong = {use.manner.layer for use in _technical(facts) if not _is_spot(use)}
    if wrong:
        said = join_names(wrong)
        yield SPOT.finding(Text(f"Lớp có mực CMYK: {said}.", f"Process inks in the layer: {said}."))


def dieline_is_a_line(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the technical inks that are filled."""
    wrong = {
        _named(use) for use in _technical(facts) if use.manner.kind is not ContentKind.STROKE and _is_spot(use)
    }
    if wrong:
        said = join_names(wrong)
        yield STROKED.finding(Text(f"Tô đặc: {said}.", f"Filled: {said}."))


def dieline_is_in_its_layer(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the dieline's spot outside of layers where the file has a layer for cutting."""
    has_layer = any(layer.group == _STRUCTURAL for layer in (facts.layers.layers if facts.layers else ()))
    wrong = {_named(use) for use in _technical(facts) if not use.manner.step}
    if has_layer and wrong:
        said = join_names(wrong)
        yield LAYERED.finding(Text(f"Nằm ngoài lớp bế: {said}.", f"Outside of the layer: {said}."))
    used = {use.manner.layer for page in facts.pages for use in page.uses}
    layers = facts.layers.layers if facts.layers is not None else ()
    empty = {layer.name for layer in layers if layer.group == _STRUCTURAL} - used
    if empty:
        said = join_names(empty)
        yield LAYERED.finding(Text(f"Lớp gia công trống: {said}.", f"There is nothing in the layer: {said}."))


def dieline_is_solid(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the technical inks that are laid on as a tint, or not at all."""
    tints = {
        _named(use): use.manner.amounts[0]
        for use in _technical(facts)
        if use.manner.space.family == "Separation" and use.manner.amounts and use.manner.amounts[0] < 1
    }
    if tints:
        said, least = join_names(tints), min(tints.values())
        yield SOLID.finding(
            Text(f"Sắc độ {least:.0%}, cần 100%: {said}.", f"A tint of {100 * least:.0f} %, not 100 %: {said}.")
        )


def dieline_lies_within_the_trim(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the pages whose dieline reaches beyond what is delivered."""
    beyond = {number: _beyond(page) for number, page in enumerate(facts.pages, 1)}
    numbers = tuple(number for number, length in beyond.items() if length > _STRAYS)
    if numbers:
        where, most = on_pages(numbers), max(beyond.values())
        told = format_against(most, _STRAYS)
        yield ASTRAY.finding(
            Text(
                f"Đường bế ra ngoài khung thành phẩm {told} mm ở {where.vi} (tối đa {_STRAYS:g} mm).",
                f"The dieline runs {told} mm beyond the trim on {where.en} (at most {_STRAYS:g} mm).",
            )
        )


def _beyond(page: SurveyedPage) -> float:
    """Return how far lines to cut along reach beyond the trim, in mm."""
    trim = page.box("TrimBox") or page.box("ArtBox")
    cuts = [use.box for use in page.uses if use.manner.kind is ContentKind.STROKE and _is_cut(use)]
    if trim is None or trim.area <= 0:
        return 0.0
    return max(
        (
            max(trim.x0 - box.x0, trim.y0 - box.y0, box.x1 - trim.x1, box.y1 - trim.y1)
            for box in cuts
            if box is not None
        ),
        default=0.0,
    )


def white_underbase_overprints(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the whites for printing on clear stock that knock out what is painted there before them."""
    white = [use for page in facts.pages for use in page.uses if use.manner.step.partition("/")[0] == _WHITE]
    wrong = {_named(use) for use in white if not use.manner.overprint and use.manner.amounts != (0.0,)}
    if wrong:
        said = join_names(wrong)
        yield WHITE.finding(Text(f"Khoét nền: {said}.", f"These knock out: {said}."))


def technical_inks(facts: FileFacts) -> frozenset[str]:
    """Return the inks that only tell the shop something and are not printed: dielines, layers of steps."""
    every = [use for page in facts.pages for use in page.uses]
    said = {ink for use in every if use.manner.step for ink in use.manner.space.inks}
    printed = {ink for use in every if not use.manner.step for ink in use.manner.space.inks}
    dielines = {ink for ink in printed if ink.casefold() in _DIELINES}
    return frozenset((said - printed) | dielines)


def _technical(facts: FileFacts) -> Iterator[Use]:
    """Yield what tells the cutter something: by its layer, or by the name of its spot."""
    for page in facts.pages:
        for use in page.uses:
            by_name = any(ink.casefold() in _DIELINES for ink in use.manner.space.inks)
            if by_name or use.manner.step.partition("/")[0] == _STRUCTURAL:
                yield use


def _is_cut(use: Use) -> bool:
    """Tell whether a line is cut along: by its layer or, outside of all layers of steps, by its spot's name."""
    by_name = any(ink.casefold() in _DIELINES for ink in use.manner.space.inks)
    return use.manner.step in (CUTTING, PARTIAL_CUTTING) or (by_name and not use.manner.step)


def _is_spot(use: Use) -> bool:
    return use.manner.space.family in _SPOT_FAMILIES


def _named(use: Use) -> str:
    return ", ".join(use.manner.space.inks)


CHECKS = (
    layers_are_the_standards,
    processing_steps_are_named,
    dieline_overprints,
    dieline_is_a_spot,
    dieline_is_a_line,
    dieline_is_in_its_layer,
    dieline_is_solid,
    dieline_lies_within_the_trim,
    white_underbase_overprints,
)
