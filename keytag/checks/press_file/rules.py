"""What must hold of a finished file, read back: the rules by which `keytag.checks.press_file.compare` judges it.

Imports nothing that reads PDF, so that a list of all rules costs no time.
"""

from __future__ import annotations

from keytag.findings import HOUSE_RULE, Rule, Severity
from keytag.text.text import Text

FAULT = Text(
    "Đây là lỗi của keytag; chưa ghi tệp nào. Xin báo cho người phát triển.",
    "This is a fault in keytag; nothing was written. Please report it.",
)
"""What to do about any difference."""

_PDF = "ISO 32000-1"
_PDFX = Text("ISO 15930-7 (PDF/X-4), ISO 15930-4 (PDF/X-1a)", "ISO 15930-7 (PDF/X-4), ISO 15930-4 (PDF/X-1a)")


def _error(name: str, holds: Text, why: Text, source: Text) -> Rule:
    return Rule(name, Severity.ERROR, holds, why, FAULT, source)


PDF_PAGES = _error(
    "pdf-pages",
    Text("Tệp có đủ số trang.", "The file has as many pages as were asked for."),
    Text("Thiếu trang là thiếu một mặt hoặc một tờ in.", "A page less is a side or a sheet less."),
    HOUSE_RULE,
)
PDF_BOXES = _error(
    "pdf-boxes",
    Text("Khung của mỗi trang đúng chỗ.", "The boxes of every page are where they must be."),
    Text("Nhà in xén và bình bài theo các khung này.", "The shop trims and imposes by these boxes."),
    Text(f"{_PDF}, mục 14.11.2; ISO 15930", f"{_PDF}, 14.11.2; ISO 15930"),
)
PDF_PLACEMENTS = _error(
    "pdf-placements",
    Text("Mỗi hình nằm đúng chỗ trên tờ in.", "Every artwork lies in its place on the sheet."),
    Text("Hình lệch chỗ thì dao bế cắt vào chữ.", "The die would cut through one that is displaced."),
    HOUSE_RULE,
)
PDF_DRAWINGS = _error(
    "pdf-drawings",
    Text("Mỗi hình được vẽ đúng như đã thiết kế.", "Every artwork is drawn as it was designed."),
    Text("Nét sai là in sai số điện thoại.", "A wrong outline is a wrong number in print."),
    HOUSE_RULE,
)
PDF_INKS = _error(
    "pdf-inks",
    Text("Tệp dùng đúng các mực đã chọn.", "The file paints in the inks that were chosen."),
    Text(
        "Thừa hoặc thiếu mực là thừa hoặc thiếu một bản kẽm.",
        "An ink more or less is a plate more or less.",
    ),
    HOUSE_RULE,
)
PDF_FOREIGN = _error(
    "pdf-foreign",
    Text(
        "Tệp không có phông chữ, độ trong suốt hay thành phần lạ.",
        "The file has no fonts, no transparency and nothing foreign.",
    ),
    Text("Phần mềm của nhà in có thể in chúng khác đi.", "The shop's software may print them otherwise."),
    _PDFX,
)
PDF_LAYERS = _error(
    "pdf-layers",
    Text("Danh sách lớp đúng với những gì được vẽ.", "The list of layers is that of what is drawn."),
    Text("Máy bế tìm đường bế theo lớp.", "The cutter finds its line by its layer."),
    Text("ISO 19593-1", "ISO 19593-1"),
)
PDF_OUTPUT_INTENT = _error(
    "pdf-output-intent",
    Text("Tệp nói đúng điều kiện in.", "The file names its printing condition."),
    Text("Thiếu nó thì màu in ra tùy máy.", "Without it every machine prints other colours."),
    _PDFX,
)
PDF_IDENTITY = _error(
    "pdf-identity",
    Text("Tệp nói đúng nó là gì, của ai, làm ngày nào.", "The file says what it is, whose, and of which day."),
    Text("Nhà in từ chối tệp tự nói sai về mình.", "A shop refuses a file that is wrong about itself."),
    _PDFX,
)

RULES = (
    PDF_PAGES,
    PDF_BOXES,
    PDF_PLACEMENTS,
    PDF_DRAWINGS,
    PDF_INKS,
    PDF_FOREIGN,
    PDF_LAYERS,
    PDF_OUTPUT_INTENT,
    PDF_IDENTITY,
)
"""Every rule of this package."""
