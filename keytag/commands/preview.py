"""The command `preview`: the tags as they will look, at a glance. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.job import SideName
from keytag.findings import Finding
from keytag.inspection.pictures import Pixels, pixels_of
from keytag.steps.check_editions import compose_and_check
from keytag.steps.edition_names import choose_editions
from keytag.steps.job_setup import load_setup
from keytag.steps.order import Order
from keytag.steps.progress import Advance
from keytag.steps.report import EditionWords
from keytag.steps.side_words import words_of

PreviewSides = Literal["front", "back", "both"]
# House rule: more tags than these are not looked at in a terminal; the others are asked for by name.
_PICTURED = 3


class PicturedSide(Struct, frozen=True):
    """One side of an edition's tag as pixels, nothing where it is cut and punched."""

    edition: str
    side: SideName
    pixels: Pixels


class Preview(Struct, frozen=True):
    """What the tags of the job at ``path`` say, pictures of the first of them, and what is wrong with them."""

    path: Path
    words: tuple[EditionWords, ...]
    pictures: tuple[PicturedSide, ...]
    findings: tuple[Finding, ...]

    @property
    def without_picture(self) -> tuple[EditionWords, ...]:
        """The editions that have no picture, where others have."""
        pictured = {picture.edition for picture in self.pictures}
        return tuple(words for words in self.words if pictured and words.id not in pictured)


def preview(
    path: Path,
    order: Order,
    sides: PreviewSides,
    pixels_across: Callable[[float, float], int] | None,
    advance: Advance,
) -> Preview:
    """Compose the job at ``path`` and show ``sides`` of its tags, those that fit even where others do not.

    ``pixels_across`` says how many pixels wide a tag of a width and height in mm is shown; None draws nothing.
    """
    setup, found = load_setup(path, profile=order.profile)
    chosen = choose_editions(setup.file.editions, order.editions)
    draft = compose_and_check(setup, chosen[:_PICTURED], order.date, found, advance)
    wanted: tuple[SideName, ...] = ("front", "back") if sides == "both" else (sides,)
    words = tuple(
        replace(each, words=tuple(word for word in each.words if word.side in wanted))
        for each in words_of(setup, chosen, draft.editions)
    )
    pictures: list[PicturedSide] = []
    if pixels_across is not None:
        from keytag.output.png import render_cut_out  # noqa: PLC0415 - only those who see pictures pay for it
        from keytag.steps.export import preview_sides  # noqa: PLC0415 - the same

        across = pixels_across(setup.shape.width, setup.shape.height)
        for edition in draft.editions:
            drawn = dict(zip(("front", "back"), preview_sides(setup, edition), strict=True))
            pictures += (
                PicturedSide(edition.content.id, side, pixels_of(render_cut_out(drawn[side], across)))
                for side in wanted
            )
    return Preview(path, words, tuple(pictures), draft.findings)
