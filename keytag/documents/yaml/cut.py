"""Words that a # cut off: after a blank, YAML takes the rest of the line for a comment, and is silent.

Only where words are to print, and only where the # touches what follows: ``# so`` people write comments.
Answers to YAML 1.2.2, 6.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from keytag.documents.yaml.lookalikes import write
from keytag.documents.yaml.nodes import ListNode, MapNode, Node, Scalar
from keytag.documents.yaml.outline import Model, is_words
from keytag.documents.yaml.quoting import quoted
from keytag.documents.yaml.refusal import Step, shown
from keytag.documents.yaml.rules import HASH_CUTS_NOTHING_OFF
from keytag.findings import Finding, Where
from keytag.text.text import Text

_CUT = re.compile(r"(?:^|(?<=[ \t]))#[^\s#!].*")


def values_are_whole(root: Node, text: str, file: str, model: Model) -> Iterator[Finding]:
    """Yield a finding for each value of ``root`` that is to print and that a # cut."""
    if " #" not in text and "\t#" not in text:
        return
    lines = text.split("\n")
    if not any(_CUT.search(line) for line in lines):
        return
    for path, scalar in _scalars(root, ()):
        if not isinstance(scalar.mark, tuple):
            continue
        row, column = scalar.mark[0] - 1, scalar.mark[1] - 1
        rest = lines[row][column:] if row < len(lines) else ""
        cut = _CUT.search(rest)
        if cut is None or normalize("NFC", rest[: cut.start()].strip()) != (scalar.text or ""):
            continue
        if is_words(model, path):
            yield _found(str(path[-1]), rest.strip(), Where(file, row + 1, column + cut.start() + 1))


def _found(key: str, whole: str, where: Where) -> Finding:
    left = whole[whole.index("#") :]
    label = f"{key}: " if not key.isdigit() else "- "
    hint = write(f"{label}{quoted(whole)}")
    return HASH_CUTS_NOTHING_OFF.found(
        Text(
            f"{shown(left)} sẽ không in: từ dấu # trở đi là chú thích.",
            f"{shown(left)} will not print: from the # on, the line is a comment.",
        ),
        Text(
            f"{hint.vi}; nếu đúng là chú thích, thêm dấu cách sau dấu #.",
            f"{hint.en}; where it is a comment, put a blank after the #.",
        ),
        where=where,
    )


def _scalars(node: Node, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, ListNode):
        for index, item in enumerate(node.items):
            yield from _scalars(item, (*path, index))
    elif isinstance(node, MapNode):
        for key, (_, value) in node.entries.items():
            yield from _scalars(value, (*path, key))
