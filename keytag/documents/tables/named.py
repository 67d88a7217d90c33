"""How a job names a table, and the line that names it otherwise: what messages give to copy. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

# YAML 1.2.2, 7.3.3: what within braces needs no quotation marks, and is taken for no figure and no truth value.
_PLAIN = re.compile(r"[^\W\d_][\w.-]*(?: [\w.-]+)*")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


class NamedTable(Struct, frozen=True):
    """A table as a job names it: under which key, its file, and what else the job says of it."""

    key: str
    name: str
    sheet: str | None = None
    hidden: str | None = None
    columns: Mapping[str, str | Sequence[str]] = {}

    def line(self, *, sheet: str | None = None, hidden: str | None = None) -> str:
        """Return the job's whole line, with another ``sheet`` or ``hidden`` where they are given."""
        parts = [f"from: {flow(self.name)}"]
        for key, said in (("sheet", sheet or self.sheet), ("hidden", hidden or self.hidden)):
            if said is not None:
                parts.append(f"{key}: {flow(said)}")
        if self.columns:
            columns = ", ".join(f"{key}: {_listed(said)}" for key, said in self.columns.items())
            parts.append(f"columns: {{{columns}}}")
        return f"{self.key}: {{{', '.join(parts)}}}"


def _listed(said: str | Sequence[str]) -> str:
    return flow(said) if isinstance(said, str) else f"[{', '.join(map(flow, said))}]"


def flow(text: str) -> str:
    """Return ``text`` as it stands within braces: in quotation marks unless it is surely none but a text."""
    is_plain = _PLAIN.fullmatch(text) is not None and text.casefold() not in _WORDS
    return text if is_plain else json.dumps(text, ensure_ascii=False)
