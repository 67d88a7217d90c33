"""Values that would print as nobody meant them: broken letters, marks round them, a # that cuts them off.

Each is found in the values alone, never in comments, and tables are judged by the same signs. Answers to YAML
1.2.2, 6.6 (comments) and 7.3 (quoted text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from keytag.documents.yaml.nodes import ListNode, MapNode, Node, Place, Positions, Scalar
from keytag.documents.yaml.old_encodings import (
    has_lost_letters,
    is_escaped,
    is_misread,
    legacy_font,
    undo_misreading,
)
from keytag.documents.yaml.outline import Model, is_words
from keytag.documents.yaml.refusal import Step, quote, visible_text
from keytag.documents.yaml.rules import (
    HASH_CUTS_NOTHING_OFF,
    LETTERS_ARE_UNICODE,
    LETTERS_ARE_WHOLE,
    VALUE_HAS_NO_QUOTES,
    YAML_SYNTAX,
)
from keytag.documents.yaml.source import unicode_hint
from keytag.documents.yaml.typing_slips import hint_to_write, quote_as_yaml
from keytag.findings import Finding, Where
from keytag.text.text import Text

_CURLY = frozenset("“”„‟«»")
_STRAIGHT = frozenset("\"'")


def broken_letters(value: str, where: Where) -> Finding | None:
    """Return the finding about a ``value`` whose letters are broken or no Unicode, or None."""
    if value.isascii() and not ("?" in value or "&" in value or "\\" in value or "%" in value):
        return None
    font = legacy_font(value)
    if font is not None:
        message = Text(
            f"Chữ gõ theo bảng mã cũ {font}, không phải Unicode: {quote(value)}.",
            f"The text is typed in the old encoding {font}, not in Unicode: {quote(value)}.",
        )
        return LETTERS_ARE_UNICODE.finding(message, unicode_hint(font), where=where)
    if is_misread(value):
        message = Text(
            f"Chữ đã hỏng vì từng mở sai bảng mã rồi lưu lại: {quote(value)}.",
            f"The text was opened in a wrong encoding and saved so: {quote(value)}.",
        )
        return LETTERS_ARE_WHOLE.finding(message, _as_it_was(undo_misreading(value)), where=where)
    if is_escaped(value):
        message = Text(
            f"Chữ viết bằng mã của trang web hay chương trình: {quote(value)}.",
            f"Letters are written in the code of a web page or a program: {quote(value)}.",
        )
        return LETTERS_ARE_WHOLE.finding(message, where=where)
    if has_lost_letters(value):
        message = Text(
            f"Có chữ đã mất dấu, thành “?”: {quote(value)}.",
            f"Letters were lost and became “?”: {quote(value)}.",
        )
        if "\ufffd" in value:
            message = Text(
                f"Có chữ đã mất, thành “\ufffd”: {quote(value)}.",
                f"Letters were lost and became “\ufffd”: {quote(value)}.",
            )
        return LETTERS_ARE_WHOLE.finding(message, where=where)
    return None


def _as_it_was(said: str | None) -> Text | None:
    if said is None:
        return None
    return Text(f"Có lẽ đúng ra là {quote(said)}: gõ lại.", f"It may have been {quote(said)}: type it again.")


def find_mixed_quotes(key: str, value: str, where: Where) -> Iterator[Finding]:
    """Yield a finding for an unquoted ``value`` that a curly mark opens and a straight one closes."""
    if len(value) < 2 or value[0] not in _CURLY or value[-1] not in _STRAIGHT:
        return
    said = f"{key}: {quote_as_yaml(value[1:-1])}" if key else quote_as_yaml(value[1:-1])
    yield YAML_SYNTAX.finding(
        Text(
            f"Mở bằng {value[0]} mà đóng bằng {value[-1]}: cả hai dấu sẽ in ra.",
            f"It opens with {value[0]} and closes with {value[-1]}: both would print.",
        ),
        hint_to_write(said),
        where=where,
    )


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


def strip_quotes(text: str) -> str | None:
    """Return ``text`` without the marks round it, or the only one at an end; None where it has none."""
    found = None
    for _ in range(_LAYERS):
        bare = _peeled(text)
        if bare is None:
            break
        found = text = bare
    return found


def strip_quotes_of_values(root: Node, positions: Positions) -> tuple[Node, tuple[Finding, ...]]:
    """Return the tree without marks round its values and keys, and a finding for each place with some."""
    found: dict[Where, Finding] = {}

    def bare(text: str, mark: Place, *, is_key: bool = False) -> str:
        inner = strip_quotes(text)
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
    said, meant = visible_text(" ".join(text.split())), visible_text(" ".join(inner.split()))
    if is_key:
        message = Text(
            f"Từ khóa mang theo dấu ngoặc: {said} – đúng ra: {meant}",
            f"The key carries quotation marks: {said} – it should be: {meant}",
        )
        return VALUE_HAS_NO_QUOTES.finding(message, _HINT, where=where)
    return VALUE_HAS_NO_QUOTES.finding(
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
    hint = hint_to_write(f"{label}{quote_as_yaml(whole)}")
    return HASH_CUTS_NOTHING_OFF.finding(
        Text(
            f"{quote(left)} sẽ không in: từ dấu # trở đi là chú thích.",
            f"{quote(left)} will not print: from the # on, the line is a comment.",
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
