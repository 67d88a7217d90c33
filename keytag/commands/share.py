"""The command `share`: a picture of each edition to be sent by telephone, and a message to send with it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from keytag.checks.approval import ApprovalState
from keytag.documents.approval import read_approval
from keytag.steps.approval import approval_subjects
from keytag.steps.export import write_products
from keytag.steps.order import Order
from keytag.steps.progress import ShowStep
from keytag.steps.proof import draft_proof, proof_summary, share_products
from keytag.steps.report import Report


def share(path: Path, order: Order, out: Path, step: ShowStep) -> Report:
    """Write a picture and a message for each of the order's editions, or for all, to ``out``.

    Where a finding is an error, no file is written.
    """
    drafted = draft_proof(path, order, out, step)
    if drafted.proof is None:
        return drafted.report
    proof = drafted.proof
    subjects = approval_subjects(drafted.setup, drafted.chosen, drafted.draft.editions, read_approval(path))
    approved = frozenset(each.id for each in subjects if each.state is ApprovalState.APPROVED)
    files = write_products(out, share_products(proof, approved, step), ())
    return replace(drafted.report, files=files, proof=proof_summary(proof))
