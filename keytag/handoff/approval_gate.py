"""The gate that people keep: no edition leaves the house that nobody has approved, or that is another one since.

Holds editions and order against the approval beside the job, its signatures included, and says what of it travels
in the package.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.approval import APPROVAL_SIGNATURE_IS_GOOD, ApprovalSubject, approval_findings, findings_of_days
from keytag.documents.approval import (
    Approval,
    EditionApproval,
    Signoff,
    approval_text,
    read_approval,
)
from keytag.findings import Finding
from keytag.handoff.signature import SignatureStatus, public_key_of, sign, verify_signature
from keytag.imposition import Backing
from keytag.steps.approval import approval_subjects
from keytag.steps.check_editions import Draft
from keytag.steps.job_setup import JobSetup
from keytag.steps.press import EditionsOnPress
from keytag.steps.report import ApprovalFacts, EditionApprovalFacts, NumberCall
from keytag.text.text import Text

Act = Literal["checked", "approved"]
ACTS: tuple[Act, ...] = ("checked", "approved")


class GateAnswer(Struct, frozen=True):
    """How the editions to be handed off stand, why they may not be, and what of the approval goes with them."""

    subjects: tuple[ApprovalSubject, ...]
    findings: tuple[Finding, ...]
    packed: bytes | None


def ask_gate(setup: JobSetup, run: EditionsOnPress, draft: Draft, today: date | None) -> GateAnswer:
    """Return whether the drawn editions of ``run`` may be handed off ``today``, by the clock; None asks no clock.

    Raises InvalidDocumentError and others as `read_approval` does.
    """
    file = read_approval(setup.file.path)
    subjects = approval_subjects(as_printed(setup, run), run.counted, draft.editions, file)
    entries = tuple(subject.entry for subject in subjects if subject.entry is not None)
    days = findings_of_days(entries, today) if today is not None else ()
    findings = (*approval_findings(subjects, str(setup.file.path)), *_signature_findings(subjects), *days)
    if file is None or findings:
        return GateAnswer(subjects, findings, None)
    return GateAnswer(subjects, (), approval_text(Approval(approval=1, approvals=entries)).encode())


def as_printed(setup: JobSetup, run: EditionsOnPress) -> JobSetup:
    """Return ``setup`` with the way in which ``run`` is backed up: whether backs are printed is ordered, too."""
    backing = run.way.backing
    if (backing is Backing.SINGLE) == (setup.shop.backing == Backing.SINGLE.value):
        return setup
    return replace(setup, shop=setup.shop.model_copy(update={"backing": backing.value}))


def approval_facts(subjects: Sequence[ApprovalSubject]) -> ApprovalFacts:
    """Return what is reported of how the editions' approvals stand."""
    return ApprovalFacts(tuple(_facts(subject) for subject in subjects))


def _facts(subject: ApprovalSubject) -> EditionApprovalFacts:
    entry = subject.entry
    act: Act = "approved" if entry is not None and entry.approved is not None else "checked"
    signoff: Signoff | None = getattr(entry, act) if entry is not None else None
    return EditionApprovalFacts(
        id=subject.id,
        name=subject.name,
        state=subject.state.value,
        by=signoff.by if signoff is not None else None,
        position=signoff.position if signoff is not None else None,
        date=signoff.date if signoff is not None else None,
        checked_by=entry.checked.by if entry is not None and entry.checked is not None else None,
        key=key_id(entry, act) if entry is not None else "",
        changes=tuple(change.said for change in subject.changes) if signoff is not None else (),
        uncalled=tuple(str(number) for number in subject.uncalled),
        called=tuple(NumberCall(call.label, call.number, call.by, call.date) for call in subject.called),
    )


def _signature_findings(subjects: Sequence[ApprovalSubject]) -> Iterator[Finding]:
    for subject in subjects:
        for act in ACTS:
            fault = signature_fault(subject.entry, act) if subject.entry is not None else None
            if fault is not None:
                yield APPROVAL_SIGNATURE_IS_GOOD.finding(
                    Text(f"{subject.name}: {fault.vi}", f"{subject.name}: {fault.en}")
                )


def signature_fault(entry: EditionApproval, act: Act) -> Text | None:
    """Return what is wrong with the signature of an act; None where it is good, or where there is none."""
    signoff: Signoff | None = getattr(entry, act)
    if signoff is None or (signoff.signature is None and signoff.key is None):
        return None
    if signoff.signature is None or signoff.key is None:
        return Text("thiếu chữ ký hoặc thiếu khóa ký.", "a signature without its key, or a key alone.")
    first, _, second = signoff.signature.partition(".")
    text = (
        f"untrusted comment: signature from keytag\n{first}\ntrusted comment: {_comment(entry, act)}\n{second}\n"
    )
    verdict = verify_signature(_signed_bytes(entry, act), text, signoff.key)
    return None if verdict.standing is SignatureStatus.GOOD else verdict.message


def key_id(entry: EditionApproval, act: Act) -> str:
    """Return the id of the key that signed an act, as minisign writes it; nothing where none did."""
    signoff: Signoff | None = getattr(entry, act)
    if signoff is None or signoff.signature is None or signoff.key is None:
        return ""
    first, _, second = signoff.signature.partition(".")
    text = (
        f"untrusted comment: signature from keytag\n{first}\ntrusted comment: {_comment(entry, act)}\n{second}\n"
    )
    return verify_signature(_signed_bytes(entry, act), text, signoff.key).signed_by


def sign_act(entry: EditionApproval, act: Act, secret: str, password: str) -> EditionApproval:
    """Return ``entry`` with its ``act`` signed. Raises UsageError where ``secret`` is no secret key."""
    signoff: Signoff = getattr(entry, act)
    keyed = entry.model_copy(
        update={act: signoff.model_copy(update={"key": public_key_of(secret, password), "signature": None})}
    )
    lines = sign(_signed_bytes(keyed, act), secret, _comment(keyed, act), password).split("\n")
    signed: Signoff = getattr(keyed, act)
    return keyed.model_copy(update={act: signed.model_copy(update={"signature": f"{lines[1]}.{lines[3]}"})})


def _comment(entry: EditionApproval, act: Act) -> str:
    return f"keytag {act} {entry.edition} {entry.artwork} {entry.terms}"


def _signed_bytes(entry: EditionApproval, act: Act) -> bytes:
    """Return what a signature of an act covers: the entry, that act and no other, without the signature itself.

    Of the calls those of the numbers that were approved: others may have been recorded since.
    """
    signed = {(number.label, number.number) for number in entry.of.numbers}
    called = tuple(call for call in entry.called if (call.label, call.number) in signed)
    said = entry.model_copy(update={"called": called}).model_dump(mode="json", exclude_none=True)
    signoff = {key: value for key, value in said[act].items() if key != "signature"}
    said = {key: value for key, value in said.items() if key not in ACTS}
    return json.dumps({**said, "act": act, act: signoff}, ensure_ascii=False, sort_keys=True).encode()
