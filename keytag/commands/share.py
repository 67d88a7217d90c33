"""The command `share`: a picture of each edition to be sent by telephone, and a message to send with it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from keytag.checks.approval import ApprovalState
from keytag.documents.approval import read_approval
from keytag.files.writer import refuse_occupied
from keytag.findings import has_errors
from keytag.steps.approval import approval_subjects
from keytag.steps.check_editions import compose_and_check, judge_today
from keytag.steps.content_hash import with_content_hash
from keytag.steps.edition_names import choose_editions, names_of
from keytag.steps.export import write_products
from keytag.steps.job_setup import load_setup
from keytag.steps.order import Order
from keytag.steps.progress import Advance
from keytag.steps.proof import proof_of, share_products
from keytag.steps.report import ProofSummary, ProvedEdition, Report


def share(path: Path, order: Order, out: Path, advance: Advance) -> Report:
    """Write a picture and a message for each of the order's editions, or for all, to ``out``.

    Where a finding is an error, no file is written.
    """
    refuse_occupied(out)
    setup, found = load_setup(path)
    chosen = choose_editions(setup.file.editions, order.editions)
    draft = compose_and_check(setup, chosen, order.date, found, advance)
    report = Report(
        draft.findings,
        names=names_of(setup.file.editions),
        today=judge_today(setup, order.date, order.today),
    )
    if has_errors(draft.findings):
        return report
    setup = with_content_hash(setup, draft.editions)
    proof = proof_of(setup, draft, order)
    subjects = approval_subjects(setup, chosen, draft.editions, read_approval(path))
    approved = frozenset(each.id for each in subjects if each.state is ApprovalState.APPROVED)
    files = write_products(out, share_products(proof, approved, advance), ())
    proved = tuple(
        ProvedEdition(each.id, each.name, each.artwork_hash, len(each.numbers)) for each in proof.editions
    )
    return replace(report, files=files, proof=ProofSummary(proof.content_hash, proved))
