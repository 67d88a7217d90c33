"""The text of a first job: what `init` writes, with comments for someone who has never seen YAML.

Pure: words in, text out. What it returns passes the reader, and so does what people then change in it by its
comments.
"""

from __future__ import annotations

import json

from msgspec import Struct

from keytag.job.content import NumberRole
from keytag.job.labels import roles_in

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


def starter_text(starter: Starter, schema: str) -> str:
    """Return the YAML of ``starter``; ``schema`` is the path of the JSON Schema as seen from the job."""
    lines = [
        _SCHEMA_COMMENT.format(schema),
        "# Móc khóa an ninh: sửa các dòng dưới đây rồi chạy: keytag check",
        "# A police keyring tag: change the lines below, then run: keytag check",
        "keytag: 1",
        "",
        "# Đơn vị đứng tên. / Whose tag it is.",
        "issuer:",
        f"  name: {_text(starter.issuer)}",
        *([f"  province: {_text(starter.province)}"] if starter.province else []),
        _or_comment("slogan", starter.slogan, "Toàn dân tham gia tố giác tội phạm"),
        "",
        "# Số quan trọng nhất đứng đầu. / The most important number first.",
        f"# role: {', '.join(NumberRole)}",
        "numbers:",
        *(_number(label, number, first=index == 0) for index, (label, number) in enumerate(starter.numbers)),
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
    ]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """Return ``value`` in quotation marks: a JSON text is a YAML text (YAML 1.2.2, 1.3)."""
    return json.dumps(value, ensure_ascii=False)


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
