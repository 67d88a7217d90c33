"""Signs that other programs put in the place of YAML's own, and what they wrap a text in.

Word makes dashes and bullets of hyphens, web pages indent with no-break spaces, keyboards of other scripts have
wide colons, mail and chat put their own marks before a line. Each finder looks at the lines alone and gives, for
each suspect, the line as it would be right; whether it was the cause is `mending`'s to try. Answers to YAML 1.2.2,
5.3 (indicators), 5.5 (white space) and 6.1 (indentation).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from unicodedata import name as unicode_name

from msgspec import Struct

from keytag.documents.yaml.refusal import shown, visible
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
    mended: str
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
_INDENT = re.compile(rf"^[ \t]*[{_ODD}{_HIDDEN}][ \t{_ODD}{_HIDDEN}]*")
# Behind a dash, a key's colon, a bracket or a comma, and before a comment.
_BETWEEN = re.compile(
    rf"(?:^[ \t]*-|(?:^|[{{,\[ -]){_KEY}[\"']?:|[{{\[,])(?P<gap> *[{_ODD}{_HIDDEN}][ {_ODD}{_HIDDEN}]*)"
)
_DASH = re.compile(r"^([ \t]*)([–—−‒―‑‐•·●▪■◦○‣➢✓*+]|\d{1,2}[.)])(\s*)(?=\S)")  # noqa: RUF001 - what Word makes
_NO_BLANK_BEHIND_DASH = re.compile(r"^([ \t]*)-(?=[^\s\d.-])")
_COLONS = "：﹕꞉∶ː˸︓︰"  # noqa: RUF001 - these are the look-alikes
_WRONG_COLON = re.compile(
    rf"((?:^[ \t]*+(?:- ++)?\{{?|[{{,]) *[\"']?{_KEY}[\"']?) *([{_COLONS}]|=)(?!=)[ \t]*(?=\S|$)"
)
_WIDE = str.maketrans("，、｛｝［］＂＃", ',,{}[]"#')  # noqa: RUF001 - the same
_WIDE_SIGN = re.compile(r"[，、｛｝［］＂＃]")  # noqa: RUF001 - the same
_NO_BLANK = re.compile(rf"((?:^[ \t]*+(?:- ++)?\{{?|[{{,]) *)({_KEY}):(?!//)(?=[^\s,}}\]])")
_FENCE = re.compile(r"^\s*(?:`{3,}|~{3,})\s*[\w-]*\s*$")
_ANSWERED = re.compile(r"^(?:> ?)+")
_KEY_LINE = re.compile(rf"[\"']?{_KEY}[\"']?\s*[:{_COLONS}=]")
_OF_YAML = re.compile(rf"(?:#|%|---|\.\.\.|- |[{{}}\[\]]|[\"']?{_KEY}[\"']?\s*[:{_COLONS}=])")
_IS_KEY = re.compile(r"^[^:]{1,60}:\s+\S")
_SAYS_MUCH = re.compile(r"[^\x00-\x7f]|[.!?…:]$|^\d|\S+\s+\S+\s+\S+\s+\S")


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
                        f"{shown(line)} là lời nhắn chép lẫn vào, không thuộc tệp.",
                        f"{shown(line)} is part of a message, not of the file.",
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
            words = Text("Sau dấu - thiếu dấu cách.", "The dash lacks a blank after it."), write(mended)
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
        yield Slip(row, found.start(2), mended, (message, write(mended)))


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
                    write(mended),
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
                    write(f"{found[2]}: {rest}"),
                ),
            )


def _short(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    return ((row, line) for row, line in enumerate(lines) if len(line) <= MAX_LINE)


def _ordinary(spaces: str) -> str:
    """Return ``spaces`` as ordinary ones; what has no width goes."""
    return re.sub(f"[{_ODD}]", " ", re.sub(f"[{_HIDDEN}]", "", spaces))


def write(line: str) -> Text:
    """Return the hint to write ``line``."""
    said = visible(" ".join(line.split()))
    said = said if len(said) <= _MAX_SHOWN else f"{said[:_MAX_SHOWN]}…"
    return Text(f"Viết {said}", f"Write {said}")


def _to_delete(message: Text) -> Words:
    return message, Text("Xóa dòng này.", "Delete the line.")
