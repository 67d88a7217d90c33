"""How a link is written: what a telephone reads otherwise than people do, what it does not need, what misleads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote as percent_encode
from urllib.parse import unquote

from keytag.checks.content import link_hosts as hosts
from keytag.checks.content.link_address import HTTPS, Address, addresses, link_to_type, straight_addresses
from keytag.checks.content.link_inside import carried_address, is_address
from keytag.checks.content.subject import JobSubject
from keytag.documents.browser import open_as_browser
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule, Severity
from keytag.text.letter_names import describe_letters
from keytag.text.pattern import pattern
from keytag.text.text import Text

LINK_OPENS_WHAT_IT_SAYS = Rule.error("link-opens-what-it-says", __name__)
LINK_CARRIES_NO_OTHER_ADDRESS = Rule.warning("link-carries-no-other-address", __name__)
LINK_POINTS_AT_NO_WORDS = Rule.error("link-points-at-no-words", __name__)
LINK_IS_HTTPS = Rule.error("link-is-https", __name__)
LINK_HAS_NO_SIGN_IN = Rule.error("link-has-no-sign-in", __name__)
LINK_HAS_NO_PORT = Rule.warning("link-has-no-port", __name__)
LINK_HAS_NO_TRACKING = Rule.warning("link-has-no-tracking", __name__)
LINK_HAS_NO_FRAGMENT = Rule.warning("link-has-no-fragment", __name__)
LINK_IS_PLAIN = Rule.warning("link-is-plain", __name__)
LINK_PATH_IS_WHAT_IT_SEEMS = Rule.error("link-path-is-what-it-seems", __name__)
LINK_IS_TIDY = Rule.note("link-is-tidy", __name__)
RULES = (
    LINK_OPENS_WHAT_IT_SAYS,
    LINK_CARRIES_NO_OTHER_ADDRESS,
    LINK_POINTS_AT_NO_WORDS,
    LINK_IS_HTTPS,
    LINK_HAS_NO_SIGN_IN,
    LINK_HAS_NO_PORT,
    LINK_HAS_NO_TRACKING,
    LINK_HAS_NO_FRAGMENT,
    LINK_IS_PLAIN,
    LINK_PATH_IS_WHAT_IT_SEEMS,
    LINK_IS_TIDY,
)

# Parameters that say who shared or clicked: Facebook, Google, Zalo, TikTok, newsletters. House rule, by looking.
_TRACKERS = pattern(
    r"(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|yclid|ttclid|twclid|msclkid|igsh|igshid|mibextid|rdid|sfnsn|zarsrc|gidzl"
    r"|mc_[ce]id|_ga|__tn__|__cft__.*|__xts__.*|share_url|paipv|_rd[rc])",
    re.IGNORECASE,
)
# On these hosts these, too, only say where one came from.
_REFERRERS = {"ref", "refsrc", "src", "fref", "hc_ref", "eav", "notif_t", "locale", "_openstat"}
_SPOILED = (
    (
        pattern(r"%(?![0-9A-Fa-f]{2})"),
        Text(
            "Đường dẫn có dấu % không đi với mã nào: mỗi máy đọc một kiểu.",
            "The link has a % without a code: telephones read it differently.",
        ),
    ),
    (
        pattern(r"%(0[0-9A-Fa-f]|1[0-9A-Fa-f]|7[Ff])"),
        Text("Đường dẫn có ký tự điều khiển viết thành mã.", "The link has an encoded control character."),
    ),
    (
        pattern(r"^[^?#]*%(2[Ff]|5[Cc]|2[Ee])"),
        Text(
            "Đường dẫn có dấu / \\ hoặc dấu chấm viết thành mã: mỗi máy chủ đọc một kiểu.",
            "The link has an encoded / \\ or dot: servers read it differently.",
        ),
    ),
    (
        pattern(r"%25[0-9A-Fa-f]{2}"),
        Text(
            "Đường dẫn bị mã hóa hai lần (%25…), vì chép qua nhiều nơi.",
            "The link is encoded twice (%25…): it was copied around.",
        ),
    ),
    (pattern("%20"), Text("Đường dẫn có dấu cách (%20).", "The link has blanks (%20).")),
    (
        pattern(r"^[^?#]*//"),
        Text(
            "Đường dẫn có hai dấu gạch chéo liền nhau (//): có trang không mở được.",
            "The link has two slashes in a row (//): some pages do not open so.",
        ),
    ),
)
# RFC 3986, 2.2 to 2.4: all that an address may consist of.
_ODD = pattern(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
_CURLY = pattern("[“”„‟‘’«»]")  # noqa: RUF001 - marks that word processors put in place of straight ones
# Letters with marks, in the bytes of UTF-8 (RFC 3629).
_ENCODED = pattern(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
# House rule: more letters than this are not read.
_LETTERS = 4
_INDEX = pattern(r"/(index|default)\.(html?|php|aspx?)$", re.IGNORECASE)


def link_opens_what_it_says(subject: JobSubject) -> Iterator[Finding]:
    """What a browser reads is what is written, backslashes and dots included."""
    for address in addresses(subject):
        if address.opened is None or not address.is_read_otherwise:
            continue
        path = quote(address.opened.path)
        read = Text(
            f"Điện thoại sẽ mở: {address.host}, trang {path}.", f"A telephone will open: {address.host}, {path}."
        )
        written = (
            Text(
                "Đường dẫn có dấu gạch chéo ngược (\\), máy đọc thành dấu /.",
                "The link has a backslash (\\), which is read as /.",
            )
            if "\\" in address.link
            else Text(
                f"Đường dẫn viết {quote(address.parts.path)} sau tên miền.",
                f"The link says {quote(address.parts.path)} behind its host.",
            )
        )
        yield LINK_OPENS_WHAT_IT_SAYS.finding(
            Text(f"{written.vi} {read.vi}", f"{written.en} {read.en}"), node=address.node
        )


def link_is_https(subject: JobSubject) -> Iterator[Finding]:
    """A link begins with https."""
    for address in addresses(subject):
        if address.parts.scheme.lower() != HTTPS:
            safe = f"{HTTPS}{address.link[len(address.parts.scheme) :]}"
            link = link_to_type(safe)
            # Of a host that is known it is known, too, that it answers by https.
            is_sure = (
                address.parts.sign_in is None and not address.port and hosts.is_allowed(address.host, frozenset())
            )
            yield LINK_IS_HTTPS.finding(
                Text(
                    "Đường dẫn bắt đầu bằng http://, không phải https://.",
                    "The link begins with http://, not https://.",
                ),
                Text(f"Đổi thành {link} và mở thử.", f"Change it to {link} and try it."),
                node=address.node,
                becomes=safe if is_sure else None,
            )


def link_names_its_host_alone(subject: JobSubject) -> Iterator[Finding]:
    """Neither sign-in nor port stands by the host."""
    for address in addresses(subject):
        before = address.parts.sign_in
        if before is not None:
            really = quote(address.host)
            yield LINK_HAS_NO_SIGN_IN.finding(
                Text(
                    f"{quote(before)} đứng trước dấu @; đường dẫn thật ra mở {really}.",
                    f"{quote(before)} stands before an @; the link really opens {really}.",
                ),
                node=address.node,
            )
        port = address.port
        if port:
            yield LINK_HAS_NO_PORT.finding(
                Text(
                    f"Sau tên miền có số cổng :{port}; trang cho mọi người không cần số này.",
                    f"The link names port {port}; pages for everybody need none.",
                ),
                Text(f"Bỏ “:{port}” khỏi đường dẫn và mở thử.", f"Take “:{port}” out of the link and try it."),
                node=address.node,
            )


def link_carries_no_other_address(subject: JobSubject) -> Iterator[Finding]:
    """No part behind the host is itself an address; of Zalo's and Facebook's pages `link_page` speaks."""
    for address in straight_addresses(subject):
        if address.is_zalo or address.is_facebook:
            continue
        other = carried_address(address.parts.path, address.parts.query, address.parts.fragment)
        if other is not None:
            yield LINK_CARRIES_NO_OTHER_ADDRESS.finding(
                Text(
                    f"Trong đường dẫn có một địa chỉ khác: {quote(other)}. Điện thoại có thể mở trang ấy thay cho "
                    "trang của đơn vị.",
                    f"Within the link stands another address: {quote(other)}. A telephone may open that one "
                    "instead of the office's page.",
                ),
                node=address.node,
            )


def without_tracking(address: Address) -> str | None:
    """Return the link without the parameters that tell who shared it; None where it has none of those."""
    kept = [part for part in address.parameters if not tracks(address, part)]
    return address.rewritten(query="&".join(kept)) if len(kept) < len(address.parameters) else None


def link_has_no_tracking(subject: JobSubject) -> Iterator[Finding]:
    """Nothing in the query tells who shared the link."""
    for address in addresses(subject):
        shorter = without_tracking(address)
        if shorter is not None:
            gone = [part.partition("=")[0] for part in address.parameters if tracks(address, part)]
            names, link = quote(", ".join(dict.fromkeys(gone))), link_to_type(shorter)
            yield LINK_HAS_NO_TRACKING.finding(
                Text(f"Đường dẫn có phần theo dõi: {names}.", f"The link carries tracking: {names}."),
                Text(f"Dùng {link} và mở thử.", f"Use {link} and try it."),
                node=address.node,
                becomes=shorter,
            )


def link_points_at_no_words(subject: JobSubject) -> Iterator[Finding]:
    """No text directive stands in the fragment."""
    for address in addresses(subject):
        before, mark, words = address.parts.fragment.partition(":~:")
        if mark:
            chosen = quote(unquote(words.removeprefix("text="), errors="ignore"))
            yield LINK_POINTS_AT_NO_WORDS.finding(
                Text(
                    f"Đường dẫn tô sáng một câu trong trang: {chosen}.",
                    f"The link highlights words within the page: {chosen}.",
                ),
                Text(
                    f"Bỏ phần từ “#{quote(before)[1:-1]}:~:” đến hết và mở thử.",
                    f"Take out all from “#{quote(before)[1:-1]}:~:” and try it.",
                ),
                node=address.node,
            )


def link_has_no_fragment(subject: JobSubject) -> Iterator[Finding]:
    """No fragment, unless the page lives by it (#/ and #!); no page of Zalo or Facebook does."""
    for address in addresses(subject):
        fragment = address.parts.fragment
        if fragment and fragment[0] not in "/!" and ":~:" not in fragment:
            yield LINK_HAS_NO_FRAGMENT.finding(
                Text(
                    f"Đường dẫn có phần {quote('#' + fragment)}, dài thêm {len(fragment) + 1} ký tự.",
                    f"The link has {quote('#' + fragment)}, {len(fragment) + 1} characters more.",
                ),
                Text(
                    f"Bỏ {quote('#' + fragment)} khỏi đường dẫn và mở thử.",
                    f"Take {quote('#' + fragment)} out of the link and try it.",
                ),
                node=address.node,
                severity=Severity.WARNING if address.is_zalo or address.is_facebook else Severity.NOTE,
            )


def link_is_plain(subject: JobSubject) -> Iterator[Finding]:
    """No letters with marks, blanks, odd characters, nor anything encoded, past the host."""
    for address in straight_addresses(subject):
        said = None if _is_told_elsewhere(address) else _oddness(address)
        if said is not None:
            yield LINK_IS_PLAIN.finding(said, node=address.node)
        elif _ENCODED.search(_past_host(address)) and not _disguises(address):
            letters = quote(unquote("".join(_ENCODED.findall(_past_host(address))), errors="ignore"))
            yield LINK_IS_PLAIN.finding(
                Text(
                    f"Đường dẫn có chữ có dấu viết thành mã ({letters}): mỗi chữ tốn 6 đến 9 ký tự.",
                    f"The link has encoded letters ({letters}): 6 to 9 characters for each.",
                ),
                Text(
                    "Có thể để vậy; muốn mã QR thưa hơn thì nhờ người quản trị trang đặt địa chỉ không dấu.",
                    "It can stay; for a lighter code, have the page given a plain address.",
                ),
                node=address.node,
                severity=Severity.NOTE,
            )


def link_path_is_what_it_seems(subject: JobSubject) -> Iterator[Finding]:
    """No letter past the host is drawn like a plain one and is another, encoded or not."""
    for address in addresses(subject):
        rest = _past_host(address)
        strange = [c for c in dict.fromkeys(unquote(rest, errors="ignore")) if hosts.is_disguise(c)]
        if not strange:
            continue
        said = describe_letters(strange[:_LETTERS])
        head = address.link[: len(address.link) - len(rest)]
        link = link_to_type(head + hosts.replace_look_alikes(unquote(rest, errors="ignore")))
        yield LINK_PATH_IS_WHAT_IT_SEEMS.finding(
            Text(
                f"Sau tên miền có chữ giống chữ thường mà không phải: {said.vi}. Đường dẫn này mở trang khác.",
                f"Past the host stand letters that only look plain: {said.en}. This link opens another page.",
            ),
            Text(f"Gõ lại bằng chữ thường: {link}", f"Type it again in plain letters: {link}"),
            node=address.node,
        )


def link_is_written_simply(subject: JobSubject) -> Iterator[Finding]:
    """Scheme and host in small letters, and nothing at the end that means nothing."""
    for address in addresses(subject):
        tidy = _tidy(address)
        if tidy != address.link and address.segments and hosts.is_allowed(address.host, address.added):
            yield LINK_IS_TIDY.finding(
                Text("Đường dẫn viết gọn hơn được.", "The link can be written more simply."),
                Text(f"Dùng {link_to_type(tidy)} và mở thử.", f"Use {link_to_type(tidy)} and try it."),
                node=address.node,
                becomes=tidy,
            )


def _past_host(address: Address) -> str:
    parts = address.parts
    return address.link[len(parts.scheme) + 1 + len(parts.slashes) + len(parts.authority) :]


def tracks(address: Address, part: str) -> bool:
    """Tell whether ``part`` of the query only says who shared the link or where it was met."""
    name, _, value = part.partition("=")
    social = address.is_zalo or address.is_facebook
    is_known = bool(_TRACKERS.fullmatch(name)) or (social and name.lower() in _REFERRERS)
    return is_known and (not is_address(value) or _is_of_facebook(value))


def _is_of_facebook(value: str) -> bool:
    """Tell whether ``value`` is an address of Facebook's own, as it writes one behind a page that was shared."""
    read = open_as_browser(unquote(value))
    return read is not None and read.host in hosts.FACEBOOK_FACES


def _is_told_elsewhere(address: Address) -> bool:
    """Tell whether `link_page` speaks of two slashes in a row."""
    return (address.is_zalo or address.is_facebook) and "//" in address.parts.path


def _disguises(address: Address) -> bool:
    return any(map(hosts.is_disguise, unquote(_past_host(address), errors="ignore")))


def _oddness(address: Address) -> Text | None:
    rest = _past_host(address).partition(":~:")[0]
    spoiled = next((said for pattern, said in _SPOILED if pattern.search(rest)), None)
    if spoiled is not None:
        return spoiled
    if not rest.isascii():
        return _foreign(address, rest)
    odd = _ODD.search(rest)
    if odd is not None:
        return Text(f"Đường dẫn có ký tự {quote(odd[0])}.", f"The link has the character {quote(odd[0])}.")
    return None


def _foreign(address: Address, rest: str) -> Text | None:
    if any(map(hosts.is_disguise, rest)):
        return None
    quotes = _CURLY.findall(rest)
    if quotes:
        return Text(
            f"Đường dẫn lẫn dấu ngoặc cong ({' '.join(quotes)}).",
            f"The link holds curly quotation marks ({' '.join(quotes)}).",
        )
    foreign = [character for character in rest if not character.isascii()]
    written, encoded = len(address.link.encode()), len(percent_encode(address.link, safe="%:/?#[]@!$&'()*+,;="))
    letters = " ".join(dict.fromkeys(foreign[:6]))
    return Text(
        f"Đường dẫn có chữ có dấu ({letters}): {len(address.link)} ký tự chiếm {written} chỗ trong mã QR, "
        f"điện thoại gửi đi thành {encoded}.",
        f"The link has letters with marks ({letters}): its {len(address.link)} characters become {written} "
        f"bytes in the code, and {encoded} when a telephone sends them.",
    )


def _tidy(address: Address) -> str:
    path = _INDEX.sub("/", address.parts.path)
    # A mini app of Zalo keeps its slash: so Zalo writes it.
    keeps_slash = address.is_zalo and address.segments[:1] == ("s",)
    if not address.parts.query and not address.parts.fragment and not keeps_slash:
        path = path.rstrip("/")
    port = f":{address.port}" if address.port else ""
    return address.rewritten(host=f"{address.host}{port}", path=path)
