"""Types of field that only a job has: a telephone number, an address, an edition's id, a quantity.

Judges their form; whether a number is in use is `keytag.checks.content`'s to say.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from keytag.documents.job.ids import MAX_ID, RESERVED_IDS, id_of
from keytag.documents.job.links import HOST_PATTERN, LINK_PATTERN, is_host, is_link, no_host, no_link
from keytag.documents.job.numbers import no_number, number_for_sure
from keytag.documents.yaml import Count, RefusedValueError, shown, within
from keytag.documents.yaml.fields import MAX_LINE
from keytag.text.text import Text
from keytag.vietnam.phone import PHONE_PATTERN, is_number

# House rule: ten million tags are more than any province has households.
MAX_QUANTITY = 10_000_000

# Decision 19/2025/QĐ-TTg, annex: codes of communes have five digits.
_UNIT_DIGITS = 5
_UNIT_CODE = re.compile(r"[0-9]{3,5}")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _edition_id(value: str) -> str:
    if value.casefold() in RESERVED_IDS:
        raise RefusedValueError(
            Text(
                f"{shown(value)} không dùng làm mã được: Windows giữ tên này, không tạo được thư mục.",
                f"{shown(value)} cannot be an id: Windows keeps this name, no folder can be called so.",
            ),
            Text(f"Đặt mã khác, ví dụ {id_of(value)}.", f"Give another id, like {id_of(value)}."),
        )
    if _ID.fullmatch(value) and len(value) <= MAX_ID:
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
    if not is_number(text):
        raise RefusedValueError(*no_number(value), becomes=number_for_sure(value))
    return text


def _link(value: object) -> object:
    text = value.strip() if isinstance(value, str) else value
    if isinstance(text, str) and text and not is_link(text):
        raise RefusedValueError(*no_link(text))
    return text


def _host(value: object) -> object:
    text = value.strip() if isinstance(value, str) else value
    if isinstance(text, str) and not is_host(text):
        raise RefusedValueError(*no_host(text))
    return text


def _unit_code(value: object) -> object:
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not _UNIT_CODE.fullmatch(text):
        raise RefusedValueError(
            Text(f"{shown(value)} không phải mã đơn vị hành chính.", f"{shown(value)} is no unit's code."),
            Text(
                'Mã gồm 5 chữ số, ví dụ 23617; tra bằng: keytag units "tên".',
                'A code has 5 digits, like 23617; look it up with: keytag units "name".',
            ),
        )
    # A spreadsheet drops the zeros in front.
    return text.zfill(_UNIT_DIGITS)


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
# RFC 1035, 2.3.4: a name has at most 255 octets, 253 as it is written.
Host = Annotated[
    str,
    BeforeValidator(_host),
    StringConstraints(min_length=1, max_length=253),
    WithJsonSchema({"type": "string", "pattern": HOST_PATTERN, "maxLength": 253}),
]
UnitCode = Annotated[
    str,
    BeforeValidator(_unit_code),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_UNIT_CODE.pattern}$"}),
]
EditionId = Annotated[str, AfterValidator(_edition_id)]
Quantity = Annotated[Count, within(1, MAX_QUANTITY)]
