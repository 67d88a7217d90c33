"""What the ticket tells whoever runs the cutter."""

from __future__ import annotations

from msgspec.structs import replace

from keytag.output.ticket.facts import Reach, TicketCutting
from keytag.output.ticket.figures import cutting_rows
from keytag.text.text import Text
from tests.unit.output.ticket.conftest import CUTTING

FRONT, GRIPPER = Text("mặt trước", "front"), Text("nhíp", "gripper")


def said(cutting: TicketCutting, depth: str = "through", thickness: float | None = 0.76) -> dict[str, str]:
    """Return what is said in Vietnamese, by its label."""
    rows = cutting_rows(cutting, "0123456789", FRONT, GRIPPER, depth=depth, thickness=thickness)
    return {label.vi: fact.vi for label, fact in rows}


def test_three_marks_say_which_corner_has_none() -> None:
    """Who lays a sheet sees by number, gripper and the corner without a mark that it lies right."""
    rows = said(CUTTING)
    assert rows["Đặt tờ"] == (
        "Mặt trước lên trên, nhíp ở dưới. Đúng chiều khi dòng “# 0123456789” đọc xuôi; "
        "góc trên bên phải không có dấu."
    )
    assert rows["Dấu"] == (
        "3 dấu trên khung ngang 285,36 mm, dọc 415,36 mm (đo giữa nét). Dấu đầu: góc dưới bên trái."
    )


def test_a_key_mark_is_explained() -> None:
    """The mark that is one too many is told, or somebody takes it for the fourth."""
    rows = said(replace(CUTTING, marks=4, has_key=True))
    assert "dấu phụ (không thuộc khung) nằm cạnh dấu ở góc dưới bên trái" in rows["Đặt tờ"]
    assert "và 1 dấu phụ" in rows["Dấu"]


def test_crosses_laid_by_eye_are_counted() -> None:
    """Without a camera three crosses lie on three where the sheet lies right, on two where it does not."""
    rows = said(replace(CUTTING, marks=0, crosses=3, reach=None))
    assert "ba dấu thập trùng cả ba dấu trong tệp" in rows["Đặt tờ"]
    assert "Dấu" not in rows
    assert "ba dấu" not in said(replace(CUTTING, marks=0, crosses=2))["Đặt tờ"]


def test_the_order_has_its_figures() -> None:
    """Holes come before outlines, each with its count, and what is never cut is named."""
    assert said(CUTTING)["Thứ tự"] == (
        "1. Lớp HOLE: 104 lỗ. 2. Lớp KISS: 104 viền. Không cắt: MARKS (dấu để dò), INFO (chỉ dẫn, tắt đi)."
    )
    assert said(replace(CUTTING, holes=0))["Thứ tự"].startswith("Cắt lớp KISS: 104 viền.")


def test_a_carrier_is_told_where_the_machine_needs_one() -> None:
    """What is cut through falls out, edges are out of the rollers' reach; a kiss cut within reach needs none."""
    rows = said(CUTTING)
    assert rows["Tấm lót"] == (
        "Dán tờ in lên tấm lót (carrier): bế đứt thì con rời ra. Tấm lót rộng hơn tờ: 9 mm mỗi bên, "
        "3 mm ở đầu vào, 25,4 mm ở cuối. Có viền nằm ngoài khung dấu tới 11,3 mm."
    )
    near = replace(CUTTING, reach=Reach(5, 5, 5), beyond=0.0)
    assert "Tấm lót" not in said(near, "kiss")
    assert said(near)["Tấm lót"] == "Dán tờ in lên tấm lót (carrier): bế đứt thì con rời ra."
    assert "Tấm lót" not in said(replace(CUTTING, reach=None))


def test_what_is_thick_is_milled_or_burnt() -> None:
    """Acrylic of 3 mm has the side of the line on which the tool goes, and how thick a mill may be; no carrier."""
    rows = said(replace(CUTTING, gap=6.0), thickness=3.0)
    assert "bù bán kính dao (tia) ra ngoài viền, vào trong lỗ" in rows["Mép cắt"]
    assert "nhỏ hơn Ø 4 mm" in rows["Mép cắt"]
    assert "Tấm lót" not in rows
    assert "Mép cắt" not in said(CUTTING)
