"""The drawing as a value, and its colours turned into inks."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from keytag.art import rules
from keytag.art.paint import read_colour
from keytag.art.refusal import RefusedDrawingError, invalid_drawing
from keytag.artwork import Fill, Role, Source
from keytag.findings import Where
from keytag.geometry import Path
from keytag.ink import Ink
from keytag.wording import Text


class Art(Struct, frozen=True):
    """A drawing 1 mm high with its view's top-left corner at (0, 0): paths with their ``#RRGGBB`` in paint order.

    Paths are filled by the non-zero rule. ``aspect`` is the view's width to its height.
    """

    shapes: tuple[tuple[Path, str], ...]
    aspect: float

    @property
    def colours(self) -> tuple[str, ...]:
        """The distinct fills in order of first use."""
        return tuple(dict.fromkeys(colour for _, colour in self.shapes))


def ink_art(art: Art, inks: Mapping[str, Ink], slot: str, file: str) -> tuple[Fill, ...]:
    """Return ``art`` as fills for the template's ``slot``, each colour in the ink that ``inks`` maps it to.

    Keys of ``inks`` are colours as SVG writes them (``#DA251D``, ``#f00``, ``red``). Raises InvalidDocumentError
    naming every colour of the drawing in ``file`` that is not mapped, and every key that is no colour.
    """
    refusals: list[RefusedDrawingError] = []
    mapped: dict[str, Ink] = {}
    for written, ink in inks.items():
        try:
            mapped[read_colour(written) or written] = ink
        except RefusedDrawingError as refusal:
            refusals.append(refusal)
    listed = ", ".join(mapped) or "–"
    refusals += [_unmapped(colour, listed) for colour in art.colours if colour not in mapped]
    if refusals:
        raise invalid_drawing(file, tuple(refusal.at(Where(file)) for refusal in refusals))
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
