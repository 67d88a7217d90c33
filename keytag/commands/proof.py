"""The command `proof`: paper and page by which an office reads, calls, scans and signs before all is printed."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from keytag.steps.export import PROOF, PROOF_PAGE, write_products
from keytag.steps.order import Order
from keytag.steps.progress import ShowStep
from keytag.steps.proof import draft_proof, proof_page, proof_paper, proof_summary
from keytag.steps.report import Report
from keytag.text.text import Language


def make_proof(path: Path, order: Order, out: Path, language: Language, step: ShowStep) -> Report:
    """Write the proof of the job at ``path`` to ``out``: of the order's editions, or of all.

    The page for a browser speaks ``language`` first.

    Where a finding is an error, no file is written.
    """
    drafted = draft_proof(path, order, out, step)
    if drafted.proof is None:
        return drafted.report
    proof, is_whole = drafted.proof, drafted.chosen == drafted.setup.file.editions
    paper, pages = proof_paper(proof, step)
    page = proof_page(proof, language, is_whole=is_whole, shop=order.shop)
    files = write_products(out, [paper, page], (PROOF, PROOF_PAGE))
    return replace(drafted.report, files=files, proof=proof_summary(proof, pages, paper.pages or 0))
