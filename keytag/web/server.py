"""Connections at 127.0.0.1, and what is answered: a request for each connection, bounded in size and in time.

Stands on Python's own `http.server`, which reads a request's head; all that is let in is judged by `gate` first.
Knows nothing of jobs. Answers to RFC 9112 (HTTP/1.1), Content Security Policy 3 and the Fetch standard's headers.
"""

from __future__ import annotations

import io
import json
import os
import secrets
import socket
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Lock, Thread
from typing import Any

from msgspec import Struct

from keytag.web.gate import LOOPBACK, START, Gate, Request

# House rules, in seconds: a head and a body that are whole by then; an answer that is taken by then.
_READ_S, _WRITE_S = 10.0, 30.0
# House rule: browsers open six connections to a host, and there are few pages.
_MOST_CONNECTIONS = 32
# House rule, in bytes: what a browser says of itself.
_MOST_HEAD = 32_768
_BYTES_256 = 32
_BYTES_FOLDER = 16

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Connection", "close"),
)


class Answer(Struct, frozen=True):
    """What is sent back: of which kind, and with which further fields; or a stream of lines, as they come."""

    body: bytes = b""
    kind: str = "application/json"
    status: HTTPStatus = HTTPStatus.OK
    fields: tuple[tuple[str, str], ...] = ()
    lines: Iterable[bytes] | None = None

    @property
    def is_text(self) -> bool:
        """Whether it is text, all of which is UTF-8."""
        return self.kind.startswith("text/") or self.kind.endswith("json")

    @classmethod
    def of(cls, content: object, status: HTTPStatus = HTTPStatus.OK) -> Answer:
        """Return ``content`` as JSON."""
        return cls(json.dumps(content, ensure_ascii=False).encode(), status=status)


class Site(Struct, frozen=True):
    """What a server serves: pages by path and query, answers by name and what was asked, and what to tell."""

    get: Callable[[str, str], Answer]
    post: Callable[[str, Mapping[str, Any]], Answer]
    get_paths: frozenset[str]
    post_paths: Mapping[str, int]
    misuse: Callable[[], None]
    """Is told when somebody comes a second time with the token that was used: it may be another user."""


class PageServer:
    """A server at a random port of 127.0.0.1; its address can be used once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._http = _Http((LOOPBACK, 0), _Connection)
        self._http.page = self
        self.gate = Gate(
            self._http.server_address[1],
            secrets.token_urlsafe(_BYTES_FOLDER),
            secrets.token_urlsafe(_BYTES_256),
            secrets.token_urlsafe(_BYTES_256),
            site.get_paths,
            site.post_paths,
        )
        self._lock = Lock()
        self.is_token_used = False
        self._is_open = False

    @property
    def address(self) -> str:
        """Where the page starts; to be opened once."""
        return f"http://{LOOPBACK}:{self.gate.port}/{self.gate.folder}/{START}?token={self.gate.token}"

    def begin(self) -> None:
        """Answer from now on, in threads."""
        self._is_open = True
        Thread(target=self._http.serve_forever, args=(0.1,), daemon=True).start()

    def end(self) -> None:
        """Answer nobody any more."""
        if self._is_open:
            self._http.shutdown()
        self._http.server_close()

    def answer(self, request: Request, read_body: Callable[[int], bytes | None]) -> Answer:
        """Return what ``request`` gets; its body is read only when its head was let in."""
        with self._lock:
            refusal = self.gate.refusal(request, is_token_used=self.is_token_used)
            is_start = self.gate.is_start(request)
            if is_start and refusal is None:
                self.is_token_used = True
        if is_start and refusal is not None and self.is_token_used and request.query == f"token={self.gate.token}":
            self.site.misuse()
        if refusal is not None:
            return Answer.of({"ok": False, "error": refusal.why}, refusal.status)
        if is_start:
            value = (
                f"{self.gate.cookie_name}={self.gate.cookie}; Path=/{self.gate.folder}/; HttpOnly; SameSite=Strict"
            )
            fields = (("Set-Cookie", value), ("Location", f"/{self.gate.folder}/"))
            return Answer(kind="text/plain", status=HTTPStatus.SEE_OTHER, fields=fields)
        name = self.gate.name(request) or ""
        if request.method == "GET":
            return self.site.get(name, request.query)
        body = read_body(int(request.values("content-length")[0]))
        if body is None:
            return Answer.of({"ok": False, "error": "the body is not whole"}, HTTPStatus.REQUEST_TIMEOUT)
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict):
            return Answer.of({"ok": False, "error": "no JSON object"}, HTTPStatus.BAD_REQUEST)
        return self.site.post(name, asked)


class _Http(ThreadingHTTPServer):
    """The listening socket: no more connections at a time than a few pages need."""

    daemon_threads = True
    # Of http.server's two: an address that somebody else listens at is not taken over.
    allow_reuse_address = False
    page: PageServer

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self._free = BoundedSemaphore(_MOST_CONNECTIONS)
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - socketserver's own types
        """Answer in a thread of its own; who comes when all are taken is let go at once."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the same
        """Answer, and let the next one in."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the same
        """Say nothing of connections that break: the one who asked has gone."""


class _InTime(io.RawIOBase):
    """What is read of a socket until a moment, and up to so many bytes; then it ends."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._until = time.monotonic() + _READ_S
        self.left = _MOST_HEAD
        self.has_ended = False

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - a buffer
        """Read what has come, in the time that is left."""
        left, count = self._until - time.monotonic(), 0
        if left > 0 and self.left > 0:
            self._connection.settimeout(left)
            with suppress(OSError):
                count = self._connection.recv_into(buffer, min(len(buffer), self.left))
        self.left -= count
        self.has_ended = count == 0
        return count


class _Connection(BaseHTTPRequestHandler):
    """One request, one answer."""

    server: _Http
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        """Read within bounds."""
        super().setup()
        self._bounded = _InTime(self.connection)
        self.rfile = io.BufferedReader(self._bounded, 4096)

    def handle(self) -> None:
        """Read the head, ask the page, and send what it says."""
        self.close_connection = True
        self.raw_requestline = self.rfile.readline(_MOST_HEAD)
        if not self.raw_requestline or not self.parse_request():
            return
        self.close_connection = True
        if self._bounded.has_ended:
            # Python takes what has come for all of it.
            self.send_error(HTTPStatus.REQUEST_TIMEOUT, "the head is not whole")
            return
        fields = tuple((key, value) for key, value in self.headers.items())
        # As it was sent: of several slashes at its beginning Python makes one.
        target = self.requestline.split()[1]
        request = Request(self.client_address[0], self.command, target, fields)
        try:
            answer = self.server.page.answer(request, self._read_body)
        except Exception as error:  # noqa: BLE001 - a bug in one answer is said in it; the page goes on
            said = {"ok": False, "message": f"{type(error).__name__}: {error}", "hint": ""}
            answer = Answer.of(said, HTTPStatus.INTERNAL_SERVER_ERROR)
            if os.environ.get("KEYTAG_DEBUG"):
                traceback.print_exc()
        self._send(answer)

    def handle_expect_100(self) -> bool:
        """Ask for no body before the head was let in."""
        return True

    def _read_body(self, length: int) -> bytes | None:
        self._bounded.left = length
        body = self.rfile.read(length)
        return body if len(body) == length else None

    def _send(self, answer: Answer) -> None:
        # Who speaks no HTTP/1 gets its head and fields all the same.
        self.request_version = self.protocol_version
        self.connection.settimeout(_WRITE_S)
        with suppress(OSError):
            self.send_response_only(answer.status)
            self.send_header("Content-Type", f"{answer.kind}; charset=utf-8" if answer.is_text else answer.kind)
            for key, value in (*_HEADERS, *answer.fields):
                self.send_header(key, value)
            if answer.lines is None:
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(answer.body)
                return
            self.end_headers()
            for line in answer.lines:
                self.wfile.write(line)
        if answer.lines is not None and hasattr(answer.lines, "close"):
            answer.lines.close()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is no request at all as what is not let in."""
        del explain
        self.command = getattr(self, "command", None) or "GET"
        self._send(Answer.of({"ok": False, "error": message or ""}, HTTPStatus(code)))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Log nothing: addresses hold secrets."""
