"""What a file says of itself: which standard it claims, and whether its structure is that standard's."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.findings import Finding, Rule, Severity
from keytag.inspection.pdf.facts import FileFacts
from keytag.inspection.standards.telling import EXPORT_AGAIN, listed
from keytag.standards import BY_IDENTIFICATION, Standard
from keytag.text.text import Text

CLAIM = Rule.error("pdf-names-its-standard", __name__)
VERSION = Rule.error("pdf-version-is-the-standards", __name__)
PACKED = Rule.error("pdf-structure-is-not-packed", __name__)
IDENTIFIER = Rule.error("pdf-has-an-identifier", __name__)
UNLOCKED = Rule.error("pdf-is-not-encrypted", __name__)
READABLE = Rule.error("pdf-can-be-read-whole", __name__)
REPAIRED = Rule.error("pdf-needs-no-repair", __name__)
RULES = (CLAIM, VERSION, PACKED, IDENTIFIER, UNLOCKED, READABLE, REPAIRED)

_VERSION_KEY = "GTS_PDFXVersion"
# ISO 15930-1:2001 has this key; the later parts do not.
_CONFORMANCE_KEY = "GTS_PDFXConformance"
# ISO 32000-1, 7.4.10: the filter of streams with a cipher of their own.
_CIPHER = "Crypt"


def claims(facts: FileFacts) -> tuple[str, str]:
    """Return the standard that XMP names and the one that Info names, each "" where it names none."""
    return dict(facts.xmp.properties).get(f"pdfxid:{_VERSION_KEY}", ""), facts.info_text(_VERSION_KEY)


def claimed(facts: FileFacts) -> Standard | None:
    """Return the standard that a file claims to be built to, or None."""
    return next((BY_IDENTIFICATION[claim] for claim in claims(facts) if claim in BY_IDENTIFICATION), None)


def names_its_standard(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield what is wrong with the claim: none, another, in the wrong place, or with an old key."""
    in_xmp, in_info = claims(facts)
    wanted, own = standard.identification, in_xmp if standard.xmp_identification else in_info
    place = "XMP" if standard.xmp_identification else "Info"
    if not in_xmp and not in_info:
        yield CLAIM.found(
            Text(f"Tệp không ghi chuẩn nào, cần {wanted}.", f"No standard is named; {wanted} is needed.")
        )
    elif wanted not in (in_xmp, in_info):
        found = listed(filter(None, (in_xmp, in_info)))
        yield CLAIM.found(Text(f"Tệp ghi chuẩn {found}, không phải {wanted}.", f"It names {found}, not {wanted}."))
    elif own != wanted:
        yield CLAIM.found(Text(f"{place} không ghi {wanted}.", f"{wanted} is not named in {place}."))
    elif {in_xmp, in_info} - {"", wanted}:
        other = listed({in_xmp, in_info} - {"", wanted})
        yield CLAIM.found(Text(f"Tệp còn ghi thêm chuẩn {other}.", f"It names {other} as well."))
    if not standard.xmp_identification and _CONFORMANCE_KEY in dict(facts.info):
        yield CLAIM.found(
            Text(f"Info còn khóa cũ {_CONFORMANCE_KEY}.", f"Info has the old key {_CONFORMANCE_KEY}.")
        )


def version_is_the_standards(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield a finding for a newer version than the standard's."""
    if facts.version > standard.pdf_version:
        yield VERSION.found(
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
        yield PACKED.found(
            Text(f"Cấu trúc tệp bị nén: {', '.join(found)}.", f"The structure is packed: {', '.join(found)}.")
        )


def has_an_identifier(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield a finding where the trailer has no ID."""
    if not facts.has_id:
        yield IDENTIFIER.found(Text("Tệp không có ID.", "The trailer has no ID."))


def is_not_encrypted(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield a finding for an encrypted file, also where it opens without a password."""
    if facts.is_encrypted:
        yield UNLOCKED.found(Text("Tệp bị mã hóa.", "The file is encrypted."))
    elif _CIPHER in facts.filters:
        yield UNLOCKED.found(Text("Một phần của tệp bị mã hóa (Crypt).", "Part of the file is encrypted (Crypt)."))


def can_be_read_whole(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield what a survey had to leave out, and what qpdf had to mend."""
    parts = {*facts.unread, *(part for page in facts.pages for part in page.unread)}
    if not facts.pages:
        parts.add("no page")
    if parts:
        said = listed(parts)
        yield READABLE.found(Text(f"Không đọc được: {said}.", f"Cannot be read: {said}."))
    if facts.repaired:
        yield REPAIRED.found(
            Text("Tệp bị hỏng và phải sửa mới đọc được.", "The file is damaged and had to be mended to be read."),
            EXPORT_AGAIN,
        )


CHECKS = (
    names_its_standard,
    version_is_the_standards,
    structure_is_not_packed,
    has_an_identifier,
    is_not_encrypted,
    can_be_read_whole,
)
