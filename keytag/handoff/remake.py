"""A package opened, made again from its own folder ``job/``, and held against what it holds, byte for byte.

No difference is excused, whatever version of keytag a record names: that is the package's own word for itself, and
what was not made again alike is not proven. A version only changes what its owner is told to do.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag import __version__
from keytag.checks import approval
from keytag.checks.approval import findings_of_days
from keytag.checks.handoff import PACKAGE_SAYS_WHAT_ITS_JOB_SAYS
from keytag.documents.approval import read_approval
from keytag.documents.layout import is_layout_file
from keytag.documents.yaml import limit_repeats
from keytag.errors import InvalidDocumentError, KeytagError
from keytag.files import reader
from keytag.files.reader import shorten_name
from keytag.files.writer import temporary_files
from keytag.findings import Finding, Severity, Where
from keytag.handoff.container import MAX_BYTES, MAX_FILES, Container, litter_in, read_container, unzip_files
from keytag.handoff.make import Package, make_package
from keytag.handoff.manifest import MANIFEST, OWN_NAMES, read_manifest
from keytag.handoff.record import FOLDER, RECORD, Record, files_of_job
from keytag.inspection.pdf.differences import list_differences
from keytag.steps.check_editions import judge_today
from keytag.steps.order import Order, PlanLimits
from keytag.steps.progress import ShowStep
from keytag.steps.report import Today
from keytag.text.text import Text

# House rules: so many names of files say enough; so many PDFs are looked into, those for the press first.
_LISTED, _LOOKED_INTO = 6, 4
# House rule: to look at so many slots takes a second.
_MANY_SLOTS = 1000
# House rule: no one-up, and no picture of one, has fewer bytes. So a package of many editions is never small: an
# honest one of its size takes as long to compose.
_LEAST = 4000
# House rules: besides its editions a package has some forty files, a file for each plate, and the job's; of each
# edition, of which three are named before it is drawn, it has less than ten.
_FILES, _FILES_MORE = 1000, 10
_FIRST = ("sheets/", "1-up/", "cut/", "mould/")
# PEP 440, as far as a version is repeated to people; anything else is not one.
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+!-]{0,30}")


class OpenedPackage(Struct, frozen=True):
    """A package as it was found: its files, how it is packed where it is a zip, what else lies there."""

    path: Path
    files: Mapping[str, bytes]
    container: Container | None
    strays: tuple[str, ...]
    litter: tuple[str, ...]


def open_package(path: Path) -> OpenedPackage:
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
        files = unzip_files(data, path.name)
        container = read_container(data, files)
    entries = read_manifest(files[MANIFEST])[0].entries if MANIFEST in files else ()
    litter = litter_in(files, {name for name, _ in entries})
    kept = {name: data for name, data in files.items() if name not in set(litter)}
    return OpenedPackage(path, kept, container, strays, litter)


def make_again(
    files: Mapping[str, bytes], name: str, record: Record, step: ShowStep, today: date
) -> tuple[Package | None, Today | None]:
    """Make the package again from its folder ``job/``; None in its place where its job has errors now.

    Beside it: by which day it is judged, and what the rules of ``today`` add. ``name`` is the package's.

    Raises InvalidDocumentError as soon as it is plain that it will be another, without drawing the rest.
    """
    with temporary_files(files_of_job(files, name)) as folder:
        asked, order = record.options, recorded_order(record, folder)
        try:
            setting, draft, package = make_package(folder / record.job, order, step, watch=EarlyStop(files))
            given = read_approval(folder / record.job)
            days = findings_of_days(given.approval.approvals, today) if given is not None else ()
            _refuse_other_approval((*draft.findings, *days))
            now = judge_today(setting, asked.day, today, draft.counted)
        except KeytagError as error:
            raise with_package_paths(error, folder) from None
    return package, _today_with_package_paths(now, folder)


def recorded_order(record: Record, folder: Path) -> Order:
    """Return what was asked for when the package was made whose ``job/`` lies in ``folder``."""
    asked = record.options
    return Order(
        count=asked.count,
        shop=str(folder / f"{record.shop}.yaml"),
        layout=str(folder / asked.layout) if asked.layout and is_layout_file(asked.layout) else asked.layout,
        backing=asked.backing,
        date=asked.day,
        profile=str(folder / asked.profile) if asked.profile is not None else None,
        rules=asked.rules,
        limits=PlanLimits(max_plates=asked.max_plates, plan=asked.plan),
        approval=asked.approval,
    )


def _refuse_other_approval(findings: tuple[Finding, ...]) -> None:
    """Raise InvalidDocumentError where the approval in a package is not of what lies in it."""
    names = {rule.name for rule in approval.RULES}
    found = tuple(finding for finding in findings if finding.rule in names)
    if found:
        message = Text("Phê duyệt trong gói không khớp.", "The approval in the package does not fit it.")
        raise InvalidDocumentError(message, found)


def as_warnings(now: Today | None) -> tuple[Finding, ...]:
    """Return what today's rules add as warnings: a package that was made by the rules of its day is whole."""
    found = now.findings if now is not None else ()
    return limit_repeats(tuple(replace(finding, severity=Severity.WARNING) for finding in found))


def job_errors_finding(record: Record) -> Finding:
    """Return that the job in a package, by today's keytag, has errors."""
    message = Text("Tệp đặt in trong gói có lỗi.", "The job in the package has errors.")
    return PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.finding(
        with_version(record.version, message), version_advice(record.version)
    )


class EarlyStop:
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
                Text(f"{count} tệp là quá nhiều cho tệp đặt in này", f"{count} files are too many for it")
            )
        differing = [name for name, data in made.items() if not self._may_have(name, data)]
        if len(differing) < _LISTED and not (differing and slots > _MANY_SLOTS):
            return
        listed = ", ".join(differing[:_LISTED])
        raise _in_vain(
            Text(
                f"tạo lại thì các tệp đầu tiên đã khác: {listed}",
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
        f"Gói không khớp với tệp đặt in: {why.vi}; không tạo tiếp.",
        f"The package is not what its job says: {why.en}; the rest was not made.",
    )
    return InvalidDocumentError(message, (PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.finding(message),))


def with_package_paths(error: KeytagError, folder: Path) -> KeytagError:
    """Return ``error`` with files as the package names them, not where they were laid out to be read."""

    def inside(text: Text) -> Text:
        begin, both = f"{folder}{os.sep}", (text.vi, text.en)
        vi, en = (said.replace(begin, f"{FOLDER}/").replace(str(folder), FOLDER) for said in both)
        return Text(vi, en)

    error.message, error.where = inside(error.message), _package_path(error.where, folder)
    error.hint = inside(error.hint) if error.hint is not None else None
    if isinstance(error, InvalidDocumentError):
        error.findings = tuple(
            replace(f, message=inside(f.message), hint=inside(f.hint), where=_package_path(f.where, folder))
            for f in error.findings
        )
    return error


def _today_with_package_paths(now: Today | None, folder: Path) -> Today | None:
    """Return ``now`` with places as the package names its files, not where they were laid out to be read."""
    if now is None:
        return None
    return replace(now, findings=tuple(replace(f, where=_package_path(f.where, folder)) for f in now.findings))


def _package_path(where: Where | None, folder: Path) -> Where | None:
    if where is None or not Path(where.file).is_relative_to(folder):
        return where
    return replace(where, file=f"{FOLDER}/{Path(where.file).relative_to(folder).as_posix()}")


def show_no_steps(_what: Text, _done: int, _total: int) -> None:
    """Show nothing of the steps of making it again."""


def package_differences(
    files: Mapping[str, bytes], again: Mapping[str, bytes], version: str
) -> tuple[Finding, ...]:
    """Return everything in which ``files`` are not as ``again``, the package made anew.

    ``version`` is its record's. Without what seals it, which `keytag.handoff.manifest` answers for.
    """
    extra, missing = sorted(files.keys() - again.keys() - OWN_NAMES), sorted(again.keys() - files.keys())
    changed = sorted(name for name in files.keys() & again.keys() - OWN_NAMES if files[name] != again[name])
    if not (extra or missing or changed):
        return ()
    found = PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.finding
    told = [found(_summary(changed, len(extra) + len(missing), version), version_advice(version))]
    if extra:
        listed = list_names(extra)
        told.append(found(Text(f"Thừa {len(extra)} tệp: {listed}.", f"Too many files, {len(extra)}: {listed}.")))
    if missing:
        listed = list_names(missing)
        told.append(
            found(Text(f"Thiếu {len(missing)} tệp: {listed}.", f"Missing files, {len(missing)}: {listed}."))
        )
    for name in sorted((name for name in changed if name.endswith(".pdf")), key=_gravest)[:_LOOKED_INTO]:
        ways = list_differences(files[name], again[name])
        if ways:
            vi, en = ("; ".join(way.to(language) for way in ways) for language in ("vi", "en"))
            told.append(found(Text(f"{shorten_name(name)} khác: {vi}.", f"{shorten_name(name)} differs: {en}.")))
        elif version == __version__:
            told.append(found(_written_otherwise(name), _OTHER_LIBRARIES))
    return tuple(told)


def with_version(version: str, message: Text) -> Text:
    """Return ``message`` of a package whose record names ``version``; where that is another, it says so first."""
    if version == __version__:
        return message
    was = _version(version)
    return Text(
        f"Gói ghi là do keytag {was} làm, đây là keytag {__version__}, nên chưa chứng minh được gì. {message.vi}",
        f"The package says that keytag {was} made it, and this is keytag {__version__}, so nothing is proven. "
        f"{message.en}",
    )


def _version(version: str) -> str:
    """Return a record's ``version`` for people; what is no version is not repeated."""
    return version if _VERSION.fullmatch(version) else "?"


def _gravest(name: str) -> tuple[int, str]:
    return next((order for order, folder in enumerate(_FIRST) if name.startswith(folder)), len(_FIRST)), name


def _summary(changed: Sequence[str], others: int, version: str) -> Text:
    if tuple(changed) == (RECORD,) and not others and version != __version__:
        was = _version(version)
        return Text(
            f"{RECORD} nêu keytag {was}, mà mọi tệp khác đúng như keytag {__version__} làm ra.",
            f"{RECORD} names keytag {was}, but every other file is as keytag {__version__} makes it.",
        )
    count, listed = len(changed) + others, list_names(changed) if changed else "–"
    said = Text(
        f"Làm lại thì {count} tệp khác; nội dung khác: {listed}.",
        f"Made again, {count} {'file differs' if count == 1 else 'files differ'}; other contents: {listed}.",
    )
    return with_version(version, said)


def version_advice(version: str) -> Text | None:
    """Return what to do about a package of another ``version``; None where it is this one."""
    if version == __version__:
        return None
    was = _version(version)
    return Text(
        f"Xem lại bằng đúng keytag {was}, hoặc xin người gửi làm lại gói bằng keytag {__version__}. "
        "Đừng in trước đó.",
        f"Verify it with keytag {was} itself, or ask the sender to make it again with keytag {__version__}. "
        "Do not print it before.",
    )


def _written_otherwise(name: str) -> Text:
    shown = shorten_name(name)
    return Text(
        f"{shown}: mọi thứ đọc được đều như nhau, chỉ cách ghi khác.",
        f"{shown}: all that can be read in it is the same, but it is written otherwise.",
    )


_OTHER_LIBRARIES = Text(
    "Thư viện bản khác có thể ghi khác: cài keytag đúng như người gửi (uv sync) rồi xem lại. Đừng in trước đó.",
    "Other versions of libraries may write it otherwise: install keytag as the sender has it (uv sync) and "
    "verify again. Do not print it before.",
)


def list_names(names: Sequence[str]) -> str:
    """Return the first of a stranger's ``names`` for a message, each shorten."""
    return ", ".join(map(shorten_name, names[:_LISTED])) + (" …" if len(names) > _LISTED else "")
