"""The words of tags on the screen: what all share once, each edition's own in a line, nothing broken."""

from __future__ import annotations

import re

import pytest

from keytag.cli.screen.sidewords import of_words
from keytag.steps.report import EditionWords, SideWord
from keytag.text.text import Text

MOBILE = Text("di động", "mobile")
LINK = "https://zalo.me/1000000000000000200"
SHARED = (SideWord("front", "slogan", "Toàn dân bảo vệ an ninh Tổ quốc"), SideWord("back", "code", LINK))


def _edition(index: int, name: str, office: str, labels: tuple[str, ...], quantity: int = 880) -> EditionWords:
    numbers = tuple(
        SideWord("back", "number", label, f"0769 {index:03} {place:03}", MOBILE)
        for place, label in enumerate(labels)
    )
    words = (SideWord("front", "issuer", office), SHARED[0], *numbers, SHARED[1])
    return EditionWords(f"xa-{index}", name, quantity, words, is_drawn=True)


def _shown(every: tuple[EditionWords, ...], width: int = 80, *, with_ids: bool = False) -> list[str]:
    return [line.plain for line in of_words(every, "vi", width, with_ids=with_ids)]


def test_one_edition_is_told_side_by_side() -> None:
    """Labels and numbers stand in line, a code with whose site it opens before its whole address."""
    only = _edition(1, "Xã Glar", "CÔNG AN XÃ GLAR", ("Trưởng Công an", "Trực ban"))
    assert _shown((only,)) == [
        "Sẽ in trên móc khóa:",
        "  Mặt trước  CÔNG AN XÃ GLAR",
        "             Toàn dân bảo vệ an ninh Tổ quốc",
        "  Mặt sau    Trưởng Công an  0769 001 000  di động",
        "             Trực ban        0769 001 001  di động",
        f"             Mã QR mở zalo.me: {LINK}",
        "  Số lượng   880 chiếc",
    ]


def test_the_provinces_office_over_each_communes_number_is_seen() -> None:
    """What all editions share is told once: an office that should be each one's own stands there to see."""
    every = tuple(
        _edition(index, name, "CÔNG AN TỈNH GIA LAI", ("Trực ban",))
        for index, name in enumerate(("Đak Đoa", "Kbang"))
    )
    shown = _shown(every)
    assert shown[:2] == ["Chung cho cả 2 mẫu:", "  Mặt trước  CÔNG AN TỈNH GIA LAI"]
    assert "  Số lượng   880 chiếc mỗi mẫu" in shown
    assert shown[-2:] == ["  Đak Đoa  0769 000 000", "  Kbang    0769 001 000"]


def test_an_edition_that_is_named_on_its_tag_needs_no_other_name() -> None:
    """Where every office ends with the edition's name, no column repeats it; ids have a column of their own."""
    every = tuple(
        _edition(index, f"Xã {name}", f"CÔNG AN XÃ {name.upper()}", ("Trực ban",))
        for index, name in enumerate(("Glar", "HNol"))
    )
    assert _shown(every, with_ids=True)[-4:] == [
        "  Đơn vị           Trực ban      Gõ sau --edition",
        "  ───────────────────────────────────────────────",
        "  CÔNG AN XÃ GLAR  0769 000 000  xa-0",
        "  CÔNG AN XÃ HNOL  0769 001 000  xa-1",
    ]


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
@pytest.mark.parametrize("count", [2, 17, 37, 135])
@pytest.mark.parametrize("labels", [1, 3, 6, 12])
def test_no_word_number_or_id_is_broken(width: int, count: int, labels: int) -> None:
    """Whatever the width and the number of editions and numbers, each name, number and id stands whole."""
    said = tuple(f"Cảnh sát khu vực số {place}" for place in range(labels))
    every = tuple(
        _edition(index, f"Xã Phước Vĩnh Đông {index}", f"CÔNG AN XÃ PHƯỚC VĨNH ĐÔNG {index}", said, 800 + index)
        for index in range(count)
    )
    lines = _shown(every, width, with_ids=True)
    assert not any(line.lstrip().startswith("·") for line in lines)
    assert max(map(len, lines)) <= width
    shown = "\n".join(lines)
    for index in range(count):
        assert f"CÔNG AN XÃ PHƯỚC VĨNH ĐÔNG {index}" in shown
        assert re.search(rf"(?<![\w-])xa-{index}(?![\w-])", shown)
        for place in range(labels):
            assert f"0769 {index:03} {place:03}" in shown
    assert shown.count(LINK) == 1


def test_what_few_editions_have_stands_below_them() -> None:
    """A neighbour's number of one commune makes no column for all where there is no room."""
    usual = ("Trực ban", "Trưởng Công an", "Phó Trưởng Công an")
    every = (
        *(
            _edition(index, f"Xã Long Thượng {index}", f"CÔNG AN XÃ LONG THƯỢNG {index}", usual)
            for index in range(4)
        ),
        _edition(9, "Xã Long Hậu 9", "CÔNG AN XÃ LONG HẬU 9", (*usual, "Chốt giáp ranh", "Xã giáp ranh")),
    )
    assert _shown(every)[-2:] == [
        "  CÔNG AN XÃ LONG HẬU 9     0769 009 000  0769 009 001    0769 009 002",
        "    Mặt sau  Chốt giáp ranh 0769 009 003 · Xã giáp ranh 0769 009 004",
    ]


def test_hosts_that_differ_are_each_told() -> None:
    """One site is named over the column; of several each stands before the rest of its address."""
    links = ("https://zalo.me/1", "http://zalo.me.example.com:8080/s/2")
    every = tuple(
        EditionWords(f"x{i}", f"Xã {i}", 5, (SideWord("back", "code", link),), is_drawn=True)
        for i, link in enumerate(links)
    )
    assert _shown(every)[-2:] == ["  Xã 0  zalo.me  /1", "  Xã 1  http://zalo.me.example.com  :8080/s/2"]
    one = tuple(
        EditionWords(f"x{i}", f"Xã {i}", 5, (SideWord("back", "code", f"https://zalo.me/{i}"),), is_drawn=True)
        for i in range(2)
    )
    assert _shown(one)[-4:] == ["  Mẫu   Mã QR mở zalo.me", "  ──────────────────────", "  Xã 0  /0", "  Xã 1  /1"]


@pytest.mark.parametrize(("count", "rows"), [(40, 40), (135, 12)])
def test_a_whole_provinces_editions_are_counted(count: int, rows: int) -> None:
    """Of more editions than a list is read to its end for, the first stand there, and the rest are counted."""
    every = tuple(
        _edition(index, f"Xã {index}", f"CÔNG AN XÃ {index}", ("Trực ban",), 500 + index) for index in range(count)
    )
    shown = _shown(every)
    assert sum(line.startswith("  CÔNG AN XÃ ") for line in shown) == rows
    if rows < count:
        assert shown[-1] == "  … và 123 mẫu nữa; tất cả 76.545 chiếc. Đọc từng mẫu: keytag editions"
    assert sum(line.startswith("  CÔNG AN XÃ ") for line in _shown(every, with_ids=True)) == count
