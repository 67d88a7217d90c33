"""What must hold of a table of editions."""

from __future__ import annotations

from keytag.documents.tables.rules import TABLE_SHEET_IS_KNOWN
from keytag.findings import Rule
from keytag.text.text import Text

_EXAMPLE_VI = """
  Đơn vị     | Chức vụ        | Số điện thoại | Số lượng
  Xã Đak Đoa | Trực ban       | 0269 3000 201 | 700
             | Trưởng Công an | 0769 000 201  |"""
_EXAMPLE_EN = """
  Place      | Position       | Telephone     | Quantity
  Xã Đak Đoa | Trực ban       | 0269 3000 201 | 700
             | Trưởng Công an | 0769 000 201  |"""

ROSTER_HAS_ITS_COLUMNS = Rule.error("roster-has-its-columns", __name__)
ROSTER_COLUMNS_ARE_CLEAR = Rule.error("roster-columns-are-clear", __name__)
ROSTER_HEADERS_AGREE = Rule.error("roster-headers-agree", __name__)
ROSTER_ROWS_HAVE_NAMES = Rule.error("roster-rows-have-names", __name__)
ROSTER_ROWS_SAY_MORE = Rule.error("roster-rows-say-more", __name__)
ROSTER_ROWS_DIFFER = Rule.error("roster-rows-differ", __name__)
ROSTER_COLUMNS_ARE_USED = Rule.note("roster-columns-are-used", __name__)
ROSTER_TOTAL_ADDS_UP = Rule.warning("roster-total-adds-up", __name__)
ROSTER_NUMBERS_ARE_THERE = Rule.warning("roster-numbers-are-there", __name__)
ROSTER_LINKS_ARE_THERE = Rule.warning("roster-links-are-there", __name__)
ROSTER_NAMES_ARE_NAMES = Rule.error("roster-names-are-names", __name__)
ROSTER_LINES_ARE_TOLD = Rule.error("roster-lines-are-told", __name__)
ADD_PLACES = Text(
    f"Thêm cột “Đơn vị” ghi tên xã, phường ở dòng đầu của mỗi nơi, như bảng dưới đây.{_EXAMPLE_VI}",
    f"Add a column “Đơn vị” with the place's name in its first line, as below.{_EXAMPLE_EN}",
)
"""What to do about a list of officers under headings that name their offices."""
ROSTER_PLACES_ARE_PUT_TOGETHER = Rule.note("roster-places-are-put-together", __name__)
ROSTER_LINES_AGREE = Rule.error("roster-lines-agree", __name__)
ROSTER_MERGED_CELLS_REACH_ALL = Rule.note("roster-merged-cells-reach-all", __name__)
ROSTER_MERGED_QUANTITIES_ARE_SHARED_OUT = Rule.error("roster-merged-quantities-are-shared-out", __name__)
ROSTER_LINKS_LEAD_WHERE_THEY_SAY = Rule.error("roster-links-lead-where-they-say", __name__)
ROSTER_LINKS_ARE_READ = Rule.note("roster-links-are-read", __name__)
ROSTER_PERSONS_STAY_OFF = Rule.note("roster-persons-stay-off", __name__)
ROSTER_ROWS_ARE_PLACES = Rule.note("roster-rows-are-places", __name__)
RULES = (
    ROSTER_LINES_ARE_TOLD,
    ROSTER_LINES_AGREE,
    ROSTER_MERGED_QUANTITIES_ARE_SHARED_OUT,
    ROSTER_LINKS_LEAD_WHERE_THEY_SAY,
    ROSTER_PLACES_ARE_PUT_TOGETHER,
    ROSTER_MERGED_CELLS_REACH_ALL,
    ROSTER_LINKS_ARE_READ,
    ROSTER_PERSONS_STAY_OFF,
    ROSTER_ROWS_ARE_PLACES,
    ROSTER_NUMBERS_ARE_THERE,
    ROSTER_LINKS_ARE_THERE,
    ROSTER_NAMES_ARE_NAMES,
    ROSTER_HAS_ITS_COLUMNS,
    ROSTER_COLUMNS_ARE_CLEAR,
    ROSTER_HEADERS_AGREE,
    ROSTER_ROWS_HAVE_NAMES,
    ROSTER_ROWS_SAY_MORE,
    ROSTER_ROWS_DIFFER,
    ROSTER_TOTAL_ADDS_UP,
    ROSTER_COLUMNS_ARE_USED,
)
"""Every rule of this package."""

ABOUT_READING = frozenset(
    {
        rule.name
        for rule in (
            ROSTER_PLACES_ARE_PUT_TOGETHER,
            ROSTER_MERGED_CELLS_REACH_ALL,
            ROSTER_LINKS_ARE_READ,
            ROSTER_PERSONS_STAY_OFF,
            ROSTER_ROWS_ARE_PLACES,
            TABLE_SHEET_IS_KNOWN,
        )
    }
)
"""Rules whose notes tell how an office's own file was read."""
