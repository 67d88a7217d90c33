"""The one door to the ``phonenumbers`` library: what Google's tables know of a number.

The library costs some ten milliseconds to import and is asked only for numbers that the rest of this package
cannot tell by itself. Its tables are those of its release: a prefix opened since is unknown to it.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache


class LineType(Enum):
    """What the library takes a number for."""

    LANDLINE = "fixed_line"
    MOBILE = "mobile"
    SATELLITE = "voip"


def line_type(number: str) -> LineType | None:
    """Return what a number dialled at home (``02693000113``) is to the library, or None."""
    national = number[1:]
    return next((line for line, pattern in _patterns() if pattern.fullmatch(national)), None)


def is_possible_abroad(number: str) -> bool:
    """Tell whether a number with its plus and its country has a length that the country uses."""
    from phonenumbers import NumberParseException, is_possible_number, parse  # noqa: PLC0415 - ten milliseconds

    try:
        return is_possible_number(parse(number))
    except NumberParseException:
        return False


@cache
def _patterns() -> tuple[tuple[LineType, re.Pattern[str]], ...]:
    from phonenumbers import PhoneMetadata  # noqa: PLC0415 - ten milliseconds

    table = PhoneMetadata.metadata_for_region("VN")
    pairs = ((line, getattr(table, line.value).national_number_pattern) for line in LineType)
    return tuple((line, re.compile(pattern, re.ASCII)) for line, pattern in pairs)
