"""Info and XMP: whether both say what they must, and the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from keytag.findings import Finding, Rule, Severity
from keytag.inspection.pdf.facts import FileFacts
from keytag.inspection.standards.telling import listed
from keytag.standards import Standard
from keytag.text.text import Text

INFO = Rule.error("pdf-info-is-complete", __name__)
TRAPPED = Rule.error("pdf-says-whether-it-is-trapped", __name__)
XMP = Rule.error("pdf-metadata-is-plain", __name__)
SAME = Rule.error("pdf-info-and-metadata-agree", __name__)
MANAGED = Rule.error("pdf-metadata-is-complete", __name__)
RULES = (INFO, TRAPPED, XMP, SAME, MANAGED)

_REQUIRED = ("Title", "Creator", "Producer")
_DATES = ("CreationDate", "ModDate")
# ISO 15930-7, beside what Info repeats.
_MANAGED = (
    "dc:title",
    "xmp:CreateDate",
    "xmp:ModifyDate",
    "xmp:MetadataDate",
    "xmpMM:DocumentID",
    "xmpMM:VersionID",
    "xmpMM:RenditionClass",
    "pdf:Trapped",
)
# XMP specification, part 3: which property repeats which Info entry.
_TWINS = {
    "Title": "dc:title",
    "Author": "dc:creator",
    "Subject": "dc:description",
    "Keywords": "pdf:Keywords",
    "Creator": "xmp:CreatorTool",
    "Producer": "pdf:Producer",
    "Trapped": "pdf:Trapped",
    "CreationDate": "xmp:CreateDate",
    "ModDate": "xmp:ModifyDate",
}
# ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm', of which all but the year may be missing.
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?.*")


def info_is_complete(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the Info entries that are missing or empty, and dates that are none."""
    missing = [key for key in _REQUIRED if not facts.info_text(key).strip()]
    missing += [key for key in _DATES if _instant(facts.info_text(key)) is None]
    if missing:
        said = listed(missing)
        yield INFO.found(Text(f"Info thiếu hoặc sai: {said}.", f"Info lacks, or has wrong: {said}."))


def says_whether_it_is_trapped(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield a finding where Trapped is not one of the names True and False."""
    entry = dict(facts.info).get("Trapped")
    if entry is None:
        yield TRAPPED.found(Text("Info không có Trapped.", "Info has no Trapped."))
    elif entry.kind != "name" or entry.text not in ("/True", "/False"):
        said = entry.text or entry.kind
        as_what = Text("chuỗi", "a string") if entry.kind == "string" else Text("tên", "a name")
        yield TRAPPED.found(
            Text(
                f"Trapped ghi “{said}” kiểu {as_what.vi}, cần tên /True hoặc /False.",
                f"Trapped is “{said}” as {as_what.en}; the name /True or /False is needed.",
            )
        )


def metadata_is_plain(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield a finding where XMP is missing, compressed or broken."""
    xmp = facts.xmp
    if not xmp.is_there:
        # ISO 15930-4:2003 asks for Info alone; only where the standard identifies itself in XMP is it required.
        severity = None if standard.xmp_identification else Severity.WARNING
        yield XMP.found(Text("Tệp không có XMP.", "The file has no XMP metadata."), severity=severity)
    elif not xmp.is_plain:
        yield XMP.found(Text("XMP bị nén.", "The XMP metadata is compressed."))
    if xmp.is_there and not xmp.is_readable:
        yield XMP.found(Text("XMP bị hỏng.", "The XMP metadata is broken."))


def info_and_metadata_agree(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the entries that Info and XMP both have, and have differently."""
    xmp = dict(facts.xmp.properties)
    differing = [
        f"{key} / {twin}"
        for key, twin in _TWINS.items()
        if twin in xmp and key in dict(facts.info) and not _is_same(facts.info_text(key), xmp[twin], key)
    ]
    if differing:
        said = listed(differing)
        yield SAME.found(Text(f"Ghi khác nhau: {said}.", f"They differ in: {said}."))


def metadata_is_complete(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield the properties that the standard wants in XMP and that are not there."""
    xmp = dict(facts.xmp.properties)
    missing = [key for key in _MANAGED if not xmp.get(key, "").strip()]
    if standard.xmp_media_management and facts.xmp.is_readable and missing:
        said = listed(missing)
        yield MANAGED.found(Text(f"XMP thiếu: {said}.", f"XMP lacks: {said}."))


def _is_same(in_info: str, in_xmp: str, key: str) -> bool:
    if key in _DATES:
        one, other = _instant(in_info), _iso_instant(in_xmp)
        if one is None or other is None:
            return False
        if one.tzinfo is None or other.tzinfo is None:
            one, other = one.replace(tzinfo=None), other.replace(tzinfo=None)
        return one == other
    return in_info.removeprefix("/").strip() == in_xmp.strip()


def _instant(text: str) -> datetime | None:
    """Return the moment that a date of the Info dictionary names, or None."""
    found = _PDF_DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, zulu, sign, hours, minutes = found.groups()
    zone = "+00:00" if zulu else f"{sign}{hours}:{minutes or '00'}" if sign else ""
    return _iso_instant(
        f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone}"
    )


def _iso_instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


CHECKS = (
    info_is_complete,
    says_whether_it_is_trapped,
    metadata_is_plain,
    info_and_metadata_agree,
    metadata_is_complete,
)
