"""A package opened later, perhaps by somebody else: is it whole, is it signed, does it say what its job says?

Nothing of what is inside is trusted: names and sizes are bounded, the job is read like any stranger's, and what it
gives is made again in memory and held against what the package holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag import __version__, library
from keytag.document import capped
from keytag.errors import InvalidDocumentError, KeytagError, UsageError
from keytag.findings import Finding, Severity, Where
from keytag.handoff import laid_out
from keytag.manifest import NAME, OWN_NAMES, SIGNATURE, check_files, read_manifest
from keytag.package import unzipped
from keytag.package.archive import MAX_BYTES, MAX_FILES
from keytag.package.rules import (
    PACKAGE_IS_UNCHANGED,
    PACKAGE_SAYS_WHAT_ITS_JOB_SAYS,
    SIGNATURE_IS_GOOD,
)
from keytag.signing import SignatureStanding
from keytag.signing import verify as verified
from keytag.wording import Text
from keytag.workflow.ganging import GangWishes
from keytag.workflow.package import HandoffOrder, Package, Step, made, written
from keytag.workflow.record import FOLDER, Record, job_files, read_record
from keytag.workflow.report import Report, Today
from keytag.workflow.sighting import PdfiumError, pages_alike
from keytag.workflow.today import by_todays_rules

# House rule: so many names of files say enough.
_LISTED = 6
# House rule: to look at so many slots takes a second.
_MANY_SLOTS = 1000
# Reading, files and signature, making again.
_STEPS = 3


class VerifyAnswer(Struct, frozen=True):
    """One question about a package and its answer; ``is_good`` is None where it could not be asked."""

    question: Text
    said: Text
    is_good: bool | None


class Verification(Struct, frozen=True):
    """What was asked of a package, and everything wrong with it."""

    path: Path
    answers: tuple[VerifyAnswer, ...]
    findings: tuple[Finding, ...]
    today: Today | None = None
    """By which day it was judged and what today's rules add, where its job could be read: no damage of its own."""

    @property
    def told(self) -> tuple[Finding, ...]:
        """Everything wrong with it, and as warnings what the rules of today find in its job."""
        return (*self.findings, *as_warnings(self.today))


Verified = Verification | KeytagError
"""How a package stands, or why it could not be read."""


def verify(path: Path, key: str | None, step: Step, today: date) -> Verification:
    """Return how the package at ``path``, a zip or its folder, stands; ``key`` is a public key's text.

    A package is whole or not whatever day it is; what the rules of ``today`` find in its job is told besides.

    Raises:
        MissingResourceError: nothing is there.
        InvalidDocumentError: it is no sound zip.
    """
    step(Text("Đang đọc", "Reading"), 0, _STEPS)
    files = package_files(path)
    step(Text("Đang so từng tệp", "Comparing every file"), 1, _STEPS)
    asked = [_whole(files), _signed(files, key)]
    now = None
    if all(not findings for _, findings in asked):
        step(Text("Đang làm lại để đối chiếu", "Making it again to compare"), 2, _STEPS)
        told, now = _says_what_its_job_says(files, path.name, today)
        asked.append(told)
    answers = tuple(answer for answer, _ in asked)
    return Verification(path, answers, tuple(finding for _, findings in asked for finding in findings), now)


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


def package_files(path: Path) -> dict[str, bytes]:
    """Return the files of the package at ``path``, a zip or a folder."""
    try:
        is_folder = path.is_dir()
    except OSError:
        # A name that the system cannot even look for is told by whoever opens it.
        is_folder = False
    if is_folder:
        return library.read_tree(path, MAX_FILES, MAX_BYTES)
    return unzipped(library.read_within(path, MAX_BYTES), path.name)


class HandoffAgain(Struct, frozen=True):
    """Where a package is to be made again, and as who; ``day`` is its own, or None for that."""

    out: Path
    today: date
    day: date | None = None
    secret: str | None = None
    password: str = ""


def handoff_again(path: Path, order: HandoffAgain, step: Step) -> Report:
    """Make the package at ``path`` again from its own folder ``job/``; write it where nothing differs.

    It is made by its own day, so that its bytes are the same; what the rules of today find is told.

    Raises UsageError where the order names another day.
    """
    files = package_files(path)
    record = read_record(files, path.name)
    if order.day is not None and order.day != record.asked.day:
        raise _of_another_day(order.day, record.asked.day)
    package, now = remade(files, path.name, record, step, order.today)
    if package is None:
        message = Text("Công việc trong gói có lỗi.", "The job in the package has errors.")
        return Report((PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.found(message),))
    differing = tuple(_differing(files, package.files))
    if differing:
        return Report((PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.found(_differs(differing, record)),))
    made_again = written(package, order.out, record.asked.day, order.secret, order.password)
    return Report(as_warnings(now), made_again, package.plan, today=now)


def _of_another_day(asked: date, own: date) -> UsageError:
    return UsageError(
        Text(
            f"--date {asked.isoformat()}: gói này của ngày {own.isoformat()}.",
            f"--date {asked.isoformat()}: the package is of {own.isoformat()}.",
        ),
        Text(
            "Bỏ --date: gói được làm lại theo đúng ngày của nó.",
            "Leave out --date: it is made by its own day again.",
        ),
    )


def as_warnings(now: Today | None) -> tuple[Finding, ...]:
    """Return what today's rules add as warnings: a package that was made by the rules of its day is whole."""
    found = now.findings if now is not None else ()
    return capped(tuple(replace(finding, severity=Severity.WARNING) for finding in found))


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
    found = tuple(PACKAGE_IS_UNCHANGED.found(fault.message) for fault in (*faults, *held))
    count = len(manifest.entries)
    said = Text(f"{count} tệp, {len(found)} lỗi", f"{count} files, {len(found)} wrong")
    return VerifyAnswer(question, said, is_good=not found), capped(found)


def _signed(files: Mapping[str, bytes], key: str | None) -> _Asked:
    question = Text("Chữ ký", "Signature")
    has_signature = SIGNATURE in files
    if key is None:
        said = (
            Text("có, chưa xem: thêm --key", "there is one, not looked at: add --key")
            if has_signature
            else Text("không có", "there is none")
        )
        return VerifyAnswer(question, said, is_good=None), ()
    if not has_signature:
        message = Text("Gói không có chữ ký.", "The package is not signed.")
        return VerifyAnswer(question, message, is_good=False), (SIGNATURE_IS_GOOD.found(message),)
    verdict = verified(files.get(NAME, b""), files[SIGNATURE].decode("utf-8", "replace"), key)
    is_good = verdict.standing is SignatureStanding.GOOD
    found = () if is_good else (SIGNATURE_IS_GOOD.found(verdict.message),)
    return VerifyAnswer(question, verdict.message, is_good=is_good), found


def _says_what_its_job_says(files: Mapping[str, bytes], name: str, today: date) -> tuple[_Asked, Today | None]:
    try:
        record = read_record(files, name)
        package, now = remade(files, name, record, _silent, today)
    except KeytagError as error:
        finding = PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.found(error.message, error.hint)
        return (VerifyAnswer(_AS_ITS_JOB, error.message, is_good=False), (finding,)), None
    return _compared(files, record, package), now


def _compared(files: Mapping[str, bytes], record: Record, package: Package | None) -> _Asked:
    question = _AS_ITS_JOB
    if package is None:
        message = Text("Công việc trong gói có lỗi.", "The job in the package has errors.")
        return VerifyAnswer(question, message, is_good=False), (PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.found(message),)
    differing = tuple(_differing(files, package.files))
    if not differing:
        said = Text("làm lại ra đúng từng byte", "made again, it is the same byte for byte")
        return VerifyAnswer(question, said, is_good=True), ()
    message = _differs(differing, record)
    # Another version may say a thing otherwise; but its word is not enough: what is printed must look the same.
    is_other = record.version != __version__ and _looks_the_same(files, package)
    severity = Severity.WARNING if is_other else Severity.ERROR
    finding = PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.found(message, severity=severity)
    return VerifyAnswer(question, message, is_good=None if is_other else False), (finding,)


def _looks_the_same(files: Mapping[str, bytes], package: Package) -> bool:
    """Tell whether every one-up looks as it does made again, and every slot of the sheets like its one-up."""
    pressed = sorted(
        name for name in package.files if name.endswith(".pdf") and name.startswith(("1-up/", "sheets/"))
    )
    if any(name not in files for name in pressed):
        return False
    try:
        one_ups = [name for name in pressed if name.startswith("1-up/")]
        if not all(pages_alike(files[name], package.files[name]) for name in one_ups):
            return False
        seen = package.sight([files[name] for name in pressed if name.startswith("sheets/")])
    except PdfiumError:
        return False
    return not seen.findings and seen.slots == package.seen.slots


def remade(
    files: Mapping[str, bytes], name: str, record: Record, step: Step, today: date
) -> tuple[Package | None, Today | None]:
    """Make the package again from its folder ``job/``; None in its place where its job has errors now.

    Beside it: by which day it is judged, and what the rules of ``today`` add. ``name`` is the package's.

    Raises InvalidDocumentError as soon as it is plain that it will be another, without drawing the rest.
    """
    with laid_out(job_files(files, name)) as folder:
        asked = record.asked
        order = HandoffOrder(
            out=folder,
            count=asked.count,
            shop=str(folder / f"{record.shop}.yaml"),
            layout=asked.layout,
            backing=asked.backing,
            date=asked.day,
            profile=str(folder / asked.profile) if asked.profile is not None else None,
            rules=asked.rules,
            gang=GangWishes(max_plates=asked.max_plates, plan=asked.plan),
        )
        setting, draft, package = made(folder / record.job, order, step, watch=_Watch(files))
        now = by_todays_rules(setting, asked.day, today, draft.counted)
    return package, _in_the_package(now, folder)


class _Watch:
    """Holds what is made again against the files of a package, and stops where the rest would be in vain.

    The job inside may ask for far more than the package has: five hundred editions, thousands of slots.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def __call__(self, made: Mapping[str, bytes | None], slots: int = 0) -> None:
        """Hold ``made`` against the package; a file that is not drawn yet is None. ``slots`` are still to be seen.

        Raises InvalidDocumentError where so many files differ, or so many slots lie on sheets that do.
        """
        differing = [
            name for name, data in made.items() if name not in self._files or data not in (None, self._files[name])
        ]
        if len(differing) < _LISTED and not (differing and slots > _MANY_SLOTS):
            return
        listed = ", ".join(differing[:_LISTED])
        message = Text(
            f"Làm lại thì các tệp đầu tiên đã khác: {listed}; không làm tiếp.",
            f"Made again, the first files differ already: {listed}; the rest was not made.",
        )
        raise InvalidDocumentError(message, (PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.found(message),))


def _in_the_package(now: Today | None, folder: Path) -> Today | None:
    """Return ``now`` with places as the package names its files, not where they were laid out to be read."""
    if now is None:
        return None
    return replace(now, findings=tuple(replace(f, where=_inside(f.where, folder)) for f in now.findings))


def _inside(where: Where | None, folder: Path) -> Where | None:
    if where is None or not Path(where.file).is_relative_to(folder):
        return where
    return replace(where, file=f"{FOLDER}/{Path(where.file).relative_to(folder).as_posix()}")


def _differing(files: Mapping[str, bytes], again: Mapping[str, bytes]) -> Iterator[str]:
    for name in sorted(files.keys() | again.keys()):
        if name not in OWN_NAMES and files.get(name) != again.get(name):
            yield name


def _differs(names: tuple[str, ...], record: Record) -> Text:
    listed = ", ".join(names[:_LISTED]) + (" …" if len(names) > _LISTED else "")
    if record.version != __version__:
        return Text(
            f"Gói do keytag {record.version} tạo, đây là {__version__}; {len(names)} tệp khác: {listed}.",
            f"The package is by keytag {record.version}, this is {__version__}; {len(names)} differ: {listed}.",
        )
    return Text(
        f"Làm lại thì {len(names)} tệp khác: {listed}.", f"Made again, {len(names)} files differ: {listed}."
    )


def _silent(_what: Text, _done: int, _total: int) -> None:
    """Show nothing of the steps of making it again."""
