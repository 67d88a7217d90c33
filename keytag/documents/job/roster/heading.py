"""The header of a table of editions where it has several lines. Pure."""

from __future__ import annotations

import re

from keytag.documents.job.labels import roles_in
from keytag.documents.job.roster.columns import is_second_header
from keytag.documents.job.roster.headers import label_of, speaks_of_phones
from keytag.documents.tables import DataTable, with_whole_header
from keytag.text.text import bare

# Kinds of telephone, which say nothing of who answers.
_KINDS = re.compile(r"co-dinh|di-dong|ban|may-ban|so-ban|noi-bo|ca-nhan|nha-rieng|co-quan|dd|cd")


def headed(table: DataTable) -> DataTable:
    """Return ``table`` with its header's lower lines in it: "Trưởng" below "Số điện thoại" is Trưởng."""
    return with_whole_header(table, is_second_header, _joined)


def _joined(above: str, below: str) -> str:
    """Return a column's header: the lower line, or the upper one where the lower names but a telephone."""
    if not above or not roles_in(above) or roles_in(below):
        return below
    is_kind = _KINDS.fullmatch(bare(below)) is not None
    return above if is_kind or (speaks_of_phones(below) and not label_of(below)) else below
