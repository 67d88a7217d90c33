"""What the YAML parser complains of, in keytag's words and at the place where the slip of typing really stands.

Knows the parser's complaints by their English wording only; the raw wording is never shown. The parser stumbles
over a slip a line or more later, so the lines above are looked at. Answers to YAML 1.2.2, 7.3 (quoted and plain
text), 7.4 (braces) and 8.2 (lists).
"""

from __future__ import annotations

from collections.abc import Callable

import yaml

from keytag.documents.yaml.refusal import quote
from keytag.documents.yaml.rules import (
    YAML_SYNTAX,
    YAML_TAB,
)
from keytag.documents.yaml.typing_slips import mend_text, slip_findings
from keytag.findings import Finding, Where
from keytag.text.pattern import pattern
from keytag.text.text import Text

Fails = Callable[[str], yaml.YAMLError | None]
"""Tells what the parser complains of in a text, None where it reads it."""

_QUOTE = Text(
    'Đặt phần chữ sau dấu hai chấm trong dấu ngoặc kép, ví dụ: slogan: "Gọi: 113".',
    'Put the text after the colon in quotation marks, like slogan: "Call: 113".',
)
_INDENT = Text(
    "Xem lại khoảng cách đầu dòng: các từ khóa cùng cấp phải thẳng cột.",
    "Look at the indentation: keys of one level start in one column.",
)

# libyaml 0.2.5, scanner.c and parser.c; PyYAML 6 scanner.py and parser.py: parts of their messages.
_COMPLAINTS: tuple[tuple[str, Text, Text], ...] = (
    (
        "mapping values are not allowed",
        Text("Dấu hai chấm đặt sai chỗ.", "A colon stands where none can be."),
        _QUOTE,
    ),
    (
        "could not find expected ':'",
        Text("Sau từ khóa thiếu dấu hai chấm.", "A key is not followed by a colon."),
        Text("Viết theo dạng “từ khóa: giá trị”.", "Write it like key: value."),
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
        Text("Đóng bằng } và ngăn các từ khóa bằng dấu phẩy.", "Close it with } and put commas between keys."),
    ),
    (
        "cannot start any token",
        Text("Ký tự này không thể đứng đầu một giá trị.", "No value can start with this character."),
        Text("Đặt giá trị trong dấu ngoặc kép.", "Put the value in quotation marks."),
    ),
    (
        "did not find expected",
        Text("Dòng này thụt lề lệch so với các dòng trên.", "This line does not fit those above."),
        _INDENT,
    ),
    (
        "expected <block end>",
        Text("Dòng này thụt lề lệch so với các dòng trên.", "This line does not fit those above."),
        _INDENT,
    ),
)


def explain_complaint(error: yaml.YAMLError, text: str, file: str, fails: Fails) -> tuple[Finding, ...]:
    """Return what stood in the way of the parser, which ``fails`` asks about other texts."""

    def rank(tried: str) -> tuple[int, ...]:
        found = fails(tried)
        return (1,) if found is None else (0, *_place(found))

    without = mend_text(text, rank)
    if without is None:
        return (_complaint(error, text, file),)
    left = fails(without.text)
    return (*slip_findings(without, file), *((_complaint(left, without.text, file),) if left is not None else ()))


def _place(error: yaml.YAMLError) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _complaint(error: yaml.YAMLError, text: str, file: str) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return YAML_SYNTAX.finding(
            Text("Tệp không phải YAML.", "The file is not YAML."), _INDENT, where=Where(file)
        )
    where = Where(file, mark.line + 1, mark.column + 1)
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return YAML_TAB.finding(
            Text("Đầu dòng có dấu tab.", "The line is indented with a tab."),
            Text("Thay mỗi tab bằng hai dấu cách.", "Put two spaces in place of each tab."),
            where=Where(file, mark.line + 1, line.index("\t") + 1),
        )
    problem = str(getattr(error, "problem", ""))
    began = getattr(error, "context_mark", None)
    found = find_slip(
        problem, (began.line, began.column) if began is not None else None, (mark.line, mark.column), lines
    )
    if found is not None:
        (row, column), message, hint = found
        return YAML_SYNTAX.finding(message, hint, where=Where(file, row + 1, column + 1))
    for part, message, hint in _COMPLAINTS:
        if part in problem:
            return YAML_SYNTAX.finding(message, hint, where=where)
    return YAML_SYNTAX.finding(Text("Dòng này không phải YAML.", "This line is not YAML."), _INDENT, where=where)


Place = tuple[int, int]
"""Line and column, both from 0."""
Slip = tuple[Place, Text, Text]
"""Where it is, what it is, what to do."""

# House rule: no line that somebody types is longer; others cost time.
_MAX_LINE = 1_000
# House rule: the longest job has 500 editions, on some three thousand lines.
_MAX_LINES = 5_000
# Where a value can begin: at the start of a line, after a key, a dash, a bracket or a comma.
_QUOTED = pattern(r"""(^|: |- |[\[{,])\s*("([^"\\]|\\.)*"|'([^']|'')*')""")
_OPENED = pattern(r"""(?:^|: |- |[\[{,])\s*(["'])""")
_COMMENT = pattern(r"(^|\s)#.*")
_NEXT = pattern(r"\s*(- |[\w-]+:(\s|$)|[\]}])")
_NO_BLANK = pattern(r"(\s*(?:- )?)([A-Za-z_]+):(?!//)(\S.*)")
# A colour whose # begins a comment, so that the bracket behind it is lost (YAML 1.2.2, 6.6).
_COLOUR = pattern(r"[:,\[{]\s+(#[0-9A-Fa-f]{3,6})(?![^\s,}\]])")
# Signs that mean something of their own where a value begins (YAML 1.2.2, 5.3).
_SIGNS = "*&!|>?-"
_AT_START = pattern(r"\s*(- )?\s*[\w-]*")

_BRACES = (
    Text("Nhóm { … } chưa đóng hoặc thiếu dấu phẩy.", "A group { … } lacks its end or a comma."),
    Text("Đóng bằng } và ngăn các từ khóa bằng dấu phẩy.", "Close it with } and put commas between keys."),
)
_BRACKETS = (
    Text("Danh sách [ … ] chưa đóng hoặc thiếu dấu phẩy.", "A list [ … ] lacks its end or a comma."),
    Text("Đóng bằng ] và ngăn các mục bằng dấu phẩy.", "Close it with ] and put commas between entries."),
)


def find_slip(problem: str, began: Place | None, place: Place, lines: list[str]) -> Slip | None:
    """Return the slip behind the parser's ``problem`` at ``place``, in what ``began`` above; else None."""
    quoted = _left_open(lines[: place[0] + 1])
    if quoted is None and began is not None and "end of stream" in problem:
        quoted = began
    mark = lines[quoted[0]][quoted[1] : quoted[1] + 1] if quoted is not None and quoted[0] < len(lines) else ""
    if quoted is not None and mark in {"'", '"'}:
        return (
            quoted,
            Text("Dấu ngoặc kép mở ở đây mà không đóng lại.", "The quotation mark that opens here never closes."),
            Text(f"Thêm dấu {mark} đóng ở cuối phần chữ.", f"Add the closing {mark} at the end of the text."),
        )
    sign = _sign(problem, began, place, lines)
    if sign is not None:
        return sign
    if "expected ':'" in problem or "mapping values" in problem:
        return _no_blank(problem, began, place, lines)
    if "'-' indicator" in problem:
        return _no_dash(place)
    if "',' or" in problem and began is not None:
        return _unclosed(problem, began, place, lines)
    return None


def _sign(problem: str, began: Place | None, place: Place, lines: list[str]) -> Slip | None:
    """Return the sign with which a value begins: “slogan: *Vì bình yên”, “slogan: - Vì bình yên”."""
    if "not allowed in this context" in problem and "mapping values" not in problem:
        at = place
    elif "did not find expected" in problem and began is not None and began[0] == place[0]:
        at = began
    else:
        return None
    line = lines[at[0]] if at[0] < len(lines) else ""
    mark = line[at[1] : at[1] + 1]
    if not mark or mark not in _SIGNS or ":" not in line[: at[1]]:
        return None
    return (
        at,
        Text(
            f"Dấu {mark} đứng đầu giá trị có nghĩa riêng trong YAML.",
            f"A {mark} at the start of a value means something of its own in YAML.",
        ),
        Text(
            f"Xóa dấu {mark}; nếu đúng là một phần của câu chữ thì đặt cả giá trị trong dấu ngoặc kép.",
            f"Delete the {mark}; if it belongs to the words, put the whole value in quotation marks.",
        ),
    )


def _left_open(lines: list[str]) -> Place | None:
    """Return the first quotation mark that its line does not close, the next line being one of its own."""
    for index, line in enumerate(lines[:_MAX_LINES]):
        if ("'" not in line and '"' not in line) or len(line) > _MAX_LINE:
            continue
        bare = _COMMENT.sub("", _QUOTED.sub(lambda found: " " * len(found[0]), line))
        opened = _OPENED.search(bare)
        following = next((text for text in lines[index + 1 : index + 4] if text.strip()), "")
        if opened is not None and _NEXT.match(following):
            return index, opened.start(1)
    return None


def _no_blank(problem: str, began: Place | None, place: Place, lines: list[str]) -> Slip | None:
    at = began if began is not None and "expected ':'" in problem else place
    above = [index for index in range(at[0]) if lines[index].strip()]
    suspects = (at[0], *above[-1:]) if "mapping values" in problem else (at[0],)
    for index in suspects:
        found = _NO_BLANK.fullmatch(lines[index]) if index < len(lines) else None
        if found is not None:
            start, key, value = found.groups()
            said = quote(value)[1:-1]
            return (
                (index, len(start) + len(key)),
                Text("Sau dấu hai chấm thiếu dấu cách.", "The colon lacks a blank after it."),
                Text(f"Viết {key}: {said}", f"Write {key}: {said}"),
            )
    if at is place:
        return None
    line = lines[at[0]] if at[0] < len(lines) else ""
    depth = len(line) - len(line.lstrip())
    level = [lines[index] for index in above if len(lines[index]) - len(lines[index].lstrip()) <= depth]
    if line.lstrip().startswith("{") or (level and level[-1].startswith(" " * depth + "- ")):
        return _no_dash(at)
    return (
        at,
        Text("Sau từ khóa thiếu dấu hai chấm.", "A key is not followed by a colon."),
        Text("Viết theo dạng “từ khóa: giá trị”.", "Write it like key: value."),
    )


def _no_dash(place: Place) -> Slip:
    return (
        place,
        Text("Mục này của danh sách thiếu dấu gạch đầu dòng.", "This entry of a list lacks its dash."),
        Text(
            "Bắt đầu mục bằng dấu - và một dấu cách; nếu là từ khóa khác, kéo dòng ra cho thẳng cột với từ "
            "khóa của nó.",
            "Begin the entry with a dash and a blank; if it is another key, move the line out to its own column.",
        ),
    )


def _unclosed(problem: str, began: Place, place: Place, lines: list[str]) -> Slip | None:
    for index in range(began[0], min(place[0] + 1, len(lines))):
        colour = _COLOUR.search(lines[index][:_MAX_LINE])
        if colour is not None:
            return (
                (index, colour.start(1)),
                Text("Từ dấu # trở đi bị coi là chú thích.", "From the # on, the line is taken for a comment."),
                Text(
                    f'Đặt màu trong dấu ngoặc kép: "{colour[1]}"',
                    f'Put the colour in quotation marks: "{colour[1]}"',
                ),
            )
    said = _BRACES if "}" in problem else _BRACKETS
    before = lines[place[0]][: place[1]] if place[0] < len(lines) else ""
    if place[0] <= began[0] or _AT_START.fullmatch(before) is None:
        return None
    last = max((index for index in range(place[0]) if lines[index].strip()), default=began[0])
    if last <= began[0]:
        return began, *said
    line = lines[last]
    return (last, len(line) - len(line.lstrip())), *said
