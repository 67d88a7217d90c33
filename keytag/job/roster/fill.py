"""A table of editions put into the job's tree: one node for each cell, with the cell as its place.

What the job names is read by whoever calls; nothing here opens a file.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace
from pydantic import ValidationError

from keytag.document import Part
from keytag.document.explain import explained
from keytag.document.nodes import ListNode, MapNode, Node, Positions, plain
from keytag.document.refusal import invalid_document
from keytag.findings import Finding, has_errors
from keytag.job.roster.columns import RosterColumns, columns_of, is_header, is_second_header
from keytag.job.roster.model import EditionsFrom, Read, TableFile, read_at
from keytag.job.roster.naming import RosterOffices
from keytag.job.roster.rows import RosterRows
from keytag.tabular import kept_header, read_table, with_second_header
from keytag.tabular.rules import TABLE_IS_READABLE
from keytag.wording import Text

_NO_EDITION = Text("Bảng chỉ có tiêu đề, không có mẫu nào.", "The table has a header and no edition.")
_ADD_ROWS = Text("Ghi mỗi mẫu một dòng dưới tiêu đề.", "Write a row for each edition under the header.")


class _Said(Part):
    """As much of a job as says where its editions are."""

    editions: EditionsFrom


def filled(root: MapNode, positions: Positions, read: Read) -> tuple[MapNode, tuple[Finding, ...], TableFile]:
    """Return ``root`` with its editions from the table that it names, what is to be said of that, and the table.

    Raises InvalidDocumentError where what names the table is wrong, or the table cannot be read.
    """
    key, node = root.entries["editions"]
    said = _said(node, positions)
    file = read_at(positions.where("editions.from"), said.from_, read)
    table = read_table(file.data, file.path, sheet=said.sheet, is_header=is_header)
    kept = list(kept_header(table.header))
    if is_second_header(table):
        kept += kept_header(table.rows[0].cells)
        table = with_second_header(table)
    columns = columns_of(table, said.columns)
    if not columns.are_clear:
        raise invalid_document(positions.file, _placed(columns, positions))
    code = root.entries.get("qr")
    offices = RosterOffices(root, table, columns)
    rows = RosterRows(table, columns, code[1] if code is not None else None, offices)
    editions = ListNode(tuple(rows.nodes()), node.mark, 1)
    findings = (*_placed(columns, positions), *rows.findings)
    if not editions.items and not has_errors(findings):
        findings += (TABLE_IS_READABLE.found(_NO_EDITION, _ADD_ROWS, where=table.header[0].where),)
    file = replace(file, kept=(*kept, *rows.kept()))
    return MapNode({**root.entries, "editions": (key, editions)}, root.mark, root.size), findings, file


def _said(node: Node, positions: Positions) -> EditionsFrom:
    try:
        return _Said.model_validate({"editions": plain(node)}).editions
    except ValidationError as error:
        found = explained(error.errors(include_url=False), _Said, positions)
    raise invalid_document(positions.file, found)


def _placed(columns: RosterColumns, positions: Positions) -> Iterator[Finding]:
    for key, finding in columns.findings:
        yield replace(finding, where=positions.where(f"editions.columns.{key}")) if key else finding
