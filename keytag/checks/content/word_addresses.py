"""Addresses that stand in words: web sites, pages, e-mail. A tag has one code, and its address is vetted.

Pure; nothing is looked up. The address of the edition's own code may stand in words as well: people who cannot
scan type it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.checks.content import link_hosts as hosts
from keytag.checks.content.printed import Printed, cited, printed_by_each, spoken
from keytag.checks.content.subject import JobSubject
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text

WORDS_NAME_NO_OTHER_ADDRESS = Rule.warning("words-name-no-other-address", __name__)
_CHECKED = Text(
    "Hỏi lại đơn vị xem địa chỉ này còn dùng không.", "Ask the office whether the address is still in use."
)

# IANA's root zone: the endings that Vietnamese sites have, and those that frauds rent by the thousand.
_ENDINGS = (
    r"com|net|org|vn|info|biz|xyz|top|site|online|shop|store|club|vip|cc|icu|live|app|link|asia|tk|ml|ga|cf|gq"
    r"|pro|tech"
    r"|work|win|bid|click|cn|ru|page|bio|website|space|fun|life|world|cloud|dev|gov|edu|mobi|ly|gl|ai|co|io|me"
)
# What is written for the dot where a dot would be noticed.
_DOT = r"(?:\.| \. ?| ?[\[(](?:\.|dot|chấm)[\])] ?| chấm | cham | dot )"
_HOST = re.compile(
    rf"(?<![\w.@-])(?P<user>[\w.+-]{{1,64}}(?:@| ?[\[(]at[\])] ?| a còng ))?(?:https?:/{{1,2}})?"
    rf"(?P<host>(?:[\w-]{{1,63}}{_DOT}){{1,4}}(?:{_ENDINGS}))(?![\w-])(?P<rest>/[^\s]{{0,200}})?"
)
# A name on Telegram and the like; of an e-mail address it is what stands behind the name.
_HANDLE = re.compile(r"(?<![\w.+-])@[a-z0-9_.]{4,32}")
# Endings that are syllables as well: such a host is known, or goes on with a path.
_SYLLABLES = frozenset({"ai", "cc", "co", "ga", "gl", "io", "ly", "me"})
_KNOWN = frozenset({"zalo.me", "m.me", "fb.me", "t.me", "wa.me", "bit.ly", "goo.gl"})


def words_name_no_other_address(subject: JobSubject) -> Iterator[Finding]:
    """Yield a finding for each address in words that is not where the edition's code leads."""
    for each in printed_by_each(subject):
        yield from _addresses_in(each)


def _addresses_in(each: Printed) -> Iterator[Finding]:
    text = spoken(each.text)
    handle = _HANDLE.search(text)
    if handle is not None:
        yield _found(each, cited(each.text, *handle.span()))
    if not any(sign in text for sign in (".", " chấm ", " cham ", " dot ", "(dot", "[dot")):
        return
    link = each.content.qr.link if each.content.qr is not None else ""
    for match in _HOST.finditer(text):
        host, rest = re.sub(_DOT, ".", match["host"]), match["rest"] or ""
        if host.rpartition(".")[2] in _SYLLABLES and not rest and host not in _KNOWN and not match["user"]:
            continue
        is_own = not match["user"] and _bare_address(link) == _bare_address(host + rest)
        if not is_own:
            is_state = host == hosts.GOVERNMENT or host.endswith(f".{hosts.GOVERNMENT}")
            yield _found(each, cited(each.text, *match.span()), is_state=is_state)


def _found(each: Printed, said: str, *, is_state: bool = False) -> Finding:
    return WORDS_NAME_NO_OTHER_ADDRESS.found(
        Text(
            f"{quote(each.text)} nhắc một địa chỉ: {quote(said)}.",
            f"{quote(each.text)} names an address: {quote(said)}.",
        ),
        _CHECKED if is_state else None,
        node=each.node,
        severity=Severity.NOTE if is_state else None,
    )


def _bare_address(link: str) -> str:
    """Return an address as people type it: without scheme, www and the last slash."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link.casefold()).rstrip("/.,;!")


CHECKS = (words_name_no_other_address,)
RULES = (WORDS_NAME_NO_OTHER_ADDRESS,)
