"""The text of a first job: what `init` writes, with comments for someone who has never seen YAML.

Pure: words in, text out. What it returns passes the reader, and so does what people then change in it by its
comments.
"""

from __future__ import annotations

import json
import re

from msgspec import Struct

from keytag.documents.job.content import NumberRole, roles_in
from keytag.text.text import Language, Text

FILL_IN = "thay bằng"
"""What the starter table says in the cells that are to be written over."""

_TABLE = (
    ("Mã", "Tên xã, phường", "Số lượng", "Trực ban", "Trưởng Công an", "Phó Trưởng Công an", "Đường dẫn QR"),
    ("mau-1", f"MẪU 1 – {FILL_IN} tên xã", "900", "0269 3000 201", "0769 000 201", "0769 000 202", ""),
    ("mau-2", f"MẪU 2 – {FILL_IN} tên xã", "850", "0269 3000 202", "0769 000 203", "0769 000 204", ""),
)
# Editors with the YAML language server (VS Code, Neovim, JetBrains) complete and check from this comment.
_SCHEMA_COMMENT = "# yaml-language-server: $schema={}"

_HEAD = Text(
    "Móc khóa an ninh: sửa các dòng dưới đây rồi chạy: keytag check",
    "A police keyring tag: change the lines below, then run: keytag check",
)
_SAMPLE = Text(
    "Trong bảng còn dòng ví dụ: thay bằng số thật, rồi xóa dòng dưới đây mới gửi in được.",
    "The table still has sample rows: once they are replaced, delete the next line.",
)
_OFFICE = Text(
    'Đơn vị in trên móc khóa, ghi đúng tên hiện nay (xem: keytag units "tên").',
    'The office on the tag, by its name of today (see: keytag units "name").',
)
_NUMBERS = Text(
    "Số quan trọng nhất đứng đầu: số ấy in to nhất.", "The most important number first: it prints the largest."
)
_SHARED_NUMBERS = Text(
    "Số chung cho mọi mẫu; số riêng của từng mẫu ở trong bảng.",
    "Numbers that all editions share; those of each edition are in the table.",
)
_ROLES = Text(
    "role (ai nghe máy): duty trực ban, hotline đường dây nóng, chief Trưởng Công an, deputy Phó,\n"
    "checkpoint chốt, neighbour giáp ranh, emergency khẩn cấp, other khác",
    f"role: {', '.join(NumberRole)}",
)
_CODE = Text(
    "Mã QR: địa chỉ trang Zalo, Facebook hoặc .gov.vn của đơn vị.",
    "The QR code: the address of the office's page on Zalo, Facebook or .gov.vn.",
)
_TAG = Text(
    "Cỡ và lỗ móc. shape: oval bầu dục, pill viên thuốc, rectangle chữ nhật, circle tròn",
    "Size and keyring hole. shape: oval, pill, rectangle, circle",
)
_TEMPLATE = Text(
    "Kiểu trình bày. Xem các kiểu: keytag list templates", "The design. To see them all: keytag list templates"
)
_QUANTITY = Text("Số lượng đặt in và tỷ lệ bù hao.", "How many tags, and the share printed in reserve.")
_QUANTITY_OF_EACH = Text(
    "Số lượng của mỗi mẫu chưa ghi số riêng, và tỷ lệ bù hao.",
    "How many of each edition that names none of its own, and the share printed in reserve.",
)
_NO_QUANTITY = Text("Bỏ dấu # ở dòng dưới và ghi số lượng cần in.", "Remove the # below and say how many tags.")
_SHOP = Text(
    "Nhà in và vật liệu, hỏi nhà in trước: digital-sra3 in trên giấy; nhựa dẻo PVC thì screen-pvc (in)\n"
    "hoặc moulded-pvc (đúc nổi). Xem các nhà in: keytag list shops",
    "The print shop and its material; ask the shop first. digital-sra3 prints paper; soft PVC is screen-pvc\n"
    "(printed) or moulded-pvc (moulded). To see them all: keytag list shops",
)
_EDITIONS = Text(
    "Mỗi dòng của bảng là một mẫu; xem đã nhận ra những gì bằng: keytag editions",
    "Each row of the table is an edition; to see what came out: keytag editions",
)


# What needs no quotation marks: the names of keytag's own shops.
_PLAIN = re.compile("[a-z][a-z0-9-]*")


class Starter(Struct, frozen=True):
    """What a first job says."""

    issuer: str
    province: str | None
    numbers: tuple[tuple[str, str], ...]
    """Labels and numbers, the most important first."""
    link: str | None = None
    slogan: str | None = None
    quantity: int | None = None
    table: str | None = None
    """The table beside the job from which its editions come."""
    shop: str = "digital-sra3"


def starter_text(starter: Starter, schema: str, language: Language) -> str:
    """Return the YAML of ``starter`` with its comments in ``language``.

    ``schema`` is the path of the JSON Schema as seen from the job.
    """
    lines = [
        _SCHEMA_COMMENT.format(schema),
        *_comment(_HEAD, language),
        "keytag: 1",
        *_sample(starter.table, language),
        "",
        *_comment(_OFFICE, language),
        "issuer:",
        f"  name: {_text(starter.issuer)}",
        *([f"  province: {_text(starter.province)}"] if starter.province else []),
        _or_comment("slogan", starter.slogan, "Toàn dân tham gia tố giác tội phạm"),
        "",
        *_numbers(starter, language),
        "",
        *_comment(_CODE, language),
        *_qr(starter.link),
        "",
        *_comment(_TAG, language),
        "tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}",
        *_comment(_TEMPLATE, language),
        "template: classic",
        "",
        *_comment(_QUANTITY if starter.table is None else _QUANTITY_OF_EACH, language),
        *_quantity(starter.quantity, language),
        "overs: 5%",
        *_comment(_SHOP, language),
        f"shop: {starter.shop if _PLAIN.fullmatch(starter.shop) else _text(starter.shop)}",
        *_editions(starter.table, language),
    ]
    return "\n".join(lines) + "\n"


def _comment(text: Text, language: Language) -> list[str]:
    """Return ``text`` as comments of a document, a line for each of its own."""
    return [f"# {line}" for line in text.to(language).split("\n")]


def _text(value: str) -> str:
    """Return ``value`` in quotation marks: a JSON text is a YAML text (YAML 1.2.2, 1.3)."""
    return json.dumps(value, ensure_ascii=False)


def _numbers(starter: Starter, language: Language) -> tuple[str, ...]:
    if starter.table is not None and not starter.numbers:
        return (
            *_comment(_SHARED_NUMBERS, language),
            *_comment(_ROLES, language),
            '# numbers: [{label: Trực ban Công an tỉnh, number: "0269 3000 113", role: duty}]',
        )
    return (
        *_comment(_NUMBERS, language),
        *_comment(_ROLES, language),
        "numbers:",
        *(_number(label, number, first=index == 0) for index, (label, number) in enumerate(starter.numbers)),
    )


def _sample(table: str | None, language: Language) -> tuple[str, ...]:
    return () if table is None else (*_comment(_SAMPLE, language), "sample: true")


def _editions(table: str | None, language: Language) -> tuple[str, ...]:
    return () if table is None else ("", *_comment(_EDITIONS, language), f"editions: {{from: {_text(table)}}}")


def starter_table() -> bytes:
    """Return a first table of editions, as Excel opens it by a double click: UTF-8 with its mark, ``;``, CRLF.

    Its numbers are made up. Blanks between their groups keep Excel from taking them for figures.
    """
    lines = [";".join(row) for row in _TABLE]
    return ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode()


def _or_comment(key: str, value: str | None, example: str) -> str:
    return f"{key}: {_text(value)}" if value else f"# {key}: {example}"


def _number(label: str, number: str, *, first: bool) -> str:
    return f"  - {{label: {_text(label)}, number: {_text(number)}, role: {_role(label, first=first)}}}"


def _role(label: str, *, first: bool) -> NumberRole:
    """Guess who answers from the label; the user sees and corrects it."""
    return next(iter(roles_in(label)), NumberRole.DUTY if first else NumberRole.OTHER)


def _quantity(quantity: int | None, language: Language) -> tuple[str, ...]:
    if quantity is not None:
        return (f"quantity: {quantity}",)
    return (*_comment(_NO_QUANTITY, language), "# quantity: 3200")


def _qr(link: str | None) -> tuple[str, ...]:
    if link:
        return ("qr:", f"  link: {_text(link)}", "  caption: Quét mã để phản ánh")
    return ('# qr: {link: "https://zalo.me/…", caption: Quét mã để phản ánh}',)
