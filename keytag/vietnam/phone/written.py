"""Telephone numbers as people write them and read them aloud: their form, and what groups their digits stand in.

Knows the lengths of Vietnamese numbers, not whether a number is in use. Answers to the numbering plan of Vietnam
(Circular 22/2014/TT-BTTTT as amended), in the groups in which people say them.
"""

from __future__ import annotations

import re
from itertools import accumulate

_SEPARATORS = re.compile(r"[\s.\-()\u00a0\u2011]+")
_SHAPE = re.compile(r"\(? *\+?[0-9](?:[0-9 .\-()\u00a0\u2011]*[0-9])?", re.ASCII)
_PAIRED_BRACKETS = r"[^()]*(?:\([^()0-9]*[0-9][^()]*\)[^()]*)*"
# ITU-T E.164: the trunk prefix (0 in Vietnam) is no part of a number that begins with its country.
_TRUNK_ZERO = r"\(?\+[^0-9]*8[^0-9]*4[^0-9]*0"
# Two emergency numbers side by side, which together would look like one number of six digits.
_TWO_SHORT = r"11[1-5][^0-9+]+11[1-5]"
PHONE_PATTERN = (
    rf"^(?=\s*{_PAIRED_BRACKETS}$)(?!\s*{_TRUNK_ZERO})(?!\s*{_TWO_SHORT}\s*$)"
    r"\s*\(? *\+?[0-9](?:[0-9 .\-()\u00a0\u2011]*[0-9])?\s*$"
)
"""What editors hold a number against."""
# ITU-T E.164, 6.2.1: at most 15 digits; the shortest numbers in Vietnam (113) have 3.
MIN_DIGITS, MAX_DIGITS = 3, 15
# House rule: what is typed, seen or read by a machine in place of a digit; Cyrillic and Greek letters among them.
_LETTERS = str.maketrans(
    "OoОоΟοQDlI|iІіΙSsЅѕBВZzGbбgqЗз",  # noqa: RUF001 - they are meant
    "000000001111111555588226669933",
)
# House rule: of a number with letters in it so many are digits; a subscriber's number has seven of both at least.
_TRUE_DIGITS = 3
_LEAST = 7
COUNTRY = "+84"
"""Vietnam's country code (ITU-T E.164)."""


_NO_DIGITS = re.compile(r"[^0-9]+")


def is_number(text: str) -> bool:
    """Tell whether ``text`` has the form of one telephone number: digits, a leading plus, separators.

    Brackets stand in pairs. A trunk zero after +84 makes a number that cannot be dialled.
    """
    return _is_formed(text) and re.match(_TRUNK_ZERO, text) is None and not re.fullmatch(_TWO_SHORT, text)


def with_digits(text: str) -> str | None:
    """Return a number in which letters stand for digits, sign for sign in digits; None where ``text`` is none.

    Words are no numbers: most of the signs are digits already.
    """
    right = text.translate(_LETTERS)
    true, all_digits = len(digits(text)), len(digits(right))
    is_short = right in {"111", "112", "113", "114", "115"} and true > 1
    is_meant = right != text and (is_short or (true >= _TRUE_DIGITS and all_digits >= _LEAST))
    return right if is_meant and is_number(right) else None


def without_trunk_zero(text: str) -> tuple[str, str] | None:
    """Return the two ways to write a number that has a zero after +84, else None: from abroad, and at home."""
    if not _is_formed(text) or re.match(_TRUNK_ZERO, text) is None:
        return None
    home = digits(text).removeprefix(digits(COUNTRY)).lstrip("0")
    return (group_digits(f"{COUNTRY}{home}"), group_digits(f"0{home}")) if len(home) >= MIN_DIGITS else None


def _is_formed(text: str) -> bool:
    paired = re.fullmatch(_PAIRED_BRACKETS, text) is not None
    return paired and bool(_SHAPE.fullmatch(text)) and MIN_DIGITS <= len(digits(text)) <= MAX_DIGITS


def digits(text: str) -> str:
    """Return the digits of ``text`` alone, without plus and separators."""
    return _NO_DIGITS.sub("", text)


def groups(text: str) -> tuple[str, ...]:
    """Return the groups in which the writer put the digits of ``text``; its plus stays with the first."""
    return tuple(group for group in _SEPARATORS.split(text.strip()) if group)


def groups_at_home(text: str) -> tuple[str, ...]:
    """Return the same groups as they stand in the number dialled at home: 059 3000 113 for +84 59 3000 113."""
    parts = groups(text)
    lead = next((lead for lead in (COUNTRY, f"00{digits(COUNTRY)}") if parts and parts[0].startswith(lead)), None)
    if lead is None:
        return parts
    first = parts[0].removeprefix(lead)
    rest = (first, *parts[1:]) if first else parts[1:]
    return (f"0{rest[0]}", *rest[1:]) if rest else parts


def group_digits(text: str) -> str:
    """Return the number in groups, parted by single spaces (by dots where only dots part it).

    Groups that the writer made are kept; digits without any are grouped by their kind:
    0769 040 404 (0769 04 04 04 where pairs repeat), 0269 3825 113, 024 3825 4113, 069 234 2593, 1800 1234, 113.
    """
    parts = groups(text)
    if len(parts) > 1:
        separators = set("".join(_SEPARATORS.findall(text.strip())))
        return ("." if separators == {"."} else " ").join(parts)
    number = parts[0] if parts else ""
    if number.startswith(COUNTRY) and len(number) > len(COUNTRY) + 6:
        national = _national("0" + number[len(COUNTRY) :])
        return f"{COUNTRY} {national[1:].lstrip()}"
    return _national(number)


def regroup_digits(text: str) -> str | None:
    """Return the number in the groups of its kind where the writer's are too long to be read aloud, else None.

    Long groups are parted, none are joined: where the writer parts a number otherwise, something else was meant.
    """
    parts = groups(text)
    if len(parts) < 2 or max(map(len, parts)) <= _LONGEST_GROUP:
        return None
    right = group_digits(("+" if text.strip().startswith("+") else "") + digits(text))
    return right if _ends(parts) <= _ends(groups(right)) else None


def _ends(parts: tuple[str, ...]) -> set[int]:
    """Return after how many characters each group ends."""
    return set(accumulate(map(len, parts)))


def _national(number: str) -> str:
    parted = next((match for pattern in _PLAN if (match := re.fullmatch(pattern, number))), None)
    return " ".join(parted.groups()) if parted is not None else number


# House rule: people say and remember four digits at a time, at most five.
_LONGEST_GROUP = 5
# House rule: the groups in which numbers are printed and said in Vietnam; the first pattern that fits decides.
_PLAN = (
    r"(069)([0-9]{3})([0-9]{4})",
    r"(0[35789][0-9]{2})([0-9]{2})(\2)(\2)",
    r"(0[35789][0-9]{2})([0-9]{3})([0-9]{3})",
    r"(02[48])([0-9]{4})([0-9]{4})",
    r"(0[12][0-9]{2})([0-9]{4})([0-9]{3})",
    r"(1[89]00)([0-9]{4})",
    r"(1[89]00)([0-9]{3})([0-9]{3})",
)
