"""Quotation marks that stand round a value: word processors, chats and spreadsheets put them there.

YAML takes its own straight ones off; whatever is left belongs to the value and would print with it. Tells them
from apostrophes (K'Dang) and from a quotation within a sentence.
"""

from __future__ import annotations

import re

from keytag.documents.yaml.nodes import ListNode, MapNode, Node, Place, Positions, Scalar
from keytag.documents.yaml.refusal import visible
from keytag.documents.yaml.rules import VALUE_HAS_NO_QUOTES
from keytag.findings import Finding, Where
from keytag.text.text import Text

# Unicode categories Pi, Pf and what keyboards and chats use like them: prime signs, backticks, full-width marks.
_DOUBLE = '"“”„‟«»＂″〝〞「」『』'  # noqa: RUF001 - they are meant
_SINGLE = "'‘’‚‛‹›＇′`´"  # noqa: RUF001 - the same
_ENTITY = r"&(?:quot|apos|[lr][ds]quo|[lr]aquo|#34|#39|#x22|#x27|#821[67]|#822[01]);"
_MARK = rf"(?:\\{{0,3}}[{_DOUBLE}{_SINGLE}]|{_ENTITY})"
_HEAD = re.compile(rf"\s{{0,9}}(?:{_MARK}\s?){{1,4}}")
_TAIL = re.compile(rf"(?:\s?{_MARK}){{1,4}}\s{{0,3}}([.,;:!?…]{{0,3}})\s{{0,9}}$")
# Feet, inches and minutes: 2", sau 5'.
_MEASURE = re.compile(r"(?:^|[^\d\s.]\s?)\d{1,3}(?:[.,]\d)?['\"′″]{1,2}$")  # noqa: RUF001 - the same
# What can follow a mark that closes a quotation, but no apostrophe.
_AFTER = re.compile(r"[\s.,;:!?…)\]–-]|$")
# House rule: nobody wraps a value more often.
_LAYERS = 3

_HINT = Text(
    "Xóa các dấu ngoặc này ở hai đầu; muốn bọc giá trị thì dùng dấu ngoặc thẳng gõ từ bàn phím.",
    "Delete these marks at both ends; to wrap a value use the keyboard's straight marks.",
)


def unquoted(text: str) -> str | None:
    """Return ``text`` without the marks round it, or the only one at an end; None where it has none."""
    found = None
    for _ in range(_LAYERS):
        bare = _peeled(text)
        if bare is None:
            break
        found = text = bare
    return found


def without_quotes(root: Node, positions: Positions) -> tuple[Node, tuple[Finding, ...]]:
    """Return the tree without marks round its values and keys, and a finding for each place with some."""
    found: dict[Where, Finding] = {}

    def bare(text: str, mark: Place, *, is_key: bool = False) -> str:
        inner = unquoted(text)
        if inner is None:
            return text
        where = mark if isinstance(mark, Where) else Where(positions.file, *mark)
        found.setdefault(where, _told(text, inner, where, is_key=is_key))
        return inner

    def walked(node: Node) -> Node:
        if isinstance(node, Scalar):
            return Scalar(bare(node.text, node.mark), node.mark, node.size) if node.text else node
        if isinstance(node, ListNode):
            return ListNode(tuple(walked(item) for item in node.items), node.mark, node.size)
        entries = {
            bare(key, mark, is_key=True): (mark, walked(below)) for key, (mark, below) in node.entries.items()
        }
        return MapNode(entries, node.mark, node.size)

    whole = walked(root)
    return (whole, tuple(found.values())) if found else (root, ())


def _told(text: str, inner: str, where: Where, *, is_key: bool) -> Finding:
    said, meant = visible(" ".join(text.split())), visible(" ".join(inner.split()))
    if is_key:
        message = Text(
            f"Từ khóa mang theo dấu ngoặc: {said} – đúng ra: {meant}",
            f"The key carries quotation marks: {said} – it should be: {meant}",
        )
        return VALUE_HAS_NO_QUOTES.found(message, _HINT, where=where)
    return VALUE_HAS_NO_QUOTES.found(
        Text(
            f"Giá trị mang theo dấu ngoặc, sẽ in nguyên là {said} – đúng ra: {meant}",
            f"The value carries quotation marks and would print as {said} – it should be: {meant}",
        ),
        _HINT,
        where=where,
        becomes=inner,
    )


def _peeled(text: str) -> str | None:
    head, tail = _HEAD.match(text), _TAIL.search(text)
    if head is not None and (tail is None or tail.start() < head.end()):
        rest = text[head.end() :]
        # “Toàn dân” bảo vệ an ninh: the sentence goes on behind a quotation.
        is_only = not rest or _closing(rest, _family(head[0])) is None
        return rest.strip() if is_only else None
    if tail is None:
        return None
    until = tail.start()
    if head is None:
        # Phong trào “Toàn dân”: the quotation began within the sentence.
        is_measure = _MEASURE.search(text) is not None
        is_only = not is_measure and not _opens(text[:until], _family(tail[0]))
        return _ended(text[:until], tail[1]) if is_only else None
    inner = text[head.end() : until]
    # “Có” và “không” begins and ends with marks that are not each other's.
    first = _closing(inner, _family(head[0]))
    if first is not None and not _opens(inner[:first], _family(head[0])):
        return None
    return _ended(inner, tail[1])


def _ended(inner: str, sign: str) -> str:
    return inner.strip() + sign.strip(",;:")


def _family(marks: str) -> str:
    return _SINGLE if any(mark in _SINGLE for mark in marks) and "&" not in marks else _DOUBLE


def _closing(text: str, family: str) -> int | None:
    """Return where the first mark of ``family`` stands that ends a quotation; an apostrophe does not."""
    for at, character in enumerate(text):
        if character in family and at and not text[at - 1].isspace() and _AFTER.match(text, at + 1):
            return at
    return None


def _opens(text: str, family: str) -> bool:
    """Tell whether a quotation begins in ``text``: its mark stands at the start of a word."""
    return any(
        character in family and (not at or not text[at - 1].isalnum()) and text[at + 1 : at + 2].strip() != ""
        for at, character in enumerate(text)
    )
