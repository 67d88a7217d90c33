"""The drawing as a value, and its colours turned into inks."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from keytag.drawing.artwork import Fill, Role, Source
from keytag.drawing.geometry import Path
from keytag.drawing.ink import Ink
from keytag.drawing.svg_import import rules
from keytag.drawing.svg_import.colour import read_colour
from keytag.drawing.svg_import.refusal import RefusedDrawingError, invalid_drawing
from keytag.findings import Finding, Where
from keytag.text.text import Text


class Art(Struct, frozen=True):
    """A drawing 1 mm high with its view's top-left corner at (0, 0): paths with their ``#RRGGBB`` in paint order.

    Paths are filled by the non-zero rule. ``aspect`` is the view's width to its height; ``lines`` are those of the
    file on which the shapes stand.
    """

    shapes: tuple[tuple[Path, str], ...]
    aspect: float
    lines: tuple[int, ...]

    @property
    def colours(self) -> dict[str, int]:
        """The distinct fills in order of first use, each with the line that first has it."""
        first: dict[str, int] = {}
        for (_, colour), line in zip(self.shapes, self.lines, strict=True):
            first.setdefault(colour, line)
        return first


def ink_art(art: Art, inks: Mapping[str, Ink], slot: str, file: str) -> tuple[Fill, ...]:
    """Return ``art`` as fills for the template's ``slot``, each colour in the ink that ``inks`` maps it to.

    Keys of ``inks`` are colours as SVG writes them (``#DA251D``, ``#f00``, ``red``). Raises InvalidDocumentError
    naming every colour of the drawing in ``file`` that is not mapped, and every key that is no colour.
    """
    findings: list[Finding] = []
    mapped: dict[str, Ink] = {}
    for written, ink in inks.items():
        try:
            mapped[read_colour(written) or written] = ink
        except RefusedDrawingError as refusal:
            findings.append(refusal.at(Where(file)))
    listed = ", ".join(mapped) or "–"
    unmapped = {colour: line for colour, line in art.colours.items() if colour not in mapped}
    findings += [_unmapped(colour, listed).at(Where(file, line)) for colour, line in unmapped.items()]
    if findings:
        raise invalid_drawing(file, tuple(findings))
    source = Source(slot)
    return tuple(Fill(path, mapped[colour], Role.ART, source) for path, colour in art.shapes)


def _unmapped(colour: str, listed: str) -> RefusedDrawingError:
    return RefusedDrawingError(
        rules.UNMAPPED_COLOUR,
        Text(
            f"Hình vẽ tô màu {colour}, chưa gán cho mực nào (đã gán: {listed}).",
            f"The drawing is filled with {colour}, which is mapped to no ink (mapped: {listed}).",
        ),
        Text(f'Thêm "{colour}" vào inks của chỗ đặt hình.', f'Add "{colour}" to the inks of the art slot.'),
    )
