"""What of a table can be mended by machine: each cell, what it was and what it becomes. Plain frozen values."""

from __future__ import annotations

from msgspec import Struct

from keytag.findings import TableCell
from keytag.text.text import Text


class Repair(Struct, frozen=True):
    """A cell of the table, what stands in it, what is to stand in it, and why.

    ``cell`` names sheet, row and column. ``is_guess`` tells that somebody must try the number.
    """

    cell: TableCell
    was: str
    becomes: str
    why: Text
    is_guess: bool = False


ZERO = Text("Thêm số 0 ở đầu mà bảng tính đã bỏ. Gọi thử.", "The leading 0 that the spreadsheet dropped. Call it.")
MERGED = Text("Điền chữ của ô gộp.", "Filled in from the merged cell.")
BLANKS = Text("Bỏ dấu cách và xuống dòng thừa.", "Stray blanks and line breaks taken out.")
HIDDEN = Text("Bỏ ký tự ẩn.", "Characters that do not show taken out.")
QUOTES = Text("Bỏ dấu ngoặc kép bao quanh.", "Quotation marks round it taken off.")
LINKED = Text("Ghi địa chỉ mà liên kết dẫn tới.", "The address to which the hyperlink leads.")
COMPUTED = Text("Ghi kết quả thay cho công thức.", "The formula's result in place of the formula.")
