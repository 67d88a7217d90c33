"""Letters and marks of a value that would print as nobody meant them: broken, of an old font, quoted in two ways.

Values alone are looked at, not comments. As tables are judged by `keytag.documents.tables`, with the same signs.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.documents.yaml.kinds import to_unicode
from keytag.documents.yaml.legacy import as_it_was, has_lost_letters, is_escaped, is_misread, legacy_font
from keytag.documents.yaml.lookalikes import write
from keytag.documents.yaml.quoting import quoted
from keytag.documents.yaml.refusal import shown
from keytag.documents.yaml.rules import LETTERS_ARE_UNICODE, LETTERS_ARE_WHOLE, YAML_SYNTAX
from keytag.findings import Finding, Where
from keytag.text.text import Text

_CURLY = frozenset("“”„‟«»")
_STRAIGHT = frozenset("\"'")


def broken(value: str, where: Where) -> Finding | None:
    """Return the finding about a ``value`` whose letters are broken or no Unicode, or None."""
    if value.isascii() and not ("?" in value or "&" in value or "\\" in value or "%" in value):
        return None
    font = legacy_font(value)
    if font is not None:
        message = Text(
            f"Chữ gõ theo bảng mã cũ {font}, không phải Unicode: {shown(value)}.",
            f"The text is typed in the old encoding {font}, not in Unicode: {shown(value)}.",
        )
        return LETTERS_ARE_UNICODE.found(message, to_unicode(font), where=where)
    if is_misread(value):
        message = Text(
            f"Chữ đã hỏng vì từng mở sai bảng mã rồi lưu lại: {shown(value)}.",
            f"The text was opened in a wrong encoding and saved so: {shown(value)}.",
        )
        return LETTERS_ARE_WHOLE.found(message, _as_it_was(as_it_was(value)), where=where)
    if is_escaped(value):
        message = Text(
            f"Chữ viết bằng mã của trang web hay chương trình: {shown(value)}.",
            f"Letters are written in the code of a web page or a program: {shown(value)}.",
        )
        return LETTERS_ARE_WHOLE.found(message, where=where)
    if has_lost_letters(value):
        message = Text(
            f"Có chữ đã mất dấu, thành “?”: {shown(value)}.",
            f"Letters were lost and became “?”: {shown(value)}.",
        )
        if "\ufffd" in value:
            message = Text(
                f"Có chữ đã mất, thành “\ufffd”: {shown(value)}.",
                f"Letters were lost and became “\ufffd”: {shown(value)}.",
            )
        return LETTERS_ARE_WHOLE.found(message, where=where)
    return None


def _as_it_was(said: str | None) -> Text | None:
    if said is None:
        return None
    return Text(f"Có lẽ trước đây là {shown(said)}: gõ lại.", f"It may have been {shown(said)}: type it again.")


def mixed_quotes(key: str, value: str, where: Where) -> Iterator[Finding]:
    """Yield a finding for an unquoted ``value`` that a curly mark opens and a straight one closes."""
    if len(value) < 2 or value[0] not in _CURLY or value[-1] not in _STRAIGHT:
        return
    said = f"{key}: {quoted(value[1:-1])}" if key else quoted(value[1:-1])
    yield YAML_SYNTAX.found(
        Text(
            f"Mở bằng {value[0]} mà đóng bằng {value[-1]}: cả hai dấu sẽ in ra.",
            f"It opens with {value[0]} and closes with {value[-1]}: both would print.",
        ),
        write(said),
        where=where,
    )
