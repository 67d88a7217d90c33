"""The command `lock`: write down what a job is drawn with and how its tags look, so that a reprint is the same."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.lock import lock_text
from keytag.errors import UsageError
from keytag.files import allowed_paths, library
from keytag.files.writer import write_files
from keytag.findings import Finding, Severity, has_errors
from keytag.steps.check_editions import compose_and_check
from keytag.steps.job_lock import hold_against_lock, lock_of
from keytag.steps.job_setup import load_setup, with_locations
from keytag.steps.order import Order
from keytag.steps.progress import Advance
from keytag.text.text import Text


class Locking(Struct, frozen=True):
    """What came of it: what was found, where the lock lies, how many editions, and whether it was written now."""

    findings: tuple[Finding, ...]
    path: Path
    editions: int = 0
    is_written: bool = False
    changes: tuple[Finding, ...] = ()
    """How the job differed from the lock that was there before."""


def lock(path: Path, order: Order, advance: Advance, *, renew: bool) -> Locking:
    """Lock the job at ``path``; where it is locked already, say how it differs, and lock it anew to ``renew``.

    Nothing is written where a finding is an error. Raises UsageError for a job that comes with keytag.
    """
    if allowed_paths.is_inside(library.builtin_folder(library.ResourceKind.CONFIGS), path):
        raise UsageError(_SAMPLE, Text(_OWN.vi.format(path.stem), _OWN.en.format(path.stem)))
    setup, found = load_setup(path)
    target = library.lock_path(path)
    draft = compose_and_check(replace(setup, lock=None), setup.file.editions, order.date, found, advance)
    if has_errors(draft.findings):
        errors = tuple(each for each in draft.findings if each.severity is Severity.ERROR)
        return Locking(errors, target)
    count, changes = len(draft.editions), with_locations(setup, hold_against_lock(setup, draft.editions))
    if setup.lock is not None and not renew:
        return Locking(changes, target, count)
    if setup.lock is None or changes:
        write_files(target.parent, {target.name: lock_text(lock_of(setup, draft.editions, order.date)).encode()})
        return Locking((), target, count, is_written=True, changes=changes)
    return Locking((), target, count)


_SAMPLE = Text("Ví dụ có sẵn không chốt mẫu được.", "A sample job that comes with keytag cannot be locked.")
_OWN = Text(
    "Chép ra tệp riêng trước: keytag show {0} --out {0}.yaml",
    "Make a job of your own: keytag show {0} --out {0}.yaml",
)
