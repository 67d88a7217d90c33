"""The command `approve`: somebody looked at exactly this and says that it may be printed; who, when, and what.

Or takes that back. Nothing is approved before every number was called and every warning accepted. What other
editions' approvals say stays as it is; what an edition's own said of another artwork goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.approval import (
    TWO_HANDS_APPROVE,
    ApprovalState,
    ApprovalSubject,
    is_same_person,
    uncalled_findings,
)
from keytag.documents.approval import (
    Approval,
    Call,
    EditionApproval,
    Signoff,
    Withdrawn,
    approval_text,
    read_approval,
)
from keytag.documents.job import EditionContent
from keytag.documents.yaml import quote
from keytag.errors import UsageError
from keytag.files import allowed_paths, library, reader
from keytag.files.writer import write_files
from keytag.findings import Finding
from keytag.handoff.approval_gate import Act, approval_facts, as_printed, sign_act
from keytag.handoff.make import day_findings, refusal_of, stops_package
from keytag.handoff.signature import check_secret_key
from keytag.steps.approval import approval_subjects
from keytag.steps.check_editions import compose_and_check
from keytag.steps.content_hash import with_content_hash
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup, load_setup, with_locations
from keytag.steps.order import Order
from keytag.steps.press import put_on_press
from keytag.steps.progress import Advance
from keytag.steps.report import HandoffRefusal, NumberFacts, Report, WrittenFile
from keytag.steps.side_words import number_facts
from keytag.text.suggest import guess_before
from keytag.text.text import Text

ALL = "all"
CALLED = "called"
"""What somebody does who has called numbers and signs nothing yet."""
# House rule: a scan of some pages; larger is a folder of photographs.
_LARGEST_SCAN = 100_000_000
# House rule: more names than this are not read.
_LISTED = 6
# House rule: of withdrawals longer ago nobody asks, and the file stays within its bounds.
_KEPT = 1000


class Withdrawal(Struct, frozen=True):
    """What was taken back: the entries of a job's editions, and the file that they stood in."""

    entries: tuple[EditionApproval, ...]
    file: Path


class ApprovalRequest(Struct, frozen=True):
    """What was said on the command line: who it is, as what, which numbers were called, what it is signed with."""

    by: str
    position: str | None = None
    act: str = "approved"
    """As what: ``checked`` or ``approved``; ``called`` where calls alone are recorded."""
    called: tuple[str, ...] = ()
    scan: Path | None = None
    secret: str | None = None
    password: str = ""


def approve(path: Path, order: Order, request: ApprovalRequest, advance: Advance) -> Report:
    """Record that somebody checked or approved editions of the job at ``path``, in the file beside it.

    ``order`` says which editions, how many and from which shop. Calls alone are recorded as they come; nothing
    else is before all were made. Where a finding stops it, nothing is written.
    """
    if allowed_paths.is_inside(library.builtin_folder(library.ResourceKind.CONFIGS), path):
        raise _of_keytag(path)
    if request.secret is not None:
        check_secret_key(request.secret, request.password)
    if request.act == CALLED and not request.called:
        raise UsageError(
            Text("--as called: đã gọi số nào?", "--as called: which numbers?"),
            Text("Thêm --called S1,S2", "Add --called S1,S2"),
        )
    scan = _digest(request.scan)
    file = read_approval(path)
    setup, found = load_setup(path, order.shop)
    run = put_on_press(setup, order)
    findings = (*day_findings(setup, order, run.counted), *found, *run.findings)
    draft = compose_and_check(setup, run.contents, order.date, findings, advance, run.counted)
    if stops_package(draft.findings):
        return refusal_of(setup, draft, draft.findings, approving=True)
    chosen = _choose(run.counted, order.editions)
    numbers = number_facts(setup.file.editions)
    calls = _calls(request, numbers, chosen, order.date)
    subjects = approval_subjects(as_printed(setup, run), run.counted, draft.editions, file)
    wanted = _due(subjects, chosen, request) if not order.editions else {content.id for content in chosen}
    number = with_content_hash(setup, draft.editions, run).content_hash
    signoff = Signoff(by=request.by, position=request.position, date=order.date, content=number, scan=scan)
    entries = [_entry(setup, each, calls, request.act) if each.id in wanted else each.entry for each in subjects]
    renewed = [_with_entry(subject, entry) for subject, entry in zip(subjects, entries, strict=True)]
    asked = [subject for subject in renewed if subject.id in wanted]
    refused: tuple[Finding, ...] = ()
    if request.act != CALLED:
        refused = with_locations(setup, (*uncalled_findings(asked, str(path)), *_hands(asked, request, setup)))
        renewed = [_signed(each, signoff, request) if each.id in wanted else each for each in renewed]
    if refused:
        renewed = list(subjects)
    written = _write(path, file.approval if file is not None else None, renewed)
    return Report(
        (*draft.findings, *refused),
        written,
        numbers=numbers,
        names=names_of(setup.file.editions),
        approval=replace(
            approval_facts(renewed), content_hash=number, with_leaflet=setup.file.job.leaflet is not None
        ),
        refusal=HandoffRefusal(path, (), adds=False, approving=True) if refused else None,
    )


class WithdrawalRequest(Struct, frozen=True):
    """What was said of a withdrawal: on which day, of which editions (all without any), by whom and why."""

    date: date
    editions: tuple[str, ...] = ()
    by: str | None = None
    position: str | None = None
    why: str | None = None


def withdraw(path: Path, request: WithdrawalRequest) -> Withdrawal:
    """Take back what is approved of editions of the job at ``path``: their entries go, calls too.

    That it was approved, and who took it back when and why, stays in the file.

    The job itself is not read: it may be what is wrong. Raises UsageError where nothing is approved of it, or not
    of an edition that was named.
    """
    file = read_approval(path)
    own = (
        {each.edition: each for each in file.approval.approvals if each.job == path.name}
        if file is not None
        else {}
    )
    if file is None or not own:
        raise UsageError(
            Text(f"Chưa có phê duyệt nào của {path.name} để rút.", f"Nothing is approved of {path.name}."),
            Text("", ""),
        )
    for name in request.editions:
        if name not in own:
            listed = ", ".join(tuple(own)[:_LISTED])
            raise UsageError(
                Text(f"Chưa có phê duyệt nào của mẫu “{name}”.", f"Nothing is approved of the edition “{name}”."),
                guess_before(name, tuple(own), Text(f"Hiện có: {listed}.", f"There are: {listed}.")),
            )
    taken = tuple(own[name] for name in (dict.fromkeys(request.editions) or own))
    left = tuple(each for each in file.approval.approvals if each not in taken)
    withdrawn = (*file.approval.withdrawn, *(_withdrawn(each, request) for each in taken))[-_KEPT:]
    approval = Approval(approval=1, approvals=left, withdrawn=withdrawn)
    write_files(path.parent, {library.APPROVAL: approval_text(approval).encode()})
    return Withdrawal(taken, file.path)


def _withdrawn(entry: EditionApproval, request: WithdrawalRequest) -> Withdrawn:
    signed = entry.approved or entry.checked
    return Withdrawn(
        job=entry.job,
        edition=entry.edition,
        approved_by=signed.by if signed is not None else None,
        by=request.by,
        position=request.position,
        date=request.date,
        why=request.why,
    )


def _of_keytag(path: Path) -> UsageError:
    name = library.job_name(path)
    return UsageError(
        Text(f"{name} là ví dụ kèm keytag: không duyệt được ở đó.", f"{name} is keytag's own sample."),
        Text(
            f"Chép ra thư mục của mình trước: keytag show {name} --out {name}.yaml",
            f"Copy it to a folder of yours first: keytag show {name} --out {name}.yaml",
        ),
    )


def _digest(scan: Path | None) -> str | None:
    """Return the digest of the scan of the signed proof. Raises MissingResourceError where there is none."""
    return None if scan is None else sha256(reader.read_bytes(scan, _LARGEST_SCAN)).hexdigest()


def _choose(contents: tuple[EditionContent, ...], ids: tuple[str, ...]) -> tuple[EditionContent, ...]:
    """Return the editions that have these ``ids``, all without any. Raises UsageError for an unknown one."""
    known = {content.id: content for content in contents}
    for name in ids:
        if name not in known:
            listed = ", ".join(tuple(known)[:_LISTED])
            raise UsageError(
                Text(f"Tệp đặt in không có mẫu “{name}”.", f"The job has no edition “{name}”."),
                guess_before(name, tuple(known), Text(f"Hiện có: {listed}.", f"There are: {listed}.")),
            )
    return tuple(known[name] for name in dict.fromkeys(ids)) if ids else contents


def _due(
    subjects: Sequence[ApprovalSubject], chosen: Sequence[EditionContent], request: ApprovalRequest
) -> set[str]:
    """Return the editions that somebody signs who names none: those that wait for it, or all where none does.

    What another has signed, and what has not changed since, keeps his name.
    """
    signed = {ApprovalState.APPROVED}
    if request.act == "checked":
        signed.add(ApprovalState.CHECKED)
    every = {content.id for content in chosen}
    waiting = {each.id for each in subjects if each.state not in signed or each.lacks_second_hand} & every
    return every if request.act == CALLED or not waiting else waiting


def _calls(
    request: ApprovalRequest,
    numbers: tuple[NumberFacts, ...],
    chosen: Sequence[EditionContent],
    day: date,
) -> dict[tuple[str, str], Call]:
    """Return the calls that were made now, by label and number. Raises UsageError for what is no number's id."""
    wanted = {content.id for content in chosen}
    known = {number.id: number for number in numbers}
    asked: list[NumberFacts] = []
    for text in request.called:
        if text.casefold() == ALL:
            asked += [number for number in numbers if not wanted.isdisjoint(number.editions)]
            continue
        digits = re.sub(r"\D", "", text)
        named = [known[text.upper()]] if text.upper() in known else []
        named = named or [each for each in numbers if digits and re.sub(r"\D", "", each.display) == digits]
        if not named:
            raise UsageError(
                Text(
                    f"--called: không có số “{text}” trong danh sách gọi.",
                    f"--called: there is no number “{text}”.",
                ),
                Text(
                    "Ghi all, hoặc mã S1, S2… như keytag check --called liệt kê.",
                    "Write all, or ids like S1, S2 as keytag check --called lists them.",
                ),
            )
        asked += named
    return {
        (each.label, each.display): Call(
            id=each.id, label=each.label, number=each.display, by=request.by, date=day
        )
        for each in asked
    }


def _entry(
    setup: JobSetup, subject: ApprovalSubject, calls: dict[tuple[str, str], Call], act: str
) -> EditionApproval:
    """Return an edition's entry as it is now, with all calls.

    Who signs anew signs what is there now; what was signed of another artwork or order goes. Whoever records calls
    alone leaves it.
    """
    old = subject.entry
    before = {(call.label, call.number): call for call in old.called} if old is not None else {}
    made = {**calls, **before}
    numbers = dict.fromkeys((each.label, each.number) for each in subject.now.numbers)
    called = tuple(made[number] for number in numbers if number in made)
    if old is not None and (old.checked is not None or old.approved is not None):
        if not subject.changes:
            # A signature covers the entry as it was signed: what still holds keeps its words.
            return old.model_copy(
                update={"called": (*old.called, *(each for each in called if each not in old.called))}
            )
        if act == CALLED:
            signed = {(each.label, each.number) for each in old.of.numbers}
            kept = tuple(call for number, call in before.items() if number in signed)
            return old.model_copy(update={"called": (*kept, *(each for each in called if each not in kept))})
    return EditionApproval(
        job=setup.file.path.name,
        edition=subject.id,
        artwork=subject.artwork or "",
        terms=subject.terms,
        leaflet=subject.leaflet,
        called=called,
        of=subject.now,
    )


def _with_entry(subject: ApprovalSubject, entry: EditionApproval | None) -> ApprovalSubject:
    return replace(subject, entry=entry)


def _hands(subjects: Sequence[ApprovalSubject], request: ApprovalRequest, setup: JobSetup) -> tuple[Finding, ...]:
    """Return why this person may not stand for the editions, where the job wants two."""
    if setup.file.job.approval.hands < 2:
        return ()
    findings: list[Finding] = []
    other: Act = "checked" if request.act == "approved" else "approved"
    unchecked = [each.name for each in subjects if request.act == "approved" and _of(each, other) is None]
    same = [
        each.name
        for each in subjects
        if (act := _of(each, other)) is not None and is_same_person(act.by, request.by)
    ]
    if unchecked:
        listed = ", ".join(unchecked[:_LISTED])
        findings.append(
            TWO_HANDS_APPROVE.finding(
                Text(f"Chưa có người kiểm tra: {listed}.", f"Nobody has checked it yet: {listed}."),
                Text(
                    f'Người kiểm tra chạy trước: keytag approve {setup.file.path} --by "…" --as checked',
                    f'Whoever checks goes first: keytag approve {setup.file.path} --by "…" --as checked',
                ),
                node="approval.hands",
            )
        )
    if same:
        listed = ", ".join(same[:_LISTED])
        did = Text("kiểm tra", "checked") if other == "checked" else Text("duyệt", "approved")
        findings.append(
            TWO_HANDS_APPROVE.finding(
                Text(
                    f"{quote(request.by)} đã {did.vi} mẫu này: {listed}.",
                    f"{quote(request.by)} has {did.en} it already: {listed}.",
                ),
                node="approval.hands",
            )
        )
    return tuple(findings)


def _of(subject: ApprovalSubject, act: Act) -> Signoff | None:
    if subject.entry is None:
        return None
    return subject.entry.checked if act == "checked" else subject.entry.approved


def _signed(subject: ApprovalSubject, signoff: Signoff, request: ApprovalRequest) -> ApprovalSubject:
    """Return ``subject`` with this act in its entry, signed where there is a key."""
    if subject.entry is None:
        return subject
    act: Act = "checked" if request.act == "checked" else "approved"
    entry = subject.entry.model_copy(update={act: signoff})
    if request.secret is not None:
        entry = sign_act(entry, act, request.secret, request.password)
    return _with_entry(subject, entry)


def _write(path: Path, before: Approval | None, subjects: Sequence[ApprovalSubject]) -> tuple[WrittenFile, ...]:
    """Write the approval beside the job at ``path``; entries of other jobs and editions stay."""
    own = {(path.name, subject.id): subject.entry for subject in subjects if subject.entry is not None}
    kept = {(each.job, each.edition): each for each in (before.approvals if before is not None else ())}
    entries = tuple({**kept, **own}.values())
    withdrawn = before.withdrawn if before is not None else ()
    approval = Approval(approval=1, approvals=entries, withdrawn=withdrawn)
    if not entries or (before is not None and approval == before):
        return ()
    data = approval_text(approval).encode()
    write_files(path.parent, {library.APPROVAL: data})
    return (WrittenFile(library.approval_path(path), "approval", None, sha256(data).hexdigest()),)
