"""GWG 2022 on inks: what white, spots and much ink do on the plates (R0007, R0008, R0022 to R0026)."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.drawing.ink import ALL_PLATES
from keytag.findings import Rule, Severity
from keytag.inspection.pdf.facts import ContentKind, FileFacts, Space, SurveyedPage
from keytag.inspection.standards.judging import Judged, broken, holds, inked, not_applicable, uses
from keytag.inspection.standards.painted import SPOTS, same_but_for_case
from keytag.inspection.standards.telling import listed
from keytag.rulesets import RuleSet
from keytag.text.text import Text

WHITE_TEXT = Rule.error("pdf-white-lettering-knocks-out", __name__)
WHITE_PATHS = Rule.warning("pdf-white-areas-knock-out", __name__)
ALIKE = Rule.error("pdf-spots-do-not-look-alike", __name__)
ALL_INSIDE = Rule.warning("pdf-registration-stays-outside", __name__)
MOST_INK = Rule.warning("pdf-total-ink-is-printable", __name__)
RULES = (WHITE_TEXT, WHITE_PATHS, ALIKE, ALL_INSIDE, MOST_INK)

_NONE = Text("không có", "none")


def judge_inks(facts: FileFacts, rules: RuleSet, heaviest: float | None) -> tuple[Judged, ...]:
    """Judge white, spots and total ink."""
    return (
        _white(facts, "R0007", WHITE_TEXT, (ContentKind.TEXT,)),
        _white(facts, "R0008", WHITE_PATHS, (ContentKind.FILL, ContentKind.STROKE)),
        _spot_names(facts),
        _alternates(facts),
        _registration(facts),
        _on_plates(heaviest, rules) if heaviest is not None else _total(facts, rules),
    )


def _white(facts: FileFacts, number: str, rule: Rule, kinds: tuple[ContentKind, ...]) -> Judged:
    limit = Text("không in chồng", "it does not overprint")
    white = [use for use in uses(facts, *kinds) if inked(use) == {}]
    if not white:
        return not_applicable(number, rule, limit, Text("không có màu trắng như vậy", "nothing of this is white"))
    wrong = sum(use.count for use in white if use.manner.overprint)
    if wrong:
        return broken(number, rule, limit, Text(f"{wrong} chỗ in chồng", f"it overprints {wrong} times"))
    return holds(number, rule, limit, Text("khoét nền", "it knocks out"))


def _spot_names(facts: FileFacts) -> Judged:
    limit = Text("khác nhau hơn chữ hoa, chữ thường", "they differ by more than case")
    groups = same_but_for_case(facts.spots)
    if groups:
        said = listed(name for names in groups for name in names)
        return broken("R0022", SPOTS, limit, Text(said, said))
    return holds("R0022", SPOTS, limit, _spots(facts))


def _spots(facts: FileFacts) -> Text:
    said = listed(ink for space in facts.spots for ink in space.inks)
    return Text(said, said) if said else _NONE


def _alternates(facts: FileFacts) -> Judged:
    limit = Text("mỗi màu pha một màu thay thế", "each spot has its own")
    looks: dict[object, set[str]] = {}
    for space in facts.spots:
        if space.family == "Separation" and space.inks not in (("None",), (ALL_PLATES,)):
            looks.setdefault(_look(space), set()).update(space.inks)
    alike = [names for names in looks.values() if len(names) > 1]
    if alike:
        said = listed(name for names in alike for name in names)
        return broken("R0023", ALIKE, limit, Text(f"giống nhau: {said}", f"alike: {said}"))
    return holds("R0023", ALIKE, limit, _spots(facts))


def _look(space: Space) -> object:
    """Return what a full tint looks like, or where that cannot be said, how it is worked out."""
    base = space.base.family if space.base is not None else ""
    return (base, space.alternate or space.tinting or space.inks)


def _registration(facts: FileFacts) -> Judged:
    limit = Text("chỉ ngoài thành phẩm", "outside the trim only")
    inside = [number for number, page in enumerate(facts.pages, 1) if _has_registration_inside(page)]
    if not any(ALL_PLATES in space.inks for space in facts.spots):
        return not_applicable("R0024", ALL_INSIDE, limit, _NONE)
    if all(page.is_sheet for page in facts.pages):
        why = Text("tờ in: thành phẩm là cả tờ", "press sheets: the trim is the whole sheet")
        return not_applicable("R0024", ALL_INSIDE, limit, why)
    if inside:
        said = listed(map(str, inside))
        return broken("R0024", ALL_INSIDE, limit, Text(f"“All” ở trang {said}", f"“All” on page {said}"))
    return holds("R0024", ALL_INSIDE, limit, Text("nằm ngoài", "it stays outside"))


def _has_registration_inside(page: SurveyedPage) -> bool:
    trim = page.box("TrimBox") or page.box("ArtBox")
    used = [use.box for use in page.uses if ALL_PLATES in use.manner.space.inks]
    return trim is not None and any(box is not None and box.intersects(trim) for box in used)


def _ink_limit(rules: RuleSet) -> Text:
    most, square = 100 * rules.most_ink, rules.ink_square
    return Text(
        f"đến {most:.0f} %, trung bình trên ô {square:g} mm",
        f"up to {most:.0f} %, mean over a square of {square:g} mm",
    )


def _on_plates(heaviest: float, rules: RuleSet) -> Judged:
    """Judge what was measured on the plates, whatever lies over what."""
    limit, total = _ink_limit(rules), 100 * heaviest
    measured = Text(f"nặng nhất {total:.0f} %", f"the heaviest has {total:.0f} %")
    # House rule: half a per cent is the rounding of pixels.
    return (holds if total <= 100 * rules.most_ink + 0.5 else broken)("R0025/R0026", MOST_INK, limit, measured)


def _total(facts: FileFacts, rules: RuleSet) -> Judged:
    """Judge the heaviest single paint; what lies over what is for plates to tell."""
    most, square = 100 * rules.most_ink, rules.ink_square
    limit = _ink_limit(rules)
    heaviest = max(_weights(facts), default=None)
    if heaviest is None:
        return not_applicable(
            "R0025/R0026", MOST_INK, limit, Text("không đo được màu nào", "no colour can be measured")
        )
    total, side = heaviest
    measured = Text(f"một mảng {total:.0f} %", f"one area has {total:.0f} %")
    if total <= most + 1e-6:
        return holds("R0025/R0026", MOST_INK, limit, measured)
    size = Text(f"{measured.vi}, rộng {side:.1f} mm", f"{measured.en}, {side:.1f} mm wide")
    if side >= square:
        return broken("R0025/R0026", MOST_INK, limit, size)
    return broken("R0025/R0026", MOST_INK, limit, size, Severity.NOTE)


def _weights(facts: FileFacts) -> Iterator[tuple[float, float]]:
    """Yield the total ink of each paint, in per cent, with the lesser side of its largest area, in mm."""
    for use in uses(facts):
        found = inked(use)
        if found is not None and ALL_PLATES not in found:
            yield 100 * sum(found.values()), min(use.largest)
