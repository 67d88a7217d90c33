"""Addresses for the QR code: their form alone.

Whether an address leads to somebody to be trusted is `keytag.checks.content`'s to say. Answers to the WHATWG's URL
Standard.
"""

from __future__ import annotations

import re

from keytag.documents.browser import opened, written
from keytag.documents.yaml import shown
from keytag.documents.yaml.fields import MAX_LINE
from keytag.documents.yaml.refusal import is_invisible
from keytag.text.text import Text

LINK_PATTERN = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s]+$"
"""What editors hold an address against."""

EXAMPLE = "https://zalo.me/1234567890123456789"

# RFC 1123, 2.1: labels of letters, digits and hyphens, at most 63 characters; here two or more, the last a word.
HOST_PATTERN = r"^([A-Za-z0-9]([A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9\-]{0,61}[A-Za-z0-9]$"
"""What editors hold a host against."""

# What word processors put in place of straight quotation marks, and the blanks inside them.
_CURLY = "“”„‟‘’‚‛«» \u00a0\u202f"  # noqa: RUF001 - they are meant
# RFC 6335, 6: ports end here.
_LAST_PORT = 65535
# What a telephone does with addresses that are none of the web. RFC 3966 (tel), 5724 (sms), 6068 (mailto), 2397
# (data).
_DOINGS = {
    "tel": Text("bật bàn phím gọi", "dials"),
    "sms": Text("soạn tin nhắn", "writes a message"),
    "smsto": Text("soạn tin nhắn", "writes a message"),
    "mailto": Text("soạn thư", "writes a mail"),
    "javascript": Text("chạy mã lệnh", "runs a program"),
    "data": Text("mở nội dung nằm ngay trong đường dẫn", "shows what the link itself holds"),
    "intent": Text("mở một ứng dụng", "starts an app"),
    "zalo": Text("mở ứng dụng Zalo, nếu máy có", "starts Zalo's app where there is one"),
    "fb": Text("mở ứng dụng Facebook, nếu máy có", "starts Facebook's app where there is one"),
    "file": Text("mở tệp trên chính máy của người quét", "opens a file of whoever scans it"),
    "ftp": Text("không mở được", "opens nothing"),
    "wifi": Text("nối vào một mạng Wi-Fi", "joins a Wi-Fi network"),
}


def is_link(text: str) -> bool:
    """Tell whether ``text`` is an address on the web: https or http, a host, and neither blanks nor what hides."""
    if re.fullmatch(LINK_PATTERN, text) is None or any(is_invisible(character) for character in text):
        return False
    parts = written(text)
    if parts is None or parts.slashes != "//" or parts.host.startswith("[") is not parts.host.endswith("]"):
        return False
    # RFC 1035, 2.3.1: no label is empty but the root's, behind the last dot.
    labels = parts.host.removesuffix(".").split(".")
    return all(labels) and _is_port(parts.port)


def _is_port(text: str) -> bool:
    return not text or (text.isascii() and text.isdigit() and len(text) <= 9 and 0 < int(text) <= _LAST_PORT)


def no_link(text: str) -> tuple[Text, Text]:
    """Return message and hint for ``text``, which is no address."""
    hidden = next((character for character in text if is_invisible(character)), None)
    read = opened(text) if _is_readable(text) else None
    host = read.host if read is not None and read.address.startswith("http") else ""
    opening = Text(f" Điện thoại sẽ mở: {host}.", f" A telephone will open: {host}.") if host else Text("", "")
    if hidden is not None:
        code = f"U+{ord(hidden):04X}"
        return (
            Text(
                f"{shown(text)} có ký tự ẩn {code}.{opening.vi}",
                f"{shown(text)} has an invisible character, {code}.{opening.en}",
            ),
            Text("Gõ lại đường dẫn, đừng dán.", "Type the address again, do not paste it."),
        )
    bare = text.strip(_CURLY)
    if bare != text and re.match(r"https?://", bare, re.IGNORECASE):
        return Text(f"{shown(text)} không phải là đường dẫn web.", f"{shown(text)} is not a web address."), Text(
            f'Bỏ dấu ngoặc cong quanh đường dẫn, hoặc dùng ngoặc thẳng: "{shown(bare)[1:-1]}"',
            f'Take the curly quotation marks away, or use straight ones: "{shown(bare)[1:-1]}"',
        )
    doing = _DOINGS.get(text.partition(":")[0].lower()) if ":" in text else None
    if doing is not None:
        return Text(
            f"{shown(text)} không phải là đường dẫn web: điện thoại {doing.vi}.",
            f"{shown(text)} is not a web address: a telephone {doing.en}.",
        ), Text(
            f"Dùng trang của đơn vị, bắt đầu bằng https://, ví dụ {EXAMPLE}; số điện thoại thì ghi ở numbers.",
            f"Use the office's page, which begins with https://, like {EXAMPLE}; numbers belong under numbers.",
        )
    message = Text(
        f"{shown(text)} không phải là đường dẫn web.{opening.vi}",
        f"{shown(text)} is not a web address.{opening.en}",
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


def _is_readable(text: str) -> bool:
    """Tell whether a browser can be given ``text``: short enough for a job, and no half of a character in it."""
    return len(text) <= MAX_LINE and not any("\ud800" <= character <= "\udfff" for character in text)


def is_host(text: str) -> bool:
    """Tell whether ``text`` is the name of a host alone, in plain letters."""
    return re.fullmatch(HOST_PATTERN, text) is not None


def no_host(text: str) -> tuple[Text, Text]:
    """Return message and hint for ``text``, which is no host."""
    message = Text(f"{shown(text)} không phải là tên miền.", f"{shown(text)} is not the name of a host.")
    parts = written(text) if is_link(text) else None
    host = parts.host if parts is not None else ""
    if is_host(host):
        return message, Text(f"Chỉ ghi tên miền: {shown(host)}", f"Write the host alone: {shown(host)}")
    return message, Text(
        "Ghi tên miền không dấu, mỗi mục một tên, không có *, ví dụ congan.example.vn",
        "Write one host in each entry, in plain letters and without *, like congan.example.vn",
    )
