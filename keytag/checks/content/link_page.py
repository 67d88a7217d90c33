"""What a link opens on Zalo and Facebook: the office's own page, or something that will not last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from keytag.checks.content import link_hosts as hosts
from keytag.checks.content.link_address import Address, link_to_type, straight_addresses
from keytag.checks.content.link_form import tracks
from keytag.checks.content.link_host import LINK_LEADS_STRAIGHT
from keytag.checks.content.link_inside import carried_address, is_name_of_a_host
from keytag.checks.content.subject import JobSubject
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule, Severity
from keytag.text.pattern import pattern
from keytag.text.text import Text

LINK_LEADS_TO_SOMEBODY = Rule.error("link-leads-to-somebody", __name__)
ZALO_LINK_HAS_ITS_FORM = Rule.error("zalo-link-has-its-form", __name__)
LINK_ENDS_WITH_THE_PAGE = Rule.error("link-ends-with-the-page", __name__)
LINK_IS_AN_OFFICE_PAGE = Rule.warning("link-is-an-office-page", __name__)
LINK_IS_NOT_A_GROUP = Rule.warning("link-is-not-a-group", __name__)
EDITIONS_HAVE_THEIR_OWN_GROUP = Rule.warning("editions-have-their-own-group", __name__)
FACEBOOK_PAGE_HAS_A_NAME = Rule.warning("facebook-page-has-a-name", __name__)
FACEBOOK_LINK_IS_A_PAGE = Rule.warning("facebook-link-is-a-page", __name__)
FACEBOOK_HOST_IS_THE_SHORT_ONE = Rule.warning("facebook-host-is-the-short-one", __name__)
RULES = (
    LINK_LEADS_TO_SOMEBODY,
    LINK_ENDS_WITH_THE_PAGE,
    ZALO_LINK_HAS_ITS_FORM,
    LINK_IS_AN_OFFICE_PAGE,
    LINK_IS_NOT_A_GROUP,
    EDITIONS_HAVE_THEIR_OWN_GROUP,
    FACEBOOK_PAGE_HAS_A_NAME,
    FACEBOOK_LINK_IS_A_PAGE,
    FACEBOOK_HOST_IS_THE_SHORT_ONE,
)

_GROUP = pattern(r"[a-z0-9]{9}|[a-z0-9]{20}")
# An id is a number as Zalo counts: it does not begin with a nought.
_ACCOUNT = pattern(r"[1-9][0-9]{17,18}")
_NOUGHT_FIRST = pattern(r"0[0-9]{17,18}")
_PHONE = pattern(r"(\+?84|0)[0-9]{9,10}")
# House rule: a name has letters; what has this many digits among few letters is an id with a slip.
_NAME = pattern(r"(?!(?:[^0-9]*[0-9]){10})[A-Za-z0-9][A-Za-z0-9._-]+")
# House rule, by the form of Facebook's links: names are letters, digits, dots, hyphens.
_FACEBOOK_ODD = pattern(r"[!-,/:-@\[-^`{-~]")
_ZALO_FRONT = {"pc", "login", "download", "qr", "g", "me", "home"}
# Facebook's own pages, which are nobody's.
_FACEBOOK_FRONT = frozenset({
    "about", "ads", "apps", "bookmarks", "business", "careers", "checkpoint", "communitystandards", "cookies",
    "developers", "directory", "find-friends", "friends", "fundraisers", "gaming", "hashtag", "help", "home.php",
    "legal", "lite", "login", "login.php", "logout.php", "marketplace", "messages", "notifications", "policies",
    "policies_center", "policy.php", "privacy", "r.php", "recover", "reg", "safety", "saved", "search", "security",
    "settings", "signup", "support", "terms", "terms.php",
})  # fmt: skip
# What leads on to an address that stands in it, or does something in Facebook's name.
_FACEBOOK_DETOURS = frozenset({
    "a", "ajax", "away.php", "connect", "dialog", "flx", "l.php", "n", "oauth", "platform", "plugins", "share.php",
    "sharer", "sharer.php", "si", "tr", "x",
})  # fmt: skip
_VERSION = pattern(r"v[0-9]{1,2}\.[0-9]{1,2}")
# What opens something else than a name, by design; `facebook_link_is_a_page` speaks of these.
_PLACES = frozenset({"groups", "p", "pages", "people", "pg"})
_PASSING = {
    "posts", "post", "photo", "photo.php", "photos", "share", "events", "event", "reel", "reels", "videos",
    "video.php", "watch", "story.php", "stories", "permalink.php", "permalink", "media", "live",
}  # fmt: skip
# A hamlet by its word, in every part of the country.
_HAMLET = pattern(r"(nhóm|thôn|ấp|tổ|khóm|khu phố|khu|bản|buôn|làng|plei|tiểu khu|xóm|phum|sóc)\s", re.IGNORECASE)


def link_leads_to_somebody(subject: JobSubject) -> Iterator[Finding]:
    """A link to Zalo or Facebook opens more than what is Zalo's or Facebook's own, and opens it straight."""
    for address in straight_addresses(subject):
        if not (address.is_zalo or address.is_facebook):
            continue
        first = address.segments[0].lower() if address.segments else ""
        name = "Zalo" if address.is_zalo else "Facebook"
        if address.is_facebook and (first in _FACEBOOK_DETOURS or _VERSION.fullmatch(first)):
            yield LINK_LEADS_STRAIGHT.finding(
                Text(
                    f"facebook.com/{first} không phải trang của ai: nó chuyển điện thoại sang nơi khác.",
                    f"facebook.com/{first} is nobody's page: it sends telephones on to another place.",
                ),
                LINK_LEADS_TO_SOMEBODY.mend,
                node=address.node,
            )
        elif _is_front(address, first):
            yield LINK_LEADS_TO_SOMEBODY.finding(
                Text(
                    f"Đường dẫn chỉ mở trang chung của {name}.",
                    f"The link opens nobody's page, only {name}'s own.",
                ),
                node=address.node,
            )


def link_ends_with_the_page(subject: JobSubject) -> Iterator[Finding]:
    """Behind the name of a page on Zalo or Facebook nothing follows but what tracks."""
    for address in straight_addresses(subject):
        # Of an id or a name that is none, only that is told: there is no page to offer.
        is_page = address.is_facebook or (address.is_zalo and _misformed(address) is None)
        more = _more(address) if is_page else None
        if more is not None:
            page = link_to_type(_page(address))
            yield LINK_ENDS_WITH_THE_PAGE.finding(
                Text(
                    f"Sau tên miền có hai dấu gạch chéo liền nhau: {quote(more)}.",
                    f"Behind the host stand two slashes in a row: {quote(more)}.",
                )
                if "//" in address.parts.path
                else Text(
                    f"Sau tên trang còn có {quote(more)}, mà trang của đơn vị không cần phần ấy.",
                    f"Behind the page's name stands {quote(more)}, which the office's page does not need.",
                ),
                Text(f"Dùng {page} và mở thử.", f"Use {page} and try it."),
                node=address.node,
            )


def _is_front(address: Address, first: str) -> bool:
    if not first:
        return True
    if address.is_zalo:
        return first in _ZALO_FRONT and (first != "g" or len(address.segments) == 1)
    # Facebook's own programs end so; those that open a page or a post have rules of their own.
    return first in _FACEBOOK_FRONT or (
        first.endswith(".php") and first != "profile.php" and first not in _PASSING | _FACEBOOK_DETOURS
    )


def _more(address: Address) -> str | None:
    """Return what is written behind the page on Zalo or Facebook; None where nothing is."""
    parts, segments = address.parts, address.segments
    first = segments[0].lower() if segments else ""
    if not segments or _is_front(address, first) or first in _FACEBOOK_DETOURS:
        return None
    if "//" in parts.path:
        return parts.path
    other = carried_address(parts.path, parts.query, parts.fragment)
    is_place = first in _PLACES or any(part.lower() in _PASSING for part in segments)
    if (
        address.is_facebook
        and not is_place
        and first != "profile.php"
        and len(segments) > 1
        and not _is_talk(address)
    ):
        return "/" + "/".join(segments[1:])
    asked = [part for part in address.parameters if not tracks(address, part)]
    if first == "profile.php":
        asked = [part for part in asked if re.fullmatch(r"id=[0-9]{5,20}", part) is None]
    if asked and (other is not None or not (address.is_facebook and is_place)):
        return "?" + "&".join(asked)
    if parts.fragment and (other is not None or parts.fragment[0] in "/!"):
        return "#" + parts.fragment
    return None


def _is_talk(address: Address) -> bool:
    return address.host.endswith("messenger.com") and address.segments[0] == "t" and len(address.segments) == 2


def _page(address: Address) -> str:
    """Return the link of the page alone."""
    if address.is_zalo:
        kept = address.segments[: 2 if address.segments[0] in {"g", "s"} else 1]
        tail = "/" if kept[0] == "s" else ""
        return f"https://{hosts.ZALO}/{'/'.join(kept)}{tail}"
    first = address.segments[0].lower()
    if first == "profile.php":
        number = next((part for part in address.parameters if re.fullmatch(r"id=[0-9]{5,20}", part)), None)
        return f"https://{hosts.FACEBOOK}/profile.php{f'?{number}' if number else ''}"
    is_place = first in _PLACES or any(part.lower() in _PASSING for part in address.segments)
    kept = address.segments if is_place else address.segments[:1]
    return f"https://{hosts.FACEBOOK}/{'/'.join(kept)}"


def zalo_link_has_its_form(subject: JobSubject) -> Iterator[Finding]:
    """What follows zalo.me/ is an account's id or name, a telephone, or a group's id."""
    for address in straight_addresses(subject):
        said = _misformed(address) if address.is_zalo else None
        if said is not None:
            yield ZALO_LINK_HAS_ITS_FORM.finding(said, node=address.node)


def link_is_an_office_page(subject: JobSubject) -> Iterator[Finding]:
    """A link to Zalo does not open the account of a telephone."""
    for address in straight_addresses(subject):
        if address.is_zalo and len(address.segments) == 1 and _PHONE.fullmatch(address.segments[0]):
            said = address.segments[0]
            yield LINK_IS_AN_OFFICE_PAGE.finding(
                Text(
                    f"zalo.me/{said} là Zalo của một số điện thoại, tức của một người.",
                    f"zalo.me/{said} is the Zalo of a telephone number, so of one person.",
                ),
                node=address.node,
            )


def link_is_not_a_group(subject: JobSubject) -> Iterator[Finding]:
    """Only a tag made for a hamlet's group leads to a group; there it is no more than a note."""
    for address in straight_addresses(subject):
        if not _is_group(address):
            continue
        name = address.content.name or ""
        intended = address.content.template == "group" or _HAMLET.match(name) is not None
        yield LINK_IS_NOT_A_GROUP.finding(
            Text(
                "Đường dẫn mở một nhóm: ai quét cũng xin vào được, và liên kết có thể bị thay.",
                "The link opens a group: whoever scans it can ask to join, and the link can be renewed.",
            ),
            Text(
                "Trưởng nhóm bật duyệt thành viên và không tạo lại liên kết nhóm.",
                "Its head should approve members and never renew the group's link.",
            )
            if intended
            else None,
            node="template" if intended else address.node,
            severity=Severity.NOTE if intended else None,
        )


def editions_have_their_own_group(subject: JobSubject) -> Iterator[Finding]:
    """No two editions with links of their own lead to the same group."""
    first: dict[str, Address] = {}
    for address in straight_addresses(subject):
        if not _is_group(address):
            continue
        other = first.setdefault("/".join(address.segments), address)
        if other is not address:
            one, two = quote(_called(other)), quote(_called(address))
            yield EDITIONS_HAVE_THEIR_OWN_GROUP.finding(
                Text(f"{two} và {one} dẫn tới cùng một nhóm.", f"{two} and {one} lead to the same group."),
                node=address.node,
            )


def facebook_link_is_a_page(subject: JobSubject) -> Iterator[Finding]:
    """A link to Facebook opens a page, called by its name."""
    for address in straight_addresses(subject):
        found = _unpaged(address) if address.is_facebook and address.segments else None
        if found is not None:
            yield found


def _unpaged(address: Address) -> Finding | None:
    first = address.segments[0].lower()
    if first == "profile.php" or first in {"people", "pages", "pg", "p"} or first.isdigit():
        length = len(address.link)
        return FACEBOOK_PAGE_HAS_A_NAME.finding(
            Text(
                f"Trang Facebook được gọi bằng số ({length} ký tự), không bằng tên.",
                f"The Facebook page is called by a number ({length} characters), not by a name.",
            ),
            node=address.node,
        )
    passing = next((part for part in address.segments if part.lower() in _PASSING), None)
    if passing is not None:
        return FACEBOOK_LINK_IS_A_PAGE.finding(
            Text(
                f"Đường dẫn mở bài viết, ảnh hay sự kiện ({quote(passing)}), không phải một trang.",
                f"The link opens a post, picture or event ({quote(passing)}), not a page.",
            ),
            node=address.node,
        )
    said = unquote(address.segments[0], errors="replace")
    if _is_front(address, first) or first in _FACEBOOK_DETOURS or first == "groups":
        return None
    # Of blanks and of letters that are none `link_form` speaks.
    if _FACEBOOK_ODD.search(said) or is_name_of_a_host(said):
        return FACEBOOK_LINK_IS_A_PAGE.finding(
            Text(
                f"{quote(said)} không giống tên một trang Facebook.",
                f"{quote(said)} does not look like the name of a page on Facebook.",
            ),
            node=address.node,
        )
    return None


def facebook_host_is_the_short_one(subject: JobSubject) -> Iterator[Finding]:
    """A link to Facebook is written with facebook.com."""
    for address in straight_addresses(subject):
        host = address.host
        if host in {hosts.FACEBOOK, f"www.{hosts.FACEBOOK}"} or not address.is_facebook:
            continue
        path = address.parts.path
        if _is_talk(address):
            path = path[path.index("/t/") + 2 :] if "/t/" in path else path
        short = address.rewritten(host=hosts.FACEBOOK, path=path)
        link = link_to_type(short)
        yield FACEBOOK_HOST_IS_THE_SHORT_ONE.finding(
            Text(f"{host} chuyển tiếp tới Facebook.", f"{host} leads on to Facebook.")
            if host in hosts.FACEBOOK_DOORS
            else Text(f"{host} mở một bản khác của Facebook.", f"{host} opens another version of Facebook."),
            Text(f"Dùng {link} và mở thử.", f"Use {link} and try it."),
            node=address.node,
            becomes=None if host in hosts.FACEBOOK_DOORS or _is_talk(address) else short,
        )


def _misformed(address: Address) -> Text | None:
    segments = address.segments
    if not segments or segments[0].lower() in _ZALO_FRONT - {"g"}:
        return None
    if segments[0] == "s" and len(segments) == 2 and _ACCOUNT.fullmatch(segments[1]):
        return None
    if segments[0].lower() == "g" and len(segments) > 1:
        if len(segments) == 2 and segments[0] == "g" and _GROUP.fullmatch(segments[1]):
            return None
        return Text(
            f"Mã nhóm {quote(segments[-1])} ({len(segments[-1])} ký tự) sai dạng; mã nhóm Zalo gồm 9 hoặc 20 chữ "
            "thường và chữ số.",
            f"The group's id {quote(segments[-1])} ({len(segments[-1])} characters) is malformed; Zalo's are 9 or "
            "20 small letters and digits.",
        )
    return _misnamed(segments)


def _misnamed(segments: tuple[str, ...]) -> Text | None:
    said = segments[0]
    if len(segments) > 1:
        return Text(
            f"zalo.me/{'/'.join(segments[:2])} không phải trang hay nhóm Zalo.",
            f"zalo.me/{'/'.join(segments[:2])} is neither an account nor a group of Zalo.",
        )
    if said == "g" or _ACCOUNT.fullmatch(said) or _PHONE.fullmatch(said):
        return None
    if _NOUGHT_FIRST.fullmatch(said):
        return Text(
            f"Mã Zalo {quote(said)} bắt đầu bằng số 0; mã trang không bao giờ như vậy.",
            f"The Zalo id {quote(said)} begins with 0; no id does.",
        )
    if said.isdigit():
        return Text(
            f"Mã Zalo có {len(said)} chữ số; mã trang có 18 hoặc 19.",
            f"The Zalo id has {len(said)} digits; ids have 18 or 19.",
        )
    is_file = said.lower().endswith((".php", ".html"))
    if _NAME.fullmatch(said) and not is_file and not is_name_of_a_host(said):
        return None
    return Text(
        f"{quote(said)} không phải mã 18–19 chữ số, cũng không phải tên trang Zalo.",
        f"{quote(said)} is neither an id of 18–19 digits nor the name of a Zalo account.",
    )


def _is_group(address: Address) -> bool:
    first = address.segments[:1]
    return len(address.segments) > 1 and (
        (address.is_zalo and first == ("g",)) or (address.is_facebook and first == ("groups",))
    )


def _called(address: Address) -> str:
    return address.content.called
