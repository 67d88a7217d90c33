"""Edits of a document at their places: a value set, a key or an entry added, taken out or moved; all else stays.

What is not edited keeps its bytes: comments, order, quotation marks, line ends, indentation. Where a value begins
and ends is said by PyYAML's marks. Each edit is read again and held against what was meant, the whole document of
it; one that cannot be made with certainty is refused, and nothing of it is done. Answers to YAML 1.1 as libyaml
reads it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import product
from typing import Any
from unicodedata import normalize

import yaml
from msgspec import Struct, field
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from keytag.documents.yaml.nodes import Plain, plain_content
from keytag.documents.yaml.parse import NULLS, parse_yaml
from keytag.documents.yaml.refusal import is_invisible
from keytag.documents.yaml.source import UTF8_BOM, decode_document
from keytag.errors import CannotWriteError, InvalidDocumentError
from keytag.text.text import Text

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What a plain value may hold without a thought to YAML 1.2.2, 7.3.3; all else gets quotation marks.
_SAFELY_PLAIN = re.compile(r"[^\W_][\w .'\u2019()/+%-]*(?<! )|https://[\w./=&%~-]*")
# YAML 1.1, https://yaml.org/type/: what other programs take for a truth value or a number with another value.
_READ_OTHERWISE = re.compile(r"y|n|yes|no|on|off|true|false|0[\d_.]*|[\d.]+e[+-]?\d+", re.IGNORECASE)
# House rule: an entry of more keys than these is written a key to a line.
_ON_ONE_LINE = 6

Path = tuple[str, ...]


class SetValue(Struct, frozen=True):
    """Let the node at ``path`` say ``value``: another text in its place, or a new key.

    ``after`` are the keys, in their order, behind which a new one is put.
    """

    path: Path
    value: Plain
    after: tuple[str, ...] = ()


class RemoveNode(Struct, frozen=True):
    """Take out the key or entry at ``path``."""

    path: Path


class InsertEntry(Struct, frozen=True):
    """Put ``value`` into the list at ``path`` as its entry ``index``; a list that is not there is made."""

    path: Path
    index: int
    value: Plain
    after: tuple[str, ...] = ()


class MoveEntry(Struct, frozen=True):
    """Let the entry ``index`` of the list at ``path`` and the one at ``to``, its neighbour, change places."""

    path: Path
    index: int
    to: int


Edit = SetValue | RemoveNode | InsertEntry | MoveEntry


def edit_document(data: bytes, file: str, edits: Sequence[Edit]) -> bytes:
    """Return ``data`` with ``edits`` made one after the other; where nothing is to change, ``data`` itself.

    Raises:
        InvalidDocumentError: ``data`` is no document that can be read.
        CannotWriteError: an edit cannot be made so that all else surely stays as it is.
    """
    for edit in edits:
        data = _edited(data, file, edit)
    return data


def document_content(data: bytes, file: str) -> Plain:
    """Return what ``data`` says as texts, lists and dictionaries; raises InvalidDocumentError as reading does."""
    return plain_content(parse_yaml(decode_document(data, file), file))


class _Span(Struct):
    """A node of the text and where it stands: its first character, and the one behind its last."""

    kind: str
    start: int
    end: int
    column: int
    is_flow: bool = False
    style: str | None = None
    anchor: str | None = None
    keys: list[_Span] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    items: list[_Span] = field(default_factory=list)

    def child(self, step: str) -> _Span | None:
        """Return the node below at ``step``."""
        if self.kind == "map":
            return self.items[self.names.index(step)] if step in self.names else None
        if self.kind == "list" and step.isdecimal() and int(step) < len(self.items):
            return self.items[int(step)]
        return None


def _edited(data: bytes, file: str, edit: Edit) -> bytes:
    before = document_content(data, file)
    meant = _meant(before, edit)
    if meant == before and not isinstance(edit, MoveEntry):
        return data
    mark = UTF8_BOM if data.startswith(UTF8_BOM) else b""
    text = data.removeprefix(UTF8_BOM).decode("utf-8")
    # Behind a comment that shows the key, where that is surely its place; quoted, where it must be.
    for by_example, is_quoted in product((True, False), (False, True)):
        changed = _Splicer(text, is_quoted=is_quoted, by_example=by_example).splice(edit)
        result = mark + changed.encode("utf-8")
        try:
            said = document_content(result, file)
        except InvalidDocumentError:
            continue
        if said == meant and _is_in_order(before, said) and _comments_stay(text, changed, edit):
            return result
    raise _unsure(edit)


def _meant(content: Plain, edit: Edit) -> Plain:
    """Return what the document is to say after ``edit``; raises CannotWriteError where there is no such place."""
    root: Any = deepcopy(content)
    holder: Any = root
    *above, last = edit.path
    for depth, step in enumerate(above):
        below = _below(holder, step)
        if below is None and isinstance(edit, SetValue | InsertEntry) and isinstance(holder, dict):
            below = holder[step] = {}
        if not isinstance(below, dict | list):
            raise _no_place(edit, depth)
        holder = below
    if isinstance(edit, SetValue):
        _put(holder, last, _composed(edit.value), edit)
    elif isinstance(edit, RemoveNode):
        if _absent(holder, last):
            raise _no_place(edit, len(above))
        del holder[int(last) if isinstance(holder, list) else last]
    else:
        _change_list(holder, last, edit)
    result: Plain = root
    return result


def _put(holder: Any, step: str, value: Plain, edit: Edit) -> None:  # noqa: ANN401 - a document's nodes
    if isinstance(holder, list):
        if _absent(holder, step):
            raise _no_place(edit, len(edit.path) - 1)
        holder[int(step)] = value
    else:
        holder[step] = value


def _change_list(holder: Any, step: str, edit: InsertEntry | MoveEntry) -> None:  # noqa: ANN401 - the same
    listed = _below(holder, step)
    if isinstance(edit, InsertEntry):
        if listed is None and isinstance(holder, dict):
            listed = holder[step] = []
        if not isinstance(listed, list) or not 0 <= edit.index <= len(listed):
            raise _no_place(edit, len(edit.path) - 1)
        listed.insert(edit.index, _composed(edit.value))
        return
    if not isinstance(listed, list) or abs(edit.index - edit.to) != 1:
        raise _no_place(edit, len(edit.path) - 1)
    if not (0 <= edit.index < len(listed) and 0 <= edit.to < len(listed)):
        raise _no_place(edit, len(edit.path) - 1)
    listed[edit.index], listed[edit.to] = listed[edit.to], listed[edit.index]


def _absent(holder: Any, step: str) -> bool:  # noqa: ANN401 - the same
    if isinstance(holder, list):
        return not (step.isdecimal() and int(step) < len(holder))
    return step not in holder


def _below(holder: Any, step: str) -> Any:  # noqa: ANN401 - the same
    if _absent(holder, step):
        return None
    return holder[int(step)] if isinstance(holder, list) else holder[step]


def _composed(value: Plain) -> Plain:
    """Return ``value`` as it will be read: in Unicode's composed form."""
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, list):
        return [_composed(each) for each in value]
    if isinstance(value, dict):
        return {normalize("NFC", key): _composed(each) for key, each in value.items()}
    return None


def _is_in_order(before: Plain, now: Plain) -> bool:
    """Tell whether the keys that were there stand in the order in which they stood."""
    if isinstance(before, dict) and isinstance(now, dict):
        kept = [key for key in now if key in before]
        return kept == [key for key in before if key in now] and all(_is_in_order(before[k], now[k]) for k in kept)
    if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        return all(_is_in_order(a, b) for a, b in zip(before, now, strict=True))
    return True


_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*")


def _events(text: str) -> Iterator[Any]:
    events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
    return events


def _comments(text: str) -> list[str]:
    """Return the comments of ``text``: what looks like one and lies in no value."""
    found: list[str] = []
    done = 0
    for event in _events(text):
        if isinstance(event, ScalarEvent):
            start, end = _span(event)
            found += _COMMENT.findall(text[done:start])
            done = max(done, end)
    return [*found, *_COMMENT.findall(text[done:])]


def _comments_stay(before: str, now: str, edit: Edit) -> bool:
    """Tell whether every comment is there as it was; those of what was taken out go with it."""
    was, left = _comments(before), _comments(now)
    if not isinstance(edit, RemoveNode):
        return was == left if not isinstance(edit, MoveEntry) else sorted(was) == sorted(left)
    rest = iter(was)
    return all(comment in rest for comment in left)


def _span(event: Any) -> tuple[int, int]:  # noqa: ANN401 - PyYAML's events are untyped
    return event.start_mark.index, event.end_mark.index


def _tree(text: str) -> _Span:
    """Return the nodes of ``text`` with their places; a collection in block style ends with its last value."""
    events = (event for event in _events(text) if _is_of_a_node(event))
    return _node(next(events), events, text)


def _is_of_a_node(event: object) -> bool:
    return isinstance(event, NodeEvent | MappingEndEvent | SequenceEndEvent)


def _node(event: Any, events: Iterator[Any], text: str) -> _Span:  # noqa: ANN401 - PyYAML's events are untyped
    (start, end), column = _span(event), event.start_mark.column
    if isinstance(event, AliasEvent):
        return _Span("alias", start, end, column, anchor=event.anchor)
    if isinstance(event, ScalarEvent):
        if event.style in {"|", ">"}:
            end = start + len(text[start:end].rstrip())
        return _Span("scalar", start, end, column, style=event.style, anchor=event.anchor)
    is_map = isinstance(event, MappingStartEvent)
    found = _Span(
        "map" if is_map else "list", start, start, column, is_flow=bool(event.flow_style), anchor=event.anchor
    )
    while not isinstance(event := next(events), MappingEndEvent | SequenceEndEvent):
        first = _node(event, events, text)
        if is_map:
            found.keys.append(first)
            found.names.append(normalize("NFC", event.value) if isinstance(event, ScalarEvent) else "")
            first = _node(next(events), events, text)
        found.items.append(first)
    found.end = _span(event)[1] if found.is_flow else max((each.end for each in found.items), default=start)
    if found.items and not found.is_flow:
        # The mark of a collection with an anchor is that of the anchor.
        found.column = found.keys[0].column if is_map else _dash_column(found, text)
    return found


def _dash_column(found: _Span, text: str) -> int:
    dash = text.rfind("-", 0, found.items[0].start)
    return dash - (max(text.rfind("\n", 0, dash), text.rfind("\r", 0, dash)) + 1)


class _Splicer:
    """One document's text, and where in it an edit goes."""

    def __init__(self, text: str, *, is_quoted: bool, by_example: bool) -> None:
        self.text = text
        self.root = _tree(text)
        self.is_quoted = is_quoted
        self.by_example = by_example
        self.line_end = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"

    def splice(self, edit: Edit) -> str:
        """Return the text with ``edit`` made; raises CannotWriteError where its place is not clear."""
        node = self.root
        for depth, step in enumerate(edit.path):
            if node.kind == "alias":
                raise _shared(edit, node.anchor or "")
            below = node.child(step)
            if below is None:
                return self._add(node, edit, depth)
            if depth == len(edit.path) - 1:
                return self._change(node, step, below, edit)
            node = below
        raise _unsure(edit)

    def _change(self, holder: _Span, step: str, node: _Span, edit: Edit) -> str:
        if isinstance(edit, SetValue):
            return self._set(holder, node, edit)
        if isinstance(edit, RemoveNode):
            return self._remove(holder, step, edit)
        if node.kind == "alias":
            raise _shared(edit, node.anchor or "")
        if isinstance(edit, MoveEntry):
            return self._move(node, edit)
        if node.kind == "scalar" and not node.anchor:
            # A key with nothing behind it, where a list may come.
            return self._set(holder, node, SetValue(edit.path, [edit.value]))
        if node.kind != "list":
            raise _unsure(edit)
        return self._insert(node, edit)

    def _set(self, holder: _Span, node: _Span, edit: SetValue) -> str:
        is_flow = holder.is_flow
        if node.kind in {"list", "map"} or (node.anchor and node.kind == "scalar"):
            if node.anchor or node.kind == "scalar":
                raise _shared(edit, node.anchor or "")
            if not node.is_flow:
                return self._replace_block(holder, node, edit)
            if "#" in self.text[node.start : node.end] and _COMMENT.search(self.text[node.start : node.end]):
                raise _unsure(edit)
        if node.style in {"|", ">"} and "#" in self.text[node.start :].splitlines()[0]:
            raise _unsure(edit)
        if isinstance(edit.value, dict | list):
            written = self._flow(edit.value)
            if isinstance(edit.value, list) and edit.value and node.start == node.end and not is_flow:
                return self._spliced(node.start, node.end, self._block_list(edit.value, holder.column))
        else:
            written = self._scalar(edit.value, node.style if node.kind == "scalar" else None)
        if node.start == node.end:
            written = f" {written}"
        return self._spliced(node.start, node.end, written)

    def _replace_block(self, holder: _Span, node: _Span, edit: SetValue) -> str:
        """Put what is new in the place of lines that have no comment of their own."""
        text = self.text
        at = holder.items.index(node)
        if holder.kind != "map" or holder.is_flow or _COMMENT.search(text[node.start : node.end]):
            raise _unsure(edit)
        colon = text.index(":", holder.keys[at].end) + 1
        if text[colon : node.start].strip() not in {"", "-"}:
            raise _unsure(edit)
        if isinstance(edit.value, list) and edit.value:
            return self._spliced(colon, node.end, self._block_list(edit.value, holder.column))
        value = self._flow(edit.value) if isinstance(edit.value, dict | list) else self._scalar(edit.value, None)
        return self._spliced(colon, node.end, f" {value}")

    def _add(self, node: _Span, edit: Edit, depth: int) -> str:
        """Put in a key that is not there yet, with all that is below it."""
        if node.kind != "map" or not isinstance(edit, SetValue | InsertEntry):
            if node.kind == "scalar" and node.start == node.end and isinstance(edit, SetValue | InsertEntry):
                return self._spliced(node.start, node.end, f" {self._flow(_nested(edit, depth))}")
            raise _no_place(edit, depth)
        value = _nested(edit, depth)
        if not isinstance(value, dict):
            raise _unsure(edit)
        ((key, below),) = value.items()
        at = _place_after(node.names, key, edit.after if depth == 0 else ())
        if node.is_flow:
            said = f"{self._scalar(key, None)}: {self._flow(below)}"
            if not node.items:
                return self._spliced(node.start + 1, node.start + 1, said)
            if at < 0:
                return self._spliced(node.keys[0].start, node.keys[0].start, f"{said}, ")
            behind = max(node.items[at].end, node.keys[at].end)
            return self._spliced(behind, behind, f", {said}")
        return self._add_line(node, key, self._block_entry(key, below, node.column), at, edit)

    def _add_line(self, node: _Span, key: str, lines: str, at: int, edit: Edit) -> str:
        """Put the lines of a new key behind its example, behind the key ``at``, or before all."""
        example = self._example(key) if self.by_example and node is self.root else None
        if example is not None:
            return self._spliced(example, example, self.line_end + lines)
        if at < 0:
            first = node.keys[0].start
            return self._spliced(first, first, lines + self.line_end + " " * node.column)
        return self._behind_line(node.items[at].end or node.keys[at].end, " " * node.column + lines, edit)

    def _example(self, key: str) -> int | None:
        """Return where the first line stops that is a comment and shows how ``key`` is written."""
        found = re.search(rf"^# ?{re.escape(key)}:(?=[ \t\r\n]|$)[^\r\n]*", self.text, re.MULTILINE)
        return found.end() if found is not None else None

    def _insert(self, node: _Span, edit: InsertEntry) -> str:
        if node.is_flow:
            said = self._flow(edit.value)
            if not node.items:
                return self._spliced(node.start + 1, node.start + 1, said)
            if edit.index == 0:
                first = node.items[0].start
                return self._spliced(first, first, f"{said}, ")
            behind = node.items[edit.index - 1].end
            return self._spliced(behind, behind, f", {said}")
        like = node.items[max(0, edit.index - 1)]
        said = self._entry(edit.value, node.column, in_flow=like.kind != "map" or like.is_flow)
        if edit.index == 0:
            dash = self._dash(node, 0, edit)
            return self._spliced(dash, dash, said + self.line_end + " " * node.column)
        return self._behind_line(like.end, " " * node.column + said, edit)

    def _move(self, node: _Span, edit: MoveEntry) -> str:
        first, second = sorted((edit.index, edit.to))
        one, two = node.items[first], node.items[second]
        text = self.text
        if one.start == one.end or two.start == two.end:
            raise _unsure(edit)
        if not node.is_flow:
            # A remark behind an entry goes with it.
            ends = (self._line_stop(one.end, edit), self._line_stop(two.end, edit))
            if ends[0] > two.start:
                raise _unsure(edit)
        else:
            ends = (one.end, two.end)
        return (
            text[: one.start]
            + text[two.start : ends[1]]
            + text[ends[0] : two.start]
            + text[one.start : ends[0]]
            + text[ends[1] :]
        )

    def _remove(self, holder: _Span, step: str, edit: RemoveNode) -> str:
        at = holder.names.index(step) if holder.kind == "map" else int(step)
        starts = holder.keys if holder.kind == "map" else holder.items
        node, text = holder.items[at], self.text
        end = max(node.end, starts[at].end)
        if holder.is_flow:
            last = len(holder.items) - 1
            if at < last:
                start, end = starts[at].start, starts[at + 1].start
            elif at:
                start = max(holder.items[at - 1].end, starts[at - 1].end)
            else:
                start = starts[at].start
            if _COMMENT.search(text[start:end]):
                raise _unsure(edit)
            return self._spliced(start, end, "")
        if len(holder.items) == 1:
            return self._remove_last(holder, node, edit)
        begin = starts[at].start if holder.kind == "map" else self._dash(holder, at, edit)
        line = max(text.rfind("\n", 0, begin), text.rfind("\r", 0, begin)) + 1
        if not text[line:begin].strip():
            stop = self._line_stop(end, edit)
            return self._spliced(line, stop + len(self._break_at(stop)), "")
        # The first key of an entry stands behind its dash: the next one comes there.
        following = starts[at + 1].start if at + 1 < len(starts) else None
        if holder.kind != "map" or following is None or _COMMENT.search(text[end:following]):
            raise _unsure(edit)
        return self._spliced(begin, following, "")

    def _remove_last(self, holder: _Span, node: _Span, edit: RemoveNode) -> str:
        """Leave an empty list, or map, in the place of the only thing that was in it."""
        text = self.text
        begin = holder.keys[0].start if holder.kind == "map" else self._dash(holder, 0, edit)
        back = len(text[:begin].rstrip())
        if holder is self.root or holder.anchor or text[back - 1 : back] != ":":
            raise _unsure(edit)
        if _COMMENT.search(text[back:begin]):
            raise _unsure(edit)
        return self._spliced(back, max(node.end, begin), " {}" if holder.kind == "map" else " []")

    def _dash(self, node: _Span, at: int, edit: Edit) -> int:
        """Return where the dash of an entry stands, which is the first thing on its line or behind a key."""
        start = node.items[at].start
        dash = self.text.rfind("-", 0, start)
        if dash < 0 or self.text[dash + 1 : start].strip(" \t"):
            raise _unsure(edit)
        return dash

    def _line_stop(self, at: int, edit: Edit) -> int:
        """Return where the line of ``at`` stops; behind it there may be a remark, nothing else."""
        stops = [found for found in (self.text.find("\n", at), self.text.find("\r", at)) if found >= 0]
        stop = min(stops, default=len(self.text))
        rest = self.text[at:stop].strip()
        if rest and not rest.startswith("#"):
            raise _unsure(edit)
        return stop

    def _break_at(self, at: int) -> str:
        found = re.match(r"\r\n|\n|\r", self.text[at:])
        return found[0] if found else ""

    def _behind_line(self, at: int, lines: str, edit: Edit) -> str:
        stop = self._line_stop(at, edit)
        return self._spliced(stop, stop, self.line_end + lines)

    def _spliced(self, start: int, end: int, written: str) -> str:
        return self.text[:start] + written + self.text[end:]

    def _scalar(self, value: Plain, style: str | None) -> str:
        """Return a text as YAML, quoted as what it replaces was, or more where it must be."""
        if not isinstance(value, str):
            return "null"
        value = normalize("NFC", value)
        if style == "'" and value.isprintable():
            return "'" + value.replace("'", "''") + "'"
        is_plain = _SAFELY_PLAIN.fullmatch(value) and value not in NULLS and not _READ_OTHERWISE.fullmatch(value)
        if not style and is_plain and not self.is_quoted:
            return value
        return json.dumps(value, ensure_ascii=any(is_invisible(each) for each in value))

    def _flow(self, value: Plain) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self._scalar(k, None)}: {self._flow(v)}" for k, v in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self._flow, value)) + "]"
        return self._scalar(value, None)

    def _entry(self, value: Plain, column: int, *, in_flow: bool) -> str:
        """Return an entry of a list with its dash; of a map that is not in braces each key has its line."""
        if in_flow or not isinstance(value, dict) or not value:
            return f"- {self._flow(value)}"
        lines = [self._block_entry(key, each, column + 2) for key, each in value.items()]
        return "- " + (self.line_end + " " * (column + 2)).join(lines)

    def _block_list(self, values: Sequence[Plain], column: int) -> str:
        """Return a list below a key that stands at ``column``, its line break before it."""
        indent = column + 2
        lines = (self._entry(each, indent, in_flow=_fits_a_line(each)) for each in values)
        return "".join(self.line_end + " " * indent + line for line in lines)

    def _block_entry(self, key: str, value: Plain, column: int) -> str:
        name = self._scalar(key, None)
        if isinstance(value, list) and value and any(isinstance(each, dict) for each in value):
            return f"{name}:{self._block_list(value, column)}"
        if isinstance(value, dict) and len(value) > 1:
            below = self.line_end + " " * (column + 2)
            return f"{name}:{below}" + below.join(self._block_entry(k, v, column + 2) for k, v in value.items())
        return f"{name}: {self._flow(value)}"


def _fits_a_line(value: Plain) -> bool:
    if not isinstance(value, dict):
        return True
    return len(value) <= _ON_ONE_LINE and not any(isinstance(each, list | dict) for each in value.values())


def _nested(edit: SetValue | InsertEntry, depth: int) -> Plain:
    """Return what is to be put in at ``depth`` of the edit's path: its value, below the keys that lead to it."""
    value: Plain = [edit.value] if isinstance(edit, InsertEntry) else edit.value
    for step in reversed(edit.path[depth:]):
        value = {step: value}
    return value


def _place_after(names: Sequence[str], key: str, order: Sequence[str]) -> int:
    """Return behind which of ``names`` the new ``key`` comes: those before it in ``order``; else the last."""
    if key not in order or not names:
        return len(names) - 1
    before = set(order[: order.index(key)])
    known = [at for at, name in enumerate(names) if name in before]
    return max(known, default=len(names) - 1)


def _where(edit: Edit) -> str:
    return ".".join(edit.path)


def _unsure(edit: Edit) -> CannotWriteError:
    return CannotWriteError(
        Text(
            f"Không sửa được {_where(edit)} mà chắc chắn giữ nguyên phần còn lại; chưa ghi gì.",
            f"{_where(edit)} cannot be changed so that all else surely stays as it is; nothing was written.",
        ),
        Text("Mở tệp bằng trình soạn thảo và sửa ở đó.", "Open the file in an editor and change it there."),
    )


def _shared(edit: Edit, anchor: str) -> CannotWriteError:
    return CannotWriteError(
        Text(
            f"{_where(edit)} dùng chung với chỗ khác trong tệp (ký hiệu {anchor}); chưa ghi gì.",
            f"{_where(edit)} is shared with other places of the file (by the name {anchor}); nothing was written.",
        ),
        Text("Mở tệp bằng trình soạn thảo và sửa ở đó.", "Open the file in an editor and change it there."),
    )


def _no_place(edit: Edit, depth: int) -> CannotWriteError:
    at = ".".join(edit.path[: depth + 1])
    return CannotWriteError(
        Text(f"Trong tệp không có chỗ {at}; chưa ghi gì.", f"The file has no place {at}; nothing was written."),
        Text("Tải lại trang rồi thử lại.", "Load the page again and try once more."),
    )
