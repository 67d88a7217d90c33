"""An address as a telephone's browser reads it, beside the address as it is written.

Answers to the WHATWG's URL Standard, which browsers keep and RFC 3986 differs from. Reads; judges nothing, says
nothing to people.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

# WHATWG URL, 4.4: in an address on the web a backslash is read as a slash.
_WRITTEN = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*):(?P<slashes>[/\\]*)(?P<authority>[^/\\?#]*)(?P<path>[^?#]*)"
    r"(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)


class AddressParts(Struct, frozen=True):
    """The parts of an address, letter for letter as they are written, cut where a browser cuts them."""

    scheme: str
    slashes: str
    authority: str
    path: str
    query: str
    fragment: str

    @property
    def sign_in(self) -> str | None:
        """What stands before the last @ of the authority; None without one."""
        before, at, _ = self.authority.rpartition("@")
        return before if at else None

    @property
    def place(self) -> str:
        """Host and port."""
        return self.authority.rpartition("@")[2]

    @property
    def host(self) -> str:
        """The host, in small letters."""
        inside, bracket, _ = self.place.partition("]")
        return (inside + bracket if bracket else self.place.partition(":")[0]).lower()

    @property
    def port(self) -> str:
        """What stands behind the host's colon."""
        return self.place.rpartition("]")[2].partition(":")[2]


class BrowserAddress(Struct, frozen=True):
    """What a browser opens: the address as it writes it itself, and its parts."""

    address: str
    host: str
    port: str
    path: str


@lru_cache(maxsize=4096)
def parse_address(address: str) -> AddressParts | None:
    """Return the parts of ``address``; None where no scheme begins it."""
    parts = _WRITTEN.fullmatch(address)
    if parts is None:
        return None
    return AddressParts(**{name: part or "" for name, part in parts.groupdict().items()})


@lru_cache(maxsize=4096)
def open_as_browser(address: str) -> BrowserAddress | None:
    """Return what a browser opens when it is given ``address``; None where it opens nothing."""
    from can_ada import parse  # noqa: PLC0415 - only a job with a link pays for it

    try:
        read = parse(address)
    except ValueError:
        return None
    return BrowserAddress(read.href, read.hostname, read.port, read.pathname)
