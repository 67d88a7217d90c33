"""Hosts by name: whom keytag knows, whose links lead elsewhere, and what only looks like somebody known.

Pure data and comparisons; says nothing to people.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import StrEnum
from unicodedata import normalize

ZALO = "zalo.me"
FACEBOOK = "facebook.com"
# VNNIC keeps .gov.vn for organs of the state.
GOVERNMENT = "gov.vn"

# Facebook's own hosts: those that show the same page, and those that lead on to it.
FACEBOOK_FACES = frozenset({
    FACEBOOK,
    *(f"{name}.{FACEBOOK}" for name in ("www", "m", "web", "mbasic", "touch", "vi-vn", "en-gb")),
})  # fmt: skip
FACEBOOK_DOORS = frozenset(
    {"fb.com", "www.fb.com", "m.fb.com", "fb.me", "m.me", "messenger.com", "www.messenger.com"}
)

# House rule: services that keep the true address on their own computers. Whoever holds the account can change it.
SHORTENERS = frozenset({
    "adf.ly", "bit.do", "bit.ly", "bitly.com", "bl.ink", "bom.so", "buff.ly", "by.com.vn", "clck.ru", "cutt.ly",
    "forms.gle", "gg.gg", "goo.gl", "is.gd", "j.mp", "l.facebook.com", "l.instagram.com", "l.messenger.com",
    "l.wl.co", "link1s.com", "lm.facebook.com", "lnkd.in", "ow.ly", "rb.gy", "rebrand.ly", "s.id", "short.gy",
    "short.io", "shorte.st", "shorten.asia", "shorturl.asia", "shorturl.at", "soo.gd", "surl.li", "t.co", "t.ly",
    "tiny.cc", "tiny.one", "tinyurl.com", "tr.ee", "v.gd",
})  # fmt: skip
# Their other hosts, which open no page of an office: videos, chats, the tools of whoever runs the page.
ZALO_SIDES = frozenset({ZALO, "zaloapp.com"})
FACEBOOK_SIDES = frozenset({FACEBOOK, "fb.com", "fb.gg", "fb.watch"})
RENTED = frozenset({
    "beacons.ai", "bio.link", "ead.me", "flow.page", "flowcode.com", "hovercode.com", "linktr.ee", "me-qr.com",
    "q-r.to", "qr-code-generator.com", "qr.io", "qr1.be", "qrco.de", "qrcodechimp.com", "qrcodes.pro", "qrd.by",
    "qrfy.com", "qrplanet.com", "qrstuff.com", "qrto.org", "scan.page", "scnv.io", "taplink.cc",
})  # fmt: skip

# House rule: where anybody opens a page for nothing, in an hour and under any name; who stands behind it cannot be
# told from the address. Below the first each has a name of his own, in the second a path.
_GIVEN_NAMES = frozenset({
    "000webhostapp.com", "amazonaws.com", "azurewebsites.net", "blogspot.com", "canva.site", "carrd.co",
    "cloudfront.net", "ddns.net", "duckdns.org", "firebaseapp.com", "fly.dev", "framer.app", "framer.website",
    "github.io", "gitlab.io", "glitch.me", "godaddysites.com", "herokuapp.com", "jimdofree.com", "myshopify.com",
    "netlify.app", "ngrok-free.app", "ngrok.io", "no-ip.org", "notion.site", "onrender.com", "pages.dev", "r2.dev",
    "railway.app", "repl.co", "replit.app", "square.site", "strikingly.com", "surge.sh", "translate.goog",
    "trycloudflare.com", "tumblr.com", "vercel.app", "web.app", "webflow.io", "weebly.com", "wixsite.com",
    "wordpress.com", "workers.dev",
})  # fmt: skip
_GIVEN_PATHS = frozenset({
    "airtable.com", "docs.google.com", "drive.google.com", "forms.office.com", "jotform.com", "medium.com",
    "notion.so", "script.google.com", "sites.google.com", "surveymonkey.com", "t.me", "telegra.ph", "typeform.com",
})  # fmt: skip
HOSTED = _GIVEN_NAMES | _GIVEN_PATHS
# VNNIC: second-level domains for registration under .vn. House rule: the commonest of other countries.
_SHARED = frozenset({
    *(f"{name}.vn" for name in (
        "ac", "ai", "biz", "com", "edu", "gov", "health", "id", "info", "int", "io", "name", "net", "org", "pro",
    )),
    "ac.uk", "co.id", "co.jp", "co.kr", "co.nz", "co.th", "co.uk", "com.au", "com.br", "com.cn", "com.hk",
    "com.kh", "com.la", "com.my", "com.ph", "com.sg", "com.tw", "gov.uk", "in.th", "net.cn", "org.cn", "org.uk",
})  # fmt: skip
# House rule: ends of other people's addresses that no office has as a name of its own in the middle of its host.
_ENDS = frozenset({"club", "com", "gov", "icu", "me", "net", "org", "tk", "top", "vn", "xyz"})
_BRANDED = re.compile(r"(?:zalo|facebook|fb|gov)-(?:me|vn)|[a-z0-9]+-(?:com|net|org)(?:-vn)?(?![a-z0-9])")
# What begins like the address of a computer: two numbers in a row, four joined by hyphens, one too long for a
# hotline.
_COMPUTER = re.compile(
    r"(?:^|\.)([0-9]+\.[0-9]+(?:\.[0-9]+)*|[0-9]{1,3}(?:-[0-9]{1,3}){3}|[0-9]{7,}|0x[0-9a-f]+)(?=\.)"
)

# RFC 6761, 6.2 to 6.5; RFC 6762, 3; RFC 7686 (onion); ICANN, 2024 (internal). House rule: home and lan. Names that
# no computer elsewhere knows.
_LOCAL = frozenset({"example", "home", "internal", "invalid", "lan", "local", "localhost", "onion", "test"})
_NUMERIC = re.compile(r"(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]+))*")

# Unicode Technical Standard 39, confusables.txt: letters drawn like Latin ones, and those they are drawn like.
_DRAWN_LIKE = str.maketrans(
    "абвгеёзікмнорсԁтухцьѕјһԛԝαβγεηικνορτυχωℓıɡ",
    "a6breez" + "ikmhopcdtyxub" + "sjhqw" + "abyenikvoptuxw" + "lig",
)
# UTS 39 and Unicode's block Halfwidth and Fullwidth Forms: dots as East Asian keyboards write them.
WIDE_DOTS = frozenset("\u3002\uff0e\uff61")
# The same within ASCII, as narrow type shows it.
_NARROW = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("-", ""))
# House rule: by trial, alike enough to be a slip of the finger (zola.me, facebok.com) and not another word.
_ALIKE = 0.7


class HostFault(StrEnum):
    """Why a host is no name on the internet."""

    CHARACTER = "character"
    HYPHEN = "hyphen"
    EMPTY = "empty"
    LONG = "long"
    ROOT = "root"
    RESERVED = "reserved"
    NUMBER = "number"


def fault_of(host: str) -> HostFault | None:
    """Return what is wrong with ``host``, in small letters, as a name."""
    labels = host.split(".")
    faults = (
        (HostFault.CHARACTER, re.search(r"[^a-z0-9.\-]", host) is not None),
        # RFC 1034, 3.1: the dot of the root is no part of a name that people write.
        (HostFault.ROOT, host.endswith(".")),
        (HostFault.EMPTY, not all(labels)),
        # RFC 1035, 2.3.4; 253 as it is written.
        (HostFault.LONG, len(host) > 253 or any(len(label) > 63 for label in labels)),
        # RFC 1123, 2.1.
        (HostFault.HYPHEN, any(label.startswith("-") or label.endswith("-") for label in labels)),
        # RFC 5890, 2.3.1: two hyphens there announce a code.
        (HostFault.RESERVED, any(label[2:4] == "--" and label[:2] != "xn" for label in labels)),
        # WHATWG URL, 3.5: a host that ends in a number is an address of a computer.
        (HostFault.NUMBER, labels[-1].isdigit()),
    )
    return next((fault for fault, is_there in faults if is_there), None)


def imitated_address(host: str) -> str | None:
    """Return the address of another site or computer that the front of ``host`` imitates; None without one."""
    labels = host.split(".")
    front = labels[: -2 if is_shared(".".join(labels[-2:])) else -1]
    computer = _COMPUTER.search(".".join(front) + ".")
    if computer is not None:
        return computer[1]
    for index, label in enumerate(front):
        if index and label in _ENDS:
            return f"{front[index - 1]}.{label}"
        branded = _BRANDED.search(label)
        if branded is not None and host.endswith(f".{GOVERNMENT}"):
            return branded[0]
    return None


def is_shared(host: str) -> bool:
    """Tell whether ``host`` is nobody's own: a domain under which anybody registers or is given a name."""
    return host in _SHARED or host in _GIVEN_NAMES


def is_local(host: str) -> bool:
    """Tell whether ``host`` is an IP address in any spelling, or a name without a domain that everybody knows."""
    labels = host.split(".")
    return ":" in host or bool(_NUMERIC.fullmatch(host)) or len(labels) < 2 or labels[-1] in _LOCAL


def is_allowed(host: str, added: frozenset[str]) -> bool:
    """Tell whether keytag knows ``host``, or the job adds it."""
    is_state = host.endswith(f".{GOVERNMENT}") and host != f"www.{GOVERNMENT}"
    return host == ZALO or host in FACEBOOK_FACES or is_state or host in added


def is_under(host: str, known: frozenset[str]) -> bool:
    """Tell whether ``host`` is one of ``known`` or below one."""
    labels = host.split(".")
    return any(".".join(labels[i:]) in known for i in range(len(labels)))


def is_disguise(character: str) -> bool:
    """Tell whether ``character`` is drawn like a plain letter and is another: Cyrillic, Greek, full-width."""
    return ord(character.lower()[0]) in _DRAWN_LIKE or "\uff01" <= character <= "\uff5e"


def replace_look_alikes(text: str) -> str:
    """Return ``text`` with plain letters in place of those that only look like them."""
    return "".join(_drawn(character) if is_disguise(character) else character for character in text)


def in_letters(host: str) -> str:
    """Return ``host`` with labels in Punycode (RFC 3492) as the letters that they stand for."""
    return ".".join(_unpacked(label) for label in host.split("."))


def owner(host: str) -> str:
    """Return the part of ``host`` that somebody has registered: two labels, three under com.vn and its like."""
    labels = host.split(".")
    shared = len(labels) > 2 and ".".join(labels[-2:]) in _SHARED
    return ".".join(labels[-3 if shared else -2 :])


def looks_like(host: str) -> str | None:
    """Return the known host that ``host``, which is none, could be taken for; None where there is none."""
    if host.isascii() and owner(host) in (ZALO, FACEBOOK):
        return None
    drawn = _drawn(in_letters(host))
    labels = drawn.split(".")
    words = {word for label in labels for word in re.split(r"[^a-z]+", label)}
    for known in (ZALO, FACEBOOK):
        name = known.partition(".")[0]
        if name in words or any(_narrow(label).startswith(_narrow(name)) for label in labels):
            return known
    tail = ".".join(labels[-2:])
    if _narrow(tail) == _narrow(GOVERNMENT) or words & {"gov", "govvn"}:
        return None if tail == GOVERNMENT and host.isascii() else GOVERNMENT
    close = get_close_matches(tail, (ZALO, FACEBOOK), n=1, cutoff=_ALIKE)
    return close[0] if close else None


def _unpacked(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _drawn(text: str) -> str:
    """Return ``text`` as it is drawn: Latin letters for those that look like them, without marks."""
    bare = normalize("NFKD", text.lower().replace("đ", "d"))
    return "".join(c for c in bare.translate(_DRAWN_LIKE) if c.isascii())


def _narrow(text: str) -> str:
    for written, seen in _NARROW:
        text = text.replace(written, seen)
    return text
