"""What a column holds, by its header: in Vietnamese or English, with or without marks and capitals. Pure.

Judges words alone; whether the cells bear them out is `columns`' to say.
"""

from __future__ import annotations

import re
from enum import StrEnum

from keytag.documents.job.content import SideName, roles_in
from keytag.text.text import fold_name


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
    PROGRAMME = "programme"
    TEMPLATE = "template"


# The words for kinds of place that a header names, as they stand before a name; the longer before the shorter.
_UNIT_WORDS = {
    "thi-tran": "thị trấn",
    "dac-khu": "đặc khu",
    "phuong": "phường",
    "xa": "xã",
    "tt": "thị trấn",
    "commune": "xã",
    "ward": "phường",
}
_HAMLET_WORDS = {
    "to-dan-pho": "Tổ dân phố",
    "khoi-pho": "Khối phố",
    "khu-pho": "Khu phố",
    "thon": "Thôn",
    "buon": "Buôn",
    "lang": "Làng",
    "khom": "Khóm",
    "khoi": "Khối",
    "xom": "Xóm",
    "tdp": "Tổ dân phố",
    "ban": "Bản",
    "ap": "Ấp",
    "kp": "Khu phố",
    "to": "Tổ",
}
_NAMED = "|".join((*_UNIT_WORDS, *_HAMLET_WORDS))
_PLACE = rf"(?:{_NAMED}|khu-dan-cu|kdc|khu-vuc|cum-dan-cu|cum|khu|don-vi|dia-phuong|dia-ban|dia-danh|co-so)"
_AND = r"(?:va|hoac|thuoc|cac)"
_BEHIND_PLACE = (
    r"(?:hanh-chinh|cap-xa|moi|hien-nay|ngay-nay|sau-(?:khi-)?(?:sap-nhap|sap-xep|hop-nhat)|phu-trach|truc-thuoc"
    r"|cap-co-so|cong-tac)"
)
# Whose office: "Công an xã, phường", "Cơ quan Công an", "Đơn vị Công an", "CAX".
_UNIT_KINDS = r"(?:xa|phuong|thi-tran|tt|dac-khu|cap-xa|co-so|dia-phuong|don-vi|x|p)"
_POLICE = rf"(?:cong-an|ca)(?:-(?:{_AND}-)?{_UNIT_KINDS})*"
# Each word once, and none made of others: a line of many has one reading.
_LEADS = r"(?:dia-chi|duong-link|duong-dan|lien-ket|tai-khoan|trang|kenh|ma|quet|nhom|group|page|code)"
_ADDRESS = r"(?:zalo|facebook|fb|fanpage|oa|official-account|website|web|qr|link|url)"
_GOODS = (
    r"(?:the|moc-khoa|chia-khoa|moc|cai|chiec|can|in|dat|dang-ky|cap|phat|nhu-cau|phan-bo|de-nghi|du-kien|giao|nhan"
    r"|an-ninh|to-giac|toi-pham)"
)
# The better words of a key stand first: a table may have both "Số lượng" and "Số hộ".
_WORDS: dict[EditionColumn, tuple[str, ...]] = {
    EditionColumn.ID: (
        r"id|ma|code|edition|edition-id|ma-(?:mau|in|so|code|dinh-danh)",
        rf"ma-(?:so-)?{_PLACE}(?:-{_PLACE})*",
    ),
    EditionColumn.NAME: (
        (
            rf"name|ten|ten-(?:goi|mau|dv|nhom)|(?:ten-)?(?:cac-)?(?:don-vi-)?{_PLACE}"
            rf"(?:-(?:{_AND}-)?(?:{_PLACE}|{_BEHIND_PLACE}))*"
            r"|(?:name-of-)?(?:commune|ward|place|unit|hamlet|village|edition)(?:-name)?(?:-(?:commune|ward))*"
        ),
        # Beside communes it says where they lie; alone, whose each row is.
        r"(?:ten-)?(?:huyen|quan|thi-xa)(?:-(?:quan|huyen|thi-xa|thanh-pho|tx|tp))*",
    ),
    EditionColumn.ISSUER: (
        (
            r"issuer|office|police|issuer-name|(?:ten-)?co-quan(?:-cong-an)?|don-vi-(?:dung-ten|phat-hanh|cap)"
            rf"|(?:ten-)?(?:co-quan-|don-vi-)*{_POLICE}|cax|cap|(?:ten-)?(?:co-quan-don-vi|don-vi-co-quan)"
        ),
    ),
    EditionColumn.PROVINCE: (
        r"province|city|province-city|tinh|tinh-(?:thanh|tp|thanh-pho)|thanh-pho|tinh-thanh-pho",
    ),
    EditionColumn.UNIT: (
        (
            r"unit|unit-code|ma-(?:so-)?(?:dvhc|don-vi-hanh-chinh|hanh-chinh|gso|tctk|dv-hanh-chinh)"
            r"(?:-(?:cap-)?(?:xa|phuong|dac-khu))*"
        ),
    ),
    EditionColumn.QUANTITY: (
        (
            r"quantity|qty|count|number-of-tags|tags|so-luong|sl|so-luong-tong|tong-(?:so|so-luong|sl)|nhu-cau|phan-bo"
            rf"|(?:tong-)?(?:so-luong|so|sl)(?:-{_GOODS})+"
        ),
        r"households|(?:tong-)?(?:so-luong-|so-|sl-)?ho(?:-(?:dan|gia-dinh|gd|khau|thuong-tru))*",
    ),
    EditionColumn.LINK: (
        (
            rf"(?:{_LEADS}-|(?:link|qr|url)-)*{_ADDRESS}(?:-(?:{_ADDRESS}|{_LEADS}|{_UNIT_KINDS}|cong-an|ca|cua))*"
            r"|duong-dan|lien-ket|duong-link"
        ),
    ),
    EditionColumn.CAPTION: (r"caption|chu-(?:thich|duoi-ma|canh-ma|canh-qr)|chu-thich-qr|loi-canh-ma",),
    EditionColumn.SLOGAN: (r"slogan|khau-hieu",),
    EditionColumn.PROGRAMME: (r"programme|(?:ten-)?mo-hinh|ten-chuong-trinh",),
    EditionColumn.TEMPLATE: (r"template|design|kieu|kieu-(?:trinh-bay|mau)|mau-(?:trinh-bay|thiet-ke)",),
}
# House rule: a longer line heads nothing, it explains.
_LONGEST = 200
# Counters, which say nothing of an edition and need no word.
_COUNTERS = r"stt|tt|no|nr|so-tt|so-thu-tu|thu-tu|index|row"
_PHONE = (
    r"s[oố]\s+(?:điện thoại|dien thoai|đt|máy)(?:\s+(?:di động|bàn|cố định))?|sđt|sdt|đtdđ|đtcđ|đt|dt"
    r"|điện thoại(?:\s+(?:di động|bàn|cố định))?|dien thoai|di động|máy bàn|phone|telephone|tel|mobile"
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


def column_meanings(header: str) -> tuple[tuple[EditionColumn, int], ...]:
    """Return what a column so headed can say, each with its rank: 0 for the best words of a key."""
    words = _plain(header)
    return tuple(
        (column, rank)
        for column, patterns in _WORDS.items()
        for rank, pattern in enumerate(patterns)
        if re.fullmatch(pattern, words)
    )


def unit_words(header: str) -> tuple[str, ...]:
    """Return the kinds of unit that a header names: "Tên xã, phường" is of communes and of wards."""
    return tuple(dict.fromkeys(_UNIT_WORDS[word] for word in _kinds_in(header) if word in _UNIT_WORDS))


def hamlet_word(header: str) -> str | None:
    """Return the only kind of hamlet that a header names, and no unit beside it: "Tổ dân phố"."""
    kinds = {_HAMLET_WORDS.get(word) for word in _kinds_in(header)}
    return next(iter(kinds)) if len(kinds) == 1 else None


def is_of_hamlets(header: str) -> bool:
    """Tell whether a header names kinds of hamlets and no units: "Thôn, làng"."""
    kinds = _kinds_in(header)
    return bool(kinds) and all(word in _HAMLET_WORDS for word in kinds)


def _kinds_in(header: str) -> list[str]:
    words = re.sub(r"(?<![a-z])(?:dia-(?:ban|phuong)|truc-ban)(?![a-z])", "", _plain(header))
    words = re.sub(r"(?<![a-z])cap-(?:xa|co-so)(?![a-z])", "xa-phuong", words)
    return re.findall(rf"(?<![a-z])({_NAMED})(?=-|$)", words)


def is_of_places(header: str) -> bool:
    """Tell whether a column of ids is headed as one of places' codes: "Mã xã"."""
    return re.fullmatch(rf"ma-(?:so-)?{_PLACE}(?:-{_PLACE})*", _plain(header)) is not None


def is_of_police(header: str) -> bool:
    """Tell whether the header itself says "Công an": its cells may be short for that, or telephone numbers."""
    return re.search(r"(?:^|-)(?:cong-an|ca|cax)(?:-|$)|^cap$", _plain(header)) is not None


def is_counter(header: str) -> bool:
    """Tell whether the column only counts the rows."""
    return re.fullmatch(_COUNTERS, _plain(header)) is not None


def speaks_of_phones(header: str) -> bool:
    """Tell whether the header names a telephone, or somebody who answers one."""
    return _IS_PHONE.search(header) is not None or bool(roles_in(header)) or "zalo" in fold_name(header)


def is_of_papers(header: str) -> bool:
    """Tell whether the header names an officer's papers or years, whoever is named beside them."""
    return (
        re.search(r"(?:^|-)(?:cccd|cmnd|cmt|can-cuoc|so-hieu|stk|mst|(?:nam|ngay)-sinh)(?:-|$)", fold_name(header))
        is not None
    )


def is_no_phone(header: str) -> bool:
    """Tell whether the header names other long figures: identity cards, accounts, dates."""
    return re.search(rf"(?:^|-)(?:{_NO_PHONE})(?:-|$)", fold_name(header)) is not None


def label_of(header: str) -> str:
    """Return what stands before a number on the tag: the header without words for telephones; else nothing."""
    text = " ".join(header.split())
    if re.fullmatch(_PHONE, text, re.IGNORECASE):
        return ""
    for _, words in _SIDES:
        text = re.sub(words, " ", text, flags=re.IGNORECASE).strip()
    text = _BEFORE.sub("", text)
    text = _BEHIND.sub("", text).strip()
    if fold_name(text) == "truc":
        # "Số ĐT trực": the desk's, by its name.
        return "Trực ban"
    if re.fullmatch(rf"(?:{_PHONE}|s[oố])?", text, re.IGNORECASE):
        return ""
    return text[0].upper() + text[1:]


def side_of(header: str) -> SideName | None:
    """Return the side of the tag that the header names: "Trực ban (mặt sau)"."""
    return next((side for side, words in _SIDES if re.search(words, header, re.IGNORECASE)), None)


def _plain(header: str) -> str:
    """Return the header's letters without what stands in brackets, where something else is left."""
    if len(header) > _LONGEST:
        return ""
    return fold_name(re.sub(r"[(\[].*?[)\]]", " ", header)) or fold_name(header)
