"""Regular expressions that are compiled when they are first asked for.

Python compiles each where its module is read, whether anything is looked for or not: of those for slips in a job,
for old encodings and for short forms of offices' names a sound job needs few.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Pattern:
    """Stands for a pattern; each of its methods, once asked for, is the compiled pattern's own."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._said = source, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        compiled: re.Pattern[Any] = re.compile(*self._said)
        value = getattr(compiled, name)
        setattr(self, name, value)
        return value


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` returns, for all that is done with a pattern's own methods."""
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))
