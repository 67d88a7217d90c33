"""What earlier runs made that is behind the job now: files beside those of this run, and older packages.

Files say of which # they are: of another than the job's, they are behind it, whatever of job, template, font or
shop was changed; of the same, they are not, whenever the job was saved. Of those that say nothing the time tells:
one is behind where it was written before the job, or a table of it, was last saved. Packages say by their names
which job and day they are of. Nothing is removed: a note says what it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from keytag.checks.approval import ApprovalState
from keytag.documents.approval import read_approval
from keytag.documents.job import EditionContent
from keytag.errors import KeytagError
from keytag.files import library, reader
from keytag.steps.approval import approval_subjects
from keytag.steps.artwork_hash import artwork_hash
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.export import CUTS, MAP, ONE_UPS, PROOF, PROOF_PAGE, SHARED, SHEETS
from keytag.steps.job_setup import JobSetup
from keytag.steps.report import StaleFile
from keytag.text.text import Text

# House rule: a folder with more entries than this is none that somebody keeps packages in.
_LOOKED_AT = 500
_NAMED = 4
REPLACED = "ban-truoc"
"""How the name of a package goes on in whose place another of the same name was made; a number follows."""
# A package's name as `keytag handoff` gives it: the job, the day, its #, then whose it is and what was asked for.
_PACKAGE = re.compile(
    r"(?P<job>.+?)-(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})-(?P<hash>[0-9a-f]{10})(?P<rest>(?:-[a-z0-9-]+)?)"
    rf"(?P<replaced>\.{REPLACED}-[0-9]+)?(?P<zip>\.zip)?"
)
_ASKED = re.compile(
    r"(?:-lan-[0-9]+)?(?:-[0-9]+)?(?:-(?:nested|grid))?(?:-(?:sheetwise|perfecting|turn|tumble|single))?"
    r"(?:-[0-9]+-plates)?(?:-chua-duyet)?$"
)


def stale_outputs(
    setup: JobSetup, out: Path, written: Sequence[Path], drawn: Sequence[ComposedEdition] = ()
) -> tuple[StaleFile, ...]:
    """Return what in the folder ``out`` is behind the job and was not ``written`` now; and an approval that is."""
    return (*_behind(setup, out, frozenset(written), drawn), *_approval(setup, drawn))


_PART = re.compile(r"sheets-[0-9]{3,}\.pdf")


def earlier_parts(out: Path) -> tuple[str, ...]:
    """Return the names of the files in which an earlier run wrote every sheet in parts."""
    with suppress(OSError), os.scandir(out) as entries:
        return tuple(sorted(entry.name for entry in entries if _PART.fullmatch(entry.name)))
    return ()


def _behind(
    setup: JobSetup, out: Path, written: frozenset[Path], drawn: Sequence[ComposedEdition]
) -> Iterator[StaleFile]:
    sources = (setup.file.path, *(Path(table.path) for table in setup.file.tables))
    saved = max((_written_at(path) or 0 for path in sources), default=0)
    # How a tag looks takes its time to say: only of those whose one-ups lie there from another run.
    others = (each for each in drawn if out / _one_up(each.content.id) not in written)
    left = [each for each in others if reader.is_there(out / _one_up(each.content.id))]
    looks = {each.content.id: artwork_hash(setup, each) for each in left}
    job = setup.file.path.name
    late = Text(
        f"làm trước lần lưu cuối của {job}, chưa làm lại", f"made before {job} was last saved, not made again"
    )
    for name, witness, pattern, now in _outputs(setup, looks):
        path = out / name
        at = _written_at(path) if path not in written else None
        if at is None:
            continue
        said = _number_in(out / witness, pattern) if now else None
        if said is not None and said != now:
            yield StaleFile(path, Text(f"mang mã # {said}, nay là # {now}", f"of # {said}, and now it is # {now}"))
        elif said is None and at < saved:
            yield StaleFile(path, late)


def _one_up(edition: str) -> str:
    """Return the file that says which tag the one-ups of an edition are of."""
    return f"{edition}/tag.pdf"


def _outputs(setup: JobSetup, looks: Mapping[str, str]) -> Iterator[tuple[str, str, re.Pattern[bytes], str]]:
    """Yield every file that commands write beside each other, which file says of what # it is, how, and the # now.

    Files that are written together have one witness. One-ups are of their own edition's number alone.
    """
    number = setup.content_hash
    yield from ((name, SHEETS, _ORDER, number) for name in (SHEETS, CUTS, *MAP))
    yield from ((name, PROOF_PAGE, _ORDER, number) for name in (PROOF, PROOF_PAGE))
    yield from ((name, name, _ORDER, number) for name in _PAPERS)
    # These say no number: the time tells.
    yield from ((name, name, _ORDER, "") for name in _OTHERS)
    for each in setup.file.editions:
        yield f"{SHARED}/{each.id}.png", f"{SHARED}/{each.id}.txt", _ORDER, number
        yield from ((f"{each.id}/{name}", _one_up(each.id), _OWN, looks.get(each.id, "")) for name in ONE_UPS)


# What is signed, sent or packed by.
_PAPERS = (
    *(f"order/{name}.pdf" for name in ("inquiry", "order")),
    *(f"packing/{name}.pdf" for name in ("list", "delivery", "handover", "boxes-a4", "bags-a4")),
    *(f"leaflet{size}/sheets.pdf" for size in ("", "-a6", "-a4")),
)
_OTHERS = ("contacts.vcf", "contacts.xlsx", "first-sheet.pdf")
# How a file says its #, or its own number: a PDF in its title, which its metadata repeat; a page; a message.
_ORDER = re.compile(rb'(?:data-hash="|# |#\xc2\xa0)([0-9a-f]{10})\b')
_OWN = re.compile("mã riêng ([0-9a-f]{10})\\b".encode())
_KEYWORDS = re.compile(rb"/Keywords \(# [0-9a-f]{10}\)")
_METADATA = re.compile(rb"<dc:title>.{0,4000}?</dc:title>", re.DOTALL)
# House rule: larger sheets say nothing here.
_MOST_BYTES = 100_000_000


def _number_in(path: Path, pattern: re.Pattern[bytes]) -> str | None:
    """Return the number that a file says first; None where it is not there or says none."""
    try:
        data = reader.read_within(path, _MOST_BYTES) if reader.is_there(path) else b""
    except KeytagError:
        return None
    if data.startswith(b"%PDF"):
        data = b"".join((*_METADATA.findall(data), *_KEYWORDS.findall(data)))
    found = pattern.search(data)
    return found[1].decode() if found is not None else None


def _written_at(path: Path) -> int | None:
    with suppress(OSError, ValueError):
        return path.stat().st_mtime_ns
    return None


def _approval(setup: JobSetup, drawn: Sequence[ComposedEdition]) -> Iterator[StaleFile]:
    path = library.approval_path(setup.file.path)
    try:
        file = read_approval(setup.file.path)
    except KeytagError:
        yield StaleFile(path, Text("phê duyệt không đọc được", "the approval cannot be read"))
        return
    contents: tuple[EditionContent, ...] = tuple(edition.content for edition in drawn)
    if file is None:
        return
    subjects = approval_subjects(setup, contents, drawn, file)
    names = [subject.name for subject in subjects if subject.state is ApprovalState.CHANGED]
    if names:
        listed = ", ".join(names[:_NAMED]) + (f", … +{len(names) - _NAMED}" if len(names) > _NAMED else "")
        whose = f" ({listed})" if len(setup.file.editions) > 1 else ""
        yield StaleFile(
            path,
            Text(f"đã sửa sau khi duyệt, phải duyệt lại{whose}", f"changed since it was approved{whose}"),
        )


def older_packages(name: str, folder: Path) -> tuple[Path, ...]:
    """Return the packages in ``folder`` that are of the job and office of that ``name`` and no later than it."""
    own = _PACKAGE.fullmatch(name)
    return tuple(path for path, day in _others(name, folder) if own is not None and day <= own["day"])


def newer_packages(path: Path) -> tuple[Path, ...]:
    """Return the packages beside the one at ``path`` that are of the same job and office, and later."""
    name = path.name.removesuffix(".zip")
    own, at = _PACKAGE.fullmatch(name), _written_at(path) or 0
    if own is None:
        return ()

    def is_newer(other: Path, day: str) -> bool:
        # Of two of one name the one that still has it is the newer, whatever a copy did to their times.
        if _plain_name(other) == _plain_name(path) and _is_replaced(other) != _is_replaced(path):
            return not _is_replaced(other)
        return day > own["day"] or (day == own["day"] and (_written_at(other) or 0) > at)

    return tuple(other for other, day in _others(name, path.parent) if is_newer(other, day))


def _plain_name(package: Path) -> str:
    return package.name.removesuffix(".zip").partition(f".{REPLACED}-")[0]


def _is_replaced(package: Path) -> bool:
    return f".{REPLACED}-" in package.name


def _others(name: str, folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the other packages of the same job and office in ``folder``, each once, with their days."""
    own = _PACKAGE.fullmatch(name)
    if own is None:
        return
    found: dict[str, tuple[Path, str]] = {}
    with suppress(OSError), os.scandir(folder) as entries:
        for each in islice(entries, _LOOKED_AT):
            other = _PACKAGE.fullmatch(each.name)
            called = each.name.removesuffix(".zip")
            if other is None or called == name or not _is_of_one_job(own, other):
                continue
            # The zip stands for its folder.
            if other["zip"] or called not in found:
                found[called] = (folder / each.name, other["day"])
    yield from (found[called] for called in sorted(found))


def _is_of_one_job(own: re.Match[str], other: re.Match[str]) -> bool:
    """Tell whether two packages are of the same job and office; those of old do not name their office."""
    offices = {_ASKED.sub("", each["rest"]) for each in (own, other)} - {""}
    return own["job"] == other["job"] and len(offices) < 2
