"""A package opened later, perhaps by somebody else: is it whole, is it signed, does it say what its job says?

Nothing of what is inside is trusted: names and sizes are bounded, the job is read like any stranger's, and what it
gives is made again in memory and held against what the package holds. What could not be compared is not good.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.handoff import (
    PACKAGE_HAS_ITS_OWN_NAME,
    PACKAGE_IS_PACKED_AS_MADE,
    PACKAGE_IS_UNCHANGED,
    PACKAGE_SAYS_WHAT_ITS_JOB_SAYS,
    SIGNATURE_IS_GOOD,
    SIGNATURE_NAMES_ITS_PACKAGE,
)
from keytag.documents.yaml import limit_repeats
from keytag.errors import InvalidDocumentError, KeytagError
from keytag.files import reader
from keytag.files.reader import shorten
from keytag.files.writer import temporary_files
from keytag.findings import Finding, Rule, Severity, Where
from keytag.handoff import Container, container_of, litter_in, unzipped
from keytag.handoff.archive import FIRST_DAY, MAX_BYTES, MAX_FILES
from keytag.handoff.compare import advice, by_version, differences
from keytag.handoff.make import Package, made, vouched
from keytag.handoff.manifest import NAME, SIGNATURE, check_files, read_manifest
from keytag.handoff.record import FOLDER, Record, job_files, read_record
from keytag.handoff.signature import SignatureClaim, SignatureStanding, claim_of
from keytag.handoff.signature import verify as verified
from keytag.steps.check_editions import judge_today
from keytag.steps.order import Order, PlanLimits
from keytag.steps.report import Step, Today
from keytag.text.text import Text

# House rule: so many names of files say enough.
_LISTED = 6
# House rule: to look at so many slots takes a second.
_MANY_SLOTS = 1000
# House rule: no one-up, and no picture of one, has fewer bytes.
_LEAST = 500
# House rules: besides its editions a package has some forty files, a file for each plate, and the job's; of each
# edition, of which three are named before it is drawn, it has less than ten.
_FILES, _FILES_MORE = 1000, 10
# Reading, files and signature, making again.
_STEPS = 3
# What minisign and rsign write where nobody says otherwise: beside the signature, and vouched for.
_BESIDE = frozenset(
    {
        "signature from keytag",
        "signature from minisign secret key",
        "signature from rsign secret key",
    }
)
_BY_HAND = re.compile(rf"timestamp:[0-9]{{1,20}}\tfile:{re.escape(NAME)}\t(?:pre)?hashed")
# How a package's name ends before what was asked for: the day, and what it was made from.
_PACKAGE_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{10}")


class VerifyAnswer(Struct, frozen=True):
    """One question about a package and its answer; ``is_good`` is None where it could not be asked."""

    question: Text
    said: Text
    is_good: bool | None


class Signed(Struct, frozen=True):
    """What the signature of a package says, and how it stands to the key; None where none was given."""

    claim: SignatureClaim
    is_good: bool | None


class Verification(Struct, frozen=True):
    """What was asked of a package, and everything wrong with it."""

    path: Path
    answers: tuple[VerifyAnswer, ...]
    findings: tuple[Finding, ...]
    today: Today | None = None
    """By which day it was judged and what today's rules add, where its job could be read: no damage of its own."""
    name: str | None = None
    """The name that its job gives it, where it could be made again."""
    signed: Signed | None = None
    litter: tuple[str, ...] = ()
    """What a desktop left beside its files."""

    @property
    def told(self) -> tuple[Finding, ...]:
        """Everything wrong with it, and as warnings what the rules of today find in its job."""
        return (*self.findings, *as_warnings(self.today))


Verified = Verification | KeytagError
"""How a package stands, or why it could not be read."""


class PackageFound(Struct, frozen=True):
    """A package as it was found: its files, how it is packed where it is a zip, what else lies there."""

    path: Path
    files: Mapping[str, bytes]
    container: Container | None
    strays: tuple[str, ...]
    litter: tuple[str, ...]


def verify(path: Path, key: str | None, step: Step, today: date) -> Verification:
    """Return how the package at ``path``, a zip or its folder, stands; ``key`` is a public key's text.

    A package is whole or not whatever day it is; what the rules of ``today`` find in its job is told besides.

    Raises:
        MissingResourceError: nothing is there.
        InvalidDocumentError: it is no sound zip.
    """
    step(Text("Đang đọc", "Reading"), 0, _STEPS)
    opened = open_package(path)
    step(Text("Đang so từng tệp", "Comparing every file"), 1, _STEPS)
    whole, (signature, signed) = _whole(opened.files), _signed(opened.files, key)
    asked = [whole, _packed(opened), signature]
    now, name = None, None
    if not whole[1] and not signature[1]:
        step(Text("Đang làm lại để đối chiếu", "Making it again to compare"), 2, _STEPS)
        told, now, package, day = _says_what_its_job_says(opened.files, path.name, today)
        asked.append(told)
        if package is not None and day is not None:
            name = package.name
            asked.append(_has_its_name(opened, signed, name, day))
    answers = tuple(answer for answer, _ in asked)
    findings = tuple(finding for _, findings in asked for finding in findings)
    return Verification(path, answers, findings, now, name, signed, opened.litter)


def verify_each(
    paths: Sequence[Path], key: str | None, step: Step, today: date
) -> tuple[tuple[Path, Verified], ...]:
    """Return how each package of ``paths`` stands, one after the other; one that cannot be read stops no other."""
    return tuple((path, _verified(path, key, step, today)) for path in paths)


def _verified(path: Path, key: str | None, step: Step, today: date) -> Verified:
    try:
        return verify(path, key, step, today)
    except KeytagError as error:
        return error


def open_package(path: Path) -> PackageFound:
    """Return the package at ``path``, a zip or a folder, without what a desktop left in it.

    Raises:
        MissingResourceError: nothing is there.
        InvalidDocumentError: it is no sound zip.
        UnreadableFileError: it is larger than any package.
    """
    strays: tuple[str, ...] = ()
    container = None
    if reader.is_folder(path):
        files, strays = reader.read_tree(path, MAX_FILES, MAX_BYTES), reader.stray_entries(path)
    else:
        data = reader.read_within(path, MAX_BYTES)
        files = unzipped(data, path.name)
        container = container_of(data, files)
    entries = read_manifest(files[NAME])[0].entries if NAME in files else ()
    litter = litter_in(files, {name for name, _ in entries})
    kept = {name: data for name, data in files.items() if name not in set(litter)}
    return PackageFound(path, kept, container, strays, litter)


def as_warnings(now: Today | None) -> tuple[Finding, ...]:
    """Return what today's rules add as warnings: a package that was made by the rules of its day is whole."""
    found = now.findings if now is not None else ()
    return limit_repeats(tuple(replace(finding, severity=Severity.WARNING) for finding in found))


_AS_ITS_JOB = Text("Đúng như công việc ghi", "Says what its job says")
_Asked = tuple[VerifyAnswer, tuple[Finding, ...]]


def _whole(files: Mapping[str, bytes]) -> _Asked:
    question = Text("Mọi tệp còn nguyên", "Every file is unchanged")
    if NAME not in files:
        message = Text(f"Gói không có {NAME}.", f"The package has no {NAME}.")
        return VerifyAnswer(question, message, is_good=False), (PACKAGE_IS_UNCHANGED.found(message),)
    manifest, faults = read_manifest(files[NAME])
    # Of a manifest without one line that can be read, that is all there is to say.
    held = check_files(manifest, files) if manifest.entries or not faults else ()
    found = [PACKAGE_IS_UNCHANGED.found(fault.message) for fault in (*faults, *held)]
    if not found and manifest.text.encode() != files[NAME]:
        message = Text(
            f"{NAME} không được viết như keytag viết (thứ tự, chữ hoa, dấu xuống dòng).",
            f"{NAME} is not written as keytag writes it (order, capitals, ends of lines).",
        )
        found.append(PACKAGE_IS_UNCHANGED.found(message))
    count = len(manifest.entries)
    said = Text(f"{count} tệp, {len(found)} lỗi", f"{count} files, {len(found)} wrong")
    return VerifyAnswer(question, said, is_good=not found), limit_repeats(tuple(found))


def _packed(opened: PackageFound) -> _Asked:
    """Say how the package is packed: a zip as keytag writes it, or a folder of plain files."""
    found: list[Finding] = []
    container = opened.container
    if container is None:
        said = Text("thư mục chỉ có tệp thường", "a folder of plain files")
        if opened.strays:
            listed = _named(opened.strays)
            message = Text(
                f"Thư mục có liên kết, thiết bị hoặc thư mục rỗng: {listed}.",
                f"The folder has links, devices or empty folders: {listed}.",
            )
            found.append(PACKAGE_IS_PACKED_AS_MADE.found(message, _NOT_OF_KEYTAG))
    else:
        said = Text("zip đúng từng byte như keytag đóng", "the zip is byte for byte as keytag packs it")
        if container.faults:
            vi, en = ("; ".join(fault.to(language) for fault in container.faults) for language in ("vi", "en"))
            message = Text(f"Zip không đúng như keytag đóng: {vi}.", f"The zip is not as keytag packs it: {en}.")
            found.append(PACKAGE_IS_PACKED_AS_MADE.found(message))
    if found:
        said = Text("có thứ không phải keytag đóng vào", "something is not as keytag packs it")
    if opened.litter:
        listed = _named(opened.litter)
        said = Text(
            f"{said.vi}; máy tính tự để lại, không thuộc gói, xóa được: {listed}",
            f"{said.en}; left by the desktop, no part of the package, can be removed: {listed}",
        )
    return VerifyAnswer(Text("Cách đóng gói", "How it is packed"), said, is_good=not found), tuple(found)


_NOT_OF_KEYTAG = Text(
    "Giải nén lại từ tệp zip gốc vào một thư mục mới.", "Unpack the original zip again, into a new folder."
)


def _signed(files: Mapping[str, bytes], key: str | None) -> tuple[_Asked, Signed | None]:
    if SIGNATURE not in files:
        if key is None:
            return (VerifyAnswer(_SIGNATURE, Text("không có", "there is none"), is_good=None), ()), None
        return _wrong(SIGNATURE_IS_GOOD, Text("Gói không có chữ ký.", "The package is not signed.")), None
    claim = claim_of(files[SIGNATURE])
    if claim is None:
        message = Text(f"{SIGNATURE} không đúng dạng minisign.", f"{SIGNATURE} is no signature of minisign.")
        return _wrong(SIGNATURE_IS_GOOD, message), None
    odd = _beside(claim)
    if odd is not None:
        return _wrong(SIGNATURE_NAMES_ITS_PACKAGE, odd), Signed(claim, is_good=None)
    asked, is_good = _held_to(key, claim, files)
    return asked, Signed(claim, is_good)


_SIGNATURE = Text("Chữ ký", "Signature")


def _held_to(key: str | None, claim: SignatureClaim, files: Mapping[str, bytes]) -> tuple[_Asked, bool | None]:
    """Return how a signature stands to a public key, or what it says where none was given."""
    comment = shorten(claim.comment)
    if key is None:
        said = Text(
            f"tự ghi là của khóa {claim.key}, ký “{comment}”; chưa kiểm: thêm --key",
            f"says that key {claim.key} signed “{comment}”; not checked: add --key",
        )
        return (VerifyAnswer(_SIGNATURE, said, is_good=None), ()), None
    verdict = verified(files.get(NAME, b""), files[SIGNATURE].decode("utf-8", "replace"), key)
    if verdict.standing is not SignatureStanding.GOOD:
        return _wrong(SIGNATURE_IS_GOOD, verdict.message), False
    said = Text(
        f"đúng, khóa {verdict.signed_by} ký “{comment}”", f"good, key {verdict.signed_by} signed “{comment}”"
    )
    return (VerifyAnswer(_SIGNATURE, said, is_good=True), ()), True


def _wrong(rule: Rule, message: Text) -> _Asked:
    return VerifyAnswer(_SIGNATURE, message, is_good=False), (rule.found(message),)


def _beside(claim: SignatureClaim) -> Text | None:
    """Return what is in a signature's file that nobody signed, None where there is nothing."""
    if not claim.is_plain:
        return Text(
            f"{SIGNATURE} có thêm thứ ngoài bốn dòng của minisign.",
            f"{SIGNATURE} has more than the four lines of minisign.",
        )
    if claim.beside not in _BESIDE:
        shown = shorten(claim.beside)
        return Text(
            f"{SIGNATURE} có lời ghi không ai ký: “{shown}”.",
            f"{SIGNATURE} has words that nobody signed: “{shown}”.",
        )
    return None


def _says_what_its_job_says(
    files: Mapping[str, bytes], name: str, today: date
) -> tuple[_Asked, Today | None, Package | None, date | None]:
    record = None
    try:
        record = read_record(files, name)
        package, now = remade(files, name, record, _silent, today)
    except KeytagError as error:
        why = _with_first(error)
        said = by_version(record.version, why) if record is not None else why
        to_do = advice(record.version) if record is not None else None
        finding = PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.found(said, to_do or error.hint)
        return (VerifyAnswer(_AS_ITS_JOB, said, is_good=False), (finding,)), None, None, None
    if package is None:
        finding = job_has_errors(record)
        return (VerifyAnswer(_AS_ITS_JOB, finding.message, is_good=False), (finding,)), now, None, None
    found = differences(files, package.files, record.version)
    said = (
        found[0].message
        if found
        else Text("làm lại ra đúng từng byte", "made again, it is the same byte for byte")
    )
    return (VerifyAnswer(_AS_ITS_JOB, said, is_good=not found), found), now, package, record.asked.day


def _with_first(error: KeytagError) -> Text:
    """Return why a package could not be made again, with the first fault of a document in it and its place."""
    if not isinstance(error, InvalidDocumentError) or error.findings[0].message == error.message:
        return error.message
    first = error.findings[0]
    if first.where is None:
        return Text(f"{error.message.vi} {first.message.vi}", f"{error.message.en} {first.message.en}")
    place = first.where.told
    return Text(
        f"{error.message.vi} {place.vi}: {first.message.vi}", f"{error.message.en} {place.en}: {first.message.en}"
    )


def job_has_errors(record: Record) -> Finding:
    """Return that the job inside a package is not to be printed as it is."""
    message = Text("Công việc trong gói có lỗi.", "The job in the package has errors.")
    return PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.found(by_version(record.version, message), advice(record.version))


def _has_its_name(opened: PackageFound, signed: Signed | None, name: str, day: date) -> _Asked:
    """Hold the name that the job gives a package against every other name that it goes by."""
    found: list[Finding] = []
    container, called = opened.container, _called(opened)
    if container is not None and container.folder not in ("", name):
        shown = shorten(container.folder)
        message = Text(
            f"Thư mục trong zip tên là {shown}, mà gói là {name}.",
            f"The folder in the zip is called {shown}, and the package is {name}.",
        )
        found.append(PACKAGE_HAS_ITS_OWN_NAME.found(message))
    if container is not None and not container.faults and container.day != max(day, FIRST_DAY):
        message = Text(
            f"Các tệp trong zip ghi ngày {container.day}, mà gói của ngày {day}.",
            f"The files in the zip are dated {container.day}, and the package is of {day}.",
        )
        found.append(PACKAGE_IS_PACKED_AS_MADE.found(message))
    if is_named_otherwise(called, name):
        shown = shorten(called)
        message = Text(
            f"Tên ngoài là {shown}, mà bên trong là gói {name}.",
            f"It is called {shown}, and inside is the package {name}.",
        )
        found.append(PACKAGE_HAS_ITS_OWN_NAME.found(message))
    if signed is not None and not _signs(signed.claim.comment, name):
        shown = shorten(signed.claim.comment)
        message = Text(
            f"Chữ ký ghi “{shown}”, mà gói này là {name}.",
            f"The signature says “{shown}”, and this package is {name}.",
        )
        found.append(SIGNATURE_NAMES_ITS_PACKAGE.found(message))
    said = Text(f"{name}, ngày {day.isoformat()}", f"{name}, of {day.isoformat()}")
    return VerifyAnswer(Text("Tên gói", "The package's name"), said, is_good=not found), tuple(found)


def is_named_otherwise(called: str, name: str) -> bool:
    """Tell whether a file or folder is ``called`` as another package than ``name``.

    Programs add to a name that is taken (``… (1)``, ``… - Copy``, ``…-2``), and people give names of their own;
    neither says that it is another package. What has the day and the number of one says so.
    """
    rest = re.sub(rf"(?<![\w-]){re.escape(name)}(?![^\W_]|-(?!\d(?![\w-])))", " ", called)
    return _PACKAGE_NAME.search(rest) is not None


def _called(opened: PackageFound) -> str:
    path = opened.path if opened.path.name not in ("", ".", "..") else opened.path.absolute()
    return path.name.removesuffix(".zip") if opened.container is not None else path.name


def _signs(comment: str, name: str) -> bool:
    """Tell whether what a signature vouches for is this package: by keytag its name, by minisign the manifest."""
    return comment == vouched(name) or _BY_HAND.fullmatch(comment) is not None


def remade(
    files: Mapping[str, bytes], name: str, record: Record, step: Step, today: date
) -> tuple[Package | None, Today | None]:
    """Make the package again from its folder ``job/``; None in its place where its job has errors now.

    Beside it: by which day it is judged, and what the rules of ``today`` add. ``name`` is the package's.

    Raises InvalidDocumentError as soon as it is plain that it will be another, without drawing the rest.
    """
    with temporary_files(job_files(files, name)) as folder:
        asked = record.asked
        order = Order(
            count=asked.count,
            shop=str(folder / f"{record.shop}.yaml"),
            layout=asked.layout,
            backing=asked.backing,
            date=asked.day,
            profile=str(folder / asked.profile) if asked.profile is not None else None,
            rules=asked.rules,
            limits=PlanLimits(max_plates=asked.max_plates, plan=asked.plan),
        )
        try:
            setting, draft, package = made(folder / record.job, order, step, watch=Patience(files))
            now = judge_today(setting, asked.day, today, draft.counted)
        except KeytagError as error:
            raise _told_inside(error, folder) from None
    return package, _in_the_package(now, folder)


class Patience:
    """Holds what is made again against the files of a package, and stops where the rest would be in vain.

    The job inside may ask for far more than the package has: five hundred editions, thousands of slots.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def __call__(self, made: Mapping[str, bytes | None], slots: int = 0) -> None:
        """Hold ``made`` against the package; a file that is not drawn yet is None. ``slots`` are still to be seen.

        Raises InvalidDocumentError where so many files differ, or so many slots lie on sheets that do, or where
        the package has more files than any of so many editions.
        """
        if len(self._files) > _FILES + _FILES_MORE * len(made):
            count = len(self._files)
            raise _in_vain(
                Text(f"{count} tệp là quá nhiều cho công việc này", f"{count} files are too many for it")
            )
        differing = [name for name, data in made.items() if not self._may_have(name, data)]
        if len(differing) < _LISTED and not (differing and slots > _MANY_SLOTS):
            return
        listed = ", ".join(differing[:_LISTED])
        raise _in_vain(
            Text(
                f"làm lại thì các tệp đầu tiên đã khác: {listed}",
                f"made again, the first files differ already: {listed}",
            )
        )

    def _may_have(self, name: str, data: bytes | None) -> bool:
        found = self._files.get(name)
        if found is None or data is None:
            return found is not None and len(found) >= _LEAST
        return found == data


def _in_vain(why: Text) -> InvalidDocumentError:
    message = Text(
        f"Gói không đúng như công việc ghi: {why.vi}; không làm tiếp.",
        f"The package is not what its job says: {why.en}; the rest was not made.",
    )
    return InvalidDocumentError(message, (PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.found(message),))


def _told_inside(error: KeytagError, folder: Path) -> KeytagError:
    """Return ``error`` with files as the package names them, not where they were laid out to be read."""

    def inside(text: Text) -> Text:
        begin, both = f"{folder}{os.sep}", (text.vi, text.en)
        vi, en = (said.replace(begin, f"{FOLDER}/").replace(str(folder), FOLDER) for said in both)
        return Text(vi, en)

    error.message, error.where = inside(error.message), _inside(error.where, folder)
    error.hint = inside(error.hint) if error.hint is not None else None
    if isinstance(error, InvalidDocumentError):
        error.findings = tuple(
            replace(f, message=inside(f.message), hint=inside(f.hint), where=_inside(f.where, folder))
            for f in error.findings
        )
    return error


def _in_the_package(now: Today | None, folder: Path) -> Today | None:
    """Return ``now`` with places as the package names its files, not where they were laid out to be read."""
    if now is None:
        return None
    return replace(now, findings=tuple(replace(f, where=_inside(f.where, folder)) for f in now.findings))


def _inside(where: Where | None, folder: Path) -> Where | None:
    if where is None or not Path(where.file).is_relative_to(folder):
        return where
    return replace(where, file=f"{FOLDER}/{Path(where.file).relative_to(folder).as_posix()}")


def _named(names: Sequence[str]) -> str:
    return ", ".join(map(shorten, names[:_LISTED])) + (" …" if len(names) > _LISTED else "")


def _silent(_what: Text, _done: int, _total: int) -> None:
    """Show nothing of the steps of making it again."""
