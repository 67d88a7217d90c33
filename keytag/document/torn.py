"""Text that a comma in braces tore apart: what follows the comma was read as a key.

Knows the tree of a document, not its models. Answers to YAML 1.2.2, 7.4 (flow collections).
"""

from __future__ import annotations

from keytag.document.nodes import MapNode, Node, Positions, Scalar, child, line_of
from keytag.document.refusal import Step, shown
from keytag.wording import Text

# House rule: no group of a document has as many keys.
_MAX_KEYS = 50


def torn_apart(key: str, place: tuple[Step, ...], positions: Positions) -> Text | None:
    """Return the hint for ``key`` at ``place`` where it is the end of the text before it; else None.

    ``{name: Công an Phường 7, Quận 3}`` has the keys ``name`` and ``Quận 3``, the second without a value.
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
    whole = shown(", ".join(words))[1:-1]
    return Text(
        f'Dấu phẩy làm đứt câu: đặt cả câu trong dấu ngoặc kép: {name}: "{whole}"',
        f'The comma broke the text off: put it in quotation marks: {name}: "{whole}"',
    )
