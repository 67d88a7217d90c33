"""The command `proof`: paper and page by which an office reads, calls, scans and signs before all is printed."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from keytag.files.writer import refuse_occupied
from keytag.findings import has_errors
from keytag.steps.check_editions import compose_and_check, judge_today
from keytag.steps.content_hash import with_content_hash
from keytag.steps.edition_names import choose_editions, names_of
from keytag.steps.export import PROOF, PROOF_PAGE, write_products
from keytag.steps.job_setup import load_setup
from keytag.steps.order import Order
from keytag.steps.progress import Advance
from keytag.steps.proof import proof_of, proof_page, proof_paper
from keytag.steps.report import ProofSummary, ProvedEdition, Report
from keytag.text.text import Language


def make_proof(path: Path, order: Order, out: Path, language: Language, advance: Advance) -> Report:
    """Write the proof of the job at ``path`` to ``out``: of the order's editions, or of all.

    The page for a browser speaks ``language`` first.

    Where a finding is an error, no file is written.
    """
    refuse_occupied(out)
    setup, found = load_setup(path, order.shop)
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
    paper, pages = proof_paper(proof)
    page = proof_page(proof, language, is_whole=chosen == setup.file.editions, shop=order.shop)
    files = write_products(out, [paper, page], (PROOF, PROOF_PAGE))
    proved = tuple(
        ProvedEdition(each.id, each.name, each.artwork_hash, len(each.numbers), pages[each.id])
        for each in proof.editions
    )
    return replace(report, files=files, proof=ProofSummary(proof.content_hash, proved, paper.pages or 0))
