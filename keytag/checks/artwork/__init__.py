"""What must hold before anything is written: of a job as it is set up, and of each tag as it will be painted.

A tag's checks read the display list alone: outlines are flattened and measured against the tag's true shape,
whatever led the composer to place them. `check_work` and `check_tag` are the front doors; each check is one
function whose name says what must hold, and the tables below are the whole list. Must not know of files or PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from keytag.checks.artwork import (
    code,
    colours,
    complete,
    craft,
    cut,
    finish,
    ink,
    legibility,
    lettering,
    register,
    words,
)
from keytag.checks.artwork.side import DrawnSide, drawn_sides
from keytag.checks.artwork.subject import (
    Craft,
    CutWish,
    GivenColour,
    HoleWish,
    Misregister,
    TagSubject,
    WorkSubject,
)
from keytag.findings import Finding, Rule

__all__ = [
    "CODE_CHECKS",
    "RULES",
    "SIDE_CHECKS",
    "TAG_CHECKS",
    "WORK_CHECKS",
    "Craft",
    "CutWish",
    "GivenColour",
    "HoleWish",
    "Misregister",
    "TagSubject",
    "WorkSubject",
    "check_tag",
    "check_work",
]

WORK_CHECKS: tuple[Callable[[WorkSubject], Iterator[Finding]], ...] = (
    words.text_is_in_one_script,
    words.words_keep_their_marks,
    cut.hole_fits_in_the_tag,
    cut.cut_is_the_shops_to_make,
    cut.hole_takes_a_ring,
    cut.tag_goes_in_a_pocket,
    colours.colours_are_the_templates,
    colours.screen_colours_are_printable,
    colours.spot_names_do_not_clash,
    colours.spot_alternates_differ,
    craft.material_is_one_colour,
)
"""Asked once of a job, before anything is composed."""

TAG_CHECKS: tuple[Callable[[tuple[DrawnSide, DrawnSide]], Iterator[Finding]], ...] = (
    complete.every_number_is_on_the_tag,
    complete.code_is_on_the_tag,
    complete.words_are_on_the_tag,
    cut.hole_has_plastic_round_it,
    cut.bleed_outlasts_the_cut,
    craft.inks_are_flat_spots,
    craft.inks_are_few_enough,
    ink.total_ink_is_printable,
    legibility.hotline_digits_are_tall_enough,
)
"""Asked once for both sides together."""

SIDE_CHECKS: tuple[Callable[[DrawnSide], Iterator[Finding]], ...] = (
    cut.ground_covers_the_bleed,
    cut.lines_keep_off_the_cut,
    lettering.lettering_is_inside_safe_area,
    lettering.lettering_clears_the_hole,
    lettering.lettering_clears_the_ring,
    lettering.marks_of_lines_do_not_touch,
    complete.nothing_lies_over_lettering,
    complete.rules_keep_clear_of_lettering,
    legibility.lettering_stands_out,
    legibility.lettering_is_large_enough,
    craft.letters_are_tall_enough,
    legibility.last_line_is_no_widow,
    ink.lines_are_thick_enough,
    ink.black_lettering_is_one_ink,
    ink.small_black_overprints,
    ink.white_does_not_overprint,
    register.abutting_inks_leave_no_gap,
    register.reversed_strokes_stay_open,
)
"""Asked of each side."""

CODE_CHECKS: tuple[Callable[[DrawnSide], Iterator[Finding]], ...] = (
    code.code_shows_its_symbol,
    code.code_modules_are_wide_enough,
    code.code_has_its_quiet_zone,
    code.code_is_black_on_white,
    code.code_does_not_stand_on_yellow,
    craft.code_is_printed_with_the_tag,
)
"""Asked of the side that carries the QR code."""

RULES: tuple[Rule, ...] = (
    *words.RULES,
    *complete.RULES,
    *cut.RULES,
    *lettering.RULES,
    *legibility.RULES,
    *ink.RULES,
    *register.RULES,
    *colours.RULES,
    *craft.RULES,
    *finish.RULES,
    *code.RULES,
)
"""Every rule of this package."""


def check_work(subject: WorkSubject) -> tuple[Finding, ...]:
    """Return what the checks find on a job before it is composed, each fact once, nothing where all is well."""
    return tuple(dict.fromkeys(finding for check in WORK_CHECKS for finding in check(subject)))


def check_tag(subject: TagSubject) -> tuple[Finding, ...]:
    """Return what the checks find on one edition's tag, each fact once, nothing where all is well.

    A finding's ``node`` is the path of the job's node that it is about.
    """
    sides = drawn_sides(subject)
    found = [finding for check in TAG_CHECKS for finding in check(sides)]
    found += [finding for check in SIDE_CHECKS for side in sides for finding in check(side)]
    found += [finding for check in CODE_CHECKS for side in sides if side.code for finding in check(side)]
    return tuple(dict.fromkeys(found))
