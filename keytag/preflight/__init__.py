"""What must hold of a composed tag before anything is written, checked on what will be painted.

The checks read the display list alone: outlines are flattened and measured against the tag's true shape, whatever
led the composer to place them. `check_tag` is the front door; each check is one function whose name says what
must hold, and the tables below are the whole list. Must not know of documents, sheets or PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from keytag.findings import Finding
from keytag.preflight.code import (
    code_has_its_quiet_zone,
    code_is_black_on_white,
    code_modules_are_wide_enough,
    code_shows_its_symbol,
)
from keytag.preflight.complete import (
    code_is_on_the_tag,
    every_number_is_on_the_tag,
    nothing_lies_over_lettering,
    rules_keep_clear_of_lettering,
)
from keytag.preflight.cut import ground_covers_the_bleed, hole_has_plastic_round_it
from keytag.preflight.ink import lines_are_thick_enough, total_ink_is_printable
from keytag.preflight.legibility import (
    hotline_digits_are_tall_enough,
    lettering_is_large_enough,
    lettering_stands_out,
)
from keytag.preflight.lettering import (
    lettering_clears_the_hole,
    lettering_is_inside_safe_area,
    marks_of_lines_do_not_touch,
)
from keytag.preflight.side import Side, sides_of
from keytag.preflight.subject import TagSubject

__all__ = ["CODE_CHECKS", "SIDE_CHECKS", "TAG_CHECKS", "TagSubject", "check_tag"]

TAG_CHECKS: tuple[Callable[[tuple[Side, Side]], Iterator[Finding]], ...] = (
    every_number_is_on_the_tag,
    code_is_on_the_tag,
    hole_has_plastic_round_it,
    hotline_digits_are_tall_enough,
)
"""Asked once for both sides together."""

SIDE_CHECKS: tuple[Callable[[Side], Iterator[Finding]], ...] = (
    ground_covers_the_bleed,
    lettering_is_inside_safe_area,
    lettering_clears_the_hole,
    marks_of_lines_do_not_touch,
    nothing_lies_over_lettering,
    rules_keep_clear_of_lettering,
    lettering_stands_out,
    lettering_is_large_enough,
    lines_are_thick_enough,
    total_ink_is_printable,
)
"""Asked of each side."""

CODE_CHECKS: tuple[Callable[[Side], Iterator[Finding]], ...] = (
    code_shows_its_symbol,
    code_modules_are_wide_enough,
    code_has_its_quiet_zone,
    code_is_black_on_white,
)
"""Asked of the side that carries the QR code."""


def check_tag(subject: TagSubject) -> tuple[Finding, ...]:
    """Return what the checks find on one edition's tag, each fact once, nothing where all is well.

    A finding's ``node`` is the path of the job's node that it is about.
    """
    sides = sides_of(subject)
    found = [finding for check in TAG_CHECKS for finding in check(sides)]
    found += [finding for check in SIDE_CHECKS for side in sides for finding in check(side)]
    found += [finding for check in CODE_CHECKS for side in sides if side.code for finding in check(side)]
    return tuple(dict.fromkeys(found))
