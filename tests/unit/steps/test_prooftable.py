"""The preflight record of many editions: what is alike stands once, what each code reads as beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from keytag.drawing.paper import PaperPage
from keytag.handoff.make import make_package
from keytag.output.page.table import PaperTable
from keytag.steps.order import Order
from keytag.text.text import Text

JOB = """\
keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
qr: {link: "https://zalo.me/1000000000000000001"}
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
shop: office-a4
quantity: 11
editions:
"""


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PaperTable:
    """The record of four editions, one of which has a page of its own."""
    every = [f"  - {{id: to-{i}, name: Tổ {i}}}\n" for i in range(1, 4)]
    every.append('  - {id: to-4, name: Tổ 4, qr: {link: "https://zalo.me/1000000000000000004"}}\n')
    path = tmp_path / "job.yaml"
    path.write_text(JOB + "".join(every), encoding="utf-8")
    caught: list[PaperTable] = []

    def kept(table: PaperTable) -> tuple[PaperPage, ...]:
        from keytag.output.page import table_pages  # noqa: PLC0415 - the one that is replaced

        caught.append(table)
        return table_pages(table)

    monkeypatch.setattr("keytag.handoff.preflight.table_pages", kept)
    order = Order(date(2026, 1, 15))
    _, draft, package = make_package(path, order, lambda *_step: None)
    assert package is not None, draft.findings
    return caught[0]


def section(table: PaperTable, name: str) -> list[tuple[str, ...]]:
    """Return the rows under a heading, in Vietnamese."""
    (found,) = (each for each in table.sections if each.heading is not None and each.heading.vi == name)
    return [tuple(_words(row)) for row in found.rows]


def _words(row: tuple[object, ...]) -> Iterator[str]:
    for cell in row:
        yield cell.vi if isinstance(cell, Text) else str(getattr(cell, "value", cell))


def test_what_is_alike_stands_once(table: PaperTable) -> None:
    """Four editions with the same figures are a row, their codes a row for each page that they open."""
    (figures,) = section(table, "Từng mẫu")
    assert figures[0] == "Cả 4 mẫu"
    codes = section(table, "Mã QR đọc ra trên tờ in")
    assert [row[0] for row in codes] == ["3 mẫu: Tổ 1, Tổ 2, Tổ 3, 34\u00a0lần", "Tổ 4, 11\u00a0lần"]
    assert codes[0][1] == "https://zalo.me/1000000000000000001"
    assert codes[1][1] == "https://zalo.me/1000000000000000004"


def test_nothing_is_told_twice(table: PaperTable) -> None:
    """What was seen on the sheets stands at the head of the record, and not again among the figures."""
    rows = section(table, "Kiểm tra có số đo")
    assert not [row for row in rows if "bài đơn" in row[0] or "trên tờ in đọc ra" in row[0]]
    assert table.verdict is not None
