"""Text that a comma in braces tore apart: what follows the comma was read as a key.

Knows the tree of a document, not its models. Answers to YAML 1.2.2, 7.4 (flow collections).
"""

from __future__ import annotations

import re

from keytag.documents.yaml.nodes import MapNode, Node, Positions, Scalar, child, line_of
from keytag.documents.yaml.refusal import Step, shown
from keytag.text.text import Text

# Ends of a torn decimal: "4,5mm" as Vietnamese, French and Germans write it.
_WHOLE = re.compile(r"\d+")
_FRACTION = re.compile(r"\d+\s?(?:mm|cm|in|pt|%)?")
# House rule: no group of a document has as many keys.
_MAX_KEYS = 50


def torn_apart(key: str, place: tuple[Step, ...], positions: Positions) -> Text | None:
    """Return the hint for ``key`` at ``place`` where it is the end of the text before it; else None.

    ``{name: Công an Phường 7, Quận 3}`` has the keys ``name`` and ``Quận 3``, the second without a value;
    so has ``{width: 52,5mm}``, where a decimal point was meant.
    """
    holder: Node | None = positions.root
    for step in place:
        holder = child(holder, step) if holder is not None else None
    if not isinstance(holder, MapNode) or len(holder.entries) > _MAX_KEYS:
        return None
    name, words, first = "", [""], 0
    for before, (mark, node) in holder.entries.items():
        line = line_of(mark)
        text = node.text if isinstance(node, Scalar) else ""
        if text is None and words[0] and line == first:
            words.append(before)
        elif key in words[1:]:
            break
        else:
            name, words, first = before, [text or ""], line
    if key not in words[1:]:
        return None
    if len(words) == 2 and _WHOLE.fullmatch(words[0]) and _FRACTION.fullmatch(words[1]):
        whole = ".".join(words)
        return Text(
            f"Số lẻ viết bằng dấu chấm: {name}: {whole}",
            f"Write the decimal with a point: {name}: {whole}",
        )
    whole = shown(", ".join(words))[1:-1]
    return Text(
        f'Dấu phẩy làm đứt câu: đặt cả câu trong dấu ngoặc kép: {name}: "{whole}"',
        f'The comma broke the text off: put it in quotation marks: {name}: "{whole}"',
    )
