"""The package opened cold: its README says what is there, in both languages, and names nothing that is not."""

from __future__ import annotations

import re
from datetime import date

import pytest

from keytag.handoff.make import make_package
from keytag.steps.order import Order

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
shop: office-a4
quantity: 100
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a package of one edition."""
    path = tmp_path_factory.mktemp("readme") / "ward.yaml"
    path.write_text(JOB, encoding="utf-8")
    order = Order(date(2026, 1, 15))
    _, draft, package = make_package(path, order, lambda *_step: None)
    assert package is not None, draft.findings
    return dict(package.files)


def test_every_file_is_explained(files: dict[str, bytes]) -> None:
    """Each file of the package lies under a name of the list, and each name of the list has a file."""
    text = files["README.txt"].decode()
    named = re.findall(r"^(\S+(?:/|\.\w+))  +\S", text, re.MULTILINE)
    assert len(named) == 2 * len(set(named))
    patterns = {name: re.escape(name).replace(r"\*", "[^/]+") for name in named}
    for file in files.keys() - {"README.txt"}:
        assert any(re.match(pattern, file) for pattern in patterns.values()), file
    for name, pattern in patterns.items():
        assert name == "MANIFEST.sha256" or any(re.match(pattern, file) for file in files), name


def test_it_says_what_must_be_known(files: dict[str, bytes]) -> None:
    """Issuer, counts, sizes, the dieline and how to check the package stand in both halves, in short lines."""
    text = files["README.txt"].decode()
    for half in text.split("-" * 78):
        for word in ("Công an phường An Khê", "100", "210 × 297", "50 ×", "CutContour", "sha256sum", "ticket.pdf"):
            assert word in half.replace("\n", " "), word
    assert max(map(len, text.splitlines())) <= 80


def test_it_says_what_to_load_and_which_plates(files: dict[str, bytes]) -> None:
    """Sheets to load, what they are for, sheets that may be lost, plates, what is not cut: nobody has to call."""
    vi, en = (" ".join(half.split()) for half in files["README.txt"].decode().split("-" * 78))
    assert "Nạp máy 3 tờ: 3 tờ tốt. 3 tờ tốt là vừa đủ: hỏng một tờ là thiếu hàng." in vi
    assert "Load 3 sheets: 3 good ones. Of the 3 good ones none may be lost." in en
    assert "Bản màu: mặt trước M, Y; mặt sau M, Y." in vi
    assert "không cắt MARKS (dấu) và INFO (chỉ dẫn)" in vi
    assert "do not cut MARKS and INFO" in en
