"""Names of groups and hamlets as they are set: a number never stands alone at the beginning of a line."""

from __future__ import annotations

import re

_NUMBER = re.compile(r" (?=(?:số )?\d)")


def tied(name: str) -> str:
    """Return ``name`` with its numbers tied to the words before them: khu phố 12."""
    return _NUMBER.sub("\N{NO-BREAK SPACE}", name)
