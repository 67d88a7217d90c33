"""Links as a telephone opens them: attacks and plain links of a table, each with its verdict."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from pydantic import ValidationError

from keytag.checks.content import JobSubject, links
from keytag.documents.browser import open_as_browser, parse_address
from keytag.documents.job import Job
from keytag.documents.job.editions import editions_in_force
from keytag.findings import Finding, Severity

DAY = date(2026, 11, 29)
TABLE = Path(__file__).parent / "links.tsv"


def _rows() -> list[tuple[str, str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    parts = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [
        (row[0], json.loads(row[1]) if row[1].startswith('"') else row[1], row[2] if len(row) > 2 else "")
        for row in parts
    ]


ROWS = _rows()


def found(link: str, added: str = "") -> list[Finding]:
    """Return what keytag says of a job with ``link``; raises ValidationError where the job cannot be read."""
    job = Job.model_validate({
        "keytag": "1",
        "issuer": {"name": "Công an phường An Khê", "province": "Gia Lai"},
        "numbers": [{"label": "Trực ban", "number": "0269 3000 113", "role": "duty"}],
        "qr": {"link": link, "allow_hosts": [added] if added else []},
    })  # fmt: skip
    subject = JobSubject(job, editions_in_force(job, "ward"), DAY, DAY)
    return [finding for check in links.CHECKS for finding in check(subject)]


def verdict(link: str, added: str = "") -> str:
    """Return the gravest that keytag says of ``link``: error, warning or fine."""
    try:
        severities = {finding.severity for finding in found(link, added)}
    except ValidationError:
        return "error"
    return next((grave.value for grave in (Severity.ERROR, Severity.WARNING) if grave in severities), "fine")


@pytest.mark.parametrize(("expected", "link", "added"), ROWS, ids=[f"{row[0]} {row[1]!a}" for row in ROWS])
def test_a_link_gets_its_verdict(expected: str, link: str, added: str) -> None:
    """What misleads is an error or a warning as the harm is, and what offices write is neither."""
    assert verdict(link, added) == expected


def test_the_table_is_large_enough() -> None:
    """The table holds attacks of every kind, and as many plain links as show a false alarm."""
    count = [row[0] for row in ROWS]
    assert count.count("error") + count.count("warning") >= 200
    assert count.count("fine") >= 120


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://evil.com\\.gov.vn/", "evil.com"),
        ("https://ⓖov.vn/", "gov.vn"),
        ("https://0x7f.1/", "127.0.0.1"),
        ("https://zalo%2eme/a", "zalo.me"),
        ("https:/\\evil.com", "evil.com"),
    ],
)
def test_a_browser_reads_as_browsers_do(link: str, host: str) -> None:
    """What is opened is what the WHATWG's standard says, not what RFC 3986 says."""
    read = open_as_browser(link)
    assert read is not None
    assert read.host == host


def test_what_no_browser_opens_is_told() -> None:
    """An address that no browser can read opens nothing."""
    assert open_as_browser("https://evil.com%23.gov.vn/") is None
    assert parse_address("an address") is None


def test_the_message_says_what_will_be_opened() -> None:
    """Whoever wrote a misleading link reads the host that a telephone will open, in both languages."""
    for link in ("https://evil.com\\.gov.vn/", "https://evil%2ecom/zalo.me", "https://evil。com/"):
        said = [finding.message for finding in found(link) if finding.severity is Severity.ERROR]
        assert any("Điện thoại sẽ mở:" in text.vi and "evil.com" in text.vi for text in said), link
        assert any("A telephone will open:" in text.en and "evil.com" in text.en for text in said), link


def test_a_misleading_link_is_not_offered_for_allowing() -> None:
    """Nobody is told to allow the host that a misleading link opens."""
    for link in ("https://evil.com\\.gov.vn/", "https://gialai.gov.vn@evil.com/", "https://mau.github.io/"):
        assert not any("allow_hosts" in finding.hint.vi for finding in found(link)), link


def test_the_longest_links_are_judged_at_once() -> None:
    """No link, however long or odd, takes noticeable time."""
    tails = ("a." * 240, "?u=" + "%25" * 160, "?x=" + "aHR0" * 120, "/" + "../" * 160, "?" + "a=b&" * 120)
    began = perf_counter()
    for tail in tails:
        verdict(f"https://gialai.gov.vn/{tail}")
        verdict(f"https://{tail}")
    assert perf_counter() - began < 1
