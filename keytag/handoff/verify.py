"""A package opened later, perhaps by somebody else: is it whole, is it signed, does it say what its job says?

Nothing of what is inside is trusted: names and sizes are bounded, the job is read like any stranger's, and what it
gives is made again in memory and held against what the package holds. What could not be compared is not good.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from keytag.checks.handoff import (
    PACKAGE_HAS_ITS_OWN_NAME,
    PACKAGE_IS_PACKED_AS_MADE,
    PACKAGE_IS_UNCHANGED,
    PACKAGE_SAYS_WHAT_ITS_JOB_SAYS,
    SIGNATURE_IS_GOOD,
    SIGNATURE_NAMES_ITS_PACKAGE,
)
from keytag.documents.approval import Approval
from keytag.documents.yaml import limit_repeats, read_document
from keytag.errors import CannotWriteError, InvalidDocumentError, KeytagError, MachineError
from keytag.files import library
from keytag.files.reader import shorten_name
from keytag.findings import Finding, Rule
from keytag.handoff.approval_gate import key_id
from keytag.handoff.container import FIRST_DAY
from keytag.handoff.make import Package, trusted_comment
from keytag.handoff.manifest import MANIFEST, SIGNATURE_FILE, check_files, read_manifest
from keytag.handoff.record import FOLDER, read_record
from keytag.handoff.remake import (
    OpenedPackage,
    as_warnings,
    job_errors_finding,
    list_names,
    make_again,
    open_package,
    package_differences,
    show_no_steps,
    version_advice,
    with_version,
)
from keytag.handoff.signature import SignatureClaim, SignatureStatus, read_claim, verify_signature
from keytag.imposition.slug import UNAPPROVED
from keytag.steps.earlier_outputs import newer_packages
from keytag.steps.progress import ShowStep
from keytag.steps.report import Today
from keytag.text.figures import format_day, format_print
from keytag.text.text import Language, Text

# Reading, files and signature, making again.
_STEPS = 3
# House rule: so many people who approved say enough.
_SIGNED = 3
_LANGUAGES: tuple[Language, Language] = ("vi", "en")
# What minisign and rsign write where nobody says otherwise: beside the signature, and vouched for.
_BESIDE = frozenset(
    {
        "signature from keytag",
        "signature from minisign secret key",
        "signature from rsign secret key",
    }
)
_BY_HAND = re.compile(rf"timestamp:[0-9]{{1,20}}\tfile:{re.escape(MANIFEST)}\t(?:pre)?hashed")
# How a package's name ends before what was asked for: the day, and what it was made from.
_PACKAGE_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{10}")


class VerifyAnswer(Struct, frozen=True):
    """One question about a package and its answer; ``is_good`` is None where it could not be asked."""

    question: Text
    said: Text
    is_good: bool | None


class SignatureAnswer(Struct, frozen=True):
    """What the signature of a package says, and how it stands to the key; None where none was given."""

    claim: SignatureClaim
    is_good: bool | None


PackageApproval = Literal["approved", "unapproved", "unsaid", "sample"]
"""Whether a package is approved: "unsaid" of one that an older keytag made, "sample" of made-up numbers."""


class Verification(Struct, frozen=True):
    """What was asked of a package, and everything wrong with it."""

    path: Path
    answers: tuple[VerifyAnswer, ...]
    findings: tuple[Finding, ...]
    today: Today | None = None
    """By which day it was judged and what today's rules add, where its job could be read: no damage of its own."""
    name: str | None = None
    """The name that its job gives it, where it could be made again."""
    signed: SignatureAnswer | None = None
    litter: tuple[str, ...] = ()
    """What a desktop left beside its files."""
    newer: tuple[str, ...] = ()
    """Newer packages of the same job that lie beside it."""
    approval: PackageApproval | None = None
    """Whether somebody approved it; None where that could not be told."""

    @property
    def findings_with_today(self) -> tuple[Finding, ...]:
        """Everything wrong with it, and as warnings what the rules of today find in its job."""
        return (*self.findings, *as_warnings(self.today))


PackageResult = Verification | KeytagError
"""How a package stands, or why it could not be read."""


def verify_package(path: Path, key: str | None, step: ShowStep, today: date) -> Verification:
    """Return how the package at ``path``, a zip or its folder, stands; ``key`` is a public key's text.

    A package is whole or not whatever day it is; what the rules of ``today`` find in its job is told besides.

    Raises:
        MissingResourceError: nothing is there.
        InvalidDocumentError: it is no sound zip.
        CannotWriteError: there is no room here to make it again.
    """
    step(Text("Đang đọc", "Reading"), 0, _STEPS)
    opened = open_package(path)
    step(Text("Đang so từng tệp", "Comparing every file"), 1, _STEPS)
    whole, (signature, signed) = _is_unchanged(opened.files), _is_signed(opened.files, key)
    asked = [whole, _is_packed_as_made(opened), signature]
    now, name, approval = None, None, None
    if not whole[1] and not signature[1]:
        step(Text("Đang tạo lại để đối chiếu", "Making it again to compare"), 2, _STEPS)
        told, now, package, day = _says_what_its_job_says(opened.files, path.name, today)
        asked.append(told)
        if package is not None and day is not None:
            name = package.name
            asked.append(_has_its_name(opened, signed, package, day))
            answer, approval = _who_approved(opened.files, path.name, package)
            asked.append((answer, ()))
    answers = tuple(answer for answer, _ in asked)
    findings = tuple(finding for _, findings in asked for finding in findings)
    newer = tuple(each.name for each in newer_packages(path))
    return Verification(path, answers, findings, now, name, signed, opened.litter, newer, approval)


def verify_packages(
    paths: Sequence[Path], key: str | None, step: ShowStep, today: date
) -> tuple[tuple[Path, PackageResult], ...]:
    """Return how each package of ``paths`` stands, one after the other; one that cannot be read stops no other."""
    return tuple((path, _verify_or_error(path, key, step, today)) for path in paths)


def _verify_or_error(path: Path, key: str | None, step: ShowStep, today: date) -> PackageResult:
    try:
        return verify_package(path, key, step, today)
    except KeytagError as error:
        return error


_AS_ITS_JOB = Text("Khớp với tệp đặt in", "Matches its job")
_Asked = tuple[VerifyAnswer, tuple[Finding, ...]]


def _is_unchanged(files: Mapping[str, bytes]) -> _Asked:
    question = Text("Mọi tệp còn nguyên", "Every file is unchanged")
    if MANIFEST not in files:
        message = Text(f"Gói không có {MANIFEST}.", f"The package has no {MANIFEST}.")
        return VerifyAnswer(question, message, is_good=False), (PACKAGE_IS_UNCHANGED.finding(message),)
    manifest, faults = read_manifest(files[MANIFEST])
    # Of a manifest without one line that can be read, that is all there is to say.
    changed = check_files(manifest, files) if manifest.entries or not faults else ()
    found = [PACKAGE_IS_UNCHANGED.finding(fault.message) for fault in (*faults, *changed)]
    if not found and manifest.text.encode() != files[MANIFEST]:
        message = Text(
            f"{MANIFEST} không được viết như keytag viết (thứ tự, chữ hoa, dấu xuống dòng).",
            f"{MANIFEST} is not written as keytag writes it (order, capitals, ends of lines).",
        )
        found.append(PACKAGE_IS_UNCHANGED.finding(message))
    count = len(manifest.entries)
    said = Text(f"{count} tệp, {len(found)} lỗi", f"{count} files, {len(found)} wrong")
    return VerifyAnswer(question, said, is_good=not found), limit_repeats(tuple(found))


def _is_packed_as_made(opened: OpenedPackage) -> _Asked:
    """Say how the package is packed: a zip as keytag writes it, or a folder of plain files."""
    found: list[Finding] = []
    container = opened.container
    if container is None:
        said = Text("thư mục chỉ có tệp thường", "a folder of plain files")
        if opened.strays:
            listed = list_names(opened.strays)
            message = Text(
                f"Thư mục có liên kết, thiết bị hoặc thư mục rỗng: {listed}.",
                f"The folder has links, devices or empty folders: {listed}.",
            )
            found.append(PACKAGE_IS_PACKED_AS_MADE.finding(message, _NOT_OF_KEYTAG))
    else:
        said = Text("zip đúng từng byte như keytag đóng", "the zip is byte for byte as keytag packs it")
        if container.faults:
            vi, en = ("; ".join(fault.to(language) for fault in container.faults) for language in ("vi", "en"))
            message = Text(f"Zip không đúng như keytag đóng: {vi}.", f"The zip is not as keytag packs it: {en}.")
            found.append(PACKAGE_IS_PACKED_AS_MADE.finding(message))
    if found:
        said = Text("có thứ không phải keytag đóng vào", "something is not as keytag packs it")
    if opened.litter:
        listed = list_names(opened.litter)
        said = Text(
            f"{said.vi}; máy tính tự để lại, không thuộc gói, xóa được: {listed}",
            f"{said.en}; left by the desktop, no part of the package, can be removed: {listed}",
        )
    return VerifyAnswer(Text("Cách đóng gói", "How it is packed"), said, is_good=not found), tuple(found)


_NOT_OF_KEYTAG = Text(
    "Giải nén lại từ tệp zip gốc vào một thư mục mới.", "Unpack the original zip again, into a new folder."
)


def _is_signed(files: Mapping[str, bytes], key: str | None) -> tuple[_Asked, SignatureAnswer | None]:
    if SIGNATURE_FILE not in files:
        if key is None:
            return (VerifyAnswer(_SIGNATURE, Text("không có", "none"), is_good=None), ()), None
        return _signature_fault(
            SIGNATURE_IS_GOOD, Text("Gói không có chữ ký.", "The package is not signed.")
        ), None
    claim = read_claim(files[SIGNATURE_FILE])
    if claim is None:
        message = Text(
            f"{SIGNATURE_FILE} không đúng dạng minisign.", f"{SIGNATURE_FILE} is no signature of minisign."
        )
        return _signature_fault(SIGNATURE_IS_GOOD, message), None
    odd = _unsigned_words(claim)
    if odd is not None:
        return _signature_fault(SIGNATURE_NAMES_ITS_PACKAGE, odd), SignatureAnswer(claim, is_good=None)
    asked, is_good = _check_with_key(key, claim, files)
    return asked, SignatureAnswer(claim, is_good)


_SIGNATURE = Text("Chữ ký", "Signature")


def _check_with_key(
    key: str | None, claim: SignatureClaim, files: Mapping[str, bytes]
) -> tuple[_Asked, bool | None]:
    """Return how a signature stands to a public key, or what it says where none was given."""
    comment = shorten_name(claim.comment)
    if key is None:
        said = Text(
            f"tự ghi là của khóa ký {claim.key}, ký “{comment}”; chưa kiểm tra: thêm --key",
            f"says that key {claim.key} signed “{comment}”; not checked: add --key",
        )
        return (VerifyAnswer(_SIGNATURE, said, is_good=None), ()), None
    verdict = verify_signature(files.get(MANIFEST, b""), files[SIGNATURE_FILE].decode("utf-8", "replace"), key)
    if verdict.standing is not SignatureStatus.GOOD:
        return _signature_fault(SIGNATURE_IS_GOOD, verdict.message), False
    said = Text(
        f"đúng, khóa ký {verdict.signed_by} ký “{comment}”", f"good, key {verdict.signed_by} signed “{comment}”"
    )
    return (VerifyAnswer(_SIGNATURE, said, is_good=True), ()), True


def _signature_fault(rule: Rule, message: Text) -> _Asked:
    return VerifyAnswer(_SIGNATURE, message, is_good=False), (rule.finding(message),)


def _unsigned_words(claim: SignatureClaim) -> Text | None:
    """Return what is in a signature's file that nobody signed, None where there is nothing."""
    if not claim.is_plain:
        return Text(
            f"{SIGNATURE_FILE} có thêm thứ ngoài bốn dòng của minisign.",
            f"{SIGNATURE_FILE} has more than the four lines of minisign.",
        )
    if claim.beside not in _BESIDE:
        shown = shorten_name(claim.beside)
        return Text(
            f"{SIGNATURE_FILE} có lời ghi không ai ký: “{shown}”.",
            f"{SIGNATURE_FILE} has words that nobody signed: “{shown}”.",
        )
    return None


def _says_what_its_job_says(
    files: Mapping[str, bytes], name: str, today: date
) -> tuple[_Asked, Today | None, Package | None, date | None]:
    record = None
    try:
        record = read_record(files, name)
        package, now = make_again(files, name, record, show_no_steps, today)
    except (CannotWriteError, MachineError):
        # What this computer cannot do is no fault of the package.
        raise
    except KeytagError as error:
        why = _with_first(error)
        said = with_version(record.version, why) if record is not None else why
        to_do = version_advice(record.version) if record is not None else None
        finding = PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.finding(said, to_do or error.hint)
        return (VerifyAnswer(_AS_ITS_JOB, said, is_good=False), (finding,)), None, None, None
    if package is None:
        finding = job_errors_finding(record)
        return (VerifyAnswer(_AS_ITS_JOB, finding.message, is_good=False), (finding,)), now, None, None
    found = package_differences(files, package.files, record.version)
    said = found[0].message if found else Text("tạo lại ra đúng từng byte", "rebuilt byte for byte")
    return (VerifyAnswer(_AS_ITS_JOB, said, is_good=not found), found), now, package, record.options.day


def _who_approved(files: Mapping[str, bytes], name: str, package: Package) -> tuple[VerifyAnswer, PackageApproval]:
    """Say who approved a package that could be made again, by the approval that was made with it."""
    question, mode = Text("Phê duyệt", "Approval"), read_record(files, name).options.approval
    if mode == "unapproved":
        stamp = f"{UNAPPROVED.vi} / {UNAPPROVED.en}"
        said = Text(f"{stamp}: để xem và báo giá, đừng in", f"{stamp}: for a look and a price, not to be printed")
        return VerifyAnswer(question, said, is_good=None), "unapproved"
    if package.is_sample:
        said = Text("bản làm thử, không in", "a sample, not to be printed")
        return VerifyAnswer(question, said, is_good=None), "sample"
    if mode == "unasked":
        said = Text("gói không ghi (làm bằng keytag cũ)", "the package says nothing of it (of an older keytag)")
        return VerifyAnswer(question, said, is_good=None), "unsaid"
    data = files[f"{FOLDER}/{library.APPROVAL}"]
    entries = read_document(data, library.APPROVAL, Approval)[0].approvals
    signed = list(dict.fromkeys((each.approved.by, each.approved.date) for each in entries if each.approved))
    keys = sorted({key for each in entries if (key := key_id(each, "approved"))})
    vi, en = (
        "; ".join(f"{shorten_name(by)}, {format_day(day, language)}" for by, day in signed[:_SIGNED])
        + (f"; … +{len(signed) - _SIGNED}" if len(signed) > _SIGNED else "")
        for language in _LANGUAGES
    )
    by_key = Text(f"; khóa ký {', '.join(keys)}", f"; key {', '.join(keys)}") if keys else Text("", "")
    said = Text(f"{vi}{by_key.vi}", f"{en}{by_key.en}")
    return VerifyAnswer(question, said, is_good=True), "approved"


def _with_first(error: KeytagError) -> Text:
    """Return why a package could not be made again, with the first fault of a document in it and its place."""
    if not isinstance(error, InvalidDocumentError) or error.findings[0].message == error.message:
        return error.message
    first = error.findings[0]
    if first.where is None:
        return Text(f"{error.message.vi} {first.message.vi}", f"{error.message.en} {first.message.en}")
    place = first.where.description
    return Text(
        f"{error.message.vi} {place.vi}: {first.message.vi}", f"{error.message.en} {place.en}: {first.message.en}"
    )


def _has_its_name(opened: OpenedPackage, signed: SignatureAnswer | None, package: Package, day: date) -> _Asked:
    """Hold the name that the job gives a package against every other name that it goes by."""
    found: list[Finding] = []
    name, number = package.name, package.order_number
    container, called = opened.container, _outer_name(opened)
    if container is not None and container.folder not in ("", name):
        shown = shorten_name(container.folder)
        message = Text(
            f"Thư mục trong zip tên là {shown}, mà gói là {name}.",
            f"The folder in the zip is called {shown}, and the package is {name}.",
        )
        found.append(PACKAGE_HAS_ITS_OWN_NAME.finding(message))
    if container is not None and not container.faults and container.day != max(day, FIRST_DAY):
        message = Text(
            f"Các tệp trong zip ghi ngày {container.day}, mà gói của ngày {day}.",
            f"The files in the zip are dated {container.day}, and the package is of {day}.",
        )
        found.append(PACKAGE_IS_PACKED_AS_MADE.finding(message))
    if is_named_otherwise(called, name):
        shown = shorten_name(called)
        message = Text(
            f"Tên ngoài là {shown}, mà bên trong là gói {name}.",
            f"It is called {shown}, and inside is the package {name}.",
        )
        found.append(PACKAGE_HAS_ITS_OWN_NAME.finding(message))
    if signed is not None and not _is_own_comment(signed.claim.comment, name):
        shown = shorten_name(signed.claim.comment)
        message = Text(
            f"Chữ ký ghi “{shown}”, mà gói này là {name}.",
            f"The signature says “{shown}”, and this package is {name}.",
        )
        found.append(SIGNATURE_NAMES_ITS_PACKAGE.finding(message))
    which = format_print(number) if number is not None else None
    said = Text(
        f"{name}, ngày {format_day(day)}{f', đặt in {which.vi}' if which is not None else ''}",
        f"{name}, of {format_day(day, 'en')}{f', {which.en}' if which is not None else ''}",
    )
    return VerifyAnswer(Text("Tên gói", "The package's name"), said, is_good=not found), tuple(found)


def is_named_otherwise(called: str, name: str) -> bool:
    """Tell whether a file or folder is ``called`` as another package than ``name``.

    Programs add to a name that is taken (``… (1)``, ``… - Copy``, ``…-2``), and people give names of their own;
    neither says that it is another package. What has the day and the number of one says so.
    """
    rest = re.sub(rf"(?<![\w-]){re.escape(name)}(?![^\W_]|-(?!\d(?![\w-])))", " ", called)
    return _PACKAGE_NAME.search(rest) is not None


def _outer_name(opened: OpenedPackage) -> str:
    path = opened.path if opened.path.name not in ("", ".", "..") else opened.path.absolute()
    return path.name.removesuffix(".zip") if opened.container is not None else path.name


def _is_own_comment(comment: str, name: str) -> bool:
    """Tell whether what a signature vouches for is this package: by keytag its name, by minisign the manifest."""
    return comment == trusted_comment(name) or _BY_HAND.fullmatch(comment) is not None
