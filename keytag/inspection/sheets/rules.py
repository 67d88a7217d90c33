"""What must hold of finished sheets as they are seen. Quick to import, since `explain` lists them."""

from __future__ import annotations

from keytag.findings import HOUSE_RULE, Rule, Severity
from keytag.text.text import Text

_REPORT = Text(
    "Đừng in tệp này. Tạo lại; nếu vẫn vậy, xin báo lỗi cho keytag.",
    "Do not print this file. Make it again; if it is the same, report it.",
)

SLOT_SHOWS_ITS_EDITION = Rule(
    "slot-shows-its-edition",
    Severity.ERROR,
    Text(
        "Mỗi vị trí trên tờ in giống hệt bài đơn (1-up) của nó.",
        "Each slot of a sheet looks exactly like its one-up.",
    ),
    Text(
        "Một vị trí sai mẫu, lệch hoặc mất nét thì mọi tờ in đều hỏng như vậy.",
        "A slot with another edition, shifted or with a stroke missing is repeated on every sheet.",
    ),
    _REPORT,
    HOUSE_RULE,
)
BACK_LIES_UNDER_ITS_FRONT = Rule(
    "back-lies-under-its-front",
    Severity.ERROR,
    Text(
        "Khi lật tờ in, mặt sau nằm đúng dưới mặt trước của cùng một mẫu.",
        "When the sheet is turned, each back lies under the front of the same edition.",
    ),
    Text(
        "Mặt sau lệch hoặc của mẫu khác làm hỏng cả tờ in.",
        "A back that is shifted or of another edition spoils the whole sheet.",
    ),
    _REPORT,
    HOUSE_RULE,
)
CODE_ON_SHEET_READS = Rule(
    "code-on-sheet-reads",
    Severity.ERROR,
    Text("Mọi mã QR trên tờ in đọc ra đúng đường dẫn.", "Every QR code on a sheet reads as its edition's link."),
    Text("Mã QR hỏng thì không mở được trang, hoặc mở trang khác.", "A broken code leads nowhere, or elsewhere."),
    _REPORT,
    Text("Quy định của keytag: đọc ở 300 dpi bằng zxing-cpp", "House rule: read at 300 dpi by zxing-cpp"),
)
SHEETS_GIVE_WHAT_WAS_PLANNED = Rule(
    "sheets-give-what-was-planned",
    Severity.ERROR,
    Text(
        "Đếm lại trên tờ in, mỗi mẫu đủ số móc khóa như kế hoạch.",
        "Counted again on the sheets, each edition has the tags that were planned.",
    ),
    Text(
        "Thừa mẫu này là thiếu mẫu khác: cắt xong mới biết thì phải in lại.",
        "More of one edition is less of another, and after the cut only a second run helps.",
    ),
    _REPORT,
    HOUSE_RULE,
)
RULES = (
    SLOT_SHOWS_ITS_EDITION,
    BACK_LIES_UNDER_ITS_FRONT,
    CODE_ON_SHEET_READS,
    SHEETS_GIVE_WHAT_WAS_PLANNED,
)
