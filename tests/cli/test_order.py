"""`keytag order`: letters as PDF and for Word, from a job that says everything and from one that says nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import docx
import pikepdf
import pytest

from keytag.cli import exit_code

DAY = "2026-01-15"
BARE = """keytag: 1
issuer: {name: Công an phường An Khê}
numbers: [{label: Trực ban, number: 0269 3000 113}]
shop: office-a4
"""
FULL = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
programme: Móc khóa an ninh
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
qr: {link: "https://zalo.me/1000000000000000001", caption: Quét mã}
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
quantity: 3200
shop: office-a4
order:
  stock: Nhựa PVC trắng 0,76 mm
  finishing: Cán màng mờ
  ring: Khoen inox 25 mm
  due: 2026-12-20
  quote_by: 2026-12-05
  deliver_to: Trụ sở Công an phường An Khê
  budget_line: Ngân sách phường
  address: 02 đường Ví Dụ
  tax_code: "0000000000"
"""
NAMES = ["inquiry.docx", "inquiry.pdf", "order.docx", "order.pdf"]


def _job(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "ward.yaml").write_text(text, encoding="utf-8")
    return folder / "ward.yaml"


def _words(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_job_that_says_nothing_has_its_letters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    """Four files, a hint at what is left to the pen, and no line longer than a terminal is wide."""
    job = _job(tmp_path, BARE)
    assert exit_code(["order", str(job), "-o", str(tmp_path / "out"), "--date", DAY, "--lang", language]) == 0
    out = capsys.readouterr().out
    assert sorted(path.name for path in (tmp_path / "out" / "order").iterdir()) == NAMES
    assert ".docx" in out.splitlines()[-1]
    assert all(len(line) <= 80 for line in out.splitlines() if str(tmp_path) not in line)
    said = _words(tmp_path / "out" / "order" / "order.docx")
    assert "chiếc" in said
    assert "None" not in said


def test_what_the_job_says_stands_in_the_letters(tmp_path: Path) -> None:
    """Size, hole, stock, finishing, ring, code, due day, money, # and quantity are filled in; prices are not."""
    job = _job(tmp_path, FULL)
    assert exit_code(["order", str(job), "-o", str(tmp_path / "out"), "--date", DAY, "--quiet"]) == 0
    inquiry = _words(tmp_path / "out" / "order" / "inquiry.docx")
    order = _words(tmp_path / "out" / "order" / "order.docx")
    for words in (
        "bầu dục 50 × 20 mm, lỗ móc 4 mm, cách mép 2,5 mm",
        "Nhựa PVC trắng 0,76 mm hoặc tương đương, ghi rõ: ",
        "Cán màng mờ",
        "Khoen inox 25 mm",
        "01 mẫu, 3.200 chiếc",
        "Ô vuông từ 0,",
        "Hai mặt, ",
        "Tại Trụ sở Công an phường An Khê, trước ngày 20/12/2026",
    ):
        assert words in inquiry, words
        assert words in order, words
    with pikepdf.open(tmp_path / "out" / "order" / "inquiry.pdf") as pdf:
        # "Nơi nhận" alone is set in bold italics, as Decree 30/2020/NĐ-CP has it.
        fonts = {str(font.BaseFont) for font in pdf.pages[0].Resources.Font.as_dict().values()}
    assert any(name.endswith("liberation-serif-italic-700") for name in fonts)
    assert "trước …… giờ ngày 05/12/2026." in inquiry
    assert "nguồn kinh phí: Ngân sách phường." in order
    assert "Ba nghìn hai trăm chiếc" in order
    # In the letter and in its appendix: the same one.
    assert len(set(re.findall(r"# ([0-9a-f]{10})\b", order))) == 1
    with_picture = docx.Document(str(tmp_path / "out" / "order" / "inquiry.docx"))
    assert len(with_picture.inline_shapes) == 1


def test_the_same_job_is_the_same_bytes(tmp_path: Path) -> None:
    """Neither the clock nor the folder is in the files."""
    for name in ("a", "b"):
        job = _job(tmp_path / name, FULL)
        assert exit_code(["order", str(job), "-o", str(tmp_path / name / "out"), "--date", DAY, "--quiet"]) == 0
    for name in NAMES:
        first, second = (tmp_path / each / "out" / "order" / name for each in ("a", "b"))
        assert first.read_bytes() == second.read_bytes(), name


def test_a_job_with_errors_has_no_letters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With an error among the findings nothing is written, and the run says so by its code."""
    job = _job(tmp_path, FULL.replace("0269 3000 113", "0269 3000 11"))
    assert exit_code(["order", str(job), "-o", str(tmp_path / "out"), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["command"], said["ok"], said["files"]) == ("order", False, [])
    assert not (tmp_path / "out").exists()


def test_only_a_chosen_shop_is_named(tmp_path: Path) -> None:
    """The sheet, how many of them and the process are those of a shop that the office chose."""
    for name, text in (("chosen", FULL), ("open", FULL.replace("shop: office-a4\n", ""))):
        job = _job(tmp_path / name, text)
        assert exit_code(["order", str(job), "-o", str(tmp_path / name), "--date", DAY, "--quiet"]) == 0
    chosen, unchosen = (_words(tmp_path / name / "order" / "inquiry.docx") for name in ("chosen", "open"))
    assert "In (cả vật liệu), khổ 210 × 297 mm" in chosen
    assert "theo khổ máy 210 × 297 mm" in chosen
    assert "khổ 3" not in unchosen
    assert "theo khổ máy của nhà in" in unchosen


def test_a_shop_is_asked_in_the_words_of_its_process(tmp_path: Path) -> None:
    """A silk-screen shop has screens, no offset plates; stickers with codes are priced and described."""
    job = _job(
        tmp_path, FULL.replace("shop: office-a4", "shop: screen-pvc").replace("quantity: 3200", "quantity: 1200")
    )
    assert exit_code(["order", str(job), "-o", str(tmp_path / "out"), "--date", DAY, "--quiet"]) == 0
    asked = _words(tmp_path / "out" / "order" / "inquiry.docx")
    assert "Khuôn lưới\nkhuôn\n" in asked
    assert "kẽm" not in asked
    assert "In (cả vật liệu), khổ" in asked
    assert "Tem mã QR (kể cả bù hao): in, dán lên móc khóa\ntem\n1.236\n" in asked
    assert re.search(
        r"in riêng trên 1\.236 tem [\d,]+ × [\d,]+ mm \(kể cả bù hao\), nhà in dán sẵn lên móc khóa", asked
    )


def test_a_reprint_and_who_approved_it_stand_in_the_order(tmp_path: Path) -> None:
    """The order of a second run says so; once somebody approved exactly these tags, it names who and when."""
    job = _job(tmp_path, FULL.replace("order:", "order:\n  number: 2"))
    ordered = ["order", str(job), "-o", str(tmp_path / "out"), "--date", DAY, "--quiet"]
    assert exit_code(ordered) == 0
    said = _words(tmp_path / "out" / "order" / "order.docx")
    assert "In móc khóa an ninh – lần 2" in said
    assert "Đã duyệt" not in said
    who = ["--by", "Đại úy Nguyễn Văn A", "--position", "Trưởng Công an", "--called", "all"]
    assert exit_code(["approve", str(job), *who, "--date", DAY, "--quiet"]) == 0
    assert exit_code(ordered) == 0
    approved = "Đã duyệt: Đại úy Nguyễn Văn A, Trưởng Công an, ngày 15/01/2026."
    assert approved in _words(tmp_path / "out" / "order" / "order.docx")
    job.write_text(job.read_text(encoding="utf-8").replace("0269 3000 113", "0269 3000 118"), encoding="utf-8")
    assert exit_code(ordered) == 0
    assert "Đã duyệt" not in _words(tmp_path / "out" / "order" / "order.docx")
