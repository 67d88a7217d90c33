"""What a file says of itself, and whether that is as its standard asks.

Which standard it claims and whether its structure is that standard's; Info and XMP, whether both say what they
must, and the same; the output intent: one, named, with the profile of that condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from keytag.findings import Finding, Rule, Severity
from keytag.inspection.pdf.facts import FileFacts, Intent
from keytag.inspection.standards.wording import EXPORT_AGAIN, join_names
from keytag.standards import BY_IDENTIFICATION, Standard
from keytag.text.text import Text

CLAIM = Rule.error("pdf-names-its-standard", __name__)
VERSION = Rule.error("pdf-version-is-the-standards", __name__)
PACKED = Rule.error("pdf-structure-is-not-packed", __name__)
IDENTIFIER = Rule.error("pdf-has-an-identifier", __name__)
UNLOCKED = Rule.error("pdf-is-not-encrypted", __name__)
READABLE = Rule.error("pdf-can-be-read-whole", __name__)
REPAIRED = Rule.error("pdf-needs-no-repair", __name__)
_OWN_RULES = (CLAIM, VERSION, PACKED, IDENTIFIER, UNLOCKED, READABLE, REPAIRED)

_VERSION_KEY = "GTS_PDFXVersion"
# ISO 15930-1:2001 has this key; the later parts do not.
_CONFORMANCE_KEY = "GTS_PDFXConformance"
# ISO 32000-1, 7.4.10: the filter of streams with a cipher of their own.
_CIPHER = "Crypt"


def claims(facts: FileFacts) -> tuple[str, str]:
    """Return the standard that XMP names and the one that Info names, each "" where it names none."""
    return dict(facts.xmp.properties).get(f"pdfxid:{_VERSION_KEY}", ""), facts.info_text(_VERSION_KEY)


def claimed_standard(facts: FileFacts) -> Standard | None:
    """Return the standard that a file claims to be built to, or None."""
    return next((BY_IDENTIFICATION[claim] for claim in claims(facts) if claim in BY_IDENTIFICATION), None)


def names_its_standard(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield what is wrong with the claim: none, another, in the wrong place, or with an old key."""
    in_xmp, in_info = claims(facts)
    wanted, own = standard.identification, in_xmp if standard.xmp_identification else in_info
    place = "XMP" if standard.xmp_identification else "Info"
    if not in_xmp and not in_info:
        yield CLAIM.finding(
            Text(f"Tệp không ghi chuẩn nào, cần {wanted}.", f"No standard is named; {wanted} is needed.")
        )
    elif wanted not in (in_xmp, in_info):
        found = join_names(filter(None, (in_xmp, in_info)))
        yield CLAIM.finding(
            Text(f"Tệp ghi chuẩn {found}, không phải {wanted}.", f"It names {found}, not {wanted}.")
        )
    elif own != wanted:
        yield CLAIM.finding(Text(f"{place} không ghi {wanted}.", f"{wanted} is not named in {place}."))
    elif {in_xmp, in_info} - {"", wanted}:
        other = join_names({in_xmp, in_info} - {"", wanted})
        yield CLAIM.finding(Text(f"Tệp còn ghi thêm chuẩn {other}.", f"It names {other} as well."))
    if not standard.xmp_identification and _CONFORMANCE_KEY in dict(facts.info):
        yield CLAIM.finding(
            Text(f"Info còn mục cũ {_CONFORMANCE_KEY}.", f"Info has the old key {_CONFORMANCE_KEY}.")
        )


def version_is_the_standards(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield a finding for a newer version than the standard's."""
    if facts.version > standard.pdf_version:
        yield VERSION.finding(
            Text(
                f"Tệp là PDF {facts.version}, chuẩn cho đến {standard.pdf_version}.",
                f"It is PDF {facts.version}; the standard is PDF {standard.pdf_version}.",
            ),
            severity=None if standard.binds_version else Severity.WARNING,
        )


def structure_is_not_packed(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield a finding for object and cross-reference streams where the standard knows none."""
    found = [
        label
        for label, is_there in (
            ("object streams", facts.has_packed_objects),
            ("xref streams", facts.has_packed_table),
        )
        if is_there
    ]
    if found and not standard.packed_structure:
        yield PACKED.finding(
            Text(f"Cấu trúc tệp bị nén: {', '.join(found)}.", f"The structure is packed: {', '.join(found)}.")
        )


def has_an_identifier(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield a finding where the trailer has no ID."""
    if not facts.has_id:
        yield IDENTIFIER.finding(Text("Tệp không có ID.", "The trailer has no ID."))


def is_not_encrypted(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield a finding for an encrypted file, also where it opens without a password."""
    if facts.is_encrypted:
        yield UNLOCKED.finding(Text("Tệp bị mã hóa.", "The file is encrypted."))
    elif _CIPHER in facts.filters:
        yield UNLOCKED.finding(
            Text("Một phần của tệp bị mã hóa (Crypt).", "Part of the file is encrypted (Crypt).")
        )


def can_be_read_whole(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield what a survey had to leave out, and what qpdf had to mend."""
    parts = {*facts.unread, *(part for page in facts.pages for part in page.unread)}
    if not facts.pages:
        parts.add("no page")
    if parts:
        said = join_names(parts)
        yield READABLE.finding(Text(f"Không đọc được: {said}.", f"Cannot be read: {said}."))
    if facts.repaired:
        yield REPAIRED.finding(
            Text("Tệp bị hỏng và phải sửa mới đọc được.", "The file is damaged and had to be mended to be read."),
            EXPORT_AGAIN,
        )


_OWN_CHECKS = (
    names_its_standard,
    version_is_the_standards,
    structure_is_not_packed,
    has_an_identifier,
    is_not_encrypted,
    can_be_read_whole,
)


INFO = Rule.error("pdf-info-is-complete", __name__)
TRAPPED = Rule.error("pdf-says-whether-it-is-trapped", __name__)
XMP = Rule.error("pdf-metadata-is-plain", __name__)
SAME = Rule.error("pdf-info-and-metadata-agree", __name__)
MANAGED = Rule.error("pdf-metadata-is-complete", __name__)
_METADATA_RULES = (INFO, TRAPPED, XMP, SAME, MANAGED)

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
        said = join_names(missing)
        yield INFO.finding(Text(f"Info thiếu hoặc sai: {said}.", f"Info lacks, or has wrong: {said}."))


def says_whether_it_is_trapped(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield a finding where Trapped is not one of the names True and False."""
    entry = dict(facts.info).get("Trapped")
    if entry is None:
        yield TRAPPED.finding(Text("Info không có Trapped.", "Info has no Trapped."))
    elif entry.kind != "name" or entry.text not in ("/True", "/False"):
        said = entry.text or entry.kind
        as_what = Text("chuỗi", "a string") if entry.kind == "string" else Text("tên", "a name")
        yield TRAPPED.finding(
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
        yield XMP.finding(Text("Tệp không có XMP.", "The file has no XMP metadata."), severity=severity)
    elif not xmp.is_plain:
        yield XMP.finding(Text("XMP bị nén.", "The XMP metadata is compressed."))
    if xmp.is_there and not xmp.is_readable:
        yield XMP.finding(Text("XMP bị hỏng.", "The XMP metadata is broken."))


def info_and_metadata_agree(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the entries that Info and XMP both have, and have differently."""
    xmp = dict(facts.xmp.properties)
    differing = [
        f"{key} / {twin}"
        for key, twin in _TWINS.items()
        if twin in xmp and key in dict(facts.info) and not _is_same(facts.info_text(key), xmp[twin], key)
    ]
    if differing:
        said = join_names(differing)
        yield SAME.finding(Text(f"Ghi khác nhau: {said}.", f"They differ in: {said}."))


def metadata_is_complete(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield the properties that the standard wants in XMP and that are not there."""
    xmp = dict(facts.xmp.properties)
    missing = [key for key in _MANAGED if not xmp.get(key, "").strip()]
    if standard.xmp_media_management and facts.xmp.is_readable and missing:
        said = join_names(missing)
        yield MANAGED.finding(Text(f"XMP thiếu: {said}.", f"XMP lacks: {said}."))


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


_METADATA_CHECKS = (
    info_is_complete,
    says_whether_it_is_trapped,
    metadata_is_plain,
    info_and_metadata_agree,
    metadata_is_complete,
)


ONE = Rule.error("pdf-has-one-output-intent", __name__)
CONDITION = Rule.error("pdf-output-condition-is-named", __name__)
PROFILE = Rule.error("pdf-output-profile-fits", __name__)
MATCH = Rule.warning("pdf-profile-is-of-its-condition", __name__)
_INTENT_RULES = (ONE, CONDITION, PROFILE, MATCH)

_SUBTYPE = "GTS_PDFX"
# ICC's registry of printing conditions (ISO 15930-7).
_REGISTRY = "http://www.color.org"
# ICC.1:2001-04, 6.1: class and colour space of an output profile; four inks are four channels.
_KIND = "prtr"
_SPACE = "CMYK"
_CHANNELS = 4
# ICC's registry (color.org): names of offset conditions as profiles carry them in their titles.
_REGISTERED = re.compile(r"FOGRA\d+")


def _own(facts: FileFacts) -> tuple[Intent, ...]:
    return tuple(intent for intent in facts.intents if intent.subtype == _SUBTYPE)


def has_one_output_intent(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield a finding unless there is one output intent of PDF/X."""
    count = len(_own(facts))
    if count == 0:
        yield ONE.finding(Text("Tệp không có điều kiện in.", "The file has no output intent."))
    elif count > 1:
        yield ONE.finding(Text(f"Tệp có {count} điều kiện in, cần 1.", f"It has {count} output intents, not 1."))


def output_condition_is_named(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield a finding where the condition has no name."""
    if any(not intent.condition.strip() for intent in _own(facts)):
        yield CONDITION.finding(
            Text("Điều kiện in không có tên (OutputConditionIdentifier).", "OutputConditionIdentifier is empty.")
        )


def output_profile_fits(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield what is wrong with the embedded profile, or with its absence."""
    for intent in _own(facts):
        wrong = _missing(intent, standard) if intent.profile is None else _misfit(intent, standard)
        if wrong is not None:
            yield PROFILE.finding(wrong)


def _missing(intent: Intent, standard: Standard) -> Text | None:
    """Say what is wrong with an intent without a profile; a registered condition may do, if the standard says."""
    if not standard.needs_profile and intent.registry.rstrip("/") == _REGISTRY and intent.condition:
        return None
    return Text("Điều kiện in không có hồ sơ màu.", "The output intent has no profile.")


def _misfit(intent: Intent, standard: Standard) -> Text | None:
    profile = intent.profile
    assert profile is not None  # noqa: S101 - the caller has looked
    if not profile.is_whole:
        return Text("Hồ sơ màu bị hỏng.", "The profile is broken.")
    if profile.kind != _KIND or profile.space != _SPACE:
        return Text(
            f"Hồ sơ màu là {profile.kind} {profile.space}, cần {_KIND} {_SPACE}.",
            f"The profile is {profile.kind} {profile.space}; {_KIND} {_SPACE} is needed.",
        )
    if profile.version[0] > standard.newest_profile:
        version = ".".join(map(str, profile.version))
        return Text(
            f"Hồ sơ màu là ICC {version}, chuẩn cho đến {standard.newest_profile}.",
            f"The profile is ICC {version}; the standard takes up to {standard.newest_profile}.",
        )
    if intent.channels != _CHANNELS:
        return Text(
            f"Hồ sơ màu ghi {intent.channels} kênh, cần {_CHANNELS}.",
            f"The profile's stream says {intent.channels} channels, not {_CHANNELS}.",
        )
    return None


def profile_is_of_its_condition(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield registered conditions whose embedded profile calls itself by another registered name."""
    for intent in _own(facts):
        title = intent.profile.title if intent.profile is not None else ""
        named = _REGISTERED.search(title)
        if (
            intent.registry.rstrip("/") == _REGISTRY
            and named
            and named[0] not in intent.condition.replace(" ", "")
        ):
            yield MATCH.finding(
                Text(
                    f"Điều kiện in là {intent.condition}, hồ sơ màu lại là “{title}”.",
                    f"The condition is {intent.condition}, but the profile calls itself “{title}”.",
                )
            )


_INTENT_CHECKS = (
    has_one_output_intent,
    output_condition_is_named,
    output_profile_fits,
    profile_is_of_its_condition,
)

RULES = (*_OWN_RULES, *_METADATA_RULES, *_INTENT_RULES)
CHECKS = (*_OWN_CHECKS, *_METADATA_CHECKS, *_INTENT_CHECKS)
