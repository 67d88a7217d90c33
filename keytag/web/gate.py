"""The gate: which requests are let in, judged by their heads, in one order for every method.

Another user of the computer, another site in the same browser, a name that somebody has pointed at 127.0.0.1, and
a job that somebody wrote to harm its reader are kept out. Answers to RFC 9112 (3.2, 6.1: Host, lengths), RFC
6265bis (SameSite) and the W3C's Fetch Metadata. Pure: knows neither sockets nor the job.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from msgspec import Struct

# The only address that is listened at, and the only one that is answered.
LOOPBACK = "127.0.0.1"
# House rules, in bytes: what a form sends, and a workbook of communes, written as text.
MAX_BODY = 1_000_000
MAX_UPLOAD = 8_000_000
START = "start"
_METHODS = ("GET", "POST")


class Request(Struct, frozen=True):
    """A request's head: from which address, by which method, for which path, with which fields, in their order."""

    address: str
    method: str
    target: str
    fields: tuple[tuple[str, str], ...]

    def values(self, name: str) -> tuple[str, ...]:
        """Return all values of the field called ``name``, whatever its letters' case."""
        return tuple(value for key, value in self.fields if key.lower() == name)

    @property
    def path(self) -> str:
        """The target before its question mark."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The target behind its question mark."""
        return self.target.partition("?")[2]


class GateRefusal(Struct, frozen=True):
    """Why a request is not let in: its status, and a word for whoever reads the answer."""

    status: HTTPStatus
    why: str


class Gate(Struct, frozen=True):
    """What a request must show: the ``port`` it came to, the secrets, and the paths that there are.

    The page's folder is a secret as well: browsers send cookies to all ports of a host, so another program that
    listens at 127.0.0.1 would be sent this one's, were it not bound to a path that nobody can guess.
    """

    port: int
    folder: str
    token: str
    cookie: str
    get: frozenset[str]
    """The paths that are read, without the folder; ``files/`` stands for all in it."""
    post: Mapping[str, int]
    """The paths that are asked, each with the largest body that it takes."""

    @property
    def cookie_name(self) -> str:
        """The cookie's name: two servers of one user do not overwrite each other's."""
        return f"keytag-{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """What may stand in Host, in full."""
        return f"{LOOPBACK}:{self.port}", f"localhost:{self.port}"

    def is_start(self, request: Request) -> bool:
        """Tell whether ``request`` is for the address at which the page starts."""
        return request.method == "GET" and request.path == f"/{self.folder}/{START}"

    def refusal(self, request: Request, *, is_token_used: bool) -> GateRefusal | None:
        """Return why ``request`` is not let in, or None. One that starts is let in by its token, once."""
        if request.address != LOOPBACK:
            return GateRefusal(HTTPStatus.FORBIDDEN, "not from this computer")
        host = request.values("host")
        if len(host) != 1 or host[0] not in self.hosts:
            return GateRefusal(HTTPStatus.FORBIDDEN, "another host")
        is_start = self.is_start(request)
        if is_start:
            if is_token_used or not _is_same(request.query, f"token={self.token}"):
                return GateRefusal(HTTPStatus.FORBIDDEN, "the address was used already")
        elif not any(_is_same(each, self.cookie) for each in _cookies(request, self.cookie_name)):
            return GateRefusal(HTTPStatus.FORBIDDEN, "no cookie")
        if not self._is_from_the_page(request):
            return GateRefusal(HTTPStatus.FORBIDDEN, "from another site")
        return self._refusal_of_form(request) if not is_start else None

    def name(self, request: Request) -> str | None:
        """Return which of the paths ``request`` is for; None where it is none of them, letter by letter."""
        folder = f"/{self.folder}/"
        name = request.path.removeprefix(folder) if request.path.startswith(folder) else None
        known = self.get if request.method == "GET" else self.post
        if name is None or name in known:
            return name
        is_file = request.method == "GET" and name.startswith("files/") and name[6:].isdecimal() and len(name) < 12
        return name if is_file and name.isascii() else None

    def _is_from_the_page(self, request: Request) -> bool:
        """Tell whether a browser says that its own page asks; only a page itself may be asked for by nobody."""
        site, origin = request.values("sec-fetch-site"), request.values("origin")
        own = tuple(f"http://{host}" for host in self.hosts)
        if len(site) > 1 or len(origin) > 1 or any(each not in own for each in origin):
            return False
        is_page = request.method == "GET" and (self.name(request) == "" or self.is_start(request))
        if site:
            return site[0] == "same-origin" or (is_page and site[0] == "none")
        # Browsers before 2023 say nothing of GET: what such a one may have is what is in every keytag.
        return (
            bool(origin) or is_page or (request.method == "GET" and self.name(request) in {"page.css", "page.js"})
        )

    def _refusal_of_form(self, request: Request) -> GateRefusal | None:
        """Return what is wrong with method, body or path, which only those see who were let in so far."""
        if request.method not in _METHODS:
            return GateRefusal(HTTPStatus.METHOD_NOT_ALLOWED, "GET or POST")
        length = request.values("content-length")
        if request.values("transfer-encoding") or (request.method == "GET" and set(length) - {"0"}):
            return GateRefusal(HTTPStatus.BAD_REQUEST, "no such body")
        wrong = self._refusal_of_body(request, length) if request.method == "POST" else None
        if wrong is None and self.name(request) is None:
            return GateRefusal(HTTPStatus.NOT_FOUND, "there is nothing here")
        return wrong

    def _refusal_of_body(self, request: Request, length: tuple[str, ...]) -> GateRefusal | None:
        if tuple(each.lower().replace(" ", "") for each in request.values("content-type")) not in _JSON:
            return GateRefusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "application/json")
        if len(length) != 1 or not (length[0].isascii() and length[0].isdecimal() and len(length[0]) < _DIGITS):
            return GateRefusal(HTTPStatus.LENGTH_REQUIRED, "Content-Length")
        if int(length[0]) > self.post.get(self.name(request) or "", MAX_BODY):
            return GateRefusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the body is too large")
        return None


# House rule: a length of more digits is of nothing that is sent to a page.
_DIGITS = 12
_JSON = (("application/json",), ("application/json;charset=utf-8",))


def _is_same(given: str, wanted: str) -> bool:
    """Compare in a time that says nothing of where the first difference is."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def _cookies(request: Request, name: str) -> Sequence[str]:
    pairs = (pair.strip().partition("=") for field in request.values("cookie") for pair in field.split(";"))
    return [value for key, _, value in pairs if key == name]
