"""What a private mobile number cannot be: a line that is answered day and night, or a national body's.

House rules: an officer sleeps, is moved to another post, and takes the number along; ministries, courts and banks
are not reached by a mobile, and frauds pretend that they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.checks.content.number_entries import EditionNumber, NumberSubject
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text, fold_name
from keytag.vietnam.phone import NumberKind

NIGHT_LINE_IS_NO_PRIVATE_MOBILE = Rule.warning("night-line-is-no-private-mobile", __name__)
HIGH_BODY_HAS_ITS_OWN_LINE = Rule.warning("high-body-has-its-own-line", __name__)
RULES = (NIGHT_LINE_IS_NO_PRIVATE_MOBILE, HIGH_BODY_HAS_ITS_OWN_LINE)

# By letters alone, as labels are typed with and without marks.
_NIGHT = r"\b(?:24-24|24-7|24h|24-h|24-gio|ngay-dem|ngay-(?:lan|va)-dem|truc-dem|ban-dem|suot-dem|moi-luc)\b"
# Bodies of the whole country, which no local number reaches.
_NATIONAL = (
    r"\bbo-(?:cong-an|quoc-phong|tu-phap|noi-vu|y-te|tai-chinh|thong-tin|khoa-hoc)\b|\bbca\b|\bthu-tuong\b"
    r"|\bchinh-phu\b"
    r"|\bquoc-hoi\b|\bchu-tich-nuoc\b|\btrung-uong\b|\btong-cuc\b|\bvan-phong-bo\b|\bthanh-tra-(?:bo"
    r"|chinh-phu)\b|(?:^|\bcuc-)[ac]0\d\b"
    r"|\bcuc-(?:canh-sat|an-ninh|csgt|cshs|quan-ly|phong-chong|c\d\d|truy-na|dieu-tra|ho-tich|vien-thong|thue"
    r"|hai-quan)\b"
    r"|^cuc\b|\binterpol\b"
)
# Bodies that have local lines, and no mobile.
_HIGH = (
    r"\bcanh-sat-hinh-su\b|\bcshs\b|\bco-quan-(?:canh-sat-)?dieu-tra\b|\bcqdt\b|\bcqcsdt\b|\bvien-kiem-sat\b"
    r"|\bvks(?:nd)?\b"
    r"|\btoa-an\b|\btand\b|\btinh-uy\b|\bthanh-uy\b|\bhdnd-tinh\b|\b(?:uy-ban-nhan-dan|ubnd)-(?:tinh|thanh-pho"
    r"|tp)\b"
    r"|^(?:uy-ban|uy-ban-nhan-dan|ubnd)$|\bquan-doi\b|\bquan-khu\b|\bngan-hang\b|\bthi-hanh-an\b"
    r"|\bthanh-tra-(?:nha-nuoc|tinh)\b"
    r"|\bcuc-thue\b|\bkho-bac\b|\bbo-tu-lenh\b|\b(?:vietcom|vietin|agri|techcom|sacom|mb-|vp|tp|hd)bank\b|\bbidv\b"
)
# Lines known by a short number of their own. In a slogan they are right: "Cháy nổ gọi 114".
_SHORT_LINES = (
    r"^11[345]\b|\b(?:canh-sat|cs|goi|cap-cuu|pccc|cnch|chua-chay|cuu-hoa|khan-cap|phan-ung-nhanh)-11[345]\b"
    r"|\b(?:tong-dai|hotline)-(?:vneid|dich-vu-cong|quoc-gia)\b|\bbao-hiem-xa-hoi-viet-nam\b"
)
_OFFICIAL = frozenset(
    {
        NumberKind.POLICE,
        NumberKind.EMERGENCY,
        NumberKind.RESCUE,
        NumberKind.SHORT,
        NumberKind.FREE,
        NumberKind.PREMIUM,
    }
)
_MOBILES = frozenset({NumberKind.MOBILE, NumberKind.OLD_MOBILE})
# Numbering plan of Vietnam: the capital, where national bodies sit.
_CAPITAL = "024"


def night_line_is_no_private_mobile(subject: NumberSubject) -> Iterator[Finding]:
    """A label that promises day and night stands by no mobile, unless the job says that the desk keeps it."""
    for entry in subject.each:
        plain = fold_name(entry.number.label)
        if entry.phone.kind not in _MOBILES or not re.search(_NIGHT, plain) or "tuan-tra" in plain:
            continue
        is_desks = entry.number.role.is_desk
        yield NIGHT_LINE_IS_NO_PRIVATE_MOBILE.finding(
            Text(
                f"{entry.label} hứa có người nghe ngày đêm, mà {entry.phone.display} là số di động.",
                f"{entry.label} promises an answer day and night, and {entry.phone.display} is a mobile.",
            ),
            Text(
                "Hỏi lại: ban đêm ai giữ máy này? Gọi thử trước khi in.",
                "Ask who keeps this mobile at night, and call it before printing.",
            )
            if is_desks
            else None,
            node=entry.label_node,
            severity=Severity.NOTE if is_desks else None,
        )


def high_body_has_its_own_line(subject: NumberSubject) -> Iterator[Finding]:
    """No label gives a national body a local number, nor a court, a bank or 113 a mobile."""
    for entry in subject.each:
        plain = fold_name(entry.number.label)
        is_national = re.search(_NATIONAL, plain) is not None and not _is_reachable(entry)
        is_high = re.search(rf"{_HIGH}|{_SHORT_LINES}", plain) is not None and entry.phone.kind in _MOBILES
        if is_national or is_high:
            kind = (
                Text("số di động", "a mobile")
                if entry.phone.kind in _MOBILES
                else Text("số địa phương", "a local number")
            )
            yield HIGH_BODY_HAS_ITS_OWN_LINE.finding(
                Text(
                    f"{entry.label} đứng bên {entry.phone.display}, một {kind.vi}.",
                    f"{entry.label} stands by {entry.phone.display}, {kind.en}.",
                ),
                node=entry.label_node,
            )


def high_body_has_no_hotline_in_words(subject: NumberSubject) -> Iterator[Finding]:
    """No slogan and no caption makes the tag a national body's: "Hotline Cục Cảnh sát hình sự"."""
    contents = dict.fromkeys(entries[0].content for entries in subject.editions if entries)
    said = dict.fromkeys(
        (text, node)
        for content in contents
        for text, node in (
            (content.slogan or "", content.slogan_node),
            (content.qr.caption or "" if content.qr else "", f"{content.qr.node}.caption" if content.qr else ""),
        )
    )
    for text, node in said:
        plain = fold_name(text)
        body = re.search(_NATIONAL, plain) or re.search(_HIGH, plain)
        is_caption = node.endswith(".caption")
        is_invited = is_caption or re.search(_CALLS, plain) is not None
        if body is not None and is_invited and not re.search(_WARNING, plain):
            yield HIGH_BODY_HAS_ITS_OWN_LINE.finding(
                Text(
                    f"{quote(text)} mời người dân liên hệ một cơ quan cấp trên qua móc khóa này.",
                    f"{quote(text)} sends people to a higher body by this tag.",
                ),
                Text(
                    "Ghi tên chính đơn vị phát hành móc khóa.",
                    "Name the office that issues the tag.",
                ),
                node=node,
            )


_CALLS = r"\b(?:(?<!cuoc-)goi|hotline|tong-dai|duong-day-nong|lien-he|zalo|sdt|dt|dien-thoai|nhan-tin)\b"
# What warns of those who only pretend to be such a body.
_WARNING = r"\b(?:canh-giac|canh-bao|gia-danh|gia-mao|mao-danh|lua-dao|khuyen-cao|tu-xung|khong|dung)\b"


def _is_reachable(entry: EditionNumber) -> bool:
    """Tell whether a national body may have this number: a service's, the police's own, one in the capital."""
    return entry.phone.kind in _OFFICIAL or entry.phone.national.startswith(_CAPITAL)


CHECKS = (
    night_line_is_no_private_mobile,
    high_body_has_its_own_line,
    high_body_has_no_hotline_in_words,
)
