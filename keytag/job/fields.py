"""Types of field that only a job has: a telephone number, an address, an edition's id, a quantity.

Judges their form; whether a number is in use is preflight's to say.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from keytag.document import Count, RefusedValueError, shown, within
from keytag.document.fields import MAX_LINE
from keytag.job.links import LINK_PATTERN, is_link, no_link
from keytag.job.numbers import PHONE_PATTERN, is_number, without_trunk_zero
from keytag.wording import Text

# House rule: ten million tags are more than any province has households.
MAX_QUANTITY = 10_000_000

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Windows refuses these as names of folders (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
_RESERVED_IDS = frozenset({"con", "prn", "aux", "nul", *(f"{d}{i}" for d in ("com", "lpt") for i in range(1, 10))})


def _edition_id(value: str) -> str:
    if _ID.fullmatch(value) and len(value) <= 60 and value not in _RESERVED_IDS:
        return value
    raise RefusedValueError(
        Text(f"{shown(value)} không dùng làm mã được.", f"{shown(value)} cannot be an id."),
        Text(
            "Mã là tên thư mục: chỉ chữ thường không dấu, chữ số và gạch nối, ví dụ xa-glar.",
            "An id names a folder: only small letters a to z, digits and hyphens, like xa-glar.",
        ),
    )


def _phone(value: object) -> object:
    text = " ".join(str(value).split()) if isinstance(value, str | int) else ""
    if is_number(text):
        return text
    right = without_trunk_zero(text)
    if right is not None:
        raise RefusedValueError(
            Text(f"{shown(value)}: sau +84 không có số 0.", f"{shown(value)}: no 0 can stand after +84."),
            Text(f"Viết {right[0]} hoặc {right[1]}.", f"Write {right[0]} or {right[1]}."),
        )
    raise RefusedValueError(
        Text(f"{shown(value)} không phải là một số điện thoại.", f"{shown(value)} is not a telephone number."),
        Text(
            "Mỗi mục một số, chỉ chữ số và dấu cách hoặc dấu chấm, ví dụ 0269 3825 113.",
            "One number in each entry, digits and spaces or dots only, like 0269 3825 113.",
        ),
    )


def _link(value: object) -> object:
    text = value.strip() if isinstance(value, str) else value
    if isinstance(text, str) and text and not is_link(text):
        raise RefusedValueError(*no_link(text))
    return text


Phone = Annotated[
    str,
    BeforeValidator(_phone),
    WithJsonSchema({"type": ["string", "integer"], "pattern": PHONE_PATTERN}),
]
Link = Annotated[
    str,
    BeforeValidator(_link),
    StringConstraints(min_length=1, max_length=MAX_LINE),
    WithJsonSchema({"type": "string", "pattern": LINK_PATTERN, "maxLength": MAX_LINE}),
]
EditionId = Annotated[str, AfterValidator(_edition_id)]
Quantity = Annotated[Count, within(1, MAX_QUANTITY)]
