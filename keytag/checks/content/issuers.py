"""The office that stands on the tag is a public body: not a firm, a club, a bank or a person.

Pure: goes by the words with which offices' names begin. Mass organisations are public and no police: a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.checks.content.printed import TextKind, fold_phrase, printed_texts
from keytag.checks.content.subject import JobSubject
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text, fold_name
from keytag.vietnam.places import PlacesTable, province_of, read_places

ISSUER_IS_A_PUBLIC_BODY = Rule.warning("issuer-is-a-public-body", __name__)
_ORGANISATION = Text(
    "Nếu Công an là đơn vị phát hành thì ghi tên cơ quan Công an.",
    "If the police issue the tag, write the name of the police office.",
)

# By letters alone. What is in private hands, or anybody's.
_PRIVATE = (
    r"cong-ty|cty|ct-tnhh|tnhh|doanh-nghiep|dntn|tap-doan|hop-tac-xa|htx|cua-hang|dai-ly|shop|cau-lac-bo|clb"
    r"|ngan-hang"
    r"|van-phong-(?:luat|cong-chung|thua-phat-lai|tham-tu|dai-dien|thu-hoi|bat-dong-san|tu-van)|thua-phat-lai"
    r"|tham-tu"
    r"|luat-su|ve-si|quy|bao-hiem|dich-vu(?!-cong)|trung-tam-(?:dich-vu|thu-hoi|xu-ly|tu-van|bao-ve|ho-tro"
    r"|luat|sat-hach)"
    r"|hiep-hoi|security|group|company|ltd|jsc|nhom-(?:zalo|facebook|bao-ve|thien-nguyen)|to-chuc"
    r"|lien-doan-bong-da"
)
# Guards are a firm's, unless they are the neighbourhood's, the police's or what is guarded is everybody's.
_PRIVATE_ANYWHERE = (
    r"cong-ty|tnhh|co-phan|tu-nhan|ltd|jsc|thua-phat-lai|tham-tu|ve-si|(?<!canh-sat-)bao-ve(?!-(?:an-ninh|antt"
    r"|dan-pho|rung"
    r"|tre-em|phap-luat|moi-truong|thuc-vat|to-quoc|nhan-dan|bi-mat|suc-khoe|thon|ap|xa|phuong|khu-pho|khom"
    r"|co-quan"
    r"|muc-tieu|nen-tang|chinh-tri|va-cham-soc))"
)
# Organisations of the political system, by the Constitution of 2013, articles 9 and 10, and their likes.
_ORGANISATIONS = (
    r"hoi-(?:lien-hiep-phu-nu|lhpn|phu-nu|nong-dan|cuu-chien-binh|ccb|nguoi-cao-tuoi|chu-thap-do|khuyen-hoc"
    r"|luat-gia"
    r"|cuu-cong-an|cuu-cand|cuu-giao-chuc|lien-hiep-thanh-nien)|mat-tran|mttq|uy-ban-(?:mttq|mat-tran)|ubmttq"
    r"|doan-thanh-nien|doan-tncs|lien-doan-lao-dong|cong-doan"
)
_PUBLIC = (
    r"bo-cong-an|cong-an|ca|cap|cax|canh-sat|csgt|cshs|pccc|don|tram|doi|to|ban|phong|cuc|chi-cuc|so|vien"
    r"|toa-an|bo-doi"
    r"|bien-phong|quan-su|bo-chi-huy|uy-ban|ubnd|hdnd|hoi-dong|dang-uy|dang-bo|chi-bo|van-phong|khu|cum|khoi"
    r"|thon|ap|khom"
    r"|lang|buon|ban|xom|plei|phum|soc|kp|tdp|tieu-khu|nha-van-hoa|truong|benh-vien|trung-tam|luc-luong"
    r"|dan-quan|hat"
    r"|kiem-lam|hai-quan|bo|police|public-security|chot|lien-nganh|tinh|huyen|quan|thi-xa|thi-tran|thanh-pho"
    r"|tp|phuong"
    r"|xa|dac-khu|p|x|tt|tx|q|h"
)
# With their marks: "Ba" begins Ba Tơ, "Chi" a branch.
_PERSON = re.compile(r"(?:ông|bà|anh|chị|đồng chí|đ/c|(?:đại|trung|thượng|thiếu) (?:tá|úy|uý|tướng))\s")


def issuer_is_a_public_body(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each issuer that is no public body, a note for a mass organisation."""
    for each in printed_texts(subject):
        if each.kind is not TextKind.ISSUER:
            continue
        plain = fold_name(each.text)
        if not re.search(r"[a-z]", plain) or not _is_judged(each.text):
            continue
        if _begins(_ORGANISATIONS, plain):
            yield ISSUER_IS_A_PUBLIC_BODY.finding(
                Text(
                    f"{quote(each.text)} là tổ chức đoàn thể, không phải Công an.",
                    f"{quote(each.text)} is an organisation, not the police.",
                ),
                _ORGANISATION,
                node=each.node,
                severity=Severity.NOTE,
            )
        elif _is_private(each.text, plain) or not _is_public(subject.places, each.text, plain):
            yield ISSUER_IS_A_PUBLIC_BODY.finding(
                Text(
                    f"{quote(each.text)} không phải tên một cơ quan nhà nước.",
                    f"{quote(each.text)} is not the name of a public body.",
                ),
                node=each.node,
            )


CHECKS = (issuer_is_a_public_body,)
RULES = (ISSUER_IS_A_PUBLIC_BODY,)


def _is_judged(text: str) -> bool:
    """Tell whether ``text`` is a name rather than a stand-in or a letter."""
    return sum(map(str.isalpha, text)) > 1 and not text.strip().startswith(("<", "[", "{"))


def _is_private(text: str, plain: str) -> bool:
    return (
        _begins(_PRIVATE, plain)
        or _PERSON.match(fold_phrase(text)) is not None
        or re.match(r"hoi-(?!dong-(?!huong|mon|ngu))", plain) is not None
        or re.search(rf"\b(?:{_PRIVATE_ANYWHERE})\b", plain) is not None
    )


def _is_public(places: PlacesTable, text: str, plain: str) -> bool:
    """Tell whether a name begins as offices' do, names one within, or is a place's."""
    office = re.search(r"\b(?:cong-an|canh-sat|quan-su|bien-phong|uy-ban-nhan-dan|ubnd|police)\b", plain)
    return (
        _begins(_PUBLIC, plain) or office is not None or bool(read_places(text).places) or _is_place(places, text)
    )


def _is_place(places: PlacesTable, text: str) -> bool:
    """Tell whether ``text`` is a place without the word for its kind."""
    return bool(places.units(text) or places.old_units(text)) or province_of(places, text) is not None


def _begins(words: str, plain: str) -> bool:
    return re.match(rf"(?:{words})(?:-|\d|$)", plain) is not None
