"""What photographs of a first sheet show: a few lines for each side, and the same as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from keytag.cli.screen.figures import of_files
from keytag.cli.screen.objects import answer, file_object
from keytag.cli.screen.spelling import visible
from keytag.inspection.photographs.states import states_in_words
from keytag.text.figures import format_decimal, format_percent
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.cli.screen.screen import Screen
    from keytag.commands.first_sheet import CutTagsResult, FirstSheet, SideResult

_MARGIN = "  "


def show_first_sheet(screen: Screen, command: str, seen: FirstSheet) -> None:
    """Show what was seen on each photograph, what is wrong, and the files."""
    language = screen.options.language
    screen.result(
        seen.findings,
        lambda: first_sheet_object(command, seen, language),
        lambda: ("\n".join(first_sheet_lines(seen, language)),),
    )


def first_sheet_lines(seen: FirstSheet, language: Language) -> Iterator[str]:
    """Yield lines of at most 80 columns."""
    for side in seen.sides:
        yield visible(f"{side.photograph}: {side.side.to(language)}")
        total = sum(side.counts.values())
        states = states_in_words(Counter(side.counts).elements())
        yield f"{_MARGIN}{Text('Vị trí', 'Slots').to(language)} {total}: {states.to(language)}"
        yield from (_MARGIN + line for line in _measures(side, language))
    for cut in seen.cut_tags:
        yield visible(f"{cut.photograph}: {Text('móc khóa rời', 'loose tags').to(language)}")
        states = states_in_words(tag.state for tag in cut.tags)
        yield f"{_MARGIN}{Text('Số chiếc', 'Tags').to(language)} {len(cut.tags)}: {states.to(language)}"
    for name in seen.unrecognised:
        yield visible(f"{name}: {Text('không nhận ra gì', 'nothing is recognised').to(language)}")
    if seen.offset is not None:
        x, y = (_hundredths(value, language) for value in (seen.offset.x, seen.offset.y))
        yield Text(
            f"back_offset theo ảnh: x {x} mm (dương là sang phải), y {y} mm (dương là xuống)",
            f"back_offset by these pictures: x {x} mm (right is positive), y {y} mm (down)",
        ).to(language)
    if seen.files:
        yield of_files(seen.files, language)


def _measures(side: SideResult, language: Language) -> Iterator[str]:
    if side.scale is not None:
        size = format_percent(100 * side.scale, 1, language)
        yield f"{Text('Cỡ bản in', 'Size of the print').to(language)}: {size}"
    if side.plates:
        ways = ", ".join(
            f"{ink} {_hundredths(x, language)}; {_hundredths(y, language)}" for ink, (x, y) in side.plates.items()
        )
        yield visible(
            f"{Text('Bản màu lệch (mm ngang; dọc)', 'Plates off (mm across; down)').to(language)}: {ways}"
        )


def _hundredths(value: float, language: Language) -> str:
    """Return ``value`` with two places; what rounds to nothing has no sign."""
    return format_decimal(round(value, 2) + 0.0, 2, language)


def first_sheet_object(command: str, seen: FirstSheet, language: Language) -> str:
    """Return a run of `firstsheet` as the one JSON object that ``--json`` prints."""
    return answer(
        command,
        seen.findings,
        language,
        files=[file_object(file) for file in seen.files],
        sides=[_side(side, language) for side in seen.sides],
        cut_tags=[_cut_tags(cut) for cut in seen.cut_tags],
        unrecognised=seen.unrecognised,
        back_offset=None if seen.offset is None else {"x": round(seen.offset.x, 3), "y": round(seen.offset.y, 3)},
    )


def _cut_tags(cut: CutTagsResult) -> dict[str, object]:
    return {
        "photograph": cut.photograph,
        "tags": [
            {
                "tag": tag.number,
                "edition": tag.edition or None,
                "editions": tag.editions,
                "side": tag.look.side if tag.look is not None else None,
                "state": tag.state,
                "code": tag.payload,
            }
            for tag in cut.tags
        ],
    }


def _side(side: SideResult, language: Language) -> dict[str, object]:
    return {
        "photograph": side.photograph,
        "side": side.side.to(language),
        "plate": side.plate,
        "is_back": side.is_back,
        "slots": dict(side.counts),
        "places": [{"slot": number, "state": state} for number, state in side.places],
        "pixels_per_mm": round(side.per_mm, 2),
        "scale": None if side.scale is None else round(side.scale, 4),
        "plates": [{"ink": ink, "x": round(x, 3), "y": round(y, 3)} for ink, (x, y) in side.plates.items()],
    }
