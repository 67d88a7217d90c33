"""An address taken apart, and put together again without what it can do without. Answers to RFC 3986, 3."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct

from keytag.job import EditionContent, Qr
from keytag.vetting.subject import JobSubject


def typed(link: str) -> str:
    """Return a link for a hint: whole, since somebody is to type it; what is invisible never comes this far."""
    return f"“{link}”"


class Address(Struct, frozen=True):
    """A link of the job: as written, in its parts, the node that says it, and the hosts that the job adds for it.

    ``content`` is the first edition that carries it.
    """

    link: str
    parts: SplitResult
    node: str
    added: frozenset[str]
    content: EditionContent

    @property
    def host(self) -> str:
        """The host in small letters, without the dot of the root."""
        return (self.parts.hostname or "").rstrip(".")

    @property
    def segments(self) -> tuple[str, ...]:
        """The parts of the path."""
        return tuple(part for part in self.parts.path.split("/") if part)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parts of the query as written, like ``id=1``."""
        return tuple(part for part in self.parts.query.split("&") if part)


def addresses(subject: JobSubject) -> Iterator[Address]:
    """Yield each link of the job once, with the edition that it is first met in."""
    seen: set[str] = set()
    allowed = {node: qr.allow_hosts for node, qr in codes(subject)}
    whole = allowed.get("qr", ())
    for content in subject.editions:
        code = content.qr
        if code is None or code.node in seen:
            continue
        seen.add(code.node)
        added = frozenset(host.lower() for host in (*whole, *allowed.get(code.node, ())))
        yield Address(code.link, urlsplit(code.link), f"{code.node}.link", added, content)


def codes(subject: JobSubject) -> Iterator[tuple[str, Qr]]:
    """Yield every ``qr`` that the job writes, with its node."""
    if subject.job.qr is not None:
        yield "qr", subject.job.qr
    for index, edition in enumerate(subject.job.editions):
        if edition.qr is not None:
            yield f"editions.{index}.qr", edition.qr
