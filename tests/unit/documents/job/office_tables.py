"""Tables as offices make them: national motto and titles above, merged headers, signatures below."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from keytag.documents.job import JobFile, job_of
from keytag.documents.job.roster import TableFile

JOB = """keytag: 1
as_of: 2026-01-15
issuer: {name: Công an tỉnh Gia Lai, province: Gia Lai}
editions: {from: xa.xlsx}
"""
HEADER = ("STT", "Tên xã", "Số lượng", "Trực ban", "Trưởng Công an", "Link Zalo")
PLACES = tuple(
    (
        number,
        name,
        600 + 10 * number,
        f"0269 3000 2{number:02}",
        f"0769 000 2{number:02}",
        f"https://zalo.me/10000000000000002{number:02}",
    )
    for number, name in enumerate(("Xã Đak Đoa", "Xã Kbang", "Xã Ia Grai", "Xã Chư Sê"), 1)
)


def sheet_of(*rows: tuple[object, ...], title: str = "Danh sách") -> Worksheet:
    """Return a sheet of a new workbook with ``rows`` on it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return sheet


def official(header: tuple[object, ...] = HEADER, places: tuple[tuple[object, ...], ...] = PLACES) -> Worksheet:
    """Return a list as an office sends it: motto, title, header in row 5, a total, remarks and a signature."""
    sheet = sheet_of(
        ("CÔNG AN TỈNH GIA LAI", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("PHÒNG PV05", None, None, "Độc lập - Tự do - Hạnh phúc"),
        ("DANH SÁCH SỐ ĐIỆN THOẠI IN MÓC KHÓA AN NINH",),
        ("(Kèm theo Công văn số 123/CAT-PV05 ngày 15/11/2026)",),
        header,
        *places,
        (
            "Tổng cộng",
            None,
            sum(place[2] for place in places if len(place) > 3 and isinstance(place[2], int) and place[2] > 9),
        ),
        ("Bằng chữ: hai nghìn năm trăm chiếc",),
        ("Ghi chú: số lượng tính theo số hộ.",),
        (None, None, None, "Gia Lai, ngày 15 tháng 11 năm 2026"),
        (None, "NGƯỜI LẬP BIỂU", None, "KT. TRƯỞNG PHÒNG"),
        (None, None, None, "PHÓ TRƯỞNG PHÒNG"),
        (None, "Thượng úy Nguyễn Văn A", None, "Thượng tá Trần Văn B"),
    )
    for area in ("A1:C1", "D1:F1", "A2:C2", "D2:F2", "A3:F3", "A4:F4"):
        sheet.merge_cells(area)
    sheet.auto_filter.ref = f"A5:F{5 + len(places)}"
    sheet.freeze_panes = "C6"
    sheet.print_title_rows = "5:5"
    return sheet


def saved(sheet: Worksheet) -> bytes:
    """Return the bytes of the workbook that has ``sheet``."""
    stream = BytesIO()
    book = sheet.parent
    assert isinstance(book, Workbook)
    book.save(stream)
    return stream.getvalue()


def read(table: Worksheet | bytes, job: str = JOB) -> JobFile:
    """Return the job whose table ``table`` is."""
    data = table if isinstance(table, bytes) else saved(table)
    return job_of(job.encode(), Path("ward.yaml"), lambda name: TableFile(name, name, data))
