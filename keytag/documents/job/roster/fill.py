"""A table of editions put into the job's tree: one node for each cell, with the cell as its place.

What the job names is read by whoever calls; nothing here opens a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from msgspec.structs import replace
from pydantic import ValidationError

from keytag.documents.job.roster.columns import RosterColumns
from keytag.documents.job.roster.model import EditionsFrom, Read, TableFile, read_at
from keytag.documents.job.roster.naming import RosterOffices
from keytag.documents.job.roster.rows import RosterRows
from keytag.documents.job.roster.table import roster_of
from keytag.documents.tables import kept_header
from keytag.documents.tables.rules import TABLE_IS_READABLE
from keytag.documents.yaml import Part
from keytag.documents.yaml.explain import explained
from keytag.documents.yaml.nodes import ListNode, MapNode, Node, Positions, plain
from keytag.documents.yaml.refusal import invalid_document, visible
from keytag.findings import Finding, has_errors
from keytag.text.text import Text

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
    roster = roster_of(file, said)
    columns = roster.columns
    if not columns.are_clear:
        raise invalid_document(positions.file, _placed(columns, positions))
    code = root.entries.get("qr")
    mend = _mend(positions.file, said.from_)
    code_node = code[1] if code is not None else None
    offices = RosterOffices(root, roster.table, columns)
    rows = RosterRows(roster, code_node, offices, mend)
    editions = ListNode(tuple(rows.nodes()), node.mark, 1)
    findings = (*roster.findings, *_placed(columns, positions), *rows.findings)
    if not editions.items and not has_errors(findings):
        findings += (TABLE_IS_READABLE.found(_NO_EDITION, _ADD_ROWS, where=roster.table.header[0].where),)
    file = replace(file, kept=(*kept_header(roster.table.header), *rows.kept()))
    return MapNode({**root.entries, "editions": (key, editions)}, root.mark, root.size), findings, file


def said_of_editions(root: MapNode, positions: Positions) -> EditionsFrom:
    """Return how the job ``root`` names its table. Raises InvalidDocumentError where that is wrong."""
    return _said(root.entries["editions"][1], positions)


def _mend(job: str, table: str) -> Text:
    """Return the quickest way to get lost zeros back."""
    copy = f"{PurePath(table).stem}-da-sua.xlsx"
    line = f"keytag editions {_argument(visible(job))} --mend {_argument(visible(copy))}"
    return Text(
        f"Nhanh nhất: chạy {line} (bản sao của bảng, đã thêm số 0, tô màu chỗ sửa), gọi thử từng số rồi "
        "dùng bản đó. Hoặc trong Excel chọn cột, Format Cells (Định dạng ô), Text (Văn bản), "
        "gõ lại số kể cả số 0 đầu.",
        f"Quickest: run {line} (a copy of the table with its zeros, each changed cell coloured), call every "
        "number and use that copy. Or in Excel select the column, Format Cells, Text, and "
        "type the numbers with their 0.",
    )


def _argument(text: str) -> str:
    return f'"{text}"' if re.search(r"[^\w./\\:-]", text) else text


def _said(node: Node, positions: Positions) -> EditionsFrom:
    try:
        return _Said.model_validate({"editions": plain(node)}).editions
    except ValidationError as error:
        found = explained(error.errors(include_url=False), _Said, positions)
    raise invalid_document(positions.file, found)


def _placed(columns: RosterColumns, positions: Positions) -> Iterator[Finding]:
    for key, finding in columns.findings:
        yield replace(finding, where=positions.where(f"editions.columns.{key}")) if key else finding
