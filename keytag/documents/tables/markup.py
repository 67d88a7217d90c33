"""XML that came from anybody, followed element by element: no entities, no depth, no more than a budget.

Answers to XML 1.0 as ECMA-376-1 uses it: UTF-8 or UTF-16, without document types. Knows nothing of what elements
mean.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from typing import TypeVar
from xml.parsers import expat

from keytag.documents.tables.bounds import MAX_ELEMENTS, too_many
from keytag.text.text import Text

_MAX_DEPTH = 200
# House rule: no element of a workbook has twenty attributes.
_MAX_ATTRIBUTES = 100
# Looked for before anything is parsed: the parser would go on with what a document type says after its refusal.
_DOCTYPE = b"<!DOCTYPE"
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?[ \t\r\n]*(?:<\?xml[ \t\r\n][^>]{0,200}>)?")
_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# ECMA-376-1, and ISO/IEC 29500 Strict, annex M.3 of part 1: the same elements under another name.
_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)

Begins = Callable[[dict[str, str]], None]
Done = TypeVar("Done")


class Allowance:
    """How many elements may still come, over all parts of a file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.left = MAX_ELEMENTS


class Follower:
    """Follows the elements of one part: ``begins`` and ``ends`` say by full names what is done at which."""

    begins: Mapping[str, Begins] = {}
    ends: Mapping[str, Callable[[], None]] = {}

    def __init__(self, budget: Allowance) -> None:
        self.depth = 0
        self._budget = budget
        self._heard: list[str] = []
        self._parser: expat.XMLParserType | None = None

    def follow(self, parser: expat.XMLParserType) -> None:
        """Take elements from ``parser``."""
        self._parser = parser
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end

    def listen(self) -> None:
        """Take note of the text from here on."""
        if self._parser is not None:
            self._parser.CharacterDataHandler = self._heard.append

    def heard(self) -> str:
        """Return the text since `listen` or `heard`, and listen no more."""
        if self._parser is not None:
            self._parser.CharacterDataHandler = None
        text = "".join(self._heard)
        self._heard.clear()
        return text

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        budget = self._budget
        budget.left -= 1
        if budget.left < 0:
            raise too_many(budget.file, Text("phần tử XML", "XML elements"), MAX_ELEMENTS)
        if self.depth > _MAX_DEPTH or len(attributes) > _MAX_ATTRIBUTES:
            raise ValueError(name)
        done = self.begins.get(name)
        if done is not None:
            done(attributes)

    def _end(self, name: str) -> None:
        done = self.ends.get(name)
        if done is not None:
            done()
        self.depth -= 1


def of_spreadsheets(done: Mapping[str, Done]) -> dict[str, Done]:
    """Return what is ``done`` at the elements of spreadsheets by these' full names."""
    return {f"{namespace} {name}": act for name, act in done.items() for namespace in _MAIN}


def plain(part: bytes) -> bytes:
    """Return ``part`` in UTF-8, without its own word about that. Raises ValueError at a document type."""
    encoding = next((name for mark, name in _BOMS if part.startswith(mark)), None)
    if encoding is not None:
        part = part[2:].decode(encoding).encode()
    # In another encoding than is looked at here a part could hide what a library would then find.
    part = _DECLARATION.sub(b"", part, count=1)
    if _DOCTYPE in part:
        raise ValueError(_DOCTYPE)
    return part


def walk(part: bytes, follower: Follower) -> None:
    """Let ``follower`` follow ``part``. Raises ValueError or ExpatError at what is no plain XML."""
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    follower.follow(parser)
    parser.Parse(plain(part), True)
