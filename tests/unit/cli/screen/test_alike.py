"""Findings of one cause over many rows are one paragraph; what differs stays apart."""

from __future__ import annotations

from msgspec.structs import replace

from keytag.cli.screen.alike import alike
from keytag.cli.screen.listing import of_findings
from keytag.findings import Finding, Severity, TableCell, Where
from keytag.text.text import Text, same_text

HINT = Text("Gõ lại số.", "Type it again.")


def _lost(row: int, column: int = 4, hint: Text = HINT) -> Finding:
    number = f"769 000 {row:03}"
    where = Where("xa.csv", row, 9, TableCell(row, column, None, "Trực ban", number))
    message = Text(f"“{number}” mất số 0 ở đầu.", f"“{number}” lost its leading 0.")
    return Finding("table-numbers-are-text", Severity.ERROR, message, hint, where)


def _line(line: int, message: str, hint: str = "Sửa.") -> Finding:
    return Finding("a-rule", Severity.WARNING, same_text(message), same_text(hint), Where("ward.yaml", line, 3))


def test_lost_zeros_are_one_message_a_column() -> None:
    """Fifty-one cells of a column are the first of them and a range; another column has its own."""
    groups = alike([_lost(row, column) for row in range(6, 57) for column in (4, 5)])
    assert [len(group.findings) for group in groups] == [51, 51]
    assert groups[0].more == (Text("và 50 chỗ nữa như vậy: D7–D56", "and 50 more like it: D7–D56"),)
    shown = of_findings(groups[1], "vi").plain.splitlines()
    assert shown == [
        "lỗi[table-numbers-are-text]: “769 000 006” mất số 0 ở đầu.",
        "  --> xa.csv, dòng 6, cột E (Trực ban)",
        "   E6 | 769 000 006",
        "        ^^^^^^^^^^^",
        "  và 50 chỗ nữa như vậy: E7–E56",
        "  Gõ lại số.",
    ]


def test_gaps_part_ranges_and_many_are_counted() -> None:
    """Cells that do not follow each other are named one by one, the first eight of them."""
    (group,) = alike([_lost(row) for row in (2, 3, 4, 7, 9)])
    assert group.more[0].en == "and 4 more like it: D3–D4, D7, D9"
    (group,) = alike([_lost(row) for row in range(2, 60, 2)])
    assert group.more[0].en.endswith("D16, D18 … +20")


def test_what_differs_in_more_than_names_and_figures_stays_apart() -> None:
    """Another message, remedy, rule, severity or acceptance is another finding."""
    first = _lost(2)
    others = [
        replace(first, message=same_text("“769” có chữ cái.")),
        replace(first, hint=same_text("Xóa cột này đi.")),
        replace(first, rule="other"),
        replace(first, severity=Severity.NOTE),
        replace(first, accepted="đã gọi thử"),
    ]
    assert [group.findings for group in alike([first, *others])] == [(each,) for each in (first, *others)]


def test_two_of_a_kind_are_both_told() -> None:
    """Two messages that differ are read one by one; two that are the same are one."""
    assert len(alike([_line(3, "Xã Glar không có số."), _line(8, "Xã HNol không có số.")])) == 2
    (group,) = alike([_line(3, "Không có số."), _line(8, "Không có số.")])
    assert group.more[0] == Text("và 1 chỗ nữa như vậy: dòng 8", "and 1 more like it: line 8")


def test_names_and_ids_do_not_part_a_kind() -> None:
    """A message that names places, in capitals, or ids is of the same kind for each of them."""
    names = ("Xã Glar", "Thị trấn Đak Đoa", "phường An Phú", "xa-k-dang", "Xã K'Dang")
    (group,) = alike([_line(row, f"Mẫu {name} không có số lượng.") for row, name in enumerate(names, start=3)])
    assert group.more[0].vi == "và 4 chỗ nữa như vậy: dòng 4–7"


def test_a_remedy_for_each_place_is_told_for_each() -> None:
    """Where every number has another new one, each is named at its cell with what stands there."""
    (group,) = alike([_lost(row, hint=same_text(f"Ghi 0769 000 {row:03}.")) for row in range(2, 20)])
    told = [line.vi for line in group.more]
    assert told[:2] == ["và 17 chỗ nữa như vậy:", "D3 “769 000 003”: Ghi 0769 000 003."]
    assert (len(told), told[-1]) == (14, "… +5: D15–D19")
    shown = of_findings(group, "vi").plain.splitlines()
    assert shown[4:7] == [
        "  Ghi 0769 000 002.",
        "  và 17 chỗ nữa như vậy:",
        "    D3 “769 000 003”: Ghi 0769 000 003.",
    ]


def test_each_group_stands_where_its_first_does() -> None:
    """The order of findings is kept."""
    other = _line(1, "Khác.")
    groups = alike([_lost(2), other, _lost(3), _lost(4)])
    assert [group.first for group in groups] == [_lost(2), other]
