"""What can be wrong with a document before its keys are looked at, in words.

Knows the parser's complaints by their English wording only, to turn them into keytag's; the raw wording is never
shown.
"""

from __future__ import annotations

from collections.abc import Callable

import yaml

from keytag.documents.yaml.mending import findings_of, mended
from keytag.documents.yaml.refusal import shown
from keytag.documents.yaml.rules import (
    DUPLICATE_KEY,
    EMPTY_DOCUMENT,
    INVISIBLE_CHARACTER,
    SEVERAL_DOCUMENTS,
    TOO_LONG,
    YAML_ALIAS,
    YAML_KEY,
    YAML_SYNTAX,
    YAML_TAB,
    YAML_TAG,
    YAML_TOO_DEEP,
    YAML_TOO_LARGE,
)
from keytag.documents.yaml.slips import slip
from keytag.findings import Finding, Where
from keytag.text.text import Text

Fails = Callable[[str], yaml.YAMLError | None]
"""Tells what the parser complains of in a text, None where it reads it."""

_QUOTE = Text(
    'Đặt phần chữ sau dấu hai chấm trong dấu ngoặc kép, ví dụ: slogan: "Gọi: 113".',
    'Put the text after the colon in quotation marks, like slogan: "Call: 113".',
)
_INDENT = Text(
    "Xem lại khoảng cách đầu dòng: các khóa cùng cấp phải thẳng cột.",
    "Look at the indentation: keys of one level start in one column.",
)

# libyaml 0.2.5, scanner.c and parser.c; PyYAML 6 scanner.py and parser.py: parts of their messages.
_COMPLAINTS: tuple[tuple[str, Text, Text], ...] = (
    (
        "mapping values are not allowed",
        Text("Dấu hai chấm ở chỗ không thể có.", "A colon stands where none can be."),
        _QUOTE,
    ),
    (
        "could not find expected ':'",
        Text("Sau khóa thiếu dấu hai chấm.", "A key is not followed by a colon."),
        Text("Viết theo dạng khóa: giá trị.", "Write it like key: value."),
    ),
    (
        "unexpected end of stream",
        Text("Dấu ngoặc kép mở ra mà không đóng lại.", "A quotation mark opens and never closes."),
        Text("Thêm dấu ngoặc kép ở cuối phần chữ.", "Add the closing quotation mark."),
    ),
    (
        "',' or ']'",
        Text("Danh sách [ … ] chưa đóng hoặc thiếu dấu phẩy.", "A list [ … ] lacks its end or a comma."),
        Text("Đóng bằng ] và ngăn các mục bằng dấu phẩy.", "Close it with ] and put commas between entries."),
    ),
    (
        "',' or '}'",
        Text("Nhóm { … } chưa đóng hoặc thiếu dấu phẩy.", "A group { … } lacks its end or a comma."),
        Text("Đóng bằng } và ngăn các khóa bằng dấu phẩy.", "Close it with } and put commas between keys."),
    ),
    (
        "cannot start any token",
        Text("Ký tự này không thể đứng đầu một giá trị.", "No value can start with this character."),
        Text("Đặt giá trị trong dấu ngoặc kép.", "Put the value in quotation marks."),
    ),
    (
        "did not find expected",
        Text("Dòng này không khớp với các dòng trên.", "This line does not fit those above."),
        _INDENT,
    ),
    (
        "expected <block end>",
        Text("Dòng này không khớp với các dòng trên.", "This line does not fit those above."),
        _INDENT,
    ),
)


def explained(error: yaml.YAMLError, text: str, file: str, fails: Fails) -> tuple[Finding, ...]:
    """Return what stood in the way of the parser, which ``fails`` asks about other texts."""

    def rank(tried: str) -> tuple[int, ...]:
        found = fails(tried)
        return (1,) if found is None else (0, *_place(found))

    without = mended(text, rank)
    if without is None:
        return (_complaint(error, text, file),)
    left = fails(without.text)
    return (*findings_of(without, file), *((_complaint(left, without.text, file),) if left is not None else ()))


def _place(error: yaml.YAMLError) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _complaint(error: yaml.YAMLError, text: str, file: str) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return YAML_SYNTAX.found(Text("Tệp không phải YAML.", "The file is not YAML."), _INDENT, where=Where(file))
    where = Where(file, mark.line + 1, mark.column + 1)
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return YAML_TAB.found(
            Text("Đầu dòng có dấu tab.", "The line is indented with a tab."),
            Text("Thay mỗi tab bằng hai dấu cách.", "Put two spaces in place of each tab."),
            where=Where(file, mark.line + 1, line.index("\t") + 1),
        )
    problem = str(getattr(error, "problem", ""))
    began = getattr(error, "context_mark", None)
    found = slip(
        problem, (began.line, began.column) if began is not None else None, (mark.line, mark.column), lines
    )
    if found is not None:
        (row, column), message, hint = found
        return YAML_SYNTAX.found(message, hint, where=Where(file, row + 1, column + 1))
    for part, message, hint in _COMPLAINTS:
        if part in problem:
            return YAML_SYNTAX.found(message, hint, where=where)
    return YAML_SYNTAX.found(Text("Dòng này không phải YAML.", "This line is not YAML."), _INDENT, where=where)


def unreadable(character: str, where: Where) -> Finding:
    """Return the finding for a character that no line of a document may hold."""
    code = f"U+{ord(character):04X}"
    return YAML_SYNTAX.found(
        Text(f"Tệp có ký tự điều khiển {code}.", f"The file has a control character, {code}."),
        Text("Xóa ký tự đó rồi gõ lại dòng.", "Delete the character and type the line again."),
        where=where,
    )


def empty(beginning: str, file: str) -> Finding:
    """Return the finding for a file without content."""
    return EMPTY_DOCUMENT.found(
        Text("Tệp không có nội dung.", "The file is empty."),
        Text(f"Tạo một tệp mới bằng: {beginning}", f"Make a new one with: {beginning}"),
        where=Where(file, 1, 1),
    )


def several_documents(where: Where) -> Finding:
    """Return the finding for a second document in the file."""
    return SEVERAL_DOCUMENTS.found(
        Text("Tệp chứa nhiều tài liệu (dòng ---).", "The file holds several documents (a line ---)."),
        Text("Tách mỗi tài liệu thành một tệp.", "Put each document into a file of its own."),
        where=where,
    )


def too_deep(limit: int, where: Where) -> Finding:
    """Return the finding for nesting beyond ``limit`` levels."""
    return YAML_TOO_DEEP.found(
        Text(f"Các nhóm lồng nhau quá {limit} cấp.", f"The nesting is deeper than {limit} levels."),
        Text("Kiểm tra xem có đúng tệp không.", "Check that this is the right file."),
        where=where,
    )


def too_many_nodes(limit: int, where: Where) -> Finding:
    """Return the finding for a document that, aliases expanded, has more than ``limit`` nodes."""
    return YAML_TOO_LARGE.found(
        Text(
            f"Tài liệu, kể cả các bí danh (*), có quá {limit} giá trị.",
            f"The document, its aliases (*) expanded, has more than {limit} values.",
        ),
        Text("Bỏ các bí danh lặp lại nhau.", "Remove aliases that repeat one another."),
        where=where,
    )


def too_many_from_tables(limit: int, where: Where) -> Finding:
    """Return the finding for a document that has more than ``limit`` nodes with what its tables say."""
    return YAML_TOO_LARGE.found(
        Text(
            f"Tài liệu, kể cả bảng mà nó nhắc tới, có quá {limit} giá trị.",
            f"The document, with the table that it names, has more than {limit} values.",
        ),
        Text("Chia thành nhiều tệp nhỏ hơn.", "Part it into several smaller ones."),
        where=where,
    )


def too_long(found: int, limit: int, where: Where) -> Finding:
    """Return the finding for a text of ``found`` characters, more than any document says."""
    return TOO_LONG.found(
        Text(f"Có {found} ký tự, nhiều nhất là {limit}.", f"It has {found} characters, at most {limit} can be."),
        where=where,
    )


def unknown_alias(name: str, where: Where) -> Finding:
    """Return the finding for an alias whose anchor is not complete before it."""
    name = shown(name)[1:-1]
    return YAML_ALIAS.found(
        Text(f"Bí danh *{name} không trỏ tới phần nào ở trên.", f"The alias *{name} points at nothing above it."),
        Text(
            f"Đặt &{name} ở phần cần dùng lại, hoặc đặt chữ có dấu * trong ngoặc kép.",
            f"Put &{name} at what is to be repeated, or put a text with * in quotation marks.",
        ),
        where=where,
    )


def key_is_no_text(where: Where) -> Finding:
    """Return the finding for a list, a map or nothing where a key must be."""
    return YAML_KEY.found(
        Text("Khóa phải là chữ.", "A key must be a text."),
        Text("Viết theo dạng khóa: giá trị.", "Write it like key: value."),
        where=where,
    )


def duplicate_key(key: str, first_line: int, where: Where) -> Finding:
    """Return the finding for a key that stands twice in one map."""
    return DUPLICATE_KEY.found(
        Text(
            f"Khóa {shown(key)} đã có ở dòng {first_line}.",
            f"The key {shown(key)} is already on line {first_line}.",
        ),
        Text("Giữ một dòng, xóa dòng kia.", "Keep one of the two lines."),
        where=where,
    )


def tagged(tag: str, where: Where) -> Finding:
    """Return the finding for an explicit YAML tag."""
    return YAML_TAG.found(
        Text(
            f"Không dùng được ký hiệu ! của YAML ở đây: {shown(tag)}.",
            f"The YAML tag {shown(tag)} cannot be used.",
        ),
        Text("Xóa phần bắt đầu bằng dấu !, chỉ để lại giá trị.", "Remove the tag (the part that starts with !)."),
        where=where,
    )


def invisible(character: str, where: Where) -> Finding:
    """Return the finding for a character that does not show."""
    code = f"U+{ord(character):04X}"
    return INVISIBLE_CHARACTER.found(
        Text(f"Giá trị có ký tự ẩn {code}.", f"The value has an invisible character, {code}."),
        Text("Xóa giá trị rồi gõ lại, đừng dán.", "Delete the value and type it again, do not paste it."),
        where=where,
    )
