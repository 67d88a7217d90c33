"""What a column of a table of groups holds, by its header as offices write it. Pure: judges words alone."""

from __future__ import annotations

import re

from keytag.text.text import bare

_PLACE = (
    r"(?:to-dan-pho|tdp|to-nhan-dan|to-dan-cu|to|thon|ap|buon|lang|ban|xom|khom|khoi-pho|khoi|khu-pho|kp|khu-dan-cu"
    r"|dia-ban-dan-cu|dia-ban|don-vi)"
)
_HOUSEHOLD = r"ho(?:-(?:dan|gia-dinh|gd|khau|thuong-tru|dan-cu))*"
_TAG = r"(?:the|moc-khoa|moc-chia-khoa|chia-khoa|moc|cai|chiec|cap|phat|nhan)"
# House rule: what offices head these columns with, by letters alone.
_WORDS = {
    "name": rf"(?:ten-)?{_PLACE}(?:-{_PLACE})*(?:-nhan)?|ten|noi-nhan|(?:ten-)?kenh|name|group|hamlet|receiver",
    "kind": r"loai|hinh-thuc|kind|type",
    "households": rf"(?:tong-)?(?:so-luong-|so-|sl-)?{_HOUSEHOLD}|households",
    "quantity": rf"(?:so-luong|so|sl)(?:-{_TAG})+|so-luong|sl|the|quantity|tags",
    "edition": r"mau|ma-mau|mau-the|xa|phuong|xa-phuong|edition",
    "contact": (
        r"lien-he|nguoi-nhan|(?:ho-ten-|ho-va-ten-|ten-)?(?:to-truong|truong-thon|truong-ap)(?:-dan-pho)?"
        r"|nguoi-phu-trach|(?:so-)?(?:dien-thoai|may|dt|dd)|sdt|di-dong|contact|phone"
    ),
}


def column_of(header: str) -> str | None:
    """Return what a column so headed says of an allotment: a key of `AllotmentEntry`, or None."""
    words = bare(re.sub(r"[(\[].*?[)\]]", " ", header)) or bare(header)
    return next((column for column, pattern in _WORDS.items() if re.fullmatch(pattern, words)), None)


def label_of(header: str) -> str:
    """Return what goes before a group's number: "Tổ dân phố" of the header "Tên tổ dân phố"."""
    text = re.sub(r"[(\[].*?[)\]]", " ", " ".join(header.split()))
    text = re.sub(r"^(?:tên|ten|số|so)\s+", "", text.strip(), flags=re.IGNORECASE).strip()
    return text[:1].upper() + text[1:]
