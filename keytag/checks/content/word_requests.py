"""Words that ask people for money, for secrets or for a tap, and addresses in words: what frauds ask for.

Pure. The police's own warnings speak of the same things, "Không đọc mã OTP cho bất kỳ ai", so a phrase is judged
by the clause in which it stands: what is forbidden, warned of or reported is right. Lines typed without marks are
read by the same patterns without theirs. A tag has one code, whose address is vetted; that address alone may stand
in words as well: people who cannot scan type it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from unicodedata import normalize

from keytag.checks.content import link_hosts as hosts
from keytag.checks.content.printed import (
    PrintedText,
    cite_phrase,
    fold_phrase,
    printed_texts,
    printed_texts_by_edition,
)
from keytag.checks.content.subject import JobSubject
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text
from keytag.vietnam.phone import NumberKind, is_number, read_number
from keytag.vietnam.places import lacks_marks

WORDS_ASK_FOR_NOTHING = Rule.error("words-ask-for-nothing", __name__)
WORDS_NAME_NO_OTHER_ADDRESS = Rule.warning("words-name-no-other-address", __name__)
RULES = (WORDS_ASK_FOR_NOTHING, WORDS_NAME_NO_OTHER_ADDRESS)

_NO_ACCOUNT = Text(
    "Xóa số này khỏi câu chữ: móc khóa của Công an không nhận tiền, không ghi số giấy tờ của ai.",
    "Take it out of the words: a tag of the police takes no money and names nobody's papers.",
)

# Banks and wallets of Vietnam by the names that people write, and the words for an account.
_BRANDS = (
    r"vcb|vietcombank|vietinbank|ctg|bidv|agribank|vbsp|techcombank|tcb|mb ?bank|mbb?|acb|vpbank|tpbank"
    r"|sacombank|stb"
    r"|hdbank|vib|shb|ocb|msb|seabank|eximbank|lpbank|lienvietpostbank|scb|momo|zalo ?pay|viettel ?money"
    r"|viettelpay"
    r"|vnpay|shopee ?pay"
)
_ACCOUNTS = r"stk|số ?tk|tk|(?:số )?tài khoản|ngân hàng|ví điện tử"
# House rule: an account at a bank of Vietnam has six to nineteen digits, near the bank's name.
_DIGITS = r"(?P<digits>[0-9](?:[ .-]?[0-9]){5,18})(?![0-9])"
_BANK_FIRST = rf"(?<!\w)(?:(?P<brand>{_BRANDS})|{_ACCOUNTS})(?!\w)(?P<between>[^0-9]{{0,40}}){_DIGITS}"
_BANK_LAST = rf"(?<![0-9]){_DIGITS}(?P<between>[^0-9]{{1,12}})(?<!\w)(?:(?P<brand>{_BRANDS})|{_ACCOUNTS})(?!\w)"
# Circular 22/2014/TT-BTTTT: telephone numbers have eleven digits at most. Cards and identity cards have more.
_LONG = r"(?<![0-9/.-])(?:[0-9]{12,19}|[1-9][0-9]{3}(?: [0-9]{4}){2,3})(?![0-9])"

_CODES = r"(?:mã )?otp|mã (?:xác thực|xác nhận|xác minh|bảo mật|pin)|mật khẩu|cvv"
_PRIVATE = (
    rf"{_CODES}|(?:số )?(?:cccd|căn cước(?: công dân)?|cmnd)|thông tin (?:thẻ|tài khoản|cá nhân|ngân hàng)|số thẻ"
    r"|số tài khoản|khuôn mặt"
)
_GIVE = r"đọc|gửi|cung cấp|nhập|nhắn|khai|đưa|chụp|xác nhận|xác thực|điền|báo|cập nhật|cho|nói"
_SUM = r"\d[\d.,]* ?(?:k|đ|đồng|nghìn|ngàn|triệu|tr|tỷ)"
_MONEY = (
    r"chuyển khoản|chuyển tiền|(?:nộp|đóng|trả) (?:tiền|phạt|lệ phí|phí)|nạp (?:tiền|thẻ|card)|đặt cọc|thanh toán"
    rf"|chuyển {_SUM}|ủng hộ qua|vay (?:tiền|nhanh|online)|cho vay|stk|viet ?qr|vnpay|zalo ?pay|momo"
    r"|quét(?: mã)?(?: qr)?(?: để)? (?:ủng hộ|quyên góp|đóng góp(?! ý)|mua|đặt (?:hàng|mua))"
    # A message to a short number costs what its owner asks: "Soạn ANKHE gửi 8088".
    r"|(?:soạn|nhắn)(?: \w+){1,4} (?:gửi|tới|đến)(?: [^\W\d]+){0,2} \d{3,5}(?![\d .]*\d)"
    r"|(?:nộp|tra cứu|xử lý) phạt nguội|tiền phạt"
)
_GIFTS = (
    rf"(?:nhận|lĩnh|rinh|tặng)(?: (?:ngay|thêm|lại|được)){{0,2}} (?:tiền|quà|thưởng|trợ cấp|lì xì|thẻ cào"
    rf"|voucher|{_SUM})"
    rf"|quà tặng"
    r"|trúng (?:thưởng|quà)|hoàn tiền|(?:thu hồi|lấy lại|đòi lại) (?:tiền|vốn)"
)
_LINK = r"(?:đường )?link|đường dẫn|liên kết"
_TAPS = (
    rf"(?:bấm|click|nhấn|nhấp|ấn|truy cập|mở|vào|kích|chạm)(?: \w+){{0,2}} (?:{_LINK})|(?:qua|tại|theo"
    rf"|bằng) (?:{_LINK})"
    r"|quét mã(?: \w+){0,2} (?:cài|tải)|tải app|(?:cài|tải)(?: (?:đặt|về|ngay)){0,2} (?:ứng dụng|app|phần mềm|apk)"
    rf"(?! (?:vneid|định danh))|(?:ứng dụng|vneid)(?: \w+){{0,2}} (?:qua|từ|theo|bằng) (?:{_LINK}|mã|trang"
    rf"|file|tệp)"
    r"|trung tâm xử lý vi phạm|xử lý vi phạm(?: giao thông)? (?:trực tuyến|online|qua)|lệnh bắt"
)
_REQUESTS = (
    rf"(?<!\w)(?:(?P<given>(?:{_GIVE})(?: \w+){{0,4}}? (?:{_PRIVATE}))|{_MONEY}|{_GIFTS}|{_TAPS}|{_CODES})(?!\w)"
)

# What forbids; "không bị phạt" and "đừng lo" forbid nothing.
_FORBIDS = (
    r"(?:không|ko|đừng|chớ|cấm|chưa|tránh|từ chối|ngừng|dừng|chẳng)"
    r"(?! (?:bị|mất|lo|sợ|tốn|ngại|những|chỉ|thể|để bị|muốn bị|cần lo|phải lo)(?!\w))"
)
_WARNS = (
    r"cảnh giác|cảnh báo|lừa đảo|bị lừa|giả danh|giả mạo|mạo danh|thủ đoạn|chiêu trò|chiêu|kẻ gian|kẻ xấu"
    r"|tội phạm|tố giác"
    r"|nghi ngờ|người lạ|số lạ|link lạ|đối tượng|phòng chống|phòng ngừa|phòng tránh|đề phòng|chống|ngăn chặn"
    r"|bảo vệ"
    r"|giữ(?: kín| bí mật)?|bảo mật|trước khi|cẩn trọng|cẩn thận|thận trọng|kiểm tra kỹ|nếu (?:bị|có ai"
    r"|có người|ai)"
    r"|ai (?:yêu cầu|đòi|hỏi|bảo|gọi|mời)|khi (?:bị|có người|nghe|được yêu cầu|nhận cuộc gọi)|mọi yêu cầu"
    r"|yêu cầu|đòi|dụ dỗ|dụ"
    r"|xúi|bẫy|rủi ro|nguy cơ|nạn|mất|tín dụng đen|bí mật|nói không với|không có chuyện|lời mời|trò"
)
_RIGHT_BEFORE = rf"(?<!\w)(?:{_FORBIDS}|{_WARNS})(?!\w)"
_WARNED_OF = rf"(?<!\w)(?:{_WARNS})(?!\w)"
# An office that asks is no warning: "Công an phường yêu cầu chuyển khoản".
_OFFICE_ASKS = (
    r"^[^a-zà-ỹ]*(?:công an|cảnh sát|cán bộ|cơ quan|ngân hàng|toà án|tòa án|viện kiểm sát)(?: \w+){0,4} "
    r"(?:yêu cầu|đòi|đề nghị|mời|hướng dẫn)(?!\w)"
)
# What follows a code or a payment that nobody is asked for: "Mã OTP là bí mật", "Mật khẩu: không cho ai biết".
_RIGHT_AFTER = (
    r"^\W{0,3}(?:của (?:bạn|mình|tôi) )?(?:\w+ ){0,4}?"
    r"(?:là (?:\w+ ){0,2}(?:bí mật|chìa khóa|tài sản|riêng|lừa|mất|bẫy|thủ đoạn)"
    rf"|{_FORBIDS}(?!\w)|tuyệt đối|phải giữ|cần giữ|cần bảo mật|dễ mất|mất tiền|chỉ (?:mình|bạn|riêng|một mình)"
    r"|hãy (?:báo|cảnh giác|giữ)|(?:thì )?(?:báo|gọi)(?: ngay)? (?:công an|113))"
)
# A request in so many words, whatever was warned of before: to whom, what for.
_PRESSES = (
    r"(?<!\w)(?:cho|tới|đến|về|gửi|theo) (?:\w+ )?(?:công an|cảnh sát|cán bộ|chúng tôi|tổng đài|cục)(?!\w)"
    r"|(?<!\w)để (?:được|nhận|mở|hủy|tránh|không bị|khỏi|xác minh|xử lý)(?!\w)|(?<!\w)(?:vui lòng|hãy|xin|phải"
    r"|cần)(?!\w)"
)
_THREAT = r"(?<!\w)(?:sẽ bị|nếu không|bị bắt|bị khóa|bị khởi tố)(?!\w)"
_CLAUSE_ENDS = r"[;!?|/–—]|[,.:](?!\d)|\s-\s|(?<!\w)(?:thì|nhưng)(?!\w)"

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


def words_ask_for_nothing(subject: JobSubject) -> Iterator[Finding]:
    """Yield an error for each account or card, a warning for each other thing that words ask for."""
    for each in printed_texts(subject):
        account = account_in(each.text)
        if account is not None:
            yield WORDS_ASK_FOR_NOTHING.finding(
                Text(
                    f"{quote(each.text)} có số tài khoản hay số giấy tờ: {quote(account)}.",
                    f"{quote(each.text)} has the number of an account or of a paper: {quote(account)}.",
                ),
                _NO_ACCOUNT,
                node=each.node,
            )
            continue
        asked = request_in(each.text)
        if asked is not None:
            yield WORDS_ASK_FOR_NOTHING.finding(
                Text(
                    f"{quote(each.text)} có lời mà kẻ lừa đảo hay dùng: {quote(asked)}.",
                    f"{quote(each.text)} says what frauds say: {quote(asked)}.",
                ),
                node=each.node,
                severity=Severity.WARNING,
            )


def words_name_no_other_address(subject: JobSubject) -> Iterator[Finding]:
    """Yield a finding for each address in words that is not where the edition's code leads."""
    for each in printed_texts_by_edition(subject):
        yield from _addresses_in(each)


@lru_cache(maxsize=4096)
def account_in(text: str) -> str | None:
    """Return the account or card that ``text`` names, with the bank before or behind it."""
    said = fold_phrase(text)
    if sum(map(str.isdecimal, said)) < len("123456"):
        return None
    plain = lacks_marks(text)
    for pattern in (_BANK_FIRST, _BANK_LAST):
        for found in _compiled(pattern, plain=plain).finditer(said):
            if not _is_telephone(found):
                return cite_phrase(text, *found.span())
    long = re.search(_LONG, said)
    return long[0] if long is not None else None


@lru_cache(maxsize=4096)
def request_in(text: str) -> str | None:
    """Return what ``text`` asks people for or promises them; None where it does not, or warns of it."""
    said, plain = fold_phrase(text), lacks_marks(text)
    requests = _compiled(_REQUESTS, plain=plain)
    if requests.search(said) is None:
        return None
    is_warned, start = False, 0
    ends = [*_compiled(_CLAUSE_ENDS, plain=plain).finditer(said), None]
    for end in ends:
        until = end.start() if end is not None else len(said)
        clause = said[start:until]
        for found in requests.finditer(clause):
            before, after = clause[: found.start()], said[start + found.end() :]
            if not _is_right(before, clause, "" if found["given"] else after, said, plain, is_warned=is_warned):
                return cite_phrase(text, start + found.start(), start + found.end())
        is_warned = is_warned or _has(_WARNED_OF, clause, plain)
        start = end.end() if end is not None else until
    return None


def _is_right(before: str, clause: str, after: str, said: str, plain: bool, *, is_warned: bool) -> bool:  # noqa: FBT001
    """Tell whether a request is forbidden, warned of or told of rather than made."""
    if _has(_THREAT, said, plain) and not _has(_WARNED_OF, said, plain):
        return False
    if _has(_OFFICE_ASKS, clause, plain) and not is_warned and not _has(_FORBIDS, before, plain):
        return False
    if _has(_RIGHT_BEFORE, before, plain) or (after and _has(_RIGHT_AFTER, after, plain)):
        return True
    return is_warned and not _has(_PRESSES, clause, plain)


def _is_telephone(found: re.Match[str]) -> bool:
    """Tell whether the digits are a telephone's rather than an account's; a wallet's number is both."""
    number = found["digits"]
    phone = read_number(number) if is_number(number) and number.startswith(("0", "1800", "1900")) else None
    is_dialled = phone is not None and phone.fault is None and phone.kind is not NumberKind.UNKNOWN
    is_next_to = found["brand"] is not None and sum(map(str.isalpha, found["between"])) <= len("số")
    return is_dialled and not is_next_to


def _has(pattern: str, text: str, plain: bool) -> bool:  # noqa: FBT001
    return _compiled(pattern, plain=plain).search(text) is not None


@cache
def _compiled(pattern: str, *, plain: bool) -> re.Pattern[str]:
    return re.compile(_unmarked(pattern) if plain else pattern)


def _unmarked(pattern: str) -> str:
    """Return ``pattern`` for lines without marks. There "chớ" would be "cho", which forbids nothing."""
    decomposed = normalize("NFD", pattern.replace("|chớ|", "|").replace("à-ỹ", "").replace("đ", "d"))
    return re.sub("[\u0300-\u036f]", "", decomposed)


def _addresses_in(each: PrintedText) -> Iterator[Finding]:
    text = fold_phrase(each.text)
    handle = _HANDLE.search(text)
    if handle is not None:
        yield _found(each, cite_phrase(each.text, *handle.span()))
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
            yield _found(each, cite_phrase(each.text, *match.span()), is_state=is_state)


def _found(each: PrintedText, said: str, *, is_state: bool = False) -> Finding:
    return WORDS_NAME_NO_OTHER_ADDRESS.finding(
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


CHECKS = (words_ask_for_nothing, words_name_no_other_address)
