"""What can be wrong with a document before its keys are looked at, in words.

Knows the parser's complaints by their English wording only, to turn them into keytag's; the raw wording is never
shown.
"""

from __future__ import annotations

from collections.abc import Callable

import yaml

from keytag.documents.yaml.mending import findings_of, mended
from keytag.documents.yaml.rules import (
    YAML_SYNTAX,
    YAML_TAB,
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
