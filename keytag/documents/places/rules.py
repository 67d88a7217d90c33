"""What must hold of a table of places that an office names."""

from __future__ import annotations

from keytag.findings import HOUSE_RULE, Rule, Severity
from keytag.text.text import Text

_START = Text(
    "Bắt đầu từ bảng kèm keytag: keytag units --export places.xlsx; cách ghi: docs/places-table.md.",
    "Start from keytag's own table: keytag units --export places.xlsx; the form: docs/places-table.md.",
)

PLACES_TABLE_IS_WHOLE = Rule(
    "places-table-is-whole",
    Severity.ERROR,
    Text(
        "Bảng địa danh có đủ cột, ngày, nguồn, và đủ mọi tỉnh, xã, phường, đặc khu.",
        "A table of places has its columns, its date and source, and every province, ward, commune and zone.",
    ),
    Text(
        "Xóa nhầm một dòng thì tên một xã có thật bị coi là sai.",
        "With a row deleted by mistake a real commune's name would be refused.",
    ),
    _START,
    HOUSE_RULE,
)
PLACES_CELLS_ARE_RIGHT = Rule(
    "places-cells-are-right",
    Severity.ERROR,
    Text(
        "Mỗi ô của bảng địa danh đúng dạng: mã 2 hoặc 5 chữ số, loại, tên đủ dấu, tỉnh có trong bảng, ngày.",
        "Every cell of a table of places has its form: codes of 2 or 5 digits, kind, name, known province, day.",
    ),
    Text("Sai một ô là xét sai một nơi.", "One wrong cell judges a whole place wrongly."),
    _START,
    Text("Quyết định 19/2025/QĐ-TTg (mã); quy định của keytag", "Decision 19/2025/QĐ-TTg (codes); house rule"),
)
PLACES_ROWS_DIFFER = Rule(
    "places-rows-differ",
    Severity.ERROR,
    Text(
        "Mỗi mã một dòng; trong một tỉnh không hai nơi cùng loại, cùng tên.",
        "Each code has one row; no two places of a province have one kind and name.",
    ),
    Text("Không biết dòng nào đúng.", "Nobody can tell which row is right."),
    Text("Xóa dòng thừa, hoặc sửa mã hay tên.", "Delete the row too many, or correct its code or name."),
    HOUSE_RULE,
)
PLACES_CHANGES_ARE_DATED = Rule(
    "places-changes-are-dated",
    Severity.ERROR,
    Text(
        "Nơi nào khác với bảng kèm keytag thì có ngày đổi; tên cũ còn một dòng riêng, có cột nhập vào.",
        "What differs from keytag's own table has its day; an old name keeps a row, with the column into.",
    ),
    Text(
        "Không có ngày thì móc khóa làm trước ngày đổi bị xét sai; tên gõ nhầm thì không ai hay.",
        "Without a day, tags made before the change are judged wrongly, and a slip in a name goes unnoticed.",
    ),
    Text(
        "Ghi ngày ở cột từ ngày; nơi đổi tên thì thêm một dòng với tên cũ và mã mới ở cột nhập vào.",
        "Write the day in the column since; of a place renamed add a row with its old name and its code in into.",
    ),
    HOUSE_RULE,
)
PLACES_TABLE_IS_NEWEST = Rule(
    "places-table-is-newest",
    Severity.WARNING,
    Text(
        "Bảng địa danh nêu ra mới hơn bảng kèm keytag.",
        "A table of places that is named is newer than keytag's own.",
    ),
    Text(
        "Bảng cũ hơn làm keytag xét theo tên đã hết dùng.", "By an older one keytag judges by names of the past."
    ),
    Text(
        "Bỏ từ khóa places (hoặc --table) để dùng bảng kèm keytag.",
        "Remove the key places (or --table) to use keytag's own table.",
    ),
    HOUSE_RULE,
)

RULES = (
    PLACES_TABLE_IS_WHOLE,
    PLACES_CELLS_ARE_RIGHT,
    PLACES_ROWS_DIFFER,
    PLACES_CHANGES_ARE_DATED,
    PLACES_TABLE_IS_NEWEST,
)
"""Every rule of this package."""
