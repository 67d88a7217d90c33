"""YAML text to nodes: one pass over the parser's events, bounded at every step.

The only user of PyYAML's parser. The tree is built here from events rather than by PyYAML's constructor, so that
nesting, repeated aliases, doubled keys and tags are refused where they stand. Answers to YAML 1.1 as libyaml
reads it, without its guesses about types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from unicodedata import normalize

import yaml
from msgspec import Struct, field
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from keytag.documents.yaml.misprints import broken_letters, find_mixed_quotes
from keytag.documents.yaml.nodes import ListNode, MapNode, Mark, Node, Place, Scalar, line_of
from keytag.documents.yaml.refusal import invalid_document, is_invisible, quote
from keytag.documents.yaml.rules import (
    DUPLICATE_KEY,
    EMPTY_DOCUMENT,
    INVISIBLE_CHARACTER,
    SEVERAL_DOCUMENTS,
    TOO_LONG,
    YAML_ALIAS,
    YAML_KEY,
    YAML_SYNTAX,
    YAML_TAG,
    YAML_TOO_DEEP,
    YAML_TOO_LARGE,
)
from keytag.documents.yaml.syntax_errors import explain_complaint
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Where
from keytag.text.text import Text

# House rule: the deepest job needs five levels, a template seven.
MAX_DEPTH = 20
# House rule: 500 editions of 6 numbers of 3 keys are 25,000 nodes; each costs up to 40 microseconds of checks.
MAX_NODES = 30_000

# House rule: four times the longest address that a document can say; no rule about form sees more.
MAX_SCALAR = 2_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# YAML 1.1, https://yaml.org/type/null.html
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_ALLOWED_INVISIBLE = frozenset("\n\t")
# YAML 1.1, 5.1: what is not printable; and of 5.4 the line breaks that no editor counts as such, after which the
# parser's lines would not be those of the user.
# These are stated, not what is printable: ranges beyond the basic plane take ten times as long to compile.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def parse_yaml(text: str, file: str, beginning: str = "keytag init") -> Node:
    """Return the tree of ``text``, its scalars in Unicode's composed form (NFC).

    ``beginning`` is the command that makes a first document of this kind, for whoever has an empty one.

    Raises:
        InvalidDocumentError: the text is not one bounded YAML document; carries every finding up to the first
            that makes reading on pointless.
    """
    builder = _Builder(file)
    found = _UNREADABLE.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        begin = text.rfind("\n", 0, found.start()) + 1
        where = Where(file, line, found.start() - begin + 1)
        broken = broken_letters(text[begin:].partition("\n")[0][:MAX_SCALAR], where)
        raise invalid_document(file, (broken or _unreadable(found[0], where),))
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.YAMLError as error:
        raise invalid_document(
            file, (*builder.findings, *explain_complaint(error, text, file, _failure))
        ) from None
    if builder.root is None and not builder.findings:
        builder.findings.append(_empty(beginning, file))
    if builder.root is None or builder.findings:
        raise invalid_document(file, builder.findings)
    return builder.root


def _events(text: str) -> Iterator[Event]:
    events: Iterator[Event] = yaml.parse(text, Loader=_LOADER)
    return events


def _failure(text: str) -> yaml.YAMLError | None:
    try:
        for _ in _events(text):
            pass
    except yaml.YAMLError as error:
        return error
    return None


def check_node_count(root: Node, file: str) -> None:
    """Raise as `parse_yaml` does where ``root``, to which what other files say was added, is too large."""
    count, left = 0, [root]
    while left:
        node = left.pop()
        count += 1
        if isinstance(node, ListNode):
            left += node.items
        elif isinstance(node, MapNode):
            count += len(node.entries)
            left += [below for _, below in node.entries.values()]
    if count > MAX_NODES:
        raise invalid_document(file, (_too_many_from_tables(MAX_NODES, Where(file)),))


class _Open(Struct):
    """A collection whose end has not come yet."""

    mark: Mark
    is_map: bool
    anchor: str | None
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[Place, Node]] = field(default_factory=dict)
    key: tuple[str, Place] | None = None
    size: int = 1

    def closed(self) -> Node:
        """Return the finished node."""
        if self.is_map:
            return MapNode(self.entries, self.mark, self.size)
        return ListNode(tuple(self.items), self.mark, self.size)


class _Builder(Struct):
    """Takes events in order and holds what is open, what was found wrong, and in the end the root."""

    file: str
    root: Node | None = None
    findings: list[Finding] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _anchors: dict[str, Node] = field(default_factory=dict)
    _documents: int = 0

    def take(self, event: Event) -> None:
        """Take one event."""
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._stop(_several_documents(self._where(event)))
        elif isinstance(event, AliasEvent):
            self._alias(event)
        elif isinstance(event, ScalarEvent):
            self._refuse_tag(event)
            self._scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._refuse_tag(event)
            if len(self._open) >= MAX_DEPTH:
                raise self._stop(_too_deep(MAX_DEPTH, self._where(event)))
            self._open.append(_Open(_mark(event), isinstance(event, MappingStartEvent), event.anchor))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            ended = self._open.pop()
            self._add(ended.closed(), ended.anchor, event)

    def _scalar(self, event: ScalarEvent) -> None:
        if len(event.value) > MAX_SCALAR:
            self.findings.append(_too_long(len(event.value), MAX_SCALAR, self._where(event)))
        value = event.value[:MAX_SCALAR]
        if not value.isascii():
            value = normalize("NFC", value)
        # Most values are one printable line, which one look tells.
        if not value.isprintable():
            hidden = (c for c in value if is_invisible(c) and c not in _ALLOWED_INVISIBLE)
            self.findings += [_invisible(c, self._where(event)) for c in islice(hidden, 1)]
        broken = broken_letters(value, self._where(event))
        if broken is not None:
            self.findings.append(broken)
        elif event.style is None or event.style == "":
            holder = self._open[-1].key if self._open else None
            self.findings += find_mixed_quotes(holder[0] if holder else "", value, self._where(event))
        is_key = bool(self._open) and self._open[-1].is_map and self._open[-1].key is None
        is_null = event.style is None or event.style == ""
        text = None if is_null and value in NULLS and not is_key else value
        self._add(Scalar(text, _mark(event)), event.anchor, event)

    def _alias(self, event: AliasEvent) -> None:
        name = event.anchor or ""
        target = self._anchors.get(name)
        if target is None:
            raise self._stop(_unknown_alias(name, self._where(event)))
        self._add(target, None, event)

    def _add(self, node: Node, anchor: str | None, event: Event) -> None:
        if anchor is not None:
            self._anchors[anchor] = node
        if not self._open:
            self.root = node
            return
        holder = self._open[-1]
        holder.size += node.size
        if holder.size > MAX_NODES:
            raise self._stop(_too_many_nodes(MAX_NODES, self._where(event)))
        if not holder.is_map:
            holder.items.append(node)
        elif holder.key is None:
            self._key(holder, node, event)
        else:
            key, mark = holder.key
            holder.key = None
            holder.entries.setdefault(key, (mark, node))

    def _key(self, holder: _Open, node: Node, event: Event) -> None:
        if not isinstance(node, Scalar) or node.text is None:
            raise self._stop(_key_is_no_text(self._where(event)))
        if node.text in holder.entries:
            first_line = line_of(holder.entries[node.text][0])
            self.findings.append(_duplicate_key(node.text, first_line, self._where(event)))
        holder.key = (node.text, node.mark)

    def _refuse_tag(self, event: NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.findings.append(_tagged(tag, self._where(event)))

    def _where(self, event: Event) -> Where:
        return Where(self.file, *_mark(event))

    def _stop(self, finding: Finding) -> InvalidDocumentError:
        return invalid_document(self.file, (*self.findings, finding))


def _mark(event: Event) -> Mark:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _unreadable(character: str, where: Where) -> Finding:
    """Return the finding for a character that no line of a document may hold."""
    code = f"U+{ord(character):04X}"
    return YAML_SYNTAX.finding(
        Text(f"Tệp có ký tự điều khiển {code}.", f"The file has a control character, {code}."),
        Text("Xóa ký tự đó rồi gõ lại dòng.", "Delete the character and type the line again."),
        where=where,
    )


def _empty(beginning: str, file: str) -> Finding:
    """Return the finding for a file without content."""
    return EMPTY_DOCUMENT.finding(
        Text("Tệp không có nội dung.", "The file is empty."),
        Text(f"Tạo một tệp mới bằng: {beginning}", f"Make a new one with: {beginning}"),
        where=Where(file, 1, 1),
    )


def _several_documents(where: Where) -> Finding:
    """Return the finding for a second document in the file."""
    return SEVERAL_DOCUMENTS.finding(
        Text("Tệp chứa nhiều tài liệu (dòng ---).", "The file holds several documents (a line ---)."),
        Text("Tách mỗi tài liệu thành một tệp.", "Put each document into a file of its own."),
        where=where,
    )


def _too_deep(limit: int, where: Where) -> Finding:
    """Return the finding for nesting beyond ``limit`` levels."""
    return YAML_TOO_DEEP.finding(
        Text(f"Các nhóm lồng nhau quá {limit} cấp.", f"The nesting is deeper than {limit} levels."),
        Text("Kiểm tra xem có đúng tệp không.", "Check that this is the right file."),
        where=where,
    )


def _too_many_nodes(limit: int, where: Where) -> Finding:
    """Return the finding for a document that, aliases expanded, has more than ``limit`` nodes."""
    return YAML_TOO_LARGE.finding(
        Text(
            f"Tài liệu, kể cả các bí danh (*), có quá {limit} giá trị.",
            f"The document, its aliases (*) expanded, has more than {limit} values.",
        ),
        Text("Bỏ các bí danh lặp lại nhau.", "Remove aliases that repeat one another."),
        where=where,
    )


def _too_many_from_tables(limit: int, where: Where) -> Finding:
    """Return the finding for a document that has more than ``limit`` nodes with what its tables say."""
    return YAML_TOO_LARGE.finding(
        Text(
            f"Tài liệu, kể cả bảng mà nó nhắc tới, có quá {limit} giá trị.",
            f"The document, with the table that it names, has more than {limit} values.",
        ),
        Text("Chia thành nhiều tệp nhỏ hơn.", "Part it into several smaller ones."),
        where=where,
    )


def _too_long(found: int, limit: int, where: Where) -> Finding:
    """Return the finding for a text of ``found`` characters, more than any document says."""
    return TOO_LONG.finding(
        Text(f"Dài {found} ký tự, tối đa {limit}.", f"It has {found} characters, at most {limit} can be."),
        where=where,
    )


def _unknown_alias(name: str, where: Where) -> Finding:
    """Return the finding for an alias whose anchor is not complete before it."""
    name = quote(name)[1:-1]
    return YAML_ALIAS.finding(
        Text(f"Bí danh *{name} không trỏ tới phần nào ở trên.", f"The alias *{name} points at nothing above it."),
        Text(
            f"Đặt &{name} ở phần cần dùng lại, hoặc đặt chữ có dấu * trong ngoặc kép.",
            f"Put &{name} at what is to be repeated, or put a text with * in quotation marks.",
        ),
        where=where,
    )


def _key_is_no_text(where: Where) -> Finding:
    """Return the finding for a list, a map or nothing where a key must be."""
    return YAML_KEY.finding(
        Text("Từ khóa phải là chữ.", "A key must be a text."),
        Text("Viết theo dạng “từ khóa: giá trị”.", "Write it like key: value."),
        where=where,
    )


def _duplicate_key(key: str, first_line: int, where: Where) -> Finding:
    """Return the finding for a key that stands twice in one map."""
    return DUPLICATE_KEY.finding(
        Text(
            f"Từ khóa {quote(key)} đã có ở dòng {first_line}.",
            f"The key {quote(key)} is already on line {first_line}.",
        ),
        Text("Giữ một dòng, xóa dòng kia.", "Keep one of the two lines."),
        where=where,
    )


def _tagged(tag: str, where: Where) -> Finding:
    """Return the finding for an explicit YAML tag."""
    return YAML_TAG.finding(
        Text(
            f"Không dùng được ký hiệu ! của YAML ở đây: {quote(tag)}.",
            f"The YAML tag {quote(tag)} cannot be used.",
        ),
        Text("Xóa phần bắt đầu bằng dấu !, chỉ để lại giá trị.", "Remove the tag (the part that starts with !)."),
        where=where,
    )


def _invisible(character: str, where: Where) -> Finding:
    """Return the finding for a character that does not show."""
    code = f"U+{ord(character):04X}"
    return INVISIBLE_CHARACTER.finding(
        Text(f"Giá trị có ký tự ẩn {code}.", f"The value has an invisible character, {code}."),
        Text("Xóa giá trị rồi gõ lại, đừng dán.", "Delete the value and type it again, do not paste it."),
        where=where,
    )
