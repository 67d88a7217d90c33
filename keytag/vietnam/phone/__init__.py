"""Telephone numbers of Vietnam: how they are written, what they are, how they are dialled.

The one door to the ``phonenumbers`` library, with the rules that it lacks. Pure: knows neither jobs nor the day;
what a number of former days means today is for the checks to say.
"""

from keytag.vietnam.phone.areas import MERGER, Area, Change
from keytag.vietnam.phone.reading import (
    NEW_PREFIXES,
    OLD_PREFIXES_END,
    DigitFault,
    NumberKind,
    PhoneNumber,
    Region,
    describe_number,
    read_number,
)
from keytag.vietnam.phone.written import (
    MAX_DIGITS,
    PHONE_PATTERN,
    digits,
    group_digits,
    groups,
    groups_at_home,
    is_number,
    regroup_digits,
    with_digits,
    without_trunk_zero,
)

__all__ = [
    "MAX_DIGITS",
    "MERGER",
    "NEW_PREFIXES",
    "OLD_PREFIXES_END",
    "PHONE_PATTERN",
    "Area",
    "Change",
    "DigitFault",
    "NumberKind",
    "PhoneNumber",
    "Region",
    "describe_number",
    "digits",
    "group_digits",
    "groups",
    "groups_at_home",
    "is_number",
    "read_number",
    "regroup_digits",
    "with_digits",
    "without_trunk_zero",
]
