"""Read a document: bytes in, a validated model and the positions of its nodes out.

Pure: it opens no file. All that is wrong with a document is said at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pydantic import ValidationError

from keytag.document.explain import explained
from keytag.document.fields import Document
from keytag.document.nodes import MapNode, Positions, plain
from keytag.document.parse import bounded, parse
from keytag.document.quotes import without_quotes
from keytag.document.refusal import MAX_FINDINGS, invalid_document
from keytag.document.rules import NO_KEYS
from keytag.document.source import decoded
from keytag.findings import Finding, Severity, has_errors
from keytag.wording import Text

M = TypeVar("M", bound=Document)


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
    positions = Positions(file, parse(decoded(data, file), file, model.beginning))
    if not isinstance(positions.root, MapNode):
        raise invalid_document(file, (_no_map(model.beginning, positions),))
    root, found = fill(positions.root, positions) if fill is not None else (positions.root, ())
    if root is not positions.root:
        bounded(root, file)
    whole, quoted = without_quotes(root, positions)
    found = (*found, *quoted)
    positions = Positions(file, whole)
    more = 0
    try:
        document = model.model_validate(plain(whole))
    except ValidationError as error:
        errors = error.errors(include_url=False)
        # What is known to be wrong with a value is not told twice.
        known = {finding.where for finding in found}
        told = explained(errors[:MAX_FINDINGS], model, positions)
        found = (*found, *(finding for finding in told if finding.where not in known))
        more = max(0, len(errors) - MAX_FINDINGS)
    else:
        if not has_errors(found):
            return document, positions
    raise invalid_document(file, (each for each in found if each.severity is Severity.ERROR), more)


def _no_map(beginning: str, positions: Positions) -> Finding:
    return NO_KEYS.found(
        Text("Tệp không có dòng nào dạng khóa: giá trị.", "The file does not consist of lines like key: value."),
        Text(f"Tạo một tệp mới bằng: {beginning}", f"Make a first one with: {beginning}"),
        where=positions.where(),
    )
