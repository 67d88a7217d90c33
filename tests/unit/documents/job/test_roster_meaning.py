"""What columns and cells of offices' tables mean: headers as they are written, names, codes, links."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from keytag.documents.job import JobFile, job_of
from keytag.documents.job.roster import TableFile
from keytag.documents.job.roster.headers import column_meanings, hamlet_word, label_of, unit_words
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Severity

PROVINCE = """keytag: 1
as_of: 2026-11-01
issuer: {name: Công an tỉnh Gia Lai, province: Gia Lai}
editions: {from: table.csv}
"""
WARD = """keytag: 1
as_of: 2026-11-01
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 200, role: duty}]
editions: {from: table.csv}
"""


def read(table: str | bytes, job: str = PROVINCE) -> JobFile:
    """Return the job whose table says ``table``."""
    data = table.encode("utf-8-sig") if isinstance(table, str) else table
    return job_of(job.encode(), Path("ward.yaml"), lambda name: TableFile(name, name, data))


def refused(table: str | bytes, job: str = PROVINCE) -> list[Finding]:
    """Return the findings with which a table is refused."""
    with pytest.raises(InvalidDocumentError) as error:
        read(table, job)
    return list(error.value.findings)


def workbook(*rows: tuple[object, ...]) -> bytes:
    """Return the bytes of a workbook with ``rows`` on its only sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def offices(file: JobFile) -> list[str]:
    """Return the office of each edition."""
    return [edition.issuer_name for edition in file.editions]


HEADERS = {
    "name": (
        "Xã|Tên xã|Tên phường|Xã, phường|Xã/Phường|Xã, phường, đặc khu|Tên đơn vị|Đơn vị|Đơn vị hành chính|Địa bàn"
        "|Đơn vị hành chính cấp xã|Đơn vị cấp xã|Đơn vị công tác|Tên xã mới|Tên xã sau sáp nhập|Xã (sau sắp xếp)"
        "|Địa phương|Thôn|TDP|Ấp|Bản|Địa bàn phụ trách|Tổ dân phố|Thôn, tổ dân phố|Thôn/bản/TDP|Khu phố|Khu dân cư"
        "|Buôn|Làng|Khối phố|Huyện|Quận, huyện"
    ),
    "issuer": (
        "Công an xã, phường|Công an xã/phường/đặc khu|Công an xã|CA xã|CA xã, phường|CAX|Công an cấp xã|Cơ quan"
        "|Công an các xã, phường|Cơ quan Công an|Đơn vị Công an|Cơ quan, đơn vị|Tên Công an xã|Công an|Tên cơ quan"
        "|Công an đơn vị, địa phương"
    ),
    "unit": "Mã ĐVHC|Mã đơn vị hành chính|Mã số ĐVHC|Mã GSO|Mã hành chính|Mã đơn vị hành chính cấp xã",
    "quantity": (
        "SL|Số lượng|Số lượng (chiếc)|Số móc khóa|Số chiếc|Số lượng móc khóa|Số lượng cần in|SL cấp|Số hộ|Tổng số"
        "|Số lượng đăng ký|Số hộ dân|Tổng số hộ|Hộ gia đình|Nhu cầu|Số lượng cấp phát|Số móc chìa khóa"
        "|SL móc khóa an ninh"
    ),
    "link": (
        "Link Zalo|Zalo OA|Địa chỉ Zalo|Mã QR|QR|Mã QR Zalo|Link QR|Đường link Zalo|Đường dẫn Zalo OA|Trang Zalo"
        "|Nhóm Zalo|Link nhóm Zalo|Fanpage|Trang Facebook|Link Facebook|Facebook|Địa chỉ fanpage|Zalo Công an xã"
        "|Tài khoản Zalo|Website"
    ),
    "": (
        "Chức vụ|Họ và tên|Cấp bậc|Ghi chú|Địa chỉ|Email|Trụ sở|Ngày sinh|STT|Số TT|Cán bộ phụ trách"
        "|Trưởng Công an"
    ),
}


@pytest.mark.parametrize(
    ("header", "key"),
    [(header, key) for key, headers in HEADERS.items() for header in headers.split("|")],
)
def test_a_header_means_what_offices_mean_by_it(header: str, key: str) -> None:
    """A hundred headers as offices write them, in capitals too: each is of its key, or of none."""
    for said in (header, header.upper()):
        assert [column.value for column, _ in column_meanings(said)][:1] == ([key] if key else [])


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("Số ĐT trực", "Trực ban"),
        ("ĐT cơ quan", "Cơ quan"),
        ("SĐT Trưởng CA", "Trưởng CA"),
        ("ĐTDĐ", ""),
        ("Điện thoại bàn", ""),
        ("Máy bàn", ""),
    ],
)
def test_a_label_is_what_the_header_says_beside_telephones(header: str, label: str) -> None:
    """Words for telephones never print; who answers does."""
    assert label_of(header) == label


@pytest.mark.parametrize(
    ("header", "units", "hamlet"),
    [
        ("Tên xã", ("xã",), None),
        ("Xã, phường", ("xã", "phường"), None),
        ("Đơn vị cấp xã", ("xã", "phường"), None),
        ("Địa bàn", (), None),
        ("Địa phương", (), None),
        ("Tổ dân phố", (), "Tổ dân phố"),
        ("Thôn, tổ dân phố", (), None),
    ],
)
def test_a_header_says_what_kind_of_place_it_heads(
    header: str, units: tuple[str, ...], hamlet: str | None
) -> None:
    """One kind of hamlet or several of units; "địa bàn" is no bản, "địa phương" no phường."""
    assert (unit_words(header), hamlet_word(header)) == (units, hamlet)


@pytest.mark.parametrize("header", ["-".join(["ma-qr"] * 4000), "(" * 32_000, " ".join(["số"] * 9000), "xã " * 90])
def test_a_header_of_any_length_is_read_at_once(header: str) -> None:
    """Who sends a table cannot stop keytag with a header."""
    assert column_meanings(header) == ()
    assert isinstance(label_of(header), str)


def test_the_offices_of_a_province_are_its_communes_own() -> None:
    """Names that say “Công an xã”, CA, CAX are the office itself, never the province's."""
    file = read(
        "STT;Đơn vị;Số lượng;Trực ban\n1;Công an xã Đak Đoa;700;0269 3000 202\n2;CA xã Kbang;700;0269 3000 203\n"
        "3;CAX Ia Băng;500;0269 3000 204\n"
    )
    assert offices(file) == ["Công an xã Đak Đoa", "Công an xã Kbang", "Công an xã Ia Băng"]
    assert [edition.id for edition in file.editions] == ["cong-an-xa-dak-doa", "ca-xa-kbang", "cax-ia-bang"]


@pytest.mark.parametrize(
    "header", ["Xã", "Xã, phường", "Công an xã, phường", "Cơ quan", "Đơn vị Công an", "Đơn vị", "Tên", "Công an"]
)
def test_names_without_a_kind_are_what_header_and_table_say(header: str) -> None:
    """Kbang is a commune and An Khê a ward of Gia Lai; the word stands on the tag whoever left it out."""
    file = read(f"TT;{header};SL;Trực ban\n1;Kbang;7;0269 3000 202\n2;An Khê;7;0269 3000 203\n")
    assert offices(file) == ["Công an xã Kbang", "Công an phường An Khê"]
    assert [edition.name for edition in file.editions] == ["Kbang", "An Khê"]


def test_a_header_of_one_kind_says_it_of_names_that_nobody_knows() -> None:
    """A misspelt commune under “Xã” is asked about by its name, not printed under the province's."""
    assert offices(read("Xã;SL;Trực ban\nĐắc Đóa;7;0269 3000 202\n")) == ["Công an xã Đắc Đóa"]
    assert offices(read("Đơn vị;SL;Trực ban\nĐắc Đóa;7;0269 3000 202\n")) == ["Công an tỉnh Gia Lai"]


def test_an_office_beside_a_hamlet_is_the_hamlets_office() -> None:
    """“Công an xã” beside “Thôn” is whose tag it is."""
    file = read("Thôn;Công an xã;SL;Trực ban\nThôn 3;CAX Kbang;7;0269 3000 202\nThôn 4;Ia Băng;7;0269 3000 203\n")
    assert offices(file) == ["Công an xã Kbang", "Công an xã Ia Băng"]


@pytest.mark.parametrize(
    "header", ["Xã;Thôn", "Xã, phường;Thôn, làng", "Tên xã/phường;Thôn/làng/TDP", "Phường;Tổ dân phố"]
)
def test_a_commune_beside_a_hamlet_is_the_hamlets_office(header: str) -> None:
    """“Xã” beside “Thôn” says whose hamlet it is, and its office stands on the tag, never the province's."""
    file = read(f"{header};SL;Trực ban\nXã Kbang;Thôn 3;7;0269 3000 202\nXã Ia Băng;Làng Bông;7;0269 3000 203\n")
    assert offices(file) == ["Công an xã Kbang", "Công an xã Ia Băng"]
    assert [edition.name for edition in file.editions] == ["Thôn 3", "Làng Bông"]


def test_a_header_with_a_comma_is_given_to_copy_in_quotation_marks() -> None:
    """The line that chooses a column is the whole cure, whatever the column is called."""
    (finding,) = refused("Xã, phường;Đơn vị;SL\nKbang;Ia Băng;7\n")
    assert 'columns: {name: "Xã, phường"}' in finding.hint.vi


def test_telephones_of_the_office_are_no_offices() -> None:
    """“Cơ quan” beside “Di động” heads the desk's telephones, and an identity card is nobody's number."""
    table = "Đơn vị;Cơ quan;Di động;CCCD Trưởng CA;SL\nXã Kbang;0269 3000 202;0769 000 202;064090001234;7\n"
    file = read(table)
    assert offices(file) == ["Công an xã Kbang"]
    assert [number.written for number in file.editions[0].numbers] == ["0269 3000 202", "0769 000 202"]


@pytest.mark.parametrize("header", ["Cảnh sát khu vực", "CSKV", "Công an viên", "Cán bộ phụ trách"])
def test_a_number_behind_an_officers_name_is_that_officers(header: str) -> None:
    """“SĐT” behind a column of names has that column's header as its label, not “Điện thoại”."""
    file = read(f"Thôn;Tổ trưởng;SĐT;{header};SĐT\nThôn 1;Nguyễn A;0769 000 201;Trần B;0769 000 301\n", WARD)
    labels = [number.label for number in file.editions[0].numbers if number.node.startswith("editions")]
    assert labels == ["Tổ trưởng", header]


def test_two_tables_side_by_side_are_told_so() -> None:
    """Two columns of one header cannot be told apart by it, and the message does not say to."""
    (finding,) = refused("STT;Xã;SL;STT;Xã\n1;Kbang;7;2;Glar\n")
    assert finding.rule == "roster-columns-are-clear"
    assert "columns: {" not in finding.hint.vi


def test_a_header_again_in_another_order_is_refused() -> None:
    """Numbers below a second header with its columns exchanged would stand under wrong labels."""
    rows = "Xã;Trực ban;Trưởng Công an;SL\nKbang;0269 3000 202;0769 000 202;7\n{}\n"
    rows += "Glar;0769 000 203;0269 3000 203;7\n"
    (finding,) = refused(rows.format("Xã;Trưởng Công an;Trực ban;SL"))
    assert (finding.rule, finding.where and finding.where.cell and finding.where.cell.name) == (
        "roster-headers-agree",
        "B3",
    )
    assert len(read(rows.format("Xã;Trực ban;Trưởng CA;SL")).editions) == 2


def test_a_column_of_officers_is_no_column_of_offices() -> None:
    """People's names under “Công an” print nowhere."""
    file = read("Xã;Công an;SL;Trực ban\nKbang;Nguyễn Văn A;7;0269 3000 202\nIa Băng;Lê Thị B;7;0269 3000 203\n")
    assert offices(file) == ["Công an xã Kbang", "Công an xã Ia Băng"]


@pytest.mark.parametrize(
    "header", ["Mã xã", "Mã ĐVHC", "Mã đơn vị hành chính", "Mã đơn vị", "Mã phường", "Mã", "Mã số"]
)
def test_five_digits_are_a_units_code(header: str) -> None:
    """A column of codes is `unit`, told by its cells too; ids come from names."""
    file = read(
        f"STT;{header};Tên đơn vị;SL;Trực ban\n1;23638;Kbang;7;0269 3000 202\n2;23617;An Khê;7;0269 3000 203\n"
    )
    assert [(each.unit_code, each.id) for each in file.editions] == [("23638", "kbang"), ("23617", "an-khe")]


def test_a_codes_zeros_in_front_come_back() -> None:
    """Excel's 4 for the ward of 00004 is still that ward's code; a column of own ids stays ids."""
    hanoi = PROVINCE.replace("tỉnh Gia Lai", "thành phố Hà Nội").replace("province: Gia Lai", "province: Hà Nội")
    file = read("Mã xã;Tên;SL;Trực ban\n637;Phúc Lợi;7;024 3000 0202\n256;Phương Liệt;7;024 3000 0203\n", hanoi)
    assert [each.unit_code for each in file.editions] == ["00637", "00256"]
    own = read("Mã;Tên;SL;Trực ban\n1;Kbang;7;0269 3000 202\n2;An Khê;7;0269 3000 203\n")
    assert [(each.id, each.unit_code) for each in own.editions] == [("1", None), ("2", None)]
    letters = read("Mã xã;Tên;SL;Trực ban\nKB01;Kbang;7;0269 3000 202\nAK01;An Khê;7;0269 3000 203\n")
    assert [each.id for each in letters.editions] == ["kb01", "ak01"]


def test_a_name_that_became_a_date_is_told_by_its_cause() -> None:
    """The hamlet 3-2 that Excel took for a day is an error with what it may have been; Tổ 3/2 is a name."""
    rows = ("STT", "Thôn", "SL"), (1, datetime(2026, 2, 3), 7), (2, "Tổ 3/2", 7)  # noqa: DTZ001 - as cells are
    (finding,) = (f for f in refused(workbook(*rows), WARD) if f.rule == "roster-names-are-names")
    assert finding.where is not None
    assert finding.where.cell is not None
    assert finding.where.cell.name == "B2"
    assert "3-2 hay 2-3" in finding.message.vi
    assert [f.rule for f in refused("Thôn;SL\n3-Feb;7\n", WARD)] == ["roster-names-are-names"]


def test_names_of_figures_and_reserved_words_are_names() -> None:
    """“9” under “Tổ” is Tổ 9, 9.0 no more than that; a hamlet called Con has a folder."""
    file = read("STT;Tổ;SL\n1;9;7\n2;10.0;7\n3;Con;7\n4;Tổ 3/2;7\n", WARD)
    assert [(each.name, each.id) for each in file.editions] == [
        ("Tổ 9", "9"),
        ("Tổ 10", "10"),
        ("Con", "mau-con"),
        ("Tổ 3/2", "to-3-2"),
    ]
    assert offices(file) == ["Công an phường An Khê"] * 4
    assert offices(read("Phường;SL;Trực ban\n1;7;0269 3000 202\n")) == ["Công an phường 1"]


def test_names_that_differ_by_tone_are_two_places() -> None:
    """Thôn Đông and Thôn Đồng have an id each; the same one in capitals is there twice."""
    file = read("Thôn;SL\nThôn Đông;7\nThôn Đồng;7\n", WARD)
    assert [each.id for each in file.editions] == ["thon-dong", "thon-ddoongf"]
    assert "roster-rows-differ" in {f.rule for f in refused("Thôn;SL\nThôn Đông;7\nTHÔN  ĐÔNG;7\n", WARD)}


def test_an_empty_cell_among_links_is_told() -> None:
    """A row without the link that others have is a warning that names the cell; a hyphen says there is none."""
    link = "https://zalo.me/100000000000000020"
    first, last = f"Kbang;{link}1;0269 3000 202", f"Glar;{link}3;0269 3000 204"
    table = f"Xã;Zalo OA;Trực ban\n{first}\nIa Băng;{{}};0269 3000 203\n{last}\n"
    (finding,) = read(table.format("")).notes
    assert (finding.rule, finding.severity) == ("roster-links-are-there", Severity.WARNING)
    assert "B3" in finding.message.en
    assert read(table.format("-")).notes == ()
    assert read(table.format(f"{link}2")).notes == ()


def test_a_link_in_the_first_row_alone_is_told() -> None:
    """What only the first place has was mostly meant for all; a later one's own is its own."""
    rows = [f"Xã {name};{{}};0269 3000 20{at}" for at, name in enumerate(("Kbang", "Glar", "Ia Băng"))]
    link = "https://zalo.me/1000000000000000201"
    first = "\n".join(("Xã;Zalo OA;Trực ban", rows[0].format(link), rows[1].format(""), rows[2].format("")))
    (finding,) = read(first).notes
    assert (finding.rule, finding.severity) == ("roster-links-are-there", Severity.WARNING)
    assert "B3, B4" in finding.message.en
    later = "\n".join(("Xã;Zalo OA;Trực ban", rows[0].format(""), rows[1].format(link), rows[2].format("")))
    assert read(later).notes == ()
