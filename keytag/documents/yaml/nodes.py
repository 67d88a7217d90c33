"""The tree of a YAML document: what each node says and where it stands.

Every scalar is its own text: nothing is guessed to be a number, a date or a truth value, so that a phone number
keeps its zero. Only a plain ``null``, ``~`` or nothing at all is None. Knows nothing of models.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from keytag.documents.yaml.refusal import Step
from keytag.findings import Where

Plain = str | None | list["Plain"] | dict[str, "Plain"]
"""What a model is validated from."""

Mark = tuple[int, int]
"""Line and column, both from 1."""

Place = Mark | Where
"""Where a node stands: in the document itself, or in a table that it names."""


class Scalar(Struct, frozen=True):
    """A text, or None for YAML's null."""

    text: str | None
    mark: Place
    size: int = 1


class ListNode(Struct, frozen=True):
    """A list of nodes; ``size`` counts every node in it, aliases expanded."""

    items: tuple[Node, ...]
    mark: Place
    size: int


class MapNode(Struct, frozen=True):
    """Keys in the order of the file, each with its own place and its node."""

    entries: dict[str, tuple[Place, Node]]
    mark: Place
    size: int


Node = Scalar | ListNode | MapNode


def plain_content(node: Node) -> Plain:
    """Return the node's content as text, None, lists and dictionaries."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, ListNode):
        return [plain_content(item) for item in node.items]
    return {key: plain_content(child) for key, (_, child) in node.entries.items()}


class Positions(Struct, frozen=True):
    """Where each node of one document stands; asked by path, as in ``where("numbers.0.number")``."""

    file: str
    root: Node

    def where(self, path: str | Sequence[Step] = "") -> Where:
        """Return the place of the value at ``path``, or of the nearest node above it that exists."""
        mark, _ = self._walk(_steps(path))
        return self._at(mark)

    def where_key(self, path: str | Sequence[Step]) -> Where:
        """Return the place of the key that leads to ``path``; that of the value where there is no key."""
        steps = _steps(path)
        _, node = self._walk(steps[:-1])
        if steps and isinstance(node, MapNode) and str(steps[-1]) in node.entries:
            return self._at(node.entries[str(steps[-1])][0])
        return self.where(path)

    def has(self, path: str | Sequence[Step]) -> bool:
        """Tell whether the document has a node at ``path``."""
        node: Node | None = self.root
        for step in _steps(path):
            node = child(node, step) if node is not None else None
        return node is not None

    def at(self, path: str | Sequence[Step]) -> Node:
        """Return the node at ``path``, or the nearest one above it."""
        return self._walk(_steps(path))[1]

    def _at(self, mark: Place) -> Where:
        return mark if isinstance(mark, Where) else Where(self.file, *mark)

    def _walk(self, steps: Sequence[Step]) -> tuple[Place, Node]:
        node = self.root
        for step in steps:
            below = child(node, step)
            if below is None:
                break
            node = below
        return node.mark, node


def line_of(place: Place) -> int:
    """Return the line of a place in its file."""
    return (place.line or 0) if isinstance(place, Where) else place[0]


def child(node: Node, step: Step) -> Node | None:
    """Return the node one ``step`` below ``node``, or None."""
    if isinstance(node, MapNode):
        entry = node.entries.get(str(step))
        return entry[1] if entry is not None else None
    if isinstance(node, ListNode) and str(step).isdecimal() and int(step) < len(node.items):
        return node.items[int(step)]
    return None


def _steps(path: str | Sequence[Step]) -> Sequence[Step]:
    if isinstance(path, str):
        return tuple(path.split(".")) if path else ()
    return path


def node_at(content: Plain, path: Sequence[str]) -> Plain:
    """Return what ``content`` says at ``path``, keys and numbers in lists; None where it says nothing."""
    node = content
    for step in path:
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and step.isdecimal() and int(step) < len(node):
            node = node[int(step)]
        else:
            return None
    return node
