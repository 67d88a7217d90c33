"""Proofs of small jobs, and their pages as other libraries see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from msgspec import Struct

from keytag.output.proof.facts import Proof
from keytag.steps.check_editions import compose_and_check
from keytag.steps.content_hash import with_content_hash
from keytag.steps.job_setup import load_setup
from keytag.steps.order import Order
from keytag.steps.progress import no_progress
from keytag.steps.proof import proof_of, proof_paper

DAY = date(2026, 1, 15)
HEAD = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
programme: Móc khóa an ninh
slogan: Toàn dân bảo vệ an ninh Tổ quốc
quantity: 3200
"""
LABELS = ("Trực ban", "Trưởng Công an", "Phó Trưởng Công an", *(f"Cảnh sát khu vực {n}" for n in range(1, 10)))
CODE = 'qr: {link: "https://zalo.me/1000000000000000001", caption: Quét mã để phản ánh}\n'
OVAL = "tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}\n"


def numbers(count: int) -> str:
    """The numbers of a job, made up."""
    lines = (
        f'  - {{label: "{label}", number: "{"0269 3000 113" if not n else f"0769000{n + 100}"}"}}\n'
        for n, label in enumerate(LABELS[:count])
    )
    return "numbers:\n" + "".join(lines)


class Paper(Struct, frozen=True):
    """A proof with its file, and on which page each edition's own begins."""

    proof: Proof
    data: bytes
    first: dict[str, int]

    @property
    def texts(self) -> list[str]:
        """What PDFium reads on each page, each blank once."""
        pages = pypdfium2.PdfDocument(self.data)
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pages]


Make = Callable[[str], Paper]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A function from a job's text to its proof on paper."""

    def made(text: str) -> Paper:
        (tmp_path / "ward.yaml").write_text(text, encoding="utf-8")
        setup, found = load_setup(tmp_path / "ward.yaml")
        draft = compose_and_check(setup, setup.file.editions, DAY, found, no_progress)
        setup = with_content_hash(setup, draft.editions)
        proof = proof_of(setup, draft, Order(DAY))
        paper, first = proof_paper(proof)
        return Paper(proof, paper.data, first)

    return made
