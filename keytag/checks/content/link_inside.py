"""Addresses that stand inside an address: where a page may send on whoever opens it.

Pure comparisons; says nothing to people. Everything is bounded by a link's length.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from keytag.checks.content import link_hosts as hosts

# House rule: a value is decoded as often as servers in a row may do it.
_ROUNDS = 3
# One of these is in every address, encoded or not.
_MARKS = frozenset(".:/\\%@") | hosts.WIDE_DOTS
# House rule: what is shorter than this holds no address in base64 or in hexadecimal digits.
_PACKED = 11
# House rule: parameters by which pages are told where to send people, without marks and in small letters.
_SENDING = re.compile(
    r"(?:.*(?:url|uri|redirect|redir|return|returnto|goto|next|link|href|callback|continue|forward|target|dest"
    r"|destination|backto|domain|host)|u|to|go|out|exit|away|jump|fwd|site|service)"
)
# Folders of the same kind, before a host in a path.
_SENDERS = frozenset(
    {"away", "exit", "go", "goto", "jump", "link", "out", "r", "redir", "redirect", "url", "proxy"}
)
_SCHEME = re.compile(r"(?:https?|wss?|ftp)\s*:", re.IGNORECASE)
_STARTS = re.compile(
    r"(?:[a-z][a-z0-9+.\-]{1,20}:)?[/\\]{2}[^/\\\s]|[/\\]*(?:javascript|data|vbscript|intent|tel|sms|mailto):"
    r"|[/]*\\[/\\]*\S",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"[@/\\.]*(?:[a-z0-9_\-]+\.)+([a-z][a-z0-9\-]+)\.?(?::\d{1,5})?(?:[/\\?#].*)?", re.IGNORECASE | re.DOTALL
)
_COMPUTER = re.compile(r"[@/\\]*\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?:[/\\?#].*)?", re.DOTALL)
# House rule: ends of names of files, which are no ends of hosts here.
_FILES = frozenset({
    "asp", "aspx", "bmp", "css", "csv", "doc", "docx", "gif", "htm", "html", "jpeg", "jpg", "js", "json", "jsp",
    "jspx", "md", "mov", "mp3", "mp4", "pdf", "php", "png", "ppt", "pptx", "rar", "rtf", "svg", "txt", "webp",
    "xls", "xlsx", "xml", "zip",
})  # fmt: skip
# House rule: ends of hosts that are ends of nothing else in an address of an office.
_ENDS = frozenset({
    "biz", "cf", "club", "cn", "com", "cyou", "ga", "gq", "icu", "io", "me", "ml", "net", "online", "org", "ru",
    "shop", "tk", "top", "vip", "vn", "xyz",
})  # fmt: skip
_NAME_ENDS = frozenset({"com", "net", "org", "top", "xyz"})


@lru_cache(maxsize=4096)
def carried_address(path: str, query: str, fragment: str) -> str | None:
    """Return the first address that the parts behind a host carry, decoded; None where they carry none."""
    return next(_carried(path, query, fragment), None)


def is_address(value: str) -> bool:
    """Tell whether ``value``, of any parameter, is or holds an address."""
    return _found(value, is_sending=False) is not None


def is_name_of_a_host(name: str) -> bool:
    """Tell whether the name of a page ends like a host: ``congan.com``."""
    return "." in name and name.lower().rpartition(".")[2] in _NAME_ENDS


def _carried(path: str, query: str, fragment: str) -> Iterator[str]:
    before = ""
    for segment in path.split("/"):
        found = _found(segment, is_sending=before in _SENDERS, is_path=True)
        if found is not None:
            yield found
        before = unquote(segment).lower()
    yield from _of_query(query)
    if fragment:
        place, _, asked = fragment.partition("?")
        found = _found(place.removeprefix("!"), is_sending=False)
        if found is not None:
            yield found
        yield from _of_query(asked or (place if "=" in place else ""))


def _of_query(query: str) -> Iterator[str]:
    for part in re.split("[&;]", query):
        name, equals, value = part.partition("=")
        plain = re.sub(r"[^a-z]", "", unquote(name).lower())
        for said in (value, name) if equals else (part,):
            found = _found(said, is_sending=said is value and _SENDING.fullmatch(plain) is not None)
            if found is not None:
                yield found


def _found(value: str, *, is_sending: bool, is_path: bool = False) -> str | None:
    """Return ``value`` in plain letters where it is an address; None where it is none."""
    if len(value) < _PACKED and _MARKS.isdisjoint(value):
        return None
    for _ in range(_ROUNDS):
        if _is_address(value, is_sending=is_sending, is_path=is_path):
            return _clean(value)
        unpacked = _unpacked(value, is_sending=is_sending)
        if unpacked is not None:
            return unpacked
        plain = unquote(value, errors="replace")
        if plain == value:
            return None
        value = plain
    return _clean(value) if _is_address(value, is_sending=is_sending, is_path=is_path) else None


def _is_address(value: str, *, is_sending: bool, is_path: bool) -> bool:
    text = _clean(value)
    if _SCHEME.search(text) or _STARTS.match(text):
        return True
    if is_sending and _COMPUTER.fullmatch(text):
        return True
    host = _HOST.fullmatch(text)
    if host is None or (is_path and not is_sending):
        return False
    end = host[1].lower()
    shortens = hosts.is_under(re.split(r"[/\\?#:]", text.lower())[0], hosts.SHORTENERS)
    return end in _ENDS or text.startswith("@") or shortens or (is_sending and end not in _FILES)


def _clean(value: str) -> str:
    plain = "".join("." if character in hosts.WIDE_DOTS else character for character in value)
    return "".join(character for character in plain if character > " " and character.isprintable()).strip(
        "\"'<>()"
    )


def _unpacked(value: str, *, is_sending: bool) -> str | None:
    """Return the address that ``value`` holds in base64 or in hexadecimal digits."""
    if len(value) < _PACKED or not value.isascii():
        return None
    for unpack in (_of_base64, _of_digits):
        text = unpack(value)
        if text is None or not text.isprintable():
            continue
        if _SCHEME.search(text) or _STARTS.match(text) or (is_sending and _HOST.fullmatch(text)):
            return text
    return None


def _of_base64(value: str) -> str | None:
    letters = value.rstrip("=").replace("+", "-").replace("/", "_")
    if re.fullmatch(r"[A-Za-z0-9_\-]+", letters) is None:
        return None
    try:
        return urlsafe_b64decode(letters + "=" * (-len(letters) % 4)).decode("ascii")
    except ValueError:
        return None


def _of_digits(value: str) -> str | None:
    try:
        return bytes.fromhex(value).decode("ascii")
    except ValueError:
        return None
