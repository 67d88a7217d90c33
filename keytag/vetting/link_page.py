"""What a link opens on Zalo and Facebook: the office's own page, or something that will not last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.document import shown
from keytag.findings import HOUSE_RULE, Finding, Rule, Severity
from keytag.vetting import link_hosts as hosts
from keytag.vetting.link_address import Address, addresses, typed
from keytag.vetting.subject import JobSubject
from keytag.wording import Text

_SEEN = Text("Quy định của keytag, theo dạng đường dẫn của Zalo", "House rule, by the form of Zalo's links")
_FACEBOOK_SEEN = Text(
    "Quy định của keytag, theo dạng đường dẫn của Facebook", "House rule, by the form of Facebook's links"
)

LINK_LEADS_TO_SOMEBODY = Rule(
    "link-leads-to-somebody",
    Severity.ERROR,
    Text("Đường dẫn mở trang của một đơn vị.", "The link opens somebody's page."),
    Text(
        "Trang chủ Zalo hay Facebook không phải của ai; người quét không báo tin cho ai được.",
        "The front page of Zalo or Facebook is nobody's; whoever scans it can tell nobody anything.",
    ),
    Text(
        "Mở trang của đơn vị và chép đường dẫn của chính trang đó.",
        "Open the office's page and copy the address of that very page.",
    ),
    HOUSE_RULE,
)
ZALO_LINK_HAS_ITS_FORM = Rule(
    "zalo-link-has-its-form",
    Severity.ERROR,
    Text(
        "Trang Zalo có mã 18 hoặc 19 chữ số hay một tên; nhóm có mã 9 hoặc 20 chữ thường và chữ số.",
        "A Zalo account has an id of 18 or 19 digits or a name; a group has 9 or 20 small letters and digits.",
    ),
    Text(
        "Thừa hay thiếu một chữ số là mở trang khác, hoặc không mở được gì.",
        "One digit more or less opens another page, or none.",
    ),
    Text("Chép lại đường dẫn từ Zalo, đừng gõ tay.", "Copy the link from Zalo again; do not type it."),
    _SEEN,
)
LINK_IS_AN_OFFICE_PAGE = Rule(
    "link-is-an-office-page",
    Severity.WARNING,
    Text(
        "Đường dẫn mở trang của đơn vị, không phải của một người.",
        "The link opens an office's page, not a person's.",
    ),
    Text(
        "Cán bộ chuyển công tác thì thẻ vẫn còn trong túi dân, và tin báo về sai người.",
        "Officers move on while the tags stay in people's pockets, and reports reach the wrong person.",
    ),
    Text("Thay bằng trang Zalo Official Account của đơn vị.", "Use the office's Zalo Official Account instead."),
    HOUSE_RULE,
)
LINK_IS_NOT_A_GROUP = Rule(
    "link-is-not-a-group",
    Severity.WARNING,
    Text(
        "Đường dẫn không mở nhóm trò chuyện, trừ thẻ làm riêng cho nhóm của thôn, tổ.",
        "The link opens no chat group, except on a tag made for a hamlet's own group.",
    ),
    Text(
        "Ai quét cũng vào được nhóm và thấy người khác; trưởng nhóm đổi liên kết là thẻ hết dùng. Thẻ theo "
        "kiểu group, hay làm riêng cho nhóm của thôn, ấp, tổ, thì chỉ là lưu ý.",
        "Whoever scans it joins and sees the others; once the link is renewed the tags are dead. On a tag of the "
        "template group, or a hamlet's, it is intended: then it is a note only.",
    ),
    Text(
        "Dùng trang Zalo Official Account của đơn vị; thẻ cho nhóm của thôn, tổ thì ghi template: group.",
        "Use the office's Zalo Official Account; for a hamlet's own group write template: group.",
    ),
    HOUSE_RULE,
)
EDITIONS_HAVE_THEIR_OWN_GROUP = Rule(
    "editions-have-their-own-group",
    Severity.WARNING,
    Text("Mỗi thôn, tổ có nhóm của mình.", "Each hamlet has a group of its own."),
    Text(
        "Hai thôn chung một nhóm thường là chép nhầm dòng: dân thôn này vào nhóm thôn kia.",
        "Two hamlets with one group are mostly a line copied by mistake: people join the neighbours' group.",
    ),
    Text("Chép lại từ Zalo đường dẫn của từng nhóm.", "Copy each group's link from Zalo again."),
    HOUSE_RULE,
)
FACEBOOK_PAGE_HAS_A_NAME = Rule(
    "facebook-page-has-a-name",
    Severity.WARNING,
    Text("Trang Facebook được gọi bằng tên.", "A Facebook page is called by its name."),
    Text(
        "Dạng profile.php?id=… dài, làm mã QR dày đặc, và không ai biết là của đơn vị nào.",
        "The form profile.php?id=… is long, makes the code dense, and tells nobody whose it is.",
    ),
    Text(
        "Đặt tên người dùng cho trang, rồi dùng https://facebook.com/<tên>.",
        "Give the page a user name, then use https://facebook.com/<name>.",
    ),
    _FACEBOOK_SEEN,
)
FACEBOOK_LINK_IS_A_PAGE = Rule(
    "facebook-link-is-a-page",
    Severity.WARNING,
    Text(
        "Đường dẫn Facebook mở một trang, không phải bài viết, ảnh, video hay sự kiện.",
        "A Facebook link opens a page, not a post, picture, video or event.",
    ),
    Text("Bài viết trôi đi hay bị xóa; trang thì còn.", "Posts sink or are deleted; the page stays."),
    Text("Mở trang của đơn vị và chép đường dẫn của trang.", "Open the office's page and copy its address."),
    _FACEBOOK_SEEN,
)
FACEBOOK_HOST_IS_THE_SHORT_ONE = Rule(
    "facebook-host-is-the-short-one",
    Severity.WARNING,
    Text("Đường dẫn Facebook viết https://facebook.com/<tên>.", "A Facebook link is https://facebook.com/<name>."),
    Text(
        "fb.com, fb.me và m.me chuyển tiếp tới nơi khác; m.facebook.com mở bản cũ cho điện thoại.",
        "fb.com, fb.me and m.me lead on to elsewhere; m.facebook.com opens an old version for telephones.",
    ),
    Text("Thay tên miền bằng facebook.com.", "Write facebook.com for the host."),
    _FACEBOOK_SEEN,
)
RULES = (
    LINK_LEADS_TO_SOMEBODY,
    ZALO_LINK_HAS_ITS_FORM,
    LINK_IS_AN_OFFICE_PAGE,
    LINK_IS_NOT_A_GROUP,
    EDITIONS_HAVE_THEIR_OWN_GROUP,
    FACEBOOK_PAGE_HAS_A_NAME,
    FACEBOOK_LINK_IS_A_PAGE,
    FACEBOOK_HOST_IS_THE_SHORT_ONE,
)

_GROUP = re.compile(r"[a-z0-9]{9}|[a-z0-9]{20}")
# An id is a number as Zalo counts: it does not begin with a nought.
_ACCOUNT = re.compile(r"[1-9][0-9]{17,18}")
_NOUGHT_FIRST = re.compile(r"0[0-9]{17,18}")
_PHONE = re.compile(r"(\+?84|0)[0-9]{9,10}")
# House rule: a name has letters; what has this many digits among few letters is an id with a slip.
_NAME = re.compile(r"(?!(?:[^0-9]*[0-9]){10})[A-Za-z0-9][A-Za-z0-9._-]+")
_ZALO_FRONT = {"pc", "login", "download", "qr", "g", "me", "home"}
_FACEBOOK_FRONT = {
    "home.php",
    "login",
    "login.php",
    "search",
    "hashtag",
    "marketplace",
    "gaming",
    "help",
    "settings",
}
_PASSING = {
    "posts", "post", "photo", "photo.php", "photos", "share", "sharer", "sharer.php", "events", "event", "reel",
    "reels", "videos", "video.php", "watch", "story.php", "stories", "permalink.php", "permalink", "media", "live",
}  # fmt: skip
# A hamlet by its word, in every part of the country.
_HAMLET = re.compile(
    r"(nhóm|thôn|ấp|tổ|khóm|khu phố|khu|bản|buôn|làng|plei|tiểu khu|xóm|phum|sóc)\s", re.IGNORECASE
)


def link_leads_to_somebody(subject: JobSubject) -> Iterator[Finding]:
    """A link to Zalo or Facebook opens more than the front page."""
    for address in addresses(subject):
        fronts = _ZALO_FRONT if _is_zalo(address) else _FACEBOOK_FRONT if _is_facebook(address) else None
        bare = address.segments[:1]
        if fronts is not None and (not bare or (bare[0].lower() in fronts and len(address.segments) == 1)):
            name = "Zalo" if _is_zalo(address) else "Facebook"
            yield LINK_LEADS_TO_SOMEBODY.found(
                Text(
                    f"Đường dẫn chỉ mở trang chung của {name}.",
                    f"The link opens nobody's page, only {name}'s own.",
                ),
                node=address.node,
            )


def zalo_link_has_its_form(subject: JobSubject) -> Iterator[Finding]:
    """What follows zalo.me/ is an account's id or name, a telephone, or a group's id."""
    for address in addresses(subject):
        said = _misformed(address) if _is_zalo(address) else None
        if said is not None:
            yield ZALO_LINK_HAS_ITS_FORM.found(said, node=address.node)


def link_is_an_office_page(subject: JobSubject) -> Iterator[Finding]:
    """A link to Zalo does not open the account of a telephone."""
    for address in addresses(subject):
        if _is_zalo(address) and len(address.segments) == 1 and _PHONE.fullmatch(address.segments[0]):
            said = address.segments[0]
            yield LINK_IS_AN_OFFICE_PAGE.found(
                Text(
                    f"zalo.me/{said} là Zalo của một số điện thoại, tức của một người.",
                    f"zalo.me/{said} is the Zalo of a telephone number, so of one person.",
                ),
                node=address.node,
            )


def link_is_not_a_group(subject: JobSubject) -> Iterator[Finding]:
    """Only a tag made for a hamlet's group leads to a group; there it is no more than a note."""
    for address in addresses(subject):
        if not _is_group(address):
            continue
        name = address.content.name or ""
        intended = address.content.template == "group" or _HAMLET.match(name) is not None
        yield LINK_IS_NOT_A_GROUP.found(
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
    for address in addresses(subject):
        if not _is_group(address):
            continue
        other = first.setdefault("/".join(address.segments), address)
        if other is not address:
            one, two = shown(_called(other)), shown(_called(address))
            yield EDITIONS_HAVE_THEIR_OWN_GROUP.found(
                Text(f"{two} và {one} dẫn tới cùng một nhóm.", f"{two} and {one} lead to the same group."),
                node=address.node,
            )


def facebook_link_is_a_page(subject: JobSubject) -> Iterator[Finding]:
    """A link to Facebook opens a page, called by its name."""
    for address in addresses(subject):
        if not _is_facebook(address) or not address.segments:
            continue
        first = address.segments[0].lower()
        if first == "profile.php" or first in {"people", "pages", "pg", "p"} or first.isdigit():
            length = len(address.link)
            yield FACEBOOK_PAGE_HAS_A_NAME.found(
                Text(
                    f"Trang Facebook được gọi bằng số ({length} ký tự), không bằng tên.",
                    f"The Facebook page is called by a number ({length} characters), not by a name.",
                ),
                node=address.node,
            )
        elif passing := next((part for part in address.segments if part.lower() in _PASSING), None):
            yield FACEBOOK_LINK_IS_A_PAGE.found(
                Text(
                    f"Đường dẫn mở bài viết, ảnh hay sự kiện ({shown(passing)}), không phải một trang.",
                    f"The link opens a post, picture or event ({shown(passing)}), not a page.",
                ),
                node=address.node,
            )


def facebook_host_is_the_short_one(subject: JobSubject) -> Iterator[Finding]:
    """A link to Facebook is written with facebook.com."""
    for address in addresses(subject):
        host = address.host
        if host in {hosts.FACEBOOK, f"www.{hosts.FACEBOOK}"} or not _is_facebook(address):
            continue
        link = typed(address.parts._replace(scheme="https", netloc=hosts.FACEBOOK).geturl())
        yield FACEBOOK_HOST_IS_THE_SHORT_ONE.found(
            Text(f"{host} chuyển tiếp tới Facebook.", f"{host} leads on to Facebook.")
            if host in hosts.FACEBOOK_DOORS
            else Text(f"{host} mở bản riêng cho điện thoại.", f"{host} opens a version for telephones."),
            Text(f"Dùng {link} và mở thử.", f"Use {link} and try it."),
            node=address.node,
            severity=Severity.WARNING if host in hosts.FACEBOOK_DOORS else Severity.NOTE,
        )


def _misformed(address: Address) -> Text | None:
    segments = address.segments
    if not segments or segments[0].lower() in _ZALO_FRONT - {"g"}:
        return None
    if segments[0].lower() == "g" and len(segments) > 1:
        if len(segments) == 2 and segments[0] == "g" and _GROUP.fullmatch(segments[1]):
            return None
        return Text(
            f"Mã nhóm {shown(segments[-1])} ({len(segments[-1])} ký tự) sai dạng; mã nhóm Zalo gồm 9 hoặc 20 chữ "
            "thường và chữ số.",
            f"The group's id {shown(segments[-1])} ({len(segments[-1])} characters) is malformed; Zalo's are 9 or "
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
            f"Mã Zalo {shown(said)} bắt đầu bằng số 0; mã trang không bao giờ như vậy.",
            f"The Zalo id {shown(said)} begins with 0; no id does.",
        )
    if said.isdigit():
        return Text(
            f"Mã Zalo có {len(said)} chữ số; mã trang có 18 hoặc 19.",
            f"The Zalo id has {len(said)} digits; ids have 18 or 19.",
        )
    if _NAME.fullmatch(said):
        return None
    return Text(
        f"{shown(said)} không phải mã 18–19 chữ số, cũng không phải tên trang Zalo.",
        f"{shown(said)} is neither an id of 18–19 digits nor the name of a Zalo account.",
    )


def _is_zalo(address: Address) -> bool:
    return address.host == hosts.ZALO


def _is_facebook(address: Address) -> bool:
    return address.host in hosts.FACEBOOK_FACES or address.host in hosts.FACEBOOK_DOORS


def _is_group(address: Address) -> bool:
    first = address.segments[:1]
    return len(address.segments) > 1 and (
        (_is_zalo(address) and first == ("g",)) or (_is_facebook(address) and first == ("groups",))
    )


def _called(address: Address) -> str:
    return address.content.called
