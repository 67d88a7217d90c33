"""What the pages are painted with: colours that a press has, opaque where the standard says so, fonts embedded."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.findings import Finding, Rule, Severity
from keytag.inspection.pdf.facts import FileFacts, Space, SurveyedPage
from keytag.inspection.standards.wording import join_names, on_pages, pages_where
from keytag.standards import Standard
from keytag.text.text import Text

COLOURS = Rule.error("pdf-colours-are-the-press-own", __name__)
FONTS = Rule.error("pdf-fonts-are-embedded", __name__)
OPAQUE = Rule.error("pdf-nothing-is-transparent", __name__)
BLENDING = Rule.error("pdf-transparency-blends-in-cmyk", __name__)
CURVES = Rule.error("pdf-has-no-curves-of-its-own", __name__)
PACKING = Rule.error("pdf-streams-are-not-lzw", __name__)
WITHIN = Rule.error("pdf-is-whole-in-itself", __name__)
PICTURES = Rule.error("pdf-pictures-are-the-standards", __name__)
SPOTS = Rule.error("pdf-spot-names-differ-by-more-than-case", __name__)
ONE_COLOUR = Rule.warning("pdf-spot-has-one-colour", __name__)
RULES = (COLOURS, FONTS, OPAQUE, BLENDING, CURVES, PACKING, WITHIN, PICTURES, SPOTS, ONE_COLOUR)

# ISO 15930-4:2003 and ISO 15930-7:2010, colour: what a press has of its own, and what is made of it.
PRESS_FAMILIES = frozenset({"DeviceCMYK", "DeviceGray", "Separation", "DeviceN", "Indexed", "Pattern"})
ICC_FAMILIES = frozenset({"ICCBased", "CalRGB", "CalGray", "Lab"})
_BLENDING_FAMILIES = frozenset({"DeviceCMYK", "ICCBased"})
# ISO 32000-1, 11.6.5.2: a mask of lightness is commonly grey.
_MASK_FAMILIES = _BLENDING_FAMILIES | {"DeviceGray", "CalGray"}
# PDF 1.5: ISO 32000-1, 7.4.9 (JPEG 2000) and table 89 (16 bits).
_MODERN_FILTER = "JPXDecode"
_MODERN_BITS = 16


def families(page: SurveyedPage) -> frozenset[str]:
    """Return the families of all spaces in which a page paints, with those that these are built on."""
    return frozenset[str]().union(*(use.manner.space.families for use in page.uses))


def colours_are_the_press_own(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield the colour spaces that the standard forbids, with their pages."""
    allowed = PRESS_FAMILIES | (ICC_FAMILIES if standard.icc_colour else frozenset())
    found = frozenset[str]().union(*(families(page) - allowed for page in facts.pages))
    if found == {"?"} and standard.modern_pictures:
        # A picture in JPEG 2000 carries its colour space within.
        return
    if found:
        where = on_pages(pages_where(facts, lambda page: families(page) - allowed))
        said = join_names(found)
        yield COLOURS.finding(Text(f"Có màu {said} ở {where.vi}.", f"There is {said} on {where.en}."))


def fonts_are_embedded(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the fonts that are named and not embedded."""
    missing = {font.name for page in facts.pages for font in page.fonts if not font.is_embedded}
    if missing:
        said = join_names(missing)
        yield FONTS.finding(Text(f"Phông chưa nhúng: {said}.", f"Not embedded: {said}."))


def nothing_is_transparent(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield what is transparent where the standard forbids it; groups of pages count."""
    numbers = pages_where(facts, _shines_through)
    if numbers and not standard.transparency:
        where = on_pages(numbers)
        said = join_names({part for page in facts.pages for part in _shines_through(page)})
        yield OPAQUE.finding(Text(f"Trong suốt ở {where.vi}: {said}.", f"Transparency on {where.en}: {said}."))


def _shines_through(page: SurveyedPage) -> frozenset[str]:
    return page.see_through | ({"Group"} if page.group_space is not None else frozenset())


def transparency_blends_in_cmyk(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield the pages with transparency whose own group blends in another space, or that say none."""
    if not standard.transparency:
        return
    wrong = pages_where(facts, _blends_otherwise)
    if wrong:
        where = on_pages(wrong)
        said = join_names(name for page in facts.pages for name in _blends_otherwise(page))
        yield BLENDING.finding(Text(f"Trộn trong {said} ở {where.vi}.", f"It blends in {said} on {where.en}."))
    silent = pages_where(facts, lambda page: page.see_through and not page.group_space)
    if silent:
        where = on_pages(silent)
        yield BLENDING.finding(
            Text(f"Không ghi không gian trộn ở {where.vi}.", f"No blending space is named on {where.en}."),
            severity=Severity.WARNING,
        )


def _blends_otherwise(page: SurveyedPage) -> frozenset[str]:
    """Return the families in which a page or a form on it blends, and should not."""
    own = frozenset({page.group_space} if page.group_space else ())
    return (own - _BLENDING_FAMILIES) | (page.blends - _MASK_FAMILIES)


def has_no_curves_of_its_own(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the transfer curves and halftones that graphics states ask for."""
    found = {state for page in facts.pages for state in page.states if not state.startswith("inline")}
    if found:
        said = join_names(found)
        yield CURVES.finding(Text(f"Tệp đặt: {said}.", f"The file sets: {said}."))


def streams_are_not_lzw(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield a finding where any stream, or a picture within one, is compressed by LZW."""
    if "LZWDecode" in facts.filters or any("inline LZW" in page.states for page in facts.pages):
        yield PACKING.finding(Text("Tệp có phần nén LZW.", "Something is compressed by LZW."))


def is_whole_in_itself(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the streams and pictures that lie elsewhere, or wait to be swapped."""
    if facts.outside:
        said = join_names(facts.outside)
        yield WITHIN.finding(
            Text(f"Tệp gọi đến nội dung ngoài: {said}.", f"It refers to what lies outside: {said}.")
        )


def pictures_are_the_standards(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield JPEG 2000 and 16 bits a channel where the standard is older than they are."""
    deep = any(picture.bits == _MODERN_BITS for page in facts.pages for picture in page.pictures)
    found = [
        name for name, is_there in (("JPEG 2000", _MODERN_FILTER in facts.filters), ("16 bit", deep)) if is_there
    ]
    if found and not standard.modern_pictures:
        said = join_names(found)
        yield PICTURES.finding(Text(f"Ảnh kiểu mới: {said}.", f"Newer kinds of picture: {said}."))


def spot_names_differ(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the spots whose names differ by case alone."""
    for names in same_but_for_case(facts.spots):
        said = join_names(names)
        yield SPOTS.finding(Text(f"Chỉ khác chữ hoa, chữ thường: {said}.", f"They differ by case alone: {said}."))


def a_spot_has_one_colour(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the spots that are shown in two colours under one name."""
    shown: dict[str, set[tuple[object, ...]]] = {}
    for space in facts.spots:
        if space.family == "Separation" and space.base is not None and space.alternate is not None:
            look = (space.base.family, *(round(amount, 2) for amount in space.alternate))
            shown.setdefault(", ".join(space.inks), set()).add(look)
    wrong = [name for name, looks in shown.items() if len(looks) > 1]
    if wrong:
        said = join_names(wrong)
        yield ONE_COLOUR.finding(Text(f"Có nhiều màu thay thế: {said}.", f"Shown in several colours: {said}."))


def same_but_for_case(spots: tuple[Space, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of ink names that are one name but for their case."""
    groups: dict[str, set[str]] = {}
    for space in spots:
        for ink in space.inks:
            groups.setdefault(ink.casefold(), set()).add(ink)
    return tuple(tuple(sorted(names)) for names in groups.values() if len(names) > 1)


CHECKS = (
    colours_are_the_press_own,
    fonts_are_embedded,
    nothing_is_transparent,
    transparency_blends_in_cmyk,
    has_no_curves_of_its_own,
    streams_are_not_lzw,
    is_whole_in_itself,
    pictures_are_the_standards,
    spot_names_differ,
    a_spot_has_one_colour,
)
