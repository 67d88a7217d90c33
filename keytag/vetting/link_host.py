"""Where a link leads: to a host that people may trust, under its own name, by a door that nobody else holds."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import name

from keytag.document import shown
from keytag.findings import HOUSE_RULE, Finding, Rule, Severity
from keytag.vetting import link_hosts as hosts
from keytag.vetting.link_address import Address, addresses, codes, typed
from keytag.vetting.subject import JobSubject
from keytag.wording import Text

_FAKES = Text(
    "Trang giả danh công an và tem dán đè mã QR được báo mỗi tháng; in sai một đường dẫn là dẫn dân tới đó.",
    "Fake police pages and stickers over codes are reported every month; one wrong link leads people there.",
)
_COPY = Text(
    "Mở trang của đơn vị trên điện thoại, chép lại đường dẫn từ đó.",
    "Open the office's page on a telephone and copy its address from there.",
)

LINK_HOST_IS_ALLOWED = Rule(
    "link-host-is-allowed",
    Severity.ERROR,
    Text(
        "Đường dẫn mở zalo.me, facebook.com, *.gov.vn, hoặc trang mà tệp cho phép thêm (allow_hosts).",
        "The link leads to zalo.me, facebook.com, *.gov.vn, or a host that the job names in qr.allow_hosts.",
    ),
    _FAKES,
    Text(
        "Dùng trang Zalo, Facebook hay .gov.vn của đơn vị; trang riêng của đơn vị thì ghi vào allow_hosts.",
        "Use the office's page on Zalo, Facebook or .gov.vn; if this host is its own, name it in allow_hosts.",
    ),
    HOUSE_RULE,
)
ADDED_HOST_IS_LOOKED_AT = Rule(
    "added-host-is-looked-at",
    Severity.NOTE,
    Text("Người duyệt thấy rõ tệp cho phép thêm trang nào.", "Whoever approves sees which hosts the job adds."),
    _FAKES,
    Text(
        "Xem trang này có đúng của đơn vị không; đúng rồi thì không cần sửa.",
        "Make sure that this host is the office's own; if it is, leave it.",
    ),
    HOUSE_RULE,
)
LINK_HOST_IS_SPELT_RIGHT = Rule(
    "link-host-is-spelt-right",
    Severity.ERROR,
    Text(
        "Tên miền là của trang thật, không phải na ná trang thật.",
        "The host is not merely similar to a known one.",
    ),
    _FAKES,
    _COPY,
    HOUSE_RULE,
)
LINK_HOST_IS_WHAT_IT_SEEMS = Rule(
    "link-host-is-what-it-seems",
    Severity.ERROR,
    Text("Tên miền chỉ gồm chữ la-tinh không dấu.", "The host is in plain Latin letters."),
    Text(
        "Chữ а của tiếng Nga in ra giống hệt chữ a: mắt không phân biệt được trang thật và trang giả.",  # noqa: RUF001 - that is the point
        "A Russian а prints just like an a: no eye can tell the true page from the fake.",  # noqa: RUF001 - the same
    ),
    Text("Gõ lại tên miền bằng chữ không dấu.", "Type the host again in plain letters."),
    Text("Unicode UTS 39, mục 4 (chữ trông giống nhau); RFC 5890", "Unicode UTS 39, 4 (confusables); RFC 5890"),
)
LINK_HOST_IS_A_NAME = Rule(
    "link-host-is-a-name",
    Severity.ERROR,
    Text(
        "Tên miền là tên mà điện thoại nào cũng mở được.", "The host is a name that every telephone can look up."
    ),
    Text(
        "Địa chỉ máy (IP) hay tên máy nội bộ không mở được ngoài cơ quan, và không cho biết là của ai.",
        "An IP address or a local name does not open outside the office and does not say whose it is.",
    ),
    _COPY,
    Text("RFC 6761; quy định của keytag", "RFC 6761; house rule"),
)
LINK_LEADS_STRAIGHT = Rule(
    "link-leads-straight",
    Severity.ERROR,
    Text(
        "Đường dẫn không qua dịch vụ rút gọn hay mã QR động.",
        "The link does not go through a shortener or a service for dynamic codes.",
    ),
    Text(
        "Dịch vụ ấy nắm nơi mở ra: hết hạn thuê hay mất tài khoản thì thẻ đã phát sẽ mở trang khác.",
        "Such a service keeps the destination: once unpaid or taken over, tags already handed out lead elsewhere.",
    ),
    Text(
        "Mở đường dẫn đó trên điện thoại, rồi chép địa chỉ của trang hiện ra.",
        "Open it on a telephone, and copy the address of the page that appears.",
    ),
    HOUSE_RULE,
)
RULES = (
    LINK_HOST_IS_ALLOWED,
    ADDED_HOST_IS_LOOKED_AT,
    LINK_HOST_IS_SPELT_RIGHT,
    LINK_HOST_IS_WHAT_IT_SEEMS,
    LINK_HOST_IS_A_NAME,
    LINK_LEADS_STRAIGHT,
)


def link_leads_to_a_known_host(subject: JobSubject) -> Iterator[Finding]:
    """The host of each link is one that people may trust, under its true name; one finding a link at most."""
    for address in addresses(subject):
        found = _judged(address)
        if found is not None:
            yield found


def added_hosts_are_looked_at(subject: JobSubject) -> Iterator[Finding]:
    """Every host that the job adds is reported."""
    for node, qr in codes(subject):
        for index, host in enumerate(qr.allow_hosts):
            message = Text(
                f"Tệp này cho phép thêm trang {shown(host)}.",
                f"This job also allows pages of {shown(host)}.",
            )
            place = f"{node}.allow_hosts.{index}"
            known = hosts.looks_like(host)
            if known is None:
                yield ADDED_HOST_IS_LOOKED_AT.found(message, node=place)
            else:
                yield _added_look_alike(host, known, place)


def _judged(address: Address) -> Finding | None:
    host = address.host
    if hosts.is_local(host) and hosts.WIDE_DOTS.isdisjoint(host):
        message = Text(
            f"{shown(host)} là địa chỉ máy (IP) hay tên máy trong mạng riêng: điện thoại của dân không mở được.",
            f"{shown(host)} is an IP address or a local name, not an office's page.",
        )
        return LINK_HOST_IS_A_NAME.found(message, node=address.node)
    if not host.isascii() or "xn--" in host:
        return _disguised(address)
    if hosts.is_under(host, hosts.SHORTENERS) or hosts.is_under(host, hosts.RENTED):
        return _detour(address)
    if hosts.is_allowed(host, address.added) or host in hosts.FACEBOOK_DOORS:
        return None
    known = hosts.looks_like(host)
    if known is not None:
        return _misspelt(address, known)
    # Whoever was deceived by the part before an @ must not be told to allow what stands after it.
    return None if "@" in address.parts.netloc else _unknown(address)


def _widely_dotted(address: Address) -> Finding:
    dot = next(character for character in address.host if character in hosts.WIDE_DOTS)
    plain = "".join("." if character in hosts.WIDE_DOTS else character for character in address.link)
    message = Text(
        f"Tên miền {shown(address.host)} có dấu chấm kiểu rộng “{dot}”, không phải dấu chấm thường.",
        f"The host {shown(address.host)} has the full-width dot “{dot}” instead of a plain one.",
    )
    hint = Text(f"Gõ lại bằng dấu chấm thường: {typed(plain)}", f"Type it with a plain dot: {typed(plain)}")
    return LINK_HOST_IS_WHAT_IT_SEEMS.found(message, hint, node=address.node)


def _unknown(address: Address) -> Finding:
    host = shown(address.host)
    if hosts.is_under(address.host, hosts.ZALO_SIDES | hosts.FACEBOOK_SIDES):
        is_zalo = hosts.is_under(address.host, hosts.ZALO_SIDES)
        form = (
            Text("zalo.me/<mã trang>", "zalo.me/<id>")
            if is_zalo
            else Text("facebook.com/<tên>", "facebook.com/<name>")
        )
        message = Text(
            f"{host} là của {'Zalo' if is_zalo else 'Facebook'} nhưng không mở trang của đơn vị.",
            f"{host} is {'Zalo' if is_zalo else 'Facebook'}'s and opens no page of an office.",
        )
        hint = Text(
            f"Mở trang của đơn vị rồi chép đường dẫn dạng https://{form.vi}.",
            f"Open the office's page and copy its address, in the form https://{form.en}.",
        )
        return LINK_HOST_IS_ALLOWED.found(message, hint, node=address.node)
    message = Text(
        f"Trang {host} không có trong danh sách cho phép: zalo.me, facebook.com, *.gov.vn.",
        f"The host {host} is none of those allowed: zalo.me, facebook.com, *.gov.vn.",
    )
    hint = Text(
        "Dùng trang Zalo, Facebook hay .gov.vn của đơn vị; nếu đây đúng là trang riêng của đơn vị, "
        f"thêm vào qr: allow_hosts: [{address.host}].",
        "Use the office's page on Zalo, Facebook or .gov.vn; if this one is its own, "
        f"add to qr: allow_hosts: [{address.host}].",
    )
    return LINK_HOST_IS_ALLOWED.found(message, hint, node=address.node)


def _misspelt(address: Address, known: str) -> Finding:
    host, true = shown(address.parts.netloc), shown(hosts.owner(address.host))
    if hosts.owner(address.host) == address.parts.netloc:
        message = Text(
            f"{host} trông giống {known} nhưng là trang khác, của người khác.",
            f"{host} looks like {known} and is another host, of somebody else's.",
        )
        return LINK_HOST_IS_SPELT_RIGHT.found(message, _meant(address, known), node=address.node)
    message = Text(
        f"{host} trông giống {known} nhưng không phải: đường dẫn mở trang của {true}.",
        f"{host} looks like {known} and is not: the link opens a page of {true}.",
    )
    return LINK_HOST_IS_SPELT_RIGHT.found(message, _meant(address, known), node=address.node)


def _added_look_alike(host: str, known: str, node: str) -> Finding:
    message = Text(
        f"Tệp này cho phép thêm {shown(host)}, trông giống {known} nhưng là trang khác.",
        f"This job also allows {shown(host)}, which looks like {known} and is another site.",
    )
    hint = Text(
        f"Bỏ trang này khỏi allow_hosts; cần trang thật thì dùng {known}.",
        f"Take it out of allow_hosts; for the true one, use {known}.",
    )
    if known == hosts.GOVERNMENT:
        hint = Text(
            "Bỏ trang này khỏi allow_hosts: trang của cơ quan nhà nước có đuôi .gov.vn.",
            "Take it out of allow_hosts: pages of the state end in .gov.vn.",
        )
    return LINK_HOST_IS_SPELT_RIGHT.found(message, hint, node=node, severity=Severity.WARNING)


def _meant(address: Address, known: str) -> Text:
    if known == hosts.GOVERNMENT:
        return Text(
            "Trang của cơ quan nhà nước có đuôi .gov.vn. Chép lại địa chỉ từ trang của đơn vị.",
            "Pages of the state end in .gov.vn. Copy the address from the office's page.",
        )
    link = typed(f"https://{known}{address.parts.path}")
    return Text(f"Có phải ý bạn là {link}?", f"Did you mean {link}?")


def _disguised(address: Address) -> Finding:
    if not hosts.WIDE_DOTS.isdisjoint(address.host):
        return _widely_dotted(address)
    host = hosts.in_letters(address.host)
    foreign = dict.fromkeys(character for character in host if not character.isascii())
    said = ", ".join(f"“{c}” U+{ord(c):04X} {name(c, '')}".rstrip() for c in list(foreign)[:_LETTERS])
    known = hosts.looks_like(address.host)
    hint = _meant(address, known) if known is not None else None
    like = Text(f" trông giống {known}", f" looks like {known}") if known is not None else Text("", "")
    tail = Text(f" có chữ lạ: {said}.", f" has foreign letters: {said}.")
    if not foreign:
        tail = Text(" viết bằng mã xn-- không đọc ra chữ được.", " is in the code xn-- and cannot be decoded.")
    join = Text(" nhưng", " but") if known is not None else Text("", "")
    message = Text(
        f"Tên miền {shown(host)}{like.vi}{join.vi}{tail.vi}", f"The host {shown(host)}{like.en}{join.en}{tail.en}"
    )
    return LINK_HOST_IS_WHAT_IT_SEEMS.found(message, hint, node=address.node)


# House rule: more letters than this are not read.
_LETTERS = 4


def _detour(address: Address) -> Finding:
    host = shown(address.host)
    rented = hosts.is_under(address.host, hosts.RENTED)
    message = (
        Text(
            f"{host} là dịch vụ mã QR động hay trang gom đường dẫn, không phải trang của đơn vị.",
            f"{host} is a service for dynamic codes or links, not the office's page.",
        )
        if rented
        else Text(
            f"{host} là dịch vụ rút gọn đường dẫn, không phải trang của đơn vị.",
            f"{host} is a link shortener, not the office's page.",
        )
    )
    return LINK_LEADS_STRAIGHT.found(message, node=address.node)
