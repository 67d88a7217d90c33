"""Quotation marks that do not do what they were typed for: one within another, two kinds, a # outside.

Finders as those of `lookalikes`: each suspect with the line as it would be right. Answers to YAML 1.2.2,
5.7 (escaped characters), 6.6 (comments) and 7.3 (quoted text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from keytag.documents.yaml.lookalikes import MAX_LINE, Slip, write
from keytag.text.text import Text

# Where a value can begin, up to its quotation mark.
_OPENING = re.compile(r"""(?:^[ \t]*+(?:- ++)?(?:[\w-]{1,40} *: +)?|[{\[,] *(?:[\w-]{1,40} *: +)?)(?=["'`])""")
_CLOSED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"'),
    "'": re.compile(r"'(?:[^']|'')*'"),
    "`": re.compile(r"(?!)"),
}
_AFTER = re.compile(r"\s*(?:$|[,}\]]|: |:$)|\s+#")
_AFTER_IN_BLOCK = re.compile(r"\s*(?:$|: |:$)|\s+#")
# In braces a value ends before the next key or the last bracket.
_END_IN_FLOW = re.compile(r",\s*[\w-]{1,40}\s*:\s|[}\]][\s,}\]]*$|,?\s*$")
_COMMENT = re.compile(r"\s+#\s.*$")
_CLOSERS = "\"'”“″’´`"  # noqa: RUF001 - what is typed to close a quotation
_NO_ESCAPE = re.compile(r"""\\(?!x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0abtnvfre "/\\N_LP])""")
_SIGNS = {
    '"': Text("ngoặc kép", "quotation mark"),
    "'": Text("nháy đơn", "single quotation mark"),
}
_KEY_BEFORE = re.compile(r"[\w-]{1,40} *: +$")
# House rule: no line of a job has more values.
_MOST_QUOTES = 8
# A # behind a blank, in the unquoted value of a key within braces.
_HASH_IN_FLOW = re.compile(r"""([{,] *([\w-]{1,40}): +)([^\s"'{\[,}\]][^"'{\[,}\]]{0,200})?(#[^,}\]]{1,200})""")


def crossed_quotes(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the lines with a quotation mark that does not end where its value does."""
    for row, line in enumerate(lines):
        if len(line) > MAX_LINE:
            continue
        first = slip = _crossed(row, line)
        for _ in range(_MOST_QUOTES):
            if slip is None or first is None:
                break
            first = Slip(row, first.column, slip.mended, first.words)
            slip = _crossed(row, slip.mended)
        if first is not None:
            yield first


def _crossed(row: int, line: str) -> Slip | None:
    begin = 0
    while (opening := _OPENING.search(line, begin)) is not None:
        at = opening.end()
        is_flow = any(sign in line[:at] for sign in "{[")
        closed = _CLOSED[line[at]].match(line, at)
        if closed is None or (_AFTER if is_flow else _AFTER_IN_BLOCK).match(line, closed.end()) is None:
            return _told(row, line, at, is_flow=is_flow, closes=closed is not None)
        begin = closed.end()
    return None


def _told(row: int, line: str, at: int, *, is_flow: bool, closes: bool) -> Slip | None:
    end = (_END_IN_FLOW if is_flow else _COMMENT).search(line, at + 1)
    raw = line[at : end.start() if end is not None else len(line)].rstrip()
    mark, body, last = raw[0], raw[1:-1], raw[-1]
    sign = _SIGNS.get(mark, _SIGNS['"'])
    if len(raw) < 3 or (last not in _CLOSERS and not closes):
        return None
    if mark == "`":
        message = Text("Dấu ` không phải là dấu ngoặc kép.", "The sign ` is no quotation mark.")
    elif raw.startswith("''") and raw.endswith("''"):
        body = raw[2:-2]
        message = Text(
            "Hai dấu nháy đơn '' không phải là một dấu ngoặc kép.", "Two marks '' are not one quotation mark."
        )
    elif last != mark and last in _CLOSERS and mark not in body:
        message = Text(f"Mở bằng {mark} mà đóng bằng {last}.", f"It opens with {mark} and closes with {last}.")
    elif last == mark:
        message = Text(
            f"Giữa hai dấu {sign.vi} ({mark}) lại có dấu {sign.vi}.",
            f"Between two {sign.en}s ({mark}) stands another.",
        )
    else:
        body = raw
        message = Text(
            f"Sau dấu {sign.vi} ({mark}) đóng lại vẫn còn chữ.",
            f"The text goes on behind the {sign.en} ({mark}) that closes it.",
        )
    written = quoted(body)
    key = _KEY_BEFORE.search(line[:at])
    mended = f"{line[:at]}{written}{line[at + len(raw) :]}"
    return Slip(row, at, mended, (message, write(f"{key[0] if key is not None else ''}{written}")))


def wrong_escapes(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the lines with a backslash between double quotation marks that begins no escape of YAML's."""
    for row, line in enumerate(lines):
        if "\\" not in line or len(line) > MAX_LINE:
            continue
        found = next((part for part in _CLOSED['"'].finditer(line) if _NO_ESCAPE.search(part[0])), None)
        if found is not None:
            written = f"'{found[0][1:-1]}'"
            message = Text(
                'Giữa hai dấu ", dấu \\ là ký hiệu riêng của YAML.',
                "Between two marks \" a \\ is a sign of YAML's own.",
            )
            mended = f"{line[: found.start()]}{written}{line[found.end() :]}"
            yield Slip(row, found.start(), mended, (message, write(written)))


def hashes_in_braces(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the lines where a # within braces makes the rest of the line a comment."""
    for row, line in enumerate(lines):
        found = _HASH_IN_FLOW.search(line) if "#" in line and len(line) <= MAX_LINE else None
        if found is None or not (found[3] is None or found[3][-1:].isspace()):
            continue
        value = f"{found[3] or ''}{found[4]}".rstrip()
        written = quoted(value)
        yield Slip(
            row,
            found.start(4),
            f"{line[: found.end(1)]}{written}{line[found.end(1) + len(value) :]}",
            (
                Text("Từ dấu # trở đi bị coi là chú thích.", "From the # on, the line is taken for a comment."),
                write(f"{found[2]}: {written}"),
            ),
        )


def quoted(text: str) -> str:
    """Return ``text`` between quotation marks that YAML reads back as it is."""
    if '"' in text or "\\" in text:
        return "'{}'".format(text.replace("'", "''"))
    return f'"{text}"'
