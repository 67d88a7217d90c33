"""Links are judged by host, form and page; the edges of each rule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keytag.checks.content import JobSubject, links
from keytag.checks.content.link_hosts import is_allowed, looks_like, owner
from keytag.documents.job import Code, Edition, EditionContent, Job, is_link
from keytag.documents.job.editions import editions_in_force
from keytag.findings import Finding, Severity

DAY = date(2026, 1, 15)
ACCOUNT = "https://zalo.me/1000000000000000001"


def subject(link: str, *, hosts: tuple[str, ...] = (), editions: tuple[dict[str, object], ...] = ()) -> JobSubject:
    """Return a job with ``link``."""
    job = Job.model_validate(
        {
            "keytag": "1",
            "issuer": {"name": "Công an phường An Khê"},
            "numbers": [{"label": "Trực ban", "number": "0269 3000 113", "role": "duty"}],
            "qr": {"link": link, "allow_hosts": list(hosts)},
            "editions": list(editions),
        }
    )
    return JobSubject(job, editions_in_force(job, "ward"), DAY, DAY)


def found(
    link: str, *, hosts: tuple[str, ...] = (), editions: tuple[dict[str, object], ...] = ()
) -> list[Finding]:
    """Return what the checks of links find, each fact once."""
    judged = subject(link, hosts=hosts, editions=editions)
    return list(dict.fromkeys(finding for check in links.CHECKS for finding in check(judged)))


def rules(link: str, *, hosts: tuple[str, ...] = ()) -> set[str]:
    """Return the names of the rules that ``link`` breaks."""
    return {finding.rule for finding in found(link, hosts=hosts)}


@pytest.mark.parametrize(
    "link",
    [
        ACCOUNT,
        "https://zalo.me/100000000000000001",
        "https://zalo.me/congananphu",
        "https://facebook.com/mau.congan",
        "https://www.facebook.com/CongAnPhuong",
        "https://congan.gialai.gov.vn",
        "https://gialai.gov.vn/phuong/an-khe?id=7",
        "https://gialai.gov.vn/#/phan-anh",
    ],
)
def test_a_good_link_is_silent(link: str) -> None:
    """An office's page, by account, name or site of the state, gets no finding at all."""
    assert rules(link) == set()


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ("http://zalo.me/1000000000000000001", "link-is-https"),
        ("https://zalo.com/mau", "link-host-is-spelt-right"),
        ("https://za1o.me/mau", "link-host-is-spelt-right"),
        ("https://zola.me/mau", "link-host-is-spelt-right"),
        ("https://www.zalo.me.login.example.com/", "link-host-is-spelt-right"),
        ("https://faceb00k.com/mau", "link-host-is-spelt-right"),
        ("https://facebook-congan.com/mau", "link-host-is-spelt-right"),
        ("https://congan.gov.vn.example.com/", "link-host-is-spelt-right"),
        ("https://congan.g0v.vn/", "link-host-is-spelt-right"),
        ("https://congan.vn", "link-host-is-allowed"),
        ("https://gov.vn", "link-host-is-allowed"),
        ("https://chat.zalo.me/mau", "link-host-is-allowed"),
        ("https://\u051d\u051d\u051d.facebook.com/mau", "link-host-is-what-it-seems"),
        ("https://xn--zlo-6cd.me/mau", "link-host-is-what-it-seems"),
        ("https://xn--congan-.vn/mau", "link-host-is-what-it-seems"),
        ("https://[2001:db8::1]/mau", "link-host-is-a-name"),
        ("https://3221225994/mau", "link-host-is-a-name"),
        ("https://0xc0.0.2.10/mau", "link-host-is-a-name"),
        ("https://maychu/mau", "link-host-is-a-name"),
        ("https://TinyURL.com/mau", "link-leads-straight"),
        ("https://www.bit.ly/mau", "link-leads-straight"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.com", "link-leads-straight"),
        ("https://linktr.ee/mau", "link-leads-straight"),
        ("https://zalo.me:8443/1000000000000000001", "link-has-no-port"),
        ("https://congan@zalo.me/1000000000000000001", "link-has-no-sign-in"),
        ("https://gialai.gov.vn/mau?UTM_Source=a", "link-has-no-tracking"),
        ("https://facebook.com/mau.congan?ref=share", "link-has-no-tracking"),
        ("https://zalo.me/1000000000000000001#a", "link-has-no-fragment"),
        ("https://gialai.gov.vn/a|b", "link-is-plain"),
        ("https://gialai.gov.vn/index.html", "link-is-tidy"),
        ("https://zalo.me:443/1000000000000000001", "link-is-tidy"),
        ("https://zalo.me/1000000000000000001?", "link-is-tidy"),
        ("https://zalo.me/g", "link-leads-to-somebody"),
        ("https://facebook.com/login.php", "link-leads-to-somebody"),
        ("https://zalo.me/10000000000000000001", "zalo-link-has-its-form"),
        ("https://zalo.me/g/MAU000001", "zalo-link-has-its-form"),
        ("https://zalo.me/g/mau0000001", "zalo-link-has-its-form"),
        ("https://zalo.me/s/mau", "zalo-link-has-its-form"),
        ("https://zalo.me/84769000101", "link-is-an-office-page"),
        ("https://facebook.com/groups/mau", "link-is-not-a-group"),
        ("https://facebook.com/people/Mau/100000000000001", "facebook-page-has-a-name"),
        ("https://facebook.com/100000000000001", "facebook-page-has-a-name"),
        ("https://facebook.com/share/mau", "facebook-link-is-a-page"),
        ("https://facebook.com/photo.php?fbid=1", "facebook-link-is-a-page"),
        ("https://fb.me/mau.congan", "facebook-host-is-the-short-one"),
        ("https://web.facebook.com/mau.congan", "facebook-host-is-the-short-one"),
    ],
)
def test_each_fault_has_its_rule(link: str, rule: str) -> None:
    """A link with a fault breaks the rule that speaks of it."""
    assert rule in rules(link)


@pytest.mark.parametrize(
    "link",
    ["https://zalo.me/g/mau000001", "https://zalo.me/g/abcdefghij0123456789", "https://zalo.me/0769000101"],
)
def test_forms_of_zalo_are_known(link: str) -> None:
    """Ids of 9 and of 20 characters are groups, and a telephone is an account, though both are warned of."""
    assert "zalo-link-has-its-form" not in rules(link)


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://gialai.gov.vn/a?id=7&fbclid=x&b=", "“https://gialai.gov.vn/a?id=7&b=”"),
        ("https://zalo.me/1000000000000000001?zarsrc=1303", f"“{ACCOUNT}”"),
    ],
)
def test_tracking_is_taken_out_alone(link: str, shown: str) -> None:
    """The hint gives the link with all that the page needs and without what tracks."""
    (finding,) = (finding for finding in found(link) if finding.rule == "link-has-no-tracking")
    assert shown in finding.hint.vi


def test_look_alikes_are_shown_letter_by_letter() -> None:
    """The message names each foreign letter by its code point, and the hint the address that was meant."""
    (finding,) = found("https://zаlо.me/mau")  # noqa: RUF001 - Cyrillic letters, which are the point
    assert "U+0430" in finding.message.vi
    assert "U+043E" in finding.message.vi
    assert "“https://zalo.me/mau”" in finding.hint.vi


def test_the_true_owner_is_named() -> None:
    """Of a host that begins like Zalo's, the end tells whose it is."""
    (finding,) = found("https://zalo.me.congan.com.vn/mau")
    assert "“congan.com.vn”" in finding.message.en


def test_an_added_host_is_allowed_and_reported() -> None:
    """A host of the job's own is no error, and each is said; those below it are other hosts."""
    (finding,) = found("https://Congan.example.vn/mau", hosts=("congan.example.vn",))[-1:]
    assert (finding.rule, finding.severity, finding.node) == (
        "added-host-is-looked-at",
        Severity.WARNING,
        "qr.allow_hosts.0",
    )
    assert "link-host-is-allowed" not in rules("https://congan.example.vn/mau", hosts=("congan.EXAMPLE.vn",))
    assert "link-host-is-allowed" in rules("https://www.congan.example.vn/mau", hosts=("congan.example.vn",))


def test_no_shortener_can_be_added() -> None:
    """What leads elsewhere stays an error though the job names it."""
    assert "link-leads-straight" in rules("https://bit.ly/mau", hosts=("bit.ly",))


@pytest.mark.parametrize(
    ("edition", "severity"),
    [
        ({"template": "group"}, Severity.NOTE),
        ({"name": "Ấp 3"}, Severity.NOTE),
        ({"name": "Tổ dân phố 9"}, Severity.NOTE),
        ({"name": "Phường An Khê"}, Severity.WARNING),
        ({}, Severity.WARNING),
    ],
)
def test_a_hamlets_group_is_intended(edition: dict[str, object], severity: Severity) -> None:
    """On a tag made for a hamlet's group its link is a note; anywhere else a warning."""
    own = {"id": "a", "qr": {"link": "https://zalo.me/g/mau000001"}, **edition}
    severities = [f.severity for f in found(ACCOUNT, editions=(own,)) if f.rule == "link-is-not-a-group"]
    assert severities == [severity]


def test_editions_may_share_a_page_but_no_group() -> None:
    """One page for all is usual; one group written for two editions is a line copied twice."""
    pages: tuple[dict[str, object], ...] = tuple({"id": name, "qr": {"link": ACCOUNT}} for name in ("a", "b"))
    groups: tuple[dict[str, object], ...] = tuple(
        {"id": name, "name": "Ấp 1", "qr": {"link": "https://zalo.me/g/mau000001"}} for name in ("a", "b")
    )
    assert not found(ACCOUNT, editions=pages)
    (finding,) = (f for f in found(ACCOUNT, editions=groups) if f.rule == "editions-have-their-own-group")
    assert finding.node == "editions.1.qr.link"


def test_an_inherited_link_is_told_once() -> None:
    """A fault of the job's link is one finding at the job's node, whatever editions inherit it."""
    nodes = [f.node for f in found("http://zalo.me/congananphu", editions=({"id": "a"}, {"id": "b"}))]
    assert nodes == ["qr.link"]


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("zaio.me", "zalo.me"),
        ("zalo-me.com", "zalo.me"),
        ("facebok.com", "facebook.com"),
        ("gov-vn.com", "gov.vn"),
        ("youtube.com", None),
        ("congan.vn", None),
        ("oa.zalo.me", None),
    ],
)
def test_likeness_is_told_from_difference(host: str, known: str | None) -> None:
    """A slip or a trick is near a known host; another name is not."""
    assert looks_like(host) == known


def test_the_state_owns_what_ends_in_gov_vn() -> None:
    """Only a host below gov.vn is the state's."""
    assert is_allowed("congan.gialai.gov.vn", frozenset())
    assert not is_allowed("xgov.vn", frozenset())
    assert owner("a.b.gov.vn") == "b.gov.vn"


@given(st.text(max_size=60))
def test_any_link_is_judged_without_a_fall(rest: str) -> None:
    """Whatever passes as an address gets findings, never an exception."""
    for link in (f"https://{rest}", f"https://zalo.me/{rest}", f"https://xn--{rest}"):
        if is_link(link):
            content = EditionContent(
                "a", None, "A", None, None, (), Code(link, None, None, "qr"), "classic", (), None, ""
            )
            job = subject(ACCOUNT).job
            judged = JobSubject(job, (content,), DAY, DAY)
            assert all(f.node for check in links.CHECKS for f in check(judged))


def test_hosts_are_written_alone() -> None:
    """An edition's own code adds its own hosts."""
    edition = Edition.model_validate({"id": "a", "qr": {"link": ACCOUNT, "allow_hosts": ["a.example.vn"]}})
    assert edition.qr is not None
    assert edition.qr.allow_hosts == ("a.example.vn",)


def test_a_shorter_form_is_offered_only_of_a_link_in_order() -> None:
    """No tidier form stands beside an error or a warning about the same link."""
    assert "link-is-tidy" in rules("https://Zalo.me/1000000000000000001/")
    assert "link-is-tidy" not in rules("http://Zalo.me/1000000000000000001/")
    assert "link-is-tidy" not in rules("https://facebook.com/share/mau/")


@pytest.mark.parametrize(
    "link", ["https://facebook.com/İ", "https://facebook.com/%D0%B", "https://facebook.com/%FF"]
)
def test_odd_letters_past_the_host_are_judged(link: str) -> None:
    """Letters that grow when made small, and broken encodings, are no look-alikes."""
    assert "link-path-is-what-it-seems" not in rules(link)
