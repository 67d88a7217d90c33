"""A document without what people wrote for themselves: values that must not leave the house, and comments.

All else stays where it stood, by line and column, so that what is found in it is found in the same place. Besides
the parser the one place that sees PyYAML's events, for they alone say where a value ends.
"""

from __future__ import annotations

import re

import yaml
from yaml.events import ScalarEvent

from keytag.documents.yaml.nodes import ListNode, MapNode, Mark, Scalar
from keytag.documents.yaml.parse import parse
from keytag.documents.yaml.source import decoded

# YAML 1.1, 4.2.2 (c-comment): the sign begins a line, or stands behind a blank.
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def blanked(data: bytes, file: str, holder: str, key: str) -> bytes:
    """Return ``data`` without comments, and with null for each ``key`` of the entries listed under ``holder``.

    Raises InvalidDocumentError where ``data`` is no document that can be read.
    """
    if key.encode() not in data and b"#" not in data:
        return data
    text = decoded(data, file)
    marks = _marks(text, file, holder, key)
    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    parts: list[str] = []
    done = 0
    for event in yaml.parse(text, Loader=_LOADER):
        start, end = event.start_mark, event.end_mark
        if not isinstance(event, ScalarEvent) or start is None or end is None:
            continue
        first, last = (lines[mark.line] + mark.column for mark in (start, end))
        if first == last:
            continue
        said = text[first:last]
        if (start.line + 1, start.column + 1) in marks:
            said = _null_for(said, event.anchor)
        elif event.style in {"|", ">"}:
            head, *body = said.split("\n")
            said = "\n".join((_COMMENT.sub("", head), *body))
        parts += (_COMMENT.sub("", text[done:first]), said)
        done = last
    parts.append(_COMMENT.sub("", text[done:]))
    return "".join(parts).encode()


def _null_for(said: str, anchor: str | None) -> str:
    """Return YAML's shortest null, as many lines and as wide at its end as ``said``."""
    null = f"&{anchor} ~" if anchor else "~"
    *above, last = said.split("\n")
    if not above:
        return null.ljust(len(said))
    return "\n".join((null, *[""] * (len(above) - 1), " " * len(last)))


def _marks(text: str, file: str, holder: str, key: str) -> set[Mark]:
    """Return where the values stand that are to go."""
    root = parse(text, file)
    _, listed = root.entries.get(holder, (None, None)) if isinstance(root, MapNode) else (None, None)
    if not isinstance(listed, ListNode):
        return set()
    found = (item.entries.get(key) for item in listed.items if isinstance(item, MapNode))
    nodes = (entry[1] for entry in found if entry is not None)
    return {node.mark for node in nodes if isinstance(node, Scalar) and isinstance(node.mark, tuple)}
