"""Read a document: bytes in, a validated model and the positions of its nodes out.

Pure: it opens no file. All that is wrong with a document is said at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeVar, cast

from pydantic import ValidationError

from keytag.documents.yaml.fields import Document
from keytag.documents.yaml.misprints import strip_quotes_of_values, values_are_whole
from keytag.documents.yaml.model_errors import explain_errors, wrong_document
from keytag.documents.yaml.nodes import MapNode, Positions, plain_content
from keytag.documents.yaml.outline import document_kind
from keytag.documents.yaml.parse import check_node_count, parse_yaml
from keytag.documents.yaml.refusal import MAX_FINDINGS, invalid_document
from keytag.documents.yaml.rules import NO_KEYS
from keytag.documents.yaml.source import decode_document
from keytag.documents.yaml.typing_slips import mend_text, slip_findings
from keytag.errors import KeytagError
from keytag.findings import Finding, Severity, has_errors
from keytag.text.text import Text

M = TypeVar("M", bound=Document)


# House rule: no value that somebody types is longer.
_MOST_LINES = 20
_NEXT_KEY = re.compile(r"\s*(?:- +)?[A-Za-z_][\w-]{0,40} *:(?:\s|$)")

Fill = Callable[[MapNode, Positions], tuple[MapNode, tuple[Finding, ...]]]
"""Puts what a document names in other files into its tree; returns what is wrong with that as well."""


def read_document(data: bytes, file: str, model: type[M], fill: Fill | None = None) -> tuple[M, Positions]:
    """Return ``data`` as a ``model``, with the places of its nodes.

    Args:
        data: the file's bytes.
        file: its name, for findings.
        model: the pydantic model of this kind of document.
        fill: completes the document's tree before it is validated.

    Raises:
        InvalidDocumentError: the bytes are no such document; carries all findings with line and column.
    """
    text = decode_document(data, file)
    positions = Positions(file, parse_yaml(text, file, model.beginning))
    if not isinstance(positions.root, MapNode):
        raise invalid_document(file, (_no_map(model.beginning, positions),))
    other = wrong_document(tuple(positions.root.entries), document_kind(model), positions.where())
    if other is not None:
        raise invalid_document(file, (other,))
    written = positions.root
    root, found = fill(written, positions) if fill is not None else (written, ())
    if root is not written:
        check_node_count(root, file)
    whole, quoted = strip_quotes_of_values(root, positions)
    found = (*found, *quoted)
    positions = Positions(file, whole)
    found = (*found, *values_are_whole(written, text, file, model))
    more = 0
    try:
        document = model.model_validate(plain_content(whole))
    except ValidationError as error:
        errors = error.errors(include_url=False)
        # What is known to be wrong with a value is not told twice.
        known = {finding.where for finding in found}
        told = explain_errors(errors[:MAX_FINDINGS], model, positions)
        told = _without_slips(told, text, file, model, fill)
        found = (*found, *(finding for finding in told if finding.where not in known))
        more = max(0, len(errors) - MAX_FINDINGS)
    else:
        if not has_errors(found):
            return document, positions
    raise invalid_document(file, (each for each in found if each.severity is Severity.ERROR), more)


def read_resource(data: bytes, file: str, model: type[M]) -> M:
    """Return a document that a job names, as `read_document` does; the same bytes of one file are read once.

    They are few: an order asks for its layout a dozen times, which takes a tenth of a second to verify; whoever
    makes many jobs, or draws one as it is typed, asks for all of them again and again.
    """
    document, _ = _read_kept(data, file, model)
    return cast("M", document)


# House rule: a job names a shop, its cutter, and a template or two; a folder of jobs not many others.
@lru_cache(maxsize=32)
def _read_kept(data: bytes, file: str, model: type[Document]) -> tuple[Document, Positions]:
    return read_document(data, file, model)


def _without_slips(
    told: tuple[Finding, ...], text: str, file: str, model: type[M], fill: Fill | None
) -> tuple[Finding, ...]:
    """Return what was ``told``, with the slips of typing in the place of what they brought about."""
    rows = set(_rows_of_values(text, told))

    def rank(tried: str) -> tuple[int, ...]:
        # Tables are read once, at the end: mending changes nothing in them.
        found = _wrong(tried, file, model, None)
        return (0,) if found is None else (1, -len(found))

    without = mend_text(text, rank, rows.__contains__) if rows else None
    if without is None:
        return told
    return (*slip_findings(without, file), *(_wrong(without.text, file, model, fill) or ()))


def _rows_of_values(text: str, told: tuple[Finding, ...]) -> Iterator[int]:
    """Yield the lines (from 0) of the values that something was ``told`` of, as far as the next key."""
    lines = text.split("\n")
    for finding in told:
        where = finding.where
        if where is None or where.line is None or where.cell is not None:
            continue
        yield where.line - 1
        for row in range(where.line, min(where.line + _MOST_LINES, len(lines))):
            if _NEXT_KEY.match(lines[row]):
                break
            yield row


def _wrong(text: str, file: str, model: type[M], fill: Fill | None) -> tuple[Finding, ...] | None:
    """Return what is wrong with ``text`` as a ``model``; None where it is not even YAML."""
    try:
        positions = Positions(file, parse_yaml(text, file))
        if not isinstance(positions.root, MapNode):
            return None
        root, found = fill(positions.root, positions) if fill is not None else (positions.root, ())
    except KeytagError:
        return None
    try:
        model.model_validate(plain_content(root))
    except ValidationError as error:
        errors = error.errors(include_url=False)[:MAX_FINDINGS]
        return (*found, *explain_errors(errors, model, Positions(file, root)))
    return found


def _no_map(beginning: str, positions: Positions) -> Finding:
    return NO_KEYS.finding(
        Text(
            "Tệp không có dòng nào dạng “từ khóa: giá trị”.", "The file does not consist of lines like key: value."
        ),
        Text(f"Tạo một tệp mới bằng: {beginning}", f"Make a first one with: {beginning}"),
        where=positions.where(),
    )
