"""How a link is written: what a telephone reads otherwise than people do, what it does not need, what misleads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import name
from urllib.parse import quote as percent_encode
from urllib.parse import unquote

from keytag.checks.content import link_hosts as hosts
from keytag.checks.content.link_address import HTTPS, Address, addresses, straight_addresses, typed
from keytag.checks.content.link_inside import carried, is_address
from keytag.checks.content.subject import JobSubject
from keytag.documents.browser import open_as_browser
from keytag.documents.yaml import quote
from keytag.findings import HOUSE_RULE, Finding, Rule, Severity
from keytag.text.text import Text, same_text

_DENSE = Text(
    "Mỗi ký tự thừa làm ô vuông của mã QR nhỏ đi, và mã khó quét hơn.",
    "Every needless character makes the code's squares smaller and the code harder to scan.",
)

LINK_OPENS_WHAT_IT_SAYS = Rule(
    "link-opens-what-it-says",
    Severity.ERROR,
    Text("Điện thoại mở đúng địa chỉ đã viết.", "A telephone opens the very address that is written."),
    Text(
        "Trình duyệt đọc dấu \\ thành dấu / và bỏ đi các đoạn ./ ../: mắt thấy một nơi, điện thoại mở nơi khác.",
        "Browsers read \\ as / and take ./ and ../ away: the eye sees one place, the telephone opens another.",
    ),
    Text(
        "Mở trang của đơn vị trên điện thoại, chép lại đường dẫn từ đó.",
        "Open the office's page on a telephone and copy its address from there.",
    ),
    same_text("WHATWG URL Standard, 4.4"),
)
LINK_CARRIES_NO_OTHER_ADDRESS = Rule(
    "link-carries-no-other-address",
    Severity.WARNING,
    Text("Trong đường dẫn không có thêm một địa chỉ khác.", "There is no second address within the link."),
    Text(
        "Nhiều trang chuyển người xem tới địa chỉ ghi trong đường dẫn: mắt thấy trang của đơn vị, điện thoại "
        "lại mở trang khác.",
        "Many sites send people on to an address within the link: the eye sees the office's page, the "
        "telephone opens another.",
    ),
    Text(
        "Mở đường dẫn đó trên điện thoại, chờ trang hiện ra, rồi chép địa chỉ của chính trang ấy.",
        "Open the link on a telephone, wait for the page, and copy that page's own address.",
    ),
    Text("CWE-601; quy định của keytag", "CWE-601; house rule"),
)
LINK_POINTS_AT_NO_WORDS = Rule(
    "link-points-at-no-words",
    Severity.ERROR,
    Text("Đường dẫn không tô sáng một câu trong trang.", "The link does not highlight words within the page."),
    Text(
        "Phần #:~:text= cuộn trang tới một câu do người làm đường dẫn chọn và tô sáng câu ấy.",
        "#:~:text= scrolls to words that whoever made the link has chosen, and highlights them.",
    ),
    Text("Bỏ phần từ dấu # và mở thử.", "Take out all from the # and try it."),
    same_text("WICG, URL Fragment Text Directives"),
)
LINK_IS_HTTPS = Rule(
    "link-is-https",
    Severity.ERROR,
    Text("Đường dẫn bắt đầu bằng https://.", "The link begins with https://."),
    Text(
        "http:// không mã hóa: ai đứng giữa cũng đổi được trang, và điện thoại cảnh báo “không an toàn”.",
        "http:// is not encrypted: anyone between can change the page, and telephones warn of it.",
    ),
    Text("Đổi http:// thành https:// và mở thử.", "Change http:// to https:// and try it."),
    Text("RFC 9110, 4.2.2; quy định của keytag", "RFC 9110, 4.2.2; house rule"),
)
LINK_HAS_NO_SIGN_IN = Rule(
    "link-has-no-sign-in",
    Severity.ERROR,
    Text("Trước tên miền không có tên hay mật khẩu.", "No name or password stands before the host."),
    Text(
        "https://zalo.me@trang-khac.vn mở trang-khac.vn: phần trước @ chỉ để lừa mắt.",
        "https://zalo.me@elsewhere.vn opens elsewhere.vn: what stands before the @ only deceives.",
    ),
    Text(
        "Bỏ dấu @ và phần đứng trước nó, rồi xem trang còn lại có đúng của đơn vị không.",
        "Take out all up to the @, and make sure that the page left is the office's.",
    ),
    Text("RFC 3986, 3.2.1 và 7.6", "RFC 3986, 3.2.1 and 7.6"),
)
LINK_HAS_NO_PORT = Rule(
    "link-has-no-port",
    Severity.WARNING,
    Text("Sau tên miền không có số cổng.", "No port stands after the host."),
    Text(
        "Cổng lạ thường là máy thử hay trang quản trị, và nhiều mạng chặn.",
        "An unusual port is mostly a test machine or an admin page, and many networks block it.",
    ),
    Text(
        "Bỏ dấu hai chấm và con số sau tên miền, rồi mở thử.",
        "Take the colon and the number after the host out, and try it.",
    ),
    Text("RFC 3986, 3.2.3; quy định của keytag", "RFC 3986, 3.2.3; house rule"),
)
LINK_HAS_NO_TRACKING = Rule(
    "link-has-no-tracking",
    Severity.WARNING,
    Text("Đường dẫn không có phần theo dõi người bấm.", "The link carries nothing that tracks who opens it."),
    Text(
        "Phần ấy (fbclid, utm_…) ghi lại ai đã chia sẻ, mà người báo tin cần được giữ kín; mã QR cũng dày thêm.",
        "Such parts (fbclid, utm_…) tell who shared it; informants must stay unknown. The code gets denser too.",
    ),
    Text("Bỏ phần sau dấu hỏi.", "Take out what stands after the question mark."),
    HOUSE_RULE,
)
LINK_HAS_NO_FRAGMENT = Rule(
    "link-has-no-fragment",
    Severity.WARNING,
    Text("Đường dẫn không có phần sau dấu #.", "The link has nothing after a #."),
    _DENSE,
    Text("Bỏ phần từ dấu # và mở thử.", "Take out all from the # and try it."),
    Text("RFC 3986, 3.5; quy định của keytag", "RFC 3986, 3.5; house rule"),
)
LINK_IS_PLAIN = Rule(
    "link-is-plain",
    Severity.WARNING,
    Text(
        "Đường dẫn chỉ gồm chữ không dấu, không có dấu cách và ký tự lạ.",
        "The link is in plain letters, without blanks or odd characters.",
    ),
    Text(
        "Chữ có dấu tốn chỗ trong mã QR và mỗi điện thoại đọc một kiểu, nên có máy mở không ra trang.",
        "Letters with marks take room in the code, and telephones read them differently: some find no page.",
    ),
    Text(
        "Xóa dấu cách và ký tự lạ; có chữ có dấu thì nhờ người quản trị trang đặt địa chỉ không dấu.",
        "Take out blanks and odd characters; for letters with marks, have the page given a plain address.",
    ),
    Text("RFC 3986, 2; ISO/IEC 18004, 7.4.5 (chế độ byte)", "RFC 3986, 2; ISO/IEC 18004, 7.4.5 (byte mode)"),
)
LINK_PATH_IS_WHAT_IT_SEEMS = Rule(
    "link-path-is-what-it-seems",
    Severity.ERROR,
    Text(
        "Sau tên miền không có chữ nước khác trông giống chữ la-tinh.",
        "Past the host no foreign letter looks like a Latin one.",
    ),
    Text(
        "Chữ а của tiếng Nga in ra giống hệt chữ a, nhưng mở trang khác: trang của người khác.",  # noqa: RUF001 - that is the point
        "A Russian а prints just like an a and opens another page: somebody else's.",  # noqa: RUF001 - the same
    ),
    Text("Gõ lại đường dẫn bằng chữ không dấu.", "Type the address again in plain letters."),
    Text("Unicode UTS 39, mục 4 (chữ trông giống nhau)", "Unicode UTS 39, 4 (confusables)"),
)
LINK_IS_TIDY = Rule(
    "link-is-tidy",
    Severity.NOTE,
    Text("Đường dẫn viết gọn nhất.", "The link is written as shortly as can be."),
    _DENSE,
    Text("Chép dạng gọn và mở thử.", "Copy the short form and try it."),
    Text("RFC 3986, 6.2; quy định của keytag", "RFC 3986, 6.2; house rule"),
)
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
_TRACKERS = re.compile(
    r"(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|yclid|ttclid|twclid|msclkid|igsh|igshid|mibextid|rdid|sfnsn|zarsrc|gidzl"
    r"|mc_[ce]id|_ga|__tn__|__cft__.*|__xts__.*|share_url|paipv|_rd[rc])",
    re.IGNORECASE,
)
# On these hosts these, too, only say where one came from.
_REFERRERS = {"ref", "refsrc", "src", "fref", "hc_ref", "eav", "notif_t", "locale", "_openstat"}
_SPOILED = (
    (
        re.compile(r"%(?![0-9A-Fa-f]{2})"),
        Text(
            "Đường dẫn có dấu % không đi với mã nào: mỗi máy đọc một kiểu.",
            "The link has a % without a code: telephones read it differently.",
        ),
    ),
    (
        re.compile(r"%(0[0-9A-Fa-f]|1[0-9A-Fa-f]|7[Ff])"),
        Text("Đường dẫn có ký tự điều khiển viết thành mã.", "The link has an encoded control character."),
    ),
    (
        re.compile(r"^[^?#]*%(2[Ff]|5[Cc]|2[Ee])"),
        Text(
            "Đường dẫn có dấu / \\ hoặc dấu chấm viết thành mã: mỗi máy chủ đọc một kiểu.",
            "The link has an encoded / \\ or dot: servers read it differently.",
        ),
    ),
    (
        re.compile(r"%25[0-9A-Fa-f]{2}"),
        Text(
            "Đường dẫn bị mã hóa hai lần (%25…), vì chép qua nhiều nơi.",
            "The link is encoded twice (%25…): it was copied around.",
        ),
    ),
    (re.compile("%20"), Text("Đường dẫn có dấu cách (%20).", "The link has blanks (%20).")),
    (
        re.compile(r"^[^?#]*//"),
        Text(
            "Đường dẫn có hai dấu gạch chéo liền nhau (//): có trang không mở được.",
            "The link has two slashes in a row (//): some pages do not open so.",
        ),
    ),
)
# RFC 3986, 2.2 to 2.4: all that an address may consist of.
_ODD = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
_CURLY = re.compile("[“”„‟‘’«»]")  # noqa: RUF001 - marks that word processors put in place of straight ones
# Letters with marks, in the bytes of UTF-8 (RFC 3629).
_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
# House rule: more letters than this are not read.
_LETTERS = 4
_INDEX = re.compile(r"/(index|default)\.(html?|php|aspx?)$", re.IGNORECASE)


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
        yield LINK_OPENS_WHAT_IT_SAYS.found(
            Text(f"{written.vi} {read.vi}", f"{written.en} {read.en}"), node=address.node
        )


def link_is_https(subject: JobSubject) -> Iterator[Finding]:
    """A link begins with https."""
    for address in addresses(subject):
        if address.parts.scheme.lower() != HTTPS:
            safe = f"{HTTPS}{address.link[len(address.parts.scheme) :]}"
            link = typed(safe)
            # Of a host that is known it is known, too, that it answers by https.
            is_sure = (
                address.parts.sign_in is None and not address.port and hosts.is_allowed(address.host, frozenset())
            )
            yield LINK_IS_HTTPS.found(
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
            yield LINK_HAS_NO_SIGN_IN.found(
                Text(
                    f"{quote(before)} đứng trước dấu @; đường dẫn thật ra mở {really}.",
                    f"{quote(before)} stands before an @; the link really opens {really}.",
                ),
                node=address.node,
            )
        port = address.port
        if port:
            yield LINK_HAS_NO_PORT.found(
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
        other = carried(address.parts.path, address.parts.query, address.parts.fragment)
        if other is not None:
            yield LINK_CARRIES_NO_OTHER_ADDRESS.found(
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
            names, link = quote(", ".join(dict.fromkeys(gone))), typed(shorter)
            yield LINK_HAS_NO_TRACKING.found(
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
            yield LINK_POINTS_AT_NO_WORDS.found(
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
            yield LINK_HAS_NO_FRAGMENT.found(
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
            yield LINK_IS_PLAIN.found(said, node=address.node)
        elif _ENCODED.search(_past_host(address)) and not _disguises(address):
            letters = quote(unquote("".join(_ENCODED.findall(_past_host(address))), errors="ignore"))
            yield LINK_IS_PLAIN.found(
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
        said = ", ".join(f"“{c}” U+{ord(c):04X} {name(c, '')}" for c in strange[:_LETTERS])
        head = address.link[: len(address.link) - len(rest)]
        link = typed(head + hosts.undisguised(unquote(rest, errors="ignore")))
        yield LINK_PATH_IS_WHAT_IT_SEEMS.found(
            Text(
                f"Sau tên miền có chữ giống chữ thường mà không phải: {said}. Đường dẫn này mở trang khác.",
                f"Past the host stand letters that only look plain: {said}. This link opens another page.",
            ),
            Text(f"Gõ lại bằng chữ thường: {link}", f"Type it again in plain letters: {link}"),
            node=address.node,
        )


def link_is_tidy(subject: JobSubject) -> Iterator[Finding]:
    """Scheme and host in small letters, and nothing at the end that means nothing."""
    for address in addresses(subject):
        tidy = _tidy(address)
        if tidy != address.link and address.segments and hosts.is_allowed(address.host, address.added):
            yield LINK_IS_TIDY.found(
                Text("Đường dẫn viết gọn hơn được.", "The link can be written more simply."),
                Text(f"Dùng {typed(tidy)} và mở thử.", f"Use {typed(tidy)} and try it."),
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
