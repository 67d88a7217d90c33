"""Letters among the digits of a number that stands in words: O769 OOO l99.

Pure. In the list `numbers` such a number is refused; in words it would print, and be misread or misdialled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

from keytag.checks.content.printed import printed_texts
from keytag.checks.content.subject import JobSubject
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule
from keytag.text.text import Text
from keytag.vietnam.phone import NumberKind, digits, group_digits, is_number, read_number, with_digits

NUMBER_HAS_NO_LETTERS = Rule.warning("number-has-no-letters", __name__)

# Signs that are digits or drawn like them, as many as a number has; or a service's three.
_SIGN = "[0-9OoОоΟοQDlI|iІіΙSsЅѕBВZzGbбgqЗз]"  # noqa: RUF001 - they are meant
_LOOKS_LIKE_ONE = re.compile(
    rf"(?<!\w)[(+]?{_SIGN}(?:[ .()-]{{0,3}}{_SIGN}){{6,}}|(?<!\w)[1lI|]{{2}}[1-5lI|S](?!\w)"
)
# House rule: no number is written in more groups (0 7 6 9 0 0 0 1 0 1), nor with more signs.
_MOST_GROUPS = 10
_MOST_SIGNS = 24
_EDGES = ",;:!?…“”\"'"


def number_has_no_letters(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each number in words that has letters for digits, with what it seems to be."""
    for each in printed_texts(subject):
        found = misread_in(each.text)
        if found is not None:
            said, meant = found
            yield NUMBER_HAS_NO_LETTERS.finding(
                Text(
                    f"{quote(said)} có chữ cái ở chỗ chữ số (có lẽ là {meant}; gọi thử).",
                    f"{quote(said)} has letters in place of digits (perhaps {meant}; call it).",
                ),
                node=each.node,
            )


CHECKS = (number_has_no_letters,)
RULES = (NUMBER_HAS_NO_LETTERS,)


@lru_cache(maxsize=4096)
def misread_in(text: str) -> tuple[str, str] | None:
    """Return the number with letters in it that ``text`` says, and what it seems to be."""
    if _LOOKS_LIKE_ONE.search(normalize("NFKC", text)) is None:
        return None
    words = normalize("NFKC", text).split()
    at = 0
    while at < len(words):
        said = _runs(words[at : at + _MOST_GROUPS])
        plain = next((count for count, run in said if is_number(run) and _is_telephone(run)), 0)
        if not plain:
            for _, run in said:
                meant = with_digits(run)
                if meant is not None and _is_telephone(meant):
                    return run, group_digits(meant)
        at += plain or 1
    return None


def _runs(words: list[str]) -> list[tuple[int, str]]:
    """Return what ``words`` begin with that could be a number, the longest first, and of how many words."""
    runs = ((count, " ".join(words[:count]).strip(_EDGES).rstrip(".")) for count in range(len(words), 0, -1))
    return [(count, run) for count, run in runs if len(run) <= _MOST_SIGNS]


def _is_telephone(number: str) -> bool:
    """Tell whether ``number`` can be dialled as it stands, or was meant so: it begins as numbers do."""
    phone = read_number(number)
    is_usual = number.lstrip("( ").startswith(("0", "+84")) and len(digits(number)) in (10, 11)
    return (
        phone.fault is None and phone.kind not in (NumberKind.UNKNOWN, NumberKind.SHORT, NumberKind.FOREIGN)
    ) or is_usual
