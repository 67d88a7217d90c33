"""Slips of typing that make YAML unreadable, and which of them was the cause: found by mending them.

Word makes dashes and bullets of hyphens, web pages indent with no-break spaces, keyboards of other scripts have
wide colons, mail and chat put their own marks before a line. Each finder looks at the lines alone and gives, for
each suspect, the line as it would be right. A sign that looks like another is no fault where it stands in a text:
a suspect counts where the document is read further with it mended than without. Nothing is written: the mended
line is a hint, for a person to type (what is written is `keytag.commands.fix`' to do). Answers to YAML 1.2.2, 5.3
(indicators), 5.5 (white space), 5.7 (escapes), 6.1 (indentation), 6.6 (comments) and 7.3 (quoted text).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from unicodedata import name as unicode_name

from msgspec import Struct

from keytag.documents.yaml.refusal import quote, visible_text
from keytag.documents.yaml.rules import YAML_SYNTAX
from keytag.findings import Finding, Where
from keytag.text.pattern import pattern
from keytag.text.text import Text

# House rule: no line that somebody types is longer; others cost time.
MAX_LINE = 1_000
# House rule: a hint is to be copied, so it is seldom cut; more is no line of a job.
_MAX_SHOWN = 240

Words = tuple[Text, Text]
"""Message and hint."""


class Slip(Struct, frozen=True):
    """A suspect: where it stands (from 0), the line with it mended, and what was found and what to do."""

    row: int
    column: int
    mended_line: str
    words: Words


Finder = Callable[[Sequence[str]], Iterator[Slip]]

_KEY = r"[A-Za-z_][A-Za-z_-]{0,40}"
_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HIDDEN = "\u200b-\u200d\u2060\ufeff"
_SPACES = {
    "\u00a0": Text("dấu cách không ngắt", "a no-break space"),
    "\u202f": Text("dấu cách không ngắt hẹp", "a narrow no-break space"),
    "\u3000": Text("dấu cách toàn khổ", "a full-width space"),
    "\u200b": Text("dấu cách ẩn", "a zero-width space"),
}
_OTHER_SPACE = Text("dấu cách lạ", "an unusual space")
_INDENT = pattern(rf"^[ \t]*[{_ODD}{_HIDDEN}][ \t{_ODD}{_HIDDEN}]*")
# Behind a dash, a key's colon, a bracket or a comma, and before a comment.
_BETWEEN = pattern(
    rf"(?:^[ \t]*-|(?:^|[{{,\[ -]){_KEY}[\"']?:|[{{\[,])(?P<gap> *[{_ODD}{_HIDDEN}][ {_ODD}{_HIDDEN}]*)"
)
_DASH = pattern(r"^([ \t]*)([–—−‒―‑‐•·●▪■◦○‣➢✓*+]|\d{1,2}[.)])(\s*)(?=\S)")  # noqa: RUF001 - what Word makes
_NO_BLANK_BEHIND_DASH = pattern(r"^([ \t]*)-(?=[^\s\d.-])")
_COLONS = "：﹕꞉∶ː˸︓︰"  # noqa: RUF001 - these are the look-alikes
_WRONG_COLON = pattern(
    rf"((?:^[ \t]*+(?:- ++)?\{{?|[{{,]) *[\"']?{_KEY}[\"']?) *([{_COLONS}]|=)(?!=)[ \t]*(?=\S|$)"
)
_WIDE = str.maketrans("，、｛｝［］＂＃", ',,{}[]"#')  # noqa: RUF001 - the same
_WIDE_SIGN = pattern(r"[，、｛｝［］＂＃]")  # noqa: RUF001 - the same
_NO_BLANK = pattern(rf"((?:^[ \t]*+(?:- ++)?\{{?|[{{,]) *)({_KEY}):(?!//)(?=[^\s,}}\]])")
_FENCE = pattern(r"^\s*(?:`{3,}|~{3,})\s*[\w-]*\s*$")
_ANSWERED = pattern(r"^(?:> ?)+")
_KEY_LINE = pattern(rf"[\"']?{_KEY}[\"']?\s*[:{_COLONS}=]")
_OF_YAML = pattern(rf"(?:#|%|---|\.\.\.|- |[{{}}\[\]]|[\"']?{_KEY}[\"']?\s*[:{_COLONS}=])")
_IS_KEY = pattern(r"^[^:]{1,60}:\s+\S")
_SAYS_MUCH = pattern(r"[^\x00-\x7f]|[.!?…:]$|^\d|\S+\s+\S+\s+\S+\s+\S")


def fences(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the lines with which chats and web pages frame a piece of code."""
    for row, line in _short(lines):
        if _FENCE.match(line):
            said = line.strip()[:3]
            yield Slip(
                row,
                0,
                "",
                _to_delete(
                    Text(
                        f"Dòng {said} là khung của ứng dụng nhắn tin hay trang web, không thuộc tệp.",
                        f"The line {said} is a frame that chats and web pages put round a text, no part of it.",
                    )
                ),
            )


def answered_lines(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the lines that begin with the > of an answered mail, where nearly all do."""
    written = [(row, line) for row, line in _short(lines) if line.strip()]
    marked = [(row, found) for row, line in written if (found := _ANSWERED.match(line)) is not None]
    if len(marked) * 2 < len(written):
        return
    words = (
        Text("Dòng bắt đầu bằng dấu > của thư trả lời.", "The line begins with the > of an answered mail."),
        Text("Xóa dấu > ở đầu mỗi dòng.", "Delete the > at the beginning of each line."),
    )
    for row, found in marked:
        yield Slip(row, 0, lines[row][found.end() :], words)


def pasted_words(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the lines of a message that was copied with the text, before its first key and behind its last."""
    keys = [row for row, line in _short(lines) if _KEY_LINE.match(line)]
    if not keys:
        return
    for row, line in _short(lines):
        is_outside = row < keys[0] or row > keys[-1]
        following = next((text for text in lines[row + 1 : row + 4] if text.strip()), "")
        is_key = _IS_KEY.search(line) is not None or (line.endswith(":") and following[:1].isspace())
        says = line.strip() != "" and not line[0].isspace() and _SAYS_MUCH.search(line.strip()) is not None
        if is_outside and says and not is_key and not _OF_YAML.match(line):
            yield Slip(
                row,
                0,
                "",
                _to_delete(
                    Text(
                        f"{quote(line)} là lời nhắn chép lẫn vào, không thuộc tệp.",
                        f"{quote(line)} is part of a message, not of the file.",
                    )
                ),
            )


def odd_spaces(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the lines that a space other than the ordinary one indents, or parts from its dash or colon."""
    for row, line in _short(lines):
        if line.isascii():
            continue
        indent = _INDENT.match(line)
        mended = line
        if indent is not None:
            mended = f"{_ordinary(indent[0])}{line[indent.end() :]}"
        mended = _BETWEEN.sub(lambda found: found[0][: found.start("gap") - found.start()] + " ", mended)
        if mended == line:
            continue
        at = next(column for column, sign in enumerate(line) if re.match(f"[{_ODD}{_HIDDEN}]", sign))
        kind = _SPACES.get(line[at], _OTHER_SPACE)
        code = f"U+{ord(line[at]):04X}"
        place = (
            ("Đầu dòng thụt vào bằng", "The line is indented with")
            if indent is not None
            else ("Ở đây có", "Here stands")
        )
        yield Slip(
            row,
            at,
            mended,
            (
                Text(
                    f"{place[0]} {kind.vi} ({code}), chép từ Word hay trang web, không phải dấu cách thường.",
                    f"{place[1]} {kind.en} ({code}), copied from Word or a web page, not an ordinary one.",
                ),
                Text(
                    "Xóa các dấu cách ấy rồi gõ lại bằng phím cách.",
                    "Delete these spaces and type them again with the space bar.",
                ),
            ),
        )


def wrong_dashes(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the entries of a list that begin with another dash, a bullet or a number."""
    for row, line in _short(lines):
        found = _DASH.match(line)
        if found is None:
            continue
        indent, sign, gap = found.groups()
        mended = f"{indent}-{' ' * max(1, len(gap))}{line[found.end() :]}"
        by_word = Text(" (Word tự đổi)", ", as Word makes it") if not sign.isascii() else Text("", "")
        yield Slip(
            row,
            len(indent),
            mended,
            (
                Text(
                    f"Mục bắt đầu bằng “{sign}”{by_word.vi}, không phải dấu gạch nối -.",
                    f"The entry begins with “{sign}”{by_word.en}, not with a hyphen -.",
                ),
                Text(
                    "Bắt đầu mỗi mục bằng dấu - và một dấu cách.",
                    "Begin each entry with a hyphen - and a blank.",
                ),
            ),
        )


def dashes_without_blank(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the entries of a list whose dash lacks its blank."""
    for row, line in _short(lines):
        found = _NO_BLANK_BEHIND_DASH.match(line)
        if found is not None:
            mended = f"{found[0]} {line[found.end() :]}"
            words = Text("Sau dấu - thiếu dấu cách.", "The dash lacks a blank after it."), hint_to_write(mended)
            yield Slip(row, len(found[1]), mended, words)


def wrong_colons(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the lines where another sign stands for the colon behind a key."""
    for row, line in _short(lines):
        found = _WRONG_COLON.search(line)
        if found is None:
            continue
        sign = found[2]
        mended = _WRONG_COLON.sub(r"\1: ", line).rstrip()
        message = (
            Text("Sau từ khóa là dấu = thay cho dấu hai chấm.", "A = stands behind the key in place of a colon.")
            if sign == "="
            else Text(
                f"Dấu “{sign}” (U+{ord(sign):04X}) chỉ giống dấu hai chấm, không phải dấu : thường.",
                f"The sign “{sign}” (U+{ord(sign):04X}) only looks like a colon; it is not the ordinary one.",
            )
        )
        yield Slip(row, found.start(2), mended, (message, hint_to_write(mended)))


def wide_signs(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the lines with brackets, commas or quotation marks of the width of a Chinese letter."""
    for row, line in _short(lines):
        found = _WIDE_SIGN.search(line)
        if found is not None:
            mended = line.translate(_WIDE)
            kind, sign = unicode_name(found[0]).lower(), found[0].translate(_WIDE)
            yield Slip(
                row,
                found.start(),
                mended,
                (
                    Text(
                        f"Dấu “{found[0]}” của bàn phím chữ Hán không phải dấu “{sign}” thường.",
                        f"The sign “{found[0]}” ({kind}) is not the ordinary “{sign}”.",
                    ),
                    hint_to_write(mended),
                ),
            )


def colons_without_blank(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the lines where the colon behind a key lacks its blank."""
    for row, line in _short(lines):
        found = _NO_BLANK.search(line)
        if found is not None:
            rest = re.split(r",\s*(?=" + _KEY + r":)|[}\]]\s*$", line[found.end() :])[0]
            yield Slip(
                row,
                found.end() - 1,
                _NO_BLANK.sub(r"\1\2: ", line),
                (
                    Text("Sau dấu hai chấm thiếu dấu cách.", "The colon lacks a blank after it."),
                    hint_to_write(f"{found[2]}: {rest}"),
                ),
            )


def _short(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    return ((row, line) for row, line in enumerate(lines) if len(line) <= MAX_LINE)


def _ordinary(spaces: str) -> str:
    """Return ``spaces`` as ordinary ones; what has no width goes."""
    return re.sub(f"[{_ODD}]", " ", re.sub(f"[{_HIDDEN}]", "", spaces))


def hint_to_write(line: str) -> Text:
    """Return the hint to write ``line``."""
    said = visible_text(" ".join(line.split()))
    said = said if len(said) <= _MAX_SHOWN else f"{said[:_MAX_SHOWN]}…"
    return Text(f"Viết {said}", f"Write {said}")


def _to_delete(message: Text) -> Words:
    return message, Text("Xóa dòng này.", "Delete the line.")


# Where a value can begin, up to its quotation mark.
_OPENING = pattern(r"""(?:^[ \t]*+(?:- ++)?(?:[\w-]{1,40} *: +)?|[{\[,] *(?:[\w-]{1,40} *: +)?)(?=["'`])""")
_CLOSED = {
    '"': pattern(r'"(?:[^"\\]|\\.)*"'),
    "'": pattern(r"'(?:[^']|'')*'"),
    "`": pattern(r"(?!)"),
}
_AFTER = pattern(r"\s*(?:$|[,}\]]|: |:$)|\s+#")
_AFTER_IN_BLOCK = pattern(r"\s*(?:$|: |:$)|\s+#")
# In braces a value ends before the next key or the last bracket.
_END_IN_FLOW = pattern(r",\s*[\w-]{1,40}\s*:\s|[}\]][\s,}\]]*$|,?\s*$")
_COMMENT = pattern(r"\s+#\s.*$")
_CLOSERS = "\"'”“″’´`"  # noqa: RUF001 - what is typed to close a quotation
_NO_ESCAPE = pattern(r"""\\(?!x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0abtnvfre "/\\N_LP])""")
_SIGNS = {
    '"': Text("ngoặc kép", "quotation mark"),
    "'": Text("nháy đơn", "single quotation mark"),
}
_KEY_BEFORE = pattern(r"[\w-]{1,40} *: +$")
# House rule: no line of a job has more values.
_MOST_QUOTES = 8
# A # behind a blank, in the unquoted value of a key within braces.
_HASH_IN_FLOW = pattern(r"""([{,] *([\w-]{1,40}): +)([^\s"'{\[,}\]][^"'{\[,}\]]{0,200})?(#[^,}\]]{1,200})""")


def crossed_quotes(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the lines with a quotation mark that does not end where its value does."""
    for row, line in enumerate(lines):
        if len(line) > MAX_LINE:
            continue
        first = slip = _crossed(row, line)
        for _ in range(_MOST_QUOTES):
            if slip is None or first is None:
                break
            first = Slip(row, first.column, slip.mended_line, first.words)
            slip = _crossed(row, slip.mended_line)
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
    written = quote_as_yaml(body)
    key = _KEY_BEFORE.search(line[:at])
    mended = f"{line[:at]}{written}{line[at + len(raw) :]}"
    return Slip(row, at, mended, (message, hint_to_write(f"{key[0] if key is not None else ''}{written}")))


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
            yield Slip(row, found.start(), mended, (message, hint_to_write(written)))


def hashes_in_braces(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the lines where a # within braces makes the rest of the line a comment."""
    for row, line in enumerate(lines):
        found = _HASH_IN_FLOW.search(line) if "#" in line and len(line) <= MAX_LINE else None
        if found is None or not (found[3] is None or found[3][-1:].isspace()):
            continue
        value = f"{found[3] or ''}{found[4]}".rstrip()
        written = quote_as_yaml(value)
        yield Slip(
            row,
            found.start(4),
            f"{line[: found.end(1)]}{written}{line[found.end(1) + len(value) :]}",
            (
                Text("Từ dấu # trở đi bị coi là chú thích.", "From the # on, the line is taken for a comment."),
                hint_to_write(f"{found[2]}: {written}"),
            ),
        )


def quote_as_yaml(text: str) -> str:
    """Return ``text`` between quotation marks that YAML reads back as it is."""
    if '"' in text or "\\" in text:
        return "'{}'".format(text.replace("'", "''"))
    return f'"{text}"'


Rank = tuple[int, ...]
"""How far a text can be read; the more, the greater."""

# In this order: what stands round a line is mended before what stands in it.
_FINDERS: tuple[Finder, ...] = (
    fences,
    answered_lines,
    odd_spaces,
    wide_signs,
    pasted_words,
    wrong_dashes,
    dashes_without_blank,
    wrong_colons,
    colons_without_blank,
    crossed_quotes,
    wrong_escapes,
    hashes_in_braces,
)
# House rules: the largest sample job has 10 kB; beyond so much, and so many suspects, trying takes too long.
_MAX_TEXT = 100_000
_MAX_TRIED_TEXT = 12_000
_MAX_TRIED = 40
# House rule: more lines than these are no help.
_LISTED = 12

_Suspect = tuple[int, int]
"""The finder, and the row that it suspects."""


class MendedText(Struct, frozen=True):
    """The slips that stood in the way, and the text without them."""

    slips: tuple[tuple[Finder, Slip], ...]
    text: str


def mend_text(
    text: str, rank: Callable[[str], Rank], rows: Callable[[int], bool] = lambda _: True
) -> MendedText | None:
    """Return what of ``text`` is mistyped, only ``rows`` looked at; None where no mending helps."""
    if len(text) > _MAX_TEXT:
        return None
    lines = text.split("\n")
    all_slips, whole = _apply(lines, lambda suspect: rows(suspect[1]))
    if not all_slips:
        return None
    best = rank(whole)
    if best <= rank(text):
        return None
    kept = set(all_slips)
    if len(kept) <= _MAX_TRIED and len(text) <= _MAX_TRIED_TEXT:
        for suspect in sorted(all_slips, reverse=True):
            _, tried = _apply(lines, (kept - {suspect}).__contains__)
            if rank(tried) >= best:
                kept.discard(suspect)
    slips, whole = _apply(lines, kept.__contains__)
    return MendedText(tuple((_FINDERS[finder], slip) for (finder, _), slip in slips.items()), whole)


def _apply(lines: Sequence[str], counts: Callable[[_Suspect], bool]) -> tuple[dict[_Suspect, Slip], str]:
    """Return the suspects that count, and the text with them mended one after the other."""
    found: dict[_Suspect, Slip] = {}
    now = list(lines)
    for index, finder in enumerate(_FINDERS):
        for slip in tuple(finder(now)):
            if counts((index, slip.row)):
                found[index, slip.row] = slip
                now[slip.row] = slip.mended_line
    return found, "\n".join(now)


def slip_findings(what: MendedText, file: str) -> Iterator[Finding]:
    """Yield one finding for each kind of slip, at the first of its lines; it names the others."""
    by_finder: dict[Finder, list[Slip]] = {}
    for finder, slip in what.slips:
        by_finder.setdefault(finder, []).append(slip)
    for slips in by_finder.values():
        first, *rest = sorted(slips, key=lambda slip: (slip.row, slip.column))
        message, hint = first.words
        if rest:
            others = ", ".join(str(slip.row + 1) for slip in rest[:_LISTED])
            others += " …" if len(rest) > _LISTED else ""
            message = Text(
                f"{message.vi} Dòng {others} cũng vậy.",
                f"{message.en} Also on {'line' if len(rest) == 1 else 'lines'} {others}.",
            )
        yield YAML_SYNTAX.finding(message, hint, where=Where(file, first.row + 1, first.column + 1))
