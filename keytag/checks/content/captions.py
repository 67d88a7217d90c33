"""A caption names what the code opens: Zalo, Facebook, a web site, a group, a call.

Pure: goes by the link's host and form. A caption that only says "Quét mã để phản ánh" promises nothing of the
kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.checks.content import link_hosts as hosts
from keytag.checks.content.printed import TextKind, printed_texts_by_edition
from keytag.checks.content.subject import JobSubject
from keytag.documents.browser import open_as_browser
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule
from keytag.text.text import Text, fold_name, same_text

CAPTION_NAMES_WHAT_OPENS = Rule.warning("caption-names-what-opens", __name__)

_ZALO, _FACEBOOK, _WEB = "Zalo", "Facebook", "web"
# By letters alone, as captions are typed with and without marks. A web site is what neither of the two is.
_SAID = {
    _ZALO: r"zalo|za-lo|oa",
    _FACEBOOK: r"facebook|face-book|fb|fanpage|fan-page|messenger|phay-?buc",
    _WEB: r"website|web|trang-mang|(?:cong|trang)-(?:ttdt|thong-tin(?:-dien-tu)?)|dich-vu-cong",
    "VNeID": r"vneid|vn-eid|vne-id",
    "TikTok": r"tiktok|tik-tok",
    "YouTube": r"youtube|you-tube",
    "Telegram": r"telegram",
    "Viber": r"viber",
    "WhatsApp": r"whatsapp",
}
# The app that people scan with is not what opens: "Quét bằng Zalo hoặc camera", "Mở Zalo, quét mã".
_SCANNED_BY = r"\b(?:bang|dung|mo|qua)(?:-(?:app|ung-dung|camera|may-anh|hoac|hay|va)){0,4}-(?:zalo|za-lo)\b"
_GROUP = r"(?:vao|tham-gia)?-?nhom(?!-(?:tuoi|mau|nghe))|group"
# "Quét mã hoặc gọi 113" and "Quét mã, gọi 0269…" offer both; "Quét để gọi" and "Gọi ngay" promise a call.
_CALL = r"\b(?:quet|cham|bam)(?:-(?!hoac|va|hay)\w+){0,3}-(?:goi|luu-so|luu-danh-ba)\b"
_CALL_ALONE = r"(?:de-)?(?:goi|luu-so|luu-danh-ba)(?:-(?!\d)\w+)*"
_NAMES = {
    _ZALO: same_text("Zalo"),
    _FACEBOOK: same_text("Facebook"),
    _WEB: Text("một trang web", "a web site"),
}


def caption_names_what_opens(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each caption that speaks of something else than the link beside it opens."""
    for each in printed_texts_by_edition(subject):
        if each.kind is not TextKind.CAPTION or each.content.qr is None:
            continue
        place, is_group = _place_opened(each.content.qr.link)
        wrong = _wrongly_said(each.text, place, is_group=is_group) if place is not None else None
        if wrong is not None and place is not None:
            opens = _NAMES[place]
            if is_group:
                opens = Text(f"một nhóm {place}", f"a group on {place}")
            yield CAPTION_NAMES_WHAT_OPENS.finding(
                Text(
                    f"{quote(each.text)} nói tới {wrong.vi}, nhưng mã mở {opens.vi}.",
                    f"{quote(each.text)} speaks of {wrong.en}, but the code opens {opens.en}.",
                ),
                node=each.node,
            )


CHECKS = (caption_names_what_opens,)
RULES = (CAPTION_NAMES_WHAT_OPENS,)


def _place_opened(link: str) -> tuple[str | None, bool]:
    """Return what ``link`` opens, and whether it is a group there; nothing where its host cannot be read."""
    page = open_as_browser(link)
    if page is None:
        return None, False
    host = page.host.rstrip(".")
    first = page.path.strip("/").partition("/")[0]
    if host == hosts.ZALO:
        return _ZALO, first == "g"
    if host in hosts.FACEBOOK_FACES or host in hosts.FACEBOOK_DOORS:
        return _FACEBOOK, first == "groups"
    return (_WEB, False) if host else (None, False)


def _wrongly_said(text: str, place: str, *, is_group: bool) -> Text | None:
    """Return what a caption names that is not what opens; None where it names what does."""
    said = fold_name(text)
    goal = re.sub(_SCANNED_BY, "", said) if "quet" in said.split("-") else said
    named = [name for name, words in _SAID.items() if re.search(rf"\b(?:{words})\b", goal)]
    is_call = any(re.search(_CALL, fold_name(part)) for part in re.split(r"[,;:.–—]| - ", text))
    if is_call or re.fullmatch(_CALL_ALONE, said):
        return Text("cuộc gọi", "a call")
    if named and place not in named:
        return _NAMES.get(named[0], same_text(named[0]))
    has_group = re.search(rf"\b(?:{_GROUP})\b", said) is not None
    if has_group and not is_group:
        return Text("một nhóm", "a group")
    if is_group and not has_group and re.search(r"\b(?:oa|official-account|fanpage|fan-page)\b", said):
        return Text("trang của đơn vị", "the office's page")
    return None
