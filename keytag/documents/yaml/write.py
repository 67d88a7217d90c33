"""A document as text again: some of its values written anew or blanked, or all of it.

What is not written anew keeps its bytes, comments and order among it, so that it is found in the same place.
Besides the parser the one place that sees PyYAML's events, for they alone say where a value ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from unicodedata import normalize

import yaml
from pydantic import BaseModel
from yaml.events import ScalarEvent

from keytag.documents.yaml.fields import IN_POINTS
from keytag.documents.yaml.nodes import ListNode, MapNode, Mark, Node, Plain, Scalar, plain_content
from keytag.documents.yaml.parse import NULLS, parse_yaml
from keytag.documents.yaml.refusal import is_invisible
from keytag.documents.yaml.source import UTF8_BOM, decode_document
from keytag.errors import InvalidDocumentError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# House rule: what a plain value may hold without a thought to YAML 1.2.2, 7.3.3; all else gets quotation marks.
_SAFELY_PLAIN = re.compile(r"[^\W_][\w .'\u2019()/+-]*(?<! )|https://[\w./?=&%~-]*")


def value_paths(data: bytes, file: str) -> dict[Mark, str]:
    """Return the path (``numbers.0.number``) of every value of ``data``, by the place where it stands.

    Raises InvalidDocumentError where ``data`` is no document that can be read.
    """
    return {mark: path for path, mark in _values(parse_yaml(decode_document(data, file), file), ())}


def value_texts(data: bytes, file: str) -> dict[str, str]:
    """Return what every value of ``data`` says, by its path; raises as `value_paths` does."""
    return dict(_texts(parse_yaml(decode_document(data, file), file), ()))


def without_invisible(data: bytes) -> bytes:
    """Return ``data`` without the characters that act or hide instead of showing; line ends and tabs stay."""
    text = data.removeprefix(UTF8_BOM).decode("utf-8", "surrogateescape")
    if text.isascii():
        return data
    kept = "".join(c for c in text if c in "\r\n\t" or not is_invisible(c))
    return (UTF8_BOM if data.startswith(UTF8_BOM) else b"") + kept.encode("utf-8", "surrogateescape")


def write_values(data: bytes, file: str, values: Mapping[str, str]) -> tuple[bytes, frozenset[str]]:
    """Return ``data`` with the values at the paths of ``values`` written anew, and the paths of those that were.

    A value is left as it is where its text cannot simply be replaced: one of several lines, or one that other
    places share by an alias. The result is read again: it says what ``data`` says but for those values, else
    nothing is changed at all.

    Raises InvalidDocumentError where ``data`` is no document that can be read.
    """
    root = parse_yaml(decode_document(data, file), file)
    text = data.removeprefix(UTF8_BOM).decode("utf-8")
    wanted = {mark: path for path, mark in _values(root, ()) if path in values}
    parts: list[str] = []
    written: dict[str, str] = {}
    done = 0
    for event in yaml.parse(text, Loader=_LOADER):
        start, end = event.start_mark, event.end_mark
        if not isinstance(event, ScalarEvent) or start is None or end is None or event.anchor is not None:
            continue
        path = wanted.get((start.line + 1, start.column + 1))
        if path is None or start.line != end.line or event.style in {"|", ">"}:
            continue
        written[path] = normalize("NFC", values[path])
        parts += (text[done : start.index], _scalar(written[path], event.style))
        done = end.index
    parts.append(text[done:])
    result = (UTF8_BOM if data.startswith(UTF8_BOM) else b"") + "".join(parts).encode()
    if not _says(result, file, _with_values(root, written, ())):
        return data, frozenset()
    return result, frozenset(written)


def _scalar(value: str, style: str | None) -> str:
    """Return ``value`` as YAML, quoted as what it replaces was, or more where it must be."""
    if style == "'":
        return "'" + value.replace("'", "''") + "'"
    if not style and _SAFELY_PLAIN.fullmatch(value) and value not in NULLS:
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _says(data: bytes, file: str, content: Plain) -> bool:
    try:
        return plain_content(parse_yaml(decode_document(data, file), file)) == content
    except InvalidDocumentError:
        return False


def _below(node: ListNode | MapNode) -> Iterator[tuple[str, Node]]:
    if isinstance(node, ListNode):
        return ((str(index), each) for index, each in enumerate(node.items))
    return ((key, each) for key, (_, each) in node.entries.items())


def _values(node: Node, above: tuple[str, ...]) -> Iterator[tuple[str, Mark]]:
    """Yield path and place of every value of the document itself; keys are none."""
    if isinstance(node, Scalar):
        if isinstance(node.mark, tuple):
            yield ".".join(above), node.mark
        return
    for step, each in _below(node):
        yield from _values(each, (*above, step))


def _texts(node: Node, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(node, Scalar):
        yield ".".join(above), node.text or ""
        return
    for step, each in _below(node):
        yield from _texts(each, (*above, step))


def _with_values(node: Node, values: Mapping[str, str], above: tuple[str, ...]) -> Plain:
    if isinstance(node, Scalar):
        return values.get(".".join(above), node.text)
    below = {step: _with_values(each, values, (*above, step)) for step, each in _below(node)}
    return below if isinstance(node, MapNode) else list(below.values())


# YAML 1.1, 4.2.2 (c-comment): the sign begins a line, or stands behind a blank.
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


def blank_out(data: bytes, file: str, holder: str, key: str) -> bytes:
    """Return ``data`` without comments, and with null for each ``key`` of the entries under ``holder``.

    The entries are a list, or stand each under a key of its own; a holder that has the key itself is one, too.

    Raises InvalidDocumentError where ``data`` is no document that can be read.
    """
    if key.encode() not in data and b"#" not in data:
        return data
    text = decode_document(data, file)
    marks = _marks(text, file, holder, key)
    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    parts: list[str] = []
    done = 0
    for event in yaml.parse(text, Loader=_LOADER):
        start, end = event.start_mark, event.end_mark
        if not isinstance(event, ScalarEvent) or start is None or end is None:
            continue
        first, last = (lines[mark.line] + mark.column for mark in (start, end))
        if first == last:
            continue
        said = text[first:last]
        if (start.line + 1, start.column + 1) in marks:
            said = _null_for(said, event.anchor)
        elif event.style in {"|", ">"}:
            head, *body = said.split("\n")
            said = "\n".join((_COMMENT.sub("", head), *body))
        parts += (_COMMENT.sub("", text[done:first]), said)
        done = last
    parts.append(_COMMENT.sub("", text[done:]))
    return "".join(parts).encode()


def _null_for(said: str, anchor: str | None) -> str:
    """Return YAML's shortest null, as many lines and as wide at its end as ``said``."""
    null = f"&{anchor} ~" if anchor else "~"
    *above, last = said.split("\n")
    if not above:
        return null.ljust(len(said))
    return "\n".join((null, *[""] * (len(above) - 1), " " * len(last)))


def _marks(text: str, file: str, holder: str, key: str) -> set[Mark]:
    """Return where the values stand that are to go."""
    root = parse_yaml(text, file)
    _, listed = root.entries.get(holder, (None, None)) if isinstance(root, MapNode) else (None, None)
    if isinstance(listed, ListNode):
        items = list(listed.items)
    elif isinstance(listed, MapNode):
        items = [listed, *(value for _, value in listed.entries.values())]
    else:
        return set()
    found = (item.entries.get(key) for item in items if isinstance(item, MapNode))
    nodes = (entry[1] for entry in found if entry is not None)
    return {node.mark for node in nodes if isinstance(node, Scalar) and isinstance(node.mark, tuple)}


def yaml_text(document: BaseModel, *, in_points: bool = False) -> str:
    """Return ``document`` as YAML with every default filled in; what is unset is left out.

    Lengths are in mm with six digits; ``in_points`` writes those in points that are round in these alone, as
    people give sizes of type. What lies in packages keeps its bytes without.
    """
    context = IN_POINTS if in_points else None
    content = document.model_dump(mode="json", exclude_none=True, by_alias=True, context=context)
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return text
