"""Where a link leads: to a host that people may trust, under its own name, by a door that nobody else holds."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.content import link_hosts as hosts
from keytag.checks.content.link_address import Address, addresses, codes, link_to_type
from keytag.checks.content.subject import JobSubject
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule, Severity
from keytag.text.letter_names import describe_letters
from keytag.text.text import Text

LINK_HOST_IS_ALLOWED = Rule.error("link-host-is-allowed", __name__)
ADDED_HOST_IS_LOOKED_AT = Rule.warning("added-host-is-looked-at", __name__)
ADDED_HOST_IS_ONE_SITE = Rule.error("added-host-is-one-site", __name__)
ADDED_HOST_IS_NOT_FREE_HOSTING = Rule.warning("added-host-is-not-free-hosting", __name__)
LINK_HOST_STANDS_ALONE = Rule.error("link-host-stands-alone", __name__)
LINK_HOST_IS_SPELT_RIGHT = Rule.error("link-host-is-spelt-right", __name__)
LINK_HOST_IS_WHAT_IT_SEEMS = Rule.error("link-host-is-what-it-seems", __name__)
LINK_HOST_IS_A_NAME = Rule.error("link-host-is-a-name", __name__)
LINK_LEADS_STRAIGHT = Rule.error("link-leads-straight", __name__)
RULES = (
    LINK_HOST_IS_ALLOWED,
    ADDED_HOST_IS_LOOKED_AT,
    ADDED_HOST_IS_ONE_SITE,
    ADDED_HOST_IS_NOT_FREE_HOSTING,
    LINK_HOST_STANDS_ALONE,
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
    """Every host that the job adds is reported, once."""
    opened = {address.host for address in addresses(subject)}
    seen: set[str] = set()
    for node, qr in codes(subject):
        for index, written in enumerate(qr.allow_hosts):
            host = written.lower()
            if host not in seen:
                seen.add(host)
                yield _added(host, f"{node}.allow_hosts.{index}", is_used=host in opened)


def _added(host: str, node: str, *, is_used: bool) -> Finding:
    name = quote(host)
    refused = _refused(host, node)
    if refused is not None:
        return refused
    if hosts.is_allowed(host, frozenset()):
        message = Text(f"{name} vốn đã được phép.", f"{name} is allowed anyway.")
        return ADDED_HOST_IS_LOOKED_AT.finding(message, _TAKE_OUT, node=node, severity=Severity.NOTE)
    known = hosts.looks_like(host)
    if known is not None:
        return _added_look_alike(host, known, node)
    if hosts.is_under(host, hosts.HOSTED):
        message = Text(
            f"{name} nằm ở nơi ai cũng mở trang miễn phí được.",
            f"{name} is kept where anybody opens a page for nothing.",
        )
        return ADDED_HOST_IS_NOT_FREE_HOSTING.finding(message, node=node)
    if not is_used:
        message = Text(
            f"Tệp này cho phép thêm trang {name}, mà không đường dẫn nào mở trang ấy.",
            f"This job also allows pages of {name}, and no link opens one.",
        )
        return ADDED_HOST_IS_LOOKED_AT.finding(message, _TAKE_OUT, node=node)
    message = Text(
        f"Tệp này cho phép thêm một trang. Điện thoại sẽ mở: {host}.",
        f"This job also allows another site. A telephone will open: {host}.",
    )
    return ADDED_HOST_IS_LOOKED_AT.finding(message, node=node)


_TAKE_OUT = Text("Bỏ mục này khỏi allow_hosts.", "Take this entry out of allow_hosts.")
_OWN_PAGE = Text(
    "Dùng trang Zalo, Facebook hay .gov.vn của đơn vị.", "Use the office's page on Zalo, Facebook or .gov.vn."
)


def _refused(host: str, node: str) -> Finding | None:
    """Return why a job cannot add ``host``; None where it can."""
    name = quote(host)
    if hosts.is_shared(host):
        message = Text(
            f"{name} là đuôi chung của nhiều trang, không phải một trang.",
            f"{name} is an ending that many sites share, not one site.",
        )
        return ADDED_HOST_IS_ONE_SITE.finding(message, node=node)
    if hosts.is_under(host, hosts.SHORTENERS | hosts.RENTED):
        message = Text(
            f"{name} là dịch vụ rút gọn hay mã QR động: ghi vào allow_hosts cũng không dùng được.",
            f"{name} shortens links or makes dynamic codes: naming it in allow_hosts does not help.",
        )
        return LINK_LEADS_STRAIGHT.finding(message, _TAKE_OUT, node=node)
    inner = hosts.imitated_address(host)
    if inner is not None:
        message = Text(
            f"{name} mang {quote(inner)} ở phía trước nhưng là trang khác.",
            f"{name} has {quote(inner)} in front and is another site.",
        )
        return LINK_HOST_STANDS_ALONE.finding(message, _TAKE_OUT, node=node)
    if "xn--" in host or hosts.is_local(host) or hosts.fault_of(host):
        message = Text(
            f"{name} không phải là tên một trang mà đường dẫn được mở.",
            f"{name} is no name of a site that a link may open.",
        )
        return LINK_HOST_IS_A_NAME.finding(message, _TAKE_OUT, node=node)
    return None


def _judged(address: Address) -> Finding | None:
    written = address.parts.host
    if not written.isascii() or "xn--" in written:
        return _disguised(address)
    unreal = _unreal(address)
    if unreal is not None:
        return unreal
    host = address.host
    if hosts.is_under(host, hosts.SHORTENERS | hosts.RENTED):
        return _detour(address)
    if hosts.is_allowed(host, address.added) or host in hosts.FACEBOOK_DOORS:
        return _crowded(address)
    known = hosts.looks_like(host)
    if known is not None:
        return _misspelt(address, known)
    # Whoever was deceived by how the link is written must not be told to allow what it opens.
    return None if address.misleads else _unknown(address)


def _unreal(address: Address) -> Finding | None:
    """Return why the host of ``address`` is no name that every telephone looks up; None where it is one."""
    written, host = address.parts.host, address.host
    if hosts.is_local(host):
        opening = Text("", "") if written == host else Text(f" {address.opening.vi}", f" {address.opening.en}")
        name = quote(written)
        message = Text(
            f"{name} là địa chỉ máy (IP) hay tên máy trong mạng riêng: điện thoại của người dân không mở "
            f"được.{opening.vi}",
            f"{name} is an IP address or a local name, not an office's page.{opening.en}",
        )
        return LINK_HOST_IS_A_NAME.finding(message, node=address.node)
    fault = _fault(written)
    if fault is None and address.opened is None:
        fault = Text("không đọc được", "cannot be read")
    return _misformed(address, fault) if fault is not None else None


_FAULTS = {
    hosts.HostFault.HYPHEN: Text(
        "có phần bắt đầu hoặc kết thúc bằng gạch nối", "has a part that begins or ends with a hyphen"
    ),
    hosts.HostFault.EMPTY: Text("có hai dấu chấm liền nhau", "has two dots in a row"),
    hosts.HostFault.LONG: Text(
        "dài quá: mỗi phần giữa hai dấu chấm nhiều nhất 63 ký tự",
        "is too long: each part has 63 characters at most",
    ),
    hosts.HostFault.ROOT: Text("có dấu chấm thừa ở cuối", "ends in a dot too many"),
    hosts.HostFault.RESERVED: Text(
        "có hai gạch nối liền nhau sau hai chữ đầu", "has two hyphens after two letters"
    ),
    hosts.HostFault.NUMBER: Text("kết thúc bằng một con số", "ends in a number"),
}


def _fault(host: str) -> Text | None:
    """Return what is wrong with ``host`` as a name, for a message."""
    fault = hosts.fault_of(host)
    if fault is not hosts.HostFault.CHARACTER:
        return _FAULTS[fault] if fault is not None else None
    odd = quote("".join(dict.fromkeys(c for c in host if not (c.isalnum() or c in ".-"))))
    return Text(
        f"có ký tự {odd}; tên miền chỉ gồm chữ, số, gạch nối và dấu chấm",
        f"has {odd}; a host is letters, digits, hyphens and dots",
    )


def _misformed(address: Address, fault: Text) -> Finding:
    host, opening = quote(address.parts.host), address.opening
    message = Text(f"Tên miền {host} {fault.vi}. {opening.vi}", f"The host {host} {fault.en}. {opening.en}")
    return LINK_HOST_IS_A_NAME.finding(message, node=address.node)


def _crowded(address: Address) -> Finding | None:
    """Return what is wrong with an allowed host whose front is another address."""
    inner = hosts.imitated_address(address.host)
    if inner is None:
        return None
    own = quote(hosts.owner(address.host))
    message = Text(
        f"Tên miền {quote(address.host)} mang {quote(inner)} ở phía trước, nhưng là trang của {own}.",
        f"The host {quote(address.host)} has {quote(inner)} in front and is {own}'s.",
    )
    return LINK_HOST_STANDS_ALONE.finding(message, node=address.node)


def _widely_dotted(address: Address) -> Finding:
    host = address.parts.host
    dot = next(character for character in host if character in hosts.WIDE_DOTS)
    plain = "".join("." if character in hosts.WIDE_DOTS else character for character in address.link)
    message = Text(
        f"Tên miền {quote(host)} có dấu chấm kiểu rộng “{dot}”, không phải dấu chấm thường. {address.opening.vi}",
        f"The host {quote(host)} has the full-width dot “{dot}” instead of a plain one. {address.opening.en}",
    )
    hint = Text(
        f"Gõ lại bằng dấu chấm thường: {link_to_type(plain)}", f"Type it with a plain dot: {link_to_type(plain)}"
    )
    return LINK_HOST_IS_WHAT_IT_SEEMS.finding(message, hint, node=address.node)


def _unknown(address: Address) -> Finding:
    host = quote(address.host)
    if hosts.is_under(address.host, hosts.HOSTED):
        message = Text(
            f"{host} nằm ở nơi ai cũng mở trang miễn phí được, không phải trang riêng của đơn vị.",
            f"{host} is kept where anybody opens a page for nothing, not on the office's own site.",
        )
        return LINK_HOST_IS_ALLOWED.finding(message, _OWN_PAGE, node=address.node)
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
        return LINK_HOST_IS_ALLOWED.finding(message, hint, node=address.node)
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
    return LINK_HOST_IS_ALLOWED.finding(message, hint, node=address.node)


def _misspelt(address: Address, known: str) -> Finding:
    place = address.parts.authority
    host, true = quote(place), quote(hosts.owner(address.host))
    if hosts.owner(address.host) == place:
        message = Text(
            f"{host} trông giống {known} nhưng là trang khác, của người khác.",
            f"{host} looks like {known} and is another host, of somebody else's.",
        )
        return LINK_HOST_IS_SPELT_RIGHT.finding(message, _meant(address, known), node=address.node)
    message = Text(
        f"{host} trông giống {known} nhưng không phải: đường dẫn mở trang của {true}.",
        f"{host} looks like {known} and is not: the link opens a page of {true}.",
    )
    return LINK_HOST_IS_SPELT_RIGHT.finding(message, _meant(address, known), node=address.node)


def _added_look_alike(host: str, known: str, node: str) -> Finding:
    message = Text(
        f"Tệp này cho phép thêm {quote(host)}, trông giống {known} nhưng là trang khác.",
        f"This job also allows {quote(host)}, which looks like {known} and is another site.",
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
    return LINK_HOST_IS_SPELT_RIGHT.finding(message, hint, node=node, severity=Severity.WARNING)


def _meant(address: Address, known: str) -> Text:
    if known == hosts.GOVERNMENT:
        return Text(
            "Trang của cơ quan nhà nước có đuôi .gov.vn. Chép lại địa chỉ từ trang của đơn vị.",
            "Pages of the state end in .gov.vn. Copy the address from the office's page.",
        )
    link = link_to_type(f"https://{known}{address.parts.path}")
    return Text(f"Có phải {link} không?", f"Did you mean {link}?")


def _disguised(address: Address) -> Finding:
    if not hosts.WIDE_DOTS.isdisjoint(address.parts.host):
        return _widely_dotted(address)
    host = hosts.in_letters(address.parts.host)
    foreign = dict.fromkeys(character for character in host if not character.isascii())
    said = describe_letters(list(foreign)[:_LETTERS])
    known = hosts.looks_like(address.parts.host)
    hint = _meant(address, known) if known is not None else None
    like = Text(f" trông giống {known}", f" looks like {known}") if known is not None else Text("", "")
    tail = Text(f" có chữ lạ: {said.vi}.", f" has foreign letters: {said.en}.")
    if not foreign:
        tail = Text(" viết bằng mã xn-- không đọc ra chữ được.", " is in the code xn-- and cannot be decoded.")
    join = Text(" nhưng", " but") if known is not None else Text("", "")
    opening = address.opening
    message = Text(
        f"Tên miền {quote(host)}{like.vi}{join.vi}{tail.vi} {opening.vi}",
        f"The host {quote(host)}{like.en}{join.en}{tail.en} {opening.en}",
    )
    return LINK_HOST_IS_WHAT_IT_SEEMS.finding(message, hint, node=address.node)


# House rule: more letters than this are not read.
_LETTERS = 4


def _detour(address: Address) -> Finding:
    host = quote(address.host)
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
    return LINK_LEADS_STRAIGHT.finding(message, node=address.node)
