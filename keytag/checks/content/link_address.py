"""An address of the job: as it is written, as a telephone reads it, and where in the job it stands."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from msgspec import Struct

from keytag.checks.content import link_hosts as hosts
from keytag.checks.content.subject import JobSubject
from keytag.documents.browser import AddressParts, BrowserAddress, open_as_browser, parse_address
from keytag.documents.job import EditionContent, Qr
from keytag.text.text import Text

HTTPS = "https"


def link_to_type(link: str) -> str:
    """Return a link for a hint: whole, since somebody is to type it; what is invisible never comes this far."""
    return f"“{link}”"


class Address(Struct, frozen=True):
    """A link of the job: as written, as opened, the node that says it, and the hosts that the job adds for it.

    ``opened`` is None where no browser opens it. ``content`` is the first edition that carries it.
    """

    link: str
    parts: AddressParts
    opened: BrowserAddress | None
    node: str
    added: frozenset[str]
    content: EditionContent

    @property
    def host(self) -> str:
        """The host that a telephone asks for, without the root's dot; as written where it can ask for none."""
        return (self.opened.host if self.opened is not None else self.parts.host).rstrip(".")

    @property
    def port(self) -> str:
        """The port that a telephone asks, where it is not that of https."""
        return self.opened.port if self.opened is not None else ""

    @property
    def segments(self) -> tuple[str, ...]:
        """The parts of the path that a telephone asks for."""
        path = self.opened.path if self.opened is not None else self.parts.path
        return tuple(part for part in path.split("/") if part)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parts of the query as written, like ``id=1``."""
        return tuple(part for part in self.parts.query.split("&") if part)

    @property
    def is_zalo(self) -> bool:
        """Whether it opens Zalo."""
        return self.host == hosts.ZALO

    @property
    def is_facebook(self) -> bool:
        """Whether it opens Facebook, by any of its doors."""
        return self.host in hosts.FACEBOOK_FACES or self.host in hosts.FACEBOOK_DOORS

    @property
    def is_read_otherwise(self) -> bool:
        """Whether a browser reads another path than the one written: by backslashes, or dots taken away."""
        if "\\" in self.link:
            return True
        if self.opened is None or self.opened.path == self.parts.path:
            return False
        # Encoded or not, a letter is the same letter.
        return unquote_to_bytes(self.opened.path) != unquote_to_bytes(self.parts.path or "/")

    @property
    def misleads(self) -> bool:
        """Whether it is written so that the eye takes another host for the one that is opened."""
        return self.parts.sign_in is not None or "\\" in self.link

    @property
    def opening(self) -> Text:
        """What a telephone will open, for a message."""
        if self.opened is None:
            return Text("Điện thoại không mở được.", "No telephone can open it.")
        return Text(f"Điện thoại sẽ mở: {self.host}.", f"A telephone will open: {self.host}.")

    def rewritten(
        self, *, host: str | None = None, path: str | None = None, query: str | None = None, ends: bool = False
    ) -> str:
        """Return the link with https, without sign-in, with the parts given; without fragment if it ``ends``."""
        parts = self.parts
        kept = parts.query if query is None else query
        place = parts.place if host is None else host
        fragment = "" if ends else parts.fragment
        return (
            f"{HTTPS}://{place}{parts.path if path is None else path}"
            f"{f'?{kept}' if kept else ''}{f'#{fragment}' if fragment else ''}"
        )


def addresses(subject: JobSubject) -> Iterator[Address]:
    """Yield each link of the job once, with the edition that it is first met in."""
    seen: set[str] = set()
    allowed = {node: qr.allow_hosts for node, qr in codes(subject)}
    whole = allowed.get("qr", ())
    for content in subject.editions:
        code = content.qr
        parts = parse_address(code.link) if code is not None else None
        if code is None or parts is None or code.node in seen:
            continue
        seen.add(code.node)
        added = frozenset(host.lower() for host in (*whole, *allowed.get(code.node, ())))
        yield Address(code.link, parts, open_as_browser(code.link), f"{code.node}.link", added, content)


def straight_addresses(subject: JobSubject) -> Iterator[Address]:
    """Yield each link of the job that is read as it is written: of the others only that is told."""
    return (address for address in addresses(subject) if not address.is_read_otherwise)


def codes(subject: JobSubject) -> Iterator[tuple[str, Qr]]:
    """Yield every ``qr`` that the job writes, with its node."""
    if subject.job.qr is not None:
        yield "qr", subject.job.qr
    for index, edition in enumerate(subject.job.editions):
        if edition.qr is not None:
            yield f"editions.{index}.qr", edition.qr
