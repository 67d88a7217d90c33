"""Addresses for the QR code are told by their form."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from keytag.documents.job import Job, is_link, no_link
from keytag.documents.job.fields import is_host, no_host
from keytag.documents.yaml import json_schema, read_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding

LINKS = (
    "https://zalo.me/1234567890123456789",
    "http://zalo.me/g/abcdef123",
    "Https://www.facebook.com/CongAnPhuong?ref=tag#top",
    "https://congan.gialai.gov.vn:8443/",
)
# The editor's pattern and the reader refuse these alike.
PLAINLY_NONE = ("javascript:alert(1)", "zalo.me/1", "ftp://zalo.me/1", "https://zalo .me/1", "tel:113", "https://")
# A pattern cannot tell these.
NONE = (
    "https:///path",
    "https://?a",
    "https://zalo.me:x/",
    "https://zalo.me:99999/",
    "https://[1",
    "https://a\u200b.vn",
)


def _job(link: str) -> dict[str, object]:
    return {
        "keytag": 1,
        "issuer": {"name": "A"},
        "numbers": [{"label": "a", "number": "113"}],
        "qr": {"link": link},
    }


def _refusal(link: str) -> Finding:
    text = f'keytag: 1\nissuer: {{name: A}}\nnumbers: [{{label: a, number: 113}}]\nqr: {{link: "{link}"}}\n'
    with pytest.raises(InvalidDocumentError) as caught:
        read_document(text.encode(), "f.yaml", Job)
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize("link", LINKS)
def test_addresses_are_taken(link: str) -> None:
    """An address with scheme and host is one for the reader and for editors."""
    assert is_link(link)
    assert Draft202012Validator(json_schema(Job)).is_valid(_job(link))


@pytest.mark.parametrize("link", PLAINLY_NONE)
def test_what_is_no_address_is_refused_by_both(link: str) -> None:
    """Another scheme, a blank or no host is refused, by editors too, at its place and with an example."""
    assert not Draft202012Validator(json_schema(Job)).is_valid(_job(link))
    finding = _refusal(link)
    assert str(finding.where) == "f.yaml:4:12"
    assert "https://" in finding.hint.vi
    assert "https://" in finding.hint.en


@pytest.mark.parametrize("link", NONE)
def test_what_cannot_be_an_address_is_refused(link: str) -> None:
    """No host, no port, or what hides in the address: it is none."""
    assert not is_link(link)


def test_a_forgotten_scheme_is_offered() -> None:
    """Where only https:// is lacking, the whole address is given."""
    assert "https://zalo.me/1" in no_link("zalo.me/1")[1].en
    assert "https://alert" not in no_link("alert(1)")[1].en


def test_a_hidden_character_is_named() -> None:
    """What cannot be seen in the message is told by its code."""
    assert "U+200B" in no_link("https://zalo.me/\u200b1")[0].vi


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("congan.example.vn", True),
        ("Congan.EXAMPLE.vn", True),
        ("example", False),
        ("*.example.vn", False),
        ("congan.example.vn/mau", False),
        ("192.0.2.10", False),
        ("côngan.vn", False),
        ("-a.vn", False),
    ],
)
def test_hosts_are_told_by_their_form(text: str, *, is_one: bool) -> None:
    """An added host is a name in plain letters, alone; the reader and editors agree."""
    assert is_host(text) is is_one
    job = _job("https://zalo.me/1") | {"qr": {"link": "https://zalo.me/1", "allow_hosts": [text]}}
    assert Draft202012Validator(json_schema(Job)).is_valid(job) is is_one


def test_an_address_for_a_host_is_cut_down() -> None:
    """Whoever writes a whole address as a host is given the host in it."""
    assert "“congan.example.vn”" in no_host("https://congan.example.vn/mau")[1].en
    assert "like congan.example.vn" in no_host("*.example.vn")[1].en
