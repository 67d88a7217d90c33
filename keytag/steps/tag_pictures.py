"""Two states of one tag as a picture: as it was, as it is, and both over each other with what differs framed."""

from __future__ import annotations

from keytag.inspection.pictures import changed_areas
from keytag.output.png import PreviewSide, render_cut_out, with_differences, write_comparison
from keytag.output.svg import path_data
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.export import preview_sides
from keytag.steps.job_setup import JobSetup
from keytag.steps.press import letter
from keytag.text.text import Language, Text

# House rules: pixels along a side in which differences are looked for, and points of the captions.
_ACROSS, _POINTS = 600, 7.5
_WAS, _NOW = Text("Trước", "Before"), Text("Nay", "Now")
_BOTH = Text("Chồng lên nhau: chỗ khác ở trong khung", "Over each other: what differs is framed")
_ALIKE = Text("Chồng lên nhau: khác quá ít, mắt không thấy", "Over each other: too little differs to be seen")

TagInSetup = tuple[JobSetup, ComposedEdition]


def compare_tags(was: TagInSetup | None, now: TagInSetup | None, language: Language) -> bytes:
    """Return a PNG at true size of a tag that ``was`` and ``now`` is, either of which may not be there.

    Tags of different sizes are not laid over each other.
    """
    before = preview_sides(*was, "a") if was is not None else None
    after = preview_sides(*now, "z") if now is not None else None
    rows = [
        (_caption(caption, language), sides)
        for caption, sides in ((_WAS, before), (_NOW, after))
        if sides is not None
    ]
    if was is not None and now is not None and _is_one_size(was, now):
        # The same drawing twice in one document, its ids kept apart.
        under, over = preview_sides(*was, "u"), preview_sides(*now, "o")
        areas = [_areas(*pair) for pair in zip(under, over, strict=True)]
        front, back = (with_differences(*each) for each in zip(under, over, areas, strict=True))
        rows.append((_caption(_BOTH if any(areas) else _ALIKE, language), (front, back)))
    return write_comparison(rows)


def _is_one_size(was: TagInSetup, now: TagInSetup) -> bool:
    sizes = [(setup.shape.width, setup.shape.height) for setup, _ in (was, now)]
    return sizes[0] == sizes[1]


def _areas(before: PreviewSide, after: PreviewSide) -> tuple[tuple[float, float, float, float], ...]:
    return changed_areas(render_cut_out(before, _ACROSS), render_cut_out(after, _ACROSS))


def _caption(text: Text, language: Language) -> str:
    path, _ = letter(text.to(language), _POINTS)
    return path_data(path)
