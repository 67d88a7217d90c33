"""The text of a first job: what `init` writes, with comments for someone who has never seen YAML.

Pure: words in, text out. What it returns passes the reader, and so does what people then change in it by its
comments.
"""

from __future__ import annotations

import json

from msgspec import Struct

from keytag.documents.job.content import NumberRole, roles_in

FILL_IN = "thay bằng"
"""What the starter table says in the cells that are to be written over."""

_TABLE = (
    ("Mã", "Tên xã, phường", "Số lượng", "Trực ban", "Trưởng Công an", "Phó Trưởng Công an", "Đường dẫn QR"),
    ("mau-1", f"MẪU 1 – {FILL_IN} tên xã", "900", "0269 3000 201", "0769 000 201", "0769 000 202", ""),
    ("mau-2", f"MẪU 2 – {FILL_IN} tên xã", "850", "0269 3000 202", "0769 000 203", "0769 000 204", ""),
)
# Editors with the YAML language server (VS Code, Neovim, JetBrains) complete and check from this comment.
_SCHEMA_COMMENT = "# yaml-language-server: $schema={}"


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


def starter_text(starter: Starter, schema: str) -> str:
    """Return the YAML of ``starter``; ``schema`` is the path of the JSON Schema as seen from the job."""
    lines = [
        _SCHEMA_COMMENT.format(schema),
        "# Móc khóa an ninh: sửa các dòng dưới đây rồi chạy: keytag check",
        "# A police keyring tag: change the lines below, then run: keytag check",
        "keytag: 1",
        *_sample(starter.table),
        "",
        "# Đơn vị đứng tên. / Whose tag it is.",
        "issuer:",
        f"  name: {_text(starter.issuer)}",
        *([f"  province: {_text(starter.province)}"] if starter.province else []),
        _or_comment("slogan", starter.slogan, "Toàn dân tham gia tố giác tội phạm"),
        "",
        *_numbers(starter),
        "",
        "# Mã QR chung cho mọi người. / One QR code for everybody.",
        *_qr(starter.link),
        "",
        "# Cỡ và lỗ móc. / Size and keyring hole. shape: oval, pill, rectangle, circle",
        "tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}",
        "# Kiểu trình bày; xem có những kiểu nào / The design; to see which there are: keytag list templates",
        "template: classic",
        "",
        "# Số lượng của mỗi mẫu không ghi số riêng, và bù hao.",
        "# How many of each edition that names none of its own, and spare ones.",
        *_quantity(starter.quantity),
        "overs: 5%",
        "# Nhà in; xem có những nhà in nào / The print shop; to see which there are: keytag list shops",
        "shop: digital-sra3",
        *_editions(starter.table),
    ]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """Return ``value`` in quotation marks: a JSON text is a YAML text (YAML 1.2.2, 1.3)."""
    return json.dumps(value, ensure_ascii=False)


def _numbers(starter: Starter) -> tuple[str, ...]:
    roles = f"# role: {', '.join(NumberRole)}"
    if starter.table is not None and not starter.numbers:
        return (
            "# Số chung cho mọi mẫu; số riêng của từng mẫu ở trong bảng.",
            "# Numbers that all editions share; those of each edition are in the table.",
            roles,
            '# numbers: [{label: Trực ban Công an tỉnh, number: "0269 3000 113", role: duty}]',
        )
    return (
        "# Số quan trọng nhất đứng đầu. / The most important number first.",
        roles,
        "numbers:",
        *(_number(label, number, first=index == 0) for index, (label, number) in enumerate(starter.numbers)),
    )


def _sample(table: str | None) -> tuple[str, ...]:
    if table is None:
        return ()
    return (
        "# Bảng còn dòng mẫu: thay hết rồi xóa dòng dưới thì mới bàn giao được.",
        "# The table still has sample rows: once they are replaced, delete the next line.",
        "sample: true",
    )


def _editions(table: str | None) -> tuple[str, ...]:
    if table is None:
        return ()
    return (
        "",
        "# Mỗi dòng của bảng là một mẫu; xem đã nhận ra những gì bằng: keytag editions",
        "# Each row of the table is an edition; to see what came out: keytag editions",
        f"editions: {{from: {_text(table)}}}",
    )


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


def _quantity(quantity: int | None) -> tuple[str, ...]:
    if quantity is not None:
        return (f"quantity: {quantity}",)
    return (
        "# Bỏ dấu # ở dòng dưới và ghi số thẻ cần in. / Remove the # below and say how many tags.",
        "# quantity: 3200",
    )


def _qr(link: str | None) -> tuple[str, ...]:
    if link:
        return ("qr:", f"  link: {_text(link)}", "  caption: Quét mã để phản ánh")
    return ('# qr: {link: "https://zalo.me/…", caption: Quét mã để phản ánh}',)
