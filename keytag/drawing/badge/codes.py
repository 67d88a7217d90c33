"""Edition codes: two characters that are hard to misread, for 4 pt on the back of a tag.

A letter, then a digit, so that neither is taken for the other. Of the first 19 editions no two share a letter: one
misread character gives a code that no edition has. Only beyond them does the digit begin to tell.
"""

from __future__ import annotations

# House rule: without B, G, I, O, Q, S and Z, which a worn print shows as 8, 6, 1, 0, 0, 5 and 2.
LETTERS = "ACDEFHJKLMNPRTUVWXY"
# House rule: without 0 and 1, which are read as letters.
DIGITS = "23456789"
CODES = len(LETTERS) * len(DIGITS)
"""How many codes of two characters there are; beyond them a code has one digit more."""


def code_of(index: int) -> str:
    """Return the code of the edition at ``index`` from 0, each its own: A2, C3 to Y4, then A3, C4 and so on."""
    rounds, place = divmod(index, CODES)
    turn, letter = divmod(place, len(LETTERS))
    code = LETTERS[letter] + DIGITS[(letter + turn) % len(DIGITS)]
    return code + _tail(rounds)


def _tail(rounds: int) -> str:
    """Return the digits after the first two characters: none, then 2 to 9, then 22 to 99."""
    tail = ""
    while rounds:
        rounds, digit = divmod(rounds - 1, len(DIGITS))
        tail = DIGITS[digit] + tail
    return tail
