"""The gate on a server that really listens: each attack that is known on loopback servers, tried from outside."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

import pytest

from keytag.web import server as serving
from keytag.web.gate import LOOPBACK, MAX_BODY, Gate, Request
from keytag.web.server import Answer, PageServer, Site

BIG = 4_000_000


class Tried:
    """A server, what came to it, and how to talk to it without a client's good manners."""

    def __init__(self) -> None:
        self.came: list[tuple[str, Mapping[str, Any] | str]] = []
        self.misused = 0
        self.server = PageServer(
            Site(
                self._get,
                self._post,
                frozenset({"", "page.css", "page.js"}),
                {"save": MAX_BODY, "upload": BIG},
                self._misuse,
            )
        )
        self.gate = self.server.gate
        self.folder = f"/{self.gate.folder}"
        self.cookie = f"{self.gate.cookie_name}={self.gate.cookie}"
        self.host = f"127.0.0.1:{self.gate.port}"

    def _get(self, name: str, query: str) -> Answer:
        self.came.append((name, query))
        return Answer(b"page", "text/html")

    def _post(self, name: str, asked: Mapping[str, Any]) -> Answer:
        if "bug" in asked:
            raise ZeroDivisionError
        self.came.append((name, asked))
        return Answer.of({"ok": True})

    def _misuse(self) -> None:
        self.misused += 1

    def raw(self, data: bytes, *, pause: float = 0.0, rest: bytes = b"") -> tuple[int, dict[str, str], bytes]:
        """Send bytes and return status, fields in small letters, and body; status 0 where nothing came."""
        with socket.create_connection((LOOPBACK, self.gate.port), timeout=10) as line:
            line.sendall(data)
            if rest:
                time.sleep(pause)
                line.sendall(rest)
            got = b""
            try:
                while piece := line.recv(65536):
                    got += piece
            except ConnectionError:
                pass
        head, _, body = got.partition(b"\r\n\r\n")
        first, *fields = head.decode().split("\r\n")
        pairs = (field.partition(": ") for field in fields)
        return int(first.split()[1]) if first else 0, {key.lower(): value for key, _, value in pairs}, body

    def ask(
        self,
        method: str = "POST",
        path: str = "save",
        body: bytes = b"{}",
        target: str | None = None,
        given: Mapping[str, str | None] = {},
        **fields: str | None,
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask as the page does; ``fields`` are put in the place of its own, None takes one away."""
        sent: dict[str, str | None] = {"Host": self.host, "Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"}
        if method == "POST":
            sent |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
        sent |= {key.replace("_", "-"): value for key, value in {**given, **fields}.items()}
        lines = "".join(f"{key}: {value}\r\n" for key, value in sent.items() if value is not None)
        head = f"{method} {target or f'{self.folder}/{path}'} HTTP/1.1\r\n{lines}\r\n"
        return self.raw(head.encode() + (body if method == "POST" else b""))


@pytest.fixture(scope="module")
def tried() -> Iterator[Tried]:
    """One server for all that is tried."""
    found = Tried()
    found.server.begin()
    yield found
    found.server.end()


@pytest.fixture(autouse=True)
def _nothing_came(tried: Tried) -> None:
    tried.came.clear()


def test_the_page_gets_its_answers(tried: Tried) -> None:
    """With host, cookie and the browser's word the page, its parts and its questions are let in."""
    assert tried.ask() == (200, tried.ask()[1], b'{"ok": true}')
    assert tried.ask("GET", "page.css")[0] == 200
    assert tried.ask("GET", "", Sec_Fetch_Site="none")[0] == 200
    assert tried.ask("GET", "files/12")[0] == 200
    assert tried.ask(Sec_Fetch_Site=None, Origin=f"http://{tried.host}")[0] == 200
    assert tried.ask(Host=f"localhost:{tried.gate.port}")[0] == 200
    assert tried.ask(Content_Type="application/json; charset=utf-8")[0] == 200


HOSTS = (
    "127.0.0.1.evil.com:{port}",
    "evil.com",
    "127.0.0.1",
    "127.0.0.1:1",
    "[::1]:{port}",
    "0.0.0.0:{port}",
    "localhost.:{port}",
    "LOCALHOST.evil.com:{port}",
    "127.0.0.1:{port}@evil.com",
    "127.1:{port}",
    "2130706433:{port}",
    "",
    None,
)


@pytest.mark.parametrize("host", HOSTS)
def test_another_host_is_refused(tried: Tried, host: str | None) -> None:
    """A name that somebody has pointed at 127.0.0.1, a missing one, and every other way to write the address."""
    given = host.format(port=tried.gate.port) if host is not None else None
    for method in ("GET", "POST", "OPTIONS", "HEAD", "PUT", "DELETE"):
        assert tried.ask(method, Host=given)[0] in {403, 400}
    assert tried.came == []


def test_two_hosts_are_refused(tried: Tried) -> None:
    """Nobody knows which of two is meant (RFC 9112, 3.2); nor does a whole address in the first line say it."""
    head = (
        f"POST {tried.folder}/save HTTP/1.1\r\nHost: {tried.host}\r\nHost: evil.com\r\nCookie: {tried.cookie}\r\n"
    )
    assert tried.raw(f"{head}Content-Length: 2\r\n\r\n{{}}".encode())[0] == 403
    assert tried.ask(target=f"http://{tried.host}{tried.folder}/save")[0] == 404
    assert tried.ask(target="http://evil.com/save", Host=None)[0] == 403
    assert tried.came == []


@pytest.mark.parametrize(
    "method", ["GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "EVIL"]
)
def test_without_the_cookie_nothing_is_let_in(tried: Tried, method: str) -> None:
    """Another user of the computer can come to the port; without the secret nothing is said, by no method."""
    wrong = tried.cookie[:-1] + ("a" if tried.cookie[-1] != "a" else "b")
    other = f"keytag-1={tried.gate.cookie}"
    for cookie in (None, "", wrong, other, f"{tried.gate.cookie_name}=", f"{tried.gate.cookie_name}"):
        for path in ("", "page.js", "save", "files/1"):
            status, _, body = tried.ask(method, path, Cookie=cookie)
            assert status == 403
            assert tried.gate.cookie.encode() not in body
    assert tried.came == []


def test_other_methods_are_refused(tried: Tried) -> None:
    """With the cookie, too, there are GET and POST alone."""
    for method in ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "EVIL"):
        assert tried.ask(method)[0] == 405
    assert tried.came == []


@pytest.mark.parametrize(
    "fields",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": None},
        {"Sec_Fetch_Site": ""},
        {"Sec_Fetch_Site": None, "Origin": "null"},
        {"Sec_Fetch_Site": None, "Origin": "http://evil.com"},
        {"Sec_Fetch_Site": None, "Origin": "https://127.0.0.1:{port}"},
        {"Sec_Fetch_Site": None, "Origin": "http://127.0.0.1:{port}.evil.com"},
        {"Sec_Fetch_Site": None, "Origin": "http://127.0.0.1"},
        {"Sec_Fetch_Site": None, "Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "same-origin", "Origin": "http://evil.com"},
    ],
)
def test_another_site_is_refused(tried: Tried, fields: dict[str, str | None]) -> None:
    """What another site in the same browser asks, or another port of this computer, is refused."""
    given = {key: value.format(port=tried.gate.port) if value else value for key, value in fields.items()}
    assert tried.ask(given=given)[0] == 403
    assert tried.ask("GET", "files/1", given=given)[0] == 403
    assert tried.came == []


def test_no_other_site_can_open_the_page(tried: Tried) -> None:
    """A link or a frame of another site does not come in, even if the browser sent the cookie along."""
    for site in ("cross-site", "same-site"):
        assert tried.ask("GET", "", Sec_Fetch_Site=site)[0] == 403


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/jsonp",
        "text/json",
        "",
        None,
    ],
)
def test_only_json_is_taken(tried: Tried, kind: str | None) -> None:
    """What a form of another site could send without being asked first is not read."""
    assert tried.ask(Content_Type=kind)[0] == HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    assert tried.came == []


@pytest.mark.parametrize("body", [b"", b"[]", b"1", b"null", b"{", b"\xff", b"[" * 100_000, b'{"a": NaN'])
def test_only_an_object_is_understood(tried: Tried, body: bytes) -> None:
    """Whatever else the body is gets an answer that says so."""
    assert tried.ask(body=body)[0] == HTTPStatus.BAD_REQUEST
    assert tried.came == []


def test_bodies_are_bounded(tried: Tried) -> None:
    """A body is refused by its length before it is read; one of no length, of two, or in pieces as well."""
    assert tried.ask(Content_Length=str(MAX_BODY + 1))[0] == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert tried.ask(path="upload", Content_Length=str(BIG + 1))[0] == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert tried.ask(Content_Length="9" * 40)[0] == HTTPStatus.LENGTH_REQUIRED
    for length in (None, "-1", "+2", "2 ", "0x2", "٢", "2, 2"):
        assert tried.ask(Content_Length=length)[0] in {400, 411, 200 if length == "2 " else 411}
    assert tried.ask(Transfer_Encoding="chunked")[0] == HTTPStatus.BAD_REQUEST
    assert tried.ask("GET", "", Content_Length="5")[0] == HTTPStatus.BAD_REQUEST
    assert len(tried.came) <= 1


def test_a_second_request_in_a_body_is_never_answered(tried: Tried) -> None:
    """A connection has one request: what comes behind it is not read as another."""
    inner = f"GET {tried.folder}/page.css HTTP/1.1\r\nHost: {tried.host}\r\nCookie: {tried.cookie}\r\n\r\n"
    _, fields, body = tried.ask(body=b"{}" + inner.encode(), Content_Length="2")
    assert (fields["connection"], body) == ("close", b'{"ok": true}')
    assert len(tried.came) == 1


def test_heads_are_bounded(tried: Tried) -> None:
    """An endless line or endless fields end the connection; the server goes on."""
    assert tried.raw(b"GET /" + b"a" * 100_000)[0] in {0, 408, 414}
    many = "".join(f"X-{n}: {'a' * 300}\r\n" for n in range(200))
    assert tried.raw(f"GET / HTTP/1.1\r\n{many}\r\n".encode())[0] in {0, 400, 408, 431}
    assert tried.ask()[0] == 200


def test_slow_bodies_and_heads_end(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sends a byte now and then does not keep a connection for ever."""
    monkeypatch.setattr(serving, "_READ_S", 0.3)
    head = f"POST {tried.folder}/save HTTP/1.1\r\nHost: {tried.host}\r\nCookie: {tried.cookie}\r\n"
    fields = "Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n"
    began = time.monotonic()
    assert tried.raw(f"{head}{fields}{{".encode())[0] == HTTPStatus.REQUEST_TIMEOUT
    assert tried.raw(b"GET / HT")[0] in {0, 400}
    assert tried.raw(f"{head}{fields}".removesuffix("\r\n").encode())[0] == HTTPStatus.REQUEST_TIMEOUT
    assert time.monotonic() - began < 5
    assert tried.came == []


@pytest.mark.parametrize(
    "path",
    [
        "x/../save",
        "./save",
        "../{folder}/save",
        "//save",
        "save/",
        "SAVE",
        "save%00",
        "%73ave",
        "..%2fsave",
        "save;x",
        "save\\",
        "files/../save",
        "files/-1",
        "files/1/..",
        "files/٣",
        "files/",
        "files/99999999999999",
        "etc/passwd",
    ],
)
def test_paths_are_fixed(tried: Tried, path: str) -> None:
    """There are the page's own names, letter by letter; nothing of a path is a path of the disk."""
    target = f"{tried.folder}/{path.format(folder=tried.gate.folder)}"
    for method in ("GET", "POST"):
        assert tried.ask(method, target=target)[0] in {400, 404}
        assert tried.ask(method, target=f"/{tried.folder}/save")[0] == 404
    assert tried.came == []


def test_the_folder_is_a_secret_as_well(tried: Tried) -> None:
    """Outside of it there is nothing, whoever asks; the cookie is for it alone, so no other port is sent it."""
    for target in ("/", "/save", "/x/../save", "/start", "/favicon.ico", "*"):
        assert tried.ask("GET", target=target)[0] in {403, 404}
        assert tried.ask("POST", target=target)[0] == 404
    assert tried.came == []


def test_the_token_is_used_once() -> None:
    """The address gives a cookie once; a second use is refused and told, and gives nothing away."""
    tried = Tried()
    tried.server.begin()
    try:
        start = tried.server.address.partition(tried.host)[2]
        fields: dict[str, str | None] = {"Cookie": None, "Sec_Fetch_Site": "none"}
        wrong = start[:-1] + ("a" if start[-1] != "a" else "b")
        assert tried.ask("GET", target=wrong, given=fields)[0] == 403
        assert tried.ask("GET", target=f"{start}&x", given=fields)[0] == 403
        assert tried.ask("POST", target=start, given=fields)[0] == 403
        assert tried.ask("GET", target=start, Cookie=None, Sec_Fetch_Site="cross-site")[0] == 403
        assert tried.misused == 0
        status, got, _ = tried.ask("GET", target=start, given=fields)
        assert (status, got["location"]) == (303, f"{tried.folder}/")
        cookie = got["set-cookie"]
        assert cookie == f"{tried.cookie}; Path={tried.folder}/; HttpOnly; SameSite=Strict"
        status, got, body = tried.ask("GET", target=start, given=fields)
        assert (status, "set-cookie" in got, tried.misused) == (403, False, 1)
        assert tried.gate.token.encode() not in body
        assert tried.ask("GET", target=start)[0] == 403
    finally:
        tried.server.end()


def test_secrets_have_256_bits_and_differ() -> None:
    """Token and cookie are 32 bytes of chance each, the folder 16; no two servers have the same."""
    servers = Tried(), Tried()
    first, second = (each.gate for each in servers)
    for each in servers:
        each.server.end()
    for name, length in (("token", 43), ("cookie", 43), ("folder", 22)):
        one, other = getattr(first, name), getattr(second, name)
        assert one != other
        assert re.fullmatch(rf"[A-Za-z0-9_-]{{{length}}}", one)
    assert first.port != second.port


def test_nobody_else_listens_or_is_listened_to(tried: Tried) -> None:
    """It is bound to 127.0.0.1 alone: not to all addresses, not to IPv6; and judges by the peer's address, too."""
    with pytest.raises(OSError, match=r"refused|unreachable|not available|assign"):
        socket.create_connection(("127.0.0.2", tried.gate.port), timeout=1)
    with pytest.raises(OSError, match=r"."):
        socket.create_connection(("::1", tried.gate.port), timeout=1)
    gate = tried.gate
    fields = (("Host", tried.host), ("Cookie", tried.cookie), ("Sec-Fetch-Site", "none"))
    inside = Request(LOOPBACK, "GET", f"{tried.folder}/", fields)
    assert gate.refusal(inside, is_token_used=True) is None
    outside = Request("192.168.1.7", "GET", f"{tried.folder}/", fields)
    assert gate.refusal(outside, is_token_used=True) is not None


def test_every_answer_has_the_headers(tried: Tried) -> None:
    """Also a refusal: nothing runs that is not the page's own, nothing is kept, framed or passed on."""
    for status, fields, _ in (
        tried.ask(),
        tried.ask("GET", ""),
        tried.ask(Host="evil.com"),
        tried.raw(b"BAD\r\n\r\n"),
    ):
        assert status
        policy = fields["content-security-policy"]
        assert policy.startswith(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src blob:"
        )
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert (fields["x-content-type-options"], fields["referrer-policy"]) == ("nosniff", "no-referrer")
        assert (fields["cache-control"], fields["connection"]) == ("no-store", "close")
        assert "access-control-allow-origin" not in fields
        assert "server" not in fields


def test_a_bug_is_said_and_ends_nothing(tried: Tried) -> None:
    """One answer that fails is that answer alone."""
    status, _, body = tried.ask(body=b'{"bug": 1}')
    assert (status, json.loads(body)["ok"]) == (500, False)
    assert tried.ask()[0] == 200


def test_connections_are_bounded(tried: Tried) -> None:
    """Who opens many and says nothing keeps out others only until his time is up, and never the process."""
    lines = [socket.create_connection((LOOPBACK, tried.gate.port), timeout=5) for _ in range(40)]
    try:
        lines[-1].settimeout(5)
        assert lines[-1].recv(1) == b""
    finally:
        for line in lines:
            line.close()
    for _ in range(50):
        if (answer := tried.ask())[0]:
            break
        time.sleep(0.1)
    assert answer[0] == 200


def test_order_of_the_gate(tried: Tried) -> None:
    """What is wrong first is told first: host, then secret, then site, then form, then path."""
    wrong: list[tuple[dict[str, str | None], str]] = [
        ({"Host": "evil.com"}, "another host"),
        ({"Cookie": None}, "no cookie"),
        ({"Sec_Fetch_Site": "cross-site"}, "from another site"),
        ({"Content_Type": "text/plain"}, "application/json"),
        ({"Content_Length": str(10**8)}, "the body is too large"),
    ]
    for first in range(len(wrong)):
        fields: dict[str, str | None] = {}
        for given, _ in wrong[first:]:
            fields |= given
        _, _, body = tried.ask(target=f"{tried.folder}/none", given=fields)
        assert json.loads(body)["error"] == wrong[first][1]
    assert isinstance(tried.gate, Gate)
