"""What a column holds, by its header: in Vietnamese or English, with or without marks and capitals. Pure.

Judges words alone; whether the cells bear them out is `columns`' to say.
"""

from __future__ import annotations

import re
from enum import StrEnum

from keytag.job.content import SideName
from keytag.job.labels import roles_in
from keytag.wording import bare


class EditionColumn(StrEnum):
    """What of an edition a column says; the names are those of the key ``columns``."""

    ID = "id"
    NAME = "name"
    ISSUER = "issuer"
    PROVINCE = "province"
    UNIT = "unit"
    QUANTITY = "quantity"
    LINK = "link"
    CAPTION = "caption"
    SLOGAN = "slogan"
    TEMPLATE = "template"


_PLACE = (
    r"(?:xa|phuong|thi-tran|tt|dac-khu|thon|ap|buon|lang|xom|khom|khu-pho|kp|to-dan-pho|tdp|to|don-vi|dia-phuong"
    r"|dia-ban)"
)
# The better words of a key stand first: a table may have both "Số lượng" and "Số hộ".
_WORDS: dict[EditionColumn, tuple[str, ...]] = {
    EditionColumn.ID: (
        r"id|ma|code|edition|edition-id|ma-(?:mau|in|so|code|dinh-danh)",
        rf"ma-{_PLACE}(?:-{_PLACE})*",
    ),
    EditionColumn.NAME: (
        (
            rf"name|ten|ten-(?:goi|mau|dv)|(?:ten-)?(?:don-vi-)?{_PLACE}(?:-(?:{_PLACE}|hanh-chinh|cap-xa))*"
            r"|(?:name-of-)?(?:commune|ward|place|unit|hamlet|village|edition)(?:-name)?(?:-(?:commune|ward))*"
        ),
    ),
    EditionColumn.ISSUER: (
        r"issuer|office|police|issuer-name|(?:ten-)?co-quan(?:-cong-an)?|don-vi-(?:dung-ten|phat-hanh|cap)",
    ),
    EditionColumn.PROVINCE: (
        r"province|city|province-city|tinh|tinh-(?:thanh|tp|thanh-pho)|thanh-pho|tinh-thanh-pho",
    ),
    EditionColumn.UNIT: (
        r"unit|unit-code|ma-(?:dvhc|don-vi-hanh-chinh|hanh-chinh|gso|tctk)(?:-(?:cap-)?(?:xa|phuong))*",
    ),
    EditionColumn.QUANTITY: (
        (
            r"quantity|qty|count|number-of-tags|tags|so-luong|sl|(?:so-luong|so|sl)(?:-(?:the|moc-khoa|moc-chia-khoa"
            r"|chia-khoa|moc|cai|chiec|can-in|dat-in|in|dat|dang-ky|cap|phat))+"
        ),
        r"households|(?:tong-)?(?:so-luong-|so-|sl-)?ho(?:-(?:dan|gia-dinh|gd|khau|thuong-tru))*",
    ),
    EditionColumn.LINK: (
        (
            r"link|qr|url|qr-(?:link|code)|link-qr|ma-qr|duong-dan(?:-qr)?|lien-ket|dia-chi-(?:qr|web)|website"
            r"|(?:link-)?(?:zalo|facebook|fanpage)(?:-oa)?|(?:link-)?nhom-zalo|zalo-(?:group|page)|trang-(?:web|zalo)"
        ),
    ),
    EditionColumn.CAPTION: (r"caption|chu-(?:thich|duoi-ma|canh-ma|canh-qr)|chu-thich-qr|loi-canh-ma",),
    EditionColumn.SLOGAN: (r"slogan|khau-hieu",),
    EditionColumn.TEMPLATE: (r"template|design|kieu|kieu-(?:trinh-bay|mau)|mau-(?:trinh-bay|thiet-ke)",),
}
# Counters, which say nothing of an edition and need no word.
_COUNTERS = r"stt|tt|no|nr|so-tt|so-thu-tu|thu-tu|index|row"
_PHONE = (
    r"s[oố]\s+(?:điện thoại|dien thoai|đt|máy)|sđt|sdt|đt|dt|điện thoại|dien thoai|di động"
    r"|phone|telephone|tel|mobile"
)
_IS_PHONE = re.compile(rf"(?<!\w)(?:{_PHONE})(?!\w)", re.IGNORECASE)
# What stands before or behind the words that a tag shows: "SĐT Trưởng CA", "Số trực ban", "Trực ban (số ĐT)".
_BEFORE = re.compile(rf"^(?:(?:{_PHONE}|s[oố]|no\.?|number(?: of)?)[\s.:/–-]+)+(?=\w)", re.IGNORECASE)
_BEHIND = re.compile(rf"[\s.:/–-]*[(\[]?\s*(?<!\w)(?:{_PHONE}|number)\s*[)\]]?$", re.IGNORECASE)
_SIDES: tuple[tuple[SideName, str], ...] = (
    ("front", r"\s*[(\[]?(?:mặt trước|mat truoc|front)[)\]]?\s*"),
    ("back", r"\s*[(\[]?(?:mặt sau|mat sau|back)[)\]]?\s*"),
)
# Long figures that are nobody's number.
_NO_PHONE = (
    r"cccd|cmnd|cmt|tai-khoan|stk|ma-so-thue|mst|ngay|nam-sinh|dan-so|nhan-khau|dien-tich|ngan-sach|don-gia"
)


def meanings(header: str) -> tuple[tuple[EditionColumn, int], ...]:
    """Return what a column so headed can say, each with its rank: 0 for the best words of a key."""
    words = _plain(header)
    return tuple(
        (column, rank)
        for column, patterns in _WORDS.items()
        for rank, pattern in enumerate(patterns)
        if re.fullmatch(pattern, words)
    )


def is_counter(header: str) -> bool:
    """Tell whether the column only counts the rows."""
    return re.fullmatch(_COUNTERS, _plain(header)) is not None


def speaks_of_phones(header: str) -> bool:
    """Tell whether the header names a telephone, or somebody who answers one."""
    return _IS_PHONE.search(header) is not None or bool(roles_in(header)) or "zalo" in bare(header)


def is_no_phone(header: str) -> bool:
    """Tell whether the header names other long figures: identity cards, accounts, dates."""
    return re.search(rf"(?:^|-)(?:{_NO_PHONE})(?:-|$)", bare(header)) is not None


def label_of(header: str) -> str:
    """Return what stands before a number on the tag: the header without words for telephones; else nothing."""
    text = " ".join(header.split())
    for _, words in _SIDES:
        text = re.sub(words, " ", text, flags=re.IGNORECASE).strip()
    text = _BEFORE.sub("", text)
    text = _BEHIND.sub("", text).strip()
    if re.fullmatch(rf"(?:{_PHONE}|s[oố])?", text, re.IGNORECASE):
        return ""
    return text[0].upper() + text[1:]


def side_of(header: str) -> SideName | None:
    """Return the side of the tag that the header names: "Trực ban (mặt sau)"."""
    return next((side for side, words in _SIDES if re.search(words, header, re.IGNORECASE)), None)


def _plain(header: str) -> str:
    """Return the header's letters without what stands in brackets, where something else is left."""
    return bare(re.sub(r"[(\[].*?[)\]]", " ", header)) or bare(header)
