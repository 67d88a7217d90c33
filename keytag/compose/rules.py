"""What cannot be composed: the rules, beside the findings made of them in `keytag.compose.overflow_findings`."""

from __future__ import annotations

from keytag.findings import HOUSE_RULE, Rule, Severity
from keytag.text.text import Text

_NEVER_SMALLER = Text(
    "keytag không thu chữ nhỏ hơn cỡ nhà in còn in rõ, cũng không lặng lẽ bỏ bớt.",
    "keytag neither sets letters smaller than the shop prints cleanly nor leaves anything out unsaid.",
)

NUMBERS_FIT = Rule(
    "numbers-do-not-fit",
    Severity.ERROR,
    Text("Mọi số điện thoại có chỗ trên thẻ.", "All numbers find room on the tag."),
    _NEVER_SMALLER,
    Text(
        "Bớt số, rút ngắn nhãn (Công an thành CA), bỏ mã QR hay khẩu hiệu, hoặc dùng thẻ lớn hơn.",
        "Drop numbers, shorten labels (CA for Công an), drop the QR code or slogan, or use a larger tag.",
    ),
    HOUSE_RULE,
)
CODE_FITS = Rule(
    "code-does-not-fit",
    Severity.ERROR,
    Text(
        "Mã QR cùng viền trắng có chỗ trong hình thật của thẻ.",
        "The QR code with its quiet zone has room inside the tag's true shape.",
    ),
    Text(
        "Ô quá nhỏ hoặc thiếu viền trắng thì điện thoại không đọc được.",
        "Modules too small, or without white round them, are not read by phones.",
    ),
    Text(
        "Rút ngắn đường dẫn, dành riêng một mặt cho mã, hoặc dùng thẻ lớn hơn.",
        "Shorten the link, give the code a side of its own, or use a larger tag.",
    ),
    Text("ISO/IEC 18004, 6.3.8; GS1: ô từ 0,396 mm", "ISO/IEC 18004, 6.3.8; GS1: modules from 0.396 mm"),
)
TEXT_FITS = Rule(
    "text-too-long",
    Severity.ERROR,
    Text("Mỗi dòng chữ vừa chỗ của nó ở cỡ còn in rõ.", "Each text fits its place at a size that prints cleanly."),
    _NEVER_SMALLER,
    Text("Rút ngắn, hoặc dùng thẻ lớn hơn.", "Shorten it, or use a larger tag."),
    HOUSE_RULE,
)
SIDE_HAS_ROOM = Rule(
    "side-too-full",
    Severity.ERROR,
    Text("Mỗi mặt đủ chỗ cho mọi thứ trên đó.", "Each side has room for all that stands on it."),
    _NEVER_SMALLER,
    Text(
        "Bớt số, rút ngắn nhãn hoặc khẩu hiệu, đặt lỗ ở cạnh trái (side: left), hoặc dùng thẻ lớn hơn.",
        "Drop numbers, shorten labels or the slogan, put the hole at the left (side: left), or use a larger tag.",
    ),
    HOUSE_RULE,
)
DRAWING_FITS = Rule(
    "drawing-does-not-fit",
    Severity.ERROR,
    Text("Mỗi hình của kiểu trình bày có chỗ trên thẻ.", "Each drawing of the template finds room on the tag."),
    Text("Hình bị bỏ thì thẻ không còn như đã duyệt.", "A tag without its drawing is not what was approved."),
    Text(
        "Giảm height.smallest trong kiểu trình bày, hoặc bỏ hình.",
        "Lower height.smallest in the template, or drop it.",
    ),
    HOUSE_RULE,
)
GLYPHS_EXIST = Rule(
    "glyph-missing",
    Severity.ERROR,
    Text("Phông chữ có đủ mọi ký tự.", "The lettering has every character."),
    Text("Ký tự thiếu sẽ in ra ô vuông hoặc mất hẳn.", "A missing character prints as a box, or not at all."),
    Text("Bỏ hoặc thay ký tự đó.", "Remove or replace the character."),
    HOUSE_RULE,
)
RULES = (NUMBERS_FIT, CODE_FITS, TEXT_FITS, SIDE_HAS_ROOM, DRAWING_FITS, GLYPHS_EXIST)
"""Every rule of this package."""
