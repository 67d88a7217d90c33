"""Addresses for the QR code: their form alone.

Whether an address leads to somebody to be trusted is `keytag.vetting`'s to say. Answers to RFC 3986, 3.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from keytag.document import shown
from keytag.document.refusal import is_invisible
from keytag.wording import Text

LINK_PATTERN = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s]+$"
"""What editors hold an address against."""

EXAMPLE = "https://zalo.me/1234567890123456789"

# RFC 1123, 2.1: labels of letters, digits and hyphens, at most 63 characters; here two or more, the last a word.
HOST_PATTERN = r"^([A-Za-z0-9]([A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9\-]{0,61}[A-Za-z0-9]$"
"""What editors hold a host against."""


# What word processors put in place of straight quotation marks, and the blanks inside them.
_CURLY = "“”„‟‘’‚‛«» "  # noqa: RUF001 - they are meant


def is_link(text: str) -> bool:
    """Tell whether ``text`` is an address on the web: https or http, a host, and neither blanks nor what hides."""
    if re.fullmatch(LINK_PATTERN, text) is None or any(is_invisible(character) for character in text):
        return False
    try:
        parts = urlsplit(text)
        # Reading the port is what refuses one that is no number.
        # RFC 1035, 2.3.1: no label is empty but the root's, behind the last dot.
        labels = (parts.hostname or "").removesuffix(".").split(".")
        return all(labels) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def no_link(text: str) -> tuple[Text, Text]:
    """Return message and hint for ``text``, which is no address."""
    hidden = next((character for character in text if is_invisible(character)), None)
    if hidden is not None:
        code = f"U+{ord(hidden):04X}"
        return (
            Text(f"{shown(text)} có ký tự ẩn {code}.", f"{shown(text)} has an invisible character, {code}."),
            Text("Gõ lại đường dẫn, đừng dán.", "Type the address again, do not paste it."),
        )
    message = Text(f"{shown(text)} không phải là đường dẫn web.", f"{shown(text)} is not a web address.")
    bare = text.strip(_CURLY)
    if bare != text and re.match(r"https?://", bare, re.IGNORECASE):
        return message, Text(
            f'Bỏ dấu ngoặc cong quanh đường dẫn, hoặc dùng ngoặc thẳng: "{shown(bare)[1:-1]}"',
            f'Take the curly quotation marks away, or use straight ones: "{shown(bare)[1:-1]}"',
        )
    if is_link(f"https://{text}") and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", text):
        return message, Text(
            f"Thêm https:// ở đầu: {shown(f'https://{text}')}",
            f"Begin it with https://: {shown(f'https://{text}')}",
        )
    return message, Text(
        f"Bắt đầu bằng https://, không có dấu cách, ví dụ {EXAMPLE}",
        f"Begin with https://, without spaces, like {EXAMPLE}",
    )


def is_host(text: str) -> bool:
    """Tell whether ``text`` is the name of a host alone, in plain letters."""
    return re.fullmatch(HOST_PATTERN, text) is not None


def no_host(text: str) -> tuple[Text, Text]:
    """Return message and hint for ``text``, which is no host."""
    message = Text(f"{shown(text)} không phải là tên miền.", f"{shown(text)} is not the name of a host.")
    host = urlsplit(text).hostname if is_link(text) else None
    if host and is_host(host):
        return message, Text(f"Chỉ ghi tên miền: {shown(host)}", f"Write the host alone: {shown(host)}")
    return message, Text(
        "Ghi tên miền không dấu, mỗi mục một tên, không có *, ví dụ congan.example.vn",
        "Write one host in each entry, in plain letters and without *, like congan.example.vn",
    )
