"""Documents for Word: the words of the paper, parts in an order that Word takes, the same bytes each time."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import docx.shared
from docx.oxml.ns import qn

from keytag.output.document.docx import write_docx
from keytag.output.document.pages import Letterhead, Paragraph, Signing, Table
from keytag.output.page import Align
from keytag.output.page.ruled import TICK
from keytag.output.page.table import GridColumn

HEAD = Letterhead(
    "Công an phường An Khê",
    date(2026, 11, 29),
    "Công an tỉnh Gia Lai",
    "An Khê",
    "đề nghị báo giá",
    is_sample=True,
)
TABLE = Table(
    (GridColumn("STT", 20.0, Align.CENTRE), GridColumn("Khoản", 145.0)),
    (("1", "Khuôn bế"), ("2", "Bế")),
    ("", "Tổng cộng"),
)
LETTER = (
    Paragraph("Kính gửi: Công ty ……", centred=True),
    Paragraph("**1. Duyệt in:** nhà in chỉ in sau khi duyệt.", keep=True),
    Paragraph("Địa chỉ:", fill=True),
    Paragraph(f"{TICK}có {TICK}không"),
    TABLE,
    Signing((("TRƯỞNG CÔNG AN PHƯỜNG", "(Ký)", "Nguyễn Văn C"),), copies=("- Như trên;", "- Lưu: VT.")),
)
APPENDIX = (
    Paragraph("PHỤ LỤC", centred=True),
    Signing((("", "", ""), ("NHÀ IN", "(Ký)", "")), dated="An Khê, ngày"),
)
# ECMA-376, part 1: the order of the parts of a section (17.6.17), a table (17.4.59), a paragraph (17.3.1.26).
ORDERS = {
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "tblPr": "tblStyle tblW jc tblLayout tblCellMar tblLook",
    "pPr": "pStyle keepNext pBdr tabs spacing ind jc sectPr",
    "tcPr": "tcW vAlign",
}


def _document() -> bytes:
    return write_docx(HEAD, (LETTER, APPENDIX), "Đề nghị báo giá")


def test_it_says_what_the_paper_says() -> None:
    """Head, paragraphs with their bold words, tables, copies and signers are there, read by another hand."""
    document = docx.Document(BytesIO(_document()))
    cells = [
        [paragraph.text for paragraph in cell.paragraphs]
        for table in document.tables
        for row in table.rows
        for cell in row.cells
    ]
    assert cells[0][:2] == ["CÔNG AN TỈNH GIA LAI", "CÔNG AN PHƯỜNG AN KHÊ"]
    assert cells[0][-2:] == ["Số: ……/……", "V/v đề nghị báo giá"]
    assert cells[1][:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert cells[1][-1] == "An Khê, ngày …… tháng …… năm 20……"
    assert cells[2:10] == [["STT"], ["Khoản"], ["1"], ["Khuôn bế"], ["2"], ["Bế"], [""], ["Tổng cộng"]]
    assert cells[10] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert cells[11][:2] == ["TRƯỞNG CÔNG AN PHƯỜNG", "(Ký)"]
    assert cells[11][-1] == "Nguyễn Văn C"
    said = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert said == [
        "Kính gửi: Công ty ……",
        "1. Duyệt in: nhà in chỉ in sau khi duyệt.",
        "Địa chỉ: \t",
        "☐\u00a0có ☐\u00a0không",
        "PHỤ LỤC",
    ]
    runs = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("1.")).runs
    assert [(run.text, bool(run.bold)) for run in runs] == [
        ("1. Duyệt in:", True),
        (" nhà in chỉ in sau khi duyệt.", False),
    ]


def _mm(length: docx.shared.Length | None) -> int:
    assert length is not None
    return round(float(length.mm))


def test_pages_are_an_offices() -> None:
    """A4 with the Decree's margins, Times New Roman, each part with page numbers of its own, none on its first."""
    document = docx.Document(BytesIO(_document()))
    assert len(document.sections) == 2
    for section in document.sections:
        assert (_mm(section.page_width), _mm(section.page_height)) == (210, 297)
        assert (_mm(section.left_margin), _mm(section.right_margin)) == (30, 15)
        assert 20 <= _mm(section.top_margin) <= 25
        assert 20 <= _mm(section.bottom_margin) <= 25
        assert section.different_first_page_header_footer
        assert "KHÔNG SỬ DỤNG" in section.footer.paragraphs[0].text
        assert "KHÔNG SỬ DỤNG" in section.first_page_footer.paragraphs[0].text
    starts = [each.get(qn("w:start")) for each in document.element.iter(qn("w:pgNumType"))]
    assert starts == ["1", "1"]
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_word_finds_every_part_in_its_place() -> None:
    """The parts of sections, tables, cells and paragraphs come in the order of the standard, each once."""
    document = docx.Document(BytesIO(_document()))
    for name, said in ORDERS.items():
        order = said.split()
        for element in document.element.iter(qn(f"w:{name}")):
            names = [child.tag.rpartition("}")[2] for child in element]
            known = [order.index(each) for each in names]
            assert known == sorted(known), names
            repeated = {"headerReference", "footerReference"}
            assert all(names.count(each) == 1 for each in names if each not in repeated), names


def test_equal_documents_are_equal_bytes() -> None:
    """Neither the clock nor the library's own name is in the file, and its dates are the document's."""
    data = _document()
    assert data == _document()
    with ZipFile(BytesIO(data)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(2026, 11, 29, 0, 0, 0)}
        assert b"python-docx" not in packed.read("docProps/core.xml")
    about = docx.Document(BytesIO(data)).core_properties
    assert (about.title, about.author, about.created.date()) == ("Đề nghị báo giá", "keytag", date(2026, 11, 29))
